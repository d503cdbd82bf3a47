"""The record as annotations of the reports (W3C Web Annotation, JSON-LD): one a row drawn from a text."""

from __future__ import annotations

import json
from collections.abc import Iterator
from urllib.parse import quote

from dateline.archive import TABLES, Archive, Row
from dateline.views.events import Filters
from dateline.views.names import actor_names

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Characters quoted before and after the words, by which they are found again where the text has moved."""
ANNOTATED = ("mentions", "times", "place_mentions", "attributions", "event_mentions", "figures", "positions")
"""The tables whose rows are spans of a text."""
_SHOWN = {
    "mentions": ("actor", "form"),
    "times": ("type", "value"),
    "place_mentions": ("place", "country"),
    "attributions": ("speakers", "attitude", "manner", "state"),
    "event_mentions": ("type", "mode", "status", "source", "target", "date", "place", "state"),
    "figures": ("value", "low", "high", "hedge", "unit", "what", "as_of", "state"),
    "positions": ("actor", "stance", "proposition", "date", "state"),
}


def web_annotations(archive: Archive, _filters: Filters) -> Iterator[bytes]:
    """An AnnotationCollection with one page: each row with the words it rests on, quoted and by position.

    Positions are those of the report's text as the record holds it, which is the source; the address that the
    report was read from is the scope.
    """
    total = sum(_count(archive, table) for table in ANNOTATED)
    head = {
        "@context": CONTEXT,
        "id": "urn:dateline:annotations",
        "type": "AnnotationCollection",
        "label": "The record of Dateline as annotations",
        "total": total,
    }
    yield json.dumps(head, ensure_ascii=False)[:-1].encode()
    yield b', "first": {"id": "urn:dateline:annotations:1", "type": "AnnotationPage", "startIndex": 0,'
    yield b' "items": ['
    for number, annotation in enumerate(_annotations(archive)):
        yield (b",\n" if number else b"\n") + json.dumps(annotation, ensure_ascii=False).encode()
    yield b"\n]}}\n"


def _count(archive: Archive, table: str) -> int:
    standing = " WHERE state <> 'rejected'" if "state" in TABLES[table].columns else ""
    [row] = archive.query(f"SELECT count(*) AS n FROM {table}{standing}")
    number: int = row["n"]
    return number


def _annotations(archive: Archive) -> Iterator[Row]:
    names = actor_names(archive)
    for key in [row["id"] for row in archive.query("SELECT id FROM reports ORDER BY id")]:
        report = next(archive.query(_REPORT, (key,)))
        for table in ANNOTATED:
            order = "start" if "start" in TABLES[table].columns else "rowid"
            for number, row in enumerate(archive.rows(table, "report = ?", (key,), order=f"{order}, rowid")):
                yield _annotation(report, table, row.get("id") or f"{key}-{table}-{number}", row, names)


_REPORT = "SELECT id, address, text, language FROM reports WHERE id = ?"


def _annotation(report: Row, table: str, key: str, row: Row, names: dict[str, str]) -> Row:
    spans = row["content"] if "content" in row else [[row["start"], row["end"]]]
    told = {name: _named(row[name], names) for name in _SHOWN[table] if row[name] not in (None, [])}
    said = "; ".join(f"{name}: {value}" for name, value in told.items())
    targets = [_target(report, start, end) for start, end in spans]
    return {
        "id": f"urn:dateline:{quote(key)}",
        "type": "Annotation",
        "motivation": "describing",
        "body": [
            {"type": "TextualBody", "purpose": "tagging", "value": table.removesuffix("s")},
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "value": said},
        ],
        "target": targets[0] if len(targets) == 1 else targets,
    }


def _target(report: Row, start: int, end: int) -> Row:
    text = report["text"]
    source = {"id": f"urn:dateline:report:{report['id']}", "type": "Text", "format": "text/plain"}
    if report["language"]:
        source["language"] = report["language"]
    target: Row = {
        "source": source,
        "selector": [
            {
                "type": "TextQuoteSelector",
                "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }
    if report["address"]:
        target["scope"] = report["address"]
    return target


def _named(value: object, names: dict[str, str]) -> str:
    """A value in words, with the names of actors in place of their ids."""
    if isinstance(value, list):
        return ", ".join(_named(part, names) for part in value)
    return (
        names.get(value, value)
        if isinstance(value, str)
        else f"{value:g}"
        if isinstance(value, float)
        else str(value)
    )
