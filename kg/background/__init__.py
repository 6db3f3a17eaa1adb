"""Closures of the register and the standpoints: what lies inside what, and under which standpoints."""

from kg.background.checks import check_background
from kg.background.closures import MAX_READINGS, MAX_STANDPOINTS, Background, build_view, conjoin
from kg.background.paths import minimal

__all__ = [
    "MAX_READINGS",
    "MAX_STANDPOINTS",
    "Background",
    "build_view",
    "check_background",
    "conjoin",
    "minimal",
]
