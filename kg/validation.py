"""Check whether bundles, register and standpoints are well formed, and say where their authors went wrong.

The rules are SHACL shapes, one per file of the folder ``shapes``; this module runs them with pySHACL and
turns each result into a :class:`Finding` that names the author's claim, file and line. A finding is about
the data. When the engine itself fails, :class:`EngineError` is raised instead: that says nothing about
whether the data is well formed.
"""

from __future__ import annotations

import functools
import itertools
import logging
import multiprocessing
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Literal, TypeAlias

import pyoxigraph as ox
import rdflib
from pyshacl import Validator
from pyshacl.graph_abstraction import DataGraph
from rdflib import RDF, RDFS, SH, Dataset, Graph, URIRef
from rdflib.namespace import DCTERMS
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Result
from rdflib.term import Node

from kg.errors import InputError, Problem
from kg.files import read_regular
from kg.graph import (
    RELATION_CLASSES,
    build_bundle,
    build_contested,
    build_register,
    build_standpoint,
    build_verdict,
)
from kg.model import Knowledge, Location
from kg.parsing import GENID, Quad, name_blank_nodes, parse_quads
from kg.resources import resource_dir
from kg.vocabulary import CV, FINDINGS_GRAPH, PREFIXES, REG, key_of

#: How grave a finding is, gravest first, and the level of shapes it comes from.
SEVERITIES = ("violation", "warning", "info")
Severity: TypeAlias = Literal["violation", "warning", "info"]

_TARGETS = (SH.targetClass, SH.targetSubjectsOf, SH.targetObjectsOf, SH.targetNode)
_SEVERITY: Mapping[Node, Severity] = {SH.Violation: "violation", SH.Warning: "warning", SH.Info: "info"}

#: Types of what the register and the standpoints declare; rules about these alone need no bundle.
_BACKGROUND = frozenset(
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
        CV.Standpoint,
        CV.Bridge,
    )
)
_BUNDLED = frozenset((CV.Bundle, CV.Article, CV.Claim, CV.Proposition))
#: Types of what the engine finds; rules about these alone need all graphs, and only where it is given.
_FOUND = frozenset(RELATION_CLASSES.values())

#: Rules that cannot be judged where contested facts were merged with the register's into one graph.
_NEED_GRAPHS = frozenset(("contested-fact", "standpoint-bridge"))

#: What the datatype of a literal begins with, during a check, that is no value of it.
_ILL_TYPED = GENID + "ill-typed/"

#: No RDF file is read that is larger, in bytes; it is held in memory several times over.
_MAX_BYTES = 64 * 1024 * 1024

#: Below this many triples in all bundles, starting further processes costs more time than it saves.
_PARALLEL_TRIPLES = 6_000

Triple: TypeAlias = tuple[Node, Node, Node]
Locate: TypeAlias = Callable[[str], Location | None]
Texts: TypeAlias = Mapping[str, str]


class EngineError(Exception):
    """The SHACL engine, or a shapes file, failed: nothing is known about the data.

    >>> print(EngineError("one-source: no such path"))
    one-source: no such path
    """


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule and the help it carries, each text by language."""

    name: str
    severity: Severity
    title: Texts
    description: Texts
    message: Texts
    advice: Texts


@dataclass(frozen=True, slots=True)
class Shapes:
    """The rules of a folder, by name, with the shapes of each."""

    folder: Path
    rules: Mapping[str, Rule]
    #: What the engine gets: the shapes of each rule, without texts.
    graphs: Mapping[str, Graph] = field(repr=False)
    #: The message of each shape that has one of its own, by its IRI.
    messages: Mapping[str, Texts] = field(repr=False)
    #: The rules that concern only the register and the standpoints.
    background: frozenset[str] = frozenset()
    #: The rules that concern only what the engine found.
    findings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """One way in which the data breaks one rule.

    ``focus`` and ``value`` are the node that was checked and the one that is at fault; ``claim`` is the
    ``bundle/claim`` identifier of the claim that uses them. ``path`` is written as in SPARQL. ``shape``,
    ``component`` and ``term`` (the RDF term of ``value``) repeat the SHACL result it comes from.
    """

    rule: str
    severity: Severity
    message: Texts
    focus: str
    value: str | None = None
    path: str | None = None
    location: Location | None = None
    claim: str | None = None
    advice: Texts = field(default_factory=dict)
    shape: str = ""
    component: str = ""
    term: Node | None = field(default=None, repr=False)

    def as_json(self) -> dict[str, Any]:
        """Return the finding as ``kg validate --format json`` gives it."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "message": dict(self.message),
            "advice": dict(self.advice),
            "file": self.location.file if self.location else None,
            "line": self.location.line if self.location else None,
            "claim": self.claim,
            "focus": self.focus,
            "path": self.path,
            "value": self.value,
        }


