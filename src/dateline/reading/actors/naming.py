"""Names in a paragraph: those the knowledge files hold, those the parser saw, and titles that show a name."""

from __future__ import annotations

from dateline.knowledge import gazetteer
from dateline.knowledge.actor_words import honorifics, words
from dateline.knowledge.names import given_names
from dateline.knowledge.offices import surnames
from dateline.knowledge.roles import role_ending, role_words
from dateline.model import ActorKind, Span
from dateline.reading.actors.beside_names import add_abbreviation, add_title
from dateline.reading.actors.found import Found, head_of, left_edge
from dateline.reading.actors.lexicon import Hit, lookup, scan
from dateline.reading.actors.people import (
    behind_title,
    is_credit,
    is_organisation,
    names_a_thing,
    people_in,
    shown_bodies,
    spelled_out,
    titled,
)
from dateline.reading.actors.view import View

_WITH = words("capital as government after")
"""Prepositions after which a capital stands for its government ("talks with Moscow")."""
_LOCATIVE = words("preposition of place")
_PLACE_WORDS = words("place")
_MOVING = words("verb of moving") | {"send", "deploy", "dispatch"}
SURE_ACRONYM = 4
"""A known acronym of so many letters is one whatever part of speech the parser gives it."""


def find_names(view: View, text: str, skip: Span | None) -> list[Found]:
    """The names of actors in a paragraph, in order; *skip* is a dateline, which names a place."""
    if not len(view):
        return []
    token_at = {start: i for i, start in enumerate(view.starts)}
    end_at = {view.end(i): i + 1 for i in range(len(view))}
    found: list[Found] = []
    taken = [False] * len(view)
    people = [p for p in people_in(view) if skip is None or not view.span(*p).overlaps(skip)]
    people_at = {
        first: last - first
        for first, last in people
        if not first or view.lower[first - 1] not in honorifics()
    }
    for hit in scan(text, view.starts[0], view.end(len(view) - 1)):
        first, last = token_at.get(hit.start), end_at.get(hit.end)
        if first is None or last is None or (skip is not None and Span(hit.start, hit.end).overlaps(skip)):
            continue
        in_longer = any(a < first or last < b for a, b in people if a <= first and last <= b)
        if in_longer and hit.entry.kind != "person":
            continue
        if hit.entry.kind == "person" and last < len(view) and view.texts[last] == "-" and view.is_mark(last):
            continue
        if hit.entry.kind == "place" and last - first == 1 and view.texts[first].lower() in surnames():
            continue  # Kerry is a county of Ireland, and more often a secretary of state
        if hit.entry.kind == "person" and _given_only(view, first, last) and in_longer:
            continue
        if _part_of_body(view, hit, first, last):
            continue
        longer = _longer_name(view, hit, first, last)
        if longer is not None:
            found.append(Found(view, *longer, longer[1] - 1, "name", "organisation", view.words(*longer)))
            taken[longer[0] : longer[1]] = [True] * (longer[1] - longer[0])
            continue
        name = (
            None if taken[first] or _in_place_name(view, hit, first, last) else _known(view, hit, first, last)
        )
        if hit.entry.kind in {"place", "capital"} and last - first == people_at.get(first):
            people.remove((first, last))
        if name is not None:
            found.append(name)
            if (
                name.form == "name"
                and name.entry is not None
                and name.entry.kind not in {"country", "capital"}
            ):
                taken[first:last] = [True] * (last - first)
    for first, last in people:
        if (
            not any(taken[first:last])
            and not any(f.first <= first and last <= f.last for f in found)
            and not _is_place(view, first, last)
            and not _is_in_gazetteer(view, first, last)
            and not _is_word(view, first, last)
        ):
            found.append(_person(view, first, last))
            taken[first:last] = [True] * (last - first)
    for first, last in _organisations(view, taken, skip):
        name_words = view.words(first, last)
        found = [f for f in found if not (first <= f.head < last and head_of(view, first, last) == f.head)]
        bearer = behind_title(view, first, last)
        if bearer is not None:
            found.append(_person(view, bearer, last))
        else:
            head = head_of(view, first, last)
            found.append(Found(view, first, last, head, "name", "organisation", name_words))
        taken[first:last] = [True] * (last - first)
    for first, last in shown_bodies(view, taken):
        found = [f for f in found if not (first <= f.first and f.last <= last)]
        name_words = view.words(first, last)
        found.append(Found(view, first, last, head_of(view, first, last), "name", "organisation", name_words))
        taken[first:last] = [True] * (last - first)
    for first, last, short in spelled_out(view):
        found = [f for f in found if f.last <= first or last <= f.first]
        head = head_of(view, first, last)
        named = Found(view, first, last, head, "name", "organisation", view.words(first, last), alias=short)
        found.append(named)
        taken[first:last] = [True] * (last - first)
    for first, last in titled(view, taken):
        found.append(_person(view, first, last))
        taken[first:last] = [True] * (last - first)
    for name in found:
        if name.kind == "person":
            add_title(view, name)
        elif name.kind == "organisation" and name.alias is None:
            add_abbreviation(view, name)
    return sorted(found, key=lambda f: (f.first, -f.last))


