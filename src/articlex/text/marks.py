"""What the markup of a text says about its parts, in offsets of the original text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from articlex.text.alignment import Edit

Role = Literal["heading", "title", "link", "item", "cell", "header-cell", "aside", "quote", "caption", "main"]


class Mark(NamedTuple):
    """A stretch of the text under edit and its part in the layout; `level` is the heading's, `row` and
    `column` a cell's.
    """

    role: Role
    start: int
    end: int
    level: int = 0
    table: int = -1
    row: int = -1
    column: int = -1


@dataclass(slots=True)
class Markup:
    """What a markup scanner found: the edits that remove it, the parts it names, and the metadata it states.

    `hidden` are stretches that are removed and hold digits: addresses of links and pictures.
    """

    edits: list[Edit] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    hidden: list[tuple[int, int]] = field(default_factory=list)
    metadata: dict[str, str] = field(default_factory=dict)


def in_order(edits: Sequence[Edit]) -> list[Edit]:
    """The edits sorted, those that lie inside an earlier one dropped."""
    out: list[Edit] = []
    end = -1
    for edit in sorted(edits, key=lambda e: (e.start, -e.end)):
        if edit.start >= end:
            out.append(edit)
            end = edit.end
    return out