def read_shapes(folder: Path | None = None) -> Shapes:
    """Read the rules under ``folder``, by default those that come with the package; read once per process.

    Raises :class:`EngineError` for a folder without shapes, or a file that cannot be read.

    >>> read_shapes().rules["one-source"].title["en"]
    'A claim has one source'
    """
    return _read_shapes((folder or resource_dir("shapes")).resolve())


@functools.cache
def _read_shapes(folder: Path) -> Shapes:
    rules: dict[str, Rule] = {}
    graphs: dict[str, Graph] = {}
    messages: dict[str, Texts] = {}
    for file in sorted(folder.rglob("*.ttl"), key=lambda file: file.stem):
        name = file.stem
        if name in rules:
            raise EngineError(f"{file}: there are two rules of the name {name}")
        graph = Graph(store="SimpleMemory")
        try:
            graph.parse(file)
        except Exception as error:
            raise EngineError(f"{file}: not readable as Turtle: {error}") from error
        root = _root(graph, name)
        rules[name] = Rule(
            name=name,
            severity=_SEVERITY.get(graph.value(root, SH.severity) or SH.Violation, "violation"),
            title=_texts(graph, root, SH.name),
            description=_texts(graph, root, SH.description),
            message=_texts(graph, root, SH.message),
            advice=_texts(graph, root, RDFS.comment),
        )
        for shape in graph.subjects(SH.message):
            messages[str(shape)] = _texts(graph, shape, SH.message)
        graphs[name] = _without_texts(graph)
    if not rules:
        raise EngineError(f"{folder}: there are no shapes here")
    background = frozenset(name for name, graph in graphs.items() if _is_background(graph))
    findings = frozenset(name for name, graph in graphs.items() if _is_about_findings(graph))
    return Shapes(folder, rules, graphs, messages, background, findings)


def _root(graph: Graph, name: str) -> Node:
    """Return the shape named after the file, or the only one with a target."""
    targeted = {shape for predicate in _TARGETS for shape in graph.subjects(predicate)}
    named = [shape for shape in targeted if re.split("[/#]", str(shape))[-1] == name]
    if len(named) == 1:
        return named[0]
    if len(targeted) == 1:
        return next(iter(targeted))
    raise EngineError(f"{name}.ttl: no shape with a target is named after the file")


def _texts(graph: Graph, node: Node | None, predicate: Node) -> dict[str, str]:
    """Return the texts of a node by language, in a fixed order; English where no language is given."""
    texts = (text for text in graph.objects(node, predicate) if isinstance(text, rdflib.Literal))
    return dict(sorted((text.language or "en", str(text)) for text in texts))


def _without_texts(graph: Graph) -> Graph:
    """Give every shape one short message and no other text.

    For each node that pySHACL checks it goes through all triples of the shape, and for each result it
    writes out a message; both take longer than the check itself.
    """
    for text in (SH.name, SH.description, SH.message, RDFS.comment):
        graph.remove((None, text, None))
    for shape in {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}:
        graph.add((shape, SH.message, rdflib.Literal("-")))
    return graph


def _is_background(graph: Graph) -> bool:
    """Return whether all that the shapes of a rule target is declared by register and standpoints."""
    others = any((None, p, None) in graph for p in (SH.targetObjectsOf, SH.targetNode))
    classes = set(graph.objects(None, SH.targetClass))
    told = set(graph.objects(None, SH.targetSubjectsOf)) <= {CV.inStandpoint}
    return not others and told and classes <= _BACKGROUND


def _is_about_findings(graph: Graph) -> bool:
    """Return whether all that the shapes of a rule target is found by the engine."""
    others = any((None, p, None) in graph for p in (SH.targetObjectsOf, SH.targetNode))
    classes = set(graph.objects(None, SH.targetClass))
    return not others and classes <= _FOUND and set(graph.objects(None, SH.targetSubjectsOf)) <= {CV.repeats}


