"""News outlets: their names as pages write them, their domains, and the furniture that names them.

`data/outlets.tsv` (names), `data/outlet_frames.tsv` (furniture), `data/not_outlets.tsv` (what is never one).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from dateline.knowledge.countries import names
from dateline.knowledge.gates import gate, longest_word, words_of
from dateline.knowledge.tables import listed, table

_NAME = r"(?P<name>(?-i:[A-ZÀ-Þ0-9])[^|:!?<>]{1,40}?)"


@dataclass(frozen=True, slots=True)
class OutletNames:
    """``name_of`` maps names and domains in lower case to the outlet, ``by_key`` its keys (`outlet_key`).

    ``written`` and ``domain`` find names and domains in a text.
    """

    name_of: dict[str, str]
    by_key: dict[str, str]
    written: re.Pattern[str]
    gate: frozenset[str]
    domain: re.Pattern[str]

    def search(self, text: str, start: int = 0, end: int | None = None) -> re.Match[str] | None:
        """The first name in ``text[start:end]``."""
        stop = len(text) if end is None else end
        if words_of(text[start:stop]).isdisjoint(self.gate):
            return None
        return self.written.search(text, start, stop)


_AFTER_NAME = frozenset(
    "news online home homepage english international edition mobile world africa asia".split()
)


@dataclass(frozen=True, slots=True)
class Frame:
    """A line of furniture with a place for the outlet's name, and how much it says."""

    pattern: re.Pattern[str]
    weight: float


@cache
def outlet_names() -> OutletNames:
    """The outlets of the table."""
    name_of: dict[str, str] = {}
    names: set[str] = set()
    for row in table("outlets"):
        for form in (row["name"], *listed(row["aliases"])):
            name_of.setdefault(form.casefold(), row["name"])
            names.add(form)
        for domain in listed(row["domains"]):
            name_of.setdefault(domain.casefold(), row["name"])
    by_key: dict[str, str] = {}
    for form in sorted(names):
        by_key.setdefault(outlet_key(form), name_of[form.casefold()])
    ordered = sorted(names, key=lambda n: (-len(n), n))
    return OutletNames(
        name_of,
        by_key,
        re.compile(r"(?<![\w@.])(?:" + "|".join(re.escape(n) for n in ordered) + r")(?![\w@]|\.\w)"),
        gate(ordered),
        re.compile(r"(?<![\w.-])(?:www\.)?((?:[a-z0-9-]+\.){1,3}[a-z]{2,6})(?![\w-]|\.\w)", re.I),
    )


def is_outlet_alone(line: str) -> bool:
    """Whether a line is but an outlet's name, also with a country's or a word such as "News" behind it."""
    known, plain = outlet_names(), line.strip().casefold()
    if plain in known.name_of:
        return True
    match = known.written.match(line.strip())
    rest = "" if match is None else line.strip()[match.end() :].strip(" -–—|,").casefold()
    return match is not None and (rest in _AFTER_NAME or rest.title() in names())


def outlet_key(name: str) -> str:
    """A name without article, marks and domain ending, so that "The Verge" and "theverge.com" meet."""
    plain = re.sub(r"[^\w]+", "", name.casefold().removeprefix("www.").removeprefix("the "))
    return re.sub(r"(?:com|net|org)$", "", plain) or plain


def frames_for(line: str) -> list[Frame]:
    """The frames of furniture that may fit a line with single spaces, as their longest words are in it."""
    by_word = _frames_by_word()
    found = [frame for word in words_of(line) & by_word.keys() for frame in by_word[word]]
    return [frame for _, frame in sorted(found, key=lambda placed: placed[0])]


@cache
def _frames_by_word() -> dict[str, list[tuple[int, Frame]]]:
    """The furniture that names an outlet by its longest word, each with its place in the table."""
    found: dict[str, list[tuple[int, Frame]]] = {}
    for at, row in enumerate(table("outlet_frames")):
        frame = Frame(_frame(row["frame"]), float(row["weight"]))
        found.setdefault(longest_word(row["frame"]), []).append((at, frame))
    return found


@cache
def not_outlets(kind: str) -> frozenset[str]:
    """Words, phrases or domains (*kind*) that are never a page's outlet."""
    return frozenset(row["words"] for row in table("not_outlets") if row["kind"] == kind)


def _frame(words: str) -> re.Pattern[str]:
    """The form of a row. What stands between two wildcards is looked for once: the first place will do."""
    first, *others = (_named(part) for part in words.split("*"))
    wild = [f"(?>.*?{part})" for part in others[:-1]]
    last = [f".*?{part}" if part else ".*+" for part in others[-1:]]
    return re.compile("".join([first, *wild, *last]).replace("'", "['’]") + r"[\s.!:»›>]*", re.I)


def _named(words: str) -> str:
    return _NAME.join(map(re.escape, words.split("@")))
