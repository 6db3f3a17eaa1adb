"""Files that people write: what is read, and one clear error for everything that is wrong with them."""

from __future__ import annotations

import os
import random
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from conftest import SEEDS
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawing import drawn

from kg.authoring.document import parse_yaml, read_yaml
from kg.authoring.files import find_texts_without_claims
from kg.authoring.formats import CountEntry, json_schema
from kg.authoring.read import read_knowledge
from kg.cli import run
from kg.errors import InputError, Problem
from kg.files import MAX_BYTES
from kg.formats.sheet import build_sheet_bundle, read_sheet, write_template
from kg.model import FRAME, Count, Interval

REGISTER = """\
sources:
  armenia: {label: {en: Armenia, fa: ارمنستان}, type: state}
  ministry: {label: {en: Ministry}, type: organization, part_of: armenia}
  outlet: {label: {en: Outlet}, type: outlet}
opponents:
  - [armenia, outlet]
places:
  ganja: {label: {en: Ganja}, type: city}
  bazaar: {label: {en: Bazaar}, within: ganja}
populations:
  people: {label: {en: people}}
kinds:
  state: {label: {en: state}}
  held: {label: {en: held}, broader: state, functional: value}
  born: {label: {en: born}, broader: state, timeless: true}
  firing: {label: {en: firing}}
  killed: {label: {en: killed}}
standpoints:
  yerevan:
    held_by: armenia
    holds:
      - {subject: ministry, relation: distinct_from, object: outlet}
"""
TEXT = "The ministry said that Ganja was hit. Later, Ganja was hit again. The council will not agree.\n"
CLAIMS = """\
article:
  id: one
  text: article.txt
  language: en
  publisher: outlet
  published: {from: 2020-10-04, to: 2020-10-05, basis: "guessed"}
claims:
  - id: c1
    source: ministry
    via: [outlet]
    stance: asserts
    cue: said
    quote: that Ganja was hit
    gloss: {fa: "گنجه هدف قرار گرفت"}
    says:
      kind: firing
      target: ganja
      time: 2020-10
      count: {measure: killed, of: people, about: 30}
  - id: c2
    source: armenia
    stance: denies
    quote: {text: Ganja was hit, occurrence: 2}
    says: {kind: firing}
"""


@pytest.fixture
def bundle(tmp_path: Path) -> Path:
    """A well-formed bundle beside its register."""
    return write(tmp_path)


def write(folder: Path, claims: str = CLAIMS, register: str = REGISTER, text: str = TEXT) -> Path:
    (folder / "register").mkdir()
    (folder / "register" / "all.yaml").write_text(register, encoding="utf-8")
    (folder / "one").mkdir()
    (folder / "one" / "claims.yaml").write_text(claims, encoding="utf-8")
    (folder / "one" / "article.txt").write_text(text, encoding="utf-8")
    return folder


def problems_of(path: Path) -> tuple[Problem, ...]:
    with pytest.raises(InputError) as caught:
        read_knowledge([path])
    return caught.value.problems


def test_a_bundle_is_read_with_all_it_says(bundle: Path) -> None:
    knowledge = read_knowledge([bundle])
    first, second = knowledge.bundles[0].claims
    assert [first.id, second.id] == ["c1", "c2"]
    assert first.proposition is not None
    assert first.proposition.as_json() == {
        "kind": "firing",
        "target": "ganja",
        "time": {"from": "2020-10-01", "to": "2020-10-31"},
        "count": {"measure": "killed", "of": "people", "min": 27, "max": 33, "soft": True},
    }
    assert first.proposition.count == Count("killed", 27, 33, "people", True)
    assert (first.via, first.cue.exact if first.cue else None) == (("outlet",), "said")
    assert [(q.start, q.end) for q in second.quotations] == [(45, 58)]
    assert knowledge.bundles[0].article.published_basis == "guessed"
    assert str(knowledge.locations["one/c2"]).endswith("one/claims.yaml:20")
    assert str(knowledge.locations["bazaar"]).endswith("register/all.yaml:9")


