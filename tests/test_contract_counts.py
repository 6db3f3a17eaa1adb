"""What counts mean, row by row: those that change, those that do not, parts, and counts of zero."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.worlds import BASE, Case, differences, read_cases, read_world

from kg.relations import find_relations

COUNTS = read_cases("""
- case: two lower bounds never contradict
  claims:
    one: {source: ministry, said: 2031-03-25, says: {event: blast, count: {killed: ">=500"}}}
    other: {source: agency, said: 2031-03-21, says: {event: blast, count: {killed: ">300"}}}
  may: [corroborates (corroboration) one | other, refines (quantity) one | other]

- case: a number that does not change is replaced however often it was said
  register: {kinds: {aboard: }}
  claims:
    first: {source: ministry, said: 2031-03-21, says: {event: blast, count: {aboard: 20}}}
    again: {source: ministry, said: 2031-03-22, says: {event: blast, count: {aboard: 20}}}
    anew: {source: ministry, said: 2031-03-23, says: {event: blast, count: {aboard: 18}}}
  found: [supersedes (quantity) anew | again+first: {pairs: [again+first | anew]}]

- case: a later count of a city that names it as the place, too, replaces an earlier one
  claims:
    first: {source: ministry, said: 2031-03-21, says: {kind: strike, target: city, count: {killed: 20}}}
    anew: {source: ministry, said: 2031-03-22,
      says: {kind: strike, target: city, place: city, count: {killed: 30}}}
  found: [supersedes (quantity) anew | first]

- case: a rival's later toll is no update
  claims:
    first: {source: x, said: 2031-03-23, says: {event: blast, count: {killed: 93}}}
    second: {source: y, said: 2031-03-25, says: {event: blast, count: {killed: 133}}}
  found: [tension (quantity) first | second: {conflict: [as_of], modifiers: [adversarial]}]

- case: of two rivals one counts later and one is not known to; they are in one tension
  register: {sources: {y-army: {part_of: y}}}
  claims:
    first: {source: x, said: 2031-03-23, says: {event: blast, count: {killed: 93}}}
    same-day: {source: y, said: 2031-03-23, says: {event: blast, count: {killed: 133}}}
    later: {source: y-army, said: 2031-03-25, says: {event: blast, count: {killed: 133}}}
  found:
    - tension (quantity) first | later+same-day:
        conflict: [as_of]
        pairs: [first | later adversarial, first | same-day adversarial]
  may: [refines (quantity) later+same-day | first]

- case: of a voice that is sure of a toll, what it holds possible is in the tension, too
  claims:
    perhaps: {source: x, said: 2031-03-21, certainty: possible, says: {event: blast, count: {killed: 93}}}
    sure: {source: x, said: {from: 2031-03-21}, says: {event: blast, count: {killed: 93}}}
    rival: {source: y, said: 2031-03-25, certainty: possible, says: {event: blast, count: {killed: 133}}}
  found:
    - tension (quantity) perhaps+sure | rival:
        {conflict: [as_of], pairs: [perhaps+sure | rival adversarial hedged]}

- case: of two rivals who both hold a toll possible neither is in tension with the other
  claims:
    perhaps: {source: x, said: 2031-03-21, certainty: possible, says: {event: blast, count: {killed: 93}}}
    rival: {source: y, said: 2031-03-25, certainty: possible, says: {event: blast, count: {killed: 133}}}
  found: []

- case: a rival's earlier and higher toll contradicts
  claims:
    first: {source: x, said: 2031-03-23, says: {event: blast, count: {killed: 133}}}
    second: {source: y, said: 2031-03-25, says: {event: blast, count: {killed: 93}}}
  found: [contradicts (quantity) first | second: {conflict: [count], modifiers: [adversarial]}]

- case: a count is as of what it says, not of when it was said
  claims:
    late: {source: ministry, said: 2031-03-27, says: {event: blast, count: {killed: 133, as_of: 2031-03-23}}}
    early: {source: agency, said: 2031-03-25, says: {event: blast, count: {killed: 93}}}
  found: [contradicts (quantity) early | late: {conflict: [count]}]

- case: on one day the clock tells which count is later
  claims:
    noon: {source: ministry, said: "2031-03-21T12:00+02:00", says: {event: blast, count: {killed: 93}}}
    evening: {source: agency, said: "2031-03-21T11:00+00:00", says: {event: blast, count: {killed: 133}}}
  found: [updates (quantity) evening | noon]

- case: two counts as of one minute contradict
  claims:
    one: {source: ministry, said: "2031-03-21T12:00+02:00", says: {event: blast, count: {killed: 93}}}
    other: {source: agency, said: "2031-03-21T10:00+00:00", says: {event: blast, count: {killed: 133}}}
  found: [contradicts (quantity) one | other]

