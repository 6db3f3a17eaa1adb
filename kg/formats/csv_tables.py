"""Write tables for spreadsheets so that no cell is run as a formula, and read them back unchanged.

The files follow RFC 4180. They are UTF-8 with a byte order mark, without which Excel assumes another
encoding. A spreadsheet computes a cell that begins like a formula, whoever wrote it; an apostrophe before it
makes it text. OWASP lists how such cells begin (CSV injection): ``=``, ``+``, ``-`` and ``@``, their
full-width forms, tabs and line ends. Some programs ignore blanks, quotation marks and invisible characters
before them, so these are skipped here too. A program set to another separator also cuts at semicolons, tabs
and line ends *inside* cells; text after those is guarded in the same way.

:func:`restore_cell` removes exactly the apostrophes that :func:`guard_cell` adds, even if a text has
apostrophes of its own.
"""

from __future__ import annotations

import csv
import io
import re
import sys
from codecs import BOM_UTF8, BOM_UTF16_BE, BOM_UTF16_LE
from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from kg.characters import HARMFUL, number

#: The types of values that a cell may have.
Cell = str | int | bool | date | None

#: Characters that some programs ignore before the sign of a formula. The apostrophe is one of them, so an
#: added guard never changes which places are guarded: this is why restoring undoes guarding.
_UNSEEN = "['\"\\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
_SIGN = "[=+\\-@＝＋－＠−ー]"
#: The beginning of a cell that is guarded, and a place inside it: all ignored characters before a sign.
_BEGIN = re.compile(f"{_UNSEEN}*?[\t\r\n]|{_UNSEEN}*+{_SIGN}")
_WITHIN = re.compile(f"(?<!{_UNSEEN})(?:(?<=;)|(?={_UNSEEN})){_UNSEEN}*+(?={_SIGN})")
_LINE_END = re.compile("[\t\r\n]")
_GUARDED_LINE_END = re.compile("([\t\r\n])'")

#: Characters that are in no RDF literal that is read or written here.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")

_QUOTED = '"[^"]*+(?:""[^"]*+)*+"'
# A cell may be as long as the text of an article.
csv.field_size_limit(sys.maxsize)


class CsvError(ValueError):
    """An invalid table: what is wrong, and in which row and column, both counted from 1."""

    def __init__(self, message: str, row: int, column: int):
        """Keep the message, the row and the column."""
        super().__init__(message)
        self.message = message
        self.row = row
        self.column = column


class TooManyColumns(CsvError):
    """A row with more columns than a table may have."""

    def __init__(self, most: int, row: int):
        """Keep the limit ``most``, and the row that has more."""
        super().__init__(f"more than {most:,} columns", row, most + 1)


def guard_cell(text: str) -> str:
    """Return ``text`` with apostrophes, so that no spreadsheet runs it, or a part of it, as a formula.

    >>> guard_cell("=1+1"), guard_cell("no; =1+1"), guard_cell("'tis so")
    ("'=1+1", "no;' =1+1", "'tis so")
    """
    guarded = _WITHIN.sub(_guarded, text)
    return f"'{guarded}" if _BEGIN.match(text) else guarded


def _guarded(found: re.Match[str]) -> str:
    inner = _LINE_END.sub(r"\g<0>'", found[0])
    return f"'{inner}" if _follows_semicolon(found) else inner


def restore_cell(text: str) -> str:
    """Return the text that was given to :func:`guard_cell`.

    >>> restore_cell(guard_cell("'=1+1"))
    "'=1+1"
    """
    begins = text.startswith("'") and _BEGIN.match(text) is not None
    return _WITHIN.sub(_restored, text).removeprefix("'" if begins else "")


def _restored(found: re.Match[str]) -> str:
    inner = _GUARDED_LINE_END.sub(r"\1", found[0])
    return inner.removeprefix("'") if _follows_semicolon(found) else inner


def _follows_semicolon(found: re.Match[str]) -> bool:
    return found.string[found.start() - 1 : found.start()] == ";"


def write_csv(rows: Iterable[Sequence[Cell]], *, shown: bool = False) -> bytes:
    """Return a table as CSV for spreadsheets; every row has at least one cell.

    Numbers, days and truth values are written in machine form, ``None`` as an empty cell. A control
    character, which is in no text of ours, is replaced by its number. In a table that is only ``shown`` and
    never read back, so is every harmful character.

    >>> write_csv([["a", "b"], ["=1", 2]])
    b"\\xef\\xbb\\xbfa,b\\r\\n'=1,2\\r\\n"
    """
    file = io.StringIO(newline="")
    csv.writer(file, lineterminator="\r\n").writerows(
        [_written(cell, HARMFUL if shown else CONTROL) for cell in row] for row in rows
    )
    return BOM_UTF8 + file.getvalue().encode("utf-8")


def _written(cell: Cell, numbered: re.Pattern[str]) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case int():
            return str(cell)
        case date():
            return cell.isoformat()
    return guard_cell(numbered.sub(lambda character: f"⟦{number(character[0])}⟧", cell))


def decode_csv(data: bytes) -> str:
    """Return the text of a table: UTF-8, or UTF-16 if its byte order mark says so.

    Raises:
        UnicodeDecodeError: for anything else.
    """
    encoding = "utf-16" if data.startswith((BOM_UTF16_LE, BOM_UTF16_BE)) else "utf-8-sig"
    return data.decode(encoding)


def parse_csv(text: str, separator: str = ",", *, most_columns: int | None = None) -> Iterator[list[str]]:
    """Yield the rows of a table as they are in the file, including guards.

    Raises:
        CsvError: for quotation marks out of place, and for more columns than ``most_columns``.

    >>> list(parse_csv('a;"b;""c"" d"', ";"))
    [['a', 'b;"c" d']]
    """
    lines = io.StringIO(text, newline="")
    number, begin = 1, 0
    try:
        for row in csv.reader(lines, delimiter=separator, strict=True):
            if most_columns is not None and len(row) > most_columns:
                raise TooManyColumns(most_columns, number)
            yield row or [""]
            number, begin = number + 1, lines.tell()
    except csv.Error:
        raise _mistake(text, begin, separator, number, most_columns or len(text)) from None


def _mistake(text: str, at: int, separator: str, row: int, most_columns: int) -> CsvError:
    """Return the error in the row that begins at ``at``; the csv library does not tell the column."""
    cell = re.compile(f'(?:{_QUOTED}|(?!")[^{separator}\r\n]*+){separator}')
    column = 1
    while (field := cell.match(text, at)) is not None:
        column, at = column + 1, field.end()
    if column > most_columns:
        return TooManyColumns(most_columns, row)
    if re.compile(_QUOTED).match(text, at):
        return CsvError("after the quotation mark that ends the cell there is more of it", row, column)
    return CsvError("a quotation mark begins the cell, and none ends it", row, column)


def letters(index: int) -> str:
    """Return the letters of a spreadsheet column, counted from 0: A … Z, AA, AB …

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    while index >= 0:
        index, letter = divmod(index, 26)
        name = chr(ord("A") + letter) + name
        index -= 1
    return name
