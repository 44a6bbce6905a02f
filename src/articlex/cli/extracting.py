"""`articlex extract` and `articlex explain`."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from articlex.cli.options import Inputs, article_options, console, extractor

if TYPE_CHECKING:
    from articlex.model import Result


class Writer(Protocol):
    """Writes results as they come."""

    def write(self, result: Result) -> None:
        """Write one result."""

    def close(self) -> None:
        """Write what ends the output."""


class Lines:
    """JSON Lines: one article a line."""

    def write(self, result: Result) -> None:
        """Write one line."""
        from articlex import records

        _put(records.dumps(result) + "\n")

    def close(self) -> None:
        """Lines need no end."""


class Json:
    """One JSON list, indented, for reading; still written article by article."""

    def __init__(self) -> None:
        self._empty = True

    def write(self, result: Result) -> None:
        """Write one item of the list."""
        import json

        from articlex import records

        text = json.dumps(records.to_dict(result), ensure_ascii=False, indent=2)
        _put(("[\n" if self._empty else ",\n") + text)
        self._empty = False

    def close(self) -> None:
        """Close the list."""
        _put("[]\n" if self._empty else "\n]\n")


class Csv:
    """One claim a row; the mark at the head tells spreadsheets that it is UTF-8."""

    def __init__(self) -> None:
        import csv
        import io

        from articlex import records

        self._buffer = io.StringIO()
        self._rows = csv.writer(self._buffer)
        self._rows.writerow(records.CSV_COLUMNS)
        _put("\ufeff")
        self._flush()

    def _flush(self) -> None:
        _put(self._buffer.getvalue())
        self._buffer.seek(0)
        self._buffer.truncate()

    def write(self, result: Result) -> None:
        """Write the claims of one article."""
        from articlex import records

        self._rows.writerows(records.csv_rows(result))
        self._flush()

    def close(self) -> None:
        """Rows need no end."""


class Table:
    """A table for the eye, one article after the other."""

    def __init__(self) -> None:
        self._console = console()

    def write(self, result: Result) -> None:
        """Print the article's table."""
        from articlex import records
        from articlex.cli.rendering import article_table

        self._console.print(article_table(records.to_dict(result)))

    def close(self) -> None:
        """Tables need no end."""


WRITERS: dict[str, Callable[[], Writer]] = {"jsonl": Lines, "json": Json, "csv": Csv, "table": Table}


def _put(text: str) -> None:
    """Write to stdout as UTF-8, whatever the locale: the same input gives the same bytes everywhere."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8"))


@click.command()
@article_options
@click.option(
    "--format",
    "form",
    type=click.Choice(list(WRITERS)),
    default="jsonl",
    show_default=True,
    help="jsonl: one article a line; json: one list; csv: one claim a row; table: to read.",
)
def extract(
    paths: tuple[str, ...],
    published: date | datetime | None,
    rules: Path | None,
    lexicons: tuple[Path, ...],
    form: str,
) -> int:
    """Print the claims of articles as records.

    PATH is a file (.txt .md .html .htm .json .jsonl .csv, each also .gz), a folder, or - for standard
    input. What cannot be read is named on stderr, the rest is read all the same.
    """
    engine = extractor(rules, lexicons)
    inputs = Inputs(paths, published)
    writer = WRITERS[form]()
    for result in inputs.results(engine):
        writer.write(result)
    writer.close()
    sys.stdout.buffer.flush()
    return inputs.exit_code


@click.command()
@article_options
def explain(
    paths: tuple[str, ...], published: date | datetime | None, rules: Path | None, lexicons: tuple[Path, ...]
) -> int:
    """Tell for each claim how it was read.

    Under each claim stand its number, the rules that fired, and for each empty field the reason.
    """
    engine = extractor(rules, lexicons, trace=True)
    inputs = Inputs(paths, published)
    for result in inputs.results(engine):
        _put(result.explain().rstrip("\n") + "\n")
    sys.stdout.buffer.flush()
    return inputs.exit_code
