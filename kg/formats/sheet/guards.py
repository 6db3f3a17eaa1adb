"""Guard cells that a spreadsheet would change."""

from __future__ import annotations

import re

from kg.formats.csv_tables import restore_cell

#: Cells that a spreadsheet reads as a date, a number, a truth value or an error, or strips: they get a guard.
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_ERRORS = r"\#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)|Err:[0-9]{3}"
ERROR = re.compile(_ERRORS)
_CHANGED = re.compile(
    rf"""'*(?:
        \s.* | .*\s
      | (?!(?:0|[1-9][0-9]{{0,10}})\Z) [0-9] [0-9.,:/%eEapmAPMTZ\s+-]*
      | {_MONTH}[\s./-]*[0-9][0-9\s./,-]* | [0-9]+[\s./-]*{_MONTH}[0-9\s./,-]*
      | true | false
      | {_ERRORS}
    )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def unchanged(text: str) -> str:
    """Return the text of a cell, with a guard if a spreadsheet would change it."""
    return f"'{text}" if _CHANGED.fullmatch(text) else text


def read_cell(written: str) -> str:
    """Return the text of a cell in the file, without guards and outer blanks."""
    cell = restore_cell(written)
    return cell[1:] if cell.startswith("'") and _CHANGED.fullmatch(cell) else cell.strip()
