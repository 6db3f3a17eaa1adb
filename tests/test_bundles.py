"""Small news texts worked by hand: what a fact-checker finds on the page is what comes out, and no more.

Each folder of ``bundles`` is a page that a person can read: the text, its claims, the register they need, and
``expected.yaml`` with *every* relation that holds between them. In that file

``claims``
    names the claims of each position, the first position first. Where the rule gives two positions no order
    (``symmetric: true``), the one with the smaller identifier comes first, as do the parts of a sum.
``bridges``
    are written ``subject relation object``, with the standpoint last where there is one.
``slots``, ``pairs``
    may be left out; where they are given, the slot vector is compared, too, and the pairs of voices, each
    written as the claims of either, ``a+b | c``, with the modifiers of the pair behind.

What else a relation may say (``unless``, ``conflict``, ``unknown``, ``modifiers``, ``bridges``, ``implied``,
``common``, ``dropped``) is empty where it is left out.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import pytest
from conftest import ROOT
from support.agreement import disagreements
from support.worlds import read_yaml, write_pairs

from kg import ClaimGraph, load
from kg.model import Bridge, Knowledge, Relation, Repeat, View
from kg.relations import find_repeats
from kg.validation import check_knowledge

BUNDLES = ROOT / "tests" / "bundles"
NAMES = sorted(folder.name for folder in BUNDLES.iterdir() if folder.is_dir())
RULES = sorted(file.stem for file in (ROOT / "kg" / "relations" / "rules").glob("*.sql"))

#: Labels in one language will do for a page that is read in that language.
FORGIVEN = {"label-languages", "gloss-language"}

REQUIRED = {"relation", "rule", "claims", "holds_if"}
LISTS = ("unless", "conflict", "unknown", "modifiers", "bridges", "dropped")
KNOWN = REQUIRED | {*LISTS, "symmetric", "slots", "pairs", "implied", "common"}

#: A relation in the words of ``expected.yaml``.
Written = dict[str, Any]


@functools.cache
def graph(name: str) -> ClaimGraph:
    """Load a bundle folder alone, once."""
    return load(BUNDLES / name)


# What is expected -------------------------------------------------------------------------------------------


@functools.cache
def expected(name: str) -> Mapping[str, Any]:
    """Return what a person worked out, as it is written."""
    page: Mapping[str, Any] = read_yaml((BUNDLES / name / "expected.yaml").read_text(encoding="utf-8"))
    assert set(page) == {"relations", "repeats"}
    for entry in page["relations"]:
        assert REQUIRED <= set(entry) <= KNOWN, f"{name}: {set(entry) ^ REQUIRED} in {entry}"
    return page


def full_name(knowledge: Knowledge, claim: str) -> str:
    """Return a claim's identifier with its article's, which may be left out where there is only one."""
    if "/" not in claim:
        (bundle,) = knowledge.bundles
        claim = f"{bundle.id}/{claim}"
    assert claim in knowledge.claims, f"there is no claim {claim}"
    return claim


def expand(knowledge: Knowledge, entry: Mapping[str, Any]) -> Written:
    """Return an expected relation with everything that may be left out, its positions in their order."""
    positions = {position.claims: position.id for position in knowledge.positions}
    named = [tuple(sorted(full_name(knowledge, claim) for claim in claims)) for claims in entry["claims"]]
    for claims in named:
        assert claims in positions, f"{', '.join(claims)} are not the claims of one position"
    symmetric = entry.get("symmetric", False)
    fixed = 0 if symmetric else 1
    ordered = named[:fixed] + sorted(named[fixed:], key=lambda claims: positions[claims])
    written = {**entry, "claims": [list(claims) for claims in ordered]}
    written |= {key: list(entry.get(key, [])) for key in LISTS}
    written |= {key: entry.get(key) for key in ("implied", "common")}
    # The bridges of a position come where the position does, and nobody knows identifiers by heart.
    return written | {"symmetric": symmetric or len(named) > 2}


# What is found ----------------------------------------------------------------------------------------------


def write_views(views: Iterable[View]) -> list[list[str]]:
    return [sorted(view) for view in views]


def write_bridge(bridge: Bridge) -> str:
    parts = (bridge.subject, bridge.relation, bridge.object, bridge.standpoint)
    return " ".join(part for part in parts if part is not None)


def write_relation(relation: Relation) -> Written:
    """Return a relation that was found in the words of ``expected.yaml``."""
    return {
        "relation": relation.relation.value,
        "rule": relation.rule,
        "claims": [list(position.claims) for position in relation.positions],
        "holds_if": write_views(relation.holds_if),
        "unless": write_views(relation.unless),
        "conflict": list(relation.conflict),
        "unknown": list(relation.unknown),
        "modifiers": list(relation.modifiers),
        "bridges": [write_bridge(bridge) for bridge in relation.bridges],
        "implied": relation.implied and relation.implied.as_json(),
        "common": relation.common and relation.common.as_json(),
        "dropped": list(relation.dropped),
        "slots": {slot: comparison.value for slot, comparison in relation.slots.items()},
        "pairs": write_pairs(relation),
    }


def write_repeat(repeat: Repeat) -> tuple[str, str, str]:
    return repeat.later, repeat.earlier, repeat.origin


# Comparing --------------------------------------------------------------------------------------------------


def differences(wanted: Written, found: Written) -> list[str]:
    """Return what of an expected relation was found otherwise, with both values."""
    lines = []
    for key, value in wanted.items():
        if key == "symmetric":
            continue
        other = found[key]
        in_any_order = key in ("modifiers", "pairs") or (key == "bridges" and wanted["symmetric"])
        if sorted(value) != sorted(other) if in_any_order else value != other:
            lines.append(f"{key}: expected {value}, found {other}")
    return lines


def heading(written: Written) -> str:
    """Return a relation's first line: what it is and between whom."""
    sides = " | ".join("+".join(claims) for claims in written["claims"])
    views = " or ".join("+".join(view) or "unconditionally" for view in written["holds_if"])
    return f"{written['relation']} ({written['rule']}) {sides}, {views}"


