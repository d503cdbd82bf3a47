"""Rows of the record as a person decides them: accepted, edited, rejected; rows that were missed; tags.

Every decision is a correction (`dateline.corrections`): held by words of the report, kept over every reading,
taken back by `undo`. A row is named by its id in the record; the words, and the fields that it has, are what
the decision is held by. `decide_block` says what of a report's text is the article.

All functions raise NotFoundError for a row or report the archive does not hold, CorrectionError for a
decision that says nothing or a field that cannot be so. With ``follow=False`` the decision is kept and the
record left as it is, for many decisions in a row; `dateline.pipeline.update_record` brings it up to date.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, cast

from dateline.archive import Archive, Row
from dateline.corrections import make, selector_in, told
from dateline.errors import CorrectionError, NotFoundError
from dateline.linking import Parts, parts_of, values_of
from dateline.linking.checked import check_fields, check_parts
from dateline.linking.row_fields import ROWS
from dateline.model import (
    FIELDS,
    KEYS,
    LETTERS,
    MAIN,
    PART_OF,
    SEPARATOR,
    Correction,
    FoundKind,
    RowKind,
    Selector,
    Span,
    block_id,
    block_of,
    places_of,
    row_id,
)
from dateline.pipeline.record import as_in_record
from dateline.pipeline.rulings import settled
from dateline.views.citation import Citations
from dateline.views.names import find_row
from dateline.views.review import review_row

Verdict = Literal["accept", "edit", "reject"]
BlockPart = Literal["body", "leftover"]


@dataclass(frozen=True, slots=True)
class Stated:
    """A row as it stands, with whatever was decided of it so far: its fields as text, and where it stands.

    ``parts`` are the places in the text of its ``report`` by name ("trigger", "content", "cue"); they are
    empty for an event, and for a report and its date.
    """

    kind: RowKind
    row: str
    report: str
    values: Mapping[str, str]
    parts: Parts


def kind_of(row: str) -> RowKind:
    """The kind of the row with the id *row*: of an event, a report, or a row of a report's reading."""
    if block_of(row):
        return "block"
    report, dash, rest = row.partition("-")
    letters = {letter: kind for kind, letter in LETTERS.items()}
    if not dash:
        return "event" if row.startswith("e") else "report"
    if rest == "date":
        return "date"
    if rest[:1] in letters and rest[1:].isdigit() and report:
        return letters[rest[:1]]
    raise NotFoundError(f"{row} is the id of no row that can be decided; ids look like 627204a3b7359d32-f2")


def stated(archive: Archive, row: str) -> Stated:
    """The row with the id *row* as it stands now; also one whose decision the record does not follow yet."""
    kind = kind_of(row)
    if kind == "block":
        return _block(archive, row)
    if kind == "event":
        found = find_row(archive, "events", row)
        return Stated(kind, found["id"], "", _as_decided(archive, kind, found["id"], found), {})
    report = find_row(archive, "reports", row.removesuffix("-date") if kind == "date" else row.split("-")[0])
    if kind == "report":
        return Stated(kind, report["id"], report["id"], {}, {})
    if kind == "date":
        key = f"{report['id']}-date"
        return Stated(kind, key, report["id"], _as_decided(archive, kind, key, report), {})
    return _found(archive, kind, report["id"], int(row.rpartition("-")[2][1:]))


def _as_decided(archive: Archive, kind: RowKind, key: str, row: Row) -> dict[str, str]:
    """The fields of a row of the record, with what was decided since it was written."""
    shown = review_row(archive, key)
    if shown is not None:
        return dict(shown.fields)
    return {field.name: str(row[field.name] or "") for field in FIELDS[kind]}


def _found(archive: Archive, kind: FoundKind, report: str, index: int) -> Stated:
    _, reading = as_in_record(archive, report, settled(archive, report))
    rows = getattr(reading, ROWS[kind])
    if index >= len(rows):
        raise NotFoundError(f"the report {report} has no {kind} {index}")
    return Stated(
        kind,
        row_id(kind, report, index),
        report,
        values_of(kind, rows[index], reading.actors),
        parts_of(kind, rows[index]),
    )


