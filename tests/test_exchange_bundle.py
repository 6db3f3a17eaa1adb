"""Bundles: what is in them, the same bytes everywhere, to disk and back."""

from __future__ import annotations

import hashlib
import io
import json
import os
import stat
import subprocess
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pyoxigraph as ox
import pytest
from conftest import ROOT, SEEDS
from hypothesis import given, settings
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, VOID
from support.drawing import drawn
from support.handed import (
    BUNDLES,
    KEY,
    LICENCE,
    SEED,
    files_of,
    graph_of,
    ids,
    known,
    manifest_of,
    refused,
    tiny,
)
from support.strategies import bodies

from kg.authoring.read import read_knowledge
from kg.bundle.archive import read_zip, write_zip
from kg.bundle.build import build_bundle
from kg.bundle.catalogue import SPDX
from kg.bundle.definitions import read_versions
from kg.bundle.disk import find_beyond_limits, read_bundle, write_bundle
from kg.bundle.keys import write_key_pair
from kg.bundle.licences import CC_BY, QUOTATION
from kg.bundle.subset import build_part
from kg.bundle.verify import SignatureState, check_bundle
from kg.cli import run
from kg.files import read_umask
from kg.intake.canonical import canonical_hash
from kg.intake.limits import Limits
from kg.model import Bundle, Knowledge, Rating, Verdict
from kg.rdf.bases import take_reviewed
from kg.rdf.read import read_merged, read_verdict_graph
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import CV, SCHEMA, article_iri
from kg.relations import find_relations, find_repeats

# ---- what is in it ------------------------------------------------------------------------------------


def test_the_example_is_whole() -> None:
    files = files_of()
    assert sorted(files) == [f"articles/{SEED}.ttl", "catalog.ttl", "findings.ttl", "manifest.json"]
    found = check_bundle(files)
    assert found.failures == ()
    assert (found.claims, found.quotations, found.compared) == (36, 65, 0)
    assert found.signature is SignatureState.NONE
    manifest = manifest_of(files)
    assert manifest["signature"] is None
    (article,) = manifest["articles"]
    assert article["sha256"] == known().bundles[0].article.sha256
    assert article["text"] is None
    assert article["licence"] == {"claims": CC_BY, "quotations": QUOTATION, "text": None, "verdicts": None}
    assert found.relations == len(find_relations(known()))


@pytest.mark.parametrize("name", BUNDLES[::3])
def test_every_third_bundle_is_whole(name: str) -> None:
    """To apply the shapes takes seconds; that the others conform, tests of the pages themselves say."""
    knowledge = known(name)
    found = check_bundle(files_of(name, KEY), key=KEY.public)
    assert found.failures == ()
    assert found.signature is SignatureState.NAMED
    assert found.claims == len(knowledge.claims)
    assert found.relations == len(find_relations(knowledge))
    assert found.compared >= len(knowledge.bundles[0].claims)


@pytest.mark.parametrize("name", BUNDLES)
def test_each_bundle_says_what_the_model_says(name: str) -> None:
    knowledge, files = known(name), files_of(name, KEY)
    for one in knowledge.bundles:
        part = build_part(knowledge, one.id)
        article = one.article if one.article.shareable else one.article.without_text()
        told = read_merged(graph_of(files[f"articles/{one.id}.ttl"]))
        assert told.bundles == (Bundle(article, one.claims),)
        assert told.register == part.register
        assert (f"texts/{one.id}.txt" in files) is one.article.shareable
    first = knowledge.bundles[0].article
    assert first.text is not None
    assert files[f"texts/{first.id}.txt"] == first.text.encode()


def test_a_text_is_passed_on_only_where_its_licence_says_so() -> None:
    text = known().bundles[0].article.text
    assert text is not None
    told = graph_of(files_of()[f"articles/{SEED}.ttl"])
    assert list(told.objects(None, SCHEMA.articleBody)) == []
    assert not any(text[:200].encode() in data for data in files_of().values())
    assert list(told.objects(None, CV.sha256)) == [Literal(hashlib.sha256(text.encode()).hexdigest())]
    article = replace(known().bundles[0].article, licence=LICENCE, shareable=True)
    knowledge = replace(known(), bundles=(replace(known().bundles[0], article=article),))
    files = build_bundle(knowledge, producer="desk")
    assert files[f"texts/{SEED}.txt"].decode() == text
    shared = graph_of(files[f"articles/{SEED}.ttl"])
    assert [str(body) for body in shared.objects(article_iri(SEED), SCHEMA.articleBody)] == [text]
    (listed,) = manifest_of(files)["articles"]
    assert listed["licence"]["text"] == listed["licence"]["quotations"] == LICENCE


