"""Rows for people to decide: what is still to do, the least certain first, and what was decided.

What was decided a second ago counts, though the record may not follow it yet (`pending`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypedDict, Unpack

from dateline.archive import Archive, Row
from dateline.archive.doubts import DOUBTS
from dateline.model import FIELDS, MAIN, NAMES, SEPARATOR, Correction, RowKind, RowState, Span, hull
from dateline.views.choosing import Choice, Condition, is_one_of
from dateline.views.citation import Citations, Passage
from dateline.views.names import actor_ids, actor_names, find_row
from dateline.views.pending import Since, since_record

KINDS: Mapping[RowKind, str] = {
    "event": "event",
    "event-mention": "telling of an event",
    "attribution": "quote",
    "figure": "figure",
    "position": "position",
    "date": "date of a report",
    "block": "block of a text",
}
"""What each kind is called; blocks are in no queue unless they are asked for."""
TABLES: Mapping[RowKind, str] = {
    "event": "events",
    "event-mention": "event_mentions",
    "attribution": "attributions",
    "figure": "figures",
    "position": "positions",
    "date": "reports",
}
"""Kind → the table of the record in which its rows stand."""
LEAST_CERTAIN_FIRST = "doubt DESC, number"
_SPANS: Mapping[RowKind, Mapping[str, str]] = {
    "event-mention": {"source_spans": "source", "target_spans": "target"},
    "attribution": {"content": "content", "cue": "cue", "source": "source"},
    "figure": {"source": "source"},
    "date": {"published_evidence": "evidence"},
}
"""Kind → column with the places of a part of its rows → name of the part."""
_OF_ACTOR = """id IN (
    SELECT m.id FROM event_mentions m, json_each(m.source) s WHERE {held}
    UNION SELECT m.id FROM event_mentions m, json_each(m.target) s WHERE {held}
    UNION SELECT a.id FROM attributions a, json_each(a.speakers) s WHERE {held}
    UNION SELECT f.id FROM figures f, json_each(f.speakers) s WHERE {held}
    UNION SELECT e.id FROM events e, json_each(e.actors) s WHERE {held}
    UNION SELECT s.id FROM (SELECT id, actor AS value FROM positions) s WHERE {held})"""


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A row as it is shown to whoever decides it.

    ``row`` is its id, ``fields`` are what can be set of it, as text, with the names that the archive gives
    actors; an edit starts from `dateline.review.stated`, which has the names of the report. ``decision`` is
    the correction that decided it last, with who made it (``by``), when, and the ``note``. ``doubt`` says
    how likely it is wrong, ``doubts`` why. ``passage`` is the sentence with the ``words`` in it, None where
    no words tell it; ``parts`` are the places in the text it stands on ("trigger", "source", "content").
    """

    kind: RowKind
    row: str
    state: RowState
    fields: Mapping[str, str]
    doubt: float
    doubts: tuple[str, ...]
    report: str
    label: str
    words: str
    passage: Passage | None
    parts: Mapping[str, tuple[Span, ...]]
    decision: str | None = None
    by: str = ""
    made: str = ""
    note: str = ""
    tags: tuple[str, ...] = ()
    event: str | None = None


@dataclass(frozen=True, slots=True)
class ReviewCount:
    """How many ``rows`` of a kind are in a state, decided ``by`` whom (nobody: "")."""

    kind: RowKind
    state: RowState
    by: str
    rows: int


class ReviewFilters(TypedDict, total=False):
    """What rows may be chosen by.

    ``state`` is one state or several, None for all; without it, what nobody decided. ``report`` and ``event``
    are ids, ``actor`` is a name or id, ``type`` what rows of a kind are told apart by (the type of an event,
    the attitude of a quote, what is counted, the stance, the basis of a date), ``by`` who decided them.
    ``least_certain_first`` is the order of doubt; False is that of the reports and their texts.
    """

    kind: RowKind | None
    state: RowState | Sequence[RowState] | None
    report: str | None
    event: str | None
    actor: str | None
    type: str | None
    tag: str | None
    by: str | None
    least_certain_first: bool


