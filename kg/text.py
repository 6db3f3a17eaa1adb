"""Find a quote in a damaged text: fold away what gets lost on the way, return the article's own words.

An article loses its zero-width non-joiners, has its yeh and kaf retyped on an Arabic keyboard, its
digits, vowel marks and spacing changed; whoever quotes it copies from another rendering of it. So a
quote and an article are both *folded* to what survives all that, the folded quote is looked up,
exactly, in the folded article, and what is returned is the article's own slice with its offsets in
code points. Similarity never decides: a quote without its "not" is 95 % similar. It only suggests,
in an error, which passage may have been meant.

What the fold drops or makes equal, in texts of every language:

- white space, control and format characters (joiners, non-joiners, bidirectional controls, soft
  hyphens), tatweel, variation selectors: a lost non-joiner turns up as a space or as nothing;
- compatibility forms (NFKD): presentation forms, ligatures, full-width letters, superscripts;
- digits of all scripts, with the Arabic decimal, thousands and percent signs;
- Arabic letters typed by look: yeh ي ى ی, kaf ك ک ڪ, alef with hamza, madda or wasla, heh and teh
  marbuta ه ة ۀ ە ہ. Not ھ and not ے: in Urdu they are letters of their own (کھا, *ate*, کہا, *said*);
- the shape of quotation marks, apostrophes and dashes, which editors "correct" while one types; a
  double mark stays different from a single one, and both from none;
- diacritics, that is combining marks placed above, below or attached (é as e, й as и, Arabic and
  Hebrew vowels). Newsrooms and keyboards keep or lose them at will, and what is stored is the
  article's spelling in any case. Other combining marks are *kept*, because they make another letter
  or another meaning: vowel signs and viramas of Indic scripts and of Thai, kana voicing (か, が), and
  strokes through a sign (= and ≠).

Case is kept: nothing on the way loses it, it tells words apart (*US*, *us*), and to fold it one must
know the language (Turkish ı and i).
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

#: What is typed for something else: pairs of the folded character and those that fold to it.
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
#: Invisible or merely ornamental characters whose category does not tell: tatweel, the grapheme
#: joiner, and the selectors of a variant of the preceding character.
_ORNAMENT = re.compile("[\u0640\u034f\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
#: Between two digits these belong to the number: 1,200 or 2.5 or ۲/۵ or, with a narrow space, 30 000.
_NUMBER_SEPARATORS = ".,'٫٬/’\u00a0\u2009\u202f"
#: Scripts that put no spaces between words: Thai, Lao, Burmese, Khmer, the Tai scripts, Balinese, Javanese,
#: kana, bopomofo, Chinese, Yi.
UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u19ff\u1a20-\u1aaf\u1b00-\u1b7f\u3005-\u312f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u9fff\ua000-\ua4cf\ua980-\ua9ff\uaa60-\uaadf\uf900-\ufaff\uff66-\uff9f"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
#: More places than this are neither counted nor listed for a quote that is ambiguous.
_MANY = 100
#: Places of words that recur are looked at until so many characters were compared, and at so many at least.
_WORK, _FEWEST = 250_000, 1_000
#: How much is searched first on the way back from a place, in characters.
_WINDOW = 4096
#: Of a longer quote, only so much (folded) is compared with the text to suggest a passage.
_COMPARED = 200


def _is_diacritic(char: str) -> bool:
    """Return whether a combining mark is placed above, below or attached, and so can get lost."""
    placed = unicodedata.combining(char)
    return 10 <= placed <= 36 or placed >= 200


class _Folds(dict[str, str]):
    """What each character folds to, computed when it is first met."""

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


class FoldedText:
    """A text with its folded form, folded once however many quotes are then looked up in it.

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
    """A quote that cannot be anchored: a stable ``id``, what is wrong, and what to do about it.

    ``passages`` are the places of the article that the message speaks of.

    >>> QuotationError("it is nowhere", "copy it again").advice
    'copy it again'
    """

    id = "quotation"

    def __init__(self, message: str, advice: str, passages: tuple[Quotation, ...] = ()):
        """Say what is wrong, what to do, and which places of the article it is about."""
        super().__init__(f"{self.id}: {message}; {advice}")
        self.message = message
        self.advice = advice
        self.passages = passages


