"""An analyst's session in a browser, from the desk to a table of one's own, on a screen and on a phone."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from support.browser import Tab, browsing
from support.served import Served, serving

import kg

pytestmark = pytest.mark.slow
TOKEN = "a-token"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = tmp_path_factory.mktemp("session") / "store"
    kg.load("seeds").save(folder)
    with serving(folder, graph=kg.load(store=folder), token=TOKEN) as found:
        yield found


@pytest.mark.parametrize(
    ("language", "width", "scheme"), [("en", 1280, "light"), ("fa", 390, "dark")], ids=["screen", "phone"]
)
def test_from_the_desk_to_a_table(
    served: Served, tmp_path: Path, language: str, width: int, scheme: str
) -> None:
    with browsing() as browser:
        settings: dict[str, Any] = {"color_scheme": scheme, "viewport": {"width": width, "height": 800}}
        tab = Tab(browser, **settings)
        open_the_desk(tab, served, language)
        open_a_dispute(tab)
        switch_the_standpoint(tab)
        follow_a_claim_to_its_words(tab)
        ask_and_download(tab, tmp_path / "answer.csv")
        assert tab.page.locator("html").get_attribute("lang") == language
        tab.close(served)


def open_the_desk(tab: Tab, served: Served, language: str) -> None:
    tab.page.goto(f"{served.address}/?token={TOKEN}&language={language}")
    assert TOKEN not in tab.page.url
    assert tab.page.locator("h1").count() == 1


def open_a_dispute(tab: Tab) -> None:
    link = tab.page.locator("main h3 a[href^='/disputes/']").first
    subject = link.inner_text()
    link.click()
    tab.page.wait_for_url("**/disputes/*")
    assert tab.page.locator("h1").inner_text() == subject


def switch_the_standpoint(tab: Tab) -> None:
    shown = tab.page.locator("main").inner_text()
    tab.page.locator(".switch summary").click()
    box = tab.page.locator(".switch [type=checkbox][value=baku]")
    box.check()
    tab.page.locator(".switch button").click()
    tab.page.wait_for_url("**standpoint=baku**")
    assert box.is_checked()
    # What holds only from there is marked, and in words.
    assert tab.page.locator("main .change").first.inner_text().strip("+− ") not in shown


def follow_a_claim_to_its_words(tab: Tab) -> None:
    tab.page.locator("main a[href^='/relations/']").first.click()
    tab.page.wait_for_url("**/relations/*")
    tab.page.locator("main a[href^='/claims/']").first.click()
    tab.page.wait_for_url("**/claims/**")
    # The standpoint came along.
    assert "standpoint=baku" in tab.page.url
    words = tab.page.locator("main blockquote").first.inner_text()
    tab.page.locator("main a[href^='/articles/'][href*='#']").first.click()
    tab.page.wait_for_url("**/articles/**")
    place = tab.page.locator(":target")
    assert place.evaluate("one => one.getBoundingClientRect().top < window.innerHeight")
    text = place.evaluate("one => one.parentElement.textContent.slice(0)")
    assert words.strip('«»“”" \n').split()[0] in text


def ask_and_download(tab: Tab, file: Path) -> None:
    tab.page.locator("header a[href^='/query']").click()
    tab.page.locator("main a[href*='name=who-denies-what']").click()
    rows = tab.page.locator("#answer tbody tr")
    rows.first.wait_for()
    names = tab.page.locator("#answer th").all_inner_texts()
    with tab.page.expect_download() as download:
        tab.page.get_by_role("link", name="CSV").click()
    download.value.save_as(file)
    with file.open(encoding="utf-8", newline="") as opened:
        header, *written = csv.reader(opened)
    assert header == names
    assert len(written) == rows.count() > 0
