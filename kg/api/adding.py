"""Add articles and claims in code, with the same checks as those in files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kg.api.objects import GraphClaim, GraphEntry
from kg.authoring.bundles import BundleReader
from kg.authoring.document import Document, Key
from kg.authoring.formats import ClaimEntry, ClaimsFile
from kg.authoring.write import build_written_claims
from kg.errors import InputError, Problem, nearest
from kg.model import Bundle, Knowledge, Location


@dataclass(frozen=True)
class _Given(Document):
    """The arguments of a method, which are checked like the keys of a file."""

    def location(self, key: Key) -> Location:
        """Return the location of the argument that ``key`` names."""
        named = key[2:] if key[:1] == ("claims",) else key[1:] if key[:1] == ("article",) else key
        where = ".".join(map(str, named))
        return Location(f"{self.file}: {where}" if where else self.file)


def _plain(value: Any) -> Any:
    """Return a value as it is in a file: dates and floats as text, entries and claims by their names."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items() if item is not None}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, GraphEntry | GraphClaim):
        return value.name
    return str(value) if isinstance(value, float) else value


def _given(values: Mapping[str, Any]) -> dict[str, Any]:
    plain = _plain(values)
    return {key: value for key, value in plain.items() if value not in (None, (), [], {})}


def with_article(own: Knowledge, text: str, written: Mapping[str, Any], events: Any) -> Knowledge:
    """Return the knowledge with one more article, which has no claims yet.

    Raises:
        InputError: with all problems.
    """
    name = str(written.get("id"))
    file = f"article.{written.get('language')}.txt"
    article = {**_given(written), "text": file}
    reader, document = BundleReader(), _Given(f"article {name}", {}, {})
    document = replace(document, value={"article": article, "events": _given(events or {}), "claims": []})
    parsed = reader.validate(document, ClaimsFile)
    reader.stop_on_problems()
    if name in own.articles:
        message = f"there is an article {name!r} already"
        raise InputError(Problem("duplicate-name", message, document.location(("article", "id"))))
    register = reader.with_events([(document, parsed)], own.register)
    bundle = _resolve(reader, document, parsed, register, text)
    return replace(
        own,
        register=register,
        bundles=tuple(sorted((*own.bundles, bundle), key=lambda one: one.id)),
        locations={**own.locations, **reader.locations},
    )


def with_claim(own: Knowledge, article: str, written: Mapping[str, Any]) -> tuple[Knowledge, str]:
    """Return the knowledge with one more claim in an article, and the claim's full name.

    Raises:
        InputError: with all problems.
    """
    bundle = next((each for each in own.bundles if each.id == article), None)
    if bundle is None:
        advice = nearest(article[:80], [*own.articles]) if own.articles else "add_article adds one"
        raise InputError(Problem("unknown-article", f"there is no article {article[:80]!r}", advice=advice))
    if bundle.article.text is None:
        message = f"the text of {article!r} is withheld, so no quote can be found in it"
        raise InputError(Problem("no-text", message))
    name = f"{article}/{written.get('id')}"
    reader, document = BundleReader(), _Given(f"claim {name}", _given(written), {})
    entry = reader.validate(document, ClaimEntry)
    reader.stop_on_problems()
    if name in own.claims:
        message = f"there is a claim {name!r} already"
        raise InputError(Problem("duplicate-claim", message, document.location(("id",)), entry.id))
    alone = Bundle(bundle.article, ())
    parsed = build_written_claims(alone).model_copy(update={"claims": [entry]})
    made = _resolve(reader, document, parsed, own.register, bundle.article.text)
    claims = sorted((*bundle.claims, *made.claims), key=lambda claim: claim.order)
    changed = Bundle(bundle.article, tuple(claims))
    bundles = tuple(changed if each is bundle else each for each in own.bundles)
    if entry.corrects:
        reader.check_corrections(bundles)
        reader.stop_on_problems()
    locations = {**own.locations, name: Location(f"claim {name}")}
    return replace(own, bundles=bundles, locations=locations), name


def _resolve(
    reader: BundleReader, document: Document, parsed: ClaimsFile, register: Any, text: str
) -> Bundle:
    """Return the bundle of a document, its names and quotes looked up."""
    bundles = reader.resolve(document, parsed, text, register, reader.check(register))
    reader.stop_on_problems()
    return bundles[0]
