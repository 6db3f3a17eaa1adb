"""Match the things of two sides, and find which of their parts changed.

Things are described part by part, in the form that people write. The same claim under another identifier is
the same claim, renamed.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeVar

from kg.model import (
    FRAME,
    SEVERAL,
    Article,
    Claim,
    Count,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Standpoint,
    Value,
    Verdict,
    digest,
    number_of,
    value_of,
)

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Change:
    """One part that changed, in the form that people write; ``None`` if it was or is not there.

    For parts that may be there several times, such as presuppositions, each one that was added or withdrawn
    is a change.
    """

    part: str
    before: Any = None
    after: Any = None

    def as_json(self) -> dict[str, Any]:
        """Return the part, before and after, by name."""
        return {"part": self.part, "before": self.before, "after": self.after}


@dataclass(frozen=True, slots=True)
class Item:
    """Something that is only on one side: its name and all its parts."""

    name: str
    parts: Mapping[str, Any]

    def as_json(self) -> dict[str, Any]:
        """Return name and parts."""
        return {"name": self.name, "parts": dict(self.parts)}


@dataclass(frozen=True, slots=True)
class Changed:
    """Something that is on both sides: its two names, and what changed."""

    before: str
    after: str
    changes: tuple[Change, ...] = ()

    @property
    def renamed(self) -> bool:
        """Whether it has another name now."""
        return self.before != self.after

    def as_json(self) -> dict[str, Any]:
        """Return both names and the changes."""
        changes = [change.as_json() for change in self.changes]
        return {"before": self.before, "after": self.after, "changes": changes}


@dataclass(frozen=True, slots=True)
class Section:
    """What was added, withdrawn, and changed or renamed among things of one sort, each sorted by name."""

    added: tuple[Item, ...] = ()
    withdrawn: tuple[Item, ...] = ()
    changed: tuple[Changed, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.withdrawn or self.changed)

    def as_json(self) -> dict[str, Any]:
        """Return the three lists by name."""
        return {
            "added": [item.as_json() for item in self.added],
            "withdrawn": [item.as_json() for item in self.withdrawn],
            "changed": [changed.as_json() for changed in self.changed],
        }


# --- the parts of things ------------------------------------------------------------------------------


def find_article_parts(article: Article) -> dict[str, Any]:
    """Return the parts of an article; for its text, the hash and whether it is withheld."""
    return _filled(
        {
            "sha256": article.sha256,
            "text_withheld": True if article.text is None else None,
            "language": article.language,
            "publisher": article.publisher,
            "published": _days(article.published),
            "published_basis": article.published_basis,
            "url": article.url,
            "licence": article.licence,
            "title": article.title,
            "timezone": article.timezone,
            "shareable": article.shareable or None,
        }
    )


def find_claim_parts(claim: Claim) -> dict[str, Any]:
    """Return every part of a claim except its identifier, by slot and by quotation.

    Slots are named as in ``proposition.agent`` and ``condition.agent``; ``proposition.basis`` is the reason
    for the time. ``presupposes`` is the list of all presuppositions, each as a whole. Quotations are numbered
    from 1. A gloss is named with its language (``gloss.en``).

    >>> from kg.model import Stance
    >>> find_claim_parts(Claim("d1", "armenia", Stance.DENIES, Proposition("firing", agent="armenia"), ()))
    {'source': 'armenia', 'stance': 'denies', 'certainty': 'unspecified', 'direct': False, \
'proposition.kind': 'firing', 'proposition.agent': 'armenia'}
    """
    bases = dict(claim.bases)
    used: set[str] = set()

    def frame(name: str, proposition: Proposition | None) -> dict[str, Any]:
        if proposition is None:
            return {}
        return {f"{name}.{slot}": value for slot, value in described(proposition).items()}

    def described(proposition: Proposition) -> dict[str, Any]:
        id = proposition.id
        used.add(id)
        return _filled({**proposition.as_json(), "basis": bases.get(id)})

    parts: dict[str, Any] = {
        "source": claim.source if not claim.jointly else list(claim.sources),
        "via": list(claim.via) or None,
        "stance": claim.stance.value,
        "certainty": claim.certainty.value,
        "direct": claim.direct,
        "said": _days(claim.said),
        "said_basis": bases.get("said"),
        **frame("proposition", claim.proposition),
        "presupposes": [described(proposition) for proposition in claim.presupposes] or None,
        **frame("condition", claim.condition),
        "condition_form": claim.condition_form if claim.condition_form != "if" else None,
        "corrects": list(claim.corrects) or None,
    }
    for number, quotation in enumerate(claim.quotations, 1):
        parts[f"quotation.{number}"] = _span(quotation)
    parts["cue"] = None if claim.cue is None else _span(claim.cue)
    parts.update({f"gloss.{language}": text for language, text in sorted(claim.gloss.items())})
    stray = sorted(bases.keys() - used - {"said"})
    return _filled({**parts, **{f"basis.{key}": bases[key] for key in stray}})


def find_entry_parts(entry: Entry) -> dict[str, Any]:
    """Return what the register says about a name, without its background facts."""
    return _filled(
        {
            "section": entry.section,
            "type": entry.type,
            **{f"label.{language}": text for language, text in sorted(entry.label.items())},
            "same_as": sorted(entry.same_as) or None,
            "functional": sorted(entry.functional) or None,
            "timeless": entry.timeless or None,
            "changes": entry.changes,
            "ratio": entry.ratio or None,
            "unit": entry.unit,
            **{f"phrase.{language}": text for language, text in sorted(entry.phrase.items())},
            "unidentified": entry.unidentified or None,
            **{f"event.{slot}": value for slot, value in find_frame_parts(entry.frame).items()},
            "article": entry.article,
            "lat": entry.lat,
            "lon": entry.lon,
            "timezone": entry.timezone,
        }
    )


def find_frame_parts(frame: EventFrame | None) -> dict[str, Any]:
    """Return the declared parts of an event, in the form that people write."""
    if frame is None:
        return {}
    slots = {"kind": frame.kind, "target": frame.target, "place": frame.place, "time": frame.time}
    values = {
        name: value if value is None or isinstance(value, str) else value.as_json()
        for name, value in slots.items()
    }
    return _filled({**values, "basis": frame.basis})


def find_standpoint_parts(standpoint: Standpoint) -> dict[str, Any]:
    """Return the parts of a standpoint, without the facts it holds."""
    return _filled(
        {
            **{f"label.{language}": text for language, text in sorted(standpoint.label.items())},
            "held_by": sorted(standpoint.held_by) or None,
            "excludes": sorted(standpoint.excludes) or None,
        }
    )


def find_verdict_parts(verdict: Verdict) -> dict[str, Any]:
    """Return the parts of a verdict, with an explanation per language."""
    parts = verdict.as_json()
    explanation = parts.pop("explanation", {})
    return {**parts, **{f"explanation.{language}": text for language, text in sorted(explanation.items())}}


def _filled(parts: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in parts.items() if value is not None}


def _days(interval: Interval | None) -> Any:
    return None if interval is None else interval.as_json()


def _span(quotation: Quotation) -> dict[str, Any]:
    return {
        "exact": quotation.exact,
        "start": quotation.start,
        "end": quotation.end,
        "prefix": quotation.prefix,
        "suffix": quotation.suffix,
    }


def find_changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    """Return the parts that differ, in a fixed order.

    >>> find_changes({"source": "armenia"}, {"source": "reuters"})
    (Change(part='source', before='armenia', after='reuters'),)
    """
    changes: list[Change] = []
    for part in _interleaved(list(before), list(after)):
        then, now = before.get(part), after.get(part)
        if part == "presupposes":
            changes.extend(_find_presupposed(then or [], now or []))
        elif then != now or type(then) is not type(now):
            changes.append(Change(part, then, now))
    return tuple(changes)


def _find_presupposed(before: Sequence[Any], after: Sequence[Any]) -> Iterator[Change]:
    """Yield presuppositions that were withdrawn or added; as one change if there is one of each."""
    gone = [proposition for proposition in before if proposition not in after]
    come = [proposition for proposition in after if proposition not in before]
    if len(gone) == len(come) == 1:
        yield Change("presupposes", gone[0], come[0])
        return
    for proposition in gone:
        yield Change("presupposes", proposition, None)
    for proposition in come:
        yield Change("presupposes", None, proposition)


#: The order of parts, as far as it is fixed; the others follow by name.
_ORDER = (
    *("sha256", "text_withheld", "language", "publisher", "published", "published_basis", "url", "licence"),
    *("title", "timezone", "shareable"),
    *("claim", "source", "via", "stance", "certainty", "direct", "said", "said_basis"),
    *(f"proposition.{slot}" for slot in (*FRAME, "only", "basis")),
    "presupposes",
    *(f"condition.{slot}" for slot in (*FRAME, "only", "basis")),
    *("condition_form", "corrects", "section", "type", "rating"),
)


def _interleaved(before: Sequence[str], after: Sequence[str]) -> list[str]:
    """Return the parts of both sides in a fixed order."""
    rank = {part: number for number, part in enumerate(_ORDER)}

    def place(part: str) -> tuple[int, str, int, str]:
        stem, _, rest = part.partition(".")
        return rank.get(part, len(rank)), stem, int(rest) if rest.isdecimal() else 0, rest

    return sorted({*before, *after}, key=place)


def build_proposition(written: Mapping[str, Any]) -> Proposition:
    """Return a proposition from the form that people write, with or without a reason for its time.

    >>> build_proposition({"kind": "shelling", "time": "2020-10-04", "basis": "the day of the speech"}).kind
    'shelling'
    """
    slots = {slot: value for slot, value in written.items() if slot != "basis"}
    for slot in SEVERAL:
        if slot in slots:
            slots[slot] = build_value(slots[slot])
    if "time" in slots:
        slots["time"] = build_interval(slots["time"])
    if "count" in slots:
        slots["count"] = build_count(slots["count"])
    if "only" in slots:
        slots["only"] = tuple(slots["only"])
    return Proposition(**slots)


def build_value(written: str | list[str] | Mapping[str, list[str]]) -> Value:
    """Return a slot's value from the form that people write.

    >>> build_value({"any_of": ["b", "a"]})
    Several(names=('a', 'b'), any_of=True)
    """
    if isinstance(written, str):
        return written
    if isinstance(written, Mapping):
        return value_of(written["any_of"], any_of=True)
    return value_of(written)


def build_interval(written: str | Mapping[str, str]) -> Interval:
    """Return an interval of days or clock times from the form that people write."""
    ends = (written, written) if isinstance(written, str) else (written.get("from"), written.get("to"))
    return Interval(*(None if end is None else _build_end(end) for end in ends))


def _build_end(written: str) -> date:
    return datetime.fromisoformat(written) if "T" in written else date.fromisoformat(written)


def build_count(written: Mapping[str, Any]) -> Count:
    """Return a count from the form that people write."""
    low, high = written["min"], written.get("max")
    as_of = written.get("as_of")
    return Count(
        written["measure"],
        number_of(low),
        None if high is None else number_of(high),
        written.get("of"),
        written.get("soft", False),
        written.get("final", False),
        None if as_of is None else build_interval(as_of),
    )


# --- which thing is which -----------------------------------------------------------------------------


def find_same_articles(before: Knowledge, after: Knowledge) -> dict[str, str]:
    """Return the identifier after of each article before: the same identifier, else the same text."""
    matches = {name: name for name in before.articles if name in after.articles}

    def by_text(some: Knowledge, known: Iterable[str]) -> dict[str, list[str]]:
        left = sorted(some.articles.keys() - set(known))
        return _grouped(left, lambda name: some.articles[name].sha256)

    others = by_text(after, matches.values())
    for text, names in by_text(before, matches).items():
        if text:
            matches.update(zip(names, others.get(text, ()), strict=False))
    return matches


def find_same_claims(before: Knowledge, after: Knowledge, articles: Mapping[str, str]) -> dict[str, str]:
    """Return the identifier after of each claim before.

    Claims match that say the same in the same article, else those with the same identifier in it.
    """
    theirs = {name: name for name in after.articles}
    same = {
        side: _grouped(sorted(knowledge.claims), lambda name: _content(name, knowledge, names))  # noqa: B023
        for side, knowledge, names in (("before", before, articles), ("after", after, theirs))
    }
    matches: dict[str, str] = {}
    for content, names in same["before"].items():
        others = same["after"].get(content, [])
        kept = [name for name in names if _moved(name, articles) in others]
        matches.update((name, _moved(name, articles)) for name in kept)
        rest = [name for name in names if name not in kept]
        taken = {matches[name] for name in kept}
        matches.update(zip(rest, [name for name in others if name not in taken], strict=False))
    taken = set(matches.values())
    for name in before.claims:
        other = _moved(name, articles)
        if name not in matches and other in after.claims and other not in taken:
            matches[name] = other
    return matches


def _content(name: str, knowledge: Knowledge, articles: Mapping[str, str]) -> tuple[str, str]:
    """Return the article of a claim and a digest of its parts, which are equal for equal claims."""
    article = name.rpartition("/")[0]
    return articles.get(article, ""), digest(find_claim_parts(knowledge.claims[name]))


def _moved(name: str, articles: Mapping[str, str]) -> str:
    """Return the identifier of a claim under the new identifier of its article."""
    article, _, claim = name.rpartition("/")
    return f"{articles.get(article, article)}/{claim}"


def _grouped(names: Iterable[_T], key: Callable[[_T], Hashable]) -> dict[Any, list[_T]]:
    groups: dict[Hashable, list[_T]] = defaultdict(list)
    for name in names:
        groups[key(name)].append(name)
    return groups


def build_section(
    before: Mapping[str, _T],
    after: Mapping[str, _T],
    matches: Mapping[str, str],
    parts: Callable[[_T], dict[str, Any]],
) -> Section:
    """Return what differs among things of one sort; ``matches`` gives the name after of each name before."""
    matched = set(matches.values())
    changed = [
        Changed(name, other, find_changes(parts(before[name]), parts(after[other])))
        for name, other in sorted(matches.items())
    ]
    return Section(
        tuple(Item(name, parts(after[name])) for name in sorted(after.keys() - matched)),
        tuple(Item(name, parts(before[name])) for name in sorted(before.keys() - matches.keys())),
        tuple(item for item in changed if item.changes or item.renamed),
    )


def find_verdict_changes(before: Knowledge, after: Knowledge, claims: Mapping[str, str]) -> Section:
    """Return what differs among verdicts; one has changed if its reviewer has another one on the same claim.

    Another identifier of a claim changes no verdict on it.
    """

    def sayings(some: Knowledge, names: Mapping[str, str] | None) -> dict[str, dict[str, Any]]:
        by_id = {}
        for verdict in some.verdicts:
            parts = find_verdict_parts(verdict)
            if names is not None:
                parts["claim"] = names.get(verdict.claim, verdict.claim)
            by_id[verdict.id] = parts
        return by_id

    then, now = sayings(before, claims), sayings(after, None)
    said = {digest(parts): name for name, parts in now.items()}
    kept = {name: said[digest(parts)] for name, parts in then.items() if digest(parts) in said}
    gone = [name for name in then if name not in kept]
    come = [name for name in now if name not in set(kept.values())]

    def reviewed(side: Mapping[str, dict[str, Any]], names: Iterable[str]) -> dict[Any, list[str]]:
        return _grouped(names, lambda n: tuple(side[n].get(k) for k in ("claim", "reviewer", "partner")))

    others = reviewed(now, come)
    again = {
        name: other
        for who, names in reviewed(then, gone).items()
        for name, other in zip(names, others.get(who, ()), strict=False)
    }
    real = {verdict.id: find_verdict_parts(verdict) for verdict in before.verdicts}

    def order(name: str, side: Mapping[str, dict[str, Any]]) -> tuple[str, str, str]:
        return side[name]["claim"], side[name].get("date", ""), name

    return Section(
        tuple(
            Item(name, now[name])
            for name in sorted(set(come) - set(again.values()), key=lambda name: order(name, now))
        ),
        tuple(
            Item(name, real[name]) for name in sorted(set(gone) - set(again), key=lambda n: order(n, real))
        ),
        tuple(
            Changed(name, other, find_changes(then[name], now[other]))
            for name, other in sorted(again.items(), key=lambda pair: order(pair[1], now))
        ),
    )
