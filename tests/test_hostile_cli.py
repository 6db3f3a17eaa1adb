"""The command line and its files under hostile names, devices, links, queries and broken stores."""

from __future__ import annotations

import io
import os
import shutil
import stat
import threading
from pathlib import Path

import pytest
from conftest import SEEDS
from rdflib import Literal, URIRef

from kg import load
from kg.cli import emit, run
from kg.errors import InputError, Problem
from kg.formats.csv_tables import letters
from kg.queries import check_query, read_query
from kg.rdf.store import build_store, open_store
from kg.report.answers import write_answer

GRAPH = load(SEEDS)
QUADS = [(URIRef("urn:a"), URIRef("urn:b"), Literal("c"), URIRef("urn:g"))]


def test_a_pipe_is_written_to_and_stays_one(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    read: list[bytes] = []
    reader = threading.Thread(target=lambda: read.append(pipe.read_bytes()), daemon=True)
    reader.start()
    emit("words", str(pipe))
    reader.join(10)
    assert read == [b"words"] and stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_link_stays_one_and_its_file_keeps_its_mode(tmp_path: Path) -> None:
    file, link = tmp_path / "file", tmp_path / "link"
    file.write_text("old")
    file.chmod(0o640)
    link.symlink_to(file)
    emit("new", str(link))
    assert link.is_symlink() and file.read_text() == "new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    assert sorted(tmp_path.iterdir()) == [file, link]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["schema", "-o", ""], "the name of the output is empty"),
        (["schema", "-o", "loop"], "unwritable"),
        (["schema", "-o", "n" * 300], "unwritable"),
        (["schema", "-o", "."], "unwritable"),
        (["build", "loop"], "loop"),
        (["build", "n" * 300], "no-such-file"),
        (["build", ""], "the name is empty"),
        (["build", "--store", "."], "bad-use"),
        (["build", "--store", ""], "bad-use"),
        (["build", "--store", "loop"], "unwritable"),
        (["validate", "pipe.ttl"], "not a regular file"),
        (["validate", "data.ttl", "--store", "x"], "not both"),
        (["validate", "data.ttl", "seeds"], "checked apart"),
        (["query", "n" * 300], "kg query -"),
        (["query", "SELECT ?claim"], "kg query -"),
        (["query", "-", "-"], "standard input cannot hold both"),
        (["nosuch"], "see 'kg --help'"),
    ],
)
def test_a_hostile_name_ends_with_2(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capfd: pytest.CaptureFixture[str],
    arguments: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("data.ttl").write_text("")
    os.mkfifo("pipe.ttl")
    before = sorted(tmp_path.iterdir())
    assert run(arguments) == 2
    assert said in capfd.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


@pytest.mark.parametrize(
    "line", ["schema", "--help", "relations --help", "--version", "relations {}", "explain m1+d1 {}"]
)
def test_a_full_or_closed_standard_output_ends_with_2(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], line: str
) -> None:
    with Path("/dev/full").open("w") as full:
        for output in (full, None):
            monkeypatch.setattr("sys.stdout", output)
            assert run(line.format(SEEDS).split()) == 2
            monkeypatch.undo()
            shown = capfd.readouterr().err
            assert shown.startswith("error: <stdout>: unwritable") and shown.count("\n") == 1


@pytest.mark.parametrize(
    ("variable", "value", "coloured"),
    [("NO_COLOR", "1", False), ("NO_COLOR", "", True), ("TERM", "dumb", False), ("TERM", "xterm", True)],
)
def test_colours_are_for_a_terminal_and_for_whom_wants_them(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str, coloured: bool
) -> None:
    class Terminal(io.TextIOWrapper):
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv(variable, value)
    written = io.BytesIO()
    monkeypatch.setattr("sys.stdout", Terminal(written))
    assert run(["explain", "m1+d1", str(SEEDS)]) == 0
    assert (b"\x1b[" in written.getvalue()) is coloured


def test_where_nothing_is_looked_at_it_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(SEEDS / "register", tmp_path / "all" / "register")
    monkeypatch.chdir(tmp_path)
    assert run(["relations", "all"]) == 0
    assert "not one article" in capfd.readouterr().err
    assert run(["rules"]) == 0 and capfd.readouterr().err == ""
    assert run(["relations"]) == 0
    assert "packaged example" in capfd.readouterr().err
    assert run(["demo"]) == 0
    assert "kg disputes seeds" in capfd.readouterr().out
    assert run(["relations"]) == 0
    shown = capfd.readouterr()
    assert "CONTRADICTION" in shown.out and shown.err == ""
    assert run(["demo"]) == 2
    assert "unwritable" in capfd.readouterr().err


