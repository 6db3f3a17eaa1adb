"""The IRIs of the system: namespaces of the vocabularies it uses and the names it mints."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import rdflib.namespace
from rdflib import Namespace, URIRef

from kg.model import BASE, SLOT_TERMS, partner_of
from kg.rdf.namespaces import FINDINGS
from kg.rdf.namespaces import PREFIXES as PREFIXES

#: The part of an IRI between the article and the name of an event that is declared only for it.
_EVENT = "/event/"
#: The number of IRIs of each kind that are kept: making one takes longer than writing its triple.
_KEPT = 2**17


class Terms(Namespace):
    """A namespace that makes each of its terms once."""

    def __getattr__(self, name: str) -> URIRef:
        """Return the term with this name, and keep it as an attribute."""
        if name.startswith("__"):
            raise AttributeError(name)
        term = vars(self)[name] = _term(self, name)
        return term

    def __getitem__(self, key: Any) -> URIRef:
        """Return the term with this name."""
        return _term(self, key)


@lru_cache(_KEPT)
def _term(namespace: str, name: str) -> URIRef:
    return URIRef(str.__add__(namespace, name))


CV = Terms(BASE + "ontology#")
REG = Terms(BASE + "register/")
OA = Terms("http://www.w3.org/ns/oa#")
SCHEMA = Terms("https://schema.org/")
DCTERMS, PROV, RDF, RDFS, SKOS, XSD = (
    Terms(str(getattr(rdflib.namespace, name))) for name in ("DCTERMS", "PROV", "RDF", "RDFS", "SKOS", "XSD")
)

_NAMESPACES = {str(terms): terms for terms in (CV, OA, SCHEMA, DCTERMS, PROV, RDF, RDFS, SKOS, XSD)}


def shared_term(iri: str) -> URIRef:
    """Return an IRI; for a term of these vocabularies always the same object.

    Identical objects need no comparison, which in rdflib takes longer than a look-up.

    >>> shared_term("https://w3id.org/claim-kg/ontology#claim") is CV.claim
    True
    """
    namespace = _NAMESPACES.get(iri[: max(iri.rfind("#"), iri.rfind("/")) + 1])
    return URIRef(iri) if namespace is None else namespace[iri[len(namespace) :]]


REGISTER_GRAPH = URIRef(BASE + "register")
FINDINGS_GRAPH = URIRef(FINDINGS)
#: Claims and verdicts in the terms of other knowledge graphs, in exports for these.
INTEROP_GRAPH = URIRef(BASE + "interop")
#: The beginning of the IRIs of standpoints, which are also the names of their graphs.
STANDPOINTS = BASE + "standpoint/"
SOFTWARE = URIRef(BASE + "software")
#: The beginning of the graph names of what partners declare, and of what they sent, unchanged.
PARTNERS = BASE + "partner/"
IMPORTS = BASE + "import/"
#: The graph of what was imported when, and what persons decided about it.
RECORDS_GRAPH = URIRef(BASE + "imports")
#: The graph of our verdicts on partners' claims.
VERDICTS_GRAPH = URIRef(BASE + "verdicts")


def entry_iri(name: str) -> URIRef:
    """Return the IRI of a register entry, or of an event that is declared only for one article.

    >>> str(entry_iri("karabakh-2020-10-04/attack"))
    'https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/event/attack'
    """
    article, slash, event = name.partition("/")
    return _local_event_iri(article, event) if slash else REG[name]


@lru_cache(_KEPT)
def _local_event_iri(article: str, event: str) -> URIRef:
    return URIRef(f"{BASE}bundle/{article}{_EVENT}{event}")


def entry_name(iri: str) -> str:
    """Return the name of an entry from its IRI: the inverse of :func:`entry_iri`.

    Before events were entries they had other IRIs, which are accepted too.

    >>> entry_name("https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/event/attack")
    'karabakh-2020-10-04/attack'
    """
    if _EVENT in iri:
        article, event, name = iri.removeprefix(BASE + "bundle/").partition(_EVENT)
        if event and "/" not in article:
            return f"{article}/{name}"
    return local_name(iri)


@lru_cache(_KEPT)
def bundle_iri(bundle: str) -> URIRef:
    """Return the IRI of a bundle, which is also the name of its graph."""
    return URIRef(f"{BASE}bundle/{bundle}")


@lru_cache(_KEPT)
def article_iri(bundle: str) -> URIRef:
    """Return the IRI of a bundle's article."""
    return URIRef(f"{BASE}bundle/{bundle}/article")


@lru_cache(_KEPT)
def claim_iri(claim_id: str) -> URIRef:
    """Return the IRI of a claim from its ``bundle/claim`` identifier.

    >>> str(claim_iri("karabakh-2020-10-04/m1"))
    'https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/claim/m1'
    """
    bundle, _, claim = claim_id.rpartition("/")
    return URIRef(f"{BASE}bundle/{bundle}/claim/{claim}")


def verdicts_iri(bundle: str, partner: str | None = None) -> URIRef:
    """Return the IRI of the graph of the verdicts on a bundle's claims, ours or those of a partner."""
    if partner is not None:
        return URIRef(f"{PARTNERS}{partner}/verdicts")
    return VERDICTS_GRAPH if partner_of(bundle) else URIRef(f"{BASE}bundle/{bundle}/verdicts")


