"""The application that the commands belong to, and the function that runs one of them."""

from __future__ import annotations

import atexit
import contextlib
import gc
import os
import sys
import traceback
from collections.abc import Callable
from functools import cache
from typing import Annotated, Any, NoReturn

import typer
from typer.exceptions import TyperException

from kg.characters import visible_line
from kg.cli.output import NoOutput, abandon_output, emit, is_output_lost, read_in, say
from kg.errors import InputError
from kg.rdf.quiet import quiet_rdflib
from kg.version import __version__
from kg.words import find_language, languages

app = typer.Typer(
    name="kg",
    help="Who said what, in which words, and which statements cannot all be true.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)


def add_group(name: str, help: str) -> typer.Typer:
    """Return a new group of commands under ``kg``."""
    group = typer.Typer(
        name=name, help=help, no_args_is_help=True, add_completion=False, rich_markup_mode=None
    )
    app.add_typer(group)
    return group


def main() -> None:
    """Run the command line and exit with its exit code."""
    # Imported modules stay: to search them for garbage repeatedly takes a tenth of a short command's time.
    gc.set_threshold(100_000, 20, 20)
    code = run(sys.argv[1:])
    if _is_watched():
        sys.exit(code)
    _leave(code)


def _is_watched() -> bool:
    """Return whether a debugger, a profiler or a measure of coverage still has to tell what it saw."""
    tools = getattr(sys, "monitoring", None)  # since Python 3.12
    return bool(sys.gettrace() or sys.getprofile() or (tools and any(map(tools.get_tool, range(6)))))


def _leave(code: int) -> NoReturn:
    """End the process at once: to free millions of objects one by one before would take seconds."""
    atexit._run_exitfuncs()
    for stream in (sys.stdout, sys.stderr):
        # A lost output was told of before; a process may have none at all.
        with contextlib.suppress(OSError, ValueError, AttributeError):
            stream.flush()
    os._exit(code)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit code."""
    if sys.stdout is None:
        with contextlib.redirect_stdout(NoOutput()):
            return run(arguments)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    quiet_rdflib()
    read_in(_find_reading())
    try:
        code = _read_commands()(arguments, standalone_mode=False)
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
        message = error.format_message().replace(": Value error, ", ": ")
        say(f"error: {message}\n    see '{' '.join(filter(None, ('kg', command)))} --help'")
        return 2
    except BrokenPipeError:
        # The reader wants no more output, as "head" does.
        abandon_output()
        return 0
    except Exception as error:
        if isinstance(error, OSError) and is_output_lost():
            return 2
        if os.environ.get("KG_DEBUG"):
            traceback.print_exc()
        message = f"defect: {type(error).__name__}: {visible_line(str(error))}"
        say(f"{message}\n    please report it with what `KG_DEBUG=1 kg …` prints")
        return 3


def _find_reading() -> str:
    """Return the language if no option names one: that of ``KG_LANGUAGE``, of the locale, or English."""
    named = os.environ.get("KG_LANGUAGE", "")
    locale = next(filter(None, map(os.environ.get, ("LC_ALL", "LC_MESSAGES", "LANG"))), "")
    return named if named in languages() else find_language(locale)


@cache
def _read_commands() -> Callable[..., Any]:
    """Return the registered commands; to read their signatures takes longer than a short command."""
    return typer.main.get_command(app)


def _commands() -> set[str]:
    return {c.name or c.callback.__name__ for c in app.registered_commands if c.callback}


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
