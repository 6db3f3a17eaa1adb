"""Read the values of cells: times, numbers, truth values, names."""

from __future__ import annotations

import re
from typing import Any

from kg.authoring.document import Key, shorten
from kg.formats.sheet.cells import CellReader, Row


class ValueReader(CellReader):
    """Reads times, numbers and truth values from cells."""

    def time(self, row: Row, column: str, found: dict[str, Any], at: Key) -> None:
        """Add a time with its basis, if a row has one."""
        self.note(at, row.number, column)
        self.note((*at, "basis"), row.number, f"{column}_basis")
        time: dict[str, Any] = {}
        if column in row.cells:
            cell = row.cells[column].strip().removeprefix("'")
            ends = [end.strip() for end in cell.split("/")]
            if len(ends) > 2 or any(_DATE.fullmatch(end) is None for end in ends) or set(ends) <= {"..", ""}:
                message = (
                    f"not a date: {shorten(cell)}; write 2020-10-04, 2020-10, 2020 or 2020-10-04/2020-10-05"
                )
                self.fail(row.number, column, "bad-date", message, _DATE_ADVICE, row.cells.get("claim"))
                return
            for name, end in zip(("from", "to"), (ends[0], ends[-1]), strict=True):
                self.note((*at, name), row.number, column)
                if end not in ("", ".."):
                    time[name] = end
        if f"{column}_basis" in row.cells:
            time["basis"] = row.cells[f"{column}_basis"]
        if time:
            found[column] = time

    def number(self, row: Row, column: str, found: dict[str, Any]) -> None:
        """Add a number, if a row has one; only ``occurrence`` must be a whole number."""
        if column not in row.cells:
            return
        cell = row.cells[column].strip().removeprefix("'")
        decimal = column != "occurrence" and re.fullmatch(r"[0-9]{1,18}\.[0-9]{1,6}", cell)
        if decimal and not DOUBTFUL.search(cell):
            found[column] = cell
            return
        if re.fullmatch("[0-9]{1,18}", cell) is None:
            self.doubtful(row, column)
            return
        found[column] = int(cell)

    def doubtful(self, row: Row, column: str) -> None:
        """Record a cell that is not a number, or may be one that a spreadsheet has changed."""
        message = f"not a whole number: {shorten(row.cells[column])}"
        advice = (
            "write it in the digits 0 to 9 alone, without comma or exponent; 1.5 with a point, and 1.125 "
        )
        advice += "as 1.1250, for 1.000 may be a thousand"
        self.fail(row.number, column, "bad-number", message, advice, row.cells.get("claim"))

    def flag(self, row: Row, column: str, found: dict[str, Any], key: str | None = None) -> None:
        """Add a truth value, if a row has yes or no."""
        if column not in row.cells:
            return
        cell = row.cells[column].strip().removeprefix("'")
        truth = {"yes": True, "true": True, "no": False, "false": False}.get(cell.casefold())
        if truth is None:
            message = f"{shorten(cell)} is neither yes nor no"
            self.fail(row.number, column, "unknown-word", message, "write yes or no", row.cells.get("claim"))
            return
        found[key or column] = truth


# Spreadsheets turn a day into a full clock time at midnight, which is refused.
_CLOCK = "T(?!00:00:00$)[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
#: Decimals that are all zero, or may be thousands.
DOUBTFUL = re.compile(r"\.(?:0+|[0-9]{3})(?![0-9])")
_DATE = re.compile(rf"[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}}(?:{_CLOCK})?)?)?|\.\.|")
_DATE_ADVICE = (
    "a spreadsheet may have changed it: make the column text, or begin the cell with an apostrophe, and "
    "write year-month-day"
)


def split_names(cell: str) -> list[str]:
    """Return the names in a cell."""
    return re.split(r"[\s,;،؛]+", cell.strip(" ,;،؛"))


def read_value_cell(cell: str) -> Any:
    """Return one name, several with ``+`` between, or alternatives with ``/`` between.

    >>> read_value_cell("a + b"), read_value_cell("a/b")
    (['a', 'b'], {'any_of': ['a', 'b']})
    """
    for sign in "/+":
        if sign in cell:
            names = [name.strip() for name in cell.split(sign)]
            return {"any_of": names} if sign == "/" else names
    return cell
