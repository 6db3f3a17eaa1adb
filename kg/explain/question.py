"""Build the question whose answer would settle a relation, from its conflicting or open slots."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from kg.explain.counts import shown_claims
from kg.explain.values import when
from kg.explain.wording import Wording, find_compared, find_contested, read_as, without_speaker
from kg.explain.words import AS_TO, ASKED, BRIDGE_ASKED
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
    names_of,
)
from kg.relations import find_rule
from kg.words import ENGLISH, Joined, Listed, Message, Words, each, family, render, sentences


def find_question(relation: Relation, knowledge: Knowledge) -> Words:
    """Return the question whose answer would settle a relation.

    It is about the slots that are in conflict or unknown. A contested bridge is asked about first, because
    without it there is no relation at all.
    """
    wording = Wording(knowledge)
    asked = [_held(bridge, wording) for bridge in find_contested(relation)]
    settling = _form(relation)(relation, wording)
    if "self-contradiction" in relation.modifiers and relation.relation is RelationType.CONTRADICTS:
        settling = sentences([settling, _taken_back(relation, wording)])
    if asked and relation.relation is RelationType.CONTRADICTS:
        settling = _if_so(settling)
    return sentences([*asked, settling])


def _form(relation: Relation) -> Callable[[Relation, Wording], Words]:
    """Return the form of the question: that of the type, that in the head of the rule, or by slots."""
    named = _FORMS.get(find_rule(relation.rule).question, _by_relation)
    return _TYPES.get(relation.relation, named)


def _taken_back(relation: Relation, wording: Wording) -> Words:
    """Ask whether a voice with two contradicting statements has taken one of them back."""
    own = [pair for pair in relation.pairs if "self-contradiction" in pair.modifiers]
    claims = [name for pair in own for name in (*pair.first.claims, *pair.second.claims)]
    voices = wording.voices(claims or relation.positions[0].claims)
    return Message("question-taken-one-two-back", who=wording.speakers(voices), number=wording.number(voices))


# --- forms that heads of rules name -------------------------------------------------------------------


def _presupposed(relation: Relation, wording: Wording) -> Words:
    if relation.relation is RelationType.TENSION:
        return _slots_inside(relation, wording)
    return _whether(find_compared(relation)[0], wording)


def _said_so(relation: Relation, wording: Wording) -> Words:
    said = _whether(find_compared(relation)[0], wording)
    if relation.relation is RelationType.TENSION:
        return sentences([said, _slots_inside(relation, wording)])
    words = Message("question-if-so-which-words")
    return sentences([said, words])


def _who_did_it(relation: Relation, wording: Wording) -> Words:
    """Ask who did it; without a common event, first ask whether both mean the same one."""
    if relation.relation is RelationType.REFINES:
        return _whether(relation.positions[0].proposition, wording)
    first, second = relation.positions[0], relation.positions[-1]
    p, q = first.proposition, second.proposition
    who = _which_of("agent", relation, wording)
    if p.event is not None and p.event == q.event:
        return _asked_about(_about(p, {"agent"}, wording), who)
    a, b = wording.statement(p), wording.statement(q)
    same = Message("question-do-these-speak-same", a=a, b=b)
    return sentences([same, _if_so(who)])


def _which_of_event(relation: Relation, wording: Wording) -> Words:
    """Ask which of two values the event has."""
    p = find_compared(relation)[0]
    if relation.relation is RelationType.REFINES:
        return _whether(p, wording)
    slots = [*relation.conflict, *relation.unknown]
    asked = [_which_of(slot, relation, wording) for slot in slots]
    if not asked:
        return _whether(p, wording)
    return _asked_about(_about(p, set(slots), wording), sentences(asked))


def _which_kind(relation: Relation, wording: Wording) -> Words:
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    asked = _one_or_other("kind", p, q, wording)
    return asked if p.event is None else _asked_about(wording.label(p.event), asked)


def _among_only(relation: Relation, wording: Wording) -> Words:
    other = find_compared(relation)[-1]
    only = find_compared(relation)[0].only or relation.conflict
    values = [wording.value(other, slot) for slot in SLOTS if slot in only]
    named = Listed(values or [wording.statement(other)])
    asked = _whether(other, wording)
    return sentences(
        [
            asked,
            Message("question-among-what-only-meant", named=named),
        ]
    )


def _which_number(relation: Relation, wording: Wording) -> Words:
    """Ask for the number and, if it matters which count is later, for the time of each."""
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
    return Message("question-when-each-them-counted", count1=counts[0], a=a, count2=counts[1], b=b)


def _update(relation: Relation, wording: Wording) -> Words:
    """Ask whether a later number counts the same as an earlier one."""
    if find_rule(relation.rule).replaces == "corrections":
        return _correction(relation, wording)
    counts = [wording.value(position.proposition, "count") for position in relation.positions]
    return Message("question-do-both-numbers-count", count1=counts[0], count2=counts[1])


def _correction(relation: Relation, wording: Wording) -> Words:
    claims = shown_claims(relation, 1)
    stance, statement = wording.position(relation.positions[-1])
    voices = wording.voices(claims)
    who, number = wording.speakers(voices), wording.number(voices)
    later = shown_claims(relation, 0)
    if all(wording.retracts_report(one, other) for one in later for other in claims):
        return Message("question-did-say-so-at", who=who, stance=stance, statement=statement, number=number)
    return Message("question-stand-by", who=who, stance=stance, statement=statement, number=number)


def _counted_twice(relation: Relation, wording: Wording) -> Words:
    whole, *parts = (wording.statement(position.proposition) for position in relation.positions)
    listing = Joined(parts, "semicolon")
    return Message("question-anybody-counted-more-than", listing=listing, whole=whole)


def _done_on_terms(relation: Relation, wording: Wording) -> Words:
    deed, word = relation.positions[0], relation.positions[-1]
    asked, terms = [_whether(deed.proposition, wording)], _terms(word, wording)
    if terms is not None:
        asked.append(Message("question-had-condition-come-about", terms=terms))
    return sentences(asked)


def _will_it_come_about(relation: Relation, wording: Wording) -> Words:
    wish = wording.statement(relation.positions[0].proposition)
    asked = [Message("question-will-this-come-about", wish=wish)]
    for position in relation.positions:
        terms = _terms(position, wording)
        if terms is not None:
            who = wording.sources(position)
            asked.append(Message("question-condition-met", who=who, terms=terms))
    return sentences(asked)


def _terms(position: Position, wording: Wording) -> Words | None:
    """Return up to three conditions of a position, if each of its claims has one."""
    conditions = [wording.knowledge.claims[name].condition for name in position.claims]
    held = [wording.statement(p) for p in dict.fromkeys(c for c in conditions if c is not None)]
    return Joined(held[:3], "terms") if held and None not in conditions else None


def _by_relation(relation: Relation, wording: Wording) -> Words:
    """Return the question about the facts themselves, without contested bridges."""
    positions, kind = relation.positions, relation.relation
    compared = find_compared(relation)
    if kind is RelationType.CONTRADICTS and len(positions) > 2:
        listing = Joined([wording.statement(p) for p in compared], "semicolon")
        return Message("question-which-not-true", listing=listing)
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
        return Message("question-do-know-this-independently", a=a, b=b, box=box)
    if kind is RelationType.OPPOSES:
        return _will_it_come_about(relation, wording)
    return _whether(compared[0], wording)


#: Forms by the name that the head of a rule uses.
_FORMS: Mapping[str, Callable[[Relation, Wording], Words]] = {
    "presupposed": _presupposed,
    "said-so": _said_so,
    "who-did-it": _who_did_it,
    "which-of-event": _which_of_event,
    "which-kind": _which_kind,
    "among-only": _among_only,
    "which-number": _which_number,
    "counted-twice": _counted_twice,
    "done-on-terms": _done_on_terms,
    "will-it-come-about": _will_it_come_about,
}
#: Forms by type of relation, whatever the rule.
_TYPES: Mapping[RelationType, Callable[[Relation, Wording], Words]] = {
    RelationType.UPDATES: _update,
    RelationType.SUPERSEDES: _update,
}


# --- parts of questions -------------------------------------------------------------------------------


def find_check_question(checked: Position | Bridge, knowledge: Knowledge) -> Words:
    """Return the question whether a position or a bridge is true."""
    wording = Wording(knowledge)
    if isinstance(checked, Bridge):
        return _held(checked, wording)
    return _whether(checked.proposition, wording)


def _held(bridge: Bridge, wording: Wording) -> Words:
    """Return the question whether a contested bridge holds."""
    if bridge.relation in BRIDGE_ASKED:
        subject, object = wording.label(bridge.subject), wording.label(bridge.object)
        return BRIDGE_ASKED[bridge.relation].told(subject=subject, object=object)
    return Message("question-fact", fact=wording.bridge(bridge))


def _asked_about(about: Words, asked: Words) -> Message:
    return Message("question-about", about=about, asked=asked, inside="no")


def _if_so(question: Words) -> Words:
    """Return a question that is asked only if the answer to the one before is yes."""
    if isinstance(question, Joined):
        first, *rest = question.words
        return sentences([_if_so(first), *rest])
    if isinstance(question, Message) and question.name == "question-about":
        question = question.told(inside="yes")
    return Message("question-if-so", question=question)


def _whether(p: Proposition, wording: Wording) -> Words:
    """Return the yes-or-no question about a proposition."""
    if p.said_by is not None:
        return each(lambda language: _asked_whether_said(p, wording, language))
    return each(lambda language: _asked_whether(p, wording, language))


def _asked_whether_said(p: Proposition, wording: Wording, language: str) -> str:
    """Ask whether somebody said something; if it cannot be a clause, quote it as a statement."""
    assert p.said_by is not None
    said, speaker = without_speaker(p), wording.named(p.said_by)
    number, clause, name = wording.number([(p.said_by,)]), wording.clause(said), "question-did-say"
    if said.said_by is None and (said.count is not None or not _makes_clause(said, wording, language)):
        clause, name = wording.statement(said, told=True), "question-did-say-this"
    return render(language, name, {"speaker": speaker, "number": number, "said": clause})


def _makes_clause(p: Proposition, wording: Wording, language: str) -> bool:
    return wording.sentence(p, language) is not None or _is_event(p, wording)


def _is_event(p: Proposition, wording: Wording) -> bool:
    """Return whether a proposition says that an event happened, without a count or the event's name."""
    if wording.is_state(p) or p.count is not None or p.value is not None:
        return False
    return p.event is None or wording.statement(p)[ENGLISH].startswith(wording.label(p.kind)[ENGLISH])


