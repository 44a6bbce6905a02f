# ruff: noqa: E501
"""The ledger: every numeral of a text in exactly one mention of a named kind.

`find_mentions` walks the text once. At each place where a numeral may begin the readers are asked in a fixed
order (destroyed characters, fixed names, addresses and identifiers, calendar, fractions, quantities, vague
and ordinal words); the first that reads decides, and the walk goes on behind what it read. A digit that
nobody reads is still listed, as a bare count or an identifier.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from articlex.model import Mention, Span
from articlex.numbers.reader import Reader
from articlex.numbers.scan import fold


def find_mentions(
    text: str,
    *,
    published: date | None = None,
    flagged: Sequence[Span] = (),
    lexicons: tuple[Path, ...] = (),
    breaks: Sequence[int] = (),
) -> list[Mention]:
    """All numeric expressions of a clean text, sorted by start and disjoint.

    Offsets count code points of `text`. `published` is the day against which 去年, 8月, 以来 are resolved; without
    it such dates stay open. A numeral that touches a span of `flagged` or a U+FFFD is listed as flagged and without
    a value. `lexicons` are folders with lists that add to ours. No mention crosses one of the offsets `breaks`
    (cell limits), nor a line's end.

    >>> [(m.text, m.kind, str(m.value), m.bound, m.unit) for m in find_mentions("抓获1.8万余人，起获赃车3辆")]
    [('1.8万余人', 'count', '18000', 'over', '人'), ('3辆', 'count', '3', 'exact', '辆')]
    """
    if isinstance(published, date) and hasattr(published, "date"):
        published = published.date()
    folded = fold(text)
    edges = sorted({0, len(text), *(b for b in breaks if 0 < b < len(text))})
    mentions: list[Mention] = []
    reader = Reader(published, lexicons)
    for start, end in itertools.pairwise(edges):
        reader.read(text, folded, start, end, flagged, mentions)
    return mentions
