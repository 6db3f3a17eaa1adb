"""Decide whether words of an article are in quotation marks, in any language."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from kg.text import UNSPACED

#: The closing quotation marks for each opening one.
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
#: Between two letters, in scripts with spaces, these are apostrophes or gershayim: don’t, Oʻzbekiston, צה"ל.
_IN_WORDS = '"‘’“”'
#: These open only in some languages (»so«, ”så”) and close in the others.
_REVERSED = "»”›"
_PARAGRAPH_ENDS = "\n\r\x85\u2028\u2029"
#: The deepest nesting; more open marks than this were never closed.
_DEEPEST = 8


def is_direct(text: str, start: int, end: int) -> bool:
    """Return whether the article marks the words from ``start`` to ``end`` as the speaker's own.

    That is so if all of them, without spaces and punctuation at the ends, are inside one pair of quotation
    marks: «…», “…”, „…“, ‘…’, "…", ‹…›, »…«, ”…”, 「…」, 『…』, 〝…〟. The marks may be inside or outside the
    span. A pair opens and closes in one paragraph, which ends at a line break. Single straight marks are
    not quotation marks here: they cannot be told from apostrophes.

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
    """Return whether ``char`` is ignored at the ends of a span: space, punctuation or quotation mark."""
    category = unicodedata.category(char)
    return category[0] in "PZ" or category in ("Cc", "Cf")


def _find_pairs(paragraph: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of pairs of opening and closing quotation marks; single ones are ignored."""
    opened: list[tuple[str, int]] = []
    for match in _MARKS.finditer(paragraph):
        mark, at = match.group(), match.start()
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
