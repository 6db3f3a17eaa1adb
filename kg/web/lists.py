"""The pages of lists: a line for each article, claim, source, event, entry, standpoint, relation, dispute."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from kg.api.blocks import type_of
from kg.api.objects import GraphDispute
from kg.api.sequences import Disputes, Entries, Listing, Relations, Standpoints
from kg.explain import Wording, describe_time
from kg.explain.words import RELATION_WORDS
from kg.model import RelationType
from kg.web.objects import Visit
from kg.web.rows import build_dispute_line, build_relation_line
from kg.words import Words

if TYPE_CHECKING:
    from kg.api.named import Cell


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


def _build_standpoint_lines(names: Iterable[str], visit: Visit) -> list[tuple[Any, ...]]:
    """Return the name, label, holders and first facts of standpoints, and how many facts are left out."""
    knowledge, wording = visit.knowledge, Wording(visit.knowledge)
    lines = []
    for name in names:
        standpoint = knowledge.register.standpoints[name]
        holders = [wording.label(holder) for holder in standpoint.held_by]
        facts = [wording.bridge(fact) for fact in standpoint.holds[:5]]
        lines.append((name, wording.label(name), holders, facts, len(standpoint.holds) - len(facts)))
    return lines


@dataclass(frozen=True, slots=True)
class ListKind:
    """A list: what is in it, in the order of its pages, and some of that for readers and for programs."""

    find: Callable[[Visit], Sequence[Any]]
    lines: Callable[[Sequence[Any], Visit], Sequence[Any]]
    items: Callable[[Sequence[Any], Visit], Listing[Any]]
    #: The name of the lines in the template.
    name: str

    def rows(self, found: Sequence[Any], visit: Visit) -> list[dict[str, Cell]]:
        """Return a row of data for each of some things in the list."""
        return self.items(found, visit).to_dicts()


def _listed(visit: Visit) -> Sequence[str]:
    """Return the identifiers of relations of all types, or of the one in the address."""
    kind = chosen_kind(visit)
    return visit.outlook.listed(*([kind] if kind else []))


def chosen_kind(visit: Visit) -> str:
    """Return the type of relation that the address names, empty for all."""
    kind = dict(visit.state.fields).get("relation", "")
    return kind if kind in [relation.value for relation in RelationType] else ""


def _read(names: Sequence[str], visit: Visit) -> Relations:
    """Return relations by their identifiers, in this order, and read their claims; no others are read."""
    read = {relation.id: relation for relation in visit.graph.some(names)}
    visit.knowledge.read_claims({c for one in read.values() for p in one.positions for c in p.claims})
    return Relations((read[name] for name in names), visit.graph)


def _entries(section: str) -> ListKind:
    def find(visit: Visit) -> list[str]:
        """Return entries, those that most claims name first."""
        mentions, entries = visit.graph.mentions, visit.knowledge.register.entries
        names = (name for name in entries if section in ("entries", entries[name].section))
        return sorted(names, key=lambda name: (-len(mentions.get(name, ())), name))

    def items(names: Sequence[str], visit: Visit) -> Entries:
        return Entries((visit.graph.entries[name] for name in names), visit.graph)

    return ListKind(find, build_entry_lines, items, "entries")


#: The lists, by the first part of their address.
KINDS: Mapping[str, ListKind] = {
    "disputes": ListKind(
        lambda visit: visit.outlook.disputes,
        lambda found, visit: [build_dispute_line(one, visit.knowledge, visit.outlook) for one in found],
        lambda found, visit: Disputes((GraphDispute.of(one, visit.graph) for one in found), visit.graph),
        "disputes",
    ),
    "articles": ListKind(
        lambda visit: [*visit.outlooks.claims_of],
        build_article_lines,
        lambda names, visit: visit.graph.articles.called(names),
        "articles",
    ),
    "claims": ListKind(
        lambda visit: [*visit.knowledge.claims],
        lambda names, visit: visit.claims(names),
        lambda names, visit: visit.graph.claims.called(names),
        "claims",
    ),
    "relations": ListKind(
        _listed,
        lambda names, visit: [
            build_relation_line(relation, visit.knowledge, visit.outlook) for relation in _read(names, visit)
        ],
        _read,
        "relations",
    ),
    "sources": _entries("sources"),
    "events": _entries("events"),
    "standpoints": ListKind(
        lambda visit: sorted(visit.knowledge.register.standpoints),
        _build_standpoint_lines,
        lambda names, visit: Standpoints((visit.graph.standpoints[name] for name in names), visit.graph),
        "standpoints",
    ),
    "entries": _entries("entries"),
}


def build_list(kind: str, visit: Visit) -> dict[str, Any]:
    """Return a page of a list."""
    of = KINDS[kind]
    found = of.find(visit)
    told = {"title": f"nav-{kind}", "kind": "", of.name: of.lines(visit.part(found), visit)}
    if kind == "relations":
        kinds = [(relation.value, RELATION_WORDS[relation]) for relation in RelationType]
        told |= {"kinds": kinds, "kind": chosen_kind(visit)}
    return {**told, "count": len(found), "turns": visit.turns(len(found))}


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
