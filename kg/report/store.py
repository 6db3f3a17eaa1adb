"""Write the result of examining a store, and what was removed from it, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from kg.characters import visible, visible_json, visible_line
from kg.partners.purging import Purged
from kg.rdf.store_files import Examination
from kg.report.exchange import STATUS_WORDS
from kg.words import Joined, Message, family, in_language

_EXAMINED = family("store", ("damaged", "whole", "unrecorded"))


def examination_json(found: Examination) -> str:
    """Return the result of examining a store as JSON."""
    value = {
        "version": 1,
        "whole": not found.faults,
        "recorded": found.recorded,
        "files": found.files,
        "bytes": found.size,
        "triples": found.triples,
        "faults": list(found.faults),
    }
    return visible_json(value)


def write_examination(found: Examination, language: str = "en") -> str:
    """Return the result of examining a store as text."""
    numbers = {"files": found.files, "bytes": found.size, "triples": found.triples}
    counted = (Message(name, count=number) for name, number in numbers.items() if number is not None)
    lines = [Joined(counted)[language], *(visible_line(in_language(told, language)) for told in found.faults)]
    form = "damaged" if found.faults else "whole" if found.recorded else "unrecorded"
    lines.append(_EXAMINED[form][language])
    return visible("\n".join(lines) + "\n")


def write_purged(gone: Sequence[Purged], *, done: bool, language: str = "en") -> str:
    """Return the list of imports that were, or would be, emptied."""
    lines = []
    for purged in gone:
        numbers = {"triples": purged.triples, "reviews": purged.reviews or None}
        counts = Joined(Message(name, count=number) for name, number in numbers.items() if number is not None)
        if done:
            told = Message("purge-done", name=purged.one.id, what=counts)
        else:
            status = STATUS_WORDS[purged.one.status]
            told = Message("purge-possible", name=purged.one.id, what=counts, status=status)
        lines.append(told[language])
    if not gone:
        lines.append(Message("purge-nothing-done" if done else "purge-nothing")[language])
    return visible("\n".join(lines) + "\n")
