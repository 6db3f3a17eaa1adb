"""What must not change when the input does, and what may change in one direction only.

No test here knows what the right relations are: each runs the engine twice, on a body of knowledge and on a
changed one, and compares. Three sorts of change:

- *Nothing is said anew*: another order, other names, an article split in two, a claim about something else,
  the rest of the claims left out. Nothing changes, but for what depends on the order of names: which of two
  positions comes first where neither does by nature, which of several shortest chains of bridges is shown,
  and which of several least common ancestors is taken.
- *A box grows or shrinks.* The rules of :func:`containment` rest on one box inside another and on nothing
  else. Growing the outer box or shrinking the inner one never loses such a relation, and neither does a
  further bridge; so removing one adds none. For the other rules this is not so and should not be: where
  nobody places one of two values inside the other any more, they are two different things, and so rival
  values of one state or rival agents of one deed; what somebody still places is unknown, which makes no
  conflict.
- *A contested fact becomes undisputed.* What the holders of a standpoint see is then what everybody sees.

Growing has limits of its own: the population of a count does not grow (that five people were killed does not
follow from five civilians killed), nor its measure for the same reason; a denial of an utterance does not
become one of a fact; and a kind that holds whenever it holds at all grows only into another such kind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from random import Random
from typing import Any

from hypothesis import HealthCheck, Phase, assume, given, settings
from hypothesis import strategies as st
from support.drawing import drawn
from support.oracle_background import find_views
from support.oracle_vectors import is_not_later
from support.strategies import bodies

from kg.background import Background, check_background
from kg.diff.leaving import Leaving
from kg.model import (
    INSIDE,
    SEVERAL,
    SLOT_SECTIONS,
    STATE,
    Article,
    Bridge,
    Bundle,
    Claim,
    Comparison,
    Count,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Register,
    Relation,
    RelationType,
    Repeat,
    Several,
    Stance,
    Standpoint,
    Value,
    View,
    value_of,
)
from kg.relations import find_relations, find_repeats

examples = settings(
    max_examples=drawn(15),
    deadline=None,
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much, HealthCheck.data_too_large],
)

NARROWER, BROADER = Comparison.NARROWER, Comparison.BROADER
_TURNED = {NARROWER: BROADER, BROADER: NARROWER}


# Nothing is said anew ---------------------------------------------------------------------------------------


@examples
@given(bodies(), st.randoms(use_true_random=False))
def test_order_of_input_changes_nothing(knowledge: Knowledge, random: Random) -> None:
    def shuffled(values: Iterable[Any]) -> tuple[Any, ...]:
        values = list(values)
        random.shuffle(values)
        return tuple(values)

    bundles = tuple(replace(bundle, claims=shuffled(bundle.claims)) for bundle in knowledge.bundles)
    entries = {
        name: replace(entry, links=shuffled(entry.links), functional=shuffled(entry.functional))
        for name, entry in shuffled(knowledge.register.entries.items())
    }
    standpoints = {
        name: replace(standpoint, holds=shuffled(standpoint.holds), excludes=shuffled(standpoint.excludes))
        for name, standpoint in shuffled(knowledge.register.standpoints.items())
    }
    register = replace(knowledge.register, entries=entries, standpoints=standpoints)
    other = Knowledge(register, shuffled(bundles))
    assert find_relations(other) == find_relations(knowledge)
    assert find_repeats(other) == find_repeats(knowledge)


@examples
@given(bodies(), st.randoms(use_true_random=False))
def test_names_mean_nothing(knowledge: Knowledge, random: Random) -> None:
    """Names of the register, of standpoints and of events are only compared with one another."""
    register = knowledge.register
    old = sorted({*register.entries, *register.standpoints, *_events(knowledge)} - {STATE})
    new = [f"name-{number}" for number in range(len(old))]
    random.shuffle(new)
    names = {**dict(zip(old, new, strict=True)), STATE: STATE}
    found = Counter(_unordered(_renamed(relation, names)) for relation in find_relations(knowledge))
    assert Counter(map(_unordered, find_relations(_renamed(knowledge, names)))) == found


def _events(knowledge: Knowledge) -> set[str]:
    return {p.event for claim in knowledge.claims.values() for p in claim.propositions if p.event is not None}


def _renamed(value: Any, names: Mapping[str, str]) -> Any:
    """Return a value in which every name of the register, of a standpoint and of an event is another one."""

    def new(value: Any) -> Any:
        return _renamed(value, names)

    match value:
        case Knowledge():
            bundles = tuple(replace(b, article=new(b.article), claims=new(b.claims)) for b in value.bundles)
            return Knowledge(new(value.register), bundles)
        case Register():
            entries = {names[name]: new(entry) for name, entry in value.entries.items()}
            opponents = frozenset(frozenset(names[name] for name in pair) for pair in value.opponents)
            return Register(entries, opponents, {names[n]: new(s) for n, s in value.standpoints.items()})
        case Entry():
            links = tuple((relation, names[other]) for relation, other in value.links)
            return replace(value, name=names[value.name], links=links, frame=new(value.frame))
        case EventFrame():
            kind = value.kind and names[value.kind]
            return replace(value, kind=kind, target=new(value.target), place=new(value.place))
        case Several():
            return value_of((names[name] for name in value.names), value.any_of)
        case str():
            return names[value]
        case Standpoint():
            held_by = tuple(names[name] for name in value.held_by)
            excludes = tuple(names[name] for name in value.excludes)
            return replace(
                value, name=names[value.name], held_by=held_by, holds=new(value.holds), excludes=excludes
            )
        case Bridge():
            standpoint = None if value.standpoint is None else names[value.standpoint]
            return Bridge(names[value.subject], value.relation, names[value.object], standpoint)
        case Article():
            return replace(value, publisher=names.get(value.publisher, value.publisher))
        case Claim():
            first, *jointly = sorted(names[name] for name in value.sources)
            return replace(
                value,
                source=first,
                jointly=tuple(jointly),
                via=tuple(names[name] for name in value.via),
                proposition=new(value.proposition),
                presupposes=new(value.presupposes),
                condition=new(value.condition),
            )
        case Proposition():
            slots = {slot: value.slot(slot) for slot in (*INSIDE, "event") if slot not in _OF_A_COUNT}
            slots = {slot: new(name) for slot, name in slots.items()}
            return replace(value, **slots, count=new(value.count))
        case Count():
            population = value.population and names[value.population]
            return replace(value, measure=names[value.measure], population=population)
        case Position():
            return replace(value, proposition=new(value.proposition))
        case Relation():
            labels: dict[str, Any] = {
                name: tuple(frozenset(names[s] for s in view) for view in getattr(value, name))
                for name in ("holds_if", "unless")
            }
            implied, positions = new(value.implied), new(value.positions)
            return replace(value, positions=positions, implied=implied, **labels)
        case tuple():
            return tuple(map(new, value))
    assert value is None
    return None


_OF_A_COUNT = ("measure", "population")


def _unordered(relation: Relation) -> tuple[Any, ...]:
    """Return what a relation says whatever it is shown with, and whichever of its positions comes first."""
    first, *rest = [(position.stance, position.proposition) for position in relation.positions]
    slots = frozenset(relation.slots.items())
    readings = {(first, frozenset(rest), slots)}
    if len(rest) == 1:
        turned = frozenset((slot, _TURNED.get(state, state)) for slot, state in slots)
        readings.add((rest[0], frozenset({first}), turned))
    return (
        relation.rule,
        relation.relation,
        frozenset(readings),
        relation.conflict,
        relation.unknown,
        frozenset(relation.holds_if),
        frozenset(relation.unless),
        relation.modifiers,
        relation.implied,
        relation.dropped,
    )


@examples
@given(bodies())
def test_splitting_an_article_in_two_changes_nothing(knowledge: Knowledge) -> None:
    def halves(bundle: Bundle) -> tuple[Bundle, Bundle]:
        article = replace(bundle.article, id=f"{bundle.id}-b")
        return replace(bundle, claims=bundle.claims[::2]), Bundle(article, bundle.claims[1::2])

    def voices(repeats: Iterable[Repeat]) -> set[tuple[str, frozenset[str]]]:
        """The claims that repeat one another, whichever of them comes first."""
        found: dict[tuple[str, str], set[str]] = {}
        for repeat in repeats:
            found.setdefault((repeat.origin, repeat.earlier), {repeat.earlier}).add(repeat.later)
        return {(origin, frozenset(map(whole, names))) for (origin, _), names in found.items()}

    def whole(claim: str) -> str:
        return claim.replace("-b/", "/")

    # A claim that is taken back is called otherwise in another article.
    bundles = tuple(
        replace(b, claims=tuple(replace(c, corrects=()) for c in b.claims)) for b in knowledge.bundles
    )
    knowledge = replace(knowledge, bundles=bundles)
    split = Knowledge(knowledge.register, tuple(half for b in knowledge.bundles for half in halves(b)))
    # Positions are equal whatever their claims are called.
    assert _without_pairs(split) == _without_pairs(knowledge)
    assert voices(find_repeats(split)) == voices(find_repeats(knowledge))


def _without_pairs(knowledge: Knowledge) -> list[Relation]:
    return [replace(relation, pairs=()) for relation in find_relations(knowledge)]


@examples
@given(bodies(), st.sampled_from(Stance))
def test_a_claim_about_something_else_changes_nothing(knowledge: Knowledge, stance: Stance) -> None:
    weather = Proposition("weather", place="elsewhere")
    claim = Claim(
        "w1", "observer", stance, None if stance is Stance.ASKS else weather, (), presupposes=(weather,)
    )
    entries = [
        Entry("weather", "kinds"),
        Entry("elsewhere", "places", type="city"),
        Entry("observer", "sources", type="person"),
    ]
    register = replace(
        knowledge.register, entries={**knowledge.register.entries, **{entry.name: entry for entry in entries}}
    )
    bundle = Bundle(Article("gazette", "", "en", "observer"), (claim,))
    more = Knowledge(register, (*knowledge.bundles, bundle))
    assert find_relations(more) == find_relations(knowledge)
    assert find_repeats(more) == find_repeats(knowledge)


@examples
@given(bodies(), st.data())
def test_a_relation_rests_on_the_claims_of_its_positions_alone(
    knowledge: Knowledge, data: st.DataObject
) -> None:
    found = find_relations(knowledge)
    assume(found)
    relation = data.draw(st.sampled_from(found))
    own = {claim for position in relation.positions for claim in position.claims}
    # And on those by which a voice may have left one.
    kept = own | Leaving(knowledge).of(own)
    bundles = tuple(
        replace(bundle, claims=tuple(c for c in bundle.claims if f"{bundle.id}/{c.id}" in kept))
        for bundle in knowledge.bundles
    )
    alone = find_relations(Knowledge(knowledge.register, bundles))
    assert relation in alone
    # A question takes a position on everything it presupposes; no other claim brings a further one along.
    if kept == own and not any(position.stance is Stance.ASKS for position in relation.positions):
        assert {p.id for other in alone for p in other.positions} <= {p.id for p in relation.positions}


# Labels -----------------------------------------------------------------------------------------------------


@examples
@given(bodies())
def test_labels_are_smallest_views_that_somebody_can_hold(knowledge: Knowledge) -> None:
    excluded = knowledge.register.excluded()
    for relation in find_relations(knowledge):
        assert relation.holds_if
        for views in (relation.holds_if, relation.unless):
            assert all(view <= knowledge.register.standpoints.keys() for view in views)
            assert not any(pair <= view for pair in excluded for view in views)
            assert not any(a < b for a in views for b in views)
            assert len(set(views)) == len(views)
        assert all(relation.holds_for(view) for view in relation.holds_if)
        assert not any(relation.holds_for(view) for view in relation.unless)
        open_slots = {Comparison.UNKNOWN, Comparison.OVERLAPS} & set(relation.slots.values())
        assert bool(relation.unless) <= bool(open_slots or relation.unknown)


@examples
@given(bodies())
def test_bridges_are_facts_of_the_register_or_of_a_standpoint_in_a_label(knowledge: Knowledge) -> None:
    known = set(knowledge.register.bridges())
    for relation in find_relations(knowledge):
        assert set(relation.bridges) <= known
        standpoints = {bridge.standpoint for bridge in relation.bridges} - {None}
        assert standpoints <= set().union(*relation.holds_if)
        assert len(set(relation.bridges)) == len(relation.bridges)


@examples
@given(bodies(), st.data())
def test_a_view_keeps_exactly_what_its_labels_say(knowledge: Knowledge, data: st.DataObject) -> None:
    view = _draw_view(knowledge.register, data)
    found = find_relations(knowledge)
    assert find_relations(knowledge, standpoints=view) == [r for r in found if r.holds_for(view)]


def _draw_view(register: Register, data: st.DataObject) -> View:
    view: View = frozenset()
    for name in data.draw(st.permutations(sorted(register.standpoints))):
        if data.draw(st.booleans()) and not any(pair <= view | {name} for pair in register.excluded()):
            view |= {name}
    return view


# A box grows or shrinks -------------------------------------------------------------------------------------


def containment(relation: Relation) -> int | None:
    """Return which position's box is the outer one, where a relation says only that it contains the other.

    The outer box is that of a denial or refusal, in which a missing slot means any value. Rules for two
    positions that both leave missing slots open (corroboration, a promise fulfilled) are not meant: there a
    box with fewer slots does not contain one with more.
    """
    first, second = (position.stance for position in relation.positions[:2])
    match relation.rule, relation.relation:
        case ("denial" | "presupposition" | "attribution", RelationType.CONTRADICTS):
            return 1
        case ("opposed-aims", RelationType.OPPOSES):
            return 1
        case ("assessment", RelationType.CHALLENGES):
            return 1 if second is Stance.DOUBTS else 0
        case ("word-and-deed", RelationType.FULFILS | RelationType.BREACHES):
            if first is Stance.DENIES:
                return 0
            return 1 if second is Stance.REFUSES else None
    return None


def _wider(register: Register, p: Proposition) -> Iterator[Proposition]:
    """Yield propositions with a wider box: a slot dropped, a whole in a value's place, a longer interval."""
    for slot in ("agent", "target", "instrument", "place", "time", "count", "value", "event"):
        if p.slot(slot) is not None:
            yield _put(p, slot, None)
    for slot in NOMINAL:
        for whole in _wholes(register, slot, p.slot(slot)):
            if slot != "kind" or register.entries[whole].timeless == register.entries[p.kind].timeless:
                yield _put(p, slot, whole)
    if p.time is not None:
        yield replace(p, time=Interval(p.time.start and p.time.start - timedelta(days=2), p.time.end))
        yield replace(p, time=Interval(p.time.start, p.time.end and p.time.end + timedelta(days=2)))
        if p.time.end is not None:
            yield replace(p, time=Interval(None, p.time.end))
    if p.count is not None:
        yield replace(p, count=replace(p.count, low=max(0, p.count.low - 1)))
        yield replace(p, count=replace(p.count, high=None))


