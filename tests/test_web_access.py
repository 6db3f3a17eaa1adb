"""Who may ask a server, what a browser is told, and what its pages show."""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from rdflib import Graph, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from starlette.staticfiles import StaticFiles
from support.counting import count
from support.served import Served, build_quads, serving

import kg
from kg.cli import run
from kg.rdf.vocabulary import CV
from kg.web import front
from kg.web.layout import PageState
from kg.web.things import LISTS, Things
from kg.words import languages

ROOT = Path(__file__).parent.parent
TOKEN = "a-token"
HOSTILE = """
PREFIX : <http://example.org/>
:a :said "<script>alert(1)</script>", "سلام"@fa .
"""


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = build_quads(tmp_path_factory.mktemp("guarded") / "store", HOSTILE)
    with serving(folder, token=TOKEN) as found:
        yield found


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    graph = kg.load("seeds")
    folder = tmp_path_factory.mktemp("article") / "store"
    graph.save(folder)
    with serving(folder, graph=graph) as found:
        yield found


ASKED = "/sparql?query=ASK%7B%7D"


@pytest.mark.parametrize("path", ["/query", ASKED, "/sparql", "/claims"])
def test_who_does_not_know_the_token_gets_nothing(guarded: Served, path: str) -> None:
    for headers in (
        {},
        {"Authorization": "Bearer other"},
        {"Cookie": f"claim-kg-token-{guarded.port}=other"},
    ):
        reply = guarded.send("GET", path, headers=headers)
        assert (reply.status, reply.headers["www-authenticate"]) == (401, "Bearer")
    assert guarded.get("/sparql", query="ASK {}", token="other").status == 401


def test_programs_give_the_token_in_a_header_or_in_the_address(guarded: Served) -> None:
    assert guarded.send("GET", ASKED, headers={"Authorization": f"Bearer {TOKEN}"}).status == 200
    assert guarded.get("/sparql", query="ASK {}", token=TOKEN).status == 200


def test_a_browser_keeps_the_token_in_a_cookie_and_goes_on_without_it(guarded: Served) -> None:
    asked = "/query?" + urlencode({"token": TOKEN, "query": "ASK {}"})
    reply = guarded.send("GET", asked, headers={"Accept": "text/html"})
    assert (reply.status, reply.headers["location"]) == (303, "/query?query=ASK+%7B%7D")
    cookie = reply.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    page = guarded.send("GET", reply.headers["location"], headers={"Cookie": cookie.partition(";")[0]})
    assert page.status == 200


@pytest.mark.parametrize("path", ["//evil.example/x", "/%5Cevil.example/x", "///evil.example/x"])
def test_no_address_leads_to_another_server(guarded: Served, article: Served, path: str) -> None:
    reply = guarded.send("GET", f"{path}?token={TOKEN}", headers={"Accept": "text/html"})
    assert re.match(r"/[^/\\]", reply.headers["location"])
    page = article.get(path, "text/html")
    assert page.status == 404
    assert not re.search(r"(href|action)=\"/[/\\]", page.text)


