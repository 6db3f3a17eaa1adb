"""Every IRI of the graph leads people to a page, and gives programs what is said of it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
from conftest import SEEDS
from rdflib import Graph, URIRef
from support.cafe import write_cafe
from support.served import Reply, Served, build_quads, serving

import kg
from kg.model import BASE
from kg.rdf.vocabulary import CV, RDF
from kg.web.things import Things

SUBJECTS = "SELECT DISTINCT ?s { { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } UNION { GRAPH ?s {} } }"
CLAIM = f"{BASE}bundle/karabakh-2020-10-04/claim/d1"
#: Graphs of which nothing is said but by name.
GRAPHS = (f"{BASE}register", f"{BASE}findings")
FORMATS = ["text/turtle", "application/ld+json", "application/n-triples", "application/rdf+xml"]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    graph = kg.load(SEEDS)
    folder = tmp_path_factory.mktemp("resources") / "store"
    graph.save(folder)
    with serving(folder, graph=graph) as found:
        yield found


def follow(served: Served, place: str, accept: str) -> tuple[str, Reply]:
    """Return where a client ends that follows redirects, and what it gets there."""
    for _ in range(3):
        reply = served.get(place.partition("#")[0], accept)
        if reply.status != 303:
            break
        place = reply.headers["location"]
    return place, reply


def of_each_kind(served: Served) -> list[str]:
    """Return, of the subjects under the base, one of each form."""
    rows = json.loads(served.ask(SUBJECTS).body)["results"]["bindings"]
    kinds: dict[str, str] = {}
    for iri in sorted(row["s"]["value"] for row in rows):
        if iri.startswith(BASE):
            path = re.sub(r"(?<=/)(?:[0-9a-f]{32}|[0-9]+)(?=/|$)", "*", iri.removeprefix(BASE))
            kinds[re.sub(r"^(bundle|register|standpoint|rule)/[^/]+|(?<=claim/)[^/]+", r"\1/*", path)] = iri
    return [*kinds.values()]


def test_every_kind_of_iri_leads_people_to_a_page_and_gives_programs_its_statements(served: Served) -> None:
    iris = of_each_kind(served)
    assert len(iris) > 25
    for iri in iris:
        path = "/" + iri.removeprefix(BASE)
        place, page = follow(served, path, "text/html")
        assert (page.status, page.media_type, place != path) == (200, "text/html", True), iri
        for asked in (path, "/resource?iri=" + quote(iri, safe="")):
            _, reply = follow(served, asked, "text/turtle")
            assert (reply.status, reply.media_type) == (200, "text/turtle"), iri
            told = Graph().parse(data=reply.body, format="turtle")
            assert (URIRef(iri), None, None) in told or (iri in GRAPHS and len(told) > 10), iri


@pytest.mark.parametrize(
    ("iri", "place"),
    [
        (f"{CLAIM}/quotation/1/text", "/claims/karabakh-2020-10-04/d1?language=en#words"),
        (f"{BASE}bundle/karabakh-2020-10-04", "/articles/karabakh-2020-10-04?language=en"),
        (f"{BASE}bundle/karabakh-2020-10-04/article", "/articles/karabakh-2020-10-04?language=en"),
        (f"{BASE}register", "/entries?language=en"),
        (f"{BASE}register/armenia", "/entries/armenia?language=en"),
        (f"{BASE}standpoint/baku", "/standpoints/baku?language=en"),
        (f"{BASE}findings", "/relations?language=en"),
        (f"{BASE}software", f"/statements?iri={quote(BASE + 'software', safe='')}&language=en"),
        (str(CV.Claim), "/ontology/Claim?language=en"),
        (f"{BASE}ontology", "/ontology?language=en"),
        (f"{BASE}shape/one-source/source", "/shapes/one-source/source?language=en"),
        (f"{BASE}rule/denial/2", "/rules/denial?language=en"),
    ],
)
def test_an_iri_leads_people_to_the_page_that_shows_it(served: Served, iri: str, place: str) -> None:
    reply = served.get("/resource", "text/html", iri=iri)
    assert (reply.status, reply.headers["location"]) == (303, place)
    assert "accept" in reply.headers["vary"].lower()
    page = follow(served, place, "text/html")[1]
    assert page.status == 200
    assert f'id="{place.partition("#")[2]}"' in page.text or "#" not in place


def test_an_article_and_an_entry_of_one_name_have_a_page_each(tmp_path: Path) -> None:
    things = Things(kg.load(write_cafe(tmp_path)))
    assert things.page_of(f"{BASE}register/cafe") == "/entries/cafe"
    assert things.page_of(f"{BASE}bundle/cafe") == "/articles/cafe"


@pytest.mark.parametrize("media", FORMATS)
def test_programs_get_all_statements_about_an_iri_and_where_its_page_is(served: Served, media: str) -> None:
    reply = served.get("/resource", media, iri=CLAIM)
    told = Graph().parse(data=reply.body, format="xml" if media.endswith("xml") else media)
    expected = kg.load(SEEDS).dataset.get_context(f"{BASE}bundle/karabakh-2020-10-04")
    about = (URIRef(CLAIM), None, None)
    assert {(p, str(o)) for _, p, o in expected.triples(about)} <= {(p, str(o)) for _, p, o in told}
    link = '</claims/karabakh-2020-10-04/d1?language=en>; rel="alternate"; type="text/html"'
    assert reply.headers["link"] == link


def test_the_name_of_a_graph_gives_the_graph(served: Served) -> None:
    dataset = kg.load(SEEDS).dataset
    for name in ("bundle/karabakh-2020-10-04", "standpoint/baku", "register"):
        told = Graph().parse(data=served.get(f"/{name}", "application/n-triples").body, format="nt")
        assert len(told) == len(dataset.get_context(URIRef(BASE + name)))


def test_what_has_no_page_of_its_own_is_shown_by_its_statements(served: Served) -> None:
    [row] = json.loads(served.ask(f"SELECT ?p {{ ?p a cv:Position ; cv:claim <{CLAIM}> }} LIMIT 1").body)[
        "results"
    ]["bindings"]
    position = row["p"]["value"]
    _, page = follow(served, "/" + position.removeprefix(BASE), "text/html")
    assert f'href="/resource?iri={quote(CLAIM, safe="")}&amp;language=en"' in page.text
    assert 'href="/ontology/denies?language=en"' in page.text
    told = json.loads(served.get("/statements", iri=position, format="json").body)
    assert {row["other"]["value"] for row in told["about"] if row["p"]["value"] == str(RDF.type)} == {
        str(CV.Position)
    }
    assert told["of"]


def test_blank_nodes_belong_to_what_they_describe(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    folder = build_quads(
        tmp_path_factory.mktemp("blank") / "store",
        f"<{BASE}a> <urn:p> [ <urn:q> [ <urn:r> 1 ] ] . GRAPH <urn:g> {{ <{BASE}b> <urn:p> [ <urn:q> 2 ] }}",
    )
    with serving(folder, graph=kg.load(SEEDS)) as found:
        sizes = [
            len(Graph().parse(data=found.get(f"/{name}", "text/turtle").body, format="turtle"))
            for name in ("a", "b")
        ]
    assert sizes == [3, 2]


@pytest.mark.parametrize("accept", ["text/html", "text/turtle"])
def test_what_there_is_not_is_404_and_what_is_no_iri_400(served: Served, accept: str) -> None:
    assert served.get("/resource", accept).status == 400
    assert served.get("/resource", accept, iri="no iri > } DROP").status == 400
    assert served.get("/statements", accept, iri="no iri").status == 400
    for iri in ("urn:nothing", f"{BASE}nothing", f"{CV}Nothing", f"{BASE}register/nobody"):
        assert follow(served, "/resource?iri=" + quote(iri, safe=""), accept)[1].status == 404, iri
        assert served.get("/statements", accept, iri=iri).status == 404, iri
