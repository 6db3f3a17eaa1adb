"""What things are called: names, whose they are, and identifiers made of what a thing says."""

from __future__ import annotations

import hashlib
import json
import re
from typing import Any

#: The base of every IRI the system mints.
BASE = "https://w3id.org/claim-kg/"
#: What people may call a partner, an article, a claim, an entry, a standpoint or an event.
NAME = re.compile(r"[a-z0-9][a-z0-9._-]{0,99}")
#: What the producer of a bundle is called who does not say who they are.
UNNAMED = "unnamed"
#: The largest number that can be counted, and the most characters of a label and of any other text that is
#: said of something; articles are longer. They hold for what people write as for what comes as RDF.
MAX_COUNT = 10**12
MAX_LABEL_LENGTH, MAX_TEXT_LENGTH = 1_000, 20_000
#: What a partner is called among its own names; no name that people write begins so.
SELF = "_self"


def qualify(partner: str, name: str) -> str:
    """Return a partner's name as it stands beside ours, which never hold a colon.

    >>> qualify("desk", "ganja")
    'desk:ganja'
    """
    return f"{partner}:{name}"


def partner_of(name: str) -> str | None:
    """Return the partner whose name it is, or ``None`` for ours."""
    partner, colon, _ = name.partition(":")
    return partner if colon else None


def as_theirs(name: str) -> str:
    """Return a name, an article's or a claim's identifier as its owner writes it.

    >>> as_theirs("desk:karabakh-2020-10-04/m1"), as_theirs("karabakh-2020-10-04/m1")
    ('karabakh-2020-10-04/m1', 'karabakh-2020-10-04/m1')
    """
    return name.partition(":")[2] or name


def short_name(claim_id: str) -> str:
    """Return the end of a ``bundle/claim`` identifier, and whose claim it is where it is not ours.

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
