-- Rule: quantity
-- Version: 2
-- Problem: Two sources count the same thing and their numbers cannot both be right.
-- Condition: Both assert a count of the same measure or of nested ones. Where the scope of one is the same as the
--   other's or lies inside it, and its lower end is above the other's upper end, they contradict if the measure does
--   not change; if it grows, unless the higher count is later and the other one so far: then it updates the other.
--   Of a measure that varies, disjoint counts in the same scope contradict if they are of one time or both final; a
--   later one updates one that is not final. Where it is not known which is later, or slots of the scope are left
--   open, it is a tension. Two lower bounds never contradict. Nested counts of what does not change, in the same
--   scope, refine.
-- Example: "exactly 12 killed" against "between 40 and 50 killed" in one attack.
-- Dissolves: The counts were taken at different times or over different areas, or one of them is vague.
-- Stances: asserts with asserts
-- Traits: counts
-- Replaces: counts
-- Readings: they-do-not-count, older-count
-- Question: which-number
-- Hint: 4
with sided as (
    select *,
        case change when 2 then scope_equal else scope_inside end as fits,
        case change
             when 0 then true
             when 1 then case when side = 'a' then b_final or a_not_later else a_final or b_not_later end
             else (a_final and b_final) or (a_not_later and b_not_later) end as settled,
        case change
             when 1 then case when side = 'a' then a_later else b_later end
             else (a_later and not b_final) or (b_later and not a_final) end as newer,
        not more and side = 'a' and change = 0 and scope_equal and count in ('narrower', 'broader')
            and a_low <= b_high and b_low <= a_high as alike,
        case when side = 'a' then b_high else a_high end < 2305843009213693952 as bounded
    from count_pair
)
select *,
    case when alike then 'refines'
         when settled and fits then 'contradicts'
         when not settled and newer then 'updates' else 'tension' end as relation,
    case when alike then count = 'broader'
         when settled or not newer then side = 'b' and not scope_equal
         when change = 1 then side = 'b' else b_later end as swapped,
    case when alike or (settled and not fits) then '' when settled or newer then 'count' else 'as_of' end as conflict,
    cast(null as varchar) as reads,
    case when alike then 'nested count'
         when settled then 'open'
         when newer then 'later as_of' else 'when as_of' end as short
from sided
where meets
  and not utterance                                      -- utterance

  and a_counted and b_counted                            -- no-count count

  and comparable                                         -- gate
  and measure in ('equal', 'narrower', 'broader')        -- measure measure

  and (more or alike or bounded)                         -- no-upper-bound count
  and (more or alike or not bounded)                     -- numbers-fit count

  and (alike or change = 2 or side = 'b' or scope_open)  -- scope scope(broader overlaps disjoint), open scope
  and (alike or change = 2 or side = 'a' or scope_open)  -- scope scope(narrower overlaps disjoint), open scope
  and (alike or change <> 2 or scope_equal_open)         -- scope scope(narrower broader overlaps disjoint), open scope
  and (alike or settled or fits)                         -- open scope
