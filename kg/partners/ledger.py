"""What partners sent: kept as they sent it, with whence and when, and what persons decided about it.

Each import stands in a named graph of its own and is never changed. A later one of the same partner with the
same article supersedes it; the earlier one is kept. What does not conform is kept apart, in quarantine, and
bears on nothing.
"""

from __future__ import annotations

import contextlib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from rdflib import RDF, Graph
from rdflib.namespace import PROV

from kg.background import check_background
from kg.collection import without_collection
from kg.diff.pairs import find_frame_parts
from kg.errors import InputError, Problem, nearest
from kg.formats.claimreview import PartnerReview, build_accepted
from kg.intake.limits import read_limits
from kg.model import (
    NAME,
    SEVERAL,
    Claim,
    Entry,
    Knowledge,
    Proposition,
    Rating,
    Verdict,
    digest,
    partner_of,
    qualify,
)
from kg.partners.merge import Accepted, Merged, Sent, merge_partners
from kg.rdf.read import read_merged
from kg.rdf.statements import Statements, Triple
from kg.rdf.vocabulary import CV, any_of_iri, local_name, slot_iri
from kg.relations import count_findings
from kg.resources import resource_dir


class Status(StrEnum):
    """Whether an import bears on anything."""

    IN_FORCE = "in-force"
    QUARANTINED = "quarantined"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Import:
    """One file of a partner's, read at one time.

    ``sha256`` is that of its bytes, ``articles`` are in the partner's names, ``when`` and ``invalidated`` are
    moments in UTC as ``2026-11-22T22:15:00Z``. ``key`` is the fingerprint of the key that signed it.
    ``problems`` say why it is in quarantine, ``skipped`` what of the file could not be used and was left out.
    ``edition`` is that of a bundle, by which its order is told.
    """

    partner: str
    number: int
    file: str
    sha256: str
    when: str
    articles: tuple[str, ...] = ()
    label: str = ""
    key: str | None = None
    problems: tuple[str, ...] = ()
    revises: tuple[str, ...] = ()
    invalidated: str | None = None
    retracted: bool = False
    skipped: tuple[str, ...] = ()
    edition: int | None = None

    @property
    def id(self) -> str:
        """The partner and the number of the import."""
        return f"{self.partner}/{self.number}"

    @property
    def status(self) -> Status:
        """Whether it bears on anything."""
        if self.retracted:
            return Status.RETRACTED
        if self.problems:
            return Status.QUARANTINED
        return Status.IN_FORCE if self.invalidated is None else Status.SUPERSEDED

    def as_json(self) -> dict[str, object]:
        """Return the import as ``kg imports --format json`` gives it."""
        return {
            "id": self.id,
            "partner": self.partner,
            "label": self.label,
            "status": self.status.value,
            "file": self.file,
            "sha256": self.sha256,
            "when": self.when,
            "articles": list(self.articles),
            "key": self.key,
            "problems": list(self.problems),
            "skipped": list(self.skipped),
            "revises": list(self.revises),
            "invalidated": self.invalidated,
            "edition": self.edition,
        }


class Subject(StrEnum):
    """What a decision is about."""

    NAME = "name"
    EVENT = "event"
    NEW = "new"
    REVIEW = "review"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Decision:
    """That a person accepted or rejected that something of a partner's is something of ours.

    ``theirs`` is a partner's name (``desk:ganja``), a review or a verdict; ``ours`` a name of ours, the
    identifier of a claim, or empty where the partner's name is taken in as new. ``basis`` is the hash of what
    the partner said of the name then, or in the claim that is judged: who accepted that has not accepted what
    is said later. ``rating`` is what a review's own rating meant to who accepted it, whatever its words are
    taken for later.
    """

    subject: Subject
    theirs: str
    ours: str
    accepted: bool
    by: str
    when: str
    basis: str = ""
    rating: Rating | None = None

    @property
    def id(self) -> str:
        """What the proposal that was decided is called."""
        return proposal_id(self.subject, self.theirs, self.ours)


def proposal_id(subject: Subject, theirs: str, ours: str) -> str:
    """Return what a proposal is called: twelve digits that depend only on what is proposed."""
    return digest([subject.value, theirs, ours])[:12]


