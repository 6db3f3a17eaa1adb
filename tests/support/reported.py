"""Knowledge made by hand with a relation of each kind, for what is shown of relations."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from kg.api import load
from kg.model import (
    Article,
    Bridge,
    Bundle,
    Certainty,
    Claim,
    Comparison,
    Count,
    Entry,
    Interval,
    Knowledge,
    Location,
    Proposition,
    Quotation,
    Register,
    Relation,
    RelationType,
    Stance,
    Standpoint,
)
from kg.relations import find_relations
from kg.resources import resource_dir
from support.tolls import build_tolls

ARTICLE_ID = "karabakh-2020-10-04"
TEXT = (resource_dir("seeds") / ARTICLE_ID / "article.fa.txt").read_bytes().decode()
DAY = Interval(date(2020, 10, 4), date(2020, 10, 4))
WEEK = Interval(date(2020, 9, 27), date(2020, 10, 4))
EQUAL, NARROWER, BROADER = Comparison.EQUAL, Comparison.NARROWER, Comparison.BROADER
OVERLAPS, DISJOINT, UNKNOWN = Comparison.OVERLAPS, Comparison.DISJOINT, Comparison.UNKNOWN


def entry(name: str, section: str, en: str, fa: str, **more: Any) -> Entry:
    return Entry(name, section, {"en": en, "fa": fa}, **more)


def quote(start: int, end: int) -> Quotation:
    return Quotation(TEXT[start:end], start, end)


ENTRIES = [
    entry("outlet", "sources", "an unnamed outlet", "رسانه‌ای بی‌نام"),
    entry("azerbaijan", "sources", "Azerbaijan", "آذربایجان"),
    entry("armenia", "sources", "Armenia", "ارمنستان"),
    entry("ministry", "sources", "Ministry of Defence of Azerbaijan", "وزارت دفاع آذربایجان"),
    entry("twitter", "sources", "the ministry's Twitter account", "حساب توییتری وزارتخانه"),
    entry("armenian-forces", "sources", "Armenia's forces", "نیروهای ارمنستان"),
    entry("karabakh-head", "sources", "head of Nagorno-Karabakh", "رئیس ناگورنو قره‌باغ"),
    entry("karabakh-army", "sources", "Karabakh defence army", "ارتش دفاعی قره‌باغ"),
    entry("reuters", "sources", "Reuters", "رویترز"),
    entry("ganja", "places", "Ganja", "گنجه"),
    entry("air-base", "things", "an air base in Ganja", "پایگاه هوایی در گنجه"),
    entry("artillery", "things", "artillery", "توپخانه"),
    entry("people", "populations", "people", "نفر"),
    entry("civilians", "populations", "civilians", "غیرنظامیان"),
    entry("firing", "kinds", "firing", "آتشباری"),
    entry("shelling", "kinds", "shelling", "گلوله‌باران", links=(("broader", "firing"),)),
    entry("fighting", "kinds", "fighting", "درگیری"),
    entry("killed", "kinds", "killed", "کشته"),
    entry("ceasefire", "kinds", "ceasefire", "آتش‌بس"),
    entry("state", "kinds", "state", "وضعیت"),
    entry("control", "kinds", "control", "کنترل", links=(("broader", "state"),)),
]
STANDPOINTS = [
    Standpoint(
        "baku",
        {"en": "Azerbaijan's standpoint", "fa": "دیدگاه باکو"},
        held_by=("azerbaijan",),
        holds=(Bridge("karabakh-army", "part_of", "armenian-forces", "baku"),),
        excludes=("yerevan",),
    ),
    Standpoint(
        "yerevan",
        {"en": "Armenia's standpoint", "fa": "دیدگاه ایروان"},
        held_by=("armenia",),
        holds=(Bridge("karabakh-army", "distinct_from", "armenian-forces", "yerevan"),),
    ),
]

SHELLING = Proposition("shelling", agent="armenian-forces", target="ganja", time=DAY)
FIRING = Proposition("firing", agent="armenia", target="azerbaijan", time=DAY)
BASE = Proposition("firing", agent="karabakh-army", target="air-base", time=DAY)
ARTILLERY = Proposition("shelling", target="ganja", instrument="artillery")
HUNDREDS = Proposition("fighting", time=WEEK, count=Count("killed", 200, 999, "people", soft=True))
MORE = Proposition("fighting", time=WEEK, count=Count("killed", 1231, None, "people"))
TRUCE = Proposition("ceasefire", place="ganja", time=Interval(date(2020, 10, 4)))
OURS = Proposition("control", target="ganja", value="azerbaijan", time=DAY)
THEIRS = Proposition("control", target="ganja", value="armenia", time=DAY)

CLAIMS = [
    Claim(
        "m1",
        "ministry",
        Stance.ASSERTS,
        SHELLING,
        (quote(1381, 1456),),
        {"en": "Ganja has come “under fire” from Armenia's forces"},
        via=("twitter",),
        cue=quote(1457, 1464),
        said=DAY,
        bases={SHELLING.id: "the text bears no date"},
    ),
    Claim(
        "d1",
        "armenia",
        Stance.DENIES,
        FIRING,
        (quote(1475, 1499),),
        {"en": "Armenia denies having fired toward Azerbaijan"},
        cue=quote(1503, 1515),
    ),
    Claim("k1", "karabakh-head", Stance.ASSERTS, BASE, (quote(1562, 1611),), direct=True),
    Claim("m0", "azerbaijan", Stance.ASSERTS, ARTILLERY, (quote(1206, 1268),), certainty=Certainty.HEARSAY),
    # Overlapping, nested and equal quotes, one of them in two parts.
    Claim("n1", "outlet", Stance.ASSERTS, HUNDREDS, (quote(802, 880),)),
    Claim("n2", "outlet", Stance.ASSERTS, HUNDREDS, (quote(850, 917),)),
    Claim("u1", "reuters", Stance.ASSERTS, MORE, (quote(1870, 1911), quote(1915, 1945))),
    Claim("u2", "reuters", Stance.ASSERTS, MORE, (quote(1877, 1890),)),
    Claim("t1", "reuters", Stance.DEMANDS, TRUCE, (quote(1999, 2012),), presupposes=(SHELLING,)),
    Claim("t2", "armenia", Stance.REFUSES, TRUCE, (quote(1999, 2012),), condition=BASE),
    Claim("o1", "azerbaijan", Stance.ASSERTS, OURS, (quote(1381, 1456),)),
    Claim("o2", "armenia", Stance.ASSERTS, THEIRS, (quote(1370, 1390),)),
    Claim("q1", "reuters", Stance.ASKS, None, (quote(0, 11),), presupposes=(SHELLING,)),
]
KNOWLEDGE = Knowledge(
    Register({e.name: e for e in ENTRIES}, standpoints={s.name: s for s in STANDPOINTS}),
    (
        Bundle(
            Article(ARTICLE_ID, TEXT, "fa", "outlet", Interval(date(2020, 10, 4), date(2020, 10, 5))),
            tuple(CLAIMS),
        ),
    ),
    {
        "shelling": Location("register/kinds.yaml", 7),
        "armenian-forces": Location("register/sources.yaml", 12),
        "ganja": Location("register/places.yaml", 3),
        "baku": Location("register/standpoints.yaml", 2),
        f"{ARTICLE_ID}/m1": Location("claims.yaml", 30),
    },
)
POSITIONS = {name.rpartition("/")[2]: p for p in KNOWLEDGE.positions for name in p.claims}

IN_FIRING = Bridge("shelling", "broader", "firing")
IN_ARMENIA = Bridge("armenian-forces", "part_of", "armenia")
IN_AZERBAIJAN = Bridge("ganja", "within", "azerbaijan")
IN_FORCES = Bridge("karabakh-army", "part_of", "armenian-forces", "baku")


def relation(
    kind: RelationType, rule: str, claims: str, slots: Mapping[str, Comparison], **more: Any
) -> Relation:
    positions = tuple(POSITIONS[name] for name in claims.split())
    return Relation(kind, rule, "1", positions, slots, **more)


DENIAL = relation(
    RelationType.CONTRADICTS,
    "denial",
    "m1 d1",
    {"kind": NARROWER, "agent": NARROWER, "target": NARROWER, "time": EQUAL},
    bridges=(IN_FIRING, IN_ARMENIA, IN_AZERBAIJAN),
    modifiers=("adversarial",),
)
CONDITIONAL = relation(
    RelationType.CONTRADICTS,
    "denial",
    "k1 d1",
    {"kind": EQUAL, "agent": NARROWER, "target": NARROWER, "time": EQUAL},
    bridges=(IN_FORCES, IN_ARMENIA, Bridge("air-base", "within", "ganja"), IN_AZERBAIJAN),
    holds_if=(frozenset({"baku"}),),
)
TENSION = relation(
    RelationType.TENSION,
    "denial",
    "k1 d1",
    {"kind": EQUAL, "agent": UNKNOWN, "target": NARROWER, "time": EQUAL},
    unknown=("agent",),
    unless=(frozenset({"baku"}), frozenset({"yerevan"})),
)
QUANTITY = relation(
    RelationType.CONTRADICTS,
    "quantity",
    "n1 u1",
    {"kind": EQUAL, "time": EQUAL, "measure": EQUAL, "population": EQUAL, "count": DISJOINT},
    conflict=("count",),
    modifiers=("soft",),
)
IN_PART = relation(
    RelationType.CORROBORATES,
    "corroboration",
    "k1 m1",
    {"kind": BROADER, "agent": UNKNOWN, "target": NARROWER, "time": EQUAL},
    unknown=("agent",),
    bridges=(IN_FIRING,),
    modifiers=("in-part", "affiliated"),
    common=Proposition("firing", target="ganja", time=DAY),
)
STATE = relation(
    RelationType.CONTRADICTS,
    "exclusive-state",
    "o1 o2",
    {"kind": EQUAL, "target": EQUAL, "time": EQUAL, "value": DISJOINT},
    conflict=("value",),
)
RELATIONS = [
    CONDITIONAL,
    TENSION,
    QUANTITY,
    DENIAL,
    IN_PART,
    STATE,
    relation(
        RelationType.TENSION,
        "denial",
        "m0 d1",
        {"kind": NARROWER, "agent": UNKNOWN, "target": NARROWER, "instrument": NARROWER, "time": OVERLAPS},
        conflict=("time",),
        unknown=("agent",),
    ),
    relation(RelationType.OPPOSES, "opposed-aims", "t1 t2", {"kind": EQUAL, "place": EQUAL, "time": EQUAL}),
    relation(RelationType.REFINES, "quantity", "u1 n1", {"kind": EQUAL, "count": NARROWER}),
    relation(RelationType.SUPERSEDES, "quantity", "u1 n1", {"kind": EQUAL, "count": DISJOINT}),
    # A rule that this card has no words of its own for, and more than two positions.
    relation(RelationType.CONTRADICTS, "presupposition", "t1 d1", {"kind": EQUAL}),
    relation(RelationType.CONTRADICTS, "responsibility", "m1 k1", {"agent": DISJOINT}, conflict=("agent",)),
    relation(RelationType.CONTRADICTS, "sum-of-parts", "n1 m0 u1", {"count": DISJOINT}, conflict=("count",)),
    *(
        relation(kind, "of-the-future", "m1 t2", {"kind": UNKNOWN}, unknown=("kind",))
        for kind in RelationType
    ),
    *(relation(kind, "of-the-future", "m1 d1 k1", {}, modifiers=("novel",)) for kind in RelationType),
]
IDS = [f"{r.relation.value}-{r.rule}-{len(r.positions)}" for r in RELATIONS]


TOLLS = build_tolls()
TOLL_RELATIONS = find_relations(TOLLS)


SEEDS = load(resource_dir("seeds"))
