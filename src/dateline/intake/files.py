"""From what the user names (files, folders, ``-``) to sources that can be read one after the other.

Nothing is lost on the way: what cannot be read is a source too, whose `Source.read` says why. A folder is
walked in the order of the names, so that every platform finds the same files in the same order.
"""

from __future__ import annotations

import glob
import os
import re
import stat
import sys
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dateline.errors import InputError
from dateline.knowledge.other_formats import other_format

STDIN = "-"
TEXT_ENDINGS = frozenset({".txt", ".text", ".md", ".markdown", ""})
HTML_ENDINGS = frozenset({".html", ".htm", ".xhtml", ".xht", ".shtml"})
MORE_ENDINGS = frozenset(
    (
        ".warc .wet .gz .bz2 .zst .tar .tgz .zip .xml .rss .atom .rdf .json .jsonl .ndjson .csv .tsv"
        " .parquet .pq .eml .mbox .mht .mhtml .pdf .docx .odt .rtf"
    ).split()
)
"""What `dateline.intake.formats` takes apart."""
JUNK = frozenset(
    {"thumbs.db", "desktop.ini", "__macosx", "$recycle.bin", "icon\r"}
    | {"_success", "_metadata", "_common_metadata"}
)
"""What operating systems, and programs that write Parquet in parts, leave in folders, in lower case. Names
that begin with a dot or ``~$`` go too."""
_PACKED = re.compile(r"\.(?:gz|bz2|zst|tgz)$", re.I)
_UNPRINTABLE = ("Cc", "Cs", "Zl", "Zp")
LEADS_OUT = (
    "is a link that leads out of the folder; name what it leads to as well, or copy that into the folder"
)
PAGE_FOLDERS = ("_files", "-files", ".files")
"""What browsers add to a page's name for the folder that holds its pictures and scripts."""


