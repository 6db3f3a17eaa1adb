"""Read a sheet into the form that ``claims.yaml`` has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.authoring.document import Document, Key, shorten
from kg.authoring.formats import ClaimsFile
from kg.authoring.read import build_authored_bundle, build_claims_file
from kg.authoring.write import write_claims_yaml
from kg.errors import nearest
from kg.formats.sheet.cells import Row
from kg.formats.sheet.parts import (
    ARTICLE,
    ARTICLE_TEXTS,
    CONDITIONS,
    COUNT,
    DECLARED,
    EVENT,
    GLOSS,
    PARTS,
    PROPOSITION,
)
from kg.formats.sheet.values import DOUBTFUL, ValueReader, read_value_cell, split_names
from kg.model import EVENT_SLOTS, NAMED, SEVERAL, Bundle, Location, Register


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read: its content, and the row and column of each value."""

    document: Document
    file: ClaimsFile


def read_sheet(data: bytes, name: str) -> Sheet:
    """Return a sheet that was read; ``name`` is the name of the file in errors.

    Commas, semicolons or tabs may separate its cells. It may be UTF-8, or UTF-16 with a byte order mark.
    Names of the register and quotes are not looked up yet (see :func:`build_sheet_bundle`).

    Raises:
        InputError: with every problem found, each with its row and column.
    """
    document = SheetReader(name).read(data)
    return Sheet(document, build_claims_file(document))


def build_sheet_bundle(sheet: Sheet, folder: Path, register: Register) -> tuple[Bundle, dict[str, Location]]:
    """Return the bundle that a sheet describes, and the location of each of its claims.

    ``folder`` holds the article's text; names are looked up in ``register``.

    Raises:
        InputError: with every problem found, each with its row and column.
    """
    return build_authored_bundle(sheet.document, folder, register)


def build_claims_yaml(sheet: Sheet) -> str:
    """Return the ``claims.yaml`` with the content of a sheet."""
    return write_claims_yaml(sheet.file)


