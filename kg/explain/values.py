"""Times and numbers in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date

from kg.explain.words import Words, both
from kg.model import Count, Interval

_MONTHS: Mapping[str, Sequence[str]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fa": (
        *("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن"),
        *("ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
    ),
}

_PERSIAN_DIGITS = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")


def describe_time(interval: Interval) -> Words:
    """Return an interval of days in words; whole months and years are named as such.

    >>> describe_time(Interval(date(2020, 9, 27), date(2020, 10, 4)))["en"]
    '27 September – 4 October 2020'
    >>> describe_time(Interval(date(2020, 10, 4), date(2020, 10, 5)))["en"]
    '4–5 October 2020'
    >>> describe_time(Interval(date(1990, 1, 1), date(1999, 12, 31)))["en"]
    '1990–1999'
    """
    return both(_time(interval, "en"), _time(interval, "fa"))


def describe_count(count: Count) -> Words:
    """Return an interval of numbers in words.

    >>> describe_count(Count("killed", 41))["en"]
    '≥ 41'
    >>> describe_count(Count("killed", 27000, 33000, soft=True))["en"]
    'about 27,000–33,000'
    """
    low, high = f"{count.low:,}", "" if count.high is None else f"{count.high:,}"
    if count.high is None:
        en, fa = f"≥ {low}", f"دست‌کم {low}"
    elif count.low == count.high:
        en, fa = low, low
    elif count.low == 0:
        en, fa = f"≤ {high}", f"حداکثر {high}"
    else:
        en, fa = f"{low}–{high}", f"{low} تا {high}"
    if count.soft:
        en, fa = f"about {en}", f"حدود {fa}"
    return both(en, fa.translate(_PERSIAN_DIGITS))


def persian_number(number: int) -> str:
    """Return a whole number in Persian digits."""
    return f"{number:,}".translate(_PERSIAN_DIGITS)


def _time(interval: Interval, language: str) -> str:
    start, end = interval.start, interval.end
    if start is None and end is None:
        return {"en": "at any time", "fa": "هر زمانی"}[language]
    if start is None or end is None:
        day = _day(start or end, language)
        if end is None:
            return {"en": f"from {day} on", "fa": f"از {day} به بعد"}[language]
        return {"en": f"until {day}", "fa": f"تا {day}"}[language]
    if start == end:
        return _day(start, language)
    to = {"en": "–", "fa": " تا "}[language]
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        years = str(start.year) if start.year == end.year else f"{start.year}{to}{end.year}"
        return _persian(years, language)
    months = _MONTHS[language]
    same_month = (start.year, start.month) == (end.year, end.month)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        first = months[start.month - 1] + ("" if start.year == end.year else f" {start.year}")
        last = f"{months[end.month - 1]} {end.year}"
        return _persian(last if same_month else f"{first}{to}{last}", language)
    if same_month:
        return _persian(f"{start.day}{to}{_day(end, language)}", language)
    spaced = {"en": " – ", "fa": " تا "}[language]
    first = _day(start, language)
    if start.year == end.year:
        first = first.rpartition(" ")[0]
    return f"{first}{spaced}{_day(end, language)}"


def _day(day: date | None, language: str) -> str:
    assert day is not None
    return _persian(f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}", language)


def _persian(text: str, language: str) -> str:
    return text.translate(_PERSIAN_DIGITS) if language == "fa" else text


def when(interval: Interval, language: str) -> str:
    """Return a time with its preposition, to stand in a question."""
    words = _time(interval, language)
    if language == "fa":
        start, end = interval.start, interval.end
        if start is not None and end is not None and " تا " in words:
            return f"از {words}"
        return words if start is None or end is None else f"در {words}"
    if interval.start is None or interval.end is None:
        return words
    if interval.start == interval.end:
        return f"on {words}"
    return f"in the period {words}" if "–" in words else f"in {words}"
