"""Lay out a small map: which part of the world it shows, its grid of degrees, and its scale."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import acos, ceil, cos, degrees, floor, log10, radians

#: The length of a degree of latitude in kilometres.
DEGREE = 111.195
#: The steps between lines of the grid, in degrees, and the most lines one way.
_STEPS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 45, 90)
_LINES = 6
#: The least part of the world that is shown, in degrees of latitude, and the share of it around the places.
_LEAST, _AROUND = 0.6, 0.3
#: What is left empty beyond a pole, in pixels, so that its mark is on the map.
_EDGE = 12.0
#: Near the poles, degrees of longitude are drawn no shorter than this share of a degree of latitude.
_SHORTEST = 0.15


@dataclass(frozen=True, slots=True)
class MapFrame:
    """The part of the world on a map, by equirectangular projection: a straight grid, true in the middle.

    ``west`` is the longitude at the left edge; longitudes grow from there beyond 180, so that places on both
    sides of that meridian lie next to each other. ``scale`` is in pixels per degree of latitude, ``ratio``
    the length of a degree of longitude to one of latitude.
    """

    width: float
    height: float
    north: float
    west: float
    scale: float
    ratio: float

    def x(self, longitude: float) -> float:
        """Return the place of a longitude in pixels from the left."""
        return round((longitude - self.west) % 360 * self.scale * self.ratio, 1)

    def y(self, latitude: float) -> float:
        """Return the place of a latitude in pixels from the top."""
        return round((self.north - latitude) * self.scale, 1)

    @property
    def south(self) -> float:
        """The latitude at the bottom."""
        return self.north - self.height / self.scale

    @property
    def across(self) -> float:
        """How many degrees of longitude are shown, at most once around the world."""
        return self.width / self.scale / self.ratio

    @property
    def true_latitude(self) -> float:
        """The latitude, without its sign, at which the map is true to scale in all directions."""
        return degrees(acos(min(1.0, self.ratio)))

    def parallels(self) -> Iterator[tuple[float, float]]:
        """Yield the latitudes of the grid with their places."""
        step = _step(self.height / self.scale)
        first, last = max(-90.0, self.south), min(90.0, self.north)
        for number in range(ceil(first / step - 1e-9), floor(last / step + 1e-9) + 1):
            yield round(number * step, 6), self.y(number * step)

    def meridians(self) -> Iterator[tuple[float, float]]:
        """Yield the longitudes of the grid, from -180 to 180, with their places."""
        step = _step(self.across)
        for number in range(
            ceil(self.west / step - 1e-9), floor((self.west + self.across) / step + 1e-9) + 1
        ):
            longitude = round((number * step + 180) % 360 - 180, 6)
            yield longitude, round((number * step - self.west) * self.scale * self.ratio, 1)

    def bar(self, most: float) -> tuple[float, float]:
        """Return the length of a scale bar in kilometres and in pixels, of ``most`` pixels or less."""
        longest = most / self.scale * DEGREE
        power = 10.0 ** floor(log10(longest))
        length = next(power * factor for factor in (5, 2, 1) if power * factor <= longest)
        return length, round(length / DEGREE * self.scale, 1)


def fit(places: Sequence[tuple[float, float]], width: float, least: float, most: float) -> MapFrame:
    """Return the frame around places, by latitude and longitude, between ``least`` and ``most`` pixels high.

    >>> frame = fit([(0, 179), (0, -179)], 600, 300, 400)
    >>> frame.x(179) < frame.x(-179), frame.across < 10
    (True, True)
    """
    latitudes = [latitude for latitude, _ in places]
    first, span = _arc([longitude for _, longitude in places])
    middle = (min(latitudes) + max(latitudes)) / 2
    ratio = max(cos(radians(middle)), _SHORTEST)
    high = max((max(latitudes) - min(latitudes)) * (1 + _AROUND), _LEAST)
    wide = min(max(span * (1 + _AROUND), _LEAST / ratio), 360.0)
    height = min(max(width * high / (wide * ratio), least), most)
    scale = min(width / (wide * ratio), height / high)
    # Nothing is shown twice: the world is once around and ends at the poles.
    width = min(width, 360.0 * scale * ratio)
    across, edge = width / scale / ratio, _EDGE / scale
    north, south = (
        max(-90 - edge, min(90 + edge, middle + half)) for half in (height / scale / 2, -height / scale / 2)
    )
    return MapFrame(
        width=floor(width * 10) / 10,
        height=round((north - south) * scale, 1),
        north=north,
        west=first + span / 2 - across / 2,
        scale=scale,
        ratio=ratio,
    )


def _arc(longitudes: Sequence[float]) -> tuple[float, float]:
    """Return the westernmost longitude and the degrees to the easternmost, over the shortest way around."""
    ordered = sorted({longitude % 360 for longitude in longitudes})
    gaps = [(after - one) % 360 for one, after in zip(ordered, [*ordered[1:], ordered[0]], strict=True)]
    if len(ordered) == 1:
        return ordered[0], 0.0
    widest = max(range(len(gaps)), key=lambda at: gaps[at])
    return ordered[(widest + 1) % len(ordered)], 360 - gaps[widest]


def _step(span: float) -> float:
    return next((step for step in _STEPS if span / step <= _LINES), _STEPS[-1])
