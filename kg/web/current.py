"""The store that is served: the graph in it now, and changing it, one change at a time."""

from __future__ import annotations

import asyncio
import contextlib
import gc
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from starlette.types import ASGIApp, Receive, Scope, Send

from kg.api import load
from kg.errors import InputError
from kg.rdf.store_files import identify_store
from kg.transaction import Transaction, changing
from kg.web.things import Things

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph

T = TypeVar("T")

#: So many small stores may stay open that nobody uses any more: to find them takes as long as a small change.
#: What a store with more claims takes in memory is let go at once.
MOST_LEFT, LARGE = 8, 1_000


class CurrentStore:
    """The store in a folder: when another one takes its place, pages show that.

    ``place`` is what :func:`identify_store` returned before ``graph`` was loaded from it. Only a ``writable``
    store is changed.
    """

    def __init__(self, folder: Path, graph: ClaimGraph, place: tuple[int, ...] | None, *, writable: bool):
        self.writable = writable
        self.things = Things(graph)
        self._folder = folder.resolve()
        self._place = place
        self._aside: tuple[Things, Things] | None = None
        self._opening = asyncio.Lock()
        self._changing = asyncio.Lock()
        self._examining = asyncio.Lock()
        #: How many stores may be open that nobody uses any more.
        self._left = 0

    async def open(self) -> Things:
        """Return the graph that is in the store now, or the last one that could be read."""
        if self._is_replaced():
            async with self._opening:
                if self._is_replaced():
                    place = identify_store(self._folder)
                    try:
                        self.things = Things(await asyncio.to_thread(load, store=self._folder))
                    except InputError:
                        return self.things
                    self._place = place
                    await self._let_go()
        return self.things

    async def open_aside(self) -> Things:
        """Return the graph in the store once more: what takes long there keeps no other page waiting."""
        things = await self.open()
        async with self._opening:
            if self._aside is None or self._aside[0] is not things:
                self._aside = things, things
                with contextlib.suppress(InputError):
                    self._aside = things, Things(await asyncio.to_thread(load, store=self._folder))
                await self._let_go()
            return self._aside[1]

    def _is_replaced(self) -> bool:
        place = identify_store(self._folder)
        return place is not None and place != self._place

    async def examine(self, work: Callable[[Transaction], T]) -> T:
        """Return the result of ``work`` on what is in the store, which is not changed; one at a time.

        Raises:
            InputError: as ``work``.
        """
        async with self._examining:
            try:
                return await asyncio.to_thread(lambda: work(Transaction(load(store=self._folder))))
            finally:
                await self._let_go()

    async def change(self, work: Callable[[Transaction], T]) -> T:
        """Return the result of ``work``, which changes the store unless it raises an error.

        Changes made here wait for each other. Pages are shown meanwhile.

        Raises:
            InputError: as ``work``, and if somebody else is changing the store.
        """
        async with self._changing:
            try:
                return await asyncio.to_thread(self._change, work)
            finally:
                await self._let_go()

    async def _let_go(self) -> None:
        """Close stores that nobody uses any more: each has files open, and the collector comes seldom."""
        self._left += 1
        if self._left >= MOST_LEFT or len(self.things.graph.knowledge.claims) > LARGE:
            self._left = 0
            await asyncio.to_thread(gc.collect)

    def _change(self, work: Callable[[Transaction], T]) -> T:
        with changing(self._folder, wait=False) as change:
            return work(change)


class CurrentMiddleware:
    """Has every page show the graph that is in the store when it is asked for."""

    def __init__(self, app: ASGIApp):
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Look for another store in the same place, and pass the request on."""
        if scope["type"] == "http":
            state = scope["app"].state
            state.things = await state.current.open()
        await self._app(scope, receive, send)
