"""Write cards as Markdown in the GitHub dialect, for wikis, notes and discussions.

Names, quotes and labels are written by strangers: characters with a meaning in Markdown or HTML are escaped,
and control characters are shown by their numbers.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.characters import visible_line
from kg.explain import (
    VERDICT_WORDS,
    Card,
    CardClaim,
    CardLinkedPage,
    CardPosition,
    CardSlot,
    CardVerdict,
    describe_outcome,
    describe_rating,
)
from kg.explain.card_parts import CardPair
from kg.model import Stance
from kg.report.text import NOTHING
from kg.report.words import FACE_WORDS
from kg.words import Message, Words, family, is_rtl, render

_UI = {
    **FACE_WORDS,
    **family("markdown", ("none", "implied", "conflict", "unknown", "chain")),
    **family("markdown", ("version", "relation")),
}

_PUNCTUATION = re.compile(r"([\\`*_{}\[\]|~$])")
#: Beginnings that turn a line into a heading, a list or a rule.
_BEGINNING = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")


def escape_markdown(text: str) -> str:
    """Return ``text`` escaped, so that Markdown shows it unchanged on one line.

    >>> print(escape_markdown("a *b* <c>"))
    a \\*b\\* &lt;c&gt;
    """
    text = visible_line(" ".join(text.splitlines()))
    text = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    text = _PUNCTUATION.sub(r"\\\1", text)
    return _BEGINNING.sub(lambda match: f"{match[1]}&#{ord(match[2][0])};{match[2][1:]}", text)


def write_markdown(cards: Sequence[Card], *, language: str = "en") -> str:
    """Return cards as Markdown; Persian cards are in a block that runs from right to left."""
    n = language
    body = "\n".join(_card(card, n) for card in cards) if cards else f"{escape_markdown(NOTHING[n])}\n"
    return f'<div dir="rtl" lang="{n}">\n\n{body}\n</div>\n' if is_rtl(n) else body


def _card(card: Card, n: str) -> str:
    kind = [card.relation_words[n], *(words[n] for words in card.modifiers.values())]
    lines = [
        f"## {_escaped(card.headline, n)}",
        "",
        f"**{escape_markdown(_joined(kind, n))}** · {_escaped(card.numbers, n)}",
        "",
    ]
    for position in card.positions:
        lines += _position(position, n)
    if card.pairs:
        lines += [f"### {_UI['pairs'][n]}", ""]
        lines += [f"- {_pair(pair, n)}" for pair in card.pairs]
        lines.append("")
    if card.implied is not None:
        lines += [f"### {_UI['implied'][n]}", "", _escaped(card.implied.words, n), ""]
    lines += _table(card, n)
    if card.shared is not None:
        lines += [f"### {_UI['common'][n]}", "", _escaped(card.shared.statement, n), ""]
        for name, notes in (("dropped", card.shared.dropped), ("generalised", card.shared.generalised)):
            lines += [f"- {_UI[name][n]}: {_escaped(words, n)}" for words in notes]
        lines += [""] if card.shared.dropped or card.shared.generalised else []
    if card.outcomes:
        lines += [f"### {VERDICT_WORDS['follows_all'][n]}", ""]
        lines += [
            f"- **{letter}**: {_escaped(describe_outcome(outcome), n)}" for letter, outcome in card.outcomes
        ]
        lines.append("")
    lines += [f"### {_UI['bridges'][n]}", ""]
    for bridge in card.bridges:
        where = _escaped(bridge.where, n) + (f", {_code(bridge.location)}" if bridge.location else "")
        words = _escaped(bridge.words, n)
        lines.append(f"- ⚠ **{words}** ({where})" if bridge.contested else f"- {words} ({where})")
    lines += [""] if card.bridges else [_UI["none"][n], ""]
    lines += [f"### {_UI['readings'][n]}", ""]
    lines += [f"- {_escaped(reading, n)}" for reading in card.readings]
    lines += ["", f"### {_UI['question'][n]}", "", f"**{_escaped(card.question, n)}**", ""]
    proof = {"rule": card.rule, "version": card.version, "relation": card.id, "hash": card.input_hash}
    lines += [" · ".join(f"{_UI[name][n]} {_code(value)}" for name, value in proof.items()), ""]
    return "\n".join(lines)


def _pair(pair: CardPair, n: str) -> str:
    sides = ((pair.first, pair.first_claims), (pair.second, pair.second_claims))
    who = (
        f"{_escaped(words, n)} ({_joined([_code(name) for name in claims], n)})" for words, claims in sides
    )
    notes = _joined([words[n] for words in pair.modifiers.values()], n)
    return " – ".join(who) + (f" – *{escape_markdown(notes)}*" if notes else "")


def _position(position: CardPosition, n: str) -> list[str]:
    colon = "" if position.stance == Stance.ASKS else ":"
    stance = escape_markdown(position.stance_words[n]) + colon
    head = f"### {position.letter} · {stance} {_escaped(position.statement, n)}"
    lines = [head, "", _escaped(position.numbers, n), ""]
    for claim in position.claims:
        lines += _claim(claim, n)
    return lines


def _claim(claim: CardClaim, n: str) -> list[str]:
    how = [_UI["direct" if claim.direct else "told"][n]]
    if claim.certainty is not None:
        how.append(claim.certainty[n])
    if claim.said is not None:
        how.append(f"{_UI['said'][n]}: {claim.said[n]}")
    how += [words[n] for words in (claim.role, claim.aside) if words is not None]
    where = f" · {_code(claim.location)}" if claim.location else ""
    lines = [
        f"{_code(claim.name)} **{_escaped(claim.speaker, n)}** – {escape_markdown(_joined(how, n))}{where}"
    ]
    direction = "rtl" if is_rtl(claim.language) else "ltr"
    for quote in claim.quotes:
        exact = "<br>".join(escape_markdown(line) for line in quote.exact.split("\n"))
        lines += [
            "",
            f'> <span lang="{_attribute(claim.language)}" dir="{direction}">{exact}</span><br>',
            f"> {_code(f'{claim.language}, {quote.start}–{quote.end}')}",
        ]
    lines.append("")
    for language, gloss in claim.gloss.items():
        mark = _UI["gloss" if language == claim.language else "translation"][n]
        lines.append(f"- *{mark} ({escape_markdown(language)})*: {escape_markdown(gloss)}")
    if claim.condition is not None:
        form = claim.condition_form or _UI["condition"]
        lines.append(f"- *{_escaped(form, n)}*: {_escaped(claim.condition, n)}")
    links = []
    for link in claim.chain:
        shown = _code(link.name) if link.role == "article" else _escaped(link.label, n)
        if link.role == "article" and claim.title:
            shown = f"{Message('title-quoted', title=escape_markdown(claim.title))[n]} {shown}"
        links.append(shown if link.role == "via" else f"{shown} ({_UI[link.role][n]})")
    lines.append(f"- *{_UI['chain'][n]}*: {_UI['from'][n].join(links)}")
    for verdict in claim.verdicts:
        lines += _verdict(verdict, n)
    return [*lines, ""]


def _verdict(verdict: CardVerdict, n: str) -> list[str]:
    lines = [f"- **{VERDICT_WORDS['verdict'][n]}: {_escaped(describe_rating(verdict), n)}**"]
    for language, explanation in verdict.explanation.items():
        lines.append(f"  - ({escape_markdown(language)}) {escape_markdown(explanation)}")
    lines += [f"  - {VERDICT_WORDS['evidence'][n]}: {_link(page)}" for page in verdict.evidence]
    if verdict.page is not None:
        lines.append(f"  - {VERDICT_WORDS['published'][n]}: {_link(verdict.page)}")
    return lines


def _link(page: CardLinkedPage) -> str:
    """Return an address as a link if it is one, else as text."""
    shown = escape_markdown(page.shown)
    return shown if page.link is None else f"[{shown}](<{page.link}>)"


def _table(card: Card, n: str) -> list[str]:
    columns = [_UI["slot"][n], *(position.letter for position in card.positions), _UI["comparison"][n]]
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(columns)}"]
    for row in card.slots:
        cells = [_escaped(row.label, n), *(_escaped(value, n) for value in row.values), _comparison(row, n)]
        if row.mark:
            cells = [f"**{cell}**" for cell in cells]
        lines.append(f"| {' | '.join(cells)} |")
    if card.total is not None:
        lines += ["", f"**{_UI['total'][n]}: {_escaped(card.total, n)}**"]
    return [*lines, ""]


def _comparison(row: CardSlot, n: str) -> str:
    words = _escaped(row.words, n)
    if not row.mark:
        return words
    mark = _UI[row.mark][n]
    return mark if row.mark == row.comparison == "unknown" else f"{mark}: {words}"


def _escaped(words: Words, n: str) -> str:
    return escape_markdown(words[n])


def _code(text: str) -> str:
    """Return ``text`` as code, even if it contains backquotes and bars."""
    text = visible_line(" ".join(text.splitlines())).replace("|", "¦")
    fence = "`" * (max(map(len, re.findall("`+", text)), default=0) + 1)
    return f"{fence} {text} {fence}" if "`" in text else f"`{text}`"


def _attribute(text: str) -> str:
    return re.sub(r"[^A-Za-z0-9-]", "", text)


def _joined(parts: Sequence[str], n: str) -> str:
    return render(n, "join-comma", {}).join(parts)
