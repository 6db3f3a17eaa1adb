"""Names, values, propositions and background facts of one body of knowledge, put into words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from kg.explain.values import describe_count, describe_time, persian_number
from kg.explain.words import BRIDGE_WORDS, STANCE_WORDS, Words, both, each, listed, shorten
from kg.model import (
    STATE,
    Bridge,
    Count,
    Interval,
    Knowledge,
    Position,
    Proposition,
    Relation,
    Stance,
    View,
    partner_of,
    sorted_views,
)


def ours_first(names: Iterable[str]) -> list[str]:
    """Return claims in their order, those that partners sent after ours.

    >>> ours_first(["desk:page/c1", "page/c1"])
    ['page/c1', 'desk:page/c1']
    """
    return sorted(names, key=lambda name: partner_of(name) is not None)


@dataclass(frozen=True, slots=True)
class Wording:
    """Puts names, values and propositions of one :class:`~kg.model.Knowledge` into words."""

    knowledge: Knowledge

    def label(self, name: str) -> Words:
        """Return the label of a register name or standpoint, of a long one its beginning."""
        return each(lambda n: shorten(self.knowledge.label(name, n)))

    def value(self, proposition: Proposition, slot: str, stance: Stance | None = None) -> Words:
        """Return one slot's value; a missing one is unrestricted in a denial and unsaid elsewhere."""
        value = proposition.slot(slot)
        if value is None:
            if stance in (Stance.DENIES, Stance.REFUSES):
                return both("any", "هر چه باشد")
            return both("not said", "گفته نشده")
        if isinstance(value, Interval):
            return describe_time(value)
        if isinstance(value, Count):
            return describe_count(value)
        if slot == "event":
            return both(value, value)
        return self.label(value)

    def statement(self, proposition: Proposition) -> Words:
        """Return a proposition in words, as a neutral phrase.

        The kind stands first, then what is filled: who, at what, with what, where, when, how many. One about
        an utterance reads “that X said that …”.
        """
        p = proposition
        if p.said_by is not None:
            clause = self.clause(p)
            return both(f"that {clause['en']}", f"اینکه {clause['fa']}")
        state = self.is_state(p)
        kind = self.label(p.kind)
        found = each(lambda n: kind[n])

        def add(name: str, en: str, fa: str) -> None:
            nonlocal found
            if getattr(p, name) is not None:
                value = self.value(p, name)
                found = both(found["en"] + en.format(value["en"]), found["fa"] + fa.format(value["fa"]))

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
            count = self.counted(p, p.count)
            found = both(f"{found['en']}: {count['en']}", f"{found['fa']}: {count['fa']}")
        return found

    def clause(self, proposition: Proposition) -> Words:
        """Return a proposition as what may follow “that”.

        An event took place, a state is so; of an utterance somebody said that something took place or is so.
        """
        p = proposition
        if p.said_by is not None:
            speaker, said = self.label(p.said_by), self.clause(without_speaker(p))
            return both(
                f"{speaker['en']} said that {said['en']}", f"{speaker['fa']} گفته است که {said['fa']}"
            )
        words = self.statement(p)
        if self.is_state(p) or p.value is not None:
            return both(f"this is so: {words['en']}", f"چنین است: {words['fa']}")
        lasting = p.time is not None and p.time.end is None and p.time.start is not None
        plural = (label := self.label(p.kind)["en"]).endswith("s") and not label.endswith("ss")
        verb = {(True, True): "are", (True, False): "is", (False, True): "were"}.get((lasting, plural), "was")
        return both(f"there {verb} {words['en']}", f"چنین رخ داده است: {words['fa']}")

    def counted(self, p: Proposition, count: Count) -> Words:
        """Return a count with what it counts, as far as the kind of ``p`` does not say that already."""
        number, measure = describe_count(count), self.label(count.measure)
        en, fa = number["en"], number["fa"]
        if count.population is not None:
            population = self.label(count.population)
            en, fa = f"{en} {population['en']}", f"{fa} ({population['fa']})"
        if count.measure != p.kind:
            en, fa = f"{en} {measure['en']}", f"{measure['fa']}: {fa}"
        return both(en, fa)

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

    def position(self, position: Position) -> tuple[Words, Words]:
        """Return what a position does, and with what: “asserts” and a phrase.

        A question takes its position on what it presupposes: “asks, presupposing that” and a clause.
        """
        if position.stance is Stance.ASKS:
            stance = both("asks, presupposing that", "می‌پرسد و پیش‌فرض می‌گیرد که")
            return stance, self.clause(position.proposition)
        return STANCE_WORDS[position.stance], self.statement(position.proposition)

    def sources(self, position: Position) -> Words:
        """Return who takes a position: up to three speakers by name, then how many more."""
        return self.speakers(self.origins(position))

    def speakers(self, names: Iterable[str]) -> Words:
        """Return speakers as a list: up to three by name, then how many more."""
        names = list(names)
        shown = [self.label(name) for name in names[:3]]
        more = len(names) - len(shown)
        if more:
            shown.append(both(f"{more} more", f"{persian_number(more)} منبع دیگر"))
        return listed(shown) if shown else both("nobody", "هیچ‌کس")

    def origins(self, position: Position) -> list[str]:
        """Return the distinct origins of a position's claims, in the order of its claims, ours first.

        Several sources of one voice, as a partner's are that nobody accepted, go by the name of the voice.
        """
        voices: dict[str, set[str]] = {}
        for name in ours_first(position.claims):
            source = self.knowledge.claims[name].source
            voices.setdefault(self.knowledge.register.voice(source), set()).add(source)
        return [min(sources) if len(sources) == 1 else voice for voice, sources in voices.items()]

    def views(self, en: str, fa: str, views: Iterable[View]) -> Words | None:
        """Return ``en`` or ``fa`` followed by alternative sets of standpoints; ``None`` without any."""
        sets = [sorted(view) for view in sorted_views(views)]
        if not sets:
            return None

        def words(n: str) -> str:
            together, either = {"en": (" together with ", "; or: "), "fa": (" همراه با ", "؛ یا: ")}[n]
            named = [[self.label(name)[n] for name in view] for view in sets]
            return either.join(together.join(view) for view in named)

        return both(en + words("en"), fa + words("fa"))

    def bridge(self, bridge: Bridge) -> Words:
        """Return a background fact as a sentence without its full stop."""
        subject, object = self.label(bridge.subject), self.label(bridge.object)
        form = BRIDGE_WORDS.get(bridge.relation)
        if form is None:
            return each(lambda n: f"{subject[n]} – {bridge.relation} – {object[n]}")
        return each(lambda n: form[n].format(subject[n], object[n]))


def without_speaker(proposition: Proposition) -> Proposition:
    """Return what somebody said, of the proposition that he said it."""
    return replace(proposition, said_by=None)


def find_compared(relation: Relation) -> tuple[Proposition, ...]:
    """Return the propositions that a relation compares; of the first position what is implied, if that is."""
    own = tuple(position.proposition for position in relation.positions)
    return own if relation.implied is None else (relation.implied, *own[1:])


def find_implying(relation: Relation, knowledge: Knowledge) -> list[str]:
    """Return the claims of the first position that presuppose what is implied, or whose source said it."""
    implied = relation.implied
    if implied is None:
        return []
    claims = {name: knowledge.claims[name] for name in relation.positions[0].claims}
    if relation.rule == "attribution":
        return [name for name, claim in claims.items() if claim.source == implied.said_by]
    return [name for name, claim in claims.items() if implied in claim.presupposes]


def find_contested(relation: Relation) -> list[Bridge]:
    """Return the contested facts a relation uses, each once, whoever holds it."""
    found = {(b.subject, b.relation, b.object): b for b in relation.bridges if b.standpoint is not None}
    return list(found.values())
