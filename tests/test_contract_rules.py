"""The tables of the contract, row by row: how values compare, and what each rule gives."""

from __future__ import annotations

from pathlib import Path

import pytest
from support.worlds import BASE, Case, differences, read_cases, read_world

from kg.relations import find_relations

VALUES = read_cases("""
- case: who is part of a description may be anybody
  register: {sources: {gunmen: {unidentified: true}, their-leader: {part_of: gunmen}, band: }}
  claims:
    leader: {source: agency, says: {event: blast, agent: their-leader}}
    denial: {source: band, stance: denies, says: {event: blast, agent: band}}
  found: [tension (denial) denial | leader: {unknown: [agent], conflict: []}]

- case: of a description is known in what it lies
  register: {sources: {soldiers: {unidentified: true, part_of: x-army}}}
  claims:
    soldiers: {source: agency, says: {event: blast, agent: soldiers}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found: [contradicts (denial) denial | soldiers]

- case: some bridge may be the bridge
  register: {things: {some-bridge: {unidentified: true}}, kinds: {hit: {broader: act}}}
  claims:
    some: {source: agency, says: {kind: hit, agent: x, target: some-bridge, time: 2031-03-20}}
    denial: {source: x, stance: denies, says: {kind: hit, agent: x, target: bridge}}
  found: [tension (denial) denial | some: {unknown: [target], conflict: []}]

- case: of two standpoints that hold opposite facts nobody holds both
  register:
    sources: {band: , other: }
    standpoints:
      part: {held_by: other, holds: [{subject: band, relation: part_of, object: x}]}
      apart: {held_by: x, holds: [{subject: band, relation: distinct_from, object: x}]}
  claims:
    band: {source: agency, says: {event: blast, agent: band}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found:
    - contradicts (denial) band | denial: {holds_if: [[part]], unless: []}
    - tension (denial) band | denial: {unknown: [agent], unless: [[apart], [part]]}

- case: two events are one to those who hold it
  register:
    events:
      night-raid: {kind: strike, time: 2031-03-20}
      school-raid: {kind: strike, time: 2031-03-20}
    standpoints:
      one: {held_by: agency, holds: [{subject: night-raid, relation: same_as, object: school-raid}]}
      two: {held_by: analysts, holds: [{subject: night-raid, relation: distinct_from, object: school-raid}]}
  claims:
    night: {source: ministry, says: {event: night-raid, agent: x}}
    school: {source: watchdog, says: {event: school-raid, agent: y}}
  found: [contradicts (responsibility) night | school: {holds_if: [[one]], conflict: [agent]}]
  may: [tension (responsibility) night | school]

- case: whom somebody holds apart from a description may still be the one who is denied to have said it
  register:
    sources: {gunmen: {part_of: x-army, unidentified: true}, cell: {part_of: z}}
    standpoints: {apart: {held_by: z, holds: [{subject: x-army, relation: distinct_from, object: z}]}}
  claims:
    words: {source: cell, says: {event: blast, agent: y}}
    denial: {source: z, stance: denies, says: {event: blast, agent: y, said_by: gunmen}}
  found: [tension (attribution) words | denial: {unknown: [said_by], unless: [[apart]]}]

- case: contested agents of what allows several are a tension only where nothing is counted
  register:
    events: {unrest: {kind: act, time: 2031-03-20}}
    standpoints: {led: {held_by: agency, holds: [{subject: z, relation: commanded_by, object: ministry}]}}
  claims:
    one: {source: watchdog, says: {event: unrest, agent: ministry}}
    other: {source: agency, says: {event: unrest, agent: z}}
    counted: {source: analysts, says: {event: unrest, agent: z, count: {killed: 3}}}
  found:
    - tension (responsibility) one | other: {unknown: [agent], unless: [[led]]}
    - refines (responsibility) other | one: {holds_if: [[led]]}
    - refines (responsibility) counted | one: {holds_if: [[led]]}
  may: [corroborates (corroboration) counted | other, corroborates (corroboration) one | other,
    corroborates (corroboration) counted | one]

- case: contested agents of what allows one are a tension, whatever is counted
  register:
    standpoints: {led: {held_by: agency, holds: [{subject: z, relation: commanded_by, object: ministry}]}}
  claims:
    one: {source: watchdog, says: {event: blast, agent: ministry}}
    counted: {source: analysts, says: {event: blast, agent: z, count: {killed: 3}}}
  found:
    - tension (responsibility) counted | one: {unknown: [agent], unless: [[led]]}
    - refines (responsibility) counted | one: {holds_if: [[led]]}
  may: [corroborates (corroboration) counted | one]

- case: two events of the register are two
  register: {events: {other-blast: {kind: strike, target: hospital, time: 2031-03-20}}}
  claims:
    here: {source: ministry, says: {event: blast, agent: x, count: {killed: 5}}}
    there: {source: agency, says: {event: other-blast, agent: y, count: {killed: 9}}}

- case: part of an event is inside what is denied of the whole
  register: {events: {first-wave: {kind: strike, target: hospital, time: 2031-03-20, part_of: blast}}}
  claims:
    wave: {source: agency, says: {event: first-wave, agent: x}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found: [contradicts (denial) denial | wave]

- case: the whole is not inside what is denied of a part
  register: {events: {first-wave: {kind: strike, target: hospital, time: 2031-03-20, part_of: blast}}}
  claims:
    whole: {source: agency, says: {event: blast, agent: x}}
    denial: {source: x, stance: denies, says: {event: first-wave, agent: x}}
  found: [tension (denial) denial | whole: {conflict: [event], unknown: []}]

- case: a thing lies in the wider kind of thing
  register: {things: {weapon: , rocket: {broader: weapon}}, kinds: {sale: {broader: act}}}
  claims:
    sold: {source: agency, says: {kind: sale, agent: x, target: rocket, time: 2031-03-20}}
    none: {source: x, stance: denies, says: {kind: sale, agent: x, target: weapon}}
  found: [contradicts (denial) none | sold]

- case: what was hit lies where it stands
  claims:
    hit: {source: agency, says: {kind: strike, agent: x, target: hospital, time: 2031-03-20}}
    none: {source: x, stance: denies, says: {kind: strike, agent: x, place: city}}
  found: [contradicts (denial) hit | none]

- case: who did it is not said, and is asked for
  claims:
    hit: {source: agency, says: {kind: strike, target: hospital, time: 2031-03-20}}
    none: {source: x, stance: denies, says: {kind: strike, agent: x, target: hospital}}
  found: [tension (denial) hit | none: {unknown: [agent], conflict: []}]

- case: a toll names no agent and is in no tension with who denies the deed
  claims:
    toll: {source: ministry, says: {event: blast, count: {killed: 12}}}
    none: {source: x, stance: denies, says: {event: blast, agent: x}}

- case: a denial reaches up to the day on which it was made
  claims:
    before: {source: x, said: 2031-03-19, stance: denies, says: {kind: strike, agent: x, target: hospital}}
    then: {source: y, says: {kind: strike, agent: x, target: hospital, time: 2031-03-20}}

- case: a denial reaches up to the minute at which it was made
  claims:
    before:
      source: x
      said: "2031-03-20T09:00+00:00"
      stance: denies
      says: {kind: strike, agent: x, target: hospital}
    then: {source: y, says: {kind: strike, agent: x, target: hospital, time: "2031-03-20T09:30+00:00"}}

- case: a denial made on a day reaches over that day where the report has no clock
  claims:
    before:
      source: x
      said: "2031-03-20T09:00+00:00"
      stance: denies
      says: {kind: strike, agent: x, target: hospital}
    that-day: {source: y, says: {kind: strike, agent: x, target: hospital, time: 2031-03-20}}
  found: [contradicts (denial) before | that-day: {conflict: [], unknown: []}]

- case: a day reaches beyond the hours that a denial names
  claims:
    morning:
      source: x
      stance: denies
      says:
        kind: strike
        agent: x
        target: hospital
        time: {from: "2031-03-20T06:00+00:00", to: "2031-03-20T09:00+00:00"}
    that-day: {source: y, says: {kind: strike, agent: x, target: hospital, time: 2031-03-20}}
  found: [tension (denial) morning | that-day: {conflict: [time], unknown: []}]

- case: two targets at once are each of them
  claims:
    both: {source: agency, says: {kind: strike, agent: x, target: [bridge, hospital], time: 2031-03-20}}
    none: {source: x, stance: denies, says: {kind: strike, agent: x, target: hospital}}
  found: [contradicts (denial) both | none]

- case: who denies any of two targets denies each
  claims:
    one: {source: agency, says: {kind: strike, agent: x, target: hospital, time: 2031-03-20}}
    none: {source: x, stance: denies, says: {kind: strike, agent: x, target: {any_of: [bridge, hospital]}}}
  found: [contradicts (denial) none | one]

- case: any of two is inside what holds both
  claims:
    either: {source: agency, says: {event: blast, agent: {any_of: [x, x-army]}}}
    none: {source: x, stance: denies, says: {event: blast, agent: x}}
  found: [contradicts (denial) either | none]

- case: whether one of two is what is denied stays open, also to who holds that it lies in it
  register:
    things: {depot: }
    standpoints:
      inside: {held_by: agency, holds: [{subject: bridge, relation: part_of, object: hospital}]}
  claims:
    either: {source: agency,
      says: {kind: strike, agent: x, target: {any_of: [depot, hospital]}, time: 2031-03-20}}
    none: {source: x, stance: denies, says: {kind: strike, agent: x, target: bridge, time: 2031-03-20}}
  found: [tension (denial) either | none: {unknown: [target], unless: []}]

- case: to who holds two of the agents distinct a nearer place sharpens nothing
  register:
    sources: {band: , troop: }
    standpoints:
      one: {held_by: agency, holds: [{subject: band, relation: part_of, object: troop}]}
      apart: {held_by: x, holds: [{subject: band, relation: distinct_from, object: troop}]}
  claims:
    near: {source: ministry, says: {event: blast, agent: troop, place: city}}
    far: {source: watchdog, says: {event: blast, agent: [band, y], place: country}}
  found:
    - refines (event-place) near | far: {unless: [[apart], [one]]}
    - refines (event-place) near | far: {holds_if: [[one]], unless: []}
  may:
    - refines (responsibility) far | near
    - tension (responsibility) far | near
    - contradicts (responsibility) far | near
    - corroborates (corroboration) far | near

- case: where one of two places is struck, it stays open whether it was the place of a denial
  claims:
    either: {source: agency,
      says: {kind: strike, agent: x, target: {any_of: [city, province]}, time: 2031-03-20}}
    none: {source: x, stance: denies, says: {kind: strike, agent: x, place: city, time: 2031-03-20}}
  found: [tension (denial) either | none: {unknown: [place], conflict: []}]

- case: a part of two values, of which one only lies in the other's land, does not make them overlap
  register:
    things: {rig: {within: z}, gear: , winch: {part_of: rig, broader: gear}}
    kinds: {state: , equipment: {broader: state, functional: value}}
    standpoints:
      one: {held_by: agency, holds: [{subject: gear, relation: within, object: z}]}
  claims:
    here: {source: ministry, says: {kind: equipment, target: city, value: z, time: 2031-03-20}}
    there: {source: agency, says: {kind: equipment, target: city, value: gear, time: 2031-03-20}}
  found:
    - tension (exclusive-state) here | there: {unknown: [value], unless: [[one]]}
    - refines (exclusive-state) here | there: {holds_if: [[one]]}
  may: [corroborates (corroboration) here | there]

- case: two who both say no more of an event than is declared of it, one less exactly, agree on nothing
  claims:
    exact: {source: ministry, says: {event: blast, agent: x}}
    wide: {source: watchdog,
      says: {event: blast, instrument: bridge, time: {from: 2031-03-19, to: 2031-03-21}}}
  found: [refines (event-time) exact | wide]

- case: two together are apart from a third
  claims:
    both: {source: agency, says: {event: blast, agent: [x, y]}}
    third: {source: ministry, says: {event: blast, agent: z}}
  found: [contradicts (responsibility) both | third: {conflict: [agent]}]

- case: either of two is apart from a third
  claims:
    either: {source: agency, says: {event: blast, agent: {any_of: [x, y]}}}
    third: {source: ministry, says: {event: blast, agent: z}}
  found: [contradicts (responsibility) either | third: {conflict: [agent]}]

- case: who names the one sharpens and bears out who names either of two
  claims:
    either: {source: agency, says: {event: blast, agent: {any_of: [x, y]}}}
    one: {source: ministry, says: {event: blast, agent: x}}
  found: [refines (responsibility) either | one, corroborates (corroboration) either | one]

- case: either of two and another two that share one are not known to differ
  claims:
    either: {source: agency, says: {event: blast, agent: {any_of: [x, y]}}}
    other: {source: ministry, says: {event: blast, agent: {any_of: [x, z]}}}
  found: [tension (responsibility) either | other: {unknown: [agent], conflict: []}]

- case: two together sharpen and bear out the one of them
  claims:
    both: {source: agency, says: {event: blast, agent: [x, z]}}
    one: {source: ministry, says: {event: blast, agent: x}}
  found: [refines (responsibility) both | one, corroborates (corroboration) both | one]

- case: one instant in two zones is one time
  register: {events: {raid: {kind: strike}}}
  article: {timezone: Asia/Tokyo}
  claims:
    here: {source: agency, says: {event: raid, time: "2031-03-20T09:00"}}
    there: {source: ministry, says: {event: raid, time: "2031-03-20T00:00+00:00"}}
  may: [corroborates (corroboration) here | there]

- case: one hour in two zones is two times
  register: {events: {raid: {kind: strike}}}
  article: {timezone: Asia/Tokyo}
  claims:
    here: {source: agency, says: {event: raid, time: "2031-03-20T09:00"}}
    there: {source: ministry, says: {event: raid, time: "2031-03-20T09:00+00:00"}}
  found: [contradicts (event-time) here | there: {conflict: [time]}]

- case: a clock time lies in the day that it has in its own zone
  register: {events: {raid: {kind: strike}}}
  claims:
    clock: {source: agency, says: {event: raid, time: "2031-03-20T01:00+09:00"}}
    day: {source: ministry, says: {event: raid, time: 2031-03-20}}
    day-before: {source: analysts, says: {event: raid, time: 2031-03-19}}
  found:
    - refines (event-time) clock | day
    - corroborates (corroboration) clock | day
    - contradicts (event-time) clock | day-before
    - contradicts (event-time) day | day-before
""")

