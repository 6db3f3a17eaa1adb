"""The figures of a dispute, an event or a place: which counts and places belong to it, and how they look."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from markupsafe import Markup

from kg.disputes import Dispute, Timeline, find_timelines, take_part
from kg.model import Claim, Position, Relation, View
from kg.report.figures import write_figures
from kg.report.places import Places, find_places, inside, places_named
from kg.report.svg import Target

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph


def figures_of(
    graph: ClaimGraph,
    about: Dispute | str,
    language: str,
    *,
    view: View | None = None,
    target: Target | None = None,
    level: int = 2,
) -> list[Markup]:
    """Return the timelines and the map of a dispute, or of an entry of the register, as pieces of HTML.

    With ``view``, a set of standpoints, the timelines show what holds for who holds exactly these. ``target``
    returns the addresses of pages; each piece has a heading of this ``level``.
    """
    timelines, places = find_counts(graph, about, view), find_around(graph, about)
    return write_figures(timelines, places, graph.knowledge, language, target=target, level=level)


def find_counts(graph: ClaimGraph, about: Dispute | str, view: View | None = None) -> list[Timeline]:
    """Return the timelines of an event, or those with a claim of a dispute; no other claims are read."""
    knowledge = graph.knowledge
    if not isinstance(about, str):
        own = {name for position in about.positions for name in position.claims}
    elif about in knowledge.register.entries and knowledge.register.entries[about].section == "events":
        named = graph.mentions.get(about, ())
        knowledge.read_claims(named)
        own = {name for name in named if _event(knowledge.claims[name]) == about}
    else:
        own = set()
    knowledge.read_claims(own)
    counted = {name for name in own if _has_count(knowledge.claims[name])}
    if not counted:
        return []
    events = {event for name in counted if (event := _event(knowledge.claims[name])) is not None}
    beside = {name for event in events for name in graph.mentions.get(event, ())}
    counted |= {name for name in beside if _has_count(knowledge.claims[name])}
    relations, counted = _related(graph, counted)
    held = [relation for relation in relations if view is None or relation.holds_for(view)]
    found = find_timelines(held, take_part(knowledge, counted))
    return [timeline for timeline in found if any(tally.claim in own for tally in timeline.tallies)]


def _related(graph: ClaimGraph, counted: set[str]) -> tuple[Iterable[Relation], set[str]]:
    """Return the relations of counts, and all counts that these connect with each other without an event.

    Those of an event are known from the beginning, because they name it.
    """
    claims = graph.knowledge.claims
    found, new = set(counted), set(counted)
    loose = any(_event(claims[name]) is None for name in counted)
    relations: dict[str, Relation] = {}
    while new:
        positions = [Position(claims[n].stance, p) for n in new if (p := claims[n].proposition) is not None]
        touching = list(graph.touching(positions))
        relations |= {relation.id: relation for relation in touching}
        reached = {name for relation in touching for p in relation.positions for name in p.claims}
        new = {n for n in reached - found if loose and _has_count(claims[n]) and _event(claims[n]) is None}
        found |= new
    return relations.values(), found


def find_around(graph: ClaimGraph, about: Dispute | str) -> Places:
    """Return the places of a dispute or an event, or a place with those inside it."""
    knowledge = graph.knowledge
    claims = knowledge.claims
    if not isinstance(about, str):
        return find_places(dict.fromkeys(n for p in about.positions for n in p.claims), knowledge)
    entry = knowledge.register.entries.get(about)
    if entry is None or entry.section not in ("events", "places", "things"):
        return Places((), ())
    if entry.section == "events":
        told = (name for name in graph.mentions.get(about, ()) if _event(claims[name]) == about)
        return find_places(told, knowledge)
    around = inside(about, knowledge)
    named = dict.fromkeys(name for part in sorted(around) for name in graph.mentions.get(part, ()))
    there = (name for name in named if not around.isdisjoint(places_named(claims[name])))
    return find_places(there, knowledge, around)


def _event(claim: Claim) -> str | None:
    return None if claim.proposition is None else claim.proposition.event


def _has_count(claim: Claim) -> bool:
    return claim.proposition is not None and claim.proposition.count is not None
