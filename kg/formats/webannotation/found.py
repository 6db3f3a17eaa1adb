"""Collect what annotations say about one claim, until a draft is made from it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from kg.authoring.drafts import Draft
from kg.model import Quotation, Stance


class Malformed(Exception):
    """The reason why one annotation cannot be read."""

    def __init__(self, id: str, message: str, advice: str = ""):
        self.id, self.message, self.advice = id, message, advice


@dataclass
class Found:
    """The content of the annotations of one draft, while they are read."""

    id: str | None
    quotations: list[Quotation] = field(default_factory=list)
    gloss: dict[str, str] = field(default_factory=dict)
    cue: Quotation | None = None
    sources: list[str] = field(default_factory=list)
    #: The speakers that each annotation of a claim of ours names.
    voices: set[tuple[str, ...]] = field(default_factory=set)
    stances: list[Stance] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    is_cue: bool = False

    def note(self, key: str, value: Any) -> None:
        """Keep a value that has no place in a claim."""
        self.notes.append(f"{key}: {json.dumps(value, ensure_ascii=False)}")


def build_draft(found: Found, id: str) -> Draft:
    """Return a draft; if there are several sources or stances, it has none and a note lists them.

    Sources that every annotation of a claim of ours names speak jointly.
    """
    sources, stances = dict.fromkeys(found.sources), dict.fromkeys(found.stances)
    notes = list(found.notes)
    voice = next(iter(found.voices)) if len(found.voices) == 1 else tuple(sources)[: len(sources) == 1]
    for key, proposed in (("source", () if voice else sources), ("stance", stances)):
        if len(proposed) > 1:
            notes.append(f"{key}: {json.dumps(list(proposed), ensure_ascii=False)}")
    return Draft(
        id,
        tuple(found.quotations),
        found.gloss,
        found.cue,
        voice[0] if voice else None,
        next(iter(stances)) if len(stances) == 1 else None,
        tuple(dict.fromkeys(notes)),
        voice[1:],
    )


def find_starts(found: Found) -> list[int]:
    """Return the start offsets of the quotations, or else of the cue."""
    spans = found.quotations or ([found.cue] if found.cue else [])
    return [quotation.start for quotation in spans]
