"""The conditions of the rules, one by one: what each makes of two claims, and what keeps it from more."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping

from kg.model import (
    Interval,
    RelationType,
    Stance,
)
from kg.relations.common import common_box, is_event_alone
from kg.relations.counting import judge_quantity
from kg.relations.judged import ASSERTS, DENIES, STANCES, Judged, both_assert, read_back, refuse
from kg.relations.pairing import (
    BROADER,
    DISJOINT,
    EQUAL,
    GATE,
    NARROWER,
    NESTED,
    OVERLAPS,
    UNKNOWN,
    Obstacle,
    Pairing,
    change_of,
)
from kg.relations.tables import FUNCTIONAL


def _meeting(v: Pairing) -> Judged:
    """Judge what is, against a denial that it is."""
    if (v.p.said_by is None) != (v.q.said_by is None):
        return refuse(Obstacle("utterance"))
    found = v.gate()
    found += [v.obstacle("apart", s) for s in v.of(DISJOINT) if s not in ("kind", *GATE)]
    beyond, unknown = v.of(BROADER, OVERLAPS), v.of(UNKNOWN)
    open_slots = [v.obstacle("outside", slot) for slot in beyond] + [v.obstacle("open", s) for s in unknown]
    if v.idle:
        found.append(Obstacle("idle"))
    left_out = v.left_out() if v.counted[0] else []
    if unknown and v.counted[1] and not v.counted[0]:
        found.append(v.obstacle("no-number", "count"))
    found += _wider_count(v)
    if found or (beyond and unknown) or left_out:
        silent = [v.obstacle("left-out", slot) for slot in left_out]
        rest = [o for o in open_slots if o.slot not in left_out]
        return refuse(*found, *silent, *rest)
    if beyond or unknown:
        return Judged(RelationType.TENSION, tuple(open_slots), tuple(beyond))
    return Judged(RelationType.CONTRADICTS)


def _wider_count(v: Pairing) -> list[Obstacle]:
    """Return where a count and a denial are not of the same: another is counted, or a narrower denied."""
    if not v.counted[0]:
        return []
    found = [v.obstacle("wider-kind", "kind")] if v.slots["kind"] is BROADER else []
    return found + [v.obstacle("beside-count", s) for s in v.beside_count]


def _denial(v: Pairing) -> Judged:
    return _meeting(v) if v.stances((ASSERTS, DENIES)) else refuse(STANCES)


def _presupposition(v: Pairing) -> Judged:
    return _meeting(v) if v.b.stance is Stance.DENIES else refuse(STANCES)


def _attribution(v: Pairing) -> Judged:
    if v.b.stance is not Stance.DENIES:
        return refuse(STANCES)
    if v.q.said_by is None:
        return refuse(Obstacle("utterance"))
    found = [*v.gate(), *(v.obstacle("apart", s) for s in v.of(DISJOINT) if s not in ("kind", *GATE))]
    found += [v.obstacle("beside-count", slot) for slot in v.beside_count]
    beyond, unknown = v.of(BROADER, OVERLAPS), v.of(UNKNOWN)
    open_slots = [v.obstacle("outside", s) for s in beyond] + [v.obstacle("open", s) for s in unknown]
    meets = (*NESTED, OVERLAPS)
    target = None not in (v.p.target, v.q.target) and v.slots.get("target") in meets
    event = None not in (v.p.event, v.q.event) and v.slots.get("event") in meets
    near = v.slots.get("count", EQUAL) in meets and (target or event)
    # Nobody is taken for a description that nothing ties him to.
    untied = "said_by" in unknown and not v.settled("said_by")
    if found or untied or (beyond and unknown) or (open_slots and not near):
        return refuse(*found, *open_slots)
    kind = RelationType.TENSION if open_slots else RelationType.CONTRADICTS
    return Judged(kind, tuple(open_slots), tuple(beyond))


def _exclusive_state(v: Pairing) -> Judged:
    refused = both_assert(v)
    if refused is not None:
        return refused
    if not (v.background.is_state(v.p.kind) and v.background.is_state(v.q.kind)):
        return refuse(Obstacle("event-not-state"))
    functional = [slot for slot in FUNCTIONAL if slot in v.background.functional(v.p.kind)]
    if not functional:
        return refuse(Obstacle("not-functional", "value"))
    found = [Obstacle("idle")] if v.idle else []
    found += [] if v.slots["kind"] is EQUAL else [v.obstacle("kind", "kind")]
    if v.slots.get("target") is not EQUAL:
        found.append(v.obstacle("not-same", "target"))
    found += [o for o in v.gate() if o.slot not in ("kind", "target")]
    if v.slots.get("time") is UNKNOWN:
        found.append(v.obstacle("open", "time"))
    compared = {slot: v.slots.get(slot) for slot in functional}
    disjoint = tuple(slot for slot in functional if compared[slot] is DISJOINT)
    if found:
        return refuse(*found)
    # Whether two events are two may be contested; then there is nothing for those who say so.
    events = None not in (v.p.event, v.q.event) and v.slots.get("event") is UNKNOWN
    base = ("kind", "target", "place", "time", *(["event"] if events else []))
    if disjoint:
        return Judged(RelationType.CONTRADICTS, (), disjoint, reads=(*base, *disjoint))
    contested = tuple(v.obstacle("open", s) for s in functional if v.contested(s))
    if contested:
        return Judged(RelationType.TENSION, contested, reads=(*base, *functional))
    loose = tuple(v.obstacle("open", s) for s in functional if compared[s] in (UNKNOWN, OVERLAPS))
    inner, outer = (any(c is way for c in compared.values()) for way in (NARROWER, BROADER))
    nested = tuple(v.obstacle("nested", s) for s in functional if compared[s] in (NARROWER, BROADER))
    if loose or inner == outer:
        same = tuple(v.obstacle("same-value", s) for s in functional if compared[s] in (EQUAL, None))
        return refuse(*(loose or nested or same))
    return Judged(RelationType.REFINES, nested, (), outer, (*base, *functional))


def _event_gate(v: Pairing) -> list[Obstacle]:
    """Return what keeps two from being told of one event."""
    found = [Obstacle("state")] if v.is_state else []
    if not v.one_event:
        found.append(v.obstacle("event", "event"))
    elif not v.kinds_meet:
        found.append(v.obstacle("kind", "kind"))
    elif not (v.of_event(v.p) and v.of_event(v.q)):
        found.append(Obstacle("not-of-event", "kind"))
    elif v.two_acts:
        found.append(Obstacle("two-acts", "kind"))
    if any(v.counted):
        found.append(Obstacle("counted"))
    return found


def _responsibility(v: Pairing) -> Judged:
    refused = both_assert(v)
    if refused is not None:
        return refused
    if v.p.agent is None or v.q.agent is None:
        return refuse(v.obstacle("open", "agent"))
    if v.is_state:
        return refuse(Obstacle("state"))
    agent, one = v.slots["agent"], v.functional("agent")
    reads = ("kind", "agent", "event")
    if v.idle:
        return refuse(Obstacle("idle"))
    if v.one_event:
        if not v.kinds_meet:
            return refuse(v.obstacle("kind", "kind"))
        if agent in (NARROWER, BROADER):
            if v.slots["kind"] not in (EQUAL, agent):
                return refuse(v.obstacle("runs-back", "kind"))
            nested = (v.obstacle("nested", "agent"),)
            return Judged(RelationType.REFINES, nested, (), agent is BROADER, reads)
        if agent is UNKNOWN:
            return Judged(RelationType.TENSION, (v.obstacle("open", "agent"),), reads=reads)
        if agent is not DISJOINT:
            return refuse(v.obstacle("overlapping" if agent is OVERLAPS else "same-value", "agent"))
        if one:
            return Judged(RelationType.CONTRADICTS, (), ("agent",), reads=reads)
        several = Obstacle("not-functional", "agent")
        if any(v.counted):
            return refuse(several, Obstacle("counted"))
        return Judged(RelationType.TENSION, (several,), ("agent",), reads=reads)
    found = v.gate()
    if None not in (v.p.event, v.q.event):
        found.append(v.obstacle("event", "event"))
    if agent not in (DISJOINT, UNKNOWN):
        found.append(v.obstacle("same-value" if agent is EQUAL else "nested", "agent"))
    if v.slots.get("target") not in NESTED and v.slots.get("place") not in NESTED:
        found.append(v.obstacle("nowhere", "target"))
    if v.slots.get("time") is UNKNOWN:
        found.append(v.obstacle("open", "time"))
    if found:
        return refuse(*dict.fromkeys(found))
    conflict = [s for s in ("agent",) if v.slots.get(s) is DISJOINT]
    differing = {"target": (), "instrument": (DISJOINT,), "place": ()}
    conflict += [s for s, more in differing.items() if v.slots.get(s) in (NARROWER, BROADER, *more)]
    keeps = [Obstacle("unnamed-event", "event")]
    keeps += [] if one else [Obstacle("not-functional", "agent")]
    keeps += [v.obstacle("open", "agent")] if agent is UNKNOWN else []
    return Judged(RelationType.TENSION, tuple(keeps), tuple(conflict))


def _event_slot(slot: str) -> Callable[[Pairing], Judged]:
    def judge(v: Pairing) -> Judged:
        refused = both_assert(v)
        if refused is not None:
            return refused
        state, reads = v.slots.get(slot), ("kind", slot, "event")
        if v.one_event and state is EQUAL:
            return refuse(v.obstacle("same-value", slot))
        found = _event_gate(v)
        if found:
            return refuse(*found)
        if state in (NARROWER, BROADER):
            back = [] if v.slots["kind"] in (EQUAL, state) else [v.obstacle("runs-back", "kind")]
            if v.slots.get("agent") is DISJOINT:
                back.append(v.obstacle("apart", "agent"))
            if back:
                return refuse(*back)
            # Whether the agents are two may be contested; then there is nothing for those who say so.
            agents = None not in (v.p.agent, v.q.agent) and v.slots["agent"] in (UNKNOWN, OVERLAPS)
            nested, more = (v.obstacle("nested", slot),), ("agent",) if agents else ()
            return Judged(RelationType.REFINES, nested, (), state is BROADER, (*reads, *more))
        if state is DISJOINT:
            if slot in ("time", "place") or v.functional(slot):
                return Judged(RelationType.CONTRADICTS, (), (slot,), reads=reads)
            return Judged(RelationType.TENSION, (Obstacle("not-functional", slot),), (slot,), reads=reads)
        if v.contested(slot):
            return Judged(RelationType.TENSION, (v.obstacle("open", slot),), reads=reads)
        reason = "overlapping" if state is OVERLAPS else "open" if state is UNKNOWN else "same-value"
        return refuse(v.obstacle(reason if state is not None else "unsaid", slot))

    return judge


def _nature(v: Pairing) -> Judged:
    refused = both_assert(v)
    if refused is not None:
        return refused
    found = [Obstacle("idle")] if v.idle else []
    found += [] if v.one_event else [v.obstacle("event", "event")]
    if not v.distinct or v.slots["kind"] is not DISJOINT:
        reason = "not-distinct" if v.slots["kind"] in (DISJOINT, UNKNOWN, OVERLAPS) else "same-kind"
        found.append(v.obstacle(reason, "kind"))
    if found:
        return refuse(*found)
    return Judged(RelationType.CONTRADICTS, (), ("kind",), reads=("kind", "event"))


def _exclusivity(v: Pairing) -> Judged:
    refused = both_assert(v)
    if refused is not None:
        return refused
    best: Judged | None = None
    for index, p, way in ((0, v.p, BROADER), (1, v.q, NARROWER)):
        for slot in p.only:
            apart = v.slots.get(slot) is DISJOINT or v.has_more(1 - index, slot)
            found = [] if apart else [v.obstacle("not-apart", slot)]
            rest = [(s, c) for s, c in v.slots.items() if s != slot and c not in (EQUAL, way)]
            rest = [(s, c) for s, c in rest if not (v.one_event and v.is_left_to_event(p, s))]
            found += [v.obstacle("outside" if c is not UNKNOWN else "open", s) for s, c in rest]
            found += [Obstacle("idle")] if v.idle else []
            if not found:
                return Judged(RelationType.CONTRADICTS, (), (slot,), index == 1)
            if best is None or len(found) < len(best.obstacles):
                # What the other says has to lie inside what is meant only.
                best = read_back(found) if index == 0 else refuse(*found)
    return best or refuse(Obstacle("only"))


def _corroboration(v: Pairing) -> Judged:
    alike = v.a.stance is v.b.stance and v.a.stance in (Stance.ASSERTS, Stance.DENIES)
    if not alike:
        return refuse(STANCES)
    if (v.p.said_by is None) != (v.q.said_by is None):
        return refuse(Obstacle("utterance"))
    found = v.gate()
    if v.idle:
        found.append(Obstacle("idle"))
    if found:
        return refuse(*found)
    if v.inside or v.around:
        turned = v.inside and not v.around if v.a.stance is Stance.DENIES else v.around and not v.inside
        return Judged(RelationType.CORROBORATES, swapped=turned)
    rest = [s for s, c in v.slots.items() if c not in (EQUAL,)]
    keeps = [v.obstacle("open" if v.slots[s] is UNKNOWN else "outside", s) for s in rest]
    if v.a.stance is Stance.DENIES:
        return refuse(*keeps)
    shared = [slot for slot in ("target", "place") if _in_common(v, slot)]
    if v.slots.get("said_by", EQUAL) not in NESTED or not shared:
        return refuse(*keeps)
    common = common_box(v.placed(0), v.placed(1), v.slots, v.background)
    if common.target is common.place is None:
        return refuse(*keeps)
    if is_event_alone(common, v.background):
        return refuse(*keeps, Obstacle("event-alone", "event"))
    if common.said_by is None and v.background.is_state(common.kind):
        functional = v.background.functional(v.p.kind, v.q.kind)
        dropped = [s for s in v.slots if s in functional and common.slot(s) is None]
        if dropped:
            return refuse(*(v.obstacle("one-only", s) for s in dropped))
    return Judged(RelationType.CORROBORATES, tuple(keeps), tuple(v.of(DISJOINT)), common=True)


def _in_common(v: Pairing, slot: str) -> bool:
    state = v.slots.get(slot)
    if state in NESTED:
        return True
    one, two = v.value(0, slot), v.value(1, slot)
    if state not in (UNKNOWN, OVERLAPS) or one is None or two is None:
        return False
    return v.background.reading(slot, one, two).rest is not DISJOINT and (
        v.background.meet(slot, one, two) is not None
    )


def _opposed_aims(v: Pairing) -> Judged:
    if not v.stances(((Stance.DEMANDS, Stance.COMMITS), (Stance.REFUSES,))):
        return refuse(STANCES)
    return _nested_in(v, RelationType.OPPOSES, around=False)


def _nested_in(v: Pairing, relation: RelationType, *, around: bool, free: Collection[str] = ()) -> Judged:
    """Judge whether the first lies inside the second, or around it; ``free`` slots may be open."""
    if v.utterance or v.q.said_by is not None:
        return refuse(Obstacle("utterance"))
    found = v.gate()
    if v.idle and relation is not RelationType.OPPOSES:
        found.append(Obstacle("idle"))
    ways = (EQUAL, BROADER) if around else (EQUAL, NARROWER)
    gated = {obstacle.slot for obstacle in found}
    found += [
        v.obstacle("open" if c is UNKNOWN else "outside", s)
        for s, c in v.slots.items()
        if c not in ways and s not in gated and not (c is UNKNOWN and s in free)
    ]
    if found and around:
        return read_back(found)
    return refuse(*found) if found else Judged(relation)


_WORDS = (Stance.COMMITS, Stance.THREATENS, Stance.REFUSES, Stance.PREDICTS)


def _word_and_deed(v: Pairing) -> Judged:
    if not v.stances(((Stance.ASSERTS, Stance.DENIES), _WORDS)):
        return refuse(STANCES)
    done, refused = v.a.stance is Stance.ASSERTS, v.b.stance is Stance.REFUSES
    kept = RelationType.BREACHES if done is refused else RelationType.FULFILS
    # What a word leaves out may be anything.
    free = [slot for slot in v.slots if done and v.leaves_open(slot)]
    judged = _nested_in(v, kept, around=not done, free=free)
    forecast = v.b.stance is Stance.PREDICTS and v.counted[1]
    if forecast and not done and judged.relation is not None:
        judged = refuse(Obstacle("no-count", "count"))
    if not forecast or not (done or v.nobody) or not v.both_counted or v.gate() or v.utterance:
        return judged
    a, b = v.p.count, v.q.count
    assert a is not None and b is not None
    change = max(change_of(v, a.measure), change_of(v, b.measure))
    above = b.high is not None and a.low > b.high
    if v.nobody:
        off = b.low > 0 and (change != 1 or a.final)
    elif change == 1:
        off = (a.final and a.high is not None and a.high < b.low) or above
    else:
        off = v.slots["count"] is DISJOINT
    when = [box.as_of or Interval() for box in (v.a, v.b)]
    if not off:
        return judged
    missing = [v.obstacle("not-same", slot) for slot, c in v.scope.items() if c is not EQUAL]
    if not when[1].precedes(when[0]):
        missing.append(Obstacle("when"))
    return refuse(*missing) if missing else Judged(RelationType.BREACHES, (), ("count",))


def _assessment(v: Pairing) -> Judged:
    a, b = v.a.stance, v.b.stance
    if b not in (Stance.ASSESSES, Stance.DOUBTS):
        return refuse(STANCES)
    if a is Stance.ASSESSES and b is Stance.DOUBTS:
        return _nested_in(v, RelationType.TENSION, around=False)
    agrees = (a is Stance.DENIES) is (b is Stance.DOUBTS)
    relation = RelationType.SUPPORTS if agrees else RelationType.CHALLENGES
    promised = a in (Stance.COMMITS, Stance.THREATENS) and b is Stance.ASSESSES
    if a in (Stance.ASSERTS, Stance.DENIES) or promised:
        return _nested_in(v, relation, around=a is Stance.DENIES)
    return refuse(STANCES)


RULES: Mapping[str, Callable[[Pairing], Judged]] = {
    "denial": _denial,
    "presupposition": _presupposition,
    "attribution": _attribution,
    "exclusive-state": _exclusive_state,
    "responsibility": _responsibility,
    "nature": _nature,
    "exclusivity": _exclusivity,
    **{f"event-{slot}": _event_slot(slot) for slot in ("time", "place", "target", "instrument")},
    "quantity": judge_quantity,
    "corroboration": _corroboration,
    "opposed-aims": _opposed_aims,
    "word-and-deed": _word_and_deed,
    "assessment": _assessment,
}
#: The role of the first box for rules that look at something else than what claims say themselves.
ROLES = {"presupposition": "presupposed", "attribution": "attributed"}
