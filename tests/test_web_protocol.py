"""The endpoint speaks the SPARQL 1.1 Protocol."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pytest
from rdflib import Dataset, Graph, Literal, Namespace, URIRef
from rdflib.collection import Collection
from rdflib.namespace import RDF, RDFS
from support.served import Reply, Served, build_quads, serving

from kg.errors import InputError, Problem
from kg.queries.asking import QueryLimits
from kg.web import server, sparql
from kg.web.workers import Row, Workers

ROOT = Path(__file__).parent.parent
SUITES = Path(os.environ.get("KG_SUITES") or ROOT / ".." / "shared" / "suites").resolve()
SPARQL = SUITES / "rdf-tests" / "sparql" / "sparql11"

QUADS = """
PREFIX : <http://example.org/>
:default :in "the default graph" .
GRAPH :one { :a :in "one" . }
GRAPH :two { :b :in "two" ; :said "سلام"@fa . }
"""
#: What takes longer than anybody waits.
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
MANY = "PREFIX : <http://example.org/> " + " ".join(f":s{n} :p :o{n} ." for n in range(300))


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = build_quads(tmp_path_factory.mktemp("served") / "store", QUADS)
    with serving(folder) as found:
        yield found


def in_graphs(reply: Reply) -> list[str]:
    rows = json.loads(reply.body)["results"]["bindings"]
    return sorted(row["o"]["value"] for row in rows)


IN = "SELECT ?o { ?s <http://example.org/in> ?o }"


# -- asking -----------------------------------------------------------------------------------------------


def test_a_query_is_asked_by_get_by_form_and_directly(served: Served) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    direct = {"Content-Type": "application/sparql-query; charset=UTF-8"}
    replies = [
        served.ask(IN),
        served.send("POST", "/sparql", urlencode({"query": IN}), form),
        served.send("POST", "/sparql", IN, direct),
    ]
    assert [reply.status for reply in replies] == [200, 200, 200]
    assert len({tuple(in_graphs(reply)) for reply in replies}) == 1


@pytest.mark.parametrize(
    ("graphs", "expected"),
    [
        ([("default-graph-uri", "one")], ["one"]),
        ([("default-graph-uri", "one"), ("default-graph-uri", "two")], ["one", "two"]),
        ([("named-graph-uri", "one")], []),
    ],
)
def test_the_dataset_of_the_request_is_asked(
    served: Served, graphs: list[tuple[str, str]], expected: list[str]
) -> None:
    named = [(name, f"http://example.org/{graph}") for name, graph in graphs]
    in_address = served.send("GET", "/sparql?" + urlencode([("query", IN), *named]))
    in_form = served.send(
        "POST",
        "/sparql",
        urlencode([("query", IN), *named]),
        {"Content-Type": "application/x-www-form-urlencoded"},
    )
    assert in_graphs(in_address) == in_graphs(in_form) == expected


def test_the_dataset_of_the_request_takes_the_place_of_that_of_the_query(served: Served) -> None:
    asked = "SELECT ?o FROM <http://example.org/one> { ?s <http://example.org/in> ?o }"
    assert in_graphs(served.ask(asked)) == ["one"]
    other = served.get("/sparql", query=asked, **{"default-graph-uri": "http://example.org/two"})
    assert in_graphs(other) == ["two"]
    named = "SELECT ?o FROM NAMED <http://example.org/one> { GRAPH ?g { ?s <http://example.org/in> ?o } }"
    assert in_graphs(served.ask(named)) == ["one"]


@pytest.mark.parametrize(
    ("accept", "expected"),
    [
        (None, "application/sparql-results+json"),
        ("*/*", "application/sparql-results+json"),
        ("application/sparql-results+xml", "application/sparql-results+xml"),
        ("text/csv", "text/csv"),
        ("text/tab-separated-values", "text/tab-separated-values"),
        ("text/csv;q=0.1, application/json;q=0.9", "application/json"),
        ("text/html, application/xhtml+xml, */*;q=0.8", "application/sparql-results+json"),
        ("text/*", "text/csv"),
    ],
)
def test_rows_and_yes_or_no_come_in_the_form_that_is_accepted_most(
    served: Served, accept: str | None, expected: str
) -> None:
    for query in (IN, "ASK {}"):
        reply = served.ask(query, accept)
        assert (reply.status, reply.media_type) == (200, expected)
        assert int(reply.headers["content-length"]) == len(reply.body)


@pytest.mark.parametrize(
    ("accept", "expected", "format"),
    [
        (None, "text/turtle", "turtle"),
        ("application/n-triples", "application/n-triples", "nt"),
        ("application/ld+json", "application/ld+json", "json-ld"),
        ("application/trig", "application/trig", "trig"),
        ("application/rdf+xml", "application/rdf+xml", "xml"),
        ("text/csv, text/turtle;q=0.5", "text/turtle", "turtle"),
    ],
)
def test_a_graph_comes_in_the_form_that_is_accepted_most(
    served: Served, accept: str | None, expected: str, format: str
) -> None:
    reply = served.ask("CONSTRUCT { ?s ?p ?o } { GRAPH <http://example.org/two> { ?s ?p ?o } }", accept)
    assert (reply.status, reply.media_type) == (200, expected)
    found = Dataset() if format == "trig" else Graph()
    found.parse(data=reply.body, format=format)
    assert Literal("سلام", lang="fa") in set(found.objects())


def test_head_says_what_get_would(served: Served) -> None:
    got = served.ask(IN)
    head = served.send("HEAD", "/sparql?" + urlencode({"query": IN}))
    assert (head.status, head.body) == (200, b"")
    for name in ("content-type", "content-length", "vary"):
        assert head.headers[name] == got.headers[name]


def test_pages_elsewhere_may_ask(served: Served) -> None:
    asked = {"Origin": "https://desk.example", "Access-Control-Request-Method": "POST"}
    reply = served.send("OPTIONS", "/sparql", headers=asked)
    assert reply.status == 200
    assert reply.headers["access-control-allow-origin"] == "*"
    assert "POST" in reply.headers["access-control-allow-methods"]


# -- what is refused --------------------------------------------------------------------------------------

FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize(
    ("method", "path", "body", "content_type", "status", "said"),
    [
        ("GET", "/sparql?query=SELECT", None, None, 400, "error at 1:7"),
        ("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D", None, None, 400, "one query at a time"),
        ("GET", "/sparql?update=CLEAR+ALL", None, None, 403, "nothing is updated"),
        ("GET", "/sparql?query=ASK%7B%7D&default-graph-uri=no+iri", None, None, 400, "an IRI"),
        ("GET", "/sparql?query=SELECT*%7BSERVICE%3Curn%3Aa%3E%7B%7D%7D", None, None, 400, "SERVICE"),
        ("GET", "/sparql?query=CLEAR+ALL", None, None, 400, "not a SPARQL query"),
        ("POST", "/sparql", "query=", FORM, 400, "not a SPARQL query"),
        ("POST", "/sparql", "q=ASK", FORM, 400, "no field 'query'"),
        ("POST", "/sparql", "update=CLEAR ALL", FORM, 403, "nothing is updated"),
        ("POST", "/sparql", "CLEAR ALL", "application/sparql-update", 403, "nothing is updated"),
        ("POST", "/sparql", "ASK {}", "text/plain", 415, "text/plain"),
        ("POST", "/sparql", "ASK {}", None, 415, "missing"),
        (
            "POST",
            "/sparql",
            "ASK {}".encode("utf-16"),
            "application/sparql-query; charset=UTF-16",
            415,
            "utf-16",
        ),
        ("POST", "/sparql", b"ASK { \xff }", "application/sparql-query", 400, "no UTF-8"),
        ("PUT", "/sparql?query=ASK%7B%7D", None, None, 405, ""),
        ("DELETE", "/sparql?query=ASK%7B%7D", None, None, 405, ""),
    ],
)
def test_what_cannot_be_answered_is_refused_with_a_reason(
    served: Served,
    method: str,
    path: str,
    body: bytes | str | None,
    content_type: str | None,
    status: int,
    said: str,
) -> None:
    headers = {} if content_type is None else {"Content-Type": content_type}
    reply = served.send(method, path, body, headers)
    assert (reply.status, said in reply.text) == (status, True), reply.text


def test_a_form_that_is_not_offered_is_not_acceptable(served: Served) -> None:
    assert served.ask(IN, "image/png").status == 406
    assert served.ask(IN, "text/turtle").status == 406
    assert served.ask("DESCRIBE <urn:a>", "text/csv").status == 406


def test_a_body_that_is_too_large_is_refused(served: Served) -> None:
    headers = {"Content-Type": "application/sparql-query"}
    assert served.send("POST", "/sparql", b" " * (sparql.MAX_BODY + 1), headers).status == 413
    assert "the limit is" in served.send("POST", "/sparql", b" " * 200_000 + b"ASK {}", headers).text
    assert served.ask("ASK {}").status == 200


def test_ten_megabytes_are_refused_before_they_have_arrived(served: Served) -> None:
    size = 10_000_000
    head = f"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: {size}\r\n"
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as connection:
        connection.sendall(head.encode() + b"Content-Type: application/sparql-query\r\n\r\n")
        connection.sendall(b" " * (sparql.MAX_BODY + 1))
        assert b" 413 " in connection.recv(1000)
    assert served.ask("ASK {}").status == 200


def test_headers_without_end_are_refused(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as connection:
        connection.sendall(b"GET /sparql HTTP/1.1\r\nHost: localhost\r\n")
        with contextlib.suppress(ConnectionError):
            for _ in range(1000):
                connection.sendall(b"X-Flood: " + b"a" * 10_000 + b"\r\n")
            connection.shutdown(socket.SHUT_WR)
            assert b" 400 " in connection.recv(1000)
    assert served.ask("ASK {}").status == 200


def test_a_request_that_does_not_arrive_is_given_up(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "HEADERS_WITHIN", 0.2)
    monkeypatch.setattr(sparql, "BODY_WITHIN", 0.2)
    for sent in (b"", b"GET /sparql?query=A", b"GET /sparql HTTP/1.1\r\nHost: localhost\r\n"):
        with socket.create_connection(("127.0.0.1", served.port), timeout=60) as connection:
            connection.sendall(sent)
            assert connection.recv(1000) == b""
    with socket.create_connection(("127.0.0.1", served.port), timeout=60) as connection:
        head = b"POST /sparql HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n"
        connection.sendall(head + b"Content-Type: application/sparql-query\r\n\r\nASK")
        assert b" 408 " in connection.recv(1000)
    assert served.ask("ASK {}").status == 200


# -- limits -----------------------------------------------------------------------------------------------


def test_a_query_that_takes_too_long_gets_503_while_others_are_answered(tmp_path: Path) -> None:
    folder = build_quads(tmp_path / "store", MANY)
    with serving(folder, limits=QueryLimits(3), workers=2) as served:
        replies: list[Reply] = []
        bomb = threading.Thread(target=lambda: replies.append(served.ask(BOMB)))
        bomb.start()
        answered = [served.ask("ASK {}").status for _ in range(5)]
        bomb.join()
    assert answered == [200] * 5
    assert (replies[0].status, replies[0].headers["retry-after"]) == (503, "10")
    assert "longer than 3 seconds" in replies[0].text


def test_who_comes_when_too_many_wait_gets_503(tmp_path: Path) -> None:
    folder = build_quads(tmp_path / "store", MANY)
    with serving(folder, limits=QueryLimits(3), workers=1, waiting=1) as served:
        replies: list[Reply] = []
        threads = [threading.Thread(target=lambda: replies.append(served.ask(BOMB))) for _ in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert [reply.status for reply in replies] == [503] * 6
        assert any("too many" in reply.text for reply in replies)
        assert served.ask("ASK {}").status == 200


def test_an_answer_that_is_too_large_gets_503_and_never_a_part_of_it(tmp_path: Path) -> None:
    folder = build_quads(tmp_path / "store", MANY)
    with serving(folder, limits=QueryLimits(30, 2**29)) as served:
        reply = served.ask("SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }")
    assert reply.status == 503


def test_a_query_that_takes_too_much_memory_gets_503(tmp_path: Path) -> None:
    folder = build_quads(tmp_path / "store", MANY)
    with serving(folder, limits=QueryLimits(60, 2**28), workers=1) as served:
        reply = served.ask("SELECT DISTINCT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?a ?d ?g")
        assert served.ask("ASK {}").status == 200
    assert (reply.status, "memory" in reply.text) == (503, True), reply.text


def test_values_without_an_order_are_told_of(tmp_path: Path) -> None:
    values = " ".join(f':s :p "{n}"^^<http://www.w3.org/2001/XMLSchema#{t}> .' for n, t in _MIXED)
    with serving(build_quads(tmp_path / "store", f"PREFIX : <http://example.org/> {values}")) as served:
        assert served.ask("SELECT ?o { ?s ?p ?o } ORDER BY ?o").status in (200, 400)
        assert served.ask("ASK {}").status == 200


_MIXED = [(str(n), "integer") for n in range(30)] + [
    ("NaN", "double"),
    ("2020-10-04", "date"),
    ("x", "string"),
]


def test_a_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    folder = build_quads(tmp_path / "store", QUADS)
    others = set(_children(os.getpid()))
    with serving(folder, workers=2) as served:
        for _ in range(2):
            for child in set(_children(os.getpid())) - others:
                os.kill(child, signal.SIGKILL)
            assert [served.ask("ASK {}").status for _ in range(3)] == [200] * 3


def test_readers_beside_a_writer_get_the_old_store_or_the_new_one(tmp_path: Path) -> None:
    def write(number: int) -> Path:
        said = " ".join(f":s{n} :p {number} ." for n in range(50))
        graphs = f"GRAPH :one {{ :a :is {number} }} GRAPH :two {{ {said} }}"
        return build_quads(tmp_path / "store", f"PREFIX : <http://example.org/> {graphs}")

    both = """PREFIX : <http://example.org/> SELECT ?n (COUNT(*) AS ?all) {
        GRAPH :one { :a :is ?n } GRAPH :two { ?s :p ?n } } GROUP BY ?n"""
    last = 5
    got: list[tuple[int, list[int]]] = []

    def read(served: Served) -> None:
        found = [0]
        while found[-1] < last:
            reply = served.ask(both, "text/csv")
            rows = [line.split(",") for line in reply.text.split()[1:]]
            found = [int(number) for number, _ in rows]
            got.append((reply.status, [int(count) for _, count in rows]))

    with serving(write(0), workers=3) as served:
        readers = [threading.Thread(target=read, args=(served,)) for _ in range(20)]
        for reader in readers:
            reader.start()
        for number in range(1, last + 1):
            write(number)
        for reader in readers:
            reader.join(60)
    assert not any(reader.is_alive() for reader in readers)
    assert len(got) > 20
    assert {(status, tuple(counts)) for status, counts in got} == {(200, (50,))}


@pytest.mark.skipif(not hasattr(os, "pidfd_open"), reason="no process can be waited for that is no child")
def test_after_a_server_is_killed_nothing_is_left_and_another_serves_the_same(tmp_path: Path) -> None:
    folder = build_quads(tmp_path / "store", QUADS)
    command = [sys.executable, "-m", "kg", "serve", "--store", str(folder), "--no-token", "--port", "0"]
    process = subprocess.Popen([*command, "--workers", "1"], stderr=subprocess.PIPE, text=True, cwd=ROOT)
    try:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "http://" in line)
        before = Served(int(line.partition("127.0.0.1:")[2].partition("/")[0])).ask(IN).body
        [worker] = map(os.pidfd_open, _children(process.pid))
    finally:
        process.kill()
        process.wait()
    ended = select.poll()  # select() takes no number above 1023
    ended.register(worker, select.POLLIN)
    assert ended.poll(60_000) != []
    os.close(worker)
    with serving(folder) as served:
        assert served.ask(IN).body == before != b""


def _children(process: int) -> list[int]:
    """Return the processes that answer queries."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text(encoding="utf-8").rpartition(")")[2].split()[1])
            command = (folder / "cmdline").read_bytes()
        except OSError:
            continue
        if parent == process and b"kg.web.worker" in command:
            found.append(int(folder.name))
    return found