@dataclass(frozen=True)
class Received:
    """What a file of a partner's holds; ``conforms`` where the shapes have been applied to all of it.

    ``edition`` and ``articles`` are what a bundle says of itself. ``named`` says that the key was named by
    whoever takes it in.
    """

    partner: str
    file: str
    sha256: str
    statements: Graph | Statements = field(repr=False)
    reviews: tuple[PartnerReview, ...] = ()
    label: str = ""
    key: str | None = None
    conforms: bool = False
    skipped: tuple[Problem, ...] = ()
    edition: int | None = None
    articles: tuple[str, ...] = ()
    named: bool = False


class _Replacing:
    """Reviews of one partner that came later, and which earlier ones they take the place of.

    A review is the one of the same ``@id``, or where either has none, the one of the same address.
    """

    def __init__(self, reviews: Iterable[PartnerReview] = ()):
        self._ids: set[str] = set()
        self._iris: set[str] = set()
        self._pages: set[str] = set()
        self._pages_alone: set[str] = set()
        for review in reviews:
            self.add(review)

    def add(self, review: PartnerReview) -> None:
        """Let a review take the place of others."""
        self._ids.add(review.id)
        if review.iri is not None:
            self._iris.add(review.iri)
        if review.url is not None:
            self._pages.add(review.url)
            if review.iri is None:
                self._pages_alone.add(review.url)

    def replaces(self, review: PartnerReview) -> bool:
        """Return whether one of these takes the place of a review that came before them."""
        if review.iri is not None and review.iri in self._iris:
            return True
        if review.url is not None and review.url in (
            self._pages if review.iri is None else self._pages_alone
        ):
            return True
        return review.id in self._ids


