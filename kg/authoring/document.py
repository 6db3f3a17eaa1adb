"""Read YAML that a stranger may have written, and keep the line of every part.

Only what the project's formats need is accepted: one document of mappings, lists and scalars. Anchors
and aliases (which make a small file expand without bound), tags, duplicate keys and deep nesting are
errors. Plain scalars are resolved as in the YAML 1.2 core schema, so ``no`` and ``2020-10-04`` stay text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from kg.errors import InputError, Problem
from kg.files import BYTE_ORDER_MARK, STDIN, decode, read_verbatim
from kg.model import Location

#: The deepest nesting that is read; the formats need seven levels.
MAX_DEPTH = 32
#: The most keys, values, lists and mappings in one file; ten thousand long claims have half as many.
MAX_NODES = 500_000

#: What to do about a fault, by a part of the parser's words for it.
_YAML_ADVICE = (
    ("tab", "indent with spaces, not with tabs"),
    (
        "mapping values",
        "put text with a colon and a space in it into quotation marks: '…: …'; indent keys that belong"
        " together alike",
    ),
    ("expected ':'", "write a colon and a space after each key; here or on the line before"),
    (
        "expected ','",
        "close every bracket, and put commas between what is inside; text with brackets or commas in it"
        " goes into quotation marks",
    ),
    ("'-' indicator", "indent what belongs to one item alike; each item of a list begins with '- '"),
    (
        "expected key",
        "indent keys that belong together alike; text with quotation marks goes into other ones: '…'",
    ),
    ("cannot start any token", "put text that begins with this character into quotation marks"),
    ("document separator", "close the quotation marks"),
    ("stream", "close what was opened: brackets or quotation marks"),
    ("", "see whether indentation, brackets and quotation marks are as they should be"),
)

#: The parser's words for what it was in, where that tells more than where it stopped.
_OPENED = ("while scanning a quoted scalar", "while parsing a flow mapping", "while parsing a flow sequence")

Key = tuple[str | int, ...]

_INTEGER = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
#: Events that end where the written value ends, unless they have no length.
_ENDING: Any = (yaml.ScalarEvent, yaml.CollectionEndEvent)


@dataclass(frozen=True)
class Document:
    """The content of a file: its value, and the line of every key and item by its path from the top.

    If the file is a table, the lines are rows, and ``columns`` has the column of every key. ``text`` is
    the parsed text. ``ends`` has, for each key at the top, the last line of its value: new text can be put
    after it.
    """

    file: str
    value: Any
    lines: dict[Key, int]
    columns: dict[Key, str] = field(default_factory=dict)
    text: str = field(default="", repr=False)
    ends: dict[str, int] = field(default_factory=dict)

    def location(self, key: Key) -> Location:
        """Return the location of ``key``, or of the nearest part around it that has one."""
        while key and key not in self.lines:
            key = key[:-1]
        return Location(self.file, self.lines.get(key, 1), self.columns.get(key))


def shorten(value: Any) -> str:
    """Return ``value`` as messages quote it, shortened if it is long.

    >>> shorten("x" * 70)[-5:]
    "xxx'…"
    """
    if isinstance(value, str) and len(value) > 60:
        return f"{value[:60]!r}…"
    text = repr(value)
    return text if len(text) <= 400 else f"{text[:60]}…"


def read_yaml(path: Path) -> Document:
    """Return the only document of a YAML file with the lines of its parts.

    Raises:
        InputError: with the file and the line of the fault.
    """
    file = "<stdin>" if path == STDIN else str(path)
    return parse_yaml(read_verbatim(path), file)


def parse_bytes(data: bytes, file: str) -> Document:
    """Return the only document of a YAML file's bytes; ``file`` is its name in errors."""
    return parse_yaml(decode(data, file), file)


