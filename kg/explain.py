"""Explain a relation to a person: everything the card of a relation shows, as plain data.

A card is built once and drawn by several faces (terminal, page, notebook), so nothing here knows of
any of them. Every sentence stands in English and in Persian.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from kg.model import (
    INSIDE,
    SLOTS,
    STATE,
    Bridge,
    Certainty,
    Claim,
    Comparison,
    Count,
    Interval,
    Knowledge,
    Location,
    Position,
    Proposition,
    Relation,
    RelationType,
    Stance,
    View,
    sorted_views,
)

#: One thing said in each of :data:`LANGUAGES`.
Words = Mapping[str, str]

#: The languages of every card.
LANGUAGES = ("en", "fa")


def _both(en: str, fa: str) -> Words:
    return {"en": en, "fa": fa}


#: How each relation is called.
RELATION_WORDS: Mapping[RelationType, Words] = {
    RelationType.CONTRADICTS: _both("contradiction", "تناقض"),
    RelationType.TENSION: _both("tension", "تنش"),
    RelationType.OPPOSES: _both("opposed aims", "تقابل خواست‌ها"),
    RelationType.CORROBORATES: _both("corroboration", "تأیید"),
    RelationType.REFINES: _both("refinement", "دقیق‌تر شدن"),
    RelationType.SUPERSEDES: _both("supersession", "جایگزینی"),
    RelationType.SUPPORTS: _both("support", "پشتیبانی"),
    RelationType.CHALLENGES: _both("challenge", "به چالش کشیدن"),
    RelationType.FULFILS: _both("fulfilment", "عمل به گفته"),
    RelationType.BREACHES: _both("breach", "نقض گفته"),
}

#: What each stance is called, as a verb of its source.
STANCE_WORDS: Mapping[Stance, Words] = {
    Stance.ASSERTS: _both("asserts", "می‌گوید"),
    Stance.DENIES: _both("denies", "تکذیب می‌کند"),
    Stance.NEITHER: _both("neither confirms nor denies", "نه تأیید می‌کند و نه تکذیب"),
    Stance.DEMANDS: _both("demands", "می‌خواهد"),
    Stance.REFUSES: _both("refuses", "نمی‌پذیرد"),
    Stance.COMMITS: _both("commits to", "تعهد می‌دهد"),
    Stance.THREATENS: _both("threatens", "تهدید می‌کند"),
    Stance.ASSESSES: _both("assesses", "ارزیابی می‌کند"),
    Stance.ASKS: _both("asks", "می‌پرسد"),
}

#: How each degree of certainty that a source states is called.
CERTAINTY_WORDS: Mapping[Certainty, Words] = {
    Certainty.CERTAIN: _both("certain", "قطعی"),
    Certainty.PROBABLE: _both("probable", "محتمل"),
    Certainty.POSSIBLE: _both("possible", "ممکن"),
    Certainty.HEARSAY: _both("unattributed report", "گزارش بی‌منبع"),
}

#: How each slot is called.
SLOT_WORDS: Mapping[str, Words] = {
    "stance": _both("stance", "نوع اظهار"),
    "kind": _both("kind", "نوع"),
    "agent": _both("agent", "عامل"),
    "target": _both("target", "هدف"),
    "instrument": _both("instrument", "وسیله"),
    "place": _both("place", "مکان"),
    "time": _both("time", "زمان"),
    "measure": _both("measure", "سنجه"),
    "population": _both("counted among", "در میان"),
    "count": _both("count", "شمار"),
    "value": _both("value", "مقدار"),
    "event": _both("event", "رویداد"),
}

_COMPARISON_WORDS: Mapping[Comparison, Words] = {
    Comparison.EQUAL: _both("the same", "یکسان"),
    Comparison.NARROWER: _both("A lies inside B", "A درون B است"),
    Comparison.BROADER: _both("B lies inside A", "B درون A است"),
    Comparison.OVERLAPS: _both("they overlap in part", "هم‌پوشانی دارند"),
    Comparison.DISJOINT: _both("they exclude each other", "یکدیگر را نفی می‌کنند"),
    Comparison.UNKNOWN: _both("not known", "نامعلوم"),
}

#: What each modifier of a relation means.
MODIFIER_WORDS: Mapping[str, Words] = {
    "adversarial": _both("between opponents", "میان دو طرف مخالف"),
    "self-contradiction": _both("self-contradiction", "تناقض با خود"),
    "affiliated": _both("origins belong together", "خاستگاه‌ها وابسته به هم‌اند"),
    "in-part": _both("in part", "تا اندازه‌ای"),
    "soft": _both("rests on a vague number", "بر عددی تقریبی تکیه دارد"),
}

_BRIDGE_WORDS: Mapping[str, Words] = {
    "part_of": _both("“{0}” is part of “{1}”", "«{0}» بخشی از «{1}» است"),
    "commanded_by": _both("“{0}” is commanded by “{1}”", "«{0}» زیر فرمان «{1}» است"),
    "within": _both("“{0}” lies in “{1}”", "«{0}» در «{1}» جای دارد"),
    "broader": _both("“{0}” is a kind of “{1}”", "«{0}» گونه‌ای از «{1}» است"),
    "distinct_from": _both("“{0}” is distinct from “{1}”", "«{0}» از «{1}» جداست"),
}

#: Asked of a slot: who, where, when.
_ASKED: Mapping[str, Words] = {
    "kind": _both("What was it", "چه بوده است"),
    "agent": _both("Who did it", "چه کسی این کار را کرده است"),
    "target": _both("What was the target", "هدف چه بوده است"),
    "instrument": _both("With what", "با چه وسیله‌ای"),
    "place": _both("Where", "در کجا"),
    "time": _both("When", "در چه زمانی"),
    "measure": _both("What was counted", "چه چیزی شمرده شده است"),
    "population": _both("Among whom was it counted", "در میان چه کسانی شمرده شده است"),
    "count": _both("How many", "چه تعداد"),
    "value": _both("Which of the two is it", "کدام‌یک درست است"),
    "event": _both("Which event was it", "کدام رویداد بوده است"),
}

_MONTHS: Mapping[str, Sequence[str]] = {
    "en": (
        *("January", "February", "March", "April", "May", "June"),
        *("July", "August", "September", "October", "November", "December"),
    ),
    "fa": (
        *("ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن"),
        *("ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"),
    ),
}

_PERSIAN_DIGITS = str.maketrans("0123456789,", "۰۱۲۳۴۵۶۷۸۹٬")

_COMMISSIVE = (Stance.COMMITS, Stance.THREATENS, Stance.REFUSES)


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

    ``id`` is ``bundle/claim``, ``language`` that of the quotes, ``gloss`` the annotator's translations
    by language, ``direct`` whether the article marks the words as the speaker's own, ``basis`` why the
    annotator gave the proposition its time, ``role`` how the claim bears on the position where the
    position is not the claim's own proposition (a presupposition, a condition).
    """

    id: str
    article: str
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
    role: Words | None = None
    location: str | None = None

    @property
    def name(self) -> str:
        """The claim's identifier inside its article."""
        return self.id.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class CardPosition:
    """One side of a relation: stance, proposition in words, its claims and their independent origins."""

    id: str
    letter: str
    stance: str
    stance_words: Words
    statement: Words
    claims: tuple[CardClaim, ...]
    origins: tuple[Words, ...]
    numbers: Words


