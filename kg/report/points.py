"""The marks of single counts in a timeline: which forms they have, and how these are drawn."""

from __future__ import annotations

from dataclasses import dataclass

from kg.model import Count, Stance
from kg.report.axes import Span
from kg.report.counts import CountRow
from kg.report.shapes import cross, shape

_HOLLOW = (Stance.PREDICTS, Stance.ASSESSES)
_DENIED = (Stance.DENIES, Stance.DOUBTS)
#: The forms of marks and lines, with the words that explain them.
FORMS = {
    "against": "contradicted",
    "against conditional": "conditional",
    "about": "about",
    "hollow": "not_asserted",
    "denied": "denied",
    "final": "final",
}


@dataclass(frozen=True, slots=True)
class Point:
    """A count with its place, the number of its voice, and whether it takes part in contradictions."""

    row: CountRow
    count: Count
    stance: Stance
    voice: int
    x: float
    y: float
    span: Span | None
    against: str


def forms_of(point: Point) -> set[str]:
    """Return the forms that a point has of :data:`FORMS`."""
    count = point.count
    found = {
        "about": count.soft or count.low != count.high,
        "hollow": point.stance in _HOLLOW,
        "denied": point.stance in _DENIED,
        "final": count.final,
    }
    return {point.against, *(name for name, has in found.items() if has)}


def write_mark(point: Point, x: float, y: float) -> str:
    """Return the elements of the mark of one count."""
    forms = forms_of(point)
    hollow = " hollow" if forms & {"hollow", "denied"} or point.count.soft else ""
    parts = f'<g class="mark v{point.voice}{hollow}">{shape(point.voice, x, y)}</g>'
    if "final" in forms:
        parts += f'<path class="mark v{point.voice}" d="M{x - 8:g} {y + 9.5:g}h16"/>'
    if "denied" in forms:
        parts += f'<path class="slash" d="M{x - 8:g} {y + 8:g}l16 -16"/>'
    return parts + (write_ring(point.against, x, y, 10) if point.against else "")


def write_ring(kind: str, x: float, y: float, size: float) -> str:
    """Return the ring around a count that takes part in a contradiction."""
    dashed = ' stroke-dasharray="3 2"' if "conditional" in kind else ""
    return f'<circle class="{kind} ring" cx="{x:g}" cy="{y:g}" r="{size:g}"{dashed}/>'


def write_sample(voice: int, x: float, y: float) -> str:
    """Return the mark of a voice for the legend."""
    return f'<g class="mark v{voice}">{shape(voice, x, y)}</g>'


def write_form(form: str, x: float, y: float) -> str:
    """Return the sample of a form for the legend."""
    if form.startswith("against"):
        dashed = ' stroke-dasharray="4 3"' if "conditional" in form else ""
        return (
            f'<path class="{form}" d="M{x - 12:g} {y:g}h24"{dashed}/>'
            f'<path class="{form} cross" d="{cross(x, y)}"/>'
        )
    if form == "about":
        return f'<path class="bar" d="M{x - 4:g} {y - 7:g}h8M{x - 4:g} {y + 7:g}h8M{x:g} {y - 7:g}v14"/>'
    if form == "hollow":
        return f'<g class="mark hollow">{shape(0, x, y)}</g>'
    if form == "denied":
        return f'{write_form("hollow", x, y)}<path class="slash" d="M{x - 8:g} {y + 8:g}l16 -16"/>'
    return f'<g class="mark">{shape(0, x, y - 2)}<path d="M{x - 8:g} {y + 7:g}h16"/></g>'
