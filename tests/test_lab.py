"""One notebook in JupyterLab itself, driven in a browser: open it, run all, see the card, light and dark."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from support.browser import browsing

pytestmark = pytest.mark.slow
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}
#: Where pictures of what was seen are put, for people to look at.
PICTURES = os.environ.get("KG_PICTURES")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with browsing() as opened:
        yield opened


def settings(folder: Path, theme: str) -> Path:
    """Write how JupyterLab looks: its theme, no news, and every output there though it is out of sight."""
    written = {
        "apputils-extension/themes": {"theme": theme},
        "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
        "notebook-extension/tracker": {"windowingMode": "none"},
    }
    for name, value in written.items():
        path = folder / "@jupyterlab" / f"{name}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(value), encoding="utf-8")
    return folder


@pytest.fixture
def lab(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of JupyterLab with one notebook, in a theme."""
    pytest.importorskip("jupyterlab", reason="jupyterlab is not installed")
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    shutil.copy(ROOT / "notebooks" / "01_the_first_article.ipynb", notebooks)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **{name: value for name, value in os.environ.items() if not name.startswith("JUPYTER")},
        "PYTHONPATH": str(ROOT),
        "IPYTHONDIR": str(tmp_path / "ipython"),
        "JUPYTER_CONFIG_DIR": str(tmp_path / "config"),
        "JUPYTER_RUNTIME_DIR": str(tmp_path / "runtime"),
        "JUPYTERLAB_SETTINGS_DIR": str(settings(tmp_path / "settings", THEMES[request.param])),
        "JUPYTERLAB_WORKSPACES_DIR": str(tmp_path / "workspaces"),
    }
    options = [f"--ServerApp.port={port}", "--ServerApp.ip=127.0.0.1", f"--ServerApp.root_dir={notebooks}"]
    options += ["--no-browser", "--allow-root", "--IdentityProvider.token=", "--ServerApp.port_retries=0"]
    log = (tmp_path / "log").open("wb")
    server = subprocess.Popen(
        [sys.executable, "-m", "jupyterlab", *options], env=environment, stdout=log, stderr=log
    )
    address = f"http://127.0.0.1:{port}"
    try:
        for _ in range(600):
            if server.poll() is not None:
                pytest.fail((tmp_path / "log").read_text("utf-8"))
            try:
                urllib.request.urlopen(f"{address}/api", timeout=5).close()
                break
            except (urllib.error.URLError, OSError):
                time.sleep(0.1)
        yield address
    finally:
        server.terminate()
        server.wait(30)
        log.close()


def luminance(colour: str) -> float:
    """Return how light a colour is, from 0 to 1, as the browser tells it: ``rgb(…)``."""
    red, green, blue = (float(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3])
    return (0.2126 * red + 0.7152 * green + 0.0722 * blue) / 255


@pytest.mark.parametrize("lab", THEMES, indirect=True)
def test_a_notebook_is_run_and_its_card_is_seen(
    browser: Any, lab: str, request: pytest.FixtureRequest
) -> None:
    theme = request.node.callspec.params["lab"]
    page = browser.new_page(viewport={"width": 1300, "height": 1000})
    page.set_default_timeout(60_000)
    page.goto(f"{lab}/lab/tree/01_the_first_article.ipynb")
    page.locator(".jp-NotebookPanel .jp-Cell").first.wait_for()
    page.get_by_text("Python 3 (ipykernel) | Idle").wait_for()
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    cards = page.locator(".jp-OutputArea-output .kg.nb article.card.contradicts")
    cards.nth(2).wait_for(state="attached")
    page.locator(".jp-OutputArea-output .kg.nb svg.dispute").wait_for(state="attached")
    page.wait_for_function("!document.querySelector('.jp-InputPrompt')?.textContent.includes('*')")
    assert page.locator(".jp-RenderedText[data-mime-type='application/vnd.jupyter.stderr']").count() == 0

    page.evaluate("document.fonts.ready")
    counted = page.locator(".jp-OutputArea-output .kg.nb dl.summary").first
    assert counted.bounding_box()["height"] < 120, "its words are broken into letters"
    for name, shown in (("english", cards.first), ("persian", cards.nth(1))):
        shown.scroll_into_view_if_needed()
        assert shown.is_visible()
        inside = shown.evaluate(
            "card => { const style = getComputedStyle(card); return [style.color, style.backgroundColor, "
            "getComputedStyle(card.querySelector('h3')).direction, card.scrollWidth - card.clientWidth, "
            "getComputedStyle(card.querySelector('.chain')).fontWeight] }"
        )
        ink, paper, direction, beyond, weight = inside
        assert weight == "400", "a style of JupyterLab's is taken for ours"
        assert direction == ("rtl" if name == "persian" else "ltr")
        assert beyond <= 1, "it is wider than its place"
        assert (luminance(paper) > 0.9) is (theme == "light")
        assert abs(luminance(ink) - luminance(paper)) > 0.6, "it cannot be read"
        if PICTURES:
            page.screenshot(path=f"{PICTURES}/lab-{theme}-{name}.png")
    if PICTURES:
        for at, shown in enumerate(page.locator(".jp-OutputArea-output .kg.nb").all()):
            shown.screenshot(path=f"{PICTURES}/lab-{theme}-output-{at}.png")
    page.close()
