"""The editor of queries in a browser: it colours, completes and asks, and nothing leaves the machine."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from support.browser import browsing
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


class Page:
    """A page in a context of its own, and what it asked for and complained of."""

    def __init__(self, browser: Any, served: Served, **settings: Any):
        self.tab = browser.new_context(viewport={"width": 1000, "height": 900}, **settings).new_page()
        self.tab.set_default_timeout(20_000)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.tab.on("request", lambda request: self.asked.append(request.url))
        self.tab.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.tab.on("console", lambda said: self.complaints.append(said.text))
        self.tab.goto(f"{served.address}/query?token={TOKEN}")

    def type(self, text: str) -> None:
        self.tab.locator(".CodeMirror").click()
        self.tab.keyboard.press("Control+a")
        self.tab.keyboard.press("Delete")
        self.tab.keyboard.type(text)

    @property
    def written(self) -> str:
        return str(self.tab.locator("#query").input_value())


@pytest.fixture
def page(browser: Any, served: Served) -> Iterator[Page]:
    opened = Page(browser, served)
    yield opened
    assert opened.complaints == []
    assert [url for url in opened.asked if not url.startswith(served.address)] == []
    opened.tab.context.close()


def test_a_query_is_asked_and_answered_without_another_page(page: Page) -> None:
    page.tab.evaluate("window.same = true")
    page.type(QUERY)
    page.tab.keyboard.press("Control+Enter")
    rows = page.tab.locator("#answer tbody tr")
    rows.nth(1).wait_for()
    assert sorted(rows.all_inner_texts()) == ["<img src=x onerror=alert(1)>", "زیر آتش"]
    # Each in its own direction.
    directions = rows.locator("td").evaluate_all("all => all.map(one => getComputedStyle(one).direction)")
    assert sorted(directions) == ["ltr", "rtl"]
    assert page.tab.evaluate("window.same")
    # What was asked stands in the address, and in the links to other languages.
    assert "SELECT" in page.tab.url
    page.tab.locator(".spoken summary").click()
    page.tab.get_by_role("link", name="فارسی").click()
    page.tab.wait_for_url("**language=fa")
    assert page.written.endswith(QUERY)
    assert page.tab.locator("html").get_attribute("dir") == "rtl"
    assert page.tab.locator(".CodeMirror").evaluate("one => getComputedStyle(one).direction") == "ltr"
    page.tab.go_back()
    page.tab.locator("#answer tbody tr").first.wait_for()
    assert page.written.endswith(QUERY)


def test_a_wrong_query_is_marked_before_it_is_asked_and_answered_with_what_is_wrong(page: Page) -> None:
    page.type("SELECT ?s { ?s ?p ")
    page.tab.keyboard.press("Enter")
    page.tab.keyboard.type("} }")
    page.tab.locator(".parseErrorIcon").wait_for()
    page.tab.get_by_role("button").filter(visible=True).first.click()
    page.tab.locator("#answer [role=alert]").wait_for()
    # The browser itself tells its console that the answer was 400.
    assert [one for one in page.complaints if "400" not in one] == []
    page.complaints.clear()


def test_prefixes_and_terms_are_completed_from_the_page_alone(page: Page) -> None:
    page.type("SELECT * { ?claim cv:glos")
    # The prefix is declared as soon as it is used.
    page.tab.wait_for_function("document.querySelector('#query').value.startsWith('PREFIX cv:')")
    page.tab.locator(".CodeMirror-hint", has_text="cv:gloss").first.wait_for()
    page.tab.keyboard.press("Enter")
    assert page.written.endswith("?claim cv:gloss")
    page.tab.keyboard.type(" ?words . ?other a cv:Clai")
    page.tab.locator(".CodeMirror-hint", has_text="cv:Claim").first.wait_for()


def test_who_goes_by_the_keyboard_comes_into_the_editor_and_out_again(page: Page) -> None:
    page.tab.locator("#ask label").click()
    focused = "document.activeElement.closest('.CodeMirror') !== null"
    assert page.tab.evaluate(focused)
    page.tab.keyboard.press("Tab")
    assert not page.tab.evaluate(focused)
    assert page.tab.evaluate("document.activeElement.tagName") == "BUTTON"
    page.tab.keyboard.press("Shift+Tab")
    assert page.tab.evaluate(focused)


def test_without_scripts_the_field_is_there_and_the_form_is_sent(browser: Any, served: Served) -> None:
    opened = Page(browser, served, java_script_enabled=False)
    opened.tab.locator("#query").fill(QUERY)
    opened.tab.locator("#ask button").click()
    assert opened.tab.locator("#answer tbody tr").count() == 2
    opened.tab.context.close()
