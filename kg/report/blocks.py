"""What a notebook shows under a cell: a few blocks of HTML in one language, each from plain data.

Everything passes through the templates' escaping. The colours are those of the page around, light or dark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field

from markupsafe import Markup

from kg.explain import Card, CardClaim, Words
from kg.report.templating import ArticleText, environment
from kg.words import Verbatim

#: Where the page of a name is, or nowhere.
Address = Callable[[str], str | None]
_address: ContextVar[Address] = ContextVar("address", default=lambda name: None)

#: So many rows of a table are shown.
MOST_ROWS = 30


@dataclass(frozen=True, slots=True)
class TableCell:
    """A cell: words, a name (``id``; ``of`` is what it means), a number, or a quote in its own language."""

    kind: str
    words: Words
    number: int = 0
    language: str = ""
    of: str = ""


def words(said: Words) -> TableCell:
    """Return a cell that says something."""
    return TableCell("words", said)


def text(said: str | None) -> TableCell:
    """Return a cell with a text that is the same in every language."""
    return TableCell("words", Verbatim(said or ""))


def name(said: str, of: str = "") -> TableCell:
    """Return a cell with a name, in the letters of code; ``of`` is the whole of a name that is cut short."""
    return TableCell("id", Verbatim(said), of=of or said)


def number(value: int) -> TableCell:
    """Return a cell with a number."""
    return TableCell("number", Verbatim(""), value)


def quote(said: str, language: str) -> TableCell:
    """Return a cell with words of an article, in its script and direction."""
    return TableCell("quote", Verbatim(said), language=language)


@dataclass(frozen=True, slots=True)
class HeadingBlock:
    """What is shown, and what it is called."""

    words: Words
    name: str = ""
    kind: str = "heading"


@dataclass(frozen=True, slots=True)
class NoteBlock:
    """A line of text; ``kind`` is ``note`` for one that says less, else ``paragraph``."""

    words: Words
    kind: str = "note"


@dataclass(frozen=True, slots=True)
class SummaryBlock:
    """Numbers, each with what is counted."""

    numbers: Sequence[tuple[int, Words]]
    kind: str = "summary"


@dataclass(frozen=True, slots=True)
class TableBlock:
    """Rows under headings; ``more`` says how many are not shown."""

    headings: Sequence[Words]
    rows: Sequence[Sequence[TableCell]]
    more: int = 0
    title: Words | None = None
    kind: str = "table"


@dataclass(frozen=True, slots=True)
class LinesBlock:
    """A list, a line each."""

    items: Sequence[Words]
    kind: str = "list"


@dataclass(frozen=True, slots=True)
class ClaimBlock:
    """Who said what, in which words, through whom."""

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
    """A picture as SVG that :mod:`kg.report.svg` has written."""

    svg: Markup
    kind: str = "picture"


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Text as the command line has it; ``code`` is written from left to right in every language."""

    text: str
    code: bool = False
    kind: str = "text"


@dataclass(frozen=True, slots=True)
class PageBlock:
    """A whole page, kept apart from the one around it; no script of it runs."""

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
    | TextBlock
    | PageBlock
)


def table_of(
    rows: Sequence[Sequence[TableCell]], headings: Sequence[Words], *, total: int, title: Words | None = None
) -> TableBlock:
    """Return a table of the first rows of ``total``."""
    return TableBlock(headings, rows, total - len(rows), title)


@contextmanager
def linking(address: Address) -> Iterator[None]:
    """Let names in tables lead to their pages, as long as this lasts."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


def write_blocks(blocks: Sequence[Block], language: str) -> str:
    """Return blocks as one piece of HTML with its own style.

    >>> from kg.words import Verbatim
    >>> page = write_blocks([HeadingBlock(Verbatim("<script>"))], "en")
    >>> "&lt;script&gt;" in page, "<script" in page
    (True, False)
    """
    full = any(isinstance(block, CardBlock | ArticleBlock | PictureBlock) for block in blocks)
    judged = any(
        (isinstance(block, CardBlock) and block.card.judged)
        or (isinstance(block, ClaimBlock) and bool(block.claim.verdicts))
        for block in blocks
    )
    template = environment().get_template("notebook.html.j2")
    address = _address.get()
    page = template.render(blocks=blocks, languages=(language,), full=full, judged=judged, address=address)
    return "\n".join(line for line in page.splitlines() if line.strip()) + "\n"
