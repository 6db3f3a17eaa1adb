"""Write why two claims do not contradict each other, for the terminal and for programs."""

from __future__ import annotations

from typing import Any

from kg.characters import visible_line
from kg.explain.why_not import WHY_WORDS, WhyCard
from kg.report.data import FORMAT_VERSION
from kg.report.layout import Column, Span
from kg.words import Joined, plain

_WIDTH = 80
_MARKS = {"disjoint": "red", "unknown": "yellow"}


def write_why_not(card: WhyCard, *, language: str = "en", colour: bool = False) -> str:
    """Return the slot vector of two claims, the relations between them, and why other rules do not apply."""
    lines: list[str] = []
    page, n = Column(lines, _WIDTH, colour=colour), language
    for letter, name, words in zip("AB", card.names, card.statements, strict=True):
        page.marked(letter, "bold", gap=2).line(_span(f"{name}  ", "bold"), _span(words[n]))
    page.line()
    if card.note is not None:
        page.line(_span(card.note[n]))
        return "".join(f"{line}\n" for line in lines)
    headings = (WHY_WORDS["slot"][n], "A", "B", WHY_WORDS["comparison"][n])
    rows: list[list[list[Span]]] = [[[_span(heading, "bold")] for heading in headings]]
    for row in card.rows:
        style = _MARKS.get(row.comparison or "", "")
        rows.append([[_span(cell[n], style)] for cell in (row.label, row.first, row.second, row.words)])
    page.table(rows)
    page.line()
    page.line(_span(WHY_WORDS["found" if card.found else "nothing"][n], "underline"))
    for rule in card.found:
        _item(page).line(_span(rule.words[n], "bold"))
        if rule.keeps:
            page.inside(4).line(_span(f"{WHY_WORDS['weaker'][n]}:", "dim"))
        for keeps in rule.keeps:
            page.inside(4).marked("-", "", gap=1).line(_span(keeps[n]))
    page.line()
    if card.keeps:
        page.line(_span(WHY_WORDS["keeps"][n], "underline"))
    for rule in card.keeps:
        _item(page).line(_span(rule.words[n], "bold"))
        for keeps in rule.keeps:
            page.inside(4).marked("-", "", gap=1).line(_span(keeps[n]))
    if card.apart:
        others = Joined(rule.words for rule in card.apart)[n]
        page.line(_span(f"{WHY_WORDS['others'][n]}: {others}", "dim"))
    return "".join(f"{line}\n" for line in lines)


def why_not_json(card: WhyCard) -> dict[str, Any]:
    """Return what ``kg explain A B --why-not --format json`` gives."""
    return {"version": FORMAT_VERSION, **plain(card)}


def _item(page: Column) -> Column:
    return page.inside().marked("-", "", gap=1)


def _span(text: str, style: str = "") -> Span:
    return visible_line(text), style
