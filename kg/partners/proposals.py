"""Which of a partner's names may be one of ours: proposed by the system, decided by a person.

Nothing is merged because it looks alike. A proposal says why it is made and what speaks against trusting it:
a name of ours under another label, letters of another script that look like ours, characters that reverse
what stands around them.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property
from typing import Any

from rapidfuzz import fuzz, process

from kg.bundle.subset import find_slot_names
from kg.errors import InputError, Problem, nearest
from kg.formats.claimreview import PartnerReview, build_accepted
from kg.model import (
    STATE,
    Entry,
    EventFrame,
    Knowledge,
    Proposition,
    Rating,
    Register,
    Standpoint,
    names_of,
    qualify,
)
from kg.partners.ledger import Decision, Exchange, Subject, proposal_id, review_key
from kg.partners.merge import Accepted, Renaming
from kg.partners.reviewed import KnownClaims
from kg.partners.statements import find_events
from kg.text import FoldedText

#: How alike two labels are from which on they are proposed as one, of 100; only a person accepts.
ALIKE = 90
#: More proposals for one name than this are not made.
MOST = 5
#: No name has more characters; what a longer label begins with is looked at, and it is like no other.
LONGEST = 200

_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Match:
    """A proposal: that something of a partner's is something of ours, or is new to us.

    ``section`` is that of the register, or ``standpoints``, ``events``, ``verdicts``, ``propositions`` or
    ``reviews``;
    ``names`` for what was accepted of a name that the partner's register no longer holds.
    ``reasons`` speak for it, ``flags`` against. A proposition has no decision of its own: it is one of ours
    as soon as the proposals that it ``needs`` are accepted. ``accepted`` is ``None`` until decided.
    """

    id: str
    subject: Subject | None
    section: str
    theirs: str
    ours: str
    their_label: str
    our_label: str
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    accepted: bool | None = None

    def as_json(self) -> dict[str, object]:
        """Return the proposal as ``kg matches --format json`` gives it."""
        return {
            "id": self.id,
            "section": self.section,
            "theirs": self.theirs,
            "ours": self.ours or None,
            "their_label": self.their_label,
            "our_label": self.our_label or None,
            "reasons": list(self.reasons),
            "flags": list(self.flags),
            "needs": list(self.needs),
            "accepted": self.accepted,
        }


@dataclass(frozen=True)
class _Theirs:
    """One partner's knowledge while proposals are made."""

    partner: str
    knowledge: Knowledge


def find_matches(exchange: Exchange, own: Knowledge) -> list[Match]:
    """Return every proposal, decided or not, in the order of partners, sections and names."""
    found: list[Match] = []
    decided = {d.id: d.accepted for d in exchange.decisions if exchange.stands(d)}
    changed = {d.id: (_CHANGED,) for d in exchange.decisions if not exchange.stands(d)}
    known = Known(own.register)
    for partner, said in exchange.current.items():
        theirs = _Theirs(partner, said)
        proposals = [
            *_entries(theirs, own, known, decided, _Events(theirs, own, known, exchange.accepted)),
            *_standpoints(theirs, own, exchange.accepted),
            *_verdicts(theirs),
        ]
        proposals = [
            replace(match, accepted=decided.get(match.id), flags=(*match.flags, *changed.get(match.id, ())))
            for match in proposals
        ]
        found.extend(proposals)
        found.extend(_propositions(theirs, own, proposals))
    reviews = list(exchange.current_reviews())
    if reviews:
        merged = exchange.merge(own).knowledge
        claims = KnownClaims(merged)
        found.extend(
            replace(match, accepted=decided.get(match.id), flags=(*match.flags, *changed.get(match.id, ())))
            for one, review in reviews
            for match in _reviews(exchange, one.partner, review, merged, claims)
        )
    found.extend(_outdated(exchange, {match.id for match in found}))
    return found


