"""What the engine and the oracle say differently of one body of knowledge, in lines."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from kg.model import SLOTS, Comparison, Knowledge, Position, Relation, RelationType
from kg.relations import find_relations, find_repeats
from kg.relations.voices import MODIFIERS
from support import oracle
from support.oracle_rules import oriented

#: Relations between claims, of which the contract fixes no slots; what conflicts in a count is the count.
OF_COUNTS = (RelationType.SUPERSEDES, RelationType.UPDATES)


def _as_finding(relation: Relation) -> oracle.Finding:
    pairs = {
        (first, second): frozenset(pair.modifiers)
        for pair in relation.pairs
        for first in pair.first.claims
        for second in pair.second.claims
    }
    return oriented(
        oracle.Finding(
            relation.rule,
            relation.relation,
            relation.positions,
            relation.slots,
            relation.conflict,
            relation.unknown,
            relation.implied,
            relation.common,
            pairs,
        )
    )


def _line(finding: oracle.Finding, knowledge: Knowledge) -> str:
    def named(position: Position) -> str:
        return f"{position.stance} {position.proposition.as_json()}"

    of_claims = finding.relation is RelationType.SUPERSEDES or len(finding.positions) > 2
    slots = [] if of_claims else [f"{slot} {finding.slots[slot]}" for slot in SLOTS if slot in finding.slots]
    conflict = () if finding.relation in OF_COUNTS else sorted(finding.conflict)
    implied = None if finding.implied is None else replace(finding.implied, only=()).as_json()
    common = finding.common
    if common is not None and common.count is not None:
        common = replace(common, count=replace(common.count, soft=False, final=False, as_of=None))
    # A pair is of two voices, with the claims in which they meet; which of these meet which it does not say.
    claims: dict[Any, tuple[set[str], set[str]]] = {}
    for (one, other), said in finding.pairs.items():
        voices = tuple(knowledge.claims[name].sources for name in (one, other))
        ones, others = claims.setdefault((voices, *sorted(_compared(finding, said))), (set(), set()))
        ones.add(one)
        others.add(other)
    pairs: list[Any] = sorted((*map(sorted, met), said) for (_, *said), met in claims.items())
    if of_claims:
        # The engine has the claims of two voices, and not which replaces which.
        pairs = [tuple(sorted({pair[at] for pair in finding.pairs})) for at in (0, 1) if finding.pairs]
    between = [named(position) for position in finding.positions]
    head = f"{finding.relation} {finding.rule} {between}: {slots}; conflict {conflict}"
    tail = f"unknown {sorted(finding.unknown)}; implied {implied}; common {common and common.as_json()}"
    return f"{head}; {tail}; pairs {pairs}"


def _compared(finding: oracle.Finding, said: frozenset[str]) -> frozenset[str]:
    """Return what is said of a pair as far as the contract says when it is to be said."""
    if finding.relation is RelationType.SUPERSEDES:
        return frozenset()
    if finding.rule == "attribution":
        said &= {"hedged", "probable"}
    sure = finding.relation is RelationType.TENSION and not _is_hedged(finding)
    return said - {"hedged", "probable"} if sure else said


def _is_hedged(finding: oracle.Finding) -> bool:
    """Whether it is a tension that would be a contradiction if nobody held it only possible."""
    crossing = (Comparison.OVERLAPS, Comparison.BROADER, Comparison.UNKNOWN)
    open_slots = [slot for slot in finding.conflict if finding.slots.get(slot) in crossing]
    told = finding.rule in ("denial", "presupposition", "attribution", "nature", "event-time", "event-place")
    clash = finding.relation is RelationType.TENSION and not finding.unknown and not open_slots
    return told and clash


def disagreements(knowledge: Knowledge) -> Iterator[str]:
    """Yield what only the one or only the other finds, for every set of standpoints."""
    relations = find_relations(knowledge)
    for relation in relations:
        told = {modifier for pair in relation.pairs for modifier in pair.modifiers}
        if relation.pairs and told != set(relation.modifiers) & set(MODIFIERS):
            yield f"the engine says of no pair or not of the whole: {_line(_as_finding(relation), knowledge)}"
    if find_repeats(knowledge) != oracle.find_repeats(knowledge):
        yield "which claims repeat which"
    background = oracle.Background(knowledge.register)
    for view, findings in oracle.find_at_each(knowledge, background).items():
        engine = {
            _line(_as_finding(relation), knowledge) for relation in relations if relation.holds_for(view)
        }
        literal = {_line(finding, knowledge) for finding in findings}
        held = "+".join(sorted(view)) or "nobody"
        yield from (f"for {held}, only the engine: {line}" for line in sorted(engine - literal))
        yield from (f"for {held}, only the oracle: {line}" for line in sorted(literal - engine))