@dataclass(frozen=True, slots=True)
class CardSlot:
    """One row of the table: a slot, its value per position, and how the first stands to the second.

    ``mark`` is ``conflict``, ``unknown`` or empty; ``comparison`` is ``None`` where none was made.
    """

    slot: str
    label: Words
    values: tuple[Words, ...]
    comparison: str | None
    words: Words
    mark: str = ""


@dataclass(frozen=True, slots=True)
class CardBridge:
    """One background fact in words, and where it stands; ``standpoint`` names the one that holds it."""

    words: Words
    where: Words
    location: str | None
    standpoint: str | None = None

    @property
    def contested(self) -> bool:
        """Whether the fact stands in a standpoint and not in the register."""
        return self.standpoint is not None


@dataclass(frozen=True, slots=True)
class Card:
    """Everything a person needs to judge a relation, and to have it computed again."""

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
    slots: tuple[CardSlot, ...]
    positions: tuple[CardPosition, ...]
    common: Words | None
    bridges: tuple[CardBridge, ...]
    readings: tuple[Words, ...]
    question: Words
    rule: str
    version: str


def build_card(relation: Relation, knowledge: Knowledge) -> Card:
    """Return the card of a relation.

    Raises ``KeyError`` where a position names a claim that ``knowledge`` does not have.
    """
    wording = Wording(knowledge)
    summary = _summary(relation, wording)
    unless = wording.views("unless one holds: ", "مگر با پذیرش: ", relation.unless)
    condition = _condition(relation, unless, wording)
    return Card(
        id=relation.id,
        input_hash=relation.input_hash,
        relation=relation.relation.value,
        relation_words=RELATION_WORDS[relation.relation],
        summary=summary,
        condition=condition,
        headline=_each(lambda n: summary[n] + ("، " if n == "fa" else ", ") + condition[n]),
        conditional=not relation.unconditional,
        unless=unless,
        modifiers={name: MODIFIER_WORDS.get(name, _both(name, name)) for name in relation.modifiers},
        slots=tuple(_rows(relation, wording)),
        positions=tuple(
            _position(position, _letter(index), wording) for index, position in enumerate(relation.positions)
        ),
        common=None if relation.common is None else wording.statement(relation.common),
        bridges=tuple(wording.card_bridge(bridge) for bridge in relation.bridges),
        readings=tuple(_readings(relation, wording)),
        question=find_question(relation, knowledge),
        rule=relation.rule,
        version=relation.version,
    )


def find_question(relation: Relation, knowledge: Knowledge) -> dict[str, str]:
    """Return, in each language, the question whose answer would settle a relation.

    It is made from the slots that are in conflict or unknown; a contested bridge is asked about first,
    because whoever does not hold it sees no relation at all.
    """
    wording = Wording(knowledge)
    asked = [_held(bridge, wording) for bridge in _contested(relation)]
    settled = _settling(relation, wording)
    if asked and relation.relation is RelationType.CONTRADICTS:
        settled = _each(lambda n: {"en": "If so: ", "fa": "اگر چنین است: "}[n] + _lower(settled[n]))
    return dict(_sentences([*asked, settled]))


def sorted_relations(relations: Iterable[Relation], knowledge: Knowledge) -> list[Relation]:
    """Return relations in the order of reading: contradictions first, and what holds for everybody first.

    Then come those with more independent origins, those between opponents, those with less unknown, and
    at last the order of the article.
    """
    order = {name: number for number, name in enumerate(knowledge.claims)}
    types = {relation: number for number, relation in enumerate(RelationType)}

    def rank(relation: Relation) -> tuple[object, ...]:
        names = [name for position in relation.positions for name in position.claims]
        claims = [knowledge.claims[name] for name in names]
        return (
            types[relation.relation],
            not relation.unconditional,
            -len({claim.source for claim in claims}),
            "adversarial" not in relation.modifiers,
            len(relation.unknown),
            min((quote.start for claim in claims for quote in claim.quotations), default=0),
            min((order[name] for name in names), default=0),
            relation.id,
        )

    return sorted(relations, key=rank)


