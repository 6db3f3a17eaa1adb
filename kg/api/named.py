"""Sequences of named objects, which keep their type when they are sliced or filtered."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar, overload

from kg.api.reader import Shown
from kg.errors import InputError, Problem, nearest
from kg.model import short_name

if TYPE_CHECKING:
    from typing import Self

    from kg.api.graph import ClaimGraph

Item = TypeVar("Item")
#: A value of a table, of a type that spreadsheets, data frames and JSON have in common.
Cell = str | int | float | bool | None
#: The most names that completion proposes; nobody reads more.
MOST_COMPLETIONS = 5000


class Named(Shown, Sequence[Item], Generic[Item]):
    """Objects of one kind from a graph, by position and by name.

    A slice and the result of :meth:`where` have the same type. ``names`` are their names, in order.
    """

    def __init__(
        self,
        found: Iterable[Item] | Callable[[], Iterable[Item]],
        graph: ClaimGraph,
        names: Callable[[], Sequence[str]] | None = None,
    ):
        """Initialize with the objects, or what finds them.

        ``names`` finds their names in order: then a part of the objects is found without the others.
        """
        self._found = found
        self._graph = graph
        self._find_names = names

    @cached_property
    def _items(self) -> list[Item]:
        """The objects; they are found when they are first used."""
        return list(self._found() if callable(self._found) else self._found)

    def _some(self, items: Iterable[Item]) -> Self:
        return type(self)(items, self._graph)

    @cached_property
    def _all_names(self) -> Sequence[str] | None:
        return None if self._find_names is None else self._find_names()

    # -- what each kind defines --

    def _called(self, names: Sequence[str]) -> list[Item]:
        """Return the items with these names, in a kind whose names are found without them."""
        raise NotImplementedError

    def name_of(self, item: Item) -> str:
        """Return the name of an item."""
        raise NotImplementedError

    def row_of(self, item: Item) -> dict[str, Cell]:
        """Return an item as a row of a table."""
        raise NotImplementedError

    @cached_property
    def _by_name(self) -> Mapping[str, Item]:
        return {self.name_of(item): item for item in self._items}

    def _find(self, name: str) -> Item:
        """Return the item with a name, which may be given by its end alone."""
        named = self._by_name
        if name in named:
            return named[name]
        meant = [full for full in named if short_name(full) == name]
        if len(meant) == 1:
            return named[meant[0]]
        if meant:
            message = f"{name[:80]!r} may mean {len(meant)}: {', '.join(meant[:4])}"
            raise InputError(Problem("ambiguous-name", message, advice="give one"))
        advice = nearest(name[:80], [*named]) if named else ""
        raise UnknownNameError(Problem("unknown-name", f"there is no {name[:80]!r} here", advice=advice))

    # -- what all have in common --

    @property
    def names(self) -> list[str]:
        """The names of the items, in order."""
        if self._all_names is not None:
            return [*self._all_names]
        return [self.name_of(item) for item in self._items]

    def where(self, test: Callable[[Item], bool] | None = None, /, **values: Cell) -> Self:
        """Return the items that pass a test and have these values in their columns.

        The columns are those of :meth:`to_frame`: ``claims.where(source="armenia", stance="denies")``.

        Raises:
            InputError: for an unknown column.
        """

        def kept(item: Item) -> bool:
            if test is not None and not test(item):
                return False
            row = self.row_of(item) if values else {}
            for column in values:
                if column not in row:
                    message = f"there is no column {column[:80]!r}"
                    raise InputError(Problem("bad-use", message, advice=nearest(column[:80], [*row])))
            return all(row[column] == value for column, value in values.items())

        return self._some([item for item in self._items if kept(item)])

    def to_dicts(self) -> list[dict[str, Cell]]:
        """Return a row for each item, as dictionaries of plain values."""
        return [self.row_of(item) for item in self._items]

    def to_frame(self) -> Any:
        """Return a row for each item, as a :class:`pandas.DataFrame`.

        Raises:
            InputError: if pandas is not installed.
        """
        return build_frame(self.to_dicts())

    @overload
    def __getitem__(self, index: int | str) -> Item: ...
    @overload
    def __getitem__(self, index: slice) -> Self: ...
    def __getitem__(self, index: int | str | slice) -> Item | Self:
        if isinstance(index, str):
            return self._find(index)
        if "_items" not in vars(self) and (names := self._all_names) is not None:
            if isinstance(index, slice):
                return self._some(self._called(names[index]))
            return self._called([names[index]])[0]
        return self._some(self._items[index]) if isinstance(index, slice) else self._items[index]

    def __len__(self) -> int:
        return len(self._items if self._all_names is None else self._all_names)

    def __iter__(self) -> Iterator[Item]:
        return iter(self._items)

    def __contains__(self, item: object) -> bool:
        if isinstance(item, str):
            try:
                self._find(item)
            except InputError:
                return False
            return True
        return item in self._items

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and not isinstance(other, str) and self._items == list(other)

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self._items[:3]))
        more = ", …" if len(self) > 3 else ""
        return f"<{type(self).__name__}, {len(self)}{': ' if shown else ''}{shown}{more}>"

    def _ipython_key_completions_(self) -> list[str]:
        if self._all_names is not None:
            return [*self._all_names[:MOST_COMPLETIONS]]
        return [self.name_of(item) for item in self._items[:MOST_COMPLETIONS]]


class UnknownNameError(InputError, KeyError):
    """An unknown name; also a ``KeyError``, as code that uses mappings expects."""

    __str__ = InputError.__str__


def build_frame(rows: Sequence[Mapping[str, Any]], columns: Sequence[str] | None = None) -> Any:
    """Return rows as a :class:`pandas.DataFrame`.

    Raises:
        InputError: if pandas is not installed.
    """
    try:
        import pandas
    except ImportError as error:
        advice = "install pandas, or the extra 'notebook'; to_dicts() needs neither"
        raise InputError(Problem("not-installed", "pandas is not installed", advice=advice)) from error
    return pandas.DataFrame([dict(row) for row in rows], columns=None if columns is None else list(columns))
