"""Find a quote in an article even if one of them was damaged by copying, and return the article's words.

A copy of an article may lose its zero-width non-joiners; its yeh and kaf may be retyped on an Arabic
keyboard; its digits, vowel marks and spaces may change. A quote may be copied from another copy. So quote
and article are both *folded* to what survives such changes, and the folded quote is searched, exactly, in
the folded article. The result is the article's own slice with its offsets in code points. Similarity never
decides: a quote without its "not" is 95 % similar. It only suggests, in an error, which passage may be
meant.

The fold drops or makes equal, in texts of every language:

- white space, control and format characters (joiners, non-joiners, bidirectional controls, soft
  hyphens), tatweel, variation selectors: a lost non-joiner turns up as a space or as nothing;
- compatibility forms (NFKD): presentation forms, ligatures, full-width letters, superscripts;
- digits of all scripts, with the Arabic decimal, thousands and percent signs;
- Arabic letters typed by look: yeh ي ى ی, kaf ك ک ڪ, alef with hamza, madda or wasla, heh and teh
  marbuta ه ة ۀ ە ہ. Not ھ and not ے: in Urdu they are letters of their own (کھا, *ate*, کہا, *said*);
- the shape of quotation marks, apostrophes and dashes, which editors "correct" during typing; a
  double mark stays different from a single one, and both from no mark;
- diacritics, that is combining marks placed above, below or attached (é as e, й as и, Arabic and
  Hebrew vowels). Newsrooms and keyboards keep or lose them, and the stored spelling is always that of
  the article. Other combining marks are *kept*, because they make another letter
  or another meaning: vowel signs and viramas of Indic scripts and of Thai, kana voicing (か, が), and
  strokes through a sign (= and ≠).

Case is kept: copying does not lose it, it distinguishes words (*US*, *us*), and its folding depends on
the language (Turkish ı and i).
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from rapidfuzz.fuzz import partial_ratio_alignment

from kg.model import Quotation

#: Characters that are typed for others: a folded character, and those that fold to it.
_ALIKE = {
    "ی": "يى",
    "ک": "كڪ",
    "ا": "ٱ",
    "ه": "ةۃەہ",
    "'": "‘’‚‛‹›´`ʼʹʻʽ՚׳＇",
    '"': "“”„‟«»״＂",
    "-": "‐‒–—―−־",
    ".": "٫",
    ",": "٬",
    "%": "٪",
}
_SAME = {variant: plain for plain, variants in _ALIKE.items() for variant in variants}
#: Invisible or ornamental characters whose category does not show that: tatweel, the grapheme
#: joiner, and variation selectors.
_ORNAMENT = re.compile("[\u0640\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Between two digits these belong to the number: 1,200 or 2.5 or ۲/۵ or, with a narrow space, 30 000.
_NUMBER_SEPARATORS = ".,'٫٬/’\u00a0\u2009\u202f"
#: Scripts without spaces between words: Thai, Lao, Burmese, Khmer, the Tai scripts, Balinese, Javanese,
#: kana, bopomofo, Chinese, Yi.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u3005-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
#: The most places that are counted and listed for an ambiguous quote.
_MANY = 100
#: Of recurring words, places are examined until so many characters are compared, but at least so many places.
_WORK, _FEWEST = 250_000, 1_000
#: The size of the first window of a backward search, in characters.
_WINDOW = 4096
#: To suggest a passage, at most so many folded characters of a quote are compared with the text.
_COMPARED = 200


def _is_diacritic(char: str) -> bool:
    """Return whether a combining mark is placed above, below or attached; copying may lose such marks."""
    placed = unicodedata.combining(char)
    return 10 <= placed <= 36 or placed >= 200


class _Folds(dict[str, str]):
    """The fold of each character, computed when it is first needed."""

    def __missing__(self, char: str) -> str:
        folded = []
        for part in unicodedata.normalize("NFKD", _SAME.get(char, char)):
            dropped = part.isspace() or unicodedata.category(part) in ("Cc", "Cf")
            if dropped or _is_diacritic(part) or _ORNAMENT.match(part):
                continue
            digit = unicodedata.decimal(part, None)
            folded.append(_SAME.get(part, part) if digit is None else str(digit))
        self[char] = "".join(folded)
        return self[char]


_FOLDS = _Folds()


def fold_text(text: str) -> str:
    """Return the folded form of a text, without the offsets of its characters.

    >>> fold_text("در ۴ كتاب")
    'در4کتاب'
    """
    return "".join(map(_FOLDS.__getitem__, text))


class FoldedText:
    """A text with its folded form, which is computed once for all quotes that are searched in it.

    ``origins[k]`` is the offset in ``text`` of the character that ``folded[k]`` comes from; it never
    decreases, and one character may have several folded ones (a ligature) or none (a space).

    >>> books = FoldedText("در ۴ كتاب")
    >>> books.folded, list(books.origins)
    ('در4کتاب', [0, 1, 3, 5, 6, 7, 8])
    """

    __slots__ = ("folded", "origins", "text")

    def __init__(self, text: str):
        """Fold ``text``."""
        pieces = list(map(_FOLDS.__getitem__, text))
        self.text = text
        self.folded = "".join(pieces)
        self.origins = array("L", [offset for offset, piece in enumerate(pieces) for _ in piece])


class QuotationError(ValueError):
    """A quote that cannot be anchored, with a stable ``id``, a message, and advice.

    ``passages`` are the places of the article that the message names.

    >>> QuotationError("it is nowhere", "copy it again").advice
    'copy it again'
    """

    id = "quotation"

    def __init__(self, message: str, advice: str, passages: tuple[Quotation, ...] = ()):
        """Make the error of a message, advice and the places of the article that the message names."""
        super().__init__(f"{self.id}: {message}; {advice}")
        self.message = message
        self.advice = advice
        self.passages = passages


class EmptyQuoteError(QuotationError):
    """The quote is empty, or its folded form is."""

    id = "quote-empty"


class QuoteNotFoundError(QuotationError):
    """The text does not contain the quote; ``passages`` has the nearest passage, if any is near."""

    id = "quote-not-found"


class AmbiguousQuoteError(QuotationError):
    """The text contains the quote more than once; ``passages`` has every place, up to a hundred."""

    id = "quote-ambiguous"


class NoSuchOccurrenceError(QuotationError):
    """The text contains the quote less often than the ``occurrence`` asked for."""

    id = "quote-occurrence"


class CutWordError(QuotationError):
    """The quote begins inside a word of the text, where a "not" may have been cut off."""

    id = "quote-cuts-word"


def find_quotation(
    text: str | FoldedText, quote: str, *, occurrence: int | None = None, context: int = 32
) -> Quotation:
    """Return the only place of ``text`` that says ``quote``, in the text's own spelling.

    The slice runs from the first to the last matched character and its diacritics, without spaces and
    joiners around it. It never cuts a ligature, a letter from its marks, or a number (``۴`` is not found in
    ``۴۰``). It may end inside a word, because endings stick to words if non-joiners are lost. It may begin
    inside a word only if ``occurrence`` is given, because *not* can be a prefix: ``خواهد کرد`` is not a
    quotation of ``نخواهد کرد``. In scripts without spaces between words it may begin anywhere.

    Every occurrence counts, also inside longer words and overlapping others. More than one is an error,
    unless ``occurrence`` (from 1, in the order of the text) selects one.

    ``prefix`` and ``suffix`` are up to ``context`` characters of the text before and after.

    Raises:
        QuotationError: if there is no such place, or more than one; with the nearest passage or all
            occurrences, and their offsets.

    >>> find_quotation("نیروهای ارمنستان خبر داد.", "نيرو\u200cهاى ارمنستان")
    Quotation(exact='نیروهای ارمنستان', start=0, end=16, prefix='', suffix=' خبر داد.')
    """
    folded = text if isinstance(text, FoldedText) else FoldedText(text)
    needle = _fold_quote(quote)
    enough = max(_MANY + 1, min(occurrence or 0, len(folded.text)))
    spans = list(islice(_find_spans(folded, needle), enough))
    if not spans:
        raise _not_found(folded, quote, needle, context)
    if occurrence is None and len(spans) == 1:
        if not _parts_word(folded.text, spans[0][0]):
            return _quotation(folded, spans[0], context)
        passage = _quotation(folded, _whole_words(folded.text, *spans[0]), context)
        message = f"the quote {_shown(quote)} begins inside a word of the text: {_listed((passage,))}"
        raise CutWordError(message, "quote the whole word, or insist with occurrence: 1", (passage,))
    if occurrence is not None and 1 <= occurrence <= len(spans):
        return _quotation(folded, spans[occurrence - 1], context)
    times = "once" if len(spans) == 1 else f"{len(spans)} times"
    if len(spans) == enough:
        times = f"more than {_MANY} times"
    message = f"the quote {_shown(quote)} occurs {times}"
    passages = tuple(_quotation(folded, span, context) for span in spans[:_MANY])
    if occurrence is None:
        advice = "lengthen it, or say which with occurrence: 1, 2, …"
        raise AmbiguousQuoteError(f"{message}: {_listed(passages)}", advice, passages)
    message += f", there is no occurrence {occurrence}: {_listed(passages)}"
    raise NoSuchOccurrenceError(message, "give the number of the one you mean, from 1", passages)


def find_spans(text: str | FoldedText, quote: str) -> list[tuple[int, int]]:
    """Return the start and end of every occurrence of ``quote``, in the order of the text.

    The first is occurrence 1 of :func:`find_quotation`.

    >>> find_spans("no, no", "no")
    [(0, 2), (4, 6)]
    """
    folded = text if isinstance(text, FoldedText) else FoldedText(text)
    return list(_find_spans(folded, _fold_quote(quote)))


def find_nearest(
    text: str | FoldedText, piece: str, near: Quotation | tuple[int, int], *, context: int = 32
) -> Quotation:
    """Return the occurrence of ``piece`` nearest to the span ``near``, for words that recur, such as cues.

    Whole words are preferred to parts of longer words at any distance (*said* to *saidst*), then the smaller
    distance between the two spans (0 if they overlap), then the earlier place. If there are very many
    occurrences, as in an attack, only the nearest are examined.

    Raises:
        QuotationError: if there is no occurrence.

    >>> find_nearest("he said: no. she said: yes.", "said", (23, 26)).start
    17
    """
    folded = text if isinstance(text, FoldedText) else FoldedText(text)
    first, last = (near.start, near.end) if isinstance(near, Quotation) else near
    needle = _fold_quote(piece)

    def rank(span: tuple[int, int]) -> tuple[bool, int, int]:
        start, end = span
        in_longer_word = _parts_word(folded.text, start) or _parts_word(folded.text, end)
        return in_longer_word, max(first - end, start - last, 0), start

    best: tuple[tuple[bool, int, int], tuple[int, int]] | None = None
    middle = bisect_left(folded.origins, first)
    for places in (_rightward(folded, needle, middle), _leftward(folded, needle, middle)):
        for at in islice(places, _tries(needle)):
            span = _uncut(folded, at, needle)
            if span is None:
                continue
            ranked = rank(span)
            if best is None or ranked < best[0]:
                best = ranked, span
            elif not best[0][0] and ranked[1] > best[0][1]:
                break  # All further places are at a greater distance.
    if best is None:
        raise _not_found(folded, piece, needle, context)
    return _quotation(folded, best[1], context)


def _fold_quote(quote: str) -> str:
    """Return the folded quote, or refuse an empty one."""
    needle = FoldedText(quote).folded
    if not needle:
        fault = "is empty" if not quote else "has nothing but spaces, marks and invisible characters"
        raise EmptyQuoteError(f"the quote {fault}", "write the words as the article has them")
    return needle


def _find_spans(folded: FoldedText, needle: str) -> Iterator[tuple[int, int]]:
    """Yield the spans of ``needle`` in the text, in the text's own offsets and order."""
    tries = 0
    for at in _rightward(folded, needle, 0):
        span = _uncut(folded, at, needle)
        if span is not None:
            yield span
            continue
        tries += 1
        if tries > _tries(needle):
            return


