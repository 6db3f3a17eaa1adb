-- Rule: exclusive-state
-- Version: 3
-- Problem: Two sources give one thing different states that it cannot have at the same time.
-- Condition: Both assert; the same functional kind of state, the same target, overlapping time. Disjoint values of
--   a functional slot contradict, nested ones refine, and those of which it is contested whether one lies in the other
--   are a tension.
-- Example: One report says that a town is controlled by one side on a day, another that it is by the other.
-- Dissolves: The reports speak of different hours, or one of the actual and one of the legal state.
-- Stances: asserts with asserts
-- Readings: each-true-at-another, law-and-fact, parts-of-target
-- Hint: 5
select *,
    case when functional_disjoint <> '' then 'contradicts'
         when functional_contested then 'tension' else 'refines' end as relation,
    functional_disjoint = '' and not functional_contested and functional_broader <> '' as swapped,
    functional_disjoint as conflict,
    concat_ws(',', 'kind', 'target', 'place', 'time', coalesce(nullif(functional_disjoint, ''), functional_slots),
              case when both_event and event = 'unknown' then 'event' end) as reads,
    case when functional_disjoint <> '' then ''
         when functional_contested then 'open functional_slots(unknown)'
         else 'nested functional_slots(narrower broader)' end as short
from functional_pair
where meets
  and not utterance                                               -- utterance

  and both_states                                                 -- event-not-state

  and functional <> ''                                            -- not-functional value

  and not idle                                                    -- idle
  and kind = 'equal'                                              -- kind kind
  and target = 'equal'                                            -- not-same target
  and comparable                                                  -- gate
  and coalesce(time, 'equal') <> 'unknown'                        -- open time

  and (functional_disjoint <> '' or functional_contested
       or functional_unknown = '')                                  -- open functional_unknown(unknown overlaps)
  and (functional_disjoint <> '' or functional_contested or functional_unknown <> ''
       or functional_narrower = '' or functional_broader = '')    -- nested functional_slots(narrower broader)
  and (functional_disjoint <> '' or functional_contested or functional_unknown <> ''
       or functional_narrower <> '' or functional_broader <> '')  -- same-value functional(equal missing)
