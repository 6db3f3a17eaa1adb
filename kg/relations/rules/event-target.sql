-- Rule: event-target
-- Version: 2
-- Problem: Two sources say that one event struck different things.
-- Condition: Both assert of the same event, neither with a count, of kinds that are nested or of which one
--   includes both that allows one agent only, and that lie inside the kind of the event; not both of a narrower kind
--   than that, unless it allows one agent only, for then they may be two acts in it. Disjoint targets are a tension,
--   for an event may have several, and contradict where a kind that includes both allows one only; nested ones
--   refine, unless the agents are disjoint or the kind runs the other way. Contested ones are a tension.
-- Example: One report says that the strike hit a barracks, another that it hit a school.
-- Dissolves: The event struck both.
select *,
    case when target = 'disjoint' and one_target then 'contradicts'
         when target in ('disjoint', 'unknown') then 'tension' else 'refines' end as relation,
    target = 'broader' as swapped,
    case when target = 'disjoint' then 'target' else '' end as conflict,
    concat_ws(',', 'kind', 'target', 'event',
              case when target in ('narrower', 'broader') and agent_open then 'agent' end) as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance and not is_state and same_event
  and kinds_meet and of_event and not two_acts and not a_counted and not b_counted
  and (target = 'disjoint' or target_contested
       or (target in ('narrower', 'broader') and coalesce(agent, '') <> 'disjoint' and kind in ('equal', target)))
