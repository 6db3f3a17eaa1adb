"""The sheet in which people write claims with a spreadsheet, as far as ``claims.yaml`` goes.

A claim has one row, and one more for every further quote, for everything it presupposes and for its
condition; the column ``part`` tells them apart. Rows whose first cell begins with ``#`` explain and are not
read.

Spreadsheets change what looks like a date or a number without asking. What they would change gets an
apostrophe before it in the sheets that are written here; dates and numbers that a spreadsheet has changed are
refused when a sheet is read, because 10/4/2020 may be two different days. Every error names row and column.
"""

from __future__ import annotations

from kg.formats.sheet.reading import build_claims_yaml, build_sheet_bundle, read_sheet
from kg.formats.sheet.writing import write_template

__all__ = [
    "build_claims_yaml",
    "build_sheet_bundle",
    "read_sheet",
    "write_template",
]
