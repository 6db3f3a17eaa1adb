"""The whole system behind one object, for notebooks and programs; the command line is a thin face over it."""

from kg.api.graph import ClaimGraph, Relations, StoredGraph, load

__all__ = ["ClaimGraph", "Relations", "StoredGraph", "load"]
