"""A knowledge graph for verifying claims in the news.

>>> import kg
>>> kg.load().relations().between("m1", "d1")[0].relation.value
'contradicts'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.loading import ClaimGraph, Relations, load

__version__ = "0.1.0"
__all__ = ["ClaimGraph", "Relations", "__version__", "load"]


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    # Loading the engine takes most of a second, which `import kg.model` alone can spare.
    if name in ("ClaimGraph", "Relations", "load"):
        from kg import loading

        return getattr(loading, name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
