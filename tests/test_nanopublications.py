"""Claims as nanopublications: well-formed by the letter of the guidelines, and nothing said that nobody said.

``RULES`` are the criteria of the Nanopublication Guidelines (https://nanopub.net/guidelines/working_draft/),
each checked literally on what was written, and each broken once to see that both it and the reader notice.
"""

from __future__ import annotations

import functools
import os
import subprocess
import sys
import tempfile
import warnings
from base64 import encodebytes
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from conftest import ROOT, SEEDS
from hypothesis import given, settings
from rdflib import Dataset, Literal, URIRef
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, SKOS
from support import strategies
from support.drawing import drawn
from support.partners import only

from kg import load
from kg.bundle.keys import RsaKey, read_private_key, read_rsa_key, write_key_pair
from kg.cli import run
from kg.errors import InputError
from kg.formats.nanopublications import (
    NP,
    Publication,
    build_nanopublications,
    find_claims,
    nanopublication_iri,
    unpack_nanopublications,
    write_nanopublications,
)
from kg.intake.reading import read_quads
from kg.model import Entry, EventFrame, Knowledge, Proposition, Stance
from kg.rdf.dataset import build_quads
from kg.rdf.mapping import Quad
from kg.rdf.read import read_dataset
from kg.rdf.serialize import write_nquads
from kg.rdf.vocabulary import CV, REG, bundle_iri, claim_iri, entry_iri, proposition_iri, register_graph
from kg.rdf.write import build_article

BUNDLES = sorted(folder.name for folder in (ROOT / "tests" / "bundles").iterdir() if folder.is_dir())
LICENCE = "https://creativecommons.org/licenses/by/4.0/"
ARTICLE = "karabakh-2020-10-04"
D1 = f"{ARTICLE}/d1"
HEADS = {NP.hasAssertion: "assertion", NP.hasProvenance: "provenance", NP.hasPublicationInfo: "pubinfo"}


def claims_of(data: bytes, name: str) -> list[Quad]:
    """Return what the nanopublications of a file say of claims."""
    return find_claims(read_quads(data, name), name)


@functools.cache
def article() -> Knowledge:
    return load(SEEDS).knowledge


@functools.cache
def page(name: str) -> Knowledge:
    return load(ROOT / "tests" / "bundles" / name).knowledge


def parsed(data: bytes) -> list[Any]:
    return list(ox.parse(data, format=ox.RdfFormat.TRIG))


def one_by_one(data: bytes) -> Mapping[str, list[Any]]:
    """The quads of each nanopublication: all graphs whose names begin as the name of its head does."""
    quads = parsed(data)
    nodes = [q.subject.value for q in quads if q.object == ox.NamedNode(str(NP.Nanopublication))]
    found: dict[str, list[Any]] = {node: [] for node in nodes}
    for quad in quads:
        (node,) = [node for node in nodes if quad.graph_name.value.startswith(node)]
        found[node].append(quad)
    return found


# The rules of the guidelines --------------------------------------------------------------------------------


class Parts:
    """The quads of one nanopublication, with N, H, A, P and I as the guidelines call them."""

    def __init__(self, quads: Iterable[Any]):
        self.quads = list(quads)
        declared = self.having(RDF.type, NP.Nanopublication)
        self.n, self.h = declared[0].subject, declared[0].graph_name
        named = [self.having(property) for property in HEADS]
        self.a, self.p, self.i = (found[0].object if found else None for found in named)

    def having(self, property: URIRef, object: URIRef | None = None) -> list[Any]:
        return [
            quad
            for quad in self.quads
            if quad.predicate.value == str(property) and object in (None, URIRef(quad.object.value))
        ]

    def of(self, graph: object) -> list[Any]:
        return [quad for quad in self.quads if quad.graph_name == graph]


def declared_once(np: Parts) -> bool:
    return len(np.having(RDF.type, NP.Nanopublication)) == 1


def named_once(property: URIRef) -> Callable[[Parts], bool]:
    return lambda np: [(q.subject, q.graph_name) for q in np.having(property)] == [(np.n, np.h)]


