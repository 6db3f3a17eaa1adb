"""Compare a quotation of a bundle with the text that it is from."""

from __future__ import annotations

from rdflib import URIRef
from rdflib.term import Node

from kg.rdf.statements import Statements
from kg.rdf.vocabulary import OA
from kg.words import bare_number, quoted, tell


def find_misquoted(graph: Statements, node: Node, text: str) -> str | None:
    """Return why the words of a quotation are not at their place in the text, or ``None``."""
    told: dict[URIRef, str] = {}
    for selector in graph.objects(node, OA.hasSelector):
        for property in (OA.exact, OA.prefix, OA.suffix, OA.start, OA.end):
            for value in graph.objects(selector, property):
                if property in told:
                    return tell("quotation-two-places", quotation=f"<{node}>")
                told[property] = str(value)
    exact = told.get(OA.exact)
    places = [told.get(property, "") for property in (OA.start, OA.end)]
    if exact is None or not all(place.isascii() and place.isdigit() and len(place) < 12 for place in places):
        return tell("quotation-incomplete", quotation=f"<{node}>")
    start, end = map(int, places)
    prefix, suffix = told.get(OA.prefix, ""), told.get(OA.suffix, "")
    if text[start:end] != exact:
        places_told = {"start": bare_number(start), "end": bare_number(end)}
        return tell("quotation-not-there", exact=quoted(exact[:200]), **places_told)
    before = text[max(start - len(prefix), 0) : start]
    if before != prefix or text[end : end + len(suffix)] != suffix:
        return tell("quotation-other-context", exact=quoted(exact[:200]))
    return None