def test_an_asserted_state_takes_the_time_of_its_utterance(tmp_path: Path) -> None:
    claims = CLAIMS.split("claims:\n")[0] + "claims:\n"
    for name, kind, more, stance in [
        ("a", "held", "", "asserts"),
        ("b", "held", "    said: 2020-10-03\n", "asserts"),
        ("c", "held", "", "denies"),
        ("d", "born", "", "asserts"),
        ("e", "firing", "", "asserts"),
    ]:
        claims += f"  - id: {name}\n    source: armenia\n    stance: {stance}\n    quote: The council\n{more}"
        claims += f"    says: {{kind: {kind}, target: ganja, value: armenia}}\n"
    knowledge = read_knowledge([write(tmp_path, claims)])
    times = {name: p.time for name, c in knowledge.claims.items() if (p := c.proposition) is not None}
    published = knowledge.bundles[0].article.published
    assert published is not None and published.start is not None
    october_3 = published.start.replace(day=3)
    assert times == {
        "one/a": published,
        "one/b": Interval(october_3, october_3),
        "one/c": None,
        "one/d": None,
        "one/e": None,
    }


def test_a_presupposed_state_takes_the_time_of_its_utterance(tmp_path: Path) -> None:
    """Whoever takes a state for granted does so when speaking, whatever the stance; a condition is none."""
    claims = CLAIMS.split("claims:\n")[0] + "claims:\n"
    for name, kind, more, stance in [
        ("a", "held", "", "denies"),
        ("b", "held", "    said: 2020-10-03\n", "asks"),
        ("c", "held", "", "demands"),
        ("d", "born", "", "asserts"),
        ("e", "firing", "", "asserts"),
    ]:
        claims += f"  - id: {name}\n    source: armenia\n    stance: {stance}\n    quote: The council\n{more}"
        claims += f"    presupposes: [{{kind: {kind}, target: ganja, value: armenia}}]\n"
        if stance != "asks":
            claims += "    says: {kind: firing, agent: ministry}\n"
        if stance == "demands":
            claims += "    condition: {kind: held, target: ganja, value: ministry}\n"
    claims += "  - id: f\n    source: armenia\n    stance: asks\n    quote: The council\n    presupposes:\n"
    claims += "      - {kind: held, target: ganja, time: {from: 2019, basis: since the speech of 2019}}\n"
    knowledge = read_knowledge([write(tmp_path, claims)])
    times = {name: p.time for name, claim in knowledge.claims.items() for p in claim.presupposes}
    published = knowledge.bundles[0].article.published
    assert published is not None and published.start is not None
    october_3 = published.start.replace(day=3)
    assert times == {
        "one/a": published,
        "one/b": Interval(october_3, october_3),
        "one/c": published,
        "one/d": None,
        "one/e": None,
        "one/f": Interval(date(2019, 1, 1), None),
    }
    condition = knowledge.claims["one/c"].condition
    assert condition is not None and condition.time is None
    bases = {name: dict(claim.bases) for name, claim in knowledge.claims.items()}
    (granted,) = knowledge.claims["one/f"].presupposes
    assert bases.pop("one/f") == {granted.id: "since the speech of 2019"}
    assert not any(bases.values()), "a time taken from the utterance has no reason of the annotator's"


def test_what_somebody_is_said_to_have_said_is_about_the_utterance(tmp_path: Path) -> None:
    """When it was said is not known, so a state in it is not given the time of the one who reports it."""
    claims = CLAIMS + "  - id: s\n    source: armenia\n    stance: asserts\n    quote: The council\n"
    claims += "    says: {said_by: ministry, kind: held, target: ganja, value: armenia}\n"
    proposition = read_knowledge([write(tmp_path, claims)]).claims["one/s"].proposition
    assert proposition is not None
    assert proposition.as_json() == {
        "kind": "held",
        "target": "ganja",
        "value": "armenia",
        "said_by": "ministry",
    }


def test_a_question_has_no_content_of_its_own(tmp_path: Path) -> None:
    claims = CLAIMS + "  - id: q\n    source: outlet\n    stance: asks\n    quote: The council\n"
    claims += "    presupposes: [{kind: firing, target: ganja}]\n"
    claim = read_knowledge([write(tmp_path, claims)]).claims["one/q"]
    assert claim.proposition is None and [p.kind for p in claim.presupposes] == ["firing"]


