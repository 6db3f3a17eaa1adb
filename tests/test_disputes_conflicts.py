"""What cannot all be true, what to give up, what can be held together: against definitions tried in full."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations
from math import log
from typing import TypeVar

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from support import strategies
from support.drawing import drawn
from support.oracle import find_views

from kg.background import Background
from kg.disputes import (
    Boxes,
    Conflict,
    ContestedBridge,
    find_conflicts,
    find_extensions,
    find_hitting_sets,
    find_members,
    find_survivors,
    solving,
    weigh_by_origins,
)
from kg.disputes import conflicts as conflicts_module
from kg.disputes import extensions as extensions_module
from kg.disputes import hitting_sets as hitting_sets_module
from kg.disputes.conflicts import minimal_conflicts, without_bridges
from kg.errors import InputError, Problem
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
    Position,
    Proposition,
    Register,
    Relation,
    RelationType,
    Stance,
    Standpoint,
)
from kg.relations import find_relations
from kg.relations.voices import ClaimVoices

T = TypeVar("T")
POSITIONS = [Position(Stance.ASSERTS, Proposition(f"k{n}"), (f"a/{n}",)) for n in range(6)]
BRIDGES = [ContestedBridge(f"b{n}", "part_of", "whole", ("east",)) for n in range(2)]


def subsets(members: Iterable[T]) -> Iterable[tuple[T, ...]]:
    members = list(members)
    return chain.from_iterable(combinations(members, n) for n in range(len(members) + 1))


def smallest(sets: Iterable[frozenset[str]]) -> set[frozenset[str]]:
    found = set(sets)
    return {one for one in found if not any(other < one for other in found)}


def conflict(positions: Iterable[int], bridges: Iterable[int] = (), relation: str = "r") -> Conflict:
    return Conflict(
        tuple(POSITIONS[n] for n in sorted(positions)),
        tuple(BRIDGES[n] for n in sorted(bridges)),
        (relation,),
    )


some_conflicts = st.lists(
    st.builds(
        conflict,
        st.sets(st.sampled_from(range(len(POSITIONS))), min_size=2, max_size=4),
        st.sets(st.sampled_from(range(len(BRIDGES)))),
    ),
    max_size=8,
)


# --- conflicts ----------------------------------------------------------------------------------------------


@settings(max_examples=drawn(25))
@given(strategies.bodies())
def test_conflicts_are_what_contradicts_on_just_these_facts(knowledge: Knowledge) -> None:
    """Somebody who accepts just some of what is contested is asked of the engine itself."""
    register = knowledge.register
    views = find_views(register)
    facts = {
        conflicts_module._name(conflicts_module._fact(b)): replace(b, standpoint=None)
        for s in register.standpoints.values()
        for b in s.holds
    }
    assume(0 < len(facts) <= 6)
    held = conflicts_module.Facts(register).held_by
    accepted = [frozenset(s) for s in subsets(facts) if any(frozenset(s) <= held(view) for view in views)]
    names = {some: f"accepts-{n}" for n, some in enumerate(accepted)}
    assume(len(names) + len(register.standpoints) <= 60)
    everyone = {*names.values(), *register.standpoints}
    tried = dict(register.standpoints)
    for some, name in names.items():
        tried[name] = Standpoint(
            name,
            holds=tuple(replace(facts[fact], standpoint=name) for fact in sorted(some)),
            excludes=tuple(sorted(everyone - {name})),
        )
    asked = find_relations(replace(knowledge, register=replace(register, standpoints=tried)))
    given_relations = find_relations(knowledge)
    found = find_conflicts(given_relations, knowledge)
    assert not any(one.recorded for one in found)
    for some, name in names.items():
        expected = {
            frozenset(p.id for p in find_members(r, knowledge))
            for r in asked
            if r.relation is RelationType.CONTRADICTS and r.holds_for({name})
        }
        held_here = [one for one in found if {b.id for b in one.bridges} <= some]
        assert smallest(frozenset(p.id for p in one.positions) for one in held_here) == smallest(expected)
    members = [one.members for one in found]
    assert len(set(members)) == len(members) and not any(a < b for a in members for b in members)


@settings(max_examples=drawn(25))
@given(strategies.bodies())
def test_conflicts_of_a_view_are_its_contradictions(knowledge: Knowledge) -> None:
    relations = find_relations(knowledge)
    held = conflicts_module.Facts(knowledge.register).held_by
    for view in find_views(knowledge.register):
        found = find_conflicts(relations, knowledge, view)
        contradictions = [
            r for r in relations if r.relation is RelationType.CONTRADICTS and r.holds_for(view)
        ]
        assert smallest(frozenset(p.id for p in one.positions) for one in found) == smallest(
            frozenset(p.id for p in find_members(r, knowledge)) for r in contradictions
        )
        assert all({b.id for b in one.bridges} <= held(view) for one in found)


def contested(*, excludes: bool = False) -> Register:
    """Two standpoints that hold one fact both, and another that only one of them holds."""
    bridge = Bridge("militia", "part_of", "army", "east")
    other = Bridge("scouts", "part_of", "militia", "east")
    names = ("army", "militia", "scouts")
    return Register(
        {
            "firing": Entry("firing", "kinds"),
            "toll": Entry("toll", "kinds"),
            "killed": Entry("killed", "kinds"),
            "army": Entry("army", "sources"),
            "militia": Entry("militia", "sources"),
            "scouts": Entry("scouts", "sources"),
            "observer": Entry("observer", "sources"),
            **{name: Entry(name, "places") for name in ("town", "north-bank", "south-bank")},
        },
        standpoints={
            "east": Standpoint("east", holds=(bridge, other), held_by=names[:1]),
            "west": Standpoint(
                "west", holds=(replace(bridge, standpoint="west"),), excludes=("east",) if excludes else ()
            ),
        },
    )


def body(register: Register, *claims: Claim) -> Knowledge:
    return Knowledge(register, (Bundle(Article("x", "text", "en", "army"), claims),))


def claim(name: str, source: str, stance: Stance, proposition: Proposition, **more: object) -> Claim:
    return Claim(name, source, stance, proposition, (), **more)  # type: ignore[arg-type]


def test_one_fact_held_by_two_standpoints_is_one_bridge() -> None:
    knowledge = body(
        contested(),
        claim("a", "militia", Stance.ASSERTS, Proposition("firing", agent="militia")),
        claim("b", "army", Stance.DENIES, Proposition("firing", agent="army")),
        claim("c", "scouts", Stance.ASSERTS, Proposition("firing", agent="scouts")),
    )
    found = find_conflicts(find_relations(knowledge), knowledge)
    assert [([c for p in one.positions for c in p.claims], [b.id for b in one.bridges]) for one in found] == [
        (sorted(["x/a", "x/b"], key=lambda c: _id(knowledge, c)), ["militia/part_of/army"]),
        (
            sorted(["x/b", "x/c"], key=lambda c: _id(knowledge, c)),
            ["militia/part_of/army", "scouts/part_of/militia"],
        ),
    ]
    assert found[0].bridges[0].standpoints == ("east", "west")
    least = find_hitting_sets(found, bridges=True)
    assert {tuple(p.claims[0] for p in s.positions) + tuple(b.id for b in s.bridges) for s in least.sets} == {
        ("x/b",),
        ("militia/part_of/army",),
    }
    assert find_hitting_sets(found).unique and not least.unique


def _id(knowledge: Knowledge, claim: str) -> str:
    return next(p.id for p in knowledge.positions if claim in p.claims)


def test_exclusive_standpoints_do_not_add_up() -> None:
    knowledge = body(
        contested(excludes=True),
        claim("b", "army", Stance.DENIES, Proposition("firing", agent="army")),
        claim("c", "scouts", Stance.ASSERTS, Proposition("firing", agent="scouts")),
    )
    # East alone holds both facts, so that west is not needed.
    (found,) = find_conflicts(find_relations(knowledge), knowledge)
    assert {b.id for b in found.bridges} == {"militia/part_of/army", "scouts/part_of/militia"}
    facts = conflicts_module.Facts(contested(excludes=True))
    assert facts.held_together(["militia/part_of/army", "scouts/part_of/militia"])
    split = replace(
        contested(excludes=True),
        standpoints={
            "east": Standpoint("east", holds=(Bridge("scouts", "part_of", "militia", "east"),)),
            "west": Standpoint(
                "west", holds=(Bridge("militia", "part_of", "army", "west"),), excludes=("east",)
            ),
        },
    )
    knowledge = replace(knowledge, register=split)
    assert find_conflicts(find_relations(knowledge), knowledge) == []


def test_many_contested_names_are_not_compared_with_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    """A partner's register of 2,000 names, each of which is or is not the same as one of ours."""
    asked: list[object] = []
    held_together = conflicts_module.Facts.held_together

    def count(self: conflicts_module.Facts, facts: Iterable[str]) -> bool:
        asked.append(facts)
        return held_together(self, facts)

    monkeypatch.setattr(conflicts_module.Facts, "held_together", count)
    names = [f"desk:{number}" for number in range(2_000)]
    known = contested(excludes=True)
    standpoints = dict(known.standpoints)
    for name, relation, excludes in (("same", "part_of", ()), ("other", "distinct_from", ("same",))):
        holds = tuple(Bridge(one, relation, "army", name) for one in names)
        standpoints[name] = Standpoint(name, holds=holds, excludes=excludes)
    entries = {**known.entries, **{name: Entry(name, "sources") for name in names}}
    knowledge = body(
        replace(known, entries=entries, standpoints=standpoints),
        claim("b", "army", Stance.DENIES, Proposition("firing", agent="army")),
        claim("c", "scouts", Stance.ASSERTS, Proposition("firing", agent="scouts")),
        claim("d", "scouts", Stance.ASSERTS, Proposition("firing", agent=names[0])),
    )
    found = find_conflicts(find_relations(knowledge), knowledge)
    assert sorted(len(conflict.bridges) for conflict in found) == [1, 2]
    assert len(asked) < len(names)


