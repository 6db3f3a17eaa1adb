"""The base of the IRIs that a desk mints: ``desk.yaml``, what is written under it, and what is read back."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyoxigraph import RdfFormat
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from support.cafe import TEXT, write_cafe
from support.drawing import drawn

from kg.api import ClaimGraph, load
from kg.authoring.desk import base_of_desk, find_desk
from kg.authoring.read import read_knowledge
from kg.bundle.build import build_bundle
from kg.bundle.disk import write_bundle
from kg.bundle.verify import open_bundle
from kg.cli import run
from kg.errors import InputError
from kg.formats.opening import open_source
from kg.formats.webannotation.reading import read_annotations
from kg.intake.reading import GraphRead, read_graphs
from kg.model import BASE, Knowledge, Quotation, Rating, Verdict
from kg.rdf.bases import ELSEWHERE, find_base, put_under, take_from, under, without_base, written_iri
from kg.rdf.dataset import build_quads
from kg.rdf.parsing import GENID, parse_quads
from kg.rdf.serialize import write_nquads
from kg.rdf.vocabulary import CV, claim_iri, entry_iri
from kg.relations import find_relations, find_repeats
from kg.validation.checking import check_files, check_knowledge

OURS = "https://desk.example/kg/"
#: What belongs to all desks: the terms, and what the program is.
SHARED = ("ontology", "rule/", "software", "desk/")
_OF_OURS = re.compile(r"<(https://w3id\.org/claim-kg/[^>]*)>")


@pytest.fixture(scope="module")
def cafe(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = write_cafe(tmp_path_factory.mktemp("desk") / "seeds")
    (folder.parent / "desk.yaml").write_text(f"name: ours\nbase: {OURS}\n", encoding="utf-8")
    return folder


def minted(data: str) -> set[str]:
    """The IRIs of a file that any desk in the world would mint."""
    return {iri for iri in _OF_OURS.findall(data) if not iri.removeprefix(BASE).startswith(SHARED)}


# -- desk.yaml ------------------------------------------------------------------------------------


def test_a_desk_is_that_of_the_folder_or_of_one_around_it(cafe: Path) -> None:
    assert read_knowledge([cafe]).base == OURS
    assert read_knowledge([cafe / "cafe"]).base == OURS
    assert load(cafe / "cafe" / "claims.yaml").knowledge.base == OURS


def test_without_a_base_it_follows_from_the_name(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text("name: tehran-desk\n", encoding="utf-8")
    assert base_of_desk(find_desk([tmp_path])) == f"{BASE}desk/tehran-desk/"
    assert base_of_desk(find_desk([tmp_path.parent])) == BASE


@pytest.mark.parametrize(
    ("written", "problem"),
    [
        ("title: x", "missing-key"),
        ("name: x\nbase: https://desk.example/kg", "bad-base"),
        ("name: x\nbase: https://desk.example/kg/?a=/", "bad-base"),
        ("name: x\nbase: https://desk.example/#/", "bad-base"),
        ("name: x\nbase: desk.example/", "bad-value"),
        (f"name: x\nbase: {BASE}", "bad-base"),
        (f"name: x\nbase: {BASE}register/", "bad-base"),
        ("name: X Y", "bad-value"),
        ("name: x\nbasis: https://desk.example/", "unknown-key"),
        ("- x", "bad-value"),
        ("name: [", "bad-yaml"),
    ],
)
def test_a_wrong_desk_is_refused_with_its_line(tmp_path: Path, written: str, problem: str) -> None:
    write_cafe(tmp_path / "seeds")
    (tmp_path / "desk.yaml").write_text(written, encoding="utf-8")
    with pytest.raises(InputError) as error:
        read_knowledge([tmp_path / "seeds"])
    (found,) = error.value.problems
    assert found.location is not None and found.location.file.endswith("desk.yaml")
    assert found.id == problem


def test_init_makes_a_desk_that_is_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "our-desk"
    given_options = [
        "--base",
        OURS,
        "--producer-title",
        'A "desk": \u2067\u06a9',
        "--producer-url",
        "https://desk.example/",
    ]
    assert run(["init", str(place), *given_options]) == 0
    assert f"wrote {place}/seeds/register/register.yaml" in capsys.readouterr().err
    desk = find_desk([place])
    assert desk is not None and (desk.name, desk.base, desk.url) == (
        "our-desk",
        OURS,
        "https://desk.example/",
    )
    assert desk.title == 'A "desk": \u2067\u06a9'
    assert read_knowledge([place / "seeds"]).base == OURS
    assert run(["init", str(place)]) == 2
    assert run(["init", str(tmp_path / "x"), "--base", "nowhere"]) == 2
    assert not (tmp_path / "x").exists()
    assert run(["init", str(tmp_path / "Tehran Desk")]) == 2


# -- what is written ------------------------------------------------------------------------------


@settings(max_examples=drawn(40))
@given(st.from_regex(r"https?://[a-z]{1,8}\.example/([a-z]{1,9}/){0,3}", fullmatch=True), st.data())
def test_only_the_base_changes_and_comes_back(base: str, data: st.DataObject) -> None:
    """As text, each IRI of a desk's own is the old one with another beginning; nothing else changes."""
    rest = data.draw(
        st.sampled_from(["bundle/a/claim/m1", "register/b", "findings", "imports", "import/d/1"])
    )
    quad = (URIRef(BASE + rest), CV.claim, URIRef(f"{BASE}ontology#Claim"), URIRef(f"{BASE}register"))
    (written,) = put_under([quad], base)
    assert written == (
        URIRef(base + rest),
        CV.claim,
        URIRef(f"{BASE}ontology#Claim"),
        URIRef(f"{base}register"),
    )
    assert [*take_from([written], base)] == [quad]
    foreign = URIRef(f"https://other.example/{rest}")
    assert without_base(foreign, base) == foreign
    # What an unnamed desk minted is not taken for something of this one.
    assert without_base(quad[0], base) != quad[0] or base == BASE


