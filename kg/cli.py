"""The command line: a thin face over functions that a notebook calls too.

Results go to standard output or to ``-o FILE``, everything else to standard error. Exit codes: 0 clean,
1 findings at or above ``--fail-on``, 2 wrong use or unreadable input, 3 a defect in the program.
"""

from __future__ import annotations

import contextlib
import json
import logging
import os
import stat
import sys
import tempfile
import traceback
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal

import typer
from typer.exceptions import TyperException

from kg import __version__
from kg.errors import InputError, Problem, harmless, nearest
from kg.model import Location, RelationType

app = typer.Typer(
    name="kg",
    help="Who said what, in which words, and which statements cannot all be true.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="A bundle folder, a claims.yaml, a register file, or a folder searched for both; "
        "'-' is standard input. Without any: seeds/ here, else the packaged example.",
    ),
]
Store = Annotated[
    Path | None, typer.Option("--store", metavar="DIR", help="Use the store built in DIR instead.")
]
Output = Annotated[
    str, typer.Option("-o", "--output", metavar="FILE", help="Write there; '-' is standard output.")
]
Standpoints = Annotated[
    list[str] | None,
    typer.Option(
        "--standpoint",
        metavar="NAME",
        help="Only what holds for somebody who holds this standpoint; repeat it for several; "
        "'none' for somebody who holds none.",
    ),
]


_RDF = (".ttl", ".trig", ".nq", ".nt", ".jsonld")


class Severity(StrEnum):
    """From when on findings make a command fail."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


RelationName = StrEnum("RelationName", {t.name: t.value for t in RelationType})  # type: ignore[misc]


def main() -> None:
    """Run the command line and leave with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    # rdflib logs a traceback for every literal that is no value of its datatype.
    logging.getLogger("rdflib.term").setLevel(logging.CRITICAL)
    try:
        code = app(arguments, standalone_mode=False)
        _write("", "-")
        return code if isinstance(code, int) else 0
    except InputError as error:
        for problem in error.problems:
            _say(f"error: {problem}")
        return 2
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except TyperException as error:
        if not arguments:
            _say(error.format_message())
            return 2
        command = " ".join(name for name in arguments[:1] if name in _commands())
        _say(f"error: {error.format_message()}\n    see '{' '.join(filter(None, ('kg', command)))} --help'")
        return 2
    except BrokenPipeError:
        # The reader has what it wanted.
        _abandon_output()
        return 0
    except Exception as error:
        if os.environ.get("KG_DEBUG"):
            traceback.print_exc()
        message = f"defect: {type(error).__name__}: {error}"
        _say(f"{message}\n    please report it with what `KG_DEBUG=1 kg …` prints")
        return 3


def _commands() -> set[str]:
    return {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}


def _say(text: str) -> None:
    """Tell the user something that is no result."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(harmless(text), file=sys.stderr)


def _abandon_output() -> None:
    """Keep the interpreter from failing when it flushes what could not be written."""
    if sys.stdout is None:
        return
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _load(paths: list[str] | None, store: Path | None) -> Any:
    from kg.loading import load

    if paths and store is not None:
        raise InputError(Problem("bad-use", "name either paths or --store, not both"))
    return load(*(paths or ()), store=store)


def _view(standpoints: list[str] | None) -> list[str] | None:
    if not standpoints:
        return None
    if "none" in standpoints:
        if len(standpoints) > 1:
            raise InputError(Problem("bad-use", "'none' does not go with a standpoint"))
        return []
    return standpoints


def _write(data: bytes | str, output: str) -> None:
    """Write a result whole: a file is never left half-written; a device or a pipe is written to as it is.

    Of a link the file that it leads to is written; a file that was there keeps its mode.
    """
    if isinstance(data, str):
        data = data.encode("utf-8", errors="backslashreplace")
    if output == "-":
        _write_output(data)
        return
    if not output:
        raise InputError(Problem("bad-use", "the name of the output is empty", advice="'-o -' writes here"))
    try:
        path = Path(output)
        if path.exists() and not path.is_file():
            path.write_bytes(data)
        else:
            _write_file(data, path.resolve())
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, Location(output))) from error


def _write_output(data: bytes) -> None:
    """Write to standard output."""
    try:
        if sys.stdout is None:
            if not data:
                return
            raise OSError("it is closed")
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        _abandon_output()
        message = f"cannot be written: {error.strerror or error}"
        raise InputError(Problem("unwritable", message, Location("<stdout>"))) from error


def _write_file(data: bytes, target: Path) -> None:
    """Write a file beside its place and put it there in one step."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, prefix=".kg-", delete=False) as file:
        temporary = Path(file.name)
    try:
        temporary.write_bytes(data)
        temporary.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~_umask())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _version(value: bool) -> None:
    if value:
        _write(f"{__version__}\n", "-")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


