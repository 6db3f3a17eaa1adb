"""Hostile archives and folders are refused before anything in them is used."""

from __future__ import annotations

import hashlib
import io
import os
import random
import stat
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from support.handed import files_of, ids, refused, tiny

from kg.bundle.archive import read_zip, write_zip
from kg.bundle.disk import read_bundle, write_bundle
from kg.bundle.verify import check_archive, check_bundle
from kg.errors import InputError
from kg.intake.limits import Limits

# ---- hostile archives ---------------------------------------------------------------------------------


def packed(*entries: tuple[str, bytes], mode: int = 0o100644, compression: int = zipfile.ZIP_STORED) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", compression) as archive:
        for name, data in entries:
            entry = zipfile.ZipInfo("x")
            entry.filename = name
            entry.external_attr = mode << 16
            entry.create_system = 3
            entry.compress_type = compression
            archive.writestr(entry, data)
    return file.getvalue()


@pytest.mark.parametrize(
    "name",
    [
        "../manifest.json",
        "articles/../../x",
        "..",
        "a/..",
        "/etc/passwd",
        "//server/share",
        "C:/x",
        "c:x",
        "a\\b",
        "..\\x",
        "./a",
        "a//b",
        "a/.",
        "a/b.",
        "a/b ",
        "a\nb",
        "a\x7fb",
        "a\x1b[2Jb",
        "a\u202eltt.x",
        "a\u2066b",
        "a\u200bb",
        "a\ufeffb",
        "x" * 256,
        "گ" * 128,
    ],
)
def test_names_that_lead_elsewhere_or_hide_are_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "in").mkdir()
    path = tmp_path / "in" / "b.zip"
    path.write_bytes(packed(("manifest.json", b"{}"), (name, b"x")))
    assert refused(lambda: read_bundle(path)) == {"bad-path"}
    assert refused(lambda: check_bundle(path)) == {"bad-path"}
    assert sorted(p.name for p in tmp_path.rglob("*")) == ["b.zip", "in"]


def test_a_name_with_a_null_is_refused() -> None:
    data = packed(("manifest.json", b"{}"), ("aXb", b"x")).replace(b"aXb", b"a\0b")
    assert refused(lambda: read_zip(data)) == {"bad-path"}


@pytest.mark.parametrize("mode", [stat.S_IFLNK, stat.S_IFIFO, stat.S_IFCHR, stat.S_IFSOCK, stat.S_IFDIR])
def test_links_and_devices_are_refused(mode: int) -> None:
    data = packed(("a", b"/etc/passwd"), mode=mode | 0o777)
    assert refused(lambda: read_zip(data)) == {"not-a-file"}


@pytest.mark.parametrize("names", [("a", "a"), ("a/b", "A/b"), ("ß", "SS"), ("a", "b", "a")])
def test_two_files_of_one_name_are_refused(names: tuple[str, ...]) -> None:
    with pytest.warns(UserWarning) if len(set(names)) < len(names) else io.StringIO():
        data = packed(*((name, name.encode()) for name in names))
    assert refused(lambda: read_zip(data)) == {"duplicate-name"}


def test_bombs_are_refused(tmp_path: Path) -> None:
    zeros = packed(("manifest.json", b"0" * 20_000_000), compression=zipfile.ZIP_DEFLATED)
    assert len(zeros) < 30_000
    assert refused(lambda: read_zip(zeros)) == {"too-large"}
    assert refused(lambda: read_zip(zeros, Limits(max_ratio=10_000, max_bytes=1_000_000))) == {"too-large"}
    many = packed(*((str(i), b"x" * 900) for i in range(20)))
    assert refused(lambda: read_zip(many, Limits(max_archive_bytes=10_000))) == {"too-large"}
    assert refused(lambda: read_zip(many, Limits(max_bytes=899))) == {"too-large"}
    assert len(read_zip(many)) == 20
    path = tmp_path / "b.zip"
    path.write_bytes(many + b"x" * 30_000)
    assert refused(lambda: read_bundle(path, Limits(max_archive_bytes=1_000, max_entries=1))) == {"too-large"}


def test_an_archive_in_an_archive_is_not_opened() -> None:
    bomb = packed(("x", b"0" * 50_000_000), compression=zipfile.ZIP_DEFLATED)
    nested = packed(("nested.zip", bomb), compression=zipfile.ZIP_STORED)
    assert read_zip(nested) == {"nested.zip": bomb}
    assert "additional-file" in ids(check_bundle({**tiny(), **read_zip(nested)}))


def overlapping(kernel: bytes, names: int) -> bytes:
    """Many names for one packed file, as in the bombs that unpack to petabytes without nesting."""
    engine = zlib.compressobj(9, zlib.DEFLATED, -15)
    data = engine.compress(kernel) + engine.flush()
    crc = zlib.crc32(kernel)
    local = (
        struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 33, crc, len(data), len(kernel), 1, 0) + b"0" + data
    )
    central = b"".join(
        struct.pack(
            *("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 33, crc, len(data), len(kernel)),
            *(len(str(i)), 0, 0, 0, 0, 0, 0),
        )
        + str(i).encode()
        for i in range(names)
    )
    return (
        local + central + struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, names, names, len(central), len(local), 0)
    )


