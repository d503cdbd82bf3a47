"""Which member of the cast a pronoun speaks of.

After the rules of shallow coreference for news (Lappin & Leass 1994; Mitkov 1998): the nearest phrase before
that agrees in number and gender, subjects first. Grammar keeps apart what stands in one clause ("Kerry met
him"), and a quotation speaks of its speaker as "I". "Its" is sought up the clauses around it. Where nothing
fits well, nothing is said. The weights were set by reading news reports, not fitted.
"""

from __future__ import annotations

from dateline.knowledge.actor_words import words
from dateline.reading.actors.cast import Cast
from dateline.reading.actors.clauses import OBJECT, SUBJECT, clause_of, outer_clause, subject_of, within
from dateline.reading.actors.history import History, Past
from dateline.reading.actors.view import View

SENTENCES_BACK = {"he": 4, "they": 2, "it": 1}
"""How many sentences a pronoun may reach back."""
THEY_SCORE = 0.5
"""The least score for "they": a subject of this sentence, or a pair or a speaker of the one before.

A pair that is all "they" can speak of needs no more.
"""
DOER_SCORE = 0.9
"""Whoever does what a clause says owns what it says he does: in "A urged B to free his men" B does."""
HOST_SCORE = 0.9
"""In "told the envoy to stay as he knew the file" he is who stays: a clause speaks of that it hangs on."""
FUSED_SCORE = 2.0
"""In "the envoy condemned what she called a farce" she is the envoy."""
OBJECT_SCORE = 0.3
"""An object comes before what stands after a preposition (Lappin & Leass 1994), and after a subject."""
SPEAKER_BACK = 1
"""How many sentences "he said" reaches back for a speaker rather than for anyone else."""
CLAUSES_UP = 6
"""How many clauses "its" is sought up the tree."""
_HE = {"he": "m", "him": "m", "his": "m", "himself": "m", "she": "f", "her": "f", "hers": "f", "herself": "f"}
_THEY = frozenset("they them their theirs themselves".split())
_IT = frozenset("it its itself".split())
_RELATIVE = frozenset("who which that whom whose".split())
_OF_PEOPLE = frozenset({"who", "whom"})
_SPEAKER = frozenset("i me my mine myself we us our ours ourselves".split())
PRONOUNS = frozenset(_HE) | _THEY | _IT | _RELATIVE | _SPEAKER
_SPEECH = words("speech")


def resolve_pronoun(
    cast: Cast, history: History, view: View, token: int, speaker: tuple[int, ...]
) -> tuple[int, ...]:
    """The members that the pronoun at *token* speaks of; none where that is not clear.

    *speaker* are the members who speak the quotation it stands in.
    """
    lower = view.lower[token]
    if lower in _RELATIVE:
        return _relative(cast, history, view, token)
    if lower in _SPEAKER:
        return speaker
    if lower.endswith(("self", "selves")):
        return _reflexive(history, view, token)
    apart = _apart(history, view, token) | set(speaker)
    if lower in _HE:
        return _he(cast, history, view, token, _HE[lower], apart)
    if lower in _THEY:
        return _they(cast, history, view, token, apart)
    return _it(cast, history, view, token, apart)


def _apart(history: History, view: View, token: int) -> set[int]:
    """The members whom grammar keeps apart from a pronoun.

    An object is not the subject of its clause ("Kerry met him"), and whoever demands that he go is another.
    """
    governor = view.heads[token]
    if view.deps[token] == "poss":
        return _judge(history, view, token) if view.lower[token] in _HE else set()
    if view.deps[token] in SUBJECT:
        above = view.heads[governor]
        if view.deps[governor] != "ccomp" or view.lemmas[above] not in words("verb of asking that"):
            return set()
        if view.tags[above] == "VBN" and view.deps[above] in {"advcl", "ROOT"}:
            return set()  # "he said when asked whether he would go"
        subject = subject_of(view, above)
    else:
        subject = subject_of(view, clause_of(view, governor))
    return set(history.members_at(view, subject)) if subject is not None and subject != token else set()


def _judge(history: History, view: View, token: int) -> set[int]:
    """Whoever "rejected his offer" or "called her remarks shameful": what is judged is another's."""
    owned = view.heads[token]
    verb = view.heads[owned]
    if view.deps[owned] in SUBJECT:
        verb = view.heads[verb]  # "called her remarks shameful": the remarks may be parsed as a subject
    elif view.deps[owned] != "dobj":
        return set()
    if view.lemmas[verb] not in words("verb of judging"):
        return set()
    subject = subject_of(view, verb)
    return set(history.members_at(view, subject)) if subject is not None else set()


