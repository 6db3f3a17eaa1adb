"""Read and write sheets, in which people write claims with a spreadsheet instead of ``claims.yaml``.

A claim has one row, and one more for every further quote, for each presupposition and for its condition; the
column ``part`` tells them apart. Rows whose first cell begins with ``#`` are explanations and are not read.

Spreadsheets change text that looks like a date or a number without asking. In the sheets written here, such
text has an apostrophe before it. When a sheet is read, dates and numbers that a spreadsheet has changed are
refused, because 10/4/2020 may be two different days. Every error names row and column.
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
