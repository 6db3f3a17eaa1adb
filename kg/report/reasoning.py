"""Write the result of a reasoner for people and programs."""

from __future__ import annotations

from typing import Literal

from kg.characters import visible_json
from kg.reasoning import Reasoning


def render_reasoning(found: Reasoning, format: Literal["text", "json"] = "text", language: str = "en") -> str:
    """Return the result of HermiT as text or as JSON."""
    if format == "text":
        return "".join(f"{line}\n" for line in found.lines(language))
    value = {
        "version": 1,
        "consistent": found.consistent,
        "conflicts": [
            {
                "origin": conflict.origin.value,
                "names": list(conflict.names),
                "locations": {name: str(place) for name, place in conflict.locations.items()},
                "summary": conflict.summary,
                "facts": [list(fact) for fact in conflict.facts],
                "given": [list(fact) for fact in conflict.given],
                "axioms": list(conflict.axioms),
            }
            for conflict in found.conflicts
        ],
        "inferred": [list(fact) for fact in found.inferred],
        "left_out": list(found.left_out),
    }
    return visible_json(value)
