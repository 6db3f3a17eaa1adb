"""Small bodies of knowledge as text, and what the oracle and the engine find in them as lines."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from kg.model import (
    SEVERAL,
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
    RelationType,
    Stance,
    Standpoint,
    Value,
    number_of,
    value_of,
)
from kg.relations import find_relations
from support import oracle

#: What a case says of kinds by a word of its own, beside their links.
FLAGS: dict[str, dict[str, Any]] = {
    "km": {"unit": "km"},
    "grows": {"changes": "grows"},
    "varies": {"changes": "varies"},
    "ratio": {"ratio": True},
    "percent": {"unit": "percent"},
    "timeless": {"timeless": True},
    "unidentified": {"unidentified": True},
}


def build_entries(section: str, *lines: str) -> dict[str, Entry]:
    """Return entries from lines like ``strike broader attack functional agent`` or ``killed grows``."""
    found = {}
    for line in lines:
        name, *words = line.split()
        entry, links = Entry(name, section), []
        functional = []
        while words:
            word = words.pop(0)
            if word in FLAGS:
                entry = replace(entry, **FLAGS[word])
            elif word == "functional":
                functional.append(words.pop(0))
            else:
                links.append((word, words.pop(0)))
        found[name] = replace(entry, links=tuple(links), functional=tuple(functional))
    return found


def build_standpoints(*lines: str) -> dict[str, Standpoint]:
    """Return standpoints from lines like ``baku: a part_of b, c within d; excludes yerevan``."""
    found = {}
    for line in lines:
        name, _, rest = line.partition(": ")
        held, _, excludes = rest.partition("; excludes ")
        bridges = (bridge.split() for bridge in held.split(", "))
        holds = tuple(Bridge(subject, relation, other, name) for subject, relation, other in bridges)
        found[name] = Standpoint(name, holds=holds, excludes=tuple(excludes.split()))
    return found


def moment(text: str) -> date:
    """Return a day written ``10-04`` (in 2020) or in full, or a clock time four hours east of Greenwich."""
    day, _, clock = text.partition("T")
    full = day if len(day) > 5 else f"2020-{day}"
    return datetime.fromisoformat(f"{full}T{clock}+04:00") if clock else date.fromisoformat(full)


def interval(text: str) -> Interval:
    """Return an interval written ``10-04``, ``10-04T09:00``, ``10-02..10-04``, ``10-02..`` or ``..10-04``."""
    start, dots, end = text.partition("..")
    if not dots:
        return Interval(moment(start), moment(start))
    return Interval(moment(start) if start else None, moment(end) if end else None)


def count(text: str) -> Count:
    """Return a count written ``killed civilians 41..``, ``killed - 200..999 soft final @10-04``."""
    measure, population, numbers, *more = text.split()
    low, dots, high = numbers.partition("..")
    top = number_of(high) if high else None if dots else number_of(low)
    as_of = [interval(word[1:]) for word in more if word.startswith("@")]
    return Count(
        measure,
        number_of(low),
        top,
        None if population == "-" else population,
        "soft" in more,
        "final" in more,
        as_of[0] if as_of else None,
    )


def several(text: str) -> Value:
    """Return a value written ``a``, ``a+b`` for both together or ``a|b`` for one of them."""
    return value_of(text.split("|"), any_of=True) if "|" in text else value_of(text.split("+"))


def frame(kind: str, **slots: str) -> Proposition:
    """Return a proposition whose slots are written as the functions above have it."""
    found: dict[str, Any] = dict(slots)
    for slot, text in slots.items():
        if slot == "time":
            found[slot] = interval(text)
        elif slot == "count":
            found[slot] = count(text)
        elif slot == "only":
            found[slot] = tuple(text.split())
        elif slot in SEVERAL:
            found[slot] = several(text)
    return Proposition(kind, **found)


def claim(name: str, source: str, stance: str, kind: str, said: str | None = None, **slots: str) -> Claim:
    """Return a claim; ``certainty`` and ``corrects`` stand beside its slots, joint sources as ``a+b``."""
    certainty = Certainty(slots.pop("certainty", "unspecified"))
    corrects = tuple(f"a/{other}" for other in slots.pop("corrects", "").split())
    first, *jointly = sorted(source.split("+"))
    return Claim(
        name,
        first,
        Stance(stance),
        frame(kind, **slots),
        (),
        certainty=certainty,
        said=interval(said) if said else None,
        jointly=tuple(jointly),
        corrects=corrects,
    )


def says(name: str, source: str, kind: str, said: str | None = None, **slots: str) -> Claim:
    """Return an asserting claim."""
    return claim(name, source, "asserts", kind, said, **slots)


def denies(name: str, source: str, kind: str, said: str | None = None, **slots: str) -> Claim:
    """Return a denying claim."""
    return claim(name, source, "denies", kind, said, **slots)


def granting(said: Claim, *presupposed: Claim) -> Claim:
    """Return a claim that presupposes what others say."""
    return replace(said, presupposes=tuple(p.proposition for p in presupposed if p.proposition is not None))


def asks(name: str, source: str, *presupposed: Claim) -> Claim:
    """Return a question that presupposes what others say."""
    return granting(Claim(name, source, Stance.ASKS, None, ()), *presupposed)


def provided(said: Claim, condition: Claim) -> Claim:
    """Return a claim under the condition that what another says comes about."""
    return replace(said, condition=condition.proposition)


def body(register: Register, *claims: Claim) -> Knowledge:
    """Return a body of knowledge of one undated article."""
    return Knowledge(register, (Bundle(Article("a", "", "en", "outlet"), claims),))


# What is found ----------------------------------------------------------------------------------------------


def _line(
    relation: RelationType,
    rule: str,
    names: tuple[str, str],
    conflict: Iterable[str],
    unknown: Iterable[str],
    hedged: bool,
    condition: str,
) -> str:
    first, second = (name.rpartition("/")[2] for name in names)
    if relation not in (RelationType.SUPERSEDES, RelationType.UPDATES):
        first, second = sorted((first, second))
    line = f"{relation} {rule} {first} {second}"
    line += "; as_of" if "as_of" in conflict else ""
    line += f"; unknown {' '.join(unknown)}" if unknown else ""
    line += "; hedged" if hedged else ""
    return line + condition


def _of_parts(relation: RelationType, rule: str, positions: Iterable[Position], condition: str) -> str:
    names = ["+".join(name.rpartition("/")[2] for name in p.claims) for p in positions]
    return f"{relation} {rule} {names[0]} {' '.join(sorted(names[1:]))}{condition}"


def _condition(holds_if: Iterable[frozenset[str]], unless: Iterable[frozenset[str]]) -> str:
    held, lost = ([sorted(view) for view in views] for views in (holds_if, unless))
    found = "" if held == [[]] else "; if " + " | ".join(map("+".join, held))
    return found + ("; unless " + " | ".join(map("+".join, lost)) if lost else "")


def by_oracle(knowledge: Knowledge) -> Iterator[str]:
    """Yield a line for each pair of claims between which the oracle finds something."""
    for found in oracle.find_relations(knowledge):
        f, condition = found.finding, _condition(found.holds_if, found.unless)
        for pair in f.pairs:
            yield _line(f.relation, f.rule, pair, f.conflict, f.unknown, "hedged" in f.pairs[pair], condition)
        if not f.pairs:
            yield _of_parts(f.relation, f.rule, f.positions, condition)


def by_engine(knowledge: Knowledge) -> Iterator[str]:
    """Yield a line for each pair of claims between which the engine finds something."""
    for r in find_relations(knowledge):
        condition = _condition(r.holds_if, r.unless)
        hedged = "hedged" in r.modifiers
        for pair in r.pairs:
            for names in ((x, y) for x in pair.first.claims for y in pair.second.claims):
                yield _line(r.relation, r.rule, names, r.conflict, r.unknown, hedged, condition)
        if not r.pairs:
            yield _of_parts(r.relation, r.rule, r.positions, condition)


def named(position: Position) -> str:
    """Return a position's claims, without their article."""
    return "+".join(name.rpartition("/")[2] for name in position.claims)


