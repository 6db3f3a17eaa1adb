"""What each command tells a person, in each language: nothing of it stays English."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.cli import run
from kg.cli.application import app
from kg.words import ENGLISH, languages

#: Three English words in a row; names that people write have no spaces, options begin with hyphens.
ENGLISH_WORDS = re.compile(r"(?<![\w/.:-])[A-Za-z]{2,}(?: [A-Za-z']{2,}){2,}(?![\w/.:])")
_REGISTER = """\
sources:
  us: {label: {fa: ما}, type: outlet}
  armies: {label: {fa: ارتش}, type: organization}
  west: {label: {fa: غرب}, type: state}
opponents: [[armies, west]]
places:
  town: {label: {fa: شهر}, within: west}
things:
  gun: {label: {fa: توپ}, part_of: armies}
populations:
  people: {label: {fa: مردم}}
kinds:
  firing: {label: {fa: آتشباری}}
  shelling: {label: {fa: گلوله‌باران}, broader: firing}
  killed: {label: {fa: کشته}, changes: grows}
events:
  night: {label: {fa: شب حمله}, time: {from: 2020-10-04, basis: تاریخ متن}}
standpoints:
  ours: {label: {fa: دیدگاه ما}, held_by: us, holds: [{subject: armies, relation: part_of, object: west}]}
"""
_CLAIMS = """\
article: {id: one, title: شب, text: article.txt, language: fa, publisher: us, url: "https://example.org/1",
  published: {from: 2020-10-04, basis: تاریخ متن}, licence: "https://creativecommons.org/licenses/by/4.0/"}
claims:
  - {id: c1, source: armies, via: [us], stance: asserts, cue: گفتند, quote: شهر زیر آتش است,
     said: {from: 2020-10-04, to: 2020-10-04, basis: تاریخ متن},
     says: {kind: shelling, agent: armies, target: town, instrument: gun,
            time: {from: 2020-10-04, to: 2020-10-04, basis: تاریخ متن}}}
  - {id: c2, source: west, stance: denies, cue: گفتند, quote: نه,
     says: {kind: firing, target: town, time: 2020-10-04}}
  - {id: c3, source: west, stance: asserts, quote: سه کشته,
     says: {kind: shelling, agent: west, target: town, instrument: gun,
            count: {measure: killed, of: people, min: 3}, time: 2020-10-04}}
"""
_VERDICTS = """\
verdicts:
  - {claim: c1, rating: false, date: 2020-10-05, reviewer: داور, evidence: ["https://example.org/2"]}
"""


def _write(folder: Path) -> None:
    for name, text in (
        ("register/all.yaml", _REGISTER),
        ("one/claims.yaml", _CLAIMS),
        ("one/verdicts.yaml", _VERDICTS),
        ("one/article.txt", "گفتند شهر زیر آتش است. گفتند نه. سه کشته."),
    ):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")


def _change(folder: Path, name: str, old: str, new: str) -> None:
    text = (folder / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new), encoding="utf-8")


@pytest.fixture(scope="module")
def here(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working folder with ours, a later version, a partner's, and what was recorded."""
    folder, before = tmp_path_factory.mktemp("languages"), Path.cwd()
    os.chdir(folder)
    _write(folder / "ours")
    shutil.copytree("ours", "later")
    _change(folder / "later", "one/claims.yaml", "stance: denies", "stance: doubts")
    _change(folder / "later", "register/all.yaml", ", within: west", "")
    _change(folder / "later", "one/claims.yaml", "id: one", "id: two")
    shutil.copytree("ours", "open")
    _change(folder / "open", "one/claims.yaml", "via: [us], ", "")
    _change(folder / "open", "one/claims.yaml", "time: 2020-10-04}", "event: fight}")
    for arguments in (
        ["keys", "new", "desk"],
        ["export", "ours", "--bundle", "sent.zip", "--producer", "desk", "--sign", "desk.key"],
        ["export", "later", "--bundle", "later.zip", "--producer", "desk", "--sign", "desk.key"],
        ["export", "ours", "--bundle", "torn", "--producer", "desk"],
        ["relations", "ours", "--format", "json", "-o", "relations.json"],
        ["export", "later", "--no-findings", "--format", "nquads", "-o", "theirs.nq"],
    ):
        assert run(arguments) == 0
    (folder / "torn" / "catalog.ttl").unlink()
    (folder / "torn" / "articles" / "one.ttl").write_text("# Nothing.\n", encoding="utf-8")
    (folder / "torn" / "more.ttl").touch()
    (folder / "ask.rq").write_text("ASK { ?s ?p ?o }", encoding="utf-8")
    yield folder
    os.chdir(before)


LINES = [
    "build ours --store STORE",
    "validate ours --fail-on info --hints",
    "relations ours --full",
    "relations ours --summary",
    "relations ours --compare ours none",
    "explain c1+c2 ours",
    "explain c1+c3 ours --why-not",
    "explain c1+c2 ours --format markdown",
    "replay --all ours --recorded relations.json",
    "replay --all later --recorded relations.json",
    "disputes ours",
    "query --list",
    "query ask.rq ours",
    "query who-denies-what ours",
    "diff sent.zip later.zip",
    "verify sent.zip",
    "verify later.zip --key desk.pub",
    "verify later.zip --text ours/one/claims.yaml",
    "verify torn --key desk.pub",
    "import sent.zip --store STORE",
    "import sent.zip --store STORE",
    "import later.zip --store STORE --key desk.pub",
    "import theirs.nq --from them --store STORE",
    "import theirs.nq --from thern --store STORE",
    "imports --store STORE",
    "matches --store STORE --all",
    "accept desk:town --store STORE --by Sara",
    "reject desk:town --store STORE --by Sara",
    "undo desk:town --store STORE",
    "reject desk:town --store STORE --by Sara",
    "matches --store STORE --all",
    "retract desk/1 --store STORE",
    "purge --dry-run --store STORE",
    "purge desk/1 --store STORE",
    "store check STORE",
    "rules",
    "rules denial --format markdown",
    "reason ours",
    "migrate events open",
    "migrate events open",
    "report ours -o page.html",
    "export ours --bundle sent-again.zip --producer desk",
    "template ours -o sheet.csv",
]
#: What commands tell is no sentence: files for programs, a fingerprint, lines to be typed.
WORDLESS = {"demo", "init", "schema", "keys"}
#: What runs until it is ended: tests/test_web_access.py reads its pages in each language.
ENDLESS = {"serve"}


@pytest.mark.parametrize("language", [one for one in languages() if one != ENGLISH])
def test_no_command_tells_a_person_anything_in_english(
    here: Path, language: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LANGUAGE", language)
    english = {}
    for line in LINES:
        code = run([word.replace("STORE", f"store-{language}") for word in line.split()])
        told = capsys.readouterr()
        assert code in (0, 1), (line, told.err)
        page = Path("page.html").read_text(encoding="utf-8") if line.startswith("report") else ""
        shown = re.sub(r"<(style|script|svg)\b.*?</\1>|<[^>]*>", "\n", page, flags=re.DOTALL)
        found = [match[0] for match in ENGLISH_WORDS.finditer(f"{told.out}\n{told.err}\n{shown}")]
        if found:
            english[line] = found
    assert english == {}


def test_every_command_is_walked() -> None:
    commands = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    groups = {str(group.typer_instance.info.name) for group in app.registered_groups if group.typer_instance}
    assert commands | groups == {line.split()[0] for line in LINES} | WORDLESS | ENDLESS
