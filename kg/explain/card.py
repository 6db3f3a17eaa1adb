"""The card of a relation: everything a person needs to judge it, as plain data.

A card is built once and drawn by several faces (terminal, page, Markdown, notebook), so nothing here knows
of any of them. Every sentence stands in English and in Persian.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath

from kg.disputes import Review, Reviews, find_reviews
from kg.explain.counts import CHANGES, changes, describe_as_of, shown_claims
from kg.explain.headline import between, build_condition, build_headline, build_summary, build_unless
from kg.explain.question import find_question
from kg.explain.readings import find_readings
from kg.explain.values import describe_time
from kg.explain.verdicts import CardOutcome, CardVerdict, build_card_verdict, build_outcome
from kg.explain.wording import (
    UNIVERSAL,
    Wording,
    find_compared,
    find_implying,
    ours_first,
    read_as,
    relation_names,
    without_speaker,
)
from kg.explain.words import (
    CERTAINTY_WORDS,
    COMPARISON_TO_OTHERS,
    COMPARISON_WORDS,
    CONDITION_WORDS,
    MODIFIER_WORDS,
    RELATION_WORDS,
    SLOT_WORDS,
    STANCE_WORDS,
)
from kg.model import (
    SLOTS,
    Bridge,
    Certainty,
    Claim,
    Comparison,
    Knowledge,
    Location,
    Proposition,
    Relation,
    RelationType,
    short_name,
)
from kg.words import ENGLISH, Joined, Listed, Message, Verbatim, Words


@dataclass(frozen=True, slots=True)
class CardQuote:
    """A verbatim span: the article's own slice and its offsets in code points, half-open."""

    exact: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class CardLink:
    """One station of a report chain; ``role`` is ``article``, ``via`` or ``origin``."""

    name: str
    role: str
    label: Words


@dataclass(frozen=True, slots=True)
class CardClaim:
    """One claim as its card shows it; ``certainty`` is ``None`` where the source leaves it unspecified.

    ``id`` is ``bundle/claim``, ``language`` that of the quotes, ``gloss`` the annotator's renderings by
    language (one in the language of the quotes says the same in other words, any other translates),
    ``direct`` whether the article marks the words as the speaker's own, ``basis`` why the annotator gave the
    proposition its time, ``condition`` the one under which it was said, and ``condition_form`` how it hangs
    on it, ``role`` how the claim bears on what is compared where that is not its own proposition (a
    presupposition, that its source said it), ``aside`` why it takes no part in the relation, ``verdicts``
    what fact-checkers made of it. ``name`` is how it is called: its identifier inside its article, with that
    where several articles are shown. ``source`` is the first of those who say it jointly.
    """

    id: str
    name: str
    article: str
    title: str | None
    language: str
    source: str
    speaker: Words
    quotes: tuple[CardQuote, ...]
    gloss: Mapping[str, str]
    chain: tuple[CardLink, ...]
    certainty: Words | None
    direct: bool
    said: Words | None = None
    basis: str | None = None
    condition: Words | None = None
    condition_form: Words | None = None
    role: Words | None = None
    aside: Words | None = None
    location: str | None = None
    verdicts: tuple[CardVerdict, ...] = ()


@dataclass(frozen=True, slots=True)
class CardPosition:
    """One side of a relation: stance, proposition in words, its claims and their independent origins.

    ``outcomes`` is what follows for it from verdicts on others.
    """

    id: str
    letter: str
    stance: str
    stance_words: Words
    statement: Words
    claims: tuple[CardClaim, ...]
    origins: tuple[Words, ...]
    numbers: Words
    outcomes: tuple[CardOutcome, ...] = ()


@dataclass(frozen=True, slots=True)
class CardImplied:
    """What is compared in place of the first position's own proposition.

    ``words`` say it as a sentence, ``statement`` as a phrase; ``claims`` are the ``bundle/claim`` identifiers
    of those of the position that imply it.
    """

    words: Words
    statement: Words
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardPair:
    """Two voices between which a relation holds, the claims in which they speak, and who they are."""

    first: Words
    second: Words
    first_claims: tuple[str, ...]
    second_claims: tuple[str, ...]
    modifiers: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class CardSlot:
    """One row of the table: a slot, its value per position, and how the first stands to the others.

    ``mark`` is ``conflict``, ``unknown`` or empty; ``comparison`` is ``None`` where none was made.
    """

    slot: str
    label: Words
    values: tuple[Words, ...]
    comparison: str | None
    words: Words
    mark: str = ""


