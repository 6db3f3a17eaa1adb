"""Build bundles, the files that are sent to a partner, with the same bytes wherever they are made.

A bundle is a folder or a zip archive. It has one Turtle file per article, complete in itself; the relations
between the articles' claims; verdicts; the texts that may be passed on; a catalog; and a manifest that names
every file with its hash. Nothing in it depends on when or where it was made. A signature, if there is one, is
beside the manifest. It covers the manifest's bytes, and through the hashes in it all other files.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import PurePosixPath

from kg.bundle.catalogue import (
    CATALOG_PREFIXES,
    BundleFile,
    Producer,
    build_catalog,
    build_counts,
    catalog_iri,
)
from kg.bundle.definitions import build_definitions, read_versions
from kg.bundle.keys import MANIFEST, PrivateKey
from kg.bundle.licences import CC_BY, quotation_licence
from kg.bundle.manifest import CATALOG, FINDINGS, build_manifest, canonical_json, seal_bundle
from kg.bundle.subset import build_own, build_part
from kg.errors import InputError, Problem
from kg.model import (
    BASE,
    NAME,
    Article,
    Bundle,
    Knowledge,
    Relation,
    Repeat,
    Verdict,
    View,
    base_for,
    digest,
    partner_of,
)
from kg.rdf.bases import put_under, under
from kg.rdf.dataset import build_quads, merge_graphs
from kg.rdf.mapping import Triple
from kg.rdf.serialize import write_turtle_and_nquads
from kg.rdf.vocabulary import FINDINGS_GRAPH, PREFIXES, bundle_iri, verdicts_iri
from kg.rdf.write import build_verdict
from kg.rdf.write_findings import build_findings
from kg.version import __version__

TURTLE, TEXT = "text/turtle", "text/plain"


class _Made:
    """The files of a bundle while they are made, with their descriptions and the hashes of their graphs."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.files: dict[str, bytes] = {}
        self.parts: list[BundleFile] = []
        self.hashes: dict[str, str] = {}

    def add(self, part: BundleFile, data: bytes) -> None:
        self.files[part.path] = data
        self.parts.append(replace(part, size=len(data), sha256=hashlib.sha256(data).hexdigest()))

    def add_graph(
        self, part: BundleFile, triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES
    ) -> None:
        """Add a graph with IRIs as they are to be written."""
        told = {*triples}
        told.update(build_definitions(told) if part.kind != "catalog" else ())
        named = {prefix: str(under(iri, self.base)) for prefix, iri in prefixes.items()}
        turtle, canonical = write_turtle_and_nquads(told, named)
        self.hashes[part.path] = hashlib.sha256(canonical).hexdigest()
        graph = None if part.graph is None else str(under(part.graph, self.base))
        self.add(replace(part, graph=graph, counts=build_counts(told)), turtle)

    def add_catalogue(self, made_by: Producer, licence: str) -> None:
        """Add the catalog, which describes all other files for data catalogues."""
        self.parts.sort(key=lambda part: part.path)
        hashes = [(part.path, part.sha256) for part in self.parts]
        identifier = digest([made_by.name, made_by.title, made_by.url, hashes])
        catalog = build_catalog(identifier, made_by, __version__, read_versions(), tuple(self.parts))
        part = BundleFile("catalog", CATALOG, 0, "", TURTLE, licence, graph=str(catalog_iri(identifier)))
        self.add_graph(
            part, put_under(catalog, self.base), {**CATALOG_PREFIXES, "in": f"{catalog_iri(identifier)}#"}
        )


