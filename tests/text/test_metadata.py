"""Title, date, source, editor, reporters, language; what is given wins."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from articlex.model import Article
from articlex.text import read

BODY = "某市公安局通报，去年全市共破获各类案件12起，抓获犯罪嫌疑人30名，追回经济损失200余万元。"

# head of the text, publication date
DATES = [
    ("2024年01月09日 10:32 来源：某报", datetime(2024, 1, 9, 10, 32)),
    ("2024-01-09", date(2024, 1, 9)),
    ("2024/1/9 10:32:05", datetime(2024, 1, 9, 10, 32, 5)),
    ("2024.01.09", date(2024, 1, 9)),
    ("发布时间：2024年1月9日", date(2024, 1, 9)),
    ("２０２４年１月９日", date(2024, 1, 9)),
    ("（2024年1月9日）", date(2024, 1, 9)),
    ("时间：2024-01-09 10:32　来源：某报　作者：王小明", datetime(2024, 1, 9, 10, 32)),
    ("王小明发表于 2024年01月09日 15时49分 星期二", datetime(2024, 1, 9, 15, 49)),
    ("2023年02月30日", None),  # no such day
    ("1月9日", None),  # no year
]


@pytest.mark.parametrize(("head", "published"), DATES)
def test_published(head: str, published: date | None) -> None:
    assert read(Article(f"{head}\n\n{BODY}")).article.published == published


def test_a_date_of_the_story_is_no_publication_date() -> None:
    assert read(Article("2019年1月1日，" + BODY)).article.published is None


# text, source
SOURCES = [
    (f"2024-01-09 10:32 来源：某都市报\n\n{BODY}", "某都市报"),
    (f"新华网西安5月9日专电 {BODY}", "新华网"),
    (f"中新社成都1月9日电(记者 王小明){BODY}", "中新社"),
    (f"人民网南京４月19日电（记者王小明）{BODY}", "人民网"),
    (f"央视网消息（新闻联播）：{BODY}", "央视网"),
    (f"<p>央视网(新闻联播)消息：{BODY}</p>", "央视网"),
    (f"温州网讯 {BODY}", "温州网"),
    (f"本报讯 {BODY}", None),
    (f"{BODY}（来源：某财经）", "某财经"),
    (f"{BODY}\n\n资料来源：某公会", None),
    (f"稿源：某晚报\n{BODY}", "某晚报"),
    (f"{BODY}\n照片来源：王小明", None),
    (f"关于案件【来源：某日报】\n\n{BODY}", "某日报"),
    (f"{BODY}\n\n未经授权禁止转载，如需授权请联系 SafeNews\n客服", "SafeNews"),
    (f"{BODY}\n\n转载请注明来自某安全网。", "某安全网"),
]


@pytest.mark.parametrize(("text", "source"), SOURCES)
def test_source(text: str, source: str | None) -> None:
    assert read(Article(text)).article.source == source


# text, editor, reporters
PEOPLE = [
    (f"{BODY}\n\n责任编辑：王小明", "王小明", ()),
    (f"2024-01-09 编辑:王小明\n\n{BODY}", "王小明", ()),
    (f"【王小明╱臺北報導】{BODY}", None, ("王小明",)),
    (f"【王小明、李小紅╱綜合報導】{BODY}", None, ("王小明", "李小紅")),
    (f"新华社某市1月9日电（记者王小明、李小红）{BODY}", None, ("王小明", "李小红")),
    (f"{BODY}（某都市报-某新闻记者 王小明）", None, ("王小明",)),
    (f"{BODY}本报记者：王小明 李小红", None, ("王小明", "李小红")),
    (f"某市去年破案12起\n文/王小明\n\n{BODY}", None, ("王小明",)),
]


@pytest.mark.parametrize(("text", "editor", "reporters"), PEOPLE)
def test_people(text: str, editor: str | None, reporters: tuple[str, ...]) -> None:
    article = read(Article(text)).article
    assert (article.editor, article.reporters) == (editor, reporters)


def test_a_dateline_is_no_title() -> None:
    reading = read(Article(f"新华网某市４月２８日专电（记者王小明）\n　　{BODY}"))
    assert reading.article.title is None
    assert reading.article.source == "新华网"
    assert [b.section for b in reading.blocks] == ["boilerplate", "lead"]


def test_page_head_and_front_matter() -> None:
    page = (
        '<html><head><title>某市破案12起 - 某新闻网</title><meta property="article:published_time" '
        f'content="2024-01-09T10:32:00+08:00"></head><body><p>{BODY}</p></body></html>'
    )
    article = read(Article(page)).article
    assert (article.title, article.published) == ("某市破案12起", datetime(2024, 1, 9, 10, 32))
    matter = f'---\ntitle: "某市破案12起"\ndate: 2024-01-09\nsource: 某报\n---\n\n{BODY}'
    article = read(Article(matter)).article
    assert (article.title, article.published, article.source) == ("某市破案12起", date(2024, 1, 9), "某报")


def test_given_values_win() -> None:
    text = f"别的标题在此\n2024-01-09 来源：某报\n\n{BODY}"
    given = Article(text, id="a", title="给定标题", published=date(2020, 2, 2), source="某台", editor="某人")
    article = read(given).article
    assert (article.id, article.title, article.published) == ("a", "给定标题", date(2020, 2, 2))
    assert (article.source, article.editor) == ("某台", "某人")


def test_metadata_keep_the_script_of_the_article() -> None:
    article = read(
        Article(
            "某市警方去年偵破詐騙案件12宗\n2024-01-09 來源:某都市報\n\n"
            "警方表示,去年共拘捕30人,檢獲現金200萬元,較前年為多。"
        )
    ).article
    assert article.title == "某市警方去年偵破詐騙案件12宗"
    assert article.source == "某都市報"
    assert article.language == "zh-Hant"
    assert read(Article(BODY)).article.language == "zh-Hans"
