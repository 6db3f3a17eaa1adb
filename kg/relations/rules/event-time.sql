-- Rule: event-time
-- Version: 2
-- Problem: Two sources give one event different times.
-- Condition: Both assert of the same event, neither with a count, of kinds that are nested or of which one includes
--   both that allows one agent only, and that lie inside the kind of the event. Disjoint times contradict, nested ones refine.
-- Example: One report has the bridge blown up on Monday, another on Wednesday.
-- Dissolves: They speak of two events, or one gives the time of the report and not of the event.
select *,
    case when time = 'disjoint' then 'contradicts' else 'refines' end as relation,
    time = 'broader' as swapped,
    case when time = 'disjoint' then 'time' else '' end as conflict,
    'kind,time,event' as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance and not is_state and same_event
  and kinds_meet and of_event and not a_counted and not b_counted
  and (time in ('disjoint', 'narrower', 'broader'))
