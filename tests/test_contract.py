"""The small cases that decide, row by row: each a world of its own, with everything that is found in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.worlds import BASE, Case, differences, read_cases, read_world, write_pairs, write_world

from kg import load
from kg.explain.question import find_question
from kg.relations import find_relations

CASES = read_cases("""
- case: 54 % nationwide and 88 % in one province, of a ratio, are nothing
  register:
    kinds: {election: , turnout: {unit: percent, ratio: true, changes: varies}}
    events: {vote: {kind: election, place: country, time: 2031-03-09}}
  claims:
    nationwide: {source: agency, says: {event: vote, count: {turnout: 54}}}
    in-one: {source: analysts, says: {event: vote, place: province, count: {turnout: 88}}}

- case: 179 passengers, 82 Iranians and 180 on board are nothing, for populations overlap
  register:
    populations: {passengers: , iranians: }
    kinds: {flight: , aboard: }
    events: {flight-7: {kind: flight, time: 2031-03-09}}
  claims:
    passengers: {source: ministry, says: {event: flight-7, count: {aboard: 179, of: passengers}}}
    iranians: {source: agency, says: {event: flight-7, count: {aboard: 82, of: iranians}}}
    everybody: {source: analysts, says: {event: flight-7, count: {aboard: 180}}}

- case: 176 on board and 179 passengers on board contradict
  register:
    populations: {passengers: }
    kinds: {flight: , aboard: }
    events: {flight-7: {kind: flight, time: 2031-03-09}}
  claims:
    everybody: {source: ministry, says: {event: flight-7, count: {aboard: 176}}}
    passengers: {source: agency, says: {event: flight-7, count: {aboard: 179, of: passengers}}}
  found:
    - contradicts (quantity) everybody | passengers: {conflict: [count]}

- case: an air strike by x and a misfired rocket of y, distinct kinds inside one functional in agent
  register:
    kinds:
      air-strike: {broader: strike, distinct_from: misfire}
      misfire: {broader: strike}
  claims:
    strike: {source: ministry, says: {event: blast, kind: air-strike, agent: x}}
    rocket: {source: agency, says: {event: blast, kind: misfire, agent: y}}
  found:
    - contradicts (nature) rocket | strike: {conflict: [kind]}
    - contradicts (responsibility) rocket | strike: {conflict: [agent]}

- case: distinct kinds of one event contradict by their nature where no kind around them is functional
  register:
    kinds:
      gas-leak: {broader: explosion, distinct_from: bombing}
      bombing: {broader: explosion}
    events: {bang: {kind: explosion, target: hospital, time: 2031-03-20}}
  claims:
    leak: {source: ministry, says: {event: bang, kind: gas-leak}}
    bomb: {source: agency, says: {event: bang, kind: bombing, agent: y}}
  found:
    - contradicts (nature) bomb | leak: {conflict: [kind]}

- case: of two events distinct kinds are nothing
  register:
    kinds:
      gas-leak: {broader: explosion, distinct_from: bombing}
      bombing: {broader: explosion}
  claims:
    leak: {source: ministry, says: {kind: gas-leak, target: hospital, time: 2031-03-20}}
    bomb: {source: agency, says: {kind: bombing, target: hospital, time: 2031-03-20}}
  may: [corroborates (corroboration) bomb | leak]

- case: who denies any part in the event contradicts that he prepared it, wherever and whenever it was
  register:
    kinds:
      involvement:
      assault: {broader: involvement, functional: agent}
      opening-a-passage: {broader: involvement}
    events:
      assault-on-city: {kind: assault, place: city, time: 2031-03-22}
      way-in: {kind: opening-a-passage, place: province, time: 2031-03-20, part_of: assault-on-city}
  claims:
    nothing: {source: x, stance: denies, says: {event: assault-on-city, kind: involvement, agent: x}}
    passage: {source: y, says: {event: way-in, agent: x-army}}
  found:
    - contradicts (denial) nothing | passage: {modifiers: [adversarial]}

