"""Who says what by our own small model, with what the rules found among its inputs.

1. `pieces`  paragraphs as windows of word pieces
2. `hints`   what the rules found, as marks on the pieces
3. `tagger`  the model: scores for tags and links
4. `decode`  the likeliest statements
5. `weave`   these as drafts, with what the rules know and the model does not

`training/attribution` makes the model; `docs/attribution-model.md` describes it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.reading.attributions.drafts import Draft, Passage
from dateline.reading.attributions.neural.decode import statements
from dateline.reading.attributions.neural.hints import Hints, hints
from dateline.reading.attributions.neural.pieces import Window, windows
from dateline.reading.attributions.neural.tagger import Tagger, load_tagger
from dateline.reading.attributions.neural.weave import weave
from dateline.reading.attributions.quotations import Quotation
from dateline.reading.attributions.settle import parents
from dateline.reading.syntax import Parse

if TYPE_CHECKING:
    from tokenizers import Tokenizer

__all__ = ["load_tagger", "refined", "seen_by", "worth_reading"]


def refined(
    parse: Parse,
    passages: Sequence[Passage],
    quotations: Sequence[Quotation],
    drafts: Sequence[Draft],
    model: Tagger,
) -> list[Draft]:
    """The drafts of a report by *model*, with those of the rules as its hints."""
    found, told = worth_reading(*seen_by(parse, quotations, drafts, model.cutter))
    said = [
        statement
        for window, scores, hint in zip(found, model.scores(found, told), told, strict=True)
        for statement in statements(window, scores, hint, model.links, model.inner, model.caution)
    ]
    return weave(passages, said, drafts, model.doubt)


def worth_reading(found: Sequence[Window], told: Sequence[Hints]) -> tuple[list[Window], list[Hints]]:
    """The windows in which a rule has found something or something is quoted, with their hints.

    The others are 23 % of the pieces of the reports held back from training. To read them as well changes
    the statement F1 by less than half a point: what the model finds there alone is as often wrong as right.
    """
    kept = [(window, hint) for window, hint in zip(found, told, strict=True) if hint.marks]
    return [window for window, _ in kept], [hint for _, hint in kept]


def seen_by(
    parse: Parse, quotations: Sequence[Quotation], drafts: Sequence[Draft], cutter: Tokenizer
) -> tuple[list[Window], list[Hints]]:
    """A report as the model sees it: the windows of all its paragraphs in order, and their hints."""
    ends: dict[int, list[int]] = {}
    for sentence in parse.sentences:
        ends.setdefault(sentence.paragraph, []).append(sentence.span.end)
    found = [
        window
        for number, paragraph in enumerate(parse.paragraphs)
        for window in windows(parse.text, paragraph, number, ends.get(number, ()), cutter)
    ]
    return found, hints(found, drafts, parents(drafts), quotations)
