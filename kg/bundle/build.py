"""Bundles: what is handed to a partner, as files that are the same to the byte wherever they are made.

A bundle is a folder or a zip archive of Turtle files, one per article, which stand alone; the relations found
among the articles; verdicts; the texts that may be passed on; a catalog; and a manifest that names every file
with its hash. Nothing in it depends on when or where it was made. A signature, where there is one, lies
beside the manifest and covers its bytes, and through the hashes in it all the others.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import stat
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from kg import __version__
from kg.bundle.archive import check_name, check_names, read_zip, write_zip
from kg.bundle.catalogue import CATALOG_PREFIXES, Part, Producer, build_catalog, build_counts, catalog_iri
from kg.bundle.definitions import build_definitions, read_versions
from kg.bundle.keys import ALGORITHM, FORMAT, MANIFEST, PRIVATE_ENDING, PrivateKey, is_bundle, sign
from kg.bundle.licences import CC_BY, quotation_licence
from kg.bundle.subset import build_own, build_part
from kg.errors import InputError, Problem
from kg.files import read_regular, read_umask, replace_folder
from kg.intake.limits import Limits, find_excesses
from kg.model import (
    NAME,
    Article,
    Bundle,
    Knowledge,
    Location,
    Relation,
    Repeat,
    Verdict,
    View,
    digest,
    partner_of,
)
from kg.rdf.dataset import build_quads, merge_graphs
from kg.rdf.mapping import Triple
from kg.rdf.serialize import write_turtle
from kg.rdf.vocabulary import FINDINGS_GRAPH, PREFIXES, bundle_iri, verdicts_iri
from kg.rdf.write import build_verdict
from kg.rdf.write_findings import build_findings

FORMAT_VERSION = 1
SIGNATURE, CATALOG, FINDINGS = "signature.json", "catalog.ttl", "findings.ttl"
SIGNATURE_FORMAT = "claim-kg signature"
TURTLE, TEXT = "text/turtle", "text/plain"


# -- what a bundle is made of -------------------------------------------------------------------------------


class _Made:
    """The files of a bundle while they are made, what each of them is, and the hashes of their graphs."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.parts: list[Part] = []
        self.hashes: dict[str, str] = {}

    def add(self, part: Part, data: bytes) -> None:
        self.files[part.path] = data
        self.parts.append(replace(part, size=len(data), sha256=hashlib.sha256(data).hexdigest()))

    def add_graph(
        self, part: Part, triples: Iterable[Triple], prefixes: Mapping[str, str] = PREFIXES
    ) -> None:
        told = {*triples}
        told.update(build_definitions(told) if part.kind != "catalog" else ())
        turtle, canonical = write_turtle(told, prefixes)
        self.hashes[part.path] = hashlib.sha256(canonical).hexdigest()
        self.add(replace(part, counts=build_counts(told)), turtle)


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

    In it are one's own articles, what was found among them, and one's own verdicts, also those on claims of
    partners, which are named as the partner names them. What partners sent is theirs to pass on. ``licence``
    is the IRI of the licence of claims and findings, ``verdict_licence`` that of verdicts. A text is in it
    only where its article is shareable. ``edition`` is a number that grows with each bundle that replaces
    another, so that an older one is known for what it is; :func:`next_edition` tells it.

    Raises:
        InputError: for a producer that is no name.
    """
    if not NAME.fullmatch(producer):
        advice = "use small letters, digits, '.', '_' and '-'"
        raise InputError(Problem("bad-name", f"{producer[:80]!r} is no name for a producer", advice=advice))
    made = _Made()
    knowledge = build_own(knowledge)
    own = sorted(knowledge.bundles, key=lambda bundle: bundle.id)
    # What is opposed to what a claim of another article names, or held distinct from it, must not be lost.
    names = build_part(knowledge, *(bundle.id for bundle in own)).register.entries.keys()
    for bundle in own:
        article = bundle.article
        quotations = quotation_licence(article.licence)
        part = Part("claims", f"articles/{bundle.id}.ttl", 0, "", TURTLE, licence, bundle.id)
        made.add_graph(
            replace(part, graph=str(bundle_iri(bundle.id)), quotations=quotations),
            merge_graphs(build_quads(_passed_on(knowledge, bundle, names))),
        )
        if article.shareable and article.text is not None:
            part = Part("text", f"texts/{bundle.id}.txt", 0, "", TEXT, article.licence, bundle.id)
            made.add(part, article.text.encode("utf-8"))
    claims = {f"{bundle.id}/{claim.id}" for bundle in own for claim in bundle.claims}
    part = Part("findings", FINDINGS, 0, "", TURTLE, licence, graph=str(FINDINGS_GRAPH))
    made.add_graph(part, build_findings(*_among(claims, relations, repeats)))
    for (path, name), verdicts in _verdicts(knowledge.verdicts).items():
        part = Part("verdicts", path, 0, "", TURTLE, verdict_licence, name, str(verdicts_iri(name)))
        days = [verdict.date.isoformat() for verdict in verdicts if verdict.date is not None]
        made.add_graph(
            replace(part, modified=max(days, default=None)),
            (triple for verdict in verdicts for triple in build_verdict(verdict)),
        )
    made.parts.sort(key=lambda part: part.path)
    made_by = Producer(producer, producer_name, producer_url)
    identifier = digest(
        [producer, producer_name, producer_url, [(part.path, part.sha256) for part in made.parts]]
    )
    catalog = build_catalog(identifier, made_by, __version__, read_versions(), tuple(made.parts))
    catalog_part = Part("catalog", CATALOG, 0, "", TURTLE, licence, graph=str(catalog_iri(identifier)))
    made.add_graph(catalog_part, catalog, {**CATALOG_PREFIXES, "in": f"{catalog_iri(identifier)}#"})
    made.files[MANIFEST] = canonical_json(_manifest(made_by, own, made.parts, made.hashes, sign_with))
    return seal_bundle(made.files, edition, sign_with)


def seal_bundle(files: Mapping[str, bytes], edition: int, sign_with: PrivateKey | None) -> dict[str, bytes]:
    """Return a bundle as that edition of it, with the digest of its manifest, signed by the key."""
    manifest = json.loads(files[MANIFEST])
    rest = {name: value for name, value in manifest.items() if name not in ("digest", "edition")}
    if edition != 1:
        rest["edition"] = edition
    sealed = {**files, MANIFEST: canonical_json({**rest, "digest": manifest_digest(rest)})}
    if sign_with is not None:
        sealed[SIGNATURE] = build_signature(sealed[MANIFEST], sign_with)
    return dict(sorted(sealed.items()))


def _passed_on(knowledge: Knowledge, bundle: Bundle, beside: Iterable[str]) -> Knowledge:
    """Return one article with what it needs to stand alone, without a text that may not be passed on."""
    part = build_part(knowledge, bundle.id, beside=beside)
    article: Article = bundle.article if bundle.article.shareable else bundle.article.without_text()
    return Knowledge(part.register, tuple(replace(found, article=article) for found in part.bundles))


def _of_ours(views: Iterable[View]) -> tuple[View, ...]:
    return tuple(view for view in views if not any(map(partner_of, view)))


def _among(
    claims: set[str], relations: Iterable[Relation], repeats: Iterable[Repeat]
) -> tuple[list[Relation], list[Repeat]]:
    """Return what was found among some claims and rests on no others, nor on what partners hold."""
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
    """Return one's own verdicts by path and article, each on the claim as its owner names it."""
    found: dict[tuple[str, str], list[Verdict]] = {}
    for verdict in verdicts:
        if verdict.partner is not None:
            continue
        partner = partner_of(verdict.claim)
        claim = verdict.claim if partner is None else verdict.claim.partition(":")[2]
        article = claim.rpartition("/")[0]
        path = f"verdicts/{article}.ttl" if partner is None else f"verdicts/{partner}/{article}.ttl"
        found.setdefault((path, article), []).append(replace(verdict, claim=claim))
    return dict(sorted(found.items()))


