"""From bytes to text, one way on every platform.

The order is: byte order mark, signature of a file that is no text, UTF-16 and UTF-32 without a mark, UTF-8,
the encoding a page declares, and at last a guess among the encodings that news text is saved in. Line ends,
tabs and NUL characters stay as they are, since offsets point into the text as decoded; only what cannot be
text at all (a lone surrogate, a byte no encoding has) becomes U+FFFD, so that every text can be written as
UTF-8 again.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from charset_normalizer import from_bytes

from dateline.steps import step

_MARKS = (  # the mark of UTF-32 little-endian begins with that of UTF-16, so it is asked first
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "a PDF document"),
    (b"{\\rtf", "a rich text (RTF) document"),
    (b"\x89PNG\r\n", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF87a", "a GIF picture"),
    (b"GIF89a", "a GIF picture"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh9", "a bzip2 archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
    (b"\x28\xb5\x2f\xfd", "a Zstandard archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old office document"),
    (b"\x7fELF", "a program"),
    (b"\xca\xfe\xba\xbe", "a program"),
    (b"MZ\x90\x00", "a Windows program"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"bplist00", "a binary property list"),
    (b"ID3\x03", "a sound recording"),
    (b"ID3\x04", "a sound recording"),
    (b"OggS\x00", "a sound or video recording"),
    (b"II*\x00", "a TIFF picture"),
    (b"MM\x00*", "a TIFF picture"),
)

_CONTROLS = bytes(sorted(set(range(32)) - {*b"\t\n\f\r", 0x1B}))  # ESC stands in saved terminal text
BINARY_SHARE = 0.05
"""Control bytes above this share mean that a file is no text; random bytes have 0.10, text under 0.01."""
TYPOGRAPHIC = frozenset(b"\x80\x85\x91\x92\x93\x94\x95\x96\x97\x99\xa0\xa3\xa9\xab\xad\xae\xb0\xb4\xb7\xbb")
"""Windows-1252 bytes for quotation marks, dashes and signs that English text uses."""
WESTERN_SHARE = 0.03
"""Accented letters below this share are the odd name in English text: Windows-1252."""
ACCENTED_SHARE = 0.15
"""Accented letters below this share can be a Western language; Cyrillic, Greek, Asian text has over 0.5."""
TELLTALE = frozenset(b"\x9a\x9d\x9e\x9f\xa5\xb3\xb9\xbc\xbe\xec\xf0\xf2\xfd\xfe")
"""Bytes that are frequent letters in Polish, Czech, Romanian or Turkish and rare signs in Windows-1252."""
TELLTALE_SHARE = 0.05
"""Above this share among the accented letters, the telltale bytes speak against Windows-1252."""
UTF8_TRUST = 4
"""Valid multi-byte sequences for each broken one that make a file damaged UTF-8 and not another encoding."""

_SURROGATE_IN_UTF8 = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_WINDOWS_1252 = {
    byte: bytes([byte]).decode("cp1252")
    for byte in range(0x80, 0xA0)
    if byte
    not in (0x81, 0x8D, 0x8F, 0x90, 0x9D)  # not assigned; they stay control characters, as in browsers
}
_GUESSED = [
    "cp1252", "cp1250", "cp1251", "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258",
    "iso8859_2", "iso8859_5", "iso8859_7", "koi8_r", "koi8_u", "cp866",
    "gb18030", "big5", "cp932", "euc_jp", "cp949", "cp874",
]  # fmt: skip
_SUPERSET = {
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc-kr": "cp949",
    "iso-8859-9": "cp1254",
    "tis-620": "cp874",
}
"""What browsers read where a page declares the smaller encoding."""
_SAMPLE = 1 << 16
"""Bytes a guess is made from; a longer file is in the same encoding throughout."""


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file and its encoding; a file that is no text is ``binary``, with the reason."""

    text: str
    encoding: str | None
    binary: bool = False
    reason: str | None = None


