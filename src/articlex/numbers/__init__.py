"""Numbers: from clean text to mentions, the ledger of every numeral, and the periods that dates set."""

from __future__ import annotations

from articlex.numbers.ledger import find_mentions
from articlex.numbers.numeral import read_numeral

__all__ = ["find_mentions", "read_numeral"]
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Period:
    start: int
    end: int
    text: str
    date_start: date | None
    date_end: date | None
    source_mention: int | None = None
    role: str = "period"


def find_periods(text, mentions, *, published=None):
    return [Period(m.start, m.end, m.text, m.date_start, m.date_end, i) for i, m in enumerate(mentions) if m.kind == "date"]
