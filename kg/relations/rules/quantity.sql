-- Rule: quantity
-- Version: 1
-- Problem: Two sources count the same thing and their numbers cannot both be right.
-- Condition: Both assert a count of the same measure. In the same scope disjoint counts contradict and nested ones
--   refine. Where the scope of one lies inside the other's, they contradict if its lower end is above the other's
--   upper end. Two lower bounds never contradict. A later, higher count of the same origin, over the same time or one
--   that includes it, supersedes the earlier one.
-- Example: "exactly 12 killed" against "between 40 and 50 killed" in one attack.
-- Dissolves: The counts were taken at different times or over different areas, or one of them is vague.
with counted as (
    select *,
        case when scope_equal and count = 'disjoint' then 'contradicts'
             when scope_equal and count in ('narrower', 'broader') then 'refines'
             when scope_inside and a_low > b_high then 'contradicts'
             when scope_around and b_low > a_high then 'contradicts' end as relation,
        case when scope_equal_but_time and a_low > b_low and coalesce(time, 'equal') in ('equal', 'broader') then 'a'
             when scope_equal_but_time and b_low > a_low and coalesce(time, 'equal') in ('equal', 'narrower') then 'b' end as revised_by
    from vector
    where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance
      and comparable and measure = 'equal' and count is not null
)
select *,
    relation is not null and (scope_around or (scope_equal and count = 'broader')) as swapped,
    case when relation = 'contradicts' then 'count' else '' end as conflict,
    cast(null as varchar) as reads
from counted
where relation is not null or revised_by is not null
