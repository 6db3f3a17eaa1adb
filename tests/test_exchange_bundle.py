"""Bundles: the same bytes everywhere, safe to read, and whatever is changed in one is found."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import stat
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import ROOT, SEEDS
from hypothesis import given, settings
from rdflib import RDF, RDFS, XSD, BNode, Graph, Literal, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, VOID
from strategies import bodies
from support.drawing import drawn

from kg.api import load
from kg.authoring.read import read_knowledge
from kg.bundle import build as bundle_module
from kg.bundle.archive import read_zip, write_zip
from kg.bundle.build import build_bundle
from kg.bundle.catalogue import SPDX, Counts
from kg.bundle.definitions import read_versions
from kg.bundle.disk import find_beyond_limits, read_bundle, write_bundle
from kg.bundle.keys import PrivateKey, write_key_pair
from kg.bundle.licences import CC_BY, QUOTATION
from kg.bundle.manifest import build_signature, canonical_json, manifest_digest
from kg.bundle.subset import build_part
from kg.bundle.verify import SignatureState, Verification, check_archive, check_bundle, check_listed_files
from kg.cli import run
from kg.errors import InputError
from kg.files import read_umask
from kg.intake.canonical import canonical_hash
from kg.intake.limits import Limits
from kg.model import (
    Article,
    Bundle,
    Claim,
    Entry,
    Knowledge,
    Proposition,
    Quotation,
    Rating,
    Register,
    Stance,
    Verdict,
)
from kg.rdf.read import read_merged, read_verdict_graph
from kg.rdf.vocabulary import CV, SCHEMA, article_iri
from kg.relations import find_relations, find_repeats
from kg.report.verification import verification_json, write_verification

Files = Mapping[str, bytes]
KEY, OTHER_KEY = PrivateKey(bytes(range(32))), PrivateKey(bytes(32))
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
BUNDLES = sorted(path.name for path in (ROOT / "tests" / "bundles").iterdir() if path.is_dir())
SEED = "karabakh-2020-10-04"


@cache
def known(name: str | None = None) -> Knowledge:
    """The example, or one of the small bundles, of which every other article may be passed on."""
    knowledge = load(SEEDS if name is None else ROOT / "tests" / "bundles" / name).knowledge
    if name is None:
        return knowledge
    shared = (
        replace(
            found, article=replace(found.article, licence=LICENCE, shareable=True, url="https://example.org/")
        )
        if number % 2 == 0
        else found
        for number, found in enumerate(knowledge.bundles)
    )
    return replace(knowledge, bundles=tuple(shared))


@cache
def files_of(name: str | None = None, key: PrivateKey | None = None) -> Files:
    knowledge = known(name)
    found = find_relations(knowledge), find_repeats(knowledge)
    return build_bundle(knowledge, *found, producer="desk", producer_name="Desk", sign_with=key)


@cache
def tiny(key: PrivateKey | None = None, *, judged: bool = True) -> Files:
    """The smallest bundle that has everything: a claim, a text that may be passed on, a verdict."""
    text = "Ayan denies it."
    register = Register(
        {
            "ayan": Entry("ayan", "sources", {"en": "Ayan", "fa": "آیان"}, "person"),
            "fire": Entry("fire", "kinds", {"en": "fire", "fa": "آتش"}),
        }
    )
    words = Quotation("Ayan denies it", 0, 14, "", ".")
    claim = Claim("c", "ayan", Stance.DENIES, Proposition("fire", agent="ayan"), (words,))
    article = Article("a", text, "en", "ayan", licence=LICENCE, shareable=True)
    verdict = Verdict("a/c", Rating.FALSE, {"en": "It burns."}, (), "Desk", date(2026, 11, 20))
    knowledge = Knowledge(register, (Bundle(article, (claim,)),), verdicts=(verdict,) if judged else ())
    return build_bundle(knowledge, producer="desk", sign_with=key)


def manifest_of(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["manifest.json"])
    return found


def ids(found: Verification) -> set[str]:
    return {problem.id for problem in found.failures}


def refused(read: Callable[[], object]) -> set[str]:
    with pytest.raises(InputError) as error:
        read()
    return {problem.id for problem in error.value.problems}


def graph_of(data: bytes) -> Graph:
    return Graph().parse(data=data, format="turtle")


def sealed(manifest: dict[str, Any]) -> bytes:
    return canonical_json({**manifest, "digest": manifest_digest(manifest)})


def resealed(files: Files, key: PrivateKey | None = None, **changed: bytes | None) -> dict[str, bytes]:
    """What somebody sends who changes files and then the manifest; ``None`` leaves a file away.

    Names are written with two underscores for a slash and one for the dot.
    """
    new = dict(files)
    for name, data in changed.items():
        path = name.replace("__", "/").replace("_", ".")
        if data is None:
            new.pop(path)
        else:
            new[path] = data
    manifest = manifest_of(files)
    listed = []
    for file in manifest["files"]:
        data = new.get(file["path"])
        if data is None:
            continue
        file = {**file, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        if file["rdfc10"] is not None:
            try:
                quads = set(ox.parse(data, format=ox.RdfFormat.TURTLE))
                dataset = ox.Dataset(quads)
                dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
                lines = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
                file["triples"] = len(quads)
                file["rdfc10"] = hashlib.sha256(b"".join(sorted(lines.splitlines(True)))).hexdigest()
            except (SyntaxError, ValueError):
                pass
        listed.append(file)
    manifest["files"] = listed
    if key is not None:
        manifest["signature"] = {"algorithm": "Ed25519", "key": key.public.fingerprint}
    new["manifest.json"] = sealed(manifest)
    if key is not None:
        new["signature.json"] = build_signature(new["manifest.json"], key)
    return new


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
    sent = read_verdict_graph(graph_of(files["verdicts/press/talks-2020.ttl"]))
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


# ---- every flipped bit --------------------------------------------------------------------------------


def flips(data: bytes) -> Iterator[bytes]:
    changed = bytearray(data)
    for position in range(len(changed)):
        for bit in range(8):
            changed[position] ^= 1 << bit
            yield bytes(changed)
            changed[position] ^= 1 << bit


@pytest.fixture(scope="module")
def short() -> Mapping[PrivateKey | None, Files]:
    """A bundle, unsigned and signed, without the definitions and partitions that make it long."""

    def counts(triples: Iterable[Any]) -> Counts:
        return Counts(len(set(triples)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle_module, "build_definitions", lambda _: ())
        patch.setattr(bundle_module, "build_counts", counts)
        return {key: tiny.__wrapped__(key, judged=False) for key in (None, KEY)}


def test_every_flipped_bit_of_a_folder_is_found(short: Mapping[PrivateKey | None, Files]) -> None:
    """Manifest and signature by the check of all bytes; the other files, which are the same in both bundles,
    by that part of it that holds them against the manifest."""
    flipped = 0
    for key, files in short.items():
        assert check_bundle(files).ok
        own = {path for path in files if path in ("manifest.json", "signature.json")}
        for path in sorted(own):
            for damaged in flips(files[path]):
                flipped += 1
                assert check_bundle({**files, path: damaged}, contents=False).failures, (path, key)
    manifest = manifest_of(files)
    assert manifest["files"] == manifest_of(short[None])["files"]
    assert list(check_listed_files(files, manifest)) == []
    for path in sorted(files.keys() - own):
        assert files[path] == short[None][path]
        for damaged in flips(files[path]):
            flipped += 1
            assert [p.id for p in check_listed_files({**files, path: damaged}, manifest)] == ["wrong-hash"], (
                path
            )
    paths = [*files.items(), ("manifest.json", short[None]["manifest.json"])]
    assert flipped == 8 * sum(len(data) for _, data in paths)
    print(f"{flipped:,} flipped bits of files found")


@pytest.mark.slow
@pytest.mark.parametrize("key", [None, KEY], ids=["unsigned", "signed"])
def test_every_flipped_bit_of_an_archive_is_found(
    short: Mapping[PrivateKey | None, Files], key: PrivateKey | None
) -> None:
    data = write_zip(short[key])
    assert check_archive(data, "short.zip") == (short[key], [])
    flipped = unreadable = 0
    for damaged in flips(data):
        flipped += 1
        try:
            assert check_archive(damaged, "short.zip")[1], flipped
        except InputError:
            unreadable += 1
    assert flipped == 8 * len(data)
    print(f"{flipped:,} flipped bits of an archive found, {unreadable:,} of them make it unreadable")
    assert 0 < unreadable < flipped


def test_a_flipped_bit_is_told_by_its_file(tmp_path: Path) -> None:
    files = dict(tiny(KEY))
    random.seed(4)
    for path, data in tiny(KEY).items():
        if not data:
            continue
        damaged = bytearray(data)
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        for target in ("b", "b.zip"):
            write_bundle({**files, path: bytes(damaged)}, tmp_path / path.replace("/", "-") / target)
            found = check_bundle(tmp_path / path.replace("/", "-") / target)
            assert not found.ok
            assert path in {problem.location.file for problem in found.failures if problem.location}
            assert found.opened is False


# ---- whatever is changed is found ---------------------------------------------------------------------


def edited(path: str, old: str, new: str, name: str | None = None) -> dict[str, bytes]:
    """A bundle in which somebody changed words of one file, and the manifest to fit."""
    files = files_of(name)
    text = files[path].decode()
    assert old in text
    return resealed(files, **{path.replace("/", "__").replace(".", "_"): text.replace(old, new, 1).encode()})


def test_missing_and_additional_files_are_found() -> None:
    files = files_of("whose-island", KEY)
    for path in files:
        found = check_bundle({name: data for name, data in files.items() if name != path})
        assert "missing-file" in ids(found), path
        assert found.opened is False
    for path in ("more.ttl", "articles/more.ttl", "nested.zip", "catalog.ttl~"):
        found = check_bundle({**files, path: b""})
        assert ids(found) == {"additional-file"}
        (problem,) = found.failures
        assert problem.location is not None and problem.location.file == path


def test_a_signature_can_be_neither_left_away_nor_added() -> None:
    signed, plain = files_of("whose-island", KEY), files_of("whose-island")
    stripped = {name: data for name, data in signed.items() if name != "signature.json"}
    assert ids(check_bundle(stripped)) == {"missing-file"}
    added = {**plain, "signature.json": build_signature(plain["manifest.json"], KEY)}
    assert ids(check_bundle(added)) == {"additional-file", "bad-signature"}
    swapped = {**signed, "signature.json": build_signature(signed["manifest.json"], OTHER_KEY)}
    found = check_bundle(swapped)
    assert (ids(found), found.signature) == ({"bad-signature"}, SignatureState.INVALID)
    assert found.fingerprint is None


def test_whose_signature_it_is() -> None:
    signed, plain = files_of("whose-island", KEY), files_of("whose-island")
    named = check_bundle(signed, key=KEY.public, contents=False)
    assert (named.ok, named.signature) == (True, SignatureState.NAMED)
    unnamed = check_bundle(signed, contents=False)
    assert (unnamed.ok, unnamed.signature) == (True, SignatureState.UNNAMED)
    assert unnamed.fingerprint == KEY.public.fingerprint
    other = check_bundle(signed, key=OTHER_KEY.public, contents=False)
    assert (ids(other), other.signature) == ({"another-key"}, SignatureState.OTHER)
    none = check_bundle(plain, contents=False)
    assert (none.ok, none.signature, none.fingerprint) == (True, SignatureState.NONE, None)
    expected = check_bundle(plain, key=KEY.public, contents=False)
    assert (ids(expected), expected.signature) == ({"not-signed"}, SignatureState.NONE)


def test_who_changes_and_signs_anew_is_another() -> None:
    """Somebody on the way can make a whole bundle of their own, but not with the producer's key."""
    files = resealed(files_of("whose-island", KEY), OTHER_KEY)
    assert check_bundle(files).ok
    assert ids(check_bundle(files, key=KEY.public)) == {"another-key"}


