"""The extractor that a batch uses, made from the folders of the user's rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def build(folders: Sequence[str]) -> Any:
    """An `articlex.Extractor` with the rules and lexicons of the folders added."""
    from pathlib import Path

    from articlex.extractor import Extractor

    return Extractor(lexicons=[Path(folder) for folder in folders])