def check_knowledge(
    knowledge: Knowledge, *, shapes: Shapes | Path | None = None, processes: int = 1
) -> list[Finding]:
    """Return what is wrong with a register and its bundles; see :func:`check_graph`.

    >>> from kg.model import Entry, Register
    >>> register = Register({"ganja": Entry("ganja", "places", {"en": "Ganja", "fa": "گنجه"})})
    >>> [(finding.rule, finding.severity) for finding in check_knowledge(Knowledge(register))]
    [('place-type', 'info')]
    """
    background: list[Triple] = list(build_register(knowledge.register))
    for standpoint in knowledge.register.standpoints.values():
        background.extend(_contested(list(build_standpoint(standpoint))))
    bundles: dict[str, list[Triple]] = {b.id: list(build_bundle(b)) for b in knowledge.bundles}
    for verdict in knowledge.verdicts:
        bundles.get(verdict.claim.rpartition("/")[0], background).extend(build_verdict(verdict))
    parts = _Parts(background, [*bundles.values()])
    return _check(parts, _loaded(shapes), knowledge.locations.get, processes)


def check_files(
    paths: Iterable[Path],
    *,
    shapes: Shapes | Path | None = None,
    processes: int = 1,
    read: Callable[[Path], Iterable[Quad]] | None = None,
) -> list[Finding]:
    """Return what is wrong with RDF files, taken together; see :func:`check_graph`.

    ``read`` parses a file, for those whom a parser of one's own files is not safe enough.

    Raises:
        InputError: for files that cannot be read or are not well-formed RDF.
        EngineError: when the engine or a shape fails.
    """
    quads: list[Quad] = []
    locations: dict[str, Location] = {}
    problems: list[Problem] = []
    for path in paths:
        try:
            for quad in (read or _parse)(path):
                quads.append(quad)
                key = key_of(str(quad[0]))
                if key is not None:
                    locations.setdefault(key, Location(str(path)))
        except (OSError, RuntimeError) as error:
            message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
            problems.append(Problem("unreadable", message, Location(str(path))))
        except (SyntaxError, ValueError) as error:
            where = Location(str(path), getattr(error, "lineno", None))
            problems.append(Problem("bad-rdf", f"not well-formed RDF: {error}", where))
    if problems:
        raise InputError(problems)
    return _check(_split(quads), _loaded(shapes), locations.get, processes)


def _parse(path: Path) -> Iterator[Quad]:
    """Parse one of the author's own files; relative IRIs in it are relative to the file."""
    format = ox.RdfFormat.from_extension(path.suffix.removeprefix(".").lower())
    if format is None:
        raise ValueError(f"the ending {path.suffix!r} is not that of an RDF format")
    data = read_regular(path, _MAX_BYTES + 1)
    if len(data) > _MAX_BYTES:
        raise OSError(f"the limit is {_MAX_BYTES:,} bytes")
    return parse_quads(data, format, base=path.resolve().as_uri(), rename=True)


def check_graph(
    data: Graph | Dataset | Iterable[Triple],
    *,
    shapes: Shapes | Path | None = None,
    locate: Locate | None = None,
    processes: int = 1,
) -> list[Finding]:
    """Return what is wrong with ``data``, in the order of the authors' files; never raise on bad data.

    A dataset has one named graph per bundle, for the register and for each standpoint. Its register and
    standpoints are checked once, each bundle on its own, and what the engine found, where it is there, by
    the rules about that; what a standpoint holds is checked as contested (a ``cv:Bridge`` node), so that it
    cannot be taken for a fact of the register. In a plain graph, the two can be told apart only where it
    holds contested facts as ``cv:Bridge`` nodes already.

    ``locate`` gives the file and line of a register name, a standpoint's name, a ``bundle/claim``
    identifier or, as ``bundle/``, an article. Up to ``processes`` processes are used where that pays; a
    script that asks for more than one needs the usual ``if __name__ == "__main__"``.

    Raises:
        EngineError: when the engine or a shape fails.
    """
    quads = data.quads() if isinstance(data, Dataset) else ((s, p, o, None) for s, p, o in data)
    return check_quads(quads, shapes=shapes, locate=locate, processes=processes)


def check_quads(
    quads: Iterable[Quad],
    *,
    shapes: Shapes | Path | None = None,
    locate: Locate | None = None,
    processes: int = 1,
) -> list[Finding]:
    """Return what is wrong with the quads of a dataset; see :func:`check_graph`."""
    return _check(_split(quads), _loaded(shapes), locate, processes)


def exceeds(findings: Iterable[Finding], severity: str) -> bool:
    """Return whether some finding is at least as grave as ``severity``.

    >>> exceeds([Finding("cue", "info", {}, "urn:x")], "warning")
    False
    """
    grave = SEVERITIES[: SEVERITIES.index(severity) + 1]
    return any(finding.severity in grave for finding in findings)


