"""The parts of an article, and what is not article."""

from __future__ import annotations

from datetime import datetime

import pytest

from articlex.model import Article
from articlex.text import Reading, read

PLAIN = """某新闻网正文

首页 > 社会 > 某都市报

某市电信诈骗去年发案下降22%
2024年01月09日 10:32 来源:某都市报 编辑:王小明

　　1月8日，记者从某市公安局获悉，2023年全市公安机关破获案件8163起，抓获犯罪嫌疑人1.8万余人。

　　冻结资金47.55亿元

　　某市公安局率先搭建易受骗群体库，录入易受骗人员38.1万人，累计冻结资金47.55亿元，处置返还4.06亿元。（某都市报记者
　　李小红）

某新闻网版权与免责声明：

① 凡本网注明来源的所有作品，版权均属于本社，请在30日内联系。 电话:010-12345678
"""

PAGE = """<!DOCTYPE html><html><head><title>某市去年破案8163起_某新闻网</title>
<meta name="publishdate" content="2024-01-09"><script>var n = 12;</script></head><body>
<div class="nav"><a href="/">首页</a> <a href="/china">国内</a> <a href="/world">国际</a></div>
<h1>某市去年破案8163起</h1>
<div class="info">2024-01-09 10:32 来源：某都市报 字号：大 中 小</div>
<div class="content"><p>2023年，某市公安机关破获案件8163起，抓获犯罪嫌疑人1.8万余人，同比上升13.5%。</p>
<h2>冻结资金3亿元</h2>
<p>与此同时，全市冻结涉案资金3亿元，处罚违法人员8344人次，约谈企业28家。</p></div>
<div class="related"><h3>相关阅读</h3><ul><li><a href="/1.html">某县破案200起</a></li>
<li><a href="/2.html">警方提醒：谨防诈骗，今年已有12人受骗</a></li></ul></div>
<div class="footer">版权所有 某新闻网 京ICP备12345678号 电话：010-12345678</div></body></html>"""

MARKDOWN = """# 某市去年破案8163起

2023年，某市公安机关破获案件8163起，抓获犯罪嫌疑人1.8万余人，同比上升13.5%。

**冻结资金3亿元**

与此同时，全市冻结涉案资金3亿元，处罚违法人员8344人次，约谈企业28家。

[查看原文](https://news.example.cn/2024/01/09/a123.html)
"""


def sections(reading: Reading) -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for block in reading.blocks:
        out.setdefault(block.section, []).append(reading.clean[block.start : block.end])
    return out


def test_plain_article() -> None:
    parts = sections(read(Article(PLAIN)))
    assert parts["title"] == ["某市电信诈骗去年发案下降22%"]
    assert parts["lead"][0].startswith("1月8日，记者")
    assert parts["heading"] == ["冻结资金47.55亿元"]
    assert len(parts["body"]) == 1
    assert parts["boilerplate"][0] == "某新闻网正文"
    assert parts["boilerplate"][-1].endswith("电话：010-12345678")
    assert len(parts["boilerplate"]) == 5


def test_page() -> None:
    reading = read(Article(PAGE))
    parts = sections(reading)
    assert parts["title"] == ["某市去年破案8163起"]
    assert parts["heading"] == ["冻结资金3亿元"]
    assert len(parts["lead"]) == len(parts["body"]) == 1
    furniture = "\n".join(parts["boilerplate"])
    for piece in ("首页", "相关阅读", "某县破案200起", "今年已有12人受骗", "010-12345678"):
        assert piece in furniture
    assert "var n" not in reading.clean


def test_markdown() -> None:
    parts = sections(read(Article(MARKDOWN)))
    assert parts["title"] == ["某市去年破案8163起"]
    assert parts["heading"] == ["冻结资金3亿元"]
    assert parts["boilerplate"] == ["查看原文"]


# text, sections of its blocks
ROWS = [
    ("某市公安局今天通报，去年破案12起。", ["lead"]),
    ("某市去年破案12起", ["lead"]),
    ("某市去年破案12起\n\n某市公安局今天通报，去年破案12起。", ["title", "lead"]),
    ("某市公安局通报，去年破案12起。\n\n责任编辑：王小明", ["lead", "boilerplate"]),
    ("某市公安局通报，去年破案12起。\n\n相关阅读\n某县破案5起\n某县破案7起", ["lead"] + ["boilerplate"] * 3),
    ("去年破案情况如下，单位为起。\n甲县破案5起\n乙县破案7起", ["lead", "body", "body"]),
    ("某市去年破案12起\n抓获嫌疑人30名\n某市公安局今天通报，去年破案12起。", ["title", "heading", "lead"]),
    (
        "某市公安局通报，去年破案12起。\n\n甲县破案5起\n乙县破案7起\n\n以上为去年全年的数据。",
        ["lead", "body", "body", "body"],
    ),
]


@pytest.mark.parametrize(("text", "expected"), ROWS)
def test_sections(text: str, expected: list[str]) -> None:
    assert [block.section for block in read(Article(text)).blocks] == expected


def test_blocks_cover_the_text_and_part_at_line_breaks() -> None:
    for text in (PLAIN, PAGE, MARKDOWN):
        reading = read(Article(text))
        assert reading.clean == "\n".join(reading.clean[b.start : b.end] for b in reading.blocks)


# a first line that holds title, publication line and article, parted by spaces
ONE_LINE = [
    "某市去年破案12起 来源：某报 时间：2024-01-09 10:32 某市公安局通报，去年全市破案12起，抓获30人。",
    "某市去年破案12起 来源: 某报 时间: 2024-01-09 10:32 某市公安局通报，去年全市破案12起，抓获30人。",
    "某市去年破案12起 2024-01-09 10:32 来源：某报 某市公安局通报，去年全市破案12起，抓获30人。",
    "某市去年破案12起 2024年1月9日 10:32 来源：某报 编辑：王小明\n某市公安局通报，去年全市破案12起，抓获30人。",
]


@pytest.mark.parametrize("text", ONE_LINE)
def test_title_publication_line_and_article_in_one_line(text: str) -> None:
    reading = read(Article(text))
    assert [b.section for b in reading.blocks] == ["title", "boilerplate", "lead"]
    assert reading.article.title == "某市去年破案12起"
    assert reading.article.source == "某报"
    assert reading.article.published == datetime(2024, 1, 9, 10, 32)


def test_a_date_and_a_source_in_a_sentence_part_nothing() -> None:
    text = "某市公安局通报了 2024-01-09 的案件，称其来源：某报 的说法有误，全市去年破案12起。"
    assert [b.section for b in read(Article(text)).blocks] == ["lead"]


def test_a_glued_title_is_parted() -> None:
    text = (
        "某市去年破案12起某社某市1月9日电 记者从市公安局获悉，去年全市破案12起，抓获嫌疑人30名，"
        "追回损失200万元，同比有所增长。"
    )
    reading = read(Article(text, title="某市去年破案12起"))
    assert [b.section for b in reading.blocks] == ["title", "lead"]
    assert reading.clean.startswith("某市去年破案12起\n某社")
