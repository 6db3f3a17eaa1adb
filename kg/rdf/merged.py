"""Which graphs answer a query that names none: the default graph and the findings, each triple once.

Most triples are findings, so they are stored only in a graph of their own. The default graph of a store holds
the triples of the other graphs, except for standpoints, what partners sent and triples that are findings too.
A query asks both. Stores that were built by earlier versions hold all of it in the default graph.
"""

from __future__ import annotations

import re
from typing import Any

import pyoxigraph as ox

from kg.rdf.bases import find_store_base, under
from kg.rdf.namespaces import FINDINGS

#: Parts of a query that may contain a keyword as plain text, in the order in which they must be tried. Only
#: ``scheme://`` marks an IRI: any other ``<…>`` may be a comparison with a string or comment in it.
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


def merged_graphs(store: ox.Store) -> list[ox.NamedNode | ox.BlankNode | ox.DefaultGraph] | None:
    """Return the graphs that answer a query that names none; ``None`` for the default graph alone.

    >>> merged_graphs(ox.Store()) is None
    True
    """
    findings = ox.NamedNode(under(FINDINGS, find_store_base(store)))
    finding = next(store.quads_for_pattern(None, None, None, findings), None)
    if finding is None or ox.Quad(finding.subject, finding.predicate, finding.object) in store:
        return None
    return [ox.DefaultGraph(), findings]


def names_graphs(text: str) -> bool:
    """Return whether a query names the graphs that answer it.

    >>> names_graphs("SELECT * FROM <urn:a> { ?s cv:from ?o }"), names_graphs("ASK { ?from cv:from 'from' }")
    (True, False)
    """
    return _FROM.search(HARMLESS.sub(lambda part: ":" if part[0][0] == ":" else " ", text)) is not None


def ask(
    store: ox.Store,
    text: str,
    *,
    default_graph: Any = None,
    named_graphs: Any = None,
    **options: Any,
) -> Any:
    """Return the answer of a store, from the graphs given here, else from those that the query names."""
    if default_graph is None and named_graphs is None and not names_graphs(text):
        default_graph = merged_graphs(store)
    return store.query(text, default_graph=default_graph, named_graphs=named_graphs, **options)
