"""The typed value of a time expression before a document date is known, and its short notation.

    calendar XXXX-WXX-5 lean=back time=TNI    a pattern of the calendar, its free fields to be filled
    shift -2 day from=document                so many units from an anchor, at the unit's granularity
    span P3M                                  a length of time
    set XXXX-WXX-5                            something that comes again
    reference PAST_REF                        a vague past, present or future

`Form.parse` and `str()` are each other's inverse.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Literal, get_args

Kind = Literal["calendar", "shift", "span", "set", "reference"]
Lean = Literal["back", "ahead", "near", "last", "next", "this", "past", "coming"]
"""Which of the days, months or years that fit a calendar pattern is meant: the last one up to the day
of the anchor, the first from it on, the nearest, the last before it, the first after it, the one of its year;
"past" is "back" unless the first to come is near, "coming" is "ahead" unless the last one is near."""
Anchor = Literal["document", "previous", "following", "period"]
"""What a value is counted from: the document's day, the expression before, the one after, or the period in
focus (the last quarter that was named)."""

_KINDS = get_args(Kind)
_LEANS = get_args(Lean)
_ANCHORS = get_args(Anchor)
UNITS = frozenset(
    "second minute hour day week weekend fortnight month quarter year decade century millennium".split()
)


@dataclass(frozen=True, slots=True)
class Form:
    """One typed value.

    ``value`` is a TIMEX3 value or pattern; ``by`` and ``unit`` belong to a shift, or, on a calendar pattern,
    to the year or week it falls in ("January last year", "Monday of last week": by=-1), or to the days
    counted from it ("two days before Christmas"); ``unit`` alone widens a calendar day to its week ("the week
    of May 6"). ``grain`` is how fine a shift is meant where that is not its unit ("a year ago to the day").
    ``time`` is a part of the day ("TNI") or a clock time ("T22:00Z"); ``mod`` the TIMEX3 modifier (START,
    MID, END); ``weekday`` (1-7) a weekday that the day is said to be; ``known`` a day of history that goes by
    its date ("the September 11 attacks"); ``cue`` the word that gave the lean.
    """

    kind: Kind
    value: str = ""
    by: int | None = None
    unit: str = ""
    anchor: Anchor = "document"
    lean: Lean | None = None
    time: str = ""
    mod: str = ""
    weekday: int | None = None
    grain: str = ""
    known: str = ""
    cue: str = ""

    def __str__(self) -> str:
        words: list[str] = [self.kind]
        if self.value:
            words.append(self.value)
        if self.by is not None:
            words.append(f"{self.by:+d}")
        if self.unit:
            words.append(self.unit)
        if self.anchor != "document" or self.kind == "shift":
            words.append(f"from={self.anchor}")
        for name in ("lean", "time", "mod", "weekday", "grain", "known", "cue"):
            value = getattr(self, name)
            if value:
                words.append(f"{name}={value}")
        return " ".join(words)

    @classmethod
    def parse(cls, notation: str) -> Form:
        """The form that *notation* writes; ValueError where it is none."""
        kind, *words = notation.split()
        if kind not in _KINDS:
            raise ValueError(f"not a form: {notation!r}")
        given: dict[str, object] = {"kind": kind}
        for word in words:
            name, equals, value = word.partition("=")
            if equals:
                name = "anchor" if name == "from" else name
                if name not in _FIELDS or not value:
                    raise ValueError(f"not a form: {notation!r}")
                given[name] = int(value) if name == "weekday" else value
            elif word in UNITS:
                given["unit"] = word
            elif word[0] in "+-" and word[1:].isdigit():
                given["by"] = int(word)
            elif "value" not in given:
                given["value"] = word
            else:
                raise ValueError(f"not a form: {notation!r}")
        if given.get("lean", "near") not in _LEANS or given.get("anchor", "document") not in _ANCHORS:
            raise ValueError(f"not a form: {notation!r}")
        if given.get("grain", "day") not in UNITS:
            raise ValueError(f"not a form: {notation!r}")
        return cls(**given)  # type: ignore[arg-type]


_FIELDS = {field.name for field in fields(Form)}
