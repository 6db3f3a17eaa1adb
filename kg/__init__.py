"""A knowledge graph for verifying claims in the news.

>>> import kg
>>> kg.load().relations().between("m1", "d1")[0].relation.value
'contradicts'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from kg.version import __version__

if TYPE_CHECKING:
    from kg.api import ClaimGraph, Relations, load
    from kg.errors import InputError, Problem

__all__ = ["ClaimGraph", "InputError", "Problem", "Relations", "__version__", "load"]

_HOMES = {
    **dict.fromkeys(("ClaimGraph", "Relations", "load"), "kg.api"),
    **dict.fromkeys(("InputError", "Problem"), "kg.errors"),
}


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


def __getattr__(name: str) -> Any:
    # Loading the engine takes most of a second, which `import kg.model` alone can spare.
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'kg' has no attribute {name!r}")
