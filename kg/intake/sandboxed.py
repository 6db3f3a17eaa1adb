"""The separate process that :mod:`kg.intake.sandbox` starts.

It reads data from standard input, limits its own time, memory and output, and writes N-Quads. It is started
for many files, and the start takes longer than to read a small file. So it imports nothing of the package,
and little else.
"""

from __future__ import annotations

import errno
import sys

if __name__ == "__main__":
    # Python starts without the installed packages; of these only Oxigraph is needed.
    sys.path.append(sys.argv.pop(1))

import pyoxigraph as ox

#: The exit code for input at fault; standard error has the line number, if any, then the message.
REFUSED = 2
#: Written instead of the line number if a literal or name is too long.
TOKEN = "token"
#: The exit code for output that is too large.
TOO_LARGE = 4
#: The line after the N-Quads of each of several files; it is never part of N-Quads.
END = b"#\n"


def is_token(error: MemoryError) -> bool:
    """Return whether the error is not a lack of memory, but a literal or name too long for the parser.

    >>> is_token(MemoryError("Reached the buffer maximal size of 16777216"))
    True
    """
    return "buffer" in str(error)


def canonicalise(data: bytes, algorithm: str) -> bytes:
    """Return N-Quads in the canonical form of RDFC-1.0; with many blank nodes this may never end."""
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
    except ImportError:  # Windows has no such limits; the caller limits the time
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


def _parse(data: bytes, ending: str, base: str, *sizes: str) -> None:
    format = ox.RdfFormat.from_extension(ending)
    start = 0
    for size in map(int, sizes or (len(data),)):
        quads = ox.parse(data[start : start + size], format=format, base_iri=base or None)
        ox.serialize(quads, sys.stdout.buffer, ox.RdfFormat.N_QUADS)
        if sizes:
            sys.stdout.buffer.write(END)
        start += size


def _refuse(line: int | str | None, message: str) -> int:
    sys.stderr.buffer.write(f"{line or ''}\n{message}".encode("utf-8", "replace"))
    return REFUSED


def _main() -> int:
    seconds, size, memory, task, *rest = sys.argv[1:]
    _limit(int(seconds), int(size), int(memory))
    data = sys.stdin.buffer.read()
    try:
        if task == "canonicalise":
            sys.stdout.buffer.write(canonicalise(data, *rest))
        else:
            _parse(data, *rest)
        sys.stdout.buffer.flush()
    except SyntaxError as error:
        return _refuse(error.lineno, error.msg)
    except OSError as error:
        if error.errno != errno.EFBIG:
            raise
        return TOO_LARGE
    except MemoryError as error:
        if not is_token(error):
            raise
        return _refuse(TOKEN, str(error))
    return 0


if __name__ == "__main__":
    sys.exit(_main())
