"""Why a contradiction appeared or dissolved, and how it is told, on the first article."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

import pytest
from conftest import GOLDEN, SEEDS
from support.versions import (
    canonical,
    change_claim,
    change_claims,
    differences,
    with_entry,
    with_standpoint,
    without_fact,
)

from kg import load
from kg.diff.difference import find_differences
from kg.diff.outcomes import Outcome
from kg.diff.pairs import Section
from kg.model import (
    Bridge,
    Bundle,
    Certainty,
    Claim,
    Entry,
    EventFrame,
    Interval,
    Knowledge,
    Proposition,
    Quotation,
    Rating,
    Register,
    Several,
    Stance,
    Verdict,
)
from kg.relations import find_relations
from kg.report.difference import difference_json, write_difference

ARTICLE = "karabakh-2020-10-04"


@pytest.fixture(scope="module")
def seeds() -> Knowledge:
    return load(SEEDS).knowledge


def sides(outcome: Outcome) -> list[str]:
    return [" ".join(n.rpartition("/")[2] for n in p.claims) for p in outcome.relation.positions]


def contradictions(outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.relation.relation.value == "contradicts"]


def causes(outcome: Outcome) -> list[tuple[str, str, str]]:
    return [(cause.what, cause.how, cause.name.rpartition("/")[2]) for cause in outcome.causes]


def test_a_contradiction_is_dissolved_because_a_claim_was_withdrawn(seeds: Knowledge) -> None:
    after = change_claim(seeds, "d1", lambda claim: None)
    found = differences(seeds, after)
    assert [item.name for item in found.claims.withdrawn] == [f"{ARTICLE}/d1"]
    gone = contradictions(found.dissolved)
    assert [sides(outcome) for outcome in gone] == [
        [first, "d1"] for first in ("k1", "m0", "m1", "m2a", "m2b")
    ]
    assert all(causes(outcome) == [("claim", "withdrawn", "d1")] for outcome in gone)
    assert not found.appeared
    back = differences(after, seeds)
    assert all(causes(outcome) == [("claim", "added", "d1")] for outcome in contradictions(back.appeared))


def test_a_contradiction_is_dissolved_because_a_claim_says_something_else(seeds: Knowledge) -> None:
    def elsewhere(claim: Claim) -> Claim:
        assert claim.proposition is not None
        proposition = replace(claim.proposition, target="armenia")
        return replace(claim, proposition=proposition, bases={proposition.id: "another reason"})

    found = differences(seeds, change_claim(seeds, "m1", elsewhere))
    [outcome] = [o for o in contradictions(found.dissolved) if sides(o) == ["m1", "d1"]]
    assert causes(outcome) == [("claim", "changed", "m1")]
    [change] = outcome.causes[0].changes
    assert (change.part, change.before, change.after) == ("proposition.target", "ganja", "armenia")
    text = write_difference(found)
    assert "because claim karabakh-2020-10-04/m1 changed (target: Ganja → Armenia)" in text
    assert "      - target: Ganja\n      + target: Armenia\n" in text


def test_a_contradiction_is_dissolved_because_a_fact_of_the_register_is_gone(seeds: Knowledge) -> None:
    links = tuple(link for link in seeds.register.entries["ganja"].links if link != ("within", "azerbaijan"))
    found = differences(seeds, with_entry(seeds, "ganja", links=links))
    [outcome] = [o for o in contradictions(found.dissolved) if sides(o) == ["m1", "d1"]]
    assert [cause.fact for cause in outcome.causes] == [Bridge("ganja", "within", "azerbaijan")]
    assert found.entries == Section()
    words = "because “Ganja” lies in “Azerbaijan” is no longer in the register"
    assert words in write_difference(found)


def test_a_contradiction_is_dissolved_because_a_standpoint_has_given_up_a_fact(seeds: Knowledge) -> None:
    found = differences(seeds, without_fact(seeds, "baku", "karabakh-defence-army"))
    [outcome] = [o for o in contradictions(found.dissolved) if sides(o) == ["k1", "d1"]]
    [cause] = outcome.causes
    assert (cause.what, cause.how, cause.name) == ("fact", "withdrawn", "baku")
    assert cause.fact == Bridge("karabakh-defence-army", "part_of", "armenian-forces", "baku")
    assert [sides(outcome) for outcome in contradictions(found.dissolved)] == [["k1", "d1"]]


def test_a_contradiction_is_dissolved_because_a_fact_was_added() -> None:
    """Two rival owners of a town contradict each other, unless the one is part of the other."""
    interval = Interval(date(2020, 10, 1), date(2020, 10, 1))

    def claim(name: str, value: str, start: int) -> Claim:
        holds = Proposition("control", target="town", value=value, time=interval)
        return Claim(name, value, Stance.ASSERTS, holds, (Quotation("words", start, start + 5),))

    entries = [
        *(Entry(name, "sources", {"en": name}, "state") for name in ("north", "south")),
        *(Entry("town", "places", {"en": "town"}), Entry("state", "kinds")),
        Entry("control", "kinds", {"en": "control"}, links=(("broader", "state"),), functional=("value",)),
    ]
    article = replace(load(SEEDS).knowledge.bundles[0].article, id="a", text="words words", publisher="north")
    bundle = Bundle(article, (claim("n", "north", 0), claim("s", "south", 6)))
    before = Knowledge(Register({entry.name: entry for entry in entries}), (bundle,))
    after = with_entry(before, "north", links=(("part_of", "south"),))
    found = differences(before, after)
    [outcome] = contradictions(found.dissolved)
    assert [cause.fact for cause in outcome.causes] == [Bridge("north", "part_of", "south")]
    assert [type.value for type in outcome.instead] == ["refines"]
    text = write_difference(found)
    assert "because “north” is part of “south” is in the register now\n      now: more detail\n" in text


def test_a_contradiction_that_held_for_everybody_holds_only_for_some_now(seeds: Knowledge) -> None:
    """That Armenia's forces are Armenia's is made a matter of Azerbaijan's standpoint."""
    fact = Bridge("armenian-forces", "part_of", "armenia", "baku")
    links = tuple(
        link for link in seeds.register.entries["armenian-forces"].links if link != ("part_of", "armenia")
    )
    holds = (*seeds.register.standpoints["baku"].holds, fact)
    after = with_standpoint(with_entry(seeds, "armenian-forces", links=links), "baku", holds=holds)
    found = differences(seeds, after)
    [one] = [
        one
        for one in found.revised
        if one.after.relation.value == "contradicts"
        and [p.claims for p in one.after.positions] == [(f"{ARTICLE}/m1",), (f"{ARTICLE}/d1",)]
    ]
    [change] = [change for change in one.changes if change.part == "holds_if"]
    assert (change.before, change.after) == ([[]], [["baku"]])
    facts = [(cause.how, cause.fact) for cause in one.causes]
    assert facts == [("withdrawn", replace(fact, standpoint=None)), ("added", fact)]
    text = write_difference(found)
    assert (
        "      - holds from every standpoint\n      + holds if you accept Azerbaijan's standpoint\n"
    ) in text


