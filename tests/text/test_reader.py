"""What `read` hands on: clean text, a map back, parts and metadata."""

from __future__ import annotations

import pytest

from articlex.model import Article
from articlex.text import read

# original, clean
CLEANED = [
    ("<p>破獲案件<b>81</b>63起</p>", "破获案件8163起"),
    ("<p>　　甲县增长5%。</p>\\r\\n<p>乙县下降3%。</p>", "甲县增长5%。\n乙县下降3%。"),
    ('去年<span class=\\"red\\">破案</span>12起', "去年破案12起"),
    ("# 标题一行\n\n正文**12**起，[原文](http://a.cn/1)", "标题一行\n正文12起，原文"),
    ("共有1 200 万元&nbsp;&ldquo;好&rdquo;", "共有1200万元“好”"),
    ("抓获\u200b12\ufeff人", "抓获12人"),
    ("上升１３．５％，共５起", "上升13.5%，共5起"),
    ("同比<5%的有3家", "同比<5%的有3家"),
]


@pytest.mark.parametrize(("original", "clean"), CLEANED)
def test_clean(original: str, clean: str) -> None:
    assert read(Article(original)).clean == clean


def test_spans_lead_back() -> None:
    original = "<p>破獲案件<b>81</b>63起</p>"
    reading = read(Article(original))
    at = reading.clean.index("8163")
    assert reading.alignment.to_original(at, at + 5).of(original) == "81</b>63起"
