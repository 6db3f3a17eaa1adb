"""Patterns of messages in Fluent's syntax, compiled to functions of their arguments.

The syntax is parsed by Mozilla's ``fluent.syntax``. Its ``fluent.runtime`` is not used: it shows no argument
of more than 2,500 characters, collects errors instead of raising them, and is six times slower.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

from kg.words.grammar import article, bracketed, counted, definite, first_number, lower, number, some, upper

#: An argument of a message: a text, a number, or a text in each language.
Argument = str | int | float | Decimal | Mapping[str, str]
#: Renders a message with its arguments.
Pattern = Callable[[Mapping[str, Argument]], str]
#: Returns the pattern of another message.
Find = Callable[[str, str], Pattern]
_NUMBERS: frozenset[type[Any]] = frozenset((int, float, Decimal))
_Show = Callable[[Any, str], str]
_Value = Callable[[Mapping[str, Argument]], Any]

#: The functions for catalogues: ``UPPER`` begins a sentence, ``LOWER`` puts a question inside one,
#: ``BRACKETED`` puts the explanation of a name in brackets. For English nouns, ``DEFINITE``, ``ARTICLE`` and
#: ``SOME`` give the article, ``COUNTED`` the “of” after “number”, ``NUMBER`` and ``FIRST_NUMBER`` the number.
FUNCTIONS: Mapping[str, Callable[[str], str]] = {
    # There are few nouns, and they are needed many times.
    **{
        function.__name__.upper(): lru_cache(maxsize=4096)(function)
        for function in (article, bracketed, counted, definite, first_number, number, some)
    },
    "LOWER": lower,
    "UPPER": upper,
}


def compile_entry(source: str, language: str, find: Find, show: _Show) -> Pattern:
    """Return the pattern of a catalogue's entry; ``find`` gives other entries, ``show`` writes numbers."""
    # The import takes some milliseconds, which commands without a message do not need to wait for.
    from fluent.syntax import FluentParser
    from fluent.syntax.ast import Message, Term

    entry = FluentParser(with_spans=False).parse_entry(source)
    if not isinstance(entry, Message | Term) or entry.value is None:
        raise ValueError(f"{language}.ftl: this is no message: {source.strip()!r}")
    return _Compiler(language, find, show, entry.id.name).pattern(entry.value)


class _Compiler:
    """Compiles the patterns of one message."""

    def __init__(self, language: str, find: Find, show: _Show, name: str):
        self.language, self.find, self.show, self.name = language, find, show, name

    def pattern(self, node: Any) -> Pattern:
        parts = [self.element(element) for element in node.elements]
        if all(isinstance(part, str) for part in parts):
            text = "".join(part for part in parts if isinstance(part, str))
            return lambda _: text
        if len(parts) == 1 and not isinstance(parts[0], str):
            return parts[0]
        return lambda given: "".join([p if p.__class__ is str else p(given) for p in parts])  # type: ignore[operator]

    def element(self, node: Any) -> str | Pattern:
        if type(node).__name__ == "TextElement":
            return str(node.value)
        if type(node.expression).__name__ == "StringLiteral":
            return str(node.expression.parse()["value"])
        return self.expression(node.expression)

    def expression(self, node: Any) -> Pattern:
        """Return a function that gives an expression's value as text."""
        if type(node).__name__ == "VariableReference":
            return self.shown_variable(node.id.name)
        value, text = self.value(node), self.text
        return lambda given: text(value(given))

    def shown_variable(self, name: str) -> Pattern:
        """Return a function that gives an argument as text: a fast path, as nearly every message has one."""
        message, language, text = self.name, self.language, self.text

        def show(given: Mapping[str, Argument]) -> str:
            try:
                argument = given[name]
            except KeyError:
                raise ValueError(f"the message {message!r} needs the argument {name!r}") from None
            if argument.__class__ is str:
                return argument
            return text(argument) if argument.__class__ in _NUMBERS else argument[language]  # type: ignore[index]

        return show

    def text(self, found: Any) -> str:
        if found.__class__ is str:
            return found
        if found.__class__ in _NUMBERS:
            return self.show(found, self.language)
        return found[self.language]  # type: ignore[no-any-return]

    def value(self, node: Any) -> _Value:
        """Return a function that gives an expression's value, not yet as text."""
        kind = type(node).__name__
        if kind == "VariableReference":
            return self.variable(node.id.name)
        if kind == "SelectExpression":
            return self.select(node)
        if kind == "Placeable":
            return self.value(node.expression)
        if kind == "MessageReference":
            language, find, other = self.language, self.find, node.id.name
            return lambda given: find(language, other)(given)
        if kind == "FunctionReference":
            function, inner = FUNCTIONS[node.id.name], self.expression(node.arguments.positional[0])
            return lambda given: function(inner(given))
        if kind in ("StringLiteral", "NumberLiteral"):
            literal = node.parse()["value"]
            return lambda _: literal
        raise ValueError(f"{self.language}.ftl: {self.name}: {kind} is not used in catalogues")

    def variable(self, name: str) -> _Value:
        message = self.name

        def look_up(given: Mapping[str, Argument]) -> Argument:
            try:
                return given[name]
            except KeyError:
                raise ValueError(f"the message {message!r} needs the argument {name!r}") from None

        return look_up

    def select(self, node: Any) -> Pattern:
        """Return a function that chooses a variant by a word, a number, or the number's plural form."""
        selector, language = self.value(node.selector), self.language
        variants: dict[str, Pattern] = {}
        for variant in node.variants:
            key = variant.key.name if hasattr(variant.key, "name") else variant.key.value
            variants[key] = self.pattern(variant.value)
            if variant.default:
                default = variants[key]
        # Plural rules are loaded only if a variant is named by a plural form.
        forms = bool(variants.keys() & {"zero", "one", "two", "few", "many"})

        def choose(given: Mapping[str, Argument]) -> str:
            selected = selector(given)
            if selected.__class__ in _NUMBERS:
                chosen = variants.get(str(selected))
                if chosen is None and forms:
                    chosen = variants.get(plural_form(selected, language))
            else:
                chosen = variants.get(selected if isinstance(selected, str) else selected[language])
            return (chosen or default)(given)

        return choose


def plural_form(number: int | float | Decimal, language: str) -> str:
    """Return the plural form of a number in a language, by the rules of the CLDR.

    >>> plural_form(21, "ru"), plural_form(3, "ru"), plural_form(11, "ar")
    ('one', 'few', 'many')
    """
    return _plural_rule(language)(number)


@cache
def _plural_rule(language: str) -> Callable[[int | float | Decimal], str]:
    from babel import Locale

    return Locale.parse(language, sep="-").plural_form
