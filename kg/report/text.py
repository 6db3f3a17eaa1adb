"""Write cards for the terminal: plain lines that are readable at 80 columns, in a pipe and in Persian.

There are no boxes, and Persian is not reordered: some terminals reorder it themselves and some do not, and
borders break in both cases. Colour only repeats what the words say.
"""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Mapping, Sequence

from kg.characters import visible_line
from kg.explain import (
    VERDICT_WORDS,
    Card,
    CardClaim,
    CardPosition,
    Cards,
    CardSlot,
    CardVerdict,
    Wording,
    describe_outcome,
    describe_rating,
    sorted_relations,
)
from kg.explain.counts import shown_claims
from kg.explain.headline import build_headline
from kg.explain.wording import shown_names
from kg.explain.words import RELATION_WORDS
from kg.model import Knowledge, Relation, Repeat, Stance
from kg.report.layout import Column, Span
from kg.report.words import FACE_WORDS
from kg.words import Message, Words, digits, family, render

_PLAIN_WIDTH = 80
_SHOWN_CLAIMS = 5
_SHOWN_PAIRS = 10
#: The number of digits for a relation, and of claims for a position, in a line.
_DIGITS = 8
_NAMED = 3

_UI = {
    **FACE_WORDS,
    **family(
        "text", ("conflict", "unknown", "implied", "chain", "rule", "relation", "version", "none", "empty")
    ),
    **family("text", ("one-voice", "repeats")),
    **family("text", ("more-pairs", "more", "left-out"), "count"),
}

#: The text if no relation matches the request.
NOTHING = Message("text-nothing")

_STYLES = {"contradicts": "bold red", "tension": "bold yellow", "opposes": "bold magenta"}


def write_cards(
    relations: Iterable[Relation],
    knowledge: Knowledge,
    *,
    language: str = "en",
    colour: bool = False,
    width: int | None = None,
    cards: Cards | None = None,
    more: int = 0,
) -> str:
    """Return the cards of ``relations`` as text for the terminal, the clearest first.

    Without ``width``, a coloured text has the terminal's width, any other 80 columns. ``cards`` are those of
    the relations; by default, they show what follows from verdicts by these relations. The last line says how
    many ``more`` relations there are.
    """
    if width is None:
        width = shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns if colour else _PLAIN_WIDTH
    relations = list(relations)
    cards = cards or Cards.among(relations, knowledge)
    texts: list[str] = []
    for relation in sorted_relations(relations, knowledge):
        lines: list[str] = []
        _Card(cards[relation], language).write(Column(lines, width, colour=colour))
        texts.append("".join(f"{line}\n" for line in lines))
    if not relations:
        texts.append(f"{_UI['empty'][language]}\n")
    if more:
        texts.append(f"{left_out(more, language)}\n")
    return "\n".join(texts)


def write_summary(
    relations: Iterable[Relation],
    knowledge: Knowledge,
    *,
    language: str = "en",
    colour: bool = False,
    more: int = 0,
) -> str:
    """Return one line per relation: beginning of the identifier, type, claims, and their speakers.

    The clearest come first. The last line says how many ``more`` relations there are.
    """
    relations = list(relations)
    wording = Wording(knowledge)
    lines: list[str] = []
    page = Column(lines, sys.maxsize, colour=colour)
    called = shown_names(knowledge.claims)
    for relation in sorted_relations(relations, knowledge):
        kind = RELATION_WORDS[relation.relation][language]
        sides = (shown_claims(relation, at) for at in range(len(relation.positions)))
        page.line(
            _span(f"{relation.id[:_DIGITS]}  ", "dim"),
            _span(kind, _STYLES.get(relation.relation.value, "bold")),
            _span(f"  {' × '.join(_claims(claims, called) for claims in sides)}  ", "bold"),
            _span(build_headline(relation, wording, named=True)[language]),
        )
    if not relations:
        page.line((_UI["empty"][language], ""))
    if more:
        page.line((left_out(more, language), ""))
    return "".join(f"{line}\n" for line in lines)


def left_out(number: int, language: str = "en") -> str:
    """Return the number of relations that are not shown, and how to see them."""
    return _UI["left-out"].told(count=number)[language]


def _claims(claims: Sequence[str], called: Mapping[str, str]) -> str:
    """Return the names of claims; of many claims, only the first."""
    names = ", ".join(called[name] for name in claims[:_NAMED])
    more = len(claims) - _NAMED
    return f"{names} +{more}" if more > 0 else names


