"""OWL reasoning: whether claims, register and standpoints are consistent with the ontology, and what follows.

The reasoner is HermiT, as it comes with owlready2 (Glimm et al., "HermiT: An OWL 2 Reasoner", Journal of
Automated Reasoning 53, 2014). If the data is inconsistent, a smallest set of claims that causes it
is found by QuickXplain (Junker, "QuickXplain: Preferred Explanations and Relaxations for
Over-Constrained Problems", AAAI 2004): divide and conquer, with one short run of HermiT per question.

This finds records that make no sense, such as one claim with two stances. Two claims that contradict
each other are not inconsistent here: a denial is a stance on a neutral proposition.

The reasoner does not get the data unchanged:

- **Unique names.** In OWL two names may mean one thing; here they never do. Each node gets its own name
  as the value of a functional property. That means the same as ``owl:AllDifferent`` over all nodes, but
  at a linear cost (with ``owl:AllDifferent``, 300 claims took HermiT 157 s instead of 8 s).
- **Days.** ``xsd:date`` is not in the datatype map of OWL 2; a day becomes the ``xsd:dateTime`` at
  which it begins.
- **Words.** Labels, comments and texts in a language mean nothing to a reasoner and are left out. Other
  strings are only compared; they are percent-encoded so that no parser can damage them.
- **Slots as values.** A property that is also a value loses its class as a value, since owlready2 would
  "fix" it.
"""

from __future__ import annotations

from kg.reasoning.conflicts import Inconsistency
from kg.reasoning.hermit import NoJavaError, ReasonerError
from kg.reasoning.reason import Reasoning, check_consistency, reason_over
from kg.reasoning.records import Origin

__all__ = [
    "Inconsistency",
    "NoJavaError",
    "Origin",
    "ReasonerError",
    "Reasoning",
    "check_consistency",
    "reason_over",
]
