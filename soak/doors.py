"""The doors by which what others made comes in, each with odd inputs and what must hold of them.

An input is bytes, so that a case can be kept as a small file in `mutation.CORPUS`; pages and arguments are
written as lines. What must hold of every input: no error but those that are told in words, within a bound of
time, and what `checks` asks of the result.
"""

from __future__ import annotations

import contextlib
import gzip
import io
import itertools
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from unittest import mock
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

import click
from hypothesis import strategies as st

from dateline.model import Report
from soak.checks import check_parts, check_reading, check_report
from soak.mutation import EXAMPLES, TOKENS, changed, repacked, samples

Inputs = st.SearchStrategy[bytes]
Run = Callable[[bytes], object]
SECONDS = 5.0
"""CPU time that one input may take; the longest has 16 kB, and a quick one takes milliseconds."""


@dataclass(frozen=True, slots=True)
class Door:
    """A door: the inputs for it, and a context that gives what an input is put to."""

    name: str
    inputs: Callable[[], Inputs]
    open: Callable[[], contextlib.AbstractContextManager[Run]]


@contextlib.contextmanager
def opened(door: Door) -> Iterator[Run]:
    """The door with a bound of time."""
    with door.open() as run:

        def timed(data: bytes) -> None:
            begun = time.process_time()
            run(data)
            assert time.process_time() - begun < SECONDS, "it took too long"

        yield timed


# What is read


def _texts() -> list[bytes]:
    return [path.read_bytes() for path in sorted(EXAMPLES.glob("*.txt"))]


def _pages() -> list[bytes]:
    return [path.read_bytes() for path in sorted(EXAMPLES.glob("*.html"))]


def _text(data: bytes) -> None:
    check_report(_take("a.txt", data))


def _page(data: bytes) -> None:
    check_report(_take("a.html", data))


def _take(name: str, data: bytes) -> Report:
    from dateline.intake import take

    return take(name, data)


def _named(*names: str) -> Run:
    """A file under each of these names, as the name decides where the content leaves open what it is."""

    def run(data: bytes) -> None:
        for name in names:
            check_parts(name, data)

    return run


def _times(data: bytes) -> None:
    import datetime

    from dateline.model import Published, Span
    from dateline.reading.sentences import split_sentences
    from dateline.reading.times import find_times, resolve_times

    text = data.decode("utf-8", "replace")
    found = find_times(text, split_sentences(text, Span(0, len(text))))
    day = datetime.date(2014, 3, 14)
    for published in (
        Published(),
        Published(day, "stated"),
        Published(earliest=day, latest=datetime.date.max),
    ):
        for time_ in resolve_times(text, found, published):
            assert 0 <= time_.span.start < time_.span.end <= len(text)
            time_.value.encode("ascii")


def _report(data: bytes) -> None:
    from dateline.reading import read_report, redate

    report = _take("a.txt", data)
    reading = read_report(report)
    check_reading(reading, report.text)
    check_reading(redate(report, reading, reading.published), report.text)


def _tables(data: bytes) -> None:
    """What the user knows: the tables of clippings, and the three kinds of dictionary."""
    from dateline.dictionaries.loading import FORMATS, read_dictionary
    from dateline.errors import InputError
    from dateline.intake.clippings import read_clippings

    with tempfile.TemporaryDirectory(prefix="dateline-fuzz-") as place:
        path = Path(place) / "table.csv"
        path.write_bytes(data)
        with contextlib.suppress(InputError):
            read_clippings(str(path))
        for kind in FORMATS:
            with contextlib.suppress(InputError):
                read_dictionary(path, kind)


def _addresses(data: bytes) -> None:
    """An address as a user, a redirect or a page names it; whatever passes is asked for in ASCII."""
    from dateline.errors import InputError
    from dateline.fetching.addresses import led_to, take_apart, without_password
    from dateline.knowledge.addresses import one_form, site_of

    text = data.decode("utf-8", "replace")
    one_form(text), site_of(text), without_password(text).encode()
    base = take_apart("https://courier.example/talks?page=2")
    for read in (take_apart, lambda place: led_to(base, place)):
        with contextlib.suppress(InputError):
            found = read(text)
            assert found.host and not set(found.host + found.target) & set(" \r\n\0\\"), found
            (found.host + found.target).encode("ascii")
            assert take_apart(found.url) == found


# What is asked


