"""The prefixes of queries and exports, as plain text."""

from __future__ import annotations

from kg.model import BASE

#: The graph of the findings.
FINDINGS = BASE + "findings"
PREFIXES = {
    "cv": BASE + "ontology#",
    "reg": BASE + "register/",
    "dcterms": "http://purl.org/dc/terms/",
    "oa": "http://www.w3.org/ns/oa#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