def compare(wanted: Sequence[Written], found: Sequence[Written]) -> list[str]:
    """Return in words how what was found differs from what was expected; empty where it does not."""
    left, missing = list(found), []
    for relation in wanted:
        same = next((other for other in left if not differences(relation, other)), None)
        if same is None:
            missing.append(relation)
        else:
            left.remove(same)
    lines = []
    for relation in missing:
        close = [other for other in left if resemblance(relation) == resemblance(other)]
        if close:
            nearest = min(close, key=lambda other: len(differences(relation, other)))
            left.remove(nearest)
            lines.append(f"otherwise: {heading(relation)}")
            lines.extend(f"    {line}" for line in differences(relation, nearest))
        else:
            lines.append(f"not found: {heading(relation)}")
    lines.extend(f"not expected: {heading(relation)}" for relation in left)
    return lines


def resemblance(written: Written) -> tuple[object, ...]:
    return written["relation"], written["rule"], sorted(written["claims"])


def check(name: str, relations: Sequence[Relation], repeats: Sequence[Repeat]) -> None:
    """Compare relations and repeats that were found in a bundle with its page."""
    knowledge = graph(name).knowledge
    wanted = [expand(knowledge, entry) for entry in expected(name)["relations"]]
    lines = compare(wanted, [write_relation(relation) for relation in relations])
    assert not lines, f"\n{name}:\n" + "\n".join(lines)
    heard = {
        (full_name(knowledge, entry["later"]), full_name(knowledge, entry["earlier"]), entry["origin"])
        for entry in expected(name)["repeats"]
    }
    assert sorted(map(write_repeat, repeats)) == sorted(heard)


# The tests --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", NAMES)
def test_what_is_found_is_what_was_worked_out_by_hand(name: str) -> None:
    check(name, graph(name).relations(), find_repeats(graph(name).knowledge))


@pytest.mark.parametrize("name", NAMES)
def test_the_oracle_agrees_with_the_page(name: str) -> None:
    """What the engine finds is what the page says; so it is enough that the two readings do not differ."""
    assert list(disagreements(graph(name).knowledge)) == []


@pytest.mark.parametrize("name", NAMES)
def test_the_page_is_well_formed(name: str) -> None:
    found = check_knowledge(graph(name).knowledge)
    grave = [f"{f.rule} ({f.severity}): {f.focus}" for f in found if f.rule not in FORGIVEN]
    assert not grave


@pytest.mark.parametrize("name", NAMES)
def test_the_page_says_why(name: str) -> None:
    comment, _, _ = (BUNDLES / name / "expected.yaml").read_text(encoding="utf-8").partition("relations:")
    lines = comment.strip().splitlines()
    assert len(lines) >= 3 and all(line.startswith("# ") for line in lines)


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_is_worked_out_on_some_page(rule: str) -> None:
    pages = [expected(name) for name in NAMES]
    seen = {entry["rule"] for page in pages for entry in page["relations"]}
    if any(page["repeats"] for page in pages):
        seen.add("repeats")
    assert rule in seen


def test_a_difference_is_said_in_words() -> None:
    """What the comparison rests on: that it sees what is missing, what is too much and what is otherwise."""
    name = "denial-too-narrow"
    wanted = [expand(graph(name).knowledge, entry) for entry in expected(name)["relations"]]
    found = [
        next(f for f in map(write_relation, graph(name).relations()) if not differences(w, f)) for w in wanted
    ]
    assert compare(wanted, found) == []
    assert compare(wanted, found[1:]) == [f"not found: {heading(wanted[0])}"]
    assert compare(wanted[1:], found) == [f"not expected: {heading(wanted[0])}"]
    for key, value in (
        ("claims", wanted[0]["claims"][::-1]),
        ("holds_if", [["a-view"]]),
        ("unless", [["a-view"]]),
        ("conflict", ["agent"]),
        ("unknown", ["agent"]),
        ("modifiers", []),
        ("bridges", wanted[0]["bridges"][::-1]),
        ("slots", {}),
        ("implied", {"kind": "shelling"}),
        ("common", {"kind": "shelling"}),
        ("dropped", ["agent"]),
    ):
        first, second = compare(wanted, [found[0] | {key: value}, *found[1:]])
        assert first == f"otherwise: {heading(wanted[0])}"
        assert second.strip() == f"{key}: expected {wanted[0][key]}, found {value}"