def test_a_relation_came_and_went_because_of_another_version_of_its_rule(seeds: Knowledge) -> None:
    relations = find_relations(seeds)
    newer = [replace(r, version="99") if r.rule == "denial" else r for r in relations]
    found = find_differences(seeds, seeds, relations, newer)
    assert not found.appeared and not found.dissolved
    assert {one.after.rule for one in found.revised} == {"denial"}
    assert all(
        causes == [("rule", "changed", "denial")]
        for causes in ([(cause.what, cause.how, cause.name) for cause in one.causes] for one in found.revised)
    )
    without = [r for r in newer if (r.rule, r.relation.value) != ("denial", "contradicts")]
    gone = find_differences(seeds, seeds, relations, without)
    assert {causes(outcome)[0] for outcome in gone.dissolved} == {("rule", "changed", "denial")}
    old = next(r.version for r in relations if r.rule == "denial")
    assert f"because the rule denial changed (version: {old} → 99)" in write_difference(gone)


def test_a_claim_and_an_article_under_another_name_are_renamed(seeds: Knowledge) -> None:
    after = change_claim(seeds, "m1", lambda claim: replace(claim, id="m1-again"))
    found = differences(seeds, after)
    assert (found.claims.added, found.claims.withdrawn) == ((), ())
    [one] = found.claims.changed
    assert (one.before, one.after, one.changes) == (f"{ARTICLE}/m1", f"{ARTICLE}/m1-again", ())
    assert not (found.appeared or found.dissolved or found.revised)
    assert f"  = {ARTICLE}/m1 → {ARTICLE}/m1-again  Ministry" in write_difference(found)
    [bundle] = seeds.bundles
    moved = replace(seeds, bundles=(replace(bundle, article=replace(bundle.article, id="elsewhere")),))
    found = differences(seeds, moved)
    assert [(a.before, a.after) for a in found.articles.changed] == [(ARTICLE, "elsewhere")]
    assert not (found.articles.added or found.articles.withdrawn)
    assert len(found.claims.changed) == len(bundle.claims)
    assert all(one.renamed and not one.changes for one in found.claims.changed)
    assert not (found.appeared or found.dissolved or found.revised)


def test_claims_that_were_numbered_anew_are_renamed_and_not_changed(seeds: Knowledge) -> None:
    names = {"m0": "m1", "m1": "m2a", "m2a": "m0"}
    after = change_claims(seeds, lambda claim: replace(claim, id=names.get(claim.id, claim.id)))
    found = find_differences(seeds, after)
    assert {(one.before, one.after) for one in found.claims.changed} == {
        (f"{ARTICLE}/{then}", f"{ARTICLE}/{now}") for then, now in names.items()
    }
    assert all(one.changes == () for one in found.claims.changed)


