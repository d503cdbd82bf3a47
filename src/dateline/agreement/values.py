"""What stands in a cell of a coding sheet: read plainly, so that two ways of writing one thing are equal.

Blanks at the ends, capitals and forms of Unicode make no difference. Names are compared as sets, in any
order, and by the actors that go by them where an archive is at hand; a leading "the" makes no difference.
Numbers are numbers, dates the days that they name.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from math import isinf

from dateline.model import Field
from dateline.model.days import bounds

NONE = "none"
"""What a coder writes where the text gives nothing; an empty cell is not coded."""
RELEVANT = "relevant"
"""The column that says whether an item is what the machine took it for at all."""
_NOTHING = frozenset({NONE, "-", "–", "—"})
_YES_AND_NO = {"y": "yes", "true": "yes", "1": "yes", "n": "no", "false": "no", "0": "no", NONE: "no"}
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_MIDNIGHT = re.compile(r"(\d{4}-\d\d-\d\d)[T ]00:00(?::00)?")
"""How spreadsheets give a day back."""
_YEAR = re.compile(r"\d{4}")
_WRITTEN = ("%d %B %Y", "%d %b %Y", "%B %d, %Y", "%b %d, %Y")
"""Ways to write a day that can be taken in one way only; 03/04/2013 can be taken in two."""
_ARTICLE = re.compile(r"^the\s+")

Resolve = Callable[[str], str]
"""From a name, already plain, to what is compared in its place."""


@dataclass(frozen=True, slots=True)
class Value:
    """A value that was coded: as it was written, and ``key``, which is equal where two say the same.

    ``at`` is its place on the scale of a number or a date (in days), None where it has none.
    """

    shown: str
    key: str
    at: float | None = None


def parsed(field: Field, text: str, resolve: Resolve = str) -> Value | None:
    """The value that *text* gives to *field*, None where it is empty; *resolve* says whom a name means.

    Raises ValueError, which says what may stand there.
    """
    shown = " ".join(text.split())
    if not shown:
        return None
    if shown.casefold() in _NOTHING and field.name != RELEVANT:
        return Value(NONE, NONE)
    match field.form:
        case "choice":
            return _choice(field, shown)
        case "number":
            return _number(shown)
        case "date":
            return _date(shown)
        case "names":
            return Value(shown, names_key(resolve(plain(part)) for part in shown.split(";")))
        case "words":
            return Value(shown, plain(shown))


def names_key(names: Iterable[str]) -> str:
    """The key of several names, or ids, whatever their order."""
    return ";".join(sorted({name for name in names if name}))


def plain(text: str) -> str:
    """*text* as it is compared: without capitals, blanks in excess, and an article at its head."""
    return _ARTICLE.sub("", " ".join(unicodedata.normalize("NFC", text).casefold().split()))


def _choice(field: Field, shown: str) -> Value:
    folded = shown.casefold()
    if field.name == RELEVANT:
        folded = _YES_AND_NO.get(folded, folded)
    for choice in field.choices:
        if folded == choice.casefold():
            return Value(choice, folded)
    raise ValueError(f'"{shown}" is none of {", ".join(field.choices)}')


def _number(shown: str) -> Value:
    written = shown.replace(" ", ",")
    if not _NUMBER.fullmatch(written):
        raise ValueError(
            f'"{shown}" is no number; write 1200, 1,200 or 12.5, or {NONE} where the text gives none'
        )
    number = float(written.replace(",", ""))
    if isinf(number):
        raise ValueError(f'"{shown}" is greater than any number that is counted with')
    return Value(shown, format(number, ".15g"), number)


def _date(shown: str) -> Value:
    midnight = _MIDNIGHT.fullmatch(shown)
    written = midnight[1] if midnight else shown.upper()
    # TIMEX3 has centuries and decades too, "20" and "201"; in a cell these are years that were not finished.
    days = (bounds(written) if _YEAR.match(written) else None) or _written(shown)
    if days is None:
        raise ValueError(
            f'"{shown}" names no day in one way; write 2013-03-01, 2013-03, 2013 or 1 March 2013, '
            f"or {NONE} where the text gives none"
        )
    first, last = days
    # A month or a year lies on the scale at its middle.
    return Value(shown, f"{first}/{last}", (first.toordinal() + last.toordinal()) / 2)


def _written(shown: str) -> tuple[datetime.date, datetime.date] | None:
    for form in _WRITTEN:
        try:
            day = datetime.datetime.strptime(shown, form).date()
        except ValueError:
            continue
        return day, day
    return None
