"""A proposal, as it is shown and decided."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from kg.model import Knowledge
from kg.partners.ledger import Subject
from kg.words import Message, family


@dataclass(frozen=True, slots=True)
class Match:
    """A proposal that something from a partner is the same as something of ours, or is new to us.

    ``section`` is a section of the register, or ``standpoints``, ``events``, ``verdicts``, ``propositions``
    or ``reviews``; it is ``names`` for an accepted name that the partner's register no longer holds.
    ``reasons`` speak for it, ``flags`` against it. A proposition is not decided by itself: it is one of ours
    when the proposals in ``needs`` are accepted. ``accepted`` is ``None`` until a person decides.
    """

    id: str
    subject: Subject | None
    section: str
    theirs: str
    ours: str
    their_label: str
    our_label: str
    reasons: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    accepted: bool | None = None

    def as_json(self) -> dict[str, object]:
        """Return the proposal as ``kg matches --format json`` gives it."""
        return {
            "id": self.id,
            "section": self.section,
            "theirs": self.theirs,
            "ours": self.ours or None,
            "their_label": self.their_label,
            "our_label": self.our_label or None,
            "reasons": list(self.reasons),
            "flags": list(self.flags),
            "needs": list(self.needs),
            "accepted": self.accepted,
        }


@dataclass(frozen=True)
class Theirs:
    """One partner's knowledge while proposals are made."""

    partner: str
    knowledge: Knowledge


#: The subjects of decisions on the meaning of a partner's name; a name has only one such decision.
NAMING = (Subject.NAME, Subject.EVENT, Subject.NEW)
SECTIONS = {
    Subject.NAME: "names",
    Subject.NEW: "names",
    Subject.EVENT: "events",
    Subject.REVIEW: "reviews",
    Subject.VERDICT: "verdicts",
}
#: How a review was matched with a claim.
WAYS: Mapping[str, Message] = family("match-by", ("iri", "quotation", "likeness"))
