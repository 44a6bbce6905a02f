"""Lines and spaces: what is joined, what is parted, what goes."""

from __future__ import annotations

import pytest

from articlex.model import Article
from articlex.text import read

WRAPPED = (
    "            某市公安局今天通报,去年全市共破获电信网络诈骗案件1200余起,抓获犯罪嫌疑\n"
    "            人3400名,挽回经济损失2亿余元。全市发案数同比下降22%,为近年来最低水平,冻结资金1\n"
    "            2亿元,处罚违法人员五百\n"
)

# original, clean
ROWS = [
    ("　　甲县。\n\n　　乙县。\n", "甲县。\n乙县。"),
    ("甲县。\r\n\r\n乙县。", "甲县。\n乙县。"),
    ("共1 200 万元", "共1200万元"),
    ("共12 345 678 人", "共12345678人"),
    ("抓获 42 人，其中 10 余名在逃", "抓获42人，其中10余名在逃"),
    ("2018 年 5 月", "2018年5月"),
    ("工厂火灾 38人遇难", "工厂火灾 38人遇难"),  # the space parts two clauses of a headline
    ("健康人生 绿色无毒", "健康人生 绿色无毒"),
    ("今日（ 19日）说 。", "今日（19日）说。"),
    ("抓获\u200b12\ufeff人\u00ad", "抓获12人"),
    ("双  空格   收窄", "双 空格 收窄"),
    ("第一段。　　第二段。", "第一段。\n第二段。"),
    (
        WRAPPED,
        "某市公安局今天通报，去年全市共破获电信网络诈骗案件1200余起，抓获犯罪嫌疑人3400名，挽回经济损失2亿余元。"
        "全市发案数同比下降22%，为近年来最低水平，冻结资金12亿元，处罚违法人员五百",
    ),
    ("某市发布通报\n2024年1月9日 来源:某报", "某市发布通报\n2024年1月9日 来源：某报"),
    ("甲县12起\n乙县5起\n丙县3起", "甲县12起\n乙县5起\n丙县3起"),
]


@pytest.mark.parametrize(("original", "clean"), ROWS)
def test_lines(original: str, clean: str) -> None:
    assert read(Article(original)).clean == clean


def test_a_number_broken_by_a_margin_maps_to_both_lines() -> None:
    reading = read(Article(WRAPPED))
    at = reading.clean.index("12亿元")
    span = reading.alignment.to_original(at, at + 4)
    assert span.of(WRAPPED) == "1\n            2亿元"
