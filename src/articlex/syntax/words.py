"""Words and their classes: jieba's dictionary behind a lexicon of our own.

What a word is in news decides most readings: 警察 and 取暖 are no predicates, 夷平 is one. `words.tsv` says so
for the words that matter; jieba's tag stands in for all others. Dictionary entries that glue a verb to its
noun (破获案件) are cut apart, and words of ours are added, in a tokenizer of our own: jieba's global one
stays as it is.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

from articlex import lexicon
from articlex.errors import LexiconError

CLASSES = frozenset(
    [
        "v", "vi", "vn", "n", "ch", "vc", "vl", "vs", "cop", "vm",
        "d", "p", "c", "t", "f", "a", "pl", "glue", "nr", "ns", "nt", "u", "m", "b", "x",
    ]
)  # fmt: skip
"""Word classes: those of `words.tsv` (its header explains them), then names (nr ns nt), particles (u), numerals (m),
attributes (b) and characters that belong to no word (x)."""

_FROM_TAG = {
    "n": "n", "nr": "nr", "nrt": "nr", "nrfg": "nr", "ns": "ns", "nt": "nt", "nz": "n", "ng": "n",
    "v": "v", "vn": "vn", "vd": "d", "vi": "vi", "vg": "x", "vq": "v",
    "a": "a", "ad": "d", "an": "n", "ag": "a", "b": "b", "z": "a",
    "d": "d", "dg": "d", "df": "d", "p": "p", "c": "c", "u": "u", "ud": "u", "ug": "u", "uj": "u", "ul": "u",
    "uv": "u", "uz": "u", "t": "t", "tg": "t", "f": "f", "s": "n", "r": "pl", "rr": "pl", "rz": "pl", "rg": "pl",
    "m": "m", "mq": "m", "mg": "m", "q": "n", "i": "n", "l": "n", "j": "n", "nw": "n", "o": "x", "e": "x",
    "y": "u", "h": "x", "k": "x", "x": "x", "g": "x",
}  # fmt: skip
_VERBS = frozenset(["v", "vi", "vn", "ch", "vc", "vl", "vs", "cop"])


_NUMERALS = frozenset("〇零一二两三四五六七八九十百千万亿几数多半")


class Words:
    """The dictionary: how to cut Chinese text into words, and the class of each.

    Loading takes about a second and happens when the first clause is cut, once for each set of folders.
    """

    def __init__(self, folders: tuple[Path, ...] = ()) -> None:
        self._folders = folders
        self._lock = threading.Lock()
        self._tokenizer: Any = None
        self._classes: dict[str, str] = {}

    def _load(self) -> None:
        import jieba

        entries = lexicon.load("words", self._folders)
        cut_apart: list[str] = []
        added: list[str] = []
        own: dict[str, str] = {}
        for entry in entries:
            word, word_class = entry["word"], entry["class"]
            if word_class not in CLASSES:
                raise LexiconError(
                    f"words.tsv: {word}: class {word_class!r} is none of {', '.join(sorted(CLASSES))}"
                )
            if word_class == "glue":
                cut_apart.append(word)
            else:
                own[word] = word_class
                added.append(word)
        frequencies: dict[str, int] = {}
        classes: dict[str, str] = {}
        total = 0
        with Path(jieba.__file__).with_name("dict.txt").open(encoding="utf-8") as lines:
            for line in lines:
                word, frequency, tag = line.rstrip("\n").split(" ")
                count = int(frequency)
                frequencies[word] = count
                total += count
                found = _FROM_TAG.get(tag, "n")
                # One-character verbs are taken from our own list only: the dictionary calls half the characters verbs.
                if len(word) == 1 and found in _VERBS:
                    found = "x"
                elif found == "m" and not _NUMERALS.intersection(word):
                    found = "n"
                classes[word] = found
        # jieba finds words by walking prefixes, which stand in the table with frequency 0.
        for word in list(frequencies):
            for end in range(1, len(word)):
                frequencies.setdefault(word[:end], 0)
        tokenizer = jieba.Tokenizer()
        tokenizer.FREQ = frequencies
        tokenizer.total = total
        tokenizer.initialized = True
        quiet = logging.getLogger("jieba")
        quiet.addHandler(logging.NullHandler())
        for word in cut_apart:
            if frequencies.get(word):
                frequencies[word] = 0
        for word in added:
            # A word of ours wins over its parts, also where the dictionary has it as a rare one (约谈 against 约 and 谈).
            if len(word) > 1:
                needed = tokenizer.suggest_freq(word)
                if needed > frequencies.get(word, 0):
                    tokenizer.add_word(word, needed)
            elif not frequencies.get(word):
                tokenizer.add_word(word, 1)
        classes.update(own)
        self._classes = classes
        self._tokenizer = tokenizer

    def cut(self, text: str) -> Iterator[str]:
        """The words of `text`, which should hold no digits: numbers are masked before words are cut."""
        if self._tokenizer is None:
            with self._lock:
                if self._tokenizer is None:
                    self._load()
        cut: Iterator[str] = self._tokenizer.cut(text, HMM=False)
        return cut

    def class_of(self, word: str) -> str:
        """The class of a word; `x` for what no dictionary holds."""
        return self._classes.get(word) or "x"


@lru_cache(maxsize=8)
def words(folders: tuple[Path, ...] = ()) -> Words:
    """The dictionary for a set of user folders, loaded when first used and then shared."""
    return Words(folders)