@dataclass(frozen=True)
class Exchange:
    """All that partners sent and persons decided; ``graphs`` are the imports' statements by identifier."""

    imports: tuple[Import, ...] = ()
    graphs: Mapping[str, Told] = field(default_factory=dict, repr=False)
    reviews: Mapping[str, tuple[PartnerReview, ...]] = field(default_factory=dict, repr=False)
    decisions: tuple[Decision, ...] = ()
    _merged_with: tuple[Knowledge, Merged] | None = field(default=None, init=False, repr=False, compare=False)

    def of(self, partner: str) -> list[Import]:
        """Return a partner's imports in the order in which they came."""
        return sorted((i for i in self.imports if i.partner == partner), key=lambda i: i.number)

    @property
    def partners(self) -> list[str]:
        """The partners that sent something."""
        return sorted({one.partner for one in self.imports})

    def named(self, name: str) -> Import:
        """Return an import by its identifier, or the latest one of the partner so called.

        Raises:
            InputError: where there is none.
        """
        found = [one for one in self.imports if one.id == name] or self.of(name)[-1:]
        if not found:
            known = [*(one.id for one in self.imports), *self.partners]
            advice = nearest(name, known) if known else "nothing was imported yet"
            raise InputError(Problem("unknown-import", f"there is no import {name!r}", advice=advice))
        return found[0]

    @cached_property
    def accepted(self) -> Accepted:
        """What was decided about names, as far as it stands."""
        made = [decision for decision in self.decisions if decision.accepted and self.stands(decision)]
        return Accepted(
            {d.theirs: d.ours for d in made if d.subject is Subject.NAME},
            {d.theirs: d.ours for d in made if d.subject is Subject.EVENT},
            frozenset(d.theirs for d in made if d.subject is Subject.NEW),
            frozenset(d.theirs for d in made if d.subject is Subject.VERDICT),
        )

    def basis(self, subject: Subject, theirs: str, ours: str = "") -> str:
        """Return the hash of what a partner says of a name now; empty where it says nothing of it.

        What a name lies inside counts only where it is taken in as a new one: of a name of ours that is
        said by us. Of an event all counts that is said of it and to be part of it. A verdict or a review is
        one on what the claim ``ours`` says, where that is a partner's.
        """
        if subject in (Subject.VERDICT, Subject.REVIEW):
            owner, _, name = ours.partition(":")
            judged = self.current[owner].claims.get(name) if owner in self.current else None
            return "" if judged is None else digest([theirs, *_meaning(judged)])
        partner, _, name = theirs.partition(":")
        said = self.current.get(partner)
        if said is None:
            return ""
        entry = said.register.entries.get(name)
        if entry is not None:
            meant = _entry_meaning(entry)
            told: list[object] = [entry.links if subject in (Subject.NEW, Subject.EVENT) else ()]
            if subject is Subject.EVENT:
                told += [proposition.as_json() for proposition in find_events(said).get(name, ())]
            return digest([*meant, *told])
        standpoint = said.register.standpoints.get(name)
        if standpoint is None:
            return ""
        holds = [bridge.as_json() for bridge in standpoint.holds]
        return digest([dict(standpoint.label), standpoint.held_by, holds, standpoint.excludes])

    def stands(self, decision: Decision) -> bool:
        """Return whether the partner still says of a name, or in a claim, what it said at the decision."""
        now = self.basis(decision.subject, decision.theirs, decision.ours)
        return not now or not decision.basis or now == decision.basis

    @cached_property
    def current(self) -> Mapping[str, Knowledge]:
        """What each partner says now, in its own names: of each article the latest version in force."""
        return {partner: found for partner in self.partners if (found := self._current(partner))}

    def _current(self, partner: str) -> Knowledge | None:
        in_force = [one for one in self.of(partner) if one.status is Status.IN_FORCE]
        found: Knowledge | None = None
        for one in in_force:
            said = read_statements(self.graphs[one.id])
            # A version that was retracted has replaced the one before all the same.
            later = {
                article
                for other in self.of(partner)
                if other.number > one.number and not other.problems
                for article in other.articles
            }
            kept = {bundle.id for bundle in said.bundles} - later
            bundles = tuple(bundle for bundle in said.bundles if bundle.id in kept)
            verdicts = tuple(v for v in said.verdicts if v.claim.rpartition("/")[0] not in later)
            if found is not None:
                # What the partner says of a name now counts, and not what it said before.
                register = replace(
                    said.register,
                    entries={**found.register.entries, **said.register.entries},
                    opponents=found.register.opponents | said.register.opponents,
                    standpoints={**found.register.standpoints, **said.register.standpoints},
                )
                if check_background(register, {}):
                    register = said.register
                bundles = (*found.bundles, *bundles)
                verdicts = (*found.verdicts, *verdicts)
            else:
                register = said.register
            found = Knowledge(
                register,
                tuple(sorted(bundles, key=lambda bundle: bundle.id)),
                verdicts=tuple(sorted(verdicts, key=lambda verdict: verdict.order)),
            )
        return found

    def said_by(self, partner: str) -> Knowledge:
        """Return what a partner says now, in its own names.

        Raises:
            InputError: for a partner of whom nothing is in force.
        """
        if partner not in self.current:
            known = list(self.current)
            advice = nearest(partner, known) if known else "see 'kg imports'"
            message = f"nothing of a partner {partner!r} is in force"
            raise InputError(Problem("unknown-partner", message, advice=advice))
        return self.current[partner]

    def current_reviews(self) -> Iterator[tuple[Import, PartnerReview]]:
        """Yield the reviews in force that no later one takes the place of, with the import each came with."""
        yield from self._current_reviews.values()

    @cached_property
    def _current_reviews(self) -> Mapping[str, tuple[Import, PartnerReview]]:
        """The reviews in force by what decisions call them."""
        replacing = {partner: _Replacing() for partner in self.partners}
        found: list[tuple[str, tuple[Import, PartnerReview]]] = []
        for one in sorted(self.imports, key=lambda one: -one.number):
            reviews = self.reviews.get(one.id, ())
            later = replacing[one.partner]
            if one.status is Status.IN_FORCE:
                left = [review for review in reviews if not later.replaces(review)]
                found += [(review_key(one.partner, review), (one, review)) for review in reversed(left)]
            if not one.problems:
                # What was retracted has taken the place of what was before it all the same.
                for review in reviews:
                    later.add(review)
        return dict(reversed(found))

    @cached_property
    def corrected(self) -> Mapping[str, tuple[Decision, ...]]:
        """What was accepted of earlier versions of the reviews in force, by what decisions call these."""
        made = {d.theirs for d in self.decisions if d.subject is Subject.REVIEW and d.accepted}
        gone = made - self._current_reviews.keys()
        if not gone:
            return {}
        earlier: dict[tuple[str, str | None], list[tuple[str, PartnerReview]]] = {}
        for one in self.imports:
            for review in self.reviews.get(one.id, ()):
                if (key := review_key(one.partner, review)) in gone:
                    for name in {review.iri, review.url} - {None}:
                        earlier.setdefault((one.partner, name), []).append((key, review))
        found: dict[str, tuple[Decision, ...]] = {}
        for key, (one, review) in self._current_reviews.items():
            alike = [
                pair for name in (review.iri, review.url) for pair in earlier.get((one.partner, name), ())
            ]
            replacing = _Replacing([review]) if alike else None
            keys = {known for known, old in alike if replacing is not None and replacing.replaces(old)}
            if keys:
                found[key] = tuple(d for d in self.decisions if d.accepted and d.theirs in keys)
        return found

    def accepted_reviews(self) -> Mapping[str, Verdict]:
        """Return the partners' verdicts on the claims that a person said they are about, by the decision."""
        found = {}
        for decision in self.decisions:
            if decision.accepted and decision.subject is Subject.REVIEW and self.stands(decision):
                known = self._current_reviews.get(decision.theirs)
                if known is not None:
                    one, review = known
                    # A word for a rating that is known no more keeps nobody from reading the rest.
                    with contextlib.suppress(InputError):
                        found[decision.id] = build_accepted(
                            review, decision.ours, partner=one.partner, rating=decision.rating
                        )
        return found

    def merge(self, own: Knowledge) -> Merged:
        """Return ours and what partners say now as one body of knowledge, which is made once."""
        if self._merged_with is None or self._merged_with[0] is not own:
            object.__setattr__(self, "_merged_with", (own, self._merge(own)))
        assert self._merged_with is not None
        return self._merged_with[1]

    def _merge(self, own: Knowledge) -> Merged:
        in_force = [one for one in self.imports if one.status is Status.IN_FORCE]
        labels = {one.partner: one.label for one in sorted(in_force, key=lambda one: one.number)}
        sent = [Sent(partner, said, labels[partner]) for partner, said in self.current.items()]
        merged = merge_partners(own, sent, self.accepted) if sent else Merged(own)
        known = merged.knowledge
        reviewed = [verdict for verdict in self.accepted_reviews().values() if verdict.claim in known.claims]
        if reviewed:
            # Two reviews may say just the same.
            said = {verdict.id: verdict for verdict in (*known.verdicts, *reviewed)}
            verdicts = tuple(sorted(said.values(), key=lambda verdict: verdict.order))
            merged = replace(merged, knowledge=replace(known, verdicts=verdicts))
        return merged


