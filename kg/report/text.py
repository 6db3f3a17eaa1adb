"""The card for the terminal: plain lines that stay readable at 80 columns, in a pipe and in Persian.

Nothing is boxed and Persian is not reordered: terminals do that themselves, or not, and borders break
either way. Colour only repeats what the words say.
"""

from __future__ import annotations

import io
import shutil
from collections.abc import Iterable, Mapping, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from kg.characters import visible_line
from kg.disputes import Reviews, find_reviews
from kg.explain import (
    VERDICT_WORDS,
    Card,
    CardClaim,
    CardPosition,
    CardSlot,
    CardVerdict,
    Words,
    build_card,
    describe_outcome,
    describe_rating,
    sorted_relations,
)
from kg.model import Knowledge, Relation, Repeat, Stance

_PLAIN_WIDTH = 80
_SHOWN_CLAIMS = 5

_UI: Mapping[str, Words] = {
    "slot": {"en": "Slot", "fa": "جزء"},
    "comparison": {"en": "Comparison", "fa": "سنجش"},
    "bridges": {"en": "Rests on", "fa": "بر این‌ها تکیه دارد"},
    "readings": {"en": "Falls away if", "fa": "در این خوانش‌ها از میان می‌رود"},
    "question": {"en": "What would settle it", "fa": "پرسشی که آن را روشن می‌کند"},
    "common": {"en": "Both agree on", "fa": "وجه مشترک هر دو"},
    "conflict": {"en": "CONFLICT", "fa": "ناسازگار"},
    "unknown": {"en": "UNKNOWN", "fa": "نامعلوم"},
    "direct": {"en": "in quotation marks", "fa": "نقل مستقیم"},
    "told": {"en": "in the article's words", "fa": "به بیان متن"},
    "translation": {"en": "translation", "fa": "ترجمه"},
    "gloss": {"en": "gloss", "fa": "به بیان دیگر"},
    "condition": {"en": "on condition", "fa": "به شرط"},
    "implied": {"en": "Compared as A", "fa": "آنچه به جای A سنجیده شده"},
    "total": {"en": "Sum", "fa": "جمع"},
    "dropped": {"en": "dropped", "fa": "کنار گذاشته شده"},
    "generalised": {"en": "generalised", "fa": "کلی‌تر شده"},
    "origin": {"en": "origin", "fa": "خاستگاه"},
    "article": {"en": "article", "fa": "متن"},
    "chain": {"en": "chain", "fa": "زنجیرهٔ نقل"},
    "from": {"en": " ← ", "fa": "، به نقل از "},
    "said": {"en": "said", "fa": "زمان گفته"},
    "relation": {"en": "relation", "fa": "رابطهٔ"},
    "rule": {"en": "rule", "fa": "قاعده"},
    "version": {"en": "version", "fa": "نسخهٔ"},
    "hash": {"en": "input hash", "fa": "چکیدهٔ ورودی"},
    "none": {"en": "nothing but the words themselves", "fa": "جز خود سخنان بر چیزی تکیه ندارد"},
    "more": {"en": "… and {} more", "fa": "… و {} ادعای دیگر"},
    "empty": {"en": "No relations.", "fa": "رابطه‌ای یافت نشد."},
    "one voice": {"en": "one voice", "fa": "یک صدا"},
    "repeats": {"en": "repeats", "fa": "تکرارِ"},
}

#: Said where nothing relates what a reader asked for.
NOTHING: Words = {
    "en": "No relation: what they say is compatible as it stands, or is not about the same.",
    "fa": "رابطه‌ای یافت نشد: این سخنان به همین صورت با هم سازگارند یا دربارهٔ یک چیز نیستند.",
}

_STYLES = {"contradicts": "bold red", "tension": "bold yellow", "opposes": "bold magenta"}


