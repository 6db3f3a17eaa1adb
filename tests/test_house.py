"""The house: rooms of a size that one can take in, one name for one thing, and a map that is true."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

import yaml
from conftest import ROOT

from kg.relations import rules

PACKAGE = ROOT / "kg"
TESTS = ROOT / "tests"
MOST_LINES, MOST_OF_A_FUNCTION, MOST_LINES_OF_TESTS = 500, 60, 1_000


def modules() -> dict[str, str]:
    paths = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
    return {str(path): (PACKAGE / path).read_text("utf-8") for path in paths}


def test_no_module_and_no_function_is_larger_than_one_can_take_in() -> None:
    texts = modules()
    assert {path for path, text in texts.items() if text.count("\n") > MOST_LINES} == set()
    long = {
        f"{path}: {node.name}"
        for path, text in texts.items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= MOST_OF_A_FUNCTION
    }
    assert long == set()


def test_no_two_classes_have_one_name() -> None:
    found = Counter(
        node.name
        for text in modules().values()
        for node in ast.parse(text).body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert [name for name, times in found.items() if times > 1] == []


def test_no_module_asks_for_a_rule_by_its_name() -> None:
    """What claims ``corrects`` is a field of theirs, too, and what ``repeats`` a part of an answer."""
    names = {rule.name for rule in rules()} - {"corrects", "repeats"}
    asked = {
        f"{path}: {node.value}"
        for path, text in modules().items()
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.Constant) and node.value in names
    }
    assert asked == set()


def test_no_file_of_tests_is_larger_than_one_can_take_in() -> None:
    lines = {
        str(path.relative_to(TESTS)): path.read_text("utf-8").count("\n") for path in TESTS.rglob("*.py")
    }
    assert {path for path, many in lines.items() if many > MOST_LINES_OF_TESTS} == set()


def test_what_tests_share_stands_in_one_place() -> None:
    """A test imports from ``tests/support``, never from another test, and nothing is shared elsewhere."""
    named = {path.stem for path in TESTS.glob("*.py")}
    assert {name for name in named if not name.startswith("test_")} == {"conftest"}
    borrowed = [
        f"{path.relative_to(TESTS)}: {name}"
        for path in TESTS.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        for name in _imported(node)
        if name.split(".")[0] == "tests" or any(part.startswith("test_") for part in name.split("."))
    ]
    assert borrowed == []


def _imported(node: ast.AST) -> list[str]:
    if isinstance(node, ast.Import):
        return [alias.name for alias in node.names]
    return [node.module or ""] if isinstance(node, ast.ImportFrom) else []


def test_a_commit_is_checked_as_make_lint_checks() -> None:
    rules = (ROOT / "Makefile").read_text("utf-8")
    recipe = re.findall(r"^\t(.*)$", rules.partition("\nlint:")[2].partition("\n\n")[0], re.M)
    (local,) = yaml.safe_load((ROOT / ".pre-commit-config.yaml").read_text("utf-8"))["repos"]
    entries = [hook["entry"] for hook in local["hooks"]]
    assert entries == [line.replace("$(BIN)", ".venv/bin") for line in recipe] != []
    assert local["repo"] == "local"


def test_every_room_is_on_the_map() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("## The house")[2].partition("\n## ")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    drawn = [name for row in rows for name in re.findall(r"`(\w+)/?`", row)]
    rooms = [path.name.removesuffix(".py") for path in PACKAGE.iterdir() if _is_room(path)]
    assert sorted(drawn) == sorted(rooms)


def _is_room(path: Path) -> bool:
    return (path.suffix == ".py" and not path.name.startswith("__")) or (path / "__init__.py").is_file()
