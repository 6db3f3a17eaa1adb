"""Articles, made up, on which queries find what is not in the first article."""

from __future__ import annotations

import dataclasses
from datetime import date

from kg.api import ClaimGraph
from kg.model import (
    Article,
    Bundle,
    Claim,
    Count,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    Stance,
)


def press(graph: ClaimGraph) -> ClaimGraph:
    """Return the first article with a later one, made up: of words kept, broken, and never said."""
    day = Interval(date(2020, 10, 6), date(2020, 10, 6))
    truce = Proposition("ceasefire", place="karabakh", time=day)
    said = Proposition("ceasefire", place="karabakh", said_by="aliyev")
    gone = Proposition("withdrawal", agent="armenia", place="karabakh", said_by="armenia")
    drafts = [
        ("r1", "reuters", Stance.ASSERTS, truce, "There is a ceasefire in Karabakh"),
        ("r2", "aliyev", Stance.DENIES, said, "He never said that there would be a ceasefire"),
        ("r3", "aliyev", Stance.COMMITS, truce, "He will accept a ceasefire today"),
        ("r4", "armenia", Stance.ASSERTS, said, "He did say that there would be a ceasefire"),
        ("r5", "russia", Stance.ASSERTS, gone, "Armenia said that it has withdrawn"),
    ]
    text = ". ".join(words for *_, words in drafts) + "."
    claims = []
    for name, source, stance, proposition, words in drafts:
        quotation = Quotation(words, text.index(words), text.index(words) + len(words), "", "")
        claims.append(Claim(name, source, stance, proposition, (quotation,), {"en": words}))
    article = Article("press-2020-10-06", text, "en", "reuters", day, "made up")
    bundles = (*graph.knowledge.bundles, Bundle(article, tuple(claims)))
    return ClaimGraph(dataclasses.replace(graph.knowledge, bundles=bundles))


def harbour() -> ClaimGraph:
    """Return an article, made up: counts that change, something taken back, something said jointly."""

    def on(day: int) -> Interval:
        return Interval(date(2024, 3, day), date(2024, 3, day))

    def toll(low: int, day: int, final: bool = False) -> Proposition:
        count = Count("killed", low, low, "people", final=final, as_of=on(day))
        return Proposition("attack", target="harbour", time=on(22), count=count, event="strike")

    struck = Proposition("attack", agent="army", target="harbour", time=on(22), event="strike")
    none = Proposition("attack", agent="army", event="strike")
    drafts: list[tuple[str, tuple[str, ...], Stance, Proposition, str, tuple[str, ...]]] = [
        ("c1", ("ministry",), Stance.ASSERTS, toll(93, 23), "It counts 93 dead", ()),
        ("c2", ("agency",), Stance.ASSERTS, toll(100, 24), "There are 100 dead", ()),
        ("c3", ("ministry",), Stance.ASSERTS, toll(133, 25), "It counts 133 dead now", ()),
        ("c4", ("council",), Stance.ASSERTS, toll(60, 26, True), "In all 60 died", ()),
        ("c5", ("army",), Stance.DENIES, none, "It attacked nobody", ()),
        ("c6", ("agency", "ministry"), Stance.ASSERTS, struck, "The army attacked the harbour", ()),
        ("c7", ("army",), Stance.ASSERTS, struck, "It was us", ("harbour/c5",)),
    ]
    text = ". ".join(words for *_, words, _ in drafts) + "."
    claims = []
    for name, (source, *jointly), stance, proposition, words, corrects in drafts:
        quotation = Quotation(words, text.index(words), text.index(words) + len(words), "", "")
        said = (name, source, stance, proposition, (quotation,), {"en": words})
        claims.append(Claim(*said, jointly=tuple(jointly), corrects=corrects))
    frame = EventFrame("attack", target="harbour", time=on(22))
    entries = (
        *(
            Entry(name, "sources", {"en": name})
            for name in ("agency", "army", "council", "ministry", "paper")
        ),
        Entry("harbour", "places", {"en": "harbour"}),
        Entry("people", "populations", {"en": "people"}),
        Entry("attack", "kinds", {"en": "attack"}),
        Entry("killed", "kinds", {"en": "killed"}, changes="grows"),
        Entry("strike", "events", {"en": "the strike"}, frame=frame),
    )
    article = Article("harbour", text, "en", "paper", on(27), "made up")
    register = Register({entry.name: entry for entry in entries})
    return ClaimGraph(Knowledge(register, (Bundle(article, tuple(claims)),)))
