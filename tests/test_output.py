"""What strangers write acts in no output: every field, through every command, in every format of text.

Files are written by hand with hostile words wherever words may stand, in a folder with a hostile name, sent
to a partner and back, and shown by every command.
"""

from __future__ import annotations

import csv
import io
import json
import os
import re
import shutil
from codecs import BOM_UTF8
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.page import Page

from kg.characters import HARMFUL
from kg.cli import app, run
from kg.reasoning import Inconsistency, Origin, Reasoning
from kg.report.reasoning import render_reasoning

#: No line of an output may begin with this, no cell with the formula; the rest may not be there as it is.
HOSTILE = "=1+1\nFORGED\n::error::FORGED\n## FORGED\t\x9b2J\u202e<evil>"
FOLDER = b"a\x1b[2J\nFORGED\t\xc2\x9b\xe2\x80\xae\xff\x07"
#: Where a line is folded, the sign of a line end stands before it.
FORGED = re.compile(r"1\s*\n\s*FORGED")
_REGISTER = """\
sources:
  us: {label: {en: WORDS, fa: WORDS}, type: outlet}
  armies: {label: {en: WORDS}, type: organization}
  west: {label: {en: WORDS}, type: state}
opponents: [[armies, west]]
places:
  town: {label: {en: WORDS}, type: WORDS, within: west}
things:
  gun: {label: {en: WORDS}, part_of: armies}
populations:
  people: {label: {en: WORDS}}
kinds:
  firing: {label: {en: WORDS}}
  shelling: {label: {en: WORDS}, broader: firing, phrase: {en: PHRASE, fa: PHRASE}}
  killed: {label: {en: WORDS}, changes: grows}
events:
  night: {label: {en: WORDS, fa: WORDS}, time: {from: 2020-10-04, basis: WORDS}}
standpoints:
  ours: {label: {en: WORDS}, held_by: us, holds: [{subject: armies, relation: part_of, object: west}]}
"""
_CLAIMS = """\
article: {id: one, title: WORDS, text: article.txt, language: en, publisher: us, url: "https://example.org/1",
  published: {from: 2020-10-04, basis: WORDS}, licence: "https://creativecommons.org/licenses/by/4.0/"}
claims:
  - {id: c1, source: armies, via: [us], stance: asserts, cue: WORDS, quote: WORDS,
     gloss: {en: WORDS, fa: WORDS}, said: {from: 2020-10-04, to: 2020-10-04, basis: WORDS},
     says: {kind: shelling, agent: armies, target: town, instrument: gun,
            count: {measure: killed, of: people, min: 3},
            time: {from: 2020-10-04, to: 2020-10-04, basis: WORDS}, event: night}}
  - {id: c2, source: west, stance: denies, cue: said, quote: said no, gloss: {fa: WORDS},
     says: {kind: firing, target: town, time: 2020-10-04}}
  - {id: c3, source: west, stance: asserts, quote: said yes,
     says: {kind: shelling, agent: west, target: town, instrument: gun,
            count: {measure: killed, of: people, min: 3}, time: 2020-10-04}}
"""
_VERDICTS = """\
verdicts:
  - {claim: c1, rating: false, date: 2020-10-05, reviewer: WORDS, explanation: {en: WORDS, fa: WORDS},
     evidence: ["https://example.org/2"], url: "https://example.org/3"}
"""


