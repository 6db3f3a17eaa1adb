"""The command line: a thin face over functions that a notebook calls too.

Results go to standard output or to ``-o FILE``, everything else to standard error. Exit codes: 0 clean,
1 findings at or above ``--fail-on``, a record that is refuted or a graph that is inconsistent, 2 wrong use
or unreadable input, 3 a defect in the program.
"""

from __future__ import annotations

import contextlib
import errno
import gc
import io
import os
import re
import shlex
import shutil
import stat
import sys
import tempfile
import traceback
from collections.abc import Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Literal, NamedTuple

import typer
from typer.exceptions import TyperException

from kg import __version__
from kg.characters import visible, visible_json, visible_line
from kg.errors import InputError, Problem, nearest
from kg.files import read_umask
from kg.model import UNNAMED, Knowledge, Location, Register, RelationType
from kg.plurals import several
from kg.rdf.quiet import quiet_rdflib

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
        "'-' is standard input. Without any: seeds/ here, else the packaged example, which is said.",
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


#: More relations than these are shown in lines on a terminal; so many lines, cards and disputes it shows.
_FEW, _LINES, _CARDS, _DISPUTES = 5, 50, 20, 10
_RDF = (".ttl", ".trig", ".nq", ".nt", ".jsonld", ".json", ".rdf", ".xml")


Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Show so many, as text; the first first.")
]
All = Annotated[bool, typer.Option("--all", help="Show all; a terminal shows the first few dozen.")]


class Language(StrEnum):
    """In which language a person reads; ``both`` is English and Persian side by side."""

    EN = "en"
    FA = "fa"
    BOTH = "both"


History = Annotated[
    bool, typer.Option("--history", help="Also what related only words that their voices have left since.")
]
Reader = Annotated[
    Literal["en", "fa"] | None,
    typer.Option(
        "--language", envvar="KG_LANGUAGE", help="In which language; else that of your locale, or English."
    ),
]
PageLanguage = Annotated[
    Language | None,
    typer.Option(
        "--language",
        envvar="KG_LANGUAGE",
        help="In which language; else that of your locale, or English. A page may have both side by side.",
    ),
]


class Severity(StrEnum):
    """From when on findings make a command fail."""

    VIOLATION = "violation"
    WARNING = "warning"
    INFO = "info"


class EngineName(StrEnum):
    """What compares positions."""

    DUCKDB = "duckdb"
    SPARK = "spark"


Engine = Annotated[EngineName, typer.Option("--engine", help="What compares positions; both find the same.")]
Master = Annotated[
    str, typer.Option("--master", metavar="URL", help="The cluster, with --engine spark; else this machine.")
]


class ExportFormat(StrEnum):
    """What ``kg export`` writes."""

    TURTLE = "turtle"
    TRIG = "trig"
    JSONLD = "jsonld"
    NQUADS = "nquads"
    CSV = "csv"
    NANOPUB = "nanopub"
    ANNOTATIONS = "annotations"
    CLAIMREVIEW = "claimreview"


RelationName = StrEnum("RelationName", {t.name: t.value for t in RelationType})  # type: ignore[misc]


