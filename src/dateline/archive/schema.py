"""The tables of an archive, and the version they carry.

`kept` is what was read: the bytes, the report and the reading, one row a report, written in one transaction.
`refined` holds, for the few reports in which the others of their outlet show more to be furniture, report and
reading without it. `prepared` is what steps over all reports need of each, so that nothing is worked out
twice, and `written` says from what the rows of each report in the record were made. `dictionaries` are the
actors that users brought, a row a file; `corrections_made` is what users decided, a row a decision, never
changed. `labels` are marks of confidence that users put on reports. `updates`
is what each update of the record changed. `fetched` is what a server said of an
address, with which it is asked whether anything is new.
All other tables are the record that follows from it: they mirror the tables of the JSON export, name for
name, and are brought up to date, in one transaction, whenever the set of readings has changed. Lists and
spans are JSON in a text column.
"""

from __future__ import annotations

from dataclasses import dataclass

from dateline.archive.lists import LISTS
from dateline.archive.sql_views import SQL_VIEWS

SCHEMA_VERSION = 5
APPLICATION_ID = 0x444C4E31
"""What SQLite's header says of the file: "DLN1"."""

KEPT = """
CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE kept (
    report TEXT PRIMARY KEY,
    stamp TEXT NOT NULL,
    digest TEXT NOT NULL,
    original BLOB NOT NULL,
    parsed BLOB NOT NULL,
    reading BLOB NOT NULL
) STRICT;
CREATE TABLE refined (
    report TEXT PRIMARY KEY,
    digest TEXT NOT NULL,
    parsed BLOB NOT NULL,
    reading BLOB NOT NULL
) STRICT;
CREATE TABLE prepared (
    report TEXT NOT NULL,
    step TEXT NOT NULL,
    stamp TEXT NOT NULL,
    data BLOB NOT NULL,
    PRIMARY KEY (report, step)
) STRICT;
CREATE TABLE written (report TEXT PRIMARY KEY, digest TEXT NOT NULL) STRICT;
CREATE TABLE sources (
    report TEXT NOT NULL,
    source TEXT NOT NULL,
    PRIMARY KEY (source, report)
) STRICT, WITHOUT ROWID;
CREATE INDEX sources_report ON sources (report);
CREATE TABLE fetched (
    address TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT,
    stamp TEXT NOT NULL,
    followed INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE dictionaries (name TEXT PRIMARY KEY, actors BLOB NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE corrections_made (id TEXT PRIMARY KEY, correction BLOB NOT NULL) STRICT;
CREATE TABLE labels (
    report TEXT NOT NULL,
    label TEXT NOT NULL,
    by TEXT NOT NULL,
    made TEXT NOT NULL,
    PRIMARY KEY (report, label)
) STRICT, WITHOUT ROWID;
CREATE TABLE updates (
    number INTEGER PRIMARY KEY,
    made TEXT NOT NULL,
    stamp TEXT NOT NULL,
    corrections INTEGER NOT NULL,
    changes BLOB NOT NULL
) STRICT;
"""

