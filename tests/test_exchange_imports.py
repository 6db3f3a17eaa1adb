"""What partners send stands apart from ours, and only a person makes one of two names."""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import SEEDS
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support.drawing import drawn
from support.partners import WHEN, essence, only, received, statements
from support.rows import rows_of
from support.strategies import bodies

from kg.api import ClaimGraph, load
from kg.authoring.read import read_knowledge
from kg.bundle.subset import build_part, find_names
from kg.errors import InputError
from kg.model import (
    Article,
    Bridge,
    Bundle,
    Entry,
    Knowledge,
    Register,
    Stance,
    Standpoint,
    partner_of,
    qualify,
)
from kg.partners.deciding import decide
from kg.partners.importing import add_import, retract
from kg.partners.ledger import Exchange, Status
from kg.partners.likeness import find_flags, find_scripts
from kg.partners.merge import Accepted, Sent, merge_partners
from kg.partners.proposals import find_matches
from kg.partners.records import build_exchange, read_exchange
from kg.partners.statements import read_statements
from kg.rdf.dataset import build_quads
from kg.rdf.read import read_dataset
from kg.rdf.serialize import write_nquads
from kg.rdf.store import build_store, write_triples
from kg.rdf.vocabulary import CV
from kg.relations import find_relations
from kg.transaction import changing, rebuild, restore

# To make two bodies of knowledge smaller takes minutes and teaches little.
FEW = settings(
    max_examples=drawn(15),
    phases=(Phase.explicit, Phase.reuse, Phase.generate),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="module")
def seeds() -> Knowledge:
    return read_knowledge([SEEDS])


# -- parts --------------------------------------------------------------------------------------------------


@FEW
@given(bodies())
def test_a_part_has_the_relations_of_the_whole_among_its_claims(body: Knowledge) -> None:
    ids = {bundle.id for bundle in body.bundles[:1]}
    part = build_part(body, *ids)
    # The same claims with all of the background.
    whole = replace(body, bundles=tuple(bundle for bundle in body.bundles if bundle.id in ids))
    assert {r.id: (essence(r), r.modifiers) for r in find_relations(part)} == {
        r.id: (essence(r), r.modifiers) for r in find_relations(whole)
    }


def test_a_part_leaves_out_what_no_claim_bears_on(seeds: Knowledge) -> None:
    part = build_part(only(seeds, "d1"), seeds.bundles[0].id)
    assert find_names(part.bundles) <= part.register.entries.keys()
    assert "armenia" in part.register.entries
    assert "reuters" not in part.register.entries
    assert len(part.register.entries) < len(seeds.register.entries)


# -- nothing of ours changes --------------------------------------------------------------------------------


def drawn_acceptance(own: Knowledge, theirs: Knowledge, seed: int) -> Accepted:
    """Choose some of the partner's names to be ours, of the same section, and some to be adopted."""
    choose = random.Random(seed)
    names: dict[str, str] = {}
    adopted: set[str] = set()
    for name, entry in theirs.register.entries.items():
        alike = sorted(n for n, ours in own.register.entries.items() if ours.section == entry.section)
        fate = choose.random()
        if fate < 0.5 and alike and name != "state":
            names[qualify("desk", name)] = (
                name if name in alike and choose.random() < 0.8 else choose.choice(alike)
            )
        elif fate < 0.7:
            adopted.add(qualify("desk", name))
    for name in theirs.register.standpoints:
        if name in own.register.standpoints and choose.random() < 0.3:
            names[qualify("desk", name)] = name
    return Accepted(names, {}, frozenset(adopted))


