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
    tenths: dict[str, int] = {}  # few weights differ
    for entry in lexicon.load("weights", folders):
        weight = entry["weight"]
        if weight not in tenths:
            try:
                tenths[weight] = int(Decimal(weight) * 10)
            except ArithmeticError:
                raise LexiconError(f"weights.tsv: {entry['feature']}: {weight!r} is no number") from None
        table[entry["feature"]] = tenths[weight]
    return table


Part = tuple[Callable[..., Sequence[str]], tuple[Hashable, ...]]
"""Features that depend on the same few things: what spells them out, and those things."""


def spelled(parts: Iterable[Part]) -> list[str]:
    """The names of the features of all parts."""
    return [name for spell, key in parts for name in spell(*key)]


class Row(dict[str, int]):
    """The weights of one part for each rule: features that depend on the same few things and on the rule.

    A weight is summed up when it is first asked for.
    """

    __slots__ = ("_key", "_spell", "_table")

    def __init__(
        self, table: Mapping[str, int], spell: Callable[..., Sequence[str]], key: tuple[Hashable, ...]
    ) -> None:
        super().__init__()
        self._table = table
        self._spell = spell
        self._key = key

    def names(self, rule: str) -> Sequence[str]:
        """The names of the features."""
        return self._spell(rule, *self._key)

    def __missing__(self, rule: str) -> int:
        get = self._table.get
        weight = self[rule] = sum([get(name, 0) for name in self._spell(rule, *self._key)])
        return weight


class Scale:
    """Weighs options by the parts of their features.

    The same few things come again and again (a rule beside a count, a verb of the list), so the weight of a part is
    summed up once and remembered: names are spelled out only for parts not met before. Sums are the same as those of all
    names.
    """

    MOST = 100_000
    """Parts that are remembered; then memory begins anew."""

    def __init__(self, table: Mapping[str, int]) -> None:
        self._table = table
        self._sums: dict[Part, int] = {}
        self._rows: dict[Part, Row] = {}

    def row(self, spell: Callable[..., Sequence[str]], key: tuple[Hashable, ...]) -> Row:
        """The weights of a part by rules; `spell` takes the rule before the values of `key`."""
        part = (spell, key)
        row = self._rows.get(part)
        if row is None:
            if len(self._rows) >= self.MOST:
                self._rows.clear()
            row = self._rows[part] = Row(self._table, spell, key)
        return row

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
        return heaviest([self.weight(parts) for parts in options])


def heaviest(sums: list[int]) -> tuple[int, list[int]]:
    """The index of the greatest (the first of equals), and the sums themselves."""
    return sums.index(max(sums)), sums


def best(table: Mapping[str, int], options: Sequence[Sequence[str]]) -> tuple[int, list[int]]:
    """The index of the option whose features weigh most (the first of equals), and all sums in tenths."""
    get = table.get
    sums = [sum([get(name, 0) for name in names]) for names in options]
    return heaviest(sums)
