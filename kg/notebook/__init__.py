"""The IPython extension that ``%load_ext kg`` loads: ``%%sparql`` and completion in it."""

from __future__ import annotations

from typing import Any

from kg.notebook.completion import complete_sparql
from kg.notebook.magic import SparqlMagics

__all__ = ["load_ipython_extension"]


def load_ipython_extension(shell: Any) -> None:
    """Add the magics and the completion to a shell; a second call changes nothing."""
    shell.register_magics(SparqlMagics)
    matchers = shell.Completer.custom_matchers
    if not any(getattr(matcher, "matcher_identifier", "") == "kg.sparql" for matcher in matchers):
        matchers.append(complete_sparql(shell))
