"""Find disputes and analyse the graph of relations.

A dispute is a connected component of positions over ``contradicts``. Every analysis is a function of
relations and of the knowledge in which they were found. It takes a view if the answer depends on standpoints,
and returns plain data with ``as_json``. The analyses use NetworkX and answer set programming (clingo); the
graphs themselves are public.
"""

from __future__ import annotations

from kg.disputes.agreements import Agreement, find_agreements
from kg.disputes.analysis import Analysis, Analyst, Reading, dispute_json, find_analyses
from kg.disputes.boxes import Boxes
from kg.disputes.checks import Check, find_checks
from kg.disputes.conflicts import Conflict, ContestedBridge, find_conflicts, find_members
from kg.disputes.counts import Link, Tally, Timeline, find_timelines
from kg.disputes.dispute import Dispute, build_graph, find_disputes, find_origins, find_sources
from kg.disputes.extensions import Extensions, find_extensions
from kg.disputes.history import name_withdrawn, take_part
from kg.disputes.hitting_sets import HittingSet, HittingSets, find_hitting_sets, weigh_by_origins
from kg.disputes.reviews import Disagreement, Review, Reviews, find_reviews
from kg.disputes.survivors import Survivor, Survivors, find_survivors
from kg.disputes.verdicts import Propagation, Settled, VerdictConflict, Verdicts, propagate_verdicts
from kg.disputes.voices import Voices, build_report_graph, find_circles, find_voices

__all__ = [
    "Agreement",
    "Analysis",
    "Analyst",
    "Boxes",
    "Check",
    "Conflict",
    "ContestedBridge",
    "Disagreement",
    "Dispute",
    "Extensions",
    "HittingSet",
    "HittingSets",
    "Link",
    "Propagation",
    "Reading",
    "Review",
    "Reviews",
    "Settled",
    "Survivor",
    "Survivors",
    "Tally",
    "Timeline",
    "VerdictConflict",
    "Verdicts",
    "Voices",
    "build_graph",
    "build_report_graph",
    "dispute_json",
    "find_agreements",
    "find_analyses",
    "find_checks",
    "find_circles",
    "find_conflicts",
    "find_disputes",
    "find_extensions",
    "find_hitting_sets",
    "find_members",
    "find_origins",
    "find_reviews",
    "find_sources",
    "find_survivors",
    "find_timelines",
    "find_voices",
    "name_withdrawn",
    "propagate_verdicts",
    "take_part",
    "weigh_by_origins",
]
