"""What differs is what a slow literal reading finds, and undoing its cause brings a relation back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from hypothesis import given, settings
from support.drawing import drawn
from support.versions import canonical, differences, pairs, with_entry, with_standpoint

from kg.background import check_background
from kg.diff.difference import find_differences
from kg.diff.outcomes import Cause
from kg.diff.pairs import Section, build_interval, build_proposition, find_claim_parts
from kg.model import (
    FRAME,
    Bridge,
    Certainty,
    Claim,
    Entry,
    Knowledge,
    Proposition,
    Quotation,
    Register,
    Relation,
    Stance,
    Standpoint,
)
from kg.relations import find_relations
from kg.report.difference import write_difference

# The literal reading --------------------------------------------------------------------------------

Triples = Counter[tuple[str, str, str]]


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
        parts: dict[str, Any] = {"section": one.section, "type": one.type, "timeless": one.timeless or None}
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
