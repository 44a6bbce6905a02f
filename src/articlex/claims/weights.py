"""The weights that choose among possible readings, and how a choice is made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from articlex import lexicon
from articlex.errors import LexiconError


@lru_cache(maxsize=8)
def weights(folders: tuple[Path, ...] = ()) -> Mapping[str, int]:
    """Feature name to weight, in tenths.

    `weights.tsv` is fitted by `benchmarks/fit_weights.py`; whole tenths keep every sum exact, so that the
    same input gives the same choice on every machine.
    """
    table = {}
    for entry in lexicon.load("weights", folders):
        try:
            table[entry["feature"]] = int(Decimal(entry["weight"]) * 10)
        except ArithmeticError:
            raise LexiconError(f"weights.tsv: {entry['feature']}: {entry['weight']!r} is no number") from None
    return table


def best(table: Mapping[str, int], options: Sequence[Sequence[str]]) -> tuple[int, list[int]]:
    """The index of the option whose features weigh most (the first of equals), and all sums in tenths."""
    get = table.get
    sums = [sum([get(name, 0) for name in names]) for names in options]
    return max(range(len(sums)), key=sums.__getitem__), sums
