"""Find what relates positions to one another: contradictions, tensions, corroborations."""

from kg.relations.engine import count_findings, find_relations, find_repeats
from kg.relations.rules import Rule, find_rule, rules

__all__ = [
    "Rule",
    "count_findings",
    "find_relations",
    "find_repeats",
    "find_rule",
    "rules",
]
