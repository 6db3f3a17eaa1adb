"""What a graph shows on request: cards, pictures, pages, differences, comparisons, checks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.api.reader import Shown, language
from kg.errors import InputError, Problem
from kg.explain import Cards
from kg.files import write_file
from kg.model import Location
from kg.report.comparison import ViewComparison
from kg.words import plain

if TYPE_CHECKING:
    from kg.bundle.verify import Verification
    from kg.diff.difference import Difference
    from kg.explain import Card
    from kg.model import Knowledge, Relation


class Explanation(Shown):
    """The cards of relations: text when printed, HTML in a notebook."""

    def __init__(self, relations: Sequence[Relation], knowledge: Knowledge):
        self.relations = tuple(relations)
        self._knowledge = knowledge

    @cached_property
    def _cards(self) -> Cards:
        return Cards.among(self.relations, self._knowledge)

    @property
    def cards(self) -> list[Card]:
        """The cards as data; their texts are in all languages: ``card.headline["fa"]``."""
        return [self._cards[relation] for relation in self.relations]

    def to_dicts(self) -> list[dict[str, Any]]:
        """Return the content of the cards, as ``kg explain --format json`` gives it."""
        return [plain(card) for card in self.cards]

    def __str__(self) -> str:
        from kg.report.text import NOTHING, write_cards

        n = language()
        if not self.relations:
            return NOTHING[n]
        return write_cards(self.relations, self._knowledge, language=n, cards=self._cards)

    def __repr__(self) -> str:
        return str(self)

    def to_html(self, language: str) -> str:
        """Return the cards as a piece of HTML in a language."""
        from kg.report.blocks import CardBlock, NoteBlock, write_blocks
        from kg.report.text import NOTHING

        cards = self.cards
        return write_blocks([CardBlock(card) for card in cards] if cards else [NoteBlock(NOTHING)], language)


def _save(path: str | Path, data: bytes) -> None:
    try:
        write_file(Path(path), data)
    except (OSError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, Location(str(path)))) from error


class Picture(Shown):
    """A picture that notebooks show and :meth:`save` writes."""

    def __init__(self, svg: str):
        self.svg = svg

    def _repr_svg_(self) -> str:
        return self.svg

    _repr_html_ = None  # type: ignore[assignment]

    def save(self, path: str | Path) -> None:
        """Write the picture to an SVG file."""
        _save(path, self.svg.encode("utf-8"))

    def __repr__(self) -> str:
        return f"<picture: {len(self.svg):,} characters of SVG>"


class Page(Shown):
    """A self-contained HTML page that notebooks show in a frame and :meth:`save` writes."""

    def __init__(self, html: str):
        self.html = html

    def save(self, path: str | Path) -> None:
        """Write the page to a file."""
        _save(path, self.html.encode("utf-8"))

    def __str__(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return f"<page: {len(self.html):,} characters of HTML>"

    def to_html(self, language: str) -> str:
        """Return a frame with the page in it."""
        from kg.report.blocks import PageBlock, write_blocks

        return write_blocks([PageBlock(self.html)], language)


class _Told(Shown):
    """An object that is shown as the text that the command line prints."""

    def __repr__(self) -> str:
        return str(self).rstrip("\n")

    def to_html(self, language: str) -> str:
        """Return the lines as a piece of HTML."""
        from kg.report.blocks import TextBlock, write_blocks

        return write_blocks([TextBlock(self._told(language))], language)

    def __str__(self) -> str:
        return self._told(language())

    def _told(self, language: str) -> str:
        raise NotImplementedError


class GraphDifference(_Told):
    """What differs between two graphs, and why: articles, claims, facts and relations."""

    def __init__(self, difference: Difference):
        self.difference = difference

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        return self.difference.empty

    def to_dict(self) -> dict[str, Any]:
        """Return all differences, as ``kg diff --format json`` gives them."""
        return self.difference.as_json()

    def _told(self, language: str) -> str:
        from kg.report.difference import write_difference

        return write_difference(self.difference, language=language)


class GraphComparison(_Told):
    """The relations that hold for one set of standpoints, another, or both.

    They are ``only_first``, ``only_second`` and ``both``.
    """

    def __init__(self, comparison: ViewComparison, knowledge: Knowledge):
        self.comparison = comparison
        self.only_first, self.only_second = comparison.only_first, comparison.only_second
        self.both = comparison.both
        self._knowledge = knowledge

    def _told(self, language: str) -> str:
        from kg.report.comparison import write_comparison

        return write_comparison(self.comparison, self._knowledge, language=language)


class BundleCheck(_Told):
    """The result of checking a partner's bundle."""

    def __init__(self, verification: Verification):
        self.verification = verification

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.verification.ok

    def __bool__(self) -> bool:
        return self.ok

    def to_dict(self) -> dict[str, Any]:
        """Return the whole result, as ``kg verify --format json`` gives it."""
        from kg.report.verification import verification_json

        return verification_json(self.verification)

    def _told(self, language: str) -> str:
        from kg.report.verification import write_verification

        return write_verification(self.verification, language)
