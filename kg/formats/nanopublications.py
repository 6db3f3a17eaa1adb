"""Write claims as nanopublications, each a small publication with its provenance, and read them back.

A nanopublication has four graphs (https://nanopub.net/guidelines/working_draft/). Its head names the other
three. Its *assertion* says that a source takes a stance on a proposition; it never states the proposition
itself, which the source may deny. Its *provenance* says where that was read: the words with their offsets,
the chain of reports to the origin, the article and its hash. Its *publication information* says who made the
nanopublication, with what, and under which licence, and has a label for each name in it.

The text of the article is never part of it. Everything else that a bundle's graph says about a claim is, so
that a bundle can be read back from the nanopublications of its claims.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from itertools import chain
from typing import cast

import pyoxigraph as ox
from rdflib import Literal, Namespace, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.namespace import DCTERMS, PROV, RDF, RDFS, XSD
from rdflib.term import Node

from kg.bundle.keys import RsaKey
from kg.errors import InputError, Problem
from kg.formats.trusty import NPX, Statement, is_intact, sign_nanopublication
from kg.model import BASE, Bundle, Claim, Knowledge, Location, Register, partner_of
from kg.rdf.bases import find_base, prefixes_of, put_under, take_from, under
from kg.rdf.mapping import RELATION_PROPERTIES, Quad, Triple
from kg.rdf.serialize import serialize
from kg.rdf.vocabulary import (
    CV,
    REG,
    SOFTWARE,
    any_of_iri,
    article_iri,
    bundle_iri,
    claim_iri,
    entry_iri,
    entry_name,
    register_graph,
    slot_iri,
)
from kg.rdf.write import build_article, build_register

NP = Namespace("http://www.nanopub.org/nschema#")

#: A triple and a quad in a file from others.
AnyTriple = tuple[Node, Node, Node]
AnyQuad = tuple[Node, Node, Node, Node | None]

#: The graphs that a head names, by the property that names them.
_PARTS = {NP.hasAssertion: "assertion", NP.hasProvenance: "provenance", NP.hasPublicationInfo: "pubinfo"}
#: The properties of a claim that tell what its source said; the others tell how that is known.
_ASSERTED = frozenset(
    (
        RDF.type,
        DCTERMS.identifier,
        PROV.wasAttributedTo,
        CV.stance,
        CV.certainty,
        CV.proposition,
        CV.presupposes,
        CV.condition,
        CV.conditionForm,
        CV.corrects,
        CV.gloss,
        CV.saidFrom,
        CV.saidTo,
    )
)
#: Properties that relate a name to others. They are left out, even of an event: propositions have its slots.
_LINKS = frozenset(
    (
        *RELATION_PROPERTIES.values(),
        *(term(slot) for slot in ("kind", "target", "place") for term in (slot_iri, any_of_iri)),
    )
)
_CONTENT = (f"{BASE}proposition/", f"{BASE}event/")
_CLAIM = re.compile(re.escape(BASE) + "bundle/([^/]+)/claim/([^/]+)")
_IRI = re.compile("https?://", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Publication:
    """The publication information of every nanopublication of an export.

    ``licence`` is the IRI of the licence of its content. ``producer`` is the name or the IRI of the
    publisher, ``title`` their name if ``producer`` is an IRI. The default of ``created`` is the last day on
    which the article may have been published, never the time of the export.
    """

    created: datetime | None = None
    licence: str | None = None
    producer: str | None = None
    title: str | None = None


def write_nanopublications(
    knowledge: Knowledge, publication: Publication | None = None, *, sign_with: RsaKey | None = None
) -> bytes:
    """Return each of our claims as a nanopublication, in TriG; the same input gives the same bytes.

    Raises:
        InputError: for a licence or producer that is not an IRI, though it should be.
    """
    quads = build_nanopublications(knowledge, publication, sign_with=sign_with)
    prefixes = prefixes_of(knowledge.base)
    return serialize(quads, "trig", {**prefixes, "np": str(NP), "npx": str(NPX)})


def build_nanopublications(
    knowledge: Knowledge, publication: Publication | None = None, *, sign_with: RsaKey | None = None
) -> Iterator[Quad]:
    """Yield the four graphs of every claim's nanopublication."""
    given = publication or Publication()
    terms = None if given.licence is None else _iri(given.licence, "licence")
    maker: URIRef | str | None = given.producer
    if maker is not None and _IRI.match(maker):
        maker = _iri(maker, "producer")
    names = _Names(knowledge.register)
    for bundle in knowledge.bundles:
        created = given.created or _published(bundle)
        for claim in bundle.claims if partner_of(bundle.id) is None else ():
            node = nanopublication_iri(f"{bundle.id}/{claim.id}")
            head, assertion, provenance, pubinfo = _graphs(node)
            told = list(_tell(bundle, claim, assertion, provenance, pubinfo))
            quads: list[Quad] = [
                (node, RDF.type, NP.Nanopublication, head),
                (node, NP.hasAssertion, assertion, head),
                (node, NP.hasProvenance, provenance, head),
                (node, NP.hasPublicationInfo, pubinfo, head),
                *told,
                *((*triple, provenance) for triple in _provenance(bundle, claim, assertion)),
                *((*triple, pubinfo) for triple in _publication(node, created, terms, maker, given.title)),
                *((*triple, pubinfo) for triple in names.described(told)),
            ]
            written = [*put_under(quads, knowledge.base)]
            if sign_with is None:
                yield from written
            else:
                signer = maker if isinstance(maker, URIRef) else None
                node, pubinfo = (under(iri, knowledge.base) for iri in (node, pubinfo))
                signed = sign_nanopublication(written, node, pubinfo, sign_with, signer)
                yield from cast(list[Quad], signed)


