"""The output of a notebook cell: a few blocks of HTML in one language, each from plain data.

All text passes through the templates' escaping. The colours are those of the surrounding page, light or dark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from markupsafe import Markup

from kg.explain import Card, CardClaim, Words
from kg.report.svg import Target
from kg.report.templating import ArticleText, environment
from kg.words import Verbatim

#: Returns the address of a name's page, or ``None``.
Address = Callable[[str], str | None]
_address: ContextVar[Address | None] = ContextVar("address", default=None)

#: The most rows of a table that are shown.
MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: words, a name (``id``; ``of`` is its full name), a number, or a quote in its own language."""

    kind: str
    words: Words
    number: int = 0
    language: str = ""
    of: str = ""


def words(said: Words) -> TableCell:
    """Return a cell with words."""
    return TableCell("words", said)


def text(said: str | None) -> TableCell:
    """Return a cell with a text that is the same in all languages."""
    return TableCell("words", Verbatim(said or ""))


def name(said: str, of: str = "") -> TableCell:
    """Return a cell with a name in a code font; ``of`` is the full name if the shown one is shortened."""
    return TableCell("id", Verbatim(said), of=of or said)


def number(value: int) -> TableCell:
    """Return a cell with a number."""
    return TableCell("number", Verbatim(""), value)


def quote(said: str, language: str) -> TableCell:
    """Return a cell with a quotation of an article, in its script and direction."""
    return TableCell("quote", Verbatim(said), language=language)


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """A heading: what is shown, and its name."""

    words: Words
    name: str = ""
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A line of text; ``kind`` is ``note`` for a less important one, else ``paragraph``."""

    words: Words
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class SummaryBlock:
    """Numbers, each with a label."""

    numbers: Sequence[tuple[int, Words]]
    kind: str = "summary"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows under headings; ``more`` is how many rows are not shown."""

    headings: Sequence[Words]
    rows: Sequence[Sequence[TableCell]]
    more: int = 0
    title: Words | None = None
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class LinesBlock:
    """A list with one line for each item."""

    items: Sequence[Words]
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class ClaimBlock:
    """A claim: who said what, in which words, through whom."""

    claim: CardClaim
    kind: str = "claim"


@dataclass(frozen=True, slots=True)
class CardBlock:
    """The card of a relation."""

    card: Card
    kind: str = "card"


@dataclass(frozen=True, slots=True)
class ArticleBlock:
    """An article's text with its quotes marked."""

    text: ArticleText
    kind: str = "article"


@dataclass(frozen=True, slots=True)
class PictureBlock:
    """A picture as SVG from :mod:`kg.report.svg`."""

    svg: Markup
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A figure with its heading and its table, from :mod:`kg.report.figures`."""

    html: Markup
    kind: str = "figure"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Text as on the command line; ``code`` is written from left to right in every language."""

    text: str
    code: bool = False
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A whole page, isolated from the surrounding one; its scripts do not run."""

    page: str = field(repr=False)
    kind: str = "page"


Block = (
    HeadingBlock
    | NoteBlock
    | SummaryBlock
    | TableBlock
    | LinesBlock
    | ClaimBlock
    | CardBlock
    | ArticleBlock
    | PictureBlock
    | FigureBlock
    | TextBlock
    | PageBlock
)


def table_of(
    rows: Sequence[Sequence[TableCell]], headings: Sequence[Words], *, total: int, title: Words | None = None
) -> TableBlock:
    """Return a table of the first of ``total`` rows."""
    return TableBlock(headings, rows, total - len(rows), title)


def current_target() -> Target | None:
    """Return the function that gives the addresses of pages here, ``None`` if there are no pages."""
    find = _address.get()
    if find is None:
        return None

    def target(kind: str, name: str) -> str | None:
        return find(f"relations/{name}" if kind == "relation" else name)

    return target


@contextmanager
def linking(address: Address) -> Iterator[None]:
    """Let names in tables link to their pages within this context."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def write_blocks(blocks: Sequence[Block], language: str) -> str:
    """Return blocks as one HTML fragment with its own style.

    >>> from kg.words import Verbatim
    >>> page = write_blocks([HeadingBlock(Verbatim("<script>"))], "en")
    >>> "&lt;script&gt;" in page, "<script" in page
    (True, False)
    """
    full = any(isinstance(block, CardBlock | ArticleBlock | PictureBlock | FigureBlock) for block in blocks)
    judged = any(
        (isinstance(block, CardBlock) and block.card.judged)
        or (isinstance(block, ClaimBlock) and bool(block.claim.verdicts))
        for block in blocks
    )
    template = environment().get_template("notebook.html.j2")
    address = _address.get() or (lambda name: None)
    page = template.render(blocks=blocks, languages=(language,), full=full, judged=judged, address=address)
    return "\n".join(line for line in page.splitlines() if line.strip()) + "\n"