def main() -> None:
    """Run the command line and leave with its exit code."""
    # What is imported stays: to look through it for garbage again and again takes a tenth of a short command.
    gc.set_threshold(100_000, 20, 20)
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    if sys.stdout is None:
        with contextlib.redirect_stdout(_NoOutput()):
            return run(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    quiet_rdflib()
    try:
        code = app(arguments, standalone_mode=False)
        emit("", "-")
        return code if isinstance(code, int) else 0
    except InputError as error:
        for problem in error.problems:
            say(f"error: {problem}")
        return 2
    except (typer.Abort, KeyboardInterrupt):
        return 130
    except TyperException as error:
        if not arguments:
            say(error.format_message())
            return 2
        command = " ".join(name for name in arguments[:1] if name in _commands())
        say(f"error: {error.format_message()}\n    see '{' '.join(filter(None, ('kg', command)))} --help'")
        return 2
    except BrokenPipeError:
        # The reader has what it wanted.
        _abandon_output()
        return 0
    except Exception as error:
        if isinstance(error, OSError) and _is_output_lost():
            return 2
        if os.environ.get("KG_DEBUG"):
            traceback.print_exc()
        message = f"defect: {type(error).__name__}: {visible_line(str(error))}"
        say(f"{message}\n    please report it with what `KG_DEBUG=1 kg …` prints")
        return 3


def _commands() -> set[str]:
    return {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}


def say(text: str) -> None:
    """Tell the user something that is no result."""
    if sys.stderr is not None:
        with contextlib.suppress(OSError):
            print(visible(text), file=sys.stderr)


def _is_output_lost() -> bool:
    """Return whether standard output cannot be written to, and say so; help does not go through emit."""
    try:
        emit("", "-")
    except InputError as error:
        say(f"error: {error}")
        return True
    return False


def _abandon_output() -> None:
    """Keep the interpreter from failing when it flushes what could not be written."""
    with contextlib.suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def load_graph(
    paths: list[str] | None,
    store: Path | None,
    engine: EngineName = EngineName.DUCKDB,
    master: str = "local[*]",
) -> Any:
    """Load what paths or a store hold."""
    from kg.loading import load

    if paths and store is not None:
        raise InputError(Problem("bad-use", "name either paths or --store, not both"))
    if not paths and store is None and not Path("seeds").is_dir():
        say("nothing is named and there is no seeds/ here: this is the packaged example; 'kg demo' writes it")
    graph = load(*(paths or ()), store=store, engine=engine.value, master=master)
    for note in graph.notes:
        say(f"note: {visible_line(note)}")
    if not graph.knowledge.articles:
        say("warning: there is not one article there, so there is nothing to check or to compare")
    return graph


def _view(standpoints: list[str] | None) -> list[str] | None:
    if not standpoints:
        return None
    if "none" in standpoints:
        if len(standpoints) > 1:
            raise InputError(Problem("bad-use", "'none' does not go with a standpoint"))
        return []
    return standpoints


def checked(value: str, option: str, *, page: bool = False) -> str:
    """Return a value that a result will hold, as one of a file that people write."""
    from pydantic import TypeAdapter, ValidationError

    from kg.authoring.formats import Iri, Text

    adapter: TypeAdapter[str] = TypeAdapter(Iri if page else Text)
    try:
        return adapter.validate_python(value)
    except ValidationError as error:
        message = f"what {option} says cannot be written: {error.errors()[0]['msg']}"
        raise InputError(Problem("bad-use", message)) from error


def emit(data: bytes | str, output: str) -> None:
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


def _language(named: str | None) -> Literal["en", "fa"]:
    """Return in which language somebody reads who names none: that of the locale, or English."""
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return "fa" if named == "fa" or (named is None and re.match("fa([_.@-]|$)", locale)) else "en"


def _languages(named: Language | None, page: bool) -> tuple[Literal["en", "fa"], tuple[str, ...]]:
    """Return the language of a text, and those of a page, which may be both."""
    if named is Language.BOTH:
        if not page:
            raise InputError(Problem("bad-use", "only a page has both languages side by side"))
        return "en", ("en", "fa")
    read = _language(named)
    return read, (read,)


def _coloured(output: str) -> bool:
    """Return whether a result goes to a terminal that shows colours to somebody who wants them."""
    # https://no-color.org
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") not in ("dumb", "unknown")
    return wanted and _on_terminal(output)


def _on_terminal(output: str) -> bool:
    return output == "-" and sys.stdout.isatty()


def _check_limit(limit: int | None, every: bool, format: str) -> None:
    if limit is not None and every:
        raise InputError(Problem("bad-use", "name either --limit or --all, not both"))
    if limit is not None and format != "text":
        raise InputError(Problem("bad-use", "--limit goes with --format text; others hold everything"))


def _most(limit: int | None, every: bool, output: str, usual: int) -> int | None:
    """Return how many results are shown: as many as was said, else all but on a terminal."""
    if limit is not None:
        return limit
    return usual if _on_terminal(output) and not every else None


class _NoOutput(io.TextIOBase):
    """Standard output where there is none: whatever is written to it fails, now and when it is flushed."""

    def __init__(self) -> None:
        self.lost = False

    @property
    def buffer(self) -> _NoOutput:
        return self

    def write(self, data: str | bytes) -> int:
        self.lost = self.lost or bool(data)
        self.flush()
        return 0

    def flush(self) -> None:
        if self.lost:
            raise OSError(errno.EBADF, "it is closed")


def _write_output(data: bytes) -> None:
    """Write to standard output."""
    try:
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
        temporary.chmod(stat.S_IMODE(target.stat().st_mode) if target.exists() else 0o666 & ~read_umask())
        temporary.replace(target)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise


def _version(value: bool) -> None:
    if value:
        emit(f"{__version__}\n", "-")
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
    from kg.changes import rebuild

    graph = load_graph(paths, None)
    if store is not None:
        graph = rebuild(graph, store)
    knowledge = graph.knowledge
    for problem in graph.problems:
        say(f"warning: {problem}")
    counts = {
        "article": len(knowledge.articles),
        "claim": len(knowledge.claims),
        "position": len(knowledge.positions),
        "relation": len(graph.relations()),
        "triple": graph.count_triples(),
    }
    emit(", ".join(several(number, noun) for noun, number in counts.items()) + "\n", "-")


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
    language: Annotated[Literal["en", "fa"], typer.Option("--language", help="Language of hints.")] = "en",
    output: Output = "-",
) -> int:
    """Check the graph against the shapes; findings name file, line and claim."""
    from kg.authoring.read import find_texts_without_claims
    from kg.formats.opening import read_rdf
    from kg.formats.sources import is_foreign
    from kg.intake.limits import read_limits
    from kg.rdf.store_files import is_store
    from kg.report.findings import render
    from kg.validation import check_files, check_knowledge, exceeds

    rdf = [path for path in paths or () if path.lower().endswith(_RDF)]
    if rdf and store is not None:
        raise InputError(Problem("bad-use", "name either RDF files or --store, not both"))
    if rdf and rdf != paths:
        message = "RDF files and the files that people write are checked apart"
        raise InputError(Problem("bad-use", message, advice="run 'kg validate' once for each"))
    if rdf:
        limits = read_limits()
        with _limited_engine(rdf[0]) as engine:
            findings = check_files(
                [Path(path) for path in rdf],
                read=lambda path: read_rdf(path, limits),
                engine=engine,
            )
        looked_at = several(len(rdf), "RDF file")
    else:
        knowledge = load_graph(paths, store).knowledge
        sent = [path for path in paths or () if is_foreign(Path(path)) and not is_store(Path(path))]
        with _limited_engine(sent[0]) if sent else contextlib.nullcontext() as engine:
            findings = check_knowledge(knowledge, engine=engine, for_partners=bool(sent))
        articles, claims = len(knowledge.bundles), len(knowledge.claims)
        looked_at = f"{several(articles, 'article')} with {several(claims, 'claim')}"
        for text in find_texts_without_claims(map(Path, paths or (() if store else ("seeds",)))):
            say(f"warning: {visible_line(str(text))}: no claims.yaml is beside this text")
    told = render(findings, format)
    if hints and not rdf:
        told += "".join(f"{line}\n" for line in _hints(knowledge, format, language))
    emit(told, output)
    if not findings:
        say(f"no findings in {looked_at}")
    return 1 if exceeds(findings, fail_on.value) else 0