def _manifest(
    producer: Producer,
    bundles: Iterable[Bundle],
    parts: Iterable[Part],
    hashes: Mapping[str, str],
    sign_with: PrivateKey | None,
) -> dict[str, Any]:
    versions = read_versions()
    by_path = {part.path: part for part in parts}
    return {
        "format": FORMAT,
        "version": FORMAT_VERSION,
        "producer": {"id": producer.name, "name": producer.title, "url": producer.url},
        "software": {"name": "claim-kg", "version": __version__},
        "ontology": {"iri": versions.ontology_iri, "version": versions.ontology},
        "shapes": {"sha256": versions.shapes},
        "signature": None
        if sign_with is None
        else {"algorithm": ALGORITHM, "key": sign_with.public.fingerprint},
        "articles": [_listed_article(bundle.article, by_path) for bundle in bundles],
        "files": [_listed_file(part, hashes) for _, part in sorted(by_path.items())],
    }


def _listed_article(article: Article, parts: Mapping[str, Part]) -> dict[str, Any]:
    claims, text = parts[f"articles/{article.id}.ttl"], parts.get(f"texts/{article.id}.txt")
    verdicts = parts.get(f"verdicts/{article.id}.ttl")
    return {
        "id": article.id,
        "path": claims.path,
        "sha256": article.sha256,
        "text": text and text.path,
        "verdicts": verdicts and verdicts.path,
        "licence": {
            "claims": claims.licence,
            "quotations": claims.quotations,
            "text": article.licence,
            "verdicts": verdicts and verdicts.licence,
        },
    }


