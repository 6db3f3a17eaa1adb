"""The pages of lists: a line for each article, claim, source, event, entry, standpoint, relation, dispute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kg.api.blocks import type_of
from kg.explain import Wording, describe_time
from kg.explain.words import RELATION_WORDS
from kg.model import RelationType
from kg.web.objects import Visit
from kg.web.rows import build_dispute_line, build_relation_line
from kg.words import Words

if TYPE_CHECKING:
    from kg.api.sequences import Entries


@dataclass(frozen=True, slots=True)
class ArticleLine:
    """An article: who published it and when, how many claims it has, and how many are in dispute."""

    name: str
    title: str
    language: str
    publisher: Words
    published: Words | None
    claims: int
    disputed: int


def build_article_lines(names: Iterable[str], visit: Visit) -> list[ArticleLine]:
    """Return lines for articles."""
    knowledge, wording = visit.knowledge, Wording(visit.knowledge)
    claims_of = visit.outlooks.claims_of
    lines = []
    for name in names:
        article = knowledge.articles[name]
        lines.append(
            ArticleLine(
                name,
                article.title or name,
                article.language,
                wording.label(article.publisher),
                None if article.published is None else describe_time(article.published),
                len(claims_of[name]),
                sum(claim in visit.outlook.in_dispute for claim in claims_of[name]),
            )
        )
    return lines


@dataclass(frozen=True, slots=True)
class EntryLine:
    """An entry of the register: its label, its kind, what it belongs to, and how many claims name it."""

    name: str
    label: Words
    kind: Words
    belongs: tuple[Words, ...]
    claims: int


def _articles(visit: Visit) -> dict[str, Any]:
    names = list(visit.outlooks.claims_of)
    return {"articles": build_article_lines(visit.part(names), visit), "count": len(names)}


def _claims(visit: Visit) -> dict[str, Any]:
    names = list(visit.knowledge.claims)
    return {"claims": visit.claims(visit.part(names)), "count": len(names)}


def _entries(entries: Entries, visit: Visit) -> dict[str, Any]:
    """Return entries, those that most claims name first."""
    mentions = visit.graph.mentions
    names = sorted(entries.names, key=lambda name: (-len(mentions.get(name, ())), name))
    return {"entries": build_entry_lines(visit.part(names), visit), "count": len(names)}


def build_entry_lines(names: Iterable[str], visit: Visit) -> list[EntryLine]:
    """Return lines for entries of the register."""
    wording, mentions = Wording(visit.knowledge), visit.graph.mentions
    lines = []
    for name in names:
        entry = visit.graph.entries[name]
        kind = entry.frame.kind if entry.frame is not None else None
        lines.append(
            EntryLine(
                name,
                wording.label(name),
                wording.label(kind) if kind else type_of(entry),
                tuple(wording.label(object) for _, object in entry.links),
                len(mentions.get(name, ())),
            )
        )
    return lines


def _standpoints(visit: Visit) -> dict[str, Any]:
    knowledge, wording = visit.knowledge, Wording(visit.knowledge)
    names = sorted(knowledge.register.standpoints)
    lines = []
    for name in visit.part(names):
        standpoint = knowledge.register.standpoints[name]
        holders = [wording.label(holder) for holder in standpoint.held_by]
        facts = [wording.bridge(fact) for fact in standpoint.holds[:5]]
        lines.append((name, wording.label(name), holders, facts, len(standpoint.holds) - len(facts)))
    return {"standpoints": lines, "count": len(names)}


def _disputes(visit: Visit) -> dict[str, Any]:
    disputes = visit.outlook.disputes
    shown = [build_dispute_line(one, visit.knowledge, visit.outlook) for one in visit.part(disputes)]
    return {"disputes": shown, "count": len(disputes)}


def _relations(visit: Visit) -> dict[str, Any]:
    """Return relations of all types, or of the one in the address; only those shown are read."""
    kinds = [relation.value for relation in RelationType]
    kind = dict(visit.state.fields).get("relation", "")
    names = visit.outlook.listed(*([kind] if kind in kinds else []))
    shown = visit.part(names)
    read = {relation.id: relation for relation in visit.graph.some(shown)}
    lines = [build_relation_line(read[name], visit.knowledge, visit.outlook) for name in shown]
    choices = [(relation.value, RELATION_WORDS[relation]) for relation in RelationType]
    return {"relations": lines, "count": len(names), "kinds": choices, "kind": kind}


#: What each list shows.
PARTS: Mapping[str, Callable[[Visit], dict[str, Any]]] = {
    "disputes": _disputes,
    "articles": _articles,
    "claims": _claims,
    "relations": _relations,
    "sources": lambda visit: _entries(visit.graph.sources, visit),
    "events": lambda visit: _entries(visit.graph.events, visit),
    "standpoints": _standpoints,
    "entries": lambda visit: _entries(visit.graph.entries, visit),
}


def build_list(kind: str, visit: Visit) -> dict[str, Any]:
    """Return a page of a list."""
    told = PARTS[kind](visit)
    return {"title": f"nav-{kind}", "kind": "", **told, "turns": visit.turns(told["count"])}


def build_found(places: Iterable[str], most: int, visit: Visit) -> dict[str, Any]:
    """Return what a search found, by the addresses of its pages: at most so many lines of each list."""
    names: dict[str, dict[str, None]] = {"entries": {}, "articles": {}, "claims": {}}
    for place in places:
        _, kind, name = place.split("/", 2)
        names[kind][unquote(name)] = None
    first = {kind: [*islice(found, most)] for kind, found in names.items()}
    return {
        "entries": build_entry_lines(first["entries"], visit),
        "articles": build_article_lines(first["articles"], visit),
        "claims": visit.claims(first["claims"]),
        "counts": {kind: len(found) for kind, found in names.items()},
    }