- case: counts of times that overlap are in tension on when they were taken, later ones update both
  claims:
    days: {source: agency,
      says: {event: blast, count: {killed: 90, as_of: {from: 2031-03-21, to: 2031-03-23}}}}
    day: {source: ministry, says: {event: blast, count: {killed: 120, as_of: 2031-03-22}}}
    later: {source: analysts, says: {event: blast, count: {killed: 150, as_of: 2031-03-24}}}
  found:
    - tension (quantity) day | days: {conflict: [as_of]}
    - updates (quantity) later | days
    - updates (quantity) later | day

- case: a count that is only possible is in tension with one of the whole
  claims:
    possibly: {source: agency, certainty: possible, said: 2031-03-21,
      says: {event: blast, count: {killed: 500}}}
    in-all: {source: ministry, said: 2031-03-22, says: {event: blast, count: {killed: 100, final: true}}}
  found: [tension (quantity) in-all | possibly: {conflict: [count], modifiers: [hedged]}]

- case: what is counted later of a part updates the whole
  register: {populations: {passengers: }}
  claims:
    whole: {source: ministry, said: 2031-03-20, says: {event: blast, count: {killed: 4}}}
    part: {source: agency, said: 2031-03-21, says: {event: blast, count: {killed: 15, of: passengers}}}
  found: [updates (quantity) part | whole]

- case: what is counted later of the whole says nothing of a part
  register: {populations: {passengers: }}
  claims:
    part: {source: ministry, said: 2031-03-20, says: {event: blast, count: {killed: 4, of: passengers}}}
    whole: {source: agency, said: 2031-03-21, says: {event: blast, count: {killed: 15}}}

- case: the killed are among the casualties
  claims:
    killed: {source: ministry, said: 2031-03-20, says: {event: blast, count: {killed: 12}}}
    casualties: {source: agency, said: 2031-03-21,
      says: {event: blast, count: {measure: casualties, max: 10}}}
  found: [contradicts (quantity) casualties | killed]

- case: a varying number of one minute contradicts, and of a later one updates
  register: {kinds: {missing: {changes: varies}}}
  claims:
    many: {source: ministry, said: "2031-03-21T10:00+00:00", says: {event: blast, count: {missing: 20}}}
    few: {source: agency, said: "2031-03-21T12:00+02:00", says: {event: blast, count: {missing: 12}}}
    later: {source: analysts, said: 2031-03-22, says: {event: blast, count: {missing: 3}}}
  found:
    - contradicts (quantity) few | many
    - updates (quantity) later | few
    - updates (quantity) later | many

- case: a varying number that is final twice contradicts whenever it was said
  register: {kinds: {share: {unit: percent, ratio: true, changes: varies}}}
  claims:
    one: {source: ministry, said: 2031-03-21, says: {event: blast, count: {share: 53.9, final: true}}}
    other: {source: agency, said: 2031-03-23, says: {event: blast, count: {share: 54.1, final: true}}}
  found: [contradicts (quantity) one | other]

- case: a varying number of one day without a clock is in tension on when it was counted
  register: {kinds: {missing: {changes: varies}}}
  claims:
    many: {source: ministry, said: 2031-03-21, says: {event: blast, count: {missing: 20}}}
    few: {source: agency, said: 2031-03-21, says: {event: blast, count: {missing: 12}}}
  found: [tension (quantity) few | many: {conflict: [as_of]}]

- case: what does not change contradicts whenever it was said
  register: {kinds: {flight: , aboard: }, events: {flight-7: {kind: flight, time: 2031-03-09}}}
  claims:
    first: {source: ministry, said: 2031-03-10, says: {event: flight-7, count: {aboard: 176}}}
    second: {source: agency, said: 2031-03-20, says: {event: flight-7, count: {aboard: 179}}}
  found: [contradicts (quantity) first | second]

- case: what does not change is sharpened by a number inside it
  register: {kinds: {flight: , aboard: }, events: {flight-7: {kind: flight, time: 2031-03-09}}}
  claims:
    about: {source: ministry, says: {event: flight-7, count: {aboard: 150-200}}}
    exact: {source: agency, says: {event: flight-7, count: {aboard: 179}}}
  found: [refines (quantity) about | exact, corroborates (corroboration) about | exact]

- case: women and men make more than everybody where they are distinct
  register: {populations: {women: {distinct_from: men}, men: }}
  claims:
    women: {source: ministry, said: 2031-03-20, says: {event: blast, count: {killed: 60, of: women}}}
    men: {source: ministry, said: 2031-03-20, says: {event: blast, count: {killed: 50, of: men}}}
    all: {source: agency, said: 2031-03-21, says: {event: blast, count: {killed: 100}}}
  found: [contradicts (quantity-parts) all | men | women]