_PATHS = ("register/a", "ontology#Claim", "bundle/b/claim/c", "elsewhere")
#: Bases that begin ours, or with which one IRI may begin in two ways.
_ODD = ("https://w3id.org/", f"{BASE}register/")
_BASES = (OURS, BASE, f"{BASE}desk/other/", *_ODD)
_IRIS = [
    base + path for base in (*_BASES, f"{BASE}register/register/", "https://a.example/") for path in _PATHS
]
_TEXTS = [*_IRIS, *(f"see <{iri}> ." for iri in _IRIS), f"{GENID}a"]


@settings(max_examples=drawn(60))
@given(
    st.lists(
        st.tuples(
            st.sampled_from(_IRIS),
            st.sampled_from([*_IRIS, *sorted(ELSEWHERE)]),
            st.one_of(
                st.sampled_from(_IRIS).map(URIRef),
                st.builds(Literal, st.sampled_from(_TEXTS)),
                st.builds(Literal, st.just("a"), datatype=st.sampled_from(_IRIS).map(URIRef)),
            ),
        ),
        min_size=1,
    ),
    st.sampled_from(_BASES),
)
@example([(f"{BASE}register/a", "https://a.example/p", Literal(f"{GENID}a"))], _ODD[0])
@example(
    [
        (f"{BASE}{there}bundle/b", "https://a.example/p", Literal("a"))
        for there in ("", "register/", "register/register/")
    ],
    _ODD[1],
)
def test_graphs_that_are_renamed_as_they_are_read(
    said: list[tuple[str, str, URIRef | Literal]], base: str
) -> None:
    """They are what is read without a base and renamed afterwards, also as they are written."""
    data = write_nquads((URIRef(s), URIRef(p), o, DATASET_DEFAULT_GRAPH_ID) for s, p, o in said)
    ((_, alone),) = read_graphs({"a.ttl": data})
    ((_, read), (_, again)) = read_graphs({"a.ttl": data, "b.ttl": data}, base=base)
    (_, apart), _ = read_graphs({"a.ttl": data, "fault.ttl": b"a"}, base=base)
    assert isinstance(alone, GraphRead) and isinstance(read, GraphRead) and isinstance(apart, GraphRead)
    expected = {*take_from(alone.statements, base)}
    for graph in (read, apart):
        assert {*graph.statements} == expected and len(graph.statements) == len(expected)
        assert (graph.rdfc10, graph.blank) == (alone.rdfc10, False)
    assert read.written is not None or base in _ODD
    written = apart.statements if read.written is None else parse_quads(read.written, RdfFormat.N_TRIPLES)
    assert {triple[:3] for triple in written} == expected
    assert again == replace(read, statements=again.statements)  # type: ignore[union-attr]


