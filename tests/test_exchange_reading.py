"""What a stranger sends is read within limits or refused with a reason; nothing is fetched or crashes."""

from __future__ import annotations

import io
import json
import os
import random
import socket
import sys
import threading
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from conftest import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import OWL, RDF, XSD, BNode, Dataset, Graph, Literal, URIRef
from support.damage import RDF_XML, damaged
from support.drawing import drawn
from support.rows import rows_of

import kg
from kg.errors import InputError
from kg.intake import canonical, reading, sandbox
from kg.intake.canonical import canonical_hash, canonical_nquads
from kg.intake.limits import Limits, read_limits
from kg.intake.reading import GraphRead, read_file, read_graphs, read_quads
from kg.model import Location
from kg.rdf.parsing import GENID, Quad, name_blank_nodes
from kg.rdf.serialize import Format, serialize, write_nquads
from kg.rdf.store import build_store
from kg.reasoning import NoJavaError, check_consistency
from kg.reasoning.hermit import find_java
from kg.validation import check_graph

#: How many damaged files are read; many more by hand than in every run.
EXAMPLES = int(os.environ.get("KG_FUZZ_EXAMPLES") or drawn(100))

LIMITS = Limits()


def _problem(data: bytes, name: str, limits: Limits = LIMITS) -> tuple[str, int | None]:
    """Return the identifier and the line of the one problem that a file has."""
    with pytest.raises(InputError) as raised:
        read_quads(data, name, limits=limits)
    (problem,) = raised.value.problems
    assert problem.location is not None and problem.location.file == name
    assert problem.message
    return problem.id, problem.location.line


