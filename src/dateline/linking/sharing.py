"""Equal parts of sketches kept once in memory: reports use the same words, name the same actors and days.

The sketches of a whole archive take less than half of the memory so. Parts are told apart by the field they
stand in, since a number of one field may equal one of another and yet be of another kind.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any, TypeVar, cast

from dateline.linking.sketch import MentionSketch, PositionSketch, Sketch
from dateline.linking.wording import Wording

T = TypeVar("T")

UNLIKE = (Sketch, MentionSketch, PositionSketch, Wording)
"""What no two reports have alike, though its parts may be."""
SHORT = 4
"""Parts of the longest list that is kept once as a whole."""


class Sharing:
    """Gives things with equal parts in place of things whose parts are equal."""

    def __init__(self) -> None:
        """Share with nothing yet."""
        self._held: defaultdict[object, dict[Any, Any]] = defaultdict(dict)

    def shared(self, thing: T, where: object = None) -> T:
        """The same *thing*, of parts that were met before as far as there are any; it stands *where*."""
        return cast(T, self._shared(thing, where))

    def _shared(self, thing: Any, where: object) -> Any:
        kind: Any = type(thing)
        if kind is str:
            return self._held[str].setdefault(thing, thing)
        if kind is tuple:
            parts = tuple([self._shared(part, where) for part in thing])
            return self._held[where].setdefault(parts, parts) if len(parts) <= SHORT else parts
        if not is_dataclass(thing):
            return thing
        if kind not in UNLIKE and (held := self._held[kind].get(thing)) is not None:
            return held
        own = kind(*[self._shared(getattr(thing, name), (kind, name)) for name in _names(kind)])
        return own if kind in UNLIKE else self._held[kind].setdefault(own, own)


@cache
def _names(kind: Any) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
