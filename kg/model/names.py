"""Names, their owners, and identifiers computed from content."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

#: The base of every IRI inside the program, and of those that a desk without a name writes.
BASE = "https://w3id.org/claim-kg/"
#: The form of the name of a partner, an article, a claim, an entry, a standpoint or an event.
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
#: The name of the producer of a bundle that does not give one.
UNNAMED = "unnamed"
#: The largest count, and the most characters of a label and of any other text except an article's. They hold
#: both for what people write and for RDF.
MAX_COUNT = 10**12
MAX_LABEL_LENGTH, MAX_TEXT_LENGTH = 1_000, 20_000
#: The name of a partner among its own names; no name that people write begins like it.
SELF = "_self"


def qualify(partner: str, name: str) -> str:
    """Return a partner's name as it is written among ours, which never have a colon.

    >>> qualify("desk", "ganja")
    'desk:ganja'
    """
    return f"{partner}:{name}"


def partner_of(name: str) -> str | None:
    """Return the partner that a name belongs to, ``None`` for our own names."""
    partner, colon, _ = name.partition(":")
    return partner if colon else None


def as_theirs(name: str) -> str:
    """Return a name or an identifier as its owner writes it, without the partner's prefix.

    >>> as_theirs("desk:karabakh-2020-10-04/m1"), as_theirs("karabakh-2020-10-04/m1")
    ('karabakh-2020-10-04/m1', 'karabakh-2020-10-04/m1')
    """
    return name.partition(":")[2] or name


def derive_base(producer: str) -> str:
    """Return the base of a desk that has chosen none, from the name that partners know.

    >>> derive_base("tehran-desk")
    'https://w3id.org/claim-kg/desk/tehran-desk/'
    """
    return f"{BASE}desk/{producer}/"


def base_for(base: str, producer: str) -> str:
    """Return a desk's own base, else the one made from its name, which an unnamed desk has not."""
    return derive_base(producer) if base == BASE and producer != UNNAMED else base


def short_name(claim_id: str) -> str:
    """Return the last part of a ``bundle/claim`` identifier, with the partner's prefix if it has one.

    >>> short_name("karabakh-2020-10-04/m1"), short_name("desk:karabakh-2020-10-04/m1")
    ('m1', 'desk:m1')
    """
    article, _, claim = claim_id.rpartition("/")
    partner = partner_of(article)
    return claim if partner is None else qualify(partner, claim)


_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


def digest(value: Any) -> str:
    """Return 32 hexadecimal digits of the SHA-256 of ``value`` as canonical JSON."""
    text = _encode(value)
    return hashlib.sha256(text.encode("utf-8")).hexdigest()[:32]