RULES: dict[str, Callable[[Parts], bool]] = {
    "the context of each triple is a valid URI": lambda np: all(
        isinstance(quad.graph_name, ox.NamedNode) for quad in np.quads
    ),
    "exactly one [N] rdf:type np:Nanopublication [H]": declared_once,
    "exactly one [N] np:hasAssertion [A] [H]": named_once(NP.hasAssertion),
    "exactly one [N] np:hasProvenance [P] [H]": named_once(NP.hasProvenance),
    "exactly one [N] np:hasPublicationInfo [I] [H]": named_once(NP.hasPublicationInfo),
    "the URIs of [N], [H], [A], [P], [I] are all different": lambda np: (
        len({np.n, np.h, np.a, np.p, np.i}) == 5
    ),
    "all triples are in one of [H], [A], [P], [I]": lambda np: all(
        quad.graph_name in (np.h, np.a, np.p, np.i) for quad in np.quads
    ),
    "[P] refers to [A]": lambda np: any(np.a in (q.subject, q.object) for q in np.of(np.p)),
    "[I] refers to [N]": lambda np: any(np.n in (q.subject, q.object) for q in np.of(np.i)),
    # Where the guidelines say what the parts contain, and what the nanopub libraries check.
    "no graph is empty": lambda np: all(np.of(graph) for graph in (np.h, np.a, np.p, np.i)),
    "the head has its four triples": lambda np: len(np.of(np.h)) == 4,
    "the subject of a triple of [I] is [N]": lambda np: any(q.subject == np.n for q in np.of(np.i)),
    "the subject of a triple of [P] is [A]": lambda np: any(q.subject == np.a for q in np.of(np.p)),
}


def check_literally(knowledge: Knowledge, data: bytes) -> None:
    found = one_by_one(data)
    assert set(found) == {str(nanopublication_iri(claim)) for claim in knowledge.claims}
    for quads in found.values():
        parts = Parts(quads)
        assert [name for name, holds in RULES.items() if not holds(parts)] == []
        for quad in quads:
            assert not isinstance(quad.subject, ox.BlankNode) and not isinstance(quad.object, ox.BlankNode)


def check_round_trip(knowledge: Knowledge, data: bytes) -> None:
    """The graphs of the bundles come back, but for the text, and out of them the same nanopublications."""
    back = claims_of(data, "claims.trig")
    bare = [replace(bundle, article=bundle.article.without_text()) for bundle in knowledge.bundles]
    graphs = [(*triple, bundle_iri(bundle.id)) for bundle in bare for triple in build_article(bundle)]
    assert write_nquads(back) == write_nquads(graphs)
    dataset = Dataset()
    dataset.addN(
        (s, p, o, dataset.graph(g)) for s, p, o, g in [*build_quads(replace(knowledge, bundles=())), *back]
    )
    assert write_nanopublications(read_dataset(dataset)) == data


@settings(max_examples=drawn(20))
@given(strategies.bodies())
def test_generated_claims_are_well_formed_and_come_back(knowledge: Knowledge) -> None:
    data = write_nanopublications(knowledge)
    check_literally(knowledge, data)
    check_round_trip(knowledge, data)


@pytest.mark.parametrize("name", BUNDLES)
def test_the_bundles_are_well_formed_and_come_back(name: str) -> None:
    data = write_nanopublications(page(name))
    check_literally(page(name), data)
    check_round_trip(page(name), data)


def test_the_article_is_well_formed_and_comes_back() -> None:
    data = write_nanopublications(article())
    check_literally(article(), data)
    check_round_trip(article(), data)


# Each rule, broken ------------------------------------------------------------------------------------------

NODE = nanopublication_iri(D1)
HEAD, ASSERTION, PROVENANCE, PUBINFO = (URIRef(NODE + part) for part in ("Head", *HEADS.values()))
OTHER = URIRef("https://example.org/other")


def d1() -> list[Any]:
    found = build_nanopublications(article())
    return [quad for quad in found if quad[3].startswith(NODE)]


def without(*dropped: Callable[[Quad], bool]) -> list[Any]:
    return [quad for quad in d1() if not any(drop(quad) for drop in dropped)]


