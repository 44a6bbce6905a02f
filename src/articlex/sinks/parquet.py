"""Parquet, nested (one article a row) or flat (one claim a row)."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from articlex import records
from articlex.errors import MissingDependencyError
from articlex.sinks import Entry

ROW_GROUP = 2000
"""Rows a row group: about a megabyte of records, little enough to hold and enough to pack well."""


class ParquetSink:
    """Writes row groups as they fill: zstd-packed, offsets as int32, dates as dates, decimals as strings."""

    def __init__(self, path: Path, flat: bool = False) -> None:
        try:
            import pyarrow as pa
            import pyarrow.parquet as pq
        except ImportError:
            raise MissingDependencyError("pyarrow is not installed: pip install 'articlex[data]'") from None
        from articlex import arrow

        self._pa, self._arrow, self._flat = pa, arrow, flat
        self._schema = arrow.FLAT_SCHEMA if flat else arrow.RECORD_SCHEMA
        self._rows: list[dict[str, Any]] = []
        self._file = path.open("wb")
        self._writer = pq.ParquetWriter(self._file, self._schema, compression="zstd")

    def write(self, entry: Entry) -> None:
        """Take one record."""
        record = records.loads(entry.line)
        if self._flat:
            self._rows.extend(self._arrow.flat_rows(record))
        else:
            self._rows.append(self._arrow.record_row(record))
        if len(self._rows) >= ROW_GROUP:
            self._flush()

    def _flush(self) -> None:
        if self._rows:
            self._writer.write_batch(self._pa.RecordBatch.from_pylist(self._rows, schema=self._schema))
            self._rows.clear()

    def close(self) -> None:
        """Finish the file and let the system put it on disk."""
        self._flush()
        self._writer.close()
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def abort(self) -> None:
        """Release the file."""
        self._rows.clear()
        self._writer.is_open = False  # it would try to finish the file when it is collected
        self._file.close()
