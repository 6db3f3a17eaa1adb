"""Answer set programming with a fixed limit and reproducible answers.

Clingo is Gebser, Kaminski, Kaufmann and Schaub, "Multi-shot ASP solving with clingo", Theory and Practice of
Logic Programming 19, 2019. The search has one thread and a limit in steps, not in seconds, so its result does
not depend on the machine.
"""

from __future__ import annotations

from collections.abc import Iterable

#: The most dead ends of a search before it is given up.
MAX_SEARCH = 20_000


class Undecided(Exception):
    """The search was given up; it is unknown whether there is an answer."""


def solve(
    program: Iterable[str], predicate: str, *, most: int, optimal: bool = False
) -> list[tuple[int, ...]]:
    """Return the answers of a program: for each answer, the sorted arguments of ``predicate``.

    At most ``most`` answers are computed. With ``optimal``, only the best ones are.

    Raises:
        Undecided: if the search runs into :data:`MAX_SEARCH` dead ends.
    """
    # Clingo is loaded only for an analysis, because loading it takes time.
    from clingo import Control

    options = ["--seed=1", f"--solve-limit={MAX_SEARCH}"]
    # With this strategy, the search for hitting sets takes a tenth of the steps.
    options += ["--models=0", "--opt-mode=optN", "--opt-strategy=usc"] if optimal else [f"--models={most}"]
    control = Control(options, message_limit=0)
    control.add("base", [], "\n".join([*program, f"#show {predicate}/1."]))
    control.ground([("base", [])])
    models: list[tuple[int, ...]] = []
    with control.solve(yield_=True) as handle:
        for model in handle:
            if optimal and not model.optimality_proven:
                continue
            models.append(tuple(sorted(symbol.arguments[0].number for symbol in model.symbols(shown=True))))
            if len(models) == most:
                return models
        if not handle.get().exhausted:
            raise Undecided
    return models
