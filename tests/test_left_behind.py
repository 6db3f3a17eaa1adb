"""What a server leaves in the folder of temporary files: nothing, or what the next one removes."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path

import pytest
from conftest import ROOT
from support.desks import TOKEN, Browser, build_ours
from support.served import Served

from kg.files import HeldFolder, remove_left_folders

pytest.importorskip("fcntl", reason="this system has no locks, so nothing tells what was left")
pytest.importorskip("python_multipart", reason="what reads forms with files is not installed")

#: The name of such a folder.
NAME = f"kg-{'0' * 32}"
#: Runs ``kg serve`` in a process that kills itself when it opens a file whose mode and path are like this.
KILLED = """\
import os, re, signal, sys
at = sys.argv.pop(1)
def watch(event, arguments):
    if event == "open" and re.search(at, f"{arguments[1]} {arguments[0]}"):
        os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from kg.cli import run
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Have this process and those that it starts put temporary files into a folder of the test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@contextmanager
def serving(store: Path, killed: str = "nowhere") -> Iterator[tuple[Browser, subprocess.Popen[str]]]:
    command = ["serve", "--store", str(store), "--write", "--token", TOKEN, "--port", "0", "--workers", "1"]
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, killed, *command], cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    try:
        assert process.stderr is not None
        line = next(line for line in process.stderr if "http://" in line)
        browser = Browser(Served(int(line.partition("127.0.0.1:")[2].partition("/")[0])))
        assert browser.get("/receive", token=TOKEN).status in (200, 303)
        yield browser, process
    finally:
        process.kill()
        process.wait()


def examine(browser: Browser) -> None:
    browser.upload("bad.ttl", b"<", partner="far-desk")


def ask(browser: Browser) -> None:
    assert browser.get("/sparql", query="ASK {}", format="json").status == 200


@pytest.mark.parametrize(
    ("work", "killed", "left"),
    [
        (examine, r"^(None|r) .*/kg-\w{32}/file/bad\.ttl$", "kg-*/file/bad.ttl"),
        pytest.param(ask, r"^r .*/kg-\w{32}/tmp\w+$", "kg-*/tmp*", marks=pytest.mark.slow),
    ],
)
def test_what_a_killed_server_leaves_the_next_one_removes(
    work: Callable[[Browser], None], killed: str, left: str, tmp_path: Path, temporary: Path
) -> None:
    store, _ = build_ours(tmp_path)
    with serving(store, killed) as (browser, process):
        living = {*temporary.iterdir()}
        remove_left_folders()
        assert ({*temporary.iterdir()} == living, bool(living)) == (True, True)
        with pytest.raises((OSError, HTTPException)):
            work(browser)
        assert process.wait(60) == -signal.SIGKILL
    assert len([*temporary.glob(left)]) == 1
    before = {*temporary.iterdir()}
    with serving(store) as (browser, process):
        assert before & {*temporary.iterdir()} == set()
        work(browser)
        process.send_signal(signal.SIGINT)
        process.wait(60)
    assert [*temporary.iterdir()] == []


def test_a_folder_that_is_held_stays_until_it_is_given_back(temporary: Path) -> None:
    with HeldFolder() as held:
        (held / "file").touch()
        assert held.stat().st_mode & 0o777 == 0o700
        remove_left_folders()
        assert (held / "file").is_file()
    assert [*temporary.iterdir()] == []


def test_a_folder_that_nobody_holds_any_more_is_removed_with_all_that_is_in_it(temporary: Path) -> None:
    (temporary / NAME / "file").mkdir(parents=True)
    (temporary / NAME / "file" / "bad.ttl").touch()
    remove_left_folders()
    assert [*temporary.iterdir()] == []


def test_a_folder_that_is_taken_for_one_that_was_left_is_made_anew(
    temporary: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = iter(["0" * 32, "1" * 32])

    def name(_: int) -> str:
        remove_left_folders()
        return next(names)

    taken = os.open

    def remove_first(path: Path, *rest: int) -> int:
        if Path(path).name == NAME:
            Path(path).rmdir()
        return taken(path, *rest)

    monkeypatch.setattr("kg.files.secrets.token_hex", name)
    monkeypatch.setattr("kg.files.os.open", remove_first)
    with HeldFolder() as held:
        assert (held.name, held.is_dir()) == (f"kg-{'1' * 32}", True)


def test_nothing_else_is_removed(temporary: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    elsewhere = tmp_path / "elsewhere"
    names = ("kg-data", "kg-04cj_g3b", NAME + "0", f"x{NAME}")
    for folder in (elsewhere, *(temporary / name for name in names)):
        (folder / "kept").mkdir(parents=True)
    (temporary / NAME).symlink_to(elsewhere)
    (temporary / f"kg-{'1' * 32}").write_text("a file")
    before = {*temporary.iterdir()}
    remove_left_folders()
    assert {*temporary.iterdir()} == before
    assert all((path / "kept").is_dir() for path in (elsewhere, *(temporary / name for name in names)))
    # What belongs to somebody else.
    (temporary / NAME).unlink()
    (temporary / NAME).mkdir()
    user = os.geteuid()
    monkeypatch.setattr("kg.files.os.geteuid", lambda: user + 1)
    remove_left_folders()
    assert (temporary / NAME).is_dir()