class Told(tuple[Triple, ...]):
    """The statements of one import, in a fixed order: they never change, and are understood once."""

    @cached_property
    def knowledge(self) -> Knowledge:
        """What they say; see :func:`read_statements`."""
        with without_collection():
            return _read_named(Statements(self, distinct=True))


def sorted_triples(graph: Graph | Statements) -> Told:
    """Return the statements of a graph without blank nodes in a fixed order."""
    with without_collection():
        statements = graph if isinstance(graph, Statements) else Statements(graph, distinct=True)
        return Told(statements.sorted())


def find_events(knowledge: Knowledge) -> dict[str, list[Proposition]]:
    """Return the propositions that speak of each individual event, in a fixed order."""
    found: dict[str, dict[str, Proposition]] = {}
    for claim in knowledge.claims.values():
        for proposition in claim.propositions:
            if proposition.event is not None:
                found.setdefault(proposition.event, {})[proposition.id] = proposition
    return {event: [parts[id] for id in sorted(parts)] for event, parts in sorted(found.items())}


def review_key(partner: str, review: PartnerReview) -> str:
    """Return what decisions call a partner's review."""
    return f"{partner}:{review.id}"


def read_statements(triples: Iterable[Triple]) -> Knowledge:
    """Return what a partner's statements say, in the partner's own names.

    Raises:
        InputError: as :func:`kg.rdf.read.read_merged`, and for names that people could not have written.
    """
    return triples.knowledge if isinstance(triples, Told) else _read_named(Statements(triples))