def test_who_goes_away_leaves_nothing_behind(served: Served) -> None:
    with socket.create_connection(("127.0.0.1", served.port)) as connection:
        query = urlencode({"query": IN})
        connection.sendall(f"GET /sparql?{query} HTTP/1.1\r\nHost: localhost\r\n\r\n".encode())
    assert served.ask("ASK {}").status == 200


# -- the description --------------------------------------------------------------------------------------

SD = Namespace("http://www.w3.org/ns/sparql-service-description#")


@pytest.mark.parametrize("media", ["text/turtle", "application/ld+json", "application/rdf+xml"])
def test_who_asks_nothing_gets_the_description(served: Served, media: str) -> None:
    reply = served.get("/sparql", media)
    assert (reply.status, reply.media_type) == (200, media)
    graph = Graph().parse(data=reply.body, format=media)
    [service] = graph.subjects(RDF.type, SD.Service)
    assert list(graph.objects(service, SD.endpoint)) == [URIRef(f"{served.address}/sparql")]
    executable = "http://www.w3.org/ns/shacl#"
    named = set(graph.subjects(RDF.type, URIRef(f"{executable}SPARQLExecutable")))
    assert named == set(graph.subjects(URIRef(f"{executable}select"))) != set()
    [place] = graph.objects(
        URIRef(f"{served.address}/sparql#said-of-a-place"), URIRef(f"{executable}parameter")
    )
    assert str(graph.value(place, URIRef(f"{executable}name"))) == "place"
    names = {str(name) for name in graph.objects(None, SD.name)}
    assert names == {"http://example.org/one", "http://example.org/two"}


