"""Cut an article's text where quotes begin and end, so that a page can mark and link them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.characters import HARMFUL, number
from kg.model import Article, Claim, Quotation, short_name

#: A text of at most so many characters is shown whole, and a quote of at most so many.
WHOLE, WHOLE_QUOTE = 20_000, 2_000
#: The number of characters around a quote that are shown with it, and the fewest that are left out.
AROUND, FEWEST = 300, 200


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of an article's text that is covered by the same quotes throughout.

    ``claims`` are the ``bundle/claim`` identifiers of the quotes that cover it, the innermost first.
    ``starts`` and ``ends`` are those whose quote begins or ends with it. ``cues`` are those whose reporting
    words it belongs to.
    """

    text: str
    claims: tuple[str, ...] = ()
    starts: tuple[str, ...] = ()
    ends: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()

    @property
    def names(self) -> str:
        """The claims' identifiers inside their article."""
        return ", ".join(short_name(name) for name in self.claims)

    @property
    def pieces(self) -> list[tuple[str, str]]:
        """The text cut at its control characters, each as ``(characters, number or empty)``."""
        pieces: list[tuple[str, str]] = []
        at = 0
        for control in HARMFUL.finditer(self.text):
            if control.start() > at:
                pieces.append((self.text[at : control.start()], ""))
            pieces.append((control[0], number(control[0])))
            at = control.end()
        if at < len(self.text):
            pieces.append((self.text[at:], ""))
        return pieces


def find_segments(article: Article, claims: Mapping[str, Claim]) -> list[tuple[Segment, ...]]:
    """Return the segments of an article's text by line, cut wherever a quote or cue begins or ends.

    The texts of all segments joined are the article's text. Quotes may overlap and nest.
    """
    if article.text is None:
        return find_excerpts(claims)
    [lines] = find_parts(article.text, claims, [(0, len(article.text))])
    return lines


def find_parts(
    text: str, claims: Mapping[str, Claim], parts: Sequence[tuple[int, int]]
) -> list[list[tuple[Segment, ...]]]:
    """Return the segments of parts of a text, by part and line; between two parts something is left out."""
    size, first = len(text), [start for start, _ in parts]

    def is_shown(at: int) -> bool:
        place = bisect_right(first, at) - 1
        return place >= 0 and at <= parts[place][1]

    quotes = [
        (max(0, quote.start), min(size, quote.end), name)
        for name, claim in claims.items()
        for quote in claim.quotations
        if quote.start < min(size, quote.end)
    ]
    cues = [(c.cue.start, c.cue.end, name) for name, c in claims.items() if c.cue is not None]
    breaks = [at + 1 for start, end in parts for at in range(start, end) if text[at] == "\n"]
    bounds = sorted(
        {at for part in parts for at in part}
        | {at for end in breaks for at in (end - 1, end)}
        | {at for start, end, _ in (*quotes, *cues) for at in (start, end) if is_shown(at)}
    )
    found: list[list[list[Segment]]] = [[[]]]
    ends_of_parts = {end for _, end in parts}
    opened: set[str] = set()
    for (start, end), covering, cued in zip(
        pairwise(bounds), _covering(bounds, quotes), _covering(bounds, cues), strict=True
    ):
        if start in ends_of_parts:
            found.append([[]])
            continue
        lines = found[-1]
        over = sorted((e - s, s, name) for s, e, name in covering)
        # Where the first words of a quote are left out, it begins with the first that are shown.
        starts = [*dict.fromkeys(name for _, _, name in covering if name not in opened)]
        opened.update(starts)
        part = text[start:end]
        lines[-1].append(
            Segment(
                part,
                claims=tuple(dict.fromkeys(name for _, _, name in over)),
                starts=tuple(starts),
                ends=tuple(dict.fromkeys(name for _, e, name in covering if e == end)),
                cues=tuple(dict.fromkeys(name for _, _, name in cued)),
            )
        )
        if part == "\n":
            lines.append([])
    return [[tuple(line) for line in lines if line] for lines in found]


def choose_parts(text: str, claims: Mapping[str, Claim], most: int) -> list[tuple[int, int]]:
    """Return the parts of a text that hold the quotes of claims, with some words around each.

    A long quote has only its ends. Of quotes that take more than ``most`` characters together, the last are
    left out. A text that is not long is one part.
    """
    size = len(text)
    if size <= WHOLE:
        return [(0, size)]
    chosen: list[tuple[int, int]] = []
    for quote in (quote for claim in claims.values() for quote in claim.quotations):
        for start, end in _shown_of(quote):
            part = _with_words_around(text, max(0, start), min(size, end))
            most -= part[1] - part[0]
            if most >= 0:
                chosen.append(part)
    parts: list[tuple[int, int]] = []
    for start, end in sorted(chosen):
        if parts and start - parts[-1][1] < FEWEST:
            parts[-1] = parts[-1][0], max(parts[-1][1], end)
        else:
            parts.append((start, end))
    return parts


def _shown_of(quote: Quotation) -> list[tuple[int, int]]:
    half = WHOLE_QUOTE // 2
    if quote.end - quote.start <= WHOLE_QUOTE:
        return [(quote.start, quote.end)]
    return [(quote.start, quote.start + half), (quote.end - half, quote.end)]


def _with_words_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where to begin and end so that no word is cut, if there are spaces."""
    before, after = max(0, start - AROUND), min(len(text), end + AROUND)
    if before:
        before = next((at for at in range(before, start) if text[at - 1].isspace()), before)
    if after < len(text):
        after = next((at for at in range(after, end, -1) if text[at].isspace()), after)
    return (before if before >= FEWEST else 0), (after if len(text) - after >= FEWEST else len(text))


def _covering(
    bounds: Sequence[int], spans: Sequence[tuple[int, int, str]]
) -> Iterator[list[tuple[int, int, str]]]:
    """Yield, for each two successive bounds, the spans over them; all spans begin and end at bounds."""
    waiting = sorted(range(len(spans)), key=lambda index: spans[index][0], reverse=True)
    open: list[int] = []
    for start, _ in pairwise(bounds):
        while waiting and spans[waiting[-1]][0] <= start:
            open.append(waiting.pop())
        open = sorted(index for index in open if spans[index][1] > start)
        yield [spans[index] for index in open]


def find_excerpts(claims: Mapping[str, Claim]) -> list[tuple[Segment, ...]]:
    """Return the quotations of an article whose text is withheld, one per line."""
    spans: dict[tuple[int, int, str], list[str]] = {}
    for name, claim in claims.items():
        for quote in claim.quotations:
            spans.setdefault((quote.start, quote.end, quote.exact), []).append(name)
    return [
        (Segment(exact, claims=tuple(names), starts=tuple(names), ends=tuple(names)),)
        for (_, _, exact), names in sorted(spans.items())
    ]
