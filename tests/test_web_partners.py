"""Partners in the browser: what they sent, why it is in quarantine, what is proposed and decided."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from support.desks import WHEN, Browser, browsing, build_partnered
from support.page import Page

from kg.api import load
from kg.cli import run
from kg.words import languages

#: A union whose name is in letters of another script, and a mayor whose name is markup.
UNION, MAYOR = "the uniоn", "<script>alert('mayor')</script>"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_partnered(tmp_path_factory.mktemp("partners"), union=UNION, mayor=MAYOR)


@pytest.fixture(scope="module")
def client(store: Path) -> Iterator[Browser]:
    with browsing(store) as client:
        yield client


PAGES = (
    *("/partners", "/partners/north-desk", "/partners/far-desk", "/imports/north-desk/1", "/decisions"),
    *("/imports/north-desk/2", "/imports/north-desk/2/changes", "/imports/far-desk/1", "/proposals"),
)


def text_of(page: str) -> str:
    """Return the text of a page, which has to be well-formed."""
    return " ".join(" ".join(text for text, _ in Page(page.replace("<!DOCTYPE html>", "")).text).split())


@pytest.mark.parametrize("place", PAGES)
def test_each_page_is_whole_in_every_language_and_shows_nothing_of_a_stranger_as_markup(
    client: Browser, place: str
) -> None:
    for language in languages():
        reply = client.get(place, language=language)
        assert reply.status == 200
        page = Page(reply.text.replace("<!DOCTYPE html>", ""))
        tags = [tag for tag, _, _ in page.elements]
        assert (tags.count("main"), tags.count("h1"), "script" in tags, "b" in tags) == (1, 1, False, False)
        levels = [int(tag[1]) for tag in tags if re.fullmatch("h[1-6]", tag)]
        assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
        ids = [given["id"] for _, given, _ in page.elements if "id" in given]
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize(
    "place",
    [
        "/partners/nobody",
        "/imports/north-desk/9",
        "/imports/north-desk/" + "9" * 5000,
        "/imports/a/b/changes",
    ],
)
def test_what_was_not_sent_is_not_found(client: Browser, place: str) -> None:
    assert client.get(place).status == 404


def test_a_partner_is_shown_with_its_key_and_what_speaks_against_it(client: Browser, store: Path) -> None:
    text = text_of(client.get("/partners/north-desk").text)
    assert f"first seen with north-desk/1, at {WHEN[0]}" in text
    [first, _] = load(store=store).exchange.of("north-desk")
    assert str(first.key) in text
    assert "2 claims in use" in text
    assert text_of(client.get("/partners").text).count("in quarantine") == 2


def test_every_reason_for_quarantine_is_shown(client: Browser, store: Path) -> None:
    [one] = load(store=store).exchange.of("far-desk")
    text = text_of(client.get("/imports/far-desk/1").text)
    assert len(one.problems) > 5
    assert all(" ".join(problem.split()) in text for problem in one.problems)
    assert "A file by itself: nothing shows that it is whole. It does not conform" in text
    verified = "The bundle was whole when it came. Its signature was valid. It conforms to the rules."
    assert verified in text_of(client.get("/imports/north-desk/1").text)


def test_what_an_import_changed_is_what_diff_tells(
    client: Browser, store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = store.parent
    run(["diff", str(folder / "first.zip"), str(folder / "next.zip")])
    told = capsys.readouterr().out
    assert "asserts" in told
    assert " ".join(told.split()) in text_of(client.get("/imports/north-desk/2/changes").text)
    assert "revises nothing" in client.get("/imports/north-desk/1/changes").text


def test_a_proposal_shows_both_registers_and_what_speaks_against_it(client: Browser) -> None:
    text = text_of(client.get("/proposals").text)
    assert f"label (en) {UNION} the union" in text
    assert "looks like our 'union' in letters of another script" in text
    assert "north-desk:gazette is our gazette" not in text


@pytest.mark.parametrize(
    ("place", "command"),
    [
        ("/partners", ["imports"]),
        ("/proposals", ["matches"]),
        ("/proposals?all=1&from=north-desk", ["matches", "--all", "--from", "north-desk"]),
    ],
)
def test_programs_get_what_the_command_line_gives(
    client: Browser, store: Path, capsys: pytest.CaptureFixture[str], place: str, command: list[str]
) -> None:
    run([*command, "--store", str(store), "--format", "json"])
    theirs, ours = json.loads(capsys.readouterr().out), json.loads(client.get(place, format="json").body)
    for written in (theirs, ours):
        for rows in written.values():
            if isinstance(rows, list):
                rows.sort(key=lambda row: row["id"])
    assert theirs == ours


def test_decisions_say_who_decided_what_and_when(client: Browser) -> None:
    text = text_of(client.get("/decisions").text)
    assert f"rejected: north-desk:gazette is our gazette <b>Sara · {WHEN[2]}" in text
    [row] = json.loads(client.get("/decisions", format="json").body)["decisions"]
    assert (row["by"], row["accepted"], row["stands"]) == ("<b>Sara", False, True)


@pytest.mark.parametrize("media", ["text/html", "text/turtle"])
def test_the_name_of_an_import_leads_to_it(store: Path, media: str) -> None:
    with browsing(store, workers=1) as reader:
        reply = reader.send("GET", "/import/north-desk/2", headers={"Accept": media})
        if media == "text/html":
            assert (reply.status, reply.headers["location"]) == (303, "/imports/north-desk/2?language=en")
        else:
            assert (reply.status, "north-desk" in reply.text) == (200, True)


def test_the_desk_tells_what_waits_and_does_not_wait_for_it(
    client: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert re.search(r"Proposals to decide: \d", client.get("/").text)
    monkeypatch.setattr("kg.web.partners._COUNTED_WITHIN", 0)
    assert "What waits is being counted" in client.get("/").text
