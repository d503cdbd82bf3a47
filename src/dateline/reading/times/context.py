"""What the words around an expression say: that it is no time, or which way it points."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from dateline.knowledge.time_words import remembered_days, time_cues
from dateline.model import Span
from dateline.reading.times.forms import Form, Lean
from dateline.reading.times.grammar import Match
from dateline.reading.times.lexicon import NAME, OTHER, Items

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
BEFORE, AFTER = 140, 80
"""Characters of the sentence that are searched for a cue, before and after the expression."""
CLOSE = 4
"""Words within which a verb in the past governs a month; further off, a month soon to come is to come."""
DIRECTLY = 3
"""Words within which a verb in the present makes a plan of a weekday: "reopens on Monday"."""
HELD = 4
"""Words before a noun for an occasion within which its preposition stands: "in a long phone call"."""
_HELD_IN = frozenset({"in", "during"})
_NAMED = frozenset({"UNIT", "UNITS", "DEICTIC", "PART", "PRESENT"})
"""Classes of words that belong to a name ("This Week") when they have a capital letter."""
_MONEY = frozenset("$£€¥#")
_OPENERS = "\"'“‘«([–—-:.…`"


def in_context(form: Form, match: Match, items: Items, text: str, sentence: Span) -> Form | None:
    """The form with the direction its sentence gives it; None where the words are no time expression."""
    start, end = items.starts[match.first], items.ends[match.last - 1]
    if _is_name(match, items, text, sentence) or (
        text[start].isdigit() and text[start - 1 : start] in _MONEY
    ):
        return None
    if form.value in remembered_days():
        after = _WORD.match(text, end + 1)
        for followers, day in remembered_days()[form.value]:
            if after and after.group().lower() in followers:
                return replace(form, known=day)
    if form.lean == "near" and text[max(0, start - 6) : start] == "ended ":
        return replace(form, lean="back", cue="ended")
    if _may_lean(form) and not text.startswith(("'s", "’s"), end):
        words = _WORD.findall(text, max(sentence.start, start - BEFORE), start)
        found = cue_before(words, month="WXX" not in form.value)
        if not found and len(words) <= 2:
            found = _cue_after(_WORD.findall(text, end, min(sentence.end, end + AFTER)))
        if found and _is_day(form):
            return replace(form, lean="coming" if found[0] == "ahead" else "past", cue=found[1])
        if found:
            return replace(form, lean=found[0], cue=found[1])
    return form


def _is_name(match: Match, items: Items, text: str, sentence: Span) -> bool:
    """Whether the words are rather a name or a verb: "May", "March for Life", "June Jones", "This Week"."""
    first, last = match.first, match.last - 1
    values = items.values[first]
    words = text[items.starts[first] : items.ends[last]]
    if first == last and ("MONABBR" in values or "WDABBR" in values) and "MONTH" not in values:
        return not words.endswith(".") or words in ("Sun.", "Sat.")
    governed = items.values[first - 1].get("GOVERNS", "") if first else ""
    after = items.classes[match.last : match.last + 1]
    if first == last and "MONTH" in values:
        if items.classes[first - 1 : first] == NAME:
            return True
        if "GIVEN" in values and after == NAME and governed != "only":
            return True
        at_start = items.starts[first] == sentence.start
        if "MODAL" in values and not governed and (at_start or not _has_article(items, first, after)):
            return True
    if text[items.starts[last]].isupper() and not words.isupper() and _NAMED & items.values[last].keys():
        return first < last or not _begins(text, items.starts[first], sentence)
    return False


def _has_article(items: Items, at: int, after: str) -> bool:
    """Whether a month is used as an adjective: "the March accession"."""
    return at > 0 and bool({"=the", "ONE"} & items.values[at - 1].keys()) and after == OTHER


def _begins(text: str, start: int, sentence: Span) -> bool:
    """Whether a sentence or a quotation begins at *start*, so that a capital letter says nothing."""
    before = text[sentence.start : start].rstrip()
    return not before or before[-1] in _OPENERS


def _may_lean(form: Form) -> bool:
    """Only what has no year; a quarter is past, cue or no."""
    if (
        form.kind != "calendar"
        or form.lean is None
        or (form.by is not None and form.unit in ("year", "week"))
    ):
        return False
    if form.value.startswith("XXXX-XX-"):
        return True
    if form.anchor != "document":
        return False
    month = form.lean == "near" and len(form.value) == 7 and form.value[5:].isdigit()
    return month or (form.lean == "back" and "WXX" in form.value) or _is_day(form)


def _is_day(form: Form) -> bool:
    """Whether a form is a day of the year without year or weekday: the nearest, unless told of as past."""
    return form.lean == "near" and _DAY_OF_YEAR.fullmatch(form.value) is not None and not form.weekday


_DAY_OF_YEAR = re.compile(r"XXXX-\d\d-\d\d|[a-z].*")


def told_before(text: str, span: Span) -> Lean | None:
    """Which way the words before *span* say that it points; "since" says back."""
    first = max(0, span.start - BEFORE)
    words = _WORD.findall(text, max(first, text.rfind("\n", first, span.start) + 1), span.start)
    if words and words[-1].lower() == "since":
        return "back"
    found = cue_before(words, month=True)
    return found[0] if found else None


def cue_before(words: Sequence[str], month: bool) -> tuple[Lean, str] | None:
    """The nearest cue in the words that stand before an expression, and the way it points."""
    cues = time_cues()
    lower = [word.lower().replace("’", "'") for word in words]
    spoken = False
    for at in range(len(lower) - 1, -1, -1):
        word, before = lower[at], lower[at - 1] if at else ""
        if words[at] == "May":
            continue
        role = cues.get(f"{before} {word}") or cues.get("'" + word.rpartition("'")[2]) or cues.get(word)
        if role is None and word.endswith("ed") and len(word) > 4 and words[at] == word:
            role = "past"
        if role == "ahead" and not (word == "until" and not at):
            return "ahead", word
        if role == "soon" and len(lower) - at <= DIRECTLY and not month and before != "to":
            return "ahead", word
        if word == "plan" and lower[at + 1 : at + 2] not in (["to"], ["for"]):
            continue  # "accepted the plan on Thursday"
        if role == "plan":
            return ("back" if {"had", "previously"} & set(lower[max(0, at - 2) : at]) else "ahead"), word
        if role == "occasion":  # "urged him to leave, in a call on Sunday"
            spoken |= bool(_HELD_IN & set(lower[max(0, at - HELD) : at]))
            continue
        if spoken and role == "to" and word.endswith("ed"):
            return "back", word
        if role == "to" and _infinitive_after(lower, at, 2 if word.endswith("ed") else 1):
            return "ahead", word
        if role == "conjunction" and month and at < len(lower) - 2 and not lower[at + 1].endswith("ing"):
            return "ahead", word
        if (role == "past" and before not in ("be", "being", "is", "are")) or (
            role == "to" and word.endswith("ed")
        ):
            return ("past" if month and len(lower) - at > CLOSE else "back"), word
    return None


def _infinitive_after(words: Sequence[str], at: int, reach: int) -> bool:
    """Whether the "to" of a verb stands within *reach* words: "agreed to the plan" has none."""
    return any(
        words[i] == "to" and words[i + 1 : i + 2] not in _ARTICLES
        for i in range(at + 1, min(len(words), at + 1 + reach))
    )


_ARTICLES = [[word] for word in "a an the this that these those its his her their any all both".split()]


def _cue_after(words: Sequence[str]) -> tuple[Lean, str] | None:
    """The first cue in the words that follow an expression at the head of its sentence."""
    for at, word in enumerate(words):
        found = cue_before(words[: at + 1], month=False)
        if found:
            return found[0], word.lower()
    return None
