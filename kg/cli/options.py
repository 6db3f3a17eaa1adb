"""Options that several commands have."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated, Literal

import typer

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


class EngineName(StrEnum):
    """What compares positions."""

    DUCKDB = "duckdb"
    SPARK = "spark"


Engine = Annotated[EngineName, typer.Option("--engine", help="What compares positions; both find the same.")]
Master = Annotated[
    str, typer.Option("--master", metavar="URL", help="The cluster, with --engine spark; else this machine.")
]
