"""Mentions of the calendar and the clock: what `calendar` reads, made into dated mentions."""

from __future__ import annotations

import re
from datetime import date, timedelta

from articlex.numbers import calendar
from articlex.numbers.calendar import Expression, Point
from articlex.numbers.discourse import OPEN, Days, months
from articlex.numbers.numeral import read
from articlex.numbers.page import UNREAD, Page
from articlex.numbers.scan import NUMERAL_CHARACTERS

_MARKS = frozenset("财学年月日号季时点世:：某")
_FAR_MARKS = frozenset("至到-—–~～―－、和及与 \u3000")
_FAR = re.compile(
    r"[ \u3000]?(?:(?:至|到|[-—–~～―－、和及与]{1,2}) ?(?:[0-9]{1,4}|[零〇○一二三四五六七八九十廿卅两]{1,4}) ?){0,8}"
    r"[财学年月日号季时点:：]"
)
"""A calendar word that stands behind a space or behind the last number of a range or list (1—8月, 3、4、5日)."""
_LED = frozenset("前首头月初")
_BEFORE_A_YEAR = (
    calendar.RELATIVE_LAST | frozenset(era[-1] for era in calendar.ERAS) | frozenset(" 历闰前首头第上下后")
)
"""What may stand before a year and belong to it: all other years of one, three or ten digits are lengths."""
_AFTER_A_YEAR = frozenset("0123456789零〇○一二三四五六七八九十正腊 的，")
_DAY_PARTS = frozenset(
    [
        "凌晨",
        "清晨",
        "早晨",
        "早上",
        "上午",
        "中午",
        "午间",
        "正午",
        "午后",
        "下午",
        "傍晚",
        "晚上",
        "晚间",
        "夜间",
        "深夜",
        "午夜",
        "夜里",
        "半夜",
        "早间",
        "晚",
        "早",
        "晨",
    ]
)
_CENTURY = re.compile(
    r"(?:世纪(?:末|初|中叶|中期|后期|前期)?(?:(?:[0-9]0|[一二三四五六七八九]十)年代)?|0?年代)(?:初期?|末期?|中期|后期|前期|中叶|以来)?"
)
_HOUR = re.compile(r"[0-9]+|[零一二三四五六七八九十两廿]+")
_ADDRESS = frozenset("道路街巷弄里段径坊苑")
_ADDRESS_TAIL = re.compile(r"号(?:[一二三四五六七八九0-9]*(?:楼|院|大院|门|铺|店|室))?")
_SENTENCE_OF_DAYS = re.compile(
    r"(?:拘留|羁押|拘押|关押|刑期|折抵|为期|延期|停职|停业|禁闭|最长|最多|不超过|不少于|满|长达|历时|耗时|仅用|只用)(?:了|的|处罚)?$"
)
_LIMIT_OF_DAYS = re.compile(r"以[上下内]|之内|不等")
_LENGTH_BEFORE = re.compile(
    r"(?:[近超逾约满足达近这]|成立|建[国党军校交]|走过|历经|历时|经过|度过|诞生|逝世|过去|奋斗|坚守|风雨|相隔|时隔|已有|有着|徒刑|监禁)了?$"
)
_ISO = re.compile(r"([12][0-9]{3})([-/.])([01]?[0-9])\2([0-3]?[0-9])(?![0-9])")
_ISO_MONTH = re.compile(r"([12][0-9]{3})[-/]([01][0-9])(?![0-9\-/])")
_ISO_CLOCK = re.compile(r"[ T]{0,2}[012]?[0-9]:[0-5][0-9](?::[0-5][0-9](?:\.[0-9]+)?)?")
_BASE_BEFORE = re.compile(r"(?:比|较|与|跟|同|对比|相比|比起|相比于|相较于?|相对)(?:于|上)?$")


def is_base(text: str, start: int) -> bool:
    """Whether the date that begins at `start` is the base of a comparison: 比2022年, 与去年同期相比."""
    return text[start - 1] in "比较与跟同于" and _BASE_BEFORE.search(text, start - 3, start) is not None


