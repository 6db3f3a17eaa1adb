"""Merge what partners sent with what is ours; their names stay apart until a person says they are the same.

A partner's name that nobody has accepted as one of ours becomes ``partner:name``; our names never hold a
colon. A partner's background counts only if it is about such a name: our register and standpoints alone say
what our names lie inside, and our claims alone say which of our claims were taken back. So relations among
our own positions never change, whatever a partner sends.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from kg.background import MAX_STANDPOINTS, Background, check_background
from kg.errors import InputError, Problem
from kg.model import (
    SELF,
    STATE,
    Bridge,
    Bundle,
    Claim,
    Entry,
    Knowledge,
    Proposition,
    Register,
    Relation,
    Several,
    Standpoint,
    Value,
    Verdict,
    partner_of,
    qualify,
    value_of,
)
from kg.relations import find_relations
from kg.words import Message, quoted, tell

BACKGROUND = "_background"
#: The standpoint of the people who accepted a partner's events as ours, and the name for these people.
EVENTS, DECIDED = "_events", "_decided"
_DECIDED = Message("partner-decided")


@dataclass(frozen=True, slots=True)
class Accepted:
    """What people accepted about partners' names, each as ``partner:name``.

    ``names`` and ``events`` map them to ours; that two events are the same holds only for those who share
    this standpoint. ``adopted`` names are new to us, and what the partner's register says of them is taken
    as undisputed. ``verdicts``, each as ``partner:identifier``, have consequences.
    """

    names: Mapping[str, str] = field(default_factory=dict)
    events: Mapping[str, str] = field(default_factory=dict)
    adopted: frozenset[str] = frozenset()
    verdicts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Sent:
    """What one partner says, in its own names; ``label`` is its name for itself."""

    partner: str
    knowledge: Knowledge
    label: str = ""


@dataclass(frozen=True)
class Merged:
    """Our knowledge and theirs together, and the problems with what could not be taken in."""

    knowledge: Knowledge
    problems: tuple[Problem, ...] = ()

    @cached_property
    def relations(self) -> tuple[Relation, ...]:
        """All relations in the merged knowledge; they are found once."""
        return tuple(find_relations(self.knowledge))

    def find(self, check: Callable[[int], object]) -> None:
        """Find the relations, unless ``check``, called with the number of findings, raises an error."""
        vars(self)["relations"] = tuple(find_relations(self.knowledge, check=check))


class Renaming:
    """Renames what a partner says for use beside ours."""

    def __init__(self, partner: str, accepted: Accepted):
        self.partner = partner
        self.accepted = accepted

    def name(self, name: str) -> str:
        """Return a name of the register or of a standpoint; the kind of all states is shared by everybody."""
        qualified = qualify(self.partner, name)
        return STATE if name == STATE else self.accepted.names.get(qualified, qualified)

    def is_ours(self, name: str) -> bool:
        """Return whether a partner's name was accepted as one of ours."""
        return name == STATE or qualify(self.partner, name) in self.accepted.names

    def maybe(self, name: str | None) -> str | None:
        """Return a name that may be missing."""
        return None if name is None else self.name(name)

    def value(self, value: Value | None) -> Value | None:
        """Return the value of a slot, which may be nothing or several names."""
        if not isinstance(value, Several):
            return self.maybe(value)
        return value_of(map(self.name, value.names), value.any_of)

    def entry(self, entry: Entry) -> Entry:
        """Return an entry of a partner's register without its links."""
        frame = entry.frame
        if frame is not None:
            frame = replace(
                frame,
                kind=self.maybe(frame.kind),
                target=self.value(frame.target),
                place=self.value(frame.place),
            )
        article = None if entry.article is None else qualify(self.partner, entry.article)
        return replace(entry, name=self.name(entry.name), links=(), frame=frame, article=article)

    def proposition(self, proposition: Proposition) -> Proposition:
        """Return a proposition with its names renamed."""
        count = proposition.count
        if count is not None:
            count = replace(count, measure=self.name(count.measure), population=self.maybe(count.population))
        return replace(
            proposition,
            kind=self.name(proposition.kind),
            agent=self.value(proposition.agent),
            target=self.value(proposition.target),
            instrument=self.value(proposition.instrument),
            place=self.value(proposition.place),
            value=self.value(proposition.value),
            said_by=self.maybe(proposition.said_by),
            event=self.maybe(proposition.event),
            count=count,
        )

    def claim(self, claim: Claim) -> Claim:
        """Return a claim with its names renamed."""
        renamed = {proposition.id: self.proposition(proposition).id for proposition in claim.propositions}
        presupposes = {self.proposition(proposition) for proposition in claim.presupposes}
        sources = tuple(sorted({self.name(source) for source in claim.sources}))
        return replace(
            claim,
            source=sources[0],
            jointly=sources[1:],
            corrects=tuple(sorted(qualify(self.partner, corrected) for corrected in claim.corrects)),
            via=tuple(map(self.name, claim.via)),
            proposition=None if claim.proposition is None else self.proposition(claim.proposition),
            presupposes=tuple(sorted(presupposes, key=lambda proposition: proposition.id)),
            condition=None if claim.condition is None else self.proposition(claim.condition),
            bases={renamed.get(subject, subject): reason for subject, reason in claim.bases.items()},
        )

    def bundle(self, bundle: Bundle) -> Bundle:
        """Return an article and its claims with their names renamed."""
        article = replace(
            bundle.article,
            id=qualify(self.partner, bundle.id),
            publisher=self.name(bundle.article.publisher),
        )
        return Bundle(article, tuple(map(self.claim, bundle.claims)))

    def verdict(self, verdict: Verdict) -> Verdict:
        """Return a verdict on one of the partner's claims with its claim renamed."""
        accepted = qualify(self.partner, verdict.id) in self.accepted.verdicts
        claim = qualify(self.partner, verdict.claim)
        return replace(verdict, claim=claim, partner=self.partner, accepted=accepted)


