"""The moment that is recorded of an import or a decision."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from kg.errors import InputError, Problem


def find_moment() -> str:
    """Return the moment of ``SOURCE_DATE_EPOCH`` or, if that is not set, now, in UTC.

    Raises:
        InputError: for a variable that holds no moment.
    """
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (OSError, OverflowError, ValueError):
        message = f"SOURCE_DATE_EPOCH is {epoch!r}, which is not a valid moment"
        raise InputError(Problem("bad-date", message, advice="give seconds since 1970")) from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