@pytest.mark.parametrize(
    "path", ["/static/no.js", "/static/..%2fapp.py", "/static/%00", "/static/" + "x" * 300]
)
def test_what_the_browser_may_have_is_found_or_not(
    guarded: Served, path: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = {"Authorization": f"Bearer {TOKEN}"}
    assert guarded.send("GET", path, headers=headers).status == 404
    files = front.ROUTES[0].app
    assert isinstance(files, StaticFiles)
    for folder in (tmp_path, tmp_path / "missing"):
        monkeypatch.setattr(files, "all_directories", [folder])
        assert guarded.send("GET", path, headers=headers).status == 404


@pytest.mark.parametrize("host", ["evil.example", "evil.example:80", "127.0.0.1.evil.example", ""])
def test_a_name_that_somebody_else_made_point_here_is_refused(guarded: Served, host: str) -> None:
    headers = {"Host": host, "Authorization": f"Bearer {TOKEN}"}
    assert guarded.send("GET", ASKED, headers=headers).status == 400


def test_what_a_store_holds_is_never_markup(guarded: Served) -> None:
    query = urlencode({"query": "SELECT ?what { ?s ?p ?what }", "token": TOKEN})
    reply = guarded.send("GET", f"/query?{query}")
    assert "<script>" not in reply.text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in reply.text
    assert '<span lang="fa">سلام</span>' in reply.text
    assert "default-src 'none'" in reply.headers["content-security-policy"]
    wrong = guarded.send("GET", "/query?" + urlencode({"query": "<b>SELECT", "token": TOKEN}))
    assert wrong.status == 400
    assert "<b>" not in wrong.text


def test_a_page_is_in_the_language_that_a_reader_names_or_a_browser_asks_for(article: Served) -> None:
    assert '<html lang="en" dir="ltr">' in article.get("/query").text
    for language in languages():
        named = article.get("/query", language=language).text
        browser = article.send("GET", "/query", headers={"Accept-Language": f"xx, {language}-XX;q=0.5"}).text
        assert named == browser
        direction = "rtl" if language in ("fa", "ar") else "ltr"
        assert f'<html lang="{language}" dir="{direction}">' in named
    assert '<html lang="fa" dir="rtl">' in article.get("/", language="fa").text


def test_every_named_query_is_a_page_with_its_answer(article: Served) -> None:
    page = article.get("/query").text
    names = re.findall(r'href="/query\?name=([a-z-]+)&amp;language=en"', page)
    assert len(names) > 20
    for name in names[:8]:
        reply = article.get("/query", name=name)
        assert reply.status == 200
        [link] = re.findall(r'href="/(sparql[^"]*format=csv)"', reply.text)
        rows = article.send("GET", "/" + link.replace("&amp;", "&"))
        assert (rows.status, rows.media_type) == (200, "text/csv")


def test_a_graph_that_is_asked_for_is_a_file_too(article: Served) -> None:
    page = article.get("/query", query="CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 5").text
    links = re.findall(r'href="/(sparql[^"]*format=(?:turtle|jsonld))"', page)
    assert len(links) == 2
    for link, format in zip(links, ("turtle", "json-ld"), strict=True):
        reply = article.send("GET", "/" + link.replace("&amp;", "&"))
        assert len(Graph().parse(data=reply.text, format=format)) == 5
    assert article.get("/sparql", query="SELECT * { ?s ?p ?o }", format="turtle").status == 406


def test_parameters_of_a_named_query_are_fields(article: Served) -> None:
    page = article.get("/query", name="said-of-a-place").text
    assert re.search(r'<input name="place" value="ganja"[^>]*list="names-1"', page)
    assert '<option value="armenia" label="Armenia">' in page
    assert (
        '<option value="armenia" label="ارمنستان">'
        in article.get("/query", name="said-of-a-place", language="fa").text
    )
    reply = article.get("/query", name="said-of-a-place", place="armenia")
    assert "VALUES (?place) { (&lt;" in reply.text
    assert reply.text != article.get("/query", name="said-of-a-place", place="ganja").text
    wrong = article.get("/query", name="chain-of-a-claim", claim="none/none")
    assert (wrong.status, 'role="alert"' in wrong.text) == (400, True)
    listed = json.loads(article.get("/query", format="json").body)
    [one] = [query for query in listed["queries"] if query["name"] == "said-of-a-place"]
    assert one["parameters"] == ["place"]


# -- clients of others ------------------------------------------------------------------------------------

DENIED = "PREFIX cv: <https://w3id.org/claim-kg/ontology#> SELECT ?c { ?c cv:stance cv:denies }"


def test_rdflib_asks_it(article: Served) -> None:
    graph = Graph(SPARQLStore(f"{article.address}/sparql"))
    assert len(list(graph.query(DENIED))) > 0


def test_sparqlwrapper_asks_it(article: Served) -> None:
    wrapper = pytest.importorskip("SPARQLWrapper", reason="SPARQLWrapper is not installed")
    client = wrapper.SPARQLWrapper(f"{article.address}/sparql", returnFormat=wrapper.JSON)
    for method in (wrapper.GET, wrapper.POST):
        client.setMethod(method)
        client.setQuery(DENIED)
        assert client.queryAndConvert()["results"]["bindings"]
    client.setQuery("CONSTRUCT { ?s ?p ?o } { ?s ?p ?o } LIMIT 5")
    client.setReturnFormat(wrapper.TURTLE)
    assert len(Graph().parse(data=client.queryAndConvert(), format="turtle")) == 5


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
def test_curl_asks_it(article: Served) -> None:
    command = ["curl", "-sS", "-H", "Accept: text/csv", "--data-urlencode", f"query={DENIED}"]
    done = subprocess.run([*command, f"{article.address}/sparql"], capture_output=True, text=True, timeout=60)
    assert done.stdout.splitlines()[0] == "c"
    assert len(done.stdout.splitlines()) > 1


def test_our_own_commands_ask_it(article: Served, capsys: pytest.CaptureFixture[str]) -> None:
    store = f"{article.address}/sparql"
    assert run(["query", "who-denies-what", "--store", store, "--format", "csv"]) == 0
    there = capsys.readouterr().out
    assert run(["query", "who-denies-what", "seeds", "--format", "csv"]) == 0
    assert there == capsys.readouterr().out


# -- the command ------------------------------------------------------------------------------------------


def test_without_a_token_only_this_machine_is_served(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["serve", "seeds", "--no-token", "--host", "0.0.0.0"]) == 2
    assert "a token is needed" in capsys.readouterr().err


def test_it_serves_until_it_is_interrupted(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "kg", "serve", "seeds", "--port", "0", "--token", TOKEN]
    process = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, text=True)
    try:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "http://" in line)
        [port] = re.findall(r"http://127\.0\.0\.1:(\d+)/\?token=a-token", line)
        served = Served(int(port))
        assert served.get("/sparql", query=DENIED, token=TOKEN).status == 200
        assert '<a href="/query?language=fa">' in served.get("/", token=TOKEN, language="fa").text
        process.send_signal(signal.SIGINT)
        assert process.wait(60) in (0, 130)
    finally:
        process.kill()
        process.wait()