def test_endings_may_be_in_capitals(tmp_path: Path) -> None:
    file = tmp_path / "DATA.TTL"
    file.write_text("<urn:a> <urn:b> <urn:c> .")
    assert run(["validate", str(file)]) == 0


def test_without_arguments_there_is_help(capfd: pytest.CaptureFixture[str]) -> None:
    assert run([]) == 2
    shown = "".join(capfd.readouterr())
    assert "Usage" in shown and "error:" not in shown


def test_a_store_is_replaced_behind_a_link_and_keeps_nothing_else(tmp_path: Path) -> None:
    build_store(QUADS, tmp_path / "graph")
    (tmp_path / "link").symlink_to("graph")
    build_store([], tmp_path / "link")
    assert len(open_store(tmp_path / "graph")) == 0
    assert {path.name for path in tmp_path.iterdir()} == {"graph", "link"}
    mask = os.umask(0)
    os.umask(mask)
    assert stat.S_IMODE((tmp_path / "graph").stat().st_mode) == 0o777 & ~mask


def test_a_store_that_cannot_be_replaced_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "graph"
    build_store(QUADS, folder)
    monkeypatch.setattr("kg.files.exchange_folders", lambda *_: False)
    rename = Path.rename

    def failing(self: Path, target: Path) -> Path:
        if self.name == ".graph.new":
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(InputError, match="unwritable: cannot be written: No space left"):
        build_store([], folder)
    assert list(tmp_path.iterdir()) == [folder]
    rename(folder, tmp_path / "graph.old")
    assert len(list(open_store(folder).quads())) > 0
    assert list(tmp_path.iterdir()) == [folder]


def test_a_corrupted_store_is_no_defect(tmp_path: Path) -> None:
    build_store(QUADS, tmp_path / "graph")
    for file in (tmp_path / "graph").iterdir():
        if file.name != "claim-kg-store" and file.is_file():
            file.write_bytes(b"x")
    with pytest.raises(InputError, match="bad-store"):
        load(store=tmp_path / "graph")


@pytest.mark.parametrize(
    "text",
    [
        "ASK { FILTER(" + "(" * 20_000 + "1" + ")" * 20_000 + ") }",
        "ASK " + "{" * 101 + "}" * 101,
        "ASK " + "{#}\n" * 1_000 + "}" * 1_000,
        "ASK { ?s <urn:b>" + "/<urn:b>" * 5_000 + " ?o }",
        "ASK { FILTER(" + "!" * 5_000 + "1) }",
        "ASK { FILTER(1" + "+1" * 5_000 + ") }",
        "ASK { {}" + "UNION{}" * 5_000 + " }",
        "ASK { } #" + "x" * 100_000,
    ],
)
def test_a_query_too_large_for_the_engine_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="query-size"):
        check_query(text)


def test_answers_can_be_asked_twice_and_have_a_form() -> None:
    result = GRAPH.ask("SELECT ?a ?b { ?a <urn:nothing> ?b }")
    assert result.variables == ("a", "b")
    assert write_answer(result, "csv") == write_answer(result, "csv") == "a,b\r\n"
    assert write_answer(GRAPH.ask("SELECT * {}"), "table").endswith("\n1 row\n")
    with pytest.raises(InputError, match="no CSV form"):
        write_answer(GRAPH.ask("ASK {}"), "csv")
    for format in ("table", "csv", "json", "turtle"):
        assert "dispute" in write_answer(GRAPH.ask('CONSTRUCT { <urn:a> <urn:b> "dispute" } {}'), format)


def test_terminal_escapes_are_shown_and_not_sent() -> None:
    shown = write_answer(GRAPH.ask('SELECT ("\\u001B[2J" AS ?a) {}'), "table")
    assert "\x1b" not in shown and "U+001B" in shown
    assert str(Problem("x", "a\x1b[2Jb")) == "x: a⟦U+001B⟧[2Jb"


def test_sides_have_names_beyond_the_alphabet() -> None:
    assert [letters(n) for n in (0, 25, 26, 51, 52, 701, 702)] == ["A", "Z", "AA", "AZ", "BA", "ZZ", "AAA"]


def test_a_long_name_is_no_file() -> None:
    with pytest.raises(InputError, match="standard input"):
        read_query("n" * 5_000)
