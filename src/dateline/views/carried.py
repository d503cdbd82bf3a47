"""Whose words a sentence is: outlets that carry one copy, whole or in part, are one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dateline.archive import Archive
from dateline.model import Span
from dateline.views.choosing import is_one_of
from dateline.views.citation import Citations
from dateline.views.copies import same_texts


@dataclass(frozen=True, slots=True)
class Source:
    """With whom a report speaks as one: an outlet, and, of a copy, whose it is and who carries it."""

    outlet: str
    copy: str | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """The source of each report that is not alone with its words, and the sentences it took from another."""

    sources: Mapping[str, Source]
    taken: Mapping[str, Sequence[tuple[Span, Source]]]

    def source(self, report: str, sentence: Span) -> Source | None:
        """Whose words *sentence* is; None where they are the report's own."""
        for span, source in self.taken.get(report, ()):
            if span.overlaps(sentence):
                return source
        return self.sources.get(report)


def carried(archive: Archive, citations: Citations, reports: Sequence[str]) -> Carried:
    """What *reports* carry of each other: whole copies, versions of one address, and sentences taken over."""
    first, copied = same_texts(archive, reports)
    groups: dict[str, list[str]] = defaultdict(list)
    for report, lead in sorted(first.items()):
        groups[lead].append(report)
    one_of, ids = is_one_of("report", reports)
    pairs = [
        row
        for row in archive.rows("duplicates", f"kind = 'partial' AND {one_of}", ids)
        if row["other"] in first and first[row["report"]] != first[row["other"]]
    ]
    # Of two that share a part, the likely source lends it; where none is known, the first in order of ids.
    lent: dict[str, list[tuple[str, list[Span]]]] = defaultdict(list)
    for row in pairs:
        source = row["source"] if row["source"] in (row["report"], row["other"]) else row["report"]
        taker = row["other"] if source == row["report"] else row["report"]
        start, end = ("other_start", "other_end") if taker == row["other"] else ("start", "end")
        spans = [Span(s[start], s[end]) for s in row["sentences"] if not s["quoted"]]
        lent[first[source]].append((taker, spans))
    sources: dict[str, Source] = {}
    taken: dict[str, list[tuple[Span, Source]]] = defaultdict(list)
    for lead, group in sorted(groups.items()):
        takers = [taker for taker, _ in lent.get(lead, ())]
        if len(group) == 1 and not takers:
            continue
        is_copy = bool(copied & set(group)) or bool(takers)
        source = _named(citations, group, takers) if is_copy else Source(_outlet(citations, group))
        sources |= dict.fromkeys(group, source)
        for taker, spans in lent.get(lead, ()):
            taken[taker] += [(span, source) for span in spans]
    return Carried(sources, taken)


def _named(citations: Citations, group: Sequence[str], takers: Sequence[str]) -> Source:
    """The copy of a group: the agency whose it is, else the outlet, and all who carry it."""
    cited = [citations.report(report) for report in group]
    origin = next((report.agency for report in cited if report.agency), None) or _outlet(citations, group)
    carriers = dict.fromkeys(report.name for report in (*cited, *map(citations.report, takers)))
    carriers.pop(origin, None)
    words = f"{origin} (carried by {', '.join(sorted(carriers))})" if carriers else f"{origin} (copy)"
    return Source(_outlet(citations, group), words)


def _outlet(citations: Citations, group: Sequence[str]) -> str:
    named = (outlet for report in group if (outlet := citations.report(report).outlet))
    return next(named, citations.report(group[0]).name)
