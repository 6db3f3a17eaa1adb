"""A cache of the results of checked parts, in the user's cache folder.

It holds only results that this program computed here, never data from others. If the folder is missing,
cannot be written or belongs to somebody else, that is no error: then nothing is kept.
"""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import sqlite3
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeAlias

from kg.resources import program_hash
from kg.validation.engines import engine_version

#: The most parts that are kept; those not used for the longest time are removed first.
_MAX_PARTS = 20_000
_NAME = "checks-1.sqlite"

#: One row of a result, of texts and numbers: what an engine found, or what was counted.
Row: TypeAlias = tuple[Any, ...]


def cache_folder() -> Path | None:
    """Return the cache folder; ``None`` if the variable ``KG_CACHE`` is ``off``, or there is no home."""
    named = os.environ.get("KG_CACHE")
    if named:
        return None if named == "off" else Path(named)
    with contextlib.suppress(RuntimeError):  # there is no home
        base = os.environ.get("XDG_CACHE_HOME", "")
        # The XDG specification says that only an absolute path counts.
        return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "claim-kg"
    return None


def part_key(*parts: str) -> str:
    """Return the key of a part: the hash of everything that a result depends on, with engine and program."""
    hashed = hashlib.sha256()
    for part in (program_hash("validation"), engine_version(), *parts):
        data = part.encode("utf-8", "surrogatepass")
        hashed.update(f"{len(data)}\0".encode())
        hashed.update(data)
    return hashed.hexdigest()


class Cache:
    """Results by key; a cache that cannot be opened, read or written acts as an empty one."""

    def __init__(self, connection: sqlite3.Connection | None = None):
        self._connection = connection
        self._used: set[str] = set()
        self._found: dict[str, list[Row]] = {}

    def get(self, key: str) -> list[Row] | None:
        """Return the result for a part, ``None`` if there is none."""
        if self._connection is None:
            return None
        try:
            record = self._connection.execute("SELECT rows FROM part WHERE key = ?", (key,)).fetchone()
            if record is None:
                return None
            self._used.add(key)
            return [tuple(row) for row in json.loads(record[0])]
        except (sqlite3.Error, TypeError, ValueError):
            return None

    def put(self, key: str, rows: list[Row]) -> None:
        """Keep the result for a part until :meth:`write`."""
        self._found[key] = rows

    def write(self) -> None:
        """Write all new results in one transaction."""
        if self._connection is None or not (self._used or self._found):
            return
        with contextlib.suppress(sqlite3.Error), self._connection as c:
            c.execute("BEGIN IMMEDIATE")
            (last,) = c.execute("SELECT coalesce(max(used), 0) FROM part").fetchone()
            c.executemany("UPDATE part SET used = ? WHERE key = ?", [(last + 1, key) for key in self._used])
            rows = [(key, json.dumps(rows), last + 1) for key, rows in self._found.items()]
            c.executemany("INSERT OR REPLACE INTO part VALUES (?, ?, ?)", rows)
            oldest = "SELECT key FROM part ORDER BY used DESC LIMIT -1 OFFSET ?"
            c.execute(f"DELETE FROM part WHERE key IN ({oldest})", (_MAX_PARTS,))


@contextlib.contextmanager
def open_cache() -> Iterator[Cache]:
    """Give the cache; new results are written if the block ends without an error."""
    connection = _connect(cache_folder())
    try:
        cache = Cache(connection)
        yield cache
        cache.write()
    finally:
        if connection is not None:
            connection.close()


def _connect(folder: Path | None) -> sqlite3.Connection | None:
    if folder is None:
        return None
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _is_ours(folder):
            return None
        connection = sqlite3.connect(folder / _NAME, timeout=1)
    except (OSError, ValueError, sqlite3.Error):
        return None
    try:
        # Results that are lost in a power failure are computed again.
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS part (key TEXT PRIMARY KEY, rows TEXT, used INTEGER)")
        connection.execute("CREATE INDEX IF NOT EXISTS part_used ON part (used)")
    except sqlite3.Error as error:
        connection.close()
        if not isinstance(error, sqlite3.OperationalError):
            with contextlib.suppress(OSError):
                (folder / _NAME).unlink()
        return None
    return connection


def _is_ours(folder: Path) -> bool:
    """Return whether the folder is ours and nobody else can write to it."""
    if not hasattr(os, "getuid"):
        return True
    about = folder.stat()
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
