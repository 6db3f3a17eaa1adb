"""The model as RDF: back to the same model, whatever the way, and to the same bytes, whatever the order."""

from __future__ import annotations

import random
from pathlib import Path

import pyoxigraph as ox
import pytest
import strategies
from conftest import GOLDEN, SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import PROV, RDF

from kg import load
from kg.errors import InputError
from kg.graph import RELATION_PROPERTIES, build_quads, merge_graphs, read_dataset
from kg.model import Interval, Knowledge
from kg.relations import find_relations
from kg.serialization import Format, serialize, write_nquads
from kg.store import build_store, open_store
from kg.vocabulary import CV, OA, claim_iri, entry_iri, proposition_iri, standpoint_iri

FORMATS: tuple[Format, ...] = ("turtle", "trig", "jsonld", "nquads")
ARTICLE = load(SEEDS)


@settings(max_examples=150)
@given(strategies.bodies())
def test_reading_back_gives_the_same_model(knowledge: Knowledge) -> None:
    again = read_dataset(build_store(build_quads(knowledge)))
    assert again.register == knowledge.register
    assert {b.id: b.article for b in again.bundles} == {b.id: b.article for b in knowledge.bundles}
    assert again.claims == knowledge.claims


def test_the_article_comes_back_with_findings_beside_it() -> None:
    again = read_dataset(ARTICLE.dataset)
    assert again == ARTICLE.knowledge


@settings(max_examples=60)
@given(strategies.bodies(), st.integers(0, 99))
def test_exports_do_not_depend_on_the_order_of_insertion(knowledge: Knowledge, seed: int) -> None:
    quads = list(build_quads(knowledge))
    shuffled = list(quads)
    random.Random(seed).shuffle(shuffled)
    for format in FORMATS[:2] + FORMATS[3:]:
        assert serialize(quads, format) == serialize(shuffled, format)


@settings(max_examples=15)
@given(strategies.bodies())
def test_every_format_says_the_same(knowledge: Knowledge) -> None:
    quads = list(build_quads(knowledge, find_relations(knowledge)))
    expected = write_nquads(quads)
    for format, parser in (("trig", ox.RdfFormat.TRIG), ("jsonld", ox.RdfFormat.JSON_LD)):
        parsed = ox.parse(serialize(quads, format), format=parser)  # type: ignore[arg-type]
        lines = sorted(
            line + b"\n" for line in ox.serialize(parsed, format=ox.RdfFormat.N_QUADS).splitlines()
        )
        assert b"".join(lines) == expected


@pytest.mark.parametrize("format", FORMATS)
def test_the_article_is_exported_as_agreed(format: Format, request: pytest.FixtureRequest) -> None:
    golden = GOLDEN / f"karabakh-2020-10-04.{ {'turtle': 'ttl', 'nquads': 'nq'}.get(format, format) }"
    written = ARTICLE.export(format)
    if request.config.getoption("--update-golden"):
        golden.parent.mkdir(exist_ok=True)
        golden.write_bytes(written)
    assert _graph(written, format) == _graph(golden.read_bytes(), format), "the data changed"
    assert written == golden.read_bytes(), "the same data is written in another way"


def _graph(data: bytes, format: Format) -> frozenset[ox.Quad]:
    formats = {"turtle": "TURTLE", "trig": "TRIG", "jsonld": "JSON_LD", "nquads": "N_QUADS"}
    return frozenset(ox.parse(data, format=getattr(ox.RdfFormat, formats[format])))


def test_turtle_read_by_rdflib_is_isomorphic() -> None:
    expected = Graph()
    for triple in merge_graphs(build_quads(ARTICLE.knowledge, ARTICLE.relations())):
        expected.add(triple)
    assert isomorphic(Graph().parse(data=ARTICLE.export("turtle"), format="turtle"), expected)


def test_no_contested_fact_is_exported_as_a_plain_one() -> None:
    register = ARTICLE.knowledge.register
    graph = Graph().parse(data=ARTICLE.export("turtle"), format="turtle")
    for standpoint in register.standpoints.values():
        for bridge in standpoint.holds:
            fact = (entry_iri(bridge.subject), RELATION_PROPERTIES[bridge.relation], entry_iri(bridge.object))
            assert fact not in graph
            held = standpoint_iri(standpoint.name)
            assert any((node, RDF.object, fact[2]) in graph for node in graph.subjects(CV.inStandpoint, held))
    asked = ARTICLE.query("ASK { reg:karabakh cv:within reg:azerbaijan }")
    assert asked.askAnswer is False
    asked = ARTICLE.query("ASK { GRAPH <https://w3id.org/claim-kg/standpoint/baku> { reg:karabakh ?p ?o } }")
    assert asked.askAnswer is True


def test_nothing_is_a_blank_node_and_every_node_is_typed() -> None:
    quads = list(build_quads(ARTICLE.knowledge, ARTICLE.relations()))
    assert not any(isinstance(term, BNode) for quad in quads for term in quad)
    typed = {s for s, p, _, _ in quads if p == RDF.type}
    background = {s for s, _, _, g in quads if str(g).startswith("https://w3id.org/claim-kg/standpoint/")}
    assert {s for s, _, _, _ in quads} - background <= typed


