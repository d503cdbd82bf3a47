"""What a sentence has of a claim: its words and actors, here or just before, and the events they tell of."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from dateline.archive import Row
from dateline.claims.said import Claim, Part, Told
from dateline.claims.searching import Known
from dateline.claims.sentences import Sentence
from dateline.claims.words import kind_of

AROUND = 0.5
"""What a word counts for that stands in the headline or just before; tuned on the claims of
tests/test_claims.py and on claims about the shared reports."""
ABOUT = 0.6
"""Share of a claim, by weight of its words, that a sentence on the same matter has; tuned as `AROUND`."""
FAR = 0.25
"""What "Ethiopian" or "in Ethiopia" counts for where other parts of the report speak of who belongs there; by
judgement."""
KIN = 0.25
"""What an event of the same type tells of another: less than it counts for what they share; by judgement."""
TOLD_HERE = 0.5
"""Share of what a claim says, but for names, that a sentence which says the same has; tuned as `AROUND`."""
SAME_KIND = 0.8
"""What another word for the same kind of happening counts for ("quake" for "earthquake"); by judgement."""
SAME_TYPE = 0.5
"""What an event of the same type with an actor of the claim counts for ("met" for "spoke"); by judgement."""


@dataclass(frozen=True, slots=True)
class Match:
    """A claim and a sentence laid side by side.

    ``met`` tells how far each part of the claim is there (its index → 0-1), ``events`` which event of the
    sentence is of the kind of which one of the claim. ``share`` (0-1) is how much of the claim is met, by
    weight; ``told`` how much of what it says of its actors stands in the sentence itself.
    """

    claim: Claim
    known: Known
    sentence: Sentence
    met: Mapping[int, float]
    events: tuple[tuple[Told, Row], ...]
    share: float
    told: float

    def ids(self, actors: Collection[int]) -> frozenset[str]:
        """All ids that these actors of the claim may have."""
        return self.known.ids(actors)

    @property
    def here(self) -> frozenset[int]:
        """The parts that stand in the sentence itself."""
        return frozenset(i for i, value in self.met.items() if value > AROUND)

    @property
    def words(self) -> str:
        """What is shared and what is not, in words."""
        parts = self.claim.parts
        near = [part.words for i, part in enumerate(parts) if self.met.get(i, 0.0) == AROUND]
        far = [part.words for i, part in enumerate(parts) if 0.0 < self.met.get(i, 0.0) < AROUND]
        actors = unnamed(self)
        absent = [part.words for i, part in enumerate(parts) if i not in self.met and part not in actors]
        said = "shares " + ", ".join(part.words for i, part in enumerate(parts) if i in self.here)
        if near:
            said += f"; in the headline or just before: {', '.join(near)}"
        if far:
            said += f"; elsewhere in the report: {', '.join(far)}"
        return f"{said}; not there: {', '.join(absent)}" if absent else said


def match(claim: Claim, known: Known, sentence: Sentence) -> Match:
    """Lay a sentence beside a claim."""
    events = tuple(
        (told, row) for told in claim.events for row in sentence.events if _one_kind(claim, known, told, row)
    )
    values = [_met(claim, known, part, sentence, events) for part in claim.parts]
    weights = [max(known.weights[stem] for stem in part.stems) for part in claim.parts]
    total = sum(weights)
    telling = [i for i, part in enumerate(claim.parts) if _tells(claim, part)]
    heavy = sum(weights[i] for i in telling)
    return Match(
        claim,
        known,
        sentence,
        {i: value for i, value in enumerate(values) if value},
        events,
        sum(w * value for w, value in zip(weights, values, strict=True)) / total if total else 0.0,
        sum(weights[i] * _told(claim, i, values[i], events) for i in telling) / heavy if heavy else 0.0,
    )


def unnamed(match: Match) -> list[Part]:
    """The actors that a sentence does not name, but for those that only tell where it was, or who says so."""
    claim = match.claim
    settings = {told.place for told in claim.events if told.place is not None}
    return [
        part
        for i, part in enumerate(claim.parts)
        if part.actor is not None
        and i not in match.met
        and (claim.actors[part.actor].known or match.known.actors[part.actor])
        and part.place not in settings
        and not (claim.voice and part.actor in claim.voice.speakers)
    ]


def on_the_matter(match: Match, *, by_number: bool) -> bool:
    """Whether the sentence itself tells what the claim does, with one of the actors named there.

    *by_number*: a number of the claim is there, which may leave all else to the sentences before ("Two people
    were killed").
    """
    named = [i for i, part in enumerate(match.claim.parts) if part.actor is not None]
    if by_number:
        return match.share >= ABOUT or len(match.met) == len(match.claim.parts)
    if match.share < ABOUT or match.told < TOLD_HERE or not _says_it(match):
        return False
    return not named or bool(match.here.intersection(named))


def _says_it(match: Match) -> bool:
    """Whether the sentence has one of the words by which the claim says something of those that it names."""
    claim = match.claim
    predicates = [(i, part) for i, part in enumerate(claim.parts) if part.predicate]
    return not predicates or any(
        i in match.here or _happens(claim, part, match.events) for i, part in predicates
    )


def turned_round(match: Match) -> bool:
    """Whether the sentence has who does it and who suffers it the other way round."""
    for told, row in match.events:
        doing, suffering = match.ids(told.source), match.ids(told.target)
        swapped = doing & set(row["target"]) and suffering & set(row["source"])
        if swapped and not doing & set(row["source"]):
            return True
    return False


def in_other_company(match: Match) -> bool:
    """Whether one of two actors of the claim does here with somebody else what they do together there."""
    claim = match.claim
    for told, row in match.events:
        ours = [match.ids((i,)) for i in sorted(_sides(claim, told))]
        taking_part = {*row["source"], *row["target"]}
        absent = [ids for ids in ours if ids and not ids & (taking_part | match.sentence.named)]
        others = taking_part - frozenset().union(*ours)
        if others and len(taking_part) > 1 and absent and len(absent) < len(ours):
            return True
    return False


def _told(claim: Claim, part: int, value: float, events: tuple[tuple[Told, Row], ...]) -> float:
    """How much of a part the sentence itself tells: all, some by an event of the same type, or nothing."""
    if value > AROUND:
        return 1.0
    return KIN if _happens(claim, claim.parts[part], events) else 0.0


def _happens(claim: Claim, part: Part, events: tuple[tuple[Told, Row], ...]) -> bool:
    """Whether a part tells of an event of whose kind the sentence has one."""
    return part.event is not None and any(told is claim.events[part.event] for told, _ in events)


def _tells(claim: Claim, part: Part) -> bool:
    """Whether a part is of what the claim says, and not a name or where it was."""
    return part.actor is None and not any(
        part.place is not None and part.place == told.place for told in claim.events
    )


def _met(
    claim: Claim, known: Known, part: Part, sentence: Sentence, events: tuple[tuple[Told, Row], ...]
) -> float:
    ids = known.ids(() if part.actor is None else (part.actor,))
    country = None if part.actor is None else claim.actors[part.actor].country
    if (
        country in sentence.countries
        or ids & sentence.actors
        or part.stems <= sentence.stems
        or _counted_alike(claim, part, sentence)
    ):
        return 1.0
    if part.place is not None and claim.reading.places[part.place].id in sentence.places:
        return 1.0
    if part.happening is not None and part.happening in sentence.happenings:
        return SAME_KIND
    if _happens(claim, part, events):
        return SAME_TYPE
    around = sentence.around
    if part.stems <= around.stems or ids & around.actors or country in around.countries:
        return AROUND
    return FAR if country in around.of_report else 0.0


def _counted_alike(claim: Claim, part: Part, sentence: Sentence) -> bool:
    """Whether a part tells what befell those whom the sentence counts too, in whatever words."""
    if part.event is None:
        return False
    kinds = {number.what for number in claim.numbers if number.event == part.event and number.what}
    return any(number.what in kinds for number in sentence.numbers)


def _sides(claim: Claim, told: Told) -> frozenset[int]:
    """Who takes part in an event of the claim: all its actors where it tells of no other."""
    together = {part.actor for part in claim.parts if part.actor is not None and part.place is None}
    return told.source | told.target | (together if len(claim.events) == 1 else set())


def _one_kind(claim: Claim, known: Known, told: Told, row: Row) -> bool:
    """Whether an event of a sentence is of the kind that the claim tells of."""
    if row["lemma"] == told.lemma or (told.happening and kind_of(row["lemma"]) == told.happening):
        return True
    if row["type"] != told.type or told.type == "other":
        return False
    return bool(known.ids(_sides(claim, told)) & {*row["source"], *row["target"]})