def _listed_file(part: Part, hashes: Mapping[str, str]) -> dict[str, Any]:
    return {
        "path": part.path,
        "bytes": part.size,
        "sha256": part.sha256,
        "media_type": part.media_type,
        "licence": part.licence,
        "graph": part.graph,
        "triples": part.counts and part.counts.triples,
        "rdfc10": hashes.get(part.path),
    }


def find_edition(manifest: Mapping[str, Any]) -> int:
    """Return which edition a bundle is; one that says nothing of it is the first."""
    return int(manifest.get("edition", 1))


def next_edition(files: Mapping[str, bytes], place: Path) -> int:
    """Return which edition files are as a bundle at a place: one more than what they replace there.

    What holds the same is the same edition, so that it has the same bytes, and what another producer made or
    cannot be read is none that they replace.
    """
    try:
        former = read_bundle(place)
        before, now = (json.loads(found[MANIFEST]) for found in (former, files))
        if before["producer"]["id"] != now["producer"]["id"]:
            return 1
        edition = find_edition(before)
    except (InputError, LookupError, TypeError, ValueError, RecursionError):
        return 1
    sealed = (MANIFEST, SIGNATURE)
    told, held = ({n: d for n, d in found.items() if n not in sealed} for found in (files, former))
    return edition if told == held else edition + 1


def canonical_json(value: Any) -> bytes:
    """Return the only form in which a manifest or a signature is written.

    >>> canonical_json({"b": 1, "a": "é"}).decode()
    '{\\n "a": "é",\\n "b": 1\\n}\\n'
    """
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def manifest_digest(manifest: Mapping[str, Any]) -> str:
    """Return the SHA-256 over a manifest without the digest it carries, as JSON without spaces, keys sorted.

    It finds a manifest that was damaged; who changes one on purpose changes it too. Against that helps the
    signature.
    """
    rest = {key: value for key, value in manifest.items() if key != "digest"}
    return hashlib.sha256(_compact(rest).encode("utf-8")).hexdigest()


_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def build_signature(manifest: bytes, key: PrivateKey) -> bytes:
    """Return the file that says who vouches for a manifest."""
    public = key.public
    return canonical_json(
        {
            "format": SIGNATURE_FORMAT,
            "version": FORMAT_VERSION,
            "algorithm": ALGORITHM,
            "fingerprint": public.fingerprint,
            "key": public.raw.hex(),
            "signature": sign(manifest, key).hex(),
        }
    )


# -- to disk and back ---------------------------------------------------------------------------------------


def find_beyond_limits(files: Mapping[str, bytes], limits: Limits | None = None) -> list[Problem]:
    """Return why partners who have changed no limit could not read a bundle; nothing for most."""
    listed = json.loads(files[MANIFEST])
    triples = max((part["triples"] or 0 for part in listed["files"]), default=0)
    articles = (data for name, data in files.items() if name.startswith("articles/"))
    claims = sum(data.count(b" a cv:Claim ") for data in articles)
    sizes = {name: len(data) for name, data in files.items()}
    return find_excesses(sizes, triples=triples, claims=claims, limits=limits)


def write_bundle(files: Mapping[str, bytes], target: Path) -> Path:
    """Write a bundle into the folder ``target``, or into one file where that ends in ``.zip``.

    It is written beside its place and put there when it is whole. A former bundle is replaced.

    Raises:
        InputError: for a place that holds something else than a bundle or cannot be written, and for files
            that are no bundle.
    """
    where = Location(str(target))
    problems = check_names(files, str(target), Limits(max_entries=max(len(files), 1)))
    for name in files:
        if name.endswith(PRIVATE_ENDING):
            problems.append(Problem("key-in-bundle", f"{name!r} is a private key", where, advice=_KEEP_KEYS))
    if MANIFEST not in files:
        problems.append(Problem("no-bundle", f"has no {MANIFEST}", where))
    if problems:
        raise InputError(problems)
    try:
        place = target.resolve()
        place.parent.mkdir(parents=True, exist_ok=True)
        if target.suffix.lower() == ".zip":
            _write_file(write_zip(files), place, where)
        else:
            _write_folder(files, place, where)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, where)) from error
    return target


_KEEP_KEYS = "keep keys in a folder of their own, which is never handed on"


def _write_file(data: bytes, place: Path, where: Location) -> None:
    if place.exists() and (not place.is_file() or MANIFEST not in _read_former(place)):
        raise _not_ours(where)
    descriptor, name = tempfile.mkstemp(prefix=".kg-", dir=place.parent)
    fresh = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        fresh.chmod(0o666 & ~read_umask())
        fresh.replace(place)
    except BaseException:
        fresh.unlink(missing_ok=True)
        raise


def _read_former(place: Path) -> Mapping[str, bytes]:
    try:
        return read_zip(place.read_bytes())
    except InputError:
        return {}


