"""Score intake on the pages of our own: `python tests/page_scores.py` prints one JSON object.

Text dumps (tests/data/pages): F1 of the article's characters, the share of pages that lost some of it, and
of mastheads read right. HTML (tests/data/html): F1 of the article's word shingles, and the share of facts.
"""

from __future__ import annotations

import json
import re
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from dateline.intake import take
from dateline.knowledge.agencies import agency_names
from dateline.model import Report

DATA = Path(__file__).parent / "data"
MARKED = DATA / "pages" / "marked.txt"
HTML = DATA / "html"
LOSS = 0.05
"""Share of its article from which a page is hurt that lost it."""
WORDS = 4
"""Words of a shingle, as the benchmark of saved pages has it."""
FIELDS = ("title", "outlet", "agency", "authors", "dateline", "published")
MAY_BE_EMPTY = ("title", "authors", "dateline")
"""Fields that are scored where the page has none, too."""
_ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|t)")


def main() -> int:
    """Print the figures of both sets."""
    f1, losses = [], []
    for page in pages():
        one, lost = article_scores(page)
        f1.append(one)
        losses.append(lost > LOSS)
    told = [right for field in FIELDS for _, right in masthead_checks(field)]
    precision, recall = zip(*(shingle_scores(gold) for gold in html_gold()), strict=True)
    p, r = _mean(precision), _mean(recall)
    facts = [right for gold in html_gold() for _, right in html_facts(gold)]
    figures = {
        "text_f1": _mean(f1),
        "text_hurt": _mean(losses),
        "text_masthead": _mean(told),
        "html_f1": 2 * p * r / (p + r),
        "html_facts": _mean(facts),
    }
    print(json.dumps(figures))
    return 0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values)


# --- text dumps


@dataclass(frozen=True, eq=False)
class Page:
    """A page as marked: its masthead as a reader puts it down, its text, and where its article is."""

    name: str
    stated: dict[str, str]
    text: str
    article: frozenset[int]


@cache
def pages() -> tuple[Page, ...]:
    """The pages of tests/data/pages."""
    found = []
    for block in re.split(r"^### ", MARKED.read_text(encoding="utf-8"), flags=re.M)[1:]:
        head, *lines = block.rstrip("\n").split("\n")
        stated: dict[str, str] = {}
        text, article = "", set[int]()
        for line in lines:
            field = re.match(r"([a-z]+): ?(.*)", line)
            if field is not None and not text:
                stated[field[1]] = field[2].strip()
                continue
            words = _ESCAPE.sub(lambda m: chr(int(m[1], 16)) if m[1] else "\t", line[2:])
            if line.startswith("+"):
                article.update(i for i, c in enumerate(words, len(text)) if not c.isspace())
            text += words + "\n"
        found.append(Page(head, stated, text, frozenset(article)))
    return tuple(found)


@cache
def report_of(page: Page) -> Report:
    """The report in a page."""
    return take(page.name + ".txt", page.text.encode())


def article_scores(page: Page) -> tuple[float, float]:
    """F1 of the article's characters, and the share of them that is lost."""
    kept = {i for s in report_of(page).body for i in range(s.start, s.end) if not page.text[i].isspace()}
    right = len(kept & page.article)
    return 2 * right / (len(kept) + len(page.article)), 1 - right / len(page.article)


def masthead_checks(field: str) -> list[tuple[str, bool]]:
    """For each page that the field is put down for, its name and whether the field is read right."""
    return [
        (page.name, _is_right(field, page.stated[field], report_of(page)))
        for page in pages()
        if field in page.stated and (page.stated[field] or field in MAY_BE_EMPTY)
    ]


def _is_right(field: str, wanted: str, report: Report) -> bool:
    head = report.masthead
    if field == "published":
        return (head.published.date.isoformat() if head.published.date else "") == wanted
    if field == "authors":
        return {_plain(a) for a in head.authors} == {_plain(a) for a in wanted.split(";") if a.strip()}
    if field == "agency":
        return head.agency is None if wanted == "-" else _names(head.agency, wanted)
    return _plain(getattr(head, field)) == _plain(wanted)


def _plain(words: str | None) -> str:
    return " ".join((words or "").casefold().split()).removeprefix("the ")


def _names(found: str | None, wanted: str) -> bool:
    """Whether an agency is recorded under its name or its initials."""
    known = agency_names().name_of.get(wanted.casefold(), wanted)
    return found is not None and _plain(known) == _plain(found)


# --- HTML


@cache
def html_gold() -> tuple[dict[str, Any], ...]:
    """What a reader puts down for each page of tests/data/html."""
    lines = (HTML / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    return tuple(json.loads(line) for line in lines)


@cache
def html_report(name: str) -> Report:
    """The report in a page of tests/data/html."""
    return take(name, (HTML / name).read_bytes())


def shingle_scores(gold: dict[str, Any]) -> tuple[float, float]:
    """Precision and recall of the word shingles of a page's article."""
    report = html_report(gold["page"])
    own, found = _shingles(gold["body"]), _shingles([span.of(report.text) for span in report.body])
    both = (own & found).total()
    return both / found.total(), both / own.total()


def _shingles(paragraphs: Sequence[str]) -> Counter[tuple[str, ...]]:
    words = re.findall(r"\w+", "\n".join(paragraphs))
    return Counter(tuple(words[i : i + WORDS]) for i in range(max(1, len(words) - WORDS + 1)))


def html_facts(gold: dict[str, Any]) -> Iterator[tuple[tuple[str, str], bool]]:
    """Each fact of the gold (page, field or line left over) with whether the report has it."""
    report = html_report(gold["page"])
    head = report.masthead
    found = {
        "title": head.title,
        "outlet": head.outlet,
        "agency": head.agency,
        "authors": list(head.authors),
        "published": head.published.date and head.published.date.isoformat(),
        "modified": head.modified and head.modified.isoformat(),
        "captured": report.captured and report.captured.isoformat(),
        "dateline": head.dateline,
    }
    for name, value in found.items():
        wanted = gold.get(name)
        if wanted is None:
            continue
        either = name != "authors" and isinstance(wanted, list)
        yield (gold["page"], name), value in wanted if either else value == wanted
    left = [(d.span.of(report.text), d.reason) for d in report.dropped]
    for line, reason in gold["dropped"].items():
        yield (gold["page"], line), any(line in words and reason in (None, why) for words, why in left)


if __name__ == "__main__":
    sys.exit(main())
