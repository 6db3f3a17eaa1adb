"""The engine agrees with the literal reading of the contract in everything it says of a relation."""

from __future__ import annotations

import json
from typing import Any

import oracle
import strategies
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from support.drawing import drawn

from kg.background import Background, check_background
from kg.model import INSIDE, Knowledge, Relation
from kg.relations import find_relations
from kg.relations.engine import sort_key

examples = settings(max_examples=drawn(130), deadline=None, suppress_health_check=[HealthCheck.too_slow])
#: For what runs the engine several times an example, or is implied by its agreement with the oracle.
fewer = settings(examples, max_examples=drawn(50))


def plain(relation: Relation) -> dict[str, Any]:
    """Everything a relation says, in a form whose differences can be read."""
    return json.loads(
        json.dumps(
            {
                "id": relation.id,
                "rule": relation.rule,
                "relation": relation.relation,
                "positions": [p.as_json() for p in relation.positions],
                "slots": dict(relation.slots),
                "conflict": list(relation.conflict),
                "unknown": list(relation.unknown),
                "bridges": [b.as_json() for b in relation.bridges],
                "holds_if": [sorted(view) for view in relation.holds_if],
                "unless": [sorted(view) for view in relation.unless],
                "modifiers": list(relation.modifiers),
                "common": relation.common and relation.common.as_json(),
                "implied": relation.implied and relation.implied.as_json(),
            },
            sort_keys=True,
        )
    )


@examples
@given(strategies.bodies())
def test_engine_finds_what_the_oracle_finds(knowledge: Knowledge) -> None:
    found = [plain(relation) for relation in find_relations(knowledge)]
    expected = [plain(r) for r in sorted(oracle.find_relations(knowledge), key=sort_key)]
    assert found == expected


@examples
@given(strategies.registers(), st.data())
def test_background_is_coherent_where_the_oracle_says_so(register: Any, data: st.DataObject) -> None:
    assert check_background(register, {}) == []
    assert oracle.check_register(register) == []


@fewer
@given(strategies.bodies(), st.data())
def test_a_view_keeps_what_the_oracle_finds_under_it(knowledge: Knowledge, data: st.DataObject) -> None:
    view = data.draw(st.sampled_from(oracle.find_views(knowledge.register)))
    found = find_relations(knowledge, standpoints=view)
    at_view = oracle.find_at(knowledge, view)
    assert len(found) == len(at_view)
    assert all(relation.holds_for(view) for relation in found)


@examples
@given(strategies.registers())
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
                        assert bridge.subject == at and bridge.relation in INSIDE[slot]
                        at = bridge.object
                    assert at == above
                    assert path.view == {b.standpoint for b in path.bridges} - {None}
