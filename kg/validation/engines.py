"""Two engines that apply SHACL shapes to a graph, behind one function: the package ``shacl``, else pySHACL.

Both get shapes and graph as N-Triples and give the same results. This file imports nothing of the package
before it has to, because it is also run as a script by a process of its own, in which what strangers wrote is
checked: the process limits its own time and memory, and whatever it does, it harms nothing else.
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
from dataclasses import asdict, dataclass, field
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

if TYPE_CHECKING:
    from rdflib import Graph

#: Bytes of memory that a process of its own may take.
_MEMORY = 4 * 1024**3
#: How many times as long as pySHACL is given where the fast engine has a time.
_SLOWER = 10
#: A process that does nothing is ended after so many times the processor time that it may use.
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
    """Checking was stopped because it took more time or memory than it may.

    >>> print(TooCostly("60 seconds were not enough"))
    60 seconds were not enough
    """


@dataclass(slots=True)
class Outcome:
    """What an engine found, which rules the fast one could not apply, and which none could."""

    rows: list[Row] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)
    failed: dict[str, str] = field(default_factory=dict)


@functools.cache
def fast_version() -> str | None:
    """Return the version of the fast engine, ``None`` where it is not installed."""
    try:
        import shacl  # noqa: F401

        return metadata.version("shacl")
    except (ImportError, metadata.PackageNotFoundError):
        return None


def engine_version() -> str:
    """Return which engine is used, in which version."""
    fast = fast_version()
    return f"shacl {fast}" if fast else f"pyshacl {metadata.version('pyshacl')}"


def apply_rules(rules: Rules, text: str) -> Outcome:
    """Return what the rules find in a graph; what the fast engine cannot do is done by pySHACL."""
    found = Outcome()
    slow = rules
    if fast_version():
        compiled, found.refused = _compile(tuple(sorted(rules.items())))
        try:
            found.rows += [] if compiled is None else _run_fast(compiled, text)
            slow = {name: rules[name] for name in found.refused}
        except BaseException as error:
            found.refused = dict.fromkeys(rules, _told(error))
    for name in sorted(slow):
        try:
            found.rows += run_pyshacl(slow[name], text)
        except Exception as error:
            found.failed[name] = f"{type(error).__name__}: {error}"
    return found


def _told(error: BaseException) -> str:
    """Return what an engine said; a panic of its own is no ordinary error, and anything else goes on."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
    return f"{type(error).__name__}: {error}".splitlines()[0]


# The fast engine --------------------------------------------------------------------------------------


@functools.lru_cache(maxsize=16)
def _compile(rules: tuple[tuple[str, str], ...]) -> tuple[Any, dict[str, str]]:
    """Return shapes ready for use, and which rules the engine refuses: it looks at all of them at once."""
    import shacl

    def compile(texts: list[str]) -> Any:
        shapes = shacl.Shapes.from_text("".join(texts), "ntriples")
        # A query is read only when it is used.
        shapes.validate_text("", "ntriples")
        return shapes

    try:
        return compile([text for _, text in rules]), {}
    except BaseException as error:
        _told(error)
    accepted: list[str] = []
    refused: dict[str, str] = {}
    for name, text in rules:
        try:
            compile([text])
            accepted.append(text)
        except BaseException as error:
            refused[name] = _told(error)
    return compile(accepted) if accepted else None, refused


def _run_fast(compiled: Any, text: str) -> list[Row]:
    return [
        (
            result.focus_node,
            result.value,
            result.source_shape.strip("<>"),
            result.component_iri,
            result.severity,
            result.path,
        )
        for result in compiled.validate_text(text, "ntriples").results
    ]


# pySHACL ----------------------------------------------------------------------------------------------


def report(data: Graph, shapes: Graph) -> Graph:
    """Return pySHACL's report. Without inference and advanced features it leaves ``data`` as it is."""
    from pyshacl import Validator
    from pyshacl.graph_abstraction import DataGraph
    from rdflib import Graph

    options = {"inplace": True, "logger": logging.getLogger(__name__)}
    validator = Validator(DataGraph.from_rdflib(data), shacl_graph=shapes, options=options)
    found = validator.run()[1]  # type: ignore[no-untyped-call] # pySHACL leaves it without types
    if not isinstance(found, Graph):
        raise TypeError(f"no report but {found!r}")
    return found


