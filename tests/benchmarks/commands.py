"""What commands take on seeds of 100, 1,000 and 10,000 claims: ``python -m tests.benchmarks.commands``.

Each runs as a process of its own, once. What is told are its processor seconds with those of the processes it
starts, and the most memory that one of them held. The seeds are the synthetic world in articles of twenty
claims; no shape finds anything in them.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import islice
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from benchmarks.__main__ import in_bytes, machine  # noqa: E402 - only now can it be found
from benchmarks.synthetic import WORDS, build_knowledge  # noqa: E402
from kg.authoring.write import write_claims_yaml  # noqa: E402
from kg.background import Background  # noqa: E402
from kg.model import SLOT_SECTIONS, Article, Bundle, Claim, Knowledge, Proposition, Register  # noqa: E402

PER_ARTICLE = 20
#: The claims of the synthetic world that no shape has anything against, of a hundred: less than there are.
KEPT = 60
#: What is measured, in an order in which each finds what it needs.
COMMANDS = (
    "build {seeds} --store {folder}/graph.db",
    "validate {seeds}",
    "relations --store {folder}/graph.db --limit 20",
    "relations --store {folder}/graph.db --format json",
    "explain {pair} --store {folder}/graph.db",
    "disputes --store {folder}/graph.db --limit 10",
    "report --store {folder}/graph.db -o {folder}/report.html",
    "query who-denies-what --store {folder}/graph.db",
    "export --store {folder}/graph.db --bundle {folder}/bundle.zip --producer other-desk",
    "verify {folder}/bundle.zip",
    "import {folder}/bundle.zip --store {folder}/imported.db",
    "reason {seeds}",
)


# Seeds -----------------------------------------------------------------------------------------------------


def build_seeds(claims: int) -> Knowledge:
    """Return a register and articles with so many claims, in which no shape finds anything."""
    knowledge = build_knowledge(claims * 100 // KEPT)
    (whole,) = knowledge.bundles
    register = _clean(knowledge.register, whole.article.publisher)
    background = Background(register)
    kept = (claim for claim in whole.claims if _is_clean(claim, whole.article, background))
    found = [_quoting(claim, whole.article.publisher) for claim in islice(kept, claims)]
    assert len(found) == claims, f"only {len(found)} of the claims are clean"
    article = replace(whole.article, text=f"{WORDS} so")
    bundles = [
        Bundle(replace(article, id=f"article-{at // PER_ARTICLE}"), tuple(found[at : at + PER_ARTICLE]))
        for at in range(0, claims, PER_ARTICLE)
    ]
    return Knowledge(register, tuple(bundles))


def _clean(register: Register, holder: str) -> Register:
    """Return a register in which everything has labels in two languages, and what else is asked for."""

    def labels(of: Any) -> dict[str, str]:
        return {"en": of.label.get("en", of.name), "fa": "نام"}

    def typed(entry: Any) -> str | None:
        return "city" if entry.section == "places" and entry.type is None else entry.type

    entries = {
        name: replace(entry, label=labels(entry), type=typed(entry))
        for name, entry in register.entries.items()
    }
    standpoints = {
        name: replace(one, label=labels(one), held_by=(holder,)) for name, one in register.standpoints.items()
    }
    return replace(register, entries=entries, standpoints=standpoints)


def _is_clean(claim: Claim, article: Article, background: Background) -> bool:
    """Return whether no shape has anything against a claim."""
    chain = [*claim.via, claim.source]
    said, published = (time and time.end for time in (claim.said, article.published))
    return (
        len({*chain}) == len(chain)
        and (article.publisher not in chain or not claim.via)
        and not (said and published and said > published)
        and all(_is_filled(proposition, background) for proposition in claim.propositions)
    )


def _is_filled(proposition: Proposition, background: Background) -> bool:
    """Return whether the slots that a kind needs are filled, and each with what may stand there."""
    filled = {slot: name for slot in SLOT_SECTIONS if (name := proposition.slot(slot)) is not None}
    entries = background.register.entries
    return all(entries[name].section in SLOT_SECTIONS[slot] for slot, name in filled.items()) and all(
        proposition.slot(slot) is not None for slot in background.functional(proposition.kind)
    )


def _quoting(claim: Claim, publisher: str) -> Claim:
    quotations = tuple(replace(quotation, suffix=" so") for quotation in claim.quotations)
    cue = None if claim.source == publisher else quotations[0]
    bases = {"said": "made up"} if claim.said else {}
    return replace(claim, quotations=quotations, cue=cue, gloss={"fa": "جمله"}, bases=bases)


def write_seeds(knowledge: Knowledge, folder: Path) -> None:
    """Write a register and articles as people write them."""
    register = knowledge.register
    told: dict[str, Any] = {}
    for entry in register.entries.values():
        links: dict[str, Any] = {}
        for relation, name in entry.links:
            links.setdefault(relation, []).append(name)
        written = {"label": dict(entry.label), "type": entry.type, **links}
        if entry.functional:
            written["functional"] = list(entry.functional)
        if entry.timeless:
            written["timeless"] = True
        told.setdefault(entry.section, {})[entry.name] = {k: v for k, v in written.items() if v is not None}
    told["opponents"] = sorted(map(sorted, register.opponents))
    told["standpoints"] = {
        name: {
            "label": dict(one.label),
            "held_by": list(one.held_by),
            "excludes": list(one.excludes),
            "holds": [
                {"subject": held.subject, "relation": held.relation, "object": held.object}
                for held in one.holds
            ],
        }
        for name, one in register.standpoints.items()
    }
    (folder / "register").mkdir(parents=True)
    (folder / "register" / "world.yaml").write_text(json.dumps(told), encoding="utf-8")
    for bundle in knowledge.bundles:
        place = folder / bundle.id
        place.mkdir()
        text = place / f"article.{bundle.article.language}.txt"
        text.write_text(bundle.article.text or "", encoding="utf-8")
        (place / "claims.yaml").write_text(write_claims_yaml(bundle), encoding="utf-8")


# Measuring -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Taken:
    """What a command took, or how it ended where it failed."""

    seconds: float
    memory: int
    failed: str | None = None


def measure(line: list[str], root: Path, errors: Path, timeout: float) -> Taken:
    """Run a command of the checkout in ``root``, with what it starts for no longer than ``timeout``."""
    environment = {**os.environ, "PYTHONPATH": str(root), "XDG_CACHE_HOME": str(errors.parent / "cache")}
    with errors.open("wb") as told:
        process = subprocess.Popen(
            [sys.executable, "-m", "kg", *line],
            cwd=errors.parent,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=told,
            start_new_session=True,
        )
        stopped = threading.Timer(timeout, os.killpg, (process.pid, signal.SIGKILL))
        stopped.start()
        _, status, usage = os.wait4(process.pid, 0)
        stopped.cancel()
    process.returncode = code = os.waitstatus_to_exitcode(status)
    said = errors.read_text("utf-8", "replace").strip().splitlines()
    failed = None if code == 0 else f"ended with {code}: {said[-1][:80] if said else ''}"
    if code == -signal.SIGKILL:
        failed = f"stopped after {timeout:,.0f} s"
    return Taken(usage.ru_utime + usage.ru_stime, in_bytes(usage), failed)


def run(root: Path, seeds: Path, pair: str, timeout: float) -> Iterator[tuple[str, Taken]]:
    """Yield what each command takes in one checkout, on seeds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for command in COMMANDS:
            line = [part.format(seeds=seeds, folder=folder, pair=pair) for part in command.split()]
            taken = measure(line, root, folder / "errors.txt", timeout)
            if taken.failed and taken.failed.startswith("ended with 2") and "--limit" in line:
                # An older checkout may know no limit, and shows everything.
                del line[(at := line.index("--limit")) : at + 2]
                taken = measure(line, root, folder / "errors.txt", timeout)
            yield command, taken