def written(found: oracle.Found) -> str:
    """Return a finding as cases worked by hand have it.

    First and second position are named by their claims, and the slots read from first to second: ``=`` equal,
    ``<`` narrower, ``>`` broader, ``~`` overlaps, ``#`` disjoint, ``?`` unknown. Of more than two positions
    those after the first are joined by ``&``. ``if`` and ``unless`` list alternative sets of standpoints,
    whose members are joined by ``+``.
    """
    f = found.finding
    first, *others = f.positions
    slots = " ".join(slot + SIGNS[comparison] for slot, comparison in f.slots.items())
    parts = [
        f"{f.relation} {f.rule} {named(first)} {' & '.join(sorted(map(named, others)))}: {slots}".strip()
    ]
    parts += ["conflict " + ", ".join(f.conflict)] if f.conflict else []
    parts += ["unknown " + ", ".join(f.unknown)] if f.unknown else []
    condition = _condition(found.holds_if, found.unless)
    held = {modifier for said in f.pairs.values() for modifier in said}
    modifiers = sorted(held | ({"in-part"} if f.common is not None else set()))
    parts += [", ".join(modifiers)] if modifiers else []
    return (
        "; ".join(parts[:1] + parts[1 : len(parts) - bool(modifiers)])
        + condition
        + (f"; {parts[-1]}" if modifiers else "")
    )


