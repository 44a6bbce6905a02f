"""The page: the text that is being walked, what of it is consumed, and the mentions found so far.

Every reader of this package takes a page and places in its text, and either emits one mention (which
consumes the text up to its end) and answers True, or leaves the page as it is and answers False.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from articlex.lexicon import load
from articlex.model import Kind, Mention, Span
from articlex.numbers.discourse import Discourse, holidays
from articlex.numbers.fixed import FixedWords, fixed_words
from articlex.numbers.numeral import Reading
from articlex.numbers.units import (
    Approximators,
    Plain,
    Words,
    approximators,
    continuing,
    designations,
    plain,
    units,
)

MARGIN = 4
"""Characters put before the text, so that a look back needs no check for its start."""
TAIL = 24
"""Characters put behind the text, so that a look ahead needs no check for its end."""

APART = ("至少", "起码", "最少")
"""Approximators that bound a number from a few words away (至少造成10人死亡)."""

LISTING = frozenset("、和及与或以")
"""First characters of what joins the numbers of a list."""
NOWHERE = Span(0, 0)
UNREAD = Reading(None, None, None, "exact")
"""The reading of what is no quantity: a name, an identifier, a date."""
OPEN_DAYS: tuple[date | None, date | None] = (None, None)


class Lexica(NamedTuple):
    """All word lists that the readers ask."""

    units: Words
    plain: Plain
    continuing: frozenset[str]
    designations: Words
    approximators: Approximators
    fixed: FixedWords
    hotlines: frozenset[str]
    digit_names: frozenset[str]
    currency_codes: dict[str, str]


@lru_cache(maxsize=16)
def lexica(folders: tuple[Path, ...] = ()) -> Lexica:
    """The word lists, ours and those of the user's `folders`."""
    return Lexica(
        units(folders),
        plain(folders),
        continuing(folders),
        designations(folders),
        approximators(folders),
        fixed_words(folders),
        frozenset(
            entry["number"] for entry in load("number_names", folders) if entry["kind"] == "identifier"
        ),
        frozenset(entry["number"] for entry in load("number_names", folders) if entry["kind"] == "name"),
        {entry["code"]: entry["unit"] for entry in load("currency_codes", folders)},
    )


def _mention_builder() -> Any:
    """A function that builds a `Mention` from all its fields in order, twice as fast as its own `__init__`.

    The frozen dataclass assigns each field through `object.__setattr__`; a text has a mention in every
    forty characters, so half of the walk's time went there. The slots' own setters do the same work.
    """
    names = [name for name in Mention.__dataclass_fields__ if name != "flagged"]
    setters = {f"set_{name}": getattr(Mention, name).__set__ for name in Mention.__dataclass_fields__}
    lines = [f"def build({', '.join(names)}):", "    mention = new(Mention)"]
    lines += [f"    set_{name}(mention, {name})" for name in names]
    lines += ["    set_flagged(mention, False)", "    return mention"]
    scope: dict[str, Any] = {"new": object.__new__, "Mention": Mention, **setters}
    exec("\n".join(lines), scope)
    return scope["build"]


_build = _mention_builder()
_tuple = tuple.__new__


class Page:
    """The state of the walk over a text; `text` is folded and has margins, `source` is as given.

    `base` added to a place in `text` gives the place in `source`. What lies before `done` is consumed.
    `apart` tells whether an approximator of `APART` stands in the text. `listed` are the mentions, by index, that
    are bare numbers before 、 or 和: the next number's unit may be theirs. `dollar` is what a bare $ means, where
    not what the lexicon says.
    """

    __slots__ = (
        "apart",
        "base",
        "discourse",
        "dollar",
        "done",
        "lexica",
        "listed",
        "out",
        "plain",
        "published",
        "source",
        "text",
    )

    def __init__(self, published: date | None, folders: tuple[Path, ...]) -> None:
        self.published = published
        self.lexica = lexica(folders)
        self.plain = self.lexica.plain
        self.discourse = Discourse(published, holidays(folders))
        self.text = self.source = ""
        self.base = 0
        self.apart = False
        self.dollar = ""
        self.done = MARGIN
        self.out: list[Mention] = []
        self.listed: list[int] = []

    def open(self, source: str, folded: str) -> None:
        """Turn to a text, given as it is and folded."""
        self.source = source
        self.base = -MARGIN
        self.text = "\n" * MARGIN + folded + "\n" * TAIL
        self.apart = any(word in self.text for word in APART)
        self.discourse.place = MARGIN

    def emit(
        self,
        kind: Kind,
        start: int,
        end: int,
        rule: str,
        numeral_start: int,
        numeral_end: int,
        reading: Reading = UNREAD,
        unit: str = "",
        unit_start: int = 0,
        unit_end: int = 0,
        days: tuple[date | None, date | None] = OPEN_DAYS,
    ) -> bool:
        """Add a mention; all places are places of `text`. Always True, so that a reader can return it."""
        base = self.base
        value, low, high, bound = reading
        first, last = days
        self.out.append(
            _build(
                start + base,
                end + base,
                self.source[start + base : end + base],
                kind,
                value,
                low,
                high,
                bound,
                unit,
                first,
                last,
                rule,
                _tuple(Span, (numeral_start + base, numeral_end + base)),
                _tuple(Span, (unit_start + base, unit_end + base)) if unit_end else NOWHERE,
            )
        )
        self.done = end
        return True

    def flag(self, flagged: Sequence[Span]) -> None:
        """Take the value from the mentions that touch a destroyed character."""
        base = self.base
        # A separator beside the destroyed character belonged to its numeral: ?.5万 is not 5万.
        spots = [Span(m.start() + base, m.end() + base) for m in re.finditer("[.,]?\ufffd+[.,]?", self.text)]
        spots.extend(flagged)
        spots.sort()
        place = 0
        for index in range(len(self.out)):
            mention = self.out[index]
            while place < len(spots) and spots[place].end < mention.start:
                place += 1
            if place == len(spots):
                return
            if spots[place].start <= mention.end:
                self.out[index] = Mention(
                    mention.start,
                    mention.end,
                    mention.text,
                    mention.kind,
                    unit=mention.unit,
                    rule=mention.rule,
                    numeral=mention.numeral,
                    unit_span=mention.unit_span,
                    flagged=True,
                )