def review_rows(
    archive: Archive, *, limit: int | None = None, offset: int = 0, **filters: Unpack[ReviewFilters]
) -> list[ReviewRow]:
    """The rows that pass every filter, also rejected ones; at most *limit*, without the first *offset*.

    Blocks of texts are none of them (`dateline.views.block_rows`). Raises NotFoundError for a report, event
    or actor the archive does not hold.
    """
    since = since_record(archive)
    listed = _choice(archive, since, filters).rows(archive, limit=limit, offset=offset)
    return _rows(archive, listed, since)


def review_row(archive: Archive, row: str) -> ReviewRow | None:
    """The row with the id *row* as `review_rows` gives it; None where the record has none such."""
    listed = Choice("review_list", (("id = ?", (row,)),)).rows(archive)
    found = _rows(archive, listed, since_record(archive))
    return found[0] if found else None


def review_choice(archive: Archive, **filters: Unpack[ReviewFilters]) -> Choice:
    """The rows to decide that pass, as a choice from their list."""
    return _choice(archive, since_record(archive), filters)


def review_counts(archive: Archive, *, report: str | None = None) -> tuple[ReviewCount, ...]:
    """How many rows of each kind are in each state, decided by whom: of all reports, or of one."""
    since = since_record(archive)
    of_report: Condition = ("TRUE", ())
    if report:
        of_report = "q.report = ?", (find_row(archive, "reports", report, ("source",))["id"],)
    found: Counter[tuple[RowKind, RowState, str]] = Counter()
    for row in archive.query(
        f"SELECT kind, state, count(*) AS n FROM review_list q WHERE {of_report[0]} GROUP BY kind, state",
        of_report[1],
    ):
        found[row["kind"], row["state"], ""] += row["n"]
    for row in archive.query(
        "SELECT q.kind, q.state, c.by AS who, count(*) AS n FROM review_list q "
        "JOIN corrections c ON c.id = q.decision WHERE q.decision IN (SELECT id FROM corrections) "
        f"AND {of_report[0]} GROUP BY q.kind, q.state, c.by",
        of_report[1],
    ):
        found[row["kind"], row["state"], ""] -= row["n"]
        found[row["kind"], row["state"], row["who"]] += row["n"]
    is_touched, ids = is_one_of("q.id", since.states)
    for row in archive.query(
        "SELECT q.id, q.kind, q.state, coalesce(c.by, '') AS who FROM review_list q "
        f"LEFT JOIN corrections c ON c.id = q.decision WHERE {is_touched} AND {of_report[0]}",
        (*ids, *of_report[1]),
    ):
        found[row["kind"], row["state"], row["who"]] -= 1
        state, decision = since.states[row["id"]]
        if state is not None:
            found[row["kind"], state, decision.by if decision else ""] += 1
    return tuple(ReviewCount(*key, rows) for key, rows in sorted(found.items()) if rows)


def _choice(archive: Archive, since: Since, filters: ReviewFilters) -> Choice:
    conditions: list[Condition] = [_exists(since)]
    if kind := filters.get("kind"):
        conditions.append(("kind = ?", (kind,)))
    if (state := filters.get("state", "machine")) is not None:
        conditions.append(_in_state((state,) if isinstance(state, str) else tuple(state), since))
    if report := filters.get("report"):
        key = find_row(archive, "reports", report, ("source",))["id"]
        told = "id IN (SELECT event FROM event_mentions WHERE report = ?)"
        conditions.append((f"report = ? OR {told}", (key, key)))
    if event := filters.get("event"):
        conditions.append(("event = ?", (find_row(archive, "events", event)["id"],)))
    if actor := filters.get("actor"):
        held, ids = is_one_of("s.value", actor_ids(archive, actor))
        conditions.append((_OF_ACTOR.format(held=held), ids * _OF_ACTOR.count("{held}")))
    if type_ := filters.get("type"):
        conditions.append(("lower(type) = ?", (type_.lower(),)))
    if tag := filters.get("tag"):
        conditions.append(_tagged(tag, since))
    if by := filters.get("by"):
        conditions.append(_decided_by(by, since))
    order = LEAST_CERTAIN_FIRST if filters.get("least_certain_first", True) else "number"
    return Choice("review_list", tuple(conditions), order=order)