VOID_TRIPLES = URIRef("http://rdfs.org/ns/void#triples")


def test_triples_are_counted_once_for_each_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    select = Workers.select

    async def counted(self: Workers, query: str) -> list[Row]:
        asked.append(query)
        return await select(self, query)

    monkeypatch.setattr(Workers, "select", counted)
    folder = build_quads(tmp_path / "store", QUADS)

    def told() -> list[int]:
        graph = Graph().parse(data=found.get("/sparql").body)
        return sorted(int(str(number)) for number in graph.objects(None, VOID_TRIPLES))

    with serving(folder) as found:
        assert [told(), told(), len(asked)] == [[1, 1, 2], [1, 1, 2], 2]
        build_quads(folder, QUADS + " GRAPH :three { :c :in 1 , 2 , 3 }")
        assert [told(), told(), len(asked)] == [[1, 1, 2, 3], [1, 1, 2, 3], 4]


@pytest.mark.parametrize(("problem", "status"), [("query-time", 200), ("busy", 503), ("bad-store", 500)])
def test_a_store_that_is_too_large_to_count_is_described_without_numbers(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, problem: str, status: int
) -> None:
    select = Workers.select

    async def refused(self: Workers, query: str) -> list[Row]:
        if "COUNT" in query:
            raise InputError(Problem(problem, "not now"))
        return await select(self, query)

    monkeypatch.setattr(Workers, "select", refused)
    with serving(build_quads(tmp_path / "store", QUADS)) as found:
        reply = found.get("/sparql")
        assert reply.status == status
        if status == 200:
            graph = Graph().parse(data=reply.body)
            assert len(list(graph.objects(None, SD.name))) == 2
            assert (None, VOID_TRIPLES, None) not in graph


