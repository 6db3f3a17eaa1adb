"""The axes of a timeline: where times and numbers lie in a picture, and the marks along its edges."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from itertools import accumulate
from math import floor, log10

from kg.explain.values import describe_time, months_of, short_day
from kg.model import Count, Interval, is_clock
from kg.words import digits

#: Where the largest number is so many times the smallest one, the axis of numbers is logarithmic.
ORDERS = 50
#: An empty time that is longer than this share of all time is cut out, and marked; so is one beside which a
#: quarter of all counts share less than ``_PRESSED`` of the time.
_EMPTY, _PRESSED = 0.6, 0.08
#: The width of a cut in pixels, and the most cuts.
_CUT, _CUTS = 30.0, 3
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark along an axis, with up to two lines of text; ``at`` is its place in pixels."""

    at: float
    text: str
    below: str = ""


# --- numbers ------------------------------------------------------------------------------------------


class ValueAxis:
    """The axis of numbers: it runs upwards from ``bottom`` to ``top``.

    Where numbers are of different orders of magnitude it is ``logarithmic``. Zero, which has no logarithm, is
    then at the bottom, below a line from which the logarithms begin.
    """

    def __init__(self, counts: Sequence[Count], bottom: float, top: float, ticks: int):
        self.bottom, self.top = bottom, top
        ends = [float(end) for count in counts for end in (count.low, count.high) if end is not None]
        positive = [end for end in ends if end > 0]
        self.logarithmic = min(ends) >= 0 and bool(positive) and max(positive) >= ORDERS * min(positive)
        if self.logarithmic:
            self.has_zero = min(ends) == 0
            self.start = 10.0 ** floor(log10(min(positive)))
            self.end = max(positive) * 1.15
            self.step = 0.0
        else:
            self.has_zero = False
            self.start, self.end, self.step = linear_scale(counts, ticks)

    @property
    def _floor(self) -> float:
        return self.bottom - 26 if self.has_zero else self.bottom

    def y(self, value: float) -> float:
        """Return the place of a number."""
        if not self.logarithmic:
            share = (value - self.start) / (self.end - self.start)
            return round(self.bottom + share * (self.top - self.bottom), 1)
        if value <= 0:
            return self.bottom
        share = log10(value / self.start) / log10(self.end / self.start)
        return round(self._floor + share * (self.top - self._floor), 1)

    def middle(self, low: float, high: float) -> float:
        """Return the place in the middle between two numbers."""
        return round((self.y(low) + self.y(high)) / 2, 1)

    def ticks(self, language: str) -> list[Tick]:
        """Return the marks along the axis, from the bottom."""
        shown = [(value, _number(value, self.step)) for value in self._values()]
        return [Tick(self.y(value), digits(text, language)) for value, text in shown]

    def _values(self) -> Iterator[float]:
        if not self.logarithmic:
            steps = round((self.end - self.start) / self.step)
            yield from (self.start + number * self.step for number in range(steps + 1))
            return
        if self.has_zero:
            yield 0.0
        decades = log10(self.end / self.start)
        factors = (1, 2, 5) if decades < 3 else (1,)
        power = self.start
        while power <= self.end:
            yield from (power * factor for factor in factors if power * factor <= self.end)
            power *= 10.0


def _number(value: float, step: float) -> str:
    return f"{value:,.6g}" if value % 1 or 0 < step < 1 else f"{round(value):,}"


def linear_scale(counts: Sequence[Count], ticks: int) -> tuple[float, float, float]:
    """Return the start, end and step of an axis; it starts at zero unless all numbers are close."""
    ends = [float(end) for count in counts for end in (count.low, count.high) if end is not None]
    low, high = min(ends), max(ends)
    start = 0.0 if 0 <= low <= high / 2 else low
    rough = (high - start) / ticks or max(abs(high), 1.0)
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    start = floor(start / step) * step
    end = start
    while end < high or end == start:
        end += step
    return start, end, step


