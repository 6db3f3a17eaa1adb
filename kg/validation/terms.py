"""Write any RDF term for the engines, and read it back."""

from __future__ import annotations

import functools
import re

import pyoxigraph as ox
import rdflib
from rdflib import URIRef
from rdflib.term import Node

from kg.rdf.parsing import term_builder

#: The prefix of the datatype of an ill-typed literal; its real datatype follows.
ILL_TYPED = "urn:x-claim-kg:ill-typed:"
#: The prefix of the substitute for an invalid IRI; its bytes follow in hexadecimal.
_UNWRITABLE = "urn:x-claim-kg:unwritable:"
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\\ud800-\udfff]|^(?![A-Za-z][A-Za-z0-9+.-]*:)')
#: Values that rdflib takes for numbers, but that equal no number.
_NO_NUMBERS = frozenset(("NaN", "nan", "inf", "-inf"))
_ESCAPED = re.compile(r'[\x00-\x1f"\\\x7f\ud800-\udfff]')


# Writing for the engines ------------------------------------------------------------------------------


def write_term(term: Node) -> str:
    """Return any term as N-Triples.

    An invalid IRI gets a substitute. A literal that is not a value of its datatype gets an unknown datatype:
    engines differ on ``"2020-02-30"`` as a date or ``NaN`` as a number, but with an unknown datatype these
    fail every test, as they should.

    >>> write_term(rdflib.URIRef("a b"))
    '<urn:x-claim-kg:unwritable:612062>'
    """
    if not isinstance(term, rdflib.Literal):
        return write_iri(term)
    text = _ESCAPED.sub(_escape, term) if _ESCAPED.search(term) else term
    if term.language:
        return f'"{text}"@{term.language}'
    if term.datatype is None:
        return f'"{text}"'
    if _is_no_value(term) and not str(term.datatype).startswith(ILL_TYPED):
        return f'"{text}"^^{write_iri(ILL_TYPED + term.datatype)}'
    return f'"{text}"^^{write_iri(term.datatype)}'


def _is_no_value(term: rdflib.Literal) -> bool:
    """Return whether a literal is not a value of its datatype, or one that not every engine supports."""
    if term.ill_typed or str(term) in _NO_NUMBERS:
        return True
    return len(term) > 18 and isinstance(term.value, int) and not -(2**63) <= term.value < 2**63


def write_iri(term: Node | str) -> str:
    """Return an IRI as N-Triples; an invalid one gets a substitute."""
    iri = str(term)
    if _NO_IRI.search(iri):
        return f"<{_UNWRITABLE}{iri.encode('utf-8', 'surrogatepass').hex()}>"
    return f"<{iri}>"


def _escape(found: re.Match[str]) -> str:
    return f"\\u{ord(found[0]):04X}"


@functools.lru_cache(maxsize=10_000)
def read_term(text: str) -> Node:
    """Return the term that :func:`write_term` wrote."""
    (triple,) = ox.parse(f"<urn:s> <urn:p> {text} .", format=ox.RdfFormat.TURTLE)
    term = term_builder()(triple.object)
    if isinstance(term, rdflib.Literal):
        if term.datatype and str(term.datatype).startswith((ILL_TYPED, _UNWRITABLE)):
            datatype = _read_iri(str(term.datatype)).removeprefix(ILL_TYPED)
            return rdflib.Literal(str(term), datatype=URIRef(datatype), normalize=False)
        return term
    return URIRef(_read_iri(str(term)))


def _read_iri(iri: str) -> str:
    hexadecimal = iri.removeprefix(_UNWRITABLE)
    return iri if hexadecimal == iri else bytes.fromhex(hexadecimal).decode("utf-8", "surrogatepass")
