"""Put names, values, propositions and background facts into words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from string import Formatter

from kg.explain.values import describe_count, describe_time
from kg.explain.words import BRIDGE_WORDS, STANCE_PLURAL, STANCE_WORDS, shorten
from kg.model import (
    FRAME,
    STATE,
    Bridge,
    Count,
    EventFrame,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Register,
    Relation,
    Several,
    Stance,
    Value,
    View,
    day_of,
    names_of,
    partner_of,
    short_name,
    sorted_views,
)
from kg.relations import find_rule
from kg.words import ENGLISH, Joined, Listed, Message, Rendered, Words, each, family, render
from kg.words.grammar import head as _head
from kg.words.grammar import is_plural_word

#: Stances that say that nothing lies in the box: an empty slot means any value.
UNIVERSAL = (Stance.DENIES, Stance.REFUSES, Stance.DOUBTS)
#: Stances on what was or is so; only for these is the sentence of a kind used.
_TOLD = (Stance.ASSERTS, Stance.DENIES, Stance.NEITHER, Stance.ASSESSES, Stance.DOUBTS)

#: Phrases after the kind of an event, and of a state, slot by slot.
_EVENT_SLOTS = family("after", ("agent", "target", "instrument", "place", "time", "event", "value"), "value")
_STATE_SLOTS = {
    **family("after-state", ("target", "value", "agent"), "value"),
    **{slot: _EVENT_SLOTS[slot] for slot in ("instrument", "place", "time", "event")},
}
#: The phrase for a target without an agent: a blast is not aimed.
_NOBODYS_TARGET = family("after", ("target-alone",), "value")["target-alone"]
#: Phrases after a whole sentence that does not contain the slot.
_BESIDE = {**_EVENT_SLOTS, **family("after-sentence", ("agent", "target", "event"), "value")}


def _fits(p: Proposition, frame: EventFrame) -> bool:
    """Return whether a proposition has no other target and place than the event."""
    return all(
        getattr(p, slot) in (None, getattr(frame, slot)) and slot not in p.only
        for slot in ("target", "place")
    )


def _slots_of(phrase: str) -> list[str] | None:
    """Return the slots that a phrase names in braces, or ``None`` if it names anything else.

    >>> _slots_of("{agent} shelled {target}"), _slots_of("{who} fell")
    (['agent', 'target'], None)
    """
    try:
        parts = list(Formatter().parse(phrase))
    except ValueError:
        return None
    named = [(name, form, how) for _, name, form, how in parts if name is not None]
    slots = [name for name, form, how in named if name in _PHRASED and not form and not how]
    return slots if len(slots) == len(named) else None


_PHRASED = tuple(slot for slot in FRAME if slot not in ("kind", "said_by", "count"))


def shown_names(claims: Iterable[str], beside: Iterable[str] = ()) -> dict[str, str]:
    """Return the names of claims: their identifiers, preceded by the article if there are several articles.

    ``beside`` are claims that are shown together with them.

    >>> shown_names(["a/m1"]), shown_names(["a/m1"], ["b/m1"])
    ({'a/m1': 'm1'}, {'a/m1': 'a/m1'})
    """
    claims = list(claims)
    articles = {name.rpartition("/")[0] for name in (*claims, *beside)}
    return {name: short_name(name) if len(articles) == 1 else name for name in claims}


def ours_first(names: Iterable[str]) -> list[str]:
    """Return claims in their order, but our own before those that partners sent.

    >>> ours_first(["desk:page/c1", "page/c1"])
    ['page/c1', 'desk:page/c1']
    """
    return sorted(names, key=lambda name: partner_of(name) is not None)


class _Label(Rendered):
    """The label of a register name or standpoint; a long one is shortened."""

    __slots__ = ("knowledge", "name")

    def __init__(self, knowledge: Knowledge, name: str):
        self.knowledge, self.name = knowledge, name

    def __getitem__(self, language: str) -> str:
        return shorten(self.knowledge.label(self.name, language))


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts names, values and propositions of one :class:`~kg.model.Knowledge` into words."""

    knowledge: Knowledge

    def label(self, name: str) -> Words:
        """Return the label of a register name or standpoint; a long one is shortened."""
        return _Label(self.knowledge, name)

    def labels(self, value: Value, spoken: bool = False) -> Words:
        """Return the value of a slot: “a”, “a and b” for all of them together, “a or b” for one of them.

        ``spoken``: in the form for a sentence.
        """
        names = [self.named(name) if spoken else self.label(name) for name in names_of(value)]
        return Listed(names, "or" if isinstance(value, Several) and value.any_of else "and")

    def unit(self, measure: str) -> str | None:
        """Return the unit in which a measure is given."""
        entry = self.knowledge.register.entries.get(measure)
        return None if entry is None else entry.unit

    def count(self, count: Count) -> Words:
        """Return a number in the unit of its measure."""
        return describe_count(count, self.unit(count.measure))

    def value(self, proposition: Proposition, slot: str, stance: Stance | None = None) -> Words:
        """Return one slot's value; an empty one is unrestricted in a denial and unsaid elsewhere."""
        value = proposition.slot(slot)
        if value is None:
            return Message("value-any") if stance in UNIVERSAL else Message("value-unsaid")
        if isinstance(value, Interval):
            return describe_time(value)
        if isinstance(value, Count):
            return self.count(value)
        words = self.labels(value)
        return Message("value-only", words=words) if slot in proposition.only else words

    def claimed(
        self, proposition: Proposition, slot: str, stance: Stance | None, claims: Iterable[str]
    ) -> Words:
        """Return one slot's value for some claims; the denial of an event reaches up to its utterance."""
        p = proposition
        if slot == "time" and p.time is None and stance is Stance.DENIES and p.said_by is None:
            said = [self.knowledge.said(name) for name in claims]
            ends = [day_of(time.end) for time in said if time is not None and time.end is not None]
            if ends and len(ends) == len(said) and not self.is_state(p):
                last = describe_time(Interval(max(ends), max(ends)))
                return Message("value-up-to", time=last)
        return self.value(p, slot, stance)

    def retracts_report(self, later: str, earlier: str) -> bool:
        """Return whether a claim takes back what its own source had reported about somebody else."""
        back, claim = self.knowledge.claims[later], self.knowledge.claims[earlier]
        carriers = {*claim.via, self.knowledge.article_of(earlier).publisher}
        return carriers.issuperset(back.sources) and carriers.isdisjoint(claim.sources)

    def described(self, proposition: Proposition, slot: str) -> bool:
        """Return whether a slot holds a description of somebody or something unidentified."""
        value = proposition.slot(slot)
        entries = self.knowledge.register.entries
        names = names_of(value) if isinstance(value, str | Several) else ()
        return any((entry := entries.get(name)) is not None and entry.unidentified for name in names)

    def located(self, proposition: Proposition) -> Words | None:
        """Return the place of a target if no place is given; a target that is a place stands for itself."""
        entries = self.knowledge.register.entries
        if proposition.place is not None:
            return None
        places: list[str] = []
        for name in names_of(proposition.target):
            entry = entries.get(name)
            if entry is not None and entry.section == "places":
                places.append(name)
            elif entry is not None:
                places.extend(place for relation, place in entry.links if relation == "within")
        return Listed([self.label(name) for name in dict.fromkeys(places)]) if places else None

    def statement(self, proposition: Proposition, *, told: bool = False) -> Words:
        """Return a proposition as a neutral phrase; with ``told``, as a sentence if its kind has one.

        The kind comes first, then the filled slots: who, at what, with what, where, when, how many. The name
        of an event replaces the slots that its entry declares. A proposition about an utterance reads “that X
        said that …”.
        """
        p = proposition
        if p.said_by is not None:
            return Message("that", clause=self.clause(p))
        if told:
            return each(lambda language: self.sentence(p, language) or self._generic(p, language))
        return each(lambda language: self._generic(p, language))

    def _generic(self, p: Proposition, language: str) -> str:
        frame = self._frame(p.event)
        headed = frame is not None and p.kind == frame.kind and _fits(p, frame)
        text = self.label(str(p.event) if headed else p.kind)[language]
        for slot, after in (_STATE_SLOTS if self.is_state(p) else _EVENT_SLOTS).items():
            value = getattr(p, slot)
            if value is None or (slot == "event" and headed):
                continue
            declared = None if frame is None else getattr(frame, slot, None)
            if value == declared and slot not in p.only and ((headed and slot != "time") or slot == "place"):
                continue
            words = self.spoken(p, slot)[language]
            # The name of an event may contain its day.
            if slot != "time" or words not in text:
                alone = slot == "target" and p.agent is None and not self.is_state(p)
                text += render(language, (_NOBODYS_TARGET if alone else after).name, {"value": words})
        return text if p.count is None else self._with_count(text, p, p.count, language)

    def _with_count(self, words: str, p: Proposition, count: Count, language: str) -> str:
        return Message("with-count", words=words, count=self.counted(p, count))[language]

    def spoken(self, p: Proposition, slot: str) -> Words:
        """Return a slot's value in the form for a sentence."""
        value = p.slot(slot)
        if slot == "kind" or not isinstance(value, str | Several):
            return self.value(p, slot)
        words = self.labels(value, spoken=True)
        return Message("value-only", words=words) if slot in p.only else words

    def _frame(self, event: str | None) -> EventFrame | None:
        entry = None if event is None else self.knowledge.register.entries.get(event)
        return None if entry is None else entry.frame

    def sentence(self, p: Proposition, language: str) -> str | None:
        """Return the sentence of a kind in a language, or ``None`` if any slot that it needs is empty."""
        entry = self.knowledge.register.entries.get(p.kind)
        phrase = "" if entry is None else entry.phrase.get(language, "")
        named, frame = _slots_of(phrase) if phrase else None, self._frame(p.event)
        if named is None:
            return None
        values = {slot: getattr(p, slot) or getattr(frame, slot, None) for slot in named}
        if None in values.values():
            return None
        filled = Proposition(p.kind, **{slot: values[slot] for slot in named}, only=p.only)
        text = phrase.format(**{slot: self.spoken(filled, slot)[language] for slot in named})
        told_by_event = frame is not None and p.kind == frame.kind and _fits(p, frame)
        for slot in _EVENT_SLOTS:
            # The slots that an event declares identify it.
            if slot in named or getattr(p, slot) is None or (slot == "event" and told_by_event):
                continue
            if slot == "time" or frame is None or getattr(p, slot) != getattr(frame, slot, None):
                text += render(language, _BESIDE[slot].name, {"value": self.spoken(p, slot)})
        if p.count is None or "count" in named:
            return text
        return self._with_count(text, p, p.count, language)

    def clause(self, proposition: Proposition) -> Words:
        """Return a proposition as a clause that may follow “that”.

        An event took place, a state is so; in an utterance, somebody said that something took place or is so.
        """
        p = proposition
        if p.said_by is not None:
            who, number = self.named(p.said_by), self.number([(p.said_by,)])
            return Message("said-that", who=who, number=number, clause=self.clause(without_speaker(p)))
        return each(lambda language: self.sentence(p, language) or self._clause(p, language))

    def _clause(self, p: Proposition, language: str) -> str:
        words, kind = self._generic(p, language), self.label(p.kind)
        if self.is_state(p) or p.value is not None:
            return Message("clause-state", words=words)[language]
        if not words.startswith(kind[language]):
            return Message("clause-named-event", words=words)[language]
        lasting = p.time is not None and p.time.end is None and p.time.start is not None
        tense = "present" if lasting else "past"
        return Message("clause-event", words=words, kind=kind, tense=tense)[language]

    def counted(self, p: Proposition, count: Count) -> Words:
        """Return a count and what it counts, unless the kind of ``p`` already says the latter."""
        words: Words = self.count(replace(count, final=False))
        population = None if count.population is None else self.label(count.population)
        measure = None if count.measure == p.kind else self.label(count.measure)
        form = self._form(count)
        if population is not None and measure is not None:
            both = Joined((population, measure), "nouns")
            words = Message(
                "counted-both", number=words, population=population, measure=measure, form=form, what=both
            )
        elif population is not None:
            words = Message("counted-population", number=words, what=population, form=form)
        elif measure is not None:
            words = Message("counted-measure", number=words, what=measure, form=form)
        if count.final:
            words = Message("counted-final", words=words)
        if count.as_of is not None:
            words = Message("counted-as-of", words=words, time=describe_time(count.as_of))
        return words

    def _form(self, count: Count) -> str:
        """Return the form for a number and what it counts: a figure follows its name."""
        if any(number is not None and number % 1 for number in (count.low, count.high)):
            return "figure"
        if (count.low, count.high) == (0, 0) and self.unit(count.measure) is None:
            return "none"
        return "one" if count.low == 1 and count.high in (1, None) else "other"

    def is_state(self, proposition: Proposition) -> bool:
        """Return whether the register itself places the kind under ``state``."""
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

    def position(self, position: Position, *, plural: bool = False) -> tuple[Words, Words]:
        """Return the verb of a position, and its proposition: “asserts” and a phrase.

        A question takes its position on what it presupposes: “asks, presupposing that” and a clause.
        """
        if position.stance is Stance.ASKS:
            asks = Message("asks-presupposing", number="other" if plural else "one")
            return asks, self.clause(position.proposition)
        stance = (STANCE_PLURAL if plural else STANCE_WORDS)[position.stance]
        return stance, self.statement(position.proposition, told=position.stance in _TOLD)

    def told(self, position: Position) -> Words:
        """Return a position with its speakers: “X and Y deny: …”."""
        voices = self.voices(position.claims)
        stance, statement = self.position(position, plural=self.is_plural(voices))
        form = "told-question" if position.stance is Stance.ASKS else "told"
        return Message(form, who=self.speakers(voices), stance=stance, statement=statement)

    # -- who speaks --------------------------------------------------------------------------------------

    def voices(self, claims: Iterable[str]) -> list[tuple[str, ...]]:
        """Return the distinct voices of claims in their order, ours first; a voice is a tuple of sources.

        Several sources of one voice, such as those of a partner that nobody accepted, get the voice's name.
        """
        register = self.knowledge.register
        sources_of: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
        ordered = list(ours_first(claims))
        self.knowledge.read_claims(ordered)
        for name in ordered:
            sources = self.knowledge.claims[name].sources
            voice = tuple(sorted({register.voice(source) for source in sources}))
            sources_of.setdefault(voice, set()).add(sources)
        return [min(names) if len(names) == 1 else voice for voice, names in sources_of.items()]

    def voice(self, sources: Sequence[str]) -> Words:
        """Return the name of one voice for a heading: at most three sources, then the number of others."""
        shown = [self.label(source) for source in sources[:3]]
        more = len(sources) - len(shown)
        return Listed([*shown, Message("more-sources", count=more)] if more else shown)

    def speakers(self, voices: Iterable[str | Sequence[str]]) -> Words:
        """Return voices, or single sources, as a list: up to three names, then the number of others."""
        voices = [(voice,) if isinstance(voice, str) else tuple(voice) for voice in voices]
        if len(voices) == 1 and len(voices[0]) > 1:
            return self.speakers([(source,) for source in voices[0]])
        shown = [self._joint(voice) for voice in voices[:3]]
        more = len(voices) - len(shown)
        if more:
            shown.append(Message("more-sources", count=more))
        return Listed(shown) if shown else Message("nobody")

    def named(self, source: str) -> Words:
        """Return the name of a source, place or thing in the form for a sentence."""
        entry = self.knowledge.register.entries.get(source)
        described = entry is not None and entry.unidentified
        return Message("described" if described else "named", label=self.label(source))

    def _joint(self, voice: Sequence[str]) -> Words:
        first, others = self.named(voice[0]), len(voice) - 1
        if not others:
            return first
        other = self.named(voice[1]) if others == 1 else Message("other-sources", count=others)
        return Message("jointly", first=first, others=other)

    def number(self, voices: Iterable[Sequence[str]]) -> str:
        """Return the grammatical number of a verb with these voices as subject, ``one`` or ``other``."""
        return "other" if self.is_plural(voices) else "one"

    def is_plural(self, voices: Iterable[Sequence[str]]) -> bool:
        """Return whether a verb with these voices as subject is plural."""
        names = [source for voice in voices for source in voice]
        if len(names) != 1:
            return len(names) > 1
        entry = self.knowledge.register.entries.get(names[0])
        if entry is None or entry.type in ("state", "person", "outlet"):
            return False
        head = _head(entry.label.get(ENGLISH, ""))
        if head in ("Forces", "Guards", "Brigades"):
            return True
        return is_plural_word(head) and (entry.type == "group" or head[:1].islower())

    def sources(self, position: Position) -> Words:
        """Return the speakers of a position: up to three names, then the number of others."""
        return self.speakers(self.voices(position.claims))

    def origins(self, position: Position) -> list[str]:
        """Return the distinct origins of a position's claims; each source of a joint voice is listed.

        They are in the order of its claims, ours first.
        """
        return list(dict.fromkeys(source for voice in self.voices(position.claims) for source in voice))

    def views(self, views: Iterable[View], message: str = "views") -> Words | None:
        """Return a message about alternative sets of standpoints, or ``None`` if there are none."""
        sets = [sorted(view) for view in sorted_views(views)]
        if not sets:
            return None
        either = [
            Joined([Message("view", label=self.label(name)) for name in view], "together") for view in sets
        ]
        return Message(message, views=Joined(either, "alternatives"))

    def bridge(self, bridge: Bridge) -> Words:
        """Return a background fact as a sentence without its full stop."""
        subject, object = self.label(bridge.subject), self.label(bridge.object)
        if bridge.relation in BRIDGE_WORDS:
            return BRIDGE_WORDS[bridge.relation].told(subject=subject, object=object)
        return Message("bridge-other", relation=bridge.relation, subject=subject, object=object)


