"""The question whose answer would settle a relation, made of the slots that conflict or are open."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.explain.counts import shown_claims
from kg.explain.grammar import article
from kg.explain.values import when
from kg.explain.wording import Wording, find_compared, find_contested, read_as, without_speaker
from kg.explain.words import ASKED, SLOT_WORDS, Words, both, each, listed, lower, sentences, upper
from kg.model import (
    INSIDE,
    SLOTS,
    Bridge,
    Comparison,
    Knowledge,
    Position,
    Proposition,
    Relation,
    RelationType,
    Several,
    Stance,
)


def find_question(relation: Relation, knowledge: Knowledge) -> dict[str, str]:
    """Return, in each language, the question whose answer would settle a relation.

    It is made from the slots that are in conflict or unknown; a contested bridge is asked about first,
    because whoever does not hold it sees no relation at all.
    """
    wording = Wording(knowledge)
    asked = [_held(bridge, wording) for bridge in find_contested(relation)]
    settling = _TYPES.get(relation.relation, _RULES.get(relation.rule, _by_relation))(relation, wording)
    if "self-contradiction" in relation.modifiers and relation.relation is RelationType.CONTRADICTS:
        settling = sentences([settling, _taken_back(relation, wording)])
    if asked and relation.relation is RelationType.CONTRADICTS:
        settling = _if_so(settling)
    return dict(sentences([*asked, settling]))


def _taken_back(relation: Relation, wording: Wording) -> Words:
    """Ask whether who holds both of two statements has taken one of them back."""
    own = [pair for pair in relation.pairs if "self-contradiction" in pair.modifiers]
    claims = [name for pair in own for name in (*pair.first.claims, *pair.second.claims)]
    voices = wording.voices(claims or relation.positions[0].claims)
    who, have = wording.speakers(voices), "Have" if wording.is_plural(voices) else "Has"
    return both(
        f"{have} {who['en']} taken one of the two back?", f"آیا {who['fa']} یکی از این دو را پس گرفته است؟"
    )


# --- by rule ------------------------------------------------------------------------------------------


def _presupposition(relation: Relation, wording: Wording) -> Words:
    if relation.relation is RelationType.TENSION:
        return _slots_inside(relation, wording)
    return _whether(find_compared(relation)[0], wording)


def _attribution(relation: Relation, wording: Wording) -> Words:
    said = _whether(find_compared(relation)[0], wording)
    if relation.relation is RelationType.TENSION:
        return sentences([said, _slots_inside(relation, wording)])
    words = both("If so: in which words, and to whom?", "اگر چنین است: با چه واژه‌هایی و به چه کسی؟")
    return sentences([said, words])


def _responsibility(relation: Relation, wording: Wording) -> Words:
    """Ask who did it; without a common event, first whether they speak of one."""
    if relation.relation is RelationType.REFINES:
        return _whether(relation.positions[0].proposition, wording)
    first, second = relation.positions[0], relation.positions[-1]
    p, q = first.proposition, second.proposition
    who = _which_of("agent", relation, wording)
    if p.event is not None and p.event == q.event:
        about = _about(p, {"agent"}, wording)
        return both(f"{upper(about['en'])}. {who['en']}", f"{about['fa']}: {who['fa']}")
    a, b = wording.statement(p), wording.statement(q)
    same = both(
        f"Do these speak of the same event: {a['en']}; and: {b['en']}?",
        f"آیا این دو از یک رویداد سخن می‌گویند: {a['fa']}؛ و: {b['fa']}؟",
    )
    return sentences([same, _if_so(who)])


def _same_event(relation: Relation, wording: Wording) -> Words:
    """Ask which of two values is that of the event."""
    p = find_compared(relation)[0]
    if relation.relation is RelationType.REFINES:
        return _whether(p, wording)
    slots = [*relation.conflict, *relation.unknown]
    asked = [_which_of(slot, relation, wording) for slot in slots]
    if not asked:
        return _whether(p, wording)
    about, joined = _about(p, set(slots), wording), sentences(asked)
    return both(f"{upper(about['en'])}. {joined['en']}", f"{about['fa']}: {joined['fa']}")


def _nature(relation: Relation, wording: Wording) -> Words:
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    about = both("", "")
    if p.event is not None:
        event = wording.label(p.event)
        about = both(f"{upper(event['en'])}. ", f"{event['fa']}: ")
    asked = _one_or_other("kind", p, q, wording)
    return each(lambda n: about[n] + asked[n])


def _exclusivity(relation: Relation, wording: Wording) -> Words:
    other = find_compared(relation)[-1]
    only = find_compared(relation)[0].only or relation.conflict
    values = [wording.value(other, slot) for slot in SLOTS if slot in only]
    named = listed(values or [wording.statement(other)])
    asked = _whether(other, wording)
    return sentences(
        [
            asked,
            both(
                f"Is “{named['en']}” among what “only” was meant to leave out?",
                f"آیا «{named['fa']}» از آن چیزهایی است که واژهٔ «فقط» بیرون می‌گذارد؟",
            ),
        ]
    )


def _quantity(relation: Relation, wording: Wording) -> Words:
    """Ask for the number, and, where it matters which count is later, for when each was taken."""
    if relation.relation is RelationType.REFINES:
        return _whether(relation.positions[0].proposition, wording)
    if "as_of" in relation.conflict:
        return _counted_when(relation, wording)
    if relation.relation is RelationType.TENSION:
        return _slots_inside(relation, wording)
    return _which(relation, wording) if relation.conflict else _by_relation(relation, wording)


def _counted_when(relation: Relation, wording: Wording) -> Words:
    first, second = relation.positions[0], relation.positions[-1]
    counts = [wording.value(position.proposition, "count") for position in (first, second)]
    a, b = wording.sources(first), wording.sources(second)
    return both(
        f"When was each of them counted: {counts[0]['en']} ({a['en']}) and {counts[1]['en']} ({b['en']})?",
        f"هر یک از این دو شمار در چه زمانی به دست آمده است: {counts[0]['fa']} ({a['fa']}) و "
        f"{counts[1]['fa']} ({b['fa']})؟",
    )


def _update(relation: Relation, wording: Wording) -> Words:
    """Ask whether a later number is about the same as an earlier one."""
    if relation.rule != "quantity":
        return _correction(relation, wording)
    counts = [wording.value(position.proposition, "count") for position in relation.positions]
    return both(
        f"Do both numbers count the same ({counts[0]['en']} and {counts[1]['en']}), and is the later one "
        "the latest there is?",
        f"آیا هر دو شمار یک چیز را می‌شمارند ({counts[0]['fa']} و {counts[1]['fa']}) و آیا شمار دوم تازه‌ترین "
        "شمار موجود است؟",
    )


def _correction(relation: Relation, wording: Wording) -> Words:
    claims = shown_claims(relation, 1)
    stance, statement = wording.position(relation.positions[-1])
    voices = wording.voices(claims)
    who, plural = wording.speakers(voices), wording.is_plural(voices)
    later = shown_claims(relation, 0)
    if all(wording.retracts_report(one, other) for one in later for other in claims):
        return both(
            f"Did {who['en']} say so at all ({stance['en']}: {statement['en']})?",
            f"آیا {who['fa']} اصلاً چنین گفته است ({stance['fa']}: {statement['fa']})؟",
        )
    en = f"{'Do' if plural else 'Does'} {who['en']} still stand by {'their' if plural else 'its'} word"
    return both(
        f"{en} ({stance['en']}: {statement['en']})?",
        f"آیا {who['fa']} هنوز بر سخن خود ایستاده است ({stance['fa']}: {statement['fa']})؟",
    )


def _quantity_parts(relation: Relation, wording: Wording) -> Words:
    whole, *parts = (wording.statement(position.proposition) for position in relation.positions)
    listing = both("; ".join(w["en"] for w in parts), "؛ ".join(w["fa"] for w in parts))
    return both(
        f"Is anybody counted in more than one of these: {listing['en']}? If not: is the whole larger than "
        f"said, or one of the parts smaller: {whole['en']}?",
        f"آیا کسی در بیش از یکی از این‌ها شمرده شده است: {listing['fa']}؟ اگر نه: آیا کل بیش از آن است که "
        f"گفته شده یا یکی از بخش‌ها کمتر: {whole['fa']}؟",
    )


def _word_and_deed(relation: Relation, wording: Wording) -> Words:
    deed, word = relation.positions[0], relation.positions[-1]
    asked, terms = [_whether(deed.proposition, wording)], _terms(word, wording)
    if terms is not None:
        asked.append(
            both(
                f"Had the condition come about by then: {terms['en']}?",
                f"آیا شرط آن تا آن زمان برآورده شده بود: {terms['fa']}؟",
            )
        )
    return sentences(asked)


def _opposed_aims(relation: Relation, wording: Wording) -> Words:
    wish = wording.statement(relation.positions[0].proposition)
    asked = [both(f"Will this come about: {wish['en']}?", f"آیا چنین خواهد شد: {wish['fa']}؟")]
    for position in relation.positions:
        terms = _terms(position, wording)
        if terms is not None:
            who = wording.sources(position)
            asked.append(
                both(
                    f"Is the condition of {who['en']} met: {terms['en']}?",
                    f"آیا شرط {who['fa']} برآورده شده است: {terms['fa']}؟",
                )
            )
    return sentences(asked)


def _terms(position: Position, wording: Wording) -> Words | None:
    """Return up to three conditions of a position, where each of its claims has one."""
    conditions = [wording.knowledge.claims[name].condition for name in position.claims]
    held = [wording.statement(p) for p in dict.fromkeys(c for c in conditions if c is not None)]
    return listed(held[:3], "or", "یا") if held and None not in conditions else None


def _by_relation(relation: Relation, wording: Wording) -> Words:
    """Return the question about the facts themselves, contested bridges apart."""
    positions, kind = relation.positions, relation.relation
    compared = find_compared(relation)
    if kind is RelationType.CONTRADICTS and len(positions) > 2:
        all_of_them = [wording.statement(p) for p in compared]
        return both(
            f"Which of these is not true: {'; '.join(w['en'] for w in all_of_them)}?",
            f"کدام‌یک از این‌ها درست نیست: {'؛ '.join(w['fa'] for w in all_of_them)}؟",
        )
    first, second = positions[0], positions[-1]
    if kind is RelationType.CONTRADICTS or (kind is RelationType.TENSION and first.stance == second.stance):
        if relation.conflict:
            return _which(relation, wording)
        if kind is RelationType.CONTRADICTS:
            return _whether(compared[0], wording)
    if kind is RelationType.TENSION:
        return _slots_inside(relation, wording)
    a, b = wording.sources(first), wording.sources(second)
    if kind is RelationType.CORROBORATES:
        box = wording.statement(relation.common or second.proposition)
        return both(
            f"Do {a['en']} and {b['en']} know of this independently of each other: {box['en']}?",
            f"آیا {a['fa']} و {b['fa']} مستقل از یکدیگر از این خبر دارند: {box['fa']}؟",
        )
    if kind is RelationType.OPPOSES:
        return _opposed_aims(relation, wording)
    return _whether(compared[0], wording)


_RULES: Mapping[str, Callable[[Relation, Wording], Words]] = {
    "presupposition": _presupposition,
    "attribution": _attribution,
    "responsibility": _responsibility,
    "event-time": _same_event,
    "event-place": _same_event,
    "event-target": _same_event,
    "event-instrument": _same_event,
    "nature": _nature,
    "exclusivity": _exclusivity,
    "quantity": _quantity,
    "quantity-parts": _quantity_parts,
    "word-and-deed": _word_and_deed,
    "opposed-aims": _opposed_aims,
}
#: What is asked of a type of relation whatever rule found it.
_TYPES: Mapping[RelationType, Callable[[Relation, Wording], Words]] = {
    RelationType.UPDATES: _update,
    RelationType.SUPERSEDES: _update,
}


# --- parts of questions -------------------------------------------------------------------------------


def find_check_question(checked: Position | Bridge, knowledge: Knowledge) -> dict[str, str]:
    """Return, in each language, the question whose answer tells whether a position or a bridge is true."""
    wording = Wording(knowledge)
    if isinstance(checked, Bridge):
        return dict(_held(checked, wording))
    return dict(_whether(checked.proposition, wording))


def _held(bridge: Bridge, wording: Wording) -> Words:
    """Return the question whether a contested bridge holds."""
    fact = wording.bridge(bridge)
    return both(f"Is it so that {fact['en']}?", f"آیا {fact['fa']}؟")


def _if_so(question: Words) -> Words:
    return each(lambda n: {"en": "If so: ", "fa": "اگر چنین است: "}[n] + lower(question[n]))


def _whether(p: Proposition, wording: Wording) -> Words:
    """Return the yes-or-no question whether something lies in a proposition's box."""
    if p.said_by is not None:
        speaker, said = wording.label(p.said_by), wording.clause(without_speaker(p))
        return both(
            f"Did {speaker['en']} say that {said['en']}?", f"آیا {speaker['fa']} گفته است که {said['fa']}؟"
        )
    words = wording.statement(p, told=True)
    so = both(f"Is this so: {words['en']}?", f"آیا چنین است: {words['fa']}؟")
    headed = p.event is not None and not words["en"].startswith(wording.label(p.kind)["en"])
    if wording.is_state(p) or p.count is not None or p.value is not None or headed:
        return so
    kind = wording.label(p.kind)
    some = f"{article(kind['en'])}{kind['en']}"
    if not article(kind["en"]) and not kind["en"].lower().startswith("the "):
        some = f"any {kind['en']}"
    part = {name: wording.value(p, name) for name in ("agent", "target", "instrument", "place")}
    en = f"Was there {some}"
    if p.agent is not None:
        en = f"Did {part['agent']['en']} carry out {some}"
    en += f" directed at {part['target']['en']}" if p.target is not None else ""
    en += f" with {part['instrument']['en']}" if p.instrument is not None else ""
    en += f" in {part['place']['en']}" if p.place is not None else ""
    en += f" {when(p.time, 'en')}" if p.time is not None else ""
    fa = "آیا"
    fa += f" {when(p.time, 'fa')}" if p.time is not None else ""
    fa += f" در {part['place']['fa']}" if p.place is not None else ""
    fa += f" از سوی {part['agent']['fa']}" if p.agent is not None else ""
    fa += f" با {part['instrument']['fa']}" if p.instrument is not None else ""
    fa += f" {kind['fa']} رخ داده"
    fa += f" و هدف آن {part['target']['fa']} بوده" if p.target is not None else ""
    return each(lambda n: so[n] if n in wording.sentence(p) else {"en": f"{en}?", "fa": f"{fa} است؟"}[n])