def _block(archive: Archive, row: str) -> Stated:
    report, span = cast("tuple[str, Span]", block_of(row))
    held = find_row(archive, "reports", report)
    part = "body" if _is_body(held["body"], span) else "leftover"
    reason = next((d["reason"] for d in held["dropped"] if d["start"] <= span.start < d["end"]), "")
    return Stated(
        "block", block_id(held["id"], span), held["id"], {"part": part, "reason": reason}, {"words": (span,)}
    )


def _is_body(body: Sequence[Sequence[int]], span: Span) -> bool:
    return any(start <= span.start and span.end <= end for start, end in body)


def decide(
    archive: Archive,
    row: str,
    verdict: Verdict,
    changes: Mapping[str, str] | None = None,
    *,
    by: str = "",
    note: str = "",
    follow: bool = True,
) -> Correction:
    """Accept, edit or reject the row with the id *row*; *changes* are the fields that an edit sets, as text.

    Accepting takes the row as it stands: later readings keep these fields. Rejecting a block puts it into the
    other part.
    """
    changes = dict(changes or {})
    if bool(changes) != (verdict == "edit"):
        raise CorrectionError(
            "an edit sets at least one field" if verdict == "edit" else f"to {verdict} a row sets no field"
        )
    now = stated(archive, row)
    if now.kind == "report":
        raise CorrectionError(f"{now.row} is a report; what can be decided of it is its date: {now.row}-date")
    changes |= _bounds_of(now, changes)
    values = {**now.values, **changes}
    check_fields(now.kind, changes, values)
    if now.kind == "block":
        if verdict == "reject":
            values = {"part": "leftover" if now.values["part"] == "body" else "body", "reason": ""}
        part = cast("BlockPart", values["part"])
        [span] = now.parts["words"]
        return decide_block(
            archive, now.report, span, part, values["reason"], by=by, note=note, follow=follow
        )
    if now.kind == "date" and verdict != "reject" and not values["published"]:
        raise CorrectionError("a date that is not known cannot be accepted; edit it, or leave it")
    if verdict == "reject":
        values = {name: values[name] for name in _key(now.kind)}
    was = {f"was {name}": now.values[name] for name in _key(now.kind) if name in changes}
    return make(
        archive,
        verdict,
        _parties(archive, now),
        {**_named(now), **values, **was},
        by,
        note,
        follow=follow,
    )


def _bounds_of(now: Stated, changes: Mapping[str, str]) -> dict[str, str]:
    """The bounds of a figure that go along with its value: those that were the value, and are not set."""
    if now.kind != "figure" or "value" not in changes:
        return {}
    along = (name for name in ("low", "high") if name not in changes)
    return {name: changes["value"] for name in along if now.values[name] == now.values["value"]}


def add_row(
    archive: Archive,
    report: str,
    kind: FoundKind,
    words: Span,
    values: Mapping[str, str],
    *,
    parts: Parts | None = None,
    by: str = "",
    note: str = "",
    follow: bool = True,
) -> Correction:
    """Add a row of *kind* that the reading of *report* missed, held by the *words* that tell it.

    The words are the trigger of an event mention, the content of an attribution, the words of a figure or
    position. *parts* may name further places ("source", "target", "cue", "place"); those that *values* name
    and no part does are looked for in the sentence of the words.
    """
    held = find_row(archive, "reports", report, ("source",))
    check_fields(kind, values, values)
    if not held["text"][words.start : words.end].strip():
        raise CorrectionError("a row is added by the words that tell it; none are selected")
    if kind == "event-mention":
        values = {"lemma": held["text"][words.start : words.end].lower(), **values}
    named = {} if parts is None else dict(parts)
    check_parts(kind, named)
    places = {**_named_in(archive, held["id"], words, values), **named, MAIN[kind]: (words,)}
    new = Stated(kind, "", held["id"], {}, places)
    return make(
        archive,
        "add",
        _parties(archive, new),
        {"kind": kind, "parts": " ".join(_in_order(new)), **values},
        by,
        note,
        follow=follow,
    )


def find_words(archive: Archive, report: str, words: str, within: str = "") -> Span:
    """Where the *words* stand in the text of a report, blanks and line ends being alike.

    *within* are longer words that hold them, for words that stand in several places. Raises CorrectionError
    where they stand nowhere, or in several places.
    """
    text: str = find_row(archive, "reports", report, ("source",))["text"]
    around = _only(text, within, Span(0, len(text)), "give more of the words about them") if within else None
    more = "give longer words that hold them, and stand once"
    return _only(text, words, around or Span(0, len(text)), more)


