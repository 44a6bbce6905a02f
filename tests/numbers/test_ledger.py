"""The ledger as a whole: what is found where, by whole sentences, and what holds for any text."""

from __future__ import annotations

from datetime import date

import pytest

from articlex.numbers import find_mentions

DOLLARS = [
    # language, text, unit
    ("zh-Hant", "香港廉署指其支付$3,000。", "港元"),
    ("zh-Hant", "台北市民支付$3,000。", "美元"),
    ("zh-Hans", "香港立法会批准支付$3,000。", "美元"),
    (None, "香港立法会批准支付$3,000。", "美元"),
]


@pytest.mark.parametrize(("language", "text", "unit"), DOLLARS)
def test_a_bare_dollar_is_of_hong_kong_in_its_articles(language: str | None, text: str, unit: str) -> None:
    [mention] = find_mentions(text, language=language)
    assert (mention.text, mention.unit) == ("$3,000", unit)


SENTENCES = [
    (
        "1月8日，记者从省公安厅获悉，2023年该省破获案件7421起，抓获1.6万余人。",
        ["1月8日 date", "2023年 date", "7421起 count", "1.6万余人 count"],
    ),
    (
        "分别上升12.5%、3.18%，占比提高2.1个百分点",
        ["12.5% percent", "3.18% percent", "2.1个百分点 percentage_point"],
    ),
    ("涉案金额3至5万元，近三成由10-20名成员经手", ["3至5万元 money", "近三成 percent", "10-20名 count"]),
    ("3死12伤，近15万用户受影响", ["3 count", "12 count", "近15万 count"]),
    ("截至11月底，近五年来共缴获毒品3.2吨", ["截至11月底 date", "近五年来 date", "3.2吨 measure"]),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES)
def test_sentence(text: str, expected: list[str]) -> None:
    found = find_mentions(text, published=date(2024, 1, 9))
    assert [f"{m.text} {m.kind}" for m in found] == expected
    assert all(m.text == text[m.start : m.end] for m in found)
