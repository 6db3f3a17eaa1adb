"""The model as RDF: back to the same model, whatever the way, and to the same bytes, whatever the order."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import GOLDEN, SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib import BNode, Dataset, Graph, Literal, URIRef
from rdflib.compare import isomorphic
from rdflib.namespace import PROV, RDF, SKOS, XSD
from rdflib.term import Node
from support import strategies
from support.drawing import drawn

import kg
from kg import load
from kg.errors import InputError
from kg.model import (
    Article,
    Bridge,
    Bundle,
    Claim,
    Comparison,
    Count,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Quotation,
    Register,
    Relation,
    RelationType,
    Repeat,
    Several,
    Stance,
    Standpoint,
)
from kg.rdf.dataset import build_quads, merge_graphs
from kg.rdf.mapping import RELATION_PROPERTIES
from kg.rdf.read import read_dataset, read_merged
from kg.rdf.serialize import Format, serialize, write_nquads
from kg.rdf.store import build_store, open_store
from kg.rdf.vocabulary import (
    CV,
    FINDINGS_GRAPH,
    OA,
    SCHEMA,
    claim_iri,
    entry_iri,
    position_iri,
    proposition_iri,
    relation_iri,
    standpoint_iri,
)
from kg.rdf.write_findings import build_findings
from kg.relations import find_relations, find_repeats

FORMATS: tuple[Format, ...] = ("turtle", "trig", "jsonld", "nquads")
ARTICLE = load(SEEDS)


@settings(max_examples=drawn(75))
@given(strategies.bodies())
def test_reading_back_gives_the_same_model(knowledge: Knowledge) -> None:
    again = read_dataset(build_store(build_quads(knowledge)))
    assert again.register == knowledge.register
    assert {b.id: b.article for b in again.bundles} == {b.id: b.article for b in knowledge.bundles}
    assert again.claims == knowledge.claims


@settings(max_examples=drawn(25))
@given(strategies.bodies(), st.data())
def test_utterances_and_questions_come_back_as_positions(knowledge: Knowledge, data: st.DataObject) -> None:
    """``said_by`` may be filled beside any slots; a question takes positions on what it presupposes."""
    sources = [name for name, e in knowledge.register.entries.items() if e.section == "sources"]
    bundle = knowledge.bundles[0]

    def told(claim: Claim) -> Claim:
        content, source = claim.proposition, data.draw(st.sampled_from(sources))
        if content is None:
            return claim
        said = replace(content, said_by=source)
        if data.draw(st.booleans()):
            return replace(claim, proposition=said)
        granted = tuple(sorted({content, said}, key=lambda p: p.id))
        asked = replace(claim, stance=Stance.ASKS, proposition=None, presupposes=granted)
        return replace(asked, condition=None, condition_form="if")

    bundle = replace(bundle, claims=tuple(map(told, bundle.claims)))
    knowledge = replace(knowledge, bundles=(bundle, *knowledge.bundles[1:]))
    again = read_dataset(build_store(build_quads(knowledge)))
    assert again.claims == knowledge.claims
    assert again.positions == knowledge.positions
    assert [p.claims for p in again.positions] == [p.claims for p in knowledge.positions]
    asked = {p.proposition for p in again.positions if p.stance is Stance.ASKS}
    assert asked == {p for c in knowledge.claims.values() if c.stance is Stance.ASKS for p in c.presupposes}


# -- findings -----------------------------------------------------------------------------------------

RAID = Proposition("raid", agent="army", target="city", time=Interval(date(2020, 10, 4), date(2020, 10, 4)))


def _position(stance: Stance, proposition: Proposition, *claims: str) -> Position:
    return Position(stance, proposition, claims)


def _found(relation: Relation, *repeats: Repeat) -> tuple[Graph, URIRef]:
    graph = Graph()
    for triple in build_findings((relation,), repeats):
        graph.add(triple)
    return graph, relation_iri(relation.id)


def _slots(graph: Graph, node: URIRef, property: URIRef) -> set[str]:
    return {str(slot).removeprefix(str(CV)) for slot in graph.objects(node, property)}


def test_a_relation_says_what_is_implied() -> None:
    implied = replace(RAID, said_by="minister")
    asserted = _position(Stance.ASSERTS, RAID, "a/c1")
    denied = _position(Stance.DENIES, Proposition("raid", said_by="minister"), "a/c2")
    equal = dict.fromkeys(("kind", "said_by"), Comparison.EQUAL)
    slots = {**equal, "agent": Comparison.NARROWER}
    relation = Relation(
        RelationType.CONTRADICTS, "attribution", "1", (asserted, denied), slots, implied=implied
    )
    graph, node = _found(relation)
    assert graph.value(node, CV.impliedProposition) == proposition_iri(implied.id)
    assert graph.value(proposition_iri(implied.id), CV.saidBy) == entry_iri("minister")
    assert graph.value(proposition_iri(implied.id), CV.target) == entry_iri("city")
    assert _slots(graph, node, CV.equalSlot) == {"kind", "saidBy"}
    assert graph.value(node, CV.secondPosition) == position_iri(denied.id)
    assert not list(_found(replace(relation, implied=None))[0].objects(None, CV.impliedProposition))


def test_more_than_two_positions_stand_to_the_first_together() -> None:
    def toll(low: int, place: str | None) -> Position:
        count = Count("killed", low, None if place else low, "people")
        return _position(Stance.ASSERTS, Proposition("battle", place=place, count=count), f"a/{place}")

    whole = toll(10, None)
    parts = sorted((toll(6, "north"), toll(7, "south")), key=lambda position: position.id)
    slots = {"kind": Comparison.EQUAL, "place": Comparison.BROADER, "count": Comparison.DISJOINT}
    relation = Relation(
        RelationType.CONTRADICTS, "quantity-parts", "1", (whole, *parts), slots, conflict=("count",)
    )
    graph, node = _found(relation)
    assert list(graph.objects(node, CV.firstPosition)) == [position_iri(whole.id)]
    assert list(graph.objects(node, CV.secondPosition)) == []
    others: set[Any] = set(graph.objects(node, CV.position)) - {position_iri(whole.id)}
    assert sorted(others) == [position_iri(part.id) for part in parts], "their order can be recovered"
    assert _slots(graph, node, CV.broaderSlot) == {"place"}
    assert len(set(graph.objects(node, PROV.wasDerivedFrom))) == 3


def test_agreement_in_part_says_what_it_leaves_out() -> None:
    other = replace(RAID, agent="guard", target="base")
    pair = (_position(Stance.ASSERTS, RAID, "a/c1"), _position(Stance.ASSERTS, other, "a/c2"))
    slots = {
        "kind": Comparison.EQUAL,
        "agent": Comparison.DISJOINT,
        "target": Comparison.BROADER,
        "time": Comparison.EQUAL,
    }
    common = replace(RAID, agent=None)
    relation = Relation(RelationType.CORROBORATES, "corroboration", "1", pair, slots, common=common)
    graph, node = _found(relation)
    assert _slots(graph, node, CV.droppedSlot) == {"agent"}
    assert graph.value(node, CV.commonProposition) == proposition_iri(common.id)
    wholly = replace(relation, common=None)
    assert _slots(*_found(wholly), CV.droppedSlot) == set()


def test_a_question_has_a_position_in_the_findings() -> None:
    asked, denied = _position(Stance.ASKS, RAID, "a/q1"), _position(Stance.DENIES, RAID, "a/d1")
    slots = {"kind": Comparison.EQUAL}
    relation = Relation(RelationType.CONTRADICTS, "presupposition", "1", (asked, denied), slots, implied=RAID)
    graph, node = _found(relation)
    held = graph.value(node, CV.firstPosition)
    assert graph.value(held, CV.stance) == CV.asks
    assert graph.value(held, CV.proposition) == proposition_iri(RAID.id)
    assert graph.value(held, CV.claim) == claim_iri("a/q1")


def test_what_many_relations_rest_on_is_described_once() -> None:
    relations = list(ARTICLE.relations())
    typed = [o for _, p, o in build_findings(relations) if p == RDF.type]
    bridges = [(number, bridge) for r in relations for number, bridge in enumerate(r.bridges)]
    views = [
        (views is r.unless, number, view)
        for r in relations
        for views in (r.holds_if, r.unless)
        for number, view in enumerate(views)
    ]
    for described, used in ((CV.Bridge, bridges), (CV.Condition, views)):
        assert typed.count(described) == len({*used}) < len(used)


def test_a_repetition_leads_from_the_later_claim_to_the_earlier() -> None:
    repeats = (Repeat("b/c1", "a/c1", "minister"), Repeat("b/c2", "a/c1", "minister"))
    quads = set(build_quads(Knowledge(Register()), (), repeats))
    assert quads == {
        (claim_iri(later), CV.repeats, claim_iri("a/c1"), FINDINGS_GRAPH) for later in ("b/c1", "b/c2")
    }


def test_the_article_comes_back_with_findings_beside_it() -> None:
    again = read_dataset(ARTICLE.dataset)
    assert again == ARTICLE.knowledge


@settings(max_examples=drawn(30))
@given(strategies.bodies(), st.integers(0, 99))
def test_exports_do_not_depend_on_the_order_of_insertion(knowledge: Knowledge, seed: int) -> None:
    quads = list(build_quads(knowledge))
    shuffled = list(quads)
    random.Random(seed).shuffle(shuffled)
    for format in FORMATS[:2] + FORMATS[3:]:
        assert serialize(quads, format) == serialize(shuffled, format)


@settings(max_examples=drawn(15))
@given(strategies.bodies())
def test_every_format_says_the_same(knowledge: Knowledge) -> None:
    quads = list(build_quads(knowledge, find_relations(knowledge)))
    expected = write_nquads(quads)
    for format, parser in (("trig", ox.RdfFormat.TRIG), ("jsonld", ox.RdfFormat.JSON_LD)):
        parsed = ox.parse(serialize(quads, format), format=parser)  # type: ignore[arg-type]
        lines = sorted(
            line + b"\n" for line in (ox.serialize(parsed, format=ox.RdfFormat.N_QUADS) or b"").splitlines()
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


def test_what_earlier_versions_called_a_match_is_still_read() -> None:
    """States and persons are no concepts that could match: they are the same as things elsewhere."""
    written = ARTICLE.export("nquads")
    assert str(SKOS.exactMatch).encode() not in written
    before = written.replace(str(SCHEMA.sameAs).encode(), str(SKOS.exactMatch).encode())
    assert before != written
    dataset = Dataset()
    dataset.parse(data=before, format="nquads")
    assert read_dataset(dataset).register == ARTICLE.own.register


def test_turtle_read_by_rdflib_is_isomorphic() -> None:
    expected = Graph()
    repeats = find_repeats(ARTICLE.knowledge)
    for triple in merge_graphs(build_quads(ARTICLE.knowledge, ARTICLE.relations(), repeats)):
        expected.add(triple)
    assert isomorphic(Graph().parse(data=ARTICLE.export("turtle"), format="turtle"), expected)


def test_what_is_no_format_is_refused() -> None:
    with pytest.raises(InputError, match="did you mean 'turtle'"):
        ARTICLE.export("turtel")


def test_the_package_says_what_it_offers() -> None:
    assert {"load", "ClaimGraph", "InputError", "__version__"} <= set(kg.__all__) <= set(dir(kg))
    assert all(getattr(kg, name) for name in kg.__all__)


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
    assert text is not None
    for name, claim in ARTICLE.knowledge.claims.items():
        node = claim_iri(name)
        chain: list[Node | None] = []
        at: Node = node
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
            start, end = (int(str(graph.value(position, p))) for p in (OA.start, OA.end))
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
        (lambda d, c: _add_speaker(d), "wrong-hash"),
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
    dataset.graph(g).remove((s, p, o))
    dataset.add((s, p, value, dataset.graph(g)))


def _add_speaker(dataset: Dataset) -> None:
    s, _, _, g = sorted(dataset.quads((None, CV.kind, None, None)))[0]
    dataset.add((s, CV.saidBy, entry_iri("armenia"), dataset.graph(g)))


def _loop(dataset: Dataset, claim: URIRef) -> None:
    s, p, o, g = next(iter(dataset.quads((claim, PROV.wasDerivedFrom, None, None))))
    dataset.add((o, p, s, dataset.graph(g)))


# Every form of the second contract ----------------------------------------------------------------------

MOSCOW = timezone(timedelta(hours=3))
NINE = datetime(2024, 3, 23, 9, tzinfo=MOSCOW)


def every_form() -> Knowledge:
    """Return an article and a register in which each form occurs once."""
    label = {"en": "x"}
    entries = (
        Entry("army", "sources", label, "organization"),
        Entry("gunmen", "sources", label, "group", unidentified=True),
        Entry("paper", "sources", label, "outlet"),
        Entry("hall", "places", label, "hall", lat=55.82, lon=-37.39, timezone="Europe/Moscow"),
        Entry("town", "places", label, "town"),
        Entry("attack", "kinds", label, phrase={"en": "{agent} attacked {target}", "fa": "{agent} زد"}),
        Entry("accident", "kinds", label, links=(("distinct_from", "attack"),)),
        Entry("killed", "kinds", label, changes="grows"),
        Entry("share", "kinds", label, changes="varies", ratio=True, unit="percent"),
        Entry("war", "events", label, frame=EventFrame()),
        Entry(
            "raid",
            "events",
            label,
            links=(("part_of", "war"),),
            frame=EventFrame(
                "attack", Several(("hall", "town")), "town", Interval(NINE, NINE), "both say so"
            ),
        ),
        Entry("press/fire", "events", label, frame=EventFrame("accident"), article="press"),
    )
    holds = (Bridge("press/fire", "same_as", "raid", "one"),)
    register = Register(
        {entry.name: entry for entry in entries},
        standpoints={"one": Standpoint("one", label, ("army",), holds)},
    )
    raid = Proposition(
        "attack",
        Several(("army", "gunmen")),
        Several(("hall", "town"), any_of=True),
        place="town",
        time=Interval(NINE, date(2024, 3, 24)),
        count=Count("killed", 93, 133, final=True, as_of=Interval(NINE, NINE)),
        event="raid",
        only=("agent", "place"),
    )
    fire = Proposition(
        "accident", count=Count("share", Decimal("52.97"), Decimal("54.5")), event="press/fire"
    )
    words = (Quotation("93", 0, 2, "", " dead"),)
    said = Interval(NINE, NINE)
    claims = (
        Claim(
            "a", "army", Stance.PREDICTS, raid, words, said=said, jointly=("gunmen",), corrects=("press/b",)
        ),
        Claim(
            "b", "army", Stance.DOUBTS, fire, words, via=("paper",), said=Interval(date(2024, 3, 23), NINE)
        ),
        Claim("c", "army", Stance.THREATENS, fire, words, condition=raid, condition_form="unless"),
    )
    article = Article("press", "93 dead", "en", "paper", said, title="A title", timezone="Europe/Moscow")
    return Knowledge(register, (Bundle(article, claims),))


@pytest.mark.parametrize("format", FORMATS)
def test_every_form_comes_back_from_every_format(format: Format) -> None:
    knowledge = every_form()
    data = serialize(build_quads(knowledge), format)
    if format == "turtle":
        again = read_merged(Graph().parse(data=data, format=format))
    else:
        dataset = Dataset()
        dataset.parse(data=data, format="json-ld" if format == "jsonld" else format)
        again = read_dataset(dataset)
    assert again == knowledge
    # Equal instants in two zones are equal, but not the same to read.
    assert [p.as_json() for p in map(_content, again.bundles[0].claims)] == [
        p.as_json() for p in map(_content, knowledge.bundles[0].claims)
    ]
    assert serialize(build_quads(again), format) == data


def _content(claim: Claim) -> Proposition:
    assert claim.proposition is not None
    return claim.proposition


def test_every_form_comes_back_from_a_store(tmp_path: Path) -> None:
    knowledge = every_form()
    kg.ClaimGraph(knowledge).save(tmp_path / "graph.db")
    found = load(store=tmp_path / "graph.db").knowledge
    assert found == knowledge
    assert [position.id for position in found.positions] == [position.id for position in knowledge.positions]


def test_numbers_and_times_are_written_as_what_they_are() -> None:
    graph = Graph()
    for s, p, o, _ in build_quads(every_form()):
        graph.add((s, p, o))
    (content,) = graph.subjects(CV.event, entry_iri("raid"))
    share = proposition_iri(_content(every_form().bundles[0].claims[1]).id)
    assert str(entry_iri("press/fire")) == "https://w3id.org/claim-kg/bundle/press/event/fire"
    for node, property, text, datatype in (
        (content, CV["from"], "2024-03-23T09:00:00+03:00", XSD.dateTime),
        (content, CV.to, "2024-03-24", XSD.date),
        (content, CV.asOfTo, "2024-03-23T09:00:00+03:00", XSD.dateTime),
        (content, CV.countLow, "93", XSD.integer),
        (share, CV.countLow, "52.97", XSD.decimal),
        (entry_iri("hall"), SCHEMA.longitude, "-37.39", XSD.decimal),
    ):
        assert list(graph.objects(node, property)) == [Literal(text, datatype=datatype)]
    assert set(graph.objects(content, CV.agent)) == {entry_iri("army"), entry_iri("gunmen")}
    assert not list(graph.objects(content, CV.target)), "which of them it was is not said"
    assert set(graph.objects(content, CV.targetAnyOf)) == {entry_iri("hall"), entry_iri("town")}
    assert set(graph.objects(content, CV.onlySlot)) == {CV.agent, CV.place}


@pytest.mark.parametrize(
    ("property", "value", "id"),
    [
        *(
            (CV.countLow, value, "bad-value")
            for value in ("-1", "1e999999999", "NaN", "0.1234567", "1_0", "٣")
        ),
        (CV.countHigh, "1000000000001", "bad-value"),
        (CV.countHigh, "9" * 5000, "bad-value"),
        (CV.asOfFrom, "2024-03-23T09:00:00", "bad-date"),
        (CV.asOfTo, "2024-03-23T09:00:00+03:00:30", "bad-date"),
        (CV.saidFrom, "2024-03-23T09:00:00+15:00", "bad-date"),
        (CV.saidTo, "2024-13-23T09:00:00Z", "bad-date"),
        (CV.publishedTo, "2024-03-23T24:30:00Z", "bad-date"),
        (CV.changes, "shrinks", "bad-value"),
        (CV.conditionForm, "whenever", "bad-value"),
        (CV.unit, "x" * 20_001, "too-long"),
        (CV.phrase, Literal("x" * 20_001, lang="en"), "too-long"),
        (CV.eventBasis, "x" * 20_001, "too-long"),
        (SCHEMA.headline, "x" * 20_001, "too-long"),
        (SCHEMA.latitude, "91", "bad-value"),
        (SCHEMA.longitude, "inf", "bad-value"),
        (CV.corrects, Literal("press/b"), "bad-value"),
        (CV.onlySlot, CV.beside, "wrong-hash"),
        (CV.targetAnyOf, entry_iri("army"), "wrong-hash"),
    ],
)
def test_a_form_that_was_tampered_with_is_not_read(
    property: URIRef, value: str | Literal | URIRef, id: str
) -> None:
    dataset = Dataset()
    dataset.parse(data=write_nquads(build_quads(every_form())), format="nquads")
    _swap(dataset, None, property, value if isinstance(value, Literal | URIRef) else Literal(value))
    with pytest.raises(InputError) as caught:
        read_dataset(dataset)
    assert [problem.id for problem in caught.value.problems] == [id]


@pytest.mark.parametrize(
    ("added", "id"),
    [
        ((proposition_iri("0" * 32), RDF.type, CV.Proposition), ""),
        ((entry_iri("raid"), CV.targetAnyOf, entry_iri("town")), "bad-value"),
        ((entry_iri("raid"), CV.place, entry_iri("hall")), ""),
        ((entry_iri("raid"), CV.kind, entry_iri("accident")), "incomplete-description"),
        ((entry_iri("raid"), CV.target, entry_iri("nobody")), "unknown-name"),
        ((entry_iri("war"), CV.partOf, entry_iri("raid")), "cycle"),
        ((claim_iri("press/b"), PROV.wasAttributedTo, entry_iri("nobody")), "unknown-name"),
        ((entry_iri("other/fire"), RDF.type, CV.Event), "incomplete-description"),
        ((URIRef("https://w3id.org/claim-kg/bundle/press/claim/b/utterance/1"), PROV.wasAttributedTo,
          entry_iri("army")), "incomplete-description"),
    ],
)  # fmt: skip
def test_what_is_added_to_a_form_is_read_or_refused(added: tuple[URIRef, URIRef, URIRef], id: str) -> None:
    dataset = Dataset()
    dataset.parse(data=write_nquads(build_quads(every_form())), format="nquads")
    graph = next((g for *_, g in dataset.quads((added[0], None, None, None))), CV.elsewhere)
    dataset.graph(graph).add(added)
    if not id:
        read_dataset(dataset)
        return
    with pytest.raises(InputError) as caught:
        read_dataset(dataset)
    assert [problem.id for problem in caught.value.problems] == [id]


def test_events_that_were_only_named_are_still_read() -> None:
    """Before events were entries, they had an IRI of their own, and nothing was said of them."""
    knowledge = every_form()
    entries = {name: e for name, e in knowledge.register.entries.items() if e.section != "events"}
    claim = replace(
        knowledge.bundles[0].claims[0], proposition=Proposition("attack", event="raid"), corrects=()
    )
    plain = Bundle(knowledge.bundles[0].article, (claim,))
    old = URIRef("https://w3id.org/claim-kg/event/raid")
    written = [
        (s, p, old if o == entry_iri("raid") else o, g)
        for s, p, o, g in build_quads(Knowledge(Register(entries), (plain,)))
    ]
    dataset = Dataset()
    dataset.parse(data=write_nquads(written), format="nquads")
    dataset.graph(URIRef("https://w3id.org/claim-kg/bundle/press")).add((old, RDF.type, CV.Event))
    again = read_dataset(dataset)
    assert again.bundles == (plain,)
    assert again.register.entries["raid"] == Entry("raid", "events", frame=EventFrame())


def test_one_box_has_one_name() -> None:
    claims = ARTICLE.knowledge.claims.values()
    propositions = {p for claim in claims for p in claim.propositions}
    assert len({proposition_iri(p.id) for p in propositions}) == len(propositions)
    assert all(p.time != Interval() for p in propositions)
