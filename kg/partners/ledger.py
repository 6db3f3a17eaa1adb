"""What partners sent, with its origin and time, and what people decided about it.

Each import is kept by itself, as it was sent. A later import from the same partner with the same article
supersedes it; the earlier one is kept. An import that does not conform is put in quarantine and has no
effect.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from rdflib import Graph

from kg.background import check_background
from kg.errors import InputError, Problem, nearest
from kg.formats.claimreview import PartnerReview, build_accepted
from kg.model import BASE, Knowledge, Rating, Verdict, digest, qualify
from kg.partners.merge import Accepted, Merged, Sent, merge_partners
from kg.partners.statements import Told, entry_meaning, find_events, meaning, read_statements
from kg.rdf.statements import Statements


class Status(StrEnum):
    """Whether an import has an effect."""

    IN_FORCE = "in-force"
    QUARANTINED = "quarantined"
    SUPERSEDED = "superseded"
    RETRACTED = "retracted"


@dataclass(frozen=True, slots=True)
class Import:
    """One file from a partner, read at one time.

    ``sha256`` is the hash of its bytes. ``articles`` are in the partner's names. ``when`` and ``invalidated``
    are times in UTC like ``2026-11-22T22:15:00Z``. ``key`` is the fingerprint of the key that signed it.
    ``problems`` say why it is in quarantine, ``skipped`` which parts could not be used and were left out.
    ``edition`` is the edition of a bundle: a higher number is newer. ``base`` is the base of its IRIs.
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
    base: str = BASE

    @property
    def id(self) -> str:
        """The partner and the number of the import."""
        return f"{self.partner}/{self.number}"

    @property
    def status(self) -> Status:
        """Whether it has an effect."""
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


#: How much an import counts for how a partner's claims are named: one in force more than one that was.
RANKS = (Status.QUARANTINED, Status.RETRACTED, Status.SUPERSEDED, Status.IN_FORCE)


class Subject(StrEnum):
    """What a decision is about."""

    NAME = "name"
    EVENT = "event"
    NEW = "new"
    REVIEW = "review"
    VERDICT = "verdict"


@dataclass(frozen=True, slots=True)
class Decision:
    """A person's decision whether something from a partner is the same as something of ours.

    ``theirs`` is a partner's name (``desk:ganja``), a review or a verdict. ``ours`` is a name of ours or the
    identifier of a claim; it is empty if the partner's name is taken in as new. ``basis`` is the hash of what
    the partner said at that time of the name, or in the judged claim: the decision does not cover what is
    said later. ``rating`` is what the review's rating meant to the person who accepted it, even if its words
    are read in another way later.
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
        """The identifier of the proposal that was decided."""
        return proposal_id(self.subject, self.theirs, self.ours)


def proposal_id(subject: Subject, theirs: str, ours: str) -> str:
    """Return the identifier of a proposal: twelve hexadecimal digits, made from its content alone."""
    return digest([subject.value, theirs, ours])[:12]


@dataclass(frozen=True)
class Received:
    """The content of a partner's file; ``conforms`` if the shapes have been applied to all of it.

    ``edition`` and ``articles`` are what a bundle says of itself. ``named`` says that the user named the key.
    ``base`` is the base of the partner's IRIs.
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
    base: str = BASE


class Replacing:
    """The later reviews of one partner, and which earlier ones they replace.

    Two reviews are the same if they have the same ``@id`` or, if one of them has none, the same address.
    """

    def __init__(self, reviews: Iterable[PartnerReview] = ()):
        self._ids: set[str] = set()
        self._iris: set[str] = set()
        self._pages: set[str] = set()
        self._pages_alone: set[str] = set()
        for review in reviews:
            self.add(review)

    def add(self, review: PartnerReview) -> None:
        """Add a review, which may replace others."""
        self._ids.add(review.id)
        if review.iri is not None:
            self._iris.add(review.iri)
        if review.url is not None:
            self._pages.add(review.url)
            if review.iri is None:
                self._pages_alone.add(review.url)

    def replaces(self, review: PartnerReview) -> bool:
        """Return whether one of these replaces a review that came before them."""
        if review.iri is not None and review.iri in self._iris:
            return True
        if review.url is not None and review.url in (
            self._pages if review.iri is None else self._pages_alone
        ):
            return True
        return review.id in self._ids


