"""Score tests/data/statements: `python tests/statement_scores.py` prints figures, with `-v` what is wrong."""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.common import report_of
from dateline.model import Attribution, Extractor, Reading, Span
from dateline.reading import read_report
from dateline.reading.attributions import DEFAULT_EXTRACTOR

FILE = Path(__file__).parent / "data" / "statements" / "reports.txt"
SAME = 0.5
"""Share of characters that two contents have in common to be the same statement."""
TOLD = ("said", "place", "to", "on", "in")
"""What a statement may be without: scored by F1 over those that have it."""
ALWAYS = ("attitude", "manner")
"""What every statement has: scored by the share that is right."""


@dataclass(frozen=True, slots=True)
class Gold:
    """A statement as marked: its source, the pieces of its content, and what is known of it."""

    source: str
    content: tuple[Span, ...]
    facts: dict[str, str]


@dataclass(frozen=True, slots=True)
class Marked:
    """A report with the statements marked in it."""

    name: str
    published: str
    text: str
    statements: tuple[Gold, ...]


def marked_reports(text: str) -> Iterator[Marked]:
    """The reports of the file; ValueError where a content is not in its report."""
    for block in re.split(r"^### ", text, flags=re.MULTILINE)[1:]:
        head, body = block.split("\n", 1)
        name, published = head.split(" | ")
        story, *lines = re.split(r"^\* ", body, flags=re.MULTILINE)
        story = story.strip()
        yield Marked(name, published, story, tuple(_gold(story, line) for line in lines))


def _gold(text: str, lines: str) -> Gold:
    head, _, facts = lines.strip().partition("\n")
    source, content = head.split(" | ")
    at = text.index(content.split(" … ")[0])
    pieces = [(text.index(piece, at), piece) for piece in content.split(" … ")]
    return Gold(
        source,
        tuple(Span(start, start + len(piece)) for start, piece in pieces),
        dict(fact.strip().split("=", 1) for fact in facts.split(";")),
    )


def read(report: Marked, extractor: Extractor = DEFAULT_EXTRACTOR) -> Reading:
    """What is found in a report that came out on its day."""
    record = {"id": report.name, "text": report.text, "published": report.published}
    return read_report(report_of(record), extractor)


def score(extractor: Extractor = DEFAULT_EXTRACTOR, *, loud: bool = False) -> dict[str, float]:
    """Share of the marked statements found, and of what is known of each how much is right."""
    tally: Counter[str] = Counter()
    for report in marked_reports(FILE.read_text(encoding="utf-8")):
        reading = read(report, extractor)
        pairs = _matched(report, reading.attributions)
        for number, gold in enumerate(report.statements):
            found = pairs.get(number)
            tally["marked"] += 1
            tally["found"] += found is not None
            if found is None and loud:
                print(f"{report.name}: not found: {gold.source} | {_words(report.text, gold.content)}")
            for key in (*TOLD, *ALWAYS):
                if key not in gold.facts and (found is None or key in ALWAYS):
                    continue
                answer = _answer(report, reading, found, key) if found is not None else ""
                right = bool(answer) and _is_right(report, gold, key, answer)
                tally[f"{key} told"] += key in gold.facts
                tally[f"{key} right"] += right
                tally[f"{key} found"] += bool(answer)
                if loud and not right and (answer or key in gold.facts):
                    wanted = gold.facts.get(key, "-")
                    words = _words(report.text, gold.content)
                    print(f"{report.name}: {key}: {answer or '-'} for {wanted} | {gold.source} | {words}")
        tally["others"] += len(reading.attributions) - len(pairs)
    out = {"statements": tally["found"] / tally["marked"], "others": float(tally["others"])}
    for key in TOLD:
        out[key] = 2 * tally[f"{key} right"] / max(1, tally[f"{key} told"] + tally[f"{key} found"])
    for key in ALWAYS:
        out[key] = tally[f"{key} right"] / tally[f"{key} told"]
    return out


def _matched(report: Marked, found: tuple[Attribution, ...]) -> dict[int, Attribution]:
    """For the number of each marked statement that was found the attribution, the likest first."""
    likes = []
    for number, gold in enumerate(report.statements):
        for other, attribution in enumerate(found):
            alike = _alike(_places(report.text, gold.content), _places(report.text, attribution.content))
            source = _words(report.text, attribution.source)
            if alike >= SAME and (source in gold.source or gold.source in source) and source:
                likes.append((-alike, number, other))
    pairs: dict[int, Attribution] = {}
    taken = set()
    for _, number, other in sorted(likes):
        if number not in pairs and other not in taken:
            pairs[number] = found[other]
            taken.add(other)
    return pairs


def _answer(report: Marked, reading: Reading, found: Attribution, key: str) -> str:
    match key:
        case "said":
            return found.said or ""
        case "place":
            return found.place or ""
        case "to":
            return _words(report.text, found.addressee)
        case "on":
            return _words(report.text, found.occasion)
        case "in":
            if found.parent is None:
                return _words(report.text, found.via)
            return _words(report.text, reading.attributions[found.parent].source) or "?"
    value: str = getattr(found, key)
    return value


def _is_right(report: Marked, gold: Gold, key: str, answer: str) -> bool:
    if key not in gold.facts:
        return False
    wanted = gold.facts[key]
    if key == "in":
        around = report.statements[int(wanted) - 1].source
        return answer in around or around in answer
    if key not in ("to", "on", "place"):
        return answer == wanted
    return any(_share(answer, one) >= SAME for one in wanted.split(" / "))


def _share(one: str, other: str) -> float:
    """Share of the words that two phrases have in common, articles aside."""
    words, others = (
        {w for w in re.findall(r"\w+", t.lower()) if w not in ("the", "a")} for t in (one, other)
    )
    return len(words & others) / max(1, len(words | others))


def _words(text: str, spans: tuple[Span, ...]) -> str:
    return " … ".join(span.of(text) for span in spans)


def _places(text: str, spans: tuple[Span, ...]) -> set[int]:
    return {i for span in spans for i in range(span.start, span.end) if not text[i].isspace()}


def _alike(one: set[int], other: set[int]) -> float:
    return len(one & other) / max(1, len(one | other))


def main() -> int:
    """Print the figures of both extractors as one JSON object."""
    extractors: tuple[Extractor, ...] = ("model", "rules")
    figures: dict[str, Any] = {
        name: {key: round(value, 3) for key, value in score(name, loud="-v" in sys.argv).items()}
        for name in extractors
    }
    print(json.dumps(figures, indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main())
