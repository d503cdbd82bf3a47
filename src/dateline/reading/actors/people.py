"""Names of persons and bodies that the parser misses or cuts short, and those it sees.

The parser's labels are trusted for where a name is, less for what it names: what stands around a run of
capitalised words tells more ("his lawyer, Ann Low,"; "Ann Low, 53,"; "the newspaper Kompas").
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dateline.knowledge.actor_words import honorifics, words
from dateline.knowledge.names import given_names
from dateline.knowledge.roles import RoleWord, role_ending, role_words
from dateline.reading.actors.lexicon import lookup
from dateline.reading.actors.view import View

_NO_PERSON = frozenset("GPE ORG DATE LOC FAC NORP".split())
_OF_PLACE = words("preposition of place") | {"of", "to"}
_CLOSING = frozenset({",", ".", ";", ")", "—", "–", "”", '"'})
LONGEST_NAME = 5
"""A run of more capitalised words is no person's name."""
LONGEST_DATELINE = 14
"""The agency of a dateline stands within so many words."""
LONGEST_TITLED = 3
"""Words of a name that the parser takes for a body's and a title before it for a person's, at most."""
_PUBLIC: frozenset[str | None] = frozenset({"GOV", "MIL", "COP", "LEG", "JUD"})
_CHURCH: frozenset[str | None] = frozenset({"REL"})
LONGEST_OWNER = 5
"""The possessive mark of "Alarm Phone's president" is looked for within so many words."""
TITLE_CASE = 0.6
"""A sentence with a greater share of capitalised words is a headline, where capitals tell nothing."""


def is_organisation(name: str) -> bool:
    """Whether a word of *name* says that it is an organisation's: Ministry, Party, Times."""
    return any(word in words("head of an organisation") for word in name.lower().split())


def people_in(view: View) -> list[tuple[int, int]]:
    """The names of persons in a paragraph, by the parser's labels and by what stands around them."""
    labelled = _labelled(view)
    found = []
    covered = [False] * len(view)
    for first, last in _runs(view):
        inside = [p for p in labelled if first <= p[0] and p[1] <= last]
        if _shown(view, first, last, bool(inside)) or (
            len(inside) == 1 and _cut_short(view, first, last, inside[0])
        ):
            found.append((first, last))
            covered[first:last] = [True] * (last - first)
    rest = [p for p in labelled if not any(covered[p[0] : p[1]]) and not _before_body(view, *p)]
    return sorted(p for p in found + rest if not names_a_thing(view, *p) and not is_credit(view, *p))


def names_a_thing(view: View, first: int, last: int) -> bool:
    """Whether a name is a ship's or a storm's by the word before it or with it: "HMS Kent"."""
    before = view.lower[first - 1] if first else ""
    return before in words("before the name of a thing") or view.lower[first] in words("names a thing")


def is_credit(view: View, first: int, last: int) -> bool:
    """Whether a name is the agency in the brackets of a dateline: "ABUJA (Sahel Wire) — "."""
    return (
        0 < first < LONGEST_DATELINE
        and last + 1 < len(view)
        and view.texts[first - 1] == "("
        and view.texts[last] == ")"
        and view.texts[last + 1] in {"-", "--", "–", "—"}
    )


def _runs(view: View) -> list[tuple[int, int]]:
    """Runs of two to `LONGEST_NAME` capitalised proper nouns, after titles, with particles between."""
    out = []
    at = 0
    particles = words("particle of a name")
    while at < len(view):
        if not _is_name_word(view, at):
            at += 1
            continue
        last = at + 1
        while last < len(view) and view.sentence[last] == view.sentence[at]:
            joins = view.is_mark(last) and view.texts[last] in {"-", "–"}
            if not (
                _is_name_word(view, last)
                or ((joins or view.lower[last] in particles) and _goes_on(view, last))
            ):
                break
            last += 1
        if 1 < last - at <= 2 * LONGEST_NAME and not _in_title_case(view, at):
            out.append((at, last))
        at = last
    return out


def _is_name_word(view: View, token: int) -> bool:
    text = view.texts[token]
    return (
        view.pos[token] == "PROPN"
        and text[0].isupper()
        and view.lower[token] not in role_words()
        and view.lower[token] not in honorifics()
        and view.labels[token] not in {"DATE", "NORP"}
    )