def _outdated(exchange: Exchange, proposed: Collection[str]) -> Iterator[Match]:
    """Yield what was accepted and is proposed no more: it is in use until a person takes it back."""
    for decision in exchange.decisions:
        if not decision.accepted or decision.id in proposed or not exchange.stands(decision):
            continue
        partner, _, name = decision.theirs.partition(":")
        said = exchange.current.get(partner)
        entry = None if said is None else said.register.entries.get(name)
        known = decision.subject in NAMING and entry is not None
        yield Match(
            id=decision.id,
            subject=decision.subject,
            section=entry.section if known and entry else _SECTIONS[decision.subject],
            theirs=decision.theirs,
            ours=decision.ours,
            their_label=_label(entry) if known and entry else "",
            our_label="",
            reasons=(f"{decision.by} accepted it at {decision.when}",),
            flags=(_GONE if decision.subject is Subject.REVIEW else _CHANGED_NOW,),
            accepted=True,
        )


#: The decisions on what a name of a partner's is, of which there is one.
NAMING = (Subject.NAME, Subject.EVENT, Subject.NEW)
_CHANGED_NOW = "would not be proposed now: what the partner or we say of it is no longer the same"
_GONE = "is not proposed now: the partner has corrected the review since, or it or the claim is not in force"
_CHANGED = "was decided before, and what the partner says of it has changed since"
_SECTIONS = {
    Subject.NAME: "names",
    Subject.NEW: "names",
    Subject.EVENT: "events",
    Subject.REVIEW: "reviews",
    Subject.VERDICT: "verdicts",
}


def _entries(
    theirs: _Theirs, own: Knowledge, known: Known, decided: Mapping[str, bool], events: _Events
) -> Iterator[Match]:
    """Yield which of ours each name may be, and where it is none of these, that it is new."""
    used = set(own.register.entries) | set(own.register.standpoints)
    for name, entry in sorted(theirs.knowledge.register.entries.items(), key=lambda item: _place(item[1])):
        if name == STATE:
            continue
        flags = tuple(known.find_flags(entry.label))
        of_event = entry.section == "events"
        subject = Subject.EVENT if of_event else Subject.NAME
        proposals = [
            _match(theirs.partner, subject, entry, ours, reasons, (*against, *flags))
            for ours, reasons, against in (events if of_event else known).find_candidates(entry)
        ]
        yield from proposals
        if all(decided.get(match.id) is False for match in proposals):
            shadow = () if any(match.ours == name for match in proposals) else _shadows(name, used)
            reasons = ("taken in as a name of its own",)
            yield _match(theirs.partner, Subject.NEW, entry, None, reasons, (*shadow, *flags))


def _shadows(name: str, used: Collection[str]) -> tuple[str, ...]:
    return (f"is called like our {name!r}, which is something else",) if name in used else ()


def _place(entry: Entry) -> tuple[str, str]:
    return entry.section, entry.name


def _match(
    partner: str,
    subject: Subject,
    theirs: Entry | Standpoint,
    ours: Entry | Standpoint | None,
    reasons: Iterable[str],
    flags: Iterable[str],
) -> Match:
    name = qualify(partner, theirs.name)
    return Match(
        id=proposal_id(subject, name, ours.name if ours else ""),
        subject=subject,
        section=theirs.section if isinstance(theirs, Entry) else "standpoints",
        theirs=name,
        ours=ours.name if ours else "",
        their_label=_label(theirs),
        our_label=_label(ours) if ours else "",
        reasons=tuple(reasons),
        flags=tuple(dict.fromkeys(flags)),
    )


def _label(entry: Entry | Standpoint) -> str:
    return entry.label.get("en") or next(iter(entry.label.values()), entry.name)


