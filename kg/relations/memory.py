"""Remember what was found for the last few inputs, for who asks for the same again.

A notebook, a test or a command that checks what it is about to write asks for the relations of equal claims
several times over, of which each has been read anew.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Collection
from threading import Lock

from kg.model import Knowledge, Relation, RelationType

#: Inputs that are remembered, and how many claims and relations each may have.
MAX_INPUTS = 32
MAX_SIZE = 2_000


class Input:
    """What relations are found in: equal ones have the same claims and background in the same order."""

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
    """Return whether what is found in an input may be known already: it is small enough to be remembered."""
    return len(knowledge.claims) <= MAX_SIZE


def recall(
    knowledge: Knowledge,
    types: Collection[RelationType] | None,
    find: Callable[[], list[Relation]],
    history: bool = False,
    again: Callable[[], object] = lambda: None,
) -> list[Relation]:
    """Return what was found in equal input, else what ``find`` finds, and forget what was asked long ago.

    What was found before is returned once ``again`` was called, which may raise an error.
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
