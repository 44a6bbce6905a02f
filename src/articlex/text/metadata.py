"""What an article says about itself: title, publication date, source, editor, reporters.

Read from the lines around the article (`2024年01月09日 10:32 来源:… 编辑:…`), the dateline at the head of
the prose
(中新社成都1月9日电, 【記者…台北報導】, 央视网消息), and what a page states in its head. Nothing is guessed:
a date
without a year stays unread unless a year stands near.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

_DATE = (
    r"(?P<year>(?:19|20)[0-9]{2})\s?(?:年|[-/.])\s?(?P<month>0?[1-9]|1[0-2])\s?(?:月|[-/.])\s?"
    r"(?P<day>3[01]|[12][0-9]|0?[1-9])(?![0-9])(?:\s?[日号])?"
)
_CLOCK = (
    r"(?:[\sT，]{0,3}(?:星期.|周.)?[\s]{0,2}(?P<hour>[01]?[0-9]|2[0-3])"
    r"(?:[：:时](?P<minute>[0-5][0-9])分?(?:[：:](?P<second>[0-5][0-9]))?))?"
)
_STAMP = re.compile(_DATE + _CLOCK)
_LABEL = (
    r"来源|来自|出处|稿源|编辑|责编|责任编辑|作者|记者|发布时间|发布日期|发布|发表于|发表|时间|日期|更新时间|更新|编译|供稿|通讯员|"
    r"摄影|文号|浏览|点击|阅读|字号|本文来源|文章来源|信息来源|新闻来源|审核|校对|撰文|文/|图/"
)
_LABELLED = re.compile(rf"^\W*(?:{_LABEL})\s*[：:]")
_ONLY_DATE = re.compile(
    rf"^[\s（(【\[]*(?:(?:发布|更新|发表)?(?:时间|日期)?\s*[：:]?\s*)?{_DATE}{_CLOCK}[\s）)】\]]*$".replace(
        "?P<", "?P<d_"
    )
)
_SOURCE = re.compile(
    r"(?<!资料)(?<!数据)(?<!图片)(?<!照片)(?<!相片)(?<!影片)(?<!参考)(?<!经济)(?<!收入)(?:来源|稿源|出处)[ ]?：[ ]?[“《]?"
    r"(?P<source>(?=[^\n]{0,6}[\u4e00-\u9fff])[^\s，。；：|（）“”《》【】<>/、]{2,20}?)"
    r"(?=[\s，。；：|（）“”《》【】<>/、]|(?:19|20)[0-9]{2}|编辑|作者|责任|$)"
)
_PUBLISHER = re.compile(
    r"本文由[ ]?(?P<a>[^\s，。]{2,10}?)[ ]?(?:原创|首发)|成为(?P<b>[\u4e00-\u9fff]{2,8})的[^，。]{0,4}订户"
    r"|内容版权(?:均)?(?:属于|归)[ ]?(?P<c>[\w.]{2,20})"
    r"|授权[^。\n]{0,30}请联系[ ]?(?P<d>[A-Z][A-Za-z0-9.]{2,20})(?![A-Za-z0-9@])"
    r"|转载[^。\n]{0,6}注明(?:来自|来源于|出自)[：]?[ “《]?(?P<e>(?!本)[\w.]{2,20})(?=[\s，。”》（）])"
)
_NOTICES = ("订户", "内容版权", "授权", "注明")
_EDITOR = re.compile(
    r"(?:责任编辑|执行编辑|责编|编辑)(?:[ ]?：[ ]?|[ ])"
    r"(?P<editor>[\u4e00-\u9fff·]{2,4}(?:[、， /][\u4e00-\u9fff·]{2,4}){0,2})"
    r"(?![\u4e00-\u9fff])"
)
_OUTLET = r"[\u4e00-\u9fffA-Za-z0-9]{0,8}?(?:网|社|报|在线|台|通讯|新闻|日报|晚报|时报)"
_DATELINE = re.compile(
    rf"^\W{{0,3}}(?P<outlet>{_OUTLET})(?:[\u4e00-\u9fff·]{{0,10}}?)(?:\[[^\]]{{1,6}}\])?"
    r"(?:(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12][0-9]|0?[1-9])日)\s?(?:专|综合|体育)?(?:电|讯|消息|报道|报导)"
)
_NOTICE = re.compile(
    rf"^\W{{0,3}}(?P<outlet>{_OUTLET})(?:（[^（）]{{1,8}}）)?(?:消息|讯)(?=[\s，：:（(]|[\u4e00-\u9fff])"
)
_PLACE_LINE = re.compile(
    r"^\W{0,3}[\u4e00-\u9fff]{2,6}?(?P<month>1[0-2]|0?[1-9])月(?P<day>3[01]|[12][0-9]|0?[1-9])日(?:专|综合)?[电讯]"
)
_NOT_OUTLETS = frozenset(
    ("本报", "本台", "本网", "本社", "据报", "互联网", "通报", "日报", "晚报", "新闻", "通讯", "讯", "电视台")
)
_NO_SOURCE = frozenset(("本网", "互联网", "网络", "关注", "原创", "转载", "关键词", "摘要", "导语", "简介"))
_REPORTERS = (
    re.compile(
        r"（(?:[^（）]{0,16}?)(?:记者|通讯员|实习记者|见习记者)\s?[：:]?\s?(?P<names>[\u4e00-\u9fff·、，\s]{2,30}?)(?:报道|摄影报道|文/图|整理|采写)?）"
    ),
    re.compile(r"【(?P<names>[^【】]{2,30}?)[/]\s?[^【】]{2,8}?(?:报导|报道|电|讯)】"),
    re.compile(
        r"^\W?(?:记者)(?P<names>[\u4e00-\u9fff]{2,4}(?:、[\u4e00-\u9fff]{2,4}){0,3})[/][\u4e00-\u9fff]{2,6}(?:报导|报道)"
    ),
    re.compile(
        r"记者\s?[：:]\s?(?P<names>[\u4e00-\u9fff]{2,4}(?:[、\s][\u4e00-\u9fff]{2,4}){0,3})(?![\u4e00-\u9fff])"
    ),
)
_BYLINE = re.compile(
    r"\W?(?:文|撰文|作者|图文|文图)[ ]?[/|][ ]?(?P<names>[\u4e00-\u9fff·]{2,8}(?:[、 ][\u4e00-\u9fff·]{2,8}){0,2})$"
)
_NAME = re.compile(r"[\u4e00-\u9fff·]{2,8}")
_POSTED = re.compile("发表于|发布于|更新于")
_ACCOUNT = re.compile(r"(?!\S*(?:阅读|浏览|点击|登录|搜索))[\u4e00-\u9fffA-Za-z·]{2,12}")
_TAIL = 4000
"""An article names its date, source and people at its head or its end; no more than this many characters
are read.
"""
_PAGE_DATE = re.compile(
    r"/(?P<year>20[0-9]{2})[/-](?P<month>0[1-9]|1[0-2])[/-](?P<day>3[01]|[12][0-9]|0[1-9])/"
)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found; spans of `plain` for words, values for dates."""

    published: date | datetime | None = None
    source: tuple[int, int] | None = None
    editor: tuple[int, int] | None = None
    reporters: tuple[tuple[int, int], ...] = ()


