"""Fetch the whole graph from a SPARQL 1.1 service, or nothing.

Services give only so many rows at a time, and most do not say that they leave some out. So every part is
counted before it is fetched. A part of which fewer rows come is divided by its properties and the hashes of
its subjects: this needs no sorting, which fails in Virtuoso for many rows and for long texts.

What rules found is not fetched if it is in a graph of its own: it follows from the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

import pyoxigraph as ox
from rdflib import BNode, Literal
from rdflib.term import Node

from kg.collection import without_collection
from kg.errors import InputError
from kg.model import BASE
from kg.queries.asking import QueryLimits, read_query_limits
from kg.queries.service import BOOLEANS, request_answer, service_problem
from kg.rdf.bases import base_of, under
from kg.rdf.mapping import SECTION_CLASSES, SOURCE_CLASSES
from kg.rdf.parsing import Quad, term_builder
from kg.rdf.vocabulary import CV, FINDINGS_GRAPH, RDF, XSD

_JSON = "application/sparql-results+json"
#: The most rows that are asked for at a time, and the fewest that are worth asking for.
_MOST, _FEWEST = 50_000, 50
#: The number of graphs that a query names at most.
_GRAPHS = 50
#: How a pattern begins that is of some properties alone, and more properties than a graph of ours has.
_BY_PROPERTY, _PROPERTIES = "VALUES ?p", 200
#: The digits of a hash.
_HASH = 32
#: What a graph of ours declares.
_DECLARED = (
    *(*SECTION_CLASSES.values(), *SOURCE_CLASSES.values()),
    *(CV.Bundle, CV.Article, CV.Claim, CV.Standpoint, CV.Verdict),
)
_OURS = f"VALUES ?type {{ {' '.join(term.n3() for term in _DECLARED)} }}"
#: The name of the graph of what a partner sent, in stores of earlier versions.
_IMPORT = re.compile(r"/import/[^/#]+/[0-9]+\Z")

_WITH_FACTS = frozenset((*SECTION_CLASSES.values(), *SOURCE_CLASSES.values()))
# To compare two terms of rdflib takes ten times as long as to see that one is not in a set.
_TYPE, _MARK, _BRIDGE = frozenset((RDF.type,)), frozenset((CV.inStandpoint,)), frozenset((CV.bridge,))

_Row = Sequence[Any]


def fetch_quads(
    url: str, *, most: int, findings: bool = False, limits: QueryLimits | None = None
) -> list[Quad]:
    """Return the graph that a service holds, at most ``most`` triples, with what rules found on request.

    It is read from the named graphs that declare something in our terms, or, if there are none, from the
    default graph, into which all may have been merged.

    Raises:
        InputError: if the service does not give all of it, or it is too large.
    """
    with without_collection():
        fetcher = _Fetcher(url, limits or read_query_limits())
        quads = fetcher.fetch(most, findings)
        if fetcher.parts > 1 and any(BNode in map(type, quad) for quad in quads):
            raise fetcher.blank()
        if _hides_contested(quads):
            message = "has standpoints in one graph with the rest, but nothing there is marked as contested"
            advice = "load what 'kg export' wrote as TriG or N-Quads with its graphs, or as Turtle"
            raise service_problem(url, message, advice)
        return quads


def _hides_contested(quads: Iterable[Quad]) -> bool:
    """Return whether contested facts may have been poured among undisputed ones, as graphs were merged."""
    types: dict[Node | None, set[Node]] = {}
    marked: set[Node] = set()
    of_relations: set[Node] = set()
    for subject, property, value, graph in quads:
        if property in _TYPE:
            types.setdefault(graph, set()).add(value)
        elif property in _MARK:
            marked.add(subject)
        elif property in _BRIDGE:
            of_relations.add(value)
    mixed = any(CV.Standpoint in of and not of.isdisjoint(_WITH_FACTS) for of in types.values())
    return mixed and not marked - of_relations


class _Fetcher:
    """Asks one service for rows, and learns how many it gives at a time."""

    def __init__(self, url: str, limits: QueryLimits):
        self.url, self.limits = url, limits
        self.at_once = _MOST
        #: How many answers the triples came in.
        self.parts = 0
        #: The graph of the findings, which has the base of the other graphs.
        self.findings = str(FINDINGS_GRAPH)

    def fetch(self, most: int, findings: bool) -> list[Quad]:
        """Return all quads."""
        names = self.graphs()
        merged = int(self.number("{ SELECT DISTINCT ?claim { ?claim a cv:Claim } }"))
        if not names:
            return self._merged(most)
        ours = " ".join(f"<{name}>" for name in names) if len(names) <= _GRAPHS else ""
        within = f"VALUES ?g {{ {ours} }} " if ours else ""
        apart = self.number(f"{{ SELECT DISTINCT ?claim {{ {within}GRAPH ?g {{ ?claim a cv:Claim }} }} }}")
        if merged > apart:
            message = f"has {merged:,} claims in its default graph, but {apart:,} in its named graphs"
            advice = "add ?default-graph-uri=… to the address: the graph that is meant"
            raise service_problem(self.url, message, advice)
        if findings:
            names = [*names, self.findings]
        sizes = self.sizes(names)
        self._check_size(sum(sizes.values()), most)
        build = _builder()
        return [
            (build(s), build(p), build(o), build(g))
            for some, number in self._batches(sizes)
            for g, s, p, o in self.rows("?g ?s ?p ?o", _in_graphs(some), "s", number)
        ]

    def _merged(self, most: int) -> list[Quad]:
        """Return all triples of the default graph, if it holds anything of ours."""
        if not self.number(f"{{ SELECT ?thing {{ {_OURS} ?thing a ?type }} LIMIT 1 }}"):
            message = "holds nothing in the terms of this system"
            advice = "is it the address for queries, and are the graphs open to all?"
            raise service_problem(self.url, message, advice)
        triples = "?s ?p ?o"
        number = self.number(triples)
        self._check_size(number, most)
        build = _builder()
        rows = self.rows("?s ?p ?o", triples, "s", number)
        return [(build(s), build(p), build(o), None) for s, p, o in rows]

    def _check_size(self, number: int, most: int) -> None:
        if number > most:
            message = f"holds {number:,} triples; the limit is {most:,}"
            raise service_problem(self.url, message, "KG_MAX_TRIPLES changes the limit")

    def blank(self) -> InputError:
        """Return the error for blank nodes in several answers."""
        message = "holds blank nodes, and comes in parts, which do not tell whether two are the same"
        advice = "give them IRIs: 'kg export' writes no blank nodes"
        return service_problem(self.url, message, advice)

    def graphs(self) -> list[str]:
        """Return the names of the graphs that declare something in our terms."""
        pattern = f"{{ SELECT DISTINCT ?g {{ {_OURS} GRAPH ?g {{ ?thing a ?type }} }} }}"
        names = (name for (name,) in self.rows("?g", pattern, "g", self.number(pattern)))
        iris = (name.value for name in names if isinstance(name, ox.NamedNode))
        kept = sorted(iri for iri in iris if _IMPORT.search(iri) is None)
        base = next((base for name in kept if (base := base_of(name))), BASE)
        self.findings = str(under(FINDINGS_GRAPH, base))
        return kept

    def sizes(self, names: Sequence[str]) -> dict[str, int]:
        """Return how many triples each of these graphs has."""
        sizes: dict[str, int] = {}
        for some in _runs(names, _GRAPHS):
            counted = f"{{ SELECT ?g (COUNT(*) AS ?n) {{ {_in_graphs(some)} }} GROUP BY ?g }}"
            rows = self._ask("?g ?n", counted)
            sizes |= {name.value: int(number.value) for name, number in rows}
        if missing := len({*names} - {*sizes, self.findings}):
            raise service_problem(self.url, f"does not count {missing:,} of its {len(names):,} graphs")
        return {name: sizes[name] for name in names if name in sizes}

    def _batches(self, sizes: Mapping[str, int]) -> Iterator[tuple[Sequence[str], int]]:
        """Yield graphs or properties to ask for at once, with the number of their triples."""
        batch: list[str] = []
        number = 0
        for name, size in sizes.items():
            if batch and (number + size > self.at_once or len(batch) == _GRAPHS):
                yield batch, number
                batch, number = [], 0
            batch.append(name)
            number += size
        if batch:
            yield batch, number

    def number(self, pattern: str) -> int:
        """Return how many rows a pattern has."""
        ((number,),) = self._ask("?n", f"{{ SELECT (COUNT(*) AS ?n) {{ {pattern} }} }}")
        return int(number.value)

    def rows(self, names: str, pattern: str, key: str, number: int, start: str = "") -> Iterator[_Row]:
        """Yield the ``number`` rows of a pattern; ``start`` begins the hash of their ``key``."""
        if number <= self.at_once:
            within = f' FILTER (STRSTARTS(MD5(STR(?{key})), "{start}"))' if start else ""
            rows = [*self._ask(names, pattern + within)]
            if len(rows) == number:
                self.parts += key == "s"
                yield from rows
                return
            if len(rows) > number:
                raise service_problem(self.url, "is being changed while it is read", "try again")
            self.at_once = min(self.at_once, len(rows))
        if self.at_once < _FEWEST or len(start) == _HASH:
            raise service_problem(self.url, f"gives only some of {number:,} rows, however it is asked")
        if key == "s" and _BY_PROPERTY not in pattern and self.at_once >= _PROPERTIES:
            # Stores find the triples of a property without looking at all others.
            for properties, size in self._batches(self._count(pattern, "p", number)):
                of_some = f"{_BY_PROPERTY} {{ {' '.join(f'<{iri}>' for iri in properties)} }} {pattern}"
                yield from self.rows(names, of_some, key, size)
            return
        for begin, some in self._parts(pattern, key, number, start):
            yield from self.rows(names, pattern, key, some, begin)

    def _parts(self, pattern: str, key: str, number: int, start: str) -> list[tuple[str, int]]:
        """Divide rows by the hashes of their keys; return how each part begins, and its size."""
        digits = 1
        while number > self.at_once * 16**digits and 16 ** (digits + 1) <= self.at_once:
            digits += 1
        within = f' FILTER (STRSTARTS(?hash, "{start}"))' if start else ""
        cut = f"BIND (SUBSTR(MD5(STR(?{key})), 1, {len(start) + digits}) AS ?hash)"
        return sorted(self._count(f"{pattern} {cut}{within}", "hash", number).items())

    def _count(self, pattern: str, name: str, number: int) -> dict[str, int]:
        """Return how many of the ``number`` rows of a pattern each value of a variable has."""
        counting = f"{{ SELECT ?{name} (COUNT(*) AS ?n) {{ {pattern} }} GROUP BY ?{name} }}"
        rows = [*self._ask(f"?{name} ?n", counting)]
        if any(value is None for value, _ in rows):
            raise self.blank()
        counted = {value.value: int(some.value) for value, some in rows}
        if sum(counted.values()) != number:
            raise service_problem(self.url, "is being changed while it is read", "try again")
        return counted

    def _ask(self, names: str, pattern: str) -> Iterator[_Row]:
        """Yield the values of these variables in each row of a pattern."""
        response = request_answer(self.url, f"SELECT {names} {{ {pattern} }}", _JSON, self.limits)
        wanted = [name.removeprefix("?") for name in names.split()]
        try:
            answer: Any = ox.parse_query_results(response.data, ox.QueryResultsFormat.JSON)
            yield from ([solution[name] for name in wanted] for solution in answer)
        except (KeyError, SyntaxError, TypeError, ValueError) as error:
            message = f"gives {response.media_type}, which is not SPARQL JSON"
            raise service_problem(self.url, message) from error


def _in_graphs(names: Sequence[str]) -> str:
    return f"VALUES ?g {{ {' '.join(f'<{name}>' for name in names)} }} GRAPH ?g {{ ?s ?p ?o }}"


def _runs(names: Sequence[str], length: int) -> Iterator[Sequence[str]]:
    rest = iter(names)
    while run := tuple(islice(rest, length)):
        yield run


def _builder() -> Any:
    """Return a function from a service's terms to rdflib's; booleans are written in their usual way."""
    build = term_builder()

    def built(term: Any) -> Node:
        node = build(term)
        if type(node) is not Literal or node.datatype != XSD.boolean:
            return node
        return Literal(BOOLEANS.get(str(node), str(node)), datatype=XSD.boolean, normalize=False)

    return built
