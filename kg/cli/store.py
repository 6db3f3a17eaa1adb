"""The commands for the store itself; see :mod:`kg.cli`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.application import add_group, app
from kg.cli.options import Output, Reader
from kg.cli.output import emit, reading
from kg.cli.partners import Form, StoreOf
from kg.errors import InputError, Problem

store = add_group("store", "Look after the store itself.")


@store.command(name="check", epilog="Example: kg store check graph.db")
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The store.")],
    format: Form = "text",
    language: Reader = None,
    output: Output = "-",
) -> int:
    """Compare every byte of a store with the record made when it was written, and count what it holds."""
    from kg.rdf.store_files import examine_store
    from kg.report.store import examination_json, write_examination

    examination = examine_store(folder)
    if format == "json":
        emit(examination_json(examination), output)
    else:
        emit(write_examination(examination, language or reading()), output)
    return 1 if examination.faults else 0


@app.command(epilog="Example: kg purge tehran-desk/2 --store graph.db")
def purge(
    store: StoreOf,
    names: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[IMPORT]...",
            help="Of what: an import, or a partner: all of theirs that are out of use.",
        ),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say what would be removed; of all, where none is named.")
    ] = False,
    language: Reader = None,
) -> None:
    """Remove for good what retracted and superseded imports said; their record stays."""
    from kg.api import load
    from kg.partners.purging import find_purgeable
    from kg.rdf.store_files import require_store
    from kg.report.store import write_purged
    from kg.transaction import changing

    require_store(store)
    if dry_run:
        purgeable = find_purgeable(load(store=store).exchange, names or ())
        emit(write_purged(purgeable, done=False, language=language or reading()), "-")
        return
    if not names:
        advice = "'kg purge --dry-run' lists what can be"
        raise InputError(Problem("bad-use", "name what is removed for good", advice=advice))
    with changing(store) as change:
        gone = change.purge(names)
    emit(write_purged(gone, done=True, language=language or reading()), "-")