class EmptyQuoteError(QuotationError):
    """The quote is empty, or nothing of it is left when it is folded."""

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
    """Return the one place of ``text`` that says ``quote``, as the text writes it.

    The slice begins with the first and ends with the last character matched, with the diacritics on
    it; spaces and joiners around it are not part of it. It never cuts a ligature, a letter from its
    marks, or a number (``۴`` is not found in ``۴۰``). It may end inside a word: where the non-joiners are
    lost, endings stick to words. It may begin inside one only where ``occurrence`` says that this is meant,
    for *not* can be a prefix: ``خواهد کرد`` is not a quotation of ``نخواهد کرد``. Scripts that write
    no spaces between words let it begin anywhere.

    Every occurrence counts, those inside longer words and those that overlap: more than one is an error
    unless ``occurrence`` (from 1, in the order of the text) says which is meant.

    ``prefix`` and ``suffix`` are up to ``context`` characters of the text before and after. Errors are
    :class:`QuotationError` and give the nearest passage or all occurrences, with offsets.

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
    """Return every place of ``text`` that says ``quote``, as start and end, in the order of the text.

    The first of them is what :func:`find_quotation` calls occurrence 1. None is an empty list.

    >>> find_spans("no, no", "no")
    [(0, 2), (4, 6)]
    """
    folded = text if isinstance(text, FoldedText) else FoldedText(text)
    return list(_find_spans(folded, _fold_quote(quote)))


def find_nearest(
    text: str | FoldedText, piece: str, near: Quotation | tuple[int, int], *, context: int = 32
) -> Quotation:
    """Return the occurrence of ``piece`` nearest to the span ``near``, for words that recur, such as cues.

    Whole words come before parts of longer words however near these are (*said* before *saidst*), then
    the smaller distance between the two spans (0 where they overlap), then the earlier place. Of words that
    recur without end, as in a text made to take long, only the nearest places are looked at.

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
                break  # From here on they are only further away.
    if best is None:
        raise _not_found(folded, piece, needle, context)
    return _quotation(folded, best[1], context)


def _fold_quote(quote: str) -> str:
    """Return the folded quote, which must not be empty."""
    needle = FoldedText(quote).folded
    if not needle:
        what = "is empty" if not quote else "has nothing but spaces, marks and invisible characters"
        raise EmptyQuoteError(f"the quote {what}", "write the words as the article has them")
    return needle


def _find_spans(folded: FoldedText, needle: str) -> Iterator[tuple[int, int]]:
    """Yield where the text says ``needle``, in the text's own offsets and order."""
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
    """Return the span of one place, or ``None`` where it would cut a number or a character in two."""
    start, end = _span(folded, at, at + len(needle))
    cut = (at > 0 and folded.origins[at - 1] == start) or (
        at + len(needle) < len(folded.origins) and folded.origins[at + len(needle)] < end
    )
    return None if cut or _is_cut(folded.text, start) or _is_cut(folded.text, end) else (start, end)


def _rightward(folded: FoldedText, needle: str, start: int) -> Iterator[int]:
    """Yield where the folded text has ``needle``, from ``start`` on."""
    at = folded.folded.find(needle, start)
    while at != -1:
        yield at
        at = folded.folded.find(needle, at + 1)


def _leftward(folded: FoldedText, needle: str, end: int) -> Iterator[int]:
    """Yield where the folded text has ``needle``, from before ``end`` backward.

    It is looked for forward, window by window: to search backward takes time that grows with the square.
    """
    size = _WINDOW
    while end > 0:
        start = max(0, end - size)
        found = []
        at = folded.folded.find(needle, start, end + len(needle) - 1)
        while at != -1:
            found.append(at)
            at = folded.folded.find(needle, at + 1, end + len(needle) - 1)
        yield from reversed(found)
        end, size = start, size * 2


def _tries(needle: str) -> int:
    """Return at how many places ``needle`` is looked at, which takes longer the longer it is."""
    return max(_FEWEST, _WORK // len(needle))


def _span(folded: FoldedText, first: int, last: int) -> tuple[int, int]:
    """Return the span that ``folded.folded[first:last]`` comes from, with all marks that follow it."""
    start, end = folded.origins[first], folded.origins[last - 1] + 1
    while end < len(folded.text) and _is_mark(folded.text[end]):
        end += 1
    return start, end


def _is_mark(char: str) -> bool:
    """Return whether ``char`` belongs to the character before it: a mark, or a later part of Hangul."""
    part = "\u1160" <= char <= "\u11ff" or "\uff9e" <= char <= "\uff9f"  # the latter voice narrow kana
    return part or unicodedata.category(char).startswith("M")


def _is_cut(text: str, at: int) -> bool:
    """Return whether ``at`` parts a letter from its marks or a number in two."""
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
    """Return whether ``at`` has parts of one word on both sides; (non-)joiners belong to the word."""
    return 0 < at < len(text) and all(
        char.isalnum() or _is_mark(char) or char in "\u200c\u200d" for char in text[at - 1 : at + 1]
    )


def _parts_word(text: str, at: int) -> bool:
    """Return whether ``at`` parts a word; scripts without spaces say of no place that it does."""
    return _inside_word(text, at) and not (UNSPACED.match(text, at) or UNSPACED.match(text, at - 1))


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span widened to whole words, by a few characters at most."""
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
    # Whole words, or the «ن» that was forgotten would be missing from the passage too.
    words = _whole_words(folded.text, *_span(folded, at, min(at + len(needle), len(folded.folded))))
    nearest = _quotation(folded, words, context)
    message += f"; the nearest passage is {nearest.start}–{nearest.end}: {_shown(nearest.exact)}"
    advice = "quote the article's own words, all of them; nothing is accepted for being similar"
    return QuoteNotFoundError(message, advice, (nearest,))


def _holds_together(text: str, at: int) -> bool:
    """Return whether no word, number or character ends at ``at``."""
    return _parts_word(text, at) or _is_cut(text, at)


def _shown(passage: str) -> str:
    """Return ``passage`` on one line, shortened, in marks that news does not use."""
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
