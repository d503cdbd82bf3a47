"""Odd inputs made from sound ones: cut, joined, repeated, changed."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

from hypothesis import strategies as st

CORPUS = Path(__file__).parent.parent / "tests" / "data" / "fuzz"
"""A folder for each door: sound samples, and what was once found to break something."""
EXAMPLES = Path(__file__).parent.parent / "examples" / "reports"
LONGEST = 16_000
"""Bytes of an input; long ones are the matter of `growth`."""
MOST_CHANGES = 5
TOKENS = tuple(
    token.encode("utf-8", "surrogatepass")
    for token in (
        *"\0 \n \r\n \t \x1b \x85 \u200b \u2028 \ufeff \udfff \U0010ffff é İ ß ſ ١٢ 漢字 🙂".split(" "),
        *"\" ' “ ” « » ( ) [ ] { } < > & &amp; &#0; &#xD800; % %00 %n %s ; | \\ / // .. -- — • = + @".split(),
        *"0 -1 1 31/02/2013 29 February 0000 9999-12-31 10000 99999999999999999999 1e400 NaN null".split(),
        *"Monday last next between and by said he who the two U.S. Mr. Dr. killed not LENGTH: LP".split(),
        *"<div> </div> <p> <script> <!-- --> <![CDATA[ ]]> <html> <a href= <time datetime= <?xml".split(),
        *"Content-Length: Content-Type: charset=utf-16 charset=x boundary= gzip base64 = =3D =E9".split(),
        *"obj endobj stream xref /Kids 0 R << >> \\u1 \\'ff \\par \\bin9 {{ }} WARC/1.0 PK\x03\x04".split(),
    )
)
"""What formats, rules and libraries take for more than it is."""


def samples(door: str) -> list[bytes]:
    """The files of a door, in the order of their names."""
    return [path.read_bytes() for path in sorted((CORPUS / door).iterdir())]


@st.composite
def changed(draw: st.DrawFn, sound: Sequence[bytes], *, longest: int = LONGEST) -> bytes:
    """One of the *sound* inputs, changed in up to `MOST_CHANGES` places; *longest* bytes at most."""
    data = draw(st.sampled_from(sound))[:longest]
    for _ in range(draw(st.integers(0, MOST_CHANGES))):
        start = draw(st.integers(0, len(data)))
        end = min(len(data), start + draw(st.sampled_from((0, 0, 1, 2, 4, 16, 100, 1000, LONGEST))))
        data = data[:start] + draw(_instead(data[start:end], sound)) + data[end:]
        data = data[:longest]
    return data


@st.composite
def repacked(draw: st.DrawFn, packed: Sequence[bytes]) -> bytes:
    """One of the *packed* inputs, which are ZIP archives, changed inside one member; all else is sound."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(draw(st.sampled_from(packed)))) as old, zipfile.ZipFile(file, "w") as new:
        names = old.namelist()
        chosen = draw(st.sampled_from(names))
        for name in names:
            data = old.read(name)
            new.writestr(zipfile.ZipInfo(name), draw(changed([data])) if name == chosen else data)
    return file.getvalue()


def _instead(gone: bytes, sound: Sequence[bytes]) -> st.SearchStrategy[bytes]:
    """What may stand in the place of *gone*."""
    times = max(1, LONGEST // max(1, len(gone)))
    return st.one_of(
        st.just(b""),
        st.sampled_from(TOKENS),
        st.binary(min_size=1, max_size=8),
        st.sampled_from((2, 3, 50, 500)).map(lambda n: gone * min(n, times)),
        st.tuples(st.sampled_from(TOKENS), st.sampled_from((2, 30, 400))).map(lambda pair: pair[0] * pair[1]),
        st.tuples(st.sampled_from(sound), st.integers(0, LONGEST)).map(lambda pair: pair[0][pair[1] :][:300]),
        st.just(gone[::-1]),
        st.just(gone.swapcase()),
    )