def _uncut(folded: FoldedText, at: int, needle: str) -> tuple[int, int] | None:
    """Return the span of one place, ``None`` if it would cut a number or a character in two."""
    start, end = _span(folded, at, at + len(needle))
    cut = (at > 0 and folded.origins[at - 1] == start) or (
        at + len(needle) < len(folded.origins) and folded.origins[at + len(needle)] < end
    )
    return None if cut or _is_cut(folded.text, start) or _is_cut(folded.text, end) else (start, end)


def _rightward(folded: FoldedText, needle: str, start: int) -> Iterator[int]:
    """Yield the offsets of ``needle`` in the folded text, from ``start`` on."""
    at = folded.folded.find(needle, start)
    while at != -1:
        yield at
        at = folded.folded.find(needle, at + 1)


def _leftward(folded: FoldedText, needle: str, end: int) -> Iterator[int]:
    """Yield the offsets of ``needle`` in the folded text before ``end``, the last first.

    The search runs forward in each window: a backward search takes time that grows with the square.
    """
    size = _WINDOW
    while end > 0:
        start = max(0, end - size)
        places = []
        at = folded.folded.find(needle, start, end + len(needle) - 1)
        while at != -1:
            places.append(at)
            at = folded.folded.find(needle, at + 1, end + len(needle) - 1)
        yield from reversed(places)
        end, size = start, size * 2


