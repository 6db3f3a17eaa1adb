"""What a partner is believed, and what not before a person says so."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from kg.exchange import verify
from kg.exchange.bundle import build_bundle, write_bundle
from kg.exchange.imports import sorted_triples
from kg.exchange.receiving import receive_file
from kg.model import (
    Article,
    Bundle,
    Claim,
    Entry,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    Stance,
)

WHEN = ("2026-11-22T10:00:00Z", "2026-11-22T11:00:00Z", "2026-11-22T12:00:00Z")
TEXT = "The bridge of Alm was bombed."


def entry(name: str, section: str, type: str | None = None, **more: Any) -> Entry:
    return Entry(name, section, {"en": name.title(), "fa": name}, type, **more)


REGISTER = Register(
    {
        found.name: found
        for found in (
            entry("paper", "sources", "outlet"),
            entry("mayor", "sources", "person"),
            entry("north", "sources", "state"),
            entry("alm", "places", "city"),
            entry("bombing", "kinds"),
            entry("shelling", "kinds"),
        )
    }
)
BOMBED = Proposition("bombing", agent="north", place="alm")


def claim(
    name: str = "c1", source: str = "mayor", stance: Stance = Stance.ASSERTS, what: Proposition = BOMBED
) -> Claim:
    return Claim(name, source, stance, what, (Quotation(TEXT, 0, len(TEXT)),), {"en": TEXT})


def page(*claims: Claim, article: str = "page", register: Register = REGISTER) -> Knowledge:
    said = Article(article, TEXT, "en", "paper", licence="https://example.org/free", shareable=True)
    return Knowledge(register, (Bundle(said, claims or (claim(),)),))


# -- read once ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["sent", "sent.zip"])
def test_what_is_imported_is_what_was_verified(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Somebody puts another bundle in its place after it was read and before it is used."""
    honest, other = (build_bundle(page(claim(n)), producer="desk") for n in ("honest", "forged"))
    write_bundle(honest, tmp_path / name)
    expected = receive_file(tmp_path / name)
    swapped = []

    def swap(*given: Any) -> Any:
        swapped.append(write_bundle(other, tmp_path / name))
        return check(*given)

    check = verify._check_signed
    monkeypatch.setattr(verify, "_check_signed", swap)
    found = receive_file(tmp_path / name)
    assert swapped
    assert sorted_triples(found.statements) == sorted_triples(expected.statements)
    assert found.sha256 == expected.sha256
    assert receive_file(tmp_path / name).sha256 != expected.sha256