def _only(text: str, words: str, around: Span, advice: str) -> Span:
    places = list(places_of(words, text, around))
    if not places:
        raise CorrectionError(f"the words “{words}” do not stand there; write them as the report does")
    if len(places) > 1:
        raise CorrectionError(f"the words “{words}” stand in {len(places)} places; {advice}")
    return places[0]


def find_beside(archive: Archive, report: str, words: str, beside: Span) -> Span | None:
    """Where whole *words* stand nearest to a place, in its sentence and outside it; None if nowhere.

    Capitals count as small letters: a sentence may begin with a name that has none.
    """
    citations, key = Citations(archive), find_row(archive, "reports", report, ("source",))["id"]
    text = citations.report(key).text
    sentence = citations.sentence(key, beside.start, beside.end).span
    places = [
        place
        for place in places_of(words, text, sentence, any_case=True)
        if not place.overlaps(beside)
        and not text[max(0, place.start - 1) : place.start].isalnum()
        and not text[place.end : place.end + 1].isalnum()
    ]
    return min(
        places, key=lambda place: max(place.start - beside.end, beside.start - place.end), default=None
    )


def _named_in(archive: Archive, report: str, words: Span, values: Mapping[str, str]) -> Parts:
    """The parts of a row that its fields name in the sentence of its *words*."""
    found = {
        part: tuple(
            place
            for name in values.get(field, "").split(SEPARATOR.strip())
            if (place := find_beside(archive, report, name, words))
        )
        for field, part in PART_OF.items()
        if values.get(field)
    }
    return {part: places for part, places in found.items() if places}


def decide_block(
    archive: Archive,
    report: str,
    words: Span,
    part: BlockPart,
    reason: str = "",
    *,
    by: str = "",
    note: str = "",
    follow: bool = True,
) -> Correction:
    """Say that the *words* of a report belong to the article ("body"), or that they do not ("leftover").

    Where they are in that part already, this accepts it.
    """
    held = find_row(archive, "reports", report, ("source",))
    text: str = held["text"]
    if not text[words.start : words.end].strip():
        raise CorrectionError("a block is told by its words; none are selected")
    outside = not any(start < words.end and words.start < end for start, end in held["body"])
    same = _is_body(held["body"], words) if part == "body" else outside
    return make(
        archive,
        "accept" if same else "edit",
        [(selector_in(held["id"], text, words),)],
        {"kind": "block", "row": block_id(held["id"], words), "part": part, "reason": reason},
        by,
        note,
        follow=follow,
    )


def tag(
    archive: Archive, row: str, name: str, *, by: str = "", note: str = "", follow: bool = True
) -> Correction:
    """Put a code or tag of the user's own on the row with the id *row*; `undo` takes it off."""
    name = " ".join(name.split())
    if not name:
        raise CorrectionError("a tag cannot be empty")
    now = stated(archive, row)
    if now.kind in {"date", "block"}:
        raise CorrectionError(f"tag the report {now.report}, not its {now.kind}")
    return make(
        archive,
        "tag",
        _parties(archive, now),
        {**_named(now), "tag": name, **now.values},
        by,
        note,
        follow=follow,
    )


def _key(kind: RowKind) -> tuple[str, ...]:
    """The fields that tell rows of a kind apart."""
    return KEYS.get(kind, ())


def _named(now: Stated) -> dict[str, str]:
    """What row a decision is about, and which parts of it its parties are.

    It is held by its words; its id is what it was called when it was decided, until the record follows.
    """
    return {"kind": now.kind, "row": now.row, "parts": " ".join(_in_order(now))}


def _in_order(now: Stated) -> list[str]:
    """The parts of a row, the one that holds it first."""
    return sorted(now.parts, key=lambda name: name != MAIN.get(now.kind))


def _parties(archive: Archive, now: Stated) -> list[tuple[Selector, ...]]:
    if now.kind == "event":
        return [told(archive, find_row(archive, "events", now.row))]
    if now.kind in {"report", "date"}:
        return [(Selector(now.report, ""),)]
    [held] = archive.query("SELECT text FROM reports WHERE id = ?", (now.report,))
    return [
        tuple(selector_in(now.report, held["text"], span) for span in now.parts[name])
        for name in _in_order(now)
    ]
