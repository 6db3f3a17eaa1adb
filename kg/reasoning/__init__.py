"""OWL: whether claims, register and standpoints can hold together under the ontology, and what follows.

HermiT decides, as it comes with owlready2 (Glimm et al., "HermiT: An OWL 2 Reasoner", Journal of
Automated Reasoning 53, 2014). Where something is inconsistent, the smallest set of claims that makes
it so is found by QuickXplain (Junker, "QuickXplain: Preferred Explanations and Relaxations for
Over-Constrained Problems", AAAI 2004): divide and conquer, one short run of HermiT per question.

This looks for records that make no sense, such as one claim with two stances. That two claims
contradict each other is no inconsistency here: a denial is a stance on a neutral proposition.

The reasoner is not given the data as they are:

- **Unique names.** OWL lets two names mean one thing; here they never do. Each node gets its own name
  as the value of a functional property, which says the same as ``owl:AllDifferent`` over all of them
  at a linear cost (with the latter, 300 claims took HermiT 157 s instead of 8 s).
- **Days.** ``xsd:date`` is not in the datatype map of OWL 2; a day becomes the ``xsd:dateTime`` at
  which it begins.
- **Words.** Labels, comments and texts in a language say nothing to a reasoner and are left out; other
  strings are only compared, and are given percent-encoded so that no parser can damage them.
- **Slots as values.** A property that is also a value loses its class as a value, which would make
  owlready2 "fix" it.
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
