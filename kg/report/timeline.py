"""Draw a timeline as SVG: counts by as-of time and number, and the lines between them.

Time runs to the right and numbers upwards in every language, as charts do. Each voice has a colour and a
shape that the legend names. Nothing is in the picture alone: a table beside it has every count.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from kg.disputes import Link
from kg.explain import LANGUAGES, Words
from kg.explain.values import zone_of
from kg.explain.words import DISPUTE_WORDS
from kg.model import Count, RelationType, number_of
from kg.report.axes import Tick, TimeAxis, ValueAxis
from kg.report.counts import COUNT_WORDS, TimelineRow
from kg.report.legend import Symbol, write_legend, write_text
from kg.report.marks import MOST, Area, Labels, Mark, place_marks
from kg.report.points import FORMS, Point, forms_of, write_form, write_mark, write_ring, write_sample
from kg.report.shapes import VOICES, arrow, cross
from kg.report.svg import NARROW, WIDE, Target, advance, escaped, wrapped
from kg.words import Joined, Verbatim, digits, each, is_rtl

#: If there are more contradictions than this, no lines are drawn, only rings around the counts.
MOST_LINES = 40
#: If there are more marks than this, they have no labels.
_LABELLED = 60
#: The most counts that the text of a mark, or the description of the picture, lists.
_LISTED = 12
#: The size of a mark for several counts, and how long an arrow is.
_JOINED, _ARROW = 9.5, 24.0


@dataclass(frozen=True, slots=True)
class _Style:
    """Measures of one picture, in pixels; ``tick`` is the room for the text of a time."""

    height: float
    font: float
    tick: float
    ticks: int
    columns: int


_STYLES: Mapping[int, _Style] = {
    WIDE: _Style(height=340, font=13, tick=86, ticks=6, columns=3),
    NARROW: _Style(height=260, font=11, tick=58, ticks=5, columns=1),
}
_MARGIN = 6


@dataclass(frozen=True, slots=True)
class DrawnTimeline:
    """A picture, and the sentences that belong under it."""

    svg: str
    notes: tuple[Words, ...]


def write_timeline(
    row: TimelineRow,
    name: str,
    *,
    width: int = WIDE,
    target: Target | None = None,
    languages: Sequence[str] = LANGUAGES,
) -> DrawnTimeline:
    """Return a timeline as one ``<svg>`` element; ``width`` is :data:`~kg.report.svg.WIDE` or ``NARROW``.

    ``name`` distinguishes it from others on a page. With ``target``, each count links to its claim and each
    contradiction to its relation.
    """
    chart = _Chart(row, width, tuple(languages), target)
    return DrawnTimeline(chart.write(name), tuple(chart.notes))


class _Chart:
    """A timeline with the places of its counts; ``notes`` are sentences that belong under it."""

    def __init__(
        self, row: TimelineRow, width: int, languages: Sequence[str], target: Target | None = None
    ) -> None:
        self.row, self.width, self.languages, self.target = row, width, languages, target
        self.style, tallies = _STYLES[width], row.timeline.tallies
        self.rtl = len(languages) == 1 and is_rtl(languages[0])
        self.sign = languages[0] if len(languages) == 1 else "en"
        # An arrow that says “at least” needs room above the highest number.
        self.top = 16.0 + (20.0 if any(tally.count.high is None for tally in tallies) else 0.0)
        self.bottom = self.top + self.style.height
        size = self.style.font - 1
        self.values = ValueAxis([tally.count for tally in tallies], self.bottom, self.top, self.style.ticks)
        self.numbers = self.values.ticks(self.sign)
        self.left = _MARGIN + 6 + max(advance(tick.text) for tick in self.numbers) * size
        right = width - _MARGIN - 8.0
        self.untimed = any(
            tally.as_of is None or not (tally.as_of.start or tally.as_of.end) for tally in tallies
        )
        self.unknown = right - self.style.tick / 2
        self.right = right - self.style.tick - 16 if self.untimed else right
        self.times = TimeAxis([tally.as_of for tally in tallies], self.left + 14, self.right - 14)
        self.voices = _voices(row)
        self.contradictions = [
            link for link in row.timeline.links if link.relation is RelationType.CONTRADICTS
        ]
        self.points = self._points()
        placed = [Mark(point.x, point.y, (point,)) for point in self.points]
        self.marks: list[Mark[Point]] = place_marks(placed)
        self.mark_of = {point.row.claim: mark for mark in self.marks for point in mark.things}
        self.lined = len(self.contradictions) <= MOST_LINES

    def _points(self) -> list[Point]:
        against: dict[str, str] = {}
        for link in sorted(self.contradictions, key=lambda link: link.unconditional):
            kind = "against" if link.unconditional else "against conditional"
            against |= {link.first: kind, link.second: kind}
        points = []
        for row, tally in zip(self.row.rows, self.row.timeline.tallies, strict=True):
            span = None if tally.as_of is None else self.times.span(tally.as_of)
            x = self.unknown if span is None else self.times.x(span.at)
            points.append(
                Point(
                    row=row,
                    count=tally.count,
                    stance=tally.stance,
                    voice=min(self.voices.index(tally.sources), VOICES),
                    x=x,
                    y=self._y(tally.count),
                    span=span,
                    against=against.get(tally.claim, ""),
                )
            )
        return points

    def _y(self, count: Count) -> float:
        """Return the place of a mark: at the end of a range that is not open, else in its middle."""
        low = float(count.low)
        if count.high is None:
            return self.values.y(low)
        high = float(count.high)
        return self.values.y(high) if low == 0 else self.values.middle(low, high)

    @property
    def notes(self) -> list[Words]:
        """What a reader must know of this picture besides its legend."""
        joined = any(len(mark.things) > 1 for mark in self.marks)
        told = sum(row.basis is not None for row in self.row.rows)
        many = len(self.contradictions)
        start = 0 if self.values.logarithmic else number_of(round(self.values.start, 6))
        offset = self.times.zone.utcoffset(None) or timedelta()
        found = {
            "logarithmic": COUNT_WORDS["logarithmic"] if self.values.logarithmic else None,
            "begins": COUNT_WORDS["begins"].told(number=start) if start else None,
            "cut": COUNT_WORDS["cut"] if self.times.cuts else None,
            "clocks": COUNT_WORDS["clocks"].told(zone=each(partial(zone_of, offset)))
            if self.times.clocks
            else None,
            "joined": COUNT_WORDS["joined"] if joined else None,
            "unlinked": None if self.lined else COUNT_WORDS["unlinked"].told(count=many),
            "by_utterance": COUNT_WORDS["by_utterance"].told(count=told) if told else None,
        }
        return [words for words in found.values() if words is not None]

    def write(self, name: str) -> str:
        """Return the picture as an ``<svg>`` element."""
        legend, height = self.legend(self.bottom + 44)
        name, n = f"{name}-{self.width}", self.languages[0]
        size = "wide" if self.width == WIDE else "narrow"
        size += " crowded" if len(self.points) > MOST else ""
        rows = self.row.rows[:_LISTED]
        told = [f"{row.as_of[n]}, {row.voice[n]}: {row.count[n]}" for row in rows]
        if len(rows) < len(self.row.rows):
            told = [self.row.numbers[n]]
        role = "img" if self.target is None else "group"
        return "\n".join(
            [
                f'<svg class="timeline {size}" width="{self.width}" height="{height:g}" '
                f'viewBox="0 0 {self.width} {height:g}" role="{role}" '
                f'aria-labelledby="{name}-title {name}-desc" fill="none" stroke="currentColor">',
                f'<title id="{name}-title">{escaped(self.row.title[n])}</title>',
                f'<desc id="{name}-desc">{escaped("; ".join(told))}</desc>',
                *self.grid(),
                *self.updates(),
                *self.ranges(),
                *(self.disagreements() if self.lined else ()),
                *self.drawn(),
                *self.labels(),
                *legend,
                "</svg>",
            ]
        )

    # -- axes ------------------------------------------------------------------------------------------

    def grid(self) -> Iterator[str]:
        size = self.style.font - 1
        for tick in self.numbers:
            yield f'<path class="grid" d="M{self.left:g} {tick.at:g}H{self.right:g}"/>'
            yield write_text(tick.text, self.left - 5, tick.at, size, "end", "tick")
        for tick in self.times.ticks(self.sign, self.style.tick):
            yield f'<path class="grid" d="M{tick.at:g} {self.top:g}V{self.bottom + 4:g}"/>'
            yield from self.time(tick, size)
        for cut in self.times.cuts:
            for x in (cut - 3, cut + 3):
                yield f'<path class="axis" d="M{x - 3:g} {self.bottom + 6:g}l6 -12"/>'
        yield f'<path class="axis" d="M{self.left:g} {self.bottom:g}H{self.right:g}"/>'
        if self.untimed:
            words = COUNT_WORDS["no_time"][self.languages[0]]
            lines = wrapped(words, self.style.tick + 8, size, self.languages[0])
            for at, line in enumerate(lines[:3]):
                y = self.bottom + 12 + at * line.height
                yield write_text(line.text, self.unknown, y, size, "middle", "tick", line.language)

    def time(self, tick: Tick, size: float) -> Iterator[str]:
        x = min(max(tick.at, self.left), self.width - _MARGIN - advance(tick.text) * size / 2)
        yield write_text(tick.text, x, self.bottom + 13, size, "middle", "tick", self.sign)
        if tick.below:
            half = advance(tick.below) * size / 2
            x = min(max(tick.at, _MARGIN + half), self.width - _MARGIN - half)
            yield write_text(tick.below, x, self.bottom + 28, size, "middle", "tick", self.sign)

    # -- lines -----------------------------------------------------------------------------------------

    def updates(self) -> Iterator[str]:
        """Yield lines from each count to the next one that updates or replaces it."""
        order = {row.claim: at for at, row in enumerate(self.row.rows)}
        voice = {point.row.claim: point.voice for point in self.points}
        nearest: dict[tuple[str, RelationType], str] = {}
        for link in self.row.timeline.links:
            if link.relation in (RelationType.UPDATES, RelationType.SUPERSEDES):
                key = link.first, link.relation
                if key not in nearest or order[nearest[key]] < order[link.second]:
                    nearest[key] = link.second
        drawn = set()
        for (later, relation), earlier in nearest.items():
            one, other = self.mark_of[earlier], self.mark_of[later]
            line = one.x, one.y, other.x, other.y, relation
            if one is other or line in drawn:
                continue
            drawn.add(line)
            same = relation is RelationType.SUPERSEDES
            kind = f"replaced v{voice[later]}" if same else "update"
            dashed = "" if same else ' stroke-dasharray="2 4"'
            yield f'<path class="{kind}" d="M{one.x:g} {one.y:g}L{other.x:g} {other.y:g}"{dashed}/>'

    def disagreements(self) -> Iterator[str]:
        """Yield a bent line with a ✗ for each contradiction, dashed if only some standpoints see it."""
        drawn: set[tuple[int, int, bool]] = set()
        for link in sorted(self.contradictions, key=lambda link: not link.unconditional):
            one, other = sorted(
                (self.mark_of[link.first], self.mark_of[link.second]), key=lambda m: (m.x, m.y)
            )
            key = id(one), id(other), link.unconditional
            if one is other or key in drawn:
                continue
            drawn.add(key)
            length = ((other.x - one.x) ** 2 + (other.y - one.y) ** 2) ** 0.5 or 1.0
            bend = min(26.0, 8 + length / 12) / length
            x = (one.x + other.x) / 2 + (one.y - other.y) * bend
            y = (one.y + other.y) / 2 + (other.x - one.x) * bend
            x = min(max(x, _MARGIN + 4), self.width - _MARGIN - 4)
            dashed = "" if link.unconditional else ' stroke-dasharray="6 4"'
            kind = "against" if link.unconditional else "against conditional"
            line = f"M{one.x:g} {one.y:g}Q{x:.1f} {y:.1f} {other.x:g} {other.y:g}"
            middle = (one.x + other.x) / 4 + x / 2, (one.y + other.y) / 4 + y / 2
            parts = (
                f'<path class="{kind}" d="{line}"{dashed}/>'
                f'<path class="{kind} cross" d="{cross(round(middle[0], 1), round(middle[1], 1))}"/>'
            )
            yield self.linked(parts, "relation", link.id, self.between(link))

    def between(self, link: Link) -> str:
        n = self.languages[0]
        numbers = sorted(row.number for row in self.row.rows if row.claim in (link.first, link.second))
        shown = Joined([Verbatim(digits(str(number), self.sign)) for number in numbers], "against")[n]
        return f"{shown}: {COUNT_WORDS['contradicted' if link.unconditional else 'conditional'][n]}"

    def linked(self, parts: str, kind: str, name: str, title: str) -> str:
        """Return parts of the picture with their text, as a link if they have an address."""
        drawn = f"<g><title>{escaped(title)}</title>{parts}</g>"
        address = None if self.target is None or not name else self.target(kind, name)
        if address is None:
            return drawn
        return f'<a href="{escaped(address)}" aria-label="{escaped(title)}">{drawn}</a>'

    # -- marks -----------------------------------------------------------------------------------------

    def ranges(self) -> Iterator[str]:
        """Yield a bar for each count or time that is not exact, with an arrow where it has no end."""
        for mark in self.marks:
            if len(mark.things) > 1 and len(self.points) > MOST:
                continue
            for point in mark.things:
                kind = f"bar v{point.voice}{' soft' if point.count.soft else ''}"
                for path in (*self.extent(point, mark.x), *self.duration(point, mark)):
                    yield f'<path class="{kind}" d="{path}"/>'

    def extent(self, point: Point, x: float) -> Iterator[str]:
        low, high = float(point.count.low), point.count.high
        if high is None or low == 0 < high:
            end = point.y - _ARROW if high is None else min(point.y + _ARROW, self.bottom)
            yield f"M{x:g} {point.y:g}V{end:g}{arrow(x, end, 0, -1 if high is None else 1)}"
        elif low < high:
            bottom, top = self.values.y(low), self.values.y(float(high))
            yield f"M{x - 4:g} {bottom:g}h8M{x - 4:g} {top:g}h8M{x:g} {bottom:g}V{top:g}"

    def duration(self, point: Point, mark: Mark[Point]) -> Iterator[str]:
        span, y = point.span, point.y
        if span is None or self.times.is_short(span):
            return
        if span.open_start or span.open_end:
            way = -1 if span.open_start else 1
            end = mark.x + way * _ARROW
            yield f"M{mark.x:g} {y:g}H{end:g}{arrow(end, y, way, 0)}"
            return
        left, right = self.times.x(span.start), self.times.x(span.end)
        yield f"M{left:g} {y - 4:g}v8M{right:g} {y - 4:g}v8M{left:g} {y:g}H{right:g}"

    def lengths(self, point: Point, mark: Mark[Point]) -> Iterator[Area]:
        """Yield the areas of the bars of a count and of its time."""
        low, high = float(point.count.low), point.count.high
        if high is None or low == 0 < high:
            ends = sorted((point.y, point.y + (-_ARROW if high is None else _ARROW)))
        else:
            ends = [self.values.y(float(high)), self.values.y(low)]
        yield mark.x - 2, ends[0], mark.x + 2, ends[1]
        if point.span is not None and not self.times.is_short(point.span):
            yield self.times.x(point.span.start), point.y - 2, self.times.x(point.span.end), point.y + 2

    def drawn(self) -> Iterator[str]:
        """Yield the marks, each with a link to its claim."""
        for mark in self.marks:
            first, *others = mark.things
            title = self.title(mark.things)
            if not others:
                yield self.linked(write_mark(first, mark.x, mark.y), "claim", first.row.claim, title)
                continue
            voices = {point.voice for point in mark.things}
            voice = voices.pop() if len(voices) == 1 else VOICES
            against = min((point.against for point in mark.things if point.against), default="")
            size = self.style.font - 2
            shown = digits(str(len(mark.things)), self.sign)
            parts = f'<circle class="mark joined v{voice}" cx="{mark.x:g}" cy="{mark.y:g}" r="{_JOINED:g}"/>'
            if against:
                parts += write_ring(against, mark.x, mark.y, _JOINED + 3)
            parts += write_text(shown, mark.x, mark.y, size, "middle", "many")
            yield self.linked(parts, "", "", title)

    def title(self, points: Sequence[Point]) -> str:
        """Return the text of a mark: the counts that it stands for."""
        n, lines = self.languages[0], []
        for point in points[:_LISTED]:
            row = point.row
            parts = [row.voice, row.count, *row.notes, row.as_of, *filter(None, (row.basis,)), *row.relates]
            lines.append(f"{digits(str(row.number), self.sign)}. {Joined(parts, 'semicolon')[n]}")
        if len(points) > _LISTED:
            lines.append(DISPUTE_WORDS["more"].told(a=len(points) - _LISTED)[n])
        return " / ".join(lines)

    def labels(self) -> Iterator[str]:
        """Yield, where there is room, the number and the count of each mark, or only the number."""
        if len(self.marks) > _LABELLED:
            return
        places = Labels(self.left, self.width - _MARGIN, self.top - 12, self.bottom, [])
        for mark in self.marks:
            places.block(mark.x, mark.y, 7 if len(mark.things) == 1 else _JOINED + 1)
            for point in mark.things:
                places.taken += self.lengths(point, mark)
        n, size = self.languages[0], self.style.font - 1
        for mark in self.marks:
            if len(mark.things) > 1:
                continue
            row = mark.things[0].row
            number = digits(str(row.number), self.sign)
            for shown in (f"{number} · {row.count[n]}", number):
                width = advance(shown) * size
                place = places.take(mark.x, mark.y, width, size * 1.2)
                if place is not None:
                    yield write_text(shown, place[0] + width / 2, place[1], size, "middle", "label", n)
                    break

    # -- legend ----------------------------------------------------------------------------------------

    def legend(self, top: float) -> tuple[list[str], float]:
        """Return the legend and the height of the picture."""
        style = self.style
        return write_legend(
            list(self.entries()), self.languages, self.width, top, style.columns, style.font - 1
        )

    def entries(self) -> Iterator[tuple[Symbol, Words]]:
        """Yield the voices with their marks, then the forms of marks and lines that the picture has."""
        words = {
            tally.sources: row.voice
            for row, tally in zip(self.row.rows, self.row.timeline.tallies, strict=True)
        }
        for number, voice in enumerate(self.voices[:VOICES]):
            yield partial(write_sample, number), words[voice]
        if len(self.voices) > VOICES:
            yield partial(write_sample, VOICES), COUNT_WORDS["others"]
        for form, name in FORMS.items():
            if any(form in forms_of(point) for point in self.points):
                yield partial(write_form, form), COUNT_WORDS[name]


def _voices(row: TimelineRow) -> list[tuple[str, ...]]:
    """Return the voices, those with most counts first."""
    numbers = Counter(tally.sources for tally in row.timeline.tallies)
    return [voice for voice, _ in numbers.most_common()]
