"""Write bundles to folders and archives in one step, and read them within limits."""

from __future__ import annotations

import contextlib
import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from kg.bundle.archive import check_name, check_names, read_zip, write_zip
from kg.bundle.keys import MANIFEST, PRIVATE_ENDING, is_bundle
from kg.bundle.manifest import SIGNATURE, find_edition
from kg.errors import InputError, Problem
from kg.files import read_regular, write_file, write_folder
from kg.intake.limits import Limits, find_excesses
from kg.model import Location


def next_edition(files: Mapping[str, bytes], place: Path) -> int:
    """Return the edition of files as a bundle at ``place``: one more than the bundle that they replace.

    The same contents have the same edition, so that the bytes are the same. A bundle of another producer, or
    one that cannot be read, does not count.
    """
    try:
        former = read_bundle(place)
        before, now = (json.loads(bundle_files[MANIFEST]) for bundle_files in (former, files))
        if before["producer"]["id"] != now["producer"]["id"]:
            return 1
        edition = find_edition(before)
    except (InputError, LookupError, TypeError, ValueError, RecursionError):
        return 1
    sealed = (MANIFEST, SIGNATURE)
    told, held = (
        {n: d for n, d in bundle_files.items() if n not in sealed} for bundle_files in (files, former)
    )
    return edition if told == held else edition + 1


def find_beyond_limits(files: Mapping[str, bytes], limits: Limits | None = None) -> list[Problem]:
    """Return why partners with the default limits could not read a bundle, usually nothing."""
    listed = json.loads(files[MANIFEST])
    triples = max((part["triples"] or 0 for part in listed["files"]), default=0)
    articles = (data for name, data in files.items() if name.startswith("articles/"))
    claims = sum(data.count(b" a cv:Claim ") for data in articles)
    sizes = {name: len(data) for name, data in files.items()}
    return find_excesses(sizes, triples=triples, claims=claims, limits=limits)


def write_bundle(files: Mapping[str, bytes], target: Path) -> Path:
    """Write a bundle to the folder ``target``, or to one file if the name ends in ``.zip``.

    It is written beside its place and moved there when it is complete. A former bundle is replaced.

    Raises:
        InputError: for a place that holds something other than a bundle or cannot be written, and for files
            that are not a bundle.
    """
    where = Location(str(target))
    problems = check_names(files, str(target), Limits(max_entries=max(len(files), 1)))
    for name in files:
        if name.endswith(PRIVATE_ENDING):
            problems.append(Problem("key-in-bundle", f"{name!r} is a private key", where, advice=_KEEP_KEYS))
    if MANIFEST not in files:
        problems.append(Problem("no-bundle", f"has no {MANIFEST}", where))
    if problems:
        raise InputError(problems)
    try:
        place = target.resolve()
        if target.suffix.lower() == ".zip":
            _check_file(place, where)
            write_file(place, write_zip(files))
        else:
            _check_folder(place, where)
            write_folder(place, files)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, where)) from error
    return target


_KEEP_KEYS = "keep keys in a folder of their own, which is never handed on"


def _check_file(place: Path, where: Location) -> None:
    """Refuse to replace a file that is not a former bundle."""
    if place.exists() and (not place.is_file() or MANIFEST not in _read_former(place)):
        raise _not_ours(where)


def _read_former(place: Path) -> Mapping[str, bytes]:
    try:
        return read_zip(place.read_bytes())
    except InputError:
        return {}


