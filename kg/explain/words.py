"""The fixed words of a card, each a message of the catalogues."""

from __future__ import annotations

from collections.abc import Mapping

from kg.model import SLOTS, Certainty, Comparison, RelationType, Stance
from kg.words import Message, family

#: How each relation is called.
RELATION_WORDS: Mapping[RelationType, Message] = family("relation", RelationType)

#: What each stance is called, as a verb of its source. A question takes its position on what it presupposes.
STANCE_WORDS: Mapping[Stance, Message] = family("stance", Stance)

#: The same of several sources, or of one that is spoken of as several.
STANCE_PLURAL: Mapping[Stance, Message] = family("stances", Stance)

#: How each degree of certainty that a source states is called.
CERTAINTY_WORDS: Mapping[Certainty, Message] = family(
    "certainty", (Certainty.CERTAIN, Certainty.PROBABLE, Certainty.POSSIBLE, Certainty.HEARSAY)
)

#: How each slot is called.
SLOT_WORDS: Mapping[str, Message] = family(
    "slot",
    ("stance", *SLOTS, "as_of"),
)

#: How the first of two values stands to the second.
COMPARISON_WORDS: Mapping[Comparison, Message] = family("comparison", Comparison)

#: How the first of several values stands to all the others.
COMPARISON_TO_OTHERS: Mapping[Comparison, Message] = {
    **COMPARISON_WORDS,
    **family("comparison-to-others", (Comparison.NARROWER, Comparison.BROADER)),
}

#: What each modifier of a relation means.
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

#: How what was said hangs on its condition.
CONDITION_WORDS: Mapping[str, Message] = family("condition", ("if", "until", "unless"))

#: A background fact, from its subject to its object.
BRIDGE_WORDS: Mapping[str, Message] = family(
    "bridge",
    ("part_of", "commanded_by", "within", "broader", "distinct_from", "same_as"),
    "subject",
    "object",
)

#: Whether a background fact holds.
BRIDGE_ASKED: Mapping[str, Message] = family("bridge-asked", BRIDGE_WORDS, "subject", "object")

#: A slot as that on which two differ, or of which somebody says nothing: who did it, where.
AS_TO: Mapping[str, Message] = family("as-to", (*SLOTS, "as_of"))

#: Asked of a slot: who, where, when.
ASKED: Mapping[str, Message] = family(
    "asked",
    (*SLOTS, "as_of"),
)


#: What is said of a dispute as a whole; ``{0}`` and ``{1}`` stand for what it is said of.
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


#: So much of a label is shown.
MAX_LABEL = 200


def shorten(text: str, most: int = MAX_LABEL) -> str:
    """Return a text, or the beginning of one that is longer than anybody reads in the middle of a sentence.

    >>> shorten("a" * 1000, 5)
    'aaaa…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"
