"""Which regular expressions grow faster than the text: `python -m soak growth`.

Every expression of the package (`expressions`) is tried, by the methods by which the program uses it, on
texts made to slow it down (`attacks`), and on texts four times as long. What takes no end is stopped.
"""

from __future__ import annotations

import math
import signal
import time
from collections.abc import Callable, Iterator
from typing import Any

from dateline.knowledge import captions, furniture
from dateline.reading import sentences
from soak.attacks import Attack, attacks
from soak.expressions import Expression, package_expressions

QUICK = 2e-8
"""Seconds a character below which nothing is compared: what is slow by the square is not so quick."""
TIMES = 4
MOST = 2.2 * TIMES
"""Times the cost of a text that one four times as long may take; 16 where cost grows by the square."""
ROUNDS = 6
"""Measurements, at the most, of what seems to grow: other work disturbs, and the least counts."""
PATIENCE = 1.0
"""CPU seconds that one text may take before it counts as one without end."""
BOUNDED = {
    "dateline.knowledge.captions.caption_forms.credit": captions.CREDIT_REACH,
    "dateline.knowledge.furniture._rules": furniture.LONGEST,
    "dateline.reading.sentences._WORD_BEFORE": sentences.LONGEST_ABBREVIATION,
}
"""Expressions that are only tried on texts of so many characters, by where they stand."""
BOUNDED_COST = 0.01
"""CPU seconds that one of them may take on such a text."""


class _NoEndError(Exception):
    """A text took longer than there is patience."""


def suspects(size: int, expressions: tuple[Expression, ...] | None = None) -> Iterator[str]:
    """The expressions that grow faster than the text, each with a text that shows it."""
    for expression in package_expressions() if expressions is None else expressions:
        for attack in attacks(expression.pattern):
            if trouble := trouble_with(expression, attack, size):
                used = ", ".join(sorted(expression.methods))
                yield f"{expression.where} ({used}): {attack} {trouble}"
                break


def trouble_with(expression: Expression, attack: Attack, size: int) -> str:
    """What is wrong with how *expression* takes *attack*; empty where nothing is."""
    if longest := BOUNDED.get(expression.where):
        quick = any(_cost(expression, attack.text(longest)) < BOUNDED_COST for _ in range(ROUNDS))
        return "" if quick else f"too long for {longest} characters"
    times = growth(expression, attack, size)
    return f"{times:.0f} times" if times > MOST else ""


def growth(expression: Expression, attack: Attack, size: int) -> float:
    """How many times longer a text of four times *size* takes than one of *size*; 0 where that is quick.

    Where that is too much, the next step counts if it is less: a short text may be shorter than any match.
    """
    times = _step(expression, attack, size)
    if math.isinf(times) or times <= MOST:
        return times
    return min(times, _step(expression, attack, size * TIMES))


def _step(expression: Expression, attack: Attack, size: int) -> float:
    short_text, long_text = attack.text(size), attack.text(size * TIMES)
    long = _cost(expression, long_text)
    if long < QUICK * len(long_text):
        return 0.0
    if math.isinf(long):
        return long
    short = _cost(expression, short_text)
    for _ in range(ROUNDS - 1):
        if long <= MOST * short:
            break
        long, short = min(long, _cost(expression, long_text)), min(short, _cost(expression, short_text))
    return long / short


def _cost(expression: Expression, text: str) -> float:
    """CPU seconds of all the ways in which it is used; without end where patience ends."""
    data: Any = text.encode("utf-8", "replace") if isinstance(expression.pattern.pattern, bytes) else text

    def use() -> None:
        for method in sorted(expression.methods & {"match", "fullmatch"}):
            getattr(expression.pattern, method)(data)
        if expression.methods - {"match", "fullmatch"}:
            for _ in expression.pattern.finditer(data):
                pass

    return _timed(use)


def _timed(use: Callable[[], None]) -> float:
    """CPU seconds of this thread; the clock of the process is coarse while an alarm is set."""
    begun = time.thread_time()
    if not hasattr(signal, "setitimer"):  # Windows
        use()
        return time.thread_time() - begun
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, PATIENCE)
    try:
        use()
        return time.thread_time() - begun
    except _NoEndError:
        return math.inf
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(*_: object) -> None:
    raise _NoEndError


def run(size: int) -> str:
    """Try every expression on texts of *size* characters and of four times as many."""
    found = list(suspects(size))
    assert not found, "; ".join(found)
    return f"{len(package_expressions())} expressions, none grows faster than the text"
