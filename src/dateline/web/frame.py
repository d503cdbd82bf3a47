"""What a page is made of: what is asked of it, and what it may answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from dateline.archive import Archive
from dateline.web.query import Query
from dateline.web.sentences import Sentences


@dataclass(frozen=True, slots=True)
class Asked:
    """One request: the archive in one state, the parts of the address, and what is asked or sent.

    ``path`` are the named parts of the address ("/event/{name}"), ``query`` what stands behind its "?",
    ``form`` what a form sent (empty but for pages with the method POST).
    """

    archive: Archive
    path: Mapping[str, str]
    query: Query
    form: Query
    sentences: Sentences


@dataclass(frozen=True, slots=True)
class Shown:
    """An answer that is a template with its values, which reach the browser as text."""

    template: str
    values: Mapping[str, Any] = field(default_factory=dict)
    status: int = 200


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """An answer that leads to another page of this application ("/event/e12#accounts")."""

    address: str


@dataclass(frozen=True, slots=True)
class Image:
    """An answer that is an SVG image, to be shown with `<img>`; it may have styles of its own."""

    svg: str


@dataclass(frozen=True, slots=True)
class Download:
    """An answer that is saved as a file: its name, its media type and its text."""

    name: str
    media: str
    text: str


Answer = Shown | Elsewhere | Image | Download


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its address, the function that answers, and how it is called in the navigation.

    ``nav`` is its name there (None: the page is reached from others), ``key`` the letter that leads to it
    after "g". A page with the method POST does what a form says, outside of any reading of the archive.
    """

    path: str
    answer: Callable[[Asked], Answer]
    nav: str | None = None
    key: str | None = None
    method: Literal["GET", "POST"] = "GET"
