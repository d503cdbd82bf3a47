"""A sentence set against a claim: what they share, what differs, who denies; never a verdict."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Literal

from dateline.archive import Row
from dateline.claims.days import any_shared
from dateline.claims.numbers import Counted, comparable
from dateline.claims.said import NOT_SO, Claim, Part, Quotation, Told
from dateline.claims.searching import Known
from dateline.claims.sentences import Sentence
from dateline.claims.wording import Difference, difference
from dateline.claims.words import kind_of, stems_in
from dateline.model import Span
from dateline.views.citation import Citations, speakers_of

Relation = Literal["supports", "differs", "denies", "related"]
Basis = Literal["event", "quote", "figure", "words"]

ABOUT = 0.6
"""Share of the claim's words, by their weight, from which a sentence speaks of the same matter."""
DENYING = 0.45
"""The same for a sentence that denies: it seldom says again all that it denies."""
RELATED = 0.4
"""From which share on it is shown as related. All three: tuned on the claims of tests/test_claims.py."""
AROUND = 0.5
"""What a word counts for that stands in the headline or just before; tuned on the same claims."""
SAME_KIND = 0.8
"""What another word for the same kind of happening counts for ("quake" for "earthquake"); by judgement."""
SAME_TYPE = 0.5
"""What an event of the same type with an actor of the claim counts for ("met" for "spoke"); by judgement."""
FRESH = timedelta(days=7)
"""What a report tells without a day is as a rule not older than this, as in linking."""
TURNED_AWAY = "REJECT"
TAKEN_UP = frozenset({"AGREE", "CONCEDE", "SUPPORT", "COOPERATE"})
"""Types that tell the contrary of each other where one actor does both."""
HOPED_FOR = frozenset({"planned", "called-for", "possible"})
"""Status of what has not happened, as far as is told."""
_MARKS = "“”\"«»„' "
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
class Weighed:
    """How a sentence stands to the claim, by what, and why in words.

    ``share`` (0-1) is how much of the claim it has, ``says`` are those who say or deny it, ``event`` is the
    event of the record that it tells of, ``span`` the sentences that hold a quotation.
    """

    relation: Relation
    basis: Basis
    share: float
    why: tuple[str, ...]
    says: tuple[str, ...] = ()
    differing: tuple[Differing, ...] = ()
    event: str | None = None
    difference: Difference | None = None
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class _Denial:
    """That the contrary is told, in words, who tells it (nobody: the report), and the share it takes."""

    words: str
    who: tuple[str, ...]
    needed: float = DENYING


@dataclass(slots=True)
class _Matched:
    """How far each part of the claim is met (its index → 0-1), and which events meet which."""

    met: dict[int, float] = field(default_factory=dict)
    events: list[tuple[Told, Row]] = field(default_factory=list)


