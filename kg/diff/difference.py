"""Find what differs between two bodies of knowledge, in people's terms.

For every relation that appeared, was dissolved or changed, it tells why: which claim, background fact or rule
has changed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.diff.causes import find_outcomes
from kg.diff.matching import Way
from kg.diff.outcomes import Outcome, Revised
from kg.diff.pairs import (
    Section,
    build_section,
    find_article_parts,
    find_claim_parts,
    find_entry_parts,
    find_same_articles,
    find_same_claims,
    find_standpoint_parts,
    find_verdict_changes,
)
from kg.model import Bridge, Knowledge, Register, Relation, RelationType


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two bodies of knowledge, which are kept for their labels.

    ``facts_added`` and ``facts_withdrawn`` hold facts of the register first, then those of standpoints.
    ``appeared``, ``dissolved`` and ``revised`` hold relations of every type, contradictions first.
    """

    before: Knowledge = field(repr=False, compare=False)
    after: Knowledge = field(repr=False, compare=False)
    articles: Section
    claims: Section
    entries: Section
    standpoints: Section
    verdicts: Section
    facts_added: tuple[Bridge, ...]
    facts_withdrawn: tuple[Bridge, ...]
    opponents_added: tuple[tuple[str, ...], ...]
    opponents_withdrawn: tuple[tuple[str, ...], ...]
    appeared: tuple[Outcome, ...]
    dissolved: tuple[Outcome, ...]
    revised: tuple[Revised, ...]

    @property
    def empty(self) -> bool:
        """Whether nothing differs."""
        sections = (self.articles, self.claims, self.entries, self.standpoints, self.verdicts)
        facts = (self.facts_added, self.facts_withdrawn, self.opponents_added, self.opponents_withdrawn)
        return not any((*sections, *facts, self.appeared, self.dissolved, self.revised))

    @property
    def numbers(self) -> Mapping[RelationType, tuple[int, int, int]]:
        """How many relations of each type appeared, were dissolved and changed, without zeros."""
        appeared = Counter(outcome.relation.relation for outcome in self.appeared)
        dissolved = Counter(outcome.relation.relation for outcome in self.dissolved)
        revised = Counter(revised.after.relation for revised in self.revised)
        by_type = {type: (appeared[type], dissolved[type], revised[type]) for type in RelationType}
        return {type: numbers for type, numbers in by_type.items() if any(numbers)}

    def as_json(self) -> dict[str, Any]:
        """Return everything that differs, as ``kg diff --format json`` writes it."""
        return {
            "articles": self.articles.as_json(),
            "claims": self.claims.as_json(),
            "entries": self.entries.as_json(),
            "standpoints": self.standpoints.as_json(),
            "facts": {
                "added": [fact.as_json() for fact in self.facts_added],
                "withdrawn": [fact.as_json() for fact in self.facts_withdrawn],
            },
            "opponents": {
                "added": [list(pair) for pair in self.opponents_added],
                "withdrawn": [list(pair) for pair in self.opponents_withdrawn],
            },
            "verdicts": self.verdicts.as_json(),
            "relations": {
                "numbers": {
                    type.value: dict(zip(("appeared", "dissolved", "changed"), numbers, strict=True))
                    for type, numbers in self.numbers.items()
                },
                "appeared": [outcome.as_json() for outcome in self.appeared],
                "dissolved": [outcome.as_json() for outcome in self.dissolved],
                "changed": [revised.as_json() for revised in self.revised],
            },
        }


def find_differences(
    before: Knowledge,
    after: Knowledge,
    before_relations: Iterable[Relation] = (),
    after_relations: Iterable[Relation] = (),
) -> Difference:
    """Return what differs between two bodies of knowledge and between the relations found in them."""
    articles = find_same_articles(before, after)
    claims = find_same_claims(before, after, articles)
    entries = {name: name for name in before.register.entries if name in after.register.entries}
    standpoints = {n: n for n in before.register.standpoints if n in after.register.standpoints}
    sections = {
        "articles": build_section(before.articles, after.articles, articles, find_article_parts),
        "claims": build_section(before.claims, after.claims, claims, find_claim_parts),
        "entries": build_section(before.register.entries, after.register.entries, entries, find_entry_parts),
        "standpoints": build_section(
            before.register.standpoints, after.register.standpoints, standpoints, find_standpoint_parts
        ),
    }
    facts = [before.register.bridges(), after.register.bridges()]
    pairs = [_pairs(before.register), _pairs(after.register)]
    added, withdrawn = set(facts[1]) - set(facts[0]), set(facts[0]) - set(facts[1])
    way = Way(before, after, claims, sections, frozenset(added), frozenset(withdrawn))
    appeared, dissolved, revised = find_outcomes(list(before_relations), list(after_relations), way)
    return Difference(
        before,
        after,
        sections["articles"],
        sections["claims"],
        sections["entries"],
        sections["standpoints"],
        find_verdict_changes(before, after, claims),
        facts_added=tuple(fact for fact in facts[1] if fact in added),
        facts_withdrawn=tuple(fact for fact in facts[0] if fact in withdrawn),
        opponents_added=tuple(pair for pair in pairs[1] if pair not in pairs[0]),
        opponents_withdrawn=tuple(pair for pair in pairs[0] if pair not in pairs[1]),
        appeared=appeared,
        dissolved=dissolved,
        revised=revised,
    )


def _pairs(register: Register) -> list[tuple[str, ...]]:
    return sorted(tuple(sorted(pair)) for pair in register.opponents)
