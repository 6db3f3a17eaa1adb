"""Remove for good what is out of use: what was retracted or superseded is kept as history until then.

The record of an import stays, without what it said: by it the partner's key, the order of what was sent, and
what was retracted are still known when something comes again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import InputError, Problem
from kg.partners.ledger import Exchange, Import, Status

_PURGEABLE = (Status.RETRACTED, Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Purged:
    """An import that is or would be emptied, with how many statements and reviews it has."""

    one: Import
    triples: int
    reviews: int


def find_purgeable(exchange: Exchange, names: Sequence[str] = ()) -> list[Purged]:
    """Return what can be removed: everything that is out of use, or the imports that are named.

    A partner's name means all of that partner's that are out of use.

    Raises:
        InputError: for what is not an import, or is in use or in quarantine.
    """
    chosen = {
        one.id for one in exchange.imports if one.status in _PURGEABLE and (not names or one.partner in names)
    }
    for name in names:
        if name in exchange.partners:
            continue
        one = exchange.named(name)
        if one.status not in _PURGEABLE:
            message = f"{one.id} is not out of use"
            advice = f"'kg retract {one.id}' takes it out of use first"
            raise InputError(Problem("bad-use", message, advice=advice))
        chosen.add(one.id)
    found = []
    for one in exchange.imports:
        if one.id in chosen:
            triples, reviews = len(exchange.graphs.get(one.id, ())), len(exchange.reviews.get(one.id, ()))
            if triples or reviews:
                found.append(Purged(one, triples, reviews))
    return found


def purge(exchange: Exchange, names: Sequence[str]) -> tuple[Exchange, list[Purged]]:
    """Return the exchange without what the imports said that are named, and what they were.

    Raises:
        InputError: as :func:`find_purgeable`, and where nothing is named.
    """
    if not names:
        raise InputError(Problem("bad-use", "name what is removed for good"))
    gone = find_purgeable(exchange, names)
    emptied = {purged.one.id for purged in gone}
    left = Exchange(
        exchange.imports,
        {name: said for name, said in exchange.graphs.items() if name not in emptied},
        {name: told for name, told in exchange.reviews.items() if name not in emptied},
        exchange.decisions,
    )
    return left, gone
