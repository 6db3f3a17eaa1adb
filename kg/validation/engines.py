"""Two engines that apply SHACL shapes to a graph, behind one function: the package ``shacl``, else pySHACL.

Both get shapes and graph as N-Triples and give the same results. Data from strangers is checked in a separate
process with limited time and memory, so that it can do no harm.
"""

from __future__ import annotations

import functools
import json
import logging
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from importlib import metadata
from typing import TYPE_CHECKING, Any, TypeAlias

from kg.validation import fast

if TYPE_CHECKING:
    from rdflib import Graph

#: Bytes of memory that a separate process may use.
_MEMORY = 4 * 1024**3
#: How many times as long as the fast engine pySHACL may take.
_SLOWER = 10
#: A process is ended after so many times its processor time, even if it is idle.
_IDLE = 10

Rules: TypeAlias = Mapping[str, str]
#: Focus node, value, shape, component, severity and path; nodes as in N-Triples or Turtle.
Row: TypeAlias = tuple[str, "str | None", str, str, str, "str | None"]


class EngineError(Exception):
    """The SHACL engine, or a shapes file, failed: nothing is known about the data.

    >>> print(EngineError("one-source: no such path"))
    one-source: no such path
    """


class TooCostly(EngineError):
    """The check was stopped because it took too much time or memory.

    >>> print(TooCostly("60 seconds were not enough"))
    60 seconds were not enough
    """


@dataclass(slots=True)
class EngineAnswer:
    """The results of an engine, the rules that the fast engine refused, and those that none could apply."""

    rows: list[Row] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


@functools.cache
def fast_version() -> str | None:
    """Return the version of the fast engine, ``None`` if it is not installed."""
    try:
        import shacl  # noqa: F401

        return metadata.version("shacl")
    except (ImportError, metadata.PackageNotFoundError):
        return None


def engine_version() -> str:
    """Return the name and version of the engine that is used."""
    fast = fast_version()
    return f"shacl {fast}" if fast else f"pyshacl {metadata.version('pyshacl')}"


def apply_rules(rules: Rules, text: str) -> EngineAnswer:
    """Return the results of rules on a graph; pySHACL applies those that the fast engine cannot."""
    rows, refused = fast.apply(rules, text) if fast_version() else ([], None)
    return complete(rules, text, rows, refused)


def complete(rules: Rules, text: str, rows: list[Row], refused: dict[str, str] | None) -> EngineAnswer:
    """Return ``rows`` and pySHACL's results for the ``refused`` rules, or for all if that is ``None``."""
    answer = EngineAnswer(rows, refused or {})
    for name in sorted(rules if refused is None else refused):
        try:
            answer.rows += run_pyshacl(rules[name], text)
        except Exception as error:
            answer.failed[name] = f"{type(error).__name__}: {error}"
    return answer


# pySHACL ----------------------------------------------------------------------------------------------


def build_report(data: Graph, shapes: Graph) -> Graph:
    """Return pySHACL's report; without inference and advanced features ``data`` is not changed."""
    from pyshacl import Validator
    from pyshacl.graph_abstraction import DataGraph
    from rdflib import Graph

    options = {"inplace": True, "logger": logging.getLogger(__name__)}
    validator = Validator(DataGraph.from_rdflib(data), shacl_graph=shapes, options=options)
    report = validator.run()[1]  # type: ignore[no-untyped-call] # pySHACL leaves it without types
    if not isinstance(report, Graph):
        raise TypeError(f"no report but {report!r}")
    return report


def run_pyshacl(rule: str, text: str) -> Iterator[Row]:
    """Yield the results of one rule by pySHACL."""
    from rdflib import SH

    from kg.validation.terms import write_term

    report = build_report(_data_graph(text), _shapes_graph(rule))
    for result in report.objects(None, SH.result):
        focus, value, shape, component, severity, path = (
            report.value(result, property)
            for property in (
                SH.focusNode,
                SH.value,
                SH.sourceShape,
                SH.sourceConstraintComponent,
                SH.resultSeverity,
                SH.resultPath,
            )
        )
        if focus is None or shape is None:
            raise TypeError("a result without focus node or shape")
        yield (
            write_term(focus),
            None if value is None else write_term(value),
            str(shape),
            str(component),
            str(severity).rpartition("#")[2],
            None if path is None else write_term(path),
        )


@functools.lru_cache(maxsize=128)
def _shapes_graph(rule: str) -> Graph:
    """Return the shapes of a rule for pySHACL, each with an IRI as its message, which is copied unchanged.

    Without a message pySHACL would write one for each result, which takes longer than the check. Into a
    literal it would insert values of a query, and fail if one ends in a backslash.
    """
    from rdflib import RDF, SH, Graph, URIRef

    graph = Graph(store="SimpleMemory").parse(data=rule, format="nt")
    for shape in {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}:
        graph.add((shape, SH.message, URIRef("urn:none")))
    return graph


