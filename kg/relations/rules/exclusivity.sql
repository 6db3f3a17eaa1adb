-- Rule: exclusivity
-- Version: 1
-- Problem: One source says that nothing else was concerned, another names something else.
-- Condition: Both assert, the one that only the value of a slot is meant; the other would lie inside it but for that
--   slot, in which it is disjoint. They contradict.
-- Example: A spokesman says that only the airfield was hit; a witness says that the town was.
-- Dissolves: They speak of two events, or the one means only what he knew of by then.
-- Stances: asserts with asserts
-- Readings: only-meant-narrowly, different-events
-- Question: among-only
select *,
    'contradicts' as relation,
    side = 'b' as swapped,
    excluded as conflict,
    cast(null as varchar) as reads,
    '' as short
from only_pair
where meets
  and not utterance                      -- utterance

  and excluded <> ''                     -- only

  and (side = 'b' or excluded_apart)     -- back: not-apart excluded
  and (side = 'b' or rest_outside = '')  -- back: outside rest_outside(narrower overlaps disjoint) or open rest_outside
  and (side = 'a' or excluded_apart)     -- not-apart excluded
  and (side = 'a' or rest_outside = '')  -- outside rest_outside(broader overlaps disjoint) or open rest_outside
  and (side = 'b' or not idle)           -- back: idle
  and (side = 'a' or not idle)           -- idle
