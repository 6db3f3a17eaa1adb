"""Verdicts on the first article, and on drawn bodies of knowledge."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from conftest import SEEDS
from hypothesis import strategies as st

from kg import load
from kg.model import Knowledge, Rating, Stance, Verdict
from support import strategies

ARTICLE = "karabakh-2020-10-04"
GRAPH = load(SEEDS)
KNOWLEDGE = GRAPH.knowledge


def verdict(claim: str, rating: Rating, reviewer: str = "Desk", day: int = 20, **more: object) -> Verdict:
    found = Verdict(f"{ARTICLE}/{claim}", rating, reviewer=reviewer, date=date(2026, 11, day))
    return replace(found, **more)  # type: ignore[arg-type]


def judged(*verdicts: Verdict, knowledge: Knowledge = KNOWLEDGE) -> Knowledge:
    return replace(knowledge, verdicts=tuple(sorted(verdicts, key=lambda v: v.order)))


texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=20)


pages = st.sampled_from(["https://example.org/1", "http://example.org/2?a=b", "https://مثال.example/۳"])


@st.composite
def judged_bodies(draw: st.DrawFn) -> Knowledge:
    """A body of knowledge with verdicts of ours and of partners on its claims."""
    knowledge = draw(strategies.bodies())
    verdicts: dict[str, Verdict] = {}
    for _ in range(draw(st.integers(1, 4))):
        name = draw(st.sampled_from(sorted(knowledge.claims)))
        allowed = list(Rating)
        if knowledge.claims[name].stance not in (Stance.ASSERTS, Stance.DENIES):
            allowed = [rating for rating in Rating if rating.truth is None]
        found = Verdict(
            name,
            draw(st.sampled_from(allowed)),
            draw(st.dictionaries(st.sampled_from(["en", "fa", "az"]), texts, max_size=2)),
            tuple(sorted(draw(st.sets(pages, max_size=2)))),
            draw(st.sampled_from(["Desk", "میز", "<b>Desk</b>"])),
            draw(st.none() | st.dates(date(2020, 1, 1), date(2020, 1, 3))),
            draw(st.none() | texts),
            draw(st.none() | pages),
            draw(st.none() | st.sampled_from(["north-desk", "south-desk"])),
        )
        verdicts[found.id] = found
    return judged(*verdicts.values(), knowledge=knowledge)
