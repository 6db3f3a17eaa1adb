"""Find the readings under which a relation falls away: how all sides could still be right."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import chain

from kg.explain.counts import shown_claims
from kg.explain.values import describe_time
from kg.explain.wording import Wording, find_compared, find_contested, find_implying, read_as, relation_names
from kg.explain.words import AS_TO, SLOT_WORDS
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
from kg.relations import find_rule, rules
from kg.words import Joined, Listed, Message, Verbatim, Words, family

#: Relations that fall away if somebody was misquoted.
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
        yield Message("reading-one-does-not-hold", fact=fact)
    settled = wording.views(relation.unless)
    if settled is not None:
        yield Message("reading-one-holds", settled=settled)
    yield from _vague(relation, wording)
    if relation.relation in _QUOTED:
        yield from _misquoted(relation, wording)


def _forms(relation: Relation) -> Iterator[Callable[[Relation, Wording], Iterable[Words]]]:
    """Yield the forms of the type or of the rule, then those for times and descriptions."""
    if relation.relation in _TYPES:
        yield _TYPES[relation.relation]
    else:
        yield _hedged
        for name in find_rule(relation.rule).readings or ("different-events",):
            yield _FORMS.get(name) or _plain(name)
        yield _counted_when
    yield _loose_values


def _plain(name: str) -> Callable[[Relation, Wording], Iterable[Words]]:
    """Return the form that yields one message without arguments."""
    said = _SAID.get(name) or family("reading", [name])[name]
    return lambda relation, wording: (said,)


# --- forms that heads of rules name -------------------------------------------------------------------


def _words_denied(relation: Relation, wording: Wording) -> Iterable[Words]:
    if find_compared(relation)[0].said_by is not None:
        yield Message("reading-what-denied-are-words")


def _who_asks(relation: Relation, wording: Wording) -> Iterable[Words]:
    if relation.positions[0].stance is Stance.ASKS:
        yield Message("reading-who-asks-does-not")


def _somebody_else(relation: Relation, wording: Wording) -> Iterable[Words]:
    implied = relation.implied
    if implied is not None and implied.said_by is not None:
        speaker = wording.named(implied.said_by)
        yield Message("reading-somebody-else-said-name", speaker=speaker)


def _law_and_fact(relation: Relation, wording: Wording) -> Iterable[Words]:
    if _is_held(relation, wording):
        yield Message("reading-one-speaks-state-law")


def _parts_of_target(relation: Relation, wording: Wording) -> Iterable[Words]:
    target = relation.positions[0].proposition.target
    if target is not None:
        label = wording.labels(target)
        yield Message("reading-two-mean-different-parts", label=label)


def _is_held(relation: Relation, wording: Wording) -> bool:
    """Return whether the values of a state are its holders, as in control and sovereignty."""
    entries = wording.knowledge.register.entries
    names = [name for p in find_compared(relation) for name in names_of(p.value)]
    return bool(names) and all(name in entries and entries[name].section == "sources" for name in names)


def _several_agents(relation: Relation, wording: Wording) -> Iterable[Words]:
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    a, b = wording.value(p, "agent"), wording.value(q, "agent")
    if relation.relation is RelationType.REFINES:
        return
    yield Message("reading-both-had-part-neither")
    yield Message("reading-one-names-who-gave")
    yield Message("reading-belong-together-one-stands", a=a, b=b)
    for slot in relation.conflict:
        if slot != "agent":
            ours, theirs, label = wording.value(p, slot), wording.value(q, slot), SLOT_WORDS[slot]
            yield Message("reading-each-names-as-exactly", label=label, ours=ours, theirs=theirs)


def _both_kinds(relation: Relation, wording: Wording) -> Iterable[Words]:
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    a, b = wording.value(p, "kind"), wording.value(q, "kind")
    yield Message("reading-both-one-after-other", a=a, b=b)


def _only_meant(relation: Relation, wording: Wording) -> Iterable[Words]:
    p = find_compared(relation)[0]
    for slot in p.only:
        value, label = wording.labels(p.slot(slot)), SLOT_WORDS[slot]
        yield Message("reading-only-meant-something-narrower", value=value, label=label)


def _older_count(relation: Relation, wording: Wording) -> Iterable[Words]:
    if not _counted_more_before(relation, wording):
        yield Message("reading-one-numbers-older-count")


def _counted_more_before(relation: Relation, wording: Wording) -> bool:
    """Return whether a number that only grows was higher before: further counting cannot explain that."""
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
    """Yield the readings that the times of two counts leave open."""
    counts = [position.proposition.count for position in relation.positions]
    if "as_of" in relation.conflict:
        yield Message("reading-higher-number-counted-later")
    if any(count is not None and count.final for count in counts) and len(counts) == 2:
        yield Message("reading-what-given-as-number")


def _updates(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield Message("reading-they-do-not-count-update")
    yield Message("reading-later-number-only-told")


def _supersedes(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield Message("reading-later-statement-leaves-earlier")
    if find_rule(relation.rule).replaces == "corrections":
        yield Message("reading-whoever-takes-back-does")


def _hedged(relation: Relation, wording: Wording) -> Iterable[Words]:
    if "hedged" in relation.modifiers:
        yield Message("reading-who-holds-something-only")


def _loose_values(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield the readings that descriptions, and values that are one of several, leave open."""
    first, second = find_compared(relation)[0], find_compared(relation)[-1]
    for slot in (slot for slot in SLOTS if slot in relation.unknown):
        for p, other in ((first, second), (second, first)):
            value = p.slot(slot)
            if isinstance(value, Several) and value.any_of:
                words = wording.labels(value)
                yield Message("reading-another-one-than-meant", words=words)
            if wording.described(p, slot) and other.slot(slot) is not None:
                words, theirs = wording.labels(value), wording.value(other, slot)
                label = SLOT_WORDS[slot]
                yield Message("reading-not-the-same", words=words, theirs=theirs, label=label)


