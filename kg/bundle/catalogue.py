"""Describe a bundle in the terms of data catalogues: DCAT 3, DCAT-AP 3 and VoID.

The catalog has a dataset for each article, for the findings and for the verdicts, each with its file, its
licence and its counts. All of this is also in the manifest or follows from the files, and it is checked
against both.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from rdflib import RDF, RDFS, XSD, Literal, Namespace, URIRef
from rdflib.namespace import DCAT, DCTERMS, FOAF, PROV, VOID
from rdflib.term import Node

from kg.bundle.definitions import ONTOLOGY, Versions
from kg.bundle.licences import QUOTATION, QUOTATION_RIGHTS
from kg.model import BASE
from kg.rdf.mapping import Triple
from kg.rdf.statements import Statements
from kg.rdf.vocabulary import CV, PREFIXES, SCHEMA, SOFTWARE, producer_iri

SPDX = Namespace("http://spdx.org/rdf/terms#")
MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"

#: The prefixes of a catalog.
CATALOG_PREFIXES: Mapping[str, str] = {
    **{name: PREFIXES[name] for name in ("cv", "dcterms", "prov", "rdf", "rdfs", "schema", "xsd")},
    "dcat": str(DCAT),
    "foaf": str(FOAF),
    "spdx": str(SPDX),
    "void": str(VOID),
}

_TITLES = {
    "catalog": {"en": "Claims, with what relates them", "fa": "ادعاها و نسبت‌های میانشان"},
    "claims": {"en": "Claims of the article {}", "fa": "ادعاهای مقالهٔ {}"},
    "quotations": {"en": "Words quoted from the article {}", "fa": "کلماتِ نقل‌شده از مقالهٔ {}"},
    "text": {"en": "Text of the article {}", "fa": "متن مقالهٔ {}"},
    "verdicts": {"en": "Verdicts on claims of the article {}", "fa": "داوری‌ها دربارهٔ ادعاهای مقالهٔ {}"},
    "findings": {"en": "Relations found among the claims", "fa": "نسبت‌هایی که میان ادعاها یافته شد"},
}
_DESCRIPTIONS = {
    "catalog": {
        "en": "Who said what, in which words, and which statements cannot all be true: articles, the claims "
        "found in them, verdicts on these, and the relations between them.",
        "fa": "که چه گفت، با چه کلماتی، و کدام گفته‌ها همه با هم راست نیستند: مقاله‌ها، ادعاهای درونشان، "
        "داوری‌ها دربارهٔ آن‌ها، و نسبت‌های میانشان.",
    },
    "claims": {
        "en": "Each claim with its source, its stance, the proposition it is about, and the words that it "
        "was read from, with their offsets.",
        "fa": "هر ادعا با منبع و موضع و گزاره‌اش و کلماتی که از آن‌ها خوانده شده است، با جای آن‌ها.",
    },
    "quotations": {
        "en": "The passages that the claims were read from; somebody else's words.",
        "fa": "گزیده‌هایی که ادعاها از آن‌ها خوانده شده‌اند؛ کلماتِ دیگران.",
    },
    "text": {
        "en": "The text as it was published, byte for byte, which the offsets count in.",
        "fa": "متن، همان‌گونه که منتشر شده است؛ جای نقل‌ها در آن شمرده می‌شود.",
    },
    "verdicts": {
        "en": "What fact-checkers judged of claims, with their reasons and their evidence.",
        "fa": "رأی راستی‌آزمایان دربارهٔ ادعاها، با دلیل‌ها و شواهدشان.",
    },
    "findings": {
        "en": "Contradictions, corroborations and other relations of positions, with what each rests on.",
        "fa": "تناقض‌ها و تأییدها و نسبت‌های دیگرِ میان موضع‌ها، با آنچه هر یک بر آن استوار است.",
    },
}


@dataclass(frozen=True, slots=True)
class Producer:
    """The producer of a bundle: the name that partners know, a title for people, and the address."""

    name: str
    title: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class BundleFile:
    """One file of a bundle and the dataset in it.

    ``kind`` is ``claims``, ``text``, ``verdicts``, ``findings`` or ``catalog``; ``article`` is the article it
    belongs to. ``quotations`` is the licence or right by which its quoted words are passed on. ``counts`` are
    the counts of VoID, if it is a graph. ``modified`` is the last day that it names.
    """

    kind: str
    path: str
    size: int
    sha256: str
    media_type: str
    licence: str | None
    article: str | None = None
    graph: str | None = None
    quotations: str | None = None
    counts: Counts | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """The counts of a graph: triples, subjects, typed subjects, subjects by class and triples by property."""

    triples: int = 0
    subjects: int = 0
    entities: int = 0
    classes: Mapping[str, int] = field(default_factory=dict)
    properties: Mapping[str, int] = field(default_factory=dict)


def build_counts(triples: Iterable[Triple]) -> Counts:
    """Return the counts of a graph, without repeated triples.

    >>> build_counts([(URIRef("urn:a"), RDF.type, CV.Claim)]).classes
    {'https://w3id.org/claim-kg/ontology#Claim': 1}
    """
    distinct = set(triples)
    pairs: defaultdict[Node, list[tuple[Node, Node]]] = defaultdict(list)
    for subject, property, value in distinct:
        pairs[property].append((subject, value))
    typed = pairs.get(RDF.type, [])
    classes = Counter(value for _, value in typed)
    return Counts(
        len(distinct),
        len({subject for subject, _, _ in distinct}),
        len({subject for subject, _ in typed}),
        dict(sorted((str(name), number) for name, number in classes.items())),
        dict(sorted((str(name), len(told)) for name, told in pairs.items())),
    )


def build_catalog(
    identifier: str, producer: Producer, software: str, versions: Versions, parts: Sequence[BundleFile]
) -> Iterator[Triple]:
    """Yield the catalog of a bundle whose contents have the hash ``identifier``."""
    node = catalog_iri(identifier)
    agent = producer_iri(producer.name)
    shapes = URIRef(f"{BASE}shapes/{versions.shapes}")
    yield node, RDF.type, DCAT.Catalog
    yield node, DCTERMS.identifier, Literal(identifier)
    yield from _titles(node, "catalog")
    yield node, DCTERMS.publisher, agent
    yield node, PROV.wasAttributedTo, agent
    yield node, DCTERMS.conformsTo, URIRef(versions.ontology_iri)
    yield node, DCTERMS.conformsTo, shapes
    yield agent, RDF.type, FOAF.Agent
    yield agent, DCTERMS.identifier, Literal(producer.name)
    yield agent, FOAF.name, Literal(producer.title or producer.name)
    if producer.url is not None:
        yield agent, FOAF.homepage, URIRef(producer.url)
    yield URIRef(versions.ontology_iri), RDF.type, DCTERMS.Standard
    yield URIRef(versions.ontology_iri), DCTERMS.isVersionOf, ONTOLOGY
    yield URIRef(versions.ontology_iri), SCHEMA.version, Literal(versions.ontology)
    yield shapes, RDF.type, DCTERMS.Standard
    yield shapes, DCTERMS.identifier, Literal(versions.shapes)
    yield SOFTWARE, RDF.type, PROV.SoftwareAgent
    yield SOFTWARE, RDFS.label, Literal("claim-kg")
    yield SOFTWARE, SCHEMA.softwareVersion, Literal(software)
    yield node, PROV.wasAttributedTo, SOFTWARE
    # The bundle can be had at the producer's page; without one, the IRI of the catalog is given.
    access = node if producer.url is None else URIRef(producer.url)
    yield access, RDF.type, RDFS.Resource
    for part in parts:
        dataset = _within(node, *part.path.rpartition(".")[0].split("/"))
        yield node, DCAT.dataset, dataset
        yield dataset, RDF.type, DCAT.Dataset
        yield dataset, DCTERMS.publisher, agent
        yield from _titles(dataset, part.kind, part.article)
        if part.licence is not None:
            yield from _licensed(dataset, part.licence)
        if part.modified is not None:
            yield dataset, DCTERMS.modified, Literal(part.modified, datatype=XSD.date)
        if part.graph is not None:
            yield dataset, DCTERMS.subject, URIRef(part.graph)
            yield dataset, DCTERMS.conformsTo, URIRef(versions.ontology_iri)
            yield dataset, DCTERMS.conformsTo, shapes
        if part.counts is not None:
            yield from _counted(dataset, part.counts)
        if part.quotations is not None:
            yield from _quoted(node, dataset, part)
        yield from _distribution(node, dataset, part, access)


def catalog_iri(identifier: str) -> URIRef:
    """Return the IRI of the catalog of a bundle."""
    return URIRef(f"{BASE}exchange/{identifier}")


def _within(catalog: URIRef, *parts: str) -> URIRef:
    """Return an IRI inside the catalog; no part has a colon, so no two IRIs are the same."""
    return URIRef(f"{catalog}#{':'.join(parts)}")


def _titles(node: URIRef, kind: str, article: str | None = None) -> Iterator[Triple]:
    titles = {language: title.format(article) for language, title in _TITLES[kind].items()}
    yield from _told(node, DCTERMS.title, titles)
    yield from _told(node, DCTERMS.description, _DESCRIPTIONS[kind])


def _told(node: URIRef, property: URIRef, texts: Mapping[str, str]) -> Iterator[Triple]:
    for language, text in texts.items():
        yield node, property, Literal(text, lang=language)


def _licensed(node: URIRef, licence: str) -> Iterator[Triple]:
    yield node, DCTERMS.license, URIRef(licence)
    yield URIRef(licence), RDF.type, DCTERMS.LicenseDocument


def _quoted(catalog: URIRef, dataset: URIRef, part: BundleFile) -> Iterator[Triple]:
    """Yield a separate dataset for the quoted words, since they are somebody else's."""
    words = URIRef(f"{dataset}:quotations")
    yield words, RDF.type, DCAT.Dataset
    yield words, DCTERMS.isPartOf, dataset
    yield dataset, DCTERMS.hasPart, words
    yield from _titles(words, "quotations", part.article)
    if part.quotations == QUOTATION:
        rights = _within(catalog, "rights", QUOTATION)
        yield words, DCTERMS.rights, rights
        yield rights, RDF.type, DCTERMS.RightsStatement
        yield from _told(rights, RDFS.label, QUOTATION_RIGHTS)
    else:
        yield from _licensed(words, part.quotations or "")


