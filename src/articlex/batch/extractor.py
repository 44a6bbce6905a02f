"""The extractor that a batch uses, made from the folders of the user's rules."""

from __future__ import annotations

from collections.abc import Sequence

from articlex.extractor import Extractor


def build(folders: Sequence[str]) -> Extractor:
    """An `Extractor` with the word lists and rules of the folders added."""
    return Extractor(lexicons=folders)