# Articles and verdicts ------------------------------------------------------------------------------


def test_what_is_said_of_an_article(seeds: Knowledge) -> None:
    [bundle] = seeds.bundles
    published = Interval(date(2020, 10, 4), date(2020, 10, 4))
    article = replace(bundle.article, publisher="reuters", published=published).without_text()
    after = replace(seeds, bundles=(replace(bundle, article=article),))
    [one] = find_differences(seeds, after).articles.changed
    assert {(c.part, canonical(c.before), canonical(c.after)) for c in one.changes} == {
        ("publisher", '"unnamed-outlet"', '"reuters"'),
        ("published", '{"from": "2020-10-04", "to": "2020-10-05"}', '"2020-10-04"'),
        ("text_withheld", "null", "true"),
    }
    text = write_difference(find_differences(seeds, after))
    assert "      - published: 4–5 October 2020\n      + published: 4 October 2020\n" in text
    other = replace(bundle.article, text=f"{bundle.article.text}.")
    changed = find_differences(seeds, replace(seeds, bundles=(replace(bundle, article=other),)))
    assert [c.part for one in changed.articles.changed for c in one.changes] == ["sha256"]


def test_verdicts_of_one_reviewer_on_one_claim_are_changed(seeds: Knowledge) -> None:
    claim = f"{ARTICLE}/m1"
    first = Verdict(claim, Rating.MIXED, {"en": "Partly"}, reviewer="Desk", date=date(2020, 10, 6))
    second = replace(first, rating=Rating.TRUE, explanation={"en": "Seen"}, date=date(2020, 10, 9))
    other = Verdict(f"{ARTICLE}/d1", Rating.FALSE, reviewer="Other Desk")
    before = replace(seeds, verdicts=(first,))
    after = replace(seeds, verdicts=tuple(sorted((second, other), key=lambda v: v.order)))
    found = find_differences(before, after).verdicts
    assert [(item.name, item.parts["rating"]) for item in found.added] == [(other.id, "false")]
    [one] = found.changed
    assert (one.before, one.after) == (first.id, second.id)
    assert {change.part for change in one.changes} == {"rating", "explanation.en", "date"}
    assert [i.name for i in find_differences(after, before).verdicts.withdrawn] == [other.id]
    text = write_difference(find_differences(before, after))
    assert "Verdicts: 1 added, 1 changed\n" in text
    assert f"  + on {ARTICLE}/d1, false, Other Desk\n" in text
    assert "      - rating: mixed\n      + rating: true\n" in text
    renamed = change_claim(before, "m1", lambda claim: replace(claim, id="m9"))
    renamed = replace(renamed, verdicts=(replace(first, claim=f"{ARTICLE}/m9"),))
    assert find_differences(before, renamed).verdicts == Section()


# Words ----------------------------------------------------------------------------------------------


def second_version(seeds: Knowledge) -> Knowledge:
    """Return the article's claims without d1, with other words of m1, and a standpoint that holds less."""
    after = change_claim(seeds, "d1", lambda claim: None)

    def shorter(claim: Claim) -> Claim:
        quotation = claim.quotations[0]
        text = seeds.articles[ARTICLE].text
        assert text is not None
        end = text.index("، از سوی", quotation.start)
        return replace(
            claim,
            quotations=(replace(quotation, exact=text[quotation.start : end], end=end),),
        )

    after = change_claim(after, "m1", shorter)
    return without_fact(after, "baku", "karabakh-defence-army")


@pytest.mark.parametrize("language", ["en", "fa"])
def test_the_text_of_a_difference(seeds: Knowledge, language: str, request: pytest.FixtureRequest) -> None:
    found = differences(seeds, second_version(seeds))
    text = write_difference(found, language, names=("seeds", "second"), every=True)
    golden = GOLDEN / f"difference.{language}.txt"
    if request.config.getoption("--update-golden"):
        golden.write_text(text, encoding="utf-8")
    assert text == golden.read_text(encoding="utf-8")


def test_relations_other_than_contradictions_are_counted(seeds: Knowledge) -> None:
    found = differences(seeds, second_version(seeds))
    lines = write_difference(found).splitlines()
    counted = lines[lines.index("Other relations:") + 1 :]
    assert [line.strip().partition(":")[0] for line in counted] == ["tension", "agreement"]
    numbers = {type.value: numbers for type, numbers in found.numbers.items()}
    assert numbers["contradicts"] == (0, 5, 0)
    assert set(numbers) == {"contradicts", "tension", "corroborates"}


