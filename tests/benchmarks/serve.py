"""Measure a server under load: many clients for some time, one of them with queries that take too long.

``python -m tests.benchmarks.serve --clients 50 --seconds 60 --claims 38 100000`` prints, per graph, how many
queries were answered, how quickly, with which status, and what memory the server and its workers took.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT.parent)]

from support.served import Served, serving  # noqa: E402

import kg  # noqa: E402
from benchmarks.synthetic import build_knowledge  # noqa: E402
from kg.api.graph import ClaimGraph  # noqa: E402
from kg.queries import queries  # noqa: E402
from kg.queries.asking import QueryLimits  # noqa: E402

#: What the clients ask in turn; each of them is quick on a large graph.
ASKED = (
    "SELECT ?claim { ?claim cv:stance cv:denies } LIMIT 20",
    "SELECT (COUNT(*) AS ?n) { ?claim a cv:Claim }",
    "ASK { ?claim cv:stance cv:denies }",
    "CONSTRUCT { ?s ?p ?o } { ?s a cv:Claim ; ?p ?o } LIMIT 50",
)
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"


def main() -> int:
    """Run every case, and return 1 where anything but an answer or an honest 503 came."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.serve", description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--pause", type=float, default=0.5, help="seconds that a client waits between queries"
    )
    parser.add_argument("--claims", type=int, nargs="*", default=[0], help="0 is the first article")
    parser.add_argument("--workers", type=int, default=4)
    given = parser.parse_args()
    wrong = 0
    for claims in given.claims:
        with tempfile.TemporaryDirectory() as folder:
            graph = ClaimGraph(build_knowledge(claims, 1)) if claims else kg.load(str(ROOT.parent / "seeds"))
            graph.save(Path(folder) / "store")
            with serving(Path(folder) / "store", limits=QueryLimits(10), workers=given.workers) as served:
                wrong += _run(served, given.clients, given.seconds, given.pause, claims)
    return min(wrong, 1)


def _run(served: Served, clients: int, seconds: float, pause: float, claims: int) -> int:
    named = (queries()["who-denies-what"].text,) if claims == 0 else ()
    asked = (*ASKED, *named)
    took: list[float] = []
    statuses: Counter[str] = Counter()
    end = time.monotonic() + seconds

    def client(number: int) -> None:
        turn = number
        while time.monotonic() < end:
            begun = time.monotonic()
            try:
                status = str(served.ask(BOMB if number == 0 else asked[turn % len(asked)]).status)
            except OSError as error:
                status = type(error).__name__
            if number:
                took.append(time.monotonic() - begun)
                statuses[status] += 1
            else:
                statuses[f"bomb {status}"] += 1
            turn += 1
            time.sleep(pause)

    threads = [threading.Thread(target=client, args=(number,)) for number in range(clients)]
    before = _memory()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took.sort()
    shown = ", ".join(f"{name}: {number}" for name, number in sorted(statuses.items()))
    half, most = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(
        f"{claims or 'the first article'}: {shown}; median {half * 1000:.0f} ms, 95 % {most * 1000:.0f} ms;",
        end=" ",
    )
    print(f"memory of this process {before} MB before, {_memory()} MB after", flush=True)
    return sum(number for name, number in statuses.items() if name not in ("200", "bomb 503"))


def _memory() -> int:
    status = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


if __name__ == "__main__":
    sys.exit(main())
