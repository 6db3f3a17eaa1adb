"""The readings under which a relation falls away: how everybody concerned could still be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from kg.explain.counts import shown_claims
from kg.explain.values import describe_time
from kg.explain.wording import Wording, find_compared, find_contested, find_implying, read_as, relation_names
from kg.explain.words import SLOT_WORDS, Words, both, listed
from kg.model import (
    SLOTS,
    Comparison,
    Interval,
    Knowledge,
    Relation,
    RelationType,
    Several,
    Stance,
    names_of,
)

#: Relations that fall away where somebody was quoted wrongly.
_QUOTED = frozenset(
    (RelationType.CONTRADICTS, RelationType.TENSION, RelationType.OPPOSES, RelationType.BREACHES)
)


def find_readings(relation: Relation, knowledge: Knowledge) -> Iterator[Words]:
    """Yield the readings under which a relation falls away: first those of its rule, then the general."""
    wording = Wording(knowledge)
    told = False
    for reading in chain(*(form(relation, wording) for form in _forms(relation))):
        told = True
        yield reading
    if not told:
        yield _different_events(relation, wording)
    for bridge in find_contested(relation):
        fact = wording.bridge(bridge)
        yield both(
            f"One does not hold that {fact['en']}, which is contested.",
            f"پذیرفته نشود که {fact['fa']}؛ این محل اختلاف است.",
        )
    settled = wording.views("", "", relation.unless)
    if settled is not None:
        yield both(
            f"One holds {settled['en']}: that settles what is left open here.",
            f"دیدگاه دیگری پذیرفته شود ({settled['fa']}): آن‌گاه آنچه اینجا باز مانده روشن می‌شود.",
        )
    yield from _vague(relation, wording)
    if relation.relation in _QUOTED:
        yield from _misquoted(relation, wording)


def _forms(relation: Relation) -> Iterator[Callable[[Relation, Wording], Iterable[Words]]]:
    """Yield what there is to say: of the type, of the rule, of what is vague in a way of its own."""
    if relation.relation in _TYPES:
        yield _TYPES[relation.relation]
    else:
        yield _hedged
        yield _RULES.get(relation.rule, _other_events)
        yield _counted_when
    yield _loose_values


# --- by rule ------------------------------------------------------------------------------------------


def _denial(relation: Relation, wording: Wording) -> Iterable[Words]:
    if find_compared(relation)[0].said_by is not None:
        yield _DENIED_WORDS
    yield from _against_denial(relation, wording)
    yield from _supplied_times(relation, wording)


_DENIED_WORDS = both(
    "What is denied are the words, not their sense: the same was said in others.",
    "آنچه تکذیب شده عین واژه‌هاست، نه معنای آن‌ها: همان معنا با واژه‌های دیگری گفته شده است.",
)


def _presupposition(relation: Relation, wording: Wording) -> Iterable[Words]:
    if relation.positions[0].stance is Stance.ASKS:
        yield both(
            "Who asks does not grant what the question takes up; it only passes on what is said.",
            "پرسنده آنچه را در پرسش آمده نپذیرفته است و فقط آنچه را گفته می‌شود بازمی‌گوید.",
        )
    yield both(
        "The word that presupposes it is the article's and not the speaker's.",
        "واژه‌ای که این پیش‌فرض را در خود دارد از نویسندهٔ متن است، نه از گوینده.",
    )
    yield both(
        "The words presuppose less than their annotator took them to.",
        "این سخن کمتر از آن را پیش‌فرض می‌گیرد که حاشیه‌نویس برداشت کرده است.",
    )
    yield from _against_denial(relation, wording)
    yield from _supplied_times(relation, wording)


def _attribution(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _DENIED_WORDS
    implied = relation.implied
    if implied is not None and implied.said_by is not None:
        speaker = wording.label(implied.said_by)
        yield both(
            f"Somebody else said it, in the name of {speaker['en']}.",
            f"کس دیگری آن را از قول {speaker['fa']} گفته است.",
        )
    yield both(
        "It was said on another occasion than the one that the denial speaks of.",
        "آن سخن در موقعیتی جز آنچه تکذیب به آن بازمی‌گردد گفته شده است.",
    )
    if relation.relation is not RelationType.CONTRADICTS:
        yield from _open(relation, wording)


def _exclusive_state(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield both(
        "Each is true at another moment: the state changed within the time they share.",
        "هر کدام در لحظه‌ای دیگر درست است: وضع در همان بازهٔ زمانی مشترک دگرگون شده است.",
    )
    if _is_held(relation, wording):
        yield both(
            "One speaks of the state in law, the other of the state in fact.",
            "یکی از وضع حقوقی سخن می‌گوید و دیگری از وضع واقعی.",
        )
    target = relation.positions[0].proposition.target
    if target is not None:
        label = wording.labels(target)
        yield both(
            f"The two mean different parts of “{label['en']}”.",
            f"مراد دو طرف بخش‌های متفاوتی از «{label['fa']}» است.",
        )


def _is_held(relation: Relation, wording: Wording) -> bool:
    """Return whether the values of a state are those who hold something, as in control and sovereignty."""
    entries = wording.knowledge.register.entries
    names = [name for p in find_compared(relation) for name in names_of(p.value)]
    return bool(names) and all(name in entries and entries[name].section == "sources" for name in names)


def _responsibility(relation: Relation, wording: Wording) -> Iterable[Words]:
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    a, b = wording.value(p, "agent"), wording.value(q, "agent")
    yield _different_events(relation, wording)
    if relation.relation is RelationType.REFINES:
        return
    yield both(
        "Both had a part in it, and neither names all who had.",
        "هر دو در آن دست داشته‌اند و هیچ‌کدام همهٔ دست‌اندرکاران را نام نمی‌برد.",
    )
    yield both(
        "One names who gave the order, the other who carried it out.",
        "یکی از دستوردهنده نام می‌برد و دیگری از مجری.",
    )
    yield both(
        f"“{a['en']}” and “{b['en']}” belong together: one stands under the other.",
        f"«{a['fa']}» و «{b['fa']}» به هم وابسته‌اند: یکی زیر فرمان دیگری است.",
    )
    for slot in relation.conflict:
        if slot != "agent":
            ours, theirs, label = wording.value(p, slot), wording.value(q, slot), SLOT_WORDS[slot]
            yield both(
                f"Each names the {label['en']} as exactly as it saw fit: “{ours['en']}” and “{theirs['en']}” "
                "are the same in this case.",
                f"هر کدام {label['fa']} را به دقتی که می‌خواسته نام برده است: «{ours['fa']}» و "
                f"«{theirs['fa']}» در اینجا یکی است.",
            )


def _event_time(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _different_events(relation, wording)
    yield both(
        "One gives the time of the event, the other that of the report of it.",
        "یکی زمان رویداد را می‌گوید و دیگری زمان گزارش آن را.",
    )
    yield both(
        "It lasted: one gives its beginning, the other its end.",
        "رویداد ادامه داشته است: یکی آغاز آن را می‌گوید و دیگری پایانش را.",
    )
    yield from _supplied_times(relation, wording)


def _event_place(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _different_events(relation, wording)
    yield both(
        "One names where it came from, the other where it arrived.",
        "یکی جایی را نام می‌برد که از آن آغاز شده و دیگری جایی را که به آن رسیده است.",
    )
    yield both(
        "It took place in both: neither names every place.",
        "در هر دو جا رخ داده است و هیچ‌کدام همهٔ جاها را نام نمی‌برد.",
    )


def _event_target(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _different_events(relation, wording)
    yield both(
        "One names what was aimed at, the other what was hit.",
        "یکی آنچه را نشانه گرفته شده نام می‌برد و دیگری آنچه را آسیب دیده است.",
    )
    yield both(
        "Both were targets, and neither account names all of them.",
        "هر دو هدف بوده‌اند و هیچ‌کدام همهٔ هدف‌ها را نام نمی‌برد.",
    )


def _event_instrument(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _different_events(relation, wording)
    yield both(
        "Both were used, and neither account names everything.",
        "هر دو به کار رفته‌اند و هیچ‌کدام همهٔ وسیله‌ها را نام نمی‌برد.",
    )
    yield both(
        "One names the weapon, the other what it fired or what carried it.",
        "یکی سلاح را نام می‌برد و دیگری آنچه را پرتاب شده یا آنچه سلاح را حمل کرده است.",
    )


def _nature(relation: Relation, wording: Wording) -> Iterable[Words]:
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    a, b = wording.value(p, "kind"), wording.value(q, "kind")
    yield _different_events(relation, wording)
    yield both(
        f"It was both, one after the other or one because of the other: {a['en']} and {b['en']}.",
        f"هر دو رخ داده است، یکی پس از دیگری یا در پی آن: {a['fa']} و {b['fa']}.",
    )
    yield both(
        "One of them infers what it was, and has only its effects before its eyes.",
        "یکی از آن دو چیستی رویداد را حدس زده و تنها پیامد آن را دیده است.",
    )


def _exclusivity(relation: Relation, wording: Wording) -> Iterable[Words]:
    p = find_compared(relation)[0]
    for slot in p.only:
        value, label = wording.labels(p.slot(slot)), SLOT_WORDS[slot]
        yield both(
            f"“Only {value['en']}” is meant of something narrower, and leaves room for others "
            f"({label['en']}).",
            f"«فقط {value['fa']}» دربارهٔ چیزی محدودتر گفته شده و جا برای دیگر موارد می‌گذارد ({label['fa']}).",
        )
    yield _different_events(relation, wording)


def _quantity(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield both(
        "They do not count the same: another period, area or group of people.",
        "موضوع شمارش یکی نیست: بازهٔ زمانی، ناحیه یا گروه دیگری شمرده شده است.",
    )
    if not _counted_more_before(relation, wording):
        yield both(
            "One of the numbers is older, and the count went on after it.",
            "یکی از شمارها قدیمی‌تر است و شمارش پس از آن ادامه یافته است.",
        )


def _counted_more_before(relation: Relation, wording: Wording) -> bool:
    """Return whether the higher number of what only grows is the earlier one: no counting on explains it."""
    entries = wording.knowledge.register.entries
    counted = []
    for index, position in enumerate(relation.positions):
        count = position.proposition.count
        entry = None if count is None else entries.get(count.measure)
        if count is None or entry is None or entry.changes != "grows":
            return False
        times = [wording.knowledge.as_of(name) for name in shown_claims(relation, index)]
        counted.append((count.low, [time or Interval() for time in times]))
    (_, before), (_, after) = sorted(counted, key=lambda one: one[0], reverse=True)[:2]
    return all(one.precedes(other) for one in before for other in after)


def _counted_when(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield what the times of two counts leave open."""
    counts = [position.proposition.count for position in relation.positions]
    if "as_of" in relation.conflict:
        yield both(
            "The higher number was counted later: then it is an update, and both are right for their time.",
            "شمار بیشتر دیرتر به دست آمده است: آن‌گاه به‌روزرسانی است و هر دو برای زمان خود درست‌اند.",
        )
    if any(count is not None and count.final for count in counts) and len(counts) == 2:
        yield both(
            "What is given as the number of the whole is of a part, or was an estimate too early.",
            "آنچه شمار کل دانسته شده شمار بخشی از آن است یا برآوردی زودهنگام بوده است.",
        )


