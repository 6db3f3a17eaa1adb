-- Condition: Both assert of the same event, neither with a count, of kinds that are nested or of which one
--   includes both that allows one agent only, and that lie inside the kind of the event; not both of a narrower kind
--   than that, unless it allows one agent only, for then they may be two acts in it.
-- Stances: asserts with asserts
-- Traits: one-event
-- Question: which-of-event
select *,
    case when {slot} = 'disjoint' and {one} then 'contradicts'
         when {slot} in ('disjoint', 'unknown') then 'tension' else 'refines' end as relation,
    {slot} = 'broader' as swapped,
    case when {slot} = 'disjoint' then '{slot}' else '' end as conflict,
    concat_ws(',', 'kind', '{slot}', 'event',
              case when {slot} in ('narrower', 'broader') and agent_open then 'agent' end) as reads
from vector
where meets and not utterance and not is_state and same_event
  and kinds_meet and of_event and not two_acts and not a_counted and not b_counted
  and ({slot} = 'disjoint' or {contested}
       or ({slot} in ('narrower', 'broader') and coalesce(agent, '') <> 'disjoint' and kind in ('equal', {slot})))
