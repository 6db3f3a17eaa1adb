"""Write a bundle as a ``claims.yaml`` that reads back as the same bundle.

People can read and edit the file: quotes are in their own script, one claim is below the other, and a time or
a count is on one line. Invisible characters are written by their numbers, except the joiners that belong to
Persian spelling.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic import ValidationError

from kg.authoring.formats import (
    ArticleEntry,
    ClaimEntry,
    ClaimsFile,
    CountEntry,
    EventEntry,
    PropositionEntry,
    QuoteEntry,
    TimeEntry,
)
from kg.authoring.slots import AnyOf, ConditionEntry, is_one_moment, write_end, write_number
from kg.errors import InputError, Problem
from kg.model import (
    FRAME,
    SEVERAL,
    Article,
    Bundle,
    Claim,
    Entry,
    Interval,
    Proposition,
    Quotation,
    Value,
)
from kg.text import AmbiguousQuoteError, CutWordError, FoldedText, QuotationError, find_quotation

#: The longest line, in characters, on which a mapping of short texts is written.
_WIDTH = 110
#: Words that YAML readers do not take for text.
_RESERVED = re.compile(r"(?i:null|true|false|yes|no|on|off|y|n|nan|inf)")
_PLAIN_NAME = re.compile(r"[a-z][a-z0-9._-]*")
#: A text that needs no quotation marks: it begins with a letter and has no YAML syntax.
_PLAIN_TEXT = re.compile(r"(?:[^\W\d_]|«)(?:(?!:(?:\s|\Z)|\s#|\s\Z).)*")
_JOINERS = "\u200c\u200d"
_ESCAPED = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def write_claims_yaml(
    written: Bundle | ClaimsFile, *, text: str | None = None, events: Iterable[Entry] = ()
) -> str:
    """Return the text of a ``claims.yaml`` for a bundle or for a parsed claims file.

    ``text`` is the name of the article's file, by default ``article.fa.txt`` for one in Persian.
    Of ``events``, those declared for the bundle's article alone are written.

    Raises:
        InputError: for a bundle that the format cannot express (:func:`build_written_claims`).
    """
    file = written
    if isinstance(file, Bundle):
        file = build_written_claims(file, text=text, events=events)
    lines = ["article:", *_indented(_article(file.article))]
    if file.events:
        lines += ["", "events:"]
        for name, event in file.events.items():
            lines += [f"  {_name(name)}:", *_indented(_indented(_event(event)))]
    if not file.claims:
        lines += ["", "claims: []"]
    else:
        lines += ["", "claims:"]
        for claim in file.claims:
            lines += [*item(_claim(claim), 2), ""]
        lines.pop()
    return "".join(f"{line}\n" for line in lines)


def write_event(event: EventEntry) -> str:
    """Return the entry of an event on one line.

    >>> write_event(EventEntry(label={"en": "raid"}, target=["mill", "quay"]))
    '{label: {en: "raid"}, target: [mill, quay]}'
    """
    return f"{{{', '.join(_event(event))}}}"


def build_written_claims(
    bundle: Bundle, *, text: str | None = None, events: Iterable[Entry] = ()
) -> ClaimsFile:
    """Return the claims file that reads back as ``bundle``: the inverse of reading one.

    A quote gets its ``occurrence`` if its words alone do not lead to it. If the article's text is withheld,
    no occurrence is given.

    Raises:
        InputError: for what people cannot write, such as a partner's name or a claim without a quote.
    """
    article = bundle.article
    folded = None if article.text is None else FoldedText(article.text)
    own = sorted((event for event in events if event.article == article.id), key=lambda event: event.name)
    value = {
        "article": _written_article(article, text or f"article.{article.language}.txt"),
        "events": {_own(event.name, article.id): _written_event(event) for event in own},
        "claims": [_written_claim(claim, article.id, folded) for claim in bundle.claims],
    }
    try:
        return ClaimsFile.model_validate(value)
    except ValidationError as error:
        raise InputError([_unwritable(bundle, details) for details in error.errors()]) from error


def _unwritable(bundle: Bundle, found: Any) -> Problem:
    where = ".".join(str(part) for part in found["loc"])
    claim = found["loc"][1] if len(found["loc"]) > 1 and found["loc"][0] == "claims" else None
    name = None if claim is None else bundle.claims[claim].id
    message = f"the bundle {bundle.id!r} cannot be written as claims.yaml: {where}: {found['msg']}"
    return Problem("not-writable", message, claim=name)


# -- from the model to the format --------------------------------------------------------------------------


def _written_article(article: Article, text: str) -> dict[str, Any]:
    value: dict[str, Any] = {
        "id": article.id,
        "title": article.title,
        "text": text,
        "sha256": article.sha256 or None,
        "language": article.language,
        "publisher": article.publisher,
        "published": _written_time(article.published, article.published_basis),
        "timezone": article.timezone,
        "url": article.url,
    }
    if article.licence is not None:
        value["licence"] = {"iri": article.licence, "shareable": article.shareable}
    return value


def _own(name: str, article: str) -> str:
    """Return a name without the prefix of its article, as it is written in the article's own file."""
    return name.removeprefix(f"{article}/")


