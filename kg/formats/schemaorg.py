"""Read JSON documents in the terms of schema.org as JSON-LD, without fetching a context.

A node is one JSON object, whose keys are translated to their names in schema.org. A reference by ``@id`` is
to the node that the document describes under this identifier.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pyoxigraph

from kg.characters import BAD_IRI, CONTROL
from kg.errors import InputError, Problem

#: The most names that a context may define; no real context for reviews has more.
_MAX_NAMES = 500

BASES = ("https://schema.org/", "http://schema.org/", "https://www.schema.org/", "http://www.schema.org/")
_DAY = re.compile(r"(\d{4}-\d{2}-\d{2})(?:[T ].*)?", re.ASCII | re.DOTALL)
_PAGE = re.compile(r"https?://[^\s<>\"{}|\\^`\x00-\x20]+")
LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*")
#: The keys that only identify a node.
_NAMING = {"@id", "@type", "@context"}


@dataclass(frozen=True, slots=True)
class Context:
    """What a context says about names, as far as is known without fetching it.

    ``plain`` says whether a name without prefix is one of schema.org. ``names`` maps the names that the
    context defines itself to a name of schema.org, a keyword, or ``None`` for anything else.
    """

    plain: bool = True
    prefixes: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str | None] = field(default_factory=dict)

    def with_local(self, stated: Any) -> Context:
        """Return this context extended by ``stated``, the value of an ``@context``."""
        parts = stated if isinstance(stated, list) else [stated]
        addresses = [part for part in parts if isinstance(part, str)]
        plain = any(map(is_schema, addresses)) if addresses else self.plain and None not in parts
        prefixes, names = dict(self.prefixes), dict(self.names)
        for part in parts:
            if isinstance(part, dict):
                for key, value in part.items():
                    target = value.get("@id") if isinstance(value, dict) else value
                    if not isinstance(target, str):
                        continue
                    if key == "@vocab":
                        plain = is_schema(target)
                    elif is_schema(target):
                        prefixes[key] = target
                    elif not key.startswith("@"):
                        names[key] = target
        if len(prefixes) + len(names) > _MAX_NAMES:
            raise InputError(Problem("too-large", f"a context gives more than {_MAX_NAMES} names"))
        fixed = Context(plain, prefixes)
        terms = {
            key: target if target.startswith("@") else fixed.term(target)
            for key, target in names.items()
            if target
        }
        return Context(plain, prefixes, terms)

    def term(self, key: str) -> str | None:
        """Return the schema.org name of a key or type, a keyword unchanged, else ``None``."""
        if key in self.names:
            return self.names[key]
        if key.startswith("@"):
            return key
        for base in BASES:
            if key.startswith(base):
                return key.removeprefix(base)
        prefix, colon, local = key.partition(":")
        if colon:
            is_known = prefix in self.prefixes or (prefix == "schema" and "schema" not in self.names)
            return local if is_known else None
        return key if self.plain else None


def is_schema(iri: str) -> bool:
    """Return whether an address is the address of schema.org or of its context."""
    return (
        iri.rstrip("/#") + "/" in BASES
        or re.fullmatch(r"https?://(www\.)?schema\.org/docs/jsonldcontext\.jsonl?d?", iri) is not None
    )


class JsonDocument:
    """A JSON document, whose nodes may refer to each other."""

    def __init__(self, value: Any, context: Context | None = None):
        self.value = value
        self.context = context or Context()
        self._nodes: dict[str, Node] | None = None

    def walk(self) -> Iterator[Node]:
        """Yield every node in the order of the document, without recursion, since it may be deep."""
        waiting: list[tuple[Any, Context]] = [(self.value, self.context)]
        while waiting:
            value, context = waiting.pop()
            if isinstance(value, list):
                waiting.extend((item, context) for item in reversed(value))
            elif isinstance(value, dict):
                node = Node(value, context, self)
                yield node
                inner = [item for key, item in value.items() if key != "@context"]
                waiting.extend(
                    (item, node.context) for item in reversed(inner) if isinstance(item, list | dict)
                )

    def named(self, iri: str) -> Node | None:
        """Return the first node that the document describes under an IRI."""
        if self._nodes is None:
            self._nodes = {}
            for node in self.walk():
                if not node.is_reference:
                    for name in node.own("@id"):
                        if isinstance(name, str):
                            self._nodes.setdefault(name, node)
        return self._nodes.get(iri)


class Node:
    """One JSON object, with the names of its keys in schema.org."""

    def __init__(self, value: Mapping[str, Any], around: Context, document: JsonDocument):
        self.value = value
        self.document = document
        self.around = around
        self.context = around.with_local(value["@context"]) if "@context" in value else around
        self.used: dict[str, Any] = {}
        #: Whether it is a value of another node, and may be described elsewhere.
        self.mentioned = False
        self._terms: dict[str, list[Any]] = {}
        for key, item in value.items():
            term = self.context.term(key)
            if term is not None:
                self._terms.setdefault(term, []).extend(_listed(item))

    @property
    def types(self) -> set[str]:
        """The names of its types in schema.org."""
        names = (self.context.term(name) for name in self.raw("@type") if isinstance(name, str))
        return {name for name in names if name}

    @property
    def is_reference(self) -> bool:
        """Whether it has only an identifier and types."""
        return self._terms.keys() <= _NAMING

    def own(self, term: str) -> list[Any]:
        """Return the values of a property in this object itself."""
        return self._terms.get(term, [])

    def raw(self, term: str) -> list[Any]:
        """Return the values of a property unchanged, from here or from where the node is described."""
        return self._described(term).own(term)

    def _described(self, term: str) -> Node:
        """Return the object that has a property of this node: this one, or the first that describes it."""
        if term in self._terms or not self.mentioned or "@id" not in self._terms:
            return self
        names = [name for name in self.own("@id") if isinstance(name, str)]
        other = self.document.named(names[0]) if names else None
        if other is None or other.value is self.value or not other.own(term):
            return self
        self.used[names[0]] = other.value
        return other

    def nodes(self, *terms: str) -> list[Node]:
        """Return the objects that are values of properties; references are followed."""
        objects = []
        for term in terms:
            giver = self._described(term)
            for value in giver.own(term):
                for item in value if isinstance(value, list) else [value]:
                    if isinstance(item, dict):
                        node = Node(item, giver.context, self.document)
                        node.used, node.mentioned = self.used, True
                        objects.append(node._resolved())
        return objects

    def _resolved(self) -> Node:
        """Return the node that this one refers to, or itself if it is not a reference."""
        names = [name for name in self.own("@id") if isinstance(name, str)]
        if not self.is_reference or not names:
            return self
        target = self.document.named(names[0])
        if target is None:
            return self
        self.used[names[0]] = target.value
        node = Node(target.value, target.around, self.document)
        node.used = self.used
        return node

    def texts(self, term: str) -> list[tuple[str, str | None]]:
        """Return the texts of a property, each with its language or ``None``."""
        texts: list[tuple[str, str | None]] = []
        for value in self.raw(term):
            language = None
            if isinstance(value, dict):
                language, value = value.get("@language"), value.get("@value")
            if isinstance(value, str) and (text := CONTROL.sub("", value)).strip():
                is_tag = isinstance(language, str) and LANGUAGE.fullmatch(language)
                texts.append((text, language.lower() if is_tag and isinstance(language, str) else None))
        return texts

    def scalar(self, term: str) -> Any:
        """Return the only value of a property, without the type given with it, or ``None``."""
        values = [value.get("@value") if isinstance(value, dict) else value for value in self.raw(term)]
        return values[0] if values and all(value == values[0] for value in values) else None

    def text(self, term: str) -> str | None:
        """Return the first text of a property, without blanks around it, or ``None``."""
        return next((text.strip() for text, _ in self.texts(term)), None)

    def pages(self, *terms: str) -> list[str]:
        """Return web addresses: values of properties, or their ``url``, ``@value``, ``@id`` or ``sameAs``."""
        addresses = [page for term in terms for value in self.raw(term) if (page := as_page(value))]
        for node in self.nodes(*terms):
            inner = (*node.raw("url"), *node.raw("@value"), *node.raw("@id"), *node.raw("sameAs"))
            addresses += [page for value in inner if (page := as_page(value))]
        return list(dict.fromkeys(addresses))

    def page(self, term: str) -> str | None:
        """Return the first web address of a property, or ``None``."""
        return next(iter(self.pages(term)), None)

    def day(self, term: str) -> date | None:
        """Return the day of the first date of a property, with or without a time, or ``None``."""
        for text, _ in self.texts(term):
            match = _DAY.fullmatch(text.strip())
            try:
                if match:
                    return date.fromisoformat(match[1])
            except ValueError:
                continue
        return None


def _listed(value: Any) -> list[Any]:
    """Return the values of a key as a list: from a list, a JSON-LD list or set, or a single value."""
    if isinstance(value, dict) and len(value) == 1:
        value = value.get("@list", value.get("@set", value))
    return value if isinstance(value, list) else [value]


def as_page(value: Any) -> str | None:
    """Return a web address, ``None`` for anything else."""
    if not isinstance(value, str) or len(value) > 2000 or not _PAGE.fullmatch(value.strip()):
        return None
    if BAD_IRI.search(value.strip()):
        return None
    try:
        return pyoxigraph.NamedNode(value.strip()).value
    except ValueError:
        return None
