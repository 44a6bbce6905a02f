"""Change: the direction a figure states, what it is compared with, and which claim it qualifies."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from articlex import lexicon
from articlex.model import Basis, Direction

_LEVEL = ("至", "到", "为", "破", "达")
_YEAR_ON_YEAR = re.compile(
    r"同比|按年|[较比](?:上年|去年|前年|上一年|前一年)(?:同期|同月|同季)?|与(?:上年|去年|上一年)(?:同期)?相?比|年增|年减|年升|年跌"
)
_ON_PREVIOUS = re.compile(
    r"环比|按[月季周]|[较比](?:上|前)(?:一|个|一个)?(?:月|季|季度|周|星期|旬|交易日|日)|[较比](?:昨日|昨天|前日)|季增|季减|月增|月减|周增"
)
_NAMED_BASE = re.compile(r"较|(?<![同环占])比|相比|相较|高出|高于|多于|低于|少于")


@lru_cache(maxsize=8)
def directions(folders: tuple[Path, ...] = ()) -> dict[str, Direction]:
    """Word of change to its direction, from `changes.tsv`."""
    return {entry["word"]: entry["direction"] for entry in lexicon.load("changes", folders)}  # type: ignore[misc]


def direction_of(predicate: str | None, table: dict[str, Direction]) -> Direction | None:
    """The direction that a predicate states; None for a level reached (增至) and for words of no change.

    >>> direction_of("增长", directions()), direction_of("增至", directions())
    ('up', None)
    """
    if not predicate:
        return None
    if predicate in table:
        return table[predicate]
    if predicate.endswith(_LEVEL) or predicate.startswith("新增"):
        return None
    for length in (4, 3, 2):
        if len(predicate) > length and predicate[-length:] in table:
            return table[predicate[-length:]]
    return None


def basis_of(before: str) -> Basis | None:
    """The base of comparison that the words before a figure name, the nearest first.

    `before` is the text from the start of the clause (or of the chain of changes) to the figure.

    >>> basis_of("同比"), basis_of("环比"), basis_of("比2019年"), basis_of("共")
    ('yoy', 'mom', 'vs', None)
    """
    spots: list[tuple[int, Basis]] = []
    for pattern, basis in ((_YEAR_ON_YEAR, "yoy"), (_ON_PREVIOUS, "mom"), (_NAMED_BASE, "vs")):
        last = None
        for found in pattern.finditer(before):
            last = found
        if last is not None:
            spots.append((last.start(), basis))  # type: ignore[arg-type]
    # 较上月 is the month before, and 较 a named base, at the same place: the one that says more counts.
    return max(spots, key=lambda spot: (spot[0], spot[1] != "vs"))[1] if spots else None
