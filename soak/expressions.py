"""Every regular expression of the package, with where it stands and by which methods it is used.

Found are those that modules bear, those inside what their loaders of knowledge give, and those that stand
as words in a call such as ``re.sub("...", ...)``. What functions make of words while they run cannot be
found; `made_while_running` names those functions, so that a test knows each of them.
"""

from __future__ import annotations

import ast
import functools
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import dateline

METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub", "subn", "split")
_MAKERS = (*METHODS, "compile")
_USE = re.compile(rf"(\.?\b\w+)(?:\(\))?\.({'|'.join(METHODS)})\(")


@dataclass(frozen=True, slots=True)
class Expression:
    """A compiled expression, where it stands, and by which methods it is used."""

    where: str
    pattern: re.Pattern[Any]
    methods: frozenset[str]


@functools.cache
def package_expressions() -> tuple[Expression, ...]:
    """Every expression of the package once, in a fixed order."""
    walk = _Walk()
    sources = _sources()
    for name in sources:
        for bears, value in sorted(vars(importlib.import_module(name)).items()):
            walk.into(f"{name}.{bears}", value)
    uses = {name: _uses(source) for name, source in sources.items()}
    everywhere = _uses("\n".join(sources.values()))
    found = [
        Expression(where, pattern, _methods(where, uses, everywhere))
        for where, pattern in walk.found.values()
    ]
    return (*found, *_in_calls())


@functools.cache
def _sources() -> dict[str, str]:
    """The source of each module of the package by its name."""
    modules = pkgutil.walk_packages(dateline.__path__, "dateline.")
    names = [module.name for module in modules if not module.name.endswith("__main__")]
    return {name: inspect.getsource(importlib.import_module(name)) for name in names}


# What modules and their loaders give


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
        if _needs_nothing(value) and _may_be_called(value):
            yield f"{value.__module__}.{value.__name__}", value()
    elif type(value).__module__.startswith("dateline."):
        for kind in type(value).__mro__:
            for name in getattr(kind, "__slots__", ()):
                yield f"{where}.{name}", getattr(value, name, None)
        yield from ((f"{where}.{name}", inner) for name, inner in getattr(value, "__dict__", {}).items())


def _needs_nothing(loader: Any) -> bool:
    return all(p.default is not p.empty for p in inspect.signature(loader).parameters.values())


def _may_be_called(loader: Any) -> bool:
    """Whether it is a loader of knowledge or gives expressions; others load models."""
    own = loader.__module__.startswith("dateline.")
    return own and (
        loader.__module__.startswith("dateline.knowledge")
        or any(word in str(inspect.signature(loader).return_annotation) for word in ("Pattern", "Grammar"))
    )


_Uses = dict[str, set[str]]


def _uses(source: str) -> _Uses:
    """The methods that are called on each name."""
    found: _Uses = {}
    for use in _USE.finditer(source):
        for name in {use[1], use[1].removeprefix(".")}:
            found.setdefault(name, set()).add(use[2])
    return found


def _methods(where: str, uses: dict[str, _Uses], everywhere: _Uses) -> frozenset[str]:
    """The methods by which the program uses what bears a name; `finditer`, the dearest, where none shows.

    What stands in a table, or in a loader of its own module, is used there under another name: by one of the
    methods that are called on names in small letters.
    """
    module, _, name = where.rpartition(".")
    if module not in uses:
        return frozenset(everywhere.get(f".{name}", {"finditer"}))
    if not name.startswith("_"):
        return frozenset(everywhere.get(name, {"finditer"}))
    here = uses[module]
    local = {method for other, used in here.items() if other.islower() and other != "re" for method in used}
    local.discard("split")  # which texts have too
    return frozenset(here.get(name) or here.get("pattern") or local or {"finditer"})


# What stands in calls


@dataclass(frozen=True, slots=True)
class _Call:
    """A call of the module `re` inside a function; ``made`` where its expression is made of words given."""

    where: str
    method: str
    call: ast.Call
    made: bool


@functools.cache
def _calls() -> tuple[_Call, ...]:
    found = []
    for module, source in _sources().items():
        for function in ast.walk(ast.parse(source)):
            if isinstance(function, ast.FunctionDef):
                given = bool(ast.unparse(function.args))
                for node in ast.walk(function):
                    match node:
                        case ast.Call(ast.Attribute(ast.Name("re"), method), [first, *_]) if (
                            method in _MAKERS
                        ):
                            made = given and not isinstance(first, ast.Constant)
                            found.append(_Call(f"{module}.{function.name}", method, node, made))
    return tuple(found)


def _in_calls() -> Iterator[Expression]:
    """Expressions that stand as words in a call inside a function."""
    for one in _calls():
        match one.call.args[0]:
            case ast.Constant(str(written)):
                flags = next((ast.unparse(k.value) for k in one.call.keywords if k.arg == "flags"), "0")
                yield Expression(one.where, re.compile(written, _flags(flags)), frozenset({one.method}))


def _flags(written: str) -> int:
    """`re.I | re.M` as a number."""
    return sum(getattr(re, name.strip().removeprefix("re.")) for name in written.split("|") if name != "0")


def made_while_running() -> set[str]:
    """The functions that make an expression of what they are given, as ``module.function``."""
    return {one.where for one in _calls() if one.made}