- case: passengers and Iranians are not summed
  register: {populations: {passengers: , iranians: }}
  claims:
    passengers: {source: ministry, said: 2031-03-20,
      says: {event: blast, count: {killed: 60, of: passengers}}}
    iranians: {source: ministry, said: 2031-03-20, says: {event: blast, count: {killed: 50, of: iranians}}}
    all: {source: agency, said: 2031-03-21, says: {event: blast, count: {killed: 100}}}

- case: parts that were counted after the whole so far are not held against it
  register: {populations: {women: {distinct_from: men}, men: }}
  claims:
    women: {source: ministry, said: 2031-03-22, says: {event: blast, count: {killed: 60, of: women}}}
    men: {source: ministry, said: 2031-03-22, says: {event: blast, count: {killed: 50, of: men}}}
    all: {source: agency, said: 2031-03-21, says: {event: blast, count: {killed: 100}}}

- case: parts that were counted after the whole are held against it where it is final
  register: {populations: {women: {distinct_from: men}, men: }}
  claims:
    women: {source: ministry, said: 2031-03-22, says: {event: blast, count: {killed: 60, of: women}}}
    men: {source: ministry, said: 2031-03-22, says: {event: blast, count: {killed: 50, of: men}}}
    all: {source: agency, said: 2031-03-21, says: {event: blast, count: {killed: 100, final: true}}}
  found: [contradicts (quantity-parts) all | men | women]

- case: the dead at two targets make more than those of the event
  register: {events: {raid: {kind: strike, time: 2031-03-20}}}
  claims:
    hospital: {source: ministry, said: 2031-03-20, says: {event: raid, target: hospital, count: {killed: 60}}}
    bridge: {source: ministry, said: 2031-03-20, says: {event: raid, target: bridge, count: {killed: 50}}}
    all: {source: agency, said: 2031-03-21, says: {event: raid, count: {killed: 100}}}
  found: [contradicts (quantity-parts) all | bridge | hospital]

- case: the dead at a target of the city and in the province make more than those of the country
  register: {events: {raid: {kind: strike, time: 2031-03-20}}}
  claims:
    hospital: {source: ministry, said: 2031-03-20, says: {event: raid, target: hospital, count: {killed: 60}}}
    province: {source: ministry, said: 2031-03-20, says: {event: raid, place: province, count: {killed: 50}}}
    all: {source: agency, said: 2031-03-21, says: {event: raid, place: country, count: {killed: 100}}}
  found: [contradicts (quantity-parts) all | hospital | province]
  may: [corroborates (corroboration) all | province, corroborates (corroboration) all | hospital]

- case: up to five says nothing against nobody
  claims:
    nobody: {source: ministry, said: 2031-03-21, says: {event: blast, count: {killed: 0}}}
    up-to-five: {source: agency, said: 2031-03-21, says: {event: blast, count: {measure: killed, max: 5}}}

- case: twelve are more than up to five a day later
  claims:
    twelve: {source: ministry, said: 2031-03-21, says: {event: blast, count: {killed: 12}}}
    up-to-five: {source: agency, said: 2031-03-22, says: {event: blast, count: {measure: killed, max: 5}}}
  found: [contradicts (quantity) twelve | up-to-five]

- case: a count of zero and the deed without a count are nothing
  claims:
    nobody: {source: ministry, says: {event: blast, count: {killed: 0}}}
    deed: {source: agency, says: {event: blast, agent: x}}

- case: decimals are compared as what they are
  register: {kinds: {quake: , magnitude: }, events: {shock: {kind: quake, place: city, time: 2031-03-09}}}
  claims:
    one: {source: ministry, says: {event: shock, count: {magnitude: 6.25}}}
    same: {source: agency, says: {event: shock, count: {magnitude: "6.20-6.30"}}}
    other: {source: analysts, says: {event: shock, count: {magnitude: 6.4}}}
  found:
    - refines (quantity) one | same
    - corroborates (corroboration) one | same
    - contradicts (quantity) one | other
    - contradicts (quantity) other | same
""")


@pytest.mark.parametrize("case", COUNTS, ids=lambda case: case.words)
def test_the_row_on_counts_holds(case: Case, tmp_path: Path) -> None:
    knowledge = read_world(tmp_path, [BASE, case.register], case.claims, case.article)
    lines = differences(case, find_relations(knowledge))
    assert not lines, "\n".join(["", case.words, *lines])
