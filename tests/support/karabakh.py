"""The register and the claims of the article of 4 October 2020, and cases worked by hand over them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.model import Claim, Register
from support.cases import build_entries, build_standpoints, claim, denies, granting, interval, provided, says

ENTRIES = {
    **build_entries("events", "clash", "raid", "poisoning", "ganja-strike"),
    **build_entries(
        "sources",
        "azerbaijan",
        "azerbaijan-mod part_of azerbaijan",
        "armenia",
        "armenian-forces part_of armenia",
        "armenian-police part_of armenia",
        "karabakh-authority",
        "karabakh-head part_of karabakh-authority",
        "karabakh-army commanded_by karabakh-authority",
        "other-side",
        "aliyev",
        "critics",
        "minsk-group",
        "reuters",
        "afp",
        "outlet",
    ),
    **build_entries(
        "places",
        "ganja within azerbaijan",
        "tartar within azerbaijan",
        "fuzuli within azerbaijan",
        "horadiz within fuzuli",
        "karabakh",
        "front",
    ),
    **build_entries(
        "things", "air-base within ganja", "arms", "artillery broader arms", "missiles broader arms"
    ),
    **build_entries(
        "populations",
        "people",
        "civilians broader people",
        "children broader civilians",
        "officers broader people",
        "militiamen broader people distinct_from civilians",
    ),
    **build_entries(
        "kinds",
        "situation",
        "state broader situation",
        "attack",
        "firing broader attack",
        "shelling broader firing",
        "missile-strike broader firing",
        "combat",
        "casualties",
        "killed broader casualties",
        "wounded broader casualties",
        "sovereignty broader state",
        "control broader state",
        "mood broader state",
        "birthplace broader state",
        "occupation broader control",
        "command",
        "assassination broader attack",
        "poisoning broader assassination",
        "retaliation",
        "ceasefire",
        "no-ceasefire",
        "more-war broader no-ceasefire",
        "precondition broader no-ceasefire",
    ),
}
for _kind in ("sovereignty", "control", "birthplace", "command"):
    ENTRIES[_kind] = replace(ENTRIES[_kind], functional=("value",))
ENTRIES["birthplace"] = replace(ENTRIES["birthplace"], timeless=True)
ENTRIES["assassination"] = replace(ENTRIES["assassination"], functional=("agent",))
OPPONENTS = frozenset({frozenset({"azerbaijan", "armenia"}), frozenset({"azerbaijan", "karabakh-authority"})})

UNDISPUTED = Register(ENTRIES, OPPONENTS)
BAKU = "baku: karabakh-army part_of armenian-forces; excludes yerevan"
YEREVAN = "yerevan: karabakh-army distinct_from armenia"
DISPUTED = Register(ENTRIES, OPPONENTS, build_standpoints(BAKU, YEREVAN))

M0 = says(
    "m0", "azerbaijan", "shelling", agent="other-side", target="ganja", instrument="artillery", time="10-04"
)
M1 = says("m1", "azerbaijan-mod", "shelling", agent="armenian-forces", target="ganja", time="10-04")
D1 = denies("d1", "armenia", "firing", agent="armenia", target="azerbaijan", time="10-04")
K1 = says("k1", "karabakh-head", "firing", agent="karabakh-army", target="air-base", time="10-04")
M2B = granting(
    says("m2b", "azerbaijan-mod", "retaliation", agent="azerbaijan", target="armenian-forces", time="10-04"),
    says("", "", "firing", agent="armenian-forces", target="azerbaijan", time="10-04"),
)
FROM_NOW = {"place": "karabakh", "time": "10-04.."}
A1B = provided(
    claim("a1b", "aliyev", "threatens", "more-war", agent="azerbaijan", **FROM_NOW),
    says("", "", "retaliation", agent="armenia"),
)
A1C = provided(
    claim("a1c", "aliyev", "refuses", "ceasefire", **FROM_NOW),
    says("", "", "retaliation", agent="armenia"),
)
A3D = says("a3d", "aliyev", "precondition", agent="azerbaijan", place="karabakh", time="10-04")
C1 = claim("c1", "critics", "assesses", "no-ceasefire", agent="azerbaijan", **FROM_NOW)
N3 = claim("n3", "minsk-group", "demands", "ceasefire", **FROM_NOW)
M2A = tuple(
    says(name, "azerbaijan-mod", "missile-strike", agent="armenian-forces", target=town, time="10-03..10-04")
    for name, town in (("m2a-tartar", "tartar"), ("m2a-horadiz", "horadiz"))
)
WAR = {"place": "front", "time": "09-27..10-04"}
N1 = says("n1", "outlet", "combat", count="killed people 200..999 soft", **WAR)
N1B = says("n1b", "outlet", "combat", count="killed civilians 41..", **WAR)
U1 = says("u1", "reuters", "combat", count="killed people 231..", **WAR)
U1B = says("u1b", "reuters", "combat", count="killed civilians 1..", **WAR)
N2 = says(
    "n2",
    "outlet",
    "combat",
    place="front",
    time="1990-01-01..1994-05-12",
    count="killed people 27000..33000 soft",
)


def with_slots(said: Claim, **slots: Any) -> Claim:
    """Return a claim with other slots."""
    assert said.proposition is not None
    return replace(said, proposition=replace(said.proposition, **slots))


def dated(said: Claim, time: str) -> Claim:
    """Return a claim of something at another time."""
    return with_slots(said, time=interval(time))


def counted(name: str, source: str, count: str, said: str | None = None, **slots: str) -> Claim:
    """Return an asserting claim of a toll."""
    return says(name, source, "combat", said, count=count, **slots)


#: What a state is of, and what is taken for granted or was said.
HELD = {"target": "fuzuli", "time": "10-04"}
RAID = says("", "", "shelling", agent="armenia", target="ganja", time="10-04")
NO_RAID = denies("q", "outlet", "firing", target="azerbaijan", time="10-04")
