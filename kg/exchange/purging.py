"""Remove for good what is out of use: what was retracted or superseded is kept as history until then."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from kg.errors import InputError, Problem
from kg.exchange.imports import Exchange, Import, Status

_PURGEABLE = (Status.RETRACTED, Status.SUPERSEDED)


@dataclass(frozen=True, slots=True)
class Purged:
    """An import that is or would be removed, with how many statements and reviews.

    Its record stays, without what it says, where an earlier import that is in force holds an older version of
    one of its articles: else that version would count again.
    """

    one: Import
    triples: int
    reviews: int
    record_stays: bool


def find_purgeable(exchange: Exchange, names: Sequence[str] = ()) -> list[Purged]:
    """Return what can be removed: everything that is out of use, or the imports that are named.

    A partner's name means all of that partner's that are out of use.

    Raises:
        InputError: for what is no import, or is in use or in quarantine.
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
            stays = _hides(exchange, one)
            if triples or reviews or not stays:
                found.append(Purged(one, triples, reviews, stays))
    return found


def _hides(exchange: Exchange, one: Import) -> bool:
    """Return whether an earlier import in force has an older version of an article of this one."""
    return not one.problems and any(
        other.number < one.number
        and other.status is Status.IN_FORCE
        and set(other.articles) & set(one.articles)
        for other in exchange.of(one.partner)
    )


def purge(exchange: Exchange, names: Sequence[str]) -> tuple[Exchange, list[Purged]]:
    """Return the exchange without the imports that are named, and what they were.

    Raises:
        InputError: as :func:`find_purgeable`, and where nothing is named.
    """
    if not names:
        raise InputError(Problem("bad-use", "name what is removed for good"))
    gone = find_purgeable(exchange, names)
    emptied = {purged.one.id for purged in gone}
    removed = {purged.one.id for purged in gone if not purged.record_stays}
    imports = tuple(
        replace(one, revises=tuple(name for name in one.revises if name not in removed))
        for one in exchange.imports
        if one.id not in removed
    )
    left = Exchange(
        imports,
        {name: said for name, said in exchange.graphs.items() if name not in emptied},
        {name: told for name, told in exchange.reviews.items() if name not in emptied},
        exchange.decisions,
    )
    return left, gone