def _exists(since: Since) -> Condition:
    gone = [row for row, (state, _) in since.states.items() if state is None]
    if not gone:
        return "TRUE", ()
    is_gone, ids = is_one_of("id", gone)
    return f"NOT ({is_gone})", ids


def _in_state(states: Sequence[RowState], since: Since) -> Condition:
    """That a row is in one of *states* now."""
    by_record: Condition = ("state = ?", tuple(states)) if len(states) == 1 else is_one_of("state", states)
    return _now(by_record, since, {row for row, (state, _) in since.states.items() if state in states})


def _decided_by(who: str, since: Since) -> Condition:
    """That the decision a row's state comes from is by *who*."""
    by_record = "decision IN (SELECT id FROM corrections WHERE by = ?)", (who,)
    return _now(by_record, since, {row for row, (_, made) in since.states.items() if made and made.by == who})


def _now(by_record: Condition, since: Since, meeting: set[str]) -> Condition:
    """A condition on decisions by what the record says, but for the rows that were decided since."""
    if not since.states:
        return by_record
    is_touched, ids = is_one_of("id", since.states)
    unchanged = f"({by_record[0]}) AND NOT ({is_touched})", (*by_record[1], *ids)
    if not meeting:
        return unchanged
    meets, met = is_one_of("id", meeting)
    return f"({unchanged[0]}) OR {meets}", (*unchanged[1], *met)


def _tagged(tag: str, since: Since) -> Condition:
    is_off, off = is_one_of("decision", since.untagged)
    is_new, new = is_one_of("id", [row for row, tags in since.tags.items() if tag in dict(tags)])
    by_record = f"id IN (SELECT row FROM tags WHERE tag = ? AND NOT ({is_off}))"
    return f"{by_record} OR {is_new}", (tag, *off, *new)


def _rows(archive: Archive, listed: Sequence[Row], since: Since) -> list[ReviewRow]:
    """What is shown of rows of the list, in their order."""
    citations = Citations(archive)
    ids: dict[RowKind, list[str]] = {}
    for one in listed:
        ids.setdefault(one["kind"], []).append(one["id"])
    found = {kind: _of_kind(archive, kind, keys) for kind, keys in ids.items()}
    reasons = {key: why for kind, keys in ids.items() for key, why in _reasons(archive, kind, keys).items()}
    names = actor_names(
        archive, {a for rows in found.values() for row in rows.values() for a in _actors(row)}
    )
    decisions = decisions_of(archive, [one["decision"] for one in listed])
    tags = _tags(archive, [one["id"] for one in listed], since)
    shown = []
    for one in listed:
        row, kind, key = found[one["kind"]][one["id"]], one["kind"], one["id"]
        state, decision = since.states.get(key, (one["state"], decisions.get(one["decision"] or "")))
        parts = _parts(kind, row)
        told = [
            span for name in (MAIN[kind], "cue") for span in parts.get(name, ())
        ]  # one sentence shows both
        report = one["report"] or ""
        shown.append(
            ReviewRow(
                kind=kind,
                row=key,
                state=state or one["state"],
                fields=_fields(kind, row, names, decision if key in since.states else None),
                doubt=min(1.0, max(0.0, one["doubt"])),
                doubts=reasons.get(key, ()),
                report=report,
                label=citations.report(report).label_at(told[0].start if told else 0) if report else "",
                words=" … ".join(citations.words(report, s.start, s.end) for s in parts.get(MAIN[kind], ())),
                passage=_passage(citations, report, told),
                parts=parts,
                decision=decision.id if decision else None,
                by=decision.by if decision else "",
                made=decision.made if decision else "",
                note=decision.note if decision else "",
                tags=tags.get(key, ()),
                event=one["event"],
            )
        )
    return shown


