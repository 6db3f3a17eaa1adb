"""Text in pictures, and the legend that explains their marks."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from kg.explain import Words
from kg.report.svg import escaped, wrapped
from kg.words import is_rtl

#: Returns the elements of a sample around a point.
Symbol = Callable[[float, float], str]
_MARGIN = 6


def write_text(
    words: str, x: float, y: float, size: float, anchor: str, kind: str, language: str = ""
) -> str:
    """Return a line of text whose middle is at ``y``; ``start`` and ``end`` are left and right of ``x``."""
    rtl = is_rtl(language)
    if rtl and anchor != "middle":
        anchor = {"start": "end", "end": "start"}[anchor]
    spoken = f' lang="{language}" direction="{"rtl" if rtl else "ltr"}"' if language else ""
    return (
        f'<text class="{kind}" x="{x:g}" y="{y + size * 0.35:.1f}" font-size="{size:g}"{spoken} '
        f'text-anchor="{anchor}" fill="currentColor" stroke="none">{escaped(words)}</text>'
    )


def write_legend(
    entries: Sequence[tuple[Symbol, Words]],
    languages: Sequence[str],
    width: int,
    top: float,
    columns: int,
    size: float,
) -> tuple[list[str], float]:
    """Return the elements of a legend below ``top``, and where it ends.

    It begins on the right if the only language is written from right to left.
    """
    rtl, room = len(languages) == 1 and is_rtl(languages[0]), (width - 2 * _MARGIN) / columns
    heights, drawn = [top] * columns, []
    for symbol, words in entries:
        column = min(range(columns), key=lambda at: heights[at])
        begin = _MARGIN + column * room
        x, near, far = begin + 12, begin + 28, begin + room - 12
        if rtl:
            x, near, far = width - x, width - near, width - far
        lines = [
            line
            for n in dict.fromkeys(languages)
            if n == languages[0] or words[n] != words[languages[0]]
            for line in wrapped(words[n], room - 40, size, n)
        ]
        y = heights[column] + lines[0].height / 2
        drawn.append(symbol(round(x, 1), round(y, 1)))
        for line in lines:
            to_left = is_rtl(line.language)
            edge = near if to_left == rtl else far
            drawn.append(
                write_text(line.text, edge, y, size, "end" if to_left else "start", "legend", line.language)
            )
            y += line.height
        heights[column] = y - lines[-1].height / 2 + 6
    return drawn, round(max(heights) + 4, 1)