@FEW
@given(bodies(), bodies(), st.integers(0, 2**16))
def test_whatever_a_partner_sends_relates_our_positions_as_before(
    own: Knowledge, theirs: Knowledge, seed: int
) -> None:
    accepted = drawn_acceptance(own, theirs, seed)
    merged = merge_partners(own, [Sent("desk", theirs)], accepted).knowledge
    before = {relation.id: essence(relation) for relation in find_relations(own)}
    ours = {position.id for position in own.positions}
    found = find_relations(merged)
    after = {r.id: essence(r) for r in found if all(p.id in ours for p in r.positions)}
    # With the partner's claims a position has more voices, so that what was refined may be corroborated, and
    # what was superseded may contradict; nothing else can change between positions of our own alone.
    shared = {p.id for p in merged.positions if p.id in ours and any(partner_of(c) for c in p.claims)}
    untouched = {
        r.id for r in find_relations(own) if not any(position.id in shared for position in r.positions)
    }
    assert {name: found for name, found in after.items() if name in untouched} == {
        name: found for name, found in before.items() if name in untouched
    }
    new = {
        r.id
        for r in found
        if all(p.id in ours for p in r.positions) and not any(p.id in shared for p in r.positions)
    }
    assert new == untouched
    assert all(own.register.entries[name] == merged.register.entries[name] for name in own.register.entries)
    for name, standpoint in own.register.standpoints.items():
        assert merged.register.standpoints[name] == standpoint


def test_a_hostile_register_cannot_open_a_question_about_ours(seeds: Knowledge) -> None:
    """A partner who says that Ganja lies in Armenia must not make our contradictions uncertain."""
    entries = dict(build_part(seeds, seeds.bundles[0].id).register.entries)
    entries["ganja"] = replace(entries["ganja"], links=(("within", "armenia"),))
    lies = Standpoint(
        "lies",
        {"en": "lies"},
        ("armenia",),
        (
            Bridge("shelling", "broader", "ceasefire", "lies"),
            Bridge("armenia", "part_of", "azerbaijan", "lies"),
        ),
    )
    hostile = Knowledge(
        Register(entries, frozenset([frozenset(["aliyev", "azerbaijan"])]), {"lies": lies}), seeds.bundles
    )
    names = {qualify("desk", name): name for name in entries}
    merged = merge_partners(seeds, [Sent("desk", hostile)], Accepted(names)).knowledge
    assert {essence(r) for r in find_relations(merged)} == {essence(r) for r in find_relations(seeds)}
    assert {r.id: r.modifiers for r in find_relations(merged)} == {
        r.id: r.modifiers for r in find_relations(seeds)
    }


def test_more_standpoints_than_can_be_compared_do_not_stop_us(seeds: Knowledge) -> None:
    part = build_part(seeds, seeds.bundles[0].id)
    many = {
        f"s{n}": Standpoint(
            f"s{n}", {"en": "s"}, ("armenia",), (Bridge("ganja", "within", "baku-region", f"s{n}"),)
        )
        for n in range(100)
    }
    entries = {**part.register.entries, "baku-region": Entry("baku-region", "places", {"en": "region"})}
    flooded = replace(part, register=Register(entries, frozenset(), many))
    merged = merge_partners(seeds, [Sent("desk", flooded)])
    assert {problem.id for problem in merged.problems} == {"too-many-standpoints"}
    assert {essence(r) for r in find_relations(seeds)} <= {
        essence(r) for r in find_relations(merged.knowledge)
    }


# -- whose claim is whose -----------------------------------------------------------------------------------


def test_before_anything_is_accepted_nothing_is_merged(seeds: Knowledge) -> None:
    exchange, one = add_import(Exchange(), seeds, received(seeds), when=WHEN[0])
    assert one.status is Status.IN_FORCE
    merged = exchange.merge(seeds).knowledge
    assert len(merged.positions) == 2 * len(seeds.positions)
    for relation in find_relations(merged):
        owners = {partner_of(c) for p in relation.positions for c in p.claims}
        assert len(owners) == 1


