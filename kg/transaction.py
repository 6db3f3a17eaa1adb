"""Change what a store holds from partners: read it, change it, and write it in one step.

An interrupted change leaves the store as it was. Two changes of one store at the same time wait for each
other.
"""

from __future__ import annotations

import contextlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from kg.api import ClaimGraph, load
from kg.api.loading import StoredGraph
from kg.bundle.subset import build_own
from kg.errors import InputError, Problem
from kg.model import Knowledge, Location, Rating, Register, Verdict, partner_of
from kg.partners.deciding import decide, undo
from kg.partners.importing import add_import, retract
from kg.partners.ledger import Decision, Exchange, Import, Received
from kg.partners.match import Match
from kg.partners.purging import Purged, purge
from kg.partners.records import build_records, read_exchange
from kg.rdf.read import read_dataset
from kg.rdf.store import replace_graph, wrap
from kg.rdf.store_files import is_changeable, is_store, locked, open_recorded, require_store
from kg.rdf.vocabulary import RECORDS_GRAPH


class Transaction:
    """Our knowledge and what partners sent, while they are being changed."""

    def __init__(self, graph: ClaimGraph):
        self.graph = graph

    @property
    def own(self) -> Knowledge:
        """Our own knowledge."""
        return self.graph.own

    @property
    def exchange(self) -> Exchange:
        """What partners sent, and what was decided about it."""
        return self.graph.exchange

    def _to(self, own: Knowledge, exchange: Exchange) -> None:
        self.graph = ClaimGraph(own, exchange, engine=self.graph.engine, master=self.graph.master)

    def add(self, received: Received, when: str) -> Import:
        """Add what a partner sent; see :func:`kg.partners.importing.add_import`."""
        exchange, added = add_import(self.exchange, self.own, received, when=when)
        if exchange is not self.exchange:
            self._to(self.own, exchange)
        return added

    def decide(
        self,
        ids: Sequence[str],
        *,
        accepted: bool,
        by: str,
        when: str,
        everything: bool = False,
        rating: Rating | None = None,
    ) -> list[Match]:
        """Accept or reject proposals; see :func:`kg.partners.deciding.decide`."""
        exchange, done = decide(
            self.exchange,
            self.own,
            ids,
            accepted=accepted,
            by=by,
            when=when,
            everything=everything,
            rating=rating,
        )
        if done:
            self._to(self.own, exchange)
        return done

    def undo(self, ids: Sequence[str]) -> list[Decision]:
        """Take decisions back; see :func:`kg.partners.deciding.undo`."""
        exchange, gone = undo(self.exchange, ids)
        self._to(self.own, exchange)
        return gone

    def retract(self, name: str, when: str) -> Import:
        """Take an import out of use."""
        exchange, gone = retract(self.exchange, name, when=when)
        self._to(self.own, exchange)
        return gone

    def purge(self, names: Sequence[str]) -> list[Purged]:
        """Remove the content of imports; see :func:`kg.partners.purging.purge`."""
        exchange, gone = purge(self.exchange, names)
        self._to(self.own, exchange)
        return gone

    def judge(self, verdicts: Iterable[Verdict]) -> list[Verdict]:
        """Replace our verdicts on partners' claims by these.

        Raises:
            InputError: for a verdict on one of our own claims.
        """
        made = list(verdicts)
        for verdict in made:
            if partner_of(verdict.claim) is None:
                message = f"{verdict.claim} is a claim of ours"
                advice = "put the verdict into verdicts.yaml beside its claims.yaml and build the store again"
                raise InputError(Problem("bad-use", message, advice=advice))
        kept = [verdict for verdict in self.own.verdicts if partner_of(verdict.claim) is None]
        union = tuple(sorted({v.id: v for v in (*kept, *made)}.values(), key=lambda verdict: verdict.order))
        self._to(replace(self.own, verdicts=union), self.exchange)
        return made


@contextlib.contextmanager
def changing(folder: Path, *, create: bool = False, wait: bool = True) -> Iterator[Transaction]:
    """Open the store in ``folder`` to be changed; with ``create``, begin with an empty one if there is none.

    Another change of the store is waited for, unless ``wait`` says that it is an error.

    The store is written at the end, unless an error was raised; then it is left as it was.

    Raises:
        InputError: for a folder that holds no store or something else, or cannot be written, and if somebody
            else is changing it.
    """
    if not create:
        require_store(folder)
    with locked(folder, wait=wait):
        change = Transaction(load(store=folder) if is_store(folder) else ClaimGraph(Knowledge(Register())))
        before = change.graph
        yield change
        if change.graph is not before or not is_store(folder):
            _write(change.graph, before, folder)


def _write(graph: ClaimGraph, before: ClaimGraph, folder: Path) -> None:
    """Write a graph to the store of ``before``; if only records differ, nothing else is written again."""
    stored = isinstance(before, StoredGraph) and graph.own is before.own
    if stored and graph.exchange.means_as(before.exchange) and is_changeable(folder):
        graph.dataset = replace_graph(RECORDS_GRAPH, build_records(graph.exchange), folder)
    else:
        graph.save(folder)


def rebuild(graph: ClaimGraph, folder: Path) -> ClaimGraph:
    """Rebuild the store in ``folder``, keeping what it holds from partners, and return the graph.

    Our verdicts on partners' claims are kept, too: no file of ours holds them.

    Raises:
        InputError: for a folder that holds anything but a store, or cannot be written.
    """
    with locked(folder):
        if is_store(folder):
            opened = open_recorded(folder)
            dataset = wrap(opened.store)
            kept = tuple(verdict for verdict in read_dataset(dataset).verdicts if partner_of(verdict.claim))
            own = replace(graph.own, verdicts=(*graph.own.verdicts, *kept))
            exchange = read_exchange(dataset, opened.sent)
            graph = ClaimGraph(own, exchange, engine=graph.engine, master=graph.master)
        graph.save(folder)
    return graph


def restore(knowledge: Knowledge, folder: Path) -> ClaimGraph:
    """Build a store from our own knowledge as ``kg export`` wrote it.

    Raises:
        InputError: for a store that is not empty.
    """
    with locked(folder):
        if is_store(folder):
            stored = load(store=folder)
            if stored.own != Knowledge(Register()) or stored.exchange != Exchange():
                message = "holds something already; what is our own is restored into an empty store only"
                advice = "name a new folder, or leave --own away and say from whom it comes"
                raise InputError(Problem("not-empty", message, Location(str(folder)), advice=advice))
        graph = ClaimGraph(build_own(knowledge))
        graph.save(folder)
    return graph
