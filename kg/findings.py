"""Read findings from a store instead of computing them again, as long as the result would be the same.

Findings follow from the data in a store, from the rules and from the program. The mark of a store tells
whether its data is as it was written. It also has a hash of the rules and the program that made the findings.
"""

from __future__ import annotations

import json
import sys
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, lru_cache
from itertools import chain

from rdflib import URIRef

from kg.collection import without_collection
from kg.model import (
    SLOTS,
    Bridge,
    Comparison,
    Knowledge,
    Pair,
    Position,
    Proposition,
    Relation,
    RelationType,
    Stance,
    View,
    Voice,
    holds,
)
from kg.rdf.columns import ColumnReader
from kg.rdf.mapping import COMPARISON_PROPERTIES, CONFLICTS, RELATION_PROPERTIES
from kg.rdf.namespaces import PREFIXES
from kg.rdf.vocabulary import (
    FINDINGS_GRAPH,
    claim_key,
    entry_name,
    local_name,
    position_iri,
    relation_iri,
    slot_iri,
)
from kg.relations.engine import sort_relations
from kg.relations.voices import MODIFIERS
from kg.resources import program_hash

_BRIDGES = {str(property): relation for relation, property in RELATION_PROPERTIES.items()}
_SLOTS = {local_name(str(slot_iri(slot))): slot for slot in SLOTS}
_CONFLICTS = {str(term): slot for slot, term in CONFLICTS.items()}
_ORDER = {slot: number for number, slot in enumerate(CONFLICTS)}
#: The parts of the program that find relations, merge what partners sent, sort, write and read them.
_MAKERS = (
    *("model", "background", "rdf", "findings.py", "relations"),
    *("explain/order.py", "partners"),
)

#: The ways from relations to their parts: a name, and the properties that lead there, from a relation or,
#: to a voice, from a pair. One property per query is faster than all of them together.
_TO_POSITION = "position cv:position"
_TO_STEP = "step cv:bridge"
_TO_PAIR = "pair cv:pair"
_TO_VOICE = "voice cv:firstVoice cv:secondVoice"
_TO_VIEW = "view cv:holdsIf cv:unless"
_WAYS = (_TO_POSITION, _TO_STEP, _TO_PAIR, _TO_VOICE, _TO_VIEW)
#: Finds the values of a property of the relations, or of the things at the end of a way.
Find = Callable[[str, str], Iterable[Iterable[str]]]


def made_with() -> str:
    """Return the hash of the rules and of the parts of the program that apply them and write findings."""
    return program_hash(*_MAKERS)


class RelationListing:
    """What must be known of relations to decide whether and where they are shown, in the order of reading.

    >>> listing = RelationListing(b'[["a1", "contradicts", [[]], []]]\\n[[], []]')
    >>> listing.names(frozenset()), listing.names(None, ["tension"])
    (['a1'], [])
    """

    def __init__(self, data: bytes):
        self._names: list[str] = []
        self._types: list[str] = []
        #: For each relation, the number of its condition; thousands have the same.
        self._numbers: list[int] = []
        numbers: dict[str, int] = {}
        for name, type, *condition in json.loads(data.partition(b"\n")[0]):
            self._names.append(name)
            self._types.append(sys.intern(type))
            self._numbers.append(numbers.setdefault(json.dumps(condition), len(numbers)))
        self._conditions = [
            tuple(tuple(map(frozenset, views)) for views in json.loads(one)) for one in numbers
        ]

    def names(self, view: View | None = None, types: Collection[str] | None = None) -> list[str]:
        """Return the identifiers of relations, of all types or some.

        With a view, return those that hold for somebody who holds exactly its standpoints.
        """
        kept = [view is None or holds(view, *condition) for condition in self._conditions]
        return [
            name
            for name, type, number in zip(self._names, self._types, self._numbers, strict=True)
            if kept[number] and (types is None or type in types)
        ]

    def depending(self) -> Mapping[str, int]:
        """Return how many relations depend on each standpoint: they hold only with it, or only without it."""
        found: Counter[str] = Counter()
        for number, times in Counter(self._numbers).items():
            found.update(dict.fromkeys(frozenset().union(*chain(*self._conditions[number])), times))
        return found


def write_listing(relations: Iterable[Relation], knowledge: Knowledge) -> bytes:
    """Return two lines of JSON: the listed relations in their order, and what was accepted from partners."""
    listed = [
        [r.id, r.relation, [sorted(view) for view in r.holds_if], [sorted(view) for view in r.unless]]
        for r in relations
    ]
    adopted = sorted(knowledge.register.adopted)
    verdicts = [v.id for v in knowledge.verdicts if v.partner is not None and v.accepted]
    lines = (json.dumps(line, separators=(",", ":")) for line in (listed, [adopted, verdicts]))
    return "\n".join(lines).encode()


