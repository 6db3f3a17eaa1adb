"""Counts to draw, and what a picture of them shows, read from its SVG alone."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

from kg.model import (
    Article,
    Bridge,
    Bundle,
    Claim,
    Count,
    Entry,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    Stance,
    Standpoint,
)

EVENT = "blast"
PUBLISHED = Interval(date(2024, 5, 20), date(2024, 5, 20))
WORDS = "some were killed"


def build_counts(
    said: Sequence[tuple[str, Stance, Count]],
    *,
    labels: dict[str, str] | None = None,
    published: Interval | None = PUBLISHED,
) -> Knowledge:
    """Return an article in which sources count the killed of one event, as claims c0, c1 and so on."""
    labels = labels or {}
    sources = sorted({source for source, _, _ in said})
    entries = [
        *(Entry(name, "sources", {"en": labels.get(name, name)}, "organization") for name in sources),
        Entry("paper", "sources", {"en": "the paper"}, "outlet"),
        Entry("killing", "kinds", {"en": "killing"}),
        Entry("killed", "kinds", {"en": labels.get("killed", "killed")}, changes="grows"),
        Entry("people", "populations", {"en": "people"}),
        Entry("guests", "populations", {"en": "guests"}),
        Entry(EVENT, "events", {"en": labels.get(EVENT, "the blast")}),
    ]
    # Whether guests are counted among the people is what standpoints differ on.
    held = Standpoint("all-in", {"en": "all in"}, holds=(Bridge("guests", "broader", "people", "all-in"),))
    quotation = Quotation(WORDS, 0, len(WORDS))
    claims = tuple(
        Claim(f"c{at}", source, stance, Proposition("killing", event=EVENT, count=count), (quotation,))
        for at, (source, stance, count) in enumerate(said)
    )
    article = Article("a", WORDS, "en", "paper", published)
    return Knowledge(
        Register({entry.name: entry for entry in entries}, standpoints={"all-in": held}),
        (Bundle(article, claims),),
    )


@dataclass(frozen=True)
class Line:
    """A line between two points, its class, and the relation that it links to."""

    ends: frozenset[tuple[float, float]]
    kind: str
    relation: str


class Drawn:
    """A picture whose links are the plain names of claims and relations."""

    def __init__(self, svg: str):
        self.root = ElementTree.fromstring(svg)
        self.width, self.height = (float(n) for n in self.root.attrib["viewBox"].split()[2:])
        #: The centres of marks by claim.
        self.marks: dict[str, tuple[float, float]] = {}
        #: The centres of marks for several counts, and how many these are.
        self.joined: list[tuple[float, float, int]] = []
        self.lines: list[Line] = []
        for link in self.root.iter("a"):
            name = link.attrib["href"]
            if name.startswith("relations/"):
                self.lines += _lines(link, name.removeprefix("relations/"))
            else:
                self.marks[name] = _centre(link)
        for group in self.root.iter("g"):
            circle = group.find("circle")
            if circle is not None and "joined" in circle.attrib.get("class", ""):
                x, y = float(circle.attrib["cx"]), float(circle.attrib["cy"])
                self.joined.append((x, y, int(group.findtext("text") or "")))

    @property
    def text(self) -> str:
        """Everything that is written in it."""
        return " ".join(" ".join(self.root.itertext()).split())


def _lines(link: ElementTree.Element, relation: str) -> Iterator[Line]:
    for path in link.iter("path"):
        if "cross" not in path.attrib["class"]:
            numbers = [float(n) for n in re.findall(r"-?[\d.]+", path.attrib["d"])]
            ends = frozenset({(numbers[0], numbers[1]), (numbers[-2], numbers[-1])})
            yield Line(ends, path.attrib["class"], relation)


def _centre(link: ElementTree.Element) -> tuple[float, float]:
    mark = next(group for group in link.iter("g") if group.attrib.get("class", "").startswith("mark"))
    [shape] = mark
    if shape.tag == "circle":
        return float(shape.attrib["cx"]), float(shape.attrib["cy"])
    if shape.tag == "rect":
        x, y, width, height = (float(shape.attrib[name]) for name in ("x", "y", "width", "height"))
        return round(x + width / 2, 1), round(y + height / 2, 1)
    corners = [tuple(map(float, corner.split(","))) for corner in shape.attrib["points"].split()]
    x, y = (sum(ends) / len(corners) for ends in zip(*corners, strict=True))
    return round(x, 1), round(y, 1)
