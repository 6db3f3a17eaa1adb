"""Whatever is changed in a bundle is found."""

from __future__ import annotations

import json
import random
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from support.handed import (
    KEY,
    LICENCE,
    OTHER_KEY,
    SEED,
    Files,
    files_of,
    ids,
    known,
    manifest_of,
    resealed,
    sealed,
    tiny,
)

from kg.bundle import build as bundle_module
from kg.bundle.archive import write_zip
from kg.bundle.catalogue import Counts
from kg.bundle.disk import read_bundle, write_bundle
from kg.bundle.keys import PrivateKey
from kg.bundle.licences import CC_BY
from kg.bundle.manifest import build_signature, canonical_json
from kg.bundle.verify import SignatureState, Verification, check_archive, check_bundle, check_listed_files
from kg.errors import InputError
from kg.report.verification import verification_json, write_verification

# ---- every flipped bit --------------------------------------------------------------------------------


def flips(data: bytes) -> Iterator[bytes]:
    changed = bytearray(data)
    for position in range(len(changed)):
        for bit in range(8):
            changed[position] ^= 1 << bit
            yield bytes(changed)
            changed[position] ^= 1 << bit


@pytest.fixture(scope="module")
def short() -> Mapping[PrivateKey | None, Files]:
    """A bundle, unsigned and signed, without the definitions and partitions that make it long."""

    def counts(triples: Iterable[Any]) -> Counts:
        return Counts(len(set(triples)))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bundle_module, "build_definitions", lambda _: ())
        patch.setattr(bundle_module, "build_counts", counts)
        return {key: tiny.__wrapped__(key, judged=False) for key in (None, KEY)}


def test_every_flipped_bit_of_a_folder_is_found(short: Mapping[PrivateKey | None, Files]) -> None:
    """Manifest and signature by the check of all bytes; the other files, which are the same in both bundles,
    by that part of it that holds them against the manifest."""
    flipped = 0
    for key, files in short.items():
        assert check_bundle(files).ok
        own = {path for path in files if path in ("manifest.json", "signature.json")}
        for path in sorted(own):
            for damaged in flips(files[path]):
                flipped += 1
                assert check_bundle({**files, path: damaged}, contents=False).failures, (path, key)
    manifest = manifest_of(files)
    assert manifest["files"] == manifest_of(short[None])["files"]
    assert list(check_listed_files(files, manifest)) == []
    for path in sorted(files.keys() - own):
        assert files[path] == short[None][path]
        for damaged in flips(files[path]):
            flipped += 1
            assert [p.id for p in check_listed_files({**files, path: damaged}, manifest)] == ["wrong-hash"], (
                path
            )
    paths = [*files.items(), ("manifest.json", short[None]["manifest.json"])]
    assert flipped == 8 * sum(len(data) for _, data in paths)
    print(f"{flipped:,} flipped bits of files found")


@pytest.mark.slow
@pytest.mark.parametrize("key", [None, KEY], ids=["unsigned", "signed"])
def test_every_flipped_bit_of_an_archive_is_found(
    short: Mapping[PrivateKey | None, Files], key: PrivateKey | None
) -> None:
    data = write_zip(short[key])
    assert check_archive(data, "short.zip") == (short[key], [])
    flipped = unreadable = 0
    for damaged in flips(data):
        flipped += 1
        try:
            assert check_archive(damaged, "short.zip")[1], flipped
        except InputError:
            unreadable += 1
    assert flipped == 8 * len(data)
    print(f"{flipped:,} flipped bits of an archive found, {unreadable:,} of them make it unreadable")
    assert 0 < unreadable < flipped


def test_a_flipped_bit_is_told_by_its_file(tmp_path: Path) -> None:
    files = dict(tiny(KEY))
    random.seed(4)
    for path, data in tiny(KEY).items():
        if not data:
            continue
        damaged = bytearray(data)
        damaged[random.randrange(len(damaged))] ^= 1 << random.randrange(8)
        for target in ("b", "b.zip"):
            write_bundle({**files, path: bytes(damaged)}, tmp_path / path.replace("/", "-") / target)
            found = check_bundle(tmp_path / path.replace("/", "-") / target)
            assert not found.ok
            assert path in {problem.location.file for problem in found.failures if problem.location}
            assert found.opened is False


