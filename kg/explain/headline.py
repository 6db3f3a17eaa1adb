"""The first line of a card: who stands how to whom, and under which standpoints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from kg.explain.wording import Wording
from kg.explain.words import RELATION_WORDS, SLOT_WORDS, Words, both, listed, upper
from kg.model import SLOTS, Comparison, Position, Relation, RelationType, Stance

_VERBS: Mapping[RelationType, Words] = {
    RelationType.CONTRADICTS: both("{0} contradicts {1}{2}", "سخن {0} با سخن {1}{2} تناقض دارد"),
    RelationType.TENSION: both("{0} is in tension with {1}{2}", "سخن {0} با سخن {1}{2} در تنش است"),
    RelationType.OPPOSES: both("{0} opposes {1}", "خواست {0} با خواست {1} در تقابل است"),
    RelationType.CORROBORATES: both("{0} corroborates {1}", "سخن {0} سخن {1} را تأیید می‌کند"),
    RelationType.REFINES: both("{0} is more exact than {1}{2}", "سخن {0}{2} دقیق‌تر از سخن {1} است"),
    RelationType.SUPERSEDES: both(
        "{0} replaces the earlier word of {1}", "سخن {0} جای سخن پیشین {1} را می‌گیرد"
    ),
    RelationType.SUPPORTS: both(
        "The word of {0} supports the assessment of {1}", "سخن {0} از ارزیابی {1} پشتیبانی می‌کند"
    ),
    RelationType.CHALLENGES: both(
        "The word of {0} challenges the assessment of {1}", "سخن {0} ارزیابی {1} را به چالش می‌کشد"
    ),
    RelationType.FULFILS: both("{0} fulfils the word of {1}", "سخن {0} از عملی شدن گفتهٔ {1} خبر می‌دهد"),
    RelationType.BREACHES: both("{0} breaches the word of {1}", "سخن {0} از نقض گفتهٔ {1} خبر می‌دهد"),
}

_IN_PART = both("{0} corroborates {1} in part", "سخن {0} سخن {1} را تا اندازه‌ای تأیید می‌کند")

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
}

#: How a demand or commitment stands to a refusal.
_AIMS: Mapping[Stance, Words] = {
    Stance.DEMANDS: both("A demand of {0} is refused by {1}", "{1} خواست {0} را نمی‌پذیرد"),
    Stance.COMMITS: both("A commitment of {0} is refused by {1}", "{1} تعهد {0} را نمی‌پذیرد"),
}


def build_summary(relation: Relation, wording: Wording) -> Words:
    """Return who stands how to whom, without the condition."""
    positions = relation.positions
    if len(positions) > 2:
        return _several(relation, positions, wording)
    sides = [wording.sources(position) for position in positions]
    a, b = sides if len(sides) == 2 else (sides[0], sides[0])
    origins = [wording.origins(position) for position in positions]
    about = _about(relation)
    if relation.implied is not None and (relation.rule, relation.relation) in _IMPLIED:
        if relation.rule == "attribution" and relation.implied.said_by is not None:
            a = wording.label(relation.implied.said_by)
        return _filled(_IMPLIED[relation.rule, relation.relation], a, b, about)
    alone = all(len(names) == 1 for names in origins) and len({names[0] for names in origins if names}) == 1
    if relation.relation is RelationType.CONTRADICTS and alone:
        return both(
            upper(f"{a['en']} contradicts another statement of its own{about['en']}"),
            f"سخن {a['fa']} با سخن دیگر خودش{about['fa']} تناقض دارد",
        )
    form = _VERBS[relation.relation]
    if relation.relation is RelationType.CORROBORATES and "in-part" in relation.modifiers:
        form = _IN_PART
    if relation.relation is RelationType.OPPOSES:
        form = _AIMS.get(positions[0].stance, form)
    form = _DEEDS.get((relation.relation, positions[-1].stance), form)
    return _filled(form, a, b, about)


def _filled(form: Words, a: Words, b: Words, about: Words) -> Words:
    return both(
        upper(form["en"].format(a["en"], b["en"], about["en"])),
        form["fa"].format(a["fa"], b["fa"], about["fa"]),
    )


def _about(relation: Relation) -> Words:
    """Return as to which slots two positions differ, so far as the relation names any."""
    slots = [slot for slot in SLOTS if slot in (*relation.conflict, *relation.unknown)]
    if relation.relation is RelationType.REFINES:
        one_event = relation.rule == "responsibility" or relation.rule.startswith("event-")
        nested = [s for s, comparison in relation.slots.items() if comparison is Comparison.NARROWER]
        slots = [slot for slot in nested if slot != "kind"] if one_event else []
    if not slots:
        return both("", "")
    named = listed([SLOT_WORDS[slot] for slot in slots])
    return both(f" as to {named['en']}", f" از نظر {named['fa']}")


def _several(relation: Relation, positions: Sequence[Position], wording: Wording) -> Words:
    def who(some: Sequence[Position]) -> Words:
        names = dict.fromkeys(name for position in some for name in wording.origins(position))
        return wording.speakers(names)

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


def build_headline(relation: Relation, wording: Wording) -> Words:
    """Return who stands how to whom, and under which standpoints."""
    summary = build_summary(relation, wording)
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
