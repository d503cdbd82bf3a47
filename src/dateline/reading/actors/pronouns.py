"""Which member of the cast a pronoun speaks of.

After the rules of shallow coreference for news (Lappin & Leass 1994; Mitkov 1998): the nearest phrase before
that agrees in number and gender, subjects first, and the speaker of the last quotation for a pronoun beside
a verb of speech. Where nothing fits well, nothing is said. The weights were set by reading news reports, not
fitted.
"""

from __future__ import annotations

from dateline.knowledge.actor_words import words
from dateline.reading.actors.cast import Cast
from dateline.reading.actors.history import SUBJECT, History, Past
from dateline.reading.actors.view import View

SENTENCES_BACK = {"he": 4, "they": 2, "it": 1}
"""How many sentences a pronoun may reach back."""
THEY_SCORE = 0.5
"""The least score for "they": a subject of this sentence, or a pair or a speaker of the one before."""
_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THEY = frozenset("they them their theirs themselves".split())
_IT = frozenset("it its itself".split())
_RELATIVE = frozenset("who which that whom whose".split())
PRONOUNS = frozenset(_HE) | _THEY | _IT | _RELATIVE
_SPEECH = words("speech")


def resolve_pronoun(cast: Cast, history: History, view: View, token: int) -> tuple[int, ...]:
    """The members that the pronoun at *token* speaks of; none where that is not clear."""
    lower = view.lower[token]
    if lower in _RELATIVE:
        return _relative(history, view, token)
    if lower.endswith(("self", "selves")):
        return _reflexive(history, view, token)
    if lower in _HE:
        return _he(cast, history, view, token, _HE[lower])
    if lower in _THEY:
        return _they(cast, history, view, token)
    return _it(cast, history, view, token)


def _bound(past: Past, view: View, token: int) -> bool:
    """Whether grammar keeps a phrase of the same paragraph and the pronoun apart ("Kerry met him")."""
    governor = view.heads[token]
    if past.sentence != view.sentence[token]:
        return False
    if view.heads[past.head] == governor and view.deps[token] != "poss" and past.head != governor:
        return True
    return view.quoted[token] and past.subject and view.heads[past.head] == view.heads[governor]


def _relative(history: History, view: View, token: int) -> tuple[int, ...]:
    """The noun that a relative clause says more of: "the rebels who freed him"."""
    if view.tags[token] not in {"WP", "WDT", "WP$"}:
        return ()
    verb = token
    while view.deps[verb] != "relcl" and view.heads[verb] != verb and view.heads[verb] > verb:
        verb = view.heads[verb]
    if view.deps[verb] != "relcl" or view.heads[verb] >= token:
        return ()
    return history.members_at(view, view.heads[verb])


def _reflexive(history: History, view: View, token: int) -> tuple[int, ...]:
    """ "Assad himself" is Assad; elsewhere the subject of the clause."""
    before = history.members_at(view, token - 1)
    if before:
        return before
    governor = view.heads[token]
    for past in history.back(view.sentence[token], 0):
        if past.subject and view.heads[past.head] == governor and past.form != "adjective":
            return past.members
    return ()


def _he(cast: Cast, history: History, view: View, token: int, gender: str) -> tuple[int, ...]:
    sentence = view.sentence[token]
    beside = _conjunct_owner(cast, history, view, token)
    if beside is not None and cast.members[beside].gender in {None, gender}:
        return (beside,)
    governor = view.heads[token]
    best: tuple[float, int, int] | None = None
    for past in history.back(sentence, SENTENCES_BACK["he"]):
        back = sentence - past.sentence
        if len(past.members) != 1 or past.form == "adjective":
            continue
        member = cast.members[past.members[0]]
        if member.kind != "person" or member.gender not in {None, gender}:
            continue
        if past.view is view and _bound(past, view, token):
            continue
        speaks = view.deps[token] in SUBJECT and view.lemmas[governor] in _SPEECH
        score = -1.5 * back
        score += 1.0 * past.subject
        score += 0.8 * (member.gender == gender)
        score += 0.6 * (past.form in {"name", "pronoun"})
        score -= 1.0 * (past.view.deps[past.head] == "poss")
        score -= 2.0 * (past.quoted and not view.quoted[token])
        score -= 0.5 * (view.quoted[token] and not past.quoted and back == 0)
        score += 1.5 * (speaks and past.subject and past.view.lemmas[past.view.heads[past.head]] in _SPEECH)
        rank = (score, past.start, past.members[0])
        if best is None or rank[:2] > best[:2]:
            best = rank
    if best is None:
        return ()
    cast.members[best[2]].gender = cast.members[best[2]].gender or gender
    return (best[2],)


def _conjunct_owner(cast: Cast, history: History, view: View, token: int) -> int | None:
    """The person joined to what a possessive owns: "Stein and her press secretary"."""
    owned = view.heads[token]
    if view.deps[token] != "poss" or view.deps[owned] != "conj":
        return None
    members = history.members_at(view, view.heads[owned])
    if len(members) == 1 and cast.members[members[0]].kind == "person":
        return members[0]
    return None


def _they(cast: Cast, history: History, view: View, token: int) -> tuple[int, ...]:
    sentence = view.sentence[token]
    governor = view.heads[token]
    best: tuple[float, int] | None = None
    chosen: tuple[int, ...] = ()
    for past in history.back(sentence, SENTENCES_BACK["they"]):
        back = sentence - past.sentence
        member = cast.members[past.members[0]]
        several = len(past.members) > 1
        if past.form == "adjective" or not (several or member.kind == "group"):
            continue
        if past.view is view and view.heads[past.head] == governor and view.deps[token] != "poss":
            continue
        score = -1.0 * back + (1.0 if past.subject else 0.0) + (0.7 if several else 0.0)
        if view.lemmas[governor] in _SPEECH and past.subject:
            score += 0.5
        rank = (score, past.start)
        if best is None or rank > best:
            best, chosen = rank, past.members
    return chosen if best is not None and best[0] >= THEY_SCORE else ()


def _it(cast: Cast, history: History, view: View, token: int) -> tuple[int, ...]:
    governor = view.heads[token]
    possessive = view.deps[token] == "poss"
    acts = (
        view.deps[token] == "nsubj"
        and view.pos[governor] == "VERB"
        and view.lemmas[governor] not in words("verb of an empty it")
    )
    if not possessive and not acts:
        return ()
    for past in history.back(view.sentence[token], 0 if possessive else SENTENCES_BACK["it"]):
        member = cast.members[past.members[0]]
        if len(past.members) > 1 or past.form == "adjective" or not past.subject or member.plural:
            continue
        if member.kind in {"organisation", "country"} or (member.kind == "group" and member.known):
            return past.members
    return ()