def test_whoever_makes_a_bundle_chooses_the_licence_of_their_own_work(tmp_path: Path) -> None:
    source, target = ROOT / "tests" / "bundles" / "three-outlets-one-tweet", tmp_path / "sent"
    assert run(["export", str(source), "--bundle", str(target), "--licence", LICENCE]) == 0
    manifest = json.loads((target / "manifest.json").read_text(encoding="utf-8"))
    assert {file["licence"] for file in manifest["files"]} == {LICENCE}


def test_an_article_explains_the_terms_it_uses() -> None:
    told = graph_of(files_of()[f"articles/{SEED}.ttl"])
    used = {term for triple in told for term in triple if str(term).startswith(str(CV))}
    assert {CV.denies, CV.Claim, CV.inStandpoint} <= used
    for term in used:
        assert list(told.objects(term, URIRef("http://www.w3.org/2004/02/skos/core#definition"))), term
        labels = told.objects(term, URIRef("http://www.w3.org/2000/01/rdf-schema#label"))
        assert {label.language for label in labels if isinstance(label, Literal)} == {"en", "fa"}, term
    assert not list(told.subjects(RDF.type, URIRef("http://www.w3.org/2002/07/owl#Class")))


def test_verdicts_go_to_whom_they_are_about_and_those_of_partners_stay() -> None:
    own = Verdict(
        f"{SEED}/d1", Rating.FALSE, {"en": "No."}, ("https://example.org/1",), "Desk", date(2026, 11, 2)
    )
    later = replace(own, rating=Rating.MIXED, date=date(2026, 11, 20))
    theirs = replace(own, partner="press")
    on_theirs = replace(own, claim="press:talks-2020/x1")
    verdicts = (own, later, theirs, on_theirs)
    knowledge = replace(known(), verdicts=tuple(sorted(verdicts, key=lambda v: v.order)))
    files = build_bundle(knowledge, producer="desk", verdict_licence=LICENCE)
    found = check_bundle(files)
    assert found.failures == ()
    assert found.verdicts == 3
    assert read_verdict_graph(graph_of(files[f"verdicts/{SEED}.ttl"])) == [own, later]
    sent = read_verdict_graph(Statements(take_reviewed(graph_of(files["verdicts/press/talks-2020.ttl"]))))
    assert sent == [replace(on_theirs, claim="talks-2020/x1")]
    catalog = graph_of(files["catalog.ttl"])
    days = {str(day) for day in catalog.objects(None, DCTERMS.modified)}
    assert days == {"2026-11-20", "2026-11-02"}
    licences = {file["path"]: file["licence"] for file in manifest_of(files)["files"]}
    assert licences[f"verdicts/{SEED}.ttl"] == LICENCE
    assert licences[f"articles/{SEED}.ttl"] == CC_BY


def test_what_partners_could_not_read_is_said_before_it_is_sent() -> None:
    files = build_bundle(read_knowledge([SEEDS]), producer="our-desk")
    assert find_beyond_limits(files) == []
    limits = Limits(max_claims=35, max_entries=len(files) - 1, max_triples=100)
    said = [problem.message for problem in find_beyond_limits(files, limits)]
    assert [message.rpartition(" ")[2] for message in said] == [
        "KG_MAX_ENTRIES",
        "KG_MAX_TRIPLES",
        "KG_MAX_CLAIMS",
    ]
    assert said[-1] == "it has 36 claims; partners read 35 unless they raise KG_MAX_CLAIMS"


def test_articles_of_partners_are_not_passed_on() -> None:
    register = known().register
    theirs = replace(known().bundles[0].article, id="press:talks")
    knowledge = Knowledge(register, (*known().bundles, Bundle(theirs, known().bundles[0].claims)))
    relations, repeats = find_relations(knowledge), find_repeats(knowledge)
    assert any("press:talks/d1" in p.claims for r in relations for p in r.positions)
    files = build_bundle(knowledge, relations, repeats, producer="desk")
    assert sorted(files) == [f"articles/{SEED}.ttl", "catalog.ttl", "findings.ttl", "manifest.json"]
    assert not any(b"press" in data for data in files.values())
    assert check_bundle(files).failures == ()


