"""Event frames: which words, with what around them, tell of which PLOVER event, and who is who in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.tables import listed, table

INSIDE = "="
"""Type of a frame that lends its subject, or its doubt, to the event inside it ("held talks")."""
NO_EVENT = "-"
"""Type of a frame that says: these words tell of no event ("launched a website")."""
_TYPES = frozenset(
    "AGREE CONSULT SUPPORT CONCEDE COOPERATE AID RETREAT REQUEST ACCUSE REJECT THREATEN PROTEST SANCTION "
    "MOBILIZE COERCE ASSAULT other".split()
)


_KINDS = frozenset({"*", "+", "+actor", "+clause", "+to", "+place", "+person", "+name", "-"})


@dataclass(frozen=True, slots=True)
class Roles:
    """Who does it to whom, by slots: *source* (all of them for a noun, the first filled for a verb).

    *joined* are alternatives whose filler becomes a further party of a mutual event; *target* are
    alternatives for the other side.
    """

    source: tuple[str, ...] = ()
    joined: tuple[str, ...] = ()
    target: tuple[str, ...] = ()
    mutual: bool = False


@dataclass(frozen=True, slots=True)
class Filler:
    """What may fill a place of a frame: lemmas, types of an event, any actor, event or clause, or nothing."""

    lemmas: frozenset[str] = frozenset()
    types: frozenset[str] = frozenset()
    actor: bool = False
    event: bool = False
    absent: bool = False
    clause: bool = False
    infinitive: bool = False
    place: bool = False
    person: bool = False
    name: bool = False
    verbs: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of frames.tsv; an empty condition always holds."""

    type: str
    mode: str | None
    roles: Roles
    status: str | None
    particles: frozenset[str]
    object: Filler | None
    slots: tuple[tuple[str, Filler], ...]
    alone: bool

    @property
    def weight(self) -> int:
        """How specific the frame is, as far as that does not depend on how its object is matched."""
        return 2 * bool(self.particles) + 2 * bool(self.slots)


@cache
def verb_frames() -> Mapping[str, tuple[Frame, ...]]:
    """Verb lemma → its frames."""
    return _by_lemma("v")


@cache
def noun_frames() -> Mapping[str, tuple[Frame, ...]]:
    """Noun lemma → its frames; a frame whose ``alone`` is False only types the object of a verb."""
    merged: dict[str, tuple[Frame, ...]] = dict(_by_lemma("n"))
    for lemma, frames in _by_lemma("m").items():
        merged[lemma] = merged.get(lemma, ()) + frames
    return merged


@cache
def adjective_frames() -> Mapping[str, tuple[Frame, ...]]:
    """Predicate adjective → its frames."""
    return _by_lemma("a")


@cache
def status_cues(kind: str) -> Mapping[str, str]:
    """Word → the status it gives an event, for one kind of cue ("modal", "adverb", "noun", …)."""
    return {
        word: row["status"]
        for row in table("status_cues")
        if row["kind"] == kind
        for word in listed(row["words"])
    }


@cache
def mode_words(type_: str) -> Mapping[str, tuple[int, str]]:
    """Word → rank and mode it gives an event of one type whose trigger says none; the lowest rank decides."""
    found: dict[str, tuple[int, str]] = {}
    for rank, row in enumerate(r for r in table("event_modes") if r["type"] == type_):
        for word in listed(row["words"]):
            found.setdefault(word, (rank, row["mode"]))
    return found


@cache
def context_words() -> Mapping[str, tuple[str, ...]]:
    """Word → the PLOVER contexts it puts a sentence into."""
    found: dict[str, tuple[str, ...]] = {}
    for row in table("event_contexts"):
        for word in listed(row["words"]):
            found[word] = (*found.get(word, ()), row["context"])
    return found


@cache
def word_class(name: str) -> frozenset[str]:
    """The nouns of one class of event_words.tsv; KeyError if there is no such class."""
    return _classes()[name]


@cache
def _classes() -> dict[str, frozenset[str]]:
    return {row["class"]: frozenset(listed(row["words"])) for row in table("event_words")}


@cache
def _usual_roles(pos: str) -> dict[str, Roles]:
    column = "verb" if pos in "va" else "noun"
    return {row["type"]: roles_of(row[column]) for row in table("frame_roles")}


def _by_lemma(pos: str) -> dict[str, tuple[Frame, ...]]:
    found: dict[str, list[Frame]] = defaultdict(list)
    for row in table("frames"):
        if row["pos"] == pos:
            frame = _frame(row)
            for word in listed(row["words"]):
                found[word].append(frame)
    return {word: tuple(frames) for word, frames in found.items()}


def _frame(row: Mapping[str, str]) -> Frame:
    usual = _usual_roles(row["pos"]).get(row["type"], Roles())
    slots = []
    for part in listed(row["slot"]):
        name, _, what = part.partition(":")
        slots.append((name, _filler(tuple(w.strip() for w in what.split(",") if w.strip()))))
    return Frame(
        type=row["type"],
        mode=row["mode"] or None,
        roles=roles_of(row["roles"]) if row["roles"] else usual,
        status=row["status"] or None,
        particles=frozenset(listed(row["particle"])),
        object=_filler(listed(row["object"])) if row["object"] else None,
        slots=tuple(slots),
        alone=row["pos"] != "m",
    )


def _filler(cells: tuple[str, ...]) -> Filler:
    lemmas: set[str] = set()
    for cell in cells:
        if cell.startswith("@"):
            lemmas |= word_class(cell[1:])
        elif cell.startswith("~"):
            continue
        elif cell not in _TYPES and cell not in _KINDS:
            lemmas.add(cell)
    return Filler(
        lemmas=frozenset(lemmas),
        types=frozenset(c for c in cells if c in _TYPES),
        actor="+actor" in cells or "+" in cells,
        event="*" in cells,
        absent="-" in cells,
        clause="+clause" in cells,
        infinitive="+to" in cells,
        place="+place" in cells,
        person="+person" in cells,
        name="+name" in cells,
        verbs=frozenset(c[1:] for c in cells if c.startswith("~")),
    )


def roles_of(notation: str) -> Roles:
    """Roles from the notation of frames.tsv: ``subj & with > to/inner``."""
    left, _, right = notation.partition(">")
    first, mutual, joined = left.partition("&")
    return Roles(_slots(first), _slots(joined), _slots(right), bool(mutual))


def _slots(part: str) -> tuple[str, ...]:
    return tuple(slot.strip() for slot in part.split("/") if slot.strip())
