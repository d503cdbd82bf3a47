"""Bylines: who wrote it, as a line of its own says."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.intake.blocks import Block
from dateline.intake.dates import find_dates, without_dates
from dateline.knowledge.agencies import agency_names
from dateline.knowledge.bylines import job_words, media_words, no_names
from dateline.knowledge.names import given_names, name_key
from dateline.knowledge.outlets import outlet_names
from dateline.model import Span

_PARTICLE = r"(?:de|del|della|der|den|van|von|vander|bin|bint|ibn|al|el|la|le|di|da|dos|du|ten|ter|af|av|zu)"
_CAPITAL = r"(?:[A-ZÀ-ÖØ-ÞĀ-ſ](?:[\w'’‘]*[\w])?(?:-[\w'’]+)*\.?|[A-Z]\.(?:[A-Z]\.)?)"
_JOINED_PARTICLE = r"(?:(?:[Aa]l|[Ee]l|[Aa]s|[Aa]sh|[Aa]d|[Aa]n|[Aa]r|[Aa]t|[Uu]l)-)?"
_PART_OF_NAME = rf"{_JOINED_PARTICLE}{_CAPITAL}"
NAME = rf"{_PART_OF_NAME}(?:\s+{_PARTICLE}){{0,2}}(?:\s+(?:{_PARTICLE}\s+)?{_PART_OF_NAME}){{1,3}}"
_NAME = re.compile(NAME)
_START = re.compile(
    r"(?:^|(?<=[|•·,:;/]\s)|(?<=\s[–—-]\s))(?:(?:written|reported|story|report|words|text|posted|published|authored|"
    r"article|analysis|opinion|review|commentary|edited)\s+)?(?:by\b[\s:]*|(?:author|byline|writer|reporter|words|text|interview|correspondent)s?\s*:\s*(?:by\s+)?)",
    re.I,
)
_BY_AT_END = re.compile(rf"(?<=[\dA-Zm])\s+by\s+(?={NAME}$)")
_MEDIUM = re.compile(
    r"(?P<the>The\s+)?(?P<name>(?:[A-ZÀ-Þ][\w'’-]*\s+){1,3}(?P<last>[A-ZÀ-Þ][\w'’-]*))"
    r"(?=(?:,\s+[A-ZÀ-Þ][\w'’ -]{2,30})?$)"
)
_JOINED = re.compile(
    r"(?:\s*\([a-z][^()]{0,30}\)"  # "(now)", in running reports
    r"|\s+in\s+[A-ZÀ-Þ][\w'’-]*(?:\s[A-ZÀ-Þ][\w'’-]*)?(?=\s+and\s))?"
    r"\s*+(?:,\s*+(?:(?:and|&)\s+)?|(?<=\s)(?:and|with)\s+|[&;]\s*)",
    re.I,
)
_AFTER_NAME = re.compile(r"^\s*(?:$|[|,/•·–—(\[@-]|(?:for|in|at|on|of)\b|\d|\w+@|[A-Z])")

OTHER_WORDS = 4
BESIDE_DATE_WORDS = 6
"""Words beside the names that a line of names may have."""
LONGEST_NAMES = 16
"""Words: a line of nothing but names, posts and dates is no longer."""
VOUCHED_WORDS = 9


@dataclass(frozen=True, slots=True)
class Byline:
    """The persons a line names as authors, with their places in the text; whether it opens with "By"."""

    names: tuple[str, ...]
    spans: tuple[Span, ...]
    said: bool


def read_byline(block: Block, text: str) -> Byline | None:
    """The authors in *block* if it reads as a byline ("By …", or a name beside a date or a post)."""
    if not block.short:
        return None
    line = block.span.of(text)
    start = _START.search(line) or _BY_AT_END.search(line)
    if start is not None:
        if start.start() > 60:
            return None
        found = _names_from(line, start.end())
        if found or not line[start.end() :].strip():
            return _byline(found, block, line, said=True)
        return None
    return None


def name_line(block: Block, text: str, *, beside_date: bool = False) -> Byline | None:
    """The author where *block* is nothing but one to three names, perhaps with a post, an address or a date.

    *beside_date* says that a date line stands next to it: then the name of a paper may follow.
    """
    if block.words > LONGEST_NAMES or block.ends or not block.short:
        return None
    line = block.span.of(text)
    found = _names_from(line, 0)
    if not found:
        return None
    rest = line[found[-1].end :]
    if rest.strip() and not _AFTER_NAME.match(rest):
        return None
    dates = find_dates(rest)
    left = without_dates(rest, dates).strip(" -–—|,/•·()[]")
    words = [w for w in re.split(r"[^\w@.]+", left) if w]
    plain = [
        w
        for w in words
        if "@" not in w and w.casefold() not in job_words() and not agency_names().any_form.fullmatch(w)
    ]
    if plain and not dates and not beside_date and len(plain) == len(words):
        return None
    if len(plain) > (BESIDE_DATE_WORDS if beside_date else OTHER_WORDS):
        return None
    return _byline(found, block, line, said=False)


def is_post(block: Block) -> bool:
    """Whether *block* is a journalist's post or handle, which vouches for the name beside it."""
    if block.words > 6:
        return False
    words = re.findall(r"[\w@.]+", block.text)
    return any(w.startswith("@") for w in words) or any(w.casefold() in _SURE_POSTS for w in words)


