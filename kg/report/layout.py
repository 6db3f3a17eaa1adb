"""Lay out lines of text in a given width: wrapped words, hanging marks, columns.

Each text is read only once, whatever its length. Widths are in terminal cells: wide letters take two,
combining ones none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import zip_longest

from rich.cells import get_character_cell_size

#: A text and its style: words of :data:`_CODES`, or an empty string.
Span = tuple[str, str]

#: The least width to which text is wrapped.
MIN_WIDTH = 10
#: The gap between the columns of a table.
_GAP = 2
_WORD = re.compile(r"\s*\S+\s*")
_CODES = {"bold": "1", "dim": "2", "underline": "4", "red": "31", "yellow": "33", "magenta": "35"}


class _Cells(dict[str, int]):
    """The number of cells of each character."""

    def __missing__(self, character: str) -> int:
        self[character] = cells = get_character_cell_size(character)
        return cells


_cells = _Cells()


def count_cells(text: str) -> int:
    """Return the number of terminal cells of a text.

    >>> count_cells("ab"), count_cells("漢字"), count_cells("می\\u200cرود")
    (2, 4, 5)
    """
    return len(text) if text.isascii() else sum(map(_cells.__getitem__, text))


def wrap(text: str, width: int) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each line of a paragraph; words longer than a line are cut.

    >>> [("a longword b"[start:end]) for start, end in wrap("a longword b", 6)]
    ['a ', 'longwo', 'rd b']
    """
    if count_cells(text) <= width:
        yield 0, len(text)
        return
    begun = used = 0
    for word in _WORD.finditer(text):
        start, cells = word.start(), count_cells(word.group().rstrip())
        if used + cells <= width:
            used += count_cells(word.group())
            continue
        if start > begun:
            yield begun, start
            begun = start
        used = count_cells(word.group())
        if cells > width:
            used = 0
            for at, character in enumerate(word.group().rstrip(), start):
                if used + _cells[character] > width:
                    yield begun, at
                    begun, used = at, 0
                used += _cells[character]
            used += len(word.group()) - len(word.group().rstrip())
    yield begun, len(text)


class Column:
    """A column to which lines are written, from some cell on; the first line may follow a mark."""

    def __init__(self, lines: list[str], width: int, *, colour: bool = False, indent: int = 0):
        self._lines = lines
        self._width = width
        self._colour = colour
        self._indent = indent
        self._mark = ""

    def inside(self, cells: int = 2) -> Column:
        """Return a column that is indented by ``cells`` more cells."""
        return Column(self._lines, self._width, colour=self._colour, indent=self._indent + cells)

    def marked(self, mark: str, style: str = "", *, gap: int = 1) -> Column:
        """Return a column to the right of a mark."""
        inner = self.inside(count_cells(mark) + gap)
        inner._mark = f"{self._begin()}{self._styled(mark, style)}{' ' * gap}"
        return inner

    def line(self, *spans: Span) -> None:
        """Write a wrapped paragraph, or an empty line if there is no text."""
        text = "".join(text for text, _ in spans)
        for start, end in wrap(text, max(self._width - self._indent, MIN_WIDTH)):
            shown = text[start:end].rstrip()
            written = self._slice(spans, start, start + len(shown)) if self._colour else shown
            self._lines.append((self._begin() + written).rstrip())

    def table(self, rows: Sequence[Sequence[Sequence[Span]]]) -> None:
        """Write rows of cells in columns; all but the first shrink if the line is too short."""
        texts = [["".join(text for text, _ in cell) for cell in row] for row in rows]
        widest = [max(map(count_cells, column)) for column in zip(*texts, strict=True)]
        widths = _fit(widest, max(self._width - self._indent, MIN_WIDTH) - _GAP * (len(widest) - 1))
        for row, cells in zip(rows, texts, strict=True):
            wrapped = [
                [(start, text[start:end].rstrip()) for start, end in wrap(text, width)]
                for text, width in zip(cells, widths, strict=True)
            ]
            for line in zip_longest(*wrapped, fillvalue=(0, "")):
                written = self._begin()
                for spans, width, (start, shown) in zip(row, widths, line, strict=True):
                    padding = " " * (width - count_cells(shown) + _GAP)
                    written += self._slice(spans, start, start + len(shown)) + padding
                self._lines.append(written.rstrip())

    def _begin(self) -> str:
        mark, self._mark = self._mark, ""
        return mark or " " * self._indent

    def _slice(self, spans: Sequence[Span], start: int, end: int) -> str:
        written, at = "", 0
        for text, style in spans:
            written += self._styled(text[max(start - at, 0) : max(end - at, 0)], style)
            at += len(text)
        return written

    def _styled(self, text: str, style: str) -> str:
        if not self._colour or not style or not text:
            return text
        return f"\x1b[{';'.join(_CODES[word] for word in style.split())}m{text}\x1b[0m"


def _fit(widths: Sequence[int], available: int) -> list[int]:
    """Return widths that fit, by shrinking the widest columns except the first."""
    first, *others = widths
    excess = first + sum(others) - available
    while excess > 0 and others and max(others) > 1:
        widest = max(others)
        next_widest = max((width for width in others if width < widest), default=1)
        among = [at for at, width in enumerate(others) if width == widest]
        taken = min(excess, (widest - next_widest) * len(among))
        for order, at in enumerate(among):
            others[at] -= taken // len(among) + (order < taken % len(among))
        excess -= taken
    return [first, *others]
