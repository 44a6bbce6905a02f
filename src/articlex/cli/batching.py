"""`articlex batch`."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from articlex.cli.options import Moment, rules_options

FORMATS = ("jsonl", "jsonl.gz", "csv", "parquet", "sqlite", "duckdb")


@click.command()
@click.argument("inputs", nargs=-1, required=True, metavar="IN...|-")
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(path_type=Path),
    help="File with the format's ending, or a folder.",
)
@click.option("--format", "form", type=click.Choice(FORMATS), help="By default what the ending of -o says.")
@click.option("--flat", is_flag=True, help="Parquet with one claim a row.")
@click.option("--workers", type=click.IntRange(min=1), help="Processes; by default one for each core.")
@click.option("--fresh", is_flag=True, help="Forget what earlier runs into this output did.")
@click.option("--append", is_flag=True, help="Add to the database that stands at -o.")
@click.option("--retry-failed", is_flag=True, help="Try articles again that failed before.")
@click.option(
    "--engine",
    type=click.Choice(["local", "dask"]),
    default="local",
    show_default=True,
    help="Who does the work.",
)
@click.option("--scheduler", metavar="ADDRESS", help="With --engine dask: a running scheduler.")
@click.option(
    "--published", type=Moment(), metavar="DATE", help="Date of publication of articles that bring none."
)
@rules_options
@click.option("--quiet", is_flag=True, help="Say nothing unless something is wrong.")
@click.option("--json-progress", is_flag=True, help="Progress as JSON lines on stderr, for machines.")
def batch(
    inputs: tuple[str, ...],
    output: Path,
    form: Any,
    published: date | datetime | None,
    rules: Path | None,
    lexicons: tuple[Path, ...],
    quiet: bool,
    json_progress: bool,
    **choices: Any,
) -> int:
    """Extract folders of articles into one file or database.

    A run that was stopped goes on where it was when it is given again; articles that changed are done anew.
    What cannot be read is listed in failures.jsonl beside the output.
    """
    from articlex.batch import progress, run
    from articlex.model import day_of

    folders = [*([rules] if rules else []), *lexicons]
    with progress.choose(quiet=quiet, json_lines=json_progress) as listener:
        summary = run(
            inputs,
            output,
            format=form,
            published=day_of(published),
            rules=folders,
            on_event=listener,
            **choices,
        )
    return summary.exit_code