RULES = read_cases("""
- case: two possibilities commit nobody
  claims:
    possibly: {source: ministry, certainty: possible, says: {event: blast, agent: x}}
    possibly-not: {source: x, certainty: possible, stance: denies, says: {event: blast, agent: x}}

- case: what is probable contradicts and says so
  claims:
    probably: {source: ministry, certainty: probable, says: {event: blast, agent: x}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found: [contradicts (denial) denial | probably: {modifiers: [probable]}]

- case: beside a firm voice one that is only possible makes a tension of its own
  claims:
    firm: {source: y, says: {event: blast, agent: x}}
    possibly: {source: ministry, certainty: possible, says: {event: blast, agent: x}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found:
    - contradicts (denial) denial | firm+possibly: {pairs: [denial | firm adversarial]}
    - tension (denial) denial | firm+possibly: {pairs: [denial | possibly hedged]}

- case: of one voice that was corrected the other denials stay
  claims:
    accused: {source: y, said: 2031-03-21, says: {event: blast, agent: x}}
    denial: {source: x, said: 2031-03-22, stance: denies, says: {event: blast, agent: x}}
    friend: {source: z, said: 2031-03-22, stance: denies, says: {event: blast, agent: x}}
    admitted: {source: x-army, said: 2031-03-25, corrects: [denial], says: {event: blast, agent: x}}
  found:
    - supersedes (corrects) accused+admitted | denial+friend: {pairs: [admitted | denial]}
    - contradicts (denial) accused+admitted | denial+friend: {pairs: [accused | friend, admitted | friend]}

- case: who denies again after it was taken back is contradicted by the new denial
  claims:
    accused: {source: y, said: 2031-03-21, says: {event: blast, agent: x}}
    denial: {source: x, said: 2031-03-22, stance: denies, says: {event: blast, agent: x}}
    admitted: {source: x-army, said: 2031-03-25, corrects: [denial], says: {event: blast, agent: x}}
    again: {source: x, said: 2031-03-28, stance: denies, says: {event: blast, agent: x}}
  found:
    - supersedes (corrects) accused+admitted | again+denial: {pairs: [admitted | denial]}
    - contradicts (denial) accused+admitted | again+denial:
        pairs: [accused | again adversarial, admitted | again affiliated]

- case: what was said stays said when it is corrected
  claims:
    said: {source: ministry, said: 2031-03-21, says: {event: blast, agent: x}}
    corrected: {source: ministry, said: 2031-03-22, corrects: [said], says: {event: blast, agent: y}}
    never: {source: watchdog, stance: denies, says: {said_by: ministry, event: blast, agent: x}}
  found:
    - supersedes (corrects) corrected | said
    - contradicts (attribution) never | said: {pairs: [never | said]}

- case: one of two who said it jointly denies having said it
  claims:
    jointly: {source: [x, z], says: {event: blast, agent: y}}
    never: {source: x, stance: denies, says: {said_by: x, event: blast, agent: y}}
  found: [contradicts (attribution) jointly | never]

- case: who held it possible and then says it has said it
  claims:
    possibly: {source: agency, certainty: possible, said: 2031-03-21, says: {event: blast, agent: x}}
    firm: {source: agency, said: 2031-03-23, says: {event: blast, agent: x}}
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
  found: [contradicts (denial) denial | firm+possibly: {modifiers: []}]

- case: who was named in another event is nothing, in one event a contradiction, without one a tension
  register: {events: {raid: {kind: strike, target: hospital, time: 2031-03-20}}}
  claims:
    named: {source: agency, says: {event: blast, agent: x}}
    other: {source: analysts, says: {event: raid, agent: y}}
    nameless: {source: ministry, says: {kind: strike, agent: z, target: hospital, time: 2031-03-20}}
  found:
    - tension (responsibility) named | nameless: {conflict: [agent]}
    - tension (responsibility) nameless | other: {conflict: [agent]}
  may:
    - corroborates (corroboration) named | nameless
    - corroborates (corroboration) nameless | other

- case: a toll of one event that names its agent is in no tension with another agent
  register: {events: {bang: {kind: explosion, target: hospital, time: 2031-03-20}}}
  claims:
    toll: {source: agency, says: {event: bang, agent: x, count: {killed: 5}}}
    other: {source: ministry, says: {event: bang, agent: y}}

- case: another time of one event contradicts, another target is a tension
  register: {events: {raid: {kind: strike}}}
  claims:
    hospital: {source: agency, says: {event: raid, target: hospital, time: 2031-03-20}}
    bridge: {source: ministry, says: {event: raid, target: bridge, time: 2031-03-21}}
  found:
    - contradicts (event-time) bridge | hospital
    - tension (event-target) bridge | hospital

- case: another target of one event contradicts where its kind has one target
  register: {kinds: {aimed: {functional: target}}, events: {shot: {kind: aimed, time: 2031-03-20}}}
  claims:
    hospital: {source: agency, says: {event: shot, target: hospital}}
    bridge: {source: ministry, says: {event: shot, target: bridge}}
  found: [contradicts (event-target) bridge | hospital: {conflict: [target]}]

- case: the target of a count is its scope and no rival target
  register: {events: {raid: {kind: strike, time: 2031-03-20}}}
  claims:
    hospital: {source: agency, says: {event: raid, target: hospital, count: {killed: 5}}}
    bridge: {source: ministry, says: {event: raid, target: bridge}}

- case: only the bridge was hit contradicts that the hospital was
  register: {events: {raid: {kind: strike, time: 2031-03-20}}}
  claims:
    only: {source: ministry, says: {event: raid, target: bridge, only: [target]}}
    hospital: {source: agency, says: {event: raid, target: hospital}}
  found: [contradicts (exclusivity) hospital | only: {conflict: [target]}]
  may: [tension (event-target) hospital | only]

- case: what was assessed and what was doubted are in tension
  claims:
    assessed: {source: analysts, stance: assesses, says: {event: blast, agent: x}}
    doubted: {source: watchdog, stance: doubts, says: {event: blast, agent: x}}
  found: [tension (assessment) assessed | doubted]

- case: who denies all of it bears out who doubts a part of it
  claims:
    denial: {source: x, stance: denies, says: {event: blast, agent: x}}
    doubted: {source: watchdog, stance: doubts, says: {event: blast, agent: x-army}}
  found: [supports (assessment) denial | doubted]

- case: a toll above what was forecast at most is a breach though it is not final
  claims:
    forecast:
      {source: analysts, said: 2031-03-21, stance: predicts,
        says: {event: blast, count: {measure: killed, max: 100}}}
    toll: {source: ministry, said: 2031-03-22, says: {event: blast, count: {killed: 133}}}
  found: [breaches (word-and-deed) forecast | toll]

- case: a toll so far that is below the forecast is no breach
  claims:
    forecast: {source: analysts, said: 2031-03-21, stance: predicts,
      says: {event: blast, count: {killed: ">200"}}}
    toll: {source: ministry, said: 2031-03-22, says: {event: blast, count: {killed: 150}}}

- case: a toll inside the forecast fulfils it
  claims:
    forecast: {source: analysts, said: 2031-03-21, stance: predicts,
      says: {event: blast, count: {killed: ">200"}}}
    toll: {source: ministry, said: 2031-03-22, says: {event: blast, count: {killed: 250}}}
  found: [fulfils (word-and-deed) forecast | toll]

- case: an earlier count breaches no forecast
  claims:
    toll: {source: ministry, said: 2031-03-21, says: {event: blast, count: {killed: 150, final: true}}}
    forecast: {source: analysts, said: 2031-03-22, stance: predicts,
      says: {event: blast, count: {killed: ">200"}}}

- case: what was foretold and then denied did not come true
  register: {kinds: {reopening: {broader: act}}}
  claims:
    forecast:
      {source: analysts, said: 2031-03-01, stance: predicts,
        says: {kind: reopening, target: bridge, time: 2031-03-09}}
    closed: {source: ministry, stance: denies, says: {kind: reopening, target: bridge}}
  found: [breaches (word-and-deed) closed | forecast]

- case: the wider of two denials bears out the narrower
  claims:
    wide: {source: x, stance: denies, says: {event: blast, agent: x}}
    narrow: {source: z, stance: denies, says: {event: blast, agent: x-army}}
  found: [corroborates (corroboration) narrow | wide]

- case: two parts of one source do not bear each other out
  claims:
    army: {source: x-army, says: {event: blast, agent: y, kind: strike}}
    state: {source: x, says: {event: blast, agent: y, kind: act}}
  found: [refines (corroboration) army | state]

- case: an unidentified voice makes nobody independent
  register: {sources: {someone: {unidentified: true}}}
  claims:
    said: {source: someone, says: {event: blast, agent: x-army}}
    known: {source: agency, says: {event: blast, agent: x}}
  found:
    - refines (responsibility) known | said
    - corroborates (corroboration) known | said: {modifiers: [unidentified],
        pairs: [known | said unidentified]}

- case: who said it jointly is one voice
  claims:
    jointly: {source: [x, z], says: {event: blast, agent: y}}
    denial: {source: y, stance: denies, says: {event: blast, agent: y}}
  found: [contradicts (denial) denial | jointly: {pairs: [denial | jointly adversarial]}]

- case: what both name is no agreement where it is all that is left
  register: {events: {bang: {kind: explosion, target: hospital, time: 2031-03-20}}}
  claims:
    one: {source: agency, says: {event: bang, agent: x}}
    other: {source: ministry, says: {event: bang, agent: y}}
  found: [tension (responsibility) one | other: {conflict: [agent]}]

- case: two who share more than the event agree on it
  register:
    things: {bomb: , small-bomb: {broader: bomb}, large-bomb: {broader: bomb}}
  claims:
    small: {source: agency, says: {event: blast, agent: x, instrument: small-bomb}}
    large: {source: ministry, says: {event: blast, agent: x, instrument: large-bomb}}
  found:
    - tension (event-instrument) large | small: {conflict: [instrument]}
    - corroborates (corroboration) large | small:
        common:
          kind: strike
          agent: x
          target: hospital
          instrument: bomb
          time: 2031-03-20
          event: blast
        dropped: []

- case: who said otherwise of the same number is denied, of another number not
  claims:
    said: {source: ministry, said: 2031-03-20, says: {event: blast, count: {killed: 500}}}
    never: {source: watchdog, stance: denies,
      says: {said_by: ministry, event: blast, count: {killed: ">=400"}}}
    other: {source: watchdog, stance: denies,
      says: {said_by: ministry, event: blast, count: {killed: ">=600"}}}
  found: [contradicts (attribution) never | said, refines (corroboration) never | other]
""")


@pytest.mark.parametrize("case", [*VALUES, *RULES], ids=lambda case: case.words)
def test_the_row_of_the_table_holds(case: Case, tmp_path: Path) -> None:
    knowledge = read_world(tmp_path, [BASE, case.register], case.claims, case.article)
    lines = differences(case, find_relations(knowledge))
    assert not lines, "\n".join(["", case.words, *lines])
