"""The model in a store, read only as far as it is needed.

Oxigraph answers a few queries with plain columns, from which objects are made: for one article if few claims
are needed, else for all at once. Only stores of this version of the program are read this way; the mark says
whether a store is whole (:mod:`kg.rdf.store_files`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property
from typing import Any

from kg.collection import without_collection
from kg.model import Article, Bundle, Claim, Knowledge, Position, Register, Verdict
from kg.rdf.columns import MOST_NAMED, ONE_BY_ONE, ColumnReader


class StoredClaims(Mapping[str, Claim]):
    """Claims by name, each read on demand: with its article, if that has not too many."""

    def __init__(self, reader: ColumnReader):
        self._reader = reader
        self._known: dict[str, Claim] = {}
        self._articles: set[str] = set()
        self._large: set[str] = set()
        self._singly = 0
        self._complete = False

    def __getitem__(self, name: str) -> Claim:
        claim = self._known.get(name)
        if claim is None and not self._complete:
            article = name.rpartition("/")[0]
            if article in self._large:
                self._read_one(name)
            elif len(self._articles) >= ONE_BY_ONE:
                self.read_all()
            elif article not in self._articles:
                self._read_article(article, name)
            claim = self._known.get(name)
        if claim is None:
            raise KeyError(name)
        return claim

    def _read_article(self, article: str, name: str) -> None:
        if self._reader.count_claims(article) > MOST_NAMED:
            self._large.add(article)
            self._read_one(name)
        else:
            self._articles.add(article)
            self._known.update(self._reader.claims(article))

    def _read_one(self, name: str) -> None:
        """Read a claim; whoever reads many one after the other probably reads most of them."""
        self._singly += 1
        if self._singly > max(MOST_NAMED, len(self) // 8):
            self.read_all()
        else:
            self.read_some([name])

    def read_some(self, names: Collection[str]) -> None:
        """Read those of some claims that have not been read yet, and no others unless they are many."""
        missing = [] if self._complete else [name for name in names if name not in self._known]
        if len(missing) > MOST_NAMED:
            self.read_all()
        elif missing:
            self._known.update(self._reader.some_claims(missing))

    def read_all(self) -> None:
        """Read all claims that have not been read yet."""
        if not self._complete:
            with without_collection():
                self._known = {**self._reader.claims(None), **self._known}
            self._complete = True

    @cached_property
    def _names(self) -> dict[str, None]:
        return dict.fromkeys(self._reader.order())

    def __contains__(self, name: object) -> bool:
        return name in self._known or name in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class _Articles(Mapping[str, Article]):
    """Articles by name, each read on demand."""

    def __init__(self, reader: ColumnReader):
        self._reader = reader
        self._known: dict[str, Article] = {}

    @cached_property
    def _names(self) -> list[str]:
        return self._reader.articles()

    def __getitem__(self, name: str) -> Article:
        if name not in self._known:
            if name not in self._names:
                raise KeyError(name)
            self._known[name] = self._reader.article(name)
        return self._known[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)


class StoredKnowledge(Knowledge):
    """The knowledge in a store, ours and that of partners, each part read on demand."""

    @classmethod
    def of(
        cls, reader: ColumnReader, *, adopted: Collection[str] = (), accepted: Collection[str] = ()
    ) -> StoredKnowledge:
        """Return the knowledge in a store.

        ``adopted`` are the partners' names that were adopted as new ones. ``accepted`` are the identifiers of
        the partners' verdicts that were accepted.
        """
        knowledge = object.__new__(cls)
        vars(knowledge).update(_reader=reader, _adopted=adopted, _accepted=accepted, locations={})
        vars(knowledge).update(base=reader.base, bases=reader.bases())
        return knowledge

    def _from(self, read: Callable[[ColumnReader], Any]) -> Any:
        return read(vars(self)["_reader"])

    @cached_property
    def register(self) -> Register:
        """The register with the standpoints."""
        stored: Register = self._from(ColumnReader.register)
        return replace(stored, adopted=frozenset(vars(self)["_adopted"]))

    @cached_property
    def verdicts(self) -> tuple[Verdict, ...]:
        """Our verdicts and those of partners."""
        accepted = vars(self)["_accepted"]
        stored: tuple[Verdict, ...] = self._from(ColumnReader.verdicts)
        return tuple(
            verdict if verdict.partner is None else replace(verdict, accepted=verdict.id in accepted)
            for verdict in stored
        )

    @cached_property
    def claims(self) -> Mapping[str, Claim]:
        """Every claim by its ``bundle/claim`` identifier."""
        all_claims: Mapping[str, Claim] = self._from(StoredClaims)
        return all_claims

    def read_claims(self, names: Collection[str]) -> None:
        """Read some claims that are used next, together."""
        claims = self.claims
        assert isinstance(claims, StoredClaims)
        claims.read_some(names)

    @cached_property
    def corrected_by(self) -> Mapping[str, Sequence[str]]:
        """The claims that correct each corrected claim, in the order of claims."""
        found: Mapping[str, Sequence[str]] = self._from(ColumnReader.corrected_by)
        return found

    @cached_property
    def articles(self) -> Mapping[str, Article]:
        """Every article by its identifier."""
        all_articles: Mapping[str, Article] = self._from(_Articles)
        return all_articles

    @cached_property
    def positions(self) -> tuple[Position, ...]:
        """Every position, by identifier."""
        all_positions: tuple[Position, ...] = self._from(ColumnReader.positions)
        return all_positions

    @cached_property
    def bundles(self) -> tuple[Bundle, ...]:
        """Every article with its claims."""
        claims = self.claims
        assert isinstance(claims, StoredClaims)
        claims.read_all()
        of: dict[str, list[Claim]] = {name: [] for name in self.articles}
        for name in claims:
            of[name.rpartition("/")[0]].append(claims[name])
        return tuple(Bundle(self.articles[name], tuple(own_claims)) for name, own_claims in of.items())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Knowledge):
            return NotImplemented
        return (self.register, self.bundles, self.verdicts) == (other.register, other.bundles, other.verdicts)

    __hash__ = None  # type: ignore[assignment]