def without_speaker(proposition: Proposition) -> Proposition:
    """Return the proposition without its speaker: what was said."""
    return replace(proposition, said_by=None)


def read_as(relation: Relation, index: int, register: Register) -> Stance | None:
    """Return the stance that says how to read a position's empty slots; ``None`` for implied propositions.

    A count of nobody is read as the denial that there is anybody, unless counts are compared.
    """
    if index == 0 and relation.implied is not None:
        return None
    position = relation.positions[index]
    p, stance = position.proposition, position.stance
    if "count" in relation.conflict or p.said_by is not None or not register.is_nobody(p.count):
        return stance
    return {Stance.ASSERTS: Stance.DENIES, Stance.ASSESSES: Stance.DOUBTS}.get(stance, stance)


def find_compared(relation: Relation) -> tuple[Proposition, ...]:
    """Return the propositions that a relation compares; an implied one replaces the first position's own."""
    own = tuple(position.proposition for position in relation.positions)
    return own if relation.implied is None else (relation.implied, *own[1:])


def find_implying(relation: Relation, knowledge: Knowledge) -> list[str]:
    """Return the claims of the first position that presuppose the implied proposition or report it."""
    implied = relation.implied
    if implied is None:
        return []
    claims = {name: knowledge.claims[name] for name in relation.positions[0].claims}
    if find_rule(relation.rule).role == "attributed":
        return [name for name, claim in claims.items() if implied.said_by in claim.sources]
    return [name for name, claim in claims.items() if implied in claim.presupposes]


def relation_names(relation: Relation) -> dict[str, str]:
    """Return the names of the claims of a relation (:func:`shown_names`)."""
    return shown_names(name for position in relation.positions for name in position.claims)


def find_contested(relation: Relation) -> list[Bridge]:
    """Return the contested facts that a relation uses, each once, whoever holds it."""
    facts = {(b.subject, b.relation, b.object): b for b in relation.bridges if b.standpoint is not None}
    return list(facts.values())