def _narrower(register: Register, p: Proposition) -> Iterator[Proposition]:
    """Yield propositions with a narrower box: a missing slot filled, a part in a value's place, a day."""
    for slot in NOMINAL:
        value = p.slot(slot)
        for name, entry in register.entries.items():
            fits = entry.section in SLOT_SECTIONS[slot]
            if slot == "kind" and entry.timeless != register.entries[p.kind].timeless:
                continue
            # A target is somewhere, whether or not somebody says where.
            if slot == "place" and value is None and p.target is not None:
                continue
            if fits and (value in _wholes(register, slot, name) or (value is None and slot != "said_by")):
                yield _put(p, slot, name)
    if p.event is None:
        yield replace(p, event="clash")
    if p.time is not None:
        day = p.time.start or p.time.end
        yield replace(p, time=Interval(day, day))
        yield replace(p, time=Interval(p.time.start or day, p.time.end or day))
    if p.count is not None and p.count.high != p.count.low:
        if p.count.high is None or p.count.low + 1 <= p.count.high:
            yield replace(p, count=replace(p.count, low=p.count.low + 1))
        # A count of nobody is a denial, and no narrower assertion.
        if p.count.low > 0:
            yield replace(p, count=replace(p.count, high=p.count.low))


#: Slots whose values are names that lie inside one another; a count's own grow and shrink otherwise.
NOMINAL = tuple(slot for slot in INSIDE if slot not in _OF_A_COUNT)


