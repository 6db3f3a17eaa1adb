"""Zip archives: written the same to the byte everywhere, and read without trusting a word of theirs.

What is written is stored, not compressed: how small a file becomes depends on the library that packs it. What
is read may be compressed, since others pack anew what they pass on; but an archive is refused whose parts
overlap, that hides something before, between or after them, or that unpacks to more than the limits allow.
Nothing is ever unpacked to disk, and no archive inside an archive is opened.
"""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.errors import InputError, Problem
from kg.intake.limits import Limits
from kg.model import Location

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DESCRIPTOR = b"PK\x07\x08"
_LOCAL_FORM = struct.Struct("<4s5H3I2H")
_CENTRAL_FORM = struct.Struct("<4s6H3I5H2I")
_END_FORM = struct.Struct("<4s4H2IH")

#: Midnight of 1 January 1980, the first moment a zip archive can name; no file has a time of its own.
_DATE = (0 << 9) | (1 << 5) | 1
#: A regular file that its owner may write and everybody read, made on a Unix system, in version 2.0.
_ATTRIBUTES = 0o100644 << 16
_UNIX, _VERSION = 3, 20

_STORED, _DEFLATED = 0, 8
_ENCRYPTED, _DESCRIBED, _UTF8 = 0x1 | 0x40 | 0x2000, 0x8, 0x800
#: The kind of file in a Unix mode, and the kinds that are no link, device or pipe. Some systems give none.
_KIND, _REGULAR, _FOLDER = 0o170000, 0o100000, 0o040000
_MS_DOS_FOLDER = 0x10

#: Control characters, and those that turn or hide what stands around them.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_MAX_NAME = 255
_PIECE = 1 << 16


def check_name(name: str) -> str | None:
    """Return what is wrong with the path of a file in a bundle or archive, or ``None``.

    >>> check_name("articles/a.ttl")
    >>> check_name("../.ssh/authorized_keys")
    'leads out of the bundle'
    """
    if not name:
        return "is empty"
    if len(name.encode("utf-8", "surrogatepass")) > _MAX_NAME:
        return f"is longer than {_MAX_NAME} bytes"
    if _HARMFUL.search(name):
        return "holds characters that cannot be seen"
    if "\\" in name or ":" in name:
        return "holds a backslash or a colon, which some systems take for parts of a path"
    if name.startswith("/"):
        return "is absolute"
    parts = name.split("/")
    if ".." in parts:
        return "leads out of the bundle"
    if "" in parts or "." in parts:
        return "has an empty part"
    if any(part.endswith((".", " ")) for part in parts):
        return "ends with a dot or a space, which some systems leave away"
    return None


def check_names(names: Iterable[str], file: str, limits: Limits) -> list[Problem]:
    """Return what is wrong with the paths of all files of a bundle or archive, taken together."""
    problems: list[Problem] = []
    seen: dict[str, str] = {}
    for count, name in enumerate(names, 1):
        if count > limits.max_entries:
            message = f"holds more than {limits.max_entries:,} files"
            return [Problem("too-many-files", message, Location(file), advice=_raise("max_entries"))]
        wrong = check_name(name)
        if wrong is not None:
            message = f"the name {name[:80]!r} {wrong}"
            problems.append(Problem("bad-path", message, Location(file), advice=_REFUSED))
        before = seen.get(name.casefold())
        if before is not None:
            message = f"{name[:80]!r} and {before[:80]!r} are one name to some systems"
            if before == name:
                message = f"there are two files of the name {name[:80]!r}"
            problems.append(Problem("duplicate-name", message, Location(file), advice=_REFUSED))
        seen[name.casefold()] = name
    return problems


_REFUSED = "nothing of it was read; ask whom you have it from for another copy"


def _raise(limit: str) -> str:
    return f"KG_{limit.upper()} raises the limit, where you trust whom it comes from"


