"""Give values to the parameters of a query, which its head names, or to any of its variables.

``# Parameters: place, claim (?article ?id)`` in the head says what may be given and to which variables;
without any it is the variable of that name. Where the query has a line ``VALUES`` for them its values are
replaced, else one is put before all else that the query asks for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.errors import InputError, Problem, nearest

_HEAD = re.compile(r"^# Parameters: (.*)$", re.M)
_DECLARED = re.compile(r"(\w+)(?:\s*\(([^()]*)\))?")
#: What is written as it stands, in which no variable and no brace counts.
_OPAQUE = re.compile(
    r"\"\"\"(?:\\.|[^\\])*?\"\"\"|'''(?:\\.|[^\\])*?'''|\"(?:\\.|[^\"\\\r\n])*\"|'(?:\\.|[^'\\\r\n])*'"
    r"|<[^<>\"{}|^`\\\s]*>|#[^\r\n]*",
    re.S,
)
_VARIABLE = re.compile(r"[?$](\w+)")
_VALUES = re.compile(r"\bVALUES\s*(?:[?$]\w+|\([^()]*\))\s*\Z", re.I)


@dataclass(frozen=True, slots=True)
class Parameter:
    """What may be given to a query, and the variables that it stands in."""

    name: str
    variables: tuple[str, ...]


def read_parameters(text: str) -> tuple[Parameter, ...]:
    """Return the parameters that the head of a query declares.

    >>> read_parameters("# Parameters: place, claim (?article ?id)")[1].variables
    ('article', 'id')
    """
    head = _HEAD.search(text)
    found = _DECLARED.findall(head[1]) if head else []
    return tuple(Parameter(name, tuple(_VARIABLE.findall(given)) or (name,)) for name, given in found)


def set_parameters(
    text: str, values: Mapping[str, str], terms_of: Callable[[Parameter, str, bool], Sequence[str]]
) -> str:
    """Return a query with values in the place of its parameters.

    ``terms_of`` gives, of a parameter and its value, a term for each of its variables, as SPARQL writes it;
    the last argument says whether the query has a text there and no IRI.

    Raises:
        InputError: for a parameter that the query has not.

    >>> set_parameters("SELECT * { ?s ?p ?o }", {"o": "1"}, lambda p, value, plain: [value])
    'SELECT * { VALUES (?o) { (1) } ?s ?p ?o }'
    """
    declared = {parameter.name: parameter for parameter in read_parameters(text)}
    for name, value in values.items():
        seen = _mask(text)
        parameter = declared.get(name, Parameter(name, (name,)))
        known = list(dict.fromkeys((*declared, *_VARIABLE.findall(seen))))
        if name not in known:
            advice = nearest(name[:80], known) if known else "it has no variables"
            message = f"the query has no parameter {name[:80]!r}"
            raise InputError(Problem("unknown-parameter", message, advice=advice))
        found = _find_values(seen, parameter.variables)
        plain = found is not None and '"' in text[found[0] : found[1]]
        terms = " ".join(terms_of(parameter, value, plain))
        if "{" in _mask(terms) or "}" in _mask(terms):
            raise InputError(Problem("bad-value", f"{value[:80]!r} cannot stand in a query"))
        written = f"VALUES ({' '.join(f'?{one}' for one in parameter.variables)}) {{ ({terms}) }}"
        if found is None:
            at = _find_group(seen)
            text = f"{text[:at]} {written}{text[at:]}"
        else:
            text = text[: found[0]] + written + text[found[1] :]
    return text


def _mask(text: str) -> str:
    """Return a text of the same length with blanks for strings, IRIs and comments."""
    return _OPAQUE.sub(lambda found: " " * len(found[0]), text)


def _find_values(seen: str, variables: Iterable[str]) -> tuple[int, int] | None:
    """Return where the values of these variables stand, ``None`` where the query has none."""
    names = r"\s+".join(rf"[?$]{name}" for name in variables)
    found = re.search(rf"\bVALUES\s*(?:{names}|\(\s*{names}\s*\))\s*\{{[^{{}}]*\}}", seen, re.I)
    return found.span() if found else None


def _find_group(seen: str) -> int:
    """Return where the pattern of a query begins: after the last brace that stands in no other bracket.

    Those of ``VALUES`` at the end of a query do not count.

    Raises:
        InputError: for a query that has no pattern.
    """
    depth, found = 0, -1
    for at, character in enumerate(seen):
        if character in "({":
            if character == "{" and depth == 0 and not _VALUES.search(seen[:at]):
                found = at + 1
            depth += 1
        elif character in ")}":
            depth -= 1
    if found < 0:
        advice = "add WHERE { … }"
        raise InputError(Problem("bad-query", "the query has no pattern to set a value in", advice=advice))
    return found
