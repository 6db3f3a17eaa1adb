"""Completion in ``%%sparql``: prefixes, terms, names, variables, named queries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

from IPython.core.completer import SimpleCompletion, context_matcher
from IPython.core.error import UsageError

from kg.notebook.magic import FORMATS, find_graph
from kg.queries import queries
from kg.rdf.namespaces import PREFIXES
from kg.resources import ontology_file

_FRAGMENT = re.compile(r"[?$]?[\w:.=-]*$")
_MAGIC = re.compile(r"\s*%{1,2}sparql\b")
_TERM = re.compile(rf"\b({'|'.join(PREFIXES)}):([A-Za-z]\w*)")
_VARIABLE = re.compile(r"[?$]\w+")
_OPTIONS = ("--format", "--graph", "--output", "--set", "--show", "--store")
_KEYWORDS = (
    *("SELECT", "DISTINCT", "WHERE", "FILTER", "OPTIONAL", "UNION", "MINUS", "GRAPH", "BIND", "VALUES", "AS"),
    *("GROUP", "ORDER", "BY", "HAVING", "LIMIT", "OFFSET", "ASK", "CONSTRUCT", "DESCRIBE", "FROM", "NAMED"),
    *("COUNT", "EXISTS", "NOT", "LANG", "STR", "CONCAT", "PREFIX"),
)


@cache
def terms() -> tuple[str, ...]:
    """Return the terms for queries: those of the ontology, and others that the named queries use.

    >>> "cv:Claim" in terms(), "prov:wasAttributedTo" in terms()
    (True, True)
    """
    declared = re.findall(r"^(cv:\w+) a ", ontology_file().read_text(encoding="utf-8"), re.M)
    used = (f"{prefix}:{name}" for query in queries().values() for prefix, name in _TERM.findall(query.text))
    return tuple(sorted({*declared, *(term for term in used if not term.startswith("reg:"))}))


def propose(text: str, line: int, column: int, names: Mapping[str, Any]) -> tuple[str, list[str]] | None:
    """Return the fragment before the cursor and its completions; ``None`` outside of ``sparql``.

    ``names`` are the variables of the notebook, in which graphs are looked for.
    """
    lines = text.split("\n")
    if not _MAGIC.match(lines[0]):
        return None
    before = lines[line][:column]
    match = _FRAGMENT.search(before)
    fragment = match[0] if match else ""
    try:
        graph = find_graph(names)
    except UsageError:
        graph = None
    register = () if graph is None else graph.knowledge.register.entries
    if line == 0:
        proposed = _in_options(before[: len(before) - len(fragment)], fragment, names)
    else:
        proposed = _in_query(fragment, text, register)
    return fragment, [
        proposal for proposal in proposed if proposal.startswith(fragment) and proposal != fragment
    ]


def _in_options(before: str, fragment: str, names: Mapping[str, Any]) -> Iterable[str]:
    last = before.split()[-1]
    if last in ("-f", "--format"):
        return FORMATS
    if last in ("-g", "--graph"):
        from kg.api import ClaimGraph

        return [name for name, value in names.items() if isinstance(value, ClaimGraph)]
    if last == "--set":
        named = [query for name, query in queries().items() if f" {name} " in before]
        return [f"{parameter.name}=" for query in named for parameter in query.parameters]
    return _OPTIONS if fragment.startswith("-") else queries()


def _in_query(fragment: str, text: str, register: Iterable[str]) -> Iterator[str]:
    if fragment[:1] in ("?", "$"):
        yield from sorted(set(_VARIABLE.findall(text)) - {fragment})
    elif fragment.startswith("reg:"):
        yield from (f"reg:{name}" for name in register)
    elif ":" in fragment:
        yield from terms()
    else:
        yield from (f"{prefix}:" for prefix in PREFIXES)
        yield from _KEYWORDS


def complete_sparql(shell: Any) -> Any:
    """Return a matcher that proposes completions to a shell."""

    @context_matcher(identifier="kg.sparql")
    def matcher(context: Any) -> dict[str, Any]:
        proposal = propose(context.full_text, context.cursor_line, context.cursor_position, shell.user_ns)
        if proposal is None:
            return {"completions": []}
        fragment, proposed = proposal
        made = [SimpleCompletion(text=text, type="sparql") for text in proposed]
        return {"completions": made, "matched_fragment": fragment, "suppress": True}

    return matcher
