"""Collect the problems in files that people wrote, and the location of each name, while files are read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin
from zoneinfo import available_timezones

from pydantic import BaseModel, ValidationError

from kg.authoring.basics import FORMS
from kg.authoring.document import Document, read_yaml, shorten
from kg.authoring.formats import Written
from kg.authoring.propositions import find_zone
from kg.errors import InputError, Problem, nearest
from kg.model import Location, Register

#: The problems listed per file; further ones are only counted.
MAX_PROBLEMS = 100
#: Of how few words all are listed.
MAX_LISTED = 4
#: What pydantic misses, as people write it.
_WRITTEN = {
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "list_type": "a list, as [a, b]",
    "bool_type": "true or false",
    "string_type": "text",
}
#: Parts of pydantic's location of an error that are not keys of the file.
_NO_KEYS = ("[key]", "[name]", "[list]", "[any_of]")


class Collector:
    """Collects problems and locations while files are read."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []
        self.locations: dict[str, Location] = {}
        self._noted: set[Problem] = set()
        self._counted: Counter[str] = Counter()
        self._known: dict[tuple[str, ...], list[str]] = {}
        self._documents: dict[Path, Document] = {}

    def stop_on_problems(self) -> None:
        """Raise an InputError with all problems so far, if there are any."""
        more = [
            Problem("more-problems", f"… and {count - MAX_PROBLEMS:,} more", Location(file))
            for file, count in self._counted.items()
            if count > MAX_PROBLEMS
        ]
        if self.problems:
            raise InputError([*self.problems, *more])

    def fail(
        self,
        document: Document,
        key: tuple[str | int, ...],
        id: str,
        message: str,
        advice: str | Callable[[], str] = "",
        claim: str | None = None,
    ) -> None:
        """Note one problem at ``key`` of ``document``.

        ``advice`` may be a function, which is called only if the problem is listed. The same problem is noted
        once: a value may be read twice, such as a date that is both ends of a time.
        """
        problem = Problem(id, message, document.location(key), claim)
        if problem in self._noted:
            return
        self._noted.add(problem)
        self._counted[document.file] += 1
        if self._counted[document.file] <= MAX_PROBLEMS:
            advice = advice if isinstance(advice, str) else advice()
            self.problems.append(replace(problem, advice=advice))

    def read(self, path: Path) -> Document:
        """Return the content of a file; each file is parsed once.

        Raises:
            InputError: as :func:`kg.authoring.document.read_yaml`.
        """
        if path not in self._documents:
            self._documents[path] = read_yaml(path)
        return self._documents[path]

    def parse(
        self, path: Path, model: type[Written], document: Document | None = None
    ) -> tuple[Document, Any] | None:
        """Return a file's document and its pydantic model, or note the problems and return ``None``."""
        try:
            document = document or self.read(path)
        except InputError as error:
            self.problems.extend(error.problems)
            return None
        written = self.validate(document, model)
        return None if written is None else (document, written)

    def validate(self, document: Document, model: type[Written]) -> Any:
        """Return a document as a pydantic model, or note the problems and return ``None``."""
        if not isinstance(document.value, dict):
            empty = document.value is None
            what = f"the file {'is empty, and ' if empty else ''}must be a mapping of keys"
            needed = [name for name, field in model.model_fields.items() if field.is_required()]
            advice = f"it begins with {' and '.join(f'{name}:' for name in needed)}" if needed else ""
            self.fail(document, (), "bad-value", what, advice)
            return None
        try:
            return model.model_validate(document.value)
        except ValidationError as error:
            errors = error.errors(include_url=False)
            for details in errors[:MAX_PROBLEMS]:
                self._translate(document, model, details)
            self._counted[document.file] += len(errors[MAX_PROBLEMS:])
            return None

    def _translate(self, document: Document, model: type[Written], found: Any) -> None:
        key = tuple(part for part in found["loc"] if part not in _NO_KEYS)
        claim = _claim_at(document, key)
        kind, advice = "bad-value", ""
        message = found["msg"]
        written = next((key[:end] for end in range(len(key), 0, -1) if key[:end] in document.lines), key)
        name = next((part for part in reversed(written) if isinstance(part, str)), "")
        if found["type"] == "extra_forbidden":
            kind, message = "unknown-key", f"unknown key {shorten(key[-1])}"
            advice = nearest(str(key[-1])[:100], known_keys(model, key[:-1]))
        elif found["type"] == "missing":
            if message == "Field required":
                message = f"the key {key[-1]!r} is missing"
            kind = "missing-key"
        elif found["type"] == "literal_error":
            words = [word.strip(" '") for word in found["ctx"]["expected"].replace(" or ", ",").split(",")]
            kind, message = "unknown-word", f"{name!r} cannot be {shorten(found['input'])}"
            # Of few words the nearest may mean the opposite.
            few = len(words) <= MAX_LISTED
            advice = f"known here: {', '.join(words)}" if few else nearest(str(found["input"])[:100], words)
        elif found["type"] == "string_type" and isinstance(found["input"], int):
            message, advice = f"{shorten(found['input'])} is not text", "put it in quotation marks"
        elif found["type"] == "string_pattern_mismatch":
            what, advice = FORMS[found["ctx"]["pattern"]]
            message = f"{shorten(found['input'])} is not {what}"
        elif found["type"] == "control_character":
            kind = "control-character"
            advice = "remove it; in single quotation marks YAML takes a backslash for one"
        elif found["type"].startswith("bad_"):
            kind = found["type"].replace("_", "-")
        elif found["input"] is None:
            message, advice = f"nothing is given for {name!r}", "write a value after its colon"
        elif found["type"] in _WRITTEN:
            message = f"{name!r} must be {_WRITTEN[found['type']]}, not {shorten(found['input'])}"
            advice = _how_mapped(model, key) if found["type"] in ("dict_type", "model_type") else ""
        else:
            message = f"{message} (it is {shorten(found['input'])})"
        self.fail(document, key, kind, message, advice, claim)

    def name(
        self,
        document: Document,
        key: tuple[str | int, ...],
        name: str,
        sections: tuple[str, ...],
        register: Register,
        slot: str | None = None,
        claim: str | None = None,
    ) -> None:
        """Note a problem if ``name`` is not declared in one of ``sections``; states also count as places."""
        entry = register.entries.get(name)
        role = f" as {slot!r}" if slot else ""
        if entry is None:
            advice = partial(self._nearest, name, sections, register)
            self.fail(document, key, "unknown-name", f"{name!r} is not declared{role}", advice, claim)
        elif entry.section not in sections or (
            entry.section == "sources" and entry.type != "state" and slot in ("place", "within")
        ):
            message = f"{name!r} is one of the {entry.section} and cannot stand{role or ' here'}"
            expected = f"expected: {' or '.join(sections)}"
            self.fail(document, key, "wrong-section", message, expected, claim)

    def _nearest(self, name: str, sections: tuple[str, ...], register: Register) -> str:
        if sections not in self._known:
            entries = register.entries.values()
            self._known[sections] = [entry.name for entry in entries if entry.section in sections]
        names = self._known[sections]
        listed = " or ".join(filter(None, (", ".join(sections[:-1]), sections[-1])))
        where = f"declare it in the register, under {listed}"
        return f"{nearest(name, names)}; or {where}" if names else where

    def _zone(self, document: Document, key: tuple[str, ...], name: str) -> None:
        if find_zone(name) is None:
            zones = partial(lambda: nearest(name, sorted(available_timezones())))
            self.fail(document, key, "unknown-zone", f"there is no time zone {name!r}", zones)

    def _wrong(self, name: str, id: str, message: str, advice: str) -> None:
        claim = name.rpartition("/")[2]
        self.problems.append(Problem(id, message, self.locations.get(name), claim, advice))