def _condition_met(relation: Relation, wording: Wording) -> Iterable[Words]:
    if "conditional" in relation.modifiers:
        yield Message("reading-condition-one-them-makes")


def _kept_or_broken(relation: Relation, wording: Wording) -> Iterable[Words]:
    word, forecast = _speakers(relation, -1, wording), relation.positions[-1].stance is Stance.PREDICTS
    if forecast:
        yield Message("reading-what-foresaw-meant-another", word=word)
        yield Message("reading-report-wrong-or-made")
        return
    if relation.relation is RelationType.FULFILS:
        yield Message("reading-came-about-without-or", word=word)
    else:
        yield Message("reading-deed-not-or-time", word=word)
    if "conditional" in relation.modifiers:
        yield Message("reading-condition-under-which-said")
    yield Message("reading-what-announced-what-done")


def _fact_in_doubt(relation: Relation, wording: Wording) -> Iterable[Words]:
    fact, number = _speakers(relation, 0, wording), _number(relation, 0, wording)
    yield Message("reading-what-say-itself-doubt", fact=fact, number=number)


def _other_grounds(relation: Relation, wording: Wording) -> Iterable[Words]:
    view = _speakers(relation, -1, wording)
    grounds = "doubt" if relation.positions[-1].stance is Stance.DOUBTS else "view"
    yield Message("reading-rests-on-other-grounds", what=grounds, view=view)


def _origins(relation: Relation, wording: Wording) -> Iterable[Words]:
    if "affiliated" in relation.modifiers:
        yield Message("reading-their-origins-belong-one")


def _left_out_alike(relation: Relation, wording: Wording) -> Iterable[Words]:
    if relation.dropped:
        gone = Listed([SLOT_WORDS[slot] for slot in relation.dropped])
        yield Message("reading-they-agree-only-because", gone=gone)
    else:
        yield _different_events(relation, wording)


#: Forms by type of relation, whatever the rule.
_TYPES: Mapping[RelationType, Callable[[Relation, Wording], Iterable[Words]]] = {
    RelationType.UPDATES: _updates,
    RelationType.SUPERSEDES: _supersedes,
}


# --- what several forms share -------------------------------------------------------------------------


