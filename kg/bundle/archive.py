"""Write zip archives with the same bytes everywhere, and read them without trusting their data.

Files are stored, not compressed, since compressed bytes depend on the library. Archives that are read may be
compressed, since others may pack the files again. An archive is refused if its parts overlap, if it hides
something before, between or after them, or if it unpacks to more than the limits allow. Nothing is ever
unpacked to disk, and no archive inside an archive is opened.
"""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterable, Mapping
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from kg.errors import InputError, Problem
from kg.intake.limits import Limits
from kg.model import Location

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_DESCRIPTOR = b"PK\x07\x08"
_LOCAL_FORM = struct.Struct("<4s5H3I2H")
_END_FORM = struct.Struct("<4s4H2IH")
#: The size of an entry in the list of files without its name and what follows it, and the form and the offset
#: of their lengths in it.
_CENTRAL_SIZE, _LENGTHS, _LENGTHS_AT = 46, struct.Struct("<3H"), 28
#: The mark before the end of an archive above 4 GB, and its size.
_LOCATOR, _LOCATOR_SIZE = b"PK\x06\x07", 20

_ENCRYPTED, _DESCRIBED = 0x1 | 0x40 | 0x2000, 0x8
#: The mask of the kind of file in a Unix mode, and the allowed kinds. Some systems give none.
_KIND, _REGULAR, _FOLDER = 0o170000, 0o100000, 0o040000
_MS_DOS_FOLDER = 0x10

#: Control characters, and those that turn or hide the text around them.
_HARMFUL = re.compile("[\x00-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_MAX_NAME = 255


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
    """Return the problems of the paths of all files of a bundle or archive together."""
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
    written = io.BytesIO()
    with ZipFile(written, "w") as archive:
        for name, data in sorted(files.items()):
            # The date is 1 January 1980, the first that a zip archive can have; the system is Unix.
            entry = ZipInfo(name)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, data)
    return written.getvalue()


def read_zip(
    data: bytes, limits: Limits | None = None, *, file: str = "archive", checksums: bool = True
) -> dict[str, bytes]:
    """Return the files of an archive by their paths.

    Without ``checksums`` a damaged file is returned as it is, for callers that compare its hash.

    Raises:
        InputError: for data that is not an archive, is not safe to read, or exceeds the limits.
    """
    limits = limits or Limits()
    where = Location(file)
    start, entries = _read_list(data, where, limits)
    problems = check_names((entry.orig_filename.removesuffix("/") for entry in entries), file, limits)
    if problems:
        raise InputError(problems)
    files: dict[str, bytes] = {}
    damaged: list[Problem] = []
    before = memoryview(data)[:start]
    position = total = 0
    for entry in sorted(entries, key=lambda entry: entry.header_offset):
        begin = _check_header(before, entry, position, where)
        content = _unpack(data[begin : begin + entry.compress_size], entry, limits, where)
        position = _skip_descriptor(data, entry, begin + entry.compress_size, where)
        total += len(content)
        if total > limits.max_archive_bytes:
            message = f"unpacks to more than {limits.max_archive_bytes:,} bytes"
            raise InputError(Problem("too-large", message, where, advice=_raise("max_archive_bytes")))
        name = entry.orig_filename
        if checksums and zlib.crc32(content) != entry.CRC:
            message = f"{name!r} is damaged: its checksum is wrong"
            damaged.append(Problem("bad-checksum", message, where, advice=_REFUSED))
        if not name.endswith("/"):
            files[name] = content
    if position != start:
        raise _bad("something stands between its files and the list of them", where)
    if damaged:
        raise InputError(damaged)
    return files


def _bad(message: str, where: Location) -> InputError:
    return InputError(Problem("bad-archive", message, where, advice=_REFUSED))


def _read_list(data: bytes, where: Location, limits: Limits) -> tuple[int, list[ZipInfo]]:
    """Return the offset and the entries of the list of files, which must end the archive.

    The library would accept a list anywhere near the end.
    """
    if len(data) < _END_FORM.size or not data.startswith((_LOCAL, _END)):
        raise _bad("is not a zip archive, or begins with something else", where)
    at = len(data) - _END_FORM.size
    end, disk, other, here, count, size, start, comment = _END_FORM.unpack_from(data, at)
    if end != _END:
        raise _bad("is cut off, or has a comment or something else at its end", where)
    if comment or disk or other or here != count:
        raise _bad("has a comment, or is a part of an archive", where)
    large = data.startswith(_LOCATOR, max(at - _LOCATOR_SIZE, 0))
    if large or count == 0xFFFF or size == 0xFFFFFFFF or start == 0xFFFFFFFF:
        raise _bad("is of the form for archives above 4 GB (zip64), which no bundle needs", where)
    if count > limits.max_entries:
        message = f"holds {count:,} files; the limit is {limits.max_entries:,}"
        raise InputError(Problem("too-many-files", message, where, advice=_raise("max_entries")))
    if start + size != at:
        raise _bad("its list of files is not where it is said to be", where)
    longer = _bad("its list of files is longer or shorter than is said", where)
    if data.count(_CENTRAL, start) > limits.max_entries:
        raise longer  # before an object is made for each entry
    try:
        with ZipFile(io.BytesIO(data), metadata_encoding="ascii") as archive:
            entries = archive.infolist()
    except UnicodeDecodeError as error:
        raise _bad(f"the name {error.object[:80]!r} is in an unknown encoding", where) from None
    except (BadZipFile, NotImplementedError) as error:
        raise _bad(f"its list of files is damaged: {error}", where) from None
    position = start
    for _ in entries:
        # If the last entry claims to be longer than the data, the library reads what there is.
        position += _CENTRAL_SIZE + sum(_LENGTHS.unpack_from(data, position + _LENGTHS_AT))
    if len(entries) != count or position != at:
        raise longer
    for entry in entries:
        _check_entry(entry, where)
    return start, entries


