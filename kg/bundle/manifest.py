"""Build the manifest of a bundle: its files with their hashes, its edition, digest and signature."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from kg.bundle.catalogue import BundleFile, Producer
from kg.bundle.definitions import read_versions
from kg.bundle.keys import ALGORITHM, FORMAT, MANIFEST, PrivateKey, sign
from kg.model import BASE, Article, Bundle
from kg.version import __version__

FORMAT_VERSION = 1
SIGNATURE, CATALOG, FINDINGS = "signature.json", "catalog.ttl", "findings.ttl"
SIGNATURE_FORMAT = "claim-kg signature"


def seal_bundle(files: Mapping[str, bytes], edition: int, sign_with: PrivateKey | None) -> dict[str, bytes]:
    """Return a bundle with its edition and the digest of its manifest, signed if there is a key."""
    manifest = json.loads(files[MANIFEST])
    rest = {name: value for name, value in manifest.items() if name not in ("digest", "edition")}
    if edition != 1:
        rest["edition"] = edition
    sealed = {**files, MANIFEST: canonical_json({**rest, "digest": manifest_digest(rest)})}
    if sign_with is not None:
        sealed[SIGNATURE] = build_signature(sealed[MANIFEST], sign_with)
    return dict(sorted(sealed.items()))


def build_manifest(
    producer: Producer,
    bundles: Iterable[Bundle],
    parts: Iterable[BundleFile],
    hashes: Mapping[str, str],
    sign_with: PrivateKey | None,
) -> dict[str, Any]:
    """Return the manifest of a bundle, without its edition and digest."""
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


def base_of_manifest(manifest: Mapping[str, Any]) -> str:
    """Return the base of the IRIs in a bundle, from that of its catalog."""
    graph = next((file["graph"] for file in manifest["files"] if file["path"] == CATALOG), None)
    base, exchange, _ = (graph or "").rpartition("exchange/")
    return base if exchange and base.endswith("/") else BASE


def _listed_article(article: Article, parts: Mapping[str, BundleFile]) -> dict[str, Any]:
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


def _listed_file(part: BundleFile, hashes: Mapping[str, str]) -> dict[str, Any]:
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
    """Return the edition of a bundle; 1 if the manifest has none."""
    return int(manifest.get("edition", 1))


def canonical_json(value: Any) -> bytes:
    """Return a manifest or a signature in its canonical form: JSON with sorted keys.

    >>> canonical_json({"b": 1, "a": "é"}).decode()
    '{\\n "a": "é",\\n "b": 1\\n}\\n'
    """
    return (json.dumps(value, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def manifest_digest(manifest: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a manifest without its digest, as JSON without spaces and with sorted keys.

    It shows damage to a manifest, but no change on purpose, since the digest can be changed too. The
    signature shows that.
    """
    rest = {key: value for key, value in manifest.items() if key != "digest"}
    return hashlib.sha256(_compact(rest).encode("utf-8")).hexdigest()


_compact = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def build_signature(manifest: bytes, key: PrivateKey) -> bytes:
    """Return the signature file of a manifest."""
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
