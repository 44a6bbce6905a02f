"""HTML, Markdown and escapes: what is left, what it is, and that spans lead back."""

from __future__ import annotations

import pytest

from articlex.model import Article
from articlex.text import read

# original, clean
HTML = [
    ("<p>甲县增长5%。</p><p>乙县下降3%。</p>", "甲县增长5%。\n乙县下降3%。"),
    ("甲县<br>乙县<br/>丙县", "甲县\n乙县\n丙县"),
    ("破<span class='x'>案</span>12<b>00</b>起", "破案1200起"),
    ("破获&nbsp;案件&#8220;12&#x8d77;&#8221;", "破获 案件“12起”"),
    ("甲&amp;乙&copy;丙&unknown;丁", "甲&乙©丙&unknown；丁"),
    ("<!-- 12起 -->破案<!-- 说明 -->5起", "破案5起"),
    ("<script>var a='破案9起';</script>破案5起<style>p{}</style>", "破案5起"),
    ("同比<5%的有3家,>10%的有2家", "同比<5%的有3家，>10%的有2家"),
    ("<P>大写<BR>标签</P>", "大写\n标签"),
    ("<p>没有结尾的段落<p>第二段", "没有结尾的段落\n第二段"),
    ("<img src='a12.jpg' alt='图12'>配文", "配文"),
    ("破案<font color=red size=2>12</font>起", "破案12起"),
    ("坏标签<p 破案12起", "坏标签<p 破案12起"),
]
MARKDOWN = [
    ("# 标题\n\n正文第一段。", "标题\n正文第一段。"),
    ("抓获**12**名，*缴获*3把", "抓获12名，缴获3把"),
    ('详见[通报](https://a.cn/2024/1.html "全文")。', "详见通报。"),
    ("![图](https://a.cn/12.png)\n\n正文12起。", "正文12起。"),
    ("[![标](/i/1.png)](/home)正文", "正文"),
    ("正文\n\n---\n\n尾注", "正文\n尾注"),
    ("* 甲县12起\n* 乙县5起", "甲县12起\n乙县5起"),
    ("> 引用的话\n\n正文", "引用的话\n正文"),
    ("2 * 3 * 4等于24", "2 * 3 * 4等于24"),
    ("---\ntitle: 标题\ndate: 2024-01-09\n---\n\n正文。", "正文。"),
    ("报道见<https://a.cn/12>。## 不是标题", "报道见<https://a.cn/12>。## 不是标题"),
]
ESCAPES = [
    ("第一段。\\r\\n第二段。", "第一段。\n第二段。"),
    ("第一段。\\n\\n第二段。\\t尾", "第一段。\n第二段。尾"),
    ('<span class=\\"h\\">高雄</span>市', "高雄市"),
    ("\\u4e2d\\u56fd12起", "中国12起"),
    ("路径C:\\news\\real.txt不变", "路径C:\\news\\real.txt不变"),
]


@pytest.mark.parametrize(("original", "clean"), [*HTML, *MARKDOWN, *ESCAPES])
def test_clean(original: str, clean: str) -> None:
    assert read(Article(original)).clean == clean


def test_the_format_can_be_told() -> None:
    assert read(Article("抓获**12**名<b>", format="text")).clean == "抓获**12**名<b>"
    assert read(Article("抓获*12*名", format="markdown")).clean == "抓获12名"


def test_spans_lead_back_over_markup() -> None:
    original = '<p>破獲<span class=\\"x\\">案件</span>1<b>2</b>00起</p>\\r\\n<p>抓獲5人</p>'
    reading = read(Article(original))
    for piece, source in [("案件", "案件"), ("1200起", "1<b>2</b>00起"), ("抓获5人", "抓獲5人")]:
        at = reading.clean.index(piece)
        assert reading.alignment.to_original(at, at + len(piece)).of(original) == source


def test_hidden_digits_are_listed() -> None:
    original = '[通报](https://a.cn/2024/1.html)和<img src="/p/33.png">抓获5人'
    reading = read(Article(original))
    hidden = [span.of(original) for span in reading.hidden]
    assert hidden == ["/p/33.png", "https://a.cn/2024/1.html"] or hidden == [
        "https://a.cn/2024/1.html",
        "/p/33.png",
    ]


HTML_TABLE = """<p>各县破案情况如下，数据来自市公安局的年度通报。</p>
<table><tr><th>地区</th><th>2023年</th></tr><tr><td>甲县</td><td>1,200起</td></tr></table>
<p>市公安局表示将继续加大力度，保持高压态势。</p>"""
MARKDOWN_TABLE = """# 各县情况

各县破案情况如下，数据来自市公安局的年度通报，单位为起。

| 地区 | 2023年 |
|------|-------:|
| 甲县 | **1,200** |
| 乙县 | 80 |

市公安局表示将继续加大力度，保持高压态势。"""


PLAIN_TABLE = HTML_TABLE.replace("th>", "td>")


@pytest.mark.parametrize(("text", "count"), [(HTML_TABLE, 4), (PLAIN_TABLE, 4), (MARKDOWN_TABLE, 6)])
def test_tables_keep_their_cells(text: str, count: int) -> None:
    reading = read(Article(text))
    cells = {(c.row, c.column): (reading.clean[c.start : c.end], c.header) for c in reading.cells}
    assert len(cells) == count
    assert cells[0, 0] == ("地区", True)
    assert cells[0, 1] == ("2023年", True)
    assert cells[1, 0] == ("甲县", True)
    assert cells[1, 1][0].startswith("1,200")
    assert not cells[1, 1][1]
    assert {b.section for b in reading.blocks if b.start in {c.start for c in reading.cells}} == {"table"}