def _bound(past: Past, view: View, token: int) -> bool:
    """Whether a phrase and the pronoun are parts of one verb's clause."""
    governor = view.heads[token]
    return (
        past.view is view
        and view.heads[past.head] == governor
        and view.deps[token] != "poss"
        and past.head != governor
    )


def _relative(cast: Cast, history: History, view: View, token: int) -> tuple[int, ...]:
    """The noun that a relative clause says more of: "the rebels who freed him".

    "Who" is no organisation: in "a nurse at Lacor Hospital, who asked" it is the nurse.
    """
    if view.tags[token] not in {"WP", "WDT", "WP$"}:
        return ()
    verb = token
    while view.deps[verb] != "relcl" and view.heads[verb] != verb and view.heads[verb] > verb:
        verb = view.heads[verb]
    if view.deps[verb] != "relcl" or view.heads[verb] >= token:
        return ()
    noun = view.heads[verb]
    members = history.members_at(view, noun)
    if view.lower[token] in _OF_PEOPLE and view.deps[noun] == "pobj":
        holder = view.heads[view.heads[noun]]
        above = history.members_at(view, holder)
        bodies = all(cast.members[n].kind in {"organisation", "country"} for n in members)
        if bodies and above and all(cast.members[n].kind == "person" for n in above):
            return above
    return members


def _reflexive(history: History, view: View, token: int) -> tuple[int, ...]:
    """ "Assad himself" is Assad; elsewhere the subject of the clause."""
    before = history.members_at(view, token - 1)
    if before:
        return before
    subject = subject_of(view, clause_of(view, token))
    return history.members_at(view, subject) if subject is not None else ()


def _he(
    cast: Cast, history: History, view: View, token: int, gender: str, apart: set[int]
) -> tuple[int, ...]:
    sentence = view.sentence[token]
    beside = _conjunct_owner(cast, history, view, token)
    if beside is not None and cast.members[beside].gender in {None, gender}:
        return (beside,)
    governor = view.heads[token]
    doer = _owner_by_grammar(view, token) if view.deps[token] == "poss" else None
    outer = outer_clause(view, clause_of(view, token)) if token and view.lower[token - 1] == "what" else None
    fused = subject_of(view, outer) if outer is not None else None
    hosts = _hosts(view, token)
    best: tuple[float, int, int] | None = None
    for past in history.back(sentence, SENTENCES_BACK["he"]):
        back = sentence - past.sentence
        if len(past.members) != 1 or past.form == "adjective" or past.members[0] in apart:
            continue
        member = cast.members[past.members[0]]
        if member.kind != "person" or member.gender not in {None, gender} or _bound(past, view, token):
            continue
        speaks = view.deps[token] in SUBJECT and view.lemmas[governor] in _SPEECH
        score = -1.5 * back
        score += 1.0 * past.subject + OBJECT_SCORE * (past.view.deps[past.head] in OBJECT)
        score += 0.8 * (member.gender == gender)
        score += DOER_SCORE * (past.view is view and past.head == doer)
        score += 0.6 * (past.form in {"name", "pronoun"})
        score += HOST_SCORE * (past.view is view and past.head in hosts)
        score += FUSED_SCORE * (fused is not None and past.view is view and past.head == fused)
        score -= 1.0 * (past.view.deps[past.head] == "poss")
        score -= 2.0 * (past.quoted and not view.quoted[token])
        score -= 0.5 * (view.quoted[token] and not past.quoted and back == 0)
        score += 1.5 * (
            speaks
            and back <= SPEAKER_BACK
            and past.subject
            and past.view.lemmas[past.view.heads[past.head]] in _SPEECH
        )
        rank = (score, past.start, past.members[0])
        if best is None or rank[:2] > best[:2]:
            best = rank
    if best is None:
        return ()
    cast.members[best[2]].gender = cast.members[best[2]].gender or gender
    return (best[2],)


