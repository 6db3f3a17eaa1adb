"""The nouns of the system: articles, claims, propositions, positions, standpoints, relations.

Everything here is plain, immutable data. RDF, YAML and SQL live in the modules that read and write them.
The words have the senses that CONTRIBUTING gives them: a *proposition* is neutral content
asserted by nobody, a *claim* is one source's stance on one proposition in one utterance, a *position*
is all claims with the same stance on the same proposition.
"""

from __future__ import annotations

from kg.model.claims import Article, Bundle, Certainty, Claim, Proposition, Quotation, Rating, Stance, Verdict
from kg.model.knowledge import Knowledge, Location
from kg.model.names import (
    BASE,
    MAX_COUNT,
    MAX_LABEL_LENGTH,
    MAX_TEXT_LENGTH,
    NAME,
    SELF,
    UNNAMED,
    as_theirs,
    digest,
    partner_of,
    qualify,
    short_name,
)
from kg.model.register import Bridge, Entry, EventFrame, Register, Standpoint
from kg.model.relations import (
    Comparison,
    Pair,
    Position,
    Relation,
    RelationType,
    Repeat,
    View,
    Voice,
    holds,
    sorted_views,
)
from kg.model.slots import FRAME, INHERITED, INSIDE, SECTIONS, SEVERAL, SLOT_SECTIONS, SLOTS, STATE
from kg.model.values import (
    MAX_DECIMALS,
    Count,
    Interval,
    Number,
    Several,
    Value,
    day_of,
    is_clock,
    names_of,
    number_of,
    value_of,
)

__all__ = [
    "BASE",
    "FRAME",
    "INHERITED",
    "INSIDE",
    "MAX_COUNT",
    "MAX_DECIMALS",
    "MAX_LABEL_LENGTH",
    "MAX_TEXT_LENGTH",
    "NAME",
    "SECTIONS",
    "SELF",
    "SEVERAL",
    "SLOTS",
    "SLOT_SECTIONS",
    "STATE",
    "UNNAMED",
    "Article",
    "Bridge",
    "Bundle",
    "Certainty",
    "Claim",
    "Comparison",
    "Count",
    "Entry",
    "EventFrame",
    "Interval",
    "Knowledge",
    "Location",
    "Number",
    "Pair",
    "Position",
    "Proposition",
    "Quotation",
    "Rating",
    "Register",
    "Relation",
    "RelationType",
    "Repeat",
    "Several",
    "Stance",
    "Standpoint",
    "Value",
    "Verdict",
    "View",
    "Voice",
    "as_theirs",
    "day_of",
    "digest",
    "holds",
    "is_clock",
    "names_of",
    "number_of",
    "partner_of",
    "qualify",
    "short_name",
    "sorted_views",
    "value_of",
]
