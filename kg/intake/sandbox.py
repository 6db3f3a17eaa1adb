"""Run work that could crash, hang or fill the memory in a separate process.

The code of the process is in :mod:`kg.intake.sandboxed`.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pyoxigraph as ox

from kg.intake import sandboxed
from kg.intake.sandboxed import REFUSED, TOKEN, TOO_LARGE

#: Bytes of memory that the process may use.
_MEMORY = 2 * 1024**3
#: The folder in which the process finds Oxigraph; it needs no other package.
_PACKAGES = str(Path(ox.__file__).parents[1])


class TokenTooLong(Exception):
    """One literal or name is longer than the parser can hold.

    >>> print(TokenTooLong("of 16777216"))
    of 16777216
    """


class Exceeded(Exception):
    """The process failed: it was too slow, its memory or output too large, or it crashed.

    >>> print(Exceeded("20 seconds were not enough"))
    20 seconds were not enough
    """


@contextmanager
def run_confined(task: Sequence[str], data: bytes, *, seconds: int, size: int) -> Iterator[IO[bytes]]:
    """Give the N-Quads that a task makes from ``data``, as an open file.

    Tasks are made by :func:`parsing` and :func:`canonicalising`. ``seconds`` limits the time, and ``size``
    the result in bytes.

    Raises:
        SyntaxError: if the data is at fault.
        TokenTooLong: if one literal or name is longer than the parser can hold.
        Exceeded: if the process takes longer, uses more memory, writes more, or crashes.
    """
    with tempfile.TemporaryFile(prefix="kg-") as output:
        limits = [str(limit) for limit in (seconds, size, _MEMORY)]
        try:
            done = subprocess.run(
                [sys.executable, "-I", "-S", sandboxed.__file__, _PACKAGES, *limits, *task],
                input=data,
                stdout=output,
                stderr=subprocess.PIPE,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Exceeded(f"{seconds} seconds were not enough") from error
        if done.returncode == REFUSED:
            line, _, message = done.stderr.decode("utf-8", "replace").partition("\n")
            if line == TOKEN:
                raise TokenTooLong(message)
            refused = SyntaxError(message)
            refused.lineno = int(line) if line else None
            raise refused
        if done.returncode != 0:
            raise Exceeded(_reason(done.returncode, done.stderr))
        output.seek(0)
        yield output


def parsing(format: str, base: str | None = None, sizes: Sequence[int] = ()) -> list[str]:
    """Return the task to parse data of a format, given by its file ending.

    The data may be several files, of ``sizes`` in bytes; then the result of each ends with
    :data:`~kg.intake.sandboxed.END`.
    """
    return ["parse", format, base or "", *map(str, sizes)]


def canonicalising(algorithm: str) -> list[str]:
    """Return the task to bring N-Quads into canonical form, with ``sha256`` or ``sha384``."""
    return ["canonicalise", algorithm]


def _reason(code: int, said: bytes) -> str:
    words = said.decode("utf-8", "replace")
    if "memory" in words.casefold():
        return f"{_MEMORY:,} bytes of memory were not enough"
    if code == TOO_LARGE:
        return "it becomes too large when it is written out"
    return f"the parser failed (exit code {code})"
