"""What runs in the browser: its packages are pinned, it is built or not, and the server gives it out."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import ROOT
from support.served import Served, build_quads, serving

from kg.cli import run
from kg.model import BASE
from kg.web import front
from kg.web.query import list_terms

FRONT = ROOT / "kg" / "web" / "browser"
TOKEN = "a-token"
needs_front = pytest.mark.skipif(not front.is_front_built(), reason="not built: make front")


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    folder = build_quads(tmp_path_factory.mktemp("front") / "store", "<urn:a> <urn:b> <urn:c> .")
    with serving(folder, token=TOKEN, workers=1) as found:
        yield found


@pytest.fixture
def unbuilt(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(front, "FOLDER", tmp_path)


@pytest.fixture
def built(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "NOTICES.txt").write_text("notices")
    monkeypatch.setattr(front, "FOLDER", tmp_path)


@pytest.mark.parametrize("folder", ["kg/web/browser", "tests/clients"])
def test_every_package_is_pinned_by_its_hash_and_by_no_address(folder: str) -> None:
    packages = json.loads((ROOT / folder / "package-lock.json").read_text("utf-8"))["packages"]
    locked = {name: package for name, package in packages.items() if name}
    assert len(locked) > 5
    for name, package in locked.items():
        assert package["integrity"].startswith("sha512-"), name
        assert "resolved" not in package, name
    settings = (ROOT / folder / ".npmrc").read_text("utf-8").splitlines()
    assert {"omit-lockfile-registry-resolved=true", "ignore-scripts=true"} <= set(settings)


def test_without_what_is_built_a_page_is_a_plain_form(served: Served, unbuilt: None) -> None:
    page = served.get("/query", query="SELECT ?s { ?s ?p ?o }", token=TOKEN).text
    assert "<textarea" in page
    assert "urn:a" in page
    assert "<script" not in page
    assert "/static/" not in page


def test_the_editor_is_told_which_terms_there_are(served: Served, built: None) -> None:
    page = served.get("/query", token=TOKEN).text
    assert '<script type="module" src="/static/query.js">' in page
    [listed] = page.split('id="terms">')[1].split("</script>")[:1]
    assert json.loads(listed) == list_terms(BASE)
    assert list_terms(BASE)["prefixes"]["cv"] + "Claim" in list_terms(BASE)["classes"]


@pytest.mark.parametrize("is_built", [True, False])
def test_who_starts_the_server_is_told_that_the_editor_is_missing(
    is_built: bool,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    capsys: pytest.CaptureFixture[str],
) -> None:
    request.getfixturevalue("built" if is_built else "unbuilt")
    monkeypatch.setattr("kg.cli.serve._run", lambda *_: None)
    assert run(["serve", "seeds"]) == 0
    assert ("make front" in capsys.readouterr().err) is not is_built


@needs_front
def test_what_is_built_is_given_to_who_has_the_token(served: Served) -> None:
    assert served.get("/static/query.js").status == 401
    for name, media in (("query.js", "text/javascript"), ("query.css", "text/css")):
        reply = served.get(f"/static/{name}", token=TOKEN)
        assert (reply.status, reply.media_type) == (200, media)
        assert reply.headers["cache-control"] == "no-cache"
        assert "script-src 'self';" in reply.headers["content-security-policy"]
    for name in ("../app.py", "%2e%2e/app.py", "..%2fapp.py", "nothing.js", ""):
        assert served.get(f"/static/{name}", token=TOKEN).status == 404


@needs_front
def test_what_is_built_names_the_packages_in_it_and_their_licences() -> None:
    notices = (front.FOLDER / "NOTICES.txt").read_text("utf-8")
    packages = json.loads((FRONT / "package-lock.json").read_text("utf-8"))["packages"]
    for place, package in packages.items():
        if place and not package.get("dev") and not package.get("optional"):
            assert f"{place.removeprefix('node_modules/')} {package['version']}" in notices
    assert "Permission is hereby granted" in notices