def read_accepted(data: bytes) -> tuple[frozenset[str], frozenset[str]]:
    """Return the partners' names that were adopted as new, and the partners' verdicts that were accepted.

    >>> read_accepted(b'[]\\n[["desk:reuters"], []]')
    (frozenset({'desk:reuters'}), frozenset())
    """
    adopted, verdicts = json.loads(data.partition(b"\n")[2])
    return frozenset(adopted), frozenset(verdicts)


class Findings:
    """The relations in a store."""

    def __init__(self, reader: ColumnReader):
        self.reader = reader

    def relations(self, types: Collection[RelationType] | None = None) -> list[Relation]:
        """Return every relation, or those of some types, in the order of the engine."""
        if types is not None:
            kinds = " ".join(f"cv:{type}" for type in types)
            rows = self._rows("?r", f"VALUES ?kind {{ {kinds} }} ?r cv:relationType ?kind")
            return self.some([local_name(node) for (node,) in rows])
        self.reader.read_propositions(None)
        return self._read(self._all)

    def some(self, identifiers: Collection[str]) -> list[Relation]:
        """Return the relations with these identifiers."""
        with without_collection():
            return self._read(_Gathered(self.reader, map(relation_iri, identifiers)).of)

    def touching(self, positions: Iterable[str]) -> list[Relation]:
        """Return the relations that have one of these positions."""
        named = " ".join(f"<{position_iri(identifier)}>" for identifier in positions)
        rows = self._rows("DISTINCT ?r", f"VALUES ?held {{ {named} }} ?r cv:position ?held .")
        return self.some([local_name(node) for (node,) in rows])

    def claims(self) -> dict[str, list[tuple[str, ...]]]:
        """Return the claims of each position of each relation, by the relations' identifiers."""
        of: defaultdict[str, list[str]] = defaultdict(list)
        for position, claim in self._rows("?position ?claim", "?position cv:claim ?claim ."):
            of[position].append(claim_key(claim))
        by_relation: dict[str, list[tuple[str, ...]]] = {}
        of_position = {position: tuple(sorted(names)) for position, names in of.items()}
        for node, position in self._rows("?r ?position", "?r cv:position ?position"):
            by_relation.setdefault(local_name(node), []).append(of_position[position])
        return by_relation

    def _rows(self, columns: str, pattern: str) -> Iterable[list[str]]:
        # A query of the findings alone takes half as long as one of all graphs.
        return self.reader.rows(f"SELECT {columns} {{ {pattern} }}", FINDINGS_GRAPH)

    def _all(self, property: str, way: str = "") -> Iterable[Iterable[str]]:
        return self._rows("?thing ?value", f"?thing {property} ?value")

    def _read(self, find: Find) -> list[Relation]:
        with without_collection():
            parts = _Parts(find, self.reader)
            return sort_relations(map(parts.relation, parts.types))


class _Gathered:
    """What is said of some relations and their parts, one after the other.

    A query joins them with each property, which takes far longer than to look each of them up.
    """

    def __init__(self, reader: ColumnReader, relations: Iterable[str]):
        self._reader = reader
        self._values: defaultdict[tuple[str, str], list[tuple[str, str]]] = defaultdict(list)
        self._gather("", relations)
        for way in _WAYS:
            _, *links = way.split()
            before = _TO_PAIR if way == _TO_VOICE else ""
            self._gather(way, (value for link in links for _, value in self.of(link, before)))

    def of(self, property: str, way: str = "") -> Iterable[tuple[str, str]]:
        """Return the values of a property of the things at the end of a way, each with its thing."""
        return self._values.get((way, _full(property)), ())

    def _gather(self, way: str, nodes: Iterable[str]) -> None:
        for node in dict.fromkeys(nodes):
            for _, property, value in self._reader.said(FINDINGS_GRAPH, URIRef(node)):
                self._values[way, str(property)].append((node, str(value)))


@cache
def _full(property: str) -> str:
    """Return the IRI of a property from its name with a prefix, or in brackets."""
    prefix, _, name = property.partition(":")
    return property[1:-1] if property.startswith("<") else PREFIXES[prefix] + name