@dataclass(frozen=True, slots=True)
class CardShared:
    """The box on which two positions agree in part, and what had to go to reach it.

    ``dropped`` names the slots that the box lacks, ``generalised`` those in which it has a common ancestor
    of two values neither of which lies inside the other.
    """

    statement: Words
    dropped: tuple[Words, ...]
    generalised: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class CardBridge:
    """One background fact in words, and where it stands; ``standpoint`` names the one that holds it.

    ``location`` is the file and line of the register entry or of the standpoint, ``held_by`` who holds a
    contested fact.
    """

    words: Words
    where: Words
    location: str | None
    standpoint: str | None = None
    held_by: tuple[Words, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether the fact stands in a standpoint and not in the register."""
        return self.standpoint is not None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a person needs to judge a relation, and to have it computed again.

    ``pairs`` are the voices between which it holds, where they are more than one to one. ``total`` is the sum
    of the parts, beside the whole, where several counts are compared with one.
    """

    id: str
    input_hash: str
    relation: str
    relation_words: Words
    summary: Words
    condition: Words
    headline: Words
    conditional: bool
    unless: Words | None
    modifiers: Mapping[str, Words]
    implied: CardImplied | None
    slots: tuple[CardSlot, ...]
    total: Words | None
    positions: tuple[CardPosition, ...]
    pairs: tuple[CardPair, ...]
    numbers: Words
    shared: CardShared | None
    bridges: tuple[CardBridge, ...]
    readings: tuple[Words, ...]
    question: Words
    rule: str
    version: str

    @property
    def judged(self) -> bool:
        """Whether there is a verdict on any of its claims, or one from which something follows for them."""
        return bool(self.outcomes) or any(c.verdicts for p in self.positions for c in p.claims)

    @property
    def outcomes(self) -> tuple[tuple[str, CardOutcome], ...]:
        """What follows from verdicts for the positions, each with the letter of the position."""
        return tuple((position.letter, found) for position in self.positions for found in position.outcomes)


def build_card(relation: Relation, knowledge: Knowledge, reviews: Reviews | None = None) -> Card:
    """Return the card of a relation.

    ``reviews`` are the verdicts with all that follows from them; without them only what follows by this
    relation is known.

    Raises ``KeyError`` where a position names a claim that ``knowledge`` does not have.
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
        headline=build_headline(relation, wording),
        conditional=not relation.unconditional,
        unless=unless,
        modifiers={name: MODIFIER_WORDS.get(name, Verbatim(name)) for name in relation.modifiers},
        implied=_implied(relation, wording),
        slots=tuple(_rows(relation, wording)),
        total=_total(relation, wording),
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
    if relation.rule == "attribution" and implied.said_by is not None:
        speaker, content = wording.label(implied.said_by), wording.clause(without_speaker(implied))
        words = Message("card-implied-reported", short=short, speaker=speaker, content=content)
    else:
        number = "other" if len(names) > 1 else "one"
        words = Message("card-implied", short=short, clause=wording.clause(implied), number=number)
    return CardImplied(words, wording.statement(implied), tuple(names))


def _short(names: Sequence[str], relation: Relation) -> Words:
    """Return claims as a list of how they are called."""
    called = relation_names(relation)
    shown = [called[name] for name in names[:4]] or ["A"]
    more = [f"+{len(names) - 4}"] if len(names) > 4 else []
    return Listed([Verbatim(name) for name in (*shown, *more)])


# --- the table ----------------------------------------------------------------------------------------

#: Relations in which what the positions do with the matter stands against each other.
_CLASHES = frozenset(
    (RelationType.CONTRADICTS, RelationType.OPPOSES, RelationType.CHALLENGES, RelationType.BREACHES)
)

_IMPLYING: Mapping[str, Words] = {
    "presupposition": Message("card-presupposes"),
    "attribution": Message("card-reported-have-said"),
}


def _rows(relation: Relation, wording: Wording) -> Iterable[CardSlot]:
    """Yield the stance, then every slot that was compared or that some position fills."""
    positions, compared = relation.positions, find_compared(relation)
    stances: list[Words] = [STANCE_WORDS[position.stance] for position in positions]
    for index in _of_nobody(relation, wording):
        stances[index] = Message("card-counts-none")
    if relation.implied is not None:
        stances[0] = _IMPLYING.get(relation.rule, stances[0])
    alike = len({words[ENGLISH] for words in stances}) == 1
    clash = not alike and not relation.conflict and relation.relation in _CLASHES
    # What somebody holds only possible, or thinks, and another denies.
    clash |= (
        not alike
        and relation.relation is RelationType.TENSION
        and not (*relation.conflict, *relation.unknown)
    )
    yield CardSlot(
        slot="stance",
        label=SLOT_WORDS["stance"],
        values=tuple(stances),
        comparison=None,
        words=Message("card-opposite")
        if clash
        else Message("card-same")
        if alike
        else Message("card-different"),
        mark="conflict" if clash else "",
    )
    named = {*relation.slots, *relation.conflict, *relation.unknown}
    for slot in SLOTS:
        if slot not in named and all(proposition.slot(slot) is None for proposition in compared):
            continue
        comparison = relation.slots.get(slot)
        yield CardSlot(
            slot=slot,
            label=SLOT_WORDS[slot],
            values=tuple(_value(relation, index, slot, wording) for index in range(len(compared))),
            comparison=None if comparison is None else comparison.value,
            words=_comparison_words(relation, slot),
            mark=_mark(relation, slot),
        )
        if slot == "count" and changes(relation, wording):
            yield _as_of(relation, wording)


def _mark(relation: Relation, slot: str) -> str:
    if slot in relation.conflict:
        return "" if relation.relation in CHANGES else "conflict"
    return "unknown" if slot in relation.unknown else ""


def _value(relation: Relation, index: int, slot: str, wording: Wording) -> Words:
    """Return the value of a slot, and for a place that no claim gives where the target lies."""
    proposition, stance = find_compared(relation)[index], read_as(relation, index, wording.knowledge.register)
    if slot == "count" and index in _of_nobody(relation, wording):
        return Message("card-denies-any")
    if slot == "place" and stance not in UNIVERSAL and slot in relation.slots:
        derived = wording.located(proposition)
        if derived is not None:
            return Message("card-place-of-target", derived=derived)
    return wording.claimed(proposition, slot, stance, shown_claims(relation, index))


def _as_of(relation: Relation, wording: Wording) -> CardSlot:
    """Return the row that says when each of several counts was taken."""
    conflict = "as_of" in relation.conflict
    words = Message("card-see-rule")
    if conflict:
        words = Message("card-not-known-which-later")
        if "adversarial" in relation.modifiers:
            words = Message("card-count-of-opponent")
    return CardSlot(
        slot="as_of",
        label=SLOT_WORDS["as_of"],
        values=tuple(
            describe_as_of(wording, shown_claims(relation, index)) for index in range(len(relation.positions))
        ),
        comparison=None,
        words=words if conflict else Message("card-not-compared"),
        mark="conflict" if conflict else "",
    )


def _of_nobody(relation: Relation, wording: Wording) -> list[int]:
    """Return which positions count nobody, and are compared as denials."""
    register = wording.knowledge.register
    read = ((index, read_as(relation, index, register)) for index in range(len(relation.positions)))
    return [i for i, stance in read if stance is not None and stance is not relation.positions[i].stance]


def _comparison_words(relation: Relation, slot: str) -> Words:
    comparison = relation.slots.get(slot)
    if slot == "count" and relation.relation in CHANGES:
        return Message("card-one-later")
    if comparison is None:
        if slot in (*relation.conflict, *relation.unknown):
            return Message("card-see-rule")
        return Message("card-not-compared")
    if len(relation.positions) > 2:
        if slot == "count" and comparison is Comparison.DISJOINT:
            return Message("card-parts-add-up")
        return COMPARISON_TO_OTHERS[comparison]
    return COMPARISON_WORDS[comparison]


def _total(relation: Relation, wording: Wording) -> Words | None:
    """Return the sum of the parts beside the whole, where there are several counts."""
    whole, *parts = (position.proposition.count for position in relation.positions)
    counts = [count for count in parts if count is not None]
    if whole is None or len(parts) < 2 or len(counts) < len(parts):
        return None
    letters = [_letter(index) for index in range(1, len(parts) + 1)]
    lows, high = [count.low for count in counts], wording.count(whole)
    return Message(
        "card-total",
        letters=Joined([Verbatim(letter) for letter in letters], "sum"),
        lows=Joined([Message("count-exact", number=low) for low in lows], "sum"),
        total=sum(lows, start=0),
        whole=high,
    )


def _letter(index: int) -> str:
    """Return A, B, …, Z, AA, … for the positions of a relation."""
    rest, last = divmod(index, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)


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
        letter=_letter(index),
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
    """Return the claim ``bundle/claim`` as a card shows it, seen from one of its propositions.

    ``reviews`` are those of the claim; ``called`` is its name, by itself its identifier inside its article;
    ``aside`` why it takes no part in what is shown.
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
    """Return, for the claims of a position that are in no pair of a relation, why they take no part in it."""
    if not relation.pairs or len(relation.positions) > 2:
        return {}
    position, taking = relation.positions[index], set(shown_claims(relation, index))
    return {name: _aside(name, wording) for name in position.claims if name not in taking}


def _aside(name: str, wording: Wording) -> Words:
    claims = wording.knowledge.claims
    by = [other for other, claim in claims.items() if name in claim.corrects]
    if by:
        who = wording.speakers(wording.voices(by))
        if all(wording.retracts_report(other, name) for other in by):
            return Message("card-took-back-its-report", who=who)
        return Message("card-since-corrected-by", who=who)
    claim = claims[name]
    if claim.certainty is Certainty.POSSIBLE:
        return Message("card-only-possible")
    if claim.proposition is not None and claim.proposition.count is not None:
        return Message("card-counted-at-another-time")
    return Message("card-takes-no-part-here")


def _pairs(relation: Relation, wording: Wording) -> Iterable[CardPair]:
    """Yield the pairs of voices, where there are several or there is something to be said of one."""
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
    """Return a background fact with where it stands and, where it is contested, who holds it."""
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
    """Return where something was written; of a path outside the working folder only its end."""
    if location is None:
        return None
    path = PurePath(location.file)
    file = "/".join(path.parts[-3:]) if path.is_absolute() else location.file
    return str(Location(file, location.line))


def _shared(relation: Relation, wording: Wording) -> CardShared | None:
    """Return the box on which two positions agree, in words."""
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