# --- words for values ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts names, values and propositions of one :class:`~kg.model.Knowledge` into words."""

    knowledge: Knowledge

    def label(self, name: str) -> Words:
        """Return the label of a register name or standpoint."""
        return _each(lambda n: self.knowledge.label(name, n))

    def value(self, proposition: Proposition, slot: str, stance: Stance | None = None) -> Words:
        """Return one slot's value; a missing one is unrestricted in a denial and unsaid elsewhere."""
        value = proposition.slot(slot)
        if value is None:
            if stance in (Stance.DENIES, Stance.REFUSES):
                return _both("any", "هر چه باشد")
            return _both("not said", "گفته نشده")
        if isinstance(value, Interval):
            return describe_time(value)
        if isinstance(value, Count):
            return describe_count(value)
        if slot == "event":
            return _both(value, value)
        return self.label(value)

    def statement(self, proposition: Proposition) -> Words:
        """Return a proposition in words, as a neutral phrase.

        The kind stands first, then what is filled: who, at what, with what, where, when, how many.
        """
        p = proposition
        state = self.is_state(p)
        kind = self.label(p.kind)
        found = _each(lambda n: kind[n])

        def add(name: str, en: str, fa: str) -> None:
            nonlocal found
            if getattr(p, name) is not None:
                value = self.value(p, name)
                found = _both(found["en"] + en.format(value["en"]), found["fa"] + fa.format(value["fa"]))

        if state:
            add("target", " ({})", " ({})")
            add("value", ": {}", ": {}")
            add("agent", ", held by {}", "، دارنده: {}")
        else:
            add("agent", " by {}", " از سوی {}")
            add("target", " directed at {}", "، هدف: {}")
        add("instrument", " with {}", " با {}")
        add("place", " in {}", "، در {}")
        add("time", ", {}", "، {}")
        add("event", " (event {})", " (رویداد {})")
        if not state:
            add("value", ": {}", ": {}")
        if p.count is not None:
            count = self._counted(p, p.count)
            found = _both(f"{found['en']}: {count['en']}", f"{found['fa']}: {count['fa']}")
        return found

    def _counted(self, p: Proposition, count: Count) -> Words:
        number, measure = describe_count(count), self.label(count.measure)
        en, fa = number["en"], number["fa"]
        if count.population is not None:
            population = self.label(count.population)
            en, fa = f"{en} {population['en']}", f"{fa} ({population['fa']})"
        if count.measure != p.kind:
            en, fa = f"{en} {measure['en']}", f"{measure['fa']}: {fa}"
        return _both(en, fa)

    def is_state(self, proposition: Proposition) -> bool:
        """Return whether the kind stands under ``state`` by the register's own word."""
        seen: set[str] = set()
        names = [proposition.kind]
        while names:
            name = names.pop()
            if name == STATE:
                return True
            entry = self.knowledge.register.entries.get(name)
            if entry is not None and name not in seen:
                seen.add(name)
                names.extend(other for relation, other in entry.links if relation == "broader")
        return False

    def sources(self, position: Position) -> Words:
        """Return who takes a position: up to three speakers by name, then how many more."""
        names = self.origins(position)
        shown = [self.label(name) for name in names[:3]]
        more = len(names) - len(shown)
        if more:
            shown.append(_both(f"{more} more", f"{_digits(more)} منبع دیگر"))
        return _listed(shown) if shown else _both("nobody", "هیچ‌کس")

    def origins(self, position: Position) -> list[str]:
        """Return the distinct origins of a position's claims, in the order of its claims."""
        return list(dict.fromkeys(self.knowledge.claims[name].source for name in position.claims))

    def views(self, en: str, fa: str, views: Iterable[View]) -> Words | None:
        """Return ``en`` or ``fa`` followed by alternative sets of standpoints; ``None`` without any."""
        sets = [sorted(view) for view in sorted_views(views)]
        if not sets:
            return None

        def words(n: str) -> str:
            together, either = {"en": (" together with ", "; or: "), "fa": (" همراه با ", "؛ یا: ")}[n]
            named = [[self.knowledge.label(name, n) for name in view] for view in sets]
            return either.join(together.join(view) for view in named)

        return _both(en + words("en"), fa + words("fa"))

    def bridge(self, bridge: Bridge) -> Words:
        """Return a background fact as a sentence without its full stop."""
        subject, object = self.label(bridge.subject), self.label(bridge.object)
        form = _BRIDGE_WORDS.get(bridge.relation)
        if form is None:
            return _each(lambda n: f"{subject[n]} – {bridge.relation} – {object[n]}")
        return _each(lambda n: form[n].format(subject[n], object[n]))

    def card_bridge(self, bridge: Bridge) -> CardBridge:
        """Return a background fact with where it stands."""
        location = self.knowledge.locations.get(bridge.standpoint or bridge.subject)
        where = _both("register, undisputed", "دانش پایه، بی‌مناقشه")
        if bridge.standpoint is not None:
            held = self.label(bridge.standpoint)
            where = _both(f"contested: {held['en']}", f"محل اختلاف: {held['fa']}")
        return CardBridge(
            words=self.bridge(bridge),
            where=where,
            location=_shown(location),
            standpoint=bridge.standpoint,
        )


def describe_time(interval: Interval) -> Words:
    """Return an interval of days in words; whole months and years are named as such.

    >>> describe_time(Interval(date(2020, 9, 27), date(2020, 10, 4)))["en"]
    '27 September – 4 October 2020'
    >>> describe_time(Interval(date(2020, 10, 4), date(2020, 10, 5)))["en"]
    '4–5 October 2020'
    >>> describe_time(Interval(date(1990, 1, 1), date(1999, 12, 31)))["en"]
    '1990–1999'
    """
    return _both(_time(interval, "en"), _time(interval, "fa"))