@functools.lru_cache(maxsize=128)
def _prepared(query: str) -> Any:
    from rdflib.plugins.sparql import prepareQuery

    return prepareQuery(query)


@functools.lru_cache(maxsize=1)
def _data_graph(text: str) -> Graph:
    """Return a graph that parses each query of the shapes once; rdflib would do so for every node."""
    import pyoxigraph as ox
    from rdflib import Graph, Literal

    from kg.rdf.parsing import term_builder

    strict = _strict_literal()

    class Data(Graph):
        def query(self, query_object: Any, *args: Any, **options: Any) -> Any:
            query = _prepared(query_object) if isinstance(query_object, str) else query_object
            return super().query(query, *args, **options)

    build = term_builder()
    graph = Data()
    for triple in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
        value = build(triple.object)
        if isinstance(value, Literal):
            value = strict(str(value), value.language, value.datatype, normalize=False)
        graph.add((build(triple.subject), build(triple.predicate), value))
    return graph


@functools.cache
def _strict_literal() -> Any:
    """Return a class of literals that are ordered only if SPARQL orders them.

    rdflib orders any two literals, if necessary by the names of their datatypes, and pySHACL relies on that.
    """
    from rdflib import XSD, Literal
    from rdflib.term import _NUMERIC_LITERAL_TYPES

    ordered = {XSD.date, XSD.dateTime, XSD.string, XSD.boolean, XSD.time, None}

    class Strict(Literal):
        def _ordered(self, other: Any, compare: Callable[[Any, Any], bool]) -> bool:
            if not isinstance(other, Literal) or self.language or other.language:
                return False
            types = {self.datatype, other.datatype}
            one_kind = types <= {*_NUMERIC_LITERAL_TYPES} or (len(types) == 1 and types <= ordered)
            return one_kind and None not in (self.value, other.value) and compare(self, other)

        def __lt__(self, other: Any) -> bool:
            return self._ordered(other, Literal.__lt__)

        def __le__(self, other: Any) -> bool:
            return self._ordered(other, Literal.__le__)

        def __gt__(self, other: Any) -> bool:
            return self._ordered(other, Literal.__gt__)

        def __ge__(self, other: Any) -> bool:
            return self._ordered(other, Literal.__ge__)

        __hash__ = Literal.__hash__

    return Strict


# A separate process -----------------------------------------------------------------------------------


@contextmanager
def confined(seconds: int) -> Iterator[Callable[[Rules, str], EngineAnswer]]:
    """Give :func:`apply_rules` in a process that may use so many seconds of processor time in total.

    pySHACL may take ten times as long. The function raises :class:`TooCostly` if the process was ended before
    its work was done, and :class:`EngineError` if it failed by itself.
    """
    allowed = seconds if fast_version() else seconds * _SLOWER
    command = [sys.executable, "-P", fast.__file__, str(allowed), str(_MEMORY)]
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=said) as process,
    ):
        timer = threading.Timer(allowed * _IDLE, process.kill)
        timer.daemon = True
        timer.start()
        sent_rules: set[int] = set()
        assert process.stdin is not None and process.stdout is not None
        written, answered = process.stdin, process.stdout

        def run(rules: Rules, text: str) -> EngineAnswer:
            try:
                key, data = hash(tuple(rules.items())), text.encode()
                head = json.dumps([key, None if key in sent_rules else dict(rules), len(data)])
                # The graph is not in the JSON: to escape it takes longer than to send it.
                written.write(b"%b\n%b" % (head.encode(), data))
                sent_rules.add(key)
                written.flush()
                line = answered.readline()
            except BrokenPipeError:
                line = b""
            if not line:
                code = process.wait()
                said.seek(0)
                words = said.read().decode("utf-8", "replace").strip()
                if code > 0 and "memory" not in words.casefold():
                    raise EngineError(words.rpartition("\n")[2] or f"it ended with {code}")
                message = "were not enough to apply the shapes"
                raise TooCostly(f"{allowed} seconds or {_MEMORY // 1024**3} GiB of memory {message}")
            answer = json.loads(line)
            return EngineAnswer([tuple(row) for row in answer["rows"]], answer["refused"], answer["failed"])

        try:
            yield run
        finally:
            timer.cancel()
            process.kill()
            # Closing the pipe writes buffered data, which the ended process cannot read; that is no error.
            with suppress(BrokenPipeError):
                written.close()
