"""What partners sent and what persons decided about it, as text for the terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kg.characters import visible, visible_line
from kg.model import Relation, RelationType, Verdict, partner_of
from kg.partners.ledger import Exchange, Import, Received, Subject
from kg.partners.likeness import Known
from kg.partners.match import Match
from kg.partners.proposals import find_matches
from kg.partners.receive import find_cautions
from kg.plurals import several

if TYPE_CHECKING:
    from kg.api import ClaimGraph

#: Characters of what a stranger wrote that are shown in a line.
_SHOWN = 300
#: Problems of one kind that are listed.
_LISTED = 5

_STATUS = {
    "in-force": "in force",
    "quarantined": "in quarantine",
    "superseded": "superseded",
    "retracted": "retracted",
}


def write_imports(exchange: Exchange) -> str:
    """Return every import with its status, whence and when it came, and what keeps it in quarantine."""
    lines: list[str] = []
    for one in exchange.imports:
        lines.extend(_import_lines(one))
    return visible("\n".join(lines) + "\n") if lines else "Nothing was imported.\n"


def _import_lines(one: Import) -> list[str]:
    signed = f"signed by {one.key}" if one.key else "not signed"
    lines = [f"{one.id}  {_STATUS[one.status.value]}  {one.when}  {_line(one.file)}  {signed}"]
    lines.append(f"    SHA-256 {one.sha256}")
    if one.label not in ("", one.partner):
        lines.append(f"    calls itself {_line(one.label)}")
    if one.articles:
        lines.append(f"    articles: {', '.join(one.articles)}")
    if one.revises:
        lines.append(f"    a revision of {', '.join(one.revises)}")
    if one.invalidated is not None:
        lines.append(f"    until {one.invalidated}")
    lines.extend(f"    {_line(line)}" for problem in one.problems for line in problem.splitlines())
    if one.skipped:
        lines.append(f"    LEFT OUT, since nobody could use it: {several(len(one.skipped), 'record')}")
        lines.extend(f"      {_line(problem.splitlines()[0])}" for problem in one.skipped)
    return lines


def _line(text: str) -> str:
    """Return what a stranger wrote as it can stand in a line, so that it cannot pass for one of ours."""
    shown = text if len(text) <= _SHOWN else f"{text[:_SHOWN]}… ({len(text):,} characters)"
    return visible_line(shown)


def write_import(
    one: Import,
    received: Received,
    graph: ClaimGraph,
    lost: Iterable[Verdict] = (),
    *,
    again: bool = False,
) -> str:
    """Return what an import brought: its status, what is suspicious, what to decide, what it contradicts.

    ``lost`` are the accepted verdicts that fall away with what it takes the place of. ``again`` says that the
    file was in already, and that nothing has changed.
    """
    lines = _import_lines(one)
    if again:
        lines.append(f"    it was in already, as {one.id}: nothing has changed")
    cautions = find_cautions(graph.exchange, one, received, graph.own.register, again=again)
    lines.extend(f"    CAUTION: {_line(told)}" for told in cautions)
    if one.problems:
        lines.append("Nothing of it is used until these are mended; it is kept apart.")
        return visible("\n".join(lines) + "\n")
    said = graph.exchange.current.get(one.partner)
    if said is not None:
        known = Known(graph.own.register)
        for entry in said.register.entries.values():
            for flag in dict.fromkeys(known.find_flags(entry.label)):
                lines.append(f"    {entry.name!r} {flag}: {_line('; '.join(entry.label.values()))}")
        claims = [name for name in graph.knowledge.claims if partner_of(name) == one.partner]
        if claims or said.verdicts or not received.reviews:
            verdicts = several(len(said.verdicts), "verdict")
            lines.append(f"    {several(len(claims), 'claim')}, {verdicts} on them")
    left_out = [problem for problem in graph.problems if problem.partner == one.partner]
    lines.extend(f"    CAUTION: {_line(problem.message)}" for problem in left_out[:_LISTED])
    if len(left_out) > _LISTED:
        lines.append(f"    … and {len(left_out) - _LISTED} more like it")
    lines.extend(_lost_lines(lost))
    if received.reviews:
        lines.append(f"    {several(len(received.reviews), 'review')} of claims")
    waiting = [m for m in find_matches(graph.exchange, graph.own) if m.accepted is None and m.subject]
    new = sum(match.subject is Subject.NEW for match in waiting)
    if len(waiting) > new:
        lines.append(f"    {several(len(waiting) - new, 'proposal')} to decide: kg matches")
    if new:
        lines.append(
            f"    {several(new, 'name')} new to us, used as theirs unless you take them in: kg matches"
        )
    across = find_across(graph.relations(), one.partner)
    if across:
        number = several(len(across), "contradiction")
        lines.append(f"    {number} between their claims and others: kg relations")
    return visible("\n".join(lines) + "\n")


def write_retracted(one: Import, lost: Iterable[Verdict]) -> str:
    """Return that an import is out of use, and which accepted verdicts fall away with it."""
    return visible("\n".join([f"{visible_line(one.id)} is retracted", *_lost_lines(lost)]) + "\n")


def _lost_lines(lost: Iterable[Verdict]) -> list[str]:
    return [
        f"    CAUTION: the accepted verdict falls away that {_line(verdict.claim)} is {verdict.rating}, by "
        f"{_line(verdict.reviewer)}{f', {_line(verdict.url)}' if verdict.url else ''}: kg matches"
        for verdict in lost
    ]


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


def write_matches(matches: Sequence[Match]) -> str:
    """Return proposals, each with why it is made and what speaks against it, and then the names new to us."""
    lines: list[str] = []
    section = ""
    for match in matches:
        if match.subject is Subject.NEW:
            continue
        if match.section != section:
            section = match.section
            lines.append(f"{section}:")
        lines.append(f"  {match.id}  {_proposal(match)}{_decided(match)}")
        if match.their_label or match.our_label:
            known = f" / {_line(match.our_label)}" if match.ours else ""
            lines.append(f"      {_line(match.their_label)}{known}")
        lines.append(f"      because: {_line('; '.join(match.reasons))}")
        lines.extend(f"      CAUTION: {_line(flag)}" for flag in match.flags)
        if match.needs:
            lines.append(f"      follows from: {', '.join(match.needs)}")
    new = [match for match in matches if match.subject is Subject.NEW]
    if not lines:
        lines.append("Nothing to decide.")
    if new:
        lines.append("new to us, and used as theirs; accepted, what their register says of it is undisputed:")
    for match in new:
        lines.append(f"  {match.id}  {match.theirs}: {_line(match.their_label)}{_decided(match)}")
        lines.extend(f"      CAUTION: {_line(flag)}" for flag in match.flags)
    return visible("\n".join(lines) + "\n")


def _proposal(match: Match) -> str:
    if match.subject is Subject.NEW:
        return f"{match.theirs} is new to us"
    if match.subject is Subject.VERDICT:
        return f"the verdict {match.theirs} on {match.ours} counts"
    if match.subject is Subject.REVIEW:
        return f"the review {match.theirs} is about {match.ours}"
    if match.subject is None:
        return f"{match.theirs} says what {match.ours} says"
    return f"{match.theirs} is our {match.ours}"


def _decided(match: Match) -> str:
    return {None: "", True: "  (accepted)", False: "  (rejected)"}[match.accepted]


def write_decisions(matches: Sequence[Match], left: Sequence[Match], *, accepted: bool) -> str:
    """Return what was decided, and how much is left: with a caution, or because there are several ways."""
    word = "accepted" if accepted else "rejected"
    lines = [f"{word}: {_proposal(match)}" for match in matches]
    waiting = [m for m in left if m.accepted is None and m.subject not in (None, Subject.NEW)]
    if waiting:
        flagged = sum(bool(match.flags) for match in waiting)
        lines.append(
            f"left to decide: {several(len(waiting), 'proposal')}, {flagged} with a caution: kg matches"
        )
    return visible("\n".join(lines) + "\n") if lines else "Nothing was left to decide.\n"