def _known(view: View, hit: Hit, first: int, last: int) -> Found | None:
    """A name of the knowledge files as it stands here; None where it is something else."""
    kind = hit.entry.kind
    head = head_of(view, first, last)
    name = view.words(first, last)
    if kind == "adjective" and (view.deps[head] in {"amod", "compound", "nmod"} or view.pos[head] == "ADJ"):
        return Found(view, first, last, head, "adjective", "country", name, hit.entry)
    if kind in {"adjective", "people"}:
        if view.deps[head] in {"amod", "compound", "nmod"}:
            return Found(view, first, last, head, "adjective", "country", name, hit.entry)
        start = left_edge(view, head) if head == last - 1 else first
        return Found(view, min(start, first), last, head, "name", "group", name, hit.entry, plural=True)
    if kind == "country":
        return Found(view, first, last, head, "name", "country", name, hit.entry)
    if kind == "capital":
        if _is_government(view, head, first):
            return Found(view, first, last, head, "name", "country", name, hit.entry)
        return None
    if kind == "person":
        return _person(view, first, last, hit)
    if kind == "place" and view.deps[head] == "nsubj" and _is_government(view, head, first):
        return Found(view, first, last, head, "name", "organisation", name, hit.entry)
    if kind in {"place", "none"}:
        return None
    if last - first == 1:
        acronym = name.isupper() and len(name) >= SURE_ACRONYM
        if (view.pos[head] not in {"PROPN", "NOUN", "ADJ"} and not acronym) or (
            name.isupper() and _all_capitals(view, head)
        ):
            return None
        if view.texts[head].istitle() and view.pos[head] != "PROPN" and not view.labels[head]:
            return None
    if (
        kind == "national"
        and name.isupper()
        and (view.labels[head] != "ORG" or _explained(view, first, last))
    ):
        return None
    if view.labels[head] == "DATE" or (hit.entry.bodies[0].place and _at_place(view, head)):
        return None
    if head == last - 1 and last < len(view) and view.heads[head] == last and view.pos[last] == "NOUN":
        noun = role_ending(view.lower, last + 1)
        if noun is not None and noun[1].word in words("body with a name") and not noun[1].plural:
            last += 1
            head = last - 1
    key = hit.entry.bodies[0].key
    body: ActorKind = "organisation" if key.startswith("organisation:") else "group"
    if first and view.lower[first - 1] == "the":
        first -= 1
    return Found(view, first, last, head, "name", body, name, hit.entry)


def _explained(view: View, first: int, last: int) -> bool:
    """Whether an acronym stands in brackets behind a name, whose it is: "State Defence Council (CDE)"."""
    if first < 2 or view.texts[first - 1] != "(" or view.texts[last : last + 1] != [")"]:
        return False
    return view.pos[first - 2] == "PROPN" and view.texts[first - 2][0].isupper()


def _given_only(view: View, first: int, last: int) -> bool:
    """Whether a name is of given names alone, as a king's is: "Juan Carlos"."""
    return all(word in given_names() for word in view.lower[first:last])


def _longer_name(view: View, hit: Hit, first: int, last: int) -> tuple[int, int] | None:
    """The name of an organisation that a body's only begins: "the Independent Medico-Legal Unit"."""
    if hit.entry.kind not in {"body", "national", "place", "none"} or view.texts[first].isupper():
        return None
    end = last
    while end < len(view) and view.sentence[end] == view.sentence[first]:
        if view.pos[end] != "PROPN" and not (view.is_mark(end) and view.texts[end] in {"-", "–"}):
            break
        end += 1
    if end == last or view.lower[end - 1] not in words("head of an organisation"):
        return None
    title = role_ending(view.lower, last + 1)
    if (title is not None and title[1].use != "group") or lookup(view.words(last, end)) is not None:
        return None
    while first and view.pos[first - 1] == "PROPN" and first <= view.heads[first - 1] < end:
        first -= 1
    if first and view.lower[first - 1] == "the":
        first -= 1
    return first, end


