"""Hints to authors: two claims are one slot away from a contradiction, and what to write."""

from __future__ import annotations

from kg.explain.why_not import describe_obstacle
from kg.explain.wording import Wording, shown_names
from kg.model import Knowledge
from kg.relations.hints import Hint
from kg.words import Message, Words


def describe_hint(hint: Hint, knowledge: Knowledge) -> Words:
    """Return a hint as one line, with the file and line of both claims."""
    wording, check = Wording(knowledge), hint.check
    names = shown_names((check.first, check.second))
    where = [knowledge.locations.get(name) for name in (check.first, check.second)]
    first, second = (str(one) if one is not None else name for one, name in zip(where, names, strict=True))
    told = describe_obstacle(hint.obstacle, check, wording, names)
    return Message(
        "hint",
        where=first,
        first=names[check.first],
        second=names[check.second],
        also=second,
        rule=check.rule,
        told=told,
    )
