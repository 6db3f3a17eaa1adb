"""What pages for people say: the desk, disputes, and what standpoints change."""

from __future__ import annotations

import html
import json
import re
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from markupsafe import escape
from support.page import Page
from support.pages import Pages

import kg
from kg.report.templating import environment
from kg.web.seen import MOST, Seen, see
from kg.words import languages

ROOT = Path(__file__).parent.parent
LISTS = ("disputes", "articles", "claims", "relations", "sources", "events", "standpoints", "entries")


@cache
def pages() -> Pages:
    return Pages(kg.load(ROOT / "seeds"))


def dispute() -> str:
    [found] = json.loads(pages().get("/", format="json").body)["disputes"]
    return str(found["id"])


PLACES = (
    "/",
    *(f"/{name}" for name in LISTS),
    "/claims/karabakh-2020-10-04/d1",
    "/articles/karabakh-2020-10-04",
    "/entries/armenia",
    "/standpoints/baku",
    "/search?q=ganja",
    "/report",
)


# -- every page -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("place", PLACES)
def test_a_page_is_whole_in_every_language_and_links_on_in_it(place: str) -> None:
    for language in languages() if place in ("/", "/claims") else ("en", "fa"):
        reply = pages().get(place, language=language, standpoint="baku")
        assert reply.status == 200
        page = Page(reply.text)
        mains = [attributes for tag, attributes, _ in page.elements if tag == "main"]
        headings = [int(tag[1]) for tag, _, _ in page.elements if re.fullmatch("h[1-6]", tag)]
        assert (len(mains), headings.count(1), headings[0]) == (1, 1, 1)
        assert all(after <= before + 1 for before, after in pairwise(headings))
        own = [link for link in page.attributes("href") if link.startswith("/") and "sparql" not in link]
        others = [f"language={one}" for one in languages() if one != language]
        here = place.partition("?")[0]
        elsewhere = [link for link in own if link.partition("?")[0] != here]
        assert [link for link in elsewhere if "standpoint=baku" not in link] == []
        # Only the switch of languages leads to the others.
        assert sum(any(other in link for other in others) for link in own) in (0, len(others))


@pytest.mark.parametrize(("language", "way"), [("en", "ltr"), ("fa", "rtl")])
def test_lists_of_names_run_as_the_page_does_whichever_name_is_first(language: str, way: str) -> None:
    desk = pages().get("/", language=language).text
    assert re.findall(r'<li class="stand-\d">.*?<bdi( dir="\w+")?>', desk) == [f' dir="{way}"'] * 2
    page = pages().get(f"/disputes/{dispute()}", language=language).text
    pairs = re.findall(r'<div class="block pairs">.*?</div>', page, re.DOTALL)
    assert pairs and all(f'<bdi dir="{way}">' in one and "<bdi>" not in one for one in pairs)


def test_the_page_that_is_shown_is_marked_in_the_navigation() -> None:
    for place, current in (
        ("/", "/"),
        (f"/disputes/{dispute()}", "/"),
        ("/claims", "/claims"),
        ("/events", "/events"),
    ):
        elements = Page(pages().get(place).text).elements
        marked = [
            attributes["href"] for _, attributes, _ in elements if attributes.get("aria-current") == "page"
        ]
        assert marked == [f"{current}?language=en"]


def test_names_of_one_page_are_each_given_once() -> None:
    for place in (*PLACES, f"/disputes/{dispute()}"):
        names = Page(pages().get(place).text).attributes("id")
        assert len(names) == len(set(names)), place


# -- the desk ---------------------------------------------------------------------------------------------


def test_the_desk_says_who_stands_where_in_a_sentence() -> None:
    page = Page(pages().get("/").text)
    assert "The Ministry of Defence of Azerbaijan contradicts Armenia" in page.text_in(class_="sentence")
    assert "Armenia · 1 independent origin" in page.text_in(class_="stand-2")