# ---- whatever is changed is found ---------------------------------------------------------------------


def edited(path: str, old: str, new: str, name: str | None = None) -> dict[str, bytes]:
    """A bundle in which somebody changed words of one file, and the manifest to fit."""
    files = files_of(name)
    text = files[path].decode()
    assert old in text
    return resealed(files, **{path.replace("/", "__").replace(".", "_"): text.replace(old, new, 1).encode()})


def test_missing_and_additional_files_are_found() -> None:
    files = files_of("whose-island", KEY)
    for path in files:
        found = check_bundle({name: data for name, data in files.items() if name != path})
        assert "missing-file" in ids(found), path
        assert found.opened is False
    for path in ("more.ttl", "articles/more.ttl", "nested.zip", "catalog.ttl~"):
        found = check_bundle({**files, path: b""})
        assert ids(found) == {"additional-file"}
        (problem,) = found.failures
        assert problem.location is not None and problem.location.file == path


def test_a_signature_can_be_neither_left_away_nor_added() -> None:
    signed, plain = files_of("whose-island", KEY), files_of("whose-island")
    stripped = {name: data for name, data in signed.items() if name != "signature.json"}
    assert ids(check_bundle(stripped)) == {"missing-file"}
    added = {**plain, "signature.json": build_signature(plain["manifest.json"], KEY)}
    assert ids(check_bundle(added)) == {"additional-file", "bad-signature"}
    swapped = {**signed, "signature.json": build_signature(signed["manifest.json"], OTHER_KEY)}
    found = check_bundle(swapped)
    assert (ids(found), found.signature) == ({"bad-signature"}, SignatureState.INVALID)
    assert found.fingerprint is None


def test_whose_signature_it_is() -> None:
    signed, plain = files_of("whose-island", KEY), files_of("whose-island")
    named = check_bundle(signed, key=KEY.public, contents=False)
    assert (named.ok, named.signature) == (True, SignatureState.NAMED)
    unnamed = check_bundle(signed, contents=False)
    assert (unnamed.ok, unnamed.signature) == (True, SignatureState.UNNAMED)
    assert unnamed.fingerprint == KEY.public.fingerprint
    other = check_bundle(signed, key=OTHER_KEY.public, contents=False)
    assert (ids(other), other.signature) == ({"another-key"}, SignatureState.OTHER)
    none = check_bundle(plain, contents=False)
    assert (none.ok, none.signature, none.fingerprint) == (True, SignatureState.NONE, None)
    expected = check_bundle(plain, key=KEY.public, contents=False)
    assert (ids(expected), expected.signature) == ({"not-signed"}, SignatureState.NONE)


def test_who_changes_and_signs_anew_is_another() -> None:
    """Somebody on the way can make a whole bundle of their own, but not with the producer's key."""
    files = resealed(files_of("whose-island", KEY), OTHER_KEY)
    assert check_bundle(files).ok
    assert ids(check_bundle(files, key=KEY.public)) == {"another-key"}


