"""Check a bundle offline: that it is whole, whose it is, and that it says what it should.

First come the bytes (archive, manifest, hashes, signature), which cost little and find every flipped bit.
Only what is whole is opened. Whatever is wrong is a failure in the result; only what cannot be read at all is
an error.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, replace
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeAlias

from kg.bundle.archive import check_name, read_zip, write_zip
from kg.bundle.contents import Contents
from kg.bundle.definitions import read_versions
from kg.bundle.disk import read_place
from kg.bundle.keys import ALGORITHM, FORMAT, MANIFEST, PublicKey, check_signature, fingerprint
from kg.bundle.manifest import (
    CATALOG,
    FINDINGS,
    FORMAT_VERSION,
    SIGNATURE,
    SIGNATURE_FORMAT,
    canonical_json,
    find_edition,
    manifest_digest,
)
from kg.errors import Problem
from kg.intake.limits import Limits, read_limits
from kg.model import NAME, Location

_HEX = re.compile(r"[0-9a-f]*")


class SignatureState(StrEnum):
    """What a signature tells."""

    NONE = "none"
    NAMED = "valid, by the key you named"
    UNNAMED = "valid, by a key you did not name"
    INVALID = "invalid"
    OTHER = "by another key"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was found out about a bundle.

    ``failures`` is empty where nothing is wrong. ``opened`` says whether its contents were looked at, which
    they are only where its bytes are those the manifest names. ``quotations`` are those found, ``compared``
    those of them held against the text. ``fingerprint`` is that of the key whose signature is valid.
    """

    failures: tuple[Problem, ...] = ()
    producer: str = ""
    producer_name: str | None = None
    edition: int = 1
    software: str = ""
    ontology: str = ""
    same_shapes: bool = False
    signature: SignatureState = SignatureState.NONE
    fingerprint: str | None = None
    articles: tuple[str, ...] = ()
    files: int = 0
    opened: bool = False
    triples: int = 0
    claims: int = 0
    quotations: int = 0
    compared: int = 0
    relations: int = 0
    verdicts: int = 0

    @property
    def ok(self) -> bool:
        """Whether nothing is wrong."""
        return not self.failures


@dataclass(frozen=True, slots=True)
class Opened:
    """A bundle as it was read once: what was found out about it, and what it says.

    ``manifest`` is ``None`` where there is none that can be read, and ``contents`` where they were not looked
    at. Whoever goes on with a bundle goes on with this, and never reads its files a second time.
    """

    verification: Verification
    files: Mapping[str, bytes] = field(repr=False)
    manifest: Mapping[str, Any] | None = field(default=None, repr=False)
    contents: Contents | None = field(default=None, repr=False)


def check_bundle(
    bundle: Path | Mapping[str, bytes],
    *,
    key: PublicKey | None = None,
    texts: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    contents: bool = True,
) -> Verification:
    """Return what is wrong with a bundle; see :func:`open_bundle`."""
    return open_bundle(bundle, key=key, texts=texts, limits=limits, contents=contents).verification


def open_bundle(
    bundle: Path | Mapping[str, bytes],
    *,
    key: PublicKey | None = None,
    texts: Mapping[str, str] | None = None,
    limits: Limits | None = None,
    contents: bool = True,
    together: bool = False,
) -> Opened:
    """Read a bundle, given by its path or its files, and return what is wrong with it and what it says.

    ``key`` is that of whom it should be from. ``texts`` are articles' texts, by the SHA-256 of their UTF-8,
    that one has from elsewhere, to hold quotations against. Without ``contents`` only its bytes are checked.
    With ``together``, that its articles can be understood is left to whoever goes on to read all of them.

    Raises:
        InputError: for what cannot be read, is not safe to read, or exceeds the limits.
    """
    limits = limits or read_limits()
    failures: list[Problem] = []
    files = _read(bundle, limits, failures) if isinstance(bundle, Path) else bundle
    manifest = _read_manifest(files, failures)
    if manifest is None:
        return Opened(Verification(tuple(failures), files=len(files)), files)
    versions = read_versions()
    found = Verification(
        producer=manifest["producer"]["id"],
        producer_name=manifest["producer"]["name"],
        edition=find_edition(manifest),
        software=manifest["software"]["version"],
        ontology=manifest["ontology"]["iri"],
        same_shapes=manifest["shapes"]["sha256"] == versions.shapes,
        articles=tuple(article["id"] for article in manifest["articles"]),
        files=len(files),
    )
    damage = [*_check_manifest(manifest), *check_listed_files(files, manifest)]
    failures += damage
    state, print_, problems = _check_signed(files, manifest, key)
    failures += problems
    found = replace(found, signature=state, fingerprint=print_)
    contained = None
    if contents and not damage and state is not SignatureState.INVALID:
        contained = Contents(files, manifest, texts or {}, limits, together)
        failures += contained.check()
        found = replace(found, opened=True, **asdict(contained.counted))
    return Opened(replace(found, failures=tuple(failures)), files, manifest, contained)


# -- bytes --------------------------------------------------------------------------------------------------


