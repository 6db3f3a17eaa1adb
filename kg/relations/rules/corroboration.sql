-- Rule: corroboration
-- Version: 1
-- Problem: Two sources say the same thing, wholly or in part; are they two voices or one?
-- Condition: Both assert and p lies inside q: different origins corroborate, a shared origin only refines. Where
--   neither lies inside the other but a box around both keeps a kind and a target or place, different origins
--   corroborate that box, in part.
-- Example: Two opponents give different accounts of who struck a city; that it was struck both say.
-- Dissolves: The two speak of different events, or one of them repeats the other without saying so.
select
    a, b, row, mask,
    case when not (inside or around) or different_origins then 'corroborates' else 'refines' end as relation,
    around and not inside as swapped,
    case when inside or around then '' else disjoint_slots end as conflict,
    null as revised_by,
    null as reads
from vector
where not b_denies
  and (inside or around
       or (different_origins
           and (target in ('equal', 'narrower', 'broader') or place in ('equal', 'narrower', 'broader'))))
