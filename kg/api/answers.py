"""Answers to queries (rows of a table, yes or no, or a graph), and values for a query's parameters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from rdflib import Literal, URIRef
from rdflib.query import Result

from kg.api.named import Cell, build_frame
from kg.api.objects import GraphArticle, GraphClaim, GraphEntry, GraphStandpoint
from kg.api.reader import Shown, language
from kg.errors import InputError, Problem, nearest
from kg.explain import find_claim
from kg.model import BASE
from kg.queries.parameters import Parameter, set_parameters
from kg.queries.results import build_result
from kg.rdf.bases import write_query
from kg.rdf.vocabulary import PREFIXES, bundle_iri, claim_iri, entry_iri, standpoint_iri

if TYPE_CHECKING:
    from kg.model import Knowledge
    from kg.queries.asking import Answer, Term
    from kg.report.blocks import Block, TableCell

_IRI = re.compile(r"[a-z][a-z0-9+.-]*://[^\s<>\"{}|\\^`]*", re.I)
_SHORT = re.compile(r"([a-z][a-z0-9-]*):([\w.-]+)", re.I)
_CLAIMS = frozenset(("claim", "against", "other"))


class QueryAnswer(Result, Shown):
    """An answer as a result of rdflib, which notebooks show as a table."""

    def __init__(self, answer: Answer):
        built = build_result(answer)
        super().__init__(built.type)
        #: The answer as it came, with plain terms.
        self.answer = answer
        if built.type == "SELECT":
            self.vars, self.bindings = built.vars, built.bindings
        else:
            self.askAnswer, self.graph = built.askAnswer, built.graph

    @property
    def truth(self) -> bool | None:
        """The answer to an ``ASK`` query, ``None`` for other queries."""
        return self.answer.truth

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Return the rows as dictionaries of plain values: for a graph its triples, for yes or no one row."""
        if self.answer.truth is not None:
            return [{"answer": self.answer.truth}]
        if self.graph is not None:
            names = ("subject", "predicate", "object")
            rows = (dict(zip(names, map(_value, triple), strict=True)) for triple in self.graph)
            return sorted(rows, key=lambda row: [str(value) for value in row.values()])
        return [
            {
                name: _value(row.get(variable))
                for name, variable in zip(self._names, self.vars or (), strict=True)
            }
            for row in self.bindings
        ]

    @property
    def _names(self) -> list[str]:
        return list(self.answer.variables)

    def to_frame(self) -> Any:
        """Return the rows of :meth:`to_dicts` as a :class:`pandas.DataFrame`.

        Raises:
            InputError: if pandas is not installed.
        """
        return build_frame(self.to_dicts(), self._names or None)

    def __str__(self) -> str:
        from kg.report.answers import write_answer

        return write_answer(self.answer, "table", language())

    def __repr__(self) -> str:
        return str(self).rstrip("\n")

    def to_html(self, language: str) -> str:
        """Return the answer as a piece of HTML: a table, yes or no, or the graph as Turtle."""
        from kg.report.blocks import write_blocks

        return write_blocks(self._blocks(), language)

    def _blocks(self) -> list[Block]:
        from kg.report import blocks as b
        from kg.words import Message, Verbatim

        if self.answer.truth is not None:
            return [
                b.NoteBlock(Message("diff-yes") if self.answer.truth else Message("diff-no"), "paragraph")
            ]
        if self.answer.triples is not None:
            return [b.TextBlock(str(self), code=True)]
        shown = self.answer.rows[: b.MOST_ROWS]
        rows = [[_cell(row.get(name)) for name in self._names] for row in shown]
        table = b.table_of(rows, [Verbatim(n) for n in self._names], total=len(self.answer.rows))
        return [table, b.NoteBlock(Message("rows", count=len(self.answer.rows)))]


def _value(term: Any) -> Cell:
    """Return a term as a plain value: numbers and booleans as such, all else as text."""
    if not isinstance(term, Literal):
        return None if term is None else str(term)
    value = term.toPython()
    if isinstance(value, Decimal):
        return float(value)
    return (
        value if isinstance(value, str | int | float | bool) and not isinstance(value, Literal) else str(term)
    )


