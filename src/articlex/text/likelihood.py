"""How likely a short piece of Chinese is, by the words in it: the judge between restorations of a damaged
place.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from functools import lru_cache

from articlex import lexicon
from articlex.lexicon.dictionary import dictionary
from articlex.text.fold import simplified

_LONGEST = 5
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")


@lru_cache(maxsize=1)
def _character_weights() -> dict[str, float]:
    """How usual a character is in Chinese news, in bits, 0 and more for the usual ones."""
    entries = [(entry["character"], float(entry["weight"])) for entry in lexicon.load("text-characters")]
    # The list runs from 2**20 for 一 to 2**6; what is not in it is rarer still.
    weights = {character: weight - 10 for character, weight in entries}
    weights.update(dict.fromkeys("，。、：；！？“”‘’（）《》【】…—·％", 10.0))
    return weights


_RARE_HAN = -6.0
_ODD_SIGN = -8.0
_PINYIN = -2.0
_UNDECODED = -24.0
_SIGNS = frozenset("，。、：；“”《》·—…（）％？！‘’【】")
_SIGN = math.log(0.02)  # each of the usual signs is about every fiftieth "word" of a text
_USUAL_SIGN = re.compile(
    "[\u2010-\u203b\u2100-\u214f\u2160-\u217f\u2190-\u2193\u2460-\u249b\u25a0-\u25ff\u3000-\u3020\uff01-\uff5e]"
)


def plausibility(text: str) -> float:
    """Bits that speak for `text` being Chinese news, summed over its characters beyond ASCII."""
    return float(sum(map(_WEIGHTS.__getitem__, text)))


class Weights(dict[str, float]):
    """The weight of each character that was asked for; a dictionary answers twice as fast as a cached call."""

    def __init__(self, judge: Callable[[str], float]) -> None:
        super().__init__()
        self._judge = judge

    def __missing__(self, character: str) -> float:
        bits = self[character] = self._judge(character)
        return bits


def weight(character: str) -> float:
    """Bits that speak for one character being Chinese news; 0 for ASCII, below 0 for what is rare in it."""
    if character < "\x80":
        return 0.0
    known = _character_weights().get(simplified(character))
    if known is not None:
        return known
    if character == "\ufffd" or "\ue000" <= character <= "\uf8ff":
        return _UNDECODED
    if _HAN.match(character):
        return _RARE_HAN
    if "\u00e0" <= character <= "\u01dc":  # pinyin, as mirrors print it beside characters
        return _PINYIN
    return 0.0 if _USUAL_SIGN.match(character) else _ODD_SIGN


_WEIGHTS = Weights(weight)


class _Words:
    """Frequency of each word of the dictionary up to five characters, read by first characters."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, int]] = {}
        self.log_total = math.log(dictionary().total(_LONGEST))

    def count(self, word: str) -> int:
        """The frequency of `word`; 0 where it is not listed or too long."""
        block = self._counts.get(word[0])
        if block is None:
            block = {w: int(n) for w, n, _ in dictionary().beginning(word[0]) if len(w) <= _LONGEST}
            self._counts[word[0]] = block
        return block.get(word, 0)


@lru_cache(maxsize=1)
def _words() -> _Words:
    """The words, loaded only where a damaged place has more than one reading."""
    return _Words()


@lru_cache(maxsize=65536)
def likelihood(text: str) -> float:
    """The natural logarithm of the probability of the best cut of `text` into words.

    >>> likelihood("记者") > likelihood("记贼")
    True
    """
    words = _words()
    text = simplified(text)
    best = [0.0]
    for end in range(1, len(text) + 1):
        options = []
        for start in range(max(0, end - _LONGEST), end):
            count = words.count(text[start:end])
            if count or end - start == 1:
                known = text[start] in _SIGNS
                options.append(best[start] + (_SIGN if known else math.log(count or 0.5) - words.log_total))
        best.append(max(options))
    return best[-1]


def promising(sequences: list[str], left: str, right: str) -> list[str]:
    """Those of `sequences` that can be the likeliest between `left` and `right`.

    That is the commonest eight, character by character, and all that make a word with what stands beside
    them.
    """
    if len(sequences) <= 12:
        return sequences
    words = _words()
    common = sorted(sequences, key=plausibility, reverse=True)[:8]
    out = set(common)
    for sequence in sequences:
        text = simplified(left + sequence + right) if sequence not in out else ""
        starts = range(max(len(left) - 3, 0), min(len(left) + len(sequence), len(text)))
        if any(words.count(text[i : i + size]) for i in starts for size in (2, 3, 4) if i + size > len(left)):
            out.add(sequence)
    return [sequence for sequence in sequences if sequence in out]
