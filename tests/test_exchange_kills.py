"""An import that is killed leaves the old store or the new one; of two at the same moment both are in."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS
from support.partners import only

from kg.api import ClaimGraph, load
from kg.authoring.read import read_knowledge
from kg.bundle.subset import build_part
from kg.model import Knowledge
from kg.rdf.serialize import write_nquads
from kg.rdf.store import open_store
from kg.transaction import restore

pytestmark = pytest.mark.slow

#: A command that ends itself at its n-th change of the file system, and says how many it made if it lives.
KILLED = """\
import os, signal, sys
left = made = int(sys.argv.pop(1))
changes = {"os.chmod", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "ctypes.dlsym"}
def watch(event, arguments):
    global left
    writes = event == "open" and isinstance(arguments[2], int) and arguments[2] & (os.O_WRONLY | os.O_RDWR)
    if event in changes or writes:
        left -= 1
        if not left:
            os.kill(os.getpid(), signal.SIGKILL)
sys.addaudithook(watch)
from kg.cli import run
code = run(sys.argv[1:])
print(made - left)
sys.exit(code)
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
    quads = ((s, p, o, g or default) for s, p, o, g in open_store(place).quads())
    return hashlib.sha256(write_nquads(quads)).hexdigest()


def importing(file: str, folder: Path, *, partner: str = "desk", kill_at: int = 0) -> subprocess.Popen[bytes]:
    arguments = ["import", file, "--store", "store", "--from", partner, "--when", "2026-11-22T10:00:00Z"]
    return subprocess.Popen(
        [sys.executable, "-c", KILLED, str(kill_at), *arguments],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="nothing is killed in one step on this system")
def test_an_import_that_is_killed_leaves_the_old_store_or_the_new(folder: Path, built: Path) -> None:
    place = folder / "store"
    old = state(place)
    out, err = (whole := importing("b.ttl", folder)).communicate()
    assert whole.returncode == 0, err
    new = state(place)
    assert new != old
    changes = int(out.split()[-1])
    seen = []
    for at in range(1, changes + 1):
        shutil.rmtree(folder)
        shutil.copytree(built, folder)
        process = importing("b.ttl", folder, kill_at=at)
        _, err = process.communicate()
        assert process.returncode == -signal.SIGKILL, (at, err)
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


def test_two_imports_at_the_same_moment_are_both_in_afterwards(folder: Path) -> None:
    both = [importing("a.ttl", folder, partner=partner) for partner in ("one-desk", "other-desk")]
    for process in both:
        _, err = process.communicate()
        assert process.returncode == 0, err
    found = load(store=folder / "store").exchange
    assert [one.id for one in found.imports] == ["one-desk/1", "other-desk/1"]
    assert {path.name for path in folder.iterdir()} == {"a.ttl", "b.ttl", "store"}
