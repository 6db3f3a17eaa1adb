"""A page of two claims, small enough that a test can make it and what partners send about it."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

from rdflib import Graph

from kg.authoring.read import read_knowledge
from kg.formats.claimreview import read_documents, read_feed
from kg.model import Knowledge
from kg.partners.ledger import Received

TEXT = "Le maire a déclaré : « le café est fermé ». Le syndicat dit que le café n’est pas fermé."
_CLAIMS = """
article:
  {id: cafe, text: article.fr.txt, language: fr, publisher: gazette, url: "https://gazette.example/cafe",
   published: {from: 2026-03-01, to: 2026-03-01, basis: "date line"}}
claims:
  - id: c1
    source: mayor
    stance: asserts
    cue: a déclaré
    quote: le café est fermé
    gloss: {en: "The café is closed"}
    says: {kind: closure, target: cafe, time: 2026-03-01}
  - id: c2
    source: union
    stance: denies
    cue: dit que
    quote: le café n’est pas fermé
    gloss: {en: "The café is not closed"}
    says: {kind: closure, target: cafe, time: 2026-03-01}
"""
_REGISTER = """
sources:
  gazette: {label: {en: "The Gazette", fr: "La Gazette"}, type: outlet}
  mayor: {label: {en: "the mayor", fr: "le maire"}, type: person}
  union: {label: {en: "the union", fr: "le syndicat"}, type: organization}
things:
  cafe: {label: {en: "the café", fr: "le café"}}
kinds:
  closure: {label: {en: "closure", fr: "fermeture"}}
"""


def write_cafe(folder: Path) -> Path:
    """Write the page and its register, and return the folder."""
    page = folder / "cafe"
    page.mkdir(parents=True)
    (page / "article.fr.txt").write_text(TEXT, encoding="utf-8")
    (page / "claims.yaml").write_text(_CLAIMS, encoding="utf-8")
    (folder / "register").mkdir()
    (folder / "register" / "all.yaml").write_text(_REGISTER, encoding="utf-8")
    return folder


def read_cafe(folder: Path) -> Knowledge:
    return read_knowledge([write_cafe(folder)])


def review(**fields: Any) -> dict[str, Any]:
    """Return a review of the first claim with these fields in the place of its own, but for ``None``."""
    usual: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "author": {"@type": "Organization", "name": "Desk"},
        "claimReviewed": "The café is closed",
        "reviewRating": {"@type": "Rating", "alternateName": "False"},
    }
    return {key: value for key, value in {**usual, **fields}.items() if value is not None}


def sent(*reviews: Any, file: str = "feed.json", partner: str = "desk") -> Received:
    """Return what a file of reviews is when a partner sends it."""
    data = json.dumps(list(reviews)).encode()
    feed = read_feed(read_documents(data, file), file)
    hashed = hashlib.sha256(data).hexdigest()
    return Received(partner, file, hashed, Graph(), feed.reviews, partner, skipped=feed.skipped)