@pytest.fixture
def visitors() -> Iterator[SimpleNamespace]:
    """Give the address of a server on this machine, and who has come to it."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        came: list[bytes] = []

        def serve() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                with connection:
                    came.append(connection.recv(1000))

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield SimpleNamespace(address=f"http://127.0.0.1:{server.getsockname()[1]}/", came=came)
        server.shutdown(socket.SHUT_RDWR)
        thread.join(5)


# -- What is read ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("name", "format"), [("a.trig", "trig"), ("a.nq", "nquads"), ("a.jsonld", "jsonld")])
def test_own_exports_are_read_as_they_were_written(name: str, format: Format) -> None:
    graph = _small_graph()
    quads: list[Any] = [
        (s, p, o, g or URIRef("urn:default"))
        for s, p, o, g in read_quads(graph.export(format, findings=False), name)
    ]
    assert write_nquads(quads) == graph.export("nquads", findings=False)


@pytest.mark.parametrize("name", ["a.ttl", "a.trig", "a.nt", "a.nq", "a.jsonld", "a.json", "a.rdf", "a.xml"])
@pytest.mark.parametrize("many", [1, 2000])
def test_every_format_gives_the_same_quads(name: str, many: int) -> None:
    """Few are parsed in this process, many in one of their own."""
    triples = [
        ox.Triple(ox.NamedNode("urn:a"), ox.NamedNode("urn:p:b"), ox.Literal(f"سلام {n}", language="fa"))
        for n in range(many)
    ]
    data = ox.serialize(triples, format=reading.FORMATS[name.partition(".")[2]])
    assert data is not None and (len(data) > reading._SMALL) == (many > 1)
    found = read_quads(data, name)
    assert {
        (str(s), str(p), str(o), o.language, g) for s, p, o, g in found if isinstance(o, rdflib.Literal)
    } == {("urn:a", "urn:p:b", f"سلام {n}", "fa", None) for n in range(many)}


def test_the_media_type_goes_before_the_name() -> None:
    data = b'<urn:a> <urn:b> "1" .'
    assert read_quads(data, "https://example.org/a?x", media="text/turtle; charset=utf-8") == read_quads(
        data, "a.nt"
    )
    with pytest.raises(InputError, match="bad-format"):
        read_quads(data, "a.csv")
    with pytest.raises(InputError, match="bad-format"):
        read_quads(data, "a.ttl", media="text/n3")


@pytest.mark.parametrize(
    ("text", "datatype"),
    [
        ("2020-10-04Z", XSD.date),
        ("2020-02-30", XSD.date),
        ("1", XSD.boolean),
        ("007", XSD.integer),
        ("9" * 5000, XSD.integer),
        ("1e999999999", XSD.double),
        ("not a number", XSD.integer),
        ("<a", RDF.XMLLiteral),
        ("x", URIRef("urn:unknown")),
    ],
)
def test_literals_stay_as_they_were_written(text: str, datatype: URIRef) -> None:
    ((_, _, found, _),) = read_quads(f'<urn:a> <urn:b> "{text}"^^<{datatype}> .'.encode(), "a.ttl")
    assert isinstance(found, rdflib.Literal)
    assert (str(found), found.datatype) == (text, datatype)


@pytest.mark.parametrize("datatype", [RDF.XMLLiteral, RDF.HTML])
def test_markup_in_literals_is_never_parsed(
    datatype: URIRef, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """rdflib parses it whenever it makes a literal, and would expand a billion laughs."""

    def refused(*_: object, **__: object) -> None:
        raise AssertionError("markup was parsed")

    monkeypatch.setattr("xml.dom.minidom.parseString", refused)
    laughs = "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"
    quads: list[Any] = read_quads(f'<urn:a> <urn:b> "{laughs}"^^<{datatype}> .'.encode(), "a.ttl")
    store = build_store((s, p, o, URIRef("urn:g")) for s, p, o, _ in quads)
    (row,) = rows_of(store.query("SELECT ?o { ?s ?p ?o }"))
    assert row[0] == quads[0][2] == rdflib.Literal(laughs, datatype=datatype)
    assert str(row[0]) == laughs
    assert not caplog.records


def test_strings_are_plain() -> None:
    ((_, _, found, _),) = read_quads(f'<urn:a> <urn:b> "x"^^<{XSD.string}> .'.encode(), "a.ttl")
    assert found == rdflib.Literal("x")


def test_a_prefix_declared_twice_means_the_later() -> None:
    data = b'@prefix a: <urn:a:> . a:s a:p "1" . @prefix a: <urn:b:> . a:s a:p "1" .'
    assert [str(s) for s, *_ in read_quads(data, "a.ttl")] == ["urn:a:s", "urn:b:s"]


def test_a_byte_order_mark_is_passed_over() -> None:
    for name, data in SMALL.items():
        assert read_quads(b"\xef\xbb\xbf" + data, name) == read_quads(data, name)


def test_brackets_in_texts_do_not_nest() -> None:
    texts = b"[" * 999, b"((" * 999, b"{{" * 999, b"<<" * 999
    for text in texts:
        for quoted in (b'"%s"', b"'%s'", b'"""a"b\\"%s"""', b"'''a'b\\'%s'''"):
            assert len(read_quads(b"<urn:a> <urn:b> " + quoted % text + b" .", "a.ttl")) == 1
        assert len(read_quads(b'<urn:a> <urn:b> "1" . # ' + text, "a.ttl")) == 1
        assert len(read_quads(b'{"@id": "urn:a", "urn:p": "\\"%s"}' % text, "a.json")) == 1
        body = b'<a p:b="1"><!-- %s --></a>' % (b"<a>" * 999)
        assert len(read_quads(RDF_XML % body, "a.rdf")) == 2
    assert len(read_quads(b"@prefix e: <urn:> . e:a\\(\\(b e:it\\'s e:c\\#d .", "a.ttl")) == 1


# -- Blank nodes ----------------------------------------------------------------------------------------


def test_blank_nodes_get_iris_that_their_labels_do_not_change() -> None:
    one = b'_:a <urn:p> _:b . _:b <urn:p> "x" . <urn:s> <urn:p> _:a . [] <urn:p> ( "y" _:a ) .'
    two = b'[] <urn:p> ( "y" _:z ) . _:y <urn:p> "x" . _:z <urn:p> _:y . <urn:s> <urn:p> _:z .'
    first, second = (read_quads(data, "a.ttl") for data in (one, two))
    assert set(first) == set(second)
    terms = [term for quad in first for term in quad if term is not None]
    assert not any(isinstance(term, BNode) for term in terms)
    assert len({term for term in terms if str(term).startswith(GENID)}) == 5


def test_blank_graphs_get_iris_too() -> None:
    first = read_quads(b'_:g { <urn:a> <urn:b> "1" }  _:h { <urn:a> <urn:b> "2" }', "a.trig")
    second = read_quads(b'_:x { <urn:a> <urn:b> "2" }  _:y { <urn:a> <urn:b> "1" }', "a.trig")
    assert set(first) == set(second)
    assert len({g for *_, g in first}) == 2


@pytest.mark.parametrize(
    "edges",
    [
        [(n, n + 1) for n in range(999)],
        [(n, (n + 1) % 1000) for n in range(1000)],
        [(n, m) for n in range(100) for m in range(100)],
    ],
    ids=["chain", "ring", "clique"],
)
def test_blank_nodes_that_are_hard_to_tell_apart_are_named_alike(edges: list[tuple[int, int]]) -> None:
    data = "".join(f"_:b{n} <urn:p> _:b{m} .\n" for n, m in edges).encode()
    found = read_quads(data, "a.nq")
    assert len(found) == len(edges)
    assert found == read_quads(data, "a.nq")


def test_names_of_blank_nodes_cost_a_bounded_number_of_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    quads = [(BNode(f"b{n}"), URIRef("urn:p"), BNode(f"b{n + 1}")) for n in range(300)]
    thorough = name_blank_nodes(quads)
    monkeypatch.setattr("kg.rdf.parsing._MAX_STEPS", 1000)
    hasty = name_blank_nodes(quads)
    assert thorough.keys() == hasty.keys() and thorough != hasty
    assert len(set(hasty.values())) == len(set(thorough.values())) == 301


# -- What is refused ------------------------------------------------------------------------------------

MILLION = 10**6
BRACKETS = b"<urn:a> <urn:p> "

HOSTILE: dict[str, tuple[str, Callable[[], bytes], str, int | None]] = {
    # name: (file, what is in it, the problem, its line)
    "nested brackets": ("a.ttl", lambda: BRACKETS + b"[" * MILLION, "too-deep", 1),
    "nested nodes": (
        "a.ttl",
        lambda: b"# \n" + BRACKETS + b"[a " * MILLION + b"1" + b"]" * MILLION + b".",
        "too-deep",
        2,
    ),
    "nested lists": ("a.ttl", lambda: BRACKETS + b"(" * MILLION + b")" * MILLION + b".", "too-deep", 1),
    "nested graphs": ("a.trig", lambda: b"\n{" * MILLION, "too-deep", 258),
    "nested arrays": ("a.json", lambda: b"[" * MILLION + b"]" * MILLION, "too-deep", 1),
    "nested objects": ("a.json", lambda: b'{"a":' * MILLION + b"1" + b"}" * MILLION, "too-deep", 1),
    "nested elements": ("a.rdf", lambda: RDF_XML % (b"<a>" * MILLION + b"</a>" * MILLION), "too-deep", 1),
    "nested, never closed": ("a.rdf", lambda: RDF_XML[:80] + b"\n>" + b"<a>" * MILLION, "too-deep", 2),
    "nested triple terms": (
        "a.ttl",
        lambda: BRACKETS + b"<<( <urn:a> <urn:b> " * 10**5 + b"1" + b")>>" * 10**5,
        "bad-rdf",
        1,
    ),
    "nested triple terms in lines": (
        "a.nq",
        lambda: BRACKETS + b"<<(<urn:a> <urn:b> " * 10**5,
        "bad-rdf",
        1,
    ),
    "a triple term": ("a.ttl", lambda: b"\n<urn:a> <urn:b> <<( <urn:a> <urn:b> <urn:c> )>> .", "bad-rdf", 2),
    "a reified triple": ("a.ttl", lambda: b"<<<urn:a> <urn:b> <urn:c>>> <urn:b> 1 .", "bad-rdf", 1),
    "an annotated triple": ("a.ttl", lambda: b"<urn:a> <urn:b> <urn:c> {| <urn:b> 1 |} .", "bad-rdf", 1),
    "a base direction": ("a.ttl", lambda: '<urn:a> <urn:b> "متن"@fa--rtl .'.encode(), "bad-rdf", None),
    "a base direction in JSON": (
        "a.json",
        lambda: b'{"urn:p": {"@value": "x", "@language": "fa", "@direction": "rtl"}}',
        "bad-rdf",
        None,
    ),
    "a long literal": (
        "a.ttl",
        lambda: BRACKETS + b'"' + b"x" * 17 * MILLION + b'" .',
        "literal-too-long",
        None,
    ),
    "a long literal in a line": (
        "a.nq",
        lambda: BRACKETS + b'"' + b"x" * 17 * MILLION + b'" .',
        "literal-too-long",
        None,
    ),
    "a large file": ("a.ttl", lambda: b" " * (64 * 1024**2 + 1), "too-large", None),
    "a hundred thousand blank nodes": (
        "a.ttl",
        lambda: BRACKETS + b"[]," * 10**5 + b"[] .",
        "too-many-blank-nodes",
        None,
    ),
    "a prefix as long as a file": (
        "a.ttl",
        lambda: (
            b"@prefix a: <urn:%s> . a:a a:b " % (b"x" * MILLION)
            + b",".join(b"a:%d" % n for n in range(2_000))
            + b" ."
        ),
        "too-complex",
        None,
    ),
    "terms that stand for terms": (
        "a.json",
        lambda: (
            b'{"@context": {%s, "a99999": "urn:z"}, "a0": 1}'
            % b",".join(b'"a%d": "a%d:x"' % (n, n + 1) for n in range(99_999))
        ),
        "too-complex",
        None,
    ),
    "not UTF-8": ("a.ttl", lambda: b'\n<urn:a> <urn:b> "\xff" .', "bad-rdf", 2),
    "not UTF-8 in an IRI": ("a.nq", lambda: b"<urn:\xc3\x28> <urn:b> <urn:c> .", "bad-rdf", 1),
    "UTF-16": ("a.ttl", lambda: '<urn:a> <urn:b> "1" .'.encode("utf-16"), "bad-rdf", 1),
    "UTF-16 that hides a document type": (
        "a.rdf",
        lambda: '<!DOCTYPE a SYSTEM "file:///etc/passwd"><a/>'.encode("utf-16"),
        "bad-rdf",
        1,
    ),
    "UTF-16 without a mark": ("a.rdf", lambda: "<!DOCTYPE a><a/>".encode("utf-16-le"), "bad-rdf", 1),
    "another encoding": (
        "a.rdf",
        lambda: b'<?xml version="1.0" encoding="utf-7"?>' + RDF_XML % b"<a/>",
        "bad-rdf",
        None,
    ),
    "an unpaired surrogate": ("a.ttl", lambda: b'<urn:a> <urn:b> "\\uD800" .', "bad-rdf", 1),
    "an unpaired surrogate in JSON": ("a.json", lambda: b'{"urn:p": "\\ud800"}', "bad-rdf", 1),
    "an unpaired surrogate as it is": (
        "a.json",
        lambda: '{"urn:p": "\ud800"}'.encode("utf-8", "surrogatepass"),
        "bad-rdf",
        1,
    ),
    "a NUL": ("a.ttl", lambda: b'<urn:a> <urn:b> "a\0b" .', "control-character", None),
    "an escaped NUL": ("a.ttl", lambda: b'<urn:a> <urn:b> "a\\u0000b" .', "control-character", None),
    "a NUL in JSON": ("a.json", lambda: b'{"urn:p": "a\\u0000b"}', "control-character", None),
    "a NUL in XML": ("a.rdf", lambda: RDF_XML % b'<a p:b="\0"/>', "control-character", None),
    "an escape sequence": ("a.nq", lambda: b'<urn:a> <urn:b> "\x1b[2J" .', "control-character", None),
    "a control character in an IRI": ("a.ttl", lambda: b"\n<urn:a\x01> <urn:b> 1 .", "bad-iri", 2),
    "an escaped one": ("a.ttl", lambda: b"<urn:a\\u0001> <urn:b> 1 .", "bad-iri", 1),
    "a space in an IRI": ("a.ttl", lambda: b"<urn:a b> <urn:b> 1 .", "bad-iri", 1),
    "an escaped space in an IRI": ("a.nq", lambda: b'<urn:a\\u0020b> <urn:b> "1" .', "bad-iri", 1),
    "a space in an IRI in JSON": ("a.json", lambda: b'{\n"@id": "urn:a b", "urn:p": 1}', "bad-iri", 2),
    "a space in an IRI under another word": (
        "a.json",
        lambda: b'{"@context": {"id": "@id"}, "id": "urn:a b", "urn:p": 1}',
        "bad-iri",
        1,
    ),
    "a control character in a property": ("a.json", lambda: b'{"urn:a\\u0001": 1}', "bad-iri", 1),
    "a space in an IRI in XML": ("a.rdf", lambda: RDF_XML % b'<a rdf:about="urn:a b"/>', "bad-iri", None),
    "an override in an IRI": ("a.ttl", lambda: "<urn:a\u202eb> <urn:b> 1 .".encode(), "bad-iri", None),
    "an override in a datatype": (
        "a.nq",
        lambda: '<urn:a> <urn:b> "1"^^<urn:\u202e> .'.encode(),
        "bad-iri",
        None,
    ),
    "a relative IRI": ("a.ttl", lambda: b"<a> <urn:b> 1 .", "bad-iri", 1),
    "a relative IRI in JSON": ("a.json", lambda: b'{"@id": "a", "urn:b": 1}', "bad-iri", None),
    "a relative IRI in XML": ("a.rdf", lambda: RDF_XML % b'<a rdf:about="a"/>', "bad-iri", None),
    "a prefix that is not declared": ("a.ttl", lambda: b"a:a a:b a:c .", "bad-rdf", 1),
    "a named context": ("a.json", lambda: b'{"@context":\n"http://127.0.0.1:9/"}', "remote-context", 2),
    "one among others": ("a.json", lambda: b'{"@context": [{}, "http://127.0.0.1:9/"]}', "remote-context", 1),
    "one within a context": (
        "a.json",
        lambda: b'{"@context": {"a": {"@id": "urn:a", "@context": "http://127.0.0.1:9/"}}}',
        "remote-context",
        1,
    ),
    "an imported context": ("a.json", lambda: b'{"@context": {"@import": "c.json"}}', "remote-context", 1),
    "a relative context": ("a.json", lambda: b'[{"a": {"@context": "c.json"}}]', "remote-context", 1),
    "a context hidden by another": (
        "a.json",
        lambda: b'{"@context": "http://127.0.0.1:9/", "@context": {}}',
        "remote-context",
        None,
    ),
    "a cycle of terms": (
        "a.json",
        lambda: b'{"@context": {"a": "b:x", "b": "a:x"}, "a": 1}',
        "bad-rdf",
        None,
    ),
    "two documents": ("a.json", lambda: b'{"urn:p": 1} {"urn:p": 2}', "bad-rdf", 1),
    "no JSON": ("a.json", lambda: b"\n\n{", "bad-rdf", 3),
    "not a number": ("a.json", lambda: b'{"urn:p": NaN}', "bad-rdf", 1),
    "a document type": ("a.rdf", lambda: b"\n<!DOCTYPE a>" + RDF_XML % b"", "doctype", 2),
    "an external one": (
        "a.rdf",
        lambda: b'<!DOCTYPE a SYSTEM "http://127.0.0.1:9/">' + RDF_XML % b"",
        "doctype",
        1,
    ),
    "entities": (
        "a.rdf",
        lambda: b'<!doctype a [<!ENTITY b "c">]>' + RDF_XML % b"<a>&b;</a>",
        "doctype",
        1,
    ),
    "a billion laughs": (
        "a.rdf",
        lambda: (
            b"<!DOCTYPE a [<!ENTITY a0 'ha'>%s]>%s"
            % (
                b"".join(b"<!ENTITY a%d '%s'>" % (n, b"&a%d;" % (n - 1) * 10) for n in range(1, 10)),
                RDF_XML % b"<a p:b='&a9;'/>",
            )
        ),
        "doctype",
        1,
    ),
    "an undeclared entity": ("a.rdf", lambda: RDF_XML % b'<a p:b="&b;"/>', "bad-rdf", None),
    "cut off": ("a.rdf", lambda: (RDF_XML % b'\n<a p:b="1"/>\n')[:-10], "bad-rdf", 2),
    "cut off, long": ("a.rdf", lambda: (RDF_XML % (b'\n<a p:b="1"/>' * 5000))[:-10], "bad-rdf", 5001),
    "one line of many": ("a.ttl", lambda: b'<urn:a> <urn:b> "1" .\n' * 5000 + b"nonsense", "bad-rdf", 5001),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_hostile(case: str) -> None:
    name, data, problem, line = HOSTILE[case]
    assert _problem(data(), name) == (problem, line)


@pytest.mark.parametrize(
    ("limits", "problem"),
    [
        (Limits(max_bytes=99), "too-large"),
        (Limits(max_triples=2), "too-many-triples"),
        (Limits(max_blank_nodes=2), "too-many-blank-nodes"),
        (Limits(max_literal=20), "literal-too-long"),
        (Limits(max_depth=1), "too-deep"),
    ],
)
def test_each_limit_can_be_changed(limits: Limits, problem: str) -> None:
    data = b'<urn:a> <urn:p> "a text of 27 characters...", [ <urn:p> [ <urn:p> [] ] ] . # and a long comment'
    assert len(data) < 100
    data += b" " * 10
    assert len(read_quads(data, "a.ttl", limits=LIMITS)) == 4
    assert _problem(data, "a.ttl", limits)[0] == problem


def test_the_time_to_parse_is_limited() -> None:
    data = b"@base <http://example.org/> .\n" + b"@base <a/> .\n" * 50_000 + b"<a> <b> <c> ."
    assert _problem(data, "a.ttl", Limits(parse_seconds=0))[0] == "too-complex"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")
def test_the_memory_to_parse_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each level keeps a copy of all that is within it."""
    monkeypatch.setattr(sandbox, "_MEMORY", 300 * 1024**2)
    data = b'{"urn:p":' * 200 + b"[" + b"1," * 50_000 + b"1]" + b"}" * 200
    assert _problem(data, "a.json")[0] == "too-complex"


