"""What the user knows better: a table of files and addresses, with a reason that names its line."""

import pytest

from dateline.archive import Archive
from dateline.cli import main
from dateline.errors import InputError
from dateline.intake.clippings import read_clippings
from dateline.model import Fact, Given
from dateline.pipeline import read

NONE = Given()


@pytest.fixture
def table(tmp_path):
    """Writes a table and returns its path."""

    def write(text, encoding="utf-8"):
        path = tmp_path / "clippings.csv"
        path.write_bytes(text.encode(encoding))
        return str(path)

    return write


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_from_any_spreadsheet_is_read(table, mark, encoding):
    lines = ["Filename", "Publisher", "Date"], ["a/talks.txt", "Café Courier", "3 May 2022"]
    given = read_clippings(table("\r\n".join(mark.join(cells) for cells in lines), encoding)).about(
        "a/talks.txt", NONE
    )
    assert given.outlet == Fact("Café Courier", "clippings.csv, line 2", user=True)
    assert given.published == Fact("2022-05-03", "clippings.csv, line 2", user=True)


@pytest.mark.parametrize(
    ("name", "line"),
    [
        ("clips/a/talks.txt", 3),
        ("clips/talks.txt", 2),
        ("a.warc.gz#https://lisford.example/1", 4),
        ("b.jsonl#7", 5),
        ("deep/b.jsonl#7", 5),
        ("other.txt", None),
    ],
)
def test_a_line_is_about_the_source_it_names_most_exactly(table, name, line):
    rows = ["file,title", "talks.txt,x", "a/talks.txt,x", "https://lisford.example/1,x", "b.jsonl#7,x"]
    title = read_clippings(table("\n".join(rows))).about(name, NONE).title
    assert (title and title.where) == (line and f"clippings.csv, line {line}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title,date\nx,2022-05-03\n", "line 1: no column “file” or “address”"),
        ("file,date\na.txt,2022-05-03\nb.txt,May 2022\n", "line 3: “May 2022” is no full date"),
        ("file,date\n,2022-05-03\n", "line 2: names no file"),
        ("", "line 1: no column"),
    ],
)
def test_a_table_that_cannot_be_understood_says_where(table, text, message):
    with pytest.raises(InputError, match=r"clippings\.csv") as caught:
        read_clippings(table(text))
    assert message in str(caught.value)


def test_the_users_word_outweighs_the_report_and_is_kept(folder, tmp_path, table):
    path = table("file,date,outlet,title\ncall.txt,2014-03-15,Lisford Courier,The call\n")
    with Archive(tmp_path / "a.dateline", create=True) as archive:
        assert read(archive, [str(folder)]).new == 3
        summary = read(archive, [str(folder)], metadata=path)
        assert (summary.again, summary.known) == (1, 2)
        assert read(archive, [str(folder)], metadata=path).known == 3
        assert read(archive, [str(folder)]).known == 3
        [row] = [r for r in archive.rows("reports") if r["source"].endswith("call.txt")]
    assert (row["title"], row["outlet"]) == ("The call", "Lisford Courier")
    assert (row["published"], row["published_basis"]) == ("2014-03-15", "stated")
    assert row["published_reason"] == "stated in clippings.csv, line 2"


def test_a_table_that_is_not_there_is_said_plainly(folder, tmp_path, capsys):
    code = main(["read", str(folder), "--metadata", "none.csv", "--archive", str(tmp_path / "a.db")])
    assert code == 1
    assert capsys.readouterr().err.startswith("dateline: none.csv: cannot be read")


@pytest.mark.parametrize(
    ("line", "name"),
    [
        (r"C:\Users\ann\clips\talks.txt", "clips/talks.txt"),
        ("../clips/talks.txt", "/home/ann/clips/talks.txt"),
        ("./clips/talks.txt", "clips/talks.txt"),
        ("clips/*.txt", "/home/ann/clips/talks.txt"),
        ("https://courier.example/*", "crawl.warc#https://courier.example/bridge"),
        ("crawl.warc.gz", "crawl.warc.gz#https://courier.example/bridge"),
    ],
)
def test_a_line_may_name_more_or_less_of_a_path_or_a_pattern(table, line, name):
    clippings = read_clippings(table(f"file,outlet\nother.txt,Other\n{line},Courier\n"))
    assert clippings.about(name, NONE).outlet.value == "Courier"
    assert clippings.about("clips2/notes.md", NONE) == NONE


def test_the_most_exact_line_holds_over_a_pattern(table):
    clippings = read_clippings(table("file,outlet\n*.txt,Any\nclips/talks.txt,Courier\n"))
    assert clippings.about("clips/talks.txt", NONE).outlet.value == "Courier"
    assert clippings.about("clips/walks.txt", NONE).outlet.value == "Any"


def test_lines_about_nothing_that_was_read_are_told_and_the_table_itself_is_no_report(tmp_path, table):
    (tmp_path / "talks.txt").write_text("Talks went on in Lisford.")
    path = table(
        "file,outlet\ntalks.txt,Courier\ntalk.txt,Courier\n" + "".join(f"{n}.txt,x\n" for n in range(9))
    )
    with Archive(tmp_path / "a.db", create=True) as archive:
        summary = read(archive, [str(tmp_path / "talks.txt"), path], metadata=path)
    assert (summary.sources, summary.new) == (1, 1)
    assert summary.unmatched == (
        "clippings.csv: nothing was read that these lines name: talk.txt (line 3), 0.txt (line 4),"
        " 1.txt (line 5), 2.txt (line 6), 3.txt (line 7) and 5 more; check path and spelling"
    )
