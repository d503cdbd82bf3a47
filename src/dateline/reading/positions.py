"""Positions: where an actor stands on a question.

Two ways of taking a stand are read: a word that does it ("rejects the plan", "is ready to talk", "issued a
call for"), and what someone is said to hold must or should be ("The US says he must go"). The proposition is
put affirmatively; whether the actor is for or against it is the stance. The span is the clause stating it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dateline.knowledge.stances import StanceWord, stance_verbs, stance_words
from dateline.model import Actor, Attribution, Mention, Position, Span, Stance, TimeExpression
from dateline.reading.actors.index import MentionIndex
from dateline.reading.attributions.contents import Contents
from dateline.reading.propositions import Namer, clause, fuller, infinitive, negated, phrase, said_of, without
from dateline.reading.stance_grammar import (
    SUBJECTS,
    clause_span,
    is_infinitive,
    is_laid_on,
    is_lasting,
    is_open,
    is_question,
    is_silence,
    is_told_not_to,
    subject_of,
    thing_of,
)
from dateline.reading.syntax import Parse, token_span

if TYPE_CHECKING:
    from spacy.tokens import Token

SHORTEST = 2
"""Characters of the shortest proposition worth a row."""
_OPPOSITE: dict[Stance, Stance] = {
    "demands": "against",
    "against": "demands",
    "rejects": "for",
    "for": "rejects",
}
_FEW = frozenset({"not", "no", "few", "neither"})
_CLAUSES = frozenset({"ROOT", "ccomp", "conj", "parataxis", "xcomp", "pcomp", "dep"})
_KNOWN = frozenset({"the", "this", "that", "these", "those", "both"})
"""Words before a noun that the reader is held to know."""
_OWN = frozenset({"he", "she", "i", "it"})
DEEPEST = 4
"""Statements within statements that are looked through for a denial."""


def find_positions(
    parse: Parse,
    actors: Sequence[Actor],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    times: Sequence[TimeExpression] = (),
) -> tuple[Position, ...]:
    """The positions of a report in order; the day they were taken is left to `date_positions`."""
    if not actors:
        return ()
    words = [token for sentence in parse.sentences for token in sentence.tokens]
    reader = _Reader(actors, mentions, attributions, times, words)
    out: list[Position] = []
    for sentence in parse.sentences:
        tokens = list(sentence.tokens)
        if tokens[-1].text == "?" or (len(tokens) > 1 and tokens[-2].text == "?"):
            continue
        asked = max((token_span(token).start for token in tokens if token.text == "?"), default=-1)
        found = [p for p in reader.positions(tokens) if p.span.start > asked and not reader.is_denied(p)]
        found.sort(key=lambda p: (p.span.start, p.span.end, p.actor))
        for position in found:
            same = (p for p in out if p.actor == position.actor and p.stance == position.stance)
            if not any(p.span.overlaps(position.span) for p in same):
                out.append(position)
    return tuple(out)


def date_positions(
    positions: Sequence[Position], attributions: Sequence[Attribution], times: Sequence[TimeExpression]
) -> tuple[Position, ...]:
    """The same positions with the day they were taken, where the text tells."""
    return tuple(replace(p, date=_day(p, attributions, times)) for p in positions)


def _day(
    position: Position, attributions: Sequence[Attribution], times: Sequence[TimeExpression]
) -> str | None:
    if position.time is not None:
        value = times[position.time].value.partition("T")[0]
        return value if value[:4].isdigit() else None
    return attributions[position.attribution].said if position.attribution is not None else None


class _Reader:
    """Reads positions from sentences of one report."""

    def __init__(
        self,
        actors: Sequence[Actor],
        mentions: Sequence[Mention],
        attributions: Sequence[Attribution],
        times: Sequence[TimeExpression],
        tokens: Sequence[Token],
    ) -> None:
        self._actors = actors
        self._tokens = tokens
        self._index = MentionIndex(mentions)
        self._attributions = attributions
        self._contents = Contents(attributions)
        self._times = {
            offset: i
            for i, time in enumerate(times)
            if time.type in ("DATE", "TIME")
            for offset in range(time.span.start, time.span.end)
        }
        self._cues = {s.start: i for i, a in enumerate(attributions) for s in a.cue}

    def is_denied(self, position: Position) -> bool:
        """Whether a position stands in what someone denies: "denied that Chad had asked for troops"."""
        index = position.attribution
        for _ in range(DEEPEST):
            if index is None:
                break
            said = self._attributions[index]
            if said.attitude == "denies" and any(c.covers(position.span) for c in said.content):
                return True
            index = said.parent
        return False

    def positions(self, tokens: Sequence[Token]) -> Iterator[Position]:
        """The positions of one sentence, in no order."""
        verbs, adjectives, nouns, modals = map(stance_words, ("verb", "adjective", "noun", "modal"))
        for token in tokens:
            lemma, part = token.lemma_.lower(), token.pos_
            if part in ("VERB", "AUX") or token.tag_ == "MD":
                if lemma in verbs and token.dep_ not in ("amod", "compound"):
                    yield from self._by_word(token, token, verbs[lemma])
                if (lemma in modals or token.lower_ in modals) and (token.tag_ == "MD" or lemma in modals):
                    yield from self._by_modal(token, (modals.get(lemma) or modals[token.lower_])[0])
            elif part == "NOUN" and lemma in nouns:
                yield from self._by_noun(token, nouns[lemma])
            if lemma in adjectives or token.lower_ in adjectives:
                head = token.head
                if token.dep_ in ("acomp", "attr", "oprd", "xcomp") or head.lemma_ == "be":
                    rows = adjectives.get(lemma) or adjectives[token.lower_]
                    yield from self._by_word(token, head, rows)

    def _by_word(self, word: Token, verb: Token, rows: Sequence[StanceWord]) -> Iterator[Position]:
        """A verb, or an adjective with its copula *verb*, that takes a stand."""
        if is_open(verb):
            return
        if is_laid_on(verb) or (word.i != verb.i and verb.lemma_ == "get"):
            return
        subject = subject_of(verb)
        holders = self._holders(subject) or self._speakers(subject, verb)
        if subject is None or not holders or any(c.lower_ in _FEW for c in subject.lefts):
            return
        denied = negated(verb) or negated(word)
        for row in rows:
            stance = row.negated if denied else row.stance
            if not stance or (denied and stance in ("rejects", "open") and not is_lasting(verb)):
                continue
            ruled = row.frame in ("thing", "answer") and subject.lemma_.lower() in stance_verbs("ruling")
            text = None if ruled else self._question(word, row, subject, holders)
            if text and len(text) >= SHORTEST:
                if row.frame == "other" and is_told_not_to(word):
                    stance = _OPPOSITE[stance]
                yield from self._rows(clause_span(verb), holders, stance, text, verb)
                return

    def _speakers(self, subject: Token | None, verb: Token) -> tuple[int, ...]:
        """Who says of himself "it was open to a patrol", where nobody knows what the pronoun stands for."""
        if subject is None or subject.lower_ not in _OWN or verb.dep_ != "ccomp":
            return ()
        index = self._cues.get(token_span(verb.head).start)
        return self._attributions[index].speakers if index is not None else ()

    def _question(self, word: Token, row: StanceWord, subject: Token, holders: tuple[int, ...]) -> str | None:
        """The question a stance word is about, put affirmatively."""
        names = " and ".join(self._actors[i].name for i in holders)
        if row.frame == "act":
            acts = (c for c in word.rights if c.dep_ in ("xcomp", "acl", "ccomp") and is_infinitive(c))
            verb = next(acts, None)
            if verb is None or is_question(verb) or (row.stance == "rejects" and is_silence(verb)):
                return None
            many = len(holders) > 1 or subject.tag_ in ("NNS", "NNPS")
            return said_of(names, verb, self._namer(holders), plural=many)
        if row.frame == "clause":
            verb = next((c for c in word.rights if c.dep_ == "ccomp" and not is_question(c)), None)
            return self._wished(verb, self._namer(holders)) if verb is not None else None
        if row.frame == "other":
            return self._of_other(word, row.link, self._namer(holders))
        thing = thing_of(word, row.link)
        if thing is None or thing.pos_ == "PRON":
            return self._name(thing) if thing is not None else None
        if row.frame == "answer" and thing.lemma_.lower() not in stance_verbs("question"):
            return None
        if thing.lemma_.lower() in stance_verbs("trivial"):
            return None
        if is_question(thing):  # "what it called a reckless act"
            named = next((c for c in thing.rights if c.dep_ == "oprd"), None)
            return phrase(named, self._namer(holders)) if named is not None else None
        text = f"{phrase(thing, self._namer(holders))} {self._loose_end(word, thing)}".strip()
        if " " not in text and any(c.lower_ in _KNOWN for c in thing.lefts):
            return fuller(thing, self._tokens, self._namer(holders)) or text
        return text

    def _loose_end(self, word: Token, thing: Token) -> str:
        """What is tied to the stance word though it is part of its question.

        The parser may do so ("call for end [to war]"); "rejected his exit [as a precondition]" is
        no rejection of the exit.
        """
        at = thing.right_edge.i + 1
        loose = (
            c
            for c in word.rights
            if c.i == at
            and c.dep_ == "prep"
            and (c.lower_ in ("to", "of", "in") or (c.lower_ == "as" and _is_role(c)))
        )
        return " ".join(phrase(c, self._name, article=True) for c in loose)

    def _of_other(self, word: Token, link: str, name: Namer) -> str | None:
        """ "urges the rebels to talk" → "the rebels talk"."""
        if link:
            via = next((c for c in word.rights if c.lower_ == link and c.dep_ == "prep"), None)
            person = next((c for c in via.rights if c.dep_ == "pobj"), None) if via is not None else None
            if person is not None and person.ent_type_ in ("DATE", "TIME"):
                return None  # "called him on Saturday to press for it"
        else:
            person = next((c for c in word.rights if c.dep_ == "dobj"), None)
        for verb in word.rights:
            bare = verb.tag_ == "VB" and not any(c.tag_ == "MD" for c in verb.lefts)
            if verb.dep_ not in ("xcomp", "ccomp", "advcl") or not (is_infinitive(verb) or bare):
                continue
            own = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
            actor = own or person
            if is_silence(verb):
                return None
            if actor is not None:
                many = actor.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in actor.rights)
                return said_of(phrase(actor, name, article=True), verb, name, plural=many)
        if person is not None:
            # The infinitive is tied to the person: "urged [the parties to show restraint]".
            tied = next((c for c in person.rights if c.dep_ in ("acl", "relcl") and is_infinitive(c)), None)
            if tied is not None:
                words = without(person, tied, name)
                return said_of(words, tied, name, plural=person.tag_ in ("NNS", "NNPS"))
        return None

    def _wished(self, verb: Token, name: Namer) -> str | None:
        """The clause of "insists that he leave": a modal of obligation, or a bare verb after a singular."""
        subject = next((c for c in verb.lefts if c.dep_ in SUBJECTS), None)
        modals = stance_words("modal")
        modal = next((c for c in verb.lefts if c.tag_ == "MD" and c.lower_ in modals), None)
        if subject is None or (modal is None and verb.tag_ not in ("VB", "VBP", "VBN")):
            return None
        passive = verb.tag_ == "VBN" and any(c.dep_ == "auxpass" and c.tag_ == "VB" for c in verb.lefts)
        bare = verb.tag_ == "VB" or passive or (verb.tag_ == "VBP" and subject.tag_ in ("NN", "NNP", "PRP"))
        if modal is None and (not bare or subject.lower_ in ("i", "we", "you", "they")):
            return None
        if negated(verb):
            return None
        return clause(verb, subject, name, modal)

    def _by_noun(self, noun: Token, rows: Sequence[StanceWord]) -> Iterator[Position]:
        """A noun of stance: someone's own ("Iran's refusal to") or voiced ("voiced support for")."""
        owner = next((c for c in noun.lefts if c.dep_ == "poss"), None)
        verb = noun.head
        node = noun
        while node.dep_ in ("pobj", "prep", "conj") and node.head.i != node.i and node.head.pos_ != "VERB":
            node = node.head
            verb = node.head
        subject = owner
        if subject is None:
            if verb.lemma_.lower() not in stance_verbs("carrier") or is_open(verb) or negated(verb):
                return
            subject = subject_of(verb)
        holders = self._holders(subject)
        if subject is None or not holders:
            return
        for row in rows:
            text = self._question(noun, row, subject, holders)
            if row.frame == "act" and text and noun.lemma_ == "need":
                text = self._need(noun)
            if text and row.stance:
                span = clause_span(verb) if owner is None else clause_span(noun)
                yield from self._rows(span, holders, row.stance, text, noun)
                return

    def _need(self, noun: Token) -> str | None:
        """ "the need to end the violence" → "end the violence": nobody is said to do it."""
        verb = next((c for c in noun.rights if c.dep_ in ("acl", "xcomp") and is_infinitive(c)), None)
        return infinitive(verb, self._name) if verb is not None else None

    def _by_modal(self, modal: Token, row: StanceWord) -> Iterator[Position]:
        """What someone is said to hold must, should or needs to be."""
        if modal.tag_ == "MD" and modal.lower_ != "ought":
            verb, top = modal.head, modal.head
            if verb.pos_ not in ("VERB", "AUX"):
                return
        else:
            top = modal
            found = next((c for c in modal.rights if c.dep_ == "xcomp" and is_infinitive(c)), None)
            # "has a hill to climb" is no duty: the infinitive follows at once.
            apart = found is None or found.left_edge.i > modal.i + 2
            apart = apart or any(t.lower_ == "yet" for t in modal.doc[modal.i + 1 : modal.i + 3])
            if found is None or apart or modal.tag_ not in ("VBP", "VBZ", "VB", "MD"):
                return
            verb = found
        subject = subject_of(top)
        # "must have been": a guess, not a wish.
        guess = modal.tag_ == "MD" and any(c.dep_ == "aux" and c.lemma_ == "have" for c in verb.lefts)
        # "will have to", "to have to", "how it must": what will come of itself, or is asked.
        forced = modal.tag_ != "MD" and (is_infinitive(top) or any(c.tag_ == "MD" for c in top.lefts))
        if forced or is_question(top) or is_question(verb):
            return
        attr = next((c for c in verb.rights if c.dep_ == "attr"), None)
        if attr is not None and any(c.tag_ == "EX" for c in verb.lefts) and not guess and not negated(verb):
            yield from self._by_existence(verb, attr, row)
            return
        if subject is None or guess or top.dep_ not in _CLAUSES or subject.tag_ in ("WP", "WDT", "EX"):
            return
        index = self._contents.innermost(token_span(verb))
        if index is None:
            return
        holders = self._attributions[index].speakers
        who = self._index.covering(token_span(subject))
        if not holders or (subject.lower_ in _OWN and set(who) <= set(holders) and who):
            return
        if subject.tag_ == "NNP" and any(i in holders and self._actors[i].kind == "person" for i in who):
            return  # nobody says of himself by name what he must do: the speaker was taken for another
        denied = negated(verb) or negated(top)
        stance = row.negated if denied else row.stance
        if subject.lower_ in ("i", "you") or (
            modal.lower_ == "should" and verb.lemma_ in stance_verbs("guess")
        ):
            return  # "you have to do what you have to do", "should win easily"
        if (
            subject.lower_ in ("he", "she")
            and verb.lemma_ == "be"
            and any(c.dep_ == "acomp" for c in verb.rights)
        ):
            return  # "she must be tired"
        text = clause(verb, subject, self._namer(holders), modal if modal.tag_ == "MD" else None)
        if stance and len(text) >= SHORTEST:
            yield from self._rows(clause_span(top), holders, stance, text, verb, index)

    def _by_existence(self, verb: Token, thing: Token, row: StanceWord) -> Iterator[Position]:
        """ "there must be an inquiry", "there should be no conditions"."""
        index = self._contents.innermost(token_span(verb))
        if index is None:
            return
        none = [c for c in thing.lefts if c.lower_ == "no"]
        holders = self._attributions[index].speakers
        stance = row.negated if none else row.stance
        text = phrase(thing, self._namer(holders))
        if stance and holders and len(text) >= SHORTEST:
            yield from self._rows(clause_span(verb), holders, stance, text, verb, index)

    def _rows(
        self,
        span: Span,
        holders: Sequence[int],
        stance: Stance,
        text: str,
        word: Token,
        attribution: int | None = None,
    ) -> Iterator[Position]:
        place = token_span(word)
        if attribution is None:
            attribution = self._cues.get(place.start)
        if attribution is None:
            attribution = self._contents.innermost(place)
        time = self._time(word)
        for actor in holders:
            yield Position(span, actor, stance, text, None, attribution, time)

    def _time(self, word: Token) -> int | None:
        """The date that hangs on the word of stance itself ("on Monday rejected the plan")."""
        # "had on Sunday urged": the parser may hang it on the auxiliary.
        auxiliaries = (c for aux in word.lefts if aux.dep_ == "aux" for c in aux.rights)
        for child in (*word.children, *auxiliaries):
            # "welcomed the elections in May": behind the verb, a month is as often that of the question.
            hung = child.dep_ == "prep" and (
                child.lower_ == "on" or (child.lower_ == "in" and child.i < word.i)
            )
            for token in (child, *(child.rights if hung else ())):
                if token.dep_ in ("npadvmod", "pobj", "advmod", "tmod"):
                    index = self._times.get(token_span(token).start)
                    if index is not None:
                        return index
        return None

    def _holders(self, subject: Token | None) -> tuple[int, ...]:
        """The actors a subject stands for, with those joined to it."""
        if subject is None:
            return ()
        out: dict[int, None] = {}
        # "President Obama and his counterpart Putin": the second may hang on the name of the first.
        renamed = [c for a in subject.rights if a.dep_ == "appos" for c in a.conjuncts]
        for word in (subject, *subject.conjuncts, *renamed):
            if word.i >= subject.i:
                out.update(dict.fromkeys(self._index.covering(token_span(word))))
        return tuple(out)

    def _name(self, pronoun: Token) -> str | None:
        found = self._index.covering(token_span(pronoun))
        return self._actors[found[0]].name if len(found) == 1 else None

    def _namer(self, holders: Sequence[int]) -> Namer:
        """Names what pronouns stand for, save for the holders themselves: there "its" is as plain."""

        def name(pronoun: Token) -> str | None:
            found = self._index.covering(token_span(pronoun))
            return None if set(found) & set(holders) else self._name(pronoun)

        return name


def _is_role(preposition: Token) -> bool:
    """Whether "as a precondition" follows, which makes another question of the thing."""
    return any(c.lemma_.lower() in stance_verbs("framing") for c in preposition.rights if c.dep_ == "pobj")
