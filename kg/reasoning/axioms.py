"""Which axioms of the ontology speak of some facts, in a form that people read."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from rdflib import OWL, RDF, RDFS, BNode, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from kg.model import BASE
from kg.rdf.vocabulary import key_of
from kg.reasoning.ontology import load_ontology
from kg.reasoning.terms import Fact, Triple


def short_form(node: Node) -> str:
    """Return the name under which people know a node: a claim's, a register entry's, a standpoint's.

    >>> from rdflib import URIRef
    >>> short_form(URIRef("https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/claim/m1"))
    'karabakh-2020-10-04/m1'
    >>> short_form(URIRef("https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/article"))
    'bundle/karabakh-2020-10-04/article'
    """
    iri = str(node)
    name = key_of(iri)
    return iri.removeprefix(BASE) if name is None or name.endswith("/") else name


def sentence(fact: Fact) -> str:
    """Return a fact in words: subject, property and value, shortened."""
    s, p, o = (load_ontology().short(part).removeprefix(BASE) for part in fact)
    return f"{s} {'is a' if fact[1] == str(RDF.type) else p} {o}"


def axioms_about(facts: set[Triple], given: set[Triple]) -> list[str]:
    """Return in words the axioms that ``facts`` plainly break, else those that they touch."""
    graph = load_ontology().graph
    properties = sorted({p for _, p, _ in facts} - {RDF.type}, key=str)
    said = [words for p in properties for words in _broken(graph, p, [(s, o) for s, q, o in facts if p == q])]
    if said:
        return said
    classes: dict[Node, set[Node]] = {}
    for s, p, o in facts | given:
        if p == RDF.type:
            above = graph.transitive_objects(o, RDFS.subClassOf)
            classes.setdefault(s, set()).update(c for c in above if c is not None)
        else:
            classes.setdefault(s, set()).update(graph.objects(p, RDFS.domain))
            classes.setdefault(o, set()).update(graph.objects(p, RDFS.range))
    for p in properties:
        said += [f"{_words(graph, p)} belongs to {_words(graph, c)}" for c in graph.objects(p, RDFS.domain)]
        said += [f"{_words(graph, p)} leads to {_words(graph, c)}" for c in graph.objects(p, RDFS.range)]
    said += sorted(_restrictions(graph, properties, {o for _, _, o in facts}, set().union(*classes.values())))
    for members in graph.objects(None, OWL.members):
        apart = set(Collection(graph, members))
        for some in (set(properties), *classes.values()):
            for one, other in combinations(sorted(some & apart, key=str), 2):
                said.append(f"nothing is both {_words(graph, one)} and {_words(graph, other)}")
    return list(dict.fromkeys(said))


def _broken(graph: Graph, p: Node, pairs: Sequence[tuple[Node, Node]]) -> Iterator[str]:
    """Yield the characteristics of a property that its ``pairs`` of subject and object break."""
    kinds = set(graph.objects(p, RDF.type))
    name = _words(graph, p)
    if OWL.FunctionalProperty in kinds and len({s for s, _ in pairs}) < len(pairs):
        yield f"{name} has at most one value"
    if OWL.InverseFunctionalProperty in kinds and len({o for _, o in pairs}) < len(pairs):
        yield f"{name} never has the same value for two nodes"
    if OWL.IrreflexiveProperty in kinds and any(s == o for s, o in pairs):
        yield f"{name} never leads from a node to itself"
    if OWL.AsymmetricProperty in kinds and any(s != o and (o, s) in pairs for s, o in pairs):
        yield f"{name} never leads back"


def _restrictions(
    graph: Graph, properties: Sequence[Node], values: set[Node], classes: set[Node]
) -> Iterator[str]:
    """Yield what the ontology says of some properties on some classes, and with some values."""
    for expression in graph.subjects(RDF.type, OWL.Restriction):
        if graph.value(expression, OWL.onProperty) not in properties:
            continue
        words = _words(graph, expression)
        for below in graph.subjects(RDFS.subClassOf, expression):
            if below in classes and not isinstance(below, BNode):
                yield f"every {_words(graph, below)} has {words}"
        if graph.value(expression, OWL.hasValue) in values:
            for above in graph.objects(expression, RDFS.subClassOf):
                yield f"whatever has {words} has {_words(graph, above)}"
            for same in graph.subjects(OWL.equivalentClass, expression):
                yield f"whatever has {words} is a {_words(graph, same)}"
            for joint, listed in graph.subject_objects(OWL.intersectionOf):
                parts = list(Collection(graph, listed))
                if expression in parts:
                    named = " and ".join(_words(graph, part) for part in parts if part != expression)
                    for above in graph.objects(joint, RDFS.subClassOf):
                        yield f"every {named} that has {words} has {_words(graph, above)}"
    for p in properties:
        for other in graph.objects(p, OWL.propertyDisjointWith):
            if other in properties:
                yield f"{_words(graph, p)} and {_words(graph, other)} never lead to the same node"


def _words(graph: Graph, expression: Node) -> str:
    """Return a class expression in words."""
    if not isinstance(expression, BNode):
        return load_ontology().short(str(expression))
    for operator, joint in ((OWL.unionOf, " or "), (OWL.intersectionOf, " and "), (OWL.oneOf, " or ")):
        members = graph.value(expression, operator)
        if members is not None:
            return joint.join(_words(graph, member) for member in Collection(graph, members))
    negated = graph.value(expression, OWL.complementOf)
    if negated is not None:
        return f"not {_words(graph, negated)}"
    name = _words(graph, graph.value(expression, OWL.onProperty) or expression)
    value = graph.value(expression, OWL.hasValue)
    if value is not None:
        return f"{name} {_words(graph, value)}"
    if graph.value(expression, OWL.hasSelf) is not None:
        return f"itself as {name}"
    only = graph.value(expression, OWL.allValuesFrom)
    if only is not None:
        return f"nothing but {_words(graph, only)} as {name}"
    for bound, words in _CARDINALITIES.items():
        number = graph.value(expression, bound)
        if number is not None:
            class_ = graph.value(expression, OWL.onClass)
            of = f" that is {_words(graph, class_)}" if class_ is not None else ""
            return f"{words} {number} {name}{of}"
    return "something"


_CARDINALITIES = {
    OWL.cardinality: "exactly",
    OWL.qualifiedCardinality: "exactly",
    OWL.minCardinality: "at least",
    OWL.minQualifiedCardinality: "at least",
    OWL.maxCardinality: "at most",
    OWL.maxQualifiedCardinality: "at most",
}