def run_pyshacl(rule: str, text: str) -> Iterator[Row]:
    """Yield what pySHACL finds by one rule."""
    from rdflib import SH

    from kg.validation.terms import write_term

    found = report(_data_graph(text), _shapes_graph(rule))
    for result in found.objects(None, SH.result):
        focus, value, shape, component, severity, path = (
            found.value(result, property)
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
    """Return the shapes of a rule for pySHACL, each with a message that it copies as it is.

    For a shape without one it writes out a message for each result, which takes longer than the check; into
    a literal it would put the values of a query, and fail where one ends in a backslash.
    """
    from rdflib import RDF, SH, Graph, URIRef

    graph = Graph(store="SimpleMemory").parse(data=rule, format="nt")
    for shape in {*graph.subjects(RDF.type, SH.NodeShape), *graph.subjects(RDF.type, SH.PropertyShape)}:
        graph.add((shape, SH.message, URIRef("urn:none")))
    return graph


@functools.lru_cache(maxsize=1)
def _data_graph(text: str) -> Graph:
    """Return a graph that parses each query of the shapes once; rdflib would do so for every node."""
    import pyoxigraph as ox
    from rdflib import Graph, Literal
    from rdflib.plugins.sparql import prepareQuery

    from kg.rdf.parsing import term_builder

    prepared = functools.cache(prepareQuery)
    strict = _strict_literal()

    class Data(Graph):
        def query(self, query_object: Any, *args: Any, **options: Any) -> Any:
            query = prepared(query_object) if isinstance(query_object, str) else query_object
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
    """Return a class of literals that are ordered only where SPARQL orders them.

    rdflib orders any two, if need be by the names of their datatypes, and pySHACL takes that for an answer.
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


# A process of its own ---------------------------------------------------------------------------------


@contextmanager
def confined(seconds: int) -> Iterator[Callable[[Rules, str], Outcome]]:
    """Give :func:`apply_rules` in a process that may take so many seconds of processor time altogether.

    pySHACL gets ten times as long. The function raises :class:`TooCostly` where the process was ended before
    its work was done, and :class:`EngineError` where it ended itself.
    """
    allowed = seconds if fast_version() else seconds * _SLOWER
    command = [sys.executable, "-P", str(Path(__file__)), str(allowed)]
    pipe = subprocess.PIPE
    with (
        tempfile.TemporaryFile() as said,
        subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=said) as process,
    ):
        timer = threading.Timer(allowed * _IDLE, process.kill)
        timer.daemon = True
        timer.start()
        known: set[int] = set()
        assert process.stdin is not None and process.stdout is not None
        written, answered = process.stdin, process.stdout

        def run(rules: Rules, text: str) -> Outcome:
            try:
                key = hash(tuple(rules.items()))
                written.write(json.dumps([key, None if key in known else dict(rules), text]).encode())
                written.write(b"\n")
                known.add(key)
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
            told = json.loads(line)
            return Outcome([tuple(row) for row in told["rows"]], told["refused"], told["failed"])

        try:
            yield run
        finally:
            timer.cancel()
            process.kill()
            # What it reads no more cannot be written when the pipe is closed, and is no error of its own.
            with suppress(BrokenPipeError):
                written.close()


def _limit(seconds: int) -> None:
    try:
        import resource
    except ImportError:  # there are no such limits on Windows; whoever waits ends the process all the same
        return
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, soft))


def _main() -> None:
    # The package may be where no path leads, as in a source tree that nobody installed.
    sys.path.append(str(Path(__file__).parents[2]))
    _limit(int(sys.argv[1]))
    logging.disable(logging.CRITICAL)
    known: dict[int, Rules] = {}
    for line in sys.stdin.buffer:
        key, rules, text = json.loads(line)
        rules = known.setdefault(key, rules)
        sys.stdout.write(json.dumps(asdict(apply_rules(rules, text))) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main()