#: What DCAT-AP 3 asks of the properties that a catalog of ours has or must have: how many values at least and
#: at most, and of which class or datatype; of a literal in any language ``None``.
DCAT_AP: Mapping[URIRef, Mapping[URIRef, tuple[int, int | None, URIRef | None]]] = {
    DCAT.Catalog: {
        DCTERMS.title: (1, None, None),
        DCTERMS.description: (1, None, None),
        DCTERMS.publisher: (1, 1, FOAF.Agent),
        DCAT.dataset: (0, None, DCAT.Dataset),
        DCTERMS.conformsTo: (0, None, DCTERMS.Standard),
    },
    DCAT.Dataset: {
        DCTERMS.title: (1, None, None),
        DCTERMS.description: (1, None, None),
        DCTERMS.publisher: (0, 1, FOAF.Agent),
        DCTERMS.modified: (0, 1, XSD.date),
        DCTERMS.conformsTo: (0, None, DCTERMS.Standard),
        DCTERMS.license: (0, 1, DCTERMS.LicenseDocument),
        DCTERMS.rights: (0, 1, DCTERMS.RightsStatement),
        DCAT.distribution: (0, None, DCAT.Distribution),
    },
    DCAT.Distribution: {
        DCAT.accessURL: (1, None, RDFS.Resource),
        DCAT.byteSize: (0, 1, XSD.nonNegativeInteger),
        DCAT.mediaType: (0, 1, DCTERMS.MediaType),
        DCTERMS.license: (0, 1, DCTERMS.LicenseDocument),
        SPDX.checksum: (0, 1, SPDX.Checksum),
    },
    SPDX.Checksum: {
        SPDX.algorithm: (1, 1, SPDX.ChecksumAlgorithm),
        SPDX.checksumValue: (1, 1, XSD.hexBinary),
    },
    FOAF.Agent: {FOAF.name: (1, None, None)},
}


def dcat_ap_problems(catalog: Graph) -> list[str]:
    found = []
    for kind, properties in DCAT_AP.items():
        for node in catalog.subjects(RDF.type, kind):
            for property, (least, most, wanted) in properties.items():
                values = list(catalog.objects(node, property))
                if not least <= len(values) <= (len(values) if most is None else most):
                    found.append(f"{node} {property}: {len(values)} values")
                for value in values:
                    if isinstance(value, Literal):
                        fits = wanted in (None, value.datatype)
                    else:
                        fits = (value, RDF.type, wanted) in catalog
                    found += [] if fits else [f"{node} {property}: {value!r}"]
    return found


def test_the_catalog_is_one_of_dcat_ap() -> None:
    for files in (tiny(), files_of("three-outlets-one-tweet")):
        catalog = graph_of(files["catalog.ttl"])
        for kind in DCAT_AP:
            assert (None, RDF.type, kind) in catalog
        assert dcat_ap_problems(catalog) == []
    catalog.remove((None, DCAT.accessURL, None))
    assert len(dcat_ap_problems(catalog)) == len(list(catalog.subjects(RDF.type, DCAT.Distribution))) > 0


def test_a_distribution_is_had_from_its_producers_page() -> None:
    page = "https://desk.example.org/bundles"
    files = build_bundle(known("three-outlets-one-tweet"), producer="desk", producer_url=page)
    assert set(graph_of(files["catalog.ttl"]).objects(None, DCAT.accessURL)) == {URIRef(page)}