- case: what was done elsewhere and before for the event is a part in it, and contradicts who denies any
  register:
    kinds:
      involvement:
      assault: {broader: involvement, functional: agent}
      opening-a-passage: {broader: involvement}
    events:
      assault-on-city: {kind: assault, target: hospital, place: city, time: 2031-03-22}
  claims:
    nothing: {source: x, stance: denies, says: {event: assault-on-city, kind: involvement, agent: x}}
    passage:
      source: y
      says: {event: assault-on-city, kind: opening-a-passage, agent: x, place: province, time: 2031-03-20}
  found: [contradicts (denial) nothing | passage]

- case: who denies the event leaves its place and its day out, and is not narrowed by them
  register:
    kinds: {assault: {broader: act}}
    events: {assault-on-city: {kind: assault}}
  claims:
    nothing: {source: x, stance: denies, says: {event: assault-on-city, agent: x}}
    elsewhere: {source: z, says: {event: assault-on-city, agent: x, place: province, time: 2031-03-19}}
  found:
    - contradicts (denial) elsewhere | nothing: {unknown: [], conflict: []}

- case: who denies in public and admits in private holds both, and what others say of the denial stays
  claims:
    accused: {source: y, said: 2031-03-21, says: {event: blast, agent: x}}
    denial: {source: x, said: 2031-03-22, stance: denies, says: {event: blast, agent: x}}
    admitted: {source: x, said: 2031-03-25, says: {event: blast, agent: x}}
  found:
    - contradicts (denial) accused+admitted | denial:
        pairs: [accused | denial adversarial, admitted | denial self-contradiction]
        modifiers: [adversarial, self-contradiction]

- case: a ministry says 500 and then 471, and is denied to have said 500
  claims:
    high: {source: ministry, said: 2031-03-20, says: {event: blast, count: {killed: 500}}}
    low: {source: ministry, said: 2031-03-21, says: {event: blast, count: {killed: 471}}}
    never: {source: watchdog, stance: denies, says: {said_by: ministry, event: blast, count: {killed: 500}}}
  found:
    - supersedes (quantity) low | high
    - contradicts (attribution) high | never: {pairs: [high | never]}

- case: a running count of 52.97 %, later 54.24 %, later 53.93 %, of three voices, is updated
  register:
    kinds: {election: , share: {unit: percent, ratio: true, changes: varies}}
    events: {vote: {kind: election, place: country, time: 2031-03-09}}
  claims:
    first: {source: ministry, said: "2031-03-09T20:00+00:00", says: {event: vote, count: {share: 52.97}}}
    second: {source: agency, said: "2031-03-09T21:00+00:00", says: {event: vote, count: {share: 54.24}}}
    third: {source: analysts, said: "2031-03-09T22:00+00:00", says: {event: vote, count: {share: 53.93}}}
  found: [updates (quantity) second | first, updates (quantity) third | second]
  may: [updates (quantity) third | first]

- case: a running count of one voice replaces itself twice
  register:
    kinds: {election: , share: {unit: percent, ratio: true, changes: varies}}
    events: {vote: {kind: election, place: country, time: 2031-03-09}}
  claims:
    first: {source: ministry, said: "2031-03-09T20:00+00:00", says: {event: vote, count: {share: 52.97}}}
    second: {source: ministry, said: "2031-03-09T21:00+00:00", says: {event: vote, count: {share: 54.24}}}
    third: {source: ministry, said: "2031-03-09T22:00+00:00", says: {event: vote, count: {share: 53.93}}}
  found: [supersedes (quantity) second | first, supersedes (quantity) third | second]
  may: [supersedes (quantity) third | first]

- case: a ministry that says 93 and two days later 133 has replaced its claim
  claims:
    first: {source: ministry, said: 2031-03-23, says: {event: blast, count: {killed: 93}}}
    second: {source: ministry, said: 2031-03-25, says: {event: blast, count: {killed: 133}}}
  found: [supersedes (quantity) second | first: {pairs: [first | second]}]