def test_what_is_accepted_contradicts_across_partners(seeds: Knowledge) -> None:
    ours, theirs = only(seeds, "d1"), build_part(only(seeds, "m1"), seeds.bundles[0].id)
    exchange, _ = add_import(Exchange(), ours, received(theirs), when=WHEN[0])
    assert find_relations(exchange.merge(ours).knowledge) == []
    exchange, done = decide(exchange, ours, [], accepted=True, by="Sara", when=WHEN[1], everything=True)
    assert {match.theirs for match in done} >= {"desk:armenian-forces", "desk:ganja", "desk:shelling"}
    (found,) = [
        r for r in find_relations(exchange.merge(ours).knowledge) if r.relation.value == "contradicts"
    ]
    assert [position.claims for position in found.positions] == [
        ("desk:karabakh-2020-10-04/m1",),
        ("karabakh-2020-10-04/d1",),
    ]
    assert found.unconditional


def test_what_rests_on_a_partners_background_is_held_by_the_partner_alone(seeds: Knowledge) -> None:
    """Their village is new to us: that it lies in Azerbaijan is their word, until somebody adopts it."""
    claims = build_part(only(seeds, "m1"), seeds.bundles[0].id)
    entries = {
        **claims.register.entries,
        "new-village": Entry(
            "new-village", "places", {"en": "A village"}, "village", (("within", "azerbaijan"),)
        ),
    }
    bundle = claims.bundles[0]
    proposition = bundle.claims[0].proposition
    assert proposition is not None
    told = replace(bundle.claims[0], proposition=replace(proposition, target="new-village"))
    theirs = replace(
        claims,
        register=replace(claims.register, entries=entries),
        bundles=(replace(bundle, claims=(told,)),),
    )
    ours = only(seeds, "d1")
    exchange, _ = add_import(Exchange(), ours, received(theirs), when=WHEN[0])
    exchange, _ = decide(exchange, ours, [], accepted=True, by="Sara", when=WHEN[1], everything=True)
    (found,) = [
        r for r in find_relations(exchange.merge(ours).knowledge) if r.relation.value == "contradicts"
    ]
    assert found.holds_if == (frozenset(["desk:_background"]),)
    exchange, _ = decide(exchange, ours, ["desk:new-village"], accepted=True, by="Sara", when=WHEN[2])
    (found,) = [
        r for r in find_relations(exchange.merge(ours).knowledge) if r.relation.value == "contradicts"
    ]
    assert found.unconditional


# -- versions -----------------------------------------------------------------------------------------------


def test_a_new_version_supersedes_and_history_is_kept(seeds: Knowledge) -> None:
    part = build_part(seeds, seeds.bundles[0].id)
    exchange, first = add_import(Exchange(), seeds, received(part), when=WHEN[0])
    assert add_import(exchange, seeds, received(part), when=WHEN[1]) == (exchange, first)
    exchange, second = add_import(exchange, seeds, received(only(part, "m1"), "second"), when=WHEN[1])
    first, second = exchange.imports
    assert (first.status, first.invalidated) == (Status.SUPERSEDED, WHEN[1])
    assert (second.status, second.revises) == (Status.IN_FORCE, ("desk/1",))
    assert [claim.id for claim in exchange.said_by("desk").bundles[0].claims] == ["m1"]
    assert len(read_statements(exchange.graphs["desk/1"]).claims) == len(seeds.claims)
    exchange, gone = retract(exchange, "desk", when=WHEN[2])
    assert (gone.id, gone.status) == ("desk/2", Status.RETRACTED)
    assert exchange.current == {} or not exchange.current["desk"].bundles
    with pytest.raises(InputError, match="retracted at"):
        retract(exchange, "desk/2", when=WHEN[3])


