"""Pages as axe-core sees them: every kind of page, in two languages, light and dark, and on a phone."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import parse_qsl, urldefrag, urlsplit

import pytest
from conftest import ROOT
from support.browser import browsing
from support.desks import build_partnered
from support.maps import build_places
from support.served import Served, serving

import kg
from kg.api import ClaimGraph
from kg.model import Stance

AXE = ROOT / "build" / "browser" / "node_modules" / "axe-core" / "axe.min.js"
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not AXE.is_file(), reason="axe-core is not installed: make front"),
]
#: Where pages begin, by what is served, and which pages are looked at; all, if none is named.
WORLDS: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    # Beside what is linked: queries of one's own, a search, standpoints, and what is not there.
    "article": (
        (
            *("/", "/query?query=ASK", "/query?query=ASK%7B%7D", "/search?q=%DA%AF%D9%86%D8%AC%D9%87"),
            *("/?standpoint=baku", "/?standpoint=nobodys", "/claims?standpoint=baku", "/none/none"),
        ),
        (),
    ),
    "counts": (("/",), ("", "disputes", "events")),
    "map": (("/",), ("", "disputes", "entries")),
    "partners": (
        ("/partners", "/imports/north-desk/2"),
        ("partners", "imports", "proposals", "decisions", "receive"),
    ),
}
TOKEN = "a-token"
#: Where pictures of what was seen are put, for people to look at.
PICTURES = os.environ.get("KG_PICTURES")
#: A phone is this many pixels wide.
PHONE = 390
#: The most pages that are looked at; there are many fewer kinds.
MOST = 80
RUN = """async () => {
  for (const folded of document.querySelectorAll("main details")) folded.open = true;
  const found = await axe.run(document);
  return found.violations.map(one => `${one.id} (${one.impact}): ` +
    one.nodes.slice(0, 3).map(node => `${node.html.slice(0, 160)} ${node.failureSummary}`).join(" | "));
}"""


@pytest.fixture(scope="module", params=WORLDS)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A store that whoever knows the token may change."""
    folder = tmp_path_factory.mktemp("accessible")
    store = folder / "store"
    match request.param:
        case "article":
            kg.load("seeds").save(store)
        case "counts":
            kg.load(ROOT / "tests" / "stories").save(store)
        case "map":
            said = [("aran", Stance.ASSERTS), ("aran", Stance.DENIES), ("sarn", Stance.ASSERTS)]
            ClaimGraph(build_places({"aran": (40.1, 46.2), "sarn": (40.6, 47.1)}, said)).save(store)
        case _:
            store = build_partnered(folder, union="the uniоn")
    with serving(store, graph=kg.load(store=store), token=TOKEN, writable=True) as found:
        yield found


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as opened:
        yield opened


def kind_of(address: str) -> tuple[str, int, tuple[str, ...]]:
    """Return which kind of page stands at an address: its first part, how many follow, its fields."""
    parts = urlsplit(address)
    names = tuple(sorted({name for name, _ in parse_qsl(parts.query)} - {"language", "standpoint"}))
    _, first, *rest = parts.path.split("/")
    return first, min(len(rest), 3), names


def crawl(served: Served, language: str, world: str) -> list[str]:
    """Return a page of each kind, by following links from the first pages."""
    begin, wanted = WORLDS[world]
    waiting = [f"{one}{'&' if '?' in one else '?'}language={language}" for one in begin]
    kinds: set[tuple[str, int, tuple[str, ...]]] = set()
    pages: list[str] = []
    while waiting and len(pages) < MOST:
        address = waiting.pop(0)
        if address in pages:
            continue
        reply = served.send("GET", address, headers={"Authorization": f"Bearer {TOKEN}"})
        if reply.media_type != "text/html":
            continue
        pages.append(address)
        for link in re.findall(r'href="(/[^"]*)"', reply.text):
            found = urldefrag(link.replace("&amp;", "&")).url
            kind = kind_of(found)
            if kind not in kinds and kind[0] != "static" and (not wanted or kind[0] in wanted):
                kinds.add(kind)
                waiting.append(found)
    return pages


def take_picture(page: Any, address: str, shown: str) -> None:
    if PICTURES:
        name = re.sub(r"[^\w=.-]+", "-", address).strip("-")[:80]
        page.screenshot(path=f"{PICTURES}/{name}.{shown}.png", full_page=True)


@pytest.mark.parametrize("language", ["en", "fa"])
def test_every_kind_of_page_can_be_used_by_everybody(
    browser: Any, served: Served, language: str, request: pytest.FixtureRequest
) -> None:
    axe = AXE.read_text("utf-8")
    page = browser.new_page(viewport={"width": 1280, "height": 900})
    page.set_default_timeout(60_000)
    page.goto(f"{served.address}/query?token={TOKEN}")
    addresses = crawl(served, language, request.node.callspec.params["served"])
    assert len(addresses) > 1
    found = []
    for address in addresses:
        page.goto(served.address + address)
        page.evaluate(axe)
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            take_picture(page, address, scheme)
            found += [f"{address} {scheme}: {violation}" for violation in page.evaluate(RUN)]
        page.set_viewport_size({"width": PHONE, "height": 800})
        width = page.evaluate("document.documentElement.scrollWidth")
        take_picture(page, address, "phone")
        if width > PHONE:
            found.append(f"{address}: {width} pixels wide on a phone")
        page.set_viewport_size({"width": 1280, "height": 900})
    page.close()
    assert found == [], "\n".join(found)
