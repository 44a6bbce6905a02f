"""How likely a short piece of Chinese is, by the words in it: the judge between restorations of a damaged
place.
"""

from __future__ import annotations

import math
from functools import lru_cache

from articlex.text.fold import fold

_LONGEST = 5


@lru_cache(maxsize=1)
def _words() -> tuple[dict[str, int], float]:
    """Frequency of each word of jieba's dictionary up to five characters, and the logarithm of their sum."""
    import jieba  # only where a damaged place has more than one reading

    words: dict[str, int] = {}
    with jieba.get_dict_file() as lines:
        for raw in lines:
            word, frequency, *_ = raw.decode("utf-8").split(" ")
            if len(word) <= _LONGEST:
                words[word] = int(frequency)
    return words, math.log(sum(words.values()))


def likelihood(text: str) -> float:
    """The natural logarithm of the probability of the best cut of `text` into words.

    >>> likelihood("记者") > likelihood("记贼")
    True
    """
    words, total = _words()
    text = fold(text)
    best = [0.0]
    for end in range(1, len(text) + 1):
        options = []
        for start in range(max(0, end - _LONGEST), end):
            count = words.get(text[start:end], 0)
            if count or end - start == 1:
                options.append(best[start] + math.log(count or 0.5) - total)
        best.append(max(options))
    return best[-1]
