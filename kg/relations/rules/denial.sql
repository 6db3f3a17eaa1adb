-- Rule: denial
-- Version: 2
-- Problem: One source says that something happened, another denies it.
-- Condition: The first asserts p, the second denies q. An assertion says that some event lies in the box p, a
--   denial that none lies in the box q; so they contradict exactly when p lies inside q. Where the boxes overlap, or
--   p would lie inside q but for slots that are left open, it is a tension; not for slots that a claim with a count
--   leaves out, nor where only the denial counts, nor for the kind of what is counted, nor where both count, but not
--   the same. To count nobody is to deny that there is anybody.
-- Example: A ministry reports that a city is shelled by a state's forces; the state denies firing at the country.
-- Dissolves: The denial speaks of a narrower place, time or agent than the report, or the report of another event.
select *,
    case when any_beyond or any_unknown then 'tension' else 'contradicts' end as relation,
    false as swapped,
    case when any_beyond then 'beyond' else '' end as conflict,
    cast(null as varchar) as reads
from vector
where role = 'content' and a_stance = 'asserts' and b_stance = 'denies'
  and comparable and not idle and not any_disjoint
  and not (any_beyond and any_unknown) and not (a_counted and a_left_out)
  and not (any_unknown and count_open) and not (any_beyond and (beside_count or (a_counted and kind = 'broader')))
