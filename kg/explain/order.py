"""Sort relations for reading, and find the relations that an identifier means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from kg.disputes import Dispute
from kg.errors import InputError, Problem, nearest
from kg.model import Knowledge, Relation, RelationType, short_name

#: The least number of digits of an identifier that a reader has to type.
MIN_DIGITS = 4

_DIGITS = re.compile(rf"[0-9a-f]{{{MIN_DIGITS},32}}")


def sorted_relations(relations: Iterable[Relation], knowledge: Knowledge) -> list[Relation]:
    """Return relations in the order of reading: contradictions first, unconditional ones before others.

    Then those with more independent origins come first, then those between opponents, then those with fewer
    unknown slots. The last key is the order of the article.
    """
    types = {relation: number for number, relation in enumerate(RelationType)}

    @cache
    def known(name: str) -> tuple[str, list[int], tuple[str, int, str]]:
        """Return the voice, words and place of a claim, cached because many relations need them."""
        claim = knowledge.claims[name]
        starts = [quote.start for quote in claim.quotations]
        return knowledge.register.voice(claim.source), starts, (name.rpartition("/")[0], *claim.order)

    def rank(relation: Relation) -> tuple[object, ...]:
        claims = [known(name) for position in relation.positions for name in position.claims]
        return (
            types[relation.relation],
            not relation.unconditional,
            -len({voice for voice, _, _ in claims}),
            "adversarial" not in relation.modifiers,
            len(relation.unknown),
            min((start for _, starts, _ in claims for start in starts), default=0),
            min((place for _, _, place in claims), default=("",)),
            relation.id,
        )

    return sorted(relations, key=rank)


def find_named(
    name: str, positions: Mapping[str, Sequence[Sequence[str]]], claims: Iterable[str] = ()
) -> list[str]:
    """Return the identifiers of the relations that ``name`` means; ``positions`` has their claims.

    ``name`` is the identifier of a relation, its first four or more digits if they are unique, or two claims
    joined by ``+`` (``m1+d1``, each the end of a ``bundle/claim`` identifier). Two claims mean every relation
    between a position of the one and another position of the other, possibly none. ``claims`` are further
    claims, without relations.

    Raises:
        InputError: if ``name`` means no relation, an unknown claim, or several relations.
    """
    if "+" in name:
        return _between(name, positions, claims)
    if name in positions:
        return [name]
    matching = sorted(full for full in positions if full.startswith(name)) if _DIGITS.fullmatch(name) else []
    if len(matching) == 1:
        return matching
    if matching:
        shown = ", ".join(matching[:4]) + (" …" if len(matching) > 4 else "")
        message = f"{name!r} begins the identifiers of {len(matching)} relations: {shown}"
        raise InputError(Problem("ambiguous-relation", message, advice="give more digits"))
    advice = f"give an identifier or at least {MIN_DIGITS} digits of it, or two claims as in 'm1+d1'"
    if positions and _DIGITS.fullmatch(name):
        advice = nearest(name, list(positions))
    raise InputError(Problem("unknown-relation", f"there is no relation {name!r}", advice=advice))


def find_claim(name: str, claims: Iterable[str]) -> str:
    """Return the claim that ``name`` means: its ``bundle/claim`` identifier, or a unique end of one.

    Raises:
        InputError: if ``name`` means no claim, or several.
    """
    claims = list(claims)
    matching = [claim for claim in claims if claim == name] or [claim for claim in claims if _is(name, claim)]
    if len(matching) == 1:
        return matching[0]
    if matching:
        shown = ", ".join(matching[:4]) + (" …" if len(matching) > 4 else "")
        raise InputError(
            Problem(
                "ambiguous-claim", f"{name!r} may mean {len(matching)} claims: {shown}", advice="give one"
            )
        )
    ends = sorted({short_name(claim) for claim in claims})
    message = f"there is no claim {name!r}"
    raise InputError(Problem("unknown-claim", message, advice=nearest(name, ends) if ends else ""))


def find_named_dispute(name: str, disputes: Sequence[Dispute]) -> Dispute:
    """Return the dispute that ``name`` means.

    ``name`` is the identifier of a dispute or of one of its contradictions, the first four or more digits of
    one if they are unique, or a claim in it (``m1``, the end of a ``bundle/claim`` identifier).

    Raises:
        InputError: if ``name`` means no dispute, or several.
    """
    digits = _DIGITS.fullmatch(name) is not None
    matching = [
        dispute
        for dispute in disputes
        if any(_is(name, claim) for position in dispute.positions for claim in position.claims)
        or (
            digits and any(full.startswith(name) for full in (dispute.id, *(r.id for r in dispute.relations)))
        )
    ]
    if len(matching) == 1:
        return matching[0]
    if matching:
        shown = ", ".join(dispute.id for dispute in matching[:4]) + (" …" if len(matching) > 4 else "")
        message = f"{name!r} may mean {len(matching)} disputes: {shown}"
        raise InputError(Problem("ambiguous-dispute", message, advice="give the identifier of one"))
    advice = "give a claim in it, or at least four digits of its identifier or of a contradiction's"
    raise InputError(Problem("unknown-dispute", f"there is no dispute {name!r}", advice=advice))


def _between(name: str, positions: Mapping[str, Sequence[Sequence[str]]], others: Iterable[str]) -> list[str]:
    first, _, second = name.partition("+")
    mentioned = {claim for claims in positions.values() for names in claims for claim in names} | set(others)
    for wanted in (first, second):
        if not any(_is(wanted, claim) for claim in mentioned):
            ends = sorted({short_name(claim) for claim in mentioned})
            message = f"there is no claim {wanted!r}"
            raise InputError(Problem("unknown-claim", message, advice=nearest(wanted, ends) if ends else ""))

    def joins(claims: Sequence[Sequence[str]]) -> bool:
        ones, others = (
            {at for at, names in enumerate(claims) if any(_is(wanted, claim) for claim in names)}
            for wanted in (first, second)
        )
        return any(one != other for one in ones for other in others)

    return [relation for relation, claims in positions.items() if joins(claims)]


def _is(wanted: str, claim: str) -> bool:
    """Return whether ``wanted`` means a claim: its name, the end of it, or the partner and the end.

    >>> _is("desk:c1", "desk:gunfire/c1"), _is("c1", "desk:gunfire/c1"), _is("other:c1", "desk:gunfire/c1")
    (True, True, False)
    """
    partner, colon, end = wanted.rpartition(":")
    return claim.startswith(partner + colon) and (claim == wanted or claim.endswith(f"/{end}"))
