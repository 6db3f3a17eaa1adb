"""Explain why two claims do not contradict each other, and what would have to be known for it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.explain.wording import Wording, shown_names
from kg.explain.words import COMPARISON_WORDS, RELATION_WORDS, SLOT_WORDS
from kg.model import SLOTS, Knowledge, Position, Proposition, RelationType, Several, Stance
from kg.relations import find_rule, rules
from kg.relations.obstacles import Obstacle
from kg.relations.why_not import RuleCheck, WhyNot
from kg.words import ENGLISH, Listed, Message, Verbatim, Words, family

#: The stances that a rule needs before it compares two claims.
_NEEDS: Mapping[str, Message] = family("needs", {rule.needs for rule in rules() if rule.needs})
_BOTH_ASSERT = Message("why-both-assert")

#: Why a rule does not apply, and what would have to be known or written. ``{slot}`` is the slot, ``{a}`` and
#: ``{b}`` are its two values, ``{who}`` is the claim that leaves it out, ``{claim}`` is a claim.
_TOLD = ("slot", "name", "a", "b", "who", "claim", "comparison", "needs")
REASONS: Mapping[str, Message] = family(
    "reason",
    (
        "stances",
        "utterance",
        "kind",
        "apart",
        "apart-time",
        "apart-event",
        "ratio",
        "idle",
        "left-out",
        "outside",
        "unsaid",
        "open",
        "not-functional",
        "not-same",
        "nested",
        "overlapping",
        "same-value",
        "state",
        "event-not-state",
        "event",
        "unnamed-event",
        "counted",
        "nowhere",
        "not-distinct",
        "same-kind",
        "any-of",
        "described",
        "only",
        "not-apart",
        "no-number",
        "not-of-event",
        "two-acts",
        "runs-back",
        "one-only",
        "wider-kind",
        "beside-count",
        "no-count",
        "measure",
        "numbers-fit",
        "no-upper-bound",
        "scope",
        "later",
        "when",
        "event-alone",
        "one-voice",
        "own-count",
        "possible",
        "left",
        "condition",
        "corrects",
        "stronger",
    ),
    *_TOLD,
)

WHY_WORDS: Mapping[str, Message] = family(
    "why",
    (
        "found",
        "nothing",
        "keeps",
        "weaker",
        "others",
        "settled",
        "one_position",
        "slot",
        "comparison",
        "rule",
    ),
)


@dataclass(frozen=True, slots=True)
class WhyRow:
    """One slot: both values, and how the first compares to the second."""

    slot: str
    label: Words
    first: Words
    second: Words
    comparison: str | None
    words: Words


@dataclass(frozen=True, slots=True)
class WhyRule:
    """The result of a rule for two claims; ``relation`` is ``None`` if it does not apply.

    ``keeps`` say why it does not apply, or does not find more, and what would have to be written.
    """

    rule: str
    relation: str | None
    words: Words
    keeps: tuple[Words, ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhyCard:
    """Two claims and the result of each rule, the nearest rule first.

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


def build_why_card(pair: WhyNot, knowledge: Knowledge) -> WhyCard:
    """Return the result of each rule for two claims, in words."""
    wording = Wording(knowledge)
    names = shown_names((pair.first,), (pair.second,)) | shown_names((pair.second,), (pair.first,))
    rules = [_rule(check, wording, names) for check in pair.checks]
    others = [rule for rule in rules if rule.relation is None]
    note = WHY_WORDS["one_position"] if pair.one_position else None
    return WhyCard(
        pair.first,
        pair.second,
        (names[pair.first], names[pair.second]),
        (_told(pair.first, wording), _told(pair.second, wording)),
        tuple(_rows(pair, wording)),
        tuple(rule for rule in rules if rule.relation is not None),
        tuple(rule for rule in others if "stances" not in rule.reasons),
        tuple(rule for rule in others if "stances" in rule.reasons),
        note,
    )


def _told(name: str, wording: Wording) -> Words:
    """Return a claim's speakers and position, in words."""
    claim = wording.knowledge.claims[name]
    return wording.told(Position(claim.stance, claim.propositions[0], (name,)))