def describe_count(count: Count) -> Words:
    """Return an interval of numbers in words.

    >>> describe_count(Count("killed", 41))["en"]
    '≥ 41'
    >>> describe_count(Count("killed", 27000, 33000, soft=True))["en"]
    'about 27,000–33,000'
    """
    low, high = f"{count.low:,}", "" if count.high is None else f"{count.high:,}"
    if count.high is None:
        en, fa = f"≥ {low}", f"دست‌کم {low}"
    elif count.low == count.high:
        en, fa = low, low
    elif count.low == 0:
        en, fa = f"≤ {high}", f"حداکثر {high}"
    else:
        en, fa = f"{low}–{high}", f"{low} تا {high}"
    if count.soft:
        en, fa = f"about {en}", f"حدود {fa}"
    return _both(en, fa.translate(_PERSIAN_DIGITS))


def _digits(number: int) -> str:
    return f"{number:,}".translate(_PERSIAN_DIGITS)


def _time(interval: Interval, language: str) -> str:
    start, end = interval.start, interval.end
    if start is None and end is None:
        return {"en": "at any time", "fa": "هر زمانی"}[language]
    if start is None or end is None:
        day = _day(start or end, language)
        if end is None:
            return {"en": f"from {day} on", "fa": f"از {day} به بعد"}[language]
        return {"en": f"until {day}", "fa": f"تا {day}"}[language]
    if start == end:
        return _day(start, language)
    to = {"en": "–", "fa": " تا "}[language]
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31):
        years = str(start.year) if start.year == end.year else f"{start.year}{to}{end.year}"
        return _persian(years, language)
    months = _MONTHS[language]
    same_month = (start.year, start.month) == (end.year, end.month)
    if start.day == 1 and end.day == monthrange(end.year, end.month)[1]:
        first = months[start.month - 1] + ("" if start.year == end.year else f" {start.year}")
        last = f"{months[end.month - 1]} {end.year}"
        return _persian(last if same_month else f"{first}{to}{last}", language)
    if same_month:
        return _persian(f"{start.day}{to}{_day(end, language)}", language)
    spaced = {"en": " – ", "fa": " تا "}[language]
    first = _day(start, language)
    if start.year == end.year:
        first = first.rpartition(" ")[0]
    return f"{first}{spaced}{_day(end, language)}"


def _day(day: date | None, language: str) -> str:
    assert day is not None
    return _persian(f"{day.day} {_MONTHS[language][day.month - 1]} {day.year}", language)


def _persian(text: str, language: str) -> str:
    return text.translate(_PERSIAN_DIGITS) if language == "fa" else text


def _when(interval: Interval, language: str) -> str:
    """Return a time with its preposition, to stand in a question."""
    words = _time(interval, language)
    if language == "fa":
        start, end = interval.start, interval.end
        if start is not None and end is not None and " تا " in words:
            return f"از {words}"
        return words if start is None or end is None else f"در {words}"
    if interval.start is None or interval.end is None:
        return words
    if interval.start == interval.end:
        return f"on {words}"
    return f"in the period {words}" if "–" in words else f"in {words}"


# --- the parts of a card ------------------------------------------------------------------------------


def _summary(relation: Relation, wording: Wording) -> Words:
    """Return who stands how to whom, without the condition."""
    sides = [wording.sources(position) for position in relation.positions]
    if len(sides) == 1:
        sides = [sides[0], sides[0]]
    if len(sides) > 2:
        who = _listed(sides)
        if relation.relation is RelationType.CONTRADICTS:
            return _both(
                f"What {who['en']} say cannot all be true",
                f"سخنان {who['fa']} نمی‌توانند همه با هم درست باشند",
            )
        noun = RELATION_WORDS[relation.relation]
        return _both(f"{noun['en'].capitalize()} between {who['en']}", f"{noun['fa']} میان سخنان {who['fa']}")
    a, b = sides
    own = {wording.origins(position)[0] for position in relation.positions if position.claims}
    alone = all(len(wording.origins(position)) == 1 for position in relation.positions)
    if relation.relation is RelationType.CONTRADICTS and alone and len(own) == 1:
        return _both(
            _upper(f"{a['en']} contradicts another statement of its own"),
            f"سخن {a['fa']} با سخن دیگر خودش تناقض دارد",
        )
    if relation.relation in (RelationType.FULFILS, RelationType.BREACHES):
        if relation.positions[0].stance not in _COMMISSIVE:
            a, b = b, a
        verb = _both("fulfils", "عملی شده است")
        if relation.relation is RelationType.BREACHES:
            verb = _both("breaches", "نقض شده است")
        return _both(
            f"What {b['en']} reports {verb['en']} what {a['en']} announced",
            f"بنا به گزارش {b['fa']}، گفتهٔ {a['fa']} {verb['fa']}",
        )
    part = "in-part" in relation.modifiers
    en, fa = {
        RelationType.CONTRADICTS: ("{0} contradicts {1}", "سخن {0} با سخن {1} تناقض دارد"),
        RelationType.TENSION: ("{0} is in tension with {1}", "سخن {0} با سخن {1} در تنش است"),
        RelationType.OPPOSES: ("{0} opposes {1}", "خواست {0} با خواست {1} در تقابل است"),
        RelationType.CORROBORATES: (
            "{0} corroborates {1}" + (" in part" if part else ""),
            "سخن {0} سخن {1} را " + ("تا اندازه‌ای " if part else "") + "تأیید می‌کند",
        ),
        RelationType.REFINES: ("{0} is more exact than {1}", "سخن {0} دقیق‌تر از سخن {1} است"),
        RelationType.SUPERSEDES: (
            "{0} replaces the earlier word of {1}",
            "سخن {0} جای سخن پیشین {1} را می‌گیرد",
        ),
        RelationType.SUPPORTS: ("{0} supports {1}", "سخن {0} از سخن {1} پشتیبانی می‌کند"),
        RelationType.CHALLENGES: ("{0} challenges {1}", "سخن {0} سخن {1} را به چالش می‌کشد"),
    }[relation.relation]
    return _both(_upper(en.format(a["en"], b["en"])), fa.format(a["fa"], b["fa"]))


