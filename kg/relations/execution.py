"""Run the same SQL on DuckDB, which is the default, and on Apache Spark, for more than one machine can hold.

The rules and the stages before them are written once, in the dialect of DuckDB. DuckDB runs them as they are;
sqlglot translates each statement for Spark. An :class:`Executor` knows no rule: it makes tables from columns
of Python values, runs ``create table … as select …``, and returns rows.

Both must give the same rows. So a statement may not rely on an order of rows that it does not ask for with a
full key, number rows over such an order, divide by zero, or add up numbers past 64 bits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Protocol, Self

from kg.files import HeldFolder

if TYPE_CHECKING:
    import duckdb

#: The types a column may have, with their names on Spark.
TYPES = {"BOOLEAN": "boolean", "INTEGER": "int", "BIGINT": "bigint", "DOUBLE": "double", "VARCHAR": "string"}

#: How many rows are fetched or written at a time.
BATCH = 10_000


class Rows:
    """The rows of a query, fetched a batch at a time, with the names of their columns."""

    def __init__(self, names: Sequence[str], rows: Iterator[tuple[Any, ...]]):
        self.names = tuple(names)
        self._rows = rows

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return self

    def __next__(self) -> tuple[Any, ...]:
        return next(self._rows)


class Executor(Protocol):
    """Runs the SQL of the relations; a context manager that drops its tables at the end."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def create(self, name: str, columns: Mapping[str, str], values: Sequence[Sequence[Any]]) -> None:
        """Create a table: columns with a type of :data:`TYPES`, and a sequence of values for each."""

    def run(self, sql: str) -> None:
        """Run one or more statements ``create [or replace] table|view … as select …``."""

    def fetch(self, sql: str) -> Rows:
        """Return the rows of a query, in no particular order unless it asks for one."""

    def drop(self, name: str) -> None:
        """Free the memory of a table; tables that were made from it stay."""


# -- DuckDB -----------------------------------------------------------------------------------------


class DuckdbExecutor:
    """Run the statements in this process; what does not fit into memory goes to a temporary folder."""

    def __init__(self, *, memory: str | None = None, threads: int | None = None):
        self._settings: dict[str, Any] = {
            # No extension is downloaded, and rows have no order that the query does not ask for.
            "autoinstall_known_extensions": False,
            "preserve_insertion_order": False,
            **({} if memory is None else {"memory_limit": memory}),
            **({} if threads is None else {"threads": threads}),
        }

    def __enter__(self) -> Self:
        # Loading DuckDB takes longer than SQLite needs to find the relations of an article.
        import duckdb

        self._folder = HeldFolder()
        settings = {**self._settings, "temp_directory": str(self._folder.path)}
        self._connection = duckdb.connect(":memory:", config=settings)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()
        self._folder.remove()

    def create(self, name: str, columns: Mapping[str, str], values: Sequence[Sequence[Any]]) -> None:
        """Create a table from Python values.

        Long columns of numbers go through numpy if it is installed (the extra ``large``); that is about four
        times faster.
        """
        for type in columns.values():
            if type not in TYPES:
                raise ValueError(f"{type!r} is none of the types a column may have: {', '.join(TYPES)}")
        if len(columns) != len(values) or len({len(column) for column in values}) > 1:
            raise ValueError("a table needs one sequence of values per column, all of the same length")
        if values and len(values[0]) >= BATCH and find_spec("numpy") and _are_numbers(columns, values):
            import numpy

            # DuckDB finds the variable by its name in the statement.
            arrays = {  # noqa: F841
                column: numpy.array(given, dtype=_NUMBERS[type])
                for (column, type), given in zip(columns.items(), values, strict=True)
            }
            self._connection.execute(f"create table {_quoted(name)} as select * from arrays")
            return
        declared = ", ".join(f"{_quoted(column)} {type}" for column, type in columns.items())
        self._connection.execute(f"create table {_quoted(name)} ({declared})")
        # Lists by column are bound about a hundred times faster than rows, and plain question marks three
        # times faster than numbered ones.
        lists = ", ".join(f"unnest(?::{type}[]) as {_quoted(column)}" for column, type in columns.items())
        for start in range(0, len(values[0]) if values else 0, BATCH):
            part = [list(column[start : start + BATCH]) for column in values]
            self._connection.execute(f"insert into {_quoted(name)} select {lists}", part)

    def run(self, sql: str) -> None:
        """Run statements."""
        self._connection.execute(sql)

    def fetch(self, sql: str) -> Rows:
        """Return the rows of a query."""
        # With its own cursor, statements may run while rows are still being fetched.
        cursor = self._connection.cursor()
        cursor.execute(sql)
        return Rows([column[0] for column in cursor.description or ()], _batches(cursor))

    def drop(self, name: str) -> None:
        """Free the memory of a table."""
        self._connection.execute(f"drop table {_quoted(name)}")

    def export(self, name: str, path: Path) -> None:
        """Write a table to a Parquet file."""
        self._connection.execute(f"copy {_quoted(name)} to '{_escaped(path)}' (format parquet)")


#: Types of numbers, with their names in numpy.
_NUMBERS = {"BOOLEAN": "bool", "INTEGER": "int32", "BIGINT": "int64", "DOUBLE": "float64"}


def _are_numbers(columns: Mapping[str, str], values: Sequence[Sequence[Any]]) -> bool:
    """Return whether every column is of numbers, none of them missing."""
    return all(type in _NUMBERS for type in columns.values()) and not any(None in given for given in values)


def _batches(cursor: duckdb.DuckDBPyConnection) -> Iterator[tuple[Any, ...]]:
    with cursor:
        while rows := cursor.fetchmany(BATCH):
            yield from rows


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _escaped(path: Path) -> str:
    return str(path).replace("'", "''")