def _distribution(catalog: URIRef, dataset: URIRef, part: BundleFile, access: URIRef) -> Iterator[Triple]:
    file = _within(catalog, "file", *part.path.split("/"))
    checksum = URIRef(f"{file}:checksum")
    yield dataset, DCAT.distribution, file
    yield file, RDF.type, DCAT.Distribution
    yield file, DCTERMS.identifier, Literal(part.path)
    yield file, DCAT.accessURL, access
    yield file, DCAT.mediaType, URIRef(MEDIA_TYPES + part.media_type)
    yield URIRef(MEDIA_TYPES + part.media_type), RDF.type, DCTERMS.MediaType
    yield file, DCAT.byteSize, Literal(str(part.size), datatype=XSD.nonNegativeInteger)
    if part.licence is not None:
        yield from _licensed(file, part.licence)
    yield file, SPDX.checksum, checksum
    yield checksum, RDF.type, SPDX.Checksum
    yield checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256
    yield SPDX.checksumAlgorithm_sha256, RDF.type, SPDX.ChecksumAlgorithm
    yield checksum, SPDX.checksumValue, Literal(part.sha256, datatype=XSD.hexBinary, normalize=False)


def _counted(dataset: URIRef, counts: Counts) -> Iterator[Triple]:
    yield dataset, RDF.type, VOID.Dataset
    yield dataset, VOID.vocabulary, URIRef(str(CV))
    for property, number in (
        (VOID.triples, counts.triples),
        (VOID.distinctSubjects, counts.subjects),
        (VOID.entities, counts.entities),
        (VOID.classes, len(counts.classes)),
        (VOID.properties, len(counts.properties)),
    ):
        yield dataset, property, Literal(number)
    for name, link, term, count, numbers in (
        ("class", VOID.classPartition, VOID["class"], VOID.entities, counts.classes),
        ("property", VOID.propertyPartition, VOID["property"], VOID.triples, counts.properties),
    ):
        for position, (iri, number) in enumerate(numbers.items(), 1):
            partition = URIRef(f"{dataset}:{name}:{position:03}")
            yield dataset, link, partition
            yield partition, RDF.type, VOID.Dataset
            yield partition, term, URIRef(iri)
            yield partition, count, Literal(number)


