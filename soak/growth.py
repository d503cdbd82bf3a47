"""Which regular expressions grow faster than the text: `python -m soak growth`.

Tried are texts of repeated pieces of an expression's own alphabet, four times as long each time.
Every compiled expression of the package is found by walking its modules, what their loaders give included.
One is tried by the methods by which the program uses it, on texts made of what its loops repeat, of what it
looks for but for the last character, and of pieces that are common in dumps.
"""

from __future__ import annotations

import functools
import importlib
import inspect
import pkgutil
import re
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from re import _constants as C  # type: ignore[attr-defined]  # noqa: N812
from re import _parser  # type: ignore[attr-defined]
from typing import Any

import dateline

COMMON = (" ", "\n", "a", "A", "1", ", ", "a, ", "Ann Lee ", '"', "- ", ".", "(", "<", "4 March 2014 ")
"""Pieces that repeat in untidy dumps."""
OWN = 12
"""Pieces of an expression's own alphabet that are tried."""
LOOPS = 8
"""Times that something may repeat from which it counts as a loop."""
TOO_SLOW = 2e-6
"""Seconds a character below which nothing is compared: what is slow by the square is not so quick."""
TIMES = 4
MOST = 2.2 * TIMES
"""Times the cost of a text that one four times as long may take; 16 where cost grows by the square."""
_METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "split")