#: What is changed in which file, the problem it makes, its line, its claim, and part of what is said.
BAD: list[tuple[str, str, str, str, str, int, str | None, str]] = [
    ("unknown key", "c", "    cue: said", "    cuee: said", "unknown-key", 12, "c1", "did you mean 'cue'?"),
    ("deep unknown key", "c", "      kind: firing", "      kin: firing", "unknown-key", 16, "c1", "'kind'"),
    ("missing key", "c", "    source: armenia\n", "", "missing-key", 20, "c2", "'source'"),
    ("stance", "c", "stance: denies", "stance: deny", "unknown-word", 22, "c2", "did you mean 'denies'?"),
    ("unknown name", "c", "target: ganja", "target: gnja", "unknown-name", 17, "c1", "did you mean 'ganja'?"),
    (
        "unknown speaker",
        "c",
        "says: {kind: firing}",
        "says: {kind: firing, said_by: mnistry}",
        "unknown-name",
        24,
        "c2",
        "'mnistry' is not declared as 'said_by'",
    ),
    (
        "a speaker that is a place",
        "c",
        "says: {kind: firing}",
        "says: {kind: firing, said_by: ganja}",
        "wrong-section",
        24,
        "c2",
        "cannot stand as 'said_by'",
    ),
    (
        "near said_by",
        "c",
        "says: {kind: firing}",
        "says: {kind: firing, said-by: ministry}",
        "unknown-key",
        24,
        "c2",
        "did you mean 'said_by'?",
    ),
    ("wrong section", "c", "source: armenia", "source: ganja", "wrong-section", 21, "c2", "places"),
    ("unknown measure", "c", "measure: killed", "measure: kiled", "unknown-name", 19, "c1", "'killed'"),
    ("duplicate claim", "c", "id: c2", "id: c1", "duplicate-claim", 20, "c1", "given twice"),
    (
        "duplicate key",
        "c",
        "    stance: denies",
        "    id: x\n    stance: denies",
        "duplicate-key",
        22,
        None,
        "'id'",
    ),
    ("bad date", "c", "time: 2020-10", "time: 2020-02-30", "bad-date", 18, "c1", "2020-02-30"),
    ("from after to", "c", "time: 2020-10", "time: {from: 2021, to: 2020}", "bad-time", 18, "c1", "after"),
    ("min over max", "c", "about: 30", "min: 3, max: 2", "bad-count", 19, "c1", "greater"),
    ("negative count", "c", "about: 30", "min: -3", "bad-value", 19, "c1", "greater than or equal to 0"),
    ("number for text", "c", 'basis: "guessed"', "basis: 12", "bad-value", 6, None, "quotation marks"),
    (
        "absent quote",
        "c",
        "quote: that Ganja was hit",
        "quote: that Ganja was not hit",
        "quote-not-found",
        13,
        "c1",
        "nearest",
    ),
    ("ambiguous quote", "c", ", occurrence: 2", "", "quote-ambiguous", 23, "c2", "occurrence"),
    ("no such occurrence", "c", "occurrence: 2", "occurrence: 3", "quote-occurrence", 23, "c2", "2 times"),
    ("negative occurrence", "c", "occurrence: 2", "occurrence: -1", "bad-value", 23, "c2", "greater"),
    ("absent cue", "c", "cue: said", "cue: shouted", "quote-not-found", 12, "c1", "shouted"),
    ("broken YAML", "c", "    via: [outlet]", "    via: [outlet", "bad-yaml", 11, None, "not YAML"),
    ("alias", "c", "    via: [outlet]", "    via: &v [outlet]", "alias", 10, None, "write the value out"),
    ("tag", "c", "cue: said", "cue: !!python/name:os.system x", "tag", 12, None, "not accepted"),
    ("two documents", "c", "claims:\n", "---\nclaims:\n", "bad-yaml", 7, None, "more than one document"),
    ("outside", "c", "text: article.txt", "text: ../../secret.txt", "outside-bundle", 3, None, "outside"),
    ("absolute", "c", "text: article.txt", "text: /etc/passwd", "outside-bundle", 3, None, "outside"),
    (
        "no text",
        "c",
        "text: article.txt",
        "text: missing.txt",
        "no-such-file",
        3,
        None,
        "missing.txt: there is no such file",
    ),
    ("NUL in path", "c", "text: article.txt", 'text: "a\\0b"', "control-character", 3, None, "U+0000"),
    ("bell in gloss", "c", 'fa: "گنجه', 'fa: "\\a گنجه', "control-character", 14, "c1", "U+0007"),
    (
        "mark in IRI",
        "c",
        "language: en",
        'language: en\n  url: "http://a/\u200e"',
        "bad-iri",
        5,
        None,
        "U+200E",
    ),
    (
        "changed text",
        "c",
        "  language: en",
        f"  sha256: {'0' * 64}\n  language: en",
        "text-changed",
        4,
        None,
        "changed",
    ),
    ("publisher", "c", "publisher: outlet", "publisher: nobody", "unknown-name", 5, None, "nobody"),
    ("question with content", "c", "stance: denies", "stance: asks", "bad-stance", 20, "c2", "presupposes"),
    ("nothing said", "c", "    says: {kind: firing}\n", "", "missing-key", 20, "c2", "says"),
    ("not a list", "c", "claims:\n", "claims: x\nother:\n", "bad-value", 7, None, "list"),
    (
        "name given twice",
        "r",
        "places:\n",
        "places:\n  ministry: {}\n",
        "duplicate-name",
        8,
        None,
        "first at",
    ),
    ("type", "r", "type: state}", "type: stat}", "unknown-word", 2, None, "did you mean 'state'?"),
    ("dangling link", "r", "within: ganja", "within: gnja", "unknown-name", 9, None, "did you mean 'ganja'?"),
    (
        "circle",
        "r",
        "{en: Ganja}, type: city",
        "{en: Ganja}, within: bazaar",
        "cycle",
        9,
        None,
        "in a circle",
    ),
    ("own part", "r", "within: ganja", "within: bazaar", "cycle", 9, None, "stands in itself"),
    (
        "circle of kinds",
        "r",
        "firing: {label: {en: firing}",
        "firing: {broader: killed, label: {en: f}",
        "cycle",
        16,
        None,
        "circle",
    ),
    (
        "held by nobody known",
        "r",
        "held_by: armenia",
        "held_by: armenians",
        "unknown-name",
        20,
        None,
        "armenians",
    ),
    ("relation", "r", "relation: distinct_from", "relation: part", "unknown-word", 22, None, "'part_of'"),
    ("incoherent", "r", "object: outlet}", "object: armenia}", "incoherent-standpoint", 19, None, "distinct"),
    (
        "excludes",
        "r",
        "    held_by: armenia",
        "    excludes: baku\n    held_by: armenia",
        "unknown-name",
        20,
        None,
        "baku",
    ),
    ("opponent of itself", "r", "[armenia, outlet]", "[armenia, armenia]", "bad-value", 6, None, "opponent"),
    ("functional slot", "r", "functional: value", "functional: values", "unknown-word", 14, None, "'value'"),
    ("label", "r", "{en: Ministry}", "{english language: Ministry}", "bad-value", 3, None, "tag"),
    ("name", "r", "  ganja:", "  Ganja City:", "bad-value", 8, None, "begins with a letter or digit"),
    ("label in no language", "r", "{en: Ministry}", "Ministry", "bad-value", 3, None, "{en: …}"),
    ("empty file", "r", REGISTER, "", "bad-value", 1, None, "is empty, and must be a mapping"),
    ("empty claims", "c", CLAIMS, "", "bad-value", 1, None, "it begins with article: and claims:"),
    (
        "no mapping",
        "c",
        "says: {kind: firing}",
        "says: firing",
        "bad-value",
        24,
        "c2",
        "write it as {kind: …}",
    ),
    ("no value", "c", "source: armenia", "source:", "bad-value", 21, "c2", "nothing is given for 'source'"),
    ("nothing quoted", "c", "quote: that Ganja was hit", "quote:", "bad-value", 13, "c1", "for 'quote'"),
    ("no list", "c", "says: {kind: firing}", "presupposes: {}", "bad-value", 24, "c2", "must be a list"),
    ("no address", "c", "language: en", "language: en\n  url: a.org", "bad-value", 5, None, "with https://"),
    (
        "few words",
        "r",
        "killed: {label",
        "killed: {changes: rises, label",
        "unknown-word",
        17,
        None,
        "known here: grows, varies",
    ),
    (
        "where to declare",
        "c",
        "target: ganja",
        "target: x",
        "unknown-name",
        17,
        "c1",
        "under sources, places,",
    ),
    (
        "two measures",
        "c",
        "measure: killed, of: people, about: 30",
        "killed: 3, among: people",
        "bad-count",
        19,
        "c1",
        "stand measure,",
    ),
    ("tab", "c", "    stance: denies", "\tstance: denies", "bad-yaml", 22, None, "with spaces"),
    ("colon in text", "c", "cue: said", "cue: said: so", "bad-yaml", 12, None, "into quotation marks"),
    ("too deep", "c", "    stance: denies", "      stance: denies", "bad-yaml", 22, None, "alike"),
    ("not deep enough", "c", "    stance: denies", "   stance: denies", "bad-yaml", 22, None, "alike"),
    ("no colon", "c", "    stance: denies", "    stance denies", "bad-yaml", 23, None, "on the line before"),
    ("open quotation mark", "c", "cue: said", "cue: 'said", "bad-yaml", 25, None, "opened on line 12"),
    ("open bracket", "c", "via: [outlet]", "via: [outlet", "bad-yaml", 11, None, "close every bracket"),
    (
        "text begins with @",
        "c",
        "cue: said",
        "cue: @said",
        "bad-yaml",
        12,
        None,
        "begins with this character",
    ),
]


