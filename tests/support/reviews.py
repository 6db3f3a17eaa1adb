"""Reading reviews as tests do: from bytes to all that are of use."""

from __future__ import annotations

from kg.formats.claimreview import PartnerReview, read_documents, read_feed
from kg.intake.limits import Limits


def read_claim_reviews(data: bytes, name: str, limits: Limits | None = None) -> list[PartnerReview]:
    """Return the reviews in a document that can be used, in its order."""
    return list(read_feed(read_documents(data, name, limits), name, limits).reviews)
