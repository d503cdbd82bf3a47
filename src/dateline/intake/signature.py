"""The signature behind the last sentence of wire copy ("… Ann Lee, AFP/", "… — Reuters")."""

from __future__ import annotations

import re
from dataclasses import dataclass

from dateline.intake.bylines import NAME
from dateline.knowledge.agencies import agency_names
from dateline.model import Span, trimmed

REACH = 70
"""Characters at the end of a paragraph in which a signature stands."""
_SIGNED = re.compile(
    rf"(?:(?<=[.!?…\"'”’»)])\s++|(?<=[.!?…\"'”’»)])(?=[(\[/–—-])|^)(?P<all>[\s(\[–—/-]*+(?:[Bb]y\s+)?(?:(?P<name>{NAME})\s*+(?:[,/–—-]|\bfor\b|\bin\b)\s*)?"
    r"(?P<agency>[A-Z][\w .’'-]{1,30}?)[\s)\]/.]*)$"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Where a signature stands, the agency in it, and the writer's name where it holds one."""

    span: Span
    agency: Span
    name: Span | None = None


def find_signature(text: str, paragraph: Span) -> Signature | None:
    """The signature at the end of *paragraph*, or None."""
    start = max(paragraph.start, paragraph.end - REACH)
    match = _SIGNED.search(text[start : paragraph.end])
    if match is None or agency_names().any_form.fullmatch(match["agency"].strip()) is None:
        return None
    name = None if match["name"] is None else Span(start + match.start("name"), start + match.end("name"))
    agency = Span(start + match.start("agency"), start + match.end("agency"))
    whole = Span(start + match.start("all"), start + match.end("all"))
    return Signature(trimmed(whole, text), agency, name)
