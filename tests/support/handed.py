"""Bundles as they are handed over: whole ones, small ones, and ones that somebody sealed anew."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pyoxigraph as ox
import pytest
from conftest import ROOT, SEEDS
from rdflib import Graph

from kg.api import load
from kg.bundle.build import build_bundle
from kg.bundle.keys import PrivateKey
from kg.bundle.manifest import build_signature, canonical_json, manifest_digest
from kg.bundle.verify import Verification
from kg.errors import InputError
from kg.model import (
    BASE,
    Article,
    Bundle,
    Claim,
    Entry,
    Knowledge,
    Proposition,
    Quotation,
    Rating,
    Register,
    Stance,
    Verdict,
)
from kg.rdf.bases import take_from
from kg.relations import find_relations, find_repeats

Files = Mapping[str, bytes]
KEY, OTHER_KEY = PrivateKey(bytes(range(32))), PrivateKey(bytes(32))
LICENCE = "https://creativecommons.org/licenses/by-sa/4.0/"
BUNDLES = sorted(path.name for path in (ROOT / "tests" / "bundles").iterdir() if path.is_dir())
SEED = "karabakh-2020-10-04"


@cache
def known(name: str | None = None) -> Knowledge:
    """The example, or one of the small bundles, of which every other article may be passed on."""
    knowledge = load(SEEDS if name is None else ROOT / "tests" / "bundles" / name).knowledge
    if name is None:
        return knowledge
    shared = (
        replace(
            found, article=replace(found.article, licence=LICENCE, shareable=True, url="https://example.org/")
        )
        if number % 2 == 0
        else found
        for number, found in enumerate(knowledge.bundles)
    )
    return replace(knowledge, bundles=tuple(shared))


@cache
def files_of(name: str | None = None, key: PrivateKey | None = None) -> Files:
    knowledge = known(name)
    found = find_relations(knowledge), find_repeats(knowledge)
    return build_bundle(knowledge, *found, producer="desk", producer_name="Desk", sign_with=key)


@cache
def tiny(key: PrivateKey | None = None, *, judged: bool = True) -> Files:
    """The smallest bundle that has everything: a claim, a text that may be passed on, a verdict."""
    text = "Ayan denies it."
    register = Register(
        {
            "ayan": Entry("ayan", "sources", {"en": "Ayan", "fa": "آیان"}, "person"),
            "fire": Entry("fire", "kinds", {"en": "fire", "fa": "آتش"}),
        }
    )
    words = Quotation("Ayan denies it", 0, 14, "", ".")
    claim = Claim("c", "ayan", Stance.DENIES, Proposition("fire", agent="ayan"), (words,))
    article = Article("a", text, "en", "ayan", licence=LICENCE, shareable=True)
    verdict = Verdict("a/c", Rating.FALSE, {"en": "It burns."}, (), "Desk", date(2026, 11, 20))
    knowledge = Knowledge(register, (Bundle(article, (claim,)),), verdicts=(verdict,) if judged else ())
    return build_bundle(knowledge, producer="desk", sign_with=key)


def manifest_of(files: Files) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(files["manifest.json"])
    return found


def ids(found: Verification) -> set[str]:
    return {problem.id for problem in found.failures}


def refused(read: Callable[[], object]) -> set[str]:
    with pytest.raises(InputError) as error:
        read()
    return {problem.id for problem in error.value.problems}


def graph_of(data: bytes) -> Graph:
    """A graph of a bundle, with the IRIs that it has inside the program."""
    parsed = Graph().parse(data=data, format="turtle")
    register = next((str(iri) for prefix, iri in parsed.namespaces() if prefix == "reg"), f"{BASE}register/")
    graph = Graph()
    for triple in take_from(parsed, register.removesuffix("register/")):
        graph.add(triple)
    return graph


def sealed(manifest: dict[str, Any]) -> bytes:
    return canonical_json({**manifest, "digest": manifest_digest(manifest)})


def resealed(files: Files, key: PrivateKey | None = None, /, **changed: bytes | None) -> dict[str, bytes]:
    """What somebody sends who changes files and then the manifest; ``None`` leaves a file away.

    Names are written with two underscores for a slash and one for the dot.
    """
    new = dict(files)
    for name, data in changed.items():
        path = name.replace("__", "/").replace("_", ".")
        if data is None:
            new.pop(path)
        else:
            new[path] = data
    manifest = manifest_of(files)
    listed = []
    for file in manifest["files"]:
        data = new.get(file["path"])
        if data is None:
            continue
        file = {**file, "bytes": len(data), "sha256": hashlib.sha256(data).hexdigest()}
        if file["rdfc10"] is not None:
            try:
                quads = set(ox.parse(data, format=ox.RdfFormat.TURTLE))
                dataset = ox.Dataset(quads)
                dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
                lines = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS) or b""
                file["triples"] = len(quads)
                file["rdfc10"] = hashlib.sha256(b"".join(sorted(lines.splitlines(True)))).hexdigest()
            except (SyntaxError, ValueError):
                pass
        listed.append(file)
    manifest["files"] = listed
    if key is not None:
        manifest["signature"] = {"algorithm": "Ed25519", "key": key.public.fingerprint}
    new["manifest.json"] = sealed(manifest)
    if key is not None:
        new["signature.json"] = build_signature(new["manifest.json"], key)
    return new
