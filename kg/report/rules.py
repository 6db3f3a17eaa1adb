"""Write the descriptions of rules from the heads of their files as text, Markdown or JSON."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable
from typing import Literal

from kg.characters import visible_json
from kg.relations import Rule
from kg.report.markdown import escape_markdown
from kg.report.words import described
from kg.words import Message, digits, family

_WIDTH = 100
#: The parts of a description that people read.
PARTS = ("problem", "condition", "example", "dissolves")
TITLES = family("rules", PARTS)


def write_rules(
    rules: Iterable[Rule], format: Literal["text", "markdown", "json"] = "text", language: str = "en"
) -> str:
    """Return the subject, condition, example, dissolving facts and version of each rule."""
    if format == "json":
        rows = [{name: getattr(rule, name) for name in ("name", "version", *PARTS)} for rule in rules]
        return visible_json({"version": 1, "rules": rows})
    write = _markdown if format == "markdown" else _text
    return "\n".join(write(rule, language) for rule in rules)


def _text(rule: Rule, language: str) -> str:
    lines = [Message("rules-title", name=rule.name, version=digits(rule.version, language))[language]]
    titles = {part: words[language] for part, words in TITLES.items()}
    width = max(map(len, titles.values())) + 2
    for part, title in titles.items():
        head = f"  {title:<{width}}"
        lines += textwrap.wrap(
            described("rule", rule, part, language),
            _WIDTH,
            initial_indent=head,
            subsequent_indent=" " * len(head),
            break_on_hyphens=False,
        )
    return "\n".join(lines) + "\n"


def _markdown(rule: Rule, language: str) -> str:
    version = Message("rules-version", version=digits(escape_markdown(rule.version), language))[language]
    parts = [
        f"\n**{words[language]}.** {escape_markdown(described('rule', rule, part, language))}\n"
        for part, words in TITLES.items()
    ]
    return f"## {escape_markdown(rule.name)}\n\n{version}\n{''.join(parts)}"