def test_what_a_browser_was_not_shown_is_new_until_its_reader_has_seen_it() -> None:
    first = pages().get("/")
    name, _, kept = first.headers["set-cookie"].partition(";")[0].partition("=")
    assert "HttpOnly" in first.headers["set-cookie"]
    again = pages().get("/", {"cookie": f"{name}={kept}"})
    assert "set-cookie" not in again.headers
    assert json.loads(pages().get("/", {"cookie": f"{name}={kept}"}, format="json").body)["news"] == []
    before = {"cookie": f"{name}={see({}, 0).write()}"}
    [news] = json.loads(pages().get("/", before, format="json").body)["news"]
    assert (news["article"], news["new"], news["disputed"] > 0) == ("karabakh-2020-10-04", True, True)
    assert "karabakh-2020-10-04" in Page(pages().get("/", before).text).text_in(class_="beside")
    seen = pages().send("POST", "/seen", {**before, "origin": "http://localhost"})
    assert (seen.status, seen.headers["location"]) == (303, "/?language=en")
    assert Seen.read(seen.headers["set-cookie"].partition(";")[0].partition("=")[2]) is not None


def test_only_a_page_of_ours_says_that_something_was_seen() -> None:
    for headers in (
        {},
        {"origin": "http://elsewhere.example"},
        {"origin": "http://localhost", "sec-fetch-site": "cross-site"},
    ):
        reply = pages().send("POST", "/seen", headers)
        assert (reply.status, "set-cookie" in reply.headers) == (403, False)


def test_an_article_with_other_claims_is_new_and_one_without_is_not() -> None:
    seen = see({"a": ["a/1"], "b": ["b/1"]}, 7)
    assert Seen.read(seen.write()) == seen
    assert seen.news({"a": ["a/1"], "b": ["b/1", "b/2"], "c": []}) == {"b": False, "c": True}
    many = see({str(number): [] for number in range(2 * MOST)}, 7)
    assert (len(many.write()) < 4000, len(many.marks) <= MOST) == (True, True)


@pytest.mark.parametrize("text", ["", "x", "1.5.abc", "1.5." + "a" * 7 * (MOST + 1), "1.5.<b>aaaa", "2.5."])
def test_a_cookie_that_is_none_of_ours_is_as_none(text: str) -> None:
    assert Seen.read(text) is None
    assert pages().get("/", {"cookie": f"claim-kg-seen-80={text}"}).status == 200


# -- standpoints ------------------------------------------------------------------------------------------


def test_a_standpoint_that_is_switched_on_marks_what_it_changes_in_words() -> None:
    page = Page(pages().get("/", standpoint="baku").text)
    assert page.text_in(class_="change").count("only from these standpoints") >= 2
    assert "Contradictions only from these standpoints: 2" in page.text_in(class_="gained")
    ticked = [told for tag, told, _ in page.elements if tag == "input" and "checked" in told]
    assert [told["value"] for told in ticked] == ["baku"]
    nobody = json.loads(pages().get("/", format="json", standpoint="none").body)
    held = json.loads(pages().get("/", format="json", standpoint="baku").body)
    assert held["contradictions"] - nobody["contradictions"] == held["changed"]["gained"]["count"] == 2


def test_a_dispute_is_found_from_every_standpoint_under_the_name_it_has_from_any() -> None:
    for chosen in ([], ["none"], ["baku"], ["yerevan"], ["baku", "other-side-armenia"]):
        reply = pages().get(f"/disputes/{dispute()}", standpoint=chosen)
        assert (reply.status, "In short" in reply.text) == (200, True)


@pytest.mark.parametrize(
    ("chosen", "said"),
    [
        (["baku", "stepanakert"], "Nobody holds these together"),
        (["nowhere"], "There is no standpoint of this name"),
        (["<script>"], "&lt;script&gt;"),
    ],
)
@pytest.mark.parametrize("place", ["/", "/claims", "/claims/karabakh-2020-10-04/d1"])
def test_standpoints_that_nobody_holds_are_refused_in_words(place: str, chosen: list[str], said: str) -> None:
    reply = pages().get(place, standpoint=chosen)
    assert (reply.status, said in reply.text, "<script>" in reply.text) == (400, True, False)
    if place != "/claims/karabakh-2020-10-04/d1":  # What a claim says does not depend on who reads it.
        assert pages().get(place, standpoint=chosen, format="json").status == 400


