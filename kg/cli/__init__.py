"""The command line: a thin face over functions that a notebook calls too.

Results go to standard output or to ``-o FILE``, everything else to standard error. Exit codes: 0 clean,
1 findings at or above ``--fail-on``, a record that is refuted or a graph that is inconsistent, 2 wrong use
or unreadable input, 3 a defect in the program.
"""

from __future__ import annotations

from kg.cli.application import app, main, run
from kg.cli.output import emit

# isort: off
# The help lists commands as they are registered, which is when their modules are imported.
from kg.cli import checking, relations, querying, exporting, reporting, about, partners, migrate, store, serve

__all__ = [
    "about",
    "app",
    "checking",
    "emit",
    "exporting",
    "main",
    "migrate",
    "partners",
    "querying",
    "relations",
    "reporting",
    "run",
    "serve",
    "store",
]
