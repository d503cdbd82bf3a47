"""The wording of a report: its sentences as words in numbers, small enough to keep for a whole archive."""

from __future__ import annotations

import re
import zlib
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from dateline.model import Reading, Span

QUOTED = 0.5
"""Share of a sentence's words in quotation marks from which it is someone's own words."""
_WORD = re.compile(r"\w+")
_QUOTED = re.compile('[“"«„][^”"»“]*(?:[”"»“]|\\Z)')
"""A quotation that no mark closes runs to the end of its paragraph."""
Numbers = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Wording:
    """``words`` are hashes of the words in order, ``ends`` their number up to the end of each sentence.

    ``places`` are start and end of each sentence in the text, ``quoted`` a byte for each: whether most of it
    is someone's own words. All are little-endian bytes, numbers of 32 bits.
    """

    words: bytes = b""
    ends: bytes = b""
    places: bytes = b""
    quoted: bytes = b""

    def sentences(self) -> list[Numbers]:
        """The words of each sentence."""
        words = np.frombuffer(self.words, dtype="<u4").astype(np.uint64)
        return np.split(words, np.frombuffer(self.ends, dtype="<u4")[:-1]) if self.ends else []

    def spans(self) -> list[Span]:
        """The places of the sentences."""
        numbers = np.frombuffer(self.places, dtype="<u4").reshape(-1, 2)
        return [Span(int(start), int(end)) for start, end in numbers]


NO_WORDING = Wording()


def wording(text: str, reading: Reading) -> Wording:
    """The wording of the sentences of a reading."""
    spoken = _joined([*_marked(text, reading.sentences), *_direct(reading)])
    starts = [span.start for span in spoken]
    words, ends, quoted = [], [], bytearray()
    for sentence in reading.sentences:
        own = said = 0
        for match in _WORD.finditer(text, sentence.start, sentence.end):
            words.append(zlib.crc32(match.group().casefold().encode("utf-8", "replace")))
            at = bisect_right(starts, match.start()) - 1
            said += at >= 0 and match.end() <= spoken[at].end
            own += 1
        ends.append(len(words))
        quoted.append(own > 0 and said >= QUOTED * own)
    places = [number for span in reading.sentences for number in (span.start, span.end)]
    return Wording(_packed(words), _packed(ends), _packed(places), bytes(quoted))


def _direct(reading: Reading) -> list[Span]:
    """What the reading tells to be someone's own words."""
    return [span for a in reading.attributions if a.manner == "direct" for span in a.content]


def _marked(text: str, sentences: Sequence[Span]) -> list[Span]:
    """What stands in quotation marks, which may open in one sentence of a paragraph and close in another."""
    paragraphs: list[Span] = []
    for sentence in sentences:
        if (
            paragraphs
            and text.find("\n", paragraphs[-1].end, sentence.start) < 0 <= sentence.start - paragraphs[-1].end
        ):
            paragraphs[-1] = Span(paragraphs[-1].start, sentence.end)
        else:
            paragraphs.append(sentence)
    return [Span(m.start(), m.end()) for p in paragraphs for m in _QUOTED.finditer(text, p.start, p.end)]


def _joined(spans: Iterable[Span]) -> Sequence[Span]:
    joined: list[Span] = []
    for span in sorted(spans):
        if joined and span.start <= joined[-1].end:
            joined[-1] = Span(joined[-1].start, max(joined[-1].end, span.end))
        else:
            joined.append(span)
    return joined


def _packed(numbers: Sequence[int]) -> bytes:
    return np.array(numbers, dtype="<u4").tobytes()