def _write_folder(files: Mapping[str, bytes], place: Path, where: Location) -> None:
    if Path.cwd().is_relative_to(place):
        message = "the folder one works in, or one around it, cannot become a bundle"
        raise InputError(Problem("bad-use", message, where, advice="name a folder of its own"))
    if place.exists():
        _check_former(place, where)
    with tempfile.TemporaryDirectory(prefix=".kg-", dir=place.parent, ignore_cleanup_errors=True) as beside:
        # A folder within, since the temporary one is closed to others whatever the umask says.
        fresh, old = Path(beside) / "bundle", Path(beside) / "old"
        fresh.mkdir()
        for name, data in files.items():
            path = fresh / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(data)
        replace_folder(place, fresh, old)


def _check_former(place: Path, where: Location) -> None:
    """Let a folder be replaced only where that loses nothing but a former bundle."""
    if not place.is_dir():
        raise _not_ours(where)
    found = {path.relative_to(place).as_posix() for path in place.rglob("*") if not path.is_dir()}
    if any(name.endswith(PRIVATE_ENDING) for name in found):
        raise InputError(Problem("key-in-bundle", "there is a private key in it", where, advice=_KEEP_KEYS))
    if found and not is_bundle(place):
        raise _not_ours(where)
    named = {MANIFEST, SIGNATURE}
    if found:
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
            named |= {file["path"] for file in json.loads((place / MANIFEST).read_bytes())["files"]}
    others = sorted(found - named)
    if others:
        message = f"holds a bundle and other files, which would be lost: {', '.join(others[:5])}"
        raise InputError(Problem("not-a-bundle", message, where, advice="move them elsewhere"))


def _not_ours(where: Location) -> InputError:
    return InputError(
        Problem("not-a-bundle", "is there already and is no bundle", where, advice="name another place")
    )


def read_bundle(path: Path, limits: Limits | None = None, *, checksums: bool = True) -> Mapping[str, bytes]:
    """Return the files of a bundle in a folder or a zip archive by their paths; nothing is unpacked to disk.

    That they are the files the manifest names, and say what they should, ``check_bundle`` tells.

    Raises:
        InputError: for what cannot be read, is not safe to read, or exceeds the limits.
    """
    limits = limits or Limits()
    found = read_place(path, limits)
    if isinstance(found, bytes):
        found = read_zip(found, limits, file=str(path), checksums=checksums)
    return dict(sorted(found.items()))


def read_place(path: Path, limits: Limits) -> Mapping[str, bytes] | bytes:
    """Return the files of a folder, or the bytes of an archive, whichever stands there: each is read once.

    Raises:
        InputError: for what cannot be read, is not safe to read, or exceeds the limits.
    """
    where = Location(str(path))
    allowed = limits.max_archive_bytes + limits.max_entries * 1024
    try:
        try:
            data = read_regular(path, allowed + 1)
        except IsADirectoryError:
            return dict(_read_folder(path, limits))
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unreadable", message, where)) from error
    if len(data) > allowed:
        message = f"is larger than {allowed:,} bytes"
        advice = "KG_MAX_ARCHIVE_BYTES raises the limit, where you trust whom it comes from"
        raise InputError(Problem("too-large", message, where, advice=advice))
    return data


def _read_folder(folder: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder, following no link and counting what is read."""
    where = Location(str(folder))
    names: list[str] = []
    waiting = [""]
    seen = total = 0
    while waiting:
        within = waiting.pop()
        with os.scandir(folder / within) as entries:
            for entry in entries:
                seen += 1
                name = f"{within}/{entry.name}" if within else entry.name
                if seen > 2 * limits.max_entries:
                    raise InputError(check_names((str(i) for i in range(seen)), str(folder), limits))
                if entry.is_dir(follow_symlinks=False):
                    wrong = check_name(name)
                    if wrong is not None:
                        raise InputError(Problem("bad-path", f"the name {name[:80]!r} {wrong}", where))
                    waiting.append(name)
                elif entry.is_file(follow_symlinks=False):
                    names.append(name)
                else:
                    message = f"{name[:80]!r} is a link or a device, not a file"
                    raise InputError(Problem("not-a-file", message, where))
    problems = check_names(names, str(folder), limits)
    if problems:
        raise InputError(problems)
    for name in sorted(names):
        allowed = min(limits.max_bytes, limits.max_archive_bytes - total)
        # A link that was put there since would be followed otherwise.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(folder / name, flags), "rb") as file:
            data = file.read(allowed + 1) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
        if len(data) > allowed:
            limit = "max_bytes" if allowed == limits.max_bytes else "max_archive_bytes"
            advice = f"KG_{limit.upper()} raises the limit, where you trust whom it comes from"
            raise InputError(Problem("too-large", f"{name!r} exceeds the limit", where, advice=advice))
        total += len(data)
        yield name, data