@dataclass(frozen=True, slots=True)
class Description:
    """What a catalog says that the manifest says too; ``files`` is what it says about each path."""

    producer: str
    software: str
    standards: tuple[str, ...]
    files: Mapping[str, Mapping[str, str | None]]


def read_catalog(graph: Statements) -> Description:
    """Return what a catalog says about a bundle; missing values are empty, repeated ones are joined."""
    catalog = graph.value(None, RDF.type, DCAT.Catalog)
    files: dict[str, dict[str, str | None]] = {}
    for dataset, file in graph.subject_objects(DCAT.distribution):
        checksum = graph.value(file, SPDX.checksum)
        quoted = graph.value(dataset, DCTERMS.hasPart)
        rights = None if quoted is None else graph.value(quoted, DCTERMS.rights)
        files[_text(graph, file, DCTERMS.identifier) or str(file)] = {
            "bytes": _text(graph, file, DCAT.byteSize),
            "sha256": _text(graph, checksum, SPDX.checksumValue),
            "media_type": (_text(graph, file, DCAT.mediaType) or "").removeprefix(MEDIA_TYPES),
            "licence": _text(graph, dataset, DCTERMS.license),
            "triples": _text(graph, dataset, VOID.triples),
            "graph": _text(graph, dataset, DCTERMS.subject),
            "quotations": QUOTATION if rights is not None else _text(graph, quoted, DCTERMS.license),
        }
    return Description(
        _text(graph, graph.value(catalog, DCTERMS.publisher), DCTERMS.identifier) or "",
        _text(graph, SOFTWARE, SCHEMA.softwareVersion) or "",
        tuple(sorted(str(standard) for standard in graph.objects(catalog, DCTERMS.conformsTo))),
        files,
    )


def _text(graph: Statements, node: Node | None, property: URIRef) -> str | None:
    values = [] if node is None else sorted(map(str, graph.objects(node, property)))
    return " ".join(values) if values else None
