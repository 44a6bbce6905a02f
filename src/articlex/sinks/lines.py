"""JSON Lines and CSV."""

from __future__ import annotations

import csv
import gzip
import io
import os
from pathlib import Path
from typing import IO

from articlex import records
from articlex.sinks import Entry


class JsonLinesSink:
    """One record a line, UTF-8; `packed` with gzip, no name or time inside: equal records, equal files."""

    def __init__(self, path: Path, packed: bool = False) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._out: IO[bytes] = (
            gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=self._file, mtime=0)  # type: ignore[assignment,unused-ignore]
            if packed
            else self._file
        )

    def write(self, entry: Entry) -> None:
        """Take one record."""
        self._out.write(entry.line)
        self._out.write(b"\n")

    def close(self) -> None:
        """Finish the file and let the system put it on disk."""
        if self._out is not self._file:
            self._out.close()
        _to_disk(self._file)

    def abort(self) -> None:
        """Release the file."""
        _release(self._file)


class CsvSink:
    """One claim a row, columns `records.CSV_COLUMNS`, for spreadsheets: UTF-8 with a byte order mark, CRLF.

    Without the mark Excel takes the file for the system's legacy encoding and shows Chinese as noise.
    """

    def __init__(self, path: Path) -> None:
        self._file: IO[bytes] = path.open("wb")
        self._file.write(b"\xef\xbb\xbf")
        self._buffer = io.StringIO(newline="")
        self._rows = csv.writer(self._buffer)
        self._rows.writerow(records.CSV_COLUMNS)

    def write(self, entry: Entry) -> None:
        """Take one record."""
        self._rows.writerows(records.csv_rows(records.loads(entry.line)))
        self._flush()

    def _flush(self) -> None:
        self._file.write(self._buffer.getvalue().encode("utf-8"))
        self._buffer.seek(0)
        self._buffer.truncate()

    def close(self) -> None:
        """Finish the file and let the system put it on disk."""
        self._flush()
        _to_disk(self._file)

    def abort(self) -> None:
        """Release the file."""
        _release(self._file)


def _to_disk(file: IO[bytes]) -> None:
    file.flush()
    os.fsync(file.fileno())
    file.close()


def _release(file: IO[bytes]) -> None:
    try:
        file.close()
    except OSError:  # what was held could not be written either: that is why we give up
        os.close(file.fileno()) if not file.closed else None
