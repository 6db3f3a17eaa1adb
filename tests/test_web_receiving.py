"""What is taken in by a browser: examined and shown first, and only then put into the store."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from support.cafe import review
from support.desks import WHEN, Browser, build_ours, form_in, label, send, take_in, writing
from support.drawing import some_of
from support.page import Page

from kg.api import load
from kg.bundle.keys import read_private_key, write_key_pair
from kg.cli import run
from kg.collection import without_collection
from kg.partners.ledger import Import
from kg.web import current

pytest.importorskip("python_multipart", reason="what reads forms with files is not installed")

OPENED = Path("/proc/self/fd")
BROKEN = b"""@prefix cv: <https://w3id.org/claim-kg/ontology#> .
<https://w3id.org/claim-kg/bundle/b/claim/x> a cv:Claim ; cv:stance cv:denies .
"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of ours with nothing from partners; beside it, two editions of a bundle and others' bundles."""
    folder = tmp_path_factory.mktemp("receiving")
    _, ours = build_ours(folder)
    theirs = label(ours, union="the uniоn")
    send(theirs, folder / "first.zip")
    send(theirs, folder / "next.zip", edition=2)
    private, _ = write_key_pair("theirs", folder)
    send(theirs, folder / "other-key.zip", edition=3, key=read_private_key(private))
    return folder


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "desk")) / "store"


@pytest.fixture
def browser(store: Path) -> Iterator[Browser]:
    with writing(store) as browser:
        yield browser


def imports(store: Path) -> list[Import]:
    return list(load(store=store).exchange.imports)


def bundle(store: Path, name: str = "first") -> bytes:
    return (store.parent / f"{name}.zip").read_bytes()


def test_a_bundle_is_shown_before_it_is_taken_in(browser: Browser, store: Path) -> None:
    examined = browser.upload("first.zip", bundle(store))
    assert (examined.status, imports(store)) == (303, [])
    page = browser.get(examined.headers["location"])
    Page(page.text.replace("<!DOCTYPE html>", ""))
    for told in (
        "The bundle is whole.",
        "the key that signed it was not seen before",
        "looks like our &#39;union&#39; in letters of another script",
        "2 claims in use",
        "Nothing was changed yet.",
    ):
        assert told in page.text
    place, fields = form_in(page, "Take it in")
    done = browser.submit(place, fields)
    [one] = imports(store)
    assert (one.id, one.file, one.status.value) == ("north-desk/1", "first.zip", "in-force")
    assert browser.get(done.headers["location"]).text.count("in force") == 1
    assert browser.get("/claims/north-desk:cafe/c1").status == 200
    # The same again changes nothing, and the page of the file leads to what it has become.
    assert browser.submit(place, fields).headers["location"] == done.headers["location"]
    assert browser.get(examined.headers["location"]).headers["location"] == done.headers["location"]
    again = browser.get(browser.upload("first.zip", bundle(store)).headers["location"])
    assert ("it was in already, as north-desk/1" in again.text, "Take it in" in again.text) == (True, False)
    assert imports(store) == [one]


def test_it_records_what_the_command_line_records(browser: Browser, store: Path, tmp_path: Path) -> None:
    place, fields = form_in(
        browser.get(browser.upload("first.zip", bundle(store)).headers["location"]), "Take it in"
    )
    browser.submit(place, fields)
    other = Path(shutil.copytree(store, tmp_path / "other"))
    run(["retract", "north-desk/1", "--store", str(other)])
    take_in(store.parent / "first.zip", other)
    here, there = imports(store)[0].as_json(), imports(other)[1].as_json()
    assert {**here, "when": None} == {**there, "id": "north-desk/1", "when": None}


def test_what_does_not_conform_goes_into_quarantine(browser: Browser, store: Path) -> None:
    page = browser.get(browser.upload("bad.ttl", BROKEN, partner="far-desk").headers["location"])
    assert "It does not conform." in page.text
    place, fields = form_in(page, "Keep it in quarantine")
    browser.submit(place, fields)
    [one] = imports(store)
    assert one.status.value == "quarantined"
    assert all(problem.split(":")[0] in page.text for problem in one.problems)
    assert "far-desk/1" in browser.get("/partners").text


def test_reviews_are_taken_in(browser: Browser, store: Path) -> None:
    data = json.dumps(review()).encode()
    page = browser.get(browser.upload("feed.json", data, partner="far-desk").headers["location"])
    place, fields = form_in(page, "Take it in")
    assert browser.submit(place, fields).status == 303
    assert "far-desk" in browser.get("/proposals").text


@pytest.mark.parametrize(
    ("file", "data", "partner", "told"),
    [
        ("sheet.csv", b"a,b\n", "far-desk", "nothing that a partner sends"),
        ("bad.ttl", BROKEN, "", "it is not said from whom this file comes"),
        ("bad.ttl", BROKEN, "../far desk", "no partner can be called"),
        ("bad.ttl", b"<", "far-desk", "bad.ttl"),
        ("a.zip", b"PK", "", "a.zip"),
        ("a.pdf", b"%PDF-1.7", "far-desk", "is a PDF"),
        ("", b"", "far-desk", "no file was chosen"),
    ],
)
def test_what_cannot_be_taken_in_is_said(
    browser: Browser, store: Path, file: str, data: bytes, partner: str, told: str
) -> None:
    reply = browser.upload(file, data, partner=partner)
    assert reply.status in (400, 409)
    assert told in reply.text
    # Where the file lay is nobody's business.
    assert tempfile.gettempdir() not in reply.text
    assert imports(store) == []