def broken_manifest(
    change: Callable[[dict[str, Any]], object], key: PrivateKey | None = None
) -> Verification:
    files = dict(files_of("whose-island"))
    manifest = manifest_of(files)
    change(manifest)
    return check_bundle({**files, "manifest.json": sealed(manifest)})


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda m: m.update(format="other"), "unknown-version"),
        (lambda m: m.update(version=2), "unknown-version"),
        (lambda m: m.update(version=True), "bad-manifest"),
        (lambda m: m.update(more=1), "bad-manifest"),
        (lambda m: m.pop("producer"), "bad-manifest"),
        (lambda m: m["producer"].update(id=3), "bad-manifest"),
        (lambda m: m["producer"].update(id="../x"), "bad-manifest"),
        (lambda m: m.update(files={}), "bad-manifest"),
        (lambda m: m["files"][0].update(bytes=1.5), "bad-manifest"),
        (lambda m: m["files"].append(m["files"][0]), "bad-manifest"),
        (lambda m: m["files"].reverse(), "bad-manifest"),
        (lambda m: m["files"][0].update(path="../../etc/passwd"), "bad-path"),
        (lambda m: m["files"][0].update(path="manifest.json"), "bad-path"),
        (lambda m: m["files"][0].update(sha256="0" * 64), "wrong-hash"),
        (lambda m: m["files"][0].update(bytes=10**30), "wrong-size"),
        (lambda m: m["files"][0].update(triples=1), "wrong-count"),
        (lambda m: m["files"][0].update(rdfc10="0" * 64), "wrong-graph-hash"),
        (lambda m: m["files"][0].update(rdfc10=None), "wrong-graph-hash"),
        (lambda m: m["files"][0].update(graph="urn:x"), "bad-manifest"),
        (lambda m: m["files"][0].update(licence=LICENCE), "catalog-differs"),
        (lambda m: m["files"][0].update(media_type="text/html"), "bad-manifest"),
        (lambda m: m["articles"][0].update(id="other"), "bad-manifest"),
        (lambda m: m["articles"][0].update(text=None), "bad-manifest"),
        (lambda m: m["articles"][0].update(path="findings.ttl"), "bad-manifest"),
        (lambda m: m["articles"][0].update(sha256="0" * 64), "wrong-article"),
        (lambda m: m["articles"][0]["licence"].update(text=CC_BY), "wrong-article"),
        (lambda m: m["articles"][0]["licence"].update(quotations="mine"), "catalog-differs"),
        (lambda m: m["articles"].append(m["articles"][0]), "bad-manifest"),
        (lambda m: m["articles"].clear(), "bad-manifest"),
        (lambda m: m["producer"].update(id="somebody-else"), "catalog-differs"),
        (lambda m: m["software"].update(version="9"), "catalog-differs"),
        (lambda m: m["ontology"].update(iri="urn:x"), "catalog-differs"),
        (lambda m: m["shapes"].update(sha256="0" * 64), "catalog-differs"),
    ],
)
def test_a_manifest_that_lies_is_found(change: Callable[[dict[str, Any]], object], expected: str) -> None:
    assert expected in ids(broken_manifest(change))


@pytest.mark.parametrize(
    "data",
    [b"", b"[]", b"null", b"\xff", b"[" * 100_000, b'{"format": "\\ud800"}', b"1" * 10_000, b"NaN", b"{}\n"],
)
def test_a_manifest_that_is_none_is_found(data: bytes) -> None:
    found = check_bundle({**files_of("whose-island"), "manifest.json": data})
    assert ids(found) <= {"bad-manifest", "unknown-version"}
    assert not found.ok
    told = write_verification(found)
    assert [line for line in told.splitlines()[1:] if line.rstrip().endswith(":")] == []


def test_a_manifest_written_otherwise_is_found() -> None:
    files = files_of("whose-island")
    for data in (json.dumps(manifest_of(files)).encode(), files["manifest.json"] + b"\n"):
        assert ids(check_bundle({**files, "manifest.json": data})) == {"bad-manifest"}
    without = {**manifest_of(files), "digest": "0" * 64}
    assert ids(check_bundle({**files, "manifest.json": canonical_json(without)})) == {"bad-manifest"}


ISLAND = "articles/whose-island.ttl"


def test_changed_words_are_found_against_the_text_that_is_there() -> None:
    quotation = known("whose-island").bundles[0].claims[0].quotations[0]
    files = edited(
        ISLAND, f'oa:exact "{quotation.exact}"', f'oa:exact "{quotation.exact[::-1]}"', "whose-island"
    )
    found = check_bundle(files)
    assert ids(found) == {"wrong-quotation", "catalog-differs"}
    (problem,) = (problem for problem in found.failures if problem.id == "wrong-quotation")
    assert problem.claim == f"whose-island/{known('whose-island').bundles[0].claims[0].id}"


