"""An archive to show in a browser, a client that asks for its pages, and a reader of what comes back."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

from conftest import CALL, FLOOD
from starlette.testclient import TestClient

import dateline
from dateline.web.app import make_app
from dateline.web.guard import Door

ADDRESS = "http://127.0.0.1:8713"
REPORTS = {
    "call.txt": CALL,
    "flood.txt": FLOOD,
    "call-kremlin.txt": """Putin and Merkel discuss Ukraine by phone

Published on 15 March 2014

MOSCOW – Russian President Vladimir Putin and German Chancellor Angela Merkel discussed the crisis in \
Ukraine by telephone on Friday, the Kremlin said.

The Kremlin said the two leaders agreed that observers were needed.
""",
    "later.txt": """Merkel to visit Kyiv

Published on 20 August 2014

BERLIN (Reuters) – Angela Merkel will meet Ukrainian President Petro Poroshenko in Kyiv on 23 August 2014, \
her office said.

On Tuesday Merkel met Donald Tusk in Berlin.
""",
    "undated.txt": """Ministers talk about gas

Ministers of both countries met to talk about the price of gas, a spokesman said.
""",
    "hostile.txt": """Minister <script>alert(1)</script> met "envoy" & <b onclick="x()">friends</b>

Published on 6 March 2015

French Foreign Minister Laurent Fabius met German Foreign Minister Frank-Walter Steinmeier in \
<img src=x onerror=alert(2)> Paris on 6 March 2015, </p></article><style>body{display:none}</style> \
{{ 7*7 }} his office said.
""",
    "empty.txt": "",
}
TAGS_OF_OURS = frozenset(
    "a article b blockquote body br button circle code datalist dd del details div dl dt fieldset footer "
    "form g h1 h2 h3 head header html input ins kbd label legend li line link main mark meta nav noscript "
    "ol option p path polygon q rect script section select span summary svg table tbody td text textarea th "
    "thead title tr ul".split()
)


def archive_of_pages(place: Path) -> Path:
    """The path of an archive in *place* into which the reports were read."""
    folder = place / "in"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8", newline="\n")
    with dateline.open(place / "talks.db") as archive:
        archive.read(folder, extractor="rules")
    return place / "talks.db"


def client_of(path: Path, door: Door | None = None, address: str = ADDRESS) -> TestClient:
    """A client that asks for the pages of the archive at *path*, as a browser on this machine would."""
    app = make_app(path, door)
    return TestClient(app, base_url=address, raise_server_exceptions=False)


@dataclass
class Element:
    """An element of a page: its tag, its attributes and the text in it."""

    tag: str
    attributes: dict[str, str]
    text: str = ""


@dataclass
class Page(HTMLParser):
    """A page as a browser would take it apart."""

    source: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[Element] = []
        self.feed(self.source)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attributes})
        self.elements.append(element)
        if tag not in {"br", "hr", "img", "input", "link", "meta"}:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop().tag != tag:
            pass

    def handle_data(self, data: str) -> None:
        for element in self._open:
            element.text += data

    def all(self, tag: str, **attributes: str) -> Iterator[Element]:
        """The elements of that tag that have these attributes."""
        wanted = attributes.items()
        return (e for e in self.elements if e.tag == tag and wanted <= e.attributes.items())

    def text(self, tag: str = "body") -> str:
        """The text of the first element of that tag, on one line."""
        found = next(self.all(tag), None)
        return re.sub(r"\s+", " ", found.text).strip() if found else ""

    def links(self) -> list[str]:
        """Where the links of the page lead, each once."""
        return list(dict.fromkeys(e.attributes["href"] for e in self.all("a") if "href" in e.attributes))

    def ids(self) -> set[str]:
        """The ids of its elements, which fragments of addresses name."""
        return {e.attributes["id"] for e in self.elements if "id" in e.attributes}


def page_at(client: TestClient, address: str, status: int = 200) -> Page:
    """The page at *address*, which must come with *status*."""
    answer = client.get(address)
    assert answer.status_code == status, f"{address}: {answer.status_code}"
    return Page(answer.text)