@dataclass(frozen=True, slots=True)
class Found:
    """A compiled expression, where it stands, and by which methods it is used."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


@dataclass(slots=True)
class _Walk:
    """A walk over values: ``found`` are the expressions met, ``seen`` what was met already."""

    found: dict[tuple[Any, int], tuple[str, re.Pattern[Any]]] = field(default_factory=dict)
    seen: dict[int, object] = field(default_factory=dict)

    def into(self, where: str, value: Any) -> None:
        """Look for expressions in *value*."""
        if isinstance(value, re.Pattern):
            self.found.setdefault((value.pattern, value.flags), (where, value))
        elif not isinstance(value, str | bytes | int | float | type) and id(value) not in self.seen:
            self.seen[id(value)] = value
            for inner in _inside(where, value):
                self.into(*inner)


def _inside(where: str, value: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(value, dict):
        yield from ((where, inner) for pair in value.items() for inner in pair)
    elif isinstance(value, list | tuple | set | frozenset):
        yield from ((where, inner) for inner in value)
    elif isinstance(value, functools._lru_cache_wrapper):
        needed = [p for p in inspect.signature(value).parameters.values() if p.default is p.empty]
        if not needed and _may_be_called(value):
            yield f"{value.__module__}.{value.__name__}", value()
    elif type(value).__module__.startswith("dateline."):
        for kind in type(value).__mro__:
            for name in getattr(kind, "__slots__", ()):
                yield f"{where}.{name}", getattr(value, name, None)
        yield from ((f"{where}.{name}", inner) for name, inner in getattr(value, "__dict__", {}).items())


def _may_be_called(loader: Any) -> bool:
    """Whether it is a loader of knowledge or gives expressions; others load models."""
    own = loader.__module__.startswith("dateline.")
    return own and (
        loader.__module__.startswith("dateline.knowledge")
        or any(word in str(inspect.signature(loader).return_annotation) for word in ("Pattern", "Grammar"))
    )


def package_patterns() -> list[Found]:
    """Every compiled expression of the package, in a fixed order."""
    walk = _Walk()
    sources: dict[str, str] = {}
    for module in pkgutil.walk_packages(dateline.__path__, "dateline."):
        if module.name.endswith("__main__"):
            continue
        loaded = importlib.import_module(module.name)
        sources[module.name] = inspect.getsource(loaded)
        for name, value in sorted(vars(loaded).items()):
            walk.into(f"{module.name}.{name}", value)
    everywhere = "\n".join(sources.values())
    return [
        Found(where, pattern, _methods(where, sources, everywhere)) for where, pattern in walk.found.values()
    ]


def _methods(where: str, sources: dict[str, str], everywhere: str) -> frozenset[str]:
    """The methods by which the program uses what bears a name; `search` where that does not show."""
    module, _, name = where.rpartition(".")
    source = sources.get(module, everywhere) if name.startswith("_") else everywhere
    found = re.findall(rf"\b{name}(?:\(\))?\.({'|'.join(_METHODS)})\(", source)
    return frozenset(found or ["search"])


def pieces(pattern: re.Pattern[Any]) -> list[str]:
    """What to repeat to make it slow."""
    loops: list[str] = []
    whole = _sample(_parser.parse(pattern.pattern, pattern.flags & ~re.DEBUG), loops)
    own = [piece for piece in (whole, whole[:-1], *loops) if piece]
    return list(dict.fromkeys([*own[:OWN], *COMMON]))


def _sample(parsed: Any, loops: list[str]) -> str:
    """Something like what matches; what its loops repeat is added to *loops*."""
    out = []
    for kind, value in parsed:
        if kind is C.LITERAL:
            out.append(chr(value))
        elif kind is C.ANY or kind is C.NOT_LITERAL:
            out.append("b")
        elif kind is C.IN:
            out.append(_character(value))
        elif kind is C.BRANCH:
            out.append(max((_sample(branch, loops) for branch in value[1][:40]), key=len))
        elif kind is C.SUBPATTERN:
            out.append(_sample(value[3], loops))
        elif kind is C.ATOMIC_GROUP:
            out.append(_sample(value, loops))
        elif kind in (C.ASSERT, C.ASSERT_NOT):
            _sample(value[1], loops)
        elif kind in (C.MAX_REPEAT, C.MIN_REPEAT, C.POSSESSIVE_REPEAT):
            least, most, body = value
            piece = _sample(body, loops)
            if most >= LOOPS and piece:
                loops.append(piece)
            out.append(piece * max(least, 1))
    return "".join(out)


def _character(allowed: Any) -> str:
    """A character of a class."""
    classes = {C.CATEGORY_DIGIT: "1", C.CATEGORY_SPACE: " ", C.CATEGORY_NOT_WORD: ","}
    kinds = [kind for kind, _ in allowed]
    if C.NEGATE in kinds:
        gone = {value for kind, value in allowed if kind is C.LITERAL}
        return next(char for char in "ab ,1<" if ord(char) not in gone)
    kind, value = allowed[0]
    if kind is C.CATEGORY:
        return classes.get(value, "a")
    return chr(value[0] if kind is C.RANGE else value)


def grows(found: Found, piece: str, size: int) -> float:
    """How many times longer a text of *piece* takes that is four times *size*; 0 where *size* is quick."""
    short = _cost(found, _text(piece, size))
    if short < TOO_SLOW * size:
        return 0.0
    short = min(short, _cost(found, _text(piece, size)))
    return _cost(found, _text(piece, size * TIMES)) / short


def _text(piece: str, size: int) -> str:
    return f"{(piece * (size // len(piece) + 1))[:size]}\x01"


def _cost(found: Found, text: str) -> float:
    """CPU seconds of all the ways in which it is used."""
    data = text.encode("utf-8", "replace") if isinstance(found.pattern.pattern, bytes) else text
    begun = time.process_time()
    for method in sorted(found.methods & {"match", "fullmatch"}):
        getattr(found.pattern, method)(data)
    if found.methods - {"match", "fullmatch"}:
        for _ in found.pattern.finditer(data):
            pass
    return time.process_time() - begun


def suspects(size: int) -> Iterator[str]:
    """The expressions that grow faster than the text, each with the piece that shows it; to be judged.

    One that is only used on a line or tail of bounded length may be left as it is.
    """
    for found in package_patterns():
        for piece in pieces(found.pattern):
            if (times := grows(found, piece, size)) > MOST:
                yield f"{found.where} ({', '.join(sorted(found.methods))}): {piece[:40]!r} {times:.0f} times"


def run(size: int) -> str:
    """Try every expression on texts of *size* characters and of four times as many."""
    found = list(suspects(size))
    assert not found, "; ".join(found)
    return f"{len(package_patterns())} expressions, none grows faster than the text"
