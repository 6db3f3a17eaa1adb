"""Messages that do not depend on a language, and are rendered in any language on demand."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any, SupportsIndex, TypeVar

from kg.words.catalogue import ENGLISH, digits, fallbacks, render
from kg.words.patterns import Argument

#: A text in every language: ``words["fa"]`` is the Persian one.
Words = Mapping[str, str]

#: The languages that files for programs, and bilingual pages, give side by side.
LANGUAGES = ("en", "fa")

Key = TypeVar("Key")

#: Messages whose names are computed, with the names of their arguments.
_DECLARED: dict[str, frozenset[str]] = {}


class Rendered(Mapping[str, str]):
    """A text that is rendered in any language on demand; as a mapping it has those of :data:`LANGUAGES`."""

    __slots__ = ()

    def __iter__(self) -> Iterator[str]:
        return iter(LANGUAGES)

    def __len__(self) -> int:
        return len(LANGUAGES)

    def __contains__(self, language: object) -> bool:
        return language in LANGUAGES


class Message(Rendered):
    """A message of the catalogues with its arguments.

    >>> Message("claims", count=2)["en"], Message("claims", count=2)["fa"]
    ('2 claims', '۲ ادعا')
    """

    __slots__ = ("arguments", "name")

    def __init__(self, name: str, /, **arguments: Argument):
        self.name = name
        self.arguments = arguments

    def __getitem__(self, language: str) -> str:
        return render(language, self.name, self.arguments)

    def __repr__(self) -> str:
        told = "".join(f", {name}={value!r}" for name, value in self.arguments.items())
        return f"Message({self.name!r}{told})"

    def told(self, **arguments: Argument) -> Message:
        """Return the message with more arguments."""
        return Message(self.name, **{**self.arguments, **arguments})


class Computed(Rendered):
    """A text that a function computes for each language."""

    __slots__ = ("function",)

    def __init__(self, function: Callable[[str], str]):
        self.function = function

    def __getitem__(self, language: str) -> str:
        return self.function(language)


class Verbatim(Rendered):
    """A text that is the same in every language: a name, a page number."""

    __slots__ = ("text",)

    def __init__(self, text: str):
        self.text = text

    def __getitem__(self, language: str) -> str:
        return self.text


class Sentence(str):
    """An English text, for files, programs and tests, that is also available in other languages.

    Indexed by a language, it gives the text in that language; in every other way it is the English text.

    >>> found = Sentence(Message("claims", count=2))
    >>> found, found["fa"], found.upper()
    ('2 claims', '۲ ادعا', '2 CLAIMS')
    """

    __slots__ = ("words",)

    words: Words

    def __new__(cls, words: Words) -> Sentence:
        """Return the English text, which keeps ``words`` for the other languages."""
        sentence = super().__new__(cls, words[ENGLISH])
        sentence.words = words
        return sentence

    def __getitem__(self, key: SupportsIndex | slice | str) -> str:  # type: ignore[override, unused-ignore]
        return self.words[key] if isinstance(key, str) else super().__getitem__(key)

    def __reduce__(self) -> tuple[type[str], tuple[str]]:
        return str, (str(self),)


def tell(name: str, /, **arguments: Argument) -> Sentence:
    """Return a message of the catalogues as an English text that knows its other languages."""
    return Sentence(Message(name, **arguments))


def coded(code: str, words: Words) -> Sentence:
    """Return a code that is its own English text, and has words in other languages.

    >>> found = coded("said_by", Message("slot-said-by"))
    >>> found, found["ru"]
    ('said_by', 'кем сказано')
    """
    return Sentence(Computed(lambda language: code if language == ENGLISH else words[language]))


def quoted(text: str) -> Words:
    """Return a text in the quotation marks of each language.

    >>> quoted("ganja")["en"], quoted("ganja")["fa"]
    ("'ganja'", '«ganja»')
    """
    return Computed(
        lambda language: repr(text) if language == ENGLISH else render(language, "quoted", {"text": text})
    )


def bare_number(number: int) -> Words:
    """Return a number that is a name, such as an edition, without separators of thousands.

    >>> bare_number(2020)["en"], bare_number(2020)["fa"]
    ('2020', '۲۰۲۰')
    """
    return Computed(lambda language: digits(str(number), language))


def in_some_language(texts: Mapping[str, str], name: str) -> Words:
    """Return the label in the given language or its fallbacks, else any label, else the name."""

    def find(language: str) -> str:
        told = (texts.get(spoken) for spoken in fallbacks(language))
        return next(filter(None, told), None) or next(iter(texts.values()), name)

    return Computed(find)


def in_language(text: str, language: str) -> str:
    """Return a text in a language, or unchanged if it has no translation."""
    return text[language] if isinstance(text, Sentence) else text


class Joined(Rendered):
    """Texts in a row, with the language's mark between them."""

    __slots__ = ("mark", "words")

    def __init__(self, words: Iterable[Words], mark: str = "comma"):
        self.words, self.mark = tuple(words), f"join-{mark}"

    def __getitem__(self, language: str) -> str:
        if len(self.words) == 1:
            return self.words[0][language]
        return render(language, self.mark, {}).join([text[language] for text in self.words])


class Listed(Rendered):
    """Texts as a list: A, B and C; ``how`` is ``and`` or ``or``.

    >>> Listed([Verbatim("A"), Verbatim("B"), Verbatim("C")])["en"]
    'A, B and C'
    """

    __slots__ = ("how", "words")

    def __init__(self, words: Sequence[Words], how: str = "and"):
        self.words, self.how = words, f"list-{how}"

    def __getitem__(self, language: str) -> str:
        if len(self.words) == 1:
            return self.words[0][language]
        *first, last = self.words
        return render(language, self.how, {"first": Joined(first)[language], "last": last[language]})


def each(words: Callable[[str], str]) -> Words:
    """Return the text that ``words`` computes for each language."""
    return Computed(words)


def sentences(words: Iterable[Words]) -> Words:
    """Return sentences one after the other."""
    return Joined(words, "sentences")


def family(prefix: str, names: Iterable[Key], *arguments: str) -> dict[Key, Message]:
    """Return the messages ``prefix-name`` of all names.

    They get their ``arguments`` later, with :meth:`Message.told`; until then these are shown in braces.

    >>> family("slot", ["as_of"])
    {'as_of': Message('slot-as-of')}
    """
    messages: dict[Key, Message] = {}
    untold = {one: f"{{{one}}}" for one in arguments}
    for name in names:
        parts = [str(one.value if isinstance(one, Enum) else one) for one in _parts(name)]
        messages[name] = Message(
            "-".join(" ".join([*([prefix] if prefix else []), *parts]).replace("_", " ").split()).lower(),
            **untold,
        )
        _DECLARED[messages[name].name] = frozenset(arguments)
    return messages


def _parts(name: Any) -> Sequence[Any]:
    return name if isinstance(name, tuple) else (name,)


def declared() -> Mapping[str, frozenset[str]]:
    """Return the names of the messages of all families so far, with the names of their arguments."""
    return _DECLARED


def plain(value: Any) -> Any:
    """Return data for JSON: dataclasses as their fields, words as their texts in :data:`LANGUAGES`."""
    kind = value.__class__
    if kind is tuple or kind is list:
        return [plain(item) for item in value]
    if is_dataclass(kind):
        return {field.name: plain(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return {key: plain(item) for key, item in value.items()}
    return value