@pytest.mark.parametrize(
    "format", ["turtle", "trig", "nquads", "jsonld", "nanopub", "annotations", "claimreview"]
)
def test_no_export_of_a_desk_mints_what_another_desk_mints(cafe: Path, format: str) -> None:
    graph = load(cafe)
    verdict = Verdict("cafe/c1", Rating.FALSE, {"en": "It is open."}, (), "Desk")
    graph = ClaimGraph(replace(graph.own, verdicts=(verdict,)))
    data = graph.export(format).decode()
    minted_there = re.findall(re.escape(BASE) + r"[A-Za-z]+[/#]?[^\s\"<>]*", data)
    assert not {iri for iri in minted_there if not iri.removeprefix(BASE).startswith((*SHARED, "context"))}
    assert OURS in data


@pytest.mark.parametrize("ending", ["ttl", "trig", "nq", "jsonld"])
def test_every_export_is_read_back_whole(cafe: Path, tmp_path: Path, ending: str) -> None:
    graph = load(cafe)
    format = {"ttl": "turtle", "nq": "nquads"}.get(ending, ending)
    file = tmp_path / f"out.{ending}"
    file.write_bytes(graph.export(format))
    back = open_source(file)
    assert (back, back.base) == (graph.own, OURS)
    assert ClaimGraph(back).export(format) == file.read_bytes()
    assert run(["validate", str(file)]) == 0


def test_two_desks_merged_share_no_subject_but_what_belongs_to_all(cafe: Path, tmp_path: Path) -> None:
    bases = (OURS, "https://other.example/")
    exported = [ClaimGraph(load(cafe).own.under(base)).export("nquads") for base in bases]
    merged = [
        {str(quad[0]) for quad in Dataset().parse(data=data, format="nquads").quads()} for data in exported
    ]
    assert {iri.removeprefix(BASE) for iri in merged[0] & merged[1]} <= {"software", "rule/denial/2"}
    both = tmp_path / "both.nq"
    both.write_bytes(b"".join(exported))
    with pytest.raises(InputError) as error:
        open_source(both)
    assert [problem.id for problem in error.value.problems] == ["several-bases"]


def test_producer_gives_a_base_to_a_desk_without_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = write_cafe(tmp_path / "seeds")
    assert run(["export", str(folder), "--producer", "tehran-desk"]) == 0
    data = capsys.readouterr().out
    assert f"{BASE}desk/tehran-desk/bundle/cafe/claim/c1" in data and not minted(data)
    assert run(["export", str(folder)]) == 0
    assert f"<{BASE}bundle/cafe/claim/c1>" in capsys.readouterr().out


