"""The register and the articles that use it, with the locations of names and claims."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kg.model.claims import Article, Bundle, Claim, Proposition, Stance, Verdict
from kg.model.names import BASE
from kg.model.register import Register
from kg.model.relations import Position
from kg.model.values import Interval


@dataclass(frozen=True, slots=True)
class Location:
    """A place in an author's file: a line, or a row of a table and the name of its column.

    Lines and rows are counted from 1.

    >>> str(Location("claims.yaml", 7)), str(Location("sheet.csv", 7, "stance"))
    ('claims.yaml:7', "sheet.csv:row 7, column 'stance'")
    """

    file: str
    line: int | None = None
    column: str | None = None

    def __str__(self) -> str:
        if self.line is None:
            return self.file
        if self.column is None:
            return f"{self.file}:{self.line}"
        return f"{self.file}:row {self.line}, column {self.column!r}"


@dataclass(frozen=True)
class Knowledge:
    """A register and the bundles that use it, with the location of each name and claim.

    ``locations`` is keyed by register name, standpoint name or ``bundle/claim`` identifier.
    ``verdicts`` are in the order of :attr:`Verdict.order`. ``base`` is the base of the IRIs under which it is
    written as RDF, ``bases`` that of each partner with another one than :data:`~kg.model.BASE`.
    """

    register: Register
    bundles: tuple[Bundle, ...] = ()
    locations: Mapping[str, Location] = field(default_factory=dict, compare=False)
    verdicts: tuple[Verdict, ...] = ()
    base: str = field(default=BASE, compare=False)
    bases: Mapping[str, str] = field(default_factory=dict, compare=False)

    def under(self, base: str) -> Knowledge:
        """Return the same knowledge, to be written with IRIs under another base."""
        if base == self.base:
            return self
        return Knowledge(self.register, self.bundles, self.locations, self.verdicts, base, self.bases)

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by its ``bundle/claim`` identifier, in the order of bundles and of their files."""
        return {f"{bundle.id}/{claim.id}": claim for bundle in self.bundles for claim in bundle.claims}

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Every article by its identifier."""
        return {bundle.id: bundle.article for bundle in self.bundles}

    def bundle(self, name: str) -> Bundle:
        """Return the bundle of an article by its identifier, with its claims in order."""
        claims = tuple(self.claims[claim] for claim in self.claims if claim.rpartition("/")[0] == name)
        return Bundle(self.articles[name], claims)

    def read_claims(self, names: Collection[str]) -> None:
        """Prepare for some claims to be used: knowledge that is read on demand reads them together."""

    def spans(self, article: str) -> list[tuple[int, int, str]]:
        """Return where the quotations of an article begin and end, with the claims that make them, sorted."""
        own = ((name, claim) for name, claim in self.claims.items() if name.rpartition("/")[0] == article)
        return sorted((one.start, one.end, name) for name, claim in own for one in claim.quotations)

    def article_of(self, claim_id: str) -> Article:
        """Return the article a ``bundle/claim`` identifier belongs to."""
        return self.articles[claim_id.rpartition("/")[0]]

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every position, sorted by identifier; a question has one on each proposition it presupposes."""
        names_by_position: dict[tuple[Stance, Proposition], list[str]] = {}
        for name, claim in self.claims.items():
            asked = claim.presupposes if claim.stance is Stance.ASKS else ()
            for proposition in (claim.proposition,) if claim.proposition is not None else asked:
                names_by_position.setdefault((claim.stance, proposition), []).append(name)
        positions = (
            Position(stance, p, tuple(sorted(claim_ids)))
            for (stance, p), claim_ids in names_by_position.items()
        )
        return tuple(sorted(positions, key=lambda position: position.id))

    def said(self, claim_id: str) -> Interval | None:
        """Return when a claim was said: its own time, else when the article was published, if known."""
        return self.claims[claim_id].said or self.article_of(claim_id).published

    @cached_property
    def corrected_by(self) -> Mapping[str, Sequence[str]]:
        """The claims that correct each corrected claim, in the order of claims."""
        found: dict[str, list[str]] = {}
        for name, claim in self.claims.items():
            for corrected in claim.corrects:
                found.setdefault(corrected, []).append(name)
        return found

    def as_of(self, claim_id: str) -> Interval | None:
        """Return the time of a claim's count: its ``as_of``, else when the claim was said."""
        proposition = self.claims[claim_id].proposition
        count = None if proposition is None else proposition.count
        return (count.as_of if count is not None else None) or self.said(claim_id)

    def label(self, name: str, language: str = "en") -> str:
        """Return the label of a register name or standpoint.

        If it has none in ``language``, it is the English one, else any, else the name itself.
        """
        entry = self.register.entries.get(name) or self.register.standpoints.get(name)
        labels = entry.label if entry is not None else {}
        return labels.get(language) or labels.get("en") or (labels[min(labels)] if labels else name)
