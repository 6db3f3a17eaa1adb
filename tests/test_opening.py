"""Whatever a person names is opened as the same knowledge; what is none of it is refused with its file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SEEDS
from hypothesis import given, settings
from rdflib import Graph, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID as DEFAULT
from support.drawing import drawn
from support.strategies import bodies

from kg import load
from kg.bundle.build import build_bundle
from kg.bundle.disk import write_bundle
from kg.cli import run
from kg.diff.difference import find_differences
from kg.errors import InputError
from kg.formats.opening import open_source, tell_statements
from kg.intake.limits import Limits
from kg.intake.reading import read_quads
from kg.model import Knowledge, Rating, Verdict
from kg.rdf.dataset import build_quads
from kg.rdf.read import read_merged
from kg.rdf.serialize import Format, serialize
from kg.rdf.store import build_store
from kg.validation import TooCostly

ARTICLE = "karabakh-2020-10-04"


@pytest.fixture(scope="module")
def seeds() -> Knowledge:
    knowledge = load(SEEDS).knowledge
    own = Verdict(f"{ARTICLE}/m1", Rating.MIXED, {"en": "Partly"}, reviewer="Desk", date=date(2020, 10, 6))
    return replace(knowledge, verdicts=(own,))


def same(one: Knowledge, other: Knowledge) -> bool:
    return find_differences(one, other).empty and one == other


def test_folders_and_files_of_authors(seeds: Knowledge) -> None:
    found = open_source(SEEDS)
    assert same(found, replace(seeds, verdicts=()))
    assert same(open_source(SEEDS / ARTICLE / "claims.yaml"), found)
    assert open_source(SEEDS / "register").register == seeds.register
    assert open_source(SEEDS / "register").bundles == ()


ENDINGS: tuple[tuple[str, Format], ...] = (
    ("ttl", "turtle"),
    ("trig", "trig"),
    ("nq", "nquads"),
    ("nt", "nquads"),
    ("jsonld", "jsonld"),
)


@pytest.mark.parametrize(("ending", "format"), ENDINGS)
def test_rdf_files(seeds: Knowledge, tmp_path: Path, ending: str, format: Format) -> None:
    quads: list[Any] = list(build_quads(seeds, load(SEEDS).relations(), load(SEEDS).repeats))
    if ending == "nt":
        merged = tell_statements(quads)
        quads = [(s, p, o, DEFAULT) for s, p, o in merged]
    file = tmp_path / f"all.{ending.upper()}"
    file.write_bytes(serialize(quads, format))
    assert same(open_source(file), seeds)


def test_rdf_xml(seeds: Knowledge, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "all.rdf"
    graph = Graph()
    for triple in tell_statements(build_quads(seeds)):
        graph.add(triple)
    file.write_bytes(graph.serialize(format="xml", encoding="utf-8"))
    assert same(open_source(file), seeds)
    assert run(["validate", str(file)]) == 0
    assert capsys.readouterr().err == "no findings in 1 RDF file\n"


@settings(max_examples=drawn(15))
@given(bodies())
def test_what_all_graphs_say_together_is_the_same_knowledge(body: Knowledge) -> None:
    written = serialize(build_quads(body), "trig")
    found = read_merged(tell_statements(read_quads(written, "all.trig")))
    assert found == body
    assert find_differences(body, found).empty


def test_no_contested_fact_passes_for_an_undisputed_one(seeds: Knowledge) -> None:
    """Graphs are told apart by what is in them: a standpoint under a foreign name is one all the same."""
    renamed = [
        (s, p, o, URIRef("urn:of-a-stranger")) if "/standpoint/baku" in g else (s, p, o, g)
        for s, p, o, g in build_quads(seeds)
    ]
    assert read_merged(tell_statements(renamed)) == seeds


@pytest.mark.parametrize("name", ["bundle", "bundle.zip"])
def test_bundles(seeds: Knowledge, tmp_path: Path, name: str) -> None:
    theirs = Verdict(f"desk:{ARTICLE}/d1", Rating.FALSE, {"en": "No"}, reviewer="Desk")
    verdicts = tuple(sorted((*seeds.verdicts, theirs), key=lambda verdict: verdict.order))
    given = replace(seeds, verdicts=verdicts)
    write_bundle(build_bundle(given, producer="desk"), tmp_path / name)
    found = open_source(tmp_path / name)
    assert found.verdicts == verdicts
    assert [bundle.article for bundle in found.bundles] == [
        bundle.article if bundle.article.shareable else bundle.article.without_text()
        for bundle in given.bundles
    ]
    difference = find_differences(given, found)
    assert not difference.claims and not difference.verdicts
    assert not (difference.facts_added or difference.entries.added or difference.standpoints.added)


def test_a_bundle_is_checked_for_a_limited_time(
    seeds: Knowledge, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    @contextmanager
    def tired(seconds: int) -> Iterator[Any]:
        raise TooCostly(f"{seconds} seconds were not enough")
        yield

    write_bundle(build_bundle(seeds, producer="desk"), tmp_path / "sent.zip")
    monkeypatch.setenv("KG_MAX_CHECK_SECONDS", "7")
    monkeypatch.setattr("kg.validation.limited_engine", tired)
    assert run(["validate", str(tmp_path / "sent.zip")]) == 2
    assert "too-costly: 7 seconds were not enough" in capsys.readouterr().err
    assert run(["validate", str(SEEDS)]) == 0


def test_a_store(seeds: Knowledge, tmp_path: Path) -> None:
    build_store(build_quads(seeds, load(SEEDS).relations()), tmp_path / "store")
    assert same(open_source(tmp_path / "store"), seeds)
    (tmp_path / "store").rename(tmp_path / "store.old")
    assert same(open_source(tmp_path / "store"), seeds)


def problems(path: Path, limits: Limits | None = None) -> list[tuple[str, str]]:
    with pytest.raises(InputError) as error:
        open_source(path, limits)
    found = error.value.problems
    assert all(problem.location is not None and problem.location.file for problem in found)
    return [(problem.id, problem.location.file) for problem in found if problem.location]


def test_what_cannot_be_opened_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "not.zip").write_bytes(b"PK no archive")
    (tmp_path / "bad.ttl").write_bytes(b"<urn:a> <urn:b> .")
    (tmp_path / "other.ttl").write_bytes(b"<urn:a> <urn:b> <urn:c> .")
    (tmp_path / "some.csv").write_bytes(b"a,b\n")
    (tmp_path / "folder.ttl").mkdir()
    (tmp_path / "half").mkdir()
    (tmp_path / "half" / "manifest.json").write_text("{}")
    (tmp_path / "half" / "articles").mkdir()
    (tmp_path / "half" / "articles" / "a.ttl").write_bytes(b"<urn:a> <urn:b> .")
    for name in ("absent", "absent.ttl", "absent.zip", "not.zip", "bad.ttl", "other.ttl", "some.csv"):
        assert problems(tmp_path / name)[0][1].endswith(name)
    for name in ("empty", "folder.ttl"):
        assert problems(tmp_path / name) == [("nothing-found", str(tmp_path / name))]
    assert problems(tmp_path / "other.ttl") == [("nothing-found", str(tmp_path / "other.ttl"))]
    assert problems(tmp_path / "half") == [("bad-rdf", str(tmp_path / "half" / "articles" / "a.ttl"))]
    assert problems(Path("a\0b"))[0][0] == "no-such-file"
    assert problems(tmp_path / ("x" * 300))
    assert problems(tmp_path / "bad.ttl", Limits(max_bytes=3)) == [("too-large", str(tmp_path / "bad.ttl"))]


def test_what_is_incomplete_is_named_with_its_file(seeds: Knowledge, tmp_path: Path) -> None:
    file = tmp_path / "part.nq"
    lines = serialize(build_quads(seeds), "nquads").decode("utf-8").splitlines(keepends=True)
    file.write_text("".join(line for line in lines if "register/ganja> " not in line), encoding="utf-8")
    assert {where for _, where in problems(file)} == {str(file)}
    file.write_text("".join(line for line in lines if "ontology#sha256" not in line), encoding="utf-8")
    assert problems(file) == [("incomplete-description", str(file))]
    store = tmp_path / "store"
    build_store((q for q in build_quads(seeds) if "sha256" not in q[1]), store)
    assert problems(store) == [("incomplete-description", str(store))]


def test_no_context_is_fetched(tmp_path: Path) -> None:
    file = tmp_path / "remote.jsonld"
    file.write_text(json.dumps({"@context": "https://example.org/context.jsonld", "@id": "urn:a"}))
    assert problems(file)[0][1] == str(file)


def test_our_own_ontology_holds_no_claims() -> None:
    assert problems(ROOT / "ontology" / "exchange.ttl")[0][1].endswith("exchange.ttl")
