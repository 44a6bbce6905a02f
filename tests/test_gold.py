"""The project's gold: generated files agree with the annotation, and the annotation is sound."""

from __future__ import annotations

import json
from typing import Any

import annotation
import pytest

FILES = sorted(annotation.HERE.glob("*.json"))
TEXTS = {
    article["id"]: article["text"]
    for article in map(json.loads, (annotation.HERE / "articles.jsonl").read_text("utf-8").splitlines())
}


def test_generated_files_are_up_to_date() -> None:
    expected = annotation.expand()
    assert {path: path.read_text("utf-8") for path in FILES} == {
        path: text for path, text in expected.items() if path.suffix == ".json"
    }
    articles = annotation.HERE / "articles.jsonl"
    assert articles.read_text("utf-8") == expected[articles]


def test_there_are_enough_bulletins() -> None:
    assert len(FILES) >= 40


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_spans_links_and_bounds(path: Any) -> None:
    gold = json.loads(path.read_text("utf-8"))
    text = TEXTS[gold["id"]]
    ids = {claim["id"] for claim in gold["claims"]}
    for entry in gold["claims"] + gold["others"]:
        assert text[entry["start"] : entry["end"]] == entry["text"]
    for claim in gold["claims"]:
        links = {claim["part_of"], claim["same_as"], (claim["change"] or {}).get("of")} - {None}
        assert links <= ids - {claim["id"]}
        assert claim["change"] is None or claim["change"]["direction"] in ("up", "down", "flat")
        if claim["bound"] in ("range", "several"):
            assert claim["value"] is None
            assert float(claim["low"]) < float(claim["high"])
        else:
            assert claim["value"]


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("2023", ("2023-01-01", "2023-12-31")),
        ("2024-02", ("2024-02-01", "2024-02-29")),
        ("2023-01..2023-06", ("2023-01-01", "2023-06-30")),
        ("..2023-11-30", (None, "2023-11-30")),
        ("2024-05-01..", ("2024-05-01", None)),
    ],
)
def test_day_range(words: str, days: tuple[str | None, str | None]) -> None:
    assert annotation.day_range(words) == days


@pytest.mark.parametrize(
    ("text", "value", "bound", "unit"),
    [
        ("2163起", "2163", "exact", "起"),
        ("1.2亿余元", "120000000", "over", "元"),
        ("2300余万元", "23000000", "over", "元"),
        ("近300部", "300", "under", "部"),
        ("約4200萬港元", "42000000", "about", "港元"),
        ("１，２００条", "1200", "exact", "条"),
        ("8000元以下", "8000", "at_most", "元"),
    ],
)
def test_plain_quantity(text: str, value: str, bound: str, unit: str) -> None:
    read = annotation.plain_quantity(text)
    assert (read["value"], read["bound"], read["unit"]) == (value, bound, unit)


def test_uncovered_digit_is_refused() -> None:
    bulletin = annotation.Bulletin("x", "抓获3人，罚款5元", None, None, None)
    bulletin.entries.append(annotation.read_claim(["3人", "", "抓获", "-"], "-", "-") | {"line": 1})
    with pytest.raises(annotation.AnnotationError, match="'5' is not annotated"):
        annotation.place(bulletin)