def write_zip(files: Mapping[str, bytes]) -> bytes:
    """Return an archive of ``files``, by path: sorted, stored, with one date and one mode for all.

    >>> write_zip({"b": b"2", "a": b"1"}) == write_zip({"a": b"1", "b": b"2"})
    True
    """
    local, central = bytearray(), bytearray()
    for name, data in sorted(files.items()):
        path = name.encode("utf-8")
        flags = 0 if path.isascii() else _UTF8
        common = (flags, _STORED, 0, _DATE, zlib.crc32(data), len(data), len(data), len(path), 0)
        version = (_VERSION | _UNIX << 8, _VERSION)
        central += _CENTRAL_FORM.pack(_CENTRAL, *version, *common, 0, 0, 0, _ATTRIBUTES, len(local)) + path
        local += _LOCAL_FORM.pack(_LOCAL, _VERSION, *common) + path + data
    end = _END_FORM.pack(_END, 0, 0, len(files), len(files), len(central), len(local), 0)
    return bytes(local + central + end)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One file as the list at the end of an archive describes it."""

    name: str
    path: bytes
    flags: int
    method: int
    crc: int
    packed: int
    size: int
    offset: int


def read_zip(
    data: bytes, limits: Limits | None = None, *, file: str = "archive", checksums: bool = True
) -> dict[str, bytes]:
    """Return the files of an archive by their paths.

    Without ``checksums`` a file that is damaged is returned as it is, for those who compare its hash.

    Raises:
        InputError: for what is no archive, is not safe to read, or exceeds the limits.
    """
    limits = limits or Limits()
    where = Location(file)
    entries = _read_list(data, where, limits)
    problems = check_names((entry.name.removesuffix("/") for entry in entries), file, limits)
    if problems:
        raise InputError(problems)
    found: dict[str, bytes] = {}
    damaged: list[Problem] = []
    position = total = 0
    for entry in sorted(entries, key=lambda entry: entry.offset):
        start = _check_header(data, entry, position, where)
        content = _unpack(data[start : start + entry.packed], entry, limits, where)
        position = _skip_descriptor(data, entry, start + entry.packed, where)
        total += len(content)
        if total > limits.max_archive_bytes:
            message = f"unpacks to more than {limits.max_archive_bytes:,} bytes"
            raise InputError(Problem("too-large", message, where, advice=_raise("max_archive_bytes")))
        if checksums and zlib.crc32(content) != entry.crc:
            message = f"{entry.name!r} is damaged: its checksum is wrong"
            damaged.append(Problem("bad-checksum", message, where, advice=_REFUSED))
        if not entry.name.endswith("/"):
            found[entry.name] = content
    if position != _list_start(data):
        raise _bad("something stands between its files and the list of them", where)
    if damaged:
        raise InputError(damaged)
    return found


def _bad(message: str, where: Location) -> InputError:
    return InputError(Problem("bad-archive", message, where, advice=_REFUSED))


def _list_start(data: bytes) -> int:
    start: int = _END_FORM.unpack_from(data, len(data) - _END_FORM.size)[6]
    return start


def _read_list(data: bytes, where: Location, limits: Limits) -> list[_Entry]:
    """Return what the list of files says, which must end the archive."""
    if len(data) < _END_FORM.size or not data.startswith((_LOCAL, _END)):
        raise _bad("is no zip archive, or begins with something else", where)
    at = len(data) - _END_FORM.size
    end, disk, other, here, count, size, start, comment = _END_FORM.unpack_from(data, at)
    if end != _END:
        raise _bad("is cut off, or has a comment or something else at its end", where)
    if comment or disk or other or here != count:
        raise _bad("has a comment, or is a part of an archive", where)
    if count == 0xFFFF or size == 0xFFFFFFFF or start == 0xFFFFFFFF:
        raise _bad("is of the form for archives above 4 GB (zip64), which no bundle needs", where)
    if count > limits.max_entries:
        message = f"holds {count:,} files; the limit is {limits.max_entries:,}"
        raise InputError(Problem("too-many-files", message, where, advice=_raise("max_entries")))
    if start + size != at:
        raise _bad("its list of files is not where it is said to be", where)
    entries: list[_Entry] = []
    position = start
    while position < at:
        entry, position = _read_entry(data, position, at, where)
        entries.append(entry)
        if len(entries) > count:
            break
    if len(entries) != count or position != at:
        raise _bad("its list of files is longer or shorter than is said", where)
    return entries


def _read_entry(data: bytes, position: int, end: int, where: Location) -> tuple[_Entry, int]:
    path_start = position + _CENTRAL_FORM.size
    if path_start > end:
        raise _bad("its list of files is cut off", where)
    (mark, _, _, flags, method, _, _, crc, packed, size, path_size, extra, comment, disk, _, mode, offset) = (
        _CENTRAL_FORM.unpack_from(data, position)
    )
    after = path_start + path_size + extra + comment
    if mark != _CENTRAL or after > end:
        raise _bad("its list of files is damaged", where)
    path = data[path_start : path_start + path_size]
    try:
        name = path.decode("utf-8" if flags & _UTF8 else "ascii")
    except UnicodeDecodeError:
        raise _bad(f"the name {path[:80]!r} is in an unknown encoding", where) from None
    if disk or 0xFFFFFFFF in (packed, size, offset):
        raise _bad(f"{name[:80]!r} is said to be in another file, or to be larger than 4 GB", where)
    if flags & _ENCRYPTED:
        message = f"{name[:80]!r} is encrypted"
        raise InputError(Problem("encrypted", message, where, advice="ask for a copy that is not"))
    if method not in (_STORED, _DEFLATED):
        raise _bad(f"{name[:80]!r} is packed by a method ({method}) that is not read here", where)
    kind = (mode >> 16) & _KIND
    folder = name.endswith("/")
    if kind not in (0, _FOLDER if folder else _REGULAR) or (mode & _MS_DOS_FOLDER and not folder):
        message = f"{name[:80]!r} is a link or a device, not a file"
        raise InputError(Problem("not-a-file", message, where, advice=_REFUSED))
    if folder and size:
        raise _bad(f"{name[:80]!r} is a folder with a content of its own", where)
    return _Entry(name, path, flags, method, crc, packed, size, offset), after


def _check_header(data: bytes, entry: _Entry, position: int, where: Location) -> int:
    """Check what stands before a file against the list, and return where the file begins."""
    name = entry.name[:80]
    if entry.offset != position:
        raise _bad(f"{name!r} does not begin where the file before it ends", where)
    start = position + _LOCAL_FORM.size
    if start > len(data):
        raise _bad(f"{name!r} is cut off", where)
    mark, _, flags, method, _, _, crc, packed, size, path_size, extra = _LOCAL_FORM.unpack_from(
        data, position
    )
    path = data[start : start + path_size]
    sizes = (crc, packed, size)
    told = (entry.crc, entry.packed, entry.size)
    later = flags & _DESCRIBED and sizes == (0, 0, 0)
    if mark != _LOCAL or path != entry.path or (flags, method) != (entry.flags, entry.method):
        raise _bad(f"{name!r} is another file than the list says", where)
    if sizes != told and not later:
        raise _bad(f"{name!r} has another size or checksum than the list says", where)
    start += path_size + extra
    if start + entry.packed > _list_start(data):
        raise _bad(f"{name!r} is cut off", where)
    return int(start)


def _skip_descriptor(data: bytes, entry: _Entry, position: int, where: Location) -> int:
    """Return where a file ends whose size and checksum may be said after it."""
    if not entry.flags & _DESCRIBED:
        return position
    described = struct.pack("<3I", entry.crc, entry.packed, entry.size)
    for form in (_DESCRIPTOR + described, described):
        if data.startswith(form, position):
            return position + len(form)
    raise _bad(f"{entry.name[:80]!r} has another size or checksum than the list says", where)


def _unpack(packed: bytes, entry: _Entry, limits: Limits, where: Location) -> bytes:
    """Return a file, counting what comes out and not what was promised."""
    name = entry.name[:80]
    if entry.method == _STORED:
        content = packed
    else:
        allowed = min(limits.max_bytes, limits.max_ratio * max(len(packed), 1))
        pieces = bytearray()
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        rest = packed
        try:
            while not engine.eof and len(pieces) <= allowed:
                piece = engine.decompress(rest, _PIECE)
                rest = engine.unconsumed_tail
                if not piece and not rest:
                    break
                pieces += piece
        except zlib.error as error:
            raise _bad(f"{name!r} cannot be unpacked: {error}", where) from None
        if len(pieces) > allowed:
            message = f"{name!r} unpacks to more than {allowed:,} bytes, from {len(packed):,}"
            advice = _raise("max_ratio") if allowed < limits.max_bytes else _raise("max_bytes")
            raise InputError(Problem("too-large", message, where, advice=advice))
        if not engine.eof or engine.unused_data:
            raise _bad(f"{name!r} is cut off, or something stands behind it", where)
        content = bytes(pieces)
    if len(content) > limits.max_bytes:
        message = f"{name!r} is larger than {limits.max_bytes:,} bytes"
        raise InputError(Problem("too-large", message, where, advice=_raise("max_bytes")))
    if len(content) != entry.size:
        raise _bad(f"{name!r} is {len(content):,} bytes, not the {entry.size:,} it is said to be", where)
    return content