def write_cards(
    relations: Iterable[Relation],
    knowledge: Knowledge,
    *,
    language: str = "en",
    colour: bool = False,
    width: int | None = None,
    reviews: Reviews | None = None,
) -> str:
    """Return the cards of ``relations`` as text for the terminal, one below the other, the clearest first.

    Without ``width`` a coloured text takes the terminal's, any other 80 columns. ``reviews`` are the verdicts
    with what follows from them, found by these relations where they are not given.
    """
    file = io.StringIO()
    if width is None:
        width = shutil.get_terminal_size((_PLAIN_WIDTH, 24)).columns if colour else _PLAIN_WIDTH
    console = Console(
        file=file,
        width=width,
        force_terminal=colour,
        no_color=not colour,
        color_system="standard" if colour else None,
        highlight=False,
        legacy_windows=False,
    )
    relations = list(relations)
    reviews = find_reviews(relations, knowledge) if reviews is None else reviews
    cards = [build_card(relation, knowledge, reviews) for relation in sorted_relations(relations, knowledge)]
    if not cards:
        console.print(Text(_UI["empty"][language]))
    for number, card in enumerate(cards):
        if number:
            console.print()
        console.print(build_renderable(card, language))
    return "".join(f"{line.rstrip()}\n" for line in file.getvalue().split("\n")[:-1])


def build_renderable(card: Card, language: str = "en") -> Group:
    """Return a card as something that rich can print."""
    n = language
    kind = card.relation_words[n].upper()
    modifiers = [words[n] for words in card.modifiers.values()]
    parts: list[RenderableType] = [
        Text.assemble(
            (visible_line(kind), _STYLES.get(card.relation, "bold")),
            (visible_line(_joined(["", *modifiers], n)), "dim"),
        ),
        _line(card.headline[n], "bold"),
        _line(card.numbers[n], "dim"),
        Text(),
    ]
    for position in card.positions:
        parts.append(_position(position, n))
    if card.implied is not None:
        parts += [_heading("implied", n), _indented(_line(card.implied.words[n])), Text()]
    parts.append(_slots(card, n))
    if card.total is not None:
        parts.append(_line(f"{_UI['total'][n]}: {card.total[n]}", "bold"))
    parts.append(Text())
    if card.shared is not None:
        parts += [_heading("common", n), _indented(_line(card.shared.statement[n]))]
        for name, notes in (("dropped", card.shared.dropped), ("generalised", card.shared.generalised)):
            parts += [_item(f"{_UI[name][n]}: {words[n]}") for words in notes]
        parts.append(Text())
    if card.outcomes:
        parts.append(Text(VERDICT_WORDS["follows_all"][n], "underline"))
        parts += [_item(f"{letter}: {describe_outcome(found)[n]}") for letter, found in card.outcomes]
        parts.append(Text())
    parts.append(_heading("bridges", n))
    parts += [
        _item(
            bridge.words[n],
            _joined([bridge.where[n], *([bridge.location] if bridge.location else [])], n),
            "yellow" if bridge.contested else "",
        )
        for bridge in card.bridges
    ] or [_indented(_line(_UI["none"][n]))]
    parts += [Text(), _heading("readings", n), *(_item(reading[n]) for reading in card.readings)]
    parts += [Text(), _heading("question", n), _indented(_line(card.question[n], "bold")), Text()]
    proof = _joined([f"{_UI['rule'][n]} {card.rule}", f"{_UI['version'][n]} {card.version}"], n)
    parts += [_line(proof, "dim"), _line(f"{_UI['relation'][n]} {card.id}", "dim")]
    parts.append(_line(f"{_UI['hash'][n]} {card.input_hash}", "dim"))
    return Group(*parts)


def write_repeats(repeats: Iterable[Repeat], knowledge: Knowledge, *, language: str = "en") -> str:
    """Return, one line per voice heard more than once, which claims repeat which."""
    grouped: dict[tuple[str, str], list[str]] = {}
    for repeat in repeats:
        grouped.setdefault((repeat.origin, repeat.earlier), []).append(repeat.later)
    lines = []
    for (origin, earlier), later in sorted(grouped.items()):
        words = f"{_UI['one voice'][language]}: {knowledge.label(origin, language)}: "
        words += f"{_joined(sorted(later), language)} {_UI['repeats'][language]} {earlier}"
        lines.append(f"{visible_line(words)}\n")
    return "".join(lines)


def _position(position: CardPosition, n: str) -> RenderableType:
    colon = "" if position.stance == Stance.ASKS else ":"
    stance = visible_line(f"{position.stance_words[n]}{colon} ")
    head = Text.assemble((stance, "bold"), visible_line(position.statement[n]))
    parts: list[RenderableType] = [
        _marked(Text(position.letter, "bold"), head, 2),
        _indented(_line(position.numbers[n], "dim"), 3),
    ]
    parts += [_indented(_claim(claim, n), 3) for claim in position.claims[:_SHOWN_CLAIMS]]
    more = len(position.claims) - _SHOWN_CLAIMS
    if more > 0:
        parts.append(_indented(_line(_UI["more"][n].format(more), "dim"), 3))
    return Group(*parts, Text())


