"""Clauses and quotations around a token: whose clause it stands in, and who speaks the quotation."""

from __future__ import annotations

from dateline.knowledge.actor_words import words
from dateline.reading.actors.view import View

SUBJECT = frozenset("nsubj nsubjpass csubj".split())
OBJECT = frozenset("dobj dative".split())
LONGEST_CLIMB = 40
"""No clause is looked for more steps up the tree than these."""
NEAR_QUOTATION = 8
"""A verb of saying belongs to the quotation beside it only if it stands so many tokens away or less."""


def lifted(view: View, head: int) -> int:
    """The token that stands for a noun in its clause: "dozens" of "dozens of soldiers"."""
    while view.deps[head] == "pobj":
        of = view.heads[head]
        above = view.heads[of]
        if view.lower[of] != "of" or view.lower[above] not in words("quantity of people") or above == head:
            break
        head = above
    return head


def clause_of(view: View, token: int) -> int:
    """The verb of the clause that *token* stands in, itself if it is a verb; the root if there is none."""
    for _ in range(LONGEST_CLIMB):
        if view.pos[token] in {"VERB", "AUX"} and view.deps[token] not in {"aux", "auxpass", "amod"}:
            return token
        if view.heads[token] == token:
            return token
        token = view.heads[token]
    return token


def outer_clause(view: View, verb: int) -> int | None:
    """The verb of the clause around that of *verb*."""
    return clause_of(view, view.heads[verb]) if view.heads[verb] != verb else None


def subject_of(view: View, verb: int) -> int | None:
    """The subject of a verb, said or understood: in "pressed Kenya to cut its debt" Kenya cuts."""
    for _ in range(LONGEST_CLIMB):
        for child in view.doc[verb].children:
            if child.dep_ in SUBJECT:
                return int(child.i)
        dep, above = view.deps[verb], view.heads[verb]
        if above == verb:
            return None
        if dep == "acl":
            return above if view.tags[verb] in {"VBN", "VBG"} else None
        if dep in {"xcomp", "ccomp"} and view.lemmas[above] != "promise":
            between = [c.i for c in view.doc[above].children if c.dep_ in OBJECT and c.i < verb]
            if between:
                return int(between[-1])
        elif dep == "pcomp" and view.lemmas[view.heads[above]] in words("verb of blaming"):
            objects = [c.i for c in view.doc[view.heads[above]].children if c.dep_ in OBJECT and c.i < verb]
            if objects:
                return int(objects[-1])
        elif dep not in {"conj", "advcl", "pcomp", "xcomp", "ccomp", "dep", "prep"}:
            return None
        verb = clause_of(view, above)
    return None


def within(view: View, token: int, top: int) -> bool:
    """Whether *token* is *top* or depends on it, through any number of steps."""
    for _ in range(LONGEST_CLIMB):
        if token == top:
            return True
        if view.heads[token] == token:
            return False
        token = view.heads[token]
    return False


def speakers(view: View) -> dict[int, int]:
    """Quoted token → the subject of the verb of saying that its quotation belongs to.

    That is the nearest verb of saying in the sentences in which the quotation ends and begins, else the last
    one before it in the paragraph: `"It is over," Ruiz told the court. "He lied."`.
    """
    if not any(view.quoted):
        return {}
    said = [
        (view.heads[i], i)
        for i in range(len(view))
        if view.deps[i] == "nsubj" and not view.quoted[i] and view.lemmas[view.heads[i]] in words("speech")
    ]
    out: dict[int, int] = {}
    first = 0
    while first < len(view):
        if not view.quoted[first]:
            first += 1
            continue
        last = first
        while last < len(view) and view.quoted[last]:
            last += 1
        speaker = _speaker(view, first, last, said)
        if speaker is not None:
            out.update(dict.fromkeys(range(first, last), speaker))
        first = last
    return out


def _speaker(view: View, first: int, last: int, said: list[tuple[int, int]]) -> int | None:
    ends, begins = view.sentence[last - 1], view.sentence[first]
    after = [(min(v, s) - last, s) for v, s in said if view.sentence[v] == ends and last <= min(v, s)]
    near = [row for row in after if row[0] <= NEAR_QUOTATION]
    if near:
        return min(near)[1]
    before = [(first - max(v, s), s) for v, s in said if max(v, s) < first]
    same = [row for row in before if view.sentence[row[1]] == begins]
    if same or before:
        return min(same or before)[1]
    return None
