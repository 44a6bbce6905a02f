"""Records from a file of JSON Lines, as `articlex extract` and `articlex batch` write it."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from articlex import records
from articlex.errors import InputError


def read_records(path: str | Path) -> Iterator[dict[str, Any]]:
    """The records of a `.jsonl` or `.jsonl.gz` file, or of standard input (`-`), one after the other.

    Raises `InputError`, which names file and line, if the file cannot be read or a line is no record.
    """
    if str(path) == "-":
        yield from _lines(sys.stdin.buffer, "standard input")
        return
    try:
        with Path(path).open("rb") as file, gzip.open(file) if str(path).endswith(".gz") else file as lines:
            yield from _lines(lines, str(path))
    except (OSError, EOFError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{path}: the records cannot be read ({reason})") from error


def _lines(lines: Any, name: str) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield records.loads(line)
        except InputError as error:
            raise InputError(f"{name}:{number}: {error}") from error