def _tries(needle: str) -> int:
    """Return how many places of ``needle`` are examined: fewer for a longer one."""
    return max(_FEWEST, _WORK // len(needle))


def _span(folded: FoldedText, first: int, last: int) -> tuple[int, int]:
    """Return the span in the text of ``folded.folded[first:last]``, with all marks that follow it."""
    start, end = folded.origins[first], folded.origins[last - 1] + 1
    while end < len(folded.text) and _is_mark(folded.text[end]):
        end += 1
    return start, end


def _is_mark(char: str) -> bool:
    """Return whether ``char`` belongs to the character before it: a mark, or a later part of Hangul."""
    part = (
        "\u1160" <= char <= "\u11ff" or "\uff9e" <= char <= "\uff9f"
    )  # the second range: voicing marks of narrow kana
    return part or unicodedata.category(char).startswith("M")


def _is_cut(text: str, at: int) -> bool:
    """Return whether ``at`` separates a letter from its marks, or cuts a number in two."""
    if not 0 < at < len(text):
        return False
    before, after = text[at - 1], text[at]
    if _is_mark(after):
        return not before.isspace()
    if before in _NUMBER_SEPARATORS and at > 1:
        return text[at - 2].isdecimal() and after.isdecimal()
    if after in _NUMBER_SEPARATORS:
        return before.isdecimal() and text[at + 1 : at + 2].isdecimal()
    return before.isdecimal() and after.isdecimal()


def _inside_word(text: str, at: int) -> bool:
    """Return whether ``at`` is inside a word; joiners and non-joiners belong to the word."""
    return 0 < at < len(text) and all(
        char.isalnum() or _is_mark(char) or char in "\u200c\u200d" for char in text[at - 1 : at + 1]
    )


def _parts_word(text: str, at: int) -> bool:
    """Return whether ``at`` cuts a word; never in scripts without spaces."""
    return _inside_word(text, at) and not (UNSPACED.match(text, at) or UNSPACED.match(text, at - 1))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span widened to whole words, by at most 20 characters on each side."""
    furthest = start - 20, end + 20
    while start > furthest[0] and _holds_together(text, start):
        start -= 1
    while end < furthest[1] and _holds_together(text, end):
        end += 1
    return start, end


def _quotation(folded: FoldedText, span: tuple[int, int], context: int) -> Quotation:
    """Return the quotation at ``span``."""
    text, (start, end), context = folded.text, span, max(context, 0)
    return Quotation(
        text[start:end], start, end, text[max(start - context, 0) : start], text[end : end + context]
    )


def _not_found(folded: FoldedText, quote: str, needle: str, context: int) -> QuoteNotFoundError:
    """Return the error for a quote that occurs nowhere, with the passage that may have been meant."""
    message = f"the quote {_shown(quote)} does not occur in the text"
    at = folded.folded.find(needle)
    if at != -1:
        message += " except by cutting a number or a character in two"
    else:
        compared = needle[:_COMPARED]
        alignment = partial_ratio_alignment(compared, folded.folded, score_cutoff=60)
        at = alignment.dest_start if alignment is not None else -1
    if at == -1:
        return QuoteNotFoundError(f"{message}, nor anything like it", "is it from another article?")
    # Whole words: otherwise a forgotten «ن» would be missing from the passage, too.
    words = _whole_words(folded.text, *_span(folded, at, min(at + len(needle), len(folded.folded))))
    nearest = _quotation(folded, words, context)
    message += f"; the nearest passage is {nearest.start}–{nearest.end}: {_shown(nearest.exact)}"
    advice = "quote the article's own words, all of them; nothing is accepted for being similar"
    return QuoteNotFoundError(message, advice, (nearest,))


def _holds_together(text: str, at: int) -> bool:
    """Return whether ``at`` is inside a word, a number or a character."""
    return _parts_word(text, at) or _is_cut(text, at)


def _shown(passage: str) -> str:
    """Return ``passage`` on one line, shortened, in marks that articles do not use."""
    line = " ".join(passage.split())
    return f"⟨{line if len(line) <= 300 else line[:299] + '…'}⟩"


def _listed(found: tuple[Quotation, ...]) -> str:
    """Return the first places of ``found``, numbered, with offsets and context."""
    places = []
    for number, q in enumerate(found[:5], 1):
        exact = q.exact if len(q.exact) <= 80 else f"{q.exact[:40]}…{q.exact[-40:]}"
        passage = _shown(f"{q.prefix[-20:]}[{exact}]{q.suffix[:20]}")
        places.append(f"{number}. {q.start}–{q.end} {passage}")
    return "; ".join(places) + ("; …" if len(found) > 5 else "")
