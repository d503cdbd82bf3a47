"""The answer to a claim: sentences in order, copies of one text once, and where was looked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dateline.archive import Archive
from dateline.claims.said import Claim, read_claim
from dateline.claims.searching import Known, Place, candidates, counting, known, told_of
from dateline.claims.sentences import Sentence, sentences
from dateline.claims.values import Differing
from dateline.claims.weighing import Basis, Relation, Weighed, weigh
from dateline.claims.wording import Piece
from dateline.claims.words import denies_charge
from dateline.views.carried import carried
from dateline.views.citation import Citations, Passage, on_one_line, speakers_of
from dateline.views.names import actor_names

RELATIONS: tuple[Relation, ...] = ("supports", "differs", "denies", "related")
"""In the order in which they are shown."""
LIMIT = 10
"""Rows of each relation, unless more are asked for."""


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A sentence and how it stands to the claim; nothing here says whether the claim is true.

    ``relation`` is "supports", "differs" (in a value, or the words of a quotation), "denies" or "related";
    ``basis`` is what shows it: an event, quote or figure of the record, or words alone. ``share`` (0-1) is
    how much of the claim the sentence has, ``why`` says it in words. ``says`` are those who say it (none: the
    report in its own voice), ``denied_by`` those who deny it, ``differing`` the values that differ,
    ``difference`` the words of an altered quotation, ``event`` is the id of the event that it tells of.
    ``source`` is with whom the report speaks as one, ``copies`` are labels of reports that carry the same
    sentence as a copy.
    """

    relation: Relation
    basis: Basis
    why: tuple[str, ...]
    share: float
    says: tuple[str, ...]
    denied_by: tuple[str, ...]
    differing: tuple[Differing, ...]
    difference: tuple[Piece, ...]
    event: str | None
    report: str
    label: str
    title: str | None
    source: str
    copies: tuple[str, ...]
    passage: Passage


@dataclass(frozen=True, slots=True)
class Searched:
    """Where was looked: how many reports, from which day to which, how many without a day, and not read."""

    reports: int
    first: str | None
    last: str | None
    undated: int
    failed: int

    @property
    def words(self) -> str:
        """In words: "13 reports, from 2019-08-08 to 2024-11-18; 1 undated, 0 failed"."""
        days = f", from {self.first} to {self.last}" if self.first else ""
        count = f"{self.reports:,} report{'' if self.reports == 1 else 's'}"
        return f"{count}{days}; {self.undated:,} undated, {self.failed:,} failed"


@dataclass(frozen=True, slots=True)
class ClaimView:
    """What an archive tells of a claim.

    ``rows`` are in the order supports, differs, denies, related; ``counts`` are the sentences of each
    relation and ``sources`` those who speak independently in them, as far as copies are known.
    """

    claim: str
    rows: tuple[ClaimRow, ...]
    counts: dict[str, int]
    sources: dict[str, int]
    searched: Searched

    @property
    def found(self) -> bool:
        """Whether any sentence supports the claim, differs from it or denies it."""
        return any(self.counts[relation] for relation in RELATIONS if relation != "related")

    def of(self, relation: Relation) -> list[ClaimRow]:
        """The rows of one relation."""
        return [row for row in self.rows if row.relation == relation]


def claim(archive: Archive, text: str | Claim, *, limit: int | None = LIMIT) -> ClaimView:
    """What the archive tells of a claim: at most *limit* sentences of each relation.

    Raises QuestionError for a claim without words.
    """
    asked = read_claim(text) if isinstance(text, str) else text
    weighed = _weighed(archive, asked)
    rows = _rows(archive, weighed)
    by_relation: dict[Relation, list[ClaimRow]] = defaultdict(list)
    for row in rows:
        by_relation[row.relation].append(row)
    return ClaimView(
        asked.text,
        tuple(row for relation in RELATIONS for row in by_relation[relation][:limit]),
        {relation: len(by_relation[relation]) for relation in RELATIONS},
        {relation: len({row.source for row in by_relation[relation]}) for relation in RELATIONS},
        searched(archive),
    )


def searched(archive: Archive) -> Searched:
    """Where a claim is looked for."""
    [row] = archive.query(
        "SELECT count(*) AS reports, min(published) AS first, max(published) AS last, "
        "sum(CASE WHEN published IS NULL AND status <> 'failed' THEN 1 ELSE 0 END) AS undated, "
        "sum(CASE WHEN status = 'failed' THEN 1 ELSE 0 END) AS failed FROM reports"
    )
    return Searched(row["reports"], row["first"], row["last"], row["undated"] or 0, row["failed"] or 0)


