"""Lines of text fit their width, whatever the letters, and say all that they were given."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from support.drawing import drawn

from kg.explain.words import MAX_LABEL, shorten
from kg.report.layout import MIN_WIDTH, Column, count_cells, wrap

LETTERS = st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))
TEXTS = st.text(st.one_of(st.sampled_from("ab -می\u200c漢é\u0301"), LETTERS), max_size=60)


@settings(max_examples=drawn(80), deadline=None)
@given(TEXTS, st.integers(MIN_WIDTH, 30))
def test_a_paragraph_is_cut_into_lines_that_fit(text: str, width: int) -> None:
    lines = [text[start:end] for start, end in wrap(text, width)]
    assert "".join(lines) == text
    for line in lines:
        assert count_cells(line.rstrip()) <= width
    # A line is broken inside a word only where the word is longer than a line.
    for line, following in pairwise(lines):
        if not line[-1].isspace() and not following[0].isspace():
            begun, rest = re.split(r"\s", line)[-1], re.split(r"\s", following)[0]
            assert count_cells(begun + rest) > width or count_cells(line) == width


@settings(max_examples=drawn(50), deadline=None)
@given(TEXTS)
def test_cells_are_counted_as_a_terminal_has_them(text: str) -> None:
    assert count_cells(text) == sum(map(cell_len, text))


@pytest.mark.parametrize(("letter", "cells"), [("x", 1), ("ش", 1), ("漢", 2)])
def test_a_word_without_end_is_cut_in_one_pass(letter: str, cells: int) -> None:
    lines = list(wrap(letter * 200_000, 80))
    assert len(lines) == 200_000 * cells / 80
    assert all(end - start == 80 / cells for start, end in lines)


def test_marks_hang_before_what_they_mark() -> None:
    lines: list[str] = []
    page = Column(lines, 20)
    inner = page.inside().marked("A").marked("m1", gap=2)
    inner.line(("one two three four", ""))
    inner.line(("five", ""))
    page.line()
    assert lines == ["  A m1  one two", "        three four", "        five", ""]


def test_columns_give_way_where_a_line_is_too_short() -> None:
    lines: list[str] = []
    rows = [["slot", "A", "B"], ["kind", "a long value of it", "short"]]
    Column(lines, 22).table([[[(cell, "")] for cell in row] for row in rows])
    assert lines == ["slot  A          B", "kind  a long     short", "      value of", "      it"]
    assert all(count_cells(line) <= 22 for line in lines)


def test_colour_follows_the_words_over_the_lines() -> None:
    lines: list[str] = []
    Column(lines, 12, colour=True).marked("-", "dim").line(("red words ", "bold red"), ("and plain", ""))
    assert lines == ["\x1b[2m-\x1b[0m \x1b[1;31mred words\x1b[0m", "  and plain"]


def test_a_long_label_is_shown_by_its_beginning() -> None:
    assert shorten("a" * MAX_LABEL) == "a" * MAX_LABEL
    assert shorten("a" * 20_000) == "a" * (MAX_LABEL - 1) + "…"
