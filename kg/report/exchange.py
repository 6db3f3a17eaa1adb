"""Write what partners sent and what was decided about it, for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.characters import visible, visible_line
from kg.explain import RATING_WORDS
from kg.model import SECTIONS, Relation, RelationType, Verdict, partner_of
from kg.partners.ledger import Decision, Exchange, Import, Received, Status, Subject
from kg.partners.likeness import Known
from kg.partners.match import Match
from kg.partners.proposals import find_matches
from kg.partners.receive import find_cautions
from kg.words import Argument, Joined, Message, Verbatim, Words, coded, family, in_language, quoted

if TYPE_CHECKING:
    from kg.api import ClaimGraph

#: The most characters of a stranger's text that are shown in a line.
_SHOWN = 300
#: The most problems of one kind that are listed.
_LISTED = 5

#: Whether an import is in use.
STATUS_WORDS = family("import-status", Status)
#: The words of a proposal by its subject; without one it is about a proposition.
_PROPOSALS = family("match", ("new", "verdict", "review", "proposition", "name"), "theirs", "ours")
#: The names of sections of the register, and of what else is proposed.
SECTION_WORDS = family("section", (*SECTIONS, "names", "standpoints", "verdicts", "propositions", "reviews"))


class _Page:
    """Lines in one language; no text in them can look like a line of its own."""

    def __init__(self, language: str):
        self.language = language
        self.lines: list[str] = []

    def say(self, name: str, /, indent: int = 4, **told: Argument) -> None:
        """Add a message."""
        self.line(Message(name, **told)[self.language], indent)

    def line(self, text: str, indent: int = 4) -> None:
        """Add a line of text."""
        self.lines.append(f"{' ' * indent}{text}")

    def shown(self, text: str) -> str:
        """Return a stranger's text, made safe for one line, so that it cannot look like a line of ours."""
        told = in_language(text, self.language)
        if len(told) > _SHOWN:
            told = Message("import-long-text", text=told[:_SHOWN], count=len(told))[self.language]
        return visible_line(told)

    def caution(self, text: str, indent: int = 4) -> None:
        """Add a warning."""
        self.say("caution", indent, text=self.shown(text))

    def written(self) -> str:
        """Return all lines."""
        return visible("".join(f"{line}\n" for line in self.lines))


def write_imports(exchange: Exchange, language: str = "en") -> str:
    """Return all imports with status, origin, date, and the reasons for their quarantine."""
    page = _Page(language)
    for imported in exchange.imports:
        _add_import(page, imported)
    if not exchange.imports:
        page.say("imports-none", 0)
    return page.written()


def _add_import(page: _Page, one: Import) -> None:
    status = STATUS_WORDS[one.status][page.language]
    signed = Message("import-signed", key=one.key) if one.key else Message("import-unsigned")
    page.line(f"{one.id}  {status}  {one.when}  {page.shown(one.file)}  {signed[page.language]}", 0)
    page.line(f"SHA-256 {one.sha256}")
    if one.label not in ("", one.partner):
        page.say("import-calls-itself", label=page.shown(one.label))
    if one.articles:
        page.say("import-articles", articles=Joined(map(Verbatim, one.articles)))
    if one.revises:
        page.say("import-revises", imports=Joined(map(Verbatim, one.revises)))
    if one.invalidated is not None:
        page.say("import-until", when=one.invalidated)
    for problem in one.problems:
        for line in problem.splitlines():
            page.line(page.shown(line))
    if one.skipped:
        page.say("import-left-out", records=Message("records", count=len(one.skipped)))
        for problem in one.skipped:
            page.line(page.shown(problem.splitlines()[0]), 6)


def write_import(
    one: Import,
    received: Received,
    graph: ClaimGraph,
    lost: Iterable[Verdict] = (),
    *,
    again: bool = False,
    language: str = "en",
) -> str:
    """Return a summary of an import: its status, suspicious labels, open decisions, contradictions.

    ``lost`` are the accepted verdicts that are dropped with the import that it replaces. ``again`` says that
    the file was imported before and nothing has changed.
    """
    page = _Page(language)
    _add_import(page, one)
    if again:
        page.say("import-again", name=one.id)
    for told in find_cautions(graph.exchange, one, received, graph.own, again=again):
        page.caution(told)
    if one.problems:
        page.say("import-nothing-used", 0)
        return page.written()
    _add_said(page, one, received, graph)
    _add_left_out(page, one, graph)
    _add_lost(page, lost)
    if received.reviews:
        page.say("import-reviews", reviews=Message("reviews", count=len(received.reviews)))
    _add_waiting(page, one, graph)
    return page.written()


def _add_said(page: _Page, one: Import, received: Received, graph: ClaimGraph) -> None:
    """Add how much the partner says now, and which of its labels are suspicious."""
    said = graph.exchange.current.get(one.partner)
    if said is None:
        return
    lookalikes = Known(graph.own.register)
    for entry in said.register.entries.values():
        for flag in dict.fromkeys(lookalikes.find_flags(entry.label)):
            labels = page.shown("; ".join(entry.label.values()))
            page.say("import-flagged", name=quoted(entry.name), flag=flag, labels=labels)
    claims = [name for name in graph.knowledge.claims if partner_of(name) == one.partner]
    if claims or said.verdicts or not received.reviews:
        verdicts = Message("verdicts", count=len(said.verdicts))
        page.say("import-said", claims=Message("claims", count=len(claims)), verdicts=verdicts)


