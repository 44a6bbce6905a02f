"""Records made by hand, so that the analysis is tested without the extractor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

MakeClaim = Callable[..., dict[str, Any]]
MakeRecord = Callable[..., dict[str, Any]]


@pytest.fixture
def claim() -> MakeClaim:
    """A claim of a record; what is not given is null, exact, a total, of the body."""

    def make(
        id: str, text: str, value: str | None, unit: str, kind: str = "count", **fields: Any
    ) -> dict[str, Any]:
        base: dict[str, Any] = {"id": id, "start": 0, "end": len(text), "text": text, "kind": kind}
        base |= {"value": value, "low": value, "high": value, "bound": "exact", "unit": unit}
        base |= dict.fromkeys(["predicate", "object", "agent", "period_start", "period_end", "period_source"])
        base |= {
            "period_text": None,
            "aggregation": "total",
            "change": None,
            "part_of": None,
            "same_as": None,
        }
        base |= {"attribution": None, "section": "body", "indicator": None, "rule": ["test"]}
        return base | fields

    return make


@pytest.fixture
def record() -> MakeRecord:
    """A record of some claims."""

    def make(*claims: dict[str, Any], id: str = "a", **fields: Any) -> dict[str, Any]:
        base: dict[str, Any] = {"schema": "articlex/1", "id": id}
        base |= dict.fromkeys(["title", "published", "source", "editor", "language", "encoding", "url"])
        base |= {"reporters": [], "damage": [], "claims": list(claims), "mentions": []}
        return base | fields

    return make
