"""What is in dispute for somebody who holds certain standpoints: found once, and kept while it is used."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from itertools import islice, product
from typing import TYPE_CHECKING, Any, TypeVar

from kg.api.graph import DISPUTING
from kg.background import build_view
from kg.disputes import Dispute, find_disputes
from kg.explain import find_named_dispute, find_question
from kg.model import Relation, RelationType, View
from kg.words import ENGLISH, Words

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph

Found = TypeVar("Found")

#: The number of sets of standpoints whose findings are kept.
KEPT = 8
#: The most tensions that are read for open questions.
_ASKED = 60


class Outlook:
    """What holds for one set of standpoints; for ``None``, what holds from any.

    ``ranked`` are all relations that make disputes, in the order of reading.
    """

    def __init__(self, graph: ClaimGraph, view: View | None, ranked: Sequence[Relation]):
        self.view = view
        self._graph = graph
        self._ranked = ranked
        self._listed: dict[tuple[str, ...], list[str]] = {}
        self._kept: OrderedDict[object, Any] = OrderedDict()

    def keep(self, name: object, find: Callable[[], Found]) -> Found:
        """Return what ``find`` finds; that of the last few names is kept."""
        if name not in self._kept:
            self._kept[name] = find()
        self._kept.move_to_end(name)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        found: Found = self._kept[name]
        return found

    def holds(self, relation: Relation) -> bool:
        """Return whether a relation holds from these standpoints."""
        return self.view is None or relation.holds_for(self.view)

    def concerns(self, relation: Relation) -> bool:
        """Return whether a relation is shown: it holds, or would without these standpoints."""
        return self.holds(relation) or self.change(relation) == "lost"

    def change(self, relation: Relation) -> str:
        """Return what these standpoints do: ``gained`` or ``lost``; empty if it is the same without them."""
        if not self.view:
            return ""
        now, without = relation.holds_for(self.view), relation.holds_for(frozenset())
        return "" if now == without else "gained" if now else "lost"

    @cached_property
    def contradictions(self) -> list[Relation]:
        """The contradictions, in the order of reading."""
        found = (relation for relation in self._ranked if relation.relation is RelationType.CONTRADICTS)
        return [relation for relation in found if self.holds(relation)]

    @cached_property
    def changed(self) -> Mapping[str, Sequence[Relation]]:
        """The contradictions that hold only with these standpoints, and those that hold only without them."""
        found: dict[str, list[Relation]] = {"gained": [], "lost": []}
        for relation in self._ranked if self.view else ():
            change = self.change(relation)
            if change and relation.relation is RelationType.CONTRADICTS:
                found[change].append(relation)
        return found

    @cached_property
    def disputes(self) -> list[Dispute]:
        """The disputes, those in which most voices take part first; the relations of each are ranked."""
        found = find_disputes(relation for relation in self._ranked if self.holds(relation))
        return sorted(found, key=lambda one: (-len(self.voices(one)), -len(one.relations), one.id))

    def voices(self, dispute: Dispute) -> set[tuple[str, ...]]:
        """Return the voices that take part in a dispute."""
        claims, voice = self._graph.knowledge.claims, self._graph.knowledge.register.voice
        spoken = [v.sources for r in dispute.relations for p in r.pairs for v in (p.first, p.second)]
        several = (p for r in dispute.relations if not r.pairs for p in r.positions)
        spoken += [claims[name].sources for position in several for name in position.claims]
        return {tuple(sorted(set(map(voice, sources)))) for sources in spoken}

    @cached_property
    def in_dispute(self) -> Mapping[str, str]:
        """The disputes of claims: their identifiers, by the claims that contradict somebody in them."""
        found: dict[str, str] = {}
        for dispute in self.disputes:
            claims = (name for position in dispute.positions for name in dispute.held(position).claims)
            found |= dict.fromkeys(claims, dispute.id)
        return found

    @cached_property
    def against(self) -> Mapping[str, Mapping[str, Sequence[Relation]]]:
        """The contradictions between two sources, by both of their names, in the order of reading."""
        found: dict[str, dict[str, dict[str, Relation]]] = {}
        for relation in self.contradictions:
            for pair in relation.pairs:
                for one, other in product(pair.first.sources, pair.second.sources):
                    found.setdefault(one, {}).setdefault(other, {})[relation.id] = relation
                    found.setdefault(other, {}).setdefault(one, {})[relation.id] = relation
        return {one: {other: list(r.values()) for other, r in them.items()} for one, them in found.items()}

    def listed(self, *types: str) -> list[str]:
        """Return the identifiers of the relations of these types, or of all, in the order of reading."""
        if types not in self._listed:
            view = None if self.view is None else sorted(self.view)
            self._listed[types] = self._graph.listed(view, types or None)
        return self._listed[types]

    def questions(self, number: int) -> list[tuple[str, Words]]:
        """Return the first open questions that differ, each with the tension that it would settle."""
        return self.keep(("questions", number), lambda: self._ask(number))

    def _ask(self, number: int) -> list[tuple[str, Words]]:
        tension = RelationType.TENSION.value
        first = self.listed(tension)[:_ASKED]
        read = {relation.id: relation for relation in self._graph.some(first, [tension])}
        found: dict[str, tuple[str, Words]] = {}
        for name in first:
            question = find_question(read[name], self._graph.knowledge)
            found.setdefault(question[ENGLISH], (name, question))
            if len(found) == number:
                break
        return list(found.values())


class Outlooks:
    """The outlooks on a graph, by their standpoints."""

    def __init__(self, graph: ClaimGraph):
        self._graph = graph
        self._kept: OrderedDict[View | None, Outlook] = OrderedDict()

    @cached_property
    def _ranked(self) -> list[Relation]:
        found = self._graph.disputing()
        # The order in a store is known: no claims are read to find it.
        place = {name: number for number, name in enumerate(self._graph.listed(types=DISPUTING))}
        return sorted(found, key=lambda relation: place[relation.id])

    @cached_property
    def claims_of(self) -> Mapping[str, Sequence[str]]:
        """The names of the claims of each article, the articles that were published last first."""
        articles = self._graph.knowledge.articles
        found: dict[str, list[str]] = {name: [] for name in articles}
        for name in self._graph.knowledge.claims:
            found[name.rpartition("/")[0]].append(name)
        published = {name: article.published for name, article in articles.items()}
        days = {name: "" if time is None else str(time.start) for name, time in published.items()}
        return {name: found[name] for name in sorted(found, key=days.__getitem__, reverse=True)}

    def newest(self, number: int) -> Mapping[str, Sequence[str]]:
        """Return the articles that were published last, with the names of their claims."""
        return dict(islice(self.claims_of.items(), number))

    def of(self, standpoints: Iterable[str] | None) -> Outlook:
        """Return the outlook of somebody who holds exactly these standpoints.

        Raises:
            InputError: for a standpoint that there is not, or for several that exclude each other.
        """
        view = None if standpoints is None else build_view(self._graph.knowledge.register, standpoints)
        if view not in self._kept:
            self._kept[view] = Outlook(self._graph, view, self._ranked)
        self._kept.move_to_end(view)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        return self._kept[view]

    def dispute(self, name: str, outlook: Outlook) -> list[Dispute]:
        """Return the disputes of an outlook that ``name`` means, that with most of its contradictions first.

        ``name`` may be that of a dispute in another outlook: standpoints can divide or settle it. If it is
        settled, there are none.

        Raises:
            InputError: if it means nothing in any outlook, or several disputes.
        """
        others = [one for one in self._kept.values() if one is not outlook]
        for other in (outlook, *others, self.of(None)):
            exact = next((one for one in other.disputes if one.id == name), None)
            if exact is not None:
                break
        else:
            exact = find_named_dispute(name, self.of(None).disputes)
        own = {relation.id for relation in exact.relations}
        common = [(sum(r.id in own for r in one.relations), one) for one in outlook.disputes]
        return [one for number, one in sorted(common, key=lambda pair: -pair[0]) if number]
