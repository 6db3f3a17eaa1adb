-- Rule: word-and-deed
-- Version: 2
-- Problem: A source said what it will or will not do; a report says what was done.
-- Condition: The second commits to, threatens, predicts or refuses p. Who commits to p, threatens or predicts it
--   fulfils the word where a report asserts something inside p, whatever p leaves out, and breaches it where a
--   report denies everything in a box around p. Who refuses p breaches the word where a report asserts something
--   inside p, and fulfils it where a report denies everything in a box around p. A forecast of a count is breached
--   by a later count in the same scope that is disjoint; of a measure that grows, only by a final one below it or
--   any one above it.
-- Example: A government promises to withdraw by the end of the month; observers deny that any unit has left.
-- Dissolves: The time for it is not over, its condition was not met, or the deed is somebody else's.
-- Stances: asserts, denies with commits, threatens, refuses, predicts
-- Traits: counts
-- Needs: word-and-deed
-- Readings: kept-or-broken
-- Question: done-on-terms
select a, b, mask, kind, agent, target, instrument, place, time, measure, population, count, value, event, said_by,
    'breaches' as relation,
    false as swapped,
    'count' as conflict,
    cast(null as varchar) as reads,
    '' as short
from counted_pair
where meets
  and (a_stance = 'asserts' or a_nobody) and b_stance = 'predicts'
  and not utterance and comparable and a_counted and b_counted
  and case when a_nobody then b_low > 0 and (change <> 1 or a_final)
           when change = 1 then (a_final and a_high < b_low) or a_low > b_high
           else count = 'disjoint' end
  and same_scope                             -- not-same scope(narrower broader overlaps disjoint unknown)
  and a_later                                -- when
union all
select a, b, mask, kind, agent, target, instrument, place, time, measure, population, count, value, event, said_by,
    case when (b_stance = 'refuses') = (a_stance = 'asserts') then 'breaches' else 'fulfils' end as relation,
    false as swapped,
    '' as conflict,
    cast(null as varchar) as reads,
    '' as short
from vector
where meets
  and not utterance                          -- utterance

  and comparable                             -- gate
  and not idle                               -- idle
  and (a_stance = 'denies' or inside_word)   -- outside(broader overlaps disjoint) or open(given)
  and (a_stance = 'asserts' or around)       -- back: outside(narrower overlaps disjoint) or open

  and not (a_stance = 'denies' and b_stance = 'predicts' and b_counted)  -- no-count count
