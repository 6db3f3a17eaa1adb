"""The commands that write a report and run a reasoner."""

from __future__ import annotations

from typing import Annotated, Literal

import typer

from kg.characters import visible_line
from kg.cli.application import app
from kg.cli.inputs import languages_of, load_graph, view_of
from kg.cli.options import Output, PageLanguage, Paths, Reader, Standpoints, Store
from kg.cli.output import check_limit, emit, reading, say
from kg.words import Message


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

    check_limit(limit, every, "text")
    _, languages = languages_of(language, True)
    graph = load_graph(paths, store)
    view = view_of(standpoint)
    if view is not None:
        build_view(graph.knowledge.register, view)
    about, number = None, 1
    if dispute is not None:
        involved = graph.disputing(view)
        disputes = find_disputes(involved)
        about = find_named_dispute(dispute, disputes)
        number = disputes.index(about) + 1
        [about] = name_withdrawn(
            [about], involved, graph.knowledge, None if view is None else frozenset(view)
        )
    # The consequences of a verdict also pass through relations of other disputes.
    alone = about is not None and not graph.knowledge.verdicts
    shown = graph.touching(about.positions) if about is not None and alone else graph.relations()
    limits = PageLimits.none() if every else PageLimits.of(limit) if limit else PageLimits()
    page = write_report(
        graph.knowledge, shown, view=view, about=about, number=number, limits=limits, languages=languages
    )
    emit(page, output)
    if output != "-":
        say(Message("wrote", file=visible_line(output)))


@app.command(epilog="Example: kg reason --standpoint baku")
def reason(
    paths: Paths = None,
    store: Store = None,
    standpoint: Standpoints = None,
    classify: Annotated[
        bool, typer.Option("--classify", help="Tell what follows, too; it takes several times longer.")
    ] = False,
    format: Annotated[Literal["text", "json"], typer.Option("--format")] = "text",
    language: Reader = None,
    output: Output = "-",
) -> int:
    """Check with an OWL reasoner that the graph is consistent; else name the claims at fault."""
    from kg.reasoning import reason_over
    from kg.report.reasoning import render_reasoning

    knowledge = load_graph(paths, store).knowledge
    reasoning = reason_over(knowledge, view_of(standpoint) or [], classify=classify)
    emit(render_reasoning(reasoning, format, language or reading()), output)
    return 0 if reasoning.consistent else 1
