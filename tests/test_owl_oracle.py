"""HermiT and the engine agree on which boxes lie inside which, and on which claims cannot all be true.

:mod:`owl_oracle` says how propositions become OWL. The engine knows slot vectors and rules, HermiT knows
neither; both are asked about the same propositions under the same view.

The correspondence is exact for what is compared here. Left out, because OWL has no word for it or says more:

- *counts, times and utterances*: intervals of numbers would be datatypes whose scope depends on other slots,
  and a proposition with ``said_by`` is compared with its like only. The oracle of the contract covers them.
- *two existential stances*, of which the second leaves a slot open: to OWL a missing slot is no restriction,
  to the contract it is a value that was not said. So ``p`` inside ``q`` is subsumption *and* the same slots.
- *wholes that share a part*: the contract calls two values disjoint where nobody places one inside the other,
  OWL knows that what lies inside both is in both. Such a pair is not told to HermiT as disjoint, and an
  inconsistency that the engine rests on it is not asked of HermiT.
- *the place and the event of a state*: an exclusive state is of one target whatever the place, unless the
  places are disjoint, and whatever the event; so no state that is asserted in a set of claims names either.
- *one event under two kinds that are not nested*: the gate keeps it from every rule; HermiT, for whom one
  individual is in both kinds, would find more.
- *a state of a kind and one of a narrower kind*: the rule asks for the same kind, so HermiT is not told that
  what is one for the wider kind is one for both.
- *sets of three and more*: every relation is between two positions (those of parts and wholes need counts),
  so a set that HermiT refutes although no two of its claims conflict is no defect of a rule. It takes two
  assertions about one individual, which are then true of it together; sets with such a pair are not asked to
  be consistent.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations, product
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import strategies
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from owl_oracle import ROLES, Ontology, Reading
from strategies import Choices
from support.drawing import drawn

from kg.model import (
    Article,
    Bundle,
    Claim,
    Knowledge,
    Proposition,
    Register,
    Relation,
    RelationType,
    Stance,
    View,
)
from kg.reasoning import NoJavaError, find_java
from kg.relations import find_relations

try:
    JAVA = find_java()
except NoJavaError as error:
    JAVA = ""
    WITHOUT_JAVA = str(error)
else:
    WITHOUT_JAVA = ""

pytestmark = pytest.mark.skipif(bool(WITHOUT_JAVA), reason=f"HermiT is the oracle here: {WITHOUT_JAVA}")

#: Each run of HermiT takes two seconds and answers some hundred questions. What fails is one pair or one set
#: of claims and is named; shrinking the case around it would start Java hundreds of times.
runs = settings(
    max_examples=drawn(7),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
)

SLOTS = ("kind", "agent", "target", "instrument", "place", "value", "event")
SECTIONS = {
    "kind": ("kinds",),
    "agent": ("sources",),
    "target": ("sources", "places", "things"),
    "instrument": ("things",),
    "place": ("places",),
    "value": ("sources", "places"),
}
EVENTS = ("clash", "raid")
SHAPES = (
    ("agent", "target", "place"),
    ("agent", "target", "instrument", "event"),
    ("agent", "place", "event"),
    ("target", "value"),
    ("agent", "target", "value"),
)

#: Every way in which one box inside another makes a relation: rule, relation, stances of first and second;
#: whether the first lies inside the second (or the second inside the first), whether both are existential.
ROWS = {
    ("denial", "contradicts", "asserts", "denies"): (True, False),
    ("presupposition", "contradicts", "asks", "denies"): (True, False),
    ("opposed-aims", "opposes", "demands", "refuses"): (True, False),
    ("opposed-aims", "opposes", "commits", "refuses"): (True, False),
    ("word-and-deed", "fulfils", "asserts", "commits"): (True, True),
    ("word-and-deed", "fulfils", "asserts", "threatens"): (True, True),
    ("word-and-deed", "breaches", "denies", "commits"): (False, False),
    ("word-and-deed", "breaches", "denies", "threatens"): (False, False),
    ("word-and-deed", "breaches", "asserts", "refuses"): (True, False),
    ("word-and-deed", "fulfils", "denies", "refuses"): (False, False),
    ("assessment", "supports", "asserts", "assesses"): (True, True),
    ("assessment", "supports", "commits", "assesses"): (True, True),
    ("assessment", "supports", "threatens", "assesses"): (True, True),
    ("assessment", "challenges", "denies", "assesses"): (False, False),
    ("corroboration", "corroborates", "asserts", "asserts"): (True, True),
}


@dataclass(frozen=True)
class Case:
    """A register, a view and different propositions, each asserted by two sources, and denied, demanded …."""

    register: Register
    view: View
    propositions: tuple[Proposition, ...]
    sets: tuple[tuple[tuple[Stance, int], ...], ...] = ()

    @cached_property
    def relations(self) -> list[Relation]:
        """What the engine finds for the view, every proposition taken with every stance."""
        said = [Stance.ASSERTS, *(stance for stance in Stance if stance is not Stance.NEITHER)]
        claims = tuple(
            Claim(
                f"c{i}-{n}-{stance}",
                f"voice-{n}",
                stance,
                None if stance is Stance.ASKS else p,
                (),
                presupposes=(p,) if stance is Stance.ASKS else (),
            )
            for i, p in enumerate(self.propositions)
            for n, stance in enumerate(said)
        )
        bundle = Bundle(Article("a", "", "en", "voice-0"), claims)
        return find_relations(Knowledge(self.register, (bundle,)), standpoints=self.view)

    def places(self, relation: Relation) -> tuple[int, int]:
        """Return which propositions a relation is about."""
        first, second = relation.positions
        return self.propositions.index(first.proposition), self.propositions.index(second.proposition)


# Drawing cases ----------------------------------------------------------------------------------------------


def cases() -> st.SearchStrategy[Case]:
    """Draw a register, one of its views, and propositions most of which are variants of a few."""
    return st.builds(_build_case, strategies.registers(), st.binary(min_size=900, max_size=900))


def _build_case(register: Register, drawn: bytes) -> Case:
    choices = Choices(drawn)
    held: set[str] = set()
    for name in register.standpoints:
        excluded = {other for pair in register.excluded() if name in pair for other in pair}
        if not held & excluded and choices.chance(2, 3):
            held.add(name)
    contested = [n for s in register.standpoints.values() for b in s.holds for n in (b.subject, b.object)]
    values = {
        slot: [
            name
            for name, entry in register.entries.items()
            if entry.section in sections
            for _ in range(3 if name in contested else 1)
        ]
        for slot, sections in SECTIONS.items()
    } | {"event": list(EVENTS)}

    def draw() -> Proposition:
        slots = choices.of(SHAPES)
        kind = "control" if "value" in slots and choices.chance(3, 4) else choices.of(values["kind"])
        return Proposition(kind, **{slot: choices.of(values[slot]) for slot in slots})

    def vary(p: Proposition) -> Proposition:
        """Move some values, drop some, add one."""
        slots = choices.some([slot for slot in SLOTS if p.slot(slot) is not None], most=3)
        changed = {slot: choices.of(values[slot]) for slot in slots}
        for slot in slots:
            if slot != "kind" and choices.chance(1, 3):
                changed[slot] = None
        if choices.chance(1, 4):
            slot = choices.of(SLOTS)
            changed[slot] = choices.of(values[slot])
        return replace(p, **changed)

    bases = [draw() for _ in range(3)]
    propositions = tuple(dict.fromkeys([*bases, *(vary(choices.of(bases)) for _ in range(13))]))
    sets = tuple(
        choices.some(list(product((Stance.ASSERTS, Stance.DENIES), range(len(propositions)))), most=5)
        for _ in range(40)
    )
    return Case(register, frozenset(held), propositions, sets)


# What may be asked -----------------------------------------------------------------------------------------


def _filled(p: Proposition) -> set[str]:
    return {slot for slot in SLOTS if p.slot(slot) is not None}


def _fits(reading: Reading, p: Proposition) -> bool:
    """Whether an assertion is one that OWL and the contract read in the same way beside others."""
    return not reading.is_state(p.kind) or (p.place is None and p.event is None)


def _are_of_one(reading: Reading, p: Proposition, q: Proposition) -> bool:
    """Whether two assertions are about one individual: an event with a name, or a state there is one of."""
    if p.event is not None and p.event == q.event:
        return True
    return p.kind == q.kind and p.target == q.target and reading.is_state(p.kind)


def _is_beyond_the_gate(reading: Reading, p: Proposition, q: Proposition) -> bool:
    """Whether two assertions are of one event under kinds of which neither contains the other."""
    nested = {(p.kind, q.kind), (q.kind, p.kind)} & reading.inside["kind"]
    return p.event is not None and p.event == q.event and not nested


def _rests_on_names_apart(reading: Reading, relation: Relation) -> bool:
    """Whether the values in conflict have no part in common."""
    first, second = (position.proposition for position in relation.positions)
    return all(reading.apart(slot, first.slot(slot), second.slot(slot)) for slot in relation.conflict)


def _ask(ontology: Ontology) -> dict[str, bool]:
    with TemporaryDirectory() as folder:
        return ontology.answers(JAVA, Path(folder))


# Boxes ------------------------------------------------------------------------------------------------------


def check_boxes(case: Case) -> Iterator[str]:
    """Yield where the engine and HermiT disagree on boxes."""
    ontology = Ontology(Reading(case.register, case.view))
    ontology.tell_unique_names(case.propositions)
    boxes = [ontology.box(p) for p in case.propositions]
    pairs = list(product(range(len(boxes)), repeat=2))
    denials = [r for r in case.relations if r.rule == "denial"]
    tensions = [r for r in denials if r.relation is RelationType.TENSION]
    for i, j in pairs:
        ontology.ask_inside(f"inside-{i}-{j}", boxes[i], boxes[j])
        ontology.ask(f"meet-{i}-{j}", ontology.box(case.propositions[i], [boxes[j], *ontology.one(ROLES)]))
    for number, relation in enumerate(tensions):
        i, j = case.places(relation)
        named = relation.conflict or relation.unknown
        said = {slot: ontology.some(slot, case.propositions[j].slot(slot)) for slot in named}
        for left_out in ("nothing", *named):
            also = [class_ for slot, class_ in said.items() if slot != left_out]
            ontology.ask_inside(
                f"completed-{number}-but-{left_out}", ontology.box(case.propositions[i], also), boxes[j]
            )
    can_be = _ask(ontology)
    inside = {(i, j) for i, j in pairs if not can_be[f"inside-{i}-{j}"]}

    found: dict[tuple[str, str, str, str], set[tuple[int, int]]] = {row: set() for row in ROWS}
    for r in case.relations:
        row = (r.rule, r.relation.value, *(position.stance.value for position in r.positions))
        if row in found and r.common is None:
            found[row].add(case.places(r))
    for row, (forwards, both_existential) in ROWS.items():
        expected = {
            (i, j)
            for i, j in pairs
            if ((i, j) if forwards else (j, i)) in inside
            and (not both_existential or _filled(case.propositions[i]) == _filled(case.propositions[j]))
            and (row[2] != row[3] or i != j)
        }
        for i, j in found[row] ^ expected:
            who = "only the engine" if (i, j) in found[row] else "only HermiT"
            yield f"{' '.join(row)}, {who}: {case.propositions[i]} and {case.propositions[j]}"

    for r in denials:
        i, j = case.places(r)
        if not can_be[f"meet-{i}-{j}"]:
            yield f"{r.relation} of boxes that do not meet: {case.propositions[i]} and {case.propositions[j]}"
    for number, r in enumerate(tensions):
        if can_be[f"completed-{number}-but-nothing"]:
            yield f"more than {r.conflict or r.unknown} is open: {[p.proposition for p in r.positions]}"
        for slot in r.conflict or r.unknown:
            if not can_be[f"completed-{number}-but-{slot}"]:
                yield f"{slot} makes no tension: {[p.proposition for p in r.positions]}"


@pytest.mark.slow
@runs
@given(cases())
def test_a_box_lies_inside_another_where_hermit_says_so(case: Case) -> None:
    assert list(check_boxes(case)) == []


# Sets of claims ---------------------------------------------------------------------------------------------


def check_sets(case: Case) -> Iterator[str]:
    """Yield where the engine and HermiT disagree on which claims can all be true."""
    reading = Reading(case.register, case.view)
    ontology = Ontology(reading)
    ontology.tell_unique_names(case.propositions)
    fitting = [i for i, p in enumerate(case.propositions) if _fits(reading, p)]
    sets = [tuple((Stance.ASSERTS, i) for i in pair) for pair in combinations(fitting, 2)]
    sets += [
        claims for claims in case.sets if all(stance is Stance.DENIES or i in fitting for stance, i in claims)
    ]
    sets = [claims for claims in sets if claims]
    for number, claims in enumerate(sets):
        ontology.ask_world(f"set-{number}", [(stance, case.propositions[i]) for stance, i in claims])
    can_be = _ask(ontology)

    contradictions = [
        (frozenset((p.stance, case.propositions.index(p.proposition)) for p in r.positions), r)
        for r in case.relations
        if r.relation is RelationType.CONTRADICTS and r.implied is None
    ]
    for number, claims in enumerate(sets):
        within = [r for positions, r in contradictions if positions <= set(claims)]
        asserted = [case.propositions[i] for stance, i in claims if stance is Stance.ASSERTS]
        if any(_rests_on_names_apart(reading, r) for r in within) and can_be[f"set-{number}"]:
            yield f"only the engine refutes {_words(case, claims)} by {[r.rule for r in within]}"
        if within or can_be[f"set-{number}"]:
            continue
        together = [pair for pair in combinations(asserted, 2) if _are_of_one(reading, *pair)]
        if together and (len(claims) > 2 or _is_beyond_the_gate(reading, *together[0])):
            continue
        yield f"only HermiT refutes {_words(case, claims)}"


def _words(case: Case, claims: tuple[tuple[Stance, int], ...]) -> list[str]:
    return [f"{stance} {case.propositions[i].as_json()}" for stance, i in claims]


@pytest.mark.slow
@runs
@given(cases())
def test_claims_can_all_be_true_where_hermit_says_so(case: Case) -> None:
    assert list(check_sets(case)) == []
