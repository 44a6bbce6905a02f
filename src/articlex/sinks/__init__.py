"""Records -> files and embedded databases: JSON Lines, CSV, Parquet, SQLite, DuckDB.

A sink takes records one by one in their order and holds only a few of them. It writes to the path that it is
given; who wants that a file appears whole or not at all gives it another name and renames it (`batch` does).
`docs/formats.md` shows each format's columns.
"""

from __future__ import annotations

from pathlib import Path
from typing import Literal, NamedTuple, Protocol, get_args

from articlex.errors import OptionError

Format = Literal["jsonl", "jsonl.gz", "csv", "parquet", "sqlite", "duckdb"]
FORMATS: tuple[Format, ...] = get_args(Format)

ENDINGS: dict[str, Format] = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".jsonl.gz": "jsonl.gz",
    ".ndjson.gz": "jsonl.gz",
    ".csv": "csv",
    ".parquet": "parquet",
    ".sqlite": "sqlite",
    ".sqlite3": "sqlite",
    ".db": "sqlite",
    ".duckdb": "duckdb",
}
"""What the ending of an output's name says about its format."""

APPENDABLE: tuple[Format, ...] = ("sqlite", "duckdb")
"""Formats in which an article can be replaced."""


class Entry(NamedTuple):
    """A record on its way into a sink.

    `key` names the article within a database: where it came from, independent of its content. `digest` stands
    for its content and the rule set: an article with the same digest need not be written again.
    """

    key: str
    digest: str
    line: bytes
    """The record as a line of JSON in UTF-8, without its line end."""


class Sink(Protocol):
    """Takes records in order, then `close` (all is on disk) or `abort` (what is there is of no use)."""

    def write(self, entry: Entry) -> None:
        """Take one record."""

    def close(self) -> None:
        """Write what is still held, and let the system put everything on disk."""

    def abort(self) -> None:
        """Give up: release the file; an existing database is left as it was."""


def format_of(path: Path) -> Format | None:
    """The format that the ending of a file's name says, or None."""
    name = path.name.lower()
    return next((form for ending, form in ENDINGS.items() if name.endswith(ending)), None)


def check(form: Format, *, flat: bool, append: bool) -> None:
    """Raise `OptionError` if the format has no use for an option, or is none."""
    if form not in FORMATS:
        raise OptionError(f"--format is {form!r}; it must be one of {', '.join(FORMATS)}")
    if flat and form != "parquet":
        raise OptionError(f"--flat is for parquet; {form} has one form only")
    if append and form not in APPENDABLE:
        raise OptionError(f"--append needs {' or '.join(APPENDABLE)}; {form} files are written anew")


def create(form: Format, path: Path, *, flat: bool = False, append: bool = False) -> Sink:
    """A sink that writes `form` to `path`; with `append` into the database that stands there.

    `flat` (Parquet only) writes one claim a row instead of one article a row.

    Raises `OptionError` for options that the format has no use for, `MissingDependencyError` if its package
    is not installed, and `OutputError` if what stands at `path` cannot be appended to.
    """
    check(form, flat=flat, append=append)
    if form in ("jsonl", "jsonl.gz"):
        from articlex.sinks.lines import JsonLinesSink

        return JsonLinesSink(path, packed=form == "jsonl.gz")
    if form == "csv":
        from articlex.sinks.lines import CsvSink

        return CsvSink(path)
    if form == "parquet":
        from articlex.sinks.parquet import ParquetSink

        return ParquetSink(path, flat)
    if form == "sqlite":
        from articlex.sinks.sqlite import SqliteSink

        return SqliteSink(path, append)
    from articlex.sinks.duckdb import DuckdbSink

    return DuckdbSink(path, append)