def test_changed_words_are_found_against_a_text_from_elsewhere() -> None:
    article = known().bundles[0].article
    assert article.text is not None
    texts = {article.sha256: article.text}
    path = f"articles/{SEED}.ttl"
    found = check_bundle(files_of(), texts=texts)
    assert (found.failures, found.compared) == ((), 65)
    claim = known().bundles[0].claims[0]
    quotation = claim.quotations[0]
    for old, new in (
        (f'oa:exact "{quotation.exact}"', f'oa:exact "{quotation.exact[::-1]}"'),
        (f'oa:prefix "{quotation.prefix}"', 'oa:prefix "not "'),
        (f'oa:start "{quotation.start}"', f'oa:start "{quotation.start + 1}"'),
    ):
        changed = edited(path, old, new)
        assert "wrong-quotation" in ids(check_bundle(changed, texts=texts)), old
    assert "wrong-quotation" not in ids(check_bundle(changed))
    assert ids(check_bundle(files_of(), texts={"0" * 64: "no text of it"})) == {"other-text"}
    assert ids(check_bundle(files_of(), texts={article.sha256: article.text + " "})) == {"other-text"}


def test_a_changed_text_is_found() -> None:
    files = files_of("whose-island")
    path = "texts__whose-island_txt"
    assert "wrong-text" in ids(
        check_bundle(resealed(files, **{path: files["texts/whose-island.txt"] + b"."}))
    )
    assert "wrong-text" in ids(check_bundle(resealed(files, **{path: b"\xff\xfe"})))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("a cv:Claim ;", "a cv:Position ;", "not-conformant"),
        ("a cv:Claim ;", "a cv:Claim , [] ;", "blank-node"),
        (
            "cv:asserts rdfs:isDefinedBy",
            "cv:asserts rdfs:seeAlso cv:denies ; rdfs:isDefinedBy",
            "redefined-term",
        ),
        ('rdfs:label "asserts"@en', 'rdfs:label "denies"@en', "redefined-term"),
        ("cv:certainty cv:unspecified ;", "", "not-conformant"),
        ("cv:Claim rdfs:isDefinedBy", "cv:Article a cv:Claim ; rdfs:isDefinedBy", "redefined-term"),
        ("@prefix", "prefix", "bad-rdf"),
        ('dcterms:identifier "whose-island"', 'dcterms:identifier "another"', "wrong-article"),
        ("a cv:Bundle ;", "a cv:Bundle ; <urn:x> <urn:y> ;", "catalog-differs"),
        ("cv:shareable true", "cv:shareable false", "text-not-named"),
    ],
)
def test_a_changed_graph_is_found(old: str, new: str, expected: str) -> None:
    text = files_of("whose-island")[ISLAND].decode()
    if expected == "bad-rdf":
        new = "@prefix : nothing\n@prefix"
    assert old in text
    changed = edited(ISLAND, old, new, "whose-island")
    assert expected in ids(check_bundle(changed))


def test_a_text_smuggled_into_a_graph_is_found() -> None:
    old = "a cv:Article ;"
    changed = edited(f"articles/{SEED}.ttl", old, f'{old} schema:articleBody "all of it"@fa ;')
    assert "text-not-named" in ids(check_bundle(changed))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("cv:stance cv:asserts", "cv:stance cv:denies"),
        (
            "cv:claim <https://w3id.org/claim-kg/desk/desk/bundle/",
            "cv:claim <https://w3id.org/claim-kg/desk/desk/bundle/x",
        ),
        ("cv:proposition <https://w3id.org/claim-kg/desk/desk/proposition/", "cv:proposition <urn:x:"),
        ("a cv:Position ;", "a cv:Relation ;"),
        ("prov:wasDerivedFrom <https://w3id.org/claim-kg/desk/desk/bundle/", "prov:wasDerivedFrom <urn:x:"),
        ("cv:firstPosition <https://w3id.org/claim-kg/desk/desk/position/", "cv:firstPosition <urn:x:"),
        ("cv:spokenIn <https://w3id.org/claim-kg/desk/desk/bundle/", "cv:spokenIn <urn:x:"),
        ("cv:speaker reg:", "cv:speaker reg:x"),
    ],
)
def test_findings_about_what_is_not_there_are_found(old: str, new: str) -> None:
    found = check_bundle(edited("findings.ttl", old, new))
    assert "wrong-finding" in ids(found)
    assert {p.location.file for p in found.failures if p.id == "wrong-finding" and p.location} == {
        "findings.ttl"
    }


