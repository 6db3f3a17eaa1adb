"""Tables as columns of numbers, and the numbers for names and comparisons."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.model import Comparison, View

#: A bit for each comparison, so that a whole vector is tested at once; 0 if neither side fills the slot.
BITS = {comparison: 1 << number for number, comparison in enumerate(Comparison)}


@dataclass(frozen=True, slots=True)
class Table:
    """Columns by name, each with its SQL type and its values."""

    types: Mapping[str, str]
    columns: Mapping[str, list[Any]]

    @classmethod
    def of(cls, types: Mapping[str, str], rows: Iterable[Sequence[Any]]) -> Table:
        """Return the table of these rows."""
        columns: list[list[Any]] = [list(column) for column in zip(*rows, strict=True)]
        return cls(types, dict(zip(types, columns or [[] for _ in types], strict=True)))


class Numbers(dict[Any, int]):
    """Numbers for values, from 1; 0 stands for an empty slot."""

    def __init__(self) -> None:
        super().__init__({None: 0})

    def __missing__(self, name: Any) -> int:
        self[name] = number = len(self)
        return number


def mask_of(view: View | Iterable[str], bits: Mapping[str, int]) -> int:
    """Return a set of standpoints as bits."""
    return sum(bits[name] for name in view)
