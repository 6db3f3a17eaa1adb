"""The rules: one SHACL file each, read once, with its texts and as N-Triples for the engines."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pyoxigraph as ox
import rdflib
from rdflib import RDF, RDFS, SH, BNode, Graph, URIRef, Variable
from rdflib.paths import AlternativePath, InvPath, MulPath, SequencePath
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue
from rdflib.term import Node

from kg.rdf.mapping import RELATION_CLASSES
from kg.rdf.parsing import name_blank_nodes, parse_quads
from kg.rdf.vocabulary import CV, PREFIXES, shared_term
from kg.resources import resource_dir
from kg.validation.engines import EngineError

#: The severities of findings, most severe first.
SEVERITIES = ("violation", "warning", "info")
Severity: TypeAlias = Literal["violation", "warning", "info"]
Texts: TypeAlias = Mapping[str, str]
#: A triple pattern of a query, whose predicate may be a path.
Pattern: TypeAlias = tuple[Node, Any, Node]

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
_SEVERITY: Mapping[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}
_PATHS = frozenset(
    (SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath)
)

#: Stands for all predicates, among those that are followed backwards.
ANYTHING = URIRef("*")

#: The types that register and standpoints declare; rules about these alone need no bundle.
BACKGROUND = frozenset(
    (
        CV.Person,
        CV.Organization,
        CV.State,
        CV.Outlet,
        CV.Group,
        CV.Place,
        CV.Thing,
        CV.Population,
        CV.Kind,
        CV.Event,
        CV.Standpoint,
        CV.Bridge,
    )
)
#: The types of derived relations; rules about these alone need all graphs, and run only if there are some.
FOUND = frozenset(RELATION_CLASSES.values())

#: The prefixes of all RDF that the system writes, and that of SHACL.
SHACL_PREFIXES = {**PREFIXES, "sh": str(SH)}


_NAMED = re.compile(r"<([^<>]*)>")
#: With these a shape may look at other predicates than those it names.
_LOOKING = frozenset(URIRef(f"{SH}{name}") for name in ("closed", "target", "expression", "js"))


@dataclass(frozen=True, slots=True)
class ShapesRule:
    """One rule with its texts by language."""

    name: str
    severity: Severity
    title: Texts
    description: Texts
    message: Texts
    advice: Texts


@dataclass(frozen=True)
class Shapes:
    """The rules of a folder, by name, with the shapes of each."""

    folder: Path
    rules: Mapping[str, ShapesRule]
    #: The shapes of each rule as N-Triples without texts, for the engines.
    written: Mapping[str, str] = field(repr=False)
    #: The rule of each shape, and its path and its message if it has one.
    names: Mapping[str, str] = field(repr=False)
    paths: Mapping[str, str] = field(repr=False)
    messages: Mapping[str, Texts] = field(repr=False)
    graphs: Mapping[str, Graph] = field(repr=False)
    #: The hash of the shapes files.
    digest: str = ""
    #: The rules that concern only the register and the standpoints.
    background: frozenset[str] = frozenset()
    #: The rules that concern only derived relations.
    findings: frozenset[str] = frozenset()

    @cached_property
    def inverse(self) -> frozenset[str]:
        """The predicates that rules follow backwards; to read their queries takes a quarter of a second."""
        return frozenset(str(p) for graph in self.graphs.values() for p in _inverse(graph))


def read_shapes(folder: Path | None = None) -> Shapes:
    """Return the rules under ``folder``, by default those of the package; each folder is read only once.

    Raises:
        EngineError: for a folder without shapes, or a file that cannot be read.

    >>> read_shapes().rules["one-source"].title["en"]
    'A claim has a source'
    """
    return _read_shapes((folder or resource_dir("shapes")).resolve())


@functools.cache
def _read_shapes(folder: Path) -> Shapes:
    rules: dict[str, ShapesRule] = {}
    graphs: dict[str, Graph] = {}
    messages: dict[str, Texts] = {}
    hashed = hashlib.sha256()
    for file in sorted(folder.rglob("*.ttl"), key=lambda file: file.stem):
        name = file.stem
        if name in rules:
            raise EngineError(f"{file}: there are two rules of the name {name}")
        graph = Graph(store="SimpleMemory")
        try:
            data = file.read_bytes()
            for s, p, o, _ in parse_quads(data, ox.RdfFormat.TURTLE, base=file.as_uri()):
                graph.add((s, p, o))
        except Exception as error:
            raise EngineError(f"{file}: not readable as Turtle: {error}") from error
        hashed.update(hashlib.sha256(data).digest())
        graph = _with_names(graph)
        root = _root(graph, name)
        rules[name] = ShapesRule(
            name=name,
            severity=severity_of(graph.value(root, SH.severity)),
            title=_texts(graph, root, SH.name),
            description=_texts(graph, root, SH.description),
            message=_texts(graph, root, SH.message),
            advice=_texts(graph, root, RDFS.comment),
        )
        for shape in graph.subjects(SH.message):
            messages[str(shape)] = _texts(graph, shape, SH.message)
        for text in (SH.name, SH.description, SH.message, RDFS.comment):
            graph.remove((None, text, None))
        graphs[name] = graph
    if not rules:
        raise EngineError(f"{folder}: there are no shapes here")
    return Shapes(
        folder,
        rules,
        {name: _written(graph, number) for number, (name, graph) in enumerate(graphs.items())},
        {str(node): name for name, graph in graphs.items() for node in graph.subjects()},
        {str(s): path_text(g, o) for g in graphs.values() for s, o in g.subject_objects(SH.path)},
        messages,
        graphs,
        hashed.hexdigest(),
        frozenset(name for name, graph in graphs.items() if _is_background(graph)),
        frozenset(name for name, graph in graphs.items() if _is_about_findings(graph)),
    )


def looked_at(shapes: Shapes, names: Iterable[str]) -> frozenset[URIRef] | None:
    """Return the only predicates that some rules look at; ``None`` if they may look at any.

    >>> predicates = looked_at(read_shapes(), ["one-source"])
    >>> predicates is not None and sorted(p for p in predicates if p.startswith("http://www.w3.org/ns/prov#"))
    [rdflib.term.URIRef('http://www.w3.org/ns/prov#wasAttributedTo')]
    """
    seen = {shared_term(iri) for name in names for iri in _NAMED.findall(shapes.written[name])}
    if seen & _LOOKING:
        return None
    for name in names:
        for query in _queries(shapes.graphs[name]):
            seen.update(step for _, predicate, _ in query for step in _steps(predicate))
    return None if ANYTHING in seen else frozenset((*seen, RDF.type, RDFS.subClassOf))


def severity_of(severity: Node | None) -> Severity:
    """Return our name of a SHACL severity, ``violation`` for none or an unknown one."""
    return _SEVERITY.get(severity or SH.Violation, "violation")


def _with_names(graph: Graph) -> Graph:
    """Return the shapes with an IRI for each blank one, so that a result can name its shape."""
    named = {
        node: iri
        for node, iri in name_blank_nodes(graph).items()
        if not set(graph.predicates(node)) <= {RDF.first, RDF.rest, *_PATHS}
    }
    if not named:
        return graph
    renamed = Graph(store="SimpleMemory")
    for s, p, o in graph:
        renamed.add((named.get(s, s), p, named.get(o, o)))
    return renamed


def _written(graph: Graph, number: int) -> str:
    """Return the shapes as N-Triples, with blank nodes named by the number of the rule."""
    lines: list[str] = []
    for triple in graph:
        terms = (f"_:r{number}{t}" if isinstance(t, BNode) else _line_term(t) for t in triple)
        lines.append(" ".join(terms) + " .\n")
    return "".join(lines)


def _line_term(term: Node) -> str:
    if isinstance(term, rdflib.Literal):
        escaped = (f"\\u{ord(c):04X}" if c in '"\\' or c < " " else c for c in term)
        end = f"@{term.language}" if term.language else f"^^<{term.datatype}>" if term.datatype else ""
        return '"' + "".join(escaped) + '"' + end
    return f"<{term}>"


def _root(graph: Graph, name: str) -> Node:
    """Return the shape with a target that is named after the file, or the only shape with a target."""
    targeted = {shape for predicate in _TARGETS for shape in graph.subjects(predicate)}
    named = [shape for shape in targeted if re.split("[/#]", str(shape))[-1] == name]
    if len(named) == 1:
        return named[0]
    if len(targeted) == 1:
        return next(iter(targeted))
    raise EngineError(f"{name}.ttl: no shape with a target is named after the file")


def _texts(graph: Graph, node: Node | None, predicate: Node) -> dict[str, str]:
    """Return the texts of a node by language, in a fixed order; texts without a language count as English."""
    texts = (text for text in graph.objects(node, predicate) if isinstance(text, rdflib.Literal))
    return dict(sorted((text.language or "en", str(text)) for text in texts))


def _is_background(graph: Graph) -> bool:
    """Return whether all targets of a rule's shapes are declared by register and standpoints."""
    has_others = any((None, p, None) in graph for p in (SH.targetObjectsOf, SH.targetNode))
    subjects = set(graph.objects(None, SH.targetSubjectsOf)) <= {CV.inStandpoint}
    return not has_others and subjects and set(graph.objects(None, SH.targetClass)) <= BACKGROUND


