"""The flat tables that rules run over: boxes, nested values, voices, all as numbers.

Names are numbers here. 0 is an empty slot: the value that includes every other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, product
from typing import Any, NamedTuple

import networkx as nx

from kg.background import Background
from kg.model import (
    SEVERAL,
    Count,
    Interval,
    Knowledge,
    Position,
    Register,
    Several,
    Stance,
    View,
    day_of,
)
from kg.relations.boxes import ANY_TIME, UNIVERSAL, Box, build_boxes
from kg.relations.columns import Numbers, Table, mask_of
from kg.relations.holding import (
    ONLY,
    Frames,
    build_scale,
    find_either,
    find_event_families,
    find_located,
    find_loose,
    find_of_event,
    find_open_only,
    instant_of,
    is_either,
    sole_voice,
)
from kg.relations.nesting import LAX, NOMINAL, find_near, nested_names, related_names
from kg.relations.rules import rules
from kg.relations.value_tables import build_keys, compare_values

#: A bit for each stance, so that all stances that meet in some rule are tested at once.
STANCE_BITS = {stance: 1 << number for number, stance in enumerate(Stance)}
#: Slots for which a kind may allow only one value.
FUNCTIONAL = ("agent", "target", "instrument", "place", "count", "value", "event")
#: Day numbers before and after every day; they stand for open ends.
NEVER, ALWAYS = -(10**9), 10**9
#: A number above every count, in any unit of the tables.
COUNTLESS = 2**61
#: How a measure changes, by number.
CHANGES = {None: 0, "grows": 1, "varies": 2}

#: The roles of the first box of a pair: a claim's own proposition, or what it implies.
ROLES = ("content", "presupposed", "attributed")
#: A time that spans more slices than this is compared with every other.
_MOST_SLICES = 3
_SLICE = 8  # days


class Forms(NamedTuple):
    """The optional contents of the tables, on which the statements that run over them depend.

    ``clocks``: some times are clock times. ``loose``: some values are, or lie inside, descriptions.
    ``either``: some values are one of several without saying which. ``only``: some claims say that nothing
    but a value is meant. ``several`` are the slots in which some values are several names. ``compared`` are
    those in which some values are neither equal nor plainly disjoint under some view.
    """

    clocks: bool = False
    loose: bool = False
    either: bool = False
    only: bool = False
    several: frozenset[str] = frozenset()
    compared: frozenset[str] = frozenset()


@dataclass
class Tables:
    """Everything that the rules compare, and what the numbers stand for."""

    positions: Sequence[Position]
    boxes: list[Box]
    tables: dict[str, Table] = field(default_factory=dict)
    forms: Forms = field(default_factory=lambda: Forms())
    numbers: Numbers = field(default_factory=Numbers)


def build_tables(knowledge: Knowledge, background: Background, view: View | None = None) -> Tables:
    """Return the positions of ``knowledge`` and its background as tables, for one view or for all."""
    positions = knowledge.positions
    tables = Tables(positions, build_boxes(knowledge, background))
    numbers = Numbers()
    tables.tables["stand"] = _stand_table()
    box, forms = _box_table(tables, knowledge, numbers, background)
    tables.tables["given_box"] = box
    names = list(numbers)
    used = {slot: {names[number] for number in set(box.columns[slot])} for slot in NOMINAL}
    kinds = {name for name in used["kind"] if isinstance(name, str)}
    tables.tables["kind"] = _kind_table(kinds, numbers, background)
    bits = standpoint_bits(knowledge)
    keys = {slot: used[slot] for slot in ("target", "place")}
    used["place"] = used["place"] | {names[number] for number in set(box.columns["located"])}
    near = {slot: find_near(slot, used[slot], background) for slot in NOMINAL}
    related = {slot: related_names(used[slot], near[slot]) for slot in NOMINAL}
    compared = compare_values(related, numbers, background, bits, view)
    tables.tables["kind_pair"] = _kind_pairs(kinds, related["kind"], numbers, background)
    tables.tables.update(build_keys(keys, related, near, numbers, background))
    tables.tables["slice"] = _slice_table(tables, forms)
    excluded = [mask_of(pair, bits) for pair in knowledge.register.excluded()]
    tables.tables["excluded"] = Table({"mask": "BIGINT"}, {"mask": excluded})
    several = {slot for slot in SEVERAL if any(isinstance(value, Several) for value in used[slot])}
    if several:
        tables.numbers = numbers
        lists = [number for value, number in numbers.items() if isinstance(value, Several)]
        tables.tables["several_name"] = Table({"value": "INTEGER"}, {"value": lists})
    tables.tables["compared_name" if several else "compared"] = compared
    slots = several.union(compared.columns["slot"])
    tables.forms = forms._replace(compared=frozenset(slots), several=frozenset(several))
    return tables


def standpoint_bits(knowledge: Knowledge) -> dict[str, int]:
    """Return a bit for each standpoint, in alphabetical order."""
    return {name: 1 << index for index, name in enumerate(sorted(knowledge.register.standpoints))}


def _box_table(
    found: Tables, knowledge: Knowledge, numbers: Numbers, background: Background
) -> tuple[Table, Forms]:
    """Return the table of the boxes, without columns that follow from others: there may be a million."""
    boxes, positions = found.boxes, found.positions
    propositions = [box.proposition for box in boxes]
    frames = Frames(propositions)
    counts = frames["count"]
    voices = {name: numbers[claim.sources] for name, claim in knowledge.claims.items()}
    places = find_located(frames, background)
    loose = find_loose(frames, places, background)
    only = [sum(ONLY[slot] for slot in slots) if slots else 0 for slots in frames["only"]]
    named = [slot for slot in NOMINAL if slot not in LAX]
    times, clocks = _time_columns(boxes, frames["time"])
    columns: dict[str, list[Any]] = {
        "id": list(range(len(boxes))),
        "position": [box.position for box in boxes],
        "role": [_STANDS[box.role, box.stance] for box in boxes],
        **{slot: list(map(numbers.__getitem__, frames[slot])) for slot in named},
        **_count_columns(counts, numbers, knowledge.register),
        **times,
        "located": list(map(numbers.__getitem__, places)),
        "event_family": find_event_families(frames, background),
        "nobody": [
            count is not None and box.stance is not positions[box.position].stance
            for box, count in zip(boxes, counts, strict=True)
        ],
        "loose": loose,
        "of_event": find_of_event(frames, background),
        "only_in": only,
        "only_open": find_open_only(propositions, background) if any(only) else only,
        "sole_voice": [
            voices[box.claims[0]] if len(box.claims) == 1 else sole_voice([voices[c] for c in box.claims])
            for box in boxes
        ],
    }
    given = any(is_either(value) for value in numbers)
    columns["either"] = either = find_either(frames, places) if given else [0] * len(boxes)
    types = {**_BOX_TYPES, **(dict.fromkeys(_CLOCKS, "BIGINT") if clocks else {})}
    forms = Forms(clocks, any(loose), any(either), any(only))
    return Table(types, {name: columns[name] for name in types}), forms


def _time_columns(
    boxes: Sequence[Box], given: Sequence[Interval | None]
) -> tuple[dict[str, list[Any]], bool]:
    """Return the times of the boxes and of their counts, and whether some of these are clock times."""
    times = [box.within if time is None else time for box, time in zip(boxes, given, strict=True)]
    as_of = [box.as_of or ANY_TIME for box in boxes]
    ends = {
        "start": [time.start for time in times],
        "stop": [time.end for time in times],
        "counted_from": [time.start for time in as_of],
        "counted_to": [time.end for time in as_of],
        # The end of what is said of an event that goes on after the utterance.
        "told": [box.within.end for box in boxes],
    }
    columns: dict[str, list[Any]] = {"timed": [time is not None for time in given]}
    for name, column in ends.items():
        open_ = NEVER if name in ("start", "counted_from") else ALWAYS
        columns[name] = [open_ if end is None else end.toordinal() for end in column]
    clocks = datetime in set(map(type, chain.from_iterable(ends.values())))
    for name in _CLOCKS if clocks else ():
        columns[name] = list(map(instant_of, ends[name.removesuffix("_at")]))
    return columns, clocks


def _count_columns(
    counts: Sequence[Count | None], numbers: Numbers, register: Register
) -> dict[str, list[Any]]:
    """Return the columns of counts: measure, population, both ends, and how the measure changes."""
    measures = {count.measure for count in counts if count is not None}
    changes = {name: CHANGES[register.changes(name)] for name in measures}
    ratios = {name for name in measures if name in register.entries and register.entries[name].ratio}
    scaled = build_scale(counts)
    return {
        "measure": [0 if count is None else numbers[count.measure] for count in counts],
        "population": [0 if count is None else numbers[count.population] for count in counts],
        "low": [-1 if count is None else scaled(count.low) for count in counts],
        "high": [COUNTLESS if c is None or c.high is None else scaled(c.high) for c in counts],
        "change": [0 if count is None else changes[count.measure] for count in counts],
        "ratio": [count is not None and count.measure in ratios for count in counts],
        "final": [count is not None and count.final for count in counts],
    }


def _stand_table() -> Table:
    """Return the table of what follows from the stance and role of a box.

    ``bit`` is the stance if the box may stand second in a pair. ``meets`` are the stances that may stand
    second if this box is first.
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