def _hints(knowledge: Knowledge, format: str, language: str) -> Iterator[str]:
    """Yield where two claims come within one slot of a contradiction, a line each."""
    from kg.explain.hints import describe_hint
    from kg.relations.hints import MAX_HINTS, find_hints

    if format != "text":
        raise InputError(Problem("bad-use", "--hints go with --format text"))
    found = find_hints(knowledge)
    for hint in found:
        yield visible_line(describe_hint(hint, knowledge)[language])
    if len(found) == MAX_HINTS:
        say(f"no more than {MAX_HINTS} hints are given")


@contextlib.contextmanager
def _limited_engine(where: str) -> Iterator[Any]:
    """Give what checks strangers' graphs, and say of whose that it took too long."""
    from kg.intake.limits import read_limits
    from kg.validation import TooCostly, limited_engine

    try:
        with limited_engine(read_limits().check_seconds) as engine:
            yield engine
    except TooCostly as error:
        advice = "raise KG_MAX_CHECK_SECONDS if you trust what is in it"
        raise InputError(Problem("too-costly", str(error), Location(where), advice=advice)) from error


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
    compare: Annotated[
        tuple[str, str] | None,
        typer.Option(
            "--compare",
            metavar="A B",
            help="What one standpoint sees that the other does not; 'none' holds none, 'a+b' holds two.",
        ),
    ] = None,
    summary: Annotated[
        bool | None,
        typer.Option(
            "--summary/--full",
            " /--cards",
            help="One line each, or a card; a terminal shows lines of more than a few.",
        ),
    ] = None,
    history: History = False,
    limit: Limit = None,
    every: All = False,
    engine: Engine = EngineName.DUCKDB,
    master: Master = "local[*]",
    language: Reader = None,
    output: Output = "-",
) -> None:
    """Find contradictions, tensions and corroborations, and show each as a card or in a line."""
    from kg.report.data import relations_csv, relations_json
    from kg.report.text import write_repeats

    if compare and (summary is not None or limit is not None or every):
        raise InputError(Problem("bad-use", "--compare shows all, and neither cards nor lines of relations"))
    if summary is not None and format != "text":
        raise InputError(Problem("bad-use", "--summary and --full go with --format text"))
    _check_limit(limit, every, format)
    language = _language(language)
    graph = load_graph(paths, store, engine, master)
    view = _view(standpoint)
    if compare is not None and view is not None:
        raise InputError(
            Problem("bad-use", "--compare names both standpoints and does not go with --standpoint")
        )
    types = [name.value for name in relation] if relation else None
    repeats = graph.repeats if not relation and compare is None else []
    if format == "text" and compare is None:
        shown = _chosen(graph, view, types, history, (limit, every, summary), output)
        text = _relations_text(graph, view, types, shown, language, _coloured(output))
        most = _most(limit, every, output, _LINES if shown.summary else _CARDS)
        voices = write_repeats(repeats, graph.knowledge, language=language, limit=most)
        emit(text + (f"\n{voices}" if voices else ""), output)
        return
    found = graph.relations(view, types, history=history)
    if compare is not None:
        text = _compared(found, graph.knowledge, compare, format, language)
    elif format == "json":
        text = visible_json(relations_json(found, graph.knowledge, view, repeats))
    else:
        text = relations_csv(found, graph.knowledge)
    emit(text, output)


