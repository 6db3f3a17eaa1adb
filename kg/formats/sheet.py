"""The sheet in which people write claims with a spreadsheet, as far as ``claims.yaml`` goes.

A claim has one row, and one more for every further quote, for everything it presupposes and for its
condition; the column ``part`` tells them apart. Rows whose first cell begins with ``#`` explain and are not
read.

Spreadsheets change what looks like a date or a number without asking. What they would change gets an
apostrophe before it in the sheets that are written here; dates and numbers that a spreadsheet has changed are
refused when a sheet is read, because 10/4/2020 may be two different days. Every error names row and column.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from kg.authoring.document import Document, Key, shorten
from kg.authoring.formats import ClaimEntry, ClaimsFile, LanguageTag, PropositionEntry, TimeEntry
from kg.authoring.read import build_bundle, build_claims_file
from kg.authoring.slots import AnyOf, is_one_moment, write_end, write_number
from kg.authoring.write import build_written_claims, write_claims_yaml
from kg.csv_tables import CONTROL, CsvError, decode_csv, letters, parse_csv, restore_cell, write_csv
from kg.errors import InputError, Problem, nearest
from kg.files import MAX_BYTES
from kg.formats.sheet_columns import SHEET_COLUMNS, SheetColumn
from kg.formats.tables import sorted_languages
from kg.model import (
    SLOT_SECTIONS,
    Bundle,
    Certainty,
    Knowledge,
    Location,
    Number,
    Register,
    Stance,
)

#: A sheet of ours has some fifty columns, one more per language.
MAX_COLUMNS = 1000
#: Cells of one sheet, empty ones included.
MAX_CELLS = 2_000_000
#: More problems than this are only counted.
MAX_PROBLEMS = 100
#: Of a long register so many names are listed in a template.
_LISTED_NAMES = 200

_SLOT_COLUMNS = ("kind", "agent", "target", "instrument", "place", "value", "event", "said_by")
_VALUES = ("agent", "target", "instrument", "place", "value")
_CONDITIONS = ("condition", "until", "unless")
_PARTS = ("says", "quote", "presupposes", *_CONDITIONS, "event")

_GLOSS = "gloss_"
_NAMES = tuple(column.name for column in SHEET_COLUMNS)
_ARTICLE = _NAMES[_NAMES.index("article") :]
_ARTICLE_TEXTS = tuple(
    f"article{part}" for part in ("", "_title", "_text", "_sha256", "_language", "_publisher", "_timezone")
)
_PROPOSITION = _NAMES[_NAMES.index("kind") : _NAMES.index("part_of")]
_COUNT = ("measure", "of", "number", "min", "max", "about", "unit", "soft", "final", "as_of")
#: What only a row that declares an event has, and what else it may have.
_EVENT = ("part_of", "distinct_from", "same_as")
_DECLARED = ("event", "kind", "target", "place", "time", "time_basis", *_EVENT)
#: Columns without which no claim can be written.
_REQUIRED = ("claim", "source", "stance", "quote", *(f"article{part}" for part in ("", "_text")))

#: What a spreadsheet takes for a date, a number, a truth value or an error, or strips: it gets a guard.
_MONTH = "(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*"
_ERRORS = r"\#(?:REF!|N/A|VALUE!|NAME\?|DIV/0!|NULL!|NUM!|SPILL!|CALC!|FIELD!|GETTING_DATA)|Err:[0-9]{3}"
_ERROR = re.compile(_ERRORS)
_CHANGED = re.compile(
    rf"""'*(?:
        \s.* | .*\s
      | (?!(?:0|[1-9][0-9]{{0,10}})\Z) [0-9] [0-9.,:/%eEapmAPMTZ\s+-]*
      | {_MONTH}[\s./-]*[0-9][0-9\s./,-]* | [0-9]+[\s./-]*{_MONTH}[0-9\s./,-]*
      | true | false
      | {_ERRORS}
    )""",
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)


def _unchanged(text: str) -> str:
    """Guard a cell that a spreadsheet would change."""
    return f"'{text}" if _CHANGED.fullmatch(text) else text


# -- writing ------------------------------------------------------------------------------------


def write_template(
    background: Knowledge | Register, bundle: Bundle | None = None, *, text: str | None = None
) -> bytes:
    """Return the sheet in which people write claims, with the claims of ``bundle`` filled in if it is given.

    It begins with the names of the columns, what each is for, an example, and the words and names that each
    may hold. ``text`` is the name of the article's file, ``article.fa.txt`` for one in Persian unless given.

    Raises:
        InputError: for a bundle that people could not have written.
    """
    register = background.register if isinstance(background, Knowledge) else background
    file = (
        None if bundle is None else build_written_claims(bundle, text=text, events=register.entries.values())
    )
    return write_sheet(register, file)


def write_sheet(register: Register, file: ClaimsFile | None = None) -> bytes:
    """Return the sheet that says what a claims file says, with explanations that fit a register."""
    said = [claim.gloss for claim in file.claims] if file else []
    said += [event.label for event in file.events.values()] if file else []
    glosses = {language for texts in said for language in texts}
    labels = {language for entry in register.entries.values() for language in entry.label}
    languages = sorted_languages([dict.fromkeys(glosses or labels, ""), {"en": ""}])
    split = _NAMES.index("occurrence") + 1
    names = [*_NAMES[:split], *(f"{_GLOSS}{language}" for language in languages), *_NAMES[split:]]
    rows = [names, *_explanations(names, register)]
    cells = [] if file is None else [*_sheet_rows(file), *_event_rows(file)]
    if file is not None:
        article = _article_cells(file)
        cells = [{**cells[0], **article}, *cells[1:]] if cells else [article]
    rows += [[_unchanged(row.get(name, "")) for name in names] for row in cells]
    return write_csv(rows)


def _explanations(names: Sequence[str], register: Register) -> Iterator[list[str]]:
    """Give the rows below the header, which are not read."""
    columns = {column.name: column for column in SHEET_COLUMNS}
    english: list[str] = []
    persian: list[str] = []
    example: list[str] = []
    known: list[str] = []
    for name in names:
        column = columns.get(name)
        language = name.removeprefix(_GLOSS)
        if column is None:
            column = SheetColumn(
                name, f"what is claimed, in this language ({language})", f"ادعا، به زبان {language}"
            )
        english.append(column.english)
        persian.append(column.persian)
        example.append(_unchanged(column.example))
        known.append(" ".join(_known(name, register)))
    for cells in (english, persian, example, known):
        cells[0] = f"# {cells[0]}".rstrip()
        yield cells


def _known(column: str, register: Register) -> list[str]:
    """Return what a column may hold, where that can be listed."""
    if column == "part":
        return list(_PARTS[1:])
    if column == "stance":
        return [stance.value for stance in Stance]
    if column == "certainty":
        return [certainty.value for certainty in Certainty]
    slot = {"of": "population", "source": "said_by", "via": "said_by", "article_publisher": "said_by"}
    sections = SLOT_SECTIONS.get(slot.get(column, column), ())
    names = sorted(name for name, entry in register.entries.items() if entry.section in sections)
    more = len(names) - _LISTED_NAMES
    return [*names[:_LISTED_NAMES], f"… {more} more"] if more > 0 else names


def _article_cells(file: ClaimsFile) -> dict[str, str]:
    article = file.article
    cells = {
        "article": article.id,
        "article_title": article.title or "",
        "article_timezone": article.timezone or "",
        "article_text": article.text,
        "article_sha256": article.sha256 or "",
        "article_language": article.language,
        "article_publisher": article.publisher,
        "article_url": article.url or "",
        **_time_cells("published", article.published),
    }
    if article.licence is not None:
        cells["article_licence"] = article.licence.iri
        if article.licence.shareable is not None:
            cells["article_shareable"] = "yes" if article.licence.shareable else "no"
    return cells


def _sheet_rows(file: ClaimsFile) -> Iterator[dict[str, str]]:
    """Give the rows of every claim."""
    for claim in file.claims:
        yield _claim_cells(claim)
        further: list[tuple[str, dict[str, str]]] = [
            *(("quote", _quote_cells(claim, index)) for index in range(1, len(claim.quote))),
            *(("presupposes", _proposition_cells(p)) for p in claim.presupposes),
        ]
        if claim.condition is not None:
            form = claim.condition.form
            written = _proposition_cells(claim.condition.proposition)
            further.append(("condition" if form == "if" else form, written))
        for part, cells in further:
            yield {"claim": claim.id, "part": part, **cells}


def _claim_cells(claim: ClaimEntry) -> dict[str, str]:
    return {
        "claim": claim.id,
        "source": " ".join(claim.source),
        "via": " ".join(claim.via),
        "stance": claim.stance,
        "certainty": "" if claim.certainty == "unspecified" else claim.certainty,
        **_time_cells("said", claim.said),
        "corrects": " ".join(claim.corrects),
        "cue": claim.cue or "",
        **_quote_cells(claim, 0),
        **{f"{_GLOSS}{language}": text for language, text in claim.gloss.items()},
        **_proposition_cells(claim.says),
    }


def _value_cell(value: str | list[str] | AnyOf | None) -> str:
    """Write one name, several with ``+`` between, or alternatives with ``/`` between."""
    if value is None or isinstance(value, str):
        return value or ""
    return " + ".join(value) if isinstance(value, list) else " / ".join(value.any_of)


def _quote_cells(claim: ClaimEntry, index: int) -> dict[str, str]:
    quote = claim.quote[index]
    return {"quote": quote.text, "occurrence": _digits(quote.occurrence)}


def _proposition_cells(proposition: PropositionEntry | None) -> dict[str, str]:
    if proposition is None:
        return {}
    cells = {slot: _value_cell(getattr(proposition, slot)) for slot in _SLOT_COLUMNS}
    cells |= _time_cells("time", proposition.time)
    count = proposition.count
    if count is not None:
        cells |= {"measure": count.measure, "of": count.of or "", "number": _digits(count.number)}
        cells |= {end: _digits(getattr(count, end)) for end in ("min", "max", "about")}
        cells |= {flag: "yes" if getattr(count, flag) else "" for flag in ("soft", "final")}
        cells |= {"unit": count.unit or "", "as_of": _time_cell(count.as_of)}
    return {**cells, "only": " ".join(proposition.only)}


def _event_rows(file: ClaimsFile) -> Iterator[dict[str, str]]:
    """Give the rows of the events that are declared for the article alone."""
    for name, event in file.events.items():
        yield {
            "part": "event",
            "event": name,
            **{f"{_GLOSS}{language}": text for language, text in event.label.items()},
            "kind": event.kind or "",
            **{slot: _value_cell(getattr(event, slot)) for slot in ("target", "place")},
            **_time_cells("time", event.time),
            **{key: " ".join(getattr(event, key)) for key in _EVENT},
        }


def _time_cells(column: str, time: TimeEntry | None) -> dict[str, str]:
    basis = "" if time is None else time.basis or ""
    return {column: _time_cell(time), f"{column}_basis": basis}


def _time_cell(time: TimeEntry | None) -> str:
    if time is None:
        return ""
    start, end = write_end(time.start) or "..", write_end(time.end) or ".."
    return start if is_one_moment(time) else f"{start}/{end}"


def _digits(number: Number | str | None) -> str:
    """Write a number; three decimals get a fourth, lest they be taken for thousands."""
    text = "" if number is None else number if isinstance(number, str) else write_number(number)
    return re.sub(r"(\.[0-9]{3})(?![0-9])", r"\g<1>0", text)


# -- reading ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sheet:
    """A sheet that was read: what it says, and in which row and column it says so."""

    document: Document
    file: ClaimsFile


def read_sheet(data: bytes, name: str) -> Sheet:
    """Return what a sheet says; ``name`` is what errors call it.

    Commas, semicolons or tabs may separate its cells, and it may be UTF-8, or UTF-16 with a byte order mark.
    Names of the register and quotes are not looked up yet (:func:`build_sheet_bundle`).

    Raises:
        InputError: with every problem found, each with its row and column.
    """
    document = _Reading(name).read(data)
    return Sheet(document, build_claims_file(document))


def build_sheet_bundle(sheet: Sheet, folder: Path, register: Register) -> tuple[Bundle, dict[str, Location]]:
    """Return the bundle that a sheet describes, and where each of its claims stands.

    ``folder`` holds the article's text; the names are those of ``register``.

    Raises:
        InputError: with every problem found, each with its row and column.
    """
    return build_bundle(sheet.document, folder, register)


def build_claims_yaml(sheet: Sheet) -> str:
    """Return the ``claims.yaml`` that says what a sheet says."""
    return write_claims_yaml(sheet.file)


@dataclass(frozen=True, slots=True)
class _Row:
    """A row of the sheet: its number, and its cells that are not empty by their column."""

    number: int
    cells: Mapping[str, str]


class _Reading:
    """Turns the cells of a sheet into what YAML would give, and notes where everything stands."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.problems: list[Problem] = []
        self.lines: dict[Key, int] = {}
        self.columns: dict[Key, str] = {}
        self.header = 1
        self.events: dict[str, dict[str, Any]] = {}

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

    def stop(self) -> None:
        """Raise what has been found wrong so far, if anything."""
        if self.problems:
            found, more = self.problems[:MAX_PROBLEMS], len(self.problems) - MAX_PROBLEMS
            if more > 0:
                found.append(Problem("more-problems", f"… and {more:,} more", Location(self.name)))
            raise InputError(found)

    def fail(
        self, row: int, column: str, id: str, message: str, advice: str = "", claim: str | None = None
    ) -> None:
        """Note one problem."""
        self.problems.append(Problem(id, message, Location(self.name, row, column[:60]), claim, advice))

    def note(self, key: Key, row: int, column: str) -> None:
        """Note where something stands."""
        self.lines[key] = row
        self.columns[key] = column

    # -- cells ----------------------------------------------------------------------------------

    def decode(self, data: bytes) -> str:
        """Return the text of the file."""
        if len(data) > MAX_BYTES:
            message = f"the limit is {MAX_BYTES:,} bytes; the sheet has {len(data):,}"
            raise InputError(Problem("too-large", message, Location(self.name), advice="split it"))
        try:
            return decode_csv(data)
        except UnicodeDecodeError as error:
            row, column = _place(data[: error.start])
            message = f"not UTF-8: byte {error.start} is 0x{data[error.start]:02x}"
            if error.encoding != "utf-8":
                message = f"not the UTF-16 that its byte order mark promises, at byte {error.start}"
            advice = "save it as 'CSV UTF-8', or in LibreOffice with the character set 'Unicode (UTF-8)'"
            raise InputError(
                Problem("not-utf8", message, Location(self.name, row, column), None, advice)
            ) from error

    def rows(self, text: str) -> Iterator[_Row]:
        """Give the rows below the header that are to be read."""
        separator, text, first = self.separator(text)
        cells = 0
        header: list[str] | None = None
        try:
            for number, row in enumerate(parse_csv(text, separator, most_columns=MAX_COLUMNS), first):
                cells += len(row)
                if cells > MAX_CELLS:
                    self.fail(
                        number, letters(0), "too-large", f"more than {MAX_CELLS:,} cells", "split the sheet"
                    )
                    return
                if _is_comment(row) or not any(cell.strip() for cell in row):
                    continue
                if header is None:
                    self.header = number
                    header = self.columns_of(row, number)
                    self.stop()
                else:
                    yield self.row(row, number, header)
        except CsvError as error:
            row_number, column = error.row + first - 1, error.column - 1
            name = header[column] if header is not None and column < len(header) else ""
            id = "too-large" if error.message.startswith("more than") else "bad-csv"
            advice = "open it in a spreadsheet and save it as CSV" if id == "bad-csv" else ""
            self.fail(row_number, name or letters(column), id, error.message, advice)
            return
        if header is None:
            self.fail(
                1, letters(0), "nothing-found", "the sheet is empty", "begin with the sheet of kg template"
            )

    def separator(self, text: str) -> tuple[str, str, int]:
        """Return what separates the cells, the text without a line that says so, and its first row."""
        said = re.match(r'"?sep=([,;\t])"?(?:\r\n|\r|\n)', text)
        if said is not None:
            return said[1], text[said.end() :], 2
        known = {separator: _known_columns(text, separator) for separator in ",;\t"}
        return max(known, key=lambda separator: known[separator]), text, 1

    def columns_of(self, row: Sequence[str], number: int) -> list[str]:
        """Return the names of the columns, empty where there is none."""
        found: list[str] = []
        for index, cell in enumerate(row):
            name = _column_name(cell)
            at = name or letters(index)
            if name and name in found:
                message = f"the column {shorten(name)} is given twice"
                self.fail(number, at, "duplicate-column", message, "keep one of them")
            elif name.startswith(_GLOSS):
                try:
                    tag = name.removeprefix(_GLOSS).replace("_", "-")
                    name = f"{_GLOSS}{_TAG.validate_python(tag)}"
                except ValidationError:
                    message = f"{shorten(name)} does not end in the tag of a language"
                    self.fail(number, at, "unknown-column", message, "write gloss_en, gloss_fa …")
            elif name and name not in _NAMES:
                advice = nearest(name[:100], [*_NAMES, f"{_GLOSS}en", f"{_GLOSS}fa"])
                self.fail(number, at, "unknown-column", f"unknown column {shorten(name)}", advice)
            found.append(name)
        for name in _REQUIRED:
            if name not in found:
                self.fail(
                    number,
                    name,
                    "missing-column",
                    f"the column {name!r} is missing",
                    "add it to the first row",
                )
        return found

    def row(self, row: Sequence[str], number: int, header: Sequence[str]) -> _Row:
        """Return the cells of a row that are not empty."""
        cells: dict[str, str] = {}
        for index, written in enumerate(row):
            name = header[index] if index < len(header) else ""
            if not written or (not name and not written.strip()):
                continue
            if not name:
                message = f"{shorten(written)} stands in a column that has no name"
                advice = "take it out, or put the cells that have moved back in their columns"
                self.fail(number, letters(index), "bad-row", message, advice)
                continue
            cell = _read_cell(written)
            control = CONTROL.search(cell)
            if control is not None:
                message = f"holds the control character U+{ord(control[0]):04X}"
                self.fail(number, name, "control-character", message, "remove it")
            elif _ERROR.fullmatch(written.strip()):
                message = f"{written.strip()!r} is what a spreadsheet shows for a formula that fails"
                self.fail(
                    number, name, "changed-cell", message, "write the text, with an apostrophe before it"
                )
            elif cell:
                cells[name] = cell
        return _Row(number, cells)

    # -- claims ---------------------------------------------------------------------------------

    def claims(self, rows: Sequence[_Row]) -> list[dict[str, Any]]:
        """Return the claims, each with what its further rows say."""
        claims: list[dict[str, Any]] = []
        first: dict[str, int] = {}
        further: list[tuple[_Row, str, str]] = []
        current = ""
        for row in rows:
            own = {name for name in row.cells if name not in _ARTICLE}
            if not own:
                continue
            part = row.cells.get("part", "says").casefold()
            if part not in _PARTS:
                message = f"'part' cannot be {shorten(part)}"
                self.fail(row.number, "part", "unknown-word", message, nearest(part[:100], _PARTS))
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
                advice = nearest(name[:100], [known for known in first if known]) if any(first) else ""
                self.fail(row.number, "claim", "unknown-claim", message, advice)
                continue
            self.part(row, part, claims[first[name]], ("claims", first[name]))
        return claims

    def claim(self, row: _Row, at: Key) -> dict[str, Any]:
        """Return what a claim's own row says."""
        self.note(at, row.number, "claim")
        self.note((*at, "id"), row.number, "claim")
        for column in _EVENT:
            if column in row.cells:
                message = f"{column!r} says something of an event, and this row is a claim's"
                advice = "write it on a row with the part 'event'"
                self.fail(row.number, column, "bad-row", message, advice, row.cells.get("claim"))
        found: dict[str, Any] = {}
        if "claim" in row.cells:
            found["id"] = row.cells["claim"]
        for name in ("source", "via", "stance", "certainty", "cue", "corrects"):
            self.note((*at, name), row.number, name)
            if name in row.cells:
                found[name] = row.cells[name]
        for name in ("source", "via", "corrects"):
            if name in found:
                found[name] = _split(found[name])
        glosses = {
            name.removeprefix(_GLOSS): text for name, text in row.cells.items() if name.startswith(_GLOSS)
        }
        for language in glosses:
            self.note((*at, "gloss", language), row.number, f"{_GLOSS}{language}")
        if glosses:
            found["gloss"] = glosses
        self.time(row, "said", found, (*at, "said"))
        self.note((*at, "quote"), row.number, "quote")
        self.quote(row, found, at)
        self.note((*at, "says"), row.number, "kind")
        says = self.proposition(row, (*at, "says"))
        if says:
            found["says"] = says
        return found

    def part(self, row: _Row, part: str, claim: dict[str, Any], at: Key) -> None:
        """Add what a further row says to its claim."""
        allowed = ("quote", "occurrence") if part == "quote" else _PROPOSITION
        for name in row.cells:
            if name not in (*allowed, "claim", "part", *_ARTICLE):
                message = f"a row with the part {part!r} says nothing of {name!r}"
                advice = "write it on the claim's own row"
                self.fail(row.number, name, "bad-row", message, advice, claim.get("id"))
        if part == "quote":
            if not self.quote(row, claim, at):
                self.fail(row.number, "quote", "missing-key", "the quote is missing", "", claim.get("id"))
            return
        if part in _CONDITIONS:
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

    def quote(self, row: _Row, claim: dict[str, Any], at: Key) -> bool:
        """Add the quote of a row, if it has one, and return whether it has."""
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

    def proposition(self, row: _Row, at: Key) -> dict[str, Any]:
        """Return the slots that a row fills."""
        found: dict[str, Any] = {}
        self.slots(row, _SLOT_COLUMNS, found, at)
        self.note((*at, "only"), row.number, "only")
        if "only" in row.cells:
            found["only"] = _split(row.cells["only"])
        key = (*at, "count")
        self.note(key, row.number, "min")
        count: dict[str, Any] = {}
        for name in _COUNT:
            self.note((*key, name), row.number, name)
            if name in ("measure", "of", "number", "unit"):
                if name in row.cells:
                    count[name] = row.cells[name]
                    if name == "number" and _DOUBTFUL.search(count[name]):
                        self.doubtful(row, name)
            elif name in ("soft", "final"):
                self.flag(row, name, count)
            elif name == "as_of":
                self.time(row, name, count, (*key, name))
            else:
                self.number(row, name, count)
        if any(value is not False for value in count.values()):
            found["count"] = count
        return found

    def slots(self, row: _Row, columns: Sequence[str], found: dict[str, Any], at: Key) -> None:
        """Add the slots that a row fills, and its time."""
        for slot in columns:
            self.note((*at, slot), row.number, slot)
            if slot in row.cells:
                found[slot] = _read_value(row.cells[slot]) if slot in _VALUES else row.cells[slot]
        self.time(row, "time", found, (*at, "time"))

    def event(self, row: _Row) -> None:
        """Add an event that a row declares."""
        name = row.cells.get("event", "")
        key: Key = ("events", name)
        for column in row.cells:
            if not column.startswith(_GLOSS) and column not in (*_DECLARED, "part", *_ARTICLE):
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
        found = self.events[name] = {}
        self.slots(row, ("kind", "target", "place"), found, key)
        for column in _EVENT:
            self.note((*key, column), row.number, column)
            if column in row.cells:
                cell = row.cells[column]
                found[column] = cell.split() if column == "same_as" else _split(cell)
        label = {c.removeprefix(_GLOSS): text for c, text in row.cells.items() if c.startswith(_GLOSS)}
        for language in label:
            self.note((*key, "label", language), row.number, f"{_GLOSS}{language}")
        if label:
            found["label"] = label

    def article(self, rows: Sequence[_Row]) -> dict[str, Any]:
        """Return what the sheet says of the article, on whichever rows it does."""
        cells: dict[str, str] = {}
        where: dict[str, int] = {}
        for row in rows:
            for name in _ARTICLE:
                if name not in row.cells:
                    continue
                if cells.setdefault(name, row.cells[name]) != row.cells[name]:
                    message = f"another {name!r} is given in row {where[name]}; a sheet is about one article"
                    self.fail(row.number, name, "duplicate-key", message, "keep one of them")
                where.setdefault(name, row.number)
        row = _Row(where.get("article", rows[0].number if rows else self.header), cells)
        at: Key = ("article",)
        self.note(at, row.number, "article")
        found: dict[str, Any] = {}
        for name in _ARTICLE_TEXTS:
            key = "id" if name == "article" else name.removeprefix("article_")
            self.note((*at, key), where.get(name, row.number), name)
            if name in cells:
                found[key] = cells[name]
        self.note((*at, "url"), where.get("article_url", row.number), "article_url")
        if "article_url" in cells:
            found["url"] = cells["article_url"]
        licence: dict[str, Any] = {}
        self.note((*at, "licence"), where.get("article_licence", row.number), "article_licence")
        if "article_licence" in cells:
            licence["iri"] = cells["article_licence"]
        at_flag = where.get("article_shareable", row.number)
        self.note((*at, "licence", "shareable"), at_flag, "article_shareable")
        self.flag(_Row(at_flag, cells), "article_shareable", licence, "shareable")
        if licence:
            found["licence"] = licence
        self.time(_Row(where.get("published", row.number), cells), "published", found, (*at, "published"))
        return found

    # -- values ---------------------------------------------------------------------------------

    def time(self, row: _Row, column: str, found: dict[str, Any], at: Key) -> None:
        """Add a time with its basis, if a row has one."""
        self.note(at, row.number, column)
        self.note((*at, "basis"), row.number, f"{column}_basis")
        time: dict[str, Any] = {}
        if column in row.cells:
            cell = row.cells[column].strip().removeprefix("'")
            ends = [end.strip() for end in cell.split("/")]
            if len(ends) > 2 or any(_DATE.fullmatch(end) is None for end in ends) or set(ends) <= {"..", ""}:
                message = (
                    f"not a date: {shorten(cell)}; write 2020-10-04, 2020-10, 2020 or 2020-10-04/2020-10-05"
                )
                self.fail(row.number, column, "bad-date", message, _DATE_ADVICE, row.cells.get("claim"))
                return
            for name, end in zip(("from", "to"), (ends[0], ends[-1]), strict=True):
                self.note((*at, name), row.number, column)
                if end not in ("", ".."):
                    time[name] = end
        if f"{column}_basis" in row.cells:
            time["basis"] = row.cells[f"{column}_basis"]
        if time:
            found[column] = time

    def number(self, row: _Row, column: str, found: dict[str, Any]) -> None:
        """Add a number, if a row has one; only what is counted may have decimals."""
        if column not in row.cells:
            return
        cell = row.cells[column].strip().removeprefix("'")
        decimal = column != "occurrence" and re.fullmatch(r"[0-9]{1,18}\.[0-9]{1,6}", cell)
        if decimal and not _DOUBTFUL.search(cell):
            found[column] = cell
            return
        if re.fullmatch("[0-9]{1,18}", cell) is None:
            self.doubtful(row, column)
            return
        found[column] = int(cell)

    def doubtful(self, row: _Row, column: str) -> None:
        """Note what is no number, or may be one that a spreadsheet has changed."""
        message = f"not a whole number: {shorten(row.cells[column])}"
        advice = (
            "write it in the digits 0 to 9 alone, without comma or exponent; 1.5 with a point, and 1.125 "
        )
        advice += "as 1.1250, for 1.000 may be a thousand"
        self.fail(row.number, column, "bad-number", message, advice, row.cells.get("claim"))

    def flag(self, row: _Row, column: str, found: dict[str, Any], key: str | None = None) -> None:
        """Add yes or no, if a row says so."""
        if column not in row.cells:
            return
        cell = row.cells[column].strip().removeprefix("'")
        truth = {"yes": True, "true": True, "no": False, "false": False}.get(cell.casefold())
        if truth is None:
            message = f"{shorten(cell)} is neither yes nor no"
            self.fail(row.number, column, "unknown-word", message, "write yes or no", row.cells.get("claim"))
            return
        found[key or column] = truth