def broken_manifest(
    change: Callable[[dict[str, Any]], object], key: PrivateKey | None = None
) -> Verification:
    files = dict(files_of("whose-island"))
    manifest = manifest_of(files)
    change(manifest)
    return check_bundle({**files, "manifest.json": sealed(manifest)})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda m: m.update(format="other"), "unknown-version"),
        (lambda m: m.update(version=2), "unknown-version"),
        (lambda m: m.update(version=True), "bad-manifest"),
        (lambda m: m.update(more=1), "bad-manifest"),
        (lambda m: m.pop("producer"), "bad-manifest"),
        (lambda m: m["producer"].update(id=3), "bad-manifest"),
        (lambda m: m["producer"].update(id="../x"), "bad-manifest"),
        (lambda m: m.update(files={}), "bad-manifest"),
        (lambda m: m["files"][0].update(bytes=1.5), "bad-manifest"),
        (lambda m: m["files"].append(m["files"][0]), "bad-manifest"),
        (lambda m: m["files"].reverse(), "bad-manifest"),
        (lambda m: m["files"][0].update(path="../../etc/passwd"), "bad-path"),
        (lambda m: m["files"][0].update(path="manifest.json"), "bad-path"),
        (lambda m: m["files"][0].update(sha256="0" * 64), "wrong-hash"),
        (lambda m: m["files"][0].update(bytes=10**30), "wrong-size"),
        (lambda m: m["files"][0].update(triples=1), "wrong-count"),
        (lambda m: m["files"][0].update(rdfc10="0" * 64), "wrong-graph-hash"),
        (lambda m: m["files"][0].update(rdfc10=None), "wrong-graph-hash"),
        (lambda m: m["files"][0].update(graph="urn:x"), "bad-manifest"),
        (lambda m: m["files"][0].update(licence=LICENCE), "catalog-differs"),
        (lambda m: m["files"][0].update(media_type="text/html"), "bad-manifest"),
        (lambda m: m["articles"][0].update(id="other"), "bad-manifest"),
        (lambda m: m["articles"][0].update(text=None), "bad-manifest"),
        (lambda m: m["articles"][0].update(path="findings.ttl"), "bad-manifest"),
        (lambda m: m["articles"][0].update(sha256="0" * 64), "wrong-article"),
        (lambda m: m["articles"][0]["licence"].update(text=CC_BY), "wrong-article"),
        (lambda m: m["articles"][0]["licence"].update(quotations="mine"), "catalog-differs"),
        (lambda m: m["articles"].append(m["articles"][0]), "bad-manifest"),
        (lambda m: m["articles"].clear(), "bad-manifest"),
        (lambda m: m["producer"].update(id="somebody-else"), "catalog-differs"),
        (lambda m: m["software"].update(version="9"), "catalog-differs"),
        (lambda m: m["ontology"].update(iri="urn:x"), "catalog-differs"),
        (lambda m: m["shapes"].update(sha256="0" * 64), "catalog-differs"),
    ],
)
def test_a_manifest_that_lies_is_found(change: Callable[[dict[str, Any]], object], expected: str) -> None:
    assert expected in ids(broken_manifest(change))


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"format": "\\ud800"}', b"1" * 10_000, b"NaN", b"{}\n"],
)
def test_a_manifest_that_is_none_is_found(data: bytes) -> None:
    found = check_bundle({**files_of("whose-island"), "manifest.json": data})
    assert ids(found) <= {"bad-manifest", "unknown-version"}
    assert not found.ok
    assert write_verification(found)


