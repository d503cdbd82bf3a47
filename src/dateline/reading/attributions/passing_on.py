"""Who passes on what another says: "quoted by *Interfax* as saying", "the Observatory, cited by *AFP*"."""

from __future__ import annotations

from dateline.reading.attributions.frame import Frame

_PASSED_ON = frozenset(
    {"quoted", "cited", "reported", "carried", "relayed", "published", "broadcast", "aired"}
)
_NAMED = frozenset({"DET", "ADJ", "NOUN", "PROPN", "PRON", "NUM", "PART"})
_LONGEST = 10
"""Tokens of a phrase for someone, at most."""


def passed_on_by(frame: Frame) -> list[tuple[int, ...]]:
    """The phrases for those who pass it on, as token numbers: behind "by" in source, cue or frame."""
    doc, out = frame.doc, []
    words = sorted({*frame.wording, *frame.source, *frame.tokens})
    inside = set(words)
    for number in words:
        if doc[number].lower_ != "by" or number == 0 or doc[number - 1].lower_ not in _PASSED_ON:
            continue
        phrase: list[int] = []
        for at in range(number + 1, min(number + 1 + _LONGEST, doc[number].sent.end)):
            if at not in inside or doc[at].pos_ not in _NAMED or doc[at].tag_ == "TO":
                break
            phrase.append(at)
        while phrase and doc[phrase[-1]].pos_ not in ("NOUN", "PROPN"):
            phrase.pop()
        if phrase:
            out.append(tuple(phrase))
    return out