def test_the_catalog_says_what_each_part_is() -> None:
    files = files_of("three-outlets-one-tweet")
    catalog = graph_of(files["catalog.ttl"])
    manifest = manifest_of(files)
    (node,) = catalog.subjects(RDF.type, DCAT.Catalog)
    agent = catalog.value(node, DCTERMS.publisher)
    assert str(catalog.value(agent, DCTERMS.identifier)) == "desk"
    versions = read_versions()
    assert manifest["ontology"] == {"iri": versions.ontology_iri, "version": versions.ontology}
    assert manifest["shapes"]["sha256"] == versions.shapes
    assert URIRef(versions.ontology_iri) in set(catalog.objects(node, DCTERMS.conformsTo))
    datasets = set(catalog.objects(node, DCAT.dataset))
    assert len(datasets) == len(manifest["files"]) - 1
    for file in manifest["files"]:
        if file["path"] == "catalog.ttl":
            continue
        (place,) = catalog.subjects(DCTERMS.identifier, Literal(file["path"]))
        (dataset,) = catalog.subjects(DCAT.distribution, place)
        assert dataset in datasets
        assert int(str(catalog.value(place, DCAT.byteSize))) == len(files[file["path"]])
        if not file["path"].endswith(".ttl"):
            continue
        told = graph_of(files[file["path"]])
        assert int(str(catalog.value(dataset, VOID.triples))) == len(told) == file["triples"]
        partitions = {
            str(catalog.value(part, VOID["class"])): int(str(catalog.value(part, VOID.entities)))
            for part in catalog.objects(dataset, VOID.classPartition)
        }
        types = {str(type) for type in told.objects(None, RDF.type)}
        assert partitions == {t: len(set(told.subjects(RDF.type, URIRef(t)))) for t in types}
        properties = {
            str(catalog.value(part, VOID.property)): int(str(catalog.value(part, VOID.triples)))
            for part in catalog.objects(dataset, VOID.propertyPartition)
        }
        assert properties == {
            str(p): len(list(told.triples((None, p, None)))) for p in set(told.predicates())
        }
    assert {BNode} & {type(term) for triple in catalog for term in triple} == set()


def test_the_hash_of_a_graph_is_that_of_its_sorted_nquads() -> None:
    for name in (None, "whose-island"):
        files = files_of(name)
        for file in manifest_of(files)["files"]:
            if file["rdfc10"] is None:
                assert file["path"].startswith("texts/")
                continue
            told = set(ox.parse(files[file["path"]], format=ox.RdfFormat.TURTLE))
            lines = "".join(sorted(f"{quad.triple} .\n" for quad in told))
            assert hashlib.sha256(lines.encode()).hexdigest() == file["rdfc10"]
            assert canonical_hash(lines.encode()) == file["rdfc10"]
            assert hashlib.sha256(files[file["path"]]).hexdigest() == file["sha256"]


def test_control_characters_are_hashed_as_the_standard_says() -> None:
    """Canonical N-Quads escape more than ours; the hash is that of the standard all the same."""
    knowledge = known("whose-island")
    bundle = knowledge.bundles[0]
    claim = replace(bundle.claims[0], gloss={"en": "a\tb\u0007c\u007f"})
    files = build_bundle(
        replace(knowledge, bundles=(replace(bundle, claims=(claim, *bundle.claims[1:])),)), producer="desk"
    )
    (listed,) = (f for f in manifest_of(files)["files"] if f["path"].startswith("articles/"))
    quads = list(ox.parse(files[listed["path"]], format=ox.RdfFormat.TURTLE))
    dataset = ox.Dataset(quads)
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert listed["rdfc10"] == canonical_hash(ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b"")
    assert "wrong-graph-hash" not in ids(check_bundle(files))


# ---- the same bytes everywhere ------------------------------------------------------------------------


BUILD = """
import sys
from pathlib import Path
import kg
from kg.bundle.build import build_bundle
from kg.bundle.disk import write_bundle
from kg.bundle.keys import PrivateKey
told = kg.load(sys.argv[1])
files = build_bundle(
    told.knowledge, told.relations(), told.repeats, producer="desk", sign_with=PrivateKey(bytes(range(32)))
)
write_bundle(files, Path("here") / "bundle")
write_bundle(files, Path("here") / "bundle.zip")
"""