NAMES = [
    "../../../store/evil.ttl",
    "..\\\\..\\\\evil.ttl",
    "/etc/evil.ttl",
    "<script>alert(1)</script>.ttl",
    "%2e%2e%2fevil.ttl",
    "x" * 300 + ".ttl",
    "\u202elive.ttl",
]


@pytest.mark.parametrize("file", some_of(zip(NAMES), each=3))
def test_a_name_of_a_file_leads_nowhere(browser: Browser, store: Path, file: str) -> None:
    before = {path for path in store.parent.rglob("*") if path.name not in ("LOCK", "LOG")}
    page = browser.get(browser.upload(file, BROKEN, partner="far-desk").headers["location"])
    assert (page.status, "<script>" in page.text, "‮" in page.text) == (200, False, False)
    assert {path for path in store.parent.rglob("*") if path.name not in ("LOCK", "LOG")} == before
    place, fields = form_in(page, "Keep it in quarantine")
    browser.submit(place, fields)
    [one] = imports(store)
    assert ("/" in one.file and "script" not in one.file, len(one.file) <= 200) == (False, True)


def test_another_key_is_refused_unless_one_has_it(browser: Browser, store: Path, tmp_path: Path) -> None:
    take_in(store.parent / "first.zip", store)
    reply = browser.upload("other-key.zip", bundle(store, "other-key"))
    assert (reply.status, "is signed by another key" in reply.text) == (409, True)
    _, public = write_key_pair("stranger", tmp_path)
    assert browser.upload("x.zip", bundle(store, "other-key"), public=public.read_bytes()).status == 409
    theirs = (store.parent / "theirs.pub").read_bytes()
    page = browser.get(browser.upload("x.zip", bundle(store, "other-key"), public=theirs).headers["location"])
    assert "valid, by the key you named" in page.text
    place, fields = form_in(page, "Take it in")
    assert browser.submit(place, fields).status == 303


def test_a_file_may_be_called_as_the_key_is(browser: Browser, store: Path) -> None:
    theirs = (store.parent / "theirs.pub").read_bytes()
    for name in ("key", "file", "sent.pub"):
        reply = browser.upload(name, BROKEN, partner="far-desk", public=theirs)
        assert (reply.status, "unknown-format" in reply.text) == (409, True)
        assert tempfile.gettempdir() not in browser.upload("a.ttl", BROKEN, public=b"no key").text


@pytest.mark.skipif(not OPENED.is_dir(), reason="the open files of a process are not told here")
@pytest.mark.slow
def test_stores_that_nobody_uses_any_more_are_closed(
    browser: Browser, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def open_files() -> int:
        names = [os.path.realpath(place) for place in OPENED.iterdir()]
        return sum(name.startswith(str(store.parent.resolve())) for name in names)

    def examine_and_take_in(number: int) -> int:
        page = browser.upload(f"{number}.ttl", BROKEN + b"#" * number, partner="far-desk")
        place, fields = form_in(browser.get(page.headers["location"]), "Keep it in quarantine")
        assert browser.submit(place, fields).status == 303
        assert browser.get("/partners").status == 200
        return open_files()

    monkeypatch.setattr(current, "MOST_LEFT", 2)
    with without_collection():
        opened = [examine_and_take_in(number) for number in range(4)]
    assert opened[3] <= opened[1] + 1


def test_what_has_changed_since_it_was_examined_is_examined_anew(browser: Browser, store: Path) -> None:
    page = browser.get(browser.upload("next.zip", bundle(store, "next")).headers["location"])
    place, fields = form_in(page, "Take it in")
    take_in(store.parent / "first.zip", store, WHEN[1])
    reply = browser.submit(place, fields)
    assert (reply.status, "no longer what was shown" in reply.text) == (409, True)
    assert [one.id for one in imports(store)] == ["north-desk/1"]


def test_an_older_edition_is_refused_when_it_is_examined(browser: Browser, store: Path) -> None:
    take_in(store.parent / "next.zip", store)
    reply = browser.upload("first.zip", bundle(store))
    assert (reply.status, "older than north-desk/1" in reply.text) == (409, True)


def test_a_file_that_is_too_large_is_not_kept(
    browser: Browser, store: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_MAX_BYTES", "1000")
    reply = browser.upload("bad.ttl", b"#" * 400_000, partner="far-desk")
    assert (reply.status, "a file has at most" in reply.text) == (413, True)


def test_only_a_form_of_our_own_page_is_read(browser: Browser, store: Path) -> None:
    for headers in (
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ):
        assert browser.upload("first.zip", bundle(store), headers).status == 403
    assert browser.upload("first.zip", bundle(store), {"Content-Type": "text/plain"}).status == 415
    assert browser.upload("first.zip", bundle(store), {"Content-Type": "multipart/form-data"}).status == 400
    page = browser.upload("first.zip", bundle(store)).headers["location"]
    place, fields = form_in(browser.get(page), "Take it in")
    assert browser.submit(place, {**fields, "key": "0"}).status == 403
    assert browser.submit(place, fields, {"Origin": "http://evil.example"}).status == 403
    other = Browser(browser.served)
    other.cookies = {name: value for name, value in browser.cookies.items() if "token" in name}
    assert other.submit(place, fields).status == 403
    assert imports(store) == []


def test_a_file_that_nobody_sent_is_not_found(browser: Browser) -> None:
    for name in ("0" * 16, "..", "x" * 2000):
        assert browser.get(f"/receive/{name}").status == 404
    assert browser.submit("/receive/none", {}).status == 400
