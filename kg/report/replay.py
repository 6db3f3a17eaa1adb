"""Write whether recorded relations are still found: one line each, or JSON."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.characters import visible_line
from kg.diff.replay import Replay, called
from kg.words import Message, in_language


def write_replays(replays: Sequence[Replay], language: str = "en") -> str:
    """Return ``confirmed`` or ``refuted`` per relation, with the differences; for several, also totals."""
    lines = []
    for replay in replays:
        recorded = replay.recorded
        claims = " – ".join(
            ", ".join(name.rpartition("/")[2] for name in position.claims[:3])
            + (f" +{len(position.claims) - 3}" if len(position.claims) > 3 else "")
            for position in recorded.positions
        )
        outcome = Message("replay-confirmed" if replay.confirmed else "replay-refuted")[language]
        kind = in_language(called(recorded.relation), language)
        lines.append(f"{outcome}  {recorded.id}  {kind} ({recorded.rule})  {claims}")
        lines += [f"    {difference.words[language]}" for difference in replay.differences]
    if len(replays) != 1:
        confirmed = sum(replay.confirmed for replay in replays)
        refuted = len(replays) - confirmed
        lines.append(Message("replay-total", confirmed=confirmed, refuted=refuted)[language])
    return "".join(f"{visible_line(line)}\n" for line in lines)


def replays_json(replays: Sequence[Replay]) -> dict[str, Any]:
    """Return what ``kg replay --format json`` gives."""
    return {"version": 1, "replays": [replay.as_json() for replay in replays]}
