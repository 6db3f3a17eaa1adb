"""Draw the places of claims as SVG: marks and names on a bare grid of degrees, with a scale."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from kg.explain import LANGUAGES, Words
from kg.report.legend import write_legend, write_text
from kg.report.marks import Labels, Mark, place_marks
from kg.report.places import MAP_WORDS, PlaceRow
from kg.report.projection import MapFrame, fit
from kg.report.shapes import shape
from kg.report.svg import NARROW, WIDE, advance, escaped
from kg.words import Joined, Verbatim, digits, each, is_rtl

#: If there are more marks than this, they have no names.
_NAMED = 60
#: The most places that the text of a mark, or the description of the picture, lists.
_LISTED = 12
_MARGIN, _JOINED = 6.0, 9.5


@dataclass(frozen=True, slots=True)
class _Style:
    """Measures of one picture, in pixels; the map's height is between ``least`` and ``most``."""

    font: float
    least: float
    most: float
    columns: int


_STYLES: Mapping[int, _Style] = {
    WIDE: _Style(font=13, least=300, most=460, columns=2),
    NARROW: _Style(font=11, least=220, most=320, columns=1),
}
#: The mark and the words for each kind of place.
_KINDS = ("asserted", "both", "denied", "other")


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """A map, and the sentences that belong under it."""

    svg: str
    notes: tuple[Words, ...]


def write_map(
    rows: Sequence[PlaceRow],
    name: str,
    *,
    width: int = WIDE,
    linked: int = 0,
    languages: Sequence[str] = LANGUAGES,
) -> DrawnMap:
    """Return a map of places as one ``<svg>`` element.

    ``width`` is :data:`~kg.report.svg.WIDE` or :data:`~kg.report.svg.NARROW`. ``name`` distinguishes it from
    others on a page. The marks of the first ``linked`` places link to their rows in a table, which have the
    identifiers of :func:`row_id`.
    """
    chart = _Map(rows, name, width, tuple(languages), linked)
    joined = any(len(mark.things) > 1 for mark in chart.marks)
    return DrawnMap(chart.write(), (MAP_WORDS["joined"],) if joined else ())


def row_id(name: str, number: int) -> str:
    """Return the identifier of the row of a place in the table beside a map."""
    return f"{name}-place-{number}"


def describe_degrees(number: float, above: str, below: str) -> Words:
    """Return degrees in words, with the direction of positive or of negative ones.

    >>> describe_degrees(-3.5, "north", "south")["en"]
    '3.5° S'
    """
    shown = each(partial(digits, f"{abs(number):.4g}"))
    if abs(number) in (0, 180):  # There are both directions, or none.
        return MAP_WORDS["degrees"].told(degrees=shown)
    return MAP_WORDS[above if number >= 0 else below].told(degrees=shown)


def describe_position(row: PlaceRow) -> Words:
    """Return the coordinates of a place in words."""
    latitude = describe_degrees(row.latitude, "north", "south")
    return Joined([latitude, describe_degrees(row.longitude, "east", "west")])


