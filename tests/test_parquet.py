"""Parquet files of reports: rows as those of JSON Lines, read a few at a time, whatever the file holds."""

import datetime
import io
import json
import random
import sys
import zipfile
from dataclasses import replace
from decimal import Decimal

import pytest

from dateline.archive import Archive
from dateline.export import json_export
from dateline.intake.formats import unpack
from dateline.intake.formats.fields import USUAL, read_fields
from dateline.pipeline import read

arrow = pytest.importorskip("pyarrow", reason="pyarrow is not installed (the extra `parquet`)")
parquet = pytest.importorskip("pyarrow.parquet")

TEXT = (
    "The council of Lisford met on Tuesday to speak about the harbour bridge, closed for a year. "
    "“We will open it again before the summer,” the mayor told reporters after the meeting."
)
ROWS = [
    {
        "headline": f"Bridge talks go on {number}",
        "body": f"{TEXT} Some {number} people came.",
        "published_at": "2022-05-03T23:30:00-04:00",
        "source": {"id": number, "name": "Lisford Courier"},
        "authors": ["Ann Lee", "Ben Ode"],
        "url": None if number % 2 else f"https://courier.example/{number}",
    }
    for number in range(40)
]


def written(rows, **options):
    data = io.BytesIO()
    parquet.write_table(arrow.Table.from_pylist(rows), data, **options)
    return data.getvalue()


def parts_of(data, name="a.parquet", said=None):
    fields = read_fields(said) if said else USUAL
    return list(unpack(name, io.BytesIO(data), fields=fields))


def lines_of(rows, said=None):
    """What JSON Lines of the same name give."""
    found = parts_of("\n".join(map(json.dumps, rows)).encode(), "a.jsonl", said)
    return [replace(part, name=part.name.replace("jsonl", "parquet")) for part in found]


@pytest.mark.parametrize("said", [None, "title=headline,text=body,source=source.name,authors=authors.1"])
def test_rows_are_those_of_json_lines(said):
    found = parts_of(written(ROWS, row_group_size=7), said=said)
    assert found == lines_of(ROWS, said)
    assert [part.name for part in found[:2]] == ["a.parquet#1", "a.parquet#2"]
    assert found[0].given.outlet.where == f"the record's field “{'source.name' if said else 'source'}”"


def test_an_archive_holds_the_same_whichever_it_was_read_from(tmp_path):
    records = []
    for name, data in (
        ("a.jsonl", "\n".join(map(json.dumps, ROWS[:3])).encode()),
        ("a.parquet", written(ROWS[:3])),
    ):
        (tmp_path / name).write_bytes(data)
        with Archive(tmp_path / f"{name}.db", create=True) as archive:
            assert read(archive, [str(tmp_path / name)]).new == 3
            records.append(b"".join(json_export(archive)).replace(name.encode(), b"FILE"))
    assert records[0] == records[1]


def test_values_that_json_does_not_have_are_as_they_would_stand_there():
    day = datetime.date(2022, 5, 3)
    moment = datetime.datetime(2022, 5, 3, 23, 30, tzinfo=datetime.timezone(-datetime.timedelta(hours=4)))
    kinds = {
        "date": (day, arrow.date32(), "2022-05-03"),
        "published": (moment, arrow.timestamp("ns", "-04:00"), "2022-05-03T23:30:00-04:00"),
        "title": (b"Caf\xe9 talks", arrow.binary(), "Café talks"),
        "id": (Decimal("7.10"), arrow.decimal128(5, 2), "7.10"),
        "source": (float("nan"), arrow.float64(), None),
        "author": ("Ann Lee", arrow.dictionary(arrow.int8(), arrow.string()), "Ann Lee"),
        "keywords": ([day], arrow.list_(arrow.date32()), ["2022-05-03"]),
        "picture": (b"\x89PNG\r\n\x1a\n\0\0", arrow.binary(), None),
        "text": (TEXT, arrow.large_string(), TEXT),
    }
    columns = {name: arrow.array([value], kind) for name, (value, kind, _) in kinds.items()}
    data = io.BytesIO()
    parquet.write_table(arrow.table(columns), data)
    assert parts_of(data.getvalue()) == lines_of([{name: said for name, (*_, said) in kinds.items()}])