class Known:
    """Our register, arranged so that many names of a partner's are compared with it in a short time."""

    def __init__(self, register: Register):
        self.register = register
        self._by_external: dict[tuple[str, str], list[Entry]] = {}
        self._by_label: dict[tuple[str, str, str], list[Entry]] = {}
        for entry in register.entries.values():
            if entry.name == STATE:
                continue
            for external in entry.same_as:
                self._by_external.setdefault((entry.section, external), []).append(entry)
            for language, label in entry.label.items():
                if folded := _folded(label):
                    self._by_label.setdefault((entry.section, language, folded), []).append(entry)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], tuple[list[int], list[str]]]:
        """The labels by section and language, the shortest first, and their lengths."""
        found: dict[tuple[str, str], list[str]] = {}
        for section, language, label in self._by_label:
            found.setdefault((section, language), []).append(label)
        by_length = {
            key: sorted(labels, key=lambda label: (len(label), label)) for key, labels in found.items()
        }
        return {key: (list(map(len, labels)), labels) for key, labels in by_length.items()}

    @cached_property
    def _skeletons(self) -> dict[str, list[tuple[str, str]]]:
        found: dict[str, list[tuple[str, str]]] = {}
        for entry in self.register.entries.values():
            for label in entry.label.values():
                if skeleton := find_skeleton(label[:LONGEST]):
                    found.setdefault(skeleton, []).append((label, entry.name))
        return found

    def find_candidates(self, entry: Entry) -> Iterator[tuple[Entry, tuple[str, ...], tuple[str, ...]]]:
        """Yield our entries that a partner's may be, best first, with what speaks for and against each."""
        near: dict[str, Entry] = {}
        for external in entry.same_as:
            near |= {ours.name: ours for ours in self._by_external.get((entry.section, external), ())}
        for language, label in entry.label.items():
            same = self._by_label.get((entry.section, language, _folded(label)), ())
            near |= {ours.name: ours for ours in same}
        namesake = self.register.entries.get(entry.name)
        if namesake is not None and namesake.section == entry.section and namesake.name != STATE:
            near[namesake.name] = namesake
        if len(near) < MOST:
            near |= {ours.name: ours for ours in self._find_alike(entry)}
        found = [_compare(entry, ours) for ours in near.values()]
        found.sort(key=lambda item: (-item[0], item[1].name))
        for weight, ours, for_it, against_it in found[:MOST]:
            if weight:
                yield ours, for_it, against_it

    def _find_alike(self, entry: Entry) -> Iterator[Entry]:
        """Yield our entries with labels that are almost those of a partner's, some of the likest."""
        for language, text in entry.label.items():
            label = _folded(text)
            lengths, labels = self._labels.get((entry.section, language), ((), ()))
            # Of twice the letters that two have in common at most, ALIKE of 100 are in both together.
            first = bisect_left(lengths, len(label) * ALIKE / (200 - ALIKE))
            last = bisect_right(lengths, len(label) * (200 - ALIKE) / ALIKE)
            if not label or first == last:
                continue
            likest = process.extract(
                label, labels[first:last], scorer=fuzz.ratio, score_cutoff=ALIKE, limit=2 * MOST
            )
            for found, _, _ in likest:
                yield from self._by_label[entry.section, language, found]

    def find_flags(self, labels: Mapping[str, str]) -> Iterator[str]:
        """Yield what is suspicious about labels that a stranger wrote, given those that we know."""
        for whole in labels.values():
            if _BIDI.search(whole):
                yield "holds characters that reverse what stands around them"
            if len(whole) > LONGEST:
                yield f"has a label of {len(whole):,} characters"
            label = whole[:LONGEST]
            skeleton = find_skeleton(label)
            for ours, name in self._skeletons.get(skeleton, ()):
                if unicodedata.normalize("NFKC", ours) != unicodedata.normalize("NFKC", label) and (
                    find_scripts(ours) != find_scripts(label)
                ):
                    yield f"looks like our {name!r} in letters of another script"
            if not skeleton:
                yield "has a label without letters"
            for word in label.split():
                scripts = find_scripts(word)
                if len(scripts) > 1:
                    yield f"mixes {' and '.join(sorted(scripts))} letters in one word"


