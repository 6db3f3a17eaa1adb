-- Rule: responsibility
-- Version: 3
-- Problem: Two sources name different agents of what is, or may be, one event.
-- Condition: Both assert. Of the same event, disjoint agents contradict where one kind that includes both allows one
--   agent only; otherwise, of nested kinds and where nothing is counted, they are a tension; contested agents are a
--   tension in either case. Nested agents refine, unless the kind runs the other way. Where it is not said of both
--   which event they speak of, and their targets or places are the same or nested and their times meet, disjoint or
--   contested agents are a tension that also names the target, instrument and place in which the accounts differ.
-- Example: A ministry says that a state's forces struck a city; a local leader says that his own forces struck an
--   air base there.
-- Dissolves: They speak of two events, or both forces took part, or one of them stands under the other.
-- Stances: asserts with asserts
-- Traits: one-event
-- Readings: different-events, several-agents
-- Question: who-did-it
-- Hint: 2
select *,
    case when not same_event or agent = 'unknown' then 'tension'
         when agent <> 'disjoint' then 'refines'
         when one_agent then 'contradicts' else 'tension' end as relation,
    same_event and agent = 'broader' as swapped,
    case when same_event then case when agent = 'disjoint' then 'agent' else '' end
         else concat_ws(',',
             case when agent = 'disjoint' then 'agent' end,
             case when target in ('narrower', 'broader') then 'target' end,
             case when instrument in ('narrower', 'broader', 'disjoint') then 'instrument' end,
             case when place in ('narrower', 'broader') then 'place' end) end as conflict,
    case when same_event then 'kind,agent,event' end as reads,
    case when not same_event then concat_ws(', ',
             'unnamed-event event',
             case when not one_agent then 'not-functional agent' end,
             case when agent = 'unknown' then 'open agent' end)
         when agent = 'unknown' then 'open agent'
         when agent <> 'disjoint' then 'nested agent'
         when one_agent then '' else 'not-functional agent' end as short
from vector
where meets
  and not utterance                                              -- utterance

  and both_agent                                                 -- open agent

  and not is_state                                               -- state

  and not idle                                                   -- idle

  and (same_event or comparable)                                 -- gate
  and (same_event or not both_event)                             -- event event
  and (same_event or agent <> 'equal')                           -- same-value agent
  and (same_event or agent in ('equal', 'disjoint', 'unknown'))  -- nested agent
  and (same_event or coalesce(target, '') in ('equal', 'narrower', 'broader')  -- nowhere target
       or coalesce(place, '') in ('equal', 'narrower', 'broader'))
  and (same_event or coalesce(time, 'equal') <> 'unknown')       -- open time
  and (not same_event or kinds_meet)                             -- kind kind

  and (not same_event or agent not in ('narrower', 'broader') or kind in ('equal', agent))  -- runs-back kind
  and (not same_event or agent <> 'equal')                       -- same-value agent
  and (not same_event or agent <> 'overlaps')                    -- overlapping agent
  and (not same_event or agent not in ('disjoint', 'unknown') or one_agent
       or not (a_counted or b_counted))  -- not-functional agent, counted