def _wholes(register: Register, slot: str, value: Value | None) -> list[str]:
    """Return what the register alone places a value directly inside."""
    if not isinstance(value, str):
        return []
    return [whole for relation, whole in register.entries[value].links if relation in INSIDE[slot]]


Change = Callable[[Register, Proposition], Iterator[Proposition]]


def _drawn(data: st.DataObject, change: Change, register: Register, p: Proposition) -> Proposition:
    for _ in range(data.draw(st.integers(1, 3))):
        found = [q for q in dict.fromkeys(change(register, p)) if q != p]
        if found:
            p = data.draw(st.sampled_from(found))
    return p


def _with_claims(knowledge: Knowledge, names: Iterable[str], change: Callable[[Claim], Claim]) -> Knowledge:
    changed = set(names)
    bundles = tuple(
        replace(b, claims=tuple(change(c) if f"{b.id}/{c.id}" in changed else c for c in b.claims))
        for b in knowledge.bundles
    )
    return Knowledge(knowledge.register, bundles)


def _lost(relation: Relation, implied: Proposition | None, after: Iterable[Relation]) -> list[View]:
    """Return the views of a relation under which no relation of the same claims, rule and type is left."""
    left = [
        other
        for other in after
        if (other.rule, other.relation) == (relation.rule, relation.relation)
        and all(
            set(old.claims) <= set(new.claims)
            for old, new in zip(relation.positions, other.positions, strict=True)
        )
        and other.implied == implied
    ]
    return [view for view in relation.holds_if if not any(other.holds_for(view) for other in left)]


