"""Charts as files of their own, for documents and slides."""

from __future__ import annotations

from collections.abc import Sequence

from kg.report.counts import TimelineRow
from kg.report.map import write_map
from kg.report.places import PlaceRow
from kg.report.timeline import write_timeline

#: The colours of a page in the light, because programs for slides know no variables.
_VOICES = ["#1b5e85", "#9a3f14", "#2e7d32", "#7b3fa0", "#00796b", "#8a6d00", "#b0216e", "#4a5568", "#5f5b54"]
_STYLE = f"""<style>
  svg {{ background: #ffffff; color: #1d1c1a; font-family: system-ui, "Noto Sans Arabic", sans-serif; }}
  {" ".join(f".v{number} {{ color: {colour}; }}" for number, colour in enumerate(_VOICES))}
  .asserted {{ color: #1b5e85; }} .denied {{ color: #9a3f14; }}
  .both {{ color: #a3201d; }} .other {{ color: #5f5b54; }}
  .mark {{ stroke: currentColor; fill: currentColor; stroke-width: 2; stroke-linejoin: round; }}
  .hollow, .joined {{ fill: #ffffff; }}
  .bar, .replaced {{ stroke: currentColor; stroke-width: 1.8; }}
  .soft {{ stroke-dasharray: 4 3; }}
  .update, .axis {{ stroke: #5f5b54; }}
  .grid, .sea {{ stroke: #d9d4c9; }}
  .sea {{ fill: #f3f1ec; }}
  .against {{ stroke: #a3201d; fill: none; }}
  .against.conditional {{ stroke: #7a5600; }}
  .cross {{ stroke-width: 2.4; }}
  .many {{ font-weight: 700; }}
</style>"""


def write_timeline_picture(row: TimelineRow, languages: Sequence[str]) -> str:
    """Return a timeline as a standalone SVG file."""
    return _alone(write_timeline(row, "timeline", languages=languages).svg)


def write_map_picture(rows: Sequence[PlaceRow], languages: Sequence[str]) -> str:
    """Return a map of places as a standalone SVG file."""
    return _alone(write_map(rows, "map", languages=languages).svg)


def _alone(picture: str) -> str:
    picture = picture.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    return picture.replace("</desc>", f"</desc>\n{_STYLE}", 1) + "\n"
