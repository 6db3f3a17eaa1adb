"""Relations for programs and spreadsheets: JSON and CSV."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from kg.explain import Cards, find_question
from kg.formats.csv_tables import write_csv
from kg.formats.tables import write_views
from kg.model import Knowledge, Pair, Relation, Repeat
from kg.words import Words, plain

#: Version of the JSON and CSV formats.
FORMAT_VERSION = 2

#: The columns of ``kg relations --format csv``.
RELATION_COLUMNS = (
    *("id", "relation", "rule", "first_stance", "first_claims", "second_stance", "second_claims"),
    *("slots", "conflict", "unknown", "holds_if", "unless", "modifiers", "question", "pairs"),
)


def relations_json(
    relations: Iterable[Relation],
    knowledge: Knowledge,
    standpoints: Sequence[str] | None = None,
    repeats: Iterable[Repeat] = (),
) -> dict[str, Any]:
    """Return what ``kg relations --format json`` gives; ``repeats`` relate claims, not positions."""
    return {
        "version": FORMAT_VERSION,
        "standpoints": None if standpoints is None else sorted(standpoints),
        "relations": [relation_json(relation, knowledge) for relation in relations],
        "repeats": [repeat.as_json() for repeat in repeats],
    }


def relation_json(relation: Relation, knowledge: Knowledge, question: Words | None = None) -> dict[str, Any]:
    """Return one relation with everything that it rests on.

    ``holds_if`` lists the minimal sets of standpoints under which it holds, ``unless`` those under which it
    does not. ``common`` is the box on which two positions agree in part, and ``dropped`` are the slots that
    it lacks. ``implied`` is what is compared in place of the first position's own proposition, if anything.
    ``pairs`` are the pairs of voices between which it holds. ``input_hash`` changes with every input of the
    relation. Pass ``question``, that of its card, if you have it.
    """
    data: dict[str, Any] = {
        "id": relation.id,
        "relation": relation.relation.value,
        "rule": relation.rule,
        "rule_version": relation.version,
        "input_hash": relation.input_hash,
        "positions": [position.as_json() for position in relation.positions],
        "slots": {slot: comparison.value for slot, comparison in relation.slots.items()},
        "conflict": list(relation.conflict),
        "unknown": list(relation.unknown),
        "bridges": [bridge.as_json() for bridge in relation.bridges],
        "holds_if": [sorted(view) for view in relation.holds_if],
        "unless": [sorted(view) for view in relation.unless],
        "modifiers": list(relation.modifiers),
        "pairs": [pair.as_json() for pair in relation.pairs],
        "common": None if relation.common is None else relation.common.as_json(),
        "question": dict(question or find_question(relation, knowledge)),
    }
    if relation.common is not None:
        data["dropped"] = list(relation.dropped)
    if relation.implied is not None:
        data["implied"] = relation.implied.as_json()
    return data


def explanation_json(
    relations: Iterable[Relation], knowledge: Knowledge, cards: Cards | None = None
) -> dict[str, Any]:
    """Return what ``kg explain --format json`` gives: each relation with everything its card shows."""
    relations = list(relations)
    cards = cards or Cards.among(relations, knowledge)
    return {
        "version": FORMAT_VERSION,
        "cards": [
            {**plain(cards[relation]), "found": relation_json(relation, knowledge, cards[relation].question)}
            for relation in relations
        ],
    }


def relations_csv(relations: Iterable[Relation], knowledge: Knowledge) -> str:
    """Return one row per relation for a spreadsheet; sets are joined by ``|``, their members by ``+``.

    If a relation has more than two positions, the claims of all but the first are joined by ``|``. The text
    begins with a byte order mark, and no cell is a formula (:mod:`kg.formats.csv_tables`).
    """
    rows = (relation_row(relation, knowledge) for relation in relations)
    return write_csv([RELATION_COLUMNS, *rows], shown=True).decode("utf-8")


def _pair(pair: Pair) -> str:
    """Return a pair of voices with its modifiers as one cell."""
    modifiers = f" ({' '.join(pair.modifiers)})" if pair.modifiers else ""
    return f"{'+'.join(pair.first.sources)} x {'+'.join(pair.second.sources)}{modifiers}"


def relation_row(relation: Relation, knowledge: Knowledge) -> list[str]:
    """Return the cells of one relation, in the order of :data:`RELATION_COLUMNS`."""
    first, *others = relation.positions
    claims = "|".join(" ".join(position.claims) for position in others)
    return [
        *(relation.id, relation.relation.value, relation.rule),
        *(first.stance.value, " ".join(first.claims), others[-1].stance.value, claims),
        " ".join(f"{slot}:{comparison.value}" for slot, comparison in relation.slots.items()),
        *(" ".join(relation.conflict), " ".join(relation.unknown)),
        *(write_views(relation.holds_if), write_views(relation.unless)),
        *(" ".join(relation.modifiers), find_question(relation, knowledge)["en"]),
        "|".join(map(_pair, relation.pairs)),
    ]
