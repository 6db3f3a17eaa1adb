"""The model as RDF and back: one named graph per bundle, register, standpoint and set of findings.

Everything has an IRI and nothing is a blank node. Reading back gives the same model.
"""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

import pyoxigraph as ox
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.graph import DATASET_DEFAULT_GRAPH_ID
from rdflib.term import Node

from kg import __version__
from kg.background import check_background
from kg.collection import without_collection
from kg.errors import InputError, Problem
from kg.model import (
    BASE,
    FRAME,
    INSIDE,
    MAX_COUNT,
    MAX_DECIMALS,
    MAX_LABEL_LENGTH,
    MAX_TEXT_LENGTH,
    SEVERAL,
    SLOTS,
    Article,
    Bridge,
    Bundle,
    Certainty,
    Claim,
    Comparison,
    Count,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Location,
    Number,
    Pair,
    Position,
    Proposition,
    Quotation,
    Rating,
    Register,
    Relation,
    RelationType,
    Repeat,
    Several,
    Stance,
    Standpoint,
    Value,
    Verdict,
    View,
    Voice,
    digest,
    names_of,
    number_of,
    partner_of,
    value_of,
)
from kg.rdf.parsing import term_builder
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
    SOFTWARE,
    STANDPOINTS,
    XSD,
    any_of_iri,
    article_iri,
    bridge_iri,
    bundle_iri,
    claim_iri,
    claim_key,
    entry_iri,
    entry_name,
    is_of_partner,
    local_name,
    position_iri,
    proposition_iri,
    register_graph,
    relation_iri,
    rule_iri,
    slot_iri,
    standpoint_iri,
    verdict_iri,
    verdicts_iri,
    view_iri,
    voice_iri,
)

_Scheme = TypeVar("_Scheme", Stance, Certainty)
Triple = tuple[URIRef, URIRef, Node]
Quad = tuple[URIRef, URIRef, Node, URIRef]

#: Background relations as properties.
RELATION_PROPERTIES = {
    "part_of": CV.partOf,
    "commanded_by": CV.commandedBy,
    "within": CV.within,
    "broader": SKOS.broader,
    "distinct_from": CV.distinctFrom,
    "same_as": CV.identicalWith,
}
_SECTION_CLASSES = {
    "places": CV.Place,
    "things": CV.Thing,
    "populations": CV.Population,
    "kinds": CV.Kind,
    "events": CV.Event,
}
#: The schemes of what the ontology calls concepts.
_SCHEMES = {"kinds": CV.Kinds, "populations": CV.Populations}
_SOURCE_CLASSES = {
    "person": CV.Person,
    "organization": CV.Organization,
    "state": CV.State,
    "outlet": CV.Outlet,
    "group": CV.Group,
}
#: What RDF takes for a language tag, to its end.
_LANGUAGE = re.compile(r"[A-Za-z]+(?:-[A-Za-z0-9]+)*")
_NOMINAL = tuple(slot for slot in INSIDE if slot in FRAME)
_FRAME_SLOTS = ("kind", "target", "place")
#: How a measure may change, and how an aim may hang on its condition.
CHANGES = ("grows", "varies")
CONDITION_FORMS = ("if", "until", "unless")
#: A clock time as XML Schema has it, with its zone; days and clock times are told apart by the T.
_CLOCK = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-](?:0\d|1[0-3]):[0-5]\d|[+-]14:00)", re.ASCII
)
_NUMBER = re.compile(r"\+?\d{1,40}(?:\.\d{1,40})?", re.ASCII)
#: What a relation may rest on: slots, and when two counts were taken.
CONFLICTS = {**{slot: slot_iri(slot) for slot in SLOTS}, "as_of": CV.asOf}
_SLOTS_BY_TERM: Mapping[Node, str] = {term: slot for slot, term in CONFLICTS.items()}
#: The property by which a relation names the slots that compare so.
COMPARISON_PROPERTIES = {
    Comparison.EQUAL: CV.equalSlot,
    Comparison.NARROWER: CV.narrowerSlot,
    Comparison.BROADER: CV.broaderSlot,
    Comparison.OVERLAPS: CV.overlappingSlot,
    Comparison.DISJOINT: CV.disjointSlot,
    Comparison.UNKNOWN: CV.unknownSlot,
}
#: The class of each type of relation.
RELATION_CLASSES = {
    RelationType.CONTRADICTS: CV.Contradiction,
    RelationType.TENSION: CV.Tension,
    RelationType.OPPOSES: CV.Opposition,
    RelationType.CORROBORATES: CV.Corroboration,
    RelationType.REFINES: CV.Refinement,
    RelationType.SUPERSEDES: CV.Supersession,
    RelationType.UPDATES: CV.Update,
    RelationType.SUPPORTS: CV.Support,
    RelationType.CHALLENGES: CV.Challenge,
    RelationType.FULFILS: CV.Fulfilment,
    RelationType.BREACHES: CV.Breach,
}


# -- model to RDF -----------------------------------------------------------------------------------


def build_quads(
    knowledge: Knowledge, relations: Iterable[Relation] = (), repeats: Iterable[Repeat] = ()
) -> Iterator[Quad]:
    """Yield the whole dataset: register, standpoints, bundles and, where given, findings."""
    for triple in build_register(knowledge.register):
        yield (*triple, register_graph(str(triple[0])))
    for standpoint in knowledge.register.standpoints.values():
        for triple in build_standpoint(standpoint):
            yield (*triple, standpoint_iri(standpoint.name))
    for bundle in knowledge.bundles:
        for triple in build_bundle(bundle):
            yield (*triple, bundle_iri(bundle.id))
    for verdict in knowledge.verdicts:
        home = verdicts_iri(verdict.claim.rpartition("/")[0], verdict.partner)
        for triple in build_verdict(verdict):
            yield (*triple, home)
    for triple in build_findings(relations, repeats):
        yield (*triple, FINDINGS_GRAPH)