_STANDS = {key: number for number, key in enumerate((role, stance) for role in ROLES for stance in Stance)}
_BOX_TYPES = {
    "id": "INTEGER",
    "position": "INTEGER",
    "role": "INTEGER",
    **dict.fromkeys(NOMINAL, "INTEGER"),
    "located": "INTEGER",
    "event_family": "INTEGER",
    "timed": "BOOLEAN",
    "start": "INTEGER",
    "stop": "INTEGER",
    "low": "BIGINT",
    "high": "BIGINT",
    "change": "INTEGER",
    "ratio": "BOOLEAN",
    "final": "BOOLEAN",
    "nobody": "BOOLEAN",
    "counted_from": "INTEGER",
    "counted_to": "INTEGER",
    "loose": "INTEGER",
    "either": "INTEGER",
    "of_event": "INTEGER",
    "only_in": "INTEGER",
    "only_open": "INTEGER",
    "told": "INTEGER",
    "sole_voice": "INTEGER",
}


#: Columns for the ends of intervals as instants, if some are clock times.
_CLOCKS = ("start_at", "stop_at", "counted_from_at", "counted_to_at")


def _stance_bits() -> dict[tuple[str, Stance], int]:
    """Return, for each role and stance of a first box, the stances that the second may have, as bits."""
    bits = {(role, stance): 0 for role in ROLES for stance in Stance}
    for rule in rules():
        for firsts, seconds in rule.stances:
            for first in firsts:
                for second in seconds:
                    bits[rule.role, first] |= STANCE_BITS[second]
    return bits


