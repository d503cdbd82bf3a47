"""Events with the rows of the record that coders' tables draw on: actors, place, report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations

from dateline.archive import Archive, Row
from dateline.views import EventRow, events
from dateline.views.citation import Citations, Passage
from dateline.views.events import Filters

DONE = ("occurred", "reported")
"""The statuses of what is told as done; tables of happenings have no column for plans, calls and denials."""
MEETING = "CONSULT"
_GEONAMES = "geonames:"


@dataclass(frozen=True, slots=True)
class Coded:
    """One telling of an event: the event, the row of the mention, its sentence, report and place."""

    event: EventRow
    mention: Row
    words: str
    passage: Passage
    report: Row
    place: Row | None


def own_cells(coded: Coded) -> Row:
    """The cells that our own columns at the end of other coders' tables have in common."""
    return {
        "Status": coded.mention["status"],
        "Date": coded.event.date,
        "Earliest": coded.event.when.earliest,
        "Latest": coded.event.when.latest,
        "Words": coded.words,
        "Sentence": coded.passage.text,
        "Start": coded.mention["start"],
        "End": coded.mention["end"],
        "Report": coded.report["id"],
        "State": coded.event.state,
        "Tags": "; ".join(coded.event.tags),
    }


def chosen(archive: Archive, filters: Filters, status: Sequence[str] = ()) -> Iterator[EventRow]:
    """The events that pass, in order of date; not what a user says is none."""
    return (event for event in events(archive, status=status, **filters) if not event.retracted)


class Coder:
    """The actors, places and reports of an archive, looked up by id while its events are written out."""

    def __init__(self, archive: Archive) -> None:
        """Look up in *archive*."""
        self.archive = archive
        self.actors = {row["id"]: row for row in archive.rows("actors")}
        self._places = {row["id"]: row for row in archive.rows("places")}
        self._place_of = {
            row["id"]: row["place_id"] for row in archive.query("SELECT id, place_id FROM events")
        }
        self._reports = {row["id"]: row for row in archive.query(_REPORTS)}
        self.citations = Citations(archive)

    def events(self, filters: Filters, status: Sequence[str] = DONE) -> Iterator[Coded]:
        """The events that pass, each with the telling that speaks for it, in order of date."""
        for event in chosen(self.archive, filters, status):
            [mention] = self.archive.rows("event_mentions", "id = ?", (event.best.mention,))
            yield self._coded(event, mention, event.best.words, event.best.passage)

    def tellings(self, filters: Filters, status: Sequence[str] = DONE) -> Iterator[Coded]:
        """Every telling, of one of *status*, of the events that pass, in order of report and text."""
        passed = {event.id: event for event in chosen(self.archive, filters)}
        told = "event IS NOT NULL"
        for mention in self.archive.rows("event_mentions", told, order="report, start, rowid"):
            event = passed.get(mention["event"])
            if event is not None and mention["status"] in status:
                place = mention["report"], mention["start"], mention["end"]
                yield self._coded(
                    event, mention, self.citations.words(*place), self.citations.sentence(*place)
                )

    def report(self, key: str) -> Row:
        """What a table says of a report."""
        return self._reports[key]

    def place(self, key: str | None) -> Row | None:
        """The place with the id *key*."""
        return self._places.get(key or "")

    def dyads(self, mention: Row) -> Iterator[tuple[Row | None, Row | None]]:
        """Who does it and to whom, each pair once; None for a side that is not told.

        Those of whom it is told that they met are a pair both ways.
        """
        if mention["type"] == MEETING and len(mention["source"]) > 1 and not mention["target"]:
            for source, target in permutations(mention["source"], 2):
                yield self.actors.get(source), self.actors.get(target)
            return
        for source in [self.actors.get(key) for key in mention["source"]] or [None]:
            for target in [self.actors.get(key) for key in mention["target"]] or [None]:
                yield source, target

    def _coded(self, event: EventRow, mention: Row, words: str, passage: Passage) -> Coded:
        place = self.place(mention["place_id"] or self._place_of.get(event.id))
        return Coded(event, mention, words, passage, self._reports[mention["report"]], place)


_REPORTS = (
    "SELECT id, source, address, title, outlet, agency, published, published_basis, language FROM reports"
)


def geonames_id(place: Row) -> str:
    """The number of a place in GeoNames, or nothing."""
    key: str = place["id"]
    return key.removeprefix(_GEONAMES) if key.startswith(_GEONAMES) else ""


def pointed(place: Row | None) -> Row | None:
    """The place where it is a point on a map: not a country, not unknown."""
    return place if place and place["lat"] is not None and place["precision"] != "country" else None


def province(place: Row | None) -> str | None:
    """The first-level division that a place lies in, or is."""
    if not place:
        return None
    admin: str | None = place["admin"] or (place["name"] if place["precision"] == "province" else None)
    return admin


def article(report: Row) -> str:
    """How a report is cited in a cell: its address, else the file it was found in."""
    found: str = report["address"] or report["source"]
    return found
