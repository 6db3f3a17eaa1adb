"""The same questions put to others: two rules as SPARQL over materialised closures.

What is asked is what the rules *denial* and *quantity* call ``contradicts`` for everybody, by the register
alone; conditional relations have no counterpart in SPARQL short of one store per set of standpoints. What
can be prepared is prepared, as one would who wants an answer: closures per slot, a node for what a denial
leaves open, days and counts as whole numbers, and a key of place and day to enter by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

from kg.model import INSIDE, Interval, Knowledge, Position, Register, Relation, RelationType, Stance

#: By rule, the pairs of positions that contradict each other, as the identifiers of the two.
Pairs = dict[str, set[frozenset[str]]]
#: Called with the name of what has just been finished.
Finished = Callable[[str], None]

QUERIES = {
    name: Path(__file__).with_name(f"{name}.rq").read_text(encoding="utf-8")
    for name in ("denial", "quantity")
}
BASE = "urn:benchmark:"
#: An open end, and beyond it the ends of a time or count that is missing.
OPEN, BEYOND = 10**15, 10**16
#: Denials of longer times than this are not entered by their days.
LONGEST = 31


def build_closure(register: Register, slot: str) -> dict[str, set[str]]:
    """Return, for every name of a register, the names it lies inside as a value of a slot, and itself.

    >>> from kg.model import Entry
    >>> links = {"town": (("within", "land"),), "land": ()}
    >>> register = Register({name: Entry(name, "places", links=of) for name, of in links.items()})
    >>> sorted(build_closure(register, "place")["town"])
    ['land', 'town']
    """
    direct = {
        name: [other for relation, other in entry.links if relation in INSIDE[slot]]
        for name, entry in register.entries.items()
    }
    closure = {}
    for name in direct:
        found, waiting = {name}, [name]
        while waiting:
            for other in direct.get(waiting.pop(), ()):
                if other not in found:
                    found.add(other)
                    waiting.append(other)
        closure[name] = found
    return closure


class Triples:
    """The positions of a body of knowledge that the two rules look at, as N-Triples."""

    def __init__(self, knowledge: Knowledge, keyed: bool = True):
        self.knowledge = knowledge
        self.keyed = keyed
        self.positions = [p for p in knowledge.positions if p.stance in (Stance.ASSERTS, Stance.DENIES)]
        self.closures = {slot: build_closure(knowledge.register, slot) for slot in INSIDE}
        entries = knowledge.register.entries
        self.timeless = {name for name, entry in entries.items() if entry.timeless}
        #: Kinds that something timeless lies inside: days are no key to what they contain.
        self.dayless = {above for name in self.timeless for above in self.closures["kind"][name]}

    def pairs(self, rows: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
        """Return the identifiers of the positions that two columns of nodes name."""
        at = len(f"{BASE}p/")
        return {frozenset(self.positions[int(node[at:])].id for node in row) for row in rows}

    def lines(self) -> Iterator[str]:
        """Yield the triples, one or more to a string."""
        yield from self._closures()
        for number, position in enumerate(self.positions):
            yield self._position(f"<{BASE}p/{number}>", position)

    def _closures(self) -> Iterator[str]:
        """Everything lies inside itself, and inside what is left open; but an utterance is no event."""
        for slot in (*INSIDE, "event"):
            used = {position.proposition.slot(slot) for position in self.positions}
            predicate = f"<{BASE}{_dashed(slot)}-in>"
            none, anything = f"<{BASE}none>", f"<{BASE}any>"
            yield f"{none} {predicate} {none} .\n"
            if slot != "said_by":
                yield f"{none} {predicate} {anything} .\n"
            for name in sorted(used - {None}):
                for above in sorted(self.closures[slot].get(name, {name}) if slot in INSIDE else {name}):
                    if above in used:
                        yield f"{_value(name)} {predicate} {_value(above)} .\n"
                if slot != "said_by":
                    yield f"{_value(name)} {predicate} {anything} .\n"

    def _position(self, node: str, position: Position) -> str:
        p, denied = position.proposition, position.stance is Stance.DENIES
        found = []

        def add(predicate: str, value: str) -> None:
            found.append(f"{node} <{BASE}{predicate}> {value} .\n")

        if denied:
            found.append(f"{node} {_TYPE} <{BASE}Denied> .\n")
        elif p.count is not None:
            found.append(f"{node} {_TYPE} <{BASE}Counted> .\n")
        scope = []
        for slot in (*INSIDE, "event"):
            name = p.slot(slot)
            missing = "any" if denied and slot != "said_by" else "none"
            add(_dashed(slot), f"<{BASE}{missing}>" if name is None else _value(name))
            if slot != "measure":
                scope.append(quote(name or ""))
        timeless = p.kind in self.timeless
        start, stop = _ends(p.time)
        # What holds at all times lies inside every time, and every time inside it.
        inner = (BEYOND, -BEYOND) if timeless else (start, stop)
        outer = (-BEYOND, BEYOND) if timeless else (start, stop)
        scope.append("" if timeless else f"{start} {stop}")
        low, high = (-BEYOND, BEYOND) if p.count is None else (p.count.low, p.count.high)
        numbers = {"low": low, "high": OPEN if high is None else high}
        if not denied:
            numbers |= {"start": inner[0], "stop": inner[1]}
            for cell in self._cells(p.target, p.place, start) if self.keyed else ():
                add("at", cell)
        if denied or p.count is not None:
            numbers |= {"from": outer[0], "to": outer[1]}
            if not denied:
                add("dated", '"timeless"' if timeless else f'"{p.time is not None}"')
                add("scope", f'"{"|".join(scope)}"')
            where = f"t/{quote(p.target)}" if p.target else f"p/{quote(p.place)}" if p.place else ""
            days = range(0)
            if p.kind not in self.dayless and stop - start < LONGEST:
                days = range(start, stop + 1)
            for day in (days or ("",)) if self.keyed else ():
                add("covers", f'"{where}@{day}"')
        for predicate, value in numbers.items():
            add(predicate, _integer(value))
        found.extend(self._voices(node, position))
        return "".join(found)

    def _cells(self, target: str | None, place: str | None, start: int) -> Iterator[str]:
        """Yield the keys of all that an asserted position may lie inside: where, and on which first day."""
        above = [f"t/{quote(name)}" for name in sorted(self.closures["target"].get(target or "", ()))]
        above += [f"p/{quote(name)}" for name in sorted(self.closures["place"].get(place or "", ()))]
        for where in ("", *above):
            yield f'"{where}@"'
            yield f'"{where}@{start}"'

    def _voices(self, node: str, position: Position) -> Iterator[str]:
        claims, said = self.knowledge.claims, self.knowledge.said
        voices = {(claims[claim].source, *_ends(said(claim))) for claim in position.claims}
        for number, (source, since, until) in enumerate(sorted(voices)):
            voice = f"{node[:-1]}/{number}>"
            yield f"{node} <{BASE}voice> {voice} .\n"
            yield f"{voice} <{BASE}source> {_value(source)} .\n"
            yield f"{voice} <{BASE}since> {_integer(since)} .\n"
            yield f"{voice} <{BASE}until> {_integer(until)} .\n"


_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def _dashed(slot: str) -> str:
    return slot.replace("_", "-")


def _value(name: str) -> str:
    return f"<{BASE}v/{quote(name)}>"


def _integer(number: int) -> str:
    return f'"{number}"^^<http://www.w3.org/2001/XMLSchema#integer>'


def _ends(time: Interval | None) -> tuple[int, int]:
    if time is None:
        return -BEYOND, BEYOND
    start = -OPEN if time.start is None else time.start.toordinal()
    return start, OPEN if time.end is None else time.end.toordinal()


def find_with_oxigraph(knowledge: Knowledge, finished: Finished, keyed: bool = True) -> Pairs:
    """Answer the queries with Oxigraph in memory, with the key of place and day or by closures alone."""
    import pyoxigraph

    triples = Triples(knowledge, keyed)
    text = "".join(triples.lines()).encode()
    finished("triples written")
    store = pyoxigraph.Store()
    store.bulk_load(text, format=pyoxigraph.RdfFormat.N_TRIPLES)
    finished("triples loaded")
    rows = {}
    for name, query in QUERIES.items():
        asked = query if keyed else without_key(query)
        rows[name] = [(row[0].value, row[1].value) for row in store.query(asked)]
        finished(name)
    return {name: triples.pairs(found) for name, found in rows.items()}


def without_key(query: str) -> str:
    """Return a query that has no key of place and day to enter by."""
    return "\n".join(line for line in query.splitlines() if "?cell" not in line)


def find_with_rdflib(knowledge: Knowledge, finished: Finished) -> Pairs:
    """Answer the queries with rdflib's own store and its own SPARQL."""
    import rdflib

    triples = Triples(knowledge)
    text = "".join(triples.lines())
    finished("triples written")
    graph = rdflib.Graph().parse(data=text, format="nt")
    finished("triples loaded")
    rows = {}
    for name, query in QUERIES.items():
        rows[name] = [(str(row[0]), str(row[1])) for row in graph.query(query)]
        finished(name)
    return {name: triples.pairs(found) for name, found in rows.items()}


def unconditional_pairs(relations: Iterable[Relation]) -> Pairs:
    """Return the contradictions of the two rules that hold for everybody, as pairs of positions."""
    found: Pairs = {name: set() for name in QUERIES}
    for relation in relations:
        contradicts = relation.relation is RelationType.CONTRADICTS and relation.unconditional
        if contradicts and relation.rule in found:
            found[relation.rule].add(frozenset(position.id for position in relation.positions))
    return found