def test_a_manifest_written_otherwise_is_found() -> None:
    files = files_of("whose-island")
    for data in (json.dumps(manifest_of(files)).encode(), files["manifest.json"] + b"\n"):
        assert ids(check_bundle({**files, "manifest.json": data})) == {"bad-manifest"}
    without = {**manifest_of(files), "digest": "0" * 64}
    assert ids(check_bundle({**files, "manifest.json": canonical_json(without)})) == {"bad-manifest"}


ISLAND = "articles/whose-island.ttl"


def test_changed_words_are_found_against_the_text_that_is_there() -> None:
    quotation = known("whose-island").bundles[0].claims[0].quotations[0]
    files = edited(
        ISLAND, f'oa:exact "{quotation.exact}"', f'oa:exact "{quotation.exact[::-1]}"', "whose-island"
    )
    found = check_bundle(files)
    assert ids(found) == {"wrong-quotation", "catalog-differs"}
    (problem,) = (problem for problem in found.failures if problem.id == "wrong-quotation")
    assert problem.claim == f"whose-island/{known('whose-island').bundles[0].claims[0].id}"


def test_changed_words_are_found_against_a_text_from_elsewhere() -> None:
    article = known().bundles[0].article
    assert article.text is not None
    texts = {article.sha256: article.text}
    path = f"articles/{SEED}.ttl"
    found = check_bundle(files_of(), texts=texts)
    assert (found.failures, found.compared) == ((), 65)
    claim = known().bundles[0].claims[0]
    quotation = claim.quotations[0]
    for old, new in (
        (f'oa:exact "{quotation.exact}"', f'oa:exact "{quotation.exact[::-1]}"'),
        (f'oa:prefix "{quotation.prefix}"', 'oa:prefix "not "'),
        (f'oa:start "{quotation.start}"', f'oa:start "{quotation.start + 1}"'),
    ):
        changed = edited(path, old, new)
        assert "wrong-quotation" in ids(check_bundle(changed, texts=texts)), old
    assert "wrong-quotation" not in ids(check_bundle(changed))
    assert ids(check_bundle(files_of(), texts={"0" * 64: "no text of it"})) == {"other-text"}
    assert ids(check_bundle(files_of(), texts={article.sha256: article.text + " "})) == {"other-text"}


