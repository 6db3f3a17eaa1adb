-- Rule: assessment
-- Version: 2
-- Problem: Somebody gives an opinion; what others say bears on it.
-- Condition: The second assesses p, or doubts it. Whoever asserts, commits to or threatens something inside p
--   supports the one and, where he asserts it, challenges the other; whoever denies everything in a box around p
--   challenges the one and supports the other. Of two opinions, what one assesses and the other doubts is a tension.
-- Example: Critics expect that a government will accept no ceasefire; its president says on what condition only.
-- Dissolves: The assessment is of another time, or its reasons are others.
-- Stances: asserts, denies with assesses, doubts; commits, threatens with assesses; assesses with doubts
-- Needs: assessment
-- Readings: fact-in-doubt, other-grounds
select *,
    case when a_stance = 'assesses' then 'tension'
         when (a_stance = 'denies') = (b_stance = 'assesses') then 'challenges' else 'supports' end as relation,
    false as swapped,
    '' as conflict,
    cast(null as varchar) as reads,
    '' as short
from vector
where meets
  and not utterance                     -- utterance

  and comparable                        -- gate
  and not idle                          -- idle
  and (a_stance = 'denies' or inside)   -- outside(broader overlaps disjoint) or open
  and (a_stance <> 'denies' or around)  -- back: outside(narrower overlaps disjoint) or open
