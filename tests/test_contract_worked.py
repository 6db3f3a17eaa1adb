"""The article of 4 October 2020 in small, point by point as it was worked by hand.

Each point is about some of the claims, which are read alone: nothing else is found between them.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from support.worlds import case_of, differences, read_world, read_yaml

from kg.relations import find_relations

REGISTER = read_yaml("""
sources:
  gazette: {type: outlet}
  reuters: {type: outlet}
  azerbaijan: {type: state}
  azerbaijan-mod: {part_of: azerbaijan}
  aliyev: {type: person, part_of: azerbaijan}
  armenia: {type: state}
  armenian-forces: {part_of: armenia}
  karabakh-army:
  karabakh-head: {type: person}
  other-side: {type: group, unidentified: true}
  minsk-leaders: {type: group}
  critics: {type: group}
opponents: [[azerbaijan, armenia], [azerbaijan, karabakh-head]]
places:
  ganja: {within: azerbaijan}
  tartar: {within: azerbaijan}
  horadiz: {within: azerbaijan}
  karabakh:
things:
  ganja-air-base: {within: ganja}
populations: {civilians: }
kinds:
  firing:
  shelling: {broader: firing}
  missile-strike: {broader: firing}
  countermeasures:
  fighting:
  killed: {changes: grows}
  withdrawal:
  ceasefire:
  rejecting-a-ceasefire:
  going-on-with-the-war: {broader: rejecting-a-ceasefire}
  state:
  sovereignty: {broader: state, functional: value}
standpoints:
  baku:
    held_by: azerbaijan
    holds: [{subject: karabakh-army, relation: part_of, object: armenian-forces}]
  yerevan:
    held_by: armenia
    holds:
      - {subject: karabakh-army, relation: distinct_from, object: armenian-forces}
      - {subject: karabakh-army, relation: distinct_from, object: armenia}
  other-side-armenia:
    held_by: azerbaijan
    holds: [{subject: other-side, relation: part_of, object: armenian-forces}]
""")

CLAIMS = read_yaml("""
m0: {source: azerbaijan, says: {kind: shelling, agent: other-side, target: ganja, time: 2020-10-04}}
m1: {source: azerbaijan-mod, says: {kind: shelling, agent: armenian-forces, target: ganja, time: 2020-10-04}}
m2a:
  source: azerbaijan-mod
  says: {kind: missile-strike, agent: armenian-forces, target: [tartar, horadiz], time: 2020-10-04}
m2a-earlier:
  source: azerbaijan-mod
  says:
    kind: missile-strike
    agent: armenian-forces
    target: [tartar, horadiz]
    time: {from: 2020-10-03, to: 2020-10-04, basis: hours earlier}
m2b:
  source: azerbaijan-mod
  stance: commits
  says: {kind: countermeasures, agent: azerbaijan}
  presupposes: [{kind: firing, agent: armenian-forces, target: azerbaijan, time: 2020-10-04}]
d1: {source: armenia, stance: denies,
  says: {kind: firing, agent: armenia, target: azerbaijan, time: 2020-10-04}}
k1: {source: karabakh-head,
  says: {kind: firing, agent: karabakh-army, target: ganja-air-base, time: 2020-10-04}}
n1:
  source: gazette
  says:
    kind: fighting
    place: karabakh
    time: {from: 2020-09-27, to: 2020-10-04}
    count: {measure: killed, min: 200, max: 999, soft: true}
n1b:
  source: gazette
  says:
    kind: fighting
    place: karabakh
    time: {from: 2020-09-27, to: 2020-10-04}
    count: {killed: ">40", of: civilians}
u1:
  source: reuters
  says:
    kind: fighting
    place: karabakh
    time: {from: 2020-09-27, to: 2020-10-04}
    count: {killed: ">230"}
n2:
  source: gazette
  says: {kind: fighting, place: karabakh, time: {from: 1988, to: 1994}, count: {killed: "~30000"}}
