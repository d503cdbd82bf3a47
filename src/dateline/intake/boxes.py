"""Boxes inside the article that say themselves where it goes on ("Article continues below")."""

from __future__ import annotations

from collections.abc import Sequence

from dateline.intake.marks import Mark

LONGEST = 30
"""Blocks of one box: a sign-up form, a list of teasers, an advertisement."""


def find_boxes(marks: Sequence[Mark]) -> frozenset[int]:
    """The blocks of all boxes that end in a line after which the article goes on.

    A box reaches up to the last prose before that line, or to a notice among prose, from its first line of
    furniture on; so a sub-heading above an advertisement is none of it.
    """
    found: set[int] = set()
    for i, mark in enumerate(marks):
        if mark.furniture is None or mark.furniture.effect != "resume":
            continue
        first = i
        for j in range(i - 1, max(-1, i - LONGEST), -1):
            if marks[j].kind == "prose":
                break
            if marks[j].furniture is not None:
                first = j
        found.update(range(first, i + 1))
    return frozenset(found)