def _loaded(shapes: Shapes | Path | None) -> Shapes:
    return shapes if isinstance(shapes, Shapes) else read_shapes(shapes)


def _check(parts: _Parts, shapes: Shapes, locate: Locate | None, processes: int) -> list[Finding]:
    """Check the background once, then each bundle against it."""
    skipped = _NEED_GRAPHS if parts.merged else frozenset()
    graph = _graph(parts.background)
    found = _run(graph, shapes, shapes.background - skipped)
    bundles = parts.bundles
    if processes > 1 and len(bundles) > 1 and sum(map(len, bundles)) >= _PARALLEL_TRIPLES:
        context = multiprocessing.get_context("spawn")
        given = (shapes.folder, parts.background)
        with ProcessPoolExecutor(min(processes, len(bundles)), context, _start_worker, given) as pool:
            for part in pool.map(_check_in_worker, bundles):
                found.extend(part)
    else:
        for bundle in bundles:
            found.extend(_check_bundle(graph, bundle, shapes))
    if any(_is_finding(triple) for triple in parts.triples()):
        found.extend(_run(_graph(parts.triples()), shapes, shapes.findings))
    return _located(found, locate)


# One bundle, one process ------------------------------------------------------------------------------

#: A finding without its location, and the keys under which its author's file and line may be known.
_Found: TypeAlias = tuple[Finding, tuple[str, ...]]

#: What a worker process checks bundles against; set once per process.
_worker: tuple[Graph, Shapes] | None = None


def _start_worker(folder: Path, background: Sequence[Triple]) -> None:
    global _worker
    _worker = (_graph(background), read_shapes(folder))


def _check_in_worker(bundle: Sequence[Triple]) -> list[_Found]:
    if _worker is None:
        raise EngineError("a worker process was given a bundle before the register")
    return _check_bundle(_worker[0], bundle, _worker[1])


def _check_bundle(background: Graph, bundle: Sequence[Triple], shapes: Shapes) -> list[_Found]:
    """Check one bundle against the background, which is lent the bundle's triples meanwhile."""
    added = [triple for triple in bundle if triple not in background]
    try:
        for triple in added:
            background.add(triple)
        return _run(background, shapes, shapes.rules.keys() - shapes.background - shapes.findings)
    finally:
        for triple in added:
            background.remove(triple)


def _run(graph: Graph, shapes: Shapes, names: Iterable[str]) -> list[_Found]:
    """Run rules one by one, so that the failure of one is known by its name."""
    found: list[_Found] = []
    failures: list[str] = []
    cause: Exception | None = None
    for name in sorted(names):
        try:
            report = _report(graph, shapes.graphs[name])
        except Exception as error:
            failures.append(f"{name}: {type(error).__name__}: {error}")
            cause = cause or error
            continue
        for result in report.objects(None, SH.result):
            found.extend(_read_result(graph, report, result, shapes, shapes.rules[name]))
    if failures:
        told = "\n".join(failures)
        raise EngineError(f"the SHACL engine failed, so the data was not judged\n{told}") from cause
    return found


def _report(data: Graph, shapes: Graph) -> Graph:
    """Return pySHACL's report. Without inference and advanced features it leaves ``data`` as it is."""
    options = {"inplace": True, "logger": logging.getLogger(__name__)}
    validator = Validator(DataGraph.from_rdflib(data), shacl_graph=shapes, options=options)
    report = validator.run()[1]  # type: ignore[no-untyped-call] # pySHACL leaves it without types
    if not isinstance(report, Graph):
        raise TypeError(f"no report but {report!r}")
    return report


def _read_result(graph: Graph, report: Graph, result: Node, shapes: Shapes, rule: Rule) -> Iterator[_Found]:
    """Turn one SHACL result into a finding per claim concerned."""
    focus = report.value(result, SH.focusNode)
    value = report.value(result, SH.value)
    path = report.value(result, SH.resultPath)
    shape = report.value(result, SH.sourceShape)
    if focus is None or shape is None:
        raise TypeError("a result without focus node or shape")
    finding = Finding(
        rule=rule.name,
        severity=_SEVERITY.get(report.value(result, SH.resultSeverity) or SH.Violation, "violation"),
        message=shapes.messages.get(str(shape)) or rule.message,
        focus=str(focus),
        value=None if value is None or value == focus else str(value),
        path=None if path is None else _path_text(report, path),
        advice=rule.advice,
        shape=str(shape),
        component=str(report.value(result, SH.sourceConstraintComponent)),
        term=None if value is None else _as_written(value),
    )
    claims, keys = _authors(graph, focus, value)
    if not claims:
        yield finding, keys
    for claim in claims:
        yield replace(finding, claim=claim), (claim,)