class _Chosen(NamedTuple):
    """The relations that are shown, how many more there are, and whether each is shown in a line."""

    relations: Any
    more: int
    summary: bool


def _chosen(
    graph: Any,
    view: list[str] | None,
    types: list[str] | None,
    history: bool,
    wanted: tuple[int | None, bool, bool | None],
    output: str,
) -> _Chosen:
    """Return what is shown; ``wanted`` is what ``--limit``, ``--all`` and ``--summary`` say."""
    limit, every, summary = wanted
    if history or _most(limit, every, output, 1) is None:
        from kg.explain import sorted_relations

        found = graph.relations(view, types, history=history)
        total = len(found)
        if summary is None:
            summary = _on_terminal(output) and total > _FEW
        most = _most(limit, every, output, _LINES if summary else _CARDS)
        if most is not None:
            found = sorted_relations(found, graph.knowledge)[:most]
        return _Chosen(found, total - len(found), summary)
    names = graph.listed(view, types)
    if summary is None:
        summary = _on_terminal(output) and len(names) > _FEW
    most = _most(limit, every, output, _LINES if summary else _CARDS)
    return _Chosen(graph.some(names[:most]), max(len(names) - (most or 0), 0), summary)


def _relations_text(
    graph: Any,
    view: list[str] | None,
    types: list[str] | None,
    shown: _Chosen,
    language: str,
    colour: bool,
) -> str:
    """Return relations in a line or as a card each."""
    from kg.disputes import find_reviews
    from kg.report.text import write_cards, write_summary

    knowledge = graph.knowledge
    if shown.summary:
        return write_summary(shown.relations, knowledge, language=language, colour=colour, more=shown.more)
    reviews = None
    if shown.more and knowledge.verdicts:
        # What follows from a verdict follows through relations that are not shown, too.
        reviews = find_reviews(graph.relations(view, types), knowledge)
    return write_cards(
        shown.relations, knowledge, language=language, colour=colour, more=shown.more, reviews=reviews
    )


def _compared(found: Any, knowledge: Any, compare: tuple[str, str], format: str, language: str) -> str:
    """Return what one of two views sees that the other does not."""
    from kg.background import build_view
    from kg.report.comparison import compare_views, comparison_csv, comparison_json, write_comparison

    first, second = (build_view(knowledge.register, _view(name.split("+")) or []) for name in compare)
    seen = compare_views(found, first, second, knowledge)
    if format == "json":
        return visible_json(comparison_json(seen, knowledge))
    if format == "csv":
        return comparison_csv(seen, knowledge)
    return write_comparison(seen, knowledge, language=language)


@app.command(epilog="Example: kg explain m1+d1 --format html --language fa -o m1-d1.html")
def explain(
    relation: Annotated[
        str,
        typer.Argument(
            metavar="ID",
            help="A relation's identifier, at least four digits of its beginning, or two claims as in m1+d1; "
            "a partner's claim is desk:m1.",
        ),
    ],
    paths: Paths = None,
    store: Store = None,
    format: Annotated[Literal["text", "html", "markdown", "json"], typer.Option("--format")] = "text",
    language: PageLanguage = None,
    why_not: Annotated[
        bool,
        typer.Option(
            "--why-not",
            help="Of two claims, given as 'A B' or A+B: what keeps each rule from relating them, or from "
            "finding more, and what would have to be known or written.",
        ),
    ] = False,
    standpoint: Annotated[
        list[str] | None,
        typer.Option("--standpoint", help="With --why-not: a standpoint that somebody holds; repeatable."),
    ] = None,
    history: History = False,
    output: Output = "-",
) -> None:
    """Explain one relation: condition, quotes, slots, bridges, what dissolves it, what would settle it."""
    from kg.explain import build_card
    from kg.report.data import explanation_json
    from kg.report.html import write_explanation
    from kg.report.markdown import write_markdown
    from kg.report.text import NOTHING, write_cards

    read, languages = _languages(language, format == "html")
    if why_not:
        colour = _coloured(output)
        emit(_why_not(relation, paths, store, format, read, standpoint, colour=colour), output)
        return
    graph = load_graph(paths, store)
    chosen = graph.named(relation, history=history)
    cards = [build_card(r, graph.knowledge) for r in chosen] if format in ("html", "markdown") else []
    if format == "json":
        text = visible_json(explanation_json(chosen, graph.knowledge))
    elif format == "html":
        text = write_explanation(cards, languages=languages)
    elif format == "markdown":
        text = write_markdown(cards, language=read)
    elif chosen:
        text = write_cards(chosen, graph.knowledge, language=read, colour=_coloured(output))
    else:
        text = f"{NOTHING[read]}\n"
    emit(text, output)


