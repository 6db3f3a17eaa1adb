"""Make and read key files, and sign with them: Ed25519, offline, in a file apart from what is signed.

A key pair is two files: ``NAME.key``, which stays with its owner, and ``NAME.pub``, which is given to
partners, but not in the same way as the bundles. People compare the *fingerprint* on the telephone: the
SHA-256 of the 32 bytes of the public key, in groups of four digits.

The library that signs takes a moment to load. So only the functions that need it load it.
"""

from __future__ import annotations

import base64
import hashlib
import stat
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import InputError, Problem
from kg.files import read_regular, write_new_file
from kg.model import NAME, Location
from kg.words import Joined, Message, Sentence, tell

ALGORITHM = "Ed25519"
PRIVATE_ENDING, PUBLIC_ENDING = ".key", ".pub"

#: A folder with this file, which contains this format, holds a bundle.
MANIFEST, FORMAT = "manifest.json", "claim-kg bundle"
_MAX_BYTES = 1 << 16
_MAX_MANIFEST = 1 << 24
_RAW, _SIGNATURE = 32, 64
_RSA_BITS = 2048


@dataclass(frozen=True, slots=True)
class PublicKey:
    """The key that checks signatures of the private key's owner."""

    raw: bytes

    @property
    def fingerprint(self) -> str:
        """The SHA-256 of the key, in groups of four hexadecimal digits."""
        return fingerprint(self.raw)


@dataclass(frozen=True, slots=True)
class PrivateKey:
    """The key that signs; it is never shown and never written to a bundle."""

    raw: bytes = field(repr=False)

    @property
    def public(self) -> PublicKey:
        """The key that others check its signatures with."""
        from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

        made = Ed25519PrivateKey.from_private_bytes(self.raw)
        return PublicKey(made.public_key().public_bytes_raw())


@dataclass(frozen=True, slots=True)
class RsaKey:
    """A key that signs nanopublications, since their readers check no other kind."""

    _key: Any = field(repr=False)

    @property
    def public(self) -> str:
        """The key that others check its signatures with, in the form for nanopublications."""
        from cryptography.hazmat.primitives import serialization

        told = self._key.public_key().public_bytes(
            serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        return base64.b64encode(told).decode()

    def sign(self, data: bytes) -> bytes:
        """Return the signature of ``data``, always the same for the same key (PKCS #1 v1.5, SHA-256)."""
        signature: bytes = self._key.sign(data, *_rsa_scheme())
        return signature


def _rsa_scheme() -> tuple[Any, Any]:
    from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
    from cryptography.hazmat.primitives.hashes import SHA256

    return PKCS1v15(), SHA256()


def check_rsa(data: bytes, signature: str, public: str) -> bool:
    """Return whether the owner of the RSA key ``public`` has signed ``data``; both are in base64."""
    from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
    from cryptography.hazmat.primitives.serialization import load_der_public_key

    try:
        key = load_der_public_key(base64.b64decode(public))
        if not isinstance(key, RSAPublicKey):
            return False
        key.verify(base64.b64decode(signature), data, *_rsa_scheme())
    except (InvalidSignature, UnsupportedAlgorithm, ValueError):
        return False
    return True


def fingerprint(raw: bytes) -> str:
    """Return the SHA-256 of a public key for people to compare, in groups of four digits.

    >>> fingerprint(bytes(32))[:19]
    '6668 7aad f862 bd77'
    """
    digits = hashlib.sha256(raw).hexdigest()
    return " ".join(digits[i : i + 4] for i in range(0, len(digits), 4))


def write_key_pair(
    name: str, folder: Path, *, passphrase: str | None = None, rsa: bool = False
) -> tuple[Path, Path]:
    """Write a new key pair and return its two files, the private one first; nothing is overwritten.

    With ``rsa`` it is a key for nanopublications.

    Raises:
        InputError: for an invalid name, files that are there already, or a folder that holds a bundle.
    """
    if not NAME.fullmatch(name):
        message = f"{name[:80]!r} is not a valid name for a key"
        advice = "use small letters, digits, '.', '_' and '-'"
        raise InputError(Problem("bad-name", message, advice=advice))
    if passphrase is not None and not passphrase:
        raise InputError(
            Problem("bad-passphrase", "the passphrase is empty", advice="leave it away, or give one")
        )
    private, public = folder / f"{name}{PRIVATE_ENDING}", folder / f"{name}{PUBLIC_ENDING}"
    from cryptography.hazmat.primitives import serialization

    try:
        place = folder.resolve()
        for around in (place, *place.parents):
            if is_bundle(around):
                message = "holds a bundle; a key beside it would be handed on with it"
                advice = "keep keys in a folder of their own"
                raise InputError(Problem("key-in-bundle", message, Location(str(around)), advice=advice))
        made = _generate(rsa)
        lock = (
            serialization.NoEncryption()
            if passphrase is None
            else serialization.BestAvailableEncryption(passphrase.encode("utf-8"))
        )
        secret = made.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, lock)
        told = made.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
        place.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_new_file(private, secret, 0o600)
        try:
            write_new_file(public, told, 0o644)
        except BaseException:
            private.unlink()
            raise
    except FileExistsError as error:
        advice = "choose another name; a key that is lost cannot be made again"
        where = Location(str(error.filename or folder))
        raise InputError(Problem("key-exists", "is there already", where, advice=advice)) from error
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, Location(str(folder)))) from error
    return private, public


