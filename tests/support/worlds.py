"""Tiny worlds: a register and a few claims in one YAML document, and what is found in them, in words.

What a world is not about is filled in: labels, types of sources, an article, and a quotation of every claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from kg.authoring.read import read_knowledge
from kg.model import Knowledge, Relation

ARTICLE = "world"
PUBLISHED = "2031-03-31"
#: The order of the positions of these is part of what they say: the later claim's comes first.
ORDERED = ("updates", "supersedes")


class Loader(yaml.SafeLoader):
    """Reads days and clock times as they are written, not as objects."""


Loader.yaml_implicit_resolvers = {
    first: [pair for pair in pairs if pair[0] != "tag:yaml.org,2002:timestamp"]
    for first, pairs in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def read_yaml(text: str) -> Any:
    return yaml.load(text, Loader)


#: What most worlds share: two opponents, a neighbour, those who count, and a hospital in a city.
BASE = read_yaml("""
sources:
  gazette: {type: outlet}
  x: {type: state}
  x-army: {part_of: x}
  y: {type: state}
  z: {type: state}
  ministry:
  agency:
  analysts:
  watchdog:
opponents: [[x, y]]
places:
  country: {type: country}
  city: {within: country}
  province: {within: country}
things:
  hospital: {within: city}
  bridge:
kinds:
  act:
  explosion: {broader: act}
  strike: {broader: act, functional: agent}
  casualties: {changes: grows}
  killed: {broader: casualties, changes: grows}
events:
  blast: {kind: strike, target: hospital, time: 2031-03-20}
""")


@dataclass(frozen=True)
class Case:
    """One row of the contract: a world, everything that is found in it, and what may be found besides."""

    words: str
    register: Mapping[str, Any]
    claims: Mapping[str, Any]
    found: tuple[tuple[str, Mapping[str, Any]], ...]
    may: frozenset[str]
    article: Mapping[str, Any]


def read_cases(text: str) -> list[Case]:
    """Return the cases of a YAML sequence."""
    return [case_of(**written) for written in read_yaml(text)]


def case_of(
    case: str,
    claims: Mapping[str, Any],
    register: Mapping[str, Any] | None = None,
    found: Iterable[Any] = (),
    may: Iterable[str] = (),
    article: Mapping[str, Any] | None = None,
) -> Case:
    pairs = [(one, {}) if isinstance(one, str) else next(iter(one.items())) for one in found]
    expected = tuple((tidy(heading), details) for heading, details in pairs)
    return Case(case, register or {}, claims, expected, frozenset(map(tidy, may)), article or {})


# Writing ----------------------------------------------------------------------------------------------------


def _filled(section: str, entries: Any) -> Any:
    if section == "opponents":
        return entries
    defaults: dict[str, Any] = {"type": "organization"} if section == "sources" else {}
    return {name: {"label": {"en": name}, **defaults, **(entry or {})} for name, entry in entries.items()}


def _register_text(register: Mapping[str, Any]) -> str:
    found = {section: _filled(section, entries) for section, entries in register.items()}
    return yaml.safe_dump(found, allow_unicode=True, sort_keys=False)


def write_world(
    folder: Path,
    registers: Iterable[Mapping[str, Any]],
    claims: Mapping[str, Any],
    article: Mapping[str, Any] | None = None,
) -> Path:
    """Write a world's register files and its article with the claims, and return the folder."""
    files = folder / "register"
    files.mkdir()
    for number, register in enumerate(registers):
        if register:
            (files / f"{number}.yaml").write_text(_register_text(register), encoding="utf-8")
    quotes = {name: f"so says {name} there" for name in claims}
    text = "".join(f"{quote.capitalize()}, and {quote}.\n" for quote in quotes.values())
    (folder / "article.txt").write_text(text, encoding="utf-8")
    head = {"id": ARTICLE, "text": "article.txt", "language": "en", "publisher": "gazette"}
    written = {
        "article": {**head, "published": PUBLISHED, **(article or {})},
        "claims": [
            {"id": name, "stance": "asserts", "quote": f"and {quotes[name]}", **claim}
            for name, claim in claims.items()
        ],
    }
    document = yaml.safe_dump(written, allow_unicode=True, sort_keys=False)
    (folder / "claims.yaml").write_text(document, encoding="utf-8")
    return folder


