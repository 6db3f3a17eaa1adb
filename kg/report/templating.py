"""The environment of page templates: escaping, words, numbers, anchors, articles' texts.

Names, quotes and labels are written by strangers. All of them pass through jinja2's escaping, and control
characters (above all bidirectional overrides) are shown by their numbers, so that no label can reorder or
hide the text around it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from kg.characters import visible
from kg.explain import VERDICT_WORDS, Wording, Words, describe_time
from kg.explain.words import DISPUTE_WORDS
from kg.model import Article, Bundle, Knowledge
from kg.report.counts import COUNT_WORDS
from kg.report.dispute_words import told
from kg.report.map import describe_position, row_id
from kg.report.places import MAP_WORDS
from kg.report.segments import Segment, find_excerpts, find_parts, find_segments
from kg.report.selection import CARD_CLAIMS, PageLimits
from kg.report.svg import anchor, target
from kg.words import ENGLISH, Argument, Message, is_rtl, render, show_number

#: Letters that are written from left to right, and from right to left, in the scripts that labels have.
_LEFT, _RIGHT = (
    "A-Za-z\u00c0-\u024f\u0370-\u052f",
    "\u05d0-\u05ea\u0620-\u064a\u066e-\u06d3\u06ee\u06ef\u06fa-\u077f",
)
#: Words of the other direction in a text that runs to the left, or to the right: with the digits of their
#: script, up to what divides a sentence.
_OTHERS = {
    True: re.compile(f"[{_LEFT}](?:[^{_RIGHT}۰-۹،؛؟:«»()]*[{_LEFT}0-9])?"),
    False: re.compile(f"[{_RIGHT}](?:[^{_LEFT}0-9,;?:“”()]*[{_RIGHT}۰-۹])?"),
}
_TEMPLATES = Path(__file__).parent / "templates"


@dataclass(frozen=True, slots=True)
class ArticleText:
    """An article with its text cut where quotes begin and end; a ``long`` one has only the quotes.

    ``gaps`` tell, by the number of the line after it, where characters are left out and how many.
    """

    article: Article
    publisher: Words
    published: Words | None
    lines: tuple[tuple[Segment, ...], ...]
    rtl: bool
    long: bool
    gaps: Mapping[int, tuple[int, int]] = field(default_factory=dict)


def build_article_text(
    bundle: Bundle, names: Collection[str], knowledge: Knowledge, limits: PageLimits
) -> ArticleText:
    """Return an article as a page shows it, with the claims in ``names`` marked."""
    article = bundle.article
    marked = set(names)
    claims = {f"{bundle.id}/{claim.id}": claim for claim in bundle.claims}
    claims = {name: claim for name, claim in claims.items() if name in marked}
    short = article.text is None or len(article.text) <= limits.text
    return ArticleText(
        article=article,
        publisher=Wording(knowledge).label(article.publisher),
        published=None if article.published is None else describe_time(article.published),
        lines=tuple(find_segments(article, claims) if short else find_excerpts(claims)),
        rtl=is_rtl(article.language),
        long=not short,
    )


def build_text_parts(bundle: Bundle, parts: Sequence[tuple[int, int]], knowledge: Knowledge) -> ArticleText:
    """Return an article with parts of its text alone, the claims of the bundle marked."""
    text = bundle.article.text
    assert text is not None
    whole = build_article_text(bundle, (), knowledge, PageLimits(text=-1))
    claims = {f"{bundle.id}/{claim.id}": claim for claim in bundle.claims}
    lines: list[tuple[Segment, ...]] = []
    gaps: dict[int, tuple[int, int]] = {}
    shown = 0
    for (start, end), found in zip(parts, find_parts(text, claims, parts) if parts else (), strict=True):
        if start > shown:
            gaps[len(lines)] = shown, start - shown
        lines += found
        shown = end
    if shown < len(text):
        gaps[len(lines)] = shown, len(text) - shown
    return replace(whole, lines=tuple(lines), long=False, gaps=gaps)


def _harmless(value: Any) -> Any:
    """Make control characters of all printed strings visible; jinja2 escapes the result."""
    return visible(value) if isinstance(value, str) and not isinstance(value, Markup) else value


@pass_context
def _written(context: Context, number: int) -> str:
    """Return a number in the form of the page's language; pages in several languages use English."""
    languages = context["languages"]
    return show_number(number, languages[0] if len(languages) == 1 else ENGLISH)


def _apart(text: str, language: str) -> str:
    """Return a sentence in a language with the words of the other direction in it kept apart.

    Else a number that follows a name in another script would be taken for a part of the name, and change
    places with it. Names without a label in a language are shown in another.

    >>> print(_apart("ولم: Angriff auf die Brücke، ۳ مارس", "fa"))
    ولم: <bdi>Angriff auf die Brücke</bdi>، ۳ مارس
    """
    shown = visible(text)
    others = _OTHERS[is_rtl(language)]
    if others.search(shown) is None:
        return shown
    parts: list[str] = []
    end = 0
    for found in others.finditer(shown):
        parts += [escape(shown[end : found.start()]), Markup("<bdi>{}</bdi>").format(found[0])]
        end = found.end()
    return Markup("").join([*parts, escape(shown[end:])])


def _say(language: str, name: str, **told: Argument) -> str:
    return render(language, name, told)


@cache
def environment() -> Environment:
    """Return the jinja2 environment; everything that a template prints is escaped."""
    templates = Environment(
        loader=FileSystemLoader(_TEMPLATES, encoding="utf-8"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_harmless,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    templates.globals["anchor"] = anchor
    templates.globals["target"] = target
    templates.globals["dispute_words"] = DISPUTE_WORDS
    templates.globals["told"] = templates.globals["told_words"] = told
    templates.globals["called"] = {}
    templates.globals["card_claims"] = CARD_CLAIMS
    templates.globals["most_rows"] = PageLimits().marks
    templates.globals["listed"] = PageLimits().listed
    templates.globals["verdict_words"] = VERDICT_WORDS
    templates.globals["count_words"] = COUNT_WORDS
    templates.globals["map_words"] = MAP_WORDS
    templates.globals["row_id"] = row_id
    templates.globals["position_of"] = describe_position
    templates.globals["shown_claims"] = 5
    templates.globals["message"] = Message
    templates.globals["say"] = _say
    templates.globals["rtl"] = is_rtl
    templates.filters["written"] = _written
    templates.filters["apart"] = _apart
    return templates