WORDS = (
    "Merkel",
    "Putin",
    "Srinagar",
    "killed",
    "2014-03-14",
    "2014",
    "MEET",
    "USA",
    "Reuters",
    "0.txt",
    ".",
)
KEYS = (
    "q actor place type status outlet from to story note event report correction other date done all undated "
    "zoom page by name form_token token"
).split()
ODD = (
    *(token.decode("utf-8", "replace") for token in TOKENS),
    *('"', '""', "*", "a*", "NOT", "AND OR", "a NEAR b", "^a", "{a b}", "a:b", "';--", "%", "_", "\\"),
    *("0", "-1", "999999", "1000001", "2014-13-45", "0000-00-00", "9999-12-31/2014", "x" * 600, "{{7*7}}"),
    *("day", "month", "year", "party", "outlet", "direct", "read", "failed", "../..", "e1", "r1"),
)
"""Values that mean something to SQL, to the index of words, to templates or to calendars."""


def _values() -> st.SearchStrategy[str]:
    return st.sampled_from((*WORDS, *ODD)) | st.text(max_size=20)


@contextlib.contextmanager
def _small_archive() -> Iterator[tuple[Path, list[str]]]:
    """A place with three reports and their archive in it, and the ids that stand there."""
    import dateline

    with tempfile.TemporaryDirectory(prefix="dateline-fuzz-") as name:
        place = Path(name)
        for number, text in enumerate(_texts()[:3]):
            (place / f"{number}.txt").write_bytes(text)
        with dateline.open(place / "dateline.db") as archive:
            archive.read(place, extractor="rules")
        yield place, _ids(place / "dateline.db")


def _ids(path: Path) -> list[str]:
    from dateline.archive import Archive

    with Archive(path) as archive:
        return [
            row["id"]
            for table in ("events", "reports", "actors", "stories", "questions")
            for row in archive.rows(table)
        ][:60]


def _requests() -> Inputs:
    """Requests as lines: method and address, then the fields of a form."""
    from dateline.web.pages import PAGES

    pairs = st.lists(st.tuples(st.sampled_from(KEYS), _values() | _id_places()), max_size=5)
    request = st.tuples(st.sampled_from(PAGES), _values() | _id_places(), pairs, st.booleans())

    def written(asked: tuple[object, str, list[tuple[str, str]], bool]) -> bytes:
        page, name, fields, odd = asked
        method = "HEAD" if odd and page.method == "GET" else page.method  # type: ignore[attr-defined]
        path = page.path.replace("{name}", quote(name.encode("utf-8", "replace")) or "x")  # type: ignore[attr-defined]
        query = urlencode([(key, value.encode("utf-8", "replace")) for key, value in fields])
        return f"{method} {path}?{query}\n{query}".encode()

    return request.map(written)


def _id_places() -> st.SearchStrategy[str]:
    """Stand-ins for ids of the archive, which are not known when inputs are made: `@3` is the fourth."""
    return st.integers(0, 59).map(lambda number: f"@{number}")


def _with_ids(text: str, ids: list[str]) -> str:
    for number in range(59, -1, -1):
        for sign in ("@", "%40"):
            text = text.replace(f"{sign}{number}", ids[number % len(ids)])
    return text


_SAFE = "/?&=%:@+,;~*'()[]!$-._"


@contextlib.contextmanager
def _web() -> Iterator[Run]:
    from starlette.testclient import TestClient

    from dateline.web.app import make_app
    from dateline.web.guard import Door as WebDoor

    with _small_archive() as (place, ids):
        door = WebDoor()
        address = "http://127.0.0.1:8713"
        app = make_app(place / "dateline.db", door)
        with TestClient(app, base_url=address, follow_redirects=False) as client:

            def run(data: bytes) -> None:
                first, _, body = _with_ids(data.decode("utf-8", "replace"), ids).partition("\n")
                method, _, target = first.partition(" ")
                if method not in ("GET", "HEAD", "POST") or not target.startswith("/"):
                    return
                form = {"form_token": door.form_token, **dict(parse_qsl(body))}
                form["form_token"] = door.form_token
                sent = form if method == "POST" else None
                target = quote(target, safe=_SAFE)  # the client takes nothing else
                answer = client.request(method, target, data=sent, headers={"origin": address})
                assert answer.status_code < 500, f"{first}: status {answer.status_code}"
                assert "frame-ancestors 'none'" in answer.headers["content-security-policy"]
                led = answer.headers.get("location", "/")
                assert led.startswith("/") and not led.startswith("//") and not urlsplit(led).netloc

            yield run


STARTS_PROCESSES = frozenset({"cluster", "workers"})


