"""Figures ready for pages and notebooks: timelines of counts and maps of places, each with its table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from kg.disputes import Timeline
from kg.explain import Words
from kg.model import Knowledge
from kg.report.counts import TimelineRow, build_timeline_row
from kg.report.map import write_map
from kg.report.places import MAP_WORDS, PlaceRow, Places
from kg.report.selection import PageLimits
from kg.report.svg import NARROW, WIDE, Target
from kg.report.templating import environment
from kg.report.timeline import write_timeline
from kg.words import Joined, Verbatim

#: The most places without coordinates that a map names.
_UNPLACED = 10


@dataclass(frozen=True, slots=True)
class TimelineFigure:
    """A timeline with a picture for a page and one for a phone; none if there are very many counts."""

    row: TimelineRow
    wide: Markup | None
    narrow: Markup | None
    notes: tuple[Words, ...]
    target: Target | None


@dataclass(frozen=True, slots=True)
class MapFigure:
    """Places with a picture for a page and one for a phone; ``unplaced`` says which are missing."""

    name: str
    rows: tuple[PlaceRow, ...]
    unplaced: Words | None
    wide: Markup | None
    narrow: Markup | None
    notes: tuple[Words, ...]
    target: Target | None


def build_timeline_figure(
    number: int,
    timeline: Timeline,
    knowledge: Knowledge,
    languages: Sequence[str],
    target: Target | None,
    limits: PageLimits,
) -> TimelineFigure:
    """Return a timeline with its pictures; ``number`` distinguishes it from others on the page."""
    row = build_timeline_row(timeline, knowledge)
    if len(row.rows) > limits.marks:
        return TimelineFigure(row, None, None, (), target)
    wide, narrow = (
        write_timeline(row, f"timeline-{number}", width=width, target=target, languages=languages)
        for width in (WIDE, NARROW)
    )
    return TimelineFigure(row, Markup(wide.svg), Markup(narrow.svg), wide.notes, target)


def build_map_figure(
    places: Places, languages: Sequence[str], target: Target | None, limits: PageLimits
) -> MapFigure | None:
    """Return a map of places, ``None`` if none has coordinates."""
    rows, name = places.rows, "map"
    if not rows:
        return None
    missing = [*places.unplaced[:_UNPLACED], *([Verbatim("…")] if len(places.unplaced) > _UNPLACED else [])]
    unplaced = MAP_WORDS["unplaced"].told(places=Joined(missing, "semicolon")) if missing else None
    if len(rows) > limits.marks:
        return MapFigure(name, rows, unplaced, None, None, (), target)
    linked = 0 if target is None else len(rows)
    wide, narrow = (
        write_map(rows, name, width=width, linked=linked, languages=languages) for width in (WIDE, NARROW)
    )
    return MapFigure(name, rows, unplaced, Markup(wide.svg), Markup(narrow.svg), wide.notes, target)


def write_figures(
    timelines: Sequence[Timeline],
    places: Places,
    knowledge: Knowledge,
    language: str,
    *,
    target: Target | None = None,
    level: int = 2,
) -> list[Markup]:
    """Return timelines, then a map of places, each as a piece of HTML with a heading of this ``level``.

    With ``target``, claims, relations and places link to their pages. The style is that of a report.
    """
    limits, languages = PageLimits(), (language,)
    template = environment().get_template("figures.html.j2")

    def write(timeline: TimelineFigure | None, drawn: MapFigure | None = None) -> Markup:
        told = {"timeline": timeline, "places": drawn, "languages": languages, "linked": False}
        return Markup(template.render(**told, level=level))

    figures = [
        build_timeline_figure(number, timeline, knowledge, languages, target, limits)
        for number, timeline in enumerate(timelines[: limits.timelines])
    ]
    drawn = build_map_figure(places, languages, target, limits)
    return [*map(write, figures), *([write(None, drawn)] if drawn else [])]
