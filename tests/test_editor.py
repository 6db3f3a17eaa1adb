"""The editor of queries in a browser: it colours, completes and asks, and nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.browser import Tab, browsing
from support.served import Served, build_quads, serving

from kg.web.front import is_front_built

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not is_front_built(), reason="what runs in the browser is not built: make front"),
]
TOKEN = "a-token"
STORE = """
PREFIX cv: <https://w3id.org/claim-kg/ontology#>
<urn:one> a cv:Claim ; cv:gloss "زیر آتش"@fa, "<img src=x onerror=alert(1)>" .
"""
QUERY = """SELECT ?said { ?claim cv:gloss ?said FILTER (?said != "گنجه"@fa) }"""


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as opened:
        yield opened


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = build_quads(tmp_path_factory.mktemp("editor") / "store", STORE)
    with serving(folder, token=TOKEN, workers=1) as found:
        yield found


def open_editor(browser: Any, served: Served, **settings: Any) -> Tab:
    tab = Tab(browser, viewport={"width": 1000, "height": 900}, **settings)
    tab.page.goto(f"{served.address}/query?token={TOKEN}")
    return tab


def write(tab: Tab, text: str) -> None:
    tab.page.locator(".CodeMirror").click()
    tab.page.keyboard.press("Control+a")
    tab.page.keyboard.press("Delete")
    tab.page.keyboard.type(text)


def written(tab: Tab) -> str:
    """Return what the form would send."""
    return str(tab.page.locator("#query").input_value())


@pytest.fixture
def tab(browser: Any, served: Served) -> Iterator[Tab]:
    opened = open_editor(browser, served)
    yield opened
    opened.close(served)


def test_a_query_is_asked_and_answered_without_another_page(tab: Tab) -> None:
    tab.page.evaluate("window.same = true")
    write(tab, QUERY)
    tab.page.keyboard.press("Control+Enter")
    rows = tab.page.locator("#answer tbody tr")
    rows.nth(1).wait_for()
    assert sorted(rows.all_inner_texts()) == ["<img src=x onerror=alert(1)>", "زیر آتش"]
    # Each in its own direction.
    directions = rows.locator("td").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert sorted(directions) == ["ltr", "rtl"]
    assert tab.page.evaluate("window.same")
    # What was asked stands in the address, and in the links to other languages.
    assert "SELECT" in tab.page.url
    tab.page.locator(".spoken summary").click()
    tab.page.get_by_role("link", name="فارسی").click()
    tab.page.wait_for_url("**language=fa")
    assert written(tab).endswith(QUERY)
    assert tab.page.locator("html").get_attribute("dir") == "rtl"
    assert tab.page.locator(".CodeMirror").evaluate("one => getComputedStyle(one).direction") == "ltr"
    tab.page.go_back()
    tab.page.locator("#answer tbody tr").first.wait_for()
    assert written(tab).endswith(QUERY)


def test_a_wrong_query_is_marked_before_it_is_asked_and_answered_with_what_is_wrong(tab: Tab) -> None:
    write(tab, "SELECT ?s { ?s ?p ")
    tab.page.keyboard.press("Enter")
    tab.page.keyboard.type("} }")
    tab.page.locator(".parseErrorIcon").wait_for()
    tab.page.get_by_role("button").filter(visible=True).first.click()
    tab.page.locator("#answer [role=alert]").wait_for()
    # The browser itself tells its console that the answer was 400.
    assert [one for one in tab.complaints if "400" not in one] == []
    tab.complaints.clear()


def test_prefixes_and_terms_are_completed_from_the_page_alone(tab: Tab) -> None:
    write(tab, "SELECT * { ?claim cv:glos")
    # The prefix is declared as soon as it is used.
    tab.page.wait_for_function("document.querySelector('#query').value.startsWith('PREFIX cv:')")
    tab.page.locator(".CodeMirror-hint", has_text="cv:gloss").first.wait_for()
    tab.page.keyboard.press("Enter")
    assert written(tab).endswith("?claim cv:gloss")
    tab.page.keyboard.type(" ?words . ?other a cv:Clai")
    tab.page.locator(".CodeMirror-hint", has_text="cv:Claim").first.wait_for()


def test_the_text_of_a_named_query_is_folded_and_whole_when_it_is_opened(tab: Tab, served: Served) -> None:
    tab.page.goto(f"{served.address}/query?name=who-denies-what")
    lines = tab.page.locator(".CodeMirror-line")
    assert not lines.first.is_visible()
    tab.page.locator("#written > summary").click()
    lines.first.wait_for()
    assert lines.count() == len(written(tab).split("\n"))
    assert lines.last.evaluate("one => one.getBoundingClientRect().height > 10")


def test_who_goes_by_the_keyboard_comes_into_the_editor_and_out_again(tab: Tab) -> None:
    tab.page.locator("#ask label").click()
    focused = "document.activeElement.closest('.CodeMirror') !== null"
    assert tab.page.evaluate(focused)
    tab.page.keyboard.press("Tab")
    assert not tab.page.evaluate(focused)
    assert tab.page.evaluate("document.activeElement.tagName") == "BUTTON"
    tab.page.keyboard.press("Shift+Tab")
    assert tab.page.evaluate(focused)


def test_a_link_to_a_place_in_the_page_loses_nothing_that_is_written(tab: Tab) -> None:
    write(tab, QUERY)
    tab.page.evaluate("window.same = true")
    tab.page.locator("a.skip").press("Enter")
    tab.page.wait_for_url("**#content")
    tab.page.evaluate("new Promise(later => setTimeout(later))")
    assert tab.page.evaluate("window.same")
    assert written(tab).endswith(QUERY)


def test_without_scripts_the_field_is_there_and_the_form_is_sent(browser: Any, served: Served) -> None:
    opened = open_editor(browser, served, java_script_enabled=False)
    opened.page.locator("#query").fill(QUERY)
    opened.page.locator("#ask button").click()
    assert opened.page.locator("#answer tbody tr").count() == 2
    opened.close(served)
