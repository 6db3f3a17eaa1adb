-- Rule: attribution
-- Version: 2
-- Problem: A source is reported to have said something, and denies having said it.
-- Condition: A claim gives as its source's words that p is, will be or should be so; the second denies that
--   somebody said q. They contradict, as to the utterance and not as to p, where the source is that somebody, or a
--   part of it, and p lies inside q; it is a tension where the boxes overlap or slots are left open, and meet in
--   their counts and in their events or targets. Nobody is taken for a description that nothing ties him to. What
--   somebody has said stays said.
-- Example: An outlet quotes a minister as saying that a town will be retaken; the minister denies having said so.
-- Dissolves: The words were translated or shortened, or somebody else of the same house said them.
-- Role: attributed
-- Stances: asserts, predicts, demands, commits, threatens, assesses with denies
-- Traits: carry-no-verdict
-- Headline: attribution
-- Needs: attribution
-- Readings: what-denied-are-words, somebody-else-said, said-on-another-occasion, open-slots
-- Question: said-so
select *,
    case when any_beyond or any_unknown then 'tension' else 'contradicts' end as relation,
    false as swapped,
    case when any_beyond then 'beyond' else '' end as conflict,
    cast(null as varchar) as reads,
    'outside(broader overlaps), open' as short
from vector
where meets

  and comparable                           -- gate
  and not any_disjoint                     -- apart
  and not (any_beyond and beside_count)    -- beside-count measure population(overlaps)
  and not (any_beyond and any_unknown)     -- also: outside(broader overlaps), open
  and (not any_beyond and not any_unknown  -- also: outside(broader overlaps), open
       or (coalesce(count, 'equal') in ('equal', 'narrower', 'broader', 'overlaps')
           and ((both_target and target not in ('disjoint', 'unknown'))
                or (both_event and event not in ('disjoint', 'unknown')))))
