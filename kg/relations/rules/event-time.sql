-- Rule: event-time
-- Version: 2
-- Problem: Two sources give one event different times.
-- Condition: Both assert of the same event, neither with a count, of kinds that are nested or of which one
--   includes both that allows one agent only, and that lie inside the kind of the event; not both of a narrower kind
--   than that, unless it allows one agent only, for then they may be two acts in it. Disjoint times contradict;
--   nested ones refine, unless the agents are disjoint or the kind runs the other way.
-- Example: One report has the bridge blown up on Monday, another on Wednesday.
-- Dissolves: They speak of two events, or one gives the time of the report and not of the event.
select *,
    case when time = 'disjoint' then 'contradicts' else 'refines' end as relation,
    time = 'broader' as swapped,
    case when time = 'disjoint' then 'time' else '' end as conflict,
    concat_ws(',', 'kind', 'time', 'event',
              case when time in ('narrower', 'broader') and agent_open then 'agent' end) as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance and not is_state and same_event
  and kinds_meet and of_event and not two_acts and not a_counted and not b_counted
  and (time = 'disjoint'
       or (time in ('narrower', 'broader') and coalesce(agent, '') <> 'disjoint' and kind in ('equal', time)))
