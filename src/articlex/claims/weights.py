"""The weights that choose among possible readings, and how a choice is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from pathlib import Path

from articlex import lexicon
from articlex.errors import LexiconError

Block = tuple[Callable[..., list[str]], tuple[Hashable, ...]]
"""A function that names features, and the facts it names them from."""


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


MOST_SUMS = 200_000
"""Sums of blocks that are kept; when there are more, all are forgotten, which costs time and changes nothing."""


class Scale:
    """Weighs options; sums of blocks of features are kept, since the same facts come again and again."""

    def __init__(self, table: Mapping[str, int]) -> None:
        self._get = table.get
        self._sums: dict[Block, int] = {}

    def names(self, names: Sequence[str]) -> int:
        """The sum of the weights of `names`, in tenths."""
        get = self._get
        return sum([get(name, 0) for name in names])

    def blocks(self, blocks: Sequence[Block]) -> int:
        """The sum of the weights of all features of `blocks`, in tenths."""
        sums = self._sums
        total = 0
        for block in blocks:
            known = sums.get(block)
            if known is None:
                if len(sums) >= MOST_SUMS:
                    sums.clear()
                known = sums[block] = self.names(block[0](*block[1]))
            total += known
        return total

    def best(self, options: Sequence[Sequence[Block]]) -> tuple[int, list[int]]:
        """The index of the option that weighs most (the first of equals), and all sums in tenths."""
        sums = [self.blocks(option) for option in options]
        return sums.index(max(sums)), sums


def expand(blocks: Sequence[Block]) -> list[str]:
    """The names of all features of `blocks`."""
    return [name for block, facts in blocks for name in block(*facts)]