def test_an_address_that_is_taken_is_said(capfd: pytest.CaptureFixture[str], article: Served) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["serve", "seeds", "--port", str(article.port), "--no-token"])
    assert ended.value.code != 0
    assert "address already in use" in capfd.readouterr().err


def test_a_store_and_paths_are_not_served_together(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", "seeds", "--store", str(tmp_path)]) == 2
    assert "either paths or --store" in capsys.readouterr().err


# -- pages of what a graph holds --------------------------------------------------------------------------


def test_each_list_leads_to_a_page_of_each_thing(article: Served) -> None:
    for kind in LISTS:
        reply = article.get(f"/{kind}", language="fa")
        assert reply.status == 200, kind
        named = f"/(?:{kind}|entries)/" if kind in ("sources", "events") else f"/{kind}/"
        for place in re.findall(rf'href="({named}[^"?]*)', reply.text)[:3]:
            page = article.get(place, language="fa")
            assert (page.status, 'dir="rtl"' in page.text) == (200, True), place


def test_a_claim_is_shown_with_its_words_and_what_contradicts_it(article: Served) -> None:
    page = article.get("/claims/karabakh-2020-10-04/d1").text
    assert "آتشباری به سوی آذربایجان" in page
    [relation] = set(
        re.findall(
            r'href="(/relations/[0-9a-f]+)\?language=en">[^<]+</a>\s*<bdi class="id muted">m1 – d1<', page
        )
    )
    assert "Ministry of Defence" in article.get(relation).text


def test_lists_are_turned_a_page_at_a_time_and_come_as_json(article: Served) -> None:
    first = article.get("/claims").text
    assert re.findall(r'href="([^"]*)" rel="next"', first) == ["/claims?page=2"]
    second = article.get("/claims", page="2").text
    assert ('rel="prev"' in second, 'rel="next"' in second) == (True, False)
    rows = json.loads(article.get("/claims", format="json").body)
    names = re.findall(r'href="/claims/([^"?]*)', first + second)
    assert [f"{row['article']}/{row['claim']}" for row in rows] == names
    row = json.loads(article.get(f"/claims/{names[0]}", format="json").body)
    assert row == rows[0]


@pytest.mark.parametrize("page", ["0", "-1", "x", "99999999999", "7"])
def test_a_page_that_there_is_not_is_empty_or_the_first(article: Served, page: str) -> None:
    assert article.get("/claims", page=page).status == 200


@pytest.mark.parametrize(
    "place",
    [
        "/nothing",
        "/claims/x",
        "/disputes/99",
        "/disputes/" + "9" * 5000,
        "/entries/%3Cscript%3E",
        "/claims/../x",
    ],
)
def test_what_there_is_not_is_not_found(article: Served, place: str) -> None:
    reply = article.get(place)
    assert (reply.status, "<script>" in reply.text) == (404, False)


@pytest.mark.parametrize(
    ("words", "found"), [("گنجه", True), ("كنجه", False), ("GANJA", True), ("zzz", False)]
)
def test_words_are_found_in_any_letter_forms(article: Served, words: str, found: bool) -> None:
    reply = article.get("/search", q=words, language="en")
    assert (reply.status, 'href="/entries/ganja?language=en"' in reply.text) == (200, found)
    assert article.get("/search", q="<b>").text.count("<b>") == 0


CLAIM = "https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/claim/d1"


@pytest.mark.parametrize("media", ["text/turtle", "application/ld+json", "application/n-triples"])
def test_programs_get_a_graph_where_people_get_a_page(article: Served, media: str) -> None:
    for place in ("/claims/karabakh-2020-10-04/d1", "/resource?iri=" + quote(CLAIM, safe="")):
        reply = article.send("GET", place, headers={"Accept": media})
        assert (reply.status, reply.media_type) == (200, media)
        graph = Graph().parse(data=reply.body, format=media)
        assert (URIRef(CLAIM), CV.stance, CV.denies) in graph
    for name in ("karabakh-2020-10-04/d1", "d1"):
        named = article.get(f"/claims/{name}", format="turtle")
        assert (named.media_type, CLAIM in named.text) == ("text/turtle", True)


@pytest.mark.parametrize(
    ("iri", "place"),
    [
        (CLAIM, "/claims/karabakh-2020-10-04/d1?language=en"),
        ("https://w3id.org/claim-kg/register/armenia", "/entries/armenia?language=en"),
    ],
)
def test_an_iri_leads_people_to_its_page(article: Served, iri: str, place: str) -> None:
    reply = article.get("/resource", accept="text/html", iri=iri)
    assert (reply.status, reply.headers["location"]) == (303, place)
    assert article.get(place).status == 200


def test_what_is_no_iri_or_none_of_ours_is_said(article: Served) -> None:
    assert article.get("/resource", accept="text/turtle", iri="no iri > } DROP").status == 400
    assert article.get("/resource", iri="urn:nothing").status == 404


def test_only_a_page_of_relations_compares_positions(monkeypatch: pytest.MonkeyPatch) -> None:
    counted = count(monkeypatch)
    things, state = Things(kg.load("seeds")), PageState("/", (), "en", None)
    for kind in ("claims", "articles", "sources", "entries"):
        [page] = things.write([things.listed(kind)[:3]], state)
        assert "href=" in page
    assert things.page_of(CLAIM) == "/claims/karabakh-2020-10-04/d1"
    assert counted.compared == 0
    [page] = things.write([things.listed("relations")[:3]], state)
    assert ('href="/relations/' in page, counted.compared) == (True, 1)
