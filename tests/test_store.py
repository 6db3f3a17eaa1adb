"""The store on disk: that it is whole, who may change it, what is left behind, what is removed for good."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import threading
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS
from rdflib import Literal, URIRef

from kg import load
from kg.api import ClaimGraph
from kg.cli import run
from kg.errors import InputError
from kg.partners.ledger import Exchange, Import, Status
from kg.partners.proposals import find_matches
from kg.partners.purging import find_purgeable, purge
from kg.partners.records import build_exchange, import_iri
from kg.queries.asking import QueryLimits, explain_failure
from kg.rdf import store_files
from kg.rdf.dataset import build_quads
from kg.rdf.mapping import Quad
from kg.rdf.sent import SENT, SentFile
from kg.rdf.store import build_store, open_store
from kg.rdf.store_files import FORMAT, MARK, change_store, examine_store, is_store, locked, open_read_only
from kg.transaction import Transaction, changing

WHEN = "2026-11-20T09:00:00Z"


def quads(count: int = 3) -> list[Quad]:
    iri = URIRef("https://w3id.org/claim-kg/register")
    return [(URIRef(f"urn:s{n}"), URIRef("urn:p"), Literal(f"o{n}"), iri) for n in range(count)]


def contents(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


@pytest.fixture
def place(tmp_path: Path) -> Path:
    build_store(quads(), tmp_path / "graph.db")
    return tmp_path / "graph.db"


def manifest(place: Path) -> Path:
    (found,) = place.glob("MANIFEST-*")
    return found


def table(place: Path) -> Path:
    return max(place.glob("*.sst"), key=lambda path: path.stat().st_size)


@pytest.mark.parametrize(
    "object",
    [
        URIRef("urn:a b"),
        URIRef("no-scheme"),
        Literal("a", lang="toolonglanguage"),
        Literal("a", datatype=URIRef("urn:a> <urn:b")),
    ],
)
def test_a_term_that_is_none_is_refused(object: URIRef | Literal, place: Path) -> None:
    good = (URIRef("urn:a"), URIRef("urn:b"), Literal("two\nlines", lang="fa"), URIRef("urn:g"))
    bad = (*good[:2], object, good[3])
    before = set(open_store(place).quads())
    with pytest.raises(InputError, match="cannot be written"):
        build_store([good, bad], place)
    assert set(open_store(place).quads()) == before


# -- whether it is whole ----------------------------------------------------------------------------------


def truncated_manifest(place: Path) -> str:
    os.truncate(manifest(place), 0)
    return "MANIFEST-"


def missing_table(place: Path) -> str:
    table(place).unlink()
    return "is missing"


def shorter_table(place: Path) -> str:
    os.truncate(table(place), 10)
    return "has 10 bytes"


def other_current(place: Path) -> str:
    (place / "CURRENT").write_bytes((place / "CURRENT").read_bytes()[::-1])
    return "CURRENT has other bytes"


def spoilt_mark(place: Path) -> str:
    (place / MARK).write_text('{"format": 2', encoding="utf-8")
    return f"{MARK} cannot be read"


@pytest.mark.parametrize(
    "damage", [truncated_manifest, missing_table, shorter_table, other_current, spoilt_mark]
)
def test_a_damaged_store_is_refused_and_not_overwritten(
    damage: object, place: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert callable(damage)
    said = damage(place)
    before = contents(place)
    (tmp_path / "theirs.ttl").write_bytes(load(SEEDS / "register").export("turtle", findings=False))
    for command in (
        ["query", "who-denies-what", "--store", str(place)],
        ["relations", "--store", str(place)],
        ["imports", "--store", str(place)],
        ["accept", "--all", "--by", "Sara", "--store", str(place)],
        ["import", str(tmp_path / "theirs.ttl"), "--from", "desk", "--store", str(place)],
        ["build", str(SEEDS / "register"), "--store", str(place)],
    ):
        assert run(command) == 2, command
        assert "bad-store" in capfd.readouterr().err, command
    with pytest.raises(InputError, match="bad-store"):
        build_store(quads(), place)
    assert contents(place) == before
    assert run(["store", "check", str(place)]) == 1
    assert said in capfd.readouterr().out
    assert {path.name for path in tmp_path.iterdir()} == {"graph.db", "theirs.ttl"}


def test_what_only_a_thorough_check_finds(place: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["store", "check", str(place)]) == 0
    assert "6 triples\nThe store is as it was written.\n" in capfd.readouterr().out
    data = bytearray(table(place).read_bytes())
    data[len(data) // 2] ^= 1
    table(place).write_bytes(data)
    assert run(["store", "check", str(place), "--format", "json"]) == 1
    found = json.loads(capfd.readouterr().out)
    assert found["whole"] is False and found["triples"] is None
    assert found["faults"] == [f"{table(place).name} has other bytes than were written"]


def test_a_query_says_that_the_store_is_damaged() -> None:
    said = b"OSError: Corruption: block checksum mismatch in 000015.sst, no memory was spared"
    assert explain_failure(1, said, QueryLimits()).problems[0].id == "bad-store"


def test_a_store_of_an_earlier_version_opens_and_gets_a_record(
    place: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (place / MARK).write_text("claim-kg\n", encoding="utf-8")
    assert len(list(open_store(place).quads())) == 6
    assert run(["store", "check", str(place)]) == 0
    assert "built before a record was kept" in capfd.readouterr().out
    build_store(quads(1), place)
    assert examine_store(place).recorded
    (place / MARK).write_text("claim-kg\n", encoding="utf-8")
    os.truncate(manifest(place), 0)
    with pytest.raises(InputError, match="bad-store"):
        open_store(place)


def test_a_store_of_a_later_version_is_left_alone(place: Path) -> None:
    record = json.loads((place / MARK).read_text(encoding="utf-8"))
    (place / MARK).write_text(json.dumps({**record, "format": FORMAT + 1}), encoding="utf-8")
    with pytest.raises(InputError, match="built by a later version"):
        open_store(place)


def test_a_name_may_be_text(tmp_path: Path) -> None:
    graph = load(SEEDS / "register")
    graph.save(str(tmp_path / "x.db"))
    assert load(store=str(tmp_path / "x.db")).own == graph.own


# -- who may change it ------------------------------------------------------------------------------------


def test_only_the_store_itself_is_locked(place: Path, tmp_path: Path) -> None:
    with locked(place), locked(tmp_path / "other.db"), locked(place):
        around = os.open(tmp_path, os.O_RDONLY)
        fcntl.flock(around, fcntl.LOCK_EX | fcntl.LOCK_NB)
        os.close(around)
        build_store(quads(), tmp_path / "third.db")
    assert {path.name for path in tmp_path.iterdir()} == {"graph.db", "third.db"}


def test_who_comes_second_waits(place: Path) -> None:
    seen: list[str] = []

    def second() -> None:
        with locked(place):
            seen.append("second")

    other = threading.Thread(target=second)
    with locked(place):
        other.start()
        seen.append("first")
    other.join()
    assert seen == ["first", "second"]
    assert not list(place.parent.glob(".*"))


def test_what_a_kill_left_goes_with_the_next_change(place: Path, tmp_path: Path) -> None:
    for name in (".graph.db.new", ".graph.db-2.new", ".graph.new"):
        shutil.copytree(place, tmp_path / name)
    (tmp_path / ".graph.db.lock").touch()
    build_store(quads(1), place)
    assert {path.name for path in tmp_path.iterdir()} == {"graph.db", ".graph.db-2.new", ".graph.new"}
    assert examine_store(place).triples == 2


def test_a_reader_gets_what_was_put_in_its_place_meanwhile(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    really, others = store_files._open, [place.with_name("1"), place.with_name("2")]
    for number, other in enumerate(others, start=1):
        build_store(quads(9 * number), other)

    def meanwhile(folder: Path) -> object:
        if not others:
            return really(folder)
        # At first the files do not go together, then those that are no longer there are opened.
        found = really(folder) if len(others) == 1 else None
        folder.rename(folder.with_name(f"gone-{len(others)}"))
        others.pop(0).rename(folder)
        if found is None:
            raise OSError("Corruption: a table of another store")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(store_files, "_open", meanwhile)
        found = open_read_only(place)
    assert len(found) == 36
    shutil.rmtree(place)
    assert len(found) == 36, "what is open does not depend on what becomes of the folder"


@pytest.mark.parametrize(
    "command",
    [
        ["accept", "--all", "--by", "Sara"],
        ["reject", "desk:ganja", "--by", "Sara"],
        ["retract", "desk/1"],
        ["purge", "desk/1"],
        ["purge", "--dry-run"],
        ["imports"],
        ["query", "who-denies-what"],
    ],
)
def test_a_mistyped_name_makes_no_store(
    command: list[str], tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([*command, "--store", str(tmp_path / "typo" / "graph.db")]) == 2
    assert "holds no store" in capfd.readouterr().err
    assert list(tmp_path.iterdir()) == []


# -- what is removed for good -----------------------------------------------------------------------------


def sent(*imports: Import) -> Exchange:
    """Return an exchange in which each import says as many things as its number."""

    def said(one: Import) -> Any:
        return tuple((URIRef(f"urn:{one.id}"), URIRef("urn:p"), Literal(n)) for n in range(one.number))

    return Exchange(imports, {one.id: said(one) for one in imports}, {one.id: () for one in imports})


def one(
    number: int, *articles: str, partner: str = "desk", retracted: bool = False, until: bool = False
) -> Import:
    ended = WHEN if retracted or until else None
    return Import(
        partner, number, "a.ttl", f"{number}", WHEN, articles, invalidated=ended, retracted=retracted
    )


def test_what_is_out_of_use_is_removed_and_its_record_stays() -> None:
    latest = replace(one(3, "a"), revises=("desk/1", "desk/2"))
    exchange = sent(one(1, "a", until=True), one(2, "a", retracted=True), latest, one(4, partner="wire"))
    assert [(p.one.id, p.triples) for p in find_purgeable(exchange)] == [("desk/1", 1), ("desk/2", 2)]
    left, gone = purge(exchange, ["desk/2"])
    assert [p.one.id for p in gone] == ["desk/2"]
    assert left.imports == exchange.imports
    assert set(left.graphs) == set(left.reviews) == {"desk/1", "desk/3", "wire/4"}
    assert [p.one.id for p in purge(exchange, ["desk"])[1]] == ["desk/1", "desk/2"]
    assert find_purgeable(purge(exchange, ["desk"])[0]) == []


@pytest.mark.parametrize(
    ("names", "said"), [(["desk/1"], "is not out of use"), (["desk/9"], "no import"), ([], "name what")]
)
def test_what_is_in_use_or_not_there_cannot_be_removed(names: list[str], said: str) -> None:
    with pytest.raises(InputError, match=said):
        purge(sent(one(1, "a")), names)


@pytest.fixture(scope="module")
def with_partner(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Give the folder of a store of ours in which a partner says the same and denies nothing of it."""
    folder = tmp_path_factory.mktemp("partner")
    theirs = folder / "theirs.ttl"
    theirs.write_bytes(load(SEEDS).export("turtle", findings=False))
    here = folder / "graph.db"
    assert run(["build", str(SEEDS), "--store", str(here)]) == 0
    assert run(["import", str(theirs), "--from", "desk", "--when", WHEN, "--store", str(here)]) == 0
    yield here


