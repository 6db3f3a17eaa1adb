"""Find claims that are one slot away from a contradiction: a misspelt event, a missing date, and so on.

If there are very many claims, only the pairs that have most in common are checked, as many as is quick.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from heapq import nsmallest

from kg.background import Background
from kg.model import Knowledge, Proposition, RelationType, Stance, names_of
from kg.relations.obstacles import Obstacle
from kg.relations.rules import find_rule
from kg.relations.why_not import Checker, RuleCheck

#: The most claims with a common value that are paired, the most pairs that are checked, the most hints.
MAX_BLOCK, MAX_PAIRS, MAX_HINTS = 16, 2_000, 50
#: What an author may have forgotten or written in another way: in any slot, or in some.
_FORGOTTEN = {
    "kind": ("kind",),
    "apart": ("event",),
    "event": ("event",),
    "unnamed-event": ("event",),
    "open": ("time", "target", "place", "event"),
    "left-out": ("time", "target", "place", "event"),
    "not-functional": ("agent",),
}
_COMPARED = ((Stance.ASSERTS, Stance.DENIES), (Stance.ASSERTS, Stance.ASSERTS))


@dataclass(frozen=True, slots=True)
class Hint:
    """Two claims that only one obstacle keeps from contradicting each other by a rule."""

    check: RuleCheck
    obstacle: Obstacle


def find_hints(knowledge: Knowledge) -> list[Hint]:
    """Return pairs of claims one slot away from a contradiction, those with most in common first."""
    checker = Checker(knowledge, Background(knowledge.register, knowledge.locations))
    isolated = _isolated_kinds(knowledge)
    hints: list[Hint] = []
    seen: set[tuple[object, ...]] = set()
    for checks in checker.checks_of(_pairs(knowledge)):
        hint = _hint(checks, knowledge, isolated)
        if hint is None:
            continue
        # Claims of one position often have the same obstacle.
        claims = (knowledge.claims[hint.check.first], knowledge.claims[hint.check.second])
        same = (hint.check.rule, hint.obstacle.slot, *(claim.proposition for claim in claims))
        if same not in seen:
            seen.add(same)
            hints.append(hint)
        if len(hints) == MAX_HINTS:
            break
    return hints


def _isolated_kinds(knowledge: Knowledge) -> frozenset[str]:
    """Return the kinds that lie inside no other kind and contain none."""
    kinds = [entry for entry in knowledge.register.entries.values() if entry.section == "kinds"]
    nested = {entry.name for entry in kinds if any(relation == "broader" for relation, _ in entry.links)}
    around = {other for entry in kinds for relation, other in entry.links if relation == "broader"}
    return frozenset(entry.name for entry in kinds) - nested - around


def _hint(checks: Iterable[RuleCheck], knowledge: Knowledge, isolated: frozenset[str]) -> Hint | None:
    checks = list(checks)
    if any(check.relation in (RelationType.CONTRADICTS, RelationType.SUPERSEDES) for check in checks):
        return None
    short = [check for check in checks if find_rule(check.rule).hint and len(check.obstacles) == 1]
    for check in sorted(short, key=lambda check: (find_rule(check.rule).hint, check.first)):
        obstacle = check.obstacles[0]
        if obstacle.slot not in _FORGOTTEN.get(obstacle.reason, ()) or obstacle.settled:
            continue
        claims = (knowledge.claims[check.first], knowledge.claims[check.second])
        kinds = {p.kind for claim in claims if (p := claim.proposition) is not None}
        if obstacle.slot != "kind" or not kinds.isdisjoint(isolated):
            return Hint(check, obstacle)
    return None


def _pairs(knowledge: Knowledge) -> Iterator[tuple[str, str]]:
    """Yield pairs of claims that could contradict each other, those with most in common first."""
    blocks: dict[tuple[str, str], list[str]] = {}
    for name, claim in knowledge.claims.items():
        if claim.stance in (Stance.ASSERTS, Stance.DENIES) and claim.proposition is not None:
            for key in _keys(claim.proposition):
                blocks.setdefault(key, []).append(name)
    shared: Counter[tuple[str, str]] = Counter()
    for names in blocks.values():
        for at, name in enumerate(names):
            shared.update((name, other) for other in names[at + 1 : at + MAX_BLOCK])
    claims = knowledge.claims

    def meets(pair: tuple[str, str]) -> bool:
        one, other = (claims[name] for name in pair)
        stances = {(one.stance, other.stance), (other.stance, one.stance)}
        return one.sources != other.sources and not stances.isdisjoint(_COMPARED)

    likely = ((-number, pair) for pair, number in shared.items() if number > 1 and meets(pair))
    yield from (pair for _, pair in nsmallest(MAX_PAIRS, likely))


def _keys(p: Proposition) -> Iterator[tuple[str, str]]:
    yield "kind", p.kind
    for slot in ("agent", "target", "place", "value"):
        for name in names_of(p.slot(slot)):
            yield ("where" if slot in ("target", "place") else slot), name
    if p.event is not None:
        yield "event", p.event
    if p.count is not None:
        yield "measure", p.count.measure
    if p.time is not None and p.time.start is not None:
        yield "day", p.time.start.isoformat()[:10]
