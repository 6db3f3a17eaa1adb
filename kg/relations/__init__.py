"""Find what relates positions to one another: contradictions, tensions, corroborations."""

from kg.relations.engine import find_relations
from kg.relations.rules import Rule, rules

__all__ = ["Rule", "find_relations", "rules"]
