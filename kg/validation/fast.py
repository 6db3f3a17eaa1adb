"""The fast SHACL engine, the package ``shacl``, here and in a separate process; see :mod:`.engines`.

Run as a script, this file is that process. One is started for each file from a stranger, and that takes
longer than the check of a small file. So it imports the package only when necessary, and little else.
"""

from __future__ import annotations

import json
import sys
from functools import lru_cache

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from kg.validation.engines import Row, Rules


def apply(rules: Rules, text: str) -> tuple[list[Row], dict[str, str] | None]:
    """Return the results of rules on a graph, and the refused rules with the reason.

    Instead of the refused rules it returns ``None`` if the engine is not installed.
    """
    try:
        import shacl  # noqa: F401
    except ImportError:
        return [], None
    try:
        compiled, refused = _compile(tuple(sorted(rules.items())))
        return [] if compiled is None else _run(compiled, text), refused
    except BaseException as error:
        return [], dict.fromkeys(rules, _told(error))


def _told(error: BaseException) -> str:
    """Return the message of an engine's error or panic; raise any other exception again."""
    if not isinstance(error, Exception) and type(error).__name__ != "PanicException":
        raise error
    return f"{type(error).__name__}: {error}".splitlines()[0]


@lru_cache(maxsize=16)
def _compile(rules: tuple[tuple[str, str], ...]) -> tuple[Any, dict[str, str]]:
    """Return the compiled shapes, and the rules that the engine refuses with the reason.

    All are compiled together; only if that fails, each is tried alone.
    """
    import shacl

    def compile(texts: list[str]) -> Any:
        shapes = shacl.Shapes.from_text("".join(texts), "ntriples")
        # A query is parsed only when it is used.
        shapes.validate_text("", "ntriples")
        return shapes

    try:
        return compile([text for _, text in rules]), {}
    except BaseException as error:
        _told(error)
    accepted: list[str] = []
    refused: dict[str, str] = {}
    for name, text in rules:
        try:
            compile([text])
            accepted.append(text)
        except BaseException as error:
            refused[name] = _told(error)
    return compile(accepted) if accepted else None, refused


def _run(compiled: Any, text: str) -> list[Row]:
    return [
        (
            result.focus_node,
            result.value,
            result.source_shape.strip("<>"),
            result.component_iri,
            result.severity,
            result.path,
        )
        for result in compiled.validate_text(text, "ntriples").results
    ]


# The separate process ---------------------------------------------------------------------------------


def _limit(seconds: int, memory: int) -> None:
    try:
        import resource
    except ImportError:  # Windows has no such limits; the caller ends the process after a time
        return
    for kind, most in (
        (resource.RLIMIT_CPU, seconds),
        (resource.RLIMIT_AS, memory),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(kind)
        soft = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(kind, (soft, soft))


def _apply(rules: Rules, text: str) -> dict[str, Any]:
    rows, refused = apply(rules, text)
    if refused == {}:
        return {"rows": rows, "refused": {}, "failed": {}}
    import logging
    from dataclasses import asdict
    from pathlib import Path

    # The package may not be on the path, as in a source tree that is not installed.
    sys.path.append(str(Path(__file__).parents[2]))
    logging.disable(logging.CRITICAL)
    from kg.validation.engines import complete

    return asdict(complete(rules, text, rows, refused))


def _main(seconds: str, memory: str) -> None:
    _limit(int(seconds), int(memory))
    rules_by_key: dict[int, Rules] = {}
    for line in sys.stdin.buffer:
        key, rules, size = json.loads(line)
        rules = rules_by_key.setdefault(key, rules)
        text = sys.stdin.buffer.read(size).decode()
        sys.stdout.write(json.dumps(_apply(rules, text)) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    _main(*sys.argv[1:])