def test_a_changed_text_is_found() -> None:
    files = files_of("whose-island")
    path = "texts__whose-island_txt"
    assert "wrong-text" in ids(
        check_bundle(resealed(files, **{path: files["texts/whose-island.txt"] + b"."}))
    )
    assert "wrong-text" in ids(check_bundle(resealed(files, **{path: b"\xff\xfe"})))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a cv:Claim ;", "a cv:Position ;", "not-conformant"),
        ("a cv:Claim ;", "a cv:Claim , [] ;", "blank-node"),
        (
            "cv:asserts rdfs:isDefinedBy",
            "cv:asserts rdfs:seeAlso cv:denies ; rdfs:isDefinedBy",
            "redefined-term",
        ),
        ('rdfs:label "asserts"@en', 'rdfs:label "denies"@en', "redefined-term"),
        ("cv:certainty cv:unspecified ;", "", "not-conformant"),
        ("cv:Claim rdfs:isDefinedBy", "cv:Article a cv:Claim ; rdfs:isDefinedBy", "redefined-term"),
        ("@prefix", "prefix", "bad-rdf"),
        ('dcterms:identifier "whose-island"', 'dcterms:identifier "another"', "wrong-article"),
        ("a cv:Bundle ;", "a cv:Bundle ; <urn:x> <urn:y> ;", "catalog-differs"),
        ("cv:shareable true", "cv:shareable false", "text-not-named"),
    ],
)
def test_a_changed_graph_is_found(old: str, new: str, expected: str) -> None:
    text = files_of("whose-island")[ISLAND].decode()
    if expected == "bad-rdf":
        new = "@prefix : nothing\n@prefix"
    assert old in text
    changed = edited(ISLAND, old, new, "whose-island")
    assert expected in ids(check_bundle(changed))