- case: 93 by the ministry and two days later 133 by an agency is an update
  claims:
    first: {source: ministry, said: 2031-03-23, says: {event: blast, count: {killed: 93}}}
    second: {source: agency, said: 2031-03-25, says: {event: blast, count: {killed: 133}}}
  found: [updates (quantity) second | first: {pairs: [first | second], modifiers: []}]

- case: 133 by the ministry and a day later exactly 100 by an agency contradict, for a toll does not fall
  claims:
    first: {source: ministry, said: 2031-03-25, says: {event: blast, count: {killed: 133}}}
    second: {source: agency, said: 2031-03-26, says: {event: blast, count: {killed: 100}}}
  found: [contradicts (quantity) first | second: {conflict: [count]}]

- case: 471 so far and 100 to 300 in all contradict on one day
  claims:
    so-far: {source: ministry, said: 2031-03-21, says: {event: blast, count: {killed: 471}}}
    in-all: {source: analysts, said: 2031-03-21, says: {event: blast, count: {killed: 100-300, final: true}}}
  found: [contradicts (quantity) in-all | so-far: {conflict: [count]}]

- case: 93 and 133 on one day without a clock are in tension on when they were counted
  claims:
    one: {source: ministry, said: 2031-03-21, says: {event: blast, count: {killed: 93}}}
    other: {source: agency, said: 2031-03-21, says: {event: blast, count: {killed: 133}}}
  found: [tension (quantity) one | other: {conflict: [as_of]}]

