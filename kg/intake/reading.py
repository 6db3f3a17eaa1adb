"""Read RDF from strangers: within limits, without fetching anything, and without harm.

Any fault of a file is an :class:`~kg.errors.InputError`. Blank nodes get IRIs that depend on nothing but the
file, because other data cannot refer to a blank node.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox
from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.characters import BAD_IRI, CONTROL, number
from kg.errors import InputError, Problem
from kg.files import NO_FILE, STDIN, read_regular
from kg.intake.canonical import canonical_hash, sort_written
from kg.intake.guards import bad_iri, check_contexts, check_json, check_turtle, check_xml
from kg.intake.limits import Limits, read_limits
from kg.intake.sandbox import Exceeded, TokenTooLong, parsing, run_confined
from kg.intake.sandboxed import END, is_token
from kg.model import BASE, Location
from kg.rdf.bases import ELSEWHERE, take_from, text_without_base
from kg.rdf.parsing import GENID, Quad, name_blank_nodes, parse_quads
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import shared_term

#: The formats that are read, by the ending of a file's name and by media type.
FORMATS: Mapping[str, ox.RdfFormat] = {
    "ttl": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "jsonld": ox.RdfFormat.JSON_LD,
    "json": ox.RdfFormat.JSON_LD,
    "rdf": ox.RdfFormat.RDF_XML,
    "xml": ox.RdfFormat.RDF_XML,
    "text/turtle": ox.RdfFormat.TURTLE,
    "application/trig": ox.RdfFormat.TRIG,
    "application/n-triples": ox.RdfFormat.N_TRIPLES,
    "application/n-quads": ox.RdfFormat.N_QUADS,
    "application/ld+json": ox.RdfFormat.JSON_LD,
    "application/json": ox.RdfFormat.JSON_LD,
    "application/rdf+xml": ox.RdfFormat.RDF_XML,
}

#: Larger files, in bytes, are parsed in a separate process, except in formats that are read line by line.
#: Smaller files cannot nest so deep that the parser crashes, or take so long that it never ends.
_SMALL = 16 * 1024
_LINES = (ox.RdfFormat.N_TRIPLES, ox.RdfFormat.N_QUADS)
#: The base of relative IRIs in JSON-LD, so that they can be refused; its readers ignore them otherwise.
_NOWHERE = "relative-iri://nowhere/"
#: The end of a line of N-Quads without a graph, and where it begins.
_FULL_STOP = b" .\n"
_END_OF_LINE = -len(_FULL_STOP)
#: How IRIs begin that are as they are inside the program.
_HERE = f"<{BASE}".encode()
#: How blank nodes begin, and IRIs that stand for them.
_BLANK = (b"_:", f"<{GENID}".encode())
#: Properties as Oxigraph writes them whose values stay as they are.
_TO_ELSEWHERE = frozenset(f"<{property}>".encode() for property in ELSEWHERE)
#: How many times ``max_bytes`` the terms of a file may take in total, with prefixes and contexts applied.
_GROWTH = 16

#: Files of a bundle are parsed together up to so many bytes; the result may be so many times larger.
_TOGETHER = 16 * 1024 * 1024
_EXPANSION = 16

#: The longest literal or name, in bytes, that the parser of Turtle and similar formats can hold.
_LONGEST = 16 * 1024 * 1024

_IRI_AT_FAULT = re.compile(
    r"Invalid IRI|absolute IRI|parsing IRI|IRI code point|Invalid (?:host|port|percent)|Invalid IP"
)


def read_file(path: Path, limits: Limits | None = None) -> bytes:
    """Return the bytes of a regular file, or of standard input for ``-``.

    Raises:
        InputError: for a file that is missing, not a regular file, unreadable or too large.
    """
    limits = limits or read_limits()
    if path == STDIN:
        data = sys.stdin.buffer.read(limits.max_bytes + 1)
        _check_size(len(data), Location("<stdin>"), limits)
        return data
    where = Location(str(path))
    try:
        data = read_regular(path, limits.max_bytes + 1)
    except FileNotFoundError as error:
        raise InputError(Problem("no-such-file", "there is no such file", where)) from error
    except OSError as error:
        if error.errno in NO_FILE:
            raise InputError(Problem("not-a-file", "is not a regular file", where)) from error
        raise InputError(
            Problem("unreadable", f"cannot be read: {error.strerror or error}", where)
        ) from error
    except ValueError as error:
        raise InputError(Problem("unreadable", f"cannot be read: {error}", where)) from error
    _check_size(len(data), where, limits)
    return data


def _check_size(size: int, where: Location, limits: Limits) -> None:
    if size > limits.max_bytes:
        message = f"the limit is {limits.max_bytes:,} bytes; the file has more"
        advice = "send it in parts; KG_MAX_BYTES changes the limit"
        raise InputError(Problem("too-large", message, where, advice=advice))


def read_quads(
    data: bytes, name: str, *, limits: Limits | None = None, media: str | None = None
) -> list[Quad]:
    """Return the quads of an RDF file; its format is that of ``media``, else of the ending of ``name``.

    ``media`` is a media type or an ending (``"text/turtle"``, ``"ttl"``). The graph of a quad is ``None`` for
    the default graph. Literals are unchanged, even if they are not values of their datatypes.

    Raises:
        InputError: for any fault, with the file and, if it is known, the line.

    >>> read_quads(b'<urn:a> <urn:b> "1" .', "some.ttl")
    [(rdflib.term.URIRef('urn:a'), rdflib.term.URIRef('urn:b'), rdflib.term.Literal('1'), None)]
    """
    limits = limits or read_limits()
    where = Location(name)
    format = _format(name, media)
    _check_size(len(data), where, limits)
    data = data.removeprefix(b"\xef\xbb\xbf")
    _check_encoding(data, name)
    if format == ox.RdfFormat.JSON_LD:
        check_json(data, name, limits)
        check_contexts(data, name, limits)
    elif format == ox.RdfFormat.RDF_XML:
        check_xml(data, name, limits)
    else:
        check_turtle(data, name, limits)
    try:
        with _parsed(data, format, limits) as parsed:
            quads = _limited(parsed, name, limits)
    except Exceeded as error:
        message = f"is not read: {error}"
        raise InputError(
            Problem("too-complex", message, where, advice="send it in parts, as N-Quads")
        ) from error
    except (TokenTooLong, MemoryError) as error:
        if isinstance(error, MemoryError) and not is_token(error):
            raise
        message = f"a literal or a name is longer than {_LONGEST:,} bytes"
        advice = "send it in parts"
        raise InputError(Problem("literal-too-long", message, where, advice=advice)) from error
    except SyntaxError as error:
        raise _refused(error, name) from error
    except ValueError as error:
        raise InputError(Problem("bad-rdf", f"not RDF as it is read here: {error}", where)) from error
    except (OSError, RuntimeError) as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unreadable", message, where)) from error
    iris = name_blank_nodes(quads)
    return [_named(quad, iris) for quad in quads] if iris else quads


@dataclass(frozen=True, slots=True)
class GraphRead:
    """The content of a file of one graph: its triples, its canonical hash, and whether it has blank nodes.

    ``written`` has the triples as N-Triples, unless the file had to be read on its own.
    """

    statements: Statements
    rdfc10: str
    blank: bool = False
    written: bytes | None = field(default=None, repr=False)


def read_graphs(
    files: Mapping[str, bytes], limits: Limits | None = None, base: str = BASE
) -> Iterator[tuple[str, GraphRead | InputError]]:
    """Yield the name and the graph, or the error, of each of many Turtle files, in their order.

    The result is that of :func:`read_quads`, but several files share a process, which saves most of the time.
    IRIs that were minted under ``base`` get the one that they have inside the program; the canonical hash is
    that of the file.
    """
    limits = limits or read_limits()
    terms = _Terms(limits, base)
    # While some files are read here, a process parses those that follow.
    with ThreadPoolExecutor(1) as parsing_ahead:
        parsed = ((some, parsing_ahead.submit(_write_together, some, limits)) for some in _split_files(files))
        ahead = next(parsed, None)
        while ahead is not None:
            (some, written), ahead = ahead, next(parsed, None)
            yield from _read_together(some, written.result(), limits, terms)


def _split_files(files: Mapping[str, bytes]) -> Iterator[dict[str, bytes]]:
    """Yield the files that are parsed together."""
    waiting: dict[str, bytes] = {}
    for name, data in files.items():
        if waiting and sum(map(len, waiting.values())) + len(data) > _TOGETHER:
            yield waiting
            waiting = {}
        waiting[name] = data
    if waiting:
        yield waiting


def _read_together(
    files: Mapping[str, bytes], written: list[bytes] | None, limits: Limits, terms: _Terms
) -> Iterator[tuple[str, GraphRead | InputError]]:
    for name, data in files.items():
        graph = None if written is None else _read_written(written.pop(0), limits, terms)
        try:
            yield name, graph or _read_alone(data, name, limits, terms.base)
        except InputError as error:
            yield name, error


def _write_together(files: Mapping[str, bytes], limits: Limits) -> list[bytes] | None:
    """Return the N-Quads of each file, ``None`` if any file has a fault."""
    data = [content.removeprefix(b"\xef\xbb\xbf") for content in files.values()]
    try:
        for name, content in zip(files, data, strict=True):
            _check_size(len(content), Location(name), limits)
            _check_encoding(content, name)
            check_turtle(content, name, limits)
        if all(len(content) <= _SMALL for content in data):
            quads = (ox.parse(content, format=ox.RdfFormat.TURTLE) for content in data)
            return [ox.serialize(parsed, format=ox.RdfFormat.N_QUADS) or b"" for parsed in quads]
        task = parsing("ttl", sizes=[*map(len, data)])
        size = _EXPANSION * max(1 << 20, sum(map(len, data)))
        with run_confined(task, b"".join(data), seconds=limits.parse_seconds, size=size) as output:
            return output.read().split(END)[:-1]
    except (InputError, Exceeded, TokenTooLong, MemoryError, SyntaxError, ValueError, OSError):
        return None


def _read_written(data: bytes, limits: Limits, terms: _Terms) -> GraphRead | None:
    """Return the graph of N-Quads that Oxigraph wrote, ``None`` if it must be read by :func:`read_quads`."""
    if len(data) > limits.max_bytes * _GROWTH:
        return None
    lines = sort_written(data)
    if len(lines) > limits.max_triples:
        return None
    written = b"".join(lines)
    hashed = hashlib.sha256(written).hexdigest()
    said: dict[Node, dict[Node, list[Node]]] = {}
    last_subject = last_property = b""
    try:
        for line in lines:
            # Only the last term may contain spaces.
            subject, property, rest = line.split(b" ", 2)
            if subject != last_subject:
                about = said[terms[subject]] = {}
                last_subject, last_property = subject, b""
            if property != last_property:
                values = about[terms[property]] = []
                values_of = terms.elsewhere if property in _TO_ELSEWHERE else terms
                last_property = property
            values.append(values_of[rest[:_END_OF_LINE]])
    except (InputError, ValueError):
        return None
    return GraphRead(Statements.of(said, len(lines)), hashed, written=terms.rename(written))


class _Terms(dict[bytes, Node]):
    """Terms that Oxigraph wrote, by their N-Quads; each is read and checked when it is first needed.

    Most terms of a line are in other lines, too. IRIs under ``base`` get the one that they have inside the
    program, except for those in ``elsewhere``, which are values of properties that name addresses elsewhere.
    """

    def __init__(self, limits: Limits, base: str = BASE, *, renames: bool = True):
        super().__init__()
        self._limits, self.base = limits, base
        self._start, self._renames = f"<{base}".encode(), renames and base != BASE
        self._renamed: dict[bytes, bytes] = {}
        #: Whether all terms are renamed by replacing the beginnings of IRIs.
        self._plain = True
        self.elsewhere = _Terms(limits, base, renames=False) if self._renames else self

    def __missing__(self, written: bytes) -> Node:
        term = _read_term(written, self._limits, self.base if self._renames else BASE)
        if self.base != BASE:
            here = f"<{term}>".encode() if type(term) is URIRef else written
            if here != written:
                if text_without_base(term, self.base) != written[1:-1].decode():  # type: ignore[arg-type]
                    raise ValueError("another IRI may get the same one")
                self._renamed[written] = here
            self._plain &= written.replace(self._start, _HERE) == here
        self[written] = term
        return term

    def rename(self, written: bytes) -> bytes:
        """Return N-Triples, all of whose terms were read, with IRIs as they are inside the program."""
        if not self._renamed:
            return written
        if self._plain and self.elsewhere._plain:
            return written.replace(self._start, _HERE)
        return b"".join(map(self._rename_line, written.splitlines()))

    def _rename_line(self, line: bytes) -> bytes:
        subject, property, rest = line.split(b" ", 2)
        value, renamed = rest[: _END_OF_LINE + 1], self._renamed
        if property not in _TO_ELSEWHERE:
            value = renamed.get(value, value)
        return b"%b %b %b .\n" % (renamed.get(subject, subject), renamed.get(property, property), value)


def _read_term(written: bytes, limits: Limits, base: str) -> Node:
    """Return a term that Oxigraph wrote as N-Quads; to read it here takes a third of the parser's time.

    An IRI that was minted under ``base`` gets the one that it has inside the program.

    Raises:
        InputError: for a term that exceeds the limits, or that no file may have.
        ValueError: for a blank node, an IRI that stands for one, and a term that only RDF 1.2 has.
    """
    if written.startswith(_BLANK):
        raise ValueError("has blank nodes")
    term: Node | None
    if b"\\" in written or b"--" in written:
        ((_, _, term, _),) = parse_quads(b"<urn:a> <urn:b> " + written + _FULL_STOP, ox.RdfFormat.N_QUADS)
    elif written.startswith(b"<"):
        iri = written[1:-1].decode()
        _check_iri(iri, "", limits)
        return shared_term(text_without_base(iri, base))
    else:
        text, _, kind = written[1:].decode().rpartition('"')
        language, datatype = kind.removeprefix("@"), kind.removeprefix("^^")
        if datatype != kind:
            term = Literal(text, datatype=datatype[1:-1], normalize=False)
        else:
            term = Literal(text, lang=language or None)
    if type(term) is Literal:
        _check_literal(term, term, "", limits)
    elif type(term) is URIRef:
        _check_iri(term, "", limits)
        term = shared_term(text_without_base(term, base))
    return term


def _read_alone(data: bytes, name: str, limits: Limits, base: str) -> GraphRead:
    quads = read_quads(data, name, limits=limits, media="ttl")
    blank = any(type(term) is URIRef and term.startswith(GENID) for quad in quads for term in quad)
    hashed = canonical_hash(quads, seconds=limits.canonical_seconds, name=name)
    return GraphRead(Statements(take_from((quad[:3] for quad in quads), base)), hashed, blank)


def _named(quad: Quad, iris: Mapping[Node, URIRef]) -> Quad:
    s, p, o, g = quad
    return iris.get(s, s), p, iris.get(o, o), None if g is None else iris.get(g, g)


def _format(name: str, media: str | None) -> ox.RdfFormat:
    ending = Path(name).suffix.removeprefix(".") if media is None else media.partition(";")[0].strip()
    rdf_format = FORMATS.get(ending.lower())
    if rdf_format is None:
        shown = ending if len(ending) <= 40 else f"{ending[:40]}…"
        message = (
            f"{shown!r} is not an ending or media type of an RDF format"
            if shown
            else "its name has no ending"
        )
        advice = "the endings are .ttl, .trig, .nt, .nq, .jsonld, .json, .rdf and .xml"
        raise InputError(Problem("bad-format", message, Location(name), advice=advice))
    return rdf_format


def _check_encoding(data: bytes, name: str) -> None:
    try:
        data.decode("utf-8")
    except UnicodeDecodeError as error:
        at = Location(name, data.count(b"\n", 0, error.start) + 1)
        message = f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
        raise InputError(Problem("bad-rdf", message, at, advice="save the file as UTF-8")) from error


@contextmanager
def _parsed(data: bytes, format: ox.RdfFormat, limits: Limits) -> Iterator[Iterator[Quad]]:
    """Give the quads of a file, parsed in a separate process if the file is large."""
    base = _NOWHERE if format == ox.RdfFormat.JSON_LD else None
    if format in _LINES or len(data) <= _SMALL:
        yield parse_quads(data, format, base=base)
        return
    task = parsing(format.file_extension, base)
    size = limits.max_bytes * _GROWTH
    with run_confined(task, data, seconds=limits.parse_seconds, size=size) as output:
        yield parse_quads(output, ox.RdfFormat.N_QUADS)


def _limited(quads: Iterable[Quad], name: str, limits: Limits) -> list[Quad]:
    """Return the quads, or refuse them if they exceed the limits or have invalid terms."""
    kept: list[Quad] = []
    blank: set[Node] = set()
    checked: set[int] = set()  # by object identity: each IRI is one object, and to hash it takes longer
    size = 0
    for quad in quads:
        for term in quad:
            # Terms are exactly of these classes; isinstance would take most of the time here.
            if type(term) is URIRef:
                size += len(term)
                if id(term) not in checked:
                    _check_iri(term, name, limits)
                    checked.add(id(term))
            elif type(term) is Literal:
                size += len(term)
                _check_literal(term, quad[0], name, limits)
            elif term is not None:
                blank.add(term)
        kept.append(quad)
        if len(kept) > limits.max_triples:
            raise _over("too-many-triples", f"more than {limits.max_triples:,} triples", name, "TRIPLES")
        if len(blank) > limits.max_blank_nodes:
            message = f"more than {limits.max_blank_nodes:,} blank nodes"
            raise _over("too-many-blank-nodes", message, name, "BLANK_NODES")
        if size > limits.max_bytes * _GROWTH:
            message = f"its prefixes make more than {limits.max_bytes * _GROWTH:,} characters of it"
            raise _over("too-large", message, name, "BYTES")
    return kept


def _over(id: str, message: str, name: str, limit: str) -> InputError:
    return InputError(Problem(id, message, Location(name), advice=f"KG_MAX_{limit} changes the limit"))


def _check_iri(iri: str, name: str, limits: Limits) -> None:
    if iri.startswith(_NOWHERE):
        shown = iri.removeprefix(_NOWHERE)[:100]
        message = f"<{shown}> is relative, and nothing says to what"
        advice = "write the whole IRI, or declare @base"
        raise InputError(Problem("bad-iri", message, Location(name), advice=advice))
    if BAD_IRI.search(iri):
        raise bad_iri(iri, Location(name))
    if len(iri) > limits.max_literal:
        message = f"an IRI has {len(iri):,} characters; the limit is {limits.max_literal:,}"
        raise _over("literal-too-long", message, name, "LITERAL")


def _check_literal(text: Literal, subject: Node, name: str, limits: Limits) -> None:
    if len(text) > limits.max_literal:
        message = (
            f"a literal of <{subject}> has {len(text):,} characters; the limit is {limits.max_literal:,}"
        )
        raise _over("literal-too-long", message, name, "LITERAL")
    control = CONTROL.search(text)
    if control is not None:
        message = f"a literal of <{subject}> holds the control character {number(control[0])}"
        raise InputError(Problem("control-character", message, Location(name), advice="remove it"))
    if text.datatype is not None and BAD_IRI.search(text.datatype):
        raise bad_iri(text.datatype, Location(name))


def _refused(error: SyntaxError, name: str) -> InputError:
    """Return a syntax error of the parser as an InputError."""
    message = error.msg if len(error.msg) <= 300 else f"{error.msg[:300]}…"
    where = Location(name, error.lineno)
    if "LoadDocumentCallback" in message:
        return InputError(
            Problem("remote-context", "a context is elsewhere, and nothing is ever fetched", where)
        )
    id = "bad-iri" if _IRI_AT_FAULT.search(message) else "bad-rdf"
    return InputError(Problem(id, f"not well-formed RDF: {message}", where))