def _why_not(
    first: str,
    paths: list[str] | None,
    store: Path | None,
    format: str,
    language: str,
    standpoints: list[str] | None,
    *,
    colour: bool,
) -> str:
    """Return what keeps each rule from relating two claims; the second may stand among the paths."""
    from kg.explain.why_not import build_why_card
    from kg.report.why_not import why_not_json, write_why_not

    first, plus, second = first.partition("+")
    if not plus:
        if not paths:
            raise InputError(Problem("bad-use", "--why-not asks of two claims", advice="write 'A B' or A+B"))
        second, *paths = paths
    if format not in ("text", "json"):
        raise InputError(Problem("bad-use", "--why-not is given as text or json"))
    graph = load_graph(paths or None, store)
    card = build_why_card(graph.why_not(first, second, _view(standpoints) or ()), graph.knowledge)
    if format == "json":
        return visible_json(why_not_json(card))
    return write_why_not(card, language=language, colour=colour)


@app.command(epilog="Example: kg replay m1+d1 --recorded relations.json")
def replay(
    relation: Annotated[
        str | None,
        typer.Argument(
            metavar="[ID]",
            help="A relation's identifier, at least four digits of its beginning, or two claims as in m1+d1.",
        ),
    ] = None,
    paths: Paths = None,
    recorded: Annotated[
        str | None,
        typer.Option("--recorded", metavar="FILE", help="What 'kg relations --format json' wrote earlier."),
    ] = None,
    store: Annotated[
        Path | None, typer.Option("--store", metavar="DIR", help="The store whose findings are recorded.")
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every relation recorded, not one.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    output: Output = "-",
) -> int:
    """Compute a recorded relation again from its own claims: confirmed, or refuted with what differs."""
    from kg.diff.replay import read_file, read_recorded, read_stored, replay_all
    from kg.explain import find_named
    from kg.loading import ClaimGraph
    from kg.rdf.store import open_store
    from kg.report.replay import replays_json, write_replays

    if (recorded is None) == (store is None):
        raise InputError(Problem("bad-use", "name what was recorded: either --recorded FILE or --store DIR"))
    if every and relation is not None:
        # Without an identifier the first argument is a path.
        paths, relation = [relation, *(paths or [])], None
    if not every and relation is None:
        raise InputError(Problem("bad-use", "name a relation, or --all"))
    exchange = None
    if store is not None:
        stored = load_graph(None, store)
        # What partners sent stands in no file of ours: it is taken as the store has it.
        exchange = stored.exchange
        known = read_stored(open_store(store))
    else:
        known = read_recorded(read_file(str(recorded)), str(recorded))
    chosen = list(known)
    if relation is not None:
        chosen = find_named(relation, {r.id: [p.claims for p in r.positions] for r in known.values()})
    graph = ClaimGraph(load_graph(paths, None).own, exchange)
    found = replay_all([known[name] for name in chosen], graph.knowledge, background=graph.background)
    emit(visible_json(replays_json(found)) if format == "json" else write_replays(found), output)
    return 0 if all(one.confirmed for one in found) else 1


@app.command(epilog="Example: kg disputes --format json")
def disputes(
    paths: Paths = None,
    store: Store = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    standpoint: Standpoints = None,
    limit: Limit = None,
    every: All = False,
    output: Output = "-",
) -> None:
    """Show what is in dispute: sides and voices, what to give up, what survives, what to check first."""
    from kg.background import build_view
    from kg.report.disputes import disputes_json, disputes_text

    _check_limit(limit, every, format)
    graph = load_graph(paths, store)
    view = _view(standpoint)
    if view is not None:
        build_view(graph.knowledge.register, view)
    found = graph.relations()
    if format == "json":
        emit(visible_json(disputes_json(found, graph.knowledge, view)), output)
    else:
        most = _most(limit, every, output, _DISPUTES)
        emit(disputes_text(found, graph.knowledge, view, limit=most), output)


@app.command(epilog="Example: kg query who-denies-what --format csv")
def query(
    query: Annotated[
        str | None,
        typer.Argument(metavar="FILE|-|NAME", help="A query file, '-' for standard input, or a name."),
    ] = None,
    paths: Paths = None,
    store: Annotated[
        str | None,
        typer.Option(
            "--store", metavar="DIR|URL", help="Ask the store built in DIR instead, or a SPARQL service."
        ),
    ] = None,
    format: Annotated[Literal["table", "csv", "json", "turtle"], typer.Option("--format")] = "table",
    listed: Annotated[bool, typer.Option("--list", help="List the named queries.")] = False,
    timeout: Annotated[
        float | None,
        typer.Option("--timeout", metavar="SECONDS", help="Stop it then; else KG_TIMEOUT says when, or 60."),
    ] = None,
    output: Output = "-",
) -> None:
    """Answer a SPARQL query over the graph and its findings."""
    from kg.queries import check_query, queries, read_query
    from kg.queries.asking import ask_folder, read_query_limits
    from kg.queries.service import ask_service, is_service
    from kg.report.answers import write_answer

    if listed:
        emit("".join(f"{name}\n    {found.question}\n" for name, found in queries().items()), output)
        return
    if query is None:
        raise InputError(Problem("bad-use", "name a query, a file, or '-'", advice="kg query --list"))
    if query == "-" and "-" in (paths or ()):
        raise InputError(Problem("bad-use", "standard input cannot hold both the query and the claims"))
    if paths and store is not None:
        raise InputError(Problem("bad-use", "name either paths or --store, not both"))
    text, limits = read_query(query), read_query_limits(seconds=timeout)
    check_query(text)
    if store is None:
        answer = load_graph(paths, None).ask(text, limits)
    elif is_service(store):
        answer = ask_service(store, text, limits)
    else:
        answer = ask_folder(Path(store), text, limits)
    emit(write_answer(answer, format), output)


@app.command(epilog="Example: kg export --bundle karabakh.zip --producer our-desk --sign our-desk.key")
def export(
    paths: Paths = None,
    store: Store = None,
    format: Annotated[ExportFormat, typer.Option("--format")] = ExportFormat.TURTLE,
    findings: Annotated[bool, typer.Option(help="Include the relations found.")] = True,
    table: Annotated[
        Literal["claims", "contradictions"], typer.Option("--table", help="Of what, with --format csv.")
    ] = "claims",
    bundle: Annotated[
        str | None,
        typer.Option("--bundle", metavar="DIR|FILE.zip", help="Write a bundle for partners there instead."),
    ] = None,
    sign: Annotated[
        Path | None,
        typer.Option(
            "--sign", metavar="KEY", help="Sign the bundle, or the nanopublications, with this key."
        ),
    ] = None,
    producer: Annotated[
        str,
        typer.Option("--producer", metavar="NAME", help="Who you are, to partners.", envvar="KG_PRODUCER"),
    ] = UNNAMED,
    title: Annotated[
        str | None, typer.Option("--producer-title", metavar="TEXT", help="Who you are, in words.")
    ] = None,
    url: Annotated[str | None, typer.Option("--producer-url", metavar="URL", help="Your page.")] = None,
    licence: Annotated[
        str | None,
        typer.Option(
            "--licence", metavar="URL", help="That of your work in a bundle and the like; else CC BY."
        ),
    ] = None,
    created: Annotated[
        str | None,
        typer.Option(
            "--created", metavar="MOMENT", help="Of nanopublications; else the day of their article."
        ),
    ] = None,
    partner: Annotated[
        str | None,
        typer.Option("--from", metavar="PARTNER", help="What this partner sent and is in force, as it came."),
    ] = None,
    profile: Annotated[
        Literal["plain", "interop"],
        typer.Option("--profile", help="Beside our terms those that ClaimsKG and CimpleKG are asked in."),
    ] = "plain",
    ontology: Annotated[
        bool, typer.Option("--ontology", help="Write what the terms mean instead: the ontology, as Turtle.")
    ] = False,
    edition: Annotated[
        int | None,
        typer.Option(
            "--edition",
            metavar="N",
            min=1,
            help="Which edition a bundle is; else one more than that of the bundle it replaces.",
        ),
    ] = None,
    output: Output = "-",
) -> None:
    """Write the graph, or tables and bundles of it, for partners; the same input gives the same bytes."""
    if edition is not None and bundle is None:
        message = "only a bundle has an edition"
        raise InputError(Problem("bad-use", message, advice="add --bundle FILE.zip"))
    if ontology:
        from kg.resources import ontology_file

        if paths or bundle is not None:
            raise InputError(Problem("bad-use", "--ontology is the same for all claims; name none of them"))
        emit(ontology_file().read_bytes(), output)
        return
    from kg.bundle.build import build_bundle, find_beyond_limits, next_edition, seal_bundle, write_bundle
    from kg.bundle.keys import read_private_key
    from kg.bundle.licences import CC_BY
    from kg.formats.claimreview import Publisher, write_partner_reviews
    from kg.loading import ClaimGraph

    title = title and checked(title, "--producer-title")
    url = url and checked(url, "--producer-url", page=True)
    licence = licence and checked(licence, "--licence", page=True)
    graph = load_graph(paths, store)
    if partner is not None and format is ExportFormat.CLAIMREVIEW and bundle is None:
        reviews = [review for one, review in graph.exchange.current_reviews() if one.partner == partner]
        if reviews:
            emit(write_partner_reviews(reviews, publisher=Publisher(partner)), output)
            return
    if partner is not None:
        graph = ClaimGraph(_said_by(graph, partner))
    if bundle is None and format is ExportFormat.NANOPUB:
        # What a partner sent stays theirs, and under which licence they alone can say.
        maker = (producer, title, url) if partner is None else (partner, None, None)
        terms = CC_BY if licence is None and partner is None else licence
        emit(_nanopublications(graph.own, maker, terms, created, sign), output)
        return
    if bundle is None and sign is not None:
        message = "only a bundle and nanopublications are signed"
        raise InputError(Problem("bad-use", message, advice="add --bundle FILE.zip"))
    if bundle is not None:
        if output != "-":
            raise InputError(Problem("bad-use", "--bundle says where to write; leave -o away"))
        key = None if sign is None else read_private_key(sign, os.environ.get("KG_PASSPHRASE"))
        files = build_bundle(
            graph.knowledge,
            graph.relations() if findings else (),
            graph.repeats if findings else (),
            producer=producer,
            producer_name=title,
            producer_url=url,
            licence=licence or CC_BY,
            verdict_licence=licence or CC_BY,
            sign_with=key,
        )
        for problem in find_beyond_limits(files):
            say(f"warning: {problem}")
        number = edition or next_edition(files, Path(bundle))
        write_bundle(seal_bundle(files, number, key), Path(bundle))
        signed = "signed" if key else "not signed"
        say(f"wrote {visible_line(bundle)}: {several(len(files), 'file')}, {signed}, edition {number}")
        return
    publisher = Publisher(title or producer, url)
    if profile == "interop":
        if format.value not in ("turtle", "trig", "nquads", "jsonld"):
            raise InputError(Problem("bad-use", f"there is no profile of {format.value}, only of RDF"))
        emit(graph.export(format.value, findings=findings, interop=True, publisher=publisher), output)
        return
    emit(_exported(graph, format.value, findings, table, publisher, licence), output)


def _nanopublications(
    knowledge: Any,
    producer: tuple[str, str | None, str | None],
    licence: str | None,
    created: str | None,
    sign: Path | None,
) -> bytes:
    """Return our claims as nanopublications of the ``producer``: name, title and page."""
    from kg.bundle.keys import read_rsa_key
    from kg.formats.nanopublications import Publication, write_nanopublications
    from kg.rdf.vocabulary import producer_iri

    name, title, url = producer
    key = None if sign is None else read_rsa_key(sign, os.environ.get("KG_PASSPHRASE"))
    maker, when = url or str(producer_iri(name)), _created(created)
    publication = Publication(when, licence, maker, title or name)
    return write_nanopublications(knowledge, publication, sign_with=key)


def _created(text: str | None) -> datetime | None:
    """Return the moment that a person names; a day begins in UTC."""
    try:
        found = None if text is None else datetime.fromisoformat(text)
    except ValueError:
        advice = "write it as 2026-11-22 or 2026-11-22T22:15:00Z"
        raise InputError(Problem("bad-date", f"{text!r} is no moment", advice=advice)) from None
    return found.replace(tzinfo=UTC) if found is not None and found.tzinfo is None else found


def _said_by(graph: Any, partner: str) -> Knowledge:
    """Return what a partner says but for reviews, and tell of these."""
    said: Knowledge = graph.exchange.said_by(partner)
    sent = sum(one.partner == partner for one, _ in graph.exchange.current_reviews())
    if sent and said == Knowledge(Register()):
        message = f"{partner!r} sent nothing but reviews of claims, {sent:,} in force"
        raise InputError(Problem("bad-use", message, advice="--format claimreview writes them"))
    if sent:
        say(f"left out: {several(sent, 'review')} of claims; --format claimreview writes them")
    return said


def _exported(
    graph: Any,
    format: str,
    findings: bool,
    table: str,
    publisher: Any,
    licence: str | None,
) -> bytes:
    """Return everything in a format of RDF, or what another format holds of it."""
    if format == "csv":
        from kg.formats.tables import write_claims_table, write_contradictions_table

        if table == "claims":
            return write_claims_table(graph.knowledge)
        return write_contradictions_table(graph.relations(), graph.knowledge)
    if format == "annotations":
        from kg.formats.webannotation import write_annotations

        return write_annotations(graph.knowledge)
    if format == "claimreview":
        from kg.formats.claimreview import write_claim_reviews

        own = [verdict for verdict in graph.knowledge.verdicts if verdict.partner is None]
        bare = sum(verdict.url is None for verdict in own)
        if bare:
            say(
                f"{bare:,} of {len(own):,} reviews have no 'url', without which most who gather reviews "
                "leave them out: give the page of each in verdicts.yaml"
            )
        return write_claim_reviews(graph.knowledge, publisher=publisher, licence=licence)
    found: bytes = graph.export(format, findings=findings)
    return found


@app.command(epilog="Example: kg report --dispute m1 -o m1.html")
def report(
    paths: Paths = None,
    store: Store = None,
    standpoint: Standpoints = None,
    dispute: Annotated[
        str | None,
        typer.Option(
            "--dispute",
            metavar="ID",
            help="Only one: a claim in it, or at least four digits of its identifier or of a relation's.",
        ),
    ] = None,
    limit: Annotated[
        int | None,
        typer.Option(
            "--limit",
            metavar="N",
            min=1,
            help="Show so many disputes, and relations of each type; usually some dozens.",
        ),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Show all, however long the page.")] = False,
    language: PageLanguage = None,
    output: Output = "-",
) -> None:
    """Write one self-contained HTML page: the articles, their claims, and each contradiction explained."""
    from kg.background import build_view
    from kg.disputes import find_disputes, name_withdrawn
    from kg.explain import find_named_dispute
    from kg.report.html import write_report
    from kg.report.selection import PageLimits

    _check_limit(limit, every, "text")
    _, languages = _languages(language, True)
    graph = load_graph(paths, store)
    view = _view(standpoint)
    if view is not None:
        build_view(graph.knowledge.register, view)
    about, number = None, 1
    if dispute is not None:
        known = graph.relations(view, ["contradicts", "supersedes"])
        disputes = find_disputes(known)
        about = find_named_dispute(dispute, disputes)
        number = disputes.index(about) + 1
        [about] = name_withdrawn([about], known, graph.knowledge, None if view is None else frozenset(view))
    # What follows from a verdict follows through relations of other disputes, too.
    alone = about is not None and not graph.knowledge.verdicts
    found = graph.touching(about.positions) if about is not None and alone else graph.relations()
    limits = PageLimits.none() if every else PageLimits.of(limit) if limit else PageLimits()
    page = write_report(
        graph.knowledge, found, view=view, about=about, number=number, limits=limits, languages=languages
    )
    emit(page, output)
    if output != "-":
        say(f"wrote {visible_line(output)}")


@app.command(epilog="Example: kg reason --standpoint baku")
def reason(
    paths: Paths = None,
    store: Store = None,
    standpoint: Standpoints = None,
    classify: Annotated[
        bool, typer.Option("--classify", help="Tell what follows, too; it takes several times longer.")
    ] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    output: Output = "-",
) -> int:
    """Check with an OWL reasoner that the graph is consistent; else name the claims at fault."""
    from kg.reasoning import reason_over
    from kg.report.reasoning import render_reasoning

    knowledge = load_graph(paths, store).knowledge
    found = reason_over(knowledge, _view(standpoint) or [], classify=classify)
    emit(render_reasoning(found, format), output)
    return 0 if found.consistent else 1


@app.command(epilog="Example: kg demo example")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where it is written.")] = Path("seeds"),
) -> None:
    """Write the packaged example, an article with its claims and register, to try the commands on."""
    from kg.resources import resource_dir

    try:
        shutil.copytree(resource_dir("seeds"), folder)
    except (OSError, shutil.Error) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, Location(str(folder)))) from error
    there = visible_line(shlex.quote(str(folder)))
    commands = ("validate", "relations --relation contradicts", "disputes", "report -o report.html")
    emit("".join(f"kg {command} {there}\n" for command in commands), "-")