def _rows(pair: WhyNot, wording: Wording) -> list[WhyRow]:
    one, other = (_proposition(name, wording) for name in (pair.first, pair.second))
    rows = []
    for slot in SLOTS:
        comparison = pair.slots.get(slot)
        if comparison is None and one.slot(slot) is None and other.slot(slot) is None:
            continue
        words = Message("why-not-compared") if comparison is None else COMPARISON_WORDS[comparison]
        first, second = (
            _value(one, slot, pair.first, wording),
            _value(other, slot, pair.second, wording),
        )
        state = None if comparison is None else comparison.value
        rows.append(WhyRow(slot, SLOT_WORDS[slot], first, second, state, words))
    return rows


def _proposition(name: str, wording: Wording) -> Proposition:
    claim = wording.knowledge.claims[name]
    return claim.propositions[0]


def _value(p: Proposition, slot: str, name: str, wording: Wording) -> Words:
    return wording.claimed(p, slot, _read_as(p, name, wording), (name,))


def _read_as(p: Proposition, name: str, wording: Wording) -> Stance | None:
    """Return the stance with which a claim's proposition is compared: a count of nobody is a denial."""
    claim = wording.knowledge.claims[name]
    nobody = p.said_by is None and wording.knowledge.register.is_nobody(p.count)
    if nobody and claim.stance in (Stance.ASSERTS, Stance.ASSESSES):
        return Stance.DENIES if claim.stance is Stance.ASSERTS else Stance.DOUBTS
    return claim.stance


def _rule(check: RuleCheck, wording: Wording, names: Mapping[str, str]) -> WhyRule:
    label: Words = Verbatim(check.rule)
    if check.relation is not None:
        kind = RELATION_WORDS[RelationType(check.relation)]
        label = Message("why-by-rule", relation=kind, rule=check.rule)
    told = [describe_obstacle(obstacle, check, wording, names) for obstacle in check.obstacles]
    return WhyRule(
        check.rule,
        None if check.relation is None else check.relation.value,
        label,
        tuple({words[ENGLISH]: words for words in told}.values()),
        tuple(obstacle.reason for obstacle in check.obstacles),
    )


def describe_obstacle(
    obstacle: Obstacle, check: RuleCheck, wording: Wording, names: Mapping[str, str]
) -> Words:
    """Return why a rule does not apply, and what would have to be known or written for it."""
    slot, reason = obstacle.slot, obstacle.reason
    one = check.implied or _proposition(check.first, wording)
    other = _proposition(check.second, wording)
    values: list[Words] = [Verbatim(""), Verbatim("")]
    who: Words | str = ""
    if slot is not None and slot != "as_of":
        values = [_value(p, slot, n, wording) for p, n in ((one, check.first), (other, check.second))]
        silent = [n for p, n in ((one, check.first), (other, check.second)) if p.slot(slot) is None]
        who = Listed([Verbatim(names.get(name, name)) for name in silent]) if silent else ""
        if reason in ("open", "outside"):
            reason = _reason(reason, slot, (one, other), bool(silent), wording)
    if reason == "apart" and slot in ("time", "event"):
        reason = f"apart-{slot}"
    told = REASONS[reason].told(
        slot="" if slot is None else SLOT_WORDS[slot],
        name=slot or "",
        a=values[0],
        b=values[1],
        who=who,
        claim=names.get(obstacle.claim or "", obstacle.claim or ""),
        comparison="" if obstacle.comparison is None else COMPARISON_WORDS[obstacle.comparison],
        needs=_NEEDS.get(find_rule(check.rule).needs, _BOTH_ASSERT),
    )
    words = Message("sentence-start", words=told)
    # A slot that is settled under every view is open only because of the claims.
    settled = wording.views(() if frozenset() in obstacle.settled else obstacle.settled, "why-settled")
    return words if settled is None else Message("why-with-settled", reason=words, settled=settled)


def _reason(
    reason: str, slot: str, compared: tuple[Proposition, Proposition], silent: bool, wording: Wording
) -> str:
    """Return the reason why a slot is open, as exactly as its values allow."""
    values = [p.slot(slot) for p in compared]
    if any(isinstance(value, Several) and value.any_of for value in values):
        return "any-of"
    if reason == "open" and silent:
        return "unsaid"
    described = any(wording.described(p, slot) for p in compared)
    return "described" if reason == "open" and described else reason
