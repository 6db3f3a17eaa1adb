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
from kg.rdf.vocabulary import bundle_iri, claim_key

#: The number of claims that one query asks for: for many more, it would look at all claims.
_AT_ONCE = 400
#: To read a claim or an article by itself takes about this many times as long as with all others.
_SHARE = 8


class StoredClaims(Mapping[str, Claim]):
    """Claims by name, each read on demand: with its article, if that has not too many."""

    def __init__(self, reader: ColumnReader):
        self._reader = reader
        self._known: dict[str, Claim] = {}
        self._articles: set[str] = set()
        self._large: set[str] = set()
        self._times = 0
        self._complete = False

    def __getitem__(self, name: str) -> Claim:
        if name not in self._known:
            self.read_some([name])
        if name not in self._known:
            raise KeyError(name)
        return self._known[name]

    def read_some(self, names: Collection[str]) -> None:
        """Read those of some claims that have not been read yet; a few with their small articles.

        Whoever reads few claims again and again probably reads most of them, so then all are read.
        """
        missing = [] if self._complete else [name for name in names if name not in self._known]
        if len(missing) > MOST_NAMED and len(missing) > len(self) // _SHARE:
            self.read_all()
        elif len(missing) <= ONE_BY_ONE:
            missing = [name for name in missing if not self._read_article(name)]
            self._times += bool(missing)
            if missing and self._times > len(self) // _SHARE:
                self.read_all()
        for at in range(0, 0 if self._complete else len(missing), _AT_ONCE):
            self._known.update(self._reader.some_claims(missing[at : at + _AT_ONCE]))

    def _read_article(self, name: str) -> bool:
        """Read the article of a claim unless it is large; return whether it is read."""
        article = name.rpartition("/")[0]
        if self._complete or article in self._articles:
            return True
        if article in self._large:
            return False
        if len(self._articles) >= ONE_BY_ONE and len(self._articles) >= self._number // _SHARE:
            self.read_all()
        elif self._reader.count_claims(article) > MOST_NAMED:
            self._large.add(article)
            return False
        else:
            self._articles.add(article)
            self._known.update(self._reader.claims(article))
        return True

    @cached_property
    def _number(self) -> int:
        """The number of articles."""
        return len(self._reader.articles())

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

    def spans(self, article: str) -> list[tuple[int, int, str]]:
        """Return where the quotations of an article begin and end; its claims are not read."""
        reader: ColumnReader = vars(self)["_reader"]
        starts, ends = (reader.column(f"oa:{end}", bundle_iri(article)) for end in ("start", "end"))
        parts = ((place.partition("/quotation/"), place) for place in starts)
        return sorted(
            (int(starts[place]), int(ends[place]), claim_key(claim))
            for (claim, is_quotation, _), place in parts
            if is_quotation
        )

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