def _kind_table(kinds: Iterable[str], numbers: Numbers, background: Background) -> Table:
    types = {"id": "INTEGER", "family": "INTEGER", "is_state": "BOOLEAN", "timeless": "BOOLEAN"}
    types |= {f"functional_{slot}": "BOOLEAN" for slot in FUNCTIONAL}
    rows = []
    nested: nx.Graph[str] = nx.Graph(nested_names("kind", kinds, background))
    families = {kind: number for number, kin in enumerate(nx.connected_components(nested)) for kind in kin}
    for kind in sorted(kinds):
        number, functional = numbers[kind], background.functional(kind)
        properties = families.get(kind, -number), background.is_state(kind), background.is_timeless(kind)
        rows.append((number, *properties, *(slot in functional for slot in FUNCTIONAL)))
    return Table.of(types, rows)


def _kind_pairs(
    kinds: Collection[str],
    related: Iterable[tuple[str, str]],
    numbers: Numbers,
    background: Background,
) -> Table:
    """Return the pairs of kinds that matter: nested, both in one that allows one agent only, or distinct."""
    functional: dict[str, set[str]] = {}
    for kind in kinds:
        for whole in background.wholes("kind", kind):
            entry = background.register.entries.get(whole)
            if entry is not None and "agent" in entry.functional:
                functional.setdefault(whole, set()).add(kind)
    nested = {(kind, kind) for kind in kinds} | set(nested_names("kind", kinds, background))
    pairs: set[tuple[Any, Any]] = set(nested)
    for sharing in functional.values():
        pairs.update(product(sharing, sharing))
    distinct = {pair for pair in related if background.are_distinct("kind", *pair)}
    pairs |= distinct
    types = {"a": "INTEGER", "b": "INTEGER", "nested": "BOOLEAN", "kinds_distinct": "BOOLEAN"}
    types |= {f"one_{slot}": "BOOLEAN" for slot in FUNCTIONAL}
    rows = []
    for pair in sorted(pairs):
        one = background.functional(*pair)
        row = (numbers[pair[0]], numbers[pair[1]], pair in nested, pair in distinct)
        rows.append((*row, *(slot in one for slot in FUNCTIONAL)))
    return Table.of(types, rows)


def _slice_table(found: Tables, forms: Forms) -> Table:
    """Return the slices of time that each box touches, and the first of them as its ``opening``.

    A time that is open, long or irrelevant has the slice -1. The dates of one instant in two zones may be a
    day apart.
    """
    kinds, box = found.tables["kind"].columns, found.tables["given_box"].columns
    timeless = dict(zip(kinds["id"], kinds["timeless"], strict=True))
    types = dict.fromkeys(("box", "slice", "opening"), "INTEGER")
    columns: dict[str, list[int]] = {name: [] for name in types}
    for identifier, kind, start, stop in zip(*(box[n] for n in ("id", "kind", "start", "stop")), strict=True):
        first, last = (start - forms.clocks) // _SLICE, (stop + forms.clocks) // _SLICE
        if timeless[kind] or last - first >= _MOST_SLICES:
            first = last = -1
        columns["box"].extend([identifier] * (last - first + 1))
        columns["slice"].extend(range(first, last + 1))
        columns["opening"].extend([first] * (last - first + 1))
    return Table(types, columns)


def build_claims(knowledge: Knowledge) -> Table:
    """Return the claims of positions with several claims, ranked by which of them repeats which.

    ``rank`` orders by the date of the article, then by the length of the chain, then by name.
    """
    types = dict.fromkeys(("id", "position", "origin", "rank"), "INTEGER")
    rows = []
    numbers = Numbers()
    order = {name: index for index, name in enumerate(knowledge.claims)}
    for index, position in enumerate(knowledge.positions):
        if len(position.claims) < 2:
            continue
        for rank, name in enumerate(sorted(position.claims, key=lambda c: _carried(knowledge, c))):
            rows.append((order[name], index, numbers[knowledge.claims[name].sources], rank))
    return Table.of(types, rows)


def _carried(knowledge: Knowledge, name: str) -> tuple[int, int, str]:
    """Return the day on which a claim appeared, if known, the length of its chain, and its name."""
    published = knowledge.article_of(name).published
    start = published.start if published is not None else None
    return day_of(start).toordinal() if start else ALWAYS, len(knowledge.claims[name].via), name
