"""What people decide in a browser: as on the command line, by forms of our own pages, and never blindly."""

from __future__ import annotations

import json
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from support import browser as chromium
from support.cafe import review
from support.desks import TOKEN, WHEN, Browser, browsing, build_ours, form_in, label, send, take_in, writing

from kg.api import load
from kg.cli import run
from kg.model import Rating
from kg.partners.ledger import Decision
from kg.partners.proposals import find_matches
from kg.rdf.store_files import locked

THEIRS = "/claims/north-desk:cafe/c1"
ACCEPTED = """PREFIX cv: <https://w3id.org/claim-kg/ontology#>
ASK { ?decision cv:theirs 'north-desk:mayor' ; cv:accepted true }"""


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with one import and nothing decided; beside it, the next edition of the same bundle."""
    folder = tmp_path_factory.mktemp("deciding")
    store, ours = build_ours(folder)
    take_in(send(label(ours, union="the trade union"), folder / "first.zip"), store)
    send(label(ours, mayor="another mayor"), folder / "next.zip", edition=2)
    return folder


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(template, tmp_path / "desk")) / "store"


@pytest.fixture
def browser(store: Path) -> Iterator[Browser]:
    with writing(store) as browser:
        yield browser


def decisions(store: Path) -> dict[str, Decision]:
    return {one.theirs: one for one in load(store=store).exchange.decisions}


def proposal(
    browser: Browser, store: Path, theirs: str, button: str = "Accept"
) -> tuple[str, dict[str, Any]]:
    """Return the form of a proposal, as the page has it."""
    page = browser.get("/proposals")
    [match] = [m for m in _matches(store) if m.theirs == theirs]
    number = 0
    while True:
        place, fields = form_in(page, button, number)
        if fields["proposal"][0].startswith(match.id) and len(fields["proposal"]) == 1:
            return place, {**fields, "by": "Sara"}
        number += 1


def _matches(store: Path) -> list[Any]:
    graph = load(store=store)
    return find_matches(graph.exchange, graph.own)


def test_from_a_proposal_to_a_decision_and_back(store: Path) -> None:
    with writing(store, workers=1) as browser:
        assert b"true" not in browser.get("/sparql", query=ACCEPTED, format="json").body
        place, fields = proposal(browser, store, "north-desk:mayor")
        done = browser.submit(place, fields)
        assert done.status == 303
        page = browser.get(done.headers["location"].partition("#")[0])
        assert "accepted: north-desk:mayor is our mayor" in page.text
        assert decisions(store)["north-desk:mayor"].by == "Sara"
        assert b"true" in browser.get("/sparql", query=ACCEPTED, format="json").body
        # The claims of both are now by one mayor.
        assert json.loads(browser.get(THEIRS, format="json").body)["source"] == "mayor"
        place, fields = form_in(page, "Undo")
        undone = browser.submit(place, fields)
        page = browser.get(undone.headers["location"].partition("#")[0])
        assert "open again: north-desk:mayor is our mayor" in page.text
        assert decisions(store) == {}
        place, fields = form_in(browser.get("/imports/north-desk/1"), "Retract north-desk/1")
        retracted = browser.submit(place, fields)
        assert ">retracted<" in browser.get(retracted.headers["location"]).text
        assert browser.get(THEIRS).status == 404


def test_who_decided_is_remembered_in_any_script(browser: Browser, store: Path) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor", "Reject")
    assert browser.submit(place, {**fields, "by": "سارا <b>"}).status == 303
    assert decisions(store)["north-desk:mayor"].by == "سارا <b>"
    assert 'name="by" value="سارا &lt;b&gt;"' in browser.get("/proposals").text


@pytest.mark.parametrize("by", ["", "  ", "a\x00b"])
def test_nobody_decides_without_a_name(browser: Browser, store: Path, by: str) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    assert browser.submit(place, {**fields, "by": by}).status == 400
    assert decisions(store) == {}


def test_a_form_that_is_sent_twice_changes_nothing_the_second_time(browser: Browser, store: Path) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    first = browser.submit(place, fields)
    before = decisions(store)
    assert browser.submit(place, {**fields, "by": "Nobody"}).headers["location"] == first.headers["location"]
    assert decisions(store) == before
    place, fields = form_in(browser.get("/decisions"), "Undo")
    assert [browser.submit(place, fields).status for _ in range(2)] == [303, 303]
    place, fields = form_in(browser.get("/imports/north-desk/1"), "Retract north-desk/1")
    assert [browser.submit(place, fields).status for _ in range(2)] == [303, 303]


def test_a_page_accepts_what_nothing_speaks_against_and_takes_it_back(browser: Browser, store: Path) -> None:
    page = browser.get("/proposals")
    place, fields = form_in(page, "Accept those on this page that nothing speaks against (4)")
    done = browser.submit(place, {**fields, "by": "Sara"})
    assert {*decisions(store)} == {f"north-desk:{name}" for name in ("cafe", "gazette", "mayor", "closure")}
    page = browser.get(done.headers["location"].partition("#")[0])
    place, fields = form_in(page, "Undo all of these (4)")
    browser.submit(place, fields)
    assert decisions(store) == {}


def test_what_is_out_of_use_is_removed_for_good_by_who_says_that_it_is_meant(
    browser: Browser, store: Path
) -> None:
    assert "for good" not in browser.get("/imports/north-desk/1").text
    run(["retract", "north-desk/1", "--store", str(store)])
    place, fields = form_in(browser.get("/imports/north-desk/1"), "Remove north-desk/1 for good")
    assert browser.submit(place, {**fields, "sure": "no"}).status == 400
    assert browser.submit(place, {**fields, "import": "0" * 32, "sure": "yes"}).status == 409
    assert load(store=store).exchange.graphs["north-desk/1"]
    assert [browser.submit(place, {**fields, "sure": "yes"}).status for _ in range(2)] == [303, 303]
    assert not load(store=store).exchange.graphs["north-desk/1"]
    assert "was removed for good; this record stays" in browser.get("/imports/north-desk/1").text


def test_a_proposition_is_accepted_with_the_names_that_it_follows_from(browser: Browser, store: Path) -> None:
    [match] = [match for match in _matches(store) if match.subject is None][:1]
    page = browser.get("/proposals")
    forms = [form_in(page, "Accept", number) for number in range(page.text.count(">Accept<"))]
    [(place, fields)] = [
        form for form in forms if [one.partition(".")[0] for one in form[1]["proposal"]] == [*match.needs]
    ][:1]
    assert browser.submit(place, {**fields, "by": "Sara"}).status == 303
    assert {one.id for one in decisions(store).values()} == {*match.needs}
    assert len(match.needs) > 1


def test_who_accepts_a_review_says_what_its_rating_means(browser: Browser, store: Path) -> None:
    feed = store.parent / "feed.json"
    feed.write_text(json.dumps(review(reviewRating={"@type": "Rating", "alternateName": "Zork"})))
    take_in(feed, store, WHEN[1], "--from", "far-desk")
    page = browser.get("/proposals", **{"from": "far-desk"})
    assert "it is not known what its rating means" in page.text
    place, fields = form_in(page, "Accept")
    assert browser.submit(place, {**fields, "by": "Sara"}).status == 409
    assert browser.submit(place, {**fields, "by": "Sara", "rating": "false"}).status == 303
    [made] = load(store=store).exchange.decisions
    assert (made.ours, made.rating) == ("cafe/c1", Rating.FALSE)
    assert "sent by" in browser.get("/claims/cafe/c1").text


# -- what was seen, and what is there ---------------------------------------------------------------------


def test_what_a_partner_has_changed_since_is_not_decided(browser: Browser, store: Path) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    take_in(store.parent / "next.zip", store, WHEN[1])
    reply = browser.submit(place, fields)
    assert (reply.status, "no longer what was shown" in reply.text) == (409, True)
    assert decisions(store) == {}


def test_what_somebody_else_has_decided_since_stays(browser: Browser, store: Path) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    run(["reject", "north-desk:mayor", "--store", str(store), "--by", "Anna", "--when", WHEN[1]])
    reply = browser.submit(place, fields)
    assert (reply.status, "Anna rejected north-desk:mayor" in reply.text) == (409, True)
    place, fields = form_in(browser.get("/decisions"), "Undo")
    run(["accept", "north-desk:mayor", "--store", str(store), "--by", "Boris", "--when", WHEN[2]])
    assert browser.submit(place, fields).status == 409
    assert decisions(store)["north-desk:mayor"].by == "Boris"


def test_what_is_no_longer_proposed_is_not_decided(browser: Browser, store: Path) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    retracting, retract = form_in(browser.get("/imports/north-desk/1"), "Retract north-desk/1")
    run(["retract", "north-desk/1", "--store", str(store)])
    assert browser.submit(place, fields).status == 409
    assert browser.submit(retracting.replace("/1", "/7"), retract).status == 409


@pytest.mark.parametrize(
    ("changed", "status"),
    [
        ({"proposal": []}, 400),
        ({"proposal": ["../../etc"]}, 400),
        ({"proposal": [f"{'0' * 12}.{'0' * 32}"]}, 409),
        ({"decision": "delete"}, 400),
        ({"rating": "<b>"}, 400),
        ({"rating": "false"}, 400),
        ({"by": ["a", "b"]}, 400),
        ({"by": "ا" * 201}, 400),
    ],
)
def test_a_form_that_no_page_has_changes_nothing(
    browser: Browser, store: Path, changed: dict[str, Any], status: int
) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    reply = browser.submit(place, {**fields, **changed})
    assert (reply.status, "<b>" in reply.text) == (status, False)
    assert decisions(store) == {}


# -- others at the same time ------------------------------------------------------------------------------


def test_a_store_that_somebody_else_changes_is_left_to_them(browser: Browser, store: Path) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    with locked(store):
        reply = browser.submit(place, fields)
        assert (reply.status, "is being changed by somebody else" in reply.text) == (409, True)
        assert browser.get("/proposals").status == 200
    assert browser.submit(place, fields).status == 303


def test_several_who_decide_at_once_lose_nothing(browser: Browser, store: Path) -> None:
    forms = [proposal(browser, store, f"north-desk:{name}") for name in ("mayor", "union", "cafe")]
    replies: list[int] = []

    def submit(place: str, fields: dict[str, Any]) -> None:
        replies.append(browser.submit(place, fields).status)

    threads = [threading.Thread(target=submit, args=form) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert replies == [303, 303, 303]
    assert {*decisions(store)} == {"north-desk:mayor", "north-desk:union", "north-desk:cafe"}


def test_pages_show_what_the_command_line_did(browser: Browser, store: Path) -> None:
    assert browser.get(THEIRS).status == 200
    run(["accept", "north-desk:cafe", "--store", str(store), "--by", "Anna", "--when", WHEN[1]])
    assert "Anna" in browser.get("/decisions").text
    run(["retract", "north-desk/1", "--store", str(store)])
    assert browser.get(THEIRS).status == 404


# -- from where -------------------------------------------------------------------------------------------

_SITES = ("same-origin", "same-site", "cross-site", "none", None)


def test_only_a_form_of_our_own_page_changes_anything(browser: Browser, store: Path) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    here = browser.served.address
    origins = (here, "null", None, "http://evil.example", here.replace("127.0.0.1", "localhost"), f"{here}1")
    for origin in origins:
        for site in _SITES:
            for known in (True, False):
                if origin == here and site in ("same-origin", None) and known:
                    continue
                sent = {
                    "Origin": origin,
                    "Sec-Fetch-Site": site,
                    "Content-Type": "application/x-www-form-urlencoded",
                }
                given = fields if known else {**fields, "key": "0" * 64}
                headers = {name: value for name, value in sent.items() if value is not None}
                assert post(browser, place, given, headers) == 403, (origin, site, known)
    assert decisions(store) == {}
    assert (
        post(browser, place, fields, {"Origin": here, "Content-Type": "application/x-www-form-urlencoded"})
        == 303
    )


def post(browser: Browser, place: str, fields: dict[str, Any], headers: dict[str, str]) -> int:
    return browser.send("POST", place, urlencode(fields, doseq=True), headers).status


def test_a_form_belongs_to_one_browser_and_one_token(browser: Browser, store: Path) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    other = Browser(browser.served)
    assert other.submit(place, fields).status == 401
    other.cookies = {name: value for name, value in browser.cookies.items() if "token" in name}
    assert other.submit(place, fields).status == 403
    other.get("/proposals")
    assert other.submit(place, fields).status == 403
    assert browser.submit(place, fields, {"Host": "evil.example"}).status == 400
    assert browser.submit(place, fields, {"Content-Type": "text/plain"}).status == 415
    assert browser.send("PUT", place).status == 405
    assert decisions(store) == {}


def test_what_opens_a_page_changes_nothing(browser: Browser, store: Path) -> None:
    place, fields = proposal(browser, store, "north-desk:mayor")
    flat = {name: value[0] if isinstance(value, list) else value for name, value in fields.items()}
    assert browser.get(place, **flat).status == 200
    assert decisions(store) == {}


def test_cookies_are_for_this_server_alone(browser: Browser) -> None:
    browser.cookies = {name: value for name, value in browser.cookies.items() if "token" in name}
    [cookie] = browser.get("/proposals").cookies
    assert ("HttpOnly" in cookie, "SameSite=lax" in cookie) == (True, True)


def test_browsers_may_say_where_our_forms_come_from(browser: Browser) -> None:
    # With "no-referrer" they would send "Origin: null".
    assert browser.get("/proposals").headers["referrer-policy"] == "same-origin"


@pytest.mark.slow
def test_a_real_browser_takes_in_decides_and_takes_back(store: Path) -> None:
    pytest.importorskip("python_multipart", reason="what reads forms with files is not installed")
    with writing(store) as served, chromium.browsing() as opened:
        page = opened.new_page()
        page.set_default_timeout(60_000)
        page.goto(f"{served.served.address}/receive?token={TOKEN}&language=en")
        page.locator("input[name=file]").set_input_files(store.parent / "next.zip")
        page.get_by_role("button", name="Examine").click()
        page.get_by_role("button", name="Take it in").click()
        page.get_by_role("heading", name="north-desk/2").wait_for()
        page.goto(f"{served.served.address}/proposals?language=en")
        cafe = page.get_by_role("article").filter(has_text="north-desk:cafe is our cafe")
        cafe.get_by_label("Decided by").fill("سارا")
        cafe.get_by_role("button", name="Accept").click()
        page.get_by_text("accepted: north-desk:cafe is our cafe").wait_for()
        assert decisions(store)["north-desk:cafe"].by == "سارا"
        page.get_by_role("button", name="Undo").click()
        page.get_by_text("open again: north-desk:cafe is our cafe").wait_for()
        assert decisions(store) == {}


def test_pages_that_one_only_reads_have_no_forms_and_refuse_them(store: Path) -> None:
    with browsing(store) as reader:
        page = reader.get("/proposals")
        assert ('method="post"' in page.text, "kg serve --store DIR --write" in page.text) == (False, True)
        assert reader.submit("/proposals", {"decision": "accept"}).status == 403


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--write"], "which store may be changed"),
        (["--write", "--no-token", "--store", "{}"], "must know a token"),
    ],
)
def test_what_may_be_changed_is_a_store_with_a_token(
    store: Path, more: list[str], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["serve", *(word.format(store) for word in more)]) == 2
    assert told in capsys.readouterr().err


# -- the same on the command line -------------------------------------------------------------------------


def test_the_command_line_takes_decisions_back(store: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["accept", "north-desk:mayor", "--store", str(store), "--by", "Anna"])
    capsys.readouterr()
    assert run(["undo", "north-desk:mayor", "--store", str(store)]) == 0
    assert capsys.readouterr().out == "open again: north-desk:mayor is our mayor\n"
    assert decisions(store) == {}
    assert run(["undo", "north-desk:mayor", "--store", str(store)]) == 2
    assert "nobody decided 'north-desk:mayor'" in capsys.readouterr().err
