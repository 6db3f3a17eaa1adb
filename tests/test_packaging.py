"""What leaves the source tree: the wheel runs alone, and files name no machine and no download host."""

from __future__ import annotations

import re
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest
from conftest import ROOT


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built without fetching anything."""
    pytest.importorskip("hatchling", reason="building the wheel needs hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return next(folder.glob("claim_kg-*.whl"))


def test_the_wheel_carries_what_the_program_reads(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    for folder in ("ontology", "shapes", "seeds"):
        expected = {
            f"kg/_data/{path.relative_to(ROOT)}" for path in (ROOT / folder).rglob("*") if path.is_file()
        }
        assert expected and expected <= names
    for pattern in (
        "kg/queries/*.rq",
        "kg/relations/rules/*.sql",
        "kg/report/templates/*",
        "kg/words/*.ftl",
        "kg/words/descriptions/*.txt",
        "kg/py.typed",
    ):
        found = {str(path.relative_to(ROOT)) for path in ROOT.glob(pattern)}
        assert found and found <= names
    # Ignored by git, and there only if it was built.
    assert {str(path.relative_to(ROOT)) for path in (ROOT / "kg/web/static").glob("*")} <= names


def test_the_demo_runs_from_the_wheel_outside_the_source_tree(wheel: Path, tmp_path: Path) -> None:
    """The wheel alone in an environment of its own, beside the packages that the tests run on."""
    environment = tmp_path / "environment"
    venv.create(environment, symlinks=True)
    packages = next(environment.glob("lib/python*/site-packages"))
    zipfile.ZipFile(wheel).extractall(packages)
    # The dependencies of this very environment, without the editable source tree.
    here = [path for path in sys.path if path.endswith("site-packages")]
    (packages / "dependencies.pth").write_text("\n".join(here) + "\n")
    python = environment / "bin" / "python"
    where = subprocess.run(
        [python, "-c", "import kg; print(kg.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(where.stdout.strip()).is_relative_to(environment)
    for arguments in (
        ["validate"],
        ["relations", "--relation", "contradicts"],
        ["disputes"],
        ["report", "-o", "report.html"],
    ):
        done = subprocess.run(
            [python, "-m", "kg", *arguments], cwd=tmp_path, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stderr
        if arguments[0] == "relations":
            assert "Ministry of Defence of Azerbaijan contradicts Armenia" in " ".join(done.stdout.split())
    page = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert "زیر آتش" in page and str(ROOT) not in page and str(environment) not in page


def tracked() -> list[Path]:
    done = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in done.stdout.splitlines() if (ROOT / name).is_file()]


def test_no_file_names_a_registry_or_a_path_of_one_machine() -> None:
    hosts = [
        "pypi" + r"\.org",
        "python" + "hosted",
        r"registry\.npm" + "js",
        r"deb\.deb" + "ian",
        "unp" + "kg",
        "jsde" + "livr",
    ]
    bad = re.compile("|".join(hosts) + "|/ro" + "ot/|/ho" + r"me/\w+/|--(extra-)?index-" + "url [^$]")
    found = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in tracked()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="ignore").splitlines(), 1)
        if bad.search(line)
    ]
    assert found == []


def test_every_locked_package_has_hashes() -> None:
    for lock in (ROOT / "requirements").glob("*.lock"):
        blocks = re.split(r"\n(?=[a-z0-9])", lock.read_text(encoding="utf-8").strip())
        assert len(blocks) > 20
        assert all("--hash=sha256:" in block for block in blocks)
