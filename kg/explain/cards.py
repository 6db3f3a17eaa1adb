"""The cards of relations, each built only once."""

from __future__ import annotations

from collections.abc import Iterable

from kg.disputes import Reviews, find_reviews
from kg.explain.card import build_card
from kg.explain.card_parts import Card
from kg.model import Knowledge, Relation


class Cards:
    """The cards of relations that were found together; each is built when it is first needed.

    ``reviews`` are the verdicts with all that follows from them, as for :func:`~kg.explain.build_card`.
    """

    def __init__(self, knowledge: Knowledge, reviews: Reviews | None = None):
        self._knowledge, self._reviews = knowledge, reviews
        self._built: dict[str, Card] = {}

    @classmethod
    def among(cls, relations: Iterable[Relation], knowledge: Knowledge) -> Cards:
        """Return cards with the verdicts in ``knowledge`` and what follows from them by ``relations``."""
        return cls(knowledge, find_reviews(relations, knowledge))

    def __getitem__(self, relation: Relation) -> Card:
        """Return the card of a relation."""
        if relation.id not in self._built:
            self._built[relation.id] = build_card(relation, self._knowledge, self._reviews)
        return self._built[relation.id]
