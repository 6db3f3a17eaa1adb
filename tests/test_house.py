"""The house: rooms of a size that one can take in, one name for one thing, and a map that is true."""

from __future__ import annotations

import ast
import re
from collections import Counter
from pathlib import Path

from conftest import ROOT

from kg.relations import rules

PACKAGE = ROOT / "kg"
MOST_LINES, MOST_OF_A_FUNCTION = 500, 60
#: Rooms with modules that are still larger: their rules, and what is said of these, are to be parted yet.
LARGER: tuple[str, ...] = ()


def modules() -> dict[str, str]:
    paths = sorted(path.relative_to(PACKAGE) for path in PACKAGE.rglob("*.py"))
    return {str(path): (PACKAGE / path).read_text("utf-8") for path in paths if path.parts[0] not in LARGER}


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


def test_every_room_is_on_the_map() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    table = text.partition("## The house")[2].partition("\n## ")[0]
    rows = [row.split("|")[1] for row in table.splitlines() if row.startswith("| `")]
    drawn = [name for row in rows for name in re.findall(r"`(\w+)/?`", row)]
    rooms = [path.name.removesuffix(".py") for path in PACKAGE.iterdir() if _is_room(path)]
    assert sorted(drawn) == sorted(rooms)


def _is_room(path: Path) -> bool:
    return (path.suffix == ".py" and not path.name.startswith("__")) or (path / "__init__.py").is_file()
