-- Rule: repeats
-- Version: 1
-- Over: claims
-- Problem: Many articles carry one voice.
-- Condition: Of several claims of one position with one origin, the first is the one whose article appeared earliest,
--   and where that does not decide, the one with the shortest report chain; each other one repeats it.
-- Example: Three outlets quote one tweet.
-- Dissolves: The source said it again on another occasion.
select id as later, earlier
from (select *, first_value(id) over (partition by position, origin order by rank) as earlier from claim) ranked
where id <> earlier
