"""Times and numbers in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta

from kg.explain.words import Words, both
from kg.model import Count, Interval, Number, is_clock

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

_PERSIAN_DIGITS = str.maketrans("0123456789,.", "۰۱۲۳۴۵۶۷۸۹٬٫")

#: How common units are written after a number; any other stands as it is written in the register.
_UNITS: Mapping[str, Words] = {
    "percent": both("%", " درصد"),
    "%": both("%", " درصد"),
    "km": both(" km", " کیلومتر"),
    "kilometre": both(" km", " کیلومتر"),
    "kilometer": both(" km", " کیلومتر"),
    "m": both(" m", " متر"),
    "metre": both(" m", " متر"),
    "meter": both(" m", " متر"),
    "kg": both(" kg", " کیلوگرم"),
    "kilogram": both(" kg", " کیلوگرم"),
    "tonne": both(" t", " تن"),
    "second": both(" s", " ثانیه"),
    "minute": both(" min", " دقیقه"),
    "hour": both(" h", " ساعت"),
    "day": both(" days", " روز"),
    "litre": both(" l", " لیتر"),
    "liter": both(" l", " لیتر"),
    "USD": both(" USD", " دلار آمریکا"),
    "EUR": both(" EUR", " یورو"),
    "GBP": both(" GBP", " پوند"),
    "IRR": both(" IRR", " ریال"),
}


def describe_time(interval: Interval) -> Words:
    """Return an interval of days or of clock times in words; whole months and years are named as such.

    >>> describe_time(Interval(date(2020, 9, 27), date(2020, 10, 4)))["en"]
    '27 September – 4 October 2020'
    >>> describe_time(Interval(date(2020, 10, 4), date(2020, 10, 5)))["en"]
    '4–5 October 2020'
    >>> describe_time(Interval(date(1990, 1, 1), date(1999, 12, 31)))["en"]
    '1990–1999'
    >>> noon = datetime.fromisoformat("2020-10-04T12:00+03:30")
    >>> describe_time(Interval(noon, noon))["en"]
    '4 October 2020, 12:00 (UTC+3:30)'
    """
    return both(_time(interval, "en"), _time(interval, "fa"))


def describe_count(count: Count, unit: str | None = None) -> Words:
    """Return an interval of numbers in words, in a unit; ``final`` ones are of the whole.

    >>> describe_count(Count("killed", 41))["en"]
    'at least 41'
    >>> describe_count(Count("killed", 27000, 33000, soft=True))["en"]
    'about 27,000–33,000'
    >>> describe_count(Count("killed", 100, 300, final=True))["en"]
    '100–300 in all'
    >>> describe_count(Count("turnout", 54, 54), "percent")["en"]
    '54%'
    """
    low, high = f"{count.low:,}", "" if count.high is None else f"{count.high:,}"
    if count.high is None:
        en, fa = f"at least {low}", f"دست‌کم {low}"
    elif count.low == count.high:
        en, fa = low, low
    elif count.low == 0:
        en, fa = f"at most {high}", f"حداکثر {high}"
    else:
        en, fa = f"{low}–{high}", f"{low} تا {high}"
    en, fa = (f"about {en}", f"حدود {fa}") if count.soft else (en, fa)
    fa = fa.translate(_PERSIAN_DIGITS)
    if unit is not None:
        after = _UNITS.get(unit, both(f" {unit}", f" {unit}"))
        en, fa = en + after["en"], fa + after["fa"]
    return both(f"{en} in all", f"در مجموع {fa}") if count.final else both(en, fa)


def persian_number(number: Number) -> str:
    """Return a number in Persian digits."""
    return f"{number:,}".translate(_PERSIAN_DIGITS)


def _time(interval: Interval, language: str) -> str:
    start, end = interval.start, interval.end
    if start is None or end is None:
        only = start or end
        if only is None:
            return {"en": "at any time", "fa": "هر زمانی"}[language]
        shown = _end(only, language)
        if end is None:
            return {"en": f"from {shown} on", "fa": f"از {shown} به بعد"}[language]
        return {"en": f"until {shown}", "fa": f"تا {shown}"}[language]
    if is_clock(start) or is_clock(end):
        return _clocks(start, end, language)
    if start == end:
        return _end(start, language)
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
        return _persian(f"{start.day}{to}{_end(end, language)}", language)
    spaced = {"en": " – ", "fa": " تا "}[language]
    first = _end(start, language)
    if start.year == end.year:
        first = first.rpartition(" ")[0]
    return f"{first}{spaced}{_end(end, language)}"


def _clocks(start: date, end: date, language: str) -> str:
    """Return an interval of which at least one end is a clock time; a shared day and zone stand once."""
    to = {"en": " – ", "fa": " تا "}[language]
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return f"{_end(start, language)}{to}{_end(end, language)}"
    if start == end and start.utcoffset() == end.utcoffset():
        return _end(start, language)
    zone = _zone(end, language)
    if start.utcoffset() != end.utcoffset():
        return f"{_end(start, language)}{to}{_end(end, language)}"
    first = f"{_day(start, language)}{_hour(start, language)}"
    last = _hour(end, language) if start.date() == end.date() else _day(end, language) + _hour(end, language)
    last = last.removeprefix(", ").removeprefix("، ساعت ") if start.date() == end.date() else last
    return f"{first}{to if start.date() != end.date() or language == 'fa' else '–'}{last}{zone}"


def _end(end: date, language: str) -> str:
    """Return a day, or a clock time with its day and zone."""
    day = _day(end, language)
    return f"{day}{_hour(end, language)}{_zone(end, language)}" if isinstance(end, datetime) else day


def _day(day: date, language: str) -> str:
    return _persian(f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}", language)


def _hour(clock: datetime, language: str) -> str:
    """Return the time of day, to the second where that is given."""
    shown = f"{clock:%H:%M:%S}" if clock.second else f"{clock:%H:%M}"
    return _persian({"en": f", {shown}", "fa": f"، ساعت {shown}"}[language], language)


def _zone(clock: datetime, language: str) -> str:
    """Return a zone by its distance from UTC, in words where digits would run in two directions."""
    offset = clock.utcoffset() or timedelta()
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    shown = f"{hours}:{minutes:02}" if minutes else str(hours)
    if language == "en":
        sign = "" if not offset else "+" if offset > timedelta() else "−"
        return f" (UTC{sign}{shown if offset else ''})"
    if not offset:
        return " به وقت گرینویچ"
    way = "جلوتر از" if offset > timedelta() else "عقب‌تر از"
    return f" ({_persian(shown, language)} ساعت {way} گرینویچ)"


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
        return f"at {words}" if is_clock(interval.start) else f"on {words}"
    return f"in the period {words}" if "–" in words else f"in {words}"