def _read_named(statements: Statements) -> Knowledge:
    said = read_merged(statements)
    events = {name for name, entry in said.register.entries.items() if entry.section == "events"}
    names = {
        **dict.fromkeys((name for name in said.register.entries if name not in events), "entry"),
        **dict.fromkeys(said.register.standpoints, "standpoint"),
        **dict.fromkeys((bundle.id for bundle in said.bundles), "article"),
        **dict.fromkeys((claim.id for bundle in said.bundles for claim in bundle.claims), "claim"),
        # An event of an article is called after it.
        **dict.fromkeys((part for name in events for part in name.split("/", 1)), "event"),
        **dict.fromkeys(
            (
                part
                for claim in said.claims.values()
                for name in claim.corrects
                for part in name.split("/", 1)
            ),
            "corrected claim",
        ),
    }
    odd = [(what, name) for name, what in sorted(names.items()) if NAME.fullmatch(name) is None]
    if odd:
        raise InputError([Problem("bad-name", f"the {what} {name!r} has no name") for what, name in odd])
    return said


def find_lost(before: Exchange, after: Exchange) -> list[Verdict]:
    """Return the accepted verdicts that a change of the exchange takes away."""
    left = {**_accepted_verdicts(after), **after.accepted_reviews()}
    had = {**_accepted_verdicts(before), **before.accepted_reviews()}
    return [verdict for id, verdict in had.items() if id not in left]


def _accepted_verdicts(exchange: Exchange) -> dict[str, Verdict]:
    """Return the partners' verdicts on their own claims that are accepted, by what decisions call them."""
    return {
        name: replace(verdict, claim=qualify(partner, verdict.claim), partner=partner)
        for partner, said in exchange.current.items()
        for verdict in said.verdicts
        if (name := qualify(partner, verdict.id)) in exchange.accepted.verdicts
    }


def _meaning(claim: Claim) -> list[object]:
    """Return what of a claim whoever accepts a verdict on it has accepted: not where its words stand."""
    condition = None if claim.condition is None else claim.condition.as_json()
    # As what was accepted before there was anything of it has been kept.
    more = [[*claim.jointly], [*claim.corrects], "" if claim.condition_form == "if" else claim.condition_form]
    return [
        claim.source,
        claim.via,
        claim.stance.value,
        claim.certainty.value,
        None if claim.proposition is None else claim.proposition.as_json(),
        [proposition.as_json() for proposition in claim.presupposes],
        condition,
        None if claim.said is None else claim.said.as_json(),
        [quotation.exact for quotation in claim.quotations],
        dict(claim.gloss),
        *([more] if any(more) else []),
    ]


def _entry_meaning(entry: Entry) -> list[object]:
    """Return what of an entry whoever accepts it has accepted, but for what it lies inside."""
    found: list[object] = [
        (entry.section, entry.type, dict(entry.label), entry.same_as, entry.functional, entry.timeless)
    ]
    more = {
        "changes": entry.changes,
        "ratio": entry.ratio,
        "unit": entry.unit,
        "unidentified": entry.unidentified,
        "frame": {k: v for k, v in find_frame_parts(entry.frame).items() if k != "basis"},
    }
    # As what was accepted before there was anything of it has been kept.
    filled = {name: value for name, value in more.items() if value}
    return [*found, filled] if filled else found


def find_obstacles(triples: Told, *, conforms: bool = False) -> list[Problem]:
    """Return why a partner's statements cannot be used: the shapes in ``shapes/must``, then the reader.

    With ``conforms`` the shapes have been applied already.
    """
    problems = list(_find_crowds(triples))
    if not problems and not conforms:
        problems = list(_break_rules(triples))
    if not problems:
        try:
            read_statements(triples)
        except InputError as error:
            problems.extend(error.problems)
    return problems