def test_of_two_articles_only_the_one_sent_again_is_superseded(seeds: Knowledge) -> None:
    part = build_part(only(seeds, "m1", "d1"), seeds.bundles[0].id)
    bundle = part.bundles[0]
    other = replace(bundle, article=replace(bundle.article, id="other"))
    both = replace(part, bundles=(bundle, other))
    exchange, _ = add_import(Exchange(), seeds, received(both), when=WHEN[0])
    exchange, _ = add_import(exchange, seeds, received(only(part, "m1"), "second"), when=WHEN[1])
    assert [one.status for one in exchange.imports] == [Status.IN_FORCE, Status.IN_FORCE]
    said = exchange.said_by("desk")
    assert {bundle.id: len(bundle.claims) for bundle in said.bundles} == {
        "karabakh-2020-10-04": 1,
        "other": 2,
    }
    exchange, _ = retract(exchange, "desk/2", when=WHEN[2])
    assert [bundle.id for bundle in exchange.said_by("desk").bundles] == ["other"]


def test_what_does_not_conform_is_kept_apart(seeds: Knowledge) -> None:
    part = build_part(only(seeds, "m1"), seeds.bundles[0].id)
    good, _ = add_import(Exchange(), seeds, received(part), when=WHEN[0])
    bad = statements(part)
    bad.remove((None, CV.stance, None))
    exchange, one = add_import(good, seeds, replace(received(part, "broken"), statements=bad), when=WHEN[1])
    assert one.status is Status.QUARANTINED
    assert any("one-stance" in problem for problem in one.problems)
    assert exchange.imports[0].status is Status.IN_FORCE
    assert exchange.merge(seeds).knowledge == good.merge(seeds).knowledge
    assert set(exchange.graphs["desk/2"]) == set(bad)


def test_a_withheld_text_that_we_have_is_read_against_what_is_quoted(seeds: Knowledge) -> None:
    part = build_part(only(seeds, "m1"), seeds.bundles[0].id)
    bundle = part.bundles[0]
    withheld = replace(bundle, article=bundle.article.without_text())
    exchange, one = add_import(Exchange(), seeds, received(replace(part, bundles=(withheld,))), when=WHEN[0])
    assert one.status is Status.IN_FORCE
    merged = exchange.merge(seeds).knowledge
    assert merged.articles["desk:karabakh-2020-10-04"].text == seeds.bundles[0].article.text
    (quotation,) = bundle.claims[0].quotations
    wrong = replace(
        bundle.claims[0], quotations=(replace(quotation, start=quotation.start + 1, end=quotation.end + 1),)
    )
    forged = replace(part, bundles=(replace(withheld, claims=(wrong,)),))
    exchange, one = add_import(Exchange(), seeds, received(forged), when=WHEN[0])
    assert one.status is Status.QUARANTINED
    assert "wrong-quotation" in one.problems[0]


@pytest.mark.parametrize("name", ["Desk", "desk:other", "", "_self", "a/b", "../x", "a" * 101])
def test_a_partner_needs_a_name_that_people_can_write(seeds: Knowledge, name: str) -> None:
    with pytest.raises(InputError, match="bad-name"):
        add_import(Exchange(), seeds, replace(received(seeds), partner=name), when=WHEN[0])


@pytest.mark.parametrize("name", ["desk:ganja", "Ganja", "_self", "a b"])
def test_a_partners_names_must_be_such_as_people_write(seeds: Knowledge, name: str) -> None:
    part = build_part(only(seeds, "m1"), seeds.bundles[0].id)
    bundle = part.bundles[0]
    renamed = replace(
        part, bundles=(replace(bundle, claims=(replace(bundle.claims[0], id=name.replace(" ", "%20")),)),)
    )
    _, one = add_import(Exchange(), seeds, received(renamed), when=WHEN[0])
    assert one.status is Status.QUARANTINED


# -- proposals ----------------------------------------------------------------------------------------------


def labelled(name: str, **labels: str) -> Knowledge:
    entry = Entry(name, "sources", labels, "outlet")
    article = Article("page", "text", "en", name)
    return Knowledge(Register({name: entry}), (Bundle(article, ()),))


def proposals(own: Knowledge, theirs: Knowledge) -> list[tuple[str, str, tuple[str, ...]]]:
    exchange, one = add_import(Exchange(), own, received(theirs), when=WHEN[0])
    assert one.status is Status.IN_FORCE, one.problems
    return [(match.theirs, match.ours, match.flags) for match in find_matches(exchange, own)]