def _is_about_findings(graph: Graph) -> bool:
    """Return whether all targets of a rule's shapes are derived relations."""
    has_others = any((None, p, None) in graph for p in (SH.targetObjectsOf, SH.targetNode))
    classes = set(graph.objects(None, SH.targetClass))
    return (
        not has_others and classes <= FOUND and set(graph.objects(None, SH.targetSubjectsOf)) <= {CV.repeats}
    )


def _inverse(graph: Graph) -> Iterator[Node]:
    """Yield the predicates that shapes follow backwards."""
    yield from graph.objects(None, SH.targetObjectsOf)
    todo = [*graph.objects(None, SH.inversePath)]
    while todo:
        path = todo.pop()
        if isinstance(path, URIRef):
            yield path
        todo.extend(o for p in (*_PATHS, RDF.first, RDF.rest) for o in graph.objects(path, p))
    for query in _queries(graph):
        yield from _followed_backwards([*query])


def _queries(graph: Graph) -> Iterator[tuple[Pattern, ...]]:
    """Yield the triple patterns of each query of some shapes."""
    for query in (*graph.objects(None, SH.select), *graph.objects(None, SH.ask)):
        with contextlib.suppress(Exception):  # the engine reports a wrong query
            yield _read_patterns(str(query))


@functools.cache
def _read_patterns(query: str) -> tuple[Pattern, ...]:
    """Return the triple patterns of a query; to read one takes twenty milliseconds."""
    return tuple(_patterns(prepareQuery(query).algebra))


