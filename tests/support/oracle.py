"""A second, literal reading of the contract: slow, indexless, and independent of the engine it checks.

Every claim is set beside every other one under *every* set of standpoints that can be held together (a
*view*). The slot vector of the two follows from :mod:`oracle_background`, and a rule is a function of what
the two do and of the vector. What the rules say alike of the claims of two positions is one *finding*, with
the pairs of claims of which it is said. Nothing else is grouped: where the engine says under which
standpoints a relation holds, the oracle finds it or not under each.

What the contract leaves open is not settled here: which of two positions comes first where neither does by
nature, the bridges of a relation, and the order of anything.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import product
from typing import Any

from kg.model import Knowledge, Position, Repeat, View, day_of
from support.oracle_background import Background, check_register, find_minimal, find_views
from support.oracle_rules import Rules, oriented
from support.oracle_vectors import CONTRADICTS, REFINES, TENSION, Finding

__all__ = [
    "Background",
    "Finding",
    "Found",
    "Rules",
    "check_register",
    "find_at",
    "find_relations",
    "find_repeats",
    "find_views",
]


def find_at(knowledge: Knowledge, view: View, background: Background | None = None) -> list[Finding]:
    """Return what the rules find under one view."""
    return find_at_each(knowledge, background)[view]


def find_at_each(knowledge: Knowledge, background: Background | None = None) -> dict[View, list[Finding]]:
    """Return what the rules find under each view."""
    background = background or Background(knowledge.register)
    found = {view: _find(Rules(knowledge, background, view)) for view in background.views}
    everywhere = set.intersection(
        *({(f.key, _voices(f, knowledge)) for f in some} for some in found.values())
    )
    return {view: _grouped(_settled(some, knowledge, everywhere)) for view, some in found.items()}


def _find(rules: Rules) -> list[Finding]:
    of_pairs = (
        rules.denial,
        rules.presupposition,
        rules.exclusive_state,
        rules.responsibility,
        rules.responsibility_perhaps,
        rules.event_slots,
        rules.nature,
        rules.exclusivity,
        rules.quantity,
        rules.corroboration,
        rules.corroboration_in_part,
        rules.opposed_aims,
        rules.word_and_deed,
        rules.assessment,
    )
    found: list[Finding] = []
    for x, y in product(rules.said, rules.said):
        found.extend(rules.supersession(x, y))
        if x.position == y.position or y.name in rules.left:
            continue
        found.extend(rules.attribution(x, y))
        if x.name not in rules.left:
            for rule in of_pairs:
                found.extend(rule(x, y))
    found.extend(rules.quantity_parts())
    return list(rules.judged(found))


def _voices(finding: Finding, knowledge: Knowledge) -> frozenset[tuple[Position, tuple[str, ...]]]:
    """Return who is at odds, or agrees, in which of their positions."""
    if len(finding.pairs) != 1:
        return frozenset()
    (pair,) = finding.pairs
    sources = (knowledge.claims[name].sources for name in pair)
    return frozenset(zip(finding.positions, sources, strict=True))


def _settled(found: list[Finding], knowledge: Knowledge, everywhere: set[Any]) -> Iterator[Finding]:
    """Leave out what is said of two voices beside something stronger.

    Beside a contradiction by a rule no tension by it; beside counts that do not agree, no agreement in part.
    Beside one that is found whatever one holds, no tension on the same slots, and no agreement in part.
    """
    contradicting = {(f.rule, _voices(f, knowledge)) for f in found if f.relation is CONTRADICTS}
    differing = {_voices(f, knowledge) for f in found if f.rule == "quantity" and f.relation is not REFINES}
    slots: dict[object, set[str]] = {}
    for finding in found:
        voices = _voices(finding, knowledge)
        if finding.relation is CONTRADICTS and voices and (finding.key, voices) in everywhere:
            differing.add(voices)
            slots.setdefault(voices, set()).update(finding.conflict)
    for finding in found:
        voices = _voices(finding, knowledge)
        weaker = finding.relation is TENSION and bool(voices)
        told = set(finding.conflict) <= slots.get(voices, set()) if finding.conflict else False
        if weaker and (told or (finding.rule, voices) in contradicting):
            continue
        if finding.common is None or voices not in differing:
            yield finding


def _grouped(found: Iterable[Finding]) -> list[Finding]:
    """Join what is said alike of several pairs of claims."""
    groups: dict[tuple[object, ...], Finding] = {}
    for finding in map(oriented, found):
        before = groups.get(finding.key)
        groups[finding.key] = (
            finding if before is None else replace(before, pairs={**before.pairs, **finding.pairs})
        )
    return list(groups.values())


@dataclass(frozen=True)
class Found:
    """A finding, the smallest views under which it appears, and those above them under which it does not."""

    finding: Finding
    holds_if: tuple[View, ...]
    unless: tuple[View, ...]


def find_relations(knowledge: Knowledge) -> list[Found]:
    """Return what the rules find under any view.

    Raises :class:`ValueError` where the register is one that :func:`check_register` finds fault with.
    """
    defects = check_register(knowledge.register)
    if defects:
        raise ValueError("; ".join(defects))
    background = Background(knowledge.register)
    appears: dict[tuple[object, ...], dict[View, Finding]] = {}
    for view, findings in find_at_each(knowledge, background).items():
        for finding in findings:
            appears.setdefault(finding.key, {})[view] = finding
    found = []
    for at in appears.values():
        holds_if = find_minimal(at)
        found.append(Found(next(iter(at.values())), holds_if, _unless(background.views, at, holds_if)))
    return found


def _unless(views: Iterable[View], at: Iterable[View], holds_if: Iterable[View]) -> tuple[View, ...]:
    """Return the smallest views above which nothing appears, where something would for what it needs."""
    appears = set(at)
    lost = [view for view in views if view not in appears and any(needed <= view for needed in holds_if)]
    barren = [view for view in views if not any(view <= other for other in appears)]
    return find_minimal(view for view in barren if any(view <= other for other in lost))


def find_repeats(knowledge: Knowledge) -> list[Repeat]:
    """Return which claims of one position are one voice heard again, sorted by the later and the earlier.

    The earliest of one voice's claims is that in the article published first, where that is not known the
    last, by the shortest report chain, and then the first by name.
    """

    def order(name: str) -> tuple[bool, date, int, str]:
        published = knowledge.article_of(name).published
        start = None if published is None else published.start
        return start is None, day_of(start or date.min), len(knowledge.claims[name].via), name

    found = set()
    for position in knowledge.positions:
        for voice in {knowledge.claims[name].sources for name in position.claims}:
            said = [name for name in position.claims if knowledge.claims[name].sources == voice]
            earliest, *others = sorted(said, key=order)
            found |= {Repeat(later, earliest, knowledge.claims[later].source) for later in others}
    return sorted(found, key=lambda repeat: (repeat.later, repeat.earlier))