@pytest.mark.parametrize("source", ["seeds", "tests/bundles/three-outlets-one-tweet"])
def test_built_elsewhere_it_has_the_same_bytes(tmp_path: Path, source: str) -> None:
    places = []
    for number, (zone, seed, mask) in enumerate(
        [("Asia/Tehran", "0", 0o022), ("Pacific/Chatham", "17", 0o077)]
    ):
        place = tmp_path / f"{'deeper/' * number}place-{number}"
        place.mkdir(parents=True)
        environment = {**os.environ, "TZ": zone, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
        environment |= {"LC_ALL": "C" if number else "C.UTF-8"}
        command = [sys.executable, "-c", f"import os; os.umask({mask})\n{BUILD}", str(ROOT / source)]
        subprocess.run(command, cwd=place, env=environment, check=True, capture_output=True)
        places.append(place / "here")
    first, *others = places
    for other in others:
        assert (other / "bundle.zip").read_bytes() == (first / "bundle.zip").read_bytes()
        assert read_bundle(other / "bundle") == read_bundle(first / "bundle")
    assert read_bundle(first / "bundle") == read_bundle(first / "bundle.zip")
    assert check_bundle(first / "bundle.zip", key=KEY.public).ok
    assert check_bundle(first / "bundle", key=KEY.public).ok


def test_the_order_of_the_input_does_not_show() -> None:
    knowledge = known("three-outlets-one-tweet")
    relations, repeats = find_relations(knowledge), find_repeats(knowledge)
    entries = dict(reversed(list(knowledge.register.entries.items())))
    turned = replace(
        knowledge,
        register=replace(knowledge.register, entries=entries),
        bundles=tuple(reversed(knowledge.bundles)),
    )
    again = build_bundle(turned, relations[::-1], repeats[::-1], producer="desk", producer_name="Desk")
    assert again == files_of("three-outlets-one-tweet")


def test_no_date_or_place_of_the_moment_is_in_it() -> None:
    words = (str(ROOT), str(Path.home()), date.today().isoformat(), os.uname().nodename)
    for path, data in files_of("whose-island", KEY).items():
        for word in words:
            expected = read_versions().ontology_iri.encode()
            assert word.encode() not in data.replace(expected, b""), path


def test_an_archive_says_nothing_of_the_machine() -> None:
    archive = zipfile.ZipFile(io.BytesIO(write_zip(files_of("whose-island"))))
    names = archive.namelist()
    assert names == sorted(names)
    for entry in archive.infolist():
        assert entry.date_time == (1980, 1, 1, 0, 0, 0)
        assert (entry.compress_type, entry.create_system, entry.external_attr) == (0, 3, 0o100644 << 16)
        assert (entry.extra, entry.comment) == (b"", b"")
    assert archive.testzip() is None
    assert {name: archive.read(name) for name in names} == files_of("whose-island")


@settings(max_examples=drawn(4))
@given(knowledge=bodies())
def test_whatever_is_built_is_whole(knowledge: Knowledge) -> None:
    relations, repeats = find_relations(knowledge), find_repeats(knowledge)
    files = build_bundle(knowledge, relations, repeats, producer="desk")
    assert [p for p in check_bundle(files).failures if p.id != "not-conformant"] == []
    assert read_zip(write_zip(files)) == files
    for one in knowledge.bundles:
        told = read_merged(graph_of(files[f"articles/{one.id}.ttl"]))
        assert told.bundles == (Bundle(one.article.without_text(), one.claims),)


# ---- to disk and back ---------------------------------------------------------------------------------


def test_a_folder_and_an_archive_hold_the_same(tmp_path: Path) -> None:
    files = files_of("whose-island", KEY)
    assert read_bundle(write_bundle(files, tmp_path / "b")) == files
    assert read_bundle(write_bundle(files, tmp_path / "b.zip")) == files
    other = files_of("corrected-toll")
    assert read_bundle(write_bundle(other, tmp_path / "b")) == other
    assert read_bundle(write_bundle(other, tmp_path / "b.zip")) == other
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "b.zip"]
    mask = read_umask()
    assert stat.S_IMODE((tmp_path / "b.zip").stat().st_mode) == 0o666 & ~mask


