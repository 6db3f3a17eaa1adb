"""The fixed words of a card in English and Persian, and the few ways in which words are put together."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.model import Certainty, Comparison, RelationType, Stance

#: One thing said in each of :data:`LANGUAGES`.
Words = Mapping[str, str]

#: The languages of every card.
LANGUAGES = ("en", "fa")


def both(en: str, fa: str) -> Words:
    """Return one thing said in both languages."""
    return {"en": en, "fa": fa}


#: How each relation is called.
RELATION_WORDS: Mapping[RelationType, Words] = {
    RelationType.CONTRADICTS: both("contradiction", "تناقض"),
    RelationType.TENSION: both("tension", "تنش"),
    RelationType.OPPOSES: both("opposed aims", "تقابل خواست‌ها"),
    RelationType.CORROBORATES: both("corroboration", "تأیید"),
    RelationType.REFINES: both("refinement", "دقیق‌تر شدن"),
    RelationType.SUPERSEDES: both("taken back or replaced", "بازپس‌گیری یا جایگزینی"),
    RelationType.UPDATES: both("update", "به‌روزرسانی"),
    RelationType.SUPPORTS: both("support", "پشتیبانی"),
    RelationType.CHALLENGES: both("challenge", "به چالش کشیدن"),
    RelationType.FULFILS: both("fulfilment", "عمل به گفته"),
    RelationType.BREACHES: both("breach", "نقض گفته"),
}

#: What each stance is called, as a verb of its source. A question takes its position on what it presupposes.
STANCE_WORDS: Mapping[Stance, Words] = {
    Stance.ASSERTS: both("asserts", "می‌گوید"),
    Stance.DENIES: both("denies", "تکذیب می‌کند"),
    Stance.NEITHER: both("neither confirms nor denies", "نه تأیید می‌کند و نه تکذیب"),
    Stance.PREDICTS: both("predicts", "پیش‌بینی می‌کند"),
    Stance.DEMANDS: both("demands", "می‌خواهد"),
    Stance.REFUSES: both("refuses", "نمی‌پذیرد"),
    Stance.COMMITS: both("commits to", "تعهد می‌دهد"),
    Stance.THREATENS: both("threatens", "تهدید می‌کند"),
    Stance.ASSESSES: both("believes", "بر این باور است"),
    Stance.DOUBTS: both("doubts", "تردید دارد"),
    Stance.ASKS: both("asks", "می‌پرسد"),
}

#: The same of several sources, or of one that is spoken of as several.
STANCE_PLURAL: Mapping[Stance, Words] = {
    Stance.ASSERTS: both("assert", "می‌گویند"),
    Stance.DENIES: both("deny", "تکذیب می‌کنند"),
    Stance.NEITHER: both("neither confirm nor deny", "نه تأیید می‌کنند و نه تکذیب"),
    Stance.PREDICTS: both("predict", "پیش‌بینی می‌کنند"),
    Stance.DEMANDS: both("demand", "می‌خواهند"),
    Stance.REFUSES: both("refuse", "نمی‌پذیرند"),
    Stance.COMMITS: both("commit to", "تعهد می‌دهند"),
    Stance.THREATENS: both("threaten", "تهدید می‌کنند"),
    Stance.ASSESSES: both("believe", "بر این باورند"),
    Stance.DOUBTS: both("doubt", "تردید دارند"),
    Stance.ASKS: both("ask", "می‌پرسند"),
}

#: How each degree of certainty that a source states is called.
CERTAINTY_WORDS: Mapping[Certainty, Words] = {
    Certainty.CERTAIN: both("certain", "قطعی"),
    Certainty.PROBABLE: both("probable", "محتمل"),
    Certainty.POSSIBLE: both("possible", "ممکن"),
    Certainty.HEARSAY: both("unattributed report", "گزارش بی‌منبع"),
}

#: How each slot is called.
SLOT_WORDS: Mapping[str, Words] = {
    "stance": both("stance", "نوع اظهار"),
    "kind": both("kind", "نوع"),
    "agent": both("agent", "عامل"),
    "target": both("target", "هدف"),
    "instrument": both("instrument", "وسیله"),
    "place": both("place", "مکان"),
    "time": both("time", "زمان"),
    "measure": both("measure", "سنجه"),
    "population": both("counted among", "در میان"),
    "count": both("count", "شمار"),
    "value": both("value", "مقدار"),
    "event": both("event", "رویداد"),
    "said_by": both("said by", "به گفتهٔ"),
    "as_of": both("counted as of", "زمان شمارش"),
}

#: How the first of two values stands to the second.
COMPARISON_WORDS: Mapping[Comparison, Words] = {
    Comparison.EQUAL: both("the same", "یکسان"),
    Comparison.NARROWER: both("A lies inside B", "A درون B است"),
    Comparison.BROADER: both("B lies inside A", "B درون A است"),
    Comparison.OVERLAPS: both("they overlap in part", "هم‌پوشانی دارند"),
    Comparison.DISJOINT: both("they exclude each other", "یکدیگر را نفی می‌کنند"),
    Comparison.UNKNOWN: both("not known", "نامعلوم"),
}

#: How the first of several values stands to all the others.
COMPARISON_TO_OTHERS: Mapping[Comparison, Words] = {
    **COMPARISON_WORDS,
    Comparison.NARROWER: both("A lies inside each of the others", "A درون هر یک از دیگران است"),
    Comparison.BROADER: both("the others lie inside A", "دیگران درون A هستند"),
}

#: What each modifier of a relation means.
MODIFIER_WORDS: Mapping[str, Words] = {
    "adversarial": both("between opponents", "میان دو طرف مخالف"),
    "self-contradiction": both("self-contradiction", "تناقض با خود"),
    "affiliated": both("within one body", "درون یک مجموعه"),
    "hedged": both("held only possible", "تنها ممکن دانسته شده"),
    "probable": both("held probable", "محتمل دانسته شده"),
    "unidentified": both("a voice is not identified", "یک صدا ناشناس است"),
    "in-part": both("in part", "تا اندازه‌ای"),
    "soft": both("rests on a vague number", "بر عددی تقریبی تکیه دارد"),
    "conditional": both("said under a condition", "گفته‌ای مشروط"),
}

#: How what was said hangs on its condition.
CONDITION_WORDS: Mapping[str, Words] = {
    "if": both("on condition", "به شرط"),
    "until": both("until", "تا زمانی که"),
    "unless": both("unless", "مگر آنکه"),
}

#: A background fact, from its subject to its object.
BRIDGE_WORDS: Mapping[str, Words] = {
    "part_of": both("“{0}” is part of “{1}”", "«{0}» بخشی از «{1}» است"),
    "commanded_by": both("“{0}” is commanded by “{1}”", "«{0}» زیر فرمان «{1}» است"),
    "within": both("“{0}” lies in “{1}”", "«{0}» در «{1}» جای دارد"),
    "broader": both("“{0}” is a kind of “{1}”", "«{0}» گونه‌ای از «{1}» است"),
    "distinct_from": both("“{0}” is distinct from “{1}”", "«{0}» از «{1}» جداست"),
    "same_as": both("“{0}” is the same as “{1}”", "«{0}» همان «{1}» است"),
}

#: Asked of a slot: who, where, when.
ASKED: Mapping[str, Words] = {
    "kind": both("What was it", "چه بوده است"),
    "agent": both("Who did it", "چه کسی این کار را کرده است"),
    "target": both("What was the target", "هدف چه بوده است"),
    "instrument": both("With what", "با چه وسیله‌ای"),
    "place": both("Where", "در کجا"),
    "time": both("When", "در چه زمانی"),
    "measure": both("What was counted", "چه چیزی شمرده شده است"),
    "population": both("Among whom was it counted", "در میان چه کسانی شمرده شده است"),
    "count": both("How many", "چه تعداد"),
    "value": both("Which of the two is it", "کدام‌یک درست است"),
    "event": both("Which event was it", "کدام رویداد بوده است"),
    "said_by": both("Who said it", "چه کسی آن را گفته است"),
    "as_of": both("When was each of them counted", "هر یک چه زمانی شمرده شده است"),
}


#: What is said of a dispute as a whole; ``{0}`` and ``{1}`` stand for what it is said of.
DISPUTE_WORDS: Mapping[str, Words] = {
    "dispute": both("Dispute {0}", "مناقشهٔ {0}"),
    "side": both("Side {0}", "طرف {0}"),
    "chains": both("{0} without a source in common", "{0} بدون منبع مشترک"),
    "choke_points": both("all go through {0}", "همه از {0} می‌گذرند"),
    "circular": both("circular: {0}", "نقل دوری: {0}"),
    "disputed_if": both("disputed only if one holds: ", "محل مناقشه است تنها با پذیرش: "),
    "left_corrects": both("{0} takes back {1}", "{0} {1} را پس می‌گیرد"),
    "left_quantity": both("{0} counts anew what {1} counted", "{0} آنچه {1} شمرده بود از نو می‌شمارد"),
    "beside": both(
        "also there, contradicting nobody here: {0}", "در همین موضع، بی‌تناقض با کسی در اینجا: {0}"
    ),
    "astride": both(
        "{0} stands on more than one side ({1}) without a contradiction of its own",
        "{0} در بیش از یک طرف است ({1}) بی آنکه با سخن خودش تناقضی داشته باشد",
    ),
    "said_so": both("that {0} said so", "اینکه {0} چنین گفته است"),
    "nothing": both("nothing", "هیچ‌چیز"),
    "more": both("… and {0} more", "… و {0} مورد دیگر"),
    "conflicts": both("What cannot all be true", "سخنانی که نمی‌توانند همه با هم درست باشند"),
    "if": both(", if {0}", "، اگر پذیرفته شود که {0}"),
    "held_by": both("held by {0}", "به باور {0}"),
    "contested": both("contested: {0}", "محل اختلاف: {0}"),
    "recorded": both(
        "other contested facts may do as well", "شاید دانسته‌های محل اختلاف دیگری هم به همین برسند"
    ),
    "give_up": both("The least one must give up", "کمترین چیزی که باید از آن چشم پوشید"),
    "give_up_bridges": both(
        "The least, if what is contested may be given up, too",
        "کمترین چیز، اگر بتوان از دانسته‌های محل اختلاف هم چشم پوشید",
    ),
    "that": both("that {0}", "اینکه {0}"),
    "unique": both("and nothing else does with as little", "و با چشم‌پوشی به همین اندازه راه دیگری نیست"),
    "others": both("and others that do with as little", "و با چشم‌پوشی به همین اندازه راه‌های دیگری هم هست"),
    "bound": both(
        "weight {0}; not known to be the least, which is at least {1}",
        "وزن {0}؛ معلوم نیست کمترین باشد، و کمترین دست‌کم {1} است",
    ),
    "check_first": both("What to check first", "نخست چه چیزی باید بررسی شود"),
    "settles": both(
        "settles {0} if true, {1} if false",
        "اگر درست باشد تکلیف {0} موضع و اگر نادرست باشد تکلیف {1} موضع روشن می‌شود",
    ),
    "seen": both("Seen with: {0}", "با پذیرش: {0}"),
    "seen_from_none": both("Seen from no standpoint", "بدون پذیرش هیچ دیدگاهی"),
    "together": both("can be held together", "با هم پذیرفتنی‌اند"),
    "too_many": both(
        "what can be held together: too many ways to list",
        "آنچه با هم پذیرفتنی است: شمار حالت‌ها بیش از آن است که فهرست شود",
    ),
    "in_every_one": both("in every one of them", "مشترک در همهٔ این حالت‌ها"),
    "survives": both("survives every one", "در همهٔ این حالت‌ها پابرجاست"),
    "survives_not": both(
        "survives every one: nothing that two positions agree on",
        "هیچ‌یک از آنچه دو موضع در آن هم‌سخن‌اند در همهٔ این حالت‌ها پابرجا نمی‌ماند",
    ),
    "undecided": both(
        "not known to survive or not: {0}",
        "معلوم نیست پابرجا باشد یا نه: {0}",
    ),
}


def each(words: Callable[[str], str]) -> Words:
    """Return what ``words`` gives for each language."""
    return {language: words(language) for language in LANGUAGES}


def sentences(words: Sequence[Words]) -> Words:
    """Join sentences with spaces."""
    return each(lambda n: " ".join(w[n] for w in words))


def listed(words: Sequence[Words], en: str = "and", fa: str = "و") -> Words:
    """Join words as a list: A, B and C.

    >>> listed([both("A", "ا"), both("B", "ب"), both("C", "پ")])["en"]
    'A, B and C'
    """
    if len(words) == 1:
        return words[0]
    return both(
        f"{', '.join(w['en'] for w in words[:-1])} {en} {words[-1]['en']}",
        f"{'، '.join(w['fa'] for w in words[:-1])} {fa} {words[-1]['fa']}",
    )


#: So much of a label is shown.
MAX_LABEL = 200


def shorten(text: str, most: int = MAX_LABEL) -> str:
    """Return a text, or the beginning of one that is longer than anybody reads in the middle of a sentence.

    >>> shorten("a" * 1000, 5)
    'aaaa…'
    """
    return text if len(text) <= most else f"{text[: most - 1]}…"


def upper(text: str) -> str:
    """Begin a sentence."""
    return text[:1].upper() + text[1:]


_QUESTIONS = (
    *("Did ", "Was ", "Is ", "Do ", "Does ", "Had ", "Will "),
    *("Which ", "What ", "Who ", "Where ", "When ", "How ", "With ", "Among "),
)


def lower(text: str) -> str:
    """Lower the first letter of a question that stands inside a sentence, not of a name."""
    return text[:1].lower() + text[1:] if text.startswith(_QUESTIONS) else text
