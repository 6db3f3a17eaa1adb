"""Check a bundle offline: its bytes, its signature and its contents.

The bytes are checked first (archive, manifest, hashes, signature): this is fast and finds every flipped bit.
Only undamaged contents are opened. Each problem is a failure in the result; only a bundle that cannot be read
at all is an error.
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
from kg.words import quoted, tell

_HEX = re.compile(r"[0-9a-f]*")


class SignatureState(StrEnum):
    """The results of checking a signature."""

    NONE = "none"
    NAMED = "valid, by the key you named"
    UNNAMED = "valid, by a key you did not name"
    INVALID = "invalid"
    OTHER = "by another key"


@dataclass(frozen=True, slots=True)
class Verification:
    """The result of checking a bundle.

    ``failures`` is empty if nothing is wrong. ``opened`` says whether the contents were checked, which needs
    bytes that match the manifest. ``quotations`` counts all quotations, ``compared`` those that were compared
    with the text. ``fingerprint`` is that of the key whose signature is valid.
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
    """A bundle that was read once: the result of the check, and its contents.

    ``manifest`` is ``None`` if it cannot be read, and ``contents`` is ``None`` if they were not checked.
    Callers that need the bundle use this, and never read its files a second time.
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
    """Return the result of checking a bundle; see :func:`open_bundle`."""
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
    """Return a bundle, given by its path or its files, with the result of checking it.

    ``key`` is the key of the expected producer. ``texts`` are articles' texts from elsewhere, by the SHA-256
    of their UTF-8, to compare quotations with. Without ``contents`` only its bytes are checked. With
    ``together`` the articles are not read one by one, since the caller will read all of them.

    Raises:
        InputError: for a bundle that cannot be read, is not safe to read, or exceeds the limits.
    """
    limits = limits or read_limits()
    failures: list[Problem] = []
    files = _read(bundle, limits, failures) if isinstance(bundle, Path) else bundle
    manifest = _read_manifest(files, failures)
    if manifest is None:
        return Opened(Verification(tuple(failures), files=len(files)), files)
    versions = read_versions()
    verification = Verification(
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
    verification = replace(verification, signature=state, fingerprint=print_)
    contained = None
    if contents and not damage and state is not SignatureState.INVALID:
        contained = Contents(files, manifest, texts or {}, limits, together)
        failures += contained.check()
        verification = replace(verification, opened=True, **asdict(contained.counted))
    return Opened(replace(verification, failures=tuple(failures)), files, manifest, contained)


# -- bytes --------------------------------------------------------------------------------------------------


def _read(path: Path, limits: Limits, failures: list[Problem]) -> Mapping[str, bytes]:
    """Return the files; an archive must have exactly the bytes that we would write."""
    content = read_place(path, limits)
    if not isinstance(content, bytes):
        return content
    files, problems = check_archive(content, str(path), limits)
    failures += problems
    return files


def check_archive(
    data: bytes, file: str, limits: Limits | None = None
) -> tuple[Mapping[str, bytes], list[Problem]]:
    """Return the files of an archive, and a problem if its bytes are not those that we would write.

    Raises:
        InputError: for data that is not an archive, is not safe to read, or exceeds the limits.
    """
    # The hash of a file shows damage more surely than its checksum.
    files = read_zip(data, limits, file=file, checksums=False)
    if write_zip(files) != data:
        message, advice = tell("bundle-archive-changed"), tell("bundle-archive-changed-advice")
        return files, [Problem("archive-changed", message, Location(file), advice=advice)]
    return files, []


#: The keys and types of a manifest; the only member of a list describes all its members.
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
    """Return the place where ``value`` differs from the form, or ``None``."""
    if isinstance(form, tuple):
        return None if value is None and None in form else _mistake(value, form[0], at)
    if isinstance(form, list):
        if not isinstance(value, list):
            return at
        mistakes = (_mistake(item, form[0], f"{at}[{i}]") for i, item in enumerate(value))
        return next((mistake for mistake in mistakes if mistake is not None), None)
    if isinstance(form, dict):
        if not isinstance(value, dict) or value.keys() != form.keys():
            return at or "."
        mistakes = (_mistake(value[key], inner, f"{at}.{key}") for key, inner in form.items())
        return next((mistake for mistake in mistakes if mistake is not None), None)
    return None if type(value) is form else at


def _parse(data: bytes) -> Any:
    """Return the value of JSON in its canonical form, or ``None``."""
    try:
        value = json.loads(data)
        return value if canonical_json(value) == data else None
    except (ValueError, RecursionError):
        return None


def _read_manifest(files: Mapping[str, bytes], failures: list[Problem]) -> dict[str, Any] | None:
    """Return the manifest, or ``None`` if it is so wrong that nothing else can be checked."""
    where = Location(MANIFEST)
    if MANIFEST not in files:
        message, advice = tell("bundle-no-file", file=MANIFEST), tell("bundle-no-bundle")
        failures.append(Problem("missing-file", message, where, advice=advice))
        return None
    data = files[MANIFEST]
    try:
        manifest = json.loads(data)
        whole = isinstance(manifest, dict) and manifest_digest(manifest) == manifest.get("digest")
    except (ValueError, RecursionError):
        manifest, whole = None, False
    if not isinstance(manifest, dict):
        message = tell("bundle-not-json")
        failures.append(Problem("bad-manifest", message, where))
        return None
    if manifest.get("format") != FORMAT or manifest.get("version") != FORMAT_VERSION:
        message = tell("bundle-other-form", form=quoted(FORMAT), version=FORMAT_VERSION)
        advice = tell("bundle-newer-version")
        failures.append(Problem("unknown-version", message, where, advice=advice))
        return None
    if not whole:
        message = tell("bundle-wrong-digest")
        failures.append(Problem("bad-manifest", message, where))
        return None
    mistake = _mistake({name: value for name, value in manifest.items() if name != "edition"}, _FORM)
    if "edition" in manifest and (type(manifest["edition"]) is not int or manifest["edition"] < 1):
        mistake = ".edition"
    if mistake is not None:
        message = tell("bundle-mistake", at=quoted(mistake[:80]))
        failures.append(Problem("bad-manifest", message, where))
        return None
    if canonical_json(manifest) != data:
        message = tell("bundle-not-canonical")
        failures.append(Problem("bad-manifest", message, where))
        return None
    return manifest


def _check_manifest(manifest: Mapping[str, Any]) -> Iterator[Problem]:
    where = Location(MANIFEST)
    names = [article["id"] for article in manifest["articles"]]
    for name in (manifest["producer"]["id"], *names):
        if not NAME.fullmatch(name):
            yield Problem("bad-manifest", tell("bundle-bad-name", name=quoted(name[:80])), where)
    if names != sorted(set(names)):
        yield Problem("bad-manifest", tell("bundle-articles-twice"), where)
    paths = [file["path"] for file in manifest["files"]]
    if paths != sorted(set(paths)):
        yield Problem("bad-manifest", tell("bundle-files-twice"), where)
    for path in paths:
        wrong = check_name(path)
        if wrong is not None or path in (MANIFEST, SIGNATURE):
            yield Problem("bad-path", tell("bundle-bad-path", path=quoted(path[:80])), where)
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
            yield Problem("bad-manifest", tell("bundle-other-files", name=quoted(name[:80])), where)
    named = set(paths)
    for path in sorted(expected - named):
        yield Problem("bad-manifest", tell("bundle-not-named", path=quoted(path[:80])), where)
    for path in sorted(named - expected):
        if not path.startswith("verdicts/"):
            yield Problem("bad-manifest", tell("bundle-named-in-vain", path=quoted(path[:80])), where)


def check_listed_files(files: Mapping[str, bytes], manifest: Mapping[str, Any]) -> Iterator[Problem]:
    """Yield files that are missing, differ from the manifest, or are not in it."""
    named: set[str] = {MANIFEST}
    if manifest["signature"] is not None:
        named.add(SIGNATURE)
        if SIGNATURE not in files:
            message = tell("bundle-no-signature", file=SIGNATURE)
            yield Problem("missing-file", message, Location(SIGNATURE))
    for file in manifest["files"]:
        path = file["path"]
        named.add(path)
        data = files.get(path)
        where = Location(path)
        if data is None:
            yield Problem("missing-file", tell("bundle-missing"), where)
        elif len(data) != file["bytes"]:
            message = tell("bundle-wrong-size", found=len(data), named=file["bytes"])
            yield Problem("wrong-size", message, where)
        elif hashlib.sha256(data).hexdigest() != file["sha256"]:
            yield Problem("wrong-hash", tell("bundle-wrong-hash"), where)
    for path in sorted(files.keys() - named):
        yield Problem("additional-file", tell("bundle-additional"), Location(path))


def _check_signed(
    files: Mapping[str, bytes], manifest: Mapping[str, Any], key: PublicKey | None
) -> tuple[SignatureState, str | None, list[Problem]]:
    """Return the state of the signature, its key's fingerprint if it is valid, and problems."""
    where = Location(SIGNATURE)
    data = files.get(SIGNATURE)
    if data is None:
        if key is None:
            return SignatureState.NONE, None, []
        message = tell("bundle-not-signed")
        return SignatureState.NONE, None, [Problem("not-signed", message, Location(MANIFEST))]

    def invalid(why: str) -> tuple[SignatureState, None, list[Problem]]:
        return SignatureState.INVALID, None, [Problem("bad-signature", tell(f"signed-{why}"), where)]

    signature = _parse(data)
    if _mistake(signature, _SIGNATURE_FORM) is not None:
        return invalid("not-json")
    told = (signature["format"], signature["version"], signature["algorithm"])
    if told != (SIGNATURE_FORMAT, FORMAT_VERSION, ALGORITHM):
        return invalid("other-form")
    if not (_HEX.fullmatch(signature["key"]) and _HEX.fullmatch(signature["signature"])):
        return invalid("not-hexadecimal")
    if len(signature["key"]) != 64 or len(signature["signature"]) != 128:
        return invalid("wrong-length")
    public = PublicKey(bytes.fromhex(signature["key"]))
    if public.fingerprint != signature["fingerprint"]:
        return invalid("wrong-fingerprint")
    expected = {"algorithm": ALGORITHM, "key": public.fingerprint}
    if manifest["signature"] != expected:
        return invalid("other-key")
    if not check_signature(files[MANIFEST], bytes.fromhex(signature["signature"]), public):
        return invalid("other-manifest")
    if key is None:
        return SignatureState.UNNAMED, public.fingerprint, []
    if key.raw != public.raw:
        message = tell("signed-another-key", named=fingerprint(key.raw), found=public.fingerprint)
        problem = Problem("another-key", message, where, advice=tell("signed-ask"))
        return SignatureState.OTHER, public.fingerprint, [problem]
    return SignatureState.NAMED, public.fingerprint, []