def read_world(
    folder: Path,
    registers: Iterable[Mapping[str, Any]],
    claims: Mapping[str, Any],
    article: Mapping[str, Any] | None = None,
) -> Knowledge:
    """Write a world and read it as people's files are read."""
    return read_knowledge([write_world(folder, registers, claims, article)])


# What is found, in words ------------------------------------------------------------------------------------


def short(claim: str) -> str:
    return claim.rpartition("/")[2]


def _heading(relation: str, rule: str, sides: Iterable[Iterable[str]]) -> str:
    named = ["+".join(sorted(side)) for side in sides]
    if relation not in ORDERED:
        named.sort()
    return f"{relation} ({rule}) {' | '.join(named)}"


def tidy(heading: str) -> str:
    """Return a heading with its sides in their order.

    >>> tidy("contradicts (denial) d | c+b"), tidy("updates (quantity) d | c")
    ('contradicts (denial) b+c | d', 'updates (quantity) d | c')
    """
    relation, rule, sides = heading.split(" ", 2)
    return _heading(relation, rule.strip("()"), (side.strip().split("+") for side in sides.split("|")))


def head(relation: Relation) -> str:
    """Return what a relation is and between which claims: ``contradicts (denial) a+b | c``."""
    sides = ([short(claim) for claim in position.claims] for position in relation.positions)
    return _heading(relation.relation.value, relation.rule, sides)


def write_pairs(relation: Relation) -> list[str]:
    """Return the pairs of a relation, each as ``a+b | c`` in order of the names, its modifiers behind it.

    Of what replaces a claim only the claims are written: who may do so is not what the pair is about.
    """
    found = []
    for pair in relation.pairs:
        sides = sorted("+".join(sorted(map(short, voice.claims))) for voice in (pair.first, pair.second))
        said = () if relation.relation.value == "supersedes" else sorted(pair.modifiers)
        found.append(" ".join([" | ".join(sides), *said]))
    return sorted(found)


def details_of(relation: Relation) -> dict[str, Any]:
    """Return what else of a relation can be expected by name."""
    return {
        "conflict": sorted(relation.conflict),
        "unknown": sorted(relation.unknown),
        "modifiers": sorted(relation.modifiers),
        "holds_if": [sorted(view) for view in relation.holds_if],
        "unless": [sorted(view) for view in relation.unless],
        "dropped": sorted(relation.dropped),
        "common": relation.common and relation.common.as_json(),
        "pairs": write_pairs(relation),
    }


def differences(case: Case, relations: Iterable[Relation]) -> list[str]:
    """Return in words how what was found differs from what the case expects; empty where it does not.

    What is not said to hold for some standpoints has to hold for everybody.
    """
    left = [(head(relation), relation) for relation in relations]
    lines = []
    for heading, details in case.found:
        wanted = {"holds_if": [[]], **details}
        close = [entry for entry in left if entry[0] == heading]
        if not close:
            lines.append(f"not found: {heading}")
            continue

        def unlike(entry: tuple[str, Relation], wanted: Mapping[str, Any] = wanted) -> list[str]:
            found = details_of(entry[1])
            return [f"    {key}: expected {wanted[key]}, found {found[key]}" for key in wanted
                    if wanted[key] != found[key]]  # fmt: skip

        nearest = min(close, key=lambda entry: len(unlike(entry)))
        left.remove(nearest)
        if unlike(nearest):
            lines += [f"otherwise: {heading}", *unlike(nearest)]
    return lines + [f"not expected: {heading}" for heading, _ in left if heading not in case.may]
