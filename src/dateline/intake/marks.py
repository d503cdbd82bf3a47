"""What each block of a page looks like on its own: prose, caption, byline, date line, dateline, furniture."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from dateline.intake.blocks import Block
from dateline.intake.bylines import Byline, name_line, read_byline, vouched_name
from dateline.intake.captions import credits_picture, is_agency_alone, is_caption, is_source, reads_as_caption
from dateline.intake.dates import DateFound, day_comes_first, find_dates, find_day, is_labelled, without_dates
from dateline.intake.signature import find_signature
from dateline.intake.wire import wire_alone
from dateline.knowledge.furniture import Furniture, furniture_of
from dateline.knowledge.report_words import service_talk, site_talk, telling
from dateline.model import Span

Kind = Literal["prose", "line", "caption", "byline", "date", "dateline", "furniture"]

PROSE_WORDS = 9
"""A block of this many words that ends as a sentence is prose, whatever stands around it."""
PROSE_LOWER = 0.45
"""Share of words in lower case below which a line is a list of names or a heading, not prose."""
LONG_PROSE = 15
LONG_PROSE_LOWER = 0.35
"""The same for one sentence of so many words, which may name offices and places in capitals."""
SECTION_WORDS = 12
"""Words: a heading of teasers or comments is no longer."""
DATE_LINE_REST = 9
"""Words that may stand beside the date in a date line (weekday, place, post, name)."""
DATE_LINE_LOWER = 3
"""Words in lower case beside an unlabelled date from which the line is a sentence or a caption."""
SITE_TALK_WORDS = 120
"""Words: a notice to readers is no longer."""
SERVICE_FIRST = 12
"""Characters before words such as "sign up for" where they tell the reader to; further on they are told."""
NEAR_END = 3
"""Blocks behind a report's last paragraph none of which is a paragraph."""
NOTICES = frozenset(
    {
        "consent notice",
        "subscription notice",
        "paywall notice",
        "app advert",
        "AI-summary notice",
        "share links",
        "error page",
    }
)
"""Furniture that is no article even where it reads as a sentence."""
_QUOTE = re.compile('["“”«»„]')
_TIME = re.compile(r"\d[:.]\d\d")
_LABEL_ONLY = re.compile(r"(?:last\s+)?(?:updated|published|posted|modified)(?:\s+(?:on|at))?\s*:?", re.I)
_MARKUP = re.compile(
    r"<[a-zA-Z!/][^<>]*>?|(?:(?:[A-Za-z]{1,20} ){0,3}[A-Za-z]{1,20}:\s{0,3})?https?://\S+$|\{\{?[^{}]*\}?\}$"
)
_BULLETS = " \t•·*-–—▪◦►"
_SIGNED_POST = re.compile(r"[—–-]\s?.{1,80}\(@\w+\)")
_TWO_SENTENCES = re.compile(r"\w{3}[.!?]\s")
_LETTER = re.compile(
    r"(?:Dear|Your Excellency|Excellenc(?:y|ies)|"
    r"Yours? (?:sincerely|faithfully|truly|loving|affectionate|obedient|humble)|Sincerely)\b"
    r"[^.!?]{0,60},$|\(Signed\)",
    re.I,
)
"""How letters open and close."""
_OURS = re.compile(r"\b(?:we|our|us|ours)\b", re.I)
_CREDIT_TAIL = re.compile(
    r"[.!?][\"'”’]?\s+(?:[–—-]\s*|[(\[]\s*)?"
    r"(?:(?:with\s+)?(?:additional\s+)?(?:reporting|inputs?|files)\s+(?:by|from)|with)\s[^.!?]{2,50}$",
    re.I,
)
_INITIALS_TAIL = re.compile(r"[a-z][.!?][\"'”’]?\s+(?:[–—-]\s*)?[A-Z]{2,6}(?:/[A-Z]{2,6})?$")
_LOWER = re.compile(r"(?<![\w'’])[a-zß-öø-ÿа-яα-ω]")
_NO_CASE = re.compile("[\u0590-\u06ff\u0900-\u0dff\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_TIME_ALONE = re.compile(
    r"(?:updated\s+at\s+)?\d{1,2}[:.h]\d\d(?::\d\d)?\s*+(?:[ap]\.?m\.?\s*+)?(?:[A-Z]{2,5}|[A-Z][a-z]+ time)?",
    re.I,
)
_TIME_AGO = r"(?:about\s|an?\s|\d+)\s*+(?:min(?:ute)?s?|h(?:ou)?rs?|h|d|days?|weeks?|months?|years?)\s+ago\b"
AGO = re.compile(rf"[\[(]?{_TIME_AGO}", re.I)
"""How an entry of a list of latest stories begins."""
_RELATIVE = re.compile(
    rf"^(?:(?:updated|posted|published|last\s+updated)\s*+(?::\s*+)?)?{_TIME_AGO}[\s\w:.,|•·-]{{0,40}}$", re.I
)


