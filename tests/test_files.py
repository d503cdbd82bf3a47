"""Finding sources: folders in a fixed order, nothing lost, nothing that hangs, a reason for each trouble."""

import io
import os
import sys

import pytest

from dateline.errors import InputError
from dateline.intake import formats, take
from dateline.intake.files import find_sources

NEEDS_LINKS = pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
NEEDS_PERMISSIONS = pytest.mark.skipif(
    sys.platform == "win32" or os.geteuid() == 0, reason="nothing is unreadable to this user"
)


def names_below(folder):
    start = folder.as_posix() + "/"
    return [source.name.removeprefix(start) for source in find_sources([str(folder)])]


def trouble_of(source):
    with pytest.raises(InputError) as caught:
        source.read()
    return str(caught.value)


@pytest.fixture
def folder(tmp_path):
    for name in ("b.txt", "a.html", "c/d.htm", "c/a.TXT", "notes", "z.md"):
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(name.encode())
    return tmp_path


def test_a_folder_is_walked_in_the_order_of_the_names(folder):
    assert names_below(folder) == ["a.html", "b.txt", "c/a.TXT", "c/d.htm", "notes", "z.md"]
    assert [s.read() for s in find_sources([str(folder / "c")])] == [b"c/a.TXT", b"c/d.htm"]


def test_sources_come_in_the_order_they_were_named(folder):
    found = find_sources([str(folder / "z.md"), str(folder / "a.html")])
    assert [source.read() for source in found] == [b"z.md", b"a.html"]


def test_what_systems_leave_behind_is_passed_over(folder):
    for name in (".DS_Store", "Thumbs.db", ".hidden.txt", "~$b.txt"):
        (folder / name).write_bytes(b"x")
    (folder / ".git").mkdir()
    (folder / ".git" / "log.txt").write_bytes(b"x")
    assert names_below(folder) == ["a.html", "b.txt", "c/a.TXT", "c/d.htm", "notes", "z.md"]


def test_the_folder_a_browser_saves_beside_a_page_belongs_to_it(folder):
    for beside in ("a_files", "other_files"):
        (folder / beside).mkdir()
        (folder / beside / "frame.html").write_bytes(b"x")
    assert "a_files/frame.html" not in names_below(folder)
    assert "other_files/frame.html" in names_below(folder)


def test_another_format_is_kept_with_its_reason_but_read_when_named(folder):
    (folder / "scan.tiff").write_bytes(b"II*")
    found = {source.name.rsplit("/", 1)[-1]: source for source in find_sources([str(folder)])}
    assert "a picture (.tiff), which is not read; let a text recognition" in trouble_of(found["scan.tiff"])
    [named] = find_sources([str(folder / "scan.tiff")])
    assert named.read() == b"II*"


def test_standard_input_is_a_source():
    [source] = find_sources(["-"], stdin=io.BytesIO(b"Talks went on."))
    assert (source.name, source.read()) == ("-", b"Talks went on.")


def test_a_missing_file_says_so_and_the_others_go_on(folder):
    missing, there = find_sources([str(folder / "nowhere.txt"), str(folder / "b.txt")])
    assert "nowhere.txt: there is no such file" in trouble_of(missing)
    assert there.read() == b"b.txt"


def test_a_pattern_that_the_shell_left_alone_is_resolved(folder):
    assert [source.read() for source in find_sources([str(folder / "*.html")])] == [b"a.html"]
    [missing] = find_sources([str(folder / "*.doc")])
    assert "there is no such file" in trouble_of(missing)


def test_a_name_with_brackets_is_a_name(folder):
    (folder / "talks [1].txt").write_bytes(b"one")
    [source] = find_sources([str(folder / "talks [1].txt")])
    assert source.read() == b"one"


@NEEDS_LINKS
def test_a_loop_of_links_is_walked_once(folder):
    (folder / "c" / "up").symlink_to(folder, target_is_directory=True)
    (folder / "self.txt").symlink_to(folder / "self.txt")
    names = names_below(folder)
    assert names.count("b.txt") == 1
    assert not any(name.startswith("c/up/") for name in names)
    assert "self.txt" in names


