"""Lengths of time: alone, joined (一年六个月), or set against now and so dates (近三年来, 10年前)."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal

from articlex.model import Bound, Number
from articlex.numbers.bounds import LINK, LINKS, after_unit, numeral
from articlex.numbers.discourse import OPEN, Days, earlier, months
from articlex.numbers.numeral import Reading, multiply, read
from articlex.numbers.page import Page
from articlex.numbers.scan import ARABIC, NUMERAL

_LEADS = frozenset(("过去", "最近", "未来", "今后", "近来", "刚过去的"))
_TAIL = re.compile(
    r"以来|之前|以前|之后|以后|之间|期间|之内|以内|来(?!自|到|的?人)|前(?![往列述三去线夕方进])|后(?!者)|内|间(?![接隔])"
)
_PAST_TAILS = frozenset(("来", "以来", "前", "之前", "以前", "间"))
_LONG = frozenset(("年", "月", "天", "日", "周", "星期", "季度", "世纪", "载", "礼拜", "交易日", "晚", "夜"))
_NEAR = frozenset(("年", "天", "日", "周", "载", "星期", "礼拜"))
_SMALLER = {
    "年": (12, re.compile(r"[零又]?([0-9]{1,2}|[一二三四五六七八九十两]{1,3})(个月)(?!饼)")),
    "小时": (60, re.compile(r"[零又]?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(分钟|分)(?!之)")),
    "分": (60, re.compile(r"零?([0-9]{1,2}(?:\.[0-9]+)?|[一二三四五六七八九十]{1,3})(秒钟?)(?!杀)")),
    "分钟": (60, re.compile(r"零?([0-9]{1,2}(?:\.[0-9]+)?|[一二三四五六七八九十]{1,3})(秒钟?)(?!杀)")),
    "天": (24, re.compile(r"[零又]?([0-9]{1,2}|[一二三四五六七八九十]{1,3})(个?小时)")),
}
"""For a unit, how many of the smaller one it holds and how that one follows."""
_YEARS_OF_LIFE = re.compile(r"级|检|审|报|薪|费|度")


def duration(
    page: Page,
    start: int,
    begin: int,
    end: int,
    reading: Reading,
    bound: Bound | None,
    name: str,
    unit_start: int,
    stop: int,
) -> bool:
    """The mention of a length of time whose unit `name` ends at `stop`."""
    text = page.text
    numeral_end = end
    joined = _joined(page, reading, name, stop)
    if joined is not None:
        joined = up_to(page, joined[0], joined[1], joined[3]) or joined
        reading, name, unit_start, stop = joined
        numeral_end = unit_start
    unit_end = stop
    unit = name.removeprefix("个")
    tail = _TAIL.match(text, stop)
    word = tail.group() if tail else ""
    after: Bound | None = None
    if word in ("以内", "之内"):
        after, stop = "at_most", stop + 2
    elif not tail:
        stop, after = after_unit(page, stop)
    if after is None and reading.bound == "over" and bound == "about":
        bound = None
    reading = reading.under(after or bound)
    alone = text[begin] == "一" and end == begin + 1 == unit_start
    if alone and _beside(page, start, begin, unit, tail is not None):
        days = _stretch_before(page, unit) if text[begin - 1] == "上" else OPEN
        return page.emit("date", begin - 1, unit_end, "date.beside", begin, end, days=days)
    finish = tail.end() if tail else stop
    lead = _lead(text, start)
    near = unit in _NEAR and text[start:begin] == "近"
    if unit in _LONG and (near or lead or word in _PAST_TAILS):
        if start - len(lead) < page.done:
            lead = ""
        days = _against_now(page.published, reading, unit, word, lead)
        return page.emit(
            "date", start - len(lead), finish, "date.span", begin, numeral_end, reading, name, unit_start,
            unit_end, days,
        )  # fmt: skip
    return page.emit(
        "duration", start, finish, "duration.unit", begin, numeral_end, reading, name, unit_start, unit_end
    )


def _lead(text: str, start: int) -> str:
    """The word before a length that sets it against now (过去, 未来, 这), or nothing."""
    two = text[start - 2 : start]
    return two if two in _LEADS else "这" if text[start - 1] == "这" else ""


_BESIDE = frozenset("上下前后")
_OF_OTHER_WORDS = frozenset("以之此今往目日年月生身名如押推延落滞靠提最加马晚早赶用网线路市街剩余留乡地手空")


def _beside(page: Page, start: int, begin: int, unit: str, tailed: bool) -> bool:
    """Whether 上一年, 前一天, 下一季度 is meant: a stretch of the calendar told from another, no length."""
    if start != begin or tailed or unit not in _CALENDAR_UNITS or begin - 1 < page.done:
        return False
    return page.text[begin - 1] in _BESIDE and page.text[begin - 2] not in _OF_OTHER_WORDS


_CALENDAR_UNITS = frozenset(
    ("年", "年度", "财年", "季度", "月", "周", "星期", "天", "日", "交易日", "学期", "赛季")
)


def _stretch_before(page: Page, unit: str) -> Days:
    """The year or quarter before the one that the text tells of, else before the one of publication."""
    published, year = page.published, page.discourse.year
    if unit in ("年", "年度") and (year or published):
        year = year or (published.year if published else 0)
        return months(year - 1, 1, 12)
    if unit == "季度" and published is not None and year in (None, published.year):
        year, quarter = divmod(published.year * 4 + (published.month - 1) // 3 - 1, 4)
        return months(year, 3 * quarter + 1, 3 * quarter + 3)
    return OPEN


def _joined(page: Page, reading: Reading, name: str, stop: int) -> tuple[Reading, str, int, int] | None:
    """一年六个月 is 18 个月, 1小时20分 80 分: the smaller unit carries the value."""
    smaller = _SMALLER.get(name.removeprefix("个"))
    if smaller is None or reading.value is None or reading.bound != "exact":
        return None
    factor, pattern = smaller
    match = pattern.match(page.text, stop)
    other = read(match[1]) if match else None
    if match is None or other is None or other.value is None or other.bound != "exact":
        return None
    total = reading.times(Decimal(factor)).plus(Decimal(str(other.value)))
    further = _joined(page, total, match[2], match.end())
    return further or (total, match[2], match.start(2), match.end())


def up_to(page: Page, reading: Reading, name: str, stop: int) -> tuple[Reading, str, int, int] | None:
    """The second end of a range whose ends have different units: 三年至一年九个月 is 21 to 36 个月.

    Reading, unit and its limits, told in the smaller unit; None where no second length follows at `stop`.
    """
    text = page.text
    link = LINK.match(text, stop) if text[stop] in LINKS and reading.value is not None else None
    match = (ARABIC.match(text, link.end()) or NUMERAL.match(text, link.end())) if link else None
    if link is None or match is None:
        return None
    end, other = numeral(page, link.end(), match.end())
    unit = page.lexica.units.at(text, end)
    if other is None or other.value is None or unit is None or unit.kind != "duration" or other.value > 1000:
        return None
    second = other, unit.name, unit.end - len(unit.name), unit.end
    second = _joined(page, other, unit.name, unit.end) or second
    ends = _in_one_unit(reading, name, second[0], second[1])
    if ends is None or (second[1] == unit.name == name):
        return None
    low, high, name = ends
    return Reading(None, min(low, high), max(low, high), "range"), name, second[2], second[3]


_UNITS = {
    "个月": ("年", 12),
    "月": ("年", 12),
    "个小时": ("天", 24),
    "小时": ("天", 24),
    "分钟": ("小时", 60),
    "秒": ("分钟", 60),
}
"""For a unit, the next larger one and how many it holds."""


def _in_one_unit(first: Reading, name: str, second: Reading, name2: str) -> tuple[Number, Number, str] | None:
    """Both values in the smaller of two units and its name; None where one does not hold the other."""
    if first.value is None or second.value is None:
        return None
    if name == name2:
        return first.value, second.value, name
    larger, factor = _UNITS.get(name2, ("", 1))
    if larger == name.removeprefix("个"):
        return multiply(first.value, Decimal(factor)), second.value, name2
    larger, factor = _UNITS.get(name, ("", 1))
    if larger == name2.removeprefix("个"):
        return first.value, multiply(second.value, Decimal(factor)), name
    return None


def _against_now(published: date | None, reading: Reading, unit: str, word: str, lead: str) -> Days:
    """The days of 近三年 (up to publication), 未来十天 (from it), 10年前 (that year), 三天前 (that day)."""
    number = reading.value
    if published is None or number is None or number != int(number) or number > 2000:
        return OPEN
    count = int(number)
    try:
        if unit in ("年", "载"):
            then = earlier(published, count)
        elif unit == "月":
            then = earlier(published, 0, count)
        elif unit in ("天", "日", "晚", "夜"):
            then = published - timedelta(days=count)
        elif unit in ("周", "星期", "礼拜"):
            then = published - timedelta(days=7 * count)
        elif unit == "季度":
            then = earlier(published, 0, 3 * count)
        else:
            return OPEN
        if lead in ("未来", "今后"):
            return published, published + (published - then)
    except (ValueError, OverflowError):
        return OPEN
    if word in ("前", "之前", "以前"):
        return (date(then.year, 1, 1), date(then.year, 12, 31)) if unit == "年" else (then, then)
    return then, published
