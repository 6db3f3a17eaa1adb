"""Check a graph against the ontology: whether it is consistent, if not why, and what follows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from kg.characters import visible_line
from kg.errors import InputError, Problem, nearest
from kg.model import Knowledge
from kg.rdf.write import build_article, build_register, build_standpoint
from kg.reasoning.axioms import sentence
from kg.reasoning.conflicts import Inconsistency, find_inconsistencies
from kg.reasoning.hermit import find_inferred, find_java, is_consistent
from kg.reasoning.ontology import load_ontology
from kg.reasoning.records import Records
from kg.reasoning.terms import Fact
from kg.words import Message


@dataclass(frozen=True, slots=True)
class Reasoning:
    """The result of HermiT.

    ``conflicts`` have no name in common; it is empty if everything is ``consistent`` or no search was
    asked for. ``inferred`` are the class memberships and subclass facts that follow and were not stated,
    sorted; it is empty if something is inconsistent or no classification was asked for. ``left_out`` are
    the properties and classes of facts that the reasoner did not get, because the ontology does not
    declare them or a value does not fit them.
    """

    consistent: bool
    conflicts: tuple[Inconsistency, ...] = ()
    inferred: tuple[Fact, ...] = ()
    left_out: tuple[str, ...] = ()

    def lines(self, language: str = "en") -> list[str]:
        """Return the result as lines: whether everything is consistent, the conflicts, and what follows."""
        messages = [
            *(Message("reasoner-follows", fact=sentence(fact)) for fact in self.inferred),
            *(Message("reasoner-left-out", term=load_ontology().short(term)) for term in self.left_out),
        ]
        return [
            Message("reasoner-consistent" if self.consistent else "reasoner-inconsistent")[language],
            *(line for conflict in self.conflicts for line in conflict.lines(language)),
            *(visible_line(words[language]) for words in messages),
        ]

    def __str__(self) -> str:
        return "\n".join(self.lines())


def check_consistency(
    triples: Iterable[Sequence[Any]],
    standpoints: Mapping[str, Iterable[Sequence[Any]]] | None = None,
    *,
    classify: bool = True,
    explain: bool = True,
    most: int = 5,
) -> Reasoning:
    """Return HermiT's result on bundles, register and the contested facts of chosen standpoints.

    ``triples`` is a graph, a dataset or any iterable of triples or quads, without the ontology.
    ``standpoints`` gives, by name, the facts of the standpoints to hold together. ``classify`` asks for
    what follows, ``explain`` for the facts in a conflict; each takes further runs of about a second.
    At most ``most`` conflicts are searched for; with 0, only whether there are any.

    Raises:
        NoJavaError: if there is no Java.

    Two stances of one claim give, for example::

        inconsistent
        the claim a/m1 cannot stand as it is written
            it says that bundle/a/claim/m1 cv:stance cv:asserts
            it says that bundle/a/claim/m1 cv:stance cv:denies
            but cv:stance has at most one value
    """
    java = find_java()
    records = Records(triples, standpoints or {})
    everything = records.lines(*records.layers)
    consistent = is_consistent(java, everything)
    return Reasoning(
        consistent=consistent,
        conflicts=() if consistent else find_inconsistencies(java, records, explain, most),
        inferred=find_inferred(java, everything) if consistent and classify else (),
        left_out=tuple(sorted(records.left_out)),
    )


def reason_over(
    knowledge: Knowledge,
    standpoints: Iterable[str] = (),
    *,
    classify: bool = True,
    explain: bool = True,
    most: int = 5,
) -> Reasoning:
    """Return HermiT's result on all of ``knowledge``, with the facts of the given ``standpoints``.

    The options are those of :func:`check_consistency`. Conflicts also have the locations of their names.

    Raises:
        InputError: for standpoints that do not exist or exclude each other.
    """
    register = knowledge.register
    chosen = sorted(set(standpoints))
    for name in chosen:
        if name not in register.standpoints:
            names = list(register.standpoints)
            message = f"there is no standpoint {name!r}"
            raise InputError(Problem("unknown-standpoint", message, advice=nearest(name, names)))
    for pair in sorted(sorted(pair) for pair in register.excluded()):
        if set(pair) <= set(chosen):
            raise InputError(Problem("excluded-standpoints", f"nobody holds {' and '.join(pair)} together"))
    reasoning = check_consistency(
        chain(
            build_register(register),
            *(
                build_standpoint(replace(standpoint, holds=()))
                for standpoint in register.standpoints.values()
            ),
            *(build_article(bundle) for bundle in knowledge.bundles),
        ),
        {name: build_standpoint(register.standpoints[name]) for name in chosen},
        classify=classify,
        explain=explain,
        most=most,
    )
    return replace(
        reasoning, conflicts=tuple(_located(conflict, knowledge) for conflict in reasoning.conflicts)
    )


def _located(conflict: Inconsistency, knowledge: Knowledge) -> Inconsistency:
    places = {name: knowledge.locations[name] for name in conflict.names if name in knowledge.locations}
    return replace(conflict, locations=places)
