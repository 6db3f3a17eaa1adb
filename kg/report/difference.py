"""Write the difference between two bodies of knowledge as text for people and as JSON.

A line with ``+`` is only on the second side, one with ``-`` only on the first. A line with ``~`` is on both
sides and changed, one with ``=`` only has another name. Each text from a stranger is kept on one line.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import product
from typing import Any

from kg.characters import visible_line
from kg.diff.difference import Difference, find_differences
from kg.diff.outcomes import Cause, Outcome, Revised
from kg.diff.pairs import (
    Change,
    Changed,
    Item,
    Section,
    build_count,
    build_interval,
    build_proposition,
    build_value,
    find_entry_parts,
)
from kg.explain import (
    CERTAINTY_WORDS,
    RATING_WORDS,
    RELATION_WORDS,
    SLOT_WORDS,
    STANCE_PLURAL,
    STANCE_WORDS,
    Wording,
    Words,
)
from kg.explain.headline import build_condition, build_summary, build_unless
from kg.explain.values import describe_time
from kg.explain.words import MODIFIER_WORDS
from kg.model import (
    SEVERAL,
    Bridge,
    Certainty,
    Entry,
    Interval,
    Knowledge,
    Proposition,
    Rating,
    Register,
    Relation,
    RelationType,
    Several,
    Stance,
    Value,
    names_of,
    short_name,
)
from kg.report.data import FORMAT_VERSION
from kg.words import Argument, Joined, Message, Verbatim, coded, family, in_language, show_number

_SHOWN_CLAIMS = 3
_SHOWN_CAUSES = 5

_UI = {
    **family("diff", ("none", "articles", "claims", "entries", "facts", "opponents", "standpoints")),
    **family("diff", ("verdicts", "contradictions", "others", "unknown", "yes", "no", "nothing", "register")),
    **family("diff", ("added", "withdrawn", "changed", "renamed", "appeared", "dissolved", "more"), "count"),
    **family("diff", ("because", "instead", "before", "condition", "all_of", "either", "on"), "words"),
}

#: What happened to something, as the reason for another change.
_CAUSES = family(
    "cause",
    (
        *product(("claim",), ("added", "withdrawn", "changed")),
        *product(("article", "entry", "standpoint", "rule"), ("changed",)),
    ),
    "name",
)
#: What happened to a fact: in the register, or in a standpoint.
_FACTS = family("fact", product(("added", "withdrawn"), ("register", "standpoint")), "fact", "holder")

#: Names of parts that are not slots.
_PARTS = family(
    "field",
    (
        *(
            "sha256",
            "text_withheld",
            "language",
            "publisher",
            "published",
            "published_basis",
            "url",
            "licence",
        ),
        *("shareable", "source", "via", "stance", "certainty", "direct", "said", "said_basis", "basis"),
        *("presupposes", "condition", "quotation", "cue", "gloss", "section", "type", "label", "same_as"),
        *("functional", "timeless", "opponents", "held_by", "excludes", "claim", "rating", "explanation"),
        *("evidence", "reviewer", "date", "stated", "partner", "version", "claims", "positions", "slots"),
        *("conflict", "unknown", "bridges", "modifiers", "common", "implied", "pairs", "only"),
        *("condition_form", "corrects", "title", "timezone", "article", "changes", "ratio", "unit", "phrase"),
        *("unidentified", "event", "lat", "lon"),
    ),
)
#: Slots that hold one or several names.
_NAMED = frozenset((*SEVERAL, "kind", "event", "said_by"))
#: Parts whose values are names of the register or of standpoints.
_NAMES = frozenset(("source", "via", "publisher", "held_by", "excludes", "opponents"))
_TIMES = frozenset(("published", "said", "time"))


def write_difference(
    difference: Difference,
    language: str = "en",
    *,
    names: tuple[str, str] | None = None,
    every: bool = False,
) -> str:
    """Return the difference as lines like a unified diff, with the ``names`` of the two sides.

    Contradictions are listed; other relations are only counted by type, unless ``every`` is set.
    """
    lines = [] if names is None else [f"--- {visible_line(names[0])}", f"+++ {visible_line(names[1])}", ""]
    if difference.empty:
        return "".join(f"{line}\n" for line in (*lines, _UI["none"][language]))
    parts = [part for part in _Writer(difference, language).parts(every=every) if part]
    lines += [line for number, part in enumerate(parts) for line in (*([""] if number else []), *part)]
    return "".join(f"{line}\n" for line in lines)


def difference_json(difference: Difference) -> dict[str, Any]:
    """Return what ``kg diff --format json`` gives: all differences, and a summary of each relation."""
    data = difference.as_json()
    relations = data["relations"]
    sides = (
        (relations["appeared"], [outcome.relation for outcome in difference.appeared], difference.after),
        (relations["dissolved"], [outcome.relation for outcome in difference.dissolved], difference.before),
        (relations["changed"], [revised.after for revised in difference.revised], difference.after),
    )
    for written, chosen, knowledge in sides:
        wording = Wording(knowledge)
        for entry, relation in zip(written, chosen, strict=True):
            entry["summary"] = dict(build_summary(relation, wording))
    return {"version": FORMAT_VERSION, "empty": difference.empty, **data}


def tell_entry(entry: Entry, knowledge: Knowledge, language: str) -> dict[str, str]:
    """Return what a register says of a name: each part and its value in words."""
    within, nothing = Knowledge(knowledge.register), Knowledge(Register())
    writer = _Writer(replace(find_differences(nothing, nothing), before=within, after=within), language)
    parts = find_entry_parts(entry).items()
    told = {writer.part(part): writer.value(part, value, writer.now) for part, value in parts}
    facts = [writer.now.bridge(Bridge(entry.name, *link))[language] for link in entry.links]
    return {**told, **({writer.ui("facts"): writer.joined(facts, "semicolon")} if facts else {})}


class _Writer:
    """Writes one difference in one language."""

    def __init__(self, difference: Difference, language: str):
        self.difference = difference
        self.language = language
        self.then, self.now = Wording(difference.before), Wording(difference.after)
        both_sides = (*difference.before.verdicts, *difference.after.verdicts)
        self.verdicts = {verdict.id: verdict for verdict in both_sides}
        self.short = len({*difference.before.articles, *difference.after.articles}) == 1

    def parts(self, *, every: bool) -> Iterator[list[str]]:
        """Yield the lines of each section; a section may be empty."""
        difference = self.difference
        yield self.section("articles", difference.articles, self.article)
        yield self.section("claims", difference.claims, self.claim)
        yield self.section("entries", difference.entries, self.entry)
        yield self.section("standpoints", difference.standpoints, self.entry)
        yield self.facts()
        yield self.opponents()
        yield self.section("verdicts", difference.verdicts, self.verdict)
        yield self.relations("contradictions", frozenset((RelationType.CONTRADICTS,)))
        others = frozenset(RelationType) - {RelationType.CONTRADICTS}
        yield self.relations("others", others) if every else self.others(others)

    # -- small words --------------------------------------------------------------------------------

    def ui(self, name: str, **told: Argument) -> str:
        return _UI[name].told(**told)[self.language]

    def number(self, number: int) -> str:
        return show_number(number, self.language)

    def head(self, name: str, **numbers: int) -> str:
        """Return the heading of a section with the number of each kind of change."""
        told = [self.ui(kind, count=many) for kind, many in numbers.items() if many]
        return f"{self.ui(name)}: {self.joined(told)}"

    def joined(self, parts: Iterable[str], mark: str = "comma") -> str:
        return Joined(map(Verbatim, parts), mark)[self.language]

    def of(self, words: Words) -> str:
        return words[self.language]

    # -- things and their parts ---------------------------------------------------------------------

    def section(self, name: str, section: Section, describe: Any) -> list[str]:
        """Return the lines of a section; ``describe`` returns the text for a name on one side."""
        if not section:
            return []
        changed = [entry for entry in section.changed if entry.changes]
        # The name of a verdict is a hash, which means nothing to a reader.
        renamed = [entry for entry in section.changed if entry.renamed and name != "verdicts"]
        lines = [
            self.head(
                name,
                added=len(section.added),
                withdrawn=len(section.withdrawn),
                changed=len(changed),
                renamed=len(renamed),
            )
        ]
        lines += [f"  - {visible_line(describe(item.name, item, self.then))}" for item in section.withdrawn]
        lines += [f"  + {visible_line(describe(item.name, item, self.now))}" for item in section.added]
        for entry in section.changed:
            lines += self.changed(entry, describe)
        return lines

    def changed(self, changed: Changed, describe: Any) -> list[str]:
        told = describe(changed.after, None, self.now)
        if changed.renamed and describe != self.verdict:
            told = f"{changed.before} → {told}"
        lines = [f"  {'~' if changed.changes else '='} {visible_line(told)}"]
        for change in changed.changes:
            lines += self.change(change)
        return lines

    def change(self, change: Change) -> list[str]:
        """Return the lines of one part that changed."""
        name, then, now = self.ends(change)
        lines = [] if then is None else [f"      - {visible_line(f'{name}: {then}')}"]
        return lines if now is None else [*lines, f"      + {visible_line(f'{name}: {now}')}"]

    def ends(self, change: Change) -> tuple[str, str | None, str | None]:
        """Return the name of a part, and its values before and after."""
        before, after = change.before, change.after
        if change.part == "bridges":
            # Only the bridges that the other side does not rest on.
            before, after = (
                [bridge for bridge in ones if bridge not in others] or None
                for ones, others in ((before, after), (after, before))
            )
        values = [
            None if value is None else self.value(change.part, value, wording)
            for value, wording in ((before, self.then), (after, self.now))
        ]
        if values[0] == values[1]:
            values = [
                f"{words} ({json.dumps(value, ensure_ascii=False, sort_keys=True)})"
                for words, value in zip(values, (before, after), strict=True)
            ]
        return self.part(change.part), values[0], values[1]

    def part(self, part: str) -> str:
        """Return the name of a part, followed by its number or language."""
        stem, _, rest = part.partition(".")
        if stem in ("proposition", "condition", "slots", "event"):
            name = self.of(SLOT_WORDS[rest]) if rest in SLOT_WORDS else self.of(_PARTS[rest])
            return name if stem == "proposition" else f"{self.of(_PARTS[stem])}, {name}"
        name = self.of(_PARTS[stem])
        if not rest:
            return name
        return f"{name} {self.number(int(rest))}" if rest.isdecimal() else f"{name} ({rest})"

    def value(self, part: str, value: Any, wording: Wording) -> str:
        """Return the value of a part in words."""
        stem, _, rest = part.partition(".")
        slot = rest if stem in ("proposition", "condition", "event") else stem
        if stem in ("quotation", "cue"):
            return f"{value['exact']} [{value['start']}–{value['end']}]"
        if stem in ("presupposes", "common", "implied"):
            return self.of(wording.statement(build_proposition(value)))
        if slot in _TIMES:
            return self.of(describe_time(build_interval(value)))
        if slot == "count":
            counted = Proposition("", count=build_count(value))
            return self.of(wording.counted(counted, build_count(value)))
        if stem in ("proposition", "condition", "event") and slot in _NAMED:
            return self.named(build_value(value), wording)
        if stem == "pairs":
            return self.joined((self.between(pair, wording) for pair in value), "semicolon")
        if stem == "bridges":
            facts = (self.fact(Bridge(**fact), wording) for fact in value)
            return self.joined(facts, "semicolon")
        if stem == "positions":
            said = (
                f"{self.of(STANCE_WORDS[Stance(item['stance'])])}: "
                f"{self.of(wording.statement(build_proposition(item['proposition'])))}"
                for item in value
            )
            return self.joined(said, "semicolon")
        if stem == "claims":
            return " – ".join(self.shortened(names) for names in value)
        fixed: Mapping[str, Mapping[Any, Words]] = {
            "stance": STANCE_WORDS,
            "certainty": {**CERTAINTY_WORDS, Certainty.UNSPECIFIED: Message("value-unsaid")},
            "rating": RATING_WORDS,
        }
        kinds = {"stance": Stance, "certainty": Certainty, "rating": Rating}
        if stem in fixed:
            return self.of(fixed[stem][kinds[stem](value)])
        if isinstance(value, bool):
            return self.ui("yes" if value else "no")
        if isinstance(value, list):
            shown = [self.of(wording.label(item)) if stem in _NAMES else str(item) for item in value]
            if stem == "modifiers":
                shown = [self.modifier(item) for item in value]
            if stem in ("functional", "conflict", "unknown"):
                shown = [self.of(SLOT_WORDS.get(item, Verbatim(item))) for item in value]
            return self.joined(shown) or self.ui("nothing")
        return self.of(wording.label(value)) if stem in _NAMES else str(value)

    def named(self, value: Value, wording: Wording) -> str:
        """Return the value of a slot; for several names, all of them, or that it is one of them."""
        labels = [self.of(wording.label(name)) for name in names_of(value)]
        if len(labels) == 1:
            return labels[0]
        any_of = isinstance(value, Several) and value.any_of
        return self.ui("either" if any_of else "all_of", words=self.joined(labels))

    def modifier(self, name: str) -> str:
        """Return the meaning of a modifier of a relation; in English, its name."""
        return in_language(coded(name, MODIFIER_WORDS[name]), self.language)

    def between(self, pair: Sequence[list[str]], wording: Wording) -> str:
        """Return two voices, each with one source or several that speak jointly."""
        ones, others, modifiers = pair
        voices = (" + ".join(self.of(wording.label(name)) for name in voice) for voice in (ones, others))
        told = f" ({self.joined(map(self.modifier, modifiers))})" if modifiers else ""
        return f"{' – '.join(voices)}{told}"

    # -- one line for each sort of thing ------------------------------------------------------------

    def article(self, name: str, item: Item | None, wording: Wording) -> str:
        publisher = wording.knowledge.articles[name].publisher
        return f"{name} ({self.of(wording.label(publisher))})"

    def claim(self, name: str, item: Item | None, wording: Wording) -> str:
        claim = wording.knowledge.claims[name]
        stances = STANCE_PLURAL if wording.is_plural([claim.sources]) else STANCE_WORDS
        content = (claim.proposition,) if claim.proposition is not None else claim.presupposes
        said = self.joined((self.of(wording.statement(proposition)) for proposition in content), "semicolon")
        who = wording.voice(claim.sources)
        told = Message("told", who=who, stance=stances[claim.stance], statement=said)
        return f"{name}  {self.of(told)}"

    def entry(self, name: str, item: Item | None, wording: Wording) -> str:
        return f"{name} ({self.of(wording.label(name))})"

    def verdict(self, name: str, item: Item | None, wording: Wording) -> str:
        verdict = self.verdicts[name]
        parts = [self.ui("on", words=verdict.claim), self.of(RATING_WORDS[verdict.rating]), verdict.reviewer]
        if verdict.date is not None:
            parts.append(self.of(describe_time(Interval(verdict.date, verdict.date))))
        return self.joined(part for part in parts if part)

    def fact(self, fact: Bridge, wording: Wording) -> str:
        """Return a background fact with its holder."""
        words = self.of(wording.bridge(fact))
        if fact.standpoint is None:
            return f"{words} [{self.ui('register')}]"
        return f"{words} [{self.of(wording.label(fact.standpoint))}]"

    def facts(self) -> list[str]:
        added, withdrawn = self.difference.facts_added, self.difference.facts_withdrawn
        if not added and not withdrawn:
            return []
        lines = [self.head("facts", added=len(added), withdrawn=len(withdrawn))]
        for mark, facts, wording in (("-", withdrawn, self.then), ("+", added, self.now)):
            lines += [f"  {mark} {visible_line(self.fact(fact, wording))}" for fact in facts]
        return lines

    def opponents(self) -> list[str]:
        added, withdrawn = self.difference.opponents_added, self.difference.opponents_withdrawn
        if not added and not withdrawn:
            return []
        lines = [self.head("opponents", added=len(added), withdrawn=len(withdrawn))]
        for mark, pairs, wording in (("-", withdrawn, self.then), ("+", added, self.now)):
            told = (" – ".join(self.of(wording.label(name)) for name in pair) for pair in pairs)
            lines += [f"  {mark} {visible_line(pair)}" for pair in told]
        return lines

    # -- relations ----------------------------------------------------------------------------------

    def relations(self, name: str, types: frozenset[RelationType]) -> list[str]:
        """Return the lines for relations of ``types``, each with the reason why it came, went or changed."""
        difference = self.difference
        appeared = [outcome for outcome in difference.appeared if outcome.relation.relation in types]
        dissolved = [outcome for outcome in difference.dissolved if outcome.relation.relation in types]
        revised = [revision for revision in difference.revised if revision.after.relation in types]
        if not (appeared or dissolved or revised):
            return []
        numbers = {"appeared": len(appeared), "dissolved": len(dissolved), "changed": len(revised)}
        lines = [self.head(name, **numbers)]
        for outcome in dissolved:
            lines += self.outcome("-", outcome, self.then, "instead")
        for outcome in appeared:
            lines += self.outcome("+", outcome, self.now, "before")
        for revision in revised:
            lines += self.revised(revision)
        return lines

    def others(self, types: frozenset[RelationType]) -> list[str]:
        """Return, one line per type, how many relations appeared, were dissolved and changed."""
        numbers = self.difference.numbers
        lines = []
        for type in RelationType:
            if type in types and type in numbers:
                told = zip(("appeared", "dissolved", "changed"), numbers[type], strict=True)
                words = self.joined(self.ui(kind, count=many) for kind, many in told if many)
                lines.append(f"  {self.of(RELATION_WORDS[type])}: {words}")
        return [f"{self.ui('others')}:", *lines] if lines else []

    def outcome(self, mark: str, outcome: Outcome, wording: Wording, besides: str) -> list[str]:
        lines = [
            f"  {mark} {visible_line(self.relation(outcome.relation, wording))}",
            *self.because(outcome.causes),
        ]
        if outcome.instead:
            words = self.joined(self.of(RELATION_WORDS[type]) for type in outcome.instead)
            lines.append(f"      {self.ui(besides, words=words)}")
        return lines

    def revised(self, revised: Revised) -> list[str]:
        lines = [f"  ~ {visible_line(self.relation(revised.after, self.now))}"]
        parts = {change.part for change in revised.changes}
        if parts & {"holds_if", "unless"}:
            ends = (self.condition(revised.before, self.then), self.condition(revised.after, self.now))
            lines += [
                f"      {mark} {visible_line(self.ui('condition', words=end))}"
                for mark, end in zip("-+", ends, strict=True)
            ]
        for change in revised.changes:
            if change.part not in ("holds_if", "unless"):
                lines += self.change(change)
        return [*lines, *self.because(revised.causes)]

    def relation(self, relation: Relation, wording: Wording) -> str:
        claims = " – ".join(self.shortened(position.claims) for position in relation.positions)
        kind = self.of(RELATION_WORDS[relation.relation])
        summary, condition = self.of(build_summary(relation, wording)), self.condition(relation, wording)
        return f"{claims}  {kind} ({relation.rule}): {self.joined((summary, condition))}"

    def shortened(self, claims: Sequence[str]) -> str:
        """Return up to three claims, without their article if there is only one article."""
        shown = [short_name(name) if self.short else name for name in claims[:_SHOWN_CLAIMS]]
        more = len(claims) - len(shown)
        return self.joined(shown) + (f" +{self.number(more)}" if more else "")

    def condition(self, relation: Relation, wording: Wording) -> str:
        return self.of(build_condition(relation, build_unless(relation, wording), wording))

    def because(self, causes: Sequence[Cause]) -> list[str]:
        if not causes:
            return [f"      {self.ui('unknown')}"]
        told = (self.cause(cause) for cause in causes[:_SHOWN_CAUSES])
        lines = [f"      {visible_line(self.ui('because', words=words))}" for words in told]
        more = len(causes) - _SHOWN_CAUSES
        return lines if more <= 0 else [*lines, f"      {self.ui('more', count=more)}"]

    def cause(self, cause: Cause) -> str:
        if cause.fact is not None:
            wording = self.now if cause.how == "added" else self.then
            where = "register" if cause.fact.standpoint is None else "standpoint"
            holder, fact = wording.label(cause.name), wording.bridge(cause.fact)
            return self.of(_FACTS[cause.how, where].told(holder=holder, fact=fact))
        name = cause.name
        if cause.what in ("entry", "standpoint"):
            name = self.of(self.now.label(name))
        words = self.of(_CAUSES[cause.what, cause.how].told(name=name))
        ends = (self.ends(change) for change in cause.changes)
        nothing = self.ui("nothing")
        told = [f"{part}: {then or nothing} → {now or nothing}" for part, then, now in ends]
        return f"{words} ({self.joined(told, 'semicolon')})" if told else words
