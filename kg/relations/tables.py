"""The flat tables that rules run over: boxes, what lies inside what, who spoke, all by number.

A proposition is a box. A position has a box of its own, one for each proposition that its claims presuppose,
and, where somebody denies having said something, one for each source that is reported to have said it. Names
are numbers here, and 0 is a slot that is not filled: the value that includes every other.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from operator import attrgetter
from typing import Any, NamedTuple

import networkx as nx

from kg.background import Background
from kg.model import (
    INSIDE,
    Comparison,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Stance,
    View,
)

#: Slots whose values are names, compared by the background.
NOMINAL = tuple(INSIDE)
#: A comparison as a bit, so that a whole vector is asked at once; 0 is a slot that neither side fills.
BITS = {comparison: 1 << number for number, comparison in enumerate(Comparison)}
#: A stance as a bit, so that those that meet in some rule are asked at once.
STANCE_BITS = {stance: 1 << number for number, stance in enumerate(Stance)}
#: Slots of which a kind may allow one value only.
FUNCTIONAL = ("agent", "target", "instrument", "place", "count", "value", "event")
#: Days before and after every day; an end that is open lies there.
NEVER, ALWAYS = -(10**9), 10**9
#: Above every number that is counted.
COUNTLESS = 10**15
#: Stances by which a source says that a proposition is, will be or should be so.
AFFIRMED = frozenset((Stance.ASSERTS, Stance.DEMANDS, Stance.COMMITS, Stance.THREATENS, Stance.ASSESSES))

_DEEDS = (Stance.ASSERTS, Stance.DENIES)
_WORDS = (Stance.COMMITS, Stance.THREATENS, Stance.REFUSES)
#: Which stances meet in some rule: those of the first box, those of the second.
MEETINGS: Mapping[str, Sequence[tuple[Sequence[Stance], Sequence[Stance]]]] = {
    "content": (
        ((Stance.ASSERTS,), (Stance.ASSERTS, Stance.DENIES)),
        ((Stance.DEMANDS, Stance.COMMITS), (Stance.REFUSES,)),
        (_DEEDS, _WORDS),
        ((*_DEEDS, Stance.COMMITS, Stance.THREATENS), (Stance.ASSESSES,)),
    ),
    "presupposed": ((tuple(Stance), (Stance.DENIES,)),),
    "attributed": ((tuple(AFFIRMED), (Stance.DENIES,)),),
}
#: Stances by which nothing lies in the box: a slot that is not filled has any value.
UNIVERSAL = frozenset((Stance.DENIES, Stance.REFUSES))
#: A time that spans more slices than this is compared with every other.
_MOST_SLICES = 3
_SLICE = 8  # days


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name, each with its SQL type and its values."""

    types: Mapping[str, str]
    columns: Mapping[str, list[Any]]

    @classmethod
    def of(cls, types: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> Table:
        """Return the table that has these rows."""
        columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
        return cls(types, dict(zip(types, columns or [[] for _ in types], strict=True)))


class Box(NamedTuple):
    """A proposition that is compared for a position: its own (``content``) or one that it implies."""

    position: int
    role: str
    proposition: Proposition


@dataclass
class Tables:
    """Everything that the rules compare, with what a number stands for."""

    positions: Sequence[Position]
    boxes: list[Box]
    tables: dict[str, Table] = field(default_factory=dict)


def build_tables(knowledge: Knowledge, background: Background) -> Tables:
    """Return the positions of ``knowledge`` and its background as tables."""
    positions = knowledge.positions
    found = Tables(positions, _boxes(knowledge, background))
    numbers = _Numbers()
    found.tables["stand"] = _stand_table()
    found.tables["given_box"] = box = _box_table(found, knowledge, numbers)
    names = list(numbers)
    used = {slot: {names[number] for number in set(box.columns[slot])} for slot in NOMINAL}
    kinds = {name for name in used["kind"] if name is not None}
    found.tables["kind"] = _kind_table(kinds, numbers, background)
    bits = standpoint_bits(knowledge)
    found.tables["compared"] = _compared_table(used, numbers, background, bits)
    found.tables.update(_nesting_tables(used, numbers, background))
    found.tables["slice"] = _slice_table(found)
    excluded = [mask_of(pair, bits) for pair in knowledge.register.excluded()]
    found.tables["excluded"] = Table({"mask": "BIGINT"}, {"mask": excluded})
    return found


def standpoint_bits(knowledge: Knowledge) -> dict[str, int]:
    """Return a bit for each standpoint, in alphabetical order."""
    return {name: 1 << index for index, name in enumerate(sorted(knowledge.register.standpoints))}


class _Numbers(dict[str | None, int]):
    """Names by number, from 1; what is not filled is 0."""

    def __init__(self) -> None:
        super().__init__({None: 0})

    def __missing__(self, name: str | None) -> int:
        self[name] = number = len(self)
        return number


def _boxes(knowledge: Knowledge, background: Background) -> list[Box]:
    """Return the boxes of all positions, first those of their own, in the positions' order."""
    positions, claims = knowledge.positions, knowledge.claims
    asked = Stance.ASKS
    found = [
        Box(index, "presupposed" if position.stance is asked else "content", position.proposition)
        for index, position in enumerate(positions)
    ]
    presupposing = {name for name, claim in claims.items() if claim.presupposes}
    denied = _denied_words(knowledge, background)
    for index, position in enumerate(positions):
        if position.stance is not asked and not presupposing.isdisjoint(position.claims):
            presupposed = {p for name in position.claims for p in claims[name].presupposes}
            for proposition in sorted(presupposed, key=lambda p: p.id):
                found.append(Box(index, "presupposed", proposition))
        p = position.proposition
        if denied and position.stance in AFFIRMED and p.said_by is None:
            sources = {claims[name].source for name in position.claims}
            for source in sorted(sources & denied.keys()):
                if p.kind in denied[source]:
                    found.append(Box(index, "attributed", _said(p, source)))
    return found


def _said(p: Proposition, source: str) -> Proposition:
    """Return that somebody said it; eight times faster than ``dataclasses.replace``."""
    return Proposition(
        p.kind, p.agent, p.target, p.instrument, p.place, p.time, p.count, p.value, p.event, source
    )


def _denied_words(knowledge: Knowledge, background: Background) -> dict[str, set[str]]:
    """Return, per source of whom somebody may deny that he said something, the kinds of what is denied."""
    denied: dict[str, set[str]] = {}
    kinds: set[str] = set()
    for position in knowledge.positions:
        proposition = position.proposition
        kinds.add(proposition.kind)
        if position.stance is Stance.DENIES and proposition.said_by is not None:
            denied.setdefault(proposition.said_by, set()).add(proposition.kind)
    near: dict[str, set[str]] = {kind: {kind} for kind in kinds}
    for kind, other in _nested("kind", kinds, background) if denied else ():
        near[kind].add(other)
    found: dict[str, set[str]] = {}
    for source in {claim.source for claim in knowledge.claims.values()} if denied else ():
        nested = {name for name in background.above("said_by", source) if name in denied}
        nested |= {name for name in denied if source in background.above("said_by", name)}
        for name in nested:
            found.setdefault(source, set()).update(*(near[kind] for kind in denied[name]))
    return found


def _box_table(found: Tables, knowledge: Knowledge, numbers: _Numbers) -> Table:
    """Return the boxes, a column at a time, and no column that follows from others: they may be a million."""
    propositions = [box.proposition for box in found.boxes]
    counts = [p.count for p in propositions]
    times = [p.time for p in propositions]
    claims = knowledge.claims
    sole = [_sole([claims[name].source for name in p.claims], numbers) for p in found.positions]
    named = [slot for slot in NOMINAL if slot not in ("measure", "population")]
    columns: dict[str, list[Any]] = {
        "id": list(range(len(found.boxes))),
        "position": [box.position for box in found.boxes],
        "role": [_STANDS[box.role, found.positions[box.position].stance] for box in found.boxes],
        **{slot: list(map(numbers.__getitem__, map(attrgetter(slot), propositions))) for slot in named},
        "measure": [0 if count is None else numbers[count.measure] for count in counts],
        "population": [0 if count is None else numbers[count.population] for count in counts],
        "event": [0 if p.event is None else numbers[f"event/{p.event}"] for p in propositions],
        "start": [_start(time) for time in times],
        "stop": [t.end.toordinal() if t is not None and t.end else ALWAYS for t in times],
        "low": [-1 if count is None else count.low for count in counts],
        "high": [COUNTLESS if c is None or c.high is None else c.high for c in counts],
        "sole_origin": [sole[box.position] for box in found.boxes],
    }
    return Table(_BOX_TYPES, {name: columns[name] for name in _BOX_TYPES})


def _start(time: Interval | None) -> int:
    """Return the first day as a number; one before every day where there is no time at all."""
    if time is None:
        return NEVER - 1
    return time.start.toordinal() if time.start else NEVER


def _stand_table() -> Table:
    """Return what stance and role make of a box, by number.

    ``bit`` is the stance of a box that may stand second in a pair, ``meets`` are the stances that may stand
    second where this one is first.
    """
    types = {"id": "INTEGER", "role": "VARCHAR", "stance": "VARCHAR", "universal": "BOOLEAN"}
    types |= {"bit": "INTEGER", "meets": "INTEGER"}
    meets = _stance_bits()
    rows = []
    for (role, stance), number in _STANDS.items():
        content = role == "content"
        bit = STANCE_BITS[stance] if content else 0
        rows.append((number, role, stance.value, content and stance in UNIVERSAL, bit, meets[role, stance]))
    return Table.of(types, rows)


_STANDS = {key: number for number, key in enumerate((role, stance) for role in MEETINGS for stance in Stance)}
_BOX_TYPES = {
    "id": "INTEGER",
    "position": "INTEGER",
    "role": "INTEGER",
    **dict.fromkeys(NOMINAL, "INTEGER"),
    "event": "INTEGER",
    "start": "INTEGER",
    "stop": "INTEGER",
    "low": "BIGINT",
    "high": "BIGINT",
    "sole_origin": "INTEGER",
}


def _stance_bits() -> dict[tuple[str, Stance], int]:
    """Return, per role and stance of a first box, the stances that the second may have, as bits."""
    found = {(role, stance): 0 for role in MEETINGS for stance in Stance}
    for role, meetings in MEETINGS.items():
        for firsts, seconds in meetings:
            for first in firsts:
                for second in seconds:
                    found[role, first] |= STANCE_BITS[second]
    return found


def _sole(sources: Sequence[str], numbers: _Numbers) -> int:
    """Return the number of the one origin of a position's claims, 0 where there are several."""
    first = sources[0]
    return numbers[f"source/{first}"] if sources.count(first) == len(sources) else 0


def _kind_table(kinds: Iterable[str], numbers: _Numbers, background: Background) -> Table:
    types = {"id": "INTEGER", "family": "INTEGER", "is_state": "BOOLEAN", "timeless": "BOOLEAN"}
    types |= {f"functional_{slot}": "BOOLEAN" for slot in FUNCTIONAL}
    rows = []
    nested: nx.Graph[str] = nx.Graph(_nested("kind", kinds, background))
    families = {kind: number for number, some in enumerate(nx.connected_components(nested)) for kind in some}
    for kind in sorted(kinds):
        number, functional = numbers[kind], background.functional(kind)
        known = families.get(kind, -number), background.is_state(kind), background.is_timeless(kind)
        rows.append((number, *known, *(slot in functional for slot in FUNCTIONAL)))
    return Table.of(types, rows)


def _compared_table(
    used: Mapping[str, set[str | None]], numbers: _Numbers, background: Background, bits: Mapping[str, int]
) -> Table:
    """Return each way to compare two different values of which anybody places one inside the other.

    ``shared`` says, where it is unknown, that some undisputed value includes both.
    """
    types = {"slot": "VARCHAR", "a": "INTEGER", "b": "INTEGER", "state": "INTEGER"}
    types |= {"mask": "BIGINT", "shared": "BOOLEAN"}
    rows = []
    for slot in NOMINAL:
        for first, second in _nested(slot, used[slot], background):
            for comparison, view in background.reading(slot, first, second).alternatives():
                unknown = comparison is Comparison.UNKNOWN
                shared = unknown and background.meet(slot, first, second) is not None
                pair = numbers[first], numbers[second]
                rows.append((slot, *pair, BITS[comparison], mask_of(view, bits), shared))
    return Table.of(types, rows)


def mask_of(view: View | Iterable[str], bits: Mapping[str, int]) -> int:
    """Return a set of standpoints as bits."""
    return sum(bits[name] for name in view)


def _nested(slot: str, used: Iterable[str | None], background: Background) -> list[tuple[str, str]]:
    """Return the pairs of different values of which anybody places one inside the other, both ways."""
    names = {name for name in used if name is not None}
    found = {
        pair
        for name in names
        for above in background.above(slot, name)
        if above != name and above in names
        for pair in ((name, above), (above, name))
    }
    return sorted(found)


def _nesting_tables(
    used: Mapping[str, set[str | None]], numbers: _Numbers, background: Background
) -> Iterable[tuple[str, Table]]:
    """Yield the tables by which pairs that can be comparable are found with joins on equal keys.

    Of two nested values one is the other's key: ``first_<slot>`` and ``second_<slot>`` give, for each
    value, its keys where it stands first and second, ``way`` 0 for a first value that lies inside the
    second, or is it, 1 for one that only includes it. What is not filled includes everything.
    """
    types = {"value": "INTEGER", "way": "INTEGER", "key": "INTEGER"}
    kinds = {name for name in used["kind"] if name is not None}
    pairs = [*((kind, kind) for kind in sorted(kinds)), *_nested("kind", kinds, background)]
    numbered_pairs = [(numbers[kind], numbers[other]) for kind, other in pairs]
    yield "near_kind", Table.of({"a": "INTEGER", "b": "INTEGER"}, numbered_pairs)
    for slot in ("target", "place"):
        names = {name for name in used[slot] if name is not None}
        inside = {(name, name) for name in names}
        inside |= {(name, up) for name in names for up in background.above(slot, name) if up in names}
        numbered = {(numbers[a], numbers[b]) for a, b in inside}
        if None in used[slot]:
            numbered |= {(numbers[name], 0) for name in names} | {(0, 0)}
        values = {numbers[name] for name in used[slot]}
        first = [(a, 0, b) for a, b in numbered] + [(value, 1, value) for value in values]
        second = [(value, 0, value) for value in values]
        second += [(a, 1, b) for a, b in numbered if a != b and (b, a) not in numbered]
        yield f"first_{slot}", Table.of(types, sorted(first))
        yield f"second_{slot}", Table.of(types, sorted(second))


def _slice_table(found: Tables) -> Table:
    """Return the slices of time that a box touches, and the first of them as its ``opening``.

    A time that is open, long or of no importance has the slice -1.
    """
    kinds, box = found.tables["kind"].columns, found.tables["given_box"].columns
    timeless = dict(zip(kinds["id"], kinds["timeless"], strict=True))
    types = dict.fromkeys(("box", "slice", "opening"), "INTEGER")
    columns: dict[str, list[int]] = {name: [] for name in types}
    for identifier, kind, start, stop in zip(*(box[n] for n in ("id", "kind", "start", "stop")), strict=True):
        first, last = start // _SLICE, stop // _SLICE
        if timeless[kind] or last - first >= _MOST_SLICES:
            first = last = -1
        columns["box"].extend([identifier] * (last - first + 1))
        columns["slice"].extend(range(first, last + 1))
        columns["opening"].extend([first] * (last - first + 1))
    return Table(types, columns)


def build_claims(knowledge: Knowledge) -> Table:
    """Return the claims of positions that have several, ranked by which of them repeats which.

    ``rank`` orders by when the article appeared, then by the length of the chain, then by name.
    """
    types = dict.fromkeys(("id", "position", "origin", "rank"), "INTEGER")
    rows = []
    numbers = _Numbers()
    order = {name: index for index, name in enumerate(knowledge.claims)}
    for index, position in enumerate(knowledge.positions):
        if len(position.claims) < 2:
            continue
        for rank, name in enumerate(sorted(position.claims, key=lambda c: _carried(knowledge, c))):
            rows.append((order[name], index, numbers[knowledge.claims[name].source], rank))
    return Table.of(types, rows)


def _carried(knowledge: Knowledge, name: str) -> tuple[int, int, str]:
    """Return when a claim reached its article, as far as that is known, and by how long a chain."""
    published = knowledge.article_of(name).published
    start = published.start if published is not None else None
    return start.toordinal() if start else ALWAYS, len(knowledge.claims[name].via), name
