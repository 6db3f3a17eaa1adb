"""Read the cells of a sheet: its encoding, separators, header and rows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kg.authoring.document import Key, shorten
from kg.authoring.formats import LanguageTag
from kg.errors import InputError, Problem, nearest
from kg.files import MAX_BYTES
from kg.formats.csv_tables import (
    CONTROL,
    CsvError,
    TooManyColumns,
    decode_csv,
    letters,
    parse_csv,
    restore_cell,
)
from kg.formats.sheet.guards import ERROR, read_cell
from kg.formats.sheet.parts import GLOSS, NAMES, REQUIRED
from kg.model import Location

#: The most columns of a sheet; ours has about fifty, and one more per language.
MAX_COLUMNS = 1000
#: The most cells of a sheet, including empty ones.
MAX_CELLS = 2_000_000
#: Further problems are only counted.
MAX_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the sheet: its number, and its non-empty cells by column."""

    number: int
    cells: Mapping[str, str]


class CellReader:
    """Reads the cells of a sheet, and records problems and the place of each value."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.lines: dict[Key, int] = {}
        self.columns: dict[Key, str] = {}
        self.header = 1
        self.events: dict[str, dict[str, Any]] = {}

    def stop(self) -> None:
        """Raise the problems that were recorded so far, if any."""
        if self.problems:
            listed, more = self.problems[:MAX_PROBLEMS], len(self.problems) - MAX_PROBLEMS
            if more > 0:
                listed.append(Problem("more-problems", f"… and {more:,} more", Location(self.name)))
            raise InputError(listed)

    def fail(
        self, row: int, column: str, id: str, message: str, advice: str = "", claim: str | None = None
    ) -> None:
        """Record one problem."""
        self.problems.append(Problem(id, message, Location(self.name, row, column[:60]), claim, advice))

    def note(self, key: Key, row: int, column: str) -> None:
        """Record the row and column of a value."""
        self.lines[key] = row
        self.columns[key] = column

    def decode(self, data: bytes) -> str:
        """Return the text of the file.

        Raises:
            InputError: for a file that is too large or has another encoding.
        """
        if len(data) > MAX_BYTES:
            message = f"the limit is {MAX_BYTES:,} bytes; the sheet has {len(data):,}"
            raise InputError(Problem("too-large", message, Location(self.name), advice="split it"))
        try:
            return decode_csv(data)
        except UnicodeDecodeError as error:
            row, column = _place(data[: error.start])
            message = f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
            if error.encoding != "utf-8":
                message = f"not the UTF-16 that its byte order mark promises, at byte {error.start}"
            advice = "save it as 'CSV UTF-8', or in LibreOffice with the character set 'Unicode (UTF-8)'"
            raise InputError(
                Problem("not-utf8", message, Location(self.name, row, column), None, advice)
            ) from error

    def rows(self, text: str) -> Iterator[Row]:
        """Yield the rows below the header, without comments and empty rows."""
        separator, text, first = self.separator(text)
        cells = 0
        header: list[str] | None = None
        try:
            for number, row in enumerate(parse_csv(text, separator, most_columns=MAX_COLUMNS), first):
                cells += len(row)
                if cells > MAX_CELLS:
                    self.fail(
                        number, letters(0), "too-large", f"more than {MAX_CELLS:,} cells", "split the sheet"
                    )
                    return
                if _is_comment(row) or not any(cell.strip() for cell in row):
                    continue
                if header is None:
                    self.header = number
                    header = self.columns_of(row, number)
                    self.stop()
                else:
                    yield self.row(row, number, header)
        except CsvError as error:
            row_number, column = error.row + first - 1, error.column - 1
            name = header[column] if header is not None and column < len(header) else ""
            id, advice = "bad-csv", "open it in a spreadsheet and save it as CSV"
            if isinstance(error, TooManyColumns):
                id, advice = "too-large", ""
            self.fail(row_number, name or letters(column), id, error.message, advice)
            return
        if header is None:
            self.fail(
                1, letters(0), "nothing-found", "the sheet is empty", "begin with the sheet of kg template"
            )

    def separator(self, text: str) -> tuple[str, str, int]:
        """Return the separator of cells, the text without a ``sep=`` line, and its first row number."""
        said = re.match(r'"?sep=([,;\t])"?(?:\r\n|\r|\n)', text)
        if said is not None:
            return said[1], text[said.end() :], 2
        counts = {separator: _known_columns(text, separator) for separator in ",;\t"}
        return max(counts, key=lambda separator: counts[separator]), text, 1

    def columns_of(self, row: Sequence[str], number: int) -> list[str]:
        """Return the names of the columns; a column without a name has an empty one."""
        names: list[str] = []
        for index, cell in enumerate(row):
            name = _column_name(cell)
            at = name or letters(index)
            if name and name in names:
                message = f"the column {shorten(name)} is given twice"
                self.fail(number, at, "duplicate-column", message, "keep one of them")
            elif name.startswith(GLOSS):
                try:
                    tag = name.removeprefix(GLOSS).replace("_", "-")
                    name = f"{GLOSS}{_TAG.validate_python(tag)}"
                except ValidationError:
                    message = f"{shorten(name)} does not end in the tag of a language"
                    self.fail(number, at, "unknown-column", message, "write gloss_en, gloss_fa …")
            elif name and name not in NAMES:
                advice = nearest(name[:100], [*NAMES, f"{GLOSS}en", f"{GLOSS}fa"])
                self.fail(number, at, "unknown-column", f"unknown column {shorten(name)}", advice)
            names.append(name)
        for name in REQUIRED:
            if name not in names:
                self.fail(
                    number,
                    name,
                    "missing-column",
                    f"the column {name!r} is missing",
                    "add it to the first row",
                )
        return names

    def row(self, row: Sequence[str], number: int, header: Sequence[str]) -> Row:
        """Return the cells of a row that are not empty."""
        cells: dict[str, str] = {}
        for index, written in enumerate(row):
            name = header[index] if index < len(header) else ""
            if not written or (not name and not written.strip()):
                continue
            if not name:
                message = f"{shorten(written)} stands in a column that has no name"
                advice = "take it out, or put the cells that have moved back in their columns"
                self.fail(number, letters(index), "bad-row", message, advice)
                continue
            cell = read_cell(written)
            control = CONTROL.search(cell)
            if control is not None:
                message = f"holds the control character U+{ord(control[0]):04X}"
                self.fail(number, name, "control-character", message, "remove it")
            elif ERROR.fullmatch(written.strip()):
                message = f"{written.strip()!r} is what a spreadsheet shows for a formula that fails"
                self.fail(
                    number, name, "changed-cell", message, "write the text, with an apostrophe before it"
                )
            elif cell:
                cells[name] = cell
        return Row(number, cells)


_TAG: TypeAdapter[str] = TypeAdapter(LanguageTag)


def _is_comment(row: Sequence[str]) -> bool:
    first = row[0].strip() if row else ""
    return first.startswith("#") and ERROR.fullmatch(first) is None


def _column_name(cell: str) -> str:
    """Return the normal form of a column's name, however it is spaced.

    >>> _column_name(" Said by")
    'said_by'
    """
    return re.sub(r"[\s_-]+", "_", restore_cell(cell).strip()).casefold()


def _known_columns(text: str, separator: str) -> int:
    """Return how many known columns the header has if its cells have this separator."""
    try:
        for row in parse_csv(text, separator, most_columns=MAX_COLUMNS):
            if not _is_comment(row) and any(cell.strip() for cell in row):
                return sum(_column_name(cell) in NAMES for cell in row)
    except CsvError:
        return 0
    return 0


def _place(data: bytes) -> tuple[int, str]:
    """Return the row and column where the readable beginning of a file ends."""
    text = decode_csv(data[: len(data) // 2 * 2] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data)
    separator = max(",;\t", key=lambda separator: _known_columns(text, separator))
    row, column = 0, 0
    try:
        for cells in parse_csv(text, separator):
            row, column = row + 1, len(cells) - 1
        if text.endswith(("\r", "\n")):
            row, column = row + 1, 0
    except CsvError as error:
        row, column = error.row, error.column - 1
    return max(row, 1), letters(max(column, 0))