@NEEDS_LINKS
def test_a_link_that_leads_nowhere_is_a_source_in_trouble(folder):
    (folder / "gone.txt").symlink_to(folder / "was-here.txt")
    [gone] = [source for source in find_sources([str(folder)]) if source.name.endswith("gone.txt")]
    assert "there is no such file" in trouble_of(gone)


@NEEDS_LINKS
def test_a_pipe_in_a_folder_does_not_hang_the_run(folder):
    os.mkfifo(folder / "pipe.txt")
    [pipe] = [source for source in find_sources([str(folder)]) if source.name.endswith("pipe.txt")]
    assert "pipe or a device" in trouble_of(pipe)


@NEEDS_PERMISSIONS
def test_what_may_not_be_read_says_so(folder):
    (folder / "b.txt").chmod(0)
    (folder / "c").chmod(0)
    try:
        found = {source.name.rsplit("/", 1)[-1]: source for source in find_sources([str(folder)])}
        assert "no permission" in trouble_of(found["b.txt"])
        assert "no permission" in trouble_of(found["c"])
        assert found["a.html"].read() == b"a.html"
    finally:
        (folder / "c").chmod(0o700)


def test_permission_trouble_is_told_in_words(folder, monkeypatch):
    [source] = find_sources([str(folder / "b.txt")])

    def refuse(*_arguments, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(source.path), "open", refuse)
    assert "b.txt: you have no permission to read it" in trouble_of(source)


def test_a_file_larger_than_any_report_is_refused(folder, monkeypatch):
    monkeypatch.setattr(formats, "MAX_TEXT", 1 << 20)
    (folder / "b.txt").write_bytes(b"x" * ((1 << 20) + 1))
    [source] = find_sources([str(folder / "b.txt")])
    with source.open() as stream:
        [part] = formats.unpack(source.name, stream)
    assert "larger than 1 MB" in part.trouble


@pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such a name")
def test_a_name_that_is_no_unicode_can_still_be_written(folder):
    (folder / os.fsdecode(b"caf\xe9.txt")).write_bytes(b"coffee")
    [source] = [source for source in find_sources([str(folder)]) if "caf" in source.name]
    assert source.name.encode("utf-8")
    assert source.read() == b"coffee"


MENUS = "Home\nNews\nSport\nWeather\nSign in\nSubscribe\nContact us\nFollow us\nCookie settings\n"
REPORT = """Harbour bridge reopens

3 May 2022

The mayor of Lisford reopened the harbour bridge on Tuesday, two years after a ship damaged it.

“It took too long,” the mayor told reporters. The repair cost 12 million euros, the city council said.

More than 9,000 people cross the bridge every day, according to the council.
"""


@NEEDS_LINKS
def test_a_run_goes_on_past_everything_that_cannot_be_read(tmp_path):
    contents = {
        "a-empty.txt": b"",
        "b-blank.txt": b" \r\n\t\r\n",
        "c-picture.txt": b"\x89PNG\r\n\x1a\n" + bytes(100),
        "d-menus.txt": MENUS.encode(),
        "e-wide.txt": REPORT.encode("utf-16"),
        "f-crlf.txt": REPORT.replace("\n", "\r\n").encode("cp1252"),
        "g-empty.html": b"<html></html>",
        "h-table.xlsx": b"day,place\n",
        "i-bytes": bytes(range(256)),
        "z-report.txt": REPORT.encode(),
    }
    for name, data in contents.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "j-gone.txt").symlink_to(tmp_path / "nowhere")
    outcome = {}
    for source in find_sources([str(tmp_path), str(tmp_path / "missing.txt")]):
        name = source.name.rsplit("/", 1)[-1]
        try:
            report = take(source.name, source.read())
            outcome[name] = (report.status, report.reason)
        except InputError as error:
            outcome[name] = ("unread", str(error))
    assert {name for name, (status, _) in outcome.items() if status == "read"} == {
        "e-wide.txt",
        "f-crlf.txt",
        "z-report.txt",
    }
    assert outcome.keys() == contents.keys() | {"j-gone.txt", "missing.txt"}
    assert all(reason for status, reason in outcome.values() if status != "read")
    assert outcome["c-picture.txt"] == ("failed", "not text but a PNG picture")
    assert outcome["h-table.xlsx"][0] == outcome["missing.txt"][0] == "unread"