def _claim(claim: CardClaim, n: str) -> RenderableType:
    how = [_UI["direct" if claim.direct else "told"][n]]
    if claim.certainty is not None:
        how.append(claim.certainty[n])
    if claim.said is not None:
        how.append(f"{_UI['said'][n]}: {claim.said[n]}")
    if claim.role is not None:
        how.append(claim.role[n])
    lines: list[RenderableType] = [
        Text.assemble((visible_line(claim.speaker[n]), "bold"), (visible_line(_joined(["", *how], n)), "dim"))
    ]
    for quote in claim.quotes:
        lines.append(Text(visible_line(quote.exact)))
        lines.append(Text(visible_line(f"[{claim.language}, {quote.start}–{quote.end}]"), "dim"))
    for language, gloss in claim.gloss.items():
        mark = f"{_UI['gloss' if language == claim.language else 'translation'][n]} ({language}): "
        lines.append(Text.assemble((visible_line(mark), "dim"), visible_line(gloss)))
    if claim.condition is not None:
        mark = visible_line(f"{_UI['condition'][n]}: ")
        lines.append(Text.assemble((mark, "dim"), visible_line(claim.condition[n])))
    links = []
    for link in claim.chain:
        role = f" ({_UI[link.role][n]})" if link.role != "via" else ""
        links.append(f"{link.name if link.role == 'article' else link.label[n]}{role}")
    lines.append(_line(f"{_UI['chain'][n]}: {_UI['from'][n].join(links)}", "dim"))
    for verdict in claim.verdicts:
        lines += _verdict(verdict, n)
    return _marked(_line(claim.name, "bold"), Group(*lines), 2)


def _verdict(verdict: CardVerdict, n: str) -> list[RenderableType]:
    lines: list[RenderableType] = [
        _line(f"{VERDICT_WORDS['verdict'][n]}: {describe_rating(verdict)[n]}", "bold")
    ]
    lines += [_indented(_line(f"({language}) {text}")) for language, text in verdict.explanation.items()]
    pages = [(VERDICT_WORDS["evidence"][n], page) for page in verdict.evidence]
    if verdict.page is not None:
        pages.append((VERDICT_WORDS["published"][n], verdict.page))
    lines += [_indented(_line(f"{mark}: {page.shown}", "dim")) for mark, page in pages]
    return lines


def _slots(card: Card, n: str) -> RenderableType:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, show_edge=False)
    table.add_column(Text(_UI["slot"][n]), no_wrap=True)
    for position in card.positions:
        table.add_column(Text(position.letter), ratio=3, overflow="fold")
    table.add_column(Text(_UI["comparison"][n]), ratio=3, overflow="fold")
    for row in card.slots:
        cells = [Text(visible_line(cell)) for cell in (row.label[n], *(value[n] for value in row.values))]
        table.add_row(
            *cells, _comparison(row, n), style={"conflict": "red", "unknown": "yellow"}.get(row.mark)
        )
    return table


def _comparison(row: CardSlot, n: str) -> Text:
    if not row.mark:
        return Text(visible_line(row.words[n]))
    mark = _UI[row.mark][n]
    if row.mark == "unknown" and row.comparison == "unknown":
        return Text(mark, "bold")
    return Text.assemble((f"{mark}: ", "bold"), visible_line(row.words[n]))


def _heading(name: str, n: str) -> Text:
    return Text(_UI[name][n], "underline")


def _line(text: str, style: str = "") -> Text:
    return Text(visible_line(text), style)


def _indented(content: RenderableType, columns: int = 2) -> Padding:
    return Padding(content, (0, 0, 0, columns))


def _item(text: str, note: str = "", style: str = "") -> RenderableType:
    words = Text(visible_line(text), style)
    if note:
        words.append(visible_line(f" [{note}]"), "dim")
    return _indented(_marked(Text("-"), words, 1))


def _marked(mark: Text, content: RenderableType, gap: int) -> Table:
    """Return ``content`` with a mark before it and a hanging indent below."""
    table = Table.grid(padding=(0, gap, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    table.add_row(mark, content)
    return table


def _joined(parts: Sequence[str], n: str) -> str:
    return {"en": ", ", "fa": "، "}[n].join(parts)
