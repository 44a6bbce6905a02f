"""The weights that choose among possible readings, and how a choice is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
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


Part = tuple[Callable[..., Sequence[str]], tuple[Hashable, ...]]
"""Features that depend on the same few things: what spells them out, and those things."""


def spelled(parts: Iterable[Part]) -> list[str]:
    """The names of the features of all parts."""
    return [name for spell, key in parts for name in spell(*key)]


class Scale:
    """Weighs options by the parts of their features.

    The same few things come again and again (a rule beside a count, a verb of the list), so the weight of a part is
    summed up once and remembered: names are spelled out only for parts not met before. Sums are the same as those of all
    names.
    """

    MOST = 200_000
    """Parts that are remembered; then memory begins anew."""

    def __init__(self, table: Mapping[str, int]) -> None:
        self._table = table
        self._sums: dict[Part, int] = {}

    def weight(self, parts: Iterable[Part]) -> int:
        """The weight of an option, in tenths."""
        known = self._sums
        total = 0
        for part in parts:
            weight = known.get(part)
            if weight is None:
                weight = self._weigh(part)
            total += weight
        return total

    def _weigh(self, part: Part) -> int:
        if len(self._sums) >= self.MOST:
            self._sums.clear()
        spell, key = part
        get = self._table.get
        weight = self._sums[part] = sum([get(name, 0) for name in spell(*key)])
        return weight

    def best(self, options: Iterable[Iterable[Part]]) -> tuple[int, list[int]]:
        """The index of the option that weighs most (the first of equals), and all weights in tenths."""
        sums = [self.weight(parts) for parts in options]
        return max(range(len(sums)), key=sums.__getitem__), sums


def best(table: Mapping[str, int], options: Sequence[Sequence[str]]) -> tuple[int, list[int]]:
    """The index of the option whose features weigh most (the first of equals), and all sums in tenths."""
    get = table.get
    sums = [sum([get(name, 0) for name in names]) for names in options]
    return max(range(len(sums)), key=sums.__getitem__), sums
