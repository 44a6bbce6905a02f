"""Numbers: from clean text to mentions, the ledger of every numeral, and the periods that dates set."""

from __future__ import annotations

from articlex.numbers.ledger import find_mentions
from articlex.numbers.numeral import read_numeral
from articlex.numbers.periods import Period, Role, find_periods

__all__ = ["Period", "Role", "find_mentions", "find_periods", "read_numeral"]
