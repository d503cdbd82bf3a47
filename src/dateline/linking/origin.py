"""Of two reports that share text, the one it is likely from: by the agency credited, else by the day."""

from __future__ import annotations

from dataclasses import dataclass

from dateline.knowledge.agencies import agency_names
from dateline.linking.sketch import Sketch


@dataclass(frozen=True, slots=True)
class Origin:
    """``source`` is the report, ``why`` the reason, ``agency`` whose copy it is; None where unknown."""

    source: str | None = None
    why: str = ""
    agency: str | None = None


def likely_origin(one: Sketch, other: Sketch) -> Origin:
    """Which of two reports the text they share is likely from; unknown where credit and days disagree."""
    credits = [_agency(one), _agency(other)]
    named = {credit for credit in credits if credit is not None}
    agency = named.pop() if len(named) == 1 else None
    earlier = _earlier(one, other)
    if _is_agency(one) != _is_agency(other):
        told, why = (one if _is_agency(one) else other), "published by the agency"
    elif None in credits and agency is not None:
        told, why = (one if credits[0] else other), "credits the agency"
    elif agency is not None:
        return Origin(None, "both credit the agency", agency)
    elif earlier is not None:
        return Origin(earlier.report, "published earlier")
    else:
        return Origin()
    if earlier is not None and earlier is not told:
        return Origin(None, "", agency)
    return Origin(told.report, why, agency)


def _earlier(one: Sketch, other: Sketch) -> Sketch | None:
    """The one published on an earlier day, where both pages state theirs."""
    if one.published.basis != "stated" or other.published.basis != "stated":
        return None
    first, second = one.published.date, other.published.date
    if first is None or second is None or first == second:
        return None
    return one if first < second else other


def _agency(sketch: Sketch) -> str | None:
    return sketch.agency or (agency_names().name_of[_outlet(sketch)] if _is_agency(sketch) else None)


def _is_agency(sketch: Sketch) -> bool:
    return _outlet(sketch) in agency_names().name_of


def _outlet(sketch: Sketch) -> str:
    return (sketch.outlet or "").casefold()