# -- W3C --------------------------------------------------------------------------------------------------

MF = Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
UT = Namespace("http://www.w3.org/2009/sparql/tests/test-update#")
HT = Namespace("http://www.w3.org/2011/http#")
CNT = Namespace("http://www.w3.org/2011/content#")
#: Nothing is updated here, so these are refused; what is wrong in an update is refused, too.
UPDATES = {
    "update_dataset_default_graph",
    "update_dataset_default_graphs",
    "update_dataset_named_graphs",
    "update_dataset_full",
    "update_post_form",
    "update_post_direct",
    "update_base_uri",
}
_FORMATS = {
    "boolean": {"application/sparql-results+json"},
    "tabular": {"application/sparql-results+json"},
    "RDF": {"text/turtle"},
}


def _suite() -> list[object]:
    manifest = SPARQL / "protocol" / "manifest.ttl"
    if not manifest.exists():
        reason = f"the W3C suite is not in {SUITES}; set KG_SUITES to where it is"
        return [pytest.param(None, id="suite", marks=pytest.mark.skip(reason=reason))]
    graph = Graph().parse(manifest, publicID=manifest.as_uri())
    [entries] = graph.objects(None, MF.entries)
    tests = Collection(graph, entries)
    return [pytest.param((graph, test), id=str(test).rpartition("#")[2]) for test in tests]