def _part_of_body(view: View, hit: Hit, first: int, last: int) -> bool:
    """Whether a party's or newspaper's name is a part of what the parser takes for a longer one.

    "The Independent Democratic Union" is neither the Independent nor some Democratic Union.
    """
    paper = bool(hit.entry.bodies) and hit.entry.bodies[0].sector == "JRN" and last - first == 1
    party = bool(hit.entry.bodies) and hit.entry.bodies[0].sector == "PTY" and last - first == 1
    if hit.entry.kind != "national" and not paper and not party:
        return False
    start = first - 1
    opened = (
        start >= 0
        and view.pos[start] == "PROPN"
        and view.texts[start].istitle()
        and view.heads[start] in range(first, last)
        and view.sentence[start] == view.sentence[first]
        and not _is_known(view.texts[start])
        and view.lower[start] not in role_words()
    )
    following = view.texts[last : last + 1]
    goes_on = (
        paper
        and bool(following)
        and following[0].istitle()
        and view.pos[last] == "PROPN"
        and view.heads[last - 1] >= last
        and role_ending(view.lower, last + 1) is None
    )
    return goes_on or (opened and not paper)


def _is_known(word: str) -> bool:
    """Whether a word names a country, place or parliament by itself: "House Democrats"."""
    entry = lookup(word)
    if entry is None:
        return word in words("common name of a parliament")
    return not (entry.bodies and entry.bodies[0].sector == "JRN")


def _in_place_name(view: View, hit: Hit, first: int, last: int) -> bool:
    """Whether a country's name is part of another's: "Port Sudan", "the Congo Basin", "France 24"."""
    if hit.entry.kind != "country":
        return False
    if last < len(view) and view.texts[last].isdigit() and view.labels[last] in {"ORG", "CARDINAL"}:
        return view.heads[last] == last - 1 or view.heads[last - 1] == last
    if view.labels[first] not in {"GPE", "LOC", "FAC"}:
        return False
    start, end = first, first + 1
    while view.doc[start].ent_iob_ == "I":
        start -= 1
    while end < len(view) and view.doc[end].ent_iob_ == "I":
        end += 1
    if end < last:
        return False
    start += view.lower[start] == "the"
    return (start < first and view.pos[start] == "PROPN") or (last < end and view.pos[end - 1] == "PROPN")


def _is_government(view: View, head: int, first: int) -> bool:
    """Whether a capital stands for its government here, and not for the place."""
    dep = view.deps[head]
    token = head
    while dep == "conj" and view.heads[token] != token:
        token = view.heads[token]
        dep = view.deps[token]
    governor = view.heads[token]
    if first == 0 or view.texts[first - 1] in {"(", "—"}:
        after = head + 1
        if (
            after < len(view)
            and view.texts[after] in {",", "(", "-", "–", "—"}
            and view.texts[head].isupper()
        ):
            return False
    if dep == "nsubj":
        return view.pos[governor] in {"VERB", "AUX"} and view.lemmas[governor] not in words("being somewhere")
    if dep == "agent" or (dep == "pobj" and view.deps[governor] == "agent"):
        return True
    if dep == "pobj":
        told = view.lower[governor] == "to" and view.lower[view.heads[governor]] == "according"
        return told or view.lower[governor] in _WITH
    if dep in {"dobj", "dative"}:
        return view.lemmas[governor] in words("capital as government, object of")
    if dep in {"poss", "compound", "nmod"}:
        ending = role_ending(view.lower, governor + 1)
        if ending is not None:
            return ending[1].sector in {None, "GOV"} and ending[1].word != "mayor"
        return dep == "poss" and view.lemmas[governor] not in _PLACE_WORDS
    return False


def in_place(view: View, head: int) -> bool:
    """Whether the noun at *head* stands after a preposition of place ("in", "near", "from")."""
    return view.deps[head] == "pobj" and view.lower[view.heads[head]] in _LOCATIVE | {"to", "of"}


def _at_place(view: View, head: int) -> bool:
    """Whether a building or street is where something is, and no people are "officials at" it."""
    governor = view.heads[head]
    where = view.deps[head] == "pobj" and view.lower[governor] in _LOCATIVE
    return where and view.lower[governor] != "from" and not _of_people(view, governor)


def _all_capitals(view: View, token: int) -> bool:
    """Whether the words on both sides are in capitals too, so that capitals tell nothing."""
    around = [view.texts[i] for i in (token - 1, token + 1) if 0 <= i < len(view) and view.texts[i].isalpha()]
    return bool(around) and all(w.isupper() and len(w) > 1 for w in around)