def _which(relation: Relation, wording: Wording) -> Words:
    """Return the question which of two values is right, for each slot in conflict."""
    first = find_compared(relation)[0]
    conflict = set(relation.conflict)
    about = _about(first, conflict, wording)
    asked = [_which_of(slot, relation, wording) for slot in SLOTS if slot in conflict]
    joined = sentences(asked)
    return both(f"{upper(about['en'])}. {joined['en']}", f"{about['fa']}: {joined['fa']}")


def _which_of(slot: str, relation: Relation, wording: Wording) -> Words:
    """Ask which of two values is right, and of what is not identified who or what it was."""
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    return _who(slot, p, q, wording) or _one_or_other(slot, p, q, wording, part_of=slot in relation.unknown)


def _who(slot: str, p: Proposition, q: Proposition, wording: Wording) -> Words | None:
    """Ask who or what a description, or one of several, stands for; ``None`` where neither is there."""
    for one, other in ((p, q), (q, p)):
        value = one.slot(slot)
        loose = isinstance(value, Several) and value.any_of
        if not loose and not wording.described(one, slot):
            continue
        words = wording.value(one, slot)
        en = f"Which of “{words['en']}” was it" if loose else f"Who or what is meant by “{words['en']}”"
        fa = f"کدام‌یک از «{words['fa']}» بوده است" if loose else f"منظور از «{words['fa']}» کیست یا چیست"
        if other.slot(slot) is None:
            return both(f"{en}?", f"{fa}؟")
        theirs = wording.value(other, slot)
        return both(f"{en}: is it “{theirs['en']}”?", f"{fa}: آیا «{theirs['fa']}» است؟")
    return None


