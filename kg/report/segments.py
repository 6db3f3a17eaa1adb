"""Cut an article's text where quotes begin and end, so that a page can mark and link them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from kg.characters import HARMFUL, number
from kg.model import Article, Claim, short_name


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
    text = article.text
    if text is None:
        return find_excerpts(claims)
    size = len(text)
    quotes = [
        (max(0, quote.start), min(size, quote.end), name)
        for name, claim in claims.items()
        for quote in claim.quotations
        if quote.start < min(size, quote.end)
    ]
    cues = [(c.cue.start, c.cue.end, name) for name, c in claims.items() if c.cue is not None]
    breaks = [at + 1 for at, character in enumerate(text) if character == "\n"]
    bounds = sorted(
        {0, size, *breaks, *(b - 1 for b in breaks)}
        | {at for start, end, _ in (*quotes, *cues) for at in (start, end) if 0 <= at <= size}
    )
    lines: list[list[Segment]] = [[]]
    opened: set[str] = set()
    for (start, end), covering, cued in zip(
        pairwise(bounds), _covering(bounds, quotes), _covering(bounds, cues), strict=True
    ):
        over = sorted((e - s, s, name) for s, e, name in covering)
        starts = [name for s, _, name in covering if s == start and name not in opened]
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
    return [tuple(line) for line in lines if line]


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