def _written(folder: Path) -> Path:
    (folder / "register").mkdir(parents=True)
    (folder / "one").mkdir()
    words = json.dumps(HOSTILE)

    def filled(text: str) -> str:
        return text.replace("WORDS", words).replace("PHRASE", json.dumps(f"{{agent}} {HOSTILE}"))

    (folder / "register" / "all.yaml").write_text(filled(_REGISTER), encoding="utf-8")
    (folder / "one" / "claims.yaml").write_text(filled(_CLAIMS), encoding="utf-8")
    (folder / "one" / "verdicts.yaml").write_text(filled(_VERDICTS), encoding="utf-8")
    (folder / "one" / "article.txt").write_text(f"{HOSTILE} They said no. We said yes.", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A working folder in which ours, theirs and the store stand."""
    top = tmp_path_factory.mktemp("output")
    here = Path(os.fsdecode(os.fsencode(top) + b"/" + FOLDER))
    before = Path.cwd()
    _written(here / "ours")
    shutil.copytree(here / "ours", here / "later")
    claims = here / "later" / "one" / "claims.yaml"
    claims.write_text(claims.read_text(encoding="utf-8").replace("min: 3", "min: 4"), encoding="utf-8")
    os.chdir(here)
    for arguments in (
        ["keys", "new", "desk"],
        ["build", "ours", "--store", "../store"],
        ["export", "ours", "--bundle", "sent.zip", "--producer", "desk", "--producer-title", HOSTILE],
        ["export", "later", "--bundle", "later.zip", "--producer", "desk"],
        ["relations", "ours", "--format", "json", "-o", "relations.json"],
        ["export", "later", "--no-findings", "--format", "nquads", "-o", f"{here}/ours.nq"],
    ):
        assert run(arguments) == 0
    Path(shutil.copy("desk.pub", f"{here}/ours.pub")).chmod(0o666)
    (here / "words").write_text("SELECT ?words { ?s ?p ?words FILTER isLiteral(?words) }")
    yield here
    os.chdir(before)


def _shown(line: str, capfd: pytest.CaptureFixture[str], *codes: int) -> str:
    """Return what a command prints, and hold what it says besides against the rules of text.

    Braces in its line stand for a hostile name.
    """
    capfd.readouterr()
    code = run([word.replace("{}", f"{Path.cwd()}/ours") for word in line.split()])
    shown = capfd.readouterr()
    assert code in (codes or (0, 1)), (line, shown.err)
    _check_text(shown.err)
    return shown.out


def _check_text(text: str) -> None:
    assert not HARMFUL.search(text), HARMFUL.search(text)
    assert "\t" not in text and not FORGED.search(text), text[:3000]


def _check_csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text.removeprefix(BOM_UTF8.decode()), newline=""), strict=True))
    assert len(rows) > 1 and any("1+1" in cell for row in rows for cell in row), text
    for cell in (cell for row in rows for cell in row):
        assert not HARMFUL.search(cell) and not cell.lstrip().startswith(("=", "+", "-", "@")), cell


TEXTS = [
    "build {}",
    "validate {} --fail-on info",
    "relations {}",
    "relations {} --language fa",
    "relations {}.nq --limit 1",
    "relations {} --compare ours none",
    "explain c1+c2 {}",
    "explain c1+c2 {} --language fa",
    "replay --all {} --recorded relations.json",
    "replay --all later --recorded relations.json",
    "disputes {}",
    "disputes {} --standpoint ours",
    "query words {}",
    "diff sent.zip later.zip",
    "verify sent.zip",
    "verify later.zip --key desk.pub",
    "verify later.zip --key {}.pub",
    "import sent.zip --store ../store",
    "import later.zip --store ../store",
    "import {}.nq --from them --store ../store",
    "imports --store ../store",
    "matches --store ../store --all",
    "accept desk:town --store ../store --by Sara",
    "reject desk:town --store ../store --by Sara",
    "undo desk:town --store ../store",
    "relations --store ../store",
    "retract desk/1 --store ../store",
    "purge desk/1 --store ../store",
    "store check ../store",
    "demo {}-new",
    "init {}-desk --producer desk",
    "rules",
    "schema claims",
    "keys show desk.pub",
    "migrate events {}",
]
#: What is not there, by a hostile name.
WRONG = [
    "validate {}/none",
    "relations {} --standpoint {}",
    "explain {} ours",
    "query {} ours",
    "import {}.zip --store ../store",
    "import {} --store ../store",
    "export ours --format csv --from {}",
    "export ours --producer-title {}",
    "export ours --producer-url {}",
    "accept desk:town --by {} --store ../store",
    "template ours --article {}",
    "undo {} --store ../store",
    "retract {} --store ../store",
    "rules {}",
    "nonsense {}",
    "imports {} --store ../store",
    "relations ours --limit {}",
]
CSV = [
    "relations ours --format csv",
    "relations ours --format csv --compare ours none",
    "query words ours --format csv",
    "export ours --format csv",
    "export ours --format csv --table contradictions",
    "template ours --article one",
]
JSON = [
    "validate ours --format json --fail-on info",
    "relations ours --format json",
    "relations ours --format json --compare ours none",
    "explain c1+c2 ours --format json",
    "replay --all ours --recorded relations.json --format json",
    "disputes ours --format json",
    "query words ours --format json",
    "export ours --format claimreview",
    "export ours --format annotations",
    "export ours --format jsonld",
    "diff sent.zip later.zip --format json",
    "verify sent.zip --format json",
    "imports --store ../store --format json",
    "matches --store ../store --format json --all",
]


# One story each, for what is accepted must have been imported.
def test_text(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for line in TEXTS:
        _check_text(_shown(line, capfd))
    for line in WRONG:
        _check_text(_shown(line, capfd, 2))


def test_tables(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for line in CSV:
        written = _shown(line, capfd)
        if line.startswith("template"):
            # It is read back, so it says what the files say; no cell of it acts.
            written = HARMFUL.sub("", written)
        _check_csv(written)


def test_json(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for line in JSON:
        written = _shown(line, capfd)
        assert not HARMFUL.search(written), line
        assert json.loads(written), line


def test_annotations_of_a_forge(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    written = _shown("validate {} --format github", capfd)
    _check_text(written)
    assert written and all(line.startswith(("::warning ", "::notice ")) for line in written.splitlines())


def test_markdown(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for language in ("en", "fa"):
        written = _shown(f"explain c1+c2 {{}} --format markdown --language {language}", capfd)
        _check_text(written)
        assert "FORGED" in written and "<evil>" not in written


def test_pages(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for line in ("report {}", "explain c1+c2 {} --format html"):
        written = _shown(line, capfd)
        assert not HARMFUL.search(written)
        assert not any(name == "evil" for name, _, _ in Page(written).elements)


def test_what_a_reasoner_says() -> None:
    fact = (HOSTILE, HOSTILE, f'"""{HOSTILE}"""')
    conflict = Inconsistency(Origin.CLAIMS, (HOSTILE, "b"), (fact,), (fact,), (HOSTILE,))
    found = Reasoning(False, (conflict,), (fact,), (HOSTILE,))
    _check_text(render_reasoning(found, "text"))
    assert not HARMFUL.search(render_reasoning(found, "json"))


def test_every_command_is_walked() -> None:
    commands = {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}
    groups = {str(group.typer_instance.info.name) for group in app.registered_groups if group.typer_instance}
    walked = {line.split()[0] for line in (*TEXTS, *WRONG, *CSV, *JSON)}
    # What the reasoner says is held against the same rules without it; reports and what is served are pages.
    assert commands | groups == (walked - {"nonsense"}) | {"reason", "report", "serve"}
