"""Find faults that RDF may contain, and that the readers of authors' files would have refused."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from kg.background import check_background
from kg.errors import InputError, Problem
from kg.model import NAMED, Bundle, Knowledge, Register, Verdict, names_of
from kg.rdf.description import graph_location
from kg.rdf.vocabulary import REGISTER_GRAPH, bundle_iri


def check_whole(register: Register, bundles: list[Bundle], verdicts: list[Verdict]) -> Knowledge:
    """Return what was read as knowledge, after checking that nothing is missing.

    Raises:
        InputError: with every problem found.
    """
    knowledge = Knowledge(
        register,
        tuple(sorted(bundles, key=lambda bundle: bundle.id)),
        verdicts=tuple(sorted(verdicts, key=lambda verdict: verdict.order)),
    )
    problems = [*_find_gaps(knowledge)]
    if not problems:
        problems = check_background(register, {})
    if problems:
        raise InputError(problems)
    return knowledge


def _find_gaps(knowledge: Knowledge) -> Iterator[Problem]:
    """Yield the faults that the readers of authors' files would have refused."""
    register = knowledge.register
    declared_names = register.entries.keys()
    # An event of an article may have the same name as a claim of it: their IRIs differ.
    given = Counter((*(name for name in declared_names if "/" not in name), *register.standpoints))
    for bundle in knowledge.bundles:
        given.update((f"{bundle.id}/", *(f"{bundle.id}/{claim.id}" for claim in bundle.claims)))
    for name, times in given.items():
        if times > 1:
            message = f"the name {name!r} is given {times} times"
            yield Problem("duplicate-name", message, graph_location(REGISTER_GRAPH))
    used: list[tuple[str, str | None]] = []
    for entry in register.entries.values():
        used.extend((object, None) for _, object in entry.links)
        if entry.frame is not None:
            declared = (entry.frame.kind, entry.frame.target, entry.frame.place)
            used.extend((name, None) for value in declared for name in names_of(value))
    for standpoint in register.standpoints.values():
        used.extend((name, None) for name in standpoint.held_by)
        used.extend((name, None) for bridge in standpoint.holds for name in (bridge.subject, bridge.object))
        for other in standpoint.excludes:
            if other not in register.standpoints:
                message = f"the standpoint {standpoint.name!r} excludes {other!r}, which is not there"
                yield Problem("unknown-name", message, graph_location(REGISTER_GRAPH))
    used.extend((name, None) for pair in register.opponents for name in pair)
    if any(len(pair) != 2 for pair in register.opponents):
        yield Problem("bad-value", "somebody is their own opponent", graph_location(REGISTER_GRAPH))
    for bundle in knowledge.bundles:
        used.append((bundle.article.publisher, None))
        for claim in bundle.claims:
            used.extend((name, claim.id) for name in (*claim.sources, *claim.via))
            for proposition in claim.propositions:
                slots = (*NAMED, "measure", "population")
                values = (proposition.slot(slot) for slot in slots)
                used.extend((name, claim.id) for value in values for name in names_of(value))
            if not claim.quotations:
                message = "the claim has no quotation"
                yield Problem(
                    "incomplete-description", message, graph_location(bundle_iri(bundle.id)), claim.id
                )
    for name, claim_id in sorted(set(used), key=str):
        if name not in declared_names:
            yield Problem(
                "unknown-name", f"{name!r} is not declared", graph_location(REGISTER_GRAPH), claim_id
            )