# --- time ---------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Span:
    """The times of a count in days since the year 1, and the time at which its mark is placed."""

    start: float
    end: float
    at: float
    open_start: bool = False
    open_end: bool = False


@dataclass(frozen=True, slots=True)
class _Segment:
    """A stretch of time without a cut: its first and last day, and their places in pixels."""

    start: float
    end: float
    left: float
    right: float


class TimeAxis:
    """The axis of time: it runs from ``left`` to ``right``, in every language.

    Long times in which nothing was counted are cut out; ``cuts`` are the places of these. Clock times are
    shown in their zone if they have one in common, else in UTC.
    """

    def __init__(self, times: Iterable[Interval | None], left: float, right: float):
        known = [time for time in times if time is not None]
        clocks = [end for time in known for end in (time.start, time.end) if isinstance(end, datetime)]
        offsets = {clock.utcoffset() or timedelta() for clock in clocks}
        self.clocks = bool(clocks)
        self.zone = timezone(offsets.pop()) if len(offsets) == 1 else UTC
        spans = [span for time in known if (span := self.span(time)) is not None]
        self._segments = _segments(spans, left, right, 1 / 24 if self.clocks else 1.0)
        self.cuts = [
            round((one.right + other.left) / 2, 1)
            for one, other in zip(self._segments, self._segments[1:], strict=False)
        ]

    def span(self, time: Interval) -> Span | None:
        """Return the times of an interval; without an end it is placed at its start, and the reverse."""
        if time.start is None and time.end is None:
            return None
        start, end = time.start or time.end, time.end or time.start
        assert start is not None and end is not None
        first, last = self._day(start), self._day(end) + (0.0 if is_clock(end) else 1.0)
        at = (first + last) / 2
        if time.start is None or time.end is None:
            only = self._day(start)
            at = only if is_clock(start) else only + 0.5
        return Span(first, last, at, time.start is None, time.end is None)

    def is_short(self, span: Span) -> bool:
        """Return whether a mark alone is enough for the times of a count."""
        if span.open_start or span.open_end:
            return False
        return (
            span.end - span.start <= (0.0 if self.clocks else 1.0)
            or self.x(span.end) - self.x(span.start) < 12
        )

    def x(self, day: float) -> float:
        """Return the place of a time."""
        for segment in self._segments:
            if day <= segment.end or segment is self._segments[-1]:
                break
        share = (day - segment.start) / (segment.end - segment.start)
        return round(segment.left + share * (segment.right - segment.left), 1)

    def ticks(self, language: str, room: float) -> list[Tick]:
        """Return the marks along the axis, each with about ``room`` pixels for its text."""
        ticks: list[Tick] = []
        context = ""
        for segment in self._segments:
            for at, text, above in _calendar(segment, room, self.clocks, language):
                x = self.x(at)
                if ticks and x - ticks[-1].at < room:
                    continue
                ticks.append(Tick(x, text, above if above != context else ""))
                context = above
        return ticks

    def _day(self, end: date) -> float:
        if isinstance(end, datetime):
            end = end.astimezone(self.zone)
            return end.toordinal() + (end.hour + (end.minute + end.second / 60) / 60) / 24
        return float(end.toordinal())


def _segments(spans: Sequence[Span], left: float, right: float, least: float) -> list[_Segment]:
    """Return stretches of time, wider where there are more counts, so that these can be told apart."""
    stretches = _stretches(sorted(spans, key=lambda span: (span.start, span.end)), _CUTS) if spans else []
    ends = [(s[0].start, max(span.end for span in s), len(s)) for s in stretches] or [(1.0, 2.0, 1)]
    pads = [max((end - start) * 0.04, least / 2) for start, end, _ in ends]
    ends = [(start - pad, end + pad, number) for pad, (start, end, number) in zip(pads, ends, strict=True)]
    room = right - left - _CUT * (len(ends) - 1)
    total, numbers = (sum(part) for part in zip(*((end - start, n) for start, end, n in ends), strict=True))
    segments, x = [], left
    for start, end, number in ends:
        width = room * ((end - start) / total + number / numbers) / 2
        segments.append(_Segment(start, end, x, x + width))
        x += width + _CUT
    return segments