def _written_event(event: Entry) -> dict[str, Any]:
    value: dict[str, Any] = {"label": dict(event.label), "same_as": list(event.same_as)}
    for relation in ("part_of", "distinct_from"):
        value[relation] = [
            _own(object, event.article or "") for link, object in event.links if link == relation
        ]
    frame = event.frame
    if frame is not None:
        value["kind"], value["time"] = frame.kind, _written_time(frame.time, frame.basis)
        value |= {slot: _written_value(getattr(frame, slot)) for slot in ("target", "place")}
    return value


def _written_value(value: Value | None) -> Any:
    return value if value is None or isinstance(value, str) else value.as_json()


def _written_proposition(p: Proposition, claim: Claim, article: str) -> dict[str, Any]:
    value = {slot: getattr(p, slot) for slot in ("kind", "said_by")}
    value |= {slot: _written_value(getattr(p, slot)) for slot in SEVERAL}
    value["event"] = None if p.event is None else _own(p.event, article)
    value["time"] = _written_time(p.time, claim.bases.get(p.id))
    value["only"] = list(p.only)
    if p.count is not None:
        numbers = {"min": p.count.low, "max": p.count.high}
        value["count"] = {
            "measure": p.count.measure,
            "of": p.count.population,
            **{name: write_number(number) for name, number in numbers.items() if number is not None},
            "soft": p.count.soft,
            "final": p.count.final,
            "as_of": _written_time(p.count.as_of, None),
        }
    return value


def _written_claim(claim: Claim, article: str, folded: FoldedText | None) -> dict[str, Any]:
    condition = None if claim.condition is None else _written_proposition(claim.condition, claim, article)
    if condition is not None and claim.condition_form != "if":
        condition = {claim.condition_form: condition}
    says = None if claim.proposition is None else _written_proposition(claim.proposition, claim, article)
    return {
        "id": claim.id,
        "source": list(claim.sources),
        "via": list(claim.via),
        "stance": claim.stance.value,
        "certainty": claim.certainty.value,
        "cue": None if claim.cue is None else claim.cue.exact,
        "quote": [
            {"text": quotation.exact, "occurrence": find_occurrence(folded, quotation)}
            for quotation in claim.quotations
        ],
        "gloss": dict(claim.gloss),
        "said": _written_time(claim.said, claim.bases.get("said")),
        "corrects": [_own(name, article) for name in claim.corrects],
        "says": says,
        "presupposes": [_written_proposition(p, claim, article) for p in claim.presupposes],
        "condition": condition,
    }


def _written_time(interval: Interval | None, basis: str | None) -> dict[str, Any] | None:
    if interval is None:
        return None
    ends = {"from": interval.start, "to": interval.end}
    written: dict[str, Any] = {name: write_end(end) for name, end in ends.items() if end is not None}
    return written if basis is None else {**written, "basis": basis}


def find_occurrence(text: FoldedText | None, quotation: Quotation) -> int | None:
    """Return which occurrence (from 1) of its words a quotation is, ``None`` if they alone lead to it.

    >>> find_occurrence(FoldedText("no, no"), Quotation("no", 4, 6))
    2
    """
    if text is None:
        return None
    place = (quotation.start, quotation.end)
    try:
        find_quotation(text, quotation.exact)
    except CutWordError:
        return 1
    except AmbiguousQuoteError as error:
        places = [(passage.start, passage.end) for passage in error.passages]
        if place in places:
            return places.index(place) + 1
        occurrence = len(places)
        try:
            while True:
                occurrence += 1
                candidate = find_quotation(text, quotation.exact, occurrence=occurrence)
                if (candidate.start, candidate.end) == place:
                    return occurrence
        except QuotationError:
            return None
    except QuotationError:
        return None
    return None


