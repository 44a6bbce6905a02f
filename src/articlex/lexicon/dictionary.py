"""jieba's word list: 349,000 words with frequency and tag, read where they are asked for.

The file is jieba's own `dict.txt`, found beside the installed package, which is not imported: a second of
loading and 100 MB would be spent on words that no article uses. The list is kept as one text, and the words of
one first character are taken out of it when that character first occurs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path

from articlex.errors import LexiconError

_LINE = re.compile(r"(\S+) (\d+) (\S+)")
_BLOCK = re.compile(r"^(.).*(?:\n\1.*)*", re.MULTILINE)


Listed = tuple[str, str, str]
"""A word of the list with its frequency and tag, as written."""


class Dictionary:
    """The word list by first characters.

    >>> Dictionary("约 3 d\\n约谈 2 v\\n谈 5 v").beginning("约")
    [('约', '3', 'd'), ('约谈', '2', 'v')]
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._blocks: dict[str, list[tuple[int, int]]] = {}
        for block in _BLOCK.finditer(text):
            self._blocks.setdefault(block[1], []).append(block.span())

    @property
    def firsts(self) -> frozenset[str]:
        """All characters that begin a word."""
        return frozenset(self._blocks)

    def beginning(self, character: str) -> Sequence[Listed]:
        """The words that begin with `character`, in the order of the list."""
        out: list[Listed] = []
        for start, end in self._blocks.get(character, ()):
            out += _LINE.findall(self._text, start, end)
        return out

    def total(self, longest: int | None = None) -> int:
        """The sum of all frequencies, or of those of words of at most `longest` characters."""
        length = "+" if longest is None else f"{{1,{longest}}}"
        return sum(map(int, re.findall(rf"^[^ ]{length} (\d+)", self._text, re.MULTILINE)))


@lru_cache(maxsize=1)
def dictionary() -> Dictionary:
    """The installed list, read once in a process.

    Raises `LexiconError` where jieba is not installed as a folder with its `dict.txt`.
    """
    found = find_spec("jieba")
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder) / "dict.txt"
        if path.is_file():
            return Dictionary(path.read_text(encoding="utf-8"))
    raise LexiconError(
        "jieba's dict.txt is not to be found; install jieba again: pip install 'jieba>=0.42.1,<0.43'"
    )
