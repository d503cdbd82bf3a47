"""Actors of a report and every place that speaks of them.

1. `naming`      names: of the knowledge files (`lexicon`), of the parser, and those that a title or what
                 stands beside them shows (`people`); `beside_names` takes titles and appositions along
2. `describing`  phrases without a name: "the US president", "Syrian rebels", "Putin's office"
3. `cast`        the report's actors, with names, roles and codes (`phrases` codes words, `fitting` tells
                 who fits a role)
4. `resolving`   which actor each description speaks of (`pairs`, `bodies`, `topics`), `pronouns` which each
                 pronoun, by what was read before (`history`) and by the grammar around it (`clauses`)
5. `scene`       the country of a police or a government of which the report says none
6. `index`       looking up the actors of a stretch of text, for the steps that follow
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from dateline.knowledge.actor_words import words
from dateline.knowledge.names import given_names, name_key
from dateline.knowledge.offices import surnames, terms_of
from dateline.knowledge.roles import role_ending, role_words
from dateline.model import Actor, Mention, Published, Role, Span
from dateline.reading.actors.beside_names import add_title
from dateline.reading.actors.cast import Cast
from dateline.reading.actors.describing import content, find_descriptions
from dateline.reading.actors.found import Found
from dateline.reading.actors.index import MentionIndex
from dateline.reading.actors.lexicon import lookup
from dateline.reading.actors.naming import find_names, in_place
from dateline.reading.actors.people import is_organisation
from dateline.reading.actors.phrases import Codes, resolve_phrase
from dateline.reading.actors.pronouns import PRONOUNS
from dateline.reading.actors.resolving import Reader
from dateline.reading.actors.scene import place_in, scene_of
from dateline.reading.actors.view import View, views
from dateline.reading.syntax import Parse

__all__ = ["Codes", "MentionIndex", "find_actors", "resolve_phrase"]

LONG_NAME = 5
"""A family name of so many letters is known again even where the parser does not see a name."""
SHORT_NAME = 3
"""One of so many letters is where it is said to speak."""


def find_actors(
    parse: Parse, published: Published, *, dateline: Span | None = None
) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    """The actors of a report and their mentions, in order of first mention; `dateline` is no mention."""
    cast = Cast(published.date or published.latest)
    paragraphs = list(views(parse))
    names = [find_names(view, parse.text, dateline) for view in paragraphs]
    _settle(cast, paragraphs, names, dateline)
    reader = Reader(cast, (found for row in names for found in row))
    for view, row in zip(paragraphs, names, strict=True):
        _read_paragraph(reader, view, row)
    place_in(cast, reader.history.rows, scene_of(parse.text, dateline))
    return _finish(cast, reader)


def _settle(cast: Cast, paragraphs: Sequence[View], names: list[list[Found]], dateline: Span | None) -> None:
    """Give each name its member, full names before single ones: a surname finds its bearer anywhere."""
    _first_words_of_bodies(names)
    people = [f for row in names for f in row if f.kind == "person"]
    _trim_headlines(people)
    for found in people:
        if " " in found.name or "-" in found.name or (found.entry and found.entry.person):
            country = next((c.country for _, _, c in _title_codes(cast, found) if c.country), None)
            found.member = cast.full_name(found.name, Codes(), country)
            cast.introduced.setdefault(found.member, found.span.start)
            if found.gender:
                cast.members[found.member].gender = found.gender
    for found in people:
        if found.member is None:
            titles = _title_codes(cast, found)
            told = titles[0][2] if titles else Codes()
            found.member = cast.single_name(found.name, found.gender, told, True, found.span.start)
    for found in people:
        _give_roles(cast, found)
    cast.places = {
        found.entry.code for row in names for found in row if found.entry is not None and found.entry.code
    }
    others = [found for row in names for found in row if found.kind != "person"]
    persons = {(found.view.number, found.head): found.member for found in people}
    for found in sorted(others, key=lambda f: f.name.isupper()):
        bearer = persons.get((found.view.number, found.view.heads[found.head]))
        if bearer is not None and _is_compatriot(found):
            cast.take_codes(bearer, Codes(found.entry.code if found.entry else None))
            found.member = bearer
        else:
            found.member = _not_a_person(cast, found)
            if found.alias:
                cast.abbreviate(found.member, found.alias)
    for view, row in zip(paragraphs, names, strict=True):
        for found in _echoes(cast, view, row, dateline):
            found.member = cast.single_name(found.name, None, Codes(), False, found.span.start)
            if found.member is not None:
                row[:] = [f for f in row if f.last <= found.first or found.last <= f.first]
                row.append(found)
                _give_roles(cast, found)
        row.extend(_short_names(cast, view, row, dateline))
        for found in _abbreviations(cast, view, row):
            found.member = cast.organisation(found.name, Codes())
            row.append(found)
        row.sort(key=lambda f: (f.first, -f.last))


def _first_words_of_bodies(names: list[list[Found]]) -> None:
    """A single name that begins one organisation's and no person's is that organisation's: "Nordhaven"."""
    rows = [f for row in names for f in row]
    bodies = {f.name.removeprefix("the ").removeprefix("The ") for f in rows if f.kind == "organisation"}
    begun = Counter(name.split()[0] for name in bodies if " " in name)
    worn = {word for f in rows if f.kind == "person" and " " in f.name for word in f.name.split()}
    for found in rows:
        titled = found.title or found.apposition or found.gender or found.entry
        if found.kind == "person" and begun[found.name] == 1 and found.name not in worn and not titled:
            found.kind = "organisation"