def test_what_prefixes_make_of_a_small_file_is_limited() -> None:
    limits = Limits(max_bytes=10_000)
    data = b"@prefix a: <urn:%s> . a:a a:b %s ." % (b"x" * 5000, b",".join(b"a:%d" % n for n in range(500)))
    assert _problem(data, "a.ttl", limits)[0] == "too-large"


def test_environment_changes_limits() -> None:
    found = read_limits({"KG_MAX_BYTES": "1", "KG_MAX_CANONICAL_SECONDS": " 7 ", "OTHER": "x"})
    assert (found.max_bytes, found.canonical_seconds) == (1, 7)
    assert read_limits({}) == Limits()
    # It limits queries, and who sets it may read files all the same.
    assert read_limits({"KG_MAX_MEMORY": "1"}) == Limits()
    assert read_limits({"KG_MAX_PARSE_SECONDS": "9" * 15}).parse_seconds == 1_000_000


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("BYTES", ""),
        ("BYTES", "-1"),
        ("BYTES", "1.5"),
        ("DEPTH", "0"),
        ("RATIO", "x" * 99),
        ("RATIO", "9" * 99),
        ("BYTE", "1"),
    ],
)
def test_a_bad_limit_is_an_input_error(name: str, value: str) -> None:
    with pytest.raises(InputError, match=f"bad-limit: KG_MAX_{name} "):
        read_limits({f"KG_MAX_{name}": value})