def _containing(knowledge: Knowledge) -> list[Relation]:
    """Return the relations in which a box may be made wider or narrower and stays of its kind.

    Shares are compared in the same scope alone, and a count of nobody is a denial.
    """
    entries = knowledge.register.entries
    return [
        relation
        for relation in find_relations(knowledge)
        if containment(relation) is not None
        and not any(
            (count := p.proposition.count) and (entries[count.measure].ratio or count.high == 0)
            for p in relation.positions
        )
    ]


@examples
@given(bodies(), st.data())
def test_a_wider_denial_loses_nothing_that_it_contradicts(knowledge: Knowledge, data: st.DataObject) -> None:
    found = _containing(knowledge)
    assume(found)
    relation = data.draw(st.sampled_from(found))
    denial = relation.positions[containment(relation) or 0]
    said = [knowledge.said(name) or Interval() for name in denial.claims]
    is_state = Background(knowledge.register).is_state

    def reach(p: Proposition) -> list[Interval]:
        # What is denied of an event, and of no time, reaches up to the utterance only.
        bounded = p.time is None and not is_state(p.kind)
        return [Interval(None, time.end) if bounded else p.time or Interval() for time in said]

    def change(register: Register, p: Proposition) -> Iterator[Proposition]:
        for q in _wider(register, p):
            if all(after.includes(before) for before, after in zip(reach(p), reach(q), strict=True)):
                yield q

    wider = _drawn(data, change, knowledge.register, denial.proposition)
    after = _with_claims(knowledge, denial.claims, lambda claim: replace(claim, proposition=wider))
    assert _lost(relation, relation.implied, find_relations(after)) == [], wider


