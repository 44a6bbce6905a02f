"""Dates: limits and days of an expression, what a text carries on, and the periods with their roles."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from articlex.numbers import find_mentions, find_periods

LINES = (Path(__file__).parent / "dates.tsv").read_text(encoding="utf-8").split("\n")
ROWS = [line.split("\t") for line in LINES if line and not line.startswith("#")][1:]


def day(text: str) -> date | None:
    return None if text == "-" else date.fromisoformat(text)


@pytest.mark.parametrize(("marked", "start", "end", "published"), ROWS)
def test_date(marked: str, start: str, end: str, published: str) -> None:
    text = marked.replace("⟦", "").replace("⟧", "")
    found = [m for m in find_mentions(text, published=day(published)) if m.kind == "date"]
    assert [m.text for m in found] == [marked[marked.index("⟦") + 1 : marked.index("⟧")]]
    assert (found[0].date_start, found[0].date_end) == (day(start), day(end))


DISCOURSES = [
    # text, publication day, the first days of its dates in order
    ("2019年10月15日案发，11月3日破案。", "2021-05-01", ["2019-10-15", "2019-11-03"]),
    ("2022年该省查处3起，8月又查处1起。", "2023-09-01", ["2022-01-01", "2022-08-01"]),
    ("比2022年多3起，8月查处1起。", "2023-09-01", ["2022-01-01", "2023-08-01"]),
    ("2020年以来查处3起。8月查处1起。", "2023-09-01", ["2020-01-01", "2023-08-01"]),
    ("1976年7月28日地震。\n7月27日举行悼念。", "2023-07-28", ["1976-07-28", "2023-07-27"]),
    ("2019年10月15日案发。\n11月3日破案。", "2021-05-01", ["2019-10-15", "2019-11-03"]),
    ("7月5日案发，8日破案。", "2023-09-01", ["2023-07-05", "2023-07-08"]),
    ("7月28日案发，当天10时破案。", "2023-09-01", ["2023-07-28"]),
    ("2018年5月案发，同年8月破案，次年3月开庭。", "2021-09-01", ["2018-05-01", "2018-08-01", "2019-03-01"]),
]


@pytest.mark.parametrize(("text", "published", "starts"), DISCOURSES)
def test_discourse(text: str, published: str, starts: list[str]) -> None:
    found = find_mentions(text, published=day(published))
    assert [str(m.date_start) for m in found if m.kind == "date"] == starts


PERIODS = [
    # text, [words, first day, last day, role]; published 2024-01-09
    (
        "1月8日，记者从公安厅获悉，去年破案3起",
        ["1月8日 2024-01-08 2024-01-08 report", "去年 2023-01-01 2023-12-31 period"],
    ),
    ("与2022年相比下降3%", ["2022年 2022-01-01 2022-12-31 base"]),
    (
        "去年破案3起，比上年多1起",
        ["去年 2023-01-01 2023-12-31 period", "上年 2023-01-01 2023-12-31 base"],
    ),
    (
        "2023年1至6月破案3起，比去年同期少1起",
        ["2023年1至6月 2023-01-01 2023-06-30 period", "去年同期 2022-01-01 2022-06-30 base"],
    ),
    ("截至目前共破案3起", ["截至目前 None 2024-01-09 period"]),
    ("今年以来破案3起", ["今年以来 2024-01-01 2024-01-09 period"]),
    ("近日，警方破案3起", ["近日 None None report"]),
    ("新华社北京1月8日电", ["1月8日 2024-01-08 2024-01-08 report"]),
    ("昨天破案3起", ["昨天 2024-01-08 2024-01-08 period"]),
    ("今天（1月9日）公布", ["今天（1月9日） 2024-01-09 2024-01-09 report"]),
    ("上月破案3起，本月破案1起", ["上月 2023-12-01 2023-12-31 period", "本月 2024-01-01 2024-01-31 period"]),
    ("预计今年增长3%", ["今年 2024-01-01 2024-12-31 period"]),
    ("“十四五”期间破案3起", ["“十四五”期间 2021-01-01 2025-12-31 period"]),
    ("今年已破案3起", ["今年 2024-01-01 2024-01-09 period"]),
    ("截至今天（1月9日）破案3起", ["截至今天（1月9日） None 2024-01-09 period"]),
    (
        "截至1月8日，今年已破案3起",
        ["截至1月8日 2024-01-01 2024-01-08 period", "今年 2024-01-01 2024-01-08 period"],
    ),
    (
        "今年以来，截至1月8日，破案3起",
        ["今年以来 2024-01-01 2024-01-08 period", "截至1月8日 2024-01-01 2024-01-08 period"],
    ),
    (
        "截至1月8日破案3起。今年已抓获5人",
        ["截至1月8日 None 2024-01-08 period", "今年 2024-01-01 2024-01-09 period"],
    ),
    ("上周末破案3起", ["上周末 2024-01-06 2024-01-07 period"]),
    ("大前天破案3起", ["大前天 2024-01-06 2024-01-06 period"]),
    ("上周五破案3起", ["上周五 2024-01-05 2024-01-05 period"]),
]


@pytest.mark.parametrize(("text", "expected"), PERIODS)
def test_periods(text: str, expected: list[str]) -> None:
    published = date(2024, 1, 9)
    found = find_periods(text, find_mentions(text, published=published), published=published)
    assert [f"{p.text} {p.date_start} {p.date_end} {p.role}" for p in found] == expected
    assert all(text[p.start : p.end] == p.text for p in found)
