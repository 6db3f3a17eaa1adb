"""A program against the public API alone: it runs, its types are checked, and mistakes in it are seen."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS
from support.program import tell

PROGRAM = ROOT / "tests" / "support" / "program.py"


def test_it_names_nothing_of_ours_but_the_package() -> None:
    tree = ast.parse(PROGRAM.read_text("utf-8"))
    imported = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name for name in imported if name.startswith("kg")} == {"kg"}


def test_it_runs() -> None:
    told = tell(str(SEEDS))
    assert {"karabakh-2020-10-04/d1", "contradicts", "note/n1", "there is no format 'nonsense'"} <= {*told}


@pytest.mark.slow
def test_its_types_are_known_and_mistakes_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    api = pytest.importorskip("mypy.api", reason="mypy is not installed")
    text = PROGRAM.read_text("utf-8")
    wrong = text.replace("lines += [relation.headline,", "lines += [relation.headlines, relation.pairs,")
    assert wrong != text
    (tmp_path / "right.py").write_text(text, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(wrong, encoding="utf-8")
    monkeypatch.setenv("MYPYPATH", str(ROOT))
    options = ["--strict", "--follow-imports=silent", "--config-file=", f"--cache-dir={tmp_path}/cache"]
    out, err, code = api.run([*options, str(tmp_path / "right.py")])
    assert (code, err) == (0, ""), out
    out, _, code = api.run([*options, str(tmp_path / "wrong.py")])
    assert code == 1 and 'has no attribute "headlines"' in out and out.count("error:") == 2