def test_without_an_exchange_of_folders_a_bundle_is_replaced_too(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.files.exchange_folders", lambda *_: False)
    write_bundle(files_of("whose-island"), tmp_path / "b")
    write_bundle(files_of("corrected-toll"), tmp_path / "b")
    assert read_bundle(tmp_path / "b") == files_of("corrected-toll")
    assert [path.name for path in tmp_path.iterdir()] == ["b"]


def snapshot(folder: Path) -> dict[str, bytes | None]:
    return {
        str(path.relative_to(folder)): path.read_bytes() if path.is_file() else None
        for path in sorted(folder.rglob("*"))
    }


def test_what_is_no_bundle_is_not_replaced(tmp_path: Path) -> None:
    files = files_of("whose-island")
    (tmp_path / "letters").mkdir()
    (tmp_path / "letters" / "a.txt").write_text("dear")
    (tmp_path / "page").mkdir()
    (tmp_path / "page" / "manifest.json").write_text('{"name": "a page"}')
    (tmp_path / "file").write_text("dear")
    (tmp_path / "letters.zip").write_bytes(write_zip({"a.txt": b"dear"}))
    (tmp_path / "text.zip").write_text("dear")
    (tmp_path / "folder.zip").mkdir()
    write_bundle(files, tmp_path / "with-notes")
    (tmp_path / "with-notes" / "notes.txt").write_text("mine")
    before = snapshot(tmp_path)
    for name in ("letters", "page", "file", "letters.zip", "text.zip", "folder.zip", "with-notes"):
        assert refused(lambda name=name: write_bundle(files, tmp_path / name)) == {"not-a-bundle"}, name  # type: ignore[misc]
    assert refused(lambda: write_bundle(files, tmp_path / "file" / "b")) == {"unwritable"}
    assert refused(lambda: write_bundle({"a.ttl": b""}, tmp_path / "new")) == {"no-bundle"}
    assert snapshot(tmp_path) == before
    (tmp_path / "empty").mkdir()
    assert read_bundle(write_bundle(files, tmp_path / "empty")) == files


def test_the_folder_one_works_in_is_not_replaced(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_bundle(files_of("whose-island"), tmp_path / "b")
    monkeypatch.chdir(tmp_path / "b" / "articles")
    for target in (tmp_path / "b", Path("..")):
        assert refused(lambda target=target: write_bundle(files_of("whose-island"), target)) == {"bad-use"}  # type: ignore[misc]
    assert read_bundle(tmp_path / "b") == files_of("whose-island")


def test_a_failure_on_the_way_leaves_the_old_bundle(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    old, new = files_of("whose-island"), files_of("corrected-toll")
    for name in ("b", "b.zip"):
        write_bundle(old, tmp_path / name)

    def full(*_: object) -> int:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr(os, "fsync", full)
    for name in ("b", "b.zip"):
        assert refused(lambda name=name: write_bundle(new, tmp_path / name)) == {"unwritable"}  # type: ignore[misc]
        assert read_bundle(tmp_path / name) == old
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "b.zip"]


def test_no_key_gets_into_a_bundle(tmp_path: Path) -> None:
    private, _ = write_key_pair("desk", tmp_path / "keys")
    files = files_of("whose-island", KEY)
    assert refused(lambda: write_bundle({**files, "desk.key": private.read_bytes()}, tmp_path / "b")) == {
        "key-in-bundle"
    }
    write_bundle(files, tmp_path / "b")
    (tmp_path / "b" / "desk.key").write_bytes(private.read_bytes())
    assert refused(lambda: write_bundle(files, tmp_path / "b")) == {"key-in-bundle"}
    assert (tmp_path / "b" / "desk.key").read_bytes() == private.read_bytes()
    assert not any(KEY.raw in data or KEY.raw.hex().encode() in data for data in files.values())


@pytest.mark.parametrize("name", ["", "Desk", "a/b", "..", "a" * 101])
def test_a_producer_has_a_name(name: str) -> None:
    assert refused(lambda: build_bundle(known("whose-island"), producer=name)) == {"bad-name"}


def test_the_example_of_the_package_can_be_read_by_others() -> None:
    """rdflib alone, without anything of ours, finds what Armenia denies, and in which words."""
    told = Graph().parse(data=files_of()[f"articles/{SEED}.ttl"], format="turtle")
    rows = told.query(
        """
        PREFIX cv: <https://w3id.org/claim-kg/ontology#>
        PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX prov: <http://www.w3.org/ns/prov#>
        PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
        SELECT ?who ?words WHERE {
          ?claim cv:stance cv:denies ; prov:wasAttributedTo/skos:prefLabel ?who ;
                 cv:quotation/oa:hasSelector/oa:exact ?words .
          FILTER(LANG(?who) = "en")
        }
        """
    )
    assert "Armenia" in {str(row[0]) for row in rows if not isinstance(row, bool)}


def test_reading_what_people_wrote_gives_the_same_bundle_again() -> None:
    knowledge = read_knowledge([SEEDS])
    again = build_bundle(
        knowledge, find_relations(knowledge), find_repeats(knowledge), producer="desk", producer_name="Desk"
    )
    assert again == files_of()
