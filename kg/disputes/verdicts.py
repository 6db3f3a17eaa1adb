"""Find what follows from verdicts: for wider boxes if true, for narrower boxes if false.

A proposition is a box, and either something is inside it or not. If so, something is inside every box around
it; if not, nothing is inside any box within it. An assertion says yes, a denial says no. Contradictions by
other rules (rival values, counts, events) carry a verdict, too: if all positions but one are true, that one
is false.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from kg.background import MAX_READINGS, minimal
from kg.disputes.boxes import JUDGED, Boxes, Positions
from kg.errors import InputError, Problem, nearest
from kg.model import Knowledge, Position, Proposition, Relation, RelationType, View
from kg.relations import find_rule


@dataclass(frozen=True, slots=True)
class Settled:
    """A position that is true or false because of verdicts on others.

    ``views`` are the minimal views under which it follows. ``because`` are the judged positions that it
    follows from, in one of possibly several ways, and ``told`` are their verdicts.
    """

    position: Position
    verdict: bool
    views: tuple[View, ...]
    because: tuple[str, ...]
    told: tuple[tuple[str, bool], ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the verdict and the positions it rests on."""
        return {
            "position": self.position.id,
            "verdict": self.verdict,
            "views": [sorted(view) for view in self.views],
            "because": list(self.because),
        }


@dataclass(frozen=True, slots=True)
class VerdictConflict:
    """A position that would be both true and false, with the minimal ``views`` under which this is so."""

    position: Position
    views: tuple[View, ...]

    def as_json(self) -> dict[str, Any]:
        """Return the identifier of the position and the views."""
        return {"position": self.position.id, "views": [sorted(view) for view in self.views]}


@dataclass(frozen=True, slots=True)
class Propagation:
    """Everything that follows from verdicts, including the verdicts themselves.

    If verdicts conflict, nothing is taken back: the position is in ``settled`` both as true and as false,
    with what follows from both, and it is in ``conflicts``.
    """

    settled: tuple[Settled, ...]
    conflicts: tuple[VerdictConflict, ...]

    def verdicts(self, view: View = frozenset()) -> dict[str, bool]:
        """Return the verdicts by position under ``view``, without those that conflict."""
        disputed = {c.position.id for c in self.conflicts if any(v <= view for v in c.views)}
        return {
            settled.position.id: settled.verdict
            for settled in self.settled
            if settled.position.id not in disputed and any(v <= view for v in settled.views)
        }

    def as_json(self) -> dict[str, Any]:
        """Return both lists."""
        return {
            "settled": [settled.as_json() for settled in self.settled],
            "conflicts": [conflict.as_json() for conflict in self.conflicts],
        }


def propagate_verdicts(
    relations: Iterable[Relation],
    knowledge: Knowledge,
    verdicts: Mapping[str, bool],
    view: View | None = None,
    *,
    boxes: Boxes | None = None,
) -> Propagation:
    """Return what follows for all positions from verdicts on some of them.

    ``verdicts`` maps identifiers of positions, or of claims (``bundle/claim``), to whether they are true.
    With ``view``, only what follows under these standpoints is returned; the views in the result are still
    the minimal ones.

    If an assertion is true, assertions of boxes around its own are true, and denials of them are false. If it
    is false, assertions of boxes inside its own are false, and denials of them are true. For a denial it is
    the other way round. A contradiction that is not between an assertion and a denial makes the last of its
    positions false if all others are true. A true denial makes a position that presupposes the contrary
    false, but says nothing about the other content of that position, so nothing more follows from that.

    Raises:
        InputError: if a name is not that of a position or claim, or it neither asserts, denies nor predicts
            anything, or if contested facts combine in too many ways.
    """
    return Verdicts(relations, knowledge, view, boxes=boxes).propagate(verdicts)


@dataclass(frozen=True, slots=True)
class _Node:
    """The statement that a position is true or false; ``bare`` if it says nothing about the position's box.

    A position with a false presupposition is false, but the rest of what it claims may be so or not.
    """

    position: str
    verdict: bool
    bare: bool = False


