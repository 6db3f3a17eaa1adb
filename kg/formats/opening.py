"""Open whatever a person names: authors' files, an RDF file, a bundle, or a store.

A partner's file is opened as it is: nothing is matched with our data, and its names are not qualified.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import Any

from rdflib import RDF, BNode, Dataset

from kg.authoring.read import read_knowledge
from kg.bundle.disk import read_bundle
from kg.errors import InputError, Problem
from kg.formats.nanopublications import unpack_nanopublications
from kg.formats.sources import is_foreign
from kg.intake.limits import Limits, check_claims, read_limits
from kg.intake.reading import read_file, read_graphs, read_quads
from kg.model import Knowledge, Location, Verdict, qualify
from kg.rdf.bases import find_base, take_from, take_reviewed
from kg.rdf.parsing import Quad
from kg.rdf.read import read_dataset, read_merged, read_verdict_graph
from kg.rdf.statements import Statements, Triple
from kg.rdf.store import build_store, open_store
from kg.rdf.store_files import is_service, is_store
from kg.rdf.vocabulary import CV, FINDINGS_GRAPH
from kg.validation import tell_graphs


def read_rdf(path: Path, limits: Limits) -> list[Quad]:
    """Return the quads of an RDF file, which may be from anybody.

    Raises:
        InputError: for a file that cannot be read, or exceeds the limits.
    """
    quads = read_quads(read_file(path, limits), str(path), limits=limits)
    claims = {subject for subject, property, type, _ in quads if property == RDF.type and type == CV.Claim}
    check_claims(len(claims), str(path), limits)
    return quads


def open_service(url: str, limits: Limits | None = None) -> Knowledge:
    """Return the knowledge that a SPARQL service holds, in named graphs or merged into one.

    Raises:
        InputError: if the service does not give all of it, or it contradicts itself.
    """
    from kg.queries.fetching import fetch_quads
    from kg.queries.service import locate_service

    limits = limits or read_limits()
    quads = fetch_quads(url, most=limits.max_triples)
    with _located(locate_service(url).file):
        base = find_base(quads)
        return replace(read_merged(tell_statements(take_from(quads, base))), base=base)


def open_findings(store: str) -> Dataset:
    """Return all that a store or a service holds, with what rules found.

    Raises:
        InputError: if there is no store, or a service does not give all of it.
    """
    if not is_service(store):
        return open_store(Path(store))
    from kg.queries.fetching import fetch_quads

    quads: Iterable[Any] = fetch_quads(store, most=read_limits().max_triples, findings=True)
    named = [quad for quad in quads if BNode not in map(type, quad)]
    base = find_base(named, store)
    told = list(take_from(named, base))
    if not any(graph == FINDINGS_GRAPH for *_, graph in told):
        # Where all graphs were merged, what was found is among the rest.
        told = [(s, p, o, FINDINGS_GRAPH) for s, p, o, _ in told]
    return build_store(told, base=base)


def open_source(path: str | Path, limits: Limits | None = None) -> Knowledge:
    """Return the knowledge in a folder or file of authors, an RDF file, a bundle, a store, or a service.

    The files in a folder and the ending of a file's name show which of these it is. From a store, only one's
    own part is read. Whether a bundle is complete is checked by ``check_bundle``, not here.

    Raises:
        InputError: for a path that cannot be read or is none of these.
    """
    if isinstance(path, str) and is_service(path):
        return open_service(path, limits)
    path = Path(path)
    limits = limits or read_limits()
    if not is_foreign(path):
        return read_knowledge([path])
    if is_store(path):
        dataset = open_store(path)
        with _located(path):
            return read_dataset(dataset)
    if path.suffix.lower() == ".zip" or path.is_dir():
        return _open_bundle(read_bundle(path, limits), path, limits)
    quads, base = unpack_nanopublications(read_rdf(path, limits), str(path))
    merged = tell_statements(quads)
    with _located(path):
        knowledge = replace(read_merged(merged), base=base)
    if knowledge == Knowledge(replace(knowledge.register, entries={}, opponents=frozenset(), standpoints={})):
        message = "holds no claims, no register and no verdicts in the terms of this system"
        raise InputError(Problem("nothing-found", message, Location(str(path))))
    return knowledge


def _open_bundle(files: Mapping[str, bytes], path: Path, limits: Limits) -> Knowledge:
    """Return the knowledge in all articles of a bundle, with all its verdicts."""
    paths = [path for path in files if path.startswith(("articles/", "verdicts/")) and path.endswith(".ttl")]
    triples: list[Triple] = []
    others: list[Verdict] = []
    for name, read in read_graphs({name: files[name] for name in sorted(paths)}, limits):
        if isinstance(read, InputError):
            where = Location(f"{path}/{name}")
            raise InputError([replace(problem, location=where) for problem in read.problems]) from read
        parts = PurePosixPath(name).parts
        if parts[0] == "verdicts" and len(parts) == 3:
            # These are on a partner's claims, under the partner's own names.
            with _located(Path(f"{path}/{name}")):
                theirs = read_verdict_graph(Statements(take_reviewed(read.statements)))
            others.extend(replace(verdict, claim=qualify(parts[1], verdict.claim)) for verdict in theirs)
        else:
            triples.extend(read.statements)
    base = find_base(triples, str(path))
    merged = Statements(take_from(triples, base))
    check_claims(sum(1 for _ in merged.subjects(RDF.type, CV.Claim)), str(path), limits)
    with _located(path):
        knowledge = read_merged(merged)
    verdicts = sorted((*knowledge.verdicts, *others), key=lambda verdict: verdict.order)
    return replace(knowledge, verdicts=tuple(verdicts), base=base)


@contextmanager
def _located(path: Path | str) -> Iterator[None]:
    """Set the location of every problem to the file: a node can be found in it by its IRI."""
    where = Location(str(path))
    try:
        yield
    except InputError as error:
        raise InputError([replace(problem, location=where) for problem in error.problems]) from error
    except (OSError, RuntimeError, SyntaxError, ValueError) as error:
        raise InputError(Problem("unreadable", f"cannot be read: {error}", where)) from error


def tell_statements(quads: Iterable[Quad]) -> Statements:
    """Return all graphs as one that takes no side, for :func:`kg.rdf.read.read_merged`.

    The facts that a standpoint holds become ``cv:Bridge`` nodes, blank nodes get IRIs, and findings are left
    out, since they follow from the rest.
    """
    told = (triples for content, triples in tell_graphs(quads) if content != "findings")
    return Statements(triple for triples in told for triple in triples)
