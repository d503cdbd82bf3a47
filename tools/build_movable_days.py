"""Build `movable_days.tsv`, the feasts that fall on another day every year, from a package of calendars.

    pip install holidays==0.109     (in an environment outside the project)
    python tools/build_movable_days.py

holidays is under the MIT licence. Islamic days are those announced in Saudi Arabia where they are known, else
computed: other countries may keep them a day earlier or later.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from pathlib import Path

from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.hindu import _HinduLunisolar
from holidays.calendars.islamic import _IslamicLunar
from holidays.calendars.persian import _Persian

DATA = Path(__file__).resolve().parent.parent / "src/dateline/knowledge/data"
FIRST_YEAR, LAST_YEAR = 1980, 2040
SOURCE = "holidays 0.109"
DAY = datetime.timedelta(days=1)
HEAD = """# Made by tools/build_movable_days.py; do not edit by hand. Feasts that fall on another day every
# year, with their first and last day (a Jewish feast begins on the evening before).
feast	first	last	source
"""
HEBREW_DAYS = {"passover": 7, "rosh hashanah": 2, "yom kippur": 1, "hanukkah": 8}
"""Days that a Jewish feast lasts."""

Row = tuple[str, datetime.date, datetime.date]


def islamic() -> Iterator[Row]:
    """The feasts of the Islamic year; Ramadan ends on the day before Eid al-Fitr."""
    calendar, years = _IslamicLunar(), range(FIRST_YEAR, LAST_YEAR + 1)
    single = {
        "eid al-fitr": calendar.eid_al_fitr_dates,
        "eid al-adha": calendar.eid_al_adha_dates,
        "ashura": calendar.ashura_dates,
        "mawlid": calendar.mawlid_dates,
        "islamic new year": calendar.hijri_new_year_dates,
    }
    for feast, dates in single.items():
        for day in sorted({day for year in years for day, _ in dates(year)}):
            yield feast, day, day
    ends = sorted(
        {day for year in range(FIRST_YEAR, LAST_YEAR + 2) for day, _ in calendar.eid_al_fitr_dates(year)}
    )
    for first in sorted({day for year in years for day, _ in calendar.ramadan_beginning_dates(year)}):
        yield "ramadan", first, next(end for end in ends if end > first) - DAY


def others() -> Iterator[Row]:
    """Jewish, Persian, Chinese and Hindu feasts, and the Easter of the Orthodox churches."""
    hebrew, persian, chinese, hindu = _HebrewLunisolar(), _Persian(), _ChineseLunisolar(), _HinduLunisolar()
    for year in range(FIRST_YEAR, LAST_YEAR + 1):
        for feast, days in HEBREW_DAYS.items():
            found = getattr(hebrew, feast.replace(" ", "_") + "_date")(year)
            for first in sorted(found if isinstance(found, set) else {found}):
                yield feast, first, first + (days - 1) * DAY
        for feast, day in (
            ("nowruz", persian.new_year_date(year)),
            ("lunar new year", chinese.lunar_new_year_date(year)[0]),
            ("diwali", hindu.diwali_date(year)[0]),
            ("orthodox easter", orthodox_easter(year)),
        ):
            if day is not None:
                yield feast, day, day


def orthodox_easter(year: int) -> datetime.date:
    """Easter Sunday of the Julian calendar as a Gregorian date (Meeus; right from 1900 to 2099)."""
    d = (19 * (year % 19) + 15) % 30
    e = (2 * (year % 4) + 4 * (year % 7) - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    return datetime.date(year, month, day + 1) + 13 * DAY


def main() -> None:
    """Write the table, a feast after the other, in order of its days."""
    rows = sorted({*islamic(), *others()})
    lines = [f"{feast}\t{first.isoformat()}\t{last.isoformat()}\t{SOURCE}\n" for feast, first, last in rows]
    (DATA / "movable_days.tsv").write_text(HEAD + "".join(lines), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
