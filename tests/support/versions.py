"""Second versions of what is known: with one change that is named, or with some that are drawn."""

from __future__ import annotations

import json
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

from hypothesis import strategies as st

from kg.background import check_background
from kg.diff.difference import Difference, find_differences
from kg.model import Claim, Interval, Knowledge, Stance
from kg.relations import find_relations
from support.strategies import bodies


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
    other: dict[str, Any] = {slot: choices.choice((None, *_of_section(knowledge, section)))}
    if claim.proposition is not None:
        claim = replace(claim, proposition=replace(claim.proposition, **other))
    granted = {replace(proposition, **other) for proposition in claim.presupposes[:1]}
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


def canonical(value: Any) -> str:
    return json.dumps(value, sort_keys=True, ensure_ascii=False)
