"""A recorded relation is confirmed by its own inputs, and refuted by naming what is not as it was."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import SEEDS

from kg import load
from kg.cli import run
from kg.diff.recorded import Recorded, read_recorded, read_stored
from kg.diff.replay import replay, replay_all
from kg.errors import InputError
from kg.model import digest
from kg.rdf.store import open_store
from kg.relations import rules
from kg.report.data import relations_json

ARTICLE = "karabakh-2020-10-04"


@pytest.fixture(scope="module")
def written() -> bytes:
    graph = load(SEEDS)
    return json.dumps(relations_json(graph.relations(), graph.knowledge), ensure_ascii=False).encode()


@pytest.fixture(scope="module")
def records(written: bytes) -> dict[str, Recorded]:
    return read_recorded(written, "relations.json")


@pytest.fixture
def seeds(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SEEDS, tmp_path / "seeds"))


def named(records: dict[str, Recorded], rule: str, first: str, second: str, **more: Any) -> Recorded:
    wanted = [f"{ARTICLE}/{first}", f"{ARTICLE}/{second}"]
    [found] = [
        r
        for r in records.values()
        if r.rule == rule
        and sorted(r.claims) == sorted(wanted)
        and all(getattr(r, name) == value for name, value in more.items())
    ]
    return found


def edit(file: Path, change: Callable[[str], str]) -> None:
    text = file.read_text(encoding="utf-8")
    changed = change(text)
    assert changed != text
    file.write_text(changed, encoding="utf-8")


def edit_claim(seeds: Path, claim: str, change: Callable[[str], str]) -> None:
    """Change what is written of one claim."""

    def within(text: str) -> str:
        start = text.index(f"- id: {claim}\n")
        end = text.index("\n  - id: ", start)
        return text[:start] + change(text[start:end]) + text[end:]

    edit(seeds / ARTICLE / "claims.yaml", within)


def without_ganja(text: str) -> str:
    """Take out that Ganja lies in Azerbaijan."""
    start = text.index("  ganja:\n")
    end = text.index("    within: azerbaijan\n", start)
    return text[:end] + text[end:].replace("    within: azerbaijan\n", "", 1)


def differences(record: Recorded, seeds: Path) -> dict[str, tuple[str | None, str | None]]:
    found = replay(record, load(seeds).knowledge)
    assert found.confirmed == (not found.differences)
    return {d.what: (d.recorded, d.now) for d in found.differences}


def test_every_relation_is_confirmed_by_the_files_it_came_from(records: dict[str, Recorded]) -> None:
    knowledge = load(SEEDS).knowledge
    replays = replay_all(list(records.values()), knowledge)
    assert [str(d) for r in replays for d in r.differences] == []
    assert [r.found.id for r in replays if r.found] == list(records)
    assert [r.found.input_hash for r in replays if r.found] == [r.input_hash for r in records.values()]


def test_one_relation_needs_nothing_but_its_own_claims(records: dict[str, Recorded], seeds: Path) -> None:
    record = named(records, "denial", "m1", "d1")
    text = (seeds / ARTICLE / "claims.yaml").read_text(encoding="utf-8")
    head, *claims = text.split("\n  - id: ")
    kept = [claim for claim in claims if claim.startswith(("m1\n", "d1\n"))]
    assert len(kept) == 2
    (seeds / ARTICLE / "claims.yaml").write_text("\n  - id: ".join([head, *kept]) + "\n", encoding="utf-8")
    assert differences(record, seeds) == {}


def test_what_is_said_since_changes_nothing(records: dict[str, Recorded], seeds: Path) -> None:
    record = named(records, "denial", "m1", "d1")

    def repeat(text: str) -> str:
        start = text.index("- id: d1\n")
        end = text.index("\n  - id: ", start)
        again = (
            text[start:end]
            .replace("- id: d1\n", "- id: d1-again\n")
            .replace("source: armenia", "source: reuters")
        )
        return text[:end] + "\n  " + again + text[end:]

    edit(seeds / ARTICLE / "claims.yaml", repeat)
    assert [p.claims for p in load(seeds).knowledge.positions if f"{ARTICLE}/d1" in p.claims] == [
        (f"{ARTICLE}/d1", f"{ARTICLE}/d1-again")
    ]
    assert differences(record, seeds) == {}


def test_a_claim_that_is_gone(records: dict[str, Recorded], seeds: Path) -> None:
    record = named(records, "denial", "m1", "d1")
    edit_claim(seeds, "d1", lambda claim: claim.replace("- id: d1\n", "- id: d1-renamed\n"))
    assert differences(record, seeds) == {
        f"claim {ARTICLE}/d1": ("there", "gone"),
        "contradicts": ("found", "not found"),
    }


def test_a_claim_that_says_something_else(records: dict[str, Recorded], seeds: Path) -> None:
    record = named(records, "denial", "m1", "d1")
    edit_claim(seeds, "m1", lambda claim: claim.replace("agent: armenian-forces", "agent: armenia"))
    found = differences(record, seeds)
    assert found[f"claim {ARTICLE}/m1, agent"] == ("armenian-forces", "armenia")
    assert found["slot agent"] == ("narrower", "equal")
    assert found["bridges"] == ("armenian-forces part_of armenia", "")
    assert {"identifier", "input hash"} <= set(found)
    outcome = replay(record, load(seeds).knowledge)
    assert outcome.differences[0].location is not None
    assert f"{ARTICLE}/claims.yaml:" in str(outcome.differences[0])


def test_a_fact_that_the_register_no_longer_has(records: dict[str, Recorded], seeds: Path) -> None:
    record = named(records, "denial", "m1", "d1")
    places = seeds / "register" / "places.yaml"
    edit(places, without_ganja)
    found = differences(record, seeds)
    assert found["register: ganja within azerbaijan"] == ("there", "gone")
    assert found["contradicts"] == ("found", "not found")


def test_a_fact_that_a_standpoint_no_longer_holds(records: dict[str, Recorded], seeds: Path) -> None:
    record = named(records, "denial", "k1", "d1", relation="contradicts")
    fact = "      - {subject: karabakh-defence-army, relation: part_of, object: armenian-forces}\n"
    edit(seeds / "register" / "standpoints.yaml", lambda text: text.replace(fact, "", 1))
    found = differences(record, seeds)
    assert found["standpoint baku: karabakh-defence-army part_of armenian-forces"] == ("there", "gone")


def test_a_fact_that_makes_a_relation_conditional(records: dict[str, Recorded], seeds: Path) -> None:
    record = named(records, "denial", "m1", "d1")
    places, standpoints = seeds / "register" / "places.yaml", seeds / "register" / "standpoints.yaml"
    edit(places, without_ganja)
    fact = "      - {subject: karabakh, relation: within, object: azerbaijan}\n"
    edit(
        standpoints,
        lambda text: text.replace(
            fact, fact + "      - {subject: ganja, relation: within, object: azerbaijan}\n", 1
        ),
    )
    found = differences(record, seeds)
    assert found["holds_if"] == ("always", "baku")
    assert found["bridges"] == ("ganja within azerbaijan", "ganja within azerbaijan [baku]")
    assert "identifier" not in found


def test_another_version_of_the_rule(written: bytes, seeds: Path) -> None:
    data = json.loads(written)
    [relation] = [
        r
        for r in data["relations"]
        if r["rule"] == "denial" and r["positions"][0]["claims"][0].endswith("/m1")
    ]
    version = next(rule.version for rule in rules() if rule.name == "denial")
    relation["rule_version"] = "0"
    identity = [
        *("denial", "0", relation["relation"]),
        [p["id"] for p in relation["positions"]],
        relation["slots"],
        *(relation["conflict"], False),
    ]
    relation["id"] = digest(identity)
    del relation["input_hash"]
    record = read_recorded(json.dumps(data).encode(), "relations.json")[relation["id"]]
    assert record.altered == ()
    found = differences(record, seeds)
    assert found["version of the rule denial"] == ("0", version)
    assert set(found) == {"version of the rule denial", "identifier", "input hash"}


def test_a_record_of_the_first_format_is_read_and_not_said_to_be_changed(written: bytes, seeds: Path) -> None:
    """It knew nothing of pairs of voices, and called a relation by less."""
    data = json.loads(written)
    data["version"] = 1
    [relation] = [
        r
        for r in data["relations"]
        if r["rule"] == "denial" and r["positions"][0]["claims"][0].endswith("/m1")
    ]
    del relation["pairs"]
    ids = [p["id"] for p in relation["positions"]]
    named = [relation["rule"], relation["rule_version"], relation["relation"], ids, relation["slots"]]
    relation["id"] = digest(named)
    relation["input_hash"] = digest(
        [
            *(relation["id"], relation["bridges"], relation["holds_if"], relation["unless"]),
            [p["claims"] for p in relation["positions"]],
        ]
    )
    data["relations"] = [relation]
    [record] = read_recorded(json.dumps(data).encode(), "relations.json").values()
    assert record.altered == ()
    assert set(differences(record, seeds)) == {"voices", "identifier", "input hash"}


def test_a_claim_that_was_taken_back_since_is_told(records: dict[str, Recorded], seeds: Path) -> None:
    record = named(records, "denial", "m1", "d1")

    def correct(text: str) -> str:
        start = text.index("- id: d1\n")
        end = text.index("\n  - id: ", start)
        again = text[start:end].replace("- id: d1\n", "- id: d1-back\n    corrects: [d1]\n")
        return text[:end] + "\n  " + again.replace("stance: denies", "stance: asserts") + text[end:]

    edit(seeds / ARTICLE / "claims.yaml", correct)
    assert differences(record, seeds) == {"contradicts": ("found", "not found")}


def test_a_presupposition_that_was_taken_out(records: dict[str, Recorded], seeds: Path) -> None:
    [record] = [r for r in records.values() if r.rule == "presupposition"]
    claim = record.positions[0].claims[0].rpartition("/")[2]

    def without(text: str) -> str:
        start = text.index("    presupposes:")
        rest = text[start:].splitlines(keepends=True)[1:]
        end = next((n for n, line in enumerate(rest) if not line.startswith("      ")), len(rest))
        return text[:start] + "".join(rest[end:])

    edit_claim(seeds, claim, without)
    found = differences(record, seeds)
    assert found[f"{ARTICLE}/{claim}"] == ("implied what was compared", "not any more")
    assert found["contradicts"] == ("found", "not found")


@pytest.mark.parametrize(
    ("part", "change"),
    [
        ("identifier", lambda r: r["slots"].update(time="unknown")),
        ("input hash", lambda r: r.update(holds_if=[["baku"]])),
        ("positions", lambda r: r["positions"][0]["proposition"].update(agent="armenia")),
    ],
)
def test_a_record_that_was_changed_is_found_out(
    written: bytes, part: str, change: Callable[[dict[str, Any]], None]
) -> None:
    data = json.loads(written)
    relation = data["relations"][0]
    change(relation)
    record = read_recorded(json.dumps(data).encode(), "relations.json")[relation["id"]]
    assert part in record.altered
    [outcome] = replay_all([record], load(SEEDS).knowledge)
    assert not outcome.confirmed
    assert f"the record was changed after it was written: {part}" in map(str, outcome.differences)


def test_a_store_holds_the_same_records(records: dict[str, Recorded], tmp_path: Path) -> None:
    graph = load(SEEDS)
    graph.save(tmp_path / "store")
    stored = read_stored(open_store(tmp_path / "store"))
    assert set(stored) == set(records)
    for name, record in stored.items():
        other = records[name]
        assert record.input_hash == other.input_hash
        for part in ("relation", "rule", "version", "positions", "slots", "conflict", "bridges", "holds_if"):
            assert getattr(record, part) == getattr(other, part), part
        assert set(record.modifiers) == set(other.modifiers)
        assert (record.unless, record.common, record.implied) == (other.unless, other.common, other.implied)
    assert all(r.confirmed for r in replay_all(list(stored.values()), graph.knowledge))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"version": 1}',
        '{"version": 3, "relations": []}',
        '{"version": 1, "relations": [{}]}',
    ],
)
def test_what_is_no_record(text: str) -> None:
    with pytest.raises(InputError, match=r"r\.json: bad-record"):
        read_recorded(text.encode(), "r.json")


# --- the command --------------------------------------------------------------------------------------


@pytest.fixture
def here(seeds: Path, written: bytes, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(seeds.parent)
    (seeds.parent / "relations.json").write_bytes(written)
    return seeds.parent


def test_command_confirms_and_refutes(
    here: Path, records: dict[str, Recorded], capfd: pytest.CaptureFixture[str]
) -> None:
    record = named(records, "denial", "m1", "d1")
    assert run(["replay", "m1+d1", "--recorded", "relations.json"]) == 0
    assert capfd.readouterr().out == f"confirmed  {record.id}  contradicts (denial)  m1 – d1\n"
    assert run(["replay", record.id[:10], "seeds", "--recorded", "relations.json", "--format", "json"]) == 0
    [written] = json.loads(capfd.readouterr().out)["replays"]
    assert written["confirmed"] is True and written["differences"] == []
    assert written["input_hash"] == {"recorded": record.input_hash, "now": record.input_hash}
    edit_claim(here / "seeds", "d1", lambda claim: claim.replace("- id: d1\n", "- id: d1-renamed\n"))
    assert run(["replay", "m1+d1", "--recorded", "relations.json"]) == 1
    assert capfd.readouterr().out.splitlines() == [
        f"refuted  {record.id}  contradicts (denial)  m1 – d1",
        f"    claim {ARTICLE}/d1: there, now gone",
        "    contradicts: found, now not found",
    ]
    assert run(["replay", "--all", "seeds", "--recorded", "relations.json"]) == 1
    *_, last = capfd.readouterr().out.splitlines()
    gone = sum(f"{ARTICLE}/d1" in r.claims for r in records.values())
    assert last == f"{len(records) - gone} confirmed, {gone} refuted"


def test_command_reads_a_store(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["build", "--store", "graph.db"]) == 0
    capfd.readouterr()
    assert run(["replay", "--all", "--store", "graph.db"]) == 0
    assert capfd.readouterr().out.endswith(" confirmed, 0 refuted\n")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["m1+d1"], "either --recorded FILE or --store DIR"),
        (["m1+d1", "--recorded", "a", "--store", "b"], "either --recorded FILE or --store DIR"),
        (["--recorded", "relations.json"], "name a relation, or --all"),
        (["m1+d1", "--recorded", "nothing.json"], "nothing.json: no-such-file"),
        (["m1+d7", "--recorded", "relations.json"], "there is no claim 'd7'"),
        (["00000", "--recorded", "relations.json"], "there is no relation '00000'"),
        (["m1+d1", "--store", "seeds"], "holds no store"),
        (["m1+d1", "nowhere", "--recorded", "relations.json"], "no such file"),
        (["m1+d1", "--recorded", "seeds/register/places.yaml"], "does not hold relations as JSON"),
    ],
)
def test_wrong_use(here: Path, arguments: list[str], said: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["replay", *arguments]) == 2
    assert said in capfd.readouterr().err
