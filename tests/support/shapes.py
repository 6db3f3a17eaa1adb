"""The shapes, their examples, and a small body of knowledge to check."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from conftest import ROOT
from rdflib import SH, Literal

from kg.model import (
    BASE,
    Article,
    Bridge,
    Bundle,
    Claim,
    Entry,
    Interval,
    Knowledge,
    Location,
    Proposition,
    Quotation,
    Register,
    Stance,
    Standpoint,
)
from kg.rdf.vocabulary import REG
from kg.validation import Finding

EXAMPLES = ROOT / "tests" / "shapes"
RULES = {file.stem: file for file in sorted((ROOT / "shapes").rglob("*.ttl"), key=lambda file: file.stem)}
#: The folder of each rule, by its name.
LEVEL = {rule: file.relative_to(ROOT / "shapes").parts[0] for rule, file in RULES.items()}
SEVERITY = {"must": "violation", "should": "warning", "may": "info"}


TEXT = "The minister said the city is calm. The minister said it is quiet."


def quote_of(exact: str) -> Quotation:
    start = TEXT.index(exact)
    return Quotation(
        exact, start, start + len(exact), TEXT[max(0, start - 5) : start], TEXT[start + len(exact) :][:5]
    )


def small_knowledge(bundles: int = 1, claims: int = 1, **changes: Any) -> Knowledge:
    """Return a small register with a standpoint, and bundles whose claims share one proposition."""
    both = {"en": "x", "fa": "ی"}
    entries = [
        Entry("minister", "sources", both, "person"),
        Entry("paper", "sources", both, "outlet"),
        Entry("army", "sources", both, "group"),
        Entry("city", "places", both, "city"),
        Entry("calm", "kinds", both),
    ]
    register = Register(
        {entry.name: entry for entry in entries},
        standpoints={
            "inner": Standpoint("inner", both, ("paper",), (Bridge("army", "part_of", "minister", "inner"),))
        },
    )
    claim = Claim(
        "c1",
        "minister",
        Stance.ASSERTS,
        Proposition("calm", target="city"),
        (quote_of("the city is calm"),),
        {"fa": "شهر آرام است"},
        cue=quote_of("said"),
    )
    claim = replace(claim, **changes)
    told = tuple(replace(claim, id=f"c{number}") for number in range(1, claims + 1))
    published = Interval(date(2020, 10, 4), date(2020, 10, 5))
    names = [f"demo{number}" for number in range(1, bundles + 1)]
    articles = [Article(name, TEXT, "az", "paper", published, "the date line") for name in names]
    return Knowledge(
        register,
        tuple(Bundle(article, told) for article in articles),
        {
            **{f"demo{n}/c{c}": Location(f"demo{n}.yaml", 10 * c) for n in (1, 2) for c in (1, 2)},
            **{f"demo{n}/": Location(f"demo{n}.yaml", 2) for n in (1, 2)},
            "city": Location("places.yaml", 3),
            "army": Location("sources.yaml", 4),
            "inner": Location("standpoints.yaml", 5),
        },
    )


def told_of(findings: list[Finding]) -> list[tuple[str, str | None, str]]:
    return [(finding.rule, finding.claim, str(finding.location)) for finding in findings]


FINDINGS = [
    Finding(
        rule="slot-declared",
        severity="violation",
        message={"en": "Not declared.", "fa": "ثبت نشده است."},
        focus=BASE + "proposition/calm",
        value=BASE + "register/town",
        path="cv:target",
        location=Location("seeds/a, b: 100%/claims.yaml", 12),
        claim="demo/c1",
        advice={"en": "Declare it:\nonce.", "fa": "ثبتش کنید."},
        shape=BASE + "shape/slot-declared/target-slot",
        component=str(SH.NodeConstraintComponent),
        term=REG.town,
    ),
    Finding(
        rule="cue",
        severity="info",
        message={"en": "No cue."},
        focus=BASE + "bundle/demo/claim/c1",
        value="شهر «آرام»",
        path="(cv:quotation|cv:cue)/oa:hasSource",
        shape=BASE + "shape/cue",
        component=str(SH.OrConstraintComponent),
        term=Literal("شهر «آرام»", lang="fa"),
    ),
]
