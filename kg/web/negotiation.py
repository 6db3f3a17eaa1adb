"""Choose the format of an answer from what a client accepts (RFC 9110, section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def choose(accept: str | None, offers: Sequence[tuple[str, T]]) -> T | None:
    """Return the offer whose media type the client prefers, ``None`` if it accepts none.

    If it prefers several equally, the first offer is taken. A client that says nothing accepts everything.

    >>> choose("text/csv;q=0.5, application/*", [("text/csv", 1), ("application/json", 2)])
    2
    >>> choose("image/png", [("text/csv", 1)])
    """
    if accept is None or not accept.strip():
        return offers[0][1]
    ranges = [_read(part) for part in accept.split(",") if part.strip()]
    best: tuple[float, T] | None = None
    for media, offer in offers:
        quality = _quality(media, ranges)
        if quality > 0 and (best is None or quality > best[0]):
            best = quality, offer
    return best[1] if best is not None else None


def choose_language(accept: str | None, offered: Sequence[str]) -> str | None:
    """Return the offered language that the client prefers, ``None`` if it wants none of them.

    >>> choose_language("de, fa-IR;q=0.9, en;q=0.8", ["en", "fa"])
    'fa'
    """
    wanted = [_read(part) for part in (accept or "").split(",") if part.strip()]
    for tag, quality in sorted(wanted, key=lambda one: -one[1]):
        primary = tag.partition("-")[0]
        if quality > 0 and primary in offered:
            return primary
    return None


def _read(part: str) -> tuple[str, float]:
    media, *parameters = (word.strip().lower() for word in part.split(";"))
    for parameter in parameters:
        name, _, value = parameter.partition("=")
        if name.strip() == "q":
            try:
                return media, min(max(float(value), 0), 1)
            except ValueError:
                return media, 0
    return media, 1


def _quality(media: str, ranges: Sequence[tuple[str, float]]) -> float:
    """Return the quality of a media type, from 0 to 1: that of the most specific range."""
    kind = media.partition("/")[0]
    for named in (media, f"{kind}/*", "*/*"):
        qualities = [quality for range, quality in ranges if range == named]
        if qualities:
            return max(qualities)
    return 0
