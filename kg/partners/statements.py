"""Read the statements of an import, in the partner's own names, and say what decisions depend on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property

from rdflib import Graph

from kg.collection import without_collection
from kg.diff.pairs import find_frame_parts
from kg.errors import InputError, Problem
from kg.model import NAME, Claim, Entry, Knowledge, Proposition
from kg.rdf.read import read_merged
from kg.rdf.statements import Statements, Triple


class Told(tuple[Triple, ...]):
    """The statements of one import in a fixed order; they never change, so they are read once."""

    _statements: Statements | None = None

    @classmethod
    def of(cls, statements: Statements) -> Told:
        """Return statements that are in a fixed order."""
        told = cls(statements)
        told._statements = statements
        return told

    @cached_property
    def knowledge(self) -> Knowledge:
        """The knowledge in the statements; see :func:`read_statements`."""
        statements, self._statements = self._statements, None
        with without_collection():
            return _read_named(statements or Statements(self, distinct=True))


def sorted_triples(graph: Graph | Statements) -> Told:
    """Return the statements of a graph without blank nodes in a fixed order."""
    with without_collection():
        statements = graph if isinstance(graph, Statements) else Statements(graph, distinct=True)
        return Told.of(statements.sorted())


def find_events(knowledge: Knowledge) -> dict[str, list[Proposition]]:
    """Return the propositions about each individual event, in a fixed order."""
    by_event: dict[str, dict[str, Proposition]] = {}
    for claim in knowledge.claims.values():
        for proposition in claim.propositions:
            if proposition.event is not None:
                by_event.setdefault(proposition.event, {})[proposition.id] = proposition
    return {event: [parts[id] for id in sorted(parts)] for event, parts in sorted(by_event.items())}


def read_statements(triples: Iterable[Triple]) -> Knowledge:
    """Return the knowledge in a partner's statements, in the partner's own names.

    Raises:
        InputError: as :func:`kg.rdf.read.read_merged`, and for invalid names.
    """
    return triples.knowledge if isinstance(triples, Told) else _read_named(Statements(triples))


def _read_named(statements: Statements) -> Knowledge:
    said = read_merged(statements)
    events = {name for name, entry in said.register.entries.items() if entry.section == "events"}
    names = {
        **dict.fromkeys((name for name in said.register.entries if name not in events), "entry"),
        **dict.fromkeys(said.register.standpoints, "standpoint"),
        **dict.fromkeys((bundle.id for bundle in said.bundles), "article"),
        **dict.fromkeys((claim.id for bundle in said.bundles for claim in bundle.claims), "claim"),
        # The name of an event may begin with that of its article.
        **dict.fromkeys((part for name in events for part in name.split("/", 1)), "event"),
        **dict.fromkeys(
            (
                part
                for claim in said.claims.values()
                for name in claim.corrects
                for part in name.split("/", 1)
            ),
            "corrected claim",
        ),
    }
    odd = [(kind, name) for name, kind in sorted(names.items()) if NAME.fullmatch(name) is None]
    if odd:
        raise InputError([Problem("bad-name", f"the {kind} {name!r} has no name") for kind, name in odd])
    return said


def meaning(claim: Claim) -> list[object]:
    """Return the parts of a claim that an accepted verdict covers: all but the positions of quotations."""
    condition = None if claim.condition is None else claim.condition.as_json()
    # Newer parts are left out if empty, so that hashes of older decisions stay valid.
    more = [[*claim.jointly], [*claim.corrects], "" if claim.condition_form == "if" else claim.condition_form]
    return [
        claim.source,
        claim.via,
        claim.stance.value,
        claim.certainty.value,
        None if claim.proposition is None else claim.proposition.as_json(),
        [proposition.as_json() for proposition in claim.presupposes],
        condition,
        None if claim.said is None else claim.said.as_json(),
        [quotation.exact for quotation in claim.quotations],
        dict(claim.gloss),
        *([more] if any(more) else []),
    ]


def entry_meaning(entry: Entry) -> list[object]:
    """Return the parts of an entry that an accepted name covers: all but what it lies inside."""
    meanings: list[object] = [
        (entry.section, entry.type, dict(entry.label), entry.same_as, entry.functional, entry.timeless)
    ]
    more = {
        "changes": entry.changes,
        "ratio": entry.ratio,
        "unit": entry.unit,
        "unidentified": entry.unidentified,
        "frame": {k: v for k, v in find_frame_parts(entry.frame).items() if k != "basis"},
    }
    # Newer parts are left out if empty, so that hashes of older decisions stay valid.
    filled = {name: value for name, value in more.items() if value}
    return [*meanings, filled] if filled else meanings