def test_parts_against_their_whole_are_one_conflict_of_three() -> None:
    register = contested()
    banks = {
        "east": Standpoint("east", holds=(Bridge("south-bank", "within", "town", "east"),)),
    }
    register = replace(
        register,
        entries={
            **register.entries,
            "north-bank": Entry("north-bank", "places", links=(("within", "town"),)),
        },
        standpoints=banks,
    )

    def toll(place: str, low: int, high: int | None) -> Proposition:
        return Proposition("toll", place=place, count=Count("killed", low, high))

    knowledge = body(
        register,
        claim("whole", "army", Stance.ASSERTS, toll("town", 0, 10)),
        claim("north", "militia", Stance.ASSERTS, toll("north-bank", 6, None)),
        claim("south", "scouts", Stance.ASSERTS, toll("south-bank", 7, None)),
    )
    relations = find_relations(knowledge)
    (found,) = find_conflicts(relations, knowledge)
    assert sorted(c for p in found.positions for c in p.claims) == ["x/north", "x/south", "x/whole"]
    assert [b.id for b in found.bridges] == ["south-bank/within/town"] and not found.recorded
    assert find_conflicts(relations, knowledge, frozenset()) == []
    # Any two of the three can be held together.
    extensions = find_extensions(find_conflicts(relations, knowledge, frozenset({"east"})))
    assert [len(extension) for extension in extensions.preferred] == [2, 2, 2]
    assert extensions.grounded == ()


