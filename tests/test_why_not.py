"""Why two claims do not contradict each other: the rules condition by condition, held against the engine."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, assume, given, settings
from support.drawing import drawn
from support.newsroom import claim, newsroom, on
from support.strategies import bodies

import kg
from kg.background import Background, check_background
from kg.cli import run
from kg.errors import InputError
from kg.explain.hints import describe_hint
from kg.explain.why_not import REASONS, build_why_card, describe_obstacle
from kg.explain.wording import Wording
from kg.model import (
    Certainty,
    Comparison,
    Count,
    Entry,
    Interval,
    Knowledge,
    Proposition,
    Relation,
    RelationType,
    Stance,
    View,
    value_of,
)
from kg.relations import assembly, find_relations, obstacles, rules, why_not
from kg.relations.hints import MAX_HINTS, MAX_PAIRS, find_hints
from kg.relations.why_not import Checker, RuleCheck, check_rules

DAY = on(2024, 3, 22)
STRIKE = Proposition("strike", agent="north", target="hospital", time=DAY)


def between(relations: list[Relation], view: View) -> dict[frozenset[str], set[tuple[object, ...]]]:
    """Return, per two claims, what the engine finds between them for who holds ``view``."""
    found: dict[frozenset[str], set[tuple[object, ...]]] = {}
    for relation in relations:
        if relation.holds_for(view):
            told = (relation.rule, relation.relation, relation.implied, tuple(relation.slots.items()))
            for pair in relation.pairs:
                for one in pair.first.claims:
                    for other in pair.second.claims:
                        found.setdefault(frozenset((one, other)), set()).add((one, other, *told))
    return found


def is_of_several(names: tuple[str, str], relations: list[Relation], view: View) -> bool:
    """Return whether two claims are not the only ones of their voices between which something is found."""
    return any(
        set(names) <= {*pair.first.claims, *pair.second.claims}
        and len((*pair.first.claims, *pair.second.claims)) > 2
        for relation in relations
        if relation.holds_for(view)
        for pair in relation.pairs
    )


def overlaps(check: RuleCheck) -> bool:
    """Return whether two targets or places only have a part in common."""
    return any(check.slots.get(slot) is Comparison.OVERLAPS for slot in ("target", "place"))


def as_found(check: RuleCheck) -> set[tuple[object, ...]]:
    """Return what a check says as the engine would, read from either side."""
    turned = {slot: comparison.converse for slot, comparison in check.slots.items()}
    told = (check.rule, check.relation, check.implied)
    return {
        (check.first, check.second, *told, tuple(check.slots.items())),
        (check.second, check.first, *told, tuple(turned.items())),
    }


@settings(max_examples=drawn(12), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(bodies())
def test_what_keeps_nothing_is_what_the_engine_finds(knowledge: Knowledge) -> None:
    assume(not check_background(knowledge.register, {}))
    background = Background(knowledge.register)
    checker = Checker(knowledge, background)
    relations = [r for r in find_relations(knowledge, background=background) if len(r.positions) == 2]
    # What replaces an earlier count is told of the next one only.
    relations = [r for r in relations if r.relation.value != "supersedes"]
    views = {frozenset[str](), *(view for relation in relations for view in relation.holds_if)}
    for view in sorted(views, key=sorted)[:4]:
        found = between(relations, view)
        against = {
            (relation.rule, pair)
            for relation in relations
            if relation.relation is RelationType.CONTRADICTS
            for pair in combinations(knowledge.claims, 2)
            if all(any(name in p.claims for p in relation.positions) for name in pair)
        }
        contradicting = {pair for _, pair in against}
        # What holds with fewer standpoints is compared there.
        least = between([r for r in relations if view in r.holds_if], view)
        for pair in combinations(knowledge.claims, 2):
            checks = [
                c for c in checker.checks(*pair, view) if c.relation is not None and c.rule != "corrects"
            ]
            told = [as_found(check) for check in checks]
            engine = found.get(frozenset(pair), set())
            for one in least.get(frozenset(pair), set()):
                # Of lists the engine gives what is so with fewer standpoints beside what is so with more.
                length = 6 if not view else 4
                found_here = any(one[:length] == way[:length] for ways in told for way in ways)
                # Of a voice with several claims of one position the engine gives all together.
                assert found_here or is_of_several(pair, relations, view), (pair, view, one)
            for check, ways in zip(checks, told, strict=True):
                # By the same rule another claim of the same voice may contradict; and lists that only overlap
                # are set beside one another for no agreement in part.
                weak = check.relation is RelationType.TENSION and (check.rule, pair) in against
                in_part = bool(check.obstacles) and check.rule == "corroboration"
                weak |= in_part and (overlaps(check) or pair in contradicting)
                assert weak or ways & engine, (pair, view, ways, engine)


def reasons(knowledge: Knowledge, rule: str) -> list[tuple[str, str | None]]:
    """Return what keeps a rule from relating the claims ``a`` and ``b``."""
    [check] = [c for c in check_rules(knowledge, "page/a", "page/b").checks if c.rule == rule]
    return [(obstacle.reason, obstacle.slot) for obstacle in check.obstacles]


@pytest.mark.parametrize(
    ("denied", "kept"),
    [
        (Proposition("explosion"), [("kind", "kind")]),
        (Proposition("strike", agent="south"), [("apart", "agent")]),
        (Proposition("strike", time=on(2024, 3, 23)), [("apart", "time")]),
        (Proposition("strike", event="night"), [("open", "event")]),
        (Proposition("strike", instrument="rockets"), [("open", "instrument")]),
        (Proposition("strike", target="airfield"), [("apart", "target")]),
        (Proposition("strike"), []),
    ],
)
def test_each_slot_that_keeps_a_denial_is_named(denied: Proposition, kept: list[tuple[str, str]]) -> None:
    knowledge = newsroom(
        claim("a", "south", Stance.ASSERTS, STRIKE), claim("b", "north", Stance.DENIES, denied)
    )
    assert reasons(knowledge, "denial") == kept


@pytest.mark.parametrize(
    ("one", "other", "kept"),
    [
        ({}, {"high": 50}, []),
        ({"low": 40}, {"high": 50}, [("numbers-fit", "count")]),
        ({"high": None}, {"high": None}, [("no-upper-bound", "count")]),
        ({"measure": "wounded"}, {"high": 50}, [("measure", "measure")]),
    ],
)
def test_what_two_counts_leave_room_for(
    one: dict[str, object], other: dict[str, object], kept: list[tuple[str, str]]
) -> None:
    made = []
    for low, more in ((90, one), (20, other)):
        written: Any = {"measure": "killed", "low": low, "high": low, "final": True, **more}
        made.append(Proposition("strike", target="hospital", time=DAY, count=Count(**written)))
    a, b = made
    knowledge = newsroom(claim("a", "south", Stance.ASSERTS, a), claim("b", "north", Stance.ASSERTS, b))
    assert reasons(knowledge, "quantity") == kept


@pytest.mark.parametrize(
    ("of", "day", "kept"),
    [
        ("people", 24, []),
        (None, 24, [("not-same", "population")]),
        ("people", 22, [("when", None)]),
    ],
)
def test_what_a_forecast_that_did_not_come_true_lacks(
    of: str | None, day: int, kept: list[tuple[str, str | None]]
) -> None:
    forecast = Proposition("strike", target="hospital", time=DAY, count=Count("killed", 201, None, of))
    toll = Count("killed", 150, 150, "people", final=True)
    knowledge = newsroom(
        claim("a", "north", Stance.PREDICTS, forecast, said=on(2024, 3, 23)),
        claim("b", "south", Stance.ASSERTS, replace(forecast, count=toll), said=on(2024, 3, day)),
    )
    assert reasons(knowledge, "word-and-deed") == kept


def test_a_possibility_commits_nobody_and_so_does_what_was_corrected() -> None:
    denial = claim("b", "north", Stance.DENIES, Proposition("strike"))
    possible = claim("a", "south", Stance.ASSERTS, STRIKE, certainty=Certainty.POSSIBLE)
    assert reasons(newsroom(possible, denial), "denial") == [("possible", None)]
    report = claim("a", "south", Stance.ASSERTS, STRIKE)
    back = claim("c", "agency", Stance.ASSERTS, STRIKE, corrects=("page/b",))
    assert reasons(newsroom(report, denial, back), "denial") == [("left", None)]


def told(knowledge: Knowledge, rule: str) -> list[str]:
    """Return in words what keeps a rule from relating the claims ``a`` and ``b``, or from more."""
    card = build_why_card(check_rules(knowledge, "page/a", "page/b"), knowledge)
    return [words["en"] for r in (*card.found, *card.keeps) if r.rule == rule for words in r.keeps]


def test_a_denial_that_nobody_dated_is_bounded_by_its_words() -> None:
    later = Proposition("strike", agent="north", time=Interval(date(2024, 3, 23), date(2024, 3, 24)))
    knowledge = newsroom(
        claim("a", "south", Stance.ASSERTS, later, said=on(2024, 3, 26)),
        claim("b", "north", Stance.DENIES, Proposition("strike", agent="north"), said=on(2024, 3, 23)),
    )
    [sentence] = told(knowledge, "denial")
    assert sentence.startswith("Time: “23–24 March 2024” and “up to 23 March 2024” are not nested")


def test_only_is_read_from_what_would_have_to_lie_inside() -> None:
    only = Proposition("strike", agent="north", target="hospital", place="city", only=("target",))
    other = Proposition("strike", agent="north", target="airfield", place="province")
    for one, two in ((only, other), (other, only)):
        knowledge = newsroom(
            claim("a", "south", Stance.ASSERTS, one), claim("b", "agency", Stance.ASSERTS, two)
        )
        sentences = told(knowledge, "exclusivity")
        assert any(
            s.startswith(
                "Place: “the province” and “the city” are not nested the way this rule needs (B is narrower)"
            )
            for s in sentences
        ), sentences


def test_of_two_that_give_the_same_target_nothing_else_is_said() -> None:
    one = Proposition("strike", target="hospital", event="night")
    knowledge = newsroom(
        claim("a", "south", Stance.ASSERTS, one),
        claim("b", "agency", Stance.ASSERTS, replace(one, kind="explosion")),
    )
    assert reasons(knowledge, "event-target") == [("same-value", "target")]


def test_what_is_settled_for_everybody_names_nobody() -> None:
    check = RuleCheck("denial", "page/a", "page/b", None, {})
    knowledge = newsroom(
        claim("a", "south", Stance.ASSERTS, STRIKE), claim("b", "north", Stance.DENIES, STRIKE)
    )
    for settled in ((), (frozenset[str](),)):
        obstacle = obstacles.Obstacle("open", "agent", Comparison.UNKNOWN, settled)
        sentence = describe_obstacle(obstacle, check, Wording(knowledge), {})["en"]
        assert "Known to those" not in sentence and sentence.endswith("in a standpoint.")


def test_two_narrower_deeds_in_one_event_are_two_acts_in_it() -> None:
    drone, raid = (
        Proposition(kind, target=t, event="night") for kind, t in (("raid", "city"), ("raid", "town"))
    )
    knowledge = newsroom(
        claim("a", "south", Stance.ASSERTS, drone), claim("b", "agency", Stance.ASSERTS, raid)
    )
    entries = {
        **knowledge.register.entries,
        "raid": Entry("raid", "kinds", {}, links=(("broader", "strike"),)),
    }
    register = replace(knowledge.register, entries=entries)
    assert reasons(replace(knowledge, register=register), "event-target") == [("two-acts", "kind")]


def test_every_reason_is_told_in_both_languages() -> None:
    modules = (Path(module.__file__ or "") for module in (obstacles, why_not, assembly))
    source = "".join(path.read_text(encoding="utf-8") for path in modules)
    queries = [branch for rule in rules() for branch in rule.branches]
    told = [re.sub(r"^(also|back): ", "", c.obstacles) for branch in queries for c in branch.conditions]
    short = [branch.selected.rpartition(" as reads,")[2].removesuffix(" as short\n") for branch in queries]
    told += [text for some in short for text in re.findall(r"(?:then|else|^)\s*'([^']*)'", some)]
    items = [item for text in told for some in obstacles.parse_reasons(text) for item in some]
    named = {item.reason for item in items} - {"gate"}
    assert named <= set(REASONS)
    for reason, words in REASONS.items():
        known = "apart" if reason.startswith("apart-") else reason
        assert known in named or f'"{known}' in source or reason in ("any-of", "described"), reason
        assert set(words) == {"en", "fa"}


def test_a_card_says_what_would_have_to_be_written() -> None:
    knowledge = newsroom(
        claim("a", "south", Stance.ASSERTS, STRIKE),
        claim("b", "north", Stance.DENIES, Proposition("explosion", target="hospital")),
    )
    card = build_why_card(check_rules(knowledge, "page/a", "page/b"), knowledge)
    assert card.names == ("a", "b") and not card.found
    [denial] = [rule for rule in card.keeps if rule.rule == "denial"]
    assert [words["en"] for words in denial.keeps] == [
        "Kind: neither “strike” nor “explosion” lies inside the other. If one is a kind of the other, write "
        "it in the register (broader)."
    ]
    assert {row.slot: row.comparison for row in card.rows}["kind"] == "disjoint"
    one = value_of(["north"])
    same = newsroom(claim("a", "south", Stance.ASSERTS, STRIKE), claim("b", "agency", Stance.ASSERTS, STRIKE))
    told = build_why_card(check_rules(same, "page/a", "page/b"), same)
    assert one == "north" and told.note is not None and "same position" in told.note["en"]


# --- the command and the object -----------------------------------------------------------------------


def test_the_command_takes_two_claims_in_either_form(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain", "k1", "d1", "seeds", "--why-not"]) == 0
    text = capsys.readouterr().out
    assert "tension (rule denial)" in text and "Azerbaijan's standpoint" in text
    assert run(["explain", "k1+d1", "seeds", "--why-not", "--standpoint", "baku"]) == 0
    assert "contradiction (rule denial)" in capsys.readouterr().out
    assert run(["explain", "k1+d1", "seeds", "--why-not", "--language", "fa"]) == 0
    assert "تنش (قاعدهٔ denial)" in capsys.readouterr().out
    assert run(["explain", "k1", "d1", "seeds", "--why-not", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["rows"][0]["slot"] == "kind" and data["found"][0]["relation"] == "tension"
    assert run(["explain", "k1", "--why-not"]) == 2
    assert "two claims" in capsys.readouterr().err


def test_the_object_answers_as_the_command_does() -> None:
    graph = kg.load("seeds")
    found = graph.why_not("k1", "d1")
    assert found.checks[0].rule == "denial" and found.slots["agent"].value == "unknown"
    with pytest.raises(InputError, match="there is no claim 'k9'"):
        graph.why_not("k9", "d1")


# --- hints --------------------------------------------------------------------------------------------


def test_a_misspelt_event_an_isolated_kind_and_a_missing_target_are_hinted_at() -> None:
    night = Proposition("strike", agent="north", target="hospital", time=DAY, event="night")
    other = Proposition("strike", target="hospital", time=DAY, event="page/nigth")
    pairs = {
        "event": (night, other),
        "kind": (STRIKE, Proposition("explosion", target="hospital", time=DAY)),
        "target": (
            Proposition("strike", agent="north", place="city", time=DAY),
            Proposition("strike", agent="north", target="hospital", place="city", time=DAY),
        ),
    }
    for slot, (asserted, denied) in pairs.items():
        knowledge = newsroom(
            claim("a", "south", Stance.ASSERTS, asserted), claim("b", "north", Stance.DENIES, denied)
        )
        [hint] = find_hints(knowledge)
        assert hint.obstacle.slot == slot
        told = describe_hint(hint, knowledge)
        assert told["en"].startswith("page/a: hint: a and b (page/b) are one slot short")
        assert told["fa"].startswith("page/a: راهنمایی: a و b (page/b)")
    contradicting = newsroom(
        claim("a", "south", Stance.ASSERTS, STRIKE), claim("b", "north", Stance.DENIES, STRIKE)
    )
    assert find_hints(contradicting) == []


def test_no_more_pairs_are_looked_at_than_is_quick(monkeypatch: pytest.MonkeyPatch) -> None:
    looked: list[tuple[str, str]] = []

    def checks_of(self: Checker, pairs: Iterable[tuple[str, str]]) -> Iterator[list[RuleCheck]]:
        looked.extend(pairs)
        return iter(())

    monkeypatch.setattr(Checker, "checks_of", checks_of)
    many = [
        claim(f"c{n}", "south" if n % 2 else "north", Stance.ASSERTS if n % 2 else Stance.DENIES, STRIKE)
        for n in range(1_000)
    ]
    assert find_hints(newsroom(*many)) == [] and len(looked) == MAX_PAIRS
    assert MAX_HINTS < MAX_PAIRS


def test_the_command_gives_hints_with_files_and_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "register.yaml").write_text(
        "sources:\n"
        "  north: {label: {en: North, fa: شمال}, type: state}\n"
        "  south: {label: {en: South, fa: جنوب}, type: state}\n"
        "places:\n  town: {label: {en: the town, fa: شهر}, type: city}\n"
        "kinds:\n  raid: {label: {en: raid, fa: یورش}}\n  attack: {label: {en: attack, fa: حمله}}\n",
        encoding="utf-8",
    )
    (tmp_path / "text.txt").write_text("South says it was raided. North did not attack.\n", encoding="utf-8")
    (tmp_path / "claims.yaml").write_text(
        "article: {id: page, text: text.txt, language: en, publisher: south, published: 2024-03-22}\n"
        "claims:\n"
        "  - {id: a, source: south, stance: asserts, quote: it was raided, says: {kind: raid, agent: north, "
        "target: town, time: 2024-03-21}}\n"
        "  - {id: b, source: north, stance: denies, quote: North did not attack, says: {kind: attack, "
        "agent: north, target: town}}\n",
        encoding="utf-8",
    )
    run(["validate", str(tmp_path), "--hints"])
    [line] = [line for line in capsys.readouterr().out.splitlines() if ": hint: " in line]
    assert "claims.yaml:3: hint: a and b" in line and "claims.yaml:4" in line and "(broader)" in line
    run(["validate", str(tmp_path)])
    assert ": hint: " not in capsys.readouterr().out