@step("decode")
def decode(data: bytes, declared: str | None = None) -> Decoded:
    """The text in *data*; *declared* is the encoding that a page names for itself. Never raises."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding)
    for signature, name in _SIGNATURES:
        if data.startswith(signature):
            return Decoded("", None, True, f"not text but {name}")
    wide = _wide(data)
    if wide:
        return _decoded(data, wide)
    if _share(data, _CONTROLS) > BINARY_SHARE:
        return Decoded("", None, True, "not text: it holds bytes that no text has")
    sound = _SURROGATE_IN_UTF8.sub(b"\xef\xbf\xbd", data) if b"\xed" in data else data
    try:
        return Decoded(sound.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        pass
    if _damaged_utf8(sound):
        return _decoded(sound, "utf-8")
    named = _codec(declared)
    if named and named not in ("utf-8", "ascii", "iso8859-1", "cp1252"):
        text = data.decode(named, errors="replace")
        if text.count("\ufffd") <= len(text) // 100:
            return Decoded(_sound(text), named)
    if named in ("iso8859-1", "cp1252") or _western(data):
        return _decoded(data, "cp1252")
    return _decoded(data, _guessed(data))


def _decoded(data: bytes, encoding: str) -> Decoded:
    """*data* read in *encoding*, with U+FFFD for what does not belong; binary if little else is left."""
    if encoding == "cp1252":
        text = data.decode("latin-1").translate(_WINDOWS_1252)
    else:
        text = _sound(data.decode(encoding, errors="replace"))
    controls = sum(text.count(chr(byte)) for byte in _CONTROLS)
    if controls > BINARY_SHARE * len(text):
        return Decoded("", None, True, "not text: it holds bytes that no text has")
    return Decoded(text, encoding)


def _sound(text: str) -> str:
    """*text* without lone surrogates, which some decoders let through."""
    return text.encode("utf-16", errors="surrogatepass").decode("utf-16", errors="replace")


def _share(data: bytes, unwanted: bytes) -> float:
    """The share of the bytes of *data* that are among *unwanted*."""
    return 1 - len(data.translate(None, unwanted)) / len(data) if data else 0.0


def _wide(data: bytes) -> str | None:
    """The encoding of UTF-16 or UTF-32 text without a mark: NUL bytes stand on one side of the pairs."""
    head = data[:_SAMPLE]
    if b"\x00" not in head or len(head) < 4:
        return None
    nuls = [head[place::4].count(0) / len(head[place::4]) for place in range(4)]
    if min(nuls[2:]) > 0.95 and nuls[0] < 0.05 and _reads_well(head, "utf-32-le"):
        return "utf-32-le"
    if min(nuls[:2]) > 0.95 and nuls[3] < 0.05 and _reads_well(head, "utf-32-be"):
        return "utf-32-be"
    even, odd = (nuls[0] + nuls[2]) / 2, (nuls[1] + nuls[3]) / 2
    # Even text in another script has spaces and line ends, whose upper byte is NUL.
    for encoding, upper, lower in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if upper > 0.05 and lower < 0.01 and _reads_well(head, encoding):
            return encoding
    return None


def _reads_well(data: bytes, encoding: str) -> bool:
    """Whether *data* in *encoding* is nearly all letters, digits, spaces and signs in use."""
    text = data[: len(data) // 4 * 4].decode(encoding, errors="replace")
    good = sum(char.isprintable() or char in "\t\r\n\f" for char in text)
    return good >= 0.95 * len(text) and text.count("\ufffd") < 0.02 * len(text)


def _damaged_utf8(data: bytes) -> bool:
    """Whether *data* is UTF-8 with a few broken bytes in it."""
    text = data.decode("utf-8", errors="replace")
    broken = text.count("\ufffd") - data.count(b"\xef\xbf\xbd")
    whole = sum(char > "\x7f" for char in text) - text.count("\ufffd")
    return whole >= UTF8_TRUST * broken


def _western(data: bytes) -> bool:
    """Whether the high bytes of *data* are those of English or another Western language in Windows-1252."""
    head = data[:_SAMPLE]
    letters = [byte for byte in head if byte >= 0x80 and byte not in TYPOGRAPHIC]
    if len(letters) < WESTERN_SHARE * len(head):
        return True
    telltale = sum(byte in TELLTALE for byte in letters)
    return len(letters) < ACCENTED_SHARE * len(head) and telltale < TELLTALE_SHARE * len(letters)


def _codec(name: str | None) -> str | None:
    """Python's name for the encoding that a page calls *name*, if it is one for text."""
    if not name:
        return None
    name = name.strip().lower()
    if name.startswith(("utf-16", "utf-32", "utf-7")):  # a name that can be read as bytes is in none of them
        return None
    try:
        found = codecs.lookup(_SUPERSET.get(name, name))
        b"a".decode(found.name)  # refuses "zip" and the other codecs that are not for text
    except (LookupError, UnicodeError, ValueError):
        return None
    return found.name


def _guessed(data: bytes) -> str:
    """The likeliest encoding among those news text is saved in; Windows-1252 where nothing fits better."""
    best = from_bytes(
        data[:_SAMPLE], cp_isolation=_GUESSED, enable_fallback=False, preemptive_behaviour=False
    ).best()
    return best.encoding if best is not None else "cp1252"