#: Words for asking about an event, slot by slot.
_PARTS = family("part", ("agent", "target", "target-alone", "instrument", "place", "time"), "value")


def _asked_whether(p: Proposition, wording: Wording, language: str) -> str:
    """Ask in ``language`` whether an event happened, or whether anything else is so."""
    words, kind = wording.statement(p, told=True), wording.label(p.kind)
    if not _is_event(p, wording) or wording.sentence(p, language) is not None:
        return Message("question-is-this-so", words=words)[language]
    told: dict[str, Words | str] = {}
    for slot in ("agent", "target", "instrument", "place", "time"):
        told[slot] = ""
        if p.slot(slot) is not None:
            value = when(p.time) if slot == "time" and p.time is not None else wording.spoken(p, slot)
            part = "target-alone" if slot == "target" and p.agent is None else slot
            told[slot] = _PARTS[part].told(value=value)
    return Message("question-happened", kind=kind, **told)[language]


def _which(relation: Relation, wording: Wording) -> Words:
    """Return the question which of two values is right, for each slot in conflict."""
    first = find_compared(relation)[0]
    conflict = set(relation.conflict)
    asked = [_which_of(slot, relation, wording) for slot in SLOTS if slot in conflict]
    return _asked_about(_about(first, conflict, wording), sentences(asked))