_PLAIN = re.compile(
    r"(?:(?P<y>(?:19|20)[0-9]{2})年)?(?:(?P<m>[0-9]{1,2})月份?)?(?:(?P<d>[0-9]{1,2})日)?(?=[^0-9])"
)
_BUSY_BEFORE = (
    _BEFORE_A_YEAR | _LED | frozenset("至到止-—–~～―－、./:年月日拘留押期折抵天禁业职长多过少满时了的用罚")
)
_AFTER_YEAR_OR_MONTH = (
    calendar.STRETCH_FIRST
    | calendar.MAY_END
    | frozenset(
        "内来度级轻报代份饼亮嫂球台氏饷多余、和及与某财学号日零〇○一二三四五六七八九十廿正腊农阴夏旧闰"
    )
)
_AFTER_DAY = calendar.CLOCK_FIRST | calendar.MAY_END | frozenset("均内来本、和及与")


def plain_date(page: Page, begin: int, stop: int) -> bool:
    """2023年, 今年5月, 2023年5月13日 with nothing around that could be part of it: by far the commonest dates.

    False sends the numeral to `dated`, which would read what is read here just the same.
    """
    text = page.text
    start, before, relative = begin, text[begin - 1], None
    if before == "年":
        start = begin - 2
        relative = calendar.RELATIVE.get(text[start:begin])
        if relative is None or start < page.done:
            return False
        before = text[start - 1]
        if before in "至到止-—–~～大":
            return False
    elif before in _BUSY_BEFORE:
        return False
    match = _PLAIN.match(text, begin)
    if match is None:
        return False
    y, m, d = match.groups()
    end = match.end()
    if end <= stop or text[end] in (_AFTER_DAY if d else _AFTER_YEAR_OR_MONTH):
        return False
    if not d and text[end] in "，的" and text[end + 1] in _AFTER_A_YEAR:
        return False
    if (d and y and not m) or (relative and (y or not m)):
        return False
    month, day = int(m) if m else None, int(d) if d else None
    if (month is not None and not 1 <= month <= 12) or (day is not None and not 1 <= day <= 31):
        return False
    page.discourse.reach(text, start)
    keep = before not in "比较与跟同于" or not is_base(text, start)
    days = page.discourse.named(relative, int(y) if y else None, month, day, end, keep)
    return page.emit("date", start, end, "date.point", begin, stop, UNREAD, "", 0, 0, days)


def dated(page: Page, begin: int, end: int) -> bool:
    """A calendar expression, a decade or a clock time around the numeral `begin:end`."""
    text = page.text
    mark = text[end]
    if (
        mark not in _MARKS
        and text[begin - 1] not in _LED
        and not (mark in _FAR_MARKS and _FAR.match(text, end) is not None)
    ):
        return False
    if mark == "年" and text[begin - 1] not in _BEFORE_A_YEAR and _is_length(text, begin, end):
        return False
    if mark == "世" or (mark == "年" and text[end + 1] == "代"):
        return _century(page, begin, end)
    if mark == "号" and text[begin - 1] in "〕］】":
        return False  # 〔2023〕15号 is a document
    if mark == "号" and page.done < begin and _is_house(text, begin):
        return _house(page, begin, end)
    if (
        mark == "号"
        and text[begin] > "9"
        and "\u4e00" <= text[begin - 1] <= "\u9fff"
        and text[begin - 1] not in _BEFORE_A_DAY
    ):
        return False  # 神舟十三号 is no day
    if text[begin - 1] == "初" and text[begin] > "9":
        return _lunar(page, begin, end)
    if mark == "季" and text[begin] == "一" and text[begin - 1] in "上下":
        return False  # 上一季度 is not the first
    if mark == "日" and _LIMIT_OF_DAYS.match(text, end + 1):
        return False  # 十日以上十五日以下拘留
    if mark == "年" and end - begin == 2 and _LENGTH_BEFORE.search(text, max(page.done, begin - 4), begin):
        return False  # 成立75年
    if mark == "日" and _SENTENCE_OF_DAYS.search(text, max(page.done, begin - 6), begin):
        return False
    expression = calendar.expression_at(text, begin, page.done)
    if expression is not None and (
        expression.end > end or (expression.end == end and expression.first.unresolvable)
    ):
        page.discourse.reach(text, expression.start)
        days = page.discourse.resolve(expression, keep=not is_base(text, expression.start))
        rule = "date.clock" if expression.clock else "date.range" if expression.second else "date.point"
        return page.emit("date", expression.start, expression.end, rule, begin, end, days=days)
    return mark in "时点:： " and clock(page, begin, end)


