"""Measure the engine and its peers; ``python -m tests.benchmarks --help`` says how.

Each case runs in a process of its own, so that no measurement pays for another one's memory. What is timed
starts with the claims and their positions in memory. Peers answer a part of the question; a time is
given only where they give the same pairs.
"""

from __future__ import annotations

import argparse
import gc
import json
import os
import platform
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict
from importlib.metadata import version
from pathlib import Path
from typing import Any

# From a clone it works as a module and as a folder, installed or not, and whatever else is called "tests".
TESTS = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(TESTS), str(TESTS.parent)]

from benchmarks.cases import CASES, Clock  # noqa: E402 - only now can it be found
from benchmarks.synthetic import build_knowledge, change  # noqa: E402

ROWS, RELATIONS, TWO_RULES, OXIGRAPH, CLOSURES, RDFLIB, ORACLE, SECOND = CASES

ENGINE = (ROWS, RELATIONS, SECOND)


def main() -> int:
    """Run what the arguments say and print a report in Markdown."""
    arguments = read_arguments()
    if arguments.case is not None:
        print(json.dumps(measure(arguments.case, arguments.size, arguments.seed)))
        return 0
    wanted = [
        *((ROWS, size) for size in arguments.sizes),
        *((RELATIONS, size) for size in arguments.relations),
        *((SECOND, size) for size in arguments.second),
        *((OXIGRAPH, size) for size in arguments.oxigraph),
        *((CLOSURES, size) for size in arguments.closures),
        *((RDFLIB, size) for size in arguments.rdflib),
        *((ORACLE, size) for size in arguments.oracle),
    ]
    # The engine is measured wherever a peer is, whose pairs it is compared with.
    for size in {size for case, size in wanted if case not in ENGINE}:
        wanted += [(TWO_RULES, size), (RELATIONS, size)]
    order = list(CASES)
    wanted = sorted(set(wanted), key=lambda case: (order.index(case[0]), case[1]))
    found: dict[tuple[str, int], dict[str, Any]] = {}
    for case, size in wanted:
        print(f"{case}, {size:,} positions …", file=sys.stderr, flush=True)
        found[case, size] = run(case, size, arguments.seed, arguments.timeout)
    print(report(found, arguments))
    differing = [case for case, measured in found.items() if disagrees(found, *case)]
    failed = [case for case, measured in found.items() if measured.get("error")]
    return 1 if differing or failed else 0


def read_arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks", description=__doc__.split("\n")[0])

    def sizes(name: str, help: str, *default: int) -> None:
        parser.add_argument(name, nargs="*", type=int, default=list(default), metavar="N", help=help)

    sizes("--sizes", "positions for the engine, up to its table of findings", 10**4, 10**5, 10**6)
    sizes("--relations", "positions for the engine, every relation built", 10**4, 10**5)
    sizes("--second", "positions of a world whose counts grow, with several targets", 10**4, 10**5)
    sizes("--oxigraph", "positions for SPARQL on Oxigraph", 10**3, 10**4, 10**5)
    sizes("--closures", "positions for the same without a key of place and day", 10**3, 10**4)
    sizes("--rdflib", "positions for SPARQL on rdflib", 10**3, 10**4)
    sizes("--oracle", "positions for the comparison of all pairs", 100, 200, 400)
    parser.add_argument("--timeout", type=int, default=600, help="seconds per case (default: %(default)s)")
    parser.add_argument("--seed", type=int, default=1, help="of the synthetic world (default: %(default)s)")
    parser.add_argument("--case", choices=list(CASES), help=argparse.SUPPRESS)
    parser.add_argument("--size", type=int, help=argparse.SUPPRESS)
    return parser.parse_args()


# One case, in its own process ------------------------------------------------------------------------------


def measure(case: str, size: int, seed: int) -> dict[str, Any]:
    """Run one case here and return what it took."""
    knowledge = build_knowledge(size, seed)
    if case == SECOND:
        knowledge = change(knowledge, seed)
    started = time.perf_counter()
    _ = knowledge.positions
    known = time.perf_counter() - started
    gc.collect()
    before = peak()
    clock = Clock()
    outcome = CASES[case](knowledge, clock)
    measured = {"seconds": clock.seconds, "phases": clock.phases, "positions": known, "knowledge": before}
    return {**measured, **asdict(outcome)}


def peak() -> int:
    """Return the most memory that this process has held, in bytes."""
    return in_bytes(resource.getrusage(resource.RUSAGE_SELF))


def in_bytes(usage: resource.struct_rusage) -> int:
    """Return the peak of a process; all systems but one count it in kibibytes."""
    return usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024)