@dataclass(frozen=True)
class Exchange:
    """All that partners sent and people decided; ``graphs`` are the imports' statements by identifier."""

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

    @property
    def bases(self) -> dict[str, str]:
        """The bases of the partners that have one of their own, as their last import says.

        One that is in force counts before one that was, and that before one in quarantine.
        """
        ranked = sorted(self.imports, key=lambda one: (RANKS.index(one.status), one.number))
        last = {one.partner: one.base for one in ranked}
        return {partner: base for partner, base in last.items() if base != BASE}

    @property
    def sent(self) -> dict[str, tuple[Told, str]]:
        """What each import said, with the base of its IRIs, by identifier."""
        base = {one.id: one.base for one in self.imports}
        return {name: (told, base[name]) for name, told in self.graphs.items()}

    def named(self, name: str) -> Import:
        """Return the import with this identifier, or the latest one of the partner with this name.

        Raises:
            InputError: if there is none.
        """
        matching = [one for one in self.imports if one.id == name] or self.of(name)[-1:]
        if not matching:
            names = [*(one.id for one in self.imports), *self.partners]
            advice = nearest(name, names) if names else "nothing was imported yet"
            raise InputError(Problem("unknown-import", f"there is no import {name!r}", advice=advice))
        return matching[0]

    @cached_property
    def accepted(self) -> Accepted:
        """What was accepted about names and verdicts and still stands."""
        made = [decision for decision in self.decisions if decision.accepted and self.stands(decision)]
        return Accepted(
            {d.theirs: d.ours for d in made if d.subject is Subject.NAME},
            {d.theirs: d.ours for d in made if d.subject is Subject.EVENT},
            frozenset(d.theirs for d in made if d.subject is Subject.NEW),
            frozenset(d.theirs for d in made if d.subject is Subject.VERDICT),
        )

    def means_as(self, other: Exchange) -> bool:
        """Return whether the same was sent as in ``other``, and is in use: then only records differ."""

        def in_use(exchange: Exchange) -> list[tuple[object, ...]]:
            return [
                (one.id, one.label, one.articles, one.problems, one.status is Status.IN_FORCE)
                for one in exchange.imports
            ]

        return (
            self.graphs is other.graphs
            and self.reviews is other.reviews
            and in_use(self) == in_use(other)
            and self.accepted == other.accepted
            and self.accepted_reviews() == other.accepted_reviews()
        )

    def basis(self, subject: Subject, theirs: str, ours: str = "") -> str:
        """Return the hash of what a partner says of a name now; empty if it says nothing of it.

        What a name lies inside counts only for a name that is taken in as new, and for an event: for names of
        ours our register says it. Propositions about an event count, too. For a verdict or a review, the hash
        covers what the claim ``ours`` says if that is a partner's claim.
        """
        if subject in (Subject.VERDICT, Subject.REVIEW):
            owner, _, name = ours.partition(":")
            judged = self.current[owner].claims.get(name) if owner in self.current else None
            return "" if judged is None else digest([theirs, *meaning(judged)])
        partner, _, name = theirs.partition(":")
        said = self.current.get(partner)
        if said is None:
            return ""
        entry = said.register.entries.get(name)
        if entry is not None:
            meant = entry_meaning(entry)
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
        """Return whether the partner still says what it said of the name or claim when this was decided."""
        now = self.basis(decision.subject, decision.theirs, decision.ours)
        return not now or not decision.basis or now == decision.basis

    @cached_property
    def current(self) -> Mapping[str, Knowledge]:
        """What each partner says now, in its own names: the latest version in force of each article."""
        return {partner: knowledge for partner in self.partners if (knowledge := self._current(partner))}

    def _current(self, partner: str) -> Knowledge | None:
        in_force = [one for one in self.of(partner) if one.status is Status.IN_FORCE]
        current: Knowledge | None = None
        for one in in_force:
            said = read_statements(self.graphs[one.id])
            # A retracted version still replaces the one before it.
            later = {
                article
                for other in self.of(partner)
                if other.number > one.number and not other.problems
                for article in other.articles
            }
            kept = {bundle.id for bundle in said.bundles} - later
            bundles = tuple(bundle for bundle in said.bundles if bundle.id in kept)
            verdicts = tuple(v for v in said.verdicts if v.claim.rpartition("/")[0] not in later)
            if current is not None:
                # What the partner said last about a name counts.
                register = replace(
                    said.register,
                    entries={**current.register.entries, **said.register.entries},
                    opponents=current.register.opponents | said.register.opponents,
                    standpoints={**current.register.standpoints, **said.register.standpoints},
                )
                if check_background(register, {}):
                    register = said.register
                bundles = (*current.bundles, *bundles)
                verdicts = (*current.verdicts, *verdicts)
            else:
                register = said.register
            current = Knowledge(
                register,
                tuple(sorted(bundles, key=lambda bundle: bundle.id)),
                verdicts=tuple(sorted(verdicts, key=lambda verdict: verdict.order)),
                base=one.base,
            )
        return current

    def said_by(self, partner: str) -> Knowledge:
        """Return what a partner says now, in its own names.

        Raises:
            InputError: for a partner without an import in force.
        """
        if partner not in self.current:
            partners = list(self.current)
            advice = nearest(partner, partners) if partners else "see 'kg imports'"
            message = f"nothing of a partner {partner!r} is in force"
            raise InputError(Problem("unknown-partner", message, advice=advice))
        return self.current[partner]

    def current_reviews(self) -> Iterator[tuple[Import, PartnerReview]]:
        """Yield the reviews in force that no later one replaces, each with its import."""
        yield from self._current_reviews.values()

    @cached_property
    def _current_reviews(self) -> Mapping[str, tuple[Import, PartnerReview]]:
        """The reviews in force by their :func:`review_key`."""
        replacing = {partner: Replacing() for partner in self.partners}
        latest: list[tuple[str, tuple[Import, PartnerReview]]] = []
        for one in sorted(self.imports, key=lambda one: -one.number):
            reviews = self.reviews.get(one.id, ())
            later = replacing[one.partner]
            if one.status is Status.IN_FORCE:
                left = [review for review in reviews if not later.replaces(review)]
                latest += [(review_key(one.partner, review), (one, review)) for review in reversed(left)]
            if not one.problems:
                # A retracted import still replaces what came before it.
                for review in reviews:
                    later.add(review)
        return dict(reversed(latest))

    @cached_property
    def corrected(self) -> Mapping[str, tuple[Decision, ...]]:
        """The decisions that accepted earlier versions of a review in force, by its :func:`review_key`."""
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
        decisions: dict[str, tuple[Decision, ...]] = {}
        for key, (one, review) in self._current_reviews.items():
            alike = [
                pair for name in (review.iri, review.url) for pair in earlier.get((one.partner, name), ())
            ]
            replacing = Replacing([review]) if alike else None
            keys = {previous for previous, old in alike if replacing is not None and replacing.replaces(old)}
            if keys:
                decisions[key] = tuple(d for d in self.decisions if d.accepted and d.theirs in keys)
        return decisions

    def accepted_reviews(self) -> Mapping[str, Verdict]:
        """Return the verdicts made from accepted reviews, by the identifier of the decision."""
        verdicts = {}
        for decision in self.decisions:
            if decision.accepted and decision.subject is Subject.REVIEW and self.stands(decision):
                current = self._current_reviews.get(decision.theirs)
                if current is not None:
                    one, review = current
                    # If a word for a rating is no longer known, the rest can still be read.
                    with contextlib.suppress(InputError):
                        verdicts[decision.id] = build_accepted(
                            review, decision.ours, partner=one.partner, rating=decision.rating
                        )
        return verdicts

    def merge(self, own: Knowledge) -> Merged:
        """Return our knowledge and what partners say now, merged; the result is kept."""
        if self._merged_with is None or self._merged_with[0] is not own:
            object.__setattr__(self, "_merged_with", (own, self._merge(own)))
        assert self._merged_with is not None
        return self._merged_with[1]

    def _merge(self, own: Knowledge) -> Merged:
        in_force = [one for one in self.imports if one.status is Status.IN_FORCE]
        labels = {one.partner: one.label for one in sorted(in_force, key=lambda one: one.number)}
        if self.bases:
            own = replace(own, bases=self.bases)
        sent = [Sent(partner, said, labels[partner]) for partner, said in self.current.items()]
        merged = merge_partners(own, sent, self.accepted) if sent else Merged(own)
        together = merged.knowledge
        reviewed = [
            verdict for verdict in self.accepted_reviews().values() if verdict.claim in together.claims
        ]
        if reviewed:
            # Two reviews may give the same verdict.
            said = {verdict.id: verdict for verdict in (*together.verdicts, *reviewed)}
            verdicts = tuple(sorted(said.values(), key=lambda verdict: verdict.order))
            merged = replace(merged, knowledge=replace(together, verdicts=verdicts))
        return merged


def review_key(partner: str, review: PartnerReview) -> str:
    """Return the name of a partner's review in decisions, as ``partner:identifier``."""
    return f"{partner}:{review.id}"


def find_lost(before: Exchange, after: Exchange) -> list[Verdict]:
    """Return the accepted verdicts that a change of the exchange removes."""
    left = {**_accepted_verdicts(after), **after.accepted_reviews()}
    had = {**_accepted_verdicts(before), **before.accepted_reviews()}
    return [verdict for id, verdict in had.items() if id not in left]


def _accepted_verdicts(exchange: Exchange) -> dict[str, Verdict]:
    """Return the partners' accepted verdicts on their own claims, by ``partner:identifier``."""
    return {
        name: replace(verdict, claim=qualify(partner, verdict.claim), partner=partner)
        for partner, said in exchange.current.items()
        for verdict in said.verdicts
        if (name := qualify(partner, verdict.id)) in exchange.accepted.verdicts
    }