def _compare(entry: Entry, ours: Entry) -> tuple[int, Entry, tuple[str, ...], tuple[str, ...]]:
    """Return how much speaks for one of our entries, nothing if 0, and what speaks for it and against."""
    reasons: list[str] = []
    against: list[str] = []
    weight = 0
    shared = sorted(set(ours.same_as) & set(entry.same_as))
    if shared:
        weight += 400
        reasons.append(f"the same as {shared[0]}")
    same, unlike, alike = _compare_labels(entry.label, ours.label)
    if same:
        weight += 200
        reasons.append(f"the same label ({', '.join(same)})")
    if ours.name == entry.name:
        weight += 100
        reasons.append("the same name")
    if not weight and alike >= ALIKE:
        weight = round(alike)
        reasons.append(f"labels alike ({alike:.0f} of 100)")
    if unlike:
        against.append(f"another label ({', '.join(unlike)})")
    if not (shared or same or unlike):
        against.append("nothing but the name is the same")
    if ours.type and entry.type and ours.type != entry.type:
        against.append(f"theirs is a {entry.type}, ours a {ours.type}")
    if ours.same_as and entry.same_as and not shared:
        against.append("other identifiers elsewhere")
    if (ours.functional, ours.timeless) != (entry.functional, entry.timeless):
        against.append("other slots that have one value")
    if (ours.changes, ours.ratio) != (entry.changes, entry.ratio):
        against.append("its numbers change in another way, or are shares")
    if ours.unit != entry.unit:
        against.append(f"counted in another unit: theirs {entry.unit or 'none'}, ours {ours.unit or 'none'}")
    if ours.unidentified != entry.unidentified:
        against.append(f"only {'ours' if ours.unidentified else 'theirs'} is somebody not identified")
    return weight, ours, tuple(reasons), tuple(against)


def _compare_labels(theirs: Mapping[str, str], ours: Mapping[str, str]) -> tuple[list[str], list[str], float]:
    """Return in which languages two labels are the same, in which not, and how alike they are at best."""
    both = sorted(theirs.keys() & ours.keys())
    same = [language for language in both if _folded(theirs[language]) == _folded(ours[language]) != ""]
    unlike = [language for language in both if language not in same]
    ratios = [fuzz.ratio(_folded(theirs[language]), _folded(ours[language])) for language in unlike]
    return same, unlike, max(ratios, default=0.0)


@cache
def _folded(text: str) -> str:
    """Return a label as it is compared, empty for one without letters or too long for a name."""
    return FoldedText(text).folded.casefold() if len(text) <= LONGEST else ""


def find_flags(labels: Mapping[str, str], register: Register) -> Iterator[str]:
    """Yield what is suspicious about labels that a stranger wrote, given those that we know.

    >>> from kg.model import Entry, Register
    >>> ours = Register({"reuters": Entry("reuters", "sources", {"en": "Reuters"})})
    >>> list(find_flags({"en": "Rеuters"}, ours))
    ["looks like our 'reuters' in letters of another script", 'mixes Cyrillic and Latin letters in one word']
    """
    return Known(register).find_flags(labels)


def find_scripts(text: str) -> frozenset[str]:
    """Return the scripts of a text's letters, by the names that Unicode gives the letters.

    >>> sorted(find_scripts("Rеuters"))
    ['Cyrillic', 'Latin']
    """
    return frozenset(
        unicodedata.name(letter, "?").split()[0].capitalize() for letter in text if letter.isalpha()
    ) - {"Modifier", "Fullwidth"}


#: Letters of other scripts that look like Latin ones in most typefaces: those of Unicode's confusables
#: (Technical Standard 39) that are in everyday use in Cyrillic, Greek and Armenian, and two digits.
_LOOKALIKES = str.maketrans(
    "аеорсухѕіјԁһӏԛԝАВЕКМНОРСТУХЅІЈԌԚԜοανικρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧօոսցզհլ01",
    "aeopcyxsijdhlqwABEKMHOPCTYXSIJGQWoavikptuxABEZHIKMNOPTYXonugqhlol",
)