def _is_length(text: str, begin: int, end: int) -> bool:
    """Whether N年 with nothing around it cannot be a year: 三年, 二十五年, 20年 before no month."""
    length = end - begin
    if length != 2 and length != 4:
        return True
    first = text[begin]
    if length == 4 or not ("1" <= first <= "6") or text[end + 1] in _AFTER_A_YEAR:
        return False
    return text[end + 1] != "代" and "0" <= text[begin + 1] <= "9"


def _century(page: Page, begin: int, end: int) -> bool:
    """20世纪80年代, 90年代初: a stretch of the calendar, never resolved to days."""
    text = page.text
    match = _CENTURY.match(text, end)
    number = read(text[begin:end])
    if match is None or number is None or number.value is None:
        return False
    if text[end] == "世" and number.value > 30:
        return False
    return page.emit("date", begin, match.end(), "date.decade", begin, end)


def _is_house(text: str, begin: int) -> bool:
    before = text[begin - 1]
    return before in _ADDRESS or (before in "东西南北中" and text[begin - 2] in "道路街")


_BEFORE_A_DAY = frozenset("月于在到至从自定日年天前后")
_LUNAR = re.compile(r"(?:正月|腊月|大年|年|[一二三四五六七八九十]月)初$")


def _lunar(page: Page, begin: int, end: int) -> bool:
    """大年初二, 前年年初二: a day of the farmers' calendar, not resolved."""
    text = page.text
    match = _LUNAR.search(text, max(page.done, begin - 4), begin)
    if match is None or page.lexica.units.at(text, end) is not None:
        return False
    start = calendar.relative_before(text, match.start(), page.done)
    return page.emit("date", start, end, "date.lunar", begin, end)


def _house(page: Page, begin: int, end: int) -> bool:
    """中山路10号: a house, no day."""
    match = _ADDRESS_TAIL.match(page.text, end)
    stop = match.end() if match else end + 1
    return page.emit("identifier", begin, stop, "identifier.house", begin, end)


def clock(page: Page, begin: int, end: int) -> bool:
    """A clock time with the part of the day before it; one led by 昨天 or 当天 carries that day."""
    text = page.text
    match = calendar.CLOCK.match(text, begin)
    bare = text[end] == "点" and text[begin] > "9" and (match is None or match.end() == end + 1)
    if bare and _points(page, begin, end):
        return True
    if match is None or match.end() <= end:
        return False
    hour_match = _HOUR.match(text, begin)
    hour = read(hour_match.group()) if hour_match else None
    if hour is None or hour.value is None or hour.value > 24:
        return False
    start = part_of_day(page, begin)
    relative = calendar.relative_before(text, start, page.done)
    if relative == start and calendar.relative_before(text, begin, page.done) < start:
        relative, start = calendar.relative_before(text, begin, page.done), begin  # 昨晚8时
    stop = match.end()
    link = re.compile(r"(?:至|到|[-—–~～])").match(text, stop)
    other = calendar.CLOCK.match(text, link.end()) if link else None
    if other is not None:
        stop = other.end()
    if relative < start:
        page.discourse.reach(text, relative)
        point = Point(start, calendar.RELATIVE[text[relative:start]])
        days = page.discourse.resolve(Expression(relative, start, point))
        if text[relative - 2 : relative] in ("截至", "截止") and relative - 2 >= page.done:
            return page.emit("date", relative - 2, stop, "date.clock", begin, end, days=(None, days[1]))
        return page.emit("time", relative, stop, "time.of-day", begin, end, days=days)
    return page.emit("time", start, stop, "time.clock", begin, end)


