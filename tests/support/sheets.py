"""Sheets as spreadsheets write them, and what is said of their mistakes."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import pytest

from kg.errors import InputError, Problem
from kg.formats.sheet import read_sheet
from kg.formats.sheet.reading import Sheet

BOM = b"\xef\xbb\xbf"


def spreadsheet(data: bytes) -> list[list[str]]:
    """Return the cells as a spreadsheet shows them, by a reader of CSV that is not ours."""
    assert data.startswith(BOM)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def problems(data: bytes | str) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_sheet(data if isinstance(data, bytes) else data.encode("utf-8"), "sheet.csv")
    return list(caught.value.problems)


HEAD = ["claim", "part", "source", "stance", "quote", "gloss_en", "kind", "time", "measure", "min", "soft"]
HEAD += [
    "article",
    "article_text",
    "article_language",
    "article_publisher",
    "said",
    "said_basis",
    "occurrence",
]
FIRST = {
    "claim": "c1",
    "source": "north",
    "stance": "asserts",
    "quote": "we fired",
    "kind": "firing",
    "article": "a",
    "article_text": "a.txt",
    "article_language": "en",
    "article_publisher": "paper",
}


def lines(*rows: Mapping[str, str], head: Sequence[str] = HEAD, separator: str = ",") -> str:
    """Return a sheet as a spreadsheet writes it."""
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=separator, lineterminator="\r\n")
    writer.writerow(head)
    writer.writerows([row.get(name, "") for name in head] for row in rows)
    return file.getvalue()


def read(*rows: Mapping[str, str]) -> Sheet:
    return read_sheet(lines(*rows).encode("utf-8"), "sheet.csv")
