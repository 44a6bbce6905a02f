"""`articlex table`, `articlex check` and `articlex report`: what is made from records."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from articlex.cli.options import Inputs, console

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from articlex.analysis import Row

SHOWN = ("article", "says", "value", "predicate", "object", "agent", "period")
"""Columns of the table on a terminal; a CSV file gets all."""

records_argument = click.argument("path", metavar="RECORDS")


@click.command()
@records_argument
@click.option(
    "--where", multiple=True, metavar="FIELD=VALUE", help="Only these claims; also != and ~ (contains)."
)
@click.option("--by", metavar="FIELD,...", help="Sum up claims with the same values of these fields.")
@click.option("--series", "over_time", is_flag=True, help="The same figure over time, across articles.")
@click.option("--format", "form", type=click.Choice(["table", "csv"]), default="table", show_default=True)
def table(path: str, where: tuple[str, ...], by: str | None, over_time: bool, form: str) -> None:
    """Show claims of many articles as one table.

    RECORDS is what `extract` or `batch` wrote as JSON lines, or - for standard input.
    """
    from articlex.analysis import matching, read_records, rows

    if by and over_time:
        raise click.UsageError("--by and --series exclude each other; give one of them.")
    claims = matching(rows(read_records(path)), where)
    if over_time:
        header, body = _series_rows(claims)
    elif by:
        header, body = _summary_rows(claims, by.split(","))
    elif form == "csv":
        from articlex.analysis.tables import COLUMNS

        header, body = COLUMNS, ([row[name] for name in COLUMNS] for row in claims)
    else:
        header, body = SHOWN, (_shown(row) for row in claims)
    if form == "csv":
        _print_csv(header, body)
    else:
        _print_table(header, body)


def _shown(row: Row) -> list[str | None]:
    from articlex.analysis.wording import period_words, quantity_words

    says = " ".join(row["text"].split())
    return [
        row["article"],
        says,
        quantity_words(row),
        row["predicate"],
        row["object"],
        row["agent"],
        period_words(row),
    ]


def _summary_rows(
    claims: Iterable[Row], by: Sequence[str]
) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    from articlex import records
    from articlex.analysis import summarize

    names = [name.strip() for name in by]
    unit = [] if "unit" in names else ["unit"]
    body = (
        [*one.values, one.claims, one.articles, records.number(one.total), *([one.unit] if unit else [])]
        for one in summarize(claims, names)
    )
    return [*names, "claims", "articles", "sum", *unit], body


def _series_rows(claims: Iterable[Row]) -> tuple[Sequence[str], Iterable[Sequence[object]]]:
    from articlex.analysis import series

    body = (
        [one.label, point.start, point.end, point.row["value"], point.row["unit"], point.row["article"]]
        for one in series(claims)
        for point in one.points
    )
    return ["series", "from", "to", "value", "unit", "article"], body


def _print_csv(header: Sequence[str], body: Iterable[Sequence[object]]) -> None:
    """CSV for spreadsheets: UTF-8 with its mark, formulas made harmless."""
    import csv
    import io

    buffer = io.StringIO()
    writer = csv.writer(buffer)
    writer.writerow(header)
    for cells in body:
        texts = ["" if cell is None else str(cell) for cell in cells]
        writer.writerow(
            "'" + text if text.startswith(("=", "+", "@", "\t", "\r")) else text for text in texts
        )
    sys.stdout.flush()
    sys.stdout.buffer.write(("\ufeff" + buffer.getvalue()).encode("utf-8"))
    sys.stdout.buffer.flush()


def _print_table(header: Sequence[str], body: Iterable[Sequence[object]]) -> None:
    from rich import box
    from rich.table import Table
    from rich.text import Text

    from articlex.analysis.wording import digits

    shown = Table(box=box.SIMPLE_HEAD)
    for name in header:
        right = name in ("value", "claims", "articles", "sum")
        whole = name in ("article", "says", "value", "sum")  # a number broken over two lines reads as two
        shown.add_column(
            name,
            justify="right" if right else "left",
            overflow="ellipsis" if name == "article" else "fold",
            no_wrap=whole,
            max_width=24 if name == "article" else None,
        )
    for cells in body:
        texts = ["" if cell is None else str(cell) for cell in cells]
        named = zip(header, texts, strict=True)
        shown.add_row(*(Text(digits(text) if name == "sum" else text) for name, text in named))
    console().print(shown)


@click.command()
@records_argument
@click.option("--strict", is_flag=True, help="Exit with 1 if there is a finding.")
def check(path: str, strict: bool) -> int:
    """Report figures that cannot all be true.

    Shares against amounts, parts against totals, a figure against its repetition, and one article against
    another. Rounding and approximators are allowed for.
    """
    from articlex.analysis import check_records, read_records

    findings = 0
    for finding in check_records(read_records(path)):
        findings += 1
        click.echo(f"{finding.article}: {finding.check}: {finding.says}  [{', '.join(finding.claims)}]")
    from articlex.cli.rendering import counted

    click.echo(counted(findings, "finding"), err=True)
    return 1 if strict and findings else 0


@click.command()
@records_argument
@click.option(
    "-o",
    "--output",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    help="The page to write.",
)
@click.option(
    "--articles",
    multiple=True,
    metavar="PATH",
    help="The articles themselves, to show each claim in its text; may be given again.",
)
@click.option("--title", default="Claims", show_default=True, help="Heading of the page.")
def report(path: str, output: Path, articles: tuple[str, ...], title: str) -> int:
    """Write one self-contained HTML page: all claims, filterable, each in its text.

    The page needs no network and no other file.
    """
    from articlex.analysis import read_records
    from articlex.report import write_page

    inputs = Inputs(articles)
    texts = {article.id: article.text for article in inputs}
    written = write_page(output, read_records(path), texts, title=title)
    click.echo(f"{output}: {written.claims} claims of {written.articles} articles", err=True)
    if written.without_text and articles:
        click.echo(
            f"articlex: {written.without_text} records have no article among {', '.join(articles)}", err=True
        )
    return inputs.exit_code