def test_a_text_smuggled_into_a_graph_is_found() -> None:
    old = "a cv:Article ;"
    changed = edited(f"articles/{SEED}.ttl", old, f'{old} schema:articleBody "all of it"@fa ;')
    assert "text-not-named" in ids(check_bundle(changed))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cv:stance cv:asserts", "cv:stance cv:denies"),
        ("cv:claim <https://w3id.org/claim-kg/bundle/", "cv:claim <https://w3id.org/claim-kg/bundle/x"),
        ("cv:proposition <https://w3id.org/claim-kg/proposition/", "cv:proposition <urn:x:"),
        ("a cv:Position ;", "a cv:Relation ;"),
        ("prov:wasDerivedFrom <https://w3id.org/claim-kg/bundle/", "prov:wasDerivedFrom <urn:x:"),
        ("cv:firstPosition <https://w3id.org/claim-kg/position/", "cv:firstPosition <urn:x:"),
        ("cv:spokenIn <https://w3id.org/claim-kg/bundle/", "cv:spokenIn <urn:x:"),
        ("cv:speaker reg:", "cv:speaker reg:x"),
    ],
)
def test_findings_about_what_is_not_there_are_found(old: str, new: str) -> None:
    found = check_bundle(edited("findings.ttl", old, new))
    assert "wrong-finding" in ids(found)
    assert {p.location.file for p in found.failures if p.id == "wrong-finding" and p.location} == {
        "findings.ttl"
    }


def test_verdicts_on_what_is_not_there_are_found() -> None:
    files = tiny()
    text = files["verdicts/a.ttl"].decode()
    for old, new, expected in (
        ("/claim/c>", "/claim/d>", "wrong-verdict"),
        ('"false"', '"sort-of"', "not-conformant"),
    ):
        assert old in text
        changed = resealed(files, verdicts__a_ttl=text.replace(old, new).encode())
        assert expected in ids(check_bundle(changed))


def test_an_archive_packed_anew_is_told_and_its_files_are_checked(tmp_path: Path) -> None:
    files = files_of("whose-island", KEY)
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    assert read_bundle(tmp_path / "b.zip") == files
    found = check_bundle(tmp_path / "b.zip", key=KEY.public)
    assert (ids(found), found.opened, found.signature) == ({"archive-changed"}, True, SignatureState.NAMED)


def test_never_more_than_failures_whatever_is_changed() -> None:
    """Bytes and statements changed at random, and the manifest to fit: a result, never an exception."""
    chance = random.Random(2026)
    files = tiny()
    paths = [path for path in files if path.endswith((".ttl", ".txt")) and files[path]]
    seen: set[str] = set()
    for _ in range(25):
        path = chance.choice(paths)
        lines = files[path].decode().splitlines(keepends=True)
        others = [line for other in paths for line in files[other].decode().splitlines(keepends=True)]
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    del lines[at]
                case 1:
                    lines.insert(at, chance.choice(others))
                case 2:
                    lines[at] = lines[at].replace("cv:", chance.choice(["reg:", "oa:", "cv:x"]), 1)
                case 3:
                    lines[at] = lines[at].replace('"', chance.choice(['"9', '"\\u202e', '"-', '"<b>']), 1)
                case 4:
                    word = chance.choice(lines[at].split() or ["x"])
                    lines[at] = lines[at].replace(
                        word, chance.choice(["[]", "cv:Claim", "<urn:x>", '"2020"', "()"])
                    )
            lines = lines or ["\n"]
        changed = resealed(files, **{path.replace("/", "__").replace(".", "_"): "".join(lines).encode()})
        found = check_bundle(changed)
        # What a producer tells in the catalog beside what the manifest says is theirs to tell.
        if changed[path] != files[path] and path != "catalog.ttl":
            assert not found.ok, path
        seen |= ids(found)
        assert write_verification(found) and json.dumps(verification_json(found))
    assert {"bad-rdf", "catalog-differs", "not-conformant", "redefined-term"} <= seen