@dataclass(frozen=True, slots=True)
class _Step:
    """A conclusion from verdicts under some views; ``spreads`` if it carries over to other boxes."""

    node: _Node
    needed: View
    because: frozenset[tuple[str, bool]] = frozenset()
    spreads: bool = False


class Verdicts:
    """Propagates verdicts over one body of knowledge; see :func:`propagate_verdicts`."""

    def __init__(
        self,
        relations: Iterable[Relation],
        knowledge: Knowledge,
        view: View | None = None,
        *,
        boxes: Boxes | None = None,
    ):
        self.knowledge = knowledge
        self.view = view
        self.boxes = boxes or Boxes(knowledge)
        self.judged = {p.id: p for p in knowledge.positions if p.stance in JUDGED}
        self.contents = {
            name: content for name, p in self.judged.items() if (content := self.boxes.content(p)) is not None
        }
        self._positions = Positions((self.judged[name] for name in self.contents), self.boxes.background)
        self._named: dict[str, list[Position]] = {}
        for position in knowledge.positions:
            for name in dict.fromkeys((position.id, *position.claims)):
                self._named.setdefault(name, []).append(position)
        self.across: dict[str, list[tuple[Relation, tuple[str, ...]]]] = {}
        for relation in relations:
            if relation.relation is not RelationType.CONTRADICTS or not _carries_verdict(relation):
                continue
            if (view is None or relation.holds_for(view)) and self._is_of_all(relation):
                names = tuple(position.id for position in relation.positions)
                for name in names:
                    self.across.setdefault(name, []).append((relation, names))

    def _is_of_all(self, relation: Relation) -> bool:
        """Return whether a contradiction is between all claims of its positions.

        If a number changes with time, it is only between counts of certain times.
        """
        counts = [position.proposition.count for position in relation.positions]
        register = self.knowledge.register
        changing = any(count is not None and register.changes(count.measure) for count in counts)
        if not relation.pairs or not changing:
            return True
        if all(count is not None and (count.final or count.as_of is not None) for count in counts):
            return True
        held = {
            name for pair in relation.pairs for voice in (pair.first, pair.second) for name in voice.claims
        }
        return all(held.issuperset(position.claims) for position in relation.positions)

    def propagate(self, verdicts: Mapping[str, bool] | Iterable[tuple[str, bool]]) -> Propagation:
        """Return what follows from verdicts on positions and claims; a name may be judged both ways."""
        propagation = _Propagation(self)
        for name, verdict in verdicts.items() if isinstance(verdicts, Mapping) else verdicts:
            for position in self.named(name):
                propagation.tell(position.id, verdict)
        return propagation.run()

    def named(self, name: str) -> list[Position]:
        """Return the positions that an identifier or a claim names, each of which can be true or false."""
        positions = self._named.get(name, [])
        if not positions:
            message = f"there is no position or claim {name!r}"
            names = [*self.knowledge.claims, *(p.id for p in self.knowledge.positions)]
            raise InputError(Problem("unknown-position", message, advice=nearest(name, names)))
        for position in positions:
            if position.stance not in JUDGED:
                message = f"{name!r} {position.stance.value} something, which is neither true nor false"
                where = self.knowledge.locations.get(position.claims[0])
                raise InputError(Problem("no-verdict", message, where))
        return positions

    def nested(self, box: Proposition, *, around: bool) -> Iterator[tuple[str, bool, tuple[View, ...]]]:
        """Yield positions on boxes around, or inside, ``box``: name, whether it asserts, minimal views."""
        for position in self._positions.around(box) if around else self._positions.inside(box):
            content = self.contents[position.id]
            pair = (box, content.box) if around else (content.box, box)
            if self.boxes.carries(*pair) and (views := self.boxes.inside(*pair)):
                yield position.id, content.asserts, views


def _carries_verdict(relation: Relation) -> bool:
    """Return whether a verdict on one position of a contradiction says something about the other.

    A denial is decided by its boxes. A verdict on an utterance would not be about what was said.
    """
    return "carry-no-verdict" not in find_rule(relation.rule).traits


