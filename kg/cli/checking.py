"""The commands that build the graph and check it."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer

from kg.characters import visible_line
from kg.cli.application import app
from kg.cli.inputs import load_graph
from kg.cli.options import Output, Paths, Reader, Store
from kg.cli.output import emit, reading, say
from kg.errors import InputError, Problem
from kg.model import Knowledge, Location
from kg.words import Joined, Message

if TYPE_CHECKING:
    from kg.validation import Finding

_RDF = (".ttl", ".trig", ".nq", ".nt", ".jsonld", ".json", ".rdf", ".xml")


class Severity(StrEnum):
    """The least severity of findings that makes a command fail."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


@app.command(epilog="Example: kg build --store graph.db")
def build(
    paths: Paths = None,
    store: Annotated[Path | None, typer.Option("--store", metavar="DIR")] = None,
    language: Reader = None,
) -> None:
    """Build the graph, in memory to see that it can be, or in the folder that --store names."""
    from kg.transaction import rebuild

    graph = load_graph(paths, None)
    if store is not None:
        graph = rebuild(graph, store)
    knowledge = graph.knowledge
    for problem in graph.problems:
        say(f"warning: {problem}")
    counts = {
        "articles": len(knowledge.articles),
        "claims": len(knowledge.claims),
        "positions": len(knowledge.positions),
        "relations": len(graph.relations()),
        "triples": graph.count_triples(),
    }
    told = Joined(Message(noun, count=number) for noun, number in counts.items())
    emit(f"{told[language or reading()]}\n", "-")


@app.command(epilog="Example: kg validate seeds --fail-on warning")
def validate(
    paths: Annotated[
        list[str] | None,
        typer.Argument(metavar="[PATH]...", help="As elsewhere, or RDF files (.ttl .trig .nq .jsonld)."),
    ] = None,
    store: Store = None,
    format: Annotated[Literal["text", "json", "turtle", "github"], typer.Option("--format")] = "text",
    fail_on: Annotated[
        Severity, typer.Option("--fail-on", help="Exit with 1 when there are findings this severe.")
    ] = Severity.VIOLATION,
    hints: Annotated[
        bool,
        typer.Option(
            "--hints",
            help="Say besides where two claims come within one slot of a contradiction: a misspelt event, a "
            "missing date, a kind that is nested nowhere.",
        ),
    ] = False,
    language: Reader = None,
    output: Output = "-",
) -> int:
    """Check the graph against the shapes; findings name file, line and claim."""
    from kg.report.findings import render
    from kg.validation import exceeds

    rdf = [path for path in paths or () if path.lower().endswith(_RDF)]
    if rdf and store is not None:
        raise InputError(Problem("bad-use", "name either RDF files or --store, not both"))
    if rdf and rdf != paths:
        message = "RDF files and the files that people write are checked apart"
        raise InputError(Problem("bad-use", message, advice="run 'kg validate' once for each"))
    knowledge = None if rdf else load_graph(paths, store).knowledge
    if knowledge is None:
        findings = _check_rdf(rdf)
        looked_at = Message("rdf-files", count=len(rdf))
    else:
        findings = _check_claims(knowledge, paths, store)
        articles = Message("articles", count=len(knowledge.bundles))
        claims = Message("claims", count=len(knowledge.claims))
        looked_at = Message("findings-claims", articles=articles, claims=claims)
    told = render(findings, format, language or reading())
    if hints and knowledge is not None:
        told += "".join(f"{line}\n" for line in _hints(knowledge, format, language or reading()))
    emit(told, output)
    if not findings:
        say(Message("findings-none", where=looked_at))
    return 1 if exceeds(findings, fail_on.value) else 0


def _check_rdf(paths: list[str]) -> list[Finding]:
    """Return the findings of the shapes in RDF files, which may come from strangers."""
    from kg.formats.opening import read_rdf
    from kg.intake.limits import read_limits
    from kg.validation import check_files

    limits = read_limits()
    with _strangers_engine(paths[0]) as engine:
        return check_files(
            [Path(path) for path in paths], read=lambda path: read_rdf(path, limits), engine=engine
        )


def _check_claims(knowledge: Knowledge, paths: list[str] | None, store: str | None) -> list[Finding]:
    """Return the findings of the shapes in loaded claims, and warn of texts without claims."""
    from kg.authoring.files import find_texts_without_claims
    from kg.formats.sources import is_foreign
    from kg.queries.service import locate_service
    from kg.rdf.store_files import is_service, is_store
    from kg.validation import check_knowledge

    sent = [path for path in paths or () if is_foreign(Path(path)) and not is_store(Path(path))]
    where = str(locate_service(store)) if store and is_service(store) else sent[0] if sent else None
    with _strangers_engine(where) if where else contextlib.nullcontext() as engine:
        findings = check_knowledge(knowledge, engine=engine, for_partners=bool(sent))
    for text in find_texts_without_claims(map(Path, paths or (() if store else ("seeds",)))):
        say(f"warning: {visible_line(str(text))}: no claims.yaml is beside this text")
    return findings


def _hints(knowledge: Knowledge, format: str, language: str) -> Iterator[str]:
    """Yield a line for each pair of claims that only one slot keeps from a contradiction."""
    from kg.explain.hints import describe_hint
    from kg.relations.hints import MAX_HINTS, find_hints

    if format != "text":
        raise InputError(Problem("bad-use", "--hints go with --format text"))
    hints = find_hints(knowledge)
    for hint in hints:
        yield visible_line(describe_hint(hint, knowledge)[language])
    if len(hints) == MAX_HINTS:
        say(Message("hints-most", count=MAX_HINTS))


@contextlib.contextmanager
def _strangers_engine(where: str) -> Iterator[Any]:
    """Give a limited engine for strangers' graphs; if it takes too long, the error names ``where``."""
    from kg.intake.limits import read_limits
    from kg.validation import TooCostly, limited_engine

    try:
        with limited_engine(read_limits().check_seconds) as engine:
            yield engine
    except TooCostly as error:
        advice = "raise KG_MAX_CHECK_SECONDS if you trust what is in it"
        raise InputError(Problem("too-costly", str(error), Location(where), advice=advice)) from error
