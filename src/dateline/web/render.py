"""Templates filled with values; whatever a value holds reaches the browser as text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.responses import HTMLResponse

from dateline import __version__
from dateline.web import shown

FOLDER = Path(__file__).parent / "templates"


class Templates:
    """The templates of all pages, with what every page has."""

    def __init__(
        self, navigation: Sequence[tuple[str, str, str]], form_token: str, archive_name: str
    ) -> None:
        """*navigation* are (address, name, key) of the pages that are always at hand."""
        self._environment = Environment(
            loader=FileSystemLoader(FOLDER),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        self._environment.filters.update(shown.FILTERS)
        self._environment.globals.update(
            navigation=navigation,
            form_token=form_token,
            archive_name=archive_name,
            version=__version__,
            here="",
            pending=0,
        )

    def html(self, name: str, values: Mapping[str, Any]) -> str:
        """The template *name* with *values*."""
        return self._environment.get_template(name).render(values)

    def error(self, status: int, what: str, todo: str) -> HTMLResponse:
        """A plain page that says what happened and what to do."""
        return HTMLResponse(self.html("error.html", {"status": status, "what": what, "todo": todo}), status)
