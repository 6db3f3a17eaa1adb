"""Compare what two sets of standpoints see, for people, programs and spreadsheets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from kg.characters import visible_line
from kg.explain import RELATION_WORDS, Wording, sorted_relations
from kg.explain.headline import build_summary
from kg.formats.csv_tables import write_csv
from kg.model import Knowledge, Relation, View, short_name
from kg.report.data import FORMAT_VERSION, RELATION_COLUMNS, relation_json, relation_row
from kg.words import Joined, Message, Words


@dataclass(frozen=True, slots=True)
class ViewComparison:
    """Two sets of standpoints, the relations that hold for only one of them, and those that hold for both."""

    first: View
    second: View
    only_first: tuple[Relation, ...]
    only_second: tuple[Relation, ...]
    both: tuple[Relation, ...]


def compare_views(
    relations: Iterable[Relation], first: Iterable[str], second: Iterable[str], knowledge: Knowledge
) -> ViewComparison:
    """Return the differences between two sets of standpoints, each part in the order of reading."""
    one, other = frozenset(first), frozenset(second)
    seen: dict[tuple[bool, bool], list[Relation]] = {}
    for relation in sorted_relations(relations, knowledge):
        seen.setdefault((relation.holds_for(one), relation.holds_for(other)), []).append(relation)
    parts = (tuple(seen.get(key, ())) for key in ((True, False), (False, True), (True, True)))
    return ViewComparison(one, other, *parts)


def view_name(view: View) -> str:
    """Return a set of standpoints as text.

    >>> view_name(frozenset({"yerevan", "baku"})), view_name(frozenset())
    ('baku+yerevan', 'none')
    """
    return "+".join(sorted(view)) or "none"


def comparison_json(found: ViewComparison, knowledge: Knowledge) -> dict[str, Any]:
    """Return what ``kg relations --compare A B --format json`` gives."""

    def part(view: View, only: Sequence[Relation]) -> dict[str, Any]:
        relations = [relation_json(relation, knowledge) for relation in only]
        return {"standpoints": sorted(view), "only": relations}

    return {
        "version": FORMAT_VERSION,
        "first": part(found.first, found.only_first),
        "second": part(found.second, found.only_second),
        "both": [relation.id for relation in found.both],
    }


def comparison_csv(found: ViewComparison, knowledge: Knowledge) -> str:
    """Return one row for each relation that only one of the views sees; the first column names the view."""
    parts = ((found.first, found.only_first), (found.second, found.only_second))
    rows = [[view_name(view), *relation_row(r, knowledge)] for view, only in parts for r in only]
    return write_csv([["only_for", *RELATION_COLUMNS], *rows], shown=True).decode("utf-8")


def write_comparison(found: ViewComparison, knowledge: Knowledge, *, language: str = "en") -> str:
    """Return the differences of two views: one line per relation, with the beginning of its identifier."""
    n = language
    first, second = _named(found.first, knowledge), _named(found.second, knowledge)
    both = len(found.both)
    numbers = {"ones": len(found.only_first) + both, "others": len(found.only_second) + both, "both": both}
    lines = [Message("compare-numbers", first=first, second=second, **numbers)[n]]
    for name, only in ((first, found.only_first), (second, found.only_second)):
        lines += ["", Message("compare-only", name=name)[n]]
        lines += [_line(relation, knowledge, n) for relation in only] or [
            f"  {Message('compare-nothing')[n]}"
        ]
    return "".join(f"{visible_line(line)}\n" for line in lines)


def _named(view: View, knowledge: Knowledge) -> Words:
    if not view:
        return Message("compare-no-standpoint")
    labels = [Wording(knowledge).label(name) for name in sorted(view)]
    return Message("compare-view", labels=Joined(labels, "together"), name=view_name(view))


def _line(relation: Relation, knowledge: Knowledge, n: str) -> str:
    summary = build_summary(relation, Wording(knowledge))
    claims = " – ".join(
        ", ".join(short_name(name) for name in position.claims[:3])
        + (f" +{len(position.claims) - 3}" if len(position.claims) > 3 else "")
        for position in relation.positions
    )
    kind = RELATION_WORDS[relation.relation][n]
    return f"  {relation.id[:8]}  {kind} ({relation.rule})  {claims}: {summary[n]}"