def is_metadata_line(line: str) -> bool:
    """Whether a line of clean text only says when, where and by whom an article was published."""
    return len(line) <= 120 and _is_metadata_line(line)


@lru_cache(maxsize=2048)
def _is_metadata_line(line: str) -> bool:
    if _ONLY_DATE.match(line):
        return True
    if _LABELLED.match(line) and not line.endswith("。"):
        return True
    if _BYLINE.match(line) or 0 < dateline_end(line, 0) == len(line):
        return True
    if len(line) <= 90 and _POSTED.search(line) and _STAMP.search(line):
        return True
    stamp = _STAMP.match(line.lstrip(" （【[|"))
    return stamp is not None and len(line) <= 90 and re.search(rf"(?:{_LABEL})\s*[：:]", line) is not None


def timestamp(text: str) -> date | datetime | None:
    """The first full date of `text`, with its clock time if one follows.

    >>> timestamp("2024年01月09日 10:32 来源：某报")
    datetime.datetime(2024, 1, 9, 10, 32)
    """
    match = _STAMP.search(text)
    return _value(match) if match else None


def _value(match: re.Match[str]) -> date | datetime | None:
    try:
        day = date(int(match["year"]), int(match["month"]), int(match["day"]))
    except ValueError:
        return None  # 2023-02-30: no date, and so none is read
    if match["hour"] is None:
        return day
    return datetime(
        day.year, day.month, day.day, int(match["hour"]), int(match["minute"]), int(match["second"] or 0)
    )


