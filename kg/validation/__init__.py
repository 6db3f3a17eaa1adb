"""Check whether bundles, register and standpoints are well formed, and say where their authors went wrong.

The rules are SHACL shapes, one per file of the folder ``shapes``; this package runs them and turns each
result into a :class:`Finding` that names the author's claim, file and line. A finding is about the data. When
the engine itself fails, :class:`EngineError` is raised instead: that says nothing about whether the data is
well formed.

The engine is the package ``shacl`` where it is installed, else pySHACL, which also does what the other one
cannot; both report the same. What did not change since it was checked last is not checked again.
"""

from __future__ import annotations

from kg.validation.checking import (
    Engine,
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
