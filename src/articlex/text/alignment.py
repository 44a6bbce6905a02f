"""From offsets of clean text back to offsets of the original text.

Markup removal and damage repair change lengths. They happen once, in one place, and leave behind a list
of segments; everything after works 1:1 on the clean text.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from articlex.model import Span


class Alignment:
    """Maps half-open spans of clean text to half-open spans of the original text.

    `clean_starts[i]` and `original_starts[i]` begin segment `i`; inside a segment both texts run
    in step until `clean_starts[i + 1]`, and what the original has beyond that was removed.

    >>> Alignment([0, 2], [0, 5]).to_original(1, 3)    # 3 characters were removed after the second
    Span(start=1, end=6)
    """

    __slots__ = ("_clean", "_original")

    def __init__(self, clean_starts: Sequence[int], original_starts: Sequence[int]) -> None:
        if len(clean_starts) != len(original_starts) or not clean_starts or clean_starts[0] != 0:
            raise ValueError("an alignment needs one original start for each clean start, the first of them 0")
        self._clean = clean_starts
        self._original = original_starts

    @classmethod
    def identity(cls) -> Alignment:
        """The alignment of a text that nothing was removed from."""
        return cls([0], [0])

    def position(self, clean: int) -> int:
        """The original offset of the character at `clean`."""
        segment = bisect_right(self._clean, clean) - 1
        return self._original[segment] + clean - self._clean[segment]

    def to_original(self, start: int, end: int) -> Span:
        """The original span of the clean span: from its first character to just after its last."""
        first = self.position(start)
        return Span(first, self.position(end - 1) + 1 if end > start else first)
