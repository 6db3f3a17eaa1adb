"""Write verdicts as schema.org ClaimReview, and read the reviews of others in this form.

A review that is read is a claim about a claim, by somebody we may not know: it becomes a verdict only when a
person accepts it. Nothing is fetched: only the address of a context and the names that it defines itself are
used. What is not understood is kept unchanged.
"""

from __future__ import annotations

from kg.formats.claimreview.documents import has_reviews, read_documents, read_feed
from kg.formats.claimreview.records import build_accepted, build_review, read_review
from kg.formats.claimreview.reviews import SCALE, PartnerReview, Publisher, Reviewed
from kg.formats.claimreview.writing import (
    build_feed,
    find_day,
    name_rating,
    quoted_words,
    summarize,
    write_claim_reviews,
    write_partner_reviews,
)

__all__ = [
    "SCALE",
    "PartnerReview",
    "Publisher",
    "Reviewed",
    "build_accepted",
    "build_feed",
    "build_review",
    "find_day",
    "has_reviews",
    "name_rating",
    "quoted_words",
    "read_documents",
    "read_feed",
    "read_review",
    "summarize",
    "write_claim_reviews",
    "write_partner_reviews",
]