class _Map:
    def __init__(
        self, rows: Sequence[PlaceRow], name: str, width: int, languages: tuple[str, ...], linked: int
    ) -> None:
        self.rows, self.name, self.width, self.languages, self.linked = rows, name, width, languages, linked
        self.style = _STYLES[width]
        self.rtl = len(languages) == 1 and is_rtl(languages[0])
        places = [(row.latitude, row.longitude) for row in rows]
        n, size, room = languages[0], self.style.font - 1, width - 2 * _MARGIN
        most = self.style.most if len({*places}) > 1 else self.style.least
        for _ in range(2):  # What is written beside the map takes room from it.
            self.frame: MapFrame = fit(places, room, self.style.least, most)
            written = [describe_degrees(at, "north", "south")[n] for at, _ in self.frame.parallels()]
            left = _MARGIN + 6 + max(map(advance, written), default=0.0) * size
            room = width - left - _MARGIN
        self.left, self.top = left + (room - self.frame.width) / 2, 8.0
        self.right, self.bottom = self.left + self.frame.width, self.top + self.frame.height
        marks = [
            Mark(
                round(self.left + self.frame.x(row.longitude), 1),
                round(self.top + self.frame.y(row.latitude), 1),
                (row,),
            )
            for row in rows
        ]
        self.marks: list[Mark[PlaceRow]] = place_marks(marks, apart=False)

    def write(self) -> str:
        legend, height = self.legend(self.bottom + 44)
        n, name = self.languages[0], f"{self.name}-{self.width}"
        size = "wide" if self.width == WIDE else "narrow"
        told = [f"{row.label[n]}, {describe_position(row)[n]}" for row in self.rows[:_LISTED]]
        if len(self.rows) > _LISTED:
            told.append("…")
        return "\n".join(
            [
                f'<svg class="map {size}" width="{self.width}" height="{height:g}" '
                f'viewBox="0 0 {self.width} {height:g}" role="{"group" if self.linked else "img"}" '
                f'aria-labelledby="{name}-title {name}-desc" fill="none" stroke="currentColor">',
                f'<title id="{name}-title">{escaped(MAP_WORDS["title"][n])}</title>',
                f'<desc id="{name}-desc">{escaped("; ".join(told))}</desc>',
                *self.grid(),
                *self.scale(),
                *self.drawn(),
                *self.names(),
                *legend,
                "</svg>",
            ]
        )

    def text(self, words: str, x: float, y: float, anchor: str, kind: str, size: float = 0) -> str:
        return write_text(words, x, y, size or self.style.font - 1, anchor, kind, self.languages[0])

    def grid(self) -> Iterator[str]:
        """Yield the lines of the grid with their degrees, inside the part of the world that there is."""
        n = self.languages[0]
        top = max(self.top, self.top + self.frame.y(90))
        bottom = min(self.bottom, self.top + self.frame.y(-90))
        yield (
            f'<rect class="sea" x="{self.left:g}" y="{top:g}" width="{self.frame.width:g}" '
            f'height="{bottom - top:g}"/>'
        )
        for latitude, y in self.frame.parallels():
            yield f'<path class="grid" d="M{self.left:g} {self.top + y:g}h{self.frame.width:g}"/>'
            shown = describe_degrees(latitude, "north", "south")[n]
            yield self.text(shown, self.left - 5, self.top + y, "end", "tick")
        last = -1e9
        for longitude, x in self.frame.meridians():
            yield f'<path class="grid" d="M{self.left + x:g} {top:g}V{bottom:g}"/>'
            shown = describe_degrees(longitude, "east", "west")[n]
            half = advance(shown) * (self.style.font - 1) / 2
            if self.left + x - half > last and self.left + x + half < self.width:
                yield self.text(shown, self.left + x, bottom + 13, "middle", "tick")
                last = self.left + x + half + 4

    def scale(self) -> Iterator[str]:
        """Yield the scale bar and its length, with the latitude at which it is true."""
        n = self.languages[0]
        length, pixels = self.frame.bar(min(160.0, self.frame.width / 3))
        south = self.frame.north + self.frame.south < 0
        latitude = describe_degrees(
            round(-self.frame.true_latitude if south else self.frame.true_latitude), "north", "south"
        )
        shown = MAP_WORDS["scale"].told(length=each(partial(digits, f"{length:,.6g}")), latitude=latitude)[n]
        x, y = self.left, self.bottom + 30
        yield f'<path class="axis" d="M{x:g} {y - 4:g}v8M{x:g} {y:g}h{pixels:g}m0 -4v8"/>'
        yield self.text(shown, x + pixels + 8, y, "start", "tick")

    def drawn(self) -> Iterator[str]:
        """Yield the marks, each with a link to the row of its place."""
        for mark in self.marks:
            first, *others = mark.things
            title, x, y = self.title(mark.things), mark.x, mark.y
            if others:
                kinds = {row.kind for row in mark.things}
                kind = kinds.pop() if len(kinds) == 1 else "other"
                shown = digits(str(len(mark.things)), self.languages[0])
                parts = f'<circle class="mark joined {kind}" cx="{x:g}" cy="{y:g}" r="{_JOINED:g}"/>'
                parts += self.text(shown, x, y, "middle", "many", size=self.style.font - 2)
                title = f"{shown}: {title}"  # What is seen of a link is said of it, too.
            else:
                parts = write_place(first.kind, x, y)
            drawn = f"<g><title>{escaped(title)}</title>{parts}</g>"
            listed = [row.number for row in mark.things if row.number <= self.linked]
            if listed:
                address = escaped(f"#{row_id(self.name, listed[0])}")
                drawn = f'<a href="{address}" aria-label="{escaped(title)}">{drawn}</a>'
            yield drawn

    def title(self, rows: Sequence[PlaceRow]) -> str:
        n = self.languages[0]
        lines = [
            f"{row.label[n]} ({describe_position(row)[n]}): {MAP_WORDS[row.kind][n]}"
            for row in rows[:_LISTED]
        ]
        return " / ".join([*lines, "…"] if len(rows) > _LISTED else lines)

    def names(self) -> Iterator[str]:
        """Yield, where there is room, the names of places, else their numbers in the table."""
        if len(self.marks) > _NAMED:
            return
        free = Labels(self.left, self.right, self.top, self.bottom, [])
        for mark in self.marks:
            free.block(mark.x, mark.y, 7 if len(mark.things) == 1 else _JOINED + 1)
        n, size = self.languages[0], self.style.font
        for mark in self.marks:
            named = [row.label[n] for row in mark.things[:2]]
            several = Joined([Verbatim(text) for text in named])[n]
            if len(mark.things) > 2:
                several += " …"
            number = digits(str(mark.things[0].number), n)
            for shown in (several, number):
                width = advance(shown) * size
                place = free.take(mark.x, mark.y, width, size * 1.3, 11 if len(mark.things) == 1 else 13)
                if place is not None:
                    yield self.text(shown, place[0] + width / 2, place[1], "middle", "label", size=size)
                    break

    def legend(self, top: float) -> tuple[list[str], float]:
        """Return the legend and the height of the picture."""
        kinds = [kind for kind in _KINDS if any(row.kind == kind for row in self.rows)]
        entries = [(partial(write_place, kind), MAP_WORDS[kind]) for kind in kinds]
        return write_legend(entries, self.languages, self.width, top, self.style.columns, self.style.font - 1)


def write_place(kind: str, x: float, y: float) -> str:
    """Return the mark of a place by the kind of what is said of it."""
    if kind == "both":
        return f'<g class="mark both">{shape(3, x, y)}</g>'
    drawn = f'<g class="mark {kind}{"" if kind == "asserted" else " hollow"}">{shape(0, x, y)}</g>'
    if kind == "denied":
        drawn += f'<path class="slash" d="M{x - 8:g} {y + 8:g}l16 -16"/>'
    return drawn
