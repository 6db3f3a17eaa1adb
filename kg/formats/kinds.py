"""Find the kind of a file from its content, and read it once.

The kind of JSON follows from its structure, that of RDF from its terms, any other from the ending of the name
or the first bytes. For an unknown file, the error tells what it seems to be.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Any

from rdflib import RDF, Literal

from kg.bundle.keys import MANIFEST
from kg.characters import visible_line
from kg.errors import InputError, Problem
from kg.formats.claimreview import has_reviews, read_documents
from kg.formats.schemaorg import BASES, is_schema
from kg.formats.webannotation import CONTEXT, has_annotations
from kg.intake.limits import Limits, read_limits
from kg.intake.reading import read_file, read_quads
from kg.model import BASE, Location
from kg.plurals import several
from kg.rdf.parsing import GENID, Quad
from kg.rdf.vocabulary import CV, OA


class Kind(StrEnum):
    """The kinds of files that can be imported."""

    BUNDLE = "bundle"
    STATEMENTS = "statements"
    REVIEWS = "reviews"
    VERDICTS = "verdicts"
    SHEET = "sheet"
    ANNOTATIONS = "annotations"


@dataclass(frozen=True)
class OpenedFile:
    """A file that was read: its bytes, and the parsed content if that was needed to find its kind.

    ``name`` is the file's own name, safe to show and store. A bundle is not read here.
    """

    path: Path
    kind: Kind
    data: bytes = field(default=b"", repr=False)
    documents: Sequence[tuple[Any, Location]] = field(default=(), repr=False)
    quads: Sequence[Quad] = field(default=(), repr=False)

    @property
    def name(self) -> str:
        """The name of the file, with numbers for bytes and characters that cannot be shown."""
        return visible_line(self.path.name)


_RDF = (".ttl", ".trig", ".nq", ".nt", ".rdf", ".xml")
_JSON = (".json", ".jsonl", ".ndjson", ".jsonld")
_SHEETS = (".csv", ".tsv")
_WRITTEN = (".yaml", ".yml")
_READABLE = (
    f"what can be read is a bundle, RDF ({' '.join(_RDF)} .jsonld) in the terms of this system or of "
    "ClaimReview, ClaimReview or Web Annotations as .json, a sheet as .csv, our verdicts.yaml"
)
_AS_CSV = "save the sheet as CSV UTF-8"
#: Files that people send by mistake: how they begin, what they are, and what helps.
_BEGINNINGS = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old file of an office program", _AS_CSV),
    (b"%PDF-", "a PDF", _READABLE),
    (b"\x1f\x8b", "compressed", "unpack it first"),
    (b"SQLite format 3\x00", "a database", _READABLE),
)
_ENDINGS = {
    **dict.fromkeys((".xlsx", ".xls", ".xlsm", ".xlsb", ".ods", ".numbers"), _AS_CSV),
    **dict.fromkeys(
        (".html", ".htm"),
        'save what stands in its <script type="application/ld+json"> as .json',
    ),
    **dict.fromkeys((".gz", ".bz2", ".xz", ".7z", ".rar", ".tar", ".tgz"), "unpack it first"),
}


def open_file(path: Path, limits: Limits | None = None) -> OpenedFile:
    """Return a file that was read, with its kind.

    Raises:
        InputError: for a file that cannot be read, or has an unknown kind.
    """
    limits = limits or read_limits()
    suffix = path.suffix.lower()
    if path.parts[:1] in (("http:",), ("https:",)):
        raise _unknown(path, "is an address, and nothing is ever fetched", "save it as a file, and name that")
    try:
        of_folder = path.is_dir()
        no_bundle = of_folder and not (path / MANIFEST).is_file()
    except (OSError, ValueError) as error:
        message = f"is not a valid file name: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("no-such-file", message, Location(str(path)))) from error
    if no_bundle:
        advice = "this is not a bundle, or not all of it; folders of claims.yaml are read by 'kg build'"
        raise InputError(
            Problem("missing-file", f"there is no {MANIFEST}", Location(str(path)), advice=advice)
        )
    if of_folder or suffix == ".zip":
        return OpenedFile(path, Kind.BUNDLE)
    data = read_file(path, limits)
    _check_beginning(path, data)
    if suffix in _SHEETS:
        return OpenedFile(path, Kind.SHEET, data)
    if suffix in _RDF:
        return _open_rdf(path, data, limits)
    if suffix in _WRITTEN:
        return _open_written(path, data)
    if suffix in _JSON or data.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] in (b"{", b"["):
        return _open_json(path, data, limits)
    shown = f"the ending {suffix!r} is none that can be imported" if suffix else "its name has no ending"
    raise _unknown(path, shown, _ENDINGS.get(suffix, _READABLE))


def _unknown(path: Path, message: str, advice: str) -> InputError:
    return InputError(Problem("unknown-format", message, Location(str(path)), advice=advice))


def _nothing(path: Path, what: str, advice: str = _READABLE) -> InputError:
    message = f"holds nothing that this system reads; it is {what}"
    return InputError(Problem("nothing-found", message, Location(str(path)), advice=advice))


def _check_beginning(path: Path, data: bytes) -> None:
    """Refuse a file that begins like one of another kind, whatever its name is."""
    suffix = path.suffix.lower()
    for beginning, description, advice in _BEGINNINGS:
        if data.startswith(beginning):
            raise _unknown(path, f"is {description}, whatever its name says", _ENDINGS.get(suffix, advice))
    if data.startswith(b"PK\x03\x04"):
        # Office programs write zip archives too; a bundle would have a name that ends in .zip.
        if suffix in _ENDINGS:
            raise _unknown(path, f"the ending {suffix!r} is none that can be imported", _ENDINGS[suffix])
        office = b"[Content_Types].xml" in data[:4096] or b"opendocument" in data[:4096]
        advice = _AS_CSV if office else "a bundle's name ends in .zip"
        raise _unknown(path, "is a packed archive, whatever its name says", advice)
    if data.lstrip()[:15].lower().startswith((b"<!doctype html", b"<html")):
        raise _unknown(path, "is a web page", _ENDINGS[".html"])


def _open_written(path: Path, data: bytes) -> OpenedFile:
    """Return our verdicts; other files written by hand are built, not imported."""
    if path.stem == "verdicts":
        return OpenedFile(path, Kind.VERDICTS, data)
    advice = f"claims.yaml and registers are read by 'kg build'; {_READABLE}"
    raise _unknown(path, "is YAML, but not our verdicts.yaml", advice)


# -- RDF ----------------------------------------------------------------------------------------------------


def _open_rdf(path: Path, data: bytes, limits: Limits, media: str | None = None) -> OpenedFile:
    """Return RDF as statements in our terms, or as reviews in the terms of schema.org."""
    quads = read_quads(data, str(path), limits=limits, media=media)
    cv = str(CV)
    # Only types and properties of ours count: other data may mention an IRI of ours.
    if any(str(p).startswith(cv) or (p == RDF.type and str(o).startswith(cv)) for _, p, o, _ in quads):
        return OpenedFile(path, Kind.STATEMENTS, data, quads=quads)
    types = Counter(str(o) for _, p, o, _ in quads if p == RDF.type)
    if any(f"{base}ClaimReview" in types for base in BASES):
        document = describe_reviews(quads)
        return OpenedFile(path, Kind.REVIEWS, data, [(document, Location(str(path)))])
    if any(str(p).startswith(str(OA)) for _, p, _, _ in quads):
        raise _nothing(path, "Web Annotations in RDF", "export the annotations as JSON")
    shown = ", ".join(f"<{iri}>" for iri, _ in types.most_common(3))
    raise _nothing(
        path, f"RDF of {several(len(quads), 'triple')}" + (f", of the types {shown}" if shown else "")
    )


def describe_reviews(quads: Sequence[Quad]) -> dict[str, Any]:
    """Return the nodes of an RDF graph as one JSON document; keys are the IRIs of properties.

    Nothing about a node is left out, and nodes that are not reviews are included.
    """
    nodes: dict[str, dict[str, list[Any]]] = {}
    for s, p, o, _ in sorted(set(quads), key=lambda quad: tuple(map(str, quad[:3]))):
        value: Any = {"@id": _node_name(str(o))}
        if isinstance(o, Literal):
            value = str(o)
            if o.language:
                value = {"@value": value, "@language": o.language}
            elif o.datatype is not None:
                value = {"@value": value, "@type": str(o.datatype)}
        about = nodes.setdefault(_node_name(str(s)), {})
        if p == RDF.type:
            about.setdefault("@type", []).append(str(o))
        else:
            about.setdefault(str(p), []).append(value)
    described = [
        {"@id": name, **{key: values[0] if len(values) == 1 else values for key, values in about.items()}}
        for name, about in nodes.items()
    ]
    return {"@graph": described}


def _node_name(iri: str) -> str:
    """Return the ``@id`` of a node in JSON-LD; a node that was blank is blank again."""
    return f"_:{iri.removeprefix(GENID)}" if iri.startswith(GENID) else iri


# -- JSON ---------------------------------------------------------------------------------------------------


def _open_json(path: Path, data: bytes, limits: Limits) -> OpenedFile:
    """Return JSON with the kind that its structure shows."""
    linked = path.suffix.lower() == ".jsonld"
    try:
        documents = read_documents(data, str(path), limits)
    except InputError:
        if not linked:
            raise
        return _open_rdf(path, data, limits)  # Its error tells what is wrong with the RDF.
    values = [value for value, _ in documents]
    if any(_speaks_our_terms(value) for value in values):
        return _open_rdf(path, data, limits, "jsonld")
    annotated = has_annotations(values)
    if not (annotated and _names_context(values)) and any(map(has_reviews, values)):
        return OpenedFile(path, Kind.REVIEWS, data, documents)
    if annotated:
        return OpenedFile(path, Kind.ANNOTATIONS, data, documents)
    if linked:
        return _open_rdf(path, data, limits)
    if any(_is_fact_check_answer(value) for value in values):
        advice = "the page of each review has its ClaimReview, which can be read"
        raise _nothing(path, "an answer of Google's Fact Check Tools API; this format is not read", advice)
    raise _nothing(path, _describe(values))


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    """Yield every object in a JSON value, without recursion, since it may be deep."""
    waiting = [value]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            yield value
            waiting.extend(inner for inner in value.values() if isinstance(inner, dict | list))
        elif isinstance(value, list):
            waiting.extend(inner for inner in value if isinstance(inner, dict | list))


def _speaks_our_terms(value: Any) -> bool:
    """Return whether a context names our ontology, or a key or type is a term of it."""
    cv = str(CV)
    for item in _objects(value):
        if any(key.startswith(cv) for key in item):
            return True
        types = item.get("@type")
        if any(
            isinstance(t, str) and t.startswith(cv) for t in (types if isinstance(types, list) else [types])
        ):
            return True
        if "@context" in item and _names_ours(item["@context"]):
            return True
    return False


def _names_ours(context: Any) -> bool:
    parts = context if isinstance(context, list) else [context]
    targets = [target for part in parts for target in (part.values() if isinstance(part, dict) else [part])]
    named = [target.get("@id") if isinstance(target, dict) else target for target in targets]
    return any(isinstance(name, str) and name.startswith((str(CV), f"{BASE}context")) for name in named)


def _names_context(values: Sequence[Any]) -> bool:
    """Return whether a document names the context of Web Annotations at its top."""
    contexts = [value.get("@context") for value in values if isinstance(value, dict)]
    return any(CONTEXT in (context if isinstance(context, list) else [context]) for context in contexts)


def _is_fact_check_answer(value: Any) -> bool:
    claims = value.get("claims") if isinstance(value, dict) else None
    return isinstance(claims, list) and any(isinstance(c, dict) and "claimReview" in c for c in claims)


def _describe(values: Sequence[Any]) -> str:
    """Return a short description of JSON of an unknown kind."""
    value = values[0] if values else None
    if isinstance(value, list):
        inner = next((item for item in value if isinstance(item, dict)), None)
        description = f"a JSON array of {len(value):,}"
        return f"{description}, the first with {_keys(inner)}{_types(values)}" if inner else description
    if isinstance(value, dict):
        return f"a JSON object with {_keys(value)}{_types(values)}"
    return f"JSON, but neither an object nor an array: {visible_line(repr(value)[:60])}"


def _types(values: Sequence[Any]) -> str:
    """Return the types of the objects, and the address of a context that is not fetched."""
    named: Counter[str] = Counter()
    elsewhere = None
    for item in (item for value in values for item in _objects(value)):
        if isinstance(type_name := item.get("@type", item.get("type")), str):
            named[type_name] += 1
        if isinstance(address := item.get("@context"), str) and not is_schema(address):
            elsewhere = address
    shown = ", ".join(visible_line(repr(name[:60])) for name, _ in named.most_common(3))
    text = f", of type {shown}" if shown else ""
    if elsewhere is not None:
        text += (
            f"; what its words mean stands at {visible_line(elsewhere[:100])!r}, and nothing is ever fetched"
        )
    return text


def _keys(value: dict[str, Any]) -> str:
    shown = ", ".join(visible_line(repr(key[:40])) for key in list(value)[:6])
    return f"the keys {shown}{' …' if len(value) > 6 else ''}" if value else "no keys"