@examples
@given(bodies(), st.data())
def test_a_narrower_assertion_loses_nothing_that_contradicts_it(
    knowledge: Knowledge, data: st.DataObject
) -> None:
    found = _containing(knowledge)
    assume(found)
    relation = data.draw(st.sampled_from(found))
    inner = relation.positions[1 - (containment(relation) or 0)]
    # A refusal leaves no slot open: to fill one narrows its box as it does an assertion's.
    if relation.rule == "presupposition":
        presupposed = relation.implied
        assert presupposed is not None
        narrower = _drawn(data, _narrower, knowledge.register, presupposed)
        implied: Proposition | None = narrower

        def change(claim: Claim) -> Claim:
            found = (narrower if p == presupposed else p for p in claim.presupposes)
            return replace(claim, presupposes=tuple(dict.fromkeys(found)))

    else:
        narrower = _drawn(data, _narrower, knowledge.register, inner.proposition)
        implied = relation.implied and replace(narrower, said_by=relation.implied.said_by)

        def change(claim: Claim) -> Claim:
            return replace(claim, proposition=narrower)

    after = _with_claims(knowledge, inner.claims, change)
    # Who counts something narrower may have left it since.
    assert _lost(relation, implied, find_relations(after, history=True)) == [], narrower


# Bridges come and go ----------------------------------------------------------------------------------------