def _updates(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield both(
        "They do not count the same: then the later number says nothing of the earlier one.",
        "موضوع شمارش یکی نیست: آن‌گاه شمار تازه‌تر چیزی دربارهٔ شمار پیشین نمی‌گوید.",
    )
    yield both(
        "The later number is only told later, and was counted no later than the other.",
        "شمار دوم فقط دیرتر گفته شده و دیرتر از دیگری به دست نیامده است.",
    )


def _supersedes(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield both(
        "The later statement leaves the earlier one standing: they are about different matters or times.",
        "سخن تازه‌تر سخن پیشین را بر جای می‌گذارد: موضوع یا زمان آن دو یکی نیست.",
    )
    if relation.rule == "corrects":
        yield both(
            "Whoever takes it back does not speak for those who said it.",
            "کسی که آن را پس می‌گیرد از طرف گویندهٔ آن سخن نمی‌گوید.",
        )


def _hedged(relation: Relation, wording: Wording) -> Iterable[Words]:
    if "hedged" in relation.modifiers:
        yield both(
            "Who holds something only possible is not wrong if it is not so: both stand as they are.",
            "کسی که چیزی را فقط ممکن می‌داند، اگر چنین نباشد هم نادرست نگفته است: هر دو سخن پابرجاست.",
        )


def _loose_values(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield what descriptions, and several values of which one holds, leave open."""
    first, second = find_compared(relation)[0], find_compared(relation)[-1]
    for slot in (slot for slot in SLOTS if slot in relation.unknown):
        for p, other in ((first, second), (second, first)):
            value = p.slot(slot)
            if isinstance(value, Several) and value.any_of:
                words = wording.labels(value)
                yield both(
                    f"Of “{words['en']}” it is another one than is meant on the other side.",
                    f"از میان «{words['fa']}» آن دیگری است، نه آنکه طرف دیگر می‌گوید.",
                )
            if wording.described(p, slot) and other.slot(slot) is not None:
                words, theirs = wording.labels(value), wording.value(other, slot)
                yield both(
                    f"“{words['en']}” and “{theirs['en']}” are not the same ({SLOT_WORDS[slot]['en']}).",
                    f"«{words['fa']}» و «{theirs['fa']}» یکی نیستند ({SLOT_WORDS[slot]['fa']}).",
                )


def _quantity_parts(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield both(
        "The parts overlap: somebody is counted in more than one of them.",
        "بخش‌ها با هم اشتراک دارند: کسی در بیش از یکی از آن‌ها شمرده شده است.",
    )
    yield both(
        "The whole was counted earlier than the parts, or leaves out what they include.",
        "کل پیش از بخش‌ها شمرده شده یا آنچه را در بخش‌ها آمده در بر ندارد.",
    )


def _opposed_aims(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield both(
        "This is a conflict of aims, not of facts: both statements may be reported truly.",
        "این تقابل خواست‌هاست، نه تناقض در واقعیت: هر دو سخن ممکن است درست گزارش شده باشند.",
    )
    if "conditional" in relation.modifiers:
        yield both(
            "The condition that one of them makes is met, and the opposition ends.",
            "شرطی که یکی از آن دو گذاشته برآورده می‌شود و تقابل پایان می‌یابد.",
        )
    yield both(
        "What is refused is less than what is wanted: another time, place or manner would do.",
        "آنچه پذیرفته نشده کمتر از چیزی است که خواسته شده: زمان، مکان یا شیوهٔ دیگری چاره‌ساز است.",
    )


def _word_and_deed(relation: Relation, wording: Wording) -> Iterable[Words]:
    word, forecast = _speakers(relation, -1, wording), relation.positions[-1].stance is Stance.PREDICTS
    if forecast:
        yield both(
            f"What {word['en']} foresaw was meant of another time, place or scale.",
            f"پیش‌بینی {word['fa']} دربارهٔ زمان، مکان یا اندازهٔ دیگری بوده است.",
        )
        yield both(
            "The report is wrong, or was made before the time that was foreseen was over.",
            "گزارش نادرست است یا پیش از پایان زمان پیش‌بینی‌شده داده شده است.",
        )
        return
    if relation.relation is RelationType.FULFILS:
        yield both(
            f"It came about without {word['en']}, or for other reasons.",
            f"این امر بی‌دخالت {word['fa']} یا به دلیل‌های دیگری پیش آمده است.",
        )
    else:
        yield both(
            f"The deed is not that of {word['en']}, or the time for keeping the word is not over.",
            f"این کار از {word['fa']} نبوده یا هنوز مهلت عمل به گفته به سر نیامده است.",
        )
    if "conditional" in relation.modifiers:
        yield both(
            "The condition under which it was said did not come about: then nothing is kept or broken.",
            "شرطی که سخن به آن بسته بود برآورده نشده است: پس نه عملی در کار است و نه نقضی.",
        )
    yield both(
        "What was announced and what was done are different matters.",
        "آنچه گفته شد و آنچه انجام شد دو چیز متفاوت‌اند.",
    )


def _assessment(relation: Relation, wording: Wording) -> Iterable[Words]:
    fact, view = (_speakers(relation, at, wording) for at in (0, -1))
    s, doubt = _s(relation, 0, wording), relation.positions[-1].stance is Stance.DOUBTS
    yield both(
        f"What {fact['en']} say{s} is itself in doubt, and then bears on nothing.",
        f"سخن {fact['fa']} خود جای تردید دارد و آن‌گاه چیزی از آن برنمی‌آید.",
    )
    what = both("doubt", "تردید") if doubt else both("view", "نظر")
    yield both(
        f"The {what['en']} of {view['en']} rests on other grounds, or is about another time.",
        f"{what['fa']} {view['fa']} دلیل‌های دیگری دارد یا دربارهٔ زمان دیگری است.",
    )


def _corroboration(relation: Relation, wording: Wording) -> Iterable[Words]:
    if "affiliated" in relation.modifiers:
        yield both(
            "Their origins belong to one another, and one of them speaks for both.",
            "خاستگاه‌های آن‌ها وابسته به یکدیگرند و یکی به جای هر دو سخن می‌گوید.",
        )
    yield both(
        "One of them only repeats the other: then they are one voice.",
        "یکی از آن دو فقط سخن دیگری را بازگو می‌کند: آن‌گاه یک صدا بیش نیستند.",
    )
    if relation.dropped:
        gone = listed([SLOT_WORDS[slot] for slot in relation.dropped])
        yield both(
            f"They agree only because something was left out ({gone['en']}), and mean different events.",
            f"تنها از آن رو هم‌سخن‌اند که چیزی کنار گذاشته شده است ({gone['fa']})، "
            "و رویدادهای متفاوتی را در نظر دارند.",
        )
    else:
        yield _different_events(relation, wording)


def _other_events(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _different_events(relation, wording)


_RULES: Mapping[str, Callable[[Relation, Wording], Iterable[Words]]] = {
    "denial": _denial,
    "presupposition": _presupposition,
    "attribution": _attribution,
    "exclusive-state": _exclusive_state,
    "responsibility": _responsibility,
    "event-time": _event_time,
    "event-place": _event_place,
    "event-target": _event_target,
    "event-instrument": _event_instrument,
    "nature": _nature,
    "exclusivity": _exclusivity,
    "quantity": _quantity,
    "quantity-parts": _quantity_parts,
    "opposed-aims": _opposed_aims,
    "word-and-deed": _word_and_deed,
    "assessment": _assessment,
    "corroboration": _corroboration,
}


#: What is said of a type of relation whatever rule found it.
_TYPES: Mapping[RelationType, Callable[[Relation, Wording], Iterable[Words]]] = {
    RelationType.UPDATES: _updates,
    RelationType.SUPERSEDES: _supersedes,
}


# --- what several rules share -------------------------------------------------------------------------


def _against_denial(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield how something said or implied and a denial can both be true."""
    if relation.conflict or relation.unknown:
        yield from _open(relation, wording)
        return
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    a, b = _speakers(relation, 0, wording), _speakers(relation, -1, wording)
    narrow = []
    for slot, comparison in relation.slots.items():
        nobody = slot == "count" and wording.knowledge.register.is_nobody(q.count)
        if comparison is Comparison.NARROWER and q.slot(slot) is not None and not nobody:
            outer = wording.claimed(
                q, slot, Stance.DENIES, shown_claims(relation, len(relation.positions) - 1)
            )
            inner = wording.value(p, slot)
            narrow.append(
                both(f"“{outer['en']}” without “{inner['en']}”", f"«{outer['fa']}» بدون «{inner['fa']}»")
            )
    if narrow:
        without = listed(narrow)
        yield both(
            f"The denial is meant more narrowly than written: {without['en']}.",
            f"تکذیب محدودتر از آنچه نوشته شده مراد بوده است: {without['fa']}.",
        )
    free = [SLOT_WORDS[slot] for slot in ("time", "place") if q.slot(slot) is None]
    gap = both("", "")
    if free:
        missing = listed(free, "or", "و")
        gap = both(f"; it names no {missing['en']}", f"؛ {missing['fa']} در آن گفته نشده است")
    if p.event is not None and p.event == q.event:
        yield _different_events(relation, wording)
        return
    do = _do(relation, 0, wording)
    yield both(
        f"The denial of {b['en']} speaks of another occasion than {a['en']} {do}{gap['en']}.",
        f"تکذیب {b['fa']} دربارهٔ موردی جز آن است که {a['fa']} از آن سخن می‌گوید{gap['fa']}.",
    )


def _open(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield, for a tension, how both can be true as to each slot it names."""
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    first, last, register = relation.positions[0], len(relation.positions) - 1, wording.knowledge.register
    for slot in (*relation.conflict, *relation.unknown):
        if slot not in SLOTS or any(wording.described(side, slot) for side in (p, q)):
            continue
        label = SLOT_WORDS[slot]
        inner = wording.value(p, slot, first.stance)
        outer = wording.claimed(q, slot, read_as(relation, last, register), shown_claims(relation, last))
        if p.slot(slot) is None:
            who, s = _speakers(relation, 0, wording), _s(relation, 0, wording)
            yield both(
                f"Both are true: the {label['en']} that {who['en']} leave{s} unsaid is not “{outer['en']}”.",
                f"هر دو درست‌اند: {label['fa']} که {who['fa']} نگفته است، «{outer['fa']}» نیست.",
            )
        elif relation.slots.get(slot) is Comparison.BROADER and q.slot(slot) is not None:
            yield both(
                f"Both are true: of “{inner['en']}” another was meant than “{outer['en']}” ({label['en']}).",
                f"هر دو درست‌اند: از «{inner['fa']}» چیزی جز «{outer['fa']}» مراد بوده است ({label['fa']}).",
            )
        else:
            en = f"“{inner['en']}” lies, wholly or in part, outside “{outer['en']}”"
            fa = f"«{inner['fa']}» یکسره یا تا اندازه‌ای بیرون از «{outer['fa']}» است"
            yield both(f"Both are true: {en} ({label['en']}).", f"هر دو درست‌اند: {fa} ({label['fa']}).")


def _supplied_times(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield that a time which an annotator supplied is wrong, with the reason given for it."""
    implying, called = find_implying(relation, wording.knowledge), relation_names(relation)
    for position in relation.positions:
        for name in position.claims:
            p = position.proposition
            if relation.implied is not None and name in implying:
                p = relation.implied
            basis = wording.knowledge.claims[name].bases.get(p.id)
            if basis and p.time is not None:
                when, short = describe_time(p.time), called[name]
                yield both(
                    f"The time of {short} ({when['en']}), set by its annotator, is wrong; basis: “{basis}”.",
                    f"زمان {short} ({when['fa']}) که حاشیه‌نویس تعیین کرده نادرست است؛ مبنای آن: «{basis}».",
                )


def _different_events(relation: Relation, wording: Wording) -> Words:
    event = find_compared(relation)[0].event
    if event is not None and event == find_compared(relation)[-1].event:
        label = wording.label(event)
        return both(
            f"They speak of different events, which their annotators took for one ({label['en']}).",
            f"آن‌ها از رویدادهای متفاوتی سخن می‌گویند که حاشیه‌نویس یکی دانسته است ({label['fa']}).",
        )
    return both("They speak of different events.", "آن‌ها از رویدادهای متفاوتی سخن می‌گویند.")


def _vague(relation: Relation, wording: Wording) -> Iterable[Words]:
    for position in relation.positions:
        count = position.proposition.count
        if count is not None and count.soft:
            who, number = wording.sources(position), wording.count(count)
            yield both(
                f"The number of {who['en']} is vague ({number['en']}) and may mean more or fewer.",
                f"عدد {who['fa']} تقریبی است ({number['fa']}) و می‌تواند بیشتر یا کمتر باشد.",
            )


def _speakers(relation: Relation, index: int, wording: Wording) -> Words:
    """Return who speaks on one side of a relation."""
    return wording.speakers(_voices(relation, index, wording))


def _voices(relation: Relation, index: int, wording: Wording) -> list[tuple[str, ...]]:
    return wording.voices(shown_claims(relation, index))


def _s(relation: Relation, index: int, wording: Wording) -> str:
    """Return the ending of a verb of those who speak on one side."""
    return "" if wording.is_plural(_voices(relation, index, wording)) else "s"


def _do(relation: Relation, index: int, wording: Wording) -> str:
    return "do" if wording.is_plural(_voices(relation, index, wording)) else "does"


def _misquoted(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield that somebody was misquoted, naming the claims whose words are not the speaker's own."""
    called = relation_names(relation)
    claims = {name: wording.knowledge.claims[name] for name in called}
    told = [called[name] for name, claim in claims.items() if not claim.direct]
    carriers = dict.fromkeys(via for claim in claims.values() for via in claim.via)
    found = both("A source was misquoted or misunderstood", "سخن منبعی نادرست نقل یا بد فهمیده شده است")
    if told:
        shown = told[:4] + ([f"+{len(told) - 4}"] if len(told) > 4 else [])
        found = both(
            f"{found['en']}: {', '.join(shown)} stand{'s' if len(told) == 1 else ''} in the article's words",
            f"{found['fa']}: {'، '.join(shown)} به بیان متن آمده است، نه به عین لفظ گوینده",
        )
    if carriers:
        by = listed([wording.label(via) for via in carriers][:3])
        found = both(f"{found['en']}; passed on by {by['en']}", f"{found['fa']}؛ به واسطهٔ {by['fa']}")
    yield both(found["en"] + ".", found["fa"] + ".")