class Scales:
    """Weighs sentences against one claim."""

    def __init__(
        self,
        claim: Claim,
        known: Known,
        names: dict[str, str],
        citations: Citations,
        negations: Collection[str],
    ) -> None:
        """*known* is what the archive knows of the claim's words, *names* are those of speakers by id."""
        self._claim = claim
        self._known = known
        self._names = names
        self._citations = citations
        self._negations = negations
        self._weights = [max(known.weights[stem] for stem in part.stems) for part in claim.parts]

    def weigh(self, sentence: Sentence) -> Weighed | None:
        """How a sentence stands to the claim; None where they have too little in common."""
        if quoted := self._quoted(sentence):
            return quoted
        matched = self._matched(sentence)
        share = self._share(matched)
        if share < RELATED or not any(value > AROUND for value in matched.met.values()):
            return None
        return self._compared(sentence, matched, share)

    # What both have

    def _matched(self, sentence: Sentence) -> _Matched:
        found = _Matched()
        for told in self._claim.events:
            found.events += [(told, row) for row in sentence.events if self._one_kind(told, row)]
        for i, part in enumerate(self._claim.parts):
            if value := self._met(part, sentence, found):
                found.met[i] = value
        return found

    def _met(self, part: Part, sentence: Sentence, found: _Matched) -> float:
        ids = self._ids(() if part.actor is None else (part.actor,))
        if ids & sentence.actors or part.stems <= sentence.stems:
            return 1.0
        if part.event is not None and any(
            number.event == part.event and number.what == other.what
            for number in self._claim.numbers
            for other in sentence.numbers
            if number.what
        ):
            return 1.0
        if part.place is not None and self._claim.reading.places[part.place].id in sentence.places:
            return 1.0
        if part.happening is not None and part.happening in sentence.happenings:
            return SAME_KIND
        if part.event is not None and any(told is self._claim.events[part.event] for told, _ in found.events):
            return SAME_TYPE
        return AROUND if part.stems <= sentence.around.stems or ids & sentence.around.actors else 0.0

    def _one_kind(self, told: Told, row: Row) -> bool:
        """Whether an event of the sentence is of the kind that the claim tells of."""
        if row["lemma"] == told.lemma or (told.happening and kind_of(row["lemma"]) == told.happening):
            return True
        if row["type"] != told.type or told.type == "other":
            return False
        return bool(self._ids(told.source | told.target) & {*row["source"], *row["target"]})

    def _ids(self, actors: Collection[int]) -> frozenset[str]:
        return frozenset().union(*(self._known.actors[i] for i in actors))

    def _share(self, matched: _Matched) -> float:
        total = sum(self._weights)
        return sum(self._weights[i] * value for i, value in matched.met.items()) / total if total else 0.0

    # How they stand to each other

    def _compared(self, sentence: Sentence, matched: _Matched, share: float) -> Weighed:
        rows = [row for _, row in matched.events]
        agreed, numbers, elsewhere = self._numbers(sentence)
        basis: Basis = "figure" if agreed or numbers else "event" if rows else "words"
        shared = self._in_words(matched)
        says = self._says(sentence)

        def weighed(relation: Relation, *why: str, differing: tuple[Differing, ...] = ()) -> Weighed:
            event = next((row["event"] for row in rows if row["event"]), None)
            return Weighed(relation, basis, share, (*why, shared), says, differing, event)

        if missing := self._missing(matched):
            return weighed("related", *missing)
        if self._turned(matched):
            return weighed("related", "here it is the other way round: who does it and who suffers it")
        if other := self._other_company(sentence, matched):
            return weighed("related", other)
        denial = self._denial(sentence, matched)
        if denial is not None and share >= denial.needed:
            says = denial.who
            return weighed("denies", denial.words)
        # A number said in passing ("Two people were killed") leaves all else to the sentences before.
        all_near = bool(agreed or numbers) and len(matched.met) == len(self._claim.parts)
        if not (share >= ABOUT or all_near) or not self._on_the_matter(matched):
            return weighed("related")
        if self._claim.quotations:
            return weighed("related", "the quoted words do not stand in it")
        if self._claim.numbers and not agreed and not numbers:
            return weighed("related", *elsewhere or ("it gives no such number",))
        apart = (*self._days(sentence, rows), *self._places(sentence, matched))
        if {d.what for d in apart} == {DAY, PLACE}:
            return weighed("related", "another day and another place: it seems to be another event")
        if differing := (*numbers, *apart):
            return weighed("differs", *(d.words for d in differing), *agreed, differing=differing)
        if unsure := self._unsure(matched):
            return weighed("related", unsure)
        return weighed("supports", *agreed)

    def _in_words(self, matched: _Matched) -> str:
        parts = self._claim.parts
        here = [parts[i].words for i, value in matched.met.items() if value > AROUND]
        near = [parts[i].words for i, value in matched.met.items() if value <= AROUND and value]
        said = f"shares {', '.join(here)}"
        return f"{said}; in the headline or just before: {', '.join(near)}" if near else said

    def _missing(self, matched: _Matched) -> tuple[str, ...]:
        """The actors of the claim that the sentence says nothing of; not those that only say where it was."""
        settings = {told.place for told in self._claim.events if told.place is not None}
        return tuple(
            f"it does not name {part.words}"
            for i, part in enumerate(self._claim.parts)
            if part.actor is not None
            and i not in matched.met
            and (self._claim.actors[part.actor].known or self._known.actors[part.actor])
            and part.place not in settings
        )

    def _turned(self, matched: _Matched) -> bool:
        """Whether the sentence has the sides of the claim's event the other way round."""
        for told, row in matched.events:
            doing, suffering = self._ids(told.source), self._ids(told.target)
            if (
                doing & set(row["target"])
                and suffering & set(row["source"])
                and not doing & set(row["source"])
            ):
                return True
        return False

    def _on_the_matter(self, matched: _Matched) -> bool:
        """Whether the sentence itself tells what the claim does, with one of the actors named there."""
        parts = self._claim.parts
        here = {i for i, value in matched.met.items() if value > AROUND}
        tells = [i for i, part in enumerate(parts) if part.event is not None]
        named = [i for i, part in enumerate(parts) if part.actor is not None]
        told = not tells or bool(matched.events) or any(i in here for i in tells)
        return told and (not named or any(i in here for i in named) or bool(self._claim.numbers))

    def _other_company(self, sentence: Sentence, matched: _Matched) -> str | None:
        """That what two of the claim's actors do together, one of them does here with somebody else."""
        for told, row in matched.events:
            taking_part = {*row["source"], *row["target"]}
            ours = [self._ids((i,)) for i in sorted(told.source | told.target | self._beside(told))]
            absent = [ids for ids in ours if ids and not ids & (taking_part | sentence.named)]
            others = taking_part - frozenset().union(*ours)
            if len(ours) > 1 and absent and len(absent) < len(ours) and others and len(taking_part) > 1:
                return "here with somebody else"
        return None

    def _beside(self, told: Told) -> frozenset[int]:
        """The actors of a claim of one event, which takes part in it whatever the reading makes of them."""
        named = {part.actor for part in self._claim.parts if part.actor is not None and part.place is None}
        return frozenset(named) if len(self._claim.events) == 1 else frozenset()

    def _unsure(self, matched: _Matched) -> str | None:
        """That the sentence tells only as planned, possible or called for what the claim says was."""
        pairs = [row["status"] for told, row in matched.events if not told.open]
        if pairs and all(status in HOPED_FOR for status in pairs):
            return f"told as {pairs[0].replace('-', ' ')}, not as something that was"
        return None

    # Denials

    def _denial(self, sentence: Sentence, matched: _Matched) -> _Denial | None:
        """That the sentence says the contrary of the claim."""
        same = [row for told, row in matched.events if told.not_so == (row["status"] in NOT_SO)]
        turned = [row for told, row in matched.events if told.not_so != (row["status"] in NOT_SO)]
        if not same and turned:
            who = self._who(sentence, turned[0])
            if turned[0]["status"] not in NOT_SO:
                return None if self._claim.quotations else _Denial("told as being so", who, ABOUT)
            return _Denial("denied" if turned[0]["status"] == "denied" else "told as not being so", who)
        if not same:
            for row in sentence.events:
                if any(self._contrary(told, row) for told in self._claim.events):
                    words = sentence.words([(row["start"], row["end"])])
                    return _Denial(f"tells the contrary: “{words}”", self._who(sentence, row))
        if self._claim.denies:
            return None
        for quote in sentence.quotes:
            if quote["attitude"] == "denies" and self._is_denied(sentence, quote, same):
                return _Denial("denied", speakers_of(self._citations, self._names, quote))
        return None

    def _is_denied(self, sentence: Sentence, quote: Row, same: list[Row]) -> bool:
        """Whether what is denied in a sentence is what the claim tells, and not something beside it."""
        inside = stems_in(sentence.words(quote["content"]))
        spoken_of = any(part.actor is None and part.stems <= inside for part in self._claim.parts)
        return spoken_of and (not same or any(_within(row, quote) for row in same))

    def _contrary(self, told: Told, row: Row) -> bool:
        types = {told.type, row["type"]}
        doing = self._ids(told.source) & set(row["source"])
        return TURNED_AWAY in types and bool(types & TAKEN_UP) and bool(doing) and row["status"] not in NOT_SO

    def _who(self, sentence: Sentence, row: Row) -> tuple[str, ...]:
        """Who is said to tell of an event: by its attribution, else by a denial that runs over it."""
        told = [quote for quote in sentence.quotes if quote["id"] == row["attribution"]]
        denied = [q for q in sentence.quotes if q["attitude"] == "denies" and _within(row, q)]
        return next((speakers_of(self._citations, self._names, quote) for quote in (*denied, *told)), ())

    def _says(self, sentence: Sentence) -> tuple[str, ...]:
        """Who is said to say what stands in the sentence."""
        spoken = [row for row in sentence.quotes if not row["bare"] and row["parent"] is None]
        return tuple(
            dict.fromkeys(who for row in spoken for who in speakers_of(self._citations, self._names, row))
        )

    # Values

    def _numbers(self, sentence: Sentence) -> tuple[tuple[str, ...], tuple[Differing, ...], tuple[str, ...]]:
        """The numbers that agree (in words), that differ, and that hold for elsewhere (in words)."""
        agreed, differing, elsewhere = [], [], []
        for number in self._claim.numbers:
            told = [other for other in sentence.numbers if comparable(number, other)]
            here = [other for other in told if not _apart(number, other, sentence)]
            elsewhere += [f"{other.words}: for {other.place_name}" for other in told if other not in here]
            if same := next((other for other in here if number.agrees(other)), None):
                agreed.append(f"the same number: {same.words}")
            elif here:
                left_open = here[0].open_above() and number.value > here[0].value
                room = "which leaves room for more" if left_open else ""
                differing.append(Differing(NUMBER, number.words, here[0].words, room))
        return tuple(agreed), tuple(differing), tuple(elsewhere)

    def _days(self, sentence: Sentence, rows: list[Row]) -> Iterator[Differing]:
        """That the sentence tells another day than every one of the claim."""
        if not self._claim.days:
            return
        told = [
            (row["earliest"], row["latest"], row["date"] or row["earliest"])
            for row in rows
            if row["earliest"] and row["latest"] and row["date_basis"] != "published"
        ]
        if not rows:
            told = [
                (
                    row["first_day"],
                    row["last_day"],
                    f"{sentence.words([(row['start'], row['end'])])} ({row['value']})",
                )
                for row in sentence.times
                if row["first_day"] and row["last_day"] and row["type"] in ("DATE", "TIME")
            ]
        if rows and not told and (published := sentence.report.published):
            first = (date.fromisoformat(published) - FRESH).isoformat()
            told = [(first, published, f"news of {published}")]
        answers = [any_shared(self._claim.days, first, last) for first, last, _ in told]
        if answers and all(answer is False for answer in answers):
            yield Differing(DAY, ", ".join(days.words for days in self._claim.days), told[0][2])

    def _places(self, sentence: Sentence, matched: _Matched) -> Iterator[Differing]:
        """That what the claim tells of lies elsewhere here, and neither place in the other."""
        for told, row in matched.events:
            if told.place is None or not row["place_id"]:
                continue
            place = self._claim.reading.places[told.place]
            wider = {key for key, _ in place.within}
            if place.id and place.id not in sentence.places and row["place_id"] not in wider:
                yield Differing(PLACE, place.name, row["place"] or row["place_id"])
                return

    # Quotations

    def _quoted(self, sentence: Sentence) -> Weighed | None:
        """How what the sentence quotes stands to a quotation of the claim; None where they are not alike."""
        found = [
            weighed
            for quotation in self._claim.quotations
            for quote in sentence.quotes
            if sentence.span.start <= quote["content"][0][0] < sentence.span.end
            if (weighed := self._quotation(quotation, quote, sentence))
        ]
        return max(found, key=lambda weighed: weighed.share, default=None)

    def _quotation(self, quotation: Quotation, quote: Row, sentence: Sentence) -> Weighed | None:
        spans = quote["content"]
        forms = [sentence.words([span]).strip(_MARKS) for span in spans]
        if len(spans) > 1:
            forms.append(" ".join(forms))
        compared = [(form, difference(quotation.words, form, self._negations)) for form in forms]
        alike = [(form, changed) for form, changed in compared if changed is not None and changed.alike]
        if not alike:
            return None
        # A quotation that "he said" breaks in two may be claimed whole or in part: the nearest form counts.
        reported, changed = max(alike, key=lambda pair: (pair[1].share, pair[1].whole, -len(pair[1].pieces)))
        says = speakers_of(self._citations, self._names, quote)
        why: list[str] = []
        differing: list[Differing] = []
        if self._other_speaker(quotation, quote, sentence):
            differing.append(Differing(SPEAKER, quotation.source, ", ".join(says) or "nobody named"))
            why.append(differing[0].words)
        if not changed.exact or changed.turned:
            differing.append(Differing(WORDS, quotation.words, reported))
            why.append("the words differ")
        else:
            why.append("the same words" if changed.whole else "the same words, within a longer sentence")
        if quote["manner"] == "indirect":
            why.append("the report gives them as its own wording, not as a quotation")
        end = max(sentence.span.end, quote["content"][-1][1])
        return Weighed(
            "differs" if differing else "supports",
            "quote",
            changed.share,
            tuple(why),
            says,
            tuple(differing),
            difference=None if changed.whole else changed,
            span=Span(sentence.span.start, end),
        )

    def _other_speaker(self, quotation: Quotation, quote: Row, sentence: Sentence) -> bool:
        ids = self._ids(quotation.speakers)
        if ids and quote["speakers"]:
            return not ids & set(quote["speakers"])
        ours, theirs = stems_in(quotation.source), stems_in(sentence.words(quote["source"]))
        return bool(ours and theirs) and not ours & theirs


def _apart(claimed: Counted, told: Counted, sentence: Sentence) -> bool:
    """Whether a number is told for a place that the claim does not speak of."""
    return bool(claimed.place and told.place and claimed.place != told.place)


def _within(row: Row, quote: Row) -> bool:
    return any(start <= row["start"] < end for start, end in quote["content"])
