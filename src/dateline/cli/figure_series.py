"""Series of figures drawn in the terminal: a line for each point, then the sentences they rest on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass

from rich.cells import cell_len

from dateline.cli.common import can_show, echo, print_wrapped, terminal_width
from dateline.views import Point, Series, number_in_words

WORDS, SHORTEST_BAR, LONGEST_BAR = 22, 8, 48
"""Columns for a value with its bounds, and the least and most for the bar."""
BESIDE = 76
"""Columns from which the source stands beside the bar, and not under it."""


@dataclass(frozen=True, slots=True)
class _Signs:
    """The characters a bar is drawn with."""

    value: str
    range: str
    open: str
    coming: str
    apart: str


BLOCKS = _Signs("●", "━", "▶", "○", "≠")
PLAIN = _Signs("o", "=", ">", "?", "!=")


def print_series(series: Sequence[Series]) -> None:
    """Draw each series: the day, the value between its bounds, and who gives it, point by point."""
    signs = BLOCKS if can_show("".join(astuple(BLOCKS))) else PLAIN
    for number, one in enumerate(series):
        if number:
            echo("")
        print_wrapped(_head(one), hanging=4, bold=True)
        _draw(one, signs)
        for line in _marks(one, signs):
            print_wrapped(line, indent=2, hanging=2)
        for at, point in enumerate(one.points, 1):
            for giving in point.givings:
                print_wrapped(f"{at}  “{giving.passage.text}”", indent=4, hanging=3)
                print_wrapped(giving.label, indent=7, dim=True)


def _head(series: Series) -> str:
    days = [point.day for point in series.points if point.day]
    when = f"{days[0]} to {days[-1]}" if days else "undated"
    return f"{series.title}: {len(series.points)} points, {when}"


def _draw(series: Series, signs: _Signs) -> None:
    width = terminal_width()
    number = len(str(len(series.points)))
    day = max(len(point.day or "undated") for point in series.points)
    said = {new: series.points[old] for old, new in series.revisions}
    words = [_words(point, said.get(i)) for i, point in enumerate(series.points)]
    column = min(max(map(len, words)), WORDS)
    left = number + day + column + 6
    beside = width >= BESIDE
    room = (width - left) // 2 if beside else width - left
    bar = max(SHORTEST_BAR, min(LONGEST_BAR, room))
    most = max(max(point.value, point.most or 0) for point in series.points)
    unlike = {i for pair in series.disagreements for i in pair}
    for i, point in enumerate(series.points):
        source = f"{point.source}{f' {signs.apart}' if i in unlike else ''}"
        line = f"{i + 1:>{number}}  {point.day or 'undated':<{day}}  {_bar(point, most, bar, signs)}"
        line += f"  {words[i]:<{column}}"
        if beside and cell_len(line) + 2 + cell_len(source) <= width:
            echo(f"{line}  {source}")
        else:
            echo(line[:width].rstrip())
            print_wrapped(source, indent=number + 2, hanging=2)


def _words(point: Point, before: Point | None) -> str:
    was = before.value if before is not None else point.previous
    return point.words + (f", was {number_in_words(was)}" if was is not None else "")


def _bar(point: Point, most: float, width: int, signs: _Signs) -> str:
    """The range of a point as a bar on a scale from 0 to *most*, with the value on it."""
    scale = (width - 1) / most if most else 0.0
    cells = [" "] * width
    first, value = round(point.least * scale), round(point.value * scale)
    last = width - 1 if point.most is None else round(point.most * scale)
    for cell in range(min(first, value), max(last, value) + 1):
        cells[cell] = signs.range
    if point.most is None:
        # An open bound: a few cells tell it, the bar need not run to the edge.
        for cell in range(min(value + 3, width - 1) + 1, width):
            cells[cell] = " "
        cells[min(value + 3, width - 1)] = signs.open
    cells[value] = signs.coming if point.forecast else signs.value
    return "".join(cells)


def _marks(series: Series, signs: _Signs) -> Iterator[str]:
    """What disagrees, in words."""
    for one, other in series.disagreements:
        a, b = series.points[one], series.points[other]
        yield (
            f"{signs.apart} {other + 1} and {one + 1}: {b.words} ({b.source}) and {a.words} ({a.source}) "
            f"do not meet"
        )
