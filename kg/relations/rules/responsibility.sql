-- Rule: responsibility
-- Version: 2
-- Problem: Two sources name different agents of what is, or may be, one event.
-- Condition: Both assert. Of the same event, disjoint agents contradict where one kind that includes both allows one
--   agent only; otherwise, of nested kinds and where nothing is counted, they are a tension. Nested agents refine,
--   unless the kind runs the other way, and contested ones are a tension. Where it is not said of both which event they speak of, and their targets or places
--   are the same or nested and their times meet, disjoint or contested agents are a tension that also names the target,
--   instrument and place in which the accounts differ.
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
    case when same_event then 'kind,agent,event' end as reads
from vector
where meets and not utterance and not is_state and both_agent
  and not idle
  and ((same_event and kinds_meet
        and (agent in ('disjoint', 'unknown') or (agent in ('narrower', 'broader') and kind in ('equal', agent)))
        and (one_agent or agent <> 'disjoint' or not (a_counted or b_counted)))
       or (not both_event and comparable
           and agent in ('disjoint', 'unknown')
           and (coalesce(target, '') in ('equal', 'narrower', 'broader')
                or coalesce(place, '') in ('equal', 'narrower', 'broader'))
           and coalesce(time, 'equal') <> 'unknown'))
