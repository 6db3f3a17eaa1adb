"""Read RDF into the model: what :mod:`kg.rdf.write`, or somebody else, wrote in our terms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import pyoxigraph as ox
from rdflib import Dataset, Graph, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg.collection import without_collection
from kg.errors import InputError, Problem
from kg.model import (
    BASE,
    EVENT_SLOTS,
    NAMED,
    Article,
    Bridge,
    Bundle,
    Certainty,
    Claim,
    Count,
    Entry,
    EventFrame,
    Knowledge,
    Proposition,
    Quotation,
    Rating,
    Register,
    Stance,
    Standpoint,
    Verdict,
    partner_of,
)
from kg.rdf.bases import find_base, find_store_base, take_from, without_base
from kg.rdf.description import Described, graph_location, location_of
from kg.rdf.gaps import check_whole
from kg.rdf.mapping import (
    CHANGES,
    CONDITION_FORMS,
    RELATION_PROPERTIES,
    SECTION_CLASSES,
    SLOTS_BY_TERM,
    SOURCE_CLASSES,
)
from kg.rdf.parsing import triple_builder
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import (
    CV,
    DCTERMS,
    FINDINGS_GRAPH,
    OA,
    PROV,
    RDF,
    RDFS,
    REGISTER_GRAPH,
    SCHEMA,
    SKOS,
    claim_key,
    entry_iri,
    entry_name,
    is_of_partner,
    local_name,
    proposition_iri,
)

_Scheme = TypeVar("_Scheme", Stance, Certainty)
#: A whole language tag as RDF allows it.
_LANGUAGE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")


def _graphs(dataset: Dataset, base: str) -> Iterator[Statements]:
    """Yield our named graphs except the findings; Oxigraph is asked directly, which is faster than rdflib."""
    build = triple_builder(base)
    for graph in dataset.graphs():
        if not isinstance(graph.identifier, URIRef) or graph.identifier == DATASET_DEFAULT_GRAPH_ID:
            continue
        name = without_base(graph.identifier, base)
        if name == FINDINGS_GRAPH or is_of_partner(str(name)):
            continue
        said: Iterable[Any] = take_from(graph, base)
        store = getattr(dataset.store, "_inner", None)
        if isinstance(store, ox.Store):
            quads = store.quads_for_pattern(None, None, None, ox.NamedNode(graph.identifier))
            said = map(build, quads)
        statements = Statements(said, distinct=True)
        statements.identifier = name
        yield statements


def read_dataset(dataset: Dataset) -> Knowledge:
    """Return the model in one of our datasets, without what partners sent and without findings.

    Raises:
        InputError: naming the node whose description is incomplete or contradicts itself.
    """
    inner = getattr(dataset.store, "_inner", None)
    base = find_store_base(inner) if isinstance(inner, ox.Store) else find_base(dataset.quads())
    with without_collection():
        graphs = {str(graph.identifier): graph for graph in _graphs(dataset, base)}
    events: list[Entry] = []
    standpoints: dict[str, Standpoint] = {}
    bundles: list[Bundle] = []
    verdicts: list[Verdict] = []
    for _, graph in sorted(graphs.items()):
        for node in graph.subjects(RDF.type, CV.Standpoint):
            standpoint = read_standpoint_graph(graph, node)
            standpoints[standpoint.name] = standpoint
        for node in graph.subjects(RDF.type, CV.Bundle):
            bundles.append(_read_bundle(Described(graph, node)))
        for node in graph.subjects(RDF.type, CV.Verdict):
            verdicts.append(_read_verdict(Described(graph, node)))
        if graph.identifier != REGISTER_GRAPH:
            events.extend(read_events(graph))
    register = read_register(graphs.get(str(REGISTER_GRAPH), Statements()), standpoints)
    return replace(check_whole(with_events(register, events), bundles, verdicts), base=base)


def read_merged(graph: Graph | Statements) -> Knowledge:
    """Return the model in one graph into which all were merged, as :func:`merge_graphs` does.

    The facts of standpoints are read from their ``cv:Bridge`` nodes; findings are derived and are not read.

    Raises:
        InputError: naming the node whose description is incomplete or contradicts itself.
    """
    of_relations = set(graph.objects(None, CV.bridge))
    facts: dict[Node, list[tuple[Node, str, Node]]] = {}
    names = {property: relation for relation, property in RELATION_PROPERTIES.items()}
    for node in graph.subjects(RDF.type, CV.Bridge):
        if node not in of_relations:
            bridge = Described(graph, node)
            property = bridge.one(RDF.predicate)
            if property not in names:
                message = f"<{node}>: <{property}> is not a relation that a standpoint can hold"
                raise InputError(Problem("bad-value", message, location_of(graph)))
            fact = (bridge.one(RDF.subject), names[property], bridge.one(RDF.object))
            facts.setdefault(bridge.one(CV.inStandpoint), []).append(fact)
    standpoints: dict[str, Standpoint] = {}
    for node in graph.subjects(RDF.type, CV.Standpoint):
        standpoint = _read_standpoint(Described(graph, node), facts.pop(node, []))
        standpoints[standpoint.name] = standpoint
    for node in sorted(facts, key=str):
        message = f"something is held in <{node}>, which is not a standpoint here"
        raise InputError(Problem("incomplete-description", message, location_of(graph)))
    bundles = [_read_bundle(Described(graph, node)) for node in graph.subjects(RDF.type, CV.Bundle)]
    return check_whole(read_register(graph, standpoints), bundles, read_verdict_graph(graph))


def read_register(graph: Graph | Statements, standpoints: dict[str, Standpoint]) -> Register:
    """Return a register of the entries that a graph declares, with the given standpoints.

    Raises:
        InputError: for an entry whose description is incomplete, or that is given twice.
    """
    classes: dict[URIRef, tuple[str, str | None]] = {
        **{iri: (section, None) for section, iri in SECTION_CLASSES.items()},
        **{iri: ("sources", type) for type, iri in SOURCE_CLASSES.items()},
    }
    entries: dict[str, Entry] = {}
    for iri, (section, type) in classes.items():
        for node in graph.subjects(RDF.type, iri):
            entry = _read_entry(Described(graph, node), section, type)
            if entry.name in entries:
                message = f"the name {entry.name!r} is given twice"
                raise InputError(Problem("duplicate-name", message, location_of(graph)))
            entries[entry.name] = entry
    opponents = {
        frozenset((entry_name(str(first)), entry_name(str(second))))
        for first, second in graph.subject_objects(CV.opponentOf)
    }
    return Register(entries, frozenset(opponents), standpoints)


def with_events(register: Register, events: Iterable[Entry]) -> Register:
    """Return a register with the events that bundles declare added to it.

    Raises:
        InputError: for an event that is declared twice in different ways.
    """
    entries = dict(register.entries)
    for event in events:
        if entries.setdefault(event.name, event) != event:
            message = f"the name {event.name!r} is given twice"
            raise InputError(Problem("duplicate-name", message, graph_location(REGISTER_GRAPH)))
    return replace(register, entries=entries)


def read_events(graph: Graph | Statements) -> list[Entry]:
    """Return the events that a graph declares.

    Raises:
        InputError: for an event whose description is incomplete.
    """
    return [_read_entry(Described(graph, node), "events") for node in graph.subjects(RDF.type, CV.Event)]


def _read_entry(described: Described, section: str, type: str | None = None) -> Entry:
    name = described.text(DCTERMS.identifier)
    if name is None and section == "events" and str(described.node).startswith(f"{BASE}event/"):
        name = described.local(described.node)  # events were only named before they were entries
    name = described.required(DCTERMS.identifier) if name is None else name
    article, slash, _ = name.partition("/")
    if slash and entry_iri(name) != described.node:
        message = f"<{described.node}> is not the event {name[:80]!r} of an article"
        raise InputError(Problem("bad-value", message, location_of(described.graph)))
    links = sorted(
        (relation, object)
        for relation, property in RELATION_PROPERTIES.items()
        for object in described.names(property)
    )
    return Entry(
        name,
        section,
        described.labels(SKOS.prefLabel),
        type if section == "sources" else described.note(CV.placeType),
        tuple(links),
        # Earlier versions wrote skos:exactMatch, which is for concepts; states and persons are none.
        tuple(sorted({*described.iris(SCHEMA.sameAs), *described.iris(SKOS.exactMatch)})),
        tuple(described.names(CV.functionalSlot)),
        described.true(CV.timeless),
        described.word(CV.changes, CHANGES),
        described.true(CV.ratio),
        described.note(CV.unit),
        described.labels(CV.phrase),
        described.true(CV.unidentified),
        _read_frame(described) if section == "events" else None,
        article if slash else None,
        described.degrees(SCHEMA.latitude, 90),
        described.degrees(SCHEMA.longitude, 180),
        described.note(CV.timezone),
    )


def _read_frame(described: Described) -> EventFrame:
    return EventFrame(
        **described.slots(EVENT_SLOTS),
        time=described.interval(CV["from"], CV.to),
        basis=described.note(CV.eventBasis),
    )


def read_standpoint_graph(graph: Graph | Statements, node: Node) -> Standpoint:
    """Return the standpoint of this graph, with the facts it holds."""
    facts = [
        (subject, relation, object)
        for relation, property in RELATION_PROPERTIES.items()
        for subject, object in graph.subject_objects(property)
    ]
    return _read_standpoint(Described(graph, node), facts)


def _read_standpoint(described: Described, facts: Iterable[tuple[Node, str, Node]]) -> Standpoint:
    name = described.required(DCTERMS.identifier)
    holds = {
        Bridge(described.local(subject), relation, described.local(object), name)
        for subject, relation, object in facts
    }
    return Standpoint(
        name,
        described.labels(SKOS.prefLabel),
        tuple(described.names(CV.heldBy)),
        tuple(sorted(holds, key=lambda bridge: (bridge.subject, bridge.relation, bridge.object))),
        tuple(described.names(CV.excludes)),
    )


def read_verdict_graph(graph: Graph | Statements) -> list[Verdict]:
    """Return the verdicts that a graph holds, sorted.

    Raises:
        InputError: for a verdict whose description is incomplete.
    """
    verdicts = [_read_verdict(Described(graph, node)) for node in graph.subjects(RDF.type, CV.Verdict)]
    return sorted(verdicts, key=lambda verdict: verdict.order)


def _read_verdict(described: Described) -> Verdict:
    reviewed = described.interval(CV.reviewed, CV.reviewed)
    described.one(SCHEMA.itemReviewed)
    claim = described.iris(SCHEMA.itemReviewed)[0]
    word = described.required(CV.rating)
    if word not in set(Rating):
        message = f"<{described.node}>: {word!r} is not one of {', '.join(Rating)}"
        raise InputError(Problem("bad-value", message, location_of(described.graph)))
    return Verdict(
        claim_key(claim),
        Rating(word),
        described.labels(CV.explanation),
        tuple(described.iris(CV.evidence)),
        described.words(CV.reviewer),
        reviewed.start if reviewed else None,
        described.note(CV.statedRating),
        described.iri(SCHEMA.url),
        partner := described.text(CV.fromPartner),
        # An export does not tell whether somebody accepted a partner's verdict on its own claims.
        accepted=partner is None or partner_of(claim_key(claim)) != partner,
    )


def read_article(graph: Graph | Statements, bundle: Node) -> Article:
    """Return the article of a bundle.

    Raises:
        InputError: if its description is incomplete, or its text does not have the stated hash.
    """
    described = Described(graph, bundle)
    text = Described(graph, described.one(CV.article))
    article = Article(
        described.required(DCTERMS.identifier),
        text.text(SCHEMA.articleBody),
        text.required(SCHEMA.inLanguage),
        text.local(text.one(SCHEMA.publisher)),
        text.interval(CV.publishedFrom, CV.publishedTo),
        text.note(CV.publishedBasis),
        text.iri(SCHEMA.url),
        text.iri(DCTERMS.license),
        text.true(CV.shareable),
        title=text.note(SCHEMA.headline),
        timezone=text.note(CV.timezone),
    )
    if _LANGUAGE.fullmatch(article.language) is None:
        message = f"<{text.node}>: {article.language[:80]!r} is not a language tag"
        raise InputError(Problem("bad-value", message, location_of(graph)))
    if article.text is None:
        article = replace(article, hash=text.required(CV.sha256))
    if text.required(CV.sha256) != article.sha256:
        message = f"<{text.node}> does not have the SHA-256 it states"
        raise InputError(Problem("text-changed", message, location_of(graph)))
    return article


def _read_bundle(described: Described) -> Bundle:
    graph = described.graph
    text = Described(graph, described.one(CV.article))
    article = read_article(graph, described.node)
    claims = [_read_claim(Described(graph, node)) for node in graph.subjects(CV.inArticle, text.node)]
    for claim in claims:
        for quotation in (*claim.quotations, *((claim.cue,) if claim.cue else ())):
            if article.text is None:
                continue
            if article.text[quotation.start : quotation.end] != quotation.exact:
                message = f"the article does not say {quotation.exact!r} at {quotation.start}–{quotation.end}"
                raise InputError(Problem("wrong-quotation", message, location_of(graph), claim.id))
    return Bundle(article, tuple(sorted(claims, key=lambda claim: claim.order)))


def _read_claim(described: Described) -> Claim:
    graph = described.graph
    bases = {
        local_name(str(basis)): Described(graph, basis).words(RDFS.comment)
        for basis in graph.subjects(CV.ofClaim, described.node)
    }
    said_basis = described.note(CV.saidBasis)
    if said_basis is not None:
        bases["said"] = said_basis
    content, condition = described.maybe(CV.proposition), described.maybe(CV.condition)
    cue = described.maybe(CV.cue)
    source, *jointly = sorted(described.names(PROV.wasAttributedTo)) or [
        described.local(described.one(PROV.wasAttributedTo))
    ]
    return Claim(
        described.required(DCTERMS.identifier),
        source,
        _member(described, Stance, CV.stance),
        None if content is None else _read_proposition(Described(graph, content)),
        tuple(_read_quotation(node) for node in _numbered(described.follow(CV.quotation))),
        described.labels(CV.gloss),
        _read_chain(described)[:-1],
        _member(described, Certainty, CV.certainty),
        None if cue is None else _read_quotation(Described(graph, cue)),
        tuple(_read_proposition(node) for node in described.follow(CV.presupposes)),
        None if condition is None else _read_proposition(Described(graph, condition)),
        described.interval(CV.saidFrom, CV.saidTo),
        described.true(CV.direct),
        bases,
        tuple(jointly),
        tuple(sorted(map(claim_key, described.iris(CV.corrects)))),
        described.word(CV.conditionForm, CONDITION_FORMS) or "if",
    )


def _member(described: Described, scheme: type[_Scheme], property: URIRef) -> _Scheme:
    """Return the member of a closed list that ``property`` names."""
    name = local_name(described.required(property))
    try:
        return scheme(name)
    except ValueError:
        message = f"<{described.node}>: {name!r} is not one of {', '.join(scheme)}"
        raise InputError(Problem("bad-value", message, location_of(described.graph))) from None


def _numbered(nodes: list[Described]) -> list[Described]:
    return sorted(nodes, key=lambda described: (len(str(described.node)), str(described.node)))


def _read_chain(described: Described) -> tuple[str, ...]:
    """Return the speakers of a report chain, from the article outward."""
    speakers: list[str] = []
    seen = {described.node}
    while True:
        links = [*described.nodes(PROV.wasQuotedFrom), *described.nodes(PROV.wasDerivedFrom)]
        if not links:
            return tuple(speakers)
        if len(links) > 1 or links[0] in seen:
            message = f"the report chain forks or goes in a circle at <{described.node}>"
            raise InputError(Problem("bad-chain", message, location_of(described.graph)))
        seen.add(links[0])
        described = Described(described.graph, links[0])
        # Only at the end of the chain several may speak jointly.
        ends = not described.nodes(PROV.wasQuotedFrom) and not described.nodes(PROV.wasDerivedFrom)
        together = sorted(described.names(PROV.wasAttributedTo))
        speakers.append(
            together[0] if together and ends else described.local(described.one(PROV.wasAttributedTo))
        )


def _read_quotation(described: Described) -> Quotation:
    selectors: dict[Node, Described] = {
        selector.one(RDF.type): selector for selector in described.follow(OA.hasSelector)
    }
    try:
        text, position = selectors[OA.TextQuoteSelector], selectors[OA.TextPositionSelector]
    except KeyError:
        message = f"<{described.node}> needs a text quote and a text position selector"
        raise InputError(Problem("incomplete-description", message, location_of(described.graph))) from None
    return Quotation(
        text.required(OA.exact),
        position.integer(OA.start) or 0,
        position.integer(OA.end) or 0,
        text.required(OA.prefix),
        text.required(OA.suffix),
    )


def _read_proposition(described: Described) -> Proposition:
    measure, low = described.name(CV.measure), described.number(CV.countLow)
    count = None
    if measure is not None and low is not None:
        count = Count(
            measure,
            low,
            described.number(CV.countHigh),
            described.name(CV.population),
            described.true(CV.countSoft),
            described.true(CV.countFinal),
            described.interval(CV.asOfFrom, CV.asOfTo),
        )
    only = {SLOTS_BY_TERM.get(node, "") for node in described.nodes(CV.onlySlot)}
    proposition = Proposition(
        **{**described.slots(NAMED), "kind": described.local(described.one(CV.kind))},
        time=described.interval(CV["from"], CV.to),
        count=count,
        only=tuple(sorted(only)),
    )
    if proposition_iri(proposition.id) != described.node:
        message = f"<{described.node}> is not the hash of its slots, which is {proposition.id}"
        raise InputError(Problem("wrong-hash", message, location_of(described.graph)))
    return proposition
