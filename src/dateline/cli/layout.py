"""Text laid out in the columns of a terminal.

Characters of Chinese, Japanese and Korean take two columns, marks on letters none. Lines break at blanks: an
id, a date ("2013-03-01") and a number stay whole. Only what is longer than a line, such as text without
blanks, breaks anywhere. Characters that would steer the terminal are shown as "�".
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from rich.cells import cell_len, chop_cells

GAP = 2
"""Blanks between two columns of a table."""
NARROWEST = 16
"""Columns in which a cell of text can still be read; below, each row of a table becomes a block."""
_STEERS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_WORDS = re.compile(r"(\s*)(\S+)")


def plain(text: str) -> str:
    """*text* without characters that would steer the terminal: what a report says must not act."""
    return _STEERS.sub("�", text)


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> list[str]:
    """*text* in lines of at most *width* columns; the first begins with *first*, the others with *rest*."""
    whole = width - cell_len(rest)
    lines: list[str] = []
    line, room = first, width - cell_len(first)
    begun = False
    for gap, word in _WORDS.findall(plain(text)):
        space = " " * len(gap) if begun else ""
        for number, piece in enumerate(_pieces(word, room - len(space), whole)):
            if number:
                lines.append(line.rstrip())
                line, room, space = rest, whole, ""
            line += space + piece
            room -= len(space) + cell_len(piece)
        begun = True
    return [*lines, line] if begun else []


def _pieces(word: str, room: int, whole: int) -> list[str]:
    """What of *word* goes on a line with *room*, then what on each of the next with *whole* columns."""
    if cell_len(word) <= room:
        return [word]
    if cell_len(word) <= whole:
        return ["", word]
    head = chop_cells(word, room)[0] if room > 1 else ""
    return [head, *chop_cells(word[len(head) :], max(whole, 2))]


def padded(text: str, width: int, *, right: bool = False) -> str:
    """*text* filled up with blanks to *width* columns, on its left where it is to stand at the *right*."""
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks


def table(
    names: Sequence[str],
    rows: Sequence[Sequence[str]],
    width: int,
    text: Collection[str],
    numbers: Collection[str],
) -> Iterator[str]:
    """The lines of a table that fits *width*; the first two are its head.

    Only the columns named in *text* wrap; those in *numbers* stand at the right. Where a row does not fit,
    each becomes a block of lines, and there is no head.
    """
    rows = [[plain(cell) for cell in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(names, *rows, strict=True)]
    wide = [at for at, name in enumerate(names) if name in text]
    left = width - GAP * (len(names) - 1) - sum(w for at, w in enumerate(widths) if at not in wide)
    given = _shared(left, [widths[at] for at in wide])
    if given is None:
        yield from _blocks(names, rows, width)
        return
    for at, room in zip(wide, given, strict=True):
        widths[at] = room

    def lines(cells: Sequence[str]) -> Iterator[str]:
        parts = [wrapped(cell, widths[at]) if at in wide else [cell] for at, cell in enumerate(cells)]
        for number in range(max(map(len, parts), default=0)):
            shown = (part[number] if number < len(part) else "" for part in parts)
            line = (padded(cell, widths[at], right=names[at] in numbers) for at, cell in enumerate(shown))
            yield (" " * GAP).join(line).rstrip()

    yield from lines(names)
    yield "-" * (sum(widths) + GAP * (len(names) - 1))
    for row in rows:
        yield from lines(row)


def _shared(room: int, wanted: Sequence[int]) -> list[int] | None:
    """*room* shared out to columns that want so much each: the narrow ones first get what they want."""
    given = [0] * len(wanted)
    for done, at in enumerate(sorted(range(len(wanted)), key=lambda at: wanted[at])):
        given[at] = min(wanted[at], room // (len(wanted) - done))
        room -= given[at]
    enough = room >= 0 and all(g >= min(w, NARROWEST) for g, w in zip(given, wanted, strict=True))
    return given if enough else None


def _blocks(names: Sequence[str], rows: Sequence[Sequence[str]], width: int) -> Iterator[str]:
    beside = max(map(cell_len, names)) + GAP
    for number, row in enumerate(rows):
        if number:
            yield ""
        for name, cell in zip(names, row, strict=True):
            if cell and width - beside >= NARROWEST:
                yield from wrapped(cell, width, padded(name, beside), " " * beside)
            elif cell:
                yield from wrapped(f"{name}: {cell}", width, "", " " * GAP)