def find_pair(seeds: Path, folder: Path) -> str:
    """Return two claims that contradict each other, as they are named for ``kg explain``."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    found = folder / "relations.json"
    line = ["relations", str(seeds), "--format", "json", "--relation", "contradicts", "-o", str(found)]
    subprocess.run([sys.executable, "-m", "kg", *line], env=environment, check=True, capture_output=True)
    relations = json.loads(found.read_text("utf-8"))["relations"]
    return "+".join(position["claims"][0] for position in relations[0]["positions"][:2])


def cell(taken: Taken | None) -> str:
    """Return what a command took as a cell of the table."""
    if taken is None:
        return ""
    return taken.failed or f"{taken.seconds:,.1f} s, {taken.memory / 1e6:,.0f} MB"


def main() -> None:
    """Measure what the arguments say, and print one table."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.commands", description=__doc__)
    parser.add_argument(
        "--sizes", nargs="+", type=int, default=[100, 1000, 10000], metavar="N", help="claims of the seeds"
    )
    parser.add_argument("--against", type=Path, metavar="DIR", help="another checkout, measured in turn")
    parser.add_argument(
        "--timeout", type=float, default=600, help="seconds per command (default: %(default)s)"
    )
    arguments = parser.parse_args()
    roots = [root.resolve() for root in (arguments.against, ROOT) if root is not None]
    columns = [(size, root) for size in arguments.sizes for root in roots]
    found: dict[tuple[str, int, Path], Taken] = {}
    with tempfile.TemporaryDirectory() as name:
        for size in arguments.sizes:
            seeds = Path(name) / str(size)
            write_seeds(build_seeds(size), seeds)
            pair = find_pair(seeds, Path(name))
            for root in roots:
                for command, taken in run(root, seeds, pair, arguments.timeout):
                    found[command, size, root] = taken
                    shown = command.replace("{folder}/", "").format(seeds="SEEDS", pair=pair)
                    print(f"{size:,} {root.name}: {shown}: {cell(taken)}", file=sys.stderr, flush=True)
            shutil.rmtree(seeds)
    print("| command |", " | ".join(f"{size:,} claims, {root.name}" for size, root in columns), "|")
    print("|---|", "|".join("--:" for _ in columns), "|")
    for command in COMMANDS:
        cells = [cell(found.get((command, *column))) for column in columns]
        shown = command.replace("{folder}/", "").format(seeds="SEEDS", pair="PAIR")
        print(f"| `kg {shown}` |", " | ".join(cells), "|")
    print(f"\n{machine()}")


if __name__ == "__main__":
    main()
