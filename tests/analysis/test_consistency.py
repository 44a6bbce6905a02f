"""Contradictions are found, and what rounding or an approximator explains is none."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from articlex.analysis import check_records
from articlex.analysis.interval import interval, last_place

UP = {"direction": "up", "basis": "yoy", "of": "c1"}
DOWN = {"direction": "down", "basis": "yoy", "of": "c1"}


def found(record: dict[str, Any]) -> list[tuple[str, tuple[str, ...]]]:
    return [(finding.check, finding.claims) for finding in check_records([record])]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("8163起", 0),
        ("1.8万余人", 1000),
        ("47.55亿元", 1000000),
        ("1100余万片", 0),
        ("1100万片", 10000),
        ("13.5%", Fraction(1, 10)),
        ("三成", 0),
        ("３．８万件", 1000),
    ],
)
def test_last_place(text: str, place: Fraction) -> None:
    assert last_place(text) == place


@pytest.mark.parametrize(
    ("text", "value", "bound", "kind", "low", "high"),
    [
        ("8163起", "8163", "exact", "count", 8163, 8163),
        ("2.1万人", "21000", "exact", "count", 20500, 21500),
        ("1.8万余人", "18000", "over", "count", 17500, None),
        ("近300部", "300", "under", "count", 270, 300),
        ("约300部", "300", "about", "count", 270, 330),
        ("22%", "22", "exact", "percent", Fraction(43, 2), Fraction(45, 2)),
        ("三分之一", "1/3", "exact", "ratio", Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_interval(claim: Any, text: str, value: str, bound: str, kind: str, low: Any, high: Any) -> None:
    read = interval(claim("c1", text, value, "", kind, bound=bound))
    assert read is not None
    assert (read.low, read.high) == (low, high)


def test_interval_of_a_range(claim: Any) -> None:
    read = interval(claim("c1", "3至5人", None, "人", low="3", high="5", bound="range"))
    assert read is not None
    assert (read.low, read.high) == (Fraction(3), Fraction(5))


@pytest.mark.parametrize(
    ("share", "amount", "contradicts"),
    [
        # 300 now: +20% comes from 250, so +50 fits; +80 does not; 20% is 19.5 to 20.5.
        ("20%", "50起", False),
        ("20%", "49起", False),
        ("20%", "80起", True),
    ],
)
def test_share_and_amount_of_one_change(
    claim: Any, record: Any, share: str, amount: str, contradicts: bool
) -> None:
    article = record(
        claim("c1", "300起", "300", "起"),
        claim("c2", share, share[:-1], "%", "percent", change=UP),
        claim("c3", amount, amount[:-1], "起", change=UP),
    )
    assert found(article) == ([("change", ("c1", "c2", "c3"))] if contradicts else [])


def test_a_change_without_a_base_goes_with_any(claim: Any, record: Any) -> None:
    article = record(
        claim("c1", "300起", "300", "起"),
        claim("c2", "20%", "20", "%", "percent", change=UP),
        claim("c3", "80起", "80", "起", change=UP | {"basis": None}),
    )
    assert found(article) == [("change", ("c1", "c2", "c3"))]


def test_changes_of_different_things_do_not_meet(claim: Any, record: Any) -> None:
    article = record(
        claim("c1", "300起", "300", "起", object="盗窃案件"),
        claim("c2", "20%", "20", "%", "percent", change=UP, object="盗窃案件"),
        claim("c3", "80起", "80", "起", change=UP, object="抢劫案件"),
    )
    assert found(article) == []


def test_changes_against_different_bases_do_not_meet(claim: Any, record: Any) -> None:
    article = record(
        claim("c1", "300起", "300", "起"),
        claim("c2", "20%", "20", "%", "percent", change=UP),
        claim("c3", "200起", "200", "起", change=UP | {"basis": "mom"}),
    )
    assert found(article) == []


def test_a_fall_leads_back_upwards(claim: Any, record: Any) -> None:
    article = record(
        claim("c1", "90起", "90", "起"),
        claim("c2", "10%", "10", "%", "percent", change=DOWN),
        claim("c3", "10起", "10", "起", change=DOWN),
    )
    assert found(article) == []
    article["claims"][2] = claim("c3", "20起", "20", "起", change=DOWN)
    assert found(article) == [("change", ("c1", "c2", "c3"))]


def test_a_part_is_no_greater_than_its_total(claim: Any, record: Any) -> None:
    parts = [claim("c2", "70名", "70", "名", part_of="c1"), claim("c3", "120名", "120", "名", part_of="c1")]
    assert found(record(claim("c1", "100名", "100", "名"), *parts)) == [("parts", ("c1", "c3"))]
    assert found(record(claim("c1", "100余名", "100", "名", bound="over"), *parts)) == []


def test_a_share_must_fit_part_and_total(claim: Any, record: Any) -> None:
    def article(share: str) -> dict[str, Any]:
        told = claim("c3", f"{share}%", share, "%", "percent", part_of="c1", aggregation="share")
        return dict(
            record(claim("c1", "897名", "897", "名"), claim("c2", "54名", "54", "名", part_of="c1"), told)
        )

    assert found(article("6")) == []
    assert found(article("9")) == [("share", ("c1", "c2", "c3"))]


def test_a_figure_said_again(claim: Any, record: Any) -> None:
    title = claim("c1", "超2万人", "20000", "人", bound="over", high=None)
    assert found(record(title, claim("c2", "2.08万人", "20800", "人", same_as="c1"))) == []
    assert found(record(title, claim("c2", "1.2万人", "12000", "人", same_as="c1"))) == [
        ("same", ("c1", "c2"))
    ]


@pytest.mark.parametrize(("then", "contradicts"), [("1940起", False), ("1990起", True)])
def test_a_figure_and_its_change_against_the_year_before(
    claim: Any, record: Any, then: str, contradicts: bool
) -> None:
    known = {"agent": "云州公安", "predicate": "破获", "object": "案件"}
    leap = {"period_start": "2024-02-01", "period_end": "2024-02-29"}
    normal = {"period_start": "2023-02-01", "period_end": "2023-02-28"}
    earlier = record(claim("c1", then, then[:-1], "起", **known, **normal), id="a")
    # 2163 is 11.5% more than 1940 (2163 / 1.115 = 1939.9).
    later = record(
        claim("c1", "2163起", "2163", "起", **known, **leap),
        claim("c2", "11.5%", "11.5", "%", "percent", change=UP, predicate="上升"),
        id="b",
    )
    findings = list(check_records([earlier, later]))
    assert [(one.check, one.article) for one in findings] == ([("history", "b")] if contradicts else [])


def test_two_articles_on_one_figure(claim: Any, record: Any) -> None:
    known = {"agent": "云州公安", "indicator": "cases_solved", "object": "案件"}
    known |= {"period_start": "2023-01-01", "period_end": "2023-12-31"}
    first = record(claim("c1", "2163起", "2163", "起", **known), id="a")
    second = record(claim("c1", "2613起", "2613", "起", **known), id="b")
    other_year = known | {"period_start": "2022-01-01", "period_end": "2022-12-31"}
    third = record(claim("c1", "1900起", "1900", "起", **other_year), id="c")
    findings = list(check_records([first, second, third]))
    assert [(one.check, one.article) for one in findings] == [("articles", "b")]
    assert "2163起 in a" in findings[0].says
