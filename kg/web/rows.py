"""What lists on pages say: a row for each claim, relation and dispute, in words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.disputes import Dispute
from kg.explain import STANCE_WORDS, Wording
from kg.explain.headline import build_condition, build_summary, build_unless
from kg.explain.words import RELATION_WORDS
from kg.formats.csv_tables import letters
from kg.model import Knowledge, Position, Relation, Stance, short_name
from kg.report.brief import tell_subject
from kg.report.dispute_words import tell_origins
from kg.words import ENGLISH, Message, Words

if TYPE_CHECKING:
    from kg.web.outlook import Outlook


#: The most sides of a dispute, and claims of a position, that are named in a line.
_SIDES, _CLAIMS = 4, 3
#: The most characters of a claim's words in a line; its own page has all of them.
_WORDS = 2_000


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation as one sentence; ``condition`` is given if it depends on standpoints.

    ``change`` is ``gained`` or ``lost`` if it holds only with the reader's standpoints, or only without.
    ``claims`` are the names of the first claims of each position.
    """

    id: str
    kind: str
    kind_words: Words
    sentence: Words
    condition: Words | None
    change: str
    claims: str

    def as_json(self, language: str) -> dict[str, Any]:
        """Return the line in a language."""
        return {
            "id": self.id,
            "relation": self.kind,
            "sentence": self.sentence[language],
            "condition": None if self.condition is None else self.condition[language],
            "change": self.change or None,
            "claims": self.claims,
        }


def build_relation_line(relation: Relation, knowledge: Knowledge, outlook: Outlook) -> RelationLine:
    """Return a relation as one sentence."""
    wording = Wording(knowledge)
    condition = None
    if not relation.unconditional:
        condition = build_condition(relation, build_unless(relation, wording), wording)
    return RelationLine(
        relation.id,
        relation.relation.value,
        RELATION_WORDS[relation.relation],
        build_summary(relation, wording),
        condition,
        outlook.change(relation),
        " – ".join(
            ", ".join(map(short_name, position.claims[:_CLAIMS]))
            + (" …" if position.claims[_CLAIMS:] else "")
            for position in relation.positions
        ),
    )


@dataclass(frozen=True, slots=True)
class SideLine:
    """One side of a dispute: who stands there, and the number of independent origins."""

    letter: str
    who: Words
    origins: Words
    number: int


@dataclass(frozen=True, slots=True)
class DisputeLine:
    """A dispute: its subject, the sentence of its strongest contradiction, and who is on which side.

    ``gained`` is the number of contradictions that hold only with the reader's standpoints.
    """

    id: str
    subject: Words
    strongest: RelationLine
    sides: tuple[SideLine, ...]
    numbers: Words
    contradictions: int
    gained: int

    def as_json(self, language: str) -> dict[str, Any]:
        """Return the line in a language."""
        return {
            "id": self.id,
            "about": self.subject[language],
            "sentence": self.strongest.sentence[language],
            "sides": [{"who": side.who[language], "origins": side.number} for side in self.sides],
            "contradictions": self.contradictions,
            "gained": self.gained,
        }


def build_dispute_line(dispute: Dispute, knowledge: Knowledge, outlook: Outlook) -> DisputeLine:
    """Return a dispute of an outlook, whose relations are ranked."""
    count = len(dispute.relations)
    return DisputeLine(
        dispute.id,
        Message("sentence-start", words=tell_subject(dispute, knowledge)),
        build_relation_line(dispute.relations[0], knowledge, outlook),
        build_sides(dispute, knowledge)[:_SIDES],
        Message(
            "page-numbers",
            positions=Message("positions", count=len(dispute.positions)),
            contradictions=Message("contradictions", count=count),
        ),
        count,
        sum(outlook.change(relation) == "gained" for relation in dispute.relations),
    )


def build_sides(dispute: Dispute, knowledge: Knowledge) -> tuple[SideLine, ...]:
    """Return who stands on which side of a dispute."""
    wording = Wording(knowledge)
    lines = []
    for number, side in enumerate(dispute.sides):
        voices = wording.voices(name for position in side for name in dispute.held(position).claims)
        lines.append(
            SideLine(letters(number), wording.speakers(voices), tell_origins(voices), len(set(voices)))
        )
    return tuple(lines)


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A claim: who takes which stance on which statement, and in which words.

    ``gloss`` is a rendering of the words with its language. ``dispute`` is the dispute that it is in;
    ``change`` is ``gained`` if it is in one only with the reader's standpoints, ``lost`` if only without.
    """

    name: str
    shown: str
    article: str
    title: str
    who: Words
    said: Words
    quote: str
    language: str
    gloss: tuple[str, str] | None
    dispute: str | None
    change: str


def build_claim_lines(
    names: Iterable[str],
    knowledge: Knowledge,
    language: str,
    in_dispute: Mapping[str, str],
    without: Mapping[str, str],
) -> list[ClaimLine]:
    """Return claims for readers of a language.

    ``in_dispute`` are the disputes of claims from the reader's standpoints, ``without`` those from none.
    """
    shown = list(names)
    knowledge.read_claims(shown)
    return [_claim_line(name, knowledge, language, in_dispute, without) for name in shown]


def _claim_line(
    name: str,
    knowledge: Knowledge,
    language: str,
    in_dispute: Mapping[str, str],
    without: Mapping[str, str],
) -> ClaimLine:
    claim, article, wording = knowledge.claims[name], knowledge.article_of(name), Wording(knowledge)
    said: Words = STANCE_WORDS[claim.stance]
    if claim.propositions:
        position = Position(claim.stance, claim.propositions[0], (name,))
        stance, statement = wording.position(position, plural=wording.is_plural([claim.sources]))
        form = "said-question" if claim.stance is Stance.ASKS else "said"
        said = Message(form, stance=stance, statement=statement)
    quote = " … ".join(quotation.exact for quotation in claim.quotations)
    spoken = next((one for one in (language, ENGLISH) if one in claim.gloss), None)
    glossed = None if spoken is None or article.language == language else (claim.gloss[spoken], spoken)
    change = ""
    if (name in in_dispute) != (name in without):
        change = "gained" if name in in_dispute else "lost"
    return ClaimLine(
        name,
        claim.id,
        article.id,
        article.title or article.id,
        wording.voice(claim.sources),
        said,
        quote if len(quote) <= _WORDS else f"{quote[:_WORDS]} …",
        article.language,
        glossed,
        in_dispute.get(name),
        change,
    )
