"""The sheet that coders fill in, as CSV or as a workbook: the items, and on top what is to be coded, how."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict

from dateline.agreement.coding import ASKED, FORMS, Kind, kind_of
from dateline.agreement.drawing import MARKS, Design, Sample
from dateline.agreement.values import NONE, RELEVANT
from dateline.export.csv import line, lines
from dateline.export.workbook import Sheet, workbook
from dateline.model import Field

NOTES = "#"
"""What a line that is no item begins with."""
DESIGN = "# design: "
"""Before the line that says, for `dateline compare`, how the sample was drawn."""
CODING, ABOUT = "Coding", "About"
"""The sheets of a workbook."""
FREE_LINES = 5
"""Lines without text behind each report, for what has no place beside its paragraph; users add more."""
WIDTHS = {"item": 18, "citation": 24, "before": 34, "sentence": 56, "after": 34, "words": 18, "text": 80}
"""Widths in a workbook, in characters; a column to be filled in is CODED wide."""
CODED = 16


def columns(kind: Kind, *, strata: bool = False) -> list[str]:
    """The columns of a sheet: what is shown, what is filled in, and the sign of a stratum."""
    shown = (
        ["citation", "text", "words"] if kind.free else ["citation", "before", "sentence", "after", "words"]
    )
    filled = [field.name for field in kind.columns]
    return ["item", *shown, *filled, "note", *(["stratum"] if strata else [])]


def sample_csv(drawn: Sample) -> Iterator[bytes]:
    """A sample as a coding sheet in CSV; the lines before the header begin with "#"."""
    for note in notes(drawn.design):
        yield line([note])
    kind = kind_of(drawn.design.of)
    yield from lines(columns(kind, strata=bool(drawn.design.strata)), cells(drawn))


def sample_workbook(drawn: Sample) -> Iterator[bytes]:
    """A sample as a coding sheet in a workbook (XLSX), where fields of few values have them to choose from.

    Raises LibraryMissingError where XlsxWriter is not installed.
    """
    kind = kind_of(drawn.design.of)
    names = columns(kind, strata=bool(drawn.design.strata))
    widths = {name: WIDTHS.get(name, CODED) for name in names}
    choices = {field.name: _choices(field) for field in kind.columns if field.choices}
    yield workbook(
        Sheet(CODING, widths, cells(drawn), choices),
        Sheet(ABOUT, {"about": 120}, ({"about": note} for note in notes(drawn.design))),
    )


def cells(drawn: Sample) -> Iterator[dict[str, str]]:
    """The lines of the sheet, one an item, or of a report one a paragraph and some more."""
    free = kind_of(drawn.design.of).free
    for one in drawn.items:
        shown = {"item": one.item, "citation": one.citation}
        if one.stratum:
            shown["stratum"] = one.stratum
        if free:
            for text in (*one.text, *[""] * FREE_LINES):
                yield shown | {"text": text}
        else:
            yield shown | {name: getattr(one, name) for name in ("before", "sentence", "after", "words")}


def notes(design: Design) -> Iterator[str]:
    """What a coder must know, and how the sample was drawn, as lines that begin with "#"."""
    kind = kind_of(design.of)
    yield f"# Coding sheet: {drawn_how(design)}"
    if kind.free:
        yield "# Write one line for each event that a report tells of, beside its paragraph or below it."
        yield "# Where lines are too few, add some with the same item. No event at all: relevant no, once."
        yield f"# words: {ASKED['words']}"
    elif kind.name == "dates":
        yield "# Say of each report on which day it was published; the sheet shows how its file begins."
    else:
        yield f"# Code what the words between {MARKS[0]} and {MARKS[1]} tell, by the text alone."
    yield f"# An empty cell is not coded; {NONE} where the text does not say. Keep the column item as it is."
    for field in kind.columns:
        form = FORMS[field.form].format(choices=", ".join(field.choices))
        yield f"# {field.name}: {ASKED[field.name]}; {form}"
    yield DESIGN + json.dumps(asdict(design), ensure_ascii=False)


def drawn_how(design: Design) -> str:
    """How a sample was drawn, in words."""
    asked = ", ".join(f"{name} {value}" for name, value in design.asked.items())
    how = f"stratified by {design.by}, {len(design.strata)} strata" if design.by else "simple random"
    return (
        f"{design.n} of {design.total} {design.of}{f' ({asked})' if asked else ''}, {how}, seed {design.seed}"
    )


def _choices(field: Field) -> tuple[str, ...]:
    return field.choices if field.name == RELEVANT else (*field.choices, NONE)
