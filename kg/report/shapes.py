"""The shapes of marks: each voice has one of its own, because not everybody tells its colour from others."""

from __future__ import annotations

from math import cos, pi, sin

#: How many voices have a colour and a shape of their own; the others share the last one.
VOICES = 8


def shape(number: int, x: float, y: float, size: float = 5.5) -> str:
    """Return the element for a shape around a point, by its number from 0 to :data:`VOICES`.

    >>> shape(0, 10, 20)
    '<circle cx="10" cy="20" r="5.5"/>'
    """
    if number == 0:
        return f'<circle cx="{x:g}" cy="{y:g}" r="{size:g}"/>'
    if number == 1:
        half = size * 0.9
        return f'<rect x="{x - half:g}" y="{y - half:g}" width="{2 * half:g}" height="{2 * half:g}"/>'
    corners, turn, scale = _CORNERS[min(number, VOICES)]
    points = " ".join(
        f"{x + size * reach * sin(angle):.1f},{y - size * reach * cos(angle):.1f}"
        for at in range(corners)
        for angle in [turn + 2 * pi * at / corners]
        for reach in [scale * (0.45 if corners in (8, 10) and at % 2 else 1.0)]
    )
    return f'<polygon points="{points}"/>'


#: The number of corners, the turn, and how much larger a shape is drawn; of stars every other corner is near.
_CORNERS = {
    2: (3, 0.0, 1.3),
    3: (4, 0.0, 1.25),
    4: (3, pi, 1.3),
    5: (5, 0.0, 1.15),
    6: (10, 0.0, 1.5),
    7: (6, 0.0, 1.15),
    8: (8, 0.0, 1.5),
}


def cross(x: float, y: float, size: float = 4.5) -> str:
    """Return the path of a ✗ around a point."""
    low, high, left, right = y + size, y - size, x - size, x + size
    return f"M{left:g} {high:g}L{right:g} {low:g}M{left:g} {low:g}L{right:g} {high:g}"


def arrow(x: float, y: float, right: int, down: int, size: float = 5.0) -> str:
    """Return the path of an arrowhead that ends at a point and looks ``right`` or ``down`` (1 or -1)."""
    back_x, back_y, wide = x - size * right, y - size * down, size * 0.8
    one, other = (back_x - wide * down, back_y - wide * right), (back_x + wide * down, back_y + wide * right)
    return f"M{one[0]:g} {one[1]:g}L{x:g} {y:g}L{other[0]:g} {other[1]:g}"
