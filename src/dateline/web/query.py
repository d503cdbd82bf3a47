"""What a user asks for behind the "?" of an address or in a form; nothing in it is ever an error."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

LONGEST = 500
"""Characters of a value that are looked at."""
HIGHEST_PAGE = 1_000_000
_UNSEEN = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]+")


class Query:
    """Named values, each as text on one line."""

    def __init__(self, pairs: Iterable[tuple[str, str]] = ()) -> None:
        """Take the values as they came; empty ones are left out."""
        cleaned = ((name, _UNSEEN.sub(" ", value).strip()[:LONGEST]) for name, value in pairs)
        self._pairs = [(name, value) for name, value in cleaned if value]

    def words(self, name: str) -> str:
        """The first value of that name, or nothing."""
        return next((value for key, value in self._pairs if key == name), "")

    def all(self, name: str) -> list[str]:
        """Every value of that name."""
        return [value for key, value in self._pairs if key == name]

    def ticked(self, name: str) -> bool:
        """Whether a box of that name is ticked."""
        return bool(self.words(name))

    def choice(self, name: str, allowed: Sequence[str], default: str = "") -> str:
        """The value of that name where it is one of *allowed*, else *default*."""
        value = self.words(name)
        return value if value in allowed else default

    def number(self, name: str, default: int = 1) -> int:
        """The value of that name as a whole number of 1 or more, else *default*."""
        value = self.words(name)
        if not (value.isascii() and value.isdigit()) or len(value) > len(str(HIGHEST_PAGE)):
            return default
        return max(1, int(value))

    def but(self, **changed: object) -> str:
        """The same query with some values changed (None: left out), as it stands in an address."""
        pairs = [(name, value) for name, value in self._pairs if name not in changed]
        pairs += [(name, str(value)) for name, value in changed.items() if value is not None]
        return f"?{urlencode(pairs)}" if pairs else "?"