def _goes_on(view: View, token: int) -> bool:
    after = token + 1
    while after < len(view) and after <= token + 2 and view.lower[after] in words("particle of a name"):
        after += 1
    return after < len(view) and _is_name_word(view, after)


def _in_title_case(view: View, token: int) -> bool:
    sentence = view.sentence[token]
    first, end = bisect_left(view.sentence, sentence), bisect_right(view.sentence, sentence) - 1
    if view.texts[end] in {".", ",", "”", '"', "?", "!"}:
        return False
    letters = [t for t in view.texts[first : end + 1] if t[0].isalpha()]
    return sum(t[0].isupper() for t in letters) > TITLE_CASE * len(letters)


def _shown(view: View, first: int, last: int, labelled: bool) -> bool:
    """Whether what stands around a run of capitalised words shows that it names a person."""
    name = view.words(first, last)
    if is_organisation(name) or lookup(name) is not None:
        return False
    closed = last >= len(view) or view.texts[last] in _CLOSING or view.lower[last] in {"who", "said"}
    if (
        first > 1
        and closed
        and view.texts[first - 1] == ","
        and view.sentence[first - 1] == view.sentence[first]
    ):
        word = _one_person(view, first - 1)
        if word is not None and not (last < len(view) and view.lower[last] == "and"):
            return True
    if last + 2 < len(view) and view.texts[last] == "," and view.texts[last + 2] in {",", "."}:
        age = view.texts[last + 1]
        if age.isdigit() and 2 <= len(age) <= 3:
            return True
    if view.labels[first] in {"GPE", "LOC", "FAC"} and not labelled:
        return False
    if view.texts[last : last + 1] == [","] and view.lower[last + 1 : last + 2] in (["who"], ["whose"]):
        return True
    told = _apposed(view, last + 1) if view.texts[last : last + 1] == [","] else None
    if told is not None and told.use in {"role", "office"}:
        return True
    return view.lower[first] in given_names()


def _one_person(view: View, end: int) -> RoleWord | None:
    """The role word that ends before *end*, if it speaks of one person."""
    ending = role_ending(view.lower, end)
    if ending is None or ending[1].plural or ending[1].use not in {"role", "office"}:
        return None
    return ending[1] if view.tags[end - 1] in {"NN", "NNP"} else None


def _cut_short(view: View, first: int, last: int, label: tuple[int, int]) -> bool:
    """Whether a run goes on beyond a labelled name with words that no label claims and that hang on it."""
    beyond = [i for i in range(first, last) if not label[0] <= i < label[1]]
    name = view.words(first, last)
    return (
        bool(beyond)
        and not is_organisation(name)
        and lookup(name) is None
        and all(not view.labels[i] for i in beyond)
        and all(lookup(view.texts[i]) is None for i in beyond)
        and all(first <= view.heads[i] < last or first <= i == max(beyond) for i in beyond)
    )


def _before_body(view: View, first: int, last: int) -> bool:
    """Whether a labelled name is no person's: after "the airline", before ", an activist network,"."""
    if first and view.texts[first - 1] != "," and _follows_body(view, first, last):
        return True
    if _is_company(view, first, last):
        return True
    return view.texts[last : last + 1] == [","] and (
        _apposed_body(view, last + 1)
        or (view.lower[last + 1 : last + 2] == ["which"] and view.lower[max(first - 1, 0)] not in _OF_PLACE)
    )


def _is_company(view: View, first: int, last: int) -> bool:
    """Whether a legal form or a noun for a paper tells a body: "Zahlwerk AG", "the Kompas newspaper"."""
    forms = words("legal form of a company")
    if view.texts[last - 1] in forms or (last < len(view) and view.texts[last] in forms):
        return True
    noun = role_words().get(view.lower[last]) if last < len(view) else None
    paper = noun is not None and noun.sector == "JRN" and noun.use == "group"
    return paper and view.heads[last - 1] == last


def _apposed_body(view: View, start: int) -> bool:
    word = _apposed(view, start)
    return word is not None and word.use == "group"


