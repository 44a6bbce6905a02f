"""From offsets of clean text back to offsets of the original text.

Markup removal and damage repair change lengths. They happen in one place, as edits on a `Draft`, and
leave behind a list of segments; everything after works 1:1 on the clean text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from articlex.model import Span


class Alignment:
    """Maps half-open spans of clean text to half-open spans of the original text.

    `clean_starts[i]` and `original_starts[i]` begin segment `i`; inside a segment both texts run
    in step until `clean_starts[i + 1]`, and what the original has beyond that was removed. A segment that was
    put in the place of other characters has its end in `atoms`, others have -1 there: it maps as a whole to
    `original_starts[i]:atoms[i]`. Without `atoms` no segment was put there.

    >>> Alignment([0, 2], [0, 5]).to_original(1, 3)    # 3 characters were removed after the second
    Span(start=1, end=6)
    """

    __slots__ = ("_atoms", "_clean", "_original")

    def __init__(
        self, clean_starts: Sequence[int], original_starts: Sequence[int], atoms: Sequence[int] | None = None
    ) -> None:
        if len(clean_starts) != len(original_starts) or not clean_starts or clean_starts[0] != 0:
            raise ValueError(
                "an alignment needs one original start for each clean start, the first of them 0"
            )
        self._clean = clean_starts
        self._original = original_starts
        self._atoms = [-1] * len(clean_starts) if atoms is None else atoms

    @classmethod
    def identity(cls) -> Alignment:
        """The alignment of a text that nothing was removed from."""
        return cls([0], [0])

    def position(self, clean: int) -> int:
        """The original offset of the character at `clean`."""
        segment = bisect_right(self._clean, clean) - 1
        if self._atoms[segment] >= 0:
            return self._original[segment]
        return self._original[segment] + clean - self._clean[segment]

    def to_original(self, start: int, end: int) -> Span:
        """The original span of the clean span: from its first character to just after its last."""
        first = self.position(start)
        if end <= start:
            return Span(first, first)
        segment = bisect_right(self._clean, end - 1) - 1
        if self._atoms[segment] >= 0:
            return Span(first, self._atoms[segment])
        return Span(first, self._original[segment] + end - self._clean[segment])

    def is_repaired(self, clean: int) -> bool:
        """Whether the character at `clean` was put in the place of others, so the original may differ from
        it.
        """
        return self._atoms[bisect_right(self._clean, clean) - 1] >= 0

    def to_clean(self, original: int) -> int:
        """The clean offset of the first character that stands at or after `original` in the original text."""
        segment = max(bisect_right(self._original, original) - 1, 0)
        clean = self._clean[segment]
        if self._atoms[segment] < 0:
            clean += max(original - self._original[segment], 0)
        elif original > self._original[segment]:
            clean += 1
        if segment + 1 < len(self._clean):
            clean = min(clean, self._clean[segment + 1])
        return clean


class Edit(NamedTuple):
    """Put `text` in the place of the characters `start:end`; an empty `text` removes them."""

    start: int
    end: int
    text: str = ""


class Draft:
    """A text under edit that knows where each of its characters stood in the original.

    >>> draft = Draft("<b>8163</b>起").edit([Edit(0, 3), Edit(7, 11)])
    >>> draft.text, draft.alignment.to_original(0, 5)
    ('8163起', Span(start=3, end=12))
    """

    __slots__ = ("_atoms", "_clean", "_original", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self._clean = [0]
        self._original = [0]
        self._atoms = [-1]

    @property
    def alignment(self) -> Alignment:
        """The map from the text as it is now to the original."""
        return Alignment(self._clean, self._original, self._atoms)

    def edit(self, edits: Sequence[Edit]) -> Draft:
        """The draft after `edits`, which are in order and do not overlap; this one stays as it is."""
        if not edits:
            return self
        text, before = self.text, self.alignment
        out = Draft("")
        clean: list[int] = []
        original: list[int] = []
        atoms: list[int] = []
        parts: list[str] = []
        at = length = 0
        untouched = self._original == [0] and self._atoms == [-1]
        for start, end, new in edits:
            if start < at:
                raise ValueError(f"edit at {start} overlaps the one before, which ends at {at}")
            if start > at:
                parts.append(text[at:start])
                if untouched:
                    clean.append(length)
                    original.append(at)
                    atoms.append(-1)
                else:
                    self._keep(at, start, length, (clean, original, atoms))
                length += start - at
            if new:
                where = (start, end) if untouched else before.to_original(start, end)
                clean.append(length)
                original.append(where[0])
                atoms.append(where[1])
                parts.append(new)
                length += len(new)
            at = end
        if at < len(text):
            parts.append(text[at:])
            self._keep(at, len(text), length, (clean, original, atoms))
        out.text = "".join(parts)
        if clean:
            out._clean, out._original, out._atoms = clean, original, atoms
        return out

    def _keep(self, start: int, end: int, length: int, out: tuple[list[int], list[int], list[int]]) -> None:
        """Copy to `out` the segments of `start:end`, which now begins at `length`."""
        clean, original, atoms = out
        first = bisect_right(self._clean, start) - 1
        last = bisect_left(self._clean, end, lo=first)
        inside = start - self._clean[first] if self._atoms[first] < 0 else 0
        clean.append(length)
        original.append(self._original[first] + inside)
        shift = length - start
        clean += [at + shift for at in self._clean[first + 1 : last]]
        original += self._original[first + 1 : last]
        atoms += self._atoms[first:last]
