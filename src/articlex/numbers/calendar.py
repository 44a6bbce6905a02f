# ruff: noqa: E501
"""Dates and stretches of the calendar: reading them from text and resolving them against a publication date.

Reading is done in two steps. `date_at` finds the limits and parts of an expression (`2022年6月至8月`,
`今年前10个月`, `9月28日0时`), without knowing any other; `Discourse.resolve` gives it days, knowing the
publication date and the dates that stood before. News speaks of the past: a month or day without its
year is the latest one that is not after publication, unless an expression before it names the year.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

from articlex.lexicon import load
from articlex.numbers.numeral import read

_CN = "零〇○一二三四五六七八九十廿卅"
_N = rf"(?:[0-9]{{1,2}}|[{_CN}]{{1,3}})"
_Y = r"(?:[0-9]{4}|[〇零○一二三四五六七八九]{4}|[0-9]{2}|[〇零○一二三四五六七八九]{2})"
_TO = r" ?(?:至|到|[-—–~～―－一]{1,2}) ?"
_DASH = r" ?(?:至|到|[-—–~～―－]{1,2}) ?"
_PART = r"凌晨|清晨|早晨|早上|上午|中午|午间|正午|午后|下午|傍晚|晚上|晚间|夜间|深夜|午夜|夜里|半夜|早间|当晚|当日|当天|今晨|晨|晚|早|夜|午"
_CLOCK = (
    rf"(?:(?:{_PART})?(?:约|近|接近|将近)?(?:[0-9]{{1,2}}|[{_CN}两]{{1,3}}) ?(?:"
    rf"(?:时|点钟?)(?!候|间|代|光|期|刻|髦|装|尚|评|击|燃|名|心|赞|子|[0-9]*个百分)"
    rf"(?:过? ?(?:[0-9]{{1,2}}|[{_CN}]{{1,3}}) ?分钟?(?: ?(?:[0-9.]{{1,4}}|[{_CN}]{{1,3}}) ?秒)?|半|整|许|[一三]刻|[0-9]{{2}}(?![0-9年月日时个]))?"
    rf"|[:：][0-5][0-9](?:[:：][0-5][0-9])?(?![0-9:：]))"
    rf"(?:许|左右|前后)?)"
)
_WEEKDAY = r" ?(?:[（(](?:星期|周|礼拜)[一二三四五六日天][)）]|星期[一二三四五六日天]|周[一二三四五六日](?![岁年期]))"

POINT = re.compile(
    rf"(?:(?P<era>公元前|公元|民国|明治|大正|昭和|平成|令和|光绪|乾隆|康熙)?(?P<y>{_Y})(?:{_DASH}(?P<y2>{_Y})(?= ?年))? ?年(?P<du>度)?(?!级|轻|代|前|内|来|后|间|多|余|左右|以[内上下]|期|来|会|报))?"
    rf"(?:(?:的| |，)?(?P<m>{_N}|正|腊)(?:(?:{_DASH}|、)(?P<m2>{_N}))? ?月(?P<fen>份)?(?!饼|亮|嫂|球|台|氏|饷))?"
    rf"(?: ?(?P<d>{_N})(?:(?:{_DASH}|、)(?P<d2>{_N}))? ?(?:日|号(?!线|楼|院|店|门|机|店|令|文|公|台|仓|馆|桥|井|炉|厅|铺|病|航|船|舰|车|室|房|桌|床|墓|码|称|召|角|选|球|种|基|岛|矿|坑|洞|路|街|地|柜|库|站|码|段))"
    rf"(?!报|均|元|常|用|程|益|落|志|语|本|式|剧|寸|记|历|内|后|前[往来]))?"
)
_SUB = re.compile(
    r" ?(?P<half>[上下前后]半年)"
    r"|(?: ?的?)(?P<front>[前首头])(?P<nq>[一二三两1-3])个?季度?(?!报)"
    r"|(?: ?的?)(?P<front2>[前首头])(?P<nm>[0-9]{1,2}|[一二三四五六七八九十两]{1,2}) ?个?月(?!饼)"
    r"|(?: ?的?)(?:第?(?P<q>[一二三四1-4])(?P<q2>(?:至|到|[-—–~～、])第?[二三四2-4])?季度?|(?P<qf>首季|末季)度?)(?!报)"
    r"|(?P<edge>年?初|年?底|年?末|年中|岁末|岁尾|伊始)(?!期|中|高|级|步|衷|次|蕴|特|部|日|端)"
    r"|(?P<season>春节|春季|夏季|秋季|冬季|暑期|暑假|寒假|国庆|元旦|中秋|端午|清明|五一)(?P<season2>期间|假期|长假)?"
    r"|(?P<whole>全年)"
)
_DEKAD = re.compile(
    r"(?P<dek>上旬|中旬|下旬|初|底|末|中)(?!期|旬|学|国|央|部|心|方|旅|等)(?:某日)?|某日|某天"
)
_TAIL = re.compile(
    r"(?P<since>以来|至今|起至今)|(?P<till>以前|之前|前(?!往|列|述|期|三|后|来|去|线|沿|景|夕|置|方|进|[0-9一二三四五六七八九十两]))"
    r"|(?P<from>起(?!来|诉|码|草|床|火|飞|源|到|至|因)|以后|之后)|期间|(?P<same>同期)|当[天日]|一天|夜?间(?!接|隔)"
)
_RELATIVE_YEAR = {
    "今年": 0,
    "本年": 0,
    "去年": -1,
    "上年": -1,
    "昨年": -1,
    "前年": -2,
    "大前年": -3,
    "明年": 1,
    "来年": 1,
    "后年": 2,
}
_ANAPHORIC_YEAR = {"当年": 0, "同年": 0, "该年": 0, "次年": 1, "翌年": 1}
_RELATIVE_MONTH = {
    "本月": 0,
    "这个月": 0,
    "上月": -1,
    "上个月": -1,
    "下月": 1,
    "下个月": 1,
}
_ANAPHORIC_MONTH = {"当月": 0, "同月": 0, "该月": 0, "次月": 1, "翌月": 1}
_RELATIVE_DAY = {
    "今天": 0,
    "今日": 0,
    "今晨": 0,
    "今早": 0,
    "今晚": 0,
    "今夜": 0,
    "昨天": -1,
    "昨日": -1,
    "昨晚": -1,
    "昨夜": -1,
    "昨晨": -1,
    "前天": -2,
    "前日": -2,
    "前晚": -2,
    "明天": 1,
    "明日": 1,
    "明晚": 1,
    "后天": 2,
}
_ANAPHORIC_DAY = {"当天": 0, "当日": 0, "同日": 0, "当晚": 0, "当夜": 0, "次日": 1, "翌日": 1}
RELATIVE = {
    **{w: ("year", n, True) for w, n in _RELATIVE_YEAR.items()},
    **{w: ("year", n, False) for w, n in _ANAPHORIC_YEAR.items()},
    **{w: ("month", n, True) for w, n in _RELATIVE_MONTH.items()},
    **{w: ("month", n, False) for w, n in _ANAPHORIC_MONTH.items()},
    **{w: ("day", n, True) for w, n in _RELATIVE_DAY.items()},
    **{w: ("day", n, False) for w, n in _ANAPHORIC_DAY.items()},
}
"""Words that stand for a year, month or day: what they name, how far off, and whether from the publication date
(else from the date that the text named last)."""
_RELATIVE_LENGTHS = (3, 2)
_UNTIL = re.compile(r"截至|截止(?:到|至)?|截至到")


@dataclass(frozen=True, slots=True)
class Point:
    """One point or stretch as the text names it; `second` of a part is the end of its range (1至5月)."""

    end: int
    relative: tuple[str, int, bool] | None = None
    year: int | None = None
    year2: int | None = None
    month: int | None = None
    month2: int | None = None
    day: int | None = None
    day2: int | None = None
    stretch: str = ""
    """A part of the year or month: `half`, `front` (months from January), `months`, `edge`, `dekad`, `holiday`, `whole`."""
    first: int = 0
    last: int = 0
    word: str = ""
    unresolvable: bool = False
    """Named by another calendar (正月十五) or by a vague word (某日): no days can be given."""


@dataclass(frozen=True, slots=True)
class Expression:
    """A whole calendar expression: one point or two, with what stands around it."""

    start: int
    end: int
    first: Point
    second: Point | None = None
    until: bool = False
    since: bool = False
    before: bool = False
    onward: bool = False
    clock: bool = False
    rule: str = "date.point"


def _int(surface: str | None) -> int | None:
    if not surface:
        return None
    if surface.isdigit() and surface.isascii():
        return int(surface)
    reading = read(surface)
    if reading is None or reading.value is None or reading.bound != "exact":
        return None
    return int(reading.value)


def _year(surface: str | None, era: str | None, followed: bool) -> int | None:
    """The year meant: four digits, or two where a month follows or the number is one that no duration has."""
    number = _int(surface)
    if surface is None or number is None:
        return None
    if era == "民国":
        return number + 1911
    if era:
        return None
    if len(surface) == 4:
        return number if 1000 <= number <= 2999 else None
    if surface[0] in "0零〇○" or (followed and number >= 30) or number >= 70:
        return number + (1900 if number >= 30 else 2000)
    return number + 2000 if followed and 0 < number <= 30 else None


def relative_at(text: str, place: int) -> int:
    """The end of a relative word (今年, 上个月, 昨天) that begins at `place`, or `place` where none does."""
    for length in _RELATIVE_LENGTHS:
        if text[place : place + length] in RELATIVE:
            return place + length
    return place


def relative_before(text: str, place: int, floor: int) -> int:
    """The start of a relative word that ends at `place`, or `place`; nothing before `floor` is taken."""
    for length in _RELATIVE_LENGTHS:
        if place - length >= floor and text[place - length : place] in RELATIVE:
            return place - length
    return place


_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4, "两": 2}


def point_at(text: str, place: int) -> Point | None:
    """The calendar point that begins at `place`, or None."""
    cursor = relative_at(text, place)
    relative = RELATIVE[text[place:cursor]] if cursor > place else None
    match = POINT.match(text, cursor)
    parts = dict.fromkeys(("y", "y2", "m", "m2", "d", "d2", "era"))
    if match and match.end() > cursor:
        parts = match.groupdict()
        end = match.end()
        if relative and (parts["y"] or (relative[0] != "year" and parts["m"]) or relative[0] == "day"):
            match, parts, end = None, dict.fromkeys(parts), cursor
    else:
        match, end = None, cursor
    year = year2 = None
    if parts["y"]:
        year = _year(parts["y"], parts["era"], bool(parts["m"]))
        year2 = _year(parts["y2"], parts["era"], True)
        if year is None and not parts["era"]:
            return None
        if parts["y2"] and (year2 is None or year is None or year2 < year):
            return None
    month = 1 if parts["m"] == "正" else 12 if parts["m"] == "腊" else _int(parts["m"])
    month2, day, day2 = _int(parts["m2"]), _int(parts["d"]), _int(parts["d2"])
    for part, limit in ((month, 12), (month2, 12), (day, 31), (day2, 31)):
        if part is not None and not 1 <= part <= limit:
            return None
    if (parts["m"] and month is None) or (parts["d"] and day is None):
        return None
    if (month2 and month and month2 < month and not year) or (day2 and day and day2 < day):
        return None
    point = Point(end, relative, year, year2, month, month2, day, day2)
    lunar = parts["m"] in ("正", "腊")
    if lunar:
        tail = re.compile(r"初?[一二三四五六七八九十廿]{1,3}").match(text, end)
        return Point(tail.end() if tail else end, relative, year, unresolvable=True)
    if day is None:
        point = _stretched(text, point)
    if point.end == place or (point.end == cursor and relative is None):
        return None
    return point


def _stretched(text: str, point: Point) -> Point:
    """The point with the part of its year or month that is named after it (上半年, 前三季度, 月底)."""
    if point.month is not None or (point.relative and point.relative[0] == "month"):
        match = _DEKAD.match(text, point.end)
        if not match:
            return point
        word = match["dek"] or ""
        return _with(point, match.end(), "dekad" if word else "", 0, 0, word, unresolvable=not word)
    if point.relative and point.relative[0] == "day":
        return point
    vague = re.compile(r"某日|某天").match(text, point.end)
    if vague:
        return _with(point, vague.end(), "", 0, 0, "", unresolvable=True)
    bare = point.year is None and point.relative is None
    match = _SUB.match(text, point.end)
    if not match or (bare and (match["edge"] or match["whole"] or match["season"])):
        return point
    end = match.end()
    if match["half"]:
        late = match["half"][0] in "下后"
        return _with(point, end, "months", 7 if late else 1, 12 if late else 6, match["half"])
    if match["nq"]:
        return _with(point, end, "months", 1, 3 * _QUARTERS[match["nq"]], match.group())
    if match["nm"]:
        months = _int(match["nm"])
        return _with(point, end, "months", 1, months, match.group()) if months and months <= 12 else point
    if match["q"]:
        first = _QUARTERS[match["q"]]
        last = _QUARTERS[match["q2"][-1]] if match["q2"] else first
        return _with(point, end, "months", 3 * first - 2, 3 * last, match.group())
    if match["qf"]:
        late = match["qf"][0] == "末"
        return _with(point, end, "months", 10 if late else 1, 12 if late else 3, match.group())
    if match["edge"]:
        return _with(point, end, "edge", 0, 0, match["edge"])
    if match["season"]:
        return _with(point, end, "holiday", 0, 0, match["season"])
    return _with(point, end, "whole", 0, 0, match["whole"])


def _with(
    point: Point, end: int, stretch: str, first: int, last: int, word: str, *, unresolvable: bool = False
) -> Point:
    return Point(
        end, point.relative, point.year, point.year2, point.month, point.month2, point.day, point.day2,
        stretch, first, last, word, unresolvable or point.unresolvable,
    )  # fmt: skip


CLOCK = re.compile(_CLOCK)
_CLOCK_AFTER = re.compile(
    rf"(?:{_WEEKDAY})? ?(?:(?:{_CLOCK})(?:{_DASH}(?:{_CLOCK}))?|[0-9]{{1,2}}(?:[-—–~～至到])[0-9]{{1,2}} ?时|(?:{_PART})(?![会饭餐报班点安市稻熟期年间会]))?"
)
_CLOCK_BEFORE = re.compile(rf"(?:{_PART})$")
_RANGE = re.compile(_DASH)
_SPACE = re.compile(r" ?")


def expression_at(text: str, place: int, floor: int) -> Expression | None:
    """The whole expression around the numeral or relative word at `place`; None where it is none.

    What stands before `floor` belongs to others. The relative word and 截至 before the numeral are inside.
    """
    start = place
    if text[start - 1] == " " and start - 1 > floor:
        start = relative_before(text, start - 1, floor)
        if start == place - 1:
            start = place
    elif text[start - 1] == "的" and relative_before(text, start - 1, floor) < start - 1:
        start = place
    else:
        start = relative_before(text, place, floor)
    if start == place and text[place - 2 : place] in ("民国", "公元") and place - 2 >= floor:
        start = place - 2
    if start == place and text[place - 1 : place] in ("前", "首", "头", "第") and place > floor:
        start = relative_before(text, place - 1, floor)
        if start == place - 1 and text[place - 1] == "第":
            start = place - 1
    first = point_at(text, start)
    if first is None or first.end <= place:
        first = point_at(text, place)
        start = place
    if first is None or first.end <= place:
        return None
    return _complete(text, start, first, floor)


def _complete(text: str, start: int, first: Point, floor: int) -> Expression:
    end = first.end
    second = None
    clock = False
    daily = first.day is not None or bool(first.relative and first.relative[0] == "day")
    if daily:
        after = _CLOCK_AFTER.match(text, end)
        if after:
            clock = after.end() > end
            end = after.end()
    link = _RANGE.match(text, end)
    if link and text[link.end() - 1 : link.end() + 1] not in ("至今", "至少", "至于", "至此"):
        second = point_at(text, link.end())
        if second and second.end > link.end() and _may_follow(first, second):
            end = second.end
            after = _CLOCK_AFTER.match(text, end) if second.day is not None else None
            if after:
                end = after.end()
        else:
            second = None
    tail = _TAIL.match(text, end)
    since = before = onward = False
    if tail and not clock:
        since, before, onward = bool(tail["since"]), bool(tail["till"]), bool(tail["from"])
        end = tail.end()
    until = False
    for word in ("截至", "截止", "截止到", "截止至", "截至到"):
        if text.startswith(word, start - len(word)) and start - len(word) >= floor:
            until, start = True, start - len(word)
            break
    return Expression(start, end, first, second, until, since, before, onward, clock)


def _may_follow(first: Point, second: Point) -> bool:
    """Whether a range from `first` to `second` makes sense: the same or a finer part must be named at the end."""
    if second.stretch == "whole" or (second.relative and second.relative[0] == "day"):
        return False
    return not (
        first.day is None
        and first.month is None
        and second.year is None
        and second.month
        and not second.relative
        and first.year is None
    )


@lru_cache(maxsize=4096)
def _last_day(year: int, month: int) -> int:
    return monthrange(year, month)[1]


def months(year: int, first: int, last: int) -> tuple[date, date]:
    """From the first day of one month to the last day of another of the same year."""
    return date(year, first, 1), date(year, last, _last_day(year, last))


def earlier(day: date, years: int = 0, months_: int = 0) -> date:
    """The day so many years and months before, the month's last where it has no such day."""
    total = day.year * 12 + day.month - 1 - years * 12 - months_
    year, month = divmod(total, 12)
    year = max(year, 1)
    return date(year, month + 1, min(day.day, _last_day(year, month + 1)))