_TEXTS = {"json": "TEXT", "date": "TEXT"}


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the record: column → SQLite type.

    Two kinds of text go by names of their own: "json" is a list or span, "date" a TIMEX3 date, of which lists
    ask what days it names (`dateline.model.days`).
    """

    name: str
    columns: dict[str, str]
    key: tuple[str, ...] = ()
    indexes: tuple[tuple[str, ...], ...] = ()

    def ddl(self) -> str:
        """The statements that make the table and its indexes."""
        columns = [f'"{name}" {_TEXTS.get(kind, kind)}' for name, kind in self.columns.items()]
        if self.key:
            columns.append(f"PRIMARY KEY ({', '.join(self.key)})")
        statements = [f"CREATE TABLE {self.name} ({', '.join(columns)}) STRICT;"]
        for index in self.indexes:
            listed = ", ".join(f'"{name}"' for name in index)
            statements.append(f"CREATE INDEX {self.name}_{'_'.join(index)} ON {self.name} ({listed});")
        return "\n".join(statements)


_SPAN = {"start": "INTEGER", "end": "INTEGER"}
_DECIDED = {"state": "TEXT", "decision": "TEXT"}
"""What users decided of a row, and by which correction."""
_WHEN = {"earliest": "TEXT", "latest": "TEXT", "precision": "TEXT", "date_basis": "TEXT"}

RECORD = (
    Table(
        "reports",
        {
            "id": "TEXT",
            "source": "TEXT",
            "sources": "json",
            "address": "TEXT",
            "sha256": "TEXT",
            "title": "TEXT",
            "title_span": "json",
            "outlet": "TEXT",
            "outlet_span": "json",
            "agency": "TEXT",
            "agency_span": "json",
            "authors": "json",
            "author_spans": "json",
            "language": "TEXT",
            "published": "date",
            "published_basis": "TEXT",
            "published_earliest": "TEXT",
            "published_latest": "TEXT",
            "published_evidence": "json",
            "published_reason": "TEXT",
            "published_via": "TEXT",
            "published_state": "TEXT",
            "published_decision": "TEXT",
            "modified": "TEXT",
            "captured": "TEXT",
            "dateline": "TEXT",
            "dateline_span": "json",
            "format": "TEXT",
            "encoding": "TEXT",
            "rendering": "INTEGER",
            "page_facts": "json",
            "pages": "json",
            "text": "TEXT",
            "body": "json",
            "dropped": "json",
            "ruled": "json",
            "status": "TEXT",
            "reason": "TEXT",
            "main_event": "TEXT",
        },
        ("id",),
        (("published",),),
    ),
    Table(
        "sentences",
        {"report": "TEXT", "number": "INTEGER", **_SPAN},
        ("report", "number"),
        (("report", "start", "number", "end"),),
    ),
    Table(
        "actors",
        {
            "id": "TEXT",
            "name": "TEXT",
            "kind": "TEXT",
            "country": "TEXT",
            "sector": "TEXT",
            "code": "TEXT",
            "roles": "json",
            "aliases": "json",
        },
        ("id",),
    ),
    Table(
        "roles",
        {
            "actor": "TEXT",
            "title": "TEXT",
            "basis": "TEXT",
            "from": "TEXT",
            "to": "TEXT",
            "day": "TEXT",
            "report": "TEXT",
            **_SPAN,
        },
        indexes=(("actor",),),
    ),
    Table(
        "identities",
        {"actor": "TEXT", "basis": "TEXT", "why": "TEXT", "report": "TEXT"},
        indexes=(("actor",),),
    ),
    Table(
        "mentions",
        {"report": "TEXT", **_SPAN, "actor": "TEXT", "form": "TEXT"},
        indexes=(("report", "start"), ("actor",)),
    ),
    Table(
        "times",
        {
            "report": "TEXT",
            **_SPAN,
            "type": "TEXT",
            "value": "TEXT",
            "first_day": "TEXT",
            "last_day": "TEXT",
            "granularity": "TEXT",
            "modifier": "TEXT",
            "pattern": "TEXT",
            "rule": "TEXT",
            "anchor": "TEXT",
            "anchor_span": "json",
        },
        indexes=(("report", "start"),),
    ),
    Table(
        "places",
        {
            "id": "TEXT",
            "name": "TEXT",
            "kind": "TEXT",
            "country": "TEXT",
            "admin": "TEXT",
            "lat": "REAL",
            "lon": "REAL",
            "precision": "TEXT",
            "within": "json",
        },
        ("id",),
    ),
    Table(
        "place_mentions",
        {
            "report": "TEXT",
            **_SPAN,
            "name": "TEXT",
            "place": "TEXT",
            "country": "TEXT",
            "container": "TEXT",
            "dateline": "INTEGER",
            "reason": "TEXT",
        },
        indexes=(("report", "start"), ("place",)),
    ),
    Table(
        "attributions",
        {
            "id": "TEXT",
            "report": "TEXT",
            "source": "json",
            "speaker": "TEXT",
            "speakers": "json",
            "said": "date",
            "said_earliest": "TEXT",
            "said_latest": "TEXT",
            "said_basis": "TEXT",
            "place": "TEXT",
            "place_span": "json",
            "place_id": "TEXT",
            "addressee": "json",
            "addressees": "json",
            "occasion": "json",
            "attitude": "TEXT",
            "parent": "TEXT",
            "continues": "TEXT",
            "via": "json",
            "via_actors": "json",
            "cue": "json",
            "content": "json",
            "manner": "TEXT",
            "bare": "INTEGER",
            "confidence": "REAL",
            **_DECIDED,
        },
        ("id",),
        (("report",), ("speaker",)),
    ),
    Table(
        "event_mentions",
        {
            "id": "TEXT",
            "report": "TEXT",
            **_SPAN,
            "lemma": "TEXT",
            "type": "TEXT",
            "mode": "TEXT",
            "cameo": "TEXT",
            "context": "json",
            "source": "json",
            "source_spans": "json",
            "target": "json",
            "target_spans": "json",
            "place": "TEXT",
            "place_span": "json",
            "place_id": "TEXT",
            "date": "date",
            **_WHEN,
            "status": "TEXT",
            "attribution": "TEXT",
            "event": "TEXT",
            **_DECIDED,
        },
        ("id",),
        (("report", "start"), ("event",)),
    ),
    Table(
        "events",
        {
            "id": "TEXT",
            "type": "TEXT",
            "title": "TEXT",
            "date": "date",
            **_WHEN,
            "place": "TEXT",
            "place_id": "TEXT",
            "actors": "json",
            "reports": "json",
            "mentions": "json",
            "best": "TEXT",
            "why": "json",
            "retracted": "INTEGER",
            **_DECIDED,
        },
        ("id",),
        (("date",),),
    ),
    Table(
        "figures",
        {
            "id": "TEXT",
            "report": "TEXT",
            **_SPAN,
            "value": "REAL",
            "low": "REAL",
            "high": "REAL",
            "hedge": "TEXT",
            "unit": "TEXT",
            "what": "TEXT",
            "of": "TEXT",
            "as_of": "date",
            "cumulative": "INTEGER",
            "forecast": "INTEGER",
            "rate": "TEXT",
            "previous": "REAL",
            "since": "TEXT",
            "place": "TEXT",
            "place_span": "json",
            "place_id": "TEXT",
            "source": "json",
            "speakers": "json",
            "attribution": "TEXT",
            "event": "TEXT",
            **_DECIDED,
        },
        ("id",),
        (("report",), ("what",)),
    ),
    Table(
        "positions",
        {
            "id": "TEXT",
            "report": "TEXT",
            **_SPAN,
            "actor": "TEXT",
            "stance": "TEXT",
            "proposition": "TEXT",
            "date": "date",
            "attribution": "TEXT",
            "question": "TEXT",
            "leaning": "TEXT",
            "party": "TEXT",
            **_DECIDED,
        },
        ("id",),
        (("report",), ("actor",), ("question",)),
    ),
    Table(
        "questions",
        {"id": "TEXT", "label": "TEXT", "parties": "json", "reports": "json", "positions": "json"},
        ("id",),
    ),
    Table("redirects", {"id": "TEXT", "event": "TEXT"}, ("id",)),
    Table("stories", {"id": "TEXT", "title": "TEXT", "reports": "json", "events": "json"}, ("id",)),
    Table(
        "duplicates",
        {
            "report": "TEXT",
            "other": "TEXT",
            "kind": "TEXT",
            "share": "REAL",
            "report_share": "REAL",
            "other_share": "REAL",
            "source": "TEXT",
            "why": "TEXT",
            "agency": "TEXT",
            "sentences": "json",
        },
        ("report", "other"),
    ),
    Table(
        "versions",
        {
            "address": "TEXT",
            "number": "INTEGER",
            "report": "TEXT",
            "form": "TEXT",
            "captured": "TEXT",
            "earlier": "TEXT",
        },
        ("address", "number"),
        (("report",),),
    ),
    Table(
        "changes",
        {
            "report": "TEXT",
            "earlier": "TEXT",
            "kind": "TEXT",
            "span": "json",
            "before": "json",
            "words": "json",
        },
        indexes=(("report",),),
    ),
    Table("tags", {"kind": "TEXT", "row": "TEXT", "tag": "TEXT", "decision": "TEXT"}, ("row", "tag")),
    Table(
        "corrections",
        {
            "id": "TEXT",
            "action": "TEXT",
            "parties": "json",
            "values": "json",
            "by": "TEXT",
            "made": "TEXT",
            "note": "TEXT",
            "state": "TEXT",
        },
        ("id",),
    ),
)
"""The tables of the record, in the order of the JSON export."""

TABLES = {table.name: table for table in RECORD}

DATES = tuple(
    (table.name, name) for table in RECORD for name, kind in table.columns.items() if kind == "date"
)
"""Table and column of every date of which lists may ask what days it names."""

OF_REPORTS = (
    "reports", "sentences", "mentions", "times", "place_mentions", "attributions", "event_mentions",
    "figures", "positions",
)  # fmt: skip
"""The tables whose rows belong to one report each: theirs stay where nothing about the report has changed."""

REVIEWED = frozenset({"attributions", "event_mentions", "figures", "positions"})
"""The tables in which rows that users rejected still stand; nothing follows from those."""


def order_of(table: str) -> str:
    """The order of a table's rows: the same whichever reports were written anew, and when."""
    if table in {"reports", "places"}:
        return "id"
    return "report, rowid" if table in OF_REPORTS else "rowid"


FULL_TEXT = """
CREATE VIRTUAL TABLE sentence_words USING fts5(words, tokenize = "unicode61 remove_diacritics 2");
"""
"""The words of each sentence; its rowid is the rowid of the row in `sentences`."""


def statements() -> list[str]:
    """The statements that make an empty archive."""
    script = "\n".join([KEPT, *(table.ddl() for table in RECORD), FULL_TEXT, LISTS, SQL_VIEWS])
    return [statement for part in script.split(";") if (statement := part.strip())]


def has_rowid(statement: str) -> bool:
    """Whether the table that a statement makes has numbers of rows that are no column of it."""
    return "WITHOUT ROWID" not in statement and "INTEGER PRIMARY KEY" not in statement