@dataclass(frozen=True, slots=True)
class Mark:
    """What one block looks like; ``dates`` are those in a short block, with spans into the text."""

    block: Block
    kind: Kind
    furniture: Furniture | None = None
    byline: Byline | None = None
    dates: tuple[DateFound, ...] = ()


def is_time_alone(mark: Mark) -> bool:
    """Whether a block is nothing but a time of day, as stands over each entry of a running report."""
    return mark.kind == "date" and _TIME_ALONE.fullmatch(mark.block.text) is not None


def mark_blocks(text: str, blocks: Sequence[Block]) -> tuple[Mark, ...]:
    """A mark for each block, from its own words only."""
    day_first = day_comes_first(text, [b.span for b in blocks if b.short])
    marks = [_mark(text, block, day_first) for block in blocks]
    for i in range(1, len(marks)):
        if marks[i].kind == "date" and (named := _name_over_date(marks[i - 1], text)) is not None:
            marks[i - 1] = Mark(marks[i - 1].block, "byline", byline=named)
    for i in range(1, len(marks)):
        if i > 1 and _credited(marks, i - 1):
            marks[i - 1] = Mark(marks[i - 1].block, "caption")
            marks[i] = Mark(marks[i].block, "caption")
        if marks[i].kind == "line" and _only_by(marks[i - 1]):
            found = name_line(marks[i].block, text, beside_date=True)
            if found is not None:
                marks[i] = Mark(marks[i].block, "byline", byline=found)
    if marks and marks[0].kind == "caption" and "|" in marks[0].block.text:  # a page's title, with the site
        marks[0] = Mark(marks[0].block, "line", None, None, marks[0].dates)
    for i in range(1, len(marks)):
        if _ends_report(marks, i, text):
            marks[i] = Mark(marks[i].block, "prose")
    for i in range(1, len(marks)):
        own = marks[i]
        if own.kind == "caption" and marks[i - 1].kind != "caption" and is_agency_alone(own.block.text):
            marks[i] = Mark(own.block, "line")
        above = marks[i - 1]
        opens = own.kind in ("prose", "line") and above.kind in ("line", "caption")
        if opens and wire_alone(text, above.block.span) is not None:
            marks[i - 1] = Mark(above.block, "dateline")
    captions = {
        m.block.text.lstrip(_BULLETS) for m in marks if m.kind == "caption" and m.block.words >= PROSE_WORDS
    }
    for i, mark in enumerate(marks):
        if mark.kind in ("prose", "line") and mark.block.text.lstrip(_BULLETS) in captions:
            marks[i] = Mark(mark.block, "caption")
    return tuple(marks)


def is_prose(block: Block) -> bool:
    """Whether a block reads as one or more whole sentences."""
    if block.words < PROSE_WORDS or not block.ends:
        return False
    sample = block.text[:2000]
    if len(_NO_CASE.findall(sample)) * 2 > len(sample):
        return True
    one_sentence = block.words >= LONG_PROSE and _TWO_SENTENCES.search(sample) is None
    share = LONG_PROSE_LOWER if one_sentence else PROSE_LOWER
    return len(_LOWER.findall(sample)) >= share * len(sample.split())


def _mark(text: str, block: Block, day_first: bool | None) -> Mark:
    prose = is_prose(block)
    if block.short and (_SIGNED_POST.match(block.text) or _LETTER.match(block.text)):
        return Mark(block, "prose")
    if not block.short:
        notice = furniture_of(block.text) or _site_talk(block)
        if notice is not None and notice.effect == "line" and notice.reason in NOTICES:
            return Mark(block, "furniture", notice)
        if prose:
            return Mark(block, "prose")
        return Mark(block, "caption" if is_caption(block, prose) else "line")
    if not block.text or _MARKUP.match(block.text):
        return Mark(block, "furniture", Furniture("markup or address", "line", ""))
    furniture = furniture_of(block.text)
    if furniture is None and (prose or block.words >= LONG_PROSE):
        furniture = _site_talk(block)
    heads = furniture is not None and furniture.effect in ("section", "end")
    if heads and (prose or block.words > SECTION_WORDS):
        furniture = None
    if furniture is not None and prose and _is_speech(block.text):
        furniture = None  # words of the table, in someone's mouth
    dates = tuple(find_dates(text, block.span.start, block.span.end, day_first=day_first))
    byline = None if prose and block.words > 25 else read_byline(block, text)
    if byline is not None and (byline.names or block.words < 4):
        return Mark(block, "byline", furniture, byline, dates)
    if dates and _is_date_line(text, block, dates, prose):
        return Mark(block, "date", furniture, None, dates)
    if not dates and furniture is None and find_day(text, block.span) is not None:
        return Mark(block, "date")
    if furniture is not None:
        return Mark(block, "furniture", furniture, None, dates)
    if is_caption(block, prose):
        return Mark(block, "caption", None, None, dates)
    labelled = not prose and is_labelled(block.text) and _TIME.search(block.text) is not None
    if labelled or any(form.fullmatch(block.text) for form in (_RELATIVE, _LABEL_ONLY, _TIME_ALONE)):
        return Mark(block, "date", None, None, dates)
    if not prose and (named := vouched_name(block, text)) is not None:
        return Mark(block, "byline", None, named, dates)
    signed = not block.ends and block.words >= PROSE_WORDS and _credited_at_end(text, block)
    return Mark(block, "prose" if prose or signed else "line", None, None, dates)


