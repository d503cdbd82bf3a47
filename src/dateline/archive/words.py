"""Words as the search finds them, also in scripts that put no spaces between them."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Sequence
from contextlib import closing

TOKENIZER = "unicode61 remove_diacritics 2"
"""How SQLite's full-text index takes a text apart."""
_NO_SPACES = re.compile("([\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff])")
"""Thai, Lao, Burmese, Khmer, Japanese and Chinese characters."""


def searchable(text: str) -> str:
    """*text* with each character of a script without spaces as a word, so that a phrase of them is found."""
    return _NO_SPACES.sub(r" \1 ", text)


def tokens(texts: Sequence[str]) -> list[list[str]]:
    """The words of each text as SQLite's full-text index takes them out of it, for an index of another kind.

    SQLite itself is asked: what is a word, and which letters are the same, is then so in every archive.
    """
    found: list[list[str]] = [[] for _ in texts]
    with closing(sqlite3.connect(":memory:")) as db:
        db.execute(f"CREATE VIRTUAL TABLE said USING fts5(words, tokenize = '{TOKENIZER}')")
        db.execute("CREATE VIRTUAL TABLE token USING fts5vocab(said, instance)")
        db.executemany(
            "INSERT INTO said (rowid, words) VALUES (?, ?)",
            ((number, searchable(text)) for number, text in enumerate(texts)),
        )
        for number, word in db.execute('SELECT doc, term FROM token ORDER BY doc, "offset"'):
            found[number].append(word)
    return found
