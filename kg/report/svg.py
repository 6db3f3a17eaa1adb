"""Draw disputes as SVG: positions on two sides, and their contradictions between them.

The picture is computed here and needs no script. It has three columns, with a separate label for each
contradiction, so that no text can overlap a line or another text, however many there are.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape

from kg.characters import visible, visible_line
from kg.disputes import Dispute, Reviews
from kg.explain import LANGUAGES, SLOT_WORDS, STANCE_WORDS, Cards, Wording, Words
from kg.explain.wording import shown_names
from kg.model import Knowledge, Position, Relation, Stance
from kg.relations import find_rule
from kg.words import Joined, Message, Verbatim, is_rtl

#: Returns where a ``claim``, a ``relation`` or an ``entry`` of some name has its page, or ``None``.
Target = Callable[[str, str], str | None]

#: Widths in pixels of a picture for a page and for a phone.
WIDE, NARROW = 980, 348

_SHOWN_CLAIMS = 6


@dataclass(frozen=True, slots=True)
class _Style:
    """Measures of one picture, in pixels."""

    column: int
    middle: int
    gutter: int
    font: float
    pad: int
    gap: int

    @property
    def width(self) -> int:
        return 2 * self.column + self.middle + 2 * self.gutter + 4


_STYLES: Mapping[int, _Style] = {
    WIDE: _Style(column=340, middle=200, gutter=48, font=14, pad=12, gap=18),
    NARROW: _Style(column=116, middle=84, gutter=14, font=11, pad=7, gap=12),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of text in one language, and its style."""

    text: str
    size: float
    language: str
    bold: bool = False
    muted: bool = False

    @property
    def height(self) -> float:
        """The height in pixels."""
        return round(self.size * (1.65 if is_rtl(self.language) else 1.4), 1)


@dataclass(slots=True)
class _Box:
    """A box of text with its position; ``kind`` is its class in the style sheet."""

    lines: Sequence[Line]
    width: int
    pad: int
    kind: str
    link: str
    x: float = 0
    y: float = 0

    @property
    def height(self) -> float:
        return round(sum(line.height for line in self.lines) + 2 * self.pad, 1)

    @property
    def middle(self) -> float:
        return self.y + self.height / 2


def write_dispute(
    dispute: Dispute,
    knowledge: Knowledge,
    *,
    width: int = WIDE,
    links: bool = False,
    languages: Sequence[str] = LANGUAGES,
    cards: Cards | None = None,
    address: Callable[[str, str], str] | None = None,
) -> str:
    """Return a dispute as one ``<svg>`` element; ``width`` is :data:`WIDE` or :data:`NARROW`.

    Conditional contradictions are dashed and name their standpoints. With ``links``, positions and
    contradictions link to their explanations on a report page, or to those that ``address`` gives for a
    kind (``claim``, ``relation``) and a name. Pass ``cards``, those of its contradictions,
    if you have them.
    """
    style = _STYLES[width]
    address = address or (target if links else None)
    cards = cards or Cards(knowledge, Reviews())
    wording = Wording(knowledge)
    called = shown_names(knowledge.claims)
    order = {name: number for number, name in enumerate(knowledge.claims)}

    def first_claim(position: Position) -> tuple[int, str]:
        return min((order.get(name, len(order)) for name in position.claims), default=len(order)), position.id

    columns: list[list[Position]] = [[], []]
    for number, side in enumerate(dispute.sides):
        shorter = min((0, 1), key=lambda column: len(columns[column]))
        columns[number if number < 2 else shorter].extend(map(dispute.held, side))
    boxes = {}
    for column, kind in zip(columns, ("a", "b"), strict=True):
        column.sort(key=first_claim)
        for position in column:
            boxes[position.id] = _position_box(
                position, knowledge, style, f"position {kind}", address, languages, called
            )
    if is_rtl(languages[0]):
        columns.reverse()  # the first side stands where one begins to read, as on the cards
    labels = [_relation_box(relation, cards, style, address, languages) for relation in dispute.relations]
    height = _place(columns, boxes, labels, dispute.relations, style)
    lines = [
        line
        for relation, label in zip(dispute.relations, labels, strict=True)
        for line in _connect(relation, label, columns, boxes)
    ]
    body = [
        *_opening(dispute, wording, cards, width, height, languages[0]),
        *lines,
        *(_draw(box) for box in (*boxes.values(), *labels)),
        "</svg>",
    ]
    return "\n".join(body)


