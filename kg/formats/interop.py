"""Write claims and verdicts in the terms of two knowledge graphs of fact-checks: ClaimsKG and CimpleKG.

Both use the old IRIs of schema.org, with ``http://``. They differ in what a mention is (a node that names an
entity, or the entity itself) and in how they make ratings comparable (``TRUE``, ``MIXTURE``, ``FALSE``,
``OTHER``, or how credible a claim is). This module writes both, so that the queries of both find our claims.
It says nothing that our own terms do not say better, and nothing is read back from it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from rdflib import RDF, XSD, Literal, Namespace, URIRef

from kg.formats.claimreview import SCALE, Publisher, find_day, name_rating, quoted_words, summarize
from kg.model import BASE, SLOT_SECTIONS, Claim, Entry, Knowledge, Rating, Verdict, digest, is_clock, names_of
from kg.rdf.mapping import Quad, Triple
from kg.rdf.vocabulary import INTEROP_GRAPH, article_iri, claim_iri, entry_iri, verdict_iri

#: schema.org as both graphs write it; our own terms begin with ``https://schema.org/``.
SO = Namespace("http://schema.org/")
NIF = Namespace("http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#")
ITSRDF = Namespace("https://www.w3.org/2005/11/its/rdf#")
CLAIMSKG = Namespace("http://data.gesis.org/claimskg/")
CIMPLE = Namespace("http://data.cimple.eu/ontology#")
CIMPLE_DATA = Namespace("http://data.cimple.eu/")

PREFIXES: Mapping[str, str] = {
    "so": str(SO),
    "nif": str(NIF),
    "itsrdf": str(ITSRDF),
    "cimple": str(CIMPLE),
}

#: Our ratings on the common scales of ClaimsKG and CimpleKG.
_CLAIMSKG = {
    Rating.TRUE: ("TRUE", 3),
    Rating.MOSTLY_TRUE: ("MIXTURE", 2),
    Rating.MIXED: ("MIXTURE", 2),
    Rating.MISLEADING: ("MIXTURE", 2),
    Rating.MOSTLY_FALSE: ("MIXTURE", 2),
    Rating.FALSE: ("FALSE", 1),
    Rating.UNPROVEN: ("OTHER", -1),
}
_CIMPLE = {
    Rating.TRUE: "credible",
    Rating.MOSTLY_TRUE: "mostly_credible",
    Rating.MIXED: "uncertain",
    Rating.MISLEADING: "not_credible",
    Rating.MOSTLY_FALSE: "not_credible",
    Rating.FALSE: "not_credible",
    Rating.UNPROVEN: "not_verifiable",
}
#: The slots whose values are things, not kinds of them.
_MENTIONED = tuple(slot for slot, sections in SLOT_SECTIONS.items() if sections != ("kinds",))
_SOURCES = {"person": SO.Person, "group": SO.Thing}


def build_interop(knowledge: Knowledge, publisher: Publisher | None = None) -> Iterator[Quad]:
    """Yield claims, verdicts and what they mention, in a graph of their own.

    If ``publisher`` has the name of a reviewer, its address is given for that reviewer.
    """
    for name, claim in knowledge.claims.items():
        for triple in _claim(name, claim, knowledge):
            yield (*triple, INTEROP_GRAPH)
    for verdict in knowledge.verdicts:
        for triple in _review(verdict, knowledge, publisher):
            yield (*triple, INTEROP_GRAPH)


def _claim(name: str, claim: Claim, knowledge: Knowledge) -> Iterator[Triple]:
    node, article = claim_iri(name), knowledge.article_of(name)
    yield node, RDF.type, SO.Claim
    yield node, RDF.type, SO.CreativeWork
    yield node, SO.text, Literal(quoted_words(claim), lang=article.language)
    for language, gloss in claim.gloss.items():
        yield node, SO.description, Literal(gloss, lang=language)
    yield node, SO.inLanguage, Literal(article.language)
    yield node, SO.appearance, article_iri(article.id) if article.url is None else URIRef(article.url)
    day = find_day(knowledge, name)
    if day is not None:
        datatype = XSD.dateTime if is_clock(day) else XSD.date
        yield node, SO.datePublished, Literal(day.isoformat(), datatype=datatype)
    for source in claim.sources:
        author = entry_iri(source)
        yield node, SO.author, author
        entry = knowledge.register.entries.get(source)
        if entry is not None:
            yield author, RDF.type, _SOURCES.get(entry.type or "group", SO.Organization)
            yield from _thing(author, entry)
            for external in entry.same_as:
                yield author, SO.sameAs, URIRef(external)
    yield from _topics(node, claim, knowledge)


def _topics(node: URIRef, claim: Claim, knowledge: Knowledge) -> Iterator[Triple]:
    """Yield the kinds of a claim as keywords, and the other things that it names as mentions."""
    entries = knowledge.register.entries
    for proposition in claim.propositions:
        if proposition.kind in entries:
            yield node, SO.keywords, entry_iri(proposition.kind)
            yield from _thing(entry_iri(proposition.kind), entries[proposition.kind])
        for slot in _MENTIONED:
            for name in names_of(proposition.slot(slot)):
                if name in entries:
                    yield from _mention(node, entries[name])


def _mention(node: URIRef, entry: Entry) -> Iterator[Triple]:
    """Yield a mention of an entry: by its IRIs elsewhere, or else by ours."""
    nodes = [URIRef(external) for external in entry.same_as] or [entry_iri(entry.name)]
    for mentioned in nodes:
        yield node, SO.mentions, mentioned
        yield from _thing(mentioned, entry)
        for language, label in entry.label.items():
            yield mentioned, NIF.isString, Literal(label, lang=language)
        yield mentioned, ITSRDF.taIdentRef, mentioned


def _thing(node: URIRef, entry: Entry) -> Iterator[Triple]:
    yield node, RDF.type, SO.Thing
    for language, label in entry.label.items():
        yield node, SO.name, Literal(label, lang=language)


def _review(verdict: Verdict, knowledge: Knowledge, publisher: Publisher | None) -> Iterator[Triple]:
    node, claim = verdict_iri(verdict.claim, verdict.id), knowledge.claims.get(verdict.claim)
    yield node, RDF.type, SO.ClaimReview
    yield node, SO.itemReviewed, claim_iri(verdict.claim)
    reviewer = URIRef(f"{BASE}reviewer/{digest([verdict.partner, verdict.reviewer])}")
    yield node, SO.author, reviewer
    yield reviewer, RDF.type, SO.Organization
    yield reviewer, SO.name, Literal(verdict.reviewer)
    ours = publisher is not None and verdict.partner is None and publisher.name == verdict.reviewer
    if ours and publisher is not None and publisher.url is not None:
        yield reviewer, SO.url, URIRef(publisher.url)
    if verdict.date is not None:
        yield node, SO.datePublished, Literal(verdict.date.isoformat(), datatype=XSD.date)
    if verdict.url is not None:
        yield node, SO.url, URIRef(verdict.url)
    for language, text in verdict.explanation.items():
        yield node, SO.inLanguage, Literal(language)
        yield node, SO.reviewBody, Literal(text, lang=language)
    for page in verdict.evidence:
        yield node, SO.citation, URIRef(page)
    if claim is not None:
        yield node, SO.claimReviewed, Literal(summarize(claim))
        yield node, SO.headline, Literal(summarize(claim))
        yield from _topics(node, claim, knowledge)
    yield from _ratings(node, verdict, reviewer)


def _ratings(node: URIRef, verdict: Verdict, reviewer: URIRef) -> Iterator[Triple]:
    """Yield the rating in the reviewer's words, and on the scales of both graphs."""
    stated = URIRef(f"{node}/rating")
    yield node, SO.reviewRating, stated
    yield stated, RDF.type, SO.Rating
    yield stated, SO.alternateName, Literal(verdict.stated or name_rating(verdict.rating))
    yield stated, SO.author, reviewer
    if verdict.rating in SCALE:
        yield stated, SO.ratingValue, Literal(SCALE[verdict.rating])
        yield stated, SO.worstRating, Literal(min(SCALE.values()))
        yield stated, SO.bestRating, Literal(max(SCALE.values()))
    word, number = _CLAIMSKG[verdict.rating]
    normalized, whose = CLAIMSKG[f"rating/normalized/claimskg_{word}"], CLAIMSKG["organization/claimskg"]
    yield node, SO.reviewRating, normalized
    yield normalized, RDF.type, SO.Rating
    yield normalized, SO.alternateName, Literal(word, lang="en")
    yield normalized, SO.ratingValue, Literal(number)
    yield normalized, SO.author, whose
    credible = _CIMPLE[verdict.rating]
    comparable = CIMPLE_DATA[f"rating/{credible}"]
    yield node, CIMPLE.normalizedReviewRating, comparable
    yield comparable, RDF.type, SO.Rating
    yield comparable, SO.ratingValue, Literal(credible)
    yield comparable, SO.name, Literal(credible.replace("_", " "))
