"""Propositions, standpoints and claims in OWL 2, and HermiT's word on them: a third reading of the contract.

Nothing here is shared with :mod:`kg.reasoning`, whose ontology is about the *records* and in which a denial
is no negation. Here the *content* is modelled, for one register under one view:

- A kind is a class, ``broader`` between kinds is ``SubClassOf``.
- A name that fills another slot is an individual. Per slot there is one transitive property *inside*, of
  which those relations are subproperties that place a value of this slot inside another, and every bridge of
  the register and of the view's standpoints is one fact. ``In(slot, v)``, what lies inside ``v``, is
  ``inside value v``; each value lies inside itself.
- The box of a proposition is ``Kind ⊓ ∃slot.In(slot, v) ⊓ …``, with ``{event}`` where the event is known. A
  missing slot is no restriction: an assertion leaves it open, a denial excludes any value.
- Unique names: ``In(slot, a)`` and ``In(slot, b)`` are disjoint classes where ``a`` and ``b`` are
  :meth:`Reading.apart`: the view holds them distinct, or nobody places one inside the other. Where a
  standpoint that is not in the view does, the ontology says neither: that is ``unknown``.

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
from itertools import combinations
from pathlib import Path

import networkx as nx

from kg.model import STATE, Proposition, Register, Stance, View

#: Which relations place one value of a slot inside another, as the contract has it, without counts.
INSIDE: Mapping[str, tuple[str, ...]] = {
    "kind": ("broader",),
    "agent": ("part_of", "commanded_by"),
    "target": ("part_of", "within"),
    "instrument": ("broader",),
    "place": ("within",),
    "value": ("part_of", "within", "broader"),
}
#: The slots that are properties of an event.
ROLES = tuple(slot for slot in INSIDE if slot != "kind")
#: Slots that one event has one of, whatever its kind; of target and instrument it may have several.
ONE_OF_AN_EVENT = ("place",)


class Reading:
    """What a register and a view say of values, by paths in a graph; states and functional slots of kinds."""

    def __init__(self, register: Register, view: View) -> None:
        self.register = register
        self.view = view

    def _graph(self, slot: str, view: View) -> nx.DiGraph[str]:
        graph: nx.DiGraph[str] = nx.DiGraph()
        graph.add_nodes_from(self.register.entries)
        for bridge in self.register.bridges():
            if bridge.relation in INSIDE[slot] and (bridge.standpoint is None or bridge.standpoint in view):
                graph.add_edge(bridge.subject, bridge.object)
        return graph

    def _closure(self, slot: str, view: View) -> frozenset[tuple[str, str]]:
        return frozenset(nx.transitive_closure(self._graph(slot, view), reflexive=True).edges)

    @cached_property
    def _views(self) -> list[View]:
        names = sorted(self.register.standpoints)
        every = [frozenset(held) for size in range(len(names) + 1) for held in combinations(names, size)]
        return [view for view in every if not any(pair <= view for pair in self.register.excluded())]

    @cached_property
    def inside(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """Per slot, which value lies inside which under the view, itself included."""
        return {slot: self._closure(slot, self.view) for slot in INSIDE}

    @cached_property
    def _placed(self) -> Mapping[str, frozenset[tuple[str, str]]]:
        """Per slot, which value anybody places inside which."""
        return {
            slot: frozenset(pair for view in self._views for pair in self._closure(slot, view))
            for slot in INSIDE
        }

    @cached_property
    def held_distinct(self) -> list[tuple[str, str]]:
        """The pairs that the view holds distinct."""
        return [
            (bridge.subject, bridge.object)
            for bridge in self.register.bridges()
            if bridge.relation == "distinct_from" and bridge.standpoint in self.view
        ]

    def _disjoint(self, slot: str, a: str, b: str) -> bool:
        """Whether nobody places one of two names inside the other, or the view holds them distinct."""
        placed, inside = self._placed[slot], self.inside[slot]
        if (a, b) not in placed and (b, a) not in placed:
            return True
        return any({(a, x), (b, y)} <= inside or {(a, y), (b, x)} <= inside for x, y in self.held_distinct)

    @cached_property
    def _below(self) -> Mapping[tuple[str, str], list[str]]:
        found: dict[tuple[str, str], list[str]] = {}
        for slot, pairs in self.inside.items():
            for low, high in pairs:
                found.setdefault((slot, high), []).append(low)
        return found

    def apart(self, slot: str, a: str, b: str) -> bool:
        """Whether two names are disjoint, and so is every part of the one from every part of the other.

        Without the second condition nothing could be a part of both, which unique names do not say: two
        wholes that share a part are two names and yet overlap.
        """
        parts = self._below[slot, a], self._below[slot, b]
        return all(x != y and self._disjoint(slot, x, y) for x in parts[0] for y in parts[1])

    def is_state(self, kind: str) -> bool:
        """Whether a kind stands under ``state`` by the register alone."""
        return STATE in self._kinds_above(kind)

    def _kinds_above(self, kind: str) -> set[str]:
        return {kind, *nx.descendants(self._graph("kind", frozenset()), kind)}

    def functional(self, kind: str) -> set[str]:
        """Return the slots that a kind, or one that contains it by the register alone, has one value of."""
        return {slot for k in self._kinds_above(kind) for slot in self.register.entries[k].functional}


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
        register, view = self.reading.register, self.reading.view
        facts = [b for b in register.bridges() if b.standpoint is None or b.standpoint in view]
        for bridge in facts:
            if bridge.relation != "distinct_from":
                low, high = bridge.subject, bridge.object
                if register.entries[low].section == "kinds":
                    self.axioms.append(f"SubClassOf({self._kind(low)} {self._kind(high)})")
                else:
                    parts = self._role(bridge.relation), self._name(low), self._name(high)
                    self.axioms.append(f"ObjectPropertyAssertion({' '.join(parts)})")
        for slot in ROLES:
            inside = self._role(f"inside-{slot}")
            self.axioms.append(f"TransitiveObjectProperty({inside})")
            self.axioms += [f"SubObjectPropertyOf({self._role(r)} {inside})" for r in INSIDE[slot]]
        names = [name for name, entry in register.entries.items() if entry.section != "kinds"]
        self.axioms.append(f"DifferentIndividuals({' '.join(map(self._name, names))})")

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

    def some(self, slot: str, value: str) -> str:
        """Return the class of events that have something inside a value in a slot."""
        if slot == "event":
            return f"ObjectOneOf({self._name(f'event-{value}')})"
        if slot == "kind":
            return self._kind(value)
        return f"ObjectSomeValuesFrom({self._role(slot)} {self._in(slot, value)})"

    def box(self, p: Proposition, also: Iterable[str] = ()) -> str:
        """Return the box of a proposition."""
        slots = [slot for slot in (*INSIDE, "event") if p.slot(slot) is not None]
        return _meet([*(self.some(slot, p.slot(slot)) for slot in slots), *also])

    def one(self, slots: Iterable[str]) -> list[str]:
        """Return the classes of events that have one value in some slots."""
        return [f"ObjectMaxCardinality(1 {self._role(slot)})" for slot in sorted(slots)]

    def tell_unique_names(self, propositions: Iterable[Proposition]) -> None:
        """Tell which values of the propositions have nothing in common, and that events are different."""
        propositions = list(propositions)
        for slot in INSIDE:
            values = sorted({p.slot(slot) for p in propositions} - {None})
            for a, b in combinations(values, 2):
                if self.reading.apart(slot, a, b):
                    self.axioms.append(f"DisjointClasses({self._in(slot, a)} {self._in(slot, b)})")
        events = sorted({p.event for p in propositions if p.event is not None})
        if len(events) > 1:
            named = " ".join(self._name(f"event-{event}") for event in events)
            self.axioms.append(f"DifferentIndividuals({named})")

    def ask(self, name: str, class_: str) -> None:
        """Ask whether anything can be in a class."""
        question = self._declare("Class", f"question-{name}")
        self.axioms.append(f"SubClassOf({question} {class_})")
        self.questions[question] = name

    def ask_inside(self, name: str, low: str, high: str) -> None:
        """Ask whether anything can be in one class but not in another: no means that it lies inside."""
        self.ask(name, f"ObjectIntersectionOf({low} ObjectComplementOf({high}))")

    def ask_world(self, name: str, claims: Iterable[tuple[Stance, Proposition]]) -> None:
        """Ask whether assertions and denials can be true together.

        A state that a kind has one of, of one target, is one individual; so is an event that has a name.
        """
        holds, parts = self._role("holds"), []
        for stance, p in claims:
            if stance is Stance.DENIES:
                parts.append(f"ObjectAllValuesFrom({holds} ObjectComplementOf({self.box(p)}))")
                continue
            functional = self.reading.functional(p.kind)
            if not self.reading.is_state(p.kind):
                single = {*ONE_OF_AN_EVENT, *functional & {"agent"}}
                parts.append(f"ObjectSomeValuesFrom({holds} {self.box(p, self.one(single))})")
            elif p.target is None or not functional:
                parts.append(f"ObjectSomeValuesFrom({holds} {self.box(p)})")
            else:
                state = f"<urn:test:ObjectProperty#state-{p.kind}-{p.target}>"
                if state not in self._declared:
                    self._role(f"state-{p.kind}-{p.target}")
                    self.axioms.append(f"FunctionalObjectProperty({state})")
                    self.axioms.append(f"SubObjectPropertyOf({state} {holds})")
                single = functional & {*ROLES} - {"target"}
                parts.append(f"ObjectSomeValuesFrom({state} {self.box(p, self.one(single))})")
        self.ask(name, _meet(parts))

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


def _meet(classes: Iterable[str]) -> str:
    found = list(dict.fromkeys(classes))
    return found[0] if len(found) == 1 else f"ObjectIntersectionOf({' '.join(found)})"