def _opening(
    dispute: Dispute, wording: Wording, cards: Cards, width: int, height: float, language: str
) -> list[str]:
    """Return the opening tag of a picture, its title, and its contradictions in words."""
    name, style = f"dispute-{dispute.id}-{width}", _STYLES[width]
    title = " / ".join(wording.sources(dispute.held(position))[language] for position in dispute.positions)
    described = " ".join(f"{cards[relation].headline[language]}." for relation in dispute.relations)
    size = "wide" if width == WIDE else "narrow"
    return [
        f'<svg class="dispute {size}" width="{style.width}" height="{height:g}" '
        f'viewBox="0 0 {style.width} {height:g}" role="group" '
        f'aria-labelledby="{name}-title {name}-desc" fill="none" stroke="currentColor">',
        f'<title id="{name}-title">{escaped(title)}</title>',
        f'<desc id="{name}-desc">{escaped(described)}</desc>',
    ]


#: Colours of a standalone picture; on a page, the page's style decides.
_ALONE = """<style>
  svg { background: #ffffff; color: #1d1c1a; font-family: system-ui, "Noto Sans Arabic", sans-serif; }
  .position.a rect { fill: #e8f1f6; stroke: #1b5e85; }
  .position.b rect { fill: #f9ede6; stroke: #9a3f14; }
  .relation rect, .edge { fill: #fbeceb; stroke: #a3201d; }
  .relation.conditional rect { fill: #fdf4dc; stroke: #7a5600; }
  .edge { fill: none; }
  .edge[stroke-dasharray] { stroke: #7a5600; }
</style>"""


def write_picture(dispute: Dispute, knowledge: Knowledge, *, languages: Sequence[str] = LANGUAGES) -> str:
    """Return a dispute as a standalone SVG file, for documents and slides."""
    picture = write_dispute(dispute, knowledge, languages=languages)
    picture = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return picture.replace("</desc>", f"</desc>\n{_ALONE}", 1) + "\n"


# --- what the boxes say -------------------------------------------------------------------------------


def _position_box(
    position: Position,
    knowledge: Knowledge,
    style: _Style,
    kind: str,
    address: Callable[[str, str], str] | None,
    languages: Sequence[str],
    called: Mapping[str, str],
) -> _Box:
    wording = Wording(knowledge)
    room, size = style.column - 2 * style.pad, style.font
    sources, (stance, statement) = wording.sources(position), wording.position(position)
    colon = "" if position.stance is Stance.ASKS else ":"
    lines: list[Line] = []
    for n in languages:
        if n == languages[0] or sources[n] != sources[languages[0]]:
            lines += wrapped(sources[n], room, size, n, bold=True)
    for n in languages:
        lines += wrapped(f"{stance[n]}{colon} {statement[n]}", room, size - 1, n)
    names = [called[name] for name in position.claims[:_SHOWN_CLAIMS]]
    more = len(position.claims) - _SHOWN_CLAIMS
    listed = ", ".join(names) + (f" +{more}" if more > 0 else "")
    lines += wrapped(listed, room, size - 2, "en", muted=True)
    link = address("claim", position.claims[0]) if address and position.claims else ""
    return _Box(lines, style.column, style.pad, kind, link)