@app.command(epilog="Example: kg build --store graph.db")
def build(
    paths: Paths = None, store: Annotated[Path | None, typer.Option("--store", metavar="DIR")] = None
) -> None:
    """Build the graph, in memory to see that it can be, or in the folder that --store names."""
    from kg.loading import load

    graph = load(*(paths or ()))
    if store is None:
        _ = graph.dataset
    else:
        graph.save(store)
    knowledge = graph.knowledge
    counts = {
        "articles": len(knowledge.bundles),
        "claims": len(knowledge.claims),
        "positions": len(knowledge.positions),
        "relations": len(graph.relations()),
        "triples": graph.export("nquads").count(b"\n"),
    }
    _write(", ".join(f"{number:,} {name}" for name, number in counts.items()) + "\n", "-")


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
    output: Output = "-",
) -> int:
    """Check the graph against the shapes; findings name file, line and claim."""
    from kg.validation import check_files, check_knowledge, exceeds, render

    rdf = [path for path in paths or () if path.lower().endswith(_RDF)]
    if rdf and store is not None:
        raise InputError(Problem("bad-use", "name either RDF files or --store, not both"))
    if rdf and rdf != paths:
        message = "RDF files and the files that people write are checked apart"
        raise InputError(Problem("bad-use", message, advice="run 'kg validate' once for each"))
    if rdf:
        findings = check_files([Path(path) for path in rdf])
    else:
        findings = check_knowledge(_load(paths, store).knowledge)
    _write(render(findings, format), output)
    if not findings:
        _say("no findings")
    return 1 if exceeds(findings, fail_on.value) else 0


@app.command(epilog="Example: kg relations --relation contradicts --standpoint baku")
def relations(
    paths: Paths = None,
    store: Store = None,
    format: Annotated[Literal["text", "json", "csv"], typer.Option("--format")] = "text",
    standpoint: Standpoints = None,
    relation: Annotated[
        list[RelationName] | None,
        typer.Option("--relation", help="Only relations of this type; repeat for several."),
    ] = None,
    language: Annotated[
        Literal["en", "fa"], typer.Option("--language", help="Language of the cards.")
    ] = "en",
    output: Output = "-",
) -> None:
    """Find contradictions, tensions and corroborations, and show each as a card."""
    from kg.explain import sorted_relations
    from kg.report.data import relations_csv, relations_json
    from kg.report.text import write_cards

    graph = _load(paths, store)
    view = _view(standpoint)
    found = graph.relations(view)
    if relation:
        found = found.of(*(name.value for name in relation))
    if format == "json":
        text = json.dumps(relations_json(found, graph.knowledge, view), ensure_ascii=False, indent=1) + "\n"
    elif format == "csv":
        text = relations_csv(found, graph.knowledge)
    else:
        ordered = sorted_relations(found, graph.knowledge)
        colour = output == "-" and sys.stdout.isatty()
        text = write_cards(ordered, graph.knowledge, language=language, colour=colour)
    _write(text, output)


@app.command(epilog="Example: kg disputes --format json")
def disputes(
    paths: Paths = None,
    store: Store = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    standpoint: Standpoints = None,
    output: Output = "-",
) -> None:
    """Show what is in dispute: its sides, who agrees with whom, and how many independent voices there are."""
    from kg.report.data import disputes_json, disputes_text

    graph = _load(paths, store)
    found = graph.relations(_view(standpoint))
    if format == "json":
        _write(json.dumps(disputes_json(found, graph.knowledge), ensure_ascii=False, indent=1) + "\n", output)
    else:
        _write(disputes_text(found, graph.knowledge), output)


