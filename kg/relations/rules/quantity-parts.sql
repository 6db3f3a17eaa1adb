-- Rule: quantity-parts
-- Version: 1
-- Over: parts
-- Problem: Several sources count parts of a whole that together are more than the whole.
-- Condition: All assert counts of the same measure. Each part's scope lies inside the whole's, the parts are
--   pairwise disjoint, and their lower ends sum to more than the whole's upper end. Given are only sets from which no
--   part can be left out, and of one whole a hundred at most, the smallest first.
-- Example: At most 50 killed in all, against 30 men and 25 women.
-- Dissolves: Somebody is counted in two parts, the counts were taken at different times, or one of them is vague.
select b as whole, a as part, mask, b_high as high, a_low as low
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance
  and comparable and measure = 'equal' and scope_inside and a_low > 0 and b_high < 1000000000000000
union
select a as whole, b as part, mask, a_high as high, b_low as low
from vector
where a_stance = 'asserts' and b_stance = 'asserts' and role = 'content' and not utterance
  and comparable and measure = 'equal' and scope_around and b_low > 0 and a_high < 1000000000000000
