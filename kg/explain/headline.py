"""The first line of a card: who stands how to whom, and under which standpoints."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kg.explain.counts import build_change, shown_claims
from kg.explain.wording import Wording
from kg.explain.words import RELATION_WORDS, SLOT_WORDS, Words, both, each, listed, upper
from kg.model import (
    SLOTS,
    Certainty,
    Comparison,
    Pair,
    Position,
    Relation,
    RelationType,
    Stance,
)

#: Who stands how to whom. ``{s}`` and ``{is}`` agree with the first, ``{2}`` says as to what.
_VERBS: Mapping[RelationType, Words] = {
    RelationType.CONTRADICTS: both("{0} contradict{s} {1}{2}", "سخن {0} با سخن {1}{2} تناقض دارد"),
    RelationType.TENSION: both("{0} {is} in tension with {1}{2}", "سخن {0} با سخن {1}{2} در تنش است"),
    RelationType.OPPOSES: both("{0} oppose{s} {1}", "خواست {0} با خواست {1} در تقابل است"),
    RelationType.CORROBORATES: both("{0} corroborate{s} {1}", "سخن {0} سخن {1} را تأیید می‌کند"),
    RelationType.REFINES: both("{0} {is} more exact than {1}{2}", "سخن {0}{2} دقیق‌تر از سخن {1} است"),
    RelationType.SUPERSEDES: both("{0} correct{s} what {1} had said", "{0} سخن پیشین {1} را تصحیح می‌کند"),
    RelationType.UPDATES: both("{0} give{s} a later count than {1}", "شمارش {0} تازه‌تر از شمارش {1} است"),
    RelationType.SUPPORTS: both(
        "What {0} say{s} supports the assessment of {1}", "سخن {0} از ارزیابی {1} پشتیبانی می‌کند"
    ),
    RelationType.CHALLENGES: both(
        "What {0} say{s} challenges the assessment of {1}", "سخن {0} ارزیابی {1} را به چالش می‌کشد"
    ),
    RelationType.FULFILS: both(
        "What {0} report{s} bears out the word of {1}", "سخن {0} از عملی شدن گفتهٔ {1} خبر می‌دهد"
    ),
    RelationType.BREACHES: both(
        "What {0} report{s} goes against the word of {1}", "سخن {0} از نقض گفتهٔ {1} خبر می‌دهد"
    ),
}

#: The same where one voice stands on both sides.
_OWN: Mapping[RelationType, Words] = {
    RelationType.CONTRADICTS: both(
        "{0} contradict{s} another statement of {own} own{2}", "سخن {0} با سخن دیگر خودش{2} تناقض دارد"
    ),
    RelationType.TENSION: both(
        "{0} {is} in tension with another statement of {own} own{2}",
        "سخن {0} با سخن دیگر خودش{2} در تنش است",
    ),
    RelationType.REFINES: both(
        "{0} {is} more exact than in another statement of {own} own{2}",
        "{0} این را{2} دقیق‌تر از سخن دیگر خود گفته است",
    ),
    RelationType.SUPERSEDES: both(
        "{0} take{s} back or replace{s} an earlier statement of {own} own",
        "{0} سخن پیشین خود را پس می‌گیرد یا عوض می‌کند",
    ),
}

_IN_PART = both("{0} corroborate{s} {1} in part", "سخن {0} سخن {1} را تا اندازه‌ای تأیید می‌کند")
_DENIALS = both("The denial of {0} corroborates that of {1}", "تکذیب {0} تکذیب {1} را تأیید می‌کند")

#: What an opinion against something makes of a word.
_DOUBTS: Mapping[RelationType, Words] = {
    RelationType.SUPPORTS: both(
        "What {0} say{s} bears out the doubt of {1}", "سخن {0} تردید {1} را تقویت می‌کند"
    ),
    RelationType.CHALLENGES: both("{1} doubt{s1} what {0} say{s}", "{1} در سخن {0} تردید دارد"),
}

#: What is said where one takes for granted, or is reported to have said, what another denies.
_IMPLIED: Mapping[tuple[str, RelationType], Words] = {
    ("presupposition", RelationType.CONTRADICTS): both(
        "What {0} took for granted contradicts {1}{2}", "آنچه {0} پیش‌فرض گرفته با سخن {1}{2} تناقض دارد"
    ),
    ("presupposition", RelationType.TENSION): both(
        "What {0} took for granted is in tension with {1}{2}",
        "آنچه {0} پیش‌فرض گرفته با سخن {1}{2} در تنش است",
    ),
    ("attribution", RelationType.CONTRADICTS): both(
        "The report that {0} said so contradicts {1}{2}", "گزارشِ گفتهٔ {0} با سخن {1}{2} تناقض دارد"
    ),
    ("attribution", RelationType.TENSION): both(
        "The report that {0} said so is in tension with {1}{2}", "گزارشِ گفتهٔ {0} با سخن {1}{2} در تنش است"
    ),
}

#: What becomes of a word by a deed: per relation and stance of the word.
_DEEDS: Mapping[tuple[RelationType, Stance], Words] = {
    (RelationType.FULFILS, Stance.COMMITS): both(
        "By the account of {0}, the commitment of {1} is kept", "به گفتهٔ {0}، تعهد {1} عملی شده است"
    ),
    (RelationType.FULFILS, Stance.THREATENS): both(
        "By the account of {0}, the threat of {1} is carried out", "به گفتهٔ {0}، تهدید {1} عملی شده است"
    ),
    (RelationType.FULFILS, Stance.REFUSES): both(
        "By the account of {0}, the refusal of {1} is stood by", "به گفتهٔ {0}، {1} بر امتناع خود مانده است"
    ),
    (RelationType.FULFILS, Stance.PREDICTS): both(
        "By the account of {0}, the forecast of {1} came true",
        "به گفتهٔ {0}، پیش‌بینی {1} درست از آب درآمده است",
    ),
    (RelationType.BREACHES, Stance.COMMITS): both(
        "By the account of {0}, the commitment of {1} is broken", "به گفتهٔ {0}، تعهد {1} نقض شده است"
    ),
    (RelationType.BREACHES, Stance.THREATENS): both(
        "By the account of {0}, the threat of {1} is not carried out",
        "به گفتهٔ {0}، تهدید {1} عملی نشده است",
    ),
    (RelationType.BREACHES, Stance.REFUSES): both(
        "By the account of {0}, the refusal of {1} is given up", "به گفتهٔ {0}، {1} از امتناع خود برگشته است"
    ),
    (RelationType.BREACHES, Stance.PREDICTS): both(
        "By the account of {0}, the forecast of {1} did not come true",
        "به گفتهٔ {0}، پیش‌بینی {1} درست از آب درنیامده است",
    ),
}

#: How a demand or commitment stands to a refusal.
_AIMS: Mapping[Stance, Words] = {
    Stance.DEMANDS: both("A demand of {0} is refused by {1}", "{1} خواست {0} را نمی‌پذیرد"),
    Stance.COMMITS: both("A commitment of {0} is refused by {1}", "{1} تعهد {0} را نمی‌پذیرد"),
}

#: What two differ in.
_AS_TO: Mapping[str, str] = {
    "kind": "what it was",
    "agent": "who did it",
    "target": "the target",
    "instrument": "the means",
    "place": "where",
    "time": "when",
    "measure": "what was counted",
    "population": "who was counted",
    "count": "how many",
    "value": "which it is",
    "event": "which event",
    "said_by": "who said it",
    "as_of": "when it was counted",
}

#: What two opinions against each other are.
_OPINIONS = both(
    "The assessment of {0} is in tension with the doubt of {1}{2}",
    "ارزیابی {0} با تردید {1}{2} در تنش است",
)

#: Who two voices are to each other, said where a relation is between several kinds of pairs.
_BETWEEN: Mapping[str, Words] = {
    "adversarial": both(" (opponents)", " (دو طرف مخالف)"),
    "affiliated": both(" (within one body)", " (درون یک مجموعه)"),
    "self-contradiction": both(" (itself)", " (با خودش)"),
}
#: Of these, who are two.
_OTHERS = frozenset({"adversarial", "affiliated"})


@dataclass(frozen=True, slots=True)
class Sides:
    """Voices that each stand to each of others; ``between`` is who they are to each other."""

    first: tuple[tuple[str, ...], ...]
    second: tuple[tuple[str, ...], ...]
    between: str = ""


def find_sides(relation: Relation, wording: Wording) -> list[Sides]:
    """Return between whom a relation of two positions holds, those of one kind together.

    Each has the voices that stand to all of the others: who does not contradict somebody is not said to.
    Where no pairs are known, they are all those of both positions.
    """
    positions = relation.positions
    if not relation.pairs:
        voices = [tuple(wording.voices(position.claims)) for position in (positions[0], positions[-1])]
        return [Sides(voices[0], voices[1])]
    grouped: dict[str, dict[tuple[str, ...], dict[tuple[str, ...], None]]] = {}
    for pair in relation.pairs:
        first, second = _named(pair, wording)
        grouped.setdefault(between(pair), {}).setdefault(first, {})[second] = None
    found: list[Sides] = []
    for kind in sorted(
        grouped,
        key=lambda kind: (
            ("adversarial", "", "affiliated").index(kind) if kind in ("adversarial", "", "affiliated") else 3
        ),
    ):
        rows: dict[tuple[tuple[str, ...], ...], list[tuple[str, ...]]] = {}
        for first, seconds in grouped[kind].items():
            rows.setdefault(tuple(seconds), []).append(first)
        found.extend(Sides(tuple(firsts), seconds, kind) for seconds, firsts in rows.items())
    return found


def between(pair: Pair) -> str:
    """Return who the two voices of a pair are to each other, by name of a modifier, “” where nothing."""
    return next(
        (kind for kind in ("self-contradiction", "affiliated", "adversarial") if kind in pair.modifiers), ""
    )


def _named(pair: Pair, wording: Wording) -> tuple[tuple[str, ...], tuple[str, ...]]:
    first, second = (wording.voices(voice.claims)[:1] for voice in (pair.first, pair.second))
    return (first[0] if first else pair.first.sources), (second[0] if second else pair.second.sources)


def build_summary(relation: Relation, wording: Wording, *, named: bool = False) -> Words:
    """Return who stands how to whom, without the condition.

    Who two voices are to each other is said where a relation is between several kinds of pairs, and with
    ``named`` always: a line that stands alone has no other place for it.
    """
    if len(relation.positions) > 2:
        words = _several(relation, relation.positions, wording)
        kinds = {"adversarial"} & set(relation.modifiers)
        return _with_note(words, kinds) if named else words
    sides = find_sides(relation, wording)
    kinds = {side.between for side in sides}
    change = build_change(relation, wording) or _taken_back(relation, wording)
    if change is not None:
        return _with_note(change, kinds) if named else change
    told = [
        _told(relation, side, wording, several=named or len(kinds) > 1, more=number > 0)
        for number, side in enumerate(sides)
    ]
    joined = both("; ".join(w["en"] for w in told), "؛ ".join(w["fa"] for w in told))
    hedge = _hedge(relation, wording)
    return joined if hedge is None else each(lambda n: joined[n] + hedge[n])


def _with_note(words: Words, kinds: Iterable[str]) -> Words:
    """Return what holds of all voices alike with who they are to each other, if they are two."""
    kinds = set(kinds)
    if len(kinds) != 1 or not kinds <= _OTHERS:
        return words
    note = _BETWEEN[kinds.pop()]
    return each(lambda n: words[n] + note[n])


def _taken_back(relation: Relation, wording: Wording) -> Words | None:
    """Return that somebody takes back what it had reported of another, who takes nothing back by that."""
    if relation.relation is not RelationType.SUPERSEDES or relation.rule != "corrects":
        return None
    later, earlier = (shown_claims(relation, index) for index in (0, 1))
    if not all(wording.retracts_report(one, other) for one in later for other in earlier):
        return None
    voices, position = wording.voices(later), relation.positions[1]
    who, plural = wording.speakers(voices), wording.is_plural(voices)
    told = wording.told(Position(position.stance, position.proposition, tuple(earlier)))
    s, own = ("", "their") if plural else ("s", "its")
    return both(
        f"{upper(who['en'])} take{s} back {own} report that {told['en']}",
        f"{who['fa']} این گزارش خود را پس می‌گیرد: {told['fa']}",
    )


def _told(relation: Relation, side: Sides, wording: Wording, *, several: bool, more: bool) -> Words:
    """Return how the voices of one kind of pairs stand to each other."""
    own = side.first == side.second and len(side.first) == 1
    about = both("", "") if more else _about(relation)
    form = _form(relation, own=own)
    first = side.first
    if (
        relation.rule == "attribution"
        and relation.implied is not None
        and relation.implied.said_by is not None
    ):
        first = ((relation.implied.said_by,),)
    words = _filled(form, first, side.second, about, wording)
    if several and not own:
        note = _BETWEEN.get(side.between, both("", ""))
        words = each(lambda n: words[n] + note[n])
    return both(words["en"] if more else upper(words["en"]), words["fa"])


def _form(relation: Relation, *, own: bool) -> Words:
    kind, positions = relation.relation, relation.positions
    if relation.implied is not None and (relation.rule, kind) in _IMPLIED:
        return _IMPLIED[relation.rule, kind]
    if own and kind in _OWN:
        return _OWN[kind]
    first, last = positions[0].stance, positions[-1].stance
    form = _VERBS[kind]
    if kind is RelationType.CORROBORATES and "in-part" in relation.modifiers:
        form = _IN_PART
    elif kind is RelationType.CORROBORATES and {first, last} == {Stance.DENIES}:
        form = _DENIALS
    elif kind is RelationType.OPPOSES:
        form = _AIMS.get(first, form)
    elif last is Stance.DOUBTS and kind in _DOUBTS:
        form = _DOUBTS[kind]
    elif kind is RelationType.TENSION and (first, last) == (Stance.ASSESSES, Stance.DOUBTS):
        form = _OPINIONS
    return _DEEDS.get((kind, last), form)


def _filled(
    form: Words,
    first: Sequence[Sequence[str]],
    second: Sequence[Sequence[str]],
    about: Words,
    wording: Wording,
) -> Words:
    a, b = wording.speakers(first), wording.speakers(second)
    plural, other = wording.is_plural(first), wording.is_plural(second)
    agreeing = {
        "s": "" if plural else "s",
        "s1": "" if other else "s",
        "is": "are" if plural else "is",
        "own": "their" if plural else "its",
    }
    return each(lambda n: form[n].format(a[n], b[n], about[n], **agreeing))


def _hedge(relation: Relation, wording: Wording) -> Words | None:
    """Return whose word is only that something is possible, for a relation that hangs on it."""
    if "hedged" not in relation.modifiers:
        return None
    claims = wording.knowledge.claims
    names = [n for pair in relation.pairs for voice in (pair.first, pair.second) for n in voice.claims]
    names = names or [name for position in relation.positions for name in position.claims]
    hedged = [name for name in names if claims[name].certainty is Certainty.POSSIBLE]
    if not hedged:
        return None
    voices = wording.voices(hedged)
    who, s = wording.speakers(voices), "" if wording.is_plural(voices) else "s"
    return both(f" ({who['en']} hold{s} it only possible)", f" ({who['fa']} آن را فقط ممکن می‌داند)")


def _about(relation: Relation) -> Words:
    """Return as to which slots two positions differ, so far as the relation names any."""
    slots = [slot for slot in (*SLOTS, "as_of") if slot in (*relation.conflict, *relation.unknown)]
    if relation.relation is RelationType.REFINES:
        one_event = relation.rule == "responsibility" or relation.rule.startswith("event-")
        nested = [s for s, comparison in relation.slots.items() if comparison is Comparison.NARROWER]
        slots = [slot for slot in nested if slot != "kind"] if one_event else []
    if not slots:
        return both("", "")
    named = listed([both(_AS_TO[slot], SLOT_WORDS[slot]["fa"]) for slot in slots])
    return both(f" as to {named['en']}", f" از نظر {named['fa']}")


def _several(relation: Relation, positions: Sequence[Position], wording: Wording) -> Words:
    def who(some: Iterable[Position]) -> Words:
        return wording.speakers(wording.voices(name for position in some for name in position.claims))

    everybody = who(positions)
    if relation.relation is not RelationType.CONTRADICTS:
        noun = RELATION_WORDS[relation.relation]
        return both(
            f"{upper(noun['en'])} between statements of {everybody['en']}",
            f"{noun['fa']} میان سخنان {everybody['fa']}",
        )
    if relation.rule == "quantity-parts":
        whole, parts = who(positions[:1]), who(positions[1:])
        return both(
            f"The parts counted by {parts['en']} add up to more than the whole counted by {whole['en']}",
            f"جمع بخش‌ها به شمارش {parts['fa']} از کل به شمارش {whole['fa']} بیشتر است",
        )
    return both(
        f"What is said by {everybody['en']} cannot all be true",
        f"سخنان {everybody['fa']} نمی‌توانند همه با هم درست باشند",
    )


def build_unless(relation: Relation, wording: Wording) -> Words | None:
    """Return under which standpoints a relation ceases to hold, ``None`` where under none."""
    return wording.views("unless one holds: ", "مگر با پذیرش: ", relation.unless)


def build_headline(relation: Relation, wording: Wording, *, named: bool = False) -> Words:
    """Return who stands how to whom, and under which standpoints; ``named`` as in :func:`build_summary`."""
    summary = build_summary(relation, wording, named=named)
    if relation.unconditional and not wording.knowledge.register.standpoints:
        return summary
    condition = build_condition(relation, build_unless(relation, wording), wording)
    return both(f"{summary['en']}, {condition['en']}", f"{summary['fa']}، {condition['fa']}")


def build_condition(relation: Relation, unless: Words | None, wording: Wording) -> Words:
    """Return under which standpoints a relation holds."""
    if frozenset() in relation.holds_if:
        return unless or both("whatever standpoint one takes", "فارغ از هر دیدگاهی")
    needed = wording.views("if one holds: ", "به شرط پذیرش: ", relation.holds_if)
    if needed is None:
        return both("under no known standpoint", "با هیچ دیدگاه شناخته‌شده‌ای")
    if unless is None:
        return needed
    return both(f"{needed['en']}, {unless['en']}", f"{needed['fa']}، {unless['fa']}")