class _Parts:
    """The parts of some relations, by their IRIs; ``find`` finds the values of a property."""

    def __init__(self, find: Find, reader: ColumnReader):
        def of(property: str, way: str = "") -> dict[str, str]:
            """Return the only value of a property for each thing."""
            return dict(map(_pair, find(property, way)))

        def all_of(property: str, way: str = "") -> Mapping[str, list[str]]:
            by_node: defaultdict[str, list[str]] = defaultdict(list)
            for node, value in find(property, way):
                by_node[node].append(value)
            return by_node

        self.reader = reader
        self.types, self.applications = of("cv:relationType"), of("prov:wasGeneratedBy")
        self.first, self.positions = of("cv:firstPosition"), all_of("cv:position")
        self.common, self.implied = of("cv:commonProposition"), of("cv:impliedProposition")
        self.conflict, self.modifiers = all_of("cv:conflictSlot"), all_of("cv:modifier")
        self.slots: defaultdict[str, dict[str, Comparison]] = defaultdict(dict)
        for comparison, property in COMPARISON_PROPERTIES.items():
            for node, slots in all_of(f"<{property}>").items():
                self.slots[node].update((_SLOTS[local_name(slot)], comparison) for slot in slots)
        fact = [of(f"rdf:{name}", _TO_STEP) for name in ("subject", "predicate", "object")]
        holder = of("cv:inStandpoint", _TO_STEP)
        steps = {step: _bridge(*(part[step] for part in fact), holder.get(step)) for step in fact[0]}
        self.bridges = {
            node: tuple(steps[step] for step in sorted(used, key=_last_number))
            for node, used in all_of("cv:bridge").items()
        }
        self.pairs = all_of("cv:pair")
        self.voices = of("cv:firstVoice", _TO_PAIR), of("cv:secondVoice", _TO_PAIR)
        self.of_pairs = all_of("cv:modifier", _TO_PAIR)
        speakers, spoken = (all_of(name, _TO_VOICE) for name in ("cv:speaker", "cv:spokenIn"))
        self.speaking = {
            node: Voice(tuple(sorted(map(entry_name, names))), tuple(sorted(map(claim_key, spoken[node]))))
            for node, names in speakers.items()
        }
        assumed = all_of("cv:assumes", _TO_VIEW)
        self.holds_if, self.unless = (
            {node: _views(views, assumed) for node, views in all_of(property).items()}
            for property in ("cv:holdsIf", "cv:unless")
        )
        claims = all_of("cv:claim", _TO_POSITION)
        stances = of("cv:stance", _TO_POSITION)
        content = of("cv:proposition", _TO_POSITION)
        named = [*(content[node] for node in claims), *self.common.values(), *self.implied.values()]
        reader.read_some({local_name(iri) for iri in named})
        self.known = {
            node: Position(
                Stance(local_name(stances[node])),
                reader.proposition(local_name(content[node]), None),
                tuple(sorted(map(claim_key, names))),
            )
            for node, names in claims.items()
        }

    def relation(self, node: str) -> Relation:
        """Return one relation with all its parts."""
        slots, first = self.slots[node], self.first[node]
        vector = {slot: slots[slot] for slot in SLOTS if slot in slots}
        rule, _, version = self.applications[node].partition("/rule/")[2].rpartition("/")
        others = sorted(position for position in self.positions[node] if position != first)
        conflict = (_CONFLICTS[slot] for slot in self.conflict.get(node, ()))
        return Relation(
            RelationType(local_name(self.types[node])),
            rule,
            version,
            tuple(self.known[position] for position in (first, *(others or [first]))),
            vector,
            tuple(sorted(conflict, key=_ORDER.__getitem__)),
            tuple(slot for slot, comparison in vector.items() if comparison is Comparison.UNKNOWN),
            self.bridges.get(node, ()),
            self.holds_if.get(node, ()),
            self.unless.get(node, ()),
            _in_order(self.modifiers.get(node, ())),
            self._maybe(self.common.get(node)),
            self._maybe(self.implied.get(node)),
            tuple(map(self._pair, sorted(self.pairs.get(node, ()), key=_last_number))),
        )

    def _pair(self, node: str) -> Pair:
        first, second = (self.speaking[voices[node]] for voices in self.voices)
        return Pair(first, second, _in_order(self.of_pairs.get(node, ())))

    def _maybe(self, iri: str | None) -> Proposition | None:
        return None if iri is None else self.reader.proposition(local_name(iri), None)


@lru_cache(2**16)
def _bridge(subject: str, predicate: str, object: str, standpoint: str | None) -> Bridge:
    holder = None if standpoint is None else local_name(standpoint)
    return Bridge(entry_name(subject), _BRIDGES[predicate], entry_name(object), holder)


def _views(nodes: Iterable[str], assumed: Mapping[str, Iterable[str]]) -> tuple[View, ...]:
    """Return numbered views in their order."""
    return tuple(
        frozenset(map(local_name, assumed.get(node, ()))) for node in sorted(nodes, key=_last_number)
    )


def _in_order(modifiers: Collection[str]) -> tuple[str, ...]:
    """Return the modifiers of voices, then those of the relation as a whole."""
    of_voices = tuple(word for word in MODIFIERS if word in modifiers)
    return (*of_voices, *sorted(set(modifiers).difference(of_voices)))


def _pair(row: Iterable[str]) -> tuple[str, str]:
    thing, value = row
    return thing, value


def _last_number(node: str) -> int:
    return int(local_name(node))
