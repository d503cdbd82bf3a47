"""Who decides: the name that corrections and labels bear."""

from __future__ import annotations

import getpass
import os

CODER_VARIABLE = "DATELINE_CODER"
"""The environment variable that says who decides, where the name of the account does not."""


def coder(by: str = "") -> str:
    """The name given, else that of the environment, else that of the account; empty where there is none."""
    return by or os.environ.get(CODER_VARIABLE) or _account()


def _account() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return ""