def merge_partners(own: Knowledge, sent: Iterable[Sent], accepted: Accepted | None = None) -> Merged:
    """Return our knowledge merged with what partners sent.

    What a partner's register says becomes a standpoint that only this partner holds, except for names that a
    person adopted.
    """
    accepted, problems = _without_gone(accepted or Accepted(), own.register)
    entries = dict(own.register.entries)
    opponents = set(own.register.opponents)
    standpoints: dict[str, Standpoint] = {}
    bundles = list(own.bundles)
    verdicts = list(own.verdicts)
    texts = {bundle.article.sha256: bundle.article.text for bundle in own.bundles}
    for one in sent:
        names = Renaming(one.partner, accepted)
        background = _take_entries(one, names, entries)
        opponents.update(_opponents(one, names))
        held = _held(one, names, background, entries)
        standpoints.update((standpoint.name, standpoint) for standpoint in held)
        for bundle in one.knowledge.bundles:
            taken, wrong = _with_text(names.bundle(bundle), texts)
            problems += wrong
            bundles.append(taken)
        mine = {bundle.id for bundle in one.knowledge.bundles}
        verdicts.extend(
            names.verdict(verdict)
            for verdict in one.knowledge.verdicts
            if verdict.claim.rpartition("/")[0] in mine
        )
    register, left_out = _with_standpoints(
        Register(entries, frozenset(opponents), own.register.standpoints, accepted.adopted), standpoints
    )
    return Merged(
        Knowledge(
            register,
            tuple(sorted(bundles, key=lambda bundle: bundle.id)),
            own.locations,
            tuple(sorted(verdicts, key=lambda verdict: verdict.order)),
            own.base,
            own.bases,
        ),
        (*problems, *left_out),
    )


