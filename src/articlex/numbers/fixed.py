"""Fixed words that hold a numeral: 统一, 一些, 万一 count nothing; “十四五”, 两会, 五一 name something.

The lexicon `numeral_words` says what becomes of each: `silent` makes no mention, `open` lets a longer word
undo a shorter one (一把刀 against 一把), any kind makes a mention of it.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, cast, get_args

from articlex.errors import LexiconError
from articlex.lexicon import load
from articlex.model import Kind
from articlex.numbers.scan import NUMERAL_CHARACTERS

SILENT, OPEN = "silent", "open"
_LED = frozenset("第首半几数双好")
_LOOKED_AT_AGAIN = frozenset(("一起", "一时", "八角"))
"""Words that some reader undoes by what stands around them."""


class FixedWord(NamedTuple):
    """A word, where in it the numeral begins and ends, and what becomes of it."""

    word: str
    place: int
    numeral_end: int
    treatment: str


class FixedWords(NamedTuple):
    """Fixed words by two characters: the numeral's first and the next, or the one before and its first."""

    onward: dict[str, tuple[FixedWord, ...]]
    upward: dict[str, tuple[FixedWord, ...]]
    settled: frozenset[str]
    """Two characters that are a silent word, with which no longer word begins."""

    def at(self, text: str, begin: int, end: int, floor: int) -> FixedWord | None:
        """The longest fixed word around the numeral that runs from `begin` to `end`, none before `floor`.

        A word whose last character is a numeral must end with the run: 系统一百 holds no 统一.
        """
        onward = self.onward.get(text[begin : begin + 2])
        upward = self.upward.get(text[begin - 1 : begin + 1])
        if onward is None and upward is None:
            return None
        found: FixedWord | None = None
        for entry in (onward or ()) + (upward or ()):
            start = begin - entry.place
            if start < floor:
                continue
            if found is not None and (len(found.word), found.place) >= (len(entry.word), entry.place):
                continue  # the longest, and of equal ones the first: 统一战线 holds 统一, not 一战
            if text.startswith(entry.word, start) and not self._cut(text, entry, start, end):
                found = entry
        return found if found is not None and found.treatment != OPEN else None

    @staticmethod
    def _cut(text: str, entry: FixedWord, start: int, end: int) -> bool:
        stop = start + len(entry.word)
        if entry.word[-1] in NUMERAL_CHARACTERS and stop < end:
            return True
        return entry.word[-1] == "分" and text[stop] in "之钟"


@lru_cache(maxsize=16)
def fixed_words(folders: tuple[Path, ...] = ()) -> FixedWords:
    """The fixed words of the lexicon, with those of the user's folders."""
    onward: dict[str, list[FixedWord]] = {}
    upward: dict[str, list[FixedWord]] = {}
    for line in load("numeral_words", folders):
        word, treatment = line["word"], line["treatment"]
        if treatment not in (SILENT, OPEN, *get_args(Kind)):
            raise LexiconError(
                f"numeral_words.tsv: {word!r} has the treatment {treatment!r}; take silent, open or a kind"
            )
        known = False
        for place, c in enumerate(word):
            inside = place and (word[place - 1] in NUMERAL_CHARACTERS)
            if inside or not (c in NUMERAL_CHARACTERS or c in _LED):
                continue
            known = True
            stop = place + 1
            while stop < len(word) and word[stop] in NUMERAL_CHARACTERS:
                stop += 1
            entry = FixedWord(word, place, stop, treatment)
            if place + 1 < len(word):
                onward.setdefault(word[place : place + 2], []).append(entry)
            else:
                upward.setdefault(word[place - 1 : place + 1], []).append(entry)
        if not known:
            raise LexiconError(f"numeral_words.tsv: {word!r} holds no Chinese numeral; leave it out")
    settled = frozenset(
        key
        for key, words in onward.items()
        if [(entry.word, entry.place, entry.treatment) for entry in words] == [(key, 0, SILENT)]
        and key[1] not in NUMERAL_CHARACTERS
        and key[1] != "分"
        and key not in _LOOKED_AT_AGAIN
    )
    return FixedWords(
        {key: tuple(sorted(words, key=lambda e: -len(e.word))) for key, words in onward.items()},
        {key: tuple(sorted(words, key=lambda e: -len(e.word))) for key, words in upward.items()},
        settled,
    )


def kind_of(word: FixedWord) -> Kind:
    """The kind of mention that a word makes which is neither silent nor open."""
    return cast(Kind, word.treatment)
