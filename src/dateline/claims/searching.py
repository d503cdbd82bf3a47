"""Sentences that may bear on a claim, found by the indexes of the archive and never by reading all of it."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.claims.said import Claim, Quotation
from dateline.claims.words import forms, words_in
from dateline.errors import NotFoundError
from dateline.model import Span
from dateline.views.choosing import is_one_of
from dateline.views.names import actor_ids

BY_WORDS = 200
"""Sentences that the full-text index gives for the words of a claim, the best first."""
BY_QUOTATION = 50
"""The same for the words of each quotation in it."""
BY_EVENT = 60
"""Events of the claim's actors and kind that are looked into."""
MOST_OF_EVENT = 40
"""Places that tell of one event."""
TOO_COMMON = 20_000
"""A word in so many sentences finds none by itself, as long as rarer ones do; it only counts."""
OF_A_WORD = 5_000
"""Sentences that one word finds, those that it tells most of first."""
Place = tuple[str, Span]
"""A report and a sentence in it."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the archive knows of a claim's words: the ids its actors may have, and how rare each stem is.

    ``counts`` are for each stem, also of the quotations, the words of it that stand in the archive, each with
    in how many sentences.
    """

    actors: tuple[frozenset[str], ...]
    weights: Mapping[str, float]
    counts: Mapping[str, Mapping[str, int]]

    def ids(self, actors: Collection[int]) -> frozenset[str]:
        """All ids that these actors of the claim may have."""
        return frozenset().union(*(self.actors[i] for i in actors))


def known(archive: Archive, claim: Claim) -> Known:
    """Look up the actors and words of a claim."""
    stems = [stem for part in claim.parts for stem in part.stems]
    stems += [stem for quotation in claim.quotations for stem in _stems(quotation)]
    total = next(archive.query("SELECT count(*) AS n FROM sentences"))["n"]
    counts = {stem: _counts(archive, stem) for stem in sorted(set(stems))}
    held = {stem: max(1, sum(words.values())) for stem, words in counts.items()}
    return Known(
        tuple(_ids(archive, actor.names, known=actor.known) for actor in claim.actors),
        {stem: math.log((total + 1) / (count + 0.5)) + 1 for stem, count in held.items()},
        counts,
    )


def candidates(archive: Archive, claim: Claim, found: Known) -> list[Place]:
    """The sentences that share words, quotations or events with a claim."""
    stems = [stem for part in claim.parts for stem in sorted(part.stems)]
    places = set(_with_words(archive, found, stems, BY_WORDS))
    for quotation in claim.quotations:
        places.update(_with_words(archive, found, _stems(quotation), BY_QUOTATION))
    places.update(told_of(archive, _events(archive, claim, found)))
    return sorted(places)


def told_of(archive: Archive, events: Collection[str]) -> list[Place]:
    """The sentences that tell of *events* (ids)."""
    one_of, values = is_one_of("m.event", events)
    rows = archive.query(
        'SELECT m.event, s.report, s.start, s."end" FROM event_mentions m '
        'JOIN sentences s ON s.report = m.report AND s.start <= m.start AND s."end" > m.start '
        f"WHERE {one_of} ORDER BY m.event, s.report, s.start",
        values,
    )
    told: dict[str, list[Place]] = {}
    for row in rows:
        places = told.setdefault(row["event"], [])
        if len(places) < MOST_OF_EVENT:
            places.append((row["report"], Span(row["start"], row["end"])))
    return sorted({place for places in told.values() for place in places})


def counting(archive: Archive, reports: Collection[str], kinds: Collection[str]) -> list[Place]:
    """The sentences of *reports* that count one of *kinds* ("killed")."""
    of_reports, ids = is_one_of("f.report", reports)
    of_kind, whats = is_one_of("f.what", kinds)
    rows = archive.query(
        'SELECT s.report, s.start, s."end" FROM figures f '
        'JOIN sentences s ON s.report = f.report AND s.start <= f.start AND s."end" > f.start '
        f"WHERE {of_reports} AND {of_kind}",
        (*ids, *whats),
    )
    return sorted({(row["report"], Span(row["start"], row["end"])) for row in rows})


def _ids(archive: Archive, names: Sequence[str], *, known: bool) -> frozenset[str]:
    """The ids that go by one of *names*: as a whole where one does, else those whose name holds it."""
    one_of, values = is_one_of("name", [name.casefold() for name in names])
    exact = {row["actor"] for row in archive.query(f"SELECT actor FROM actor_names WHERE {one_of}", values)}
    if exact and known:
        return frozenset(exact)
    try:
        return frozenset(exact.union(actor_ids(archive, names[0])))
    except NotFoundError:
        return frozenset(exact)


def _events(archive: Archive, claim: Claim, found: Known) -> list[str]:
    """Events of the claim's kinds in which its actors take part, those with most of them first."""
    kinds = {told.type for told in claim.events if told.type != "other"}
    ids = sorted(set().union(*found.actors)) if found.actors else []
    if not kinds or not ids:
        return []
    takes_part, actors = is_one_of("a.actor", ids)
    of_kind, types = is_one_of("l.type", kinds)
    rows = archive.query(
        "SELECT a.event FROM event_actors a JOIN event_list l ON l.id = a.event "
        f"WHERE {takes_part} AND {of_kind} "
        "GROUP BY a.event ORDER BY count(*) DESC, max(l.reports) DESC, a.event LIMIT ?",
        (*actors, *types, BY_EVENT),
    )
    return [row["event"] for row in rows]


def _stems(quotation: Quotation) -> list[str]:
    return [word.stem for word in words_in(quotation.words)]


def _counts(archive: Archive, stem: str) -> dict[str, int]:
    """The words of a stem that stand in the archive, each with in how many sentences."""
    return {word: count for word in forms(stem) if (count := _held(archive, word))}


def _held(archive: Archive, word: str) -> int:
    """In how many sentences a word stands."""
    found, asked = archive.matching([word])
    count: int = next(archive.query(f"SELECT count(*) AS n FROM {found} found", asked))["n"]
    return count


def _with_words(archive: Archive, found: Known, stems: Iterable[str], limit: int) -> list[Place]:
    """The sentences that hold words of these stems, those with the most and rarest first."""
    counts = [found.counts[stem] for stem in dict.fromkeys(stems)]
    rare = [words for words in counts if sum(words.values()) <= TOO_COMMON] or counts
    ranks: dict[int, float] = defaultdict(float)
    for word in (word for words in rare for word in words):
        holding, asked = archive.matching([word])
        query = f"SELECT h.rowid, h.rank FROM {holding} h ORDER BY h.rank, h.rowid LIMIT ?"
        for row in archive.query(query, (*asked, OF_A_WORD)):
            ranks[row["rowid"]] += row["rank"]
    best = sorted(ranks, key=lambda rowid: (round(ranks[rowid], 9), rowid))[:limit]
    one_of, ids = is_one_of("s.rowid", best)
    rows = archive.query(f'SELECT s.report, s.start, s."end" FROM sentences s WHERE {one_of}', ids)
    return [(row["report"], Span(row["start"], row["end"])) for row in rows]
