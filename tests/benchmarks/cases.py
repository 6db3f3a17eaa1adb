"""What is measured: the engine of this project, and others that answer a part of the same question."""

from __future__ import annotations

import hashlib
import re
import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field, replace

from kg.background import Background
from kg.model import Knowledge, RelationType
from kg.relations.engine import _COLUMNS, _Engine, find_relations
from kg.relations.execution import DuckdbExecutor, Executor
from kg.relations.rules import rules

from .peers import QUERIES, Pairs, find_with_oxigraph, find_with_rdflib, unconditional_pairs


class Clock:
    """Seconds, phase by phase."""

    def __init__(self) -> None:
        self._last = time.perf_counter()
        self.phases: dict[str, float] = {}

    def finished(self, phase: str) -> None:
        """Put down to a phase what has passed since the last one."""
        now = time.perf_counter()
        self.phases[phase] = self.phases.get(phase, 0.0) + now - self._last
        self._last = now

    @property
    def seconds(self) -> float:
        """What all phases took; what comes after the last one is no part of the case."""
        return sum(self.phases.values())


@dataclass
class Outcome:
    """What a case found: how much, and for what two of them have in common, a digest to compare."""

    #: Pairs of propositions that pass the gate for somebody.
    comparable: int | None = None
    findings: int | None = None
    #: How many pairs the rules find that the peers have too, and the hash of all of them.
    common: dict[str, int] = field(default_factory=dict)
    digest: str | None = None

    @classmethod
    def of(cls, pairs: Pairs, findings: int | None = None) -> Outcome:
        """Return the outcome of a case that gives pairs."""
        text = "\n".join(f"{rule} {' '.join(sorted(p))}" for rule in sorted(pairs) for p in pairs[rule])
        digest = hashlib.sha256("\n".join(sorted(text.splitlines())).encode()).hexdigest()
        common = {rule: len(found) for rule, found in sorted(pairs.items())}
        return cls(None, sum(common.values()) if findings is None else findings, common, digest)


class _Timed(DuckdbExecutor):
    """Put down each table to a phase: what is taken over from Python, and what each statement fills."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def create(self, name, columns, values):  # type: ignore[no-untyped-def]
        self._clock.finished("values, closures and tables in Python")
        super().create(name, columns, values)
        self._clock.finished("tables taken over by DuckDB")

    def run(self, sql: str) -> None:
        super().run(sql)
        table = re.match(r"create (?:\w+ )*?(?:table|view) (\w+)", sql)
        name = table[1] if table else "other statements"
        self._clock.finished("rules" if name.startswith("finding") else f"stage {name}")


def find_rows(
    knowledge: Knowledge, executor: Executor, named: Collection[str] | None = None
) -> Mapping[str, int]:
    """Leave what each rule finds, or each of those ``named``, as a table, and return how many rows it has.

    Nothing is put together and no relation is built, so that this is what the rules cost.
    """
    found = _Engine(knowledge, Background(knowledge.register, knowledge.locations))
    found.compare(executor)
    counts = {}
    for number, rule in enumerate(rules()):
        if rule.over in ("pairs", "parts") and (named is None or rule.name in named):
            columns = ", ".join(_COLUMNS) if rule.over == "pairs" else "*"
            executor.run(f"create table finding_{number} as select {columns} from ({rule.sql}) found")
            ((counts[rule.name],),) = executor.fetch(f"select count(*) from finding_{number}")
    return counts


def run_rows(knowledge: Knowledge, clock: Clock) -> Outcome:
    """Run every rule for every standpoint, up to the tables of what they find."""
    with _Timed(clock) as executor:
        found = find_rows(knowledge, executor)
        ((comparable,),) = executor.fetch("select count(*) from pair")
        return Outcome(comparable, sum(found.values()))


def run_two_rules(knowledge: Knowledge, clock: Clock) -> Outcome:
    """Run the two rules that the peers run, for who holds no standpoint."""
    register = replace(knowledge.register, standpoints={})
    with _Timed(clock) as executor:
        found = find_rows(replace(knowledge, register=register), executor, named=QUERIES)
        return Outcome(None, sum(found.values()))


def run_relations(knowledge: Knowledge, clock: Clock) -> Outcome:
    """The same, with every relation built: its bridges, the standpoints it needs, its common box."""
    relations = find_relations(knowledge)
    clock.finished("relations")
    return Outcome.of(unconditional_pairs(relations), len(relations))


def run_oxigraph(knowledge: Knowledge, clock: Clock) -> Outcome:
    """Two rules, for who holds no standpoint, as SPARQL on Oxigraph in memory."""
    return Outcome.of(find_with_oxigraph(knowledge, clock.finished))


def run_closures(knowledge: Knowledge, clock: Clock) -> Outcome:
    """The same without the key of place and day: what SPARQL does by itself."""
    return Outcome.of(find_with_oxigraph(knowledge, clock.finished, keyed=False))


def run_rdflib(knowledge: Knowledge, clock: Clock) -> Outcome:
    """The same queries on the same triples with rdflib in memory."""
    return Outcome.of(find_with_rdflib(knowledge, clock.finished))


def run_oracle(knowledge: Knowledge, clock: Clock) -> Outcome:
    """Every rule on all pairs, for who holds no standpoint: the literal reading behind the tests."""
    from support.oracle import find_at

    findings = find_at(knowledge, frozenset())
    clock.finished("findings")
    pairs: Pairs = {rule: set() for rule in QUERIES}
    for finding in findings:
        if finding.relation is RelationType.CONTRADICTS and finding.rule in pairs:
            pairs[finding.rule].add(frozenset(position.id for position in finding.positions))
    return Outcome.of(pairs, len(findings))


CASES: dict[str, Callable[[Knowledge, Clock], Outcome]] = {
    "engine, table of findings": run_rows,
    "engine, relations": run_relations,
    "engine, two rules": run_two_rules,
    "Oxigraph": run_oxigraph,
    "Oxigraph, no key": run_closures,
    "rdflib": run_rdflib,
    "all pairs": run_oracle,
    "engine, second world": run_rows,
}
