-- Rule: word-and-deed
-- Version: 1
-- Problem: A source said what it will or will not do; a report says what was done.
-- Condition: The second commits to, threatens or refuses p. Who commits to p or threatens it fulfils the word
--   where a report asserts something inside p, and breaches it where a report denies everything in a box around p.
--   Who refuses p breaches the word where a report asserts something inside p, and fulfils it where a report denies
--   everything in a box around p.
-- Example: A government promises to withdraw by the end of the month; observers deny that any unit has left.
-- Dissolves: The time for it is not over, its condition was not met, or the deed is somebody else's.
select *,
    case when (a_stance = 'asserts') = (b_stance = 'refuses') then 'breaches' else 'fulfils' end as relation,
    false as swapped,
    '' as conflict,
    cast(null as varchar) as revised_by,
    cast(null as varchar) as reads
from vector
where role = 'content' and not utterance and comparable
  and b_stance in ('commits', 'threatens', 'refuses')
  and ((a_stance = 'asserts' and inside) or (a_stance = 'denies' and around))
