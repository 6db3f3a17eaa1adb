"""The data to check: split into background, bundles and findings, and written for the engines."""

from __future__ import annotations

import itertools
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import rdflib
from rdflib import URIRef
from rdflib.term import Node

from kg.rdf.parsing import Quad, name_blank_nodes
from kg.rdf.statements import Statements, Triple
from kg.rdf.vocabulary import CV, FINDINGS_GRAPH, RDF, shared_term
from kg.rdf.write import build_contested
from kg.validation.shapes import ANYTHING, BACKGROUND, FOUND
from kg.validation.terms import write_iri, write_term

#: The content of a graph: one bundle, one standpoint, derived relations, or anything else or mixed.
Content: TypeAlias = Literal["bundle", "standpoint", "findings", "mixed"]
Triples: TypeAlias = Collection[Triple] | Statements
# To compare two terms of rdflib takes ten times as long as to see that one is not in a set.
_TYPE, _BRIDGE, _REPEATS = frozenset((RDF.type,)), frozenset((CV.bridge,)), frozenset((CV.repeats,))
_BUNDLED = frozenset((CV.Bundle, CV.Article, CV.Claim, CV.Proposition))
_EVENT = frozenset((CV.Event,))
#: Bundles of one run: the fast engine's time grows with the square of the articles, but each run costs some.
_RUN = 20


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts that are checked on their own.

    ``merged`` says that contested facts cannot be told from undisputed ones. ``found`` has all triples if
    there are derived relations among them, else none. ``written`` is the background as N-Triples, if somebody
    has written it already.
    """

    background: Triples
    bundles: Iterable[Sequence[Triple]]
    merged: bool = False
    found: list[Triple] = field(default_factory=list)
    written: str | None = None


def split_parts(quads: Iterable[Quad]) -> Parts:
    """Return quads split into background, bundles and derived relations.

    The default graph belongs to all bundles. Derived relations are a part of their own, since they do not
    show how the claims were written.
    """
    background: list[Triple] = []
    bundles: list[list[Triple]] = []
    findings: list[Triple] = []
    merged = False
    for content, triples in tell_graphs(quads):
        if content == "findings":
            findings = triples
        elif content == "bundle":
            # Events declared for one article alone are checked like the rest of the register.
            events = {s for s, p, o in triples if p in _TYPE and o in _EVENT}
            background.extend(triple for triple in triples if triple[0] in events)
            bundles.append([triple for triple in triples if triple[0] not in events] if events else triples)
        else:
            background.extend(triples)
        if content == "mixed":
            typed = [(s, o) for s, p, o in triples if p in _TYPE]
            bridges = {s for s, o in typed if o == CV.Bridge}
            named = bool(bridges) or any(o == CV.Standpoint for _, o in typed)
            merged |= named and bridges <= {o for _, p, o in triples if p in _BRIDGE}
    derived = find_found(itertools.chain(findings, background, *bundles)).found
    return Parts(background, bundles, merged, derived)


def keep_whole(graph: Statements, written: str) -> Parts:
    """Return one graph without a name and without blank nodes, as :func:`split_parts` would.

    ``written`` is the graph as N-Triples.
    """
    bridges = set(graph.subjects(RDF.type, CV.Bridge))
    named = bool(bridges) or any(True for _ in graph.subjects(RDF.type, CV.Standpoint))
    types = set(graph.objects(None, RDF.type))
    found = not types.isdisjoint(FOUND) or any(True for _ in graph.subjects(CV.repeats))
    merged = named and bridges <= set(graph.objects(None, CV.bridge))
    return Parts(graph, [], merged, [*graph] if found else [], written)


def find_found(triples: Iterable[Triple]) -> Parts:
    """Return parts with the triples as ``found`` if a derived relation is among them, else empty parts."""
    everything = list(triples)
    return Parts([], [], found=everything if any(map(_is_finding, everything)) else [])


def _is_finding(triple: Triple) -> bool:
    _, p, o = triple
    return p in _REPEATS or (p in _TYPE and o in FOUND)


def tell_graphs(quads: Iterable[Quad]) -> Iterator[tuple[Content, list[Triple]]]:
    """Yield the kind of content and the triples of each graph, in the order of the graphs' names.

    Graphs are told apart by their content, not by their names: otherwise a bundle under a foreign name would
    not be checked, and a contested fact could pass for an undisputed one. The facts of a standpoint become
    ``cv:Bridge`` nodes, and blank nodes get IRIs that depend only on the triples around them.
    """
    graphs: dict[Node | None, list[Triple]] = {}
    for s, p, o, graph in quads:
        graphs.setdefault(graph, []).append((s, p, o))
    iris = name_blank_nodes(triple for triples in graphs.values() for triple in triples)
    for name in sorted(graphs, key=str):
        triples = [(iris.get(s, s), p, iris.get(o, o)) for s, p, o in graphs[name]] if iris else graphs[name]
        types = {o for _, p, o in triples if p in _TYPE}
        if name == FINDINGS_GRAPH:
            yield "findings", triples
        elif name is not None and types & _BUNDLED:
            yield "bundle", triples
        elif name is not None and types & BACKGROUND == {CV.Standpoint}:
            yield "standpoint", [*contested(triples)]
        else:
            yield "mixed", triples


def contested(triples: Sequence[Triple]) -> Iterator[Triple]:
    """Yield the facts of a standpoint as ``cv:Bridge`` nodes, and the triples about the standpoint unchanged.

    Otherwise they could not be told from undisputed facts in one graph with the register.
    """
    standpoints = {s for s, p, o in triples if p == RDF.type and o == CV.Standpoint}
    holder = URIRef(min(map(str, standpoints)))
    for s, p, o in triples:
        if s in standpoints:
            yield s, p, o
        else:
            yield from build_contested(s, p, o, holder)


@dataclass(slots=True)
class WrittenPart:
    """A part as N-Triples, and the cache key of its results."""

    triples: Triples = ()
    text: str = ""
    key: str = ""
    _stars: dict[str, list[str]] | None = None

    @property
    def stars(self) -> dict[str, list[str]]:
        """The lines about each node. Most parts that are checked alone, and have no faults, need none."""
        if self._stars is None:
            self._stars = write_part(self.triples).stars
        return self._stars


class _WrittenIris(dict[Node, str]):
    """IRIs as N-Triples; each is written once."""

    def __missing__(self, iri: Node) -> str:
        written = self[iri] = write_iri(iri)
        return written


def write_part(
    triples: Triples, inverse: frozenset[str] = frozenset(), seen: frozenset[URIRef] | None = None
) -> WrittenPart:
    """Return triples as a part; lines with a predicate in ``inverse`` also count as about their objects.

    Only triples with a predicate in ``seen``, if it is given, are written.
    """
    lines: list[str] = []
    stars: dict[str, list[str]] = {}
    terms = _WrittenIris()
    followed = set(map(shared_term, inverse))
    for s, p, o in triples:
        if seen is not None and p not in seen:
            continue
        subject = terms[s]
        # isinstance is slow for these abstract classes.
        if type(o) is rdflib.Literal:
            line = f"{subject} {terms[p]} {write_term(o)} .\n"
        else:
            object = terms[o]
            line = f"{subject} {terms[p]} {object} .\n"
            star = stars.setdefault(object, [])
            if p in followed:
                star.append(line)
        lines.append(line)
        stars.setdefault(subject, []).append(line)
    return WrittenPart(triples, "".join(lines), _stars=stars)


def runs(
    background: WrittenPart, parts: Iterable[WrittenPart], inverse: frozenset[str]
) -> Iterator[list[WrittenPart]]:
    """Yield the parts in runs: lists of parts that can be checked in one graph as if each were alone.

    That is so if every node in two of them has the same lines in both, and no part has lines about a node of
    the background. Then each path from a node leads to the same nodes in the run as in the part alone.
    """
    longest = 1 if str(ANYTHING) in inverse else _RUN
    run: list[WrittenPart] = []
    stars: dict[str, list[str]] = {}
    for part in parts:
        apart = background.stars
        alone = bool(apart) and any(part.stars[node] for node in apart.keys() & part.stars.keys())
        if run:
            if len(run) == 1:
                stars = {**run[0].stars}
            shared = stars.keys() & part.stars.keys()
            fits = not alone and all(_same(stars[node], part.stars[node]) for node in shared)
            if not fits or len(run) == longest:
                yield run
                run = []
            else:
                stars.update(part.stars)
        run.append(part)
        if alone:
            yield run
            run = []
    if run:
        yield run


def _same(one: list[str], other: list[str]) -> bool:
    return one == other or set(one) == set(other)
