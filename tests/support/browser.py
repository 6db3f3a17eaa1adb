"""A browser of this machine, driven by the tests that need one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

from support.served import Served

#: The browser of the machine; the one that its driver would bring is not looked for.
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


@contextmanager
def browsing() -> Iterator[Any]:
    """Open the browser; a test is skipped if there is none, or nothing to drive it."""
    api = pytest.importorskip("playwright.sync_api", reason="playwright, which drives it, is not installed")
    found = next(filter(None, map(shutil.which, BROWSERS)), None)
    if found is None:
        pytest.skip("no Chromium is installed")
    with api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=found, args=["--no-sandbox"])
        try:
            yield opened
        finally:
            opened.close()


class Tab:
    """A tab with cookies of its own: the page in it, what it asked for, and what it complained of."""

    def __init__(self, browser: Any, **settings: Any):
        self.page = browser.new_context(**settings).new_page()
        self.page.set_default_timeout(20_000)
        self.asked: list[str] = []
        self.complaints: list[str] = []
        self.page.on("request", lambda request: self.asked.append(request.url))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("console", lambda said: self.complaints.append(said.text))

    def close(self, served: Served) -> None:
        """Close the tab, which must have complained of nothing, and asked nobody but this server."""
        self.page.context.close()
        assert self.complaints == []
        assert [url for url in self.asked if not url.startswith((served.address, "data:"))] == []
