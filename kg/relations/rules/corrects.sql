-- Rule: corrects
-- Version: 1
-- Over: corrections
-- Problem: A source takes back what was said before.
-- Condition: A claim names another one that it takes back or replaces, of whatever source. The other is left: it no
--   longer counts as what its voice holds. What somebody has said stays said.
-- Example: A newspaper prints a correction of its own report; a ministry withdraws a denial.
-- Dissolves: The later claim adds to the earlier one and does not replace it.
select later, earlier from correction