SIGNS = {
    Comparison.EQUAL: "=",
    Comparison.NARROWER: "<",
    Comparison.BROADER: ">",
    Comparison.OVERLAPS: "~",
    Comparison.DISJOINT: "#",
    Comparison.UNKNOWN: "?",
}
MIRRORED = str.maketrans("<>", "><")


def _oriented(line: str, knowledge: Knowledge) -> str:
    """Return an expected line with ``a ~ b`` resolved to the order of the positions' identifiers."""
    match = re.fullmatch(r"(\S+ \S+) (\S+) ~ (\S+): ([^;]*)(.*)", line)
    if match is None:
        return line
    head, first, second, slots, rest = match.groups()
    identifiers = {named(position): position.id for position in knowledge.positions}
    if identifiers[first] > identifiers[second]:
        first, second, slots = second, first, slots.translate(MIRRORED)
    return f"{head} {first} {second}: {slots}{rest}"


def _plain(line: str) -> str:
    """Return an expected line without what the oracle does not say."""
    words = re.split("; ", line)
    kept = [w for w in words if w not in ("soft", "conditional") and not re.match("(common|implied) ", w)]
    return "; ".join(re.sub(", (soft|conditional)$", "", word) for word in kept)


def expect(knowledge: Knowledge, *lines: str, but: str = "") -> None:
    """Assert that the oracle finds these relations and no others, ``but`` those of some rules.

    ``a ~ b`` between the positions says that the one with the smaller identifier comes first.
    """
    assert oracle.check_register(knowledge.register) == []
    found = [f for f in oracle.find_relations(knowledge) if f.finding.rule not in but.split()]
    lines_found = set(map(written, found))
    expected = {_oriented(_plain(line), knowledge) for line in lines}
    assert lines_found == expected, f"found {lines_found - expected}\nnot found {expected - lines_found}"


def expect_only(rule: str, knowledge: Knowledge, *lines: str) -> None:
    """Assert that by one rule the oracle finds these relations and no others."""
    rules = {found.finding.rule for found in oracle.find_relations(knowledge)}
    expect(knowledge, *lines, but=" ".join(rules - {rule}))


Finder = Callable[[Knowledge], Iterator[str]]
