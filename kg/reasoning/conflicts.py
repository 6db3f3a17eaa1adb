"""Explain an inconsistent graph: find the smallest sets of claims and facts that cannot hold together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from rdflib.term import Node

from kg.characters import visible_line
from kg.model import Location
from kg.reasoning.axioms import axioms_about, sentence
from kg.reasoning.hermit import is_consistent
from kg.reasoning.records import Group, Layer, Origin, Records
from kg.reasoning.terms import Fact, Triple, fact_of
from kg.words import Listed, Message, Sentence, Verbatim, family, tell

#: The message for each origin of an inconsistency.
_BLAME = family("inconsistent", (one for one in Origin if one is not Origin.ONTOLOGY), "names", "count")


@dataclass(frozen=True, slots=True)
class Inconsistency:
    """A smallest set of records that cannot hold together with all layers below them.

    The layers are, from the top: the claims, the chosen standpoints, the register with the articles, and
    the ontology. ``names`` are ``bundle/claim`` identifiers for :attr:`Origin.CLAIMS`, names of standpoints
    for :attr:`Origin.STANDPOINTS`, else register names or IRIs of other nodes. ``facts`` are the smallest
    part of the records that is inconsistent; ``given`` are the types of the nodes in it. ``axioms`` are,
    in words, the axioms on its properties and classes. ``locations`` has the places where the names were
    written, if known.
    """

    origin: Origin
    names: tuple[str, ...]
    facts: tuple[Fact, ...] = ()
    given: tuple[Fact, ...] = ()
    axioms: tuple[str, ...] = ()
    locations: Mapping[str, Location] = field(default_factory=dict, compare=False)

    @property
    def claims(self) -> tuple[str, ...]:
        """The ``bundle/claim`` identifiers of the claims in conflict; empty if it is not between claims."""
        return self.names if self.origin is Origin.CLAIMS else ()

    @property
    def summary(self) -> Sentence:
        """One sentence that says what is inconsistent.

        >>> Inconsistency(Origin.CLAIMS, ("a/m1", "b/d1")).summary
        'the claims a/m1 and b/d1 cannot both stand as they are written'
        >>> Inconsistency(Origin.REGISTER, ("ganja",)).summary
        'the register is inconsistent by itself, whatever the claims say: ganja'
        """
        names = self.names
        if self.origin is Origin.ONTOLOGY or not names:
            return tell("inconsistent-ontology")
        listed = Listed([Verbatim(name) for name in names])
        return Sentence(_BLAME[self.origin].told(names=listed, count=len(names)))

    def lines(self, language: str = "en") -> list[str]:
        """Return the summary and the reasons, each on a line."""
        messages = [
            *(Message("reasoner-written", name=name, place=str(at)) for name, at in self.locations.items()),
            *(Message("reasoner-says", fact=sentence(fact)) for fact in self.facts),
            *(Message("reasoner-given", fact=sentence(fact)) for fact in self.given),
            *(Message("reasoner-but", axiom=axiom) for axiom in self.axioms),
        ]
        lines = [self.summary[language], *(f"    {words[language]}" for words in messages)]
        return [visible_line(line) for line in lines]

    def __str__(self) -> str:
        return "\n".join(self.lines())


def find_inconsistencies(java: str, records: Records, explain: bool, most: int) -> tuple[Inconsistency, ...]:
    """Return at most ``most`` conflicts, all in the lowest layer that has any, sorted by name."""
    if most < 1:
        return ()
    below: list[Layer] = []
    for layer in records.layers[:-1]:
        if layer.groups and not is_consistent(java, records.lines(*below, layer)):
            break
        below.append(layer)
    else:
        layer = records.layers[-1]
    if not below and not is_consistent(java, records.lines()):
        return (Inconsistency(Origin.ONTOLOGY, ()),)
    fixed = records.lines(*below)
    groups = list(layer.groups)
    conflicts: list[Inconsistency] = []
    while len(conflicts) < most:
        guilty = _smallest(groups, _failing(java, records, fixed))
        conflicts.append(_inconsistency(java, records, layer.origin, fixed, guilty, explain))
        groups = [group for group in groups if group not in guilty]
        if len(conflicts) == most or is_consistent(java, fixed | records.lines_of(groups)):
            break
    return tuple(sorted(conflicts, key=lambda conflict: conflict.names))


def _inconsistency(
    java: str,
    records: Records,
    origin: Origin,
    fixed: frozenset[str],
    guilty: Sequence[Group],
    explain: bool,
) -> Inconsistency:
    names = tuple(sorted(group.name for group in guilty))
    if origin is Origin.BACKGROUND and all(group.in_register for group in guilty):
        origin = Origin.REGISTER
    if not explain:
        return Inconsistency(origin, names)
    cells = _smallest(_cells(guilty), _failing(java, records, fixed))
    facts = {triple for cell in cells for triple in cell.triples}
    given = records.types(term for triple in facts for term in (triple[0], triple[2])) - facts
    return Inconsistency(
        origin,
        names,
        facts=tuple(sorted(map(fact_of, facts))),
        given=tuple(sorted(map(fact_of, given))),
        axioms=tuple(axioms_about(facts, given)),
    )


def _cells(groups: Iterable[Group]) -> list[Group]:
    """Return facts regrouped by node and property."""
    cells: dict[tuple[Node, Node], set[Triple]] = {}
    for group in groups:
        for triple in group.triples:
            cells.setdefault(triple[:2], set()).add(triple)
    return [Group(f"{s} {p}", frozenset(cells[s, p])) for s, p in sorted(cells, key=str)]


def _failing(java: str, records: Records, fixed: frozenset[str]) -> Callable[[Sequence[Group]], bool]:
    def fails(groups: Sequence[Group]) -> bool:
        return not is_consistent(java, fixed | records.lines_of(groups))

    return fails


T = TypeVar("T")


def _smallest(parts: Sequence[T], fails: Callable[[Sequence[T]], bool]) -> list[T]:
    """Return a minimal selection of ``parts`` that fails: without any one part it does not.

    ``fails`` must be true for all ``parts`` together, false for no parts, and if it is true for a selection,
    also for every larger one. The method is QuickXplain, with at most about ``2k log2(n/k) + 2k`` calls for
    ``k`` of ``n`` parts.

    >>> _smallest("abcdefgh", lambda some: {"c", "g"} <= set(some))
    ['c', 'g']
    """

    def within(known: list[T], changed: bool, rest: list[T]) -> list[T]:
        if changed and fails(known):
            return []
        if len(rest) == 1:
            return rest
        half = len(rest) // 2
        first, second = rest[:half], rest[half:]
        of_second = within(known + first, True, second)
        of_first = within(known + of_second, bool(of_second), first)
        return of_first + of_second

    return within([], False, list(parts))
