"""What must hold of the oracle, and of what is drawn for it, whatever is drawn."""

from __future__ import annotations

from hypothesis import given, settings
from support.drawing import drawn
from support.oracle import Rules, find_at, find_at_each, find_relations, find_views
from support.oracle_background import NOBODY, Background, check_register, is_before
from support.registers import registers
from support.strategies import MOST_CLAIMS, bodies

from kg.model import (
    SEVERAL,
    Comparison,
    Knowledge,
    Register,
    RelationType,
    Several,
    Stance,
    holds,
    names_of,
)

EXAMPLES = settings(max_examples=drawn(60), deadline=None)


@EXAMPLES
@given(registers())
def test_registers_drawn_can_be_read(register: Register) -> None:
    assert check_register(register) == []
    for bridge in register.bridges():
        assert {bridge.subject, bridge.object} <= set(register.entries)
    for entry in register.entries.values():
        assert (entry.frame is not None) == (entry.section == "events")


@EXAMPLES
@given(bodies())
def test_bodies_drawn_are_what_a_reader_accepts(knowledge: Knowledge) -> None:
    assert len(knowledge.positions) >= 2
    assert 1 <= len(knowledge.claims) <= MOST_CLAIMS
    assert 1 <= len(knowledge.bundles) <= 3
    entries = knowledge.register.entries
    background = Background(knowledge.register)
    for name, said in knowledge.claims.items():
        text = knowledge.article_of(name).text
        assert text is not None
        for quotation in said.quotations:
            assert text[quotation.start : quotation.end] == quotation.exact
            assert text.count(quotation.exact) == 1
            assert text[: quotation.start].endswith(quotation.prefix)
            assert text[quotation.end :].startswith(quotation.suffix)
        assert (said.proposition is None) == (said.stance is Stance.ASKS)
        assert said.presupposes == tuple(sorted(set(said.presupposes), key=lambda p: p.id))
        assert said.presupposes or said.stance is not Stance.ASKS
        assert list(said.sources) == sorted(set(said.sources))
        for p in said.propositions:
            assert p.event is None or entries[p.event].article in (None, name.rpartition("/")[0])
            universal = p == said.proposition and said.stance in (
                Stance.DENIES,
                Stance.REFUSES,
                Stance.DOUBTS,
            )
            for slot in SEVERAL:
                value = p.slot(slot)
                assert value is None or set(names_of(value)) <= set(entries)
                assert not (universal and isinstance(value, Several)) or value.any_of
            assert all(p.slot(slot) is not None for slot in p.only)
            if p.count is not None:
                changes = entries[p.count.measure].changes is not None
                assert changes or (p.count.as_of is None and not p.count.final)
                assert p.count.high is not None or not p.count.final
        held = [*said.presupposes, *([said.proposition] if said.stance is Stance.ASSERTS else [])]
        for content in held:
            assert content is not None
            state = background.is_state(content.kind) and not background.timeless(content.kind)
            if state and content.said_by is None and knowledge.said(name) is not None:
                assert content.time is not None
        for corrected in said.corrects:
            earlier, later = knowledge.said(corrected), knowledge.said(name)
            assert earlier is None or later is None or not is_before(later, earlier)


@EXAMPLES
@given(bodies())
def test_a_relation_holds_for_a_view_exactly_where_it_appears(knowledge: Knowledge) -> None:
    relations = {found.finding.key: found for found in find_relations(knowledge)}
    found_at = find_at_each(knowledge)
    assert [*found_at] == find_views(knowledge.register)
    for view, findings in found_at.items():
        held = {key for key, found in relations.items() if holds(view, found.holds_if, found.unless)}
        assert held == {finding.key for finding in findings}


@EXAMPLES
@given(bodies())
def test_what_was_left_is_in_no_pair_but_as_what_was_said(knowledge: Knowledge) -> None:
    left = Rules(knowledge, Background(knowledge.register), NOBODY).left
    for finding in find_at(knowledge, NOBODY):
        if finding.relation is not RelationType.SUPERSEDES:
            first = left if finding.rule != "attribution" else set()
            assert not [pair for pair in finding.pairs if pair[0] in first or pair[1] in left]


@EXAMPLES
@given(bodies())
def test_what_is_unknown_makes_no_contradiction(knowledge: Knowledge) -> None:
    for found in find_relations(knowledge):
        finding = found.finding
        if finding.relation is RelationType.CONTRADICTS:
            # Where a state is, beside of what and when, does not decide what it is.
            # Who says "only" of an event leaves to it what he does not say.
            left = {
                slot
                for slot in finding.slots
                if finding.rule == "exclusivity"
                and any(position.proposition.slot(slot) is None for position in finding.positions)
            }
            decisive = {slot: c for slot, c in finding.slots.items() if slot not in ("place", *left)}
            assert Comparison.UNKNOWN not in decisive.values()
        if finding.relation is RelationType.TENSION and finding.rule != "assessment":
            hedged = all("hedged" in said for said in finding.pairs.values())
            assert finding.conflict or finding.unknown or hedged
