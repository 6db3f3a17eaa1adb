"""A small body of knowledge made by hand, and relations in it: for what is shown of relations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from kg.model import (
    Article,
    Bundle,
    Claim,
    Comparison,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Pair,
    Proposition,
    Quotation,
    Register,
    Relation,
    RelationType,
    Stance,
    Voice,
)


def on(*parts: int) -> Interval:
    """Return one day."""
    return Interval(date(*parts), date(*parts))


def at(clock: str) -> Interval:
    """Return one clock time."""
    return Interval(datetime.fromisoformat(clock), datetime.fromisoformat(clock))


def _entry(section: str, name: str, en: str, fa: str, type: str | None = None, **more: Any) -> Entry:
    return Entry(name, section, {"en": en, "fa": fa}, type, **more)


NIGHT = EventFrame("strike", "hospital", "city", on(2024, 3, 22))

ENTRIES = (
    _entry("sources", "ministry", "the ministry", "وزارتخانه", "organization", links=(("part_of", "north"),)),
    _entry("sources", "minister", "the minister", "وزیر", "person", links=(("part_of", "ministry"),)),
    _entry("sources", "north", "Northland", "نورستان", "state"),
    _entry("sources", "south", "Southland", "سورستان", "state"),
    _entry("sources", "agency", "the agency", "خبرگزاری", "outlet"),
    _entry("sources", "critics", "critics", "منتقدان", "group"),
    _entry("sources", "gunmen", "unknown gunmen", "افراد مسلح ناشناس", "group", unidentified=True),
    _entry("places", "province", "the province", "استان", "region"),
    _entry("places", "city", "the city", "شهر", "city", links=(("within", "province"),)),
    _entry("places", "town", "the town", "شهرک", "city", links=(("within", "province"),)),
    _entry("things", "hospital", "the hospital", "بیمارستان", links=(("within", "city"),)),
    _entry("things", "airfield", "the airfield", "فرودگاه"),
    _entry("things", "rockets", "rockets", "راکت"),
    _entry("populations", "people", "people", "نفر"),
    _entry("kinds", "state", "state", "وضعیت"),
    _entry("kinds", "control", "control", "کنترل", links=(("broader", "state"),), functional=("value",)),
    _entry(
        "kinds",
        "strike",
        "strike",
        "حمله",
        phrase={"en": "{agent} struck {target}", "fa": "{agent} به {target} حمله کرد"},
    ),
    _entry("kinds", "explosion", "explosion", "انفجار"),
    _entry("kinds", "misfire", "misfired rocket", "راکت ازکارافتاده"),
    _entry("kinds", "killed", "killed", "کشته", changes="grows"),
    _entry("kinds", "wounded", "wounded", "زخمی", changes="grows"),
    _entry("kinds", "share", "share of the vote", "سهم رأی", changes="varies", unit="percent", ratio=True),
    _entry("events", "night", "the night attack", "حملهٔ شبانه", frame=NIGHT),
)

REGISTER = Register({entry.name: entry for entry in ENTRIES}, frozenset((frozenset(("north", "south")),)))


def claim(name: str, source: str, stance: Stance, p: Proposition | None, **more: Any) -> Claim:
    """Return a claim with a quotation of its own; ``source`` may be several names joined by ``+``."""
    first, *others = source.split("+")
    return Claim(
        name, first, stance, p, (Quotation(f"words of {name}", 0, 9),), jointly=tuple(others), **more
    )


def newsroom(
    *claims: Claim, article: str = "page", more: Mapping[str, tuple[Claim, ...]] | None = None
) -> Knowledge:
    """Return what some claims of one article, and of ``more`` by name, make."""
    bundles = {article: claims, **(more or {})}
    return Knowledge(
        REGISTER,
        tuple(
            Bundle(Article(name, f"text of {name}", "en", "agency", on(2024, 3, 23)), found)
            for name, found in bundles.items()
        ),
    )


def relate(
    knowledge: Knowledge,
    type: RelationType,
    rule: str,
    first: str,
    second: str,
    *,
    pairs: Mapping[tuple[str, str], tuple[str, ...]] | None = None,
    **more: Any,
) -> Relation:
    """Return a relation between the positions of two claims, given by their identifiers.

    ``pairs`` are the claims between which it holds, with the modifiers of each; without it there are none.
    """
    positions = {name: position for position in knowledge.positions for name in position.claims}
    made = tuple(
        Pair(_voice(knowledge, one), _voice(knowledge, other), modifiers)
        for (one, other), modifiers in (pairs or {}).items()
    )
    modifiers = tuple(dict.fromkeys(name for pair in made for name in pair.modifiers))
    more.setdefault("modifiers", modifiers)
    more.setdefault("slots", {"kind": Comparison.EQUAL})
    return Relation(type, rule, "1", (positions[first], positions[second]), pairs=made, **more)


def _voice(knowledge: Knowledge, claim: str) -> Voice:
    return Voice(knowledge.claims[claim].sources, (claim,))
