"""Key files and signatures: what they hold, what is refused, and that no secret leaves its file."""

from __future__ import annotations

import base64
import stat
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa

from kg.bundle.keys import (
    PrivateKey,
    PublicKey,
    check_rsa,
    check_signature,
    fingerprint,
    read_private_key,
    read_public_key,
    sign,
    write_key_pair,
)
from kg.errors import InputError


def problem(error: pytest.ExceptionInfo[InputError]) -> str:
    (found,) = error.value.problems
    return found.id


def test_a_pair_signs_and_checks(tmp_path: Path) -> None:
    private, public = write_key_pair("desk", tmp_path)
    assert (private.name, public.name) == ("desk.key", "desk.pub")
    key = read_private_key(private)
    assert key.public == read_public_key(public)
    signature = sign(b"manifest", key)
    assert check_signature(b"manifest", signature, key.public)
    assert sign(b"manifest", key) == signature
    assert not check_signature(b"manifesto", signature, key.public)
    other = read_private_key(write_key_pair("other", tmp_path)[0])
    assert other.raw != key.raw
    assert not check_signature(b"manifest", signature, other.public)


def test_every_flipped_bit_of_a_signature_or_key_is_found() -> None:
    key = PrivateKey(bytes(range(32)))
    signature = sign(b"manifest", key)
    for bit in range(8 * len(signature)):
        flipped = bytearray(signature)
        flipped[bit // 8] ^= 1 << bit % 8
        assert not check_signature(b"manifest", bytes(flipped), key.public)
    for bit in range(8 * 32):
        raw = bytearray(key.public.raw)
        raw[bit // 8] ^= 1 << bit % 8
        assert not check_signature(b"manifest", signature, PublicKey(bytes(raw)))
    for wrong in (b"", signature[:-1], signature + b"\0"):
        assert not check_signature(b"manifest", wrong, key.public)
    assert not check_signature(b"manifest", signature, PublicKey(key.public.raw[:-1]))


def test_the_example_of_the_standard() -> None:
    """RFC 8032, section 7.1, test 3: what others sign with the same key is the same."""
    key = PrivateKey(bytes.fromhex("c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7"))
    assert key.public.raw.hex() == "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025"
    expected = (
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac"
        "18ff9b538d16f290ae67f760984dc6594a7c15e9716ed28dc027beceea1ec40a"
    )
    assert sign(bytes.fromhex("af82"), key).hex() == expected


def test_the_private_file_is_its_owners_alone(tmp_path: Path) -> None:
    private, public = write_key_pair("desk", tmp_path / "keys")
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    assert b"PRIVATE KEY" in private.read_bytes()
    assert b"PRIVATE" not in public.read_bytes()


def test_nothing_is_overwritten(tmp_path: Path) -> None:
    private, public = write_key_pair("desk", tmp_path)
    before = private.read_bytes(), public.read_bytes()
    with pytest.raises(InputError) as error:
        write_key_pair("desk", tmp_path)
    assert problem(error) == "key-exists"
    private.unlink()
    with pytest.raises(InputError) as error:
        write_key_pair("desk", tmp_path)
    assert problem(error) == "key-exists"
    assert not private.exists()
    assert public.read_bytes() == before[1]
    private.symlink_to(tmp_path / "elsewhere")
    public.unlink()
    with pytest.raises(InputError) as error:
        write_key_pair("desk", tmp_path)
    assert problem(error) == "key-exists"
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.parametrize("name", ["", "../desk", "Desk", "a/b", ".hidden", "a" * 101, "میز"])
def test_a_name_is_a_name(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError) as error:
        write_key_pair(name, tmp_path)
    assert problem(error) == "bad-name"
    assert list(tmp_path.iterdir()) == []


def test_no_key_is_written_into_a_bundle(tmp_path: Path) -> None:
    bundle = tmp_path / "bundle"
    (bundle / "articles").mkdir(parents=True)
    (bundle / "manifest.json").write_text('{\n "format": "claim-kg bundle"\n}\n')
    for folder in (bundle, bundle / "articles"):
        with pytest.raises(InputError) as error:
            write_key_pair("desk", folder)
        assert problem(error) == "key-in-bundle"
    assert list(bundle.rglob("*.key")) == []
    (bundle / "manifest.json").write_text('{"name": "a page of somebody"}')
    assert write_key_pair("desk", bundle)[0].exists()


def test_a_passphrase(tmp_path: Path) -> None:
    private, public = write_key_pair("desk", tmp_path, passphrase="گنجه 2020")
    assert b"ENCRYPTED" in private.read_bytes()
    assert read_private_key(private, "گنجه 2020").public == read_public_key(public)
    for wrong in (None, "ganja"):
        with pytest.raises(InputError) as error:
            read_private_key(private, wrong)
        assert problem(error) == "bad-passphrase"
    plain, _ = write_key_pair("plain", tmp_path)
    with pytest.raises(InputError) as error:
        read_private_key(plain, "too many")
    assert problem(error) == "bad-passphrase"
    with pytest.raises(InputError) as error:
        write_key_pair("empty", tmp_path, passphrase="")
    assert problem(error) == "bad-passphrase"
    assert not (tmp_path / "empty.key").exists()


def pem(key: Any, private: bool) -> bytes:
    encoding = serialization.Encoding.PEM
    if private:
        form, lock = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        return bytes(key.private_bytes(encoding, form, lock))
    return bytes(key.public_key().public_bytes(encoding, serialization.PublicFormat.SubjectPublicKeyInfo))


@pytest.mark.parametrize("private", [True, False], ids=["private", "public"])
def test_other_files_are_no_keys(tmp_path: Path, private: bool) -> None:
    read: Any = read_private_key if private else read_public_key
    path = tmp_path / "some.pem"
    others = [
        pem(rsa.generate_private_key(65537, 1024), private),
        pem(ec.generate_private_key(ec.SECP256R1()), private),
        pem(ed25519.Ed25519PrivateKey.generate(), not private),
        b"",
        b"no key at all",
        b"-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n",
        bytes(range(256)),
        b"x" * 100_000,
    ]
    for data in others:
        path.write_bytes(data)
        with pytest.raises(InputError) as error:
            read(path)
        assert problem(error) == "bad-key", data[:40]
    for missing in (tmp_path / "none.pem", tmp_path, tmp_path / "a\0b"):
        with pytest.raises(InputError) as error:
            read(missing)
        assert problem(error) == "unreadable"


def test_no_secret_is_shown() -> None:
    key = PrivateKey(bytes(range(32)))
    assert repr(key) == "PrivateKey()"
    assert key.raw.hex() not in repr(key) + str(key)


def test_fingerprints_are_read_in_groups() -> None:
    groups = fingerprint(bytes(32)).split(" ")
    assert [len(group) for group in groups] == [4] * 16
    assert PublicKey(bytes(32)).fingerprint == fingerprint(bytes(32))
    assert fingerprint(bytes(32)) != fingerprint(bytes(31) + b"\1")


def test_the_library_is_loaded_only_where_somebody_signs() -> None:
    code = "import sys, kg.bundle.keys; print([m for m in sys.modules if m.startswith('cryptography')])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_key_of_another_kind_has_signed_nothing() -> None:
    form = serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    for made in (ed25519.Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1())):
        public = base64.b64encode(made.public_key().public_bytes(*form)).decode()
        assert check_rsa(b"words", base64.b64encode(bytes(64)).decode(), public) is False
