"""The time that a figure covers: the nearest period said before it in its sentence, else what the discourse set."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

from articlex.model import PeriodSource
from articlex.numbers import Period
from articlex.text import Reading, Sentence

if TYPE_CHECKING:
    from articlex.claims.linking import Draft
    from articlex.claims.site import Site


class Calendar:
    """The periods of one article, and which of them governs a figure.

    A period governs what follows it up to the end of its sentence or to the next period. Later sentences of the same
    paragraph inherit the last one; other paragraphs inherit nothing, since a wrong period costs more than none.
    """

    def __init__(self, periods: Sequence[Period], reading: Reading) -> None:
        self._periods = [period for period in periods if period.role == "period"]
        self._starts = [period.start for period in self._periods]
        self._reading = reading

    def period(self, sentence: Sentence, site: Site, draft: Draft) -> tuple[Period | None, PeriodSource | None]:
        """The period of the figure at `site`, and whether its own sentence says it."""
        low = bisect_left(self._starts, sentence.start)
        high = bisect_left(self._starts, site.mention.start)
        if high > low:
            return self._periods[high - 1], "explicit"
        clause_end = site.tokens[site.high - 1].end
        after = bisect_left(self._starts, clause_end)
        if after > high:
            return self._periods[high], "explicit"
        block = self._reading.blocks[sentence.block]
        first = bisect_left(self._starts, block.start)
        if low > first:
            return self._periods[low - 1], "inherited"
        return None, None
