"""The extractor that a batch uses, made from the folders of the user's rules."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def build(folders: Sequence[str]) -> Any:
    """An `articlex.extract.Extractor` with the rules and lexicons of the folders added."""
    from pathlib import Path

    from articlex.extract import Extractor  # type: ignore[import-not-found,unused-ignore]

    return Extractor(folders=tuple(Path(folder) for folder in folders))
