"""Hints to authors: where two claims come within one slot of a contradiction, and what to write."""

from __future__ import annotations

from kg.explain.why_not import describe_obstacle
from kg.explain.wording import Wording, shown_names
from kg.explain.words import Words, each
from kg.model import Knowledge
from kg.relations.hints import Hint

_FORM = {
    "en": "{0}: hint: {1} and {2} ({3}) come within one slot of a contradiction ({4}). {5}",
    "fa": "{0}: راهنمایی: {1} و {2} ({3}) تنها به یک جزء تا تناقض فاصله دارند ({4}). {5}",
}


def describe_hint(hint: Hint, knowledge: Knowledge) -> Words:
    """Return a hint on one line, with the file and line of both claims."""
    wording, check = Wording(knowledge), hint.check
    names = shown_names((check.first, check.second))
    where = [knowledge.locations.get(name) for name in (check.first, check.second)]
    first, second = (str(one) if one is not None else name for one, name in zip(where, names, strict=True))
    told = describe_obstacle(hint.obstacle, check, wording, names)
    pair = (names[check.first], names[check.second])
    return each(lambda n: _FORM[n].format(first, *pair, second, check.rule, told[n]))
