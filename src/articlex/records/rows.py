"""Records as rows of tables: SQL, flat Parquet, CSV for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from articlex.model import Result
from articlex.records.fields import (
    ARTICLE_FIELDS,
    CHANGE_FIELDS,
    FLAT_ARTICLE_FIELDS,
    FLAT_CLAIM_FIELDS,
    MENTION_FIELDS,
)
from articlex.records.lines import to_dict


def article_values(record: Mapping[str, Any]) -> list[Any]:
    """The article's fields in the order of `ARTICLE_FIELDS`; lists are joined by a space."""
    return [_cell(record[field.name]) for field in ARTICLE_FIELDS]


def claim_values(claim: Mapping[str, Any]) -> list[Any]:
    """A claim's fields in the order of `FLAT_CLAIM_FIELDS`: `change` unfolded, lists joined by a space."""
    change = claim["change"] or {}
    flat = {f"change_{field.name}": change.get(field.name) for field in CHANGE_FIELDS}
    return [_cell(flat[f.name] if f.name in flat else claim[f.name]) for f in FLAT_CLAIM_FIELDS]


def mention_values(mention: Mapping[str, Any]) -> list[Any]:
    """A mention's fields in the order of `MENTION_FIELDS`."""
    return [mention[field.name] for field in MENTION_FIELDS]


def _cell(value: Any) -> Any:
    return " ".join(value) if isinstance(value, list) else value


def csv_rows(result: Result | Mapping[str, Any]) -> Iterator[list[str]]:
    """The claims of a result (or of its record) as rows of `CSV_COLUMNS`; nulls are empty cells.

    A text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a carriage
    return) gets an apostrophe in front: a headline must not be able to run code in the reader's spreadsheet.
    Numbers keep their sign. An article without claims has no row.
    """
    record = to_dict(result) if isinstance(result, Result) else result
    head = [_safe(record["id"]), *(_safe(record[name]) for name in FLAT_ARTICLE_FIELDS)]
    for claim in record["claims"]:
        cells = zip(FLAT_CLAIM_FIELDS, claim_values(claim), strict=True)
        yield head + [
            _safe(value) if field.type in ("text", "texts") else _plain(value) for field, value in cells
        ]


def _plain(value: Any) -> str:
    return "" if value is None else str(value)


def _safe(value: Any) -> str:
    text = _plain(value)
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r")) else text
