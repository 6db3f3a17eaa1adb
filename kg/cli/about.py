"""The commands about the program itself: its example, its formats, its rules."""

from __future__ import annotations

import errno
import os
import shlex
from pathlib import Path
from typing import Annotated, Literal

import typer

from kg.characters import visible_json, visible_line
from kg.cli.application import app
from kg.cli.options import Output, Reader
from kg.cli.output import emit, reading, say
from kg.errors import InputError, Problem, nearest
from kg.files import write_folder
from kg.model import Location
from kg.words import Message


@app.command(epilog="Example: kg demo example")
def demo(
    folder: Annotated[Path, typer.Argument(metavar="[FOLDER]", help="Where it is written.")] = Path("seeds"),
) -> None:
    """Write the packaged example, an article with its claims and register, to try the commands on."""
    from kg.resources import resource_dir

    try:
        place, seeds = folder.resolve(), resource_dir("seeds")
        if place.exists():
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        files = (path for path in seeds.rglob("*") if path.is_file())
        write_folder(place, {path.relative_to(seeds).as_posix(): path.read_bytes() for path in files})
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, Location(str(folder)))) from error
    there = visible_line(shlex.quote(str(folder)))
    commands = ("validate", "relations --relation contradicts", "disputes", "report -o report.html")
    emit("".join(f"kg {command} {there}\n" for command in commands), "-")


@app.command(epilog="Example: kg init our-desk --base https://desk.example/kg/")
def init(
    folder: Annotated[Path, typer.Argument(metavar="FOLDER", help="Where it is made.")],
    name: Annotated[
        str | None, typer.Option("--producer", metavar="NAME", help="Who you are, to partners; else FOLDER.")
    ] = None,
    title: Annotated[
        str | None, typer.Option("--producer-title", metavar="TEXT", help="Who you are, in words.")
    ] = None,
    url: Annotated[str | None, typer.Option("--producer-url", metavar="URL", help="Your page.")] = None,
    base: Annotated[
        str | None,
        typer.Option("--base", metavar="IRI", help="With what your IRIs begin; else made from the name."),
    ] = None,
) -> None:
    """Make the folder of a desk: who it is, and an empty register."""
    from kg.authoring.desk import DESK, write_desk
    from kg.authoring.formats import checked

    try:
        place = folder.resolve()
        if place.exists() and (not place.is_dir() or any(place.iterdir())):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
        desk = write_desk(
            name or place.name.lower(),
            title=title and checked(title, "--producer-title"),
            url=url and checked(url, "--producer-url", page=True),
            base=base and checked(base, "--base", page=True),
        )
        files = {DESK: desk.encode(), "seeds/register/register.yaml": b"sources: {}\n"}
        write_folder(place, files)
    except (OSError, RuntimeError, ValueError) as error:
        message = f"cannot be written: {getattr(error, 'strerror', None) or error}"
        raise InputError(Problem("unwritable", message, Location(str(folder)))) from error
    emit(desk, "-")
    for name in files:
        say(Message("wrote", file=visible_line(str(folder / name))))


@app.command(epilog="Example: kg schema claims -o claims.schema.json")
def schema(
    file: Annotated[
        Literal["claims", "register", "verdicts", "desk"], typer.Argument(help="Of which file.")
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
    language: Reader = None,
    output: Output = "-",
) -> None:
    """Explain the rules: the problem each one is about, its condition, an example, and what dissolves it."""
    from kg.relations import rules as known
    from kg.report.rules import write_rules

    chosen = [rule for rule in known() if name in (None, rule.name)]
    if not chosen:
        advice = nearest(name or "", [rule.name for rule in known()])
        raise InputError(Problem("unknown-rule", f"there is no rule {name!r}", advice=advice))
    emit(write_rules(chosen, format, language or reading()), output)
