"""The card of a relation and its parts, as plain data that every face draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.explain.verdicts import CardOutcome, CardVerdict
from kg.words import Words


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
        return tuple(
            (position.letter, outcome) for position in self.positions for outcome in position.outcomes
        )