@pytest.fixture(scope="module")
def of_suite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    quads = ""
    for number in (1, 2, 3):
        data = (SPARQL / "protocol" / f"data{number}.nt").read_text(encoding="utf-8")
        quads += f"GRAPH <http://kasei.us/2009/09/sparql/data/data{number}.rdf> {{ {data} }}\n"
    with serving(build_quads(tmp_path_factory.mktemp("suite") / "store", quads)) as found:
        yield found


@pytest.mark.parametrize("test", _suite())
def test_the_protocol_tests_of_w3c(test: tuple[Graph, URIRef], request: pytest.FixtureRequest) -> None:
    graph, name = test
    served: Served = request.getfixturevalue("of_suite")
    [action] = graph.objects(name, MF.action)
    [requests] = graph.objects(action, HT.requests)
    for sent in Collection(graph, requests):
        method = str(graph.value(sent, HT.methodName))
        path = str(graph.value(sent, HT.absolutePath)).replace("/sparql/", "/sparql")
        listed = graph.value(sent, HT.headers)
        headers = {
            str(graph.value(header, HT.fieldName)): str(graph.value(header, HT.fieldValue))
            for header in (Collection(graph, listed) if listed else ())
        }
        content = graph.value(sent, HT.body)
        body = None
        if content is not None:
            encoding = str(graph.value(content, CNT.characterEncoding))
            body = str(graph.value(content, CNT.chars)).encode(encoding)
        reply = served.send(method, path, body, headers)
        if str(name).rpartition("#")[2] in UPDATES:
            assert reply.status in (400, 403)
            return
        expected = graph.value(sent, HT.resp)
        statuses = {str(code)[-3] for code in graph.objects(expected, MF.expectedStatus)}
        assert str(reply.status)[0] in statuses, reply.text
        for form in graph.objects(expected, MF.expectedFormat):
            assert reply.media_type in _FORMATS[str(form)]
        for truth in graph.objects(expected, MF.expectedBoolean):
            assert json.loads(reply.body)["boolean"] is (str(truth) == "true")