def test_limits_of_the_environment_hold_by_default(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_MAX_TRIPLES", "1")
    with pytest.raises(InputError, match="too-many-triples"):
        read_quads(b'<urn:a> <urn:b> "1", "2" .', "a.ttl")


def test_nothing_named_in_a_file_is_fetched(visitors: SimpleNamespace) -> None:
    at = visitors.address.encode()
    for name, data in {
        "context.json": b'{"@context": "%s", "a": 1}' % at,
        "import.json": b'{"@context": {"@version": 1.1, "@import": "%s"}, "a": 1}' % at,
        "doctype.rdf": b'<!DOCTYPE a SYSTEM "%s">' % at + RDF_XML % b"",
        "entity.rdf": b'<!DOCTYPE a [<!ENTITY %% b SYSTEM "%s"> %%b;]>' % at + RDF_XML % b"",
    }.items():
        with pytest.raises(InputError):
            read_quads(data, name)
    imports = b"<urn:a> <%s> <%s> ." % (str(OWL.imports).encode(), at)
    assert len(read_quads(imports, "a.ttl")) == 1
    assert visitors.came == []


# -- Files ----------------------------------------------------------------------------------------------


def test_files_that_are_none(tmp_path: Path) -> None:
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    os.mkfifo(tmp_path / "pipe")
    for path, problem in [
        (tmp_path, "not-a-file"),
        (tmp_path / "pipe", "not-a-file"),
        (tmp_path / "none", "no-such-file"),
        (tmp_path / "loop", "unreadable"),
        (tmp_path / "a\0b", "unreadable"),
        (tmp_path / ("x" * 999), "unreadable"),
        (Path("/dev/zero"), "not-a-file"),
    ]:
        with pytest.raises(InputError) as raised:
            read_file(path)
        assert raised.value.problems[0].id == problem, path


def test_files_are_read_up_to_the_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.nt").write_bytes(b"12345")
    limits = Limits(max_bytes=5)
    assert read_file(tmp_path / "a.nt", limits) == b"12345"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"12345")))
    assert read_file(Path("-"), limits) == b"12345"
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"123456")))
    (tmp_path / "a.nt").write_bytes(b"123456")
    for path in (tmp_path / "a.nt", Path("-")):
        with pytest.raises(InputError, match="too-large"):
            read_file(path, limits)