class _Propagation:
    """Spreads labels, the minimal views under which something follows, until nothing new follows."""

    def __init__(self, world: Verdicts):
        self.world = world
        self.labels: dict[_Node, dict[View, frozenset[tuple[str, bool]]]] = {}
        self.waiting: deque[tuple[_Node, View, bool]] = deque()

    def tell(self, name: str, verdict: bool) -> None:
        """Take a verdict from a person."""
        told = frozenset([(name, verdict)])
        self._add(_Step(_Node(name, verdict), frozenset(), told, spreads=True), frozenset())

    def run(self) -> Propagation:
        """Return everything that follows."""
        while self.waiting:
            node, label, spreads = self.waiting.popleft()
            because = self.labels[node].get(label)
            if because is None:
                continue  # Meanwhile it follows under fewer standpoints; that step is waiting, too.
            for step in self._follow(node, spreads):
                self._add(replace(step, because=step.because | because), label | step.needed)
        return Propagation(tuple(self._settled()), tuple(self._conflicts()))

    def _add(self, step: _Step, label: View) -> None:
        view = self.world.view
        if not self.world.boxes.background.allows(label) or (view is not None and not label <= view):
            return
        labels = self.labels.setdefault(step.node, {})
        if any(other <= label for other in labels):
            return
        for wider in [other for other in labels if label <= other]:
            del labels[wider]
        labels[label] = step.because
        if len(labels) > MAX_READINGS:
            message = f"{step.node.position} is settled in more than {MAX_READINGS:,} ways"
            raise InputError(Problem("too-many-readings", message, advice="ask for the view of somebody"))
        self.waiting.append((step.node, label, step.spreads))

    def _follow(self, node: _Node, spreads: bool) -> Iterator[_Step]:
        if node.position not in self.world.judged or node.bare:
            return
        content = self.world.contents.get(node.position)
        if spreads and content is not None:
            # A result that was reached through a box need not spread again, because nesting is transitive.
            holds = node.verdict is content.asserts
            for name, asserted, views in self.world.nested(content.box, around=holds):
                for needed in views:
                    yield _Step(_Node(name, holds is asserted), needed)
        if node.verdict:
            for relation, names in self.world.across.get(node.position, ()):
                for last in names:
                    if last != node.position:
                        yield from self._last(
                            relation, last, [n for n in names if n not in (last, node.position)]
                        )

    def _last(self, relation: Relation, last: str, others: Sequence[str]) -> Iterator[_Step]:
        """Yield the step that the last position of a contradiction is false if all others are true."""
        bare = find_rule(relation.rule).role == "presupposed" and last == relation.positions[0].id
        options = [self.labels.get(_Node(name, True), {}) for name in others]
        for needed in relation.holds_if:
            for views in product(*options):
                because = frozenset().union(*(labels[v] for labels, v in zip(options, views, strict=True)))
                yield _Step(_Node(last, False, bare), needed.union(*views), because, spreads=not bare)

    def _merged(self) -> dict[tuple[str, bool], dict[View, frozenset[tuple[str, bool]]]]:
        reasons: dict[tuple[str, bool], dict[View, frozenset[tuple[str, bool]]]] = {}
        for node, labels in self.labels.items():
            if node.position in self.world.judged:
                merged = reasons.setdefault((node.position, node.verdict), {})
                for view, because in labels.items():
                    merged.setdefault(view, because)
        return reasons

    def _settled(self) -> Iterator[Settled]:
        for (name, verdict), labels in sorted(
            self._merged().items(), key=lambda item: (item[0][0], not item[0][1])
        ):
            views = minimal(labels)
            told = {verdict for view in views for verdict in labels[view]}
            because = sorted({position for position, _ in told})
            yield Settled(self.world.judged[name], verdict, views, tuple(because), tuple(sorted(told)))

    def _conflicts(self) -> Iterator[VerdictConflict]:
        merged = self._merged()
        for name in sorted(name for name, verdict in merged if verdict and (name, False) in merged):
            views = self.world.boxes.together([tuple(merged[name, verdict]) for verdict in (True, False)])
            if views:
                yield VerdictConflict(self.world.judged[name], views)