def _cell(term: Term | None) -> TableCell:
    from kg.report import blocks as b
    from kg.report.answers import shown_term

    if term is None:
        return b.text("")
    if term["type"] == "uri":
        return b.name(shown_term(term))
    return b.quote(term["value"], term["xml:lang"]) if "xml:lang" in term else b.text(term["value"])


def bind(text: str, values: Mapping[str, Any], knowledge: Knowledge | None, base: str | None = None) -> str:
    """Return a query with values for its parameters or variables (:mod:`kg.queries.parameters`).

    A value may be an object of a graph or its name, an IRI, a prefixed name, a number, a date, or a text.
    Names are looked up in ``knowledge``, if it is given; else their IRIs have this ``base``.

    Raises:
        InputError: for a parameter that the query does not have, and for an unknown name.
    """
    given = dict(values)

    base = base or (BASE if knowledge is None else knowledge.base)

    def terms(parameter: Parameter, _: str, plain: bool) -> list[str]:
        value = given[parameter.name]
        if len(parameter.variables) == 2:
            article, _, end = _claim(value, knowledge).rpartition("/")
            return [Literal(article).n3(), Literal(end).n3()]
        return [write_query(_term(parameter.name, value, knowledge, plain=plain), base)]

    return set_parameters(text, {name: str(value) for name, value in given.items()}, terms)


def _claim(value: Any, knowledge: Knowledge | None) -> str:
    if isinstance(value, GraphClaim):
        return value.name
    if knowledge is not None:
        return find_claim(str(value), knowledge.claims)
    if "/" in str(value):
        return str(value)
    message = f"of {str(value)[:80]!r} it is not known in which article it stands"
    raise InputError(Problem("unknown-claim", message, advice="write article/claim"))


def _term(name: str, value: Any, knowledge: Knowledge | None, *, plain: bool) -> str:
    """Return a value as a SPARQL term."""
    if isinstance(value, URIRef | Literal):
        return value.n3()
    if isinstance(value, bool | int | float | Decimal | date):
        return Literal(value).n3()
    if isinstance(value, GraphClaim | GraphArticle | GraphEntry | GraphStandpoint):
        return _thing(value).n3()
    text = str(value)
    bare = text.removeprefix("<").removesuffix(">")
    if _IRI.fullmatch(bare):
        return URIRef(bare).n3()
    short = _SHORT.fullmatch(text)
    if short and short[1] in PREFIXES:
        return URIRef(PREFIXES[short[1]] + short[2]).n3()
    kind = name.rstrip("0123456789").lower()
    if kind in _CLAIMS:
        return claim_iri(_claim(text, knowledge)).n3()
    iri = None if knowledge is None else _named(kind, text, knowledge)
    if plain or (iri is None and not _is_name(kind)):
        return Literal(text).n3()
    if iri is None and knowledge is None:
        return (standpoint_iri(text) if kind == "standpoint" else entry_iri(text)).n3()
    if iri is None:
        assert knowledge is not None
        names = knowledge.register.standpoints if kind == "standpoint" else knowledge.register.entries
        message = f"there is no {kind} {text[:80]!r}"
        raise InputError(Problem("unknown-name", message, advice=nearest(text[:80], [*names])))
    return iri.n3()


#: Variables that stand for names of the register.
_REGISTER = frozenset(
    ("source", "speaker", "origin", "agent", "target", "instrument", "place", "kind", "event", "measure")
)


def _is_name(kind: str) -> bool:
    return kind in _REGISTER or kind == "standpoint"


def _named(kind: str, text: str, knowledge: Knowledge) -> URIRef | None:
    if kind == "article" and text in knowledge.articles:
        return bundle_iri(text)
    if kind == "standpoint":
        return standpoint_iri(text) if text in knowledge.register.standpoints else None
    return entry_iri(text) if kind in _REGISTER and text in knowledge.register.entries else None


def _thing(value: GraphClaim | GraphArticle | GraphEntry | GraphStandpoint) -> URIRef:
    if isinstance(value, GraphClaim):
        return claim_iri(value.name)
    if isinstance(value, GraphArticle):
        return bundle_iri(value.id)
    return standpoint_iri(value.name) if isinstance(value, GraphStandpoint) else entry_iri(value.name)
