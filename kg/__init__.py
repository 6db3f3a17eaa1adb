"""A knowledge graph for verifying claims in the news.

>>> import kg
>>> graph = kg.load()
>>> graph.relations["m1+d1"].relation.value
'contradicts'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.version import __version__

if TYPE_CHECKING:
    from kg.api import (
        Articles,
        BundleCheck,
        ClaimGraph,
        Claims,
        Disputes,
        Entries,
        Events,
        Explanation,
        GraphArticle,
        GraphClaim,
        GraphComparison,
        GraphDifference,
        GraphDispute,
        GraphEntry,
        GraphRelation,
        GraphStandpoint,
        GraphWhyNot,
        Page,
        Picture,
        Relations,
        Sources,
        Standpoints,
        language,
        load,
        verify,
    )
    from kg.api.answers import QueryAnswer
    from kg.api.checks import ValidationFindings
    from kg.errors import InputError, Problem

__all__ = [
    "Articles",
    "BundleCheck",
    "ClaimGraph",
    "Claims",
    "Disputes",
    "Entries",
    "Events",
    "Explanation",
    "GraphArticle",
    "GraphClaim",
    "GraphComparison",
    "GraphDifference",
    "GraphDispute",
    "GraphEntry",
    "GraphRelation",
    "GraphStandpoint",
    "GraphWhyNot",
    "InputError",
    "Page",
    "Picture",
    "Problem",
    "QueryAnswer",
    "Relations",
    "Sources",
    "Standpoints",
    "ValidationFindings",
    "__version__",
    "language",
    "load",
    "verify",
]

#: The modules of the names that are not in ``kg.api``.
_HOMES = {
    "InputError": "kg.errors",
    "Problem": "kg.errors",
    "QueryAnswer": "kg.api.answers",
    "ValidationFindings": "kg.api.checks",
}


def __dir__() -> list[str]:
    return sorted(__all__)


def __getattr__(name: str) -> Any:
    # Loading the engine takes most of a second, and `import kg.model` does not need it.
    if name in __all__:
        return getattr(import_module(_HOMES.get(name, "kg.api")), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def load_ipython_extension(shell: Any) -> None:
    """Add ``%%sparql`` and completion to IPython: ``%load_ext kg``."""
    import_module("kg.notebook").load_ipython_extension(shell)
