"""The whole dataset: a named graph per bundle, register, standpoint and set of findings, or all in one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.model import Knowledge, Relation, Repeat
from kg.rdf.mapping import Quad, Triple
from kg.rdf.vocabulary import (
    FINDINGS_GRAPH,
    STANDPOINTS,
    bundle_iri,
    register_graph,
    standpoint_iri,
    verdicts_iri,
)
from kg.rdf.write import build_article, build_contested, build_register, build_standpoint, build_verdict
from kg.rdf.write_findings import build_findings


def build_quads(
    knowledge: Knowledge, relations: Iterable[Relation] = (), repeats: Iterable[Repeat] = ()
) -> Iterator[Quad]:
    """Yield the whole dataset: register, standpoints, bundles, verdicts and, if given, findings."""
    for triple in build_register(knowledge.register):
        yield (*triple, register_graph(str(triple[0])))
    for standpoint in knowledge.register.standpoints.values():
        for triple in build_standpoint(standpoint):
            yield (*triple, standpoint_iri(standpoint.name))
    for bundle in knowledge.bundles:
        for triple in build_article(bundle):
            yield (*triple, bundle_iri(bundle.id))
    for verdict in knowledge.verdicts:
        home = verdicts_iri(verdict.claim.rpartition("/")[0], verdict.partner)
        for triple in build_verdict(verdict):
            yield (*triple, home)
    for triple in build_findings(relations, repeats):
        yield (*triple, FINDINGS_GRAPH)


def merge_graphs(quads: Iterable[Quad]) -> Iterator[Triple]:
    """Yield the triples of all graphs as one graph that still takes no side.

    The facts that a standpoint holds become ``cv:Bridge`` nodes. Otherwise they could not be told from the
    undisputed facts of the register.
    """
    for subject, predicate, object, graph in quads:
        if not graph.startswith(STANDPOINTS) or subject == graph:
            yield subject, predicate, object
        else:
            yield from build_contested(subject, predicate, object, graph)
