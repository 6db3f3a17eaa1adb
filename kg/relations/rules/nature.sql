-- Rule: nature
-- Version: 1
-- Problem: Two sources give one event different natures.
-- Condition: Both assert of the same event, of kinds that the register holds to be distinct from each other, or that
--   lie inside such kinds. They contradict.
-- Example: One report speaks of an air strike, another of a rocket that misfired.
-- Dissolves: They speak of two events, or one event was the cause of the other.
-- Stances: asserts with asserts
-- Readings: different-events, both-kinds, one-them-infers-what
-- Question: which-kind
-- Hint: 3
select *,
    'contradicts' as relation,
    false as swapped,
    'kind' as conflict,
    'kind,event' as reads,
    '' as short
from vector
where meets
  and not utterance                                -- utterance

  and not idle                                     -- idle
  and same_event                                   -- event event
  and kind in ('disjoint', 'unknown', 'overlaps')  -- same-kind kind
  and (kind in ('equal', 'narrower', 'broader') or kinds_distinct and kind = 'disjoint')  -- not-distinct kind
