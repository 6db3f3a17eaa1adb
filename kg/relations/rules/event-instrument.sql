-- Rule: event-instrument
-- Version: 1
-- Problem: Two sources give one event different means.
-- Condition: Both assert of the same event, of the same kind or nested ones. Disjoint instruments are a tension, for
--   several may have been used; nested ones refine, and contested ones are a tension.
-- Example: One report speaks of artillery, another of drones.
-- Dissolves: Both were used.
select *,
    case when instrument in ('disjoint', 'unknown') then 'tension' else 'refines' end as relation,
    instrument = 'broader' as swapped,
    case when instrument = 'disjoint' then 'instrument' else '' end as conflict,
    cast(null as varchar) as revised_by,
    'kind,instrument,event' as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance and not is_state and same_event
  and (instrument in ('disjoint', 'narrower', 'broader') or instrument_contested)
