"""Options that several commands share."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

import typer

from kg.cli.output import read_in
from kg.words.catalogue import languages

Paths = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[PATH]...",
        help="A bundle folder, a claims.yaml, a register file, or a folder searched for both; "
        "'-' is standard input. Without any: seeds/ here, else the packaged example, which is said.",
    ),
]
Store = Annotated[
    str | None,
    typer.Option(
        "--store", metavar="DIR|URL", help="Use the store built in DIR instead, or a SPARQL service."
    ),
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
Limit = Annotated[
    int | None, typer.Option("--limit", metavar="N", min=1, help="Show so many, as text; the first first.")
]
All = Annotated[bool, typer.Option("--all", help="Show all; a terminal shows the first few dozen.")]


#: English and Persian side by side.
BOTH = "both"


def _language(named: str) -> str:
    if named not in languages():
        raise typer.BadParameter(f"{named!r} is none of {', '.join(languages())}.")
    read_in(named)
    return named


def _page_language(named: str) -> str:
    return named if named == BOTH else _language(named)


History = Annotated[
    bool, typer.Option("--history", help="Also what related only words that their voices have left since.")
]
Reader = Annotated[
    str | None,
    typer.Option(
        "--language",
        envvar="KG_LANGUAGE",
        parser=_language,
        metavar=f"[{'|'.join(languages())}]",
        help="In which language; else that of your locale, or English.",
    ),
]
PageLanguage = Annotated[
    str | None,
    typer.Option(
        "--language",
        envvar="KG_LANGUAGE",
        parser=_page_language,
        metavar=f"[{'|'.join((*languages(), BOTH))}]",
        help="In which language; else that of your locale, or English. A page may have English and Persian "
        "side by side.",
    ),
]


class EngineName(StrEnum):
    """The engines that compare positions."""

    DUCKDB = "duckdb"
    SPARK = "spark"


Engine = Annotated[EngineName, typer.Option("--engine", help="What compares positions; both find the same.")]
Master = Annotated[
    str, typer.Option("--master", metavar="URL", help="The cluster, with --engine spark; else this machine.")
]