def _published(bundle: Bundle) -> datetime | None:
    """Return the last time at which an article may have been published; for a day, its beginning."""
    published = bundle.article.published
    last: date | None = None if published is None else published.end or published.start
    if last is None or isinstance(last, datetime):
        return last
    return datetime.combine(last, time(), UTC)


def nanopublication_iri(claim_id: str) -> URIRef:
    """Return the IRI of a claim's nanopublication; the IRIs of its graphs begin with it.

    When tools for nanopublications sign one, they replace this beginning with one that has the hash of the
    whole.

    >>> str(nanopublication_iri("karabakh-2020-10-04/m1"))
    'https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/claim/m1/nanopublication/'
    """
    return URIRef(f"{claim_iri(claim_id)}/nanopublication/")


def _graphs(node: URIRef) -> tuple[URIRef, URIRef, URIRef, URIRef]:
    head, assertion, provenance, pubinfo = (URIRef(node + part) for part in ("Head", *_PARTS.values()))
    return head, assertion, provenance, pubinfo


def _tell(
    bundle: Bundle, claim: Claim, assertion: URIRef, provenance: URIRef, pubinfo: URIRef
) -> Iterator[Quad]:
    """Yield what the bundle's graph says about one claim, each statement in the graph that it belongs to."""
    node = claim_iri(f"{bundle.id}/{claim.id}")
    alone = replace(bundle, article=bundle.article.without_text(), claims=(claim,))
    for subject, predicate, object in build_article(alone):
        if _is_content(subject) or (subject == node and predicate in _ASSERTED):
            graph = assertion
        else:
            graph = pubinfo if subject == SOFTWARE else provenance
        yield subject, predicate, object, graph


def _is_content(node: URIRef) -> bool:
    return str(node).startswith(_CONTENT)


def _provenance(bundle: Bundle, claim: Claim, assertion: URIRef) -> Iterator[Triple]:
    """Yield the origin of the assertion as a whole."""
    node = claim_iri(f"{bundle.id}/{claim.id}")
    for source in claim.sources:
        yield assertion, PROV.wasAttributedTo, entry_iri(source)
    yield assertion, PROV.wasDerivedFrom, article_iri(bundle.id)
    for number in range(1, len(claim.quotations) + 1):
        yield assertion, PROV.wasDerivedFrom, URIRef(f"{node}/quotation/{number}")
    yield assertion, PROV.hadPrimarySource, URIRef(f"{node}/utterance/{len(claim.via) + 1}")
    yield assertion, PROV.wasGeneratedBy, URIRef(f"{bundle_iri(bundle.id)}/annotation")


