"""Parquet: each row is a record as a line of JSON Lines is; needs the extra `dateline[parquet]`.

Read by pyarrow, a few rows at a time whatever the size of the row groups. (Polars, which writes our own
tables, holds a row group or the file in memory, and a damaged file may end the process.)
"""

from __future__ import annotations

import datetime
import decimal
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, BinaryIO

from dateline.intake.decode import decode
from dateline.intake.formats.compressed import MAX_RATIO
from dateline.intake.formats.fields import FieldMap
from dateline.intake.formats.parts import MAX_LINE, MEGABYTE, Part, too_long
from dateline.intake.formats.records import Records, without_texts

if TYPE_CHECKING:
    import pyarrow
    from pyarrow.parquet import FileMetaData

MISSING = "Parquet needs the library pyarrow: pip install 'dateline[parquet]', then read it again"
ROWS = 16
"""Rows held at a time; each may be as long as a line of JSON Lines."""
BUFFER = MEGABYTE
FREE = 256 * MEGABYTE
"""Bytes that a column of a row group may expand to whatever the ratio: columns that say the same in every row
shrink to nearly nothing."""
BOMB = f"a column of it expands to more than {MAX_RATIO} times its size, as no text does"


def parquet_parts(name: str, stream: BinaryIO, fields: FieldMap) -> Iterator[Part]:
    """The rows of a Parquet file, numbered from 1; *stream* can be wound back."""
    try:
        from pyarrow.parquet import ParquetFile
    except ImportError:
        yield Part(name, trouble=MISSING)
        return
    file = ParquetFile(stream, pre_buffer=False, buffer_size=BUFFER, coerce_int96_timestamp_unit="us")
    if _is_bomb(file.metadata):
        yield Part(name, trouble=BOMB)
        return
    blank = {field.name: _blank(field.type) for field in file.schema_arrow}
    if trouble := without_texts(blank, fields):
        yield Part(name, trouble=trouble)
        return
    records = Records(fields)
    number = 0
    for batch in file.iter_batches(ROWS, use_threads=False):
        batch = _in_microseconds(batch)
        for at in range(batch.num_rows):
            number += 1
            yield _part(f"{name}#{number}", batch.slice(at, 1), records)
    yield from records.missed(name)


def _part(label: str, row: pyarrow.RecordBatch, records: Records) -> Part:
    if row.nbytes > MAX_LINE:
        return Part(label, trouble=f"the row is {too_long(row.nbytes, MAX_LINE)}")
    try:
        [record] = row.to_pylist()
    except (ValueError, OverflowError) as error:  # words that are not UTF-8, days that no calendar has
        return Part(label, trouble=f"the row cannot be read ({error})")
    return records.part(label, {name: _as_json(value) for name, value in record.items()})


def _as_json(value: Any) -> Any:
    """*value* as JSON would have it."""
    if isinstance(value, bytes):
        decoded = decode(value)
        return None if decoded.binary else decoded.text
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    if isinstance(value, decimal.Decimal | datetime.timedelta):
        return str(value)
    if isinstance(value, float) and value != value:  # what data frames have for nothing
        return None
    if isinstance(value, dict):
        return {key: _as_json(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_as_json(inner) for inner in value]
    return value


def _in_microseconds(batch: pyarrow.RecordBatch) -> pyarrow.RecordBatch:
    """*batch* without nanoseconds, which no time of Python has."""
    import pyarrow

    for at, field in enumerate(batch.schema):
        if pyarrow.types.is_timestamp(field.type) and field.type.unit == "ns":
            exact = pyarrow.timestamp("us", field.type.tz)
            batch = batch.set_column(at, field.name, batch.column(at).cast(exact, safe=False))
    return batch


def _blank(kind: pyarrow.DataType) -> Any:
    """What stands for the values of a column where only their names matter."""
    import pyarrow

    if pyarrow.types.is_struct(kind):
        return {field.name: _blank(field.type) for field in kind}
    return [_blank(kind.value_type)] if pyarrow.types.is_list(kind) else ""


def _is_bomb(about: FileMetaData) -> bool:
    groups = (about.row_group(at) for at in range(about.num_row_groups))
    chunks = (group.column(at) for group in groups for at in range(group.num_columns))
    return any(
        chunk.total_uncompressed_size > max(FREE, MAX_RATIO * chunk.total_compressed_size) for chunk in chunks
    )
