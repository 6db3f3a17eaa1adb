"""What follows from a verdict, what to check first, and the article's dispute as worked out by hand."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import replace
from datetime import date

import pytest
from conftest import SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from support import strategies
from support.drawing import drawn
from support.oracle import find_views

from kg import load
from kg.cli import run
from kg.disputes import (
    Boxes,
    Conflict,
    find_analyses,
    find_checks,
    find_conflicts,
    find_disputes,
    find_extensions,
    find_hitting_sets,
    find_survivors,
    propagate_verdicts,
)
from kg.disputes.boxes import JUDGED, Content
from kg.errors import InputError
from kg.model import (
    Article,
    Bundle,
    Claim,
    Entry,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Register,
    Relation,
    RelationType,
    Stance,
    View,
)
from kg.relations import find_relations

ARTICLE = load(SEEDS)
KNOWLEDGE = ARTICLE.knowledge
RELATIONS = ARTICLE.relations()
BAKU, OTHER_SIDE, NOBODY = frozenset({"baku"}), frozenset({"other-side-armenia"}), frozenset[str]()
FIRST = "karabakh-2020-10-04/"


def position(name: str) -> Position:
    return next(p for p in KNOWLEDGE.positions if FIRST + name in p.claims)


def short(positions: Iterable[Position]) -> set[str]:
    return {c.removeprefix(FIRST) for p in positions for c in p.claims}


# --- verdicts -----------------------------------------------------------------------------------------------


def follow(
    knowledge: Knowledge, relations: Iterable[Relation], told: dict[str, bool], view: View
) -> set[tuple[str, bool]]:
    """Return all that follows for one view, by applying every rule until nothing new follows."""
    boxes = Boxes(knowledge)
    judged = {p.id: p for p in knowledge.positions if p.stance in JUDGED}
    contents = {name: boxes.content(p) for name, p in judged.items()}
    claims = {p.id: set(p.claims) for p in knowledge.positions}
    held = [r for r in relations if r.relation is RelationType.CONTRADICTS and r.holds_for(view)]
    solid, bare = set(told.items()), set[tuple[str, bool]]()

    def inside(a: Content, b: Content) -> bool:
        return boxes.carries(a.box, b.box) and any(needed <= view for needed in boxes.inside(a.box, b.box))

    def is_of_all(relation: Relation) -> bool:
        counts = [p.proposition.count for p in relation.positions]
        measures = [knowledge.register.entries[c.measure] for c in counts if c is not None]
        if not any(entry.changes for entry in measures) or all(c and (c.final or c.as_of) for c in counts):
            return True
        said = {name for pair in relation.pairs for v in (pair.first, pair.second) for name in v.claims}
        return not relation.pairs or all(claims[p.id] <= said for p in relation.positions)

    while True:
        more = set()
        for name, verdict in solid:
            one = contents[name]
            if one is None:
                continue
            full = verdict is one.asserts
            for known, other in contents.items():
                if other is not None and (inside(one, other) if full else inside(other, one)):
                    more.add((known, full is other.asserts))
        for relation in held:
            if relation.rule in ("denial", "attribution") or not is_of_all(relation):
                continue
            for last in relation.positions:
                if last.id in judged and all(
                    (p.id, True) in solid for p in relation.positions if p.id != last.id
                ):
                    presupposes = relation.rule == "presupposition" and last == relation.positions[0]
                    (bare if presupposes else more).add((last.id, False))
        if more <= solid:
            return solid | bare
        solid |= more


@settings(max_examples=drawn(40))
@given(strategies.bodies(), st.data())
def test_what_follows_is_what_follows_step_by_step(knowledge: Knowledge, data: st.DataObject) -> None:
    # Through a timeless kind boxes nest across times, but not throughout: step by step more would follow.
    entries = {name: replace(entry, timeless=False) for name, entry in knowledge.register.entries.items()}
    knowledge = Knowledge(replace(knowledge.register, entries=entries), knowledge.bundles)
    judged = [p.id for p in knowledge.positions if p.stance in JUDGED]
    if not judged:
        return
    relations = find_relations(knowledge)
    told = data.draw(st.dictionaries(st.sampled_from(judged), st.booleans(), min_size=1, max_size=2))
    found = propagate_verdicts(relations, knowledge, told)
    for view in find_views(knowledge.register):
        expected = follow(knowledge, relations, told, view)
        here = {(s.position.id, s.verdict) for s in found.settled if any(v <= view for v in s.views)}
        assert here == expected
        both = {name for name, verdict in expected if (name, not verdict) in expected}
        assert {c.position.id for c in found.conflicts if any(v <= view for v in c.views)} == both
        narrowed = propagate_verdicts(relations, knowledge, told, view)
        assert {(s.position.id, s.verdict) for s in narrowed.settled} == expected
        assert found.verdicts(view) == {name: verdict for name, verdict in expected if name not in both}
    for settled in found.settled:
        assert set(settled.because) <= set(told)
        assert not any(a < b for a in settled.views for b in settled.views)


def test_of_what_is_timeless_the_time_does_not_matter() -> None:
    register = Register({"birthplace": Entry("birthplace", "kinds", timeless=True)})
    early, late = (
        Proposition("birthplace", time=Interval(date(year, 1, 1), date(year, 1, 1))) for year in (1990, 2020)
    )
    claims = (
        Claim("a", "one", Stance.ASSERTS, early, ()),
        Claim("b", "other", Stance.DENIES, late, ()),
    )
    for timeless, expected in ((True, {("x/a", True), ("x/b", False)}), (False, {("x/a", True)})):
        entries = {"birthplace": replace(register.entries["birthplace"], timeless=timeless)}
        bundle = Bundle(Article("x", "text", "en", "paper"), claims)
        knowledge = Knowledge(replace(register, entries=entries), (bundle,))
        found = propagate_verdicts([], knowledge, {"x/a": True})
        assert {(s.position.claims[0], s.verdict) for s in found.settled} == expected


def test_a_confirmed_denial_makes_all_within_it_false() -> None:
    found = propagate_verdicts(RELATIONS, KNOWLEDGE, {FIRST + "d1": True})
    settled = {
        c: (s.verdict, [sorted(v) for v in s.views]) for s in found.settled for c in short([s.position])
    }
    assert settled == {
        "d1": (True, [[]]),
        "m1": (False, [[]]),
        "m2a": (False, [[]]),
        "m2b": (False, [[]]),
        "m0": (False, [["baku"], ["other-side-armenia"]]),
        "k1": (False, [["baku"]]),
    }
    assert found.conflicts == ()
    assert set(short(s.position for s in found.settled if s.because == (position("d1").id,))) == set(settled)


def test_what_is_true_makes_true_what_lies_around_it() -> None:
    # The strike on an air base in Ganja, if true, refutes the denial only for those who attribute it so.
    found = propagate_verdicts(RELATIONS, KNOWLEDGE, {position("k1").id: True})
    assert {(c, s.verdict) for s in found.settled for c in short([s.position])} == {
        ("k1", True),
        ("d1", False),
    }
    assert found.verdicts() == {position("k1").id: True}
    assert found.verdicts(BAKU) == {position("k1").id: True, position("d1").id: False}


def test_verdicts_that_conflict_are_both_kept() -> None:
    found = propagate_verdicts(RELATIONS, KNOWLEDGE, {FIRST + "m1": True, FIRST + "d1": True})
    assert short(c.position for c in found.conflicts) == {"m1", "d1"}
    assert {s.verdict for s in found.settled if s.position == position("m1")} == {True, False}
    assert position("m1").id not in found.verdicts() and position("m2a").id in found.verdicts()
    conditional = propagate_verdicts(RELATIONS, KNOWLEDGE, {FIRST + "k1": True, FIRST + "d1": True})
    (one, other) = conditional.conflicts
    assert one.views == other.views == (BAKU,) and conditional.verdicts()[position("k1").id]
    assert json.loads(json.dumps(conditional.as_json()))["conflicts"][0]["views"] == [["baku"]]


@pytest.mark.parametrize(("name", "code"), [("d2", "unknown-position"), (FIRST + "a1", "no-verdict")])
def test_a_verdict_on_what_is_neither_true_nor_false_is_refused(name: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        propagate_verdicts(RELATIONS, KNOWLEDGE, {name: True})
    assert caught.value.problems[0].id == code


# --- checks -------------------------------------------------------------------------------------------------


@settings(max_examples=drawn(25))
@given(strategies.bodies())
def test_a_check_settles_what_its_outcomes_settle(knowledge: Knowledge) -> None:
    relations = find_relations(knowledge)
    conflicts = find_conflicts(relations, knowledge)
    checks = find_checks(conflicts, relations, knowledge)
    candidates = {
        p.id for c in conflicts for p in c.positions if p.id in {known.id for known in knowledge.positions}
    }
    judged = {
        p.id for p in knowledge.positions if p.stance in (Stance.ASSERTS, Stance.DENIES, Stance.PREDICTS)
    }
    assert {c.position.id for c in checks if c.position} == candidates & judged
    assert {c.bridge for c in checks if c.bridge} == {b for c in conflicts for b in c.bridges}
    for check in checks:
        assert check.relations
        if check.position is not None:
            for verdict, outcome in ((True, check.if_true), (False, check.if_false)):
                found = propagate_verdicts(relations, knowledge, {check.position.id: verdict})
                assert {s.position.id for s in found.settled} == set(outcome)
        elif check.bridge is not None:
            left = [c for c in conflicts if check.bridge not in c.bridges]
            still = {p.id for c in left for p in c.positions}
            assert set(check.if_false) == {p.id for c in conflicts for p in c.positions} - still
    assert [(-c.expected, -c.worst) for c in checks] == sorted((-c.expected, -c.worst) for c in checks)


def test_a_bridge_that_falls_frees_what_rests_on_it() -> None:
    conflicts = [c for c in find_conflicts(RELATIONS, KNOWLEDGE) if position("k1") in c.positions]
    checks = find_checks(conflicts, RELATIONS, KNOWLEDGE)
    (bridge,) = (c for c in checks if c.bridge)
    assert short(p for p in KNOWLEDGE.positions if p.id in bridge.if_false) == {"k1", "d1"}
    assert [r.rule for r in bridge.relations] == ["denial"]


# --- the article --------------------------------------------------------------------------------------------

BY_HAND = ("d1", "m1", "m0", "m2a", "k1")


def conflicts_by_hand(view: View) -> list[Conflict]:
    names = {position(name).id for name in BY_HAND}
    return [c for c in find_conflicts(RELATIONS, KNOWLEDGE, view) if all(p.id in names for p in c.positions)]


def test_without_the_contested_bridge_what_happened_in_ganja_survives() -> None:
    found = find_extensions(conflicts_by_hand(OTHER_SIDE), map(position, BY_HAND))
    assert [short(extension) for extension in found.preferred] == [
        {"k1", "m1", "m0", "m2a"},
        {"d1", "k1"},
    ]
    assert short(found.grounded) == short(found.sceptical) == {"k1"}
    about = [position(name) for name in BY_HAND]
    (survivor,) = find_survivors(RELATIONS, KNOWLEDGE, OTHER_SIDE, about=about).boxes
    assert survivor.box.as_json() == {"kind": "firing", "target": "ganja", "time": "2020-10-04"}
    assert short(survivor.witnesses) == {"k1", "m0", "m1"}


def test_with_it_the_denial_is_the_one_thing_to_give_up_and_nothing_survives() -> None:
    conflicts = find_conflicts(RELATIONS, KNOWLEDGE, BAKU)
    for bridges in (False, True):
        least = find_hitting_sets(conflicts, bridges=bridges)
        assert least.unique and short(least.sets[0].positions) == {"d1"} and least.sets[0].bridges == ()
    found = find_extensions(conflicts_by_hand(BAKU))
    assert [short(extension) for extension in found.preferred] == [set(BY_HAND) - {"d1"}, {"d1"}]
    assert found.grounded == ()
    assert find_survivors(RELATIONS, KNOWLEDGE, BAKU, about=[position("m1")]).boxes == ()


def test_the_whole_dispute_has_the_conflicts_worked_out_by_hand() -> None:
    found = {
        frozenset(short(c.positions)): [b.id for b in c.bridges] for c in find_conflicts(RELATIONS, KNOWLEDGE)
    }
    assert found == {
        frozenset({"m1", "d1"}): [],
        frozenset({"m2a", "d1"}): [],
        frozenset({"m2b", "d1"}): [],
        frozenset({"m0", "d1"}): ["armenian-forces/same_as/other-side"],
        frozenset({"k1", "d1"}): ["karabakh-defence-army/part_of/armenian-forces"],
    }
    assert find_conflicts(RELATIONS, KNOWLEDGE, frozenset({"yerevan"})) == find_conflicts(
        RELATIONS, KNOWLEDGE, NOBODY
    )


def test_the_analysis_of_the_article_reads_it_for_everybody() -> None:
    disputes = find_disputes(RELATIONS)
    (analysis,) = find_analyses(disputes, RELATIONS, KNOWLEDGE)
    assert [sorted(reading.view) for reading in analysis.readings] == [[], ["baku"], ["other-side-armenia"]]
    assert analysis.checks[0].position == position("d1")
    assert len(analysis.checks[0].if_true) == 6
    held = [r for r in RELATIONS if r.holds_for(OTHER_SIDE)]
    (dispute,) = find_disputes(held)
    (narrowed,) = find_analyses([dispute], RELATIONS, KNOWLEDGE, OTHER_SIDE)
    # Who corroborates without being in dispute is heard, too.
    assert position("k1") not in dispute.positions
    assert short(narrowed.readings[0].extensions.grounded) == {"k1"}


def test_the_command_shows_it_for_a_view(capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["disputes", str(SEEDS), "--standpoint", "other-side-armenia"]) == 0
    shown = capfd.readouterr().out
    for line in (
        "  Fewest positions to drop\n    P5\n      no other choice is as small",
        "survives in all of them: firing at Ganja, 4 October 2020",
        "P5: settles 5 positions if true, 1 if false",
        "the other side (Azerbaijan's opponent, not named)” (contested: Azerbaijan's standpoint; "
        "“The other side” in Azerbaijan's announcement means Armenia's forces)",
    ):
        assert line in shown
    assert run(["disputes", str(SEEDS), "--standpoint", "baku", "--format", "json"]) == 0
    written = json.loads(capfd.readouterr().out)
    (dispute,) = written["disputes"]
    assert written["standpoints"] == ["baku"]
    assert dispute["give_up"]["unique"] and dispute["give_up"]["sets"][0]["positions"] == [position("d1").id]
    assert [reading["view"] for reading in dispute["readings"]] == [["baku"]]
    assert set(dispute["check_first"][0]["question"]) == {"en", "fa"}
    assert dispute["sides"][1][0]["voices"]["origins"] == ["armenia"]
    assert run(["disputes", str(SEEDS), "--standpoint", "bakku"]) == 2
    assert "did you mean 'baku'?" in capfd.readouterr().err
