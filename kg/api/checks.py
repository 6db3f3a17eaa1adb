"""The findings of the shapes in a graph."""

from __future__ import annotations

from kg.api.named import Cell, Named
from kg.api.reader import language
from kg.validation import Finding, exceeds


class ValidationFindings(Named[Finding]):
    """The findings of the shapes in a graph, by position or by the name of the rule."""

    def name_of(self, item: Finding) -> str:
        """Return the rule that is broken."""
        return item.rule

    def row_of(self, item: Finding) -> dict[str, Cell]:
        """Return a finding as a row of a table, in the language of :func:`kg.language` if possible."""
        told = {"message": item.told("message", language()), "advice": item.told("advice", language())}
        return {key: told.get(key, value) for key, value in item.as_json().items()}

    @property
    def ok(self) -> bool:
        """Whether there is no violation."""
        return not exceeds(self._items, "violation")

    def __str__(self) -> str:
        from kg.report.findings import write_text

        return write_text(self._items, language())

    def to_html(self, language: str) -> str:
        """Return the findings as a table."""
        from kg.api.blocks import findings_blocks
        from kg.report.blocks import write_blocks

        return write_blocks(findings_blocks(self, language), language)
