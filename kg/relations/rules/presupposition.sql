-- Rule: presupposition
-- Version: 2
-- Problem: One source takes for granted what another denies.
-- Condition: A claim presupposes r, whatever it does with its own proposition; the second denies q. They
--   contradict where r lies inside q, and it is a tension where the boxes overlap or slots are left open, as for a
--   denial.
-- Example: A ministry speaks of retaliatory measures, and so of an earlier attack; the other side denies having
--   fired.
-- Dissolves: The word that presupposes it is the article's and not the speaker's, or it means an event of another
--   day.
select *,
    case when any_beyond or any_unknown then 'tension' else 'contradicts' end as relation,
    false as swapped,
    case when any_beyond then 'beyond' else '' end as conflict,
    cast(null as varchar) as reads
from vector
where role = 'presupposed' and b_stance = 'denies'
  and comparable and not idle and not any_disjoint
  and not (any_beyond and any_unknown) and not (a_counted and a_left_out)
  and not (any_unknown and count_open) and not (any_beyond and (beside_count or (a_counted and kind = 'broader')))