def stated(metadata: Mapping[str, str]) -> dict[str, str]:
    """The page's own words on title, source and date, from meta tags or front matter, by our names."""
    keys = {
        "title": ("og:title", "title", "headline", "twitter:title"),
        "published": (
            "article:published_time",
            "og:published_time",
            "publishdate",
            "pubdate",
            "date",
            "datepublished",
            "publish_date",
            "publication_date",
        ),
        "source": ("source", "og:site_name", "article:source", "site", "author_site"),
        "editor": ("editor",),
        "author": ("author", "article:author"),
    }
    return {
        name: value
        for name, alternatives in keys.items()
        for value in [next((metadata[key] for key in alternatives if metadata.get(key)), None)]
        if value
    }


def find(clean: str, body: int, tail: str, title_end: int | None) -> Found:
    """Read the metadata of `clean`, whose article begins at `body`.

    `tail` holds the addresses that are hidden in the text; one with a date in its path tells it for want of
    better.
    """
    lines = clean[:body]
    published = _published(lines, clean, body, tail)
    labelled, own_line = _labelled(clean)
    signed = account(clean, title_end) if title_end is not None else None
    source = (labelled if own_line else None) or signed or labelled or _source(clean, body)
    editor = _EDITOR.search(clean) if "编" in clean else None
    names: list[tuple[int, int]] = []
    for pattern in _REPORTERS if "记者" in clean or "【" in clean else ():
        for match in pattern.finditer(clean):
            names += _names(match)
        if names:
            break
    if not names and "/" in clean[: body + _TAIL]:
        for line in re.finditer("[^\n]+", clean[: body + _TAIL]):
            byline = _BYLINE.match(line[0]) if len(line[0]) < 40 else None
            names += [(line.start() + a, line.start() + b) for a, b in _names(byline)] if byline else []
    return Found(published, source, editor.span("editor") if editor else None, tuple(names[:6]))


def _names(match: re.Match[str]) -> list[tuple[int, int]]:
    """The spans of the names in the group `names`."""
    start = match.start("names")
    return [(start + m.start(), start + m.end()) for m in _NAME.finditer(match["names"])]


def _published(lines: str, clean: str, body: int, tail: str) -> date | datetime | None:
    best: date | datetime | None = None
    tail_lines = clean[max(body, len(clean) - _TAIL) :].split("\n")
    for line in [*lines.split("\n"), *clean[body : body + _TAIL].split("\n"), *tail_lines]:
        if len(line) > 120 or not is_metadata_line(line):
            continue
        value = timestamp(line)
        if value is not None and (
            best is None or (isinstance(value, datetime) and not isinstance(best, datetime))
        ):
            best = value
            if isinstance(best, datetime):
                break
        if value is not None and best is not None:
            break
    if best is not None:
        return best
    page = _PAGE_DATE.search(tail)
    if page is not None:
        try:
            return date(int(page["year"]), int(page["month"]), int(page["day"]))
        except ValueError:
            return None
    return None


def _labelled(clean: str) -> tuple[tuple[int, int] | None, bool]:
    """The source named after 来源, and whether that stands in a line of its own or ends the article in
    brackets.
    """
    if "：" not in clean or ("来源" not in clean and "稿源" not in clean and "出处" not in clean):
        return None, False
    for match in _SOURCE.finditer(clean):
        if match["source"] in _NO_SOURCE:
            continue
        start = clean.rfind("\n", 0, match.start()) + 1
        end = clean.find("\n", match.end())
        own = is_metadata_line(clean[start : end if end >= 0 else len(clean)])
        return match.span("source"), own
    return None, False


def _source(clean: str, body: int) -> tuple[int, int] | None:
    at = 0
    while 0 <= at <= body + 2000:
        head = clean[at : at + 60].partition("\n")[0]
        if "讯" in head or "电" in head or "消息" in head or "报" in head:
            match = _DATELINE.match(head) or _NOTICE.match(head)
            if match is not None and match["outlet"] not in _NOT_OUTLETS:
                start, end = match.span("outlet")
                return at + start, at + end
        at = clean.find("\n", at) + 1 or -1
    known = ("由" in clean and "本文由" in clean) or any(word in clean for word in _NOTICES)
    publisher = _PUBLISHER.search(clean) if known else None
    return publisher.span(publisher.lastgroup or 0) if publisher else None


def account(clean: str, title_end: int) -> tuple[int, int] | None:
    """The name on the line after a title: a public account signs its article there.

    Only asked for where the title stands twice, as it does in copies of such pages.
    """
    match = _ACCOUNT.match(clean, title_end + 1)
    if match is None or clean[match.end() : match.end() + 1] != "\n" or match[0] in _NO_SOURCE:
        return None
    return match.span()


