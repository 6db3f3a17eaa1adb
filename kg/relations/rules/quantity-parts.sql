-- Rule: quantity-parts
-- Version: 2
-- Over: parts
-- Problem: Several sources count parts of a whole that together are more than the whole.
-- Condition: All assert counts of the same measure, which is no share. Each part's scope lies inside the whole's, the
--   parts are pairwise disjoint in their places, targets or in who is counted, and their lower ends sum to more than
--   the whole's upper end. Of a measure that changes, none is later than the whole, unless that is final. Given are
--   only sets from which no part can be left out, and of one whole a hundred at most, the smallest first.
-- Example: At most 50 killed in all, against 30 men and 25 women.
-- Dissolves: Somebody is counted in two parts, the counts were taken at different times, or one of them is vague.
-- Stances: asserts with asserts
-- Traits: counts
-- Readings: parts-overlap-somebody-counted, whole-counted-earlier-than
-- Question: counted-twice
select b as whole, a as part, mask, b_high as high, a_low as low
from count_pair
where side = 'a' and scope_inside and not scope_equal and measure = 'equal' and not ratio
  and a_low > 0 and b_high < 2305843009213693952 and (change = 0 or b_final or a_not_later)
union
select a as whole, b as part, mask, a_high as high, b_low as low
from count_pair
where side = 'b' and scope_inside and not scope_equal and measure = 'equal' and not ratio
  and b_low > 0 and a_high < 2305843009213693952 and (change = 0 or a_final or b_not_later)
