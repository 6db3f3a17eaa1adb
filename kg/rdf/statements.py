"""Triples that are read once and never changed, found by subject, property and value.

Filling one of rdflib's own graphs, which can be changed, takes ten times as long as parsing its triples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TypeAlias

from rdflib import URIRef
from rdflib.term import Node

Triple: TypeAlias = tuple[Node, Node, Node]


class Statements:
    """The triples of a graph, each once; methods that rdflib's graph has too give the same answers.

    >>> from rdflib import RDF
    >>> said = Statements([(URIRef("urn:a"), RDF.type, URIRef("urn:b"))] * 2)
    >>> len(said), [str(node) for node in said.subjects(RDF.type, URIRef("urn:b"))]
    (1, ['urn:a'])
    """

    def __init__(self, triples: Iterable[Triple] = (), *, distinct: bool = False):
        """Keep triples; ``distinct`` says that each is given only once."""
        self.identifier = URIRef("statements")
        self._size = 0
        self._said: dict[Node, dict[Node, list[Node]]] = {}
        self._by_value: dict[Node, dict[Node, list[Node]]] = {}
        for subject, property, value in triples if distinct else dict.fromkeys(triples):
            self._size += 1
            said = self._said.get(subject)
            if said is None:
                self._said[subject] = {property: [value]}
            elif property in said:
                said[property].append(value)
            else:
                said[property] = [value]

    @classmethod
    def of(cls, said: dict[Node, dict[Node, list[Node]]], size: int) -> Statements:
        """Return the ``size`` triples of ``said``, which holds the values by subject and property."""
        statements = cls()
        statements._said, statements._size = said, size
        return statements

    def __len__(self) -> int:
        return self._size

    def __iter__(self) -> Iterator[Triple]:
        for subject, said in self._said.items():
            for property, values in said.items():
                for value in values:
                    yield subject, property, value

    def __contains__(self, triple: Triple) -> bool:
        subject, property, value = triple
        return value in self._said.get(subject, {}).get(property, ())

    def objects(self, subject: Node | None, property: Node) -> Iterator[Node]:
        """Yield the values of a property, for one subject or for all."""
        if subject is None:
            return (value for _, value in self.subject_objects(property))
        return iter(self._said.get(subject, {}).get(property, ()))

    def said_of(self, subject: Node) -> Mapping[Node, Sequence[Node]]:
        """Return the values of each property that a subject has."""
        return self._said.get(subject, {})

    def about(self, subject: Node) -> Iterator[tuple[Node, Node]]:
        """Yield each property of a subject with each value of it."""
        for property, values in self._said.get(subject, {}).items():
            for value in values:
                yield property, value

    def subjects(self, property: Node, value: Node | None = None) -> Iterator[Node]:
        """Yield the subjects that have a property, with one value or any."""
        if value is None:
            return iter(self._with.get(property, ()))
        if property not in self._by_value:
            by_value: dict[Node, list[Node]] = {}
            for subject, said in self.subject_objects(property):
                by_value.setdefault(said, []).append(subject)
            self._by_value[property] = by_value
        return iter(self._by_value[property].get(value, ()))

    def nodes(self) -> Iterator[Node]:
        """Yield each subject once."""
        return iter(self._said)

    def subject_objects(self, property: Node) -> Iterator[tuple[Node, Node]]:
        """Yield each subject that has a property with each value of it."""
        for subject in self._with.get(property, ()):
            for value in self._said[subject][property]:
                yield subject, value

    def value(self, subject: Node | None, property: Node, value: Node | None = None) -> Node | None:
        """Return one value of a subject's property, or one subject with a value, or ``None``."""
        candidates = self.subjects(property, value) if subject is None else self.objects(subject, property)
        return next(candidates, None)

    @cached_property
    def _with(self) -> dict[Node, list[Node]]:
        """The subjects by property."""
        with_property: dict[Node, list[Node]] = {}
        for subject, said in self._said.items():
            for property in said:
                with_property.setdefault(property, []).append(subject)
        return with_property

    def sorted(self) -> Statements:
        """Return the same triples in a fixed order."""
        said = {
            subject: {
                property: sorted(values, key=str) if len(values) > 1 else values
                for property, values in sorted(self._said[subject].items(), key=_first)
            }
            for subject in sorted(self._said, key=str)
        }
        return self.of(said, self._size)


def _first(said: tuple[Node, list[Node]]) -> str:
    return str(said[0])