def _located(found: Iterable[_Found], locate: Locate | None) -> list[Finding]:
    """Give each finding its place, drop repetitions, and put them in the order of the authors' files."""
    kept: dict[tuple[str | None, ...], Finding] = {}
    for finding, keys in sorted(found, key=lambda pair: (*_order(pair[0]), pair[0].component)):
        location: Location | None = None
        for i, key in enumerate(keys):
            location = locate(key) if locate else None
            if location is not None:
                # Only the first key is the thing itself; the others stand in the same file.
                location = location if i == 0 else Location(location.file)
                break
        what = (finding.rule, finding.focus, finding.path, finding.value, finding.claim)
        kept.setdefault((*what, *finding.message.values()), replace(finding, location=location))
    return sorted(kept.values(), key=_order)


def _order(finding: Finding) -> tuple[Any, ...]:
    location = finding.location
    return (
        (location.file, location.line or 0) if location else ("", 0),
        finding.claim or "",
        SEVERITIES.index(finding.severity),
        finding.rule,
        finding.focus,
        finding.path or "",
        finding.value or "",
        finding.shape,
    )


# Whose node is it? ------------------------------------------------------------------------------------


def _authors(graph: Graph, focus: Node, value: Node | None) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the claims that use a node, or else the keys under which its place may be known.

    A result about an article whose value is one of its claims or quotations is about that claim.
    """
    if (focus, RDF.type, CV.Article) in graph or (focus, RDF.type, CV.Bundle) in graph:
        if value is not None and {CV.Claim, CV.Quotation} & set(graph.objects(value, RDF.type)):
            claims = _claims_of(graph, value)
            if claims:
                return claims, ()
        return (), _bundle_keys(graph, focus)
    entry = graph.value(focus, CV.inStandpoint) or focus
    if str(entry).startswith(str(REG)) or any(t in _BACKGROUND for t in graph.objects(entry, RDF.type)):
        return (), (_key(graph, entry),)
    return _claims_of(graph, focus), ()


def _key(graph: Graph, node: Node) -> str:
    """Return the authors' name for a node: from its IRI, else its identifier."""
    return key_of(str(node)) or str(graph.value(node, DCTERMS.identifier) or node)


def _claims_of(graph: Graph, node: Node) -> tuple[str, ...]:
    """Walk from a node against the direction of the triples to the claims that use it."""
    found: set[str] = set()
    seen = {node}
    todo = [node]
    while todo:
        at = todo.pop()
        key = key_of(str(at)) or ""
        if re.fullmatch("[^/]+/[^/]+", key):
            found.add(key)
        elif (at, RDF.type, CV.Claim) in graph:
            article = graph.value(at, CV.inArticle)
            bundles = [] if article is None else sorted(graph.subjects(CV.article, article), key=str)
            names = [_key(graph, bundle).rstrip("/") for bundle in bundles[:1]]
            found.add("/".join([*names, _key(graph, at)]))
        else:
            for before in graph.subjects(None, at):
                if before not in seen:
                    seen.add(before)
                    todo.append(before)
    return tuple(sorted(found))


def _bundle_keys(graph: Graph, node: Node) -> tuple[str, ...]:
    """Return the key of an article, then those of its claims, which stand in the same file."""
    bundle = graph.value(None, CV.article, node) or node
    claims = {claim for at in graph.subjects(CV.inArticle, node) for claim in _claims_of(graph, at)}
    return (_key(graph, bundle).rstrip("/") + "/", *sorted(claims))


# The data that is checked -----------------------------------------------------------------------------


class _Data(Graph):
    """A graph that parses each query of the shapes once; rdflib would do so for every node and bundle."""

    def query(self, query_object: str | Query, *args: Any, **options: Any) -> Result:
        prepared = _prepared(query_object) if isinstance(query_object, str) else query_object
        return super().query(prepared, *args, **options)


@functools.cache
def _prepared(query: str) -> Query:
    return prepareQuery(query)


def _graph(triples: Iterable[Triple]) -> Graph:
    graph = _Data()
    for triple in triples:
        graph.add(triple)
    return graph