def _rests_on_containment(relation: Relation) -> bool:
    """Whether a relation says only that boxes lie inside one another, of a count: that its scope does."""
    counts = relation.rule == "quantity" and relation.relation is RelationType.CONTRADICTS
    return counts or containment(relation) is not None


def _without(register: Register, bridge: Bridge) -> Register:
    if bridge.standpoint is None:
        entry = register.entries[bridge.subject]
        links = tuple(link for link in entry.links if link != (bridge.relation, bridge.object))
        return replace(register, entries={**register.entries, entry.name: replace(entry, links=links)})
    standpoint = register.standpoints[bridge.standpoint]
    holds = tuple(other for other in standpoint.holds if other != bridge)
    return replace(
        register,
        standpoints={**register.standpoints, standpoint.name: replace(standpoint, holds=holds)},
    )


@examples
@given(bodies(), st.data())
def test_removing_a_bridge_adds_nothing_that_rests_on_containment(
    knowledge: Knowledge, data: st.DataObject
) -> None:
    before = find_relations(knowledge)
    used = {bridge for relation in before for bridge in relation.bridges}
    bridges = [b for b in knowledge.register.bridges() if b in used] or knowledge.register.bridges()
    assume(bridges)
    bridge = data.draw(st.sampled_from(bridges))
    after = Knowledge(_without(knowledge.register, bridge), knowledge.bundles)
    for relation in filter(_rests_on_containment, find_relations(after)):
        assert _lost(relation, relation.implied, before) == [], bridge


def test_removing_a_bridge_may_make_rivals_of_two_values() -> None:
    """The property above is one of containment: what rests on disjoint values gains by a missing bridge."""
    entries = [
        Entry("north", "sources"),
        Entry("army", "sources", links=(("part_of", "north"),)),
        Entry("town", "places"),
        Entry(STATE, "kinds"),
        Entry("control", "kinds", links=(("broader", STATE),), functional=("value",)),
    ]
    register = Register({entry.name: entry for entry in entries})
    claims = tuple(
        Claim(value, "north", Stance.ASSERTS, Proposition("control", target="town", value=value), ())
        for value in ("north", "army")
    )
    bundles = (Bundle(Article("a", "", "en", "north"), claims),)

    def states(register: Register) -> list[RelationType]:
        found = find_relations(Knowledge(register, bundles))
        return [relation.relation for relation in found if relation.rule == "exclusive-state"]

    assert states(register) == [RelationType.REFINES]
    without = _without(register, Bridge("army", "part_of", "north"))
    assert states(without) == [RelationType.CONTRADICTS]


