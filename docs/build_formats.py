"""Write ``docs/formats.md``: every field of the files people write, and every column of the tables.

Run it as ``python docs/build_formats.py``; a test compares what it writes with what is committed. What may
stand in a field comes from the models that read it, what it is for from here: a field without an entry fails.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from kg.authoring.formats import json_schema
from kg.formats.sheet.columns import SHEET_COLUMNS
from kg.formats.tables import write_claims_table, write_contradictions_table
from kg.model import Knowledge, Register
from kg.report.data import RELATION_COLUMNS

PAGE = Path(__file__).resolve().parent / "formats.md"
_HEAD = """\
# Formats

Every field of the files people write, and every column of the tables. How they are meant to be used is told
in [What people write](writing.md); `kg schema claims` (`register`, `verdicts`, `desk`) writes
the same for an editor, as JSON Schema. What is not listed here is refused, with the nearest word that is. Of
the files for programs are told: the [JSON of relations](commands.md#the-json-of-relations), the
[bundle](partners.md#a-bundle) for partners, and the [terms](terms.md) in which everything is written as RDF.

A *name* is up to a hundred of `a-z`, `0-9`, `.`, `_` and `-`, and begins with a letter or digit.
"""
_FILES = {
    "claims": "claims.yaml",
    "verdicts": "verdicts.yaml",
    "register": "register/*.yaml",
    "desk": "desk.yaml",
}
_LIKE = {
    r"^[a-z0-9][a-z0-9._-]*$": "name",
    r"^(([a-z0-9][a-z0-9._-]*:)?[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*$": (
        "claim, as `id`, `article/id` or `partner:article/id`"
    ),
    r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$": "language tag",
    r"^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$": "time zone",
    r"^[0-9a-f]{64}$": "64 hexadecimal digits",
}
#: What a field is for; one that is in several models and not the same in all stands with its model.
_MEANINGS = {
    "about": "about so many; alone",
    "agent": "who did it, or who holds the state",
    "any_of": "the names, of which one is meant",
    "article": "the article",
    "as_of": "when it was counted, where not when it was said",
    "base": "with what its IRIs begin; else it is made from the name",
    "basis": "why that time, where the text does not give it",
    "broader": "the wider ones",
    "certainty": "how sure the source sounds",
    "changes": "a measure that only rises as it becomes known, or that may fall",
    "claim": "the claim that is judged",
    "claims": "its claims",
    "commanded_by": "who commands it",
    "condition": "under which it is demanded, committed to or threatened",
    "corrects": "the claims that this one takes back or replaces",
    "count": "how many",
    "cue": "the reporting words, as they stand in the text",
    "date": "the day of the verdict",
    "distinct_from": "the ones that it is not, so that nothing is both",
    "event": "the individual event it belongs to, as it is declared",
    "events": "individual events, and what nobody disputes of them",
    "evidence": "addresses of what it rests on",
    "excludes": "standpoints that nobody holds together with this one",
    "explanation": "why, by language",
    "final": "it is of the whole, not of what is known so far",
    "from": "its beginning",
    "functional": "the slots of which it has one value",
    "gloss": "what it says, by language, for who cannot read the text",
    "held_by": "the sources that hold it",
    "holds": "its contested facts",
    "ClaimEntry.id": "a short name, once in its article",
    "ArticleEntry.id": "a short name, once among all articles",
    "instrument": "with what",
    "iri": "the address of the licence",
    "kind": "what happens or holds: a kind of the register",
    "kinds": "what happens or holds, or is counted",
    "label": "what people call it, by language",
    "language": "in which the text is",
    "lat": "degrees north",
    "licence": "of the text",
    "DeskFile.licence": "of its own work",
    "lon": "degrees east",
    "max": "at most so many",
    "measure": "what is counted: a kind",
    "min": "at least so many",
    "name": "who it is to partners",
    "number": 'the same in short, as `93` or `">60"`',
    "object": "what it is part of, or the like",
    "occurrence": "which one, from 1, where the words stand in the text more than once",
    "of": "among whom: a population",
    "only": "slots of which nothing else is meant",
    "opponents": "pairs of sources that oppose each other",
    "part_of": "the wholes it belongs to",
    "phrase": "how it is told, by language, with slots in braces: `{agent} shelled {target}`",
    "place": "where",
    "places": "where things happen",
    "populations": "who is counted",
    "presupposes": "what is taken for granted in saying it",
    "published": "when the article was published",
    "publisher": "its own voice: a source",
    "quote": "the words of the text, exactly",
    "rating": "what was found of it",
    "ratio": "its numbers are shares, and never compared with those of a part",
    "relation": "how the one lies inside the other",
    "reviewer": "who says so",
    "said": "when it was said",
    "said_by": "that this source said it: the claim is about the utterance",
    "same_as": "addresses of the same elsewhere",
    "says": "what is said; a question alone has none",
    "sha256": "of the text, where it may have been changed on the way",
    "shareable": "whether the text may be passed on",
    "soft": "the numbers are vague",
    "source": "who says it, or several who say it jointly",
    "sources": "who speaks, or is spoken of as one who acts",
    "stance": "what the source does with it",
    "standpoints": "contested facts, and who holds them",
    "subject": "what lies inside",
    "target": "who or what it is done to",
    "text": "the name of the file with the verbatim text, beside this one",
    "QuoteEntry.text": "the words",
    "things": "facilities, objects, weapons: what is neither a speaker nor a place",
    "time": "when",
    "timeless": "it holds whenever it holds at all",
    "timezone": "of clock times without one",
    "title": "its title",
    "DeskFile.title": "what people call it",
    "to": "its end",
    "type": "what it is",
    "unidentified": "it is known by a description alone, and may be the same as any other",
    "unit": "in which it is counted",
    "unless": "or what would keep it from holding",
    "until": "or up to what it holds",
    "url": "where it was published",
    "DeskFile.url": "its page",
    "value": "what a state is",
    "verdicts": "what fact-checkers made of its claims",
    "via": "who passed it on, from the article outward",
    "within": "the places it lies in",
}


def build_formats() -> str:
    """Return the text of ``docs/formats.md``."""
    parts, seen = [_HEAD], set[str]()
    for file, name in _FILES.items():
        schema = json_schema(file)  # type: ignore[arg-type]
        models = {schema["title"]: schema, **schema.get("$defs", {})}
        parts.append(f"## `{name}`\n")
        for title, model in models.items():
            if title not in seen:
                seen.add(title)
                parts += _build_model(title, model, heading=title != schema["title"])
    return "\n".join([*parts, *_build_tables()]).rstrip() + "\n"


def _build_model(title: str, model: Mapping[str, Any], *, heading: bool) -> Iterator[str]:
    forms = model.get("anyOf", [model])
    told = next(form for form in forms if "properties" in form)
    if heading:
        yield f"### {_short(title).capitalize()}\n"
    yield f"{_as_markdown(told.get('description', ''))}\n"
    rows = [
        f"| `{name}` | {_describe(field)} | {_tell_meaning(title, name)} |"
        for name, field in told["properties"].items()
    ]
    required = [f"`{name}`" for name in told.get("required", ())]
    yield "\n".join(["| field | what may stand there | what it is |", "| --- | --- | --- |", *rows]) + "\n"
    if required:
        yield f"Needed: {', '.join(required)}.\n"


def _tell_meaning(title: str, name: str) -> str:
    found = _MEANINGS.get(f"{title}.{name}")
    return _MEANINGS[name] if found is None else found


def _describe(field: Mapping[str, Any]) -> str:
    """Return what may stand in a field, in words."""
    if "$ref" in field:
        short = _short(field["$ref"].rpartition("/")[2])
        return f"[{short}](#{short.replace(' ', '-')})"
    if forms := field.get("anyOf", field.get("oneOf")):
        told = [_describe(form) for form in forms if form.get("type") != "null"]
        one, *others = dict.fromkeys(told)
        return " or ".join(
            [one, *("a list of such" if other == f"list of {one}" else other for other in others)]
        )
    if "enum" in field:
        return ", ".join(f"`{value}`" for value in field["enum"])
    return _describe_type(field)


def _describe_type(field: Mapping[str, Any]) -> str:
    match field.get("type"):
        case "string":
            return _LIKE[field["pattern"]] if "pattern" in field else "date" if "format" in field else "text"
        case "boolean":
            return "`true` or `false`"
        case "array":
            return f"list of {_describe(field['items'])}"
        case "object":
            ((pattern, value),) = field["patternProperties"].items()
            return f"by {_LIKE[pattern]}: {_describe(value)}"
        case _:
            bounds = [f"{words} {field[key]:g}" for key, words in _BOUNDS.items() if key in field]
            return " ".join(["number", *bounds])


_BOUNDS = {"minimum": "from", "maximum": "to"}


def _build_tables() -> Iterator[str]:
    yield "## The sheet\n"
    yield (
        "`kg template` writes it, `kg import sheet.csv` reads it: a row for each claim, and further rows\n"
        "for its other quotes and propositions. After `occurrence` stands a `gloss_…` for each language.\n"
    )
    rows = [f"| `{c.name}` | {c.english} | {c.example and f'`{c.example}`'} |" for c in SHEET_COLUMNS]
    yield "\n".join(["| column | what it is for | an example |", "| --- | --- | --- |", *rows]) + "\n"
    yield "## Tables\n"
    nothing = Knowledge(Register())
    for command, columns in (
        ("kg export --format csv", _head(write_claims_table(nothing))),
        (
            "kg export --format csv --table contradictions",
            _head(write_contradictions_table((), nothing)),
        ),
        ("kg relations --format csv", RELATION_COLUMNS),
    ):
        yield f"`{command}` has the columns {', '.join(f'`{name}`' for name in columns)}.\n"


def _head(table: bytes) -> list[str]:
    return next(csv.reader(table.decode("utf-8-sig").splitlines()))


def _short(title: str) -> str:
    """Return the name of a model in words: ``any of`` of ``AnyOf``."""
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", title.removesuffix("Entry")).lower()


def _as_markdown(text: str) -> str:
    return text.replace("``", "`")


if __name__ == "__main__":
    PAGE.write_text(build_formats(), encoding="utf-8")
