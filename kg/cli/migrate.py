"""The commands that change files to a new version of the formats; see :mod:`kg.cli`."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.application import add_group
from kg.cli.options import Paths, Reader
from kg.cli.output import emit, reading
from kg.errors import InputError, Problem
from kg.files import STDIN
from kg.words import Message

migrate = add_group("migrate", "Carry files that people write over to a new version of their formats.")


@migrate.command(name="events", epilog="Example: kg migrate events seeds")
def events(
    paths: Paths = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be written.")] = False,
    language: Reader = None,
) -> None:
    """Declare the events that claims name and nothing declares; comments and layout of the files stay."""
    from pathlib import Path

    from kg.authoring.migrate import migrate_events
    from kg.characters import visible_line

    if str(STDIN) in (paths or ()):
        raise InputError(Problem("bad-use", "what is read from standard input cannot be written back"))
    files = migrate_events([Path(path) for path in paths or ()])
    for file in files:
        if not dry_run:
            emit(file.text, str(file.path))
    lines = [visible_line(f"{file.path}: {', '.join(file.events)}") for file in files]
    if not lines:
        lines.append(Message("migrate-none")[language or reading()])
    emit("".join(f"{line}\n" for line in lines), "-")
