"""Propositions, standpoints and claims in OWL 2, and HermiT's word on them: a third reading of the contract.

Nothing here is shared with :mod:`kg.reasoning`, whose ontology is about the *records* and in which a denial
is no negation. Here the *content* is modelled, for one register under one view:

- A kind is a class, ``broader`` between kinds is ``SubClassOf``.
- A name that fills another slot is an individual, an event too; what is the same is one individual. Per slot
  there is one transitive property *inside*, of which those relations are subproperties that place a value of
  this slot inside another, and every bridge of the register and of the view's standpoints is one fact.
  ``In(slot, v)``, what lies inside ``v``, is ``inside value v``; each value lies inside itself.
- The box of a proposition is ``Kind ⊓ ∃slot.In(slot, v) ⊓ …``. A missing slot is no restriction: an assertion
  leaves it open, a denial excludes any value. A list is ``∃slot.In(slot, v) ⊓ ∃slot.In(slot, w)``, one of
  several is ``∃slot.(In(slot, v) ⊔ In(slot, w))``. What is done to a target that is somewhere is done there.
- Unique names: ``In(slot, a)`` and ``In(slot, b)`` are disjoint classes where ``a`` and ``b`` are
  :meth:`Reading.apart`: the view holds them distinct, or they are neither descriptions nor have a part in
  common, and nobody places one inside the other; populations and measures only where they are held distinct,
  kinds only where the register holds them so. Elsewhere the ontology says neither: ``unknown``, ``overlaps``.

A set of claims is a class *World*: an assertion is ``∃holds.box``, a denial ``∀holds.¬box``. Nothing can be
in it exactly where the same claims, written as an individual in the box and as ``box ⊑ ⊥``, are inconsistent;
but many sets fit in one ontology, and starting Java costs more than all the questions together.
"""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import combinations, product
from pathlib import Path

import networkx as nx

from kg.model import STATE, Proposition, Register, Stance, Value, View, names_of, value_of

#: Which relations place one value of a slot inside another, as the contract has it.
INSIDE: Mapping[str, tuple[str, ...]] = {
    "kind": ("broader",),
    "agent": ("part_of", "commanded_by"),
    "target": ("part_of", "within", "broader"),
    "instrument": ("broader", "part_of"),
    "place": ("within",),
    "measure": ("broader",),
    "population": ("broader", "part_of"),
    "value": ("part_of", "within", "broader"),
    "event": ("part_of",),
}
#: The slots that are properties of an event.
ROLES = tuple(slot for slot in INSIDE if slot != "kind")
#: Slots whose values have members in common unless they are held distinct.
SHARING = ("population", "measure")


