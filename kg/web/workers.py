"""A pool of processes that answer queries."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
import tempfile
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any, TypeAlias

from kg.errors import InputError, Problem
from kg.files import HeldFolder
from kg.queries.asking import GRAPH, QueryLimits, explain_failure
from kg.rdf.store_files import identify_store
from kg.web.requests import Asked

#: One row of an answer: terms by variable.
Row: TypeAlias = Mapping[str, Mapping[str, str]]
#: The most bytes in a line from a worker, which holds only a message.
_MAX_LINE = 2**20
_PART = 2**16
#: The number of attempts if workers are killed from outside.
_TRIES = 3


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """An answer in a file, which is removed when it has been read."""

    path: Path
    is_graph: bool
    size: int

    async def read(self) -> AsyncIterator[bytes]:
        """Yield the answer in parts, then remove the file."""
        try:
            with self.path.open("rb") as file:
                file.seek(1)
                while part := await asyncio.to_thread(file.read, _PART):
                    yield part
        finally:
            self.discard()

    async def whole(self) -> bytes:
        """Return the whole answer, and remove the file."""
        return b"".join([part async for part in self.read()])

    def discard(self) -> None:
        """Remove the file."""
        self.path.unlink(missing_ok=True)


class Workers:
    """Processes that answer queries from the store in a folder; one that ends is replaced.

    At most ``waiting`` queries wait for a free process, each at most as long as a query may take.
    """

    def __init__(self, folder: Path, limits: QueryLimits, number: int = 4, waiting: int = 100):
        self.limits = limits
        self._folder = folder
        self._number = number
        self._waiting = waiting
        self._idle: asyncio.LifoQueue[_Worker] = asyncio.LifoQueue()
        self._running: set[asyncio.Task[Any]] = set()

    async def start(self) -> None:
        """Start the processes."""
        self._answers = HeldFolder()
        for _ in range(self._number):
            self._idle.put_nowait(await self._start())

    async def stop(self) -> None:
        """End the processes, and wait until they have ended."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)
        while not self._idle.empty():
            await self._idle.get_nowait().end()
        self._answers.remove()

    async def ask(self, asked: Asked, results: str | None, graph: str | None) -> AnswerFile:
        """Return the answer to a query, as results or as a graph in these media types.

        ``None`` says that the client accepts no results, or no graph.

        Raises:
            InputError: if it cannot be answered, exceeds the limits of time or memory, or too many wait.
        """
        if len(self._running) >= self._number + self._waiting:
            raise InputError(Problem("busy", "too many queries wait for an answer"))
        # If the client disconnects, the worker still has to finish the query before it takes another.
        task = asyncio.create_task(self._ask(asked, results, graph))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        try:
            return await asyncio.shield(task)
        except asyncio.CancelledError:
            task.add_done_callback(_discard)
            raise

    async def select(self, query: str) -> list[Row]:
        """Return the rows that a query selects.

        Raises:
            InputError: as :meth:`ask`.
        """
        written = await self.ask(Asked(query), "application/sparql-results+json", None)
        rows: list[Row] = json.loads(await written.whole())["results"]["bindings"]
        return rows

    def identify(self) -> tuple[int, ...] | None:
        """Return what tells the store that is in the folder now from others."""
        return identify_store(self._folder)

    async def _ask(self, asked: Asked, results: str | None, graph: str | None) -> AnswerFile:
        for _ in range(_TRIES):
            try:
                worker = await asyncio.wait_for(self._idle.get(), self.limits.seconds)
            except TimeoutError as error:
                raise InputError(Problem("busy", "other queries take all the time")) from error
            try:
                await worker.ready()
                async with asyncio.timeout(self.limits.seconds):
                    return await self._answer(worker, asked, results, graph)
            except TimeoutError as error:
                raise explain_failure(None, b"", self.limits) from error
            except ConnectionError as error:
                code, said = await worker.end()
                if code != -signal.SIGKILL:
                    raise explain_failure(code, said, self.limits) from error
                # It was killed from outside: ask another one.
            finally:
                if worker.answering:
                    await worker.end()
                    worker = await self._start()
                self._idle.put_nowait(worker)
        raise InputError(Problem("busy", "the process that was to answer has ended"))

    async def _answer(
        self, worker: _Worker, asked: Asked, results: str | None, graph: str | None
    ) -> AnswerFile:
        handle, name = tempfile.mkstemp(dir=self._answers.path)
        os.close(handle)
        path = Path(name)
        question = {
            "query": asked.query,
            "base": asked.base,
            "default_graphs": asked.default_graphs,
            "named_graphs": asked.named_graphs,
            "results": results,
            "graph": graph,
            "output": name,
        }
        try:
            reply = await worker.ask(question)
            if "problem" in reply:
                raise InputError(Problem(reply["problem"], reply["message"]))
            with path.open("rb") as file:
                return AnswerFile(path, file.read(1) == GRAPH, path.stat().st_size - 1)
        except BaseException:
            path.unlink(missing_ok=True)
            raise

    async def _start(self) -> _Worker:
        said = tempfile.TemporaryFile(prefix="kg-")  # noqa: SIM115 (it is closed when the worker ends)
        limits = self.limits
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "kg.web.worker"),
            *(str(self._folder), str(limits.seconds), str(limits.memory), str(os.getpid())),
            stdin=PIPE,
            stdout=PIPE,
            stderr=said,
            limit=_MAX_LINE,
        )
        return _Worker(process, said)


def _discard(task: asyncio.Task[AnswerFile]) -> None:
    if not task.cancelled() and task.exception() is None:
        task.result().discard()


class _Worker:
    """A process that answers queries, and the file of its standard error."""

    def __init__(self, process: Process, said: IO[bytes]):
        self._process = process
        self._said = said
        self._is_ready = False
        #: Whether it still starts or works on a question, and can take no other.
        self.answering = False

    async def ready(self) -> None:
        """Wait until the process has started: the time of a query begins then.

        Raises:
            ConnectionError: if the process has ended.
        """
        if self._is_ready:
            return
        assert self._process.stdout is not None
        self.answering = True
        if not await self._process.stdout.readline():
            raise ConnectionResetError("the worker has ended")
        self._is_ready, self.answering = True, False

    async def ask(self, question: Mapping[str, Any]) -> dict[str, str]:
        """Return the reply to a question.

        Raises:
            ConnectionError: if the process has ended.
        """
        assert self._process.stdin is not None and self._process.stdout is not None
        self.answering = True
        self._process.stdin.write(json.dumps(question).encode("ascii") + b"\n")
        await self._process.stdin.drain()
        line = await self._process.stdout.readline()
        if not line:
            raise ConnectionResetError("the worker has ended")
        self.answering = False
        reply: dict[str, str] = json.loads(line)
        return reply

    async def end(self) -> tuple[int, bytes]:
        """End the process, and return its exit code and its standard error."""
        if self._process.returncode is None:
            # A process that is ending by itself gets the time to write the reason.
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._process.wait(), 0.1 if self.answering else 0)
        if self._process.returncode is None:
            self._process.kill()
        code = await self._process.wait()
        said = b""
        if not self._said.closed:
            self._said.seek(0)
            said = self._said.read()
            self._said.close()
        return code, said