def write_repeats(
    repeats: Iterable[Repeat], knowledge: Knowledge, *, language: str = "en", limit: int | None = None
) -> str:
    """Return which claims repeat which, one line per repeated voice, at most ``limit`` lines."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for repeat in repeats:
        grouped.setdefault((repeat.origin, repeat.earlier), []).append(repeat.later)
    lines = []
    for (origin, earlier), later in sorted(grouped.items())[:limit]:
        words = f"{_UI['one-voice'][language]}: {Wording(knowledge).label(origin)[language]}: "
        words += f"{_joined(sorted(later), language)} {_UI['repeats'][language]} {earlier}"
        lines.append(f"{visible_line(words)}\n")
    if limit is not None and limit < len(grouped):
        lines.append(f"{left_out(len(grouped) - limit, language)}\n")
    return "".join(lines)


class _Card:
    """Writes a card in one language."""

    def __init__(self, card: Card, language: str):
        self.card = card
        self.language = language

    def write(self, page: Column) -> None:
        card, n = self.card, self.language
        kind = card.relation_words[n].upper()
        modifiers = self.joined(["", *(words[n] for words in card.modifiers.values())])
        page.line(_span(kind, _STYLES.get(card.relation, "bold")), _span(modifiers, "dim"))
        page.line(_span(card.headline[n], "bold"))
        page.line(_span(card.numbers[n], "dim"))
        page.line()
        for position in card.positions:
            self.position(page, position)
        self.pairs(page)
        if card.implied is not None:
            self.heading(page, _UI["implied"])
            page.inside().line(_span(card.implied.words[n]))
            page.line()
        self.slots(page)
        if card.total is not None:
            page.line(_span(f"{_UI['total'][n]}: {card.total[n]}", "bold"))
        page.line()
        self.shared(page)
        self.outcomes(page)
        self.bridges(page)
        page.line()
        self.heading(page, _UI["readings"])
        for reading in card.readings:
            _item(page, _span(reading[n]))
        page.line()
        self.heading(page, _UI["question"])
        page.inside().line(_span(card.question[n], "bold"))
        page.line()
        proof = self.joined(
            [f"{_UI['rule'][n]} {card.rule}", f"{_UI['version'][n]} {digits(card.version, n)}"]
        )
        for text in (proof, f"{_UI['relation'][n]} {card.id}", f"{_UI['hash'][n]} {card.input_hash}"):
            page.line(_span(text, "dim"))

    def position(self, page: Column, position: CardPosition) -> None:
        n = self.language
        colon = "" if position.stance == Stance.ASKS else ":"
        stance = _span(f"{position.stance_words[n]}{colon} ", "bold")
        page.marked(position.letter, "bold", gap=2).line(stance, _span(position.statement[n]))
        inner = page.inside(3)
        inner.line(_span(position.numbers[n], "dim"))
        for claim in position.claims[:_SHOWN_CLAIMS]:
            self.claim(inner.marked(visible_line(claim.name), "bold", gap=2), claim)
        more = len(position.claims) - _SHOWN_CLAIMS
        if more > 0:
            inner.line(_span(_UI["more"].told(count=more)[n], "dim"))
        page.line()

    def pairs(self, page: Column) -> None:
        """Write the voices between which the relation holds, if there is more than one on a side."""
        n = self.language
        if not self.card.pairs:
            return
        self.heading(page, _UI["pairs"])
        for pair in self.card.pairs[:_SHOWN_PAIRS]:
            who = (_named(pair.first, pair.first_claims, n), _named(pair.second, pair.second_claims, n))
            notes = self.joined(["", *(words[n] for words in pair.modifiers.values())])
            _item(page, _span(" – ".join(who)), _span(notes, "dim"))
        more = len(self.card.pairs) - _SHOWN_PAIRS
        if more > 0:
            page.inside().line(_span(_UI["more-pairs"].told(count=more)[n], "dim"))
        page.line()

    def claim(self, page: Column, claim: CardClaim) -> None:
        n = self.language
        how = [_UI["direct" if claim.direct else "told"][n]]
        if claim.certainty is not None:
            how.append(claim.certainty[n])
        if claim.said is not None:
            how.append(f"{_UI['said'][n]}: {claim.said[n]}")
        how += [words[n] for words in (claim.role, claim.aside) if words is not None]
        page.line(_span(claim.speaker[n], "bold"), _span(self.joined(["", *how]), "dim"))
        for quote in claim.quotes:
            page.line(_span(quote.exact))
            start, end = (digits(str(at), n) for at in (quote.start, quote.end))
            where = Message("quote-at", language=claim.language, start=start, end=end)
            page.line(_span(where[n], "dim"))
        for language, gloss in claim.gloss.items():
            name = _UI["gloss" if language == claim.language else "translation"][n]
            page.line(_span(f"{name} ({language}): ", "dim"), _span(gloss))
        if claim.condition is not None:
            form = claim.condition_form or _UI["condition"]
            page.line(_span(f"{form[n]}: ", "dim"), _span(claim.condition[n]))
        links = []
        for link in claim.chain:
            role = f" ({_UI[link.role][n]})" if link.role != "via" else ""
            title = Message("title-quoted", title=claim.title or "")[n]
            article = f"{title} {link.name}" if claim.title else link.name
            links.append(f"{article if link.role == 'article' else link.label[n]}{role}")
        page.line(_span(f"{_UI['chain'][n]}: {_UI['from'][n].join(links)}", "dim"))
        for verdict in claim.verdicts:
            self.verdict(page, verdict)

    def verdict(self, page: Column, verdict: CardVerdict) -> None:
        n = self.language
        page.line(_span(f"{VERDICT_WORDS['verdict'][n]}: {describe_rating(verdict)[n]}", "bold"))
        inner = page.inside()
        for language, text in verdict.explanation.items():
            inner.line(_span(f"({language}) {text}"))
        pages = [(VERDICT_WORDS["evidence"][n], page) for page in verdict.evidence]
        if verdict.page is not None:
            pages.append((VERDICT_WORDS["published"][n], verdict.page))
        for mark, address in pages:
            inner.line(_span(f"{mark}: {address.shown}", "dim"))

    def slots(self, page: Column) -> None:
        card, n = self.card, self.language
        letters = (position.letter for position in card.positions)
        headings = (_UI["slot"][n], *letters, _UI["comparison"][n])
        rows: list[list[list[Span]]] = [[[_span(heading, "bold")] for heading in headings]]
        for row in card.slots:
            style = {"conflict": "red", "unknown": "yellow"}.get(row.mark, "")
            cells = [[_span(cell, style)] for cell in (row.label[n], *(value[n] for value in row.values))]
            rows.append([*cells, self.comparison(row, style)])
        page.table(rows)

    def comparison(self, row: CardSlot, style: str) -> list[Span]:
        n = self.language
        if not row.mark:
            return [_span(row.words[n])]
        mark = _UI[row.mark][n]
        if row.mark == "unknown" and row.comparison == "unknown":
            return [_span(mark, f"bold {style}")]
        return [_span(f"{mark}: ", f"bold {style}"), _span(row.words[n], style)]

    def shared(self, page: Column) -> None:
        shared, n = self.card.shared, self.language
        if shared is None:
            return
        self.heading(page, _UI["common"])
        page.inside().line(_span(shared.statement[n]))
        for name, notes in (("dropped", shared.dropped), ("generalised", shared.generalised)):
            for words in notes:
                _item(page, _span(f"{_UI[name][n]}: {words[n]}"))
        page.line()

    def outcomes(self, page: Column) -> None:
        if not self.card.outcomes:
            return
        self.heading(page, VERDICT_WORDS["follows_all"])
        for letter, outcome in self.card.outcomes:
            _item(page, _span(f"{letter}: {describe_outcome(outcome)[self.language]}"))
        page.line()

    def bridges(self, page: Column) -> None:
        n = self.language
        self.heading(page, _UI["bridges"])
        for bridge in self.card.bridges:
            where = self.joined([bridge.where[n], *([bridge.location] if bridge.location else [])])
            words = _span(bridge.words[n], "yellow" if bridge.contested else "")
            _item(page, words, _span(f" [{where}]", "dim"))
        if not self.card.bridges:
            page.inside().line(_span(_UI["none"][n]))

    def heading(self, page: Column, words: Words) -> None:
        page.line((words[self.language], "underline"))

    def joined(self, parts: Sequence[str]) -> str:
        return _joined(parts, self.language)


def _named(words: Words, claims: Sequence[str], n: str) -> str:
    """Return a voice with its claims; of many claims, only the first."""
    shown = [*claims[:_NAMED], *(["…"] if len(claims) > _NAMED else [])]
    return f"{words[n]} ({_joined(shown, n)})"


def _span(text: str, style: str = "") -> Span:
    return visible_line(text), style


def _item(page: Column, *spans: Span) -> None:
    page.inside().marked("-").line(*spans)


def _joined(parts: Sequence[str], n: str) -> str:
    return render(n, "join-comma", {}).join(parts)