def test_after_a_purge_the_store_holds_nothing_that_was_sent(
    with_partner: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    place = tmp_path / "graph.db"
    shutil.copytree(with_partner, place)
    assert run(["retract", "desk/1", "--when", WHEN, "--store", str(place)]) == 0
    kept = examine_store(place).triples
    assert run(["purge", "--store", str(place)]) == 2
    capfd.readouterr()
    assert run(["purge", "--dry-run", "--store", str(place)]) == 0
    assert capfd.readouterr().out.startswith("desk/1 can be removed (retracted): ")
    assert examine_store(place).triples == kept
    assert run(["purge", "desk/1", "--store", str(place)]) == 0
    assert capfd.readouterr().out.startswith("desk/1 is removed: ")
    graph = load(store=place)
    assert [one.status for one in graph.exchange.imports] == [Status.RETRACTED]
    assert not any(graph.exchange.graphs.values())
    alone = tmp_path / "alone.db"
    ClaimGraph(graph.own).save(alone)
    assert (examine_store(place).triples or 0) - (examine_store(alone).triples or 0) < 50
    # Who sends it again is known.
    theirs = str(with_partner.parent / "theirs.ttl")
    assert run(["import", theirs, "--from", "desk", "--when", WHEN, "--store", str(place)]) == 0
    assert "retracted at" in capfd.readouterr().out
    assert [one.id for one in load(store=place).exchange.imports] == ["desk/1", "desk/2"]


def decide(place: Path) -> None:
    """Reject what is proposed of a partner's name, which changes no claim and no relation."""
    with changing(place) as change:
        proposed = next(m for m in find_matches(change.exchange, change.own) if m.accepted is None)
        change.decide([proposed.id], accepted=False, by="Sara", when=WHEN)


def test_a_decision_that_only_records_something_writes_nothing_else(
    with_partner: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, anew = tmp_path / "graph.db", tmp_path / "anew.db"
    shutil.copytree(with_partner, place)
    before = {path.name: path.stat().st_ino for path in place.glob("*.sst")}
    with monkeypatch.context() as patched:
        patched.setattr(ClaimGraph, "save", lambda *_: pytest.fail("all of it was written"))
        decide(place)
    tables = {path.name: path.stat().st_ino for path in place.glob("*.sst")}
    # The engine may merge some that have become many.
    assert len(before.items() & tables.items()) > len(before) / 2
    graph = load(store=place)
    assert [d.by for d in graph.exchange.decisions] == ["Sara"]
    ClaimGraph(graph.own, graph.exchange).save(anew)
    assert {*open_read_only(place)} == {*open_read_only(anew)}
    assert examine_store(place).faults == ()
    assert examine_store(place).triples == examine_store(anew).triples
    # What is decided again replaces what was said of it.
    with changing(place) as change:
        (decision,) = change.exchange.decisions
        change.decide([decision.id], accepted=False, by="Omid", when=WHEN)
    assert [d.by for d in load(store=place).exchange.decisions] == ["Omid"]
    assert examine_store(place).faults == ()
    assert examine_store(place).triples == examine_store(anew).triples


def test_a_small_change_does_not_hide_damage(tmp_path: Path) -> None:
    place = tmp_path / "graph.db"
    build_store(quads(500), place)
    damaged = bytearray(table(place).read_bytes())
    damaged[len(damaged) // 8] ^= 1
    table(place).write_bytes(damaged)
    (found,) = examine_store(place).faults
    change_store(lambda store: 0, place)
    assert examine_store(place).faults == (found,)


@pytest.mark.parametrize("many", [True, False], ids=["many tables", "no links"])
def test_where_tables_are_many_or_cannot_be_shared_a_decision_is_written_all_the_same(
    with_partner: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, many: bool
) -> None:
    place = tmp_path / "graph.db"
    shutil.copytree(with_partner, place)
    before = {path.stat().st_ino for path in place.glob("*.sst")}

    def refuse(*_: object) -> None:
        raise OSError("no links")

    monkeypatch.setattr(Path, "hardlink_to", refuse)
    if many:
        monkeypatch.setattr(store_files, "_MANY_TABLES", 1)
    decide(place)
    assert not before & {path.stat().st_ino for path in place.glob("*.sst")}
    assert len(load(store=place).exchange.decisions) == 1
    assert examine_store(place).faults == ()


def test_a_decision_that_changes_what_is_compared_finds_relations_anew(
    with_partner: Path, tmp_path: Path
) -> None:
    place, anew = tmp_path / "graph.db", tmp_path / "anew.db"
    shutil.copytree(with_partner, place)
    with changing(place) as change:
        change.decide([], accepted=True, by="Sara", when=WHEN, everything=True)
    graph = load(store=place)
    ClaimGraph(graph.own, graph.exchange).save(anew)
    assert {*open_read_only(place)} == {*open_read_only(anew)}
    assert {*open_read_only(place)} != {*open_read_only(with_partner)}


def test_relations_with_a_partners_claims_are_replayed_and_explained(
    with_partner: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with changing(with_partner) as change:
        assert isinstance(change, Transaction)
        change.decide([], accepted=True, by="Sara", when=WHEN, everything=True)
    capfd.readouterr()
    assert run(["replay", "--all", str(SEEDS), "--store", str(with_partner)]) == 0
    assert capfd.readouterr().out.endswith(" confirmed, 0 refuted\n")
    assert run(["explain", "desk:m1+d1", "--store", str(with_partner)]) == 0
    card = capfd.readouterr().out
    # With its article, of which there are two.
    assert "desk:karabakh-2020-10-04/m1" in card.replace("\n", "").replace(" ", "")
    assert "CONTRADICTION" in card.upper()
    assert run(["explain", "wire:m1+d1", "--store", str(with_partner)]) == 2


def test_a_partner_that_is_in_force_counts(with_partner: Path) -> None:
    (found,) = load(store=with_partner).exchange.imports
    assert found.status is Status.IN_FORCE and is_store(with_partner)


def test_what_is_out_of_use_is_not_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out, latest = one(1, partner="wire", retracted=True), one(2, partner="wire", retracted=True)
    exchange = sent(out, latest)
    place = tmp_path / "graph.db"
    ClaimGraph(load(SEEDS / "register").own, exchange).save(place)
    asked: list[str] = []
    really = SentFile.__getitem__

    def read(file: SentFile, name: str) -> Any:
        asked.append(name)
        return really(file, name)

    monkeypatch.setattr(SentFile, "__getitem__", read)
    found = load(store=place).exchange
    assert [i.id for i in found.imports] == ["wire/1", "wire/2"]
    assert asked == []
    assert set(found.graphs["wire/2"]) == set(exchange.graphs["wire/2"])
    assert "wire/9" not in found.graphs and found == exchange


# -- what was sent, as it was sent --------------------------------------------------------------------------


def test_no_query_reaches_what_was_sent_as_it_was_sent(with_partner: Path) -> None:
    claims = "SELECT (COUNT(DISTINCT ?claim) AS ?n) { GRAPH ?any { ?claim a cv:Claim } }"
    graph = load(store=with_partner)
    assert [int(row["n"]["value"]) for row in graph.ask(claims).rows] == [len(graph.knowledge.claims)]
    assert not [g for g in graph.dataset.graphs() if "/import/" in str(g.identifier)]
    (told,) = graph.exchange.graphs.values()
    assert len(told) > 1000


def test_what_was_sent_is_read_although_another_store_took_the_place(tmp_path: Path) -> None:
    place, exchange = tmp_path / "graph.db", sent(one(1, "a"))
    ours = load(SEEDS / "register").own
    ClaimGraph(ours, exchange).save(place)
    before = load(store=place)
    ClaimGraph(ours).save(place)
    assert not (place / SENT).exists() and load(store=place).exchange == Exchange()
    assert dict(before.exchange.graphs) == dict(exchange.graphs)


def test_a_store_in_which_a_graph_holds_what_was_sent_is_read_and_built_anew(tmp_path: Path) -> None:
    place, exchange = tmp_path / "graph.db", sent(one(1, "a"))
    graph = ClaimGraph(load(SEEDS / "register").own, exchange)
    as_sent: list[Any] = [(*triple, import_iri("desk/1")) for triple in exchange.graphs["desk/1"]]
    build_store(chain(build_quads(graph.own), build_exchange(exchange), as_sent), place)
    record = json.loads((place / MARK).read_text(encoding="utf-8"))
    (place / MARK).write_text(json.dumps({**record, "format": 2}), encoding="utf-8")
    assert load(store=place).exchange == exchange
    with changing(place) as change:
        change.retract("desk/1", WHEN)
    found = load(store=place)
    assert dict(found.exchange.graphs) == dict(exchange.graphs)
    assert json.loads((place / MARK).read_text(encoding="utf-8"))["format"] == FORMAT
    assert not [g for g in found.dataset.graphs() if str(g.identifier) == str(import_iri("desk/1"))]


@pytest.mark.parametrize(("spoil", "seen"), [("cut", True), ("changed", False), ("gone", True)])
def test_what_was_sent_and_is_damaged_is_told(tmp_path: Path, spoil: str, seen: bool) -> None:
    place = tmp_path / "graph.db"
    ClaimGraph(load(SEEDS / "register").own, sent(one(1, "a"))).save(place)
    file = place / SENT
    data = file.read_bytes()
    if spoil == "gone":
        file.unlink()
    else:
        file.write_bytes(data[:-1] if spoil == "cut" else data.replace(b"urn:", b"urm:", 1))
    assert any(SENT in fault for fault in examine_store(place).faults)
    with pytest.raises(InputError, match="is damaged"):
        found = load(store=place)
        assert not seen
        found.exchange.graphs["desk/1"]
