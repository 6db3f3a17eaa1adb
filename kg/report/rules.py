"""The rules for people, as their files' heads describe them: for the terminal, as Markdown, as JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Literal

from kg.characters import visible_json
from kg.relations import Rule
from kg.report.markdown import escape_markdown

_WIDTH = 100
_PARTS = ("problem", "condition", "example", "dissolves")


def write_rules(rules: Iterable[Rule], format: Literal["text", "markdown", "json"] = "text") -> str:
    """Return what each rule is about, its condition, an example, what dissolves it, and its version."""
    if format == "json":
        found = [{name: getattr(rule, name) for name in ("name", "version", *_PARTS)} for rule in rules]
        return visible_json({"version": 1, "rules": found})
    write = _markdown if format == "markdown" else _text
    return "\n".join(write(rule) for rule in rules)


def _text(rule: Rule) -> str:
    lines = [f"{rule.name} (version {rule.version})"]
    for part in _PARTS:
        head = f"  {part.capitalize():<11}"
        lines += textwrap.wrap(
            getattr(rule, part),
            _WIDTH,
            initial_indent=head,
            subsequent_indent=" " * len(head),
            break_on_hyphens=False,
        )
    return "\n".join(lines) + "\n"


def _markdown(rule: Rule) -> str:
    head = f"## {escape_markdown(rule.name)}\n\nVersion {escape_markdown(rule.version)}.\n"
    parts = [f"\n**{part.capitalize()}.** {escape_markdown(getattr(rule, part))}\n" for part in _PARTS]
    return head + "".join(parts)