def build_register(register: Register) -> Iterator[Triple]:
    """Yield the undisputed background."""
    for entry in register.entries.values():
        node = entry_iri(entry.name)
        if entry.section == "sources":
            yield node, RDF.type, _SOURCE_CLASSES[entry.type or "group"]
        else:
            yield node, RDF.type, _SECTION_CLASSES[entry.section]
            if entry.type is not None:
                yield node, CV.placeType, Literal(entry.type)
        yield node, DCTERMS.identifier, Literal(entry.name)
        yield from _labels(node, SKOS.prefLabel, entry.label)
        for relation, object in entry.links:
            yield node, RELATION_PROPERTIES[relation], entry_iri(object)
        for external in entry.same_as:
            yield node, SCHEMA.sameAs, URIRef(external)
        for slot in entry.functional:
            yield node, CV.functionalSlot, slot_iri(slot)
        for property, stated in (
            (CV.timeless, entry.timeless),
            (CV.ratio, entry.ratio),
            (CV.unidentified, entry.unidentified),
        ):
            if stated:
                yield node, property, Literal(True)
        for property, word in (
            (CV.changes, entry.changes),
            (CV.unit, entry.unit),
            (CV.timezone, entry.timezone),
        ):
            if word is not None:
                yield node, property, Literal(word)
        yield from _labels(node, CV.phrase, entry.phrase)
        for property, degrees in ((SCHEMA.latitude, entry.lat), (SCHEMA.longitude, entry.lon)):
            if degrees is not None:
                yield node, property, _decimal(Decimal(str(degrees)))
        if entry.frame is not None:
            yield from _frame(node, entry.frame)
        if entry.section in _SCHEMES:
            yield node, SKOS.inScheme, _SCHEMES[entry.section]
            if not any(relation == "broader" for relation, _ in entry.links):
                yield node, SKOS.topConceptOf, _SCHEMES[entry.section]
    for pair in register.opponents:
        first, second = sorted(pair)
        yield entry_iri(first), CV.opponentOf, entry_iri(second)
        yield entry_iri(second), CV.opponentOf, entry_iri(first)


def _frame(node: URIRef, frame: EventFrame) -> Iterator[Triple]:
    """Yield what is declared of an event."""
    for slot in _FRAME_SLOTS:
        yield from _values(node, slot, getattr(frame, slot))
    yield from _interval(node, CV["from"], CV.to, frame.time)
    if frame.basis is not None:
        yield node, CV.eventBasis, Literal(frame.basis)


def _values(node: URIRef, slot: str, value: Value | None) -> Iterator[Triple]:
    property = any_of_iri(slot) if isinstance(value, Several) and value.any_of else slot_iri(slot)
    for name in names_of(value):
        yield node, property, entry_iri(name)


def build_standpoint(standpoint: Standpoint) -> Iterator[Triple]:
    """Yield one standpoint: who holds it, whom it excludes, and its contested facts as plain triples."""
    node = standpoint_iri(standpoint.name)
    yield node, RDF.type, CV.Standpoint
    yield node, DCTERMS.identifier, Literal(standpoint.name)
    yield from _labels(node, SKOS.prefLabel, standpoint.label)
    for source in standpoint.held_by:
        yield node, CV.heldBy, entry_iri(source)
    for other in standpoint.excludes:
        yield node, CV.excludes, standpoint_iri(other)
    for bridge in standpoint.holds:
        yield entry_iri(bridge.subject), RELATION_PROPERTIES[bridge.relation], entry_iri(bridge.object)