def _publication(
    node: URIRef,
    created: datetime | None,
    licence: URIRef | None,
    producer: URIRef | str | None,
    title: str | None,
) -> Iterator[Triple]:
    """Yield who made the nanopublication; a producer without an IRI gets one under that of ``node``."""
    yield node, PROV.wasAttributedTo, SOFTWARE
    if producer is not None:
        maker = producer if isinstance(producer, URIRef) else URIRef(node + "producer")
        yield node, PROV.wasAttributedTo, maker
        yield node, DCTERMS.creator, maker
        label = title if maker is producer else producer
        if label is not None:
            yield maker, RDF.type, PROV.Agent
            yield maker, RDFS.label, Literal(label)
    if licence is not None:
        yield node, DCTERMS.license, licence
    if created is not None:
        yield node, DCTERMS.created, Literal(created.isoformat(), datatype=XSD.dateTime, normalize=False)


class _Names:
    """What the register says about each name, for readers without it; no facts that relate two names."""

    def __init__(self, register: Register) -> None:
        self._told: dict[str, list[Triple]] = defaultdict(list)
        for triple in build_register(replace(register, opponents=frozenset())):
            if triple[1] not in _LINKS:
                self._told[str(triple[0])].append(triple)

    def described(self, told: Iterable[Quad]) -> Iterator[Triple]:
        """Yield what the register says about the names in ``told``."""
        for node in sorted({str(object) for _, _, object, _ in told}):
            yield from self._told.get(node, ())


def _iri(text: str, what: str) -> URIRef:
    try:
        return URIRef(ox.NamedNode(text).value)
    except ValueError:
        message = f"the {what} {text[:60]!r} is not an address"
        raise InputError(Problem("bad-iri", message, advice="write it in full, https://…")) from None


# -- reading back -------------------------------------------------------------------------------------------


def unpack_nanopublications(quads: Iterable[AnyQuad], name: str) -> tuple[list[AnyQuad], str]:
    """Return what nanopublications say about claims and names, or all that other data says, and its base.

    The IRIs are those that they have inside the program.

    Raises:
        InputError: for nanopublications that are not of claims, or not what their hash or signature says,
            and for things of several desks.
    """
    given = list(quads)
    base = find_base(given, name)
    taken = [*take_from(given, base)]
    if not any(p == RDF.type and o == NP.Nanopublication for _, p, o, _ in given):
        return taken, base
    return [*find_claims(given, name, base), *_find_names(taken)], base


def _find_names(quads: Iterable[AnyQuad]) -> Iterator[Quad]:
    """Yield statements about names of the register, without those that relate two names."""
    for subject, predicate, object, _ in quads:
        node = URIRef(str(subject))
        named = node.startswith(REG) or "/" in entry_name(node)
        if named and predicate not in (*_LINKS, CV.opponentOf):
            yield node, URIRef(str(predicate)), object, register_graph(node)


def find_claims(quads: Iterable[AnyQuad], name: str, base: str = BASE) -> list[Quad]:
    """Return what nanopublications say about their claims, in the graphs of the bundles they belong to.

    Their IRIs, minted under ``base``, become those that they have inside the program.

    What they say about themselves (signatures, labels, who published them) is not part of a bundle. Nor is
    what they say about anything except their claim, its article and its propositions.

    Raises:
        InputError: with every reason why these are not nanopublications of one claim each.
    """
    graphs = _by_graph(quads)
    problems, publications = _find_nanopublications(graphs, name)
    told: set[Quad] = set()
    # A hash or a signature is of the IRIs as they were written.
    graphs = _by_graph(take_from(_quads(graphs), base))
    for named, written in publications:
        node, *parts = next(iter(take_from([(named, *written)], base)))
        claims = [s for s, p, o in graphs[parts[1]] if p == RDF.type and o == CV.Claim]
        match = _CLAIM.fullmatch(str(claims[0])) if len(claims) == 1 else None
        if match is None:
            message = f"<{node}> does not assert exactly one claim of this ontology"
            advice = "only nanopublications of claims can be read"
            problems.append(Problem("not-a-claim", message, Location(name), advice=advice))
            continue
        bundle, claim = bundle_iri(match[1]), claims[0]
        whole = {*map(str, (claim, bundle, article_iri(match[1]), SOFTWARE)), f"{bundle}/annotation"}
        itself = (str(node), f"{claim}/nanopublication/")
        for subject, predicate, object in chain(*(graphs[graph] for graph in parts[1:])):
            own = str(subject) in whole or str(subject).startswith((f"{claim}/", *_CONTENT))
            if own and not str(subject).startswith(itself) and subject not in parts:
                told.add((URIRef(str(subject)), URIRef(str(predicate)), object, bundle))
    if problems:
        raise InputError(problems)
    return sorted(told, key=lambda quad: (*map(str, quad), repr(quad[2])))


