"""Citations as BibTeX, read by BibTeX and by biblatex.

A day that the report states is `year`, `month` and `day`, which every style knows. Any other is only in
`date`, with the mark of an uncertain date in EDTF, "2014-03-14?", which biblatex reads and older styles pass
over; the `note` says how it is known.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

from dateline.export.citations.wording import is_stated, remarks
from dateline.views.reference import Reference

_SPECIAL = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # a brace in a value, even with a backslash, would count as one of BibTeX's
    "}": r"\textbraceright{}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
}
_IN_ADDRESS = {"\\": "%5C", "{": "%7B", "}": "%7D", " ": "%20"}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_UNSAFE_KEY = re.compile(r"[^A-Za-z0-9]+")
_SEVERAL = re.compile(r",|\band\b", re.IGNORECASE)


def bibtex(references: Iterable[Reference]) -> str:
    """Each reference as an @article with a key of its own."""
    return "\n".join(_entry(reference) for reference in references)


def _entry(reference: Reference) -> str:
    fields = "".join(f"  {name} = {value},\n" for name, value in _fields(reference))
    return f"@article{{{_key(reference)},\n{fields}}}\n"


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    if reference.authors:
        yield "author", f"{{{' and '.join(map(_name, reference.authors))}}}"
    if reference.title:
        yield "title", f"{{{{{escaped(reference.title)}}}}}"  # the inner braces keep the case of letters
    if reference.outlet:
        yield "journal", f"{{{escaped(reference.outlet)}}}"
    if is_stated(reference):
        year, month, day = (reference.published or "").split("-")
        yield "year", f"{{{year}}}"
        yield "month", _MONTHS[int(month) - 1]
        yield "day", f"{{{int(day)}}}"
    elif reference.published:
        yield "date", f"{{{reference.published}?}}"
    if reference.page:
        yield "pages", f"{{{reference.page}}}"
    if reference.address:
        yield "url", f"{{{''.join(_IN_ADDRESS.get(c, c) for c in reference.address)}}}"
    if reference.captured:
        yield "urldate", f"{{{reference.captured}}}"
    yield "note", f"{{{escaped('; '.join(remarks(reference)))}}}"


def escaped(text: str) -> str:
    """*text* so that LaTeX sets each character as it is; letters beyond ASCII stay, as UTF-8."""
    return "".join(_SPECIAL.get(c, c) for c in text)


def _name(author: str) -> str:
    """A name; one in braces where BibTeX would take it for several, or for surname first."""
    return f"{{{escaped(author)}}}" if _SEVERAL.search(author) else escaped(author)


def _key(reference: Reference) -> str:
    """A key in ASCII: outlet, year where it is stated, and the place."""
    name = unicodedata.normalize("NFKD", reference.outlet or reference.agency or "report")
    word = _UNSAFE_KEY.sub("", name.encode("ascii", "ignore").decode()).lower() or "report"
    year = (reference.published or "")[:4] if is_stated(reference) else ""
    return f"{word}{year}-{reference.key}"