def _weighed(archive: Archive, asked: Claim) -> list[tuple[Sentence, Weighed]]:
    """The sentences that bear on a claim: those found by its words, then what else tells of their events."""
    found = known(archive, asked)
    places = set(candidates(archive, asked, found))
    first = _weigh(archive, asked, found, sorted(places))
    bearing = [(sentence, weighed) for sentence, weighed in first if weighed.relation != "related"]
    more = set(told_of(archive, {weighed.event for _, weighed in bearing if weighed.event}))
    if kinds := {number.what for number in asked.numbers if number.what}:
        more |= set(counting(archive, {sentence.report.id for sentence, _ in first}, kinds))
    denials = _denials(archive, _after(bearing))
    denying = {sentence.place for sentence, _ in denials}
    others = first + _weigh(archive, asked, found, sorted(more - places))
    return denials + [(sentence, weighed) for sentence, weighed in others if sentence.place not in denying]


def _after(bearing: Sequence[tuple[Sentence, Weighed]]) -> dict[Place, Sentence]:
    """The sentences just after those that bear on a claim and do not so themselves; with the one before."""
    held = {sentence.place for sentence, _ in bearing}
    following = (
        ((sentence.report.id, span), sentence)
        for sentence, weighed in bearing
        if weighed.relation != "denies"
        for span in sentence.after
    )
    return {place: sentence for place, sentence in following if place not in held}


def _denials(archive: Archive, charged: Mapping[Place, Sentence]) -> list[tuple[Sentence, Weighed]]:
    """The sentences that deny what stands just before them, without saying it again.

    Where a sentence between has somebody say something, it is that which is denied.
    """
    read = sentences(archive, charged)
    said_in = {sentence.place for sentence in read if sentence.quotes}
    denials = []
    for sentence in read:
        before, (report, span) = charged[sentence.place], sentence.place
        between = {(report, s) for s in before.after if s < span}
        if denies_charge(sentence.text) and not between & said_in:
            why = f"denies a charge, just after: “{on_one_line(before.text)}”"
            denials.append((sentence, Weighed("denies", "words", 0.0, (why,))))
    return denials


def _weigh(
    archive: Archive, asked: Claim, found: Known, places: Sequence[Place]
) -> list[tuple[Sentence, Weighed]]:
    """The sentences at *places* that have something of a claim."""
    read = sentences(archive, places)
    speakers = {speaker for sentence in read for quote in sentence.quotes for speaker in quote["speakers"]}
    citations, names = Citations(archive), actor_names(archive, speakers)
    out = []
    for sentence in read:
        voices = {quote["id"]: speakers_of(citations, names, quote) for quote in sentence.quotes}
        if weighed := weigh(asked, found, sentence, voices):
            out.append((sentence, weighed))
    return out


def _rows(archive: Archive, weighed: Sequence[tuple[Sentence, Weighed]]) -> list[ClaimRow]:
    """The rows in order, each sentence once, and what several reports carry as copies once."""
    citations = Citations(archive)
    copies = carried(archive, citations, sorted({sentence.report.id for sentence, _ in weighed}))
    rows: dict[tuple[str, str, str], ClaimRow] = {}
    for sentence, found in sorted(weighed, key=_order):
        report, span = sentence.report, found.span or sentence.span
        shared = copies.source(report.id, sentence.span)
        source = (shared.copy or shared.outlet) if shared else report.name
        passage = citations.sentence(report.id, span.start, span.end)
        row = ClaimRow(
            found.relation,
            found.basis,
            found.why,
            round(found.share, 3),
            found.says,
            found.denied_by,
            found.differing,
            found.difference.pieces if found.difference else (),
            found.event,
            report.id,
            report.label_at(span.start),
            report.title,
            source,
            (),
            passage,
        )
        key = (found.relation, source, passage.text.casefold())
        if (held := rows.get(key)) is None:
            rows[key] = row
        elif held.label != row.label:
            rows[key] = replace(held, copies=(*held.copies, row.label))
    return list(rows.values())


def _order(found: tuple[Sentence, Weighed]) -> tuple[int, float, str, str, int]:
    sentence, weighed = found
    share = round(weighed.share, 3)
    return (
        RELATIONS.index(weighed.relation),
        -share,
        sentence.report.published or "9999",
        sentence.report.id,
        sentence.span.start,
    )