def test_every_claim_has_its_provenance() -> None:
    graph = ARTICLE.dataset
    text = ARTICLE.knowledge.bundles[0].article.text
    for name, claim in ARTICLE.knowledge.claims.items():
        node = claim_iri(name)
        chain, at = [], node
        while True:
            after = list(graph.objects(at, PROV.wasQuotedFrom)) + list(graph.objects(at, PROV.wasDerivedFrom))
            if not after:
                break
            (at,) = after
            chain.append(graph.value(at, PROV.wasAttributedTo))
        assert [str(speaker).rpartition("/")[2] for speaker in chain] == [*claim.via, claim.source]
        assert graph.value(node, PROV.hadPrimarySource) == at
        annotation = graph.value(node, PROV.wasGeneratedBy)
        assert (graph.value(annotation, PROV.wasAssociatedWith), None, None) in graph
        for quotation in graph.objects(node, CV.quotation):
            parts = {graph.value(s, RDF.type): s for s in graph.objects(quotation, OA.hasSelector)}
            position, words = parts[OA.TextPositionSelector], parts[OA.TextQuoteSelector]
            start, end = (graph.value(position, p).toPython() for p in (OA.start, OA.end))
            assert text[start:end] == str(graph.value(words, OA.exact))
            assert text[:start].endswith(str(graph.value(words, OA.prefix)))
            assert text[end:].startswith(str(graph.value(words, OA.suffix)))


def test_the_store_on_disk_holds_the_same_and_is_replaced_whole(tmp_path: Path) -> None:
    folder = tmp_path / "store"
    ARTICLE.save(folder)
    assert load(store=folder).knowledge == ARTICLE.knowledge
    small = Knowledge(ARTICLE.knowledge.register)
    build_store(build_quads(small), folder)
    assert read_dataset(open_store(folder)) == small
    assert [path.name for path in tmp_path.iterdir()] == ["store"], "nothing is left beside it"


def test_a_folder_with_something_else_in_it_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "letters").write_text("dear")
    with pytest.raises(InputError, match="not a store"):
        ARTICLE.save(tmp_path)
    with pytest.raises(InputError, match="holds no store"):
        open_store(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["letters"]


@pytest.mark.parametrize(
    ("change", "id"),
    [
        (lambda d, c: d.remove((c, CV.stance, None, None)), "incomplete-description"),
        (lambda d, c: _swap(d, c, CV.stance, CV.believes), "bad-value"),
        (lambda d, c: _swap(d, None, CV.sha256, Literal("0" * 64)), "text-changed"),
        (
            lambda d, c: _swap(d, None, CV.target, URIRef("https://w3id.org/claim-kg/register/x")),
            "wrong-hash",
        ),
        (lambda d, c: _swap(d, None, CV.countLow, Literal("many")), "bad-value"),
        (lambda d, c: _swap(d, None, CV["from"], Literal("yesterday")), "bad-date"),
        (lambda d, c: _swap(d, None, OA.start, Literal("x")), "bad-value"),
        (lambda d, c: d.remove((None, OA.hasSelector, None, None)), "incomplete-description"),
        (lambda d, c: _swap(d, None, OA.exact, Literal("what nobody said")), "wrong-quotation"),
        (lambda d, c: _swap(d, None, OA.end, Literal(2)), "wrong-quotation"),
        (lambda d, c: _loop(d, c), "bad-chain"),
        (lambda d, c: d.remove((c, CV.quotation, None, None)), "incomplete-description"),
        (lambda d, c: _swap(d, None, CV.excludes, standpoint_iri("nobody")), "unknown-name"),
        (lambda d, c: _swap(d, None, CV.heldBy, entry_iri("nobody")), "unknown-name"),
        (lambda d, c: _swap(d, None, CV.opponentOf, entry_iri("nobody")), "unknown-name"),
        (lambda d, c: _swap(d, c, PROV.wasAttributedTo, entry_iri("nobody")), "unknown-name"),
        (lambda d, c: _swap(d, entry_iri("ganja"), CV.within, entry_iri("ganja")), "cycle"),
    ],
)
def test_a_graph_that_was_tampered_with_is_not_read(change: object, id: str) -> None:
    dataset = Dataset()
    dataset.parse(data=ARTICLE.export("nquads", findings=False), format="nquads")
    change(dataset, claim_iri("karabakh-2020-10-04/m1"))  # type: ignore[operator]
    with pytest.raises(InputError) as caught:
        read_dataset(dataset)
    assert [problem.id for problem in caught.value.problems] == [id]


def _swap(dataset: Dataset, subject: URIRef | None, property: URIRef, value: URIRef | Literal) -> None:
    s, p, o, g = sorted(dataset.quads((subject, property, None, None)))[0]
    dataset.remove((s, p, o, g))
    dataset.add((s, p, value, dataset.graph(g)))


def _loop(dataset: Dataset, claim: URIRef) -> None:
    s, p, o, g = next(iter(dataset.quads((claim, PROV.wasDerivedFrom, None, None))))
    dataset.add((o, p, s, dataset.graph(g)))


def test_one_box_has_one_name() -> None:
    claims = ARTICLE.knowledge.claims.values()
    propositions = {p for claim in claims for p in claim.propositions}
    assert len({proposition_iri(p.id) for p in propositions}) == len(propositions)
    assert all(p.time != Interval() for p in propositions)
