"""Read articles with their claims, look up the names and quotes in them, and read the verdicts."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path

import networkx as nx

from kg.authoring.document import Document, shorten
from kg.authoring.files import as_named
from kg.authoring.formats import ArticleEntry, ClaimEntry, ClaimsFile, PropositionEntry, VerdictsFile
from kg.authoring.propositions import PropositionReader, Scope
from kg.authoring.register import RegisterReader
from kg.background import Background
from kg.errors import InputError, nearest
from kg.files import decode, read_verbatim
from kg.model import (
    Article,
    Bundle,
    Certainty,
    Claim,
    Knowledge,
    Location,
    Proposition,
    Quotation,
    Rating,
    Register,
    Stance,
    Verdict,
)
from kg.quotation_marks import is_direct
from kg.text import FoldedText, QuotationError, find_nearest, find_quotation


class BundleReader(RegisterReader):
    """Reads articles with their claims, and the verdicts on the claims."""

    def resolve(
        self,
        document: Document,
        file: ClaimsFile,
        source: Path | str,
        register: Register,
        background: Background,
    ) -> list[Bundle]:
        """Return the bundle of a claims file, or an empty list if its article cannot be read.

        The names and quotes in it are looked up. ``source`` is the folder of the article, or its text.
        """
        key = f"{file.article.id}/"
        if key in self.locations:
            message = f"the article {file.article.id!r} is given twice; first at {self.locations[key]}"
            self.fail(document, ("article", "id"), "duplicate-name", message, "give it another id")
            return []
        self.locations[key] = document.location(("article", "id"))
        self.name(document, ("article", "publisher"), file.article.publisher, ("sources",), register)
        if file.article.timezone is not None:
            self._zone(document, ("article", "timezone"), file.article.timezone)
        scope = Scope(self, document, register, file.article.id, file.article.timezone)
        text = self._text(source, document, file.article)
        article = None if text is None else self._article(text, document, file.article, scope)
        if article is None:
            return []
        folded = FoldedText(article.text or "")
        claims: dict[str, Claim] = {}
        for index, written in enumerate(file.claims):
            at = ("claims", index)
            if written.id in claims:
                first = self.locations[f"{article.id}/{written.id}"]
                message = f"the claim {written.id!r} is given twice; first at {first}"
                self.fail(document, at, "duplicate-claim", message, "give it another id", written.id)
                continue
            self.locations[f"{article.id}/{written.id}"] = document.location((*at, "id"))
            claim_scope = replace(scope, claim=written.id)
            claims[written.id] = self._claim(claim_scope, at, written, article, folded, background)
        return [Bundle(article, tuple(sorted(claims.values(), key=lambda claim: claim.order)))]

    def check_corrections(self, bundles: Sequence[Bundle], alone: bool = False) -> None:
        """Check that claims correct earlier claims, of any source, and never in a circle.

        If the bundles are read ``alone``, claims of other articles are not checked.
        """
        knowledge = Knowledge(Register(), tuple(bundles))
        graph: nx.DiGraph[str] = nx.DiGraph()
        for name, claim in knowledge.claims.items():
            for other in claim.corrects:
                if alone and other.rpartition("/")[0] not in knowledge.articles:
                    continue
                self._check_correction(knowledge, name, other)
                graph.add_edge(name, other)
        for component in nx.strongly_connected_components(graph):
            if len(component) > 1:
                name = min(component)
                message = f"corrects in a circle: {', '.join(sorted(component))}"
                self._wrong(name, "cycle", message, "take one of them out of 'corrects'")

    def _check_correction(self, knowledge: Knowledge, name: str, other: str) -> None:
        if other == name:
            self._wrong(name, "cycle", "a claim cannot correct itself", "take it out of 'corrects'")
            return
        if other not in knowledge.claims:
            near = nearest(other[:200], [claim for claim in knowledge.claims if claim != name] or [name])
            advice = f"{near}; name the folder of its article, too, if it is not read"
            self._wrong(name, "unknown-claim", f"there is no claim {shorten(other)} to correct", advice)
            return
        said, before = knowledge.said(name), knowledge.said(other)
        if said is not None and before is not None and said.precedes(before):
            message = f"{other!r} was said later, and cannot be corrected by what was said before it"
            self._wrong(name, "later-claim", message, f"let {other!r} correct this one, or give 'said'")

    def verdicts(
        self, path: Path, claims: Mapping[str, Claim], document: Document | None = None
    ) -> list[Verdict]:
        """Return the verdicts that a file gives on ``claims``, which are keyed by ``article/claim``.

        ``document`` is the content of the file, if it was read already.
        """
        parsed = self.parse(path, VerdictsFile, document)
        if parsed is None:
            return []
        document, file = parsed
        names: dict[str, list[str]] = {name: [name] for name in claims}
        for name in claims:
            names.setdefault(name.rpartition("/")[2], []).append(name)
        verdicts: list[Verdict] = []
        given: dict[tuple[str, str, date], Location] = {}
        for index, written in enumerate(file.verdicts):
            at = ("verdicts", index)
            rating = Rating(written.rating)
            candidates = names.get(written.claim, [])
            if len(candidates) != 1:
                id, message = "unknown-claim", f"there is no claim {written.claim!r} here"
                near: str | Callable[[], str] = partial(nearest, written.claim, list(names))
                if candidates:
                    id, message = (
                        "ambiguous-claim",
                        f"{len(candidates)} articles have a claim {written.claim!r}",
                    )
                    near = f"write one of {', '.join(sorted(candidates)[:12])}"
                self.fail(document, (*at, "claim"), id, message, near, written.claim)
                continue
            (name,) = candidates
            claim = claims[name]
            if rating.truth is not None and claim.stance not in (Stance.ASSERTS, Stance.DENIES):
                message = f"the claim {claim.stance.value} something, which is neither true nor false"
                advice = "choose a rating that says neither, or judge a claim that asserts or denies"
                self.fail(document, (*at, "rating"), "no-verdict", message, advice, written.claim)
                continue
            key = (name, written.reviewer, written.date)
            if key in given:
                message = f"{written.reviewer!r} judged this claim on that day already, at {given[key]}"
                self.fail(document, at, "duplicate-verdict", message, "keep one of them", written.claim)
                continue
            given[key] = document.location(at)
            verdicts.append(
                Verdict(
                    name,
                    rating,
                    dict(written.explanation),
                    tuple(sorted(set(written.evidence))),
                    written.reviewer,
                    written.date,
                    url=written.url,
                )
            )
        return verdicts

    def _text(self, source: Path | str, document: Document, written: ArticleEntry) -> str | None:
        key = ("article", "text")
        if isinstance(source, str):
            try:
                return decode(source.encode("utf-8", "surrogatepass"), document.file)
            except InputError as error:
                for problem in error.problems:
                    self.fail(document, key, problem.id, problem.message, problem.advice)
                return None
        folder = source.resolve()
        try:
            file = (folder / written.text).resolve()
        except (OSError, ValueError, RuntimeError):
            self.fail(document, key, "bad-path", f"{shorten(written.text)} is not a path")
            return None
        if not file.is_relative_to(folder):
            message = f"{shorten(written.text)} lies outside the bundle's folder"
            self.fail(document, key, "outside-bundle", message, "put the text beside claims.yaml")
            return None
        try:
            return read_verbatim(as_named(file))
        except InputError as error:
            for problem in error.problems:
                if document.columns or problem.id == "no-such-file":
                    message = f"{problem.location}: {problem.message}"
                    self.fail(document, key, problem.id, message, problem.advice)
                else:
                    self.problems.append(problem)
            return None

    def _article(self, text: str, document: Document, written: ArticleEntry, scope: Scope) -> Article | None:
        article = Article(
            written.id,
            text,
            written.language,
            written.publisher,
            scope.interval(written.published, ("article", "published")),
            written.published.basis if written.published else None,
            written.url,
            written.licence.iri if written.licence else None,
            written.licence is not None and written.licence.allows_sharing,
            title=written.title,
            timezone=written.timezone,
        )
        if written.sha256 is not None and written.sha256 != article.sha256:
            message = (
                f"{shorten(written.text)} has changed since it was annotated: its SHA-256 is {article.sha256}"
            )
            advice = "restore the text, or check every quote and write the new sha256"
            self.fail(document, ("article", "sha256"), "text-changed", message, advice)
            return None
        return article

    def _claim(
        self,
        scope: Scope,
        at: tuple[str | int, ...],
        written: ClaimEntry,
        article: Article,
        folded: FoldedText,
        background: Background,
    ) -> Claim:
        document, register = scope.document, scope.register
        self._check_speakers(document, at, written, register)
        said = scope.interval(written.said, (*at, "said"))
        bases: dict[str, str] = {}
        reader = PropositionReader(scope, background, Stance(written.stance))

        def proposition(entry: PropositionEntry, key: tuple[str | int, ...], part: str) -> Proposition:
            """Return a proposition; one that is taken for granted may get the time of the utterance."""
            result = reader.read(entry, key, part)
            granted = part == "presupposes" or (part == "says" and written.stance == "asserts")
            if granted and _takes_utterance_time(result, register, background):
                result = replace(result, time=said or article.published)
            if entry.time is not None and entry.time.basis is not None:
                bases[result.id] = entry.time.basis
            return result

        says = None if written.says is None else proposition(written.says, (*at, "says"), "says")
        presupposes = {
            proposition(entry, (*at, "presupposes", index), "presupposes")
            for index, entry in enumerate(written.presupposes)
        }
        if written.said is not None and written.said.basis is not None:
            bases["said"] = written.said.basis
        condition, form = None, "if"
        if written.condition is not None:
            form = written.condition.form
            key = (*at, "condition") if form == "if" else (*at, "condition", form)
            condition = proposition(written.condition.proposition, key, "condition")
        quotations = self._quotations(document, at, written, folded)
        sources = sorted(set(written.source))
        return Claim(
            written.id,
            sources[0],
            Stance(written.stance),
            says,
            quotations,
            dict(written.gloss),
            tuple(written.via),
            Certainty(written.certainty),
            self._cue(document, at, written, folded, quotations[:1]),
            tuple(sorted(presupposes, key=lambda p: p.id)),
            condition,
            said,
            bool(quotations) and all(is_direct(folded.text, q.start, q.end) for q in quotations),
            bases,
            tuple(sources[1:]),
            self._corrected(written, article.id),
            form,
        )

    def _check_speakers(
        self, document: Document, at: tuple[str | int, ...], written: ClaimEntry, register: Register
    ) -> None:
        for slot in ("source", "via"):
            for name in getattr(written, slot):
                self.name(document, (*at, slot), name, ("sources",), register, slot, written.id)

    def _cue(
        self,
        document: Document,
        at: tuple[str | int, ...],
        written: ClaimEntry,
        folded: FoldedText,
        quotations: Sequence[Quotation],
    ) -> Quotation | None:
        """Return the reporting words nearest to the first quotation of a claim."""
        if written.cue is None or not quotations:
            return None
        try:
            return find_nearest(folded, written.cue, quotations[0])
        except QuotationError as error:
            self.fail(document, (*at, "cue"), error.id, error.message, error.advice, written.id)
            return None

    def _corrected(self, written: ClaimEntry, article: str) -> tuple[str, ...]:
        """Return the ``article/claim`` names that a claim corrects, not yet looked up."""
        return tuple(sorted(name if "/" in name else f"{article}/{name}" for name in written.corrects))

    def _quotations(
        self, document: Document, at: tuple[str | int, ...], written: ClaimEntry, folded: FoldedText
    ) -> tuple[Quotation, ...]:
        quotations = []
        for index, quote in enumerate(written.quote):
            try:
                quotations.append(find_quotation(folded, quote.text, occurrence=quote.occurrence))
            except QuotationError as error:
                key = (*at, "quote", index)
                self.fail(document, key, error.id, error.message, error.advice, written.id)
        return tuple(quotations)


def _takes_utterance_time(proposition: Proposition, register: Register, background: Background) -> bool:
    """Return whether a proposition takes the time of its utterance: a state with no time of its own.

    With ``said_by`` it does not: when that source said so is not known.
    """
    entry = register.entries.get(proposition.kind)
    if entry is None or entry.timeless or proposition.time is not None or proposition.said_by is not None:
        return False
    return background.is_state(proposition.kind)
