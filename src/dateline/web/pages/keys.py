"""The keys that lead to the pages."""

from __future__ import annotations

from dateline.web.frame import Asked, Page, Shown


def _answer(asked: Asked) -> Shown:
    return Shown("keys.html")


KEYS = Page("/keys", _answer)