def parse_yaml(text: str, file: str) -> Document:
    """Return the only document of YAML ``text``; ``file`` is its name in errors.

    >>> parse_yaml("claims:\\n  - id: m1", "claims.yaml").lines[("claims", 0, "id")]
    2
    """
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        return _build(yaml.parse(text.removeprefix(BYTE_ORDER_MARK), Loader=loader), file, text)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark is not None else 1
        fault = getattr(error, "problem", None) or str(error).splitlines()[0]
        opened = getattr(error, "context_mark", None)
        if opened is not None and getattr(error, "context", None) in _OPENED:
            fault += f", in what was opened on line {opened.line + 1}"
        advice = next(advice for part, advice in _YAML_ADVICE if part in fault)
        raise _refusal(file, "bad-yaml", f"not YAML: {fault}", line, advice) from error


def _build(events: Any, file: str, text: str) -> Document:
    """Return the document of parser events, built without recursion."""
    lines: dict[Key, int] = {}
    ends: dict[str, int] = {}
    root: list[Any] = []
    stack: list[tuple[Any, Key]] = [(root, ())]
    pending: list[str | None] = [None]
    top = ""
    fail = partial(_refusal, file)

    def place(value: Any, line: int) -> Key:
        container, path = stack[-1]
        if isinstance(container, dict):
            key: str | int = pending[-1] or ""
            container[key] = value
            pending[-1] = None
            path = (*path, key)
        else:
            if container is not root:
                path = (*path, len(container))
                lines[path] = line
            container.append(value)
        return path

    for event in _accepted(events, file):
        line = event.start_mark.line + 1
        if isinstance(event, yaml.ScalarEvent):
            container, path = stack[-1]
            if isinstance(container, dict) and pending[-1] is None:
                key = event.value
                if not key:
                    raise fail("bad-key", "a key is empty", line)
                if key in container:
                    message = f"the key {shorten(key)} is given twice; first on line {lines[(*path, key)]}"
                    raise fail("duplicate-key", message, line, "keep one of them")
                pending[-1] = key
                lines[(*path, key)] = line
                top = top if path else key
            else:
                place(_resolve(event), line)
        elif isinstance(event, yaml.CollectionStartEvent):
            if isinstance(stack[-1][0], dict) and pending[-1] is None:
                raise fail("bad-key", "a key must be a word", line)
            if len(stack) > MAX_DEPTH:
                raise fail("too-deep", f"nested more than {MAX_DEPTH} deep", line)
            value: Any = {} if isinstance(event, yaml.MappingStartEvent) else []
            stack.append((value, place(value, line)))
            pending.append(None)
        elif isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            pending.pop()
        if isinstance(event, _ENDING) and event.end_mark.index > event.start_mark.index:
            ends[top] = event.end_mark.line + bool(event.end_mark.column)
    return Document(file, root[0] if root else None, lines, text=text, ends=ends)


def _accepted(events: Any, file: str) -> Iterator[Any]:
    """Yield the events of the only document; refuse several documents, aliases, anchors and tags."""
    documents = nodes = 0
    for event in events:
        if isinstance(event, yaml.NodeEvent):
            nodes += 1
            if nodes > MAX_NODES:
                message = f"more than {MAX_NODES:,} keys and values"
                raise _refusal(file, "too-large", message, _line(event), "split it into several files")
            _check_plain(event, file)
        elif isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                advice = "write one document per file"
                raise _refusal(file, "bad-yaml", "more than one document", _line(event), advice)
            continue
        yield event


def _refusal(file: str, id: str, message: str, line: int, advice: str = "") -> InputError:
    return InputError(Problem(id, message, Location(file, line), advice=advice))


def _check_plain(event: Any, file: str) -> None:
    """Refuse aliases, anchors and tags: they give a value that is not written at its place."""
    # An alias has the name of an anchor, too.
    if event.anchor:
        advice = "write the value out"
        raise _refusal(file, "alias", "anchors and aliases are not accepted", _line(event), advice)
    if event.tag:
        message = f"the tag {shorten(event.tag)} is not accepted"
        raise _refusal(file, "tag", message, _line(event), "leave the tag out")


def _line(event: Any) -> int:
    return int(event.start_mark.line) + 1


def _resolve(event: yaml.ScalarEvent) -> str | int | bool | None:
    if event.style:
        return str(event.value)
    text = str(event.value)
    if text in ("", "~", "null"):
        return None
    if text in ("true", "false"):
        return text == "true"
    return int(text) if _INTEGER.fullmatch(text) else text