@pytest.mark.parametrize(
    ("where", "old", "new", "id", "line", "claim", "said"),
    [row[1:] for row in BAD],
    ids=[row[0] for row in BAD],
)
def test_a_mistake_gets_one_clear_error(
    tmp_path: Path,
    capfd: pytest.CaptureFixture[str],
    where: str,
    old: str,
    new: str,
    id: str,
    line: int | None,
    claim: str | None,
    said: str,
) -> None:
    claims, register = CLAIMS, REGISTER
    if where == "c":
        assert CLAIMS.count(old) == 1
        claims = CLAIMS.replace(old, new)
    else:
        assert REGISTER.count(old) == 1
        register = REGISTER.replace(old, new)
        if id == "cycle" and "killed" in new:
            register = register.replace("killed: {label", "killed: {broader: firing, label")
    folder = write(tmp_path, claims, register)
    problem = next(p for p in problems_of(folder) if p.id == id)
    assert problem.location is not None
    file = {"c": "claims.yaml", "r": "all.yaml"}[where] if line else "missing.txt"
    assert problem.location.file.endswith(file) and problem.location.line == line
    assert problem.claim == claim
    assert said in f"{problem.message} {problem.advice}"
    before = sorted(tmp_path.rglob("*"))
    assert run(["build", str(folder), "--store", str(tmp_path / "store")]) == 2
    shown = capfd.readouterr()
    assert shown.out == "" and f": {id}: " in shown.err and "Traceback" not in shown.err
    assert sorted(tmp_path.rglob("*")) == before, "a command that fails writes nothing"