def _read(path: Path, limits: Limits, failures: list[Problem]) -> Mapping[str, bytes]:
    """Return the files, having compared an archive with the only form in which one is written."""
    found = read_place(path, limits)
    if not isinstance(found, bytes):
        return found
    files, problems = check_archive(found, str(path), limits)
    failures += problems
    return files


def check_archive(
    data: bytes, file: str, limits: Limits | None = None
) -> tuple[Mapping[str, bytes], list[Problem]]:
    """Return the files of an archive, and what is wrong with it: its bytes can be no others.

    Raises:
        InputError: for what is no archive, is not safe to read, or exceeds the limits.
    """
    # Which file is damaged its hash tells, which says more than a checksum.
    files = read_zip(data, limits, file=file, checksums=False)
    if write_zip(files) != data:
        message = "the archive is not as the producer wrote it: it was damaged, or packed anew"
        advice = "its files are checked all the same; where they are whole, only the packing differs"
        return files, [Problem("archive-changed", message, Location(file), advice=advice)]
    return files, []


#: What a manifest says, and of what type it is; lists hold what their only member describes.
_Form: TypeAlias = Any
_FORM: _Form = {
    "format": str,
    "version": int,
    "digest": str,
    "producer": {"id": str, "name": (str, None), "url": (str, None)},
    "software": {"name": str, "version": str},
    "ontology": {"iri": str, "version": str},
    "shapes": {"sha256": str},
    "signature": ({"algorithm": str, "key": str}, None),
    "articles": [
        {
            "id": str,
            "path": str,
            "sha256": str,
            "text": (str, None),
            "verdicts": (str, None),
            "licence": {
                "claims": str,
                "quotations": str,
                "text": (str, None),
                "verdicts": (str, None),
            },
        }
    ],
    "files": [
        {
            "path": str,
            "bytes": int,
            "sha256": str,
            "media_type": str,
            "licence": (str, None),
            "graph": (str, None),
            "triples": (int, None),
            "rdfc10": (str, None),
        }
    ],
}
_SIGNATURE_FORM: _Form = {
    "format": str,
    "version": int,
    "algorithm": str,
    "fingerprint": str,
    "key": str,
    "signature": str,
}


def _mistake(value: Any, form: _Form, at: str = "") -> str | None:
    """Return where ``value`` is not of the form, or ``None``."""
    if isinstance(form, tuple):
        return None if value is None and None in form else _mistake(value, form[0], at)
    if isinstance(form, list):
        if not isinstance(value, list):
            return at
        found = (_mistake(item, form[0], f"{at}[{i}]") for i, item in enumerate(value))
        return next((mistake for mistake in found if mistake is not None), None)
    if isinstance(form, dict):
        if not isinstance(value, dict) or value.keys() != form.keys():
            return at or "."
        found = (_mistake(value[key], inner, f"{at}.{key}") for key, inner in form.items())
        return next((mistake for mistake in found if mistake is not None), None)
    return None if type(value) is form else at


def _parse(data: bytes) -> Any:
    """Return JSON in its canonical form, or ``None``."""
    try:
        value = json.loads(data)
        return value if canonical_json(value) == data else None
    except (ValueError, RecursionError):
        return None


def _read_manifest(files: Mapping[str, bytes], failures: list[Problem]) -> dict[str, Any] | None:
    """Return the manifest, unless it is so wrong that nothing can be said of the rest."""
    where = Location(MANIFEST)
    if MANIFEST not in files:
        advice = "this is no bundle, or not all of it"
        failures.append(Problem("missing-file", f"there is no {MANIFEST}", where, advice=advice))
        return None
    data = files[MANIFEST]
    try:
        manifest = json.loads(data)
        whole = isinstance(manifest, dict) and manifest_digest(manifest) == manifest.get("digest")
    except (ValueError, RecursionError):
        manifest, whole = None, False
    if not isinstance(manifest, dict):
        message = "is damaged: it is not JSON"
        failures.append(Problem("bad-manifest", message, where))
        return None
    if manifest.get("format") != FORMAT or manifest.get("version") != FORMAT_VERSION:
        message = f"is not of the form {FORMAT!r}, version {FORMAT_VERSION}"
        advice = "a newer version of claim-kg may read it"
        failures.append(Problem("unknown-version", message, where, advice=advice))
        return None
    if not whole:
        message = "is damaged: its digest is not that of its content"
        failures.append(Problem("bad-manifest", message, where))
        return None
    mistake = _mistake({name: value for name, value in manifest.items() if name != "edition"}, _FORM)
    if "edition" in manifest and (type(manifest["edition"]) is not int or manifest["edition"] < 1):
        mistake = ".edition"
    if mistake is not None:
        message = f"what it says at {mistake[:80]!r} is missing or of another kind than it should be"
        failures.append(Problem("bad-manifest", message, where))
        return None
    if canonical_json(manifest) != data:
        message = "is damaged: it is not written as a manifest is"
        failures.append(Problem("bad-manifest", message, where))
        return None
    return manifest