def _which_of(slot: str, relation: Relation, wording: Wording) -> Words:
    """Ask which of two values is right, or who or what an unidentified value is."""
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    return _who(slot, p, q, wording) or _one_or_other(slot, p, q, wording, part_of=slot in relation.unknown)


def _who(slot: str, p: Proposition, q: Proposition, wording: Wording) -> Words | None:
    """Ask who or what a description, or one of several values, stands for; ``None`` if there is neither."""
    for one, other in ((p, q), (q, p)):
        value = one.slot(slot)
        loose = isinstance(value, Several) and value.any_of
        if not loose and not wording.described(one, slot):
            continue
        words, theirs = wording.value(one, slot), other.slot(slot)
        if loose and not set(names_of(theirs)) <= set(names_of(value)):
            continue
        form = "one-of" if loose else "who"
        if theirs is None:
            return Message("question-meant", form=form, words=words)
        return Message("question-meant-is-it", form=form, words=words, theirs=wording.labels(theirs))
    return None


def _one_or_other(
    slot: str, p: Proposition, q: Proposition, wording: Wording, *, part_of: bool = False
) -> Words:
    """Ask which of two values is right; with ``part_of``, also whether one of them is part of the other."""
    question, (a, b) = ASKED[slot], (wording.spoken(x, slot) for x in (p, q))
    several = any(isinstance(x.slot(slot), Several) for x in (p, q))
    form = "question-or-inside" if part_of and slot in INSIDE and not several else "question-or"
    return Message(form, question=question, a=a, b=b)


