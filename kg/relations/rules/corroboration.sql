-- Rule: corroboration
-- Version: 3
-- Problem: Two sources say the same thing, wholly or in part; are they two voices or one?
-- Condition: Both assert and p lies inside q, or both deny and q lies inside p: different voices corroborate, one
--   voice, or two of which one is part of the other, only refine. Where neither assertion lies inside the other but
--   the least box around both keeps a kind and a target or place, and more than the event that both name, different
--   voices corroborate that box, in part, unless they contradict each other; the slots dropped to reach it are named.
-- Example: Two opponents give different accounts of who struck a city; that it was struck both say.
-- Dissolves: The two speak of different events, or one of them repeats the other without saying so.
-- Stances: asserts with asserts; denies with denies
-- Needs: corroboration
-- Readings: origins-belong-together, one-them-only-repeats, left-out-alike
select *,
    'corroborates' as relation,
    case when a_stance = 'denies' then inside and not around else around and not inside end as swapped,
    case when inside or around then '' else 'disjoint' end as conflict,
    cast(null as varchar) as reads,
    case when inside or around then '' else 'outside(narrower broader overlaps disjoint) or open' end as short
from vector
where meets

  and comparable                              -- gate
  and not idle                                -- idle

  and (inside or around                       -- outside(narrower broader overlaps disjoint) or open
       or (a_stance = 'asserts' and coalesce(said_by, 'equal') in ('equal', 'narrower', 'broader')
           and (target_in_common or place_in_common)))

  and (inside or around or different_voices)  -- outside(narrower broader overlaps disjoint) or open, one-voice