def _relation_box(
    relation: Relation,
    cards: Cards,
    style: _Style,
    address: Callable[[str, str], str] | None,
    languages: Sequence[str],
) -> _Box:
    room, size = style.middle - 2 * style.pad, style.font - 1
    lines: list[Line] = []
    for n in languages:
        lines += wrapped(_edge_words(relation)[n], room, size, n, bold=True)
    if not relation.unconditional:
        for n in languages:
            lines += wrapped(cards[relation].condition[n], room, size - 1, n)
    kind = "relation" if relation.unconditional else "relation conditional"
    link = address("relation", relation.id) if address else ""
    return _Box(lines, style.middle, style.pad, kind, link)


def _edge_words(relation: Relation) -> Words:
    """Return the label between two positions: the slots in conflict, or that one denies the other."""
    if relation.implied is not None:
        words = find_rule(relation.rule).role == "attributed"
        return Message("edge-denies-words" if words else "edge-denies-presupposed")
    if relation.conflict:
        return Joined([SLOT_WORDS.get(slot, Verbatim(slot)) for slot in relation.conflict])
    if any(position.stance is Stance.DENIES for position in relation.positions):
        return STANCE_WORDS[Stance.DENIES]
    return Message("edge-contradicts")


# --- positions of the boxes ---------------------------------------------------------------------------


def _place(
    columns: Sequence[Sequence[Position]],
    boxes: Mapping[str, _Box],
    labels: Sequence[_Box],
    relations: Sequence[Relation],
    style: _Style,
) -> float:
    """Set the position of each box and return the height of the picture in pixels."""
    left, right = ([boxes[position.id] for position in column] for column in columns)
    between = dict(zip((id(label) for label in labels), relations, strict=True))
    order = list(labels)
    height = 4 + max(_stacked(left, style), _stacked(right, style), _stacked(order, style))
    _stack(left, 2, height, style)
    _stack(order, 2 + style.column + style.gutter, height, style)
    for _ in range(3):
        order.sort(key=lambda label: _mean([boxes[p.id].middle for p in between[id(label)].positions]))
        _stack(order, 2 + style.column + style.gutter, height, style)
        right.sort(
            key=lambda box: _mean(
                [
                    label.middle
                    for label in order
                    if any(boxes[p.id] is box for p in between[id(label)].positions)
                ]
            )
        )
        _stack(right, 2 + style.column + style.middle + 2 * style.gutter, height, style)
    return round(height, 1)


def _stacked(boxes: Sequence[_Box], style: _Style) -> float:
    return sum(box.height for box in boxes) + style.gap * max(0, len(boxes) - 1)


def _stack(boxes: Sequence[_Box], x: float, height: float, style: _Style) -> None:
    """Put boxes below each other, spread evenly over the height."""
    free = (height - sum(box.height for box in boxes)) / (len(boxes) + 1) if boxes else 0
    y = free
    if free < style.gap:
        free = (height - 4 - sum(box.height for box in boxes)) / max(1, len(boxes) - 1)
        y = 2
    for box in boxes:
        box.x, box.y = x, round(y, 1)
        y += box.height + free


def _mean(numbers: Sequence[float]) -> float:
    return round(sum(numbers) / len(numbers), 2) if numbers else 0.0


def _connect(
    relation: Relation, label: _Box, columns: Sequence[Sequence[Position]], boxes: Mapping[str, _Box]
) -> list[str]:
    """Return the lines from one contradiction to its positions."""
    on_left = {position.id for position in columns[0]}
    dashed = ' stroke-dasharray="6 4"' if "conditional" in label.kind else ""
    lines = []
    for position in relation.positions:
        box = boxes[position.id]
        if position.id in on_left:
            x1, x2 = box.x + box.width, label.x
        else:
            x1, x2 = box.x, label.x + label.width
        y2 = label.middle
        # The line leaves the box at the point nearest to the label, but not at its corners.
        y1 = min(max(y2, box.y + 14), box.y + box.height - 14)
        half = (x1 + x2) / 2
        path = f"M{x1:g} {y1:.1f}C{half:g} {y1:.1f} {half:g} {y2:.1f} {x2:g} {y2:.1f}"
        lines.append(f'<path class="edge" d="{path}" stroke-width="1.6"{dashed}/>')
    return lines


