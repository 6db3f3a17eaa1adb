-- Rule: event-target
-- Version: 1
-- Problem: Two sources say that one event struck different things.
-- Condition: Both assert of the same event, of the same kind or nested ones. Disjoint targets are a tension, for an
--   event may have several; nested ones refine, and contested ones are a tension.
-- Example: One report says that the strike hit a barracks, another that it hit a school.
-- Dissolves: The event struck both.
select *,
    case when target in ('disjoint', 'unknown') then 'tension' else 'refines' end as relation,
    target = 'broader' as swapped,
    case when target = 'disjoint' then 'target' else '' end as conflict,
    cast(null as varchar) as revised_by,
    'kind,target,event' as reads
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance and not is_state and same_event
  and (target in ('disjoint', 'narrower', 'broader') or target_contested)
