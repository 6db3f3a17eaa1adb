"""What a query asks that names no graphs: all that is said, and what was found, each triple once.

What was found stands in its own graph alone, of which there is far more than of anything else. The default
graph of a store holds what the other graphs say, but for the standpoints and what partners sent, and nothing
that was found, too; a query asks both. Stores that were built before hold all of it in the default graph.
"""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from kg.rdf.namespaces import FINDINGS

#: What may hold a keyword without being it, in the order in which it must be tried. An IRI is known for one
#: by its ``scheme://`` alone: any other ``<…>`` may be a comparison with a string or comment in it.
HARMLESS = re.compile(
    r"""
    \"\"\"(?:\\.|[^\\])*?\"\"\" | '''(?:\\.|[^\\])*?'''   # long strings
    | "(?:\\.|[^"\\\r\n])*" | '(?:\\.|[^'\\\r\n])*'       # short strings
    | <[a-z][a-z0-9+.-]*://[^<>"{}|^`\\\s]*>              # IRIs
    | (?P<unclear> <[^<>"{}|^`\\\s]*[#'][^<>"{}|^`\\\s]*> )
    | \#[^\r\n]*                                          # comments
    | [?$]\w+                                             # variables
    | :(?:[\w:%](?:[\w:.%-]*[\w:%-])?)?                   # local names
    | \\.                                                 # escapes in local names
    """,
    re.X | re.I | re.S,
)
_FROM = re.compile(r"(?<![\w.:-])from(?![\w.:-])", re.I)
_FINDINGS = ox.NamedNode(FINDINGS)


def merged_graphs(store: ox.Store) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None:
    """Return what a query of a store asks that names no graphs; ``None`` where that is the default graph.

    >>> merged_graphs(ox.Store()) is None
    True
    """
    found = next(store.quads_for_pattern(None, None, None, _FINDINGS), None)
    if found is None or ox.Quad(found.subject, found.predicate, found.object) in store:
        return None
    return [ox.DefaultGraph(), _FINDINGS]


def names_graphs(text: str) -> bool:
    """Return whether a query says from which graphs it is answered.

    >>> names_graphs("SELECT * FROM <urn:a> { ?s cv:from ?o }"), names_graphs("ASK { ?from cv:from 'from' }")
    (True, False)
    """
    return _FROM.search(HARMLESS.sub(lambda found: ":" if found[0][0] == ":" else " ", text)) is not None


def ask(
    store: ox.Store,
    text: str,
    *,
    default_graph: Any = None,
    named_graphs: Any = None,
    **options: Any,
) -> Any:
    """Return what a store answers, from the graphs named here, else from those that the query names."""
    if default_graph is None and named_graphs is None and not names_graphs(text):
        default_graph = merged_graphs(store)
    return store.query(text, default_graph=default_graph, named_graphs=named_graphs, **options)
