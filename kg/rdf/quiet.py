"""Keep rdflib's warnings about other people's data from users, who can do nothing about it."""

from __future__ import annotations

import logging
import warnings


def quiet_rdflib() -> None:
    """Keep rdflib from logging and warning.

    It does both whenever it makes a literal whose text is not a value of its datatype: at each command on a
    store, with a path inside the installed program. Our own checks report what is wrong with data.
    """
    logging.getLogger("rdflib").setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=r"rdflib(\.|$)")
