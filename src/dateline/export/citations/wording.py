"""What the styles say in words: how the day is known, where the sentence stands, which file it was."""

from __future__ import annotations

from dateline.views.reference import Reference

DATE_NOT_KNOWN = "date not known"


def is_stated(reference: Reference) -> bool:
    """Whether the report itself states its day: then alone may a style set it as its date."""
    return reference.published is not None and reference.basis == "stated"


def date_in_words(reference: Reference) -> str:
    """The day of publication with how it is known: "2014-03-14", "2014-03-14 (date inferred: …)"."""
    if is_stated(reference):
        return reference.published or ""
    if reference.published:
        day = reference.published
    elif reference.earliest and reference.latest:
        day = f"between {reference.earliest} and {reference.latest}"
    elif reference.earliest or reference.latest:
        day = f"not before {reference.earliest}" if reference.earliest else f"not after {reference.latest}"
    else:
        return DATE_NOT_KNOWN
    why = f": {reference.reason}" if reference.reason else ""
    return f"{day} (date {reference.basis}{why})"


def place_in_words(reference: Reference) -> str:
    """Where the quoted words stand: "p. 3, paragraph 2, sentences 4–5"; empty for a report as a whole."""
    if reference.quote is None:
        return ""
    if reference.sentences is None and reference.paragraphs is None:
        return "title"
    page = f"p. {reference.page}" if reference.page else ""
    paragraphs = _numbered("paragraph", reference.paragraphs)
    return ", ".join(filter(None, (page, paragraphs, _numbered("sentence", reference.sentences))))


def remarks(reference: Reference) -> list[str]:
    """What a style has no field for: agency, how the day is known, the place and its words, the file."""
    quoted = f"{place_in_words(reference)}: “{reference.quote}”" if reference.quote else ""
    return [
        remark
        for remark in (
            f"agency: {reference.agency}" if reference.agency not in (None, reference.outlet) else "",
            "" if is_stated(reference) else date_in_words(reference),
            quoted,
            file_in_words(reference),
        )
        if remark
    ]


def file_in_words(reference: Reference) -> str:
    """The file that was read, by name and hash of its bytes."""
    digest = f", SHA-256 {reference.sha256}" if reference.sha256 else ""
    return f"read from {reference.file}{digest}"


def _numbered(what: str, numbers: tuple[int, int] | None) -> str:
    if numbers is None:
        return ""
    first, last = numbers
    return f"{what} {first}" if first == last else f"{what}s {first}–{last}"
