"""Words as the search finds them, also in scripts that put no spaces between them."""

from __future__ import annotations

import re

_NO_SPACES = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese characters."""


def searchable(text: str) -> str:
    """*text* with each character of a script without spaces as a word, so that a phrase of them is found."""
    return _NO_SPACES.sub(r" \1 ", text)
