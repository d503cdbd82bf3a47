"""The rules of time expressions, compiled: a pattern over classes of items, and the form it gives.

A pattern (time_rules.tsv) is a row of elements between blanks:

    MONTH  NUM/FEW    an item of that class, or of one of several
    N=NUM/FEW         the same, under another name
    ago  ago/back     a literal word, or one of several
    X?  ( … )  ( … )? |   as in a regular expression
    >X  !X            X follows, does not follow (and is not part of the expression)
    <X  <!X           X stands before, does not stand before
    >X~Y  <X~Y        several in a row
    @NAME             the macro of that name

A form is `forms` notation with ``{NAME}`` for what the item contributes; ``{NAME|filter}`` changes it first.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import cast

from dateline.errors import KnowledgeError
from dateline.knowledge.time_words import TimeRule, rule_macros, time_rules
from dateline.model import TimeType
from dateline.reading.times.forms import Form
from dateline.reading.times.lexicon import Items, Lexicon
from dateline.reading.times.values import holidays, is_pattern, length

_ELEMENT = re.compile(r"(?P<look><!|<|!|>)?(?:(?P<name>[A-Z]\w*)=)?(?P<kinds>[^\s?]+)(?P<optional>\?)?")
_FIELD = re.compile(r"\{([^{}]+)\}")
_CLASS = re.compile(r"[A-Z]+")


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled rule: ``captures`` maps a group of the expression to a name and the classes it may have.

    ``needs`` are sets of characters of each of which a sentence must hold one for the rule to fit at all.
    """

    name: str
    type: str
    expression: re.Pattern[str]
    captures: Mapping[str, tuple[str, tuple[str, ...]]]
    form: str
    needs: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Match:
    """A rule that fits the items ``[first, last)`` of a sentence, with what they contribute."""

    rule: Rule
    first: int
    last: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Grammar:
    """The lexicon, the rules in order of preference, and the characters that some rule can begin with."""

    lexicon: Lexicon
    rules: tuple[Rule, ...]
    triggers: re.Pattern[str]


@cache
def grammar() -> Grammar:
    """The grammar of the knowledge files; KnowledgeError where a rule cannot be compiled."""
    expanded = [(rule, _expand(rule.pattern, rule.name)) for rule in time_rules()]
    literals = {word for _, elements in expanded for element in elements for word in _literals(element)}
    lexicon = Lexicon(literals)
    rules = tuple(_compile(rule, elements, lexicon) for rule, elements in expanded)
    return Grammar(lexicon, rules, re.compile("[" + "".join(map(lexicon.having, TRIGGERS)) + "]"))


TRIGGERS = (
    "WEEKDAY", "WEEKDAYS", "WDABBR", "MONTH", "MONABBR", "UNIT", "UNITS", "SEASON", "SEASONS", "PART",
    "PARTS", "SUN", "NOON", "CLOCK", "DATE", "DECADES", "YEAR", "YY", "NTH", "QNUM", "UTC",
    "ZONE", "OCLOCK", "HOLIDAY", "NAMED", "DEICTIC",
    "PRESENT", "PRESADJ", "PAST", "FUTURE", "OFTEN", "TIMES", "=future", "=past", "=period", "=time",
    "=tonight", "=overnight",
)  # fmt: skip
"""Classes one of which every expression holds: a sentence without them is passed over."""


def _expand(pattern: str, rule: str) -> list[str]:
    out: list[str] = []
    for element in pattern.split():
        name = element.removeprefix("@").removesuffix("?")
        if element.startswith("@"):
            if name not in rule_macros():
                raise KnowledgeError(f"time_rules.tsv, rule {rule}: no macro {name}")
            inner = _expand(rule_macros()[name], rule)
            out += ["(", *inner, ")?" if element.endswith("?") else ")"]
        else:
            out.append(element)
    return out


def _kinds(word: str) -> tuple[str, ...]:
    return tuple(k if _CLASS.fullmatch(k) else "=" + k.removeprefix("\\") for k in word.split("/"))


def _literals(element: str) -> list[str]:
    match = _ELEMENT.fullmatch(element)
    if element in ("(", ")", ")?", "|") or match is None:
        return []
    return [kind[1:] for one in match["kinds"].split("~") for kind in _kinds(one) if kind[0] == "="]


def _compile(rule: TimeRule, elements: list[str], lexicon: Lexicon) -> Rule:
    parts: list[str] = []
    captures: dict[str, tuple[str, tuple[str, ...]]] = {}
    needs = _Needs()
    for element in elements:
        if element in ("(", ")", ")?", "|"):
            parts.append("(?:" if element == "(" else element)
            needs.mark(element)
            continue
        match = _ELEMENT.fullmatch(element)
        if match is None:
            raise KnowledgeError(f"time_rules.tsv, rule {rule.name}: {element!r} is no element")
        row = [_kinds(one) for one in match["kinds"].split("~")]
        sets = ["".join(map(lexicon.having, kinds)) for kinds in row]
        if not all(sets):
            raise KnowledgeError(f"time_rules.tsv, rule {rule.name}: nothing is {element}")
        if match["look"] not in ("!", "<!") and not match["optional"]:
            needs.add(sets)
        kinds, one = row[0], "".join(f"[{characters}]" for characters in sets)
        if match["look"]:
            parts.append({"<!": "(?<!", "<": "(?<=", "!": "(?!", ">": "(?="}[match["look"]] + one + ")")
            continue
        name = match["name"] or (kinds[0] if kinds[0][0] != "=" else "")
        if name:
            group = f"g{len(captures)}"
            captures[group] = (name, kinds)
            one = f"(?P<{group}>{one})"
        parts.append(one + ("?" if match["optional"] else ""))
    try:
        expression = re.compile("".join(parts))
    except re.error as error:
        raise KnowledgeError(f"time_rules.tsv, rule {rule.name}: {error}") from error
    return Rule(rule.name, rule.type, expression, captures, rule.form, needs.of_all())


