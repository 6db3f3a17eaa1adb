"""Add an import, which may replace earlier ones, and retract it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.errors import InputError, Problem
from kg.formats.claimreview import PartnerReview
from kg.intake.limits import read_limits
from kg.model import NAME, Knowledge, partner_of
from kg.partners.ledger import Exchange, Import, Received, Replacing, Status
from kg.partners.obstacles import find_obstacles
from kg.partners.statements import Told, read_statements, sorted_triples
from kg.rdf.statements import Triple
from kg.relations import count_findings


def add_import(
    exchange: Exchange, own: Knowledge, received: Received, *, when: str
) -> tuple[Exchange, Import]:
    """Return the exchange with what was received added, and its import.

    The import supersedes earlier ones, or is put in quarantine if it cannot be used or would keep our own
    relations from being found. A file that was imported before changes nothing.

    Raises:
        InputError: for an invalid name of the partner.
    """
    if NAME.fullmatch(received.partner) is None:
        message = f"no partner can be called {received.partner!r}"
        advice = "use small letters, digits, '.', '_' and '-', as in --from tehran-desk"
        raise InputError(Problem("bad-name", message, advice=advice))
    earlier = exchange.of(received.partner)
    for one in earlier:
        if one.sha256 != received.sha256 or one.retracted:
            continue
        if one.status is not Status.QUARANTINED:
            return exchange, one
        # The cause of the quarantine may be gone by now, so it is tried again.
        exchange = replace(exchange, imports=tuple(i for i in exchange.imports if i.id != one.id))
        earlier = exchange.of(received.partner)
    triples = sorted_triples(received.statements)
    problems: Sequence[Problem] = find_obstacles(triples, conforms=received.conforms) if triples else []
    articles = (
        () if problems or not triples else tuple(bundle.id for bundle in read_statements(triples).bundles)
    )
    added = Import(
        partner=received.partner,
        number=earlier[-1].number + 1 if earlier else 1,
        file=received.file,
        sha256=received.sha256,
        when=when,
        articles=articles,
        label=received.label,
        key=received.key,
        skipped=tuple(str(problem) for problem in received.skipped),
        edition=received.edition,
        base=received.base,
    )
    if not problems:
        tried = _with(exchange, added, triples, received.reviews, when)
        problems = _find_conflicts(exchange, tried, own, added)
        if not problems:
            return tried, tried.named(added.id)
    if problems:
        told = tuple(sorted({str(problem) for problem in problems}))
        added = replace(added, problems=told)
    after = _with(exchange, added, triples, received.reviews, when)
    return after, after.named(added.id)


def _find_conflicts(before: Exchange, after: Exchange, own: Knowledge, added: Import) -> Sequence[Problem]:
    """Return why an import cannot stand beside the rest.

    Relations could not be found, another partner's standpoint would be left out, or a quotation is wrong.
    """
    if not after.graphs[added.id]:
        return []
    try:
        merged, without = after.merge(own), before.merge(own)
        merged.find(lambda count: _check_findings(count, without.knowledge))
        held = {name: partner_of(name) for name in without.knowledge.register.standpoints}
    except InputError as error:
        return error.problems
    lost = [
        n for n, p in held.items() if p != added.partner and n not in merged.knowledge.register.standpoints
    ]
    if lost:
        message = f"beside it {len(lost)} standpoints of others could not stand, {lost[0]!r} among them"
        return [Problem("standpoint-left-out", message)]
    wrong = [problem for problem in merged.problems if problem.id == "wrong-quotation"]
    # Another partner's wrong quotations do not count against this one.
    return [problem for problem in wrong if problem.partner == added.partner]


def _check_findings(found: int, before: Knowledge) -> None:
    """Refuse an import that adds too many findings, before relations are built from them."""
    most = read_limits().max_findings
    if found > most and (added := found - count_findings(before)) > most:
        message = f"it adds {added:,} findings to those that there are; the limit is {most:,}"
        advice = "ask for the places and times that the claims speak of, or raise KG_MAX_FINDINGS"
        raise InputError(Problem("too-many-findings", message, advice=advice))


def _with(
    exchange: Exchange,
    added: Import,
    triples: Told,
    reviews: tuple[PartnerReview, ...],
    when: str,
) -> Exchange:
    """Return the exchange with one more import; if it is in force, it supersedes what it replaces."""
    imports = list(exchange.imports)
    if added.status is Status.IN_FORCE:
        covered = set(added.articles)
        for at, one in enumerate(imports):
            if one.partner != added.partner or one.status is not Status.IN_FORCE:
                continue
            if covered & set(one.articles):
                added = replace(added, revises=tuple(sorted({*added.revises, one.id})))
            later = covered.union(
                *(
                    o.articles
                    for o in imports
                    if o.partner == one.partner and o.number > one.number and not o.problems
                )
            )
            if one.articles:
                if set(one.articles) <= later:
                    imports[at] = replace(one, invalidated=when)
                continue
            newer = [o for o in imports if o.partner == one.partner and o.number > one.number]
            feeds = [exchange.reviews.get(o.id, ()) for o in newer if not o.problems]
            replaces_some, replaces_all = _replaced(exchange, one, triples, reviews, feeds)
            if replaces_some:
                added = replace(added, revises=tuple(sorted({*added.revises, one.id})))
            if replaces_all:
                imports[at] = replace(one, invalidated=when)
    return Exchange(
        (*imports, added),
        {**exchange.graphs, added.id: triples},
        {**exchange.reviews, added.id: reviews},
        exchange.decisions,
    )


def _replaced(
    exchange: Exchange,
    one: Import,
    triples: tuple[Triple, ...],
    reviews: Sequence[PartnerReview],
    between: Iterable[Sequence[PartnerReview]],
) -> tuple[bool, bool]:
    """Return whether what was received replaces a part of an import without articles, and whether all of it.

    Reviews replace reviews. A register replaces one that declares no other names. ``between`` are the reviews
    that came since that import.
    """
    held, said = exchange.reviews.get(one.id, ()), exchange.graphs.get(one.id, ())
    latest = Replacing(reviews)
    since = Replacing([*reviews, *(review for feed in between for review in feed)])
    names = _declared(said)
    covered = bool(names) and names <= _declared(triples)
    return (
        covered or any(map(latest.replaces, held)),
        (bool(held) or covered) and all(map(since.replaces, held)) and (covered or not said),
    )


def _declared(triples: tuple[Triple, ...]) -> set[str]:
    """Return the names of the entries and standpoints in statements, and a text for each verdict."""
    if not triples:
        return set()
    said = read_statements(triples)
    judged = {f"verdict on {verdict.claim}" for verdict in said.verdicts}
    return {*said.register.entries, *said.register.standpoints, *judged}


def retract(exchange: Exchange, name: str, *, when: str) -> tuple[Exchange, Import]:
    """Return the exchange with an import retracted, and the import.

    What it says is kept as history. An earlier version does not come back into force.

    Raises:
        InputError: for an unknown import, or one that was retracted before.
    """
    named = exchange.named(name)
    if named.retracted:
        raise InputError(Problem("bad-use", f"{named.id} was retracted at {named.invalidated}"))
    gone = replace(named, retracted=True, invalidated=named.invalidated or when)
    imports = tuple(gone if one.id == named.id else one for one in exchange.imports)
    return replace(exchange, imports=imports), gone
