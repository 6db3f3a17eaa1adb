-- Rule: exclusivity
-- Version: 1
-- Problem: One source says that nothing else was concerned, another names something else.
-- Condition: Both assert, the one that only the value of a slot is meant; the other would lie inside it but for that
--   slot, in which it is disjoint. They contradict.
-- Example: A spokesman says that only the airfield was hit; a witness says that the town was.
-- Dissolves: They speak of two events, or the one means only what he knew of by then.
-- Stances: asserts with asserts
-- Readings: only-meant-narrowly, different-events
-- Question: among-only
select *,
    'contradicts' as relation,
    side = 'b' as swapped,
    excluded as conflict,
    cast(null as varchar) as reads
from only_pair
