"""The article of 4 October 2020: what was worked out by hand is what comes out."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from conftest import SEEDS

from kg import load
from kg.api import ClaimGraph, Relations
from kg.model import Claim, Interval, Proposition, RelationType, Stance

ARTICLE = load(SEEDS)
RELATIONS = ARTICLE.relations()
TEXT = ARTICLE.knowledge.bundles[0].article.text or ""

#: Every contradiction there is, with the standpoints it needs: nothing else may be reported as one.
CONTRADICTIONS = {
    ("m1", "d1"): [[]],
    ("m2a", "d1"): [[]],
    ("m0", "d1"): [["baku"], ["other-side-armenia"]],
    ("k1", "d1"): [["baku"]],
    ("m2b", "d1"): [[]],
}


def names(relation: object) -> tuple[str, ...]:
    return tuple(p.claims[0].rpartition("/")[2] for p in relation.positions)  # type: ignore[attr-defined]


def test_the_text_is_the_articles_to_the_byte() -> None:
    data = (SEEDS / "karabakh-2020-10-04" / "article.fa.txt").read_bytes()
    digest = "a4d74d2ffa0706a3e2427c864916fd7bb802a7f40fc8bd72b6107f18a6d62b91"
    assert hashlib.sha256(data).hexdigest() == digest == ARTICLE.knowledge.bundles[0].article.sha256


#: Where the content of each reporting frame stands (half-open), and the stance of its first claim.
FRAMES = {
    "a1": (43, 83, "demands"), "a1b": (93, 165, "threatens"), "a0": (193, 319, "asserts"),
    "a2": (332, 480, "asserts"), "c1": (520, 640, "assesses"), "i1": (571, 623, "demands"),
    "a3": (665, 799, "demands"), "n1": (802, 917, "asserts"), "n1b": (802, 917, "asserts"),
    "n2": (918, 1159, "asserts"), "m0": (1206, 1268, "asserts"), "r0": (1291, 1310, "asserts"),
    "m1": (1381, 1456, "asserts"), "d1": (1475, 1499, "denies"), "k1": (1562, 1611, "asserts"),
    "m2a": (1671, 1826, "asserts"), "m2b": (1671, 1826, "asserts"), "u1": (1870, 1945, "asserts"),
    "u1b": (1870, 1945, "asserts"), "n3": (1999, 2012, "demands"), "n3b": (2013, 2047, "asserts"),
}  # fmt: skip


@pytest.mark.parametrize("name", FRAMES)
def test_every_frame_of_the_reading_is_annotated(name: str) -> None:
    start, end, stance = FRAMES[name]
    claim = ARTICLE.knowledge.claims[f"karabakh-2020-10-04/{name}"]
    assert claim.stance.value == stance
    for quotation in claim.quotations:
        assert start <= quotation.start < quotation.end <= end
        assert TEXT[quotation.start : quotation.end] == quotation.exact
    assert claim.gloss["en"]


def test_there_are_enough_claims_and_all_of_them_are_complete() -> None:
    claims = ARTICLE.knowledge.claims
    assert len(claims) == 36
    voices = {claim.source for claim in claims.values()}
    assert {"aliyev", "azerbaijan-mod", "armenia", "karabakh-head", "reuters", "unnamed-outlet"} <= voices
    assert claims["karabakh-2020-10-04/m1"].via == ("azerbaijan-mod-twitter",)
    direct = {name.rpartition("/")[2] for name, claim in claims.items() if claim.direct}
    assert direct == {"a2", "a2b", "a2c", "a2d", "a3", "a3b", "a3c", "a3d", "a3e"}


def test_the_contradictions_are_those_worked_out_by_hand() -> None:
    found = {names(r): [sorted(view) for view in r.holds_if] for r in RELATIONS.of("contradicts")}
    assert found == CONTRADICTIONS
    rules = {names(r): r.rule for r in RELATIONS.of("contradicts")}
    assert rules.pop(("m2b", "d1")) == "presupposition"
    assert set(rules.values()) == {"denial"}
    assert all(r.unless == () for r in RELATIONS.of("contradicts"))


def changed(**changes: Callable[[Proposition], Proposition]) -> Relations:
    """Return the relations of the article with the propositions of some claims changed."""

    def change(claim: Claim) -> Claim:
        if claim.id not in changes or claim.proposition is None:
            return claim
        return replace(claim, proposition=changes[claim.id](claim.proposition))

    (bundle,) = ARTICLE.knowledge.bundles
    bundle = replace(bundle, claims=tuple(change(claim) for claim in bundle.claims))
    return ClaimGraph(replace(ARTICLE.knowledge, bundles=(bundle,))).relations()


def test_the_missiles_are_a_tension_where_they_may_be_of_another_day() -> None:
    earlier = Interval(date(2020, 10, 3), date(2020, 10, 4))
    (relation,) = changed(m2a=lambda p: replace(p, time=earlier)).between("m2a", "d1")
    assert (relation.relation.value, relation.conflict) == ("tension", ("time",))


def test_retaliation_presupposes_what_is_denied() -> None:
    (relation,) = RELATIONS.between("m2b", "d1")
    assert relation.unconditional and relation.implied is not None
    assert relation.implied.as_json() == {
        "kind": "firing", "agent": "armenian-forces", "target": "azerbaijan", "time": "2020-10-04"
    }  # fmt: skip


def test_the_showpiece_rests_on_three_undisputed_bridges() -> None:
    (relation,) = RELATIONS.between("m1", "d1")
    assert [p.stance for p in relation.positions] == [Stance.ASSERTS, Stance.DENIES]
    assert {slot: c.value for slot, c in relation.slots.items()} == {
        "kind": "narrower", "agent": "narrower", "target": "narrower", "time": "equal"
    }  # fmt: skip
    assert [(b.subject, b.relation, b.object, b.standpoint) for b in relation.bridges] == [
        ("shelling", "broader", "firing", None),
        ("armenian-forces", "part_of", "armenia", None),
        ("ganja", "within", "azerbaijan", None),
    ]
    assert relation.unconditional and "adversarial" in relation.modifiers


def test_the_trap_is_not_walked_into() -> None:
    """The head of Karabakh and Armenia are compatible as they stand."""
    found = {(r.relation.value, r.unknown): r for r in RELATIONS.between("k1", "d1")}
    assert set(found) == {("contradicts", ()), ("tension", ("agent",))}
    assert not found["contradicts", ()].unconditional
    tension = found["tension", ("agent",)]
    assert [sorted(view) for view in tension.unless] == [["baku"], ["stepanakert"], ["yerevan"]]
    for view, expected in (
        ([], ["tension"]),
        (["baku"], ["contradicts"]),
        (["yerevan"], []),
        (["stepanakert"], []),
        (["other-side-armenia"], ["tension"]),
    ):
        assert [r.relation.value for r in ARTICLE.relations(view).between("k1", "d1")] == expected


def test_without_the_contested_bridge_three_reports_stand_against_the_denial() -> None:
    """With "the other side" understood as Armenia, but no view of who commands the Karabakh army."""
    contradictions = ARTICLE.relations(["other-side-armenia"]).of("contradicts")
    found = {names(r) for r in contradictions if r.rule == "denial"}
    assert found == {("m1", "d1"), ("m0", "d1"), ("m2a", "d1")}


def test_opponents_corroborate_that_ganja_was_struck() -> None:
    relation, tension = ARTICLE.relations([]).between("k1", "m1")
    assert relation.relation.value == "corroborates"
    assert {"adversarial", "in-part"} <= set(relation.modifiers)
    assert relation.dropped == ("agent",)
    # By whom, and whether the air base or the city, is open.
    assert (tension.relation.value, tension.rule) == ("tension", "responsibility")
    assert (tension.unknown, tension.conflict) == (("agent",), ("target",))
    assert relation.common is not None
    assert relation.common.as_json() == {"kind": "firing", "target": "ganja", "time": "2020-10-04"}


def test_who_struck_contradicts_only_of_one_event_and_for_those_who_hold_the_forces_distinct() -> None:
    assert not RELATIONS.between("k1", "m1").of("contradicts")
    one_event = changed(**dict.fromkeys(("k1", "m1"), lambda p: replace(p, event="ganja-strike")))
    found = {r.rule: r for r in one_event.between("k1", "m1") if r.relation is not RelationType.CORROBORATES}
    # The air base lies in the city; but who struck it is not agreed, so nobody is more exact about it.
    assert set(found) == {"responsibility"}
    by_relation = {r.relation.value: r for r in one_event.between("k1", "m1") if r.rule == "responsibility"}
    assert [sorted(view) for view in by_relation["contradicts"].holds_if] == [["stepanakert"], ["yerevan"]]
    # Also who holds the one to be part of the other: what he says they did is of a wider kind.
    assert "refines" not in by_relation
    assert by_relation["tension"].unknown == ("agent",)


def test_the_two_tolls_are_compatible_and_the_old_war_is_unrelated() -> None:
    assert [r.relation.value for r in RELATIONS.between("n1", "u1")] == []
    assert RELATIONS.between("n2", "n1") == RELATIONS.between("n2", "u1") == []
    # That more than 40 are civilians is, however, a case of "some are".
    assert {r.relation.value for r in RELATIONS.between("n1b", "u1b")} == {"corroborates"}


def test_a_demand_or_a_sovereignty_claim_contradicts_nothing() -> None:
    for name in ("a1", "a1b", "a3", "a3b", "c1", "n3"):
        assert RELATIONS.between(name, name).of("contradicts", "tension") == []


def test_aims_are_opposed_and_an_assessment_is_supported() -> None:
    opposed = {names(r): r for r in RELATIONS.of("opposes")}
    assert set(opposed) == {("n3", "a1c"), ("i1", "a1c")}
    assert all(r.unconditional and r.modifiers == ("conditional",) for r in opposed.values())
    claims = {c.rpartition("/")[2] for r in opposed.values() for p in r.positions for c in p.claims}
    assert claims == {"n3", "i1", "i1b", "i1c", "a1c", "a3e"}
    assert {names(r) for r in RELATIONS.of("supports")} == {("a1b", "c1"), ("a3d", "c1")}


def test_one_voice_said_twice_is_one_voice() -> None:
    repeats = [tuple(c.rpartition("/")[2] for c in (r.later, r.earlier)) for r in ARTICLE.repeats]
    assert repeats == [("a3e", "a1c")]


def test_how_many_relations_of_which_kind_there_are() -> None:
    assert Counter((r.rule, r.relation.value) for r in RELATIONS) == {
        ("assessment", "supports"): 2,
        ("corroboration", "corroborates"): 8,
        ("denial", "contradicts"): 4,
        ("denial", "tension"): 2,
        ("opposed-aims", "opposes"): 2,
        ("presupposition", "contradicts"): 1,
        ("responsibility", "tension"): 6,
    }


def test_the_dispute_has_two_sides_with_the_denial_alone_on_one() -> None:
    (dispute,) = RELATIONS.disputes()
    sides = [sorted(c.rpartition("/")[2] for p in side for c in p.claims) for side in dispute.sides]
    assert sides == [["k1", "m0", "m1", "m2a", "m2b"], ["d1"]]
    assert dispute.unconditional and len(dispute.graph()) == 6
    assert [len(d.positions) for d in ARTICLE.relations([]).disputes()] == [4]