_OPENER = re.compile(
    r"(?<=[\u4e00-\u9fff0-9%）”！？])(?:(?:(?:中新社|中新网|新华社|新华网|人民网|荆楚网|本报)[^，。]{0,12}?(?:电|讯|消息))"
    r"|昨日|日前[，]|近日[，]|记者(?:昨|今|从|近)|据(?:悉|报道|新华社|中新社)|本报讯|今日上午|今天上午)"
)


_SIGNED = r"（[^（），。；0-9\n]{1,40}）"  # who reports it, or the broadcast
_HEADS = (
    re.compile(r"[【\[][^【】\[\]\n]{0,40}(?:报导|报道|电|讯|消息)[】\]]"),
    re.compile(
        rf"\W{{0,3}}{_OUTLET}[\u4e00-\u9fff·]{{0,10}}?(?:\[[^\]]{{1,6}}\])?(?:1[0-2]|0?[1-9])月(?:3[01]|[12][0-9]|0?[1-9])日"
        rf"\s?(?:专|综合|体育)?(?:电|讯|消息|报道|报导)(?:{_SIGNED}|(?=[\s：:（]))"
    ),
    re.compile(
        rf"\W{{0,3}}(?:{_OUTLET}|本报|本网|本台)(?:（[^（）\n]{{1,8}}）)?(?:讯|消息)(?:{_SIGNED}|(?=[\s：:（]))"
    ),
    re.compile(
        r"记者[\u4e00-\u9fff]{2,4}(?:[、/][\u4e00-\u9fff]{2,4}){0,3}[/╱][\u4e00-\u9fff]{2,6}(?:报导|报道)(?=[\s：:])"
    ),
)


def dateline_end(clean: str, start: int) -> int:
    """Where the dateline that opens the paragraph at `start` ends, with what parts it from the prose; `start`
    where none opens it.

    >>> text = "【记者王小明/南城报导】南城市警局破案12起。"
    >>> text[dateline_end(text, 0):]
    '南城市警局破案12起。'
    """
    head = clean[start : start + 60]
    if "讯" not in head and "电" not in head and "消息" not in head and "报" not in head:
        return start
    for pattern in _HEADS:
        match = pattern.match(clean, start)
        if match is not None:
            end = match.end()
            while clean[end : end + 1] in (" ", "：", ":"):
                end += 1
            return end
    return start


_FULL_DATE = (
    r"(?:19|20)[0-9]{2}(?:年|[-/.])[01]?[0-9](?:月|[-/.])[0-3]?[0-9]日?"
    r"(?:[ ][0-2]?[0-9]:[0-5][0-9](?::[0-5][0-9])?)?"
)
_ITEM = (
    r"(?:(?:来源|稿源|出处|作者|编辑|责任编辑|责编|记者|发布时间|发布日期|更新时间|时间|日期)[ ]?：[ ]?"
    rf"(?:{_FULL_DATE}|[^\s：，。]{{1,20}})|{_FULL_DATE})(?=\s|$)"
)
_TITLE_AND_ITEMS = re.compile(
    rf"[^。！？：\n]{{6,60}}?(?P<gap>[ ])(?P<items>{_ITEM}(?:[ |]{{1,3}}{_ITEM}){{1,5}})(?P<after>[ ]?)"
)


def glued_items(first: str) -> tuple[int, int] | None:
    """Where the publication line begins and ends that stands in a first line between title and article.

    >>> text = "某市破案12起 来源：某报 时间：2024-01-09 10:32 某市公安局通报破案12起。"
    >>> begin, end = glued_items(text)
    >>> text[begin:end]
    '来源：某报 时间：2024-01-09 10:32'
    """
    match = _TITLE_AND_ITEMS.match(first)
    return match.span("items") if match is not None else None


LONGEST_FIRST_LINE = 240
LONGEST_GLUED = 64
"""A title that is glued to the article is not longer: no more characters than these are asked for it."""


def glued_title(first: str, title: str | None) -> int | None:
    """Where the title ends in a first line that goes on with the article without a break; None where it
    does not.

    >>> glued_title("某市粮食总产量创新高中新社成都1月9日电 记者从某局获悉，全市丰收。", None)
    10
    """
    if title:
        return len(title) if first.startswith(title) and len(first) > len(title) + 1 else None
    if len(first) < 30:
        return None
    match = _OPENER.search(first, 6, 60)
    if match is None or re.search("[，。；：]", first[: match.start()]):
        return None
    return match.start()