_OF_A_CLOCK = frozenset("午晨晚夜早上里在约近至从每于自时后前到凌")
_OF_POINTS = frozenset("有这那下列意是出提以讲几和了为要共")


def _points(page: Page, begin: int, end: int) -> bool:
    """一点 that is a little and 三点 that are arguments, where no word before tells of a clock."""
    text = page.text
    if text[begin - 1] in _OF_A_CLOCK and part_of_day(page, begin) < begin:
        return False
    if calendar.CLOCK.match(text, begin) and text[begin] == "一" and end == begin + 1:
        if text[begin - 1] in "约近至从每于自":
            return False
        page.done = end + 1
        return True
    if text[begin - 1] not in _OF_POINTS:
        return False
    reading = read(text[begin:end])
    return reading is not None and page.emit(
        "count", begin, end + 1, "count.classifier", begin, end, reading, "点", end, end + 1
    )


_WEEK_WORDS = frozenset(("星期", "礼拜"))
_WEEKDAYS = "一二三四五六日天"
_WEEK_LEADS = {"上": -1, "本": 0, "这": 0, "下": 1}
_NOT_AFTER_A_WEEKDAY = frozenset("次个名人件位家场届岁年期刊报度轮回部条封本种批")
_WEEKDAY_ON = re.compile(r"(?:至|到|[-—–~～])(?:星期|礼拜|周)?[一二三四五六日天末]")


_DAY_BEHIND = re.compile(r"(?:[0-9]{1,2}月)?[0-9]{1,2}日")


def weekday(page: Page, begin: int) -> bool:
    """星期三, 上周五, 周一至周五: a day of the week, the latest that is not after publication; 每周三 stays open."""
    text = page.text
    short = text[begin - 1] == "周"
    start = begin - 1 if short else begin - 2
    if start < page.done or not (short or text[start:begin] in _WEEK_WORDS):
        return False
    lead = start - 1 if text[start - 1] == "个" and text[start - 2] in _WEEK_LEADS else start
    before = text[lead - 1]
    if text[start - 1] == "个" and lead == start:
        return False  # 三个星期一次
    if short and (
        text[begin + 1] in _NOT_AFTER_A_WEEKDAY
        or before in NUMERAL_CHARACTERS
        or before.isdigit()
        or before in "近几数四双"
    ):
        return False  # 一周三次
    opening = lead - 1 if before in _WEEK_LEADS and lead - 1 >= page.done else start
    span = _WEEKDAY_ON.match(text, begin + 1)
    end = span.end() if span else begin + 1
    days: Days = OPEN
    dated_behind = text[end] in "（(" and _DAY_BEHIND.match(text, end + 1) is not None  # 周二（19日）
    if page.published is not None and before not in "每逢" and span is None and not dated_behind:
        monday = page.published - timedelta(days=page.published.weekday())
        day = monday + timedelta(days=min(_WEEKDAYS.index(text[begin]), 6))
        if opening < start:
            day += timedelta(days=7 * _WEEK_LEADS[before])
        elif day > page.published:
            day -= timedelta(days=7)
        days = day, day
    return page.emit("date", opening, end, "date.weekday", begin, begin + 1, days=days)


def part_of_day(page: Page, begin: int) -> int:
    """The start of 凌晨, 上午 … that ends at `begin`, or `begin`."""
    for length in (2, 1):
        if begin - length >= page.done and page.text[begin - length : begin] in _DAY_PARTS:
            return begin - length
    return begin


