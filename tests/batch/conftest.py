"""What the batch tests share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from folders import HERE, Run

from articlex import batch


@pytest.fixture(autouse=True)
def importable(monkeypatch: pytest.MonkeyPatch) -> None:
    """Worker processes find `standin` by the path of this process."""
    monkeypatch.syspath_prepend(str(HERE))
    path = os.environ.get("PYTHONPATH", "")
    source = str(Path(batch.__file__).parents[2])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(HERE), source, path]))


@pytest.fixture
def run() -> Run:
    """`batch.run` with the stand-in extractor; one worker if not told otherwise."""

    def run(*paths: Any, **options: Any) -> batch.Summary:
        given: dict[str, Any] = {"factory": "standin:build", "workers": 1} | options
        return batch.run(*paths, **given)

    return run
