"""From scores to statements: the best tags that can stand beside each other, then the best links."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.model import Span
from dateline.reading.attributions.neural.hints import ROLES, Hints, Part, Role
from dateline.reading.attributions.neural.pieces import Window
from dateline.reading.attributions.neural.tagger import Array, Links, Scores

TAGS = 1 + 2 * len(ROLES)
"""Outside; then begin and inside of each role."""
NEVER = np.float32(-1e4)
_KINDS = ("content", "source")
"""What is linked to a cue, in the order of the model's link vectors."""


@dataclass(frozen=True, slots=True)
class Statement:
    """Who says what in one window; ``confidence`` is the likelihood the model gives to its parts and links.

    ``cue`` and ``source`` are None where the window names none.
    """

    paragraph: int
    source: Span | None
    cue: Span | None
    content: tuple[Span, ...]
    confidence: float


@dataclass(frozen=True, slots=True)
class _Found:
    """A part with the likelihood of its tags."""

    part: Part
    likely: float


def statements(
    window: Window, scores: Scores, hint: Hints, links: Links, inner: frozenset[int], caution: float = 0.0
) -> list[Statement]:
    """The statements of one window; *caution* is added to the score of the tag "outside"."""
    found = _parts(window, scores.tags, inner, caution)
    cues = [f for f in found if f.part.role == "cue"]
    contents = [f for f in found if f.part.role == "content"]
    sources = [f for f in found if f.part.role == "source"]
    if not contents:
        return []
    if not cues:
        return [
            Statement(window.paragraph, None, None, (_span(window, c),), round(c.likely, 3)) for c in contents
        ]
    to_cue = _likely(_scores("content", contents, cues, scores, hint, links))
    none = _none_scores(scores.links, cues)
    to_source = none[:, None]
    if sources:
        to_source = np.concatenate(
            [to_source, _scores("source", sources, cues, scores, hint, links).T], axis=1
        )
    to_source = _likely(to_source)
    best = to_cue.argmax(axis=1)
    out = []
    for number, cue in enumerate(cues):
        own = [n for n in range(len(contents)) if best[n] == number]
        if not own:
            continue
        chosen = int(to_source[number].argmax())
        source = sources[chosen - 1] if chosen else None
        likely = cue.likely * float(to_source[number, chosen]) * (source.likely if source else 1.0)
        likely *= max(contents[n].likely * float(to_cue[n, number]) for n in own)
        content = tuple(_span(window, contents[n]) for n in own)
        out.append(
            Statement(
                window.paragraph,
                _span(window, source) if source else None,
                _span(window, cue),
                content,
                round(likely, 3),
            )
        )
    return out


def _span(window: Window, found: _Found) -> Span:
    return window.span(found.part.first, found.part.last)


def _parts(window: Window, tags: Array, inner: frozenset[int], caution: float) -> list[_Found]:
    scores = tags.copy()
    scores[:, 0] += np.float32(caution)
    logs = scores - _log_sum(scores)
    path = _best_path(logs, [number in inner for number in window.ids])
    likely = np.exp(logs[np.arange(len(path)), path])
    out: list[_Found] = []
    first = 0
    for at in range(1, len(path) + 1):
        if at < len(path) and path[at] and path[at] % 2 == 0:
            continue
        if path[first]:
            role = ROLES[(path[first] - 1) // 2]
            # The ends of a part decide whether it is right; its middle is seldom in doubt.
            sure = math.sqrt(float(likely[first]) * float(likely[at - 1]))
            out.append(_Found(Part(role, first, at - 1, len(out)), sure))
        first = at
    return out


def _best_path(logs: Array, goes_on: Sequence[bool]) -> list[int]:
    """The likeliest tags of which every "inside" follows its like, and every word has one role (Viterbi)."""
    steps = np.where(np.array(goes_on)[:, None, None], _WITHIN_WORD, _BETWEEN_WORDS)
    logs = logs.copy()
    logs[[0, -1], 1:] += NEVER  # the marks of head and tail
    greedy = logs.argmax(axis=1)
    if not steps[np.arange(1, len(logs)), greedy[:-1], greedy[1:]].any():
        return list(greedy.tolist())  # nothing forbidden in it: no other path is likelier
    score = logs[0]
    back: list[npt.NDArray[np.intp]] = []
    for at in range(1, len(logs)):
        paths = score[:, None] + steps[at]
        origin = paths.argmax(axis=0)
        back.append(origin)
        score = paths[origin, _ALL_TAGS] + logs[at]
    tag = int(score.argmax())
    path = [tag]
    for origin in reversed(back):
        tag = int(origin[tag])
        path.append(tag)
    return path[::-1]


def _allowed(within_word: bool) -> Array:
    out = np.zeros((TAGS, TAGS), np.float32)
    for before in range(TAGS):
        for after in range(TAGS):
            same = before > 0 and (before - 1) // 2 == (after - 1) // 2
            inside = after > 0 and after % 2 == 0
            begins = after > 0 and not inside
            bad = inside and not same
            if within_word:
                bad = bad or begins or (after == 0 and before > 0)
            if bad:
                out[before, after] = NEVER
    return out


_ALL_TAGS = np.arange(TAGS)
_BETWEEN_WORDS, _WITHIN_WORD = _allowed(False), _allowed(True)


def _scores(
    role: Role, parts: Sequence[_Found], cues: Sequence[_Found], scores: Scores, hint: Hints, links: Links
) -> Array:
    """How well each part goes with each cue, shape (parts, cues)."""
    kind, size = _KINDS.index(role), links.length
    at = kind * 4 * size
    begins, ends, cue_begins, cue_ends = (
        scores.links[:, at + k * size : at + (k + 1) * size] for k in range(4)
    )
    part = begins[[p.part.first for p in parts]] + ends[[p.part.last for p in parts]]
    cue = cue_begins[[c.part.first for c in cues]] + cue_ends[[c.part.last for c in cues]]
    far = links.distance[kind]
    of_part, of_cue = ([_drafts(hint, found.part) for found in row] for row in (parts, cues))
    extra = [
        [
            far[_distance(p.part, c.part, len(far))] + links.agreed[kind] * bool(ours & theirs)
            for c, theirs in zip(cues, of_cue, strict=True)
        ]
        for p, ours in zip(parts, of_part, strict=True)
    ]
    out: Array = (part @ cue.T / math.sqrt(size) + np.array(extra)).astype(np.float32)
    return out


def _none_scores(links: Array, cues: Sequence[_Found]) -> Array:
    """How well each cue goes without a source."""
    out: Array = links[[c.part.first for c in cues], -2] + links[[c.part.last for c in cues], -1]
    return out


def _distance(part: Part, cue: Part, classes: int) -> int:
    """The class of distance, as in training: its sign, and the logarithm of the pieces between."""
    gap = part.first - cue.last if part.first > cue.last else part.last - cue.first
    size = max(min(abs(gap).bit_length(), classes // 2) - 1, 0)
    return size + (classes // 2 if gap > 0 else 0)


def _drafts(hint: Hints, part: Part) -> set[int]:
    """The drafts of the rules that hold the part: a link between two parts of one is likelier."""
    return {
        other.number
        for other in hint.parts
        if other.role == part.role and other.first <= part.last and part.first <= other.last
    }


def _log_sum(scores: Array) -> Array:
    top = scores.max(axis=-1, keepdims=True)
    out: Array = top + np.log(np.exp(scores - top).sum(axis=-1, keepdims=True))
    return out


def _likely(scores: Array) -> Array:
    out: Array = np.exp(scores - _log_sum(scores))
    return out
