"""Damage that a text has suffered on its way, and how much of it can be undone for certain.

What is certain is restored, what is not is replaced by U+FFFD, so that no number is read from it. Kinds:
`pinyin-insertion` and `lost-byte` (see `insertions`), `replacement-character` (U+FFFD stood there already).
"""

from __future__ import annotations

import re
from typing import NamedTuple

from articlex.model import Repair
from articlex.text import insertions
from articlex.text.alignment import Edit

_REPLACEMENT = re.compile("\ufffd+")


class Damage(NamedTuple):
    """The damaged places of a text: the edits that undo or flag them, and what is told about them."""

    edits: list[Edit]
    repairs: tuple[Repair, ...]


def find(text: str) -> Damage:
    """All damaged places of `text`, in order."""
    edits: list[Edit] = []
    repairs: list[Repair] = []
    if ")" in text:
        for kind, start, end, restored in insertions.find(text):
            edits.append(Edit(start, end, restored))
            repairs.append(Repair(kind, start, end, None if "\ufffd" in restored else restored))
    if "\ufffd" in text:
        repairs += [
            Repair("replacement-character", m.start(), m.end(), None) for m in _REPLACEMENT.finditer(text)
        ]
        repairs.sort(key=lambda repair: repair.start)
    return Damage(edits, tuple(repairs))
