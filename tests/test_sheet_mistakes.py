"""Every mistake in a sheet is refused where it stands, and no bytes end in a traceback."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.claims_files import CLAIMS_FILES, known
from support.drawing import drawn
from support.sheets import FIRST, HEAD, lines, problems

from kg.errors import InputError
from kg.formats.csv_tables import decode_csv
from kg.formats.sheet import build_sheet_bundle, read_sheet, write_template
from kg.formats.sheet.cells import MAX_COLUMNS
from kg.formats.sheet.writing import write_sheet


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