def test_what_a_stranger_writes_makes_no_line_of_its_own() -> None:
    files = dict(files_of("whose-island"))
    manifest = manifest_of(files)
    manifest["producer"]["name"] = "x\nsignature: valid, by the key you named\u202e\x1b[2J"
    told = write_verification(check_bundle({**files, "manifest.json": sealed(manifest)}))
    assert [line for line in told.splitlines() if line.startswith("signature: valid")] == []
    assert "⟦U+202E⟧" in told and "⟦U+001B⟧" in told


# ---- hostile archives ---------------------------------------------------------------------------------


def packed(*entries: tuple[str, bytes], mode: int = 0o100644, compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            entry.external_attr = mode << 16
            entry.create_system = 3
            entry.compress_type = compression
            archive.writestr(entry, data)
    return file.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../manifest.json",
        "articles/../../x",
        "..",
        "a/..",
        "/etc/passwd",
        "//server/share",
        "C:/x",
        "c:x",
        "a\\b",
        "..\\x",
        "./a",
        "a//b",
        "a/.",
        "a/b.",
        "a/b ",
        "a\nb",
        "a\x7fb",
        "a\x1b[2Jb",
        "a\u202eltt.x",
        "a\u2066b",
        "a\u200bb",
        "a\ufeffb",
        "x" * 256,
        "گ" * 128,
    ],
)
def test_names_that_lead_elsewhere_or_hide_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "b.zip"
    path.write_bytes(packed(("manifest.json", b"{}"), (name, b"x")))
    assert refused(lambda: read_bundle(path)) == {"bad-path"}
    assert refused(lambda: check_bundle(path)) == {"bad-path"}
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["b.zip", "in"]


def test_a_name_with_a_null_is_refused() -> None:
    data = packed(("manifest.json", b"{}"), ("aXb", b"x")).replace(b"aXb", b"a\0b")
    assert refused(lambda: read_zip(data)) == {"bad-path"}


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK, stat.S_IFDIR])
def test_links_and_devices_are_refused(mode: int) -> None:
    data = packed(("a", b"/etc/passwd"), mode=mode | 0o777)
    assert refused(lambda: read_zip(data)) == {"not-a-file"}


@pytest.mark.parametrize("names", [("a", "a"), ("a/b", "A/b"), ("ß", "SS"), ("a", "b", "a")])
def test_two_files_of_one_name_are_refused(names: tuple[str, ...]) -> None:
    with pytest.warns(UserWarning) if len(set(names)) < len(names) else io.StringIO():
        data = packed(*((name, name.encode()) for name in names))
    assert refused(lambda: read_zip(data)) == {"duplicate-name"}


def test_bombs_are_refused(tmp_path: Path) -> None:
    zeros = packed(("manifest.json", b"0" * 20_000_000), compression=zipfile.ZIP_DEFLATED)
    assert len(zeros) < 30_000
    assert refused(lambda: read_zip(zeros)) == {"too-large"}
    assert refused(lambda: read_zip(zeros, Limits(max_ratio=10_000, max_bytes=1_000_000))) == {"too-large"}
    many = packed(*((str(i), b"x" * 900) for i in range(20)))
    assert refused(lambda: read_zip(many, Limits(max_archive_bytes=10_000))) == {"too-large"}
    assert refused(lambda: read_zip(many, Limits(max_bytes=899))) == {"too-large"}
    assert len(read_zip(many)) == 20
    path = tmp_path / "b.zip"
    path.write_bytes(many + b"x" * 30_000)
    assert refused(lambda: read_bundle(path, Limits(max_archive_bytes=1_000, max_entries=1))) == {"too-large"}


def test_an_archive_in_an_archive_is_not_opened() -> None:
    bomb = packed(("x", b"0" * 50_000_000), compression=zipfile.ZIP_DEFLATED)
    nested = packed(("nested.zip", bomb), compression=zipfile.ZIP_STORED)
    assert read_zip(nested) == {"nested.zip": bomb}
    assert "additional-file" in ids(check_bundle({**tiny(), **read_zip(nested)}))


