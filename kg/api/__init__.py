"""The whole system as one object, for notebooks and programs; the command line is built on it."""

from kg.api.explaining import (
    BundleCheck,
    Explanation,
    GraphComparison,
    GraphDifference,
    Page,
    Picture,
)
from kg.api.graph import ClaimGraph
from kg.api.loading import StoredGraph, load, verify
from kg.api.objects import (
    GraphArticle,
    GraphClaim,
    GraphDispute,
    GraphEntry,
    GraphRelation,
    GraphStandpoint,
    GraphWhyNot,
)
from kg.api.reader import language
from kg.api.sequences import Articles, Claims, Disputes, Entries, Events, Relations, Sources, Standpoints

__all__ = [
    "Articles",
    "BundleCheck",
    "ClaimGraph",
    "Claims",
    "Disputes",
    "Entries",
    "Events",
    "Explanation",
    "GraphArticle",
    "GraphClaim",
    "GraphComparison",
    "GraphDifference",
    "GraphDispute",
    "GraphEntry",
    "GraphRelation",
    "GraphStandpoint",
    "GraphWhyNot",
    "Page",
    "Picture",
    "Relations",
    "Sources",
    "Standpoints",
    "StoredGraph",
    "language",
    "load",
    "verify",
]
