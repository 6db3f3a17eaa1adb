"""What a partner could have tried, and what stands between them and what is ours."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SEEDS
from rdflib import RDF, SKOS, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS
from support.partners import WHEN, only, received, statements

from kg.api import ClaimGraph, load
from kg.authoring.read import read_knowledge
from kg.bundle.build import build_bundle
from kg.bundle.disk import write_bundle
from kg.cli import run
from kg.errors import InputError
from kg.formats.opening import open_source
from kg.model import BASE, Bridge, Entry, Knowledge, Rating, Register, Standpoint, Verdict, partner_of
from kg.partners.deciding import decide
from kg.partners.importing import add_import, retract
from kg.partners.ledger import Exchange, Received, Status
from kg.partners.match import Match
from kg.partners.proposals import find_matches
from kg.partners.receive import check_key, receive_file
from kg.rdf.read import read_merged
from kg.rdf.serialize import write_nquads
from kg.rdf.vocabulary import CV, REGISTER_GRAPH, SCHEMA, article_iri, claim_iri, entry_iri
from kg.report.exchange import write_import
from kg.transaction import changing, restore


@pytest.fixture(scope="module")
def seeds() -> Knowledge:
    return read_knowledge([SEEDS])


def accept(
    exchange: Exchange, own: Knowledge, *names: str, everything: bool = False
) -> tuple[Exchange, Sequence[Match]]:
    return decide(exchange, own, names, accepted=True, by="Sara", when=WHEN[2], everything=everything)


def of_article(knowledge: Knowledge, article: str, *claims: str) -> Knowledge:
    """Return knowledge with one article under another name, with some of its claims."""
    bundle = only(knowledge, *claims).bundles[0]
    renamed = replace(bundle, article=replace(bundle.article, id=article))
    return Knowledge(knowledge.register, (renamed,))


#: Text that would end the IRI it is taken for, say what it likes in our register, and begin another.
BREAKING = (
    f"http://example.org/a> <{REGISTER_GRAPH}> .\n"
    f"<{entry_iri('ganja')}> <{CV.within}> <{entry_iri('armenia')}> <{REGISTER_GRAPH}> .\n"
    "<http://example.org/b> <http://example.org/c> <http://example.org/d"
)


@pytest.mark.parametrize(
    ("subject", "property"),
    [
        (entry_iri("tartar"), SCHEMA.sameAs),
        (entry_iri("tartar"), SKOS.exactMatch),
        (article_iri("theirs"), SCHEMA.url),
        (article_iri("theirs"), DCTERMS.license),
    ],
)
def test_text_in_the_place_of_an_iri_cannot_reach_our_register(
    subject: URIRef, property: URIRef, seeds: Knowledge, tmp_path: Path
) -> None:
    store = tmp_path / "store"
    ClaimGraph(seeds).save(store)
    before = load(store=store).own
    sent = statements(of_article(seeds, "theirs", "m1", "d1"))
    sent.add((subject, property, Literal(BREAKING)))
    with changing(store) as change:
        added = change.add(Received("desk", "a.ttl", "0" * 64, sent), WHEN[0])
    assert added.status is Status.QUARANTINED
    assert load(store=store).own == before


@pytest.mark.parametrize("property", [SCHEMA.itemReviewed, CV.evidence, SCHEMA.url])
def test_text_in_the_place_of_an_iri_of_a_verdict_is_no_verdict(property: URIRef, seeds: Knowledge) -> None:
    verdict = Verdict("theirs/m1", Rating.FALSE, {"en": "No."}, (), "Sara")
    sent = statements(replace(of_article(seeds, "theirs", "m1"), verdicts=(verdict,)))
    node = next(sent.subjects(RDF.type, CV.Verdict))
    sent.remove((node, property, None))
    sent.add((node, property, Literal(f"{claim_iri('theirs/m1')}> <urn:a> <urn:b> .\n<urn:c")))
    with pytest.raises(InputError, match="is no IRI"):
        read_merged(sent)


def test_what_breaks_out_of_an_iri_is_never_written() -> None:
    graph, fine = URIRef("urn:g"), URIRef("urn:a")
    for triple in ((fine, fine, URIRef("urn:a> <urn:b")), (URIRef("urn:a> <urn:b"), fine, fine)):
        with pytest.raises(ValueError, match="is no IRI"):
            write_nquads([(*triple, graph)])


def test_a_language_tag_ends_where_it_should(seeds: Knowledge) -> None:
    sent = statements(of_article(seeds, "theirs", "m1"))
    sent.set((article_iri("theirs"), SCHEMA.inLanguage, Literal("fa\n")))
    with pytest.raises(InputError, match="is not a language tag"):
        read_merged(sent)


@pytest.mark.parametrize("case", ["standpoint", "entry", "claim"])
def test_a_name_given_twice_is_refused_as_it_is_in_files_of_authors(case: str, seeds: Knowledge) -> None:
    theirs = of_article(seeds, "theirs", "m1", "d1")
    if case == "standpoint":
        baku = Entry("baku", "places", {"en": "Baku"}, "city")
        theirs = replace(
            theirs, register=replace(theirs.register, entries={**theirs.register.entries, "baku": baku})
        )
    sent = statements(theirs)
    if case == "entry":
        node = URIRef(f"{BASE}register/another")
        sent.add((node, RDF.type, CV.Place))
        sent.add((node, DCTERMS.identifier, Literal("ganja")))
    elif case == "claim":
        sent.set((claim_iri("theirs/d1"), DCTERMS.identifier, Literal("m1")))
    with pytest.raises(InputError, match=r"is given (2 times|twice)"):
        read_merged(sent)


def test_what_was_accepted_does_not_stand_when_something_else_is_said_of_the_name(seeds: Knowledge) -> None:
    first = Knowledge(Register({"x": Entry("x", "places", {"en": "Ganja"}, "city")}))
    exchange, _ = add_import(Exchange(), seeds, received(first), when=WHEN[0])
    exchange, _ = accept(exchange, seeds, "desk:x")
    assert exchange.accepted.names == {"desk:x": "ganja"}
    second = Knowledge(Register({"x": Entry("x", "places", {"en": "Ganja", "fa": "شوشا"}, "city")}))
    exchange, _ = add_import(exchange, seeds, received(second, "second"), when=WHEN[1])
    assert exchange.accepted.names == {}
    [open_again] = [match for match in find_matches(exchange, seeds) if match.ours == "ganja"]
    assert open_again.accepted is None
    assert any("has changed since" in flag for flag in open_again.flags)
    exchange, _ = accept(exchange, seeds, open_again.id)
    assert exchange.accepted.names == {"desk:x": "ganja"}


def test_what_was_accepted_is_taken_back_though_nothing_speaks_for_it_any_more(seeds: Knowledge) -> None:
    first = Knowledge(Register({"x": Entry("x", "places", {"en": "Ganja"}, "city")}))
    exchange, _ = add_import(Exchange(), seeds, received(first), when=WHEN[0])
    exchange, _ = accept(exchange, seeds, "desk:x")
    entries = dict(seeds.register.entries)
    entries["ganja"] = replace(entries["ganja"], label={"en": "Elsewhere"})
    ours = replace(seeds, register=replace(seeds.register, entries=entries))
    [left] = [match for match in find_matches(exchange, ours) if match.ours == "ganja"]
    assert (left.theirs, left.accepted, left.their_label) == ("desk:x", True, "Ganja")
    assert "would not be proposed now" in left.flags[0]
    exchange, done = decide(exchange, ours, [left.id], accepted=False, by="Sara", when=WHEN[3])
    assert [match.id for match in done] == [left.id]
    assert not exchange.accepted.names


def test_an_event_that_is_called_like_something_else_is_refused(seeds: Knowledge) -> None:
    theirs = of_article(seeds, "theirs", "m1")
    [bundle] = theirs.bundles
    [claim] = bundle.claims
    assert claim.proposition is not None
    named = replace(claim, proposition=replace(claim.proposition, event="ganja"))
    sent = replace(theirs, bundles=(replace(bundle, claims=(named,)),))
    _, added = add_import(Exchange(), seeds, received(sent), when=WHEN[0])
    assert added.status is Status.QUARANTINED and "not declared as an event" in added.problems[0]


def test_a_name_alone_is_no_reason_to_accept_without_looking(seeds: Knowledge) -> None:
    entries = {
        "ganja": Entry("ganja", "places", {"ru": "Степанакерт"}, "city"),
        "tartar": Entry("tartar", "places", dict(seeds.register.entries["tartar"].label), "country"),
        "horadiz": seeds.register.entries["horadiz"],
    }
    entries["horadiz"] = replace(entries["horadiz"], links=())
    exchange, _ = add_import(Exchange(), seeds, received(Knowledge(Register(entries))), when=WHEN[0])
    _, done = accept(exchange, seeds, everything=True)
    assert [match.theirs for match in done] == ["desk:horadiz"]


def test_what_is_in_quarantine_does_not_even_name_the_partner(seeds: Knowledge) -> None:
    theirs = of_article(seeds, "theirs", "m1", "d1")
    exchange, _ = add_import(Exchange(), seeds, received(theirs), when=WHEN[0])
    bad = received(theirs, "bad")
    assert isinstance(bad.statements, Graph)
    bad.statements.remove((None, CV.stance, None))
    after, added = add_import(
        exchange, seeds, replace(bad, label="Ministry of Defence of Azerbaijan"), when=WHEN[1]
    )
    assert added.status is Status.QUARANTINED
    assert after.merge(seeds) == exchange.merge(seeds)


def test_what_one_partner_quotes_wrongly_does_not_keep_another_out(seeds: Knowledge) -> None:
    theirs = of_article(seeds, "theirs", "m1")
    bundle = theirs.bundles[0]
    claim = bundle.claims[0]
    quoted = claim.quotations[0]
    made_up = replace(claim, quotations=(replace(quoted, exact="x" * len(quoted.exact)),))
    withheld = replace(bundle, article=bundle.article.without_text(), claims=(made_up,))
    wrong = replace(theirs, bundles=(withheld,))
    # Nobody here has the text yet.
    without = Knowledge(seeds.register)
    exchange, added = add_import(Exchange(), without, received(wrong, partner="desk"), when=WHEN[0])
    assert added.status is Status.IN_FORCE
    honest = received(theirs, "honest", "desk.b")
    exchange, added = add_import(exchange, seeds, honest, when=WHEN[1])
    assert (added.status, added.problems) == (Status.IN_FORCE, ())
    again = received(wrong, "again", "desk")
    assert add_import(exchange, seeds, again, when=WHEN[2])[1].status is Status.QUARANTINED


def test_no_partner_takes_the_places_of_another(seeds: Knowledge) -> None:
    crowd = {
        f"view-{n}": Standpoint(
            f"view-{n}",
            {"en": f"View {n}"},
            ("armenia",),
            (Bridge("tartar", "distinct_from", "horadiz", f"view-{n}"),),
        )
        for n in range(70)
    }
    crowded = replace(seeds.register, standpoints=dict(list(crowd.items())[:60]))
    good = received(of_article(seeds, "good", "m1", "d1"), partner="zed")
    exchange, _ = add_import(Exchange(), seeds, good, when=WHEN[0])
    before = {n for n in exchange.merge(seeds).knowledge.register.standpoints if partner_of(n) == "zed"}
    assert len(before) == 1 + len(seeds.register.standpoints)
    many = Received("a", "many.ttl", "1" * 64, statements(Knowledge(crowded)))
    exchange, added = add_import(exchange, seeds, many, when=WHEN[1])
    assert added.status is Status.IN_FORCE
    merged = exchange.merge(seeds)
    assert {n for n in merged.knowledge.register.standpoints if partner_of(n) == "zed"} == before
    assert {problem.id for problem in merged.problems} == {"too-many-standpoints"}


def test_a_name_that_we_no_longer_have_is_theirs_again(seeds: Knowledge) -> None:
    theirs = of_article(seeds, "theirs", "m1")
    exchange, _ = add_import(Exchange(), seeds, received(theirs), when=WHEN[0])
    exchange, _ = accept(exchange, seeds, "desk:armenian-forces")
    smaller = Knowledge(Register({"ganja": replace(seeds.register.entries["ganja"], links=())}))
    merged = exchange.merge(smaller)
    proposition = merged.knowledge.claims["desk:theirs/m1"].proposition
    assert proposition is not None
    assert proposition.agent == "desk:armenian-forces"
    assert proposition.agent in merged.knowledge.register.entries
    assert [problem.message for problem in merged.problems] == [
        "'desk:armenian-forces' was accepted as our 'armenian-forces', which is no longer there"
    ]


def test_a_partner_that_signed_once_is_not_believed_unsigned_after_a_retraction(seeds: Knowledge) -> None:
    first = replace(received(of_article(seeds, "theirs", "m1")), key="0000")
    exchange, _ = add_import(Exchange(), seeds, first, when=WHEN[0])
    exchange, _ = retract(exchange, "desk", when=WHEN[1])
    later = received(of_article(seeds, "theirs", "d1"), "later")
    with pytest.raises(InputError, match="is not signed"):
        check_key(exchange, later, trusted=False)
    check_key(exchange, replace(later, key="0000"), trusted=False)


@pytest.mark.parametrize("epoch", ["9" * 30, "²", "-" * 3])
def test_a_moment_of_the_environment_that_is_none_is_refused(
    epoch: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    (tmp_path / "a.ttl").write_text(f"<urn:a> a <{CV.Claim}> .", encoding="utf-8")
    arguments = ["import", str(tmp_path / "a.ttl"), "--from", "desk", "--store", str(tmp_path / "store")]
    assert run(arguments) == 2
    assert "SOURCE_DATE_EPOCH" in capfd.readouterr().err


def test_what_is_told_of_a_partner_is_not_anothers_whose_name_ends_alike(seeds: Knowledge) -> None:
    theirs = of_article(seeds, "theirs", "m1")
    exchange, _ = add_import(Exchange(), seeds, received(theirs, partner="far-desk"), when=WHEN[0])
    exchange, _ = accept(exchange, seeds, "far-desk:ganja")
    smaller = Knowledge(Register({"armenia": seeds.register.entries["armenia"]}))
    sent = replace(received(theirs, "second"), label="Another")
    exchange, added = add_import(exchange, smaller, sent, when=WHEN[1])
    graph = ClaimGraph(smaller, exchange)
    assert [problem.id for problem in graph.problems] == ["unknown-name"]
    assert "CAUTION" not in write_import(added, sent, graph)
    [of_other] = exchange.of("far-desk")
    assert "CAUTION: 'far-desk:ganja' was accepted" in write_import(of_other, sent, graph)


def test_what_is_said_anew_of_an_adopted_name_takes_no_standpoint_away(seeds: Knowledge) -> None:
    other = received(of_article(seeds, "good", "m1", "d1"), partner="zed")
    exchange, _ = add_import(Exchange(), seeds, other, when=WHEN[0])
    places = {
        "p": Entry("p", "places", {"en": "Ganja", "fa": "گنجه"}, "city"),
        "q": replace(seeds.register.entries["azerbaijan"], name="q", links=()),
        "x": Entry("x", "places", {"en": "A hamlet"}),
    }
    links = (("within", "p"),)
    places["x"] = replace(places["x"], links=links)
    exchange, _ = add_import(exchange, seeds, received(Knowledge(Register(places))), when=WHEN[0])
    for theirs in ("desk:p", "desk:q", "desk:x"):
        exchange, _ = accept(exchange, seeds, theirs)
    assert exchange.accepted.adopted == {"desk:x"}
    before = set(exchange.merge(seeds).knowledge.register.standpoints)
    # Ganja lies in Azerbaijan, which the partner need not say.
    places["x"] = replace(places["x"], links=(*links, ("distinct_from", "q")))
    again = received(Knowledge(Register(places)), "again")
    exchange, added = add_import(exchange, seeds, again, when=WHEN[1])
    assert added.status is Status.IN_FORCE
    assert exchange.accepted.adopted == frozenset()
    assert before <= set(exchange.merge(seeds).knowledge.register.standpoints)


def test_what_partners_sent_does_not_become_ours_with_an_export(seeds: Knowledge, tmp_path: Path) -> None:
    exchange, _ = add_import(
        Exchange(), seeds, received(of_article(seeds, "theirs", "m1", "d1")), when=WHEN[0]
    )
    file = tmp_path / "all.nq"
    file.write_bytes(ClaimGraph(seeds, exchange).export("nquads"))
    restored = restore(open_source(file), tmp_path / "store")
    assert restored.knowledge == restored.own == load(store=tmp_path / "store").own
    assert restored.export("nquads") == ClaimGraph(seeds).export("nquads")


def test_of_what_a_stranger_wrote_a_line_is_shown(seeds: Knowledge) -> None:
    sent = received(of_article(seeds, "theirs", "m1"))
    node = URIRef(f"{BASE}register/x")
    for property, value in (
        (RDF.type, CV.Place),
        (DCTERMS.identifier, Literal("x" * 5000)),
        (SKOS.prefLabel, Literal("X", lang="en")),
    ):
        assert isinstance(sent.statements, Graph)
        sent.statements.add((node, property, value))
    exchange, added = add_import(Exchange(), seeds, sent, when=WHEN[0])
    assert added.status is Status.QUARANTINED
    shown = write_import(added, sent, ClaimGraph(seeds, exchange))
    assert max(map(len, shown.splitlines())) < 400


def test_more_claims_than_can_be_checked_in_time_are_refused(
    seeds: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_MAX_CLAIMS", str(len(seeds.claims) - 1))
    file = tmp_path / "many.ttl"
    file.write_bytes(ClaimGraph(seeds).export("turtle", findings=False))
    with pytest.raises(InputError, match="too-many-claims"):
        receive_file(file, "desk")
    write_bundle(build_bundle(seeds, producer="desk"), tmp_path / "many.zip")
    with pytest.raises(InputError, match="too-many-claims"):
        receive_file(tmp_path / "many.zip")
