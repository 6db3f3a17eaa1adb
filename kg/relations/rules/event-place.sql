-- Rule: event-place
-- Version: 1
-- Problem: Two sources give one event different places.
-- Condition: Both assert of the same event, of the same kind or nested ones. Disjoint places contradict, nested ones
--   refine, and places of which it is contested whether one lies in the other are a tension.
-- Example: One report places the explosion in one town, another in the next.
-- Dissolves: They speak of two events, or the event reached over both places.
select *,
    case when place = 'disjoint' then 'contradicts' when place = 'unknown' then 'tension' else 'refines' end as relation,
    place = 'broader' as swapped,
    case when place = 'disjoint' then 'place' else '' end as conflict,
    cast(null as varchar) as revised_by,
    'kind,place,event' as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance and not is_state and same_event
  and (place in ('disjoint', 'narrower', 'broader') or place_contested)