def run(case: str, size: int, seed: int, timeout: int) -> dict[str, Any]:
    """Run one case in a fresh process and return what it measured, or why it did not."""
    command = [sys.executable, __file__, "--case", case, "--size", str(size), "--seed", str(seed)]
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(command, stdout=output, stderr=errors)
        deadline = time.monotonic() + timeout
        ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        while not ended and time.monotonic() < deadline:
            time.sleep(0.05)
            ended, status, usage = os.wait4(process.pid, os.WNOHANG)
        if not ended:
            process.kill()
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        output.seek(0)
        errors.seek(0)
        if not ended:
            return {"timeout": timeout, "peak": in_bytes(usage)}
        if process.returncode:
            lines = errors.read().decode(errors="replace").strip().splitlines()
            return {
                "error": lines[-1] if lines else f"ended with {process.returncode}",
                "peak": in_bytes(usage),
            }
        return {**json.loads(output.read()), "peak": in_bytes(usage)}


# The report ------------------------------------------------------------------------------------------------

Found = dict[tuple[str, int], dict[str, Any]]


def disagrees(found: Found, case: str, size: int) -> bool:
    """Return whether a case found other pairs than the engine did."""
    measured, engine = found[case, size], found.get((RELATIONS, size), {})
    return (
        None not in (measured.get("digest"), engine.get("digest")) and measured["digest"] != engine["digest"]
    )


def report(found: Found, arguments: argparse.Namespace) -> str:
    """Return the measurements as a page of Markdown."""
    lines = [
        "| case | positions | comparable pairs | findings | seconds | growth | engine is faster by | peak |",
        "|---|--:|--:|--:|--:|--:|--:|--:|",
    ]
    previous: dict[str, tuple[int, float]] = {}
    for (case, size), measured in found.items():
        seconds, growth, faster = time_of(found, case, size), "", ""
        if "seconds" in measured:
            if case in previous:
                smaller, earlier = previous[case]
                growth = f"×{measured['seconds'] / earlier:.1f} for ×{size / smaller:.4g}"
            previous[case] = size, measured["seconds"]
            engine = found.get((TWO_RULES, size), {}).get("seconds")
            if case not in (*ENGINE, TWO_RULES) and engine and not disagrees(found, case, size):
                faster = f"×{measured['seconds'] / engine:.3g}"
        elif "timeout" in measured and (engine := found.get((TWO_RULES, size), {}).get("seconds")):
            faster = f"more than ×{measured['timeout'] / engine:.3g}"
        cells = [case, f"{size:,}", number(measured, "comparable"), number(measured, "findings"), seconds]
        lines.append(f"| {' | '.join([*cells, growth, faster, memory(measured)])} |")
    lines += ["", notes(), "", "Phases, in seconds:", ""]
    for (case, size), measured in found.items():
        phases = [f"{phase} {seconds:.2f}" for phase, seconds in measured.get("phases", {}).items()]
        if len(phases) > 1:
            known = f"positions made before in {measured['positions']:.2f}"
            lines.append(f"- {case}, {size:,}: {', '.join(phases)}; {known}")
    lines += ["", f"{machine()} Seed {arguments.seed}."]
    return "\n".join(lines)


def time_of(found: Found, case: str, size: int) -> str:
    """Return a time, if there is one that counts."""
    measured = found[case, size]
    if disagrees(found, case, size):
        return f"other pairs than the engine's: {measured['common']}"
    if "timeout" in measured:
        return f">{measured['timeout']:,}"
    if "error" in measured:
        return str(measured["error"])
    compared = case in (*ENGINE, TWO_RULES) or "digest" in found.get((RELATIONS, size), {})
    return f"{measured['seconds']:,.1f}{'' if compared else ' (pairs not compared)'}"


def number(measured: dict[str, Any], name: str) -> str:
    """Return a number with its thousands apart, or nothing."""
    value = measured.get(name)
    return "" if value is None else f"{value:,}"


def memory(measured: dict[str, Any]) -> str:
    """Return the peak of a process, and how much of it the knowledge had taken before."""
    whole = f"{measured['peak'] / 1e9:.2f} GB"
    return f"{whole} ({measured['knowledge'] / 1e9:.2f} before)" if "knowledge" in measured else whole


def notes() -> str:
    """Return what the table does not say of itself."""
    return (
        "The engine runs every rule for every standpoint, in the *second world* on counts that grow and on "
        "several targets and agents at once; *all pairs* runs every rule for who holds none. "
        "Oxigraph and rdflib answer only what the rules *denial* and *quantity* call contradicting for "
        "everybody, over closures and by a key of place and day, both prepared for them; *no key* leaves "
        "the key out. A time is given where the pairs that these two rules find are the engine's own. "
        "Seconds start with claims and positions in memory and include loading; these are made before, but "
        "their memory counts. A *comparable pair* is one of two propositions that pass the gate for "
        "somebody; a *finding* is a relation, in the first case a row of its table, of which a relation "
        "that depends on standpoints has several."
    )


def machine() -> str:
    """Return on what was measured."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("duckdb", "pyoxigraph", "rdflib"))
    gigabytes = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return (
        f"{cores} cores, {gigabytes:.0f} GB, {platform.system()} {platform.machine()}, "
        f"Python {platform.python_version()}, {packages}."
    )


if __name__ == "__main__":
    sys.exit(main())
