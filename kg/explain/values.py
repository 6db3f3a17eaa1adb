"""Times and numbers in words."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta
from functools import cache, lru_cache

from kg.model import Count, Interval, Number, is_clock
from kg.words import Message, Verbatim, Words, digits, each, fallbacks, family, render

#: How common units are written after a number; other units are written as in the register.
_UNITS = family(
    "unit",
    (
        *("percent", "km", "kilometre", "kilometer", "m", "metre", "meter", "kg", "kilogram", "tonne"),
        *("second", "minute", "hour", "day", "litre", "liter", "USD", "EUR", "GBP", "IRR"),
    ),
)
_UNITS["%"] = _UNITS["percent"]


def describe_time(interval: Interval) -> Words:
    """Return an interval of days or clock times in words; whole months and years are named as such.

    >>> describe_time(Interval(date(2020, 9, 27), date(2020, 10, 4)))["en"]
    '27 September – 4 October 2020'
    >>> describe_time(Interval(date(2020, 10, 4), date(2020, 10, 5)))["en"]
    '4–5 October 2020'
    >>> describe_time(Interval(date(1990, 1, 1), date(1999, 12, 31)))["en"]
    '1990–1999'
    >>> noon = datetime.fromisoformat("2020-10-04T12:00+03:30")
    >>> describe_time(Interval(noon, noon))["en"]
    '12:00 on 4 October 2020, UTC+3:30'
    """
    return each(lambda language: _time(interval, language))


def describe_count(count: Count, unit: str | None = None) -> Words:
    """Return an interval of numbers in words, with its unit; ``final`` numbers get "in all".

    “More than 300” is stored as 301 and more, so an end next to a round number is written with that number.

    >>> describe_count(Count("killed", 41))["en"]
    'at least 41'
    >>> describe_count(Count("killed", 301))["en"]
    'more than 300'
    >>> describe_count(Count("killed", 27000, 33000, soft=True))["en"]
    'about 27,000–33,000'
    >>> describe_count(Count("killed", 100, 300, final=True))["en"]
    '100–300 in all'
    >>> describe_count(Count("turnout", 54, 54), "percent")["en"]
    '54%'
    """
    number = _bounds(count, counts=unit is None)
    if unit is not None:
        after = _UNITS.get(unit, Verbatim(f" {unit}"))
        number = Message("count-with-unit", number=number, unit=after)
    return Message("count-final", number=number) if count.final else number


def _bounds(count: Count, *, counts: bool) -> Words:
    """Return both ends of a number in words; ``counts`` says that it cannot be a fraction."""
    low, high = count.low, count.high

    def about(number: Number) -> Words | Number:
        return Message("count-about", number=number) if count.soft else number

    if high is None:
        if counts and _is_round(low - 1):
            return Message("count-more-than", low=about(low - 1))
        return Message("count-at-least", low=about(low))
    if low == high:
        if counts and not high:
            return Message("count-none")
        return Message("count-exact", number=about(high))
    if low == 0:
        if counts and _is_round(high + 1):
            return Message("count-fewer-than", high=about(high + 1))
        return Message("count-at-most", high=about(high))
    number = Message("count-range", low=low, high=high)
    return Message("count-about", number=number) if count.soft else number


def _is_round(number: Number) -> bool:
    return number > 0 and number % 100 == 0


@lru_cache(maxsize=4096)
def _time(interval: Interval, language: str, between: bool = False) -> str:
    """Return a time in words; with ``between``, both ends as they follow that word."""
    close, apart = ("time-between", "time-between") if between else ("time-close", "time-apart")
    start, end = interval.start, interval.end
    if start is None or end is None:
        only = start or end
        if only is None:
            return _say(language, "time-any")
        return _say(language, "time-from" if end is None else "time-until", time=_end(only, language))
    if is_clock(start) or is_clock(end):
        return _clocks(start, end, language, apart)
    if start == end:
        return _end(start, language)
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        first, last = (_year(one.year, language) for one in (start, end))
        return first if first == last else _say(language, close, first=first, last=last)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        return _months(start, end, language, close)
    if (start.year, start.month) == (end.year, end.month):
        first = digits(str(start.day), language)
        return _say(language, close, first=first, last=_end(end, language))
    first = _day_of_year(start, language) if start.year == end.year else _end(start, language)
    return _say(language, apart, first=first, last=_end(end, language))


def _say(language: str, name: str, **told: str | int) -> str:
    return render(language, name, told)


def _months(start: date, end: date, language: str, close: str) -> str:
    """Return whole months in words; a common year is written once."""
    last = _say(language, "time-month", month=months_of(language)[end.month], year=_year(end.year, language))
    if (start.year, start.month) == (end.year, end.month):
        return last
    first = months_of(language)[start.month]
    if start.year != end.year:
        first = _say(language, "time-month", month=first, year=_year(start.year, language))
    return _say(language, close, first=first, last=last)


def _clocks(start: date, end: date, language: str, apart: str) -> str:
    """Return an interval with at least one clock time in words; a common day and zone are written once."""
    if not (isinstance(start, datetime) and isinstance(end, datetime)):
        return _say(language, apart, first=_end(start, language), last=_end(end, language))
    if start.utcoffset() != end.utcoffset():
        return _say(language, apart, first=_end(start, language), last=_end(end, language))
    if start == end:
        return _end(start, language)
    zone = _zone(end, language)
    if start.date() == end.date():
        first, last, day = _hour(start, language), _hour(end, language), _day(end, language)
        hours = "time-hours" if apart == "time-apart" else "time-hours-between"
        return _say(language, hours, first=first, last=last, day=day, zone=zone)
    return _say(language, apart, first=_clock(start, language), last=_clock(end, language)) + zone


def _end(end: date, language: str) -> str:
    """Return a day, or a clock time with its day and zone, in words."""
    if isinstance(end, datetime):
        return _clock(end, language) + _zone(end, language)
    return _day(end, language)


def _clock(clock: datetime, language: str) -> str:
    return _say(language, "time-clock", day=_day(clock, language), hour=_hour(clock, language))


def _day(day: date, language: str) -> str:
    return _say(language, "time-day", day=_day_of_year(day, language), year=_year(day.year, language))


def _day_of_year(day: date, language: str) -> str:
    month, of_day = (months_of(language, form)[day.month] for form in ("stand-alone", "format"))
    return _say(language, "time-day-of-year", day=day.day, month=month, month_of_day=of_day)


def short_day(day: date, language: str) -> str:
    """Return a day without its year, the month shortened where the language does so.

    >>> short_day(date(2020, 10, 4), "en")
    '4 Oct'
    """
    month, of_day = (
        months_of(language, form, "abbreviated")[day.month] for form in ("stand-alone", "format")
    )
    return _say(language, "time-day-of-year", day=day.day, month=month, month_of_day=of_day)


@cache
def months_of(language: str, form: str = "stand-alone", width: str = "wide") -> Mapping[int, str]:
    """Return the names of the months, as they stand alone or, with ``format``, next to a day."""
    from babel import Locale  # Commands that write no month do not load it.

    months: Mapping[int, str] = Locale.parse(fallbacks(language)[0], sep="-").months[form][width]
    return months


def _year(year: int, language: str) -> str:
    return digits(str(year), language)


def _hour(clock: datetime, language: str) -> str:
    """Return the time of day, with seconds if they are not zero."""
    return digits(f"{clock:%H:%M:%S}" if clock.second else f"{clock:%H:%M}", language)


def _zone(clock: datetime, language: str) -> str:
    return zone_of(clock.utcoffset() or timedelta(), language)


def zone_of(offset: timedelta, language: str) -> str:
    """Return a zone by its distance from UTC, as it follows a time."""
    hours, minutes = divmod(abs(offset) // timedelta(minutes=1), 60)
    if not offset:
        return _say(language, "zone-utc")
    shown = digits(f"{hours}:{minutes:02}" if minutes else str(hours), language)
    return _say(language, "zone-ahead" if offset > timedelta() else "zone-behind", hours=shown)


def when(interval: Interval) -> Words:
    """Return a time with its preposition, for use in a question."""
    start, end = interval.start, interval.end
    form, between = "period", False
    if start is None or end is None:
        form = "open"
    elif start == end:
        form = "clock" if is_clock(start) else "day"
    elif _is_month_or_year(start, end):
        form = "span"
    else:
        between = True
    return Message("when", form=form, time=each(lambda language: _time(interval, language, between)))


def _is_month_or_year(start: date, end: date) -> bool:
    """Return whether two days are the first and the last of one month, or of one year."""
    if is_clock(start) or is_clock(end) or start.year != end.year or start.day != 1:
        return False
    months = (start.month, end.month)
    return (months == (1, 12) and end.day == 31) or (
        months[0] == months[1] and end.day == monthrange(end.year, end.month)[1]
    )
