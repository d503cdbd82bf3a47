"""What a number counts: the counted noun, what befell it, and the word that says so.

The order of the evidence: a noun that is an event itself ("34 deaths"), a state right behind the noun
("12 people dead"), the governing verb or noun ("killed 34 civilians", "a toll of 34"), a participle or
relative clause of the noun ("people who fled"), and at last the noun alone ("5,000 troops"). What befalls
people goes before what they are: four peacekeepers seized are abducted, not troops.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from dateline.knowledge.figures import counted, currencies, fates, number_words, words_of
from dateline.reading.figures.numbers import Number
from dateline.reading.figures.tallies import changed, tally_of
from dateline.reading.figures.units import rate_of, unit_count
from dateline.reading.figures.words import (
    NOMINAL,
    Count,
    climb,
    entry_of,
    modifier_of,
    noun_kind,
    of_child,
    people_row,
    state_of,
    verb_says,
)

if TYPE_CHECKING:
    from spacy.tokens import Token

LONGEST_PHRASE = 8
"""Tokens between a number and its noun; further away the parse is wrong more often than right."""
LARGE = 100
"""From here on a counted thing matters whatever it is ("1,200 schools")."""
ASIDE = 16
"""Words of the longest aside between commas that is read over."""
STEPS = 6
"""Governors climbed from a number before giving up."""


def count_of(number: Number, tokens: Sequence[Token]) -> Count | None:
    """What *number* counts, or None where it counts nothing that matters."""
    base = tokens[0].i
    node = _top(number, tokens)
    if body := _strong(number, tokens, base):
        return body
    if _counted_before(number, tokens, node) or _is_one_of(number, tokens):
        return None
    if number.unit is not None:
        return unit_count(number, tokens, node)
    if number.year and not _counts_people(number, node, tokens):
        return None
    noun, described = _noun(number, tokens, node, base)
    if noun is not None and noun.lower_ in words_of("anaphor"):
        noun, described = None, None
    direct = (
        noun is not None
        and node.i != noun.i
        and node.dep_ in ("nummod", "quantmod", "amod", "compound", "nmod")
    )
    holder = noun if noun is not None and (direct or not of_child(node)) else node
    edition = _is_edition(number, tokens)
    if noun is None and edition:
        return None
    weighed = noun is not None and noun.lower_ == "pounds" and noun.i - base >= number.end
    if noun is not None and noun.tag_ == "NNS" and noun.lower_ in currencies("after") and not weighed:
        return Count("money", currencies("after")[noun.lower_], noun, None, holder)
    behind = noun.i - base + 1 if noun is not None else number.end
    if noun is not None and behind < len(tokens) and tokens[behind].lower_ in words_of("apart"):
        return None
    # "12,000 cases, three deaths": an event that is counted is no part of what goes before.
    part = noun_kind(noun, "event") is None and _is_part(number, holder, tokens, base)
    if noun_kind(noun, "never") or part:
        return None
    if _is_whole(number, tokens):
        found = _of_whole(number, noun, tokens)
    else:
        found = _told(number, noun, holder, tokens, base)
    if found is None and not edition and not _is_whole(number, tokens):
        found = _alone(number, noun, holder, tokens)
    if found is None:
        return None
    what, anchor, tally = found
    return Count(what, None, noun, described, anchor, tally, rate_of(max(number.end, behind), tokens))


def _strong(number: Number, tokens: Sequence[Token], base: int) -> Count | None:
    """What is counted by its strength ("a 3,000-strong force")."""
    at = number.last
    while at < len(tokens) and at < number.last + 2 and tokens[at].lower_ in ("-", "-strong"):
        at += 1
    at -= at > number.last and tokens[at - 1].lower_ == "-strong"
    if at >= len(tokens) or tokens[at].lower_ not in ("strong", "-strong"):
        return None
    noun = tokens[at].head
    body = noun_kind(noun, "body")
    if body is None or noun.i - base <= at or number.value < body.least:
        return None
    return Count(body.what, None, noun, (at + 1, noun.i - base + 1), noun)


def _counted_before(number: Number, tokens: Sequence[Token], node: Token) -> bool:
    """Whether a bare "the four" takes up a number given before."""
    bare = node.dep_ not in ("nummod", "amod", "compound", "quantmod") and of_child(node) is None
    return number.word and bare and number.start > 0 and tokens[number.start - 1].lower_ == "the"


def _is_one_of(number: Number, tokens: Sequence[Token]) -> bool:
    after = number.end
    one = number.word and number.value == 1 and after + 1 < len(tokens)
    return one and tokens[after].lower_ == "of" and tokens[after + 1].tag_ in ("DT", "PRP$")


def _is_whole(number: Number, tokens: Sequence[Token]) -> bool:
    """Whether the number is what a part is taken of ("31 of the 40 drones")."""
    at = number.start - 2
    if at >= 0 and tokens[at + 1].lower_ == "but" and tokens[at].lower_ in ("all", "none"):
        return True  # "all but four"
    if at < 0 or tokens[at].lower_ != "of" or tokens[at + 1].tag_ not in ("DT", "PRP$"):
        return False
    return not at or tokens[at - 1].pos_ == "NUM" or tokens[at - 1].lower_ in ("out", "none")


def _of_whole(number: Number, noun: Token | None, tokens: Sequence[Token]) -> tuple[str, Token, bool] | None:
    """What the noun itself says befell the whole ("three of the nine hostages", "of the 80 wounded")."""
    if state := state_of(noun or tokens[min(number.end, len(tokens) - 1)]):
        return state.what, noun or tokens[number.end], False
    if noun is None:
        return None
    group = noun_kind(noun, "group")
    if group is not None and group.what in fates():
        return group.what, noun, False
    modifier = modifier_of(noun)
    return (*modifier, False) if modifier and modifier[0] in fates() else None


def _is_edition(number: Number, tokens: Sequence[Token]) -> bool:
    """Whether a bare number belongs to the name before it ("Apollo 13"); not in "Blast Kills 40"."""
    if number.start != number.first or not number.start or number.word:
        return False
    before = tokens[number.start - 1]
    verb = before.lower_ in counted("verb") or before.lower_.rstrip("s") in counted("verb")
    return before.pos_ == "PROPN" and not verb


def _told(
    number: Number, noun: Token | None, holder: Token, tokens: Sequence[Token], base: int
) -> tuple[str, Token, bool] | None:
    """What the words around say happened to the counted, with the word that says it."""
    if noun is not None:
        if event := noun_kind(noun, "event"):
            return event.what, noun, False
        partly = noun.i > holder.i and noun.tag_ in ("NN", "NNS")
        # "took 17 rebels prisoner": a singular behind a number is no counted noun.
        partly = partly or (noun.tag_ == "NN" and number.value > 1 and noun_kind(noun, "event") is None)
        if (partly or noun.pos_ in ("ADJ", "VERB")) and (itself := state_of(noun)):
            return itself.what, noun, False
        if noun_kind(noun, "lives"):
            verb = climb(holder)[0]
            taken = verb is not None and entry_of("verb", verb, "takes lives")
            if taken and verb is not None:
                return taken.what, verb, False
    after = max(number.end, noun.i - base + 1 if noun is not None and noun.i - base >= number.end else 0)
    # "protesters in 21 cities were killed": the cities were not.
    bounds = range(number.start + base, number.end + base)
    placed = holder.dep_ == "pobj" and holder.head.lower_ in ("in", "at", "across", "from", "near", "on")
    inside = placed and holder.head.i not in bounds  # not "at a minimum 75 people"
    if not inside and (state := _state_at(after, noun, tokens)):
        return (*state, False)
    if not inside and holder.dep_ in ("dobj", "nsubj") and (state := _state_behind_all(holder, noun, tokens)):
        return (*state, False)
    if not inside and (state := _state_behind_aside(after, noun, tokens)):
        return (*state, False)
    # "a jet with 162 people on board disappeared": a parser takes the people for the subject.
    along = (
        number.start and tokens[number.start - 1].lower_ in ("with", "carrying") and holder.dep_ == "nsubj"
    )
    if not along and (governed := _governed(number, holder, noun, base)):
        return governed
    if noun is not None and (modifier := modifier_of(noun)):
        return (*modifier, False)
    return None


def _alone(
    number: Number, noun: Token | None, holder: Token, tokens: Sequence[Token]
) -> tuple[str, Token, bool] | None:
    """The noun as what is counted, when it, or its number, is worth a row by itself."""
    if noun is None or (number.word and number.value == 1) or noun.lower_ in number_words():
        return None
    # "the three victims" have been told of.
    if _is_known(number, tokens):
        return None
    governor = climb(holder)[0]
    anchor = governor if governor is not None else holder
    if group := noun_kind(noun, "group"):
        return (group.what, anchor, False) if number.value >= group.least else None
    if people := people_row(noun):
        return (people.what, anchor, False) if number.value >= people.least else None
    plural = noun.tag_ in ("NNS", "NNPS") and noun.text.islower() and noun.is_alpha
    if plural and number.value >= LARGE and not number.year:
        return noun.lower_, anchor, False
    return None


def _is_known(number: Number, tokens: Sequence[Token]) -> bool:
    before = tokens[number.start - 1].lower_ if number.start else ""
    return number.word and before in ("the", "these", "those", "his", "her", "their", "its", "our")


def _top(number: Number, tokens: Sequence[Token]) -> Token:
    """The token of the number whose head stands outside it."""
    base = tokens[0].i
    inside = range(number.start + base, number.end + base)
    core = tokens[number.first : number.last]
    for token in reversed(core):
        if token.head.i not in inside or token.head.i == token.i:
            return token
    return core[-1]


def _noun(
    number: Number, tokens: Sequence[Token], node: Token, base: int
) -> tuple[Token | None, tuple[int, int] | None]:
    """The counted noun, and the token positions it is described by."""
    end = number.end
    head = node.head
    if (
        node.dep_ in ("nummod", "quantmod", "amod", "compound", "nmod", "det", "advmod", "npadvmod")
        and head.pos_ in ("NOUN", "PROPN", "PRON", "ADJ", "NUM", "X", "VERB")
        and 0 <= head.i - base - end <= LONGEST_PHRASE
        and (head.pos_ != "VERB" or head.tag_ == "NNS")
        and head.lower_ not in words_of("anaphor")
        and not head.is_punct
    ):
        head = _joined(head, tokens, base)
        return head, (end, head.i - base + 1)
    if (of := of_child(node)) is not None and of.i - base >= end:
        left = of.left_edge.i - base
        return of, (max(left, end), of.i - base + 1)
    if end < len(tokens) and tokens[end].tag_ in ("NNS", "NNPS"):
        # The parser tied the number elsewhere, but the plural stands right behind it.
        last = end
        while (
            last + 1 < len(tokens)
            and tokens[last].head.i == tokens[last + 1].i
            and tokens[last].dep_ == "compound"
        ):
            last += 1
        return tokens[last], (end, last + 1)
    return None, None


def _joined(noun: Token, tokens: Sequence[Token], base: int) -> Token:
    """The second half of a hyphenated noun ("co-workers")."""
    at = noun.i - base
    if at + 2 < len(tokens) and tokens[at + 1].text == "-" and tokens[at + 2].tag_ in ("NN", "NNS"):
        return tokens[at + 2]
    return noun


def _counts_people(number: Number, node: Token, tokens: Sequence[Token]) -> bool:
    """Whether a number that looks like a year counts the plural behind it ("killed 2000 people")."""
    head = node.head
    before = tokens[number.start - 1].pos_ if number.start else ""
    return (
        node.dep_ == "nummod"
        and 0 < head.i - node.i <= 3
        and (head.tag_ == "NNS" or head.ent_type_ == "NORP")
        and (before != "ADP" or number.start < number.first)
    )


def _state_at(at: int, noun: Token | None, tokens: Sequence[Token]) -> tuple[str, Token] | None:
    """The state told right behind the counted noun ("12 people dead", "34 were reported missing")."""
    limit = min(len(tokens), at + 6)
    passive, passing = False, words_of("passing")
    for i in range(at, limit):
        token = tokens[i]
        if entry := state_of(token):
            if any(child.dep_ == "dobj" for child in token.rights):
                return None
            return entry.what, token
        if token.tag_ in ("VBN", "VBD") and token.lower_ not in passing:
            if token.tag_ == "VBD" and not passive and i > at:
                return None
            if objects := [child for child in token.rights if child.dep_ == "dobj"]:
                held = state_of(objects[0])  # "17 taken hostage"
                return (held.what, token) if held and token.tag_ == "VBN" else None
            what = verb_says(token, "object", noun) if token.tag_ == "VBN" else None
            # "shot down 31 drones launched overnight": that they are drones says nothing of what befell them.
            group = noun_kind(noun, "group")
            own = group is not None and what == group.what and not passive
            return (what, token) if what and not own else None
        if token.lower_ not in passing:
            return None
        passive = passive or token.lemma_ == "be"
    return None


def _governed(number: Number, holder: Token, noun: Token | None, base: int) -> tuple[str, Token, bool] | None:
    """What the governing verb or noun says is counted."""
    head, relation = climb(holder)
    if head is not None and relation == "of" and number.start <= head.i - base < number.end:
        head, relation = climb(head)  # "a total of 40 people died"
    if head is None:
        return None
    if relation in ("dobj", "nsubjpass", "obj") and (what := verb_says(head, "object", noun)):
        return what, head, False
    if relation == "nsubj":
        passive = head.tag_ == "VBN" and not any(c.lemma_ == "have" for c in head.lefts if c.dep_ == "aux")
        says = passive and verb_says(head, "object", noun)
        # A past tense may be taken for a participle ("a dozen inmates escaped").
        aided = any(c.dep_ in ("aux", "auxpass") for c in head.lefts)
        if what := says or (None if passive and aided else verb_says(head, "subject", noun)):
            return what, head, False
    # "shot dead three shoppers": a parser ties the number as a measure.
    objects = ("dobj", "nsubjpass", "nsubj", "obj", "npadvmod")
    if relation in objects and (complement := _complement(head, noun, relation)):
        return (*complement, False)
    if relation == "of":
        if noun_kind(head, "lives") and head.head.pos_ == "VERB":
            taken = entry_of("verb", head.head, "takes lives")
            return (taken.what, head.head, False) if taken else None
        if event := noun_kind(head, "event"):
            return event.what, head, False
        body = noun_kind(head, "body") if noun is None else None
        if body is not None and number.value >= body.least:
            return body.what, head, False
        if noun is not None and noun_kind(noun, "body"):
            return None  # "delegations of the two countries" counts no people
        if head.pos_ in ("NOUN", "PROPN") and (what := tally_of(head)):
            return what, head, True
        return None
    if relation in ("dobj", "to", "at", "past", "above", "over", "attr", "nsubj", "npadvmod", "obj"):
        return changed(head, relation, noun)
    return None


def _state_behind_aside(at: int, noun: Token | None, tokens: Sequence[Token]) -> tuple[str, Token] | None:
    """What is told behind an aside on a part ("three people, including a girl, drowned")."""
    if (
        at + 1 >= len(tokens)
        or tokens[at].lower_ != ","
        or tokens[at + 1].lower_ not in words_of("including")
    ):
        return None
    end = next((i for i in range(at + 2, min(len(tokens), at + ASIDE)) if tokens[i].lower_ == ","), None)
    if end is None or end + 1 >= len(tokens):
        return None
    if state := _state_at(end + 1, noun, tokens):
        return state
    verb = tokens[end + 1]
    what = verb_says(verb, "subject", noun) if verb.tag_ in ("VBD", "VBN") else None
    return (what, verb) if what else None


def _state_behind_all(holder: Token, noun: Token | None, tokens: Sequence[Token]) -> tuple[str, Token] | None:
    """The state told behind the last of several counted ("left 34 soldiers and 12 militiamen dead")."""
    last = holder
    for _ in range(STEPS):
        last_conjunct = next((c for c in last.rights if c.dep_ == "conj" and c.pos_ in NOMINAL), None)
        if last_conjunct is None:
            break
        last = last_conjunct
    numbered = any(c.dep_ == "nummod" for c in last.lefts)
    at = last.i - tokens[0].i + 1
    if last is holder or not numbered or at >= len(tokens):
        return None
    state = state_of(tokens[at])
    return (state.what, tokens[at]) if state and entry_of("verb", holder.head, "leave") else None


def _complement(verb: Token, noun: Token | None, relation: str) -> tuple[str, Token] | None:
    """What a verb's complement tells of the counted ("left 12 dead", "were forced to flee")."""
    leaves = entry_of("verb", verb, "leave") is not None
    for child in verb.children:
        if child.dep_ not in ("acomp", "oprd", "attr", "ccomp", "xcomp", "advmod"):
            continue
        if leaves and (state := state_of(child)):
            return state.what, child
        if child.dep_ in ("xcomp", "ccomp") and not any(c.dep_ == "nsubj" for c in child.lefts):
            passive = any(c.dep_ == "auxpass" for c in child.lefts)
            role = "object" if passive or (leaves and child.tag_ == "VBN") else "subject"
            fits = relation != "dobj" or leaves or role == "subject"
            if fits and (what := verb_says(child, role, noun)):
                return what, child
    return None