def _about(p: Proposition, without: set[str], wording: Wording) -> Words:
    """Return a proposition in words without the slots ``without``, which are in question."""
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
            nouns = [Joined(named, "nouns"), Joined(named[::-1])]
            words = Message("question-counting", words=words, nouns=nouns[0], nouns_reversed=nouns[1])
    return words


def _slots_inside(relation: Relation, wording: Wording) -> Words:
    """Ask for each slot of a tension whether the first position lies inside the second there."""
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
    """Ask whether a denial without a time is about a time that goes on after it."""
    p, q, denial = find_compared(relation)[0], find_compared(relation)[-1], relation.positions[-1]
    stance = read_as(relation, len(relation.positions) - 1, wording.knowledge.register)
    if slot != "time" or p.time is None or q.time is not None or stance is not Stance.DENIES:
        return None
    end = wording.claimed(q, slot, stance, shown_claims(relation, 1))
    if end == wording.value(q, slot, stance):
        return None
    who, when = wording.sources(denial), wording.value(p, slot)
    number = _number(denial, wording)
    return Message("question-can-only-have-denied", who=who, end=end, when=when, number=number)


def _which_part(slot: str, relation: Relation, wording: Wording) -> Words | None:
    """Ask, if the first value is the wider one, whether it means the narrower one."""
    if relation.slots.get(slot) is not Comparison.BROADER or slot not in INSIDE:
        return None
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    if p.slot(slot) is None or q.slot(slot) is None:
        return None
    outer, inner = wording.value(p, slot), wording.value(q, slot)
    return Message("question-of-was-it", outer=outer, inner=inner)


def _inside(
    slot: str, compared: Sequence[Proposition], positions: Sequence[Position], wording: Wording
) -> Words:
    """Return the question whether the first position lies inside the second in one slot."""
    (p, q), (first, second) = compared, positions
    inner, outer = wording.value(p, slot, first.stance), wording.value(q, slot, second.stance)
    if p.slot(slot) is None and q.slot(slot) is None:
        question = ASKED[slot]
        return Message("question-mark", question=question)
    if p.slot(slot) is None or q.slot(slot) is None:
        silent, said = (first, outer) if p.slot(slot) is None else (second, inner)
        who, number = wording.sources(silent), _number(silent, wording)
        return Message("question-names-none", who=who, number=number, as_to=AS_TO[slot], said=said)
    if slot in INSIDE:
        return Message("question-does-come-under", inner=inner, outer=outer, slot=slot)
    a, b = wording.sources(first), wording.sources(second)
    number = _number(first, wording)
    return Message("question-same-as-to", a=a, b=b, inner=inner, outer=outer, number=number)


def _number(position: Position, wording: Wording) -> str:
    """Return the grammatical number of the verb for those who take a position."""
    return wording.number(wording.voices(position.claims))