def _give_roles(cast: Cast, found: Found) -> None:
    """What stands beside a name says of its bearer: gender, age, and the roles of title and apposition."""
    number = found.member
    if number is None:
        return
    if found.gender:
        cast.members[number].gender = found.gender
    age = found.view.texts[found.last + 1 : found.last + 2]
    if age and age[0].isdigit() and found.view.texts[found.last] == ",":
        cast.ages.setdefault(number, age[0])
    for (first, last), word, codes in _title_codes(cast, found):
        entry = role_words().get(word)
        if word == "counterpart" or (entry is not None and entry.sector is None):
            continue
        plain = first + (
            found.view.deps[first] in {"det", "poss"} and found.view.pos[first] in {"DET", "PRON"}
        )
        role = Role(found.view.words(plain, last), span=found.view.span(plain, last))
        cast.give_role(number, role, word, _extra(found, first, last), codes)


def _trim_headlines(people: Sequence[Found]) -> None:
    """In "Obama Discuss Syria" the parser takes a verb in title case for a family name: cut it off.

    A name of two words is cut to its first where that is another person's family name, is no given name, and
    the two words stand together only once.
    """
    keys = [name_key(found.name) for found in people]
    times = Counter(keys)
    family = {key[-1] for key in keys if len(key) > 1} | set(surnames())
    for found, key in zip(people, keys, strict=True):
        if (
            (len(key) == 2 and found.last - found.first == 2 and times[key] == 1 and not terms_of(found.name))
            and key[0] in family
            and key[0] not in given_names()
            and not (found.title or found.apposition)
        ):
            found.last -= 1
            found.head = found.first
            found.name = found.view.texts[found.first]


def _title_codes(cast: Cast, found: Found) -> list[tuple[tuple[int, int], str, Codes]]:
    """The title and the apposition of a name, with their role word and their codes."""
    out = []
    for part in (found.title, found.apposition):
        if part is not None:
            text = found.view.words(*part)
            word = _role_word(found.view, part)
            out.append((part, word, resolve_phrase(text, "", cast.day)))
    return out


def _role_word(view: View, part: tuple[int, int]) -> str:
    stop = next((i for i in range(part[0] + 1, part[1]) if view.pos[i] == "ADP"), part[1])
    for end in (*range(stop, part[0], -1), *range(part[1], stop, -1)):
        ending = role_ending(view.lower, end)
        if ending is not None and ending[0] >= part[0]:
            longer = role_ending(view.lower, min(part[1], end + 2))
            return longer[1].word if longer and longer[0] <= ending[0] else ending[1].word
    return view.lower[part[1] - 1]