@dataclass(frozen=True, slots=True)
class Source:
    """One place a report may be found at.

    ``name`` is the path as given, with forward slashes (``-`` for standard input), and is what rows cite.
    ``trouble`` is set where it is known already that it cannot be read.
    """

    name: str
    path: Path | None = None
    stream: BinaryIO | None = None
    trouble: str | None = None

    def is_file(self, path: str) -> bool:
        """Whether this is the file at *path*, whatever it is called here."""
        try:
            return self.path is not None and self.path.samefile(path)
        except OSError:
            return False

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The bytes as a stream; InputError, naming the source and what to do, where there are none."""
        if self.trouble:
            raise InputError(f"{self.name}: {self.trouble}")
        if self.stream is not None:
            return nullcontext(self.stream)
        assert self.path is not None
        try:
            return self.path.open("rb")
        except (OSError, ValueError) as error:
            raise InputError(f"{self.name}: {_trouble(error)}") from error

    def read(self) -> bytes:
        """All of the bytes; InputError as from `open`."""
        with self.open() as stream:
            try:
                return stream.read()
            except OSError as error:
                raise InputError(f"{self.name}: {_trouble(error)}") from error


def find_sources(paths: Sequence[str], *, stdin: BinaryIO | None = None) -> Iterator[Source]:
    """The sources behind *paths*, in the order given and, in a folder, in the order of the names.

    A file that is named is read whatever its ending; in a folder, a file of another format than Dateline
    reads becomes a source in trouble. *stdin* stands in for the standard input.
    """
    for name in paths:
        if name == STDIN:
            yield Source(STDIN, stream=stdin if stdin is not None else sys.stdin.buffer)
            continue
        path = Path(name)
        matches = [path]
        if not os.path.lexists(path) and glob.has_magic(name):  # not every shell resolves "*.txt"
            matches = [Path(match) for match in sorted(glob.glob(name))] or [path]  # noqa: PTH207 (may be absolute)
        for match in matches:
            if _is_folder(match):
                yield from _walk(match)
            else:
                yield Source(_label(match), match)


def _walk(root: Path) -> Iterator[Source]:
    """The sources in the folder *root* and below; a folder that is reached twice is walked once.

    A link that leads out of the folder is not followed: whoever packed the folder could name any file of the
    user's with it, which would then stand in the archive and in what is exported of it.
    """
    seen: set[str] = set()
    waiting = [root]
    inside = os.path.join(os.path.realpath(root), "")  # noqa: PTH118 (a path with its slash)
    while waiting:
        path = waiting.pop()
        try:
            if path.is_symlink() and path != root and not _leads_into(path, inside):
                yield Source(_label(path), path, trouble=LEADS_OUT)
                continue
            if not _is_folder(path):
                yield _found(path)
                continue
            real = os.path.realpath(path)
            if real in seen:
                continue
            seen.add(real)
            names = sorted((entry.name for entry in path.iterdir()), reverse=True)
        except OSError as error:
            yield Source(_label(path), path, trouble=_trouble(error))
            continue
        pages = {Path(name).stem for name in names if Path(name).suffix.lower() in HTML_ENDINGS}
        waiting += [path / name for name in names if not _is_junk(name, pages)]


def _leads_into(path: Path, folder: str) -> bool:
    """Whether what the link *path* leads to lies in *folder* (a real path with a slash at its end)."""
    return os.path.join(os.path.realpath(path), "").startswith(folder)  # noqa: PTH118 (as above)


def _is_junk(name: str, pages: set[str]) -> bool:
    """Whether a file or folder of this name is hidden, litter, or belongs to one of the saved *pages*."""
    if name.startswith((".", "~$")) or name.lower() in JUNK:
        return True
    return any(name.endswith(ending) and name.removesuffix(ending) in pages for ending in PAGE_FOLDERS)


def _found(path: Path) -> Source:
    """The source for a file found in a folder."""
    ending = path.suffix.lower()
    trouble = None
    if not stat.S_ISREG(path.stat().st_mode):
        trouble = "is not a file that can be read to its end (a pipe or a device); save its content to a file"
    else:
        trouble = _other_format(ending)
    return Source(_label(path), path, trouble=trouble)


def why_not(path: str) -> str | None:
    """Why a file of this path inside an archive is not read; "" where it is litter, None where it is read."""
    *folders, name = path.replace("\\", "/").split("/")
    folders = [folder for folder in folders if folder not in (".", "..")]
    if _is_junk(name, set()) or any(_is_junk(f, set()) or f.endswith(PAGE_FOLDERS) for f in folders):
        return ""
    return _other_format(Path(name).suffix.lower())


def _other_format(ending: str) -> str | None:
    if ending in TEXT_ENDINGS | HTML_ENDINGS | MORE_ENDINGS:
        return None
    return other_format(ending)


def _is_folder(path: Path) -> bool:
    """Whether there is a folder at *path*, as far as this user may see."""
    try:
        return path.is_dir()
    except OSError:
        return False


def _label(path: Path) -> str:
    """The path with forward slashes, in characters that can be written anywhere."""
    return printable(os.fsencode(path.as_posix()).decode("utf-8", errors="replace"))


def printable(name: str) -> str:
    """*name* with U+FFFD for what would steer a terminal or cannot be written."""
    return "".join("\ufffd" if unicodedata.category(char) in _UNPRINTABLE else char for char in name)


def content_name(name: str) -> str:
    """The name that a compressed file has when it is expanded."""
    return _PACKED.sub(lambda match: ".tar" if match[0].lower() == ".tgz" else "", name)


def _trouble(error: OSError | ValueError) -> str:
    """What went wrong, and what to do about it."""
    if isinstance(error, FileNotFoundError):
        return "there is no such file or folder; check the spelling and the folder you are in"
    if isinstance(error, PermissionError):
        return "you have no permission to read it; change its permissions or copy it to a folder of yours"
    return (
        f"cannot be read ({getattr(error, 'strerror', None) or error}); copy it again from where it came from"
    )
