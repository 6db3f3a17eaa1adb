-- Rule: corroboration
-- Version: 2
-- Problem: Two sources say the same thing, wholly or in part; are they two voices or one?
-- Condition: Both assert and p lies inside q: different origins corroborate, a shared origin only refines. Where
--   neither lies inside the other but the least box around both keeps a kind and a target or place, different
--   origins corroborate that box, in part; the slots dropped to reach it are named.
-- Example: Two opponents give different accounts of who struck a city; that it was struck both say.
-- Dissolves: The two speak of different events, or one of them repeats the other without saying so.
select *,
    case when not (inside or around) or different_origins then 'corroborates' else 'refines' end as relation,
    around and not inside as swapped,
    case when inside or around then '' else 'disjoint' end as conflict,
    cast(null as varchar) as revised_by,
    cast(null as varchar) as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and comparable
  and (inside or around
       or (different_origins
           and coalesce(said_by, 'equal') in ('equal', 'narrower', 'broader')
           and (target_in_common or place_in_common)))
