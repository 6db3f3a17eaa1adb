"""A slot is declared once, in ``kg.model.slots``; whatever else speaks of slots agrees with that."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

from kg.authoring.formats import EventEntry, SlotName
from kg.authoring.slots import OnlyName, PropositionEntry
from kg.explain.words import ASKED, SLOT_WORDS
from kg.formats.sheet.columns import SHEET_COLUMNS
from kg.model import (
    DECLARED,
    EVENT_SLOTS,
    FRAME,
    INHERITED,
    NAMED,
    SECTIONS,
    SEVERAL,
    SLOT_SECTIONS,
    SLOTS,
    EventFrame,
    Proposition,
)
from kg.relations.tables import FUNCTIONAL


def test_slots_are_told_apart_as_the_contract_of_meaning_has_them() -> None:
    assert NAMED == ("kind", "agent", "target", "instrument", "place", "value", "event", "said_by")
    assert SEVERAL == ("agent", "target", "instrument", "place", "value")
    assert INHERITED == ("kind", "target", "place", "time") and EVENT_SLOTS == ("kind", "target", "place")
    assert {*SLOTS} - {*FRAME} == {"measure", "population"}
    assert all(section in SECTIONS for sections in SLOT_SECTIONS.values() for section in sections)
    assert all(bool(slot.accepts) is bool(slot.inside) for slot in DECLARED)


def test_what_is_written_out_by_type_has_every_slot() -> None:
    assert [field.name for field in fields(Proposition)] == [*FRAME, "only"]
    assert list(PropositionEntry.model_fields) == [*FRAME, "only"]
    assert {field.name for field in fields(EventFrame)} == {*INHERITED, "basis"}
    assert {*INHERITED} <= EventEntry.model_fields.keys()
    assert {*get_args(OnlyName)} == {*SEVERAL, "time"}
    assert get_args(SlotName) == FUNCTIONAL and {*FUNCTIONAL} <= {*FRAME}


def test_every_slot_has_columns_and_words() -> None:
    columns = {column.name for column in SHEET_COLUMNS}
    assert {*NAMED, "time", "measure", "of", "number"} <= columns
    assert {*SLOTS} <= SLOT_WORDS.keys() & ASKED.keys()