def build_bundle(
    knowledge: Knowledge,
    relations: Iterable[Relation] = (),
    repeats: Iterable[Repeat] = (),
    *,
    producer: str,
    producer_name: str | None = None,
    producer_url: str | None = None,
    licence: str = CC_BY,
    verdict_licence: str = CC_BY,
    sign_with: PrivateKey | None = None,
    edition: int = 1,
) -> Mapping[str, bytes]:
    """Return the files of a bundle by their paths; the same input always gives the same bytes.

    It has one's own articles, their relations, and one's own verdicts. Verdicts on partners' claims name the
    claims as the partner does. What partners sent is left out: they pass it on themselves. ``licence`` is the
    IRI of the licence of claims and findings, ``verdict_licence`` that of verdicts. A text is included only
    if its article is shareable. ``edition`` grows with each bundle that replaces another, so that an older
    one can be recognized; :func:`next_edition` returns it.

    Raises:
        InputError: for an invalid name of a producer.
    """
    if not NAME.fullmatch(producer):
        advice = "use small letters, digits, '.', '_' and '-'"
        raise InputError(
            Problem("bad-name", f"{producer[:80]!r} is not a valid name for a producer", advice=advice)
        )
    made = _Made(base_for(knowledge.base, producer))
    knowledge = build_own(knowledge)
    own = sorted(knowledge.bundles, key=lambda bundle: bundle.id)
    # Names that are opposed to, or distinct from, a name in another article must not be lost.
    names = build_part(knowledge, *(bundle.id for bundle in own)).register.entries.keys()
    for bundle in own:
        article = bundle.article
        quotations = quotation_licence(article.licence)
        part = BundleFile("claims", f"articles/{bundle.id}.ttl", 0, "", TURTLE, licence, bundle.id)
        made.add_graph(
            replace(part, graph=str(bundle_iri(bundle.id)), quotations=quotations),
            put_under(merge_graphs(build_quads(_passed_on(knowledge, bundle, names))), made.base),
        )
        if article.shareable and article.text is not None:
            part = BundleFile("text", f"texts/{bundle.id}.txt", 0, "", TEXT, article.licence, bundle.id)
            made.add(part, article.text.encode("utf-8"))
    claims = {f"{bundle.id}/{claim.id}" for bundle in own for claim in bundle.claims}
    part = BundleFile("findings", FINDINGS, 0, "", TURTLE, licence, graph=str(FINDINGS_GRAPH))
    made.add_graph(part, put_under(build_findings(*_among(claims, relations, repeats)), made.base))
    _add_verdicts(made, knowledge, verdict_licence)
    made_by = Producer(producer, producer_name, producer_url)
    made.add_catalogue(made_by, licence)
    made.files[MANIFEST] = canonical_json(build_manifest(made_by, own, made.parts, made.hashes, sign_with))
    return seal_bundle(made.files, edition, sign_with)


def _add_verdicts(made: _Made, knowledge: Knowledge, licence: str) -> None:
    """Add our verdicts; those on a partner's claims name these by the partner's IRIs."""
    for (path, name), verdicts in _verdicts(knowledge.verdicts).items():
        part = BundleFile("verdicts", path, 0, "", TURTLE, licence, name, str(verdicts_iri(name)))
        partner = PurePosixPath(path).parts[1] if path.count("/") == 2 else None
        owner = made.base if partner is None else knowledge.bases.get(partner, BASE)
        days = [verdict.date.isoformat() for verdict in verdicts if verdict.date is not None]
        made.add_graph(
            replace(part, modified=max(days, default=None)),
            put_under(
                (triple for verdict in verdicts for triple in build_verdict(verdict)), made.base, owner
            ),
        )


def _passed_on(knowledge: Knowledge, bundle: Bundle, beside: Iterable[str]) -> Knowledge:
    """Return one article with all it needs to be complete, without a text that may not be passed on."""
    part = build_part(knowledge, bundle.id, beside=beside)
    article: Article = bundle.article if bundle.article.shareable else bundle.article.without_text()
    return Knowledge(part.register, tuple(replace(alone, article=article) for alone in part.bundles))


def _of_ours(views: Iterable[View]) -> tuple[View, ...]:
    return tuple(view for view in views if not any(map(partner_of, view)))


def _among(
    claims: set[str], relations: Iterable[Relation], repeats: Iterable[Repeat]
) -> tuple[list[Relation], list[Repeat]]:
    """Return findings that are about only these claims, and do not rest on partners' standpoints."""
    kept = []
    for relation in relations:
        if not all(claim in claims for position in relation.positions for claim in position.claims):
            continue
        holds_if, unless = map(_of_ours, (relation.holds_if, relation.unless))
        if holds_if:
            bridges = tuple(
                b for b in relation.bridges if b.standpoint is None or not partner_of(b.standpoint)
            )
            kept.append(replace(relation, holds_if=holds_if, unless=unless, bridges=bridges))
    return kept, [repeat for repeat in repeats if {repeat.later, repeat.earlier} <= claims]


def _verdicts(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], list[Verdict]]:
    """Return one's own verdicts by path and article; each names the claim as its owner does."""
    by_path: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.partner is not None:
            continue
        partner = partner_of(verdict.claim)
        claim = verdict.claim if partner is None else verdict.claim.partition(":")[2]
        article = claim.rpartition("/")[0]
        path = f"verdicts/{article}.ttl" if partner is None else f"verdicts/{partner}/{article}.ttl"
        by_path.setdefault((path, article), []).append(replace(verdict, claim=claim))
    return dict(sorted(by_path.items()))