#: What is said of one thing by naming several.
_SEVERAL = frozenset(
    (*(iri(slot) for slot in SEVERAL for iri in (slot_iri, any_of_iri)), CV.corrects, PROV.wasAttributedTo)
)


def _find_crowds(triples: Told) -> Iterator[Problem]:
    """Yield where more is named at once than anybody means: all of it is compared with all else."""
    limits = read_limits()
    named = Counter((str(s), str(p)) for s, p, _ in triples if p in _SEVERAL)
    for (subject, property), number in named.items():
        if number > limits.max_values:
            what = local_name(property)
            message = f"<{subject}> names {number:,} as {what}; the limit is {limits.max_values:,}"
            yield Problem("too-many-values", message, advice="name a whole that they are part of")
    events = sum(p == RDF.type and o == CV.Event for _, p, o in triples)
    if events > limits.max_events:
        message = f"it has {events:,} events; the limit is {limits.max_events:,}"
        yield Problem("too-many-values", message, advice="send it in parts; KG_MAX_EVENTS changes the limit")


def _break_rules(triples: Told) -> Iterator[Problem]:
    from kg.validation import TooCostly, check_graph, limited_engine

    seconds = read_limits().check_seconds
    try:
        with limited_engine(seconds) as engine:
            for found in check_graph(triples, shapes=resource_dir("shapes") / "must", engine=engine):
                yield Problem(found.rule, found.message.get("en", found.rule), claim=found.claim)
    except TooCostly as error:
        yield Problem("too-costly", str(error))


def add_import(
    exchange: Exchange, own: Knowledge, received: Received, *, when: str
) -> tuple[Exchange, Import]:
    """Return the exchange with what was received, which supersedes or is put in quarantine, and its import.

    A file that is there already changes nothing. What would keep our own relations from being found is put in
    quarantine, too.

    Raises:
        InputError: for a partner's name that people could not write.
    """
    if NAME.fullmatch(received.partner) is None:
        message = f"no partner can be called {received.partner!r}"
        advice = "use small letters, digits, '.', '_' and '-', as in --from tehran-desk"
        raise InputError(Problem("bad-name", message, advice=advice))
    earlier = exchange.of(received.partner)
    for one in earlier:
        if one.sha256 != received.sha256 or one.retracted:
            continue
        if one.status is not Status.QUARANTINED:
            return exchange, one
        # What kept it in quarantine may have been mended on our side.
        exchange = replace(exchange, imports=tuple(i for i in exchange.imports if i.id != one.id))
        earlier = exchange.of(received.partner)
    triples = sorted_triples(received.statements)
    problems: Sequence[Problem] = find_obstacles(triples, conforms=received.conforms) if triples else []
    articles = (
        () if problems or not triples else tuple(bundle.id for bundle in read_statements(triples).bundles)
    )
    added = Import(
        partner=received.partner,
        number=earlier[-1].number + 1 if earlier else 1,
        file=received.file,
        sha256=received.sha256,
        when=when,
        articles=articles,
        label=received.label,
        key=received.key,
        skipped=tuple(str(problem) for problem in received.skipped),
        edition=received.edition,
    )
    if not problems:
        tried = _with(exchange, added, triples, received.reviews, when)
        problems = _find_conflicts(exchange, tried, own, added)
        if not problems:
            return tried, tried.named(added.id)
    if problems:
        told = tuple(sorted({str(problem) for problem in problems}))
        added = replace(added, problems=told)
    after = _with(exchange, added, triples, received.reviews, when)
    return after, after.named(added.id)


def _find_conflicts(before: Exchange, after: Exchange, own: Knowledge, added: Import) -> Sequence[Problem]:
    """Return what keeps relations from being found, takes another's standpoint away, or is quoted wrongly."""
    if not after.graphs[added.id]:
        return []
    try:
        merged, without = after.merge(own), before.merge(own)
        _check_findings(without.knowledge, merged.knowledge)
        merged.relations  # noqa: B018 # whether they can be found is what is asked
        held = {name: partner_of(name) for name in without.knowledge.register.standpoints}
    except InputError as error:
        return error.problems
    lost = [
        n for n, p in held.items() if p != added.partner and n not in merged.knowledge.register.standpoints
    ]
    if lost:
        message = f"beside it {len(lost)} standpoints of others could not stand, {lost[0]!r} among them"
        return [Problem("standpoint-left-out", message)]
    wrong = [problem for problem in merged.problems if problem.id == "wrong-quotation"]
    # What another partner quotes wrongly is no fault of this one's.
    return [problem for problem in wrong if problem.claim and partner_of(problem.claim) == added.partner]


