"""Find the files to read: registers and claims, below the paths that people name."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from kg.authoring.document import Document, read_yaml, shorten
from kg.errors import InputError, Problem
from kg.model import Location
from kg.resources import resource_dir

CLAIMS = "claims.yaml"
#: Read beside a claims file, if it exists.
VERDICTS = "verdicts.yaml"
REGISTER = "register"
REGISTER_ADVICE = f"name the register, too, or write one: a folder {REGISTER}/ beside that of the article"
#: Names that people or programs give these files by mistake.
_MEANT = re.compile(r"(claim|verdict)s?\.ya?ml(\.txt)?", re.I)


def default_paths() -> list[Path]:
    """Return the default path of commands: ``seeds/`` here, else the packaged example."""
    here = Path("seeds")
    return [here if here.is_dir() else resource_dir("seeds")]


def as_named(path: Path) -> Path:
    """Return a path as messages show it: relative to the working folder if it is inside."""
    here = Path.cwd()
    return path.relative_to(here) if path.is_absolute() and path.is_relative_to(here) else path


def find_files(
    paths: Iterable[Path], read: Callable[[Path], Document] = read_yaml
) -> tuple[list[Path], list[Path]]:
    """Return the register files and the claims files under ``paths``, each once, in a fixed order.

    ``read`` parses the files that ``paths`` names itself, since only their content tells what they are. A
    caller that uses them later may keep the result.

    Raises:
        InputError: for a path that cannot be read, or a folder that holds neither.
    """
    registers: dict[Path, Path] = {}
    claims: dict[Path, Path] = {}
    for path in map(as_named, paths):
        try:
            in_folder = path.is_dir()
            # An impossible path, such as one with a null character, is refused when it is read.
            exists = not in_folder and path.exists()
            is_read = exists and path.resolve() in registers.keys() | claims.keys()
            files = _search(path) if in_folder else [] if is_read else [(path, _is_claims(read(path)))]
            for file, is_claims in files:
                (claims if is_claims else registers).setdefault(file.resolve(), file)
        except (OSError, RuntimeError) as error:  # for a circle of links, in Python 3.11 and 3.12
            reason = getattr(error, "strerror", None) or "a circle of symbolic links"
            where = Location(shorten(str(path)).strip("'"))
            raise InputError(Problem("unreadable", f"cannot be read: {reason}", where)) from error
        if in_folder and not files:
            message = f"holds neither a {CLAIMS} nor register files"
            raise InputError(Problem("nothing-found", message, Location(str(path))))
    return list(registers.values()), list(claims.values())


def _search(folder: Path) -> list[tuple[Path, bool]]:
    """Return the register and claims files below a folder, and whether each is a claims file.

    Hidden files and folders are passed over.
    """
    in_register = folder.resolve().name == REGISTER
    paths = []
    for current, inner, names in os.walk(folder):
        inner[:] = [name for name in inner if not name.startswith(".")]
        paths += [Path(current, name) for name in names if not name.startswith(".")]
    files = []
    _check_names(paths)
    for file in sorted(paths):
        if file.suffix not in (".yaml", ".yml") or (file.exists() and not file.is_file()):
            continue
        within = file.relative_to(folder).parts[:-1]
        if file.name == CLAIMS:
            files.append((file, True))
        elif in_register or file.stem == REGISTER or REGISTER in within:
            files.append((file, False))
    return files


def find_texts_without_claims(paths: Iterable[Path]) -> list[Path]:
    """Return the texts in folders under ``paths`` that have no claims file beside them: they are not read."""
    texts = []
    for path in paths:
        for current, inner, names in os.walk(path):
            inner[:] = [name for name in inner if not name.startswith(".") and name != REGISTER]
            if CLAIMS not in names and Path(current) != path:
                texts += [Path(current, name) for name in names if name.endswith(".txt")]
    return sorted(texts)


def _check_names(files: Sequence[Path]) -> None:
    """Refuse files with a mistaken name, which would otherwise be ignored without a word."""
    existing = set(files)
    problems = []
    for file in sorted(files):
        meant = _MEANT.fullmatch(file.name)
        name = f"{meant[1].lower()}s.yaml" if meant else file.name
        if meant is not None and file.with_name(name) not in existing:
            message = f"is not read: only a file called {name} is"
            problems.append(Problem("misnamed-file", message, Location(str(file)), advice=f"call it {name}"))
    if problems:
        raise InputError(problems)


def _is_claims(document: Document) -> bool:
    """Return whether a document is a claims file, by its keys at the top."""
    value = document.value
    return isinstance(value, dict) and ("claims" in value or "article" in value)


def register_for(claims_files: Sequence[Path], *, required: bool = True) -> list[Path]:
    """Return the files of the register for some claims files: beside them, else in ``seeds/`` here.

    Raises:
        InputError: if there is no register and one is ``required``.
    """
    beside = {path.resolve().parent.parent / REGISTER for path in claims_files}
    here = Path("seeds") / REGISTER
    folders = [folder for folder in sorted(beside) if folder.is_dir()] or [here]
    if not folders[0].is_dir() and not required:
        return []
    if not folders[0].is_dir():
        message = f"no register is beside {claims_files[0].parent}, nor is there one in seeds/ here"
        raise InputError(Problem("no-register", message, advice=REGISTER_ADVICE))
    return find_files(folders)[0]
