"""Quotations of a claim against what a sentence quotes: the same words, other words, or another speaker."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dateline.archive import Row
from dateline.claims.said import Claim, Quotation
from dateline.claims.searching import Known
from dateline.claims.sentences import Sentence, Voices
from dateline.claims.values import SPEAKER, WORDS, Differing
from dateline.claims.wording import CLOSE, FEWEST, Difference, difference
from dateline.claims.words import stems_in
from dateline.model import Span

_MARKS = "“”\"«»„'‘’ "


@dataclass(frozen=True, slots=True)
class Quoted:
    """A statement (a row) that is a form of a quotation of the claim, and where it stands in the report."""

    quote: Row
    change: Difference
    span: Span
    differing: tuple[Differing, ...]
    why: tuple[str, ...]


def quoted(claim: Claim, known: Known, sentence: Sentence, voices: Voices) -> Quoted | None:
    """What of a sentence is most like a quotation of the claim; None where nothing is alike."""
    found = [
        form
        for quotation in claim.quotations
        for quote in sentence.quotes
        if (form := _compared(quotation, known, sentence, quote, voices[quote["id"]]))
    ]
    return max(found, key=lambda form: _nearness(form.change), default=None)


def _compared(
    quotation: Quotation, known: Known, sentence: Sentence, quote: Row, says: tuple[str, ...]
) -> Quoted | None:
    alike = [
        (change, form, span)
        for form, span in _forms(quotation, sentence, quote)
        if (change := difference(quotation.words, form)) is not None and change.alike
    ]
    if not alike:
        return None
    change, form, span = max(alike, key=lambda found: _nearness(found[0]))
    differing: list[Differing] = []
    why: list[str] = []
    elsewhere = _other_speaker(quotation, known, sentence, quote)
    if (elsewhere or quote["manner"] == "indirect") and not change.exact and change.share < CLOSE:
        return None
    if elsewhere:
        differing.append(Differing(SPEAKER, quotation.voice.source, ", ".join(says) or "nobody named"))
        why.append(differing[0].words)
    if not change.exact or change.turned:
        differing.append(Differing(WORDS, quotation.words, form))
        why.append("the words differ")
    else:
        why.append("the same words" if change.whole else "the same words, within a longer sentence")
    if quote["manner"] == "indirect":
        why.append("the report gives them as its own wording, not as a quotation")
    return Quoted(quote, change, span, tuple(differing), tuple(why))


def _forms(quotation: Quotation, sentence: Sentence, quote: Row) -> Iterator[tuple[str, Span]]:
    """The quoted words within a sentence, and, where they go on beyond it, all of them, each with its place.

    A quotation that "he said" breaks in two may be claimed whole or in part. All of it counts where some of
    what is claimed stands in this sentence.
    """
    inside = [
        (max(start, sentence.span.start), min(end, sentence.span.end))
        for start, end in quote["content"]
        if start < sentence.span.end and sentence.span.start < end
    ]
    for spans in [[span] for span in inside] + [inside] * (len(inside) > 1):
        yield _joined(sentence, spans), sentence.span
    content = [(start, end) for start, end in quote["content"]]
    here = difference(quotation.words, _joined(sentence, inside)) if inside else None
    if content != inside and here is not None and here.common >= FEWEST:
        first, last = min(start for start, _ in content), max(end for _, end in content)
        span = Span(min(first, sentence.span.start), max(last, sentence.span.end))
        yield _joined(sentence, content), span


def _joined(sentence: Sentence, spans: list[tuple[int, int]]) -> str:
    return " ".join(sentence.words([span]).strip(_MARKS) for span in spans)


def _nearness(change: Difference) -> tuple[bool, float, bool, int]:
    """How near to the claimed words a form is, for the nearest of several."""
    return change.exact, change.share, change.whole, -len(change.pieces)


def _other_speaker(quotation: Quotation, known: Known, sentence: Sentence, quote: Row) -> bool:
    ids = known.ids(quotation.voice.speakers)
    if ids and quote["speakers"]:
        return not ids & set(quote["speakers"])
    ours, theirs = stems_in(quotation.voice.source), stems_in(sentence.words(quote["source"]))
    return bool(ours and theirs) and not ours & theirs