def test_a_nanosecond_is_no_reason_to_lose_a_row():
    table = arrow.table(
        {"text": [TEXT], "date": arrow.array([1_651_620_600_000_000_001], arrow.timestamp("ns"))}
    )
    data = io.BytesIO()
    parquet.write_table(table, data)
    [part] = parts_of(data.getvalue())
    assert part.given.published.value == "2022-05-03T23:30:00"


def test_a_table_without_texts_says_so_once():
    [part] = parts_of(written([{"id": 1, "meta": {"slug": "x"}}] * 40))
    assert "a table without a column of texts; its columns are id, meta.slug" in part.trouble
    [first, *_] = parts_of(written(ROWS), said="text=source.body")
    assert (
        "its columns are authors, body, headline, published_at, source.id, source.name, url" in first.trouble
    )


def test_a_row_costs_itself_only(monkeypatch):
    monkeypatch.setattr("dateline.intake.formats.parquet.MAX_LINE", 1 << 20)
    words = arrow.array(
        [TEXT.encode(), b"\xff\xfe cut", b"a" * (2 << 20), b"", TEXT.encode()], arrow.binary()
    )
    data = io.BytesIO()
    parquet.write_table(arrow.table({"text": words.view(arrow.string())}), data)
    found = parts_of(data.getvalue())
    assert [part.trouble is None for part in found] == [True, False, False, False, True]
    assert "the row cannot be read" in found[1].trouble
    assert found[2].trouble.startswith("the row is larger than 1 MB")
    assert "no text" in found[3].trouble


def test_it_is_read_a_few_rows_at_a_time(tmp_path):
    """One row group of 96 MB of text; pyarrow holds 34 MB whatever it reads."""
    text = "".join(random.Random(1).choices("abcdefgh \n", k=1 << 15))
    table = arrow.table({"text": [f"{number} {text}" for number in range(3072)]})
    parquet.write_table(table, tmp_path / "a.parquet", use_dictionary=False, compression="none")
    whole = table.nbytes
    del table
    most = arrow.total_allocated_bytes()
    with (tmp_path / "a.parquet").open("rb") as stream:
        for part in unpack("a.parquet", stream):
            assert part.trouble is None
            most = max(most, arrow.total_allocated_bytes())
    assert whole > 96 << 20 and most < whole / 2


def test_a_damaged_file_is_one_failed_source(tmp_path):
    whole = written(ROWS)
    (tmp_path / "a.parquet").write_bytes(whole[: len(whole) // 2])
    (tmp_path / "b.pq").write_bytes(b"")
    (tmp_path / "c.txt").write_text(TEXT, encoding="utf-8")
    (tmp_path / "_SUCCESS").write_bytes(b"")
    with Archive(tmp_path / "x.db", create=True) as archive:
        done = read(archive, [str(tmp_path)])
    assert (done.sources, done.new, len(done.failed)) == (3, 1, 2)
    assert all("copy it again from where it came from" in reason for _, reason in done.failed)


@pytest.mark.parametrize("seed", range(40))
def test_damage_anywhere_never_raises(seed):
    chance = random.Random(seed)
    data = bytearray(written(ROWS, row_group_size=10))
    for _ in range(chance.choice([1, 1, 4])):
        data[chance.randrange(4, len(data))] = chance.randrange(256)
    if seed % 4 == 0:
        del data[chance.randrange(4, len(data)) :]
    for part in parts_of(bytes(data)):
        assert part.trouble or part.data


def test_what_expands_beyond_all_measure_is_not_read(monkeypatch):
    monkeypatch.setattr("dateline.intake.formats.parquet.FREE", 1 << 20)
    [part] = parts_of(written([{"text": "\0" * (8 << 20)}], compression="zstd", use_dictionary=False))
    assert "expands to more than 200 times its size" in part.trouble


def test_it_may_stand_in_an_archive_and_have_any_name():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("export/part-0.parquet", written(ROWS[:2]))
    assert [part.name for part in parts_of(packed.getvalue(), "a.zip")] == [
        "a.zip#export/part-0.parquet#1",
        "a.zip#export/part-0.parquet#2",
    ]
    assert [part.trouble for part in parts_of(written(ROWS[:2]), "-")] == [None, None]


def test_without_the_library_it_says_what_to_install(monkeypatch):
    data = written(ROWS)
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    [part] = parts_of(data)
    assert "pip install 'dateline[parquet]'" in part.trouble