@pytest.mark.parametrize("time", ["2020-02-30", "{from: 2020-02-30}"])
def test_one_mistake_gets_one_error(tmp_path: Path, time: str) -> None:
    claims = CLAIMS.replace("time: 2020-10\n", f"time: {time}\n")
    folder = write(tmp_path, claims)
    assert [p.id for p in problems_of(folder)] == ["bad-date"]
    (folder / "one" / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    knowledge = read_knowledge([folder])
    sheet = write_template(knowledge, knowledge.bundles[0])
    assert sheet.count(b"2020-10-01/2020-10-31") == 1
    sheet = sheet.replace(b"2020-10-01/2020-10-31", b"2020-02-30")
    with pytest.raises(InputError) as caught:
        build_sheet_bundle(read_sheet(sheet, "sheet.csv"), folder / "one", knowledge.register)
    assert [p.id for p in caught.value.problems] == ["bad-date"]


def test_a_text_without_claims_is_said_where_one_checks(
    bundle: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    (bundle / "two").mkdir()
    (bundle / "two" / "article.txt").write_text("They fired.")
    (bundle / "register" / "notes.txt").write_text("x")
    assert find_texts_without_claims([bundle]) == [bundle / "two" / "article.txt"]
    run(["validate", str(bundle)])
    assert "two/article.txt: no claims.yaml is beside this text" in capfd.readouterr().err


@pytest.mark.parametrize("name", ["claims.yml", "Claims.yaml", "claims.yaml.txt", "CLAIMS.YML", "claim.yaml"])
def test_what_is_not_read_though_it_was_meant_to_be_is_said(bundle: Path, name: str) -> None:
    written = (bundle / "one" / "claims.yaml").rename(bundle / "one" / name)
    [problem] = problems_of(bundle)
    assert problem.id == "misnamed-file" and problem.advice == "call it claims.yaml"
    assert problem.location is not None and problem.location.file == str(written)
    (bundle / "one" / "claims.yaml").write_text(CLAIMS, encoding="utf-8")
    assert len(read_knowledge([bundle]).claims) == 2, "one that is read may have another beside it"


def test_the_register_of_the_example_is_nobody_elses(
    bundle: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shutil.rmtree(bundle / "register")
    monkeypatch.chdir(tmp_path)
    assert [p.id for p in problems_of(bundle / "one")] == ["no-register"]


def test_all_mistakes_are_shown_at_once(tmp_path: Path) -> None:
    claims = CLAIMS.replace("target: ganja", "target: gnja").replace("source: armenia", "source: armnia")
    assert [p.id for p in problems_of(write(tmp_path, claims))] == ["unknown-name", "unknown-name"]


@pytest.mark.parametrize("damage", ["latin-1", "control", "huge", "directory", "unreadable-text"])
def test_files_that_are_no_text(bundle: Path, damage: str) -> None:
    claims, text = bundle / "one" / "claims.yaml", bundle / "one" / "article.txt"
    if damage == "latin-1":
        text.write_bytes("année\nétat".encode("latin-1"))
        expected = "not-utf8"
    elif damage == "control":
        text.write_text("a\x00b")
        expected = "control-character"
    elif damage == "huge":
        with claims.open("r+b") as file:
            file.truncate(100 * 1024 * 1024)
        expected = "too-large"
    elif damage == "directory":
        text.unlink()
        text.mkdir()
        expected = "not-a-file"
    else:
        text.unlink()
        text.symlink_to(bundle / "register" / "all.yaml")
        expected = "outside-bundle"
    assert [p.id for p in problems_of(bundle)] == [expected]


def test_a_billion_laughs_are_not_laughed() -> None:
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{b}: &{b} [*{a}, *{a}, *{a}, *{a}, *{a}, *{a}, *{a}]\n"
        for a, b in zip("abcdefg", "bcdefgh", strict=True)
    )
    with pytest.raises(InputError, match="aliases"):
        parse_yaml(laughs, "laughs.yaml")


def test_deep_nesting_is_refused_without_recursion() -> None:
    with pytest.raises(InputError, match="deep"):
        parse_yaml("[" * 100_000, "deep.yaml")


def test_a_file_just_under_the_limit_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.yaml"
    path.write_text("a: '" + "x" * (MAX_BYTES - 10) + "'")
    assert len(read_yaml(path).value["a"]) == MAX_BYTES - 10


def test_words_that_yaml_11_would_take_for_something_else_stay_words() -> None:
    value = parse_yaml("{no: yes, on: 2020-10-04, a: 0o7, b: 1e3, c: ~, d: 12, e: '12', f: true}", "x").value
    assert value == {
        "no": "yes", "on": "2020-10-04", "a": "0o7", "b": "1e3", "c": None, "d": 12, "e": "12", "f": True
    }  # fmt: skip


def test_a_bundle_alone_finds_the_register_beside_it(bundle: Path) -> None:
    for path in (bundle, bundle / "one", bundle / "one" / "claims.yaml"):
        assert list(read_knowledge([path]).claims) == ["one/c1", "one/c2"]
    assert read_knowledge([bundle / "register"]).bundles == ()
    assert "ganja" in read_knowledge([bundle / "register" / "all.yaml"]).register.entries


def test_what_an_article_says_that_cannot_be_read_is_not_missed(tmp_path: Path) -> None:
    claims = CLAIMS.replace("id: one", "id: two").replace(
        "stance: denies", "stance: denies\n    corrects: one/c1"
    )
    folder = write(tmp_path, CLAIMS.replace("article.txt", "missing.txt"))
    shutil.copytree(folder / "one", folder / "two")
    (folder / "two" / "claims.yaml").write_text(claims, encoding="utf-8")
    assert [p.id for p in problems_of(folder)] == ["no-such-file"]
    shutil.rmtree(folder / "one")
    assert [p.id for p in problems_of(folder)] == ["unknown-claim"]


def test_a_folder_with_nothing_in_it_is_an_error(tmp_path: Path) -> None:
    assert [p.id for p in problems_of(tmp_path)] == ["nothing-found"]
    assert [p.id for p in problems_of(tmp_path / "nowhere.yaml")] == ["no-such-file"]


def test_only_what_lies_hidden_below_a_searched_folder_is_left_out(
    bundle: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hidden = bundle / "seen" / ".hidden"
    (bundle / "seen").mkdir()
    shutil.copytree(bundle / "one", hidden / "one")
    shutil.copytree(bundle / "register", hidden / "register")
    assert [p.id for p in problems_of(bundle / "seen")] == ["nothing-found"]
    assert list(read_knowledge([hidden]).claims) == ["one/c1", "one/c2"]
    monkeypatch.chdir(bundle / "one")
    assert list(read_knowledge([Path("..") / "seen" / ".hidden"]).claims) == ["one/c1", "one/c2"]
    monkeypatch.chdir(bundle / "register")
    assert "ganja" in read_knowledge([Path()]).register.entries


def test_what_is_no_regular_file_is_passed_over_or_named(bundle: Path) -> None:
    os.mkfifo(bundle / "register" / "pipe.yaml")
    assert list(read_knowledge([bundle]).claims) == ["one/c1", "one/c2"]
    assert [p.id for p in problems_of(bundle / "register" / "pipe.yaml")] == ["not-a-file"]
    loop = bundle / "loop.yaml"
    loop.symlink_to(loop)
    assert len(problems_of(loop)) == 1
    assert [p.id for p in problems_of(bundle / ("x" * 5000))] == ["unreadable"]


def test_a_linked_claims_file_reads_only_what_lies_beside_the_link(bundle: Path, tmp_path: Path) -> None:
    shutil.copytree(bundle / "register", bundle / "linked" / "register")
    (bundle / "linked" / "claims.yaml").symlink_to(bundle / "one" / "claims.yaml")
    assert [p.id for p in problems_of(bundle / "linked")] == ["no-such-file"]
    (bundle / "linked" / "article.txt").symlink_to(bundle / "one" / "article.txt")
    assert [p.id for p in problems_of(bundle / "linked")] == ["outside-bundle"]


def test_a_flood_of_mistakes_is_counted(tmp_path: Path) -> None:
    places = "".join(f"  place-{n}: {{within: plaze-{n}}}\n" for n in range(1000))
    problems = problems_of(write(tmp_path, register=REGISTER.replace("places:\n", "places:\n" + places)))
    assert [p.id for p in problems] == ["unknown-name"] * 100 + ["more-problems"]
    assert problems[-1].message == "… and 900 more"


def test_long_words_are_shortened_in_messages(tmp_path: Path) -> None:
    claims = CLAIMS.replace("stance: denies", f"stance: {'x' * 9000}\n    {'y' * 900}: 1")
    assert all(len(str(problem)) < 800 for problem in problems_of(write(tmp_path, claims)))


def test_a_file_of_too_many_parts_is_refused() -> None:
    with pytest.raises(InputError, match="500,000 keys and values"):
        parse_yaml("[" + "1," * 500_000 + "]", "many.yaml")


@pytest.mark.parametrize("address", ["http://[", "http://x/%zz", "http://a:b:c/"])
def test_an_address_that_cannot_be_written_is_refused(tmp_path: Path, address: str) -> None:
    register = REGISTER.replace("type: outlet}", f'type: outlet, same_as: ["{address}"]}}')
    assert [p.id for p in problems_of(write(tmp_path, register=register))] == ["bad-iri"]


@pytest.mark.parametrize("tag", ["en-aa-bb-cc-dd", "en-12345678-x1", "fa-a1"])
def test_a_language_tag_that_cannot_be_written_is_refused(tmp_path: Path, tag: str) -> None:
    register = REGISTER.replace("{en: Ministry}", f"{{{tag}: Ministry}}")
    assert [p.id for p in problems_of(write(tmp_path, register=register))] == ["bad-language"]


def test_no_standpoint_is_called_none(tmp_path: Path) -> None:
    register = REGISTER.replace("  yerevan:", "  none:")
    assert [p.id for p in problems_of(write(tmp_path, register=register))] == ["reserved-name"]


@pytest.mark.parametrize(("about", "low", "high"), [(0, 0, 1), (1, 0, 2), (9, 8, 10), (30, 27, 33)])
def test_about_reaches_at_least_one_to_each_side(about: int, low: int, high: int) -> None:
    assert CountEntry(measure="killed", about=about).interval() == (low, high, True)


def test_one_article_twice_is_an_error(bundle: Path) -> None:
    shutil.copytree(bundle / "one", bundle / "two")
    assert [p.id for p in problems_of(bundle)] == ["duplicate-name"]


def test_the_schema_knows_every_key_of_the_seeds() -> None:
    claims, register = json_schema("claims"), json_schema("register")
    seed = read_yaml(SEEDS / "karabakh-2020-10-04" / "claims.yaml").value
    assert set(claims["$defs"]["PropositionEntry"]["properties"]) == {*FRAME, "only"}
    known = claims["$defs"]["ClaimEntry"]["properties"]
    assert {key for claim in seed["claims"] for key in claim} <= set(known)
    for path in (SEEDS / "register").glob("*.yaml"):
        assert set(read_yaml(path).value) <= set(register["properties"])


WORDS = [
    "c1",
    "ganja",
    "firing",
    "''",
    "[]",
    "{}",
    "null",
    "-1",
    "2020-13-01",
    "🜁",
    "\u202e",
    "&a x",
    "*a",
    "!!int x",
]


@settings(
    max_examples=drawn(150), suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
@given(st.integers(0, 2**32), st.integers(1, 6), st.booleans())
def test_mutated_files_never_end_in_a_traceback(
    tmp_path_factory: pytest.TempPathFactory, seed: int, times: int, in_register: bool
) -> None:
    noise = random.Random(seed)
    folder = tmp_path_factory.mktemp("mutated")
    claims, register = CLAIMS, REGISTER
    for _ in range(times):
        if in_register:
            register = mutated(register, noise)
        else:
            claims = mutated(claims, noise)
    write(folder, claims, register)
    try:
        read_knowledge([folder])
    except InputError as error:
        assert error.problems and all(p.id and p.message for p in error.problems)
    finally:
        shutil.rmtree(folder)


def mutated(text: str, noise: random.Random) -> str:
    lines = text.split("\n")
    at = noise.randrange(len(lines))
    changes: list[Callable[[], object]] = [
        lambda: lines.pop(at),
        lambda: lines.insert(at, lines[noise.randrange(len(lines))]),
        lambda: lines.__setitem__(at, lines[at].replace(":", noise.choice(["", "::", ": [", " "]), 1)),
        lambda: lines.__setitem__(at, " " * noise.randrange(6) + lines[at]),
        lambda: lines.__setitem__(at, lines[at].rpartition(" ")[0] + " " + noise.choice(WORDS)),
        lambda: lines.__setitem__(at, lines[at][: noise.randrange(len(lines[at]) + 1)]),
        lambda: lines.__setitem__(at, "".join(noise.sample(lines[at], len(lines[at])))),
        lambda: lines.__setitem__(
            at, lines[at] + chr(noise.choice([0, 7, 0x85, 0x2028, 0xFEFF, 0x1F600, 0xFFFE]))
        ),
    ]
    noise.choice(changes)()
    return "\n".join(lines) if lines else ""