def test_a_name_in_letters_that_look_like_ours_is_flagged() -> None:
    own = labelled("reuters", en="Reuters")
    ((theirs, ours, flags),) = proposals(own, labelled("wire", en="Rеuters"))
    assert (theirs, ours) == ("desk:wire", "")
    assert "looks like our 'reuters' in letters of another script" in flags
    assert "mixes Cyrillic and Latin letters in one word" in flags


def test_a_name_of_ours_for_something_else_is_flagged() -> None:
    own = labelled("reuters", en="Reuters")
    ((_, ours, flags),) = proposals(own, labelled("reuters", en="The Daily Enemy"))
    assert ours == "reuters"
    assert flags == ("another label (en)",)
    exchange, _ = add_import(
        Exchange(), own, received(labelled("reuters", en="The Daily Enemy")), when=WHEN[0]
    )
    assert decide(exchange, own, [], accepted=True, by="Sara", when=WHEN[1], everything=True) == (
        exchange,
        [],
    )


def test_characters_that_reverse_are_flagged() -> None:
    own = labelled("reuters", en="Reuters")
    ((_, _, flags),) = proposals(own, labelled("wire", en="‮sretueR"))
    assert "holds characters that reverse what stands around them" in flags


@pytest.mark.parametrize(
    "label",
    [
        *("Reuters", "رویترز", "Рейтер", "Ռոյթերս", "Agence France-Presse 24", "مهر نیوز (Mehr)"),
        *("海保機の機長", "ザ・ウィーク", "トラベルWatch", "한국外交부"),
    ],
)
def test_honest_names_are_not_flagged(label: str) -> None:
    own = labelled("reuters", en="Reuters")
    assert list(find_flags({"en": label}, own.register)) == []


def test_scripts_are_those_of_letters() -> None:
    assert find_scripts("۱۲۳ 123 !") == frozenset()


def test_a_decision_is_by_somebody_and_can_be_taken_back(seeds: Knowledge) -> None:
    ours, theirs = only(seeds, "d1"), build_part(only(seeds, "m1"), seeds.bundles[0].id)
    exchange, _ = add_import(Exchange(), ours, received(theirs), when=WHEN[0])
    exchange, (match,) = decide(exchange, ours, ["desk:ganja"], accepted=True, by="Sara", when=WHEN[1])
    assert exchange.accepted.names == {"desk:ganja": "ganja"}
    (decision,) = exchange.decisions
    assert (decision.by, decision.when, decision.id) == ("Sara", WHEN[1], match.id)
    exchange, _ = decide(exchange, ours, [match.id], accepted=False, by="Ali", when=WHEN[2])
    assert exchange.accepted.names == {}
    assert [m.subject for m in find_matches(exchange, ours) if m.theirs == "desk:ganja"] == ["name", "new"]
    with pytest.raises(InputError, match="unknown-proposal"):
        decide(exchange, ours, ["desk:atlantis"], accepted=True, by="Sara", when=WHEN[2])


def test_accepting_a_proposition_accepts_what_it_follows_from(seeds: Knowledge) -> None:
    ours, theirs = only(seeds, "m1"), build_part(only(seeds, "m1"), seeds.bundles[0].id)
    exchange, _ = add_import(Exchange(), ours, received(theirs), when=WHEN[0])
    (proposed,) = [m for m in find_matches(exchange, ours) if m.section == "propositions"]
    assert proposed.accepted is None and len(proposed.needs) == 3
    exchange, done = decide(exchange, ours, [proposed.id], accepted=True, by="Sara", when=WHEN[1])
    assert {match.theirs for match in done} == {"desk:armenian-forces", "desk:ganja", "desk:shelling"}
    (position,) = exchange.merge(ours).knowledge.positions
    assert position.stance is Stance.ASSERTS
    # Their source was not accepted to be ours, and is another voice to us.
    assert set(position.claims) == {"desk:karabakh-2020-10-04/m1", "karabakh-2020-10-04/m1"}


