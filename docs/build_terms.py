"""Write ``docs/terms.md``: every term of the ontology with its label, definition and example.

Run it as ``python docs/build_terms.py``; a test compares what it writes with what is committed.
"""

from __future__ import annotations

from pathlib import Path

from rdflib import OWL, RDF, RDFS, Graph, Literal, URIRef
from rdflib.namespace import SKOS

from kg.rdf.vocabulary import CV
from kg.reasoning.ontology import load_ontology
from kg.report.markdown import escape_markdown

PAGE = Path(__file__).resolve().parent / "terms.md"
_GROUPS = {
    "Classes": {OWL.Class},
    "Properties": {OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty},
    "Individuals": {OWL.NamedIndividual},
}
_FACTS = (
    ("Narrower than", (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader)),
    ("From", (RDFS.domain,)),
    ("To", (RDFS.range,)),
    ("One of", (RDF.type, SKOS.inScheme)),
)
_HEAD = f"""\
# Terms

These are the terms of the ontology, `ontology/claim-kg.ttl`. The prefix `cv:` stands for
`{CV}`. What takes more than a name to say, as a union does, is in that file
alone.
"""


def build_terms() -> str:
    """Return the text of ``docs/terms.md``."""
    graph = load_ontology().graph
    terms = [t for t in graph.subjects(RDFS.isDefinedBy) if isinstance(t, URIRef) and t.startswith(str(CV))]
    parts = [_HEAD]
    for name, types in _GROUPS.items():
        found = sorted(term for term in terms if types.intersection(graph.objects(term, RDF.type)))
        # A slot is a property and a concept, too.
        terms = [term for term in terms if term not in found]
        parts += [f"## {name}\n", *(_build_term(graph, term) for term in found)]
    return "\n".join(parts)


def _build_term(graph: Graph, term: URIRef) -> str:
    labels = [escape_markdown(label) for label in _texts(graph, term, RDFS.label)]
    definition = " ".join(escape_markdown(text) for text in _texts(graph, term, SKOS.definition))
    lines = [f"### {_short(term)}\n", f"**{' · '.join(labels)}.** {definition}\n"]
    for words, properties in _FACTS:
        values = [
            _short(value) for p in properties for value in graph.objects(term, p) if isinstance(value, URIRef)
        ]
        told = [f"`{value}`" for value in sorted(values) if not value.startswith("owl:")]
        if told:
            lines.append(f"{words}: {', '.join(told)}.\n")
    lines += [f"```text\n{example}\n```\n" for example in _texts(graph, term, SKOS.example)]
    return "\n".join(lines)


def _short(term: URIRef) -> str:
    return load_ontology().short(str(term))


def _texts(graph: Graph, term: URIRef, name: URIRef) -> list[str]:
    """Return the texts of a term, English before Persian."""
    found = [value for value in graph.objects(term, name) if isinstance(value, Literal)]
    return [str(value) for value in sorted(found, key=lambda value: (value.language or "", str(value)))]


if __name__ == "__main__":
    PAGE.write_text(build_terms(), encoding="utf-8")
