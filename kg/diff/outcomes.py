"""Relations that appeared, were dissolved or were revised, and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from kg.diff.pairs import Change
from kg.model import Bridge, Relation, RelationType

#: The kinds of causes of a change, and what happened to the cause.
What = Literal["claim", "fact", "entry", "standpoint", "article", "rule"]
How = Literal["added", "withdrawn", "changed"]
OPPOSITE: Mapping[How, How] = {"added": "withdrawn", "withdrawn": "added", "changed": "changed"}


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a relation changed: what was added, withdrawn or changed.

    ``name`` is the name of a claim, an entry, a standpoint, an article or a rule. For a background ``fact``
    it is the name of the standpoint that holds it, or of the entry that it is about.
    """

    what: What
    how: How
    name: str
    changes: tuple[Change, ...] = ()
    fact: Bridge | None = None

    def as_json(self) -> dict[str, Any]:
        """Return the fields that are not empty, by name."""
        fields: dict[str, Any] = {"what": self.what, "how": self.how, "name": self.name}
        if self.changes:
            fields["changes"] = [change.as_json() for change in self.changes]
        if self.fact is not None:
            fields["fact"] = self.fact.as_json()
        return fields


@dataclass(frozen=True, slots=True)
class Outcome:
    """A relation that is on one side only, and why.

    ``instead`` holds the types of relations between the same claims on the other side only: a contradiction
    that was dissolved may be a tension now.
    """

    relation: Relation
    causes: tuple[Cause, ...]
    instead: tuple[RelationType, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the relation, why it appeared or was dissolved, and what is there instead."""
        causes = [cause.as_json() for cause in self.causes]
        return {**_relation_json(self.relation), "causes": causes, "instead": [t.value for t in self.instead]}


@dataclass(frozen=True, slots=True)
class Revised:
    """A relation that is on both sides, what changed in it, and why."""

    before: Relation
    after: Relation
    changes: tuple[Change, ...]
    causes: tuple[Cause, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the relation on both sides, what changed, and why."""
        return {
            "before": _relation_json(self.before),
            "after": _relation_json(self.after),
            "changes": [change.as_json() for change in self.changes],
            "causes": [cause.as_json() for cause in self.causes],
        }


def _relation_json(relation: Relation) -> dict[str, Any]:
    return {
        "id": relation.id,
        "relation": relation.relation.value,
        "rule": relation.rule,
        "rule_version": relation.version,
        "positions": [position.as_json() for position in relation.positions],
        "holds_if": [sorted(view) for view in relation.holds_if],
        "unless": [sorted(view) for view in relation.unless],
    }
