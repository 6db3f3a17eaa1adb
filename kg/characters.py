"""Which characters a text or an address may hold, and how the others are shown.

Declared once, for what is written by hand, what strangers send and what is written out: nothing is accepted
at one end that is refused at the other.
"""

from __future__ import annotations

import json
import re
from typing import Any

#: What no text may hold: control characters but tab and line ends, and lone surrogates.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
#: What no IRI may hold: control characters, spaces and delimiters (RFC 3987, section 2.2), and bidirectional
#: formatting (section 4.1), which makes one IRI look like another.
BAD_IRI = re.compile(
    '[\x00-\x20<>"{}|\\\\^`\x7f-\xa0\u1680\u2000-\u200a\u200e\u200f\u2028-\u202f'
    "\u205f\u2066-\u2069\u3000\ufeff\ufff9-\ufffc\ud800-\udfff]"
)
#: What could disturb what stands around it: the control characters but line feed and tab (escape sequences
#: of terminals), bidirectional embeddings, overrides and isolates, line separators, private tags, bytes of a
#: file name that are not UTF-8. That is all of Unicode's Cc, Cf, Cs, Zl and Zp, but for what belongs to
#: ordinary text and changes nothing beyond its neighbours: soft hyphen, the joiners, the directional marks,
#: byte order mark.
_HARMFUL = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u180e\u2028-\u202e\u2061-\u2064"
    "\u2066-\u206f\ud800-\udfff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0001\U000e0020-\U000e007f"
)
HARMFUL = re.compile(f"[{_HARMFUL}]")


def number(character: str) -> str:
    """Return the number by which a character is known.

    >>> number("\\u200e")
    'U+200E'
    """
    return f"U+{ord(character):04X}"


def visible(text: str) -> str:
    """Return a text of several lines with the number of every harmful character in its place.

    >>> visible("a\\x1b[2J")
    'a⟦U+001B⟧[2J'
    """
    return text if text.isprintable() else HARMFUL.sub(_shown, text)


def visible_line(text: str) -> str:
    """Return what somebody wrote so that it fits into one of our lines and cannot pass for a line itself.

    >>> visible_line("no\\n\\tCONTRADICTION")
    'no⏎ CONTRADICTION'
    """
    return text if text.isprintable() else visible(text.replace("\n", "⏎").replace("\t", " "))


def visible_json(value: Any, *, indent: int | None = 1, sort_keys: bool = False) -> str:
    """Return a value as JSON for people and programs, the harmful characters in its strings as escapes.

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