def test_times_hold_no_parts_apart_where_the_kind_is_timeless() -> None:
    distinct = Bridge("north-bank", "distinct_from", "south-bank", "east")
    nested = Bridge("south-bank", "within", "north-bank", "west")
    register = contested()
    register = replace(
        register,
        entries={
            **register.entries,
            "toll": Entry("toll", "kinds", timeless=True),
            **{n: Entry(n, "places", links=(("within", "town"),)) for n in ("north-bank", "south-bank")},
        },
        standpoints={
            "east": Standpoint("east", holds=(distinct,), excludes=("west",)),
            "west": Standpoint("west", holds=(nested,)),
        },
    )

    def toll(place: str, day: int, low: int, high: int | None) -> Proposition:
        time = Interval(date(2020, 10, day), date(2020, 10, day))
        return Proposition("toll", place=place, time=time, count=Count("killed", low, high))

    knowledge = body(
        register,
        claim("whole", "army", Stance.ASSERTS, toll("town", 1, 0, 10)),
        claim("north", "militia", Stance.ASSERTS, toll("north-bank", 2, 6, None)),
        claim("south", "scouts", Stance.ASSERTS, toll("south-bank", 3, 7, None)),
    )
    (found,) = find_conflicts(find_relations(knowledge), knowledge)
    assert [b.id for b in found.bridges] == ["north-bank/distinct_from/south-bank"]