def _add_left_out(page: _Page, one: Import, graph: ClaimGraph) -> None:
    """Add the partner's data that could not be used together with ours."""
    left_out = [problem for problem in graph.problems if problem.partner == one.partner]
    for problem in left_out[:_LISTED]:
        page.caution(problem.message)
    if len(left_out) > _LISTED:
        page.say("import-more-alike", count=len(left_out) - _LISTED)


def _add_waiting(page: _Page, one: Import, graph: ClaimGraph) -> None:
    """Add the number of open decisions and of contradictions with the partner's claims."""
    waiting = [m for m in find_matches(graph.exchange, graph.own) if m.accepted is None and m.subject]
    new = sum(match.subject is Subject.NEW for match in waiting)
    if len(waiting) > new:
        page.say("import-to-decide", proposals=Message("proposals", count=len(waiting) - new))
    if new:
        page.say("import-new-names", count=new)
    across = find_across(graph.relations(), one.partner)
    if across:
        page.say("import-across", contradictions=Message("contradictions", count=len(across)))


def write_retracted(one: Import, lost: Iterable[Verdict], language: str = "en") -> str:
    """Return the text for a retracted import, with the accepted verdicts that are dropped with it."""
    page = _Page(language)
    page.say("import-retracted", 0, name=visible_line(one.id))
    _add_lost(page, lost)
    return page.written()


def _add_lost(page: _Page, lost: Iterable[Verdict]) -> None:
    for verdict in lost:
        rating = coded(verdict.rating.value, RATING_WORDS[verdict.rating])
        by = Joined(Verbatim(page.shown(part)) for part in (verdict.reviewer, verdict.url) if part)
        page.say("import-verdict-lost", claim=page.shown(verdict.claim), rating=rating, by=by)


def find_across(relations: Iterable[Relation], partner: str) -> list[Relation]:
    """Return the contradictions between a partner's claims and those of others."""

    def owners(relation: Relation) -> list[set[str | None]]:
        return [{partner_of(claim) for claim in position.claims} for position in relation.positions]

    return [
        relation
        for relation in relations
        if relation.relation is RelationType.CONTRADICTS
        and any(partner in held for held in owners(relation))
        and any(held - {partner} for held in owners(relation))
    ]


def write_matches(matches: Sequence[Match], language: str = "en") -> str:
    """Return proposals, each with the reasons for and against it, and then the names new to us."""
    page = _Page(language)
    section = ""
    for match in matches:
        if match.subject is Subject.NEW:
            continue
        if match.section != section:
            section = match.section
            page.say("matches-section", 0, section=SECTION_WORDS[section])
        page.line(f"{match.id}  {_decided(match, build_proposal(match))[language]}", 2)
        if match.their_label or match.our_label:
            labels = [match.their_label, *([match.our_label] if match.ours else [])]
            page.line(" / ".join(page.shown(label) for label in labels), 6)
        reasons = Joined((Verbatim(in_language(reason, language)) for reason in match.reasons), "semicolon")
        page.say("match-because", 6, reasons=page.shown(reasons[language]))
        for flag in match.flags:
            page.caution(flag, 6)
        if match.needs:
            page.say("match-needs", 6, proposals=Joined(map(Verbatim, match.needs)))
    new = [match for match in matches if match.subject is Subject.NEW]
    if not page.lines:
        page.say("matches-none", 0)
    if new:
        page.say("matches-new", 0)
    for match in new:
        label = page.shown(match.their_label)
        told = Message("match-labelled", theirs=match.theirs, label=label)
        page.line(f"{match.id}  {_decided(match, told)[language]}", 2)
        for flag in match.flags:
            page.caution(flag, 6)
    return page.written()


def build_proposal(match: Match) -> Message:
    """Return what is proposed, as a sentence."""
    subject = "proposition" if match.subject is None else match.subject.value
    return _PROPOSALS.get(subject, _PROPOSALS["name"]).told(theirs=match.theirs, ours=match.ours)


def _decided(match: Match, told: Words) -> Words:
    if match.accepted is None:
        return told
    return Message("match-accepted" if match.accepted else "match-rejected", proposal=told)


def build_decided(one: Decision) -> Message:
    """Return what a decision was about, as a sentence."""
    return build_proposal(Match(one.id, one.subject, "", one.theirs, one.ours, "", ""))


def write_undone(decisions: Iterable[Decision], language: str = "en") -> str:
    """Return what is open again, as nobody has decided it any longer."""
    page = _Page(language)
    for one in decisions:
        page.say("decision-undone", 0, proposal=build_decided(one))
    return page.written()


def write_decisions(
    matches: Sequence[Match], left: Sequence[Match], *, accepted: bool, language: str = "en"
) -> str:
    """Return what was decided, and what is left: proposals with a warning, or with several candidates."""
    page = _Page(language)
    for match in matches:
        page.say("decision-accepted" if accepted else "decision-rejected", 0, proposal=build_proposal(match))
    waiting = [m for m in left if m.accepted is None and m.subject not in (None, Subject.NEW)]
    if waiting:
        flagged = sum(bool(match.flags) for match in waiting)
        page.say("decisions-left", 0, proposals=Message("proposals", count=len(waiting)), count=flagged)
    if not page.lines:
        page.say("decisions-none", 0)
    return page.written()
