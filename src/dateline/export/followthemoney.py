"""Actors, reports and events as entities of FollowTheMoney, the data model of OpenAleph."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from dateline.archive import Archive, Row
from dateline.export.coded import DONE, Coder
from dateline.knowledge.codes import from_alpha2
from dateline.views.events import Filters

SCHEMATA = {"person": "Person", "organisation": "Organization", "group": "LegalEntity"}
"""Kinds of actors → schemata; a country is no entity there but a property of others."""
PUBLIC_SECTORS = frozenset({"GOV", "LEG", "JUD", "MIL", "COP", "SPY"})
PLANNED = "planned"


def followthemoney(archive: Archive, filters: Filters) -> Iterator[bytes]:
    """Entities, one a line: actors, reports, and the events that are told as done or planned.

    Names are those of the reports: an entity says that reports speak of someone, not who that is.
    """
    coder = Coder(archive)
    countries = {alpha3: alpha2.lower() for alpha2, alpha3 in sorted(from_alpha2().items())}
    for actor in coder.actors.values():
        if (schema := SCHEMATA.get(actor["kind"])) is not None:
            yield _entity(actor["id"], _schema(actor, schema), _actor(actor, countries))
    for row in archive.query(_REPORTS):
        yield _entity(f"report-{row['id']}", "Article", _report(row))
    for coded in coder.events(filters, (*DONE, PLANNED)):
        event, mention, place = coded.event, coded.mention, coded.place
        involved = [
            key for key in (*mention["source"], *mention["target"]) if _involved(coder.actors.get(key))
        ]
        properties: dict[str, Iterable[str | None]] = {
            "name": [event.title],
            "date": [event.date if event.when.precision in ("day", "month", "year") else None],
            "startDate": [event.when.earliest],
            "endDate": [event.when.latest],
            "location": [place["name"] if place else event.place],
            "country": [countries.get(place["country"]) if place else None],
            "keywords": [event.type, event.status],
            "summary": [coded.passage.text],
            "notes": [event.best.label],
            "involved": involved,
            "proof": [f"report-{coded.report['id']}"],
        }
        yield _entity(event.id, "Event", properties)


_REPORTS = "SELECT id, source, address, title, outlet, published, language, authors FROM reports ORDER BY id"


def _schema(actor: Row, schema: str) -> str:
    public = schema == "Organization" and actor["sector"] in PUBLIC_SECTORS
    return "PublicBody" if public else schema


def _involved(actor: Row | None) -> bool:
    return actor is not None and actor["kind"] in SCHEMATA


def _actor(actor: Row, countries: dict[str, str]) -> dict[str, Iterable[str | None]]:
    properties: dict[str, Iterable[str | None]] = {
        "name": [actor["name"]],
        "alias": actor["aliases"],
        "country": [countries.get(actor["country"])],
        "keywords": [actor["sector"]],
    }
    if actor["kind"] == "person":
        properties["position"] = [role["title"] for role in actor["roles"]]
    return properties


def _report(row: Row) -> dict[str, Iterable[str | None]]:
    file = row["source"].replace("\\", "/").rsplit("/", 1)[-1]
    return {
        "name": [row["title"] or file],
        "title": [row["title"]],
        "fileName": [file],
        "author": json.loads(row["authors"]),
        "publisher": [row["outlet"]],
        "publishedAt": [row["published"]],
        "language": [row["language"]],
        "sourceUrl": [row["address"]],
    }


def _entity(key: str, schema: str, properties: dict[str, Iterable[str | None]]) -> bytes:
    told = {name: list(dict.fromkeys(v for v in values if v)) for name, values in properties.items()}
    entity = {"id": key, "schema": schema, "properties": {n: v for n, v in told.items() if v}}
    return json.dumps(entity, ensure_ascii=False).encode() + b"\n"