def find_skeleton(text: str) -> str:
    """Return what a text looks like: letters that look alike become one, marks are left out.

    >>> find_skeleton("Rеuters") == find_skeleton("Reuters")
    True
    """
    decomposed = unicodedata.normalize("NFKD", text.translate(_LOOKALIKES))
    plain = "".join(c for c in decomposed if not unicodedata.combining(c) and unicodedata.category(c) != "Cf")
    return " ".join(plain.casefold().split())


def _standpoints(theirs: _Theirs, own: Knowledge, accepted: Accepted) -> Iterator[Match]:
    names = Renaming(theirs.partner, accepted)
    facts_of = {
        ours.name: {(b.subject, b.relation, b.object) for b in ours.holds}
        for ours in own.register.standpoints.values()
    }
    for standpoint in theirs.knowledge.register.standpoints.values():
        facts = {(names.name(b.subject), b.relation, names.name(b.object)) for b in standpoint.holds}
        for ours in own.register.standpoints.values():
            reasons, against = [], []
            held = facts_of[ours.name]
            if facts == held:
                reasons.append("holds the same facts")
            if standpoint.name == ours.name:
                reasons.append("the same name")
            same, unlike, _ = _compare_labels(standpoint.label, ours.label)
            if same:
                reasons.append(f"the same label ({', '.join(same)})")
            if not reasons:
                continue
            if facts != held:
                more, fewer = len(facts - held), len(held - facts)
                against.append(
                    f"holds {more} facts that ours does not, and {fewer} less, in names accepted so far"
                )
            if unlike:
                against.append(f"another label ({', '.join(unlike)})")
            yield _match(theirs.partner, Subject.NAME, standpoint, ours, reasons, against)


class _Events:
    """A partner's events beside ours: what is declared of them, and what claims say of them."""

    def __init__(self, theirs: _Theirs, own: Knowledge, known: Known, accepted: Accepted):
        self._own, self._known = own, known
        self._names = Renaming(theirs.partner, accepted)
        self._theirs, self._ours = find_events(theirs.knowledge), find_events(own)

    @cached_property
    def _by_frame(self) -> dict[tuple[str, str], list[Entry]]:
        """Our events by their kind and a name of what they were done to or where they were."""
        found: dict[tuple[str, str], list[Entry]] = {}
        for entry in self._own.register.entries.values():
            for key in _frame_keys(entry.frame):
                found.setdefault(key, []).append(entry)
        return found

    @cached_property
    def _by_short_name(self) -> dict[str, list[Entry]]:
        """Our events by what they are called in their article, where they are of one."""
        found: dict[str, list[Entry]] = {}
        for entry in self._own.register.entries.values():
            if entry.section == "events":
                found.setdefault(entry.name.rpartition("/")[2], []).append(entry)
        return found

    def find_candidates(self, entry: Entry) -> Iterator[tuple[Entry, tuple[str, ...], tuple[str, ...]]]:
        """Yield our events that a partner's may be, best first, with what speaks for and against each."""
        frame = self._names.entry(entry).frame
        found = {
            ours.name: (ours, reasons, against)
            for ours, reasons, against in self._known.find_candidates(entry)
        }
        for ours in self._by_short_name.get(entry.name.rpartition("/")[2], ()):
            against = _compare(entry, ours)[3]
            found.setdefault(ours.name, (ours, ("the same name beside an article's",), against))
        for ours in (ours for key in _frame_keys(frame) for ours in self._by_frame.get(key, ())):
            if _meet(frame, ours.frame):
                _, reasons, against = found.get(ours.name, (ours, (), _compare(entry, ours)[3]))
                reasons = (*reasons, "the same kind of event at the same place or target, at times that meet")
                found[ours.name] = ours, tuple(dict.fromkeys(reasons)), against
        parts = [self._names.proposition(part) for part in self._theirs.get(entry.name, ())]
        for ours, reasons, against in list(found.values())[:MOST]:
            told = _find_told(frame, parts), _find_told(ours.frame, self._ours.get(ours.name, ()))
            yield ours, reasons, (*against, *_find_differences(*told))