def _apposed(view: View, start: int) -> RoleWord | None:
    """The role word of a phrase from *start* to the next comma that says what a name is: "a rights group"."""
    if start >= len(view):
        return None
    owned = any(text in {"'s", "’s"} for text in view.texts[start : start + LONGEST_OWNER])
    if view.lower[start] not in {"a", "an", "the"} and not owned:
        return None
    end = start
    stop = 0
    while end < len(view) and view.texts[end] not in _CLOSING and view.sentence[end] == view.sentence[start]:
        if view.pos[end] in {"VERB", "AUX", "CCONJ"} and view.tags[end] not in {"VBN", "VBG"}:
            break
        if not stop and (view.pos[end] == "ADP" or view.tags[end] in {"VBN", "VBG", "WDT", "WP"}):
            stop = end if view.deps[end] != "amod" else 0
        end += 1
    closed = end >= len(view) or view.texts[end] in _CLOSING
    relative = any(view.tags[i] in {"WDT", "WP"} for i in range(start, end))
    ending = role_ending(view.lower, stop or end)
    if ending is None or ending[1].plural or ending[0] < start or not (closed or relative):
        return None
    return ending[1]


def shown_bodies(view: View, taken: list[bool]) -> list[tuple[int, int]]:
    """Runs of proper nouns that stand right after a word for a body, or before a phrase that says so.

    "the mining company Freeport-McMoRan", "his party, the PRS,", "Alarm Phone, an activist network,".
    """
    out = []
    at = 0
    while at < len(view):
        if taken[at] or not _is_name_part(view, at) or (at and _is_name_part(view, at - 1)):
            at += 1
            continue
        last = at + 1
        while (
            last < len(view)
            and not taken[last]
            and (
                _is_name_part(view, last)
                or (view.is_mark(last) and view.texts[last] in {"-", "–"})
                or (
                    view.lower[last] in {"of", "for", "and"}
                    and last + 1 < len(view)
                    and _is_name_part(view, last + 1)
                    and view.labels[last] == "ORG"
                )
            )
        ):
            last += 1
        if (
            not _in_title_case(view, at)
            and lookup(view.words(at, last)) is None
            and (_follows_body(view, at, last) or _before_body(view, at, last))
        ):
            out.append((at, last))
        at = last
    return out


def _is_name_part(view: View, token: int) -> bool:
    return view.pos[token] == "PROPN" and view.texts[token][0].isupper() and view.labels[token] != "DATE"


def _follows_body(view: View, first: int, last: int) -> bool:
    end = first
    if not first:
        return False
    if view.lower[end - 1] == "the":
        end -= 1
    comma = end > 1 and view.texts[end - 1] == ","
    if comma:
        end -= 1
        if last < len(view) and view.texts[last] not in _CLOSING:
            return False
    elif end != first:
        return False
    ending = role_ending(view.lower, end)
    if (
        ending is None
        or ending[1].use != "group"
        or ending[1].plural
        or view.sentence[end - 1] != view.sentence[first]
    ):
        return False
    return (
        view.pos[end - 1] == "NOUN"
        and view.tags[end - 1] == "NN"
        and ending[1].word in words("body with a name")
    )


def spelled_out(view: View) -> list[tuple[int, int, str]]:
    """Names before an abbreviation in brackets whose letters are their initials, with the abbreviation.

    "The Movement of Free Herders (MFH)"; small words may have a letter in it or none.
    """
    if "(" not in view.texts:
        return []
    out = []
    for at in range(2, len(view) - 2):
        if view.texts[at] != "(" or view.texts[at + 2] != ")":
            continue
        short = view.texts[at + 1]
        if not (short.isalpha() and short.isupper()):
            continue
        first, letters = at, list(short.lower())
        while letters and first and view.sentence[first - 1] == view.sentence[at]:
            word = view.texts[first - 1]
            if word[0].isupper() and word[0].lower() == letters[-1]:
                letters.pop()
            elif not (view.is_mark(first - 1) or view.lower[first - 1] in words("small word of a name")):
                break
            first -= 1
        if not letters and at - first > 1 and lookup(view.words(first, at)) is None:
            first -= first > 0 and view.lower[first - 1] == "the"
            out.append((first, at, short))
    return out


