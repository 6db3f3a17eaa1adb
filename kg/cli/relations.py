"""The commands that show relations and disputes, and explain them."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple

import typer

from kg.characters import visible_json
from kg.cli.application import app
from kg.cli.inputs import languages_of, load_graph, view_of
from kg.cli.options import (
    All,
    Engine,
    EngineName,
    History,
    Limit,
    Master,
    Output,
    PageLanguage,
    Paths,
    Reader,
    Standpoints,
    Store,
)
from kg.cli.output import check_limit, coloured, emit, in_lines, most_shown, reading
from kg.errors import InputError, Problem
from kg.model import RelationType

#: The most lines, cards and disputes that a terminal shows.
_LINES, _CARDS, _DISPUTES = 50, 20, 10
RelationName = StrEnum("RelationName", {t.name: t.value for t in RelationType})  # type: ignore[misc]


Types = Annotated[
    list[RelationName] | None,
    typer.Option("--relation", help="Only relations of this type; repeat for several."),
]
Compared = Annotated[
    tuple[str, str] | None,
    typer.Option(
        "--compare",
        metavar="A B",
        help="What one standpoint sees that the other does not; 'none' holds none, 'a+b' holds two.",
    ),
]
Summary = Annotated[
    bool | None,
    typer.Option(
        "--summary/--full",
        " /--cards",
        help="One line each, or a card; a terminal shows lines of more than a few.",
    ),
]


@app.command(epilog="Example: kg relations --relation contradicts --standpoint baku")
def relations(
    paths: Paths = None,
    store: Store = None,
    format: Annotated[Literal["text", "json", "csv"], typer.Option("--format")] = "text",
    standpoint: Standpoints = None,
    relation: Types = None,
    compare: Compared = None,
    summary: Summary = None,
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
    check_limit(limit, every, format)
    language = language or reading()
    graph = load_graph(paths, store, engine, master)
    view = view_of(standpoint)
    if compare is not None and view is not None:
        raise InputError(
            Problem("bad-use", "--compare names both standpoints and does not go with --standpoint")
        )
    types = [name.value for name in relation] if relation else None
    repeats = graph.repeats if not relation and compare is None else []
    if format == "text" and compare is None:
        shown = _chosen(graph, view, types, history, (limit, every, summary), output)
        text = _relations_text(graph, view, types, shown, language, coloured(output))
        number = most_shown(limit, every, output, _LINES if shown.summary else _CARDS)
        voices = write_repeats(repeats, graph.knowledge, language=language, limit=number)
        emit(text + (f"\n{voices}" if voices else ""), output)
        return
    chosen = graph.relations(view, types, history=history)
    if compare is not None:
        text = _compared(chosen, graph.knowledge, compare, format, language)
    elif format == "json":
        text = visible_json(relations_json(chosen, graph.knowledge, view, repeats))
    else:
        text = relations_csv(chosen, graph.knowledge)
    emit(text, output)


class _Chosen(NamedTuple):
    """The relations to show, the number of others, and whether each is shown in a line."""

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
    """Return the relations to show; ``wanted`` are the values of ``--limit``, ``--all`` and ``--summary``."""
    limit, every, summary = wanted
    if history or most_shown(limit, every, output, 1) is None:
        from kg.explain import sorted_relations

        shown = graph.relations(view, types, history=history)
        total = len(shown)
        if summary is None:
            summary = in_lines(output, total)
        number = most_shown(limit, every, output, _LINES if summary else _CARDS)
        if number is not None:
            shown = sorted_relations(shown, graph.knowledge)[:number]
        return _Chosen(shown, total - len(shown), summary)
    names = graph.listed(view, types)
    if summary is None:
        summary = in_lines(output, len(names))
    number = most_shown(limit, every, output, _LINES if summary else _CARDS)
    return _Chosen(graph.some(names[:number], types), max(len(names) - (number or 0), 0), summary)


def _relations_text(
    graph: Any,
    view: list[str] | None,
    types: list[str] | None,
    shown: _Chosen,
    language: str,
    colour: bool,
) -> str:
    """Return a line or a card for each relation."""
    from kg.explain import Cards
    from kg.report.text import write_cards, write_summary

    knowledge = graph.knowledge
    if shown.summary:
        return write_summary(shown.relations, knowledge, language=language, colour=colour, more=shown.more)
    cards = None
    if shown.more and knowledge.verdicts:
        # The consequences of a verdict also pass through relations that are not shown.
        cards = Cards.among(graph.relations(view, types), knowledge)
    return write_cards(
        shown.relations, knowledge, language=language, colour=colour, more=shown.more, cards=cards
    )


def _compared(found: Any, knowledge: Any, compare: tuple[str, str], format: str, language: str) -> str:
    """Return the comparison of two views, as text or data."""
    from kg.background import build_view
    from kg.report.comparison import compare_views, comparison_csv, comparison_json, write_comparison

    first, second = (build_view(knowledge.register, view_of(name.split("+")) or []) for name in compare)
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
    from kg.explain import Cards
    from kg.report.data import explanation_json
    from kg.report.html import write_explanation
    from kg.report.markdown import write_markdown
    from kg.report.text import NOTHING, write_cards

    read, languages = languages_of(language, format == "html")
    if why_not:
        colour = coloured(output)
        emit(_why_not(relation, paths, store, format, read, standpoint, colour=colour), output)
        return
    graph = load_graph(paths, store)
    chosen = graph.named(relation, history=history)
    cards = Cards.among(chosen, graph.knowledge)
    if format == "json":
        text = visible_json(explanation_json(chosen, graph.knowledge, cards))
    elif format == "html":
        text = write_explanation([cards[shown] for shown in chosen], languages=languages)
    elif format == "markdown":
        text = write_markdown([cards[shown] for shown in chosen], language=read)
    elif chosen:
        text = write_cards(chosen, graph.knowledge, language=read, colour=coloured(output), cards=cards)
    else:
        text = f"{NOTHING[read]}\n"
    emit(text, output)


def _why_not(
    first: str,
    paths: list[str] | None,
    store: str | None,
    format: str,
    language: str,
    standpoints: list[str] | None,
    *,
    colour: bool,
) -> str:
    """Return why each rule does not relate two claims; the second may be the first of the paths."""
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
    card = build_why_card(graph.why_not(first, second, view_of(standpoints) or ()), graph.knowledge)
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
        str | None,
        typer.Option("--store", metavar="DIR|URL", help="The store or service whose findings are recorded."),
    ] = None,
    every: Annotated[bool, typer.Option("--all", help="Every relation recorded, not one.")] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    language: Reader = None,
    output: Output = "-",
) -> int:
    """Compute a recorded relation again from its own claims: confirmed, or refuted with what differs."""
    from kg.api import ClaimGraph
    from kg.diff.recorded import read_record_file, read_recorded, read_stored
    from kg.diff.replay import replay_all
    from kg.explain import find_named
    from kg.formats.opening import open_findings
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
        # What partners sent is in no file of ours, so it is taken from the store.
        exchange = stored.exchange
        records = read_stored(open_findings(store))
    else:
        records = read_recorded(read_record_file(str(recorded)), str(recorded))
    chosen = list(records)
    if relation is not None:
        chosen = find_named(relation, {r.id: [p.claims for p in r.positions] for r in records.values()})
    graph = ClaimGraph(load_graph(paths, None).own, exchange)
    replays = replay_all([records[name] for name in chosen], graph.knowledge, background=graph.background)
    if format == "json":
        emit(visible_json(replays_json(replays)), output)
    else:
        emit(write_replays(replays, language or reading()), output)
    return 0 if all(outcome.confirmed for outcome in replays) else 1


@app.command(epilog="Example: kg disputes --format json")
def disputes(
    paths: Paths = None,
    store: Store = None,
    format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    standpoint: Standpoints = None,
    limit: Limit = None,
    every: All = False,
    language: Reader = None,
    output: Output = "-",
) -> None:
    """Show what is in dispute: sides and voices, what to give up, what survives, what to check first."""
    from kg.background import build_view
    from kg.report.disputes import disputes_json, disputes_text

    check_limit(limit, every, format)
    graph = load_graph(paths, store)
    view = view_of(standpoint)
    if view is not None:
        build_view(graph.knowledge.register, view)
    all_relations = graph.relations()
    if format == "json":
        emit(visible_json(disputes_json(all_relations, graph.knowledge, view)), output)
    else:
        number = most_shown(limit, every, output, _DISPUTES)
        text = disputes_text(
            all_relations, graph.knowledge, view, limit=number, language=language or reading()
        )
        emit(text, output)
