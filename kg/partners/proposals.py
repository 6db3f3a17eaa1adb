"""Propose which of a partner's names may be the same as ours, for a person to decide.

Nothing is merged because it looks similar. A proposal says why it is made and what speaks against it: a name
of ours under another label, letters of another script that look like ours, characters that reverse the text
around them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.bundle.subset import find_slot_names
from kg.formats.claimreview import PartnerReview
from kg.model import STATE, Entry, Knowledge, Proposition, Rating, Standpoint, qualify
from kg.partners.alike_events import AlikeEvents
from kg.partners.ledger import Exchange, Subject, proposal_id, review_key
from kg.partners.likeness import MOST, Known, compare_labels, label_of, place_of
from kg.partners.match import NAMING, SECTIONS, WAYS, Match, Theirs
from kg.partners.merge import Accepted, Renaming
from kg.partners.reviewed import KnownClaims
from kg.words import (
    Joined,
    Message,
    Sentence,
    Verbatim,
    bare_number,
    coded,
    in_some_language,
    quoted,
    tell,
)


def find_matches(exchange: Exchange, own: Knowledge) -> list[Match]:
    """Return all proposals, decided or not, ordered by partner, section and name."""
    matches: list[Match] = []
    decided = {d.id: d.accepted for d in exchange.decisions if exchange.stands(d)}
    changed = {d.id: (tell("match-changed"),) for d in exchange.decisions if not exchange.stands(d)}
    known = Known(own.register)
    for partner, said in exchange.current.items():
        theirs = Theirs(partner, said)
        proposals = [
            *_entries(theirs, own, known, decided, AlikeEvents(theirs, own, known, exchange.accepted)),
            *_standpoints(theirs, own, exchange.accepted),
            *_verdicts(theirs),
        ]
        proposals = [
            replace(match, accepted=decided.get(match.id), flags=(*match.flags, *changed.get(match.id, ())))
            for match in proposals
        ]
        matches.extend(proposals)
        matches.extend(_propositions(theirs, own, proposals))
    reviews = list(exchange.current_reviews())
    if reviews:
        merged = exchange.merge(own).knowledge
        claims = KnownClaims(merged)
        matches.extend(
            replace(match, accepted=decided.get(match.id), flags=(*match.flags, *changed.get(match.id, ())))
            for one, review in reviews
            for match in _reviews(exchange, one.partner, review, merged, claims)
        )
    matches.extend(_outdated(exchange, {match.id for match in matches}))
    return matches


def _outdated(exchange: Exchange, proposed: Collection[str]) -> Iterator[Match]:
    """Yield what was accepted and is no longer proposed: it is in use until a person rejects it."""
    for decision in exchange.decisions:
        if not decision.accepted or decision.id in proposed or not exchange.stands(decision):
            continue
        partner, _, name = decision.theirs.partition(":")
        said = exchange.current.get(partner)
        entry = None if said is None else said.register.entries.get(name)
        has_entry = decision.subject in NAMING and entry is not None
        yield Match(
            id=decision.id,
            subject=decision.subject,
            section=entry.section if has_entry and entry else SECTIONS[decision.subject],
            theirs=decision.theirs,
            ours=decision.ours,
            their_label=label_of(entry) if has_entry and entry else "",
            our_label="",
            reasons=(tell("match-accepted-by", who=decision.by, when=decision.when),),
            flags=(tell("match-gone" if decision.subject is Subject.REVIEW else "match-changed-now"),),
            accepted=True,
        )


def _entries(
    theirs: Theirs, own: Knowledge, known: Known, decided: Mapping[str, bool], events: AlikeEvents
) -> Iterator[Match]:
    """Yield which of ours each name may be; if all these were rejected, or there are none, that it is new."""
    used = set(own.register.entries) | set(own.register.standpoints)
    for name, entry in sorted(theirs.knowledge.register.entries.items(), key=lambda item: place_of(item[1])):
        if name == STATE:
            continue
        flags = tuple(known.find_flags(entry.label))
        of_event = entry.section == "events"
        subject = Subject.EVENT if of_event else Subject.NAME
        proposals = [
            _match(theirs.partner, subject, entry, ours, reasons, (*against, *flags))
            for ours, reasons, against in (events if of_event else known).find_candidates(entry)
        ]
        yield from proposals
        if all(decided.get(match.id) is False for match in proposals):
            shadow = () if any(match.ours == name for match in proposals) else _shadows(name, used)
            reasons = (tell("match-taken-in"),)
            yield _match(theirs.partner, Subject.NEW, entry, None, reasons, (*shadow, *flags))


def _shadows(name: str, used: Collection[str]) -> tuple[str, ...]:
    return (tell("match-shadows", name=quoted(name)),) if name in used else ()


def _match(
    partner: str,
    subject: Subject,
    theirs: Entry | Standpoint,
    ours: Entry | Standpoint | None,
    reasons: Iterable[str],
    flags: Iterable[str],
) -> Match:
    name = qualify(partner, theirs.name)
    return Match(
        id=proposal_id(subject, name, ours.name if ours else ""),
        subject=subject,
        section=theirs.section if isinstance(theirs, Entry) else "standpoints",
        theirs=name,
        ours=ours.name if ours else "",
        their_label=label_of(theirs),
        our_label=label_of(ours) if ours else "",
        reasons=tuple(reasons),
        flags=tuple(dict.fromkeys(flags)),
    )


def _standpoints(theirs: Theirs, own: Knowledge, accepted: Accepted) -> Iterator[Match]:
    names = Renaming(theirs.partner, accepted)
    facts_of = {
        ours.name: {(b.subject, b.relation, b.object) for b in ours.holds}
        for ours in own.register.standpoints.values()
    }
    for standpoint in theirs.knowledge.register.standpoints.values():
        facts = {(names.name(b.subject), b.relation, names.name(b.object)) for b in standpoint.holds}
        for ours in own.register.standpoints.values():
            reasons, against = [], []
            held = facts_of[ours.name]
            if facts == held:
                reasons.append(tell("match-same-facts"))
            if standpoint.name == ours.name:
                reasons.append(tell("match-same-name"))
            same, unlike, _ = compare_labels(standpoint.label, ours.label)
            if same:
                reasons.append(tell("match-same-label", languages=Joined(map(Verbatim, same))))
            if not reasons:
                continue
            if facts != held:
                more, fewer = bare_number(len(facts - held)), bare_number(len(held - facts))
                against.append(tell("match-other-facts", more=more, fewer=fewer))
            if unlike:
                against.append(tell("match-other-label", languages=Joined(map(Verbatim, unlike))))
            yield _match(theirs.partner, Subject.NAME, standpoint, ours, reasons, against)


def _verdicts(theirs: Theirs) -> Iterator[Match]:
    """Yield the partner's verdicts that say whether a claim is true; until accepted they have no effect."""
    for verdict in theirs.knowledge.verdicts:
        if verdict.rating.truth is None:
            continue
        name, claim = qualify(theirs.partner, verdict.id), qualify(theirs.partner, verdict.claim)
        yield Match(
            id=proposal_id(Subject.VERDICT, name, claim),
            subject=Subject.VERDICT,
            section="verdicts",
            theirs=name,
            ours=claim,
            their_label=tell("match-verdict-by", rating=_rating(verdict.rating), who=verdict.reviewer),
            our_label="",
            reasons=(tell("match-verdict-says"),),
        )


