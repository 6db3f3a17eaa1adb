"""The card of a relation and its parts, as plain data that every face draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.explain.verdicts import CardOutcome, CardVerdict
from kg.words import Words


@dataclass(frozen=True, slots=True)
class CardQuote:
    """A verbatim span of an article, with half-open offsets in code points."""

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
    """One claim as a card shows it; ``certainty`` is ``None`` if the source does not state one.

    ``id`` is ``bundle/claim``. ``name`` is its identifier inside its article, preceded by the article if
    several articles are shown. ``source`` is the first of those who say it jointly. ``language`` is that of
    the quotes. ``gloss`` has the annotator's renderings by language: one in the language of the quotes is a
    paraphrase, any other a translation. ``direct`` says whether the article marks the words as the speaker's
    own. ``basis`` is the annotator's reason for the time of the proposition. ``condition`` is the condition
    under which the claim was made, and ``condition_form`` the kind of that condition. ``role`` says how the
    claim relates to what is compared if that is not its own proposition (a presupposition, or that its source
    said it). ``aside`` says why it takes no part in the relation. ``verdicts`` are those of fact-checkers.
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

    ``outcomes`` are what follows for the position from verdicts on others.
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
    """The proposition that is compared in place of the first position's own.

    ``words`` is a sentence, ``statement`` a phrase. ``claims`` are the ``bundle/claim`` identifiers of the
    claims of the position that imply it.
    """

    words: Words
    statement: Words
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CardPair:
    """Two voices between which a relation holds, with their claims and modifiers."""

    first: Words
    second: Words
    first_claims: tuple[str, ...]
    second_claims: tuple[str, ...]
    modifiers: Mapping[str, Words]


@dataclass(frozen=True, slots=True)
class CardSlot:
    """One row of the table: a slot, its value for each position, and their comparison.

    ``mark`` is ``conflict``, ``unknown`` or empty; ``comparison`` is ``None`` if none was made.
    """

    slot: str
    label: Words
    values: tuple[Words, ...]
    comparison: str | None
    words: Words
    mark: str = ""


@dataclass(frozen=True, slots=True)
class CardShared:
    """The box on which two positions agree in part, and what it leaves out.

    ``dropped`` names the slots that the box lacks. ``generalised`` names those in which it has a common
    ancestor of two values that do not lie inside each other.
    """

    statement: Words
    dropped: tuple[Words, ...]
    generalised: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class CardBridge:
    """One background fact in words, and its location; ``standpoint`` names the standpoint that holds it.

    ``location`` is the file and line of the register entry or of the standpoint. ``held_by`` names the
    holders of a contested fact.
    """

    words: Words
    where: Words
    location: str | None
    standpoint: str | None = None
    held_by: tuple[Words, ...] = ()

    @property
    def contested(self) -> bool:
        """Whether the fact is in a standpoint and not in the register."""
        return self.standpoint is not None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a person needs to judge a relation and to compute it again.

    ``pairs`` are the voices between which it holds, if there is more than one on a side. ``total`` is the sum
    of the parts, next to the whole, if several counts are compared with one.
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
        """Whether there is a verdict on any of its claims, or any outcome for its positions."""
        return bool(self.outcomes) or any(c.verdicts for p in self.positions for c in p.claims)

    @property
    def outcomes(self) -> tuple[tuple[str, CardOutcome], ...]:
        """The outcomes of verdicts for the positions, each with the letter of the position."""
        return tuple(
            (position.letter, outcome) for position in self.positions for outcome in position.outcomes
        )
