-- Rule: event-place
-- Version: 2
-- Problem: Two sources give one event different places.
-- Condition: Both assert of the same event, neither with a count, of kinds that are nested or of which one
--   includes both that allows one agent only, and that lie inside the kind of the event; not both of a narrower kind
--   than that, unless it allows one agent only, for then they may be two acts in it. Disjoint places contradict;
--   nested ones refine, unless the agents are disjoint or the kind runs the other way. Places of which it is
--   contested whether one lies in the other are a tension.
-- Example: One report places the explosion in one town, another in the next.
-- Dissolves: They speak of two events, or the event reached over both places.
select *,
    case when place = 'disjoint' then 'contradicts' when place = 'unknown' then 'tension' else 'refines' end as relation,
    place = 'broader' as swapped,
    case when place = 'disjoint' then 'place' else '' end as conflict,
    concat_ws(',', 'kind', 'place', 'event',
              case when place in ('narrower', 'broader') and agent_open then 'agent' end) as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance and not is_state and same_event
  and kinds_meet and of_event and not two_acts and not a_counted and not b_counted
  and (place = 'disjoint' or place_contested
       or (place in ('narrower', 'broader') and coalesce(agent, '') <> 'disjoint' and kind in ('equal', place)))
