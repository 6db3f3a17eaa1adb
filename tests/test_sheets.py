"""A sheet and ``claims.yaml`` say the same, and nothing gets lost between them."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from support.claims_files import CLAIMS_FILES, claims_files, known, text_of
from support.drawing import drawn
from support.sheets import BOM, FIRST, HEAD, lines, problems, read, spreadsheet
from support.strategies import bodies

from kg.authoring.document import parse_yaml
from kg.authoring.formats import ClaimsFile
from kg.authoring.read import build_authored_bundle, build_claims_file
from kg.authoring.write import build_written_claims, find_occurrence, write_claims_yaml
from kg.errors import InputError
from kg.formats.sheet import build_claims_yaml, build_sheet_bundle, read_sheet, write_template
from kg.formats.sheet.columns import SHEET_COLUMNS
from kg.formats.sheet.writing import write_sheet
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
from kg.text import FoldedText

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
        none_of: dict[str, Any] = dict.fromkeys(emptied)
        return replace(p, **none_of, only=tuple(slot for slot in only if slot not in emptied))

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


def test_a_number_without_a_measure_is_told_of_in_the_column_of_the_measure() -> None:
    [problem] = problems(lines({**FIRST, "min": "41"}).replace(",min,", ",number,", 1))
    assert (problem.id, str(problem.location)) == ("bad-count", "sheet.csv:row 2, column 'measure'")


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


@pytest.mark.parametrize(("data", "id"), [(b"a" + b"," * 1_000, "too-large"), (b'a,"b\n', "bad-csv")])
def test_too_many_columns_are_told_from_quotation_marks_out_of_place(data: bytes, id: str) -> None:
    with pytest.raises(InputError) as error:
        read_sheet(data, "sheet.csv")
    assert [problem.id for problem in error.value.problems] == [id]