def _extra(found: Found, first: int, last: int) -> frozenset[str]:
    ending = role_ending(found.view.lower, last)
    role = ending[0] if ending else last - 1
    return content(
        found.view, Found(found.view, first, last, last - 1, "role", "person", ""), max(first, role)
    )


def _is_compatriot(found: Found) -> bool:
    """Whether a phrase says of what nation the person before it is: "Brandl, an Austrian who"."""
    view, entry = found.view, found.entry
    return (
        entry is not None
        and entry.kind in {"adjective", "people"}
        and view.deps[found.head] == "appos"
        and view.lower[found.first] in {"a", "an"}
    )


def _not_a_person(cast: Cast, found: Found) -> int:
    entry = found.entry
    if entry is not None and entry.kind == "national" and found.name in cast.abbreviations:
        return cast.organisation(found.name, Codes())
    spelled = cast.spelled_out(found.name) if found.kind != "country" else None
    if spelled is not None:
        cast.members[spelled].names.setdefault(found.name)
        return spelled
    if entry is not None and entry.kind in {"country", "capital"} and entry.code:
        return cast.country(entry.code, None if entry.kind == "capital" else found.name)
    if entry is not None and entry.kind in {"adjective", "people"} and entry.code:
        if found.form == "adjective":
            return cast.country(entry.code)
        phrase = found.view.words(found.first, found.last)
        sector = resolve_phrase(phrase, "", cast.day).sector
        return cast.group(found, found.name.lower(), frozenset(), Codes(entry.code, sector), found.name)
    if entry is not None and entry.kind == "place":
        return cast.organisation(found.name, Codes(entry.code))
    if entry is not None and entry.kind == "body" and not _of_elsewhere(cast, found):
        return cast.body(entry.bodies[0], found.name)
    if entry is not None and entry.kind == "body" and entry.bodies[0].sector == "PTY":
        return cast.organisation(found.name, Codes(None, "PTY"), found.alias)
    short = lookup(found.alias) if found.alias else None
    if short is not None and short.kind == "body":
        return cast.body(short.bodies[0], found.name)
    codes = resolve_phrase(found.name, "", cast.day)
    if codes.sector is None and found.name.split()[-1] in words("legal form of a company"):
        codes = replace(codes, sector="BUS")
    if entry is not None and entry.kind == "national" and len(entry.bodies) == 1:
        return cast.body(entry.bodies[0], found.name)
    country = _country_before(found) if entry is None else None
    if country is not None:
        name = f"{found.view.texts[found.first - 1]} {found.name}"
        return cast.organisation(name, replace(codes, country=country), found.alias)
    return cast.organisation(found.name, codes, found.alias)


def _country_before(found: Found) -> str | None:
    """The country whose name stands before that of a body of one word or two: "a China Coast Guard ship"."""
    view, first = found.view, found.first
    before = lookup(view.texts[first - 1]) if first and found.name[0].isupper() else None
    named = before is not None and before.kind in {"country", "adjective"}
    if before is None or not named or not first <= view.heads[first - 1] <= found.last:
        return None
    return before.code if is_organisation(found.name) else None


def _of_elsewhere(cast: Cast, found: Found) -> bool:
    """Whether a party with a common name is of a country that the report, naming others, does not name."""
    body = found.entry.bodies[0] if found.entry is not None else None
    if (
        body is None
        or body.sector != "PTY"
        or found.name.split()[-1].lower() not in words("common party name")
    ):
        return False
    return bool(cast.places) and body.country not in cast.places


