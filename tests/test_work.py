"""Work is counted, not timed: calls per thousand characters of a fixed text, stage by stage.

Seconds differ from machine to machine and from minute to minute; the calls of Python and built-in functions do not. A
stage may not rise by more than a tenth above `work.json` unless the figure is changed on purpose:

    python tests/test_work.py

Figures are those of Python 3.11; later versions call less (comprehensions are no calls there).
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from articlex import Article, Extractor
from articlex.records import dumps

PINNED = Path(__file__).with_name("work.json")
TOLERANCE = 1.10

_BULLETIN = """甲市公安局通报上半年打击整治情况
2024-07-08 来源：甲市发布
记者从甲市公安局获悉，今年上半年，全市公安机关共破获各类刑事案件{a}起，抓获犯罪嫌疑人1.{b}万余人，同比分别上升13.5%、2.28%。
其中，破获电信网络诈骗案件{c}起，冻结涉案资金4{b}.55亿元，返还4.06亿元；约谈学校28所、银行机构{b}个。
截至6月底，全市登记流动人口超过三十万人，较上年同期下降近两成。一位民警说，夏天来了，大家要注意安全，出门记得锁好门窗。
7月1日凌晨2时许，乙县一处仓库起火，消防员用了3个多小时将火扑灭，造成2人受伤，过火面积约500平方米。
公园里的荷花开了，许多市民前来观赏，孩子们在树荫下玩耍，老人们坐在长椅上聊天，湖面上吹来阵阵凉风。
法院以盗窃罪判处被告人有期徒刑三年，并处罚金5000元。检察机关提起公诉的案件增长{b}%，不起诉率为12.{b}%。
"""
TEXTS = tuple(_BULLETIN.format(a=1000 + 37 * n, b=11 + n, c=200 + 3 * n) for n in range(8))
"""Invented bulletins: figures, dates, lists, changes, and prose without a number."""


def counted(run: Callable[[], object]) -> int:
    """The calls of Python and built-in functions that `run` makes."""
    calls = 0

    def count(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal calls
        if event in ("call", "c_call"):
            calls += 1

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return calls


def work() -> dict[str, int]:
    """Calls per thousand characters, by stage, once all word lists are loaded."""
    from articlex.claims.reader import ClaimReader
    from articlex.numbers import find_mentions, find_periods
    from articlex.text import read

    articles = [Article(text) for text in TEXTS]
    for article in articles:
        dumps(Extractor().extract(article))
    readings = [read(article) for article in articles]
    mentions = [find_mentions(reading.clean) for reading in readings]
    periods = [find_periods(r.clean, m) for r, m in zip(readings, mentions, strict=True)]
    results = [Extractor().extract(article) for article in articles]
    reader, extractor = ClaimReader(), Extractor()
    stages: dict[str, Callable[[], object]] = {
        "reading": lambda: [read(article) for article in articles],
        "numbers": lambda: [find_mentions(reading.clean) for reading in readings],
        "claims": lambda: [reader.read(*parts) for parts in zip(readings, mentions, periods, strict=True)],
        "records": lambda: [dumps(result) for result in results],
        "all": lambda: [dumps(extractor.extract(article)) for article in articles],
    }
    thousands = sum(map(len, TEXTS)) / 1000
    return {name: round(counted(run) / thousands) for name, run in stages.items()}


@pytest.mark.skipif(sys.implementation.name != "cpython", reason="calls are counted as CPython makes them")
def test_work_does_not_grow() -> None:
    pinned = json.loads(PINNED.read_text(encoding="utf-8"))
    found = work()
    grown = {name: (calls, pinned[name]) for name, calls in found.items() if calls > pinned[name] * TOLERANCE}
    assert not grown, f"calls per thousand characters (found, pinned): {grown}"
    assert found.keys() == pinned.keys()


def test_work_is_the_same_each_time() -> None:
    assert work() == work()


if __name__ == "__main__":
    PINNED.write_text(json.dumps(work(), indent=2) + "\n", encoding="utf-8")
    print(PINNED.read_text(encoding="utf-8"), end="")
