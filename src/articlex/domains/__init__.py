"""Domain packs: canonical indicators of a field, as data."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from articlex import lexicon


@lru_cache(maxsize=8)
def _table(
    folders: tuple[Path, ...] = (),
) -> tuple[tuple[frozenset[str], tuple[str, ...], frozenset[str], str], ...]:
    rows = []
    for entry in lexicon.load("indicators", folders):
        rows.append(
            (
                frozenset(entry["predicates"].split("|")),
                tuple(entry["objects"].split("|")),
                frozenset(entry["units"].split("|")),
                entry["indicator"],
            )
        )
    return tuple(rows)


def indicator(
    predicate: str | None, obj: str | None, unit: str, folders: tuple[Path, ...] = ()
) -> str | None:
    """The canonical indicator of a figure, or None; `folders` hold lists that add to ours.

    >>> indicator("抓获", "犯罪嫌疑人", "人")
    'suspects_captured'
    """
    if predicate is None and obj is None:
        return None
    for predicates, objects, units, name in _table(folders):
        counted = not units or "" in units or unit in units
        fits = objects == ("-",) or (obj is not None and obj.endswith(objects))
        if predicate in predicates and counted and fits:
            return name
    return None
