"""Remember the relations of the last few inputs.

A notebook, a test or a command that checks its output asks for the relations of equal claims several times,
although the claims were read anew each time.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection
from threading import Lock

from kg.model import Knowledge, Relation, RelationType

#: How many inputs are remembered, and the most claims and relations of each.
MAX_INPUTS = 32
MAX_SIZE = 2_000


class Input:
    """An input of the search; equal inputs have the same claims and background in the same order."""

    def __init__(self, knowledge: Knowledge, types: Collection[RelationType] | None, history: bool):
        self.knowledge = knowledge
        self.types = None if types is None else frozenset(types), history
        claims = knowledge.claims.values()
        self._hash = hash((self.types, *((c.source, c.stance, c.proposition, c.said) for c in claims)))

    def __hash__(self) -> int:
        return self._hash

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Input) or self.types != other.types:
            return False
        mine, theirs = self.knowledge, other.knowledge
        return mine is theirs or (
            mine.bundles == theirs.bundles
            and mine.register == theirs.register
            and list(mine.register.entries) == list(theirs.register.entries)
            and list(mine.register.standpoints) == list(theirs.register.standpoints)
        )


_found: OrderedDict[Input, tuple[Relation, ...]] = OrderedDict()
_lock = Lock()


def is_recalled(knowledge: Knowledge) -> bool:
    """Return whether an input is small enough to be remembered."""
    return len(knowledge.claims) <= MAX_SIZE


def recall(
    knowledge: Knowledge,
    types: Collection[RelationType] | None,
    find: Callable[[], list[Relation]],
    history: bool = False,
    again: Callable[[], object] = lambda: None,
) -> list[Relation]:
    """Return the remembered relations of an equal input, else those of ``find``; forget the oldest input.

    Before remembered relations are returned, ``again`` is called; it may raise an error.
    """
    if not is_recalled(knowledge):
        return find()
    key = Input(knowledge, types, history)
    with _lock:
        remembered = _found.get(key)
        if remembered is not None:
            _found.move_to_end(key)
    if remembered is not None:
        again()
        return list(remembered)
    relations = find()
    if len(relations) <= MAX_SIZE:
        with _lock:
            _found[key] = tuple(relations)
            while len(_found) > MAX_INPUTS:
                _found.popitem(last=False)
    return relations


def forget() -> None:
    """Forget everything."""
    with _lock:
        _found.clear()
