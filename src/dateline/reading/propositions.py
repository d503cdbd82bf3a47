"""A proposition put affirmatively: a clause or phrase without modal and negation, its pronouns named.

"he must go" → "Bashar al-Assad goes"; "his exit must not be a precondition" → "Bashar al-Assad's exit is a
precondition". The record keeps it beside the stance; the words of the source stay in the text.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from dateline.knowledge.circumstances import gatherings, occasions

if TYPE_CHECKING:
    from spacy.tokens import Token

LONG = 14
"""Words from which on relative clauses are left out of a proposition."""
LONGEST = 40
"""Words of a proposition; what is beyond is cut."""
FULL = 8
"""Words up to which a phrase stands for a shorter one in a proposition."""
_DESCRIBING = frozenset({"compound", "amod", "nmod", "poss"})
Namer = Callable[["Token"], "str | None"]
"""Gives the name a pronoun stands for, if it stands for one actor."""
_PRONOUNS = frozenset("he she it they him her them his its their".split())
_PLURAL_PRONOUNS = frozenset("we they you i these those both".split())
_NOMINATIVE = {"them": "they", "him": "he", "her": "she", "us": "we", "me": "I"}
_DASHES = frozenset({"-", "–", "—", "--"})
_QUOTES = frozenset("\"“”„«»‘'``''")
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no"})
_LOOSE = frozenset({"parataxis", "mark", "intj", "discourse"})


def negated(verb: Token) -> bool:
    """Whether a verb or predicate is denied ("not", "never", "no longer")."""
    for child in verb.lefts:
        if child.dep_ == "neg" or child.lower_ in ("not", "never", "n't", "n’t"):
            return True
        if child.lower_ == "longer" and any(c.lower_ == "no" for c in child.lefts):
            return True
    return any(child.dep_ == "neg" for child in verb.rights)


def clause(verb: Token, subject: Token | None, name: Namer, modal: Token | None = None) -> str:
    """The clause of *verb* as an affirmative sentence without its end mark.

    ``modal`` is dropped where it is another token than the verb ("must go"); where it governs the verb
    ("has to go", "needs to go"), its subject is the clause's.
    """
    skip = _outside(verb)
    if modal is not None:
        skip.add(modal.i)
    skip |= {c.i for c in verb.children if c.tag_ in ("MD", "TO") or c.dep_ == "neg"}
    for child in verb.lefts:
        if child.lower_ in ("never", "longer", "therefore", "also"):
            skip |= {t.i for t in child.subtree}
    for child in verb.lefts:
        # "At long last, it must": what stands before the subject sets the scene.
        if subject is not None and child.i < subject.left_edge.i and child.dep_ not in ("nsubj", "nsubjpass"):
            skip |= {t.i for t in child.subtree}
    words = [t for t in verb.subtree if t.i not in skip]
    plural = _is_plural(subject)
    heads = [_finite(verb), *(c for c in verb.conjuncts if c.tag_ == "VB")]
    forms = {t.i: _inflected(t, plural) for t in heads if t.tag_ in ("VB", "VBP", "MD")}
    apart = subject is not None and all(t.i != subject.i for t in words)
    text = _written(words, name, forms, behind=apart)
    if subject is not None and apart:
        text = f"{phrase(subject, name, article=True)} {text}"
    return text


def phrase(noun: Token, name: Namer, *, article: bool = False) -> str:
    """A noun phrase or gerund as it is written, without its article unless asked for."""
    skip = _outside(noun)
    words = [t for t in noun.subtree if t.i not in skip]
    words += _rest_of_word(words)
    while not article and words and words[0].lower_ in ("the", "a", "an", "any", "no", "of"):
        words = words[1:]
    return _written(words, name, {})


def fuller(noun: Token, others: Iterable[Token], name: Namer) -> str | None:
    """How the report says more fully what "the ambush" or "the proposal" is; None where it does not.

    First come words for it that stand before, then those behind, then its verb ("ambushed a convoy").
    """
    lemma = noun.lemma_.lower()
    alike = [t for t in others if t.lemma_.lower() == lemma and (t.doc is not noun.doc or t.i != noun.i)]
    for other in alike:
        described = any(c.dep_ in _DESCRIBING for c in other.lefts) or any(
            c.lower_ == "of" for c in other.rights
        )
        if other.pos_ == "NOUN" and described and len(text := phrase(other, name).split()) <= FULL:
            return " ".join(text)
    for verb in alike:
        thing = next((c for c in verb.rights if c.dep_ == "dobj"), None) if verb.pos_ == "VERB" else None
        if thing is not None and len(text := phrase(thing, name, article=True).split()) <= FULL:
            return f"{noun.text} of {' '.join(text)}"
    return None


def infinitive(verb: Token, name: Namer) -> str:
    """An infinitive that is said of nobody, without "to" ("the need to end the war" → "end the war")."""
    skip = _outside(verb) | {c.i for c in verb.lefts if c.tag_ == "TO"}
    return _written([t for t in verb.subtree if t.i not in skip], name, {})


def without(noun: Token, part: Token, name: Namer) -> str:
    """A noun phrase without the clause *part* that hangs on it."""
    inside = {t.i for t in part.subtree}
    return _written([t for t in noun.subtree if t.i not in inside], name, {})


def said_of(subject: str, verb: Token, name: Namer, *, plural: bool = False) -> str:
    """An infinitive as a sentence about *subject* ("refuses to talk" → "Iran talks")."""
    skip = _outside(verb) | {c.i for c in verb.children if c.dep_ in ("aux", "neg") and c.tag_ != "VBN"}
    skip |= {t.i for c in verb.lefts if c.dep_ in ("nsubj", "nsubjpass") for t in c.subtree}
    subject = _NOMINATIVE.get(subject.lower(), subject)
    plural = plural or subject in ("they", "we", "I")
    words = [t for t in verb.subtree if t.i not in skip]
    head = _finite(verb)
    return f"{subject} {_written(words, name, {head.i: _inflected(head, plural)}, behind=True)}"


def _outside(head: Token) -> set[int]:
    """The tokens below *head* that belong to another clause or to none."""
    skip: set[int] = set()
    words = list(head.subtree)
    for token in words:
        aside = token.dep_ == "relcl" and token.left_edge.i and token.doc[token.left_edge.i - 1].text == ","
        if aside or (len(words) > LONG and token.dep_ == "relcl" and token.i != head.i):
            skip |= {t.i for t in token.subtree}
    for token in words:
        if token.dep_ == "prep" and token.i != head.i and _is_occasion(token):
            skip |= {t.i for t in token.subtree}
        # "the deal, President Deby said": the speaker was taken for a name of what stands before him.
        named = token.dep_ == "appos" and token.ent_type_ == "PERSON" and token.head.ent_type_ != "PERSON"
        if named and token.left_edge.i and token.doc[token.left_edge.i - 1].text == ",":
            skip |= {t.i for t in token.subtree}
        # "sanctions that hurt the poor but supports the vote": joined to the wrong verb.
        relative = token.head.dep_ == "relcl" and token.head.head.tag_ == "NNS"
        if token.dep_ == "conj" and token.tag_ == "VBZ" and relative:
            skip |= {t.i for t in token.subtree} | {c.i for c in token.head.rights if c.dep_ == "cc"}
    for child in head.children:
        finite = child.dep_ == "conj" and head.tag_ == "VB" and child.tag_ in ("VBD", "VBZ")
        own_subject = finite or any(c.dep_ in ("nsubj", "nsubjpass", "expl") for c in child.lefts)
        marked = any(c.dep_ == "mark" or c.tag_ in ("WRB", "WP") for c in child.lefts)
        if (
            child.dep_ in _LOOSE
            or (child.dep_ == "advcl" and (marked or own_subject))
            or (
                child.dep_ == "conj"
                and child.pos_ in ("VERB", "AUX")
                and (own_subject or head.pos_ == "NOUN")
            )
            or (child.dep_ == "cc" and _joins_clause(head))
            or (child.dep_ == "ccomp" and child.i < head.i)
            or (len(words) > LONGEST and child.dep_ in ("advcl", "acl"))
        ):
            skip |= {t.i for t in child.subtree}
    return skip


def _is_occasion(preposition: Token) -> bool:
    """Whether a phrase says on what occasion it was said: "in a telephone call with the president"."""
    if preposition.lower_ not in ("in", "during"):
        return False
    noun = next((c for c in preposition.rights if c.dep_ == "pobj"), None)
    if noun is None or noun.lemma_.lower() not in occasions() - gatherings():
        return False
    return any(c.lower_ in ("a", "an") or c.dep_ == "poss" for c in noun.lefts)


def _rest_of_word(words: list[Token]) -> list[Token]:
    """What a hyphen joins to the last word, where the parser cut it off ("co-operation")."""
    out: list[Token] = []
    last = words[-1] if words else None
    while last is not None and last.i + 2 < len(last.doc) and not last.whitespace_:
        hyphen, following = last.doc[last.i + 1], last.doc[last.i + 2]
        if hyphen.text != "-" or hyphen.whitespace_:
            break
        out += [hyphen, following]
        last = following
    return out


def _joins_clause(head: Token) -> bool:
    return any(
        c.dep_ == "conj"
        and c.pos_ in ("VERB", "AUX")
        and (head.pos_ == "NOUN" or any(s.dep_ in ("nsubj", "nsubjpass", "expl") for s in c.lefts))
        for c in head.rights
    )


def _finite(verb: Token) -> Token:
    """The word of a bare verb group that takes the ending: the auxiliary after the modal, or the verb."""
    for child in verb.lefts:
        if child.dep_ in ("auxpass", "aux") and child.tag_ == "VB":
            return child
    return verb


def _is_plural(subject: Token | None) -> bool:
    if subject is None:
        return False
    joined = any(c.dep_ == "conj" for c in subject.rights)
    return joined or subject.tag_ in ("NNS", "NNPS") or subject.lower_ in _PLURAL_PRONOUNS


def _inflected(verb: Token, plural: bool) -> str:
    """The present tense of a verb."""
    lemma = verb.lemma_.lower() if verb.pos_ in ("VERB", "AUX") else verb.lower_
    if lemma == "be":
        return "are" if plural else "is"
    if plural:
        return lemma
    if lemma == "have":
        return "has"
    if lemma.endswith("y") and lemma[-2:-1] not in "aeiou":
        return lemma[:-1] + "ies"
    return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def _written(words: Iterable[Token], name: Namer, forms: dict[int, str], *, behind: bool = False) -> str:
    """The words with pronouns named; *behind* tells that another noun stands before them."""
    listed = [t for t in words if t.text not in _QUOTES][:LONGEST]
    # A dash between spaces opens an aside.
    dash = next((i for i, t in enumerate(listed) if i and t.text in _DASHES and t.whitespace_), len(listed))
    listed = listed[:dash]
    # The commas around an aside that was left out go with it.
    around = {i for i, (a, b) in enumerate(itertools.pairwise(listed)) if a.text == b.text == ","}
    listed = [t for i, t in enumerate(listed) if i not in around and i - 1 not in around]
    while listed and (listed[0].is_punct or listed[0].dep_ == "cc"):
        listed.pop(0)
    while listed and (listed[-1].is_punct or listed[-1].dep_ in ("cc", "mark")):
        listed.pop()
    out: list[str] = []
    named = behind
    for token, following in zip(listed, [*listed, None][1:], strict=True):
        # "Kenya cuts its deficit": behind another noun a possessive is better left than named wrongly.
        own = _named(token, name) if not (named and token.tag_ == "PRP$") else None
        named = named or own is not None or token.pos_ in ("NOUN", "PROPN")
        text = forms.get(token.i) or own or token.text
        apart = following is None or following.i != token.i + 1 or bool(token.whitespace_)
        out.append(text + (" " if apart else ""))
    return " ".join("".join(out).replace(" ,", ",").split())


def _named(token: Token, name: Namer) -> str | None:
    if token.lower_ not in _PRONOUNS or token.tag_ not in ("PRP", "PRP$"):
        return None
    found = name(token)
    if found is None:
        return None
    if token.tag_ == "PRP$":
        return found + ("’" if found.endswith("s") else "’s")
    return found
