"""The same questions put to others: two rules as SPARQL over materialised closures.

What is asked is what the rules *denial* and *quantity* call ``contradicts`` for everybody, by the register
alone; conditional relations have no counterpart in SPARQL short of one store per set of standpoints. What
can be prepared is prepared, as one would who wants an answer: closures per slot, a node for what a denial
leaves open, days and counts as whole numbers, and a key of place and day to enter by.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from urllib.parse import quote

from support.rows import rows_of

from kg.model import (
    INSIDE,
    STATE,
    Certainty,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Register,
    Relation,
    RelationType,
    Several,
    Stance,
    Value,
)

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


def find_left(knowledge: Knowledge) -> Iterator[str]:
    """Yield the counts of which the same source has a later one of the same measure in the same scope."""
    scopes: dict[object, list[str]] = {}
    for name, claim in knowledge.claims.items():
        p = claim.proposition
        if claim.stance is Stance.ASSERTS and p is not None and p.count is not None and p.said_by is None:
            scope = replace(p, count=None), p.count.measure, p.count.population, claim.source
            scopes.setdefault(scope, []).append(name)
    for names in scopes.values():
        said = [when for name in names if (when := knowledge.said(name)) is not None]
        for name in names:
            mine = knowledge.said(name)
            if mine is not None and any(mine.precedes(other) for other in said):
                yield name


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
        #: Claims that their voices no longer hold.
        self.left = set(find_left(knowledge))

    def pairs(self, rows: Iterable[tuple[str, str]]) -> set[frozenset[str]]:
        """Return the identifiers of the positions that two columns of nodes name."""
        at = len(f"{BASE}p/")
        numbers = (tuple(int(node[at:].partition("/")[0]) for node in row) for row in rows)
        return {frozenset(self.positions[n].id for n in row) for row in numbers if len({*row}) == 2}

    def lines(self) -> Iterator[str]:
        """Yield the triples, one or more to a string."""
        yield from self._closures()
        for number, position in enumerate(self.positions):
            yield from self._position(number, position)

    def _closures(self) -> Iterator[str]:
        """Everything lies inside itself, and inside what is left open; but an utterance is no event.

        Of where a target is that is said to be in no place, ``here/`` stands before the name.
        """
        none, anything = f"<{BASE}none>", f"<{BASE}any>"
        for slot in INSIDE:
            used = {name for position in self.positions for name in self._names(position.proposition, slot)}
            predicate = f"<{BASE}{_dashed(slot)}-in>"
            yield f"{none} {predicate} {none} .\n"
            if slot != "said_by":
                yield f"{none} {predicate} {anything} .\n"
            for name in sorted(used):
                for above in sorted(self.closures[slot].get(name, {name})):
                    if above not in used:
                        continue
                    yield f"{_value(name)} {predicate} {_value(above)} .\n"
                    if slot == "place":
                        yield f"{_here(name)} {predicate} {_value(above)} .\n"
                        yield f"{_value(name)} {predicate} {_here(above)} .\n"
                if slot != "said_by":
                    yield f"{_value(name)} {predicate} {anything} .\n"

    def _names(self, p: Proposition, slot: str) -> Iterator[str]:
        name = p.slot(slot)
        if name is not None:
            yield name
        elif slot == "place" and (where := self._where(p)) is not None:
            yield where

    def _where(self, p: Proposition) -> str | None:
        """Return where a target is, if no place is given."""
        entry = self.knowledge.register.entries.get(str(p.target)) if p.place is None else None
        located = entry is not None and (entry.section == "places" or "within" in dict(entry.links))
        return str(p.target) if located else None

    def _position(self, number: int, position: Position) -> Iterator[str]:
        """Yield a position: once, but where it gives no time once for each day by which it was said."""
        stance, p = position.stance, position.proposition
        claims = [self.knowledge.claims[claim] for claim in position.claims]
        kept = [
            name
            for name, claim in zip(position.claims, claims, strict=True)
            if name not in self.left and claim.certainty is not Certainty.POSSIBLE
        ]
        if stance is Stance.ASSERTS and p.count is not None and p.count.high == 0 and p.said_by is None:
            stance, p = Stance.DENIES, replace(p, count=replace(p.count, low=1, high=None))
        ends: set[int | None] = {None}
        if p.time is None and p.said_by is None and STATE not in self.closures["kind"][p.kind]:
            said = [self.knowledge.said(name) for name in kept]
            ends = {None if t is None or t.end is None else t.end.toordinal() for t in said}
        for at, end in enumerate(sorted(ends, key=str) if kept else ()):
            yield self._box(f"<{BASE}p/{number}/{at}>", stance, p, end)

    def _box(self, node: str, stance: Stance, p: Proposition, said: int | None) -> str:
        denied = stance is Stance.DENIES
        found = []

        def add(predicate: str, value: str) -> None:
            found.append(f"{node} <{BASE}{predicate}> {value} .\n")

        # A count from nothing up says of nothing that it is.
        idle = p.count is not None and p.count.low == 0
        if denied:
            found.append(f"{node} {_TYPE} <{BASE}Denied> .\n")
        elif not idle:
            found.append(f"{node} {_TYPE} <{BASE}Asserted> .\n")
        if not denied and p.count is not None and p.said_by is None:
            found.append(f"{node} {_TYPE} <{BASE}Counted> .\n")
        where = self._where(p)
        for slot in INSIDE:
            name = p.slot(slot)
            missing = "any" if denied and slot != "said_by" else "none"
            add(_dashed(slot), f"<{BASE}{missing}>" if name is None else _value(name))
            if slot == "place" and where is not None and not denied:
                add("place", _here(where))
        for slot in ("agent", "target", "instrument", "population"):
            name = p.slot(slot)
            add(f"bounded-{slot}", f"<{BASE}any>" if name is None else _value(name))
        place, target = _single(p.place), _single(p.target)
        if place is not None:
            add("bounded-place", _value(place))
        else:
            add("bounded-place", f"<{BASE}none>")
            if where is not None:
                add("bounded-place", _here(where))
            elif target is not None:
                add("bounded-place", f"<{BASE}any>")
        timeless = p.kind in self.timeless
        start, stop = (-OPEN, OPEN if said is None else said) if p.time is None else _ends(p.time)
        # What holds at all times lies inside every time, and every time inside it.
        inner = (BEYOND, -BEYOND) if timeless else (start, stop)
        outer = (-BEYOND, BEYOND) if timeless else (start, stop)
        low, high = (-BEYOND, BEYOND) if p.count is None else (p.count.low, p.count.high)
        numbers = {"low": low, "high": OPEN if high is None else high}
        numbers |= {"from": outer[0], "to": outer[1], "start": inner[0], "stop": inner[1]}
        # One event has one time, whether or not somebody says when it was.
        untimed = p.time is None and not timeless
        add("undated", _value(p.event) if untimed and p.event else f'"{denied}"')
        add("dated", '"timeless"' if timeless else f'"{p.time is not None}"')
        for cell in self._cells(target, place, start) if self.keyed and not denied else ():
            add("at", cell)
        key = f"t/{quote(target)}" if target else f"p/{quote(place)}" if place else ""
        days = range(0)
        if p.kind not in self.dayless and stop - start < LONGEST:
            days = range(start, stop + 1)
        for day in (days or ("",)) if self.keyed else ():
            add("covers", f'"{key}@{day}"')
        for predicate, value in numbers.items():
            add(predicate, _integer(value))
        return "".join(found)

    def _cells(self, target: str | None, place: str | None, start: int) -> Iterator[str]:
        """Yield the keys of all that an asserted position may lie inside: where, and on which first day."""
        above = [f"t/{quote(name)}" for name in sorted(self.closures["target"].get(target or "", ()))]
        above += [f"p/{quote(name)}" for name in sorted(self.closures["place"].get(place or "", ()))]
        for where in ("", *above):
            yield f'"{where}@"'
            yield f'"{where}@{start}"'


_TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"


def _dashed(slot: str) -> str:
    return slot.replace("_", "-")


def _here(name: str) -> str:
    return f"<{BASE}here/{quote(name)}>"


def _single(value: Value | None) -> str | None:
    """Return the name in a slot; of several the queries know nothing."""
    assert not isinstance(value, Several)
    return value


def _value(name: str) -> str:
    return f"<{BASE}v/{quote(name)}>"


def _integer(number: int | Decimal) -> str:
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
        found = store.query(asked)
        assert isinstance(found, pyoxigraph.QuerySolutions)
        rows[name] = [(row[0].value, row[1].value) for row in found]
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
        rows[name] = [(str(row[0]), str(row[1])) for row in rows_of(graph.query(query))]
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
