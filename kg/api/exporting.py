"""Export a graph in an exchange format or as a bundle for partners, as ``kg export`` does."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args

from kg.errors import InputError, Problem, nearest
from kg.formats.claimreview import Publisher
from kg.formats.interop import PREFIXES as INTEROP_PREFIXES
from kg.formats.interop import build_interop
from kg.rdf.bases import prefixes_of, under
from kg.rdf.serialize import Format, serialize

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph
    from kg.bundle.keys import PrivateKey

#: The formats that are not RDF, or not all of the graph.
OTHERS = ("csv", "annotations", "claimreview", "nanopub")


def known_formats() -> tuple[str, ...]:
    """Return every format that a graph can be exported in.

    >>> known_formats()[0], "csv" in known_formats()
    ('turtle', True)
    """
    return (*get_args(Format), *OTHERS)


def export(
    graph: ClaimGraph,
    format: str,
    *,
    findings: bool = True,
    interop: bool = False,
    publisher: Publisher | None = None,
    table: str = "claims",
    base: str | None = None,
) -> bytes:
    """Return everything in one exchange format; see :meth:`ClaimGraph.export`."""
    if format not in known_formats():
        message = f"there is no format {str(format)[:100]!r}"
        near, listed = nearest(str(format)[:100], known_formats()), ", ".join(known_formats())
        advice = f"{near} There are {listed}" if near.endswith("?") else near
        raise InputError(Problem("bad-use", message, advice=advice))
    if interop and format in OTHERS:
        raise InputError(Problem("bad-use", f"there is no profile of {format}, only of RDF"))
    if format in OTHERS:
        return _other(graph, format, table, publisher, base)
    rdf: Any = format
    base = base or graph.knowledge.base
    quads, prefixes = graph.quads(findings=findings), prefixes_of(base)
    if interop:
        quads = chain(quads, build_interop(graph.knowledge, publisher))
        prefixes |= INTEROP_PREFIXES
    return serialize(quads, rdf, prefixes, base)


def _other(
    graph: ClaimGraph, format: str, table: str, publisher: Publisher | None, base: str | None
) -> bytes:
    from kg.model import UNNAMED

    publisher = publisher or Publisher(UNNAMED)
    if format == "annotations":
        from kg.formats.webannotation import write_annotations

        return write_annotations(graph.knowledge.under(base or graph.knowledge.base))
    if format == "claimreview":
        from kg.formats.claimreview import write_claim_reviews

        return write_claim_reviews(graph.knowledge.under(base or graph.knowledge.base), publisher=publisher)
    if format == "nanopub":
        from kg.bundle.licences import CC_BY
        from kg.formats.nanopublications import Publication, write_nanopublications
        from kg.rdf.vocabulary import producer_iri

        own = graph.own.under(base or graph.own.base)
        who = publisher.url or str(under(producer_iri(publisher.name), own.base))
        return write_nanopublications(own, Publication(None, CC_BY, who, publisher.name))
    from kg.formats.tables import write_claims_table, write_contradictions_table

    tables = {
        "claims": lambda: write_claims_table(graph.knowledge),
        "contradictions": lambda: write_contradictions_table(graph.relations(), graph.knowledge),
    }
    if table not in tables:
        message = f"there is no table {table[:80]!r}"
        raise InputError(Problem("bad-use", message, advice=f"known: {', '.join(tables)}"))
    return tables[table]()


def write_bundle_at(
    graph: ClaimGraph,
    path: Path | None,
    producer: tuple[str | None, str | None, str | None, str | None],
    *,
    sign: PrivateKey | str | Path | None,
    passphrase: str | None,
    findings: bool,
) -> Mapping[str, bytes]:
    """Return the files of a bundle, and write them to ``path`` if given; see :meth:`ClaimGraph.bundle`."""
    from kg.bundle.build import build_bundle
    from kg.bundle.disk import next_edition, write_bundle
    from kg.bundle.keys import read_private_key
    from kg.bundle.licences import CC_BY
    from kg.bundle.manifest import seal_bundle
    from kg.model import UNNAMED

    name, title, url, licence = producer
    key = read_private_key(Path(sign), passphrase) if isinstance(sign, str | Path) else sign
    files = build_bundle(
        graph.knowledge,
        graph.relations() if findings else (),
        graph.repeats if findings else (),
        producer=name or UNNAMED,
        producer_name=title,
        producer_url=url,
        licence=licence or CC_BY,
        verdict_licence=licence or CC_BY,
        sign_with=key,
    )
    if path is not None:
        files = seal_bundle(files, next_edition(files, path), key)
        write_bundle(files, path)
    return files
