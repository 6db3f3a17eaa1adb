"""What partners sent and what waits for a decision, as pages show it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from starlette.datastructures import State

from kg.collection import without_collection
from kg.diff.difference import Difference, find_differences
from kg.model import Claim, Knowledge, Verdict, digest, partner_of
from kg.partners.deciding import find_unquestioned
from kg.partners.importing import retract
from kg.partners.ledger import Decision, Import, Status, Subject, find_lost
from kg.partners.match import NAMING, Match
from kg.partners.proposals import find_matches
from kg.partners.receive import find_cautions
from kg.partners.statements import read_statements
from kg.relations import find_relations
from kg.report.difference import tell_entry
from kg.words import Words, in_some_language

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph


@dataclass(frozen=True, slots=True)
class Waiting:
    """How much waits for a person: imports in quarantine, open proposals, and names that are new to us."""

    quarantined: int = 0
    proposals: int = 0
    new: int = 0


#: Nothing waits.
NOTHING = Waiting()


@dataclass(frozen=True, slots=True)
class Sameness:
    """One line of what the two registers say of the names in a proposal: the same, or not."""

    what: str
    theirs: str
    ours: str

    @property
    def same(self) -> bool:
        """Whether both say the same."""
        return self.theirs == self.ours


class Exchanged:
    """What partners sent to a graph and what was decided; nothing is computed before it is shown."""

    def __init__(self, graph: ClaimGraph):
        self.graph = graph

    @cached_property
    def imports(self) -> tuple[Import, ...]:
        """All imports, the latest of each partner first."""
        return tuple(sorted(self.graph.exchange.imports, key=lambda one: (one.partner, -one.number)))

    @cached_property
    def matches(self) -> Sequence[Match]:
        """All proposals, decided or not."""
        if not self.graph.exchange.imports:
            return ()
        with without_collection():
            return find_matches(self.graph.exchange, self.graph.own)

    @cached_property
    def open(self) -> Sequence[Match]:
        """The proposals that nobody has decided, those of names that are new to us last."""
        undecided = [match for match in self.matches if match.accepted is None]
        return sorted(undecided, key=lambda match: match.subject is Subject.NEW)

    @cached_property
    def unquestioned(self) -> frozenset[str]:
        """The open proposals that are the only ones for their names, and against which nothing speaks."""
        return frozenset(match.id for match in find_unquestioned(self.matches))

    @cached_property
    def decisions(self) -> Sequence[Decision]:
        """All decisions, the latest first."""
        return sorted(self.graph.exchange.decisions, key=lambda one: (one.when, one.id), reverse=True)

    @cached_property
    def waiting(self) -> Waiting:
        """How much waits for a person."""
        return self._waiting(self.imports, self.open)

    def waiting_of(self, partner: str) -> Waiting:
        """Return how much of a partner waits for a person."""
        imports = [one for one in self.imports if one.partner == partner]
        return self._waiting(imports, [m for m in self.open if partner_of(m.theirs) == partner])

    def _waiting(self, imports: Sequence[Import], matches: Sequence[Match]) -> Waiting:
        quarantined = sum(one.status is Status.QUARANTINED for one in imports)
        new = sum(match.subject is Subject.NEW for match in matches)
        decidable = sum(match.subject is not None for match in matches)
        return Waiting(quarantined, decidable - new, new)

    def find(self, name: str) -> Import | None:
        """Return the import with exactly this identifier."""
        return next((one for one in self.imports if one.id == name), None)

    def proposal(self, identifier: str) -> Match | None:
        """Return the proposal with exactly this identifier."""
        return next((match for match in self.matches if match.id == identifier), None)

    def decision(self, identifier: str) -> Decision | None:
        """Return the decision on the proposal with this identifier."""
        return next((one for one in self.graph.exchange.decisions if one.id == identifier), None)

    def seen(self, match: Match) -> str:
        """Return a hash of all that a person sees of a proposal, and of what the partner says of the name.

        A decision is made on that, and on nothing that was sent since.
        """
        if match.subject is None:
            return digest(match.as_json())
        basis = self.graph.exchange.basis(match.subject, match.theirs, match.ours)
        return digest([{**match.as_json(), "accepted": None}, basis])

    def lost(self, one: Import) -> list[Verdict]:
        """Return the accepted verdicts that would fall away if an import were retracted."""
        exchange = self.graph.exchange
        if one.status is not Status.IN_FORCE or not exchange.decisions:
            return []
        return find_lost(exchange, retract(exchange, one.id, when=one.when)[0])

    def cautions(self, one: Import) -> list[str]:
        """Return the reasons to doubt who sent an import, or when."""
        return list(find_cautions(self.graph.exchange, one, None, self.graph.own))

    def problems_of(self, partner: str) -> list[str]:
        """Return what of a partner could not be used together with ours."""
        return [problem.message for problem in self.graph.problems if problem.partner == partner]

    def said(self, one: Import) -> Knowledge | None:
        """Return what an import says, in the partner's own names; ``None`` if it is empty or not usable."""
        statements = self.graph.exchange.graphs.get(one.id, ())
        return read_statements(statements) if statements and not one.problems else None

    def has_content(self, one: Import) -> bool:
        """Return whether what an import says is still there: it may have been removed for good."""
        exchange = self.graph.exchange
        return bool(exchange.graphs.get(one.id) or exchange.reviews.get(one.id))

    def claims(self, one: Import) -> Iterator[tuple[str, str | None, Words]]:
        """Yield an import's claims: name, address of the page if it is in use, and what it says."""
        said = self.said(one)
        used = self.graph.knowledge.claims if one.status is Status.IN_FORCE else {}
        for name, claim in sorted(said.claims.items()) if said else ():
            qualified = f"{one.partner}:{name}"
            yield qualified, f"/claims/{quote(qualified)}" if qualified in used else None, _words_of(claim)

    def changes(self, one: Import) -> Iterator[tuple[Import, Difference]]:
        """Yield what an import changed of each earlier one that it revises, as ``kg diff`` tells it."""
        after = self.said(one)
        for name in one.revises:
            earlier = self.find(name)
            before = None if earlier is None else self.said(earlier)
            if earlier is not None and before is not None and after is not None:
                found = find_relations(before), find_relations(after)
                yield earlier, find_differences(before, after, *found)

    def sides(self, match: Match, language: str) -> list[Sameness]:
        """Return what the partner's register and ours say of the names in a proposal, part by part."""
        partner, _, name = match.theirs.partition(":")
        said = self.graph.exchange.current.get(partner)
        if match.subject not in NAMING or said is None:
            return []
        theirs, ours = said.register.entries.get(name), self.graph.own.register.entries.get(match.ours)
        if theirs is None:
            return []
        told = (
            tell_entry(theirs, said, language),
            {} if ours is None else tell_entry(ours, self.graph.own, language),
        )
        whats = dict.fromkeys((*told[0], *told[1]))
        return [Sameness(what, *(side.get(what, "") for side in told)) for what in whats]

    def judged(self, match: Match) -> Words | None:
        """Return what the claim says that a verdict or a review is about."""
        claim = self.graph.knowledge.claims.get(match.ours)
        return None if claim is None else _words_of(claim)

    def partners_claims(self, partner: str) -> int:
        """Return how many claims of a partner are in use."""
        return sum(partner_of(name) == partner for name in self.graph.knowledge.claims)


def _words_of(claim: Claim) -> Words:
    return in_some_language(claim.gloss, claim.quotations[0].exact)


def identify_decision(one: Decision) -> str:
    """Return a hash of a decision: another one on the same proposal has another."""
    return digest(
        [one.id, one.accepted, one.by, one.when, one.basis, None if one.rating is None else one.rating.value]
    )


def identify_import(one: Import) -> str:
    """Return a hash of an import: one that gets its number later has another."""
    return digest([one.id, one.sha256, one.when])


def exchanged_of(state: State, graph: ClaimGraph) -> Exchanged:
    """Return what partners sent to the graph that is served now; it is kept as long as that is."""
    held: Any = getattr(state, "exchanged", None)
    if held is None or held.graph is not graph:
        held = state.exchanged = Exchanged(graph)
    return held  # type: ignore[no-any-return]