def _stretches(spans: Sequence[Span], cuts: int) -> list[Sequence[Span]]:
    """Return the counts in groups between which time is cut out.

    It is cut where it would press most counts together: where it is nearly all of the time, or parts a group
    of counts that has hardly any of it.
    """
    reached = list(accumulate((span.end for span in spans), max))
    gaps = [after.start - end for after, end in zip(spans[1:], reached, strict=False)]
    longest = max(gaps, default=0.0)
    total = reached[-1] - spans[0].start
    if not cuts or longest <= 0 or len({span.at for span in spans}) < 3:
        return [spans]
    at = gaps.index(longest) + 1
    sides = spans[:at], spans[at:]
    lengths = reached[at - 1] - spans[0].start, reached[-1] - spans[at].start
    pressed = any(
        length < _PRESSED * total and len(side) >= len(spans) / 4 and len({span.at for span in side}) > 1
        for side, length in zip(sides, lengths, strict=True)
    )
    if not pressed and longest <= _EMPTY * total:
        return [spans]
    first = _stretches(sides[0], cuts - 1)
    return [*first, *_stretches(sides[1], cuts - len(first))]


#: The steps of ticks: in minutes, in days, in months; those of days begin on the first of a month.
_MINUTES = (1, 5, 15, 30, 60, 180, 360, 720)
_DAYS = (1, 2, 5, 10)
_MONTHS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)


def _calendar(
    segment: _Segment, room: float, clocks: bool, language: str
) -> Iterator[tuple[float, str, str]]:
    """Yield days for ticks, each with its text and the longer time that it is part of."""
    most = max(1.0, (segment.right - segment.left) / room)
    length = segment.end - segment.start
    minutes = next((step for step in _MINUTES if clocks and length * 1440 / step <= most), None)
    if minutes is not None:
        yield from _hours(segment, minutes, language)
        return
    days = next((step for step in _DAYS if length / step <= most), None)
    if days is not None:
        yield from _days(segment, days, clocks, language)
        return
    months = next((step for step in _MONTHS if length / 30.44 / step <= most), _MONTHS[-1])
    yield from _months(segment, months, language)


def _hours(segment: _Segment, minutes: int, language: str) -> Iterator[tuple[float, str, str]]:
    number = -int(-segment.start * 1440 // minutes)
    while (total := number * minutes) <= segment.end * 1440:
        day, rest = divmod(total, 1440)
        text = digits(f"{rest // 60}:{rest % 60:02}", language)
        yield (
            total / 1440,
            text,
            describe_time(Interval(date.fromordinal(day), date.fromordinal(day)))[language],
        )
        number += 1


def _days(segment: _Segment, step: int, clocks: bool, language: str) -> Iterator[tuple[float, str, str]]:
    day = date.fromordinal(max(1, floor(segment.start)))
    while day.toordinal() <= min(segment.end, date.max.toordinal() - 1):
        # With steps of several days, those that begin a month or follow it by whole steps.
        at = day.toordinal() + (0.0 if clocks else 0.5)
        if segment.start <= at <= segment.end and (day.day - 1) % step == 0 and (step == 1 or day.day < 30):
            yield at, short_day(day, language), digits(str(day.year), language)
        day += _DAY


def _months(segment: _Segment, step: int, language: str) -> Iterator[tuple[float, str, str]]:
    first = date.fromordinal(max(1, floor(segment.start)))
    number = (first.year * 12 + first.month - 1) // step * step
    while number // 12 <= date.max.year:
        year, month = divmod(number, 12)
        number += step
        if year < 1:
            continue
        at = date(year, month + 1, 1).toordinal() + 0.0
        if at > segment.end:
            return
        if at >= segment.start:
            shown = digits(str(year), language)
            yield (
                (at, shown, "")
                if step >= 12
                else (at, months_of(language, "stand-alone", "abbreviated")[month + 1], shown)
            )
