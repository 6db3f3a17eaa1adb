"""Read what a graph says about one node, value by value, so that an error can name the node."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from rdflib import Graph, Literal, URIRef
from rdflib.term import Node

from kg.errors import InputError, Problem
from kg.model import (
    BASE,
    MAX_COUNT,
    MAX_DECIMALS,
    MAX_LABEL_LENGTH,
    MAX_TEXT_LENGTH,
    SEVERAL,
    Interval,
    Location,
    Number,
    Value,
    number_of,
    value_of,
)
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import SKOS, any_of_iri, entry_name, slot_iri

#: A clock time with its zone, as in XML Schema. The T tells it from a day.
_CLOCK = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)", re.ASCII
)
_NUMBER = re.compile(r"\+?\d{1,40}(?:\.\d{1,40})?", re.ASCII)


def graph_location(graph: URIRef) -> Location:
    """Return the location of a problem in a graph."""
    return Location(f"graph <{graph}>")


class Described:
    """What a graph says about one node."""

    def __init__(self, graph: Graph | Statements, node: Node):
        self.graph = graph
        self.node = node
        # Readers ask for about twenty properties of a node, most of which it does not have.
        self._said = graph.said_of(node) if isinstance(graph, Statements) else None

    def nodes(self, property: URIRef) -> list[Node]:
        """Return the values of a property, sorted by their texts."""
        if self._said is None:
            return sorted(self.graph.objects(self.node, property), key=str)
        values = self._said.get(property, ())
        return sorted(values, key=str) if len(values) > 1 else [*values]

    def follow(self, property: URIRef) -> list[Described]:
        """Return what the graph says about each value of a property."""
        return [Described(self.graph, node) for node in self.nodes(property)]

    def one(self, property: URIRef) -> Any:
        """Return the only value of ``property``."""
        values = self.nodes(property)
        if len(values) != 1:
            message = f"<{self.node}> has {len(values)} values of <{property}>; it needs exactly one"
            raise InputError(Problem("incomplete-description", message, location_of(self.graph)))
        return values[0]

    def maybe(self, property: URIRef) -> Any:
        """Return the only value of ``property``, or ``None``."""
        values = self.nodes(property)
        if len(values) > 1:
            return self.one(property)
        return values[0] if values else None

    def local(self, node: Node) -> str:
        """Return the authors' name for a node.

        Raises:
            InputError: for a node that is not one of our own IRIs.
        """
        if not isinstance(node, URIRef) or not node.startswith(BASE):
            message = (
                f"<{self.node}>: {node.n3()} is not a valid name; names are IRIs that begin with <{BASE}>"
            )
            raise InputError(Problem("foreign-iri", message, location_of(self.graph)))
        return entry_name(str(node))

    def name(self, property: URIRef) -> str | None:
        """Return the authors' name for the only value, or ``None``."""
        node = self.maybe(property)
        return None if node is None else self.local(node)

    def names(self, property: URIRef) -> list[str]:
        """Return the authors' names for all values."""
        return [self.local(node) for node in self.nodes(property)]

    def value(self, slot: str) -> Value | None:
        """Return the value of a slot that may hold several names."""
        together, among = self.names(slot_iri(slot)), self.names(any_of_iri(slot))
        if together and among:
            message = f"<{self.node}> gives of {slot!r} a value, and several of which one is meant"
            raise InputError(Problem("bad-value", message, location_of(self.graph)))
        return value_of(together or among, bool(among)) if together or among else None

    def slots(self, names: Iterable[str]) -> dict[str, Any]:
        """Return the values of some slots."""
        return {slot: self.value(slot) if slot in SEVERAL else self.name(slot_iri(slot)) for slot in names}

    def text(self, property: URIRef) -> str | None:
        """Return the only value as text, or ``None``."""
        node = self.maybe(property)
        return None if node is None else str(node)

    def iris(self, property: URIRef) -> list[str]:
        """Return the values of a property as text.

        Raises:
            InputError: for a value that is not an IRI. Written as an IRI, it could end too early.
        """
        values = self.nodes(property)
        for node in values:
            if not isinstance(node, URIRef):
                message = f"<{self.node}>: a value of <{property}> is no IRI"
                raise InputError(Problem("bad-value", message, location_of(self.graph)))
        return [str(node) for node in values]

    def iri(self, property: URIRef) -> str | None:
        """Return the only value, which must be an IRI, or ``None``."""
        return None if self.maybe(property) is None else self.iris(property)[0]

    def integer(self, property: URIRef) -> int | None:
        """Return the only value as a whole number, or ``None``."""
        node = self.maybe(property)
        if node is None:
            return None
        try:
            number = int(str(node))
        except ValueError:
            number = -1
        if not 0 <= number <= MAX_COUNT:
            message = f"<{self.node}>: {str(node)[:80]} is not a whole number from 0 to {MAX_COUNT:,}"
            raise InputError(Problem("bad-value", message, location_of(self.graph))) from None
        return number

    def number(self, property: URIRef) -> Number | None:
        """Return the only value as a count or a measurement, or ``None``."""
        text = self.text(property)
        if text is None:
            return None
        value = Decimal(text) if _NUMBER.fullmatch(text) else Decimal(-1)
        if not 0 <= value <= MAX_COUNT or value != round(value, MAX_DECIMALS):
            message = (
                f"<{self.node}>: {text[:80]} is not a number from 0 to {MAX_COUNT:,}"
                f" with at most {MAX_DECIMALS} decimals"
            )
            raise InputError(Problem("bad-value", message, location_of(self.graph)))
        return number_of(value)

    def degrees(self, property: URIRef, most: int) -> float | None:
        """Return degrees north or east, from ``-most`` to ``most``, or ``None``."""
        text = self.text(property)
        if text is None:
            return None
        try:
            value = float(text)
        except ValueError:
            value = most + 1.0
        if not -most <= value <= most:
            message = f"<{self.node}>: {text[:80]} is not a number from -{most} to {most}"
            raise InputError(Problem("bad-value", message, location_of(self.graph)))
        return value

    def word(self, property: URIRef, words: Collection[str]) -> str | None:
        """Return the only value, which must be one of ``words``, or ``None``."""
        text = self.text(property)
        if text is not None and text not in words:
            message = f"<{self.node}>: {text[:80]!r} is not one of {', '.join(words)}"
            raise InputError(Problem("bad-value", message, location_of(self.graph)))
        return text

    def true(self, property: URIRef) -> bool:
        """Return whether the only value is ``true``."""
        return self.text(property) == "true"

    def labels(self, property: URIRef) -> dict[str, str]:
        """Return the texts of a property by language."""
        texts = {
            node.language: str(node)
            for node in self.nodes(property)
            if isinstance(node, Literal) and node.language
        }
        most = MAX_LABEL_LENGTH if property == SKOS.prefLabel else MAX_TEXT_LENGTH
        for text in texts.values():
            self._check_length(text, property, most)
        return dict(sorted(texts.items()))

    def _check_length(self, text: str, property: URIRef, most: int) -> None:
        if len(text) > most:
            message = (
                f"<{self.node}>: a value of <{property}> has {len(text):,} characters of at most {most:,}"
            )
            raise InputError(Problem("too-long", message, location_of(self.graph)))

    def note(self, property: URIRef) -> str | None:
        """Return a text of limited length that people wrote, or ``None``."""
        text = self.text(property)
        if text is not None:
            self._check_length(text, property, MAX_TEXT_LENGTH)
        return text

    def words(self, property: URIRef) -> str:
        """Return a required text of limited length."""
        return self.note(property) or self.required(property)

    def interval(self, first: URIRef, last: URIRef) -> Interval | None:
        """Return the time from one property to another, or ``None`` if there is neither."""
        start, end = self.text(first), self.text(last)
        if start is None and end is None:
            return None
        try:
            return Interval(read_moment(start), read_moment(end))
        except ValueError:
            shown = [text[:80] for text in (start, end) if text]
            message = f"<{self.node}>: one of {shown} is neither a day nor a clock time with its zone"
            raise InputError(Problem("bad-date", message, location_of(self.graph))) from None

    def required(self, property: URIRef) -> str:
        """Return the only value as text; it must exist."""
        return str(self.one(property))


def read_moment(text: str | None) -> date | None:
    """Return a day or a clock time from its text, ``None`` if there is no text.

    Raises:
        ValueError: for other text, or a clock time without its zone.

    >>> read_moment("2024-03-23T09:00:00+03:00").isoformat()
    '2024-03-23T09:00:00+03:00'
    """
    if not text:
        return None
    if "T" not in text:
        return date.fromisoformat(text)
    if _CLOCK.fullmatch(text) is None:
        raise ValueError(text)
    return datetime.fromisoformat(text)


def location_of(graph: Graph | Statements) -> Location:
    """Return the location of a problem in the graph that is read."""
    return graph_location(URIRef(graph.identifier))
