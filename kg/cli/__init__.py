"""The command line: it only calls functions that notebooks can call too.

Results go to standard output or to ``-o FILE``, everything else to standard error. Exit codes: 0 clean,
1 findings at or above ``--fail-on``, a refuted record or an inconsistent graph, 2 wrong use or unreadable
input, 3 a defect in the program.
"""

from __future__ import annotations

from kg.cli.application import app, main, run
from kg.cli.output import emit

# isort: off
# The help lists the commands in the order in which these modules are imported.
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