def test_overlapping_files_are_refused() -> None:
    assert read_zip(overlapping(b"0" * 100, 1)) == {"0": b"0" * 100}
    assert refused(lambda: read_zip(overlapping(b"0" * 100, 500))) == {"bad-archive"}


def test_encrypted_files_are_refused() -> None:
    data = bytearray(packed(("a", b"x" * 20)))
    for mark, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        data[data.index(mark) + offset] |= 1
    assert refused(lambda: read_zip(bytes(data))) == {"encrypted"}


@pytest.mark.slow
def test_seventy_thousand_files_are_refused(tmp_path: Path) -> None:
    data = packed(*((f"articles/{i}.ttl", b"") for i in range(70_000)))
    assert refused(lambda: read_zip(data)) <= {"bad-archive", "too-many-files"}
    fewer = packed(*((f"articles/{i}.ttl", b"") for i in range(10_001)))
    assert refused(lambda: read_zip(fewer)) == {"too-many-files"}
    assert len(read_zip(fewer, Limits(max_entries=10_001))) == 10_001
    claimed = bytearray(fewer)
    claimed[-14:-10] = struct.pack("<2H", 1, 1)
    assert refused(lambda: read_zip(bytes(claimed))) == {"bad-archive"}
    for i in range(12):
        (tmp_path / str(i)).write_bytes(b"")
    assert refused(lambda: read_bundle(tmp_path, Limits(max_entries=11))) == {"too-many-files"}
    for i in range(12):
        (tmp_path / f"folder-{i}").mkdir()
    assert refused(lambda: read_bundle(tmp_path, Limits(max_entries=11))) == {"too-many-files"}


def test_whatever_is_cut_off_is_refused() -> None:
    data = write_zip({"manifest.json": b"{}", "articles/a.ttl": b"<urn:a> <urn:b> <urn:c> ."})
    for length in range(len(data)):
        assert refused(lambda length=length: read_zip(data[:length])) == {"bad-archive"}  # type: ignore[misc]
    assert len(read_zip(data)) == 2


@pytest.mark.parametrize("where", ["before", "behind", "comment", "between", "entry comment"])
def test_whatever_is_hidden_in_an_archive_is_refused_or_told(where: str) -> None:
    data = write_zip({"manifest.json": b"{}"})
    at = data.index(b"PK\1\2")
    match where:
        case "before":
            hidden = b"#!/bin/sh\n" + data
        case "behind":
            hidden = data + b"more"
        case "comment":
            hidden = data[:-2] + struct.pack("<H", 4) + b"more"
        case "between":
            hidden = data[:at] + b"more" + data[at:-6] + struct.pack("<IH", at + 4, 0)
        case _:
            file = io.BytesIO()
            with zipfile.ZipFile(file, "w") as archive:
                entry = zipfile.ZipInfo("manifest.json")
                entry.comment = b"more"
                archive.writestr(entry, b"{}")
            hidden = file.getvalue()
            assert {p.id for p in check_archive(hidden, "b.zip")[1]} == {"archive-changed"}
            return
    assert refused(lambda: read_zip(hidden)) == {"bad-archive"}


def test_an_archive_is_the_same_to_the_byte_whatever_writes_it() -> None:
    found = hashlib.sha256(write_zip({"b": b"2", "گ": b"1"})).hexdigest()
    assert found == "ffe9815fdc363ada5c2c64b976ebc45f1c5b8906336a1817658ae9a6c5832f14"


def test_an_entry_that_is_said_to_go_on_beyond_the_list_is_refused() -> None:
    data = bytearray(packed(("a", b"x")))
    data[data.index(b"PK\1\2") + 32] = 9  # the length of its comment
    assert refused(lambda: read_zip(bytes(data))) == {"bad-archive"}


def test_archives_above_four_gigabytes_are_refused() -> None:
    data = packed(("a", b"x"))
    list_at, end_at = data.index(b"PK\1\2"), data.index(b"PK\5\6")
    records = struct.pack(
        "<4sQ2H2I4Q4sIQI",
        *(b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, end_at - list_at, list_at),
        *(b"PK\6\7", 0, end_at, 1),
    )
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, end_at + len(records) - list_at, list_at, 0)
    assert refused(lambda: read_zip(data[:end_at] + records + end)) == {"bad-archive"}
    for mark, offset in ((b"PK\1\2", 20), (b"PK\1\2", 24), (b"PK\1\2", 42), (b"PK\5\6", 16), (b"PK\5\6", 12)):
        lying = bytearray(data)
        lying[data.index(mark) + offset : data.index(mark) + offset + 4] = b"\xff" * 4
        assert refused(lambda lying=lying: read_zip(bytes(lying))) == {"bad-archive"}  # type: ignore[misc]


