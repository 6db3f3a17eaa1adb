"""Places to draw: a register of them, claims about them, and what a map shows."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from xml.etree import ElementTree

from kg.model import (
    Article,
    Bridge,
    Bundle,
    Claim,
    Entry,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    Stance,
    Standpoint,
)

WORDS = "it was shelled"
Coordinates = tuple[float, float] | None


def build_places(
    places: Mapping[str, Coordinates],
    said: Sequence[tuple[str, Stance]],
    *,
    within: Mapping[str, str] | None = None,
    contested: Iterable[tuple[str, str]] = (),
    things: Mapping[str, str] | None = None,
    labels: Mapping[str, str] | None = None,
) -> Knowledge:
    """Return claims c0, c1 and so on of the army, that a place or a thing was shelled, or not.

    ``within`` and ``things`` say what lies in which place; ``contested`` is held by the standpoint “north”.
    """
    within, labels = within or {}, labels or {}
    entries = [
        Entry("army", "sources", {"en": "the army"}, "organization"),
        Entry("paper", "sources", {"en": "the paper"}, "outlet"),
        Entry("shelling", "kinds", {"en": "shelling"}),
    ]
    for name, at in places.items():
        links = (("within", within[name]),) if name in within else ()
        label = {"en": labels.get(name, name.title())}
        lat, lon = at or (None, None)
        entries.append(Entry(name, "places", label, "city", links=links, lat=lat, lon=lon))
    for name, place in (things or {}).items():
        entries.append(Entry(name, "things", {"en": f"the {name}"}, links=(("within", place),)))
    held = tuple(Bridge(subject, "within", whole, "north") for subject, whole in contested)
    north = Standpoint("north", {"en": "the northern view"}, ("army",), held)
    quotation = Quotation(WORDS, 0, len(WORDS))
    known = set(things or ())
    claims = []
    for at_claim, (name, stance) in enumerate(said):
        slot = "target" if name in known else "place"
        shelled = Proposition("shelling", **{slot: name})  # type: ignore[arg-type]
        claims.append(Claim(f"c{at_claim}", "army", stance, shelled, (quotation,)))
    register = Register({entry.name: entry for entry in entries}, standpoints={"north": north})
    return Knowledge(register, (Bundle(Article("a", WORDS, "en", "paper"), tuple(claims)),))


class DrawnPlaces:
    """A map, read from its SVG alone."""

    def __init__(self, svg: str):
        self.root = ElementTree.fromstring(svg)
        self.width, self.height = (float(n) for n in self.root.attrib["viewBox"].split()[2:])
        #: The centres of marks, by the number of the first place that they link to.
        self.marks: dict[int, tuple[float, float]] = {}
        for link in self.root.iter("a"):
            number = int(link.attrib["href"].rpartition("-")[2])
            self.marks[number] = _centre(link)

    @property
    def joined(self) -> list[int]:
        """How many places stand behind each mark for several."""
        circles = (g for g in self.root.iter("g") if (c := g.find("circle")) is not None and _joins(c))
        return [int(group.findtext("text") or "") for group in circles]

    @property
    def text(self) -> str:
        """Everything that is written in it."""
        return " ".join(" ".join(self.root.itertext()).split())

    @property
    def grid(self) -> list[tuple[float, float]]:
        """The beginnings of the lines of degrees."""
        found = [path.attrib["d"] for path in self.root.iter("path") if path.attrib["class"] == "grid"]
        return [(float(x), float(y)) for d in found for x, y in re.findall(r"M([\d.-]+) ([\d.-]+)", d)]


def _joins(circle: ElementTree.Element) -> bool:
    return "joined" in circle.attrib.get("class", "")


def _centre(link: ElementTree.Element) -> tuple[float, float]:
    for circle in link.iter("circle"):
        return float(circle.attrib["cx"]), float(circle.attrib["cy"])
    shape = next(link.iter("polygon"))
    corners = [tuple(map(float, corner.split(","))) for corner in shape.attrib["points"].split()]
    x, y = (sum(ends) / len(corners) for ends in zip(*corners, strict=True))
    return round(x, 1), round(y, 1)