def _one_or_other(
    slot: str, p: Proposition, q: Proposition, wording: Wording, *, part_of: bool = False
) -> Words:
    """Ask which of two values is right; with ``part_of`` also whether one of them comes under the other."""
    question, (a, b) = ASKED[slot], (wording.value(x, slot) for x in (p, q))
    en, fa = "", ""
    if part_of and slot in INSIDE:
        en, fa = ", or does one come under the other", "، یا یکی در شمول دیگری است"
    return both(
        f"{question['en']}: {a['en']} or {b['en']}{en}?", f"{question['fa']}: {a['fa']} یا {b['fa']}{fa}؟"
    )


def _about(p: Proposition, without: set[str], wording: Wording) -> Words:
    """Return a proposition in words without the slots that are in question."""
    kept = {
        name: getattr(p, name)
        for name in ("agent", "target", "instrument", "place", "time", "value", "event", "said_by")
        if name not in without
    }
    words = wording.statement(Proposition(p.kind, **kept))
    if p.count is not None and "count" in without:
        measure = [name for name in (p.count.population, p.count.measure) if name is not None]
        named = [wording.label(name) for name in measure if name != p.kind and name not in without]
        if named:
            words = both(
                f"{words['en']} – {' '.join(w['en'] for w in named)}",
                f"{words['fa']} – {'، '.join(w['fa'] for w in reversed(named))}",
            )
    return words