def _against_denial(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield the readings under which a statement, or what it implies, and a denial are both true."""
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
            narrow.append(Message("reading-without", outer=outer, inner=inner))
    if narrow:
        without = Listed(narrow)
        yield Message("reading-denial-meant-more-narrowly", without=without)
    free = [SLOT_WORDS[slot] for slot in ("time", "place") if q.slot(slot) is None]
    gap: Words | None = None
    if free:
        gap = Message("reading-names-no", missing=Listed(free, "nor"))
    if p.event is not None and p.event == q.event:
        yield _different_events(relation, wording)
        return
    number = _number(relation, 0, wording)
    yield Message("reading-denial-speaks-another-occasion", b=b, a=a, number=number, gap=gap or "")


def _open(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield, for each slot of a tension, the readings under which both sides are true."""
    p, q = find_compared(relation)[0], find_compared(relation)[-1]
    first, last, register = relation.positions[0], len(relation.positions) - 1, wording.knowledge.register
    for slot in (*relation.conflict, *relation.unknown):
        if slot not in SLOTS or any(wording.described(side, slot) for side in (p, q)):
            continue
        label = SLOT_WORDS[slot]
        inner = wording.value(p, slot, first.stance)
        outer = wording.claimed(q, slot, read_as(relation, last, register), shown_claims(relation, last))
        if p.slot(slot) is None:
            who, number = _speakers(relation, 0, wording), _number(relation, 0, wording)
            yield Message(
                "reading-both-are-true-leave", as_to=AS_TO[slot], who=who, number=number, outer=outer
            )
        elif relation.slots.get(slot) is Comparison.BROADER and q.slot(slot) is not None:
            yield Message("reading-both-are-true-another", inner=inner, outer=outer)
        else:
            yield Message("reading-both-are-true-outside", inner=inner, outer=outer, label=label)


def _supplied_times(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield the reading that a time supplied by the annotator is wrong, with the annotator's reason."""
    implying, called = find_implying(relation, wording.knowledge), relation_names(relation)
    for position in relation.positions:
        for name in position.claims:
            p = position.proposition
            if relation.implied is not None and name in implying:
                p = relation.implied
            basis = wording.knowledge.claims[name].bases.get(p.id)
            if basis and p.time is not None:
                when, short = describe_time(p.time), called[name]
                yield Message("reading-time-set-by-its", short=short, when=when, basis=basis)


def _different_events(relation: Relation, wording: Wording) -> Words:
    event = find_compared(relation)[0].event
    if event is not None and event == find_compared(relation)[-1].event:
        label = wording.label(event)
        return Message("reading-taken-for-one-event", label=label)
    return Message("reading-they-speak-different-events")


def _vague(relation: Relation, wording: Wording) -> Iterable[Words]:
    for position in relation.positions:
        count = position.proposition.count
        if count is not None and count.soft:
            voices = wording.voices(position.claims)
            who, number = wording.speakers(voices), wording.number(voices)
            figure = wording.count(count)
            yield Message("reading-number-vague-may-mean", who=who, number=number, figure=figure)


def _speakers(relation: Relation, index: int, wording: Wording) -> Words:
    """Return the speakers on one side of a relation."""
    return wording.speakers(_voices(relation, index, wording))


def _voices(relation: Relation, index: int, wording: Wording) -> list[tuple[str, ...]]:
    return wording.voices(shown_claims(relation, index))


def _number(relation: Relation, index: int, wording: Wording) -> str:
    """Return the grammatical number of the verb for the speakers on one side."""
    return wording.number(_voices(relation, index, wording))


def _misquoted(relation: Relation, wording: Wording) -> Iterable[Words]:
    """Yield the reading that somebody was misquoted, with the claims that are not in direct speech."""
    called = relation_names(relation)
    claims = {name: wording.knowledge.claims[name] for name in called}
    told = [called[name] for name, claim in claims.items() if not claim.direct]
    carriers = dict.fromkeys(via for claim in claims.values() for via in claim.via)
    told_in: Words | None = None
    passed_on: Words | None = None
    if told:
        shown = told[:4] + ([f"+{len(told) - 4}"] if len(told) > 4 else [])
        claims_told = Joined([Verbatim(name) for name in shown])
        told_in = Message("reading-told", claims=claims_told)
    if carriers:
        by = Listed([wording.named(via) for via in carriers][:3])
        passed_on = Message("reading-passed-on-by", by=by)
    yield Message("reading-misquoted", told=told_in or "", passed_on=passed_on or "")


def _one_or_two(relation: Relation, wording: Wording) -> Iterable[Words]:
    yield _different_events(relation, wording)


#: Forms in heads of rules that apply to some relations only, or take arguments.
_FORMS: Mapping[str, Callable[[Relation, Wording], Iterable[Words]]] = {
    "different-events": _one_or_two,
    "against-denial": _against_denial,
    "open-slots": _open,
    "supplied-times": _supplied_times,
    "words-denied": _words_denied,
    "who-asks": _who_asks,
    "somebody-else-said": _somebody_else,
    "law-and-fact": _law_and_fact,
    "parts-of-target": _parts_of_target,
    "several-agents": _several_agents,
    "both-kinds": _both_kinds,
    "only-meant-narrowly": _only_meant,
    "older-count": _older_count,
    "condition-met": _condition_met,
    "kept-or-broken": _kept_or_broken,
    "fact-in-doubt": _fact_in_doubt,
    "other-grounds": _other_grounds,
    "origins-belong-together": _origins,
    "left-out-alike": _left_out_alike,
}
#: Forms in heads of rules that are the same message for every relation.
_SAID = family("reading", {name for rule in rules() for name in rule.readings if name not in _FORMS})