BROKEN: dict[str, tuple[Callable[[], list[Any]], str, str]] = {
    "a statement in no graph": (
        lambda: [*d1(), (OTHER, RDF.type, OTHER, None)],
        "the context of each triple is a valid URI",
        "stray-statement",
    ),
    "declared in two graphs": (
        lambda: [*d1(), (NODE, RDF.type, NP.Nanopublication, PUBINFO)],
        "exactly one [N] rdf:type np:Nanopublication [H]",
        "nanopublication-twice",
    ),
    "two assertions": (
        lambda: [*d1(), (NODE, NP.hasAssertion, OTHER, HEAD)],
        "exactly one [N] np:hasAssertion [A] [H]",
        "nanopublication-parts",
    ),
    "no provenance": (
        lambda: without(lambda quad: quad[1] == NP.hasProvenance),
        "exactly one [N] np:hasProvenance [P] [H]",
        "nanopublication-parts",
    ),
    "no publication information": (
        lambda: without(lambda quad: quad[1] == NP.hasPublicationInfo),
        "exactly one [N] np:hasPublicationInfo [I] [H]",
        "nanopublication-parts",
    ),
    "one graph for two parts": (
        lambda: [
            *without(lambda quad: quad[1] == NP.hasProvenance),
            (NODE, NP.hasProvenance, ASSERTION, HEAD),
        ],
        "the URIs of [N], [H], [A], [P], [I] are all different",
        "nanopublication-graphs",
    ),
    "a fifth graph": (
        lambda: [*d1(), (OTHER, RDF.type, OTHER, OTHER)],
        "all triples are in one of [H], [A], [P], [I]",
        "stray-statement",
    ),
    "provenance of something else": (
        lambda: without(lambda quad: quad[3] == PROVENANCE and ASSERTION in (quad[0], quad[2])),
        "[P] refers to [A]",
        "provenance-unlinked",
    ),
    "publication information of something else": (
        lambda: without(lambda quad: quad[3] == PUBINFO and NODE in (quad[0], quad[2])),
        "[I] refers to [N]",
        "publication-unlinked",
    ),
    "an empty assertion": (
        lambda: without(lambda quad: quad[3] == ASSERTION),
        "no graph is empty",
        "empty-graph",
    ),
    "a head that says more": (
        lambda: [*d1(), (NODE, DCTERMS.title, Literal("x"), HEAD)],
        "the head has its four triples",
        "stray-statement",
    ),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_rule_is_noticed(what: str) -> None:
    build, rule, id = BROKEN[what]
    quads = build()
    parts = Parts(_ox(quad) for quad in quads)
    assert not RULES[rule](parts)
    with pytest.raises(InputError) as raised:
        find_claims(quads, "broken.trig")
    assert id in {problem.id for problem in raised.value.problems}


def _ox(quad: Quad) -> ox.Quad:
    s, p, o, g = quad
    object = ox.Literal(str(o)) if isinstance(o, Literal) else ox.NamedNode(str(o))
    graph = ox.DefaultGraph() if g is None else ox.NamedNode(g)
    return ox.Quad(ox.NamedNode(str(s)), ox.NamedNode(p), object, graph)


def test_what_is_whole_has_no_problem() -> None:
    assert find_claims(d1(), "d1.trig")


# What is said -----------------------------------------------------------------------------------------------


def graph_of(data: bytes, name: str) -> list[tuple[str, str, str]]:
    return [
        (quad.subject.value, quad.predicate.value, quad.object.value)
        for quad in parsed(data)
        if quad.graph_name.value == str(nanopublication_iri(D1)) + name
    ]


def test_a_denial_says_that_its_source_denies() -> None:
    told = graph_of(write_nanopublications(article()), "assertion")
    claim = article().claims[D1]
    assert claim.stance is Stance.DENIES and claim.proposition is not None
    node, content = str(claim_iri(D1)), str(proposition_iri(claim.proposition.id))
    assert (node, str(CV.stance), str(CV.denies)) in told
    assert (node, str(PROV.wasAttributedTo), str(entry_iri("armenia"))) in told
    assert (node, str(CV.proposition), content) in told
    assert (node, str(CV.gloss), "Armenia denies having fired toward Azerbaijan") in told
    assert {subject for subject, _, _ in told} == {node, content}
    assert (content, str(CV.agent), str(entry_iri("armenia"))) in told


@settings(max_examples=drawn(20))
@given(strategies.bodies())
def test_no_assertion_speaks_of_the_world(knowledge: Knowledge) -> None:
    """Only claims, neutral propositions and events are ever subjects: never a name of the register."""
    for quads in one_by_one(write_nanopublications(knowledge)).values():
        parts = Parts(quads)
        typed = [quad for quad in parts.of(parts.a) if quad.predicate.value == str(RDF.type)]
        types = {quad.subject.value: quad.object.value for quad in typed}
        assert {q.subject.value for q in parts.of(parts.a)} == set(types)
        assert set(types.values()) <= {str(CV.Claim), str(CV.Proposition), str(CV.Event)}
        assert sorted(types.values()).count(str(CV.Claim)) == 1
        for quad in parts.of(parts.a):
            if quad.predicate.value in (str(CV.agent), str(CV.target), str(CV.value), str(CV.kind)):
                assert types[quad.subject.value] == str(CV.Proposition)
        for quad in parts.quads:
            if quad.subject.value.startswith(REG):
                assert quad.graph_name == parts.i
                assert not str(quad.object.value).startswith(REG), "two names are related"


def test_events_are_named_and_what_is_declared_of_them_is_not_passed_on() -> None:
    """A proposition has what it leaves to its event; what relates two names is the register's."""
    knowledge = only(article(), "d1")
    label = {"en": "the fire"}
    frame = EventFrame("shelling", target="ganja", place="azerbaijan")
    entries = {
        "war": Entry("war", "events", label, frame=frame),
        f"{ARTICLE}/fire": Entry(f"{ARTICLE}/fire", "events", label, frame=frame, article=ARTICLE),
    }
    register = replace(knowledge.register, entries={**knowledge.register.entries, **entries})
    bundle = knowledge.bundles[0]
    for event in entries:
        content = Proposition("shelling", agent="armenia", event=event)
        claims = (replace(bundle.claims[0], proposition=content, jointly=("azerbaijan",), bases={}),)
        told = replace(knowledge, register=register, bundles=(replace(bundle, claims=claims),))
        data = write_nanopublications(told)
        named = {(p, o) for s, p, o in graph_of(data, "pubinfo") if s == str(entry_iri(event))}
        assert {p for p, _ in named} == {str(RDF.type), str(DCTERMS.identifier), str(SKOS.prefLabel)}
        assert (str(RDF.type), str(CV.Event)) in named
        voices = {o for s, p, o in graph_of(data, "provenance") if p == str(PROV.wasAttributedTo)}
        assert {str(entry_iri("armenia")), str(entry_iri("azerbaijan"))} <= voices
        back, _ = unpack_nanopublications(read_quads(data, "a.trig"), "a.trig")
        home = {str(g) for s, p, o, g in back if o == CV.Event}
        assert home == {str(register_graph(entry_iri(event)))}


def test_the_provenance_leads_to_the_words_and_their_origin() -> None:
    told = graph_of(write_nanopublications(article()), "provenance")
    about = {(p, o) for s, p, o in told if s == str(ASSERTION)}
    node = str(claim_iri(D1))
    assert (str(PROV.wasDerivedFrom), f"{node}/quotation/1") in about
    assert (str(PROV.wasAttributedTo), str(entry_iri("armenia"))) in about
    assert (str(PROV.hadPrimarySource), f"{node}/utterance/1") in about
    (bundle,) = article().bundles
    assert (str(PROV.wasDerivedFrom), f"{bundle_iri(bundle.id)}/article") in about
    assert (f"{bundle_iri(bundle.id)}/article", str(CV.sha256), bundle.article.sha256) in told
    quotation = article().claims[D1].quotations[0]
    values = {value for _, _, value in told}
    assert {quotation.exact, str(quotation.start), str(quotation.end)} <= values


def test_the_text_of_the_article_is_not_passed_on() -> None:
    (bundle,) = article().bundles
    assert bundle.article.text is not None
    free = replace(bundle, article=replace(bundle.article, licence=LICENCE, shareable=True))
    for knowledge in (article(), replace(article(), bundles=(free,))):
        data = write_nanopublications(knowledge)
        assert b"articleBody" not in data
        assert all(bundle.article.text != quad.object.value for quad in parsed(data))


def test_a_withheld_text_changes_nothing() -> None:
    (bundle,) = article().bundles
    withheld = replace(bundle, article=bundle.article.without_text())
    assert write_nanopublications(replace(article(), bundles=(withheld,))) == write_nanopublications(
        article()
    )


# Publication information ------------------------------------------------------------------------------------


def about_d1(**given: Any) -> set[tuple[str, str]]:
    told = graph_of(write_nanopublications(article(), Publication(**given)), "pubinfo")
    return {(p, o) for s, p, o in told if s == str(NODE)}


def test_nothing_is_invented() -> None:
    assert about_d1() == {
        (str(PROV.wasAttributedTo), "https://w3id.org/claim-kg/software"),
        (str(DCTERMS.created), "2020-10-05T00:00:00+00:00"),
    }
    (bundle,) = article().bundles
    undated = replace(bundle, article=replace(bundle.article, published=None))
    data = write_nanopublications(replace(article(), bundles=(undated,)))
    assert str(DCTERMS.created).encode() not in data and b"dcterms:created" not in data


def test_what_is_given_is_said() -> None:
    when = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)
    told = about_d1(created=when, licence=LICENCE, producer="https://example.org/desk")
    assert (str(DCTERMS.created), "2026-03-01T12:30:00+00:00") in told
    assert (str(DCTERMS.license), LICENCE) in told
    assert (str(DCTERMS.creator), "https://example.org/desk") in told
    named = graph_of(write_nanopublications(article(), Publication(producer="Tehran desk")), "pubinfo")
    (producer,) = [o for s, p, o in named if p == str(DCTERMS.creator)]
    assert producer == f"{NODE}producer"
    assert (producer, "http://www.w3.org/2000/01/rdf-schema#label", "Tehran desk") in named