def _patterns(part: object) -> Iterator[Pattern]:
    if isinstance(part, CompValue):
        for name, value in part.items():
            if name == "triples":
                # Inside EXISTS, patterns with one subject stand one after another in one list.
                yield from (same[at : at + 3] for same in value for at in range(0, len(same), 3))
            else:
                yield from _patterns(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from _patterns(value)


def _steps(path: object) -> Iterator[URIRef]:
    """Yield the predicates in a predicate or path."""
    if isinstance(path, URIRef):
        yield path
    elif isinstance(path, InvPath):
        yield from _steps(path.arg)
    elif isinstance(path, MulPath):
        yield from _steps(path.path)
    elif isinstance(path, SequencePath | AlternativePath):
        for step in path.args:
            yield from _steps(step)
    else:
        yield ANYTHING


def _followed_backwards(patterns: list[Pattern]) -> Iterator[Node]:
    """Yield the predicates that a query follows backwards from the focus node, forwards where possible."""
    known: set[Node] = {Variable("this")}
    while patterns:
        forwards = [pattern for pattern in patterns if pattern[0] in known]
        taken = forwards or [p for p in patterns if p[2] in known and isinstance(p[2], Variable)]
        if not taken:
            # The query looks at nodes that are not connected to the focus node.
            yield ANYTHING
            return
        for subject, predicate, object in taken:
            if not forwards or not _leads_forward(predicate):
                yield predicate if isinstance(predicate, URIRef) else ANYTHING
            known |= {subject, object}
        patterns = [pattern for pattern in patterns if pattern not in taken]


def _leads_forward(predicate: object) -> bool:
    """Return whether a predicate or path only leads from subjects to objects."""
    return isinstance(predicate, URIRef) or (
        isinstance(predicate, MulPath) and isinstance(predicate.path, URIRef)
    )


# IRIs and paths as people write them -------------------------------------------------------------------


def short_iri(iri: str) -> str:
    """Return an IRI with its prefix, or in angle brackets if none fits."""
    for prefix, namespace in SHACL_PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w-]+", local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def path_text(graph: Graph, path: Node) -> str:
    """Return a SHACL property path as in SPARQL, ``?`` for an invalid one, which the engine refuses."""
    if isinstance(path, URIRef):
        return short_iri(path)
    if (path, RDF.first, None) in graph:
        return "/".join(path_text(graph, step) for step in graph.items(path))
    for predicate, form in (
        (SH.inversePath, "^{}"),
        (SH.zeroOrMorePath, "{}*"),
        (SH.oneOrMorePath, "{}+"),
        (SH.zeroOrOnePath, "{}?"),
    ):
        inner = graph.value(path, predicate)
        if inner is not None:
            return form.format(path_text(graph, inner))
    steps = graph.value(path, SH.alternativePath)
    return "(" + "|".join(path_text(graph, step) for step in graph.items(steps)) + ")" if steps else "?"
