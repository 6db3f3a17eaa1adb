"""The parts of all files that people write: names, texts, labels, IRIs and short forms."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated, Any

import pyoxigraph
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError

from kg.authoring.document import shorten
from kg.characters import BAD_IRI, CONTROL, number
from kg.model import MAX_LABEL_LENGTH, MAX_TEXT_LENGTH

#: The forms of short texts. JSON Schema has no other way to say them; people are told them in words.
NAME = r"^[a-z0-9][a-z0-9._-]*$"
CLAIM_NAME = r"^(([a-z0-9][a-z0-9._-]*:)?[a-z0-9][a-z0-9._-]*/)?[a-z0-9][a-z0-9._-]*$"
LANGUAGE = r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$"
ADDRESS = r"^https?://[^\s<>\"{}|\\^`\x00-\x20]+$"
HASH = r"^[0-9a-f]{64}$"
ZONE = r"^[A-Za-z0-9_+-]+(/[A-Za-z0-9_+-]+)*$"
#: What a text of each form is, and how one is written.
FORMS = {
    NAME: ("a name", "a name has a-z, 0-9, '.', '_' and '-' alone, and begins with a letter or digit"),
    CLAIM_NAME: ("the name of a claim", "write it as id, article/id or partner:article/id"),
    LANGUAGE: ("a language tag", "write the short code of the language, as de, fa or pt-BR"),
    ADDRESS: ("an address", "write it in full, beginning with https://"),
    HASH: ("a SHA-256", "write its 64 hexadecimal digits, as sha256sum prints them, or leave it out"),
    ZONE: ("a time zone", "write its name, as Asia/Baku"),
}
Name = Annotated[str, StringConstraints(pattern=NAME, max_length=100)]


def check_plain(text: str) -> str:
    """Return a text, or refuse one with control characters."""
    control = CONTROL.search(text)
    if control is not None:
        raise PydanticCustomError(
            "control_character", "holds the control character {number}", {"number": number(control[0])}
        )
    return text


# The later readers check the same, so that nothing is written that cannot be read again.
Text = Annotated[
    str, StringConstraints(min_length=1, max_length=MAX_TEXT_LENGTH), AfterValidator(check_plain)
]


def _language(tag: str) -> str:
    try:
        return str(pyoxigraph.Literal("", language=tag).language)
    except ValueError as error:
        raise PydanticCustomError(
            "bad_language", "not a language tag: {tag} ({why})", {"tag": repr(tag), "why": str(error)}
        ) from None


def _readable(value: Any) -> Any:
    bad = BAD_IRI.search(value) if isinstance(value, str) else None
    if bad is not None:
        raise PydanticCustomError(
            "bad_iri",
            "not an address: {text} holds {number}, which none may hold",
            {"text": shorten(value), "number": number(bad[0])},
        )
    return value


def _iri(text: str) -> str:
    try:
        return pyoxigraph.NamedNode(text).value
    except ValueError as error:
        raise PydanticCustomError(
            "bad_iri", "not an address: {text} ({why})", {"text": shorten(text), "why": str(error)}
        ) from None


LanguageTag = Annotated[
    str,
    StringConstraints(pattern=LANGUAGE, max_length=35),
    AfterValidator(str.lower),
    AfterValidator(_language),
]
Labels = dict[LanguageTag, Text]
Label = Annotated[Text, StringConstraints(max_length=MAX_LABEL_LENGTH)]
Iri = Annotated[
    str,
    StringConstraints(pattern=ADDRESS, max_length=2000),
    BeforeValidator(_readable, json_schema_input_type=str),
    AfterValidator(_iri),
]


def listed(value: Any) -> Any:
    """Return a list as it is, and any other value as a list of one."""
    return value if isinstance(value, list) else [value]


Names = Annotated[
    list[Name],
    BeforeValidator(listed, json_schema_input_type=Name | list[Name]),
]


def distinct(names: Sequence[str]) -> Sequence[str]:
    """Return ``names``, or refuse a name that is in them twice."""
    repeated = next((name for index, name in enumerate(names) if name in names[:index]), None)
    if repeated is not None:
        raise PydanticCustomError("bad_list", "{name} is given twice", {"name": shorten(repeated)})
    return names


class Written(BaseModel):
    """What every part of a file people write has in common: no unknown keys, no silent conversions."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class Shorthand(Written):
    """A part that may be written as a single scalar instead of a mapping."""

    @classmethod
    def __get_pydantic_json_schema__(cls, core: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        schema = handler.resolve_ref_schema(handler(core))
        return {"anyOf": [{"type": cls.scalar_types()}, dict(schema)]}

    @classmethod
    def scalar_types(cls) -> list[str]:
        """Return the JSON types of the short form."""
        return ["string"]