@examples
@given(bodies(), st.data())
def test_a_view_sees_what_all_see_once_its_facts_are_undisputed(
    knowledge: Knowledge, data: st.DataObject
) -> None:
    register = knowledge.register
    view = _draw_view(register, data)
    agreed = [bridge for name in sorted(view) for bridge in register.standpoints[name].holds]
    agreed = [bridge for bridge in agreed if bridge.relation != "distinct_from"]
    assume(agreed)
    entries = dict(register.entries)
    for bridge in agreed:
        entry = entries[bridge.subject]
        links = tuple(dict.fromkeys([*entry.links, (bridge.relation, bridge.object)]))
        entries[entry.name] = replace(entry, links=links)
    undisputed = replace(register, entries=entries)
    assume(not check_background(undisputed, {}))

    def seen(relations: Iterable[Relation]) -> set[tuple[Any, ...]]:
        return {
            (r.rule, r.relation, tuple(p.id for p in r.positions), r.implied)
            for r in relations
            if containment(r) is not None
        }

    by_all = find_relations(Knowledge(undisputed, knowledge.bundles), standpoints=())
    assert seen(by_all) == seen(find_relations(knowledge, standpoints=view))


# What commits to less never contradicts more ----------------------------------------------------------------


def _contradicting(knowledge: Knowledge, *rules: str) -> set[tuple[str, str, frozenset[str], View]]:
    """Return which claims contradict each other, by what rule and for whom."""
    return {
        (relation.rule, str(relation.relation), frozenset((first, second)), view)
        for relation in find_relations(knowledge)
        if relation.relation is RelationType.CONTRADICTS and (not rules or relation.rule in rules)
        for view in find_views(knowledge.register)
        if relation.holds_for(view)
        for pair in relation.pairs
        for first in pair.first.claims
        for second in pair.second.claims
    }


@examples
@given(bodies(), st.data())
def test_a_later_correction_adds_no_contradiction(knowledge: Knowledge, data: st.DataObject) -> None:
    names = sorted(name for name, claim in knowledge.claims.items() if claim.stance is not Stance.ASKS)
    assume(len(names) > 1)
    later, earlier = data.draw(st.permutations(names))[:2]
    assume(later not in knowledge.claims[earlier].corrects)
    corrected = _with_claims(
        knowledge, [later], lambda c: replace(c, corrects=tuple(sorted({*c.corrects, earlier})))
    )
    assert _contradicting(corrected) <= _contradicting(knowledge)


@examples
@given(bodies(), st.data())
def test_who_is_not_identified_is_in_no_further_contradiction(
    knowledge: Knowledge, data: st.DataObject
) -> None:
    register = knowledge.register
    kinds = ("sources", "places", "things")
    name = data.draw(st.sampled_from(sorted(n for n, e in register.entries.items() if e.section in kinds)))
    entries = {**register.entries, name: replace(register.entries[name], unidentified=True)}
    unsure = replace(knowledge, register=replace(register, entries=entries))
    assert _contradicting(unsure) <= _contradicting(knowledge)


@examples
@given(bodies(), st.data())
def test_when_a_count_was_taken_adds_no_contradiction_of_counts_so_far(
    knowledge: Knowledge, data: st.DataObject
) -> None:
    """Which of two counts is later may decide; to date one without changing that adds nothing."""
    name, when = _choose_as_of(knowledge, data)
    after = _dated(knowledge, name, when)
    others = [n for n, c in knowledge.claims.items() if n != name and c.proposition and c.proposition.count]
    assume(all(_order(after, name, other) == _order(knowledge, name, other) for other in others))
    assert _contradicting(after, "quantity") == _contradicting(knowledge, "quantity")


