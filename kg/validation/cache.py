"""What was found in parts that did not change since, kept in the user's cache folder.

It holds only what this program computed here: nothing that others sent is ever taken for it. A folder that is
not there, cannot be written or belongs to somebody else is no error: then nothing is kept.
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

#: More parts than these are not kept; those that were not asked for longest go first.
_MAX_PARTS = 20_000
_NAME = "checks-1.sqlite"

#: Texts and numbers: what an engine found of one thing, or what was counted.
Row: TypeAlias = tuple[Any, ...]


def cache_folder() -> Path | None:
    """Return where to keep things; ``None`` where the variable ``KG_CACHE`` is ``off``, or nowhere is."""
    named = os.environ.get("KG_CACHE")
    if named:
        return None if named == "off" else Path(named)
    with contextlib.suppress(RuntimeError):  # there is no home
        base = os.environ.get("XDG_CACHE_HOME", "")
        # Only an absolute path counts, says the standard.
        return (Path(base) if Path(base).is_absolute() else Path.home() / ".cache") / "claim-kg"
    return None


def part_key(*parts: str) -> str:
    """Return the key of a part: the hash of all that a result depends on, engine and program included."""
    hashed = hashlib.sha256()
    for part in (program_hash("validation"), engine_version(), *parts):
        data = part.encode("utf-8", "surrogatepass")
        hashed.update(f"{len(data)}\0".encode())
        hashed.update(data)
    return hashed.hexdigest()


class Cache:
    """Results by key; one that cannot be opened, read or written is as good as empty."""

    def __init__(self, connection: sqlite3.Connection | None = None):
        self._connection = connection
        self._used: set[str] = set()
        self._found: dict[str, list[Row]] = {}

    def get(self, key: str) -> list[Row] | None:
        """Return what was found in a part, ``None`` where it is not known."""
        if self._connection is None:
            return None
        try:
            found = self._connection.execute("SELECT rows FROM part WHERE key = ?", (key,)).fetchone()
            if found is None:
                return None
            self._used.add(key)
            return [tuple(row) for row in json.loads(found[0])]
        except (sqlite3.Error, TypeError, ValueError):
            return None

    def put(self, key: str, rows: list[Row]) -> None:
        """Keep what was found in a part."""
        self._found[key] = rows

    def write(self) -> None:
        """Write what was put here, in one step."""
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
    """Give the cache; what was put in it is kept when the block ends well."""
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
        # What a power failure takes away is found anew.
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
    """Return whether nobody else can put something there."""
    if not hasattr(os, "getuid"):
        return True
    about = folder.stat()
    return about.st_uid == os.getuid() and not about.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