def _organisations(view: View, taken: list[bool], skip: Span | None) -> list[tuple[int, int]]:
    """What the parser takes for organisations and the knowledge files do not hold."""
    out = []
    for ent in view.doc.ents:
        if ent.label_ != "ORG" or (skip is not None and view.span(ent.start, ent.end).overlaps(skip)):
            continue
        first, last = ent.start, ent.end
        while last > first and view.texts[last - 1] in {"'s", "’s", "'", "’", ","}:
            last -= 1
        body = range(first, last)
        if not body or any(taken[i] for i in body) or not any(view.texts[i][0].isupper() for i in body):
            continue
        if all(view.lower[i] in role_words() or view.lower[i] == "the" for i in body):
            continue
        if first == 0 and last < len(view) and view.texts[last] in {",", "("} and view.texts[0].isupper():
            continue
        name = view.words(first, last)
        known = lookup(name)
        if known is not None and known.kind in {"place", "none", "capital", "country"}:
            continue
        if is_credit(view, first, last) or names_a_thing(view, first, last):
            continue
        if name.lower() in words("part of a date") or len(name) < 2 or not any(c.isalpha() for c in name):
            continue
        if not is_organisation(name) and (_is_place(view, first, last) or not _acts(view, first, last)):
            continue
        out.append((first, last))
    return out


def _is_place(view: View, first: int, last: int) -> bool:
    """Whether an unknown name stands where a place does: "in Douma", "the town of Tafas", "Douma city"."""
    head = head_of(view, first, last)
    if last < len(view) and view.lower[last] in _PLACE_WORDS and view.heads[head] == last:
        return True
    while view.deps[head] in {"conj", "appos"} and view.heads[head] < head:
        head = view.heads[head]
    governor = view.heads[head]
    if view.deps[head] != "pobj" or _of_people(view, governor):
        return False
    return view.lower[governor] in _LOCATIVE or view.lower[view.heads[governor]] in _PLACE_WORDS


def _is_in_gazetteer(view: View, first: int, last: int) -> bool:
    """Whether a single name is that of a place that is known, where hardly a person would stand.

    "withdraw from Agdam, Kalbajar by Sunday and Lachin by Monday", "will be sent to Lachin".
    """
    if last - first > 1 or view.lower[first] in surnames():
        return False
    above, dep = view.heads[first], view.deps[first]
    beside = dep == "npadvmod" or (dep in {"conj", "appos"} and view.labels[above] in {"DATE", "GPE", "LOC"})
    moved = view.lower[above] == "to" and view.lemmas[view.heads[above]] in _MOVING
    listed = view.lower[above] == "including"
    return (beside or (dep == "pobj" and (moved or listed))) and bool(gazetteer.named(view.texts[first]))


def _of_people(view: View, preposition: int) -> bool:
    """Whether a preposition ties a name to its people: "workers at Samsung Electronics"."""
    noun = view.heads[preposition]
    ending = role_ending(view.lower, noun + 1) if view.lower[preposition] == "at" else None
    return ending is not None and ending[1].use == "role"


def _is_word(view: View, first: int, last: int) -> bool:
    """Whether a single capitalised word that is said to be a name only modifies a common noun."""
    governor = view.heads[first]
    return (
        last - first == 1
        and view.deps[first] in {"amod", "compound", "advmod"}
        and view.pos[governor] in {"NOUN", "ADJ"}
        and (first == 0 or view.sentence[first - 1] != view.sentence[first])
    )


def _acts(view: View, first: int, last: int) -> bool:
    """Whether an unknown name stands where an actor does, or looks like an abbreviation."""
    head = head_of(view, first, last)
    while view.deps[head] in {"conj", "appos"} and view.heads[head] < head:
        head = view.heads[head]
    if view.texts[first].isupper() and last - first == 1 and len(view.texts[first]) <= 6:
        return True
    if view.deps[head] == "pobj":
        preposition = view.heads[head]
        if _of_people(view, preposition):
            return True
        moved = view.lemmas[view.heads[preposition]] in words("verb of moving")
        return view.lower[preposition] in {"by", "with", "to"} and not moved
    if view.deps[head] == "dobj":
        return last - first > 1
    return view.deps[head] in {"nsubj", "nsubjpass", "poss", "agent", "dative"}


def _person(view: View, first: int, last: int, hit: Hit | None = None) -> Found:
    head = head_of(view, first, last)
    return Found(
        view, first, last, head, "name", "person", view.words(first, last), hit.entry if hit else None
    )
