"""The little of each report that is looked at for all reports at once."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dateline.linking.memory import content_key
from dateline.linking.sketch import Sketch
from dateline.model import Published


@dataclass(frozen=True, slots=True)
class Outlines:
    """Lists with an item for each report, in their order.

    ``contents`` are keys of all that the sketches hold; of ``digests`` and ``shingles`` see `fingerprints`.
    """

    reports: list[str]
    contents: list[bytes]
    published: list[Published]
    digests: list[str]
    shingles: list[bytes]


def outlined(
    sketches: Sequence[Sketch], before: Outlines | None = None, dated: Collection[str] = ()
) -> Outlines:
    """The outlines of all reports; where there are some from *before*, only those *dated* are made again."""
    if before is None:
        found = Outlines([], [], [], [], [])
        for sketch in sketches:
            found.reports.append(sketch.report)
            found.contents.append(content_key(sketch))
            found.published.append(sketch.published)
            found.digests.append(sketch.digest)
            found.shingles.append(sketch.shingles)
        return found
    contents, published = list(before.contents), list(before.published)
    for at, report in enumerate(before.reports):
        if report in dated:
            contents[at], published[at] = content_key(sketches[at]), sketches[at].published
    return Outlines(before.reports, contents, published, before.digests, before.shingles)