# -- The process of its own -------------------------------------------------------------------------------


def _run(data: bytes, seconds: int = 20, size: int = 10**6, format: str = "ttl") -> bytes:
    with sandbox.run_confined(sandbox.parsing(format), data, seconds=seconds, size=size) as output:
        return output.read()


def test_a_process_of_its_own_gives_nquads() -> None:
    assert _run(b"<urn:a> <urn:b> 1 .") == f'<urn:a> <urn:b> "1"^^<{XSD.integer}> .\n'.encode()
    with pytest.raises(SyntaxError) as raised:
        _run(b"\n\nx")
    assert raised.value.lineno == 3


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits on Windows")
def test_a_process_that_is_killed_is_no_crash_of_ours() -> None:
    with pytest.raises(sandbox.Exceeded, match="too large"):
        _run(b"<urn:a> <urn:b> %s ." % b",".join(b"%d" % n for n in range(1000)), size=1000)
    deep = BRACKETS + b"<<( <urn:a> <urn:b> " * 10**5 + b"1" + b")>>" * 10**5 + b" ."
    with pytest.raises(sandbox.Exceeded, match="the parser failed"):
        _run(deep)


# -- Canonical form ---------------------------------------------------------------------------------------


def test_canonical_hash_is_that_of_the_bytes_we_write() -> None:
    graph = _small_graph()
    data = graph.export("nquads")
    assert canonical_nquads(data) == data
    assert canonical_hash(read_quads(data, "a.nq")) == canonical_hash(data)
    assert canonical_hash(graph.export("nquads", findings=False)) != canonical_hash(data)
    assert canonical_hash(data, algorithm="sha384") != canonical_hash(data)