# -- from the format to YAML -------------------------------------------------------------------------------


def _article(article: ArticleEntry) -> Iterator[str]:
    yield f"id: {_name(article.id)}"
    if article.title is not None:
        yield f"title: {_text(article.title)}"
    yield f"text: {_text(article.text)}"
    if article.sha256 is not None:
        yield f"sha256: {_name(article.sha256)}"
    yield f"language: {_name(article.language)}"
    yield f"publisher: {_name(article.publisher)}"
    if article.published is not None:
        yield from _times("published", article.published)
    if article.timezone is not None:
        yield f"timezone: {_zone(article.timezone)}"
    if article.url is not None:
        yield f"url: {quoted(article.url)}"
    if article.licence is not None:
        iri = quoted(article.licence.iri)
        if article.licence.shareable is None:
            yield f"licence: {iri}"
        else:
            yield f"licence: {{iri: {iri}, shareable: {_flag(article.licence.shareable)}}}"


def _claim(claim: ClaimEntry) -> Iterator[str]:
    yield f"id: {_name(claim.id)}"
    yield f"source: {_value(claim.source)}"
    if claim.via:
        yield f"via: {_names(claim.via)}"
    yield f"stance: {claim.stance}"
    if claim.certainty != "unspecified":
        yield f"certainty: {claim.certainty}"
    if claim.cue is not None:
        yield f"cue: {_text(claim.cue)}"
    if len(claim.quote) == 1:
        yield f"quote: {_quote(claim.quote[0])}"
    else:
        yield "quote:"
        yield from (f"  - {_quote(quote)}" for quote in claim.quote)
    if claim.gloss:
        yield from _texts("gloss", claim.gloss)
    if claim.said is not None:
        yield from _times("said", claim.said)
    if claim.corrects:
        yield f"corrects: [{', '.join(quoted(n) if '/' in n else _name(n) for n in claim.corrects)}]"
    if claim.says is not None:
        yield "says:"
        yield from _indented(_proposition(claim.says))
    if claim.presupposes:
        yield "presupposes:"
        for proposition in claim.presupposes:
            yield from item(_proposition(proposition), 2)
    if claim.condition is not None:
        yield "condition:"
        yield from _indented(_condition(claim.condition))


def _event(event: EventEntry) -> Iterator[str]:
    if event.label:
        yield from _texts("label", event.label)
    if event.kind is not None:
        yield f"kind: {_name(event.kind)}"
    for slot in ("target", "place"):
        value = getattr(event, slot)
        if value is not None:
            yield f"{slot}: {_value(value)}"
    if event.time is not None:
        yield from _times("time", event.time)
    for relation in ("part_of", "distinct_from"):
        if names := getattr(event, relation):
            yield f"{relation}: {_names(names)}"
    if event.same_as:
        yield f"same_as: [{', '.join(quoted(iri) for iri in event.same_as)}]"
    if event == EventEntry():
        yield "label: {}"


def _condition(condition: ConditionEntry) -> Iterator[str]:
    if condition.form == "if":
        yield from _proposition(condition)
        return
    yield f"{condition.form}:"
    yield from _indented(_proposition(condition.proposition))


def _proposition(proposition: PropositionEntry) -> Iterator[str]:
    for slot in FRAME:
        value = getattr(proposition, slot)
        if isinstance(value, TimeEntry):
            yield from _times("time", value)
        elif isinstance(value, CountEntry):
            yield f"count: {_count(value)}"
        elif value is not None:
            yield f"{slot}: {_value(value)}"
    if proposition.only:
        yield f"only: {_names(proposition.only)}"


def _value(value: str | list[str] | AnyOf) -> str:
    if isinstance(value, AnyOf):
        return f"{{any_of: {_names(value.any_of)}}}"
    if isinstance(value, list):
        return _name(value[0]) if len(value) == 1 else _names(value)
    return _name(value)


