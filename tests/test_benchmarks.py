"""The synthetic world is what it says, and those who are measured against each other say the same."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest
from benchmarks import __main__ as command
from benchmarks import cases
from benchmarks.commands import build_seeds, write_seeds
from benchmarks.peers import Pairs, build_closure, find_with_oxigraph, find_with_rdflib, unconditional_pairs
from benchmarks.synthetic import FAMILIES, TIMELESS, build_knowledge, change
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from support.drawing import drawn

from kg.background import check_background
from kg.cli import run
from kg.model import Knowledge, Position, Stance
from kg.relations import find_relations


@pytest.fixture(scope="module")
def knowledge() -> Knowledge:
    return build_knowledge(3000)


def fingerprint(knowledge: Knowledge) -> str:
    register = knowledge.register
    opponents = sorted(sorted(pair) for pair in register.opponents)
    everything = register.entries, opponents, register.standpoints, knowledge.bundles
    return hashlib.sha256(repr(everything).encode()).hexdigest()


def share(positions: list[Position], *stances: Stance) -> float:
    return sum(position.stance in stances for position in positions) / len(positions)


# The world ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("size", [1, 50, 700])
def test_there_are_just_as_many_positions_as_asked_for(size: int) -> None:
    assert len(build_knowledge(size).positions) == size


def test_seed_and_size_decide_everything() -> None:
    """Also in another process, whose sets have another order."""
    program = "from benchmarks.synthetic import *; from test_benchmarks import fingerprint as f;"
    done = subprocess.run(
        [sys.executable, "-c", f"{program} print(f(build_knowledge(200, seed=7)))"],
        cwd=Path(__file__).parent,
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": "11"},
        capture_output=True,
        text=True,
        check=True,
    )
    names = build_knowledge(200, seed=7)
    assert names == build_knowledge(200, seed=7)
    assert {p.id for p in names.positions} != {p.id for p in build_knowledge(200, seed=8).positions}
    assert done.stdout.strip() == fingerprint(names)


@pytest.mark.parametrize("size", [10, 3000, 100_000])
def test_the_register_is_coherent(size: int) -> None:
    from benchmarks.synthetic import World

    register = World(size, seed=1).register()
    assert check_background(register, {}) == []
    assert 4 <= len(register.standpoints) <= 8 and register.excluded()
    assert all(standpoint.holds for standpoint in register.standpoints.values())


def test_hierarchies_are_three_to_six_deep_and_families_of_kinds_apart() -> None:
    register = build_knowledge(3000).register
    for slot, deepest in (("kind", 4), ("target", 6), ("agent", 5)):
        depths = {len(above) for above in build_closure(register, slot).values()}
        assert {1, 2, 3, deepest} <= depths <= set(range(1, 8))
    kinds = build_closure(register, "kind")
    for family, (_, lines) in FAMILIES.items():
        own = {kind for line in lines for kind in line.split(" > ")}
        above = set().union(*(kinds[kind] for kind in own))
        assert above <= own | {"state"}, family


def test_positions_have_the_skew_of_news(knowledge: Knowledge) -> None:
    positions = list(knowledge.positions)
    assert 0.12 < share(positions, Stance.DENIES) < 0.18
    assert 0.75 < share(positions, Stance.ASSERTS) < 0.85
    rare = {Stance.NEITHER, Stance.PREDICTS, Stance.DOUBTS}
    assert set(Stance) - rare == {position.stance for position in positions}
    propositions = [position.proposition for position in positions]
    assert 0.07 < sum(p.count is not None for p in propositions) / len(positions) < 0.16
    times = [p.time for p in propositions if p.time is not None]
    lasting = [(time.end - time.start).days for time in times if time.start and time.end]
    assert 0.8 < sum(days < 3 for days in lasting) / len(lasting) < 0.98 and max(lasting) > 6
    sources = Counter(claim.source for claim in knowledge.claims.values()).most_common()
    assert sources[0][1] > 20 * sources[len(sources) // 2][1]
    assert len(knowledge.claims) > 1.2 * len(positions)


def test_few_slots_are_missing(knowledge: Knowledge) -> None:
    chains = {family: " > ".join(lines).split(" > ") for family, (_, lines) in FAMILIES.items()}
    families = {kind: family for family, kinds in chains.items() for kind in kinds}
    asked: Counter[str] = Counter()
    missing: Counter[str] = Counter()
    for position in knowledge.positions:
        for slot in (*FAMILIES[families[position.proposition.kind]][0], "time"):
            asked[slot] += 1
            missing[slot] += position.proposition.slot(slot) is None
    assert set(asked) == {"agent", "target", "place", "time", "count", "value"}
    assert all(missing[slot] <= 0.06 * asked[slot] for slot in asked)
    assert all(missing[slot] <= 0.01 * asked[slot] for slot in ("target", "place", "time"))


def test_what_can_be_compared_grows_with_the_positions() -> None:
    per_position = {}
    for size in (500, 2000):
        outcome = cases.run_rows(build_knowledge(size), cases.Clock())
        assert outcome.comparable is not None and outcome.findings
        per_position[size] = outcome.comparable / size
    assert all(2 < pairs < 10 for pairs in per_position.values())
    assert per_position[2000] < 1.8 * per_position[500]


def test_contested_facts_matter(knowledge: Knowledge) -> None:
    contested = {bridge.subject for bridge in knowledge.register.bridges() if bridge.standpoint is not None}
    used = {
        position.proposition.slot(slot)
        for position in knowledge.positions
        for slot in ("agent", "target", "place")
    }
    assert contested & used
    kinds = {position.proposition.kind for position in knowledge.positions}
    assert kinds & set(TIMELESS)


# The peers ----------------------------------------------------------------------------------------


def ignore(phase: str) -> None:
    """Take no time."""


def by_the_engine(knowledge: Knowledge) -> Pairs:
    return unconditional_pairs(find_relations(knowledge))


def test_oxigraph_finds_what_the_engine_finds() -> None:
    knowledge = build_knowledge(1000)
    expected = by_the_engine(knowledge)
    assert all(expected.values())
    assert find_with_oxigraph(knowledge, ignore) == expected
    assert find_with_oxigraph(knowledge, ignore, keyed=False) == expected


def test_rdflib_finds_what_the_engine_finds() -> None:
    knowledge = build_knowledge(30, seed=2)
    expected = by_the_engine(knowledge)
    assert all(expected.values())
    assert find_with_rdflib(knowledge, ignore) == expected


def test_all_pairs_are_what_the_engine_finds() -> None:
    knowledge = build_knowledge(20, seed=1)
    outcome = cases.run_oracle(knowledge, cases.Clock())
    expected = cases.Outcome.of(by_the_engine(knowledge))
    assert (outcome.common, outcome.digest) == (expected.common, expected.digest)
    assert all(outcome.common.values())


@settings(max_examples=drawn(10))
@given(st.integers(1, 200), st.integers(0, 10**6))
def test_oxigraph_and_the_engine_agree_on_any_world(size: int, seed: int) -> None:
    knowledge = build_knowledge(size, seed)
    assert find_with_oxigraph(knowledge, ignore) == by_the_engine(knowledge)


def test_in_the_second_world_counts_are_updated() -> None:
    found = Counter(relation.relation.value for relation in find_relations(change(build_knowledge(1000))))
    assert found["updates"] and found["supersedes"] and found["contradicts"]


# The command --------------------------------------------------------------------------------------


@pytest.mark.slow
def test_the_command_prints_one_table(tmp_path: Path) -> None:
    sizes = ["--sizes", "60", "--relations", "--second", "60", "--oxigraph", "60"]
    sizes += ["--closures", "--rdflib", "--oracle"]
    done = subprocess.run(
        [sys.executable, str(ROOT / "tests" / "benchmarks"), *sizes],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = [line.split(" | ") for line in done.stdout.splitlines() if line.startswith("| ")]
    assert {len(row) for row in rows} == {8}
    assert [row[:2] for row in rows[1:]] == [
        ["| engine, table of findings", "60"],
        ["| engine, relations", "60"],
        ["| engine, two rules", "60"],
        ["| Oxigraph", "60"],
        ["| engine, second world", "60"],
    ]
    assert all(float(row[4]) >= 0 and "GB" in row[-1] for row in rows[1:])
    assert "cores" in done.stdout and "duckdb" in done.stdout and "Phases" in done.stdout


def test_who_finds_other_pairs_is_given_no_time() -> None:
    engine = {"seconds": 1.0, "digest": "a", "common": {"denial": 2}, "peak": 0}
    found = {(command.RELATIONS, 10): engine, (command.OXIGRAPH, 10): engine | {"digest": "b"}}
    assert command.disagrees(found, command.OXIGRAPH, 10)
    assert "other pairs" in command.time_of(found, command.OXIGRAPH, 10)
    found[command.OXIGRAPH, 10] = engine
    assert not command.disagrees(found, command.OXIGRAPH, 10)
    assert command.time_of(found, command.OXIGRAPH, 10) == "1.0"
    del found[command.RELATIONS, 10]
    assert command.time_of(found, command.OXIGRAPH, 10) == "1.0 (pairs not compared)"


def test_a_case_that_takes_too_long_is_ended_and_said_to() -> None:
    measured = command.run(command.ROWS, 50_000, seed=1, timeout=0)
    assert measured["timeout"] == 0 and "seconds" not in measured
    found = {(command.ROWS, 50_000): measured}
    assert command.time_of(found, command.ROWS, 50_000) == ">0"


def test_nothing_is_found_in_the_seeds_that_commands_are_measured_on(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    write_seeds(build_seeds(60), tmp_path)
    assert run(["validate", str(tmp_path), "--fail-on", "warning"]) == 0
    assert "no findings in 3 articles with 60 claims" in capsys.readouterr().err
