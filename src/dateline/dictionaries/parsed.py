"""What reading a dictionary gives."""

from __future__ import annotations

from dataclasses import dataclass, field

from dateline.model import DictionaryActor


@dataclass(slots=True)
class Parsed:
    """The actors of a dictionary, and what is wrong with which of its lines."""

    actors: list[DictionaryActor] = field(default_factory=list)
    troubles: list[str] = field(default_factory=list)

    def trouble(self, line: int, what: str) -> None:
        """Note what is wrong with a line."""
        self.troubles.append(f"line {line}: {what}")
