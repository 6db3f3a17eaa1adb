"""The base of the IRIs that a desk mints, so that two desks never mint the same IRI for different things.

Inside the program IRIs are minted under :data:`kg.model.BASE`, whichever desk they are of. They are put under
the desk's own base when they are written, and back when they are read. Terms of the ontology, shapes and
rules belong to all desks, and never change.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any, TypeVar

import pyoxigraph as ox
from rdflib import URIRef

from kg.errors import InputError, Problem
from kg.model import BASE, Knowledge, Location, as_theirs, partner_of
from kg.rdf.namespaces import PREFIXES

#: What the first part of an IRI after its base may be.
_MINTED = (
    *("bundle", "register", "standpoint", "proposition", "position", "relation", "fact", "view", "voice"),
    *("findings", "verdicts", "interop", "import", "imports", "partner", "decision", "producer", "exchange"),
    *("reviewer", "annotations", "validation"),
)
#: The properties whose values are addresses elsewhere, or of pages: they stay as they were written.
ELSEWHERE = frozenset(
    (
        *(PREFIXES["schema"] + name for name in ("url", "sameAs")),
        *(PREFIXES["skos"] + "exactMatch", PREFIXES["dcterms"] + "license", PREFIXES["cv"] + "evidence"),
    )
)
_AFTER = rf"(?:{'|'.join(_MINTED)})(?:[/#]|\Z)"
#: IRIs of things that a graph describes, from which its base follows.
_SHAPES = (
    r"(?:(?:register|standpoint|proposition|relation|position|voice|decision|producer|reviewer)/[^/#]+"
    r"|import/[^/#]+/[0-9]+|relation/[^/#]+/pair/[0-9]+|fact/[^/#]+/bridge/[0-9]+|view/[^/#]+/[^/#]+/[0-9]+"
    r"|bundle/[^/#]+(?:/article|/annotation|/verdicts|/(?:claim|event|verdict)/[^/#]+)?)"
)
#: A base may hold what looks like another one's things, an article be called as a part of an IRI is: of the
#: bases that are possible, a single IRI has the shortest.
_DESCRIBED = re.compile(rf"(?s)(.*?/){_SHAPES}")
#: The same after its base, or a part of a claim.
_PART = re.compile(rf"{_SHAPES}\Z|bundle/[^/#]+/claim/[^/#]+/")
#: So many parts of the path of an IRI may follow its base.
_DEEPEST = 12
_CV = PREFIXES["cv"]
_TYPE = ox.NamedNode(PREFIXES["rdf"] + "type")
_IDENTIFIER = ox.NamedNode(PREFIXES["dcterms"] + "identifier")
#: The classes of which a store has a member, unless it has only a register, with the IRIs of their members.
_CLASSES = {
    "Bundle": re.compile(r"(?s)(.*/)bundle/[^/#]+"),
    "Import": re.compile(r"(?s)(.*/)import/[^/#]+/[0-9]+"),
    "Standpoint": re.compile(r"(?s)(.*/)standpoint/[^/#]+"),
}
SCHEMA_ITEM = URIRef(PREFIXES["schema"] + "itemReviewed")
_IN_BRACKETS = re.compile(r"<([^<>\s]+)>")

_Statement = TypeVar("_Statement", bound=tuple[Any, ...])


@cache
def _minted_under(base: str) -> re.Pattern[str]:
    return re.compile(re.escape(base) + _AFTER)


def under(iri: str, base: str) -> URIRef:
    """Return an IRI as a desk with this base writes it.

    >>> str(under("https://w3id.org/claim-kg/register/ganja", "https://desk.example/kg/"))
    'https://desk.example/kg/register/ganja'
    >>> str(under("https://w3id.org/claim-kg/ontology#Claim", "https://desk.example/kg/"))
    'https://w3id.org/claim-kg/ontology#Claim'
    """
    there = text_under(iri, base)
    return iri if there is iri and isinstance(iri, URIRef) else URIRef(there)


def text_under(iri: str, base: str) -> str:
    """Return an IRI as :func:`under` does, as a mere text: to make an IRI of rdflib takes longer."""
    return base + iri[len(BASE) :] if base != BASE and _minted_under(BASE).match(iri) else iri


def without_base(iri: str, base: str) -> URIRef:
    """Return an IRI that a desk with this base wrote as it is here; no other desk's is taken for it.

    >>> str(without_base("https://desk.example/kg/register/ganja", "https://desk.example/kg/"))
    'https://w3id.org/claim-kg/register/ganja'
    >>> str(without_base("https://w3id.org/claim-kg/register/ganja", "https://desk.example/kg/"))
    'https://desk.example/kg/register/ganja'
    """
    here = text_without_base(iri, base)
    return iri if isinstance(iri, URIRef) and here is iri else URIRef(here)


def text_without_base(iri: str, base: str) -> str:
    """Return an IRI as :func:`without_base` does, as a mere text: to make an IRI of rdflib takes longer."""
    if base != BASE:
        if _minted_under(base).match(iri):
            return BASE + iri[len(base) :]
        if _minted_under(BASE).match(iri):
            return base + iri[len(BASE) :]
    return iri


def put_under(statements: Iterable[_Statement], base: str, owner: str | None = None) -> Iterable[_Statement]:
    """Return triples or quads as a desk with this base writes them.

    What is reviewed may be another desk's, and gets the base of this ``owner``.
    """
    if base == BASE and owner in (None, BASE):
        return statements
    written = _changed(statements, lambda iri: under(iri, base))
    return written if owner in (None, base) else _reviewed(statements, base, owner)


def _reviewed(statements: Iterable[Any], base: str, owner: str) -> Iterator[Any]:
    for subject, property, value in statements:
        if property == SCHEMA_ITEM:
            yield under(subject, base), property, under(value, owner)
        else:
            yield next(iter(put_under([(subject, property, value)], base)))


def take_reviewed(statements: Iterable[_Statement]) -> Iterator[_Statement]:
    """Return triples in which what is reviewed is named as it is here, whichever desk it is of."""
    for statement in statements:
        subject, property, value = statement[:3]
        described = _DESCRIBED.fullmatch(value) if property == SCHEMA_ITEM else None
        if described is None:
            yield statement
        else:
            yield subject, property, URIRef(BASE + value[len(described[1]) :])  # type: ignore[misc]


def written_iri(mint: Callable[[str], URIRef], name: str, knowledge: Knowledge) -> URIRef:
    """Return the IRI of something of ours or of a partner, by its name among ours, as its owner writes it."""
    partner = partner_of(name)
    base = knowledge.base if partner is None else knowledge.bases.get(partner, BASE)
    return under(mint(as_theirs(name)), base)


def take_from(statements: Iterable[_Statement], base: str) -> Iterable[_Statement]:
    """Return triples or quads that a desk with this base wrote as they are here."""
    return statements if base == BASE else _changed(statements, lambda iri: without_base(iri, base))


class _Changed(dict[Any, Any]):
    """Terms after a change of IRIs, each of which is changed once."""

    def __init__(self, change: Callable[[str], URIRef]):
        super().__init__()
        self._change = change

    def __missing__(self, term: Any) -> Any:
        changed = self[term] = self._change(term) if type(term) is URIRef else term
        return changed


def _changed(statements: Iterable[_Statement], change: Callable[[str], URIRef]) -> Iterator[_Statement]:
    changed = _Changed(change)
    to_elsewhere = {URIRef(property) for property in ELSEWHERE}
    for statement in statements:
        subject, property, value, *graph = statement
        # To look a literal up takes far longer than an IRI.
        if type(value) is URIRef and property not in to_elsewhere:
            value = changed[value]
        yield (changed[subject], changed[property], value, *map(changed.__getitem__, graph))  # type: ignore[misc]


def write_query(text: str, base: str) -> str:
    """Return a query of the program itself with its IRIs under a base.

    >>> write_query("ASK { <https://w3id.org/claim-kg/register/a> ?p ?o }", "https://d.example/")
    'ASK { <https://d.example/register/a> ?p ?o }'
    """
    return text if base == BASE else _IN_BRACKETS.sub(lambda part: f"<{under(part[1], base)}>", text)


def mints(text: str) -> bool:
    """Return whether a query has IRIs that depend on the base of the graph that is asked."""
    return write_query(text, f"{BASE}desk/") != text


def prefixes_of(base: str) -> dict[str, str]:
    """Return the prefixes of queries and exports of a desk with this base."""
    return {prefix: str(under(iri, base)) for prefix, iri in PREFIXES.items()}


def find_base(statements: Iterable[tuple[Any, ...]], name: str = "") -> str:
    """Return the base under which triples or quads describe things in our terms.

    It is that of this program's own IRIs if none follows from them. ``name`` is the file that they are from.

    Raises:
        InputError: if several desks minted IRIs for what they describe.

    >>> find_base([(URIRef("https://d.example/bundle/a"), URIRef(_TYPE.value), URIRef(f"{_CV}Bundle"))])
    'https://d.example/'
    """
    first, bases = "", frozenset[str]()
    for subject, property, value, *_ in statements:
        # As plain strings: rdflib compares terms far slower.
        if str.__eq__(property, _TYPE.value):
            is_described = str.startswith(value, _CV)
        else:
            is_described = str.__eq__(property, _IDENTIFIER.value) and str.endswith(subject, f"/{value}")
        if not is_described or type(subject) is not URIRef:
            continue
        iri = str(subject)
        left = frozenset(base for base in bases if iri.startswith(base) and _PART.match(iri, len(base)))
        if not left:
            possible = frozenset(_possible_bases(iri))
            if bases and possible:
                one, other = sorted((first, iri))
                message = f"several desks minted its IRIs: that of <{one[:200]}> and that of <{other[:200]}>"
                advice = "keep apart what each of them says, and import one as a partner's"
                where = Location(name) if name else None
                raise InputError(Problem("several-bases", message, where, advice=advice))
            first, left = iri, possible or bases
        bases = left
    return max(bases, key=len, default=BASE)


def _possible_bases(iri: str) -> Iterator[str]:
    """Yield each base under which an IRI may have been minted: one may look like a part of another."""
    place = len(iri)
    for _ in range(_DEEPEST):
        place = iri.rfind("/", 0, max(place, 0))
        if place >= 0 and _PART.match(iri, place + 1):
            yield iri[: place + 1]


def find_store_base(store: ox.Store) -> str:
    """Return the base of the IRIs in one of our stores."""
    for name, shape in _CLASSES.items():
        for quad in store.quads_for_pattern(None, _TYPE, ox.NamedNode(_CV + name), None):
            if found := shape.fullmatch(getattr(quad.subject, "value", "")):
                return found[1]
    for quad in store.quads_for_pattern(None, _IDENTIFIER, None, ox.DefaultGraph()):
        if (base := base_of(getattr(quad.subject, "value", ""))) is not None:
            return base
    return BASE


def base_of(iri: str) -> str | None:
    """Return the base under which an IRI of something that a graph describes was minted.

    >>> base_of("https://d.example/kg/bundle/a/claim/m1"), base_of("https://d.example/a.html")
    ('https://d.example/kg/', None)
    """
    described = _DESCRIBED.fullmatch(iri)
    return None if described is None else described[1]
