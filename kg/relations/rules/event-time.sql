-- Rule: event-time
-- Version: 1
-- Problem: Two sources give one event different times.
-- Condition: Both assert of the same event, of the same kind or nested ones. Disjoint times contradict, nested ones
--   refine.
-- Example: One report has the bridge blown up on Monday, another on Wednesday.
-- Dissolves: They speak of two events, or one gives the time of the report and not of the event.
select *,
    case when time = 'disjoint' then 'contradicts' else 'refines' end as relation,
    time = 'broader' as swapped,
    case when time = 'disjoint' then 'time' else '' end as conflict,
    cast(null as varchar) as revised_by,
    'kind,time,event' as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance and not is_state and same_event
  and (time in ('disjoint', 'narrower', 'broader'))