_TAG: TypeAdapter[str] = TypeAdapter(LanguageTag)
# Midnight in full is what spreadsheets make of a day.
_CLOCK = "T(?!00:00:00$)[0-9]{2}:[0-9]{2}(?::[0-9]{2})?(?:Z|[+-][0-9]{2}:[0-9]{2})?"
#: Decimals that are none, or may be thousands.
_DOUBTFUL = re.compile(r"\.(?:0+|[0-9]{3})(?![0-9])")
_DATE = re.compile(rf"[0-9]{{4}}(?:-[0-9]{{2}}(?:-[0-9]{{2}}(?:{_CLOCK})?)?)?|\.\.|")
_DATE_ADVICE = (
    "a spreadsheet may have changed it: make the column text, or begin the cell with an apostrophe, and "
    "write year-month-day"
)


def _read_cell(written: str) -> str:
    """Return what a cell of the file says, without guards and outer blanks."""
    cell = restore_cell(written)
    return cell[1:] if cell.startswith("'") and _CHANGED.fullmatch(cell) else cell.strip()


def _split(cell: str) -> list[str]:
    """Return the names that a cell lists."""
    return re.split(r"[\s,;،؛]+", cell.strip(" ,;،؛"))


def _read_value(cell: str) -> Any:
    """Return one name, several with ``+`` between, or alternatives with ``/`` between.

    >>> _read_value("a + b"), _read_value("a/b")
    (['a', 'b'], {'any_of': ['a', 'b']})
    """
    for sign in "/+":
        if sign in cell:
            names = [name.strip() for name in cell.split(sign)]
            return {"any_of": names} if sign == "/" else names
    return cell


