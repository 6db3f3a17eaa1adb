"""The figures of a dispute or an event: a timeline for each measure, ready for pages and notebooks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.disputes import Dispute, Timeline, find_timelines
from kg.explain import Words
from kg.model import Knowledge, Relation
from kg.report.counts import TimelineRow, build_timeline_row
from kg.report.selection import PageLimits
from kg.report.svg import NARROW, WIDE, Address, anchor
from kg.report.templating import environment
from kg.report.timeline import write_timeline


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """A timeline with a picture for a page and one for a phone; none if there are very many counts."""

    row: TimelineRow
    wide: Markup | None
    narrow: Markup | None
    notes: tuple[Words, ...]
    address: Address | None


def on_page(name: str) -> str:
    """Return the address of a claim, or of a relation named with its list, on the page of a report."""
    kind, _, rest = name.partition("/")
    return f"#{anchor('relation', rest)}" if kind == "relations" else f"#{anchor('claim', name)}"


def timelines_of(
    relations: Iterable[Relation],
    knowledge: Knowledge,
    dispute: Dispute | None = None,
    event: str | None = None,
) -> list[Timeline]:
    """Return all timelines, or those of an event, or those with a claim of a dispute."""
    if dispute is not None and not any(position.proposition.count for position in dispute.positions):
        return []  # This avoids reading all claims of a store.
    timelines = find_timelines(relations, knowledge)
    if event is not None:
        return [timeline for timeline in timelines if timeline.event == event]
    if dispute is None:
        return timelines
    claims = {name for position in dispute.positions for name in position.claims}
    return [timeline for timeline in timelines if any(tally.claim in claims for tally in timeline.tallies)]


def build_timeline_figure(
    number: int,
    timeline: Timeline,
    knowledge: Knowledge,
    limits: PageLimits,
    languages: Sequence[str],
    address: Address | None,
) -> TimelineFigure:
    """Return a timeline with its pictures; ``number`` distinguishes it from others on the page."""
    row = build_timeline_row(timeline, knowledge)
    if len(row.rows) > limits.counts:
        return TimelineFigure(row, None, None, (), address)
    wide, narrow = (
        write_timeline(row, f"timeline-{number}", width=width, address=address, languages=languages)
        for width in (WIDE, NARROW)
    )
    return TimelineFigure(row, Markup(wide.svg), Markup(narrow.svg), wide.notes, address)


def figures_of(
    knowledge: Knowledge,
    relations: Iterable[Relation],
    *,
    language: str,
    dispute: Dispute | None = None,
    event: str | None = None,
    address: Address | None = None,
    level: int = 2,
) -> list[Markup]:
    """Return the figures of a dispute or of an event, each as a piece of HTML with a heading.

    ``relations`` are those that hold for the reader. ``address`` returns where a claim, or a relation named
    ``relations/ID``, has its page. The headings are of the given ``level``; the style is that of a report.
    """
    limits = PageLimits()
    timelines = timelines_of(relations, knowledge, dispute, event)
    figures = [
        build_timeline_figure(at, timeline, knowledge, limits, (language,), address)
        for at, timeline in enumerate(timelines[: limits.timelines])
    ]
    template = environment().get_template("figures.html.j2")
    return [
        Markup(template.render(timeline=figure, languages=(language,), linked=False, level=level))
        for figure in figures
    ]