class Discourse:
    """What the text has named so far: the year, month and day that an incomplete date continues."""

    __slots__ = ("day", "holidays", "month", "narrative", "paragraph", "published", "year")

    def __init__(self, published: date | None, holidays: dict[tuple[str, int], tuple[date, date]]) -> None:
        self.published = published
        self.holidays = holidays
        self.year: int | None = None
        self.month: int | None = None
        self.day: int | None = None
        self.narrative = False
        """Whether the year was named by a day or month of it: a story goes on in it beyond the paragraph."""
        self.paragraph = 0

    def new_sentence(self) -> None:
        """A year that was named alone (the base of a comparison, a total) ends with its sentence."""
        if not self.narrative:
            self.year = None

    def resolve(self, expression: Expression, keep: bool = True) -> tuple[date | None, date | None]:
        """First and last day of the expression, None where open or not to be told.

        `keep` is False for the base of a comparison, which later dates do not continue.
        """
        saved = (self.year, self.month, self.day, self.narrative)
        try:
            start, end = self._point(expression.first)
            if expression.second is not None:
                self.year = start.year if start else self.year
                second = self._point(expression.second, after=start)
                end = second[1]
                if start is None or end is None or end < start:
                    start = end = None
        except ValueError:
            start = end = None
        if not keep:
            self.year, self.month, self.day, self.narrative = saved
        published = self.published
        if expression.until:
            return None, end
        if expression.since or (expression.onward and start and published and start <= published):
            return start, (published if published and start and start <= published else None)
        if expression.before:
            return None, start
        if expression.onward:
            return start, None
        if (
            expression.first.stretch == "months"
            and end
            and published
            and start
            and start <= published < end
            and expression.first.word in ("",)
        ):
            return start, published
        return start, end

    def _named_year(self, point: Point) -> int | None:
        if point.year is not None:
            return point.year
        if point.relative and point.relative[0] == "year":
            _, offset, absolute = point.relative
            base = self.published.year if absolute and self.published else None if absolute else self.year
            if base is None and not absolute and self.published:
                base = self.published.year
            return None if base is None else base + offset
        return None

    def _past_year(self, month: int, after: date | None) -> int | None:
        """The year of a month named without one."""
        if after is not None:
            return after.year if month >= after.month else after.year + 1
        if self.year is not None:
            return self.year
        if self.published is None:
            return None
        return self.published.year if month <= self.published.month else self.published.year - 1

    def _point(self, point: Point, after: date | None = None) -> tuple[date | None, date | None]:
        if point.unresolvable:
            if point.year:
                self.year = point.year
            return None, None
        relative = point.relative
        if relative and relative[0] == "day":
            return self._relative_day(relative)
        year = self._named_year(point)
        if year is not None:
            self.year, self.narrative = year, point.month is not None
        elif point.year is None and relative and relative[0] == "year":
            return None, None
        if point.stretch == "months":
            year = (
                year if year is not None else self._past_year(point.last if point.last <= 12 else 12, after)
            )
            if (
                year is not None
                and self.published
                and after is None
                and year == self.published.year
                and point.first > self.published.month
                and point.year is None
                and not relative
            ):
                year -= 1
            return (None, None) if year is None else months(year, point.first, point.last)
        if relative and relative[0] == "month":
            return self._relative_month(relative, point)
        if point.month is not None:
            return self._month(point, year, after)
        if point.day is not None:
            return self._bare_day(point, after)
        if year is None:
            return None, None
        self.month = None
        return self._year_stretch(point, year)

    def _year_stretch(self, point: Point, year: int) -> tuple[date | None, date | None]:
        if point.stretch == "edge":
            if "初" in point.word or "始" in point.word:
                return date(year, 1, 1), date(year, 1, 31)
            if "中" in point.word:
                return months(year, 6, 7)
            return months(year, 12, 12)
        if point.stretch == "holiday":
            days = self.holidays.get((point.word, year))
            if days is not None:
                return days
            season = _SEASONS.get(point.word)
            return season(year) if season else (None, None)
        return date(year, 1, 1), date(point.year2 or year, 12, 31)

    def _month(self, point: Point, year: int | None, after: date | None) -> tuple[date | None, date | None]:
        month = point.month or 1
        if year is None:
            year = self._past_year(max(month, point.month2 or 0), after)
        if year is None:
            return None, None
        if point.day is not None:
            self.year, self.month, self.day, self.narrative = year, month, point.day, True
            last_month = month
            return date(year, month, point.day), date(year, last_month, point.day2 or point.day)
        if point.month2 is not None:
            return (
                months(year, month, point.month2)
                if point.month2 >= month
                else (date(year, month, 1), date(year + 1, point.month2, _last_day(year + 1, point.month2)))
            )
        if point.year is not None or point.relative:
            self.month, self.narrative = month, True
        return self._month_part(point, year, month)

    def _month_part(self, point: Point, year: int, month: int) -> tuple[date, date]:
        start, end = months(year, month, month)
        word = point.word if point.stretch == "dekad" else ""
        if word == "上旬":
            return start, start.replace(day=10)
        if word in ("中旬", "中"):
            return start.replace(day=11), start.replace(day=20)
        if word == "下旬":
            return start.replace(day=21), end
        if word == "初":
            return start, start.replace(day=10)
        if word in ("底", "末"):
            return end, end
        return start, end

    def _relative_month(
        self, relative: tuple[str, int, bool], point: Point
    ) -> tuple[date | None, date | None]:
        _, offset, absolute = relative
        if absolute or (self.month is None and self.published):
            if self.published is None:
                return None, None
            base = self.published.year * 12 + self.published.month - 1
        elif self.year is not None and self.month is not None:
            base = self.year * 12 + self.month - 1
        else:
            return None, None
        year, month = divmod(base + offset, 12)
        if point.day is not None:
            self.year, self.month, self.day, self.narrative = year, month + 1, point.day, True
            return date(year, month + 1, point.day), date(year, month + 1, point.day2 or point.day)
        return self._month_part(point, year, month + 1)

    def _relative_day(self, relative: tuple[str, int, bool]) -> tuple[date | None, date | None]:
        _, offset, absolute = relative
        if absolute:
            if self.published is None:
                return None, None
            day = self.published + timedelta(days=offset)
        elif self.year is not None and self.month is not None and self.day is not None:
            day = date(self.year, self.month, self.day) + timedelta(days=offset)
        else:
            return None, None
        return day, day

    def _bare_day(self, point: Point, after: date | None) -> tuple[date | None, date | None]:
        day = point.day or 1
        if after is not None:
            year, month = after.year, after.month
            if day < after.day:
                year, month = (year, month + 1) if month < 12 else (year + 1, 1)
        elif self.year is not None and self.month is not None:
            year, month = self.year, self.month
        elif self.published is not None:
            year, month = self.published.year, self.published.month
            if day > self.published.day:
                year, month = (year, month - 1) if month > 1 else (year - 1, 12)
        else:
            return None, None
        self.day = day
        self.year, self.month = year, month
        return date(year, month, day), date(year, month, point.day2 or day)


def _winter(year: int) -> tuple[date, date]:
    return date(year, 12, 1), date(year + 1, 2, _last_day(year + 1, 2))


_SEASONS: dict[str, Callable[[int], tuple[date, date]]] = {
    "春季": lambda year: months(year, 3, 5),
    "夏季": lambda year: months(year, 6, 8),
    "秋季": lambda year: months(year, 9, 11),
    "冬季": _winter,
}


@lru_cache(maxsize=16)
def holidays(folders: tuple[Path, ...] = ()) -> dict[tuple[str, int], tuple[date, date]]:
    """The public holidays of the lexicon `holidays`: first and last day by name and year."""
    table = {}
    for entry in load("holidays", folders):
        name, _, year = entry["holiday"].partition(" ")
        table[name, int(year)] = (date.fromisoformat(entry["start"]), date.fromisoformat(entry["end"]))
    return table
