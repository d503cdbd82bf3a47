"""Bodies that a phrase names by their kind: "the company", "the party, the PRS,", "the rebels"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dateline.knowledge.actor_words import words
from dateline.knowledge.roles import role_words
from dateline.reading.actors.found import Found
from dateline.reading.actors.phrases import Codes

if TYPE_CHECKING:
    from dateline.reading.actors.resolving import Reader

GENERIC = words("armed, in general")
"""What may be said of any armed body and tells none from another: "the Islamist group"."""
OFFICIAL = frozenset({"GOV", "LEG", "JUD", "COP", "JRN", "MIL"})
"""Sectors of bodies that nobody calls "the group"."""
BODY_BACK = 4
"""How many sentences "the company" may reach back."""


def body_beside(reader: Reader, found: Found) -> int | None:
    """The body named right after or before: "the party, the PRS,", "the PRS, the governing party,"."""
    view = found.view
    if found.plural or found.role not in words("body with a name"):
        return None
    at = found.last
    comma = view.lower[at : at + 1] == [","]
    name = reader.body_at.get((view.number, at + comma))
    if name is None and view.lower[at + comma : at + comma + 1] == ["the"]:
        name = reader.body_at.get((view.number, at + comma + 1))
    if name is not None and view.sentence[name.head] == found.sentence:
        closed = view.texts[name.last : name.last + 1] in ([","], ["."], [])
        if not comma or (closed and view.deps[name.head] == "appos"):
            return name.member
    if found.first and view.texts[found.first - 1] == "," and view.lower[found.first] in {"a", "an", "the"}:
        name = reader.body_before.get((view.number, found.first - 1))
        if name is not None and view.sentence[name.head] == found.sentence:
            return name.member if view.deps[found.head] == "appos" else None
    return None


def fighters_of(reader: Reader, found: Found, role: str, codes: Codes) -> int | None:
    """The armed body whose name stands before a word for its people: "Abu Sayyaf militants"."""
    if not found.plural or not (codes.sector == "REB" or role in words("people in arms")):
        return None
    for token in range(found.head - 1, found.first - 1, -1):
        if found.view.deps[token] == "poss":
            continue
        for number in reader.history.members_at(found.view, token):
            member = reader.cast.members[number]
            if member.sector == "REB" and member.kind == "group" and member.group is None:
                return number
    return None


def part_in_kind(reader: Reader, found: Found, role: str) -> int | None:
    """ "The ministry" of the foreign ministry met last: a group whose word ends with this one."""
    if not found.definite or found.plural or found.owner is not None or reader.extra_of(found):
        return None
    for past in reader.history.back(found.sentence, BODY_BACK):
        group = reader.cast.members[past.members[0]].group
        if group is not None and past.form != "adjective" and group[0].endswith(f" {role}"):
            return past.members[0]
    return None


def known_rebels(reader: Reader, found: Found, role: str, extra: frozenset[str], codes: Codes) -> int | None:
    """The one armed group that the report names, for "the rebels" of whom it has not told otherwise."""
    armed = codes.sector == "REB" or role in words("people in arms")
    if not (found.definite and found.plural and armed) or extra - GENERIC or codes.country:
        return None
    met = reader.cast.met_group(found, role, extra, codes)
    if found.owner is not None or (met is not None and not reader.cast.is_bare(met)):
        return None
    return one_armed_body(reader)


def part_of_name(reader: Reader, found: Found) -> int | None:
    """ "The council" of the Syrian National Council; "the group" of the armed group met last."""
    word = found.view.lower[found.head]
    extra = reader.extra_of(found)
    best: int | None = None
    for name, number in reader.cast.bodies_with(word):
        later = best is None or reader.history.seen.get(number, -1) > reader.history.seen[best]
        if word in words("force of a state") and reader.cast.members[number].sector in {"REB", "UAF"}:
            continue  # in a report on the National Liberation Army "the army" is the one it fights
        if extra <= name and number in reader.history.seen and later:
            best = number
    if best is not None or extra - (GENERIC if word in words("any group") else frozenset()):
        return best
    return body_of_kind(reader, found, word)


def body_of_kind(reader: Reader, found: Found, word: str, country: str | None = None) -> int | None:
    """The body met last that "the company" or "the group" can speak of by what the report calls it."""
    role = found.role or ""
    entry = role_words().get(role)
    own = reader.cast.met_group(found, role, frozenset(), Codes())
    for past in reader.history.back(found.sentence, BODY_BACK):
        number = past.members[0]
        member = reader.cast.members[number]
        if number == own:
            return None
        if member.kind not in {"group", "organisation"} or (member.kind == "group" and not member.known):
            continue
        if role in reader.cast.nouns.get(number, ()):
            return number
        if word in words("any group") and (member.sector not in OFFICIAL):
            if member.sector != "REB" and reader.extra_of(found):
                continue
            return number
        if past.form != "name" or (country and member.country not in {None, country}):
            continue
        alike = entry is not None and entry.strong and member.sector == entry.sector
        if alike and role in words("body with a name"):
            return number
        if member.sector is None and not member.code and role in words("commercial body"):
            return number
        if member.code and role in words("body of several states"):
            return number
    if word in words("any group") and own is None:
        return one_armed_body(reader)
    return None


def one_armed_body(reader: Reader) -> int | None:
    """The one armed body that the report has named so far."""
    members = reader.cast.members
    armed = [
        n
        for n in reader.history.seen
        if members[n].group is None and members[n].sector == "REB" and members[n].kind != "person"
    ]
    return armed[0] if len(armed) == 1 else None
