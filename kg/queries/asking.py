"""Ask a store in a separate process, which can be stopped: the engine itself has no limits.

Sorting values that have no common order (numbers among dates, NaN) aborts the whole process, and no query can
be interrupted. So the process is forked; the new one limits its own time and memory, opens a store on disk
for reading, and writes the answer. If a system cannot fork (Windows), the query runs in this process, without
these limits.
"""

from __future__ import annotations

import ctypes
import errno
import faulthandler
import json
import os
import re
import select
import signal
import sys
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.errors import InputError, Problem
from kg.model import Location
from kg.rdf.bases import find_store_base, prefixes_of
from kg.rdf.merged import ask

#: One term of an answer in SPARQL JSON: ``type``, ``value``, perhaps ``xml:lang`` or ``datatype``.
Term = Mapping[str, str]

#: The first byte of an answer that is a graph, and of other answers.
GRAPH, RESULTS = b"T", b"J"
#: The number of bytes that an answer may always have, so that at least an error can be written.
_SMALLEST = 2**16
#: The exit code that says that the answer is a list of problems.
_REFUSED = 2
#: The system's message for a file that grows beyond the limit.
_TOO_LARGE = os.strerror(errno.EFBIG)
#: What the parser says of characters that might go on: ``['0' ..= '9' | '\u{00B7}']`` among quoted words.
_CHARACTERS = re.compile(r'(, )?(?<!")\[[^\]"]+\]')
#: The longest time to wait, in seconds: systems count milliseconds in 32 bits.
LONGEST = 1_000_000
#: The option that makes a child process end with its parent, on Linux.
_PR_SET_PDEATHSIG = 1


#: The graphs that together are the default graph, and the named graphs for ``GRAPH``.
NamedGraphs = tuple[list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph], list[ox.NamedNode | ox.BlankNode]]


def _readable(fault: str) -> str:
    """Return what the parser says without the characters that it lists, if it says more than these.

    >>> _readable("expected one of '{', ['0' ..= '9'], [_]")
    "expected one of '{'"
    >>> _readable("expected ['0' ..= '9']")
    "expected ['0' ..= '9']"
    """
    rest = _CHARACTERS.sub("", fault)
    return fault if rest.endswith(("expected ", "one of ")) else rest


