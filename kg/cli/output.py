"""The output of commands: results to a file or standard output, everything else to standard error."""

from __future__ import annotations

import contextlib
import errno
import io
import os
import sys
from contextvars import ContextVar
from pathlib import Path

from kg.characters import visible
from kg.errors import InputError, Problem
from kg.files import write_file
from kg.model import Location
from kg.words import ENGLISH, Words

#: The language of the user, as far as it is known.
_reading: ContextVar[str] = ContextVar("reading", default=ENGLISH)
#: A terminal shows more relations than this one per line.
_FEW = 5


def say(told: str | Words) -> None:
    """Tell the user something that is not a result."""
    text = told if isinstance(told, str) else told[_reading.get()]
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(visible(text), file=sys.stderr)


def read_in(language: str) -> None:
    """Set the language of messages from now on."""
    _reading.set(language)


def reading() -> str:
    """Return the language of an option, else of ``KG_LANGUAGE``, else of the locale, else English."""
    return _reading.get()


def is_output_lost() -> bool:
    """Return whether standard output cannot be written, and say so: help is not printed by :func:`emit`."""
    try:
        emit("", "-")
    except InputError as error:
        say(f"error: {error}")
        return True
    return False


def abandon_output() -> None:
    """Keep the interpreter from failing when it flushes standard output at its end."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def emit(data: bytes | str, output: str) -> None:
    """Write a result; a file is replaced as a whole, a device or a pipe is written directly.

    For a link, its target is written. An existing file keeps its mode.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", errors="backslashreplace")
    if output == "-":
        _write_output(data)
        return
    if not output:
        raise InputError(Problem("bad-use", "the name of the output is empty", advice="'-o -' writes here"))
    try:
        path = Path(output)
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            write_file(path.resolve(), data)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, Location(output))) from error


def coloured(output: str) -> bool:
    """Return whether a result goes to a terminal with colours, and the user wants them."""
    # https://no-color.org
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in ("dumb", "unknown")
    return wanted and _on_terminal(output)


def _on_terminal(output: str) -> bool:
    return output == "-" and sys.stdout.isatty()


def in_lines(output: str, number: int) -> bool:
    """Return whether this number of relations is shown one per line by default."""
    return _on_terminal(output) and number > _FEW


def check_limit(limit: int | None, every: bool, format: str) -> None:
    """Refuse ``--limit`` together with ``--all``, or with a format other than text."""
    if limit is not None and every:
        raise InputError(Problem("bad-use", "name either --limit or --all, not both"))
    if limit is not None and format != "text":
        raise InputError(Problem("bad-use", "--limit goes with --format text; others hold everything"))


def most_shown(limit: int | None, every: bool, output: str, usual: int) -> int | None:
    """Return how many results to show: ``limit``, else ``usual`` on a terminal, else ``None`` for all."""
    if limit is not None:
        return limit
    return usual if _on_terminal(output) and not every else None


class NoOutput(io.TextIOBase):
    """Standard output of a process that has none: writing fails, and flushing fails after that."""

    def __init__(self) -> None:
        self.lost = False

    @property
    def buffer(self) -> NoOutput:
        """The object itself, as bytes fail in the same way."""
        return self

    def write(self, data: str | bytes) -> int:
        """Raise an error, unless ``data`` is empty."""
        self.lost = self.lost or bool(data)
        self.flush()
        return 0

    def flush(self) -> None:
        """Raise an error if anything was written."""
        if self.lost:
            raise OSError(errno.EBADF, "it is closed")


def _write_output(data: bytes) -> None:
    """Write to standard output."""
    try:
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        abandon_output()
        message = f"cannot be written: {error.strerror or error}"
        raise InputError(Problem("unwritable", message, Location("<stdout>"))) from error
