"""Small reports whose record is exported, one of them with markup that must stay text; a reader of pages."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import dateline

REPORTS = {
    "talks.txt": """Ministers to meet in Geneva

Published on 3 March 2015

GENEVA – Foreign Minister Sergei Lavrov will meet US Secretary of State John Kerry in Geneva on \
12 March 2015, the Russian foreign ministry said on Tuesday.

"We expect an honest conversation," Lavrov told reporters.

On Monday Lavrov met UN envoy Staffan de Mistura in Moscow. Kerry accused Russia of breaking the truce.
""",
    "attack.txt": """Shells hit market in Donetsk

Published on 5 March 2015

At least 12 people were killed when shells hit a market in Donetsk on Wednesday, officials said.

Soldiers fired on rebels near Luhansk on Wednesday. Police arrested 15 protesters in Kharkiv.

In February 2015 France and Germany met in Ukraine, and a court in Kyiv is expected to rule next week.
""",
    "hostile.txt": """Minister <script>alert(1)</script> & "friends" =cmd() met envoy

Published on 6 March 2015

French Foreign Minister Laurent Fabius met German Foreign Minister \
<b onclick="x()">Frank-Walter Steinmeier</b> in Paris on 6 March 2015, ]]> & his \
office [said](javascript:alert(2)) <img src=x onerror=alert(3)> \
`code` *loud* |pipe| end.
""",
}


def open_archive_of_reports(place: Path) -> dateline.OpenArchive:
    """An archive in *place* into which the reports were read."""
    (place / "in").mkdir()
    for name, text in REPORTS.items():
        (place / "in" / name).write_text(text, encoding="utf-8", newline="\n")
    opened = dateline.open(place / "a.dateline")
    opened.read(place / "in")
    return opened


class Page(HTMLParser):
    """The tags, attributes and text of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attributes

    def handle_data(self, data: str) -> None:
        self.text.append(data)