def _propositions(theirs: Theirs, own: Knowledge, proposals: Sequence[Match]) -> Iterator[Match]:
    """Yield the partner's propositions that equal ours if the best proposals for names are accepted."""
    best: dict[tuple[Subject, str], Match] = {}
    for match in proposals:
        if match.subject in (Subject.NAME, Subject.EVENT) and match.accepted is not False:
            earlier = best.get((match.subject, match.theirs))
            if earlier is None or (match.accepted and not earlier.accepted):
                best[match.subject, match.theirs] = match
    # An accepted event keeps the partner's name elsewhere; here it must get ours to be compared.
    names = Renaming(theirs.partner, Accepted({name: match.ours for (_, name), match in best.items()}))
    ours: dict[str, list[str]] = {}
    for claim_id, claim in own.claims.items():
        for proposition in claim.propositions:
            ours.setdefault(proposition.id, []).append(claim_id)
    seen: set[str] = set()
    for claim_id, claim in theirs.knowledge.claims.items():
        for proposition in claim.propositions:
            renamed = names.proposition(proposition)
            if renamed.id not in ours or proposition.id in seen:
                continue
            seen.add(proposition.id)
            needed = [best[key] for key in _keys(theirs.partner, proposition) if key in best]
            open_ones = tuple(match.id for match in needed if not match.accepted)
            yield Match(
                id=proposition.id[:12],
                subject=None,
                section="propositions",
                theirs=qualify(theirs.partner, claim_id),
                ours=ours[renamed.id][0],
                their_label="",
                our_label="",
                reasons=(tell("match-same-slots"),),
                flags=tuple(dict.fromkeys(flag for match in needed for flag in match.flags)),
                needs=tuple(dict.fromkeys(open_ones)),
                accepted=None if open_ones else True,
            )


def _keys(partner: str, proposition: Proposition) -> Iterator[tuple[Subject, str]]:
    for name in find_slot_names(proposition):
        yield Subject.EVENT if name == proposition.event else Subject.NAME, qualify(partner, name)


def _reviews(
    exchange: Exchange, partner: str, review: PartnerReview, knowledge: Knowledge, claims: KnownClaims
) -> Iterator[Match]:
    key = review_key(partner, review)
    flags = () if review.rating else (tell("match-rating-unknown"),)
    for earlier in exchange.corrected.get(key, ()):
        flags = (*flags, tell("match-corrects", who=earlier.by, about=earlier.ours))
    label = " / ".join(dict.fromkeys(text for c in review.about if (text := c.reviewed or c.text)))
    for claim_id, how, score in claims.find(review)[:MOST]:
        claim = knowledge.claims[claim_id]
        yield Match(
            id=proposal_id(Subject.REVIEW, key, claim_id),
            subject=Subject.REVIEW,
            section="reviews",
            theirs=key,
            ours=claim_id,
            their_label=label,
            our_label=Sentence(in_some_language(claim.gloss, claim.quotations[0].exact)),
            reasons=(_way(how, score),),
            flags=flags,
        )


def _way(how: str, score: float) -> Sentence:
    """Return how a review was matched with a claim, and with what score."""
    if score >= 1:
        return Sentence(WAYS[how])
    return tell("match-likeness", way=WAYS[how], score=Decimal(f"{score:.2f}"))


def _rating(rating: Rating) -> Sentence:
    return coded(rating.value, Message(f"rating-{rating.value}"))
