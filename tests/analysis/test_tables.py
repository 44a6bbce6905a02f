"""Rows, conditions, groups and series, on records made by hand."""

from __future__ import annotations

import gzip
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from articlex import records
from articlex.analysis import matching, read_records, rows, series, summarize
from articlex.analysis.wording import change_words, digits, period_words, quantity_words
from articlex.errors import InputError, OptionError


@pytest.fixture
def two(claim: Any, record: Any) -> list[dict[str, Any]]:
    def year(value: str, number: int) -> dict[str, Any]:
        days = {"period_start": f"{number}-01-01", "period_end": f"{number}-12-31"}
        return dict(
            claim("c1", f"{value}起", value, "起", predicate="破获", object="案件", agent="云州公安", **days)
        )

    change = {"direction": "up", "basis": "yoy", "of": "c1"}
    share = claim("c2", "13.5%", "13.5", "%", "percent", predicate="上升", object="案件", change=change)
    again = year("2163", 2023) | {"id": "c3", "same_as": "c1"}
    return [
        record(year("1946", 2022), id="a", published="2023-01-10"),
        record(year("2163", 2023), share, again, id="b", published="2024-01-10"),
    ]


def test_rows_carry_their_article(two: Any) -> None:
    table = list(rows(two))
    assert [(row["article"], row["id"], row["value"]) for row in table] == [
        ("a", "c1", "1946"),
        ("b", "c1", "2163"),
        ("b", "c2", "13.5"),
        ("b", "c3", "2163"),
    ]
    assert table[2]["change_of"] == "c1"


@pytest.mark.parametrize(
    ("conditions", "ids"),
    [
        ([], ["c1", "c1", "c2", "c3"]),
        (["predicate=破获"], ["c1", "c1", "c3"]),
        (["predicate!=破获"], ["c2"]),
        (["agent~云州", "same_as="], ["c1", "c1"]),
        (["same_as!="], ["c3"]),
    ],
)
def test_matching(two: Any, conditions: list[str], ids: list[str]) -> None:
    assert [row["id"] for row in matching(rows(two), conditions)] == ids


@pytest.mark.parametrize("condition", ["predicate", "verb=破获"])
def test_bad_condition(two: Any, condition: str) -> None:
    with pytest.raises(OptionError):
        matching(rows(two), [condition])


def test_summarize_sums_each_figure_once(two: Any) -> None:
    first, second = summarize(rows(two), ["predicate"])
    assert (first.values, first.claims, first.articles) == (("破获",), 3, 2)
    assert (first.unit, first.total) == ("起", Decimal(4109))
    assert (second.values, second.total) == (("上升",), None)


def test_series_orders_by_time_and_leaves_out_changes(two: Any) -> None:
    (only,) = series(rows(reversed(two)))
    assert [point.row["value"] for point in only.points] == ["1946", "2163"]
    assert [point.days for point in only.points] == [365, 365]
    assert only.label == "云州公安 破获案件 (起)"


def test_later_article_wins_in_a_series(two: Any, claim: Any, record: Any) -> None:
    corrected = two[1]["claims"][0] | {"value": "2165"}
    (only,) = series(rows([*two, record(corrected, id="c", published="2024-03-01")]))
    assert [point.row["value"] for point in only.points] == ["1946", "2165"]


def test_an_indicator_joins_different_words(two: Any) -> None:
    for record, predicate in zip(two, ["破获", "侦破"], strict=True):
        record["claims"][0] |= {"indicator": "cases_solved", "predicate": predicate}
    (only,) = series(rows(two))
    assert len(only.points) == 2


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        ("2023-01-01", "2023-12-31", "2023"),
        ("2024-02-01", "2024-02-29", "2024-02"),
        ("2024-01-09", "2024-01-09", "2024-01-09"),
        ("2023-01-01", "2023-06-30", "2023-01…2023-06"),
        ("2022-11-01", "2023-01-31", "2022-11…2023-01"),
        ("2023-07-01", "2024-01-15", "2023-07-01…2024-01-15"),
        (None, "2023-11-30", "…2023-11-30"),
        (None, None, "近年来"),
    ],
)
def test_period_words(start: str | None, end: str | None, words: str) -> None:
    assert period_words({"period_start": start, "period_end": end, "period_text": "近年来"}) == words


def test_quantity_and_change_words(claim: Any) -> None:
    assert quantity_words(claim("c1", "1.8万余人", "18000", "人", bound="over")) == ">18,000 人"
    assert (
        quantity_words(claim("c1", "3至5万元", None, "元", low="30000", high="50000")) == "30,000–50,000 元"
    )
    assert digits("1234567.5") == "1,234,567.5"
    changed = claim("c2", "2%", "2", "%", change={"direction": "down", "basis": "yoy", "of": "c1"})
    assert change_words(changed, {"c1": "81起"}) == "↓ 同比 81起"
    assert change_words(claim("c1", "81起", "81", "起"), {}) == ""


@pytest.mark.parametrize("name", ["r.jsonl", "r.jsonl.gz"])
def test_read_records(two: Any, tmp_path: Path, name: str) -> None:
    data = "".join(records.dumps_json(record) + "\n" for record in two).encode()
    path = tmp_path / name
    path.write_bytes(gzip.compress(data) if name.endswith(".gz") else data)
    assert list(read_records(path)) == two


def test_read_records_names_the_line(two: Any, tmp_path: Path) -> None:
    path = tmp_path / "r.jsonl"
    path.write_text(records.dumps_json(two[0]) + "\n\n{}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"r\.jsonl:3: "):
        list(read_records(path))
    with pytest.raises(InputError, match="cannot be read"):
        list(read_records(tmp_path / "none.jsonl"))