def _of_kind(archive: Archive, kind: RowKind, ids: Sequence[str]) -> dict[str, Row]:
    """Id → the row of the record with it; to an event, the row of the telling that speaks for it is added."""
    is_row, given = is_one_of("id", [key.removesuffix("-date") for key in ids])
    rows = list(archive.rows(TABLES[kind], is_row, given, rejected=True))
    if kind == "date":
        return {f"{row['id']}-date": row for row in rows}
    if kind == "event":
        is_best, best = is_one_of("id", [row["best"] for row in rows if row["best"]])
        told = {row["id"]: row for row in archive.rows("event_mentions", is_best, best)}
        places = {key: {"start": one["start"], "end": one["end"]} for key, one in told.items()}
        rows = [row | places.get(row["best"], {}) for row in rows]
    return {row["id"]: row for row in rows}


def _reasons(archive: Archive, kind: RowKind, ids: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """Row (id) → why it is doubtful, the weightiest reason first."""
    told = sorted((d for d in DOUBTS[kind].known if d.reason), key=lambda d: -d.adds)
    if not told:
        return {}
    asked = ", ".join(f"CASE WHEN {d.when} THEN 1 ELSE 0 END AS d{n}" for n, d in enumerate(told))
    is_row, given = is_one_of("t.id", [key.removesuffix("-date") for key in ids])
    suffix = "-date" if kind == "date" else ""
    return {
        row["id"] + suffix: tuple(d.reason for n, d in enumerate(told) if row[f"d{n}"])
        for row in archive.query(f"SELECT t.id, {asked} FROM {DOUBTS[kind].rows} WHERE {is_row}", given)
    }


def decisions_of(archive: Archive, ids: Iterable[str | None]) -> dict[str, Correction]:
    """Id → the correction with it, of those with these *ids*; what they are held by is left out."""
    is_one, given = is_one_of("id", [key for key in ids if key])
    return {
        row["id"]: Correction(
            row["id"], row["action"], (), row["values"], row["by"], row["made"], row["note"]
        )
        for row in archive.rows("corrections", is_one, given)
    }


def _tags(archive: Archive, ids: Sequence[str], since: Since) -> dict[str, tuple[str, ...]]:
    """Row (id) → its tags, in order."""
    found: dict[str, set[str]] = {key: set(dict(since.tags.get(key, ()))) for key in ids}
    is_row, given = is_one_of("row", ids)
    for row in archive.query(f"SELECT row, tag, decision FROM tags WHERE {is_row}", given):
        if row["decision"] not in since.untagged:
            found[row["row"]].add(row["tag"])
    return {key: tuple(sorted(tags)) for key, tags in found.items()}


def _actors(row: Row) -> list[str]:
    """The actors (ids) in the fields of a row."""
    held = (row.get(name) or [] for name in sorted(NAMES))
    listed = (value if isinstance(value, list) else [value] for value in held)
    return [one for value in listed for one in value if isinstance(one, str)]


def _fields(kind: RowKind, row: Row, names: Mapping[str, str], decision: Correction | None) -> dict[str, str]:
    """The fields of a row as text, those that a *decision* sets as it sets them."""
    fields = {field.name: _text(row[field.name], names) for field in FIELDS[kind]}
    if decision is None or decision.action == "reject":
        return fields
    return fields | {name: text for name, text in decision.values.items() if name in fields}


def _text(value: Any, names: Mapping[str, str]) -> str:
    if isinstance(value, list):
        return SEPARATOR.join(dict.fromkeys(names.get(one, one) for one in value))
    if isinstance(value, float | int):
        return f"{value:.15g}"
    return names.get(value, value) if value else ""


def _parts(kind: RowKind, row: Row) -> dict[str, tuple[Span, ...]]:
    """The places in the text that a row stands on, by name."""
    parts = {
        name: tuple(Span(start, end) for start, end in row[column] or ())
        for column, name in _SPANS.get(kind, {}).items()
    }
    if "start" in row:
        parts[MAIN[kind]] = (Span(row["start"], row["end"]),)
    if row.get("place_span"):
        parts["place"] = (Span(*row["place_span"]),)
    return {name: spans for name, spans in parts.items() if spans}


def _passage(citations: Citations, report: str, told: Sequence[Span]) -> Passage | None:
    if not told:
        return None
    around = hull(told)
    return citations.sentence(report, around.start, around.end)