def test_json_holds_everything(seeds: Knowledge) -> None:
    found = differences(seeds, second_version(seeds))
    written = json.loads(json.dumps(difference_json(found)))
    assert (written["version"], written["empty"]) == (2, False)
    assert written["relations"]["numbers"]["contradicts"] == {"appeared": 0, "dissolved": 5, "changed": 0}
    assert [fact["standpoint"] for fact in written["facts"]["withdrawn"]] == ["baku"]
    assert {one["relation"] for one in written["relations"]["dissolved"]} == {
        "contradicts",
        "tension",
        "corroborates",
    }
    for one in written["relations"]["dissolved"]:
        assert set(one["summary"]) == {"en", "fa"}
        assert one["causes"]


def test_of_many_causes_a_few_are_told(seeds: Knowledge) -> None:
    many = [f"d1-{number}" for number in range(7)]
    [bundle] = seeds.bundles
    [denied] = [claim for claim in bundle.claims if claim.id == "d1"]
    claims = sorted((*bundle.claims, *(replace(denied, id=name) for name in many)), key=lambda c: c.order)
    before = replace(seeds, bundles=(replace(bundle, claims=tuple(claims)),))
    after = change_claims(before, lambda claim: None if claim.id.startswith("d1") else claim)
    found = differences(before, after)
    assert {len(outcome.causes) for outcome in contradictions(found.dissolved)} == {8}
    text = write_difference(found)
    assert text.count("because ") == 5 * 5
    assert text.count("      … and 3 more reasons\n") == 5


def test_what_strangers_wrote_disturbs_no_terminal_and_adds_no_line(seeds: Knowledge) -> None:
    hostile = "\x1b[2J\u202e\n- karabakh"

    def harm(claim: Claim) -> Claim:
        quotation = replace(claim.quotations[0], exact=hostile)
        bases = dict.fromkeys(claim.bases, hostile)
        return replace(claim, quotations=(quotation,), gloss={"en": hostile, hostile: hostile}, bases=bases)

    after = change_claims(seeds, harm)
    for name in ("armenia", "ganja"):
        after = with_entry(after, name, label={"en": hostile, "fa": hostile}, same_as=(hostile,))
    after = without_fact(with_standpoint(after, "baku", label={"en": hostile}), "baku", "karabakh")
    [bundle] = after.bundles
    article = replace(bundle.article, url=hostile, licence=hostile, published_basis=hostile, language=hostile)
    verdict = Verdict(f"{ARTICLE}/m1", Rating.TRUE, {"en": hostile}, (hostile,), hostile, stated=hostile)
    after = replace(after, bundles=(replace(bundle, article=article),), verdicts=(verdict,))
    after = change_claim(after, "d1", lambda claim: replace(claim, id="d2", source="ganja"))
    plain = differences(seeds, after)
    assert not plain.empty
    for found in (plain, differences(after, seeds)):
        for language in ("en", "fa"):
            text = write_difference(found, language, names=(hostile, hostile), every=True)
            assert not {"\x1b", "\u202e"} & set(text)
            assert not [line for line in text.splitlines() if line.startswith("- karabakh")]
            assert "⟦U+001B⟧" in text


def test_what_is_new_in_claims_and_entries_is_told_in_words(seeds: Knowledge) -> None:
    """Joint sources, several values, what is taken back, and how a number changes, in both languages."""

    def change(claim: Claim) -> Claim:
        if claim.id == "d1":
            return replace(
                claim, jointly=("azerbaijan",), corrects=(f"{ARTICLE}/m1",), certainty=Certainty.POSSIBLE
            )
        if claim.id == "m1" and claim.proposition is not None:
            agents = Several(("armenia", "azerbaijan"), any_of=True)
            return replace(claim, proposition=replace(claim.proposition, agent=agents))
        return claim

    after = change_claims(seeds, change)
    after = with_entry(after, "killed", unit="people", ratio=True, phrase={"en": "{agent} died"})
    night = Entry("night", "events", {"en": "the night"}, frame=EventFrame("shelling", "ganja"))
    after = replace(
        after, register=replace(after.register, entries={**after.register.entries, "night": night})
    )
    moved = with_entry(after, "night", frame=EventFrame("firing", Several(("ganja", "horadiz"))))
    first, second = differences(seeds, after), differences(after, moved)
    english = write_difference(first) + write_difference(second)
    assert "d1  Armenia and Azerbaijan deny: " in english
    for words in (
        "+ source: Armenia, Azerbaijan",
        f"+ takes back: {ARTICLE}/m1",
        "+ agent: one of Armenia, Azerbaijan",
        "+ unit: people",
        "+ how it is told (en): {agent} died",
        "+ the event, target: Ganja, Horadiz together",
    ):
        assert f"      {words}\n" in english
    assert "پس می‌گیرد" in write_difference(first, "fa")
    assert [r.causes for r in first.revised if any(c.part == "pairs" for c in r.changes)]
