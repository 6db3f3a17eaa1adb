"""Write ``docs/rules/``: a page for each rule, with its head and a story of ``tests/bundles/``.

Run it as ``python docs/build_rules.py``. What it writes follows from the rules, the pages and the program
alone; a test compares it with what is committed.
"""

from __future__ import annotations

import contextlib
import re
from collections.abc import Mapping
from pathlib import Path

from kg import ClaimGraph, load
from kg.explain import sorted_relations
from kg.model import Stance
from kg.relations import Rule, rules
from kg.report.markdown import escape_markdown
from kg.report.text import write_cards, write_repeats

ROOT = Path(__file__).resolve().parents[1]
BUNDLES = ROOT / "tests" / "bundles"
RULES = ROOT / "docs" / "rules"

#: What of a head a reader is told, and under which heading.
_HEADINGS = {
    "problem": "Problem",
    "condition": "Condition",
    "example": "Example",
    "dissolves": "What dissolves it",
}
_DIGITS = 8
_HEAD = """\
# Rules

A rule is a condition on two positions. Each has a file in `kg/relations/rules/`, whose head says what it is
about. Each page here gives that head, and a small made-up story in which the rule applies: its text, its
claims, the register they need, and the card that `kg explain` prints.

| rule | problem | worked page |
| --- | --- | --- |"""


def build_pages() -> dict[str, str]:
    """Return the name and the text of each file of ``docs/rules/``."""
    worked = {rule.name: _find_bundle(rule) for rule in rules()}
    # Cards name the files of the register as they are seen from here.
    with contextlib.chdir(ROOT):
        pages = {f"{rule.name}.md": _build_page(rule, worked[rule.name]) for rule in rules()}
    return {"index.md": _build_index(worked), **pages}


def write_pages(pages: Mapping[str, str], folder: Path = RULES) -> None:
    """Write every page into ``folder``, and remove those of rules that are gone."""
    for path in folder.glob("*.md"):
        if path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")


def _find_bundle(rule: Rule) -> Path:
    """Return, of the pages where the rule applies, one in English with few relations that is short."""
    mark = "later:" if rule.over == "claims" else f"rule: {rule.name}\n"
    expected = {path.parent: path.read_text("utf-8") for path in BUNDLES.glob("*/expected.yaml")}

    def length(folder: Path) -> tuple[bool, int, int, str]:
        files = _files(folder)
        foreign = any(path.name not in ("article.txt", "claims.yaml", "register.yaml") for path in files)
        size = sum(path.stat().st_size for path in files)
        return foreign, expected[folder].count("rule:"), size, folder.name

    return min((folder for folder, text in expected.items() if mark in text), key=length)


def _files(folder: Path) -> list[Path]:
    """Return what a reader is shown of a page: articles, claims and register, in this order."""
    articles, claims = sorted(folder.rglob("article*.txt")), sorted(folder.rglob("claims.yaml"))
    return [*articles, *claims, folder / "register.yaml"]


def _build_index(worked: Mapping[str, Path]) -> str:
    rows = [
        f"| [{rule.name}]({rule.name}.md) | {escape_markdown(rule.problem)} | {worked[rule.name].name} |"
        for rule in rules()
    ]
    return "\n".join([_HEAD, *rows, ""])


def _build_page(rule: Rule, folder: Path) -> str:
    parts = [f"# {rule.name}", f"Version {rule.version} of `kg/relations/rules/{rule.name}.sql`."]
    for name, heading in _HEADINGS.items():
        parts += [f"## {heading}", escape_markdown(getattr(rule, name))]
    if rule.stances:
        parts += ["## Stances that meet", _list_stances(rule)]
    where = folder.relative_to(ROOT).as_posix()
    parts += ["## A worked page", f"`{where}` is made up, its places and its people, too.", _comment(folder)]
    for path in _files(folder):
        language = "yaml" if path.suffix == ".yaml" else "text"
        parts += [f"`{path.relative_to(folder).as_posix()}`", _fence(language, path.read_text("utf-8"))]
    graph = load(where)
    said = _repeats(graph) if rule.over == "claims" else _card(graph, rule)
    return "\n\n".join([*parts, *(part.format(where=where) for part in said[:1]), *said[1:]]) + "\n"


def _list_stances(rule: Rule) -> str:
    """Return which stances of a first and of a second claim the rule looks at."""
    rows = []
    for meeting in rule.stances:
        first, second = (
            "any" if len(some) == len(Stance) else " or ".join(f"*{one}*" for one in some) for some in meeting
        )
        rows.append(f"- {first} with {second}")
    return "\n".join(rows)


def _comment(folder: Path) -> str:
    """Return what a reader says of a page before anything is computed."""
    head = re.match(r"(?:#.*\n)+", (folder / "expected.yaml").read_text("utf-8"))
    return escape_markdown(" ".join(line.lstrip("# ") for line in head[0].splitlines())) if head else ""


def _card(graph: ClaimGraph, rule: Rule) -> tuple[str, str]:
    """Return the command that shows the clearest relation of the rule, and its card."""
    found = [relation for relation in graph.relations() if relation.rule == rule.name]
    relation = sorted_relations(found, graph.knowledge)[0]
    first, second = (position.claims[0] for position in relation.positions[:2])
    pair = "+".join(sorted(claim.rpartition("/")[2] for claim in (first, second)))
    name = pair if len(graph.named(pair)) == 1 else relation.id[:_DIGITS]
    card = write_cards([relation], graph.knowledge)
    return _fence("sh", f"kg explain {name} {{where}}"), _fence("text", card)


def _repeats(graph: ClaimGraph) -> tuple[str, str]:
    """Return the command that says who repeats whom, and what it says."""
    return _fence("sh", "kg relations {where}"), _fence("text", write_repeats(graph.repeats, graph.knowledge))


def _fence(language: str, text: str) -> str:
    return f"```{language}\n{text.strip()}\n```"


if __name__ == "__main__":
    write_pages(build_pages())