def is_of_those(number: Number, tokens: Sequence[Token]) -> bool:
    """Whether a number behind a comma says how many of those counted before: "22 men, six of them boys"."""
    after = [token.lower_ for token in tokens[number.end : number.end + 2]]
    behind = number.start > 0 and tokens[number.start - 1].lower_ in _ASIDE_MARKS
    return behind and len(after) == 2 and after[0] == "of" and after[1] in words_of("anaphor")


_ASIDE_MARKS = frozenset({",", "(", "-", "–", "—", "--"})


def _is_part(number: Number, holder: Token, tokens: Sequence[Token], base: int) -> bool:
    """Whether the number is a part of another one: "seven people, including two commanders"."""
    before = tokens[number.start - 1].lower_ if number.start else ""
    if before in words_of("including"):
        return True
    node = holder
    for _ in range(STEPS):
        if node.dep_ == "pobj":
            return node.head.lower_ in words_of("including")
        if node.dep_ == "appos" and before != ";":
            # "three people, a woman and two children": told of the three already.
            return node.head.pos_ in ("NOUN", "NUM", "PROPN") and any(
                c.dep_ == "nummod" or c.pos_ == "NUM" for c in node.head.lefts
            )
        if node.dep_ == "dobj":
            return node.head.lower_ in words_of("including")
        if node.dep_ not in ("conj", "nummod") or node.head.i == node.i:
            return False
        node = node.head
    return False
