"""Damage that a text has suffered on its way, and how much of it can be undone for certain.

What is certain is restored, what is not is replaced by U+FFFD, so that no number is read from it. Kinds:
`pinyin-insertion` and `lost-byte` (see `insertions`), `mojibake` and `lost-characters` (see `mojibake`),
`replacement-character` (U+FFFD stood there already).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from articlex.model import Repair
from articlex.text import insertions, mojibake
from articlex.text.alignment import Edit
from articlex.text.place import LOST

_REPLACEMENT = re.compile("\ufffd+")


class Damage(NamedTuple):
    """The damaged places of a text: the edits that undo or flag them, and what is told about them."""

    edits: list[Edit]
    repairs: tuple[Repair, ...]


_NONE = Damage([], ())


def find(text: str, *, simple: bool = False) -> Damage:
    """All damaged places of `text`, in order.

    `simple` says that `fold.is_simple(text)` is known to be true: then no letter speaks of a wrong table.

    >>> find("破獲案件8163起,挽回?fù)p失").repairs[0].restored
    '損'
    """
    places = list(insertions.find(text)) if ")" in text else []
    others = list(mojibake.find(text, simple=simple))
    if others:
        places = sorted([*places, *others], key=lambda place: (place.start, -place.end))
    if not places and (simple or LOST not in text):
        return _NONE
    edits: list[Edit] = []
    repairs: list[Repair] = []
    end = 0
    for kind, start, stop, restored in places:
        if start < end:
            continue
        if kind == "pinyin-insertion" and start > end:
            # The brackets belong to the character before them: it is shown as 萬(wàn), and so is its span.
            edits.append(Edit(start - 1, stop, text[start - 1]))
        else:
            edits.append(Edit(start, stop, restored))
        end = stop
        repairs.append(Repair(kind, start, stop, None if LOST in restored else restored))
    if LOST in text:
        repairs += [
            Repair("replacement-character", m.start(), m.end(), None) for m in _REPLACEMENT.finditer(text)
        ]
        repairs.sort(key=lambda repair: repair.start)
    return Damage(edits, tuple(repairs))