@dataclass(frozen=True, slots=True)
class _Parts:
    """What is checked on its own; ``merged`` where contested facts cannot be told from undisputed ones."""

    background: list[Triple]
    bundles: list[list[Triple]]
    merged: bool = False
    findings: list[Triple] = field(default_factory=list)

    def triples(self) -> Iterator[Triple]:
        """Yield everything there is."""
        return itertools.chain(self.background, *self.bundles, self.findings)


def _is_finding(triple: Triple) -> bool:
    _, p, o = triple
    return p == CV.repeats or (p == RDF.type and o in _FOUND)


def _split(quads: Iterable[Quad]) -> _Parts:
    """Tell bundles, standpoints and the rest apart.

    The default graph belongs to all bundles. What the engine found stands apart: it is derived, and says
    nothing about how the claims were written.
    """
    background: list[Triple] = []
    bundles: list[list[Triple]] = []
    findings: list[Triple] = []
    merged = False
    for content, stated in tell_graphs(quads):
        triples = [(s, p, _comparable(o)) for s, p, o in stated]
        if content == "findings":
            findings = triples
        elif content == "bundle":
            bundles.append(triples)
        else:
            background.extend(triples)
        if content == "mixed":
            told = {s for s, p, o in triples if p == RDF.type and o == CV.Bridge}
            named = bool(told) or any(p == RDF.type and o == CV.Standpoint for _, p, o in triples)
            merged |= named and told <= {o for _, p, o in triples if p == CV.bridge}
    # The rules about bundles also run where the background is all there is.
    return _Parts(background, bundles or [[]], merged, findings)


#: What a graph is: one bundle, one standpoint, what the engine found, or anything else, also all in one.
Content: TypeAlias = Literal["bundle", "standpoint", "findings", "mixed"]


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
        triples = [(iris.get(s, s), p, iris.get(o, o)) for s, p, o in graphs[name]]
        types = {o for _, p, o in triples if p == RDF.type}
        if name == FINDINGS_GRAPH:
            yield "findings", triples
        elif name is not None and types & _BUNDLED:
            yield "bundle", triples
        elif name is not None and types & _BACKGROUND == {CV.Standpoint}:
            yield "standpoint", [*_contested(triples)]
        else:
            yield "mixed", triples


def _comparable(node: Node) -> Node:
    """Return a literal that is no value of its datatype under another one, and anything else as it is.

    Comparing ``"2020-02-30"^^xsd:date`` or ``NaN`` with a date or a decimal raises an error in rdflib, and
    pySHACL lets it through. Under a datatype that nobody knows they fail every test as they should.
    """
    if isinstance(node, rdflib.Literal) and (node.ill_typed or str(node) == "NaN"):
        return rdflib.Literal(str(node), datatype=URIRef(f"{_ILL_TYPED}{node.datatype}"))
    return node


def _as_written(node: Node) -> Node:
    """Undo :func:`_comparable`."""
    if isinstance(node, rdflib.Literal) and node.datatype and node.datatype.startswith(_ILL_TYPED):
        return rdflib.Literal(str(node), datatype=URIRef(node.datatype.removeprefix(_ILL_TYPED)))
    return node


def _contested(triples: Sequence[Triple]) -> Iterator[Triple]:
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


# IRIs and paths as people write them -------------------------------------------------------------------

#: The prefixes of everything the system writes, and that of SHACL's own terms.
SHACL_PREFIXES = {**PREFIXES, "sh": str(SH)}


def short_iri(iri: str) -> str:
    """Return an IRI with its prefix, as people write it, or in angle brackets."""
    for prefix, namespace in SHACL_PREFIXES.items():
        local = iri.removeprefix(namespace)
        if local != iri and re.fullmatch(r"[\w-]+", local):
            return f"{prefix}:{local}"
    return f"<{iri}>"


def _path_text(graph: Graph, path: Node) -> str:
    """Return a SHACL property path as SPARQL writes it."""
    if isinstance(path, URIRef):
        return short_iri(path)
    if (path, RDF.first, None) in graph:
        return "/".join(_path_text(graph, step) for step in graph.items(path))
    for predicate, form in (
        (SH.inversePath, "^{}"),
        (SH.zeroOrMorePath, "{}*"),
        (SH.oneOrMorePath, "{}+"),
        (SH.zeroOrOnePath, "{}?"),
    ):
        inner = graph.value(path, predicate)
        if inner is not None:
            return form.format(_path_text(graph, inner))
    steps = graph.value(path, SH.alternativePath)
    if steps is None:
        raise TypeError("a property path of an unknown form")
    return "(" + "|".join(_path_text(graph, step) for step in graph.items(steps)) + ")"
