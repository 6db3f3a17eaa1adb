"""Check whether bundles, register and standpoints are well formed, and locate the mistakes.

The rules are SHACL shapes, one per file of the folder ``shapes``; this package runs them and turns each
result into a :class:`Finding` that names the author's claim, file and line. A finding is about the data. When
the engine itself fails, :class:`EngineError` is raised instead: then it is not known whether the data is
well formed.

The engine is the package ``shacl`` if it is installed, else pySHACL, which also applies the rules that the
other cannot. Both report the same. Parts that did not change since the last check are not checked again.
"""

from __future__ import annotations

from kg.validation.checking import (
    Engine,
    check_alone,
    check_files,
    check_found,
    check_graph,
    check_knowledge,
    check_quads,
    limited_engine,
)
from kg.validation.data import tell_graphs
from kg.validation.engines import EngineError, TooCostly
from kg.validation.findings import Finding, exceeds
from kg.validation.shapes import SEVERITIES, SHACL_PREFIXES, Texts, short_iri

__all__ = [
    "SEVERITIES",
    "SHACL_PREFIXES",
    "Engine",
    "EngineError",
    "Finding",
    "Texts",
    "TooCostly",
    "check_alone",
    "check_files",
    "check_found",
    "check_graph",
    "check_knowledge",
    "check_quads",
    "exceeds",
    "limited_engine",
    "short_iri",
    "tell_graphs",
]
