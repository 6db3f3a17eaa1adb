"""Small desks that a test writes itself: many who contradict one, and names that strangers made up."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

#: What a stranger may put where a name is read.
HOSTILE = "<script>alert(1)</script>\"'&\u202e"


def write_desk(
    folder: Path,
    articles: Mapping[str, Sequence[Mapping[str, Any]]],
    *,
    sources: Mapping[str, str],
    towns: int = 1,
    standpoints: Mapping[str, Any] | None = None,
    title: str = "",
) -> Path:
    """Write articles with their claims, and a register of ``sources`` and numbered towns; return the folder.

    Each claim is as in a ``claims.yaml``, without its quote, which is put into the text.
    """
    for name, claims in articles.items():
        quotes = [f"{claim['id']} says so" for claim in claims]
        page = folder / name
        page.mkdir(parents=True)
        (page / "article.en.txt").write_text(". ".join(quotes), encoding="utf-8")
        article = {"id": name, "text": "article.en.txt", "language": "en", "publisher": "gazette"}
        article |= {"published": "2026-03-02", "title": title or f"About {name}"}
        quoted = [{**claim, "quote": quote} for claim, quote in zip(claims, quotes, strict=True)]
        _write(page / "claims.yaml", {"article": article, "claims": quoted})
    register = {
        "sources": {
            "gazette": {"label": {"en": "The Gazette"}, "type": "outlet"},
            **{name: {"label": {"en": label}, "type": "organization"} for name, label in sources.items()},
        },
        "places": {f"town-{number}": {"label": {"en": f"Town {number}"}} for number in range(towns)},
        "kinds": {"attack": {"label": {"en": "attack"}}, "flood": {"label": {"en": "flood"}}},
        **({"standpoints": standpoints} if standpoints else {}),
    }
    (folder / "register").mkdir()
    _write(folder / "register" / "all.yaml", register)
    return folder


def says(id: str, source: str, stance: str, **slots: str) -> dict[str, Any]:
    """Return a claim."""
    return {"id": id, "source": source, "stance": stance, "says": {"time": "2026-03-01", **slots}}


def _write(path: Path, written: Mapping[str, Any]) -> None:
    path.write_text(yaml.safe_dump(dict(written), allow_unicode=True, sort_keys=False), encoding="utf-8")
