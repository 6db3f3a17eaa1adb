"""Work that could crash, hang or fill the memory, done in a process of its own.

This file is run as a script by that process, which is why it imports nothing of the package. The process
reads its task from standard input, limits its own time, memory and output, and writes N-Quads.
"""

from __future__ import annotations

import errno
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import pyoxigraph as ox

#: Bytes of memory that such a process may take.
_MEMORY = 2 * 1024**3
#: The exit code that says that the input is at fault, and standard error how.
_REFUSED = 2
#: The exit code that says that the output became too large.
_TOO_LARGE = 4
#: What stands there instead of a line where a literal or name is too long.
_TOKEN = "token"
#: A line that no N-Quads hold, after what one of several files makes.
END = b"#\n"


class TokenTooLong(Exception):
    """One literal or name is longer than the parser can hold.

    >>> print(TokenTooLong("of 16777216"))
    of 16777216
    """


class Exceeded(Exception):
    """The process did not end as it should: too slow, too large, or it crashed.

    >>> print(Exceeded("20 seconds were not enough"))
    20 seconds were not enough
    """


@contextmanager
def run_confined(task: Mapping[str, Any], data: bytes, *, seconds: int, size: int) -> Iterator[IO[bytes]]:
    """Give the N-Quads that a task makes of ``data``, as an open file.

    A task is ``{"task": "parse", "format": …, "base": …}``, the format as an ending, or
    ``{"task": "canonicalise", "algorithm": "sha256" or "sha384"}``. ``size`` limits the bytes of the result.
    Data to be parsed may be several files, of ``sizes``; what each makes ends with the line :data:`END`.

    Raises:
        SyntaxError: where the data is at fault.
        TokenTooLong: where one literal or name is longer than the parser can hold.
        Exceeded: where the process takes longer, takes more memory, writes more, or crashes.
    """
    with tempfile.TemporaryFile(prefix="kg-") as output:
        limits = {**task, "seconds": seconds, "size": size, "memory": _MEMORY}
        try:
            done = subprocess.run(
                [sys.executable, "-P", str(Path(__file__)), json.dumps(limits)],
                input=data,
                stdout=output,
                stderr=subprocess.PIPE,
                timeout=seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise Exceeded(f"{seconds} seconds were not enough") from error
        if done.returncode == _REFUSED:
            message, line = json.loads(done.stderr)
            if line == _TOKEN:
                raise TokenTooLong(message)
            refused = SyntaxError(message)
            refused.lineno = line
            raise refused
        if done.returncode != 0:
            raise Exceeded(_reason(done.returncode, done.stderr))
        output.seek(0)
        yield output


def _reason(code: int, said: bytes) -> str:
    words = said.decode("utf-8", "replace")
    if "memory" in words.casefold():
        return f"{_MEMORY:,} bytes of memory were not enough"
    if code == _TOO_LARGE:
        return "it becomes too large when it is written out"
    return f"the parser failed (exit code {code})"


def is_token(error: MemoryError) -> bool:
    """Return whether not the memory is full, but a literal or name larger than what the parser holds.

    >>> is_token(MemoryError("Reached the buffer maximal size of 16777216"))
    True
    """
    return "buffer" in str(error)


def canonicalise(data: bytes, algorithm: str) -> bytes:
    """Return N-Quads in the canonical form of RDFC-1.0; with many blank nodes this may take for ever."""
    dataset = ox.Dataset(ox.parse(data, format=ox.RdfFormat.N_QUADS))
    algorithms = {
        "sha256": ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_256,
        "sha384": ox.CanonicalizationAlgorithm.RDFC_1_0_SHA_384,
    }
    dataset.canonicalize(algorithms[algorithm])
    lines = ox.serialize(dataset, format=ox.RdfFormat.N_QUADS)
    assert lines is not None
    return b"".join(sorted(lines.splitlines(keepends=True)))


def _limit(seconds: int, size: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # there are no such limits on Windows; the time is limited all the same
        return
    for kind, most in (
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_FSIZE, size),
        (resource.RLIMIT_CPU, seconds + 1),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, soft))


def _parse(data: bytes, task: Mapping[str, Any]) -> None:
    format = ox.RdfFormat.from_extension(task["format"])
    start = 0
    for size in task.get("sizes", (len(data),)):
        quads = ox.parse(data[start : start + size], format=format, base_iri=task["base"])
        ox.serialize(quads, sys.stdout.buffer, ox.RdfFormat.N_QUADS)
        if "sizes" in task:
            sys.stdout.buffer.write(END)
        start += size


def _main() -> int:
    task = json.loads(sys.argv[1])
    _limit(task["seconds"], task["size"], task["memory"])
    data = sys.stdin.buffer.read()
    try:
        if task["task"] == "canonicalise":
            sys.stdout.buffer.write(canonicalise(data, task["algorithm"]))
        else:
            _parse(data, task)
        sys.stdout.buffer.flush()
    except SyntaxError as error:
        sys.stderr.write(json.dumps([error.msg, error.lineno]))
        return _REFUSED
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        return _TOO_LARGE
    except MemoryError as error:
        if not is_token(error):
            raise
        sys.stderr.write(json.dumps([str(error), _TOKEN]))
        return _REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(_main())
