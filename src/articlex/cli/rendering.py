"""Tables for the terminal, made from records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich import box
from rich.table import Table
from rich.text import Text

from articlex.analysis.wording import change_words, period_words, quantity_words


def counted(number: int, noun: str) -> str:
    """`1 claim`, `2 claims`."""
    return f"{number} {noun}{'' if number == 1 else 's'}"


def article_table(record: Mapping[str, Any]) -> Table:
    """The claims of one article: what the text says, and how it was read."""
    known = [record["title"] or record["id"] or "", (record["published"] or "")[:10], record["source"] or ""]
    table = Table(
        title=" · ".join(word for word in known if word),
        title_justify="left",
        title_style="bold",
        box=box.SIMPLE_HEAD,
        caption=f"{counted(len(record['claims']), 'claim')}, {counted(len(record['mentions']), 'number')}",
        caption_justify="left",
    )
    table.add_column("says", no_wrap=True)
    table.add_column("value", justify="right", no_wrap=True)
    for name in ("predicate", "object", "agent", "period", "change"):
        table.add_column(name, overflow="fold")
    ids = {claim["id"]: claim["text"] for claim in record["claims"]}
    for claim in record["claims"]:
        cells = [" ".join(claim["text"].split()), quantity_words(claim)]
        cells += [claim["predicate"] or "", claim["object"] or "", claim["agent"] or ""]
        cells += [period_words(claim), change_words(claim, ids)]
        # Text, not str: square brackets of an article are no markup.
        table.add_row(*(Text(cell) for cell in cells))
    return table
