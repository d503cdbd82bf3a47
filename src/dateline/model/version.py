"""What one address held at different times: versions of a report, and what changed from one to the next."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from dateline.model.span import Span

Form = Literal["page", "entry"]
ChangeKind = Literal["title", "added", "removed", "altered", "moved"]


@dataclass(frozen=True, slots=True)
class Version:
    """One report among those captured at one address.

    ``number`` counts them from 1 in order of time. ``form`` is "entry" for what a feed held, which may be an
    excerpt of the page; ``captured`` is the time of capture, as exactly as it is known; ``earlier`` is the
    report before it of the same form, with which it is compared.
    """

    address: str
    number: int
    report: str
    form: Form = "page"
    captured: str | None = None
    earlier: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What stands otherwise in a version (``report``) than in the one before it (``earlier``).

    ``span`` is the sentence or title in the version, None where it was removed; ``before`` the one in the
    version before, None where it was added. ``words`` are the stretches of an altered sentence or title that
    differ, as (before, after); one of the two is empty where words were put in or taken out.
    """

    report: str
    earlier: str
    kind: ChangeKind
    span: Span | None = None
    before: Span | None = None
    words: tuple[tuple[Span, Span], ...] = ()
