"""What the user says the fields of records are called, and tables of articles."""

import io
import json

import pytest

from dateline.errors import InputError
from dateline.intake import take
from dateline.intake.formats import unpack
from dateline.intake.formats.fields import USUAL, FieldMap, read_fields

TEXT = (
    "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a year. "
    "“We will open it again before the summer,” the mayor told reporters after the meeting."
)
RECORD = {
    "head": "no title",
    "meta": {
        "slug": "Bridge talks go on",
        "when": "2022-05-03",
        "people": [{"n": "Ann Lee"}, {"n": "Ben Ode"}],
    },
    "content": {"plain": TEXT, "rich": f"<p>{TEXT}</p>"},
}
MAP = "title=meta.slug, text=content.plain, date=meta.when, authors=meta.people.n"


def parts_of(data, name, said=None):
    return list(unpack(name, io.BytesIO(data), fields=read_fields(said) if said else USUAL))


def lines(*records):
    return "\n".join(map(json.dumps, records)).encode()


@pytest.mark.parametrize(
    ("name", "dump"), [("a.jsonl", lines), ("a.json", lambda r: json.dumps([r]).encode())]
)
def test_the_user_names_fields_also_nested_ones(name, dump):
    [part] = parts_of(dump(RECORD), name, MAP)
    report = take(part.name, part.data, part.given)
    head = report.masthead
    assert (head.title, head.authors) == ("Bridge talks go on", ("Ann Lee", "Ben Ode"))
    assert head.published.date.isoformat() == "2022-05-03"
    assert head.published.reason == "stated in the record's field “meta.when”"
    assert TEXT in report.text


def test_a_map_may_stand_in_a_file(tmp_path):
    (tmp_path / "map.txt").write_text("# our export\ntitle=meta.slug\n\ntext = content.plain\n")
    assert read_fields(str(tmp_path / "map.txt")) == FieldMap(
        (("title", "meta.slug"), ("text", "content.plain"))
    )


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ("headline", "neither a map like title=headline,text=body nor a file"),
        (
            "name=headline",
            "“name=headline” names no field; write WHAT=NAME, where WHAT is one of title, text",
        ),
        ("title=", "“title=” names no field"),
    ],
)
def test_a_map_that_is_none_says_how_to_write_one(said, message):
    with pytest.raises(InputError, match=message):
        read_fields(said)


def test_a_field_that_is_nowhere_is_told_with_the_fields_there_are():
    found = parts_of(lines(RECORD, RECORD), "a.jsonl", "title=meta.slug,text=content.plain,url=web.link")
    assert [(p.name, p.trouble) for p in found][2:] == [
        (
            "a.jsonl#url",
            "no record has the field “web.link”, which --fields names as the url; the fields are"
            " content.plain, content.rich, head, meta.people, meta.slug, meta.when",
        )
    ]
    [part] = parts_of(lines(RECORD), "a.jsonl", "text=content.full")
    assert part.trouble.startswith(
        "the record has no “content.full”, which --fields names; its fields are content.pl"
    )


def test_a_field_that_only_some_records_have_is_no_trouble():
    found = parts_of(lines(RECORD, {"content": {"plain": TEXT}}), "a.jsonl", MAP)
    assert [part.trouble for part in found] == [None, None]


@pytest.mark.parametrize("mark", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8-sig", "cp1252", "utf-16"])
def test_a_table_of_articles_is_read_row_by_row(mark, encoding):
    rows = [
        ["Headline", "Body", "Date"],
        ["Bridge talks", f'"{TEXT}\nIt will reopen."', "2022-05-03"],
        [],
        ["x"],
    ]
    data = "\r\n".join(mark.join(row) for row in rows).encode(encoding)
    first, last = parts_of(data, "a.csv")
    assert first.name == "a.csv#2"
    assert (first.given.title.value, first.given.published.value) == ("Bridge talks", "2022-05-03")
    assert "It will reopen." in first.data.decode()
    assert last.given.title.value == "x"


def test_columns_may_be_named_and_excel_may_name_its_mark():
    [part] = parts_of(f'sep=|\nkop|tekst\nBridge|"{TEXT}"\n'.encode(), "a.csv", "title=kop,text=tekst")
    assert (part.given.title.value, TEXT in part.data.decode()) == ("Bridge", True)


def test_a_table_without_texts_says_what_it_may_be():
    [part] = parts_of(b"file,date,outlet\ntalks.txt,2022-05-03,Courier\n", "clippings.csv")
    assert part.trouble.startswith(
        "a table without a column of texts; its columns are date, file, outlet; name"
    )
    assert "--metadata" in part.trouble
