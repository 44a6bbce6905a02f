"""Whole records of the fixtures, against reviewed ones; known gaps are listed and must stay true."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pytest
import renew

NAMES = sorted(path.stem for path in renew.EXPECTED.glob("*.json"))


@pytest.fixture(scope="module")
def said() -> Mapping[str, dict[str, Any]]:
    return renew.said()


def test_every_article_has_its_expected_record(said: Mapping[str, Any]) -> None:
    assert sorted(said) == NAMES
    assert len(NAMES) >= 18


@pytest.mark.parametrize("name", NAMES)
def test_record(said: Mapping[str, dict[str, Any]], name: str) -> None:
    expected = json.loads((renew.EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    known = [tuple(row[1:]) for row in renew.read_gaps() if row[0] == name]
    # A gap that has closed fails too: run fixtures/renew.py and read the difference.
    assert renew.gaps(said[name], expected) == known


@pytest.mark.parametrize("name", NAMES)
def test_expected_record_agrees_with_its_annotation(name: str) -> None:
    import scoring

    expected = json.loads((renew.EXPECTED / f"{name}.json").read_text(encoding="utf-8"))
    text = scoring.read_articles(renew.ROOT / "tests" / "gold")[name]["text"]
    score = scoring.score_article(renew.gold(name), expected, text)
    assert [outcome for outcome in score.outcomes if outcome.wrong] == []
    assert score.counts["broken spans"] == 0
    assert score.counts["ledger right"] == score.counts["ledger"]


def test_a_corrected_record_holds_what_was_missed_and_not_what_was_spurious() -> None:
    def claim(id: str, start: int, text: str, **fields: Any) -> dict[str, Any]:
        base: dict[str, Any] = {
            "id": id,
            "start": start,
            "end": start + len(text),
            "text": text,
            "kind": "count",
        }
        base |= {"value": text[:-1], "low": text[:-1], "high": text[:-1], "bound": "exact", "unit": text[-1]}
        base |= {
            "predicate": "抓获",
            "object": "嫌疑人",
            "agent": None,
            "aggregation": "total",
            "change": None,
        }
        base |= {
            "period_start": None,
            "period_end": None,
            "period_source": None,
            "part_of": None,
            "same_as": None,
        }
        return base | fields

    annotated = {
        "id": "x",
        "claims": [claim("c1", 0, "5人"), claim("c2", 9, "3人", part_of="c1")],
        "others": [],
    }
    record = {
        "id": "x",
        "claims": [claim("c1", 4, "7人"), claim("c2", 9, "3人", predicate="查获")],
        "mentions": [],
    }
    first, second = renew.corrected(record, annotated)["claims"]
    assert (first["id"], first["text"]) == ("c1", "5人")
    assert (second["id"], second["predicate"], second["part_of"]) == ("c2", "抓获", "c1")
    assert ("claims/9/part_of", '"at 0"', "null") in renew.gaps(record, renew.corrected(record, annotated))
