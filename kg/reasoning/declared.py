"""The terms of the ontology for readers: their texts, kinds and neighbours, and the file of each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from rdflib import OWL, RDF, RDFS, Literal, Namespace, URIRef
from rdflib.namespace import SKOS
from rdflib.term import Node

from kg.rdf.vocabulary import CV, local_name
from kg.reasoning.ontology import load_ontology
from kg.resources import resource_dir

#: The kinds of terms, with the types that make a term one of them. The first that fits counts: a slot is a
#: property and a concept, too.
SORTS: Mapping[str, frozenset[URIRef]] = {
    "classes": frozenset((OWL.Class,)),
    "properties": frozenset((OWL.ObjectProperty, OWL.DatatypeProperty, OWL.AnnotationProperty)),
    "individuals": frozenset((OWL.NamedIndividual,)),
}
#: What is told of a term besides its texts, with the properties that tell it.
FACTS: Mapping[str, tuple[URIRef, ...]] = {
    "narrower-than": (RDFS.subClassOf, RDFS.subPropertyOf, SKOS.broader),
    "from": (RDFS.domain,),
    "to": (RDFS.range,),
    "one-of": (RDF.type, SKOS.inScheme),
    "matches": (SKOS.closeMatch, SKOS.relatedMatch, SKOS.narrowMatch, SKOS.broadMatch, SKOS.exactMatch),
}
#: Facts that are told of a term by others: which facts of theirs name it.
INVERSE = {"wider-than": "narrower-than", "members": "one-of"}
_STATUS = Namespace("http://www.w3.org/2003/06/sw-vocab-status/ns#")
_DECLARED = re.compile(r"^cv:([\w-]+) a ", re.M)


@dataclass(frozen=True, slots=True)
class Term:
    """A term: its texts by language, its examples, and the IRIs of its neighbours by kind of fact."""

    iri: str
    sort: str
    #: The file in the folder ``parts`` that declares it.
    part: str
    label: Mapping[str, str]
    definition: Mapping[str, str]
    notes: tuple[str, ...]
    examples: tuple[str, ...]
    status: str
    facts: Mapping[str, Sequence[str]] = field(repr=False)

    @property
    def name(self) -> str:
        """The name after the namespace, as in ``Claim``."""
        return local_name(self.iri)

    @property
    def short(self) -> str:
        """The name with its prefix, as in ``cv:Claim``."""
        return load_ontology().short(self.iri)


@cache
def declared_terms() -> Mapping[str, Term]:
    """Return every term by its name, in the order of the files and of the lines that declare them.

    >>> declared_terms()["Claim"].label["en"], declared_terms()["Claim"].sort
    ('claim', 'classes')
    """
    found = {}
    for path in sorted((resource_dir("ontology") / "parts").glob("*.ttl")):
        for name in _DECLARED.findall(path.read_text(encoding="utf-8")):
            if (CV[name], RDFS.isDefinedBy, None) in load_ontology().graph and name not in found:
                found[name] = _term(CV[name], path.stem)
    for told, telling in INVERSE.items():
        for other in found.values():
            for iri in other.facts.get(telling, ()):
                if iri.startswith(CV) and (term := found.get(local_name(iri))) is not None:
                    term.facts.setdefault(told, []).append(other.iri)  # type: ignore[attr-defined]
    return found


def _term(iri: URIRef, part: str) -> Term:
    graph = load_ontology().graph
    types = set(graph.objects(iri, RDF.type))
    facts: dict[str, list[str]] = {}
    for name, properties in FACTS.items():
        values = sorted({str(v) for p in properties for v in graph.objects(iri, p) if _is_told(v)})
        if values:
            facts[name] = values
    return Term(
        str(iri),
        next(sort for sort, some in SORTS.items() if some & types),
        part,
        {value.language or "": str(value) for value in _texts(iri, RDFS.label)},
        {value.language or "": str(value) for value in _texts(iri, SKOS.definition)},
        tuple(map(str, _texts(iri, SKOS.scopeNote))),
        tuple(map(str, _texts(iri, SKOS.example))),
        str(graph.value(iri, _STATUS.term_status) or ""),
        facts,
    )


def _is_told(value: Node) -> bool:
    """Return whether a value has a name that tells a reader something."""
    return isinstance(value, URIRef) and not value.startswith(str(OWL))


def _texts(iri: URIRef, property: URIRef) -> list[Literal]:
    found = [value for value in load_ontology().graph.objects(iri, property) if isinstance(value, Literal)]
    return sorted(found, key=lambda value: (value.language or "", str(value)))
