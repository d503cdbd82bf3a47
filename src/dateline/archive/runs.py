"""What an archive knows of the last run of `read`: so that others who look at it see how far that is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Doing = Literal["read", "refine", "link", "done", "stopped"]


@dataclass(frozen=True, slots=True)
class Run:
    """A run of `read`: since when, what it was ``doing`` when it was last ``seen``, and sources ``done``.

    Times are ISO, in UTC. ``before`` is the report that was read last before it (None: there was none); what
    was kept after that one is new.
    """

    started: str
    seen: str
    doing: Doing = "read"
    done: int = 0
    before: str | None = None

    @property
    def ended(self) -> bool:
        """Whether it said that it was at its end; a run that was killed never does."""
        return self.doing in {"done", "stopped"}
