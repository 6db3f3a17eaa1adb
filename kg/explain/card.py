"""Build the card of a relation: everything a person needs to judge it, as plain data.

A card is built once and drawn by several faces (terminal, page, Markdown, notebook), so nothing here depends
on any of them. Every sentence is a message, which a face renders in its language.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import PurePath

from kg.disputes import Review, Reviews, find_reviews
from kg.explain.card_parts import (
    Card,
    CardBridge,
    CardClaim,
    CardImplied,
    CardLink,
    CardPair,
    CardPosition,
    CardQuote,
    CardShared,
)
from kg.explain.counts import shown_claims
from kg.explain.headline import between, build_condition, build_summary, build_unless, on_condition
from kg.explain.question import find_question
from kg.explain.readings import find_readings
from kg.explain.slot_table import build_slots, build_total, letter_of
from kg.explain.values import describe_time
from kg.explain.verdicts import build_card_verdict, build_outcome
from kg.explain.wording import (
    Wording,
    find_compared,
    find_implying,
    ours_first,
    relation_names,
    without_speaker,
)
from kg.explain.words import (
    CERTAINTY_WORDS,
    CONDITION_WORDS,
    MODIFIER_WORDS,
    RELATION_WORDS,
    SLOT_WORDS,
)
from kg.model import (
    SLOTS,
    Bridge,
    Certainty,
    Claim,
    Knowledge,
    Location,
    Proposition,
    Relation,
    short_name,
)
from kg.relations import find_rule
from kg.words import Listed, Message, Verbatim, Words


def build_card(relation: Relation, knowledge: Knowledge, reviews: Reviews | None = None) -> Card:
    """Return the card of a relation.

    ``reviews`` are the verdicts with all that follows from them. Without ``reviews``, the card has only what
    follows by this relation.

    Raises ``KeyError`` if a position names a claim that ``knowledge`` does not have.
    """
    wording = Wording(knowledge)
    if reviews is None and knowledge.verdicts:
        reviews = find_reviews([relation], knowledge)
    reviews = reviews or Reviews()
    summary = build_summary(relation, wording)
    unless = build_unless(relation, wording)
    condition = build_condition(relation, unless, wording)
    claims = [name for position in relation.positions for name in position.claims]
    return Card(
        id=relation.id,
        input_hash=relation.input_hash,
        relation=relation.relation.value,
        relation_words=RELATION_WORDS[relation.relation],
        summary=summary,
        condition=condition,
        headline=on_condition(relation, summary, condition, wording),
        conditional=not relation.unconditional,
        unless=unless,
        modifiers={name: MODIFIER_WORDS.get(name, Verbatim(name)) for name in relation.modifiers},
        implied=_implied(relation, wording),
        slots=tuple(build_slots(relation, wording)),
        total=build_total(relation, wording),
        positions=tuple(
            _position(relation, index, wording, reviews) for index in range(len(relation.positions))
        ),
        pairs=tuple(_pairs(relation, wording)),
        numbers=_numbers(len(set(claims)), len(wording.voices(claims))),
        shared=_shared(relation, wording),
        bridges=tuple(build_card_bridge(bridge, knowledge) for bridge in relation.bridges),
        readings=tuple(find_readings(relation, knowledge)),
        question=find_question(relation, knowledge),
        rule=relation.rule,
        version=relation.version,
    )


# --- what is implied ----------------------------------------------------------------------------------


def _implied(relation: Relation, wording: Wording) -> CardImplied | None:
    implied = relation.implied
    if implied is None:
        return None
    names = find_implying(relation, wording.knowledge)
    short = _short(names, relation)
    if find_rule(relation.rule).role == "attributed" and implied.said_by is not None:
        speaker, content = wording.label(implied.said_by), wording.clause(without_speaker(implied))
        words = Message("card-implied-reported", short=short, speaker=speaker, content=content)
    else:
        number = "other" if len(names) > 1 else "one"
        words = Message("card-implied", short=short, clause=wording.clause(implied), number=number)
    return CardImplied(words, wording.statement(implied), tuple(names))


def _short(names: Sequence[str], relation: Relation) -> Words:
    """Return the names of claims as a list."""
    called = relation_names(relation)
    shown = [called[name] for name in names[:4]] or ["A"]
    more = [f"+{len(names) - 4}"] if len(names) > 4 else []
    return Listed([Verbatim(name) for name in (*shown, *more)])


# --- positions and claims -----------------------------------------------------------------------------


def _numbers(claims: int, origins: int) -> Words:
    return Message(
        "card-numbers", claims=Message("claims", count=claims), origins=Message("origins", count=origins)
    )


def _position(relation: Relation, index: int, wording: Wording, reviews: Reviews) -> CardPosition:
    position, knowledge = relation.positions[index], wording.knowledge
    p = position.proposition
    implying = find_implying(relation, knowledge) if index == 0 else []
    called, asides = relation_names(relation), _asides(relation, index, wording)
    claims = tuple(
        build_card_claim(
            name,
            knowledge,
            relation.implied if name in implying else p,
            reviews.of(name),
            called=called[name],
            aside=asides.get(name),
        )
        for name in ours_first(position.claims)
    )
    voices = wording.voices(position.claims)
    stance, statement = wording.position(position)
    return CardPosition(
        id=position.id,
        letter=letter_of(index),
        stance=position.stance.value,
        stance_words=stance,
        statement=statement,
        claims=claims,
        origins=tuple(wording.voice(voice) for voice in voices),
        numbers=_numbers(len(claims), len(voices)),
        outcomes=tuple(
            build_outcome(settled, reviews, wording)
            for settled in reviews.propagation.settled
            if settled.position == position and (position.id, settled.verdict) not in settled.told
        ),
    )


def build_card_claim(
    name: str,
    knowledge: Knowledge,
    proposition: Proposition | None = None,
    reviews: Sequence[Review] = (),
    *,
    called: str | None = None,
    aside: Words | None = None,
) -> CardClaim:
    """Return the claim ``bundle/claim`` as a card shows it, for one of its propositions.

    ``reviews`` are those of the claim. ``called`` is its name, by default its identifier inside its article.
    ``aside`` says why it takes no part in the relation.
    """
    wording = Wording(knowledge)
    claim, article = knowledge.claims[name], knowledge.article_of(name)
    proposition = proposition or claim.proposition
    location = knowledge.locations.get(name)
    return CardClaim(
        id=name,
        name=called or short_name(name),
        article=article.id,
        title=article.title,
        language=article.language,
        source=claim.source,
        speaker=wording.voice(claim.sources),
        quotes=tuple(CardQuote(quote.exact, quote.start, quote.end) for quote in claim.quotations),
        gloss=dict(sorted(claim.gloss.items())),
        chain=(
            CardLink(article.id, "article", wording.label(article.publisher)),
            *(CardLink(via, "via", wording.label(via)) for via in claim.via),
            CardLink(claim.source, "origin", wording.voice(claim.sources)),
        ),
        certainty=CERTAINTY_WORDS.get(claim.certainty),
        direct=claim.direct,
        said=None if claim.said is None else describe_time(claim.said),
        basis=None if proposition is None else claim.bases.get(proposition.id),
        condition=None if claim.condition is None else wording.statement(claim.condition),
        condition_form=None if claim.condition is None else CONDITION_WORDS.get(claim.condition_form),
        role=_role(claim, proposition),
        aside=aside,
        location=show_location(location),
        verdicts=tuple(build_card_verdict(review) for review in reviews),
    )


def _asides(relation: Relation, index: int, wording: Wording) -> dict[str, Words]:
    """Return, for each claim of a position that is in no pair of the relation, the reason why."""
    if not relation.pairs or len(relation.positions) > 2:
        return {}
    position, taking = relation.positions[index], set(shown_claims(relation, index))
    return {name: _aside(name, wording) for name in position.claims if name not in taking}


def _aside(name: str, wording: Wording) -> Words:
    claims = wording.knowledge.claims
    by = wording.knowledge.corrected_by.get(name, ())
    if by:
        voices = wording.voices(by)
        who, number = wording.speakers(voices), wording.number(voices)
        if all(wording.retracts_report(other, name) for other in by):
            return Message("card-took-back-its-report", who=who, number=number)
        return Message("card-since-corrected-by", who=who, number=number)
    claim = claims[name]
    if claim.certainty is Certainty.POSSIBLE:
        return Message("card-only-possible")
    if claim.proposition is not None and claim.proposition.count is not None:
        return Message("card-counted-at-another-time")
    return Message("card-takes-no-part-here")


def _pairs(relation: Relation, wording: Wording) -> Iterable[CardPair]:
    """Yield the pairs of voices, if there are several or one has modifiers."""
    if len(relation.pairs) == 1 and not between(relation.pairs[0]):
        return
    called = relation_names(relation)
    for pair in relation.pairs:
        yield CardPair(
            wording.speakers(wording.voices(pair.first.claims)),
            wording.speakers(wording.voices(pair.second.claims)),
            tuple(called[name] for name in pair.first.claims if name in called),
            tuple(called[name] for name in pair.second.claims if name in called),
            {name: MODIFIER_WORDS.get(name, Verbatim(name)) for name in pair.modifiers},
        )


def _role(claim: Claim, proposition: Proposition | None) -> Words | None:
    if proposition is None or proposition == claim.proposition:
        return None
    if proposition in claim.presupposes:
        return Message("card-presupposes-this")
    if proposition == claim.condition:
        return Message("card-its-condition")
    if proposition.said_by in claim.sources and without_speaker(proposition) == claim.proposition:
        return Message("card-words-of-source")
    return Message("card-something-else")


# --- background ---------------------------------------------------------------------------------------


def build_card_bridge(bridge: Bridge, knowledge: Knowledge) -> CardBridge:
    """Return a background fact with its location and, if it is contested, its holders."""
    wording = Wording(knowledge)
    location = show_location(knowledge.locations.get(bridge.standpoint or bridge.subject))
    if bridge.standpoint is None:
        return CardBridge(wording.bridge(bridge), Message("card-register-undisputed"), location)
    standpoint = knowledge.register.standpoints.get(bridge.standpoint)
    label = wording.label(bridge.standpoint)
    holders = tuple(wording.label(name) for name in (standpoint.held_by if standpoint else ()))
    where: Words = Message("card-contested", standpoint=label)
    if holders:
        where = Message("card-contested-held", standpoint=label, holders=Listed(holders))
    return CardBridge(wording.bridge(bridge), where, location, bridge.standpoint, holders)


def show_location(location: Location | None) -> str | None:
    """Return a file and line; for a path outside the working folder, only the end of the path."""
    if location is None:
        return None
    path = PurePath(location.file)
    file = "/".join(path.parts[-3:]) if path.is_absolute() else location.file
    return str(Location(file, location.line))


def _shared(relation: Relation, wording: Wording) -> CardShared | None:
    """Return the box on which two positions agree in part, in words."""
    common = relation.common
    if common is None:
        return None
    first, second = find_compared(relation)[0], find_compared(relation)[-1]
    dropped, generalised = [], []
    for slot in SLOTS:
        values = first.slot(slot), second.slot(slot)
        ours, theirs = wording.value(first, slot), wording.value(second, slot)
        label, box = SLOT_WORDS[slot], common.slot(slot)
        if slot in relation.dropped:
            dropped.append(Message("card-dropped", label=label, ours=ours, theirs=theirs))
        elif isinstance(box, str) and None not in values and box not in values:
            outer = wording.value(common, slot)
            generalised.append(
                Message("card-generalised", label=label, ours=ours, theirs=theirs, outer=outer)
            )
    return CardShared(wording.statement(common), tuple(dropped), tuple(generalised))
