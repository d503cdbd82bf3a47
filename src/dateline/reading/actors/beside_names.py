"""What stands beside a name in a paragraph: the title before it, the apposition or abbreviation after it."""

from __future__ import annotations

from dateline.knowledge.actor_words import honorifics
from dateline.knowledge.roles import role_ending, role_words
from dateline.reading.actors.found import Found
from dateline.reading.actors.view import View


def add_title(view: View, name: Found) -> None:
    """Take the title before a name, and the apposition after it, into the phrase."""
    first = name.first
    while first and view.lower[first - 1] in honorifics() and view.lower[first - 1] not in role_words():
        name.gender = name.gender or honorifics()[view.lower[first - 1]]
        first -= 1
    ending = role_ending(view.lower, first)
    if ending is not None and view.sentence[first - 1] == view.sentence[name.first]:
        word = ending[1]
        if word.use != "group" and not (word.plural and view.tags[first - 1] != "NNP"):
            edge = _title_edge(view, ending[0], name)
            name.title = (edge, first)
            name.role = word.word
            name.gender = name.gender or word.gender
            first = edge
    name.first = first
    _add_apposition(view, name)


def _title_edge(view: View, role: int, name: Found) -> int:
    """Where a title that ends with the role word at *role* begins: as far left as the words depend on it."""
    token = role
    sentence = view.sentence[role]
    while token and view.sentence[token - 1] == sentence:
        before = token - 1
        inside = before < view.heads[before] < name.last or view.heads[before] == before - 1
        if view.is_mark(before) or (view.pos[before] in {"ADJ", "NOUN", "PROPN", "NUM"} and inside):
            token = before
        elif view.pos[before] in {"DET", "PRON"} and view.deps[before] in {"det", "poss"}:
            token = before
            break
        else:
            break
    while token < role and view.is_mark(token):
        token += 1
    return token


def _add_apposition(view: View, name: Found) -> None:
    """After "NAME, ": a phrase with a role word up to the next comma or clause."""
    start = name.last + 1
    if view.texts[start + 1 : start + 2] == [","] and view.texts[start].isdigit():
        start += 2
    if name.last >= len(view) or view.texts[name.last] != "," or start >= len(view):
        return
    sentence = view.sentence[name.head]
    end = start
    while (
        end < len(view)
        and view.sentence[end] == sentence
        and view.texts[end] not in {",", ";", "(", ")", "—", "–", ".", "”", '"'}
    ):
        if view.pos[end] in {"VERB", "AUX", "SCONJ", "CCONJ"} and view.deps[end] not in {"amod", "compound"}:
            break
        if view.lower[end] in {"who", "whom", "which", "whose", "that", "“", '"'}:
            break
        end += 1
    closed = (
        end >= len(view)
        or view.texts[end] in {",", ".", ";", "—", "–", "("}
        or view.lower[end] in {"who", "whom", "whose"}
    )
    if end == start or end - start > 14 or not (closed or view.sentence[min(end, len(view) - 1)] != sentence):
        return
    stop = next((i for i in range(start, end) if view.pos[i] == "ADP" and i > start), end)
    of_two = [i for i in range(start + 1, min(end, stop + 3) + 1) if role_ending(view.lower, i)]
    if not of_two or view.pos[start] not in {"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM"}:
        return
    ending = role_ending(view.lower, max(i for i in of_two if i <= max(stop, of_two[0])))
    if ending is None or ending[1].use == "group" or ending[1].plural or view.deps[start] == "conj":
        return
    name.apposition = (start, end)
    name.gender = name.gender or ending[1].gender
    if name.role is None:
        name.role = ending[1].word


def add_abbreviation(view: View, name: Found) -> None:
    """After "Full Name (": the abbreviation in the brackets."""
    at = name.last
    if at + 2 < len(view) and view.texts[at] == "(" and view.texts[at + 2] == ")":
        short = view.texts[at + 1]
        if short.isalpha() and short.isupper() and len(short) > 1:
            name.alias = short