def _check_manifest(manifest: Mapping[str, Any]) -> Iterator[Problem]:
    where = Location(MANIFEST)
    names = [article["id"] for article in manifest["articles"]]
    for name in (manifest["producer"]["id"], *names):
        if not NAME.fullmatch(name):
            yield Problem("bad-manifest", f"{name[:80]!r} is no name", where)
    if names != sorted(set(names)):
        yield Problem("bad-manifest", "names an article twice, or not in order", where)
    paths = [file["path"] for file in manifest["files"]]
    if paths != sorted(set(paths)):
        yield Problem("bad-manifest", "names a file twice, or not in order", where)
    for path in paths:
        wrong = check_name(path)
        if wrong is not None or path in (MANIFEST, SIGNATURE):
            message = f"{path[:80]!r} is no name for a file of a bundle"
            yield Problem("bad-path", message, where)
    expected = {CATALOG, FINDINGS}
    for article in manifest["articles"]:
        expected.add(f"articles/{article['id']}.ttl")
        expected.update(path for path in (article["text"], article["verdicts"]) if path is not None)
        told = (article["path"], article["text"], article["verdicts"])
        name = article["id"]
        if not (
            told[0] == f"articles/{name}.ttl"
            and told[1] in (None, f"texts/{name}.txt")
            and told[2] in (None, f"verdicts/{name}.ttl")
        ):
            yield Problem("bad-manifest", f"gives the article {name[:80]!r} other files than its own", where)
    named = set(paths)
    for path in sorted(expected - named):
        yield Problem("bad-manifest", f"does not name {path[:80]!r}, which belongs to the bundle", where)
    for path in sorted(named - expected):
        if not path.startswith("verdicts/"):
            yield Problem(
                "bad-manifest", f"names {path[:80]!r}, which belongs to nothing in the bundle", where
            )


def check_listed_files(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield what is wrong with the bytes of files: each is as the manifest says, and no other is there."""
    named: set[str] = {MANIFEST}
    if manifest["signature"] is not None:
        named.add(SIGNATURE)
        if SIGNATURE not in files:
            message = f"there is no {SIGNATURE}, although the manifest says that it is signed"
            yield Problem("missing-file", message, Location(SIGNATURE))
    for file in manifest["files"]:
        path = file["path"]
        named.add(path)
        data = files.get(path)
        where = Location(path)
        if data is None:
            yield Problem("missing-file", "is named in the manifest and is not there", where)
        elif len(data) != file["bytes"]:
            message = f"has {len(data):,} bytes, not the {file['bytes']:,} that the manifest says"
            yield Problem("wrong-size", message, where)
        elif hashlib.sha256(data).hexdigest() != file["sha256"]:
            message = "is not the file that the manifest names: its SHA-256 is another"
            yield Problem("wrong-hash", message, where)
    for path in sorted(files.keys() - named):
        yield Problem("additional-file", "is not named in the manifest", Location(path))


def _check_signed(
    files: Mapping[str, bytes], manifest: Mapping[str, Any], key: PublicKey | None
) -> tuple[SignatureState, str | None, list[Problem]]:
    """Return what the signature tells, whose it is where it is valid, and what is wrong with it."""
    where = Location(SIGNATURE)
    data = files.get(SIGNATURE)
    if data is None:
        if key is None:
            return SignatureState.NONE, None, []
        message = "the bundle is not signed, so nothing shows that it is from whom you expect"
        return SignatureState.NONE, None, [Problem("not-signed", message, Location(MANIFEST))]

    def invalid(message: str) -> tuple[SignatureState, None, list[Problem]]:
        return SignatureState.INVALID, None, [Problem("bad-signature", message, where)]

    signature = _parse(data)
    if _mistake(signature, _SIGNATURE_FORM) is not None:
        return invalid("is damaged: it is not JSON in the form in which a signature is written")
    told = (signature["format"], signature["version"], signature["algorithm"])
    if told != (SIGNATURE_FORMAT, FORMAT_VERSION, ALGORITHM):
        return invalid("is of an unknown form")
    if not (_HEX.fullmatch(signature["key"]) and _HEX.fullmatch(signature["signature"])):
        return invalid("is damaged: its key or its signature are not hexadecimal")
    if len(signature["key"]) != 64 or len(signature["signature"]) != 128:
        return invalid("is damaged: its key or its signature are too short or too long")
    public = PublicKey(bytes.fromhex(signature["key"]))
    if public.fingerprint != signature["fingerprint"]:
        return invalid("is damaged: its fingerprint is not that of its key")
    expected = {"algorithm": ALGORITHM, "key": public.fingerprint}
    if manifest["signature"] != expected:
        return invalid("is not by the key that the manifest names")
    if not check_signature(files[MANIFEST], bytes.fromhex(signature["signature"]), public):
        return invalid("is not the signature of this manifest")
    if key is None:
        return SignatureState.UNNAMED, public.fingerprint, []
    if key.raw != public.raw:
        message = f"is by another key than the one you named, {fingerprint(key.raw)}: {public.fingerprint}"
        problem = Problem("another-key", message, where, advice="ask whom you have the bundle from")
        return SignatureState.OTHER, public.fingerprint, [problem]
    return SignatureState.NAMED, public.fingerprint, []