def merge_graphs(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Yield what all graphs say, as one graph that still takes no side.

    The facts that a standpoint holds become ``cv:Bridge`` nodes: in one graph with the register they could
    not be told from undisputed ones.
    """
    for subject, predicate, object, graph in quads:
        if not graph.startswith(STANDPOINTS) or subject == graph:
            yield subject, predicate, object
        else:
            yield from build_contested(subject, predicate, object, graph)


def build_contested(subject: Node, predicate: Node, object: Node, standpoint: URIRef) -> Iterator[Triple]:
    """Yield one fact that a standpoint holds as a ``cv:Bridge`` node, which nobody takes for undisputed."""
    node = URIRef(f"{standpoint}/bridge/{digest([str(subject), str(predicate), str(object)])}")
    yield node, RDF.type, CV.Bridge
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, object
    yield node, CV.inStandpoint, standpoint


def build_bundle(bundle: Bundle) -> Iterator[Triple]:
    """Yield one article with its claims, their quotations, chains and propositions."""
    node, article = bundle_iri(bundle.id), bundle.article
    text = article_iri(bundle.id)
    annotation = URIRef(f"{node}/annotation")
    yield node, RDF.type, CV.Bundle
    yield node, DCTERMS.identifier, Literal(bundle.id)
    yield node, CV.article, text
    yield text, RDF.type, CV.Article
    if article.text is not None:
        yield text, SCHEMA.articleBody, Literal(article.text, lang=article.language)
    if article.title is not None:
        yield text, SCHEMA.headline, Literal(article.title, lang=article.language)
    if article.timezone is not None:
        yield text, CV.timezone, Literal(article.timezone)
    yield text, SCHEMA.inLanguage, Literal(article.language)
    yield text, SCHEMA.publisher, entry_iri(article.publisher)
    yield text, CV.sha256, Literal(article.sha256)
    yield from _interval(text, CV.publishedFrom, CV.publishedTo, article.published)
    if article.published_basis is not None:
        yield text, CV.publishedBasis, Literal(article.published_basis)
    if article.url is not None:
        yield text, SCHEMA.url, URIRef(article.url)
    if article.licence is not None:
        yield text, DCTERMS.license, URIRef(article.licence)
    if article.shareable:
        yield text, CV.shareable, Literal(True)
    yield annotation, RDF.type, CV.Annotation
    yield annotation, PROV.used, text
    yield annotation, PROV.wasAssociatedWith, SOFTWARE
    yield from _software()
    for claim in bundle.claims:
        yield from _claim(bundle.id, claim, text, annotation)


def build_verdict(verdict: Verdict) -> Iterator[Triple]:
    """Yield one verdict on a claim."""
    node = verdict_iri(verdict.claim, verdict.id)
    yield node, RDF.type, CV.Verdict
    yield node, SCHEMA.itemReviewed, claim_iri(verdict.claim)
    yield node, CV.rating, Literal(verdict.rating.value)
    yield node, CV.reviewer, Literal(verdict.reviewer)
    yield from _labels(node, CV.explanation, verdict.explanation)
    for page in verdict.evidence:
        yield node, CV.evidence, URIRef(page)
    if verdict.date is not None:
        yield node, CV.reviewed, _moment(verdict.date.isoformat())
    if verdict.stated is not None:
        yield node, CV.statedRating, Literal(verdict.stated)
    if verdict.url is not None:
        yield node, SCHEMA.url, URIRef(verdict.url)
    if verdict.partner is not None:
        yield node, CV.fromPartner, Literal(verdict.partner)


def build_proposition(proposition: Proposition) -> Iterator[Triple]:
    """Yield one proposition with its slots."""
    node = proposition_iri(proposition.id)
    yield node, RDF.type, CV.Proposition
    for slot in _NOMINAL:
        yield from _values(node, slot, getattr(proposition, slot))
    yield from _interval(node, CV["from"], CV.to, proposition.time)
    for slot in proposition.only:
        yield node, CV.onlySlot, slot_iri(slot)
    count = proposition.count
    if count is not None:
        yield node, CV.measure, entry_iri(count.measure)
        if count.population is not None:
            yield node, CV.population, entry_iri(count.population)
        yield node, CV.countLow, _decimal(count.low)
        if count.high is not None:
            yield node, CV.countHigh, _decimal(count.high)
        if count.soft:
            yield node, CV.countSoft, Literal(True)
        if count.final:
            yield node, CV.countFinal, Literal(True)
        yield from _interval(node, CV.asOfFrom, CV.asOfTo, count.as_of)


def build_findings(relations: Iterable[Relation], repeats: Iterable[Repeat] = ()) -> Iterator[Triple]:
    """Yield relations with their positions, slot vectors, bridges and conditions, and which claims repeat.

    A relation has a first position, and a second one where it has no third: the others stand to the first
    all together, in the order of their identifiers, so that nothing is lost by not numbering them.
    """
    known: set[str] = set()  # positions, rules and voices that have been described
    for relation in relations:
        node = relation_iri(relation.id)
        activity = rule_iri(relation.rule, relation.version)
        yield node, RDF.type, RELATION_CLASSES[relation.relation]
        yield node, CV.relationType, CV[relation.relation.value]
        yield node, CV.rule, Literal(relation.rule)
        for position in relation.positions:
            yield node, CV.position, position_iri(position.id)
            for claim in position.claims:
                yield node, PROV.wasDerivedFrom, claim_iri(claim)
            if position.id not in known:
                known.add(position.id)
                yield from _position(position)
        first, *others = relation.positions
        yield node, CV.firstPosition, position_iri(first.id)
        if len(others) == 1:
            yield node, CV.secondPosition, position_iri(others[0].id)
        for slot, comparison in relation.slots.items():
            yield node, COMPARISON_PROPERTIES[comparison], slot_iri(slot)
        for slot in relation.conflict:
            yield node, CV.conflictSlot, CONFLICTS[slot]
        yield from _grounds(relation, node, known)
        for number, pair in enumerate(relation.pairs, 1):
            yield from _pair(pair, node, number, known)
        for modifier in relation.modifiers:
            yield node, CV.modifier, Literal(modifier)
        if relation.common is not None:
            yield node, CV.commonProposition, proposition_iri(relation.common.id)
            yield from build_proposition(relation.common)
        for slot in relation.dropped:
            yield node, CV.droppedSlot, slot_iri(slot)
        if relation.implied is not None:
            yield node, CV.impliedProposition, proposition_iri(relation.implied.id)
            yield from build_proposition(relation.implied)
        yield node, PROV.wasGeneratedBy, activity
        if activity not in known:
            known.add(activity)
            yield from _application(relation, activity)
    for repeat in repeats:
        yield claim_iri(repeat.later), CV.repeats, claim_iri(repeat.earlier)


def _position(position: Position) -> Iterator[Triple]:
    node = position_iri(position.id)
    yield node, RDF.type, CV.Position
    yield node, CV.stance, CV[position.stance.value]
    yield node, CV.proposition, proposition_iri(position.proposition.id)
    for claim in position.claims:
        yield node, CV.claim, claim_iri(claim)


def _pair(pair: Pair, relation: URIRef, number: int, known: set[str]) -> Iterator[Triple]:
    """Yield two voices between which a relation holds; one voice often stands in many pairs."""
    node = URIRef(f"{relation}/pair/{number}")
    yield relation, CV.pair, node
    yield node, RDF.type, CV.Pair
    for property, voice in ((CV.firstVoice, pair.first), (CV.secondVoice, pair.second)):
        speaking = voice_iri(digest([voice.sources, voice.claims]))
        yield node, property, speaking
        if speaking not in known:
            known.add(speaking)
            yield from _voice(voice, speaking)
    for modifier in pair.modifiers:
        yield node, CV.modifier, Literal(modifier)


def _voice(voice: Voice, node: URIRef) -> Iterator[Triple]:
    yield node, RDF.type, CV.Voice
    for source in voice.sources:
        yield node, CV.speaker, entry_iri(source)
    for claim in voice.claims:
        yield node, CV.spokenIn, claim_iri(claim)


def _grounds(relation: Relation, node: URIRef, known: set[str]) -> Iterator[Triple]:
    """Yield the bridges of a relation, and under which standpoints it holds and ceases to.

    Thousands of relations rest on one fact, which is described once for each place that it has among bridges;
    so is each set of standpoints.
    """
    for number, bridge in enumerate(relation.bridges, 1):
        step = bridge_iri(_fact_id(bridge), number)
        yield node, CV.bridge, step
        if step not in known:
            known.add(step)
            yield from _bridge(bridge, step)
    for name, property, views in (
        ("condition", CV.holdsIf, relation.holds_if),
        ("exception", CV.unless, relation.unless),
    ):
        for number, view in enumerate(views, 1):
            condition = view_iri(_view_id(view), name, number)
            yield node, property, condition
            if condition not in known:
                known.add(condition)
                yield condition, RDF.type, CV.Condition
                for standpoint in sorted(view):
                    yield condition, CV.assumes, standpoint_iri(standpoint)


@functools.lru_cache(2**16)
def _fact_id(bridge: Bridge) -> str:
    return digest([bridge.subject, bridge.relation, bridge.object, bridge.standpoint])


@functools.lru_cache(2**16)
def _view_id(view: View) -> str:
    return digest(sorted(view))


def _bridge(bridge: Bridge, step: URIRef) -> Iterator[Triple]:
    yield step, RDF.type, CV.Bridge
    yield step, RDF.subject, entry_iri(bridge.subject)
    yield step, RDF.predicate, RELATION_PROPERTIES[bridge.relation]
    yield step, RDF.object, entry_iri(bridge.object)
    if bridge.standpoint is not None:
        yield step, CV.inStandpoint, standpoint_iri(bridge.standpoint)


def _application(relation: Relation, activity: URIRef) -> Iterator[Triple]:
    yield activity, RDF.type, CV.RuleApplication
    yield activity, CV.rule, Literal(relation.rule)
    yield activity, SCHEMA.softwareVersion, Literal(relation.version)
    yield activity, PROV.wasAssociatedWith, SOFTWARE
    yield from _software()


def _software() -> Iterator[Triple]:
    yield SOFTWARE, RDF.type, PROV.SoftwareAgent
    yield SOFTWARE, RDFS.label, Literal("claim-kg")
    yield SOFTWARE, SCHEMA.softwareVersion, Literal(__version__)


def _labels(node: URIRef, property: URIRef, labels: Any) -> Iterator[Triple]:
    for language, label in labels.items():
        yield node, property, Literal(label, lang=language)


@functools.lru_cache(maxsize=4096)
def _moment(text: str) -> Literal:
    """Return a day or a clock time; two of these that are one instant are not one text."""
    return Literal(text, datatype=XSD.dateTime if "T" in text else XSD.date)


def _decimal(number: Number) -> Literal:
    if isinstance(number, int):
        return Literal(number)
    return Literal(f"{number:f}", datatype=XSD.decimal)


def _interval(node: URIRef, first: URIRef, last: URIRef, interval: Interval | None) -> Iterator[Triple]:
    if interval is not None and interval.start is not None:
        yield node, first, _moment(interval.start.isoformat())
    if interval is not None and interval.end is not None:
        yield node, last, _moment(interval.end.isoformat())


def _claim(bundle: str, claim: Claim, text: URIRef, annotation: URIRef) -> Iterator[Triple]:
    node = claim_iri(f"{bundle}/{claim.id}")
    link = PROV.wasQuotedFrom if claim.direct else PROV.wasDerivedFrom
    yield node, RDF.type, CV.Claim
    yield node, DCTERMS.identifier, Literal(claim.id)
    yield node, CV.inArticle, text
    for source in claim.sources:
        yield node, PROV.wasAttributedTo, entry_iri(source)
    yield node, CV.stance, CV[claim.stance.value]
    yield node, CV.certainty, CV[claim.certainty.value]
    yield node, CV.direct, Literal(claim.direct)
    yield node, PROV.wasGeneratedBy, annotation
    if claim.proposition is not None:
        yield node, CV.proposition, proposition_iri(claim.proposition.id)
    for presupposed in claim.presupposes:
        yield node, CV.presupposes, proposition_iri(presupposed.id)
    if claim.condition is not None:
        yield node, CV.condition, proposition_iri(claim.condition.id)
        if claim.condition_form != "if":
            yield node, CV.conditionForm, Literal(claim.condition_form)
    for corrected in claim.corrects:
        yield node, CV.corrects, claim_iri(corrected)
    for proposition in claim.propositions:
        yield from build_proposition(proposition)
    yield from _labels(node, CV.gloss, claim.gloss)
    yield from _interval(node, CV.saidFrom, CV.saidTo, claim.said)
    for subject, reason in claim.bases.items():
        if subject == "said":
            yield node, CV.saidBasis, Literal(reason)
            continue
        basis = URIRef(f"{node}/basis/{subject}")
        yield basis, RDF.type, CV.TimeBasis
        yield basis, CV.ofClaim, node
        yield basis, CV.ofProposition, proposition_iri(subject)
        yield basis, RDFS.comment, Literal(reason)
    for number, quotation in enumerate(claim.quotations, 1):
        span = URIRef(f"{node}/quotation/{number}")
        yield node, CV.quotation, span
        yield from _quotation(span, quotation, text)
    if claim.cue is not None:
        span = URIRef(f"{node}/cue")
        yield node, CV.cue, span
        yield from _quotation(span, claim.cue, text)
    chain = [*((name,) for name in claim.via), claim.sources]
    previous = node
    for number, speakers in enumerate(chain, 1):
        utterance = URIRef(f"{node}/utterance/{number}")
        yield previous, link, utterance
        yield utterance, RDF.type, CV.Utterance
        for speaker in speakers:
            yield utterance, PROV.wasAttributedTo, entry_iri(speaker)
        previous = utterance
    yield node, PROV.hadPrimarySource, previous


def _quotation(node: URIRef, quotation: Quotation, text: URIRef) -> Iterator[Triple]:
    exact, position = URIRef(f"{node}/text"), URIRef(f"{node}/position")
    yield node, RDF.type, CV.Quotation
    yield node, OA.hasSource, text
    yield node, OA.hasSelector, exact
    yield node, OA.hasSelector, position
    yield exact, RDF.type, OA.TextQuoteSelector
    yield exact, OA.exact, Literal(quotation.exact)
    yield exact, OA.prefix, Literal(quotation.prefix)
    yield exact, OA.suffix, Literal(quotation.suffix)
    yield position, RDF.type, OA.TextPositionSelector
    yield position, OA.start, Literal(quotation.start, datatype=XSD.nonNegativeInteger)
    yield position, OA.end, Literal(quotation.end, datatype=XSD.nonNegativeInteger)


# -- RDF to model -----------------------------------------------------------------------------------


def _graphs(dataset: Dataset) -> Iterator[Statements]:
    """Yield the named graphs that are ours and no findings; Oxigraph is asked without rdflib between."""
    build = term_builder()
    for graph in dataset.graphs():
        name = graph.identifier
        if not isinstance(name, URIRef) or name in (DATASET_DEFAULT_GRAPH_ID, FINDINGS_GRAPH):
            continue
        if is_of_partner(str(name)):
            continue
        said: Iterable[Any] = graph
        store = getattr(dataset.store, "_inner", None)
        if isinstance(store, ox.Store):
            quads = store.quads_for_pattern(None, None, None, ox.NamedNode(name))
            said = ((build(q.subject), build(q.predicate), build(q.object)) for q in quads)
        statements = Statements(said, distinct=True)
        statements.identifier = name
        yield statements


def read_dataset(dataset: Dataset) -> Knowledge:
    """Return the model that a dataset of ours holds, without what partners sent and what rules found.

    Raises:
        InputError: naming the node whose description is incomplete or contradicts itself.
    """
    with without_collection():
        graphs = {str(graph.identifier): graph for graph in _graphs(dataset)}
    events: list[Entry] = []
    standpoints: dict[str, Standpoint] = {}
    bundles: list[Bundle] = []
    verdicts: list[Verdict] = []
    for _, graph in sorted(graphs.items()):
        for node in graph.subjects(RDF.type, CV.Standpoint):
            standpoint = read_standpoint_graph(graph, node)
            standpoints[standpoint.name] = standpoint
        for node in graph.subjects(RDF.type, CV.Bundle):
            bundles.append(_read_bundle(_Description(graph, node)))
        for node in graph.subjects(RDF.type, CV.Verdict):
            verdicts.append(_read_verdict(_Description(graph, node)))
        if graph.identifier != REGISTER_GRAPH:
            events.extend(read_events(graph))
    register = read_register(graphs.get(str(REGISTER_GRAPH), Statements()), standpoints)
    return _checked(with_events(register, events), bundles, verdicts)


def read_merged(graph: Graph | Statements) -> Knowledge:
    """Return the model that one graph holds in which all were merged, as :func:`merge_graphs` does.

    What standpoints hold is read from their ``cv:Bridge`` nodes; findings are derived and are not read.

    Raises:
        InputError: naming the node whose description is incomplete or contradicts itself.
    """
    of_relations = set(graph.objects(None, CV.bridge))
    facts: dict[Node, list[tuple[Node, str, Node]]] = {}
    names = {property: relation for relation, property in RELATION_PROPERTIES.items()}
    for node in graph.subjects(RDF.type, CV.Bridge):
        if node not in of_relations:
            bridge = _Description(graph, node)
            property = bridge.one(RDF.predicate)
            if property not in names:
                message = f"<{node}>: <{property}> is no relation that a standpoint can hold"
                raise InputError(Problem("bad-value", message, _location(graph)))
            fact = (bridge.one(RDF.subject), names[property], bridge.one(RDF.object))
            facts.setdefault(bridge.one(CV.inStandpoint), []).append(fact)
    standpoints: dict[str, Standpoint] = {}
    for node in graph.subjects(RDF.type, CV.Standpoint):
        standpoint = _read_standpoint(_Description(graph, node), facts.pop(node, []))
        standpoints[standpoint.name] = standpoint
    for node in sorted(facts, key=str):
        message = f"something is held in <{node}>, which is no standpoint here"
        raise InputError(Problem("incomplete-description", message, _location(graph)))
    bundles = [_read_bundle(_Description(graph, node)) for node in graph.subjects(RDF.type, CV.Bundle)]
    return _checked(read_register(graph, standpoints), bundles, read_verdicts(graph))


def _checked(register: Register, bundles: list[Bundle], verdicts: list[Verdict]) -> Knowledge:
    knowledge = Knowledge(
        register,
        tuple(sorted(bundles, key=lambda bundle: bundle.id)),
        verdicts=tuple(sorted(verdicts, key=lambda verdict: verdict.order)),
    )
    problems = [*_find_gaps(knowledge)]
    if not problems:
        problems = check_background(register, {})
    if problems:
        raise InputError(problems)
    return knowledge


def _find_gaps(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield what the readers of authors' files would not have let through."""
    register = knowledge.register
    known = register.entries.keys()
    # An event of an article may be called as a claim of it is: their IRIs differ.
    given = Counter((*(name for name in known if "/" not in name), *register.standpoints))
    for bundle in knowledge.bundles:
        given.update((f"{bundle.id}/", *(f"{bundle.id}/{claim.id}" for claim in bundle.claims)))
    for name, times in given.items():
        if times > 1:
            message = f"the name {name!r} is given {times} times"
            yield Problem("duplicate-name", message, _location_of(REGISTER_GRAPH))
    used: list[tuple[str, str | None]] = []
    for entry in register.entries.values():
        used.extend((object, None) for _, object in entry.links)
        if entry.frame is not None:
            declared = (entry.frame.kind, entry.frame.target, entry.frame.place)
            used.extend((name, None) for value in declared for name in names_of(value))
    for standpoint in register.standpoints.values():
        used.extend((name, None) for name in standpoint.held_by)
        used.extend((name, None) for bridge in standpoint.holds for name in (bridge.subject, bridge.object))
        for other in standpoint.excludes:
            if other not in register.standpoints:
                message = f"the standpoint {standpoint.name!r} excludes {other!r}, which is not there"
                yield Problem("unknown-name", message, _location_of(REGISTER_GRAPH))
    used.extend((name, None) for pair in register.opponents for name in pair)
    if any(len(pair) != 2 for pair in register.opponents):
        yield Problem("bad-value", "somebody is their own opponent", _location_of(REGISTER_GRAPH))
    for bundle in knowledge.bundles:
        used.append((bundle.article.publisher, None))
        for claim in bundle.claims:
            used.extend((name, claim.id) for name in (*claim.sources, *claim.via))
            for proposition in claim.propositions:
                slots = (*_NOMINAL, "measure", "population")
                values = (proposition.slot(slot) for slot in slots)
                used.extend((name, claim.id) for value in values for name in names_of(value))
            if not claim.quotations:
                message = "the claim has no quotation"
                yield Problem(
                    "incomplete-description", message, _location_of(bundle_iri(bundle.id)), claim.id
                )
    for name, claim_id in sorted(set(used), key=str):
        if name not in known:
            yield Problem("unknown-name", f"{name!r} is not declared", _location_of(REGISTER_GRAPH), claim_id)


def _location_of(graph: URIRef) -> Location:
    return Location(f"graph <{graph}>")


class _Description:
    """What a graph says of one node."""

    def __init__(self, graph: Graph | Statements, node: Node):
        self.graph = graph
        self.node = node

    def nodes(self, property: URIRef) -> list[Node]:
        return sorted(self.graph.objects(self.node, property), key=str)

    def follow(self, property: URIRef) -> list[_Description]:
        return [_Description(self.graph, node) for node in self.nodes(property)]

    def one(self, property: URIRef) -> Any:
        """Return the only value of ``property``."""
        values = self.nodes(property)
        if len(values) != 1:
            message = f"<{self.node}> has {len(values)} values of <{property}>; it needs exactly one"
            raise InputError(Problem("incomplete-description", message, _location(self.graph)))
        return values[0]

    def maybe(self, property: URIRef) -> Any:
        """Return the only value of ``property``, or ``None``."""
        return self.one(property) if self.nodes(property) else None

    def local(self, node: Node) -> str:
        """Return the authors' name for a node, which only an IRI of ours has."""
        if not isinstance(node, URIRef) or not node.startswith(BASE):
            message = f"<{self.node}>: {node.n3()} is no name; names are IRIs that begin with <{BASE}>"
            raise InputError(Problem("foreign-iri", message, _location(self.graph)))
        return entry_name(str(node))

    def name(self, property: URIRef) -> str | None:
        node = self.maybe(property)
        return None if node is None else self.local(node)

    def names(self, property: URIRef) -> list[str]:
        return [self.local(node) for node in self.nodes(property)]

    def value(self, slot: str) -> Value | None:
        """Return what fills a slot that may hold several."""
        together, among = self.names(slot_iri(slot)), self.names(any_of_iri(slot))
        if together and among:
            message = f"<{self.node}> gives of {slot!r} a value, and several of which one is meant"
            raise InputError(Problem("bad-value", message, _location(self.graph)))
        return value_of(together or among, bool(among)) if together or among else None

    def slots(self, names: Iterable[str]) -> dict[str, Any]:
        """Return what fills some slots."""
        return {slot: self.value(slot) if slot in SEVERAL else self.name(slot_iri(slot)) for slot in names}

    def text(self, property: URIRef) -> str | None:
        node = self.maybe(property)
        return None if node is None else str(node)

    def iris(self, property: URIRef) -> list[str]:
        """Return values that are written as IRIs again, which a text would break out of."""
        found = self.nodes(property)
        for node in found:
            if not isinstance(node, URIRef):
                message = f"<{self.node}>: a value of <{property}> is no IRI"
                raise InputError(Problem("bad-value", message, _location(self.graph)))
        return [str(node) for node in found]

    def iri(self, property: URIRef) -> str | None:
        return None if self.maybe(property) is None else self.iris(property)[0]

    def integer(self, property: URIRef) -> int | None:
        node = self.maybe(property)
        if node is None:
            return None
        try:
            number = int(str(node))
        except ValueError:
            number = -1
        if not 0 <= number <= MAX_COUNT:
            message = f"<{self.node}>: {str(node)[:80]} is no whole number from 0 to {MAX_COUNT:,}"
            raise InputError(Problem("bad-value", message, _location(self.graph))) from None
        return number

    def number(self, property: URIRef) -> Number | None:
        """Return a number that counts or measures."""
        text = self.text(property)
        if text is None:
            return None
        found = Decimal(text) if _NUMBER.fullmatch(text) else Decimal(-1)
        if not 0 <= found <= MAX_COUNT or found != round(found, MAX_DECIMALS):
            message = (
                f"<{self.node}>: {text[:80]} is no number from 0 to {MAX_COUNT:,}"
                f" with at most {MAX_DECIMALS} decimals"
            )
            raise InputError(Problem("bad-value", message, _location(self.graph)))
        return number_of(found)

    def degrees(self, property: URIRef, most: int) -> float | None:
        """Return degrees north or east, of which there are so many at most on either side."""
        text = self.text(property)
        if text is None:
            return None
        try:
            found = float(text)
        except ValueError:
            found = most + 1.0
        if not -most <= found <= most:
            message = f"<{self.node}>: {text[:80]} is no number from -{most} to {most}"
            raise InputError(Problem("bad-value", message, _location(self.graph)))
        return found

    def word(self, property: URIRef, words: Collection[str]) -> str | None:
        """Return one of a few words."""
        text = self.text(property)
        if text is not None and text not in words:
            message = f"<{self.node}>: {text[:80]!r} is not one of {', '.join(words)}"
            raise InputError(Problem("bad-value", message, _location(self.graph)))
        return text

    def true(self, property: URIRef) -> bool:
        return self.text(property) == "true"

    def labels(self, property: URIRef) -> dict[str, str]:
        found = {
            node.language: str(node)
            for node in self.nodes(property)
            if isinstance(node, Literal) and node.language
        }
        most = MAX_LABEL_LENGTH if property == SKOS.prefLabel else MAX_TEXT_LENGTH
        for text in found.values():
            self._check_length(text, property, most)
        return dict(sorted(found.items()))

    def _check_length(self, text: str, property: URIRef, most: int) -> None:
        if len(text) > most:
            message = (
                f"<{self.node}>: a value of <{property}> has {len(text):,} characters of at most {most:,}"
            )
            raise InputError(Problem("too-long", message, _location(self.graph)))

    def note(self, property: URIRef) -> str | None:
        """Return a text that people wrote about something, which has an end."""
        text = self.text(property)
        if text is not None:
            self._check_length(text, property, MAX_TEXT_LENGTH)
        return text

    def words(self, property: URIRef) -> str:
        """Return a text that there must be, which has an end."""
        return self.note(property) or self.required(property)

    def interval(self, first: URIRef, last: URIRef) -> Interval | None:
        start, end = self.text(first), self.text(last)
        if start is None and end is None:
            return None
        try:
            return Interval(read_moment(start), read_moment(end))
        except ValueError:
            shown = [text[:80] for text in (start, end) if text]
            message = f"<{self.node}>: one of {shown} is neither a day nor a clock time with its zone"
            raise InputError(Problem("bad-date", message, _location(self.graph))) from None

    def required(self, property: URIRef) -> str:
        return str(self.one(property))


def read_moment(text: str | None) -> date | None:
    """Return a day or a clock time from its text, ``None`` where there is none.

    Raises:
        ValueError: for what is neither, or a clock time without its zone.

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


def _location(graph: Graph | Statements) -> Location:
    return _location_of(URIRef(graph.identifier))


def read_register(graph: Graph | Statements, standpoints: dict[str, Standpoint]) -> Register:
    """Return the entries that a graph declares, as a register with some standpoints.

    Raises:
        InputError: for an entry whose description is incomplete, or that is given twice.
    """
    classes: dict[URIRef, tuple[str, str | None]] = {
        **{iri: (section, None) for section, iri in _SECTION_CLASSES.items()},
        **{iri: ("sources", type) for type, iri in _SOURCE_CLASSES.items()},
    }
    entries: dict[str, Entry] = {}
    for iri, (section, type) in classes.items():
        for node in graph.subjects(RDF.type, iri):
            entry = _read_entry(_Description(graph, node), section, type)
            if entry.name in entries:
                message = f"the name {entry.name!r} is given twice"
                raise InputError(Problem("duplicate-name", message, _location(graph)))
            entries[entry.name] = entry
    opponents = {
        frozenset((entry_name(str(first)), entry_name(str(second))))
        for first, second in graph.subject_objects(CV.opponentOf)
    }
    return Register(entries, frozenset(opponents), standpoints)


def with_events(register: Register, events: Iterable[Entry]) -> Register:
    """Return a register with the events that bundles declare, beside those that it has.

    Raises:
        InputError: for one that is declared twice, and not alike.
    """
    entries = dict(register.entries)
    for event in events:
        if entries.setdefault(event.name, event) != event:
            message = f"the name {event.name!r} is given twice"
            raise InputError(Problem("duplicate-name", message, _location_of(REGISTER_GRAPH)))
    return replace(register, entries=entries)


def read_events(graph: Graph | Statements) -> list[Entry]:
    """Return the events that a graph declares.

    Raises:
        InputError: for one whose description is incomplete.
    """
    return [_read_entry(_Description(graph, node), "events") for node in graph.subjects(RDF.type, CV.Event)]


def _read_entry(described: _Description, section: str, type: str | None = None) -> Entry:
    name = described.text(DCTERMS.identifier)
    if name is None and section == "events" and str(described.node).startswith(f"{BASE}event/"):
        name = described.local(described.node)  # events were only named before they were entries
    name = described.required(DCTERMS.identifier) if name is None else name
    article, slash, _ = name.partition("/")
    if slash and entry_iri(name) != described.node:
        message = f"<{described.node}> is not the event {name[:80]!r} of an article"
        raise InputError(Problem("bad-value", message, _location(described.graph)))
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
        # Earlier versions called it a match between concepts, which states and persons are not.
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


def _read_frame(described: _Description) -> EventFrame:
    return EventFrame(
        **described.slots(_FRAME_SLOTS),
        time=described.interval(CV["from"], CV.to),
        basis=described.note(CV.eventBasis),
    )


def read_standpoint_graph(graph: Graph | Statements, node: Node) -> Standpoint:
    """Return the standpoint whose own graph this is, with what it holds."""
    facts = [
        (subject, relation, object)
        for relation, property in RELATION_PROPERTIES.items()
        for subject, object in graph.subject_objects(property)
    ]
    return _read_standpoint(_Description(graph, node), facts)


def _read_standpoint(described: _Description, facts: Iterable[tuple[Node, str, Node]]) -> Standpoint:
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


def read_verdicts(graph: Graph | Statements) -> list[Verdict]:
    """Return the verdicts that a graph holds, whatever they are about.

    Raises:
        InputError: for one whose description is incomplete.
    """
    found = [_read_verdict(_Description(graph, node)) for node in graph.subjects(RDF.type, CV.Verdict)]
    return sorted(found, key=lambda verdict: verdict.order)


def _read_verdict(described: _Description) -> Verdict:
    reviewed = described.interval(CV.reviewed, CV.reviewed)
    described.one(SCHEMA.itemReviewed)
    claim = described.iris(SCHEMA.itemReviewed)[0]
    word = described.required(CV.rating)
    if word not in set(Rating):
        message = f"<{described.node}>: {word!r} is not one of {', '.join(Rating)}"
        raise InputError(Problem("bad-value", message, _location(described.graph)))
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
        # What a partner says of its own claims nobody has accepted as far as an export tells.
        accepted=partner is None or partner_of(claim_key(claim)) != partner,
    )


def read_article(graph: Graph | Statements, bundle: Node) -> Article:
    """Return the article of a bundle.

    Raises:
        InputError: for one whose description is incomplete, or whose text is not the one it states.
    """
    described = _Description(graph, bundle)
    text = _Description(graph, described.one(CV.article))
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
        message = f"<{text.node}>: {article.language[:80]!r} is no language tag"
        raise InputError(Problem("bad-value", message, _location(graph)))
    if article.text is None:
        article = replace(article, hash=text.required(CV.sha256))
    if text.required(CV.sha256) != article.sha256:
        message = f"<{text.node}> does not have the SHA-256 it states"
        raise InputError(Problem("text-changed", message, _location(graph)))
    return article


def _read_bundle(described: _Description) -> Bundle:
    graph = described.graph
    text = _Description(graph, described.one(CV.article))
    article = read_article(graph, described.node)
    claims = [_read_claim(_Description(graph, node)) for node in graph.subjects(CV.inArticle, text.node)]
    for claim in claims:
        for quotation in (*claim.quotations, *((claim.cue,) if claim.cue else ())):
            if article.text is None:
                continue
            if article.text[quotation.start : quotation.end] != quotation.exact:
                message = f"the article does not say {quotation.exact!r} at {quotation.start}–{quotation.end}"
                raise InputError(Problem("wrong-quotation", message, _location(graph), claim.id))
    return Bundle(article, tuple(sorted(claims, key=lambda claim: claim.order)))


def _read_claim(described: _Description) -> Claim:
    graph = described.graph
    bases = {
        local_name(str(basis)): _Description(graph, basis).words(RDFS.comment)
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
        None if content is None else _read_proposition(_Description(graph, content)),
        tuple(_read_quotation(node) for node in _numbered(described.follow(CV.quotation))),
        described.labels(CV.gloss),
        _read_chain(described)[:-1],
        _member(described, Certainty, CV.certainty),
        None if cue is None else _read_quotation(_Description(graph, cue)),
        tuple(_read_proposition(node) for node in described.follow(CV.presupposes)),
        None if condition is None else _read_proposition(_Description(graph, condition)),
        described.interval(CV.saidFrom, CV.saidTo),
        described.true(CV.direct),
        bases,
        tuple(jointly),
        tuple(sorted(map(claim_key, described.iris(CV.corrects)))),
        described.word(CV.conditionForm, CONDITION_FORMS) or "if",
    )


def _member(described: _Description, scheme: type[_Scheme], property: URIRef) -> _Scheme:
    """Return the member of a closed list that ``property`` names."""
    name = local_name(described.required(property))
    try:
        return scheme(name)
    except ValueError:
        message = f"<{described.node}>: {name!r} is not one of {', '.join(scheme)}"
        raise InputError(Problem("bad-value", message, _location(described.graph))) from None


def _numbered(nodes: list[_Description]) -> list[_Description]:
    return sorted(nodes, key=lambda described: (len(str(described.node)), str(described.node)))


def _read_chain(described: _Description) -> tuple[str, ...]:
    """Return who speaks along a report chain, from the article outward."""
    speakers: list[str] = []
    seen = {described.node}
    while True:
        links = [*described.nodes(PROV.wasQuotedFrom), *described.nodes(PROV.wasDerivedFrom)]
        if not links:
            return tuple(speakers)
        if len(links) > 1 or links[0] in seen:
            message = f"the report chain forks or goes in a circle at <{described.node}>"
            raise InputError(Problem("bad-chain", message, _location(described.graph)))
        seen.add(links[0])
        described = _Description(described.graph, links[0])
        # Only at its end several may speak, jointly.
        ends = not described.nodes(PROV.wasQuotedFrom) and not described.nodes(PROV.wasDerivedFrom)
        together = sorted(described.names(PROV.wasAttributedTo))
        speakers.append(
            together[0] if together and ends else described.local(described.one(PROV.wasAttributedTo))
        )


def _read_quotation(described: _Description) -> Quotation:
    selectors: dict[Node, _Description] = {
        selector.one(RDF.type): selector for selector in described.follow(OA.hasSelector)
    }
    try:
        text, position = selectors[OA.TextQuoteSelector], selectors[OA.TextPositionSelector]
    except KeyError:
        message = f"<{described.node}> needs a text quote and a text position selector"
        raise InputError(Problem("incomplete-description", message, _location(described.graph))) from None
    return Quotation(
        text.required(OA.exact),
        position.integer(OA.start) or 0,
        position.integer(OA.end) or 0,
        text.required(OA.prefix),
        text.required(OA.suffix),
    )


def _read_proposition(described: _Description) -> Proposition:
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
    only = {_SLOTS_BY_TERM.get(node, "") for node in described.nodes(CV.onlySlot)}
    proposition = Proposition(
        **{**described.slots(_NOMINAL), "kind": described.local(described.one(CV.kind))},
        time=described.interval(CV["from"], CV.to),
        count=count,
        only=tuple(sorted(only)),
    )
    if proposition_iri(proposition.id) != described.node:
        message = f"<{described.node}> is not the hash of its slots, which is {proposition.id}"
        raise InputError(Problem("wrong-hash", message, _location(described.graph)))
    return proposition
