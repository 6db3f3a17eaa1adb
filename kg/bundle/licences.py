"""The licences of the parts of a bundle: claims, verdicts, texts, and the words quoted from them.

Claims, verdicts and findings are the producer's own work and have the licence that the producer chooses. A
quotation is somebody else's words: it has the licence of its article, or else rests on the right to quote.
``Article.shareable``, from the authors' file, says whether a text may be passed on at all.
"""

from __future__ import annotations

#: The licence of claims, findings and verdicts if the producer chooses none.
CC_BY = "https://creativecommons.org/licenses/by/4.0/"

#: The word and the text for quotations from an article without a licence.
QUOTATION = "quotation"
QUOTATION_RIGHTS = {
    "en": "Short passages quoted from a published text, with their source, for the purpose of checking what "
    "they say. They stay the property of their authors; the right to quote them is that of the reader's "
    "country.",
    "fa": "گزیده‌های کوتاهی از متنی منتشرشده، با ذکر منبع و برای راستی‌آزماییِ آنچه می‌گویند. حقِ آن‌ها از آنِ "
    "پدیدآورندگانشان است و حقِ نقلِ آن‌ها همان است که قانونِ کشورِ خواننده می‌گوید.",
}


def quotation_licence(licence: str | None) -> str:
    """Return the licence of words quoted from an article, or ``quotation`` for the right to quote.

    >>> quotation_licence(None)
    'quotation'
    """
    return licence or QUOTATION
