"""Values that a sentence has otherwise than a claim: a number, a day, a place, who says so."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dateline.archive import Row
from dateline.claims.days import any_shared
from dateline.claims.matching import Match
from dateline.claims.numbers import Number, comparable
from dateline.claims.sentences import Sentence, Voices
from dateline.claims.words import stems_in
from dateline.knowledge.plain_words import grammar_words
from dateline.views.citation import Cited

FRESH = timedelta(days=7)
"""What a report tells without a day is as a rule not older than this, as in `dateline.linking.mentions`."""
DAY, PLACE, NUMBER, SPEAKER, WORDS = "day", "place", "number", "speaker", "words"


@dataclass(frozen=True, slots=True)
class Differing:
    """A value that a sentence has otherwise than the claim; ``told`` is the sentence's."""

    what: str
    claimed: str
    told: str
    note: str = ""

    @property
    def words(self) -> str:
        """The difference in words: "another number: 2,122, where the claim has 1,200 people"."""
        note = f" ({self.note})" if self.note else ""
        return f"another {self.what}: {self.told}{note}, where the claim has {self.claimed}"


@dataclass(frozen=True, slots=True)
class Numbers:
    """Numbers of a claim in a sentence: those that agree, that differ, that hold for elsewhere."""

    agreed: tuple[str, ...]
    differing: tuple[Differing, ...]
    elsewhere: tuple[str, ...]


def numbers(match: Match) -> Numbers:
    """Set the numbers of the claim against those of the sentence that count the same."""
    agreed, differing, elsewhere = [], [], []
    for number in match.claim.numbers:
        told = [other for other in match.sentence.numbers if comparable(number, other)]
        here = [other for other in told if not _of_elsewhere(number, other)]
        elsewhere += [f"{other.words}: for {other.place_name}" for other in told if other not in here]
        if same := next((other for other in here if number.agrees(other)), None):
            agreed.append(f"the same number: {same.words}")
        elif here:
            room = here[0].open_above() and number.value > here[0].value
            note = "which leaves room for more" if room else ""
            differing.append(Differing(NUMBER, number.words, here[0].words, note))
    return Numbers(tuple(agreed), tuple(differing), tuple(elsewhere))


def days(match: Match) -> tuple[Differing | None, str | None]:
    """The day where the sentence tells another than the claim; else why it may be another, in words."""
    claim, sentence = match.claim, match.sentence
    if not claim.days:
        return None, None
    claimed = ", ".join(day.words for day in claim.days)
    told = list(_told_days(sentence, [row for _, row in match.events]))
    if told:
        answers = [any_shared(claim.days, first, last) for first, last, _ in told]
        other = all(answer is False for answer in answers)
        return (Differing(DAY, claimed, told[0][2]) if other else None), None
    first, last = _published(sentence.report)
    if first and last and any_shared(claim.days, (first - FRESH).isoformat(), last.isoformat()) is False:
        return None, f"it tells no day, in a report of {sentence.report.published or last.isoformat()}"
    return None, None


def places(match: Match) -> Differing | None:
    """The place where the sentence tells another, and neither lies in the other."""
    for told, row in match.events:
        if told.place is None or not row["place_id"]:
            continue
        place = match.claim.reading.places[told.place]
        wider = {key for key, _ in place.within}
        if place.id and place.id not in match.sentence.places and row["place_id"] not in wider:
            return Differing(PLACE, place.name, row["place"] or row["place_id"])
    return None


def speaker(match: Match, voices: Voices) -> tuple[Differing | None, str | None]:
    """Who says here what the claim has another say; else that nobody is said to say so, in words."""
    voice = match.claim.voice
    if voice is None:
        return None, None
    spoken = [row for row in match.sentence.quotes if not row["bare"]]
    ids, words = match.ids(voice.speakers), stems_in(voice.source)
    parts = [match.claim.parts[i] for i in match.here]
    shared = {stem for part in parts if part.actor is None for stem in part.stems}
    said_in = [stems_in(match.sentence.words(row["content"]), grammar_words()) for row in spoken]
    holding = [row for row, stems in zip(spoken, said_in, strict=True) if shared & stems]
    for row in holding or spoken:
        theirs = stems_in(match.sentence.words(row["source"]))
        if ids & set(row["speakers"]) or (words & theirs and not (ids and row["speakers"])):
            return None, None
    if not ids and not words:
        return None, None
    said = tuple(dict.fromkeys(who for row in holding or spoken for who in voices[row["id"]]))
    if said and (holding or not ids & match.sentence.named):
        return Differing(SPEAKER, voice.source, ", ".join(said)), None
    return None, f"{voice.source} is not said to say so"


def _of_elsewhere(claimed: Number, told: Number) -> bool:
    """Whether a number is told for a place that the claim does not speak of."""
    return bool(claimed.place and told.place and claimed.place != told.place)


def _told_days(sentence: Sentence, rows: list[Row]) -> Iterator[tuple[str, str, str]]:
    """First and last day, and how they are shown, of the events or else of the times of a sentence."""
    for row in rows:
        if row["earliest"] and row["latest"] and row["date_basis"] != "published":
            yield row["earliest"], row["latest"], row["date"] or row["earliest"]
    if rows:
        return
    for row in sentence.times:
        if row["first_day"] and row["last_day"] and row["type"] in ("DATE", "TIME"):
            words = sentence.words([(row["start"], row["end"])])
            shown = words if row["value"] in words else f"{words} ({row['value']})"
            yield row["first_day"], row["last_day"], shown


def _published(report: Cited) -> tuple[date | None, date | None]:
    first, last = report.published or report.earliest, report.published or report.latest
    return (date.fromisoformat(first) if first else None), (date.fromisoformat(last) if last else None)
