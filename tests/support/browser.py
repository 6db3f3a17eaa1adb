"""A browser of this machine, driven by the tests that need one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

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