def test_verdicts_on_what_is_not_there_are_found() -> None:
    files = tiny()
    text = files["verdicts/a.ttl"].decode()
    for old, new, expected in (
        ("/claim/c>", "/claim/d>", "wrong-verdict"),
        ('"false"', '"sort-of"', "not-conformant"),
    ):
        assert old in text
        changed = resealed(files, verdicts__a_ttl=text.replace(old, new).encode())
        assert expected in ids(check_bundle(changed))


def test_an_archive_packed_anew_is_told_and_its_files_are_checked(tmp_path: Path) -> None:
    files = files_of("whose-island", KEY)
    with zipfile.ZipFile(tmp_path / "b.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    assert read_bundle(tmp_path / "b.zip") == files
    found = check_bundle(tmp_path / "b.zip", key=KEY.public)
    assert (ids(found), found.opened, found.signature) == ({"archive-changed"}, True, SignatureState.NAMED)


def test_never_more_than_failures_whatever_is_changed() -> None:
    """Bytes and statements changed at random, and the manifest to fit: a result, never an exception."""
    chance = random.Random(2026)
    files = tiny()
    paths = [path for path in files if path.endswith((".ttl", ".txt")) and files[path]]
    seen: set[str] = set()
    for _ in range(40):
        path = chance.choice(paths)
        lines = files[path].decode().splitlines(keepends=True)
        others = [line for other in paths for line in files[other].decode().splitlines(keepends=True)]
        for _ in range(chance.randint(1, 4)):
            at = chance.randrange(len(lines))
            match chance.randrange(5):
                case 0:
                    del lines[at]
                case 1:
                    lines.insert(at, chance.choice(others))
                case 2:
                    lines[at] = lines[at].replace("cv:", chance.choice(["reg:", "oa:", "cv:x"]), 1)
                case 3:
                    lines[at] = lines[at].replace('"', chance.choice(['"9', '"\\u202e', '"-', '"<b>']), 1)
                case 4:
                    word = chance.choice(lines[at].split() or ["x"])
                    lines[at] = lines[at].replace(
                        word, chance.choice(["[]", "cv:Claim", "<urn:x>", '"2020"', "()"])
                    )
            lines = lines or ["\n"]
        changed = resealed(files, **{path.replace("/", "__").replace(".", "_"): "".join(lines).encode()})
        found = check_bundle(changed)
        # What a producer tells in the catalog beside what the manifest says is theirs to tell.
        if changed[path] != files[path] and path != "catalog.ttl":
            assert not found.ok, path
        seen |= ids(found)
        assert write_verification(found) and json.dumps(verification_json(found))
    assert {"bad-rdf", "catalog-differs", "not-conformant", "redefined-term"} <= seen


def test_what_a_stranger_writes_makes_no_line_of_its_own() -> None:
    files = dict(files_of("whose-island"))
    manifest = manifest_of(files)
    manifest["producer"]["name"] = "x\nsignature: valid, by the key you named\u202e\x1b[2J"
    told = write_verification(check_bundle({**files, "manifest.json": sealed(manifest)}))
    assert [line for line in told.splitlines() if line.startswith("signature: valid")] == []
    assert "⟦U+202E⟧" in told and "⟦U+001B⟧" in told
