"""Why two claims do not contradict each other, or no more than they do, and what would have to be known."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.explain.wording import Wording, shown_names
from kg.explain.words import COMPARISON_WORDS, RELATION_WORDS, SLOT_WORDS, Words, both, each, upper
from kg.model import SLOTS, Knowledge, Position, Proposition, RelationType, Several, Stance
from kg.relations.pairing import Obstacle
from kg.relations.why_not import RuleCheck, WhyNot

#: What the two have to do for a rule to look at them at all.
_NEEDS: Mapping[str, Words] = {
    "denial": both("one asserts and the other denies", "یکی بگوید و دیگری تکذیب کند"),
    "presupposition": both(
        "one takes for granted what the other denies", "یکی چیزی را پیش‌فرض بگیرد که دیگری تکذیب می‌کند"
    ),
    "attribution": both(
        "one is reported to have said what the other denies was said",
        "از یکی سخنی گزارش شود که دیگری گفته شدن آن را تکذیب می‌کند",
    ),
    "assessment": both("one of them is an opinion", "یکی از آن دو نظر باشد"),
    "opposed-aims": both(
        "one demands or commits to what the other refuses",
        "یکی چیزی را بخواهد یا تعهد دهد که دیگری نمی‌پذیرد",
    ),
    "word-and-deed": both(
        "one commits, threatens, refuses or predicts, and the other reports",
        "یکی تعهد، تهدید، امتناع یا پیش‌بینی باشد و دیگری گزارش",
    ),
    "corroboration": both("both assert, or both deny", "هر دو بگویند یا هر دو تکذیب کنند"),
}
_BOTH_ASSERT = both("both assert", "هر دو بگویند")

#: What keeps a rule, and what would have to be known or written. ``{slot}`` is the slot, ``{a}`` and ``{b}``
#: its two values, ``{who}`` the claim that leaves it out, ``{claim}`` a claim.
REASONS: Mapping[str, Words] = {
    "stances": both("It looks at two of which {needs}.", "این قاعده به جایی نظر دارد که {needs}."),
    "utterance": both(
        "One is about what somebody said, the other about what is so: they are not compared.",
        "یکی دربارهٔ گفته شدن سخنی است و دیگری دربارهٔ خود واقعیت: با هم سنجیده نمی‌شوند.",
    ),
    "kind": both(
        "Kind: neither “{a}” nor “{b}” lies inside the other. If one is a kind of the other, write it in the "
        "register (broader).",
        "نوع: نه «{a}» در شمول «{b}» است و نه برعکس. اگر یکی گونه‌ای از دیگری است، در دانش پایه نوشته شود "
        "(broader).",
    ),
    "apart": both(
        "{slot}: “{a}” and “{b}” exclude each other. If they do not, write in the register how they belong "
        "together, or mend the claim.",
        "{slot}: «{a}» و «{b}» یکدیگر را نفی می‌کنند. اگر چنین نیست، نسبت آن دو در دانش پایه نوشته یا ادعا "
        "اصلاح شود.",
    ),
    "apart-time": both(
        "Time: {a} and {b} do not meet. If one of the dates is wrong, mend it.",
        "زمان: {a} و {b} با هم برخورد ندارند. اگر یکی از تاریخ‌ها نادرست است، اصلاح شود.",
    ),
    "apart-event": both(
        "Event: “{a}” and “{b}” are two. If they are one, name it in both claims, or write same_as.",
        "رویداد: «{a}» و «{b}» دو رویدادند. اگر یکی هستند، در هر دو ادعا همان نام یا same_as نوشته شود.",
    ),
    "ratio": both(
        "A share is compared in the same scope only: {slot} is “{a}” and “{b}”.",
        "نسبت‌ها تنها در دامنهٔ یکسان سنجیده می‌شوند: {slot} «{a}» و «{b}» است.",
    ),
    "idle": both(
        "A number from nothing up (“up to …”) does not say that there was anybody.",
        "عددی که از صفر آغاز می‌شود («تا …») نمی‌گوید که کسی بوده است.",
    ),
    "left-out": both(
        "{slot}: {who} gives a number and leaves the {slot} out, which makes no tension with a denial. If "
        "the words name it, write it.",
        "{slot}: {who} عددی می‌دهد و {slot} را نمی‌گوید، و این به تنهایی با تکذیب تنشی ندارد. اگر در متن آمده "
        "است، نوشته شود.",
    ),
    "outside": both(
        "{slot}: “{a}” is not inside “{b}” ({comparison}). It would have to be known that what is meant is.",
        "{slot}: «{a}» درون «{b}» نیست ({comparison}). باید دانسته شود که آنچه مراد است درون آن است.",
    ),
    "unsaid": both(
        "{slot}: {who} does not say it. If the words or the event name it, write it.",
        "{slot}: {who} آن را نمی‌گوید. اگر در متن یا رویداد آمده است، نوشته شود.",
    ),
    "open": both(
        "{slot}: it is not known how “{a}” and “{b}” stand to each other. Write it in the register, or, "
        "where it is disputed, in a standpoint.",
        "{slot}: نسبت «{a}» و «{b}» دانسته نیست. در دانش پایه نوشته شود یا، اگر محل اختلاف است، در یک "
        "دیدگاه.",
    ),
    "not-functional": both(
        "No kind that includes both has one {slot} only. If it has, write it there (functional: {name}).",
        "هیچ نوعی که هر دو را در بر گیرد تنها یک {slot} ندارد. اگر دارد، در آنجا نوشته شود "
        "(functional: {name}).",
    ),
    "not-same": both("{slot}: “{a}” and “{b}” are not the same.", "{slot}: «{a}» و «{b}» یکی نیستند."),
    "nested": both(
        "{slot}: “{a}” and “{b}” lie one inside the other: one is only more exact.",
        "{slot}: «{a}» و «{b}» یکی درون دیگری است: یکی تنها دقیق‌تر است.",
    ),
    "overlapping": both(
        "{slot}: “{a}” and “{b}” have a part in common: both may be right.",
        "{slot}: «{a}» و «{b}» بخش مشترکی دارند: هر دو ممکن است درست باشند.",
    ),
    "same-value": both("{slot}: both give the same.", "{slot}: هر دو یک چیز می‌گویند."),
    "state": both("One of them is a state, no event.", "یکی از آن دو وضعیت است، نه رویداد."),
    "event-not-state": both("They are events, no states.", "این‌ها رویدادند، نه وضعیت."),
    "event": both(
        "They do not both name one event. If they speak of one, declare it and name it in both.",
        "هر دو از یک رویداد نام نمی‌برند. اگر از یک رویداد سخن می‌گویند، اعلام و در هر دو نوشته شود.",
    ),
    "unnamed-event": both(
        "It is not said of both which event they speak of. If it is one, name it in both.",
        "گفته نشده است که هر دو از کدام رویداد سخن می‌گویند. اگر یکی است، در هر دو نوشته شود.",
    ),
    "counted": both(
        "One of them gives a number: there the slots say what is counted.",
        "یکی از آن دو عددی می‌دهد: آنجا این جزءها می‌گویند چه چیزی شمرده شده است.",
    ),
    "nowhere": both(
        "Neither target nor place of the one lies inside that of the other, or they are not said.",
        "نه هدف و نه مکان یکی درون دیگری است، یا گفته نشده‌اند.",
    ),
    "not-distinct": both(
        "The register does not hold “{a}” and “{b}” to be distinct. If no event is both, write "
        "distinct_from.",
        "در دانش پایه نیامده که «{a}» و «{b}» از هم جدایند. اگر هیچ رویدادی هر دو نیست، distinct_from نوشته "
        "شود.",
    ),
    "same-kind": both("“{a}” and “{b}” are not two natures.", "«{a}» و «{b}» دو چیستی جدا نیستند."),
    "any-of": both(
        "{slot}: it is not said which of several it was (“{a}”, “{b}”).",
        "{slot}: گفته نشده است که کدام‌یک از چند تا بوده («{a}»، «{b}»).",
    ),
    "described": both(
        "{slot}: “{a}” or “{b}” is not identified. If somebody says who or what it was, write it in a "
        "standpoint (same_as).",
        "{slot}: «{a}» یا «{b}» ناشناس است. اگر کسی می‌گوید کیست یا چیست، در یک دیدگاه نوشته شود (same_as).",
    ),
    "only": both(
        "Neither says that nothing else is meant. If the words do, write it (only).",
        "هیچ‌کدام نمی‌گوید که جز آن چیزی مراد نیست. اگر متن می‌گوید، نوشته شود (only).",
    ),
    "not-apart": both(
        "{slot}: “{a}” and “{b}” do not exclude each other.", "{slot}: «{a}» و «{b}» یکدیگر را نفی نمی‌کنند."
    ),
    "no-number": both(
        "One denies a number only, of which the other says nothing.",
        "یکی تنها عددی را تکذیب می‌کند که دیگری چیزی از آن نمی‌گوید.",
    ),
    "not-of-event": both(
        "Kind: “{a}” or “{b}” is not of the kind of the event.",
        "نوع: «{a}» یا «{b}» از نوع آن رویداد نیست.",
    ),
    "two-acts": both(
        "Kind: both are narrower than the kind of the event, and may be two acts in it.",
        "نوع: هر دو از نوع آن رویداد محدودترند و شاید دو کنش در دل آن باشند.",
    ),
    "runs-back": both(
        "Kind: “{a}” and “{b}” run the other way: neither of the two is the more exact.",
        "نوع: «{a}» و «{b}» وارونه‌اند: هیچ‌کدام از دو سخن دقیق‌تر نیست.",
    ),
    "one-only": both(
        "{slot}: there is one only, and it is the very thing in which they differ.",
        "{slot}: تنها یکی می‌تواند باشد و اختلاف درست در همان است.",
    ),
    "wider-kind": both(
        "Kind: what is counted (“{a}”) is wider than what is denied (“{b}”).",
        "نوع: آنچه شمرده شده («{a}») گسترده‌تر از آن است که تکذیب شده («{b}»).",
    ),
    "beside-count": both(
        "{slot}: the one counts “{a}”, the other “{b}”, which only have a part in common.",
        "{slot}: یکی «{a}» را می‌شمارد و دیگری «{b}» را که تنها بخش مشترکی دارند.",
    ),
    "no-count": both("Not both give a number.", "هر دو عدد نمی‌دهند."),
    "measure": both(
        "“{a}” and “{b}” do not measure the same. If one is part of the other, write it (broader).",
        "«{a}» و «{b}» یک چیز را نمی‌سنجند. اگر یکی بخشی از دیگری است، نوشته شود (broader).",
    ),
    "numbers-fit": both(
        "Both numbers can be right: {a} and {b}.", "هر دو عدد می‌توانند درست باشند: {a} و {b}."
    ),
    "no-upper-bound": both(
        "The lower number is a lower bound only: {a} and {b} can both be right.",
        "عدد کمتر تنها کران پایین است: {a} و {b} هر دو می‌توانند درست باشند.",
    ),
    "scope": both(
        "{slot}: what the higher number counts (“{a}” or “{b}”) does not lie inside what the other counts.",
        "{slot}: آنچه عدد بیشتر می‌شمارد («{a}» یا «{b}») درون آن نیست که دیگری می‌شمارد.",
    ),
    "later": both(
        "One count is later: it updates the other. If the earlier one is of the whole, write final: true.",
        "یکی از شمارش‌ها تازه‌تر است و دیگری را به‌روز می‌کند. اگر شمار پیشین از کل است، final: true نوشته شود.",
    ),
    "when": both(
        "It is not known which count is later. Write when each was taken (as_of, with a clock time).",
        "معلوم نیست کدام شمارش تازه‌تر است. زمان هر یک نوشته شود (as_of، با ساعت).",
    ),
    "event-alone": both(
        "All that they share is that there was the event that both name.",
        "تنها وجه مشترک آن‌ها خود رویدادی است که هر دو نام می‌برند.",
    ),
    "one-voice": both(
        "They are one voice, or one speaks for the other: that makes no second witness.",
        "هر دو یک صدایند یا یکی به جای دیگری سخن می‌گوید: این گواه دومی نیست.",
    ),
    "own-count": both(
        "They are one voice, whose later count takes the place of the earlier one.",
        "هر دو یک صدایند و شمار تازه‌تر جای شمار پیشین را می‌گیرد.",
    ),
    "possible": both(
        "What is held only possible commits nobody.", "آنچه فقط ممکن دانسته شده کسی را متعهد نمی‌کند."
    ),
    "left": both(
        "Claim {claim} no longer counts: it was corrected, or its voice has counted again.",
        "ادعای {claim} دیگر به حساب نمی‌آید: تصحیح شده یا صدای آن دوباره شمرده است.",
    ),
    "corrects": both(
        "Neither takes the other back. If the words do, write it (corrects).",
        "هیچ‌کدام دیگری را پس نمی‌گیرد. اگر متن چنین می‌گوید، نوشته شود (corrects).",
    ),
    "stronger": both("Something stronger holds between them.", "نسبت قوی‌تری میان آن‌ها هست."),
}

WHY_WORDS: Mapping[str, Words] = {
    "found": both("What is found", "آنچه یافت شد"),
    "nothing": both("Nothing is found between them.", "میان آن‌ها چیزی یافت نشد."),
    "keeps": both("What keeps the other rules from applying", "آنچه قاعده‌های دیگر را باز می‌دارد"),
    "weaker": both("not more, because", "بیش از این نه، زیرا"),
    "others": both("Rules about other stances", "قاعده‌هایی دربارهٔ نسبت‌های دیگر"),
    "settled": both("Known to those who hold: ", "دانسته برای کسانی که این دیدگاه را دارند: "),
    "one_position": both(
        "They take the same position: one repeats the other, or bears it out.",
        "هر دو یک موضع دارند: یکی دیگری را تکرار یا تأیید می‌کند.",
    ),
    "slot": both("Slot", "جزء"),
    "comparison": both("Comparison", "سنجش"),
    "rule": both("rule", "قاعدهٔ"),
}


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One slot: both values, and how the first stands to the second."""

    slot: str
    label: Words
    first: Words
    second: Words
    comparison: str | None
    words: Words