def _frame_keys(frame: EventFrame | None) -> list[tuple[str, str]]:
    if frame is None or frame.kind is None:
        return []
    names = (*names_of(frame.target), *names_of(frame.place))
    return [(frame.kind, name) for name in dict.fromkeys(names)]


def _meet(one: EventFrame | None, other: EventFrame | None) -> bool:
    """Return whether two events may have been at one time; what has none is like no other."""
    times = [None if frame is None else frame.time for frame in (one, other)]
    return times[0] is not None and times[1] is not None and times[0].meets(times[1])


#: What is said of an event and may be another than what is said of another.
_TOLD = ("kind", "agent", "target", "place", "time")


def _find_told(frame: EventFrame | None, parts: Iterable[Proposition]) -> dict[str, set[Any]]:
    """Return what is said of an event, slot by slot, by its entry and by claims."""
    found: dict[str, set[Any]] = {slot: set() for slot in _TOLD}
    for told in (*parts, *(() if frame is None else (frame,))):
        for slot in _TOLD:
            value = getattr(told, slot, None)
            found[slot].update({value} - {None} if slot == "time" else names_of(value))
    return found


def _find_differences(theirs: Mapping[str, set[Any]], ours: Mapping[str, set[Any]]) -> Iterator[str]:
    """Yield what is said of an event by anything of theirs, and by nothing of ours.

    That something else of theirs is the same as ours takes nothing away from it.
    """
    for slot in _TOLD:
        said, known = theirs[slot], ours[slot]
        if slot == "time":
            apart = {one for one in said if not any(one.meets(other) for other in known)}
            told, mine = (sorted(str(interval.as_json()) for interval in all) for all in (apart, known))
        else:
            told, mine = sorted(said - known), sorted(known)
        if told:
            yield f"another {slot}: theirs {', '.join(told[:3])}, ours {', '.join(mine[:3]) or 'none'}"


def _verdicts(theirs: _Theirs) -> Iterator[Match]:
    """Yield the partner's verdicts that say whether a claim is so: until one is accepted nothing follows."""
    for verdict in theirs.knowledge.verdicts:
        if verdict.rating.truth is None:
            continue
        name, claim = qualify(theirs.partner, verdict.id), qualify(theirs.partner, verdict.claim)
        yield Match(
            id=proposal_id(Subject.VERDICT, name, claim),
            subject=Subject.VERDICT,
            section="verdicts",
            theirs=name,
            ours=claim,
            their_label=f"{verdict.rating.value}, {verdict.reviewer}",
            our_label="",
            reasons=("it says whether a claim of theirs is so, and with it what other claims say",),
        )


def _propositions(theirs: _Theirs, own: Knowledge, proposals: Sequence[Match]) -> Iterator[Match]:
    """Yield the partner's propositions that are one of ours if the best proposals for names are accepted."""
    best: dict[tuple[Subject, str], Match] = {}
    for match in proposals:
        if match.subject in (Subject.NAME, Subject.EVENT) and match.accepted is not False:
            known = best.get((match.subject, match.theirs))
            if known is None or (match.accepted and not known.accepted):
                best[match.subject, match.theirs] = match
    # An event stands as theirs beside the one that it is accepted as; here they are compared as one.
    names = Renaming(theirs.partner, Accepted({name: match.ours for (_, name), match in best.items()}))
    ours: dict[str, list[str]] = {}
    for claim_id, claim in own.claims.items():
        for proposition in claim.propositions:
            ours.setdefault(proposition.id, []).append(claim_id)
    seen: set[str] = set()
    for claim_id, claim in theirs.knowledge.claims.items():
        for proposition in claim.propositions:
            renamed = names.proposition(proposition)
            if renamed.id not in ours or proposition.id in seen:
                continue
            seen.add(proposition.id)
            needed = [best[key] for key in _keys(theirs.partner, proposition) if key in best]
            open_ones = tuple(match.id for match in needed if not match.accepted)
            yield Match(
                id=proposition.id[:12],
                subject=None,
                section="propositions",
                theirs=qualify(theirs.partner, claim_id),
                ours=ours[renamed.id][0],
                their_label="",
                our_label="",
                reasons=("every slot is the same",),
                flags=tuple(dict.fromkeys(flag for match in needed for flag in match.flags)),
                needs=tuple(dict.fromkeys(open_ones)),
                accepted=None if open_ones else True,
            )


