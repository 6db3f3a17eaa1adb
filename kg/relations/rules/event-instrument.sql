-- Rule: event-instrument
-- Version: 2
-- Problem: Two sources give one event different means.
-- Condition: Both assert of the same event, neither with a count, of kinds that are nested or of which one
--   includes both that allows one agent only, and that lie inside the kind of the event; not both of a narrower kind
--   than that, unless it allows one agent only, for then they may be two acts in it. Disjoint instruments are a
--   tension, for several may have been used, and contradict where a kind that includes both allows one only; nested
--   ones refine, unless the agents are disjoint or the kind runs the other way. Contested ones are a tension.
-- Example: One report speaks of artillery, another of drones.
-- Dissolves: Both were used.
select *,
    case when instrument = 'disjoint' and one_instrument then 'contradicts'
         when instrument in ('disjoint', 'unknown') then 'tension' else 'refines' end as relation,
    instrument = 'broader' as swapped,
    case when instrument = 'disjoint' then 'instrument' else '' end as conflict,
    concat_ws(',', 'kind', 'instrument', 'event',
              case when instrument in ('narrower', 'broader') and agent_open then 'agent' end) as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance and not is_state and same_event
  and kinds_meet and of_event and not two_acts and not a_counted and not b_counted
  and (instrument = 'disjoint' or instrument_contested
       or (instrument in ('narrower', 'broader') and coalesce(agent, '') <> 'disjoint' and kind in ('equal', instrument)))
