"""Write claims that are only partly known as a ``claims.yaml`` to fill in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from kg.authoring.write import as_seen, item, quoted, write_claims_yaml
from kg.model import Article, Bundle, Quotation, Stance
from kg.text import CutWordError, FoldedText, find_quotation, find_spans


@dataclass(frozen=True, slots=True)
class Draft:
    """A claim as a person or an annotation of a text gives it; parts of it may be missing.

    ``id``, ``source`` and ``stance`` are proposals. ``notes`` are other facts, each as ``key: value``
    with the value in JSON. ``jointly`` are the sources who say it together with ``source``.
    """

    id: str
    quotations: tuple[Quotation, ...] = ()
    gloss: Mapping[str, str] = field(default_factory=dict)
    cue: Quotation | None = None
    source: str | None = None
    stance: Stance | None = None
    notes: tuple[str, ...] = ()
    jointly: tuple[str, ...] = ()


def write_drafts(drafts: Iterable[Draft], article: Article, text: str | None = None) -> str:
    """Return a ``claims.yaml`` with drafts of claims, in which comments mark the missing keys.

    The missing keys are left out: a check of the unfilled file then names each of them. ``text`` is the name
    of the article's file.
    """
    head = write_claims_yaml(Bundle(article, ()), text=text)
    drafts = list(drafts)
    if not drafts:
        return head
    occurrence = _occurrences(article)
    lines = [head.removesuffix("claims: []\n") + "claims:"]
    for draft in drafts:
        lines += [*item(_draft_lines(draft, occurrence), 2), ""]
    lines.pop()
    return "".join(f"{line}\n" for line in lines)


def _draft_lines(draft: Draft, occurrence: Callable[[Quotation], int | None]) -> Iterator[str]:
    yield f"id: {quoted(draft.id)}"
    yield from (f"# {as_seen(note)}" for note in draft.notes)
    if draft.source is None:
        yield "# FILL IN source: who says so, a name of the register"
    else:
        names = [quoted(name) for name in (draft.source, *draft.jointly)]
        yield f"source: {names[0] if len(names) == 1 else '[' + ', '.join(names) + ']'}"
    yield f"# FILL IN stance: {', '.join(Stance)}" if draft.stance is None else f"stance: {draft.stance}"
    if draft.cue is not None:
        yield f"cue: {quoted(draft.cue.exact)}"
    if not draft.quotations:
        yield "# FILL IN quote: the words of the article that say so"
    elif len(draft.quotations) == 1:
        yield f"quote: {_quote(draft.quotations[0], occurrence)}"
    else:
        yield "quote:"
        yield from (f"  - {_quote(quotation, occurrence)}" for quotation in draft.quotations)
    if draft.gloss:
        yield "gloss:"
        yield from (f"  {quoted(language)}: {quoted(gloss)}" for language, gloss in draft.gloss.items())
    if draft.stance is Stance.ASKS:
        yield "# FILL IN presupposes: what the question takes for granted, if anything"
    else:
        yield "# FILL IN kind, and what is said of agent, target, instrument, place, time, count, value"
        yield "says: {}"


def _quote(quotation: Quotation, occurrence: Callable[[Quotation], int | None]) -> str:
    number, words = occurrence(quotation), quoted(quotation.exact)
    return words if number is None else f"{{text: {words}, occurrence: {number}}}"


def _occurrences(article: Article) -> Callable[[Quotation], int | None]:
    """Return a function that gives the occurrence (from 1) of a quotation, ``None`` if its words suffice."""
    folded = FoldedText(article.text or "")
    spans: dict[str, list[tuple[int, int]]] = {}

    def occurrence(quotation: Quotation) -> int | None:
        words = FoldedText(quotation.exact).folded
        if words not in spans:
            spans[words] = find_spans(folded, quotation.exact)
        if not spans[words]:
            return None
        if len(spans[words]) > 1:
            return bisect_left(spans[words], (quotation.start, quotation.end)) + 1
        try:
            find_quotation(folded, quotation.exact)
        except CutWordError:
            return 1
        return None

    return occurrence
