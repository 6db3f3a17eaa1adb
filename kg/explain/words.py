"""The fixed words of a card; each is a message of the catalogues."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import SLOTS, Certainty, Comparison, RelationType, Stance
from kg.words import Message, family

#: The name of each relation.
RELATION_WORDS: Mapping[RelationType, Message] = family("relation", RelationType)

#: The verb of each stance. A question takes its position on what it presupposes.
STANCE_WORDS: Mapping[Stance, Message] = family("stance", Stance)

#: The same verbs in the plural.
STANCE_PLURAL: Mapping[Stance, Message] = family("stances", Stance)

#: The name of each degree of certainty that a source states.
CERTAINTY_WORDS: Mapping[Certainty, Message] = family(
    "certainty", (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.HEARSAY)
)

#: The name of each slot.
SLOT_WORDS: Mapping[str, Message] = family(
    "slot",
    ("stance", *SLOTS, "as_of"),
)

#: How the first of two values compares to the second.
COMPARISON_WORDS: Mapping[Comparison, Message] = family("comparison", Comparison)

#: How the first of several values compares to all others.
COMPARISON_TO_OTHERS: Mapping[Comparison, Message] = {
    **COMPARISON_WORDS,
    **family("comparison-to-others", (Comparison.NARROWER, Comparison.BROADER)),
}

#: The meaning of each modifier of a relation.
MODIFIER_WORDS: Mapping[str, Message] = family(
    "modifier",
    (
        "adversarial",
        "self-contradiction",
        "affiliated",
        "hedged",
        "probable",
        "unidentified",
        "in-part",
        "soft",
        "conditional",
    ),
)

#: How a claim depends on its condition.
CONDITION_WORDS: Mapping[str, Message] = family("condition", ("if", "until", "unless"))

#: A background fact, between its subject and its object.
BRIDGE_WORDS: Mapping[str, Message] = family(
    "bridge",
    ("part_of", "commanded_by", "within", "broader", "distinct_from", "same_as"),
    "subject",
    "object",
)

#: Whether a background fact holds.
BRIDGE_ASKED: Mapping[str, Message] = family("bridge-asked", BRIDGE_WORDS, "subject", "object")

#: A slot as the subject of a difference or of silence: who did it, where.
AS_TO: Mapping[str, Message] = family("as-to", (*SLOTS, "as_of"))

#: The question word of a slot: who, where, when.
ASKED: Mapping[str, Message] = family(
    "asked",
    (*SLOTS, "as_of"),
)


#: Texts about a dispute as a whole; ``{0}`` and ``{1}`` are their arguments.
DISPUTE_WORDS: Mapping[str, Message] = family(
    "dispute",
    (
        "dispute",
        "side",
        "chains",
        "choke_points",
        "circular",
        "left_corrections",
        "left_counts",
        "beside",
        "astride",
        "said_so",
        "nothing",
        "more",
        "conflicts",
        "if",
        "held_by",
        "contested",
        "recorded",
        "give_up",
        "give_up_bridges",
        "that",
        "unique",
        "others",
        "bound",
        "check_first",
        "settles",
        "seen",
        "seen_from_none",
        "together",
        "too_many",
        "in_every_one",
        "survives",
        "survives_not",
        "undecided",
    ),
    "a",
    "b",
)


#: The most characters of a label that are shown.
MAX_LABEL = 200


def shorten(text: str, most: int = MAX_LABEL) -> str:
    """Return a text, or its beginning with an ellipsis if it is longer than ``most`` characters.

    >>> shorten("a" * 1000, 5)
    'aaaa…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"
