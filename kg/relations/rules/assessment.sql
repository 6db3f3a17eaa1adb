-- Rule: assessment
-- Version: 1
-- Problem: Somebody gives an opinion; what others say bears on it.
-- Condition: The second assesses p. Whoever asserts, commits to or threatens something inside p supports it;
--   whoever denies everything in a box around p challenges it. An assessment never contradicts.
-- Example: Critics expect that a government will accept no ceasefire; its president says on what condition only.
-- Dissolves: The assessment is of another time, or its reasons are others.
select *,
    case when a_stance = 'denies' then 'challenges' else 'supports' end as relation,
    false as swapped,
    '' as conflict,
    cast(null as varchar) as revised_by,
    cast(null as varchar) as reads
from vector
where role = 'content' and not utterance and comparable
  and b_stance = 'assesses'
  and ((a_stance in ('asserts', 'commits', 'threatens') and inside) or (a_stance = 'denies' and around))