@dataclass(frozen=True, slots=True)
class QueryLimits:
    """The limits of a query: seconds, and bytes of memory; its answer may have an eighth of these bytes."""

    seconds: float = 60
    memory: int = 2 * 1024**3

    @property
    def size(self) -> int:
        """The largest size of an answer in bytes."""
        return max(self.memory // 8, _SMALLEST)


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a query: rows of terms, yes or no (``truth``), or a graph (``triples``, as N-Triples)."""

    variables: tuple[str, ...] = ()
    rows: tuple[Mapping[str, Term], ...] = ()
    truth: bool | None = None
    triples: bytes | None = None


def is_plain(term: Term) -> bool:
    """Return whether a term is a string without a language.

    >>> is_plain({"type": "literal", "value": "a"}), is_plain({"type": "uri", "value": "urn:a"})
    (True, False)
    """
    return term["type"] == "literal" and "xml:lang" not in term and "datatype" not in term


def read_query_limits(
    environment: Mapping[str, str] = os.environ, *, seconds: float | None = None
) -> QueryLimits:
    """Return the query limits; ``KG_TIMEOUT`` (seconds) and ``KG_MAX_MEMORY`` (bytes) change the defaults.

    Raises:
        InputError: for a value that is not a number above zero.

    >>> read_query_limits({"KG_TIMEOUT": "5"}).seconds
    5.0
    """

    def number(name: str, known: float) -> float:
        text = environment.get(name, "").strip()
        try:
            value = float(text) if text else known
        except ValueError:
            value = 0
        if not 0 < value < float("inf"):
            raise InputError(Problem("bad-use", f"{name} is {text!r}, which is not a number above zero"))
        return value

    usual = QueryLimits()
    if seconds is None:
        seconds = number("KG_TIMEOUT", usual.seconds)
    elif not 0 < seconds < float("inf"):
        raise InputError(Problem("bad-use", f"a time of {seconds:g} seconds is none"))
    return QueryLimits(seconds, int(number("KG_MAX_MEMORY", usual.memory)))


def ask_folder(folder: Path, text: str, limits: QueryLimits | None = None) -> Answer:
    """Return the answer of the store that was built in ``folder``.

    Raises:
        InputError: if there is none or it is damaged, and as :func:`ask_store`.
    """

    def opened() -> ox.Store:
        from kg.rdf.store_files import open_read_only

        return open_read_only(folder)

    return _ask(opened, text, limits)


def read_base(folder: Path) -> str:
    """Return the base of the IRIs in the store that was built in ``folder``.

    Raises:
        InputError: if there is none or it is damaged.
    """
    from kg.rdf.store_files import open_read_only

    return find_store_base(open_read_only(folder))


def ask_store(store: ox.Store, text: str, limits: QueryLimits | None = None) -> Answer:
    """Return the answer of an open store. ``FROM`` and ``FROM NAMED`` can name only graphs of this store.

    Raises:
        InputError: for a query that does not parse, cannot be answered, or exceeds the limits.
    """
    return _ask(lambda: store, text, limits)


def _ask(opened: Callable[[], ox.Store], text: str, limits: QueryLimits | None) -> Answer:
    limits = limits or read_query_limits()
    with tempfile.TemporaryFile(prefix="kg-") as output:
        if hasattr(os, "fork"):
            _run(lambda: write_answer(opened(), text, output), output, limits)
        else:
            write_answer(opened(), text, output)
        output.seek(0)
        return _read(output.read())


def write_answer(
    store: ox.Store,
    text: str,
    output: IO[bytes],
    results: ox.QueryResultsFormat | None = ox.QueryResultsFormat.JSON,
    graphs: ox.RdfFormat | None = ox.RdfFormat.N_TRIPLES,
    dataset: NamedGraphs | None = None,
    base: str | None = None,
) -> None:
    """Write the answer to a query after one byte: :data:`GRAPH` for a graph, :data:`RESULTS` for results.

    ``dataset``, the graphs of the default graph and the named ones, replaces those that the query names with
    ``FROM`` and ``FROM NAMED``. Relative IRIs of the query are resolved against ``base``.

    Raises:
        InputError: for a query that does not parse or cannot be answered, or whose answer has no format.
    """
    default, named = dataset or (None, None)
    try:
        answer = ask(
            store,
            text,
            base_iri=base,
            prefixes=prefixes_of(find_store_base(store)),
            default_graph=default,
            named_graphs=named,
        )
        is_graph = isinstance(answer, ox.QueryTriples)
        format = graphs if is_graph else results
        if format is None:
            kind = "a graph" if is_graph else "a table, or yes or no"
            raise InputError(Problem("not-acceptable", f"the answer is {kind}, of which no form is accepted"))
        output.write(GRAPH if is_graph else RESULTS)
        answer.serialize(output, format)
        output.flush()
    except (SyntaxError, ValueError) as error:
        raise InputError(Problem("bad-query", f"not a SPARQL query: {_readable(str(error))}")) from error
    except (OSError, RuntimeError) as error:
        if _TOO_LARGE in str(error):
            raise
        raise InputError(Problem("bad-query", f"cannot be answered: {error}")) from error


def read_answer(data: bytes | str) -> Answer:
    """Return the answer in SPARQL JSON.

    Raises:
        ValueError: for other data.
    """
    value = json.loads(data)
    try:
        if "boolean" in value:
            return Answer(truth=bool(value["boolean"]))
        return Answer(tuple(value["head"]["vars"]), tuple(value["results"]["bindings"]))
    except (KeyError, TypeError) as error:
        raise ValueError(f"no SPARQL result: {error}") from error


def _read(data: bytes) -> Answer:
    return Answer(triples=data[1:]) if data[:1] == GRAPH else read_answer(data[1:])


# -- the process ------------------------------------------------------------------------------------------


def _run(work: Callable[[], None], output: IO[bytes], limits: QueryLimits) -> None:
    """Do the work in a separate process, which ends with the work, when its time is up, or with this one."""
    with tempfile.TemporaryFile(prefix="kg-") as said:
        ended, alive = os.pipe()
        parent = os.getpid()
        process = os.fork()
        if process == 0:
            os._exit(_work(work, output, said, parent, limits))
        os.close(alive)
        status = None
        try:
            # Nothing is written to the pipe: it is closed when the process ends.
            waiting = select.poll()
            waiting.register(ended)
            if waiting.poll(min(limits.seconds, LONGEST) * 1000):
                status = os.waitpid(process, 0)[1]
        finally:
            os.close(ended)
            if status is None:
                os.kill(process, signal.SIGKILL)
                os.waitpid(process, 0)
        if status != 0:
            said.seek(0)
            code = None if status is None else os.waitstatus_to_exitcode(status)
            raise explain_failure(code, said.read(), limits)


def _work(
    work: Callable[[], None], output: IO[bytes], said: IO[bytes], parent: int, limits: QueryLimits
) -> int:
    """Do the work in the forked process, and return its exit code."""
    try:
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        faulthandler.disable()
        os.dup2(said.fileno(), 2)
        limit_process(parent, limits)
        work()
        output.flush()
        return 0
    except InputError as error:
        problems = [[p.id, p.message, p.location and p.location.file, p.advice] for p in error.problems]
        said.write(json.dumps(problems).encode("ascii"))
        said.flush()
        return _REFUSED
    except BaseException as error:
        said.write(f"{type(error).__name__}: {error}".encode("utf-8", "backslashreplace"))
        said.flush()
        return 1


def limit_process(parent: int, limits: QueryLimits, *, one_query: bool = True) -> None:
    """Limit this process and let it end with its parent; limit its time too if it answers ``one_query``."""
    import resource

    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
    # The memory that this process has from its parent does not count.
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[0])
        had = pages * resource.getpagesize()
    except OSError:
        had = 0
    for kind, most in (
        (resource.RLIMIT_AS, had + limits.memory),
        (resource.RLIMIT_FSIZE, limits.size),
        (resource.RLIMIT_CPU, int(limits.seconds) + 2 if one_query else sys.maxsize),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = min(most, sys.maxsize if hard == resource.RLIM_INFINITY else hard)
        resource.setrlimit(kind, (soft, hard))


def explain_failure(code: int | None, said: bytes, limits: QueryLimits) -> InputError:
    """Return the error for a process that was stopped (``code`` is ``None``) or has failed."""
    if code is None:
        message = f"the answer takes longer than {limits.seconds:g} seconds"
        advice = "ask for less, or give it more time: --timeout SECONDS, or KG_TIMEOUT"
        return InputError(Problem("query-time", message, advice=advice))
    if code == _REFUSED:
        return InputError(
            [
                Problem(id, message, Location(file) if file else None, advice=advice)
                for id, message, file, advice in json.loads(said)
            ]
        )
    words = said.decode("utf-8", "replace")
    if "total order" in words:
        message = "cannot be answered: it sorts values that have no common order, such as numbers and dates"
        advice = "sort by their text: ORDER BY STR(?x)"
        return InputError(Problem("bad-query", message, advice=advice))
    if "Corruption" in words:
        advice = "'kg store check' tells what is wrong with it"
        return InputError(Problem("bad-store", "the store is damaged", advice=advice))
    if "memory" in words.casefold() or "bad_alloc" in words:
        message = f"the answer needs more than {limits.memory:,} bytes of memory"
        advice = "ask for less, or allow more: KG_MAX_MEMORY"
        return InputError(Problem("query-memory", message, advice=advice))
    if _TOO_LARGE in words:
        message = f"the answer is larger than {limits.size:,} bytes"
        advice = "ask for less, or allow more: an eighth of KG_MAX_MEMORY"
        return InputError(Problem("query-size", message, advice=advice))
    last = words.strip().splitlines()[-1:] or [f"exit code {code}"]
    return InputError(Problem("bad-query", f"cannot be answered: the engine failed: {last[0]}"))