@examples
@given(bodies(), st.data())
def test_when_a_count_was_taken_is_nothing_to_the_counts_of_others(
    knowledge: Knowledge, data: st.DataObject
) -> None:
    name, when = _choose_as_of(knowledge, data)
    after = _dated(knowledge, name, when)
    sources = knowledge.claims[name].sources
    mine = {n for n, claim in knowledge.claims.items() if claim.sources == sources}
    before = _contradicting(knowledge, "quantity")
    assert all(names & mine for _, _, names, _ in _contradicting(after, "quantity") ^ before)


def _choose_as_of(knowledge: Knowledge, data: st.DataObject) -> tuple[str, Interval]:
    """Choose a count so far that does not say when it was taken, and a time at which it may have been."""
    grows = {n for n, e in knowledge.register.entries.items() if e.changes == "grows"}
    counted = [
        name
        for name, claim in knowledge.claims.items()
        if claim.proposition is not None
        and claim.proposition.count is not None
        and claim.proposition.count.measure in grows
        and not claim.proposition.count.final
        and claim.proposition.count.as_of is None
    ]
    times = {time for name in knowledge.claims for time in (knowledge.as_of(name), knowledge.said(name))}
    assume(counted and times - {None})
    chosen = sorted((time for time in times if time is not None), key=str)
    return data.draw(st.sampled_from(counted)), data.draw(st.sampled_from(chosen))


def _dated(knowledge: Knowledge, name: str, when: Interval) -> Knowledge:
    def dated(claim: Claim) -> Claim:
        assert claim.proposition is not None and claim.proposition.count is not None
        count = replace(claim.proposition.count, as_of=when)
        return replace(claim, proposition=replace(claim.proposition, count=count))

    return _with_claims(knowledge, [name], dated)


def _order(knowledge: Knowledge, one: str, other: str) -> tuple[bool, ...]:
    """Return which of two counts is surely later than the other, and which is surely not."""
    times = [knowledge.as_of(name) or Interval() for name in (one, other)]
    first, second = times
    return first.precedes(second), second.precedes(first), is_not_later(*times), is_not_later(*times[::-1])


@examples
@given(bodies())
def test_splitting_a_list_changes_no_contradiction_of_a_denial(knowledge: Knowledge) -> None:
    def halves(claim: Claim) -> list[Claim]:
        p = claim.proposition
        if claim.stance is not Stance.ASSERTS or p is None:
            return [claim]
        for slot in SEVERAL:
            value = p.slot(slot)
            if isinstance(value, Several) and not value.any_of:
                found = [_put(p, slot, name) for name in value.names]
                return [replace(claim, id=f"{claim.id}-{n}", proposition=q) for n, q in enumerate(found)]
        return [claim]

    def plain(found: Iterable[tuple[str, str, frozenset[str], View]]) -> set[tuple[frozenset[str], View]]:
        return {(frozenset(_SPLIT.sub("", name) for name in names), view) for _, _, names, view in found}

    claims = tuple(
        replace(b, claims=tuple(half for claim in b.claims for half in halves(claim)))
        for b in knowledge.bundles
    )
    unlinked = [replace(b, claims=tuple(replace(c, corrects=()) for c in b.claims)) for b in claims]
    before = [replace(b, claims=tuple(replace(c, corrects=()) for c in b.claims)) for b in knowledge.bundles]
    split = _contradicting(replace(knowledge, bundles=tuple(unlinked)), "denial")
    whole = _contradicting(replace(knowledge, bundles=tuple(before)), "denial")
    assert plain(split) == plain(whole)


_SPLIT = re.compile(r"-[0-9]$")


def _put(p: Proposition, slot: str, value: str | None) -> Proposition:
    changed: dict[str, Any] = {slot: value}
    return replace(p, **changed)