def _echoes(cast: Cast, view: View, row: Sequence[Found], dateline: Span | None) -> list[Found]:
    """Single words that name a person met elsewhere in the report, whatever the parser took them for.

    "Jordan" is Eddie Jordan where he is in the report, except after a preposition of place.
    """
    covered: set[int] = set()
    doubtful: set[int] = set()
    for found in row:
        unknown = found.entry is None and found.kind == "organisation" and not is_organisation(found.name)
        place = found.kind == "country" and found.form == "name" and found.last - found.first == 1
        if unknown:
            doubtful.update(range(found.first, found.last))
        elif not (place and not in_place(view, found.head) and cast.bears(found.name, family=True)):
            covered.update(range(found.first, found.last))
    echoes = []
    for i in range(len(view)):
        word = view.texts[i]
        if i in covered or not word[0].isupper():
            continue
        if dateline is not None and view.span(i, i + 1).overlaps(dateline):
            continue
        speaks = view.deps[i] == "nsubj" and view.lemmas[view.heads[i]] in words("speech")
        long = len(word) >= (SHORT_NAME if speaks else LONG_NAME)
        unseen = i in doubtful or (long and view.pos[i] in {"NOUN", "ADJ", "X"})
        if (view.pos[i] == "PROPN" and cast.bears(word)) or (unseen and cast.bears(word, family=True)):
            echo = Found(view, i, i + 1, i, "name", "person", word)
            add_title(view, echo)
            echoes.append(echo)
    return echoes


def _short_names(cast: Cast, view: View, row: Sequence[Found], dateline: Span | None) -> list[Found]:
    """First words of an organisation's name that stand for it: "Freeport" for Freeport-McMoRan."""
    covered = {i for found in row for i in range(found.first, found.last)}
    out = []
    for i, word in enumerate(view.texts):
        if i in covered or view.pos[i] != "PROPN" or len(word) < LONG_NAME or not word[0].isupper():
            continue
        if dateline is not None and view.span(i, i + 1).overlaps(dateline):
            continue
        number = cast.begins_with(word.lower())
        alone = view.deps[i] not in {"compound", "amod", "nmod"}
        first = i
        if number is None and i and view.lower[i - 1] == "the":
            number, first = cast.ends_with(word.lower()), i - 1
        if number is not None and alone and lookup(word) is None and not in_place(view, i):
            found = Found(view, first, i + 1, i, "name", "organisation", word)
            found.member = number
            out.append(found)
    return out


def _abbreviations(cast: Cast, view: View, row: Sequence[Found]) -> list[Found]:
    """Abbreviations that the report itself explains: "the Farmers Association (FA) … the FA"."""
    covered = {i for found in row for i in range(found.first, found.last)}
    return [
        Found(view, i, i + 1, i, "name", "organisation", view.texts[i])
        for i in range(len(view))
        if i not in covered and view.texts[i] in cast.abbreviations
    ]


def _read_paragraph(reader: Reader, view: View, names: list[Found]) -> None:
    """Everything in a paragraph that may speak of an actor, in the order of the text."""
    phrases: list[tuple[tuple[int, bool, int], int, Found | None]] = []
    for phrase in (*(n for n in names if n.member is not None), *find_descriptions(view, names)):
        phrases.append((_turn(view, phrase.head), 0, phrase))
    for token, lower in enumerate(view.lower):
        if lower in PRONOUNS and view.pos[token] in {"PRON", "DET"}:
            phrases.append((_turn(view, token), token, None))
    phrases.sort(key=lambda p: p[:2])
    reader.enter(view)
    for _, token, found in phrases:
        if found is None:
            reader.pronoun(view, token)
        elif found.member is not None:
            reader.name(found, found.member)
        else:
            reader.describe(found)


def _turn(view: View, token: int) -> tuple[int, bool, int]:
    """When a phrase is read: after what its sentence says outside quotations, for that tells who speaks."""
    return view.sentence[token], view.quoted[token], view.starts[token]


def _finish(cast: Cast, reader: Reader) -> tuple[tuple[Actor, ...], tuple[Mention, ...]]:
    same = reader.same
    named = [(span, same.get(member, member), form) for span, member, form in reader.history.rows]
    rows = sorted(dict.fromkeys(named), key=lambda r: (r[0].start, -r[0].end, r[1]))
    order: dict[int, int] = {}
    for _, member, _ in rows:
        order.setdefault(member, len(order))
    actors = tuple(cast.members[number].actor() for number in order)
    return actors, tuple(Mention(span, order[member], form) for span, member, form in rows)
