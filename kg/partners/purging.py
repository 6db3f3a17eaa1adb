"""Remove the content of imports that are out of use: until then it is kept as history.

The record of an import stays. When the partner sends something again, it still tells the partner's key, the
order of the imports, and what was retracted.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kg.errors import InputError, Problem
from kg.partners.ledger import Exchange, Import, Status

_PURGEABLE = (Status.RETRACTED, Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Purged:
    """An import that is or would be emptied, with the numbers of its statements and reviews."""

    one: Import
    triples: int
    reviews: int


def find_purgeable(exchange: Exchange, names: Sequence[str] = ()) -> list[Purged]:
    """Return the imports that can be emptied: those in ``names``, or all that are out of use.

    A partner's name means all of its imports that are out of use.

    Raises:
        InputError: for an unknown import, or one that is in use or in quarantine.
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
    purgeable = []
    for one in exchange.imports:
        if one.id in chosen:
            triples, reviews = len(exchange.graphs.get(one.id, ())), len(exchange.reviews.get(one.id, ()))
            if triples or reviews:
                purgeable.append(Purged(one, triples, reviews))
    return purgeable


def purge(exchange: Exchange, names: Sequence[str]) -> tuple[Exchange, list[Purged]]:
    """Return the exchange without the content of the named imports, and these imports.

    Raises:
        InputError: as :func:`find_purgeable`, and if ``names`` is empty.
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