def _labelled(view: View) -> list[tuple[int, int]]:
    """The names that the parser takes for persons, without titles and possessive marks."""
    out = []
    given = given_names()
    for ent in view.doc.ents:
        if ent.label_ != "PERSON":
            continue
        first, last = ent.start, ent.end
        for end in range(min(last - 1, first + 3), first + 1, -1):
            title = role_ending(view.lower, end)
            if title is not None and title[0] == first:
                first = end
                break
        while first < last and (
            view.lower[first] in honorifics()
            or not (view.texts[first][0].isupper() or view.lower[first] in words("particle of a name"))
            or (last - first > 1 and view.lower[first] in role_words())
        ):
            first += 1
        while last > first and (
            view.texts[last - 1] in {"'s", "’s", "'", "’", ",", "-"} or view.pos[last - 1] == "PART"
        ):
            last -= 1
        for i in range(first, last):
            if view.texts[i] in {"'s", "’s", ","} or view.sentence[i] != view.sentence[first]:
                last = i
                break
        ending = role_ending(view.lower, last) if first < last else None
        if ending is not None and ending[0] <= first:
            continue
        if last < len(view) and view.lower[last] in words("suffix of a name"):
            last += 1
        if last - first == 1 and first and view.lower[first - 1] in given:
            first -= view.deps[first - 1] == "compound" and view.heads[first - 1] == first
        if (
            first < last
            and any(t[0].isupper() for t in view.texts[first:last])
            and view.texts[first][0].isalpha()
            and len(view.words(first, last).rstrip(".")) > 1
        ):
            out.append((first, last))
    return out


def _has_title(view: View, first: int, last: int, sectors: frozenset[str | None]) -> bool:
    """Whether a name of two words or three stands behind an office of *sectors*, as only a person holds."""
    title = role_ending(view.lower, first)
    return (
        2 <= last - first <= LONGEST_TITLED
        and title is not None
        and title[1].use in {"office", "role"}
        and not title[1].plural
        and title[1].sector in sectors
        and view.sentence[first - 1] == view.sentence[first]
        and not is_organisation(view.words(first, last))
        and lookup(view.words(first, last)) is None
        and all(t.istitle() for t in view.texts[first:last])
    )


def behind_title(view: View, first: int, last: int) -> int | None:
    """Where the name of a person begins that the parser takes for a body, title or not: "Envoy Maly Ros"."""
    for start in range(first, last):
        if _has_title(view, start, last, _PUBLIC if start == first else _PUBLIC | _CHURCH):
            return start
        if view.lower[start] not in role_words():
            break
    return None


def titled(view: View, taken: list[bool]) -> list[tuple[int, int]]:
    """Runs of proper nouns that a title or an honorific shows to be a person's name."""
    out: list[tuple[int, int]] = []
    for token in range(1, len(view)):
        if taken[token] or view.pos[token] != "PROPN" or not view.texts[token][0].isupper():
            continue
        okina = view.texts[token - 1] in {"'", "‘", "ʻ"} and token > 1
        before = view.lower[token - 1 - okina]
        word = role_words().get(before)
        titled = before in honorifics() or (
            word is not None and word.use in {"office", "role"} and not word.plural
        )
        if not titled or taken[token - 1] or view.sentence[token] != view.sentence[token - 1]:
            continue
        last = token
        while last < len(view) and not taken[last] and view.sentence[last] == view.sentence[token]:
            if view.pos[last] == "PROPN" or (view.texts[last] == "-" and last + 1 < len(view)):
                last += 1
            else:
                break
        while last > token and view.texts[last - 1] == "-":
            last -= 1
        name = view.words(token, last)
        if view.lower[token] in role_words() or view.lower[token] in honorifics() or is_organisation(name):
            continue
        titles = [role_ending(view.lower, i) for i in range(token + 1, last + 1)]
        if any(title is not None and title[0] <= token for title in titles):
            continue
        if view.labels[token] in _NO_PERSON:
            continue
        if last - token <= 4 and (not out or out[-1][1] <= token):
            out.append((token, last))
    return out
