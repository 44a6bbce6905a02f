"""The same figure over time: series of claims over articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from articlex.analysis.tables import Row

KEYS = ("agent", "indicator", "predicate", "object", "unit", "aggregation")


@dataclass(frozen=True, slots=True)
class Point:
    """One figure of a series: the days that it covers, the claim's row that states it."""

    start: str | None
    end: str
    row: Row

    @property
    def days(self) -> int | None:
        """How many days the figure covers; None where its beginning is open."""
        from datetime import date

        if self.start is None:
            return None
        return (date.fromisoformat(self.end) - date.fromisoformat(self.start)).days + 1


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of the same thing by the same agent in the same unit, in order of time.

    `names` are the values of `KEYS`. Where an indicator is known it stands for predicate and object, so
    抓获犯罪嫌疑人 and 抓捕嫌疑人 are one series; these two are null then.
    """

    names: tuple[Any, ...]
    points: tuple[Point, ...]

    @property
    def label(self) -> str:
        """The series in words."""
        agent, indicator, predicate, thing, unit, aggregation = self.names
        words = [agent, indicator or f"{predicate or ''}{thing or ''}", f"({unit})" if unit else ""]
        words.append("" if aggregation == "total" else aggregation)
        return " ".join(word for word in words if word)


def series(table: Iterable[Row], *, least: int = 2) -> list[Series]:
    """The series of a table that have at least `least` points, by their names.

    A claim is a point if it has a value, the end of its period is known and it is neither a change nor said
    again. Of several articles that state the figure for the same days the latest published counts.
    """
    groups: dict[tuple[Any, ...], dict[tuple[str | None, str], Row]] = defaultdict(dict)
    for row in table:
        if row["value"] is None or row["period_end"] is None:
            continue
        if (
            row["change_direction"]
            or row["same_as"]
            or not (row["indicator"] or row["predicate"] or row["object"])
        ):
            continue
        days = row["period_start"], row["period_end"]
        points = groups[_names(row)]
        if days not in points or (points[days]["published"] or "") <= (row["published"] or ""):
            points[days] = row
    found = []
    for names in sorted(groups, key=lambda names: tuple(name or "" for name in names)):
        points = groups[names]
        if len(points) >= least:
            ordered = sorted(points.items(), key=lambda point: (point[0][1], point[0][0] or ""))
            found.append(Series(names, tuple(Point(start, end, row) for (start, end), row in ordered)))
    return found


def _names(row: Row) -> tuple[Any, ...]:
    names = {key: row[key] for key in KEYS}
    if names["indicator"]:
        names |= {"predicate": None, "object": None}
    return tuple(names.values())
