"""Series of figures as SVG: days across, values upwards, bounds as bars, a mark for each source.

An image stands by itself: no script, no font, no picture from elsewhere; text is text, and the colours
follow the light or dark setting of whoever looks at it. A drawing is a part of a page that has the styles.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from html import escape

from dateline.views import Point, Series, number_in_words

WIDTH, PLOT_HEIGHT, LEFT, RIGHT, TOP = 760, 260, 74, 24, 64
"""Pixels of the image, of one plot, and around it."""
UNTITLED = -46.0
"""By how much a drawing is moved up that stands under a heading of the page."""
LEGEND_LINE = 20
MARK = 5.0
"""Pixels from the middle of a mark to its edge."""
SPREAD = 13.0
"""Pixels between the marks of two sources on one day."""
TICKS_UP, TICKS_ACROSS = 5, 7
TITLE_LENGTH, SOURCE_LENGTH = 84, 60
"""Characters after which a title and the name of a source are cut."""
STYLE = """
svg { font: 13px sans-serif; }
.page { fill: #ffffff; }
text { fill: #1f2328; }
.note, .tick { fill: #57606a; font-size: 12px; }
.title { font-size: 15px; font-weight: bold; }
.axis { stroke: #57606a; } .grid { stroke: #d8dee4; }
.bound { stroke-width: 2; }
.step { fill: none; stroke-width: 1.4; stroke-dasharray: 1 4; stroke-linecap: round; }
.apart { stroke: #cf222e; stroke-width: 1.2; stroke-dasharray: 5 3; }
.unlike { fill: #cf222e; font-weight: bold; }
.s0 { color: #0550ae; } .s1 { color: #bc4c00; } .s2 { color: #116329; }
.s3 { color: #8250df; } .s4 { color: #9a6700; } .s5 { color: #57606a; }
.mark { fill: currentColor; stroke: currentColor; }
.coming { fill: none; stroke: currentColor; stroke-width: 1.6; }
@media (prefers-color-scheme: dark) {
.page { fill: #0d1117; }
text { fill: #e6edf3; }
.note, .tick { fill: #9da7b1; }
.axis { stroke: #9da7b1; } .grid { stroke: #30363d; }
.apart { stroke: #ff7b72; } .unlike { fill: #ff7b72; }
.s0 { color: #79c0ff; } .s1 { color: #ffa657; } .s2 { color: #7ee787; }
.s3 { color: #d2a8ff; } .s4 { color: #e3b341; } .s5 { color: #9da7b1; }
}
""".strip()
COLOURS = 6
"""Colours of `STYLE`; with four shapes, twelve sources look different."""
OPEN = ' stroke-dasharray="2 4"'
"""How a bar is drawn that is open upwards ("at least 12")."""


class Svg(str):
    """An SVG image as text, which a notebook draws."""

    __slots__ = ()

    def _repr_svg_(self) -> str:
        return str(self)


def series_svg(series: Sequence[Series]) -> Svg:
    """One SVG image with a plot for each series, one below the other; points without a day are counted."""
    body: list[str] = []
    top = 0.0
    for one in series:
        plot = _Plot(one, top)
        body += plot.draw()
        top += plot.height
    height = max(round(top), 60)
    title = "; ".join(one.title for one in series) or "no series"
    lines = "\n".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDTH}" height="{height}" '
            f'viewBox="0 0 {WIDTH} {height}" role="img">',
            f"<title>{_text(title)}</title>",
            f"<style>{STYLE}</style>",
            '<rect class="page" width="100%" height="100%"/>',
            *body,
            "</svg>",
            "",
        ]
    )
    return Svg(lines)


def series_drawing(series: Series, rows: str) -> str:
    """One series as an element of a page; the mark of point 3 leads to the element with the id *rows* + "3".

    It has the classes of `STYLE` and none of the styles themselves.
    """
    plot = _Plot(series, UNTITLED, rows)
    return "\n".join(
        [
            f'<svg class="series" viewBox="0 0 {WIDTH} {plot.height + UNTITLED:.0f}" '
            f'role="group" aria-label="{_text(_title(series))}">',
            *plot.draw(),
            "</svg>",
        ]
    )


class _Plot:
    """One series, drawn from *top* downwards; its marks lead to *rows*, if anywhere."""

    def __init__(self, series: Series, top: float, rows: str = "") -> None:
        self.series = series
        self.top = top
        self.rows = rows
        self.sources = list(dict.fromkeys(point.source for point in series.points))
        self.days = [_first_day(point.day) for point in series.points]
        known = [day for day in self.days if day is not None] or [date(2000, 1, 1)]
        # A day of room on each side, so that no mark stands on an axis.
        self.first = min(known).toordinal() - 1
        self.last = max(known).toordinal() + 1
        self.step = _round_step(max(max(p.value, p.most or 0) for p in series.points) / TICKS_UP)
        most = max(max(p.value, p.most or 0) for p in series.points)
        self.most = self.step * (math.floor(most / self.step) + 1)
        self.height = TOP + PLOT_HEIGHT + 34 + LEGEND_LINE * (len(self.sources) + len(self._notes())) + 24

    def draw(self) -> Iterator[str]:
        if not self.rows:
            yield f'<text class="title" x="16" y="{self.top + 26:.0f}">{_text(_title(self.series))}</text>'
        yield from self._axes()
        yield from self._steps()
        yield from self._apart()
        for number in range(len(self.series.points)):
            yield from self._point(number)
        yield from self._legend()

    def _notes(self) -> list[str]:
        notes = []
        if any(point.most is None for point in self.series.points):
            notes.append("a dotted bar is open upwards (“at least”)")
        if self.series.disagreements:
            notes.append("≠ two sources for about the same day whose ranges do not meet")
        if missing := self.days.count(None):
            notes.append(f"without a day, and so not drawn: {missing}")
        return notes

    def _x(self, number: int) -> float:
        point, day = self.series.points[number], self.days[number]
        assert day is not None
        share = (day.toordinal() - self.first) / (self.last - self.first)
        same = [s for s, d in zip(self.series.points, self.days, strict=True) if d == day]
        order = list(dict.fromkeys(p.source for p in same))
        beside = (order.index(point.source) - (len(order) - 1) / 2) * SPREAD
        return LEFT + share * (WIDTH - LEFT - RIGHT) + beside

    def _y(self, value: float) -> float:
        return self.top + TOP + PLOT_HEIGHT * (1 - min(value, self.most) / self.most)

    def _axes(self) -> Iterator[str]:
        bottom = self._y(0)
        for number in range(round(self.most / self.step) + 1):
            value = number * self.step
            y = self._y(value)
            yield f'<line class="grid" x1="{LEFT}" y1="{y:.1f}" x2="{WIDTH - RIGHT}" y2="{y:.1f}"/>'
            yield f'<text class="tick" x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">'
            yield f"{number_in_words(value)}</text>"
        yield f'<line class="axis" x1="{LEFT}" y1="{bottom:.1f}" x2="{WIDTH - RIGHT}" y2="{bottom:.1f}"/>'
        span = self.last - self.first
        every = max(1, math.ceil((span - 1) / TICKS_ACROSS))
        for ordinal in range(self.first + 1, self.last, every):
            x = LEFT + (ordinal - self.first) / span * (WIDTH - LEFT - RIGHT)
            yield f'<line class="axis" x1="{x:.1f}" y1="{bottom:.1f}" x2="{x:.1f}" y2="{bottom + 5:.1f}"/>'
            yield (
                f'<text class="tick" x="{x:.1f}" y="{bottom + 20:.1f}" text-anchor="middle">'
                f"{(date.min + timedelta(days=ordinal - 1)).isoformat()}</text>"
            )

    def _steps(self) -> Iterator[str]:
        """A dotted line from each value of a source to the one by which it revised that."""
        for old, new in self.series.revisions:
            if self.days[old] is not None and self.days[new] is not None:
                a, b = self.series.points[old], self.series.points[new]
                yield (
                    f'<path class="step {self._class(a)}" stroke="currentColor" d="M{self._x(old):.1f} '
                    f'{self._y(a.value):.1f} L{self._x(new):.1f} {self._y(b.value):.1f}"/>'
                )

    def _apart(self) -> Iterator[str]:
        """A dashed line with a sign between two points that disagree."""
        for one, other in self.series.disagreements:
            if self.days[one] is None or self.days[other] is None:
                continue
            x1, x2 = self._x(one), self._x(other)
            y1, y2 = (self._y(self.series.points[i].value) for i in (one, other))
            yield f'<line class="apart" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'
            yield (f'<text class="unlike" x="{(x1 + x2) / 2 + 6:.1f}" y="{(y1 + y2) / 2 + 4:.1f}">≠</text>')

    def _point(self, number: int) -> Iterator[str]:
        point = self.series.points[number]
        if self.days[number] is None:
            return
        x, y = self._x(number), self._y(point.value)
        low = self._y(point.least)
        high = self._y(self.most if point.most is None else point.most)
        words = f"{point.day}: {point.words}, {point.source}. {point.givings[0].passage.text}"
        if self.rows:
            yield f'<a href="#{self.rows}{number + 1}" aria-label="{_text(words)}">'
        yield f'<g class="{self._class(point)}">'
        yield f"<title>{_text(words)}</title>"
        if low - high > 1:
            yield (
                f'<line class="bound" stroke="currentColor" x1="{x:.1f}" y1="{low:.1f}" '
                f'x2="{x:.1f}" y2="{high:.1f}"{OPEN if point.most is None else ""}/>'
            )
        yield _mark(self.sources.index(point.source), x, y, point.forecast)
        yield "</g>"
        if self.rows:
            yield "</a>"

    def _class(self, point: Point) -> str:
        return f"s{self.sources.index(point.source) % COLOURS}"

    def _legend(self) -> Iterator[str]:
        y = self.top + TOP + PLOT_HEIGHT + 34 + LEGEND_LINE
        for number, source in enumerate(self.sources):
            values = [point.words for point in self.series.points if point.source == source]
            yield f'<g class="s{number % COLOURS}">{_mark(number, LEFT, y - 4, False)}</g>'
            line = f"{_cut(source, SOURCE_LENGTH)}: {' → '.join(values)}"
            yield f'<text x="{LEFT + 14}" y="{y:.0f}">{_text(_cut(line, TITLE_LENGTH))}</text>'
            y += LEGEND_LINE
        for note in self._notes():
            yield f'<text class="note" x="{LEFT - 4}" y="{y:.0f}">{note}</text>'
            y += LEGEND_LINE


def _mark(number: int, x: float, y: float, coming: bool) -> str:
    """The mark of the source *number*: four shapes, filled or, for a number still to come, not."""
    kind, r = "coming" if coming else "mark", MARK
    if number % 4 == 0:
        return f'<circle class="{kind}" cx="{x:.1f}" cy="{y:.1f}" r="{r}"/>'
    outline = (
        [(-r, -r), (r, -r), (r, r), (-r, r)],
        [(0, -r - 1), (r + 1, r), (-r - 1, r)],
        [(0, -r - 2), (r + 2, 0), (0, r + 2), (-r - 2, 0)],
    )[number % 4 - 1]
    points = " ".join(f"{x + dx:.1f},{y + dy:.1f}" for dx, dy in outline)
    return f'<polygon class="{kind}" points="{points}"/>'


def _title(series: Series) -> str:
    days = [point.day for point in series.points if point.day]
    when = f" ({days[0]} to {days[-1]})" if days else ""
    return _cut(series.title, TITLE_LENGTH - len(when)) + when


def _round_step(step: float) -> float:
    """The next of 1, 2, 5, 10, 20, … from *step* on; whole numbers from 1 on."""
    if step <= 0:
        return 1.0
    scale = 10.0 ** math.floor(math.log10(step))
    return next(k * scale for k in (1, 2, 5, 10) if k * scale >= step * 0.999)


def _first_day(day: str | None) -> date | None:
    """The day, or the first day of a month or year; None for anything else ("2013-W10")."""
    rest = {4: "-01-01", 7: "-01"}.get(len(day or ""), "")
    try:
        return date.fromisoformat(f"{day}{rest}")
    except ValueError:
        return None


def _cut(words: str, length: int) -> str:
    return words if len(words) <= length else words[: length - 1].rstrip() + "…"


def _text(words: str) -> str:
    """Words as the text of an element; control characters, which XML has no place for, become blanks."""
    return escape("".join(c if c.isprintable() else " " for c in words), quote=True)
