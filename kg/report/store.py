"""What was found out about a store, and what was removed from it, for the terminal."""

from __future__ import annotations

from collections.abc import Sequence

from kg.characters import visible, visible_json, visible_line
from kg.partners.purging import Purged
from kg.plurals import several
from kg.rdf.store_files import Examination


def examination_json(found: Examination) -> str:
    """Return what was found out about a store as JSON."""
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


def write_examination(found: Examination) -> str:
    """Return what was found out about a store as text."""
    lines = [f"{several(found.files, 'file')}, {several(found.size, 'byte')}"]
    if found.triples is not None:
        lines[0] += f", {several(found.triples, 'triple')}"
    lines += map(visible_line, found.faults)
    if found.faults:
        lines.append("The store is damaged.")
    elif found.recorded:
        lines.append("The store is as it was written.")
    else:
        lines.append(
            "The store can be read. It was built before a record was kept, so nothing else can be told;"
        )
        lines.append("the next change makes one.")
    return visible("\n".join(lines) + "\n")


def write_purged(gone: Sequence[Purged], *, done: bool) -> str:
    """Return of which imports what they said was or would be removed."""
    if not gone:
        return "Nothing was removed.\n" if done else "Nothing is out of use.\n"
    lines = []
    for purged in gone:
        what = several(purged.triples, "triple")
        if purged.reviews:
            what += f", {several(purged.reviews, 'review')}"
        verb = "is removed" if done else f"can be removed ({purged.one.status.value})"
        lines.append(f"{purged.one.id} {verb}: {what}; its record stays")
    return visible("\n".join(lines) + "\n")
