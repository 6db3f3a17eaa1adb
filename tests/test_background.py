"""Background made to explode is refused at once, with a place and advice; long chains are no explosion."""

from __future__ import annotations

import pytest

from kg.background import MAX_STANDPOINTS, Background, check_background
from kg.errors import InputError
from kg.model import Bridge, Entry, Location, Register, Standpoint

WHERE = Location("register.yaml", 7)


def chain(length: int, *standpoints: Standpoint) -> Register:
    """``z0`` within ``z1`` and so on."""
    links = {n: (("within", f"z{n + 1}"),) if n < length else () for n in range(length + 1)}
    entries = {f"z{n}": Entry(f"z{n}", "places", {}, links=links[n]) for n in links}
    return Register(entries, standpoints={standpoint.name: standpoint for standpoint in standpoints})


def diamonds(layers: int) -> Register:
    """Each step of a chain held by two standpoints, so that there are 2 to the power of its length ways."""
    holds = {
        f"{side}{n}": (Bridge(f"z{n}", "within", f"z{n + 1}", f"{side}{n}"),)
        for n in range(layers)
        for side in "ab"
    }
    entries = {f"z{n}": Entry(f"z{n}", "places", {}) for n in range(layers + 1)}
    return Register(
        entries, standpoints={name: Standpoint(name, {}, (), held) for name, held in holds.items()}
    )


def test_a_long_chain_is_walked_once() -> None:
    (path,) = Background(chain(5000)).above("place", "z0")["z5000"]
    assert len(path) == len(path.bridges) == 5000
    assert [bridge.subject for bridge in path.bridges[:2]] == ["z0", "z1"]


def test_readings_that_multiply_are_refused_with_a_place() -> None:
    assert len(Background(diamonds(8)).above("place", "z0")["z8"]) == 256
    with pytest.raises(InputError) as caught:
        Background(diamonds(25), {"z0": WHERE}).above("place", "z0")
    (problem,) = caught.value.problems
    assert (problem.id, problem.location) == ("too-many-readings", WHERE)
    assert "excludes" in problem.advice


def test_too_many_standpoints_are_refused_with_a_place() -> None:
    register = diamonds(MAX_STANDPOINTS // 2 + 1)
    last = sorted(register.standpoints)[MAX_STANDPOINTS]
    (problem,) = check_background(register, {last: WHERE})
    assert (problem.id, problem.location) == ("too-many-standpoints", WHERE)


@pytest.mark.slow
def test_distinct_wholes_of_a_long_chain_are_checked_where_they_meet() -> None:
    apart = Standpoint("v", {}, (), (Bridge("z2999", "distinct_from", "z3000", "v"),))
    problems = check_background(chain(3000, apart), {})
    assert {problem.id for problem in problems} == {"incoherent-standpoint"}
    assert len(problems) == 100
    away = Standpoint("v", {}, (), (Bridge("w", "distinct_from", "z3000", "v"),))
    assert check_background(chain(3000, away), {}) == []
