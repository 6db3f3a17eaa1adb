"""What a person decides about proposals."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from kg.errors import InputError, Problem, nearest
from kg.formats.claimreview import build_accepted
from kg.model import Knowledge, Rating
from kg.partners.ledger import Decision, Exchange, Subject, review_key
from kg.partners.match import NAMING, Match
from kg.partners.proposals import find_matches


def decide(
    exchange: Exchange,
    own: Knowledge,
    ids: Sequence[str],
    *,
    accepted: bool,
    by: str,
    when: str,
    everything: bool = False,
    rating: Rating | None = None,
) -> tuple[Exchange, list[Match]]:
    """Return the exchange with decisions on some proposals, and the proposals decided.

    ``ids`` are identifiers, their first four or more digits, or partners' names (``desk:ganja``) that have
    one proposal. With ``everything``, a name's only proposal is decided, too, if nothing speaks against it.
    A name has one meaning: a new acceptance replaces an earlier one of the same name. ``rating`` is what the
    ratings of the accepted reviews mean.

    Raises:
        InputError: for an unknown or ambiguous proposal, or if what would be accepted contradicts our
            background.
    """
    proposals = find_matches(exchange, own)
    chosen: dict[str, Match] = {}
    for name in ids:
        for match in _named(name, proposals):
            chosen[match.id] = match
    if everything:
        chosen.update((match.id, match) for match in find_unquestioned(proposals))
    _check_rated(chosen.values(), rating)
    if accepted:
        _check_units(chosen.values(), exchange, own)
    decided = _decided(exchange, own, chosen.values(), accepted, by, when, rating)
    if everything and accepted:
        # Standpoints are compared by names, some of which have only now been accepted.
        more = {match.id: match for match in find_unquestioned(find_matches(decided, own))}
        decided = _decided(decided, own, more.values(), accepted, by, when)
        chosen.update(more)
    return decided, list(chosen.values())


def undo(exchange: Exchange, ids: Sequence[str]) -> tuple[Exchange, list[Decision]]:
    """Return the exchange without some decisions, and these: what they were about is open again.

    ``ids`` are identifiers of proposals, their first four or more digits, or partners' names on which there
    is one decision.

    Raises:
        InputError: for what nobody has decided, or may be several decisions.
    """
    gone: dict[str, Decision] = {}
    for name in ids:
        made = [one for one in exchange.decisions if one.id == name]
        made = made or [one for one in exchange.decisions if len(name) >= 4 and one.id.startswith(name)]
        made = made or [one for one in exchange.decisions if one.theirs == name]
        if not made:
            names = [text for one in exchange.decisions for text in (one.id, one.theirs)]
            advice = nearest(name, names) if names else "nothing was decided yet"
            raise InputError(Problem("unknown-decision", f"nobody decided {name!r}", advice=advice))
        if len(made) > 1:
            listed = ", ".join(f"{one.id} ({one.ours or 'new'})" for one in made)
            message = f"{name!r} may be several decisions: {listed}"
            raise InputError(Problem("ambiguous-decision", message, advice="name one by its identifier"))
        gone[made[0].id] = made[0]
    left = tuple(one for one in exchange.decisions if one.id not in gone)
    return replace(exchange, decisions=left), list(gone.values())


def _decided(
    exchange: Exchange,
    own: Knowledge,
    chosen: Iterable[Match],
    accepted: bool,
    by: str,
    when: str,
    rating: Rating | None = None,
) -> Exchange:
    current = {review_key(one.partner, review): (one, review) for one, review in exchange.current_reviews()}
    decisions = {decision.id: decision for decision in exchange.decisions}
    for match in chosen:
        if match.subject is None:
            continue
        meant, of_several = None, False
        if accepted and match.subject is Subject.REVIEW:
            for earlier in exchange.corrected.get(match.theirs, ()):
                decisions.pop(earlier.id, None)
            if match.theirs in current:
                one, review = current[match.theirs]
                of_several = bool(review.further)
                # Refuse here what cannot be a verdict: later it would fail whenever the store is read.
                meant = build_accepted(review, match.ours, partner=one.partner, rating=rating).rating
        if accepted and not of_several:
            for other in list(decisions.values()):
                alike = other.subject is match.subject or {other.subject, match.subject} <= {*NAMING}
                if alike and other.theirs == match.theirs and other.accepted:
                    del decisions[other.id]
        basis = exchange.basis(match.subject, match.theirs, match.ours)
        decisions[match.id] = Decision(
            match.subject, match.theirs, match.ours, accepted, by, when, basis, meant
        )
    decided = replace(exchange, decisions=tuple(sorted(decisions.values(), key=lambda d: d.id)))
    before = exchange.merge(own).problems
    problems = [problem for problem in decided.merge(own).problems if problem not in before]
    if problems and accepted:
        raise InputError(problems)
    return decided


def _check_rated(chosen: Iterable[Match], rating: Rating | None) -> None:
    """Refuse a rating if any of the proposals is not about a review."""
    if rating is not None and not all(match.subject is Subject.REVIEW for match in chosen):
        message = "a rating is said of reviews, and something else is to be accepted, too"
        raise InputError(Problem("bad-use", message, advice="accept the reviews apart"))


def _check_units(chosen: Iterable[Match], exchange: Exchange, own: Knowledge) -> None:
    """Refuse a measure whose unit is not ours: its numbers would be read in our unit."""
    for match in chosen:
        partner, _, name = match.theirs.partition(":")
        said, ours = exchange.current.get(partner), own.register.entries.get(match.ours)
        entry = None if said is None else said.register.entries.get(name)
        if match.subject is Subject.NAME and entry and ours and entry.unit != ours.unit:
            units = [compared.unit or "no unit" for compared in (entry, ours)]
            message = f"{match.theirs} is counted in {units[0]}, our {ours.name} in {units[1]}"
            raise InputError(Problem("other-unit", message, advice="take it in as a name of its own"))


def _named(name: str, proposals: Sequence[Match]) -> list[Match]:
    matches = [
        match for match in proposals if match.id == name or (len(name) >= 4 and match.id.startswith(name))
    ]
    if not matches:
        matches = [match for match in proposals if match.theirs == name and match.subject is not Subject.NEW]
        matches = matches or [match for match in proposals if match.theirs == name]
    if not matches:
        names = [*(match.id for match in proposals), *(match.theirs for match in proposals)]
        advice = nearest(name, names) if names else "nothing is proposed"
        raise InputError(Problem("unknown-proposal", f"there is no proposal {name!r}", advice=advice))
    if len(matches) > 1:
        listed = ", ".join(f"{match.id} ({match.ours or 'new'})" for match in matches)
        message = f"{name!r} may be several proposals: {listed}"
        raise InputError(Problem("ambiguous-proposal", message, advice="name one by its identifier"))
    if matches[0].subject is None:
        return [match for match in proposals if match.id in matches[0].needs]
    return matches


def find_unquestioned(proposals: Sequence[Match]) -> Iterator[Match]:
    """Yield, for each undecided name, its proposal if it has only one and nothing speaks against it."""
    by_name: dict[str, list[Match]] = {}
    for match in proposals:
        if match.subject in (Subject.NAME, Subject.EVENT):
            by_name.setdefault(match.theirs, []).append(match)
    for matches in by_name.values():
        if any(match.accepted is not None for match in matches):
            continue
        if len(matches) == 1 and not matches[0].flags:
            yield matches[0]