def _quads(graphs: Mapping[Node, Iterable[AnyTriple]]) -> Iterator[AnyQuad]:
    for graph, triples in graphs.items():
        for triple in triples:
            yield (*triple, graph)


def _by_graph(quads: Iterable[AnyQuad]) -> dict[Node, set[AnyTriple]]:
    graphs: dict[Node, set[AnyTriple]] = defaultdict(set)
    for subject, predicate, object, graph in quads:
        graphs[DATASET_DEFAULT_GRAPH_ID if graph is None else graph].add((subject, predicate, object))
    return graphs


def _find_nanopublications(
    graphs: dict[Node, set[AnyTriple]], name: str
) -> tuple[list[Problem], list[tuple[Node, tuple[Node, ...]]]]:
    """Return problems, and each nanopublication with its head, assertion, provenance and pubinfo."""
    problems: list[Problem] = []
    publications: list[tuple[Node, tuple[Node, ...]]] = []
    owners: dict[Node, Node] = {}

    def fail(id: str, message: str) -> None:
        problems.append(Problem(id, message, Location(name)))

    heads = [(s, g) for g in graphs for s, p, o in graphs[g] if p == RDF.type and o == NP.Nanopublication]
    if not heads:
        fail("no-nanopublication", "holds no np:Nanopublication in a head graph")
    declared = Counter(node for node, _ in heads)
    for node, head in sorted(heads, key=str):
        owners.setdefault(head, node)
        if declared[node] > 1:
            fail("nanopublication-twice", f"<{node}> is declared more than once")
            continue
        named = {p: [o for s, q, o in graphs[head] if s == node and q == p] for p in _PARTS}
        missing = [p for p, parts in named.items() if len(parts) != 1]
        for property in missing:
            fail("nanopublication-parts", f"<{node}> needs exactly one <{property}>")
        if missing:
            continue
        parts = (head, *(parts[0] for parts in named.values()))
        shared = [graph for graph in parts if owners.setdefault(graph, node) != node]
        for graph in shared:
            fail("nanopublication-graphs", f"the graph <{graph}> belongs to <{owners[graph]}> and <{node}>")
        if len({node, *parts}) < 5 or any(not _is_name(part) for part in (node, *parts)):
            fail("nanopublication-graphs", f"<{node}> and its four graphs need five different IRIs")
            continue
        wrong = list(_find_gaps(graphs, node, parts))
        if not wrong and not is_intact(_statements(graphs, parts), URIRef(str(node))):
            wrong = [("bad-signature", f"<{node}> is not what its hash and its signature say")]
        for id, message in wrong:
            fail(id, message)
        if not wrong and not shared:
            publications.append((node, parts))
    for graph in sorted(graphs.keys() - owners.keys(), key=str):
        where = "the default graph" if graph == DATASET_DEFAULT_GRAPH_ID else f"<{graph}>"
        fail("stray-statement", f"statements of {where} belong to no nanopublication")
    return problems, publications


def _statements(graphs: dict[Node, set[AnyTriple]], parts: Iterable[Node]) -> list[Statement]:
    return [(*triple, graph) for graph in parts for triple in graphs[graph]]


def _is_name(node: Node) -> bool:
    return isinstance(node, URIRef) and node != DATASET_DEFAULT_GRAPH_ID


def _find_gaps(
    graphs: dict[Node, set[AnyTriple]], node: Node, parts: Collection[Node]
) -> Iterator[tuple[str, str]]:
    head, assertion, provenance, pubinfo = parts
    for graph in (assertion, provenance, pubinfo):
        if not graphs.get(graph):
            yield "empty-graph", f"the graph <{graph}> of <{node}> is empty"
    if len(graphs[head]) > 1 + len(_PARTS):
        yield "stray-statement", f"the head of <{node}> says more than what its parts are"
    if not _mentions(graphs.get(provenance, ()), assertion):
        yield "provenance-unlinked", f"the provenance of <{node}> does not speak of its assertion"
    if not _mentions(graphs.get(pubinfo, ()), node):
        yield "publication-unlinked", f"the publication information of <{node}> does not speak of it"


def _mentions(triples: Iterable[AnyTriple], node: Node) -> bool:
    return any(node in (subject, object) for subject, _, object in triples)
