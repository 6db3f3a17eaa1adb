"""What is needed once is done once: a file is parsed, a card built, positions compared, however many ask."""

from __future__ import annotations

import re
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS
from support.counting import Counted, count
from support.reviews import read_claim_reviews

from kg.api import load
from kg.authoring.document import parse_yaml
from kg.bundle.build import build_bundle
from kg.bundle.disk import write_bundle
from kg.cli import run
from kg.formats.claimreview import Publisher, documents, reading, write_claim_reviews
from kg.model import Knowledge, Register
from kg.partners.receive import receive_file

PACKAGE = ROOT / "kg"
PAGE = ROOT / "tests" / "bundles" / "ministry-against-itself"
WHEN = "2031-05-12T10:00:00Z"
VERDICTS = """\
verdicts:
  - {claim: reply, rating: "false", reviewer: Desk, date: 2031-05-11, explanation: {en: "It was let out."}}
"""
THEIR_VERDICT = """\
verdicts:
  - {claim: "desk:told-again/opened", rating: "true", reviewer: Us, date: 2031-05-12}
"""


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with our article in ``ours``, and as desk.zip the bundle of one who judges its claims."""
    folder = tmp_path_factory.mktemp("made")
    shutil.copytree(PAGE, folder / "ours")
    shutil.copytree(PAGE, folder / "theirs")
    for file in (folder / "theirs").glob("*.yaml"):
        text = file.read_text("utf-8").replace("id: ministry-against-itself", "id: told-again")
        file.write_text(f"# theirs\n{text}", encoding="utf-8")
    (folder / "theirs" / "verdicts.yaml").write_text(VERDICTS, encoding="utf-8")
    (folder / "verdicts.yaml").write_text(THEIR_VERDICT, encoding="utf-8")
    ours, theirs, store = (str(folder / name) for name in ("ours", "theirs", "graph.db"))
    assert run(["export", theirs, "--bundle", str(folder / "desk.zip"), "--producer", "desk"]) == 0
    assert run(["relations", ours, "--format", "json", "-o", str(folder / "found.json")]) == 0
    assert run(["build", ours, "--store", store]) == 0
    return folder


@pytest.fixture
def place(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of that folder to work in."""
    monkeypatch.chdir(shutil.copytree(made, tmp_path / "place"))
    return Path.cwd()


@pytest.fixture
def counted(place: Path, monkeypatch: pytest.MonkeyPatch) -> Counted:
    return count(monkeypatch)


#: Commands, each with how often positions are compared.
COMMANDS = [
    ("validate ours", 0),
    ("validate ours/claims.yaml ours/register.yaml ours/claims.yaml", 0),
    ("validate --hints ours", 0),
    ("build ours --store graph.db", 1),
    ("relations ours", 1),
    ("relations ours --format json", 1),
    ("relations ours --relation contradicts --limit 1", 1),
    ("relations ours --history", 1),
    ("relations ours --compare none none", 1),
    ("relations --store graph.db", 0),
    ("relations desk.zip", 1),
    ("disputes ours", 1),
    ("explain opened+reply ours", 1),
    ("explain opened+reply ours --format json", 1),
    ("explain opened+reply ours --format html", 1),
    ("explain opened no-breach ours --why-not", 0),
    ("report ours -o page.html", 1),
    ("report ours --language both --dispute reply -o page.html", 1),
    ("report --store graph.db -o page.html", 0),
    ("report desk.zip -o page.html", 1),
    ("query contradictions ours", 1),
    ("template ours --article ministry-against-itself", 0),
    ("export ours --format csv --table contradictions", 1),
    ("export theirs --bundle new.zip --producer desk", 1),
    ("export theirs --format claimreview", 0),
    ("diff ours theirs", 2),
    ("diff ours desk.zip", 2),
    ("replay opened+reply ours --recorded found.json", 1),
    ("replay --all ours --recorded found.json", 1),
    ("migrate events ours", 0),
    ("verify desk.zip", 0),
    (f"import desk.zip --store graph.db --when {WHEN}", 1),
]
#: What goes on with the bundle that was imported.
LATER = [
    (f"accept --all --store graph.db --by Sara --when {WHEN}", 1),
    ("import verdicts.yaml --store graph.db", 1),
    ("export --store graph.db --bundle ours.zip --producer us", 0),
    (f"import ours.zip --store theirs.db --when {WHEN}", 1),
    (f"retract desk --store graph.db --when {WHEN}", 1),
]


def check(line: str, runs: int, place: Path, counted: Counted, capsys: pytest.CaptureFixture[str]) -> None:
    counted.clear()
    assert run(line.split()) == 0, capsys.readouterr().err
    given = [place / name for name in ("ours", "theirs", "desk.zip", "found.json", "verdicts.yaml")]
    for done in (counted.opened_below(*given), *counted.read, *counted.built):
        assert {thing: times for thing, times in done.items() if times > 1} == {}, line
    assert counted.compared == runs, line


