"""Write the model as RDF: register, standpoints, articles with their claims, and verdicts.

Everything has an IRI and nothing is a blank node. Reading it back (:mod:`kg.rdf.read`) gives the same model.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from rdflib import Literal, URIRef
from rdflib.term import Node

from kg.model import (
    EVENT_SLOTS,
    NAMED,
    Bundle,
    Claim,
    EventFrame,
    Interval,
    Number,
    Proposition,
    Quotation,
    Register,
    Several,
    Standpoint,
    Value,
    Verdict,
    digest,
    names_of,
)
from kg.rdf.mapping import RELATION_PROPERTIES, SECTION_CLASSES, SOURCE_CLASSES, Triple
from kg.rdf.vocabulary import (
    CV,
    DCTERMS,
    OA,
    PROV,
    RDF,
    RDFS,
    SCHEMA,
    SKOS,
    SOFTWARE,
    XSD,
    any_of_iri,
    article_iri,
    bundle_iri,
    claim_iri,
    entry_iri,
    proposition_iri,
    slot_iri,
    standpoint_iri,
    verdict_iri,
)
from kg.version import __version__

#: The concept schemes of kinds and populations.
_SCHEMES = {"kinds": CV.Kinds, "populations": CV.Populations}


def build_register(register: Register) -> Iterator[Triple]:
    """Yield the undisputed background."""
    for entry in register.entries.values():
        node = entry_iri(entry.name)
        if entry.section == "sources":
            yield node, RDF.type, SOURCE_CLASSES[entry.type or "group"]
        else:
            yield node, RDF.type, SECTION_CLASSES[entry.section]
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
    # In a fixed order: what is checked is recognised by its text.
    for first, second in sorted(map(sorted, register.opponents)):
        yield entry_iri(first), CV.opponentOf, entry_iri(second)
        yield entry_iri(second), CV.opponentOf, entry_iri(first)


def _frame(node: URIRef, frame: EventFrame) -> Iterator[Triple]:
    """Yield the declared slots, time and basis of an event."""
    for slot in EVENT_SLOTS:
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


def build_contested(subject: Node, predicate: Node, object: Node, standpoint: URIRef) -> Iterator[Triple]:
    """Yield one fact of a standpoint as a ``cv:Bridge`` node, so that it is not taken as undisputed."""
    node = URIRef(f"{standpoint}/bridge/{digest([str(subject), str(predicate), str(object)])}")
    yield node, RDF.type, CV.Bridge
    yield node, RDF.subject, subject
    yield node, RDF.predicate, predicate
    yield node, RDF.object, object
    yield node, CV.inStandpoint, standpoint


def build_article(bundle: Bundle) -> Iterator[Triple]:
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
    yield from build_software()
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


def build_slots(proposition: Proposition) -> Iterator[Triple]:
    """Yield one proposition with its slots."""
    node = proposition_iri(proposition.id)
    yield node, RDF.type, CV.Proposition
    for slot in NAMED:
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


def build_software() -> Iterator[Triple]:
    """Yield the description of this program in this version, which made the findings and annotations."""
    yield SOFTWARE, RDF.type, PROV.SoftwareAgent
    yield SOFTWARE, RDFS.label, Literal("claim-kg")
    yield SOFTWARE, SCHEMA.softwareVersion, Literal(__version__)


def _labels(node: URIRef, property: URIRef, labels: Any) -> Iterator[Triple]:
    for language, label in labels.items():
        yield node, property, Literal(label, lang=language)


@functools.lru_cache(maxsize=4096)
def _moment(text: str) -> Literal:
    """Return a day or a clock time as a literal, from its text, since equal instants may differ in text."""
    return Literal(text, datatype=XSD.dateTime if "T" in text else XSD.date)


@functools.lru_cache(maxsize=2**15)
def _offset(number: int) -> Literal:
    return Literal(number, datatype=XSD.nonNegativeInteger)


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
        yield from build_slots(proposition)
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
    yield position, OA.start, _offset(quotation.start)
    yield position, OA.end, _offset(quotation.end)