- case: possibly b did it against b did not is a tension that is hedged
  claims:
    possibly: {source: ministry, certainty: possible, says: {event: blast, agent: x}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found: [tension (denial) denial | possibly: {modifiers: [hedged], conflict: [], unknown: []}]

- case: who doubts that x struck challenges the ministry that asserts it
  claims:
    doubt: {source: watchdog, stance: doubts, says: {event: blast, agent: x}}
    struck: {source: ministry, says: {event: blast, agent: x-army}}
  found: [challenges (assessment) doubt | struck]

- case: nobody killed and no casualties corroborate each other as denials
  claims:
    killed: {source: ministry, says: {event: blast, count: {killed: 0}}}
    casualties: {source: agency, says: {event: blast, count: {casualties: 0}}}
  found: [corroborates (corroboration) casualties | killed]

- case: nobody killed and at least 12 killed contradict by the rule of denials
  claims:
    nobody: {source: ministry, says: {event: blast, count: {killed: 0}}}
    twelve: {source: agency, says: {event: blast, count: {killed: ">=12"}}}
  found: [contradicts (denial) nobody | twelve]

- case: unknown gunmen attacked and a band says that it attacked leaves open who they were
  register:
    sources: {gunmen: {unidentified: true}, band: }
  claims:
    gunmen: {source: agency, says: {event: blast, agent: gunmen}}
    band: {source: band, says: {event: blast, agent: band}}
  found: [tension (responsibility) band | gunmen: {unknown: [agent], conflict: []}]

- case: we never crossed, said in 2016, says nothing of 2022
  register:
    kinds: {crossing: {broader: act}}
  claims:
    never: {source: x, said: 2016-05-01, stance: denies, says: {kind: crossing, agent: x, target: country}}
    crossing: {source: y, says: {kind: crossing, agent: x, target: country, time: 2022-02-24}}

- case: who struck together with another denies it
  claims:
    both: {source: y, says: {event: blast, agent: [x, z]}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found: [contradicts (denial) both | denial: {modifiers: [adversarial]}]

- case: one of two struck and one of them denies it is a tension on the agent
  claims:
    either: {source: agency, says: {event: blast, agent: {any_of: [x, z]}}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found: [tension (denial) denial | either: {unknown: [agent], conflict: []}]

- case: one was involved and another attacked is no contradiction where only the attack is functional
  register:
    kinds: {involvement: , assault: {broader: involvement, functional: agent}}
    events: {assault-on-city: {kind: assault, target: city, time: 2031-03-22}}
  claims:
    involved: {source: agency, says: {event: assault-on-city, kind: involvement, agent: x}}
    attacked: {source: ministry, says: {event: assault-on-city, kind: assault, agent: y}}
  found: [tension (responsibility) attacked | involved: {conflict: [agent], unknown: []}]

- case: the downing of an F-16 contradicts who denies having downed any aircraft
  register:
    things: {aircraft: , f-16: {broader: aircraft}}
    kinds: {downing: {broader: act}}
  claims:
    downed: {source: y, says: {kind: downing, agent: x, target: f-16, time: 2031-03-20}}
    none: {source: x, stance: denies, says: {kind: downing, agent: x, target: aircraft}}
  found: [contradicts (denial) downed | none]

- case: 500 killed at the hospital contradict at most 300 in its city on the same day
  claims:
    hospital: {source: ministry,
      says: {kind: strike, target: hospital, time: 2031-03-20, count: {killed: 500}}}
    city:
      source: agency
      says: {kind: strike, place: city, time: 2031-03-20, count: {measure: killed, max: 300, final: true}}
  found: [contradicts (quantity) city | hospital: {conflict: [count], unknown: []}]

- case: the same without a date of the 500 is a tension on time
  claims:
    hospital: {source: ministry, says: {kind: strike, target: hospital, count: {killed: 500}}}
    city:
      source: agency
      says: {kind: strike, place: city, time: 2031-03-20, count: {measure: killed, max: 300, final: true}}
  found: [tension (quantity) city | hospital: {unknown: [time]}]

- case: the same without a date of the 300 is a tension on time
  claims:
    hospital: {source: ministry,
      says: {kind: strike, target: hospital, time: 2031-03-20, count: {killed: 500}}}
    city: {source: agency, says: {kind: strike, place: city, count: {measure: killed, max: 300, final: true}}}
  found: [tension (quantity) city | hospital: {unknown: [time]}]

- case: what a ministry never said of the hospital is not what it said of the whole war
  register:
    kinds: {fighting: {broader: act}}
    events:
      war: {kind: fighting, place: country, time: {from: 2031-03-01}}
      hit: {kind: strike, target: hospital, time: 2031-03-20, part_of: war}
  claims:
    hospital: {source: ministry, said: 2031-03-20, says: {event: hit, count: {killed: 500}}}
    never:
      {source: ministry, said: 2031-03-22, stance: denies,
        says: {said_by: ministry, event: hit, count: {killed: 500}}}
    war: {source: ministry, said: 2031-03-22, says: {event: war, count: {killed: 3478}}}
  found: [contradicts (attribution) hospital | never]

- case: a valley within two provinces makes them overlap, and nothing contradicts
  register:
    sources: {police: , governor: }
    places: {north: , south: , valley: {within: [north, south]}}
    events: {raid: {kind: strike, place: valley, time: 2031-03-20}}
  claims:
    north: {source: police, says: {event: raid, place: north, only: [place]}}
    south: {source: governor, says: {event: raid, place: south}}

- case: two provinces that share nothing exclude each other as the place of one event
  register:
    sources: {police: , governor: }
    places: {north: , south: }
    events: {raid: {kind: strike, time: 2031-03-20}}
  claims:
    north: {source: police, says: {event: raid, place: north, only: [place]}}
    south: {source: governor, says: {event: raid, place: south}}
  found:
    - contradicts (event-place) north | south: {conflict: [place]}
    - contradicts (exclusivity) north | south: {conflict: [place]}

- case: a minister of x says it, the foreign secretary of x denies it, and a neighbour says it too
  register:
    sources: {minister: {type: person, part_of: x}, secretary: {type: person, part_of: x}}
  claims:
    minister: {source: minister, says: {event: blast, agent: x}}
    neighbour: {source: y, says: {event: blast, agent: x}}
    denial: {source: secretary, stance: denies, says: {event: blast, agent: x}}
  found:
    - contradicts (denial) minister+neighbour | denial:
        pairs: [denial | minister affiliated, denial | neighbour adversarial]
        modifiers: [adversarial, affiliated]

- case: a minister of x says what x itself denies
  register:
    sources: {minister: {type: person, part_of: x}}
  claims:
    minister: {source: minister, says: {event: blast, agent: x}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found: [contradicts (denial) minister | denial: {pairs: [denial | minister affiliated]}]

- case: a body of x takes the denial of x back, which is left
  claims:
    accused: {source: y, said: 2031-03-21, says: {event: blast, agent: x}}
    denial: {source: x, said: 2031-03-22, stance: denies, says: {event: blast, agent: x}}
    admitted: {source: x-army, said: 2031-03-25, corrects: [denial], says: {event: blast, agent: x}}
  found: [supersedes (corrects) accused+admitted | denial: {pairs: [admitted | denial]}]

- case: a forecast of more than 200 dead that came to exactly 150 in all did not come true
  claims:
    forecast: {source: analysts, said: 2031-03-21, stance: predicts,
      says: {event: blast, count: {killed: ">200"}}}
    outcome: {source: ministry, said: 2031-03-28, says: {event: blast, count: {killed: 150, final: true}}}
  found: [breaches (word-and-deed) forecast | outcome]
""")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.words)
def test_the_small_case_is_decided_as_it_must_be(case: Case, tmp_path: Path) -> None:
    knowledge = read_world(tmp_path, [BASE, case.register], case.claims, case.article)
    lines = differences(case, find_relations(knowledge))
    assert not lines, "\n".join(["", case.words, *lines])


#: What stands in a dispute and what does not, by the beginning of the case's words.
DISPUTES = {
    "a ministry that says 93": 0,
    "93 by the ministry": 0,
    "a body of x takes": 0,
    "a ministry says 500": 1,
    "who denies in public": 1,
    "a minister of x says it": 1,
    "possibly b did it": 0,
    "a forecast of more than 200": 0,
}


def case_named(beginning: str) -> Case:
    (found,) = (case for case in CASES if case.words.startswith(beginning))
    return found


@pytest.mark.parametrize("beginning", DISPUTES)
def test_what_was_left_is_in_no_dispute(beginning: str, tmp_path: Path) -> None:
    case = case_named(beginning)
    graph = load(write_world(tmp_path, [BASE, case.register], case.claims, case.article))
    assert len(graph.relations().disputes()) == DISPUTES[beginning]


def test_who_holds_both_is_asked_which_was_taken_back(tmp_path: Path) -> None:
    case = case_named("who denies in public")
    knowledge = read_world(tmp_path, [BASE, case.register], case.claims)
    (relation,) = find_relations(knowledge)
    assert find_question(relation, knowledge)["en"].endswith("Has x taken one of the two back?")


def test_who_unknown_gunmen_were_is_asked(tmp_path: Path) -> None:
    case = case_named("unknown gunmen attacked")
    knowledge = read_world(tmp_path, [BASE, case.register], case.claims)
    (relation,) = find_relations(knowledge)
    assert "By “gunmen”, is “band” meant?" in find_question(relation, knowledge)["en"]


def test_what_was_left_is_kept_as_history(tmp_path: Path) -> None:
    """A relation of which no pair is left is shown on request, with the voices that once held it."""
    case = case_named("a body of x takes")
    knowledge = read_world(tmp_path, [BASE, case.register], case.claims)
    found = {relation.relation.value: relation for relation in find_relations(knowledge, history=True)}
    assert set(found) == {"supersedes", "contradicts"}
    assert write_pairs(found["contradicts"])[0] == "accused | denial adversarial"