@pytest.mark.parametrize("given", [{"licence": "CC BY"}, {"producer": "https://a b"}])
def test_what_is_no_iri_is_refused(given: dict[str, Any]) -> None:
    with pytest.raises(InputError) as raised:
        write_nanopublications(article(), Publication(**given))
    assert [problem.id for problem in raised.value.problems] == ["bad-iri"]


def test_partners_claims_are_not_published_as_ours() -> None:
    (bundle,) = article().bundles
    theirs = replace(bundle, article=replace(bundle.article, id="press:talks-2020"))
    both = replace(article(), bundles=(bundle, theirs))
    assert write_nanopublications(both) == write_nanopublications(article())


def test_what_is_told_of_the_publication_stays_out_of_the_bundle() -> None:
    given = Publication(datetime(2026, 3, 1, tzinfo=UTC), LICENCE, "Desk")
    data = write_nanopublications(article(), given)
    plain = write_nanopublications(article())
    assert claims_of(data, "a.trig") == claims_of(plain, "a.trig")


def test_the_bytes_are_the_same_everywhere() -> None:
    code = (
        "import sys; from kg import load; from kg.formats.nanopublications import write_nanopublications;"
        "sys.stdout.buffer.write(write_nanopublications(load(sys.argv[1]).knowledge))"
    )
    written = {
        subprocess.run(
            [sys.executable, "-c", code, str(SEEDS)],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone},
            cwd=ROOT,
            capture_output=True,
            check=True,
        ).stdout
        for seed, zone in (("1", "Asia/Tehran"), ("2", "America/New_York"))
    }
    assert written == {write_nanopublications(article())}