def iso_date(page: Page, begin: int, stop: int) -> bool:
    """2023-11-14, 2009/05/22, 2015.11.11, with a clock time after it."""
    text = page.text
    match = _ISO.match(text, begin)
    if match is None:
        month_only = _ISO_MONTH.match(text, begin)
        if (
            month_only
            and month_only.end() == stop
            and 1 <= int(month_only[2]) <= 12
            and text[stop] not in "号"
        ):
            point = Point(stop, year=int(month_only[1]), month=int(month_only[2]))
            return _numeric(page, begin, stop, point)
        return False
    month, day = int(match[3]), int(match[4])
    if match.end() > stop or not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    return _numeric(page, begin, match.end(), Point(match.end(), year=int(match[1]), month=month, day=day))


_YEARS_AND_MONTHS = re.compile(
    r"((?:19|20)[0-9]{2})\.(0?[1-9]|1[0-2]) ?[-—–~～至]{1,2} ?((?:19|20)[0-9]{2})\.(0?[1-9]|1[0-2])(?![0-9.])"
)


def years_and_months(page: Page, begin: int) -> bool:
    """2013.7-2017.6: from a month of one year to a month of another."""
    match = _YEARS_AND_MONTHS.match(page.text, begin)
    if match is None:
        return False
    year, month, year2, month2 = map(int, match.groups())
    if (year, month) > (year2, month2):
        return False
    days = months(year, month, month)[0], months(year2, month2, month2)[1]
    return page.emit("date", begin, match.end(), "date.range", begin, match.end(), days=days)


def _numeric(page: Page, begin: int, stop: int, point: Point) -> bool:
    page.discourse.reach(page.text, begin)
    days = page.discourse.resolve(Expression(begin, stop, point))
    clock_after = _ISO_CLOCK.match(page.text, stop) if point.day else None
    end = clock_after.end() if clock_after else stop
    return page.emit("date", begin, end, "date.iso", begin, stop, days=days)


def slash_date(page: Page, begin: int, stop: int, month: int, day: int) -> bool:
    """05/24 22:00: month and day are told from a fraction by the clock time after them."""
    clock_after = _ISO_CLOCK.match(page.text, stop)
    if clock_after is None or not (1 <= month <= 12 and 1 <= day <= 31):
        return False
    return _numeric(page, begin, stop, Point(stop, month=month, day=day))


_YEARS = re.compile(r"(?:19|20)[0-9]{2}([-—–~～]{1,2}|至)((?:19|20)[0-9]{2})(?![0-9])")


def bare_year(page: Page, begin: int, stop: int) -> bool:
    """2025 alone (in a title, before a name), 2020—2035: years; what is counted would have a unit."""
    number = page.text[begin:stop]
    span = _YEARS.match(page.text, begin)
    if span and int(number[:4]) < int(span[2]):
        stretch = date(int(number[:4]), 1, 1), date(int(span[2]), 12, 31)
        return page.emit("date", begin, span.end(), "date.bare-year", begin, span.end(), days=stretch)
    if (
        stop - begin != 4
        or number[:2] not in ("19", "20")
        or page.text[begin - 1] in "共达为有超近约至增到逾破仅"
    ):
        return False
    page.discourse.reach(page.text, begin)
    days = page.discourse.resolve(Expression(begin, stop, Point(stop, year=int(number))), keep=False)
    return page.emit("date", begin, stop, "date.bare-year", begin, stop, days=days)


def since_relative(page: Page, begin: int) -> bool:
    """今年以来, 去年以来: a stretch without a numeral, listed because figures are told for it."""
    return dated_relative(page, begin, begin + 4)


def dated_relative(page: Page, begin: int, stop: int) -> bool:
    """The relative expression that fills `begin:stop`."""
    expression = calendar.expression_at(page.text, begin, page.done)
    if expression is None or expression.end < stop:
        return False
    page.discourse.reach(page.text, expression.start)
    days = page.discourse.resolve(expression)
    return page.emit("date", expression.start, expression.end, "date.since", begin, begin + 1, days=days)
