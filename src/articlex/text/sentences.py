"""Where sentences end.

A dateline (新华社某市1月9日电, 【记者…报导】) is a sentence of its own, so that nothing of it takes part in the first.
A sentence ends at 。！？ or at the end of its block, never at a semicolon. Closing quotes and brackets
after the
final sign belong to it; a final sign inside round brackets or titles (《为什么？》) ends nothing.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from articlex.text.metadata import dateline_end
from articlex.text.reading import Block, Sentence

# `!` and `?` stay ASCII in foreign words only; the fold made the others full-width. A pattern that begins with
# a plain class is found five times as fast as one with an alternative, so dots are asked for where they stand.
_END = re.compile("[。！？][。！？]*[”’）》】]*")
_END_OR_DOTS = re.compile("[。！？]+[”’）》】]*|…{2,}[”’]?(?=[^，。、）”])")


def split(clean: str, blocks: Sequence[Block]) -> list[Sentence]:
    """The sentences of `clean`, block by block; leading and trailing spaces belong to none."""
    out: list[Sentence] = []
    bracketed = "（" in clean or "《" in clean
    ends = (_END_OR_DOTS if "……" in clean else _END).finditer
    for index, (start, stop, section) in enumerate(blocks):
        if section in ("lead", "body"):
            end = dateline_end(clean, start)
            if start < end < stop:
                _add(out, clean, start, end, index)
                start = end
        for match in ends(clean, start, stop):
            end = match.end()
            if bracketed and _inside(clean, start, match.start()):
                continue
            if clean[start] == " " or clean[end - 1] == " ":
                _add(out, clean, start, end, index)
            else:
                out.append(Sentence(start, end, index))
            start = end
        if start < stop:
            _add(out, clean, start, stop, index)
    return out


def _inside(clean: str, start: int, end: int) -> bool:
    """Whether a bracket or title opened in `start:end` is still open at `end` and closes soon."""
    opened = clean.rfind("（", start, end), clean.rfind("《", start, end)
    if opened == (-1, -1):
        return False
    closed = clean.rfind("）", start, end), clean.rfind("》", start, end)
    for left, right, sign in zip(opened, closed, "）》", strict=True):
        if left > right:
            closing = clean.find(sign, end, end + 80)
            if closing >= 0 and "\n" not in clean[end:closing] and closing > end:
                # A closing sign right after the end was taken into it; one further on means that we are
                # inside.
                return True
    return False


def _add(out: list[Sentence], clean: str, start: int, end: int, block: int) -> None:
    while start < end and clean[start] == " ":
        start += 1
    while end > start and clean[end - 1] == " ":
        end -= 1
    if end > start:
        out.append(Sentence(start, end, block))
