"""A damaged place of a text and what belongs there."""

from __future__ import annotations

from typing import NamedTuple

LOST = "\ufffd"
"""Stands in clean text for a character that was destroyed and cannot be told."""


class Place(NamedTuple):
    """`text` belongs in the place of `start:end`; U+FFFD in it stands for a character that cannot be told."""

    kind: str
    start: int
    end: int
    text: str
