"""Find the axioms of the ontology that concern some facts, and put them into words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import combinations

from rdflib import OWL, RDF, RDFS, BNode, Graph
from rdflib.collection import Collection
from rdflib.term import Node

from kg.model import BASE
from kg.rdf.vocabulary import key_of
from kg.reasoning.ontology import load_ontology
from kg.reasoning.terms import Fact, Triple
from kg.words import Joined, Sentence, bare_number, each, in_language, tell


def short_form(node: Node) -> str:
    """Return the name that people use for a node: that of a claim, a register entry or a standpoint.

    >>> from rdflib import URIRef
    >>> short_form(URIRef("https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/claim/m1"))
    'karabakh-2020-10-04/m1'
    >>> short_form(URIRef("https://w3id.org/claim-kg/bundle/karabakh-2020-10-04/article"))
    'bundle/karabakh-2020-10-04/article'
    """
    iri = str(node)
    name = key_of(iri)
    return iri.removeprefix(BASE) if name is None or name.endswith("/") else name


def sentence(fact: Fact) -> Sentence:
    """Return a fact in words: subject, property and value, shortened."""
    s, p, o = (load_ontology().short(part).removeprefix(BASE) for part in fact)
    if fact[1] == str(RDF.type):
        return tell("fact-is-a", subject=s, kind=o)
    return tell("fact-plain", subject=s, property=p, object=o)


def axioms_about(facts: set[Triple], given: set[Triple]) -> list[str]:
    """Return in words the axioms that ``facts`` clearly break, else those that concern them."""
    graph = load_ontology().graph
    properties = sorted({p for _, p, _ in facts} - {RDF.type}, key=str)
    said: list[str] = [
        words for p in properties for words in _broken(graph, p, [(s, o) for s, q, o in facts if p == q])
    ]
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
        for name, of in (("axiom-domain", RDFS.domain), ("axiom-range", RDFS.range)):
            said += [tell(name, p=_words(graph, p), kind=_words(graph, c)) for c in graph.objects(p, of)]
    said += sorted(_restrictions(graph, properties, {o for _, _, o in facts}, set().union(*classes.values())))
    for members in graph.objects(None, OWL.members):
        apart = set(Collection(graph, members))
        for together in (set(properties), *classes.values()):
            for one, other in combinations(sorted(together & apart, key=str), 2):
                said.append(tell("axiom-apart", one=_words(graph, one), other=_words(graph, other)))
    return list(dict.fromkeys(said))


def _broken(graph: Graph, p: Node, pairs: Sequence[tuple[Node, Node]]) -> Iterator[Sentence]:
    """Yield the characteristics of a property that its ``pairs`` of subject and object break."""
    kinds = set(graph.objects(p, RDF.type))
    name = _words(graph, p)
    if OWL.FunctionalProperty in kinds and len({s for s, _ in pairs}) < len(pairs):
        yield tell("axiom-functional", p=name)
    if OWL.InverseFunctionalProperty in kinds and len({o for _, o in pairs}) < len(pairs):
        yield tell("axiom-inverse-functional", p=name)
    if OWL.IrreflexiveProperty in kinds and any(s == o for s, o in pairs):
        yield tell("axiom-irreflexive", p=name)
    if OWL.AsymmetricProperty in kinds and any(s != o and (o, s) in pairs for s, o in pairs):
        yield tell("axiom-asymmetric", p=name)


def _restrictions(
    graph: Graph, properties: Sequence[Node], values: set[Node], classes: set[Node]
) -> Iterator[Sentence]:
    """Yield in words the restrictions on some properties that concern some classes or values."""
    for expression in graph.subjects(RDF.type, OWL.Restriction):
        if graph.value(expression, OWL.onProperty) not in properties:
            continue
        words = _words(graph, expression)
        for below in graph.subjects(RDFS.subClassOf, expression):
            if below in classes and not isinstance(below, BNode):
                yield tell("axiom-every-has", kind=_words(graph, below), what=words)
        if graph.value(expression, OWL.hasValue) in values:
            for above in graph.objects(expression, RDFS.subClassOf):
                yield tell("axiom-has-has", what=words, more=_words(graph, above))
            for same in graph.subjects(OWL.equivalentClass, expression):
                yield tell("axiom-has-is", what=words, kind=_words(graph, same))
            for joint, listed in graph.subject_objects(OWL.intersectionOf):
                parts = list(Collection(graph, listed))
                if expression in parts:
                    named = _joined((_words(graph, part) for part in parts if part != expression), "and")
                    for above in graph.objects(joint, RDFS.subClassOf):
                        yield tell("axiom-every-that-has", kind=named, what=words, more=_words(graph, above))
    for p in properties:
        for other in graph.objects(p, OWL.propertyDisjointWith):
            if other in properties:
                yield tell("axiom-disjoint", p=_words(graph, p), other=_words(graph, other))


def _joined(words: Iterable[str], mark: str) -> Sentence:
    return Sentence(Joined([each(partial(in_language, word)) for word in words], mark))


def _words(graph: Graph, expression: Node) -> str:
    """Return a class expression in words."""
    if not isinstance(expression, BNode):
        return load_ontology().short(str(expression))
    for operator, mark in ((OWL.unionOf, "or"), (OWL.intersectionOf, "and"), (OWL.oneOf, "or")):
        members = graph.value(expression, operator)
        if members is not None:
            return _joined((_words(graph, member) for member in Collection(graph, members)), mark)
    negated = graph.value(expression, OWL.complementOf)
    if negated is not None:
        return tell("axiom-not", kind=_words(graph, negated))
    name = _words(graph, graph.value(expression, OWL.onProperty) or expression)
    value = graph.value(expression, OWL.hasValue)
    if value is not None:
        return tell("axiom-value", p=name, value=_words(graph, value))
    if graph.value(expression, OWL.hasSelf) is not None:
        return tell("axiom-itself", p=name)
    only = graph.value(expression, OWL.allValuesFrom)
    if only is not None:
        return tell("axiom-nothing-but", kind=_words(graph, only), p=name)
    for bound, form in _CARDINALITIES.items():
        number = graph.value(expression, bound)
        if number is not None:
            class_ = graph.value(expression, OWL.onClass)
            words = tell("axiom-number", form=form, count=bare_number(int(str(number))), p=name)
            return words if class_ is None else tell("axiom-that-is", what=words, kind=_words(graph, class_))
    return tell("axiom-something")


_CARDINALITIES = {
    OWL.cardinality: "exactly",
    OWL.qualifiedCardinality: "exactly",
    OWL.minCardinality: "least",
    OWL.minQualifiedCardinality: "least",
    OWL.maxCardinality: "most",
    OWL.maxQualifiedCardinality: "most",
}