@app.command(epilog="Example: kg schema claims -o claims.schema.json")
def schema(
    file: Annotated[
        Literal["claims", "register", "verdicts"], typer.Argument(help="Of which file.")
    ] = "claims",
    output: Output = "-",
) -> None:
    """Write the JSON Schema of a file that people write, for their editors."""
    from kg.authoring.formats import json_schema

    emit(visible_json(json_schema(file), indent=2), output)


@app.command(epilog="Example: kg rules denial")
def rules(
    name: Annotated[str | None, typer.Argument(help="Of one rule.")] = None,
    format: Annotated[Literal["text", "markdown", "json"], typer.Option("--format")] = "text",
    output: Output = "-",
) -> None:
    """Explain the rules: the problem each one is about, its condition, an example, and what dissolves it."""
    from kg.relations import rules as known
    from kg.report.rules import write_rules

    found = [rule for rule in known() if name in (None, rule.name)]
    if not found:
        advice = nearest(name or "", [rule.name for rule in known()])
        raise InputError(Problem("unknown-rule", f"there is no rule {name!r}", advice=advice))
    emit(write_rules(found, format), output)


# What is exchanged with partners registers its commands with the same application.
import kg.cli_exchange  # noqa: E402
import kg.cli_migrate  # noqa: E402
import kg.cli_store  # noqa: E402, F401