class SheetReader(ValueReader):
    """Turns the cells of a sheet into the values of a YAML file, and records the place of each value."""

    def read(self, data: bytes) -> Document:
        """Return the sheet as a document."""
        rows = list(self.rows(self.decode(data)))
        self.stop()
        claims = self.claims(rows)
        value = {"article": self.article(rows), "claims": claims}
        if self.events:
            value["events"] = self.events
        self.stop()
        return Document(self.name, value, self.lines, self.columns)

    def claims(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """Return the claims, each with the content of its further rows."""
        claims: list[dict[str, Any]] = []
        first: dict[str, int] = {}
        further: list[tuple[Row, str, str]] = []
        current = ""
        for row in rows:
            own = {name for name in row.cells if name not in ARTICLE}
            if not own:
                continue
            part = row.cells.get("part", "says").casefold()
            if part not in PARTS:
                message = f"'part' cannot be {shorten(part)}"
                self.fail(row.number, "part", "unknown-word", message, nearest(part[:100], PARTS))
                continue
            if part == "event":
                self.event(row)
                continue
            if part != "says":
                current = row.cells.get("claim", current)
                further.append((row, part, current))
                continue
            current = row.cells.get("claim", "")
            first.setdefault(current, len(claims))
            claims.append(self.claim(row, ("claims", len(claims))))
        for row, part, name in further:
            if name not in first:
                message = f"there is no claim {shorten(name)} that this could be a part of"
                advice = (
                    nearest(name[:100], [claim_name for claim_name in first if claim_name])
                    if any(first)
                    else ""
                )
                self.fail(row.number, "claim", "unknown-claim", message, advice)
                continue
            self.part(row, part, claims[first[name]], ("claims", first[name]))
        return claims

    def claim(self, row: Row, at: Key) -> dict[str, Any]:
        """Return the content of a claim's own row."""
        self.note(at, row.number, "claim")
        self.note((*at, "id"), row.number, "claim")
        for column in EVENT:
            if column in row.cells:
                message = f"{column!r} says something of an event, and this row is a claim's"
                advice = "write it on a row with the part 'event'"
                self.fail(row.number, column, "bad-row", message, advice, row.cells.get("claim"))
        entry: dict[str, Any] = {}
        if "claim" in row.cells:
            entry["id"] = row.cells["claim"]
        for name in ("source", "via", "stance", "certainty", "cue", "corrects"):
            self.note((*at, name), row.number, name)
            if name in row.cells:
                entry[name] = row.cells[name]
        for name in ("source", "via", "corrects"):
            if name in entry:
                entry[name] = split_names(entry[name])
        glosses = {
            name.removeprefix(GLOSS): text for name, text in row.cells.items() if name.startswith(GLOSS)
        }
        for language in glosses:
            self.note((*at, "gloss", language), row.number, f"{GLOSS}{language}")
        if glosses:
            entry["gloss"] = glosses
        self.time(row, "said", entry, (*at, "said"))
        self.note((*at, "quote"), row.number, "quote")
        self.quote(row, entry, at)
        self.note((*at, "says"), row.number, "kind")
        says = self.proposition(row, (*at, "says"))
        if says:
            entry["says"] = says
        return entry

    def part(self, row: Row, part: str, claim: dict[str, Any], at: Key) -> None:
        """Add the content of a further row to its claim."""
        allowed = ("quote", "occurrence") if part == "quote" else PROPOSITION
        for name in row.cells:
            if name not in (*allowed, "claim", "part", *ARTICLE):
                message = f"a row with the part {part!r} says nothing of {name!r}"
                advice = "write it on the claim's own row"
                self.fail(row.number, name, "bad-row", message, advice, claim.get("id"))
        if part == "quote":
            if not self.quote(row, claim, at):
                self.fail(row.number, "quote", "missing-key", "the quote is missing", "", claim.get("id"))
            return
        if part in CONDITIONS:
            key: Key = (*at, "condition")
            if "condition" in claim:
                message = f"the claim has a condition already, in row {self.lines[key]}"
                self.fail(row.number, "part", "duplicate-key", message, "keep one of them", claim.get("id"))
                return
            self.note(key, row.number, "kind")
            claim["condition"] = self.proposition(row, key if part == "condition" else (*key, part))
            if part != "condition":
                key = (*key, part)
                claim["condition"] = {part: claim["condition"]}
        else:
            key = (*at, part, len(claim.setdefault(part, [])))
            claim[part].append(self.proposition(row, key))
        self.note(key, row.number, "kind")

    def quote(self, row: Row, claim: dict[str, Any], at: Key) -> bool:
        """Return whether a row has a quote, after adding it to the claim."""
        if "quote" not in row.cells and "occurrence" not in row.cells:
            return False
        quotes = claim.setdefault("quote", [])
        key = (*at, "quote", len(quotes))
        quote: dict[str, Any] = {}
        self.note(key, row.number, "quote")
        self.note((*key, "occurrence"), row.number, "occurrence")
        if "quote" in row.cells:
            quote["text"] = row.cells["quote"]
        self.number(row, "occurrence", quote)
        quotes.append(quote)
        return True

    def proposition(self, row: Row, at: Key) -> dict[str, Any]:
        """Return the slots that a row fills."""
        slots: dict[str, Any] = {}
        self.slots(row, NAMED, slots, at)
        self.note((*at, "only"), row.number, "only")
        if "only" in row.cells:
            slots["only"] = split_names(row.cells["only"])
        key = (*at, "count")
        self.note(key, row.number, "min" if "measure" in row.cells else "measure")
        count: dict[str, Any] = {}
        for name in COUNT:
            self.note((*key, name), row.number, name)
            if name in ("measure", "of", "number", "unit"):
                if name in row.cells:
                    count[name] = row.cells[name]
                    if name == "number" and DOUBTFUL.search(count[name]):
                        self.doubtful(row, name)
            elif name in ("soft", "final"):
                self.flag(row, name, count)
            elif name == "as_of":
                self.time(row, name, count, (*key, name))
            else:
                self.number(row, name, count)
        if any(value is not False for value in count.values()):
            slots["count"] = count
        return slots

    def slots(self, row: Row, columns: Sequence[str], found: dict[str, Any], at: Key) -> None:
        """Add the slots that a row fills, and its time."""
        for slot in columns:
            self.note((*at, slot), row.number, slot)
            if slot in row.cells:
                found[slot] = read_value_cell(row.cells[slot]) if slot in SEVERAL else row.cells[slot]
        self.time(row, "time", found, (*at, "time"))

    def event(self, row: Row) -> None:
        """Add an event that a row declares."""
        name = row.cells.get("event", "")
        key: Key = ("events", name)
        for column in row.cells:
            if not column.startswith(GLOSS) and column not in (*DECLARED, "part", *ARTICLE):
                message = f"a row that declares an event says nothing of {column!r}"
                self.fail(row.number, column, "bad-row", message, "write it in the row of a claim")
        if not name:
            self.fail(row.number, "event", "missing-key", "the name of the event is missing")
            return
        if name in self.events:
            message = f"the event {shorten(name)} is declared already, in row {self.lines[key]}"
            self.fail(row.number, "event", "duplicate-key", message, "keep one of them")
            return
        self.note(key, row.number, "event")
        declared = self.events[name] = {}
        self.slots(row, EVENT_SLOTS, declared, key)
        for column in EVENT:
            self.note((*key, column), row.number, column)
            if column in row.cells:
                cell = row.cells[column]
                declared[column] = cell.split() if column == "same_as" else split_names(cell)
        label = {c.removeprefix(GLOSS): text for c, text in row.cells.items() if c.startswith(GLOSS)}
        for language in label:
            self.note((*key, "label", language), row.number, f"{GLOSS}{language}")
        if label:
            declared["label"] = label

    def article(self, rows: Sequence[Row]) -> dict[str, Any]:
        """Return what the rows of the sheet say about the article."""
        cells: dict[str, str] = {}
        where: dict[str, int] = {}
        for row in rows:
            for name in ARTICLE:
                if name not in row.cells:
                    continue
                if cells.setdefault(name, row.cells[name]) != row.cells[name]:
                    message = f"another {name!r} is given in row {where[name]}; a sheet is about one article"
                    self.fail(row.number, name, "duplicate-key", message, "keep one of them")
                where.setdefault(name, row.number)
        row = Row(where.get("article", rows[0].number if rows else self.header), cells)
        at: Key = ("article",)
        self.note(at, row.number, "article")
        article: dict[str, Any] = {}
        for name in ARTICLE_TEXTS:
            key = "id" if name == "article" else name.removeprefix("article_")
            self.note((*at, key), where.get(name, row.number), name)
            if name in cells:
                article[key] = cells[name]
        self.note((*at, "url"), where.get("article_url", row.number), "article_url")
        if "article_url" in cells:
            article["url"] = cells["article_url"]
        licence: dict[str, Any] = {}
        self.note((*at, "licence"), where.get("article_licence", row.number), "article_licence")
        if "article_licence" in cells:
            licence["iri"] = cells["article_licence"]
        at_flag = where.get("article_shareable", row.number)
        self.note((*at, "licence", "shareable"), at_flag, "article_shareable")
        self.flag(Row(at_flag, cells), "article_shareable", licence, "shareable")
        if licence:
            article["licence"] = licence
        self.time(Row(where.get("published", row.number), cells), "published", article, (*at, "published"))
        return article