@dataclass(frozen=True, slots=True)
class WhyRule:
    """What a rule makes of the two: ``relation`` is ``None`` where it does not apply.

    ``keeps`` say what keeps it from applying, or from finding more, and what would have to be written.
    """

    rule: str
    relation: str | None
    words: Words
    keeps: tuple[Words, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyCard:
    """Two claims beside each other, and what each rule makes of them, the nearest first.

    ``apart`` are the rules that look at other stances.
    """

    first: str
    second: str
    names: tuple[str, str]
    statements: tuple[Words, Words]
    rows: tuple[WhyRow, ...]
    found: tuple[WhyRule, ...]
    keeps: tuple[WhyRule, ...]
    apart: tuple[WhyRule, ...]
    note: Words | None


def build_why_card(found: WhyNot, knowledge: Knowledge) -> WhyCard:
    """Return in words what each rule makes of two claims."""
    wording = Wording(knowledge)
    names = shown_names((found.first,), (found.second,)) | shown_names((found.second,), (found.first,))
    rules = [_rule(check, wording, names) for check in found.checks]
    others = [rule for rule in rules if rule.relation is None]
    note = WHY_WORDS["one_position"] if found.one_position else None
    return WhyCard(
        found.first,
        found.second,
        (names[found.first], names[found.second]),
        (_told(found.first, wording), _told(found.second, wording)),
        tuple(_rows(found, wording)),
        tuple(rule for rule in rules if rule.relation is not None),
        tuple(rule for rule in others if "stances" not in rule.reasons),
        tuple(rule for rule in others if "stances" in rule.reasons),
        note,
    )


def _told(name: str, wording: Wording) -> Words:
    """Return who takes which position in a claim."""
    claim = wording.knowledge.claims[name]
    return wording.told(Position(claim.stance, claim.propositions[0], (name,)))


def _rows(found: WhyNot, wording: Wording) -> list[WhyRow]:
    one, other = (_proposition(name, wording) for name in (found.first, found.second))
    rows = []
    for slot in SLOTS:
        comparison = found.slots.get(slot)
        if comparison is None and one.slot(slot) is None and other.slot(slot) is None:
            continue
        words = both("not compared", "سنجیده نشده") if comparison is None else COMPARISON_WORDS[comparison]
        first, second = _value(one, slot, found.first, wording), _value(other, slot, found.second, wording)
        state = None if comparison is None else comparison.value
        rows.append(WhyRow(slot, SLOT_WORDS[slot], first, second, state, words))
    return rows


def _proposition(name: str, wording: Wording) -> Proposition:
    claim = wording.knowledge.claims[name]
    return claim.propositions[0]


def _value(p: Proposition, slot: str, name: str, wording: Wording) -> Words:
    return wording.claimed(p, slot, _read_as(p, name, wording), (name,))


def _read_as(p: Proposition, name: str, wording: Wording) -> Stance | None:
    """Return the stance by which a claim's proposition is read: a count of nobody is a denial."""
    claim = wording.knowledge.claims[name]
    nobody = p.said_by is None and wording.knowledge.register.is_nobody(p.count)
    if nobody and claim.stance in (Stance.ASSERTS, Stance.ASSESSES):
        return Stance.DENIES if claim.stance is Stance.ASSERTS else Stance.DOUBTS
    return claim.stance


def _rule(check: RuleCheck, wording: Wording, names: Mapping[str, str]) -> WhyRule:
    label = both(check.rule, check.rule)
    if check.relation is not None:
        kind = RELATION_WORDS[RelationType(check.relation)]
        label = each(lambda n: f"{kind[n]} ({WHY_WORDS['rule'][n]} {check.rule})")
    told = [describe_obstacle(obstacle, check, wording, names) for obstacle in check.obstacles]
    return WhyRule(
        check.rule,
        None if check.relation is None else check.relation.value,
        label,
        tuple({words["en"]: words for words in told}.values()),
        tuple(obstacle.reason for obstacle in check.obstacles),
    )


def describe_obstacle(
    obstacle: Obstacle, check: RuleCheck, wording: Wording, names: Mapping[str, str]
) -> Words:
    """Return what keeps a rule, with what would have to be known or written for it to apply."""
    slot, reason = obstacle.slot, obstacle.reason
    one = check.implied or _proposition(check.first, wording)
    other = _proposition(check.second, wording)
    values = [both("", ""), both("", "")]
    who = ""
    if slot is not None and slot != "as_of":
        values = [_value(p, slot, n, wording) for p, n in ((one, check.first), (other, check.second))]
        silent = [n for p, n in ((one, check.first), (other, check.second)) if p.slot(slot) is None]
        who = " / ".join(names.get(name, name) for name in silent)
        if reason in ("open", "outside"):
            reason = _reason(reason, slot, (one, other), bool(silent), wording)
    if reason == "apart" and slot in ("time", "event"):
        reason = f"apart-{slot}"
    label = SLOT_WORDS[slot] if slot is not None else both("", "")
    compared = COMPARISON_WORDS[obstacle.comparison] if obstacle.comparison is not None else both("", "")
    claim = names.get(obstacle.claim or "", obstacle.claim or "")
    form = REASONS[reason]
    told = each(
        lambda n: form[n].format(
            slot=label[n],
            name=slot,
            a=values[0][n],
            b=values[1][n],
            who=who,
            claim=claim,
            comparison=compared[n],
            needs=_NEEDS.get(check.rule, _BOTH_ASSERT)[n],
        )
    )
    told = both(upper(told["en"]), told["fa"])
    start = WHY_WORDS["settled"]
    # What is settled for everybody is left open by what is claimed.
    settled = () if frozenset() in obstacle.settled else obstacle.settled
    known = wording.views(start["en"], start["fa"], settled)
    return told if known is None else each(lambda n: f"{told[n]} {known[n]}.")


def _reason(
    reason: str, slot: str, compared: tuple[Proposition, Proposition], silent: bool, wording: Wording
) -> str:
    """Return why a slot is open, as exactly as its values tell."""
    values = [p.slot(slot) for p in compared]
    if any(isinstance(value, Several) and value.any_of for value in values):
        return "any-of"
    if reason == "open" and silent:
        return "unsaid"
    described = any(wording.described(p, slot) for p in compared)
    return "described" if reason == "open" and described else reason
