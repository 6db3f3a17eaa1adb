"""The data that is checked: told apart into background, bundles and findings, and written for the engines."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import rdflib
from rdflib import URIRef
from rdflib.term import Node

from kg.rdf.parsing import Quad, name_blank_nodes
from kg.rdf.statements import Triple
from kg.rdf.vocabulary import CV, FINDINGS_GRAPH, RDF
from kg.rdf.write import build_contested
from kg.validation.shapes import ANYTHING, BACKGROUND, FOUND
from kg.validation.terms import write_iri, write_term

#: What a graph is: one bundle, one standpoint, what the engine found, or anything else, also all in one.
Content: TypeAlias = Literal["bundle", "standpoint", "findings", "mixed"]
# Comparing two of rdflib's terms takes ten times as long as to find that one is in no set.
_TYPE, _BRIDGE, _REPEATS = frozenset((RDF.type,)), frozenset((CV.bridge,)), frozenset((CV.repeats,))
_BUNDLED = frozenset((CV.Bundle, CV.Article, CV.Claim, CV.Proposition))
_EVENT = frozenset((CV.Event,))
#: The fast engine takes a time that grows with the square of the articles in a graph, and some for each run.
_RUN = 15


@dataclass(frozen=True, slots=True)
class Parts:
    """What is checked on its own; ``merged`` where contested facts cannot be told from undisputed ones.

    ``found`` is everything, where something is in it that the engine found.
    """

    background: list[Triple]
    bundles: Iterable[Sequence[Triple]]
    merged: bool = False
    found: list[Triple] = field(default_factory=list)


def split_parts(quads: Iterable[Quad]) -> Parts:
    """Tell bundles, standpoints and the rest apart.

    The default graph belongs to all bundles. What the engine found stands apart: it is derived, and says
    nothing about how the claims were written.
    """
    background: list[Triple] = []
    bundles: list[list[Triple]] = []
    findings: list[Triple] = []
    merged = False
    for content, triples in tell_graphs(quads):
        if content == "findings":
            findings = triples
        elif content == "bundle":
            # What is declared for one article alone is declared like everything else.
            events = {s for s, p, o in triples if p in _TYPE and o in _EVENT}
            background.extend(triple for triple in triples if triple[0] in events)
            bundles.append([triple for triple in triples if triple[0] not in events] if events else triples)
        else:
            background.extend(triples)
        if content == "mixed":
            typed = [(s, o) for s, p, o in triples if p in _TYPE]
            told = {s for s, o in typed if o == CV.Bridge}
            named = bool(told) or any(o == CV.Standpoint for _, o in typed)
            merged |= named and told <= {o for _, p, o in triples if p in _BRIDGE}
    found = find_found(itertools.chain(findings, background, *bundles)).found
    return Parts(background, bundles, merged, found)


def find_found(triples: Iterable[Triple]) -> Parts:
    """Return triples as what the engine found alone, where something that it found is among them."""
    everything = list(triples)
    return Parts([], [], found=everything if any(map(_is_finding, everything)) else [])


def _is_finding(triple: Triple) -> bool:
    _, p, o = triple
    return p in _REPEATS or (p in _TYPE and o in FOUND)


def tell_graphs(quads: Iterable[Quad]) -> Iterator[tuple[Content, list[Triple]]]:
    """Yield what each graph is and what it says, in the order of the graphs' names.

    Graphs are told apart by what is in them, not by their names: a bundle under a foreign name must not
    pass unchecked, nor a contested fact for an undisputed one. The facts that a standpoint holds are
    ``cv:Bridge`` nodes, and blank nodes have IRIs that depend only on what is said around them.
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
    """Give the facts that a standpoint holds as ``cv:Bridge`` nodes, apart from what is said of itself.

    In one graph with the register they could not be told from undisputed facts.
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
    """A part as N-Triples, with what it says of each node, and the key under which results are kept."""

    triples: Sequence[Triple] = ()
    text: str = ""
    stars: dict[str, list[str]] = field(default_factory=dict)
    key: str = ""


def write_part(triples: Sequence[Triple], inverse: frozenset[str] = frozenset()) -> WrittenPart:
    """Write a part; of the predicates in ``inverse`` also what they say of their objects counts."""
    lines: list[str] = []
    stars: dict[str, list[str]] = {}
    terms: dict[Node, str] = {}
    followed = {URIRef(predicate) for predicate in inverse}
    for s, p, o in triples:
        subject = terms.get(s) or terms.setdefault(s, write_iri(s))
        property = terms.get(p) or terms.setdefault(p, write_iri(p))
        if isinstance(o, rdflib.Literal):
            line = f"{subject} {property} {write_term(o)} .\n"
        else:
            object = terms.get(o) or terms.setdefault(o, write_iri(o))
            line = f"{subject} {property} {object} .\n"
            star = stars.setdefault(object, [])
            if p in followed:
                star.append(line)
        lines.append(line)
        stars.setdefault(subject, []).append(line)
    return WrittenPart(triples, "".join(lines), stars)


def runs(
    background: WrittenPart, parts: Iterable[WrittenPart], inverse: frozenset[str]
) -> Iterator[list[WrittenPart]]:
    """Yield the parts in runs: parts that can be checked in one graph as if each stood alone.

    They can where every node that two of them mention has the same said of it in both, and where none says
    anything of a node of the background. Then each path from a node leads to the same nodes in the run as in
    the part alone.
    """
    known = background.stars
    most = 1 if str(ANYTHING) in inverse else _RUN
    run: list[WrittenPart] = []
    stars: dict[str, list[str]] = {}
    for part in parts:
        alone = any(part.stars[node] for node in known.keys() & part.stars.keys())
        shared = stars.keys() & part.stars.keys()
        fits = not alone and all(_same(stars[node], part.stars[node]) for node in shared)
        if run and (not fits or len(run) == most):
            yield run
            run, stars = [], {}
        run.append(part)
        stars.update(part.stars)
        if alone:
            yield run
            run, stars = [], {}
    if run:
        yield run


def _same(one: list[str], other: list[str]) -> bool:
    return one == other or set(one) == set(other)