@pytest.mark.parametrize(
    "place", ["/articles/karabakh-2020-10-04", "/entries/azerbaijan", "/search?q=artillery"]
)
def test_a_claim_that_only_a_standpoint_puts_in_dispute_is_marked_so(place: str) -> None:
    for chosen, marked in (("baku", True), ("none", False), ("yerevan", False)):
        page = Page(pages().get(place, standpoint=chosen).text)
        assert ("only from these standpoints" in page.text_in(class_="claim")) is marked


def test_a_list_of_relations_holds_what_holds_from_the_standpoints() -> None:
    def count(**fields: Any) -> int:
        return len(json.loads(pages().get("/relations", format="json", **fields).body))

    graph = pages().things.graph
    assert count(standpoint="baku") == len(graph.relations(["baku"]))
    assert count(standpoint="none") == len(graph.relations([])) != count(standpoint="baku")
    assert count() == len(graph.relations)
    page = Page(pages().get("/relations", relation="contradicts", standpoint="baku").text)
    assert page.text_in(class_="kind").count("contradiction") == 5


# -- disputes and single things ---------------------------------------------------------------------------


def test_a_dispute_begins_in_short_and_ends_with_filters() -> None:
    page = Page(pages().get(f"/disputes/{dispute()}").text)
    short = page.text_in(class_="brief")
    for said in ("It hangs on", "Agreed", "Ask", "independent origin"):
        assert said in short
    assert len([line for line in short.splitlines() if line.strip()]) < 20
    assert "/entries/" not in short
    armenia = Page(pages().get(f"/disputes/{dispute()}", source="armenia", relation="contradicts").text)
    assert armenia.text_in(class_="kind").count("contradiction") == 5
    assert "5 rows" in armenia.text_in(class_="muted")


def test_a_source_is_shown_with_all_its_words_and_whom_it_contradicts() -> None:
    page = Page(pages().get("/entries/armenia").text)
    text = page.text_in(class_="line")
    assert "Ministry of Defence" in text
    assert "آتشباری به سوی آذربایجان" in text


def test_the_words_of_a_claim_are_one_step_away_in_its_article() -> None:
    claim = Page(pages().get("/claims/karabakh-2020-10-04/d1").text)
    [link] = [one for one in claim.attributes("href") if one.startswith("/articles/") and "#quote" in one]
    place, _, fragment = link.partition("#")
    article = Page(pages().get(place).text)
    assert fragment in article.attributes("id")
    assert "claim:karabakh-2020-10-04:d1" in article.attributes("id")


def test_a_standpoint_says_what_it_changes() -> None:
    page = pages().get("/standpoints/baku").text
    graph = pages().things.graph
    view = frozenset(["baku"])
    deciding = [r for r in graph.relations if r.holds_for(view) != r.holds_for(frozenset())]
    assert f"What it changes ({len(deciding)})" in page


# -- names in another script --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "text", "apart"),
    [
        ("fa", "ولم: Angriff auf die Brücke، ۳ مارس", ["Angriff auf die Brücke"]),
        ("fa", "a/m1، a/m2 به بیان متن", ["a/m1", "a/m2"]),
        ("fa", "هدف: F-16 (USA 2024)، ۲ نفر", ["F-16", "USA 2024"]),
        ("fa", "تا ۴ مارس ۲۰۳۱", []),
        ("en", "وزیر دفاع اورا, 3 March: 17 people", ["وزیر دفاع اورا"]),
        ("en", "Наблюдатель and Bürgermeister <b>", []),
    ],
)
def test_words_of_the_other_direction_are_kept_apart(language: str, text: str, apart: list[str]) -> None:
    filters = environment().filters
    shown = str(escape(filters["apart"](text, language)))
    assert re.findall("<bdi>(.*?)</bdi>", shown) == apart
    assert html.unescape(re.sub("</?bdi>", "", shown)) == text


def test_what_hides_in_a_name_of_the_other_direction_is_shown() -> None:
    shown = environment().filters["apart"]("ولم A\u202eB <", "fa")
    assert str(shown) == "ولم <bdi>A⟦U+202E⟧B</bdi> &lt;"
