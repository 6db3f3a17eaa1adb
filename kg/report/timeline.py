"""Draw a timeline as SVG: a row for each count, and its place on an axis of numbers.

Time runs downwards, with a row for each count, so that no text can overlap a line or another text. Text is on
one side, the plot on the other; arcs of contradictions have a strip of their own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10

from kg.explain import LANGUAGES
from kg.model import Count, RelationType
from kg.report.counts import CountRow, TimelineRow
from kg.report.svg import NARROW, WIDE, Line, anchor, escaped, wrapped
from kg.words import Joined, digits, is_rtl

#: If there are more contradictions than this, they are only marked at their counts.
_ARCS = 24


@dataclass(frozen=True, slots=True)
class _Style:
    """Measures of one picture, in pixels: the column of text, the plot, and the strip for arcs."""

    text: int
    plot: int
    strip: int
    font: float
    ticks: int


_STYLES: Mapping[int, _Style] = {
    WIDE: _Style(text=380, plot=500, strip=76, font=14, ticks=5),
    NARROW: _Style(text=168, plot=130, strip=38, font=11, ticks=2),
}
_MARGIN, _GAP = 6, 10


def write_timeline(
    row: TimelineRow,
    name: str,
    *,
    width: int = WIDE,
    links: bool = False,
    languages: Sequence[str] = LANGUAGES,
) -> str:
    """Return a timeline as one ``<svg>`` element; ``width`` is :data:`~kg.report.svg.WIDE` or ``NARROW``.

    ``name`` distinguishes it from others on a page. If the only language runs from right to left, the text is
    on the right. With ``links``, each count links to its claim on a report page.
    """
    return _Picture(row, _STYLES[width], width, tuple(languages), links).write(name)


class _Picture:
    def __init__(
        self, row: TimelineRow, style: _Style, width: int, languages: tuple[str, ...], links: bool
    ) -> None:
        self.row, self.style, self.width = row, style, width
        self.languages, self.links = languages, links
        self.rtl = len(languages) == 1 and is_rtl(languages[0])
        self.start, self.end, self.step = _axis([tally.count for tally in row.timeline.tallies], style.ticks)
        self.left = _MARGIN + (style.strip if self.rtl else style.text + _GAP)
        self.middles: dict[str, float] = {}

    def x(self, value: float) -> float:
        """Return the x coordinate of a number in pixels."""
        room = self.style.plot - 16
        return round(self.left + 8 + room * (value - self.start) / (self.end - self.start), 1)

    def write(self, name: str) -> str:
        texts, top = [], 26.0
        for count_row in self.row.rows:
            lines = self.lines(count_row)
            height = round(sum(line.height for line in lines) + 10, 1)
            self.middles[count_row.claim] = round(top + height / 2, 1)
            texts.append(self.text(count_row, lines, top + 5))
            top = round(top + height, 1)
        name = f"{name}-{self.width}"
        n, size = self.languages[0], "wide" if self.width == WIDE else "narrow"
        described = "; ".join(f"{row.as_of[n]}, {row.voice[n]}: {row.count[n]}" for row in self.row.rows)
        drawn = [*self.grid(top), *self.updates(), *self.arcs(), *self.marks()]
        return "\n".join(
            [
                f'<svg class="timeline {size}" width="{self.width}" height="{top + 4:g}" '
                f'viewBox="0 0 {self.width} {top + 4:g}" role="group" '
                f'aria-labelledby="{name}-title {name}-desc" fill="none" stroke="currentColor">',
                f'<title id="{name}-title">{escaped(self.row.title[n])}</title>',
                f'<desc id="{name}-desc">{escaped(described)}</desc>',
                *drawn,
                *texts,
                "</svg>",
            ]
        )

    def lines(self, row: CountRow) -> list[Line]:
        """Return the lines next to a mark: its number and count, then its time and voice."""
        size, lines = self.style.font, []
        room = self.style.text - 4
        for n in self.languages:
            number = digits(str(row.number), n)
            notes = Joined((row.count, *row.notes))[n]
            lines += wrapped(f"{number} · {notes}", room, size, n, bold=True)
            lines += wrapped(f"{row.as_of[n]} – {row.voice[n]}", room, size - 1, n, muted=True)
        return lines

    def text(self, row: CountRow, lines: Sequence[Line], top: float) -> str:
        parts, y = [], top
        edge = self.width - _MARGIN if self.rtl else _MARGIN
        for line in lines:
            rtl = is_rtl(line.language)
            x = edge if rtl == self.rtl else _MARGIN + self.style.text
            weight = ' font-weight="700"' if line.bold else ""
            faded = ' opacity="0.75"' if line.muted else ""
            parts.append(
                f'<text x="{x:g}" y="{y + line.height / 2 + line.size * 0.35:.1f}" font-size="{line.size:g}" '
                f'lang="{line.language}" direction="{"rtl" if rtl else "ltr"}" text-anchor="start" '
                f'fill="currentColor" stroke="none"{weight}{faded}>{escaped(line.text)}</text>'
            )
            y += line.height
        drawn = f'<g class="row">{"".join(parts)}</g>'
        return f'<a href="#{anchor("claim", row.claim)}">{drawn}</a>' if self.links else drawn

    def grid(self, bottom: float) -> list[str]:
        drawn, value = [], self.start
        while value <= self.end * (1 + 1e-9):
            shown = f"{value:,.6g}" if self.step < 1 else f"{round(value):,}"
            if len(self.languages) == 1:
                shown = digits(shown, self.languages[0])
            x = self.x(value)
            drawn.append(f'<path class="grid" d="M{x:g} 20V{bottom:g}"/>')
            drawn.append(
                f'<text class="tick" x="{x:g}" y="14" font-size="{self.style.font - 2:g}" '
                f'text-anchor="middle" fill="currentColor" stroke="none">{shown}</text>'
            )
            value += self.step
        return drawn

    def updates(self) -> list[str]:
        """Draw lines from each count to the next one that updates or replaces it."""
        drawn, counts = [], {tally.claim: tally.count for tally in self.row.timeline.tallies}
        order = list(counts)
        nearest: dict[tuple[str, RelationType], str] = {}
        for link in self.row.timeline.links:
            if link.relation in (RelationType.UPDATES, RelationType.SUPERSEDES):
                key = link.first, link.relation
                if key not in nearest or order.index(nearest[key]) < order.index(link.second):
                    nearest[key] = link.second
        for (later, relation), earlier in nearest.items():
            ends = [(self.x(float(counts[n].low)), self.middles[n]) for n in (earlier, later)]
            dashed = ' stroke-dasharray="5 4"' if relation is RelationType.SUPERSEDES else ""
            (x1, y1), (x2, y2) = ends
            drawn.append(f'<path class="update" d="M{x1:g} {y1:g}L{x2:g} {y2:g}"{dashed}/>')
        return drawn

    def arcs(self) -> list[str]:
        """Draw an arc in the strip for each contradiction; it is wider if it spans more rows."""
        between = [
            sorted((self.middles[link.first], self.middles[link.second]))
            for link in self.row.timeline.links
            if link.relation is RelationType.CONTRADICTS
        ]
        if len(between) > _ARCS:
            return []
        # The arcs are next to the plot, away from the text, beyond the place of a ✗.
        edge, outwards = (self.left - 14, -1) if self.rtl else (self.left + self.style.plot + 14, 1)
        widest = max((low - high for high, low in between), default=1) or 1
        room = self.style.strip - 18
        return [
            f'<path class="against" d="M{edge:g} {high:g}Q{edge + outwards * reach:g} {(high + low) / 2:g} '
            f'{edge:g} {low:g}"/>'
            for high, low in between
            for reach in [round(room * (0.3 + 0.7 * (low - high) / widest) * 2, 1)]
        ]

    def marks(self) -> list[str]:
        drawn = []
        for count_row, tally in zip(self.row.rows, self.row.timeline.tallies, strict=True):
            y, count = self.middles[count_row.claim], tally.count
            kind = "mark against" if count_row.contradicted else "mark"
            drawn.append(f'<g class="{kind}">{"".join(self.mark(count, y))}</g>')
            if count_row.contradicted:
                x = self.left - 8 if self.rtl else self.left + self.style.plot + 8
                drawn.append(
                    f'<text class="cross" x="{x:g}" y="{y + 4:g}" font-size="{self.style.font - 1:g}" '
                    'text-anchor="middle" stroke="none">✗</text>'
                )
        return drawn

    def mark(self, count: Count, y: float) -> list[str]:
        """Draw a dot, or a square for a final count, and a bar from the lowest to the highest number."""
        low = self.x(float(count.low))
        high = self.x(self.end) if count.high is None else self.x(float(count.high))
        drawn = []
        if high > low:
            drawn.append(f'<path class="bar" d="M{low:g} {y:g}H{high:g}"/>')
        if count.high is None:
            drawn.append(f'<path d="M{high - 5:g} {y - 4:g}L{high:g} {y:g}L{high - 5:g} {y + 4:g}"/>')
        soft = ' class="soft"' if count.soft else ""
        for x in [low] if count.high is None else sorted({low, high}):
            if count.final:
                drawn.append(f'<rect x="{x - 4.5:g}" y="{y - 4.5:g}" width="9" height="9"{soft}/>')
            else:
                drawn.append(f'<circle cx="{x:g}" cy="{y:g}" r="5"{soft}/>')
        return drawn


def _axis(counts: Sequence[Count], ticks: int) -> tuple[float, float, float]:
    """Return the start, end and step of an axis; it starts at zero unless all numbers are close."""
    ends = [float(end) for count in counts for end in (count.low, count.high) if end is not None]
    low, high = min(ends), max(ends)
    start = 0.0 if low <= high / 2 or low < 0 else low
    rough = (high - start) / ticks or max(high, 1.0)
    power = 10.0 ** floor(log10(rough))
    step = next(power * factor for factor in (1, 2, 2.5, 5, 10) if power * factor >= rough * 0.999)
    start = floor(start / step) * step
    end = start
    while end < high or end == start:
        end += step
    return start, end, step
