"""The engine agrees with the literal reading of the contract in what it says of a relation."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from support import oracle, registers, strategies
from support.agreement import disagreements
from support.drawing import drawn

from kg.background import Background, check_background
from kg.model import INSIDE, Knowledge
from kg.relations import find_relations

examples = settings(max_examples=drawn(150), deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: What fails is one line of one view, which tells enough; to shrink the body around it takes minutes.
agreement = settings(examples, phases=(Phase.explicit, Phase.reuse, Phase.generate))
#: For what runs the engine several times an example, or is implied by its agreement with the oracle.
fewer = settings(examples, max_examples=drawn(50))


@agreement
@given(strategies.bodies())
def test_engine_finds_what_the_oracle_finds(knowledge: Knowledge) -> None:
    assert list(disagreements(knowledge)) == []


@examples
@given(registers.registers(), st.data())
def test_background_is_coherent_where_the_oracle_says_so(register: Any, data: st.DataObject) -> None:
    assert check_background(register, {}) == []
    assert oracle.check_register(register) == []


@fewer
@given(strategies.bodies(), st.data())
def test_a_view_keeps_what_holds_for_it(knowledge: Knowledge, data: st.DataObject) -> None:
    view = data.draw(st.sampled_from(oracle.find_views(knowledge.register)))
    kept = [relation.id for relation in find_relations(knowledge) if relation.holds_for(view)]
    assert [relation.id for relation in find_relations(knowledge, standpoints=view)] == kept


@examples
@given(registers.registers())
def test_every_chain_of_bridges_leads_where_it_says(register: Any) -> None:
    background = Background(register)
    for slot in INSIDE:
        for name in register.entries:
            for above, paths in background.above(slot, name).items():
                views = [path.view for path in paths]
                assert not any(a < b for a in views for b in views)
                for path in paths:
                    at = name
                    for bridge in path.bridges:
                        ends = [bridge.subject, bridge.object]
                        same = bridge.relation == "same_as"
                        assert bridge.relation in INSIDE[slot] or same
                        assert at == ends[0] or (same and at == ends[1])
                        at = ends[1] if at == ends[0] else ends[0]
                    assert at == above
                    assert path.view == {b.standpoint for b in path.bridges} - {None}
