"""What the reading stage hands on: clean text with a map back, blocks, sentences, metadata."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from articlex.model import Article, Section, Span
from articlex.text.alignment import Alignment


class Block(NamedTuple):
    """A paragraph, heading, title line, table cell or piece of boilerplate of the clean text."""

    start: int
    end: int
    section: Section


class Sentence(NamedTuple):
    """A sentence of the clean text, its final punctuation included; `block` is an index into
    `Reading.blocks`.
    """

    start: int
    end: int
    block: int


class Cell(NamedTuple):
    """A table cell; `header` cells name the object or period of their row or column."""

    start: int
    end: int
    table: int
    row: int
    column: int
    header: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An article read: all offsets but those of `alignment`'s result refer to `clean`.

    `clean` has markup removed, damage restored where certain, and is folded (Simplified, half width);
    `plain` is the same text before folding, of equal length, so metadata can keep the article's script.
    `flagged` are places of `clean` where a character was destroyed and could not be restored; U+FFFD stands
    there.
    """

    article: Article
    clean: str
    plain: str
    alignment: Alignment
    blocks: tuple[Block, ...]
    sentences: tuple[Sentence, ...]
    cells: tuple[Cell, ...] = ()
    flagged: tuple[Span, ...] = ()
    hidden: tuple[Span, ...] = ()
    """Stretches of the *original* text that hold digits but are not read: addresses in links and tags."""
