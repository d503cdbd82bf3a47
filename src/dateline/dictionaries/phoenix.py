"""Dictionaries of TABARI, PETRARCH and Phoenix: names in capitals, dated codes in brackets.

    FREEDONIA_RELIEF_BOARD_ ; a comment
    +RELIEF_BOARD_OF_FREEDONIA_
        [FRDGOV 19990101-20041231]
        [FRDELI >20041231]

A name's words are joined by underscores; "+" begins another name of the same actor. A code holds a country
and roles, three letters each; "---" stands for no country. A date is YYYYMMDD or YYMMDD; "<" is until, ">"
since.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

from dateline.dictionaries.parsed import Parsed
from dateline.knowledge.codes import cameo_countries, cameo_roles
from dateline.model import CodedTerm, DictionaryActor

CENTURY_BREAK = 50
"""Two digits of a year below this are of the 2000s, as in Python's own two-digit years below 69."""
_COMMENT = re.compile(r"[;#].*")
_CODE = re.compile(r"\[([^\[\]]*)\]")
_DATED = re.compile(r"([A-Z-]+)\s*(?:([<>])\s*(\d+)|(\d+)\s*-\s*(\d+))?")
_LETTERS = 3


def read_phoenix(lines: Iterable[str]) -> Parsed:
    """The actors of a dictionary in this format; names keep no capitals but initial ones."""
    parsed = Parsed()
    names: list[str] = []
    terms: list[CodedTerm] = []
    begun = 0

    def finish() -> None:
        if names:
            parsed.actors.append(DictionaryActor(names[0], tuple(terms), tuple(names[1:]), None, begun))

    for number, line in enumerate(lines, start=1):
        bare = _COMMENT.sub("", line).strip()
        written = _CODE.sub("", bare).strip()
        name = _name(written.removeprefix("+"))
        if written and not written.startswith("+"):
            finish()
            names, terms, begun = [], [], number
        if name:
            names.append(name)
        elif written:
            parsed.trouble(number, f"{written} is no name")
        for code in _CODE.findall(bare):
            term = _term(code.strip())
            if term is None:
                parsed.trouble(number, f"[{code}] is no code with a date as these dictionaries write them")
            elif not names:
                parsed.trouble(number, f"[{code}] stands before any name")
            else:
                terms.append(term)
    finish()
    return parsed


def _name(written: str) -> str:
    words = [word for word in written.replace("_", " ").split() if word]
    return " ".join(
        word if not word.isalpha() or len(word) < _LETTERS else word.capitalize() for word in words
    )


def _term(code: str) -> CodedTerm | None:
    match = _DATED.fullmatch(code)
    if not match:
        return None
    letters, sign, bound, first, last = match.groups()
    start = end = None
    if sign == "<":
        end = _day(bound)
    elif sign == ">":
        start = _day(bound)
    elif first:
        start, end = _day(first), _day(last)
    if (sign and not (start or end)) or (first and not (start and end)):
        return None
    return _coded(letters, start, end)


def _coded(letters: str, start: str | None, end: str | None) -> CodedTerm:
    parts = [letters[at : at + _LETTERS] for at in range(0, len(letters), _LETTERS)]
    country = cameo_countries().get(parts[0])
    roles = [role for part in parts[1 if country else 0 :] if (role := cameo_roles().get(part))]
    wholes = [role.whole for role in roles if role.whole]
    sector = next((role.sector for role in roles if role.sector), None)
    # "IGOUNO" is the United Nations: what is more exact stands last.
    return CodedTerm(country, sector, None if country or not wholes else wholes[-1], start, end)


def _day(digits: str) -> str | None:
    if len(digits) == len("YYMMDD"):
        digits = ("20" if int(digits[:2]) < CENTURY_BREAK else "19") + digits
    try:
        return datetime.datetime.strptime(digits, "%Y%m%d").date().isoformat()
    except ValueError:
        return None