a1: {source: aliyev, stance: demands, says: {kind: withdrawal, agent: armenian-forces, place: karabakh}}
a1b:
  source: aliyev
  stance: threatens
  says: {kind: going-on-with-the-war, agent: azerbaijan, time: {from: 2020-10-04}}
  condition: {unless: {kind: withdrawal, agent: armenian-forces, place: karabakh}}
a1c:
  source: aliyev
  stance: refuses
  says: {kind: ceasefire, place: karabakh, time: {from: 2020-10-04}}
  condition: {until: {kind: withdrawal, agent: armenian-forces, place: karabakh}}
a3: {source: aliyev, says: {kind: sovereignty, target: karabakh, value: azerbaijan}}
n3: {source: minsk-leaders, stance: demands,
  says: {kind: ceasefire, place: karabakh, time: {from: 2020-10-04}}}
c1: {source: critics, stance: assesses,
  says: {kind: rejecting-a-ceasefire, agent: azerbaijan, time: {from: 2020-10-04}}}
""")

POINTS = read_yaml("""
- case: the shelling of Ganja contradicts Armenia's denial for everybody
  of: [m1, d1]
  found: [contradicts (denial) m1 | d1: {modifiers: [adversarial], unless: []}]

- case: missiles at two towns contradict the denial of that day
  of: [m2a, d1]
  found: [contradicts (denial) m2a | d1]

- case: missiles that may be of the day before are a tension on time
  of: [m2a-earlier, d1]
  found: [tension (denial) m2a-earlier | d1: {conflict: [time], unknown: []}]

- case: the other side is a description, Armenia's forces only to who holds it
  of: [m0, d1]
  found:
    - contradicts (denial) m0 | d1: {holds_if: [[other-side-armenia]]}
    - tension (denial) m0 | d1: {unknown: [agent], unless: [[other-side-armenia]]}

- case: retaliation presupposes the attack that is denied
  of: [m2b, d1]
  found: [contradicts (presupposition) m2b | d1]

- case: the head of Karabakh and Armenia are compatible as they stand
  of: [k1, d1]
  found:
    - contradicts (denial) k1 | d1: {holds_if: [[baku]]}
    - tension (denial) k1 | d1: {unknown: [agent], unless: [[baku], [yerevan]]}

- case: opponents agree that Ganja was struck and not by whom
  of: [k1, m1]
  found:
    - corroborates (corroboration) k1 | m1:
        unless: [[baku], [yerevan]]
        modifiers: [adversarial, in-part]
        dropped: [agent]
        common: {kind: firing, target: ganja, time: 2020-10-04}
    - corroborates (corroboration) k1 | m1: {holds_if: [[yerevan]], dropped: [agent]}
    - corroborates (corroboration) k1 | m1: {holds_if: [[baku]], dropped: []}
    - tension (responsibility) k1 | m1: {unknown: [agent], conflict: [target], unless: [[baku], [yerevan]]}
    - tension (responsibility) k1 | m1: {holds_if: [[yerevan]], conflict: [agent, target]}

- case: hundreds and more than 230 are compatible
  of: [n1, n1b, u1]
  may: [corroborates (corroboration) n1 | u1, corroborates (corroboration) n1b | u1]

- case: the war of the 1990s is unrelated
  of: [n2, n1b]

- case: to ask for a ceasefire and to refuse it is opposed and no contradiction
  of: [n3, a1, a1b, a1c]
  found: [opposes (opposed-aims) n3 | a1c: {modifiers: [conditional]}]

- case: who threatens to go on bears out the assessment by critics
  of: [a1, a1b, c1]
  found: [supports (assessment) a1b | c1]

- case: whose soil it is has no rival value
  of: [a3, a1, n3]
""")


@pytest.mark.parametrize("point", POINTS, ids=lambda point: point["case"])
def test_the_point_comes_out_as_it_was_worked(point: dict[str, Any], tmp_path: Path) -> None:
    claims = {name: CLAIMS[name] for name in point["of"]}
    case = case_of(point["case"], claims, found=point.get("found", ()), may=point.get("may", ()))
    knowledge = read_world(tmp_path, [REGISTER], case.claims, {"published": "2020-10-04"})
    lines = differences(case, find_relations(knowledge))
    assert not lines, "\n".join(["", case.words, *lines])
