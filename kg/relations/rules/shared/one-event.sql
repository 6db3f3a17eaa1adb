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
              case when {slot} in ('narrower', 'broader') and agent_open then 'agent' end) as reads,
    case when {slot} in ('narrower', 'broader') then 'nested {slot}' when {slot} = 'unknown' then 'open {slot}'
         when {one} then '' else 'not-functional {slot}' end as short
from vector
where meets
  and not utterance                                                       -- utterance

  and (not same_event or coalesce({slot}, '') <> 'equal')                 -- same-value {slot}

  and not is_state                                                        -- state
  and same_event                                                          -- event event
  and (not same_event or kinds_meet)                                      -- kind kind
  and (not same_event or not kinds_meet or of_event)                      -- not-of-event kind
  and (not same_event or not kinds_meet or not of_event or not two_acts)  -- two-acts kind
  and not a_counted and not b_counted                                     -- counted

  and {slot} is not null                                                  -- unsaid {slot}
  and coalesce({slot}, '') <> 'equal'                                     -- same-value {slot}
  and coalesce({slot}, '') <> 'overlaps'                                  -- overlapping {slot}
  and (coalesce({slot}, '') <> 'unknown' or {contested})                  -- open {slot}
  and (coalesce({slot}, '') not in ('narrower', 'broader') or kind in ('equal', {slot}))  -- runs-back kind
  and (coalesce({slot}, '') not in ('narrower', 'broader') or coalesce(agent, '') <> 'disjoint')  -- apart agent