def medium_in(line: str) -> re.Match[str] | None:
    """The name of a paper or channel that a line opens with and all but fills ("The Lima Dispatch, Cusco").

    It ends in a word such as "Herald" and holds one that heads no section of a site ("World News").
    """
    match = _MEDIUM.match(line)
    if match is None or match["last"].casefold() not in media_words():
        return None
    words = [w.casefold() for w in match["name"].split()[:-1]]
    own = [w for w in words if w not in no_names() and w not in media_words() and w not in job_words()]
    return match if own else None


def vouched_name(block: Block, text: str) -> Byline | None:
    """A line of names with a handle, a journalist's post, an address or an agency beside them."""
    if not block.short or not 3 <= block.words <= VOUCHED_WORDS or block.ends:
        return None
    if "," not in block.text and "@" not in block.text and not is_post(block):
        return None
    found = name_line(block, text)
    if found is None:
        return None
    rest = text[found.spans[-1].end : block.span.end]
    if (
        "@" in rest
        or agency_names().search(rest)
        or any(w.casefold() in _SURE_POSTS for w in re.findall(r"\w+", rest))
    ):
        return found
    return None


def has_given_name(name: str) -> bool:
    """Whether a name begins with a given name that is known."""
    key = [part for part in name_key(name) if part not in _BEFORE_NAMES]
    return bool(key) and key[0] in given_names()


_BEFORE_NAMES = frozenset({"dr", "prof", "professor"})
_SURE_POSTS = frozenset(
    {"reporter", "correspondent", "columnist", "writer", "contributor", "journalist", "editor"}
)


def _names_from(line: str, at: int) -> list[Span]:
    """Names in a row from *at*, joined by commas or "and"."""
    found: list[Span] = []
    while True:
        match = _NAME.match(line, at)
        if match is None:
            return found
        end = _cut(line, match.start(), _before_label(line, match.start(), match.end()))
        if end is None:
            return found
        found.append(Span(match.start(), end))
        if end != match.end():
            return found
        joint = _JOINED.match(line, end)
        if joint is None:
            return found
        at = joint.end()


def _before_label(line: str, start: int, end: int) -> int:
    """Where the name ends that a label follows without a stop ("Ann Lee Source: Reuters")."""
    if line[end : end + 1] != ":" or " " not in line[start:end]:
        return end
    return start + len(line[start:end].rsplit(None, 1)[0])


def _cut(line: str, start: int, end: int) -> int | None:
    """Where the name really ends: before words that no name holds; None if nothing of a name is left."""
    for names in (agency_names(), outlet_names()):
        other = names.search(line, start, end)
        if other is not None:
            end = other.start()
    words = list(re.finditer(r"\S+", line[start:end]))
    kept = 0
    for word in words:
        bare = word.group().strip(".,'’").casefold()
        if bare in media_words():
            return None
        if bare in no_names() or bare in job_words() or any(c.isdigit() for c in bare):
            break
        kept += 1
    if kept < 2 or (kept == 2 and len(words[1].group().strip(".")) < 2):
        return None
    return start + words[kept - 1].end()


def trimmed_name(text: str, span: Span) -> Span | None:
    """The part of *span* that can be a person's name, or None."""
    end = _cut(text, span.start, span.end)
    return None if end is None else Span(span.start, end)


def _byline(found: list[Span], block: Block, line: str, *, said: bool) -> Byline:
    at = block.span.start
    spans = tuple(Span(at + s.start, at + s.end) for s in found)
    names = tuple(_cased(s.of(line)) for s in found)
    return Byline(names, spans, said)


def _cased(words: str) -> str:
    """The name in usual case: a line in capitals is turned to "First Last"."""
    name = " ".join(words.split())
    if name.isupper():
        name = "".join(p if i % 2 else p.capitalize() for i, p in enumerate(re.split(r"([\s'’-])", name)))
    return name.rstrip(".,") if not re.search(r"\b(?:Jr|Sr)\.$", name) else name
