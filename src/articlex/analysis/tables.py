"""Claims of many articles as the rows of one table, chosen and summed up."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from articlex import records
from articlex.errors import OptionError

Row = dict[str, Any]
"""One claim, flat: the article's fields, then those of the claim, those of `change` unfolded."""

ARTICLE_COLUMNS = ("article", "title", "published", "source")
COLUMNS = (*ARTICLE_COLUMNS, *(field.name for field in records.FLAT_CLAIM_FIELDS))
"""The names that `where` and `by` may use."""


def rows(articles: Iterable[Mapping[str, Any]]) -> Iterator[Row]:
    """The claims of records, article by article, in the order of the text."""
    for record in articles:
        head = (record["id"], record["title"], record["published"], record["source"])
        for claim in record["claims"]:
            yield dict(zip(COLUMNS, (*head, *records.claim_values(claim)), strict=True))


def matching(table: Iterable[Row], conditions: Sequence[str]) -> Iterator[Row]:
    """The rows for which all conditions hold.

    A condition is `FIELD=VALUE` (equal), `FIELD~VALUE` (contains) or `FIELD!=VALUE`; an empty VALUE is null.

    Raises `OptionError` for a condition of another form or a field that does not exist.
    """
    tests = [_condition(condition) for condition in conditions]
    return (row for row in table if all(test(row) for test in tests))


def _condition(condition: str) -> Any:
    for sign in ("!=", "~", "="):
        name, found, wanted = condition.partition(sign)
        if found:
            field = checked(name.strip())
            value = wanted.strip()
            if sign == "~":
                return lambda row: value in (row[field] or "")
            equal = sign == "="
            return lambda row: ((row[field] or "") == value) is equal
    raise OptionError(f"{condition!r} is no condition; write FIELD=VALUE, FIELD!=VALUE or FIELD~VALUE")


def checked(name: str) -> str:
    """The name of a column, or an `OptionError` that lists them."""
    if name not in COLUMNS:
        raise OptionError(f"there is no field {name!r}; there are {', '.join(COLUMNS)}")
    return name


@dataclass(frozen=True, slots=True)
class Summary:
    """A group of claims with the same values in some columns.

    `total` is the sum of the group's exact figures in `unit`, None where their units differ, where they
    are no amounts (percentages, ages), or where none has a value. A figure that an article says again, or
    that is a part of another figure of the group's article, is counted in `claims` but not summed.
    """

    values: tuple[str | None, ...]
    claims: int
    articles: int
    unit: str | None
    total: Decimal | None


SUMMABLE = frozenset({"count", "money", "measure", "duration"})


def summarize(table: Iterable[Row], by: Sequence[str]) -> list[Summary]:
    """The groups of a table by the values of some columns, the largest first, then by their values.

    Raises `OptionError` if a column does not exist.
    """
    names = [checked(name) for name in by]
    groups: dict[tuple[str | None, ...], list[Row]] = defaultdict(list)
    for row in table:
        groups[tuple(row[name] for name in names)].append(row)
    summaries = [_summary(values, members) for values, members in groups.items()]
    return sorted(summaries, key=lambda one: (-one.claims, tuple(value or "" for value in one.values)))


def _summary(values: tuple[str | None, ...], members: Sequence[Row]) -> Summary:
    units = {row["unit"] for row in members}
    first = [row for row in members if row["same_as"] is None and row["part_of"] is None]
    amounts = [row for row in first if row["value"] is not None and "/" not in row["value"]]
    alike = len(units) == 1 and all(
        row["kind"] in SUMMABLE and not row["change_direction"] for row in members
    )
    total = sum((Decimal(row["value"]) for row in amounts), Decimal(0)) if alike and amounts else None
    articles = len({row["article"] for row in members})
    return Summary(values, len(members), articles, units.pop() if len(units) == 1 else None, total)
