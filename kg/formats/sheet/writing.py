"""Write a sheet: an empty template, or the claims of a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kg.authoring.formats import ClaimEntry, ClaimsFile, PropositionEntry, TimeEntry
from kg.authoring.slots import AnyOf, is_one_moment, write_end, write_number
from kg.authoring.write import build_written_claims
from kg.formats.csv_tables import write_csv
from kg.formats.sheet.columns import SHEET_COLUMNS, SheetColumn
from kg.formats.sheet.guards import unchanged
from kg.formats.sheet.parts import EVENT, GLOSS, NAMES, PARTS
from kg.formats.tables import sorted_languages
from kg.model import NAMED, SLOT_SECTIONS, Bundle, Certainty, Knowledge, Number, Register, Stance

#: The most names of a register that a template lists.
_LISTED_NAMES = 200


def write_template(
    background: Knowledge | Register, bundle: Bundle | None = None, *, text: str | None = None
) -> bytes:
    """Return the sheet in which people write claims, with the claims of ``bundle`` if it is given.

    It begins with the names of the columns, their explanations, an example, and the words and names that each
    may hold. ``text`` is the name of the article's file; the default for Persian is ``article.fa.txt``.

    Raises:
        InputError: for a bundle that people could not have written.
    """
    register = background.register if isinstance(background, Knowledge) else background
    file = (
        None if bundle is None else build_written_claims(bundle, text=text, events=register.entries.values())
    )
    return write_sheet(register, file)


def write_sheet(register: Register, file: ClaimsFile | None = None) -> bytes:
    """Return the sheet with the content of a claims file, and with explanations that fit a register."""
    said = [claim.gloss for claim in file.claims] if file else []
    said += [event.label for event in file.events.values()] if file else []
    glosses = {language for texts in said for language in texts}
    labels = {language for entry in register.entries.values() for language in entry.label}
    languages = sorted_languages([dict.fromkeys(glosses or labels, ""), {"en": ""}])
    split = NAMES.index("occurrence") + 1
    names = [*NAMES[:split], *(f"{GLOSS}{language}" for language in languages), *NAMES[split:]]
    rows = [names, *_explanations(names, register)]
    cells = [] if file is None else [*_sheet_rows(file), *_event_rows(file)]
    if file is not None:
        article = _article_cells(file)
        cells = [{**cells[0], **article}, *cells[1:]] if cells else [article]
    rows += [[unchanged(row.get(name, "")) for name in names] for row in cells]
    return write_csv(rows)


def _explanations(names: Sequence[str], register: Register) -> Iterator[list[str]]:
    """Yield the explanations below the header, which are not read back."""
    columns = {column.name: column for column in SHEET_COLUMNS}
    english: list[str] = []
    persian: list[str] = []
    example: list[str] = []
    allowed: list[str] = []
    for name in names:
        column = columns.get(name)
        language = name.removeprefix(GLOSS)
        if column is None:
            column = SheetColumn(
                name, f"what is claimed, in this language ({language})", f"ادعا، به زبان {language}"
            )
        english.append(column.english)
        persian.append(column.persian)
        example.append(unchanged(column.example))
        allowed.append(" ".join(_known(name, register)))
    for cells in (english, persian, example, allowed):
        cells[0] = f"# {cells[0]}".rstrip()
        yield cells


def _known(column: str, register: Register) -> list[str]:
    """Return the values that a column may hold, if they can be listed."""
    if column == "part":
        return list(PARTS[1:])
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
    """Yield the rows of every claim."""
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
        **{f"{GLOSS}{language}": text for language, text in claim.gloss.items()},
        **_proposition_cells(claim.says),
    }


def _value_cell(value: str | list[str] | AnyOf | None) -> str:
    """Return one name, several with ``+`` between, or alternatives with ``/`` between."""
    if value is None or isinstance(value, str):
        return value or ""
    return " + ".join(value) if isinstance(value, list) else " / ".join(value.any_of)


def _quote_cells(claim: ClaimEntry, index: int) -> dict[str, str]:
    quote = claim.quote[index]
    return {"quote": quote.text, "occurrence": _digits(quote.occurrence)}


def _proposition_cells(proposition: PropositionEntry | None) -> dict[str, str]:
    if proposition is None:
        return {}
    cells = {slot: _value_cell(getattr(proposition, slot)) for slot in NAMED}
    cells |= _time_cells("time", proposition.time)
    count = proposition.count
    if count is not None:
        cells |= {"measure": count.measure, "of": count.of or "", "number": _digits(count.number)}
        cells |= {end: _digits(getattr(count, end)) for end in ("min", "max", "about")}
        cells |= {flag: "yes" if getattr(count, flag) else "" for flag in ("soft", "final")}
        cells |= {"unit": count.unit or "", "as_of": _time_cell(count.as_of)}
    return {**cells, "only": " ".join(proposition.only)}


def _event_rows(file: ClaimsFile) -> Iterator[dict[str, str]]:
    """Yield the rows of the events that are declared only for the article."""
    for name, event in file.events.items():
        yield {
            "part": "event",
            "event": name,
            **{f"{GLOSS}{language}": text for language, text in event.label.items()},
            "kind": event.kind or "",
            **{slot: _value_cell(getattr(event, slot)) for slot in ("target", "place")},
            **_time_cells("time", event.time),
            **{key: " ".join(getattr(event, key)) for key in EVENT},
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
    """Return a number as text; three decimals get a fourth, so that they do not look like thousands."""
    text = "" if number is None else number if isinstance(number, str) else write_number(number)
    return re.sub(r"(\.[0-9]{3})(?![0-9])", r"\g<1>0", text)