def _slots_inside(relation: Relation, wording: Wording) -> Words:
    """Ask of each slot that a tension names whether the first position lies inside the second there."""
    compared, positions = find_compared(relation), relation.positions
    p, q = compared[0], compared[-1]
    asked = [
        _who(slot, p, q, wording)
        or _reaches(slot, relation, wording)
        or _which_part(slot, relation, wording)
        or _inside(slot, (p, q), (positions[0], positions[-1]), wording)
        for slot in (*relation.conflict, *relation.unknown)
        if slot in SLOTS
    ]
    return sentences(asked) if asked else _whether(p, wording)


def _reaches(slot: str, relation: Relation, wording: Wording) -> Words | None:
    """Ask whether a denial that nobody dated is meant of a time that goes on after it."""
    p, q, denial = find_compared(relation)[0], find_compared(relation)[-1], relation.positions[-1]
    stance = read_as(relation, len(relation.positions) - 1, wording.knowledge.register)
    if slot != "time" or p.time is None or q.time is not None or stance is not Stance.DENIES:
        return None
    end = wording.claimed(q, slot, stance, shown_claims(relation, 1))
    if end == wording.value(q, slot, stance):
        return None
    who, when = wording.sources(denial), wording.value(p, slot)
    return both(
        f"{upper(who['en'])} can only have denied what was {end['en']}: is {when['en']} meant, too?",
        f"{who['fa']} تنها آنچه را {end['fa']} بوده است می‌توانسته تکذیب کند: آیا {when['fa']} هم مراد است؟",
    )