def _keys(partner: str, proposition: Proposition) -> Iterator[tuple[Subject, str]]:
    for name in find_slot_names(proposition):
        yield Subject.EVENT if name == proposition.event else Subject.NAME, qualify(partner, name)


def _reviews(
    exchange: Exchange, partner: str, review: PartnerReview, knowledge: Knowledge, claims: KnownClaims
) -> Iterator[Match]:
    key = review_key(partner, review)
    flags = () if review.rating else ("it is not known what its rating means: accept it with --rating",)
    for earlier in exchange.corrected.get(key, ()):
        flags = (*flags, f"corrects a review that {earlier.by} accepted before, about {earlier.ours}")
    label = " / ".join(dict.fromkeys(text for c in review.about if (text := c.reviewed or c.text)))
    for claim_id, how, score in claims.find(review)[:MOST]:
        claim = knowledge.claims[claim_id]
        yield Match(
            id=proposal_id(Subject.REVIEW, key, claim_id),
            subject=Subject.REVIEW,
            section="reviews",
            theirs=key,
            ours=claim_id,
            their_label=label,
            our_label=claim.gloss.get("en") or next(iter(claim.gloss.values()), claim.quotations[0].exact),
            reasons=(_HOW[how] if score >= 1 else f"{_HOW[how]} ({score:.2f} of 1)",),
            flags=flags,
        )


#: How a review was found to be of a claim.
_HOW = {
    "iri": "it names the claim",
    "quotation": "it names the article and has the words of the claim",
    "likeness": "it reads like the claim",
}


def decide(
    exchange: Exchange,
    own: Knowledge,
    ids: Sequence[str],
    *,
    accepted: bool,
    by: str,
    when: str,
    everything: bool = False,
    rating: Rating | None = None,
) -> tuple[Exchange, list[Match]]:
    """Return the exchange with decisions on some proposals, and the proposals decided.

    ``ids`` may be beginnings of at least four digits, or partners' names (``desk:ganja``) with one proposal.
    With ``everything``, the best proposal for each name that nothing speaks against is decided, too. A name
    has one meaning: what is accepted takes the place of an earlier decision on the same name. ``rating`` is
    what the ratings of the reviews accepted mean.

    Raises:
        InputError: for a proposal that is not there, or is not the only one so called, and where what would
            be accepted contradicts our background.
    """
    proposals = find_matches(exchange, own)
    chosen: dict[str, Match] = {}
    for name in ids:
        for match in _named(name, proposals):
            chosen[match.id] = match
    if everything:
        chosen.update((match.id, match) for match in _unquestioned(proposals))
    _check_rated(chosen.values(), rating)
    if accepted:
        _check_units(chosen.values(), exchange, own)
    decided = _decided(exchange, own, chosen.values(), accepted, by, when, rating)
    if everything and accepted:
        # Standpoints are compared in the names that are accepted by now.
        more = {match.id: match for match in _unquestioned(find_matches(decided, own))}
        decided = _decided(decided, own, more.values(), accepted, by, when)
        chosen.update(more)
    return decided, list(chosen.values())


