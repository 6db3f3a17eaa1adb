"""Select the part of the knowledge that some articles need to be complete."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import permutations

from kg.errors import InputError, Problem, nearest
from kg.model import INSIDE, Bundle, Entry, Knowledge, Proposition, Register, Standpoint, names_of, partner_of


def build_part(knowledge: Knowledge, *articles: str, beside: Iterable[str] = ()) -> Knowledge:
    """Return some articles with the verdicts on them and all background that affects them.

    The background is: the names in their claims, all that contains these by the register or by a standpoint,
    and the opponents among them. The relations among their claims are the same as in the whole.

    ``beside`` are names in other parts, which will be joined with this one later. Those that are opposed to,
    or distinct from, a name of this part are included too.

    Raises:
        InputError: for an article that is not there.
    """
    bundles = []
    for name in articles:
        matching = [bundle for bundle in knowledge.bundles if bundle.id == name]
        if not matching:
            names = [bundle.id for bundle in knowledge.bundles]
            problem = Problem("unknown-article", f"there is no article {name!r}", advice=nearest(name, names))
            raise InputError(problem)
        bundles.extend(matching)
    register = build_register_part(knowledge.register, find_names(bundles), beside)
    ids = {bundle.id for bundle in bundles}
    return Knowledge(
        register,
        tuple(sorted(bundles, key=lambda bundle: bundle.id)),
        {name: place for name, place in knowledge.locations.items() if _is_of(name, ids, register)},
        tuple(verdict for verdict in knowledge.verdicts if verdict.claim.rpartition("/")[0] in ids),
        knowledge.base,
    )


def build_own(knowledge: Knowledge) -> Knowledge:
    """Return our own part of the knowledge; partners send theirs themselves."""
    register = knowledge.register
    return replace(
        knowledge,
        register=Register(
            {name: entry for name, entry in register.entries.items() if partner_of(name) is None},
            frozenset(pair for pair in register.opponents if not any(map(partner_of, pair))),
            {
                name: standpoint
                for name, standpoint in register.standpoints.items()
                if partner_of(name) is None
            },
        ),
        bundles=tuple(bundle for bundle in knowledge.bundles if partner_of(bundle.id) is None),
        verdicts=tuple(verdict for verdict in knowledge.verdicts if verdict.partner is None),
    )


def _is_of(name: str, articles: set[str], register: Register) -> bool:
    article, slash, _ = name.rpartition("/")
    return article in articles if slash else name in register.entries or name in register.standpoints


def find_names(bundles: Iterable[Bundle]) -> set[str]:
    """Return every name of the register that articles and their claims use."""
    names: set[str] = set()
    for bundle in bundles:
        names.add(bundle.article.publisher)
        for claim in bundle.claims:
            names.update((*claim.sources, *claim.via))
            for proposition in claim.propositions:
                names.update(find_slot_names(proposition))
    return names


def find_slot_names(proposition: Proposition) -> Iterator[str]:
    """Yield every name of the register that fills a slot."""
    for slot in INSIDE:
        yield from names_of(proposition.slot(slot))


def find_frame_names(entry: Entry) -> Iterator[str]:
    """Yield every name of the register that describes an event."""
    frame = entry.frame
    if frame is not None:
        for value in (frame.kind, frame.target, frame.place):
            yield from names_of(value)


def build_register_part(register: Register, names: Iterable[str], beside: Iterable[str] = ()) -> Register:
    """Return the part of a register that affects some names: all that contains them, and by which standpoint.

    ``beside`` are names of other parts; see :func:`build_part`.
    """
    others = set(beside)
    pairs = {pair for pair in register.opponents if pair <= others}
    bridges = register.bridges()
    pairs |= {
        pair
        for bridge in bridges
        if bridge.relation == "distinct_from"
        and (pair := frozenset((bridge.subject, bridge.object))) <= others
    }
    upward: dict[str, set[str]] = {}
    for bridge in bridges:
        if bridge.relation != "distinct_from":
            upward.setdefault(bridge.subject, set()).add(bridge.object)
        if bridge.relation == "same_as":
            upward.setdefault(bridge.object, set()).add(bridge.subject)
    shared = _find_shared(register)
    kept: set[str] = set()
    waiting = [name for name in names if name in register.entries]
    standpoints: dict[str, Standpoint] = {}
    while waiting:
        while waiting:
            name = waiting.pop()
            if name not in kept:
                kept.add(name)
                waiting.extend(upward.get(name, ()))
                waiting.extend(find_frame_names(register.entries[name]))
        for pair in pairs:
            if pair & kept:
                waiting.extend(pair - kept)
        # A name inside two others shows that these are not disjoint.
        waiting.extend(
            name
            for name, sides in shared.items()
            if name not in kept
            and any(
                (side - opposite) & kept and (opposite - side) & (kept | others)
                for side, opposite in permutations(sides, 2)
            )
        )
        for standpoint in register.standpoints.values():
            holds = tuple(b for b in standpoint.holds if b.subject in kept and b.object in kept)
            if holds:
                # The holders of a standpoint belong to it, and may be inside something themselves.
                standpoints[standpoint.name] = replace(standpoint, holds=holds)
                waiting.extend(name for name in standpoint.held_by if name not in kept)
    return Register(
        {name: _without_others(entry, kept) for name, entry in register.entries.items() if name in kept},
        frozenset(pair for pair in register.opponents if pair <= kept),
        {
            name: replace(held, excludes=tuple(other for other in held.excludes if other in standpoints))
            for name, held in sorted(standpoints.items())
        },
    )


def _find_shared(register: Register) -> dict[str, list[frozenset[str]]]:
    """Return each name that the register places in several others, with all that contains each of these."""
    upward = {
        name: {object for relation, object in entry.links if relation != "distinct_from"}
        for name, entry in register.entries.items()
    }

    def side(whole: str) -> frozenset[str]:
        above: set[str] = set()
        waiting = [whole]
        while waiting:
            name = waiting.pop()
            if name not in above:
                above.add(name)
                waiting.extend(upward.get(name, ()))
        return frozenset(above)

    return {
        name: [side(whole) for whole in sorted(wholes)] for name, wholes in upward.items() if len(wholes) > 1
    }


def _without_others(entry: Entry, kept: set[str]) -> Entry:
    """Return an entry without the names that it is distinct from and that are not in the part."""
    links = tuple(link for link in entry.links if link[0] != "distinct_from" or link[1] in kept)
    return entry if links == entry.links else replace(entry, links=links)