def test_of_an_attribution_the_saying_is_in_conflict_and_not_what_was_said() -> None:
    fired = Proposition("firing", agent="militia")
    knowledge = body(
        contested(),
        claim("said", "army", Stance.ASSERTS, fired),
        claim("also", "observer", Stance.ASSERTS, fired),
        claim("not-said", "army", Stance.DENIES, replace(fired, said_by="army")),
    )
    (found,) = find_conflicts(find_relations(knowledge), knowledge)
    (utterance,) = (p for p in found.positions if p.stance is Stance.ASSERTS)
    assert utterance.proposition.said_by == "army" and utterance.claims == ("x/said",)


def test_facts_in_too_many_combinations_leave_the_recorded_chain(monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge = body(
        contested(),
        claim("a", "militia", Stance.ASSERTS, Proposition("firing", agent="militia")),
        claim("b", "army", Stance.DENIES, Proposition("firing", agent="army")),
    )
    relations = find_relations(knowledge)

    def too_many(*_: object) -> None:
        raise InputError(Problem("too-many-readings", "too many"))

    monkeypatch.setattr(conflicts_module, "conjoin", too_many)
    (found,) = find_conflicts(relations, knowledge)
    assert found.recorded and [b.id for b in found.bridges] == ["militia/part_of/army"]


# --- hitting sets -------------------------------------------------------------------------------------------


def least_by_trying(
    conflicts: Sequence[Conflict], weights: dict[str, int], *, bridges: bool
) -> tuple[int, set[frozenset[str]]]:
    wanted = [
        frozenset([*(p.id for p in one.positions), *((b.id for b in one.bridges) if bridges else ())])
        for one in conflicts
    ]
    members = sorted(frozenset().union(*wanted))
    hitting = [frozenset(s) for s in subsets(members) if all(not one.isdisjoint(s) for one in wanted)]
    weight = {s: sum(weights.get(name, 1) for name in s) for s in hitting}
    least = min(weight.values())
    return least, {s for s in hitting if weight[s] == least}


names_of_all = [*(p.id for p in POSITIONS), *(b.id for b in BRIDGES)]
some_weights = st.dictionaries(st.sampled_from(names_of_all), st.integers(1, 4))


@settings(max_examples=drawn(200))
@given(some_conflicts, some_weights, st.booleans())
def test_the_least_sets_are_those_found_by_trying_all(
    conflicts: list[Conflict], weights: dict[str, int], bridges: bool
) -> None:
    least, sets = least_by_trying(conflicts, weights, bridges=bridges)
    assume(len(sets) <= hitting_sets_module.MAX_SETS)
    found = find_hitting_sets(conflicts, weights=weights, bridges=bridges)
    assert (found.weight, found.at_least, found.exact, found.complete) == (least, least, True, True)
    assert {frozenset(p.id for p in s.positions) | {b.id for b in s.bridges} for s in found.sets} == sets
    assert len(found.sets) == len(sets) and found.unique == (len(sets) == 1)


@settings(max_examples=drawn(200))
@given(some_conflicts, some_weights)
def test_the_greedy_answer_keeps_its_promises(conflicts: list[Conflict], weights: dict[str, int]) -> None:
    least, _ = least_by_trying(conflicts, weights, bridges=True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hitting_sets_module, "MAX_MEMBERS", -1)
        found = find_hitting_sets(conflicts, weights=weights, bridges=True)
    (one,) = found.sets
    given_up = {p.id for p in one.positions} | {b.id for b in one.bridges}
    wanted = [c.members for c in conflicts]
    assert all(not members.isdisjoint(given_up) for members in wanted)
    assert all(any(members.isdisjoint(given_up - {name}) for members in wanted) for name in given_up)
    most = max((sum(name in c for c in wanted) for name in names_of_all), default=1)
    assert found.at_least <= least <= found.weight <= least * (1 + log(max(most, 1)))
    assert found.exact == (found.at_least == found.weight) and not found.complete and not found.unique


def test_a_search_without_end_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    positions = [Position(Stance.ASSERTS, Proposition(f"p{n:02}")) for n in range(40)]
    # Every second one, and every third one, against each other: far more than one dead end.
    pairs = [(a, b) for a in range(40) for b in range(a) if (a * 7 + b * 11) % 5 == 0]
    conflicts = [Conflict((positions[a], positions[b]), (), ("r",)) for a, b in pairs]
    exact = find_hitting_sets(conflicts)
    assert exact.exact
    monkeypatch.setattr(solving, "MAX_SEARCH", 1)
    found = find_hitting_sets(conflicts)
    assert not found.complete and found.at_least <= exact.weight <= found.weight


def test_more_ways_out_than_are_listed_are_said_to_be_more() -> None:
    pairs = [[Position(Stance.ASSERTS, Proposition(f"p{n}", agent=a)) for a in "xy"] for n in range(5)]
    found = find_hitting_sets(Conflict(tuple(pair), (), ("r",)) for pair in pairs)
    assert found.exact and found.weight == 5 and not found.complete and not found.unique
    assert len(found.sets) == hitting_sets_module.MAX_SETS < 2**5


def test_nothing_in_conflict_means_nothing_to_give_up() -> None:
    found = find_hitting_sets([])
    assert found.unique and found.weight == 0 and found.sets[0].positions == ()


@pytest.mark.parametrize("weight", [0, -1, 2**31])
def test_a_weight_that_cannot_be_added_up_is_refused(weight: int) -> None:
    with pytest.raises(ValueError, match="weights must be positive"):
        find_hitting_sets([conflict([0, 1])], weights={POSITIONS[0].id: weight})


def test_weights_by_origins_count_voices_and_not_claims() -> None:
    fired, seen = Proposition("firing", agent="militia"), Proposition("firing", agent="army")
    knowledge = body(
        contested(),
        claim("a", "army", Stance.ASSERTS, fired),
        claim("b", "army", Stance.ASSERTS, fired, via=("scouts",)),
        claim("c", "scouts", Stance.ASSERTS, seen),
        claim("d", "militia", Stance.ASSERTS, seen),
    )
    weights = weigh_by_origins(knowledge.positions, knowledge)
    assert {p.claims: weights[p.id] for p in knowledge.positions} == {("x/a", "x/b"): 1, ("x/c", "x/d"): 2}
    pair = Conflict(knowledge.positions, (), ("r",))
    (given_up,) = find_hitting_sets([pair], weights=weights).sets
    assert given_up.positions[0].claims == ("x/a", "x/b")


# --- extensions ---------------------------------------------------------------------------------------------


class Framework:
    """A framework with joint attacks by its definitions (Dung 1995; Nielsen and Parsons 2006)."""

    def __init__(self, arguments: Iterable[str], conflicts: Iterable[Conflict]):
        self.arguments = frozenset(arguments)
        members = [frozenset(p.id for p in one.positions) for one in conflicts]
        self.attacks = {(one - {name}, name) for one in members for name in one}

    def attacked(self, some: frozenset[str]) -> frozenset[str]:
        return frozenset(name for attackers, name in self.attacks if attackers <= some)

    def defended(self, some: frozenset[str]) -> frozenset[str]:
        beaten = self.attacked(some)
        return frozenset(
            name
            for name in self.arguments
            if all(attackers & beaten for attackers, attacked in self.attacks if attacked == name)
        )

    def preferred(self) -> set[frozenset[str]]:
        every = [frozenset(some) for some in subsets(sorted(self.arguments))]
        admissible = [s for s in every if not s & self.attacked(s) and s <= self.defended(s)]
        return {one for one in admissible if not any(one < other for other in admissible)}

    def grounded(self) -> frozenset[str]:
        found: frozenset[str] = frozenset()
        while (more := self.defended(found)) != found:
            found = more
        return found


@settings(max_examples=drawn(200))
@given(some_conflicts)
def test_extensions_are_those_of_the_definitions(conflicts: list[Conflict]) -> None:
    framework = Framework((p.id for p in POSITIONS), without_bridges(conflicts))
    found = find_extensions(conflicts, POSITIONS)
    preferred = framework.preferred()
    assert found.exact
    assert {frozenset(p.id for p in one) for one in found.preferred} == preferred
    assert len(found.preferred) == len(preferred)
    assert {p.id for p in found.grounded} == framework.grounded()
    assert {p.id for p in found.sceptical} == frozenset.intersection(*preferred)


@settings(max_examples=drawn(100))
@given(some_conflicts)
def test_what_is_outside_an_extension_hits_every_conflict(conflicts: list[Conflict]) -> None:
    wanted = [one.members for one in without_bridges(conflicts)]
    for extension in find_extensions(conflicts, POSITIONS).preferred:
        outside = {p.id for p in POSITIONS} - {p.id for p in extension}
        assert all(not one.isdisjoint(outside) for one in wanted)
        assert all(any(one.isdisjoint(outside - {name}) for one in wanted) for name in outside)


@pytest.mark.parametrize(
    ("limit", "value"), [("MAX_EXTENSIONS", 3), ("MAX_POSITIONS", 4), ("MAX_CONFLICTS", 1)]
)
def test_beyond_a_bound_the_grounded_extension_is_left(
    limit: str, value: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    conflicts = [conflict([0, 1]), conflict([2, 3])]
    assert len(find_extensions(conflicts, POSITIONS).preferred) == 4
    monkeypatch.setattr(extensions_module, limit, value)
    found = find_extensions(conflicts, POSITIONS)
    assert not found.exact and found.preferred == ()
    assert {p.id for p in found.grounded} == {p.id for p in POSITIONS[4:]}


# --- survivors ----------------------------------------------------------------------------------------------


@settings(max_examples=drawn(25))
@given(strategies.bodies())
def test_what_survives_has_a_witness_in_every_extension(knowledge: Knowledge) -> None:
    relations = find_relations(knowledge)
    boxes = Boxes(knowledge)
    for view in find_views(knowledge.register)[:2]:
        conflicts = without_bridges(find_conflicts(relations, knowledge, view))
        members = {p.id for one in conflicts for p in one.positions}
        assume(len(members) <= 7)
        free = {p.id for p in knowledge.positions} - members
        preferred = [free | extension for extension in Framework(members, conflicts).preferred()]
        expected: dict[Proposition, set[str]] = {}
        for relation in relations:
            told = [boxes.content(p) for p in relation.positions]
            if not all(
                one is not None and one.asserts and p.stance is Stance.ASSERTS
                for one, p in zip(told, relation.positions, strict=True)
            ):
                continue
            if relation.relation is RelationType.CORROBORATES and relation.holds_for(view):
                box = relation.common or relation.positions[1].proposition
                witnesses = {
                    p.id
                    for p in knowledge.positions
                    if p.stance is Stance.ASSERTS
                    and (p.proposition.count is None or p.proposition.count.low > 0)
                    and any(needed <= view for needed in boxes.inside(p.proposition, box))
                }
                # Of those who agree one may give no time, and lies in it because of when it was said.
                agreeing = {p.id for p in relation.positions}
                untimed = {p.id for p in relation.positions if p.proposition.time is None}
                assert agreeing <= witnesses | untimed
                expected.setdefault(box, witnesses).update(agreeing)
        expected = {
            box: witnesses
            for box, witnesses in expected.items()
            if all(witnesses & extension for extension in preferred)
        }
        found = {one.box: one for one in find_survivors(relations, knowledge, view).boxes}
        assert set(found) <= set(expected)
        for box, witnesses in expected.items():
            sharper = [
                other
                for other in found
                if expected[other] == witnesses and any(v <= view for v in boxes.inside(other, box))
            ]
            assert box in found or sharper
        for box, one in found.items():
            assert {p.id for p in one.witnesses} == expected[box]
            in_conflict = {p.id for c in conflicts for p in c.positions}
            assert one.contested == (expected[box] <= in_conflict)


def test_a_box_survives_though_every_witness_is_contested() -> None:
    """Two rival accounts of who fired exclude each other; that somebody fired does not depend on which."""
    a, b = (
        Position(Stance.ASSERTS, Proposition("firing", agent=agent, target="town"), (f"x/{agent}",))
        for agent in ("army", "militia")
    )
    knowledge = body(
        contested(),
        claim("army", "scouts", a.stance, a.proposition),
        claim("militia", "army", b.stance, b.proposition),
    )
    equal = {"kind": Comparison.EQUAL, "target": Comparison.EQUAL}
    rivals = Relation(RelationType.CONTRADICTS, "responsibility", "1", (a, b), equal)
    common = Proposition("firing", target="town")
    agreed = Relation(RelationType.CORROBORATES, "corroboration", "1", (a, b), equal, common=common)
    (survivor,) = find_survivors([rivals, agreed], knowledge).boxes
    assert survivor.box == common and survivor.contested
    assert {p.id for p in survivor.witnesses} == {a.id, b.id}
    denial = Position(Stance.DENIES, Proposition("firing"), ("x/none",))
    denials = [Relation(RelationType.CONTRADICTS, "denial", "1", (p, denial), equal) for p in (a, b)]
    assert find_survivors([rivals, agreed, *denials], knowledge).boxes == ()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.disputes.survivors.MAX_POSITIONS", 1)
        assert find_survivors([rivals, agreed], knowledge).undecided == (common,)


@settings(max_examples=drawn(25))
@given(strategies.bodies())
def test_boxes_nest_as_the_engine_says(knowledge: Knowledge) -> None:
    """What is held for sure contradicts a denial if box lies in box, where both say when it was."""
    left = ClaimVoices(knowledge, Background(knowledge.register)).left
    kept = tuple(
        replace(
            bundle,
            claims=tuple(
                replace(claim, certainty=Certainty.UNSPECIFIED, corrects=())
                for claim in bundle.claims
                if f"{bundle.id}/{claim.id}" not in left
            ),
        )
        for bundle in knowledge.bundles
    )
    knowledge = Knowledge(knowledge.register, kept)
    boxes = Boxes(knowledge)
    timed = {p.id: p for p in knowledge.positions if p.proposition.time is not None and boxes.content(p)}
    contents = {name: boxes.content(p) for name, p in timed.items() if boxes.is_witness(p)}
    denied = {
        name: one
        for name, p in timed.items()
        # Who forecasts that there will be nobody denies nothing yet.
        if p.stance is not Stance.PREDICTS and (one := boxes.content(p)) and not one.asserts
    }
    denials = {
        (*sorted((p.id for p in r.positions), key=lambda name: name in denied), view)
        for r in find_relations(knowledge)
        if r.rule == "denial" and r.relation is RelationType.CONTRADICTS
        for view in find_views(knowledge.register)
        if r.holds_for(view) and all(p.id in timed for p in r.positions)
    }
    expected = {
        (one, other, view)
        for one, a in contents.items()
        for other, d in denied.items()
        for view in find_views(knowledge.register)
        if a is not None and any(needed <= view for needed in boxes.inside(a.box, d.box))
    }
    assert denials == expected


def test_a_share_of_one_place_lies_inside_no_share_of_another() -> None:
    entries = (
        Entry("vote", "kinds"),
        Entry("voters", "populations"),
        Entry("turnout", "kinds", ratio=True),
        Entry("country", "places", type="country"),
        Entry("province", "places", type="region", links=(("within", "country"),)),
    )
    boxes = Boxes(Knowledge(Register({entry.name: entry for entry in entries})))
    part = Proposition("vote", place="province", count=Count("turnout", 80, 80, "voters"))
    assert boxes.inside(part, part) == (frozenset(),)
    assert boxes.inside(part, replace(part, place="country")) == ()
    counted = [replace(box, count=None) for box in (part, replace(part, place="country"))]
    assert boxes.inside(*counted) == (frozenset(),)


def test_conflicts_that_say_the_same_are_one() -> None:
    found = minimal_conflicts(
        [conflict([0, 1], relation="a"), conflict([0, 1], relation="b"), conflict([0, 1, 2])]
    )
    assert [one.relations for one in found] == [("a", "b")]