def test_no_process_is_started_where_nothing_is_blank(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object, **__: object) -> None:
        raise AssertionError("a process was started")

    monkeypatch.setattr(canonical, "run_confined", refused)
    assert canonical_nquads(b'<urn:a> <urn:b> "_:x" .\n') == b'<urn:a> <urn:b> "_:x" .\n'
    with pytest.raises(AssertionError):
        canonical_nquads(b'<urn:a> <urn:b> "1" _:g .\n')


def test_blank_nodes_of_quads_have_a_canonical_form() -> None:
    def quads(one: str, other: str) -> list[Quad]:
        p = URIRef("urn:p")
        return [
            (BNode(one), p, BNode(other), None),
            (BNode(other), p, rdflib.Literal("x", lang="fa"), BNode(one)),
        ]

    assert canonical_nquads(quads("a", "b")) == canonical_nquads(quads("z", "y"))
    assert canonical_nquads(quads("a", "b")).count(b"_:c14n") == 4


def test_too_alike_blank_nodes_are_given_up() -> None:
    clique = b"".join(b"_:b%d <urn:p> _:b%d .\n" % (n, m) for n in range(12) for m in range(12) if n != m)
    with pytest.raises(InputError) as raised:
        canonical_hash(clique, seconds=1, name="clique.nq")
    assert raised.value.problems[0].id == "too-complex"
    assert "KG_MAX_CANONICAL_SECONDS" in raised.value.problems[0].advice


def test_what_is_not_nquads_has_no_canonical_form() -> None:
    for data in (b"x", b"_:a <urn:b> \xff .", b"_:a <urn:b> x ."):
        with pytest.raises(InputError, match="bad-rdf"):
            canonical_hash(data)