def _condition(relation: Relation, unless: Words | None, wording: Wording) -> Words:
    """Return under which standpoints a relation holds."""
    if frozenset() in relation.holds_if:
        return unless or _both("whatever standpoint one takes", "فارغ از هر دیدگاهی")
    needed = wording.views("if one holds: ", "به شرط پذیرش: ", relation.holds_if)
    if needed is None:
        return _both("under no known standpoint", "با هیچ دیدگاه شناخته‌شده‌ای")
    if unless is None:
        return needed
    return _both(f"{needed['en']}, {unless['en']}", f"{needed['fa']}، {unless['fa']}")


def _rows(relation: Relation, wording: Wording) -> Iterable[CardSlot]:
    """Yield the stance, then every slot that was compared or that some position fills."""
    positions = relation.positions
    stances = {position.stance for position in positions}
    opposite = len(stances) > 1 and not relation.conflict
    clash = opposite and relation.relation in (RelationType.CONTRADICTS, RelationType.OPPOSES)
    words = _both("the same", "یکسان") if len(stances) == 1 else _both("different", "متفاوت")
    yield CardSlot(
        slot="stance",
        label=SLOT_WORDS["stance"],
        values=tuple(STANCE_WORDS[position.stance] for position in positions),
        comparison=None,
        words=_both("opposite", "متضاد") if clash else words,
        mark="conflict" if clash else "",
    )
    named = {*relation.slots, *relation.conflict, *relation.unknown}
    for slot in SLOTS:
        if slot not in named and all(position.proposition.slot(slot) is None for position in positions):
            continue
        comparison = relation.slots.get(slot)
        compared = comparison is not None or slot in relation.conflict or slot in relation.unknown
        yield CardSlot(
            slot=slot,
            label=SLOT_WORDS[slot],
            values=tuple(
                wording.value(position.proposition, slot, position.stance) for position in positions
            ),
            comparison=None if comparison is None else comparison.value,
            words=_comparison_words(comparison, compared),
            mark="conflict" if slot in relation.conflict else "unknown" if slot in relation.unknown else "",
        )


def _comparison_words(comparison: Comparison | None, compared: bool) -> Words:
    if comparison is not None:
        return _COMPARISON_WORDS[comparison]
    return _both("see the rule", "بنا بر قاعده") if compared else _both("not compared", "سنجیده نشده")


def _letter(index: int) -> str:
    """Return A, B, …, Z, AA, … for the positions of a relation."""
    rest, last = divmod(index, 26)
    return (_letter(rest - 1) if rest else "") + chr(ord("A") + last)


def _position(position: Position, letter: str, wording: Wording) -> CardPosition:
    knowledge, p = wording.knowledge, position.proposition
    claims = tuple(build_card_claim(name, knowledge, p) for name in position.claims)
    origins = wording.origins(position)
    numbers = _both(
        f"{_several(len(claims), 'claim')}, {_several(len(origins), 'independent origin')}",
        f"{_digits(len(claims))} ادعا، {_digits(len(origins))} خاستگاه مستقل",
    )
    return CardPosition(
        id=position.id,
        letter=letter,
        stance=position.stance.value,
        stance_words=STANCE_WORDS[position.stance],
        statement=wording.statement(position.proposition),
        claims=claims,
        origins=tuple(wording.label(name) for name in origins),
        numbers=numbers,
    )


def _shown(location: Location | None) -> str | None:
    """Return where something was written; of a path outside the working folder only its end."""
    if location is None:
        return None
    path = PurePath(location.file)
    file = "/".join(path.parts[-3:]) if path.is_absolute() else location.file
    return str(Location(file, location.line))


def build_card_claim(name: str, knowledge: Knowledge, proposition: Proposition | None = None) -> CardClaim:
    """Return the claim ``bundle/claim`` as a card shows it, seen from one of its propositions."""
    wording = Wording(knowledge)
    claim, article = knowledge.claims[name], knowledge.article_of(name)
    proposition = proposition or claim.proposition
    location = knowledge.locations.get(name)
    return CardClaim(
        id=name,
        article=article.id,
        language=article.language,
        source=claim.source,
        speaker=wording.label(claim.source),
        quotes=tuple(CardQuote(quote.exact, quote.start, quote.end) for quote in claim.quotations),
        gloss=dict(sorted(claim.gloss.items())),
        chain=(
            CardLink(article.id, "article", wording.label(article.publisher)),
            *(CardLink(via, "via", wording.label(via)) for via in claim.via),
            CardLink(claim.source, "origin", wording.label(claim.source)),
        ),
        certainty=CERTAINTY_WORDS.get(claim.certainty),
        direct=claim.direct,
        said=None if claim.said is None else describe_time(claim.said),
        basis=None if proposition is None else claim.bases.get(proposition.id),
        role=_role(claim, proposition),
        location=_shown(location),
    )


def _role(claim: Claim, proposition: Proposition | None) -> Words | None:
    if proposition is None or proposition == claim.proposition:
        return None
    if proposition in claim.presupposes:
        return _both("presupposes this", "این را پیش‌فرض می‌گیرد")
    if proposition == claim.condition:
        return _both("makes this its condition", "این را شرط خود می‌داند")
    return _both("says something else of it", "دربارهٔ آن چیز دیگری می‌گوید")


# --- readings that dissolve a relation ----------------------------------------------------------------


