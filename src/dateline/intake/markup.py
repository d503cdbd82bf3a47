"""Markdown and the marks of forwarded mail in a text dump, out of the way of the reading.

The text itself is never changed: what is looked at is a view of the same length in which link targets,
pictures, emphasis, heading marks and the ">" before quoted lines are blanks, so that every place in it is a
place in the text.
"""

from __future__ import annotations

import re

SIGNS = 2
"""Links, pictures and headings from which a text is taken for Markdown; one may be anything."""
_LINK = r"(?P<open>\[)(?P<words>[^\[\]\n]{1,300})(?P<target>\]\([^()\s]{0,500}(?:\s+\"[^\"\n]{0,200}\")?\))"
_PICTURE = r"(?P<picture>!\[[^\[\]\n]{0,300}\]\([^()\n]{0,500}\))"
_HEADING = r"(?P<heading>(?m:^)[ \t]{0,3}#{1,6}(?=[ \t]+\S))"
_SIGN = re.compile(rf"{_PICTURE}|{_LINK}|{_HEADING}")
_QUOTED = re.compile(r"^[ \t]{0,3}>(?:[ \t]?>)*(?=[ \t]|$)", re.M)
QUOTED_LINES = 3
"""Lines from which ">" at their beginning marks forwarded mail or a quoted document; one may be a menu's."""
_EMPHASIS = re.compile(r"\*\*|(?<!\w)__|__(?!\w)|(?<!\w)\*(?=[^\s*])|(?<=[^\s*])\*(?!\w)")


def plain_view(text: str) -> str:
    """*text* with the signs of Markdown and mail turned to blanks, of the same length; else as it is."""
    if len(_QUOTED.findall(text)) >= QUOTED_LINES:
        text = _QUOTED.sub(lambda m: " " * len(m.group()), text)
    found = list(_SIGN.finditer(text))
    if len(found) < SIGNS:
        return text
    pieces, at = [], 0
    for match in found:
        pieces.append(text[at : match.start()])
        blank = " " * len(match.group())
        if match["words"] is not None:
            blank = " " + match["words"] + " " * len(match["target"])
        pieces.append(blank)
        at = match.end()
    pieces.append(text[at:])
    return _EMPHASIS.sub(lambda m: " " * len(m.group()), "".join(pieces))
