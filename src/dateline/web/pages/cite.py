"""The citation of a report or of sentences in it: in every style, to be selected or saved."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.errors import NotFoundError
from dateline.export.citations import STYLES
from dateline.views import Reference
from dateline.views.reference import cite
from dateline.web.frame import Asked, Download, Page, Shown


@dataclass(frozen=True, slots=True)
class Style:
    """How a style is called, what reads it, and the ending and kind of its files."""

    title: str
    readers: str
    ending: str
    media: str


SHOWN = {
    "plain": Style("Plain", "for a text", "txt", "text/plain"),
    "bibtex": Style("BibTeX", "BibTeX, biblatex, reference managers", "bib", "application/x-bibtex"),
    "ris": Style(
        "RIS", "EndNote, Zotero, Mendeley and most others", "ris", "application/x-research-info-systems"
    ),
    "csl-json": Style(
        "CSL-JSON", "Zotero, Pandoc, citeproc", "json", "application/vnd.citationstyles.csl+json"
    ),
}
WIDTH = 90
"""Characters of a line of a field, about; a field is as high as what stands in it."""


def _answer(asked: Asked) -> Shown:
    reference = _reference(asked)
    texts = {name: STYLES[name]([reference]).rstrip("\n") for name in SHOWN}
    return Shown(
        "cite.html",
        {
            "reference": reference,
            "sentence": asked.query.words("s").partition("-")[0],
            "styles": [(name, style, texts[name], _lines(texts[name])) for name, style in SHOWN.items()],
        },
    )


def _lines(text: str) -> int:
    return sum(1 + len(line) // WIDTH for line in text.split("\n"))


def _file(asked: Asked) -> Download:
    style = SHOWN.get(asked.path["style"])
    if style is None:
        raise NotFoundError(f"there is no such style; styles are: {', '.join(SHOWN)}")
    reference = _reference(asked)
    return Download(f"{reference.key}.{style.ending}", style.media, STYLES[asked.path["style"]]([reference]))


def _reference(asked: Asked) -> Reference:
    sentences = asked.query.words("s")
    return cite(asked.archive, asked.path["report"] + (f"#{sentences}" if sentences else ""))


CITE = Page("/cite/{report}", _answer)
CITATION = Page("/cite/{report}/{style}", _file)
