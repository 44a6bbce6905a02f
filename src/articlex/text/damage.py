"""Damage that a text has suffered on its way, and how much of it can be undone for certain."""

from __future__ import annotations

import re

from articlex.model import Repair

_REPLACEMENT = re.compile("\ufffd+")


def find(text: str) -> tuple[Repair, ...]:
    """All damaged places of `text`, in order, each with what stood there, or None where that cannot be
    told.
    """
    if "\ufffd" not in text:
        return ()
    return tuple(
        Repair("replacement-character", m.start(), m.end(), None) for m in _REPLACEMENT.finditer(text)
    )