def _without_gone(accepted: Accepted, register: Register) -> tuple[Accepted, list[Problem]]:
    """Return what was accepted without names that our register no longer holds, and problems that say so."""
    ours = {*register.entries, *register.standpoints}
    identities = {**accepted.names, **accepted.events}
    gone = {theirs: name for theirs, name in identities.items() if name not in ours}
    kept = replace(
        accepted,
        names={theirs: name for theirs, name in accepted.names.items() if theirs not in gone},
        events={theirs: name for theirs, name in accepted.events.items() if theirs not in gone},
    )
    return kept, [
        Problem(
            "unknown-name",
            tell("merge-name-gone", theirs=quoted(theirs), ours=quoted(name)),
            partner=partner_of(theirs),
        )
        for theirs, name in sorted(gone.items())
    ]


def _take_entries(one: Sent, names: Renaming, entries: dict[str, Entry]) -> list[Bridge]:
    """Add a partner's names that are not ours to ``entries``, and return its background about them."""
    theirs = one.knowledge.register
    closures = Background(theirs)
    background: list[Bridge] = []
    for entry in theirs.entries.values():
        if names.is_ours(entry.name):
            if entry.name == STATE:
                entries.setdefault(STATE, Entry(STATE, "kinds", entry.label))
            continue
        name = names.name(entry.name)
        links = {(relation, names.name(object)) for relation, object in entry.links}
        if name not in names.accepted.adopted:
            background.extend(Bridge(name, relation, object) for relation, object in links)
            # That a kind is a state only says how the kind is read, so it is no standpoint.
            links = {("broader", STATE)} if closures.is_state(entry.name) else set()
        entries[name] = replace(names.entry(entry), links=tuple(sorted(links)))
    return [bridge for bridge in background if bridge.object != STATE]


def _opponents(one: Sent, names: Renaming) -> Iterator[frozenset[str]]:
    """Yield the pairs of opponents without any name of ours: who opposes ours, our register alone says."""
    for pair in one.knowledge.register.opponents:
        renamed = frozenset(map(names.name, pair))
        if not any(map(names.is_ours, pair)) and len(renamed) == 2:
            yield renamed


def _held(
    one: Sent, names: Renaming, background: Sequence[Bridge], entries: dict[str, Entry]
) -> list[Standpoint]:
    """Return a partner's standpoints, its shared events and background first; add holders to ``entries``."""
    theirs = one.knowledge.register
    held = [*_standpoints(theirs, names)]
    himself = qualify(one.partner, SELF)
    if background or any(
        entry.section == "sources" and not names.is_ours(entry.name) for entry in theirs.entries.values()
    ):
        entries[himself] = Entry(himself, "sources", {"en": one.label or one.partner}, "organization")
    if background:
        name = qualify(one.partner, BACKGROUND)
        called = Message("partner-background", partner=one.label or one.partner)
        facts = tuple(replace(bridge, standpoint=name) for bridge in _sorted(background))
        # The partner's other standpoints rest on its background, so that comes before them.
        held.insert(0, Standpoint(name, called, (himself,), facts))
    if shared := _shared_events(one, names.accepted.events, entries):
        entries.update((name, Entry(name, "sources", _DECIDED, "group")) for name in shared.held_by)
        held.insert(0, shared)
    return held


def _with_text(bundle: Bundle, texts: Mapping[str, str | None]) -> tuple[Bundle, list[Problem]]:
    """Return a bundle with its text filled in if only we have it: the same hash means the same text."""
    text = texts.get(bundle.article.sha256)
    if bundle.article.text is not None or text is None:
        return bundle, []
    wrong = [claim for claim in bundle.claims if not _is_verbatim(claim, text)]
    if wrong:
        return bundle, [_misquoted(bundle.id, claim) for claim in wrong]
    return replace(bundle, article=replace(bundle.article, text=text, hash=None)), []


def _is_verbatim(claim: Claim, text: str) -> bool:
    spans = (*claim.quotations, *((claim.cue,) if claim.cue else ()))
    return all(text[span.start : span.end] == span.exact for span in spans)


