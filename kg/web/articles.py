"""The page of an article: its text with the quotes marked, and its claims beside it.

Of many claims a page at a time is shown, of a long text what they quote, or a part from a place on. Both have
a bound, so that a page never grows with the article.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from kg.model import Bundle, short_name
from kg.report.segments import choose_parts
from kg.report.selection import PageLimits
from kg.report.templating import build_article_text, build_text_parts
from kg.web.layout import PER_PAGE

if TYPE_CHECKING:
    from kg.api.objects import GraphArticle
    from kg.web.objects import Visit

#: The most claims of an article that are all beside its text.
MOST_BESIDE = 200
#: The number of characters of a part of a text that is read from a place on.
PART = 10_000


@dataclass(frozen=True, slots=True)
class TextPart:
    """What is told of a text that is not shown whole: the part from a place on, or the parts with quotes.

    ``place`` is none, or where the part begins and ends. ``turns`` are the addresses of the parts before and
    after it, ``start`` and ``claims`` those of the first part, and of what the claims quote.
    """

    size: int
    place: tuple[int, int] | None
    turns: dict[str, str]
    start: str
    claims: str


def build_article_page(article: GraphArticle, visit: Visit) -> dict[str, Any]:
    """Return the text with its quotes marked, and its claims."""
    names = visit.outlooks.claims_of[article.id]
    size, limits = len(article.text or ""), PageLimits()
    told = {"article": article, "count": len(names)}
    if len(names) <= MOST_BESIDE and size <= limits.text:
        bundle = _bundle(article, names, visit)
        text = build_article_text(bundle, names, visit.knowledge, limits)
        return {**told, "text": text, "claims": visit.claims(names), "turns": {}, "part": None}
    place = _place(article.text or "", visit)
    found = names if place is None else _quoting(article, place, visit)
    visit = _at_claim(found, visit)
    shown = found if len(found) <= MOST_BESIDE else visit.part(found)
    turns = {} if len(found) <= MOST_BESIDE else visit.turns(len(found))
    told |= {"claims": visit.claims(shown), "turns": turns, "part": None}
    bundle = _bundle(article, shown, visit)
    if article.text is None:
        return {**told, "text": build_article_text(bundle, shown, visit.knowledge, limits)}
    marked = {name: visit.knowledge.claims[name] for name in shown}
    parts = choose_parts(article.text, marked, limits.text) if place is None else [place]
    if parts != [(0, size)]:
        told |= {"part": _tell(size, place, visit), "left_out": lambda start: _address(visit, start)}
    return {**told, "text": build_text_parts(bundle, parts, visit.knowledge)}


def address_of_quote(name: str, visit: Visit) -> str:
    """Return the address of the page of an article on which a claim is, if it has several."""
    article = name.rpartition("/")[0]
    several = len(visit.outlooks.claims_of.get(article, ())) > MOST_BESIDE
    return f"?claim={quote(short_name(name))}" if several else ""


def _bundle(article: GraphArticle, names: Sequence[str], visit: Visit) -> Bundle:
    visit.knowledge.read_claims(names)
    return Bundle(visit.knowledge.articles[article.id], tuple(visit.knowledge.claims[name] for name in names))


def _place(text: str, visit: Visit) -> tuple[int, int] | None:
    """Return the part of a text that the address names by its first character; it ends between two words."""
    given = dict(visit.state.fields).get("from", "")
    if not (given.isdecimal() and len(given) < 10 and int(given) < len(text)):
        return None
    start, end = int(given), min(len(text), int(given) + PART)
    if end < len(text):
        end = next((at for at in range(end, end - PART // 10, -1) if text[at].isspace()), end)
    return start, end


def _quoting(article: GraphArticle, place: tuple[int, int], visit: Visit) -> list[str]:
    """Return the claims of an article that quote a part of its text; what they quote is found once."""
    spans = visit.outlook.keep(("spans", article.id), lambda: visit.knowledge.spans(article.id))
    found = (name for start, end, name in spans if start < place[1] and end > place[0])
    return [*dict.fromkeys(found)]


def _at_claim(names: Sequence[str], visit: Visit) -> Visit:
    """Return the visit of the page on which the claim is that the address names, if it names one."""
    fields = dict(visit.state.fields)
    named = [at for at, name in enumerate(names) if short_name(name) == fields.get("claim")]
    if not named:
        return visit
    kept = tuple(one for one in visit.state.fields if one[0] not in ("claim", "page"))
    page = ("page", str(named[0] // PER_PAGE + 1))
    return replace(visit, state=replace(visit.state, fields=(*kept, page)))


def _address(visit: Visit, start: int | None) -> str:
    """Return the address of the part of the text from a place on, or of what the claims quote."""
    return visit.state.here(**{"from": None if start is None else str(start)}, page=None, claim=None)


def _tell(size: int, place: tuple[int, int] | None, visit: Visit) -> TextPart:
    turns = {}
    if place is not None and place[0] > 0:
        turns["before"] = _address(visit, max(0, place[0] - PART))
    if place is not None and place[1] < size:
        turns["after"] = _address(visit, place[1])
    return TextPart(size, place, turns, _address(visit, 0), _address(visit, None))
