"""What the words around an expression say: that it is no time, or which way it points."""

from __future__ import annotations

from dateline.model import Span
from dateline.reading.times.forms import Form
from dateline.reading.times.grammar import Match
from dateline.reading.times.lexicon import Items


def in_context(form: Form, match: Match, items: Items, text: str, sentence: Span) -> Form | None:
    """The form with the direction its sentence gives it; None where the words are no time expression."""
    return form