def _generate(rsa: bool) -> Any:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

    if rsa:
        return generate_private_key(public_exponent=65537, key_size=_RSA_BITS)
    return Ed25519PrivateKey.generate()


def is_bundle(folder: Path) -> bool:
    """Return whether a folder holds a bundle."""
    try:
        return f'"format": "{FORMAT}"'.encode() in read_regular(folder / MANIFEST, _MAX_MANIFEST)
    except OSError:
        return False


def read_private_key(path: Path, passphrase: str | None = None) -> PrivateKey:
    """Return the private key in a file.

    Raises:
        InputError: for a file that cannot be read, holds no Ed25519 key, or needs another passphrase.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    key = _load_private(path, passphrase)
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path, "private", f"it is a key for something else than {ALGORITHM}")
    return PrivateKey(key.private_bytes_raw())


def read_rsa_key(path: Path, passphrase: str | None = None) -> RsaKey:
    """Return the private key for nanopublications in a file.

    Raises:
        InputError: for a file that cannot be read, holds no RSA key, or needs another passphrase.
    """
    from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

    key = _load_private(path, passphrase)
    if not isinstance(key, RSAPrivateKey):
        message = "holds no RSA key, and nanopublications are signed with no other"
        advice = "'kg keys new NAME --rsa' makes one"
        raise InputError(Problem("bad-key", message, Location(str(path)), advice=advice))
    return RsaKey(key)


def read_public_key(path: Path) -> PublicKey:
    """Return the public key in a file.

    Raises:
        InputError: for a file that cannot be read or holds no Ed25519 key.
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    key = _load(path, load_pem_public_key, "public")
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(path, "public", f"it is a key for something else than {ALGORITHM}")
    return PublicKey(key.public_bytes_raw())


def find_key_cautions(path: Path) -> list[Sentence]:
    """Return reasons not to trust a public key: others can write its file, and so replace the key.

    So can anyone who can write in its folder, unless people may replace only their own files there.
    """
    cautions = []
    for place in (path, path.resolve().parent):
        try:
            mode = place.stat().st_mode
        except OSError:
            continue
        if stat.S_ISDIR(mode) and mode & stat.S_ISVTX:
            continue
        who = [Message(name) for bit, name in ((0o020, "key-group"), (0o002, "key-everybody")) if mode & bit]
        if who:
            cautions.append(tell("key-writable", place=str(place), who=Joined(who, "and")))
    return cautions


def _load_private(path: Path, passphrase: str | None) -> Any:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    given = None if passphrase is None else passphrase.encode("utf-8")
    return _load(path, lambda data: load_pem_private_key(data, given), "private")


def _load(path: Path, load: Callable[[bytes], Any], which: str) -> Any:
    where = Location(str(path))
    try:
        data = read_regular(path, _MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unreadable", message, where)) from error
    if len(data) > _MAX_BYTES:
        raise _no_key(path, which, "it is too large")
    try:
        return load(data)
    except TypeError as error:
        # The library raises this if a passphrase is missing, or given without need.
        message = "the key needs a passphrase" if "not given" in str(error) else "the key has no passphrase"
        raise InputError(Problem("bad-passphrase", message, where)) from error
    except Exception as error:
        if which == "private" and b"ENCRYPTED" in data:
            message = "the passphrase is not that of the key, or the file is damaged"
            raise InputError(Problem("bad-passphrase", message, where)) from error
        raise _no_key(path, which, str(error).partition("\n")[0] or type(error).__name__) from error


def _no_key(path: Path, which: str, why: str) -> InputError:
    ending = PRIVATE_ENDING if which == "private" else PUBLIC_ENDING
    message = f"holds no {which} key: {why}"
    advice = f"give a file ending in {ending} that 'kg keys new' has made"
    return InputError(Problem("bad-key", message, Location(str(path)), advice=advice))


def sign(data: bytes, key: PrivateKey) -> bytes:
    """Return the signature of ``data``, always the same for the same key (RFC 8032).

    >>> len(sign(b"words", PrivateKey(bytes(32))))
    64
    """
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return Ed25519PrivateKey.from_private_bytes(key.raw).sign(data)


def check_signature(data: bytes, signature: bytes, key: PublicKey) -> bool:
    """Return whether the owner of ``key`` has signed ``data``.

    >>> key = PrivateKey(bytes(32))
    >>> check_signature(b"words", sign(b"words", key), key.public)
    True
    >>> check_signature(b"other words", sign(b"words", key), key.public)
    False
    """
    if len(key.raw) != _RAW or len(signature) != _SIGNATURE:
        return False
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    try:
        Ed25519PublicKey.from_public_bytes(key.raw).verify(signature, data)
    except (InvalidSignature, ValueError):
        return False
    return True
