"""Choose the form of an answer by what a client accepts, as RFC 9110 says (section 12.5.1)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


def choose(accept: str | None, offers: Sequence[tuple[str, T]]) -> T | None:
    """Return what is offered under the media type that is accepted most, ``None`` where none is.

    Of equally accepted ones the first offered is taken. A client that says nothing accepts everything.

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
    """Return the language that is wanted most of those offered, ``None`` where none is.

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
    """Return how much a media type is accepted: by the range that names it most exactly."""
    kind = media.partition("/")[0]
    for named in (media, f"{kind}/*", "*/*"):
        found = [quality for range, quality in ranges if range == named]
        if found:
            return max(found)
    return 0
