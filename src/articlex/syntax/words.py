"""Words and their classes: jieba's dictionary behind a lexicon of our own.

What a word is in news decides most readings: 警察 and 取暖 are no predicates, 夷平 is one. `words.tsv` says so
for the words that matter; jieba's tag stands in for all others. Dictionary entries that glue a verb to its
noun (破获案件) are cut apart, and words of ours are added, as frequent as `word_frequencies.tsv` says.
"""

from __future__ import annotations

import math
import threading
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from articlex import lexicon
from articlex.errors import LexiconError
from articlex.lexicon.dictionary import dictionary

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


_NUMERIC = frozenset(["m", "mq", "mg"])
_NEVER = -math.inf
_NO_PAIR: tuple[float | None, tuple[int, ...]] = (None, ())


class _Word(NamedTuple):
    """A word as the cutter knows it: the logarithm of its probability (None: it is always cut apart), and its class."""

    weight: float | None
    cls: str


_UNLISTED = _Word(None, "x")


class Words:
    """The dictionary: how to cut Chinese text into words, and the class of each.

    Text is cut as jieba does it without its guessing of unlisted words: the likeliest sequence of words, each as likely
    as it is frequent. Words are loaded by first characters when the first text that holds them is cut, once for each set
    of folders.
    """

    def __init__(self, folders: tuple[Path, ...] = ()) -> None:
        self._folders = folders
        self._lock = threading.RLock()
        self._pending: set[str] = set()
        """First characters of words that are not loaded yet."""
        self._ready = False
        self._words: dict[str, _Word] = {}
        self._single: dict[str, float] = {}
        """The weights of words of one character."""
        self._heads: dict[str, tuple[float | None, tuple[int, ...]]] = {}
        """For two characters that begin a word: their own weight as a word, and the lengths of longer words."""
        self._own: dict[str, dict[str, str]] = {}
        """Words of ours and their classes (`glue` for what is cut apart), by first characters."""
        self._frequencies: dict[str, int] = {}
        self._log_total = 0.0
        self._shared: dict[tuple[str, str], _Word] = {}
        """Words by frequency and tag as written: most words are rare and alike, and equal ones are one value."""

    def _prepare(self) -> None:
        """Take up the words of ours; those of the dictionary follow by first characters."""
        listed = dictionary()
        own: dict[str, dict[str, str]] = {}
        for entry in lexicon.load("words", self._folders):
            word, word_class = entry["word"], entry["class"]
            if word_class not in CLASSES:
                raise LexiconError(
                    f"words.tsv: {word}: class {word_class!r} is none of {', '.join(sorted(CLASSES))}"
                )
            own.setdefault(word[0], {})[word] = word_class
        known = {entry["word"]: int(entry["frequency"]) for entry in lexicon.load("word_frequencies")}
        self._own = own
        self._frequencies = known
        total = listed.total() + sum(
            known.get(word, 0) for block in own.values() for word, cls in block.items() if cls != "glue"
        )
        self._log_total = math.log(total)
        self._pending = set(listed.firsts | own.keys())
        # Words that a user's list adds: as frequent as it takes to win over their parts.
        for block in own.values():
            for word, cls in block.items():
                if cls != "glue" and word not in known:
                    known[word] = self._needed(word, total)
                    self._load(word[0])
        self._ready = True

    def _needed(self, word: str, total: int) -> int:
        """The frequency at which `word` is likelier than its parts: it wins also where the dictionary has it as a rare
        one (约谈 against 约 and 谈).
        """
        self._frequencies[word] = 0
        for character in word:
            self._load(character)
        apart = sum(self._weight(part) for part in self._cut(word))
        return int(math.exp(apart) * total) + 1

    def _load(self, first: str) -> None:
        """Take up the words that begin with `first`."""
        own = self._own.get(first, {})
        words, heads, shared = self._words, self._heads, self._shared
        longer: dict[str, set[int]] = {}
        for word, frequency, tag in dictionary().beginning(first):
            if tag in _NUMERIC and not _NUMERALS.intersection(word):
                tag = "n"
            known = shared.get((frequency, tag))
            if known is None:
                known = shared[frequency, tag] = self._word(int(frequency), _FROM_TAG.get(tag, "n"))
            words[word] = known
            size = len(word)
            if size == 2:
                heads[word] = (known.weight, ())
            elif size > 2:
                longer.setdefault(word[:2], set()).add(size)
        # One-character verbs are taken from our own list only: the dictionary calls half the characters verbs.
        if first in words and words[first].cls in _VERBS:
            words[first] = _Word(words[first].weight, "x")
        for word, cls in own.items():
            before = words.get(word)
            if cls == "glue":
                known = _Word(None, before.cls if before else "x")
            elif before is None or self._frequencies[word]:
                known = self._word(self._frequencies[word], cls)
            else:
                known = _Word(before.weight, cls)
            words[word] = known
            if len(word) == 2:
                heads[word] = (known.weight, ())
            elif len(word) > 2:
                longer.setdefault(word[:2], set()).add(len(word))
        if first in words and (alone := words[first].weight) is not None:
            self._single[first] = alone
        for head, sizes in longer.items():
            heads[head] = (heads.get(head, _NO_PAIR)[0], tuple(sorted(sizes)))

    def _word(self, frequency: int, cls: str) -> _Word:
        return _Word(math.log(frequency) - self._log_total if frequency else None, cls)

    def _weight(self, word: str) -> float:
        known = self._words.get(word)
        return -self._log_total if known is None or known.weight is None else known.weight

    def _take_up(self, text: str) -> None:
        """Load the words that `text` may hold."""
        with self._lock:
            if not self._ready:
                self._prepare()
            for character in self._pending.intersection(text):
                self._load(character)
                # Only now: others who need the character wait for the lock until it is loaded.
                self._pending.discard(character)

    def cut(self, text: str) -> list[str]:
        """The words of `text`, which should hold no digits: numbers are masked before words are cut."""
        if not self._ready or not self._pending.isdisjoint(text):
            self._take_up(text)
        return self._cut(text)

    def tagged(self, text: str) -> list[tuple[str, str]]:
        """The words of `text` with their classes."""
        known = self._words.get
        return [(word, known(word, _UNLISTED)[1]) for word in self.cut(text)]

    def _cut(self, text: str) -> list[str]:
        size = len(text)
        words, single, heads = self._words, self._single.get, self._heads.get
        unlisted = -self._log_total
        best = [0.0] * (size + 1)
        ends = [size] * (size + 1)
        # From the end: the likeliest way to cut what begins at each place; of equals the longest word.
        behind = 0.0
        for i in range(size - 1, -1, -1):
            top = single(text[i], _NEVER) + behind
            end = i + 1
            head = heads(text[i : i + 2])
            if head is not None:
                pair, longer = head
                if pair is not None:
                    weight = pair + best[i + 2]
                    if weight >= top:
                        top, end = weight, i + 2
                for length in longer:
                    if i + length > size:
                        break
                    word = words.get(text[i : i + length])
                    if word is not None and word[0] is not None:
                        weight = word[0] + best[i + length]
                        if weight >= top:
                            top, end = weight, i + length
            if top == _NEVER:
                top = unlisted + behind
            best[i] = behind = top
            ends[i] = end
        out = []
        i = 0
        while i < size:
            end = ends[i]
            out.append(text[i:end])
            i = end
        return out

    def class_of(self, word: str) -> str:
        """The class of a word; `x` for what no dictionary holds."""
        if not self._ready or word[0] in self._pending:
            self._take_up(word)
        known = self._words.get(word)
        return "x" if known is None else known.cls


@lru_cache(maxsize=8)
def words(folders: tuple[Path, ...] = ()) -> Words:
    """The dictionary for a set of user folders, loaded when first used and then shared."""
    return Words(folders)