class Reading:
    """What a register and a view say of values, by paths in a graph; states and functional slots of kinds."""

    def __init__(self, register: Register, view: View) -> None:
        self.register = register
        self.view = view
        self.facts = [b for b in register.bridges() if b.standpoint is None or b.standpoint in view]

    @cached_property
    def alone(self) -> Reading:
        """What the register says alone."""
        return Reading(self.register, frozenset()) if self.view else self

    @cached_property
    def inside(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """Per slot, which value lies inside which under the view, itself included."""
        return {slot: self._closure(relations) for slot, relations in INSIDE.items()}

    def _closure(self, relations: Iterable[str]) -> frozenset[tuple[str, str]]:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.register.entries)
        for fact in self.facts:
            if fact.relation in (*relations, "same_as"):
                graph.add_edge(fact.subject, fact.object)
            if fact.relation == "same_as":
                graph.add_edge(fact.object, fact.subject)
        return frozenset(nx.transitive_closure(graph, reflexive=True).edges)

    @cached_property
    def sharing(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """Per slot, what makes the wholes overlap in which it lies: not a place that lies in two states."""
        return {**self.inside, "value": self._closure(r for r in INSIDE["value"] if r != "within")}

    def same(self, slot: str, name: str) -> str:
        """Return one name for all that are the same, or lie inside each other."""
        inside = self.inside[slot]
        return min(other for other in self.register.entries if {(name, other), (other, name)} <= inside)

    @cached_property
    def _placed(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """Per slot, which value anybody places inside which."""
        names = sorted(self.register.standpoints)
        every = [frozenset(held) for size in range(len(names) + 1) for held in combinations(names, size)]
        views = [view for view in every if not any(pair <= view for pair in self.register.excluded())]
        found = [Reading(self.register, view).inside for view in views]
        return {slot: frozenset(pair for inside in found for pair in inside[slot]) for slot in INSIDE}

    def distinct(self, slot: str, a: str, b: str) -> bool:
        """Whether the view holds two values, or what they lie inside, distinct."""
        inside = self.inside[slot]
        held = [(fact.subject, fact.object) for fact in self.facts if fact.relation == "distinct_from"]
        return any({(a, x), (b, y)} <= inside or {(a, y), (b, x)} <= inside for x, y in held)

    def _described(self, slot: str, name: str) -> bool:
        """Whether a value is a description, or lies inside one by the register alone."""
        above = (high for low, high in self.alone.inside[slot] if low == name)
        return any(self.register.entries[high].unidentified for high in above)

    def _share(self, slot: str, a: str, b: str) -> bool:
        """Whether something lies inside both by the register alone."""
        inside = self.alone.sharing[slot]
        return any({(name, a), (name, b)} <= inside for name in self.register.entries)

    def _disjoint(self, slot: str, a: str, b: str) -> bool:
        """Whether two names have nothing in common by what the contract says of them, and of them alone."""
        if slot == "kind":
            return self.alone.distinct(slot, a, b)
        placed = {(a, b), (b, a)} & self._placed[slot]
        if self.distinct(slot, a, b):
            return True
        loose = self._described(slot, a) or self._described(slot, b)
        return not (placed or loose or slot in SHARING or self._share(slot, a, b))

    @cached_property
    def _below(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for slot, pairs in self.inside.items():
            for low, high in pairs:
                found.setdefault((slot, high), []).append(low)
        return found

    def apart(self, slot: str, a: Value, b: Value) -> bool:
        """Whether two values are disjoint, and so is every part of the one from every part of the other.

        Without the second condition nothing could be a part of both, which unique names do not say: two
        wholes are two names although a description lies in one of them, or a view places a part in both.
        """
        return all(
            self._disjoint(slot, x, y)
            for one, other in product(names_of(a), names_of(b))
            for x, y in product(self._below[slot, one], self._below[slot, other])
        )

    def location(self, target: Value | None) -> Value | None:
        """Return where a target is by the register alone: of several, where all are."""
        found = [self._location(name) for name in names_of(target)]
        places = [place for place in found if place is not None]
        if not found or len(places) < len(found):
            return None
        return value_of(places, any_of=not isinstance(target, str | None) and target.any_of)

    def _location(self, name: str) -> str | None:
        """Return a target itself if it is a place or within one, else the nearest whole that is."""
        wholes: nx.DiGraph[str] = nx.DiGraph()
        wholes.add_node(name)
        links = [fact for fact in self.alone.facts if fact.relation in ("part_of", "within")]
        within = {fact.subject for fact in links if fact.relation == "within"}
        wholes.add_edges_from((fact.subject, fact.object) for fact in links if fact.relation == "part_of")
        entries = self.register.entries
        for layer in nx.bfs_layers(wholes, [name]):
            for whole in sorted(layer):
                section = entries[whole].section
                if section == "places" or (section == "things" and whole in within):
                    return whole
        return None

    def is_state(self, kind: str) -> bool:
        """Whether a kind stands under ``state`` by the register alone."""
        return (kind, STATE) in self.alone.inside["kind"]

    def functional(self, kind: str, slot: str) -> list[str]:
        """Return the kinds around a kind by the register alone that have one value of a slot."""
        above = sorted(high for low, high in self.alone.inside["kind"] if low == kind)
        return [name for name in above if slot in self.register.entries[name].functional]

    def of_event(self, p: Proposition) -> bool:
        """Whether a kind lies inside that which is declared of the event, by the register alone."""
        declared = self._declared(p)
        return declared is None or (p.kind, declared) in self.alone.inside["kind"]

    def may_be_a_mere_act(self, p: Proposition) -> bool:
        """Whether the kind declared of the event is a wider one, of which there may be several acts in it."""
        return self.of_event(p) and self._declared(p) not in (None, p.kind)

    def _declared(self, p: Proposition) -> str | None:
        frame = None if p.event is None else self.register.entries[p.event].frame
        return None if frame is None else frame.kind


@dataclass
class Ontology:
    """One register under one view in OWL, in functional syntax, with the questions to be asked of it.

    Questions are classes; the answer to one is whether anything can be in it.
    """

    reading: Reading
    axioms: list[str] = field(default_factory=list)
    questions: dict[str, str] = field(default_factory=dict)
    _declared: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        entries = self.reading.register.entries
        for fact in self.reading.facts:
            kinds = entries[fact.subject].section == entries[fact.object].section == "kinds"
            names = self._name(fact.subject), self._name(fact.object)
            if fact.relation == "same_as":
                self.axioms.append(f"SameIndividual({' '.join(names)})")
            elif fact.relation != "distinct_from":
                # A measure is a name that fills a slot, as well as a kind.
                self.axioms.append(f"ObjectPropertyAssertion({self._role(fact.relation)} {' '.join(names)})")
            if kinds and fact.relation in ("broader", "same_as"):
                how = "SubClassOf" if fact.relation == "broader" else "EquivalentClasses"
                self.axioms.append(f"{how}({self._kind(fact.subject)} {self._kind(fact.object)})")
        for slot in ROLES:
            inside = self._role(f"inside-{slot}")
            self.axioms.append(f"TransitiveObjectProperty({inside})")
            self.axioms += [f"SubObjectPropertyOf({self._role(r)} {inside})" for r in INSIDE[slot]]

    def _declare(self, type: str, name: str) -> str:
        iri = f"<urn:test:{type}#{name}>"
        if iri not in self._declared:
            self._declared.add(iri)
            self.axioms.append(f"Declaration({type}({iri}))")
        return iri

    def _kind(self, name: str) -> str:
        return self._declare("Class", f"kind-{name}")

    def _role(self, name: str) -> str:
        return self._declare("ObjectProperty", name)

    def _single(self, name: str) -> str:
        """Return a role of which there is one filler."""
        role = f"<urn:test:ObjectProperty#{name}>"
        if role not in self._declared:
            self.axioms.append(f"FunctionalObjectProperty({self._role(name)})")
        return role

    def _name(self, name: str) -> str:
        return self._declare("NamedIndividual", name)

    def _in(self, slot: str, value: str) -> str:
        """Return the class of what lies inside a value."""
        if slot == "kind":
            return self._kind(value)
        if f"<urn:test:Class#in-{slot}-{value}>" not in self._declared:
            inside, whole = self._role(f"inside-{slot}"), self._name(value)
            self.axioms.append(f"ObjectPropertyAssertion({inside} {whole} {whole})")
            class_ = self._declare("Class", f"in-{slot}-{value}")
            self.axioms.append(f"EquivalentClasses({class_} ObjectHasValue({inside} {whole}))")
        return self._declare("Class", f"in-{slot}-{value}")

    def _any(self, slot: str, value: Value) -> str:
        """Return the class of what lies inside one of the names of a value."""
        return _join("Union", (self._in(slot, name) for name in names_of(value)))

    def some(self, slot: str, value: Value) -> str:
        """Return the class of events that have something inside a value in a slot; of a list, inside each."""
        if slot == "kind":
            return self._any(slot, value)
        each = [value] if isinstance(value, str) or value.any_of else value.names
        return _meet(f"ObjectSomeValuesFrom({self._role(slot)} {self._any(slot, one)})" for one in each)

    def box(self, p: Proposition, also: Iterable[str] = (), *, located: bool = False) -> str:
        """Return the box of a proposition, with the place of its target if it is told ``located``."""
        values = self._values(p, located)
        return _meet([*(self.some(slot, value) for slot, value in values.items()), *also])

    def _values(self, p: Proposition, located: bool) -> dict[str, Value]:
        found = {slot: value for slot in INSIDE if (value := p.slot(slot)) is not None}
        place = self.reading.location(p.target) if located and p.place is None else None
        return found if place is None else {**found, "place": place}

    def meeting(self, p: Proposition, q: Proposition) -> str:
        """Return the class of what an assertion may tell of that a denial denies."""
        values, others = self._values(p, q.place is not None), self._values(q, False)
        both = [
            self.shared(slot, value, others[slot])
            for slot, value in values.items()
            if slot in ROLES and slot in others
        ]
        return _meet([self._kind(p.kind), self._kind(q.kind), *both])

    def shared(self, slot: str, a: Value, b: Value) -> str:
        """Return the class of events that have something inside two values in a slot."""
        return f"ObjectSomeValuesFrom({self._role(slot)} {_meet([self._any(slot, a), self._any(slot, b)])})"

    def tell_unique_names(self, propositions: Iterable[Proposition]) -> None:
        """Tell which values of the propositions have nothing in common."""
        propositions = list(propositions)
        for slot in INSIDE:
            for a, b in combinations(names_in(slot, propositions, self.reading), 2):
                if self.reading.apart(slot, a, b):
                    self.axioms.append(f"DisjointClasses({self._in(slot, a)} {self._in(slot, b)})")

    def ask(self, name: str, class_: str) -> None:
        """Ask whether anything can be in a class."""
        question = self._declare("Class", f"question-{name}")
        self.axioms.append(f"SubClassOf({question} {class_})")
        self.questions[question] = name

    def ask_inside(self, name: str, low: str, high: str) -> None:
        """Ask whether anything can be in one class but not in another: no means that it lies inside."""
        self.ask(name, f"ObjectIntersectionOf({low} ObjectComplementOf({high}))")

    def ask_common_part(self, name: str, slot: str, a: str, b: str) -> None:
        """Ask whether of all names of the register none may lie inside both: no means that one does."""
        knows = self._role("knows")
        if "<urn:test:Class#register>" not in self._declared:
            names = [self._name(entry) for entry in self.reading.register.entries]
            every = _meet(f"ObjectHasValue({knows} {entry})" for entry in names)
            self.axioms.append(f"SubClassOf({self._declare('Class', 'register')} {every})")
        both = _meet([self._in(slot, a), self._in(slot, b)])
        none = f"ObjectAllValuesFrom({knows} ObjectComplementOf({both}))"
        self.ask(name, _meet([self._declare("Class", "register"), none]))

    def ask_world(self, name: str, claims: Iterable[tuple[Stance, Proposition]]) -> None:
        """Ask whether assertions and denials can be true together.

        A state that a kind has one of, of one target, is one individual; so is an event that has a name.
        """
        claims = list(claims)
        parts = []
        for stance, p in claims:
            if stance is Stance.DENIES:
                without = f"ObjectComplementOf({self.box(p)})"
                parts.append(f"ObjectAllValuesFrom({self._role('holds')} {without})")
            else:
                located = any(q.place is not None for _, q in claims if q is not p)
                box = self.box(p, self._ones(p, located), located=located)
                parts.append(f"ObjectSomeValuesFrom({self._individual(p)} {box})")
        self.ask(name, _meet(parts))

    def _individual(self, p: Proposition) -> str:
        """Return the role by which the world holds what an assertion tells of."""
        if self.reading.is_state(p.kind) and isinstance(p.target, str):
            one = f"state-{self.reading.same('kind', p.kind)}-{self.reading.same('target', p.target)}"
        elif p.event is not None:
            one = f"event-{self.reading.same('event', p.event)}"
        else:
            return self._role("holds")
        if f"<urn:test:ObjectProperty#{one}>" not in self._declared:
            self.axioms.append(f"SubObjectPropertyOf({self._single(one)} {self._role('holds')})")
        return self._single(one)

    def _ones(self, p: Proposition, located: bool) -> Iterable[str]:
        """Yield what one event or state has one of: who did it, and what its kind says; an event one place.

        Several together are one value, of which it is enough that one member fits.
        """
        state = self.reading.is_state(p.kind)
        told_of_it = p.count is None and self.reading.of_event(p)
        for slot, value in self._values(p, located).items():
            if slot in ROLES and (state or slot == "agent" or told_of_it):
                ones = [f"{slot}-{kind}" for kind in self.reading.functional(p.kind, slot)]
                ones += ["one-place"] if slot == "place" and not state else []
                for one in ones:
                    yield f"ObjectSomeValuesFrom({self._single(one)} {self._any(slot, value)})"

    def answers(self, java: str, folder: Path) -> dict[str, bool]:
        """Let HermiT answer every question: whether anything can be in its class."""
        import owlready2

        path = folder / "ontology.ofn"
        path.write_text("Ontology(<urn:test>\n" + "\n".join(self.axioms) + "\n)\n", encoding="utf-8")
        hermit = Path(owlready2.__file__).parent / "hermit"
        classpath = os.pathsep.join((str(hermit), str(hermit / "HermiT.jar")))
        options = ("-Xmx1000M", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
        asked = ["--consistency=<http://www.w3.org/2002/07/owl#Thing>"]
        asked += [f"--consistency={question}" for question in self.questions]
        command = [java, *options, "-cp", classpath, "org.semanticweb.HermiT.cli.CommandLine"]
        done = subprocess.run(
            [*command, "-N", *asked, path.as_uri()],
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        found = dict(_ANSWER.findall(done.stdout))
        anything = found.pop("<http://www.w3.org/2002/07/owl#Thing>")
        assert anything == "", f"the background is inconsistent:\n{self.axioms}"
        assert set(found) == set(self.questions), f"HermiT left questions open:\n{done.stdout}"
        return {name: found[question] == "" for question, name in self.questions.items()}


_ANSWER = re.compile(r"^(\S+) is (not )?satisfiable\.?$", re.MULTILINE)


def names_in(slot: str, propositions: Iterable[Proposition], reading: Reading) -> list[str]:
    """Return the names that propositions have in a slot, or by their target for a place."""
    propositions = list(propositions)
    found = {name for p in propositions for name in names_of(p.slot(slot))}
    if slot == "place":
        found.update(name for p in propositions for name in names_of(reading.location(p.target)))
    return sorted(found)


def _join(how: str, classes: Iterable[str]) -> str:
    found = list(dict.fromkeys(classes))
    return found[0] if len(found) == 1 else f"Object{how}Of({' '.join(found)})"


def _meet(classes: Iterable[str]) -> str:
    return _join("Intersection", classes)