# Reading what others wrote ----------------------------------------------------------------------------------


def test_what_is_said_of_other_things_is_not_taken() -> None:
    """A stranger's nanopublication cannot reach another bundle, a claim beside its own, or the register."""
    reached = [
        (entry_iri("ganja"), CV.within, entry_iri("armenia"), ASSERTION),
        (claim_iri("karabakh-2020-10-04/d10"), CV.stance, CV.asserts, PROVENANCE),
        (claim_iri("other/m1"), CV.stance, CV.asserts, PROVENANCE),
        (bundle_iri("other"), RDF.type, CV.Bundle, PROVENANCE),
        (CV.Claim, RDF.type, CV.Claim, PUBINFO),
    ]
    whole = find_claims(d1(), "d1.trig")
    assert find_claims([*d1(), *reached], "d1.trig") == whole
    assert {graph for _, _, _, graph in whole} == {bundle_iri("karabakh-2020-10-04")}


@pytest.mark.parametrize("subject", [OTHER, URIRef("https://w3id.org/claim-kg/bundle/a/b/claim/c")])
def test_a_nanopublication_of_something_else_is_refused(subject: URIRef) -> None:
    quads = [
        (subject, p, o, g) if s == claim_iri(D1) and g == ASSERTION else (s, p, o, g) for s, p, o, g in d1()
    ]
    with pytest.raises(InputError) as raised:
        find_claims(quads, "other.trig")
    assert [problem.id for problem in raised.value.problems] == ["not-a-claim"]