def _check_findings(before: Knowledge, after: Knowledge) -> None:
    """Refuse what brings more relations than anybody could read, before they are put together."""
    most = read_limits().max_findings
    found = count_findings(after)
    if found > most and (added := found - count_findings(before)) > most:
        message = f"it adds {added:,} findings to those that there are; the limit is {most:,}"
        advice = "ask for the places and times that the claims speak of, or raise KG_MAX_FINDINGS"
        raise InputError(Problem("too-many-findings", message, advice=advice))


def _with(
    exchange: Exchange,
    added: Import,
    triples: Told,
    reviews: tuple[PartnerReview, ...],
    when: str,
) -> Exchange:
    """Return the exchange with one more import, which supersedes what it replaces if it is in force."""
    imports = list(exchange.imports)
    if added.status is Status.IN_FORCE:
        covered = set(added.articles)
        for at, one in enumerate(imports):
            if one.partner != added.partner or one.status is not Status.IN_FORCE:
                continue
            if covered & set(one.articles):
                added = replace(added, revises=tuple(sorted({*added.revises, one.id})))
            later = covered.union(
                *(
                    o.articles
                    for o in imports
                    if o.partner == one.partner and o.number > one.number and not o.problems
                )
            )
            if one.articles:
                if set(one.articles) <= later:
                    imports[at] = replace(one, invalidated=when)
                continue
            newer = [o for o in imports if o.partner == one.partner and o.number > one.number]
            feeds = [exchange.reviews.get(o.id, ()) for o in newer if not o.problems]
            some, whole = _replaced(exchange, one, triples, reviews, feeds)
            if some:
                added = replace(added, revises=tuple(sorted({*added.revises, one.id})))
            if whole:
                imports[at] = replace(one, invalidated=when)
    return Exchange(
        (*imports, added),
        {**exchange.graphs, added.id: triples},
        {**exchange.reviews, added.id: reviews},
        exchange.decisions,
    )


def _replaced(
    exchange: Exchange,
    one: Import,
    triples: tuple[Triple, ...],
    reviews: Sequence[PartnerReview],
    between: Iterable[Sequence[PartnerReview]],
) -> tuple[bool, bool]:
    """Return whether what was received takes the place of some of an import without articles, or of all.

    Reviews take the place of reviews, and a register that of one which declares no other name.
    ``between`` are the reviews that came since.
    """
    held, said = exchange.reviews.get(one.id, ()), exchange.graphs.get(one.id, ())
    some = _Replacing(reviews)
    whole = _Replacing([*reviews, *(review for feed in between for review in feed)])
    names = _declared(said)
    covered = bool(names) and names <= _declared(triples)
    return (
        covered or any(map(some.replaces, held)),
        (bool(held) or covered) and all(map(whole.replaces, held)) and (covered or not said),
    )


def _declared(triples: tuple[Triple, ...]) -> set[str]:
    """Return what statements say something of, beside articles."""
    if not triples:
        return set()
    said = read_statements(triples)
    judged = {f"verdict on {verdict.claim}" for verdict in said.verdicts}
    return {*said.register.entries, *said.register.standpoints, *judged}


def retract(exchange: Exchange, name: str, *, when: str) -> tuple[Exchange, Import]:
    """Return the exchange without what one import says, which is kept as history, and the import.

    An earlier version does not come back by it.

    Raises:
        InputError: for an import that is not there, or was retracted before.
    """
    found = exchange.named(name)
    if found.retracted:
        raise InputError(Problem("bad-use", f"{found.id} was retracted at {found.invalidated}"))
    gone = replace(found, retracted=True, invalidated=found.invalidated or when)
    imports = tuple(gone if one.id == found.id else one for one in exchange.imports)
    return replace(exchange, imports=imports), gone
