"""What would have too many relations is refused before they are put together, and nothing hangs."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from support.partners import WHEN, received

from kg.errors import InputError
from kg.model import (
    Article,
    Bridge,
    Bundle,
    Claim,
    Count,
    Entry,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    RelationType,
    Stance,
    Standpoint,
)
from kg.partners.importing import add_import
from kg.partners.ledger import Exchange, Status
from kg.relations import count_findings, engine, find_relations, memory, parts
from kg.relations.assembly import Assembly
from kg.relations.execution import DuckdbExecutor, Executor

DAY = Interval(date(2020, 10, 4), date(2020, 10, 4))
KINDS = {name: Entry(name, "kinds", {"en": name}) for name in ("shelling", "killed")}


def crowd(number: int) -> Knowledge:
    """Return claims of as many sources that give one thing as many different exact counts."""
    sources = {f"s{n}": Entry(f"s{n}", "sources", {"en": f"s{n}"}) for n in range(number)}
    counts = (Count("killed", n, n) for n in range(1, number + 1))
    said = [Proposition("shelling", target="town", time=DAY, count=count) for count in counts]
    return _knowledge({**sources, "town": Entry("town", "places", {"en": "town"})}, {}, said)


def divided(number: int, high: int, holds: Callable[[int], list[str]]) -> Knowledge:
    """Return a whole and parts of one each, which lie in it only on the word of some standpoints."""
    places = {name: Entry(name, "places") for name in ("town", *(f"p{n}" for n in range(number)))}
    held: dict[str, list[Bridge]] = {}
    for part in range(number):
        for name in holds(part):
            held.setdefault(name, []).append(Bridge(f"p{part}", "within", "town", name))
    standpoints = {name: Standpoint(name, holds=tuple(bridges)) for name, bridges in held.items()}
    said = [Proposition("shelling", target="town", time=DAY, count=Count("killed", high, high))]
    said += [
        Proposition("shelling", target=f"p{n}", time=DAY, count=Count("killed", 1, 1)) for n in range(number)
    ]
    sources = {f"s{n}": Entry(f"s{n}", "sources") for n in range(number + 1)}
    return _knowledge({**sources, **places}, standpoints, said)


def _knowledge(
    entries: dict[str, Entry], standpoints: dict[str, Standpoint], said: list[Proposition]
) -> Knowledge:
    claims = tuple(
        Claim(f"c{n}", f"s{n}", Stance.ASSERTS, proposition, (Quotation("x", 0, 1),))
        for n, proposition in enumerate(said)
    )
    article = Article("crowded", "x", "en", "s0")
    return Knowledge(Register({**KINDS, **entries}, standpoints=standpoints), (Bundle(article, claims),))


def test_parts_under_many_standpoints_are_put_together_one_after_the_other() -> None:
    names = [f"v{n:02}" for n in range(20)]
    found = find_relations(divided(8, 7, lambda part: names))
    [sum_] = [relation for relation in found if relation.rule == "quantity-parts"]
    # 20 standpoints for each of 8 parts choose in 20^8 ways, of which each alone does.
    assert sum_.holds_if == tuple(frozenset([name]) for name in names)


def test_parts_under_too_many_different_standpoints_are_refused() -> None:
    knowledge = divided(4, 3, lambda part: [f"v{part}-{n:02}" for n in range(12)])
    with pytest.raises(InputError, match=r"too-many-readings: .*crowded/c0"):
        find_relations(knowledge)


def test_choices_of_parts_have_one_limit_for_all_wholes(monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge = divided(12, 6, lambda part: ["v"])
    found = find_relations(knowledge)
    assert sum(relation.rule == "quantity-parts" for relation in found) == parts.MAX_SETS
    memory.forget()
    monkeypatch.setattr(parts, "MAX_STEPS", 200)
    with pytest.raises(InputError, match=r"too-many-findings: 12 parts of one whole.*crowded/c0"):
        find_relations(knowledge)


def test_no_set_is_looked_for_where_no_parts_are_disjoint(monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge = divided(30, 20, lambda part: ["v"])
    apart = {name: Entry(name, "places", links=(("within", "p0"),)) for name in ("p1", "p2")}
    chain = {f"p{n}": Entry(f"p{n}", "places", links=((("within", f"p{n - 1}"),))) for n in range(1, 30)}
    entries = {**knowledge.register.entries, **apart, **chain}
    nested = Knowledge(Register(entries, standpoints=knowledge.register.standpoints), knowledge.bundles)
    memory.forget()
    # To compare each part with each other takes 435 steps, and there is nothing else to be done.
    monkeypatch.setattr(parts, "MAX_STEPS", 435)
    assert not [r for r in find_relations(nested) if r.rule == "quantity-parts"]


def test_findings_are_counted_without_being_put_together() -> None:
    knowledge = crowd(12)
    relations = find_relations(knowledge)
    assert {relation.relation.value for relation in relations} == {"contradicts"}
    # Each pair contradicts in its counts and agrees but for them, which is not said beside it.
    assert count_findings(knowledge) == 2 * len(relations) == 2 * 66


def test_too_many_findings_are_refused_before_they_are_put_together(monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge = crowd(12)
    memory.forget()
    monkeypatch.setattr(engine, "MAX_FINDINGS", 131)
    monkeypatch.setattr(Assembly, "relations", lambda *given: pytest.fail("a relation was built"))
    with pytest.raises(InputError, match="too-many-findings: 132 findings; the limit is 131"):
        find_relations(knowledge)
    with pytest.raises(InputError, match="66 findings"):
        monkeypatch.setattr(engine, "MAX_FINDINGS", 60)
        find_relations(knowledge, types=[RelationType.CONTRADICTS])


def test_a_part_of_very_many_pairs_is_tried_first(monkeypatch: pytest.MonkeyPatch) -> None:
    knowledge = crowd(12)
    memory.forget()
    whole = "create table functional_pair"
    monkeypatch.setattr(engine, "MAX_SMALL", 0)
    monkeypatch.setattr(engine, "MAX_FINDINGS", 30)
    monkeypatch.setattr(engine, "SAMPLE", 40)
    ran: list[str] = []

    class Watched(DuckdbExecutor):
        def run(self, sql: str) -> None:
            ran.append(sql)
            super().run(sql)

    monkeypatch.setattr(engine, "DuckdbExecutor", Watched)
    with pytest.raises(InputError, match="at least 40 findings; the limit is 30"):
        find_relations(knowledge)
    assert not any(sql.startswith(whole) for sql in ran)
    # Where the part has not too many, all pairs are compared, and nothing is left of the part.
    monkeypatch.setattr(engine, "MAX_FINDINGS", 1_000)
    assert len(find_relations(knowledge)) == 66
    assert sum(sql.startswith(whole) for sql in ran) == 1


def test_an_import_that_adds_too_many_findings_is_put_in_quarantine(monkeypatch: pytest.MonkeyPatch) -> None:
    own, theirs = Knowledge(Register()), crowd(6)
    _, added = add_import(Exchange(), own, received(theirs), when=WHEN[0])
    assert added.status is Status.IN_FORCE
    monkeypatch.setenv("KG_MAX_FINDINGS", "29")
    _, added = add_import(Exchange(), own, received(theirs), when=WHEN[0])
    assert added.status is Status.QUARANTINED
    [problem] = added.problems
    assert "too-many-findings: it adds 30 findings" in problem and "KG_MAX_FINDINGS" in problem


@pytest.mark.parametrize("remembered", [0, 2_000])
def test_who_finds_relations_may_refuse_so_many_findings(
    remembered: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    knowledge = crowd(12)
    told: list[int] = []
    compared: list[object] = []
    really = engine._Engine.compare

    def compare(self: engine._Engine, executor: Executor) -> Any:
        compared.append(self)
        return really(self, executor)

    monkeypatch.setattr(memory, "MAX_SIZE", remembered)
    monkeypatch.setattr(engine._Engine, "compare", compare)
    memory.forget()
    assert find_relations(knowledge, check=told.append) == find_relations(knowledge)
    # It is compared once for both, whoever counts and whoever finds, and remembered if it is small.
    assert told == [132] and len(compared) == (1 if remembered else 2)
    monkeypatch.setattr(Assembly, "relations", lambda *given: pytest.fail("a relation was built"))
    with pytest.raises(ZeroDivisionError):
        find_relations(knowledge, check=lambda found: found // 0)


def test_a_correction_of_a_question_that_presupposes_nothing_replaces_no_position() -> None:
    quote = (Quotation("x", 0, 1),)
    asked = Claim("q", "s0", Stance.ASKS, None, quote)
    said = Claim("c", "s0", Stance.ASSERTS, Proposition("shelling"), quote, corrects=("told/q",))
    knowledge = Knowledge(
        Register({**KINDS, "s0": Entry("s0", "sources")}),
        (Bundle(Article("told", "x", "en", "s0"), (asked, said)),),
    )
    assert find_relations(knowledge) == []
