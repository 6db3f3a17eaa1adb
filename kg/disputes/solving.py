"""Answer set programming with a stated limit, the same answers every time.

Clingo is Gebser, Kaminski, Kaufmann and Schaub, "Multi-shot ASP solving with clingo", Theory and Practice
of Logic Programming 19, 2019. One thread and a limit counted in steps of the search, not in seconds: what
is found does not depend on the machine.
"""

from __future__ import annotations

from collections.abc import Iterable

#: Dead ends that a search may run into before it is given up.
MAX_SEARCH = 20_000


class Undecided(Exception):
    """The search was given up: there may be an answer or not."""


def solve(
    program: Iterable[str], predicate: str, *, most: int, optimal: bool = False
) -> list[tuple[int, ...]]:
    """Return the answers of a program: of each, the arguments of ``predicate`` in order.

    No more than ``most`` answers are looked for. With ``optimal`` they are the best ones.

    Raises:
        Undecided: where the search runs into :data:`MAX_SEARCH` dead ends.
    """
    # Only who asks for an analysis waits for it to load.
    from clingo import Control

    options = ["--seed=1", f"--solve-limit={MAX_SEARCH}"]
    # Guided by cores, the search takes a tenth of the steps on hitting sets.
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