@pytest.mark.parametrize(("line", "runs"), COMMANDS, ids=[line for line, _ in COMMANDS])
def test_a_command_does_nothing_twice(
    line: str, runs: int, place: Path, counted: Counted, capsys: pytest.CaptureFixture[str]
) -> None:
    check(line, runs, place, counted, capsys)


def test_nor_does_one_that_goes_on_with_what_partners_sent(
    place: Path, counted: Counted, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "desk.zip", "--store", "graph.db", "--when", WHEN]) == 0
    for line, runs in LATER:
        check(line, runs, place, counted, capsys)


def test_the_report_of_the_article_builds_one_card_a_relation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    counted = count(monkeypatch)
    assert run(["relations", str(SEEDS), "--summary"]) == 0
    found = len(capsys.readouterr().out.partition("\n\n")[0].splitlines())
    counted.clear()
    assert run(["report", str(SEEDS), "--all", "-o", str(tmp_path / "page.html")]) == 0
    files = [path for path in SEEDS.rglob("*") if path.suffix in (".yaml", ".txt")]
    assert counted.opened_below(SEEDS) == {str(path): 1 for path in files}
    assert sum(counted.parsed.values()) == len(counted.parsed) == sum(p.suffix == ".yaml" for p in files)
    assert sum(counted.cards.values()) == len(counted.cards) == found > 20
    assert counted.summaries == counted.cards
    assert counted.compared == 1


def test_a_card_that_a_notebook_shows_is_built_once_for_all_its_forms(place: Path, counted: Counted) -> None:
    (relation,) = load("ours").relations()
    shown = relation.explain()
    forms = (str(shown), shown.to_html("en"), shown.to_html("fa"), shown.to_dicts(), shown.cards)
    assert all(forms) and counted.cards == {relation.id: 1}


@pytest.mark.parametrize("format", ["text", "markdown", "html", "json"])
def test_whatever_shows_cards_says_the_same_of_verdicts(
    format: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Of several relations between two claims one says what follows from a verdict, and so do all cards."""
    folder = shutil.copytree(PAGE.with_name("what-was-hit-and-when"), tmp_path / "hit")
    verdict = '{claim: mayor, rating: "true", reviewer: Desk, date: 2031-10-01}'
    (folder / "verdicts.yaml").write_text(f"verdicts:\n  - {verdict}\n", encoding="utf-8")
    assert run(["explain", "mayor+staff", str(folder), "--format", format, "--language", "en"]) == 0
    told = re.sub("<[^>]*>", "", capsys.readouterr().out)
    follows = '"verdict": false' if format == "json" else "because of Desk on mayor"
    assert told.count(follows) == 4


def test_a_verdict_on_a_claim_of_theirs_is_not_written_to_be_read(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A partner's verdict on somebody else's claim is kept as a review, as if it had come as one."""
    graph = load("theirs")
    verdicts = tuple(replace(verdict, claim=f"press:{verdict.claim}") for verdict in graph.own.verdicts)
    files = build_bundle(replace(graph.own, verdicts=verdicts), producer="desk", producer_name="The Desk")
    write_bundle(files, Path("judged.zip"))
    alone = Knowledge(Register(), verdicts=graph.own.verdicts)
    came = read_claim_reviews(write_claim_reviews(alone, publisher=Publisher("The Desk")), "reviews.json")
    for module in (documents, reading):
        monkeypatch.setattr(module, "parse_json", lambda *_: pytest.fail("JSON is read"))
    assert receive_file(Path("judged.zip")).reviews == tuple(came)
    assert len(came) == 1


# -- one place for each --------------------------------------------------------------------------------------


def saying(pattern: str) -> set[str]:
    """Return the modules in whose text something stands."""
    texts = ((path, path.read_text("utf-8")) for path in PACKAGE.rglob("*.py"))
    return {path.relative_to(PACKAGE).as_posix() for path, text in texts if re.search(pattern, text, re.M)}


def test_yaml_is_parsed_in_one_module() -> None:
    assert saying(r"^\s*(import|from) yaml\b") == {"authoring/document.py"}


def test_files_are_put_in_place_and_locked_in_one_module() -> None:
    assert saying(r"\.(NamedTemporaryFile|fsync|umask|flock|O_EXCL|renameat2)\b|\"renameat2\"") == {
        "files.py"
    }


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("events:\n  raid: {label: {en: x}}\n# more\nclaims: []\n", 2),
        ("events:\n  raid:\n    label: {en: x,\n      fa: y}\n\nclaims: []\n", 4),
        ("events:\n  raid:\n    part_of:\n    - b\n    - c\nclaims: []\n", 5),
        ("events:\n  raid:\n    kind:\n\nclaims: []\n", 3),
        ("events:\n  raid:\n    label:\n      en: >\n        foo\n        bar\nclaims: []\n", 6),
        ("events:\n  raid:\n    label:\n      en: foo\n        bar\n\n...\n", 5),
        ("\ufeffevents: {raid: {}}\n", 1),
    ],
)
def test_where_what_stands_under_a_key_ends(text: str, end: int) -> None:
    document = parse_yaml(text, "claims.yaml")
    assert document.ends["events"] == end and document.text == text