def _claim_at(document: Document, key: tuple[Any, ...]) -> str | None:
    """Return the id of the claim that ``key`` belongs to or judges, if it has a usable one."""
    if len(key) < 2 or key[0] not in ("claims", "verdicts") or not isinstance(key[1], int):
        return None
    entry = document.value[key[0]][key[1]]
    name = entry.get("id" if key[0] == "claims" else "claim") if isinstance(entry, dict) else None
    return name if isinstance(name, str) and len(name) <= 100 else None


def _how_mapped(model: type[BaseModel], key: Sequence[Any]) -> str:
    """Return how the mapping at ``key`` is written, for who wrote something else there."""
    keys = known_keys(model, key)
    if keys:
        return f"write it as {{{keys[0]}: …}}; known here: {', '.join(keys)}"
    return "write it by language, as {en: …}" if len(key) > 1 else "write each entry as name: {…}"


def known_keys(model: type[BaseModel], key: Sequence[Any]) -> list[str]:
    """Return the keys that the part of a file at ``key`` may have.

    >>> from kg.authoring.formats import ClaimsFile
    >>> known_keys(ClaimsFile, ("claims", 0, "says", "count"))[:2]
    ['measure', 'number']
    """
    current: Any = model
    for part in key:
        current = _unwrap(current)
        if isinstance(current, type) and issubclass(current, BaseModel):
            fields = {field.alias or name: field.annotation for name, field in current.model_fields.items()}
            current = fields.get(part)
        else:
            current = (get_args(current) or (None,))[-1]
    current = _unwrap(current)
    if isinstance(current, type) and issubclass(current, BaseModel):
        return [field.alias or name for name, field in current.model_fields.items()]
    return []


def _unwrap(annotation: Any) -> Any:
    """Return an annotation without ``Annotated`` and ``| None``."""
    while True:
        arguments = get_args(annotation)
        if hasattr(annotation, "__metadata__"):
            annotation = arguments[0]
        elif get_origin(annotation) in (Union, UnionType):
            # Only one of the forms is a mapping with keys.
            mapping = (argument for argument in arguments if _has_keys(argument))
            annotation = next(mapping, next(a for a in arguments if a is not type(None)))
        else:
            return annotation


def _has_keys(annotation: Any) -> bool:
    inner = get_args(annotation)[0] if hasattr(annotation, "__metadata__") else annotation
    return isinstance(inner, type) and issubclass(inner, BaseModel)
