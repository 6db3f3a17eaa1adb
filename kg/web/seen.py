"""What is new since a reader last looked, which only the reader's browser remembers.

Nothing says when an article came to the desk: a file may be older than the day it was put here, and so may
what it reports. So the browser keeps, in a cookie, a short hash of each article that it was shown and one of
the names of its claims; what has other hashes is new.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256

#: The most articles that a cookie has room for: browsers keep four thousand characters.
MOST = 500
_NAME, _CLAIMS = 4, 3
_WRITTEN = re.compile(r"1\.([0-9]{1,12})\.((?:[A-Za-z0-9_-]{7})*)")


@dataclass(frozen=True, slots=True)
class Seen:
    """What a browser was shown: ``marks`` of articles, at a time in seconds."""

    when: int
    marks: Mapping[str, str]

    @classmethod
    def read(cls, text: str) -> Seen | None:
        """Return what a cookie holds, ``None`` if it is none of ours.

        >>> Seen.read("1.60.aaaabbb"), Seen.read("<script>")
        (Seen(when=60, marks={'aaaa': 'bbb'}), None)
        """
        found = _WRITTEN.fullmatch(text)
        if found is None or len(found[2]) > MOST * (_NAME + _CLAIMS):
            return None
        size = _NAME + _CLAIMS
        pieces = (found[2][at : at + size] for at in range(0, len(found[2]), size))
        return cls(int(found[1]), {piece[:_NAME]: piece[_NAME:] for piece in pieces})

    def write(self) -> str:
        """Return the text of the cookie."""
        return f"1.{self.when}." + "".join(name + claims for name, claims in self.marks.items())

    def news(self, claims_of: Mapping[str, Iterable[str]]) -> dict[str, bool]:
        """Return the articles that are new or have other claims than before: whether each is all new."""
        return {
            article: name not in self.marks
            for article, claims in claims_of.items()
            if self.marks.get(name := _hash(article, _NAME)) != _hash("\n".join(claims), _CLAIMS)
        }


def see(claims_of: Mapping[str, Iterable[str]], when: int) -> Seen:
    """Return the marks of at most :data:`MOST` articles, which come with the names of their claims."""
    shown = list(claims_of.items())[:MOST]
    return Seen(when, {_hash(name, _NAME): _hash("\n".join(claims), _CLAIMS) for name, claims in shown})


def _hash(text: str, length: int) -> str:
    return urlsafe_b64encode(sha256(text.encode()).digest())[:length].decode("ascii")
