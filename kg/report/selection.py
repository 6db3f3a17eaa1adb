"""Select the disputes and relations that matter most for a page, with their claims and articles."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields

from kg.disputes import Dispute
from kg.model import Bundle, Knowledge, Relation, RelationType

#: The most claims of a position on its card; the others are counted.
CARD_CLAIMS = 20


@dataclass(frozen=True, slots=True)
class PageLimits:
    """The limits of a page; ``others`` is for relations of each type except contradictions.

    ``strongest`` limits the contradictions of one dispute, and ``listed`` the items of a list. A dispute with
    more positions, or more contradictions, than ``drawn`` is not drawn, nor is a timeline or a
    map with more than ``marks``.
    An article with more code points than ``text`` is replaced by its quotations.
    """

    disputes: int = 20
    contradictions: int = 50
    strongest: int = 20
    others: int = 15
    timelines: int = 10
    claims: int = 500
    articles: int = 50
    drawn: int = 60
    listed: int = 100
    text: int = 200_000
    marks: int = 2_000

    @classmethod
    def of(cls, limit: int) -> PageLimits:
        """Return limits that show ``limit`` disputes and relations of each type."""
        return cls(limit, limit, limit, limit, limit, max(500, 10 * limit), max(50, limit))

    @classmethod
    def none(cls) -> PageLimits:
        """Return limits that are never reached."""
        return cls(*[sys.maxsize] * len(fields(cls)))


@dataclass(frozen=True, slots=True)
class Selection:
    """What a page shows, in the order of reading, and how many of each kind it leaves out.

    ``others`` are by type, ``claims`` are ``bundle/claim`` identifiers.
    """

    disputes: Sequence[Dispute]
    contradictions: Sequence[Relation]
    others: Mapping[RelationType, Sequence[Relation]]
    claims: Sequence[str]
    bundles: Sequence[Bundle]
    left_out: Mapping[str, int] = field(default_factory=dict)


def select(
    knowledge: Knowledge,
    ranked: Sequence[Relation],
    disputes: Sequence[Dispute],
    limits: PageLimits,
    *,
    about: Dispute | None = None,
) -> Selection:
    """Return the part of ``ranked`` relations and ``disputes`` that a page shows, in their order.

    With ``about``, this is only what belongs to one dispute: all relations of its positions, and their
    claims.
    """
    if about is not None:
        disputes = [about]
        names = {position.id for position in about.positions}
        ranked = [r for r in ranked if any(position.id in names for position in r.positions)]
    others: dict[RelationType, list[Relation]] = {}
    for relation in ranked:
        if relation.relation is not RelationType.CONTRADICTS:
            others.setdefault(relation.relation, []).append(relation)
    shown_disputes = disputes[: limits.disputes]
    shown = _strongest(ranked, shown_disputes, limits)
    shown_others = {type: related[: limits.others] for type, related in others.items()}
    needed = _claims([*shown, *(r for related in shown_others.values() for r in related)], shown_disputes)
    candidates = [name for name in knowledge.claims if about is None or name in needed]
    claims = _first(candidates, needed, limits.claims)
    articles = dict.fromkeys(name.rpartition("/")[0] for name in (*needed, *claims))
    spoken_of = [name for name in knowledge.articles if about is None or name in articles]
    chosen = _first(spoken_of, articles, limits.articles)
    left_out = {
        "disputes": len(disputes) - len(shown_disputes),
        "claims": len(candidates) - len(claims),
        "articles": len(spoken_of) - len(chosen),
        **{type.value: len(related) - len(shown_others[type]) for type, related in others.items()},
    }
    return Selection(
        shown_disputes, shown, shown_others, claims, [knowledge.bundle(name) for name in chosen], left_out
    )


def _strongest(ranked: Sequence[Relation], disputes: Sequence[Dispute], limits: PageLimits) -> list[Relation]:
    """Return the contradictions that a page shows, dispute by dispute, the strongest of each first."""
    belongs = {
        relation.id: number for number, dispute in enumerate(disputes) for relation in dispute.relations
    }
    grouped: list[list[Relation]] = [[] for _ in disputes]
    for relation in ranked:
        if relation.id in belongs:
            grouped[belongs[relation.id]].append(relation)
    shown = [0] * len(grouped)
    room = limits.contradictions
    for rank in range(min(limits.strongest, max(map(len, grouped), default=0))):
        for at, group in enumerate(grouped):
            if rank < len(group) and room > 0:
                shown[at], room = rank + 1, room - 1
    return [relation for group, number in zip(grouped, shown, strict=True) for relation in group[:number]]


def _claims(relations: Iterable[Relation], disputes: Iterable[Dispute]) -> dict[str, None]:
    """Return the claims that cards and disputes name, in the order in which they name them."""
    positions = (p for relation in relations for p in relation.positions)
    named = (p for dispute in disputes for p in dispute.positions)
    return dict.fromkeys(name for p in (*positions, *named) for name in p.claims[:CARD_CLAIMS])


def _first(known: Sequence[str], needed: Iterable[str], limit: int) -> list[str]:
    """Return at most ``limit`` names in the order of ``known``, choosing needed names first."""
    if len(known) <= limit:
        return list(known)
    chosen = set(list(dict.fromkeys([*needed, *known]))[:limit])
    return [name for name in known if name in chosen]