@app.command(epilog="Example: kg query who-denies-what --format csv")
def query(
    query: Annotated[
        str | None,
        typer.Argument(metavar="FILE|-|NAME", help="A query file, '-' for standard input, or a name."),
    ] = None,
    paths: Paths = None,
    store: Store = None,
    format: Annotated[Literal["table", "csv", "json", "turtle"], typer.Option("--format")] = "table",
    listed: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    output: Output = "-",
) -> None:
    """Answer a SPARQL query over the graph and its findings."""
    from kg.queries import queries, read_query
    from kg.report.data import write_result

    if listed:
        _write("".join(f"{name}\n    {found.question}\n" for name, found in queries().items()), output)
        return
    if query is None:
        raise InputError(Problem("bad-use", "name a query, a file, or '-'", advice="kg query --list"))
    if query == "-" and "-" in (paths or ()):
        raise InputError(Problem("bad-use", "standard input cannot hold both the query and the claims"))
    text = read_query(query)
    _write(write_result(_load(paths, store).query(text), format), output)


@app.command(epilog="Example: kg export --format turtle -o claims.ttl")
def export(
    paths: Paths = None,
    store: Store = None,
    format: Annotated[Literal["turtle", "trig", "jsonld", "nquads"], typer.Option("--format")] = "turtle",
    findings: Annotated[bool, typer.Option(help="Include the relations found.")] = True,
    output: Output = "-",
) -> None:
    """Write the graph as a file for partners; the same input gives the same bytes."""
    _write(_load(paths, store).export(format, findings=findings), output)


@app.command(epilog="Example: kg report -o report.html")
def report(
    paths: Paths = None,
    store: Store = None,
    standpoint: Standpoints = None,
    output: Output = "-",
) -> None:
    """Write one self-contained HTML page: the article, its claims, and each contradiction explained."""
    from kg.report.html import write_report

    graph = _load(paths, store)
    view = _view(standpoint)
    _write(write_report(graph.knowledge, graph.relations(view), view=view), output)
    if output != "-":
        _say(f"wrote {output}")


@app.command(epilog="Example: kg reason --standpoint baku")
def reason(
    paths: Paths = None,
    store: Store = None,
    standpoint: Standpoints = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    output: Output = "-",
) -> int:
    """Check with an OWL reasoner that the graph is consistent; else name the claims at fault."""
    from kg.reasoning import reason_over, render_reasoning

    found = reason_over(_load(paths, store).knowledge, _view(standpoint) or [])
    _write(render_reasoning(found, format), output)
    return 0 if found.consistent else 1


@app.command(epilog="Example: kg schema claims -o claims.schema.json")
def schema(
    file: Annotated[Literal["claims", "register"], typer.Argument(help="Of which file.")] = "claims",
    output: Output = "-",
) -> None:
    """Write the JSON Schema of a file that people write, for their editors."""
    from kg.authoring.formats import json_schema

    _write(json.dumps(json_schema(file), ensure_ascii=False, indent=2) + "\n", output)


@app.command(epilog="Example: kg rules denial")
def rules(
    name: Annotated[str | None, typer.Argument(help="Of one rule.")] = None, output: Output = "-"
) -> None:
    """Explain the rules: the problem each one is about, its condition, an example, and what dissolves it."""
    from kg.relations import rules as known

    found = [rule for rule in known() if name in (None, rule.name)]
    if not found:
        advice = nearest(name or "", [rule.name for rule in known()])
        raise InputError(Problem("unknown-rule", f"there is no rule {name!r}", advice=advice))
    parts = []
    for rule in found:
        parts.append(
            f"{rule.name} (version {rule.version})\n"
            f"  Problem    {rule.problem}\n  Condition  {rule.condition}\n"
            f"  Example    {rule.example}\n  Dissolves  {rule.dissolves}\n"
        )
    _write("\n".join(parts), output)
