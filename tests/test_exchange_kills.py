"""An import that is killed leaves the old store or the new one; of two at the same moment both are in."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, SEEDS
from support.partners import only

from kg.api import ClaimGraph, load
from kg.authoring.read import read_knowledge
from kg.bundle.subset import build_part
from kg.model import Knowledge
from kg.partners.proposals import find_matches
from kg.rdf.serialize import write_nquads
from kg.rdf.store import open_store
from kg.rdf.store_files import examine_store
from kg.transaction import restore

pytestmark = pytest.mark.slow

#: For each line that it reads, of a number, a folder and a command, it lets a process of its own run the
#: command in the folder, which ends itself at that change of the file system, or says how many it made.
KILLED = """\
import os, signal, sys
left = 0
changes = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "ctypes.dlsym"}
def watch(event, arguments):
    global left
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if event in changes or writes:
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
import kg.partners.importing, kg.partners.receive, kg.transaction
from kg.cli import run
for line in sys.stdin:
    at, folder, *arguments = line.rstrip("\\n").split("\\t")
    child = os.fork()
    if not child:
        os.chdir(folder)
        told = os.dup(1)
        os.dup2(2, 1)
        left = int(at)
        code = run(arguments)
        os.write(told, f"{int(at) - left} ".encode())
        os._exit(code)
    print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), flush=True)
"""


def ours() -> Knowledge:
    return only(read_knowledge([SEEDS]), "d1", "m1")


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("built")
    restore(ours(), folder / "store")
    theirs = build_part(only(ours(), "m1"), "karabakh-2020-10-04")
    (folder / "a.ttl").write_bytes(ClaimGraph(theirs).export("turtle", findings=False))
    bundle = theirs.bundles[0]
    more = tuple(replace(bundle.claims[0], id=f"k{n}") for n in range(3))
    other = replace(theirs, bundles=(replace(bundle, claims=more),))
    (folder / "b.ttl").write_bytes(ClaimGraph(other).export("turtle", findings=False))
    return folder


@pytest.fixture
def folder(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "work"))


def state(place: Path) -> str:
    """Return the hash of all that a store holds."""
    default = open_store(place).default_graph.identifier
    quads: Iterator[Any] = ((s, p, o, g or default) for s, p, o, g in open_store(place).quads())
    return hashlib.sha256(write_nquads(quads)).hexdigest()


def command(file: str, partner: str = "desk") -> list[str]:
    return ["import", file, "--store", "store", "--from", partner, "--when", "2026-11-22T10:00:00Z"]


def importing(file: str, folder: Path, partner: str = "desk") -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *command(file, partner)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.fixture
def killed_at(folder: Path) -> Iterator[Callable[..., list[int]]]:
    """Give what runs a command, an import if none is named, that is killed at a change.

    It returns its changes, if it lives, and its code.

    The processes are forked from one that has imported the program, because that takes longer than the rest.
    """
    program = [sys.executable, "-B", "-c", KILLED]
    pipe, environment = subprocess.PIPE, {**os.environ, "PYTHONPATH": str(ROOT)}
    with (
        (folder.parent / "said").open("wb") as said,
        subprocess.Popen(
            program, stdin=pipe, stdout=pipe, stderr=said, text=True, env=environment
        ) as process,
    ):
        assert process.stdin is not None and process.stdout is not None
        written, answered = process.stdin, process.stdout

        def run(at: int, *arguments: str) -> list[int]:
            print(at, folder, *(arguments or command("b.ttl")), sep="\t", file=written, flush=True)
            return [int(word) for word in answered.readline().split()]

        yield run
        written.close()


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is killed in one step on this system")
def test_an_import_that_is_killed_leaves_the_old_store_or_the_new(
    folder: Path, built: Path, killed_at: Callable[..., list[int]]
) -> None:
    place = folder / "store"
    old = state(place)
    changes, code = killed_at(0)
    assert code == 0, (folder.parent / "said").read_text()
    new = state(place)
    assert new != old
    seen = []
    for at in range(1, changes + 1):
        shutil.rmtree(folder)
        shutil.copytree(built, folder)
        assert killed_at(at) == [-signal.SIGKILL], (at, (folder.parent / "said").read_text())
        seen.append(state(place))
        assert load(store=place).own == ours()
    # Nothing is taken back once it is there.
    switch = seen.count(old)
    assert seen == [old] * switch + [new] * (changes - switch)
    assert 0 < switch < changes
    # Whatever is left beside the store does not stop the next import, which takes it away.
    after = importing("a.ttl", folder)
    assert after.wait() == 0, after.communicate()
    assert load(store=place).exchange.imports[-1].file == "a.ttl"
    assert {path.name for path in folder.iterdir()} == {"a.ttl", "b.ttl", "store"}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="nothing is killed in one step on this system")
def test_a_decision_that_is_killed_leaves_the_old_store_or_the_new(
    folder: Path, killed_at: Callable[..., list[int]]
) -> None:
    place = folder / "store"
    assert importing("a.ttl", folder).wait() == 0
    proposed = find_matches(load(store=place).exchange, ours())[0].id
    rejecting = ["reject", proposed, "--by", "Sara", "--when", "2026-11-22T10:00:00Z", "--store", "store"]
    before = folder.parent / "before"
    shutil.copytree(folder, before)
    old = state(place)
    changes, code = killed_at(0, *rejecting)
    assert code == 0, (folder.parent / "said").read_text()
    new = state(place)
    assert new != old
    seen = []
    for at in range(1, changes + 1):
        shutil.rmtree(folder)
        shutil.copytree(before, folder)
        assert killed_at(at, *rejecting) == [-signal.SIGKILL], (at, (folder.parent / "said").read_text())
        seen.append(state(place))
        assert examine_store(place).faults == ()
    switch = seen.count(old)
    assert seen == [old] * switch + [new] * (changes - switch)
    assert 0 < switch < changes


def test_two_imports_at_the_same_moment_are_both_in_afterwards(folder: Path) -> None:
    both = [importing("a.ttl", folder, partner) for partner in ("one-desk", "other-desk")]
    for process in both:
        _, err = process.communicate()
        assert process.returncode == 0, err
    found = load(store=folder / "store").exchange
    assert [one.id for one in found.imports] == ["one-desk/1", "other-desk/1"]
    assert {path.name for path in folder.iterdir()} == {"a.ttl", "b.ttl", "store"}
