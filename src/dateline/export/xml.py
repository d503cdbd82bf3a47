"""What XML has no way to write."""

from __future__ import annotations

import re

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def writable(text: str) -> str:
    """*text* with blanks for the characters that XML has no way to write, not even escaped."""
    return _NOT_XML.sub(" ", text)