def _names(names: Iterable[str]) -> str:
    return f"[{', '.join(_name(name) for name in names)}]"


def _quote(quote: QuoteEntry) -> str:
    if quote.occurrence is None:
        return _text(quote.text)
    return f"{{text: {quoted(quote.text)}, occurrence: {quote.occurrence}}}"


def _count(count: CountEntry) -> str:
    if count.number is not None and count.measure not in CountEntry.model_fields:
        number = count.number if count.number.isdigit() else quoted(count.number)
        parts = [f"{_name(count.measure)}: {number}"]
    else:
        parts = [f"measure: {_name(count.measure)}"]
        if count.number is not None:
            parts.append(f"number: {quoted(count.number)}")
    if count.of is not None:
        parts.append(f"of: {_name(count.of)}")
    numbers = {"min": count.min, "max": count.max, "about": count.about}
    parts += [f"{name}: {write_number(number)}" for name, number in numbers.items() if number is not None]
    if count.unit is not None:
        parts.append(f"unit: {quoted(count.unit)}")
    parts += [f"{name}: true" for name in ("soft", "final") if getattr(count, name)]
    if count.as_of is not None:
        parts += _times("as_of", count.as_of, wide=False)
    return f"{{{', '.join(parts)}}}"


def _times(key: str, time: TimeEntry, wide: bool = True) -> Iterator[str]:
    if is_one_moment(time) and time.basis is None:
        yield f"{key}: {_clock(write_end(time.start))}"
        return
    ends = {"from": time.start, "to": time.end}
    parts = {name: _clock(write_end(end)) for name, end in ends.items() if end is not None}
    if time.basis is not None:
        parts["basis"] = quoted(time.basis)
    yield from _mapping(key, parts, wide)


def _clock(end: str) -> str:
    """Return an end of a time, in quotation marks if it is a clock time, since its colon looks like YAML."""
    return quoted(end) if ":" in end else end


def _zone(name: str) -> str:
    return name if re.fullmatch("[A-Z][A-Za-z]+/[A-Za-z_]+", name) else quoted(name)


def _texts(key: str, texts: Mapping[str, str]) -> Iterator[str]:
    languages = sorted(texts, key=lambda language: (language != "en", language))
    yield from _mapping(key, {_name(language): quoted(texts[language]) for language in languages})


def _mapping(key: str, parts: Mapping[str, str], wide: bool = True) -> Iterator[str]:
    """Yield short parts on one line; long ones each on its own line if ``wide``."""
    line = f"{key}: {{{', '.join(f'{name}: {value}' for name, value in parts.items())}}}"
    if len(line) <= _WIDTH or len(parts) == 1 or not wide:
        yield line
        return
    yield f"{key}:"
    yield from (f"  {name}: {value}" for name, value in parts.items())


def _indented(lines: Iterator[str]) -> Iterator[str]:
    return (f"  {line}" for line in lines)


def item(lines: Iterator[str], indent: int) -> Iterator[str]:
    """Yield the lines of a mapping as an item of a list, indented by ``indent`` spaces."""
    for number, line in enumerate(lines):
        yield f"{' ' * indent}{'  ' if number else '- '}{line}"


def _flag(value: bool) -> str:
    return "true" if value else "false"


def _name(name: str) -> str:
    plain = _PLAIN_NAME.fullmatch(name) and not _RESERVED.fullmatch(name)
    return name if plain else quoted(name)


def _text(text: str) -> str:
    plain = _PLAIN_TEXT.fullmatch(text) and not _RESERVED.fullmatch(text) and all(map(_seen, text))
    return text if plain else quoted(text)


def quoted(text: str) -> str:
    """Return a text in quotation marks.

    >>> quoted("a\\u202e\\"b\\"")
    '"a\\\\u202E\\\\"b\\\\""'
    """
    return '"' + "".join(_ESCAPED.get(char) or as_seen(char) for char in text) + '"'


def as_seen(text: str) -> str:
    """Return a text with its invisible characters written by number."""
    return "".join(char if _seen(char) else _number(char) for char in text)


def _seen(char: str) -> bool:
    return char.isprintable() or char in _JOINERS


def _number(char: str) -> str:
    return f"\\u{ord(char):04X}" if ord(char) <= 0xFFFF else f"\\U{ord(char):08X}"