@pytest.mark.skipif(not SPARQL.exists(), reason=f"the W3C suite is not in {SUITES}; set KG_SUITES")
def test_the_service_description_tests_of_w3c(served: Served) -> None:
    manifest = SPARQL / "service-description" / "manifest.ttl"
    graph = Graph().parse(manifest)
    tests = {str(name).rpartition("#")[2] for name in graph.subjects(RDF.type, MF.ServiceDescriptionTest)}
    assert tests == {"returns-rdf", "has-endpoint-triple", "conforms-to-schema"}
    reply = served.get("/sparql")
    found = Graph().parse(data=reply.body, format=reply.media_type)
    [service] = found.subjects(SD.endpoint, URIRef(f"{served.address}/sparql"))
    known = {SD.Service: {SD.endpoint, SD.supportedLanguage, SD.resultFormat, SD.defaultDataset, SD.feature}}
    assert set(found.predicates(service)) <= known[SD.Service] | {RDF.type, RDFS.label}
    for dataset in found.objects(service, SD.defaultDataset):
        assert (dataset, RDF.type, SD.Dataset) in found
        assert len(list(found.objects(dataset, SD.defaultGraph))) == 1
        for named in found.objects(dataset, SD.namedGraph):
            assert found.value(named, SD.name) is not None
            assert (found.value(named, SD.graph), RDF.type, SD.Graph) in found
