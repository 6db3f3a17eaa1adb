-- Rule: opposed-aims
-- Version: 1
-- Problem: What one side asks for or commits itself to, another refuses.
-- Condition: The first demands or commits to p, the second refuses q, and p lies inside q. It is a practical
--   conflict and never counts as a contradiction of facts.
-- Example: Mediators ask for a ceasefire; a president says that there will be none before a withdrawal.
-- Dissolves: The refusal has a condition that is met, or holds for another place or a later time.
-- Stances: demands, commits with refuses
-- Needs: opposed-aims
-- Readings: this-conflict-aims-not, condition-met, what-refused-less-than
-- Question: will-it-come-about
select *,
    'opposes' as relation,
    false as swapped,
    '' as conflict,
    cast(null as varchar) as reads,
    '' as short
from vector
where meets
  and not utterance  -- utterance

  and comparable     -- gate
  and inside         -- outside(broader overlaps disjoint) or open
