"""How much processor time commands take from their start to their end: ``python -m tests.benchmarks.start``.

Each runs as a process of its own, with what it starts in turn, once to warm up and then some times more, of
which the least counts.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: What ``make demo`` runs.
DEMO = (
    "validate seeds",
    "reason seeds",
    "relations seeds --relation contradicts",
    "disputes seeds",
    "report seeds -o {}/report.html",
)
COMMANDS = ("--help", "validate --help", *DEMO)
TIMES = 3


def measure(line: str) -> float:
    """Return the processor seconds of a command, those of its own children included."""
    before = os.times()
    command = [sys.executable, "-m", "kg", *line.split()]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def main() -> None:
    """Measure and print."""
    taken = {}
    with tempfile.TemporaryDirectory() as folder:
        for line in COMMANDS:
            measure(line.format(folder))
            taken[line] = min(measure(line.format(folder)) for _ in range(TIMES))
            print(f"{taken[line]:6.2f} s  kg {line.format('')}", flush=True)
    print(f"{sum(taken[line] for line in DEMO):6.2f} s  all that 'make demo' runs")


if __name__ == "__main__":
    main()
