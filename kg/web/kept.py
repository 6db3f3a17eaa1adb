"""Answers to questions about a whole store, which take long: kept as long as the store is the same."""

from __future__ import annotations

import asyncio
import contextlib

from kg.errors import InputError
from kg.web.workers import Row, Workers

#: The problems of a query that will not be answered next time, either.
_TOO_MUCH = ("query-time", "query-memory", "query-size")


class KeptAnswers:
    """Answers to queries of the program itself; each query is asked once for each store in the folder."""

    def __init__(self, workers: Workers):
        self._workers = workers
        self._identity = workers.identify()
        self._answers: dict[str, asyncio.Task[list[Row] | None]] = {}

    async def select(self, query: str) -> list[Row] | None:
        """Return the rows that a query selects, ``None`` if that exceeds the limits of a query.

        Raises:
            InputError: if it cannot be answered for another reason.
        """
        identity = self._workers.identify()
        if identity != self._identity:
            self._identity, self._answers = identity, {}
        if query not in self._answers:
            self._answers[query] = asyncio.create_task(self._ask(query))
        answer = self._answers[query]
        try:
            # Others may wait for the same answer, so one who leaves does not end it.
            return await asyncio.shield(answer)
        except InputError:
            if self._answers.get(query) is answer:
                del self._answers[query]
            raise

    async def count(self, query: str) -> int | None:
        """Return the number that a query selects as ``?n``, ``None`` if it is not known now."""
        try:
            rows = await self.select(query)
        except InputError:
            return None
        return int(rows[0]["n"]["value"]) if rows else None

    async def stop(self) -> None:
        """End what is being asked."""
        for answer in self._answers.values():
            answer.cancel()
            with contextlib.suppress(asyncio.CancelledError, InputError):
                await answer

    async def _ask(self, query: str) -> list[Row] | None:
        try:
            return await self._workers.select(query)
        except InputError as error:
            if error.problems[0].id in _TOO_MUCH:
                return None
            raise