def test_a_bundle_is_of_the_desk_of_its_files(cafe: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "ours.zip"
    assert run(["export", str(cafe), "--bundle", str(bundle)]) == 0
    assert run(["verify", str(bundle)]) == 0
    back = open_source(bundle)
    assert (back.base, len(back.claims)) == (OURS, 2)
    assert run(["relations", str(bundle)]) == 0


#: Names of articles, and bases, that look like parts of what is minted.
AWKWARD = [
    ("bundle", "https://a.example/"),
    ("import", "https://a.example/kg/"),
    ("article", "https://a.example/bundle/x/claim/"),
    ("position", "https://a.example/register/"),
    ("register", "https://gazette.example/fact/"),
    ("cafe", "https://a.example/کافه%C3%A9/"),
]


@pytest.mark.parametrize(("name", "base"), AWKWARD)
def test_names_and_addresses_that_look_like_minted_ones_are_read_as_they_were_written(
    name: str, base: str, tmp_path: Path
) -> None:
    own, page = _awkward(tmp_path, name, base), f"{base}fact/1"
    graph = ClaimGraph(own)
    for format, ending in (("turtle", "ttl"), ("jsonld", "jsonld"), ("nquads", "nq")):
        file = tmp_path / f"out.{ending}"
        file.write_bytes(graph.export(format))
        back = open_source(file)
        assert (back, back.base) == (own, base)
    graph.save(tmp_path / "store")
    stored = load(store=tmp_path / "store")
    assert (stored.own, stored.own.base, stored.articles[name].url) == (own, base, page)
    write_bundle(build_bundle(own, find_relations(own), find_repeats(own), producer="d"), tmp_path / "b.zip")
    assert not open_bundle(tmp_path / "b.zip").verification.failures
    assert open_source(tmp_path / "b.zip").base == base
    (tmp_path / "n.trig").write_bytes(graph.export("nanopub"))
    published = open_source(tmp_path / "n.trig")
    assert (published.base, {*published.claims}) == (base, {*own.claims})
    (bundle,) = own.bundles
    drafts = [
        read_annotations(one.export("annotations"), "a.json", bundle.article)
        for one in (graph, ClaimGraph(own.under(BASE)))
    ]
    assert drafts[0] == drafts[1] and len(drafts[0]) == 2


def _awkward(folder: Path, name: str, base: str) -> Knowledge:
    """The page with this name for its article, a claim and a thing, at an address under the base."""
    seeds = write_cafe(folder / "seeds")
    file, register = seeds / "cafe" / "claims.yaml", seeds / "register" / "all.yaml"
    claims = file.read_text("utf-8").replace("{id: cafe,", f"{{id: {name},").replace("id: c1", "id: '1'")
    claims = claims.replace("target: cafe", f"target: {name}")
    file.write_text(claims.replace("https://gazette.example/cafe", f"{base}fact/1"), encoding="utf-8")
    entries = register.read_text("utf-8").replace("  cafe: {", f"  {name}: {{same_as: [{base}register/x], ")
    register.write_text(entries, encoding="utf-8")
    pages = (f"{base}findings/1", f"{BASE}bundle/b/claim/c")
    verdict = Verdict(f"{name}/1", Rating.FALSE, {"en": "No."}, pages, "Desk", url=f"{base}view/1")
    return replace(read_knowledge([seeds]).under(base), verdicts=(verdict,))


def test_an_address_elsewhere_is_written_as_it_is(tmp_path: Path) -> None:
    """A desk may say that what it names is what a desk without a name of its own names so."""
    own = read_knowledge([write_cafe(tmp_path)]).under(OURS)
    entries = {**own.register.entries}
    entries["cafe"] = replace(entries["cafe"], same_as=(f"{BASE}register/cafe",))
    own = replace(own, register=replace(own.register, entries=entries))
    data = ClaimGraph(own).export("turtle").decode()
    assert f"schema:sameAs <{BASE}register/cafe>" in data


# -- a store --------------------------------------------------------------------------------------


def test_a_store_answers_in_the_desks_iris_and_is_read_as_before(cafe: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    assert run(["build", str(cafe), "--store", str(store)]) == 0
    stored, graph = load(store=store), load(cafe)
    assert stored.knowledge == graph.knowledge and stored.knowledge.base == OURS
    assert stored.own == graph.own and stored.own.base == OURS
    assert [r.id for r in stored.relations()] == [r.id for r in graph.relations()] != []
    for one in (stored, graph):
        rows = one.query("SELECT ?claim { ?claim a cv:Claim ; cv:stance cv:denies }").to_dicts()
        assert rows == [{"claim": f"{OURS}bundle/cafe/claim/c2"}]
        assert one.query("ASK { reg:cafe ?p ?o }").truth
        assert one.query(f"ASK {{ GRAPH <{OURS}findings> {{ ?r cv:relationType ?type }} }}").truth
        assert not one.query(f"ASK {{ <{BASE}register/cafe> ?p ?o }}").truth
        assert one.query("words-of-one-source", source="union").to_dicts()
        assert one.query("said-of-a-place", place="reg:cafe").to_dicts()
    assert stored.export("nquads") == graph.export("nquads")


def test_texts_that_look_like_the_desks_own_iris_stay_as_they_are(tmp_path: Path) -> None:
    folder = write_cafe(tmp_path / "seeds")
    words = f"{OURS}register/cafe"
    text = f"{words} {TEXT}"
    (folder / "cafe" / "article.fr.txt").write_text(text, encoding="utf-8")
    own = read_knowledge([folder]).under(OURS)
    (bundle,) = own.bundles
    quotation = Quotation(words, 0, len(words), "", text[len(words) : len(words) + 32])
    claim = replace(bundle.claims[0], quotations=(quotation,), gloss={"en": f"{BASE}register/cafe is closed"})
    own = replace(own, bundles=(replace(bundle, claims=(claim, bundle.claims[1])),))
    store = tmp_path / "store"
    ClaimGraph(own).save(store)
    stored = load(store=store)
    assert stored.knowledge.claims["cafe/c1"] == claim
    assert stored.own == own


# -- partners -------------------------------------------------------------------------------------

THEIRS = "https://their.example/graph/"


def _their_bundle(
    cafe: Path, folder: Path, change: Callable[[Knowledge], Knowledge] = lambda own: own
) -> Path:
    own = change(load(cafe).own.under(THEIRS))
    files = build_bundle(own, find_relations(own), find_repeats(own), producer="desk")
    write_bundle(files, folder / "theirs.zip")
    return folder / "theirs.zip"


@pytest.mark.parametrize("theirs", [THEIRS, BASE])
def test_what_a_partner_sent_is_kept_in_its_own_iris(cafe: Path, tmp_path: Path, theirs: str) -> None:
    """Also what came before desks had bases, which has those of the program."""
    store, file = tmp_path / "store", tmp_path / "theirs.ttl"
    assert run(["build", str(cafe), "--store", str(store)]) == 0
    sent = ClaimGraph(load(cafe).own.under(theirs)).export("turtle", findings=False)
    file.write_bytes(sent)
    assert run(["import", str(file), "--from", "desk", "--store", str(store)]) == 0
    graph = load(store=store)
    (one,) = graph.exchange.imports
    assert (one.base, graph.knowledge.base) == (theirs, OURS)
    assert graph.knowledge.bases == ({} if theirs == BASE else {"desk": theirs})
    kept = {tuple(map(str, triple)) for triple in take_from(*graph.exchange.sent[one.id])}
    assert kept == {tuple(map(str, triple)) for triple in Graph().parse(data=sent, format="turtle")}
    # Among ours, what they said has our base and their name.
    assert graph.query(f"ASK {{ <{OURS}bundle/desk:cafe/claim/c1> a cv:Claim }}").truth
    again = load(store=store)
    assert again.exchange == graph.exchange and again.own == graph.own
    assert (
        run(
            [
                *["export", "--from", "desk", "--no-findings"],
                "--store",
                str(store),
                "-o",
                str(tmp_path / "back.ttl"),
            ]
        )
        == 0
    )
    assert {*Graph().parse(tmp_path / "back.ttl")} == {*Graph().parse(data=sent, format="turtle")}


def test_a_partner_that_mints_as_we_or_another_partner_do_is_a_caution(
    cafe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store, file = tmp_path / "store", tmp_path / "theirs.ttl"
    assert run(["build", str(cafe), "--store", str(store)]) == 0
    for partner, base, caution in (
        ("first", THEIRS, None),
        ("second", THEIRS, f"begin with {THEIRS}, as those of first do"),
        ("third", OURS, f"begin as ours do, with {OURS}"),
        ("fourth", BASE, None),
        ("fifth", BASE, None),
    ):
        file.write_bytes(
            ClaimGraph(load(cafe).own.under(base)).export("turtle", findings=False) + b"#" * len(partner)
        )
        assert run(["import", str(file), "--from", partner, "--store", str(store)]) == 0
        shown = " ".join(capsys.readouterr().out.split())
        assert ("its IRIs begin" in shown) == (caution is not None)
        assert caution is None or caution in shown


def test_only_what_is_in_force_says_how_a_partner_mints(cafe: Path, tmp_path: Path) -> None:
    """A file that was put aside, or taken out of use, changes nothing of how we name the partner's claims."""
    store, file, own = tmp_path / "store", tmp_path / "theirs.ttl", load(cafe).own
    broken = f"<https://broken.example/bundle/b/claim/x> a <{CV.Claim}> ."
    assert run(["build", str(cafe), "--store", str(store)]) == 0
    for data, base in (
        (ClaimGraph(own.under(THEIRS)).export("turtle", findings=False), THEIRS),
        (broken.encode(), THEIRS),
        (ClaimGraph(own.under("https://new.example/")).export("turtle"), "https://new.example/"),
        (ClaimGraph(own.under(BASE)).export("turtle"), None),
    ):
        file.write_bytes(data)
        assert run(["import", str(file), "--from", "desk", "--store", str(store)]) in (0, 1)
        graph = load(store=store)
        assert graph.exchange.bases == graph.knowledge.bases == ({"desk": base} if base else {})
    assert run(["retract", "desk/4", "--store", str(store)]) == 0
    graph = load(store=store)
    assert graph.exchange.bases == graph.knowledge.bases == {"desk": "https://new.example/"}


def test_a_verdict_on_a_partners_claim_names_it_as_they_do(cafe: Path, tmp_path: Path) -> None:
    store, bundle = tmp_path / "store", _their_bundle(cafe, tmp_path)
    assert run(["build", str(cafe), "--store", str(store)]) == 0
    assert run(["import", str(bundle), "--store", str(store)]) == 0
    graph = load(store=store)
    verdict = Verdict("desk:cafe/c1", Rating.FALSE, {"en": "It is open."}, (), "Ours")
    judged = ClaimGraph(replace(graph.own, verdicts=(verdict,)), graph.exchange)
    named = f"{THEIRS}bundle/cafe/claim/c1"
    assert str(written_iri(claim_iri, verdict.claim, judged.knowledge)) == named
    files = judged.bundle(producer="ours")
    assert f"schema:itemReviewed <{named}>" in files["verdicts/desk/cafe.ttl"].decode()
    assert (
        json.loads(judged.export("claimreview"))["dataFeedElement"][0]["item"]["itemReviewed"]["@id"] == named
    )
    write_bundle(files, tmp_path / "judged.zip")
    assert run(["verify", str(tmp_path / "judged.zip")]) == 0
    assert [v.claim for v in open_source(tmp_path / "judged.zip").verdicts] == ["desk:cafe/c1"]


def test_a_review_of_our_claim_names_it_by_any_iri_it_had(
    cafe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = tmp_path / "store"
    for number, iri in enumerate((f"{OURS}bundle/cafe/claim/c1", f"{BASE}bundle/cafe/claim/c1")):
        assert run(["build", str(cafe), "--store", str(store)]) == 0
        review = {
            "@context": "https://schema.org",
            "@type": "ClaimReview",
            "claimReviewed": "Other words",
            "url": f"https://their.example/{number}",
            "author": {"@type": "Organization", "name": "Theirs"},
            "itemReviewed": {"@type": "Claim", "@id": iri},
            "reviewRating": {"@type": "Rating", "alternateName": "False"},
        }
        (tmp_path / "review.json").write_text(json.dumps(review), encoding="utf-8")
        assert (
            run(["import", str(tmp_path / "review.json"), "--from", f"p{number}", "--store", str(store)]) == 0
        )
        capsys.readouterr()
        assert run(["matches", "--store", str(store), "--format", "json"]) == 0
        shown = json.loads(capsys.readouterr().out)
        assert [one["ours"] for one in shown["matches"] if one["theirs"].startswith(f"p{number}:")] == [
            "cafe/c1"
        ]


def test_findings_of_a_check_name_nodes_as_the_file_does(cafe: Path, tmp_path: Path) -> None:
    data = load(cafe).export("turtle").decode()
    file = tmp_path / "wrong.ttl"
    file.write_text(
        data.replace("cv:stance cv:denies", "cv:stance cv:denies , cv:asserts", 1), encoding="utf-8"
    )
    (finding, *_) = [f for f in check_files([file]) if f.rule == "one-stance"]
    assert finding.focus == f"{OURS}bundle/cafe/claim/c2" and finding.claim == "cafe/c2"


def test_findings_about_files_of_authors_have_the_desks_iris(tmp_path: Path) -> None:
    folder = write_cafe(tmp_path)
    places = "places: {square: {label: {en: the square, fr: la place}}}"
    (folder / "register" / "places.yaml").write_text(places, encoding="utf-8")
    own = read_knowledge([folder]).under(OURS)
    assert [finding.focus for finding in check_knowledge(own)] == [f"{OURS}register/square"]


def test_the_base_is_found_from_what_a_graph_describes(cafe: Path) -> None:
    own = load(cafe).own
    quads = [*put_under(build_quads(own), THEIRS)]
    assert find_base(quads) == THEIRS
    assert find_base([(URIRef("urn:a"), CV.claim, URIRef("urn:b"))]) == BASE
    assert under(entry_iri("cafe"), THEIRS) in {quad[0] for quad in quads}