def overlapping(kernel: bytes, names: int) -> bytes:
    """Many names for one packed file, as in the bombs that unpack to petabytes without nesting."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = engine.compress(kernel) + engine.flush()
    crc = zlib.crc32(kernel)
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(data), len(kernel), 1, 0) + b"0" + data
    )
    central = b"".join(
        struct.pack(
            *("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(data), len(kernel)),
            *(len(str(i)), 0, 0, 0, 0, 0, 0),
        )
        + str(i).encode()
        for i in range(names)
    )
    return (
        local + central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, names, names, len(central), len(local), 0)
    )


def test_overlapping_files_are_refused() -> None:
    assert read_zip(overlapping(b"0" * 100, 1)) == {"0": b"0" * 100}
    assert refused(lambda: read_zip(overlapping(b"0" * 100, 500))) == {"bad-archive"}


def test_encrypted_files_are_refused() -> None:
    data = bytearray(packed(("a", b"x" * 20)))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    assert refused(lambda: read_zip(bytes(data))) == {"encrypted"}


@pytest.mark.slow
def test_seventy_thousand_files_are_refused(tmp_path: Path) -> None:
    data = packed(*((f"articles/{i}.ttl", b"") for i in range(70_000)))
    assert refused(lambda: read_zip(data)) <= {"bad-archive", "too-many-files"}
    fewer = packed(*((f"articles/{i}.ttl", b"") for i in range(10_001)))
    assert refused(lambda: read_zip(fewer)) == {"too-many-files"}
    assert len(read_zip(fewer, Limits(max_entries=10_001))) == 10_001
    claimed = bytearray(fewer)
    claimed[-14:-10] = struct.pack("<2H", 1, 1)
    assert refused(lambda: read_zip(bytes(claimed))) == {"bad-archive"}
    for i in range(12):
        (tmp_path / str(i)).write_bytes(b"")
    assert refused(lambda: read_bundle(tmp_path, Limits(max_entries=11))) == {"too-many-files"}
    for i in range(12):
        (tmp_path / f"folder-{i}").mkdir()
    assert refused(lambda: read_bundle(tmp_path, Limits(max_entries=11))) == {"too-many-files"}


def test_whatever_is_cut_off_is_refused() -> None:
    data = write_zip({"manifest.json": b"{}", "articles/a.ttl": b"<urn:a> <urn:b> <urn:c> ."})
    for length in range(len(data)):
        assert refused(lambda length=length: read_zip(data[:length])) == {"bad-archive"}  # type: ignore[misc]
    assert len(read_zip(data)) == 2


@pytest.mark.parametrize("where", ["before", "behind", "comment", "between", "entry comment"])
def test_whatever_is_hidden_in_an_archive_is_refused_or_told(where: str) -> None:
    data = write_zip({"manifest.json": b"{}"})
    at = data.index(b"PK\1\2")
    match where:
        case "before":
            hidden = b"#!/bin/sh\n" + data
        case "behind":
            hidden = data + b"more"
        case "comment":
            hidden = data[:-2] + struct.pack("<H", 4) + b"more"
        case "between":
            hidden = data[:at] + b"more" + data[at:-6] + struct.pack("<IH", at + 4, 0)
        case _:
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w") as archive:
                entry = zipfile.ZipInfo("manifest.json")
                entry.comment = b"more"
                archive.writestr(entry, b"{}")
            hidden = file.getvalue()
            assert {p.id for p in check_archive(hidden, "b.zip")[1]} == {"archive-changed"}
            return
    assert refused(lambda: read_zip(hidden)) == {"bad-archive"}


def test_archives_above_four_gigabytes_are_refused() -> None:
    data = packed(("a", b"x"))
    for mark, offset in ((b"PK\1\2", 20), (b"PK\1\2", 24), (b"PK\1\2", 42), (b"PK\5\6", 16), (b"PK\5\6", 12)):
        lying = bytearray(data)
        lying[data.index(mark) + offset : data.index(mark) + offset + 4] = b"\xff" * 4
        assert refused(lambda lying=lying: read_zip(bytes(lying))) == {"bad-archive"}  # type: ignore[misc]


def test_a_size_is_counted_and_not_believed() -> None:
    data = packed(("a", b"x" * 1000), compression=zipfile.ZIP_DEFLATED)
    for size in (0, 1, 999, 1001):
        lying = bytearray(data)
        for mark, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
            lying[data.index(mark) + offset : data.index(mark) + offset + 4] = struct.pack("<I", size)
        assert refused(lambda lying=lying: read_zip(bytes(lying))) == {"bad-archive"}  # type: ignore[misc]


def test_a_damaged_file_of_an_archive_is_named() -> None:
    data = write_zip({"a": b"first", "b": b"second"}).replace(b"second", b"Second")
    with pytest.raises(InputError, match="bad-checksum: 'b' is damaged"):
        read_zip(data)
    assert read_zip(data, checksums=False) == {"a": b"first", "b": b"Second"}


def test_archives_of_other_programs_are_read(tmp_path: Path) -> None:
    """Folders as entries, sizes said behind the files, names in UTF-8."""

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    file = Stream()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("articles")
        archive.writestr("articles/گنجه.ttl", "گنجه" * 50)
        archive.writestr("empty", b"")
    assert read_zip(file.getvalue()) == {"articles/گنجه.ttl": ("گنجه" * 50).encode(), "empty": b""}


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive" * 10, b"PK\5\6" + bytes(18), b"\0" * 100])
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    if data[:4] == b"PK\5\6":
        assert read_bundle(path) == {}
        assert ids(check_bundle(path)) == {"missing-file"}
    else:
        assert refused(lambda: read_bundle(path)) == {"bad-archive"}
    assert refused(lambda: read_bundle(tmp_path / "none.zip")) == {"unreadable"}
    assert refused(lambda: check_bundle(tmp_path / "none.zip")) == {"unreadable"}


def test_random_damage_never_ends_in_a_traceback() -> None:
    chance = random.Random(7)
    whole = packed(*((name, data[:300]) for name, data in tiny().items()), compression=zipfile.ZIP_DEFLATED)
    read = 0
    for _ in range(3_000):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(damaged))
            match chance.randrange(3):
                case 0:
                    damaged[at] = chance.randrange(256)
                case 1:
                    del damaged[at : at + chance.randrange(20)]
                case 2:
                    damaged[at:at] = damaged[chance.randrange(len(damaged)) :][: chance.randrange(60)]
        try:
            read_zip(bytes(damaged), checksums=False)
            read += 1
        except InputError:
            pass
    assert 0 < read < 3_000


# ---- hostile folders ----------------------------------------------------------------------------------


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "a.txt").write_text("mine")
    folder = write_bundle(files_of("whose-island"), tmp_path / "b")
    for link, to in (
        ("a.txt", secret / "a.txt"),
        ("more", secret),
        ("loop", folder),
        ("gone", tmp_path / "no"),
    ):
        (folder / link).symlink_to(to)
        assert refused(lambda: read_bundle(folder)) == {"not-a-file"}
        assert refused(lambda: check_bundle(folder)) == {"not-a-file"}
        (folder / link).unlink()
    os.mkfifo(folder / "pipe")
    assert refused(lambda: read_bundle(folder)) == {"not-a-file"}
    (folder / "pipe").unlink()
    assert check_bundle(folder, contents=False).ok


def test_names_and_sizes_in_a_folder(tmp_path: Path) -> None:
    folder = write_bundle(files_of("whose-island"), tmp_path / "b")
    for name in ("a\nb", "a\u202eb", "a\\b", "a:b"):
        (folder / name).write_bytes(b"")
        assert refused(lambda: read_bundle(folder)) == {"bad-path"}
        (folder / name).unlink()
        (folder / name).mkdir()
        assert refused(lambda: read_bundle(folder)) == {"bad-path"}
        (folder / name).rmdir()
    (folder / "MANIFEST.json").write_bytes(b"")
    assert refused(lambda: read_bundle(folder)) == {"duplicate-name"}
    (folder / "MANIFEST.json").unlink()
    assert refused(lambda: read_bundle(folder, Limits(max_bytes=1000))) == {"too-large"}
    assert refused(lambda: read_bundle(folder, Limits(max_archive_bytes=10_000))) == {"too-large"}
    deep = folder
    for _ in range(200):
        deep = deep / "d"
        deep.mkdir()
    (deep / "x").write_bytes(b"")
    assert refused(lambda: read_bundle(folder)) == {"bad-path"}


def test_a_bundle_that_cannot_be_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    assert refused(lambda: read_bundle(tmp_path / "pipe.zip")) == {"unreadable"}
    assert refused(lambda: check_bundle(tmp_path / "pipe.zip")) == {"unreadable"}
    assert refused(lambda: read_bundle(tmp_path / "a\0b")) == {"unreadable"}
    assert refused(lambda: check_bundle(tmp_path / "a\0b")) == {"unreadable"}


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
