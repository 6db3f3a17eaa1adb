"""Run the rules on SQLite if there is little to compare: it plans a statement a hundred times faster.

The statements are exactly those that DuckDB runs. Inputs that need many steps are left to DuckDB.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from types import TracebackType
from typing import Any, Self

from kg.relations.execution import Rows

#: The most instructions of SQLite's virtual machine; they take about 0.2 s.
MAX_STEPS = 20_000_000
#: The number of instructions between two checks of that limit.
_STEPS = 10_000


class OutOfSteps(Exception):
    """There is too much to compare for SQLite."""


class SqliteExecutor:
    """Run the statements in memory, with a limit on the number of steps.

    Raises:
        OutOfSteps: if a statement, or fetching its rows, takes more steps.
    """

    def __init__(self, steps: int = MAX_STEPS):
        self._left = steps

    def __enter__(self) -> Self:
        self._connection = sqlite3.connect(":memory:", isolation_level=None)
        for name, function in _FUNCTIONS.items():
            self._connection.create_function(name, -1, function, deterministic=True)
        self._connection.set_progress_handler(self._spend, _STEPS)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def _spend(self) -> bool:
        self._left -= _STEPS
        return self._left < 0

    def create(self, name: str, columns: Mapping[str, str], values: Sequence[Sequence[Any]]) -> None:
        """Create a table from Python values."""
        declared = ", ".join(f"{column} {type}" for column, type in columns.items())
        self._connection.execute(f"create table {name} ({declared})")
        places = ", ".join("?" for _ in columns)
        self._connection.executemany(f"insert into {name} values ({places})", zip(*values, strict=True))

    def run(self, sql: str) -> None:
        """Run a statement."""
        self._execute(sql)

    def fetch(self, sql: str) -> Rows:
        """Return the rows of a query; truth values of DuckDB are 0 or 1 here."""
        cursor = self._execute(sql)
        return Rows([column[0] for column in cursor.description], self._rows(cursor))

    def drop(self, name: str) -> None:
        """Free the memory of a table."""
        self._execute(f"drop table {name}")

    def _execute(self, sql: str) -> sqlite3.Cursor:
        try:
            return self._connection.execute(sql)
        except sqlite3.OperationalError as error:
            raise self._reason(error) from error

    def _rows(self, cursor: sqlite3.Cursor) -> Iterator[tuple[Any, ...]]:
        try:
            yield from cursor
        except sqlite3.OperationalError as error:
            raise self._reason(error) from error

    def _reason(self, error: sqlite3.OperationalError) -> Exception:
        return OutOfSteps() if self._left < 0 else error


def _given(values: Sequence[Any]) -> Iterator[Any]:
    return (value for value in values if value is not None)


#: Functions of DuckDB in the statements that SQLite, or older versions of it, lack.
_FUNCTIONS = {
    "greatest": lambda *values: max(_given(values), default=None),
    "least": lambda *values: min(_given(values), default=None),
    "concat_ws": lambda separator, *values: separator.join(map(str, _given(values))),
}
