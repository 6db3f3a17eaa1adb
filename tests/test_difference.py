"""What differs is what a slow literal reading finds, and undoing its cause brings a relation back."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from conftest import GOLDEN, SEEDS
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import bodies
from support.drawing import drawn

from kg import load
from kg.background import check_background
from kg.diff.difference import Difference, find_differences
from kg.diff.outcomes import Cause, Outcome
from kg.diff.pairs import Section, build_interval, build_proposition, find_claim_parts
from kg.model import (
    FRAME,
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
    Relation,
    Several,
    Stance,
    Standpoint,
    Verdict,
)
from kg.relations import find_relations
from kg.report.difference import difference_json, write_difference

ARTICLE = "karabakh-2020-10-04"

# Two sides ------------------------------------------------------------------------------------------


def change_claims(knowledge: Knowledge, change: Callable[[Claim], Claim | None]) -> Knowledge:
    """Return the knowledge with each claim as ``change`` gives it, without those it gives up."""
    bundles = []
    for bundle in knowledge.bundles:
        claims = [found for claim in bundle.claims if (found := change(claim)) is not None]
        bundles.append(replace(bundle, claims=tuple(sorted(claims, key=lambda claim: claim.order))))
    return replace(knowledge, bundles=tuple(bundles))


def change_claim(knowledge: Knowledge, name: str, change: Callable[[Claim], Claim | None]) -> Knowledge:
    return change_claims(knowledge, lambda claim: change(claim) if claim.id == name else claim)


def with_standpoint(knowledge: Knowledge, name: str, **parts: Any) -> Knowledge:
    standpoints = dict(knowledge.register.standpoints)
    standpoints[name] = replace(standpoints[name], **parts)
    return replace(knowledge, register=replace(knowledge.register, standpoints=standpoints))


def with_entry(knowledge: Knowledge, name: str, **parts: Any) -> Knowledge:
    entries = dict(knowledge.register.entries)
    entries[name] = replace(entries[name], **parts)
    return replace(knowledge, register=replace(knowledge.register, entries=entries))


def without_fact(knowledge: Knowledge, standpoint: str, subject: str) -> Knowledge:
    holds = knowledge.register.standpoints[standpoint].holds
    kept = tuple(fact for fact in holds if fact.subject != subject)
    assert len(kept) < len(holds)
    return with_standpoint(knowledge, standpoint, holds=kept)


def differences(before: Knowledge, after: Knowledge) -> Difference:
    return find_differences(before, after, find_relations(before), find_relations(after))


@pytest.fixture(scope="module")
def seeds() -> Knowledge:
    return load(SEEDS).knowledge


def sides(outcome: Outcome) -> list[str]:
    return [" ".join(n.rpartition("/")[2] for n in p.claims) for p in outcome.relation.positions]


def contradictions(outcomes: tuple[Outcome, ...]) -> list[Outcome]:
    return [outcome for outcome in outcomes if outcome.relation.relation.value == "contradicts"]


# Generated pairs ------------------------------------------------------------------------------------


def mutate(knowledge: Knowledge, choices: random.Random, many: int) -> Knowledge:
    """Return the knowledge after some changes that a person might make, as a reader would accept it."""
    for _ in range(many):
        changed = choices.choice(MUTATIONS)(knowledge, choices)
        if not check_background(changed.register, {}):
            knowledge = changed
    return knowledge


def _of_section(knowledge: Knowledge, section: str) -> list[str]:
    return [entry.name for entry in knowledge.register.entries.values() if entry.section == section]


def _any_claim(change: Callable[[Claim, Knowledge, random.Random], Claim | None]) -> Any:
    def mutation(knowledge: Knowledge, choices: random.Random) -> Knowledge:
        name = choices.choice([*knowledge.claims, "none/none"]).rpartition("/")[2]
        return change_claim(knowledge, name, lambda claim: change(claim, knowledge, choices))

    return mutation


def _other_slot(claim: Claim, knowledge: Knowledge, choices: random.Random) -> Claim:
    slot, section = choices.choice((("agent", "sources"), ("place", "places"), ("value", "sources")))
    value = choices.choice((None, *_of_section(knowledge, section)))
    if claim.proposition is not None:
        claim = replace(claim, proposition=replace(claim.proposition, **{slot: value}))
    granted = {replace(proposition, **{slot: value}) for proposition in claim.presupposes[:1]}
    presupposes = tuple(sorted({*granted, *claim.presupposes[1:]}, key=lambda p: p.id))
    return replace(claim, presupposes=presupposes if choices.random() < 0.5 else claim.presupposes)


def _by(claim: Claim, knowledge: Knowledge, choices: random.Random) -> Claim:
    """Let somebody else say it, or several jointly."""
    sources = sorted(set(choices.choices(_of_section(knowledge, "sources"), k=2)))
    return replace(claim, source=sources[0], jointly=tuple(sources[1:]))


def _other_words(claim: Claim, knowledge: Knowledge, choices: random.Random) -> Claim:
    quotation = claim.quotations[0]
    if len(quotation.exact) < 2:
        return claim
    shorter = replace(quotation, exact=quotation.exact[:-1], end=quotation.end - 1)
    if choices.random() < 0.3:
        return replace(claim, quotations=(quotation, shorter), cue=shorter)
    return replace(claim, quotations=(shorter,), gloss={"en": "anew", "fa": "دوباره"})


def _again(knowledge: Knowledge, choices: random.Random) -> Knowledge:
    """Add a claim that says what another says."""
    index = choices.randrange(len(knowledge.bundles))
    bundle = knowledge.bundles[index]
    if not bundle.claims:
        return knowledge
    claim = choices.choice(bundle.claims)
    source = choices.choice(_of_section(knowledge, "sources"))
    again = replace(claim, id=f"again-{claim.id}", source=source, jointly=())
    if again.id in {claim.id for claim in bundle.claims}:
        return knowledge
    claims = tuple(sorted((*bundle.claims, again), key=lambda claim: claim.order))
    bundles = [*knowledge.bundles]
    bundles[index] = replace(bundle, claims=claims)
    return replace(knowledge, bundles=tuple(bundles))


def _undated(knowledge: Knowledge, choices: random.Random) -> Knowledge:
    return _article(knowledge, choices, published=Interval(date(2020, 11, 1), None), published_basis="told")


def _moved(knowledge: Knowledge, choices: random.Random) -> Knowledge:
    """Give an article another name, also where its claims are corrected."""
    moved = _article(knowledge, choices, id="elsewhere")
    old = {bundle.id for bundle in knowledge.bundles} - {bundle.id for bundle in moved.bundles}

    def renamed(claim: Claim) -> Claim:
        ends = (name.rpartition("/") for name in claim.corrects)
        names = sorted(f"{'elsewhere' if article in old else article}/{end}" for article, _, end in ends)
        return replace(claim, corrects=tuple(names))

    bundles = (replace(bundle, claims=tuple(map(renamed, bundle.claims))) for bundle in moved.bundles)
    return replace(moved, bundles=tuple(bundles))


def _article(knowledge: Knowledge, choices: random.Random, **parts: Any) -> Knowledge:
    bundles = [*knowledge.bundles]
    index = choices.randrange(len(bundles))
    if any(bundle.id == parts.get("id") for bundle in bundles):
        return knowledge
    bundles[index] = replace(bundles[index], article=replace(bundles[index].article, **parts))
    return replace(knowledge, bundles=tuple(sorted(bundles, key=lambda bundle: bundle.id)))


def _fewer_links(knowledge: Knowledge, choices: random.Random) -> Knowledge:
    return with_entry(knowledge, choices.choice([*knowledge.register.entries]), links=())


def _more_links(knowledge: Knowledge, choices: random.Random) -> Knowledge:
    places = _of_section(knowledge, "places")
    entry = knowledge.register.entries[choices.choice(places)]
    links = {*entry.links, ("within", choices.choice(places))} - {("within", entry.name)}
    return with_entry(knowledge, entry.name, links=tuple(sorted(links)))


def _other_kind(knowledge: Knowledge, choices: random.Random) -> Knowledge:
    name = choices.choice(_of_section(knowledge, "kinds"))
    functional = choices.choice(((), ("agent",), ("value",)))
    entry = knowledge.register.entries[name]
    timeless = entry.timeless != (choices.random() < 0.3)
    return with_entry(knowledge, name, functional=functional, timeless=timeless, label={"en": "kind"})


def _no_opponents(knowledge: Knowledge, choices: random.Random) -> Knowledge:
    return replace(knowledge, register=replace(knowledge.register, opponents=frozenset()))


def _fewer_held(knowledge: Knowledge, choices: random.Random) -> Knowledge:
    standpoints = knowledge.register.standpoints
    if not standpoints:
        return knowledge
    name = choices.choice(sorted(standpoints))
    return with_standpoint(knowledge, name, holds=standpoints[name].holds[1:])


def _no_standpoint(knowledge: Knowledge, choices: random.Random) -> Knowledge:
    standpoints = {
        name: replace(one, excludes=()) for name, one in list(knowledge.register.standpoints.items())[1:]
    }
    return replace(knowledge, register=replace(knowledge.register, standpoints=standpoints))


MUTATIONS: tuple[Callable[[Knowledge, random.Random], Knowledge], ...] = (
    *[_any_claim(lambda claim, knowledge, choices: None)] * 2,
    *[_any_claim(_other_slot)] * 3,
    _any_claim(_other_words),
    _any_claim(lambda claim, knowledge, choices: replace(claim, id=f"new-{claim.id}")),
    _any_claim(lambda claim, k, choices: _by(claim, k, choices)),
    _any_claim(lambda claim, knowledge, choices: replace(claim, said=None, via=(), direct=True)),
    _any_claim(
        lambda claim, knowledge, choices: replace(
            claim, stance=Stance.DENIES, condition=None, condition_form="if"
        )
    ),
    *(_again, _undated, _moved, _fewer_links, _more_links, _other_kind, _no_opponents, _fewer_held),
    _no_standpoint,
)


def pairs(most: int = 4) -> st.SearchStrategy[tuple[Knowledge, Knowledge]]:
    """Draw a body of knowledge, and the same after some changes."""
    seeds = st.tuples(st.integers(0, 2**32), st.integers(1, most))
    return st.tuples(bodies(), seeds).map(
        lambda drawn: (drawn[0], mutate(drawn[0], random.Random(drawn[1][0]), drawn[1][1]))
    )


# The literal reading --------------------------------------------------------------------------------

Triples = Counter[tuple[str, str, str]]


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)


def read_claim(name: str, claim: Claim) -> Triples:
    """Return all that a claim says as (claim, field, value), read off one attribute after another."""
    found: Triples = Counter()

    def tell(field: str, value: Any) -> None:
        if value is not None and value != ():
            found[name, field, canonical(value)] += 1

    def span(quotation: Quotation) -> list[Any]:
        return [quotation.exact, quotation.start, quotation.end, quotation.prefix, quotation.suffix]

    def slots(proposition: Proposition) -> dict[str, Any]:
        given = {slot: getattr(proposition, slot) for slot in FRAME}
        told = {slot: value for slot, value in given.items() if value is not None}
        told = {slot: v if isinstance(v, str) else v.as_json() for slot, v in told.items()}
        if proposition.only:
            told["only"] = list(proposition.only)
        if proposition.id in claim.bases:
            told["basis"] = claim.bases[proposition.id]
        return told

    tell("source", list(claim.sources) if claim.jointly else claim.source)
    tell("corrects", list(claim.corrects) or None)
    tell("condition_form", None if claim.condition_form == "if" else claim.condition_form)
    tell("via", list(claim.via) or None)
    tell("stance", claim.stance.value)
    tell("certainty", claim.certainty.value)
    tell("direct", claim.direct)
    tell("said", claim.said.as_json() if claim.said else None)
    tell("said_basis", claim.bases.get("said"))
    for role, proposition in (("proposition", claim.proposition), ("condition", claim.condition)):
        for slot, value in (slots(proposition) if proposition else {}).items():
            tell(f"{role}.{slot}", value)
    for proposition in claim.presupposes:
        tell("presupposes", slots(proposition))
    for number, quotation in enumerate(claim.quotations, 1):
        tell(f"quotation.{number}", span(quotation))
    tell("cue", span(claim.cue) if claim.cue else None)
    for language, text in claim.gloss.items():
        tell(f"gloss.{language}", text)
    return found


def read_claims(knowledge: Knowledge, names: Mapping[str, str]) -> Triples:
    found: Triples = Counter()
    for name, claim in knowledge.claims.items():
        found += read_claim(names.get(name, name), claim)
    return found


def told(section: Section) -> tuple[Triples, Triples]:
    """Return what a section tells to have gone and to have come, by the names of the first side."""
    gone: Triples = Counter()
    come: Triples = Counter()

    def tell(found: Triples, name: str, part: str, value: Any) -> None:
        if part == "quotation" or part == "cue" or part.startswith("quotation."):
            value = [value["exact"], value["start"], value["end"], value["prefix"], value["suffix"]]
        found[name, part, canonical(value)] += 1

    written = section.as_json()
    for mark, found, items in (("", gone, written["withdrawn"]), ("+", come, written["added"])):
        for item in items:
            for part, value in item["parts"].items():
                for one in value if part == "presupposes" else [value]:
                    tell(found, f"{mark}{item['name']}", part, one)
    for changed in written["changed"]:
        for change in changed["changes"]:
            for found, value in ((gone, change["before"]), (come, change["after"])):
                if value is not None:
                    tell(found, changed["before"], change["part"], value)
    return gone, come


def renamed(section: Section) -> dict[str, str]:
    """Return the names on the first side by those on the second."""
    return {one.after: one.before for one in section.changed if one.renamed}


@settings(max_examples=drawn(30))
@given(pairs())
def test_claims_differ_by_what_a_literal_reading_finds(pair: tuple[Knowledge, Knowledge]) -> None:
    before, after = pair
    found = find_differences(before, after)
    # What came may have a name that something else had which has another name now.
    names = {item.name: f"+{item.name}" for item in found.claims.added} | renamed(found.claims)
    then, now = read_claims(before, {}), read_claims(after, names)
    assert told(found.claims) == (then - now, now - then)


@settings(max_examples=drawn(30))
@given(pairs())
def test_only_a_claim_that_says_the_same_in_the_same_article_is_renamed(
    pair: tuple[Knowledge, Knowledge],
) -> None:
    before, after = pair
    found = find_differences(before, after)
    articles = {name: name for name in after.articles} | renamed(found.articles)
    for one in found.articles.changed:
        assert before.articles[one.before].text == after.articles[one.after].text or not one.renamed

    def content(side: Knowledge, name: str, home: str) -> tuple[str, Claim]:
        return home, replace(side.claims[name], id="")

    def then(name: str) -> tuple[str, Claim]:
        return content(before, name, name.rpartition("/")[0])

    def now(name: str) -> tuple[str, Claim]:
        return content(after, name, articles[name.rpartition("/")[0]])

    for one in found.claims.changed:
        home, _, end = one.before.rpartition("/")
        if one.renamed and (one.after.rpartition("/")[2] != end or one.changes == ()):
            assert then(one.before) == now(one.after)
        assert home == articles[one.after.rpartition("/")[0]]
    for gone in found.claims.withdrawn:
        assert then(gone.name) not in [now(come.name) for come in found.claims.added]


def read_background(register: Register) -> dict[str, Triples]:
    """Return what register and standpoints say, read off one attribute after another."""

    def entry(one: Entry) -> dict[str, Any]:
        parts = {"section": one.section, "type": one.type, "timeless": one.timeless or None}
        parts |= {"same_as": list(one.same_as) or None, "functional": sorted(one.functional) or None}
        return parts | {f"label.{language}": text for language, text in one.label.items()}

    def standpoint(one: Standpoint) -> dict[str, Any]:
        parts = {"held_by": sorted(one.held_by) or None, "excludes": sorted(one.excludes) or None}
        return parts | {f"label.{language}": text for language, text in one.label.items()}

    def triples(some: Mapping[str, Any], read: Callable[[Any], dict[str, Any]]) -> Triples:
        parts = ((name, part, value) for name, one in some.items() for part, value in read(one).items())
        return Counter((name, part, canonical(value)) for name, part, value in parts if value is not None)

    return {
        "entries": triples(register.entries, entry),
        "standpoints": triples(register.standpoints, standpoint),
    }


def read_facts(register: Register) -> set[Bridge]:
    found = {
        Bridge(e.name, relation, object) for e in register.entries.values() for relation, object in e.links
    }
    return found | {fact for standpoint in register.standpoints.values() for fact in standpoint.holds}


@settings(max_examples=drawn(30))
@given(pairs())
def test_the_background_differs_by_what_a_literal_reading_finds(pair: tuple[Knowledge, Knowledge]) -> None:
    before, after = pair
    found = find_differences(before, after)
    then, now = read_background(before.register), read_background(after.register)
    for name, section in (("entries", found.entries), ("standpoints", found.standpoints)):
        gone, come = told(section)
        come = Counter({(what.removeprefix("+"), part, value): k for (what, part, value), k in come.items()})
        assert (gone, come) == (then[name] - now[name], now[name] - then[name])
        assert not renamed(section)
    facts = read_facts(before.register), read_facts(after.register)
    assert set(found.facts_withdrawn) == facts[0] - facts[1]
    assert set(found.facts_added) == facts[1] - facts[0]
    assert {frozenset(pair) for pair in found.opponents_withdrawn} == (
        before.register.opponents - after.register.opponents
    )
    assert {frozenset(pair) for pair in found.opponents_added} == (
        after.register.opponents - before.register.opponents
    )


# Properties -----------------------------------------------------------------------------------------


def build_claim(name: str, parts: Mapping[str, Any]) -> Claim:
    """Build a claim from all of its parts."""

    def frame(role: str) -> Proposition | None:
        slots = {part.partition(".")[2]: v for part, v in parts.items() if part.startswith(f"{role}.")}
        if "basis" in slots:
            bases[build_proposition(slots).id] = slots["basis"]
        return build_proposition(slots) if slots else None

    bases: dict[str, str] = {}
    proposition, condition = frame("proposition"), frame("condition")
    granted = [build_proposition(one) for one in parts.get("presupposes", ())]
    for found, one in zip(granted, parts.get("presupposes", ()), strict=True):
        bases.update({found.id: one["basis"]} if "basis" in one else {})
    bases.update({"said": parts["said_basis"]} if "said_basis" in parts else {})
    source, *jointly = [parts["source"]] if isinstance(parts["source"], str) else parts["source"]
    quotations = sorted((int(p.partition(".")[2]), v) for p, v in parts.items() if p.startswith("quotation."))
    return Claim(
        name,
        source,
        Stance(parts["stance"]),
        proposition,
        tuple(Quotation(**span) for _, span in quotations),
        {part.partition(".")[2]: text for part, text in parts.items() if part.startswith("gloss.")},
        tuple(parts.get("via", ())),
        Certainty(parts["certainty"]),
        Quotation(**parts["cue"]) if "cue" in parts else None,
        tuple(sorted(granted, key=lambda p: p.id)),
        condition,
        build_interval(parts["said"]) if "said" in parts else None,
        parts["direct"],
        bases,
        tuple(jointly),
        tuple(parts.get("corrects", ())),
        parts.get("condition_form", "if"),
    )


def apply(written: Mapping[str, Any], claims: Mapping[str, Claim]) -> dict[str, Claim]:
    """Return claims after what a difference in JSON lists of them."""
    gone = {item["name"] for item in written["withdrawn"]}
    changed = {one["before"]: one for one in written["changed"]}
    found = {}
    for name, claim in claims.items():
        if name in gone:
            continue
        parts = find_claim_parts(claim)
        one = changed.get(name, {"after": name, "changes": []})
        for change in one["changes"]:
            part, then, now = change["part"], change["before"], change["after"]
            if part == "presupposes":
                kept = [p for p in parts.get(part, []) if p != then]
                parts[part] = [*kept, *([] if now is None else [now])]
            else:
                assert parts.pop(part, None) == then
                parts.update({} if now is None else {part: now})
        found[one["after"]] = build_claim(one["after"].rpartition("/")[2], parts)
    for item in written["added"]:
        found[item["name"]] = build_claim(item["name"].rpartition("/")[2], item["parts"])
    return found


@settings(max_examples=drawn(30))
@given(pairs())
def test_the_listed_changes_make_the_one_side_of_the_other(pair: tuple[Knowledge, Knowledge]) -> None:
    before, after = pair
    written = json.loads(json.dumps(find_differences(before, after).as_json()["claims"]))
    assert apply(written, before.claims) == dict(after.claims)


_OPPOSITE = {"added": "withdrawn", "withdrawn": "added", "changed": "changed"}


def mirrored_cause(cause: Cause) -> Any:
    changes = [(change.part, change.after, change.before) for change in cause.changes]
    return cause.what, _OPPOSITE[cause.how], cause.name, canonical(changes), cause.fact


def plain_cause(cause: Cause) -> Any:
    changes = [(change.part, change.before, change.after) for change in cause.changes]
    return cause.what, cause.how, cause.name, canonical(changes), cause.fact


@settings(max_examples=drawn(12))
@given(pairs())
def test_the_other_way_round_everything_is_the_other_way_round(pair: tuple[Knowledge, Knowledge]) -> None:
    before, after = pair
    relations = find_relations(before), find_relations(after)
    forth = find_differences(before, after, *relations)
    back = find_differences(after, before, *reversed(relations))
    for name in ("articles", "claims", "entries", "standpoints", "verdicts"):
        ones, others = getattr(forth, name), getattr(back, name)
        assert (ones.added, ones.withdrawn) == (others.withdrawn, others.added)
        assert {
            (o.before, o.after, *((c.part, canonical(c.before), canonical(c.after)) for c in o.changes))
            for o in ones.changed
        } == {
            (o.after, o.before, *((c.part, canonical(c.after), canonical(c.before)) for c in o.changes))
            for o in others.changed
        }
    assert (forth.facts_added, forth.facts_withdrawn) == (back.facts_withdrawn, back.facts_added)
    assert (forth.opponents_added, forth.opponents_withdrawn) == (
        back.opponents_withdrawn,
        back.opponents_added,
    )
    for ones, others in ((forth.appeared, back.dissolved), (forth.dissolved, back.appeared)):
        assert [(o.relation, o.instead) for o in ones] == [(o.relation, o.instead) for o in others]
        for one, other in zip(ones, others, strict=True):
            assert Counter(map(plain_cause, one.causes)) == Counter(map(mirrored_cause, other.causes))
    assert Counter((o.before.id, o.after.id) for o in forth.revised) == Counter(
        (o.after.id, o.before.id) for o in back.revised
    )
    assert forth.empty == back.empty == (before == after and relations[0] == relations[1])
    for side, found in zip(pair, relations, strict=True):
        same = find_differences(side, side, found, found)
        assert same.empty and not same.numbers
        assert write_difference(same) == "Nothing differs.\n"


@settings(max_examples=drawn(12))
@given(pairs())
def test_each_relation_is_told_once_and_found_again_where_it_can_be(
    pair: tuple[Knowledge, Knowledge],
) -> None:
    before, after = pair
    relations = find_relations(before), find_relations(after)
    found = find_differences(before, after, *relations)
    names = {name: name for name in before.claims if name in after.claims}
    names = {k: v for k, v in names.items() if v not in {i.name for i in found.claims.added}}
    names |= {one.before: one.after for one in found.claims.changed}
    names = {k: v for k, v in names.items() if k not in {i.name for i in found.claims.withdrawn}}
    gone, come = [o.relation for o in found.dissolved], [o.relation for o in found.appeared]
    then, now = ({relation.id: relation for relation in some} for some in relations)
    assert not {relation.id for relation in gone} & now.keys()
    assert not {relation.id for relation in come} & then.keys()
    revised = {one.before.id: one.after.id for one in found.revised}
    kept = then.keys() - {relation.id for relation in gone}
    left = now.keys() - {relation.id for relation in come}
    same = {revised.get(id, id) for id in kept}
    assert len(same) == len(kept) == len(left)

    def again(one: Relation, other: Relation) -> bool:
        """Whether two relations are of one type and rule, and have claims of each position in common."""
        if (one.relation, one.rule, len(one.positions)) != (other.relation, other.rule, len(other.positions)):
            return False
        ours = [{names.get(name, "") for name in position.claims} for position in one.positions]
        theirs = [set(position.claims) for position in other.positions]
        ways = (ours, ours[::-1]) if len(ours) == 2 else (ours,)
        return any(all(a & b for a, b in zip(way, theirs, strict=True)) for way in ways)

    assert [(one, other) for one in gone for other in come if again(one, other)] == []
    # Of what is named anew because its claims say something else, but rests on the same, the claims tell.
    for id in same - left:
        assert any(again(then[id], now[other]) for other in left - same)
    for one in found.revised:
        assert (one.before.relation, one.before.rule) == (one.after.relation, one.after.rule)
        parts = {change.part for change in one.changes}
        assert ("holds_if" in parts) == (one.before.holds_if != one.after.holds_if)
        assert ("unless" in parts) == (one.before.unless != one.after.unless)
        assert parts and one.causes
    for type, numbers in found.numbers.items():
        assert numbers == (
            sum(relation.relation is type for relation in come),
            sum(relation.relation is type for relation in gone),
            sum(one.after.relation is type for one in found.revised),
        )


# Why ------------------------------------------------------------------------------------------------


def undo(after: Knowledge, before: Knowledge, causes: tuple[Cause, ...]) -> Knowledge:
    """Return the second side with only the named causes made as they were on the first."""
    for cause in causes:
        article = cause.name.rpartition("/")[0]
        if cause.what == "claim":
            if cause.how in ("added", "changed"):
                after = _without(after, cause.name)
            if cause.how in ("withdrawn", "changed"):
                after = _with(after, article, before.claims[cause.name])
        elif cause.what == "article":
            published = before.articles[cause.name].published
            after = replace(
                after,
                bundles=tuple(
                    replace(b, article=replace(b.article, published=published)) if b.id == cause.name else b
                    for b in after.bundles
                ),
            )
        elif cause.what == "fact":
            assert cause.fact is not None
            after = _with_fact(after, before, cause.fact, there=cause.how == "withdrawn")
        elif cause.what == "entry" and cause.changes[0].part == "opponents":
            after = replace(after, register=replace(after.register, opponents=before.register.opponents))
        elif cause.what == "entry":
            then = before.register.entries[cause.name]
            after = with_entry(after, cause.name, functional=then.functional, timeless=then.timeless)
        elif cause.what == "standpoint":
            then_excluded = before.register.standpoints[cause.name].excludes
            after = with_standpoint(after, cause.name, excludes=then_excluded)
    return after


def _without(knowledge: Knowledge, name: str) -> Knowledge:
    bundles = (
        replace(b, claims=tuple(claim for claim in b.claims if f"{b.id}/{claim.id}" != name))
        for b in knowledge.bundles
    )
    return replace(knowledge, bundles=tuple(bundles))


def _with(knowledge: Knowledge, article: str, claim: Claim) -> Knowledge:
    bundles = (
        replace(b, claims=tuple(sorted((*b.claims, claim), key=lambda c: c.order))) if b.id == article else b
        for b in knowledge.bundles
    )
    return replace(knowledge, bundles=tuple(bundles))


def _with_fact(after: Knowledge, before: Knowledge, fact: Bridge, *, there: bool) -> Knowledge:
    if fact.standpoint is None:
        links = set(after.register.entries[fact.subject].links) - {(fact.relation, fact.object)}
        links |= {(fact.relation, fact.object)} if there else set()
        return with_entry(after, fact.subject, links=tuple(sorted(links)))
    standpoints = dict(after.register.standpoints)
    gone = replace(before.register.standpoints[fact.standpoint], holds=()) if there else None
    standpoint = standpoints.get(fact.standpoint) or gone
    assert standpoint is not None
    holds = {*standpoint.holds} - {fact} | ({fact} if there else set())
    known = standpoint.excludes
    standpoints[fact.standpoint] = replace(
        standpoint,
        holds=tuple(sorted(holds, key=lambda b: (b.subject, b.relation, b.object))),
        excludes=tuple(name for name in known if name in standpoints),
    )
    return replace(after, register=replace(after.register, standpoints=standpoints))


@settings(max_examples=drawn(15))
@given(pairs(most=1))
def test_undoing_what_is_named_as_the_cause_brings_a_relation_back(pair: tuple[Knowledge, Knowledge]) -> None:
    before, after = pair
    found = differences(before, after)
    for outcome in (*found.appeared, *found.dissolved):
        assert outcome.causes
    if any(one.renamed for one in found.claims.changed):
        return
    undone: dict[str, list[Relation]] = {}
    for outcome in found.dissolved[:5]:
        key = str(outcome.causes)
        if key not in undone:
            back = undo(after, before, outcome.causes)
            if check_background(back.register, {}):
                continue
            undone[key] = find_relations(back)
        assert any(
            (relation.relation, relation.rule) == (outcome.relation.relation, outcome.relation.rule)
            and len(relation.positions) == len(outcome.relation.positions)
            and all(
                set(p.claims) & set(q.claims)
                for p, q in zip(relation.positions, outcome.relation.positions, strict=True)
            )
            for relation in undone[key]
        )


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