def _check_folder(place: Path, where: Location) -> None:
    """Refuse to replace a folder that holds something other than a former bundle."""
    if Path.cwd().is_relative_to(place):
        message = "the folder one works in, or one around it, cannot become a bundle"
        raise InputError(Problem("bad-use", message, where, advice="name a folder of its own"))
    if not place.exists():
        return
    if not place.is_dir():
        raise _not_ours(where)
    names = {path.relative_to(place).as_posix() for path in place.rglob("*") if not path.is_dir()}
    if any(name.endswith(PRIVATE_ENDING) for name in names):
        raise InputError(Problem("key-in-bundle", "there is a private key in it", where, advice=_KEEP_KEYS))
    if names and not is_bundle(place):
        raise _not_ours(where)
    named = {MANIFEST, SIGNATURE}
    if names:
        with contextlib.suppress(ValueError, TypeError, KeyError, AttributeError):
            named |= {file["path"] for file in json.loads((place / MANIFEST).read_bytes())["files"]}
    others = sorted(names - named)
    if others:
        message = f"holds a bundle and other files, which would be lost: {', '.join(others[:5])}"
        raise InputError(Problem("not-a-bundle", message, where, advice="move them elsewhere"))


def _not_ours(where: Location) -> InputError:
    return InputError(
        Problem("not-a-bundle", "is there already and is not a bundle", where, advice="name another place")
    )


def read_bundle(path: Path, limits: Limits | None = None) -> Mapping[str, bytes]:
    """Return the files of a bundle in a folder or a zip archive by their paths; nothing is unpacked to disk.

    The files are not compared with the manifest; ``check_bundle`` does that.

    Raises:
        InputError: for a bundle that cannot be read, is not safe to read, or exceeds the limits.
    """
    limits = limits or Limits()
    content = read_place(path, limits)
    if isinstance(content, bytes):
        content = read_zip(content, limits, file=str(path))
    return dict(sorted(content.items()))


def read_place(path: Path, limits: Limits) -> Mapping[str, bytes] | bytes:
    """Return the files of a folder, or the bytes of an archive, whichever is there; each is read once.

    Raises:
        InputError: for a path that cannot be read, is not safe to read, or exceeds the limits.
    """
    where = Location(str(path))
    allowed = limits.max_archive_bytes + limits.max_entries * 1024
    try:
        try:
            data = read_regular(path, allowed + 1)
        except IsADirectoryError:
            return dict(_read_folder(path, limits))
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be read: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unreadable", message, where)) from error
    if len(data) > allowed:
        message = f"is larger than {allowed:,} bytes"
        advice = "KG_MAX_ARCHIVE_BYTES raises the limit, where you trust whom it comes from"
        raise InputError(Problem("too-large", message, where, advice=advice))
    return data


def _read_folder(folder: Path, limits: Limits) -> Iterator[tuple[str, bytes]]:
    """Yield the files of a folder within limits, without following links."""
    where = Location(str(folder))
    names: list[str] = []
    waiting = [""]
    seen = total = 0
    while waiting:
        within = waiting.pop()
        with os.scandir(folder / within) as entries:
            for entry in entries:
                seen += 1
                name = f"{within}/{entry.name}" if within else entry.name
                if seen > 2 * limits.max_entries:
                    raise InputError(check_names((str(i) for i in range(seen)), str(folder), limits))
                if entry.is_dir(follow_symlinks=False):
                    wrong = check_name(name)
                    if wrong is not None:
                        raise InputError(Problem("bad-path", f"the name {name[:80]!r} {wrong}", where))
                    waiting.append(name)
                elif entry.is_file(follow_symlinks=False):
                    names.append(name)
                else:
                    message = f"{name[:80]!r} is a link or a device, not a file"
                    raise InputError(Problem("not-a-file", message, where))
    problems = check_names(names, str(folder), limits)
    if problems:
        raise InputError(problems)
    for name in sorted(names):
        allowed = min(limits.max_bytes, limits.max_archive_bytes - total)
        # Otherwise a link that was put there meanwhile would be followed.
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        with os.fdopen(os.open(folder / name, flags), "rb") as file:
            data = file.read(allowed + 1) if stat.S_ISREG(os.fstat(file.fileno()).st_mode) else b""
        if len(data) > allowed:
            limit = "max_bytes" if allowed == limits.max_bytes else "max_archive_bytes"
            advice = f"KG_{limit.upper()} raises the limit, where you trust whom it comes from"
            raise InputError(Problem("too-large", f"{name!r} exceeds the limit", where, advice=advice))
        total += len(data)
        yield name, data
