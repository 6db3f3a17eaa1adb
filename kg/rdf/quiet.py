"""Keep what rdflib has to say about strangers' data from users, who can do nothing about it."""

from __future__ import annotations

import logging
import warnings


def quiet_rdflib() -> None:
    """Let rdflib neither log nor warn.

    It does either for literals that are not values of their datatypes, whenever it makes one: at each command
    on a store, with a path inside the installed program. What is wrong with data is said by our own checks.
    """
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=r"rdflib(\.|$)")