def _site_talk(block: Block) -> Furniture | None:
    """What a paragraph is in which the site speaks to its readers of itself and quotes nobody."""
    if block.words > SITE_TALK_WORDS or _QUOTE.search(block.text):
        return None
    found = site_talk().search(block.text)
    if found is None and (service := service_talk().search(block.text)) is not None:
        own = service.start() <= SERVICE_FIRST or _OURS.search(block.text) is not None
        found = service if own else None
    if found is None or telling().search(block.text):
        return None
    return Furniture("subscription notice", "line", found.group().casefold())


def _credited_at_end(text: str, block: Block) -> bool:
    """Whether a credit stands behind a block's last sentence ("… today. RSS", "… – With files from AFP")."""
    tail = block.text[-80:]
    if _CREDIT_TAIL.search(tail) is not None or _INITIALS_TAIL.search(tail) is not None:
        return True
    return find_signature(text, block.span) is not None


def _is_speech(text: str) -> bool:
    """Whether a sentence opens with a quotation mark, or quotes and tells who spoke."""
    opens = _QUOTE.match(text) is not None
    return opens or (_QUOTE.search(text) is not None and telling().search(text) is not None)


def _name_over_date(mark: Mark, text: str) -> Byline | None:
    """The byline in a line over a date line: a name with an agency, which elsewhere credits a picture."""
    if mark.kind not in ("line", "caption") or mark.block.words > 9:
        return None
    return name_line(mark.block, text, beside_date=True)


def captions_below(marks: Sequence[Mark], i: int, start: int) -> bool:
    """Whether block *i* is an agency's name over a caption, as some sites set it."""
    if i + 1 >= start or not is_agency_alone(marks[i].block.text):
        return False
    below = marks[i + 1]
    words = below.block.text.split()
    lower = sum(1 for w in words if w[:1].islower())
    return below.kind == "line" and not below.block.ends and len(words) >= 5 and lower * 2 >= len(words)


def _ends_report(marks: Sequence[Mark], i: int, text: str) -> bool:
    """Whether a sentence with an agency behind it, which reads like a caption, ends a report of several
    paragraphs: it stands under one, and no other follows."""
    own = marks[i]
    if own.kind != "caption" or own.block.words < PROSE_WORDS or marks[i - 1].kind != "prose":
        return False
    if not _TWO_SENTENCES.search(own.block.text) or find_signature(text, own.block.span) is None:
        return False
    return all(m.kind != "prose" for m in marks[i + 1 : i + 1 + NEAR_END])


def _only_by(mark: Mark) -> bool:
    """Whether the line is a bare "By", with the name on the next line."""
    return mark.byline is not None and not mark.byline.names


def _credited(marks: Sequence[Mark], i: int) -> bool:
    """Whether block *i* is the caption of a picture whose credit stands under it."""
    mark, credit = marks[i], marks[i + 1]
    if mark.kind not in ("prose", "line") or is_labelled(mark.block.text):
        return False
    below = marks[i + 2].block if i + 2 < len(marks) else None
    if credit.kind == "line" and is_source(credit.block):  # elsewhere it credits the report
        within = 0 < i < len(marks) - 2 and marks[i - 1].kind == "prose" and marks[i + 2].kind == "prose"
        return within and reads_as_caption(mark.block, mark.kind == "prose", credit.block, below)
    if credit.kind != "caption" or not credits_picture(credit.block):
        return False
    return reads_as_caption(mark.block, mark.kind == "prose", credit.block, below)


def _is_date_line(text: str, block: Block, dates: Sequence[DateFound], prose: bool) -> bool:
    at = block.span.start
    own = [DateFound(_moved(d, at), d.date, d.label) for d in dates]
    rest = without_dates(block.span.of(text), own)
    words = len(re.findall(r"\w+", rest))
    if prose and not dates[0].label:
        return False
    if not dates[0].label and len(_LOWER.findall(rest)) > DATE_LINE_LOWER:
        return False
    return words <= DATE_LINE_REST


def _moved(found: DateFound, at: int) -> Span:
    return Span(found.span.start - at, found.span.end - at)
