"""Lines that belong to a picture: captions, and credits that stand on lines of their own.

A name such as "Reuters" under a paragraph credits a picture or the report itself. Losing a paragraph is the
worse fault, so one above a bare name is a caption only if it reads as one: no one is told of as saying
something, nothing is told in the past, or the words speak of a picture.
"""

from __future__ import annotations

import re

from dateline.intake.blocks import Block
from dateline.knowledge.agencies import agency_names
from dateline.knowledge.captions import caption_forms
from dateline.knowledge.report_words import finite, picture, telling

CAPTION_WORDS = 90
CREDIT_WORDS = 9
CREDITED_WORDS = 45
"""Words: a line of nothing but a picture credit is no longer, and the caption above it is no longer."""
LINE_UNDER_CREDIT = 4
"""Words from which an open line under a credit is the caption, as some sites set it."""
REACH = 80
"""Characters at the end of a caption in which its owner or maker is named."""
_NAME = r"[A-ZÀ-Þ][\w.'’-]*(?:[\s/]+[A-ZÀ-Þ][\w.'’-]*){0,4}"
_OWNER = re.compile(rf"\w\W{{1,3}}©\s?{_NAME}$")
_LAST_SENTENCE = re.compile(
    rf"[.!?][\"'”’]?\s+(?:Photo|Picture|Image|Photograph)s?(?:\sby|\scourtesy(?:\sof)?|:)\s(?:the\s)?{_NAME}$"
)
_FIGURE = re.compile(r"(?:image|media|photo)\s+(?:copyright|caption|source|\d+\s+of)", re.I)
_BARE = re.compile(r"[\W_]*+(?:(?:source|from|via|by|with)(?:\s*+:)?\s++)?(?P<name>[^|]{2,60}?)[\W_]*+", re.I)
_SHOWN = re.compile(
    r"(?:^|[.!?]\s+)(?:Pictured|Above|Below)\s?:|\bpictured (?:above|below|left|right|here)\b|"
    r"^(?:The|A|An)\s[\w’' -]{2,40}, (?:pictured|left|right|cent(?:er|re)),\s"
)
"""What only words about a picture say."""
_PICTURE_CREDIT = re.compile(r"\b(?:photo\w*|image|picture|credit|courtesy|handout|file)\b", re.I)


def is_caption(block: Block, prose: bool) -> bool:
    """Whether a block's own words make it a caption or a picture's credit."""
    if block.words > CAPTION_WORDS:
        return False
    forms = caption_forms()
    if block.short and forms.opens.match(block.text):
        return not (prose and telling().search(block.text))
    if _OWNER.search(block.text[-REACH:]) or _LAST_SENTENCE.search(block.text[-REACH:]):
        return not telling().search(block.text)
    if _SHOWN.search(block.text) and not telling().search(block.text):
        return True
    found = forms.credited(block.text)
    if found is None:
        return False
    return not prose or found.group().lstrip()[:1] in "[("


def credits_picture(block: Block) -> bool:
    """Whether a caption is nothing but a credit, so that the block above it may be the picture's caption."""
    if block.words > CREDIT_WORDS or _FIGURE.match(block.text) or block.text.casefold().startswith("all "):
        return False
    return caption_forms().credited(block.text) is not None


def is_source(block: Block) -> bool:
    """Whether a line holds nothing but a name that pictures are credited to."""
    return block.text.casefold() in caption_forms().sources


def is_agency_alone(text: str) -> bool:
    """Whether a line holds nothing but an agency's name ("(Reuters)", "Source: AFP")."""
    match = _BARE.fullmatch(text)
    return match is not None and match["name"].strip().casefold() in agency_names().name_of


def reads_as_caption(block: Block, prose: bool, credit: Block, below: Block | None) -> bool:
    """Whether *block* is the caption of the picture that *credit*, the line under it, gives the credit of."""
    if block.words > CREDITED_WORDS:
        return False
    if not prose:
        return True
    if picture().search(block.text):
        return True
    if _PICTURE_CREDIT.search(credit.text):
        return not telling().search(block.text)
    if below is None or (not below.ends and below.words >= LINE_UNDER_CREDIT):
        return False
    return not telling().search(block.text) and not finite().search(block.text)