def test_two_claims_in_one_are_refused() -> None:
    quads = [*d1(), (claim_iri("karabakh-2020-10-04/m1"), RDF.type, CV.Claim, ASSERTION)]
    with pytest.raises(InputError, match="exactly one claim"):
        find_claims(quads, "two.trig")


def test_two_with_one_graph_are_refused() -> None:
    second = URIRef("https://example.org/np/")
    quads = [
        *d1(),
        (second, RDF.type, NP.Nanopublication, URIRef(second + "Head")),
        *((second, p, URIRef(NODE + part), URIRef(second + "Head")) for p, part in HEADS.items()),
    ]
    with pytest.raises(InputError, match="belongs to"):
        find_claims(quads, "two.trig")


def test_a_file_without_any_is_refused() -> None:
    with pytest.raises(InputError) as raised:
        claims_of(b"<urn:a> <urn:b> <urn:c> .", "plain.ttl")
    assert {problem.id for problem in raised.value.problems} == {"no-nanopublication", "stray-statement"}


# Signed, sent and taken in ----------------------------------------------------------------------------------


@functools.cache
def rsa_key() -> RsaKey:
    with tempfile.TemporaryDirectory() as folder:
        return read_rsa_key(write_key_pair("desk", Path(folder), rsa=True)[0])


@functools.cache
def signed() -> bytes:
    publication = Publication(licence=LICENCE, producer="https://example.org/desk")
    return write_nanopublications(only(article(), "d1"), publication, sign_with=rsa_key())


def test_signing_is_repeatable_and_changes_nothing_of_the_claim() -> None:
    again = write_nanopublications(
        only(article(), "d1"), Publication(None, LICENCE, "https://example.org/desk"), sign_with=rsa_key()
    )
    assert again == signed()
    assert write_nquads(claims_of(signed(), "a.trig")) == write_nquads(find_claims(d1(), "d1"))
    (quads,) = one_by_one(signed()).values()
    assert all(holds(Parts(quads)) for holds in RULES.values())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"denies having fired", b"admits having fired"),
        (b"cv:denies", b"cv:asserts"),
        (b"example.org/desk", b"example.org/other"),
        (b"/nanopublication/RA", b"/nanopublication/RB"),
        (b'npx:hasSignature "', b'npx:hasSignature "AAAA'),
        (b'npx:hasAlgorithm "RSA"', b'npx:hasAlgorithm "DSA"'),
    ],
)
def test_what_was_altered_after_it_was_signed_is_refused(before: bytes, after: bytes) -> None:
    altered = signed().replace(before, after)
    assert altered != signed()
    with pytest.raises(InputError) as raised:
        claims_of(altered, "altered.trig")
    assert "bad-signature" in {problem.id for problem in raised.value.problems}


def test_a_signature_alone_is_checked_too() -> None:
    """Where the IRIs hold no hash, as where somebody has renamed everything consistently."""
    (node,) = one_by_one(signed())
    renamed = signed().replace(node.encode(), str(NODE).encode() + b"x")
    with pytest.raises(InputError, match="signature"):
        claims_of(renamed, "renamed.trig")


def test_bundles_and_nanopublications_are_signed_with_keys_of_their_own(tmp_path: Path) -> None:
    bundles, _ = write_key_pair("bundles", tmp_path)
    papers, _ = write_key_pair("papers", tmp_path, rsa=True)
    for read, path in ((read_rsa_key, bundles), (read_private_key, papers)):
        with pytest.raises(InputError) as raised:
            read(path)
        assert [problem.id for problem in raised.value.problems] == ["bad-key"]


