"""Set the parameters of a query, which its head names, or any of its variables.

``# Parameters: place, claim (?article ?id)`` in the head names the parameters and their variables. Without
variables, a parameter sets the variable of its name. If the query has a ``VALUES`` line for these variables,
its values are replaced; otherwise one is added at the beginning of the pattern.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import InputError, Problem, nearest

_HEAD = re.compile(r"^# Parameters: (.*)$", re.M)
_DECLARED = re.compile(r"(\w+)(?:\s*\(([^()]*)\))?")
#: Strings, IRIs and comments, in which no variable and no brace counts.
_OPAQUE = re.compile(
    r"\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|\"(?:\\.|[^\"\\\r\n])*\"|'(?:\\.|[^'\\\r\n])*'"
    r"|<[^<>\"{}|^`\\\s]*>|#[^\r\n]*",
    re.S,
)
_VARIABLE = re.compile(r"[?$](\w+)")
_VALUE = re.compile(r'"([^"]*)"|(?:reg:)?([^\s"(){}]+)')
_VALUES = re.compile(r"\bVALUES\s*(?:[?$]\w+|\([^()]*\))\s*\Z", re.I)


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter of a query, and the variables that it sets."""

    name: str
    variables: tuple[str, ...]


def read_parameters(text: str) -> tuple[Parameter, ...]:
    """Return the parameters that the head of a query declares.

    >>> read_parameters("# Parameters: place, claim (?article ?id)")[1].variables
    ('article', 'id')
    """
    head = _HEAD.search(text)
    declared = _DECLARED.findall(head[1]) if head else []
    return tuple(Parameter(name, tuple(_VARIABLE.findall(given)) or (name,)) for name, given in declared)


def set_parameters(
    text: str, values: Mapping[str, str], terms_of: Callable[[Parameter, str, bool], Sequence[str]]
) -> str:
    """Return a query with its parameters set to values.

    ``terms_of`` takes a parameter, its value, and whether the query has a text there rather than an IRI. It
    returns a term in SPARQL syntax for each variable of the parameter.

    Raises:
        InputError: for a parameter that the query does not have.

    >>> set_parameters("SELECT * { ?s ?p ?o }", {"o": "1"}, lambda p, value, plain: [value])
    'SELECT * { VALUES (?o) { (1) } ?s ?p ?o }'
    """
    declared = {parameter.name: parameter for parameter in read_parameters(text)}
    for name, value in values.items():
        seen = _mask(text)
        parameter = declared.get(name, Parameter(name, (name,)))
        names = list(dict.fromkeys((*declared, *_VARIABLE.findall(seen))))
        if name not in names:
            advice = nearest(name[:80], names) if names else "it has no variables"
            message = f"the query has no parameter {name[:80]!r}"
            raise InputError(Problem("unknown-parameter", message, advice=advice))
        span = _find_values(seen, parameter.variables)
        plain = span is not None and '"' in text[span[0] : span[1]]
        terms = " ".join(terms_of(parameter, value, plain))
        if "{" in _mask(terms) or "}" in _mask(terms):
            raise InputError(Problem("bad-value", f"{value[:80]!r} cannot stand in a query"))
        written = f"VALUES ({' '.join(f'?{one}' for one in parameter.variables)}) {{ ({terms}) }}"
        if span is None:
            at = _find_group(seen)
            text = f"{text[:at]} {written}{text[at:]}"
        else:
            text = text[: span[0]] + written + text[span[1] :]
    return text


def find_value(text: str, parameter: Parameter) -> str:
    """Return the value that a query has for a parameter, as people write it; nothing if it has none.

    >>> find_value('SELECT * { VALUES (?article ?id) { ("a" "k1") } }', Parameter("claim", ("article", "id")))
    'a/k1'
    """
    span = _find_values(_mask(text), parameter.variables)
    if span is None:
        return ""
    values = text[span[0] : span[1]].partition("{")[2]
    return "/".join(plain or name for plain, name in _VALUE.findall(values))


def _mask(text: str) -> str:
    """Return a text of the same length with blanks for strings, IRIs and comments."""
    return _OPAQUE.sub(lambda part: " " * len(part[0]), text)


def _find_values(seen: str, variables: Iterable[str]) -> tuple[int, int] | None:
    """Return the span of the ``VALUES`` of these variables, ``None`` if the query has none."""
    names = r"\s+".join(rf"[?$]{name}" for name in variables)
    place = re.search(rf"\bVALUES\s*(?:{names}|\(\s*{names}\s*\))\s*\{{[^{{}}]*\}}", seen, re.I)
    return place.span() if place else None


def _find_group(seen: str) -> int:
    """Return where the pattern of a query begins: after the last opening brace that is in no other bracket.

    Braces of ``VALUES`` at the end of a query do not count.

    Raises:
        InputError: for a query that has no pattern.
    """
    depth, start = 0, -1
    for at, character in enumerate(seen):
        if character in "({":
            if character == "{" and depth == 0 and not _VALUES.search(seen[:at]):
                start = at + 1
            depth += 1
        elif character in ")}":
            depth -= 1
    if start < 0:
        advice = "add WHERE { … }"
        raise InputError(Problem("bad-query", "the query has no pattern to set a value in", advice=advice))
    return start
