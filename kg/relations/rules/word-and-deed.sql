-- Rule: word-and-deed
-- Version: 2
-- Problem: A source said what it will or will not do; a report says what was done.
-- Condition: The second commits to, threatens, predicts or refuses p. Who commits to p, threatens or predicts it
--   fulfils the word where a report asserts something inside p, and breaches it where a report denies everything in
--   a box around p. Who refuses p breaches the word where a report asserts something inside p, and fulfils it where a
--   report denies everything in a box around p. A forecast of a count is breached by a later count in the same scope
--   that is disjoint; of a measure that grows, only by a final one below it or any one above it.
-- Example: A government promises to withdraw by the end of the month; observers deny that any unit has left.
-- Dissolves: The time for it is not over, its condition was not met, or the deed is somebody else's.
select *,
    case when b_stance = 'predicts' and a_stance = 'asserts' then case when inside then 'fulfils' else 'breaches' end
         when (a_stance = 'asserts') = (b_stance = 'refuses') then 'breaches' else 'fulfils' end as relation,
    false as swapped,
    case when b_stance = 'predicts' and a_stance = 'asserts' and not inside then 'count' else '' end as conflict,
    cast(null as varchar) as reads
from vector
where role = 'content' and not utterance and comparable
  and not idle and b_stance in ('commits', 'threatens', 'refuses', 'predicts')
  and ((a_stance = 'asserts' and inside) or (a_stance = 'denies' and around)
       or (b_stance = 'predicts' and a_stance = 'asserts' and a_counted and b_counted and a_later and same_scope
           and (case when change = 1 then (a_final and a_high < b_low) or a_low > b_high
                     else count = 'disjoint' end)))