@lru_cache(_KEPT)
def register_graph(iri: str) -> URIRef:
    """Return the IRI of the graph that declares an entry: the register, or that of a partner.

    An event that is declared only for one article is in the graph of its bundle.

    >>> str(register_graph("https://w3id.org/claim-kg/register/desk:ganja"))
    'https://w3id.org/claim-kg/partner/desk/register'
    """
    article, slash, _ = entry_name(iri).partition("/")
    if slash:
        return bundle_iri(article)
    partner = partner_of(local_name(iri))
    return REGISTER_GRAPH if partner is None else URIRef(f"{PARTNERS}{partner}/register")


def is_of_partner(graph: str) -> bool:
    """Return whether a graph, by its IRI, holds what a partner sent.

    >>> is_of_partner("https://w3id.org/claim-kg/bundle/desk:press-2020")
    True
    """
    return graph.startswith((PARTNERS, IMPORTS)) or (
        graph.startswith(BASE) and ":" in graph.removeprefix(BASE)
    )


def verdict_iri(claim_id: str, identifier: str) -> URIRef:
    """Return the IRI of a verdict on a claim from the hash of what it says."""
    return URIRef(f"{BASE}bundle/{claim_id.rpartition('/')[0]}/verdict/{identifier}")


def claim_key(iri: str) -> str:
    """Return the ``bundle/claim`` identifier for the IRI of a claim.

    >>> claim_key("https://w3id.org/claim-kg/bundle/a/claim/m1")
    'a/m1'
    """
    bundle, _, claim = iri.removeprefix(BASE + "bundle/").partition("/claim/")
    return f"{bundle}/{claim}"


@lru_cache(_KEPT)
def producer_iri(name: str) -> URIRef:
    """Return the IRI of a producer of bundles and nanopublications from the name that partners know."""
    return URIRef(f"{BASE}producer/{name}")


def standpoint_iri(name: str) -> URIRef:
    """Return the IRI of a standpoint, which is also the name of its graph."""
    return URIRef(STANDPOINTS + name)


@lru_cache(_KEPT)
def proposition_iri(identifier: str) -> URIRef:
    """Return the IRI of a proposition from the hash of its slots."""
    return URIRef(f"{BASE}proposition/{identifier}")


@lru_cache(_KEPT)
def position_iri(identifier: str) -> URIRef:
    """Return the IRI of a position."""
    return URIRef(f"{BASE}position/{identifier}")


@lru_cache(_KEPT)
def bridge_iri(fact: str, number: int) -> URIRef:
    """Return the IRI of a fact, given by its hash, as bridge number ``number`` of a relation."""
    return URIRef(f"{BASE}fact/{fact}/bridge/{number}")


def view_iri(view: str, name: str, number: int) -> URIRef:
    """Return the IRI of a set of standpoints, given by its hash, as a relation's condition or exception."""
    return URIRef(f"{BASE}view/{view}/{name}/{number}")


def voice_iri(identifier: str) -> URIRef:
    """Return the IRI of a voice from the hash of who speaks in which claims."""
    return URIRef(f"{BASE}voice/{identifier}")


@lru_cache(_KEPT)
def relation_iri(identifier: str) -> URIRef:
    """Return the IRI of a relation."""
    return URIRef(f"{BASE}relation/{identifier}")


@lru_cache(_KEPT)
def rule_iri(rule: str, version: str) -> URIRef:
    """Return the IRI of a rule's application in one version."""
    return URIRef(f"{BASE}rule/{rule}/{version}")


@lru_cache(_KEPT)
def slot_iri(slot: str) -> URIRef:
    """Return the term for a slot, which is also a property of propositions if one triple fills the slot.

    >>> str(slot_iri("said_by"))
    'https://w3id.org/claim-kg/ontology#saidBy'
    """
    return CV[SLOT_TERMS.get(slot, slot)]


@lru_cache
def any_of_iri(slot: str) -> URIRef:
    """Return the property that names the alternatives of which one fills a slot.

    >>> str(any_of_iri("agent"))
    'https://w3id.org/claim-kg/ontology#agentAnyOf'
    """
    return CV[f"{slot}AnyOf"]


def local_name(iri: str) -> str:
    """Return what follows the last ``/`` or ``#`` of an IRI.

    >>> local_name("https://w3id.org/claim-kg/register/ganja")
    'ganja'
    """
    return iri.replace("#", "/").rpartition("/")[2]


def key_of(iri: str) -> str | None:
    """Return the authors' name for an IRI: a register or standpoint name, or ``bundle/claim``.

    Parts of a claim (its quotations, utterances, bases) give the claim.

    >>> key_of("https://w3id.org/claim-kg/bundle/a/claim/m1/quotation/1/text")
    'a/m1'
    """
    if not iri.startswith(BASE):
        return None
    match iri.removeprefix(BASE).split("/"):
        case ["register", name] | ["standpoint", name, *_]:
            return name
        case ["bundle", bundle, "event", name]:
            return f"{bundle}/{name}"
        case ["bundle", bundle, "claim", claim, *_]:
            return f"{bundle}/{claim}"
        case ["bundle", bundle, *_]:
            return f"{bundle}/"
        case _:
            return None