def _is_comment(row: Sequence[str]) -> bool:
    first = row[0].strip() if row else ""
    return first.startswith("#") and _ERROR.fullmatch(first) is None


def _column_name(cell: str) -> str:
    """Return the name of a column as the sheet has it, however it is spaced.

    >>> _column_name(" Said by")
    'said_by'
    """
    return re.sub(r"[\s_-]+", "_", restore_cell(cell).strip()).casefold()


def _known_columns(text: str, separator: str) -> int:
    """Return how many columns of a sheet the header has if its cells are separated so."""
    try:
        for row in parse_csv(text, separator, most_columns=MAX_COLUMNS):
            if not _is_comment(row) and any(cell.strip() for cell in row):
                return sum(_column_name(cell) in _NAMES for cell in row)
    except CsvError:
        return 0
    return 0


def _place(data: bytes) -> tuple[int, str]:
    """Return the row and column in which the readable beginning of a file ends."""
    text = decode_csv(data[: len(data) // 2 * 2] if data[:2] in (b"\xff\xfe", b"\xfe\xff") else data)
    separator = max(",;\t", key=lambda separator: _known_columns(text, separator))
    row, column = 0, 0
    try:
        for cells in parse_csv(text, separator):
            row, column = row + 1, len(cells) - 1
        if text.endswith(("\r", "\n")):
            row, column = row + 1, 0
    except CsvError as error:
        row, column = error.row, error.column - 1
    return max(row, 1), letters(max(column, 0))