def test_a_size_is_counted_and_not_believed() -> None:
    data = packed(("a", b"x" * 1000), compression=zipfile.ZIP_DEFLATED)
    for size in (0, 1, 999, 1001):
        lying = bytearray(data)
        for mark, offset in ((b"PK\3\4", 22), (b"PK\1\2", 24)):
            lying[data.index(mark) + offset : data.index(mark) + offset + 4] = struct.pack("<I", size)
        assert refused(lambda lying=lying: read_zip(bytes(lying))) == {"bad-archive"}  # type: ignore[misc]


def test_a_damaged_file_of_an_archive_is_named() -> None:
    data = write_zip({"a": b"first", "b": b"second"}).replace(b"second", b"Second")
    with pytest.raises(InputError, match="bad-checksum: 'b' is damaged"):
        read_zip(data)
    assert read_zip(data, checksums=False) == {"a": b"first", "b": b"Second"}


def test_archives_of_other_programs_are_read(tmp_path: Path) -> None:
    """Folders as entries, sizes said behind the files, names in UTF-8."""

    class Stream(io.BytesIO):
        def seekable(self) -> bool:
            return False

    file = Stream()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("articles")
        archive.writestr("articles/گنجه.ttl", "گنجه" * 50)
        archive.writestr("empty", b"")
    assert read_zip(file.getvalue()) == {"articles/گنجه.ttl": ("گنجه" * 50).encode(), "empty": b""}


@pytest.mark.parametrize("data", [b"", b"PK", b"no archive" * 10, b"PK\5\6" + bytes(18), b"\0" * 100])
def test_what_is_no_archive(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "b.zip"
    path.write_bytes(data)
    if data[:4] == b"PK\5\6":
        assert read_bundle(path) == {}
        assert ids(check_bundle(path)) == {"missing-file"}
    else:
        assert refused(lambda: read_bundle(path)) == {"bad-archive"}
    assert refused(lambda: read_bundle(tmp_path / "none.zip")) == {"unreadable"}
    assert refused(lambda: check_bundle(tmp_path / "none.zip")) == {"unreadable"}


def test_random_damage_never_ends_in_a_traceback() -> None:
    chance = random.Random(7)
    whole = packed(*((name, data[:300]) for name, data in tiny().items()), compression=zipfile.ZIP_DEFLATED)
    read = 0
    for _ in range(3_000):
        damaged = bytearray(whole)
        for _ in range(chance.randint(1, 6)):
            at = chance.randrange(len(damaged))
            match chance.randrange(3):
                case 0:
                    damaged[at] = chance.randrange(256)
                case 1:
                    del damaged[at : at + chance.randrange(20)]
                case 2:
                    damaged[at:at] = damaged[chance.randrange(len(damaged)) :][: chance.randrange(60)]
        try:
            read_zip(bytes(damaged), checksums=False)
            read += 1
        except InputError:
            pass
    assert 0 < read < 3_000


# ---- hostile folders ----------------------------------------------------------------------------------


def test_links_in_a_folder_are_refused(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.mkdir()
    (secret / "a.txt").write_text("mine")
    folder = write_bundle(files_of("whose-island"), tmp_path / "b")
    for link, to in (
        ("a.txt", secret / "a.txt"),
        ("more", secret),
        ("loop", folder),
        ("gone", tmp_path / "no"),
    ):
        (folder / link).symlink_to(to)
        assert refused(lambda: read_bundle(folder)) == {"not-a-file"}
        assert refused(lambda: check_bundle(folder)) == {"not-a-file"}
        (folder / link).unlink()
    os.mkfifo(folder / "pipe")
    assert refused(lambda: read_bundle(folder)) == {"not-a-file"}
    (folder / "pipe").unlink()
    assert check_bundle(folder, contents=False).ok


def test_names_and_sizes_in_a_folder(tmp_path: Path) -> None:
    folder = write_bundle(files_of("whose-island"), tmp_path / "b")
    for name in ("a\nb", "a\u202eb", "a\\b", "a:b"):
        (folder / name).write_bytes(b"")
        assert refused(lambda: read_bundle(folder)) == {"bad-path"}
        (folder / name).unlink()
        (folder / name).mkdir()
        assert refused(lambda: read_bundle(folder)) == {"bad-path"}
        (folder / name).rmdir()
    (folder / "MANIFEST.json").write_bytes(b"")
    assert refused(lambda: read_bundle(folder)) == {"duplicate-name"}
    (folder / "MANIFEST.json").unlink()
    assert refused(lambda: read_bundle(folder, Limits(max_bytes=1000))) == {"too-large"}
    assert refused(lambda: read_bundle(folder, Limits(max_archive_bytes=10_000))) == {"too-large"}
    deep = folder
    for _ in range(200):
        deep = deep / "d"
        deep.mkdir()
    (deep / "x").write_bytes(b"")
    assert refused(lambda: read_bundle(folder)) == {"bad-path"}


def test_a_bundle_that_cannot_be_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.zip")
    assert refused(lambda: read_bundle(tmp_path / "pipe.zip")) == {"unreadable"}
    assert refused(lambda: check_bundle(tmp_path / "pipe.zip")) == {"unreadable"}
    assert refused(lambda: read_bundle(tmp_path / "a\0b")) == {"unreadable"}
    assert refused(lambda: check_bundle(tmp_path / "a\0b")) == {"unreadable"}
