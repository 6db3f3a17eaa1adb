"""Explain a relation to a person: the contents of its card, as messages for any language."""

from kg.explain.card import build_card, build_card_bridge, build_card_claim
from kg.explain.card_parts import (
    Card,
    CardBridge,
    CardClaim,
    CardImplied,
    CardLink,
    CardPair,
    CardPosition,
    CardQuote,
    CardShared,
    CardSlot,
)
from kg.explain.cards import Cards
from kg.explain.order import find_claim, find_named, find_named_dispute, sorted_relations
from kg.explain.question import find_check_question, find_question
from kg.explain.values import describe_time
from kg.explain.verdicts import (
    RATING_WORDS,
    VERDICT_WORDS,
    CardDisagreement,
    CardLinkedPage,
    CardOutcome,
    CardReview,
    CardReviews,
    CardVerdict,
    build_card_reviews,
    describe_outcome,
    describe_rating,
)
from kg.explain.wording import Wording
from kg.explain.words import CERTAINTY_WORDS, RELATION_WORDS, SLOT_WORDS, STANCE_PLURAL, STANCE_WORDS
from kg.words import LANGUAGES, Words

__all__ = [
    "CERTAINTY_WORDS",
    "LANGUAGES",
    "RATING_WORDS",
    "RELATION_WORDS",
    "SLOT_WORDS",
    "STANCE_PLURAL",
    "STANCE_WORDS",
    "VERDICT_WORDS",
    "Card",
    "CardBridge",
    "CardClaim",
    "CardDisagreement",
    "CardImplied",
    "CardLink",
    "CardLinkedPage",
    "CardOutcome",
    "CardPair",
    "CardPosition",
    "CardQuote",
    "CardReview",
    "CardReviews",
    "CardShared",
    "CardSlot",
    "CardVerdict",
    "Cards",
    "Wording",
    "Words",
    "build_card",
    "build_card_bridge",
    "build_card_claim",
    "build_card_reviews",
    "describe_outcome",
    "describe_rating",
    "describe_time",
    "find_check_question",
    "find_claim",
    "find_named",
    "find_named_dispute",
    "find_question",
    "sorted_relations",
]
