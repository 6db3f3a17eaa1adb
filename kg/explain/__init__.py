"""Explain a relation to a person: everything that its card shows, in English and in Persian."""

from kg.explain.card import (
    Card,
    CardBridge,
    CardClaim,
    CardImplied,
    CardLink,
    CardPosition,
    CardQuote,
    CardShared,
    CardSlot,
    build_card,
    build_card_bridge,
    build_card_claim,
)
from kg.explain.order import find_named, sorted_relations
from kg.explain.question import find_check_question, find_question
from kg.explain.values import describe_count, describe_time
from kg.explain.wording import Wording
from kg.explain.words import (
    CERTAINTY_WORDS,
    LANGUAGES,
    MODIFIER_WORDS,
    RELATION_WORDS,
    SLOT_WORDS,
    STANCE_WORDS,
    Words,
)

__all__ = [
    "CERTAINTY_WORDS",
    "LANGUAGES",
    "MODIFIER_WORDS",
    "RELATION_WORDS",
    "SLOT_WORDS",
    "STANCE_WORDS",
    "Card",
    "CardBridge",
    "CardClaim",
    "CardImplied",
    "CardLink",
    "CardPosition",
    "CardQuote",
    "CardShared",
    "CardSlot",
    "Wording",
    "Words",
    "build_card",
    "build_card_bridge",
    "build_card_claim",
    "describe_count",
    "describe_time",
    "find_check_question",
    "find_named",
    "find_question",
    "sorted_relations",
]
