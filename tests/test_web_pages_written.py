"""Pages of desks that a test writes: many contradictions, hostile names, and what comes first."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

import pytest
from support.contested import HOSTILE, says, write_desk
from support.counting import count
from support.desks import build_partnered
from support.page import Page
from support.pages import Pages

import kg
from kg.api.graph import ClaimGraph
from kg.model import digest
from kg.web.disputes import ANALYSED, STRONGEST
from kg.web.layout import PER_PAGE
from kg.web.outlook import Outlooks

TOWNS = ANALYSED + 5


@cache
def crowded() -> Pages:
    """One source denies what others say of each of many towns; two more differ on a flood."""
    many = [
        says(f"a{at}", f"source-{at % 7}", "asserts", kind="attack", target=f"town-{at}")
        for at in range(TOWNS)
    ]
    other = [
        says("f1", "army", "denies", kind="flood", target="town-0"),
        says("f2", "source-0", "asserts", kind="flood", target="town-0"),
    ]
    sources = {"army": "the army", **{f"source-{at}": f"witness {at}" for at in range(7)}}
    articles = {"attacks": [says("no", "army", "denies", kind="attack"), *many], "waters": other}
    return Pages(kg.load(write_desk(Path(mkdtemp()) / "desk", articles, sources=sources, towns=TOWNS)))


@cache
def hostile() -> Pages:
    articles = {
        "page": [
            says("c1", "mayor", "asserts", kind="flood", target="town-0"),
            says("c2", "union", "denies", kind="flood", target="town-0"),
        ]
    }
    standpoints = {
        "odd": {
            "label": {"en": HOSTILE},
            "holds": [{"subject": "mayor", "relation": "part_of", "object": "union"}],
        }
    }
    sources = {"mayor": HOSTILE, "union": "the union"}
    desk = Path(mkdtemp()) / "desk"
    return Pages(kg.load(write_desk(desk, articles, sources=sources, standpoints=standpoints, title=HOSTILE)))


def first_dispute(pages: Pages) -> str:
    return str(json.loads(pages.get("/", format="json").body)["disputes"][0]["id"])


def test_the_dispute_with_most_voices_comes_first() -> None:
    disputes = json.loads(crowded().get("/", format="json").body)["disputes"]
    assert [one["contradictions"] for one in disputes] == [TOWNS, 1]
    assert [sum(side["origins"] for side in one["sides"]) for one in disputes] == [8, 2]


def test_a_large_dispute_shows_its_strongest_contradictions_and_the_rest_a_page_at_a_time() -> None:
    place = f"/disputes/{first_dispute(crowded())}"
    reply = crowded().get(place)
    page = Page(reply.text)
    cards = [
        told for tag, told, _ in page.elements if tag == "details" and "card" in (told.get("class") or "")
    ]
    assert len(cards) == STRONGEST
    assert f"{TOWNS - STRONGEST} more" in page.text_in(class_="muted")
    assert page.text_in(class_="kind").count("contradiction") == PER_PAGE
    [after] = re.findall(r'href="([^"]*)" rel="next"', reply.text)
    later = Page(crowded().get(after.replace("&amp;", "&")).text)
    assert later.text_in(class_="kind").count("contradiction") == TOWNS - PER_PAGE
    for source in ("source-1", "army"):
        narrowed = Page(crowded().get(place, source=source).text).text_in(class_="kind")
        assert narrowed.count("contradiction") == (PER_PAGE if source == "army" else len(range(1, TOWNS, 7)))


def test_a_large_dispute_is_not_analysed_and_still_says_what_to_ask() -> None:
    text = crowded().get(f"/disputes/{first_dispute(crowded())}").text
    assert "What follows from it" not in text
    short = Page(text).text_in(class_="brief")
    assert ("Ask" in short, "Agreed" in short) == (True, False)


def test_disputes_are_found_once_for_all_pages(monkeypatch: pytest.MonkeyPatch) -> None:
    pages = Pages(kg.load(Path(__file__).parent.parent / "seeds"))
    counted = count(monkeypatch)
    for _ in range(2):
        assert pages.get("/").status == 200
        assert pages.get(f"/disputes/{first_dispute(pages)}").status == 200
        assert pages.get("/", standpoint="baku").status == 200
        assert pages.get("/claims/karabakh-2020-10-04/d1").status == 200
    assert counted.compared <= 2


def test_the_desk_counts_what_partners_sent_and_leads_to_where_it_is_decided(tmp_path: Path) -> None:
    pages = Pages(kg.load(store=build_partnered(tmp_path, mayor=HOSTILE)))
    waiting = json.loads(pages.get("/", format="json").body)["waiting"]
    assert any(words.startswith("Imports in quarantine: ") for words in waiting)
    assert any(words.startswith("Proposals to decide: ") for words in waiting)
    page = Page(pages.get("/").text)
    assert {"/partners?language=en", "/proposals?language=en"} <= set(page.attributes("href"))
    for place in (
        "/claims",
        "/articles",
        "/entries",
        "/claims/north-desk:cafe/c1",
        "/articles/north-desk:cafe",
    ):
        text = pages.get(place).text
        assert ("/partners/north-desk?language=en" in text, "<script>alert" in text) == (True, False)
    assert "/partners/north-desk" not in pages.get("/claims/cafe/c1").text


def test_the_name_of_a_dispute_is_made_a_few_times_however_many_claims_it_has(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[int] = []

    def counted(content: Any) -> str:
        made.append(len(content))
        return digest(content)

    monkeypatch.setattr("kg.disputes.dispute.digest", counted)
    outlook = Outlooks(crowded().things.graph).of(None)
    assert len(outlook.in_dispute) == TOWNS + 3
    assert len(made) <= 3 * len(outlook.disputes)


def test_an_article_of_many_claims_shows_them_a_page_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = Page(crowded().get("/articles/attacks").text)
    anchors = [name for name in whole.attributes("id") if name.startswith("claim:")]
    assert len(anchors) == TOWNS + 1
    assert {f"#{name}" for name in anchors} <= set(whole.attributes("href"))
    monkeypatch.setattr("kg.web.articles.MOST_BESIDE", 10)
    reply = crowded().get("/articles/attacks")
    assert Page(reply.text).text_in(class_="claim").count("in dispute") == PER_PAGE
    assert 'href="/claims/attacks/a1?language=en"' in reply.text
    first = {name for name in Page(reply.text).attributes("id") if name.startswith("claim:")}
    [after] = re.findall(r'href="([^"]*)" rel="next"', reply.text)
    later = Page(crowded().get(after).text).attributes("id")
    assert (first | {name for name in later if name.startswith("claim:")}, len(first)) == (
        {*anchors},
        PER_PAGE,
    )


LISTS = ("/", "/claims", "/articles", "/sources", "/standpoints", "/relations", "/search?q=alert")
SINGLE = ("/claims/page/c1", "/articles/page", "/entries/mayor", "/standpoints/odd")
ODD = {"q": HOSTILE, "relation": HOSTILE, "page": HOSTILE, "<i>": HOSTILE}


@pytest.mark.parametrize("place", [*LISTS, *SINGLE])
def test_what_strangers_wrote_is_shown_and_does_nothing(place: str) -> None:
    for fields in ({}, {"standpoint": "odd"}, ODD):
        text = hostile().get(place, None, **fields).text
        Page(text)
        assert [bad for bad in ("<script>alert", "\u202e", "<i>") if bad in text] == []


def test_a_hostile_dispute_and_relation_are_shown_and_do_nothing() -> None:
    place = f"/disputes/{first_dispute(hostile())}"
    for fields in ({}, {"source": HOSTILE}, {"standpoint": "odd"}):
        text = hostile().get(place, None, **fields).text
        Page(text)
        assert ("<script>alert" in text, "&lt;script&gt;" in text, "\u202e" in text) == (False, True, False)
    [relation] = json.loads(hostile().get("/relations", format="json", relation="contradicts").body)[:1]
    assert "<script>alert" not in hostile().get(f"/relations/{relation['id']}").text


@pytest.mark.parametrize(
    ("url", "linked"), [("https://gazette.example/1", True), ("javascript:alert(1)", False), ("//x", False)]
)
def test_only_an_address_on_the_web_is_a_link(url: str, linked: bool) -> None:
    [bundle] = hostile().things.graph.own.bundles
    article = replace(bundle.article, url=url)
    own = replace(hostile().things.graph.own, bundles=(replace(bundle, article=article),))
    page = Page(Pages(ClaimGraph(own)).get("/articles/page").text)
    assert (url in page.attributes("href")) is linked


INSIDE = {"subject": "town-0", "relation": "within", "object": "town-1"}


def divided(folder: Path, *more: dict[str, object]) -> Pages:
    """Two sources contradict each other only for who holds that one town lies in another."""
    claims = [
        says("a", "north", "asserts", kind="attack", target="town-0"),
        says("d", "south", "denies", kind="attack", target="town-1"),
        *more,
    ]
    sources = {name: name for name in ("north", "south", "east", "west")}
    standpoints = {"inside": {"label": {"en": "It lies inside"}, "holds": [INSIDE]}}
    desk = write_desk(folder, {"page": claims}, sources=sources, towns=2, standpoints=standpoints)
    return Pages(kg.load(desk))


def test_a_dispute_that_a_standpoint_settles_says_so_under_its_name(tmp_path: Path) -> None:
    pages = divided(tmp_path / "desk")
    place = f"/disputes/{first_dispute(pages)}"
    assert "In short" in pages.get(place).text
    assert "In short" in pages.get(place, standpoint="inside").text
    settled = pages.get(place, standpoint="none")
    assert (settled.status, "nothing of this dispute is left" in settled.text) == (200, True)
    assert json.loads(pages.get(place, standpoint="none", format="json").body) == []


def test_a_dispute_that_falls_apart_without_a_standpoint_shows_its_parts(tmp_path: Path) -> None:
    pages = divided(
        tmp_path / "desk",
        says("b", "east", "asserts", kind="attack", target="town-1"),
        says("e", "west", "denies", kind="attack", target="town-0"),
    )
    whole = first_dispute(pages)
    parts = json.loads(pages.get("/", format="json", standpoint="none").body)["disputes"]
    assert (whole in {part["id"] for part in parts}, len(parts)) == (False, 2)
    page = pages.get(f"/disputes/{whole}", standpoint="none").text
    assert "Other disputes that it divides into here" in page
    named = json.loads(pages.get(f"/disputes/{whole}", standpoint="none", format="json").body)
    assert {one["id"] for one in named} == {part["id"] for part in parts}
    # The name of a part, seen from everywhere, is that of the whole.
    assert json.loads(pages.get(f"/disputes/{parts[0]['id']}", format="json").body)[0]["id"] == whole