def _readings(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield the readings under which a relation falls away: first those of its rule, then the general."""
    rule = _RULE_READINGS.get(relation.rule)
    if rule is not None:
        yield from rule(relation, wording)
    else:
        yield _other_occasion(relation, wording)
    for bridge in _contested(relation):
        fact = wording.bridge(bridge)
        yield _both(
            f"One does not hold that {fact['en']}, which is contested.",
            f"پذیرفته نشود که {fact['fa']}؛ این محل اختلاف است.",
        )
    settled = wording.views("", "", relation.unless)
    if settled is not None:
        yield _both(
            f"One holds {settled['en']}: that settles what is left open here.",
            f"دیدگاه دیگری پذیرفته شود ({settled['fa']}): آن‌گاه آنچه اینجا باز مانده روشن می‌شود.",
        )
    if any(position.proposition.count is not None for position in relation.positions):
        yield from _vague(relation, wording)
    if relation.relation in (RelationType.CONTRADICTS, RelationType.TENSION, RelationType.OPPOSES):
        yield from _misquoted(relation, wording)


def _contested(relation: Relation) -> list[Bridge]:
    """Return the contested facts a relation uses, each once, whoever holds it."""
    found = {(b.subject, b.relation, b.object): b for b in relation.bridges if b.standpoint is not None}
    return list(found.values())


def _denial_readings(relation: Relation, wording: Wording) -> Iterable[Words]:
    first, second = relation.positions[0], relation.positions[-1]
    a, b = wording.sources(first), wording.sources(second)
    if relation.relation is not RelationType.CONTRADICTS:
        yield from _open_readings(relation, wording)
        return
    narrow = []
    for slot, comparison in relation.slots.items():
        if comparison is Comparison.NARROWER and second.proposition.slot(slot) is not None:
            inner, outer = (wording.value(p.proposition, slot, p.stance) for p in (first, second))
            narrow.append(
                _both(
                    f"“{outer['en']}” without “{inner['en']}”",
                    f"«{outer['fa']}» بدون «{inner['fa']}»",
                )
            )
    if narrow:
        listed = _listed(narrow)
        yield _both(
            f"The denial is meant more narrowly than written: {listed['en']}.",
            f"تکذیب محدودتر از آنچه نوشته شده مراد بوده است: {listed['fa']}.",
        )
    free = [slot for slot in ("time", "place") if second.proposition.slot(slot) is None]
    missing = _listed([SLOT_WORDS[slot] for slot in free]) if free else None
    gap = _both("", "")
    if missing is not None:
        gap = _both(
            f"; it names no {missing['en'].replace(' and ', ' or ')}",
            f"؛ {missing['fa']} در آن گفته نشده است",
        )
    yield _both(
        f"The denial of {b['en']} speaks of another occasion than {a['en']} does{gap['en']}.",
        f"تکذیب {b['fa']} دربارهٔ موردی جز آن است که {a['fa']} از آن سخن می‌گوید{gap['fa']}.",
    )
    yield from _supplied_times(relation, wording)


def _supplied_times(relation: Relation, wording: Wording) -> Iterable[Words]:
    for position in relation.positions:
        for name in position.claims:
            basis = wording.knowledge.claims[name].bases.get(position.proposition.id)
            if basis and position.proposition.time is not None:
                when = describe_time(position.proposition.time)
                short = name.rpartition("/")[2]
                yield _both(
                    f"The time of {short} ({when['en']}), set by its annotator, is wrong; basis: “{basis}”.",
                    f"زمان {short} ({when['fa']}) که حاشیه‌نویس تعیین کرده نادرست است؛ مبنای آن: «{basis}».",
                )


def _open_readings(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield, for a tension, how both can be true as to each slot it names."""
    first, second = relation.positions[0], relation.positions[-1]
    for slot in (*relation.conflict, *relation.unknown):
        label = SLOT_WORDS[slot]
        inner, outer = (wording.value(p.proposition, slot, p.stance) for p in (first, second))
        if first.proposition.slot(slot) is None:
            who = wording.sources(first)
            yield _both(
                f"Both are true: the {label['en']} that {who['en']} leaves unsaid is not “{outer['en']}”.",
                f"هر دو درست‌اند: {label['fa']} که {who['fa']} نگفته است، «{outer['fa']}» نیست.",
            )
        else:
            en = f"“{inner['en']}” lies, wholly or in part, outside “{outer['en']}”"
            fa = f"«{inner['fa']}» یکسره یا تا اندازه‌ای بیرون از «{outer['fa']}» است"
            yield _both(f"Both are true: {en} ({label['en']}).", f"هر دو درست‌اند: {fa} ({label['fa']}).")


def _state_readings(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _both(
        "Each is true at another moment: the state changed within the time they share.",
        "هر کدام در لحظه‌ای دیگر درست است: وضع در همان بازهٔ زمانی مشترک دگرگون شده است.",
    )
    yield _both(
        "One speaks of the state in law, the other of the state in fact.",
        "یکی از وضع حقوقی سخن می‌گوید و دیگری از وضع واقعی.",
    )
    target = relation.positions[0].proposition.target
    if target is not None:
        label = wording.label(target)
        yield _both(
            f"The two mean different parts of “{label['en']}”.",
            f"مراد دو طرف بخش‌های متفاوتی از «{label['fa']}» است.",
        )


def _quantity_readings(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _both(
        "They do not count the same: another period, area or group of people.",
        "موضوع شمارش یکی نیست: بازهٔ زمانی، ناحیه یا گروه دیگری شمرده شده است.",
    )
    yield _both(
        "One of the numbers is older, and the count went on after it.",
        "یکی از شمارها قدیمی‌تر است و شمارش پس از آن ادامه یافته است.",
    )


def _same_event_readings(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _other_occasion(relation, wording)


def _presupposition_readings(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _both(
        "The word that presupposes it is the article's and not the speaker's.",
        "واژه‌ای که این پیش‌فرض را در خود دارد از نویسندهٔ متن است، نه از گوینده.",
    )
    yield _other_occasion(relation, wording)


def _aims_readings(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _both(
        "This is a conflict of aims, not of facts: both statements may be reported truly.",
        "این تقابل خواست‌هاست، نه تناقض در واقعیت: هر دو سخن ممکن است درست گزارش شده باشند.",
    )


def _corroboration_readings(relation: Relation, wording: Wording) -> Iterable[Words]:
    if "affiliated" in relation.modifiers:
        yield _both(
            "Their origins belong to one another, and one of them speaks for both.",
            "خاستگاه‌های آن‌ها وابسته به یکدیگرند و یکی به جای هر دو سخن می‌گوید.",
        )
    yield _both(
        "One of them only repeats the other: then they are one voice.",
        "یکی از آن دو فقط سخن دیگری را بازگو می‌کند: آن‌گاه یک صدا بیش نیستند.",
    )
    yield _other_occasion(relation, wording)


def _other_occasion(relation: Relation, wording: Wording) -> Words:
    return _both("They speak of different events.", "آن‌ها از رویدادهای متفاوتی سخن می‌گویند.")


def _vague(relation: Relation, wording: Wording) -> Iterable[Words]:
    for position in relation.positions:
        count = position.proposition.count
        if count is not None and count.soft:
            who, number = wording.sources(position), describe_count(count)
            yield _both(
                f"The number of {who['en']} is vague ({number['en']}) and may mean more or fewer.",
                f"عدد {who['fa']} تقریبی است ({number['fa']}) و می‌تواند بیشتر یا کمتر باشد.",
            )


def _misquoted(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield that somebody was misquoted, naming the claims whose words are not the speaker's own."""
    claims = {name: wording.knowledge.claims[name] for p in relation.positions for name in p.claims}
    told = [name.rpartition("/")[2] for name, claim in claims.items() if not claim.direct]
    carriers = dict.fromkeys(via for claim in claims.values() for via in claim.via)
    found = _both("A source was misquoted or misunderstood", "سخن منبعی نادرست نقل یا بد فهمیده شده است")
    if told:
        shown = told[:4] + ([f"+{len(told) - 4}"] if len(told) > 4 else [])
        found = _both(
            f"{found['en']}: {', '.join(shown)} stand{'s' if len(told) == 1 else ''} in the article's words",
            f"{found['fa']}: {'، '.join(shown)} به بیان متن آمده است، نه به عین لفظ گوینده",
        )
    if carriers:
        listed = _listed([wording.label(via) for via in carriers][:3])
        found = _both(
            f"{found['en']}; passed on by {listed['en']}", f"{found['fa']}؛ به واسطهٔ {listed['fa']}"
        )
    yield _both(found["en"] + ".", found["fa"] + ".")


_RULE_READINGS: Mapping[str, Callable[[Relation, Wording], Iterable[Words]]] = {
    "denial": _denial_readings,
    "exclusive-state": _state_readings,
    "quantity": _quantity_readings,
    "responsibility": _same_event_readings,
    "presupposition": _presupposition_readings,
    "opposed-aims": _aims_readings,
    "corroboration": _corroboration_readings,
}


# --- questions ----------------------------------------------------------------------------------------


def _settling(relation: Relation, wording: Wording) -> Words:
    """Return the question about the facts themselves, contested bridges apart."""
    positions, kind = relation.positions, relation.relation
    if kind is RelationType.CONTRADICTS and len(positions) > 2:
        listed = [wording.statement(position.proposition) for position in positions]
        return _both(
            f"Which of these is not true: {'; '.join(w['en'] for w in listed)}?",
            f"کدام‌یک از این‌ها درست نیست: {'؛ '.join(w['fa'] for w in listed)}؟",
        )
    first, second = positions[0], positions[-1]
    if kind is RelationType.CONTRADICTS or (kind is RelationType.TENSION and first.stance == second.stance):
        if relation.conflict:
            return _which(relation, wording)
        if kind is RelationType.CONTRADICTS:
            affirmed = next((p for p in positions if p.stance is not Stance.DENIES), first)
            return _whether(affirmed.proposition, wording)
    if kind is RelationType.TENSION:
        slots = (*relation.conflict, *relation.unknown)
        asked = [_inside(slot, first, second, wording) for slot in slots]
        return _sentences(asked) if asked else _whether(first.proposition, wording)
    a, b = wording.sources(first), wording.sources(second)
    if kind is RelationType.CORROBORATES:
        box = wording.statement(relation.common or second.proposition)
        return _both(
            f"Do {a['en']} and {b['en']} know of this independently of each other: {box['en']}?",
            f"آیا {a['fa']} و {b['fa']} مستقل از یکدیگر از این خبر دارند: {box['fa']}؟",
        )
    if kind is RelationType.OPPOSES:
        wish = wording.statement(first.proposition)
        return _both(f"Will this come about: {wish['en']}?", f"آیا چنین خواهد شد: {wish['fa']}؟")
    if kind is RelationType.SUPERSEDES:
        last = wording.statement(first.proposition)
        return _both(
            f"Is this the latest word of {a['en']}: {last['en']}?",
            f"آیا این آخرین سخن {a['fa']} است: {last['fa']}؟",
        )
    if kind in (RelationType.SUPPORTS, RelationType.CHALLENGES):
        fact = next((p for p in positions if p.stance is not Stance.ASSESSES), first)
        return _whether(fact.proposition, wording)
    if kind in (RelationType.FULFILS, RelationType.BREACHES):
        deed = next((p for p in positions if p.stance not in _COMMISSIVE), second)
        return _whether(deed.proposition, wording)
    return _whether(first.proposition, wording)


def _held(bridge: Bridge, wording: Wording) -> Words:
    """Return the question whether a contested bridge holds."""
    fact = wording.bridge(bridge)
    return _both(f"Is it so that {fact['en']}?", f"آیا {fact['fa']}؟")


def _whether(p: Proposition, wording: Wording) -> Words:
    """Return the yes-or-no question whether something lies in a proposition's box."""
    if wording.is_state(p) or p.count is not None or p.value is not None:
        words = wording.statement(p)
        return _both(f"Is this so: {words['en']}?", f"آیا چنین است: {words['fa']}؟")
    kind = wording.label(p.kind)
    some = kind["en"] if kind["en"].lower().startswith(("the ", "a ", "an ")) else f"any {kind['en']}"
    part = {name: wording.value(p, name) for name in ("agent", "target", "instrument", "place")}
    en = f"Was there {some}"
    if p.agent is not None:
        en = f"Did {part['agent']['en']} carry out {some}"
    en += f" directed at {part['target']['en']}" if p.target is not None else ""
    en += f" with {part['instrument']['en']}" if p.instrument is not None else ""
    en += f" in {part['place']['en']}" if p.place is not None else ""
    en += f" {_when(p.time, 'en')}" if p.time is not None else ""
    fa = "آیا"
    fa += f" {_when(p.time, 'fa')}" if p.time is not None else ""
    fa += f" در {part['place']['fa']}" if p.place is not None else ""
    fa += f" از سوی {part['agent']['fa']}" if p.agent is not None else ""
    fa += f" با {part['instrument']['fa']}" if p.instrument is not None else ""
    fa += f" {kind['fa']} رخ داده"
    fa += f" و هدف آن {part['target']['fa']} بوده" if p.target is not None else ""
    return _both(f"{en}?", f"{fa} است؟")


def _which(relation: Relation, wording: Wording) -> Words:
    """Return the question which of two values is right, for each slot in conflict."""
    first, second = relation.positions[0], relation.positions[-1]
    conflict = set(relation.conflict)
    about = _about(first.proposition, conflict, wording)
    asked = []
    for slot in (slot for slot in SLOTS if slot in conflict):
        values = [wording.value(p.proposition, slot, p.stance) for p in (first, second)]
        question = _ASKED[slot]
        asked.append(
            _both(
                f"{question['en']}: {values[0]['en']} or {values[1]['en']}?",
                f"{question['fa']}: {values[0]['fa']} یا {values[1]['fa']}؟",
            )
        )
    joined = _sentences(asked)
    return _both(f"{_upper(about['en'])}. {joined['en']}", f"{about['fa']}: {joined['fa']}")


def _about(p: Proposition, without: set[str], wording: Wording) -> Words:
    """Return a proposition in words without the slots that are in question."""
    kept = {
        name: getattr(p, name)
        for name in ("agent", "target", "instrument", "place", "time", "value", "event")
        if name not in without
    }
    words = wording.statement(Proposition(p.kind, **kept))
    if p.count is not None and "count" in without:
        measure = [name for name in (p.count.measure, p.count.population) if name is not None]
        named = [wording.label(name) for name in measure if name != p.kind and name not in without]
        if named:
            words = _both(
                f"{words['en']} – {', '.join(w['en'] for w in named)}",
                f"{words['fa']} – {'، '.join(w['fa'] for w in named)}",
            )
    return words


def _inside(slot: str, first: Position, second: Position, wording: Wording) -> Words:
    """Return the question whether the first position lies inside the second as to one slot."""
    label = SLOT_WORDS[slot]
    p, q = first.proposition, second.proposition
    inner, outer = wording.value(p, slot, first.stance), wording.value(q, slot, second.stance)
    if p.slot(slot) is None or q.slot(slot) is None:
        silent, said = (first, outer) if p.slot(slot) is None else (second, inner)
        who = wording.sources(silent)
        if p.slot(slot) is None and q.slot(slot) is None:
            question = _ASKED[slot]
            return _both(f"{question['en']}?", f"{question['fa']}؟")
        return _both(
            _upper(f"{who['en']} names no {label['en']}: was it {said['en']}?"),
            f"{who['fa']} از {label['fa']} چیزی نگفته است: آیا {said['fa']} بوده است؟",
        )
    if slot in INSIDE:
        return _both(
            f"Does “{inner['en']}” come under “{outer['en']}” ({label['en']})?",
            f"آیا «{inner['fa']}» در شمول «{outer['fa']}» است ({label['fa']})؟",
        )
    a, b = wording.sources(first), wording.sources(second)
    return _both(
        f"As to {label['en']}, {a['en']} speaks of “{inner['en']}” and {b['en']} of “{outer['en']}”: "
        "do they mean the same?",
        f"از نظر {label['fa']}، {a['fa']} از «{inner['fa']}» سخن می‌گوید و {b['fa']} از «{outer['fa']}»: "
        "آیا منظورشان یکی است؟",
    )


# --- small things -------------------------------------------------------------------------------------


def _each(words: Callable[[str], str]) -> Words:
    return {language: words(language) for language in LANGUAGES}


def _sentences(words: Sequence[Words]) -> Words:
    return _each(lambda n: " ".join(w[n] for w in words))


def _listed(words: Sequence[Words]) -> Words:
    """Join words as a list: A, B and C."""
    if len(words) == 1:
        return words[0]
    return _both(
        f"{', '.join(w['en'] for w in words[:-1])} and {words[-1]['en']}",
        f"{'، '.join(w['fa'] for w in words[:-1])} و {words[-1]['fa']}",
    )


def _several(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _lower(text: str) -> str:
    """Lower the first letter of a question that stands inside a sentence, not of a name."""
    known = ("Did ", "Was ", "Is ", "Which ", "What ", "Who ", "Where ", "When ", "How ", "With ", "Among ")
    return text[:1].lower() + text[1:] if text.startswith(known) else text