def _hosts(view: View, token: int) -> set[int]:
    """Subject and object of the clause that the pronoun's adverbial clause hangs on."""
    clause = view.heads[token]
    if view.deps[token] not in SUBJECT or view.deps[clause] != "advcl":
        return set()
    host = view.heads[clause]
    found = {int(c.i) for c in view.doc[host].children if c.dep_ in OBJECT and c.i < token}
    subject = subject_of(view, host)
    return found if subject is None else {*found, subject}


def _owner_by_grammar(view: View, token: int) -> int | None:
    """Whose a thing is by the clause: its subject's, or the object's in "blamed the envoy for his remark"."""
    owned = view.heads[token]
    preposition = view.heads[owned]
    if view.deps[owned] == "pobj" and view.lower[preposition] in {"for", "over"}:
        verb = view.heads[preposition]
        if view.lemmas[verb] in words("verb of blame or praise"):
            blamed = (c.i for c in view.doc[verb].children if c.dep_ == "dobj")
            return next(blamed, None)
    return subject_of(view, clause_of(view, token))


def _conjunct_owner(cast: Cast, history: History, view: View, token: int) -> int | None:
    """The person joined to what a possessive owns: "Stein and her press secretary"."""
    owned = view.heads[token]
    if view.deps[token] != "poss" or view.deps[owned] != "conj":
        return None
    members = history.members_at(view, view.heads[owned])
    if len(members) == 1 and cast.members[members[0]].kind == "person":
        return members[0]
    return None


def _they(cast: Cast, history: History, view: View, token: int, apart: set[int]) -> tuple[int, ...]:
    sentence = view.sentence[token]
    governor = view.heads[token]
    best: tuple[float, int] | None = None
    chosen: tuple[int, ...] = ()
    met: set[tuple[int, ...]] = set()
    for past in history.back(sentence, SENTENCES_BACK["they"]):
        back = sentence - past.sentence
        member = cast.members[past.members[0]]
        several = len(past.members) > 1
        if past.form == "adjective" or not (several or member.kind == "group"):
            continue
        if _bound(past, view, token) or not apart.isdisjoint(past.members):
            continue
        score = -1.0 * back + (1.0 if past.subject else 0.0) + (0.7 if several else 0.0)
        if view.lemmas[governor] in _SPEECH and past.subject:
            score += 0.5
        met.add(past.members)
        rank = (score, past.start)
        if best is None or rank > best:
            best, chosen = rank, past.members
    if best is not None and best[0] < THEY_SCORE:
        return chosen if len(chosen) > 1 and len(met) == 1 else ()
    return chosen


def _it(cast: Cast, history: History, view: View, token: int, apart: set[int]) -> tuple[int, ...]:
    """A body or country that is the subject of a clause around the pronoun, or of the sentence before.

    A thing as the subject ("the bridge and its lamps") ends the search.
    """
    governor = view.heads[token]
    possessive = view.deps[token] == "poss"
    acts = (
        view.deps[token] == "nsubj"
        and view.pos[governor] == "VERB"
        and view.lemmas[governor] not in words("verb of an empty it")
    )
    if not possessive and not acts:
        return ()
    verb: int | None = clause_of(view, token)
    for _ in range(CLAUSES_UP):
        if verb is None:
            break
        subject = subject_of(view, verb)
        if subject is not None and not within(view, token, subject):
            members = history.members_at(view, subject)
            if _is_body(cast, view, subject, members) and members[0] not in apart:
                return members
            if not members and view.pos[subject] == "NOUN" and possessive:
                return ()
        verb = outer_clause(view, verb)
    before = history.back(view.sentence[token], SENTENCES_BACK["it"])
    for past in sorted(before, key=lambda past: not _leads(past)):
        back = view.sentence[token] - past.sentence
        if not past.subject or (back == 0 and (past.view is not view or past.start > view.starts[token])):
            continue
        if past.members[0] not in apart and _is_body(cast, past.view, past.head, past.members):
            return past.members
    return ()


def _leads(past: Past) -> bool:
    """Whether a phrase is the subject of its sentence, not of a clause within it."""
    verb = clause_of(past.view, past.head)
    return past.subject and past.view.heads[verb] == verb


def _is_body(cast: Cast, view: View, token: int, members: tuple[int, ...]) -> bool:
    """Whether a phrase with its head at *token* can be "it": one country, organisation, or singular group."""
    if len(members) != 1 or cast.members[members[0]].kind == "person":
        return False
    return cast.members[members[0]].kind != "group" or view.tags[token] in {"NN", "NNP", "PRP", "WDT"}
