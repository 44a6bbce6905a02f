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


Part = tuple[Callable[..., Sequence[str]], tuple[Hashable, ...]]
"""Features that depend on the same few things: what spells them out, and those things."""


def spelled(parts: Iterable[Part]) -> list[str]:
    """The names of the features of all parts."""
    return [name for spell, key in parts for name in spell(*key)]


class Row(dict[Hashable, int]):
    """The weights of features that depend on the same few things (the key) and on one more, the rule for the most part.

    A weight is summed up when it is first asked for. What is the same for many readings is the key, so that it is looked
    up once for all of them.
    """

    __slots__ = ("_key", "_spell", "_table")

    def __init__(
        self, table: Mapping[str, int], spell: Callable[..., Sequence[str]], key: tuple[Hashable, ...]
    ) -> None:
        super().__init__()
        self._table = table
        self._spell = spell
        self._key = key

    def names(self, one: Hashable) -> Sequence[str]:
        """The names of the features."""
        return self._spell(one, *self._key)

    def __missing__(self, one: Hashable) -> int:
        # Names without a weight give None, which the filter drops: most have none.
        weight = self[one] = sum(filter(None, map(self._table.get, self._spell(one, *self._key))))
        return weight


Look = tuple[Row, Hashable]
"""Features as a row of weights, and what to look up there."""


class Rows(dict[tuple[Hashable, ...], Row]):
    """The rows that one function spells, by their keys; a row is made when it is first asked for."""

    __slots__ = ("_spell", "_table")

    def __init__(self, table: Mapping[str, int], spell: Callable[..., Sequence[str]]) -> None:
        super().__init__()
        self._table = table
        self._spell = spell

    def __missing__(self, key: tuple[Hashable, ...]) -> Row:
        if len(self) >= Scale.MOST:
            self.clear()
        row = self[key] = Row(self._table, self._spell, key)
        return row


class Sums(dict[tuple[Hashable, ...], int]):
    """The weights of the parts that one function spells, by their keys; summed up when first asked for."""

    __slots__ = ("_get", "_spell")

    def __init__(self, table: Mapping[str, int], spell: Callable[..., Sequence[str]]) -> None:
        super().__init__()
        self._get = table.get
        self._spell = spell

    def __missing__(self, key: tuple[Hashable, ...]) -> int:
        if len(self) >= Scale.MOST:
            self.clear()
        weight = self[key] = sum(filter(None, map(self._get, self._spell(*key))))
        return weight


Spelling = Callable[..., Sequence[str]]
Memory = TypeVar("Memory")


class Sorts(dict[Spelling, Memory]):
    """Rows or sums by the function that spells them."""

    __slots__ = ("_made",)

    def __init__(self, made: Callable[[Spelling], Memory]) -> None:
        super().__init__()
        self._made: Callable[[Spelling], Memory] = made

    def __missing__(self, spell: Spelling) -> Memory:
        memory = self[spell] = self._made(spell)
        return memory


class Scale:
    """Weighs options by the parts of their features.

    The same few things come again and again (a rule beside a count, a verb of the list), so the weight of a part is
    summed up once and remembered: names are spelled out only for parts not met before. Sums are the same as those of all
    names.
    """

    MOST = 20_000
    """Parts of one sort that are remembered; then memory of them begins anew."""

    def __init__(self, table: Mapping[str, int]) -> None:
        self.rows = Sorts(partial(Rows, table))
        """Rows by what spells them and key; the function takes one more thing before the values of the key."""
        self._sums = Sorts(partial(Sums, table))

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
    get = table.get
    sums = [sum([get(name, 0) for name in names]) for names in options]
    return heaviest(sums)