def _draw(box: _Box) -> str:
    dashed = ' stroke-dasharray="6 4"' if "conditional" in box.kind else ""
    parts = [
        f'<rect x="{box.x:g}" y="{box.y:g}" width="{box.width}" height="{box.height:g}" rx="8"{dashed}/>'
    ]
    y = box.y + box.pad
    for line in box.lines:
        weight = ' font-weight="700"' if line.bold else ""
        faded = ' opacity="0.75"' if line.muted else ""
        rtl = is_rtl(line.language)
        x = box.x + (box.width - box.pad if rtl else box.pad)
        anchor = "start"
        if box.kind.startswith("relation"):
            x, anchor = box.x + box.width / 2, "middle"
        base = y + line.height / 2 + line.size * 0.35
        parts.append(
            f'<text x="{x:g}" y="{base:.1f}" font-size="{line.size:g}" lang="{line.language}" '
            f'direction="{"rtl" if rtl else "ltr"}" text-anchor="{anchor}" '
            f'fill="currentColor" stroke="none"{weight}{faded}>{escaped(line.text)}</text>'
        )
        y += line.height
    drawn = f'<g class="{box.kind}">{"".join(parts)}</g>'
    return f'<a href="{escape(box.link)}">{drawn}</a>' if box.link else drawn


# --- text ---------------------------------------------------------------------------------------------


def anchor(kind: str, name: str) -> str:
    """Return the fragment identifier of a claim, relation or quote, unique for each name.

    >>> anchor("claim", "karabakh-2020-10-04/m1")
    'claim:karabakh-2020-10-04:m1'
    """
    kept = "".join(
        c if c.isascii() and (c.isalnum() or c in "._-") else ":" if c == "/" else f"~{ord(c):x}~"
        for c in name
    )
    return f"{kind}:{kept}"


def target(kind: str, name: str) -> str:
    """Return the address of a claim, relation or quote that is on the same page.

    >>> target("claim", "page/m1")
    '#claim:page:m1'
    """
    return f"#{anchor(kind, name)}"


def escaped(text: str) -> str:
    """Return a text escaped for a picture."""
    return escape(visible_line(text), quote=True)


def wrapped(
    text: str, room: float, size: float, language: str, *, bold: bool = False, muted: bool = False
) -> list[Line]:
    """Break a text into lines that fit, at spaces if possible, else inside a word."""
    scale = size * (1.1 if bold else 1.0)
    lines: list[str] = []
    current, used = "", 0.0
    for word in visible(" ".join(text.split())).split(" "):
        grown = advance(f" {word}", used) if current else advance(word)
        if grown * scale <= room:
            current, used = f"{current} {word}" if current else word, grown
            continue
        if current:
            lines.append(current)
        *cut, current = _cut(word, room / scale)
        lines += cut
        used = advance(current)
    lines.append(current)
    return [Line(line, size, language, bold, muted) for line in lines if line]


def _cut(word: str, room: float) -> Iterator[str]:
    """Yield the parts of a word that fit a line, cut after a hyphen if there is one."""
    begun, used = 0, 0.0
    for at, character in enumerate(word):
        used += _em(character)
        if used > room and at > begun:
            end = word.rfind("-", begun + 1, at) + 1 or at
            yield word[begun:end]
            begun, used = end, advance(word[end : at + 1])
    yield word[begun:]


def advance(text: str, before: float = 0.0) -> float:
    """Return an upper estimate of a text's width in ems, because the reader's fonts are unknown."""
    return sum(map(_em, text), before)


@cache
def _em(character: str) -> float:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0.0
    if unicodedata.east_asian_width(character) in ("W", "F"):
        return 1.05
    if character in " .,:;'|!()[]/-،؛ijltfrI":
        return 0.4
    if character in "mwMW@%—⟦⟧":
        return 0.98
    if character.isupper() or character.isdigit():
        return 0.7
    return 0.62