# -- Queries and rules that name what is elsewhere ----------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <{at}> {{ ?s ?p ?o }}",
        "SELECT * FROM NAMED <{at}> {{ GRAPH ?g {{ ?s ?p ?o }} }}",
        "SELECT * {{ GRAPH <{at}> {{ ?s ?p ?o }} }}",
        "CONSTRUCT {{ ?s ?p ?o }} FROM <{at}> WHERE {{ ?s ?p ?o }}",
        "ASK FROM <{at}> {{ ?s ?p ?o }}",
        "DESCRIBE <{at}> FROM <{at}>",
        "LOAD <{at}>",
        "LOAD SILENT <{at}> INTO GRAPH <urn:g>",
        "SELECT * {{ SERVICE <{at}> {{ ?s ?p ?o }} }}",
        "SELECT * {{ SERVICE SILENT <{at}> {{ ?s ?p ?o }} }}",
        "INSERT {{ ?s ?p ?o }} WHERE {{ SERVICE <{at}> {{ ?s ?p ?o }} }}",
        "INSERT {{ ?s ?p ?o }} USING <{at}> WHERE {{ ?s ?p ?o }}",
    ],
)
def test_queries_fetch_nothing(query: str, visitors: SimpleNamespace, tmp_path: Path) -> None:
    secret = tmp_path / "secret.ttl"
    secret.write_text("<urn:secret> <urn:secret> <urn:secret> .")
    graph = _small_graph()
    before = graph.export("nquads")
    for at in (secret.as_uri(), visitors.address):
        try:
            result = graph.query(query.format(at=at))
        except InputError:
            continue
        assert not query.startswith(("LOAD", "INSERT")) and "SERVICE" not in query
        assert b"secret>" not in (
            result.serialize(format="nt" if result.graph is not None else "json") or b""
        )
    assert visitors.came == []
    assert graph.export("nquads") == before


@cache
def _small_graph() -> kg.ClaimGraph:
    return kg.load(SEEDS / "karabakh-2020-10-04", SEEDS / "register")


@pytest.mark.parametrize("named", [True, False])
def test_imports_are_not_followed_by_the_rules(
    named: bool, visitors: SimpleNamespace, tmp_path: Path
) -> None:
    other = tmp_path / "other.ttl"
    other.write_text("<urn:a> a <https://w3id.org/claim-kg/ontology#Claim> .")
    data = Dataset() if named else Graph()
    node = URIRef("urn:ontology")
    graph = data.graph(node) if isinstance(data, Dataset) else data
    graph.add((node, RDF.type, OWL.Ontology))
    before = check_graph(data)
    for iri in (visitors.address, other.as_uri(), str(other)):
        graph.add((node, OWL.imports, URIRef(iri)))
    assert check_graph(data) == before
    assert visitors.came == []


def test_imports_are_not_followed_by_the_reasoner(visitors: SimpleNamespace, tmp_path: Path) -> None:
    try:
        find_java()
    except NoJavaError as error:
        pytest.skip(str(error))
    other = tmp_path / "other.nt"
    nothing = f"<urn:a> <{RDF.type}> <{OWL.Nothing}> .\n"
    other.write_text(nothing)
    data = Graph()
    node = URIRef("urn:ontology")
    data.add((node, RDF.type, OWL.Ontology))
    for iri in (visitors.address, other.as_uri()):
        data.add((node, OWL.imports, URIRef(iri)))
    assert check_consistency(data, classify=False).consistent
    assert visitors.came == []


# -- Damaged files ------------------------------------------------------------------------------------------

SMALL: dict[str, bytes] = {
    "a.ttl": "@prefix e: <urn:e:> .\n@base <http://example.org/> .\n"
    'e:a a e:B ; e:p "متن"@fa, """x"y""", 1.5e3, true ;\n'
    "  e:q [ e:r ( 1 2 <c> ) ], _:b . # note\n".encode(),
    "a.trig": b'@prefix e: <urn:e:> .\ne:g { e:a e:p "x"^^e:t ; e:q [ e:r e:c ] . }\n'
    b"GRAPH _:h { e:a a e:B }\ne:a e:b e:c .\n",
    "a.nq": b'<urn:a> <urn:p> "x\\u0041\\n"@en-gb <urn:g> .\n'
    b'_:b <urn:p> _:c .\n<urn:a> <urn:p> "1"^^<urn:t> _:g .\n',
    "a.nt": b'<urn:a> <urn:p> "x\\"y" .\n_:b <urn:p> <urn:c> .\n',
    "a.jsonld": json.dumps(
        {
            "@context": {
                "@base": "http://example.org/",
                "e": "urn:e:",
                "id": "@id",
                "q": {"@id": "e:q", "@type": "@id"},
            },
            "@graph": [
                {
                    "id": "a",
                    "@type": "e:T",
                    "e:p": [{"@value": "متن", "@language": "fa"}, 1, 2.5, True, None],
                },
                {
                    "id": "_:b",
                    "q": ["a", "e:c"],
                    "e:l": {"@list": [1, {"id": "x"}]},
                    "@reverse": {"e:r": {"id": "d"}},
                },
            ],
        },
        ensure_ascii=False,
    ).encode(),
    "a.rdf": RDF_XML
    % (
        '<rdf:Description rdf:about="urn:a" xml:lang="fa"><p:b>متن</p:b>'
        '<p:c rdf:parseType="Resource"><p:d rdf:datatype="urn:t">1</p:d></p:c>'
        '<p:e rdf:parseType="Literal"><i>x</i></p:e><p:f rdf:nodeID="n"/></rdf:Description><!-- c -->'
    ).encode(),
}


