"""Read the parts of an annotation, in any of its forms."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kg.authoring.formats import LanguageTag, Name, Text
from kg.model import BASE, Article
from kg.rdf.bases import base_of

#: The context that the standard requires; it is never fetched.
CONTEXT = "http://www.w3.org/ns/anno.jsonld"
REGISTER = f"{BASE}register/"
CUE = f"{BASE}ontology#cue"
A_NAME = TypeAdapter(Name)
A_LANGUAGE = TypeAdapter(LanguageTag)
A_TEXT = TypeAdapter(Text)


def iri_of_article(article: Article) -> str:
    """Return our IRI of an article, for one without an address."""
    return f"{BASE}bundle/{article.id}/article"


#: The keys of which the values are IRIs.
_NODES = frozenset(("id", "@id", "source", "partOf", "first", "last", "next", "prev", "target"))


def with_iris(value: Any, change: Callable[[str], str], key: str = "") -> Any:
    """Return a JSON value with every IRI changed."""
    if isinstance(value, dict):
        return {name: with_iris(inner, change, name) for name, inner in value.items()}
    if isinstance(value, list):
        return [with_iris(inner, change, key) for inner in value]
    return change(value) if isinstance(value, str) and key in _NODES else value


def find_bases(values: Sequence[Any]) -> list[str]:
    """Return the bases of the desks that minted the IRIs of claims in JSON values."""
    bases: dict[str, None] = {}

    def look(iri: str) -> str:
        # The name of a source does not say of which desk an annotation is: claims do.
        if "/claim/" in iri and (
            base := base_of(iri.partition("/quotation/")[0].removesuffix("/cue/annotation"))
        ):
            bases[base] = None
        return iri

    with_iris(list(values), look)
    return [*bases]


def plain_keys(value: Mapping[str, Any]) -> dict[str, Any]:
    """Return an object with the keys of the standard's context, in whatever form JSON-LD writes them."""
    plain: dict[str, Any] = {}
    for key, inner in value.items():
        short = key.removeprefix("oa:")
        short = {"@id": "id", "@type": "type", "hasBody": "body", "hasTarget": "target"}.get(short, short)
        plain[key if short in plain or (short != key and short in value) else short] = inner
    return plain


def types_of(value: Mapping[str, Any]) -> set[str]:
    """Return the types of a node, without their namespaces."""
    written = [word for word in as_list(value.get("type")) if isinstance(word, str)]
    return {re.split("[:#/]", word)[-1] for word in written}


def as_list(value: Any) -> list[Any]:
    """Return no value, one value or a list of values as a list."""
    if value is None:
        return []
    return list(value) if isinstance(value, list) else [value]


def claim_named(node: Any) -> tuple[str, str] | None:
    """Return the article and the identifier of our claim that an IRI names, or ``None``."""
    match node.removeprefix(BASE).split("/") if isinstance(node, str) and node.startswith(BASE) else []:
        case ["bundle", article, "claim", claim] if _is_name(claim):
            return article, claim
    return None


def source_named(node: Any) -> bool:
    """Return whether a node is a name of the register."""
    return isinstance(node, str) and node.startswith(REGISTER) and _is_name(node.removeprefix(REGISTER))


def _is_name(text: str) -> bool:
    try:
        A_NAME.validate_python(text)
    except ValidationError:
        return False
    return True


def bare_address(address: str) -> str:
    """Return an address without the parts that do not change the page."""
    return re.sub("^https?://(www[.])?", "", address.partition("#")[0], flags=re.IGNORECASE).rstrip("/")