def _decided(
    exchange: Exchange,
    own: Knowledge,
    chosen: Iterable[Match],
    accepted: bool,
    by: str,
    when: str,
    rating: Rating | None = None,
) -> Exchange:
    current = {review_key(one.partner, review): (one, review) for one, review in exchange.current_reviews()}
    decisions = {decision.id: decision for decision in exchange.decisions}
    for match in chosen:
        if match.subject is None:
            continue
        meant, of_several = None, False
        if accepted and match.subject is Subject.REVIEW:
            for earlier in exchange.corrected.get(match.theirs, ()):
                decisions.pop(earlier.id, None)
            if match.theirs in current:
                one, review = current[match.theirs]
                of_several = bool(review.further)
                # What cannot be a verdict is refused here, and not when somebody reads the store.
                meant = build_accepted(review, match.ours, partner=one.partner, rating=rating).rating
        if accepted and not of_several:
            for other in list(decisions.values()):
                alike = other.subject is match.subject or {other.subject, match.subject} <= {*NAMING}
                if alike and other.theirs == match.theirs and other.accepted:
                    del decisions[other.id]
        basis = exchange.basis(match.subject, match.theirs, match.ours)
        decisions[match.id] = Decision(
            match.subject, match.theirs, match.ours, accepted, by, when, basis, meant
        )
    decided = replace(exchange, decisions=tuple(sorted(decisions.values(), key=lambda d: d.id)))
    before = exchange.merge(own).problems
    problems = [problem for problem in decided.merge(own).problems if problem not in before]
    if problems and accepted:
        raise InputError(problems)
    return decided


def _check_rated(chosen: Iterable[Match], rating: Rating | None) -> None:
    """Refuse a rating for what has none."""
    if rating is not None and not all(match.subject is Subject.REVIEW for match in chosen):
        message = "a rating is said of reviews, and something else is to be accepted, too"
        raise InputError(Problem("bad-use", message, advice="accept the reviews apart"))


def _check_units(chosen: Iterable[Match], exchange: Exchange, own: Knowledge) -> None:
    """Refuse a measure that is counted in another unit than ours: its numbers would be read as ours are."""
    for match in chosen:
        partner, _, name = match.theirs.partition(":")
        said, ours = exchange.current.get(partner), own.register.entries.get(match.ours)
        entry = None if said is None else said.register.entries.get(name)
        if match.subject is Subject.NAME and entry and ours and entry.unit != ours.unit:
            units = [one.unit or "no unit" for one in (entry, ours)]
            message = f"{match.theirs} is counted in {units[0]}, our {ours.name} in {units[1]}"
            raise InputError(Problem("other-unit", message, advice="take it in as a name of its own"))


def _named(name: str, proposals: Sequence[Match]) -> list[Match]:
    found = [
        match for match in proposals if match.id == name or (len(name) >= 4 and match.id.startswith(name))
    ]
    if not found:
        found = [match for match in proposals if match.theirs == name and match.subject is not Subject.NEW]
        found = found or [match for match in proposals if match.theirs == name]
    if not found:
        known = [*(match.id for match in proposals), *(match.theirs for match in proposals)]
        advice = nearest(name, known) if known else "nothing is proposed"
        raise InputError(Problem("unknown-proposal", f"there is no proposal {name!r}", advice=advice))
    if len(found) > 1:
        listed = ", ".join(f"{match.id} ({match.ours or 'new'})" for match in found)
        message = f"{name!r} may be several proposals: {listed}"
        raise InputError(Problem("ambiguous-proposal", message, advice="name one by its identifier"))
    if found[0].subject is None:
        return [match for match in proposals if match.id in found[0].needs]
    return found


def _unquestioned(proposals: Sequence[Match]) -> Iterator[Match]:
    """Yield the only proposal for a name, where there is one and nothing speaks against it."""
    by_name: dict[str, list[Match]] = {}
    for match in proposals:
        if match.subject in (Subject.NAME, Subject.EVENT):
            by_name.setdefault(match.theirs, []).append(match)
    for found in by_name.values():
        if any(match.accepted is not None for match in found):
            continue
        if len(found) == 1 and not found[0].flags:
            yield found[0]
