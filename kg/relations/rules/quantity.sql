-- Rule: quantity
-- Version: 2
-- Problem: Two sources count the same thing and their numbers cannot both be right.
-- Condition: Both assert a count of the same measure or of nested ones. Where the scope of one is the same as the
--   other's or lies inside it, and its lower end is above the other's upper end, they contradict if the measure does
--   not change; if it grows, unless the higher count is later and the other one so far: then it updates the other. Of
--   a measure that varies, disjoint counts in the same scope contradict if they are of one time or both final; a later
--   one updates one that is not final. Where it is not known which is later, or slots of the scope are left open, it is a tension.
--   Two lower bounds never contradict. Nested counts of what does not change, in the same scope, refine.
-- Example: "exactly 12 killed" against "between 40 and 50 killed" in one attack.
-- Dissolves: The counts were taken at different times or over different areas, or one of them is vague.
-- Stances: asserts with asserts
-- Traits: counts
-- Replaces: counts
-- Readings: they-do-not-count, older-count
-- Question: which-number
-- Hint: 4
with judged as (
    select *,
        case when side = 'a' then b_final else a_final end as whole,
        case when side = 'a' then a_not_later else b_not_later end as not_later,
        case when side = 'a' then a_later else b_later end as later
    from count_pair
    where more or (side = 'a' and change = 0 and scope_equal and count in ('narrower', 'broader')
                   and a_low <= b_high and b_low <= a_high)
),
decided as (
    select *,
        case when not more then 'refines'
             when change = 0 then case when scope_inside then 'contradicts' when scope_open then 'tension' end
             when change = 1 then
                case when whole or not_later
                     then case when scope_inside then 'contradicts' when scope_open then 'tension' end
                     when not scope_inside then null
                     when later then 'updates' else 'tension' end
             when (a_final and b_final) or (a_not_later and b_not_later)
                then case when scope_equal then 'contradicts' when scope_equal_open then 'tension' end
             when not scope_equal then null
             when (a_later and not b_final) or (b_later and not a_final) then 'updates' else 'tension' end as relation
    from judged
)
select *,
    case when relation = 'refines' then count = 'broader'
         when relation = 'updates' then case when change = 1 then side = 'b' else b_later end
         else side = 'b' and not scope_equal end as swapped,
    case when relation in ('contradicts', 'updates') then 'count'
         when relation = 'tension' and scope_inside then 'as_of' else '' end as conflict,
    cast(null as varchar) as reads
from decided
where relation is not null
