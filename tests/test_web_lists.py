"""Lists as JSON: the whole of one, part by part, while pages are shown, or a page of it."""

from __future__ import annotations

import asyncio
import contextlib
import json
import re
import threading
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from starlette.responses import JSONResponse
from support.page import Page
from support.pages import Pages

import kg
from kg.findings import Findings
from kg.web.layout import PER_PAGE
from kg.web.lists import KINDS, ListKind
from kg.web.things import Things

ROOT = Path(__file__).parent.parent


@cache
def pages() -> Pages:
    return Pages(kg.load(ROOT / "seeds"))


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("stored") / "store"
    kg.load(ROOT / "seeds").save(folder)
    return folder


def name_of(kind: str, row: dict[str, Any]) -> str:
    return str(row.get("id") if kind in ("relations", "disputes") else row["name"])


@pytest.mark.parametrize("kind", KINDS)
def test_a_list_is_the_same_however_many_rows_are_read_at_once(
    kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = pages().get(f"/{kind}", format="json")
    rows = json.loads(whole.body)
    assert whole.headers["x-total-count"] == str(len(rows))
    assert bool(rows) is (kind != "events")
    monkeypatch.setattr("kg.web.things.AT_ONCE", 2)
    parts = pages().get(f"/{kind}", format="json")
    assert (parts.body, parts.media_type) == (whole.body, "application/json")
    assert parts.body == JSONResponse(rows).body


@pytest.mark.parametrize("kind", KINDS)
def test_json_has_the_pages_of_a_list_in_the_order_in_which_readers_see_them(kind: str) -> None:
    whole = json.loads(pages().get(f"/{kind}", format="json").body)
    found: list[dict[str, Any]] = []
    place: str | None = f"/{kind}?page=1&format=json"
    while place is not None:
        reply = pages().get(place)
        shown = Page(pages().get(place.replace("format=json", "")).text).attributes("href")
        rows = json.loads(reply.body)
        assert (len(rows) <= PER_PAGE, reply.headers["x-total-count"]) == (True, str(len(whole)))
        assert all(any(f"/{name_of(kind, row)}?" in link for link in shown) for row in rows)
        found += rows
        after = re.search(r'<([^>]*)>; rel="next"', reply.headers["link"])
        place = after and after[1]
    assert found == whole
    beyond = pages().get(f"/{kind}?page=1000&format=json")
    assert (json.loads(beyond.body), beyond.status) == ([], 200)


def test_the_addresses_of_pages_keep_what_was_asked() -> None:
    fields = {"relation": "same_event_different_cause", "standpoint": "baku"}
    every = json.loads(pages().get("/relations", format="json", standpoint="baku").body)
    kinds = {row["relation"] for row in every}
    assert len(kinds) > 1
    for kind in kinds:
        chosen = json.loads(pages().get("/relations", format="json", **{**fields, "relation": kind}).body)
        assert chosen == [row for row in every if row["relation"] == kind]
    reply = pages().get("/relations", format="json", page="2", standpoint="baku", token="secret")
    assert 'standpoint=baku&page=1&format=json>; rel="prev"' in reply.headers["link"]
    assert "secret" not in reply.headers["link"]


def test_pages_do_not_wait_for_a_whole_list(monkeypatch: pytest.MonkeyPatch) -> None:
    own, told, begun = Pages(kg.load(ROOT / "seeds")), list[str](), threading.Event()
    own.get("/relations")
    read, shown = ListKind.rows, KINDS["claims"].lines

    def rows(self: ListKind, found: Sequence[Any], *rest: Any) -> Any:
        told.append("part")
        begun.set()
        return read(self, found, *rest)

    def lines(*given: Any) -> Any:
        told.append("page")
        return shown(*given)

    monkeypatch.setattr(ListKind, "rows", rows)
    monkeypatch.setattr("kg.web.lists.KINDS", {**KINDS, "claims": replace(KINDS["claims"], lines=lines)})
    monkeypatch.setattr("kg.web.things.AT_ONCE", 1)

    async def both() -> None:
        listed = asyncio.create_task(own.ask("GET", "/relations?format=json"))
        await asyncio.to_thread(begun.wait, 60)
        assert (await own.ask("GET", "/claims")).status == 200
        await listed

    asyncio.run(both())
    assert (told[0], told.count("page"), told[-1]) == ("part", 1, "part")


def test_what_a_store_holds_is_read_as_it_is_sent(stored: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    own, asked = Pages(kg.load(store=stored)), list[int]()
    own.get("/relations")
    some = Findings.some

    def counted(self: Findings, names: Any) -> Any:
        names = [*names]
        asked.append(len(names))
        return some(self, names)

    def every(*_: Any) -> Any:
        raise AssertionError("all relations were read")

    monkeypatch.setattr(Findings, "some", counted)
    monkeypatch.setattr(Findings, "relations", every)
    monkeypatch.setattr("kg.web.things.AT_ONCE", 7)
    rows = json.loads(own.get("/relations", format="json").body)
    assert (max(asked), sum(asked)) == (7, len(rows))
    assert rows == json.loads(pages().get("/relations", format="json").body)
    # What is told of standpoints is counted without reading the relations.
    told = json.loads(own.get("/standpoints", format="json").body)
    graph = pages().things.graph
    assert {row["name"]: row["relations"] for row in told} == {
        standpoint.name: len(standpoint.relations) for standpoint in graph.standpoints
    }
    assert own.get("/standpoints", format="json").body == pages().get("/standpoints", format="json").body


def test_a_graph_is_not_used_twice_at_once_if_somebody_goes_away() -> None:
    things, begun, may_end = Things(pages().things.graph), threading.Event(), threading.Event()
    told: list[str] = []

    def work() -> None:
        begun.set()
        may_end.wait(60)
        told.append("first")

    async def leave() -> None:
        first = asyncio.create_task(things.do(work))
        await asyncio.to_thread(begun.wait, 60)
        first.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await first
        second = asyncio.create_task(things.do(lambda: told.append("second")))
        await asyncio.sleep(0)
        may_end.set()
        await second

    asyncio.run(leave())
    assert told == ["first", "second"]
