"""The characters that a text or an IRI may contain, and how the others are shown.

The same rules apply to files written by hand, files from strangers and output: nothing is accepted in one
place that is refused in another.
"""

from __future__ import annotations

import json
import re
from typing import Any

#: Characters that no text may contain: control characters but tab and line ends, and lone surrogates.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
#: Characters that no IRI may contain: control characters, spaces and delimiters (RFC 3987, section 2.2), and
#: bidirectional formatting (section 4.1), which makes one IRI look like another.
BAD_IRI = re.compile(
    '[\x00-\x20<>"{}|\\\\^`\x7f-\xa0\u1680\u2000-\u200a\u200e\u200f\u2028-\u202f'
    "\u205f\u2066-\u2069\u3000\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
#: Characters that could disturb the text around them: control characters except line feed and tab (escape
#: sequences of terminals), bidirectional embeddings, overrides and isolates, line separators, private tags,
#: bytes of a file name that are not UTF-8. These are all of Unicode's Cc, Cf, Cs, Zl and Zp, except
#: characters of ordinary text that change nothing beyond their neighbours: soft hyphen, the joiners,
#: the directional marks, byte order mark.
_HARMFUL = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u180e\u2028-\u202e\u2061-\u2064"
    "\u2066-\u206f\ud800-\udfff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
HARMFUL = re.compile(f"[{_HARMFUL}]")


def number(character: str) -> str:
    """Return the Unicode number of a character.

    >>> number("\\u200e")
    'U+200E'
    """
    return f"U+{ord(character):04X}"


def visible(text: str) -> str:
    """Return a text with every harmful character replaced by its number; line feeds and tabs stay.

    >>> visible("a\\x1b[2J")
    'a⟦U+001B⟧[2J'
    """
    return text if text.isprintable() else HARMFUL.sub(_shown, text)


def visible_line(text: str) -> str:
    """Return a text on one line, with harmful characters replaced, so that it cannot imitate our output.

    >>> visible_line("no\\n\\tCONTRADICTION")
    'no⏎ CONTRADICTION'
    """
    return text if text.isprintable() else visible(text.replace("\n", "⏎").replace("\t", " "))


def visible_json(value: Any, *, indent: int | None = 1, sort_keys: bool = False) -> str:
    """Return a value as JSON with a line end; harmful characters in its strings are escaped.

    >>> visible_json("é\\x9b")
    '"é\\\\u009b"\\n'
    """
    text = json.dumps(value, ensure_ascii=False, indent=indent, sort_keys=sort_keys)
    return HARMFUL.sub(_escaped, text) + "\n"


def _shown(found: re.Match[str]) -> str:
    return f"⟦{number(found[0])}⟧"


def _escaped(found: re.Match[str]) -> str:
    units = found[0].encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at : at + 2].hex()}" for at in range(0, len(units), 2))