def test_nanopublications_come_back_through_the_commands(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """As claims of the partner's, who said them, under which licence, and since when."""
    sent, store = tmp_path / "sent.trig", tmp_path / "store"
    key, _ = write_key_pair("desk", tmp_path, rsa=True)
    folder = ROOT / "tests" / "bundles" / BUNDLES[0]
    told = ["--producer", "our-desk", "--producer-title", "Our desk", "--created", "2026-11-22"]
    given = ["export", str(folder), "--format", "nanopub", *told, "--sign", str(key), "-o", str(sent)]
    assert run(given) == 0
    quads = parsed(sent.read_bytes())
    for property, value in (
        (DCTERMS.created, "2026-11-22T00:00:00+00:00"),
        (DCTERMS.license, LICENCE),
        (DCTERMS.creator, "https://w3id.org/claim-kg/desk/our-desk/producer/our-desk"),
        (RDFS.label, "Our desk"),
    ):
        assert value in {q.object.value for q in quads if q.predicate.value == str(property)}
    load(SEEDS).save(store)
    when = ["--when", "2026-11-22T10:00:00Z"]
    assert run(["import", str(sent), "--from", "tehran", "--store", str(store), *when]) == 0
    exchange = load(store=store).exchange
    assert [one.status.value for one in exchange.imports] == ["in-force"]
    capfd.readouterr()
    assert run(["export", "--from", "tehran", "--store", str(store), "--format", "nanopub"]) == 0
    theirs = {q.predicate.value: q.object.value for q in parsed(capfd.readouterr().out.encode("utf-8"))}
    assert theirs[str(DCTERMS.creator)].endswith("producer/tehran") and str(DCTERMS.license) not in theirs
    back = exchange.said_by("tehran")
    assert set(back.claims) == set(page(BUNDLES[0]).claims)
    for name, entry in back.register.entries.items():
        assert entry.label == page(BUNDLES[0]).register.entries[name].label


@pytest.mark.parametrize("moment", ["yesterday", "2026-13-01"])
def test_what_is_no_moment_is_refused(moment: str) -> None:
    assert run(["export", str(SEEDS), "--format", "nanopub", "--created", moment]) == 2


# The maintained library -------------------------------------------------------------------------------------

LIBRARY = "nanopub, the library that validates and signs nanopublications, is not installed"


def library_graph(quads: Iterable[Any]) -> Any:
    """A nanopublication as the installed version of the library takes it."""
    from rdflib import ConjunctiveGraph

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = ConjunctiveGraph() if version("nanopub").startswith(("1.", "2.0.")) else Dataset()
    data = ox.serialize(quads, format=ox.RdfFormat.N_QUADS)
    assert data is not None
    graph.parse(data=data, format="nquads")
    return graph


@pytest.fixture
def literals_as_before() -> Iterator[None]:
    """Undo that the library, when it is imported, changes how rdflib reads literals everywhere."""
    before = rdflib.NORMALIZE_LITERALS
    yield
    rdflib.NORMALIZE_LITERALS = before


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("literals_as_before")
def test_the_library_finds_every_claim_valid() -> None:
    nanopub = pytest.importorskip("nanopub", reason=LIBRARY)
    data = write_nanopublications(article(), Publication(licence=LICENCE, producer="Desk"))
    found = one_by_one(data)
    assert len(found) == len(article().claims)
    for quads in found.values():
        assert nanopub.Nanopub(rdf=library_graph(quads), conf=nanopub.NanopubConf()).is_valid


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("literals_as_before")
def test_the_library_verifies_what_is_signed_here() -> None:
    nanopub = pytest.importorskip("nanopub", reason=LIBRARY)
    for quads in one_by_one(signed()).values():
        found = nanopub.Nanopub(rdf=library_graph(quads), conf=nanopub.NanopubConf())
        assert found.has_valid_signature and found.has_valid_trusty and found.is_valid


@pytest.mark.filterwarnings("ignore")
@pytest.mark.usefixtures("literals_as_before")
def test_what_the_library_signed_reads_as_the_same_claim() -> None:
    """Signing gives the nanopublication an IRI with its hash; what it says of the claim stays as it was."""
    nanopub = pytest.importorskip("nanopub", reason=LIBRARY)
    profiles = pytest.importorskip("nanopub.profile")
    pair = pytest.importorskip("Crypto.PublicKey.RSA").generate(2048)
    private, public = (
        encodebytes(key.export_key("DER")).decode().replace("\n", "") for key in (pair, pair.publickey())
    )
    profile = profiles.Profile(
        name="Desk", orcid_id="https://orcid.org/0000-0000-0000-0000", private_key=private, public_key=public
    )
    quads = one_by_one(write_nanopublications(article()))[str(NODE)]
    signed = nanopub.Nanopub(rdf=library_graph(quads), conf=nanopub.NanopubConf(profile=profile))
    signed.sign()
    assert signed.has_valid_signature and signed.has_valid_trusty and signed.is_valid
    assert str(signed.source_uri).startswith(f"{NODE}RA")
    data = signed.rdf.serialize(format="trig").encode("utf-8")
    assert write_nquads(claims_of(data, "signed.trig")) == write_nquads(find_claims(d1(), "d1"))