def _arguments() -> Inputs:
    """Command lines, an argument a line."""
    commands = list(_commands())

    @st.composite
    def line(draw: st.DrawFn) -> bytes:
        words, parameters = draw(st.sampled_from(commands))
        given = list(words)
        for parameter in parameters:
            if parameter.name in STARTS_PROCESSES:
                continue
            if isinstance(parameter, click.Option):
                if draw(st.integers(0, 3)) == 0:
                    given.append(draw(st.sampled_from(parameter.opts)))
                    if not parameter.is_flag and not parameter.flag_value:
                        given.append(draw(_option_values(parameter)))
            else:
                count = parameter.nargs if parameter.nargs > 0 else draw(st.integers(0, 2))
                given += [draw(_values() | _id_places()) for _ in range(count)]
        return "\n".join(_harmless(each) for each in given).encode("utf-8", "replace")

    return line()


def _option_values(option: click.Option) -> st.SearchStrategy[str]:
    if isinstance(option.type, click.Choice):
        return st.sampled_from([str(choice) for choice in option.type.choices]) | _values()
    return _values() | _id_places()


def _harmless(argument: str) -> str:
    """An argument that names no file outside the place of the test, and no address."""
    return "".join(char for char in argument if char not in "/\\\n\0~:") or "x"


def _commands() -> Iterator[tuple[tuple[str, ...], list[click.Parameter]]]:
    """Every command but `serve`, which would wait for requests."""
    from dateline.cli import dateline as group

    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        if isinstance(command, click.Group):
            yield from (((name, sub), each.params) for sub, each in command.commands.items())
        elif name != "serve":
            yield (name,), command.params


@contextlib.contextmanager
def _command_line() -> Iterator[Run]:
    from dateline.cli import DONE, PARTLY_READ, main

    with _small_archive() as (place, ids), contextlib.chdir(place):
        number = itertools.count()

        def run(data: bytes) -> None:
            arguments = _with_ids(data.decode("utf-8", "replace"), ids).split("\n")
            if next(number) % 500 == 499:  # files that were written make every later `read` longer
                for path in place.iterdir():
                    if path.is_file() and not path.name.startswith(("dateline.db", "0", "1", "2")):
                        path.unlink()
            with _streams() as (out, err), mock.patch.dict(os.environ, {"DATELINE_ARCHIVE": "dateline.db"}):
                code = main(arguments)
            assert DONE <= code <= PARTLY_READ, f"exit code {code}"
            assert code == DONE or out.getvalue() + err.getvalue().strip(), f"exit code {code} without a word"

        yield run


@contextlib.contextmanager
def _streams() -> Iterator[tuple[io.BytesIO, io.BytesIO]]:
    """Nothing on the standard input; what goes to the standard output and to the error output."""
    out, err = io.BytesIO(), io.BytesIO()
    with (
        mock.patch.object(sys, "stdin", io.TextIOWrapper(io.BytesIO(), "utf-8")),
        contextlib.redirect_stdout(io.TextIOWrapper(out, "utf-8", write_through=True)) as text_out,
        contextlib.redirect_stderr(io.TextIOWrapper(err, "utf-8", write_through=True)) as text_err,
    ):
        yield out, err
        text_out.detach()  # or else the bytes would be closed along with it
        text_err.detach()


def _door(name: str, sound: Callable[[], list[bytes]], run: Run) -> Door:
    return Door(name, lambda: changed([*sound(), *samples(name)]), lambda: contextlib.nullcontext(run))


def _packed(name: str) -> Inputs:
    """What is packed: broken as it is, or changed inside, where no checksum gives it away."""
    sound = samples(name)
    zipped = [data for data in sound if data.startswith(b"PK")]
    lines = [data for data in sound if data.startswith((b"WARC", b"%PDF", b"{"))]
    return st.one_of(changed(sound), repacked(zipped), changed(lines), changed(lines).map(gzip.compress))


def _none() -> list[bytes]:
    return []


DOORS = {
    door.name: door
    for door in (
        _door("texts", _texts, _text),
        _door("pages", _pages, _page),
        _door("feeds", _none, _named("a.xml")),
        _door("mail", _none, _named("a.eml", "a.mbox")),
        Door("archives", lambda: _packed("archives"), lambda: contextlib.nullcontext(_named("a"))),
        Door("documents", lambda: _packed("documents"), lambda: contextlib.nullcontext(_named("a"))),
        _door("records", _none, _named("a.jsonl", "a.json", "a.csv", "a.tsv")),
        _door("exports", _none, _named("a.txt")),
        _door("times", _texts, _times),
        _door("reports", _texts, _report),
        _door("tables", _none, _tables),
        _door("addresses", _none, _addresses),
        Door("web", lambda: _requests() | changed(samples("web")), _web),
        Door("arguments", _arguments, _command_line),
    )
}
"""Name → door, in the order in which they are tried; each has a folder of its name in the corpus."""