def _path(entry: ZipInfo) -> bytes:
    return entry.orig_filename.encode("utf-8")


def _check_entry(entry: ZipInfo, where: Location) -> None:
    """Refuse an entry that is not a plain file or folder, stored or deflated."""
    name, mode = entry.orig_filename, entry.external_attr
    if entry.volume:
        raise _bad(f"{name[:80]!r} is said to be in another file", where)
    if entry.flag_bits & _ENCRYPTED:
        message = f"{name[:80]!r} is encrypted"
        raise InputError(Problem("encrypted", message, where, advice="ask for a copy that is not"))
    if entry.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _bad(
            f"{name[:80]!r} is packed by a method ({entry.compress_type}) that is not read here", where
        )
    kind = (mode >> 16) & _KIND
    folder = name.endswith("/")
    if kind not in (0, _FOLDER if folder else _REGULAR) or (mode & _MS_DOS_FOLDER and not folder):
        message = f"{name[:80]!r} is a link or a device, not a file"
        raise InputError(Problem("not-a-file", message, where, advice=_REFUSED))
    if folder and entry.file_size:
        raise _bad(f"{name[:80]!r} is a folder with a content of its own", where)


def _check_header(data: memoryview, entry: ZipInfo, position: int, where: Location) -> int:
    """Return where a file begins, after comparing the header before it with the list."""
    name = entry.orig_filename[:80]
    if entry.header_offset != position:
        raise _bad(f"{name!r} does not begin where the file before it ends", where)
    start = position + _LOCAL_FORM.size
    if start > len(data):
        raise _bad(f"{name!r} is cut off", where)
    mark, _, flags, method, _, _, *sizes, path_size, extra = _LOCAL_FORM.unpack_from(data, position)
    path = data[start : start + path_size]
    later = flags & _DESCRIBED and sizes == [0, 0, 0]
    if mark != _LOCAL or path != _path(entry) or (flags, method) != (entry.flag_bits, entry.compress_type):
        raise _bad(f"{name!r} is another file than the list says", where)
    if sizes != [entry.CRC, entry.compress_size, entry.file_size] and not later:
        raise _bad(f"{name!r} has another size or checksum than the list says", where)
    start += path_size + extra
    if start + entry.compress_size > len(data):
        raise _bad(f"{name!r} is cut off", where)
    return int(start)


def _skip_descriptor(data: bytes, entry: ZipInfo, position: int, where: Location) -> int:
    """Return where a file ends, with the descriptor (size and checksum) that may follow it."""
    if not entry.flag_bits & _DESCRIBED:
        return position
    described = struct.pack("<3I", entry.CRC, entry.compress_size, entry.file_size)
    for form in (_DESCRIPTOR + described, described):
        if data.startswith(form, position):
            return position + len(form)
    raise _bad(f"{entry.orig_filename[:80]!r} has another size or checksum than the list says", where)


def _unpack(packed: bytes, entry: ZipInfo, limits: Limits, where: Location) -> bytes:
    """Return an unpacked file; limits apply to its real size, not to the stated one."""
    name, content = entry.orig_filename[:80], packed
    if entry.compress_type == ZIP_DEFLATED:
        allowed = min(limits.max_bytes, limits.max_ratio * max(len(packed), 1))
        engine = zlib.decompressobj(-zlib.MAX_WBITS)
        try:
            content = engine.decompress(packed, allowed + 1)
        except zlib.error as error:
            raise _bad(f"{name!r} cannot be unpacked: {error}", where) from None
        if len(content) > allowed:
            message = f"{name!r} unpacks to more than {allowed:,} bytes, from {len(packed):,}"
            advice = _raise("max_ratio") if allowed < limits.max_bytes else _raise("max_bytes")
            raise InputError(Problem("too-large", message, where, advice=advice))
        if not engine.eof or engine.unused_data:
            raise _bad(f"{name!r} is cut off, or something stands behind it", where)
    if len(content) > limits.max_bytes:
        message = f"{name!r} is larger than {limits.max_bytes:,} bytes"
        raise InputError(Problem("too-large", message, where, advice=_raise("max_bytes")))
    if len(content) != entry.file_size:
        message = f"{name!r} is {len(content):,} bytes, not the {entry.file_size:,} it is said to be"
        raise _bad(message, where)
    return content