# -- in the store -------------------------------------------------------------------------------------------


def lines_of(exchange: Exchange) -> dict[str, bytes]:
    return {name: "".join(write_triples(told)).encode() for name, told in exchange.graphs.items()}


@FEW
@given(bodies(), bodies())
def test_the_exchange_is_read_back_as_it_was_stored(own: Knowledge, theirs: Knowledge) -> None:
    exchange, _ = add_import(Exchange(), own, received(theirs), when=WHEN[0])
    try:
        exchange, _ = decide(exchange, own, [], accepted=True, by="Sara", when=WHEN[1], everything=True)
    except InputError as error:
        # To accept all at once may make of their standpoint what nobody can hold; then nothing is accepted.
        assert {problem.id for problem in error.problems} == {"standpoint-left-out"}
    graph = ClaimGraph(own, exchange)
    dataset = build_store([*build_quads(graph.knowledge), *build_exchange(exchange)])
    again = read_exchange(dataset, lines_of(exchange))
    assert again.imports == exchange.imports
    assert again.decisions == exchange.decisions
    assert dict(again.graphs) == dict(exchange.graphs) and again.current == exchange.current
    third = read_exchange(build_store(build_exchange(again)), lines_of(again))
    assert write_nquads(build_exchange(third)) == write_nquads(build_exchange(again))
    assert lines_of(third) == lines_of(exchange)
    assert read_dataset(dataset) == own


def test_a_store_keeps_what_partners_sent_when_ours_is_built_anew(seeds: Knowledge, tmp_path: Path) -> None:
    place = tmp_path / "store"
    rebuild(load(SEEDS), place)
    part = build_part(seeds, seeds.bundles[0].id)
    with changing(place) as change:
        change.add(received(part), WHEN[0])
        change.decide(["desk:ganja"], accepted=True, by="Sara", when=WHEN[1])
    before = load(store=place)
    assert len(before.knowledge.claims) == 2 * len(seeds.claims)
    rebuild(load(SEEDS), place)
    after = load(store=place)
    assert after.exchange.imports == before.exchange.imports
    assert after.exchange.decisions == before.exchange.decisions
    assert after.knowledge == before.knowledge


def test_an_error_leaves_the_store_as_it_was(seeds: Knowledge, tmp_path: Path) -> None:
    place = tmp_path / "store"
    rebuild(load(SEEDS), place)
    before = load(store=place).export("nquads")
    with pytest.raises(InputError), changing(place) as change:
        change.add(received(seeds), WHEN[0])
        change.retract("nobody", WHEN[1])
    after = load(store=place)
    assert after.export("nquads") == before
    assert after.exchange.imports == ()


def test_our_own_is_restored_into_an_empty_store_only(seeds: Knowledge, tmp_path: Path) -> None:
    place = tmp_path / "store"
    restore(seeds, place)
    assert load(store=place).knowledge == seeds
    with pytest.raises(InputError, match="not-empty"):
        restore(seeds, place)


def test_what_a_partner_sent_is_asked_for_by_its_graph(seeds: Knowledge, tmp_path: Path) -> None:
    place = tmp_path / "store"
    with changing(place, create=True) as change:
        change.add(received(build_part(only(seeds, "m1"), seeds.bundles[0].id)), WHEN[0])
    graph = load(store=place)
    claims = graph.query("SELECT ?claim { ?claim a cv:Claim }")
    assert [str(row[0]).rpartition("/bundle/")[2] for row in rows_of(claims)] == [
        "desk:karabakh-2020-10-04/claim/m1"
    ]
    sent = graph.query(
        "SELECT ?file ?status { ?import a cv:Import ; schema:name ?file ; cv:importStatus ?status }"
    )
    assert [(str(file), str(status).rpartition("#")[2]) for file, status in rows_of(sent)] == [
        ("first.ttl", "in-force")
    ]
