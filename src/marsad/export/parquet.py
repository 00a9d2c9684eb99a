"""Parquet: one of Marsad's own tables with typed columns, written in groups of rows (needs pyarrow)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, BinaryIO

from marsad.export.flat import TABLES, records, row
from marsad.export.source import Options, Source, Tally
from marsad.export.spreadsheet import clean

_AT_ONCE = 10_000  # rows to a group


def write(sources: Iterable[Source], stream: BinaryIO, options: Options, tally: Tally) -> None:
    """Write the table that `options` names."""
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter

    types = {
        "text": pa.string(), "whole": pa.int64(), "number": pa.float64(), "day": pa.date32(), "truth": pa.bool_(), "texts": pa.list_(pa.string()),
    }  # fmt: skip
    columns = TABLES[options.table]
    schema = pa.schema([pa.field(c.name, types[c.type], metadata={"about": c.about}) for c in columns])
    waiting: list[list[object]] = []
    with ParquetWriter(stream, schema, compression="zstd") as writer:

        def flush() -> None:
            values = zip(*waiting, strict=True) if waiting else [()] * len(columns)
            arrays = [pa.array([_plain(v) for v in column], f.type) for column, f in zip(values, schema, strict=True)]
            writer.write_table(pa.Table.from_arrays(arrays, schema=schema))
            waiting.clear()

        for source in sources:
            for record in records(options.table, source):
                waiting.append(row(columns, source, record))
                tally.rows[options.table] += 1
                if len(waiting) >= _AT_ONCE:
                    flush()
        flush()


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return clean(value)
    return [_plain(v) for v in value] if isinstance(value, list) else value