def _which_part(slot: str, relation: Relation, wording: Wording) -> Words | None:
    """Ask, where the first value is the wider one, whether the narrower is what was meant of it."""
    if relation.slots.get(slot) is not Comparison.BROADER or slot not in INSIDE:
        return None
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    if p.slot(slot) is None or q.slot(slot) is None:
        return None
    outer, inner = wording.value(p, slot), wording.value(q, slot)
    return both(
        f"Of “{outer['en']}”: was it “{inner['en']}”?", f"از «{outer['fa']}»: آیا «{inner['fa']}» بوده است؟"
    )


def _inside(
    slot: str, compared: Sequence[Proposition], positions: Sequence[Position], wording: Wording
) -> Words:
    """Return the question whether the first position lies inside the second as to one slot."""
    label, (p, q), (first, second) = SLOT_WORDS[slot], compared, positions
    inner, outer = wording.value(p, slot, first.stance), wording.value(q, slot, second.stance)
    if p.slot(slot) is None and q.slot(slot) is None:
        question = ASKED[slot]
        return both(f"{question['en']}?", f"{question['fa']}؟")
    if p.slot(slot) is None or q.slot(slot) is None:
        silent, said = (first, outer) if p.slot(slot) is None else (second, inner)
        who, s = wording.sources(silent), _s(silent, wording)
        return both(
            upper(f"{who['en']} name{s} no {label['en']}: was it {said['en']}?"),
            f"{who['fa']} از {label['fa']} چیزی نگفته است: آیا {said['fa']} بوده است؟",
        )
    if slot in INSIDE:
        return both(
            f"Does “{inner['en']}” come under “{outer['en']}” ({label['en']})?",
            f"آیا «{inner['fa']}» در شمول «{outer['fa']}» است ({label['fa']})؟",
        )
    a, b = wording.sources(first), wording.sources(second)
    return both(
        f"As to {label['en']}, {a['en']} speak{_s(first, wording)} of “{inner['en']}” and {b['en']} of "
        f"“{outer['en']}”: "
        "do they mean the same?",
        f"از نظر {label['fa']}، {a['fa']} از «{inner['fa']}» سخن می‌گوید و {b['fa']} از «{outer['fa']}»: "
        "آیا منظورشان یکی است؟",
    )


def _s(position: Position, wording: Wording) -> str:
    """Return the ending of a verb of those who take a position."""
    return "" if wording.is_plural(wording.voices(position.claims)) else "s"