class _Needs:
    """Which characters a pattern cannot do without, gathered element by element."""

    def __init__(self) -> None:
        self._groups: list[list[list[frozenset[str]]]] = [[[]]]

    def add(self, sets: Sequence[str]) -> None:
        self._groups[-1][-1] += map(frozenset, sets)

    def mark(self, mark: str) -> None:
        """Begin or end a group, or begin its next branch: of a group, one branch is enough."""
        if mark == "(":
            self._groups.append([[]])
        elif mark == "|":
            self._groups[-1].append([])
        else:
            branches = self._groups.pop()
            if mark == ")" and all(branches):
                self._groups[-1][-1].append(frozenset().union(*(min(b, key=len) for b in branches)))

    def of_all(self) -> tuple[frozenset[str], ...]:
        """The sets, the smaller first, since they are missing more often."""
        branches = self._groups[0]
        return tuple(sorted(branches[0], key=lambda s: (len(s), sorted(s)))) if len(branches) == 1 else ()


def matches(items: Items) -> list[Match]:
    """The places of a sentence where a rule fits: of those that overlap the first, then the longest."""
    found: list[tuple[int, int, int, re.Match[str]]] = []
    present = set(items.classes)
    for order, rule in enumerate(grammar().rules):
        for need in rule.needs:
            if need.isdisjoint(present):
                break  # nine rules of ten
        else:
            for match in rule.expression.finditer(items.classes):
                found.append((match.start(), -match.end(), order, match))
    found.sort(key=lambda f: f[:3])
    out: list[Match] = []
    after = 0
    for first, last, order, match in found:
        if first >= after and -last > first:
            rule = grammar().rules[order]
            out.append(Match(rule, first, -last, _values(rule, match, items)))
            after = -last
    return out


def _values(rule: Rule, match: re.Match[str], items: Items) -> dict[str, str]:
    values: dict[str, str] = {}
    for group, (name, kinds) in rule.captures.items():
        at = match.start(group)
        if at >= 0 and name not in values:
            given = items.values[at]
            values[name] = next(given[kind] for kind in kinds if kind in given)
    return values


def build(match: Match) -> tuple[TimeType, Form] | None:
    """The type and form that a match gives; None where its numbers make no date, or its type is "none".

    Beyond the notation of forms, a rule may say ``span N UNIT`` and ``set N UNIT`` for a length, and
    ``before N UNIT from=ANCHOR`` and ``after …`` for a shift whose number may be vague or broken, with a
    ``grain=UNIT`` after it.
    """
    words = []
    if match.rule.type == "none":
        return None
    try:
        for word in match.rule.form.split():
            filled = _FIELD.sub(lambda field: _filled(field[1], match.values), word)
            if filled and not filled.endswith("="):
                words.append(filled)
        kind = words[0]
        if kind in ("span", "set") and len(words) == 3:
            words = [kind, length(words[1], words[2])]
        elif kind in ("before", "after"):
            words = _counted(kind, *words[1:])
        form = Form.parse(" ".join(words))
    except ValueError:
        return None
    if form.kind == "calendar" and not is_pattern(form.value):
        return None
    if match.rule.type == "DATE" and form.kind == "span":
        return "DURATION", form
    return cast(TimeType, match.rule.type), form


def _counted(kind: str, number: str, unit: str, anchor: str, *grain: str) -> list[str]:
    """The words of the form for "so many units before (after) the anchor"."""
    if number == "X":
        if kind == "after" and anchor == "from=previous":
            return ["span", length(number, unit)]
        return ["reference", "PAST_REF" if kind == "before" else "FUTURE_REF"]
    if unit in ("second", "minute", "hour"):
        return ["span", length(number, unit)]
    if unit == "decade":
        number, unit = str(float(number) * 10), "year"
    smaller = {"year": ("month", 12), "month": ("day", 30), "week": ("day", 7)}
    value = float(number)
    if value != int(value):
        if unit not in smaller:
            return ["span", length(number, unit)]
        unit, factor = smaller[unit]
        value = round(value * factor)
    return ["shift", f"{int(-value if kind == 'before' else value):+d}", unit, anchor, *grain]


def _filled(field: str, values: Mapping[str, str]) -> str:
    name, _, change = field.partition("|")
    value = values.get(name, "")
    if change == "+":
        return f"{int(value):+d}" if value else ""
    if change == "century":
        return f"{int(value) - 1:02}"
    if change == "decade":
        return value if len(value) == 3 else "19" + value
    if change == "hhmm":
        digits = value.zfill(4)
        if len(value) < 3 or len(value) > 4 or digits[:2] > "24" or digits[2:] > "59":
            raise ValueError(f"no time of day: {value}")
        return f"T{digits[:2]}:{digits[2:]}"
    if change == "clock":
        hour = int(value)
        if hour > 24:
            raise ValueError(f"no hour: {value}")
        late = values.get("PART") in ("TAF", "TEV", "TNI") and hour < 12
        return f"T{hour + 12 if late else hour:02}:00"
    if change == "year":
        days = holidays(value, int(values["YEAR"]))
        if not days:
            raise ValueError(f"no table has {value} of {values['YEAR']}")
        return days[0]
    return value
