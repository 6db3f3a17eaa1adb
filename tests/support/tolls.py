"""A story of rising tolls: eleven articles over five days, two counts that grow and one that never agrees."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

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

FIRST = date(2024, 5, 1)
EVENT = "market-strike"
#: Killed by the ministry and by the agency, article by article; the council says another number each day.
MINISTRY = (12, 19, 23, 31, 38, 44, 52, 58, 61, 64, 67)
AGENCY = (10, 21, 24, 29, 40, 43, 55, 57, 62, 66, 68)
COUNCIL = (140, 150, 155, 160, 170)


def _entry(name: str, section: str, en: str, fa: str, **more: object) -> Entry:
    return Entry(name, section, {"en": en, "fa": fa}, **more)  # type: ignore[arg-type]


def _entries() -> list[Entry]:
    day = Interval(FIRST, FIRST)
    frame = EventFrame("strike", "market", "harbour-town", day)
    return [
        _entry("ministry", "sources", "the health ministry", "وزارت بهداشت", type="organization"),
        _entry("agency", "sources", "the relief agency", "سازمان امداد", type="organization"),
        _entry("council", "sources", "the town council", "شورای شهر", type="organization"),
        _entry("army", "sources", "the army", "ارتش", type="organization"),
        _entry("paper", "sources", "the paper", "روزنامه", type="outlet"),
        _entry("harbour-town", "places", "Harbour Town", "بندرشهر", type="city"),
        _entry("market", "places", "the market", "بازار", links=(("within", "harbour-town"),)),
        _entry("people", "populations", "people", "نفر"),
        _entry("strike", "kinds", "strike", "حمله", functional=("agent",)),
        _entry("killed", "kinds", "killed", "کشته", changes="grows"),
        _entry("wounded", "kinds", "wounded", "زخمی", changes="grows"),
        _entry("state", "kinds", "state", "وضعیت"),
        _entry(EVENT, "events", "the strike on the market", "حمله به بازار", frame=frame),
    ]


def build_tolls(articles: int = 11) -> Knowledge:
    """Return the story with so many articles, of which two or three appear each day."""
    day = Interval(FIRST, FIRST)

    def toll(measure: str, low: int, high: int | None, as_of: Interval) -> Proposition:
        count = Count(measure, low, high, "people", as_of=as_of)
        return Proposition(
            "strike", target="market", place="harbour-town", time=day, count=count, event=EVENT
        )

    struck = Proposition("strike", agent="army", target="market", place="harbour-town", time=day, event=EVENT)
    bundles = []
    for number in range(articles):
        at = datetime(FIRST.year, FIRST.month, FIRST.day, 18, tzinfo=UTC) + timedelta(hours=10 * number)
        published, hour = Interval(at, at), Interval(at - timedelta(hours=2), at - timedelta(hours=2))
        ours, theirs = MINISTRY[number % 11], AGENCY[number % 11]
        rival = COUNCIL[min(4, (at.date() - FIRST).days)]
        said = [
            ("ministry", Stance.ASSERTS, toll("killed", ours, ours, hour), f"{ours} people were killed"),
            ("agency", Stance.ASSERTS, toll("killed", theirs, theirs, published), f"at least {theirs} dead"),
            ("council", Stance.ASSERTS, toll("killed", rival, None, hour), f"no fewer than {rival} died"),
            ("ministry", Stance.ASSERTS, toll("wounded", 3 * ours, None, hour), f"over {3 * ours} were hurt"),
            ("council", Stance.ASSERTS, struck, "it was the army that struck the market"),
            ("army", Stance.DENIES, Proposition("strike", agent="army", event=EVENT), "we struck nothing"),
        ]
        text, claims = f"Harbour Town, article {number + 1}. ", []
        for at_claim, (source, stance, proposition, words) in enumerate(said, 1):
            start = len(text) + len(f"{source} says: ")
            text += f"{source} says: {words}. "
            quotation = Quotation(words, start, start + len(words))
            claims.append(Claim(f"c{at_claim}", source, stance, proposition, (quotation,)))
        article = Article(f"day-{number + 1:02}", text, "en", "paper", published, title=f"Toll {number + 1}")
        bundles.append(Bundle(article, tuple(claims)))
    return Knowledge(Register({entry.name: entry for entry in _entries()}), tuple(bundles))