@cache
def _exports() -> dict[str, bytes]:
    """Return real files in each format, of which pieces are damaged."""
    graph = _small_graph()
    quads = list(graph.quads())
    triples = ox.parse(serialize(quads, "turtle"), format=ox.RdfFormat.TURTLE)
    xml = ox.serialize((quad.triple for quad in triples), format=ox.RdfFormat.RDF_XML)
    assert xml is not None
    return {
        "a.ttl": serialize(quads, "turtle"),
        "a.trig": graph.export("trig"),
        "a.nq": graph.export("nquads"),
        "a.jsonld": graph.export("jsonld"),
        "a.rdf": xml,
    }


def _is_read_or_refused(data: bytes, name: str) -> bool:
    """Read a file; whatever is raised but an :class:`InputError` fails the test that asks."""
    try:
        quads: list[Any] = read_quads(data, name, limits=Limits(parse_seconds=20))
    except InputError as error:
        assert str(error) and all(problem.location is not None for problem in error.problems)
        return False
    terms = {term for quad in quads for term in quad if term is not None}
    assert not any(isinstance(term, BNode) for term in terms)
    # What was read can be written, and is the same when it is read again.
    default = URIRef("urn:default")
    written = write_nquads((s, p, o, default if g is None else g) for s, p, o, g in quads)
    again: list[Any] = read_quads(written, "again.nq")
    assert write_nquads(again) == written
    return True


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(sorted(SMALL)), st.integers(0, 2**64))
def test_damaged_files_are_read_or_refused(name: str, seed: int) -> None:
    _is_read_or_refused(damaged(SMALL[name], seed), name)


@settings(max_examples=max(EXAMPLES // 10, 30))
@given(st.sampled_from(["a.jsonld", "a.nq", "a.rdf", "a.trig", "a.ttl"]), st.integers(0, 2**64))
def test_damaged_pieces_of_exports_are_read_or_refused(name: str, seed: int) -> None:
    """Pieces keep the head of the file, where its prefixes stand, and an end that may fit."""
    chance = random.Random(seed)
    data = _exports()[name]
    size = chance.choice((3_000, 3_000, 30_000))
    at = chance.randrange(2_000, max(len(data) - size, 2_001))
    _is_read_or_refused(damaged(data[:2_000] + data[at : at + size] + data[-100:], seed), name)


@settings(max_examples=EXAMPLES)
@given(st.sampled_from(sorted(SMALL)), st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(name: str, data: bytes) -> None:
    _is_read_or_refused(data, name)


def test_undamaged_files_are_read() -> None:
    """The files that are damaged above are not refused before they are."""
    for name, data in (*SMALL.items(), *_exports().items()):
        assert _is_read_or_refused(data, name), name


def test_files_that_share_terms_are_read_as_if_each_stood_alone() -> None:
    shared = '<urn:a> <urn:b> "two words" , "two words"@en , "5"^^<urn:a> , <urn:b> .'
    files = {
        "one.ttl": shared.encode(),
        "other.ttl": f'{shared} <urn:b> <urn:a> <urn:b> , "<urn:a> ." , "a\\nb" .'.encode(),
        "long.ttl": f"{shared} <urn:a> <urn:b> '{'x' * 21}' .".encode(),
        "again.ttl": f"{shared} <urn:a> <urn:b> '{'x' * 21}' .".encode(),
    }
    limits = Limits(max_literal=20)
    for name, read in read_graphs(files, limits):
        if name in ("one.ttl", "other.ttl"):
            assert isinstance(read, GraphRead)
            alone = read_quads(files[name], name)
            assert sorted(read.statements) == sorted(quad[:3] for quad in alone)
            assert read.rdfc10 == canonical_hash(alone)
        else:
            assert isinstance(read, InputError)
            assert read.problems[0].id == "literal-too-long"
            assert read.problems[0].location == Location(name)


def test_what_only_looks_like_nesting_is_read() -> None:
    said = "(" * 1000 + "<<{|"
    ((_, _, text, _),) = read_quads(f'<urn:a> <urn:b> "{said}" .'.encode(), "some.ttl")
    assert str(text) == said


def test_a_file_at_fault_among_others_leaves_them_as_they_are() -> None:
    good = b'<urn:new> <urn:b> "1", "2" . <urn:new> <urn:b> "1" .'
    found = dict(read_graphs({"bad.ttl": good + rb'<urn:c> <urn:b> "\u0001" .', "good.ttl": good}))
    assert isinstance(found["bad.ttl"], InputError)
    read = found["good.ttl"]
    assert isinstance(read, GraphRead)
    assert [*read.statements] == [(URIRef("urn:new"), URIRef("urn:b"), Literal(text)) for text in "12"]
    assert read.rdfc10 == canonical_hash(b'<urn:new> <urn:b> "1" .\n<urn:new> <urn:b> "2" .\n')
