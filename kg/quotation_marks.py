"""Whether words of an article stand in quotation marks, of whatever language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kg.text import UNSPACED

#: Quotation marks, by the mark that opens: those that may close.
_CLOSERS = {
    "«": "»",
    "“": "”",
    "„": "“”",
    "‘": "’",
    "‚": "‘’",
    "‹": "›",
    "「": "」",
    "『": "』",
    "｢": "｣",
    "〝": "〞〟",
    '"': '"',
    "»": "«",
    "”": "”",
    "›": "‹",
}
_MARKS = re.compile("[" + "".join(sorted(set("".join([*_CLOSERS, *_CLOSERS.values()])))) + "]")
#: Between two letters of scripts with spaces these are apostrophes or gershayim: don’t, Oʻzbekiston, צה"ל.
_IN_WORDS = '"‘’“”'
#: These open only in some languages (»so«, ”så”) and close in the others.
_REVERSED = "»”›"
_PARAGRAPH_ENDS = "\n\r\x85\u2028\u2029"
#: Deeper nesting is a run of marks that nobody closed.
_DEEPEST = 8


def is_direct(text: str, start: int, end: int) -> bool:
    """Return whether the article marks the words from ``start`` to ``end`` as the speaker's own.

    They are if, spaces and outer punctuation aside, all of them stand inside one pair of quotation
    marks: «…», “…”, „…“, ‘…’, "…", ‹…›, »…«, ”…”, 「…」, 『…』, 〝…〟; the marks themselves may lie inside or
    outside the span. A pair opens and closes in one paragraph, which a line break ends. Single straight
    marks are not quotation marks here: nothing tells them from apostrophes.

    >>> article = "از «زیر آتش» قرار گرفتن گنجه"
    >>> is_direct(article, 4, 11), is_direct(article, 3, 28)
    (True, False)
    """
    start, end = max(start, 0), min(end, len(text))
    while start < end and _is_outer(text[start]):
        start += 1
    while start < end and _is_outer(text[end - 1]):
        end -= 1
    if start >= end or any(mark in text[start:end] for mark in _PARAGRAPH_ENDS):
        return False
    first = max(text.rfind(mark, 0, start) for mark in _PARAGRAPH_ENDS) + 1
    ends = [text.find(mark, end) for mark in _PARAGRAPH_ENDS]
    last = min((at for at in ends if at != -1), default=len(text))
    return any(
        first + opening < start and end <= first + closing
        for opening, closing in _find_pairs(text[first:last])
    )


def _is_outer(char: str) -> bool:
    """Return whether ``char`` at the edge of a span says nothing: space, punctuation, quotation mark."""
    category = unicodedata.category(char)
    return category[0] in "PZ" or category in ("Cc", "Cf")


def _find_pairs(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of opening and closing quotation marks; marks without a partner are passed over."""
    opened: list[tuple[str, int]] = []
    for found in _MARKS.finditer(paragraph):
        mark, at = found.group(), found.start()
        before, after = paragraph[max(at - 1, 0) : at], paragraph[at + 1 : at + 2]
        if mark in _IN_WORDS and before.isalnum() and after.isalnum() and not UNSPACED.search(before + after):
            continue
        depths = range(len(opened) - 1, max(len(opened) - _DEEPEST, 0) - 1, -1)
        partner = next((depth for depth in depths if mark in _CLOSERS[opened[depth][0]]), None)
        if partner is not None:
            yield opened[partner][1], at
            del opened[partner:]
        elif mark in _REVERSED:
            if not before.isalnum() and after.strip():
                opened.append((mark, at))
        elif mark in _CLOSERS and not (mark == '"' and before.isdecimal()):  # 5" is a length
            opened.append((mark, at))
