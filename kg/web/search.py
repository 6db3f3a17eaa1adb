"""Search in names, titles, quotes and glosses, whatever their letter forms: all texts in one, folded."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING
from urllib.parse import quote

from kg.text import fold_text

if TYPE_CHECKING:
    from kg.api.graph import ClaimGraph

#: Between two texts. Folding drops white space, so that it is in none of them.
_BETWEEN = "\n"


class SearchIndex:
    """Texts that can be searched, each with the address of its page."""

    def __init__(self, rows: Iterable[tuple[str, str, str]]):
        """Take rows of what is searched, an address, and the text to show."""
        folded = []
        self._rows: list[tuple[str, str]] = []
        for searched, place, text in rows:
            folded.append(fold_text(searched).casefold())
            self._rows.append((place, text))
        self._all = _BETWEEN.join(folded)
        self._starts = [0, *accumulate(len(one) + len(_BETWEEN) for one in folded)]

    @classmethod
    def of(cls, graph: ClaimGraph) -> SearchIndex:
        """Return an index of what a graph says; of a store, no claims or articles are read for it."""

        def rows() -> Iterable[tuple[str, str, str]]:
            for name, entry in graph.knowledge.register.entries.items():
                for label in {*entry.label.values(), name}:
                    yield label, f"/entries/{quote(name)}", label
            for name, title in graph.titles().items():
                yield f"{title or ''} {name}", f"/articles/{quote(name)}", title or name
            for name, text in graph.texts():
                yield text, f"/claims/{quote(name)}", text

        return cls(rows())

    def find(self, words: str) -> list[tuple[str, str]]:
        """Return the addresses and texts that contain some words, the shortest text first.

        >>> SearchIndex([("Ganja", "/a", "Ganja"), ("in Ganja", "/b", "in Ganja")]).find("ganja")
        [('/a', 'Ganja'), ('/b', 'in Ganja')]
        """
        wanted = fold_text(words).casefold()
        hits: set[tuple[str, str]] = set()
        at = self._all.find(wanted) if wanted else -1
        while at >= 0:
            row = bisect_right(self._starts, at) - 1
            hits.add(self._rows[row])
            at = self._all.find(wanted, self._starts[row + 1])
        return sorted(hits, key=lambda one: (len(one[1]), one[1], one[0]))