def _misquoted(article: str, claim: Claim) -> Problem:
    message = tell("merge-misquoted", article=article)
    return Problem("wrong-quotation", message, claim=f"{article}/{claim.id}", partner=partner_of(article))


def _standpoints(theirs: Register, names: Renaming) -> Iterable[Standpoint]:
    """Yield the standpoints that nobody has accepted as ours, with their facts about new names."""
    for standpoint in theirs.standpoints.values():
        if names.is_ours(standpoint.name):
            continue
        name = names.name(standpoint.name)
        holds = {
            Bridge(names.name(bridge.subject), bridge.relation, names.name(bridge.object), name)
            for bridge in standpoint.holds
            # With "same_as" one of our names would lie inside whatever the partner's name lies inside.
            if (not names.is_ours(bridge.subject) and bridge.relation != "same_as")
            or (bridge.relation == "distinct_from" and not names.is_ours(bridge.object))
            or not (names.is_ours(bridge.subject) or names.is_ours(bridge.object))
        }
        holds = {bridge for bridge in holds if bridge.subject != bridge.object}
        if holds:
            excludes = tuple(sorted(map(names.name, standpoint.excludes)))
            held_by = tuple(sorted(set(map(names.name, standpoint.held_by))))
            yield Standpoint(name, standpoint.label, held_by, tuple(_sorted(holds)), excludes)


def _shared_events(one: Sent, accepted: Mapping[str, str], entries: Mapping[str, Entry]) -> Standpoint | None:
    """Return the standpoint that accepted events of a partner are the same as ours, if there are any."""
    name = qualify(one.partner, EVENTS)
    facts = [
        Bridge(theirs, "same_as", ours, name)
        for theirs, ours in accepted.items()
        if partner_of(theirs) == one.partner and theirs in entries
    ]
    if not facts:
        return None
    called = Message("partner-events", partner=one.label or one.partner)
    return Standpoint(name, called, (qualify(one.partner, DECIDED),), tuple(_sorted(facts)))


def _sorted(bridges: Iterable[Bridge]) -> list[Bridge]:
    return sorted(set(bridges), key=lambda bridge: (bridge.subject, bridge.relation, bridge.object))


def _with_standpoints(
    register: Register, standpoints: Mapping[str, Standpoint]
) -> tuple[Register, list[Problem]]:
    """Return a register with the partners' standpoints that fit beside ours, and problems with the others."""
    problems: list[Problem] = []
    kept = dict(register.standpoints)
    names = {*kept, *standpoints}
    # Partners take turns, so that none can fill all places alone.
    ranks: Counter[str | None] = Counter()
    ranked = []
    for name, standpoint in standpoints.items():
        ranked.append((ranks[partner_of(name)], name, standpoint))
        ranks[partner_of(name)] += 1
    for _, name, standpoint in sorted(ranked, key=lambda item: item[0]):
        excludes = tuple(other for other in standpoint.excludes if other in names)
        tried = replace(register, standpoints={**kept, name: replace(standpoint, excludes=())})
        try:
            faults: Sequence[Problem] = check_background(tried, {})
        except InputError as error:
            faults = error.problems
        whose = partner_of(name)
        if len(kept) >= MAX_STANDPOINTS:
            message = tell("merge-too-many-standpoints", count=MAX_STANDPOINTS, name=quoted(name))
            advice = "accept theirs as ours"
            problems.append(Problem("too-many-standpoints", message, advice=advice, partner=whose))
        elif faults:
            message = tell("merge-standpoint-left-out", name=quoted(name), why=faults[0].message)
            problems.append(Problem("standpoint-left-out", message, partner=whose))
        else:
            kept[name] = replace(standpoint, excludes=excludes)
    kept = {
        name: replace(kept[name], excludes=tuple(other for other in kept[name].excludes if other in kept))
        for name in (*register.standpoints, *standpoints)
        if name in kept
    }
    return replace(register, standpoints=kept), problems
