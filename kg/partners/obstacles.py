"""Why an import is put in quarantine: it does not conform, or is too large."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from rdflib import RDF
from rdflib.namespace import PROV

from kg.errors import InputError, Problem
from kg.intake.limits import read_limits
from kg.model import SEVERAL
from kg.partners.statements import Told, read_statements
from kg.rdf.vocabulary import CV, any_of_iri, local_name, slot_iri
from kg.resources import resource_dir


def find_obstacles(triples: Told, *, conforms: bool = False) -> list[Problem]:
    """Return the problems that keep a partner's statements from being used.

    The limits come first, then the shapes in ``shapes/must``, then the reader. ``conforms`` says that the
    shapes have been applied before.
    """
    problems = list(_find_crowds(triples))
    if not problems and not conforms:
        problems = list(_break_rules(triples))
    if not problems:
        try:
            read_statements(triples)
        except InputError as error:
            problems.extend(error.problems)
    return problems


#: The properties that may have several values.
_SEVERAL = frozenset(
    (*(iri(slot) for slot in SEVERAL for iri in (slot_iri, any_of_iri)), CV.corrects, PROV.wasAttributedTo)
)


def _find_crowds(triples: Told) -> Iterator[Problem]:
    """Yield problems for too many values or events: each of them is compared with all others."""
    limits = read_limits()
    named = Counter((str(s), str(p)) for s, p, _ in triples if p in _SEVERAL)
    for (subject, property), number in named.items():
        if number > limits.max_values:
            slot = local_name(property)
            message = f"<{subject}> names {number:,} as {slot}; the limit is {limits.max_values:,}"
            yield Problem("too-many-values", message, advice="name a whole that they are part of")
    # To compare as text first takes a tenth of the time.
    event = str(CV.Event)
    events = sum(p == RDF.type and o == CV.Event for _, p, o in triples if str(o) == event)
    if events > limits.max_events:
        message = f"it has {events:,} events; the limit is {limits.max_events:,}"
        yield Problem("too-many-values", message, advice="send it in parts; KG_MAX_EVENTS changes the limit")


def _break_rules(triples: Told) -> Iterator[Problem]:
    from kg.validation import TooCostly, check_graph, limited_engine

    seconds = read_limits().check_seconds
    try:
        with limited_engine(seconds) as engine:
            for finding in check_graph(triples, shapes=resource_dir("shapes") / "must", engine=engine):
                yield Problem(finding.rule, finding.message.get("en", finding.rule), claim=finding.claim)
    except TooCostly as error:
        yield Problem("too-costly", str(error))
