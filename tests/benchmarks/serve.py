"""Measure a server under load: many clients for some time, one of them with queries that take too long.

``python -m tests.benchmarks.serve --clients 50 --seconds 60 --claims 0 100000`` prints, for each graph, how
long the server took to start, how quickly it shows each page three times (and what processor time it used
meanwhile), how long whole lists take as JSON and pages beside them, and then how many queries were answered,
how quickly, with which status, and what memory it and its workers took. ``--store DIR`` serves a store that
is there already.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT.parent)]

from support.served import Served  # noqa: E402

import kg  # noqa: E402
from benchmarks.synthetic import build_knowledge  # noqa: E402
from kg.api.graph import ClaimGraph  # noqa: E402
from kg.queries import queries  # noqa: E402

#: What the clients ask in turn; each of them is quick on a large graph.
ASKED = (
    "SELECT ?claim { ?claim cv:stance cv:denies } LIMIT 20",
    "SELECT (COUNT(*) AS ?n) { ?claim a cv:Claim }",
    "ASK { ?claim cv:stance cv:denies }",
    "CONSTRUCT { ?s ?p ?o } { ?s a cv:Claim ; ?p ?o } LIMIT 50",
)
BOMB = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
LISTS = ("articles", "claims", "sources", "events", "standpoints", "entries", "relations", "disputes")
#: The pages, in the order in which they are shown, so that what one prepares is there for the next.
PAGES = ("/ontology/Claim", "/rules/denial", *(f"/{kind}" for kind in LISTS), "/search?q=land", "/")


def main() -> int:
    """Run every case, and return 1 where anything but an answer or an honest 503 came."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.serve", description=__doc__)
    parser.add_argument("--clients", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--pause", type=float, default=0.5, help="seconds that a client waits between queries"
    )
    parser.add_argument("--claims", type=int, nargs="*", default=[0], help="0 is the first article")
    parser.add_argument("--store", type=Path, help="a store that is there, instead of --claims")
    parser.add_argument("--workers", type=int, default=4)
    given = parser.parse_args()
    wrong = 0
    for claims in given.claims if given.store is None else [-1]:
        with tempfile.TemporaryDirectory() as folder:
            store = given.store or Path(folder) / "store"
            if given.store is None:
                build(claims).save(store)
            name = str(given.store or claims or "the first article")
            with _serving(name, store, given.workers) as (served, process):
                _show_pages(served, process)
                wrong += _run(served, process, given.clients, given.seconds, given.pause, claims)
    return min(wrong, 1)


def build(claims: int) -> ClaimGraph:
    """Return a made-up graph of so many claims, or the first article."""
    return ClaimGraph(build_knowledge(claims, 1)) if claims else kg.load(str(ROOT.parent / "seeds"))


@contextmanager
def _serving(name: str, store: Path, workers: int) -> Iterator[tuple[Served, int]]:
    """Run a server as a process of its own; yield where it listens, and the process."""
    command = [sys.executable, "-m", "kg", "serve", "--store", str(store), "--no-token", "--port", "0"]
    begun = time.monotonic()
    process = subprocess.Popen(
        [*command, "--workers", str(workers)], cwd=ROOT.parent, stderr=subprocess.PIPE, text=True
    )
    try:
        said = process.stderr
        assert said is not None
        line = next(line for line in said if "http://" in line)
        threading.Thread(target=said.read, daemon=True).start()
        [port] = re.findall(r"http://127\.0\.0\.1:(\d+)/", line)
        print(f"{name}: it starts in {time.monotonic() - begun:.1f} s, {_memory(process.pid)}", flush=True)
        yield Served(int(port), timeout=600), process.pid
    finally:
        process.send_signal(signal.SIGINT)
        process.wait(60)


def _show_pages(served: Served, process: int) -> None:
    places = [*PAGES]
    for place in places:
        took = []
        for _ in range(3):
            begun, used = time.monotonic(), _processor(process)
            reply = served.send("GET", place)
            took.append((time.monotonic() - begun, _processor(process) - used))
        times = ", ".join(f"{wall * 1000:.0f} ({used * 1000:.0f})" for wall, used in took)
        told = f"{reply.status}, {len(reply.body):,} bytes, {times} ms, {_resident(process)} MB"
        print(f"  {place[:60]}: {told}", flush=True)
        # The first of each list, whose address stands on the page of the list.
        if place[1:] in LISTS and (first := re.search(rf'href="({place}/[^"?]+)', reply.text)):
            places.append(first[1])
    for kind in ("claims", "relations"):
        _show_whole_list(served, process, f"/{kind}?format=json")
    print(f"  {_memory(process)}", flush=True)


def _show_whole_list(served: Served, process: int, place: str) -> None:
    """Ask for a whole list as JSON, and for a page again and again until it is there."""
    done, waited = threading.Event(), [0.0]

    def read() -> None:
        while not done.is_set():
            begun = time.monotonic()
            served.send("GET", "/claims")
            waited.append(time.monotonic() - begun)
            time.sleep(0.05)

    reader = threading.Thread(target=read)
    reader.start()
    begun, used = time.monotonic(), _processor(process)
    size = len(served.send("GET", place).body)
    took = f"{time.monotonic() - begun:.1f} s ({_processor(process) - used:.1f} of processor time)"
    done.set()
    reader.join()
    print(
        f"  {place}: {size:,} bytes, {took}; a page meanwhile at most {max(waited) * 1000:.0f} ms", flush=True
    )


def _processor(process: int) -> float:
    """Return the seconds of processor time that a process has used."""
    fields = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _run(served: Served, process: int, clients: int, seconds: float, pause: float, claims: int) -> int:
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
    before = _memory(process)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took.sort()
    shown = ", ".join(f"{name}: {number}" for name, number in sorted(statuses.items()))
    half, most = took[len(took) // 2], took[int(len(took) * 0.95)]
    print(f"  {shown}; median {half * 1000:.0f} ms, 95 % {most * 1000:.0f} ms")
    print(f"  before: {before}; after: {_memory(process)}", flush=True)
    return sum(number for name, number in statuses.items() if name not in ("200", "bomb 503"))


def _memory(process: int) -> str:
    """Return what memory a process takes, and what its children take together."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return f"{_resident(process)} MB, its workers {sum(map(_resident, map(int, children)))} MB"


def _resident(process: int) -> int:
    try:
        status = Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return 0
    return int(status.partition("VmRSS:")[2].split()[0]) // 1024


if __name__ == "__main__":
    sys.exit(main())
