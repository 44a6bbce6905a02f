"""The weights that choose among possible readings, and how a choice is made."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from pathlib import Path
from typing import TypeVar

from articlex import lexicon
from articlex.errors import LexiconError


@lru_cache(maxsize=8)
def weights(folders: tuple[Path, ...] = ()) -> Mapping[str, int]:
    """Feature name to weight, in tenths.

    `weights.tsv` is fitted by `benchmarks/fit_weights.py`; whole tenths keep every sum exact, so that the
    same input gives the same choice on every machine.
    """
    table = lexicon.pairs("weights", folders)
    tenths: dict[str, int] = {}  # few weights differ
    for feature, weight in table.items():
        if weight not in tenths:
            try:
                tenths[weight] = int(Decimal(weight) * 10)
            except ArithmeticError:
                raise LexiconError(f"weights.tsv: {feature}: {weight!r} is no number") from None
    return {feature: tenths[weight] for feature, weight in table.items()}


Spelling = Callable[..., Sequence[str]]
"""Spells out the names of features from the few things that they depend on."""
Part = tuple[Spelling, tuple[Hashable, ...]]
"""Features that depend on the same few things: what spells them out, and those things."""


def spelled(parts: Iterable[Part]) -> list[str]:
    """The names of the features of all parts."""
    return [name for spell, key in parts for name in spell(*key)]


def _sum(table: Mapping[str, int], names: Iterable[str]) -> int:
    """The weight of features by their names; `filter` drops those without one, as most are."""
    return sum(filter(None, map(table.get, names)))


class Row(dict[Hashable, int]):
    """The weights of features that depend on the same few things (the key) and on one more, the rule for the most part.

    A weight is summed up when it is first asked for. What is the same for many readings is the key, so that it is looked
    up once for all of them.
    """

    __slots__ = ("_key", "_spell", "_table")

    def __init__(self, table: Mapping[str, int], spell: Spelling, key: tuple[Hashable, ...]) -> None:
        super().__init__()
        self._table = table
        self._spell = spell
        self._key = key

    def names(self, one: Hashable) -> Sequence[str]:
        """The names of the features."""
        return self._spell(one, *self._key)

    def __missing__(self, one: Hashable) -> int:
        weight = self[one] = _sum(self._table, self._spell(one, *self._key))
        return weight


Look = tuple[Row, Hashable]
"""Features as a row of weights, and what to look up there."""

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Remembered(dict[Key, Value]):
    """Values that are made when they are first asked for; after `Scale.MOST` of them memory begins anew."""

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[Key], Value]) -> None:
        super().__init__()
        self._make: Callable[[Key], Value] = make

    def __missing__(self, key: Key) -> Value:
        if len(self) >= Scale.MOST:
            self.clear()
        value = self[key] = self._make(key)
        return value


class Scale:
    """Weighs options by the parts of their features.

    The same few things come again and again (a rule beside a count, a verb of the list), so the weight of a part is
    summed up once and remembered: names are spelled out only for parts not met before. Sums are the same as those of all
    names.
    """

    MOST = 20_000
    """Parts of one sort that are remembered; then memory of them begins anew."""

    def __init__(self, table: Mapping[str, int]) -> None:
        self.rows: Remembered[Spelling, Remembered[tuple[Hashable, ...], Row]] = Remembered(
            lambda spell: Remembered(partial(Row, table, spell))
        )
        """Rows by what spells them and key; the function takes one more thing before the values of the key."""
        self._sums: Remembered[Spelling, Remembered[tuple[Hashable, ...], int]] = Remembered(
            lambda spell: Remembered(lambda key: _sum(table, spell(*key)))
        )

    def weight(self, parts: Iterable[Part]) -> int:
        """The weight of an option, in tenths."""
        known = self._sums
        total = 0
        for spell, key in parts:
            total += known[spell][key]
        return total

    def best(self, options: Iterable[Iterable[Part]]) -> tuple[int, list[int]]:
        """The index of the option that weighs most (the first of equals), and all weights in tenths."""
        return heaviest([self.weight(parts) for parts in options])


def looked_up(looks: Iterable[Look]) -> int:
    """The weight of an option whose features are rows, in tenths."""
    return sum([row[key] for row, key in looks])


def heaviest(sums: list[int]) -> tuple[int, list[int]]:
    """The index of the greatest (the first of equals), and the sums themselves."""
    return sums.index(max(sums)), sums


def best(table: Mapping[str, int], options: Sequence[Sequence[str]]) -> tuple[int, list[int]]:
    """The index of the option whose features weigh most (the first of equals), and all sums in tenths."""
    return heaviest([_sum(table, names) for names in options])
